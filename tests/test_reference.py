"""Loading, validating and indexing reference tables, on small tables of our own."""

from __future__ import annotations

import contextlib
import csv
import os
import pickle
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import TableError
from factcheck.grades import grade_for, grade_in
from factcheck.model import ReferenceFigure
from factcheck.reference import ancestors, builtin_folder, load_table, load_vocabulary
from factcheck.validation import COLUMNS, find_cycle, parse_date, parse_number

FIGURE = {
    "figure_id": "killed_southbay_1", "series_id": "killed_southbay", "measure": "killed",
    "population": "all", "place": "southbay", "event": "southbay_flood",
    "period_type": "cumulative", "period_start": "2026-05-01", "as_of": "2026-05-03",
    "published": "2026-05-04", "low": "120", "best": "131", "high": "140", "value_type": "about",
    "unit": "people", "method": "recorded", "stance": "independent", "grade": "A",
    "source_id": "tidewatch", "seen": "issuer",
}  # fmt: skip
PLACE = {"place": "southbay", "label": "Southbay", "kind": "city", "parents": "ukraine"}
EVENT = {"event": "southbay_flood", "label": "Southbay flood", "kind": "flood",
         "place": "southbay", "start": "2026-05-01"}  # fmt: skip
SOURCE = {"source_id": "tidewatch", "name": "Tide Watch", "kind": "research"}


def write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS[name], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "places.csv", PLACE)
    write(tmp_path, "events.csv", EVENT)
    write(tmp_path, "sources.csv", SOURCE)
    write(tmp_path, "figures.csv", FIGURE)
    return tmp_path


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(TableError) as caught:
        load_table(folder)
    assert caught.value.problems
    return [str(problem) for problem in caught.value.problems]


# --- loading and indexing -------------------------------------------------------------------------


def test_a_row_arrives_in_every_field(folder):
    (figure,) = load_table(folder).figures
    assert figure == ReferenceFigure(
        figure_id="killed_southbay_1", series_id="killed_southbay", measure="killed",
        population="all", place="southbay", event="southbay_flood", period_type="cumulative",
        period_start=date(2026, 5, 1), period_end=None, as_of=date(2026, 5, 3),
        published=date(2026, 5, 4), low=Decimal(120), best=Decimal(131), high=Decimal(140),
        value_type="about", unit="people", method="recorded", stance="independent", grade="A",
        source_id="tidewatch", seen="issuer",
    )  # fmt: skip
    assert type(figure) is ReferenceFigure
    own = {f.name for f in fields(figure)} - {"retired", "retired_reason"}
    assert own == set(COLUMNS["figures.csv"])


def test_lookup_by_measure_place_series_and_id(folder):
    later = FIGURE | {
        "figure_id": "killed_southbay_2", "as_of": "2026-05-09", "published": "2026-05-09",
        "best": "139", "supersedes": "killed_southbay_1",
    }  # fmt: skip
    injured = FIGURE | {"figure_id": "hurt", "series_id": "hurt", "measure": "injured"}
    write(folder, "figures.csv", FIGURE, later, injured)
    table = load_table(folder)
    assert [f.figure_id for f in table.lookup("killed")] == [
        "killed_southbay_1",
        "killed_southbay_2",
    ]
    assert table.lookup("killed", "southbay") == table.series("killed_southbay")
    assert table.lookup("killed", "ukraine") == ()
    assert table.lookup("missing") == table.series("nothing") == ()
    assert table.by_id["hurt"].measure == "injured"


