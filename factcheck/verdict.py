"""Claim and matches to a finding: the eleven verdicts in their order, docs/design.md has the table.

Both sides are intervals. The reference's side is R(d), the newest figure that was published by day
d; a verdict compares the claim with R(publication) first and with R(today) second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from factcheck.conversions import conversion
from factcheck.definitions import tells_a_fall
from factcheck.events import of_any_cause
from factcheck.intervals import claim_interval, reference_interval, round_step
from factcheck.matching import BY_KIND, OPEN, is_change, same_source
from factcheck.model import (
    Bound,
    Change,
    Claim,
    Finding,
    Interval,
    Kind,
    Match,
    Modality,
    ReferenceFigure,
    Role,
    Verdict,
)
from factcheck.periods import says_until
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings
from factcheck.severity import gap_between, severity_of
from factcheck.wording import reader_sentence

_JUDGED = frozenset({Modality.ASSERTED, Modality.REPORTED})
_OPEN_UP = frozenset({Bound.MORE_THAN, Bound.AT_LEAST, Bound.VAGUE})
_OPEN_DOWN = frozenset({Bound.UP_TO, Bound.AT_MOST, Bound.LESS_THAN})
_ALWAYS_FLAGGED = frozenset(
    {
        Verdict.OVERSTATED,
        Verdict.UNDERSTATED,
        Verdict.OUTDATED,
        Verdict.REFERENCE_CONFLICT,
        Verdict.CONSISTENT_LOOSE,
    }
)
# Above the newest row, but a later row reaches it, or the row is too old to tell.
_TO_BE_EXPECTED = frozenset({"later_vintage", "old_row"})
_MISSES = frozenset(
    {Verdict.OVERSTATED, Verdict.UNDERSTATED, Verdict.OUTDATED, Verdict.AHEAD_OF_REFERENCE}
)
_FIELD_ORDER = (
    "measure",
    "unit",
    "population",
    "place",
    "event",
    "stock_flow",
    "period",
    "definition",
)


@dataclass(frozen=True, slots=True)
class _Ruling:
    verdict: Verdict | None
    code: str
    notes: tuple[str, ...] = ()
    match: Match | None = None
    figure: ReferenceFigure | None = None
    today: ReferenceFigure | None = None
    rival: ReferenceFigure | None = None  # what another source has, where sources differ
    options: tuple[str, ...] = ()  # what an open field could mean


def judge(
    claim: Claim, matches: Sequence[Match], table: ReferenceTable, settings: Settings
) -> Finding:
    """The finding of one claim. ``matches`` as ``rank_matches`` gives them, best first."""
    interval = None if claim.role is not Role.CLAIM else _interval(claim, matches, table, settings)
    ruling = _ruling(claim, interval, matches, table, settings)
    compared = None
    if ruling.figure is not None:
        compared = reference_interval(ruling.figure, settings)
    gap, ratio = gap_between(interval, compared)
    flagged = _flagged(ruling, ratio, settings)
    severity = severity_of(ruling.verdict, ratio, ruling.figure, settings) if flagged else 0
    return Finding(
        finding_id=finding_id(claim),
        claim=claim,
        claim_interval=interval,
        verdict=ruling.verdict,
        code=ruling.code,
        reason=reader_sentence(
            claim, ruling.verdict, ruling.code, ruling.match, ruling.figure, ruling.today,
            (gap, ratio), table, ruling.rival, ruling.options,
        ),
        notes=(*ruling.notes, *_speaker_notes(claim, ruling, table)),
        match=ruling.match,
        figure=ruling.figure,
        today=ruling.today,
        others=tuple(match for match in matches if match is not ruling.match)[:3],
        severity=severity,
        gap=gap,
        gap_ratio=ratio,
        flagged=flagged,
    )  # fmt: skip


def finding_id(claim: Claim) -> str:
    """12 hexadecimal digits, stable for the same article, span and text."""
    span = claim.quantity.span
    key = f"{claim.article.article_id}\0{claim.sentence.field}\0{span.start}\0{span.end}\0{claim.quantity.text}"
    return hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[
        :12
    ]


def _interval(
    claim: Claim, matches: Sequence[Match], table: ReferenceTable, settings: Settings
) -> Interval:
    """The claim's values, in the unit and with the sign of the figures that it is compared with."""
    interval = claim_interval(claim.quantity, settings, claim.unit)
    if not matches or not matches[0].comparable:
        return interval
    figure = matches[0].figure
    factor = conversion(claim.unit or "", figure.unit)
    if factor is not None and claim.quantity.kind is Kind.MEASURE:
        interval = _times(interval, factor)
    if not is_change(figure, table) or (interval.low is not None and interval.low < 0):
        return interval
    if claim.quantity.change is Change.DECREASE:
        return _negative(interval)
    # "A contraction of 0.7 percent", "revised by 818,000": the sign is in another word.
    below = _negative(interval)
    falls = tells_a_fall(claim.sentence.text)
    return below if falls and below.overlaps(reference_interval(figure, settings)) else interval


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


