"""Quantities of a sentence: value or range, unit, hedge, what is counted, what it is said about.

``find_quantities`` walks the tokens once. At each token where a number can begin it reads, in
this order: a fixed shape that is no quantity (date, time, name), a number with its unit, a second
number of a range, the hedges on both sides, and then judges what the number is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import changes, hedges, identifiers, units
from factcheck.counted import SentenceShape
from factcheck.model import Bound, Change, Kind, Quantity, Sentence, Span
from factcheck.numbers import Number, adjacent, read_number
from factcheck.subjects import SubjectFinder
from factcheck.tokens import Tokens, tokenize
from factcheck.vocabulary import Lexicon, load_lexicon

_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_OLDEST = 120  # years
_DASHES = frozenset({"-", "–", "—", "−", "‑"})
_MINUS = frozenset({"-", "−", "–", "minus", "negative"})
_HUNDRED = Decimal(100)
_CHANCE_DENOMINATOR = Decimal(1_000_000)


@dataclass(slots=True)
class _Draft:
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


def find_quantities(sentence: Sentence, lexicon: Lexicon | None = None) -> list[Quantity]:
    """All numbers of a sentence as written, in order; spans are absolute.

    >>> from factcheck.model import Sentence, Span
    >>> text = "More than 5,000 people fled."
    >>> [q] = find_quantities(Sentence(0, Span(0, len(text)), text))
    >>> q.text, q.low, q.high, q.bound.value, q.counted
    ('5,000', Decimal('5000'), None, 'more_than', 'people')
    """
    lexicon = lexicon or load_lexicon()
    if lexicon.numbers.gate.search(sentence.text.lower()) is None:
        return []
    return _Reader(sentence, lexicon).read()


class _Reader:
    """One walk over one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: Tokens = tokenize(sentence.text)
        self.title = identifiers.is_title_case(self.tokens)
        self.shape = SentenceShape(self.tokens, lexicon.phrases, title_case=self.title)
        self.found: list[Quantity] = []
        self.places: list[tuple[int, int, int]] = []  # first token of hedge, first and last of each

    def read(self) -> list[Quantity]:
        tokens, words = self.tokens, self.tokens.words
        starters = self.lexicon.numbers.starters
        money = self.lexicon.money
        phrases = self.lexicon.phrases
        count, index = len(words), 0
        while index < count:
            mask = identifiers.shape_at(tokens, index, phrases)
            if mask is not None:
                index = self._take_mask(mask, index)
                continue
            first = words[index][0]
            if (
                first.isdecimal()
                or tokens.lower[index] in starters
                or first in money.signs
                or (first == "." and len(words[index]) > 1)
                or (tokens.lower[index] in money.triggers and self._money_follows(index + 1))
            ):
                index = self._take_number(index)
            else:
                index += 1
        self._share_units()
        self._inherit_counted()
        self._add_subjects()
        return self.found

    def _money_follows(self, at: int) -> bool:
        """Whether a sign or a number stands behind what may be a currency code."""
        word = self.tokens.words[at] if at < len(self.tokens.words) else " "
        return word[0].isdecimal() or word in {"$", ".", "M"} or word[0] == "."

    def _add_subjects(self) -> None:
        """Say of every figure what it is about, once all are known."""
        if all(first < 0 for first, _, _ in self.places):
            return
        ranges: dict[Kind, list[tuple[int, int]]] = {Kind.OTHER: [], Kind.IDENTIFIER: [], Kind.DATE: []}
        for quantity, (_, start, end) in zip(self.found, self.places, strict=True):
            ranges[quantity.kind if quantity.kind in ranges else Kind.OTHER].append((start, end))
        finder = SubjectFinder(
            self.shape, ranges[Kind.OTHER], ranges[Kind.IDENTIFIER], ranges[Kind.DATE]
        )
        previous: Quantity | None = None
        previous_end = -1
        for at, (quantity, (first, _, end)) in enumerate(zip(self.found, self.places, strict=True)):
            if first < 0:
                continue
            linked = previous is not None and (
                (quantity.change is Change.EARLIER and finder.same_clause(previous_end, first))
                or (finder.continues(previous_end, first) and not finder.shares(end))
                or (
                    previous.change in {Change.INCREASE, Change.DECREASE}
                    and self.tokens.lower[previous_end:first] == ["to"]
                )
            )
            if linked and previous is not None and previous.subject_span is not None:
                done = replace(quantity, subject=previous.subject, subject_span=previous.subject_span)
            else:
                found = None
                if quantity.kind is not Kind.COUNT or not finder.is_subject(first, self._noun_end(quantity, end)):
                    found = finder.find(first, end, measured=quantity.kind is not Kind.COUNT)
                done = quantity
                if found is not None and found[1] > found[0]:
                    span, text = self._span(*found)
                    done = replace(quantity, subject=text, subject_span=span)
            self.found[at] = previous = done
            previous_end = end

    def _noun_end(self, quantity: Quantity, end: int) -> int:
        """The token behind a quantity's counted noun, or behind the quantity."""
        if quantity.counted_span is None or quantity.counted_span.start < quantity.span.start:
            return end
        last = quantity.counted_span.end - self.sentence.span.start
        while end < len(self.tokens.ends) and self.tokens.ends[end] <= last:
            end += 1
        return end

    def _inherit_counted(self) -> None:
        """A count without a noun counts what the one before it does ("compared with 63 a year ago")."""
        lower = self.tokens.lower
        giver: Quantity | None = None
        for at, quantity in enumerate(self.found):
            first, _, end = self.places[at]
            if first < 0 or quantity.kind is not Kind.COUNT:
                continue
            if quantity.counted:
                giver = quantity
                continue
            before = set(lower[max(0, first - 3) : first])
            following = lower[end] if end < len(lower) else ""
            bare = quantity.unit is None and (
                quantity.change is Change.EARLIER
                or before & self.lexicon.phrases.comparisons
                or following in {"who", "per"}
            )
            if giver is None or not bare:
                continue
            unit = None
            rate = units.read_rate(
                self.tokens, end, self.lexicon.units, closed=self.lexicon.phrases.closed
            )
            if rate is not None:
                *modifiers, head = giver.counted.lower().split()
                unit = " ".join([*modifiers, _singular(head)]) + f" per {rate[0]}"
            self.found[at] = replace(
                quantity, unit=unit, counted=giver.counted, counted_span=giver.counted_span
            )

    def _share_units(self) -> None:
        """In "from 208 pounds to 193" and "from 9 to 10 chapters" both figures count the same."""
        for at in range(len(self.found) - 1):
            first, second = self.found[at], self.found[at + 1]
            if self.places[at][0] < 0 or self.places[at + 1][0] < 0:
                continue
            end = self._noun_end(first, self.places[at][2])
            if self.tokens.lower[end : self.places[at + 1][0]] not in (["to"], ["from"]):
                continue
            if Change.EARLIER not in {first.change, second.change}:
                continue
            for target, giver, index in ((first, second, at), (second, first, at + 1)):
                if target.kind is Kind.COUNT and target.unit is None and not target.counted:
                    self.found[index] = replace(
                        target, unit=giver.unit, kind=giver.kind,
                        counted=giver.counted, counted_span=giver.counted_span,
                    )  # fmt: skip

    # -------------------------------------------------------------------------------- emission

    def _span(self, start: int, end: int) -> tuple[Span, str]:
        low, high = self.tokens.starts[start], self.tokens.ends[end - 1]
        offset = self.sentence.span.start
        return Span(offset + low, offset + high), self.sentence.text[low:high]

    def _take_mask(self, mask: identifiers.Mask, index: int) -> int:
        offset = self.sentence.span.start
        text = self.sentence.text[mask.start : mask.end]
        quantity = Quantity(
            Span(offset + mask.start, offset + mask.end), text, None, None,
            kind=mask.kind, code=mask.code,
        )  # fmt: skip
        if mask.code == "date" and text[-1] == "s" and len(text) < 5 and self._whose_age(index):  # noqa: PLR2004
            decade = Decimal(int("".join(letter for letter in text if letter.isdecimal())))
            quantity = replace(
                quantity, kind=Kind.AGE, low=decade, high=decade + 9,
                bound=Bound.BETWEEN, unit="year of age", code="age",
            )  # fmt: skip
        self.found.append(quantity)
        first = index
        while index < len(self.tokens.starts) and self.tokens.starts[index] < mask.end:
            index += 1
        self.places.append((-1, first, index))
        return index

    def _whose_age(self, index: int) -> bool:
        """Whether "in his 40s", "in their late 20s" stands before a token."""
        before = self.tokens.lower[max(0, index - 4) : index]
        return any(word in {"his", "her", "their", "my", "our", "your"} for word in before)

    def _label(self, start: int, end: int, kind: Kind, code: str) -> int:
        """Emit a number that is no quantity."""
        span, text = self._span(start, end)
        self.found.append(Quantity(span, text, None, None, kind=kind, code=code))
        self.places.append((-1, start, end))
        return end

    # --------------------------------------------------------------------------------- numbers

    def _take_number(self, index: int) -> int:
        tokens, words = self.tokens, self.tokens.words
        phrases = self.lexicon.phrases
        if words[index][0].isdecimal():
            label = self._not_a_quantity(index)
            if label:
                return label
        draft = self._read_amount(index)
        if draft is None:
            if tokens.lower[index] in self.lexicon.numbers.ordinals and tokens.lower[index] != "second":
                return index + 1
            if words[index][0].isdecimal():
                return self._label(index, index + 1, Kind.IDENTIFIER, "digits")
            return index + 1
        draft = self._read_tolerance(self._read_chance(draft))
        draft = self._read_range(draft)
        draft = self._read_parts(draft)
        if draft.kind is Kind.COUNT and draft.number.spelled and draft.low == 1 and draft.high is None:
            if not self._is_one(draft, phrases):
                return draft.end
        if draft.kind is Kind.COUNT and self._is_glued_name(draft):
            end = draft.end
            while end < len(words) and adjacent(tokens, end) and words[end][0].isalnum():
                end += 1
            return self._label(draft.start, end, Kind.IDENTIFIER, "model")
        self._emit(draft)
        return draft.end

    def _not_a_quantity(self, index: int) -> int:
        """Emit years, scores, names and list numbers; the token behind, or 0."""
        tokens, phrases = self.tokens, self.lexicon.phrases
        word = tokens.words[index]
        following = tokens.words[index + 1] if index + 1 < len(tokens.words) else ""
        if index == 0 and following in {".", ")"} and len(word) < 3 and len(tokens.words) > 2:  # noqa: PLR2004
            if tokens.ends[1] < len(tokens.text):
                return self._label(0, 1, Kind.IDENTIFIER, "list")
        if identifiers.score_here(tokens, index, phrases) and not self._unit_follows(index + 3):
            return self._label(index, index + 3, Kind.SCORE, "score")
        if identifiers.street_number(tokens, index, phrases):
            return self._label(index, index + 1, Kind.IDENTIFIER, "street")
        name = identifiers.name_before(tokens, index, phrases, title_case=self.title)
        if name is not None and not adjacent(tokens, index) and self._unit_follows(index + 1):
            name = None
        if name is not None and not self._currency_glued(index) and not self._age_follows(index):
            return self._label(index, index + 1, Kind.IDENTIFIER, name)
        if identifiers.is_year(word) and not self._unit_follows(index + 1, years=True):
            if identifiers.year_here(tokens, index, phrases):
                return self._label(index, index + 1, Kind.DATE, "year")
        return 0

    def _unit_follows(self, at: int, *, years: bool = False) -> bool:
        number = Number(at - 1, at, Decimal(2))
        if at >= len(self.tokens.words):
            return False
        if years and self.tokens.words[at] == "-":
            return False
        if units.currency_after(self.tokens, at, number, self.lexicon.money) is not None:
            return True
        found = units.read_unit(self.tokens, at, number, self.lexicon.units)
        if found is None:
            return self.tokens.lower[at] in self.lexicon.numbers.scales
        return not (years and found[0].name in {"second", "quarter", "day", "week", "month"})

    def _currency_glued(self, index: int) -> bool:
        word = self.tokens.words[index - 1]
        return word in self.lexicon.money.codes or word.upper() in self.lexicon.money.codes

    def _age_follows(self, index: int) -> bool:
        return self._comma_age(index)

    def _read_amount(self, index: int) -> _Draft | None:
        """One number with currency, scale, unit and rate."""
        tokens, lexicon = self.tokens, self.lexicon
        start, at, currency = index, index, None
        sign = units.currency_before(tokens, index, lexicon.money)
        if sign is not None:
            currency, at = sign
            if at >= len(tokens.words):
                return None
        negative = False
        if currency and tokens.words[at] in {"-", "−"} and at + 1 < len(tokens.words):
            negative, at = True, at + 1
        number = read_number(tokens, at, lexicon.numbers, money=currency is not None)
        if number is None or (currency and number.share):
            return None
        if number.scaled and currency is None and number.factor == 10**6:
            number = self._metres_not_millions(number)
        if currency is None and start and self._is_negative(start):
            negative, start = True, start - 1
        draft = _Draft(start, number.end, -number.value if negative else number.value, number)
        draft.fraction = number.fraction
        if number.high is not None:
            draft.high, draft.vague = number.high, True
        if currency is not None:
            draft.unit, draft.kind = currency, Kind.MONEY
            after = units.currency_after(tokens, number.end, number, lexicon.money)
            taken = after is not None and after[1] < len(tokens.words) and tokens.words[after[1]][0].isdecimal()
            if after is not None and not taken and after[0].endswith(("dollar", currency)) and tokens.words[number.end] not in lexicon.money.signs:
                draft.unit, draft.end = (after[0] if currency == "dollar" else currency), after[1]
            self._read_rate(draft)
            return draft
        self._read_unit(draft)
        return draft

    def _metres_not_millions(self, number: Number) -> Number:
        tokens = self.tokens
        if tokens.words[number.end - 1] == "m" and adjacent(tokens, number.end - 1) and not number.spelled:
            if units.is_metres(tokens, number, self.lexicon.units):
                plain = number.value / number.factor
                return replace(
                    number, end=number.end - 1, value=plain, step=number.step / number.factor,
                    scaled=False, factor=Decimal(1),
                )  # fmt: skip
        return number

    def _is_negative(self, start: int) -> bool:
        tokens = self.tokens
        sign = tokens.words[start - 1]
        if sign in {"minus", "negative", "Minus"}:
            return True
        if sign == "-" and start > 1 and tokens.lower[start - 2] == "minus":
            return True
        if sign not in {"-", "−"} or not adjacent(tokens, start):
            return False
        return start == 1 or not adjacent(tokens, start - 1) and not tokens.words[start - 2][0].isdecimal() or tokens.words[start - 2] in {"("}

    def _read_unit(self, draft: _Draft) -> None:
        """Add the unit behind the number, in place."""
        tokens, lexicon, number = self.tokens, self.lexicon, draft.number
        at = draft.end
        if number.multiple:
            draft.unit, draft.kind = "time", Kind.OTHER
            return
        if number.share:
            self._read_share(draft)
            return
        money = units.currency_after(tokens, at, number, lexicon.money) or self._million_code(draft)
        if money is not None:
            draft.unit, draft.kind, draft.end = money[0], Kind.MONEY, money[1]
            scale = lexicon.numbers.scales.get(tokens.lower[draft.end]) if draft.end < len(tokens.lower) else None
            if scale is not None and not number.scaled:  # "75 USD million"
                draft.low, draft.end = draft.low * scale, draft.end + 1
                draft.number = replace(number, step=number.step * scale, scaled=True)
            self._read_rate(draft)
            return
        # "thousands of miles", "half a million tonnes", "two million of dollars"
        loose = draft.vague or number.scaled or number.about
        of = at < len(tokens.lower) and tokens.lower[at] == "of" and loose
        found = units.read_unit(tokens, at + 1 if of else at, number, lexicon.units)
        if of and found is None:
            money = units.currency_after(tokens, at + 1, number, lexicon.money)
            if money is not None:
                draft.unit, draft.kind, draft.end = money[0], Kind.MONEY, money[1]
                return
        if found is None:
            symbol = units.unknown_symbol(tokens, at)
            name = units.resolve_unit(symbol[0]) if symbol is not None else None
            if symbol is not None and name is not None:
                draft.unit, draft.kind, draft.end = name, Kind.MEASURE, symbol[1]
            return
        unit, end = found
        draft.unit, draft.kind, draft.end = unit.name, units.kind_of(unit), end
        if self._read_age(draft):
            return
        self._read_rate(draft)

    def _million_code(self, draft: _Draft) -> tuple[str, int] | None:
        """Read "120 MEUR": a code with the million in front."""
        word = self.tokens.words[draft.end] if draft.end < len(self.tokens.words) else ""
        code = self.lexicon.money.codes.get(word[1:]) if word[:1] == "M" and len(word) == 4 else None  # noqa: PLR2004
        if code is None:
            return None
        million = Decimal(10**6)
        draft.low *= million
        draft.number = replace(draft.number, step=draft.number.step * million, scaled=True)
        return code, draft.end + 1

    def _read_share(self, draft: _Draft) -> None:
        """A fraction is a share in percent, unless it is a part of a unit ("half an hour")."""
        tokens = self.tokens
        at = draft.end
        if at < len(tokens.lower) and tokens.lower[at] == "of":
            at += 1
        if at < len(tokens.lower) and tokens.lower[at] in {"a", "an"}:
            number = replace(draft.number, value=draft.number.value / _HUNDRED)
            found = units.read_unit(tokens, at + 1, number, self.lexicon.units)
            if found is not None:
                draft.low = (draft.low / _HUNDRED).quantize(Decimal("0.0001")).normalize()
                draft.unit, draft.kind, draft.end = found[0].name, units.kind_of(found[0]), found[1]
                return
        draft.unit, draft.kind = "percentage", Kind.PERCENT

    def _read_rate(self, draft: _Draft) -> None:
        rate = units.read_rate(
            self.tokens, draft.end, self.lexicon.units,
            gap=draft.kind is Kind.MEASURE, closed=self.lexicon.phrases.closed,
        )  # fmt: skip
        if rate is not None and " per " not in (draft.unit or ""):
            draft.unit, draft.end = f"{draft.unit} per {rate[0]}", rate[1]
            if draft.kind is Kind.DURATION:
                draft.kind = Kind.MEASURE

    def _read_age(self, draft: _Draft) -> bool:
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

    # ---------------------------------------------------------------------------- combinations

    def _read_chance(self, draft: _Draft) -> _Draft:
        """Read "one in five", "nine out of ten" as a share in percent."""
        tokens, lower, at = self.tokens, self.tokens.lower, draft.end
        if draft.unit is not None or draft.vague or draft.low <= 0 or draft.number.scaled:
            return draft
        if lower[at : at + 2] == ["out", "of"]:
            second, loose = at + 2, True
        elif lower[at : at + 3] == ["-", "in", "-"]:
            second, loose = at + 3, True
        elif lower[at : at + 1] == ["in"]:
            second, loose = at + 1, False
        else:
            return draft
        if second < len(lower) and lower[second] == "every":
            second, loose = second + 1, True
        if second >= len(lower):
            return draft
        other = read_number(tokens, second, self.lexicon.numbers)
        if other is None or other.high is not None or other.share or other.value <= draft.low:
            return draft
        if other.value > _CHANCE_DENOMINATOR or identifiers.is_year(tokens.words[second]):
            return draft
        if not loose and (draft.low > 99 or self._unit_follows(other.end)):  # noqa: PLR2004
            return draft
        if not loose and draft.low != 1 and other.value not in {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}:
            return draft
        value = (draft.low * _HUNDRED / other.value).quantize(Decimal("0.0001")).normalize()
        return replace(
            draft, end=other.end, low=value, unit="percentage", kind=Kind.PERCENT, fraction=True
        )

    def _read_tolerance(self, draft: _Draft) -> _Draft:
        """Read "100 plus or minus 10", "100 ± 10" as a range."""
        lower, at = self.tokens.lower, draft.end
        if lower[at : at + 3] == ["plus", "or", "minus"]:
            second = at + 3
        elif lower[at : at + 1] == ["±"]:
            second = at + 1
        else:
            return draft
        if second >= len(lower) or draft.vague or not self._can_start(second):
            return draft
        other = self._read_amount(second)
        if other is None or other.vague or other.low < 0 or (draft.unit and draft.unit != other.unit):
            return draft
        return replace(
            draft, end=other.end, low=draft.low - other.low, high=draft.low + other.low,
            unit=other.unit, kind=other.kind,
        )  # fmt: skip

    def _read_range(self, draft: _Draft) -> _Draft:
        """Join a second number: "10-12 kg", "5 to 6 million", "between $10 and $15 billion"."""
        tokens, lower = self.tokens, self.tokens.lower
        at, count = draft.end, len(lower)
        if at + 1 >= count or draft.vague or draft.kind is Kind.AGE:
            return draft
        word = lower[at]
        second = at + 1
        if word == "-" and lower[at + 1] in {"to", "or"} and at + 2 < count:
            word, second = lower[at + 1], at + 2
        if word in {"to", "or"} and second < count and lower[second] == "-" and second + 1 < count:
            second += 1
        if word in _DASHES:
            if adjacent(tokens, at) != adjacent(tokens, at + 1) and word == "-":
                return draft
        elif word == "and":
            if not self._between(draft.start):
                return draft
        elif word == "up" and lower[second] == "to" and draft.start and lower[draft.start - 1] == "from":
            word, second = "to", second + 1
            if second >= count:
                return draft
        elif word not in {"to", "or"}:
            return draft
        if word == "to" and lower[second] in {"around", "about", "nearly", "up", "over"}:
            return draft
        if not self._can_start(second) or identifiers.shape_at(
            tokens, second, self.lexicon.phrases
        ):
            return draft
        other = self._read_amount(second)
        if other is None or other.vague or other.number.share or other.start < second:
            return draft
        return self._joined(draft, other, word)

    def _can_start(self, index: int) -> bool:
        word = self.tokens.words[index]
        return (
            word[0].isdecimal()
            or word[0] in self.lexicon.money.signs
            or (self.tokens.lower[index] in self.lexicon.money.triggers and self._money_follows(index + 1))
            or self.tokens.lower[index] in self.lexicon.numbers.starters
        )

    def _joined(self, draft: _Draft, other: _Draft, word: str) -> _Draft:
        low, high = draft.low, other.low
        if other.number.scaled and not draft.number.scaled and other.number.factor > 1:
            scaled = low * other.number.factor
            if scaled <= high or word in _DASHES:
                low = scaled
        unit, kind = other.unit or draft.unit, other.kind if other.unit else draft.kind
        if draft.unit and other.unit and draft.unit != other.unit:
            rated = other.unit.startswith(f"{draft.unit} per ")
            same_money = draft.kind is other.kind is Kind.MONEY and "dollar" in {draft.unit, other.unit}
            if not rated and not same_money:
                return draft
        if draft.unit and not other.unit and draft.kind is not Kind.MONEY:
            return draft
        if word == "to" and draft.unit and self._is_difference(draft):
            return draft
        if high <= low:
            return draft
        if word == "or" and (
            high > 2 * low + 2
            or (draft.unit and draft.unit != other.unit)
            or (draft.number.scaled and draft.number.factor == other.number.factor)
        ):
            return draft
        if word == "to" and self._is_revision(draft):
            return draft
        if word in _DASHES and draft.number.spelled != other.number.spelled:
            return draft
        return replace(
            draft, end=other.end, low=low, high=high, unit=unit, kind=kind, number=other.number,
            fraction=draft.fraction or other.fraction,
        )  # fmt: skip

    def _is_difference(self, draft: _Draft) -> bool:
        """Whether "rose 5 % to ..." or "by $4bn to ..." states a difference before the new level."""
        before = self.tokens.lower[draft.start - 1] if draft.start else ""
        if before == "from":
            return False
        change = changes.read_change(
            self.tokens, draft.start, draft.end, draft.kind, draft.unit, self.lexicon.phrases
        )
        return change in {Change.INCREASE, Change.DECREASE}

    def _between(self, start: int) -> bool:
        lower = self.tokens.lower
        at = start - 1
        while at >= 0 and lower[at] in {"about", "around", "roughly", "a", "an", "the", "approximately"}:
            at -= 1
        return at >= 0 and lower[at] == "between"

    def _is_revision(self, draft: _Draft) -> bool:
        """Whether "from A to B" tells a change and not a range."""
        lower, at = self.tokens.lower, draft.start - 1
        while at >= 0 and lower[at] in {"about", "around", "roughly", "a", "an", "just", "some", "nearly"}:
            at -= 1
        if at < 0 or lower[at] != "from":
            return False
        if at and lower[at - 1] in {"range", "ranges", "ranged", "ranging", "vary", "varies", "varying", "varied", "anywhere"}:
            return False
        return changes.verb_of_change(self.tokens, at, self.lexicon.phrases)

    def _read_parts(self, draft: _Draft) -> _Draft:
        """Join the small coin: "3 dollars 50 cents", "thirteen dollars and forty-five cents"."""
        if draft.kind is not Kind.MONEY or draft.high is not None or draft.number.scaled:
            return draft
        lower, at = self.tokens.lower, draft.end
        if lower[at : at + 1] == ["and"]:
            at += 1
        if at >= len(lower) or not self._can_start(at) or lower[at] in {"a", "an"}:
            return draft
        if at and self.tokens.words[at][0] in self.lexicon.money.signs:
            return draft
        other = self._read_amount(at)
        if other is not None and self._bare_cents(draft, other):
            return replace(draft, end=other.end, low=draft.low + other.low / _HUNDRED)
        if other is None or other.kind is not Kind.MONEY or other.unit not in self.lexicon.money.small:
            return draft
        if draft.unit in self.lexicon.money.small or other.low >= _HUNDRED:
            return draft
        value = draft.low + other.low * self.lexicon.money.small[other.unit]
        return replace(draft, end=other.end, low=value)

    def _bare_cents(self, draft: _Draft, other: _Draft) -> bool:
        """Whether the number behind "15 dollars" is cents ("15 dollars 50", "15 dollars and 50")."""
        tokens = self.tokens
        if tokens.words[draft.end - 1] in self.lexicon.money.signs or " per " in (draft.unit or ""):
            return False
        if other.unit is not None or other.vague or other.low != int(other.low):
            return False
        if not 10 <= other.low < _HUNDRED or other.number.scaled:  # noqa: PLR2004
            return False
        glued = other.end < len(tokens.words) and adjacent(tokens, other.end)
        if glued and tokens.words[other.end][0].isalpha():
            return False
        return self.shape.counted(other.end) is None

    # --------------------------------------------------------------------------------- judging

    def _is_one(self, draft: _Draft, phrases: object) -> bool:
        """Whether "one" counts something: a noun must follow, and no word that makes it a pronoun."""
        tokens, lower = self.tokens, self.tokens.lower
        before = lower[draft.start - 1] if draft.start else ""
        if before in {"no", "the", "this", "that", "each", "every", "any", "another", "which", "some", "last", "next", "first", "big", "day", "-", "by", "as"} and lower[draft.end : draft.end + 1] != ["of"]:
            return before == "by" and False
        following = lower[draft.end] if draft.end < len(lower) else ""
        if following == "of":
            return draft.end + 1 < len(lower) and lower[draft.end + 1] not in {"them", "us", "you", "those", "these", "which", "whom"}
        if following in {"-", "'s", "another"}:
            return False
        return self.shape.counted(draft.end, one=True) is not None and tokens.lower[draft.start] == "one"

    def _is_glued_name(self, draft: _Draft) -> bool:
        """Whether unknown letters hang on the digits ("5G", "787s")."""
        tokens, at = self.tokens, draft.end
        if draft.number.spelled or at >= len(tokens.words) or not adjacent(tokens, at):
            return False
        word = tokens.words[at]
        return word[0].isalpha() and tokens.lower[at] not in {"s"} or (
            tokens.lower[at] == "s" and not self._between(draft.start)
        )

    def _comma_age(self, index: int) -> bool:
        """Whether the number is an age behind a name: "Ana Lind, 42, said", "Ana Lind (42)"."""
        tokens = self.tokens
        words, lower = tokens.words, tokens.lower
        if index < 2 or not words[index].isdecimal() or not 0 < len(words[index]) < 4:  # noqa: PLR2004
            return False
        if int(words[index]) > _OLDEST or int(words[index]) == 0:
            return False
        before, name = words[index - 1], words[index - 2]
        following = words[index + 1] if index + 1 < len(words) else "."
        if not name[0].isupper() or lower[index - 2] in self.lexicon.phrases.months | self.lexicon.phrases.days:
            return False
        if before == "," and following in {",", ".", ";", ")"}:
            return len(name) > 1 and (index < 4 or words[index - 3][0].isupper() or following == "," )  # noqa: PLR2004
        if before == "(" and following == ")":
            return index > 2 and words[index - 3][0].isupper()  # noqa: PLR2004
        return False

    def _emit(self, draft: _Draft) -> None:
        tokens, lexicon = self.tokens, self.lexicon
        lower = tokens.lower
        kind, unit = draft.kind, draft.unit
        start, end = draft.start, draft.end
        if kind is Kind.COUNT and draft.high is None and self._is_age_word(draft):
            kind, unit = Kind.AGE, "year of age"
        duration = kind is Kind.DURATION
        before = hedges.hedge_before(tokens, start, lexicon.hedges, duration=duration)
        after = hedges.hedge_after(tokens, end, lexicon.hedges)
        if kind is Kind.COUNT and start and lower[start - 1] in {"aged", "age", "ages"}:
            kind, unit = Kind.AGE, "year of age"
        noun = None
        if kind is Kind.COUNT:
            noun_at = after.end if after is not None else end
            noun = self.shape.counted(noun_at, one=draft.low == 1 and draft.high is None)
            length = self._noun_of_time(noun)
            if length is not None:
                kind, unit, noun = Kind.DURATION, length, None
            if noun is not None and after is None:
                after = hedges.hedge_after(tokens, noun[1], lexicon.hedges)
                if after is not None and lower[after.start] in {"or", "-", "odd", "+"} and after.start + 1 < len(lower) and after.end - after.start < 2:  # noqa: E501, PLR2004
                    after = None
            if noun is not None:
                rate = units.read_rate(tokens, noun[1], lexicon.units, closed=lexicon.phrases.closed)
                if rate is not None:
                    head = _singular(tokens.lower[noun[1] - 1])
                    words = [*lower[noun[0] : noun[1] - 1], head]
                    unit = f"{' '.join(words)} per {rate[0]}"
            if noun is not None and self._thousands_point(draft):
                thousand = Decimal(1000)
                draft.low, draft.number = draft.low * thousand, replace(draft.number, step=Decimal(1))
                draft.high = draft.high * thousand if draft.high is not None else None
        bound, hedge_range = Bound.EXACT, None
        low: Decimal | None = draft.low
        high: Decimal | None = draft.high if draft.high is not None else draft.low
        if draft.vague:
            bound = Bound.VAGUE
            hedge_range = (before.start, before.end) if before else None
        elif draft.high is not None:
            bound = Bound.BETWEEN
            hedge_range = (before.start, before.end) if before else None
        else:
            hedge = after if after is not None and (before is None or before.bound in {Bound.EXACT, Bound.ABOUT}) else before
            if hedge is not None:
                bound, hedge_range = hedge.bound, (hedge.start, hedge.end)
            elif draft.number.about:
                bound = Bound.ABOUT
            if bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
                high = None
            elif bound in {Bound.UP_TO, Bound.AT_MOST, Bound.LESS_THAN}:
                low = None
        context = before.start if before is not None else start
        change = changes.read_change(tokens, context, end, kind, unit, lexicon.phrases)
        span, text = self._span(start, end)
        quantity = Quantity(
            span=span,
            text=text,
            low=_plain(low),
            high=_plain(high),
            bound=bound,
            kind=kind,
            unit=unit,
            step=_plain(draft.number.step) or Decimal(1),
            fraction=draft.fraction,
            change=change,
        )
        if hedge_range is not None:
            hedge_span, hedge_text = self._span(*hedge_range)
            quantity = replace(quantity, hedge=hedge_text, hedge_span=hedge_span)
        if noun is not None:
            noun_span, noun_text = self._span(*noun)
            quantity = replace(quantity, counted=noun_text, counted_span=noun_span)
        quantity = self._converted(quantity, start)
        self.places.append((context, start, end))
        self.found.append(self._coordinated(quantity, context))

    def _thousands_point(self, draft: _Draft) -> bool:
        """Whether "5.000 people" is written with a point for thousands: people come whole."""
        if draft.number.spelled or draft.number.scaled:
            return False
        word = self.tokens.words[draft.number.start]
        whole, point, group = word.partition(".")
        return bool(point) and len(group) == 3 and 0 < len(whole) < 4 and whole[0] != "0"  # noqa: PLR2004

    def _noun_of_time(self, noun: tuple[int, int] | None) -> str | None:
        """The unit of "50 previous years": a phrase whose head is a length of time."""
        if noun is None or noun[1] - noun[0] < 2:  # noqa: PLR2004
            return None
        found = units.read_phrase(self.tokens, noun[1] - 1, self.lexicon.units.phrases)
        return found[0].name if found is not None and found[0].dimension == "time" else None

    def _is_age_word(self, draft: _Draft) -> bool:
        lower, at = self.tokens.lower, draft.start
        if self._comma_age(at):
            return True
        if not 0 < draft.low <= _OLDEST or draft.number.scaled:
            return False
        if at > 1 and lower[at - 1] == "of" and lower[at - 2] == "age":
            return True
        return bool(at and lower[at - 1] in {"aged", "age", "ages", "turned"}) or lower[draft.end : draft.end + 1] == ["yo"]

    def _converted(self, quantity: Quantity, start: int) -> Quantity:
        """In "more than 100 kilometres (60 miles)" the second figure has the bound of the first."""
        if not self.found or self.tokens.words[start - 1] != "(" or quantity.bound is not Bound.EXACT:
            return quantity
        last = self.found[-1]
        same = last.kind is quantity.kind and last.unit != quantity.unit and quantity.unit is not None
        if not same or last.bound in {Bound.BETWEEN, Bound.VAGUE} or self.places[-1][2] != start - 1:
            return quantity
        return replace(
            quantity,
            bound=last.bound,
            low=None if last.low is None else quantity.low,
            high=None if last.high is None else quantity.high,
            hedge=last.hedge,
            hedge_span=last.hedge_span,
        )

    def _coordinated(self, quantity: Quantity, context: int) -> Quantity:
        """In "fell 190 points, or 0.6 %" the second figure is the same change."""
        if not self.found or quantity.change is not Change.LEVEL:
            return quantity
        last = self.found[-1]
        if last.change not in {Change.INCREASE, Change.DECREASE}:
            return quantity
        offset = self.sentence.span.start
        end = last.span.end if last.counted_span is None else max(last.span.end, last.counted_span.end)
        between = self.sentence.text[end - offset : self.tokens.starts[context]].strip(" ,")
        elliptic = between.endswith(" by") and between.count(" ") < 4  # noqa: PLR2004
        if between in {"or", "("} or elliptic:
            return replace(quantity, change=last.change)
        return quantity


def _plain(value: Decimal | None) -> Decimal | None:
    """A whole number without exponent or zeros behind the point: 5400000.0 -> 5400000."""
    if value is None or value != value.to_integral_value():
        return value
    return Decimal(int(value))


def _singular(word: str) -> str:
    """The singular of a plural noun by rule: "tests" -> "test"."""
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
