"""What is told day after day: counts of a day or a window beside a running total, levels of a day.

A day is a thing of its own, told by whoever tells of that day; a running total is another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from factcheck.counted_days import (
    Days,
    closed_window,
    goes_on,
    is_addition,
    is_always_of_a_day,
    is_daily_level,
    is_falling_level,
    level_day,
    stated_day,
    told_on,
)
from factcheck.joining import Key
from factcheck.settings import Settings
from factcheck.sketches import day_of_measure
from factcheck.statements import COUNTED, Statement, load_compare_words
from factcheck.states import PERIOD, WINDOW
from factcheck.stories import Stories

_ADDED = "what was added"
_HOURS = re.compile(r"hour|night|day$")  # "in the past 24 hours", "overnight", "in a day"
_FEW = 12  # numbers of one day: more of them repeat no other day's
_DAYS_BACK = 3  # earlier days whose numbers a later one may repeat
_SHORT = 2  # days: a longer window is told beside the running total


def on_its_days(one: Statement, first: date | None) -> Statement:
    """A statement with the days that its flow counts alone, none where they make up the running total
    of its story, which begins on ``first`` (``None``: not known). A longer window beside running totals
    is another definition, not another thing."""
    days = one.days
    over = None if one.to_come else closed_window(one.finding.claim)
    if over is not None and first is not None and over.last < first:
        return replace(one, days=over)  # what a month before the happening counted
    if days is not None and _is_of_the_total(one, days, first):
        days = None
    cumulative = one.measure is not None and one.measure.cumulative
    if days is None and one.flow == "window" and cumulative and not _reaches_back(one, first):
        return replace(one, days=None, definition=one.definition | {WINDOW})
    if days is not None and not is_always_of_a_day(one.finding.claim.measure):
        # What a day added may leave out its beginning, and 24 hours are not those of the day.
        added = {_ADDED} if is_addition(one.finding.claim) else set()
        hours = _HOURS.search(one.finding.claim.period_text)
        told = {f"{PERIOD} {hours[0]}"} if hours is not None else set()
        return replace(one, days=days, definition=one.definition | added | told)
    return replace(one, days=days)


def _is_of_the_total(one: Statement, days: Days, first: date | None) -> bool:
    """Whether a count of days is told beside the running total, or makes it up."""
    claim = one.finding.claim
    if is_addition(claim) or is_always_of_a_day(claim.measure):
        return False
    if days.many > _SHORT:
        return True
    if goes_on(claim.measure):
        return False
    if claim.interval_only:
        return _reaches_back(one, first)
    return first is not None and days.last <= first


def _reaches_back(one: Statement, first: date | None) -> bool:
    """Whether a window reaches back to the first day of a story."""
    claim = one.finding.claim
    proper = load_compare_words().windows.search(claim.period_text.lower()) is not None
    if claim.period_start is None or first is None:
        return not proper
    if proper:
        return claim.period_start < first
    return claim.period_start <= first + timedelta(days=1)


def days_key(one: Statement) -> str:
    """The days of a statement as a part of its key; blank for a running total. What is always counted by
    the day is, without a date, a thing of its own article."""
    if one.days is not None:
        return one.days.key
    measure = one.measure.measure if one.measure is not None else None
    return f"some day in {one.article.article_id}" if is_always_of_a_day(measure) else ""


def days_parted(
    keyed: Mapping[Key, Sequence[Statement]], stories: Stories
) -> dict[Key, list[Statement]]:
    """Where one report tells a day's count beside a higher total, what any report puts on a day is that
    day's: "shelling killed five on Tuesday, 46 have died this month". On the first day of a story only where
    a report does so for that day: elsewhere the day's count is the total."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        put = {} if key.days else {one.finding_id: stated_day(one.finding.claim) for one in listed}
        told = _tell_both(listed, put) if put else set()
        first = stories.first_day.get(key.scope.removeprefix("story:"))
        known = {put[one.finding_id] for one in listed if one.article.article_id in told}
        for one in listed:
            days = put.get(one.finding_id)
            if (
                told
                and days is not None
                and (days in known or (first is not None and days.last > first))
            ):
                mine = replace(key, days=days.key)
                parted.setdefault(mine, []).append(replace(one, days=days))
            else:
                parted.setdefault(key, []).append(one)
    return parted


