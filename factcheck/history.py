"""What became of a figure: stale repeats, later editions, changes that do not lead to their level.

Reads the groups of comparisons, so that only figures of one thing are ever set beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.arithmetic import make_check
from factcheck.comparison import Compared
from factcheck.copies import Copies
from factcheck.model import Check, Comparison, ComparisonState
from factcheck.settings import Settings
from factcheck.statements import Statement, position
from factcheck.states import replaces

_MOVED_ON = frozenset({ComparisonState.REVISED_DOWN, ComparisonState.RISING_SERIES})


def check_history(compared: Compared, settings: Settings) -> list[Check]:
    """Checks across articles, in the order of their ids."""
    made: list[Check] = []
    for comparison, group in zip(compared.comparisons, compared.groups, strict=True):
        body = [one for one in group.statements
                if not one.headline and not one.vague and one.day
                and not one.by_likeness and not one.to_come]  # fmt: skip
        made.extend(_stale(comparison, body, settings))
        made.extend(_editions(comparison, body, compared.copies))
    return sorted(made, key=lambda check: check.check_id)


def _stale(
    comparison: Comparison, body: Sequence[Statement], settings: Settings
) -> Iterator[Check]:
    """A number repeated after it was replaced: it meets an older report and none of those that have
    been in force since."""
    if comparison.state not in _MOVED_ON:
        return
    dated = sorted(body, key=lambda one: (_day(one), position(one.finding)))
    known: dict[tuple[object, ...], Statement | None] = {}
    for one in dated:
        key = (one.day, one.interval.low, one.interval.high)
        if key not in known:
            known[key] = _replaced_by(one, dated, comparison, settings)
        newer = known[key]
        if newer is None or newer.article.article_id == one.article.article_id:
            continue
        reason = (
            f"{one.finding.claim.quantity.text} was repeated on {one.day} "
            f"after {newer.named} had replaced it on {newer.day}."
        )
        yield make_check("stale", False, reason, (one.finding, newer.finding))


def _replaced_by(
    one: Statement, dated: Sequence[Statement], comparison: Comparison, settings: Settings
) -> Statement | None:
    """The last report that replaced a number long enough before it was repeated.

    None where the number had not been reported before that, or where others still report it: then
    it is a matter of dispute, not stale.
    """
    lowered = comparison.state is ComparisonState.REVISED_DOWN
    wait = settings.stale_days if lowered else settings.level_stale_days
    older = next(
        (other for other in dated
         if _before(other, one) and _alike(other, one) and other.interval.bounded),
        None,
    )  # fmt: skip
    if older is None:
        return None
    settled = [
        other
        for other in dated
        if _before(older, other)
        and (_day(one) - _day(other)).days >= wait
        and (
            (other.revised or other.lowered or replaces(other, older)) and not _alike(other, one)
            if lowered
            else one.interval.below(other.interval)
        )
    ]
    if not settled:
        return None
    last = settled[-1]
    disputed = any(_day(last) <= _day(other) < _day(one) and _alike(other, one) for other in dated)
    return None if disputed else last


def _alike(one: Statement, other: Statement) -> bool:
    return one.interval.overlaps(other.interval)


def _before(one: Statement, other: Statement) -> bool:
    return one.day is not None and other.day is not None and one.day < other.day


def _day(one: Statement) -> date:
    assert one.day is not None  # noqa: S101 - undated statements are left out
    return one.day


def _editions(comparison: Comparison, body: Sequence[Statement], copies: Copies) -> Iterator[Check]:
    """One outlet's later edition of one text with another number."""
    by_edition: dict[tuple[str, str], list[Statement]] = {}
    for one in body:
        text = copies.texts.get(one.article.article_id)
        if text and one.article.publisher:
            by_edition.setdefault((one.article.publisher, text), []).append(one)
    for listed in by_edition.values():
        first = listed[0]
        for later in listed[1:]:
            if later.article == first.article or later.interval.overlaps(first.interval):
                continue
            passed = comparison.state in _MOVED_ON
            reason = (
                f"{later.article.publisher} gave {first.finding.claim.quantity.text} first and "
                f"{later.finding.claim.quantity.text} in a later edition."
            )
            yield make_check("edition", passed, reason, (first.finding, later.finding))
            first = later
