"""Figures made of two numbers: ranges, shares ("one in five"), tolerances, dollars and cents."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factcheck import changes, identifiers
from factcheck.amounts import HUNDRED, AmountReader, Draft
from factcheck.model import Change, Kind
from factcheck.numbers import read_number
from factcheck.scales import DECIMALS, adjacent

_DASHES = frozenset({"-", "–", "—", "−", "‑"})
_FAR = 3  # a difference and the new level lie farther apart than the ends of a range
_FARTHER = 100  # ... and without "by", as "rose 5,000 to 60,000" is told as well
_EXACT_DIGITS = 3
_THOUSAND = Decimal(1_000)
_LEFT_OUT = 4  # "2-30,000" is no range of thousands: its ends lie too far apart
_CHANCE_DENOMINATOR = Decimal(1_000_000)


def _are_exact(first: Draft, second: Draft) -> bool:
    """Whether both numbers are told to more than two digits: the ends of a range are round."""
    return all(
        len(amount.low.normalize().as_tuple().digits) >= _EXACT_DIGITS for amount in (first, second)
    )


class FigureReader(AmountReader):
    """Reads amounts and joins those that belong together."""

    def read_figure(self, index: int) -> Draft | None:
        """The amount that begins at a token, joined with a second number where there is one."""
        draft = self.read(index)
        if draft is None:
            return None
        draft = self._read_tolerance(self._read_chance(draft))
        return self._read_parts(self._read_range(draft))

    def _read_chance(self, draft: Draft) -> Draft:
        """Read "one in five", "nine out of ten" as a share in percent."""
        tokens, lower, at = self.tokens, self.tokens.lower, draft.end
        if draft.unit is not None or draft.vague or draft.low <= 0 or draft.number.scaled:
            return draft
        if self._some_of_many(at, draft):
            at += 1  # "one Chilean in twenty", "seven voters out of ten"
        elif lower[at + 1 : at + 3] == ["in", "every"] and lower[at].isalpha():
            at += 1  # "two children in every 10,000"
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
        if not loose and (draft.low > 99 or self.unit_follows(other.end)):  # noqa: PLR2004
            return draft
        if (
            not loose
            and draft.low != 1
            and other.value not in {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}
        ):
            return draft
        value = (draft.low * HUNDRED / other.value).quantize(DECIMALS).normalize()
        return replace(
            draft, end=other.end, low=value, unit="percentage", kind=Kind.PERCENT, fraction=True
        )

    def _some_of_many(self, at: int, draft: Draft) -> bool:
        """Whether a noun stands between two numbers in words: "one child in five", "seven voters out of ten"."""
        lower = self.tokens.lower
        if at + 2 >= len(lower) or not lower[at].isalpha():
            return False
        many = lower[at].endswith("s") or lower[at] in self.lexicon.phrases.context.ranges.plurals
        if not draft.is_one() and not (many and lower[at - 1].isalpha()):
            return False
        out_of = not draft.is_one() and lower[at + 1 : at + 3] == ["out", "of"]
        if not out_of and lower[at + 1] != "in":
            return False
        closed, ranges = self.lexicon.phrases.closed, self.lexicon.phrases.context.ranges
        second = at + 3 if out_of or lower[at + 2] == "a" else at + 2
        if second >= len(lower) or lower[at] in closed:
            return False
        # "four climbers out of nine" came down; "two men in five" hold a view
        if lower[second] not in (ranges.chances if draft.is_one() else ranges.wholes):
            return False
        behind = lower[second + 1] if second + 1 < len(lower) else ""
        if draft.is_one():
            return (
                not behind.endswith("s") or behind in closed or behind in self.lexicon.phrases.verbs
            )
        after = lower[second + 2] if second + 2 < len(lower) else ""
        # "two people in three surveyed want out"
        asked = behind.endswith("ed") and not after.endswith("s")
        # "two doctors in three Gaza hospitals" are two
        return (
            not behind[:1].isalpha()
            or behind in closed
            or behind in self.lexicon.phrases.verbs
            or asked
        )

    def _read_tolerance(self, draft: Draft) -> Draft:
        """Read "100 plus or minus 10", "100 ± 10" as a range."""
        lower, at = self.tokens.lower, draft.end
        if lower[at : at + 3] == ["plus", "or", "minus"]:
            second = at + 3
        elif lower[at : at + 1] == ["±"]:
            second = at + 1
        else:
            return draft
        if second >= len(lower) or draft.vague or not self.can_start(second):
            return draft
        other = self.read(second)
        if other is None or other.vague or (draft.unit and draft.unit != other.unit):
            return draft
        return replace(
            draft, end=other.end, low=draft.low - abs(other.low), high=draft.low + abs(other.low),
            unit=other.unit, kind=other.kind,
        )  # fmt: skip

    def _read_range(self, draft: Draft) -> Draft:
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
            if not self.is_between(draft.start):
                return draft
        elif (
            word == "up"
            and lower[second] == "to"
            and draft.start
            and lower[draft.start - 1] == "from"
        ):
            word, second = "to", second + 1
            if second >= count:
                return draft
        elif word not in {"to", "or"}:
            return draft
        if word == "to" and lower[second] in self.lexicon.phrases.context.ranges.hedged:
            return draft
        if not self.can_start(second) or identifiers.shape_at(tokens, second, self.lexicon.phrases):
            return draft
        other = self.read(second)
        if other is None or other.vague or other.number.share or other.start < second:
            return draft
        return self._joined(draft, other, word)

    def _joined(self, draft: Draft, other: Draft, word: str) -> Draft:
        """The range of two amounts; the first alone where they make none."""
        low, high = draft.low, other.low
        if high < 0 < low and self.tokens.lower[other.end - 1] == "zero":
            low, high = high, -low  # "10 to 15 degrees below zero"
        if other.number.scaled and not draft.number.scaled and other.number.factor > 1:
            scaled = low * other.number.factor
            if scaled <= high or word in _DASHES or self._is_revision(draft):
                low = scaled
        if self._shares_thousands(draft, other):
            low *= _THOUSAND
        unit, kind = other.unit or draft.unit, other.kind if other.unit else draft.kind
        if draft.unit and other.unit and draft.unit != other.unit:
            rated = other.unit.startswith(f"{draft.unit} per ")
            same_money = draft.kind is other.kind is Kind.MONEY and "dollar" in {
                draft.unit,
                other.unit,
            }
            if not rated and not same_money:
                return draft
        if draft.unit and not other.unit and draft.kind is not Kind.MONEY:
            return draft
        if word == "to" and draft.unit and self._is_difference(draft):
            return draft
        before = self.tokens.lower[draft.start - 1] if draft.start else ""
        far = high > _FAR * low
        verb = changes.direction(before, self.lexicon.phrases) and kind is Kind.COUNT
        moved = before == "by" or (before in {"up", "down"} and far)
        moved = moved or (bool(verb) and high > _FARTHER * low)
        if word == "to" and moved and (far or _are_exact(draft, other)):
            return draft  # "fell by 24,000 to 870,000", "up 3 to 57", "rose 19,000 to 29 million"
        if high <= low:
            shared = word == "to" and low != draft.low and self._is_revision(draft)
            return self._scaled(draft, other) if shared else draft
        if word == "or" and (
            high > 2 * low + 2
            or (draft.unit and draft.unit != other.unit)
            or (draft.number.scaled and draft.number.factor == other.number.factor)
        ):
            return draft
        if word == "to" and self._is_revision(draft):
            return draft if low == draft.low else self._scaled(draft, other)
        if word in _DASHES and draft.number.spelled != other.number.spelled:
            return draft
        joined = replace(
            draft, end=other.end, low=low, high=high, unit=unit, kind=kind, number=other.number,
            fraction=draft.fraction or other.fraction,
        )  # fmt: skip
        if kind is Kind.MONEY and other.unit is None:
            self._read_rate(joined)  # "$1.5-2bn a year"
        return joined

    def _shares_thousands(self, draft: Draft, other: Draft) -> bool:
        """Whether the first number leaves out its thousands: "25-30,000 people"."""
        words = self.tokens.words
        whole = words[draft.start].isdecimal() and draft.end == draft.start + 1
        return (
            whole
            and draft.unit is None
            and not other.number.scaled
            and words[other.number.start].endswith(",000")
            and other.low / _LEFT_OUT <= draft.low * _THOUSAND < other.low
        )

    def _scaled(self, draft: Draft, other: Draft) -> Draft:
        """The old value of "rose from 24 to 33 billion", which the scale belongs to as well."""
        factor = other.number.factor
        number = replace(draft.number, step=draft.number.step * factor, scaled=True, factor=factor)
        return replace(draft, low=draft.low * factor, number=number)

    def _is_difference(self, draft: Draft) -> bool:
        """Whether "rose 5 % to ..." or "by $4bn to ..." states a difference before the new level."""
        before = self.tokens.lower[draft.start - 1] if draft.start else ""
        if before == "from":
            return False
        change = changes.read_change(
            self.tokens,
            draft.start,
            draft.end,
            kind=draft.kind,
            unit=draft.unit,
            phrases=self.lexicon.phrases,
        )
        return change in {Change.INCREASE, Change.DECREASE}

    def is_between(self, start: int) -> bool:
        lower = self.tokens.lower
        at = start - 1
        while at >= 0 and lower[at] in self.lexicon.phrases.context.ranges.between_skip:
            at -= 1
        return at >= 0 and lower[at] == "between"

    def _is_revision(self, draft: Draft) -> bool:
        """Whether "from A to B" tells a change and not a range."""
        lower, at = self.tokens.lower, draft.start - 1
        words = self.lexicon.phrases.context.ranges
        while at >= 0 and lower[at] in words.from_skip:
            at -= 1
        if at < 0 or lower[at] != "from":
            return False
        if at and lower[at - 1] in words.spans:
            return False
        return changes.verb_of_change(self.tokens, at, self.lexicon.phrases)

    def _read_parts(self, draft: Draft) -> Draft:
        """Join the small coin: "3 dollars 50 cents", "thirteen dollars and forty-five cents"."""
        if draft.kind is not Kind.MONEY or draft.high is not None or draft.number.scaled:
            return draft
        lower, at = self.tokens.lower, draft.end
        if lower[at : at + 1] == ["and"]:
            at += 1
        if at >= len(lower) or not self.can_start(at) or lower[at] in {"a", "an"}:
            return draft
        if at and self.tokens.words[at][0] in self.lexicon.money.signs:
            return draft
        other = self.read(at)
        if other is not None and self._bare_cents(draft, other):
            return replace(draft, end=other.end, low=draft.low + other.low / HUNDRED)
        if (
            other is None
            or other.kind is not Kind.MONEY
            or other.unit not in self.lexicon.money.small
        ):
            return draft
        if draft.unit in self.lexicon.money.small or other.low >= HUNDRED:
            return draft
        value = draft.low + other.low * self.lexicon.money.small[other.unit]
        return replace(draft, end=other.end, low=value)

    def _bare_cents(self, draft: Draft, other: Draft) -> bool:
        """Whether the number behind "15 dollars" is cents ("15 dollars 50", "15 dollars and 50")."""
        tokens = self.tokens
        if tokens.words[draft.end - 1] in self.lexicon.money.signs or " per " in (draft.unit or ""):
            return False
        if other.unit is not None or other.vague or other.low != int(other.low):
            return False
        if not 10 <= other.low < HUNDRED or other.number.scaled:  # noqa: PLR2004
            return False
        glued = other.end < len(tokens.words) and adjacent(tokens, other.end)
        if glued and tokens.words[other.end][0].isalpha():
            return False
        return self.shape.counted(other.end) is None