def _tell_both(listed: Sequence[Statement], put: Mapping[str, Days | None]) -> set[str]:
    """The articles that put a count on a day and give a higher one that no word puts on a day.
    ``put``: the day on which each statement is put."""
    by_article: dict[str, list[Statement]] = {}
    for one in listed:
        if not one.headline:
            by_article.setdefault(one.article.article_id, []).append(one)
    found: set[str] = set()
    for name, ones in by_article.items():
        totals = [one for one in ones if put.get(one.finding_id) is None]
        days = [one for one in ones if put.get(one.finding_id) is not None]
        firm = [
            one for one in totals if WINDOW not in one.definition and one.interval.low is not None
        ]
        most = max(firm, key=lambda one: one.interval.low or 0, default=None)
        if most is not None and any(one.interval.below(most.interval) for one in days):
            found.add(name)
    return found


def crowds_parted(
    keyed: Mapping[Key, Sequence[Statement]], settings: Settings
) -> dict[Key, list[Statement]]:
    """The crowds of one story by the day on which they met: who marched on Tuesday did not fill the square
    on Friday. A crowd without a day is that of the last day told of before it."""
    crowds = load_compare_words().crowds
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        if key.what not in crowds or key.days:
            parted[key] = list(listed)
            continue
        met = [_met(one) for one in listed]
        starts = _begun({day for day in met if day is not None}, settings)
        for one, day in zip(listed, met, strict=True):
            known = day or one.day
            before = [start for start in starts if known is not None and start <= known]
            start = (before or starts[:1])[-1:]
            mine = replace(key, days=start[0].isoformat()) if len(starts) > 1 else key
            parted.setdefault(mine, []).append(one)
    return parted


def decisions_parted(keyed: Mapping[Key, Sequence[Statement]]) -> dict[Key, list[Statement]]:
    """What a body sets, by the decisions that moved it: the base rate before the meeting is not the one
    behind it. A report of the day itself is of the value that it gives."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        moves = _moves(listed) if listed[0].set_by_a_body else []
        for one in listed:
            told = _decision(one, moves)
            mine = replace(key, what=f"{key.what} since {told}") if told is not None else key
            parted.setdefault(mine, []).append(one)
    return parted


def _moves(listed: Iterable[Statement]) -> list[tuple[date, Decimal]]:
    """The days on which a level was first told to have been moved, with its new values, in their order."""
    first: dict[Decimal, date] = {}
    last: Decimal | None = None
    for one in sorted(listed, key=lambda each: (each.day or date.max, each.finding_id)):
        if one.day is not None and one.value is not None and one.decided and one.value != last:
            first.setdefault(one.value, one.day)
            last = one.value
    return sorted((day, value) for value, day in first.items())


def _decision(one: Statement, moves: Sequence[tuple[date, Decimal]]) -> date | None:
    """The day of the decision that a report tells the value of; ``None`` for the value before all."""
    told: date | None = None
    for day, value in moves:
        if one.day is None:
            continue
        if one.day > day or (one.day == day and one.value == value):
            told = day
    return told


def _met(one: Statement) -> date | None:
    """The day on which a crowd met: that of its sentence, else that of what its article is about."""
    claim = one.finding.claim
    return claim.as_of or day_of_measure(claim.measure or "", claim.article)


def _begun(days: Iterable[date], settings: Settings) -> list[date]:
    """The first of each run of days that may be one by the time zones and night hours."""
    starts: list[date] = []
    last: date | None = None
    for day in sorted(days):
        if last is None or (day - last).days > settings.happening_days:
            starts.append(day)
        last = day
    return starts


def windows_parted(ordered: Sequence[Statement]) -> list[list[Statement]]:
    """Windows of one length, told again and again: one that ends when another has gone by is another.
    ``ordered``: in a fixed order, which those that end on one day keep."""
    parts: list[list[Statement]] = []
    begun: date | None = None
    for one in sorted(ordered, key=_last):
        days = one.days
        if not parts or (
            days is not None and begun is not None and (days.last - begun).days >= days.many
        ):
            parts.append([])
            begun = days.last if days is not None else None
        parts[-1].append(one)
    return parts


def _last(one: Statement) -> date:
    return one.days.last if one.days is not None else date.max


def levels_parted(
    keyed: Mapping[Key, Sequence[Statement]], settings: Settings
) -> dict[Key, list[Statement]]:
    """Levels by the day that they are told for, once a report puts one on a day or sets it against the
    one before ("down from the 91,500 of Sunday"), or once one that falls fast did so. A report that names
    no day counts for the day on which it appeared; days that repeat the numbers of a day before are
    told together with it."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        measure = listed[0].measure
        daily = measure is not None and is_daily_level(measure.measure) and not key.days
        if key.what.startswith(COUNTED) and not key.days and _fell_in_words(listed):
            for one in listed:
                day = told_on(one.finding.claim)
                name = day.isoformat() if day is not None else ""
                parted.setdefault(replace(key, days=name), []).append(one)
            continue
        told = any(one.before or level_day(one.finding.claim) for one in listed)
        if not daily or not (told or _fell(listed)):
            parted.setdefault(key, []).extend(listed)
            continue
        by_day: dict[date | None, list[Statement]] = {}
        for one in listed:
            running = one.finding.claim.period_start is not None
            day = None if running else level_day(one.finding.claim) or told_on(one.finding.claim)
            by_day.setdefault(day, []).append(one)
        kept: list[tuple[date | None, list[Statement]]] = []
        for day in sorted(by_day, key=lambda one: one or date.min):
            ones = by_day[day]
            same = next(
                (
                    told
                    for of, told in reversed(kept[-_DAYS_BACK:])
                    if _repeats(ones, told, settings)
                    or (_next_day(of, day) and _repeats(told, ones, settings))
                ),
                None,
            )
            if same is not None:
                same.extend(ones)
            else:
                kept.append((day, list(ones)))
        for day, ones in kept:
            name = day.isoformat() if day is not None else ""
            parted.setdefault(replace(key, days=name), []).extend(ones)
    return parted


