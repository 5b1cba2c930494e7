"""Quantities of a sentence: value or range, unit, hedge, what is counted, what it is said about.

``find_quantities`` walks the tokens once. At each token where a number can begin it reads, in
this order: a fixed shape that is no quantity (date, time, name), a number with its unit, a second
number of a range, the hedges on both sides, and then judges what the number is. A last pass lets
the figures of the sentence complete each other.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck import ages, changes, hedges, identifiers, ones
from factcheck.amounts import HUNDRED, Draft
from factcheck.counted import ADV, AUX, CONJ, PREP, SIGN, VERB, SentenceShape
from factcheck.judging import YEARS, Judge
from factcheck.model import Bound, Kind, Quantity, Sentence, Span
from factcheck.numbers import parse_digits
from factcheck.ranges import FigureReader
from factcheck.relations import Placed, Relations
from factcheck.scales import adjacent, behind_per, goes_on
from factcheck.tokens import Tokens, tokenize
from factcheck.vocabulary import Lexicon, load_lexicon
from factcheck.zeros import zero_here

_LIST_DIGITS = 2  # digits of a list number
_PARTS_OF_MONTH = frozenset({"early", "mid", "late"})
_NO_LOW = frozenset({Bound.UP_TO, Bound.AT_MOST, Bound.LESS_THAN})
_NO_HIGH = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """All numbers of a sentence as written, in order; spans are absolute.

    >>> from factcheck.model import Sentence, Span
    >>> text = "More than 5,000 people fled."
    >>> [q] = find_quantities(Sentence(0, Span(0, len(text)), text))
    >>> q.text, q.low, q.high, q.bound.value, q.counted
    ('5,000', Decimal('5000'), None, 'more_than', 'people')
    """
    lexicon = load_lexicon()
    if not lexicon.numbers.gate.passes(sentence.text.lower()):
        return []
    return _Reader(sentence, lexicon).read()


@cache
def _openers() -> frozenset[str]:
    """Words at which a date, a name, a number, a currency or a count of zero may begin."""
    lexicon = load_lexicon()
    numbers = lexicon.numbers
    return identifiers.shape_words(lexicon.phrases).union(
        lexicon.money.triggers, numbers.starters, numbers.ordinals, numbers.tens,
        lexicon.phrases.context.zero.openers,
    )  # fmt: skip


class _Reader:
    """One walk over one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: Tokens = tokenize(sentence.text)
        self.title = identifiers.is_title_case(self.tokens)
        self.shape = SentenceShape(self.tokens, lexicon.phrases, title_case=self.title)
        self.figures = FigureReader(self.shape, lexicon)
        self.judge = Judge(self.shape, lexicon)
        self.found: list[Placed] = []
        self.names: set[str] = set()  # numbers that were part of a name
        self.counts = False  # whether a count was found

    def read(self) -> list[Quantity]:
        """Walk over the tokens, then complete what was found."""
        tokens, words, lower = self.tokens, self.tokens.words, self.tokens.lower
        phrases, figures = self.lexicon.phrases, self.figures
        ordinals, tens = self.lexicon.numbers.ordinals, self.lexicon.numbers.tens
        openers = _openers()
        count, index = len(words), 0
        while index < count:
            low = lower[index]
            if (
                low.isalpha()
                and low.isascii()
                and low not in openers
                and not words[index].isupper()
            ):
                index += 1  # most words are nothing of the kind
                continue
            mask = identifiers.shape_at(tokens, index, phrases)
            if mask is not None and not (mask.code == "date" and self._is_no_day(index, mask)):
                index = self._take_mask(mask, index)
            elif lower[index] in tens and index + 2 < count and lower[index + 2] in ordinals:
                index = self._take_ordinal(index)
            elif figures.can_start(index):
                index = self._take_number(index)
            elif lower[index] in ordinals:
                index = self._take_ordinal(index)
            elif lower[index] in phrases.context.zero.openers:
                index = self._take_zero(index)
            else:
                index += 1
            # A run of letters and digits is read once: what follows glued is part of it.
            while (
                index < count
                and lower[index] in {"th", "st", "nd", "rd"}
                and adjacent(tokens, index)
            ):
                index += 1
        Relations(self.shape, self.sentence.span.start, self.lexicon).complete(self.found)
        return [placed.quantity for placed in self.found]

    def _is_no_day(self, month: int, mask: identifiers.Mask) -> bool:
        """Whether the number behind a month counts: "in May over-65s", "In May 12 people died"."""
        tokens, classes = self.tokens, self.shape.classes
        if self.figures.is_group(month + 1):
            return True
        lead, at = month - 1, month + 2
        if lead < 0 or at >= len(classes) or mask.end != tokens.ends[month + 1]:
            return False
        while lead > 0 and tokens.lower[lead] in _PARTS_OF_MONTH:
            lead -= 1
        opens = lead == 0 or classes[lead - 1] in {SIGN, CONJ}
        noun = self.shape.counted(at) if opens and tokens.lower[lead] == "in" else None
        behind = noun[1] if noun is not None else at
        if noun is None and tokens.lower[at] in self.lexicon.phrases.context.one.elliptic:
            behind = at + 1  # "in October 44 more were killed"
        while behind < len(classes) and classes[behind] == ADV:
            behind += 1
        return opens and tokens.lower[lead] == "in" and classes[behind : behind + 1] in {AUX, VERB}

    # -------------------------------------------------------------------------------- labels

    def _span(self, start: int, end: int) -> tuple[Span, str]:
        """The absolute span and the text of a range of tokens."""
        low, high = self.tokens.starts[start], self.tokens.ends[end - 1]
        offset = self.sentence.span.start
        return Span(offset + low, offset + high), self.sentence.text[low:high]

    def _take_mask(self, mask: identifiers.Mask, index: int) -> int:
        """Emit a fixed shape; the token behind it."""
        offset = self.sentence.span.start
        text = self.sentence.text[mask.start : mask.end]
        span = Span(offset + mask.start, offset + mask.end)
        quantity = Quantity(span, text, None, None, kind=mask.kind, code=mask.code)
        if text in _DECADES and ages.is_decade_of_life(self.tokens, index, self.lexicon.phrases):
            decade = Decimal(int(text[:2]))
            quantity = replace(
                quantity, kind=Kind.AGE, low=decade, high=decade + 9,
                bound=Bound.BETWEEN, unit=YEARS, code="age",
            )  # fmt: skip
        end = index
        while end < len(self.tokens.starts) and self.tokens.starts[end] < mask.end:
            end += 1
        context = index if quantity.kind is Kind.AGE else -1
        self.found.append(Placed(quantity, context, index, end))
        return end

    def _label(self, start: int, end: int, kind: Kind, code: str) -> int:
        """Emit a number that is no quantity; the token behind it."""
        span, text = self._span(start, end)
        quantity = Quantity(span, text, None, None, kind=kind, code=code)
        if kind is Kind.IDENTIFIER:
            self.names.add(self.tokens.words[end - 1])
        self.found.append(Placed(quantity, -1, start, end))
        return end

    def _not_a_quantity(self, index: int) -> int:
        """Emit years, scores, names and list numbers; the token behind, or 0."""
        tokens, phrases, figures = self.tokens, self.lexicon.phrases, self.figures
        word = tokens.words[index]
        if self._is_list_number(index):
            return self._label(index, index + 2, Kind.IDENTIFIER, "list")
        if identifiers.score_here(tokens, index, phrases) and not figures.unit_follows(index + 3):
            odds = identifiers.odds_near(tokens, index, phrases)
            kind, code = (Kind.OTHER, "odds") if odds else (Kind.SCORE, "score")
            return self._label(index, index + 3, kind, code)
        if identifiers.group_of_age(tokens, index, phrases):
            return self._label(index - 2, index + 1, Kind.IDENTIFIER, "age group")
        if phone := identifiers.phone_end(tokens, index, phrases):
            return self._label(index, phone, Kind.IDENTIFIER, "phone")
        if identifiers.street_number(tokens, index, phrases):
            end = index + 1
            while adjacent(tokens, end) and tokens.words[end].isalpha():
                end += 1  # "118B Harbour Street"
            return self._label(index, end, Kind.IDENTIFIER, "street")
        if self._is_denominator(index):
            return index + 1
        if identifiers.era_here(tokens, index, phrases):
            return self._label(index, index + 1, Kind.DATE, "year")
        name = identifiers.name_before(tokens, index, phrases, title_case=self.title)
        if name is not None and self._keeps_name(index):
            start = identifiers.name_start(tokens, index, name, phrases)
            if self.found and self.found[-1].end > start:
                start = index
            end = index + 1
            if end < len(tokens.words) and adjacent(tokens, end) and tokens.words[end].isalpha():
                end += 1  # "S22B"
            elif goes_on(tokens, end):
                end += 2  # "Boeing 737-800", "pages 33-41"
            return self._label(start, end, Kind.IDENTIFIER, name)
        if self._is_next_name(index):
            return self._label(index, index + 1, Kind.IDENTIFIER, "naming")
        if self._is_repeated_name(index):
            return self._label(index, index + 1, Kind.IDENTIFIER, "model")
        if (
            identifiers.is_year(word)
            and not figures.unit_follows(index + 1, years=True)
            and identifiers.year_here(tokens, index, phrases)
        ) or identifiers.prices_of_a_year(tokens, index, phrases):
            return self._label(index, index + 1, Kind.DATE, "year")
        return 0

    def _is_next_name(self, index: int) -> bool:
        """Whether the number goes on with those of a name: "Articles 5 and 6", "posts 250 to 253"."""
        last = self.found[-1] if self.found else None
        return (
            last is not None
            and last.quantity.code == "naming"
            and last.end == index - 1
            and self.tokens.lower[index - 1] in {"and", "or", "to", ",", "&"}
            and identifiers.stands_alone(self.tokens, index, self.lexicon.phrases)
        )

    def _is_repeated_name(self, index: int) -> bool:
        """Whether the number named a thing before ("iPhone 11 Pro and 11 Pro Max")."""
        words, at = self.tokens.words, index + 1
        if at >= len(words) or not words[at][0].isupper():
            return False
        return words[index] in self.names

    def _is_list_number(self, index: int) -> bool:
        tokens, words = self.tokens, self.tokens.words
        if index and "\n" not in tokens.text[tokens.ends[index - 1] : tokens.starts[index]]:
            return False
        return (
            len(words) > index + 2  # something is listed
            and len(words[index]) <= _LIST_DIGITS
            and words[index + 1] in {".", ")"}
            and not (adjacent(tokens, index + 2) and words[index + 2][0].isdecimal())
        )

    def _keeps_name(self, index: int) -> bool:
        """Whether a number that could name something has no unit, currency or comma-age."""
        if identifiers.is_subject_of_many(self.tokens, index):
            return False
        lettered = (
            adjacent(self.tokens, index + 1)
            and self.tokens.words[index + 1 : index + 2][0].isupper()
            and len(self.tokens.words[index + 1]) == 1
        )  # "Route 28A"
        if lettered:
            return True
        if not adjacent(self.tokens, index) and self.figures.unit_follows(index + 1):
            return False
        if self.tokens.words[index - 1].upper() in self.lexicon.money.codes:
            return False
        if self._is_gapped(index):
            return False
        return not ages.age_behind_name(self.tokens, index, self.lexicon.phrases)

    def _is_gapped(self, index: int) -> bool:
        """Whether a verb is left out: "Germany has 131 dead and Belgium 24, in South Korea 8"."""
        lower, words = self.tokens.lower, self.tokens.words
        name = index - 1
        if lower[name] in self.lexicon.phrases.naming:
            return False  # "Boeing 737 and Airbus 320"
        while name > 1 and words[name - 1][0].isupper():
            name -= 1
        if name > 1 and lower[name - 1] == "in":
            name -= 1
        before = lower[name - 1] if name > 0 else ""
        return (
            self.counts
            and before in {"and", ",", ";", "while"}
            and not adjacent(self.tokens, index)
        )

    def _is_denominator(self, index: int) -> bool:
        """Whether the number belongs to a rate ("3.2 deaths per 1,000 births")."""
        tokens = self.tokens
        if index < 2 or index not in {behind_per(tokens, index - back) for back in (1, 2)}:  # noqa: PLR2004
            return False
        value = parse_digits(self.tokens.words[index])
        return value is not None and value >= HUNDRED and value % HUNDRED == 0

    # ------------------------------------------------------------------------------- figures

    def _take_number(self, index: int) -> int:
        """Read the number at a token, or say what else it is; the token behind."""
        tokens, words = self.tokens, self.tokens.words
        digits = words[index][0].isdecimal()
        if digits and (label := self._not_a_quantity(index)):
            return label
        draft = self.figures.read_figure(index)
        if draft is None:
            if tokens.lower[index] in self.lexicon.numbers.ordinals:
                return self._take_ordinal(index)
            return self._label(index, index + 1, Kind.IDENTIFIER, "digits") if digits else index + 1
        if self._is_moment(index):
            return index + 2
        if draft.kind is Kind.COUNT:
            if draft.number.spelled and self._is_capital_name(draft):
                return draft.end
            if self.tokens.lower[draft.end : draft.end + 2] == ["to", "one"]:
                return self._label(draft.start, draft.end + 2, Kind.OTHER, "odds")
            if draft.is_one() and draft.number.spelled and not self._is_one(draft):
                return draft.end
            if self._is_glued_name(draft):
                end = draft.end
                while end < len(words) and adjacent(tokens, end) and words[end][0].isalnum():
                    end += 1
                return self._label(draft.start, end, Kind.IDENTIFIER, "model")
        self._emit(draft)
        return draft.end

    def _take_zero(self, index: int) -> int:
        """Emit "no injuries" and "nobody was hurt"; the token behind the number."""
        found = zero_here(self.tokens, index, self.lexicon.phrases.context.zero)
        if found is None:
            return index + 1
        end, noun_end = found
        span, text = self._span(index, end)
        noun_span, noun = self._span(end, noun_end) if noun_end > end else (None, "")
        zero = Decimal(0)
        quantity = Quantity(
            span, text, zero, zero, kind=Kind.COUNT, step=Decimal(1),
            counted=noun, counted_span=noun_span,
        )  # fmt: skip
        self.counts = True
        self.found.append(Placed(quantity, index, index, end))
        return end

    def _take_ordinal(self, index: int) -> int:
        """Emit "first", "twenty-first"; the token behind."""
        lower, numbers = self.tokens.lower, self.lexicon.numbers
        end = index + 1
        if lower[index] in numbers.tens and lower[end : end + 1] == ["-"]:
            end += 2
        return self._label(index, end, Kind.ORDINAL, "ordinal")

    def _is_capital_name(self, draft: Draft) -> bool:
        """Whether a number in words is part of a name ("Formula One", "the Big Four")."""
        words, at = self.tokens.words, draft.start
        if self.title or at < 2 or draft.end - at > 1 or not words[at][0].isupper():  # noqa: PLR2004
            return False
        return words[at - 1][0].isupper() and words[at - 1][-1].isalpha()

    def _is_one(self, draft: Draft) -> bool:
        """Whether "one" counts something: a noun must follow, and nothing makes it a pronoun."""
        lower, words = self.tokens.lower, self.lexicon.phrases.context.one
        before = lower[draft.start - 1] if draft.start else ""
        if before == "which" and draft.start > 1 and self.shape.classes[draft.start - 2] == PREP:
            before = ""  # "the port, in which one docker died"
        following = lower[draft.end] if draft.end < len(lower) else ""
        if following == "of":
            whole = lower[draft.end + 1 : draft.end + 2]
            # "42 dead, one of them a nurse" counts; "he met one of them" does not.
            part = before in words.part_before and self._follows_count()
            if whole and "." in whole[0]:
                return False  # "then one of 5.9"
            left_out = lower[max(0, draft.start - 2) : draft.start] == ["all", "but"]
            told = before == "that" and ones.is_told_of_part(self.shape, draft.end + 2)
            part = part or ((left_out or told) and self._follows_count())
            part = part or (not draft.start and ones.is_told_of_part(self.shape, draft.end + 2))
            return whole != [] and (part or whole[0] not in words.pronoun_of)
        if following in words.pronoun_for:
            return False
        if ones.is_bare_one(self.shape, draft.start, after_count=self._follows_count()):
            return True
        listed = lower[max(0, draft.start - 2) : draft.start] == ["well", "as"]
        listed = listed and self._follows_count()
        if before in words.pronoun_before and not listed and not self._opens_clause(draft.start):
            return False
        return self.shape.counted(draft.end, one=True) is not None

    def _follows_count(self) -> bool:
        """Whether things were counted in the sentence before."""
        return self.counts

    def _opens_clause(self, at: int) -> bool:
        """Whether what stands before a token opens a clause: "said that one", the dash of a dateline."""
        tokens, lower = self.tokens, self.tokens.lower
        if lower[at - 1] == "that":
            led = lower[at - 2] if at > 1 else ""
            if led in {"and", "but"}:  # "said that 3,500 took part and that one sapper had died"
                noun = self.shape.counted(at + 1, one=True)
                return noun is not None and self.shape.classes[noun[1] : noun[1] + 1] in {AUX, VERB}
            return led.isalpha() and led not in self.lexicon.phrases.context.one.pronoun_behind
        return lower[at - 1] == "-" and tokens.ends[at - 1] < tokens.starts[at]

    def _is_moment(self, at: int) -> bool:
        """Whether "at one point" stands there: a time that is left open."""
        lower = self.tokens.lower
        return (
            lower[at] == "one"
            and lower[max(0, at - 1) : at] == ["at"]
            and lower[at + 1 : at + 2] != []
            and lower[at + 1] in self.lexicon.phrases.context.one.moments
        )

    def _is_glued_name(self, draft: Draft) -> bool:
        """Whether letters that are no unit hang on the digits ("5G", "787s")."""
        tokens, at = self.tokens, draft.end
        if draft.number.spelled or at >= len(tokens.words) or not adjacent(tokens, at):
            return False
        return tokens.words[at][0].isalpha()

    def _between(self, start: int) -> hedges.Hedge | None:
        """The "between" in front of a range."""
        if start and self.tokens.lower[start - 1] == "between":
            return hedges.Hedge(Bound.BETWEEN, start - 1, start)
        return None

    def _emit(self, draft: Draft) -> None:
        judged = self.judge.judge(draft)
        before = hedges.hedge_before(
            self.tokens,
            draft.start,
            self.lexicon.hedges,
            duration=judged.kind is Kind.DURATION,
            large=judged.kind is not Kind.COUNT or abs(draft.low) >= HUNDRED,
        )
        context = before.start if before is not None else draft.start
        bound, hedge = _bound(draft, before, judged.after, self._between(context))
        span, text = self._span(draft.start, draft.end)
        hedge_span, hedge_text = (None, "") if hedge is None else self._span(hedge.start, hedge.end)
        noun = judged.noun
        noun_span, noun_text = (None, "") if noun is None else self._span(*noun)
        quantity = Quantity(
            span=span,
            text=text,
            hedge=hedge_text,
            hedge_span=hedge_span,
            counted=noun_text,
            counted_span=noun_span,
            low=None if bound in _NO_LOW else _plain(draft.low),
            high=None
            if bound in _NO_HIGH
            else _plain(draft.low if draft.high is None else draft.high),
            bound=bound,
            kind=judged.kind,
            unit=judged.unit,
            step=_plain(draft.number.step),
            fraction=draft.fraction,
            change=changes.read_change(
                self.tokens,
                context,
                draft.end,
                kind=judged.kind,
                unit=judged.unit,
                phrases=self.lexicon.phrases,
                counted="" if noun is None else self.tokens.lower[noun[1] - 1],
            ),
        )
        self.counts = self.counts or quantity.kind is Kind.COUNT
        self.found.append(Placed(quantity, context, draft.start, draft.end))


_DECADES = frozenset(f"{tens}0s" for tens in range(2, 10))


def _bound(
    draft: Draft,
    before: hedges.Hedge | None,
    after: hedges.Hedge | None,
    between: hedges.Hedge | None,
) -> tuple[Bound, hedges.Hedge | None]:
    """The bound of a figure and the hedge that gives it; ranges and vague numbers keep their own."""
    if draft.vague:
        return Bound.VAGUE, before
    if draft.high is not None:
        return Bound.BETWEEN, between or before
    hedge = before
    if after is not None and (before is None or before.bound in {Bound.EXACT, Bound.ABOUT}):
        hedge = after
    if hedge is not None:
        return hedge.bound, hedge
    return (Bound.ABOUT if draft.number.about else Bound.EXACT), None


def _plain(value: Decimal) -> Decimal:
    """A whole number without exponent or zeros behind the point: 5400000.0 -> 5400000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value
