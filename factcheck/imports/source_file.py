"""One file of a publisher as rows with their lines; what cannot be read is said once, and clearly."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from factcheck.errors import TableError
from factcheck.validation import Problems, did_you_mean, text_problem

_HEADER_WITHIN = 12  # rows: some publishers put a title and a date above the header
_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
_FIELD_LIMIT = 10_000_000  # characters of one cell; shapes of countries are long

Cells = Sequence[str]


@dataclass(slots=True)
class SourceFile:
    """The rows of a file. ``cut`` is set while they are read, where the file ends inside a row."""

    name: str
    columns: tuple[str, ...]
    tags: Mapping[str, str]  # HXL tag -> column
    rows: Iterator[tuple[int, Cells]]
    cut: bool = field(default=False)

    def column(self, *names: str) -> int | None:
        """Where a column stands, the first that is there; a name with # is an HXL tag."""
        for name in names:
            named = self.tags.get(name.replace(" ", "").lower(), "") if name[:1] == "#" else name
            if named and named in self.columns:
                return self.columns.index(named)
        return None

    def needed(self, *names: str) -> int:
        """As ``column``; ``TableError`` with the nearest name where none is there."""
        found = self.column(*names)
        if found is not None:
            return found
        near = did_you_mean(names[0].lower(), [name.lower() for name in self.columns])
        close = next((name for name in self.columns if name.lower() == near), "")
        raise TableError(
            f'the column "{names[0]}" is missing',
            where=self.name,
            remedy=f'rename "{close}"' if close else f"it has: {_listed(self.columns)}",
        )


def open_source(
    path: Path,
    problems: Problems,
    needed: Collection[str] = (),
    *,
    delimiter: str = ",",
    layouts: Sequence[Sequence[str]] = (),
) -> SourceFile:
    """A CSV file of a publisher; ``TableError`` where it cannot be read at all.

    ``needed`` are columns (or HXL tags) by which the header is known among the first rows;
    ``layouts`` are the columns of files without a header, told by their number and a year in
    the column "year". A row of HXL tags below the header is passed over. Rows that do not fit
    the header are added to ``problems``.
    """
    problem = text_problem(path, path.name, "download it again")
    if problem is not None:
        raise TableError(problem.found, where=problem.where, remedy=problem.remedy)
    csv.field_size_limit(_FIELD_LIMIT)
    source = SourceFile(path.name, (), {}, iter(()))
    lines = _numbered(path, delimiter, source, problems)
    head: list[tuple[int, Cells]] = []
    for line, cells in lines:
        head.append((line, cells))
        if len(head) == _HEADER_WITHIN:
            break
    start = _header_at(head, needed)
    if start is None:
        layout = next((one for one in layouts if head and _fits(head[0][1], one)), None)
        if layout is None:
            raise _no_header(path, head, needed, delimiter)
        source.columns = tuple(layout)
        rest = head
    else:
        source.columns = tuple(cell.strip() for cell in head[start][1])
        rest = head[start + 1 :]
        if rest and _is_tags(rest[0][1]):
            pairs = zip(rest[0][1], source.columns, strict=False)
            source.tags = {tag.replace(" ", "").lower(): column for tag, column in pairs if tag}
            rest = rest[1:]
    source.rows = _fitting(chain(rest, lines), source, problems)
    return source


def _numbered(
    path: Path, delimiter: str, source: SourceFile, problems: Problems
) -> Iterator[tuple[int, Cells]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            source.cut = True
            problems.add(
                f"{path.name}:{line}", f"the rest is not readable as CSV ({error})",
                "the file may have been cut off: download it again",
            )  # fmt: skip


def _fitting(
    rows: Iterator[tuple[int, Cells]], source: SourceFile, problems: Problems
) -> Iterator[tuple[int, Cells]]:
    """Rows with as many cells as the header; too few in the very last one is a cut file."""
    width = len(source.columns)
    short: tuple[int, int] | None = None
    for line, cells in rows:
        if short is not None:
            _complain(source.name, *short, width, problems)
            short = None
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            yield line, cells[:width]
        elif len(cells) < width:
            short = (line, len(cells))
        else:
            _complain(source.name, line, len(cells), width, problems)
    if short is not None:
        source.cut = True
        problems.add(
            f"{source.name}:{short[0]}", f"the last row has {short[1]} cells of {width}",
            "the file may have been cut off: download it again",
        )  # fmt: skip


def _complain(name: str, line: int, cells: int, width: int, problems: Problems) -> None:
    problems.add(
        f"{name}:{line}", f"{cells} cells where the header has {width}",
        "put cells that hold the separator in quotation marks",
    )  # fmt: skip


def _header_at(head: Sequence[tuple[int, Cells]], needed: Collection[str]) -> int | None:
    """The row that has most of the needed columns, itself or in the tags below it."""
    wanted = {name.replace(" ", "").lower() if name[:1] == "#" else name for name in needed}
    best, most = None, 0
    for index, (_, cells) in enumerate(head):
        names = {cell.strip() for cell in cells}
        if index + 1 < len(head) and _is_tags(head[index + 1][1]):
            names |= {tag.replace(" ", "").lower() for tag in head[index + 1][1]}
        found = len(wanted & names)
        if found > most:
            best, most = index, found
    return best


def _is_tags(cells: Cells) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.lstrip().startswith("#") for cell in filled)


def _fits(cells: Cells, layout: Sequence[str]) -> bool:
    year = layout.index("year") if "year" in layout else -1
    return len(cells) == len(layout) and cells[year].strip().isdigit()


def _no_header(
    path: Path, head: Sequence[tuple[int, Cells]], needed: Collection[str], delimiter: str
) -> TableError:
    name = path.name
    first = head[0][1] if head else []
    if len(first) <= 1:
        with path.open(encoding="utf-8-sig") as text:
            line = text.readline()
        counts = {mark: line.count(mark) for mark in _OTHER_MARKS if mark != delimiter}
        mark = max(counts, key=lambda one: counts[one])
        if counts[mark]:
            return TableError(
                f"cells are separated by {_OTHER_MARKS[mark]}", where=f"{name}:1",
                remedy=f"save it with {_OTHER_MARKS.get(delimiter, delimiter)}",
            )  # fmt: skip
    return TableError(
        f"has no header with {_listed(list(needed))}", where=name,
        remedy=f"its first row is: {_listed([cell for cell in first if cell])}",
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(word[:40] for word in words[:12])
    return shown + " ..." if len(words) > 12 else shown  # noqa: PLR2004 - a screen's line
