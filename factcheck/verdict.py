"""Claim and matches to a finding: the eleven verdicts in their order, docs/design.md has the table.

Both sides are intervals. The reference's side is R(d), the newest figure that was published by day
d; a verdict compares the claim with R(publication) first and with R(today) second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from operator import attrgetter

from factcheck.events import of_any_cause
from factcheck.incidents import difference
from factcheck.intervals import reference_interval
from factcheck.matching import BY_KIND, OPEN, same_source
from factcheck.model import (
    Bound,
    Claim,
    Finding,
    Interval,
    Match,
    Modality,
    ReferenceFigure,
    Role,
    Verdict,
)
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings
from factcheck.severity import gap_between, severity_of
from factcheck.signs import compared_interval
from factcheck.vintages import KNOWN_LATER, Ruling, VintageJudge
from factcheck.wording import reader_sentence

_PLACES = Decimal("0.001")  # of a ratio as it is shown
_JUDGED = frozenset({Modality.ASSERTED, Modality.REPORTED})
_AGREEING = frozenset({Verdict.CONSISTENT, Verdict.SUPERSEDED})
_TAKEN_BACK = frozenset({"revised", "withdrawn"})  # codes of a superseded figure that are flagged
_SOMETHING_ELSE = "something else"
LIKELY_MEASURE = "likely_measure"
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
_FLOORS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
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


def judge(
    claim: Claim, matches: Sequence[Match], table: ReferenceTable, settings: Settings
) -> Finding:
    """The finding of one claim. ``matches`` as ``rank_matches`` gives them, best first."""
    quantity = claim.quantity
    empty = quantity.low is None and quantity.high is None  # a score
    interval = (
        None
        if claim.role is not Role.CLAIM or empty
        else compared_interval(claim, matches, table, settings)
    )
    ruling = _ruling(claim, interval, matches, table, settings)
    if claim.measure_is_likely:
        ruling = unalarming(ruling, table)
    compared = None
    if ruling.figure is not None:
        compared = reference_interval(ruling.figure, settings)
    gap, ratio = gap_between(interval, compared)
    flagged = is_flagged(ruling, ratio, settings)
    if ratio is not None:
        ratio = ratio.quantize(_PLACES)
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


def is_flagged(ruling: Ruling, ratio: Decimal | None, settings: Settings) -> bool:
    """What an editor acts on: exported, flagged and exit code 1 mean the same."""
    if ruling.verdict in _ALWAYS_FLAGGED:
        return True
    if ruling.verdict is Verdict.SUPERSEDED:
        return ruling.code in _TAKEN_BACK
    if ruling.verdict is Verdict.AHEAD_OF_REFERENCE:
        doubtful = ruling.code in _TO_BE_EXPECTED
        return not doubtful and ratio is not None and round(ratio, 2) >= settings.loose_ratio
    return False


def _ruling(
    claim: Claim,
    interval: Interval | None,
    matches: Sequence[Match],
    table: ReferenceTable,
    settings: Settings,
) -> Ruling:
    if claim.role is Role.FURNITURE:
        return Ruling(None, "furniture")
    if claim.role is not Role.CLAIM:
        return Ruling(None, "not_a_claim")
    if claim.modality not in _JUDGED:
        return Ruling(None, "modality")
    if interval is None or not matches:
        return Ruling(Verdict.NO_REFERENCE, "")
    fitting = list(takewhile(attrgetter("comparable"), matches))  # the best come first
    if not fitting:
        return _not_comparable(matches[0])
    groups = _groups(fitting)
    best = groups[0]
    open_field = _open_field(claim, best[0], fitting, table)
    if open_field is not None:
        return open_field
    ruling = VintageJudge(claim, interval, best, table, settings).rule()
    if ruling.verdict in _MISSES or KNOWN_LATER in ruling.notes:
        others = [] if _is_dated(claim, best[0], table) else _of_other_events(best, groups)
        for other in others:
            second = VintageJudge(claim, interval, other, table, settings).rule()
            if second.verdict in {Verdict.CONSISTENT, Verdict.SUPERSEDED}:
                best, ruling = other, second
                break
    if best[0].relation == "described" and ruling.verdict not in {
        Verdict.CONSISTENT,
        Verdict.SUPERSEDED,
    }:
        # Who was hurt need not be all who were hurt.
        return Ruling(Verdict.NOT_COMPARABLE, "population", match=best[0])
    if ruling.figure is not None and (
        ruling.verdict is Verdict.UNDERSTATED
        or (ruling.verdict is Verdict.CONSISTENT_LOOSE and claim.quantity.bound in _FLOORS)
    ):
        field = difference(claim, ruling.figure, table, settings)
        if field:
            return Ruling(Verdict.NOT_COMPARABLE, field, match=ruling.match)
    if _is_another_event(best[0], ruling, table):
        return Ruling(Verdict.NOT_COMPARABLE, "event", match=best[0])
    if ruling.verdict in _MISSES and _is_of_unknown_day(claim, ruling, table):
        return Ruling(Verdict.NOT_COMPARABLE, "period", match=best[0], notes=ruling.notes)
    if claim.quantity.bound is Bound.VAGUE and ruling.verdict not in {
        Verdict.CONSISTENT,
        Verdict.CONSISTENT_LOOSE,
        Verdict.SUPERSEDED,
    }:
        return Ruling(None, "vague", match=best[0])
    return ruling


def unalarming(ruling: Ruling, table: ReferenceTable) -> Ruling:
    """The ruling of a claim whose measure is only likely: a figure that agrees with the reference
    supports the reading, one that does not may count something else."""
    agrees = ruling.verdict in _AGREEING and ruling.code not in _TAKEN_BACK
    if ruling.figure is None or agrees:
        return replace(ruling, notes=(*ruling.notes, LIKELY_MEASURE))
    label = table.vocabulary.measures[ruling.figure.measure].label.lower()
    return Ruling(
        Verdict.AMBIGUOUS, "measure", match=ruling.match,
        options=(label, _SOMETHING_ELSE), notes=(LIKELY_MEASURE,),
    )  # fmt: skip


def _is_another_event(match: Match, ruling: Ruling, table: ReferenceTable) -> bool:
    """Whether a toll that misses an event's may be that of an event which the table lacks.

    Where the article has only a word for the event's kind, a smaller toll may be that of another
    one; where it has not even that, any toll may.
    """
    note = _event_note(match)
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
) -> Ruling | None:
    """Ambiguity is an answer: measure, place or event stayed open, and a figure would fit."""
    vocabulary = table.vocabulary
    if claim.measure_candidates:
        names = tuple(vocabulary.measures[one].label.lower() for one in claim.measure_candidates)
        return Ruling(Verdict.AMBIGUOUS, "measure", match=best, options=names)
    if claim.place_candidates:
        names = tuple(vocabulary.full_name(one) for one in claim.place_candidates)
        return Ruling(Verdict.AMBIGUOUS, "place", match=best, options=names)
    events = dict.fromkeys(
        match.figure.event
        for match in fitting
        if match.figure.place == best.figure.place
        and match.figure.population == best.figure.population
        and (_event_note(match) == OPEN or _is_one_of_several(claim, match))
    )
    day = claim.article.published
    going_on = [
        one
        for one in events
        if (end := vocabulary.events[one].end) is None or day is None or end >= day
    ]
    if len(events) > 1 and len(going_on) != 1:  # one that is over gives way to one that goes on
        names = tuple(vocabulary.events[one].label for one in events)
        return Ruling(Verdict.AMBIGUOUS, "event", match=best, options=names)
    return None


def _not_comparable(nearest: Match) -> Ruling:
    failed = {reason.field: reason for reason in nearest.failed}
    if "place" in failed and not failed["place"].note and "event" not in failed:
        # The event is known, but this place has no row of its own.
        return Ruling(Verdict.NOT_COMPARABLE, "place", match=nearest)
    for field in _FIELD_ORDER:
        if field in failed:
            code = "base" if failed[field].note == "base" else field
            return Ruling(Verdict.NOT_COMPARABLE, code, match=nearest)
    return Ruling(Verdict.NO_REFERENCE, "")


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


def _event_note(match: Match) -> str:
    """Why an event fits: blank where it is named, OPEN or BY_KIND."""
    return next((reason.note for reason in match.reasons if reason.field == "event"), "")


def _is_one_of_several(claim: Claim, match: Match) -> bool:
    """Whether a figure is of one of the events between which the article leaves it open."""
    return claim.event is None and match.figure.event in claim.event_candidates


def _is_dated(claim: Claim, match: Match, table: ReferenceTable) -> bool:
    """Whether a claim gives the day on which a match's event began: no other one is meant."""
    event = table.vocabulary.events.get(match.figure.event)
    return event is not None and event.start is not None and claim.as_of == event.start


def _is_of_unknown_day(claim: Claim, ruling: Ruling, table: ReferenceTable) -> bool:
    """Whether a claim says when ("in May") in an article without a day, so that nobody knows which May. A
    count of what only rises lies above its newest row on any day."""
    undated = claim.article.published is None and claim.as_of is None and claim.period_start is None
    if not undated or not claim.period_text:
        return False
    measure = table.vocabulary.measures.get(claim.measure or "")
    rises = measure is not None and measure.cumulative
    return ruling.verdict is Verdict.UNDERSTATED or not rises


def _but_event(figure: ReferenceFigure) -> tuple[str, str, str]:
    return figure.measure, figure.population, figure.place


def _speaker_notes(claim: Claim, ruling: Ruling, table: ReferenceTable) -> tuple[str, ...]:
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
