"""One claim against the vintages of one key: what was in force then, before, and is today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from factcheck.incidents import counted_again
from factcheck.intervals import reference_interval, round_step
from factcheck.matching import same_source
from factcheck.model import Bound, Change, Claim, Interval, Match, ReferenceFigure, Verdict
from factcheck.reference import ReferenceTable
from factcheck.series import (
    are_independent,
    in_force,
    near_day,
    newest_of,
    republished,
    vintages_of,
)
from factcheck.settings import Settings
from factcheck.severity import gap_between

KNOWN_LATER = "known_later"  # note: nothing was published by then
_OPEN_UP = frozenset({Bound.MORE_THAN, Bound.AT_LEAST, Bound.VAGUE})
_OPEN_DOWN = frozenset({Bound.UP_TO, Bound.AT_MOST, Bound.LESS_THAN})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said of a claim: verdict and code, and the figures that it rests on."""

    verdict: Verdict | None
    code: str
    notes: tuple[str, ...] = ()
    match: Match | None = None
    figure: ReferenceFigure | None = None
    today: ReferenceFigure | None = None
    rival: ReferenceFigure | None = None  # what another source has, where sources differ
    options: tuple[str, ...] = ()  # what an open field could mean


class VintageJudge:
    """Rules on one claim against the figures of one key."""

    def __init__(
        self,
        claim: Claim,
        interval: Interval,
        group: Sequence[Match],
        table: ReferenceTable,
        settings: Settings,
    ) -> None:
        self.claim = claim
        self.interval = interval
        self.matches = {match.figure.figure_id: match for match in group}
        self.figures = sorted(
            (match.figure for match in group),
            key=lambda figure: (figure.as_of, figure.published, figure.figure_id),
        )
        self.table = table
        self.settings = settings
        measure = table.vocabulary.measures[group[0].figure.measure]
        self.cumulative = measure.cumulative
        self.lag = timedelta(days=settings.lag_days)

    def rule(self) -> Ruling:
        """First hit wins, in the order of docs/design.md."""
        claim = self.claim
        published = claim.article.published
        guessed = claim.article.published_source in self.settings.guessed_dates
        if published is None or guessed or claim.quantity.change is Change.EARLIER:
            return self._undated(published)
        known = [figure for figure in self.figures if figure.published <= published]
        day = None if self._is_day_of_event(claim.as_of) else claim.as_of
        if day is not None and published - day > self.lag:
            of_the_day = self._stated(known, day)
            if of_the_day is not None:
                return of_the_day
        if day is not None and (published - day).days > self.settings.statement_days:
            stated = [
                figure
                for figure in known
                if figure.as_of <= day + self.lag or figure.period_type == "interval"
            ]
            if known and not stated:
                return self._another_time(known[0])
            known = stated
        if not known:
            return self._known_later(published)
        current = known[-1]
        conflict = self._conflict(known, current)
        if conflict is not None:
            return conflict
        today = newest_of(current, self.figures)
        fits_now = self._fits(current)
        loose = self._loose(current) if fits_now else ""
        gone = today.retired is not None or not self._fits(today)
        if fits_now and loose != "far_above_floor" and gone:
            return self._superseded(current, today)
        if fits_now:
            if loose and self._is_of_first_days(current, published):
                return self._another_time(known[0])
            if loose:
                for figure in reversed([f for f in known if f.published > published - self.lag]):
                    if self._meets(figure):
                        return self._ruled(Verdict.CONSISTENT, "recent", figure, today)
                return self._ruled(Verdict.CONSISTENT_LOOSE, loose, current, today)
            return self._ruled(Verdict.CONSISTENT, self._code(current), current, today)
        return self._missed(known, current, today, published)

    def _stated(self, known: Sequence[ReferenceFigure], day: date) -> Ruling | None:
        """A claim of a past day that a figure of that day supports; None where none does."""
        for figure in near_day(in_force(known), day, self.settings.lag_days):
            if figure.period_type == "interval" or not self._meets(figure):
                continue
            revised = republished(figure, self.figures)
            if revised is not None and not self._fits(revised):
                return self._ruled(Verdict.SUPERSEDED, "revised", figure, revised)
            if figure.retired is not None:
                return self._ruled(Verdict.SUPERSEDED, "withdrawn", figure, figure)
            today = newest_of(figure, self.figures)
            return self._ruled(Verdict.CONSISTENT, self._code(figure), figure, today)
        return None

    def _superseded(self, current: ReferenceFigure, today: ReferenceFigure) -> Ruling:
        """Right by the figure of then, not by today's: withdrawn, revised for its day, or older.

        ``today`` of a revision is the revised figure, also where a later day has one since.
        """
        if current.retired is not None:
            return self._ruled(Verdict.SUPERSEDED, "withdrawn", current, today)
        revised = republished(current, self.figures)
        if revised is not None and not self._fits(revised):
            return self._ruled(Verdict.SUPERSEDED, "revised", current, revised)
        return self._ruled(Verdict.SUPERSEDED, "moved_on", current, today)

    def _is_day_of_event(self, day: date | None) -> bool:
        """Whether a day says when a short event was, and not up to when its toll was counted."""
        days = self._brief_days()
        if day is None or days is None:
            return False
        return self.cumulative and days[0] <= day <= days[1]

    def _is_of_first_days(self, current: ReferenceFigure, published: date) -> bool:
        """Whether a lower toll may be one of the hours before the first bulletin of a short event, of which no
        other is known yet. One that names a later day, or is far below, is not."""
        first = self.figures[0]
        if not (self.cumulative and current.published == first.published and self._brief_days()):
            return False
        if published - first.published > timedelta(days=self.settings.happening_days):
            return False
        stated = self.claim.as_of is not None and self.claim.as_of > first.as_of
        value, floor = self.claim.quantity.value, reference_interval(current, self.settings).low
        if stated or value is None or floor is None:
            return False
        return value < floor <= value * self.settings.same_ratio

    def _brief_days(self) -> tuple[date, date] | None:
        """The first and the last day of a short event, whose toll of the first days rises by the hour."""
        event = self.table.vocabulary.events.get(self.figures[0].event)
        if event is None or event.start is None or event.end is None:
            return None
        return (event.start, event.end) if event.end - event.start <= self.lag else None

    def _another_time(self, figure: ReferenceFigure) -> Ruling:
        """What the claim speaks of lies before the first figure, or is a value of before it."""
        match = self.matches[figure.figure_id]
        return Ruling(Verdict.NOT_COMPARABLE, "period", match=match, figure=None)

    def _missed(
        self,
        known: Sequence[ReferenceFigure],
        current: ReferenceFigure,
        today: ReferenceFigure,
        published: date,
    ) -> Ruling:
        """The claim misses the newest figure of its day: the lag, older vintages, then the gap."""
        before = [figure for figure in known if figure.published <= published - self.lag]
        recent = [figure for figure in known if figure.published > published - self.lag]
        window = ([before[-1]] if before else []) + recent
        for figure in reversed(window[:-1]):
            if self._meets(figure):
                return self._ruled(Verdict.CONSISTENT, "recent", figure, today)
        line = vintages_of(current, window)
        near_by = (line[-1].as_of - line[0].as_of).days <= self.settings.between_days
        if len(line) > 1 and near_by and self._between(line):
            return self._ruled(Verdict.CONSISTENT, "between_vintages", current, today)
        if self._is_edge(current):
            return self._ruled(Verdict.CONSISTENT, "edge", current, today)
        for figure in self._other_counts(known, current):
            if self._meets(figure):
                return self._ruled(Verdict.CONSISTENT, "other_count", figure, today)
        for figure in reversed(vintages_of(current, known)[:-1]):
            if self._meets(figure):
                return self._ruled(Verdict.OUTDATED, "", figure, today)
        others = self._other_series(known, current)
        for figure in others:
            if self._meets(figure):
                ruling = self._ruled(Verdict.REFERENCE_CONFLICT, "other_source", figure, today)
                return replace(ruling, rival=current)
        for figure in reversed(known[:-1]):
            if self._meets(figure):
                return self._ruled(Verdict.OUTDATED, "", figure, today)
        above = reference_interval(current, self.settings).below(self.interval)
        if above and self.cumulative and published > current.as_of:
            code = self._to_be_expected(known, current, published)
            return self._ruled(Verdict.AHEAD_OF_REFERENCE, code, current, today)
        if above and self._is_counted_anew(current, published):
            return self._ruled(Verdict.AHEAD_OF_REFERENCE, "newer_count", current, today)
        if self._is_of_first_days(current, published):
            return self._another_time(known[0])
        verdict = Verdict.OVERSTATED if above else Verdict.UNDERSTATED
        return self._ruled(verdict, "", current, today)

    def _undated(self, published: date | None) -> Ruling:
        """Without a day of its own a figure is held against every vintage, the guessed day's first."""
        note = ("date_guessed" if published is not None else "no_date",)
        if self.claim.quantity.change is Change.EARLIER:
            note = ("earlier_value",)
        before = [f for f in self.figures if published is None or f.published <= published]
        pool = [f for f in self.figures if f not in before] + before
        fitting = [figure for figure in reversed(pool) if self._fits(figure)]
        for figure in [one for one in fitting if not self._loose(one)] or fitting:
            loose = self._loose(figure)
            verdict = Verdict.CONSISTENT_LOOSE if loose else Verdict.CONSISTENT
            code = loose or self._code(figure)
            return self._ruled(verdict, code, figure, newest_of(figure, self.figures), note)
        newest = pool[-1]
        today = newest_of(newest, self.figures)
        for figure in reversed(pool):
            if self._is_edge(figure):
                return self._ruled(Verdict.CONSISTENT, "edge", figure, today, note)
        if self.cumulative and self._between(self.figures):
            return self._ruled(Verdict.CONSISTENT, "between_vintages", newest, today, note)
        if self.claim.quantity.change is Change.EARLIER:
            return self._another_time(newest)
        highest = self.figures[-1]
        if self.cumulative and reference_interval(highest, self.settings).below(self.interval):
            return self._ruled(Verdict.AHEAD_OF_REFERENCE, "", highest, today, note)
        if not self.cumulative and self._may_be_another_day():
            return replace(self._another_time(newest), notes=note)
        nearest = min(pool, key=lambda figure: (self._ratio(figure), figure.figure_id))
        above = reference_interval(nearest, self.settings).below(self.interval)
        verdict = Verdict.OVERSTATED if above else Verdict.UNDERSTATED
        return self._ruled(verdict, "", nearest, today, note)

    def _may_be_another_day(self) -> bool:
        """Whether an undated figure may be that of a day without a row: each month and each march has its
        own, and a level went through all that lies between its vintages, and below the first of them."""
        kinds = {figure.period_type for figure in self.figures}
        if kinds == {"interval"} or (kinds <= {"interval", "event"} and self.claim.event is None):
            return True
        levels = [reference_interval(figure, self.settings) for figure in self.figures]
        if all(level.below(self.interval) for level in levels):
            return False
        near = min(self._ratio(figure) for figure in self.figures) <= self.settings.same_ratio
        return near or not all(self.interval.below(level) for level in levels)

    def _known_later(self, published: date) -> Ruling:
        """Nothing was published by then: what came later may support a claim, and accuses none."""
        note = (KNOWN_LATER,)
        for figure in (one for one in self.figures if one.as_of <= published):
            today = newest_of(figure, self.figures)
            if self._meets(figure):
                return self._ruled(Verdict.CONSISTENT, self._code(figure), figure, today, note)
            if self._is_edge(figure):
                return self._ruled(Verdict.CONSISTENT, "edge", figure, today, note)
        return replace(self._another_time(self.figures[0]), notes=note)

    def _is_edge(self, figure: ReferenceFigure) -> bool:
        """Whether a claim misses a figure by less than one per cent."""
        _, ratio = gap_between(self.interval, reference_interval(figure, self.settings))
        return ratio is not None and ratio - 1 < self.settings.edge_share

    def _conflict(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure
    ) -> Ruling | None:
        """Independent sources for one date that do not overlap, or a contested only source."""
        alone = len({figure.series_id for figure in known}) == 1
        if current.grade == "D" and alone and not (self._fits(current) and _is_modelled(current)):
            return self._ruled(
                Verdict.REFERENCE_CONFLICT, "contested", current, newest_of(current, self.figures)
            )
        own = reference_interval(current, self.settings)
        for other in self._other_series(known, current):
            if abs(other.as_of - current.as_of) > self.lag:
                continue
            its = reference_interval(other, self.settings)
            if own.overlaps(its) or not self.interval.bounded:
                continue
            lows = [end for end in (own.low, its.low) if end is not None]
            highs = [end for end in (own.high, its.high) if end is not None]
            hull = Interval(
                min(lows) if len(lows) > 1 else None, max(highs) if len(highs) > 1 else None
            )
            if self.interval.overlaps(hull):
                near, rival = (other, current) if self._fits(other) else (current, other)
                source = self.table.vocabulary.sources.get(near.source_id)
                if self._fits(near) and same_source(self.claim.speaker, source, near.relayed_by):
                    # "... , the organisers said": the article names whose number it is.
                    today = newest_of(near, self.figures)
                    notes = ("sources_differ",)
                    return self._ruled(Verdict.CONSISTENT, self._code(near), near, today, notes)
                ruling = self._ruled(
                    Verdict.REFERENCE_CONFLICT,
                    "sources_differ",
                    near,
                    newest_of(near, self.figures),
                )
                return replace(ruling, rival=rival)
        return None

    def _other_series(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure
    ) -> list[ReferenceFigure]:
        """The newest figure of every other independent series."""
        newest: dict[str, ReferenceFigure] = {}
        for figure in known:
            if are_independent(figure, current, self.table):
                newest[figure.series_id] = figure
        return list(newest.values())

    def _other_counts(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure
    ) -> list[ReferenceFigure]:
        """The newest figures that the same source has for the same time by another count."""
        newest: dict[str, ReferenceFigure] = {}
        for figure in known:
            if figure.series_id != current.series_id and figure.source_id == current.source_id:
                newest[figure.series_id] = figure
        return [
            figure
            for figure in newest.values()
            if abs(figure.as_of - current.as_of) <= self.lag
            or (
                abs(figure.published - current.published) <= self.lag
                and (figure.period_type != "interval" or _overlap(figure, current))
            )
        ]

    def _to_be_expected(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure, published: date
    ) -> str:
        """Why a running total above the newest row is no sign of a mistake; blank if it is one."""
        later = [figure for figure in self.figures if figure not in known]
        value = self.claim.quantity.value
        for one in later:
            low = reference_interval(one, self.settings).low
            if self._meets(one) or (value is not None and low is not None and value <= low):
                return "later_vintage"
        event = self.table.vocabulary.events.get(current.event)
        settled = timedelta(days=self.settings.settled_days)
        over = event is not None and event.end is not None and current.as_of >= event.end + settled
        pace = self.table.vocabulary.measures[current.measure].pace_days
        counted = sorted(f.as_of for f in known if f.series_id == current.series_id)
        gaps = [newer - older for older, newer in pairwise(counted)]
        usual = max([timedelta(days=pace or self.settings.level_days), *(2 * gap for gap in gaps)])
        age = published - current.as_of
        old = age > usual
        if event is not None and event.start is not None:
            # A toll of the first day says little about the fourth.
            old = old or age > current.as_of - event.start + self.lag
        return "old_row" if old and not over else ""

    def _is_counted_anew(self, figure: ReferenceFigure, published: date) -> bool:
        """Whether a level that goes on is told by the very source of a row that is older than a statement may
        be: "the IOM says 9 million are displaced", months after the IOM's row. It counts again and again; but a
        day that the claim names is no later one, and what is many times the row is rather a slip."""
        if figure.measure not in counted_again() or figure.period_type != "instant":
            return False
        source = self.table.vocabulary.sources.get(figure.source_id)
        day = self.claim.as_of or published
        old = (day - figure.as_of).days > self.settings.statement_days
        near = self._ratio(figure) <= self.settings.same_ratio
        return old and near and same_source(self.claim.speaker, source, figure.relayed_by)

    def _fits(self, figure: ReferenceFigure) -> bool:
        return self.interval.overlaps(reference_interval(figure, self.settings))

    def _meets(self, figure: ReferenceFigure) -> bool:
        """Whether a figure supports the claim, and not only by an end that is open or far away."""
        value = self.claim.quantity.value
        if not self._fits(figure) or self._loose(figure):
            return False
        if figure.value_type != "up_to" or value is None:
            return True
        ceiling = figure.high if figure.high is not None else figure.best
        return ceiling is None or value * self.settings.loose_ratio >= ceiling

    def _ratio(self, figure: ReferenceFigure) -> Decimal:
        _, ratio = gap_between(self.interval, reference_interval(figure, self.settings))
        return ratio if ratio is not None else Decimal(0)

    def _between(self, window: Sequence[ReferenceFigure]) -> bool:
        """Whether the claim lies between two figures of the window."""
        intervals = [reference_interval(figure, self.settings) for figure in window]
        below = any(_as_count(one).below(self.interval) for one in intervals)
        above = any(self.interval.below(one) for one in intervals)
        return below and above

    def _loose(self, figure: ReferenceFigure) -> str:
        """The code of a claim that is true only through an open bound, and far; blank otherwise."""
        quantity = self.claim.quantity
        value = quantity.value
        reference = reference_interval(figure, self.settings)
        ratio = self.settings.loose_ratio
        if value is None or value <= 0:
            return ""
        if quantity.bound in _OPEN_UP and quantity.bound is not Bound.VAGUE:
            known = reference.low
            step = round_step(value, quantity.step)
            if known is not None and known > value * ratio and known >= value + step:
                return "far_below"
        top = reference.high
        # No ratio of signed values: "below 1 %" is not far from -0.3 %.
        too_high = top is not None and top >= 0 and top * ratio < value
        if quantity.bound in _OPEN_DOWN and too_high:
            return "far_below"
        floor, low = reference.low, self.interval.low
        if reference.high is None and floor is not None and low is not None and low > floor * ratio:
            return "far_above_floor"
        return ""

    def _code(self, figure: ReferenceFigure) -> str:
        """Why a claim matches, the first reason that holds."""
        quantity, interval = self.claim.quantity, self.interval
        reference = reference_interval(figure, self.settings)
        value = quantity.value
        points = [
            point for point in (figure.best, reference.low, reference.high) if point is not None
        ]
        bare = quantity.bound in {Bound.EXACT, Bound.ABOUT, Bound.NEARLY}
        if bare and (value in points or interval.low == interval.high in points):
            return "exact"
        if bare and any(_inside(point, interval) for point in points):
            return "rounded"
        if quantity.bound in _OPEN_UP | _OPEN_DOWN:
            return "bound"
        if reference.high is None:
            return "above_documented"
        return "within_range"

    def _ruled(
        self,
        verdict: Verdict,
        code: str,
        figure: ReferenceFigure,
        today: ReferenceFigure,
        notes: tuple[str, ...] = (),
    ) -> Ruling:
        match = self.matches[figure.figure_id]
        if match.relation:
            notes = (*notes, match.relation)
        return Ruling(verdict, code, notes, match, figure, today)


def _overlap(one: ReferenceFigure, other: ReferenceFigure) -> bool:
    """Whether two figures of a period share a day."""
    if one.period_start is None or other.period_start is None:
        return False
    return one.period_start <= other.as_of and other.period_start <= one.as_of


def _is_modelled(figure: ReferenceFigure) -> bool:
    """Whether a figure has its grade for being modelled, and not for being contested."""
    return figure.method in {"model", "derived"}


def _as_count(reference: Interval) -> Interval:
    """A floor as the count that it was when it was published."""
    return Interval(reference.low, reference.low) if reference.high is None else reference


def _inside(point: Decimal, interval: Interval) -> bool:
    return (interval.low is None or point >= interval.low) and (
        interval.high is None or point <= interval.high
    )