def _flagged(ruling: _Ruling, ratio: Decimal | None, settings: Settings) -> bool:
    """What an editor acts on: exported, flagged and exit code 1 mean the same."""
    if ruling.verdict in _ALWAYS_FLAGGED:
        return True
    if ruling.verdict is Verdict.SUPERSEDED:
        return ruling.code in {"revised", "withdrawn"}
    if ruling.verdict is Verdict.AHEAD_OF_REFERENCE:
        doubtful = ruling.code in _TO_BE_EXPECTED
        return not doubtful and ratio is not None and ratio > settings.loose_ratio
    return False


def _ruling(
    claim: Claim,
    interval: Interval | None,
    matches: Sequence[Match],
    table: ReferenceTable,
    settings: Settings,
) -> _Ruling:
    if claim.role is Role.FURNITURE:
        return _Ruling(None, "furniture")
    if claim.role is not Role.CLAIM or interval is None:
        return _Ruling(None, "not_a_claim")
    if claim.modality not in _JUDGED:
        return _Ruling(None, "modality")
    if not matches:
        return _Ruling(Verdict.NO_REFERENCE, "")
    fitting = [match for match in matches if match.comparable]
    if not fitting:
        return _not_comparable(matches[0])
    groups = _groups(fitting)
    best = groups[0]
    open_field = _open_field(claim, best[0], fitting, table)
    if open_field is not None:
        return open_field
    ruling = _Judge(claim, interval, best, table, settings).rule()
    if ruling.verdict in _MISSES:
        for other in _of_other_events(best, groups):
            second = _Judge(claim, interval, other, table, settings).rule()
            if second.verdict in {Verdict.CONSISTENT, Verdict.SUPERSEDED}:
                best, ruling = other, second
                break
    if best[0].relation == "described" and ruling.verdict not in {
        Verdict.CONSISTENT,
        Verdict.SUPERSEDED,
    }:
        # Who was hurt need not be all who were hurt.
        return _Ruling(Verdict.NOT_COMPARABLE, "population", match=best[0])
    if ruling.verdict is Verdict.UNDERSTATED and _is_a_days_own(claim, best[0].figure, table):
        return _Ruling(Verdict.NOT_COMPARABLE, "stock_flow", match=best[0])
    if _is_another_event(best[0], ruling, table):
        return _Ruling(Verdict.NOT_COMPARABLE, "event", match=best[0])
    if claim.quantity.bound is Bound.VAGUE and ruling.verdict not in {
        Verdict.CONSISTENT,
        Verdict.CONSISTENT_LOOSE,
        Verdict.SUPERSEDED,
    }:
        return _Ruling(None, "vague", match=best[0])
    return ruling


