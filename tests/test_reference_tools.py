"""Warnings, search, differences and retirements, and the commands that show and change a table."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import Checker
from factcheck.cli import main
from factcheck.errors import UsageError
from factcheck.model import Article, ReferenceFigure, Verdict
from factcheck.reference import load_table
from factcheck.reference_diff import compare
from factcheck.reference_search import search
from factcheck.reference_terminal import chart_bar
from factcheck.reference_warnings import notices
from tests.factories import make_figure
from tests.test_reference import EVENT, FIGURE, PLACE, SOURCE, write

WORLD = Path(__file__).parent / "cases" / "world"
TODAY = date(2026, 5, 10)
ARCHIVED = {"url": "https://example.org/a", "archived_url": "https://example.org/archive/a"}
SECOND = FIGURE | ARCHIVED | {
    "figure_id": "other", "series_id": "other", "source_id": "harbour_board", "low": "119",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "places.csv", PLACE)
    write(tmp_path, "events.csv", EVENT)
    write(tmp_path, "sources.csv", SOURCE, SOURCE | {"source_id": "harbour_board"})
    write(tmp_path, "figures.csv", FIGURE | ARCHIVED, SECOND)
    return tmp_path


@pytest.fixture
def world(tmp_path: Path) -> Path:
    copy = tmp_path / "world"
    shutil.copytree(WORLD, copy)
    return copy


def warned(folder: Path, today: date = TODAY) -> list[tuple[str, str]]:
    found = notices(load_table(folder), folder, today)
    assert all(notice.found and notice.remedy for notice in found)
    return [(notice.kind, notice.where) for notice in found]


# --- warnings -------------------------------------------------------------------------------------


def test_a_table_in_good_shape_has_no_warnings(folder):
    assert warned(folder) == []


def test_a_figure_older_than_the_pace_of_its_measure_is_stale(folder):
    assert warned(folder, date(2026, 6, 2)) == []  # 30 days after
    assert warned(folder, date(2026, 6, 3)) == [
        ("stale", "figures.csv:2 as_of"), ("stale", "figures.csv:3 as_of"),
    ]  # fmt: skip
    write(folder, "events.csv", EVENT | {"end": "2026-05-20"})
    assert warned(folder, date(2026, 12, 1)) == []  # nobody counts on after the end


def test_the_pace_is_the_tables_own(folder):
    measure = {"measure": "killed", "label": "Killed", "definition": "Dead.", "unit": "people",
               "stock_flow": "flow", "cumulative": "yes"}  # fmt: skip
    header = "measure,label,definition,unit,stock_flow,cumulative,parent,not_same_as,pace_days"
    row = "killed,Killed,Dead.,people,flow,yes,,,"
    for pace, stale in (("400", 0), ("5", 2), ("", 0)):
        (folder / "measures.csv").write_text(f"{header}\n{row}{pace}\n")
        assert len(warned(folder, date(2026, 6, 20))) == stale
    write(folder, "measures.csv", measure)
    assert warned(folder, date(2030, 1, 1)) == []  # a table without the column has no paces


def test_a_running_total_that_falls(folder):
    lower = FIGURE | ARCHIVED | {
        "figure_id": "later", "as_of": "2026-05-07", "published": "2026-05-08", "low": "90",
        "best": "95", "high": "99",
    }  # fmt: skip
    write(folder, "figures.csv", FIGURE | ARCHIVED, SECOND, lower)
    assert warned(folder) == [("falling", "figures.csv:4 best")]
    # The same day counted again is a revision, and another start is another count.
    revised = lower | {"as_of": FIGURE["as_of"], "supersedes": FIGURE["figure_id"]}
    write(folder, "figures.csv", FIGURE | ARCHIVED, SECOND, revised)
    assert ("falling", "figures.csv:4 best") not in warned(folder)
    write(folder, "figures.csv", FIGURE | ARCHIVED, SECOND, lower | {"period_start": "2026-05-04"})
    assert ("falling", "figures.csv:4 best") not in warned(folder)


def test_one_source_no_archive_no_figures_and_a_grade_by_hand(folder):
    write(folder, "events.csv", EVENT, EVENT | {"event": "quiet", "label": "Quiet"})
    write(folder, "figures.csv", FIGURE | {"grade": "C"})
    assert warned(folder) == [
        ("grade", "figures.csv:2 grade"), ("no_figures", "events.csv:3 event"),
        ("one_source", "figures.csv:2 source_id"), ("no_archive", "figures.csv:2 archived_url"),
    ]  # fmt: skip


def test_a_retired_figure_is_no_longer_looked_after(folder):
    (folder / "retirements.csv").write_text(
        f"figure_id,retired,reason\n{FIGURE['figure_id']},2026-05-06,withdrawn\n"
    )
    kinds = [kind for kind, _ in warned(folder, date(2026, 12, 1))]
    assert kinds == ["stale", "one_source"]  # both about the other figure


def test_two_figures_of_one_series_and_day(folder):
    again = FIGURE | ARCHIVED | {"figure_id": "again"}
    write(folder, "figures.csv", FIGURE | ARCHIVED, SECOND, again)
    assert warned(folder) == [("twice", "figures.csv:4 published")]


# --- search ---------------------------------------------------------------------------------------

QUERIES = [
    ("killed_eastern_ukraine_recorded", "killed_eastern_ukraine_recorded"),
    ("killed_eastern_ukraine_recorded_2015_01_21", "killed_eastern_ukraine_recorded"),
    ("killed donbas", "killed_eastern_ukraine_recorded"), ("kiled donbass", "killed_eastern_ukraine_recorded"),
    ("deaths in mariupol", "killed_mariupol"), ("Killed Mariupol 2015", "killed_mariupol"),
    ("idp sudan", "displaced_sudan"), ("displaced Sudan", "displaced_sudan"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "series"), QUERIES)
def test_what_people_type_finds_the_series_first(query, series):
    assert search(query, load_table())[0].series_id.startswith(series)


def test_an_id_shows_only_what_bears_it():
    table = load_table()
    for column in ("measure", "place", "event", "source_id"):
        wanted = getattr(table.figures[0], column)
        found = {figure for series in search(wanted, table) for figure in series.figures}
        assert found >= {f for f in table.figures if getattr(f, column) == wanted}
    assert {s.figures[0].measure for s in search("killed", table)} == {"killed"}


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("xyzzyx", "fewer words"),
        ("killed xyzzyx", "fewer words"),
        ("prisoners_exchanged", "add one"),
        ("lagos", "add one"),
    ],
)
def test_nothing_found_says_what_to_do(query, remedy):
    with pytest.raises(UsageError, match=query) as caught:
        search(query, load_table())
    assert remedy in caught.value.remedy


ends = st.decimals(min_value=0, max_value=10**9, places=0)


@given(
    st.tuples(ends, ends, ends).map(sorted),
    st.sampled_from(["exact", "range", "at_least", "up_to"]),
)
def test_a_bar_never_leaves_its_line(values, kind):
    low, best, high = values
    figure = make_figure(low=low, best=best, high=high, value_type=kind)
    bar = chart_bar(figure, max(high, Decimal(1)), 20)
    assert len(bar.rstrip("→")) <= 20
    assert bar.endswith("→") == (kind == "at_least")
    assert chart_bar(figure, max(high, Decimal(1)), 20, blocks=False).isascii()


# --- differences ----------------------------------------------------------------------------------


def test_rows_that_came_went_and_changed_by_column(folder, tmp_path):
    new = tmp_path / "new"
    new.mkdir()
    write(new, "figures.csv", FIGURE | ARCHIVED | {"best": "133", "grade": "B"},
          FIGURE | {"figure_id": "third"})  # fmt: skip
    shutil.copy(folder / "sources.csv", new / "sources.csv")
    changes = compare(folder, new)
    assert [(c.table, c.kind, c.key) for c in changes if c.table == "figures.csv"] == [
        ("figures.csv", "removed", "other"), ("figures.csv", "changed", FIGURE["figure_id"]),
        ("figures.csv", "added", "third"),
    ]  # fmt: skip
    (changed,) = [c for c in changes if c.kind == "changed"]
    assert changed.columns == {"best": ("131", "133"), "grade": ("A", "B")}
    assert {c.kind for c in changes if c.table == "places.csv"} == {"removed"}
    assert compare(folder, folder) == []
    assert compare(folder / "figures.csv", new / "figures.csv") == [
        c for c in changes if c.table == "figures.csv"
    ]


def test_the_order_of_rows_and_columns_is_no_difference(folder, tmp_path):
    new = tmp_path / "new"
    shutil.copytree(folder, new, ignore=shutil.ignore_patterns("new"))
    header, first, second = (folder / "figures.csv").read_text().splitlines()
    rows = [",".join(reversed(line.split(","))) for line in (header, second, first)]
    (new / "figures.csv").write_text("\n".join(rows) + "\n")
    assert compare(folder, new) == []


# --- retirement and verdicts ----------------------------------------------------------------------


def judged(folder: Path, day: str | None, text: str = "The Karvan floods have killed 212 people."):
    published = date.fromisoformat(day) if day else None
    article = Article("a", text, published=published, published_source="table" if day else "none")
    return Checker.load(folder).check(article)[0]


def retire(folder: Path, *options: str) -> None:
    command = ["reference", "retire", "k2", "--reason", "double count", "--into", str(folder)]
    assert main([*command, *options]) == 0


def test_articles_are_judged_by_what_was_known_on_their_day(world):
    before = judged(world, "2026-05-21")
    assert (before.verdict, before.figure.figure_id) == (Verdict.CONSISTENT, "k2")
    retire(world, "--on", "2026-06-01")
    then = judged(world, "2026-05-21")
    assert (then.verdict, then.code, then.flagged) == (Verdict.SUPERSEDED, "withdrawn", True)
    assert "withdrawn on 2026-06-01" in then.reason
    assert then.today.figure_id == "k1"
    # From that day on the earlier figure is the newest again.
    later = judged(world, "2026-06-02")
    assert later.figure.figure_id == "k1"
    assert later.verdict is Verdict.AHEAD_OF_REFERENCE


def test_a_row_that_never_was_right_judges_nobody(world):
    retire(world, "--mistake")
    for day in ("2026-05-21", "2026-06-02"):
        assert judged(world, day).figure.figure_id == "k1"


def test_the_last_figure_of_a_key_may_be_retired(world):
    retire(world, "--on", "2026-06-01")
    command = [
        "reference",
        "retire",
        "k1",
        "--reason",
        "both",
        "--on",
        "2026-06-01",
        "--into",
        str(world),
    ]
    assert main(command) == 0
    then = judged(world, "2026-05-21")
    assert (then.verdict, then.code) == (Verdict.SUPERSEDED, "withdrawn")
    assert judged(world, "2026-06-02").figure is None


# --- commands -------------------------------------------------------------------------------------

ADD = [
    "reference", "add", "--measure", "killed", "--place", "karvan_province", "--event",
    "karvan_floods", "--period-type", "cumulative", "--period-start", "2026-05-10", "--as-of",
    "2026-05-25", "--published", "2026-05-26", "--value-type", "exact", "--best", "219", "--method",
    "official", "--stance", "host_government", "--source-id", "cdo",
]  # fmt: skip


@pytest.mark.parametrize("action", ["validate", "show", "add", "retire", "diff", "import"])
def test_help_of_each_action_has_an_example(action, capsys):
    assert main(["reference", action, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"example:\n  factcheck reference {action}" in out
    assert "exit codes:" in out


def test_add_completes_writes_and_tells(world, capsys):
    assert main([*ADD, "--into", str(world), "--dry-run"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    assert len(load_table(world).series("killed")) == 2
    assert main([*ADD, "--into", str(world)]) == 0
    out = capsys.readouterr().out
    assert "killed_2026_05_25" in out
    newest = load_table(world).series("killed")[-1]
    assert (newest.best, newest.supersedes, newest.grade) == (Decimal(219), "k2", "O")


def test_add_of_events_sources_and_places(world):
    for command in (
        ["places", "--place", "hill_town", "--label", "Hill Town", "--kind", "city", "--parents", "tarvia"],
        ["sources", "--source-id", "hill_police", "--name", "Hill Town police"],
        ["events", "--event", "hill_fire", "--label", "Hill fire", "--kind", "fire", "--place",
         "hill_town", "--start", "2026-06-01"],
    ):  # fmt: skip
        assert main(["reference", "add", *command, "--into", str(world)]) == 0
    known = load_table(world).vocabulary
    assert known.events["hill_fire"].place == "hill_town"
    assert "hill_police" in known.sources


WRONG = [
    [*ADD, "--low", "1,200"], [*ADD[:4]], [*ADD, "--place", "nowhere"],
    ["reference", "add", "sources", "--measure", "killed"], ["reference", "add", "cues"],
    ["reference", "retire", "k9", "--reason", "x"], ["reference", "retire", "k2"],
    ["reference", "retire", "k2", "--reason", "x", "--on", "1 June"],
    ["reference", "import", "figures", "nothing.csv"], ["reference", "import", "idmc", "nothing.csv"],
    ["reference", "import", "ucdp-ged", str(WORLD / "figures.csv")],
    ["reference", "import", "observations", str(WORLD / "figures.csv")],
]  # fmt: skip


@pytest.mark.parametrize("command", WRONG, ids=range(len(WRONG)))
def test_wrong_usage_is_code_two_and_writes_nothing(world, capsys, command):
    before = {path.name: path.read_bytes() for path in world.iterdir()}
    into = [] if "cues" in command or "idmc" in command else ["--into", str(world)]
    assert main([*command, *into]) == 2
    err = capsys.readouterr().err
    assert err.splitlines()[-1].startswith("factcheck")
    assert "Traceback" not in err
    after = {path.name: path.read_bytes() for path in world.iterdir()}
    after.pop(".factcheck.lock", None)
    assert after == before


def test_validate_prints_mistakes_apart_from_warnings(world, capsys):
    assert main(["reference", "validate", str(world), "--on", "2026-06-10"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("valid: 14 figures, ")
    assert "Figures without an archive link: 14" in out
    assert "... and 11 more: --all shows them" in out
    assert main(["reference", "validate", str(world), "--all"]) == 0
    assert capsys.readouterr().out.count("has no archived_url") == 14
    text = (world / "figures.csv").read_text("utf-8").replace(",212,", ",two hundred,")
    (world / "figures.csv").write_text(text, "utf-8")
    assert main(["reference", "validate", str(world)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert 'figures.csv:3 best: "two hundred" is not a number' in shown.err


def test_validate_for_programs(world, capsys):
    assert main(["reference", "validate", str(world), "--json", "--on", "2026-06-10"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["valid"] is True
    assert {warning["kind"] for warning in told["warnings"]} >= {"no_archive", "one_source"}
    (world / "events.csv").write_text("event\nx\n")
    assert main(["reference", "validate", str(world), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["valid"] is False
    assert all(set(one) == {"where", "found", "remedy"} for one in told["mistakes"])


def test_show_is_plain_in_a_pipe_and_json_for_programs(world, capsys):
    show = ["reference", "show", "--reference", str(world)]
    assert main([*show, "killed", "floods"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2026-05-20\t2026-05-20\t212\tO\tk2\t" in lines
    assert not any("█" in line or "\x1b" in line for line in lines)
    assert main([*show, "--json", "k2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["figure_id"], one["best"], one["low"]) for one in told] == [
        ("k1", 147, None), ("k2", 212, None),
    ]  # fmt: skip
    assert set(told[0]) == {*ReferenceFigure.__slots__}
    assert main(show) == 0
    assert "14 reference figures of 12 measures" in capsys.readouterr().out
    retire(world, "--on", "2026-06-01")
    assert main([*show, "killed"]) == 0
    assert "retired 2026-06-01: double count" in capsys.readouterr().out


def test_diff_is_code_one_where_something_differs(world, tmp_path, capsys):
    assert main(["reference", "diff", str(WORLD), str(world)]) == 0
    assert capsys.readouterr().out == "No difference.\n"
    retire(world, "--on", "2026-06-01")
    text = (world / "figures.csv").read_text("utf-8").replace(",212,", ",213,")
    (world / "figures.csv").write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["reference", "diff", str(WORLD), str(world)]) == 1
    out = capsys.readouterr().out
    assert "figures.csv: 1 changed\n  ~ k2\n      best: 212 -> 213" in out
    assert "retirements.csv: 1 added" in out
    assert main(["reference", "diff", str(WORLD), str(world), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["columns"] == {"best": ["212", "213"]}
    assert main(["reference", "diff", str(WORLD), str(tmp_path / "gone")]) == 2


def test_import_is_a_dry_run_unless_told_to_write(world, capsys):
    command = ["reference", "import", "figures", str(WORLD.parent / "imports" / "figures.csv"),
               "--into", str(world)]  # fmt: skip
    before = (world / "figures.csv").read_bytes()
    assert main(command) == 1  # rows were refused
    out = capsys.readouterr().out
    assert "1 would be added, 1 would be changed, 1 unchanged, 3 refused." in out
    assert "killed_2026_05_12: 151 people, before 147" in out
    assert "--write writes it" in out
    assert (world / "figures.csv").read_bytes() == before
    assert main([*command, "--write", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"] is True
    assert told["counts"] == {"added": 1, "changed": 1, "unchanged": 1, "refused": 3}
    assert main([*command, "--write"]) == 1
    assert "0 added, 0 changed, 3 unchanged, 3 refused." in capsys.readouterr().out


# --- on a terminal --------------------------------------------------------------------------------


def on_terminal(*arguments: str, typed: str = "") -> tuple[int, str]:
    """Run a command at a terminal of its own, typing what a person would."""
    pid, handle = pty.fork()
    if pid == 0:
        os.environ.update(COLUMNS="100", TERM="xterm", PYTHONPATH=str(WORLD.parent.parent.parent))
        os.execv(sys.executable, [sys.executable, "-m", "factcheck", *arguments])  # noqa: S606
    os.write(handle, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(handle, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(handle)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")


def test_a_person_is_asked_field_by_field_and_told_at_once(world):
    answers = [
        "kiled", "killed", "", "Karvan Province", "karvan_floods", "", "", "25 May", "2026-05-25",
        "2026-05-26", "at_least", "219", "", "official", "host_government", "cdo", "bulletin", "", "",
        "", "", "", "y",
    ]  # fmt: skip
    code, shown = on_terminal(
        "reference", "add", "--into", str(world), typed="\n".join(answers) + "\n"
    )
    assert code == 0, shown
    assert 'did you mean "killed"?' in shown
    assert '"25 May" is not a date' in shown
    newest = load_table(world).series("killed")[-1]
    assert (newest.low, newest.best, newest.high) == (Decimal(219), Decimal(219), None)
    assert (newest.value_type, newest.place, newest.supersedes) == (
        "at_least",
        "karvan_province",
        "k2",
    )


def test_a_person_may_say_no(world):
    command = [*ADD[:-2], "--into", str(world)]  # only the source and what may be blank is asked
    code, shown = on_terminal(*command, typed="\n\ncdo\n\n\n\n\n\n\nn\n")
    assert code == 0, shown
    assert "nothing was written" in shown
    code, shown = on_terminal(*command, typed="\n\x04")  # Ctrl-D in the middle
    assert code == 2
    assert "Traceback" not in shown
    assert len(load_table(world).figures) == 14


def test_vintages_are_drawn_on_a_terminal(world):
    code, shown = on_terminal("reference", "show", "killed floods", "--reference", str(world))
    assert code == 0
    assert "█" * 10 in shown
    assert "\x1b" in shown
    code, shown = on_terminal(
        "reference", "show", "killed floods", "--reference", str(world), "--no-color"
    )
    assert "\x1b[3" not in shown


def test_a_share_above_the_whole_is_told(folder):
    share = {"measure": "turnout", "unit": "percent", "low": "640", "best": "640", "high": "640",
             "period_type": "instant", "period_start": ""}  # fmt: skip
    write(folder, "figures.csv", FIGURE | share)
    assert "implausible" in {kind for kind, _ in warned(folder)}


def test_a_count_below_zero_is_told(folder):
    write(folder, "figures.csv", FIGURE | {"low": "-5", "best": "-5", "high": "-5"})
    assert "implausible" in {kind for kind, _ in warned(folder)}
