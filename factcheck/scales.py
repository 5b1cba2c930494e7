"""A number between two tokens, and the scale words behind it ("million", "and a half")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factcheck.tokens import Tokens
from factcheck.vocabulary import NumberLexicon

DOZEN = 12
_HALF = Decimal("0.5")
DECIMALS = Decimal("0.000000000001")  # "a third" is 33.3333333333


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


def goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen and digits at a token hang on the number before: "737-800", "pages 33-41"."""
    words = tokens.words
    return (
        at + 1 < len(words)
        and words[at] in {"-", "–"}
        and words[at + 1].isdecimal()
        and adjacent(tokens, at)
        and adjacent(tokens, at + 1)
    )


def behind_per(tokens: Tokens, at: int) -> int:
    """The token behind "per" or "for every" at a token; 0 where neither stands."""
    if tokens.lower[at : at + 1] == ["per"]:
        return at + 1
    return at + 2 if tokens.lower[at : at + 2] == ["for", "every"] else 0


def with_scales(tokens: Tokens, number: Number, words: NumberLexicon) -> Number:
    """Multiply by the scale words that follow ("1.2 million", "5 hundred thousand", "5-million")."""
    value, step, end, scaled = number.value, number.step, number.end, number.scaled
    product, about = 1, number.about
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
            factor, about = DOZEN, True
        value, step, end, scaled = value * factor, step * factor, at + 1, True
        product *= factor
    part = and_a_part(tokens, end, words)
    if part is None and end == number.end:
        return number
    if part is not None:
        whole = step if scaled else Decimal(1)
        value, step, end = value + whole * part[0], whole * Decimal("0.1"), part[1]
        number_fraction = True
        if end < len(tokens.words) and not scaled and tokens.lower[end] in words.scales:
            factor = words.scales[tokens.lower[end]]
            value, step, end, scaled = value * factor, step * factor, end + 1, True
    else:
        number_fraction = number.fraction
    return Number(
        number.start, end, value, step, fraction=number_fraction, scaled=scaled,
        spelled=number.spelled, factor=Decimal(product), about=about,
    )  # fmt: skip


def and_a_part(tokens: Tokens, at: int, words: NumberLexicon) -> tuple[Decimal, int] | None:
    """The part of "and a half", "and three-quarter(s)" at a token, and the token behind it.

    "-and-a-half" counts too. Other parts than a half may begin something new ("two and a third of
    the crew"), so a scale word, a unit of rates or a plural must follow: "two and a quarter million",
    "5 and a quarter percent", "hours".
    """
    lower = tokens.lower
    if lower[at : at + 3] == ["and", "a", "half"]:
        return _HALF, at + 3
    if lower[at : at + 6] == ["-", "and", "-", "a", "-", "half"]:
        return _HALF, at + 6
    if lower[at : at + 1] != ["and"] or at + 2 >= len(lower):
        return None
    top = 1 if lower[at + 1] in {"a", "one"} else words.units.get(lower[at + 1], 0)
    name = at + 3 if lower[at + 2] == "-" else at + 2
    bottom = words.fractions.get(lower[name], 0) if name < len(lower) else 0
    behind = lower[name + 1] if name + 1 < len(lower) else ""
    counts = (
        behind in words.scales
        or behind in words.context.parts_of
        or lower[name + 1 : name + 3] == ["per", "cent"]
        or (bottom == 4 and behind.endswith("s"))  # noqa: PLR2004
    )
    return (to_decimal(Fraction(top, bottom)), name + 1) if 0 < top < bottom and counts else None


def to_decimal(part: Fraction) -> Decimal:
    """A fraction as a decimal, rounded to twelve places where it does not end.

    >>> to_decimal(Fraction(1, 4)), to_decimal(Fraction(2, 3))
    (Decimal('0.25'), Decimal('0.666666666667'))
    """
    exact = Decimal(part.numerator) / Decimal(part.denominator)
    rounded = exact.quantize(DECIMALS)
    return exact if exact == rounded else rounded
