"""What an import would do to a table: rows added, values changed, rows refused, and why.

An import never overwrites. A value that differs from the one that stands for the same key and day
becomes a new vintage, if it was published later; the same value again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from factcheck.errors import FactcheckError
from factcheck.figures import read_row
from factcheck.grades import grade_in
from factcheck.model import Measure, ReferenceFigure
from factcheck.reference import FIGURES, ReferenceTable
from factcheck.reference_edits import free_id
from factcheck.reference_store import Additions
from factcheck.validation import Problems

Row = dict[str, str]
_SOURCES = "sources.csv"
_VALUES = ("low", "best", "high", "value_type", "unit", "period_type")
_KEY = ("measure", "population", "place", "event", "denominator", "adjustment", "source_id")
_NOT_COMPARED = frozenset({"grade", "supersedes", "figure_id", "series_id", "retrieved"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row that a file offers: cells of figures.csv, and where it comes from.

    ``revised`` is the day of publication of a value that differs from the one known for the row's
    own day; None where the row's own day always holds.
    """

    where: str
    row: Row
    revised: date | None = None


@dataclass(slots=True)
class Reading:
    """What a reader made of a file. ``left_out`` counts what the file has and nobody asked for."""

    candidates: list[Candidate] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: list[Row] = field(default_factory=list)  # publishers that the table may not know


