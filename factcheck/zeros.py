"""Counts of nobody: "no injuries were reported", "nobody was hurt" say that a count is zero.

Only what befalls people is read so ("no deaths", "no one was arrested"); "no further deaths" says
nothing of the whole, and "no plans", "nobody knows" count nothing.
"""

from __future__ import annotations

from factcheck.tokens import Tokens
from factcheck.vocabulary.context import ZeroContext

_REST = 5  # tokens behind a noun in which "elsewhere" leaves out what was counted before
_GROUP = 7  # tokens of "of the 40 passengers aboard" in front of what befell none of them
_ADJECTIVES = 2  # "no confirmed serious injuries"


def zero_here(tokens: Tokens, at: int, words: ZeroContext) -> tuple[int, int] | None:
    """The tokens of a count of zero that begins at a token: behind its number, behind its noun.

    Both are the same where no noun stands ("nobody was hurt"); None where nothing is counted.
    """
    lower = tokens.lower
    if at and lower[at - 1] in words.nearly:
        return None  # "almost no deaths"
    if lower[at] == "no" and lower[at + 1 : at + 2] != ["one"]:
        spot = at + 1
        while spot < len(lower) and spot - at <= _ADJECTIVES and lower[spot] in words.adjectives:
            spot += 1
        end = _nouns(lower, spot, words) or _noted(lower, at, words)
        if not end or words.rest.intersection(lower[end : end + _REST]):
            return None  # "no deaths were reported elsewhere"
        return at + 1, end
    if lower[at] == "not":
        return _not_a_single(lower, at, words)
    end = at + 2 if lower[at] == "no" else at + 1
    if lower[at] not in words.persons and end == at + 1:
        return None
    spot = end
    if lower[spot : spot + 1] == ["of"]:  # "none of the passengers was hurt"
        group = lower[spot : spot + _GROUP]
        if any(word[0].isdigit() for word in group):
            return None  # "none of the 12": said of a figure of its own
        spot += next((step for step, word in enumerate(group) if word in words.auxiliaries), 0)
    return (end, end) if _befalls(lower, spot, words) else None


def _not_a_single(lower: list[str], at: int, words: ZeroContext) -> tuple[int, int] | None:
    """ "Not a single civilian was killed", "not a single death": the noun is what is counted."""
    end = at + 3
    if lower[at + 1 : end] != ["a", "single"]:
        return None
    noun = _nouns(lower, end, words)
    if noun:
        return end, noun
    return (end, end + 1) if _befalls(lower, end + 1, words) else None


def _befalls(lower: list[str], start: int, words: ZeroContext) -> bool:
    """Whether a predicate stands at a token that says what befell people ("has been killed")."""
    spot = start
    while spot < len(lower) and lower[spot] in words.auxiliaries:
        spot += 1
    return start < spot < len(lower) and lower[spot] in words.participles


def _noted(lower: list[str], at: int, words: ZeroContext) -> int:
    """The token behind "no new cases" where somebody has or reports none, 0 elsewhere ("in no cases")."""
    spot = at + 1
    while spot < len(lower) and spot - at <= _ADJECTIVES and (
        lower[spot] in words.adjectives or lower[spot] in words.of_cases
    ):  # fmt: skip
        spot += 1
    if spot >= len(lower) or lower[spot] not in words.cases:
        return 0
    before, behind = lower[max(0, at - 1) : at], lower[spot + 1 : spot + 2]
    told = before and before[0] in words.having
    told = told or (before != ["in"] and bool(behind) and behind[0] in words.auxiliaries)
    return spot + 1 if told else 0


def _nouns(lower: list[str], at: int, words: ZeroContext) -> int:
    """The token behind "injuries or deaths" at a token, 0 where something else stands there."""
    if at >= len(lower) or lower[at] not in words.nouns:
        return 0
    end = at + 1
    if lower[end : end + 1] in (["or"], ["and"]) and lower[end + 1 : end + 2] != []:
        end = end + 2 if lower[end + 1] in words.nouns else end
    behind = lower[end] if end < len(lower) else ""
    return 0 if behind in words.heads or behind == "-" else end
