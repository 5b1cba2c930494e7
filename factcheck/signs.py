"""A claim's values in the unit and with the sign of the figures that it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.conversions import conversion
from factcheck.definitions import tells_a_fall
from factcheck.intervals import claim_interval, reference_interval
from factcheck.model import Change, Claim, Interval, Kind, Match, ReferenceFigure, StockFlow
from factcheck.periods import adjustment_kinds, growth_kinds
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings


def is_change(figure: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether a reference figure is itself a difference: signed, and told as a rise or fall."""
    measure = table.vocabulary.measures.get(figure.measure)
    if measure is not None and measure.stock_flow is StockFlow.CHANGE:
        return True
    compared = adjustment_kinds(figure.adjustment, figure.measure) & growth_kinds()
    return figure.unit == "percent" and bool(compared)


def compared_interval(
    claim: Claim, matches: Sequence[Match], table: ReferenceTable, settings: Settings
) -> Interval:
    """The claim's values, in the unit and with the sign of the figures that it is compared with."""
    if not matches or not matches[0].comparable:
        return claim_interval(claim.quantity, settings, claim.unit)
    figure = matches[0].figure
    # "Below 1 %" is a level that may lie below zero; "rose by less than 1 %" has its sign.
    level = claim.quantity.change is Change.LEVEL or claim.relation != "change"
    signed = level and (is_change(figure, table) or _is_below_zero(figure))
    interval = claim_interval(claim.quantity, settings, claim.unit, signed=signed)
    factor = conversion(claim.unit or "", figure.unit)
    if factor is not None and claim.quantity.kind is Kind.MEASURE:
        interval = _times(interval, factor)
    if not is_change(figure, table) or interval.low is None or interval.low < 0:
        return interval
    if claim.quantity.change is Change.DECREASE:
        return _negative(interval)
    # "A contraction of 0.7 percent", "revised by 818,000": the sign is in another word.
    below = _negative(interval)
    falls = tells_a_fall(claim.sentence.text)
    return below if falls and below.overlaps(reference_interval(figure, settings)) else interval


def _is_below_zero(figure: ReferenceFigure) -> bool:
    ends = (figure.low, figure.best, figure.high)
    return any(end is not None and end < 0 for end in ends)


def _times(interval: Interval, factor: Decimal) -> Interval:
    low, high = interval.low, interval.high
    return replace(
        interval,
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
    )


def _negative(interval: Interval) -> Interval:
    low, high = interval.low, interval.high
    return Interval(
        None if high is None else -high,
        None if low is None else -low,
        interval.high_open,
        interval.low_open,
    )
