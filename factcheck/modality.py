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
from typing import Any

from factcheck.model import Modality

_CLAUSE_BREAKS = frozenset(
    {";", ".", "!", "?", "but", "while", "although", "though", "whereas", "after", "because"}
)
# A relative or adverbial clause closes a "before" cue: "... could use it, said X, who lost 41".
_COMMA_REACH = 14
_NEAR = 4  # tokens in which "not" or "down from" holds a number
_PLAN_REACH = 8
_BEHIND_REACH = 6  # tokens behind the noun in which "experts fear" still holds it


@dataclass(frozen=True, slots=True)
class ModalityHit:
    """The modality of a figure and the token range of the cue (None when asserted)."""

    modality: Modality
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue phrase with the strength and scope of its modality."""

    strength: int
    modality: Modality
    scope: str
    words: tuple[str, ...]


@cache
def _vocabulary() -> dict[str, Any]:
    path = Path(__file__).parent / "vocabulary" / "modality.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _cues() -> tuple[dict[str, tuple[_Cue, ...]], tuple[tuple[str, ...], ...]]:
    """Cues by first word, the strongest and longest first, and the phrases that void a cue."""
    raw = _vocabulary()
    by_first: dict[str, list[_Cue]] = {}
    for strength, entry in enumerate(raw["modality"]):
        for phrase in entry["cues"]:
            words = tuple(phrase.split())
            cue = _Cue(strength, Modality(entry["name"]), entry["scope"], words)
            by_first.setdefault(words[0], []).append(cue)
    ordered = {
        first: tuple(sorted(cues, key=lambda cue: (cue.strength, -len(cue.words))))
        for first, cues in by_first.items()
    }
    return ordered, tuple(tuple(phrase.split()) for phrase in raw["void"]["phrases"])


@dataclass(frozen=True, slots=True)
class _ClauseWords:
    """Verbs that end the reach of a cue (table ``clauses`` of vocabulary/modality.toml)."""

    new_clause: frozenset[str]
    gives_another: frozenset[str]
    asserting: frozenset[str]
    past: frozenset[str]


@cache
def _clause_words() -> _ClauseWords:
    clauses = _vocabulary()["clauses"]
    return _ClauseWords(**{name: frozenset(text.split()) for name, text in clauses.items()})


@cache
def _settled() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Measures whose future is decided, the cues that tell it, and the words that leave it open."""
    raw = _vocabulary()["settled"]
    return frozenset(raw["measures"]), frozenset(raw["cues"]), frozenset(raw["open"])


def is_settled(hit: ModalityHit, measure: str | None, lower: Sequence[str]) -> bool:
    """ "The bloc will have 51 seats": a result, as long as nobody projects or expects it."""
    measures, cues, left_open = _settled()
    if measure not in measures or hit.modality is not Modality.FORECAST or hit.first is None:
        return False
    return " ".join(lower[hit.first : hit.last]) in cues and left_open.isdisjoint(lower)


def find_modality(lower: Sequence[str], first: int, last: int, noun_end: int) -> ModalityHit:
    """The modality of the number at tokens [first, last), whose noun phrase ends at ``noun_end``."""
    if lower and lower[-1] == "?":
        return ModalityHit(Modality.QUESTION, len(lower) - 1, len(lower))
    if _presupposed(lower, first, noun_end):
        return ModalityHit(Modality.ASSERTED)
    by_first, void = _cues()
    left, right = _clause(lower, first, last)
    if by_first.keys().isdisjoint(lower[left:right]):
        return ModalityHit(Modality.ASSERTED)
    best: tuple[int, ModalityHit] | None = None
    for spot in range(left, right):
        for cue in by_first.get(lower[spot], ()):
            if best is not None and cue.strength >= best[0]:
                break
            end = spot + len(cue.words)
            if tuple(lower[spot:end]) != cue.words or _void(lower, spot, end, void):
                continue
            if _holds(cue, lower, (spot, end), (first, noun_end)):
                best = cue.strength, ModalityHit(cue.modality, spot, end)
                break
    return best[1] if best else ModalityHit(Modality.ASSERTED)


def _holds(cue: _Cue, lower: Sequence[str], at: tuple[int, int], number: tuple[int, int]) -> bool:
    """Whether a cue at tokens ``at`` governs a number that starts and whose noun ends there."""
    spot, end = at
    first, noun_end = number
    if spot >= first:
        if _in_relative_clause(lower, first):
            return False  # "the fire that destroyed 388 homes will keep builders busy"
        if cue.scope == "clause":
            return spot - noun_end <= _BEHIND_REACH
        return _governs_from_behind(cue.modality, lower, spot, noun_end)
    if cue.modality is Modality.WITHDRAWN and first - end > _NEAR:
        return False
    return _reaches(lower, end, first, cue.modality)


