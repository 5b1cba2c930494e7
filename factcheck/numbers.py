"""Numbers as written, in digits and in words, read from the tokens of a sentence.

``read_number`` reads one number at a token and says where it ends. Units, hedges and ranges are
read by the callers. Values are exact decimals, except thirds and the like, which are rounded to
four decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factcheck.tokens import Tokens
from factcheck.vocabulary import NumberLexicon

# More digits than the national debt of any country in any currency: not a number of a newspaper.
LONGEST_NUMBER = 20
_FEW_DIGITS = 3  # digits of a group of thousands
_HUNDRED = 100
# "the other half of the year" names a part, it does not measure one
_HALF_NOT = frozenset(
    {"other", "latter", "last", "final", "top", "bottom", "opening", "closing", "later"}
)
_THOUSAND = 1000
_SPACES = frozenset(" \u00a0\u2009\u202f")
_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two tokens (``end`` is exclusive).

    ``value`` is the number, or the low end of a vague one, whose high end is ``high``. ``step`` is
    one unit of the last written digit, scaled. ``share`` marks a fraction of something that is
    named behind it ("a third of"), in percent. ``scaled`` marks a scale word (million). ``spelled``
    numbers are in words. ``multiple``: "twice", "sixfold".
    """

    start: int
    end: int
    value: Decimal
    step: Decimal = Decimal(1)
    high: Decimal | None = None
    fraction: bool = False
    share: bool = False
    scaled: bool = False
    spelled: bool = False
    multiple: bool = False
    about: bool = False
    factor: Decimal = Decimal(1)  # what the scale word multiplied by


def adjacent(tokens: Tokens, index: int) -> bool:
    """Whether nothing stands between a token and the one before it."""
    return 0 < index < len(tokens.starts) and tokens.starts[index] == tokens.ends[index - 1]


def read_number(
    tokens: Tokens, index: int, words: NumberLexicon, *, money: bool = False
) -> Number | None:
    """Read the number that begins at a token, or None.

    ``money`` says that a currency sign stands in front: "m" is then always a million.
    """
    word = tokens.words[index]
    if word[0].isdecimal() or (word[0] == "." and len(word) > 1 and word[1].isdecimal()):
        return _read_digits(tokens, index, words, money=money)
    low = tokens.lower[index]
    if low not in words.starters:
        return None
    return _read_spelled(tokens, index, words)


# --------------------------------------------------------------------------------------- digits


def parse_digits(word: str) -> Decimal | None:
    """The value of one token of digits.

    >>> parse_digits("1,234.5"), parse_digits("1.234.567"), parse_digits("12.04.2014")
    (Decimal('1234.5'), Decimal('1234567'), None)
    """
    if len(word) > LONGEST_NUMBER:
        return None
    plain = word.replace(",", "")
    if plain.count(".") > 1:
        groups = plain.split(".")
        if len(groups[0]) > _FEW_DIGITS or any(len(group) != _FEW_DIGITS for group in groups[1:]):
            return None
        plain = "".join(groups)
    return Decimal(plain)


