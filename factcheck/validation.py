"""Reading and checking the reference tables: every problem at once, and no half-loaded table.

A problem says file, line and column, what was found, and what would mend it. Unknown further
columns are allowed and ignored, so a newsroom can keep its own notes beside a row.
"""

from __future__ import annotations

import codecs
import csv
import gc
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol, TypeVar

from factcheck.errors import FactcheckError

_T = TypeVar("_T")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measures.csv": (
        "measure", "label", "definition", "unit", "stock_flow", "cumulative", "parent",
        "not_same_as",
    ),
    "cues.csv": ("measure", "words", "part", "not_when", "example"),
    "populations.csv": ("population", "label", "parent", "aliases"),
    "places.csv": ("place", "label", "kind", "parents", "country", "aliases", "note"),
    "events.csv": ("event", "label", "kind", "place", "start", "end", "aliases"),
    "sources.csv": ("source_id", "name", "kind", "homepage", "method", "party_to"),
    "figures.csv": (
        "figure_id", "series_id", "measure", "population", "denominator", "adjustment", "place",
        "event", "period_type", "period_start", "period_end", "as_of", "published", "low", "best",
        "high", "value_type", "unit", "method", "stance", "grade", "source_id", "relayed_by",
        "document", "locator", "says", "url", "archived_url", "retrieved", "seen", "supersedes",
        "note",
    ),
    "retirements.csv": ("figure_id", "retired", "reason"),
}  # fmt: skip
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "cues.csv": ("refines", "only_when"),
    "measures.csv": ("pace_days",),
}

PERIOD_TYPES = ("instant", "cumulative", "interval", "event", "forecast")
VALUE_TYPES = ("exact", "at_least", "more_than", "up_to", "about", "range", "expected",
               "not_disclosed")  # fmt: skip
METHODS = ("recorded", "registered", "estimate", "survey", "model", "intelligence", "claim",
           "official", "derived")  # fmt: skip
STANCES = ("independent", "party", "host_government", "third_government", "media")
GRADES = ("A", "O", "B", "C", "D")
SEEN = ("issuer", "copy", "relay", "dataset", "derived")
STOCK_FLOWS = ("stock", "flow", "change", "ratio", "n/a")
CUE_PARTS = ("noun", "level", "verb", "act", "adjective", "ellipsis", "refine", "default")

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_GROUPED_NUMBER = re.compile(r"-?\d{1,3}(?:[,' \u00a0\u202f]\d{3})+(?:\.\d+)?")
_POWER_NUMBER = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_FOREIGN_STARTS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), "is a spreadsheet or an archive, not a CSV file"),
    ((b"\xff\xfe", b"\xfe\xff"), "is UTF-16 text"),
)
_MONTHS = 12
_SUGGESTIONS = 500  # a table that is wrong throughout is told so without hours of guessing
_PIECE = 1 << 20  # bytes read at once
_FIELD_LIMIT = 1_000_000  # characters of one cell; more is an unclosed quotation mark


@dataclass(slots=True)
class Problems:
    """Everything that is wrong so far, in the order in which it was met."""

    found: list[FactcheckError] = field(default_factory=list)

    def add(self, where: str, found: str, remedy: str = "") -> None:
        """Note one problem; ``where`` is file:line and column."""
        self.found.append(FactcheckError(found, where=where, remedy=remedy))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file: its cells in the order of ``COLUMNS``, and the line each row starts on."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number and cells by column."""
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, dict(zip(self.columns, row, strict=True))


def read_sheet(path: Path, problems: Problems, name: str = "") -> Sheet:
    """Read one table; what cannot be read is a problem, and the sheet is then empty.

    ``name`` says which table it is where the file has another name.
    """
    name = name or path.name
    numbered = list(stream_rows(path, problems, name))
    return Sheet(
        name,
        columns_of(name),
        tuple([row for _, row in numbered]),
        tuple([line for line, _ in numbered]),
    )


def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a table in the order of its rows, optional ones last."""
    return COLUMNS[name] + OPTIONAL.get(name, ())


def stream_rows(
    path: Path, problems: Problems, name: str = ""
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a table one by one, with the line each starts on; cells are stripped.

    A table of 200,000 rows is never held as a whole, neither as text nor as cells: either alone
    would cost seconds or half a gigabyte.
    """
    name = name or path.name
    needed = f"the first line needs the columns {_listed(COLUMNS[name])}"
    problem = text_problem(path, name, needed)
    if problem is not None:
        problems.found.append(problem)
        return
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as text:
        yield from _rows_of(csv.reader(text, strict=True), name, problems)


