"""The review queue: filtered, counted and paged in the database, so that its size does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from factcheck.store.database import Store
from factcheck.store.reviews import Review, as_review
from factcheck.store.schema import ArticleRow, FindingRow, ReviewRow, SnapshotRow
from factcheck.store.words import DECISIONS, OPEN, VIEWS

_Columns = TypeVarTuple("_Columns")

PAGE_SIZE = 25
_BATCH = 1_000  # rows held at once while a whole selection is read


@dataclass(frozen=True, slots=True)
class Filter:
    """Which figures of a run are meant; an empty field asks for nothing.

    ``view`` is one of ``VIEWS`` or blank for all. ``since`` and ``until`` are ISO days of
    publication, ends included. ``reviewer`` is who decided or who the figure is assigned to.
    """

    view: str = ""
    verdict: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    reviewer: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    search: str = ""
    article: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the view is asked for."""
        return replace(self, view="") != Filter()

    def words(self) -> str:
        """The filter as part of a file's name: view and values, letters and digits only."""
        parts: list[str] = []
        for one in fields(self):
            value = getattr(self, one.name)
            parts += list(value) if isinstance(value, tuple) else [value]
        plain = "-".join(part for part in parts if part).lower()
        kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in plain)
        return "-".join(filter(None, kept.split("-")))[:80].rstrip("-") or "all"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A figure in the queue: its row of findings.jsonl and what was decided on it."""

    row: Mapping[str, Any]
    view: str
    review: Review | None
    earlier_text: bool  # decided when its sentence read otherwise


@dataclass(frozen=True, slots=True)
class FindingView:
    """Everything that the one-figure view shows. ``figures`` are the reference figures by id, as
    they stood in the table when the run was made."""

    item: QueueItem
    article_row: int
    detail: Mapping[str, Any]
    figures: Mapping[str, Mapping[str, str]]


def view_counts(store: Store, run_id: int, chosen: Filter) -> dict[str, int]:
    """How many figures lie on each heap under the other parts of a filter."""
    query = _narrow(
        select(FindingRow.view, func.count()).group_by(FindingRow.view),
        run_id,
        replace(chosen, view=""),
    )
    with store.reading() as session:
        found = dict(session.execute(query).all())
    return {view: found.get(view, 0) for view in VIEWS}


def count(store: Store, run_id: int, chosen: Filter) -> int:
    """How many figures a filter leaves."""
    query = _narrow(select(func.count()).select_from(FindingRow), run_id, chosen)
    with store.reading() as session:
        return session.scalar(query) or 0


def page(
    store: Store, run_id: int, chosen: Filter, number: int = 1, size: int = PAGE_SIZE
) -> list[QueueItem]:
    """One page of the queue, the first to look at first. Pages count from 1."""
    query = _ordered(_items(run_id, chosen)).limit(size).offset((number - 1) * size)
    with store.reading() as session:
        return [_item(*found) for found in session.execute(query)]


def everything(store: Store, run_id: int, chosen: Filter) -> Iterator[QueueItem]:
    """All figures of a filter in the order of the queue, read in batches."""
    query = _ordered(_items(run_id, chosen)).execution_options(yield_per=_BATCH)
    with store.reading() as session:
        for found in session.execute(query):
            yield _item(*found)


def neighbours(
    store: Store, run_id: int, chosen: Filter, finding_id: str
) -> tuple[int, str | None, str | None]:
    """A figure's place in the filtered queue (from 1, 0 where it is not in it), and the ids before
    and after it. Of a figure that left the filter, the one after is the next that is still in it."""
    with store.reading() as session:
        own = session.execute(
            select(
                FindingRow.rank, FindingRow.article_id, FindingRow.position, FindingRow.id
            ).where(FindingRow.run_id == run_id, FindingRow.finding == finding_id)
        ).first()
        if own is None:
            return 0, None, None
        key = tuple(own)
        before = session.scalar(
            _narrow(select(FindingRow.finding), run_id, chosen)
            .where(_beyond(key, after=False))
            .order_by(*(column.desc() for column in _KEY))
            .limit(1)
        )
        after = session.scalar(
            _narrow(select(FindingRow.finding), run_id, chosen)
            .where(_beyond(key, after=True))
            .order_by(*_KEY)
            .limit(1)
        )
        inside = session.scalar(
            _narrow(select(func.count()).select_from(FindingRow), run_id, chosen).where(
                FindingRow.finding == finding_id
            )
        )
        place = session.scalar(
            _narrow(select(func.count()).select_from(FindingRow), run_id, chosen).where(
                _beyond(key, after=False)
            )
        )
    return ((place or 0) + 1 if inside else 0), before, after


def facets(store: Store, run_id: int) -> dict[str, dict[str, int]]:
    """The values of a run's fields with their counts, the commonest first."""
    columns = {
        "verdict": FindingRow.verdict,
        "measure": FindingRow.measure,
        "place": FindingRow.place,
        "event": FindingRow.event,
        "publisher": FindingRow.publisher,
    }
    found: dict[str, dict[str, int]] = {}
    with store.reading() as session:
        for name, column in columns.items():
            rows = session.execute(
                select(column, func.count())
                .where(FindingRow.run_id == run_id)
                .group_by(column)
                .order_by(func.count().desc(), column)
            )
            found[name] = {value: number for value, number in rows if value}
    return found