def _read_digits(tokens: Tokens, index: int, words: NumberLexicon, *, money: bool) -> Number | None:
    value = parse_digits(tokens.words[index])
    if value is None:
        return None
    count = len(tokens.words)
    end = index + 1
    if "." not in tokens.words[index]:
        value, end = _spaced_groups(tokens, index, value)
        if end == index + 1:
            value, end = _decimal_comma(tokens, index, value, words)
    step = Decimal(1).scaleb(_exponent(value))
    fraction = _written_fraction(tokens, index, end, value, words)
    if fraction is not None:
        value, end, step = fraction
        return _with_scales(tokens, Number(index, end, value, step, fraction=True), words)
    if (
        end < count
        and adjacent(tokens, end)
        and not (
            end + 1 < count and adjacent(tokens, end + 1) and tokens.words[end + 1][0].isdecimal()
        )
    ):
        glued = words.glued.get(tokens.words[end])
        if glued is not None and (
            money
            or tokens.words[end] not in {"mm", "MM", "T", "B", "mil"}
            or tokens.words[end] == "B"
        ):
            return Number(
                index, end + 1, value * glued, step * glued, scaled=True, factor=Decimal(glued)
            )
    if money and end < count and tokens.words[end] in {"m", "M", "b", "B", "k", "K"}:
        glued = words.glued[tokens.words[end]]
        return Number(
            index, end + 1, value * glued, step * glued, scaled=True, factor=Decimal(glued)
        )
    if (
        end + 1 < count
        and tokens.words[end] in {"B", "M"}
        and tokens.words[end + 1].isalpha()
        and tokens.words[end + 1].islower()
        and len(tokens.words[end + 1]) > _FEW_DIGITS
    ):
        factor = words.glued[tokens.words[end]]
        return Number(
            index, end + 1, value * factor, step * factor, scaled=True, factor=Decimal(factor)
        )
    return _with_scales(tokens, Number(index, end, value, step), words)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _spaced_groups(tokens: Tokens, index: int, value: Decimal) -> tuple[Decimal, int]:
    """Join "5 000" and "1 250 000"; a year or a longer number takes no groups."""
    end = index + 1
    word = tokens.words[index]
    if len(word) > _FEW_DIGITS or word[0] == "0":
        return value, end
    while (
        end < len(tokens.words)
        and len(tokens.words[end]) == _FEW_DIGITS
        and tokens.words[end].isdecimal()
        and tokens.starts[end] == tokens.ends[end - 1] + 1
        and tokens.text[tokens.ends[end - 1]] in _SPACES
        and end - index < 5  # noqa: PLR2004 - trillions have four groups
    ):
        value = value * _THOUSAND + Decimal(tokens.words[end])
        end += 1
    if end < len(tokens.words) and adjacent(tokens, end) and tokens.words[end].isdecimal():
        return Decimal(word), index + 1
    return value, end


def _decimal_comma(
    tokens: Tokens, index: int, value: Decimal, words: NumberLexicon
) -> tuple[Decimal, int]:
    """Join "3,5 per cent": one or two digits behind a comma, then a scale or a unit sign."""
    comma, digits, after = index + 1, index + 2, index + 3
    if (
        digits < len(tokens.words)
        and tokens.words[comma] == ","
        and tokens.words[digits] == "000"
        and tokens.starts[digits] == tokens.ends[comma] + 1
        and len(tokens.words[index]) <= _FEW_DIGITS
    ):
        return value * _THOUSAND, after  # "80, 000": a tokenizer split the number
    if (
        after < len(tokens.words)
        and tokens.words[comma] == ","
        and adjacent(tokens, comma)
        and adjacent(tokens, digits)
        and tokens.words[digits].isdecimal()
        and len(tokens.words[digits]) < _FEW_DIGITS
        and (tokens.lower[after] in words.scales or tokens.lower[after] in {"%", "per", "percent"})
    ):
        return Decimal(f"{tokens.words[index]}.{tokens.words[digits]}"), after
    return value, index + 1


def _written_fraction(
    tokens: Tokens, index: int, end: int, value: Decimal, words: NumberLexicon
) -> tuple[Decimal, int, Decimal] | None:
    """Read "10½", "7 3/4", "1/3"; the value, the end and the step."""
    count = len(tokens.words)
    if (
        end < count
        and tokens.words[end] in words.signs
        and tokens.starts[end] - tokens.ends[end - 1] < 2
    ):  # noqa: PLR2004
        part = words.signs[tokens.words[end]]
        return value + part, end + 1, Decimal("0.25")
    at = end if end + 2 < count and tokens.words[end].isdecimal() else index
    if at + 2 < count and tokens.words[at + 1] in {"/", "⁄"}:
        top, bottom = tokens.words[at], tokens.words[at + 2]
        glued = adjacent(tokens, at + 1) and adjacent(tokens, at + 2)
        closed = at + 3 >= count or not (
            adjacent(tokens, at + 3) and tokens.words[at + 3][0].isalnum()
        )
        if (
            glued
            and closed
            and top.isdecimal()
            and bottom.isdecimal()
            and 0 < len(top) < _FEW_DIGITS
            and len(bottom) < _FEW_DIGITS
            and 0 < int(top) < int(bottom)
            and int(bottom) in {2, 3, 4, 5, 6, 8, 10, 16, 32}
        ):
            part = _decimal(Fraction(int(top), int(bottom)))
            whole = value if at != index else Decimal(0)
            return whole + part, at + 3, Decimal("0.25")
    return None


