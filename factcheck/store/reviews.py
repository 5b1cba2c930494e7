"""What people decide: never silently overwritten, always undoable, all of it on the trail.

Whoever decides says which version of the review they had before them. Where somebody else decided
in the meantime nothing is overwritten: the second is told, and both decisions are on the trail.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from factcheck.errors import UsageError
from factcheck.store.database import Store, StoreError, now
from factcheck.store.schema import AuditRow, FindingRow, NoteRow, ReviewRow
from factcheck.store.words import ASKED, DECISIONS, OPEN

STORED, SET_ASIDE, UNDONE = "stored", "set_aside", "undone"
_FIELDS = (
    "decision", "reason", "note", "reviewer", "decided", "assigned", "asked_of", "asked_on",
    "signed_by", "signed",
)  # fmt: skip
_BLANK: dict[str, str] = dict.fromkeys(_FIELDS, "") | {"decision": OPEN}


@dataclass(frozen=True, slots=True)
class Review:
    """What was decided on one figure. ``sentence`` is what it was decided on; times are UTC."""

    finding: str
    sentence: str
    decision: str
    reason: str
    note: str
    reviewer: str
    decided: str
    assigned: str
    asked_of: str
    asked_on: str
    signed_by: str
    signed: str
    version: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was faster; ``theirs`` stands, what was wanted is on the trail only."""

    finding: str
    theirs: Review


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    at: str
    reviewer: str
    action: str
    outcome: str
    finding: str
    note: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """A free note on a figure."""

    at: str
    reviewer: str
    text: str


def decide(
    store: Store,
    run_id: int,
    seen: Mapping[str, int],
    reviewer: str,
    decision: str,
    *,
    reason: str = "",
    note: str = "",
    at: str = "",
) -> list[Conflict]:
    """Decide on one figure, or on several at once. ``seen`` gives the version of each review as it
    was on the screen, 0 where there was none.

    Gives the figures on which somebody else decided in the meantime; the others are stored.
    Raises ``UsageError`` where the reviewer has no name, or dismisses without a reason.
    """
    if decision not in DECISIONS:
        raise UsageError(f'there is no decision "{decision}"', remedy="use " + ", ".join(DECISIONS))
    if decision == "dismissed" and not reason.strip():
        raise UsageError("a figure is dismissed with a reason", remedy="choose or write one")
    time = at or now()
    values = {
        "decision": decision, "reason": reason.strip(), "note": note.strip(),
        "reviewer": _named(reviewer), "decided": time, "signed_by": "", "signed": "",
    }  # fmt: skip
    return _change(store, run_id, seen, reviewer, "decide", values, time)


def assign(
    store: Store, run_id: int, seen: Mapping[str, int], reviewer: str, to: str, *, at: str = ""
) -> list[Conflict]:
    """Give a figure to somebody to look at; blank takes it back."""
    return _change(store, run_id, seen, reviewer, "assign", {"assigned": to.strip()}, at or now())


def ask(
    store: Store,
    run_id: int,
    seen: Mapping[str, int],
    reviewer: str,
    of: str,
    on: str,
    *,
    at: str = "",
) -> list[Conflict]:
    """Mark that somebody was asked about a figure: of whom, and on which ISO day."""
    if not of.strip():
        raise UsageError("nobody is named who was asked", remedy="write the name or the office")
    time = at or now()
    values = {
        "decision": ASKED, "asked_of": of.strip(), "asked_on": on, "reviewer": _named(reviewer),
        "decided": time, "signed_by": "", "signed": "",
    }  # fmt: skip
    return _change(store, run_id, seen, reviewer, "ask", values, time)


def sign_off(
    store: Store, run_id: int, seen: Mapping[str, int], reviewer: str, *, at: str = ""
) -> list[Conflict]:
    """Sign a decision as its second person. Raises ``UsageError`` where it is one's own decision,
    or nothing was decided."""
    time = at or now()
    with store.reading() as session:
        for finding in seen:
            review = session.get(ReviewRow, finding)
            if review is None or review.decision == OPEN:
                raise UsageError("nothing was decided yet", remedy="decide first")
            if review.reviewer.casefold() == reviewer.strip().casefold():
                raise UsageError("this is your own decision", remedy="a second person signs it off")
    values = {"signed_by": _named(reviewer), "signed": time}
    return _change(store, run_id, seen, reviewer, "sign_off", values, time)


def add_note(store: Store, finding_id: str, reviewer: str, text: str, *, at: str = "") -> None:
    """Put a free note on a figure."""
    if not text.strip():
        raise UsageError("the note is empty", remedy="write a word")
    time = at or now()
    with store.writing() as session:
        session.add(
            NoteRow(finding=finding_id, at=time, reviewer=_named(reviewer), text=text.strip())
        )
        log(session, finding_id, reviewer, "note", {}, {"text": text.strip()}, time)


def notes_of(store: Store, finding_id: str) -> list[Note]:
    """A figure's notes, the oldest first."""
    with store.reading() as session:
        rows = session.scalars(
            select(NoteRow).where(NoteRow.finding == finding_id).order_by(NoteRow.id)
        )
        return [Note(row.at, row.reviewer, row.text) for row in rows]


