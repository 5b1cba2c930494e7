"""Names of places that are no places in an article, or other ones than those that the table holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from factcheck.grammar import function_words
from factcheck.place_words import load_place_words
from factcheck.places import COUNTRY_KINDS, PlaceIndex, PlaceMention
from factcheck.tokens import Tokens


def other_names(
    sentences: Sequence[tuple[Tokens, Sequence[PlaceMention]]], index: PlaceIndex
) -> frozenset[str]:
    """Names of places that are something else in an article: a person's, behind a given name at least once
    ("Altagracia Rosario"), a ship's ("the Phoenix sank") or a plain word that opens a sentence ("Male
    unemployment"), and never behind "in"."""
    words = load_place_words()
    ordinary = _ordinary()
    others: set[str] = set()
    located: set[str] = set()
    for tokens, found in sentences:
        ends = {mention.last for mention in found}
        for mention in found:
            name = mention.name.lower()
            if index.is_vessel(mention, tokens):
                others.add(name)
            elif mention.preposition in words.locative:
                located.add(name)
            elif name in words.plain_words:
                (others if _opens(mention, tokens) else located).add(name)
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
                others.add(name)
    return frozenset(others - located)


def _opens(mention: PlaceMention, tokens: Tokens) -> bool:
    """Whether a name opens a sentence in front of a noun that it can describe: "Male unemployment", not "Nice,
    France", "Tyre was shelled" or "Buffalo mayor"."""
    first, last = mention.first, mention.last
    behind = "".join(tokens.lower[last : last + 1])
    words = load_place_words()
    of_city = behind in words.belongings or behind in words.city_nouns or behind.endswith("ed")
    plain = behind == "of" or (behind not in function_words() and not of_city)
    small = behind.isalpha() and plain and not tokens.words[first].isupper()
    return small and (not first or not tokens.words[first - 1].isalnum())


_Read = tuple[Tokens, Sequence[PlaceMention]]
_ENDS = frozenset({",", ".", ";", ":", ")", "(", "-", "–", "—"})  # behind the second of two names
_AREA_KINDS = COUNTRY_KINDS | {"admin1"}


def elsewhere_unlisted(sentences: Sequence[_Read], index: PlaceIndex) -> list[_Read]:
    """The places of an article's sentences, without those of another country for a name that the text puts
    where the table knows none ("SANTA FE, Texas - "): all its mentions are of the unlisted one."""
    unlisted = {
        mention.name.lower()
        for tokens, found in sentences
        for mention, outer in pairwise(found)
        if _lies_elsewhere(mention, outer, tokens.lower, index)
    }
    if not unlisted:
        return list(sentences)
    return [
        (
            tokens,
            [replace(one, places=()) if one.name.lower() in unlisted else one for one in found],
        )
        for tokens, found in sentences
    ]


def _lies_elsewhere(
    mention: PlaceMention, outer: PlaceMention, lower: Sequence[str], index: PlaceIndex
) -> bool:
    """Whether ", Texas" right behind a town's name tells that it is none of the towns of that name; in a
    list of places the second is not said of the first."""
    known = index.places
    if not mention.places or mention.demonym or outer.demonym or not outer.places:
        return False
    if lower[mention.last : outer.first] != [","]:
        return False
    behind = lower[outer.last : outer.last + 1]
    listed = mention.first > 0 and lower[mention.first - 1] in {",", "and"}
    if listed or (behind and behind[0] not in _ENDS):
        return False
    if behind == [","] and "and" in lower[outer.last + 1 : outer.last + _LISTED]:
        return False  # "in Lima, Chile, and Bolivia"
    areas = {one for one in outer.places if known[one].kind in _AREA_KINDS}
    towns = {one for one in mention.places if known[one].kind not in COUNTRY_KINDS}
    return (
        len(areas) == len(outer.places)
        and len(towns) == len(mention.places)
        and not any(areas.intersection((one, *index.chain(one))) for one in towns)
    )


_LISTED = 4  # tokens behind the second of two names in which "and" makes them a list


@cache
def _ordinary() -> frozenset[str]:
    """Words that are no given name."""
    words = load_place_words()
    return words.name_parts | words.not_places | words.area_nouns | function_words()
