"""Two states of a reference table: which rows came, went or changed, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import TableError, UsageError
from factcheck.validation import COLUMNS, Problems, columns_of, stream_rows

_UNKEYED = "cues.csv"  # several rows a measure: a changed cue is one that went and one that came
_Rows = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs; ``columns`` has the old and the new cell of each changed column."""

    table: str
    kind: str  # added, changed or removed
    key: str
    columns: Mapping[str, tuple[str, str]]


def compare(old: Path, new: Path) -> list[Change]:
    """The differences of two folders, or of two figures.csv files, in the order of the rows.

    ``UsageError`` where there is nothing to compare, ``TableError`` for a file that cannot be read.
    """
    changes: list[Change] = []
    for name, (before, after) in _pairs(old, new).items():
        changes += _differences(name, _read(before, name), _read(after, name))
    return changes


def counts(changes: list[Change]) -> Counter[tuple[str, str]]:
    """How many rows of each table were added, changed, removed."""
    return Counter((change.table, change.kind) for change in changes)


def _pairs(old: Path, new: Path) -> dict[str, tuple[Path, Path]]:
    for path in (old, new):
        if not path.exists():
            raise UsageError("does not exist", where=str(path), remedy="give two folders or files")
    if old.is_file() and new.is_file():
        name = next((name for name in (new.name, old.name) if name in COLUMNS), "figures.csv")
        return {name: (old, new)}
    if old.is_file() or new.is_file():
        raise UsageError(
            "one is a file and the other a folder", where=f"{old} {new}",
            remedy="give two folders or two files",
        )  # fmt: skip
    found = {
        name: (old / name, new / name)
        for name in COLUMNS
        if (old / name).is_file() or (new / name).is_file()
    }
    if not found:
        raise UsageError("neither holds a table", where=f"{old} {new}", remedy="name their folders")
    return found


def _read(path: Path, name: str) -> _Rows:
    if not path.is_file():
        return {}
    problems = Problems()
    rows: _Rows = {}
    seen: Counter[str] = Counter()
    for _, cells in stream_rows(path, problems, name):
        key = " | ".join(cells[:3]) if name == _UNKEYED else cells[0]
        seen[key] += 1
        rows[key if seen[key] == 1 else f"{key} ({seen[key]})"] = cells
    if problems.found:
        first = problems.found[0]
        raise TableError(
            first.found, where=f"{path.parent}/{first.where}", remedy=first.remedy,
            problems=tuple(problems.found),
        )  # fmt: skip
    return rows


def _differences(name: str, old: _Rows, new: _Rows) -> list[Change]:
    columns = columns_of(name)
    changes = [Change(name, "removed", key, {}) for key in old if key not in new]
    for key, cells in new.items():
        before = old.get(key)
        if before is None:
            changes.append(Change(name, "added", key, {}))
        elif before != cells:
            changed = {
                column: (was, now)
                for column, was, now in zip(columns, before, cells, strict=True)
                if was != now
            }
            changes.append(Change(name, "changed", key, changed))
    return changes
