"""Names of places that are persons in an article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.grammar import function_words
from factcheck.place_words import load_place_words
from factcheck.places import PlaceIndex, PlaceMention
from factcheck.tokens import Tokens


def surnames(
    sentences: Sequence[tuple[Tokens, Sequence[PlaceMention]]], index: PlaceIndex
) -> frozenset[str]:
    """Names of places that are persons in an article: they stand behind a given name at least once
    ("Altagracia Rosario") and never behind "in"."""
    words = load_place_words()
    ordinary = _ordinary()
    persons: set[str] = set()
    located: set[str] = set()
    for tokens, found in sentences:
        ends = {mention.last for mention in found}
        for mention in found:
            name = mention.name.lower()
            if mention.preposition in words.locative:
                located.add(name)
            at = mention.first - 1
            given = tokens.words[at] if at >= 0 else ""
            if (
                given.istitle()
                and given.isalpha()
                and given.lower() not in ordinary
                and at + 1 not in ends
                and mention.last - mention.first == 1
                and not mention.demonym
                and not index.any_country(mention.places)
            ):
                persons.add(name)
    return frozenset(persons - located)


@cache
def _ordinary() -> frozenset[str]:
    """Words that are no given name."""
    words = load_place_words()
    return words.name_parts | words.not_places | words.area_nouns | function_words()
