"""Rows of one place and period added up; a sum that would be too low is not given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factcheck.imports.source_file import SourceFile
from factcheck.validation import Problems

Period = tuple[date, date]
_SHOWN = 5


@dataclass(slots=True)
class Total:
    """A sum: what it is of, the line of its first row, how many rows, and the values added."""

    group: int
    place: str
    period: Period
    line: int
    rows: int
    values: list[Decimal]


class Sums:
    """Sums by group, place and period, in the order in which each began."""

    def __init__(self) -> None:
        self._totals: dict[tuple[int, str, Period], Total] = {}
        self._broken: dict[tuple[int, str, Period | None], list[int]] = {}

    def add(
        self, group: int, place: str, period: Period, line: int, values: Sequence[Decimal]
    ) -> None:
        """Add the values of one row."""
        total = self._totals.get((group, place, period))
        if total is None:
            self._totals[group, place, period] = Total(group, place, period, line, 1, list(values))
            return
        total.rows += 1
        total.values = [one + other for one, other in zip(total.values, values, strict=True)]

    def broken(self, group: int, place: str, period: Period | None, line: int) -> None:
        """A row that cannot be added. Without a period it may belong to any sum of its place."""
        self._broken.setdefault((group, place, period), []).append(line)

    def close(self, source: SourceFile, what: str, problems: Problems) -> Iterator[Total]:
        """The sums that are whole; the others are problems. All rows must have been read."""
        for key, total in self._totals.items():
            group, place, period = key
            where = f"{source.name}:{total.line}"
            label = f"{what} of {place}, {period[0]} to {period[1]}, is not summed"
            lines = [*self._broken.get(key, ()), *self._broken.get((group, place, None), ())]
            if source.cut:
                found = f"{label}: the file is cut off, and a part would be too low"
                problems.add(where, found, "download the file again")
            elif lines:
                shown = ", ".join(map(str, sorted(lines)[:_SHOWN]))
                problems.add(
                    where, f"{label}: line {shown} cannot be added", "mend that line, import again"
                )
            else:
                yield total
