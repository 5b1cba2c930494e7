"""Whether a count far below a running total is that of one day, one window or one happening.

A war is told raid by raid beside its total: "a mine killed three soldiers" contradicts no toll.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from factcheck.events import kind_words
from factcheck.intervals import reference_interval
from factcheck.model import Claim, Event, ReferenceFigure, StockFlow
from factcheck.periods import says_until
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings

_WORDS_BETWEEN = r"(?: [\w'-]+){0,2}"


def counted_again() -> frozenset[str]:
    """The measures whose level a source counts again and again: the displaced, troops, the unemployed."""
    return _patterns().counted_again


def difference(
    claim: Claim, figure: ReferenceFigure, table: ReferenceTable, settings: Settings
) -> str:
    """The field in which a count below a figure differs from it: period, stock_flow or blank.

    To be asked only of a claim that lies below the figure.
    """
    measure = table.vocabulary.measures[figure.measure]
    event = table.vocabulary.events.get(figure.event)
    running = measure.cumulative and figure.period_type in {"cumulative", "event"}
    level = measure.stock_flow is StockFlow.STOCK and figure.unit != "percent"
    if figure.period_type == "interval":
        return "period" if _is_day_of(claim, figure) else ""
    if not (running or level):
        return ""
    start = event.start if event is not None else figure.period_start
    if _is_window(claim, start, settings, level=level):
        return "period"
    sentence = claim.sentence.text.lower()
    if running and _patterns().window.search(sentence):
        return "period"
    if running and _is_a_days_own(claim, event):
        return "stock_flow"
    if (event is not None or level) and _patterns().spot.search(sentence):
        return "stock_flow"
    long = level if event is None else _is_long(claim, event, settings)
    if long and _is_one_happening(sentence, event):
        return "stock_flow"
    if event is None or not long:
        return ""
    far = _times_below(claim, figure, settings) > settings.part_ratio
    return "stock_flow" if far and not _speaks_of_all(sentence, event) else ""


def _times_below(claim: Claim, figure: ReferenceFigure, settings: Settings) -> float:
    """How many times the figure's low end is the number as written; 0 where neither can be said."""
    low, value = reference_interval(figure, settings).low, claim.quantity.value
    return float(low / value) if low is not None and value else 0.0


def _is_window(claim: Claim, start: date | None, settings: Settings, *, level: bool) -> bool:
    """Whether a claim counts from a day that lies after a total's first day."""
    since = claim.period_start
    if since is None or says_until(claim.period_text):
        return False
    if level and not (claim.interval_only or claim.period_text.startswith("since")):
        return False  # "in April" is when the level was
    return start is None or since > start + timedelta(days=settings.lag_days)


def _is_day_of(claim: Claim, figure: ReferenceFigure) -> bool:
    """Whether a claim is of one day of the days that a figure counts."""
    start, end = figure.period_start, figure.period_end or figure.as_of
    if claim.as_of is None or claim.period_start or says_until(claim.period_text) or start is None:
        return False
    return start < end and figure.unit != "percent"


def _is_a_days_own(claim: Claim, event: Event | None) -> bool:
    """Whether a count with a day ("killed 12 on Monday") may be that day's, of an event of weeks."""
    if event is None or event.start is None or claim.as_of is None or claim.period_start:
        return False
    return claim.as_of > event.start + timedelta(days=1) and not says_until(claim.period_text)


def _is_long(claim: Claim, event: Event, settings: Settings) -> bool:
    day = claim.as_of or claim.article.published
    if event.start is None or day is None:
        return event.start is None
    last = day if event.end is None else min(day, event.end)
    return last - event.start > timedelta(days=settings.long_event_days)


def _is_one_happening(sentence: str, event: Event | None) -> bool:
    patterns = _patterns()
    own = set() if event is None or event.kind in patterns.composed else kind_words(event.kind)
    found = (*patterns.single.findall(sentence), *patterns.mass.findall(sentence))
    return any(word not in own for word in found)


def _speaks_of_all(sentence: str, event: Event) -> bool:
    patterns = _patterns()
    if patterns.total.search(sentence):
        return True
    names = (event.label, *event.aliases, *kind_words(event.kind))
    named = any(re.search(rf"\b{re.escape(name.lower())}\b", sentence) for name in names)
    return named and bool(patterns.perfect.search(sentence))


@dataclass(frozen=True, slots=True)
class _Patterns:
    single: re.Pattern[str]
    mass: re.Pattern[str]
    spot: re.Pattern[str]
    window: re.Pattern[str]
    total: re.Pattern[str]
    perfect: re.Pattern[str]
    composed: frozenset[str]
    counted_again: frozenset[str]


@cache
def _patterns() -> _Patterns:
    path = Path(__file__).parent / "vocabulary" / "incidents.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    happenings, spots, totals = raw["happenings"], raw["spots"], raw["totals"]
    windows = raw["windows"]
    before = rf"(?:\b{_any(spots['before'])}(?: the| an?| one)?|^(?:the|an?|one)\b)"
    since = rf"\b{_any(totals['since'])} [\w' -]{{0,30}}\b{_any(totals['began'])}\b"
    return _Patterns(
        single=re.compile(
            rf"\b{_any(happenings['before'])}{_WORDS_BETWEEN} ({_any(happenings['single'])})\b"
        ),
        mass=re.compile(rf"\b({_any(happenings['mass'])})\b"),
        spot=re.compile(
            rf"{before}{_WORDS_BETWEEN} {_any(spots['names'])}\b(?! {_any(spots['speaks'])}\b)"
        ),
        window=re.compile(
            rf"\b(?:in|during|over) {_any(windows['whose'])} {_any(windows['which'])}"
            rf"(?: [\w-]+)? {_any(windows['spans'])}\b"
        ),
        total=re.compile(rf"\b{_any(totals['words'])}\b|{since}"),
        perfect=re.compile(rf"\b{_any(totals['perfect'])}\b"),
        composed=frozenset(happenings["composed"]),
        counted_again=frozenset(raw["levels"]["counted_again"]),
    )


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
