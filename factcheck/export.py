"""A selection of reviewed figures -> the files that an editor takes along.

The rows are those of findings.jsonl with what people decided beside them; every format holds the
same rows in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factcheck.report import (
    DISCREPANCY_FIELDS,
    arithmetic_row,
    contradiction_row,
    csv_text,
    json_lines,
    workbook,
)
from factcheck.rows import Row
from factcheck.store import queue
from factcheck.store.database import Store
from factcheck.store.queue import Filter, QueueItem
from factcheck.store.saving import SavedRun, contradictions, failed_checks

REVIEW_FIELDS = (
    "decision", "decision_reason", "decision_note", "reviewer", "decided", "asked_of", "asked_on",
    "signed_by", "earlier_text",
)  # fmt: skip
EXPORT_FIELDS = (*DISCREPANCY_FIELDS, *REVIEW_FIELDS)


def selection(store: Store, run: SavedRun, chosen: Filter) -> list[Row]:
    """The rows of a filter in the order of the queue.

    The whole heap of flagged figures, with nothing else asked for, is discrepancies.csv: then
    contradictions between articles and failed arithmetic stand among the figures.
    """
    rows = [export_row(item) for item in queue.everything(store, run.id, chosen)]
    if chosen != Filter(view="flagged"):
        return rows
    for comparison, members in contradictions(store, run.id):
        rows.append(_blank() | contradiction_row(comparison, members))
    for check, members in failed_checks(store, run.id):
        rows.append(_blank() | arithmetic_row(check, members))
    return sorted(rows, key=lambda row: -_severity(row))


def export_row(item: QueueItem) -> Row:
    """One figure with its decision, as a flat row with the keys of ``EXPORT_FIELDS``."""
    row: Row = {name: item.row.get(name) for name in DISCREPANCY_FIELDS}
    row |= {"about": "figure", "check": None}
    review = item.review
    return row | {
        "decision": review.decision if review else "open",
        "decision_reason": review.reason if review else None,
        "decision_note": review.note if review else None,
        "reviewer": review.reviewer if review else None,
        "decided": review.decided if review else None,
        "asked_of": review.asked_of if review else None,
        "asked_on": review.asked_on if review else None,
        "signed_by": review.signed_by if review else None,
        "earlier_text": item.earlier_text,
    }


def csv_file(rows: Iterable[Row]) -> bytes:
    """The rows as CSV, with a byte order mark so that a spreadsheet reads the letters right."""
    return csv_text(EXPORT_FIELDS, rows).encode("utf-8-sig", "replace")


def excel_file(rows: Sequence[Row]) -> bytes:
    """The rows as a workbook without live formulas or links."""
    return workbook([("discrepancies", EXPORT_FIELDS, rows)])


def json_file(rows: Iterable[Row]) -> bytes:
    """The rows as JSON, one object a line."""
    return json_lines(rows).encode("utf-8")


def html_file(rows: Sequence[Row], run: SavedRun, chosen: Filter) -> bytes:
    """The rows as one page that needs nothing else: no script, no picture, no network."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = plain_words
    environment.filters["link"] = safe_link
    environment.filters["parts"] = _parts
    page = environment.get_template("report.html").render(
        rows=rows, run=run, filter=_filter_words(chosen)
    )
    return page.encode("utf-8", "replace")


def plain_words(value: object) -> str:
    """An id of a vocabulary as words.

    >>> plain_words("reference_conflict"), plain_words(None)
    ('reference conflict', '')
    """
    return str(value or "").replace("_", " ")


def safe_link(url: object) -> str | None:
    """The address, where it is one of the web and nothing else; None otherwise.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link("//host")
    ('https://example.org/a', None, None)
    """
    address = str(url or "").strip()
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and host else None


def _parts(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """The sentence before, at and after the figure; all of it before where it cannot be told."""
    sentence, text = str(row["sentence"] or ""), str(row["text"] or "")
    start = sentence.find(text) if text and row["about"] == "figure" else -1
    if start < 0:
        return sentence, "", ""
    end = start + len(text)
    return sentence[:start], text, sentence[end:]


def _filter_words(chosen: Filter) -> str:
    return chosen.words().replace("-", " ")


def _blank() -> Row:
    return dict.fromkeys(EXPORT_FIELDS)


def _severity(row: Row) -> int:
    severity = row["severity"]
    return severity if isinstance(severity, int) else 0
