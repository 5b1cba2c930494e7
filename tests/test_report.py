"""The files of a run: contents, order, safety and sameness."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import UsageError
from factcheck.manifest import ReadProblem
from factcheck.model import Article, Check, Comparison, ComparisonState, Finding
from factcheck.report import (
    ARTICLE_FIELDS,
    DISCREPANCY_FIELDS,
    FORMULA_STARTS,
    csv_cell,
    csv_text,
    discrepancy_rows,
    write_report,
)
from factcheck.rows import COMPARISON_FIELDS, FIELDS
from factcheck.runs import Run, collect, summarise
from tests.factories import make_article, make_comparison, make_finding

A = make_article("About 5,000 people died.", article_id="a.txt", publisher="=HYPERLINK(1)")
B = make_article("About 900 people died.", article_id="b.txt", title="Été", extra={"desk": "city"})
MILD = make_finding(article=A, severity=30, finding_id="f-a")
SEVERE = make_finding("900", B.text, article=B, severity=90, finding_id="f-b")
QUIET = make_finding("900", B.text, article=B, verdict=None, flagged=False, finding_id="f-q")
FAILED = Check("k1", "subset", False, "Ten of nine.", ("f-a", "f-b"))
PROBLEMS = (
    ReadProblem("gone.txt", "/tmp/x/gone.txt", "does not exist", "give a path"),
    ReadProblem("manifest.csv", "/tmp/x/manifest.csv", "'soon' is no date", "mend it", 3, "a.txt"),
)


def _run(*findings: Finding, **fields: object) -> Run:
    values: dict[str, object] = {
        "articles": [summarise(article, 1, [f for f in findings if f.claim.article is article])
                     for article in (A, B)],
        "findings": findings, "comparisons": (), "checks": (), "problems": PROBLEMS,
        "version": "0", "profile": "standard", "table_digest": "abc",
    }  # fmt: skip
    return Run(**{**values, **fields})  # type: ignore[arg-type]


FULL = _run(
    MILD, SEVERE, QUIET,
    comparisons=[make_comparison("f-a", "f-b", state=ComparisonState.DIVERGE)],
    checks=[FAILED, Check("k2", "share", True, "Fits.", ("f-a",))],
)  # fmt: skip


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_file_is_written_with_its_columns(tmp_path: Path) -> None:
    paths = write_report(FULL, tmp_path / "deep" / "out")
    assert sorted(path.name for path in paths) == [
        "articles.csv", "checks.csv", "comparisons.csv", "discrepancies.csv", "findings.csv",
        "findings.jsonl", "members.csv", "run.json", "timeline.csv",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "deep" / "out").iterdir()) == sorted(
        path.name for path in paths
    ), "no temporary file is left"
    by_name = {path.name: path.read_text("utf-8") for path in paths}
    for name, columns in (
        ("findings.csv", FIELDS),
        ("comparisons.csv", COMPARISON_FIELDS),
        ("articles.csv", ARTICLE_FIELDS),
        ("discrepancies.csv", DISCREPANCY_FIELDS),
    ):
        assert by_name[name].splitlines()[0] == ",".join(columns)
        assert "\r" not in by_name[name]
    assert len(_read(tmp_path / "deep" / "out" / "members.csv")) == 2


def test_findings_come_in_article_order_and_agree_in_both_forms(tmp_path: Path) -> None:
    write_report(FULL, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert [line["article"] for line in lines] == ["a.txt", "b.txt", "b.txt"]
    assert [tuple(line) for line in lines] == [FIELDS] * 3
    table = _read(tmp_path / "findings.csv")
    assert [row["finding"] for row in table] == [line["finding"] for line in lines]
    assert (table[0]["low"], table[0]["quoted"], table[0]["published"]) == ("5000", "false", "")


def test_discrepancies_are_the_flagged_rows_most_severe_first() -> None:
    rows = discrepancy_rows(FULL)
    assert [(row["about"], row["severity"]) for row in rows] == [
        ("figure", 90), ("comparison", 50), ("check", 40), ("figure", 30),
    ]  # fmt: skip
    assert rows[1]["finding"] == "f-a f-b"
    assert rows[1]["article"] == "a.txt | b.txt"
    assert rows[2]["reason"] == "Ten of nine."
    assert all(tuple(row) == DISCREPANCY_FIELDS for row in rows)


@pytest.mark.parametrize(
    ("run", "flagged"),
    [
        (_run(QUIET), False),
        (_run(MILD), True),
        (_run(QUIET, checks=[FAILED]), True),
        (_run(comparisons=[make_comparison("x", state=ComparisonState.DIVERGE)]), True),
        (_run(comparisons=[make_comparison("x", state=ComparisonState.AGREE)]), False),
    ],
)
def test_flagged_means_that_discrepancies_has_a_row(run: Run, *, flagged: bool) -> None:
    assert run.anything_flagged is flagged is bool(discrepancy_rows(run))


def test_nothing_read_or_unread_is_lost(tmp_path: Path) -> None:
    write_report(FULL, tmp_path)
    rows = _read(tmp_path / "articles.csv")
    assert [(row["id"], row["status"]) for row in rows] == [
        ("a.txt", "read_with_problem"), ("b.txt", "read"), ("gone.txt", "not_read"),
    ]  # fmt: skip
    assert rows[0]["reason"] == "'soon' is no date"
    assert json.loads(rows[1]["extra"]) == {"desk": "city"}
    summary = json.loads((tmp_path / "run.json").read_text())
    assert summary["counts"]["not_read"] == 1
    assert len(summary["problems"]) == 2
    assert summary["counts"] | {"figures": 3, "flagged": 2} == summary["counts"]
    assert summary["reference_digest"] == "abc"
    assert "/tmp/x" not in (tmp_path / "run.json").read_text(), "a path of one machine"


def test_two_writings_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_report(FULL, tmp_path / name, excel=True)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_excel_gets_a_mark_and_a_workbook_without_live_formulas(tmp_path: Path) -> None:
    import openpyxl

    write_report(FULL, tmp_path, excel=True)
    assert (tmp_path / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "findings.jsonl").read_bytes().startswith(b"\xef\xbb\xbf")
    book = openpyxl.load_workbook(tmp_path / "findings.xlsx")
    sheet = book["findings"]
    header = [cell.value for cell in sheet[1]]
    cells = dict(zip(header, sheet[2], strict=True))
    assert cells["publisher"].data_type == "s"
    assert cells["publisher"].value == "=HYPERLINK(1)"
    assert cells["low"].value == 5000


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_never_runs_as_a_formula(start: str) -> None:
    assert csv_cell(f"{start}1+1") == f"'{start}1+1"
    assert csv_cell(f"1{start}1") == f"1{start}1"


def test_numbers_are_not_touched() -> None:
    assert [csv_cell(-5), csv_cell(-0.5), csv_cell(10**15), csv_cell(3.4)] == [
        -5, "-0.5", 10**15, "3.4",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_csv_text_reads_back(cell: str) -> None:
    header, row = csv.reader(io.StringIO(csv_text(["a", "b"], [{"a": cell, "b": 1}]), newline=""))
    assert header == ["a", "b"]
    assert row == [f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell, "1"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="--out"):
        write_report(FULL, tmp_path / "file")


def test_lone_surrogates_do_not_stop_the_writing(tmp_path: Path) -> None:
    odd = make_article("About 5,000 people died.", title="\ud800", article_id="a.txt")
    run = Run([summarise(odd, 1, [])], [make_finding(article=odd)], (), (), (), "0", "standard")
    write_report(run, tmp_path)
    assert json.loads((tmp_path / "findings.jsonl").read_text())["title"] == "\ud800"


def test_an_article_that_breaks_a_stage_is_a_row_and_the_rest_is_checked() -> None:
    class Breaking:
        profile = "standard"
        table = type("Table", (), {"digest": "abc"})

        def check_counted(self, article: Article) -> tuple[list[Finding], int]:
            if article is A:
                raise ValueError("odd number")
            return [SEVERE], 1

        def across(self, _: list[Finding], __: object) -> tuple[list[Comparison], list[Check]]:
            return [], []

    run = collect(Breaking(), [A, PROBLEMS[0], B])  # type: ignore[arg-type]
    assert [read.article.article_id for read in run.articles] == ["b.txt"]
    assert run.findings == [SEVERE]
    assert [problem.source for problem in run.unread] == ["a.txt", "gone.txt"]
    assert "odd number" in run.problems[0].found
