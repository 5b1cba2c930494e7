"""Published data sets as rows: each importer on a small file of its shape, and on bad input."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.cli import main
from factcheck.errors import FactcheckError, TableError, UsageError
from factcheck.imports.idmc import read_idu
from factcheck.imports.mapping import PRESETS, load_mapping
from factcheck.imports.naming import PlaceNames
from factcheck.imports.observations import read_observations
from factcheck.imports.own_figures import read_own
from factcheck.imports.periods import parse_period
from factcheck.imports.plan import Plan, Reading, make_plan
from factcheck.imports.ucdp import read_ucdp
from factcheck.reference import ReferenceTable, load_table, load_vocabulary
from factcheck.reference_store import append_rows
from tests.factories import shared_folder

CASES = Path(__file__).parent / "cases"
FILES = CASES / "imports"
DAY = date(2026, 6, 1)
LIFE = {"column": "Life expectancy - Sex: all", "measure": "life_expectancy"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "table"
    shutil.copytree(CASES / "world", copy)
    return copy


@pytest.fixture(scope="module")
def world() -> ReferenceTable:
    return load_table(CASES / "world")


def read(name: str, table: ReferenceTable, path: Path | None = None, **options: object) -> Reading:
    """The file of a kind, with the options that a person would give."""
    path = path or FILES / name
    match name:
        case "figures.csv":
            return read_own(path, table, None)
        case "idu.csv":
            return read_idu(path, table, options.get("published"))  # type: ignore[arg-type]
        case "ucdp_hdx.csv":
            options = {"edition": "final", "by": "country", "period": "", **options}
            return read_ucdp(path, table, DAY, **options)  # type: ignore[arg-type]
        case "ucdp_candidate_no_header.csv":
            return read_ucdp(path, table, DAY, edition="candidate", by="country", period="")
        case "gidd.csv":
            mapping = load_mapping("idmc_gidd")
        case "sdmx.csv":
            mapping = load_mapping("", FILES / "sdmx.toml")
        case "owid.csv":
            mapping = load_mapping("owid", None, LIFE)
        case "hxl.csv":
            mapping = load_mapping("hxl", None, {"measure": "refugees"})
        case _:
            mapping = load_mapping(name.split("_", maxsplit=1)[0].removesuffix(".csv"))
    return read_observations(path, mapping, table, DAY)


def planned(name: str, folder: Path, **options: object) -> Plan:
    table = load_table(folder)
    return make_plan(read(name, table, **options), table)


# Values by id, and what is refused: worked out by hand from the files.
EXPECTED = [
    ("ucdp_hdx.csv", {
        "killed_tarvia_ucdp_ged_year_2024_12_31": "4/8/15",
        "killed_tarvia_ucdp_ged_year_2025_12_31": "10/12/12",
    }, ["7 id: event 904 already stands in line 6"]),
    ("ucdp_candidate_no_header.csv", {
        "killed_tarvia_ucdp_candidate_month_2026_01_31": "3/6/11",
    }, []),
    ("gidd.csv", {
        "idp_stock_tarvia_idmc_2023_12_31": "/41230/",
        "idp_new_conflict_and_violence_tarvia_idmc_2024_12_31": "/15872/",
        "idp_stock_tarvia_idmc_2024_12_31": "/52871/",
        "idp_stock_tarvia_idmc_2025_12_31": "/50012/",
    }, ['4 iso3: no place is known as "AB9"', '5 new_displacement: "2,150" is not a number']),
    ("idu.csv", {
        "idp_new_karvan_province_idmc_idu_501_2026_05_12": "/240/",
        "idp_new_dunmore_bay_idmc_idu_502_2026_01_11": "1300/1300/",
        "idp_new_tarvia_idmc_idu_503_2026_02_03": "/700/",
    }, ["5 event_name: no one place of tarvia", '6 qualifier: "perhaps"', "7 created_at: "]),
    ("unhcr.csv", {
        "refugees_tarvia_unhcr_2023_12_31": "/100250/",
        "asylum_backlog_tarvia_unhcr_2023_12_31": "/30/",
        "asylum_backlog_tarvia_unhcr_2024_12_31": "/45/",
    }, ['5 REF: "n/k" is not a number', "is not summed: line 5 cannot be added"]),
    ("worldbank_long.csv", {
        "population_tarvia_world_bank_2023_12_31": "/812345/",
        "population_tarvia_world_bank_2024_12_31": "/819001/",
        "life_expectancy_tarvia_world_bank_2024_12_31": "/71.3/",
        "population_world_world_bank_2024_12_31": "/8100000000/",
    }, ['8 Country ISO3: no place is known as "EMU"']),
    ("worldbank_wide.csv", {"population_tarvia_world_bank_2023_12_31": "/812345/"}, []),
    ("owid.csv", {
        "life_expectancy_tarvia_our_world_in_data_2023_12_31": "/71.1/",
        "life_expectancy_world_our_world_in_data_2024_12_31": "/73.2/",
    }, ['"71,4" is not a number']),
    ("sdmx.csv", {
        "unemployment_rate_seasonally_adjusted_tarvia_stat_2026_03_31": "/6.8/",
        "unemployment_rate_seasonally_adjusted_tarvia_stat_forecast_2026_12_31": "/7.1/",
        "unemployed_tarvia_stat_2026_03_31": "/27500/",
    }, ['6 TIME_PERIOD: "03/04/2026" is not a period']),
    ("hxl.csv", {
        "refugees_tarvia_hdx_2024_12_31": "/5310/", "refugees_tarvia_hdx_2025_12_31": "/6020/",
    }, []),
    ("figures.csv", {"k3": "/219/", "killed_2026_05_12": "/151/"}, [
        '5 best: "1,200" is not a number - write it without thousands marks: 1200',
        '6 as_of: "27/05/2026" is not a date - write it as year-month-day: 2026-05-27',
        "7: exact 148, but k1 of the same day of publication has exact 147",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "refused"), EXPECTED)
def test_a_file_becomes_these_figures(folder, name, values, refused):
    plan = planned(name, folder)
    rows = [*plan.added, *(row for row, _ in plan.changed)]
    found = {
        row["figure_id"]: "/".join(row.get(end, "") for end in ("low", "best", "high"))
        for row in rows
    }
    assert found == values
    lines = [str(error) for error in plan.refused]
    assert len(lines) == len(refused), lines
    for line, expected in zip(sorted(lines), sorted(refused), strict=True):
        assert expected in line or any(one in line for one in refused)
    assert all(error.where.startswith(name) and error.remedy for error in plan.refused)


@pytest.mark.parametrize("name", [name for name, *_ in EXPECTED])
def test_an_import_is_valid_when_written_and_a_second_one_adds_nothing(folder, name):
    reading = read(name, load_table(folder))
    append_rows(folder, lambda table: make_plan(reading, table).additions())
    written = (folder / "figures.csv").read_bytes()
    table = load_table(folder)
    again = make_plan(read(name, table), table)
    assert (again.added, again.changed, again.sources) == ([], [], [])
    assert again.unchanged > 0
    append_rows(folder, lambda table: make_plan(read(name, table), table).additions())
    assert (folder / "figures.csv").read_bytes() == written


def test_a_changed_value_is_a_new_vintage_and_the_old_one_stays(folder, tmp_path):
    text = (FILES / "gidd.csv").read_text("utf-8")
    append_rows(folder, lambda table: make_plan(read("gidd.csv", table), table).additions())
    later = tmp_path / "gidd.csv"
    later.write_text(text.replace("52871", "54000"), encoding="utf-8")
    table = load_table(folder)
    same_day = make_plan(read("gidd.csv", table, later), table)
    assert any("--published" in str(error) for error in same_day.refused)
    mapping = load_mapping("idmc_gidd")
    plan = make_plan(read_observations(later, mapping, table, date(2027, 5, 1)), table)
    ((row, before),) = plan.changed
    assert plan.added == []
    assert row["figure_id"] == "idp_stock_tarvia_idmc_2024_12_31_2"
    assert row["supersedes"] == before.figure_id == "idp_stock_tarvia_idmc_2024_12_31"
    append_rows(folder, lambda _: plan.additions())
    values = [f.best for f in load_table(folder).series("idp_stock_tarvia_idmc")]
    assert values == [Decimal(41230), Decimal(52871), Decimal(50012), Decimal(54000)]
    # The older edition again: its day and value are known, so nothing comes back.
    table = load_table(folder)
    old = make_plan(read("gidd.csv", table), table)
    assert (old.added, old.changed) == ([], [])


def test_an_older_edition_finds_its_place_among_the_vintages(folder):
    mapping = load_mapping("idmc_gidd")

    def edition(day: date) -> Plan:
        table = load_table(folder)
        return make_plan(read_observations(FILES / "gidd.csv", mapping, table, day), table)

    append_rows(folder, lambda _: edition(DAY).additions())
    before = edition(date(2026, 1, 5))
    assert [row["supersedes"] for row in before.added] == [""] * len(before.added)
    append_rows(folder, lambda _: before.additions())
    assert edition(DAY).added == edition(date(2026, 1, 5)).added == []


def test_rows_entered_by_hand_and_imported_ones_are_one_series(folder):
    header = (folder / "figures.csv").read_text("utf-8").splitlines()[0].split(",")
    row = {
        "figure_id": "by_hand", "series_id": "displaced_tarvia", "measure": "idp_stock",
        "population": "all", "place": "tarvia", "period_type": "instant", "as_of": "2024-12-31",
        "published": "2025-05-13", "best": "52871", "value_type": "exact", "unit": "people",
        "method": "estimate", "stance": "host_government", "grade": "C", "source_id": "idmc",
    }  # fmt: skip
    with (folder / "figures.csv").open("a", encoding="utf-8") as lines:
        lines.write(",".join(row.get(column, "") for column in header) + "\n")
    plan = planned("gidd.csv", folder)
    assert plan.unchanged == 1
    assert {r["series_id"] for r in plan.added if r["measure"] == "idp_stock"} == {
        "displaced_tarvia"
    }


def test_what_was_retired_does_not_come_back(folder):
    append_rows(folder, lambda table: make_plan(read("hxl.csv", table), table).additions())
    retired = {
        "figure_id": "refugees_tarvia_hdx_2024_12_31", "retired": "2026-07-01", "reason": "Recount",
    }  # fmt: skip
    append_rows(folder, lambda _: {"retirements.csv": [retired]})
    plan = planned("hxl.csv", folder)
    assert plan.added == []
    assert ["Recount" in str(error) for error in plan.refused] == [True]


def test_sums_are_derived_and_graded_by_the_rule(folder):
    rows = {row["figure_id"]: row for row in planned("ucdp_hdx.csv", folder).added}
    row = rows["killed_tarvia_ucdp_ged_year_2024_12_31"]
    assert (row["method"], row["seen"], row["grade"]) == ("derived", "derived", "D")
    assert (row["period_start"], row["as_of"]) == ("2024-01-01", "2024-12-31")
    assert {r["grade"] for r in planned("unhcr.csv", folder).added} == {"D"}
    assert {r["grade"] for r in planned("gidd.csv", folder).added} == {"C"}
    assert {r["grade"] for r in planned("hxl.csv", folder).added} == {"O"}


def test_ucdp_by_region_and_by_month(folder):
    plan = planned("ucdp_hdx.csv", folder, by="adm1")
    (row,) = plan.added
    assert (row["place"], row["low"], row["best"], row["high"]) == (
        "karvan_province",
        "3",
        "7",
        "11",
    )
    assert plan.left_out["events that name no region"] == 1
    monthly = planned("ucdp_hdx.csv", folder, period="month")
    found = {row["as_of"]: (row["low"], row["best"], row["high"]) for row in monthly.added}
    # The event from 30 November to 2 December stands alone in both months: neither is given.
    assert found == {"2024-02-29": ("3", "7", "11"), "2025-01-31": ("10", "12", "12")}


def test_the_days_and_qualifiers_of_updates(folder):
    rows = {row["locator"]: row for row in planned("idu.csv", folder).added}
    assert (rows["update 501"]["period_start"], rows["update 501"]["as_of"]) == (
        "2026-05-11", "2026-05-12",
    )  # fmt: skip
    assert rows["update 502"]["as_of"] == "2026-01-11"  # midnight in summer time
    assert [rows[f"update {n}"]["value_type"] for n in (501, 502, 503)] == [
        "exact", "more_than", "about",
    ]  # fmt: skip
    late = planned("idu.csv", folder, published=date(2026, 2, 10))
    published = {row["locator"]: row["published"] for row in late.added}
    assert published["update 506"] == "2026-02-10"
    assert published["update 501"] == "2026-05-14"


# --- bad input ------------------------------------------------------------------------------------

BROKEN = [
    ("semicolons", lambda raw: raw.replace(b",", b";"), "separated by semicolons"),
    ("Latin-1", lambda raw: raw + "café".encode("latin-1"), "is not UTF-8"),
    ("UTF-16", lambda raw: raw.decode().encode("utf-16"), "is UTF-16"),
    ("empty", lambda _: b"", "is empty"),
    ("zipped", lambda raw: b"PK\x03\x04" + raw, "archive"),
    ("binary", lambda raw: raw + b"\0", "binary"),
    ("a web page", lambda _: b"<html><body>Log in</body></html>\n", "missing|no header"),
]  # fmt: skip
TABLES = ["ucdp_hdx.csv", "gidd.csv", "idu.csv", "unhcr.csv", "worldbank_long.csv", "owid.csv",
          "sdmx.csv", "figures.csv"]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("spoil", "found"), [one[1:] for one in BROKEN], ids=[what for what, *_ in BROKEN]
)
def test_a_file_that_cannot_be_read_is_one_clear_line(world, tmp_path, name, spoil, found):
    path = tmp_path / name
    path.write_bytes(spoil((FILES / name).read_bytes()))
    with pytest.raises(FactcheckError, match=found) as caught:
        read(name, world, path)
    assert "\n" not in str(caught.value)
    assert name in caught.value.where
    assert caught.value.remedy


RENAMED = [
    ("ucdp_hdx.csv", "date_start", "datestart"), ("gidd.csv", "iso3", "iso_3"),
    ("idu.csv", "qualifier", "qualifer"), ("unhcr.csv", "ISO3CoA", "ISO3Co_A"),
    ("worldbank_long.csv", "Indicator Code", "IndicatorCode"), ("owid.csv", "Year", "Years"),
    ("sdmx.csv", "OBS_VALUE", "OBSVALUE"), ("figures.csv", "as_of", "asof"),
    ("figures.csv", "published", "publishd"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "renamed"), RENAMED)
def test_a_missing_or_renamed_column_is_named(world, tmp_path, name, column, renamed):
    path = tmp_path / name
    path.write_text((FILES / name).read_text("utf-8").replace(column, renamed, 1), "utf-8")
    with pytest.raises(TableError) as caught:
        read(name, world, path)
    assert column in str(caught.value)
    assert renamed in str(caught.value)


CUT = [
    ("ucdp_hdx.csv", 0), ("unhcr.csv", 0),  # sums of a part would be too low
    ("gidd.csv", 3), ("worldbank_long.csv", 4), ("figures.csv", 2), ("idu.csv", 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "left"), CUT)
def test_a_cut_file_is_said_so_and_never_summed(world, tmp_path, name, left):
    path = tmp_path / name
    raw = (FILES / name).read_bytes().rstrip(b"\n")
    path.write_bytes(raw[: raw.rindex(b"\n") + 5])
    table = world
    plan = make_plan(read(name, table, path), table)
    assert len(plan.added) + len(plan.changed) == left
    assert any("cut off" in str(error) for error in plan.refused)


NUMBERS = [
    ("1,234", "write it without thousands marks: 1234"), ("1 234", "thousands marks"),
    ("1e+05", "write it in full: 100000"), ("12.345,6", "plain digits"), ("about 9", "plain digits"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "remedy"), NUMBERS)
def test_a_number_that_is_not_plain_is_refused_and_the_rest_goes_on(world, tmp_path, cell, remedy):
    path = tmp_path / "hxl.csv"
    text = (FILES / "hxl.csv").read_text("utf-8").replace("5310", f'"{cell}"')
    path.write_text(text, "utf-8")
    table = world
    plan = make_plan(read("hxl.csv", table, path), table)
    assert [row["best"] for row in plan.added] == ["6020"]
    (error,) = plan.refused
    assert error.where == "hxl.csv:3 Zahl"
    assert remedy in error.remedy


def test_quotation_marks_that_stay_open_end_the_file_not_the_import(world, tmp_path):
    path = tmp_path / "gidd.csv"
    path.write_text((FILES / "gidd.csv").read_text("utf-8") + 'TUV,"Tarv', "utf-8")
    table = world
    plan = make_plan(read("gidd.csv", table, path), table)
    assert len(plan.added) == 4
    assert any("not readable as CSV" in str(error) for error in plan.refused)


# --- mappings -------------------------------------------------------------------------------------

MAPPINGS = [
    ("preset = 'nothing'", "no preset"), ("preset = 'owid'\nvalues = 3", "values"), ("x = [", "is not TOML"),
    ("preset = 'owid'\nmethod = 'guess'", "method"), ("preset = 'owid'\ntypo = 1", "typo"),
    ("preset = 'owid'\n[[values]]\ncolumn = 'a'\nmeasure = 3", "values.0.measure"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), MAPPINGS)
def test_a_mapping_with_a_mistake_names_the_field(tmp_path, text, found):
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=found):
        load_mapping("", path)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sound_and_names_known_measures(name):
    mapping = load_mapping(name)
    vocabulary = load_vocabulary()
    for rule in mapping.values:
        assert not rule.measure or rule.measure in vocabulary.measures
    for place in mapping.place.special.values():
        assert place in vocabulary.places


def test_observations_need_a_mapping_a_measure_and_a_day(world):
    table = world
    with pytest.raises(UsageError, match="says nothing of its columns"):
        load_mapping()
    with pytest.raises(UsageError, match="8 values"):
        load_mapping("worldbank", None, {"measure": "population"})
    with pytest.raises(TableError, match="no measure is named"):
        read_observations(FILES / "hxl.csv", load_mapping("hxl"), table, DAY)
    with pytest.raises(TableError, match="when it was published"):
        read_observations(FILES / "gidd.csv", load_mapping("idmc_gidd"), table, None)


# --- names and periods ----------------------------------------------------------------------------

NAMES = [
    ("Myanmar (Burma)", "", "myanmar"), ("DR Congo (Zaire)", "", "democratic_republic_of_the_congo"),
    ("Yemen (North Yemen)", "", "yemen"), ("Côte d'Ivoire", "", "ivory_coast"),
    ("Barisāl Division", "bangladesh", "barisal"), ("Kerala", "india", "kerala"),
    ("Punjab", "india", "punjab"), ("Nowhere at all", "", None), ("Kerala", "pakistan", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "within", "place"), NAMES)
def test_places_by_the_names_that_publishers_use(name, within, place):
    assert PlaceNames(load_vocabulary()).by_name(name, within) == place


@pytest.mark.parametrize(
    ("code", "place"),
    [("UKR", "ukraine"), ("UA", "ukraine"), ("XKX", "kosovo"), ("COD", "democratic_republic_of_the_congo"),
     ("PSE", "palestine"), ("SSD", "south_sudan"), ("ZZZ", None), ("", None)],
)  # fmt: skip
def test_countries_by_code(code, place):
    found = PlaceNames(load_vocabulary()).by_code(code)
    assert found == place or (code == "PSE" and found in {"palestine", "palestinian_territories"})


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_way_to_write_a_period_covers_its_day(day):
    quarter, half = (day.month - 1) // 3 + 1, (day.month - 1) // 6 + 1
    for cell in (
        f"{day.year}", f"{day.year}-{day.month:02}", f"{day.year}M{day.month:02}",
        f"{day.year}-Q{quarter}", f"{day.year}-S{half}", f"{day}", f"{day}T00:00:00.000Z",
    ):  # fmt: skip
        start, end = parse_period(cell)
        assert start <= day <= end, cell


@pytest.mark.parametrize(
    "cell", ["", "2024-Q5", "2024-13", "24", "01/02/2024", "May 2024", "2024-S3"]
)
def test_other_periods_are_refused(cell):
    with pytest.raises(ValueError, match=r"year-month-day|no such day"):
        parse_period(cell)


# --- real files, where there are some ------------------------------------------------------------------

REAL = [
    (["idmc-gidd", "idmc_gidd_conflict.csv", "--published", "2025-05-13"], 1421, 11),
    (["idmc-idu", "idmc_idu_IND.csv"], 98, 15),
    (["ucdp-ged", "ucdp_ged_hdx_BGD.csv", "--published", "2019-06-01"], 29, 2),
    (["observations", "unhcr_EndYearPopulationTotals_IRN.csv", "--preset", "unhcr",
      "--published", "2023-06-01"], 232, 0),
    (["observations", "worldbank_hdx_AFG.csv", "--preset", "worldbank",
      "--published", "2020-06-01"], 1, 0),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "added", "refused"), REAL, ids=[one[0][1] for one in REAL])
def test_real_files_of_publishers(tmp_path, capsys, arguments, added, refused):
    kind, name, *options = arguments
    command = ["reference", "import", kind, str(shared_folder() / "samples" / name), *options]
    command += ["--into", str(tmp_path / "own"), "--write"]
    assert main(command) == (1 if refused else 0)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"{added} added, 0 changed, 0 unchanged, {refused} refused."
    assert main(command) == (1 if refused else 0)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"0 added, 0 changed, {added} unchanged, {refused} refused."
    assert len(load_table(tmp_path / "own").figures) == added
