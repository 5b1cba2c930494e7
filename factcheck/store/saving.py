"""Runs in the store: saved, listed, renamed, deleted, and one figure of a run judged again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from factcheck.model import Article, Comparison, ComparisonState, Finding
from factcheck.rows import Row, check_row, comparison_row, to_row
from factcheck.runs import Run
from factcheck.store.carrying import carry_reviews
from factcheck.store.database import Store, StoreError, now
from factcheck.store.schema import (
    ArticleRow,
    CheckRow,
    ComparisonRow,
    FindingRow,
    MemberRow,
    RunRow,
    SnapshotRow,
)
from factcheck.store.words import (
    NOT_JUDGED,
    STATE_ORDER,
    article_from,
    detail_of,
    figure_data,
    figures_of,
    queue_rank,
    sentence_digest,
    view_of,
)

OWN, SAMPLES = "own", "samples"
_CHUNK = 2_000  # rows a statement
_TITLE = 100_000_000  # puts the title's offsets before those of any text


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run's line in the list of runs. ``problems`` are what could not be read, with a remedy."""

    id: int
    name: str
    kind: str
    created: str
    reviewer: str
    version: str
    profile: str
    table_digest: str
    articles: int
    findings: int
    flagged: int
    not_judged: int
    problems: tuple[Mapping[str, Any], ...]
    revision: int
    stale_comparisons: bool


def save_run(
    store: Store, run: Run, name: str, *, kind: str = OWN, reviewer: str = "", at: str = ""
) -> int:
    """Keep a run and give its number. What was decided on the same articles earlier is found again
    by the figure's id, else by its words (``carry_reviews``)."""
    with store.writing() as session:
        return _save(session, run, name, kind, reviewer, at or now())


def replace_samples(store: Store, run: Run, name: str) -> int:
    """Keep the run of the sample articles in the place of an earlier one."""
    with store.writing() as session:
        session.execute(delete(RunRow).where(RunRow.kind == SAMPLES))
        return _save(session, run, name, SAMPLES, "", now())


def list_runs(store: Store) -> list[SavedRun]:
    """All runs, the newest first."""
    with store.reading() as session:
        return [_saved(row) for row in session.scalars(select(RunRow).order_by(RunRow.id.desc()))]


def get_run(store: Store, run_id: int) -> SavedRun | None:
    """One run, None where it was deleted."""
    with store.reading() as session:
        row = session.get(RunRow, run_id)
        return None if row is None else _saved(row)


def rename_run(store: Store, run_id: int, name: str) -> None:
    """Give a run another name."""
    with store.writing() as session:
        session.execute(
            update(RunRow)
            .where(RunRow.id == run_id)
            .values(name=name, revision=RunRow.revision + 1)
        )


def delete_run(store: Store, run_id: int) -> None:
    """Remove a run and what it found; decisions, notes and the trail stay."""
    with store.writing() as session:
        session.execute(delete(RunRow).where(RunRow.id == run_id))


def run_articles(store: Store, run_id: int) -> list[Article]:
    """The articles of a run with their texts, in order."""
    with store.reading() as session:
        rows = session.scalars(
            select(ArticleRow).where(ArticleRow.run_id == run_id).order_by(ArticleRow.position)
        )
        return [as_article(row) for row in rows]


def as_article(row: ArticleRow) -> Article:
    """The article of its row."""
    return article_from(
        row.article, row.text, row.title, row.publisher, row.published, row.published_source,
        row.url, row.extra, row.before, row.behind,
    )  # fmt: skip


def put_finding(store: Store, run_id: int, finding: Finding, article_row: int) -> None:
    """Put one figure that was judged again, or marked by hand, into its run.

    The run's comparisons are not made again; the run says so until it is checked again.
    """
    with store.writing() as session:
        run = session.get(RunRow, run_id)
        if run is None:
            raise StoreError("the run was deleted", remedy="check the article again")
        session.execute(
            delete(FindingRow).where(
                FindingRow.run_id == run_id, FindingRow.finding == finding.finding_id
            )
        )
        _insert_findings(session, run_id, [(finding, article_row, None)])
        _insert_snapshots(session, run_id, [finding])
        _recount(session, run, article_row)
        run.stale_comparisons = True


