"""Where the reach of a figure ends: its neighbours in the sentence, and asides between commas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ASIDE_REACH = 14  # tokens in which an aside must close
_ASIDE_MARKS = frozenset({",", "-", "–", "—", "("})
_ENDS = frozenset({";", ".", "!", "?"})
PARTS = frozenset({("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those")})


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a quantity stands in the tokens: number [first, last), its noun ends at ``noun_end``."""

    first: int
    last: int
    noun_end: int
    hedge_first: int


def walls(
    slot: Slot, slots: Sequence[Slot], lower: Sequence[str], resumes: Callable[[int], bool]
) -> tuple[int, int]:
    """The ends of the neighbouring quantities: a cue beyond them belongs to them first.

    A neighbour in an aside ("700 people, 104 of them police, were hurt") is no wall. ``resumes``
    says whether the predicate of a clause may begin at a token.
    """
    left, right = 0, len(lower)
    end = aside_end(lower, slot.noun_end, resumes)
    for other in slots:
        if other.last <= slot.first:
            left = max(left, other.noun_end)
        elif other.first >= slot.last and other.first >= end:
            right = min(right, other.hedge_first)
    return left, right


def aside_end(lower: Sequence[str], start: int, resumes: Callable[[int], bool]) -> int:
    """Index behind the closing mark of an aside that opens at ``start``, or ``start``.

    An aside counts a part ("41 of them children", "including two pilots"), or the predicate of its
    clause follows it ("Four labourers, asleep after a double shift, were killed").
    """
    if lower[start : start + 1] == ["others"]:
        start += 1  # "31 others, most of them welders, still missing"
    if start >= len(lower) or lower[start] not in _ASIDE_MARKS:
        return start
    closing = {"(": ")"}.get(lower[start], lower[start])
    for end in range(start + 2, min(len(lower), start + _ASIDE_REACH)):
        if lower[end] in _ENDS:
            return start
        if lower[end] != closing:
            continue
        inside = lower[start + 1 : end]
        # ", with 31 others, most of them welders, still missing": a part of those others
        nested = closing == "," and "," in inside
        own = inside[: inside.index(",")] if nested else inside
        if "including" in own or any(pair in PARTS for pair in pairwise(own)):
            return end + 1
        if end + 1 < len(lower) and resumes(end + 1):
            return end + 1
    return start