def _fell_in_words(listed: Sequence[Statement]) -> bool:
    """Whether a report says that a level of whatever is counted went down below one of an earlier day."""
    dated = [one for one in listed if one.day is not None]
    highest: Statement | None = None
    for _, ones in itertools.groupby(
        sorted(dated, key=lambda each: each.day or date.max), key=lambda each: each.day
    ):
        today = list(ones)
        if highest is not None and any(
            one.interval.below(highest.interval) and one.fallen and not (one.lowered or one.revised)
            for one in today
        ):
            return True
        highest = max((one for one in (highest, *today) if one is not None), key=_least)
    return False


def _next_day(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and other - day == timedelta(days=1)


def _fell(listed: Sequence[Statement]) -> bool:
    """Whether a level that goes down as people are found lies below one of an earlier day: the trapped of
    Tuesday are not those of Thursday. A number that was told before is no fall but held against others."""
    measure = listed[0].measure
    if measure is None or not is_falling_level(measure.measure):
        return False
    highest: Statement | None = None
    told: set[Decimal | None] = set()
    waiting: list[Statement] = []  # of the day that is read
    firm = (one for one in listed if one.day is not None and not one.headline and not one.vague)
    for one in sorted(firm, key=lambda each: each.day or date.max):
        if waiting and waiting[0].day != one.day:
            highest = max((each for each in (highest, *waiting) if each is not None), key=_least)
            told.update(each.value for each in waiting)
            waiting = []
        waiting.append(one)
        if highest is not None and one.value not in told and one.interval.below(highest.interval):
            return True
    return False


def _least(one: Statement) -> Decimal:
    return one.interval.low if one.interval.low is not None else Decimal("-Infinity")


def _repeats(ones: Sequence[Statement], told: Sequence[Statement], settings: Settings) -> bool:
    """Whether every number of some reports is one of others, as they were written or nearly so."""
    new, old = _distinct(ones), _distinct(told)
    return len(new) <= _FEW and all(
        any(_same(one, other, settings) for other in old) for one in new
    )


def _distinct(ones: Sequence[Statement]) -> list[Statement]:
    """One statement for each number and its bounds."""
    return list({(one.value, one.interval.low, one.interval.high): one for one in ones}.values())


def _same(one: Statement, other: Statement, settings: Settings) -> bool:
    first, second = one.value, other.value
    if first is None or second is None or not one.interval.overlaps(other.interval):
        return False
    return max(first, second) <= Decimal(str(settings.loose_ratio)) * min(first, second)
