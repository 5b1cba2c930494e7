"""One amount: a number with its sign, currency, scale, unit and rate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import hedges, money, units
from factcheck.counted import SentenceShape, is_plural
from factcheck.model import Kind
from factcheck.numbers import read_number
from factcheck.scales import Number, adjacent, and_a_part, behind_per
from factcheck.tokens import Tokens
from factcheck.vocabulary import Lexicon

HUNDRED = Decimal(100)
_BEFORE_UNIT = 3  # tokens of "five long, hard" before a unit
_AMOUNTS = frozenset({"length", "mass", "volume"})
_MILLIONS = Decimal(10**9)  # "1,000m" is no length
_AGE_UNITS = frozenset({"year", "month", "week", "day"})


@dataclass(slots=True)
class Draft:
    """One or two numbers with their unit, before hedge, kind and context are judged."""

    start: int
    end: int
    low: Decimal
    number: Number
    high: Decimal | None = None  # of a range
    unit: str | None = None
    kind: Kind = Kind.COUNT
    fraction: bool = False
    vague: bool = False

    def is_one(self) -> bool:
        """Whether it is the single number one."""
        return self.low == 1 and self.high is None


class AmountReader:
    """Reads amounts from the tokens of one sentence."""

    def __init__(self, shape: SentenceShape, lexicon: Lexicon) -> None:
        self.tokens: Tokens = shape.tokens
        self.shape = shape
        self.lexicon = lexicon

    def can_start(self, index: int) -> bool:
        word = self.tokens.words[index]
        return (
            word[0].isdecimal()
            or (word[0] == "." and len(word) > 1)
            or word[0] in self.lexicon.money.signs
            or (
                self.tokens.lower[index] in self.lexicon.money.triggers
                and self.money_follows(index + 1)
            )
            or self.tokens.lower[index] in self.lexicon.numbers.starters
        )

    def money_follows(self, at: int) -> bool:
        """Whether a sign or a number stands behind what may be a currency code."""
        word = self.tokens.words[at] if at < len(self.tokens.words) else " "
        sign = word in {"M", "="} or word in self.lexicon.money.signs
        return sign or word[0].isdecimal() or word[0] == "."

    def unit_follows(self, at: int, *, years: bool = False) -> bool:
        number = Number(at - 1, at, Decimal(2))
        if at >= len(self.tokens.words):
            return False
        if years and self.tokens.words[at] == "-":
            return False
        if money.currency_after(self.tokens, at, number, self.lexicon.money) is not None:
            return True
        found = units.read_unit(self.tokens, at, number, self.lexicon.units)
        if found is None:
            return self.tokens.lower[at] in self.lexicon.numbers.scales
        return not (years and found[0].name in {"second", "quarter", "day", "week", "month"})

    def read(self, index: int) -> Draft | None:
        """One number with currency, scale, unit and rate."""
        tokens, lexicon = self.tokens, self.lexicon
        start, at, currency = index, index, None
        sign = money.currency_before(tokens, index, lexicon.money)
        if sign is not None:
            currency, at = sign
            if at >= len(tokens.words):
                return None
        negative = False
        if currency and tokens.words[at] in {"-", "−"} and at + 1 < len(tokens.words):
            negative, at = True, at + 1
        number = read_number(tokens, at, lexicon.numbers, money=currency is not None)
        if number is None and currency is None:
            return self._read_half_more(index) or self._read_single(index)
        if number is None or (currency and number.share):
            return None
        if number.scaled and currency is None and number.factor == 10**6:
            number = self._metres_not_millions(number)
        if currency is None and start and self._is_negative(start):
            negative, start = True, start - 1
        draft = Draft(start, number.end, -number.value if negative else number.value, number)
        draft.fraction = number.fraction
        if number.high is not None:
            draft.high, draft.vague = number.high, True
        if currency is not None:
            draft.unit, draft.kind = currency, Kind.MONEY
            after = money.currency_after(tokens, number.end, number, lexicon.money)
            taken = (
                after is not None
                and after[1] < len(tokens.words)
                and tokens.words[after[1]][0].isdecimal()
            )
            if currency == "dollar" and tokens.words[number.end : number.end + 1] == ["U.S."]:
                draft.end += 1  # "$75 U.S. per barrel"
            elif (
                after is not None
                and not taken
                and after[0].endswith(("dollar", currency))
                and tokens.words[number.end] not in lexicon.money.signs
            ):
                draft.unit, draft.end = (after[0] if currency == "dollar" else currency), after[1]
            self._read_rate(draft)
            return draft
        self._read_unit(draft)
        return draft

    def _read_half_more(self, index: int) -> Draft | None:
        """Read "an hour and a half"."""
        if self.tokens.lower[index] not in {"a", "an"}:
            return None
        found = units.read_phrase(self.tokens, index + 1, self.lexicon.units.phrases)
        part = None if found is None else and_a_part(self.tokens, found[1], self.lexicon.numbers)
        if found is None or part is None:
            return None
        end = part[1]
        number = Number(index, end, 1 + part[0], Decimal("0.1"), fraction=True, spelled=True)
        draft = Draft(index, end, number.value, number, fraction=True)
        draft.unit, draft.kind = found[0].name, units.kind_of(found[0])
        return draft

    def _read_single(self, index: int) -> Draft | None:
        """Read "more than a metre of rain", "a foot of snow": one of a unit, where a hedge bounds it or it
        fell from the sky."""
        lower, lexicon = self.tokens.lower, self.lexicon
        if lower[index] not in {"a", "an"}:
            return None
        found = units.read_phrase(self.tokens, index + 1, lexicon.units.phrases)
        if (
            found is None
            or found[0].dimension not in _AMOUNTS
            or lower[found[1] : found[1] + 1] != ["of"]
        ):
            return None
        stuff = lower[found[1] + 1 : found[1] + 2]
        fallen = not lexicon.phrases.context.nouns.fallen.isdisjoint(stuff)
        bound = hedges.hedge_before(self.tokens, index, lexicon.hedges)
        if not stuff or not (fallen or (bound is not None and bound.end == index)):
            return None
        number = Number(index, index + 1, Decimal(1), spelled=True)
        return Draft(
            index, found[1], number.value, number, unit=found[0].name, kind=units.kind_of(found[0])
        )

    def _metres_not_millions(self, number: Number) -> Number:
        tokens = self.tokens
        if (
            tokens.words[number.end - 1] == "m"
            and adjacent(tokens, number.end - 1)
            and not number.spelled
        ) and (units.is_metres(tokens, number, self.lexicon.units) or self._is_length(number)):
            plain = number.value / number.factor
            return replace(
                number, end=number.end - 1, value=plain, step=number.step / number.factor,
                scaled=False, factor=Decimal(1),
            )  # fmt: skip
        return number

    def _is_length(self, number: Number) -> bool:
        """Whether one thing stands behind "3m" or "all of it": millions have a plural."""
        lower, at = self.tokens.lower, number.end
        if lower[at : at + 2] == ["of", "it"]:
            return True
        noun = self.shape.counted(at)
        if noun is None or noun[0] > at or number.value >= _MILLIONS:
            return False
        if money.currency_after(self.tokens, at, number, self.lexicon.money) is not None:
            return False
        if units.read_unit(self.tokens, at, number, self.lexicon.units) is not None:
            return False
        article = self.tokens.lower[number.start - 1] if number.start else ""
        head = self.tokens.lower[noun[1] - 1]
        if head in self.lexicon.money.money_cues or head in self.lexicon.units.metre_never:
            return False
        return article in {"a", "an", "the"} and not is_plural(head, self.lexicon.phrases)

    def _is_negative(self, start: int) -> bool:
        tokens = self.tokens
        sign = tokens.words[start - 1]
        if sign in {"minus", "negative", "Minus"}:
            return tokens.lower[max(0, start - 3) : start - 1] != ["plus", "or"]
        if sign == "-" and start > 1 and tokens.lower[start - 2] == "minus":
            return True
        if sign not in {"-", "−"} or not adjacent(tokens, start):
            return False
        return (
            start == 1
            or (not adjacent(tokens, start - 1) and not tokens.words[start - 2][0].isdecimal())
            or tokens.words[start - 2] == "("
        )

    def _read_unit(self, draft: Draft) -> None:
        """Add the unit behind the number, in place."""
        tokens, lexicon, number = self.tokens, self.lexicon, draft.number
        at = draft.end
        if number.multiple:
            draft.unit, draft.kind = "time", Kind.OTHER
            return
        if number.share:
            self._read_share(draft)
            return
        paid = money.currency_after(tokens, at, number, lexicon.money) or self._million_code(draft)
        if paid is not None:
            draft.unit, draft.kind, draft.end = paid[0], Kind.MONEY, paid[1]
            scale = (
                lexicon.numbers.scales.get(tokens.lower[draft.end])
                if draft.end < len(tokens.lower)
                else None
            )
            if scale is not None and not number.scaled:  # "75 USD million"
                draft.low, draft.end = draft.low * scale, draft.end + 1
                draft.high = None if draft.high is None else draft.high * scale
                draft.number = replace(number, step=number.step * scale, scaled=True)
            self._read_rate(draft)
            return
        if self.is_group(at):
            draft.unit, draft.kind, draft.end = "year of age", Kind.AGE, at + 1
            return
        if self._is_magnitude(draft):
            draft.unit, draft.kind = "magnitude", Kind.MEASURE
            return
        if tokens.lower[at : at + 1] == ["x"] and self._is_times(at):
            draft.unit, draft.kind, draft.end = "time", Kind.OTHER, at + 1
            return
        # "thousands of miles", "half a million tonnes", "two million of dollars"
        loose = draft.vague or number.scaled or number.about
        of = at < len(tokens.lower) and tokens.lower[at] == "of" and loose
        if self._read_per_number(draft):
            return
        found = units.read_unit(tokens, at + 1 if of else at, number, lexicon.units)
        if of and found is None:
            paid = money.currency_after(tokens, at + 1, number, lexicon.money)
            if paid is not None:
                draft.unit, draft.kind, draft.end = paid[0], Kind.MONEY, paid[1]
                return
        if found is None:
            symbol = units.unknown_symbol(tokens, at, lexicon.units)
            name = units.resolve_unit(symbol[0]) if symbol is not None else None
            if symbol is not None and name is not None:
                draft.unit, draft.kind, draft.end = name, Kind.MEASURE, symbol[1]
                return
            self._read_unit_behind(draft)
            return
        unit, end = found
        draft.unit, draft.kind, draft.end = unit.name, units.kind_of(unit), end
        degrees = unit.dimension == "temperature" or unit.name == "degree"
        if degrees and tokens.lower[end : end + 2] == ["below", "zero"]:
            draft.low, draft.end = -abs(draft.low), end + 2  # "40 degrees below zero"
            return
        if self._read_age(draft):
            return
        self._read_rate(draft)

    def _is_magnitude(self, draft: Draft) -> bool:
        """Whether "magnitude", "magnitude-" stands before a number or "on the Richter scale" behind."""
        lower, at = self.tokens.lower, draft.start
        before = at - 1 if lower[max(0, at - 1) : at] != ["-"] else at - 2
        behind = lower[draft.end : draft.end + 3] == ["on", "the", "richter"]
        return behind or (before >= 0 and lower[before] == "magnitude")

    def _is_times(self, at: int) -> bool:
        """Whether the letter glued to a number says how many times ("3x faster"): no "4x4"."""
        tokens = self.tokens
        glued = adjacent(tokens, at + 1) and tokens.words[at + 1][0].isalnum()
        return tokens.words[at] == "x" and adjacent(tokens, at) and not glued

    def _read_unit_behind(self, draft: Draft) -> None:
        """Take the unit of "12 straight days", "5 extra kilos"; the words between stay outside."""
        words = self.lexicon.phrases.context.nouns.before_unit
        lower, at = self.tokens.lower, draft.end
        while at < len(lower) and at - draft.end < _BEFORE_UNIT and lower[at] in words:
            at += 1
        if at == draft.end or lower[draft.end] == ",":
            return  # "deaths at 249, hours after": that clause has its own time
        found = units.read_phrase(self.tokens, at, self.lexicon.units.phrases)
        if found is not None and lower[at].endswith(("s", "feet")):
            draft.unit, draft.kind = found[0].name, units.kind_of(found[0])

    def _read_per_number(self, draft: Draft) -> bool:
        """Read "5.2 per 100,000", "12 for every 1,000": a rate over a round number."""
        tokens, at = self.tokens, behind_per(self.tokens, draft.end)
        if not at or at >= len(tokens.words):
            return False
        over = read_number(tokens, at, self.lexicon.numbers)
        if over is None or over.high is not None or over.value < HUNDRED or over.value % HUNDRED:
            return False
        draft.unit, draft.kind, draft.end = f"per {int(over.value):,}", Kind.MEASURE, over.end
        return True

    def is_group(self, at: int) -> bool:
        """Whether "over-65s", "under-25s" ends at a token."""
        lower = self.tokens.lower
        return (
            at > 2  # noqa: PLR2004
            and lower[at : at + 1] == ["s"]
            and lower[at - 2] == "-"
            and lower[at - 3] in {"over", "under"}
        )

    def _million_code(self, draft: Draft) -> tuple[str, int] | None:
        """Read "120 MEUR": a code with the million in front."""
        word = self.tokens.words[draft.end] if draft.end < len(self.tokens.words) else ""
        code = (
            self.lexicon.money.codes.get(word[1:])
            if word[:1] == "M" and word.isupper() and word not in self.lexicon.money.codes
            else None
        )
        if code is None:
            return None
        million = Decimal(10**6)
        draft.low *= million
        draft.high = None if draft.high is None else draft.high * million
        draft.number = replace(draft.number, step=draft.number.step * million, scaled=True)
        return code, draft.end + 1

    def _read_share(self, draft: Draft) -> None:
        """A fraction is a share in percent, unless it is a part of a unit ("half an hour")."""
        tokens = self.tokens
        at = draft.end
        if at < len(tokens.lower) and tokens.lower[at] == "of":
            at += 1
            if self._read_part_of_percent(draft, at):
                return
        if at < len(tokens.lower) and tokens.lower[at] in {"a", "an"}:
            number = replace(draft.number, value=draft.number.value / HUNDRED)
            found = units.read_unit(tokens, at + 1, number, self.lexicon.units)
            if found is not None:
                draft.low = (draft.low / HUNDRED).quantize(Decimal("0.0001")).normalize()
                draft.unit, draft.kind, draft.end = found[0].name, units.kind_of(found[0]), found[1]
                return
        draft.unit, draft.kind = "percentage", Kind.PERCENT

    def _read_part_of_percent(self, draft: Draft, at: int) -> bool:
        """Read "half of 1%", "a tenth of one per cent"."""
        whole = (
            read_number(self.tokens, at, self.lexicon.numbers)
            if at < len(self.tokens.words)
            else None
        )
        if whole is None or whole.high is not None:
            return False
        found = units.read_unit(self.tokens, whole.end, whole, self.lexicon.units)
        if found is None or units.kind_of(found[0]) is not Kind.PERCENT:
            return False
        draft.low = draft.low * whole.value / HUNDRED
        draft.unit, draft.kind, draft.end = found[0].name, Kind.PERCENT, found[1]
        return True

    def _read_rate(self, draft: Draft) -> None:
        paid = draft.kind is Kind.MONEY
        rate = units.read_rate(
            self.tokens, draft.end, self.lexicon.units, gap=draft.kind is Kind.MEASURE,
            nouns=self.shape.classes if paid else "", closed=self.lexicon.phrases.closed,
        )  # fmt: skip
        if rate is None and paid:
            rate = money.read_exchange(self.tokens, draft.end, self.lexicon.money)
        if rate is not None and " per " not in (draft.unit or ""):
            draft.unit, draft.end = f"{draft.unit} per {rate[0]}", rate[1]

    def _read_age(self, draft: Draft) -> bool:
        """Read "33-year-old", "six weeks old", "3 years of age", "a 58-year old"."""
        if draft.unit not in _AGE_UNITS:
            return False
        lower, at = self.tokens.lower, draft.end
        step = at + 1 if lower[at : at + 1] == ["-"] else at
        if lower[step : step + 1] and lower[step] in {"old", "olds"}:
            draft.end = step + 1
        elif lower[at : at + 2] == ["of", "age"]:
            draft.end = at + 2
        else:
            return False
        draft.unit, draft.kind = f"{draft.unit} of age", Kind.AGE
        return True