def test_column_order_further_columns_padding_and_bom_do_not_matter(folder):
    plain = load_table(folder)
    columns = ["our_remark", *reversed(COLUMNS["figures.csv"])]
    cells = [f" {FIGURE.get(column, '')} " for column in columns]
    text = ",".join(columns) + "\r\n" + ",".join(cells) + ",,\r\n\r\n,,\r\n"
    (folder / "figures.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_table(folder).figures == plain.figures


def test_the_digest_follows_every_byte_that_counts(folder):
    first = load_table(folder).digest
    assert first == load_table(folder).digest
    (folder / "notes.txt").write_text("not a table")
    assert first == load_table(folder).digest
    write(folder, "figures.csv", FIGURE | {"note": "seen twice"})
    assert first != load_table(folder).digest
    assert len(first) == 64


def test_chains_go_upwards(folder):
    vocabulary = load_vocabulary(folder)
    assert vocabulary.place_chain("southbay")[0] == "ukraine"
    assert "europe" in vocabulary.place_chain("southbay")
    assert vocabulary.place_chain("nowhere") == ()
    assert vocabulary.contains("southbay", "southbay")
    assert vocabulary.contains("world", "southbay")
    assert vocabulary.population_chain("russian_forces")[-1] == "all"
    assert vocabulary.measure_chain("injured") == ("casualties",)


def test_a_table_travels_to_a_worker(folder):
    table = load_table(folder)
    chain = table.vocabulary.place_chain("southbay")
    copy = pickle.loads(pickle.dumps(table))  # noqa: S301 - our own bytes
    assert copy == table
    assert copy.vocabulary.place_chain("southbay") == chain
    assert copy.vocabulary.place_chain("mariupol")


def test_a_table_that_is_loaded_again_is_the_same_one_in_its_order_only(folder):
    known = load_table(folder).vocabulary
    again = load_table(folder).vocabulary
    assert (again, hash(again)) == (known, hash(known))
    turned = dict(reversed(known.places.items()))
    assert replace(known, places=turned) != known


def test_an_installed_package_brings_its_table(monkeypatch, tmp_path):
    monkeypatch.setattr(
        "factcheck.reference.__file__", str(tmp_path / "factcheck" / "reference.py")
    )
    assert builtin_folder() == tmp_path / "reference"
    (tmp_path / "factcheck" / "_reference").mkdir(parents=True)
    assert builtin_folder() == tmp_path / "factcheck" / "_reference"


# --- a folder of one's own ------------------------------------------------------------------------


def test_left_out_tables_come_from_the_built_in_one(folder):
    own, builtin = load_vocabulary(folder), load_vocabulary()
    assert own.measures == builtin.measures
    assert own.cues == builtin.cues
    assert own.populations == builtin.populations
    assert set(own.places) == {*builtin.places, "southbay"}
    assert next(iter(own.places)) == "southbay"


def test_own_places_win_over_ids_and_names(folder):
    write(
        folder, "places.csv", PLACE | {"aliases": "Kiev|Lviv"},
        {"place": "paris", "label": "Paris", "kind": "city", "parents": "southbay"},
    )  # fmt: skip
    places = load_vocabulary(folder).places
    assert places["paris"].parents == ("southbay",)
    assert "Kiev" not in places["kyiv"].aliases
    assert "lviv" not in places  # a city whose label an own place bears


def test_own_measures_replace_the_built_in_ones_and_their_cues_go(folder):
    write(
        folder, "measures.csv",
        {"measure": "killed", "label": "Killed", "definition": "Dead.", "unit": "people",
         "stock_flow": "flow", "cumulative": "yes"},
    )  # fmt: skip
    vocabulary = load_vocabulary(folder)
    assert list(vocabulary.measures) == ["killed"]
    assert {cue.measure for cue in vocabulary.cues} == {"killed"}


def test_own_rows_may_point_to_built_in_ones(folder):
    for name in ("places.csv", "events.csv", "sources.csv"):
        (folder / name).unlink()
    row = FIGURE | {"place": "mariupol", "event": "", "source_id": "ohchr"}
    write(folder, "figures.csv", row)
    assert load_table(folder).lookup("killed", "mariupol")


def test_the_built_in_folder_may_be_named(folder):
    assert load_table(builtin_folder()).digest == load_table().digest
    assert load_table(folder).digest != load_table().digest


# --- mistakes -------------------------------------------------------------------------------------

MISTAKES = [
    ({"low": "1,200"}, "figures.csv:2 low", "1,200", "1200"),
    ({"best": "1e+05"}, "figures.csv:2 best", "1e+05", "100000"),
    ({"best": "about 130"}, "figures.csv:2 best", "about 130", "plain digits"),
    ({"high": "١٣٠"}, "figures.csv:2 high", "١٣٠", "plain digits"),
    ({"low": "150"}, "figures.csv:2 low", "above", "low <= best <= high"),
    (
        {"low": "120", "best": "120", "high": "130", "value_type": "at_least"},
        "figures.csv:2 high",
        "beside high 130",
        "use a range",
    ),
    ({"high": "119"}, "figures.csv:2 best", "above", "low <= best <= high"),
    ({"as_of": "03/05/2026"}, "figures.csv:2 as_of", "03/05/2026", "year-month-day"),
    ({"published": "31.8.2026"}, "figures.csv:2 published", "31.8.2026", "2026-08-31"),
    ({"as_of": "2026-02-30"}, "figures.csv:2 as_of", "2026-02-30", "no such day"),
    ({"as_of": ""}, "figures.csv:2 as_of", "blank", "year-month-day"),
    ({"published": "2026-05-02"}, "figures.csv:2 published", "before as_of", "forecast"),
    ({"period_start": ""}, "figures.csv:2 period_start", "blank", "needs its start"),
    ({"period_start": "2026-06-01"}, "figures.csv:2 period_start", "after as_of", "correct"),
    ({"period_end": "2026-04-01"}, "figures.csv:2 period_end", "before period_start", "swap"),
    ({"period_type": "forecast"}, "figures.csv:2 value_type", "forecast", "expected"),
    ({"measure": "kiled"}, "figures.csv:2 measure", "kiled", 'did you mean "killed"?'),
    ({"population": "civilian"}, "figures.csv:2 population", "civilian", '"civilians"?'),
    ({"place": "southbey"}, "figures.csv:2 place", "southbey", '"southbay"?'),
    ({"event": "southbay_floods"}, "figures.csv:2 event", "floods", '"southbay_flood"?'),
    ({"source_id": "xyzzy"}, "figures.csv:2 source_id", "xyzzy", "add it to sources.csv"),
    ({"unit": "persons"}, "figures.csv:2 unit", "persons", "people"),
    ({"value_type": "atleast"}, "figures.csv:2 value_type", "atleast", '"at_least"?'),
    ({"value_type": "range", "low": ""}, "figures.csv:2 low", "blank", "low and high"),
    ({"value_type": "not_disclosed"}, "figures.csv:2 value_type", "beside a value", "drop"),
    ({"low": "", "best": "", "high": ""}, "figures.csv:2 best", "blank", "not_disclosed"),
    ({"grade": "E"}, "figures.csv:2 grade", '"E"', "A, O, B, C, D"),
    ({"method": "guess"}, "figures.csv:2 method", "guess", "use one of"),
    ({"stance": ""}, "figures.csv:2 stance", "blank", "use one of"),
    ({"seen": "heard"}, "figures.csv:2 seen", "heard", "use one of"),
    ({"retrieved": "May"}, "figures.csv:2 retrieved", "May", "year-month-day"),
    ({"url": "www.example.org"}, "figures.csv:2 url", "www.example.org", "https://"),
    ({"archived_url": "javascript:1"}, "figures.csv:2 archived_url", "not a link", "https://"),
    ({"series_id": ""}, "figures.csv:2 series_id", "blank", "series"),
    ({"figure_id": "two words"}, "figures.csv:2 figure_id", "two words", "two_words"),
    ({"supersedes": "killed_southbay_0"}, "figures.csv:2 supersedes", "_0", "_1"),
]


@pytest.mark.parametrize(("change", "where", "found", "remedy"), MISTAKES)
def test_a_mistake_names_its_place_and_its_remedy(folder, change, where, found, remedy):
    write(folder, "figures.csv", FIGURE | change)
    (line,) = [line for line in problems_of(folder) if line.startswith(f"{where}:")]
    assert found in line
    assert remedy in line.partition(" - ")[2]


def test_all_mistakes_of_all_tables_at_once(folder):
    write(folder, "places.csv", PLACE | {"parents": "ukrane"})
    write(folder, "events.csv", EVENT | {"start": "1 May", "place": "southbay"})
    write(folder, "sources.csv", SOURCE, SOURCE)
    write(folder, "figures.csv", FIGURE | {"low": "x", "as_of": "y"}, FIGURE | {"unit": "z"})
    found = problems_of(folder)
    starts = (
        "places.csv:2 parents", "events.csv:2 start", "sources.csv:3 source_id",
        "figures.csv:2 low", "figures.csv:2 as_of", "figures.csv:3 figure_id",
        "figures.csv:3 unit",
    )  # fmt: skip
    assert [any(line.startswith(start) for line in found) for start in starts] == [True] * 7
    assert len(found) == len(starts)


def test_one_error_line_says_how_many_and_the_first(folder):
    write(folder, "figures.csv", FIGURE | {"low": "x", "best": "y"})
    with pytest.raises(TableError) as caught:
        load_table(folder)
    assert "2 mistakes" in str(caught.value)
    assert "figures.csv:2 low" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_lines_are_counted_over_cells_of_several_lines(folder):
    write(folder, "figures.csv", FIGURE | {"note": "first\nsecond"}, FIGURE | {"grade": "Z"})
    assert any(line.startswith("figures.csv:4 grade") for line in problems_of(folder))


def test_vintages_stay_in_their_series_and_point_back(folder):
    other = FIGURE | {"figure_id": "b", "series_id": "other", "supersedes": "killed_southbay_1"}
    early = FIGURE | {
        "figure_id": "c", "as_of": "2026-05-02", "published": "2026-05-02",
        "supersedes": "killed_southbay_1",
    }  # fmt: skip
    alone = FIGURE | {"figure_id": "d", "supersedes": "d"}
    write(folder, "figures.csv", FIGURE, other, early, alone)
    found = problems_of(folder)
    assert any("figures.csv:3 supersedes" in line and "of series" in line for line in found)
    assert any("figures.csv:4 supersedes" in line and "not older" in line for line in found)
    assert any("figures.csv:5 supersedes" in line and "each other" in line for line in found)


def test_a_forecast_may_speak_of_a_later_day(folder):
    change = {"period_type": "forecast", "value_type": "expected", "as_of": "2026-12-01"}
    write(folder, "figures.csv", FIGURE | change)
    assert load_table(folder).figures[0].as_of == date(2026, 12, 1)


@pytest.mark.parametrize("unit", ["dollar", "euro", "currency"])
def test_money_may_be_of_any_currency(folder, unit):
    write(folder, "figures.csv", FIGURE | {"measure": "economic_damage", "unit": unit})
    assert load_table(folder).figures[0].unit == unit


@pytest.mark.parametrize("unit", ["", "people"])
def test_but_money_is_money(folder, unit):
    write(folder, "figures.csv", FIGURE | {"measure": "economic_damage", "unit": unit})
    assert any("figures.csv:2 unit" in line for line in problems_of(folder))


def test_a_circle_of_places_or_populations(folder):
    write(folder, "places.csv", PLACE | {"parents": "up"},
          {"place": "up", "label": "Up", "kind": "region", "parents": "southbay"})  # fmt: skip
    write(folder, "populations.csv", {"population": "all", "label": "All"},
          {"population": "a", "label": "A", "parent": "b"},
          {"population": "b", "label": "B", "parent": "a"})  # fmt: skip
    found = problems_of(folder)
    assert any("lies in itself: southbay > up > southbay" in line for line in found)
    assert any("lies in itself: a > b > a" in line for line in found)


def test_populations_need_their_root(folder):
    write(folder, "populations.csv", {"population": "crowd", "label": "Crowd"})
    found = problems_of(folder)
    assert any(line.startswith("populations.csv: ") and '"all"' in line for line in found)


def test_two_places_may_share_a_name(folder):
    write(folder, "places.csv", PLACE, PLACE | {"place": "southbay_east"})
    assert len(load_vocabulary(folder).places) > 2


# --- files that are no tables ---------------------------------------------------------------------

BAD_FILES = [
    (b"", "figures.csv: ", "is empty"),
    (b"\n \n", "figures.csv: ", "is empty"),
    (b"PK\x03\x04rest", "figures.csv: ", "spreadsheet"),
    ("figure_id".encode("utf-16"), "figures.csv: ", "UTF-16"),
    (b"figure_id\0,x\n", "figures.csv: ", "binary"),
    (b"figure_id,\nx,caf\xe9\n", "figures.csv:2: ", "UTF-8"),
    (b"figure_id;series_id\na;b\n", "figures.csv:1: ", "semicolons"),
    (b"figure_id\tseries_id\na\tb\n", "figures.csv:1: ", "tabs"),
]


@pytest.mark.parametrize(("raw", "where", "found"), BAD_FILES)
def test_a_file_that_is_no_table_is_one_clear_problem(folder, raw, where, found):
    (folder / "figures.csv").write_bytes(raw)
    (line,) = problems_of(folder)
    assert line.startswith(where)
    assert found in line


def test_missing_file_folder_and_columns(folder, tmp_path):
    text = (folder / "figures.csv").read_text(encoding="utf-8")
    renamed = text.replace("published", "publisshed", 1).replace("low,", "low,low,", 1)
    (folder / "figures.csv").write_text(renamed, encoding="utf-8")
    found = problems_of(folder)
    assert any(
        "figures.csv:1 published" in line and 'rename "publisshed"' in line for line in found
    )
    assert any("figures.csv:1 low" in line and "twice" in line for line in found)
    (folder / "figures.csv").unlink()
    (line,) = problems_of(folder)
    assert line.startswith("figures.csv: cannot be read")
    assert any("does not exist" in line for line in problems_of(tmp_path / "no_such_folder"))


def test_rows_with_too_many_cells_and_open_quotes(folder):
    text = (folder / "figures.csv").read_text(encoding="utf-8")
    (folder / "figures.csv").write_text(text.rstrip("\n") + ",more, and more\n", encoding="utf-8")
    assert any(
        "figures.csv:2" in line and "cells where the header" in line for line in problems_of(folder)
    )
    (folder / "figures.csv").write_text(text + '"open', encoding="utf-8")
    assert any("quotation mark" in line for line in problems_of(folder))


# --- parsing --------------------------------------------------------------------------------------


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    )
)
def test_plain_numbers_are_read_as_written(number):
    assert parse_number(f"{number:f}") == number


