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
from factcheck.numbers import Number, adjacent, parse_digits, read_number
from factcheck.subjects import SubjectFinder
from factcheck.tokens import Tokens, tokenize
from factcheck.vocabulary import Lexicon, load_lexicon

_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_OLDEST = 120  # years
_DASHES = frozenset({"-", "–", "—", "−", "‑"})
_MINUS = frozenset({"-", "−", "–", "minus", "negative"})
_HUNDRED = Decimal(100)
_CHANCE_DENOMINATOR = Decimal(1_000_000)


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
            if mask is not None and not (mask.code == "date" and self.figures.is_group(index + 1)):
                index = self._take_mask(mask, index)
                continue
            first = words[index][0]
            if (
                first.isdecimal()
                or tokens.lower[index] in starters
                or first in money.signs
                or (first == "." and len(words[index]) > 1)
                or (tokens.lower[index] in money.triggers and self.figures.money_follows(index + 1))
            ):
                index = self._take_number(index)
            else:
                index += 1
        self._share_units()
        self._inherit_counted()
        self._add_subjects()
        return self.found

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
        draft = self.figures.read(index)
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
        if identifiers.score_here(tokens, index, phrases) and not self.figures.unit_follows(index + 3):
            return self._label(index, index + 3, Kind.SCORE, "score")
        if identifiers.street_number(tokens, index, phrases):
            return self._label(index, index + 1, Kind.IDENTIFIER, "street")
        name = identifiers.name_before(tokens, index, phrases, title_case=self.title)
        if name is not None and not adjacent(tokens, index) and self.figures.unit_follows(index + 1):
            name = None
        if name is not None and not self._currency_glued(index) and not self._comma_age(index):
            glued = adjacent(tokens, index) and tokens.words[index - 1][0].isalpha()
            return self._label(index - 1 if glued else index, index + 1, Kind.IDENTIFIER, name)
        if self._is_denominator(index):
            return self._label(index, index + 1, Kind.IDENTIFIER, "denominator")
        if identifiers.is_year(word) and not self.figures.unit_follows(index + 1, years=True):
            if identifiers.year_here(tokens, index, phrases):
                return self._label(index, index + 1, Kind.DATE, "year")
        return 0

    def _currency_glued(self, index: int) -> bool:
        word = self.tokens.words[index - 1]
        return word in self.lexicon.money.codes or word.upper() in self.lexicon.money.codes

    def _is_denominator(self, index: int) -> bool:
        """Whether the number belongs to a rate ("45 per 100,000 people")."""
        if index < 2 or self.tokens.lower[index - 1] != "per":  # noqa: PLR2004
            return False
        value = parse_digits(self.tokens.words[index])
        return value is not None and value >= _HUNDRED and value % _HUNDRED == 0

    # ---------------------------------------------------------------------------- combinations

    # --------------------------------------------------------------------------------- judging

    def _is_one(self, draft: Draft, phrases: object) -> bool:
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

    def _is_glued_name(self, draft: Draft) -> bool:
        """Whether unknown letters hang on the digits ("5G", "787s")."""
        tokens, at = self.tokens, draft.end
        if draft.number.spelled or at >= len(tokens.words) or not adjacent(tokens, at):
            return False
        word = tokens.words[at]
        return word[0].isalpha() and tokens.lower[at] not in {"s"} or (
            tokens.lower[at] == "s" and not self.figures.is_between(draft.start)
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

    def _emit(self, draft: Draft) -> None:
        tokens, lexicon = self.tokens, self.lexicon
        lower = tokens.lower
        kind, unit = draft.kind, draft.unit
        start, end = draft.start, draft.end
        if kind is Kind.COUNT and draft.high is None and self._is_age_word(draft):
            kind, unit = Kind.AGE, "year of age"
        duration = kind is Kind.DURATION
        before = hedges.hedge_before(tokens, start, lexicon.hedges, duration=duration)
        after = hedges.hedge_after(tokens, end, lexicon.hedges)
        if kind is Kind.COUNT and self._aged(start):
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
            if self._is_multiple(noun):
                kind, unit, noun = Kind.OTHER, "time", None
            if noun is None and kind is Kind.COUNT:
                rate = units.read_rate(tokens, end, lexicon.units, closed=lexicon.phrases.closed)
                unit = f"per {rate[0]}" if rate is not None and rate[0].isdecimal() else unit
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

    def _is_multiple(self, noun: tuple[int, int] | None) -> bool:
        """Whether "three times" compares ("three times the level") and does not count events."""
        if noun is None or self.tokens.lower[noun[0] : noun[1]] != ["times"]:
            return False
        following = self.tokens.lower[noun[1]] if noun[1] < len(self.tokens.lower) else ""
        phrases = self.lexicon.phrases
        return following in {"the", "as", "its", "their", "his", "that"} | phrases.comparatives_up

    def _thousands_point(self, draft: Draft) -> bool:
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

    def _aged(self, start: int) -> bool:
        """Whether "aged", "ages", "aged between" stands before a token."""
        lower = self.tokens.lower
        at = start - 1
        if at > 0 and lower[at] in {"between", "from", "of", "about", "around", "over", "under"}:
            at -= 1
        return at >= 0 and lower[at] in {"aged", "age", "ages"}

    def _is_age_word(self, draft: Draft) -> bool:
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