class _Reader(Protocol):
    """What ``csv.reader`` gives; its class has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def _rows_of(
    reader: _Reader, name: str, problems: Problems
) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        header = [cell.strip() for cell in next(reader)]
        order = _column_order(name, header, problems)
        if order is None:
            return
        width = len(header)
        straight = order == list(range(width))
        strip = str.strip
        line = reader.line_num + 1
        for cells in reader:
            start, line = line, reader.line_num + 1
            if straight and len(cells) == width and cells[0]:
                yield start, tuple(map(strip, cells))
                continue
            fitted = _fitted(cells, width, f"{name}:{start}", problems)
            if fitted is None:
                continue
            if not straight:
                fitted = [fitted[i] if i >= 0 else "" for i in order]
            yield start, tuple(map(strip, fitted))
    except csv.Error as error:
        problems.add(
            f"{name}:{reader.line_num}",
            f"not readable as CSV ({error})",
            'close every quotation mark, and write a quotation mark inside a cell twice ("")',
        )


def _fitted(cells: list[str], width: int, where: str, problems: Problems) -> list[str] | None:
    """The cells of a row with as many as the header has; blank lines are passed over."""
    if len(cells) == width:
        return cells if any(cells) else None
    if not any(cells):
        return None
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]  # spreadsheets pad rows with blank cells
    problems.add(
        where,
        f"{len(cells)} cells where the header has {width}",
        "put cells that hold a comma in quotation marks",
    )
    return None


def text_problem(path: Path, name: str, needed: str) -> FactcheckError | None:
    """Why a file is not UTF-8 text with something in it; it is read piece by piece.

    ``needed`` says what an empty file lacks.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, blank, first = 1, True, True
    save = "save it as CSV UTF-8"
    try:
        with path.open("rb") as stream:
            while True:
                piece = stream.read(_PIECE)
                if first and (foreign := _foreign_start(piece)):
                    return FactcheckError(foreign, where=name, remedy=save)
                if b"\0" in piece:
                    return FactcheckError("is a binary file", where=name, remedy=save)
                text = decoder.decode(piece, final=not piece)
                blank = blank and not text.strip("\ufeff \t\r\n")
                lines, first = lines + piece.count(b"\n"), False
                if not piece:
                    break
    except OSError as error:
        remedy = f"put {name} into {path.parent}"
        return FactcheckError(f"cannot be read ({error.strerror})", where=name, remedy=remedy)
    except UnicodeDecodeError as error:
        line = lines + error.object.count(b"\n", 0, error.start)
        found = f"is not UTF-8 (byte 0x{error.object[error.start]:02x})"
        return FactcheckError(found, where=f"{name}:{line}", remedy=save)
    return FactcheckError("is empty", where=name, remedy=needed) if blank else None


def _foreign_start(piece: bytes) -> str:
    """What a file is that its first bytes give away, or blank."""
    return next((found for marks, found in _FOREIGN_STARTS if piece.startswith(marks)), "")


def _column_order(name: str, header: list[str], problems: Problems) -> list[int] | None:
    """Where each expected column stands (-1: an optional one that is not there)."""
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        mark = "semicolons" if ";" in header[0] else "tabs"
        problems.add(f"{name}:1", f"cells are separated by {mark}", "save it with commas")
        return None
    before = len(problems.found)
    for column in sorted({cell for cell in header if cell and header.count(cell) > 1}):
        problems.add(f"{name}:1 {column}", "column stands twice", "rename or drop one of them")
    for column in COLUMNS[name]:
        if column not in header:
            close = did_you_mean(column, [cell for cell in header if cell not in COLUMNS[name]])
            remedy = f'rename "{close}"' if close else f"add the column {column}"
            problems.add(f"{name}:1 {column}", "column is missing", remedy)
    if len(problems.found) > before:
        return None
    expected = COLUMNS[name] + OPTIONAL.get(name, ())
    return [header.index(column) if column in header else -1 for column in expected]


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause the garbage collector while a table is read: rows only grow, and it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a multi-value cell.

    >>> split_cell("Kiev| Kyiv |")
    ('Kiev', 'Kyiv')
    """
    return tuple([part for part in map(str.strip, cell.split("|")) if part]) if cell else ()


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The closest known word, or blank.

    >>> did_you_mean("kiled", ["killed", "injured"])
    'killed'
    """
    close = get_close_matches(word, list(known), n=1, cutoff=0.75)
    return close[0] if close else ""


