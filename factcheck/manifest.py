"""A manifest's lines, the rows of a delimited table, and the record of what could not be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from factcheck.decoding import SAVE_AS_UTF8, decode
from factcheck.errors import ArticleError, UsageError

# One cell may hold a whole book; beyond this a file is broken (a quote that never closes).
_CELL_LIMIT = 200_000_000


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something that could not be read as it stands.

    ``source`` is the stable name (relative to the folder given, or the file's name), ``path`` the
    path as given, for a person at the terminal. ``line`` counts from 1. ``article_id`` is set
    where an article was read all the same (its date was not, say); otherwise it was not read.
    """

    source: str
    path: str
    found: str
    remedy: str
    line: int | None = None
    article_id: str = ""

    @property
    def where(self) -> str:
        """Path and line as an editor opens them."""
        return f"{self.path}:{self.line}" if self.line else self.path

    def error(self) -> ArticleError:
        """The same as an exception."""
        return ArticleError(self.found, where=self.where, remedy=self.remedy)

    def __str__(self) -> str:
        return str(self.error())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says of each file; ``problems`` are lines that could not be used."""

    path: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[ReadProblem, ...] = ()

    def problem(self, line: int | None, found: str, remedy: str, article: str = "") -> ReadProblem:
        """A problem at one line of this manifest."""
        return ReadProblem(self.path.name, str(self.path), found, remedy, line, article)


def load_manifest(path: Path) -> Manifest:
    """A manifest's lines by file. Raises ``UsageError`` where there is no such file."""
    if not path.is_file():
        raise UsageError(
            "no such manifest",
            where=str(path),
            remedy="give the path of a CSV with a column 'file'",
        )
    empty = Manifest(path)
    try:
        text, note = decode(path.read_bytes())
    except (ArticleError, OSError) as error:
        found = error.found if isinstance(error, ArticleError) else os_words(error)
        return replace(empty, problems=(empty.problem(None, found, SAVE_AS_UTF8),))
    problems = [empty.problem(None, note, f"{SAVE_AS_UTF8} to be sure")] if note else []
    entries: dict[str, Entry] = {}
    rows = delimited_rows(io.StringIO(text, newline=""), path)
    _, header = next(rows, (1, []))
    if isinstance(header, str) or "file" not in header:
        columns = ", ".join(header) or "none"
        found = f"has no column 'file' (columns found: {columns}), so it was not used"
        return replace(empty, problems=(empty.problem(1, found, "name the first column 'file'"),))
    for line, cells in rows:
        if isinstance(cells, str):
            problems.append(empty.problem(line, cells, "put quotes around a cell with a comma"))
            continue
        row = dict(zip(header, cells, strict=False))
        name = row.pop("file").strip().replace("\\", "/").removeprefix("./")
        if not name:
            problems.append(empty.problem(line, "names no file", "fill column 'file'"))
        elif name in entries:
            found = f"names {name!r} again; the line {entries[name].line} counts"
            problems.append(empty.problem(line, found, "keep one line for each file"))
        else:
            entries[name] = Entry(line, {key: cell.strip() for key, cell in row.items()})
    return Manifest(path, entries, tuple(problems))


def delimited_rows(stream: Iterable[str], path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Header and rows of a delimited table with the line each starts at; a string is a complaint.

    The delimiter is read off the header: comma, semicolon or tab, whichever makes most columns.
    """
    lines = iter(stream)
    first = next(lines, "")
    ended = False

    def watched() -> Iterator[str]:
        nonlocal ended
        yield from lines
        ended = True

    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(chain([first], watched()), delimiter=delimiter)
    width = 0
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, f"the table cannot be read from here on: {error}"
            return
        if ended:
            # The reader only runs out of lines inside a row where a quotation mark stays open.
            yield start, "a quotation mark is never closed, so the rest was not read"
            return
        if not width:
            cells = [cell.strip().lower() for cell in cells]
            width = len(cells)
            yield start, cells
        elif len(cells) > width:
            yield start, f"has {len(cells)} cells where the header has {width}"
        elif any(cells):
            yield start, cells + [""] * (width - len(cells))
        start = reader.line_num + 1


def os_words(error: OSError) -> str:
    """An operating system's refusal in words for a reader."""
    return f"cannot be opened: {error.strerror or type(error).__name__}"
