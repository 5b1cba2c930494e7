"""When: the window or the day a figure speaks about, relative to the publication date."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_UNITS = r"(?:hours?|days?|weeks?|months?|years?|decades?|quarters?)"


@dataclass(frozen=True, slots=True)
class Period:
    """Start and as-of day (None: not stated), the words, and whether it is a window of its own."""

    start: date | None = None
    as_of: date | None = None
    text: str = ""
    first: int | None = None  # character range in the sentence
    last: int | None = None
    window: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    window: re.Pattern[str]
    span: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    day: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    adjustments: tuple[str, ...]
    denominators: tuple[str, ...]
    year: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    path = Path(__file__).parent / "vocabulary" / "periods.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    number = "(?:" + "|".join([r"\d+", *raw["numbers"]["words"].split()]) + ")"

    def union(patterns: list[str]) -> re.Pattern[str]:
        joined = "|".join(p.replace("UNIT", _UNITS).replace("N ", number + " ") for p in patterns)
        return re.compile(rf"\b(?:{joined})\b")

    months = "|".join(raw["months"])
    weekdays = "|".join(raw["weekdays"])
    stated = (
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<month1>{months})\b\.?"
        rf"|(?P<month2>{months})\b\.?(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)?"
        rf"|(?P<weekday>{weekdays})|(?P<year0>(?:19|20)\d\d))"
        rf"(?:,? (?P<year>(?:19|20)\d\d))?"
    )
    return _Patterns(
        union(raw["window"]["patterns"]),
        union(raw["span"]["patterns"]),
        re.compile(rf"\bsince (?:mid-|early |late |last )?{stated}"),
        re.compile(
            rf"\b(?:by|as of|through|until|up to|as at|to the end of|to) (?:late |early |mid-)?{stated}"
        ),
        re.compile(rf"\b(?:on|in) (?:late |early |mid-)?{stated}"),
        dict(raw["months"]),
        dict(raw["weekdays"]),
        tuple(raw["adjustments"]["phrases"]),
        tuple(raw["denominators"]["phrases"]),
        re.compile(r"\b(?:1[6-9]|20)\d\d\b"),
    )


def _resolve(match: re.Match[str], published: date | None) -> tuple[date | None, str]:
    """The day a stated date means, and its grain (day, month, year); the nearest in the past."""
    patterns = _patterns()
    year = match["year"] or match["year0"]
    if match["weekday"]:
        if published is None:
            return None, "day"
        back = (published.weekday() - patterns.weekdays[match["weekday"]]) % 7
        return published - timedelta(days=back), "day"
    month_name = match["month1"] or match["month2"]
    if month_name is None:
        return (date(int(year), 1, 1), "year") if year else (None, "year")
    month = patterns.months[month_name]
    day_text = match["day"] or match["day2"]
    if year:
        number = int(year)
    elif published is not None:
        number = published.year if month <= published.month else published.year - 1
    else:
        return None, "day"
    try:
        return date(number, month, int(day_text) if day_text else 1), "day" if day_text else "month"
    except ValueError:
        return None, "day"


def find_period(lower: str, published: date | None, near: int = 0) -> Period:
    """The period a sentence states. ``lower``: lower-case text; ``near``: offset of the figure.

    >>> find_period("killed 400 people in one day.", date(2026, 8, 3)).window
    True
    >>> find_period("5,000 killed since april 2014", date(2015, 1, 26)).start
    datetime.date(2014, 4, 1)
    """
    patterns = _patterns()
    start = as_of = None
    text, first, last = "", None, None
    since = patterns.since.search(lower)
    if since:
        start, _ = _resolve(since, published)
        text, first, last = since.group(), since.start(), since.end()
    until = patterns.until.search(lower)
    if until and (until["day"] or until["day2"] or until["weekday"]):
        as_of, _ = _resolve(until, published)
        if not text:
            text, first, last = until.group(), until.start(), until.end()
    if since is None:
        window = _nearest(patterns.window, lower, near)
        if window:
            begin = _window_start(window.group(), published)
            return Period(begin, as_of, window.group(), window.start(), window.end(), window=True)
    if as_of is None:
        day = _nearest(patterns.day, lower, near)
        if day:
            stated, grain = _resolve(day, published)
            if grain == "day":
                as_of = stated
            elif grain == "month" and stated is not None and start is None:
                start = stated
            if not text:
                text, first, last = day.group(), day.start(), day.end()
    if not text:
        span = _nearest(patterns.span, lower, near)
        if span:
            text, first, last = span.group(), span.start(), span.end()
    return Period(start, as_of, text, first, last)


def _nearest(pattern: re.Pattern[str], lower: str, near: int) -> re.Match[str] | None:
    found = list(pattern.finditer(lower))
    return min(found, key=lambda match: abs(match.start() - near)) if found else None


def _window_start(text: str, published: date | None) -> date | None:
    if published is None:
        return None
    number = 1
    for word in text.split():
        if word.isdigit():
            number = int(word)
    for unit, days in (("hour", 0), ("day", 1), ("night", 1), ("week", 7), ("month", 31),
                       ("quarter", 92), ("year", 366)):  # fmt: skip
        if unit in text:
            back = max(1, number // 24) if unit == "hour" else number * days
            return published - timedelta(days=min(back, 36500))
    return published - timedelta(days=1)


def states_window(lower: str) -> bool:
    """Whether a text says that a count is that of a window ("in 24 hours", "last week")."""
    return _patterns().window.search(lower) is not None


def find_years(lower: str) -> list[tuple[int, int]]:
    """All years a sentence names, with their offsets."""
    return [(int(match.group()), match.start()) for match in _patterns().year.finditer(lower)]


def find_adjustment(lower: str) -> str | None:
    """The adjustment as written (year on year, annualised, seasonally adjusted ...)."""
    return next((phrase for phrase in _patterns().adjustments if phrase in lower), None)


def find_denominator(lower_after: str) -> str | None:
    """The denominator as written right behind a figure (per 100,000, per capita)."""
    window = lower_after[:48]
    return next((phrase for phrase in _patterns().denominators if phrase in window), None)
