"""Numbers in words: "two hundred and fifty", "dozens", "two-thirds", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from factcheck.scales import DOZEN, Number, and_a_part, to_decimal, with_scales
from factcheck.tokens import Tokens
from factcheck.vocabulary import NumberLexicon

_HUNDRED = 100
_HEDGED = 3  # tokens of "well over" in front of "double"
_UNIT_PARTS = (2, 4)  # "a third point" counts points
_LARGEST = 10**18  # larger than any scale word


def read_spelled(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    lower = tokens.lower
    word = lower[index]
    if word in words.multiples:
        return Number(index, index + 1, Decimal(words.multiples[word]), spelled=True, multiple=True)
    if word in words.doubles:
        if not _is_double(lower, index, words):
            return None
        value = Decimal(words.doubles[word])
        return Number(index, index + 1, value, spelled=True, multiple=True)
    if word in words.signs:
        return with_scales(
            tokens,
            Number(index, index + 1, words.signs[word], Decimal("0.25"), spelled=True),
            words,
        )
    found = _read_vague(tokens, index, words) or _read_fraction(tokens, index, words)
    if found is not None:
        return found
    if word in {"a", "an"}:
        following = lower[index + 1] if index + 1 < len(lower) else ""
        if following in words.scales:
            return _read_cardinal(tokens, index, words)
        if following in words.context.scales:
            return with_scales(tokens, Number(index, index + 1, Decimal(1), spelled=True), words)
        return None
    number = _read_cardinal(tokens, index, words)
    return _with_decimals(tokens, number, words) if number is not None else None


def _with_decimals(tokens: Tokens, number: Number, words: NumberLexicon) -> Number:
    """Read on in "one point five million" and "four point two percent"; other points are units."""
    lower, end = tokens.lower, number.end + 1
    if lower[number.end : end] != ["point"]:
        return number
    digits = ""
    while end < len(lower) and (lower[end] == "zero" or lower[end] in words.units):
        digits += str(words.units.get(lower[end], 0))
        end += 1
    behind = lower[end] if end < len(lower) else ""
    shares = behind == "percent" or lower[end : end + 2] == ["per", "cent"]
    if not digits or not (shares or behind in words.scales):
        return number
    step = Decimal(1).scaleb(-len(digits))
    value = number.value + int(digits) * step
    return with_scales(tokens, Number(number.start, end, value, step, spelled=True), words)


def _is_double(lower: Sequence[str], index: int, words: NumberLexicon) -> bool:
    """Whether "double" is no verb: "nearly double the figure", not "to double the figure"."""
    context = words.context
    whose = lower[index + 2 : index + 3] == ["'s"]  # "double Thursday's 631"
    if (
        lower[index + 1 : index + 2]
        and lower[index + 1] not in context.doubled_behind
        and not whose
    ):
        return False
    at = index - 1
    while at >= 0 and index - at <= _HEDGED and lower[at] in context.doubled_hedges:
        at -= 1
    return at < 0 or lower[at] in context.doubled_before


def _read_cardinal(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    """Read "two hundred and fifty-six thousand", "a hundred and six"."""
    lower, count = tokens.lower, len(tokens.lower)
    total, group, end, at = 0, -1, index, index
    if lower[index] in {"a", "an"}:
        group, at = 1, index + 1
    last_scale = _LARGEST
    step = 1
    while at < count:
        word = lower[at]
        joined = at
        if (
            at > index
            and word in {"and", "-"}
            and at + 1 < count
            and (word == "-" or ((group >= _HUNDRED or group < 0) and step >= _HUNDRED))
        ):
            joined = at + 1
            word = lower[joined]
        value = words.units.get(word)
        if value is not None:
            if group >= 0 and not _takes_unit(group):
                break
            if (
                word == "one"
                and group < 0
                and total == 0
                and lower[joined + 1 : joined + 2] == ["of"]
            ):
                return Number(index, joined + 1, Decimal(1), spelled=True)
            group = max(group, 0) + value
            step = 1
        elif (value := words.teens.get(word, words.tens.get(word))) is not None:
            if group >= 0 and group % _HUNDRED:
                break
            group = max(group, 0) + value
            step = 1
        elif word == "hundred" and joined == at:
            if not 0 < group < _HUNDRED:
                break
            group *= _HUNDRED
            step = _HUNDRED
        elif (value := words.scales.get(word)) is not None and value > _HUNDRED:
            if group < 0 or value >= last_scale or (joined > at and lower[at] == "and"):
                break
            total += group * value
            last_scale, group, step = value, -1, value
        else:
            break
        at = joined + 1
        end = at
    if end == index:
        return None
    value_total = total + max(group, 0)
    if lower[index] in {"a", "an"} and str(value_total).rstrip("0") == "1":
        step = value_total  # "a hundred thousand" is rounder than "one hundred thousand"
    scaled = last_scale < _LARGEST
    number = Number(
        index, end, Decimal(value_total), Decimal(step), spelled=True, scaled=scaled or step > 1,
        factor=Decimal(step),
    )  # fmt: skip
    if lower[end : end + 1] == ["dozen"] or and_a_part(tokens, end, words) is not None:
        return with_scales(tokens, number, words)
    return number


def _takes_unit(group: int) -> bool:
    """Whether a unit may follow: behind a ten ("forty") or a full hundred."""
    rest = group % _HUNDRED
    return rest == 0 or (rest % 10 == 0 and rest > 10)  # noqa: PLR2004


def _read_vague(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    """Read "dozens", "tens of thousands", "several hundred", "a couple of"."""
    lower = tokens.lower
    at = index
    word = lower[at]
    if word in words.tens_of and lower[at + 1 : at + 2] == ["of"]:
        following = lower[at + 2] if at + 2 < len(lower) else ""
        if following in words.vague and following not in words.context.sets:
            factor = words.tens_of[word]
            base = words.vague[following][0] // 2
            low = 2 * factor * base
            return _vague(index, at + 3, low, 10 * factor * base - 1)
    if word in words.vague:
        if word == "scores" and (
            lower[at + 1 : at + 2] != ["of"]
            and words.context.scored.isdisjoint(lower[at + 1 : at + 2])
        ):
            return None  # "scores of villages", "57 dead, scores missing"; not "it scores"
        low, high = words.vague[word]
        return _vague(index, at + 1, low, high)
    if word == "a" and at + 1 < len(lower) and lower[at + 1] in {"few", "couple", "pair"}:
        at += 1
        word = lower[at]
    elif word in words.couple:
        return None
    if word in words.several:
        scale = lower[at + 1] if at + 1 < len(lower) else ""
        if scale in words.vague and scale not in words.context.sets:
            low, high = words.vague[scale]
            return _vague(index, at + 2, low, high)
        factor, end = _factor_at(lower, at + 1, words)
        if not factor:
            return None
        return _vague(index, end, 2 * factor, 10 * factor - 1 if factor > DOZEN else 99)
    if word in words.couple and at > index:
        at += 1
        if lower[at : at + 1] == ["of"]:
            at += 1
        factor, end = _factor_at(lower, at, words)
        if factor:
            return Number(
                index,
                end,
                Decimal(2 * factor),
                Decimal(factor),
                spelled=True,
                scaled=True,
                about=True,
            )
        if word == "couple" and lower[at - 1] == "of":
            return Number(index, at - 1, Decimal(2), spelled=True, about=True)
    return None


def _factor_at(lower: list[str], at: int, words: NumberLexicon) -> tuple[int, int]:
    """The factor of "dozen", "thousand" or "hundred thousand" at a token, 0 without one, and the token
    behind."""
    scale = lower[at] if at < len(lower) else ""
    factor, end = DOZEN if scale == "dozen" else words.scales.get(scale, 0), at + 1
    larger = words.scales.get(lower[end], 0) if end < len(lower) else 0
    return (factor * larger, end + 1) if factor == _HUNDRED and larger > factor else (factor, end)


def _vague(start: int, end: int, low: int, high: int) -> Number:
    return Number(start, end, Decimal(low), Decimal(low), Decimal(high), spelled=True)


def _read_fraction(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    """Read "two-thirds", "a quarter of", "half a million", "three quarters of a billion"."""
    lower, count = tokens.lower, len(tokens.lower)
    at, top = index, 1
    word = lower[at]
    if word in {"a", "an", "one"}:
        at += 1
    elif word in words.units:
        top = words.units[word]
        at += 1
    elif word not in {"half", "quarter", "halves"}:
        return None
    hyphen = at < count and at > index and lower[at] == "-"
    if hyphen:
        at += 1
    if at >= count or lower[at] not in words.fractions:
        return None
    name = lower[at]
    bottom = words.fractions[name]
    plural = name.endswith("s") or name == "halves"
    if (top == 1 and plural) or (top > 1 and not plural and not hyphen):
        return None
    part = Fraction(top, bottom)
    at += 1
    following = lower[at] if at < count else ""
    # "half a million", "a quarter million", "three quarters of a billion", "half a dozen"
    scale_at = at
    if (
        hyphen_scale := (
            following == "-" and at + 1 < count and lower[at + 1] in {"dozen", "million"}
        )
    ) or following == "of":
        scale_at += 1
    if not hyphen_scale and scale_at < count and lower[scale_at] in {"a", "an"}:
        scale_at += 1
    scale = lower[scale_at] if scale_at < count else ""
    factor = DOZEN if scale == "dozen" else words.scales.get(scale, 0)
    if factor:
        value = to_decimal(part * factor)
        step = Decimal(factor) / 10
        return Number(
            index, scale_at + 1, value, step, fraction=True, scaled=True, spelled=True,
            about=scale == "dozen",
        )  # fmt: skip
    unit_at = at + 1 if following == "-" else at
    in_parts = not words.context.parts_of.isdisjoint(lower[unit_at : unit_at + 1])
    if bottom in _UNIT_PARTS and in_parts:  # "a quarter point", "a half-mile"
        step = Decimal("0.01")
        return Number(index, at, to_decimal(part), step, fraction=True, spelled=True)
    if top == 1 and not _is_share(lower, index, at, bottom, words):
        return None
    value = to_decimal(part * 100)
    return Number(index, at, value, Decimal(1), fraction=True, share=True, spelled=True)


_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_share(lower: list[str], start: int, end: int, bottom: int, words: NumberLexicon) -> bool:
    """Whether "a third", "half" or "one quarter" is a share and not an ordinal or half of a word."""
    following = lower[end] if end < len(lower) else ""
    before = lower[start - 1] if start else ""
    # "The first half", "the fourth quarter of 2020": stretches of a year or a match.
    stretch = bottom == 2 or lower[start] == "quarter"  # noqa: PLR2004
    if stretch and (before in words.ordinals or before in words.context.named_half):
        return False
    if (
        following == "of"
        and lower[start] == "quarter"
        and _YEAR.fullmatch("".join(lower[end + 1 : end + 2]))
    ):
        return False
    if following in {"of", "-", "%"}:
        return following == "of"
    if lower[start] == "quarter":
        return False  # "the quarter also included"
    if lower[start] == "one" and bottom > 2:  # noqa: PLR2004
        return True
    if before in words.context.before_share:
        return following != "-" and not (
            lower[start] == "half" and following in words.context.after_half
        )
    if before in words.context.moved and (not following or following in words.context.moved_behind):
        return True
    if bottom == 2 and lower[start] == "half":  # noqa: PLR2004
        owned = lower[end + 1 : end + 2] == ["'s"]  # "half Norway's"
        opens = not before or before in words.context.opens_half
        told = opens and (_is_of_many(lower, end, words) or _is_of_any(lower, end, words))
        return owned or told or following in words.context.after_share
    if following in words.context.compared or _is_of_many(lower, end, words):
        return True
    if _is_of_any(lower, end, words) and _has_whole(lower, start, bottom, words):
        return True
    closes = not following or following in {",", ".", ";", ")"}
    closes = closes and lower[start] in {"a", "an"} and before not in words.context.leads_next
    near = lower[max(0, start - _WHOLE_REACH) : start]
    if closes and words.context.shared.intersection(near):
        return words.context.next_of.isdisjoint(near)
    # "of which a third has come", but "two died and a third was hurt"
    return lower[max(0, start - 2) : start] == ["of", "which"] and following.isalpha()


def _verb_at(lower: list[str], at: int, words: NumberLexicon) -> int:
    """The token behind adverbs at a token: "no longer exist", "have now left"."""
    end = at
    while end < min(len(lower), at + _ADVERBS) and lower[end] in words.context.of_any_adverbs:
        end += 1
    return end


def _is_of_many(lower: list[str], at: int, words: NumberLexicon) -> bool:
    """Whether a plural verb stands at a token: "were hurt", "no longer exist"."""
    verb = _verb_at(lower, at, words)
    if lower[at:verb] == ["no", "longer"]:
        return verb < len(lower) and lower[verb].isalpha() and not lower[verb].endswith("s")
    return verb < len(lower) and lower[verb] in words.context.of_many


def _is_of_any(lower: list[str], at: int, words: NumberLexicon) -> bool:
    """Whether a verb stands at a token that one or many may have: "had been moved", "survived"."""
    verb = "".join(lower[(spot := _verb_at(lower, at, words)) : spot + 1])
    return verb in words.context.of_any or (verb.endswith("ed") and verb.isalpha())


def _has_whole(lower: list[str], start: int, bottom: int, words: NumberLexicon) -> bool:
    """Whether a whole stands before "a fifth" of which it may be a share, and no row that it ends
    ("four were hurt and a fifth died")."""
    before = lower[max(0, start - _WHOLE_REACH) : start]
    if words.context.leads_next.intersection(before[-1:]):
        return False  # "in a third"
    named = (*words.units.items(), *words.fractions.items())
    last = {str(bottom - 1), *(word for word, value in named if value == bottom - 1)}
    if words.context.next_of.intersection(before) or last.intersection(before):
        return False
    return any(len(word) > 1 and word[0].isdecimal() for word in before)


_ADVERBS = 3  # tokens of "has now also" in front of a verb
_WHOLE_REACH = 24  # tokens in front of a share in which its whole may stand
