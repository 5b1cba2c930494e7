"""What people say of a figure's reading and of its origin; both are used again in later runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from factcheck.corrections import Correction
from factcheck.model import Article
from factcheck.store.database import Store, now
from factcheck.store.queue import QueueItem
from factcheck.store.reviews import as_review, log
from factcheck.store.saving import as_article
from factcheck.store.schema import (
    ArticleRow,
    ComparisonRow,
    CorrectionRow,
    FindingRow,
    MemberRow,
    OriginRow,
    ReviewRow,
)

_CHUNK = 500  # ids in one query


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction with its author."""

    correction: Correction
    at: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class OriginMember:
    """One figure of a comparison. ``origin`` is what counts: a person's word before the
    program's; ``by`` names the person."""

    item: QueueItem
    detail: Mapping[str, Any]
    origin: str
    origin_reason: str
    by: str


def correct(store: Store, correction: Correction, reviewer: str, *, at: str = "") -> None:
    """Keep how a person reads a figure; it takes the place of what was said of it before."""
    time = at or now()
    with store.writing() as session:
        row = session.scalar(
            select(CorrectionRow).where(CorrectionRow.finding == correction.finding_id)
        )
        before = dict(row.data) if row is not None else {}
        if row is None:
            row = CorrectionRow(finding=correction.finding_id, article=correction.article_id)
            session.add(row)
        row.at, row.reviewer, row.data = time, reviewer, correction.to_data()
        log(
            session, correction.finding_id, reviewer, "mark" if correction.marked else "correct",
            before, correction.to_data(), time,
        )  # fmt: skip


def withdraw(store: Store, finding_id: str, reviewer: str, *, at: str = "") -> None:
    """Take a correction or a mark back."""
    with store.writing() as session:
        row = session.scalar(select(CorrectionRow).where(CorrectionRow.finding == finding_id))
        if row is not None:
            log(session, finding_id, reviewer, "withdraw", row.data, {}, at or now())
            session.delete(row)


def corrections_of(store: Store, articles: Sequence[str]) -> dict[str, list[StoredCorrection]]:
    """Corrections by article."""
    found: dict[str, list[StoredCorrection]] = defaultdict(list)
    with store.reading() as session:
        for start in range(0, len(articles), _CHUNK):
            rows = session.scalars(
                select(CorrectionRow)
                .where(CorrectionRow.article.in_(articles[start : start + _CHUNK]))
                .order_by(CorrectionRow.id)
            )
            for row in rows:
                made = StoredCorrection(Correction.from_data(row.data), row.at, row.reviewer)
                found[row.article].append(made)
    return found


def comparisons(
    store: Store, run_id: int, states: Sequence[str] = (), limit: int = 200, offset: int = 0
) -> list[dict[str, Any]]:
    """A run's comparisons, contradictions first, then those of most articles."""
    query = select(ComparisonRow.row).where(ComparisonRow.run_id == run_id)
    if states:
        query = query.where(ComparisonRow.state.in_(states))
    query = query.order_by(
        ComparisonRow.state_rank, ComparisonRow.articles.desc(), ComparisonRow.comparison
    )
    with store.reading() as session:
        return list(session.scalars(query.limit(limit).offset(offset)))


def comparison_counts(store: Store, run_id: int) -> dict[str, int]:
    """A run's comparisons by state."""
    from sqlalchemy import func

    with store.reading() as session:
        return dict(
            session.execute(
                select(ComparisonRow.state, func.count())
                .where(ComparisonRow.run_id == run_id)
                .group_by(ComparisonRow.state, ComparisonRow.state_rank)
                .order_by(ComparisonRow.state_rank)
            ).all()
        )


def get_comparison(store: Store, run_id: int, comparison_id: str) -> dict[str, Any] | None:
    """One comparison's row."""
    with store.reading() as session:
        return session.scalar(
            select(ComparisonRow.row).where(
                ComparisonRow.run_id == run_id, ComparisonRow.comparison == comparison_id
            )
        )


