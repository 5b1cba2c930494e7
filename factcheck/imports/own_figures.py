"""Rows in the shape of figures.csv, from a colleague or another table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factcheck.errors import TableError
from factcheck.imports.plan import Candidate, Reading, Row
from factcheck.imports.source_file import open_source
from factcheck.reference import FIGURES, ReferenceTable
from factcheck.reference_edits import series_of
from factcheck.validation import columns_of, did_you_mean

_NEEDED = (
    "measure",
    "place",
    "period_type",
    "as_of",
    "value_type",
    "method",
    "stance",
    "source_id",
)


def read_own(path: Path, table: ReferenceTable, published: date | None) -> Reading:
    """The rows of a CSV with columns of figures.csv; further columns are left out and counted.

    Blank series, unit and id are filled in as for a row that a person adds. ``published`` fills
    a blank day of publication. ``TableError`` where the file cannot be read at all.
    """
    reading = Reading()
    source = open_source(path, reading.problems, _NEEDED)
    for name in _NEEDED:
        source.needed(name)
    known = columns_of(FIGURES)
    for column in source.columns:
        if column in known:
            continue
        close = did_you_mean(column, [name for name in known if name not in source.columns])
        if close:
            raise TableError(
                f'the column "{column}" is not known', where=f"{path.name}:1",
                remedy=f'rename it to "{close}", or to something that is no column',
            )  # fmt: skip
        reading.left_out[f"columns that figures.csv does not have ({column})"] = 1
    for line, cells in source.rows:
        row: Row = {
            column: cell.strip()
            for column, cell in zip(source.columns, cells, strict=True)
            if column in known and cell.strip()
        }
        if published is not None:
            row.setdefault("published", published.isoformat())
        measure = table.vocabulary.measures.get(row.get("measure", ""))
        if measure is not None and "|" not in measure.unit:
            row.setdefault("unit", measure.unit)
        if "series_id" not in row:
            row["series_id"] = series_of(row, table)
        reading.candidates.append(Candidate(f"{path.name}:{line}", row))
    return reading
