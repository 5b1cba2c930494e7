"""Counts that are too small to be checked where nothing says what they measure."""

from __future__ import annotations

from itertools import dropwhile

from factcheck.grammar import load_grammar
from factcheck.model import Bound, Claim, Kind
from factcheck.vocabulary import load_lexicon

_CHECKED_FROM = 10  # a smaller count of something known is nothing to check
_TOLD_APART = 2  # one or two of something are seldom counted, rather named
_PLAIN = frozenset({Bound.EXACT, Bound.BETWEEN})
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_NEAR = 60  # characters on both sides of a number that are looked at
_PREDICATE = 4  # words of "of them have since"
_PARTS = ("of them ", "of those ", "of whom ", "of which ")


def is_small(claim: Claim) -> bool:
    """Whether a count is so small that it may only tell who is meant, or where.

    "Four villages" may be checked; "the four villages", "one aide", "two men", "five" are small.
    """
    quantity = claim.quantity
    value = quantity.value
    if quantity.kind is not Kind.COUNT or value is None or quantity.bound not in _PLAIN:
        return False
    if abs(value) >= _CHECKED_FROM or value != value.to_integral_value():
        return False
    return value <= _TOLD_APART or not quantity.counted or _is_known(claim)


def tells_where(claim: Claim) -> bool:
    """Whether the preposition in front of a number makes it tell where or when: "on one morning"."""
    return _before(claim) in load_grammar().placing


def is_trifle(claim: Claim) -> bool:
    """Whether a count is too small to be checked where nothing says what it measures: small, and no
    subject that leaves out its noun ("six were acquitted")."""
    if not is_small(claim) or _is_taken(claim):
        return False
    quantity = claim.quantity
    bare = not quantity.counted and (quantity.value or 0) > _TOLD_APART
    return not (bare and not _is_known(claim) and _has_predicate(claim))


def _before(claim: Claim) -> str:
    """The word in front of a number, in lower case; blank where none stands there."""
    first = claim.quantity.span.start - claim.sentence.span.start
    near = claim.sentence.text[max(0, first - _NEAR) : first]
    return "".join(near.lower().split()[-1:])


def _is_taken(claim: Claim) -> bool:
    """ "The port lost two shifts", "it seized two helicopters": the object of a verb of loss or capture."""
    return bool(claim.quantity.counted) and _before(claim) in load_grammar().taking


def _is_known(claim: Claim) -> bool:
    """Whether the word in front of a number says that those counted are known, or where it is."""
    word = _before(claim)
    return word in load_grammar().known or word.endswith(_POSSESSIVE)


def _has_predicate(claim: Claim) -> bool:
    """Whether a plural verb follows a number that no preposition and no name in front takes."""
    lexicon = load_lexicon()
    phrases, numbers, word = lexicon.phrases, lexicon.numbers.context, _before(claim)
    if word in phrases.prepositions or word in phrases.naming:
        return False
    end = claim.quantity.span.end - claim.sentence.span.start
    behind = claim.sentence.text[end : end + _NEAR].lower().lstrip()
    for part in _PARTS:
        behind = behind.removeprefix(part)
    words = dropwhile(phrases.adverbs.__contains__, behind.split()[:_PREDICATE])
    verb = next(words, "").rstrip(".,;:")
    plural = verb in numbers.of_many or verb in numbers.of_any
    plural = plural or (verb in phrases.verbs and verb[-1:] != "s")
    return plural and verb not in phrases.context.subjects.reporting and verb[-3:] != "ing"
