"""Editing the reference table from its page: what is refused and where, what is written."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from factcheck.reference import builtin_folder
from factcheck.store.database import open_store
from tests.test_ui_pages import component_words, open_page

pytestmark = pytest.mark.usefixtures("scanned_once")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of its own, a copy of the built-in one."""
    copy = tmp_path / "table"
    shutil.copytree(builtin_folder(), copy)
    url = f"sqlite:///{tmp_path}/reviews.sqlite"
    monkeypatch.setenv("FACTCHECK_STORE", url)
    monkeypatch.setenv("FACTCHECK_REFERENCE", str(copy))
    monkeypatch.setattr("factcheck.rechecking.samples_folder", lambda: None)
    st.cache_resource.clear()
    st.cache_data.clear()
    open_store(url).close()
    return copy


def rows_of(folder: Path, name: str = "figures.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def add_page() -> AppTest:
    app = open_page("reference")
    app.segmented_control(key="reference_tab").set_value("Add a row").run()
    assert not app.exception
    return app


def fill(app: AppTest, **cells: object) -> None:
    for name, value in cells.items():
        key = f"add_{name}"
        if isinstance(value, date):
            app.date_input(key=key).set_value(value)
        elif name in {"measure", "population", "place", "event", "source_id", "period_type",
                      "value_type", "method", "stance"}:  # fmt: skip
            app.selectbox(key=key).set_value(value)
        else:
            app.text_input(key=key).set_value(value)


GOOD = {
    "measure": "killed", "place": "mariupol", "event": "donbas_war", "period_type": "cumulative",
    "period_start": date(2014, 4, 14), "as_of": date(2022, 2, 20), "published": date(2022, 2, 21),
    "value_type": "at_least", "low": "120", "best": "120", "method": "recorded",
    "stance": "independent", "source_id": "ohchr", "document": "=cmd|' /C calc'!A0",
}  # fmt: skip


def submit(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_an_empty_row_is_refused_at_each_field(folder: Path) -> None:
    before = (folder / "figures.csv").read_bytes()
    app = add_page()
    submit(app, "Add the row")
    assert [error.value for error in app.error].count("This is needed.") >= 8
    assert (folder / "figures.csv").read_bytes() == before


def test_a_mistake_is_said_at_its_field_and_the_rest_stays(folder: Path) -> None:
    app = add_page()
    fill(app, **{**GOOD, "low": "a lot", "published": date(2021, 1, 1)})
    submit(app, "Add the row")
    said = " ".join(error.value for error in app.error)
    assert "a lot" in said
    assert app.text_input(key="add_low").value == "a lot"
    assert app.selectbox(key="add_measure").value == "killed"
    assert len(rows_of(folder)) == len(rows_of(builtin_folder()))


def test_a_row_is_added_corrected_and_retired(folder: Path) -> None:
    app = add_page()
    fill(app, **GOOD)
    submit(app, "Add the row")
    assert "The row was added" in app.success[0].value, [e.value for e in app.error]
    added = rows_of(folder)[-1]
    assert (added["measure"], added["low"], added["place"]) == ("killed", "120", "mariupol")
    assert added["grade"] in "AOBCD"

    one = open_page("reference", series=added["series_id"])
    assert "at least 120" in component_words(one)
    one.selectbox(key="edit_row").set_value(added["figure_id"]).run()
    key = f"edit_{added['figure_id']}"
    one.text_input(key=f"{key}_low").set_value("121")
    one.text_input(key=f"{key}_best").set_value("121")
    one.text_input(key=f"{key}_reason").set_value("two digits swapped by us")
    submit(one, "Correct the row")
    assert "The row was corrected" in one.success[0].value, [e.value for e in one.error]
    corrected = rows_of(folder)[-1]
    assert (corrected["low"], corrected["supersedes"]) == ("121", added["figure_id"])
    assert rows_of(folder, "retirements.csv")[-1]["figure_id"] == added["figure_id"]

    again = open_page("reference", series=added["series_id"])
    again.selectbox(key="edit_row").set_value(corrected["figure_id"]).run()
    next(t for t in again.text_input if t.label == "Why").set_value("withdrawn")
    submit(again, "Retire the row")
    assert "Retired" in again.success[0].value
    assert rows_of(folder, "retirements.csv")[-1]["reason"] == "withdrawn"


def test_a_source_is_added(folder: Path) -> None:
    app = add_page()
    next(t for t in app.text_input if t.label.startswith("Id, such")).set_value("vale_police")
    next(t for t in app.text_input if t.label == "Name").set_value("Vale <b>police</b>")
    submit(app, "Add the source")
    assert rows_of(folder, "sources.csv")[-1]["name"] == "Vale <b>police</b>"


def test_an_import_is_a_dry_run_until_it_is_written(folder: Path) -> None:
    app = open_page("reference")
    app.segmented_control(key="reference_tab").set_value("Import a file").run()
    before = len(rows_of(folder))
    content = (
        "measure,place,event,period_type,period_start,as_of,published,value_type,low,best,method,"
        "stance,source_id\n"
        "killed,mariupol,donbas_war,cumulative,2014-04-14,2022-02-20,2022-02-21,at_least,120,120,"
        "recorded,independent,ohchr\n"
        "killed,nowhere,,instant,,2022-02-20,2022-02-21,exact,,5,recorded,independent,ohchr\n"
    )
    app.file_uploader(key="import_file").set_value(("rows.csv", content.encode(), "text/csv")).run()
    assert not app.exception
    counts = {metric.label: metric.value for metric in app.metric}
    assert (counts["New rows"], counts["Refused"]) == ("1", "1")
    assert any("nowhere" in text.value for text in app.text)
    assert len(rows_of(folder)) == before
    app.button(key="import_write").click().run()
    assert len(rows_of(folder)) == before + 1


def test_an_installed_program_says_where_to_edit(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_REFERENCE")
    installed = tmp_path / "_reference"
    shutil.copytree(folder, installed)
    monkeypatch.setattr("factcheck.reference_store.builtin_folder", lambda: installed)
    app = open_page("reference")
    app.segmented_control(key="reference_tab").set_value("Add a row").run()
    assert "folder of your own" in app.info[0].value
