"""What an editor takes along: the same rows in every format, and nothing in them that runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from factcheck.articles import scan
from factcheck.export import (
    EXPORT_FIELDS,
    csv_file,
    excel_file,
    html_file,
    json_file,
    safe_link,
    selection,
)
from factcheck.model import Article
from factcheck.report import discrepancy_rows
from factcheck.runs import Run, collect
from factcheck.store import queue, reviews, saving
from factcheck.store.database import Store, open_store
from factcheck.store.queue import Filter
from tests.factories import builtin_checker

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = Article(
    '"><script>alert(1)</script>',
    '=HYPERLINK("http://evil.example") <img src=x onerror=alert(2)> There are 250,000 Russian '
    "troops near Ukraine's borders.",
    "=1+1 <b>title</b>",
    "+cmd|' /C calc'!A0",
    url="javascript:alert(3)",
)


@pytest.fixture(scope="module")
def run() -> Run:
    return collect(builtin_checker(), [*scan([ROOT / "samples"]), HOSTILE])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/reviews.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def saved(store: Store, run: Run) -> saving.SavedRun:
    found = saving.get_run(store, saving.save_run(store, run, "<i>batch</i>"))
    assert found is not None
    return found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_all_that_is_flagged_is_discrepancies_csv(
    store: Store, saved: saving.SavedRun, run: Run
) -> None:
    rows = selection(store, saved, Filter(view="flagged"))
    expected = discrepancy_rows(run)
    assert [(r["about"], r["reason"], r["severity"]) for r in rows] == [
        (r["about"], r["reason"], r["severity"]) for r in expected
    ]
    assert {"figure", "comparison"} <= {str(row["about"]) for row in rows}


def test_a_narrower_filter_holds_its_figures_alone(store: Store, saved: saving.SavedRun) -> None:
    chosen = Filter(view="flagged", verdict=("outdated",))
    rows = selection(store, saved, chosen)
    assert rows
    assert {(row["about"], row["verdict"]) for row in rows} == {("figure", "outdated")}
    assert len(rows) == queue.count(store, saved.id, chosen)


def test_every_format_holds_the_same_rows(store: Store, saved: saving.SavedRun) -> None:
    from openpyxl import load_workbook

    [item, *_] = queue.page(store, saved.id, Filter(view="flagged"))
    finding = item.row["finding"]
    reviews.decide(
        store, saved.id, {finding: 0}, "Ana", "dismissed", reason="=2+2", note="<b>x</b>"
    )
    rows = selection(store, saved, Filter(view="flagged"))
    reasons = [str(row["reason"]) for row in rows]

    table = list(csv.DictReader(io.StringIO(csv_file(rows).decode("utf-8-sig"))))
    assert tuple(table[0]) == EXPORT_FIELDS
    assert [row["reason"] for row in table] == reasons
    decided = next(row for row in table if row["finding"] == finding)
    assert (decided["decision"], decided["decision_reason"]) == ("dismissed", "'=2+2")

    lines = [json.loads(line) for line in json_file(rows).decode().splitlines()]
    assert [line["reason"] for line in lines] == reasons

    sheet = load_workbook(io.BytesIO(excel_file(rows))).active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    column = [cell.value for cell in cells[0]].index("reason")
    assert [row[column].value for row in cells[1:]] == reasons
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}
    assert all(cell.hyperlink is None for row in cells for cell in row)

    page = html_file(rows, saved, Filter(view="flagged")).decode()
    tags = _Tags()
    tags.feed(page)
    assert tags.tags.count("article") == len(rows)
    assert not {"script", "img", "iframe", "b", "i"} & set(tags.tags)
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "src"]
    links = [value or "" for name, value in tags.attributes if name == "href"]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)


def test_cells_that_a_spreadsheet_would_run_are_text(store: Store, saved: saving.SavedRun) -> None:
    rows = selection(store, saved, Filter(article=HOSTILE.article_id))
    assert rows
    table = list(csv.DictReader(io.StringIO(csv_file(rows).decode("utf-8-sig"))))
    assert {row["title"] for row in table} == {"'=1+1 <b>title</b>"}
    assert all(row["publisher"].startswith("'+") for row in table)


def test_nothing_to_export_is_said(store: Store, saved: saving.SavedRun) -> None:
    rows = selection(store, saved, Filter(search="no such words"))
    assert rows == []
    assert "No figure fits" in html_file(rows, saved, Filter(search="no such words")).decode()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[::1", False),
        ("https://exa mple.org", False),
        ("", False),
        (None, False),
    ],
)
def test_links_are_of_the_web_only(url: str | None, *, safe: bool) -> None:
    assert (safe_link(url) is not None) is safe