def _presupposed(lower: Sequence[str], first: int, noun_end: int) -> bool:
    """ "Will pay the families of the 13 workers killed": that they were killed is taken as known."""
    definite = first > 0 and lower[first - 1] == "the"
    behind = lower[noun_end : noun_end + 2]
    happened = bool(behind) and (behind[0].endswith("ed") or behind[0] in _RELATIVES)
    return definite and happened and not _HYPOTHETIC.intersection(lower[max(0, first - 4) : first])


_HYPOTHETIC = frozenset({"if", "whether", "deny", "denied", "denies", "denying", "not"})


def _in_relative_clause(lower: Sequence[str], first: int) -> bool:
    """Whether a number is the object of a clause that describes the subject of the sentence."""
    verb = lower[first - 1] if first else ""
    if not verb.endswith("ed") and verb not in _clause_words().past:
        return False
    return any(word in _RELATIVES for word in lower[max(0, first - _RELATIVE) : first - 1])


_RELATIVES = frozenset({"that", "which", "who"})
_RELATIVE = 4  # tokens of "that has already destroyed" in front of a number


def _clause(lower: Sequence[str], first: int, last: int) -> tuple[int, int]:
    left = first
    while left and lower[left - 1] not in _CLAUSE_BREAKS:
        left -= 1
    right = last
    while right < len(lower) and lower[right] not in _CLAUSE_BREAKS:
        right += 1
    return left, right


def _governs_from_behind(
    modality: Modality, lower: Sequence[str], spot: int, noun_end: int
) -> bool:
    """A cue behind the number holds it when it is the verb of its own subject ("41 could die")."""
    between = lower[noun_end:spot]
    if modality is Modality.NEGATED:  # "80 soldiers did not die"
        return not between and lower[spot - 1] not in _HAVE and lower[spot] in _DID
    if modality in {Modality.DENIED, Modality.WITHDRAWN}:
        return False
    near = len(between) <= 1 or (len(between) <= _NEAR and between[0] in _PLACED)
    return near and "," not in between


def _reaches(lower: Sequence[str], cue_end: int, first: int, modality: Modality) -> bool:
    """Whether a cue before the number still governs it: no new main clause in between."""
    between = lower[cue_end:first]
    if between[:1] == [","] and modality in _VERBAL:
        return False  # "more than economists had forecast, and the rate fell to 3.8 %"
    if not _clause_words().gives_another.isdisjoint(_after_and(between)):
        return False  # "denied that it had spent £4.2m and put the sum at £2.9m"
    if modality in {Modality.DENIED, Modality.FEARED} and "that" in between[:2]:
        return True
    if modality is Modality.DENIED and "," in between:
        behind = between[between.index(",") + 1 :]
        if not _clause_words().asserting.isdisjoint(behind[:1]):
            return False  # "denied it, putting it at 41"
    if "," in between and any(word in _clause_words().new_clause for word in between):
        return False
    if "that" in between and modality in {Modality.PLANNED, Modality.NEGATED}:
        return False
    if modality is Modality.NEGATED:
        # "victims who did not survive, 137 hurt", "fields were not insured and 6,000 animals died"
        return len(between) <= _NEAR and _NEXT.isdisjoint(between)
    if any(word in _clause_words().new_clause for word in _after_and(between)):
        return False
    return len(between) <= (_PLAN_REACH if modality is Modality.PLANNED else _COMMA_REACH)


def _after_and(between: Sequence[str]) -> Sequence[str]:
    """What stands from the last "and" on, nothing without one."""
    if "and" not in between:
        return ()
    return between[len(between) - 1 - between[::-1].index("and") :]


_NEXT = frozenset({",", "and"})
_VERBAL = frozenset({Modality.FORECAST, Modality.DENIED, Modality.PLANNED, Modality.FEARED})
_DID = frozenset({"did", "were", "was"})
_HAVE = frozenset({"has", "have", "had"})
_PLACED = frozenset({"in", "on", "at", "from"})  # "11,000 people on the island are to be moved"


def _void(lower: Sequence[str], first: int, last: int, void: tuple[tuple[str, ...], ...]) -> bool:
    for phrase in void:
        size = len(phrase)
        for start in range(max(0, last - size), first + 1):
            if tuple(lower[start : start + size]) == phrase and start + size >= last:
                return True
    return False