def undo(store: Store, reviewer: str, *, at: str = "") -> list[str]:
    """Take back a reviewer's last change that still stands; gives its figures.

    Raises ``UsageError`` where there is none, or where somebody changed the figure since.
    """
    time = at or now()
    with store.writing() as session:
        last = session.scalar(
            select(AuditRow)
            .where(
                AuditRow.reviewer == _named(reviewer),
                AuditRow.outcome == STORED,
                AuditRow.action.in_(("decide", "assign", "ask", "sign_off")),
            )
            .order_by(AuditRow.id.desc())
            .limit(1)
        )
        if last is None:
            raise UsageError("you have nothing to undo")
        entries = session.scalars(
            select(AuditRow).where(AuditRow.batch == last.batch, AuditRow.outcome == STORED)
        ).all()
        for entry in entries:
            review = session.get(ReviewRow, entry.finding, with_for_update=True)
            if review is None or _values(review) != entry.after:
                raise UsageError(
                    "somebody changed this figure after you",
                    remedy="open it and decide again; both decisions are on the trail",
                )
            for name, value in entry.before.items():
                setattr(review, name, value)
            entry.outcome = UNDONE
            log(session, entry.finding, reviewer, "undo", entry.after, entry.before, time)
        return [entry.finding for entry in entries]


def trail(store: Store, finding_id: str = "", limit: int = 200) -> list[Entry]:
    """The trail of one figure, or of all, the newest first."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if finding_id:
        query = query.where(AuditRow.finding == finding_id)
    with store.reading() as session:
        return [
            Entry(
                row.at, row.reviewer, row.action, row.outcome, row.finding, row.note, row.before,
                row.after,
            )
            for row in session.scalars(query)
        ]  # fmt: skip


def versions(store: Store, findings: Sequence[str]) -> dict[str, int]:
    """The version of each figure's review as it is now, 0 where there is none."""
    with store.reading() as session:
        found = dict(
            session.execute(
                select(ReviewRow.finding, ReviewRow.version).where(ReviewRow.finding.in_(findings))
            ).all()
        )
    return {finding: found.get(finding, 0) for finding in findings}


def as_review(row: ReviewRow) -> Review:
    """A review as the pages use it."""
    return Review(
        row.finding, row.sentence, row.decision, row.reason, row.note, row.reviewer, row.decided,
        row.assigned, row.asked_of, row.asked_on, row.signed_by, row.signed, row.version,
    )  # fmt: skip


def log(
    session: Session,
    finding: str,
    reviewer: str,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    at: str,
) -> None:
    """Add a line to the trail within a transaction."""
    session.add(
        AuditRow(
            batch=uuid.uuid4().hex, at=at, reviewer=reviewer.strip(), action=action,
            outcome=STORED, finding=finding, note="", before=dict(before), after=dict(after),
        )
    )  # fmt: skip


def _change(
    store: Store,
    run_id: int,
    seen: Mapping[str, int],
    reviewer: str,
    action: str,
    values: Mapping[str, str],
    at: str,
) -> list[Conflict]:
    """Change several reviews in one batch, each on its own terms."""
    name = _named(reviewer)
    batch = uuid.uuid4().hex
    conflicts: list[Conflict] = []
    for finding, version in seen.items():
        try:
            with store.writing() as session:
                theirs = _change_one(
                    session, run_id, finding, version, name, action, values, at, batch
                )
        except (StaleDataError, StoreError) as error:
            if isinstance(error, StoreError) and not isinstance(error.__cause__, IntegrityError):
                raise
            # Both read the same version and the other was committed first.
            with store.writing() as session:
                theirs = _set_aside(session, finding, name, action, values, at, batch)
        if theirs is not None:
            conflicts.append(Conflict(finding, theirs))
    return conflicts


def _change_one(
    session: Session,
    run_id: int,
    finding: str,
    version: int,
    reviewer: str,
    action: str,
    values: Mapping[str, str],
    at: str,
    batch: str,
) -> Review | None:
    review = session.get(ReviewRow, finding, with_for_update=True)
    held = review.version if review is not None else 0
    if held != version:
        return _set_aside(session, finding, reviewer, action, values, at, batch)
    row = session.scalar(
        select(FindingRow).where(FindingRow.run_id == run_id, FindingRow.finding == finding)
    )
    if row is None:
        raise StoreError("the run no longer holds this figure", remedy="open the queue again")
    before = dict(_BLANK) if review is None else _values(review)
    if review is None:
        review = ReviewRow(finding=finding, article=row.row["article"], **_BLANK)
        session.add(review)
    for field, value in values.items():
        setattr(review, field, value)
    if action in {"decide", "ask"} or not review.sentence:
        review.text, review.sentence = row.text, row.row["sentence"]
        review.sentence_digest = row.sentence_digest
    session.add(
        AuditRow(
            batch=batch, at=at, reviewer=reviewer, action=action, outcome=STORED, finding=finding,
            note="", before=before, after=_values(review),
        )
    )  # fmt: skip
    session.flush()
    return None


def _set_aside(
    session: Session,
    finding: str,
    reviewer: str,
    action: str,
    values: Mapping[str, str],
    at: str,
    batch: str,
) -> Review | None:
    review = session.get(ReviewRow, finding)
    if review is None:
        raise StoreError("the decision was not stored", remedy="decide again")
    before = _values(review)
    session.add(
        AuditRow(
            batch=batch, at=at, reviewer=reviewer, action=action, outcome=SET_ASIDE,
            finding=finding, note="somebody else had decided in the meantime", before=before,
            after={**before, **values},
        )
    )  # fmt: skip
    return as_review(review)


def _values(review: ReviewRow) -> dict[str, Any]:
    return {name: getattr(review, name) for name in _FIELDS}


def _named(reviewer: str) -> str:
    name = reviewer.strip()
    if not name:
        raise UsageError("a decision needs a name", remedy="write yours under Reviewer")
    return name
