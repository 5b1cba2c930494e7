"""Periods as data sets write them: a year, a half, a quarter, a month, a day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from factcheck.validation import parse_date

_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_PART = re.compile(r"(\d{4})-?([QSH])(\d)")
_MONTH = re.compile(r"(\d{4})-?M?(\d{2})")
_LENGTH = {"Q": 3, "S": 6, "H": 6}  # months
_MONTHS = 12


def parse_period(cell: str) -> tuple[date, date]:
    """First and last day; ValueError says what would mend it.

    >>> parse_period("2024-Q2")
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
    >>> parse_period("2023")
    (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    >>> parse_period("31/08/2026")
    Traceback (most recent call last):
        ...
    ValueError: write it as year-month-day: 2026-08-31
    """
    cell = cell.strip()
    if year := _YEAR.fullmatch(cell):
        return months(int(year[1]), 1, _MONTHS)
    if (part := _PART.fullmatch(cell)) and int(part[3]) in range(
        1, _MONTHS // _LENGTH[part[2]] + 1
    ):
        length = _LENGTH[part[2]]
        return months(int(part[1]), (int(part[3]) - 1) * length + 1, length)
    if (month := _MONTH.fullmatch(cell)) and 1 <= int(month[2]) <= _MONTHS:
        return months(int(month[1]), int(month[2]), 1)
    day = parse_date(cell[:10] if cell[10:11] in {"T", " "} else cell)
    return day, day


def months(year: int, first: int, length: int) -> tuple[date, date]:
    """First and last day of some months of a year."""
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
