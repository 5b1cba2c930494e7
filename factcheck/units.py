"""Units behind a number, and what rates are taken over.

The table in vocabulary/ is looked up first. A unit string that is clearly one but is not in the
table ("mmol/l") is asked of quantulum3 once and its answer is doubted: importing that package
costs two seconds, so it is imported only then.
"""

from __future__ import annotations

import warnings
from functools import lru_cache

from factcheck.model import Kind
from factcheck.scales import Number, adjacent
from factcheck.tokens import Tokens
from factcheck.vocabulary import Phrase, Unit, UnitLexicon

_LONGEST_SYMBOL = 6  # letters; longer strings are words, not symbols
_OPENED = frozenset("([<{")
_QUOTED = 40  # tokens back to which an opening quotation mark is looked for
_GAP = 5  # tokens between a unit and its "a year"


def read_phrase(
    tokens: Tokens, at: int, phrases: dict[str, tuple[tuple[Phrase, Unit], ...]]
) -> tuple[Unit, int] | None:
    """The longest unit phrase that begins at a token, and the token behind it."""
    if at >= len(tokens.lower):
        return None
    lower = tokens.lower
    for phrase, unit in phrases.get(lower[at], ()):
        if len(phrase) == 1 or tuple(lower[at : at + len(phrase)]) == phrase:
            return unit, at + len(phrase)
    return None


def kind_of(unit: Unit) -> Kind:
    """The kind that a unit gives to its number."""
    if unit.dimension == "currency":
        return Kind.MONEY
    if unit.dimension == "percent":
        return Kind.PERCENT
    if unit.dimension == "time":
        return Kind.DURATION
    return Kind.MEASURE


# ---------------------------------------------------------------------------------------- units


def read_unit(
    tokens: Tokens, at: int, number: Number, units: UnitLexicon
) -> tuple[Unit, int] | None:
    """The unit behind a number, also behind a hyphen ("10-kilometre"); rates are read apart."""
    words = tokens.words
    if at >= len(words):
        return None
    start = at
    if words[at] in {"-", "‑", "–"} and at + 1 < len(words) and words[at + 1][0].isalpha():
        if words[at] == "–" and not adjacent(tokens, at):
            return None
        if tokens.lower[at + 1 : at + 3] == ["in", "-"]:
            return None  # "2-in-3"
        start = at + 1
    elif words[at] in _OPENED and at + 2 < len(words) and words[at + 2] in {")", "]", ">", "}"}:
        inside = units.symbols.get(words[at + 1])
        return (inside, at + 3) if inside is not None and len(words[at + 1]) > 1 else None
    found = read_phrase(tokens, start, units.phrases)
    symbol = _read_symbol(tokens, start, number, units)
    if symbol is not None and (found is None or found[1] <= symbol[1]):
        return symbol
    if found is not None and _is_unit_word(tokens, start, found):
        return found
    if (
        words[start] == "in"
        and number.start
        and tokens.lower[number.start - 1] in {"ft", "feet", "foot", "'"}
    ):
        return units.by_name["inch"], start + 1
    if words[start] in units.foot_signs or words[start] in units.inch_signs:
        return _length_sign(tokens, start, units)
    return None


def _is_unit_word(tokens: Tokens, start: int, found: tuple[Unit, int]) -> bool:
    """Words that are units only in some places."""
    word, end = tokens.lower[start], found[1]
    if end == start + 1 and len(word) == 1 and word.isalpha():
        return False
    following = tokens.lower[end] if end < len(tokens.lower) else ""
    if word == "second" and following in {"-", "half"} and tokens.lower[start - 1] != "-":
        return False
    return not (
        word in {"cup", "cups"} and following in {"final", "finals", "tie", "game", "games"}
    )


def _read_symbol(
    tokens: Tokens, start: int, number: Number, units: UnitLexicon
) -> tuple[Unit, int] | None:
    word = tokens.words[start]
    glued = adjacent(tokens, start)
    unit = units.symbols.get(word)
    if unit is None and glued and not number.spelled:
        unit = units.glued.get(word)
    if unit is None:
        return None
    end = start + 1
    following = tokens.words[end] if end < len(tokens.words) else ""
    if number.spelled and len(word) < 3:  # noqa: PLR2004
        return None
    power = _power(tokens, end, word, units)
    if power is not None:
        return power
    if len(word) == 1 and not _single_letter(tokens, start, word, following, glued=glued):
        return None
    dotted = following == "." and word in units.dotted and adjacent(tokens, end)
    return unit, end + 1 if dotted and end + 1 < len(tokens.words) else end


def _power(tokens: Tokens, at: int, symbol: str, units: UnitLexicon) -> tuple[Unit, int] | None:
    """Read "m2", "km 3" as areas and volumes."""
    if (
        at >= len(tokens.words)
        or not adjacent(tokens, at)
        or symbol not in {"m", "cm", "km", "mm", "ft"}
    ):
        return None
    shape = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}.get(tokens.words[at])
    if shape is None:
        return None
    name = f"{shape} {units.symbols[symbol].name}"
    return units.by_name.get(name, Unit(name, "area")), at + 1


