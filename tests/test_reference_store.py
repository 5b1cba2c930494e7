"""Writing to a table: many writers, readers in between, and nothing half-done."""

from __future__ import annotations

import csv
import multiprocessing
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from factcheck.errors import TableError, UsageError
from factcheck.reference import builtin_folder, load_table
from factcheck.reference_edits import addition, completed, free_id, retirement
from factcheck.reference_store import append_rows, own_folder, read_table, try_rows
from tests.test_reference import FIGURE, PLACE, SOURCE, write

TODAY = date(2026, 11, 2)
NEW = {
    "measure": "killed", "place": "southbay", "period_type": "cumulative",
    "period_start": "2026-05-01", "as_of": "2026-05-09", "published": "2026-05-10", "best": "150",
    "value_type": "exact", "method": "recorded", "stance": "independent", "source_id": "tidewatch",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "places.csv", PLACE)
    write(tmp_path, "sources.csv", SOURCE)
    write(tmp_path, "figures.csv", FIGURE | {"event": ""})
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def add(folder: Path, **cells: str) -> Mapping[str, str]:
    rows = append_rows(folder, lambda t: addition("figures.csv", {**NEW, **cells}, t, TODAY))
    return rows["figures.csv"][0]


# --- several at once ------------------------------------------------------------------------------

WRITERS, EACH = 5, 4


def _write_some(folder: Path, writer: int) -> None:
    for number in range(EACH):
        add(folder, figure_id=f"w{writer}_{number}", series_id=f"w{writer}", note=f"by {writer}")


def _read_until(folder: Path, stop: Path) -> None:
    """Reads all the time; any half-written state would raise and end the process with an error."""
    seen = 0
    while not stop.exists():
        number = len(load_table(folder).figures)
        if number < seen:
            raise AssertionError("a row went away")
        seen = number