def members(store: Store, run_id: int, comparison_id: str) -> list[OriginMember]:
    """The figures of a comparison with their origins, in the order of their days."""
    query = (
        select(MemberRow, FindingRow, ReviewRow, OriginRow)
        .join(
            FindingRow,
            (FindingRow.run_id == MemberRow.run_id) & (FindingRow.finding == MemberRow.finding),
        )
        .outerjoin(ReviewRow, ReviewRow.finding == MemberRow.finding)
        .outerjoin(
            OriginRow,
            (OriginRow.comparison == MemberRow.comparison)
            & (OriginRow.finding == MemberRow.finding),
        )
        .where(MemberRow.run_id == run_id, MemberRow.comparison == comparison_id)
        .order_by(MemberRow.position)
    )
    found: list[OriginMember] = []
    with store.reading() as session:
        for member, finding, review, said in session.execute(query):
            item = QueueItem(
                finding.row,
                finding.view,
                as_review(review) if review is not None else None,
                review is not None and review.sentence_digest != finding.sentence_digest,
            )
            found.append(
                OriginMember(
                    item,
                    finding.detail,
                    said.origin if said is not None else member.origin,
                    "said by a person" if said is not None else member.origin_reason,
                    said.reviewer if said is not None else "",
                )
            )
    return found


def copies_of(store: Store, run_id: int, finding_id: str) -> list[str]:
    """The same number in other articles of the same origin: copies of one story."""
    with store.reading() as session:
        own = session.scalar(
            select(FindingRow).where(FindingRow.run_id == run_id, FindingRow.finding == finding_id)
        )
    if own is None or own.comparison is None:
        return []
    others = members(store, run_id, own.comparison)
    origin = next((one.origin for one in others if one.item.row["finding"] == finding_id), None)
    return [
        one.item.row["finding"]
        for one in others
        if one.origin == origin
        and one.item.row["finding"] != finding_id
        and one.item.row["text"] == own.text
        and one.item.row["article"] != own.row["article"]
    ]


def article_of(store: Store, run_id: int, article: str) -> Article | None:
    """One article of a run with its text."""
    with store.reading() as session:
        row = session.scalar(
            select(ArticleRow).where(ArticleRow.run_id == run_id, ArticleRow.article == article)
        )
        return None if row is None else as_article(row)


def origins_of(store: Store, findings: Sequence[str]) -> dict[str, str]:
    """What people said of the origins of these figures."""
    found: dict[str, str] = {}
    with store.reading() as session:
        for start in range(0, len(findings), _CHUNK):
            rows = session.execute(
                select(OriginRow.finding, OriginRow.origin).where(
                    OriginRow.finding.in_(findings[start : start + _CHUNK])
                )
            )
            found.update(rows.all())
    return found


def set_origin(
    store: Store, comparison_id: str, findings: Sequence[str], origin: str, reviewer: str,
    *, at: str = "",
) -> None:  # fmt: skip
    """Say that figures of a comparison go back to one origin; blank goes back to the program's."""
    time = at or now()
    with store.writing() as session:
        for finding in findings:
            row = session.scalar(
                select(OriginRow).where(
                    OriginRow.comparison == comparison_id, OriginRow.finding == finding
                )
            )
            before = {"origin": row.origin if row is not None else ""}
            if not origin:
                session.execute(
                    delete(OriginRow).where(
                        OriginRow.comparison == comparison_id, OriginRow.finding == finding
                    )
                )
            elif row is None:
                session.add(
                    OriginRow(
                        comparison=comparison_id, finding=finding, origin=origin, at=time,
                        reviewer=reviewer,
                    )
                )  # fmt: skip
            else:
                row.origin, row.at, row.reviewer = origin, time, reviewer
            log(session, finding, reviewer, "origin", before, {"origin": origin}, time)
