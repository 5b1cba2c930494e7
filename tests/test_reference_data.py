"""The tables that ship with the program: schema, keys, grades, and rules that no loader can check."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict

import pytest

from factcheck.grades import grade_in
from factcheck.periods import adjustment_spots, find_denominator
from factcheck.populations import CANDIDATE
from factcheck.reference import ReferenceTable, builtin_folder, load_table
from factcheck.validation import COLUMNS, OPTIONAL

READABLE_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


@pytest.fixture(scope="module")
def table() -> ReferenceTable:
    return load_table()


def rows_of(name: str) -> list[dict[str, str]]:
    with (builtin_folder() / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_table_is_there_and_filled(table):
    vocabulary = table.vocabulary
    assert len(vocabulary.measures) == 82
    assert len(table.figures) >= 950
    assert len(vocabulary.events) >= 50
    assert len(vocabulary.places) > 5000
    for part in (vocabulary.cues, vocabulary.populations, vocabulary.events, vocabulary.sources):
        assert part


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_ids_are_readable_and_cells_are_clean(name):
    key = COLUMNS[name][0]
    for row in rows_of(name):
        if name != "cues.csv":
            assert READABLE_ID.fullmatch(row[key]), row[key]
        for column, cell in row.items():
            assert cell == cell.strip(), (name, row[key], column)
            assert "\n" not in cell
            assert "  " not in cell, (name, row[key], column)


def test_every_measure_has_a_definition_and_two_way_confusions(table):
    for measure in table.vocabulary.measures.values():
        assert measure.definition.endswith("."), measure.measure
        for other in measure.not_same_as:
            assert measure.measure in table.vocabulary.measures[other].not_same_as


def test_measures_that_only_grow_are_flows(table):
    for measure in table.vocabulary.measures.values():
        assert not measure.cumulative or measure.stock_flow == "flow", measure.measure
    assert table.vocabulary.measures["killed"].cumulative
    assert table.vocabulary.measures["troops_change"].stock_flow == "change"


def test_every_grade_is_what_the_rule_gives(table):
    wrong = {
        figure.figure_id: (figure.grade, grade_in(figure, table.figures))
        for figure in table.figures
        if figure.grade != grade_in(figure, table.figures)
    }
    assert not wrong


def test_no_figure_is_derived_or_nameless(table):
    for figure in table.figures:
        assert figure.method != "derived"
        assert figure.seen not in {"", "derived"}
        assert figure.url.startswith(("https://", "http://"))
        assert figure.document
        assert figure.says
        assert figure.retrieved


def test_floors_and_ceilings_follow_the_datasheet(table):
    for figure in table.figures:
        if figure.value_type in {"at_least", "more_than"}:
            assert figure.low == figure.best is not None
            assert figure.high is None
        elif figure.value_type == "up_to":
            assert figure.best == figure.high is not None


@pytest.mark.parametrize(
    ("said", "value_type"),
    [("at least", {"at_least"}), ("more than", {"more_than", "exact"}), ("up to", {"up_to"})],
)
def test_the_bound_is_the_one_the_source_wrote(table, said, value_type):
    for figure in table.figures:
        number = figure.best or figure.low
        if number is None:
            continue
        if re.search(rf"\b{said} {number:,}\b", figure.says, re.IGNORECASE):
            assert figure.value_type in value_type, figure.figure_id


def test_a_series_is_one_count(table):
    by_series = defaultdict(list)
    for figure in table.figures:
        by_series[figure.series_id].append(figure)
    for series_id, vintages in by_series.items():
        keys = {(f.measure, f.population, f.place, f.event, f.unit) for f in vintages}
        assert len(keys) == 1, series_id
        assert len({f.method for f in vintages}) == 1, series_id
        replaced = [f.supersedes for f in vintages if f.supersedes]
        assert len(replaced) == len(set(replaced)), f"{series_id}: two rows replace the same"


def continents_of(table, place: str) -> set[str]:
    around = {place, *table.vocabulary.place_chain(place)}
    return {one for one in around if table.vocabulary.places[one].kind == "continent"}


def test_what_news_is_about_is_in(table):
    assert len({figure.measure for figure in table.figures}) >= 60
    assert len({figure.source_id for figure in table.figures}) >= 100
    vintages = Counter(figure.series_id for figure in table.figures)
    followed = {
        figure.event: figure.place
        for figure in table.figures
        if figure.event and vintages[figure.series_id] >= 3
    }
    assert len(followed) >= 30
    reached = set().union(*(continents_of(table, place) for place in followed.values()))
    assert {"africa", "asia", "europe", "north_america", "south_america", "oceania"} <= reached


def test_economic_figures_have_their_revisions(table):
    revised = defaultdict(set)
    for figure in table.figures:
        if figure.supersedes and figure.period_type == "interval" and not figure.event:
            revised[figure.measure].add(figure.series_id)
    for measure in ("gdp_growth", "jobs_added", "migrants_net", "inflation"):
        assert revised[measure], measure


@pytest.mark.parametrize("column", ["source_id", "document", "url", "as_of", "published", "seen"])
def test_every_figure_says_where_it_is_from(column):
    empty = [row["figure_id"] for row in rows_of("figures.csv") if not row[column]]
    assert not empty


@pytest.mark.parametrize("measure", ["votes", "vote_share", "seats", "poll_support"])
def test_votes_and_seats_name_their_party_or_candidate(table, measure):
    chain = table.vocabulary.population_chain
    for figure in table.figures:
        if figure.measure == measure and figure.population != "all":
            assert CANDIDATE in chain(figure.population), figure.figure_id
        elif figure.measure == measure:
            assert measure == "votes", figure.figure_id
            assert figure.figure_id.startswith("ballots"), figure.figure_id


def test_every_adjustment_and_denominator_is_one_that_claims_have(table):
    for figure in table.figures:
        if figure.adjustment and not adjustment_spots(figure.adjustment.lower()):
            assert figure.adjustment == "seasonally adjusted", figure.figure_id
        if figure.denominator and figure.denominator not in {"per year", "suspected cases"}:
            assert find_denominator(figure.denominator) == figure.denominator, figure.figure_id


def test_every_unit_is_one_that_claims_have(table):
    for figure in table.figures:
        options = table.vocabulary.measures[figure.measure].unit.split("|")
        if "currency" in options and figure.unit not in options:
            assert figure.unit in {"dollar", "euro", "pound sterling"}, figure.figure_id
        else:
            assert figure.unit in options, figure.figure_id


def test_two_ministries_are_two_series(table):
    services = {f.source_id: f.series_id for f in table.lookup("idp_stock", "ukraine")}
    counted = {services["ukraine_emergency_service"], services["ukraine_social_policy_ministry"]}
    assert len(counted) == 2


def test_parties_to_an_event_never_count_as_independent(table):
    for figure in table.figures:
        if figure.event in table.vocabulary.sources[figure.source_id].party_to:
            assert figure.stance != "independent", figure.figure_id


def test_every_source_and_event_is_used(table):
    assert {f.source_id for f in table.figures} == set(table.vocabulary.sources)
    assert {f.event for f in table.figures if f.event} == set(table.vocabulary.events)
    for source in table.vocabulary.sources.values():
        assert set(source.party_to) <= set(table.vocabulary.events)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("mariupol", "donetsk_oblast"), ("mariupol", "donbas"), ("mariupol", "eastern_ukraine"),
        ("mariupol", "world"), ("rafah", "gaza_strip"), ("gaza_strip", "middle_east"),
        ("paris", "western_europe"), ("mali", "sahel"), ("lesbos", "greece"),
        ("puerto_rico", "united_states"), ("manila", "southeast_asia"), ("florida", "united_states"),
    ],
)  # fmt: skip
def test_places_lie_in_each_other(table, inner, outer):
    assert table.vocabulary.contains(outer, inner)
    assert not table.vocabulary.contains(inner, outer)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Kiev", "kyiv"), ("Lugansk", "luhansk"), ("Donbass", "donbas"), ("Bombay", "mumbai"),
        ("Saigon", "ho_chi_minh_city"), ("Peking", "beijing"), ("Rangoon", "yangon"),
        ("Calcutta", "kolkata"), ("Burma", "myanmar"), ("Türkiye", "turkey"), ("UAE", "united_arab_emirates"),
        ("DRC", "democratic_republic_of_the_congo"), ("U.S.", "united_states"), ("Britain", "united_kingdom"),
        ("Filipino", "philippines"), ("French", "france"), ("the Strip", "gaza_strip"),
        ("Sao Paulo", "sao_paulo"), ("Mediterranean", "mediterranean_sea"), ("Mideast", "middle_east"),
    ],
)  # fmt: skip
def test_names_of_news_are_known(table, name, place):
    found = table.vocabulary.places[place]
    assert name in (found.label, *found.aliases)


def test_place_names_are_latin_and_no_bare_words(table):
    for place in table.vocabulary.places.values():
        for name in (place.label, *place.aliases):
            assert len(name) > 1
            assert all(ord(char) < 0x370 or 0x1E00 <= ord(char) <= 0x206F for char in name), name
        if place.kind in {"city", "admin1"}:
            assert place.label not in {"Reading", "Mobile", "Split", "Sale", "Central", "Most"}


def test_the_gazetteer_stays_small():
    assert (builtin_folder() / "places.csv").stat().st_size < 2_000_000


def test_datapackage_lists_the_columns_of_every_file():
    package = json.loads((builtin_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described = {
        r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]
    }
    assert set(described) == set(COLUMNS)
    for name, columns in described.items():
        with (builtin_folder() / name).open(encoding="utf-8", newline="") as lines:
            assert next(csv.reader(lines)) == columns
        assert set(COLUMNS[name]) <= set(columns) <= {*COLUMNS[name], *OPTIONAL.get(name, ())}


def test_every_value_is_one_that_the_package_allows():
    package = json.loads((builtin_folder() / "datapackage.json").read_text(encoding="utf-8"))
    checked = 0
    for resource in package["resources"]:
        allowed = {
            field["name"]: set(field["constraints"]["enum"])
            for field in resource["schema"]["fields"]
            if "enum" in field.get("constraints", {})
        }
        with (builtin_folder() / resource["path"]).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, values in allowed.items():
                    assert not row[name] or row[name] in values, (resource["path"], name, row)
                    checked += 1
    assert checked


def test_frictionless_accepts_the_package():
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(builtin_folder() / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_the_datasheet_names_every_table_and_grade():
    text = (builtin_folder() / "README.md").read_text(encoding="utf-8")
    for name in COLUMNS:
        assert name in text
    with (builtin_folder() / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for column, noun in (
        ("series_id", "series"),
        ("measure", "measures"),
        ("source_id", "sources"),
    ):
        assert f"{len({row[column] for row in rows})} {noun}" in text
    assert f"Figures: {len(rows)} rows" in text
    for grade in "AOBCD":
        assert f"\n| {grade} |" in text
