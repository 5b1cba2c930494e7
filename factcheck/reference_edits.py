"""New rows for a reference table: what is asked of a person, what the table itself can tell."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date

from factcheck.errors import UsageError
from factcheck.figures import read_row
from factcheck.grades import grade_in
from factcheck.model import ReferenceFigure
from factcheck.reference import FIGURES, RETIREMENTS, ReferenceTable
from factcheck.reference_store import Additions
from factcheck.validation import COLUMNS, Problems, did_you_mean, parse_date

_DEFAULTS = {"population": "all", "seen": "issuer"}
_SAME = (
    "measure", "population", "place", "event", "denominator", "adjustment", "period_type", "unit",
    "method", "source_id",
)  # fmt: skip
_WORDS_OF_AN_ID = ("measure", "population", "place", "event", "source_id")


def completed(cells: Mapping[str, str], table: ReferenceTable, today: date) -> dict[str, str]:
    """A row of figures.csv with the cells that follow from the others and from the table.

    Series and superseded row come from the newest figure of the same key and source, the unit from
    the measure, the grade from the rule, the id from the series and the day.
    """
    row = {**_DEFAULTS, "retrieved": today.isoformat()}
    row.update({column: cell for column, cell in cells.items() if cell})
    measure = table.vocabulary.measures.get(row.get("measure", ""))
    if measure is not None and "|" not in measure.unit and measure.unit != "currency":
        row.setdefault("unit", measure.unit)
    earlier = _earlier(row, table)
    if earlier is not None and "series_id" not in row:
        row["series_id"] = earlier.series_id
        row.setdefault("supersedes", earlier.figure_id)
    row.setdefault("series_id", series_of(row, table))
    row.setdefault("figure_id", free_id(f"{row['series_id']}_{_day(row)}", table.by_id))
    row.setdefault("grade", "C")
    if "grade" not in cells:
        row["grade"] = graded(row, table)
    return row


def series_of(row: Mapping[str, str], table: ReferenceTable, otherwise: str = "") -> str:
    """The series of the figures of the same key, source and method, or a new one."""
    known = _alike(row, table)
    return known[-1].series_id if known else otherwise or new_series(row)


def new_series(row: Mapping[str, str]) -> str:
    """A readable id for a new series.

    >>> new_series({"measure": "killed", "population": "all", "place": "vale", "source_id": "aid"})
    'killed_vale_aid'
    """
    words = [row.get(column, "") for column in _WORDS_OF_AN_ID]
    return as_id("_".join(word for word in words if word and word != "all"))


def as_id(words: str) -> str:
    """Lower-case words with underscores.

    >>> as_id("UCDP GED: Vale (north)")
    'ucdp_ged_vale_north'
    """
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def free_id(wanted: str, *taken: Container[str]) -> str:
    """An id that no row bears: with _2, _3 ... where needed.

    >>> free_id("a", {"a": 1, "a_2": 1})
    'a_3'
    """
    found, number = wanted, 1
    while any(found in ids for ids in taken):
        number += 1
        found = f"{wanted}_{number}"
    return found


def graded(row: Mapping[str, str], table: ReferenceTable) -> str:
    """The grade that the rule gives a row among the figures of its key; C where it is not sound."""
    figure = read_row({**row, "grade": "C"}, table.vocabulary, Problems())
    if figure is None:
        return "C"
    return grade_in(figure, table.lookup(figure.measure, figure.place))


def addition(name: str, cells: Mapping[str, str], table: ReferenceTable, today: date) -> Additions:
    """One new row of a table; ``UsageError`` for a column that the table does not have."""
    for column in cells:
        if column not in COLUMNS[name]:
            close = did_you_mean(column, COLUMNS[name])
            remedy = f"did you mean {close}?" if close else "one of " + ", ".join(COLUMNS[name])
            raise UsageError(f"{name} has no column {column}", remedy=remedy)
    if name == FIGURES:
        return {name: [completed(cells, table, today)]}
    return {name: [dict(cells)]}


def retirement(figure_id: str, reason: str, day: date | None, table: ReferenceTable) -> Additions:
    """The row that takes a figure out of force; without a day it never was in force.

    Raises ``UsageError`` for an unknown figure, one that is retired already, or a blank reason.
    """
    figure = table.by_id.get(figure_id)
    if figure is None:
        close = did_you_mean(figure_id, table.by_id)
        raise UsageError(
            f'there is no figure "{figure_id}"',
            where=FIGURES,
            remedy=f'did you mean "{close}"?' if close else "find its id: factcheck reference show",
        )
    if figure.retired is not None:
        raise UsageError(
            f'"{figure_id}" was retired on {figure.retired}: {figure.retired_reason}',
            where=RETIREMENTS,
        )
    if not reason.strip():
        raise UsageError("the reason is blank", where="--reason", remedy="say why in a few words")
    day = figure.published if day is None else day
    row = {"figure_id": figure_id, "retired": day.isoformat(), "reason": reason}
    return {RETIREMENTS: [row]}


def in_force(figure: ReferenceFigure, table: ReferenceTable) -> ReferenceFigure | None:
    """The newest figure of a series that would be left without this one."""
    left = [
        other
        for other in table.series(figure.series_id)
        if other.retired is None and other.figure_id != figure.figure_id
    ]
    return max(left, key=lambda other: (other.as_of, other.published), default=None)


def _alike(row: Mapping[str, str], table: ReferenceTable) -> list[ReferenceFigure]:
    """The figures of the same key, source and method, the newest last."""
    found = [
        figure
        for figure in table.lookup(row.get("measure", ""), row.get("place", ""))
        if all(getattr(figure, column) == row.get(column, "") for column in _SAME)
    ]
    return sorted(found, key=lambda figure: (figure.as_of, figure.published))


def _earlier(row: Mapping[str, str], table: ReferenceTable) -> ReferenceFigure | None:
    """The newest figure of them that was published by the row's day."""
    try:
        day = parse_date(row.get("published", ""))
    except ValueError:
        return None
    known = [figure for figure in _alike(row, table) if figure.published <= day]
    return known[-1] if known else None


def _day(row: Mapping[str, str]) -> str:
    return row.get("as_of", "").replace("-", "_")
