"""What the address of a page tells of where its news happened: its headline and its sections.

Tables of excerpts often come without headlines, and most newsrooms write the headline into the address.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.home_bodies import home_body
from factcheck.places import COUNTRY_KINDS, PlaceIndex, PlaceMention
from factcheck.tokens import tokenize
from factcheck.urls import headline_in, segments_of


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


def _without_edition(words: list[str], places: PlaceIndex) -> list[str]:
    """A headline without the number of its page and the edition in front of it ("... the streets uk 5d06b7e2")."""
    end = len(words)
    while end and any(letter.isdecimal() for letter in words[end - 1]):
        end -= 1
    if end < len(words) and end and words[end - 1] in places.words.editions:
        end -= 1
    return words[:end]


def _sections(url: str, places: PlaceIndex) -> list[PlaceMention]:
    """The country that is a section of an address: ".../world/yemen/2017/05/..."."""
    for segment in segments_of(url):
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
