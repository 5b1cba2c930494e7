"""Whether a claim and a reference figure speak of one time: windows, levels, parts of an event."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from factcheck.model import Claim, Reason, ReferenceFigure, StockFlow
from factcheck.occasions import NEWS_AFTER
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings

_SHORT_PERIOD = timedelta(days=10)
_EDITION = timedelta(days=45)  # monthly statistics appear within six weeks of the month's end


def period_reason(
    claim: Claim, figure: ReferenceFigure, table: ReferenceTable, settings: Settings
) -> Reason:
    """The reason of the field period: whether both speak of one time, and which times they are."""
    own, since, day = _time_of(claim)
    if figure.value_type == "expected" or figure.period_type == "forecast":
        return Reason("period", own, f"expected for {figure.as_of}", passed=False)
    if figure.period_type == "instant" and day is not None:
        # A level of long ago says nothing of today's.
        aged = day - figure.as_of > _in_use(figure, table, settings)
        return Reason("period", own or day.isoformat(), figure.as_of.isoformat(), not aged)
    if figure.period_type == "event" and day is not None and _is_part(figure, table, settings):
        # One day of weeks of protest: only what speaks of that day.
        end = figure.period_end or figure.as_of
        lag = timedelta(days=settings.lag_days)
        near = min(abs(day - end), abs(day - figure.published)) <= lag
        return Reason("period", own or day.isoformat(), end.isoformat(), near)
    if figure.period_type != "interval":
        return Reason("period", own, figure.as_of.isoformat(), passed=True)
    measure = table.vocabulary.measures.get(figure.measure)
    if measure is not None and measure.cumulative and not claim.interval_only:
        return Reason("period", own or "so far", f"from {figure.period_start}", passed=False)
    lag = 2 * timedelta(days=settings.lag_days)
    start, end = figure.period_start, figure.period_end or figure.as_of
    length = end - start if start is not None else timedelta(0)
    flow = measure is not None and measure.stock_flow in {StockFlow.FLOW, StockFlow.CHANGE}
    if since is not None and start is not None and day is not None and flow and (
        length > _SHORT_PERIOD
    ):  # fmt: skip
        fits = _shared(since, day, start, end) >= settings.window_share
        return Reason("period", own, f"{figure.period_start} to {figure.period_end}", fits)
    # A week's count is news for days, a month's or a year's until the next edition.
    fresh = lag if length <= _SHORT_PERIOD else min(length, _EDITION) + _EDITION
    fits = day is None or -lag <= day - end <= fresh
    if day is not None and not own and length > _SHORT_PERIOD:
        fits = fits or timedelta(0) <= day - figure.published <= _EDITION
    if since is not None and start is not None:
        fits = fits and start - lag <= since <= end
    reference = f"{figure.period_start} to {figure.period_end}"
    return Reason("period", own, reference, fits)


def _time_of(claim: Claim) -> tuple[str, date | None, date | None]:
    """The words for a claim's period, its first day and the day it speaks of.

    "From a year earlier" says what a rate is compared with, not when it holds.
    """
    words = claim.period_text
    if words and claim.adjustment and words in claim.adjustment:
        return "", None, claim.article.published
    return words, claim.period_start, claim.as_of or claim.article.published


def _in_use(figure: ReferenceFigure, table: ReferenceTable, settings: Settings) -> timedelta:
    """How long a level is news: that of a disaster for weeks, that of a war for twice the longest
    time between two counts of it or, counted once, for some paces of its measure, any other until
    the next edition."""
    longest = timedelta(days=settings.level_days)
    event = table.vocabulary.events.get(figure.event)
    if event is None or event.start is None:
        return longest
    if event.end is not None and event.end - event.start <= timedelta(days=settings.brief_days):
        return NEWS_AFTER
    counted = sorted(
        one.as_of
        for one in table.of_event(figure.measure, figure.event)
        if one.place == figure.place and one.population == figure.population
    )
    gaps = [later - earlier for earlier, later in pairwise(counted)]
    pace = table.vocabulary.measures[figure.measure].pace_days
    usual = longest if pace is None else timedelta(days=pace * settings.level_paces)
    longest_gap = max(gaps, default=timedelta(0))
    return min(longest, max(NEWS_AFTER, 2 * longest_gap if longest_gap else usual))


def _is_part(figure: ReferenceFigure, table: ReferenceTable, settings: Settings) -> bool:
    """Whether a figure of an event speaks of a part of the event's time."""
    event = table.vocabulary.events.get(figure.event)
    end = figure.period_end
    if event is None or end is None:
        return False
    rest = timedelta(days=settings.lag_days)
    after = event.end is None or event.end > end + rest
    start = figure.period_start
    before = start is not None and event.start is not None and event.start < start - rest
    return after or before


def _shared(one: date, one_end: date, other: date, other_end: date) -> float:
    """Days that two windows share, as a share of the longer one: 0 to 1."""
    both = (min(one_end, other_end) - max(one, other)).days + 1
    longer = max((one_end - one).days, (other_end - other).days) + 1
    return max(0, both) / longer if longer > 0 else 0.0
