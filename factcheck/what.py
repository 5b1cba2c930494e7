"""What a figure counts: the measure from the cue that is tied closest, or from the figure before.

Ellipsis and coordination ("62 dead, up from 58", "41 of them children"), shared predicates ("51
civilians and seven soldiers died") and references back to an earlier sentence are resolved here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.clauses import PARTS, Slot
from factcheck.coordination import Inherited, Leaning, load_coordination, relation_of
from factcheck.cues import COUNTRY_MARK, CueIndex
from factcheck.grammar import Grammar
from factcheck.lines import Line
from factcheck.measures import MeasureResolver, Tie
from factcheck.model import Change, Claim, Evidence, Kind, Quantity, StockFlow
from factcheck.periods import states_window
from factcheck.places import PlaceIndex
from factcheck.reference import Vocabulary

_MORE_MARK = "<more>"  # stands for "another", "additional", "7,000 more" in a refining cue

_WINDOW_MARK = "<window>"  # stands for "in 24 hours", "last week"

_PART_MARK = (
    "<part>"  # in front of each word that says of a part what it is ("half of them abroad")
)
_PART_REACH = 8

_COUNTED_MARK = "<counted>"  # in front of the head of the counted noun ("<counted> villages")

_TIMES, _RATIO = "time", "ratio"

_JOINT_REACH = 3  # tokens between two members of a list
_NOUN_TIE = 2.0  # cost of the counted noun: a shared predicate is as good
# A rise of a rate that is named itself is a change, not its level ("inflation rose 0.3 points").
_OWN_RATES = ("rate", "inflation", "growth", "turnout", "share", "ratio", "deficit", "debt", "poll")
_MAX_TIE = 8.0

_REFINING_REACH = 16  # tokens around a figure in which a refining cue may stand

_OPEN_MARGIN = 0.05  # two measures this close in cost stay open


class WhatResolver:
    """Finds the measure of each quantity of a line."""

    def __init__(
        self, vocabulary: Vocabulary, cues: CueIndex, places: PlaceIndex, grammar: Grammar
    ) -> None:
        self.vocabulary = vocabulary
        self.cues = cues
        self.places = places
        self.grammar = grammar
        self.resolver = MeasureResolver(cues, grammar)
        self.leaning = Leaning(grammar)
        self.words = load_coordination()

    def all_ties(self, line: Line) -> list[list[Tie]]:
        """Ties of every quantity; "51 civilians, 11 policemen and seven soldiers died" share one."""
        lower = line.tokens.lower
        ranked: list[list[Tie]] = []
        walls = line.walls
        for quantity, slot in zip(line.quantities, line.slots, strict=True):
            ties = self.resolver.ties(quantity, slot, walls, line.tokens, line.mentions)
            ranked.append([tie for tie in ties if tie.cost <= _MAX_TIE])
        for number in range(len(ranked) - 2, -1, -1):
            slot, after = line.slots[number], line.slots[number + 1]
            between = lower[slot.noun_end : after.hedge_first]
            listed = 0 < len(between) <= _JOINT_REACH and not set(between) - self.words.list_joints
            # "nine civilians, and 159 hurt": what stands right behind a bare number is its own.
            own = after.noun_end == after.last
            part = tuple(lower[after.last : after.last + 2]) in PARTS
            shared = [
                tie
                for tie in ranked[number + 1]
                if tie.how in {"predicate", "shared"}
                and not (own and tie.mention.first == after.last)
            ]
            group = between and (
                between[0] == "of" or "among" in between[:3]
            ) and len(between) <= _JOINT_REACH + 1 and not set(between) - self.words.group_joints  # fmt: skip
            thing = slot.noun_end > slot.last and self.grammar.is_thing(lower[slot.noun_end - 1])
            if (
                group
                and not thing
                and ranked[number + 1]
                and line.quantities[number].kind is Kind.COUNT
            ):
                # "19 of the 135 who drowned", "31 were among the 290 killed"
                best = ranked[number + 1][0]
                if not ranked[number] or ranked[number][0].cost >= best.cost:
                    ranked[number] = [replace(best, how="part of")]
                continue
            if line.quantities[number].change is Change.EARLIER:
                continue
            if (
                listed
                and shared
                and not part
                and (not ranked[number] or ranked[number][0].cost >= _NOUN_TIE)
            ):
                same_kind = line.quantities[number].kind is line.quantities[number + 1].kind
                if same_kind:
                    ranked[number] = [replace(shared[0], how="shared")]
        return ranked

    def with_measure(
        self,
        claim: Claim,
        ties: Sequence[Tie],
        line: Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Claim:
        relation = relation_of(line.tokens.lower, slot, claim.quantity)
        claim = replace(claim, relation=relation)
        if claim.quantity.unit == _TIMES:
            evidence = Evidence("measure", _RATIO, claim.quantity.text)
            return self._measured(replace(claim, relation="ratio"), _RATIO, (evidence,))
        inherited = self.leaning.source(claim, ties, line, slot, claims, earlier)
        if inherited is not None:
            claim = replace(claim, relation=inherited.relation or claim.relation)
            return self._from(claim, inherited, line, slot)
        if not ties:
            return self._by_context(claim, line, slot)
        best = ties[0]
        measure, refined_by = self._refined(
            best.mention.cue.measure, line, slot, more=relation == "change"
        )
        if measure in self.grammar.party_measures and _is_margin(line.tokens.lower, slot):
            return replace(claim, relation="margin")
        rivals = tuple(
            dict.fromkeys(
                tie.mention.cue.measure
                for tie in ties
                if tie.mention.cue.measure != best.mention.cue.measure
                and (tie.cost - best.cost < _OPEN_MARGIN or _either(best, tie, line.tokens.lower))
            )
        )
        rivals = tuple(rival for rival in rivals if not self._related(rival, measure))
        start = line.sentence.span.start
        tokens = line.tokens
        cue = tokens.text[tokens.starts[best.mention.first] : tokens.ends[best.mention.last - 1]]
        evidence = Evidence(
            "measure", measure, f"{cue} ({best.how})" + (f"; {refined_by}" if refined_by else ""),
            start + tokens.starts[best.mention.first], start + tokens.ends[best.mention.last - 1],
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,), (measure, *rivals) if rivals else ())

    def _by_context(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        """What a unit means in its context where no word says it ("46.2C had been reached")."""
        found = self.cues.default(claim.quantity, line.words)
        if found is None:
            return claim
        measure, refined_by = self._refined(found.measure, line, slot, more=False)
        why = f"{found.words} (by its unit)" + (f"; {refined_by}" if refined_by else "")
        return self._measured(claim, measure, (Evidence("measure", measure, why),))

    def _measured(
        self,
        claim: Claim,
        measure: str,
        evidence: tuple[Evidence, ...],
        candidates: tuple[str, ...] = (),
    ) -> Claim:
        entry = self.vocabulary.measures[measure]
        stock_flow = entry.stock_flow
        quantity = claim.quantity
        growth = (
            stock_flow is StockFlow.RATIO
            and quantity.change is Change.INCREASE
            and quantity.unit == "percentage"
            and not any(word in one.cue.lower() for one in evidence for word in _OWN_RATES)
        )
        if growth:
            # "Consumer prices rose 6.1 %": the rise of the base is the level of the rate.
            quantity = replace(quantity, change=Change.LEVEL)
            claim = replace(claim, quantity=quantity, relation="")
        if quantity.change in {Change.INCREASE, Change.DECREASE} or (
            quantity.kind is Kind.PERCENT and "percent" not in entry.unit.split("|")
        ):
            stock_flow = StockFlow.CHANGE if claim.relation != "share" else StockFlow.RATIO
        return replace(
            claim,
            measure=measure,
            measure_candidates=candidates,
            unit=_unit_of(quantity, entry.unit),
            stock_flow=stock_flow,
            evidence=claim.evidence + evidence,
        )

    def _related(self, one: str, other: str) -> bool:
        chain = self.vocabulary.measure_chain
        return one == other or one in chain(other) or other in chain(one)

    def _refined(self, measure: str, line: Line, slot: Slot, *, more: bool) -> tuple[str, str]:
        lower = line.tokens.lower
        left, right = self.resolver.reach(slot, line.walls, lower)
        left = max(left, slot.first - _REFINING_REACH)
        words = list(lower[left : min(right, slot.noun_end + _REFINING_REACH)])
        for mention in line.places:
            inside = left <= mention.first < left + len(words) and not mention.demonym
            if inside and self.places.any_country(mention.places):
                words[mention.first - left] = COUNTRY_MARK
        if more:
            words.append(_MORE_MARK)
        if states_window(line.sentence.text.lower()):
            words.append(_WINDOW_MARK)
        words.extend(_PART_MARK + word for word in _of_its_part(slot, line))
        if slot.noun_end > slot.last:
            words.extend((_COUNTED_MARK, lower[slot.noun_end - 1]))
        window = " " + " ".join(words) + " "
        return self.cues.refine(measure, window)

    def _from(self, claim: Claim, inherited: Inherited, line: Line, slot: Slot) -> Claim:
        other = inherited.source
        measure, refined_by = other.measure or "", ""
        if claim.relation != "share":
            more = claim.relation == "change"
            measure, refined_by = self._refined(measure, line, slot, more=more)
        evidence = Evidence(
            "measure", measure, f"{inherited.why}; {refined_by}" if refined_by else inherited.why,
            other.quantity.span.start, other.quantity.span.end,
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,))


def _of_its_part(slot: Slot, line: Line) -> Sequence[str]:
    """The words behind "half of them" where that part of a figure follows it."""
    lower = line.tokens.lower
    after = next((one for one in line.walls if one.first >= slot.last), None)
    if after is None or tuple(lower[after.last : after.last + 2]) not in PARTS:
        return ()
    return lower[after.last + 2 : after.last + 2 + _PART_REACH]


def settle_addition(claim: Claim, earlier: Sequence[Claim]) -> Claim:
    """ "Another 200 were hurt" after a death toll is the count of the hurt, not a rise of it."""
    if claim.relation == "addition":
        # What raised the count of its sentence is a change of it; anything else stands alone.
        raised = any(
            one.measure == claim.measure
            and one.sentence.index == claim.sentence.index
            and one.sentence.field == claim.sentence.field
            for one in earlier
        )
        return replace(claim, relation="change" if raised else "")
    if not claim.relation and claim.counted.lower().startswith("new ") and not _named_new(claim):
        return replace(claim, relation="change")  # "398 new deaths"
    if claim.relation != "change" or claim.quantity.change is not Change.LEVEL or not claim.measure:
        return claim
    same_paragraph = [one for one in earlier if one.sentence.paragraph == claim.sentence.paragraph]
    measures = {one.measure for one in same_paragraph if one.measure}
    if measures and claim.measure not in measures:
        return replace(claim, relation="")
    return claim


def _named_new(claim: Claim) -> bool:
    """Whether the measure itself is one of what is new ("new cases", "newly displaced")."""
    return any(
        one.field == "measure" and "new" in one.cue.lower().split() for one in claim.evidence
    )


def settle_outcome(claim: Claim, before: Sequence[Claim]) -> Claim:
    """ "406 cases, of which 304 were fatal": among the cases of a disease are all its dead."""
    whole = before[-1].measure if before else None
    if claim.relation != "subset" or not claim.measure or claim.measure == whole:
        return claim
    if whole not in load_coordination().outcome_wholes or claim.population is not None:
        return claim
    return replace(claim, relation="")


def _either(best: Tie, other: Tie, lower: Sequence[str]) -> bool:
    """ "injured or missing": the sentence itself leaves the measure open."""
    first, last = sorted((best.mention, other.mention), key=lambda mention: mention.first)
    return best.how == other.how and lower[first.last : last.first] == ["or"]


def _is_margin(lower: Sequence[str], slot: Slot) -> bool:
    """ "beat her rival by 424 votes": a difference of two counts, not a count."""
    return slot.hedge_first > 0 and lower[slot.hedge_first - 1] == "by"


def _unit_of(quantity: Quantity, unit: str) -> str | None:
    """The unit that is compared: the quantity's own, or for counts the measure's."""
    if quantity.unit is not None:
        return quantity.unit
    options = unit.split("|")
    counted = quantity.counted.lower()
    return next((one for one in options if one.rstrip("s") in counted), options[0])