def _with_scales(tokens: Tokens, number: Number, words: NumberLexicon) -> Number:
    """Multiply by the scale words that follow ("1.2 million", "5 hundred thousand", "5-million")."""
    value, step, end, scaled = number.value, number.step, number.end, number.scaled
    product = 1
    for _ in range(2):
        at = end
        if (
            at + 1 < len(tokens.words)
            and tokens.words[at] == "-"
            and tokens.lower[at + 1] in words.scales
        ):
            at += 1
        if at >= len(tokens.words):
            break
        factor = words.scales.get(tokens.lower[at])
        if factor is None:
            if tokens.lower[at] != "dozen":
                break
            factor = 12
        value, step, end, scaled = value * factor, step * factor, at + 1, True
        product *= factor
    half = _and_a_half(tokens, end)
    if half:
        whole = step if scaled else Decimal(1)
        value, step, end = value + whole * Decimal("0.5"), whole * Decimal("0.1"), half
        number_fraction = True
        if end < len(tokens.words) and not scaled and tokens.lower[end] in words.scales:
            factor = words.scales[tokens.lower[end]]
            value, step, end, scaled = value * factor, step * factor, end + 1, True
    else:
        number_fraction = number.fraction
    return Number(
        number.start, end, value, step, fraction=number_fraction, scaled=scaled,
        spelled=number.spelled, factor=Decimal(product),
    )  # fmt: skip


def _and_a_half(tokens: Tokens, at: int) -> int:
    """The end of "and a half" at a token, or 0; "-and-a-half" counts too."""
    lower = tokens.lower
    if lower[at : at + 3] == ["and", "a", "half"]:
        return at + 3
    if lower[at : at + 6] == ["-", "and", "-", "a", "-", "half"]:
        return at + 6
    return 0


def _decimal(part: Fraction) -> Decimal:
    exact = Decimal(part.numerator) / Decimal(part.denominator)
    rounded = exact.quantize(_DECIMALS)
    return exact if exact == rounded else rounded


# ---------------------------------------------------------------------------------------- words


