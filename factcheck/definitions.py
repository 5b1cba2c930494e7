"""What a claim's figure is measured against: the words nearest to it decide, not the sentence's.

"Prices rose 10.4 %, or 11.6 % on the harmonised index" holds two definitions of one measure.
"""

from __future__ import annotations

import re

from factcheck.model import Claim, ReferenceFigure
from factcheck.periods import (
    AdjustmentSpot,
    adjustment_kinds,
    adjustment_spots,
    apart_kinds,
    kind_families,
    with_default,
)

_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")


def claim_kinds(claim: Claim, measure: str) -> frozenset[str]:
    """The kinds of adjustment of a claim's figure, one a family: the nearest to it that no other
    number parts from it, and what news means where it says nothing."""
    text = claim.sentence.text.lower()
    start = claim.quantity.span.start - claim.sentence.span.start
    end = claim.quantity.span.end - claim.sentence.span.start
    spots = adjustment_spots(text)
    left, right = _walls(text, start, end, spots)

    def distance(spot: AdjustmentSpot) -> int:
        return start - spot.last if spot.last <= start else max(0, spot.first - end)

    near = sorted(
        (spot for spot in spots if left <= spot.first and spot.last <= right), key=distance
    )
    found: set[str] = set()
    for family in kind_families():
        kind = next((spot.kind for spot in near if spot.kind in family), None)
        if kind is not None:
            found.add(kind)
    return with_default(found, measure)


def same_definition(claim: Claim, figure: ReferenceFigure) -> bool:
    """Whether a claim's figure is measured against what the reference's is.

    Where the reference says nothing about a family of kinds, any will do, except for those that
    make another figure of it ("harmonised").
    """
    mine = claim_kinds(claim, figure.measure)
    theirs = adjustment_kinds(figure.adjustment, figure.measure)
    apart = apart_kinds(figure.measure)
    return mine & apart == theirs & apart and all(
        mine & family == theirs & family for family in kind_families() if theirs & family
    )


def _walls(text: str, start: int, end: int, spots: list[AdjustmentSpot]) -> tuple[int, int]:
    """The ends of the numbers left and right of a figure; years and numbers of a phrase are none."""
    left, right = 0, len(text)
    for number in _NUMBER.finditer(text):
        first, last = number.span()
        inside = any(spot.first <= first < spot.last for spot in spots)
        if inside or _YEAR.match(number.group().rstrip(".,")):
            continue
        if last <= start:
            left = last
        elif first >= end:
            right = min(right, first)
    return left, right
