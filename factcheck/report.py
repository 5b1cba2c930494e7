"""A run's findings, comparisons and checks -> the files that a person or a program takes away.

Every file is written under a temporary name and renamed, so a reader never sees half of one.
Nothing written depends on the clock or on where the program ran.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.model import ComparisonState
from factcheck.rows import (
    CHECK_FIELDS,
    COMPARISON_FIELDS,
    FIELDS,
    SCHEMA_VERSION,
    TIMELINE_FIELDS,
    Cell,
    Row,
    band_row,
    check_row,
    comparison_row,
    point_row,
    to_row,
)
from factcheck.runs import Run, counted

ARTICLE_FIELDS = (
    "id", "title", "publisher", "published", "source", "sentences", "figures", "claims",
    "flagged", "status", "reason", "extra",
)  # fmt: skip
MEMBER_FIELDS = ("finding", "comparison", "origin", "origin_reason")
DISCREPANCY_FIELDS = (
    "severity", "about", "verdict", "code", "reason", "article", "title", "publisher",
    "published", "url", "sentence", "hedge", "text", "field", "start", "end", "measure",
    "population", "place_name", "event", "speaker", "claim_low", "claim_high", "ref_low",
    "ref_best", "ref_high", "ref_as_of", "ref_source", "ref_grade", "ref_url", "today_best",
    "today_as_of", "gap", "gap_ratio", "notes", "finding", "comparison", "check",
)  # fmt: skip
# The fullwidth signs too: spreadsheets for East Asian scripts run them as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# Two articles that contradict each other rank below a figure that misses its reference by far
# and above a bound that is merely loose; arithmetic that fails inside one article comes next.
DIVERGING_SEVERITY = 50
FAILED_CHECK_SEVERITY = 40


def write_report(run: Run, folder: Path, *, excel: bool = False) -> list[Path]:
    """Write all files of a run and give their paths. ``excel`` adds a byte order mark to the CSVs
    and writes findings.xlsx beside them.

    Raises ``UsageError`` where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / name, chunks) for name, chunks in _files(run, excel=excel)]
    except OSError as error:
        raise UsageError(
            f"cannot write here: {error.strerror}",
            where=str(folder),
            remedy="give another folder with --out",
        ) from None


# Rows that are made as they are written, as often as they are asked for.
_Rows = Callable[[], Iterable[Row]]


def _files(run: Run, *, excel: bool) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Names and bytes of a run's files, line by line: a large run is never held as text."""
    tables: list[tuple[str, Sequence[str], _Rows]] = [
        ("findings.csv", FIELDS, lambda: finding_rows(run)),
        ("discrepancies.csv", DISCREPANCY_FIELDS, lambda: discrepancy_rows(run)),
        ("comparisons.csv", COMPARISON_FIELDS, lambda: map(comparison_row, run.comparisons)),
        ("members.csv", MEMBER_FIELDS, lambda: member_rows(run)),
        ("timeline.csv", TIMELINE_FIELDS, lambda: timeline_rows(run)),
        ("checks.csv", CHECK_FIELDS, lambda: map(check_row, run.checks)),
        ("articles.csv", ARTICLE_FIELDS, lambda: article_rows(run)),
    ]
    mark = "\ufeff" if excel else ""
    for name, columns, body in tables:
        lines = chain([mark], csv_lines(columns, body()))
        yield name, (line.encode("utf-8", "replace") for line in lines)
    yield "findings.jsonl", (f"{json_text(row)}\n".encode() for row in finding_rows(run))
    yield "run.json", [f"{json_text(run_summary(run), indent=2)}\n".encode()]
    if excel:
        yield (
            "findings.xlsx",
            [workbook([(name, columns, rows()) for name, columns, rows in tables])],
        )


def finding_rows(run: Run) -> Iterator[Row]:
    """Rows of findings.csv and findings.jsonl: article order, title before text, then offset."""
    for _, group in groupby(run.findings, key=lambda finding: finding.claim.article.article_id):
        ordered = sorted(
            group,
            key=lambda finding: (
                finding.claim.sentence.field != "title",
                finding.claim.quantity.span.start,
                finding.claim.quantity.span.end,
            ),
        )
        for finding in ordered:
            yield to_row(finding, run.comparison_of.get(finding.finding_id))


