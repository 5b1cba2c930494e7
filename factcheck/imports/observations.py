"""Tables of observations: a place, a period and a value a row, or a column a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from factcheck.errors import TableError
from factcheck.imports.mapping import DataMapping, ValueRule
from factcheck.imports.naming import PlaceNames
from factcheck.imports.periods import parse_period
from factcheck.imports.plan import Candidate, Reading, Row
from factcheck.imports.source_file import Cells, open_source
from factcheck.imports.sums import Period, Sums
from factcheck.model import StockFlow
from factcheck.reference import ReferenceTable
from factcheck.reference_edits import as_id, series_of
from factcheck.validation import attempt, parse_date, parse_number

_YEAR = re.compile(r"\d{4}(?: \[YR\d{4}\])?")
_POWER = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Found:
    """One cell that is a value, with all that it speaks of."""

    line: int
    rule: ValueRule
    place: str
    start: date
    end: date
    cell: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    published: str
    url: str
    forecast: bool


def read_observations(
    path: Path, mapping: DataMapping, table: ReferenceTable, published: date | None
) -> Reading:
    """The figures of a file. ``published`` is the day of the edition where no column has one.

    ``TableError`` where the file cannot be read at all or a column is missing.
    """
    return _Reader(path, mapping, table, published).run()


class _Reader:
    def __init__(
        self, path: Path, mapping: DataMapping, table: ReferenceTable, published: date | None
    ) -> None:
        self.mapping = mapping
        self.table = table
        self.published = published
        self.reading = Reading(sources=[{k: str(v) for k, v in mapping.source}])
        self.problems = self.reading.problems
        needed = {*mapping.place.column, *mapping.period}
        needed.update(name for rule in mapping.values for name in (*rule.column, *rule.when))
        self.source = open_source(path, self.problems, needed, delimiter=mapping.delimiter)
        self.names = PlaceNames(table.vocabulary)
        self.place_at = self.source.needed(*mapping.place.column)
        self.period_at = self.source.column(*mapping.period)
        self.years = [
            (at, name[:4]) for at, name in enumerate(self.source.columns) if _YEAR.fullmatch(name)
        ]
        if self.period_at is None and not self.years:
            self.source.needed(*mapping.period)
        self.at = {
            name: self.source.column(*names) if names else None for name, names in mapping.columns
        }
        self.rules = self._rules()
        self.sums = Sums()
        self.first: dict[tuple[int, str, Period], _Found] = {}
        self._check()

    def run(self) -> Reading:
        for line, cells in self.source.rows:
            self._row(line, cells)
        for total in self.sums.close(self.source, "the value", self.problems):
            first = self.first[total.group, total.place, total.period]
            self._offer(first, total.values[0], f"the sum of {total.rows} rows of the data set")
        return self.reading

    def _rules(self) -> list[tuple[ValueRule, list[tuple[int, str]], dict[int, str], int | None]]:
        """Each rule with its value columns and their periods, its conditions, what stands beside."""
        found = []
        for rule in self.mapping.values:
            column = self.source.column(*rule.column)
            if self.period_at is None:
                at = self.years
            else:
                at = [(column, "")] if column is not None else []
            when = {self.source.needed(name): wanted for name, wanted in rule.when.items()}
            beside = self.source.column(*rule.beside) if rule.beside else None
            if at:
                found.append((rule, at, when, beside))
        if not found:
            self.source.needed(*self.mapping.values[0].column)
        return found

    def _check(self) -> None:
        for rule, *_ in self.rules:
            if rule.measure not in self.table.vocabulary.measures:
                raise TableError(
                    f'"{rule.measure}" is not a measure' if rule.measure else "no measure is named",
                    where=self.source.name,
                    remedy="give --measure, or a mapping with one of measures.csv",
                )
        if self.published is None and self.at["published"] is None:
            raise TableError(
                "does not say when it was published", where=self.source.name,
                remedy="give the day of this edition: --published 2025-05-13",
            )  # fmt: skip

    def _row(self, line: int, cells: Cells) -> None:
        used = False
        for index, (rule, at, when, beside) in enumerate(self.rules):
            if any(cells[column].strip() != wanted for column, wanted in when.items()):
                continue
            used = True
            for column, year in at:
                cell = cells[column].strip()
                if cell in self.mapping.missing:
                    self.reading.left_out["blank values"] += 1
                elif beside is not None and not cells[beside].strip():
                    self.reading.left_out[f"values with a blank {self.source.columns[beside]}"] += 1
                else:
                    self._value(line, cells, index, rule, column, year)
        if not used:
            self.reading.left_out["rows of other indicators"] += 1

    def _value(
        self, line: int, cells: Cells, index: int, rule: ValueRule, column: int, year: str
    ) -> None:
        before = len(self.problems.found)
        where = f"{self.source.name}:{line}"
        status = self._text(cells, "status")
        if self.mapping.status.get(status) == "missing":
            self.reading.left_out["values marked as missing"] += 1
            return
        place = self._place(where, cells)
        period_at = self.period_at
        written = year or (cells[period_at] if period_at is not None else "")
        column_name = self.source.columns[column if period_at is None else period_at]
        period = attempt(parse_period, written, f"{where} {column_name}", "period", self.problems)
        value = self._number(where, cells, column)
        low, high = (self._bound(where, cells, name) for name in ("low", "high"))
        power = self._number(where, cells, self.at["power"]) if self._text(cells, "power") else None
        published = self._published(where, cells)
        if len(self.problems.found) > before or place is None or period is None or value is None:
            if rule.sum and place is not None:
                self.sums.broken(index, place, period, line)
            return
        scale = rule.scale * (Decimal(10) ** int(power) if power is not None else 1)
        found = _Found(
            line, rule, place, *period, cells[column].strip(), value * scale,
            low * scale if low is not None else None, high * scale if high is not None else None,
            published, self._text(cells, "url") or self.mapping.url,
            self.mapping.status.get(status) == "forecast",
        )  # fmt: skip
        if rule.sum:
            self.first.setdefault((index, place, period), found)
            self.sums.add(index, place, period, line, [found.value])
        else:
            self._offer(found, found.value, f"{found.cell} in the column {self._name(column)}")

    def _offer(self, found: _Found, value: Decimal, says: str) -> None:
        rule, mapping = found.rule, self.mapping
        measure = self.table.vocabulary.measures[rule.measure]
        level = measure.stock_flow is StockFlow.STOCK
        period_type = rule.period_type or ("instant" if level else "interval")
        if found.forecast:
            period_type = "forecast"
        spans = period_type in {"interval", "cumulative"}
        words = (
            rule.measure, "" if rule.population == "all" else rule.population, rule.denominator,
            rule.adjustment, found.place, rule.event, mapping.source.source_id,
            "forecast" if found.forecast else "",
        )  # fmt: skip
        row: Row = {
            "measure": rule.measure, "population": rule.population, "place": found.place,
            "denominator": rule.denominator, "adjustment": rule.adjustment, "event": rule.event,
            "period_type": period_type, "period_start": found.start.isoformat() if spans else "",
            "period_end": found.end.isoformat() if spans else "", "as_of": found.end.isoformat(),
            "published": found.published,
            "low": _plain(found.low), "best": _plain(value), "high": _plain(found.high),
            "value_type": "expected" if found.forecast else rule.value_type,
            "unit": rule.unit or ("" if "|" in measure.unit else measure.unit),
            "method": "derived" if rule.sum else rule.method or mapping.method,
            "stance": mapping.stance, "source_id": mapping.source.source_id,
            "document": mapping.document or mapping.source.name, "says": says, "url": found.url,
            "seen": "derived" if rule.sum else "dataset", "note": rule.note,
        }  # fmt: skip
        made_up = as_id("_".join(word for word in words if word))
        row["series_id"] = series_of(row, self.table, made_up)
        self.reading.candidates.append(Candidate(f"{self.source.name}:{found.line}", row))

    def _place(self, where: str, cells: Cells) -> str | None:
        written = cells[self.place_at].strip()
        rule = self.mapping.place
        if not written:
            self.reading.left_out["values without a place"] += 1
            return None
        found = rule.special.get(written)
        if found is None:
            found = self.names.find(rule.kind, written)
        if found is None:
            column = self.source.columns[self.place_at]
            self.problems.add(
                f"{where} {column}", f'no place is known as "{written}"',
                "add it to places.csv, or leave the row out",
            )  # fmt: skip
        return found

    def _number(self, where: str, cells: Cells, column: int | None) -> Decimal | None:
        if column is None:
            return None
        cell = cells[column].strip()
        if self.mapping.powers and _POWER.fullmatch(cell):
            return Decimal(f"{Decimal(cell):f}")
        return attempt(parse_number, cell, f"{where} {self._name(column)}", "number", self.problems)

    def _bound(self, where: str, cells: Cells, name: str) -> Decimal | None:
        return self._number(where, cells, self.at[name]) if self._text(cells, name) else None

    def _published(self, where: str, cells: Cells) -> str:
        written = self._text(cells, "published")
        if written:
            day = attempt(parse_date, written[:10], f"{where} published", "date", self.problems)
            return day.isoformat() if day is not None else ""
        return self.published.isoformat() if self.published is not None else ""

    def _text(self, cells: Cells, name: str) -> str:
        column = self.at[name]
        return cells[column].strip() if column is not None else ""

    def _name(self, column: int) -> str:
        return self.source.columns[column]


def _plain(value: Decimal | None) -> str:
    """A number without an exponent or trailing zeros, as figures.csv has it."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
