"""What the address of a page tells of where its news happened: its headline and its sections.

Tables of excerpts often come without headlines, and most newsrooms write the headline into the address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from factcheck.home_bodies import home_body
from factcheck.places import COUNTRY_KINDS, PlaceIndex, PlaceMention
from factcheck.tokens import tokenize

_WORDS = 4  # of a headline; a shorter segment is a section or a number
_LONGEST = 40  # words of a headline that are read
_NUMBERED = re.compile(r"/[^/?#]*\d{4,}[^/?#]*/?(?:[?#]|$)")  # "/news/4711"
_ENDING = re.compile(r"\.[a-z]{2,5}$")  # ".html"


def address_places(url: str, places: PlaceIndex, *, told: bool) -> list[PlaceMention]:
    """The places that the headline in an address names, else the country of a body that it names or that one of
    its sections is. ``told``: the text names a place, which goes before all but a headline with its capitals."""
    headline, written = headline_in(url)
    if not written:
        return [] if told else _in_small_letters(headline, places) or _sections(url, places)
    plain = places.words.plain_words
    # Any first word is written large.
    found = [
        one for one in places.find(tokenize(headline)) if one.first or one.name.lower() not in plain
    ]
    return found if found or told else _sections(url, places)


def _in_small_letters(headline: str, places: PlaceIndex) -> list[PlaceMention]:
    """Places of the table in a headline without capitals, where it is news; persons, firms and plain words that
    are called so are none."""
    words = _without_edition(headline.lower().split(), places)
    if places.words.news_words.isdisjoint(words):
        return []
    text = " ".join(words)
    body = home_body(text, any_case=True)
    if body is not None:
        text = text.replace(body.name.lower(), " ")  # "lok sabha" is no town of Libya
    tokens = tokenize(places.with_capitals(text))
    found = [one for one in places.find(tokens) if _is_meant(one, tokens.lower, places)]
    if not found and body is not None:
        label = places.places[body.places[0]].label
        found = [PlaceMention(0, 0, body.places, label)]
    return found


def _is_meant(one: PlaceMention, lower: Sequence[str], places: PlaceIndex) -> bool:
    words, name = places.words, one.name.lower()
    behind = lower[one.last] if one.last < len(lower) else ""
    located = one.preposition in words.locative | words.nearness
    if (
        not one.places
        or name in words.plain_words
        or lower[max(0, one.first - 2) : one.first] == ["bank", "of"]
    ):
        return False
    if behind in words.organisation_heads - words.news_words:
        return False  # "manchester united", "turkish airlines"
    return located or name not in words.named_alike or behind in words.news_words


def headline_in(url: str) -> tuple[str, bool]:
    """The headline that an address holds, and whether it is written with the capitals of its names.

    >>> headline_in("https://news.example/wiki/Hundreds_march_in_New_Dale%2C_police_say")
    ('Hundreds march in New Dale, police say', True)
    >>> headline_in("https://news.example/world/2024/05/20/hundreds-march-in-new-dale/")
    ('hundreds march in new dale', False)
    >>> headline_in("https://news.example/2024/05/20/4711")
    ('', False)
    """
    for segment in reversed(_segments(url)):
        words = [word for word in re.split(r"[_\-+ ]+", _ENDING.sub("", segment)) if word]
        if len(words) >= _WORDS:
            words = words[:_LONGEST]
            return " ".join(words), any(word[:1].isupper() for word in words[1:])
    return "", False


def _without_edition(words: list[str], places: PlaceIndex) -> list[str]:
    """A headline without the number of its page and the edition in front of it ("... the streets uk 5d06b7e2")."""
    end = len(words)
    while end and any(letter.isdecimal() for letter in words[end - 1]):
        end -= 1
    if end < len(words) and end and words[end - 1] in places.words.editions:
        end -= 1
    return words[:end]


def page_of(url: str) -> str:
    """The page of one report that an address is of; blank where it may hold several (a site's first page, a list).

    >>> page_of("https://news.example/2024/quake-kills-41-in-peru.html?from=rss#toll")
    'https://news.example/2024/quake-kills-41-in-peru.html'
    >>> page_of("https://news.example/news?page=1")
    ''
    """
    told = headline_in(url)[0] or _NUMBERED.search(url)
    return re.split(r"[?#]", url.strip())[0].rstrip("/") if told else ""


def _sections(url: str, places: PlaceIndex) -> list[PlaceMention]:
    """The country that is a section of an address: ".../world/yemen/2017/05/..."."""
    for segment in _segments(url):
        name = segment.lower().removesuffix("-news")
        tokens = tokenize(places.with_capitals(name.replace("-", " ")))
        found = [
            one
            for one in places.find(tokens)
            if one.first == 0
            and one.last == len(tokens.words)
            and not one.demonym
            and any(places.places[place].kind in COUNTRY_KINDS for place in one.places)
        ]
        if found or name not in places.words.news_sections:
            return found
    return []


def _segments(url: str) -> list[str]:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # a malformed address holds nothing
        return []
    return [segment for segment in path.split("/") if segment]