@given(st.text(max_size=12))
def test_no_text_is_half_read(text):
    for parse in (parse_number, parse_date):
        with contextlib.suppress(ValueError):
            parse(text)
            assert set(text) <= set("0123456789-.")


@given(st.dates())
def test_iso_dates_are_read_as_written(day):
    assert parse_date(day.isoformat()) == day


ids = st.sampled_from("abcdef")


@given(st.dictionaries(ids, st.lists(ids, max_size=3)))
def test_ancestors_end_even_in_circles_and_circles_are_found(parents):
    closed = {node: parents.get(node, []) for node in "abcdef"}
    in_circle = [
        node
        for node in closed
        if any(node in ancestors(p, closed) or p == node for p in closed[node])
    ]
    circle = find_cycle(closed)
    assert bool(circle) == bool(in_circle)
    for node, above in zip(circle, (*circle[1:], *circle[:1]), strict=True):
        assert above in closed[node]
    for node in closed:
        assert node not in ancestors(node, closed)


# --- grades ---------------------------------------------------------------------------------------

GRADES = [
    ("recorded", "independent", 1, False, "A"), ("recorded", "independent", 1, True, "A"),
    ("recorded", "party", 1, False, "C"), ("recorded", "host_government", 1, False, "C"),
    ("registered", "host_government", 1, False, "O"), ("registered", "party", 1, False, "C"),
    ("survey", "independent", 1, False, "O"), ("official", "third_government", 1, True, "O"),
    ("official", "media", 1, False, "C"), ("estimate", "independent", 1, False, "C"),
    ("estimate", "independent", 2, True, "B"), ("claim", "party", 1, True, "D"),
    ("intelligence", "third_government", 1, False, "C"), ("model", "independent", 3, False, "D"),
    ("derived", "independent", 1, False, "D"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "stance", "sources", "contested", "grade"), GRADES)
