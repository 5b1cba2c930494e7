"""How a sentence stands to its figure: asserted, reported, denied, feared, planned ...

Cues are vocabulary/modality.toml; the first modality of that file whose cue governs the number
wins, so the order there is the order of strength.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.model import Modality

_BREAKS = frozenset({";", ".", "!", "?"})
_SUBJECT_BREAKS = frozenset({"but", "while", "although", "though", "whereas", "after", "because"})
# A relative or adverbial clause closes a "before" cue: "... could use it, said X, who lost 41".
_COMMA_REACH = 14
_NEAR = 4  # tokens in which "not" or "down from" holds a number
_PLAN_REACH = 8
_BEHIND_REACH = 6  # tokens behind the noun in which "experts fear" still holds it


@dataclass(frozen=True, slots=True)
class _Rule:
    modality: Modality
    scope: str
    cues: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ModalityHit:
    """The modality of a figure and the token range of the cue (None when asserted)."""

    modality: Modality
    first: int | None = None
    last: int | None = None


@cache
def _rules() -> tuple[tuple[_Rule, ...], tuple[tuple[str, ...], ...], frozenset[str]]:
    path = Path(__file__).parent / "vocabulary" / "modality.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = tuple(
        _Rule(
            Modality(entry["name"]),
            entry["scope"],
            tuple(sorted((tuple(cue.split()) for cue in entry["cues"]), key=len, reverse=True)),
        )
        for entry in raw["modality"]
    )
    void = tuple(tuple(phrase.split()) for phrase in raw["void"]["phrases"])
    firsts = frozenset(cue[0] for rule in rules for cue in rule.cues)
    return rules, void, firsts


def find_modality(lower: Sequence[str], first: int, last: int, noun_end: int) -> ModalityHit:
    """The modality of the number at tokens [first, last), whose noun phrase ends at ``noun_end``."""
    rules, void, firsts = _rules()
    if lower and lower[-1] == "?":
        return ModalityHit(Modality.QUESTION, len(lower) - 1, len(lower))
    left, right = _clause(lower, first, last)
    spots = [spot for spot in range(left, right) if lower[spot] in firsts]
    if not spots:
        return ModalityHit(Modality.ASSERTED)
    for rule in rules:
        for spot in spots:
            if rule.scope == "clause" and spot - noun_end > _BEHIND_REACH:
                continue
            behind = rule.scope == "before" and spot >= first
            if behind and not _governs_from_behind(rule.modality, lower, spot, noun_end):
                continue
            for cue in rule.cues:
                end = spot + len(cue)
                if tuple(lower[spot:end]) != cue or _void(lower, spot, end, void):
                    continue
                if spot < first and rule.modality is Modality.WITHDRAWN and first - end > _NEAR:
                    continue
                if spot < first and not _reaches(lower, end, first, rule.modality):
                    continue
                return ModalityHit(rule.modality, spot, end)
    return ModalityHit(Modality.ASSERTED)


def _clause(lower: Sequence[str], first: int, last: int) -> tuple[int, int]:
    left = first
    while left and lower[left - 1] not in _BREAKS and lower[left - 1] not in _SUBJECT_BREAKS:
        left -= 1
    right = last
    while (
        right < len(lower) and lower[right] not in _BREAKS and lower[right] not in _SUBJECT_BREAKS
    ):
        right += 1
    return left, right


def _governs_from_behind(
    modality: Modality, lower: Sequence[str], spot: int, noun_end: int
) -> bool:
    """A cue behind the number holds it when it is the verb of its own subject ("41 could die")."""
    if modality in {Modality.DENIED, Modality.WITHDRAWN, Modality.NEGATED}:
        return False
    return spot - noun_end <= 1 and "," not in lower[noun_end:spot]


def _reaches(lower: Sequence[str], cue_end: int, first: int, modality: Modality) -> bool:
    """Whether a cue before the number still governs it: no new main clause in between."""
    between = lower[cue_end:first]
    if modality in {Modality.DENIED, Modality.FEARED} and "that" in between[:2]:
        return True
    if "," in between and any(word in _NEW_CLAUSE for word in between):
        return False
    if "that" in between and modality in {Modality.PLANNED, Modality.NEGATED}:
        return False
    if modality is Modality.NEGATED:
        return len(between) <= _NEAR
    if "and" in between:
        after = between[len(between) - 1 - between[::-1].index("and") :]
        if any(word in _NEW_CLAUSE for word in after):
            return False
    return len(between) <= (_PLAN_REACH if modality is Modality.PLANNED else _COMMA_REACH)


_NEW_CLAUSE = frozenset(
    [
        "said",
        "says",
        "was",
        "were",
        "has",
        "have",
        "had",
        "killed",
        "killing",
        "injured",
        "injuring",
        "wounded",
        "wounding",
        "displaced",
        "left",
        "leaving",
        "which",
        "who",
        "after",
        "where",
        "when",
        "died",
        "is",
        "are",
    ]
)


def _void(lower: Sequence[str], first: int, last: int, void: tuple[tuple[str, ...], ...]) -> bool:
    for phrase in void:
        size = len(phrase)
        for start in range(max(0, last - size), first + 1):
            if tuple(lower[start : start + size]) == phrase and start + size >= last:
                return True
    return False