def test_writers_never_lose_a_row_and_readers_never_see_half_a_table(folder, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    stop = tmp_path / "stop"
    reader = spawn.Process(target=_read_until, args=(folder, stop))
    writers = [spawn.Process(target=_write_some, args=(folder, n)) for n in range(WRITERS)]
    for process in (reader, *writers):
        process.start()
    for process in writers:
        process.join(120)
    stop.touch()
    reader.join(60)
    assert [process.exitcode for process in (reader, *writers)] == [0] * (WRITERS + 1)
    table = load_table(folder)
    assert {f.figure_id for f in table.figures} == {
        "killed_southbay_1", *(f"w{w}_{n}" for w in range(WRITERS) for n in range(EACH))
    }  # fmt: skip
    assert not {name for name in names(folder) if name.endswith(".tmp")}


def _same_fact(folder: Path) -> None:
    add(folder)


def test_the_same_row_from_two_people_gets_two_ids(folder):
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_same_fact, args=(folder,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert len({f.figure_id for f in load_table(folder).figures}) == 3


def test_a_writer_that_waits_too_long_says_so(folder):
    before = (folder / "figures.csv").read_bytes()
    with FileLock(folder / ".factcheck.lock"), pytest.raises(TableError, match="somebody else"):
        append_rows(folder, lambda _: {}, wait_seconds=0.05)
    assert (folder / "figures.csv").read_bytes() == before


def test_a_lock_file_left_behind_stops_nobody(folder):
    (folder / ".factcheck.lock").touch()
    assert add(folder)["figure_id"] == "killed_southbay_2026_05_09"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_one_line(folder):
    folder.chmod(0o500)
    try:
        with pytest.raises(TableError, match="cannot be written to"):
            add(folder)
    finally:
        folder.chmod(0o700)


# --- all or nothing -------------------------------------------------------------------------------

WRONG = [
    {"low": "1,200", "best": ""}, {"place": "southbey"}, {"measure": "kiled"}, {"as_of": "9.5.2026"},
    {"period_start": ""}, {"published": "2026-05-01"}, {"figure_id": "killed_southbay_1"},
    {"supersedes": "nobody"}, {"unit": "persons"}, {"grade": "Z"},
]  # fmt: skip


@pytest.mark.parametrize("cells", WRONG, ids=str)
def test_a_row_with_a_mistake_is_not_written_at_all(folder, cells):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(TableError) as caught:
        add(folder, **cells)
    assert caught.value.problems[0].where.startswith("figures.csv:3 ")
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert after == {**before, ".factcheck.lock": b""}


def test_a_table_that_is_wrong_already_takes_no_further_row(folder):
    write(folder, "figures.csv", FIGURE | {"event": "", "best": "x"})
    before = (folder / "figures.csv").read_bytes()
    with pytest.raises(TableError):
        add(folder)
    assert (folder / "figures.csv").read_bytes() == before


def test_a_swap_that_fails_leaves_the_old_table(folder):
    before = (folder / "figures.csv").read_bytes()
    source = {"source_id": "harbour", "name": "Harbour board"}
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()  # nothing can be read from or swapped onto a folder
    with pytest.raises((TableError, OSError)):
        append_rows(folder, lambda _: {"sources.csv": [source]})
    assert (folder / "figures.csv").read_bytes() == before
    assert not {name for name in names(folder) if name.endswith(".tmp")}


def test_trying_writes_nothing_anywhere(folder):
    before = names(folder)
    try_rows(folder, {"figures.csv": [completed(NEW, load_table(folder), TODAY)]})
    with pytest.raises(TableError):
        try_rows(folder, {"figures.csv": [{**NEW, "best": "x"}]})
    assert names(folder) == before


# --- what stands there stays ------------------------------------------------------------------------


def test_what_stands_there_is_kept_byte_for_byte(folder):
    path = folder / "figures.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    rows[0] += ["who"]
    rows[1] += ['the "desk", all of it']
    kept = "\ufeff" + "\r\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )  # fmt: skip
    path.write_bytes(kept.encode())  # no line end after the last row
    path.chmod(0o640)
    add(folder, note="two\nlines, and a comma")
    text = path.read_bytes().decode()
    assert text.startswith(kept + "\r\n")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 3
    assert path.stat().st_mode & 0o777 == 0o640
    assert load_table(folder).figures[1].note == "two lines, and a comma"


def test_a_folder_of_ones_own_begins_empty(tmp_path):
    folder = tmp_path / "new" / "table"
    assert read_table(folder).figures == ()
    row = {**NEW, "place": "mariupol", "source_id": "tidewatch"}
    source = {"source_id": "tidewatch", "name": "Tide Watch"}
    append_rows(
        folder,
        lambda table: {"sources.csv": [source], "figures.csv": [completed(row, table, TODAY)]},
    )
    assert names(folder) == {"figures.csv", "sources.csv", ".factcheck.lock"}
    assert load_table(folder).lookup("killed", "mariupol")


def test_an_installed_table_is_not_edited(monkeypatch, tmp_path):
    assert own_folder(None) == builtin_folder()
    assert own_folder(tmp_path) == tmp_path
    (tmp_path / "factcheck" / "_reference").mkdir(parents=True)
    monkeypatch.setattr(
        "factcheck.reference.__file__", str(tmp_path / "factcheck" / "reference.py")
    )
    with pytest.raises(UsageError, match="not edited"):
        own_folder(None)


# --- rows that fill themselves in -------------------------------------------------------------------


def test_a_new_count_joins_its_series_and_replaces_the_newest(folder):
    row = add(folder)
    assert row["series_id"] == "killed_southbay"
    assert row["supersedes"] == "killed_southbay_1"
    assert (row["unit"], row["grade"], row["population"]) == ("people", "A", "all")
    assert row["retrieved"] == "2026-11-02"


def test_another_source_method_or_population_is_another_series(folder):
    for change in ({"method": "estimate"}, {"population": "civilians"}):
        row = completed({**NEW, **change}, load_table(folder), TODAY)
        assert row["series_id"] != "killed_southbay"
        assert "supersedes" not in row


def test_an_unknown_column_is_named(folder):
    with pytest.raises(UsageError, match="no column valu"):
        addition("figures.csv", {"valu": "1"}, load_table(folder), TODAY)


def test_free_ids():
    assert free_id("a", set()) == "a"
    assert free_id("a", {"a"}, {"a_2"}) == "a_3"


# --- retiring -------------------------------------------------------------------------------------


def retire(folder: Path, figure: str, day: date | None, reason: str = "Withdrawn") -> None:
    append_rows(folder, lambda table: retirement(figure, reason, day, table))


def test_a_retired_figure_stays_with_its_day_and_reason(folder):
    before = (folder / "figures.csv").read_bytes()
    retire(folder, "killed_southbay_1", date(2026, 6, 1), "withdrawn, a double count")
    assert (folder / "figures.csv").read_bytes() == before
    (figure,) = load_table(folder).figures
    assert (figure.retired, figure.retired_reason) == (
        date(2026, 6, 1), "withdrawn, a double count",
    )  # fmt: skip
    assert not figure.retired_by(date(2026, 5, 31))
    assert figure.retired_by(date(2026, 6, 1))
    assert not figure.retired_by(None)


def test_what_never_was_right_is_out_of_force_from_its_first_day(folder):
    retire(folder, "killed_southbay_1", None)
    (figure,) = load_table(folder).figures
    assert figure.retired == figure.published


def test_retiring_is_refused_where_it_makes_no_sense(folder):
    with pytest.raises(UsageError, match="there is no figure"):
        retire(folder, "killed_southbay_2", TODAY)
    with pytest.raises(UsageError, match="reason"):
        retire(folder, "killed_southbay_1", TODAY, " ")
    with pytest.raises(TableError, match="before the figure was published"):
        retire(folder, "killed_southbay_1", date(2026, 1, 1))
    retire(folder, "killed_southbay_1", TODAY)
    with pytest.raises(UsageError, match="was retired"):
        retire(folder, "killed_southbay_1", TODAY)


RETIREMENTS = [
    ("nobody,2026-06-01,why", "retirements.csv:2 figure_id"),
    ("killed_southbay_1,,why", "retirements.csv:2 retired"),
    ("killed_southbay_1,1 June,why", "retirements.csv:2 retired"),
    ("killed_southbay_1,2026-06-01,", "retirements.csv:2 reason"),
]


@pytest.mark.parametrize(("line", "where"), RETIREMENTS)
def test_mistakes_in_retirements_are_found(folder, line, where):
    (folder / "retirements.csv").write_text(f"figure_id,retired,reason\n{line}\n")
    with pytest.raises(TableError) as caught:
        load_table(folder)
    assert [problem.where for problem in caught.value.problems] == [where]


# --- reading while somebody writes ----------------------------------------------------------------


def test_the_digest_knows_a_retirement(folder):
    before = load_table(folder).digest
    retire(folder, "killed_southbay_1", TODAY)
    assert load_table(folder).digest != before


def test_a_large_table_takes_a_row(folder):
    rows = (
        FIGURE | {"event": "", "figure_id": f"f{n}", "series_id": f"s{n}"} for n in range(20_000)
    )
    write(folder, "figures.csv", *rows)
    add(folder)
    assert len(load_table(folder).figures) == 20_001