def put_article_findings(
    session: Session, run: RunRow, article_row: int, findings: Sequence[Finding], at: str
) -> None:
    """Put what was found in one article into its run, within a transaction."""
    _insert_findings(session, run.id, ((finding, article_row, None) for finding in findings))
    _insert_snapshots(session, run.id, findings)
    _recount(session, run, article_row)
    run.stale_comparisons = True
    carry_reviews(session, run.id, at)


def remove_finding(store: Store, run_id: int, finding_id: str) -> None:
    """Take a figure that was marked by hand out of its run again."""
    with store.writing() as session:
        row = session.scalar(
            select(FindingRow).where(FindingRow.run_id == run_id, FindingRow.finding == finding_id)
        )
        run = session.get(RunRow, run_id)
        if row is None or run is None:
            return
        article_row = row.article_id
        session.delete(row)
        session.flush()
        _recount(session, run, article_row)


def contradictions(store: Store, run_id: int) -> list[tuple[Row, list[Row]]]:
    """The run's comparisons whose articles contradict each other, each with its figures' rows."""
    with store.reading() as session:
        found = session.scalars(
            select(ComparisonRow.row)
            .where(
                ComparisonRow.run_id == run_id,
                ComparisonRow.state == ComparisonState.DIVERGE.value,
            )
            .order_by(ComparisonRow.comparison)
        ).all()
        return [(row, _rows(session, run_id, row["members"].split())) for row in found]


def failed_checks(store: Store, run_id: int) -> list[tuple[Row, list[Row]]]:
    """The run's arithmetic that does not come out, each with its figures' rows."""
    with store.reading() as session:
        found = session.scalars(
            select(CheckRow.row)
            .where(CheckRow.run_id == run_id, CheckRow.passed.is_(False))
            .order_by(CheckRow.id)
        ).all()
        return [(row, _rows(session, run_id, row["findings"].split())) for row in found]


def _rows(session: Session, run_id: int, findings: Sequence[str]) -> list[Row]:
    found = {
        row["finding"]: row
        for row in session.scalars(
            select(FindingRow.row).where(
                FindingRow.run_id == run_id, FindingRow.finding.in_(findings)
            )
        )
    }
    return [found[name] for name in findings if name in found]


def _recount(session: Session, run: RunRow, article_row: int) -> None:
    from sqlalchemy import func

    counts = dict(
        session.execute(
            select(FindingRow.view, func.count())
            .where(FindingRow.run_id == run.id)
            .group_by(FindingRow.view)
        ).all()
    )
    run.findings = sum(counts.values())
    run.flagged = counts.get("flagged", 0)
    run.not_judged = counts.get(NOT_JUDGED, 0)
    article = session.get(ArticleRow, article_row)
    if article is not None:
        own = dict(
            session.execute(
                select(FindingRow.view, func.count())
                .where(FindingRow.article_id == article_row)
                .group_by(FindingRow.view)
            ).all()
        )
        article.figures = sum(own.values())
        article.flagged = own.get("flagged", 0)


def _save(session: Session, run: Run, name: str, kind: str, reviewer: str, at: str) -> int:
    saved = RunRow(
        name=name, kind=kind, created=at, reviewer=reviewer, version=run.version,
        profile=run.profile, table_digest=run.table_digest, articles=len(run.articles),
        findings=len(run.findings), flagged=len(run.flagged),
        not_judged=sum(finding.verdict is None for finding in run.findings),
        problems=[
            {"source": p.source, "line": p.line, "found": p.found, "remedy": p.remedy,
             "article": p.article_id}
            for p in run.problems
        ],
    )  # fmt: skip
    session.add(saved)
    session.flush()
    articles = _insert_articles(session, saved.id, run)
    _insert_findings(
        session,
        saved.id,
        (
            (
                finding,
                articles[finding.claim.article.article_id],
                run.comparison_of.get(finding.finding_id),
            )
            for finding in run.findings
        ),
    )
    _insert_snapshots(session, saved.id, run.findings)
    _insert_comparisons(session, saved.id, run.comparisons)
    _bulk(
        session,
        CheckRow,
        (
            {"run_id": saved.id, "passed": check.passed, "row": check_row(check)}
            for check in run.checks
        ),
    )
    carry_reviews(session, saved.id, at)
    return saved.id


