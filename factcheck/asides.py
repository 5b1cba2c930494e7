"""What articles tell in passing: how long something lasted, and counts too small to be checked.

"A 24-hour strike", "two of the exits were locked" are no claims by themselves. Where two articles of one
story tell the same of them, they tell of one thing, and a reader sees that they agree.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.intervals import claim_interval
from factcheck.joining import Key
from factcheck.model import Change, Finding, Kind, Modality, Role, StockFlow
from factcheck.settings import load_settings
from factcheck.statements import (
    COUNTED,
    Statement,
    StatementReader,
    compared_unit,
    counted_noun,
    load_compare_words,
    nearby,
    place_of,
    speakers_of,
    stems,
)
from factcheck.stories import Stories

_PAIR = 2  # articles
_TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED})
# "Three years ago", "two days later" say when something was, and count nothing.
_WHEN = re.compile(r"^[- ](?:ago|later|earlier|before|after|old)\b")


def read_asides(group: Sequence[Finding], reader: StatementReader) -> list[Statement]:
    """What an article tells in passing, in the order of its findings ``group``."""
    windows: dict[int, list[Finding]] = {}  # by sentence of the text: figures of a stated time
    for one in group:
        if one.claim.period_text and one.claim.sentence.field == "text":
            windows.setdefault(one.claim.sentence.index, []).append(one)
    asides = [_is_aside(one, windows.get(one.claim.sentence.index, ())) for one in group]
    if not any(asides):
        return []
    speakers = speakers_of(group, load_compare_words())
    made: list[Statement] = []
    for finding, speaker in itertools.compress(zip(group, speakers, strict=True), asides):
        place, settled = place_of(finding, reader)
        claim = finding.claim
        interval = claim_interval(claim.quantity, load_settings(), claim.unit)
        if claim.quantity.kind is Kind.DURATION and claim.quantity.unit:
            # what a reader sees as counted
            claim = replace(claim, counted=f"{claim.quantity.unit}s")
        made.append(
            Statement(
                replace(finding, claim=claim, claim_interval=interval), _noun(finding), None, "all",
                place, StockFlow.NONE.value, "", frozenset(), speaker,
                frozenset(stems(nearby(finding))), False, False, False, False, "", False,
                *compared_unit(finding, reader.vocabulary), settled,
            )
        )  # fmt: skip
    return made


def _noun(finding: Finding) -> str:
    """What a small count counts; a length of time counts no thing."""
    counts = finding.claim.quantity.kind is Kind.COUNT
    return f"{COUNTED}{counted_noun(finding)}" if counts else COUNTED


def _is_aside(finding: Finding, windows: Iterable[Finding]) -> bool:
    """Whether a finding is a length of time, or a small count of something with a noun, that is no date and no
    window of another figure; ``windows``: the figures of its sentence that cover a stated time."""
    claim = finding.claim
    quantity = claim.quantity
    if claim.sentence.field != "text" or quantity.value is None:
        return False
    if claim.modality not in _TOLD or quantity.change is not Change.LEVEL or claim.other_event:
        return False
    if quantity.kind is Kind.COUNT:
        return claim.role is Role.CONTEXT and bool(counted_noun(finding))
    if quantity.kind is not Kind.DURATION or claim.role not in {Role.CLAIM, Role.CONTEXT}:
        return False
    behind = claim.sentence.text[quantity.span.end - claim.sentence.span.start :]
    return _WHEN.match(behind) is None and not any(
        quantity.text in one.claim.period_text for one in windows if one is not finding
    )


def asides_joined(
    asides: Mapping[str, Sequence[Statement]], stories: Stories
) -> dict[Key, list[Statement]]:
    """Comparisons of what several articles of a story tell in passing with one number; what one article
    alone tells is in none. ``asides``: statements by article."""
    told: dict[Key, list[Statement]] = {}
    for name in sorted(asides):
        story = stories.of.get(name)
        for one in asides[name] if story is not None else ():
            kind = one.finding.claim.quantity.kind
            key = Key(
                one.what, kind.value, one.unit, str(one.value), "all", one.flow,
                f"story:{story}", "",
            )  # fmt: skip
            told.setdefault(key, []).append(one)
    return {
        key: listed
        for key, listed in told.items()
        if len({one.article.article_id for one in listed}) >= _PAIR
    }
