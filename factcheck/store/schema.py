"""The tables of the review store.

What a run found is kept by run; what people decided is kept by the stable id of the figure, so that
it outlives the run. Times are UTC in ISO 8601 text, which sorts by time in every database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_ID = 64  # characters of an id: 12 hexadecimal digits of ours, or a longer one of a table's own
_NAME = 200  # characters of a person's or a run's name

# Names of constraints, without which a batch migration of SQLite cannot drop them.
_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_UNSTORABLE = {0: 0xFFFD} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


class Words(TypeDecorator[str]):
    """Text of any origin. A NUL or half of a surrogate pair, which no database takes, becomes
    U+FFFD: one character for one, so that offsets stay true."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.translate(_UNSTORABLE)


class Json(TypeDecorator[Any]):
    """A value as JSON in ASCII, so that every string comes back as it was."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_NAMING)


class RunRow(Base):
    """One run: which articles were checked, by which version, table and profile."""

    __tablename__ = "runs"
    # A number is never used again: an old address must not lead to another run.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - read by SQLAlchemy

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[str] = mapped_column(String(20))  # own, or samples
    created: Mapped[str] = mapped_column(String(32))
    reviewer: Mapped[str] = mapped_column(Words, default="")
    version: Mapped[str] = mapped_column(String(40))
    profile: Mapped[str] = mapped_column(String(40))
    table_digest: Mapped[str] = mapped_column(String(64))
    articles: Mapped[int] = mapped_column(Integer)
    findings: Mapped[int] = mapped_column(Integer)
    flagged: Mapped[int] = mapped_column(Integer)
    not_judged: Mapped[int] = mapped_column(Integer)
    problems: Mapped[list[Mapping[str, Any]]] = mapped_column(Json)
    # Raised by each correction, so that what was cached of the run is read again.
    revision: Mapped[int] = mapped_column(Integer, default=1)
    stale_comparisons: Mapped[bool] = mapped_column(Boolean, default=False)

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - read by SQLAlchemy


class ArticleRow(Base):
    """An article as it was checked in one run."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("run_id", "article"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    article: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    publisher: Mapped[str] = mapped_column(Words)
    published: Mapped[str | None] = mapped_column(String(10))
    published_source: Mapped[str] = mapped_column(String(20))
    url: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    extra: Mapped[Mapping[str, str]] = mapped_column(Json)
    before: Mapped[str] = mapped_column(Words, server_default="")
    behind: Mapped[str] = mapped_column(Words, server_default="")
    sentences: Mapped[int] = mapped_column(Integer)
    figures: Mapped[int] = mapped_column(Integer)
    claims: Mapped[int] = mapped_column(Integer)
    flagged: Mapped[int] = mapped_column(Integer)


class FindingRow(Base):
    """One figure of one run. ``row`` is its line of findings.jsonl; the columns beside it are what
    the queue filters and sorts by. ``detail`` holds the matches with a reason a field."""

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("run_id", "finding"),
        Index("ix_findings_queue", "run_id", "view", "rank", "article_id", "position"),
        Index("ix_findings_article", "article_id", "position"),
        Index("ix_findings_comparison", "run_id", "comparison"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    finding: Mapped[str] = mapped_column(String(_ID))
    position: Mapped[int] = mapped_column(Integer)
    view: Mapped[str] = mapped_column(String(20))  # flagged, not_judged, no_match, matches
    verdict: Mapped[str] = mapped_column(String(40))  # blank: not judged
    code: Mapped[str] = mapped_column(String(40))
    severity: Mapped[int] = mapped_column(Integer)
    rank: Mapped[int] = mapped_column(
        Integer
    )  # by severity, then grade; the first to look at is low
    measure: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)
    event: Mapped[str] = mapped_column(Words)
    publisher: Mapped[str] = mapped_column(Words)
    published: Mapped[str | None] = mapped_column(String(10))
    comparison: Mapped[str | None] = mapped_column(String(_ID))
    text: Mapped[str] = mapped_column(Words)
    sentence_digest: Mapped[str] = mapped_column(String(12))
    search: Mapped[str] = mapped_column(Words)  # lower case: figure, sentence, title, reason
    row: Mapped[dict[str, Any]] = mapped_column(Json)
    detail: Mapped[dict[str, Any]] = mapped_column(Json)


