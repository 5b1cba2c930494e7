"""The day or the window that a count covers alone, beside the running total of its measure.

"Another 3,100 crossed on Tuesday" is a figure of Tuesday, "14,000 have crossed since Friday" the total
so far. A level ("eight are missing") has a day where its sentence puts it on one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from factcheck.model import Change, Claim, Kind
from factcheck.periods import month_numbers, says_until, spoken_day
from factcheck.phrases import phrases

_FRONTED = 12  # characters: a day that opens its sentence holds for all of it
_REACH = 12  # words between a number and the day behind it
_RIGHT_BEFORE = 2  # words between a day and the number right behind it
_DAYS_OF_WEEK = 7
_WEEK = range(6, 9)  # days between the ends of a week, however they are counted
_LONGEST = 31  # days
_RISES = frozenset({Change.LEVEL, Change.INCREASE})
_CLAUSE = re.compile(r"[,;:]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a count covers alone: the last one, and how many (7 for a week)."""

    last: date
    many: int = 1

    @property
    def key(self) -> str:
        """The day, or how long a window is: two reports of a week need not end it on one day."""
        return self.last.isoformat() if self.many == 1 else f"{self.many} days"


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists of vocabulary/counted_days.toml."""

    flows: frozenset[str]
    of_a_day: frozenset[str]
    by_day: frozenset[str]
    behind_the_first: frozenset[str]
    beside_total: frozenset[str]
    told_by: Mapping[str, re.Pattern[str]]
    totals: re.Pattern[str]
    perfect: re.Pattern[str]
    changes: re.Pattern[str]
    breaks: re.Pattern[str]
    levels: frozenset[str]
    falling: frozenset[str]


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "vocabulary" / "counted_days.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    flows = raw["flows"]
    return _Words(
        frozenset(flows["measures"]),
        frozenset(flows["of_a_day"]),
        frozenset(flows["by_day"]),
        frozenset(flows["behind_the_first"]),
        frozenset(flows["beside_total"]),
        {name: phrases(words) for name, words in flows["told_by"].items()},
        phrases(raw["totals"]["words"]),
        phrases(raw["totals"]["perfect"]),
        re.compile(rf"{phrases(raw['changes']['before']).pattern} $"),
        phrases(raw["breaks"]["words"]),
        frozenset(raw["levels"]["measures"]),
        frozenset(raw["levels"]["falling"]),
    )


def own_days(claim: Claim) -> Days | None:
    """The day or the window that a flow's count covers alone; ``None`` for a running total."""
    words = _words()
    if claim.measure not in words.flows or claim.quantity.kind is not Kind.COUNT:
        return None
    last = claim.as_of or told_on(claim)
    if last is None:
        return None
    if claim.measure in words.of_a_day:
        return _window(claim, last)
    if claim.interval_only:
        return _window(claim, last) if words.totals.search(_clause(claim)) is None else None
    if is_addition(claim):
        return None if claim.period_start or says_until(claim.period_text) else Days(last)
    return Days(last) if _counts_its_day(claim) else None


def closed_window(claim: Claim) -> Days | None:
    """The months that a flow's count covers alone, where they are over: "in June", "in the first half of the
    year", "up from May, when 5,680 arrived"."""
    words, published = _words(), claim.article.published
    if claim.measure not in words.flows or claim.quantity.kind is not Kind.COUNT:
        return None
    if published is None or is_addition(claim):
        return None
    start, last = claim.period_start, claim.as_of
    named = _MONTH_WHEN.search(_before(claim))
    if named is not None and named["month"] in month_numbers():
        month = month_numbers()[named["month"]]
        year = published.year if month < published.month else published.year - 1
        start = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    elif not claim.interval_only:
        return None
    if start is None or last is None or last >= published:
        return None
    whole = start.day == 1 and (last + timedelta(days=1)).day == 1
    return Days(last, (last - start).days + 1) if whole else None


# "From May, when 5,680 arrived": the month right before a number.
_MONTH_WHEN = re.compile(
    r"\b(?P<month>[a-z]+), when (?:(?:only|about|some|nearly|just|more than|another) )?$"
)


def told_on(claim: Claim) -> date | None:
    """The day on which a claim was told: the one on which its sentence says that somebody spoke, else that
    of the article."""
    published = claim.article.published
    return spoken_day(claim.sentence.text.lower(), published) or published


def is_addition(claim: Claim) -> bool:
    """Whether a count is what a day added ("another 3,100 crossed", "six more people died")."""
    if claim.measure not in _words().flows or claim.quantity.kind is not Kind.COUNT:
        return False
    if claim.relation != "change" or claim.quantity.change not in _RISES:
        return False
    return _words().changes.search(_before(claim)) is None