def _single_letter(tokens: Tokens, start: int, word: str, following: str, *, glued: bool) -> bool:
    """Whether one letter behind a number is a symbol: nothing but its own end may follow."""
    if (
        word in {"A", "K", "J", "V", "L", "h", "g", "l"}
        and not glued
        and following not in {"/", ")", ",", "."}
    ):
        return word in {"V", "L", "g"} and not following[:1].isupper()
    if following == "-" and word.isupper() and adjacent(tokens, start + 1):
        return False  # "40 F-16 jets"
    if word in {"C", "F"} and not glued:
        return not following[:1].isupper() and not following[:1].isdecimal()
    if following in {"-", "'s"} and word.isupper() and adjacent(tokens, start + 1):
        return False
    return not (
        following[:1].isdecimal() and start + 1 < len(tokens.words) and adjacent(tokens, start + 1)
    )


def _length_sign(tokens: Tokens, at: int, units: UnitLexicon) -> tuple[Unit, int] | None:
    """Read the signs of feet and inches; a quotation mark must be told from them."""
    word = tokens.words[at]
    following = tokens.lower[at + 1] if at + 1 < len(tokens.lower) else ""
    if word in units.foot_signs:
        next_digit = following[:1].isdecimal() and adjacent(tokens, at + 1)
        opened = any(sign in {"'", "‘"} for sign in tokens.words[max(0, at - _QUOTED) : at])
        if adjacent(tokens, at) and (
            next_digit or (not opened and following[:1].isalpha() and not adjacent(tokens, at + 1))
        ):
            return units.by_name["foot"], at + 1
        return None
    if following in units.sign_after or (at >= 3 and tokens.words[at - 2] in units.foot_signs):  # noqa: PLR2004
        return units.by_name["inch"], at + 1
    return None


def is_metres(tokens: Tokens, number: Number, units: UnitLexicon) -> bool:
    """Whether "m" behind digits is metres and not millions, by the words around it."""
    lower, end = tokens.lower, number.end
    following = lower[end] if end < len(lower) else ""
    if end < len(lower) and read_unit(tokens, end, number, units) is not None:
        return False  # "1.2m acre-feet"
    if following in units.metre_after or (following in {"²", "2", "³"} and adjacent(tokens, end)):
        return True
    if following == "-" and end + 1 < len(lower) and lower[end + 1] in units.metre_after:
        return True
    window = lower[max(0, number.start - 8) : number.start] + lower[end : end + 8]
    if any(word in units.metre_units for word in window):
        return True
    before = lower[max(0, number.start - 4) : number.start]
    closed = not following[:1].isalpha() or following in {"and", "in", "at"}
    return closed and any(word in units.metre_before for word in before)


def read_rate(
    tokens: Tokens,
    at: int,
    units: UnitLexicon,
    *,
    gap: bool = False,
    nouns: str = "",
    closed: frozenset[str],
) -> tuple[str, int] | None:
    """What a rate is taken over: "per barrel", "a share", "/kg"; ``gap`` looks past "of jet fuel".

    ``nouns`` are the word classes of the tokens where "a" may take any noun ("12 euros a load").
    """
    lower, count = tokens.lower, len(tokens.lower)
    if at >= count:
        return None
    word = lower[at]
    if word in {"per", "/"} and at + 1 < count:
        return _over(tokens, at + 1, units, closed, sign=word == "/")
    if lower[at : at + 2] == ["for", "every"] and at + 2 < count and lower[at + 2][0].isdecimal():
        round_number = lower[at + 2].endswith("00")  # not "1 percent for every 9 weeks"
        return _over(tokens, at + 2, units, closed, sign=False) if round_number else None
    hyphen = word == "-" and at + 2 < count and lower[at + 1] in {"a", "an", "per"}
    first = at + 1 if hyphen else at
    if lower[first] in {"a", "an", "each", "every"} or (hyphen and lower[first] == "per"):
        second = first + 1
        if second < count and lower[second] == "-":
            second += 1
        shape = ""
        if second + 1 < count and lower[second] in units.shapes:
            shape, second = lower[second] + " ", second + 1
        if (
            second < count
            and lower[second] in units.rates
            and (second + 1 >= count or lower[second + 1] not in units.moments)
            and lower[second + 1 : second + 3] not in (["from", "now"], ["from", "today"])
        ):
            # "for a year", "after a week" stand apart: the article must follow directly.
            return shape + _denominator(lower[second], units), second + 1
        listed = second < count and lower[second] in units.rates
        if nouns and second < count and not listed and _any_noun(tokens, second, nouns):
            return lower[second], second + 1
        return None
    if gap and word == "of":
        for ahead in range(at + 2, min(at + 2 + _GAP, count - 1)):
            if lower[ahead] in {"a", "an", "per"} and lower[ahead + 1] in units.periods:
                later = lower[ahead + 2 : ahead + 3]  # "3m tonnes of wheat a year later"
                return None if units.moments.intersection(later) else (lower[ahead + 1], at)
            if lower[ahead] != "each" and (not lower[ahead].isalpha() or lower[ahead] in closed):
                return None
    return None


