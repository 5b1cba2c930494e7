"""Values that the store keeps of the program's nouns, as plain JSON-ready data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.model import (
    Article,
    ComparisonState,
    Finding,
    Interval,
    Match,
    ReferenceFigure,
    Span,
    Verdict,
)

FLAGGED, NOT_JUDGED, NO_MATCH, MATCHES = "flagged", "not_judged", "no_match", "matches"
VIEWS = (FLAGGED, NOT_JUDGED, NO_MATCH, MATCHES)

OPEN, CONFIRMED, DISMISSED = "open", "confirmed", "dismissed"
NEEDS_SOURCE, ASKED, FIXED = "needs_source", "asked", "fixed"
DECISIONS = (OPEN, CONFIRMED, DISMISSED, NEEDS_SOURCE, ASKED, FIXED)

# Contradictions first, then what a reader may have to explain, then agreement.
STATE_ORDER = (
    ComparisonState.DIVERGE,
    ComparisonState.REVISED_DOWN,
    ComparisonState.SCOPE_DIFFERS,
    ComparisonState.RISING_SERIES,
    ComparisonState.ROUNDING_VARIANTS,
    ComparisonState.AGREE,
    ComparisonState.SINGLE_REPORT,
)
_GRADES = "AOBCD"
_UNCOMPARED = frozenset({Verdict.NO_REFERENCE, Verdict.NOT_COMPARABLE, Verdict.AMBIGUOUS})


def view_of(finding: Finding) -> str:
    """Which of the four heaps of the queue a finding lies on."""
    if finding.flagged:
        return FLAGGED
    if finding.verdict is None:
        return NOT_JUDGED
    return NO_MATCH if finding.verdict in _UNCOMPARED else MATCHES


def queue_rank(finding: Finding) -> int:
    """Place in the queue: the most severe first, then by the reference's grade, the best first."""
    grade = finding.figure.grade if finding.figure is not None else ""
    position = _GRADES.index(grade) if grade and grade in _GRADES else len(_GRADES)
    return (100 - finding.severity) * 10 + position


def sentence_digest(sentence: str) -> str:
    """12 hexadecimal digits that change when the sentence does; spaces and line ends do not count."""
    words = " ".join(sentence.split()).encode("utf-8", "surrogatepass")
    return hashlib.sha1(words, usedforsecurity=False).hexdigest()[:12]


def detail_of(finding: Finding) -> dict[str, Any]:
    """What the one-figure view shows beyond the row: both intervals' ends, matches with reasons."""
    quantity = finding.claim.quantity
    return {
        "interval": _interval(finding.claim_interval),
        "hedge_span": _span(quantity.hedge_span),
        "counted_span": _span(quantity.counted_span),
        "sentence_start": finding.claim.sentence.span.start,
        "match": _match(finding.match),
        "others": [_match(match) for match in finding.others],
        "figure": finding.figure.figure_id if finding.figure else None,
        "today": finding.today.figure_id if finding.today else None,
        "period_text": finding.claim.period_text,
    }


def figures_of(finding: Finding) -> list[ReferenceFigure]:
    """Every reference figure that a finding's detail names."""
    matches = [finding.match, *finding.others]
    found = [match.figure for match in matches if match is not None]
    found += [figure for figure in (finding.figure, finding.today) if figure is not None]
    return found


def figure_data(figure: ReferenceFigure) -> dict[str, str]:
    """A reference figure as text cells, blank ones left out."""
    cells = {one.name: getattr(figure, one.name) for one in fields(figure)}
    return {name: _cell(value) for name, value in cells.items() if value not in (None, "")}


def figure_from(data: Mapping[str, str]) -> ReferenceFigure:
    """The reference figure of its text cells."""
    values: dict[str, Any] = {}
    for one in fields(ReferenceFigure):
        cell = data.get(one.name, "")
        if one.name in {"low", "best", "high"}:
            values[one.name] = Decimal(cell) if cell else None
        elif one.name in {"period_start", "period_end", "as_of", "published", "retired"}:
            values[one.name] = date.fromisoformat(cell) if cell else None
        else:
            values[one.name] = cell
    return ReferenceFigure(**values)


def article_from(
    article_id: str,
    text: str,
    title: str,
    publisher: str,
    published: str | None,
    published_source: str,
    url: str,
    extra: Mapping[str, str],
    before: str = "",
    behind: str = "",
) -> Article:
    """An article of its stored columns."""
    day = date.fromisoformat(published) if published else None
    return Article(
        article_id, text, title, publisher, day, published_source, url, extra, before, behind
    )


def _match(match: Match | None) -> dict[str, Any] | None:
    if match is None:
        return None
    return {
        "figure": match.figure.figure_id,
        "relation": match.relation,
        "reasons": [
            {
                "field": reason.field,
                "claim": reason.claim,
                "reference": reason.reference,
                "passed": reason.passed,
                "note": reason.note,
            }
            for reason in match.reasons
        ],
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        "low": None if interval.low is None else float(interval.low),
        "high": None if interval.high is None else float(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _cell(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)
