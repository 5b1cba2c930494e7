"""When "one" without a noun counts: the last of a list of counts, what befell one, those left out.

"Nine died in Sinop and one in Bartin", "seven were found, and one is missing", "all but one had
survived". Elsewhere "one" stands for anybody or for a thing named before.
"""

from __future__ import annotations

from factcheck import changes
from factcheck.counted import ADV, AUX, NUM, PREP, SIGN, VERB, SentenceShape
from factcheck.model import Change, Kind

_CLOSING = frozenset({",", ".", ";", ":", ")", "and", "but", "alive", "dead"})
_LEVELS = (["to"], ["from"], [","], ["the"], ["on"], ["."], [])
_ALL_BUT = ["all", "but"]
_ASIDE = 9  # tokens of ", a student from Porto,"
_BACK = 3  # tokens of ", captured one" and of "all but"


def is_bare_one(shape: SentenceShape, at: int) -> bool:
    """Whether the "one" at a token counts, where a count stands before it in its sentence."""
    tokens, classes, words = shape.tokens, shape.classes, shape.phrases.context.one
    lower, end = tokens.lower, at + 1
    before = lower[at - 1] if at else ""
    behind = lower[end] if end < len(lower) else ""
    if behind == "-":
        return False
    if lower[max(0, at - 2) : at] == _ALL_BUT or behind == "each":
        return behind in words.left_out or _befalls(shape, end)
    if before not in words.bare_before:
        closes = not behind or behind in _CLOSING
        verb = classes[at - 1 : at] == VERB and classes[max(0, at - 2) : at - 1] in {SIGN, "C"}
        return closes and verb  # "killed two and captured one"
    if behind in words.bare_behind:
        return True
    if behind in words.placed:
        place = lower[end + 1] if end + 1 < len(lower) else ""
        return place.isalpha() and place not in words.pronoun_of and classes[end + 1] != NUM
    return _befalls(shape, end)


def is_step(shape: SentenceShape, at: int) -> bool:
    """Whether a count rises or falls by the "one" at a token: "rose by one to eight"; not "one by one"."""
    lower = shape.tokens.lower
    if lower[max(0, at - 1) : at] != ["by"] or lower[at + 1 : at + 2] not in _LEVELS:
        return False
    change = changes.read_change(
        shape.tokens, at, at + 1, kind=Kind.COUNT, unit=None, phrases=shape.phrases
    )
    return change in {Change.INCREASE, Change.DECREASE}


def is_told_of_part(shape: SentenceShape, at: int) -> bool:
    """Whether what befell one of those counted stands at a token, perhaps behind an aside: "that one of
    them, a student, had been shot"."""
    lower = shape.tokens.lower
    if lower[at : at + 1] == [","] and "," in lower[at + 1 : at + _ASIDE]:
        at = lower.index(",", at + 1) + 1
    return _befalls(shape, at)


def opens_with_harm(shape: SentenceShape, at: int) -> bool:
    """Whether a sentence or headline opens with what befell one: "One killed, 12 hurt"."""
    return at == 0 and shape.tokens.lower[1:2] != [] and (
        shape.tokens.lower[1] in shape.phrases.context.zero.participles
    )  # fmt: skip


def _befalls(shape: SentenceShape, at: int) -> bool:
    """Whether what one did or suffered stands at a token: "is missing", "died", "critically"."""
    lower, classes, phrases = shape.tokens.lower, shape.classes, shape.phrases
    words = phrases.context.one
    spot = at
    while spot < len(lower) and spot < at + _BACK and classes[spot] == ADV:
        spot += 1
    if spot >= len(lower):
        return spot > at
    low = lower[spot]
    if low in words.is_told:
        return lower[spot + 1 : spot + 2] != ["to"]  # not "one has to be careful"
    if low in phrases.context.subjects.reporting or low in words.tells:
        return False
    done = classes[spot] == VERB and (low.endswith("ed") or low in words.befell)
    described = spot > at and lower[spot - 1].endswith("ly")
    return done or low in phrases.context.nouns.after_noun or (
        described and classes[spot] in {SIGN, PREP, AUX, "C"}
    )  # fmt: skip
