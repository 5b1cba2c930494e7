"""Decisions that outlive a text: found again in a later run of the same article.

A figure's id holds its place in the text, so a paragraph put in above changes it. Where an article
comes again, a decision whose id is gone goes to the figure with the same number in the same
sentence, else to the one with the same number in a sentence that was mended.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.store.schema import ArticleRow, AuditRow, FindingRow, ReviewRow

_CHUNK = 500  # ids in one query
_ALIKE = (
    0.5  # share of words: a sentence that kept fewer was written anew, and nobody decided on it
)

CARRIED = (
    "decision", "reason", "note", "reviewer", "decided", "assigned", "asked_of", "asked_on",
    "signed_by", "signed",
)  # fmt: skip


def carry_reviews(session: Session, run_id: int, at: str) -> int:
    """Copy decisions to the new ids of their figures; gives how many were copied."""
    articles = dict(
        session.execute(
            select(ArticleRow.article, ArticleRow.id).where(ArticleRow.run_id == run_id)
        ).all()
    )
    carried = 0
    names = list(articles)
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        reviews = session.scalars(
            select(ReviewRow).where(ReviewRow.article.in_(chunk)).order_by(ReviewRow.finding)
        ).all()
        by_article: dict[str, list[ReviewRow]] = defaultdict(list)
        for review in reviews:
            by_article[review.article].append(review)
        for name, held in by_article.items():
            carried += _carry(session, articles[name], held, at)
    return carried


def _carry(session: Session, article: int, held: Sequence[ReviewRow], at: str) -> int:
    found = session.execute(
        select(FindingRow.finding, FindingRow.text, FindingRow.sentence_digest, FindingRow.row)
        .where(FindingRow.article_id == article)
        .order_by(FindingRow.position)
    ).all()
    here = {one.finding for one in found}
    live = {review.finding: review for review in held if not review.moved_to}
    orphans = [review for review in live.values() if review.finding not in here]
    free = [one for one in found if one.finding not in live]
    earlier = {review.finding: review for review in held if review.moved_to}
    carried = 0
    for same_sentence in (True, False):
        for review in list(orphans):
            target = next(
                (
                    one
                    for one in free
                    if one.text == review.text
                    and (
                        one.sentence_digest == review.sentence_digest
                        if same_sentence
                        else _alike(one.row["sentence"], review.sentence)
                    )
                ),
                None,
            )
            if target is None:
                continue
            free.remove(target)
            orphans.remove(review)
            values = {name: getattr(review, name) for name in CARRIED}
            kept = earlier.get(target.finding)
            if kept is None:
                kept = ReviewRow(finding=target.finding, article=review.article, text=review.text)
                session.add(kept)
            kept.sentence, kept.sentence_digest = review.sentence, review.sentence_digest
            kept.moved_to = ""
            for name, value in values.items():
                setattr(kept, name, value)
            review.moved_to = target.finding
            session.add(
                AuditRow(
                    batch=uuid.uuid4().hex, at=at, reviewer=review.reviewer, action="carried",
                    outcome="stored", finding=target.finding,
                    note=f"from {review.finding}: the text of the article moved", before={},
                    after=values,
                )
            )  # fmt: skip
            carried += 1
    return carried


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE
