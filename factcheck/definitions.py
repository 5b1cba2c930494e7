"""What a claim's figure is measured against: the words nearest to it decide, not the sentence's.

"Prices rose 10.4 %, or 11.6 % on the harmonised index" holds two definitions of one measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from factcheck.model import Claim, ReferenceFigure
from factcheck.periods import (
    AdjustmentSpot,
    adjustment_kinds,
    adjustment_spots,
    apart_kinds,
    below_zero_words,
    date_spots,
    kind_families,
    with_default,
)
from factcheck.vocabulary import load_lexicon

_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_COMMA = 12  # characters
_CLAUSE_END = re.compile(r"[;:]")

Range = tuple[int, int]  # offsets of the sentence


def claim_kinds(claim: Claim, measure: str) -> frozenset[str]:
    """The kinds of adjustment of a claim's figure, at most one a family, and what news means where
    it says nothing.

    A phrase belongs to the nearest figure beside it that has none nearer: "505,745 houses destroyed
    and 279,330 damaged".
    """
    offset = claim.sentence.span.start
    span = claim.quantity.span
    return _kinds(claim.sentence.text, span.start - offset, span.end - offset, measure)


@lru_cache(maxsize=64)  # each row beside a figure asks again
def _kinds(sentence: str, start: int, end: int, measure: str) -> frozenset[str]:
    """The kinds of adjustment of the figure at [start, end) of a sentence."""
    text = sentence.lower()
    spots = adjustment_spots(text)
    if not spots:
        return with_default((), measure)
    others = (one for one in _numbers(text) if not (one[0] < end and start < one[1]))
    numbers = [(start, end), *others]
    found = (
        _kind_of((start, end), numbers, own, text)
        for family in kind_families()
        if (own := [spot for spot in spots if spot.kind in family])
    )
    return with_default(filter(None, found), measure)


def tells_a_fall(sentence: str) -> bool:
    """Whether a sentence has a word that may put its rate of growth or its change below zero."""
    words = re.findall(r"[a-z-]+", sentence.lower())
    return not _falling().isdisjoint(words)


@cache
def _falling() -> frozenset[str]:
    phrases = load_lexicon().phrases
    return (
        phrases.decrease | phrases.decrease_nouns | phrases.comparatives_down | below_zero_words()
    )


def _kind_of(
    figure: Range, numbers: Sequence[Range], spots: Sequence[AdjustmentSpot], text: str
) -> str:
    """The kind that falls to a figure when every phrase goes to the number nearest to it."""
    pairs = sorted(
        (_gap(number, spot, text), number, spot.kind, spot.first)
        for spot in spots
        for number in numbers
        if _beside(number, spot, numbers, text)
    )
    taken: set[int] = set()
    served: set[Range] = set()
    for _, number, kind, first in pairs:
        if first in taken or number in served:
            continue
        if number == figure:
            return kind
        taken.add(first)
        served.add(number)
    return ""


def _gap(number: Range, spot: AdjustmentSpot, text: str) -> int:
    """Characters between a number and a phrase; a comma parts them as far as a few words do."""
    first, last = min(number[1], spot.last), max(number[0], spot.first)
    return max(0, last - first) + _COMMA * text.count(",", first, max(first, last))


def _beside(number: Range, spot: AdjustmentSpot, numbers: Sequence[Range], text: str) -> bool:
    """Whether neither another number nor the end of a clause parts a phrase from a number."""
    first, last = min(number[1], spot.last), max(number[0], spot.first)
    if any(first <= other[0] and other[1] <= last for other in numbers):
        return False
    return not _CLAUSE_END.search(text, first, max(first, last))


def same_definition(mine: frozenset[str], figure: ReferenceFigure) -> bool:
    """Whether a claim's figure, by its kinds, is measured against what the reference's is.

    Where the reference says nothing about a family of kinds, any will do, except for those that
    make another figure of it ("harmonised").
    """
    return _agree(mine, figure.adjustment, figure.measure)


@lru_cache(maxsize=512)  # each figure beside a row of the table asks again
def _agree(mine: frozenset[str], adjustment: str, measure: str) -> bool:
    theirs = adjustment_kinds(adjustment, measure)
    apart = apart_kinds(measure)
    return mine & apart == theirs & apart and all(
        mine & family == theirs & family for family in kind_families() if theirs & family
    )


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def _numbers(text: str) -> tuple[Range, ...]:
    """The numbers of a sentence; dates and numbers inside a phrase of adjustment are none."""
    spots = adjustment_spots(text)
    dates = date_spots(text)
    return tuple(
        number.span()
        for number in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(number.group().rstrip(".,"))
        and not any(spot.first <= number.start() < spot.last for spot in spots)
        and not any(first <= number.start() < last for first, last in dates)
    )