def _is_a_days_own(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether a count with a day ("killed 12 on Monday") may be that day's, of an event of weeks."""
    event = table.vocabulary.events.get(figure.event)
    if event is None or event.start is None or claim.as_of is None or claim.period_start:
        return False
    later = claim.as_of > event.start + timedelta(days=1)
    cumulative = table.vocabulary.measures[figure.measure].cumulative
    return cumulative and later and not says_until(claim.period_text)


def _is_another_event(match: Match, ruling: _Ruling, table: ReferenceTable) -> bool:
    """Whether a toll that misses an event's may be that of an event which the table lacks.

    Where the article has only a word for the event's kind, a smaller toll may be that of another
    one; where it has not even that, any toll may.
    """
    note = next((reason.note for reason in match.reasons if reason.field == "event"), "")
    measure = table.vocabulary.measures[match.figure.measure]
    if not of_any_cause(measure.measure):
        return False
    if not measure.cumulative:  # a magnitude: the next quake has its own
        return note in {OPEN, BY_KIND} and ruling.verdict in _MISSES
    if ruling.verdict is Verdict.UNDERSTATED:
        return note in {OPEN, BY_KIND}
    return note == OPEN and ruling.verdict in _MISSES


def _open_field(
    claim: Claim, best: Match, fitting: Sequence[Match], table: ReferenceTable
) -> _Ruling | None:
    """Ambiguity is an answer: measure, place or event stayed open, and a figure would fit."""
    vocabulary = table.vocabulary
    if claim.measure_candidates:
        names = tuple(vocabulary.measures[one].label.lower() for one in claim.measure_candidates)
        return _Ruling(Verdict.AMBIGUOUS, "measure", match=best, options=names)
    if claim.place_candidates:
        names = tuple(vocabulary.full_name(one) for one in claim.place_candidates)
        return _Ruling(Verdict.AMBIGUOUS, "place", match=best, options=names)
    events = dict.fromkeys(
        match.figure.event
        for match in fitting
        if match.figure.place == best.figure.place
        and match.figure.population == best.figure.population
        and any(reason.field == "event" and reason.note == OPEN for reason in match.reasons)
    )
    day = claim.article.published
    going_on = [
        one
        for one in events
        if (end := vocabulary.events[one].end) is None or day is None or end >= day
    ]
    if len(events) > 1 and len(going_on) != 1:  # one that is over gives way to one that goes on
        names = tuple(vocabulary.events[one].label for one in events)
        return _Ruling(Verdict.AMBIGUOUS, "event", match=best, options=names)
    return None


def _not_comparable(nearest: Match) -> _Ruling:
    failed = {reason.field: reason for reason in nearest.failed}
    if "place" in failed and not failed["place"].note and "event" not in failed:
        # The event is known, but this place has no row of its own.
        return _Ruling(Verdict.NOT_COMPARABLE, "place", match=nearest)
    for field in _FIELD_ORDER:
        if field in failed:
            code = "base" if failed[field].note == "base" else field
            return _Ruling(Verdict.NOT_COMPARABLE, code, match=nearest)
    return _Ruling(Verdict.NO_REFERENCE, "")


def _groups(fitting: Sequence[Match]) -> list[list[Match]]:
    """Matches by key, the nearest key first."""
    groups: dict[tuple[str, str, str, str], list[Match]] = {}
    for match in fitting:
        figure = match.figure
        key = (figure.measure, figure.population, figure.place, figure.event)
        groups.setdefault(key, []).append(match)
    return list(groups.values())


def _of_other_events(best: Sequence[Match], groups: Sequence[list[Match]]) -> list[list[Match]]:
    """Groups that differ from the best in nothing but the event: two quakes of one spring."""
    key = _but_event(best[0].figure)
    event = best[0].figure.event
    return [
        group
        for group in groups
        if _but_event(group[0].figure) == key and group[0].figure.event not in {event, ""}
    ]


def _but_event(figure: ReferenceFigure) -> tuple[str, str, str]:
    return figure.measure, figure.population, figure.place


class _Judge:
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

    def rule(self) -> _Ruling:
        """First hit wins, in the order of docs/design.md."""
        claim = self.claim
        published = claim.article.published
        today = next((f for f in reversed(self.figures) if f.retired is None), self.figures[-1])
        guessed = claim.article.published_source in self.settings.guessed_dates
        if published is None or guessed or claim.quantity.change is Change.EARLIER:
            return self._undated(today, published)
        known = [figure for figure in self.figures if figure.published <= published]
        day = None if self._is_day_of_event(claim.as_of) else claim.as_of
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
            return self._known_later(published, today)
        current = known[-1]
        conflict = self._conflict(known, current)
        if conflict is not None:
            return conflict
        fits_now = self._fits(current)
        loose = self._loose(current) if fits_now else ""
        withdrawn = current.retired is not None
        gone = today.retired is not None or not self._fits(today)
        if fits_now and loose != "far_above_floor" and gone:
            code = "revised" if today.as_of == current.as_of else "moved_on"
            code = "withdrawn" if withdrawn else code
            return self._ruled(Verdict.SUPERSEDED, code, current, today)
        if fits_now:
            if loose:
                for figure in reversed([f for f in known if f.published > published - self.lag]):
                    if self._meets(figure):
                        return self._ruled(Verdict.CONSISTENT, "recent", figure, today)
                return self._ruled(Verdict.CONSISTENT_LOOSE, loose, current, today)
            return self._ruled(Verdict.CONSISTENT, self._code(current), current, today)
        return self._missed(known, current, today, published)

    def _is_day_of_event(self, day: date | None) -> bool:
        """Whether a day says when a short event was, and not up to when its toll was counted."""
        event = self.table.vocabulary.events.get(self.figures[0].event)
        if day is None or event is None or event.start is None or event.end is None:
            return False
        brief = event.end - event.start <= self.lag
        return self.cumulative and brief and event.start <= day <= event.end

    def _another_time(self, figure: ReferenceFigure) -> _Ruling:
        """What the claim speaks of lies before the first figure, or is a value of before it."""
        match = self.matches[figure.figure_id]
        return _Ruling(Verdict.NOT_COMPARABLE, "period", match=match, figure=None)

    def _missed(
        self,
        known: Sequence[ReferenceFigure],
        current: ReferenceFigure,
        today: ReferenceFigure,
        published: date,
    ) -> _Ruling:
        """The claim misses the newest figure of its day: the lag, older vintages, then the gap."""
        before = [figure for figure in known if figure.published <= published - self.lag]
        recent = [figure for figure in known if figure.published > published - self.lag]
        window = ([before[-1]] if before else []) + recent
        for figure in reversed(window[:-1]):
            if self._meets(figure):
                return self._ruled(Verdict.CONSISTENT, "recent", figure, today)
        if len(window) > 1 and self._between(window):
            return self._ruled(Verdict.CONSISTENT, "between_vintages", current, today)
        reference = reference_interval(current, self.settings)
        _, ratio = gap_between(self.interval, reference)
        if ratio is not None and ratio - 1 < self.settings.edge_share:
            return self._ruled(Verdict.CONSISTENT, "edge", current, today)
        for figure in self._other_counts(known, current):
            if self._meets(figure):
                return self._ruled(Verdict.CONSISTENT, "other_count", figure, today)
        for figure in reversed(known[:-1]):
            if self._meets(figure):
                return self._ruled(Verdict.OUTDATED, "", figure, today)
        above = reference.below(self.interval)
        if above and self.cumulative and published > current.as_of:
            code = self._to_be_expected(known, current, published)
            return self._ruled(Verdict.AHEAD_OF_REFERENCE, code, current, today)
        others = self._other_series(known, current)
        for figure in others:
            if self._meets(figure):
                ruling = self._ruled(Verdict.REFERENCE_CONFLICT, "other_source", figure, today)
                return replace(ruling, rival=current)
        verdict = Verdict.OVERSTATED if above else Verdict.UNDERSTATED
        return self._ruled(verdict, "", current, today)

    def _undated(self, today: ReferenceFigure, published: date | None) -> _Ruling:
        """Without a day of its own a figure is held against every vintage."""
        note = ("date_guessed" if published is not None else "no_date",)
        if self.claim.quantity.change is Change.EARLIER:
            note = ("earlier_value",)
        pool = [f for f in self.figures if published is None or f.published <= published]
        pool = pool or self.figures
        for figure in reversed(pool):
            if self._fits(figure):
                loose = self._loose(figure)
                verdict = Verdict.CONSISTENT_LOOSE if loose else Verdict.CONSISTENT
                code = loose or self._code(figure)
                return self._ruled(verdict, code, figure, today, note)
        if self.cumulative and self._between(pool):
            return self._ruled(Verdict.CONSISTENT, "between_vintages", pool[-1], today, note)
        if self.claim.quantity.change is Change.EARLIER:
            return self._another_time(pool[-1])
        newest = pool[-1]
        above = reference_interval(newest, self.settings).below(self.interval)
        if above and self.cumulative:
            return self._ruled(Verdict.AHEAD_OF_REFERENCE, "", newest, today, note)
        nearest = min(pool, key=lambda figure: (self._ratio(figure), figure.figure_id))
        above = reference_interval(nearest, self.settings).below(self.interval)
        verdict = Verdict.OVERSTATED if above else Verdict.UNDERSTATED
        return self._ruled(verdict, "", nearest, today, note)

    def _known_later(self, published: date, today: ReferenceFigure) -> _Ruling:
        """Nothing was published by then: the first figure for a day up to then is used, and said."""
        later = [figure for figure in self.figures if figure.as_of <= published]
        if not later:
            return self._another_time(self.figures[0])
        figure = later[-1] if not self.cumulative else later[0]
        note = ("known_later",)
        if self._fits(figure):
            return self._ruled(Verdict.CONSISTENT, self._code(figure), figure, today, note)
        above = reference_interval(figure, self.settings).below(self.interval)
        verdict = Verdict.OVERSTATED if above else Verdict.UNDERSTATED
        if above and self.cumulative:
            verdict = Verdict.AHEAD_OF_REFERENCE
        return self._ruled(verdict, "", figure, today, note)

    def _conflict(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure
    ) -> _Ruling | None:
        """Independent sources for one date that do not overlap, or a contested only source."""
        alone = len({figure.series_id for figure in known}) == 1
        if current.grade == "D" and alone and not (self._fits(current) and _is_modelled(current)):
            return self._ruled(Verdict.REFERENCE_CONFLICT, "contested", current, self.figures[-1])
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
                    today = self.figures[-1]
                    notes = ("sources_differ",)
                    return self._ruled(Verdict.CONSISTENT, self._code(near), near, today, notes)
                ruling = self._ruled(
                    Verdict.REFERENCE_CONFLICT, "sources_differ", near, self.figures[-1]
                )
                return replace(ruling, rival=rival)
        return None

    def _other_series(
        self, known: Sequence[ReferenceFigure], current: ReferenceFigure
    ) -> list[ReferenceFigure]:
        """The newest figure of every other independent series."""
        newest: dict[str, ReferenceFigure] = {}
        for figure in known:
            if figure.series_id == current.series_id or figure.source_id == current.source_id:
                continue
            if current.source_id in figure.relayed_by or figure.source_id in current.relayed_by:
                continue
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
        too_high = reference.high is not None and reference.high * ratio < value
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
    ) -> _Ruling:
        match = self.matches[figure.figure_id]
        if match.relation:
            notes = (*notes, match.relation)
        return _Ruling(verdict, code, notes, match, figure, today)


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


def _speaker_notes(claim: Claim, ruling: _Ruling, table: ReferenceTable) -> tuple[str, ...]:
    """Support is not echo: say when the speaker is the row's own source, or another than named."""
    figure = ruling.figure
    if (
        figure is None
        or not claim.speaker
        or ruling.verdict
        not in {
            Verdict.CONSISTENT,
            Verdict.CONSISTENT_LOOSE,
            Verdict.SUPERSEDED,
        }
    ):
        return ()
    source = table.vocabulary.sources.get(figure.source_id)
    if same_source(claim.speaker, source, figure.relayed_by):
        sources = {other.figure.source_id for other in ([ruling.match] if ruling.match else [])}
        return ("repeats_source",) if len(sources) == 1 else ()
    return ("attribution_differs",)
