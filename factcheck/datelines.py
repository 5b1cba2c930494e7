"""Publication dates as people write them: in a manifest's cell or in an article's dateline."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORDS = (
    re.compile(rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month_number>\d{1,2})[-/](?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_CLOCK = re.compile(
    r"[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}|Z)?$",
    re.IGNORECASE,
)

_LAST_MONTH = 12
# "Published: Wednesday, 30 September 2015 at 11:30 a.m." without its label.
_LONGEST_DATE = 45
# How far into an article a dateline or a line with the date may stand.
_HEAD_CHARACTERS = 600
_NAMES = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,60}[,\s]\s*"
    rf"(?P<date>(?i:{_NAMES} \d{{1,2}}|\d{{1,2}} {_NAMES}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[—–]|--|-\s)"
)
_LABEL = re.compile(r"^(?:(?:first\s+)?published|posted|date)\s*(?:on|at)?\s*:?\s+", re.IGNORECASE)


def month_name(number: int) -> str:
    """The name of a month, January 1, in lower case."""
    return next(name for name, month in _MONTHS.items() if month == number)


def parse_date(text: str) -> date:
    """The day that a cell names; ISO first, then a month in words, then numbers that can be read
    in one way only. A time of day is dropped, the day is kept as written.

    >>> parse_date("26 January 2015"), parse_date("1/31/2015")
    (datetime.date(2015, 1, 26), datetime.date(2015, 1, 31))

    Raises ``ValueError`` with the reason, in words for a reader.
    """
    written = " ".join(text.split())
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    bare = _CLOCK.sub("", _WEEKDAY.sub("", written))
    for pattern in _WORDS:
        if match := pattern.fullmatch(bare):
            return _day(match["year"], _MONTHS[match["month"].lower()], match["day"])
    if match := _ISO.fullmatch(bare):
        return _day(match["year"], int(match["month_number"]), match["day"])
    if match := _NUMERIC.fullmatch(bare):
        first, second, year = match.groups()
        if max(int(first), int(second)) <= _LAST_MONTH and first.lstrip("0") != second.lstrip("0"):
            raise ValueError("day and month could be either")
        if int(second) > _LAST_MONTH:
            first, second = second, first
        return _day(year, int(second), first)
    try:
        return parsedate_to_datetime(written).date()
    except (TypeError, ValueError, IndexError):
        raise ValueError("not a form that is known") from None


def _day(year: str, month: int, day: str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise ValueError("no such day in the calendar") from None


def dateline(text: str) -> date | None:
    """The day in an article's dateline or on a line of its own, where exactly one is stated.

    >>> dateline("PORTVALE, March 3, 2031 (Wire) - The river rose.")
    datetime.date(2031, 3, 3)
    >>> dateline("The river rose on March 3, 2031.") is None
    True
    """
    found: set[date] = set()
    for line in text[:_HEAD_CHARACTERS].splitlines():
        stripped = line.strip()
        match = _DATELINE.match(stripped)
        candidate = match["date"] if match else _LABEL.sub("", stripped)
        if not match and len(candidate) > _LONGEST_DATE:
            continue
        try:
            found.add(parse_date(candidate.strip(" ,")))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None