def _any_noun(tokens: Tokens, at: int, classes: str) -> bool:
    """Whether a singular noun that stands alone is what a price is taken over ("a load")."""
    word = tokens.lower[at]
    behind = classes[at + 1 : at + 2]
    return (
        classes[at] == "N"
        and tokens.words[at].islower()
        and not word.endswith("s")
        and behind in {"", ",", "P", "C", "R"}
        and tokens.lower[at + 1 : at + 2] not in (["-"], ["of"], ["on"], ["in"])
    )


def _over(
    tokens: Tokens, at: int, units: UnitLexicon, closed: frozenset[str], *, sign: bool
) -> tuple[str, int] | None:
    lower = tokens.lower
    found = read_phrase(tokens, at, units.phrases)
    if found is not None and lower[at] not in {"%", "°"}:
        return found[0].name, found[1]
    symbol = units.symbols.get(tokens.words[at])
    if symbol is not None:
        power = _power(tokens, at + 1, tokens.words[at], units)
        return (power[0].name, power[1]) if power else (symbol.name, at + 1)
    if tokens.words[at][0].isdecimal() and not sign:
        number = tokens.words[at].replace(",", "")
        inner = units.symbols.get(tokens.words[at + 1]) if at + 1 < len(tokens.words) else None
        return (f"{number} {inner.name}", at + 2) if inner is not None else (number, at + 1)
    if sign and tokens.words[at] not in units.rates and lower[at] not in units.rates:
        return None
    if lower[at].isalpha() and lower[at] not in closed:
        return _denominator(lower[at], units), at + 1
    return None


def counted_rate(counted: str, over: str) -> str:
    """The unit of a count over something.

    >>> counted_rate("positive tests", "day"), counted_rate("", "100000")
    ('positive test per day', 'per 100000')
    """
    if not counted:
        return f"per {over}"
    *modifiers, head = counted.split()
    return " ".join([*modifiers, singular(head)]) + f" per {over}"


def singular(word: str) -> str:
    """The singular of a plural noun, by rule.

    >>> singular("tests"), singular("burglaries"), singular("class")
    ('test', 'burglary', 'class')
    """
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _denominator(word: str, units: UnitLexicon) -> str:
    if word == "annum":
        return "year"
    found = units.phrases.get(word, ())
    for phrase, unit in found:
        if len(phrase) == 1:
            return unit.name
    return word


# ------------------------------------------------------------------------------------ quantulum3


@lru_cache(maxsize=1024)
def resolve_unit(text: str) -> str | None:
    """Ask quantulum3 for the canonical name of a unit string, such as "mmol/l"; None if in doubt.

    Its answer counts only where it read the whole string as one known unit: it makes a compound of
    letters of almost any string ("£2m" is "pound sterling metre" to it).
    """
    if not text or len(text) > 40:  # noqa: PLR2004
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import classifier, parser

        # The same answer on every machine: with scikit-learn beside it, it would load a model of
        # its own, which newer releases cannot read.
        classifier.USE_CLF = False
        try:
            found = parser.parse(f"2 {text}")
        except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError):
            # Its parser raises these on input that it does not expect; for us that is "unknown".
            return None
    if len(found) != 1:
        return None
    quantity = found[0]
    whole = quantity.surface.strip() == f"2 {text}".strip()
    # "mmol/l" is "metre mole per litre" to it: one symbol that it cut into several units.
    factors = [part for part in quantity.unit.dimensions or [] if part.get("power", 1) > 0]
    cut = len(factors) > 1 and not any(sign in text for sign in " ·*.-")
    if not whole or quantity.value != 2 or quantity.unit.name in {"", "dimensionless"}:  # noqa: PLR2004
        return None
    if cut:
        return None
    return str(quantity.unit.name)


def unknown_symbol(tokens: Tokens, at: int, units: UnitLexicon) -> tuple[str, int] | None:
    """A unit string that the table lacks but whose shape says that it is one ("mmol/l", "µSv/h").

    One of its two parts must be a symbol of the table: "his/her" is none.
    """
    words = tokens.words
    if at + 2 >= len(words) or words[at + 1] != "/" or not adjacent(tokens, at + 1):
        return None
    if not (adjacent(tokens, at + 2) and words[at].isalpha() and words[at + 2].isalpha()):
        return None
    if max(len(words[at]), len(words[at + 2])) > _LONGEST_SYMBOL or words[at].istitle():
        return None
    if words[at] not in units.symbols and words[at + 2] not in units.symbols:
        return None
    return tokens.text[tokens.starts[at] : tokens.ends[at + 2]], at + 3
