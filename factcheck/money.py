"""Currencies before and behind a number: signs, codes, words, pounds of money."""

from __future__ import annotations

from factcheck.scales import Number, adjacent
from factcheck.tokens import Tokens
from factcheck.units import read_phrase
from factcheck.vocabulary import MoneyLexicon

_WEIGHT_LIMIT = 1_000_000  # pounds of weight are rarely written with a million
_SCALES = frozenset({"million", "billion", "trillion"})
_CUES = 25  # tokens in which a word for money or weight decides what "pounds" are


def currency_before(tokens: Tokens, at: int, money: MoneyLexicon) -> tuple[str, int] | None:
    """A currency sign or code that begins at a token and the token behind it."""
    words, count = tokens.words, len(tokens.words)
    word = words[at]
    if word[0].isdecimal():
        return None  # most amounts have none
    sign = money.signs.get(word)
    if sign is not None:
        end = at + 1
        # "$US113 trillion", "$A5"; "USD$ 15" is handled below.
        owner = (
            money.dollars.get(words[end])
            if word == "$" and end < count and adjacent(tokens, end)
            else None
        )
        if owner is not None and end + 1 < count and words[end + 1][0].isdecimal():
            return owner, end + 1
        return sign, end
    following = words[at + 1] if at + 1 < count else " "
    folded = _folded_sign(tokens, at, money) or _letter_sign(tokens, at, money)
    if folded is not None:
        return folded
    name = money.dollars.get(word) or money.dollars.get(word.upper())
    if name is not None and following == "$":
        close = tokens.starts[at + 1] - tokens.ends[at] < 2  # noqa: PLR2004
        # "A $210 million plan": an article, where no word in small letters stands in front of it
        inner = word == "A" and at > 0 and words[at - 1].islower()
        letter = word in {"C", "c"} or inner or adjacent(tokens, at + 1)
        if close and (len(word) > 1 or letter):
            return name, at + 2
    code = _code(word, money)
    if code is None:
        return None
    if following == "$" and at + 2 < count and words[at + 2][0].isdecimal():
        return code, at + 2
    if word == "Rs" and following == ".":
        return code, at + 2
    return (code, at + 1) if following[0].isdecimal() else None


def _folded_sign(tokens: Tokens, at: int, money: MoneyLexicon) -> tuple[str, int] | None:
    """Read a sign that was folded into ASCII, or a sign of two: "PS2.7m" for pounds, "Y=28,030" for
    yen, "GH¢500"."""
    words, word = tokens.words, tokens.words[at]
    end = at + 1
    if end < len(words) and word + words[end] in money.folded:
        word, end = word + words[end], end + 1
    name = money.folded.get(word)
    if name is None or end >= len(words) or not words[end][0].isdecimal():
        return None
    if not adjacent(tokens, end):
        return None
    # "PS5" is a console and "PS752" a flight: bare digits are an amount only where one is told.
    bare = words[end].isdecimal() and not (
        end + 1 < len(words) and (adjacent(tokens, end + 1) or tokens.lower[end + 1] in _SCALES)
    )
    told = at > 0 and tokens.lower[at - 1] in money.price_before and len(words[end]) > 1
    return None if bare and end == at + 1 and not told else (name, end)


