"""Finding -> one flat row, the stable contract of findings.jsonl and findings.csv.

Numbers are plain numbers (whole ones are ``int``), days are ISO text, unknown is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from factcheck.model import (
    Check,
    Claim,
    Comparison,
    Evidence,
    Finding,
    Member,
    ReferenceFigure,
)

SCHEMA_VERSION = 1

Cell = str | int | float | bool | None | list[str] | list[dict[str, str | int | None]]
Row = dict[str, Cell]

FIELDS = (
    "finding",
    "article",
    "title",
    "publisher",
    "url",
    "published",
    "published_source",
    "sentence",
    "position",
    "paragraph",
    "quoted",
    "field",
    "start",
    "end",
    "text",
    "hedge",
    "kind",
    "role",
    "low",
    "high",
    "bound",
    "claim_low",
    "claim_high",
    "unit",
    "change",
    "measure",
    "counted",
    "subject",
    "population",
    "place",
    "event",
    "place_name",
    "denominator",
    "adjustment",
    "period_start",
    "as_of",
    "speaker",
    "modality",
    "evidence",
    "verdict",
    "code",
    "notes",
    "reason",
    "figure_id",
    "ref_low",
    "ref_best",
    "ref_high",
    "ref_value_type",
    "ref_as_of",
    "ref_published",
    "ref_source",
    "ref_stance",
    "ref_grade",
    "ref_url",
    "ref_archived_url",
    "today_low",
    "today_best",
    "today_high",
    "today_as_of",
    "today_source",
    "severity",
    "gap",
    "gap_ratio",
    "comparison",
    "comparison_state",
    "articles_in_comparison",
    "origins_in_comparison",
)

COMPARISON_FIELDS = (
    "comparison",
    "measure",
    "counted",
    "population",
    "place",
    "place_name",
    "event",
    "state",
    "reason",
    "low",
    "high",
    "articles",
    "origins",
    "first_date",
    "last_date",
    "members",
)

CHECK_FIELDS = ("check", "kind", "passed", "reason", "figures", "articles", "findings")


TIMELINE_FIELDS = (
    "comparison", "state", "kind", "date", "low", "value", "high", "text", "article", "publisher",
    "origin", "finding", "figure",
)  # fmt: skip


def _unit(claim: Claim) -> str | None:
    """The written unit; of a count the measure's own, unless the counted noun says another one."""
    if claim.quantity.unit or claim.unit is None:
        return claim.quantity.unit
    counted = claim.counted.lower()
    named = not counted or claim.unit == "people" or claim.unit.rstrip("s") in counted
    return claim.unit if named else None


def to_row(finding: Finding, comparison: Comparison | None = None) -> Row:
    """One figure as a flat row with exactly the keys of ``FIELDS``, in that order."""
    claim = finding.claim
    article, sentence, quantity = claim.article, claim.sentence, claim.quantity
    interval = finding.claim_interval
    return {
        "finding": finding.finding_id,
        "article": article.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": _day(article.published),
        "published_source": article.published_source,
        "sentence": sentence.text,
        "position": sentence.position,
        "paragraph": sentence.paragraph,
        "quoted": claim.quoted,
        "field": sentence.field,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "text": quantity.text,
        "hedge": quantity.hedge,
        "kind": quantity.kind.value,
        "role": claim.role.value,
        "low": plain(quantity.low),
        "high": plain(quantity.high),
        "bound": quantity.bound.value,
        "claim_low": plain(interval.low) if interval else None,
        "claim_high": plain(interval.high) if interval else None,
        "unit": _unit(claim),
        "change": quantity.change.value,
        "measure": claim.measure,
        "counted": claim.counted or quantity.counted,
        "subject": claim.subject or quantity.subject,
        "population": claim.population,
        "place": claim.place,
        "event": claim.event,
        "place_name": claim.place_shown,
        "denominator": claim.denominator,
        "adjustment": claim.adjustment,
        "period_start": _day(claim.period_start),
        "as_of": _day(claim.as_of),
        "speaker": claim.said_by,
        "modality": claim.modality.value,
        "evidence": [_evidence(item) for item in claim.evidence],
        "verdict": finding.verdict.value if finding.verdict else None,
        "code": finding.code,
        "notes": list(finding.notes),
        "reason": finding.reason,
        **_in_force(finding.figure),
        **_newest(finding.today),
        "severity": finding.severity,
        "gap": plain(finding.gap),
        "gap_ratio": plain(finding.gap_ratio),
        "comparison": comparison.comparison_id if comparison else None,
        "comparison_state": comparison.state.value if comparison else None,
        "articles_in_comparison": comparison.articles if comparison else None,
        "origins_in_comparison": comparison.origins if comparison else None,
    }


