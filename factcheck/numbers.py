"""Numbers as written, in digits and in words, read from the tokens of a sentence.

``read_number`` reads one number at a token and says where it ends. Units, hedges and ranges are
read by the callers. Values are exact decimals, except thirds and the like, which are rounded to
twelve decimals.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factcheck.scales import Number, adjacent, goes_on, to_decimal, with_scales
from factcheck.spelled import read_spelled
from factcheck.tokens import Tokens
from factcheck.vocabulary import NumberLexicon

# More digits than the national debt of any country in any currency: not a number of a newspaper.
LONGEST_NUMBER = 20
_FEW_DIGITS = 3  # digits of a group of thousands
_THOUSAND = 1000
_SPACES = frozenset(" \u00a0\u2009\u202f")


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
    return read_spelled(tokens, index, words)


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
    exponent = _exponent(value)
    step = Decimal(1).scaleb(exponent) if exponent else Decimal(1)
    power = _power_of_ten(tokens, end)
    if power is not None:
        ten = Decimal(1).scaleb(power[0])
        return Number(index, power[1], value * ten, step * ten)
    fraction = _written_fraction(tokens, index, end, value, words)
    if fraction is not None:
        value, end, step = fraction
        return with_scales(tokens, Number(index, end, value, step, fraction=True), words)
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
    return with_scales(tokens, Number(index, end, value, step), words)


def _power_of_ten(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read "× 10^6" behind a number; the exponent and the token behind it."""
    words = tokens.words
    if at + 2 >= len(words) or words[at] not in {"×", "x"} or words[at + 1] != "10":
        return None
    at += 2
    if words[at] == "^":
        at += 1
    negative = at < len(words) and words[at] in {"-", "−"}
    at += negative
    if at >= len(words) or not adjacent(tokens, at) or not words[at].isdecimal():
        return None
    if len(words[at]) > 2:  # noqa: PLR2004 - nothing in the news has a hundred zeros
        return None
    exponent = int(words[at])
    return (-exponent if negative else exponent), at + 1


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
    behind = tokens.words[end] if end < len(tokens.words) and adjacent(tokens, end) else ""
    if behind.isdecimal() or behind == "mm":
        return Decimal(word), index + 1  # "40 155mm shells"
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
        and tokens.words[index].isdecimal()
        and tokens.words[digits].isdecimal()
        and len(tokens.words[digits]) < _FEW_DIGITS
        and (tokens.lower[after] in words.scales or tokens.lower[after] in {"%", "per", "percent"})
    ):
        return Decimal(f"{tokens.words[index]}.{tokens.words[digits]}"), after
    return value, index + 1


def _written_fraction(
    tokens: Tokens, index: int, end: int, value: Decimal, words: NumberLexicon
) -> tuple[Decimal, int, Decimal] | None:
    """Read "10½", "7 3/4", "3-1/2", "1/3"; the value, the end and the step."""
    count = len(tokens.words)
    if (
        end < count
        and tokens.words[end] in words.signs
        and tokens.starts[end] - tokens.ends[end - 1] <= 1
    ):
        part = words.signs[tokens.words[end]]
        return value + part, end + 1, Decimal("0.25")
    part_at = end + 1 if goes_on(tokens, end) else end
    at = part_at if part_at + 2 < count and tokens.words[part_at].isdecimal() else index
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
            part = to_decimal(Fraction(int(top), int(bottom)))
            whole = value if at != index else Decimal(0)
            return whole + part, at + 3, Decimal("0.25")
    return None