def discrepancy_rows(run: Run) -> list[Row]:
    """What an editor acts on, most severe first: flagged figures, contradictions, arithmetic."""
    compared = {member.finding_id for comparison in run.diverging for member in comparison.members}
    compared.update(name for check in run.failed_checks for name in check.findings)
    by_id: dict[str, Row] = {}
    out: list[Row] = []
    for finding in run.findings:
        if not finding.flagged and finding.finding_id not in compared:
            continue
        row = to_row(finding, run.comparison_of.get(finding.finding_id))
        by_id[finding.finding_id] = row
        if finding.flagged:
            out.append(
                {name: row.get(name) for name in DISCREPANCY_FIELDS}
                | {"about": "figure", "check": None}
            )
    for comparison in run.diverging:
        members = [by_id[m.finding_id] for m in comparison.members if m.finding_id in by_id]
        out.append(contradiction_row(comparison_row(comparison), members))
    for check in run.failed_checks:
        members = [by_id[name] for name in check.findings if name in by_id]
        out.append(arithmetic_row(check_row(check), members))
    return sorted(out, key=lambda row: -_severity(row))


def contradiction_row(comparison: Row, members: Sequence[Row]) -> Row:
    """A line of discrepancies.csv for articles that contradict each other, from the comparison's
    line of comparisons.csv and its members' lines of findings.csv."""
    return _of_several(members, str(comparison["reason"])) | {
        "severity": DIVERGING_SEVERITY,
        "about": "comparison",
        "verdict": comparison["state"],
        "measure": comparison["measure"],
        "population": comparison["population"],
        "place_name": comparison["place_name"],
        "event": comparison["event"],
        "claim_low": comparison["low"],
        "claim_high": comparison["high"],
        "comparison": comparison["comparison"],
    }


def arithmetic_row(check: Row, members: Sequence[Row]) -> Row:
    """A line of discrepancies.csv for arithmetic that does not come out."""
    return _of_several(members, str(check["reason"])) | {
        "severity": FAILED_CHECK_SEVERITY,
        "about": "check",
        "verdict": "arithmetic",
        "code": check["kind"],
        "check": check["check"],
    }


def _severity(row: Row) -> int:
    severity = row["severity"]
    return severity if isinstance(severity, int) else 0


def _of_several(members: Sequence[Row], reason: str) -> Row:
    """A row about several figures: each column lists what its members say, in order, once."""
    row: Row = dict.fromkeys(DISCREPANCY_FIELDS)
    for name in ("article", "publisher", "published", "url", "sentence", "text", "speaker"):
        row[name] = " | ".join(dict.fromkeys(str(m[name]) for m in members if m[name]))
    row["finding"] = " ".join(str(member["finding"]) for member in members)
    row["reason"] = reason
    return row


def member_rows(run: Run) -> list[Row]:
    """Which finding stands in which comparison, and the origin that it goes back to."""
    return [
        {
            "finding": member.finding_id,
            "comparison": comparison.comparison_id,
            "origin": member.origin,
            "origin_reason": member.origin_reason,
        }
        for comparison in run.comparisons
        for member in comparison.members
    ]


def timeline_rows(run: Run) -> list[Row]:
    """What a chart of a comparison over time draws: each article's figure as an interval on its
    day, and the reference figures in force and of today behind them. Single reports are left out,
    figures without a day come last."""
    drawn = [c for c in run.comparisons if c.state is not ComparisonState.SINGLE_REPORT]
    wanted = {member.finding_id for comparison in drawn for member in comparison.members}
    findings = {f.finding_id: f for f in run.findings if f.finding_id in wanted}
    rows: list[Row] = []
    for comparison in drawn:
        members = [(member, findings[member.finding_id]) for member in comparison.members
                   if member.finding_id in findings]  # fmt: skip
        points = [point_row(comparison, member, finding) for member, finding in members]
        figures = {figure.figure_id: figure for _, finding in members
                   for figure in (finding.figure, finding.today) if figure is not None}  # fmt: skip
        points += [band_row(comparison, figure) for _, figure in sorted(figures.items())]
        rows += sorted(points, key=lambda row: str(row["date"] or "9999"))
    return rows


