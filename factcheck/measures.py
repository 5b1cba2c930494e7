"""What a quantity counts: cues of the measure vocabulary, matched over the tokens of a sentence.

The cue index is built once from ``cues.csv``. A sentence is scanned once for *mentions* (a cue in
one of its forms); each quantity then ranks the mentions by how the grammar ties them to it:

==============  ===============================================  =============
tie             example                                          cost
==============  ===============================================  =============
predicate       5,000 people *were killed*; 5,000 *dead*         0 + distance
object          *killed* 5,000; *killing* at least 107           1 + distance
of              the *deaths* of 41 people                        1
counted noun    5,000 *deaths*; 52 % of the *vote*               2
subject         the *death toll* stood at 5,000                  3 + distance
==============  ===============================================  =============

The cheapest tie wins; two measures at one cost leave the measure open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcheck.clauses import Slot, aside_end, walls
from factcheck.cues import DETERMINERS, CueIndex, Mention
from factcheck.grammar import Grammar
from factcheck.model import Bound, Kind, Quantity, StockFlow
from factcheck.tokens import Tokens

_FINITE_FORMS = frozenset({"base", "third", "past", "ing"})
_PATIENT_FORMS = frozenset({"past", "participle"})
_MAX_REACH = 18  # tokens between a quantity and the cue that explains it
_PERFECT_REACH = 3  # tokens from "has" to its participle ("has now driven")
_TOTAL_REACH = 12  # tokens of "the number of those displaced in the east hit"
_NUMBER_REACH = 6  # tokens from "the number of" to what describes those that are counted
_LINK_REACH = 4  # tokens from a number to "in damage", "of the vote"
_LABEL_REACH = 2  # tokens of "Dead: 41"
_MAX_OBJECT = 4.5  # cost beyond which a verb no longer takes the number as its object
_RECIPIENT = 2.0  # cost of a verb with an object of its own in front of "to"
_STEP = 0.3  # cost of a word between a noun and its level
_LONG_SUBJECT = 0.15  # the same where the words are one subject
_APART = frozenset({",", ";", "and", "while", "that", "which", "who", "as", "when"})
_MAX_SUBJECT = 9.0  # cost beyond which a noun is not what the number measures
_GROUP_COST = 3.0
_HEADLINE_COST = 1.2  # a bare verb form behind a number
_STRONGEST = 10  # no earthquake has a larger magnitude
_ROLE_COST = 1.2
_RELATIVE_COST = 0.8
_RELATIVE_REACH = 3  # tokens from "who" to the verb of its clause
_UNIT_COST = 5.0  # "41,000 hectares": the unit alone says what is measured
_CLOSE = 2.0  # a tie this cheap holds whatever the noun
_LOOSE_SHARE = 4.5  # a percentage is a share or change of a count only when tied closer than this
_PEOPLE_UNITS = frozenset({"people", "movements", "crossings", "applications"})
_REMAINDER_BONUS = 0.05  # a token: "drove ... out of the country" says more than "drove ... out"
_FOREIGN_PERCENT = 0.6  # a percentage of a count, where another cue is a percentage by itself


@dataclass(frozen=True, slots=True)
class Tie:
    """One mention tied to one quantity."""

    cost: float
    mention: Mention
    how: str


class MeasureResolver:
    """Ties quantities of one sentence to cue mentions."""

    def __init__(self, index: CueIndex, grammar: Grammar) -> None:
        self.index = index
        self.grammar = grammar

    def ties(
        self,
        quantity: Quantity,
        slot: Slot,
        slots: Sequence[Slot],
        tokens: Tokens,
        mentions: Sequence[Mention],
    ) -> list[Tie]:
        """Rank the mentions that can explain a quantity, cheapest first."""
        lower = tokens.lower
        found: list[Tie] = []
        resumes = self._resumes(lower, mentions)
        left_wall, right_wall = walls(slot, slots, lower, resumes)
        aside = aside_end(lower, slot.noun_end, resumes)
        for mention in mentions:
            if not self._unit_fits(mention, quantity, slot, lower):
                continue
            if mention.first >= slot.last:
                inside = mention.first < right_wall
                tie = self._right(mention, slot, lower, aside, quantity.bound) if inside else None
            elif mention.last <= slot.hedge_first:
                tie = self._left(mention, slot, lower, left_wall)
            elif mention.first >= slot.hedge_first:
                tie = Tie(_UNIT_COST, mention, "unit")
            else:
                tie = None
            if (
                tie is None
                or self._odd_noun(tie, quantity, slot, lower)
                or (
                    quantity.kind is Kind.PERCENT
                    and tie.cost > _LOOSE_SHARE
                    and "percent" not in self.index.measures[mention.cue.measure].unit
                )
            ):
                continue
            found.append(self._weighed(tie, quantity))
        found.sort(key=lambda tie: (tie.cost, tie.mention.first))
        return self._main_verb_first(found, slot, lower)

    def _main_verb_first(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "41 workers trapped in a tunnel were rescued": the main verb, not the participle."""
        if not found or found[0].how != "predicate" or found[0].mention.first < slot.noun_end:
            return found
        if self._is_finite(found[0].mention, slot, lower):
            return found
        finite = [
            tie
            for tie in found[1:]
            if tie.how == "predicate"
            and tie.mention.first > found[0].mention.last
            and self._is_finite(tie.mention, slot, lower)
        ]
        return [*finite[:1], *(tie for tie in found if tie not in finite[:1])]

    def _is_finite(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether an auxiliary opens the predicate, as the first of its words or in front of it."""
        if lower[mention.first] in self.grammar.auxiliaries:
            return True
        before = lower[max(slot.noun_end, mention.first - _PERFECT_REACH) : mention.first]
        return bool(self.grammar.auxiliaries.intersection(before))

    def reach(self, slot: Slot, slots: Sequence[Slot], lower: Sequence[str]) -> tuple[int, int]:
        """Token range in which words speak of this quantity alone: to its neighbours or clause."""
        left, right = walls(slot, slots, lower, lambda _: False)
        right = next((one.hedge_first for one in slots if slot.last <= one.first < right), right)
        breaks = self.grammar.contrasts
        spot = next((at for at in range(slot.last, right - 1) if lower[at] == ","
                     and lower[at + 1] == "and"), right)  # fmt: skip
        right = min(right, spot)
        left = max((at + 1 for at in range(left, slot.first) if lower[at] in breaks), default=left)
        right = min((at for at in range(slot.last, right) if lower[at] in breaks), default=right)
        return left, right

    def _resumes(self, lower: Sequence[str], mentions: Sequence[Mention]) -> Callable[[int], bool]:
        predicates = frozenset(
            mention.first
            for mention in mentions
            if mention.cue.part in {"act", "adjective"} or mention.form in _PATIENT_FORMS
        )
        return lambda at: at in predicates or lower[at] in self.grammar.auxiliaries

    def _unit_fits(
        self, mention: Mention, quantity: Quantity, slot: Slot, lower: Sequence[str]
    ) -> bool:
        """Whether a measure can be counted in the quantity's unit at all."""
        measure = self.index.measures.get(mention.cue.measure)
        if measure is None:
            return False
        units = frozenset(measure.unit.split("|"))
        kind = quantity.kind
        if kind is Kind.PERCENT and measure.measure in self.grammar.whole_measures:
            return False  # "one in eight of the population": the whole, not what is counted
        if kind is Kind.PERCENT:
            # A share or a change of a count or a sum; the claim says which.
            return bool({"percent", "people", "currency", "jobs", "votes"} & units) or (
                measure.stock_flow is StockFlow.FLOW
            )
        if kind is Kind.MONEY:
            return "currency" in units
        if kind is Kind.MEASURE:
            return any(quantity.unit in self.grammar.physical_units.get(unit, ()) for unit in units)
        if kind is Kind.DURATION:
            return bool({"years", "minutes", "minutes|days|months"} & {measure.unit, *units})
        bare = slot.noun_end == slot.last
        if units & self.grammar.physical_units.keys():
            # "a 6.1 quake", but "41" is never 41 degrees and "41 quakes" are a count.
            value = quantity.value or 0
            return "magnitude" in units and value <= _STRONGEST and (bare or quantity.step < 1)
        if units <= {"percent", "currency"}:
            return False
        if bare or (mention.first < slot.noun_end and mention.last > slot.last):
            return True
        noun = lower[slot.noun_end - 1]
        if noun in self.grammar.counted_things.get(measure.measure, ()):
            return True
        if units & _PEOPLE_UNITS:
            thing = self.grammar.is_thing(noun) or (
                self.index.counts_things(noun) and not self.grammar.is_person(noun)
            )
            return not thing or noun in self.index.heads(measure.measure)
        return noun in self.index.heads(measure.measure) or noun in self.grammar.transparent

    def _weighed(self, tie: Tie, quantity: Quantity) -> Tie:
        """The tie with what speaks for or against its cue, wherever it stands."""
        cost = tie.cost - _REMAINDER_BONUS * tie.mention.cue.words.count(" ")
        if tie.mention.cue.measure in self.grammar.role_measures:
            # "41 soldiers" says who; any cue of what befell them says more.
            whole = tie.mention.cue.measure in self.grammar.standing_measures
            cost += _ROLE_COST if tie.how == "counted noun" or whole else 0.0
        if quantity.kind is Kind.PERCENT:
            units = self.index.measures[tie.mention.cue.measure].unit.split("|")
            cost += 0.0 if "percent" in units else _FOREIGN_PERCENT
        return replace(tie, cost=cost)

    def _odd_noun(self, tie: Tie, quantity: Quantity, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether people are measured but the counted noun is none ("troops ... two republics")."""
        if quantity.kind is not Kind.COUNT or slot.noun_end == slot.last or tie.cost <= _CLOSE:
            return False
        if tie.how == "counted noun":
            return False
        if self.index.measures[tie.mention.cue.measure].unit != "people":
            return False
        noun = lower[slot.noun_end - 1]
        counted = self.grammar.counted_things.get(tie.mention.cue.measure, frozenset())
        return not (
            self.grammar.is_person(noun) or noun in self.grammar.transparent or noun in counted
        )

    def _right(
        self, mention: Mention, slot: Slot, lower: Sequence[str], aside: int, bound: Bound
    ) -> Tie | None:
        """Cues behind the number: its noun, or what happened to it; an aside is stepped over."""
        part = mention.cue.part
        # "nine of the wounded" is a part of a group, "dozens of deaths" a number of them.
        of_group = (
            mention.first > slot.last and lower[slot.last] == "of" and bound is not Bound.VAGUE
        )
        if part == "noun" and mention.first < max(slot.noun_end, slot.last + 1):
            return Tie(_GROUP_COST if of_group else 2.0, mention, "counted noun")
        if part == "act" and mention.first < slot.noun_end and mention.form in {"third", "base"}:
            alone = mention.form == "base" and slot.noun_end == slot.last + 1
            # "20,000 march in Nairobi", but "41 lives" are the counted noun.
            return Tie(_HEADLINE_COST, mention, "predicate") if alone else None
        within = mention.last <= slot.noun_end or mention.first == slot.last
        following = lower[mention.last] if mention.last < len(lower) else ""
        if within and part == "adjective" and following in self.grammar.auxiliaries:
            return Tie(2.0, mention, "counted noun")  # "ninety wounded are admitted"
        if within and (part == "adjective" or mention.form in _PATIENT_FORMS):
            return self._predicate(mention, slot, lower, _GROUP_COST if of_group else 0.5)
        gap = lower[min(aside, mention.first) : mention.first]
        if len(gap) > _MAX_REACH:
            return None
        if part == "noun":
            if gap and gap[0] in self.grammar.link_prepositions and len(gap) <= _LINK_REACH:
                if set(gap[1:]) & self.grammar.clause_breaks:
                    return None
                return Tie(1.5 + 0.3 * len(gap), mention, "counted noun")
            return None
        if mention.first < slot.noun_end:
            gap = []
        if gap[-1:] == ["those"] and gap[-2:-1] not in (["of"], ["among"]):
            return None  # "5,000 mourners came for those killed by the flood"
        if gap[:1] == ["than"]:
            gap = gap[2:]  # "232 more people than usual have died"
        cost = self._gap_cost(gap, lower[mention.first])
        if cost is None:
            return None
        if self.grammar.relatives.intersection(gap[-_RELATIVE_REACH:]):
            cost += _RELATIVE_COST  # "150 who lived there are missing": the main verb says more
        if part == "adjective":
            if gap[:1] == ["of"] and gap[1:2] and gap[1] in DETERMINERS:
                cost += _GROUP_COST  # "35 of its dead": the dead are the group, not what befell it
            return Tie(cost, mention, "predicate")
        if part == "act":
            if mention.form == "base" and gap and not set(gap) & self.grammar.base_licensers:
                # "5,000 people march" in headlines; a bare base elsewhere is rarely the predicate.
                cost += 1.0
            return Tie(cost + 0.2, mention, "predicate")
        return self._predicate(mention, slot, lower, cost)

    def _predicate(
        self, mention: Mention, slot: Slot, lower: Sequence[str], cost: float
    ) -> Tie | None:
        """A transitive verb behind the number must be passive for the number to be its patient."""
        if mention.cue.part == "adjective":
            return Tie(cost, mention, "predicate")
        if mention.cue.part == "act":
            return Tie(cost + 0.2, mention, "predicate")
        if mention.cue.part != "verb" or mention.form not in _PATIENT_FORMS:
            return None
        gap = lower[slot.noun_end : mention.first]
        if any(word in self.grammar.be_forms for word in gap):
            return Tie(cost, mention, "predicate")
        if any(word in self.grammar.have_forms for word in gap):
            return None  # "41 soldiers have killed"
        follower = lower[mention.last] if mention.last < len(lower) else ""
        if self.grammar.starts_object(follower):
            return None  # "41 soldiers killed three civilians"
        return Tie(cost + 0.6, mention, "predicate")

    def _gap_cost(self, gap: Sequence[str], cue_word: str) -> float | None:
        """How much stands between a noun and its predicate; None when the clause has ended."""
        cost = 0.0
        for position, word in enumerate(gap):
            if word in self.grammar.transparent:
                cost += 0.1
            elif word == ",":
                cost += 1.5
            elif word in {"and", "or"}:
                nearby = gap[position + 1] if position + 1 < len(gap) else cue_word
                cost += 0.6 if nearby not in self.grammar.clause_starts else 2.5
            elif word in self.grammar.clause_breaks:
                return None
            else:
                cost += 0.45
        return cost

    def _left(
        self, mention: Mention, slot: Slot, lower: Sequence[str], left_wall: int
    ) -> Tie | None:
        """Cues before the number: a verb that takes it as object, or the noun it measures."""
        part = mention.cue.part
        gap = lower[mention.last : slot.hedge_first]
        if len(gap) > _MAX_REACH:
            return None
        crossed = mention.last <= left_wall
        described = part == "adjective" or (
            part in {"verb", "act"} and mention.form in {"past", "participle", "ing"}
        )
        if described and self._numbered(
            lower[max(0, mention.first - _NUMBER_REACH) : mention.first]
        ):
            tie = self._subject(mention, gap, crossed=crossed)
            return tie if self.grammar.level_links.intersection(gap) else None
        if part == "verb" and (mention.form in _FINITE_FORMS or self._perfect(mention, lower)):
            return self._object(mention, lower, gap, crossed=crossed)
        if part == "noun" or (part == "act" and mention.form != "participle"):
            tie = self._subject(mention, gap, crossed=crossed)
            # "41 people died": those who act stand in front, so a number behind needs a link.
            people = self.index.measures[mention.cue.measure].unit in _PEOPLE_UNITS
            linked = any(word in self.grammar.level_links for word in gap)
            return None if part == "act" and people and not linked else tie
        if part == "ellipsis" and all(word in self.grammar.object_skips for word in gap):
            return Tie(1.0, mention, "of")
        if (
            part == "adjective"
            and gap
            and gap[0] in {":", "-", "–", "at"}
            and len(gap) <= _LABEL_REACH
        ):
            return Tie(2.5, mention, "subject")
        return None

    def _numbered(self, before: Sequence[str]) -> bool:
        """ "the number of people without power fell to 41,000": a count of those described so."""
        return any(
            one in self.grammar.number_nouns and other == "of" for one, other in pairwise(before)
        ) and not self.grammar.auxiliaries.intersection(before)

    def _perfect(self, mention: Mention, lower: Sequence[str]) -> bool:
        """ "has driven 41 people out": a participle behind "have" takes an object."""
        before = lower[max(0, mention.first - _PERFECT_REACH) : mention.first]
        return bool(self.grammar.have_forms.intersection(before)) and not (
            self.grammar.be_forms.intersection(before)
        )

    def _object(
        self,
        mention: Mention,
        lower: Sequence[str],
        gap: Sequence[str],
        *,
        crossed: bool,
    ) -> Tie | None:
        if crossed:
            return None
        before = lower[mention.first - 1] if mention.first else ""
        if mention.form == "past" and before in self.grammar.be_forms:
            return None  # "were killed 41 kilometres away"
        spoken = lower[max(0, mention.first - _TOTAL_REACH) : mention.first]
        if lower[mention.first] in self.grammar.level_links and (
            self.grammar.number_nouns.intersection(spoken)
        ):
            return None  # "the number of the displaced hit 41,000"
        cost = 1.0
        for at, word in enumerate(gap):
            if word == "to" and cost > _RECIPIENT and gap[at - 1] not in self.grammar.level_links:
                return None  # "cut off supplies to 41,000 people": they are no object
            if word in self.grammar.object_skips:
                cost += 0.2
            elif word == "'s":
                continue
            elif word in self.grammar.clause_breaks or word in {",", "and", "by"}:
                return None
            else:
                cost += 1.2
        return Tie(cost, mention, "object") if cost <= _MAX_OBJECT else None

    def _subject(self, mention: Mention, gap: Sequence[str], *, crossed: bool) -> Tie | None:
        if gap and gap[0] == "of" and all(word in self.grammar.object_skips for word in gap[1:]):
            return Tie(1.0, mention, "of")
        if mention.cue.part == "noun" and gap and not self._heads_its_phrase(gap[0]):
            return None  # "refugee status for 12,000": the cue only qualifies another noun
        cost = 3.0 if mention.cue.part == "noun" else 2.4
        linked = False
        # "the toll from the floods in the southern state of X rose to": one long subject
        whole = bool(gap) and gap[-1] in self.grammar.level_links
        step = _LONG_SUBJECT if whole and not _APART.intersection(gap) else _STEP
        for position, word in enumerate(gap):
            if word in self.grammar.level_links:
                linked = True
                cost += 0.1
            elif word in {".", ";"}:
                return None
            elif word == ",":
                cost += 1.0
            elif word in self.grammar.clause_breaks:
                cost += 2.0
            else:
                cost += step
            if position > _MAX_REACH:
                return None
        if crossed:
            cost += 1.2
        if not linked and gap:
            cost += 1.5
        return Tie(cost, mention, "subject") if cost <= _MAX_SUBJECT else None

    def _heads_its_phrase(self, follower: str) -> bool:
        grammar = self.grammar
        return (
            follower in grammar.level_links
            or follower in grammar.auxiliaries
            or follower in grammar.transparent
            or follower in grammar.link_prepositions
            or follower in grammar.phrase_openers
            or not follower[:1].isalpha()
            or follower.endswith(("ly", "wide"))
        )
