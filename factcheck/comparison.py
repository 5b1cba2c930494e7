"""Findings of many articles on one key: do they agree, and how many independent sources speak?

A key is measure (or the counted words), population, place, event and stock-or-flow. Claims of one
key are compared as intervals with dates; copies of one story share an origin.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from factcheck.model import (
    Change,
    Comparison,
    ComparisonState,
    Finding,
    Interval,
    Member,
    Modality,
    Role,
)
from factcheck.reference import Vocabulary
from factcheck.settings import Settings

_SPOKEN = frozenset({Modality.ASSERTED, Modality.REPORTED})
_SHINGLE = 5  # words of a run that two copies share
_LONGEST = 4_000  # characters of a text that decide whether it is a copy
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Key:
    measure: str
    counted: str
    population: str
    place: str
    event: str
    flow: str
    kind: str


def compare_claims(
    findings: Sequence[Finding], settings: Settings, vocabulary: Vocabulary
) -> list[Comparison]:
    """One comparison a key, in the order of its id; single reports are kept.

    The result does not depend on the order of ``findings``. Claims that are denied, planned or
    feared, changes and earlier values do not take part.
    """
    groups: dict[_Key, list[Finding]] = {}
    for finding in sorted(findings, key=_order):
        key = _key(finding)
        if key is not None:
            groups.setdefault(key, []).append(finding)
    origins = _origins(findings, settings)
    made = [_compare(key, group, origins, settings, vocabulary) for key, group in groups.items()]
    return sorted(made, key=lambda comparison: comparison.comparison_id)


def _order(finding: Finding) -> tuple[str, str, int, str]:
    claim = finding.claim
    day = claim.article.published.isoformat() if claim.article.published else ""
    return day, claim.article.article_id, claim.quantity.span.start, claim.sentence.field


def _key(finding: Finding) -> _Key | None:
    claim = finding.claim
    if claim.role is not Role.CLAIM or claim.modality not in _SPOKEN or claim.other_event:
        return None
    if claim.measure_candidates:
        return None
    if claim.quantity.change is not Change.LEVEL or claim.relation in {"subset", "change", "share"}:
        return None
    counted = "" if claim.measure else _normal(claim.counted)
    if not claim.measure and not counted:
        return None
    place = claim.place or _normal(claim.place_name)
    event = claim.event or ""
    if finding.figure is not None and finding.figure.event:
        event, place = finding.figure.event, finding.figure.place
    return _Key(
        claim.measure or "", counted, claim.population or "all", place, event,
        "window" if claim.interval_only else claim.stock_flow.value, claim.quantity.kind.value,
    )  # fmt: skip


def _normal(text: str) -> str:
    return " ".join(word.lower().removesuffix("s") for word in _WORD.findall(text))


# -- origins ------------------------------------------------------------------------------------


def _origins(findings: Sequence[Finding], settings: Settings) -> Mapping[str, str]:
    """Article id -> id of the story it copies: the first article with nearly the same text."""
    articles = {finding.claim.article.article_id: finding.claim.article for finding in findings}
    ordered = sorted(articles.values(), key=lambda one: (one.published or date.max, one.article_id))
    by_run: dict[int, list[str]] = {}
    runs: dict[str, frozenset[int]] = {}
    origin: dict[str, str] = {}
    for article in ordered:
        own = _runs(article.text)
        runs[article.article_id] = own
        shared: dict[str, int] = {}
        for run in own:
            for other in by_run.get(run, ()):
                shared[other] = shared.get(other, 0) + 1
        best = max(shared, key=lambda other: (shared[other], other), default="")
        smaller = min(len(own), len(runs[best])) if best else 0
        copied = bool(smaller) and shared[best] >= settings.copy_share * smaller
        origin[article.article_id] = origin[best] if copied else article.article_id
        if not copied:
            for run in own:
                holders = by_run.setdefault(run, [])
                if len(holders) < _COMMON:
                    holders.append(article.article_id)
    return origin


_COMMON = 20  # a run in more articles than this is a set phrase and identifies no story


def _runs(text: str) -> frozenset[int]:
    """Hashes of the text's five-word runs, the same in every process."""
    words = [word.lower() for word in _WORD.findall(text[:_LONGEST])]
    return frozenset(
        int.from_bytes(
            hashlib.blake2b(" ".join(words[i : i + _SHINGLE]).encode(), digest_size=8).digest()
        )
        for i in range(max(1, len(words) - _SHINGLE + 1))
    )


def _members(group: Sequence[Finding], origins: Mapping[str, str]) -> tuple[Member, ...]:
    """Each finding with its origin: the copied story, or the speaker that several quote."""
    speakers: dict[str, str] = {}
    members: list[Member] = []
    for finding in group:
        claim = finding.claim
        article = claim.article.article_id
        story = origins[article]
        speaker = _normal(claim.speaker)
        if story != article:
            members.append(Member(finding.finding_id, story, "nearly the same text"))
        elif speaker and speaker in speakers:
            members.append(Member(finding.finding_id, speakers[speaker], f"quotes {claim.speaker}"))
        else:
            members.append(Member(finding.finding_id, article, "own report"))
        if speaker:
            speakers.setdefault(speaker, story)
    return tuple(members)


