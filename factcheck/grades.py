"""How well a reference figure is founded: a published rule, never a judgement by hand.

A  verified case by case by an independent body
O  official statistics with a published method
B  two or more independent sources give the same
C  one source, a party to the conflict included
D  contested by another source, or extrapolated
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcheck.model import ReferenceFigure

_EXTRAPOLATED = frozenset({"model", "derived"})
_STATISTICS = frozenset({"registered", "survey", "official"})
_NOT_OFFICIAL = frozenset({"party", "media"})
_ENOUGH_SOURCES = 2


def grade_for(method: str, stance: str, sources: int = 1, *, contested: bool = False) -> str:
    """The grade of a figure; ``sources`` are those, independent of each other, that agree on it.

    A contradiction by another source lowers only figures that rest on one source.

    >>> grade_for("recorded", "independent"), grade_for("claim", "party")
    ('A', 'C')
    >>> grade_for("registered", "host_government"), grade_for("estimate", "independent", 2)
    ('O', 'B')
    >>> grade_for("model", "independent"), grade_for("claim", "party", contested=True)
    ('D', 'D')
    """
    if method in _EXTRAPOLATED:
        return "D"
    if method == "recorded" and stance == "independent":
        return "A"
    if method in _STATISTICS and stance not in _NOT_OFFICIAL:
        return "O"
    if sources >= _ENOUGH_SOURCES:
        return "B"
    return "D" if contested else "C"


def grade_in(figure: ReferenceFigure, figures: Iterable[ReferenceFigure]) -> str:
    """The grade of a figure among others: who agrees with it and who contradicts it.

    Only figures of other sources and series for the same key and the same day count, and only
    bounded ones can agree: two floors always overlap.
    """
    agreeing = {figure.source_id}
    contested = False
    for other in figures:
        same_origin = other.source_id == figure.source_id or other.series_id == figure.series_id
        if same_origin or other.retired is not None or _key(other) != _key(figure):
            continue
        if disjoint(figure, other):
            alone = grade_for(other.method, other.stance) == "C"
            contested = contested or alone
        elif None not in (*_ends(figure), *_ends(other)):
            agreeing.add(other.source_id)
    return grade_for(figure.method, figure.stance, len(agreeing), contested=contested)


def disjoint(one: ReferenceFigure, other: ReferenceFigure) -> bool:
    """Whether no value can satisfy both figures, taking them as their sources bounded them."""
    low, high = _ends(one)
    other_low, other_high = _ends(other)
    return bool(
        (high is not None and other_low is not None and high < other_low)
        or (other_high is not None and low is not None and other_high < low)
    )


def _ends(figure: ReferenceFigure) -> tuple[Decimal | None, Decimal | None]:
    floor = figure.value_type in {"at_least", "more_than"}
    low = figure.low if figure.low is not None else figure.best
    high = figure.high if figure.high is not None else figure.best
    if floor:
        return low, figure.high
    return (None, high) if figure.value_type == "up_to" else (low, high)


def _key(figure: ReferenceFigure) -> tuple[object, ...]:
    return (
        figure.measure, figure.population, figure.place, figure.event, figure.denominator,
        figure.adjustment, figure.unit, figure.period_type, figure.period_start, figure.as_of,
    )  # fmt: skip
