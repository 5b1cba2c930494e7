"""A number as an interval: what the text claims, and what the source gives.

The rules are section "A number as an interval" of docs/design.md.
"""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Bound, Interval, Kind, Quantity, ReferenceFigure
from factcheck.settings import Settings

_EXACT_UNITS = frozenset({"votes", "seats"})
_EXACT_WORDS = frozenset({"exactly", "precisely", "all"})
_ESTIMATED = frozenset({"estimate", "survey", "model", "intelligence"})
_PLACES = 9  # decimals of the ends of a share's interval
_HALF = Decimal("0.5")
_ZERO = Decimal(0)


def half_width(
    value: Decimal, step: Decimal, settings: Settings, *, digits: bool = False
) -> Decimal:
    """h of a number: how far it may stand from the truth through rounding alone.

    ``step`` is one unit of the last written digit. ``digits``: decimals, percentages and rates are
    read to half their last digit; other numbers by their trailing zeros.

    >>> from factcheck.settings import load_settings
    >>> half_width(Decimal(14000), Decimal(1), load_settings())
    Decimal('500')
    >>> half_width(Decimal(5086), Decimal(1), load_settings())
    Decimal('0')
    """
    if digits:
        return step * _HALF * settings.spread
    size = abs(value)
    if size < settings.small_count:
        return _ZERO
    grain = round_step(size, step)
    if grain <= 1:
        return _ZERO
    return (min(grain * _HALF, size * settings.round_share) * settings.spread).normalize() + _ZERO


def round_step(value: Decimal, step: Decimal) -> Decimal:
    """10 to the number of trailing zeros of the number as written.

    >>> round_step(Decimal(50_000_000), Decimal(1_000_000))
    Decimal('10000000')
    """
    grain = step if step > 0 else Decimal(1)
    count = value / grain
    while count and count == count.to_integral_value() and count % 10 == 0:
        count /= 10
        grain *= 10
    return grain


def claim_interval(
    quantity: Quantity, settings: Settings, unit: str | None = None, *, signed: bool = False
) -> Interval:
    """The values that a sentence can mean by its number. ``unit``: the unit that is compared.

    ``signed``: what is measured may lie below zero, so "below 1 %" has no low end.
    """
    low, high, bound = quantity.low, quantity.high, quantity.bound
    if bound is Bound.VAGUE:
        return Interval(low, None)
    if bound is Bound.BETWEEN and low is not None and high is not None:
        return Interval(low, high)
    value = quantity.value
    if value is None:
        return Interval(low, high)
    h = _own_half_width(quantity, value, settings, unit)
    bottom = None if signed or value < 0 else _ZERO
    match bound:
        case Bound.MORE_THAN:
            return Interval(value, None, low_open=True)
        case Bound.AT_LEAST:
            return Interval(value, None)
        case Bound.UP_TO:
            return Interval(bottom, value, low_open=True)
        case Bound.AT_MOST:
            return Interval(bottom, value)
        case Bound.LESS_THAN:
            return Interval(bottom, value, high_open=True)
        case Bound.NEARLY:
            below = h if _by_digits(quantity) else h * settings.nearly_steps
            # Nearly minus 30 is a little above it.
            ends = (value - below, value) if value >= 0 else (value, value + below)
        case _:
            ends = (value - h, value + h)
    if quantity.fraction:  # "a third" begins at 30, not at 29.9999999999997
        ends = (round(ends[0], _PLACES).normalize(), round(ends[1], _PLACES).normalize())
    return Interval(*ends)


def _by_digits(quantity: Quantity) -> bool:
    # "About 1.20 euros", "a magnitude of 7.1": decimals, whatever they count.
    return quantity.step < 1 or quantity.kind in {Kind.PERCENT, Kind.MEASURE}


def _own_half_width(
    quantity: Quantity, value: Decimal, settings: Settings, unit: str | None
) -> Decimal:
    if quantity.hedge.lower() in _EXACT_WORDS or unit in _EXACT_UNITS:
        return _ZERO
    if quantity.fraction:
        return abs(value) * settings.fraction_share * settings.spread
    digits = _by_digits(quantity)
    h = half_width(value, quantity.step, settings, digits=digits)
    if digits and quantity.bound in {Bound.ABOUT, Bound.NEARLY}:
        h *= settings.about_digits
    return h


def reference_interval(figure: ReferenceFigure, settings: Settings) -> Interval:
    """The values that a source's figure can mean, as the source itself bounded it."""
    low, best, high = figure.low, figure.best, figure.high
    value = best if best is not None else low if low is not None else high
    if value is None:
        return Interval(None, None)
    match figure.value_type:
        case "at_least":
            return Interval(low if low is not None else value, None)
        case "more_than":
            return Interval(low if low is not None else value, None, low_open=True)
        case "up_to":
            return Interval(_ZERO, high if high is not None else value, low_open=True)
        case _:
            bottom = low if low is not None else value
            top = high if high is not None else value
    if bottom == top and (figure.value_type == "about" or figure.method in _ESTIMATED):
        step = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
        h = half_width(value, step, settings, digits=figure.unit == "percent")
        if figure.unit == "percent" and figure.value_type != "about":
            h = _ZERO
        return Interval(value - h, value + h)
    return Interval(bottom, top)