# -- states -------------------------------------------------------------------------------------


def _compare(
    key: _Key,
    group: Sequence[Finding],
    origins: Mapping[str, str],
    settings: Settings,
    vocabulary: Vocabulary,
) -> Comparison:
    articles = {finding.claim.article.article_id for finding in group}
    members = _members(group, origins)
    state, reason = _state(key, group, articles, settings, vocabulary)
    lows = [
        f.claim_interval.low for f in group if f.claim_interval and f.claim_interval.low is not None
    ]
    highs = [
        f.claim_interval.high
        for f in group
        if f.claim_interval and f.claim_interval.high is not None
    ]
    days = sorted(day for f in group if (day := f.claim.article.published) is not None)
    text = "|".join(astuple(key))
    return Comparison(
        comparison_id=hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12],
        measure=key.measure,
        counted=key.counted or group[0].claim.counted,
        population=key.population,
        place=key.place if key.place in vocabulary.places else "",
        place_name=group[0].claim.place_name,
        event=key.event,
        state=state,
        reason=reason,
        low=min(lows, default=None),
        high=max(highs, default=None),
        articles=len(articles),
        origins=len({member.origin for member in members}),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        members=members,
    )


def _state(
    key: _Key,
    group: Sequence[Finding],
    articles: set[str],
    settings: Settings,
    vocabulary: Vocabulary,
) -> tuple[ComparisonState, str]:
    if len(articles) == 1:
        return ComparisonState.SINGLE_REPORT, "One article only."
    intervals = [finding.claim_interval for finding in group if finding.claim_interval is not None]
    apart = _first_apart(intervals)
    if apart is None:
        written = {(one.claim.quantity.low, one.claim.quantity.high) for one in group}
        if len(written) > 1:
            return (
                ComparisonState.ROUNDING_VARIANTS,
                "The numbers differ only by rounding or hedge.",
            )
        return ComparisonState.AGREE, "All articles give the same number."
    clash = _clash(group, settings)
    series = _by_day(group)
    if clash is None and len(series) > 1:
        return _over_time(key, group, series, vocabulary)
    first, second = clash or (group[apart[0]], group[apart[1]])
    return ComparisonState.DIVERGE, f"{_named(first)} and {_named(second)} cannot both hold."


def _over_time(
    key: _Key,
    group: Sequence[Finding],
    series: Sequence[tuple[date, Interval, Finding]],
    vocabulary: Vocabulary,
) -> tuple[ComparisonState, str]:
    """Numbers that differ, but not at one time."""
    measure = vocabulary.measures.get(key.measure)
    fall = next(((one, two) for one, two in pairwise(series) if two[1].below(one[1])), None)
    if measure is None or not measure.cumulative:
        return ComparisonState.SCOPE_DIFFERS, "The dates differ, and a level may rise or fall."
    if fall is None:
        return ComparisonState.RISING_SERIES, "A count that rose with the days."
    if _lowered(group):
        return ComparisonState.REVISED_DOWN, "A later article says that the count was lowered."
    earlier, later = fall[0][2], fall[1][2]
    reason = f"A running total fell: {_named(later)} after {_named(earlier)}."
    return ComparisonState.DIVERGE, reason


def _named(finding: Finding) -> str:
    return f"{finding.claim.quantity.text} in {finding.claim.article.article_id}"


def _first_apart(intervals: Sequence[Interval]) -> tuple[int, int] | None:
    """Positions of the lowest-ending and the highest-starting interval when they do not overlap."""
    if not intervals:
        return None
    highs = [(i.high if i.high is not None else Decimal("Infinity")) for i in intervals]
    lows = [(i.low if i.low is not None else Decimal("-Infinity")) for i in intervals]
    low_end = min(range(len(intervals)), key=lambda n: highs[n])
    high_start = max(range(len(intervals)), key=lambda n: lows[n])
    if intervals[low_end].overlaps(intervals[high_start]):
        return None
    first, second = sorted((low_end, high_start))
    return first, second


def _by_day(group: Sequence[Finding]) -> list[tuple[date, Interval, Finding]]:
    """Intervals in the order of their days, undated ones left out."""
    found = [
        (day, finding.claim_interval, finding)
        for finding in group
        if (day := finding.claim.as_of or finding.claim.article.published) is not None
        and finding.claim_interval is not None
    ]
    return sorted(found, key=lambda one: (one[0], one[1].low or Decimal(0), one[2].finding_id))


def _clash(group: Sequence[Finding], settings: Settings) -> tuple[Finding, Finding] | None:
    """Two findings of one time that cannot both be right."""
    series = _by_day(group)
    for number, (day, interval, finding) in enumerate(series):
        for later, other_interval, other in series[number + 1 :]:
            if (later - day).days >= settings.lag_days:
                break
            if not interval.overlaps(other_interval):
                return finding, other
    return None


def _lowered(group: Sequence[Finding]) -> bool:
    """Whether an article says that the count was lowered."""
    return any(
        any(word in finding.claim.sentence.text.lower() for word in _LOWERING) for finding in group
    )


_LOWERING = ("revised", "lowered", "corrected", "down from", "cut the")