def reviewers(store: Store) -> list[str]:
    """Everybody who decided on a figure or has one assigned."""
    with store.reading() as session:
        names = set(session.scalars(select(ReviewRow.reviewer).distinct()))
        names |= set(session.scalars(select(ReviewRow.assigned).distinct()))
    return sorted(name for name in names if name)


def decision_counts(store: Store, run_id: int) -> dict[str, int]:
    """A run's flagged figures by decision."""
    state = func.coalesce(ReviewRow.decision, OPEN)
    query = (
        select(state, func.count())
        .select_from(FindingRow)
        .outerjoin(ReviewRow, _JOIN)
        .where(FindingRow.run_id == run_id, FindingRow.view == VIEWS[0])
        .group_by(state)
    )
    with store.reading() as session:
        found = dict(session.execute(query).all())
    return {decision: found.get(decision, 0) for decision in DECISIONS}


def get_finding(store: Store, run_id: int, finding_id: str) -> FindingView | None:
    """One figure in full; None where the run does not hold it."""
    with store.reading() as session:
        found = session.execute(
            select(FindingRow, ReviewRow)
            .outerjoin(ReviewRow, _JOIN)
            .where(FindingRow.run_id == run_id, FindingRow.finding == finding_id)
        ).first()
        if found is None:
            return None
        finding, review = found
        detail = finding.detail
        names = {detail["figure"], detail["today"]}
        names |= {match["figure"] for match in (detail["match"], *detail["others"]) if match}
        snapshots = session.execute(
            select(SnapshotRow.figure, SnapshotRow.data).where(
                SnapshotRow.run_id == run_id, SnapshotRow.figure.in_(sorted(filter(None, names)))
            )
        )
        return FindingView(
            _item(finding.row, finding.view, finding.sentence_digest, review),
            finding.article_id,
            detail,
            dict(snapshots.all()),
        )


def article_findings(store: Store, run_id: int, article: str) -> list[QueueItem]:
    """All figures of one article in the order of the text, the title's first."""
    query = (
        select(FindingRow.row, FindingRow.view, FindingRow.sentence_digest, ReviewRow)
        .outerjoin(ReviewRow, _JOIN)
        .join(ArticleRow, ArticleRow.id == FindingRow.article_id)
        .where(ArticleRow.run_id == run_id, ArticleRow.article == article)
        .order_by(FindingRow.position)
    )
    with store.reading() as session:
        return [_item(*found) for found in session.execute(query)]


_JOIN = and_(ReviewRow.finding == FindingRow.finding, ReviewRow.moved_to == "")
_KEY = (FindingRow.rank, FindingRow.article_id, FindingRow.position, FindingRow.id)


def _beyond(key: tuple[Any, ...], *, after: bool) -> ColumnElement[bool]:
    """What comes later (or earlier) in the queue than a place, field by field."""
    found: list[ColumnElement[bool]] = []
    for number, column in enumerate(_KEY):
        same = [earlier == key[place] for place, earlier in enumerate(_KEY[:number])]
        step = column > key[number] if after else column < key[number]
        found.append(and_(*same, step))
    return or_(*found)


def _items(run_id: int, chosen: Filter) -> Select[Any]:
    query = select(FindingRow.row, FindingRow.view, FindingRow.sentence_digest, ReviewRow)
    return _narrow(query, run_id, chosen, joined=True)


def _ordered(query: Select[Any]) -> Select[Any]:
    return query.order_by(*_KEY)


def _narrow(
    query: Select[*_Columns], run_id: int, chosen: Filter, *, joined: bool = False
) -> Select[*_Columns]:
    query = query.where(FindingRow.run_id == run_id)
    if joined or chosen.decision or chosen.reviewer:
        query = query.outerjoin(ReviewRow, _JOIN)
    if chosen.view:
        query = query.where(FindingRow.view == chosen.view)
    for name in ("verdict", "measure", "place", "event", "publisher"):
        wanted = getattr(chosen, name)
        if wanted:
            query = query.where(getattr(FindingRow, name).in_(wanted))
    if chosen.decision:
        query = query.where(func.coalesce(ReviewRow.decision, OPEN).in_(chosen.decision))
    if chosen.reviewer:
        query = query.where(
            or_(ReviewRow.reviewer.in_(chosen.reviewer), ReviewRow.assigned.in_(chosen.reviewer))
        )
    if chosen.since:
        query = query.where(FindingRow.published >= chosen.since)
    if chosen.until:
        query = query.where(FindingRow.published <= chosen.until)
    if chosen.article:
        query = query.join(ArticleRow, ArticleRow.id == FindingRow.article_id).where(
            ArticleRow.article == chosen.article
        )
    for word in chosen.search.lower().split():
        query = query.where(FindingRow.search.contains(word, autoescape=True))
    return query


def _item(row: Mapping[str, Any], view: str, digest: str, review: ReviewRow | None) -> QueueItem:
    earlier = review is not None and review.sentence_digest != digest
    return QueueItem(row, view, as_review(review) if review is not None else None, earlier)
