"""What the figures of one sentence take from each other, once all are read.

A figure without a unit or noun of its own counts what its neighbour does ("from 208 pounds to
193", "compared with 63 a year ago"), a conversion in brackets has the bound of the amount before
it, and "fell 190 points, or 0.6 %" is one change told twice.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from factcheck import units
from factcheck.counted import (
    ADV,
    AUX,
    CONJ,
    DET,
    NOUN,
    PREP,
    PRON,
    SIGN,
    TIME,
    VERB,
    Range,
    SentenceShape,
    is_plural,
)
from factcheck.grammar import load_grammar
from factcheck.model import Bound, Change, Kind, Quantity, Span
from factcheck.replacing import replace
from factcheck.subjects import SubjectFinder
from factcheck.vocabulary import Lexicon

_CHANGED = frozenset({Change.INCREASE, Change.DECREASE})
_MEASURED = frozenset({Kind.PERCENT, Kind.MEASURE, Kind.MONEY})
_APART = frozenset({Kind.AGE, Kind.OTHER, Kind.MONEY})  # kinds that a list does not share
_CLAUSE_ENDS = frozenset({";", ".", ":"})
_MANY = 1000  # no percentage
_WHOLE = 100  # percent
_VAST = 100  # so much smaller may be amounts of a thing that is told in millions
_SUM = 100_000_000  # one unit of the last digit of "3 billion" or "3.1 billion", and more
_POINT = "point"
_ELLIPSIS = 3  # words between a change and "by" ("the rival by 2.6 %")
_GAP = 12  # tokens between a count and one that leaves out its noun
_RATE = 5  # tokens between "the rate" and its level
_TIMES = frozenset({Kind.DURATION, Kind.AGE, Kind.TIME, Kind.DATE})
_DEGREE = "degree"  # begins the units in which nothing is counted
_GAP_JOINTS = frozenset({",", "and", "but"})  # in front of a clause that leaves out its verb
_NEAR = 20  # times: two sums further apart are seldom told in one breath
_GAPPED = 4  # tokens of its subject
_SUBJECT = frozenset({NOUN, DET})
_AFTER_GAP = frozenset({"", SIGN, CONJ, TIME})
_UNTIL = 4  # tokens of "on Thursday to"
_REACH = 3  # tokens before a number in which a comparison may stand


@dataclass(slots=True)
class Placed:
    """A quantity with its tokens; ``context`` is the first token of its hedge, or -1 for labels."""

    quantity: Quantity
    context: int
    start: int
    end: int
    given: bool = False  # its unit and noun are another figure's


class Relations:
    """Completes the quantities of one sentence, in place."""

    def __init__(self, shape: SentenceShape, offset: int, lexicon: Lexicon) -> None:
        self.shape = shape
        self.tokens = shape.tokens
        self.offset = offset
        self.lexicon = lexicon

    def complete(self, found: list[Placed]) -> None:
        """Share units and nouns, spread bounds and changes, find subjects."""
        figures = [placed for placed in found if placed.context >= 0]
        for placed, previous in itertools.pairwise(reversed(figures)):
            if _is_bare(previous.quantity) and self._precedes_unit(previous, placed):
                _give(previous, placed.quantity)
                level = placed.quantity.change is Change.LEVEL  # not "by 41 from 310 to 351"
                if level and previous.quantity.change in _CHANGED:
                    placed.quantity = replace(placed.quantity, change=previous.quantity.change)
        valued: Placed | None = None  # the last figure that is no time and no conversion
        counted = False
        for previous, placed in itertools.pairwise(figures):
            self._share_rate(previous, placed)
            aside = previous.quantity.kind in _TIMES or self._in_bracket(previous)
            valued = previous if valued is None or not aside else valued
            counted = counted or previous.quantity.kind is Kind.COUNT
            is_count = counted and self._answers_count(valued, placed)
            if not is_count and _is_bare(placed.quantity):
                self._share_unit(valued, placed)
            self._share_bound(previous, placed)
            self._share_change(previous, placed)
        self._share_currency(figures)
        self._share_level(figures, index=any(one.quantity.code == "index" for one in found))
        self._share_noun(figures)
        self._add_subjects(found)

    def _answers_count(self, first: Placed, second: Placed) -> bool:
        """ "104 seats with 31.2 percent of the vote, against 98 for its rival": what is held against a
        count that was told with its share."""
        share, value = first.quantity, second.quantity.low
        whole = value is not None and value == value.to_integral_value()
        if share.kind is not Kind.PERCENT or share.step >= 1 or not whole:
            return False
        against = self.tokens.lower[second.context - 1 : second.context] == ["against"]
        return against and self.tokens.lower[second.end : second.end + 1] == ["for"]

    def _share_unit(self, first: Placed, second: Placed) -> None:
        """Give a bare number the unit of the figure before it, where it is told beside that one."""
        if self._takes_unit(first, second):
            _give(second, first.quantity)
        elif self._is_gapped(first, second) or self._changes_by(first, second):
            _give(second, first.quantity)
            second.quantity = replace(second.quantity, change=first.quantity.change)

    def _noun_end(self, placed: Placed) -> int:
        """The token behind a quantity's counted noun, or behind the quantity."""
        quantity, end = placed.quantity, placed.end
        if quantity.counted_span is None or quantity.counted_span.start < quantity.span.start:
            return end
        last = quantity.counted_span.end - self.offset
        while end < len(self.tokens.ends) and self.tokens.ends[end] <= last:
            end += 1
        return end

    def _share_rate(self, first: Placed, second: Placed) -> None:
        """Give "$23" its rate in "down to $9 a month from $23", "$416 a month (£328)"."""
        bracket = self.tokens.lower[first.end : second.start] == ["("]
        earlier = Change.EARLIER in {first.quantity.change, second.quantity.change}
        if not bracket and not earlier:
            return
        if bracket:
            self._read_rate_behind(first, second)
        for target, giver in ((first, second.quantity), (second, first.quantity)):
            unit, rated = target.quantity.unit or "", giver.unit or ""
            currency, _, over = rated.partition(" per ")
            money = target.quantity.kind is giver.kind is Kind.MONEY
            if money and over and " per " not in unit and (bracket or unit == currency):
                target.quantity = replace(target.quantity, unit=f"{unit} per {over}")

    def _read_rate_behind(self, first: Placed, second: Placed) -> None:
        """ "12,500 rand ($1,500) a month": what stands behind a conversion is said of both sums."""
        unit, closes = first.quantity.unit or "", self.tokens.lower[second.end : second.end + 1]
        if closes != [")"] or first.quantity.kind is not Kind.MONEY or " per " in unit:
            return
        closed = self.lexicon.phrases.closed
        rate = units.read_rate(self.tokens, second.end + 1, self.lexicon.units, closed=closed)
        if rate is not None:
            first.quantity = replace(first.quantity, unit=f"{unit} per {rate[0]}")

    def _takes_unit(self, first: Placed, second: Placed) -> bool:
        """Whether a bare number is told beside the one before it, in one breath."""
        lower = self.tokens.lower
        link = lower[self._noun_end(first) : second.context]
        earlier = Change.EARLIER in {first.quantity.change, second.quantity.change}
        if earlier and link in (["to"], ["from"]):
            return True
        if first.quantity.change is Change.EARLIER and link[-1:] == ["to"] and len(link) <= _UNTIL:
            return True  # "from 8,000 hectares on Thursday to just over 11,000"
        if first.quantity.kind not in _MEASURED or not _CLAUSE_ENDS.isdisjoint(link):
            return False
        if first.quantity.kind is Kind.PERCENT and (second.quantity.low or 0) >= _MANY:
            return False  # "80 percent of them to Italy, against some 190,000 last year"
        risen_on = first.quantity.kind is Kind.PERCENT and first.quantity.change in _CHANGED
        if risen_on and (link[-1:] == ["on"] or link[-2:] == ["on", "the"]):
            return False  # "up 44 per cent on the 5,700 a year before"
        if second.quantity.change is Change.EARLIER:
            return not self._counts_things(link, second)
        near = lower[max(0, second.context - _REACH) : second.context]
        if any(word in self.lexicon.phrases.comparisons for word in near):
            return True
        if first.quantity.kind is Kind.PERCENT and (
            self._is_parallel(first, second, link)
            or self._is_rate(second)
            or self._turns_to(second, link)
        ):
            return True
        if (first.quantity.unit or "").startswith(_DEGREE) and (
            (second.quantity.low or 0) < 0 or self._is_as_fine(first, second)
        ):
            return True  # nothing is counted below zero: "it was 4F and may sink to minus 2"
        time = lower[second.end] if second.end < len(lower) else ""
        return link[-1:] == ["and"] and time in self.lexicon.phrases.context.subjects.which_time

    def _is_parallel(self, first: Placed, second: Placed, link: list[str]) -> bool:
        """Whether a bare number is a second percentage: "16.7 percent for men and 14.2 for women".

        Both have decimals or neither has, and the first is no change, behind which a level follows.
        """
        value, other = second.quantity.low, first.quantity.low
        if value is None or other is None or value > _WHOLE or first.quantity.change in _CHANGED:
            return False
        exact = {first.quantity.bound, second.quantity.bound} == {Bound.EXACT}
        alike = (value == value.to_integral_value()) == (other == other.to_integral_value())
        alike = alike or value != value.to_integral_value()  # "the 5 percent mark with 6.8"
        if not exact or not alike or not 0 < len(link) <= _GAP:
            return False
        if link == ["to"] and value + other <= _WHOLE:
            return True  # "by 51 percent to 49 once the undecided are left out"
        words = self.lexicon.phrases.context.ranges
        behind = self.tokens.lower[second.end] if second.end < len(self.tokens.lower) else "."
        return link[-1] in words.parallel and behind in words.parallel_behind

    def _turns_to(self, second: Placed, link: list[str]) -> bool:
        """Whether a rate turns to a bare number: "inflation of 41.2 percent and then a decline to around 30"."""
        words = self.lexicon.phrases
        turns = link[-1:] == ["to"] and len(link) > 1
        nouns = words.increase_nouns | words.decrease_nouns
        behind = self.tokens.lower[second.end : second.end + _REACH]
        counts = "number" in behind  # "a fall to 41 in the number of plants"
        return turns and link[-2] in nouns and not counts and (second.quantity.low or 0) <= _WHOLE

    def _is_same_change(self, first: Placed, second: Placed) -> bool:
        """Whether a bare decimal is a second change in percent: "prices rise by 31.4 percent in Lima and by 7.2
        in Cusco", "growing 1.4 and 2.3 percent"."""
        one, other = first.quantity, second.quantity
        fine = one.step == other.step < 1  # "and by 9.30 shares were up" is an hour
        fine = fine and all((each.low or 0) <= _WHOLE for each in (one, other))
        return fine and one.change in _CHANGED and other.change in {Change.LEVEL, one.change}

    def _changes_by(self, first: Placed, second: Placed) -> bool:
        """Whether "by" alone tells that a bare decimal is a change as the one before it."""
        link = self.tokens.lower[self._noun_end(first) : second.context]
        joined = link[-1:] == ["by"] and "and" in link and len(link) <= _GAP
        percent = first.quantity.kind is Kind.PERCENT
        return percent and joined and self._is_same_change(first, second)

    def _is_gapped(self, first: Placed, second: Placed) -> bool:
        """Whether a clause leaves out its verb: "food rose 9 percent, rents 12 and fuel 31.4".

        Nothing but its subject then stands between a joint and the number.
        """
        quantity = first.quantity
        if quantity.kind is Kind.MONEY and not _is_near(quantity, second.quantity):
            return False
        if quantity.kind not in _MEASURED or quantity.unit == _POINT:
            return False  # "food added 0.2 points, rents 0.1": a small number is nothing to check
        if second.quantity.bound is not Bound.EXACT:
            return False
        link = range(self._noun_end(first), second.context)
        lower = self.tokens.lower
        joint = next((at for at in reversed(link) if lower[at] in _GAP_JOINTS), -1)
        if joint == second.context - 1:
            return len(link) <= _GAP and self._is_placed_alike(link, second)
        return self._gap_subject(first, second) is not None

    def _gap_subject(self, first: Placed, second: Placed) -> Range | None:
        """The subject of a clause that leaves out its verb: a noun phrase that is all that stands
        between a joint and the figure."""
        link = range(self._noun_end(first), second.context)
        lower, classes = self.tokens.lower, self.shape.classes
        joint = next((at for at in reversed(link) if lower[at] in _GAP_JOINTS), -1)
        if joint < 0 or len(link) > _GAP or not _CLAUSE_ENDS.isdisjoint(lower[link.start : joint]):
            return None
        end = second.context
        while end > joint + 1 and classes[end - 1] == ADV:
            end -= 1  # "care workers just 22,000"
        subject = classes[joint + 1 : end]
        ends = classes[second.end : second.end + 1] in _AFTER_GAP
        plain = NOUN in subject and len(subject) <= _GAPPED and set(subject) <= _SUBJECT
        return (joint + 1 + (subject[0] == DET), end) if ends and plain else None

    def _counts_things(self, link: list[str], second: Placed) -> bool:
        """ "... 41 percent, whose tally slid from 34", "and its seats from 120 to 97": no percentage."""
        at = second.context - 2
        joined = link[-1:] == ["from"] and not _GAP_JOINTS.isdisjoint(link[:-2])
        own = joined and self.shape.classes[at] == NOUN
        things = own and is_plural(link[-2], self.lexicon.phrases)
        return things or not load_grammar().number_nouns.isdisjoint(link)

    def _is_placed_alike(self, link: range, second: Placed) -> bool:
        """ "Some 310 mm fell on Lorca, 120 on Murcia": the preposition and a name come again."""
        lower, words = self.tokens.lower, self.tokens.words
        after = second.end
        placed = after + 1 < len(words) and self.shape.classes[after] == PREP
        return (
            placed
            and words[after + 1][0].isupper()
            and any(lower[at] == lower[after] and words[at + 1][0].isupper() for at in link[:-1])
        )

    def _is_rate(self, placed: Placed) -> bool:
        """Whether a bare decimal is the level of a rate: "3.4%, while the core rate fell to 3.8"."""
        value = placed.quantity.low
        if value is None or value > _WHOLE or value == value.to_integral_value():
            return False
        before = self.tokens.lower[max(0, placed.context - _RATE) : placed.context]
        return not self.lexicon.phrases.context.ranges.rates.isdisjoint(before)

    def _is_as_fine(self, first: Placed, second: Placed) -> bool:
        """Whether two values of one scale have decimals: "Sol hits 52.2C, and Aro bakes at 41.8"."""
        alike = all(one.quantity.step < 1 for one in (first, second))
        level = first.quantity.change not in _CHANGED
        behind = self.shape.classes[second.end : second.end + 1]
        return alike and level and behind in {"", SIGN, CONJ, TIME, PREP}

    def _precedes_unit(self, first: Placed, second: Placed) -> bool:
        """Whether nothing but a comma or "and" stands between a bare number and one with a unit."""
        link = self.tokens.lower[first.end : second.context]
        if link in (["-", "and"], ["-", "or"], ["-", "to"]):
            return True  # "16- and 17-year-olds"
        earlier = Change.EARLIER in {first.quantity.change, second.quantity.change}
        if earlier and link in (["to"], ["from"]):
            return True
        if (
            second.quantity.kind is Kind.PERCENT
            and link == ["and"]
            and self._is_same_change(first, second)
        ):
            return True
        listed = {Change.LEVEL, second.quantity.change}
        if first.quantity.change not in listed or second.quantity.kind in _APART:
            return False
        if second.quantity.low == 1 and second.quantity.unit is None:
            return False  # "spoke of 40,000 and one official of 50,000": a noun of one alone
        if link in (["and"], ["or"]):
            return True
        # "5.4, 6.1 and 6.7 inches": over a comma only from a number that was given its unit itself
        return link in ([","], [",", "and"], [",", "or"]) and second.given

    def _share_currency(self, figures: list[Placed]) -> None:
        """Billions of nothing, behind a sum, are money: "raised it to $4 billion, from 3 billion in May";
        behind tonnes or barrels they are as many of these."""
        last: Quantity | None = None
        for placed in figures:
            quantity = placed.quantity
            vast = quantity.kind is Kind.MEASURE and quantity.step >= _SUM / _VAST
            if quantity.kind is Kind.MONEY or vast:
                money = last is not None and last.kind is Kind.MONEY
                last = last if money and self._in_bracket(placed) else quantity
            elif (
                last is not None
                and _is_bare(quantity)
                and quantity.step >= (_SUM if last.kind is Kind.MONEY else _SUM / _VAST)
                and not self._may_live(placed)
            ):
                unit = (last.unit or "").partition(" per ")[0]
                placed.quantity = replace(quantity, unit=unit, kind=last.kind)

    def _in_bracket(self, placed: Placed) -> bool:
        return placed.context > 0 and self.tokens.lower[placed.context - 1] == "("

    def _may_live(self, placed: Placed) -> bool:
        """ "In a country of 1.4 billion", "3 billion live there": those are people."""
        lower, at = self.tokens.lower, placed.context - 1
        sums = self.lexicon.phrases.context.subjects.sums  # "with a deficit of 13.4 billion"
        of = lower[at : at + 1] == ["of"] and sums.isdisjoint(lower[at - 1 : at])
        behind = self.shape.classes[placed.end : placed.end + 1]
        word = "".join(self.tokens.lower[placed.end : placed.end + 1])
        return of or behind in {AUX, PRON} or (behind == VERB and not word.endswith("ed"))

    def _share_level(self, figures: list[Placed], *, index: bool) -> None:
        """In "the index fell 3.2 points to 812" the new level has the unit of the change.

        ``index`` says that the sentence names a stock index, whose levels are points.
        """
        points = index
        for previous, placed in itertools.pairwise(figures):
            last = previous.quantity
            points = points or last.unit == _POINT
            unit = last.unit if last.kind is Kind.MEASURE else None
            if points and last.kind is Kind.PERCENT:
                unit = _POINT
            link = self.tokens.lower[previous.end : placed.context]
            level = link[-1:] in (["to"], ["at"]) and len(link) <= _ELLIPSIS
            if unit and level and last.change in _CHANGED and _is_bare(placed.quantity):
                placed.quantity = replace(placed.quantity, unit=unit, kind=Kind.MEASURE)

    def _share_bound(self, first: Placed, second: Placed) -> None:
        """In "more than 100 kilometres (60 miles)" both have the bound of the first."""
        last, quantity = first.quantity, second.quantity
        if first.end != second.start - 1 or self.tokens.words[first.end] != "(":
            return
        same_kind = last.kind is quantity.kind and quantity.unit not in {None, last.unit}
        if not same_kind or quantity.bound is not Bound.EXACT:
            return
        if last.bound in {Bound.BETWEEN, Bound.VAGUE}:
            return
        second.quantity = replace(
            quantity,
            bound=last.bound,
            low=None if last.low is None else quantity.low,
            high=None if last.high is None else quantity.high,
            hedge=last.hedge,
            hedge_span=last.hedge_span,
        )

    def _share_change(self, first: Placed, second: Placed) -> None:
        """In "fell 190 points, or 0.6 %" the second figure is the same change."""
        if second.quantity.change is not Change.LEVEL or first.quantity.change not in _CHANGED:
            return
        between = [
            word
            for word in self.tokens.lower[self._noun_end(first) : second.context]
            if word != ","
        ]
        elliptic = between[-1:] == ["by"] and len(between) <= _ELLIPSIS
        if between in (["or"], ["("]) or elliptic:
            second.quantity = replace(second.quantity, change=first.quantity.change)

    def _share_noun(self, found: list[Placed]) -> None:
        """A count without a noun counts what the one before it does ("900 who have")."""
        phrases = self.lexicon.phrases
        giver: Placed | None = None
        previous: Placed | None = None
        for placed in found:
            quantity, last, previous = placed.quantity, previous, placed
            if quantity.kind is Kind.PERCENT and not quantity.counted:
                if giver is not None and self._of_them(placed):
                    _count(placed, giver.quantity)
                continue
            if quantity.kind is not Kind.COUNT:
                continue
            if quantity.counted:
                giver = placed
                continue
            bare = quantity.unit is None and self._is_elliptic(last, giver, placed)
            if giver is not None and bare:
                rate = units.read_rate(
                    self.tokens, placed.end, self.lexicon.units, closed=phrases.closed
                )
                noun = giver.quantity.counted.lower()
                unit = None if rate is None else units.counted_rate(noun, rate[0])
                placed.quantity = replace(quantity, unit=unit)
                _count(placed, giver.quantity)

    def _of_them(self, placed: Placed) -> bool:
        """Whether "of them" stands behind a number."""
        following = self.tokens.lower[placed.end : placed.end + 2]
        pronouns = self.lexicon.phrases.context.one.pronoun_of
        return following[:1] == ["of"] and following[-1] in pronouns

    def _is_elliptic(self, last: Placed | None, giver: Placed | None, placed: Placed) -> bool:
        """Whether a number leaves out the noun of the count before it."""
        lower, phrases = self.tokens.lower, self.lexicon.phrases
        following = lower[placed.end : placed.end + 1]
        if self._of_them(placed):
            return True  # "300 of them"
        if following and following[0] in phrases.context.one.elliptic:
            return True
        if giver is None or last is None:
            return False
        if not last.quantity.counted:
            if placed.quantity.change is Change.EARLIER:
                return False  # "62 dead and 310 hurt, up from 287"
            return self._is_joined(giver, placed)
        before = lower[max(0, placed.context - _REACH) : placed.context]
        if placed.quantity.change is not Change.LEVEL:
            return True  # "1,904 people, up 37"
        if lower[self._noun_end(last) : placed.context] in (["to"], ["of", "its"]):
            return True  # "14 votes to nine"
        if any(word in phrases.comparisons for word in before):
            return True
        return self._is_joined(giver, placed)

    def _is_joined(self, giver: Placed, placed: Placed) -> bool:
        """Whether "and" ties a bare number to the count before: "killed 14 people and wounded 23"."""
        lower, phrases = self.tokens.lower, self.lexicon.phrases
        link = lower[self._noun_end(giver) : placed.context]
        joined = "and" in link and _CLAUSE_ENDS.isdisjoint(link) and len(link) <= _GAP
        behind = self.shape.classes[placed.end : placed.end + 1]
        if (
            behind in {VERB, AUX}
            and giver.quantity.counted.lower() in phrases.context.nouns.after_noun
        ):
            return False  # "62 dead and 310 hurt"
        return joined and behind in {"", VERB, AUX, SIGN}

    def _add_subjects(self, found: list[Placed]) -> None:
        if all(placed.context < 0 for placed in found):
            return
        finder = SubjectFinder(self.shape, *_ranges(found))
        previous: Placed | None = None
        for placed in found:
            if placed.context < 0:
                continue
            age = placed.quantity.kind is Kind.AGE
            own = self._own_in_list(previous, placed)
            if own is not None:
                self._say_of(placed, own)
            elif previous is not None and not age and self._same_subject(previous, placed, finder):
                given = previous.quantity
                placed.quantity = replace(
                    placed.quantity, subject=given.subject, subject_span=given.subject_span
                )
            else:
                self._add_subject(placed, finder)
            previous = placed

    def _own_in_list(self, first: Placed | None, second: Placed) -> Range | None:
        """The noun phrase that a figure of a list has to itself: "rents rose 9 percent, fuel 31"."""
        if first is None or first.quantity.kind not in _MEASURED:
            return None
        alike = first.quantity.unit == second.quantity.unit
        return self._gap_subject(first, second) if alike else None

    def _same_subject(self, first: Placed, second: Placed, finder: SubjectFinder) -> bool:
        """Whether two figures are said about one thing, which the first has named."""
        if first.quantity.subject_span is None:
            return False
        if second.quantity.change is Change.EARLIER:
            return finder.same_clause(first.end, second.context)
        if finder.continues(first.end, second.context) and not finder.shares(second.end):
            return not finder.modifies(second.end)
        new_level = self.tokens.lower[first.end : second.context] == ["to"]
        return new_level and first.quantity.change is not Change.LEVEL

    def _add_subject(self, placed: Placed, finder: SubjectFinder) -> None:
        quantity = placed.quantity
        counts = quantity.kind is Kind.COUNT
        if counts and finder.is_subject(placed.context, self._noun_end(placed)):
            return
        old = self.tokens.lower[placed.end - 1].startswith("old")  # "the nine-year-old mare"
        age = quantity.kind is Kind.AGE and not old
        found = finder.person(placed.context) if age else None
        if found is None:
            rate = (quantity.unit or "").startswith("per ")
            found = finder.find(placed.context, placed.end, measured=not counts, rate=rate)
        if found is not None:
            self._say_of(placed, found)

    def _say_of(self, placed: Placed, subject: Range) -> None:
        """Give a figure the subject that stands in a range of tokens."""
        start, end = self.tokens.starts[subject[0]], self.tokens.ends[subject[1] - 1]
        placed.quantity = replace(
            placed.quantity,
            subject=self.tokens.text[start:end],
            subject_span=Span(self.offset + start, self.offset + end),
        )


