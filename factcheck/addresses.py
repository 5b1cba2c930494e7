"""What the address of a page tells of where its news happened: its headline and its sections.

Tables of excerpts often come without headlines, and most newsrooms write the headline into the address.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from factcheck.home_bodies import home_body
from factcheck.places import COUNTRY_KINDS, PlaceIndex, PlaceMention
from factcheck.tokens import tokenize

_WORDS = 4  # of a headline; a shorter segment is a section or a number
_EDITIONS = frozenset({"uk", "us", "au", "in", "ca", "za"})
_ENDING = re.compile(r"\.[a-z]{2,5}$")  # ".html"


def address_places(url: str, places: PlaceIndex) -> list[PlaceMention]:
    """The places that the headline in an address names, else the country that one of its sections is."""
    headline, written = headline_in(url)
    if written:
        found = places.find(tokenize(headline))
    else:
        body = home_body(headline, any_case=True)
        if body is not None:  # "lok sabha" is no town of Libya
            return [body]
        found = places.find(tokenize(places.with_capitals(_without_edition(headline))))
    plain = places.words.plain_words
    found = [
        one
        for one in found
        # Any first word is written large, and in small letters only names of the table are known.
        if (written and one.first) or (one.name.lower() not in plain and (written or one.places))
    ]
    return found or _sections(url, places)


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
            return " ".join(words), any(word[:1].isupper() for word in words[1:])
    return "", False


def _without_edition(headline: str) -> str:
    """A headline without the number of its page and the edition in front of it ("... the streets uk 5d06b7e2")."""
    words = headline.split()
    numbered = False
    while words and any(letter.isdecimal() for letter in words[-1]):
        words.pop()
        numbered = True
    if numbered and words[-1:] and words[-1].lower() in _EDITIONS:
        words.pop()
    return " ".join(words)


def page_of(url: str) -> str:
    """The page that an address is of, the place within it left out; blank for a site's first page.

    >>> page_of("https://news.example/2024/quake.html#toll"), page_of("https://news.example/")
    ('https://news.example/2024/quake.html', '')
    """
    page = url.strip().partition("#")[0]
    return page if _segments(page) or "?" in page else ""


def _sections(url: str, places: PlaceIndex) -> list[PlaceMention]:
    """The countries that are sections of an address: ".../world/yemen/2017/05/...", the innermost alone."""
    for segment in reversed(_segments(url)):
        tokens = tokenize(places.with_capitals(segment.removesuffix("-news").replace("-", " ")))
        found = [
            one
            for one in places.find(tokens)
            if one.first == 0
            and one.last == len(tokens.words)
            and not one.demonym
            and any(places.places[place].kind in COUNTRY_KINDS for place in one.places)
        ]
        if found:
            return found
    return []


def _segments(url: str) -> list[str]:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # a malformed address holds nothing
        return []
    return [segment for segment in path.split("/") if segment]
