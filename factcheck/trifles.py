"""Counts that are too small to be checked where nothing says what they measure."""

from __future__ import annotations

from factcheck.grammar import load_grammar
from factcheck.model import Bound, Claim, Kind

_CHECKED_FROM = 10  # a smaller count of something known is nothing to check
_TOLD_APART = 2  # one or two of something are seldom counted, rather named
_PLAIN = frozenset({Bound.EXACT, Bound.BETWEEN})
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def is_trifle(claim: Claim) -> bool:
    """Whether a count is too small to be checked where nothing says what it measures.

    "Four villages" may be checked; "the four villages", "one aide", "two men" only tell who is meant.
    """
    quantity = claim.quantity
    value = quantity.value
    if quantity.kind is not Kind.COUNT or value is None or quantity.bound not in _PLAIN:
        return False
    if abs(value) >= _CHECKED_FROM or value != value.to_integral_value():
        return False
    if value <= _TOLD_APART or not quantity.counted:
        return True
    before = claim.sentence.text[: quantity.span.start - claim.sentence.span.start].lower()
    word = before.split()[-1:]
    return bool(word) and (word[0] in load_grammar().known or word[0].endswith(_POSSESSIVE))