def test_the_grade_rule(method, stance, sources, contested, grade):
    assert grade_for(method, stance, sources, contested=contested) == grade


def test_grades_look_at_other_sources_of_the_same_day(folder):
    write(folder, "sources.csv", SOURCE, SOURCE | {"source_id": "harbour_board"})
    mine = FIGURE | {"method": "claim", "stance": "party", "grade": "C"}
    other = mine | {"figure_id": "b", "series_id": "b", "source_id": "harbour_board"}

    def grades(**change: str) -> list[str]:
        write(folder, "figures.csv", mine, other | change)
        figures = load_table(folder).figures
        return [grade_in(figure, figures) for figure in figures]

    assert grades() == ["B", "B"]
    assert grades(low="141", best="150", high="160") == ["D", "D"]
    assert grades(low="141", best="150", high="160", method="recorded", stance="independent") == [
        "C",
        "A",
    ]
    assert grades(low="141", best="150", high="160", as_of="2026-05-04") == ["C", "C"]
    assert grades(value_type="at_least", low="130", best="130", high="") == ["C", "C"]
    assert grades(source_id="tidewatch") == ["C", "C"]


# --- the outside ----------------------------------------------------------------------------------


def test_a_large_table_loads(folder):
    write(folder, "figures.csv", *(FIGURE | {"figure_id": f"f{n}"} for n in range(20_000)))
    load_vocabulary(folder)
    assert len(load_table(folder).figures) == 20_000


@pytest.mark.skipif("FACTCHECK_SHARED" not in os.environ, reason="FACTCHECK_SHARED is not set")
def test_the_verdict_cases_load_as_a_foreign_folder():
    table = load_table(Path(os.environ["FACTCHECK_SHARED"]) / "gold" / "verdicts")
    assert len(table.figures) == 8
    assert table.vocabulary.contains("valdoria", "northtown")
    assert "ukraine" in table.vocabulary.places
