"""The address of a page taken apart: the headline it holds, and whether it is of one report."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_WORDS = 4  # of a headline; a shorter segment is a section or a number
_LONGEST = 40  # words of a headline that are read
_NUMBERED = re.compile(r"/[^/?#]*\d{4,}[^/?#]*/?(?:[?#]|$)")  # "/news/4711"
# Sections under which a page lists or gathers reports, and a last segment that is a year, a month or a day.
_LISTS = frozenset(
    ["tag", "tags", "author", "authors", "topic", "topics", "archive", "archives", "live", "category"]
)  # fmt: skip
_DATED = re.compile(r"(?:19|20)\d\d(?:[-/]?\d\d){0,2}")
_ENDING = re.compile(r"\.[a-z]{2,5}$")  # ".html"


def headline_in(url: str) -> tuple[str, bool]:
    """The headline that an address holds, and whether it is written with the capitals of its names.

    >>> headline_in("https://news.example/wiki/Hundreds_march_in_New_Dale%2C_police_say")
    ('Hundreds march in New Dale, police say', True)
    >>> headline_in("https://news.example/world/2024/05/20/hundreds-march-in-new-dale/")
    ('hundreds march in new dale', False)
    >>> headline_in("https://news.example/2024/05/20/4711")
    ('', False)
    """
    for segment in reversed(segments_of(url)):
        words = [word for word in re.split(r"[_\-+ ]+", _ENDING.sub("", segment)) if word]
        if len(words) >= _WORDS:
            words = words[:_LONGEST]
            return " ".join(words), any(word[:1].isupper() for word in words[1:])
    return "", False


def page_of(url: str) -> str:
    """The page of one report that an address is of; blank where it may hold several (a site's first page, a list).

    >>> page_of("https://news.example/2024/quake-kills-41-in-peru.html?from=rss#toll")
    'https://news.example/2024/quake-kills-41-in-peru.html'
    >>> page_of("https://news.example/news?page=1")
    ''
    >>> page_of("https://news.example/archive/2024")
    ''
    """
    segments = segments_of(url)
    if not _LISTS.isdisjoint(map(str.lower, segments)) or _DATED.fullmatch("".join(segments[-1:])):
        return ""
    told = headline_in(url)[0] or _NUMBERED.search(url)
    return re.split(r"[?#]", url.strip())[0].rstrip("/") if told else ""


def segments_of(url: str) -> list[str]:
    """The parts of an address behind its host, readable; none of a malformed one."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return []
    return [segment for segment in path.split("/") if segment]