class SnapshotRow(Base):
    """A reference figure as it stood in the table when the run was made."""

    __tablename__ = "snapshots"
    __table_args__ = (UniqueConstraint("run_id", "figure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    figure: Mapped[str] = mapped_column(Words)
    data: Mapped[dict[str, Any]] = mapped_column(Json)


class ComparisonRow(Base):
    """All figures of one key in one run; ``row`` is its line of comparisons.csv."""

    __tablename__ = "comparisons"
    __table_args__ = (
        UniqueConstraint("run_id", "comparison"),
        Index("ix_comparisons_list", "run_id", "state_rank", "articles"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    comparison: Mapped[str] = mapped_column(String(_ID))
    state: Mapped[str] = mapped_column(String(40))
    state_rank: Mapped[int] = mapped_column(Integer)
    articles: Mapped[int] = mapped_column(Integer)
    row: Mapped[dict[str, Any]] = mapped_column(Json)


class MemberRow(Base):
    """One figure in a comparison and the origin that it goes back to."""

    __tablename__ = "members"
    __table_args__ = (Index("ix_members_run", "run_id", "comparison"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    comparison: Mapped[str] = mapped_column(String(_ID))
    finding: Mapped[str] = mapped_column(String(_ID))
    position: Mapped[int] = mapped_column(Integer)
    origin: Mapped[str] = mapped_column(Words)
    origin_reason: Mapped[str] = mapped_column(Words)


class CheckRow(Base):
    """One arithmetic check of a run."""

    __tablename__ = "checks"
    __table_args__ = (Index("ix_checks_run", "run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    passed: Mapped[bool] = mapped_column(Boolean)
    row: Mapped[dict[str, Any]] = mapped_column(Json)


class ReviewRow(Base):
    """What people decided about one figure. ``version`` refuses an edit that did not see the last."""

    __tablename__ = "reviews"
    __table_args__ = (Index("ix_reviews_article", "article"),)

    finding: Mapped[str] = mapped_column(String(_ID), primary_key=True)
    article: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    sentence: Mapped[str] = mapped_column(Words)
    sentence_digest: Mapped[str] = mapped_column(String(12))
    decision: Mapped[str] = mapped_column(String(20), default="open")
    reason: Mapped[str] = mapped_column(Words, default="")
    note: Mapped[str] = mapped_column(Words, default="")
    reviewer: Mapped[str] = mapped_column(Words, default="")
    decided: Mapped[str] = mapped_column(String(32), default="")
    assigned: Mapped[str] = mapped_column(Words, default="")
    asked_of: Mapped[str] = mapped_column(Words, default="")
    asked_on: Mapped[str] = mapped_column(String(10), default="")
    signed_by: Mapped[str] = mapped_column(Words, default="")
    signed: Mapped[str] = mapped_column(String(32), default="")
    # Where the text moved: the id under which this decision lives on.
    moved_to: Mapped[str] = mapped_column(String(_ID), default="")
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class AuditRow(Base):
    """The trail: every change with its author, its time, and what stood there before and after.

    ``outcome``: stored; set_aside where somebody else had decided in the meantime; undone.
    Entries of one action on several figures share ``batch``.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_finding", "finding"),
        Index("ix_audit_reviewer", "reviewer", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(String(32))
    at: Mapped[str] = mapped_column(String(32))
    reviewer: Mapped[str] = mapped_column(String(_NAME))
    action: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20))
    finding: Mapped[str] = mapped_column(String(_ID))
    note: Mapped[str] = mapped_column(Words, default="")
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)


class NoteRow(Base):
    """A free note on a figure."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_finding", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding: Mapped[str] = mapped_column(String(_ID))
    at: Mapped[str] = mapped_column(String(32))
    reviewer: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)


class CorrectionRow(Base):
    """How a person read a figure, or a figure that a person marked; used again in later runs."""

    __tablename__ = "corrections"
    __table_args__ = (
        UniqueConstraint("finding"),
        Index("ix_corrections_article", "article"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding: Mapped[str] = mapped_column(String(_ID))
    article: Mapped[str] = mapped_column(Words)
    at: Mapped[str] = mapped_column(String(32))
    reviewer: Mapped[str] = mapped_column(Words)
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class OriginRow(Base):
    """A person's word on which origin a figure of a comparison goes back to."""

    __tablename__ = "origins"
    __table_args__ = (UniqueConstraint("comparison", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comparison: Mapped[str] = mapped_column(String(_ID))
    finding: Mapped[str] = mapped_column(String(_ID))
    origin: Mapped[str] = mapped_column(Words)
    at: Mapped[str] = mapped_column(String(32))
    reviewer: Mapped[str] = mapped_column(Words)
