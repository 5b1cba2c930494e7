"""What the figures of one sentence take from each other, once all are read.

A figure without a unit or noun of its own counts what its neighbour does ("from 208 pounds to
193", "compared with 63 a year ago"), a conversion in brackets has the bound of the amount before
it, and "fell 190 points, or 0.6 %" is one change told twice.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from factcheck import units
from factcheck.counted import Range, SentenceShape
from factcheck.model import Bound, Change, Kind, Quantity, Span
from factcheck.subjects import SubjectFinder
from factcheck.vocabulary import Lexicon

_CHANGED = frozenset({Change.INCREASE, Change.DECREASE})
_ELLIPSIS = 3  # words between a change and "by" ("the rival by 2.6 %")
_REACH = 3  # tokens before a number in which a comparison may stand


@dataclass(slots=True)
class Placed:
    """A quantity with its tokens; ``context`` is the first token of its hedge, or -1 for labels."""

    quantity: Quantity
    context: int
    start: int
    end: int


class Relations:
    """Completes the quantities of one sentence, in place."""

    def __init__(self, shape: SentenceShape, offset: int, lexicon: Lexicon) -> None:
        self.shape = shape
        self.tokens = shape.tokens
        self.offset = offset
        self.lexicon = lexicon

    def complete(self, found: list[Placed]) -> None:
        """Share units and nouns, spread bounds and changes, find subjects."""
        for previous, placed in itertools.pairwise(found):
            if previous.context < 0 or placed.context < 0:
                continue
            self._share_unit(previous, placed)
            self._share_bound(previous, placed)
            self._share_change(previous, placed)
        self._share_noun(found)
        self._add_subjects(found)

    def _noun_end(self, placed: Placed) -> int:
        """The token behind a quantity's counted noun, or behind the quantity."""
        quantity, end = placed.quantity, placed.end
        if quantity.counted_span is None or quantity.counted_span.start < quantity.span.start:
            return end
        last = quantity.counted_span.end - self.offset
        while end < len(self.tokens.ends) and self.tokens.ends[end] <= last:
            end += 1
        return end

    def _share_unit(self, first: Placed, second: Placed) -> None:
        """In "from 208 pounds to 193" and "from 9 to 10 chapters" both count the same."""
        if Change.EARLIER not in {first.quantity.change, second.quantity.change}:
            return
        link = self.tokens.lower[self._noun_end(first) : second.context]
        if link not in (["to"], ["from"]):
            return
        for target, giver in ((first, second.quantity), (second, first.quantity)):
            quantity = target.quantity
            if quantity.kind is Kind.COUNT and quantity.unit is None and not quantity.counted:
                target.quantity = replace(
                    quantity, unit=giver.unit, kind=giver.kind,
                    counted=giver.counted, counted_span=giver.counted_span,
                )  # fmt: skip

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
        lower, phrases = self.tokens.lower, self.lexicon.phrases
        giver: Quantity | None = None
        for placed in found:
            quantity = placed.quantity
            if placed.context < 0 or quantity.kind is not Kind.COUNT:
                continue
            if quantity.counted:
                giver = quantity
                continue
            before = lower[max(0, placed.context - _REACH) : placed.context]
            following = lower[placed.end] if placed.end < len(lower) else ""
            bare = quantity.unit is None and (
                quantity.change is Change.EARLIER
                or any(word in phrases.comparisons for word in before)
                or following in {"who", "per"}
            )
            if giver is not None and bare:
                rate = units.read_rate(
                    self.tokens, placed.end, self.lexicon.units, closed=phrases.closed
                )
                unit = None if rate is None else units.counted_rate(giver.counted.lower(), rate[0])
                placed.quantity = replace(
                    quantity, unit=unit, counted=giver.counted, counted_span=giver.counted_span
                )

    def _add_subjects(self, found: list[Placed]) -> None:
        if all(placed.context < 0 for placed in found):
            return
        finder = SubjectFinder(self.shape, *_ranges(found))
        previous: Placed | None = None
        for placed in found:
            if placed.context < 0:
                continue
            if previous is not None and self._same_subject(previous, placed, finder):
                given = previous.quantity
                placed.quantity = replace(
                    placed.quantity, subject=given.subject, subject_span=given.subject_span
                )
            else:
                self._add_subject(placed, finder)
            previous = placed

    def _same_subject(self, first: Placed, second: Placed, finder: SubjectFinder) -> bool:
        """Whether two figures are said about one thing, which the first has named."""
        if first.quantity.subject_span is None:
            return False
        if second.quantity.change is Change.EARLIER:
            return finder.same_clause(first.end, second.context)
        if finder.continues(first.end, second.context) and not finder.shares(second.end):
            return True
        new_level = self.tokens.lower[first.end : second.context] == ["to"]
        return new_level and first.quantity.change in _CHANGED

    def _add_subject(self, placed: Placed, finder: SubjectFinder) -> None:
        quantity = placed.quantity
        counts = quantity.kind is Kind.COUNT
        if counts and finder.is_subject(placed.context, self._noun_end(placed)):
            return
        found = finder.find(placed.context, placed.end, measured=not counts)
        if found is None:
            return
        start, end = self.tokens.starts[found[0]], self.tokens.ends[found[1] - 1]
        placed.quantity = replace(
            quantity,
            subject=self.tokens.text[start:end],
            subject_span=Span(self.offset + start, self.offset + end),
        )


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