def _letter_sign(tokens: Tokens, at: int, money: MoneyLexicon) -> tuple[str, int] | None:
    """Read "R350": the amount must look like one, by its digits or the word before it; "N5bn",
    "N75,000", "N86.50" and "N145 a litre" only with a scale, thousands, small change or a unit behind."""
    word, end = tokens.words[at], at + 1
    name = money.letters.get(word) or money.scaled_letters.get(word)
    if name is None or end >= len(tokens.words) or not adjacent(tokens, end):
        return None
    digits = tokens.words[end]
    if not digits[0].isdecimal():
        return None
    behind = tokens.lower[end + 1] if end + 1 < len(tokens.words) else ""
    scaled = behind in _SCALES or (
        adjacent(tokens, end + 1) and behind in {"m", "bn", "tn", "b", "k"}
    )
    before = tokens.lower[at - 1] if at else ""
    named = len(digits) < 3 and before not in money.price_before  # noqa: PLR2004 - "R22"
    glued = adjacent(tokens, end + 1) and not scaled and behind[:1].isalnum()
    whole = "." in digits or "," in digits or scaled
    if word in money.scaled_letters:
        unit = "".join(tokens.lower[end + 2 : end + 3])
        road = before in {"the", "on", "along"}  # "on the N332 a day after"
        priced = behind in {"a", "per"} and unit in money.priced and not road  # "N145 a litre"
        small = len(digits.partition(".")[2]) == 2  # noqa: PLR2004 - "N86.50"
        return (name, end) if scaled or "," in digits or priced or small else None
    return (name, end) if not glued and (whole or not named) else None


def _code(word: str, money: MoneyLexicon) -> str | None:
    """The currency of a code; in small letters only those that are no words."""
    return money.codes.get(word) or (
        money.codes.get(word.upper()) if word in money.small_codes else None
    )


def currency_after(
    tokens: Tokens, at: int, number: Number, money: MoneyLexicon
) -> tuple[str, int] | None:
    """A currency word, sign or code behind a number."""
    words = tokens.words
    if at >= len(words):
        return None
    hyphen = words[at] == "-" and at + 1 < len(words)
    start = at + 1 if hyphen else at
    word = words[start]
    if word in money.signs and not hyphen:
        # "$5 $6": a sign that belongs to the number behind it is not ours.
        following = start + 1
        owns = (
            following < len(words)
            and words[following][0].isdecimal()
            and not adjacent(tokens, start)
            and (following + 1 >= len(words) or words[following + 1] != word)
        )
        return None if owns else (money.signs[word], start + 1)
    name = money.dollars.get(word)
    if name is not None and start + 1 < len(words) and words[start + 1] == "$":
        after = words[start + 2][0] if start + 2 < len(words) else ""
        return None if after.isdecimal() else (name, start + 2)
    code = _code(word, money)
    if code is not None:
        owned = (
            start + 1 < len(words)
            and words[start + 1][0].isdecimal()
            and adjacent(tokens, start + 1)
        )
        return None if owned else (code, start + 1)
    found = read_phrase(tokens, start, money.words)
    if found is not None:
        unit, end = found
        if end == start + 1 and tokens.lower[start] in money.common_words and number.value < 100:  # noqa: PLR2004
            return None
        return unit.name, end
    if tokens.lower[start] in {"pound", "pounds"} and is_money_pound(tokens, start, number, money):
        return "pound sterling", start + 1
    if word in {"p", "c"} and adjacent(tokens, start) and not number.scaled:
        return ("penny" if word == "p" else "cent"), start + 1
    return None


def is_money_pound(tokens: Tokens, at: int, number: Number, money: MoneyLexicon) -> bool:
    """Whether "pounds" at a token are money: by size, by what follows, by words nearby."""
    lower = tokens.lower
    following = lower[at + 1] if at + 1 < len(lower) else ""
    if following == "of":
        return False
    if lower[at - 1] == "-":
        return False
    if number.value >= _WEIGHT_LIMIT:
        return True
    for distance in range(1, _CUES):
        for index in (at - distance, at + distance):
            word = lower[index] if 0 <= index < len(lower) else ""
            if word in money.weight_cues:
                return False
            if word in money.money_cues or word in {"£", "pence"}:
                return True
    return False


def read_exchange(tokens: Tokens, at: int, money: MoneyLexicon) -> tuple[str, int] | None:
    """What an exchange rate is taken over: "to the dollar"."""
    if tokens.lower[at : at + 2] != ["to", "the"]:
        return None
    found = read_phrase(tokens, at + 2, money.words)
    return (found[0].name, found[1]) if found is not None else None