@dataclass(slots=True)
class Plan:
    """What would be done; ``changed`` pairs the new vintage with the figure that it replaces."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, ReferenceFigure]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[FactcheckError] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: list[Row] = field(default_factory=list)

    @property
    def refused_rows(self) -> int:
        """How many rows were refused; several things may be wrong with one."""
        return len({error.where.split(" ")[0] for error in self.refused})

    def additions(self) -> Additions:
        """The rows to append, by table."""
        return {_SOURCES: self.sources, FIGURES: [*self.added, *(row for row, _ in self.changed)]}


@dataclass(frozen=True, slots=True)
class _Known:
    """The vocabulary with the publishers that come along."""

    table: ReferenceTable
    sources: Collection[str]

    @property
    def measures(self) -> Mapping[str, Measure]:
        return self.table.vocabulary.measures

    @property
    def populations(self) -> Collection[str]:
        return self.table.vocabulary.populations

    @property
    def places(self) -> Collection[str]:
        return self.table.vocabulary.places

    @property
    def events(self) -> Collection[str]:
        return self.table.vocabulary.events


def make_plan(reading: Reading, table: ReferenceTable) -> Plan:
    """Lay the candidates beside the table, in the order of the file."""
    return _Planner(reading, table).run()


class _Planner:
    def __init__(self, reading: Reading, table: ReferenceTable) -> None:
        self.reading = reading
        self.table = table
        self.plan = Plan(left_out=reading.left_out.copy(), refused=list(reading.problems.found))
        offered = {row["source_id"]: row for row in reading.sources}
        self.new_sources = {
            key: row for key, row in offered.items() if key not in table.vocabulary.sources
        }
        self.known = _Known(table, {*table.vocabulary.sources, *offered})
        self.made: dict[str, ReferenceFigure] = {}
        self.by_series: dict[str, list[ReferenceFigure]] = {}
        self.rivals: dict[tuple[object, ...], list[ReferenceFigure]] = {}
        for figure in table.figures:
            self.rivals.setdefault(_rival(figure), []).append(figure)

    def run(self) -> Plan:
        rows: list[tuple[Row, ReferenceFigure, ReferenceFigure | None]] = []
        for candidate in self.reading.candidates:
            placed = self._placed(candidate)
            if placed is not None:
                rows.append(placed)
        used = set()
        for row, figure, earlier in rows:
            row["grade"] = self._grade(figure)
            used.add(figure.source_id)
            if earlier is None:
                self.plan.added.append(row)
            else:
                self.plan.changed.append((row, earlier))
        self.plan.sources = [row for key, row in self.new_sources.items() if key in used]
        return self.plan

    def _placed(
        self, candidate: Candidate
    ) -> tuple[Row, ReferenceFigure, ReferenceFigure | None] | None:
        row = {"population": "all", **candidate.row}
        row["grade"] = row.get("grade") or "C"
        wanted = row.get("figure_id") or f"{row['series_id']}_{row.get('as_of', '')}"
        row["figure_id"] = wanted.replace("-", "_")
        problems = Problems()
        supersedes = row.pop("supersedes", "")
        figure = read_row(row, self.known, problems, f"{candidate.where} ")
        if figure is None:
            self.plan.refused += problems.found
            return None
        same_id = self.table.by_id.get(wanted)
        if same_id is not None and not self._same_key(same_id, figure):
            self._refuse(
                candidate, f'"{wanted}" is another figure here', "give the row an id of its own"
            )
            return None
        if same_id is not None:
            row["series_id"] = same_id.series_id
        vintages = self._vintages(row["series_id"], figure)
        retired = next((one for one in vintages if one.retired and _same(one, figure)), None)
        if retired is not None:
            self._refuse(
                candidate,
                f"{retired.figure_id} was retired on {retired.retired}: {retired.retired_reason}",
                "an import does not bring back what was retired",
            )
            return None
        day = max(figure.published, candidate.revised or figure.published)
        if any(one.published == figure.published for one in vintages) and day > figure.published:
            row["published"] = day.isoformat()
            figure = replace(figure, published=day)
        known = [one for one in vintages if one.published <= day]
        earlier = max(known, key=lambda one: one.published, default=None)
        if earlier is not None and _same(earlier, figure):
            self._unchanged(candidate, earlier, row)
            return None
        if earlier is not None and earlier.published == figure.published:
            self._refuse(
                candidate,
                f"{_value(figure)}, but {earlier.figure_id} of the same day of publication has "
                f"{_value(earlier)}",
                "give the later day on which the new value was published (--published)",
            )
            return None
        row["figure_id"] = free_id(row["figure_id"], self.made, self.table.by_id)
        row["supersedes"] = earlier.figure_id if earlier is not None else supersedes
        made = read_row(row, self.known, Problems())
        if made is None:
            raise AssertionError("a sound row became unsound by its id")
        self._remember(made)
        return row, made, earlier

    def _vintages(self, series_id: str, figure: ReferenceFigure) -> list[ReferenceFigure]:
        day = (figure.period_start, figure.as_of)
        every = [*self.table.series(series_id), *self.by_series.get(series_id, ())]
        return [one for one in every if (one.period_start, one.as_of) == day]

    def _same_key(self, one: ReferenceFigure, other: ReferenceFigure) -> bool:
        return one.as_of == other.as_of and all(
            getattr(one, column) == getattr(other, column) for column in _KEY
        )

    def _unchanged(self, candidate: Candidate, earlier: ReferenceFigure, row: Row) -> None:
        if candidate.row.get("figure_id") and earlier.published.isoformat() == row["published"]:
            differing = [
                column
                for column, cell in candidate.row.items()
                if column not in _NOT_COMPARED
                and cell != _cell(getattr(earlier, column, cell))
                and column not in _VALUES
            ]
            if differing:
                self._refuse(
                    candidate,
                    f"{earlier.figure_id} has the same value, but another {', '.join(differing)}",
                    "an import never overwrites: edit the row itself",
                )
                return
        self.plan.unchanged += 1

    def _remember(self, figure: ReferenceFigure) -> None:
        self.made[figure.figure_id] = figure
        self.by_series.setdefault(figure.series_id, []).append(figure)
        self.rivals.setdefault(_rival(figure), []).append(figure)

    def _grade(self, figure: ReferenceFigure) -> str:
        return grade_in(figure, self.rivals[_rival(figure)])

    def _refuse(self, candidate: Candidate, found: str, remedy: str) -> None:
        self.plan.refused.append(FactcheckError(found, where=candidate.where, remedy=remedy))


def _rival(figure: ReferenceFigure) -> tuple[object, ...]:
    """What figures share that can agree or contradict each other."""
    return figure.measure, figure.population, figure.place, figure.event, figure.as_of


def _same(one: ReferenceFigure, other: ReferenceFigure) -> bool:
    return all(getattr(one, column) == getattr(other, column) for column in _VALUES)


def _value(figure: ReferenceFigure) -> str:
    values = dict.fromkeys(
        f"{value:f}" for value in (figure.low, figure.best, figure.high) if value is not None
    )
    return f"{figure.value_type.replace('_', ' ')} {'/'.join(values)}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
