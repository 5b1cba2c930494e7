"""Counts of nobody: "no injuries were reported", "nobody was hurt" say that a count is zero.

Only what befalls people is read so ("no deaths", "no one was arrested"); "no further deaths" says
nothing of the whole, and "no plans", "nobody knows" count nothing.
"""

from __future__ import annotations

from factcheck.tokens import Tokens
from factcheck.vocabulary.context import ZeroContext

_REST = 5  # tokens behind a noun in which "elsewhere" leaves out what was counted before
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
        end = _nouns(lower, spot, words)
        if not end or words.rest.intersection(lower[end : end + _REST]):
            return None  # "no deaths were reported elsewhere"
        return at + 1, end
    end = at + 2 if lower[at] == "no" else at + 1
    if lower[at] not in words.persons and end == at + 1:
        return None
    spot = end
    while spot < len(lower) and lower[spot] in words.auxiliaries:
        spot += 1
    happened = spot > end and spot < len(lower) and lower[spot] in words.participles
    return (end, end) if happened else None


def _nouns(lower: list[str], at: int, words: ZeroContext) -> int:
    """The token behind "injuries or deaths" at a token, 0 where something else stands there."""
    if at >= len(lower) or lower[at] not in words.nouns:
        return 0
    end = at + 1
    if lower[end : end + 1] in (["or"], ["and"]) and lower[end + 1 : end + 2] != []:
        end = end + 2 if lower[end + 1] in words.nouns else end
    behind = lower[end] if end < len(lower) else ""
    return 0 if behind in words.heads or behind == "-" else end