def _read_spelled(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    lower = tokens.lower
    word = lower[index]
    if word in words.multiples:
        return Number(index, index + 1, Decimal(words.multiples[word]), spelled=True, multiple=True)
    if word in words.signs:
        return _with_scales(
            tokens,
            Number(index, index + 1, words.signs[word], Decimal("0.25"), spelled=True),
            words,
        )
    found = _read_vague(tokens, index, words) or _read_fraction(tokens, index, words)
    if found is not None:
        return found
    if word in {"a", "an"}:
        following = lower[index + 1] if index + 1 < len(lower) else ""
        if following in {
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "dozen",
            "lakh",
            "crore",
        }:
            return _with_scales(tokens, Number(index, index + 1, Decimal(1), spelled=True), words)
        return None
    return _read_cardinal(tokens, index, words)


def _read_cardinal(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    """Read "two hundred and fifty-six thousand"."""
    lower, count = tokens.lower, len(tokens.lower)
    total, group, end, at = 0, -1, index, index
    last_scale = 10**18
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
            if group >= 0 and (group % 10 or group % 100 == 10) and group % 100:
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
    scaled = last_scale < 10**18
    number = Number(
        index, end, Decimal(value_total), Decimal(step), spelled=True, scaled=scaled or step > 1,
        factor=Decimal(step),
    )  # fmt: skip
    if lower[end : end + 1] == ["dozen"] or _and_a_half(tokens, end):
        return _with_scales(tokens, number, words)
    return number


def _read_vague(tokens: Tokens, index: int, words: NumberLexicon) -> Number | None:
    """Read "dozens", "tens of thousands", "several hundred", "a couple of"."""
    lower = tokens.lower
    at = index
    word = lower[at]
    if word in words.tens_of and lower[at + 1 : at + 2] == ["of"]:
        following = lower[at + 2] if at + 2 < len(lower) else ""
        if following in words.vague and following not in {"dozens", "scores"}:
            factor = words.tens_of[word]
            base = words.vague[following][0] // 2
            low = 2 * factor * base
            return _vague(index, at + 3, low, 10 * factor * base - 1)
    if word in words.vague:
        if word == "scores" and lower[at + 1 : at + 2] != ["of"]:
            return None
        low, high = words.vague[word]
        return _vague(index, at + 1, low, high)
    if word == "a" and at + 1 < len(lower) and lower[at + 1] in {"few", "couple", "pair"}:
        at += 1
        word = lower[at]
    elif word in words.couple:
        return None
    if word in words.several:
        scale = lower[at + 1] if at + 1 < len(lower) else ""
        if scale in words.vague and scale not in {"dozens", "scores"}:
            low, high = words.vague[scale]
            return _vague(index, at + 2, low, high)
        factor = 12 if scale == "dozen" else words.scales.get(scale, 0)
        return (
            _vague(index, at + 2, 2 * factor, 10 * factor - 1 if factor > 12 else 99)
            if factor
            else None
        )  # noqa: PLR2004
    if word in words.couple and at > index:
        at += 1
        if lower[at : at + 1] == ["of"]:
            at += 1
        scale = lower[at] if at < len(lower) else ""
        factor = 12 if scale == "dozen" else words.scales.get(scale, 0)
        if factor:
            return Number(
                index,
                at + 1,
                Decimal(2 * factor),
                Decimal(factor),
                spelled=True,
                scaled=True,
                about=True,
            )
        if word == "couple" and lower[at - 1] == "of":
            return Number(index, at - 1, Decimal(2), spelled=True, about=True)
    return None


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
    factor = 12 if scale == "dozen" else words.scales.get(scale, 0)
    if factor:
        value = _decimal(part * factor)
        step = Decimal(factor) / 10
        return Number(index, scale_at + 1, value, step, fraction=True, scaled=True, spelled=True)
    if top == 1 and not _is_share(lower, index, at, bottom, words):
        return None
    value = _decimal(part * 100)
    return Number(index, at, value, Decimal(1), fraction=True, share=True, spelled=True)


def _is_share(lower: list[str], start: int, end: int, bottom: int, words: NumberLexicon) -> bool:
    """Whether "a third", "half" or "one quarter" is a share and not an ordinal or half of a word."""
    following = lower[end] if end < len(lower) else ""
    before = lower[start - 1] if start else ""
    if bottom == 2 and (before in words.ordinals or before in _HALF_NOT):  # noqa: PLR2004
        return False
    if following in {"of", "-", "%"}:
        return following == "of"
    if lower[start] == "one" and bottom > 2:  # noqa: PLR2004
        return True
    if before in {"by", "than", "nearly", "almost", "about", "over", "around", "roughly"}:
        return following not in {"-"} and not (bottom == 2 and following in {"time", "year"})
    if bottom == 2 and lower[start] == "half":  # noqa: PLR2004
        return following in {
            "the",
            "its",
            "their",
            "his",
            "her",
            "our",
            "all",
            "these",
            "those",
            "a",
            "an",
        }
    return bool(words.fractions) and following in {"more", "less", "fewer", "higher", "lower"}
