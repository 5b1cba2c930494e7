"""Hedges: the words that bound a number, before it ("more than") or after it ("or more")."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Bound
from factcheck.tokens import Tokens
from factcheck.vocabulary import HedgeLexicon

_FROM = 4  # tokens of "from around 76"
_MARK_WITHIN = 4  # "past the 5 million euro mark"
_OPEN = frozenset({Bound.EXACT, Bound.ABOUT, Bound.NEARLY})


@dataclass(frozen=True, slots=True)
class Hedge:
    """A bound and the tokens that say it (``end`` exclusive)."""

    bound: Bound
    start: int
    end: int


def hedge_before(
    tokens: Tokens, at: int, hedges: HedgeLexicon, *, duration: bool = False, large: bool = True
) -> Hedge | None:
    """The hedge that ends right before token ``at``; an article may stand between.

    ``large`` says that the number is not a small count, which "passed" and the like do not bound.
    Two hedges in a row ("just over", "up to about") give the stronger: the one that bounds.
    """
    end = at
    link = tokens.lower[end - 1] if end else ""
    if link in hedges.linkers or (link in hedges.definite and _is_milestone(tokens, at, hedges)):
        end -= 1
        found = _ending(tokens, at, hedges) or _ending(tokens, end, hedges)
        if found is None and end and {link, tokens.lower[end - 1]} <= hedges.linkers:
            end -= 1  # "as many as a further 600"
            found = _ending(tokens, end, hedges)
    else:
        found = _ending(tokens, end, hedges)
    if found is None:
        return None
    phrase = tuple(tokens.lower[found.start : found.end])
    if phrase in hedges.crossing and not large:
        return None
    if phrase[-1] == "than" and found.start and tokens.words[found.start - 1][0].isdecimal():
        return None  # "21 fewer than four years ago"
    if phrase == ("up", "to") and _goes_from(tokens, found.start):
        return None  # "went from around 76 up to 88"
    if end < at and tokens.lower[end] in {"a", "an"} and phrase[-1] in hedges.temporal:
        return None  # "over a 30 peso rise"
    verbs = hedges.particles.get(phrase[0])
    if verbs and found.start and tokens.lower[found.start - 1] in verbs:
        return None
    if duration and not _bounds_duration(tokens, found, hedges):
        return None
    further = _ending(tokens, found.start, hedges)
    if further is not None and (
        further.end - further.start > 1 or tokens.lower[further.start] not in hedges.temporal
    ):
        bound = (
            further.bound
            if found.bound in _OPEN and further.bound is not Bound.EXACT
            else found.bound
        )
        return Hedge(bound, further.start, found.end)
    return found


def _goes_from(tokens: Tokens, at: int) -> bool:
    """Whether a number that "from" leads stands right before a token."""
    led = "from" in tokens.lower[max(0, at - _FROM) : max(0, at - 1)]
    return led and at > 0 and tokens.words[at - 1][:1].isdecimal()


def _is_milestone(tokens: Tokens, at: int, hedges: HedgeLexicon) -> bool:
    """Whether the number at a token is a mark that was passed ("past the 5,000 mark")."""
    return not hedges.milestones.isdisjoint(tokens.lower[at + 1 : at + _MARK_WITHIN])


def _ending(tokens: Tokens, end: int, hedges: HedgeLexicon) -> Hedge | None:
    if end <= 0:
        return None
    lower = tokens.lower
    for phrase, bound in hedges.before.get(lower[end - 1], ()):
        start = end - len(phrase)
        if start >= 0 and (len(phrase) == 1 or tuple(lower[start:end]) == phrase):
            return Hedge(Bound(bound), start, end)
    return None


def _bounds_duration(tokens: Tokens, hedge: Hedge, hedges: HedgeLexicon) -> bool:
    """Whether "over" bounds a length of time and does not say when ("over three years")."""
    if hedge.end - hedge.start > 1 or tokens.lower[hedge.start] not in hedges.temporal:
        return True
    return hedge.start > 0 and tokens.lower[hedge.start - 1] in hedges.licensed


def hedge_after(
    tokens: Tokens, at: int, hedges: HedgeLexicon, *, noun: bool = False
) -> Hedge | None:
    """The hedge that begins at token ``at``; behind a counted noun only those of several words."""
    if at >= len(tokens.lower):
        return None
    lower = tokens.lower
    for phrase, bound in hedges.after.get(lower[at], ()):
        end = at + len(phrase)
        if len(phrase) == 1 or tuple(lower[at:end]) == phrase:
            if noun and len(phrase) == 1:
                continue
            if phrase == ("+",) and end < len(tokens.words) and tokens.words[end][:1].isdecimal():
                continue
            if phrase == ("plus",) and end < len(lower) and not _ends(tokens, end):
                continue
            return Hedge(Bound(bound), at, end)
    return None


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether "5,000 plus" at a token is the hedge and not a sum: a noun or the end must follow."""
    word = tokens.words[at]
    return not (word[0].isdecimal() or word in {"$", "£", "€", "a", "an", "the"})
