"""Writing to a reference table: the one function through which every edit goes.

A table only grows. Rows are appended, what stands there is kept byte for byte (further columns,
line ends, a byte order mark), and nothing is written unless the whole table is valid with the new
rows in it.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from factcheck.errors import TableError, UsageError
from factcheck.reference import FIGURES, RETIREMENTS, ReferenceTable, builtin_folder, load_table
from factcheck.validation import COLUMNS, columns_of

Row = Mapping[str, str]
Additions = Mapping[str, Sequence[Row]]  # rows to append, by table

_LOCK = ".factcheck.lock"
_WAIT_SECONDS = 60.0  # a table of 200,000 rows is validated in some three seconds
# What is pointed to comes first, so that a reader between two swaps sees a valid table.
_ORDER = ("places.csv", "sources.csv", "events.csv", FIGURES, RETIREMENTS)


def own_folder(folder: Path | None) -> Path:
    """The folder that an edit goes to; ``UsageError`` where it would be lost on an update."""
    if folder is not None:
        return folder
    builtin = builtin_folder()
    if builtin.name == "_reference":
        raise UsageError(
            "the built-in table of an installed program is not edited",
            remedy="name a folder of your own: --reference DIR",
        )
    return builtin


def read_table(folder: Path) -> ReferenceTable:
    """The table of a folder that may not be there yet: then it has no figures."""
    if (folder / FIGURES).is_file():
        return load_table(folder)
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch) / FIGURES
        empty.write_text(_line(columns_of(FIGURES), "\n"), encoding="utf-8")
        return load_table(folder if folder.is_dir() else Path(scratch), {FIGURES: empty})


def append_rows(
    folder: Path,
    make: Callable[[ReferenceTable], Additions],
    *,
    wait_seconds: float = _WAIT_SECONDS,
) -> Additions:
    """Append the rows that ``make`` gives for the table as it is now, and give them back.

    One writer at a time: the others wait for the lock, and each reads the table again once it has
    it. ``TableError`` lists all that would be wrong with the table; nothing is written then. The
    new files are written beside the old ones and swapped in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder, wait_seconds):
        additions = {name: rows for name, rows in make(read_table(folder)).items() if rows}
        if additions:
            with _tried(folder, additions, folder) as fresh:
                for name, made in fresh.items():
                    made.replace(folder / name)
    return additions


def try_rows(folder: Path, additions: Additions) -> None:
    """Validate a table with further rows and write nothing; ``TableError`` lists the mistakes."""
    with tempfile.TemporaryDirectory() as scratch, _tried(folder, additions, Path(scratch)):
        pass


@contextmanager
def _tried(folder: Path, additions: Additions, beside: Path) -> Iterator[dict[str, Path]]:
    """Valid new files of the tables that change, under temporary names that go in the end."""
    fresh: dict[str, Path] = {}
    try:
        for name in sorted({FIGURES, *additions}, key=_ORDER.index):
            path = folder / name
            if name in additions or not path.is_file():
                fresh[name] = _written(path, additions.get(name, ()), beside)
        load_table(folder if folder.is_dir() else beside, fresh)
        yield fresh
    finally:
        for made in fresh.values():
            made.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path, wait_seconds: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(folder / _LOCK, timeout=wait_seconds)
        lock.acquire()
    except Timeout:
        raise TableError(
            f"somebody else has been writing for {wait_seconds:.0f} s",
            where=str(folder),
            remedy="try again once they are done",
        ) from None
    except OSError as error:
        raise TableError(
            f"cannot be written to ({error.strerror})",
            where=str(folder),
            remedy="copy the folder to where you may write",
        ) from None
    try:
        yield
    finally:
        lock.release()


def _written(path: Path, rows: Sequence[Row], beside: Path) -> Path:
    """A copy of a table with further rows, under a temporary name."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=beside)
    fresh = Path(name)
    with os.fdopen(handle, "wb") as out:
        if path.is_file():
            columns, end, complete = _shape(path)
            with path.open("rb") as old:
                shutil.copyfileobj(old, out)
            shutil.copymode(path, fresh)
            if not complete:
                out.write(end.encode())
        else:
            columns, end = list(COLUMNS[path.name]), "\n"
            out.write(_line(columns, end).encode())
            fresh.chmod(0o644)
        for row in rows:
            out.write(_line([row.get(column, "") for column in columns], end).encode())
        out.flush()
        os.fsync(out.fileno())
    return fresh


def _shape(path: Path) -> tuple[list[str], str, bool]:
    """The columns of a table, its line end, and whether its last line is ended."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline()
        columns = [cell.strip() for cell in next(csv.reader([first]), [])]
    with path.open("rb") as raw:
        raw.seek(-1, os.SEEK_END)
        complete = raw.read() == b"\n"
    return columns, "\r\n" if first.endswith("\r\n") else "\n", complete


def _line(cells: Sequence[str], end: str) -> str:
    """One row as text; a cell stays on one line, whatever was pasted into it."""
    line = io.StringIO()
    csv.writer(line, lineterminator=end).writerow([" ".join(cell.split()) for cell in cells])
    return line.getvalue()