def parse_number(cell: str) -> Decimal:
    """A plain number; ValueError says what would mend it.

    >>> parse_number("5,086")
    Traceback (most recent call last):
        ...
    ValueError: write it without thousands marks: 5086
    """
    if _PLAIN_NUMBER.fullmatch(cell) and cell.isascii():
        return Decimal(cell)
    if _GROUPED_NUMBER.fullmatch(cell):
        raise ValueError("write it without thousands marks: " + re.sub(r"[^\d.-]", "", cell))
    if _POWER_NUMBER.fullmatch(cell) and cell.isascii():
        raise ValueError(f"write it in full: {Decimal(cell):f}")
    raise ValueError("write plain digits, with a point before decimals")


def parse_date(cell: str) -> date:
    """An ISO date; ValueError says what would mend it.

    >>> parse_date("31/08/2026")
    Traceback (most recent call last):
        ...
    ValueError: write it as year-month-day: 2026-08-31
    """
    if _ISO_DATE.fullmatch(cell) and cell.isascii():
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError("there is no such day") from None
    other = _OTHER_DATE.fullmatch(cell)
    if other:
        first, second, year = (int(group) for group in other.groups())
        day, month = (first, second) if first > _MONTHS else (second, first)
        if 0 < month <= _MONTHS < day:
            raise ValueError(f"write it as year-month-day: {year:04}-{month:02}-{day:02}")
    raise ValueError("write it as year-month-day, such as 2026-08-31")


def attempt(
    parse: Callable[[str], _T], cell: str, where: str, noun: str, problems: Problems
) -> _T | None:
    """What a cell says; where it cannot be read that is a problem, and None."""
    try:
        return parse(cell)
    except ValueError as error:
        problems.add(where, f'"{cell}" is not a {noun}' if cell else "is blank", str(error))
        return None


def check_id(where: str, cell: str, problems: Problems) -> None:
    """An id is one word: other cells name it, several of them separated by a bar."""
    if not cell:
        problems.add(where, "is blank", "every row needs an id")
    elif not is_id(cell):
        remedy = "write " + (re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") or "letters and _")
        problems.add(where, f'"{cell}" is not an id', remedy)


def is_id(cell: str) -> bool:
    """Whether a cell is one word without a bar."""
    return bool(cell) and "|" not in cell and cell.split() == [cell]


def check_known(
    where: str, cell: str, known: Collection[str], problems: Problems, table: str
) -> None:
    """A key that another table must hold."""
    if cell in known:
        return
    close = did_you_mean(cell, known) if len(problems.found) < _SUGGESTIONS else ""
    remedy = f'did you mean "{close}"?' if close else f"add it to {table} first"
    problems.add(where, f'"{cell}" is not in {table}' if cell else "is blank", remedy)


def check_choice(where: str, cell: str, choices: Sequence[str], problems: Problems) -> None:
    """A value from a short fixed list."""
    if cell not in choices:
        close = did_you_mean(cell.lower(), choices)
        remedy = f'did you mean "{close}"?' if close else "use one of " + _listed(choices)
        problems.add(where, f'"{cell}" is not allowed' if cell else "is blank", remedy)


def check_unique(sheet: Sheet, column: int, problems: Problems) -> None:
    """Ids stand once in a table."""
    first: dict[str, int] = {}
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        earlier = first.setdefault(row[column], line)
        if earlier != line:
            where = f"{sheet.name}:{line} {sheet.columns[column]}"
            not_unique(where, row[column], earlier, problems)


def not_unique(where: str, cell: str, earlier: int, problems: Problems) -> None:
    """An id that stands in an earlier line too."""
    problems.add(where, f'"{cell}" already stands in line {earlier}', "give each row its own id")


def find_cycle(parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Ids that form a circle, or nothing.

    >>> find_cycle({"a": ["b"], "b": ["a"], "c": ["a"]})
    ('a', 'b')
    """
    waiting = [node for node, above in parents.items() if above]
    open_ids = set(waiting)
    shrinking = True
    while shrinking:  # an id whose parents are all settled cannot be part of a circle
        for node in waiting:  # mostly parents stand first, so that one pass settles whole chains
            if open_ids.isdisjoint(parents[node]):
                open_ids.remove(node)
        shrinking = len(open_ids) < len(waiting)
        waiting = [node for node in waiting if node in open_ids]
    if not open_ids:
        return ()
    path = [min(open_ids)]
    while True:  # every id that is left has a parent that is left
        above = next(above for above in parents[path[-1]] if above in open_ids)
        if above in path:
            circle = path[path.index(above) :]
            first = circle.index(min(circle))
            return tuple(circle[first:] + circle[:first])
        path.append(above)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)