def _is_bare(quantity: Quantity) -> bool:
    """Whether a number has neither a unit nor a noun."""
    return quantity.kind is Kind.COUNT and quantity.unit is None and not quantity.counted


def _count(target: Placed, giver: Quantity) -> None:
    """Let a figure count what another does, in place."""
    target.quantity = replace(
        target.quantity, counted=giver.counted, counted_span=giver.counted_span
    )


def _give(target: Placed, giver: Quantity) -> None:
    """Let a bare number count what another does, in place."""
    target.given = True
    target.quantity = replace(
        target.quantity, unit=giver.unit, kind=giver.kind,
        counted=giver.counted, counted_span=giver.counted_span,
    )  # fmt: skip


def _is_near(first: Quantity, second: Quantity) -> bool:
    """Whether two values are of one size: "nurses earn 41,000 euros, cleaners 19,000"."""
    one, other = first.value, second.value
    return one is not None and other is not None and 0 < max(one, other) <= _NEAR * min(one, other)


def _ranges(found: list[Placed]) -> tuple[list[Range], list[Range], list[Range]]:
    """Tokens of figures, of names and of dates."""
    figures: list[Range] = []
    names: list[Range] = []
    dates: list[Range] = []
    for placed in found:
        kind = placed.quantity.kind
        part = names if kind is Kind.IDENTIFIER else dates if kind is Kind.DATE else figures
        part.append((placed.start, placed.end))
    return figures, names, dates