def is_always_of_a_day(measure: str | None) -> bool:
    """Whether every count of a measure is that of a day or a window (new cases)."""
    return measure in _words().of_a_day


def counts_all(claim: Claim) -> bool:
    """Whether what is always counted by the day is told of so long a time that it is the total: "41 new
    cases, 1,204 since January"."""
    last = claim.as_of or told_on(claim)
    if claim.measure not in _words().of_a_day or claim.period_start is None or last is None:
        return False
    return (last - claim.period_start).days > _LONGEST


def goes_on(measure: str | None) -> bool:
    """Whether what is counted goes on day after day, as arrivals do, so that not even the count of a
    story's first day is the total."""
    return measure in _words().by_day


def level_day(claim: Claim) -> date | None:
    """The day that a sentence puts a level on ("eight were missing on Wednesday")."""
    if claim.as_of is None or claim.period_start is not None or claim.interval_only:
        return None
    return claim.as_of if _puts_on_day(claim) else None


def is_daily_level(measure: str | None) -> bool:
    """Whether a measure is a level that moves from one day to the next."""
    return measure in _words().levels


def is_falling_level(measure: str | None) -> bool:
    """Whether a measure is a level that goes down from day to day as people are found or freed."""
    return measure in _words().falling


def _window(claim: Claim, last: date) -> Days | None:
    if claim.period_start is None:
        if not is_always_of_a_day(claim.measure):
            return None
        return Days(last, _DAYS_OF_WEEK) if "week" in claim.period_text else Days(last)
    days = max(1, (last - claim.period_start).days)
    if days > _LONGEST:
        return None
    return Days(last, _DAYS_OF_WEEK if days in _WEEK else days)


def stated_day(claim: Claim) -> Days | None:
    """The day that a sentence puts a flow's count on, be it the day's own or the total's: "shelling
    killed five civilians on Tuesday"."""
    if claim.measure not in _words().beside_total or claim.quantity.kind is not Kind.COUNT:
        return None
    return Days(claim.as_of) if claim.as_of is not None and _is_on_day(claim) else None


def _is_on_day(claim: Claim) -> bool:
    """Whether a count is put on the one day that its claim names, and counts no longer time."""
    if claim.as_of is None or claim.period_start is not None or says_until(claim.period_text):
        return False
    words, clause = _words(), _clause(claim)
    if words.totals.search(clause) or words.perfect.search(clause):
        return False
    return _puts_on_day(claim)


def _counts_its_day(claim: Claim) -> bool:
    words = _words()
    told = words.told_by.get(claim.measure or "")
    if told is not None:
        if told.search(claim.sentence.text.lower()) is None:
            return False
    elif claim.measure not in words.by_day | words.behind_the_first:
        return False
    return _is_on_day(claim)


def _clause(claim: Claim) -> str:
    """What stands around a number between the marks of its clause, in lower case."""
    text, start = claim.sentence.text.lower(), claim.sentence.span.start
    first, last = claim.quantity.span.start - start, claim.quantity.span.end - start
    before = _CLAUSE.split(text[:first])[-1]
    return f"{before} {_CLAUSE.split(text[last:])[0]}"


def _before(claim: Claim) -> str:
    """The sentence before a number and its hedge, in lower case."""
    number, hedge = claim.quantity.span, claim.quantity.hedge_span or claim.quantity.span
    first = min(number.start, hedge.start) - claim.sentence.span.start
    return claim.sentence.text[:first].lower()


def _puts_on_day(claim: Claim) -> bool:
    """Whether the day that was read for a claim is said of its number: in front of the sentence, right
    before the number, or behind it with no other clause between."""
    cue = next((one for one in claim.evidence if one.field == "period"), None)
    if cue is None or cue.start is None or cue.end is None:
        return False
    text, start = claim.sentence.text.lower(), claim.sentence.span.start
    before, behind = len(_before(claim)), claim.quantity.span.end - start
    if cue.end - start <= before:
        between = text[cue.end - start : before]
        if cue.start - start <= _FRONTED:
            return not any(character.isdigit() for character in between)
        return len(_WORD.findall(between)) <= _RIGHT_BEFORE and not _broken(between)
    between = text[behind : cue.start - start]
    return len(_WORD.findall(between)) <= _REACH and not _broken(between)


def _broken(between: str) -> bool:
    return bool(_CLAUSE.search(between) or _words().breaks.search(between))