def _insert_articles(session: Session, run_id: int, run: Run) -> dict[str, int]:
    _bulk(
        session,
        ArticleRow,
        (
            {
                "run_id": run_id,
                "position": position,
                "article": read.article.article_id,
                "title": read.article.title,
                "publisher": read.article.publisher,
                "published": _day(read.article.published),
                "published_source": read.article.published_source,
                "url": read.article.url,
                "text": read.article.text,
                "extra": dict(read.article.extra),
                "before": read.article.before,
                "behind": read.article.behind,
                "sentences": read.sentences,
                "figures": read.figures,
                "claims": read.claims,
                "flagged": read.flagged,
            }
            for position, read in enumerate(run.articles)
        ),
    )
    numbers = session.execute(
        select(ArticleRow.position, ArticleRow.id).where(ArticleRow.run_id == run_id)
    )
    names = [read.article.article_id for read in run.articles]
    return {names[position]: number for position, number in numbers}


def _insert_findings(
    session: Session, run_id: int, findings: Iterable[tuple[Finding, int, Comparison | None]]
) -> None:
    _bulk(
        session,
        FindingRow,
        (
            _columns(run_id, article, finding, comparison)
            for finding, article, comparison in findings
        ),
    )


def _columns(
    run_id: int, article: int, finding: Finding, comparison: Comparison | None
) -> dict[str, Any]:
    row = to_row(finding, comparison)
    claim = finding.claim
    sentence = claim.sentence.text
    words = (claim.quantity.text, sentence, claim.article.title, finding.reason, claim.said_by)
    return {
        "run_id": run_id,
        "article_id": article,
        "finding": finding.finding_id,
        "position": claim.quantity.span.start - (_TITLE if claim.sentence.field == "title" else 0),
        "view": view_of(finding),
        "verdict": finding.verdict.value if finding.verdict else "",
        "code": finding.code,
        "severity": finding.severity,
        "rank": queue_rank(finding),
        "measure": claim.measure or "",
        "place": claim.place or claim.place_name,
        "event": claim.event or "",
        "publisher": claim.article.publisher,
        "published": _day(claim.article.published),
        "comparison": comparison.comparison_id if comparison else None,
        "text": claim.quantity.text,
        "sentence_digest": sentence_digest(sentence),
        "search": " ".join(words).lower(),
        "row": row,
        "detail": detail_of(finding),
    }


def _insert_snapshots(session: Session, run_id: int, findings: Sequence[Finding]) -> None:
    figures = {figure.figure_id: figure for finding in findings for figure in figures_of(finding)}
    for name in session.scalars(select(SnapshotRow.figure).where(SnapshotRow.run_id == run_id)):
        figures.pop(name, None)
    _bulk(
        session,
        SnapshotRow,
        (
            {"run_id": run_id, "figure": name, "data": figure_data(figure)}
            for name, figure in figures.items()
        ),
    )


def _insert_comparisons(session: Session, run_id: int, comparisons: Sequence[Comparison]) -> None:
    _bulk(
        session,
        ComparisonRow,
        (
            {
                "run_id": run_id,
                "comparison": comparison.comparison_id,
                "state": comparison.state.value,
                "state_rank": _state_rank(comparison),
                "articles": comparison.articles,
                "row": comparison_row(comparison),
            }
            for comparison in comparisons
        ),
    )
    _bulk(
        session,
        MemberRow,
        (
            {
                "run_id": run_id,
                "comparison": comparison.comparison_id,
                "finding": member.finding_id,
                "position": position,
                "origin": member.origin,
                "origin_reason": member.origin_reason,
            }
            for comparison in comparisons
            for position, member in enumerate(comparison.members)
        ),
    )


def _state_rank(comparison: Comparison) -> int:
    return (
        STATE_ORDER.index(comparison.state) if comparison.state in STATE_ORDER else len(STATE_ORDER)
    )


def _bulk(session: Session, table: type, rows: Iterable[Row | dict[str, Any]]) -> None:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            session.execute(insert(table), chunk)
            chunk = []
    if chunk:
        session.execute(insert(table), chunk)


def _saved(row: RunRow) -> SavedRun:
    return SavedRun(
        row.id, row.name, row.kind, row.created, row.reviewer, row.version, row.profile,
        row.table_digest, row.articles, row.findings, row.flagged, row.not_judged,
        tuple(row.problems), row.revision, row.stale_comparisons,
    )  # fmt: skip


def run_digest(names: Iterable[str]) -> str:
    """A short name for several things, the same for the same things."""
    return hashlib.sha1(
        "\0".join(names).encode("utf-8", "surrogatepass"), usedforsecurity=False
    ).hexdigest()[:8]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