def article_rows(run: Run) -> Iterator[Row]:
    """Every article, then everything that could not be read."""
    complaints: dict[str, list[str]] = {}
    for problem in run.problems:
        if problem.article_id:
            complaints.setdefault(problem.article_id, []).append(problem.found)
    for read in run.articles:
        article = read.article
        complaint = complaints.get(article.article_id, [])
        extra = json.dumps(dict(article.extra), ensure_ascii=False) if article.extra else None
        yield {
            "id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
            "source": article.published_source,
            "sentences": read.sentences,
            "figures": read.figures,
            "claims": read.claims,
            "flagged": read.flagged,
            "status": "read_with_problem" if complaint else "read",
            "reason": "; ".join(complaint),
            "extra": extra,
        }
    for problem in run.unread:
        line = f"line {problem.line}: " if problem.line else ""
        yield dict.fromkeys(ARTICLE_FIELDS) | {
            "id": problem.source,
            "status": "not_read",
            "reason": f"{line}{problem.found} - {problem.remedy}",
        }


def run_summary(run: Run) -> dict[str, object]:
    """What run.json says: what ran, on what, and how it came out."""
    return {
        "tool": "factcheck",
        "version": run.version,
        "schema": SCHEMA_VERSION,
        "profile": run.profile,
        "reference_digest": run.table_digest,
        "compared": run.compared,
        "counts": {
            "articles": len(run.articles),
            "not_read": len(run.unread),
            "sentences": sum(read.sentences for read in run.articles),
            "figures": len(run.findings),
            "claims": sum(read.claims for read in run.articles),
            "judged": sum(run.verdicts.values()),
            "flagged": run.flagged_figures,
            "comparisons": len(run.comparisons),
            "diverging": len(run.diverging),
            "checks": len(run.checks),
            "failed_checks": len(run.failed_checks),
        },
        "verdicts": run.verdicts,
        "not_judged": run.not_judged,
        "comparison_states": counted(c.state.value for c in run.comparisons),
        "problems": [
            {
                "source": problem.source,
                "line": problem.line,
                "found": problem.found,
                "remedy": problem.remedy,
                "article": problem.article_id or None,
            }
            for problem in run.problems
        ],
    }


def json_lines(rows: Iterable[Row]) -> str:
    """One JSON object a line."""
    return "".join(f"{json_text(row)}\n" for row in rows)


def json_text(value: object, indent: int | None = None) -> str:
    """A value as JSON that can always be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, from a damaged name or escape
        return json.dumps(value, ensure_ascii=True, indent=indent)
    return text


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as CSV: header, line feeds, blank for unknown; no text cell can run as a formula."""
    return "".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The same, line by line."""
    yield f"{','.join(columns)}\n"
    for row in rows:
        yield ",".join(_quoted(str(csv_cell(row.get(name)))) for name in columns) + "\n"


def _quoted(cell: str) -> str:
    # The standard writer leaves a bare carriage return unquoted where lines end in line feeds,
    # and readers then break the row there.
    if not any(sign in cell for sign in ',"\n\r'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def csv_cell(value: Cell) -> str | int | float:
    """A cell as written: numbers untouched, text neutralised where a spreadsheet would run it.

    >>> csv_cell("=1+1"), csv_cell(-3), csv_cell(None), csv_cell(True)
    ("'=1+1", -3, '', 'true')
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        words = _words(value)
        return f"'{words}" if words.startswith(FORMULA_STARTS) else words
    return value if isinstance(value, int) else format(value, ".15g")


def _words(value: str | bool | list[str] | list[dict[str, str | int | None]] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if all(isinstance(item, str) for item in value):
        return " | ".join(str(item) for item in value)
    return json.dumps(value, ensure_ascii=False)


def workbook(tables: Sequence[tuple[str, Sequence[str], Iterable[Row]]]) -> bytes:
    """The same tables as sheets of one workbook, without live formulas or links."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        # The library stamps the hour otherwise, and two runs would differ.
        from datetime import datetime

        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
        for name, columns, rows in tables:
            sheet = book.add_worksheet(name.removesuffix(".csv"))
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns)
            for number, row in enumerate(rows, start=1):
                for column, key in enumerate(columns):
                    _write_cell(sheet, number, column, row.get(key))
    return stream.getvalue()


# The longest text that a spreadsheet's cell holds.
_SHEET_CELL = 32_767


def _write_cell(sheet: object, row: int, column: int, value: Cell) -> None:
    from xlsxwriter.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)  # noqa: S101
    if value is None:
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _words(value)[:_SHEET_CELL])


def _write(path: Path, chunks: Iterable[bytes]) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.writelines(chunks)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