def comparison_row(comparison: Comparison) -> Row:
    """One comparison as a row of comparisons.csv."""
    return {
        "comparison": comparison.comparison_id,
        "measure": comparison.measure,
        "counted": comparison.counted,
        "population": comparison.population,
        "place": comparison.place,
        "place_name": comparison.place_name,
        "event": comparison.event,
        "state": comparison.state.value,
        "reason": comparison.reason,
        "low": plain(comparison.low),
        "high": plain(comparison.high),
        "articles": comparison.articles,
        "origins": comparison.origins,
        "first_date": _day(comparison.first_date),
        "last_date": _day(comparison.last_date),
        "members": " ".join(member.finding_id for member in comparison.members),
    }


def check_row(check: Check) -> Row:
    """One check as a row of checks.csv, with its figures as written and their articles."""
    return {
        "check": check.check_id,
        "kind": check.kind,
        "passed": check.passed,
        "reason": check.reason,
        "figures": " | ".join(check.figures),
        "articles": " | ".join(check.articles),
        "findings": " ".join(check.findings),
    }


def point_row(comparison: Comparison, member: Member, finding: Finding) -> Row:
    """One article's figure on the time axis of its comparison: a row of timeline.csv."""
    claim = finding.claim
    interval = finding.claim_interval
    return {
        "comparison": comparison.comparison_id,
        "state": comparison.state.value,
        "kind": "article",
        "date": _day(claim.article.published),
        "low": plain(interval.low) if interval else None,
        "value": plain(claim.quantity.value),
        "high": plain(interval.high) if interval else None,
        "text": f"{claim.quantity.hedge} {claim.quantity.text}".strip(),
        "article": claim.article.article_id,
        "publisher": claim.article.publisher,
        "origin": member.origin,
        "finding": finding.finding_id,
        "figure": None,
    }


def band_row(comparison: Comparison, figure: ReferenceFigure) -> Row:
    """One reference figure behind a comparison, on the day that it speaks of."""
    return dict.fromkeys(TIMELINE_FIELDS) | {
        "comparison": comparison.comparison_id,
        "state": comparison.state.value,
        "kind": "reference",
        "date": _day(figure.as_of),
        "low": plain(figure.low),
        "value": plain(figure.best),
        "high": plain(figure.high),
        "text": figure.value_type,
        "publisher": figure.source_id,
        "figure": figure.figure_id,
    }


def plain(number: Decimal | None) -> int | float | None:
    """A number as a reader's program takes it: whole ones without a fraction.

    >>> plain(Decimal("5E+3")), plain(Decimal("3.40")), plain(None)
    (5000, 3.4, None)
    """
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _in_force(figure: ReferenceFigure | None) -> Mapping[str, Cell]:
    return {
        "figure_id": figure.figure_id if figure else None,
        "ref_low": plain(figure.low) if figure else None,
        "ref_best": plain(figure.best) if figure else None,
        "ref_high": plain(figure.high) if figure else None,
        "ref_value_type": figure.value_type if figure else None,
        "ref_as_of": _day(figure.as_of) if figure else None,
        "ref_published": _day(figure.published) if figure else None,
        "ref_source": figure.source_id if figure else None,
        "ref_stance": figure.stance if figure else None,
        "ref_grade": figure.grade if figure else None,
        "ref_url": figure.url if figure else None,
        "ref_archived_url": figure.archived_url if figure else None,
    }


def _newest(figure: ReferenceFigure | None) -> Mapping[str, Cell]:
    return {
        "today_low": plain(figure.low) if figure else None,
        "today_best": plain(figure.best) if figure else None,
        "today_high": plain(figure.high) if figure else None,
        "today_as_of": _day(figure.as_of) if figure else None,
        "today_source": figure.source_id if figure else None,
    }


def _evidence(item: Evidence) -> dict[str, str | int | None]:
    return {
        "field": item.field,
        "value": item.value,
        "cue": item.cue,
        "start": item.start,
        "end": item.end,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
