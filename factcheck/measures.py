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
from factcheck.inflection import is_participle, plural
from factcheck.model import Bound, Change, Kind, Quantity, StockFlow
from factcheck.tokens import Tokens

_FINITE_FORMS = frozenset({"base", "third", "past", "ing"})
_PATIENT_FORMS = frozenset({"past", "participle"})
_MAX_REACH = 18  # tokens between a quantity and the cue that explains it
_PERFECT_REACH = 3  # tokens from "has" to its participle ("has now driven")
_TOTAL_REACH = 12  # tokens of "the number of those displaced in the east" in front of "hit"
_NUMBER_SUBJECT = 26  # tokens from what "the number" is of to its level
_RAISED = 3  # tokens of "the confirmed death toll"
_NUMBER_REACH = 8  # tokens from "the number of" to what describes those that are counted
_LINK_REACH = 4  # tokens from a number to "in damage", "of the vote"
_LABEL_REACH = 2  # tokens of "Dead: 41"
_JOINTS = frozenset({",", "and", "from"})  # "and 200 ships", "from 14 nations"
_JOINT_REACH = 2  # tokens of ", and"
_WEAK_LINKS = DETERMINERS | {"a", "an", "of"}  # these alone lead to no level
_WHOLES = frozenset({("in", "all"), ("in", "total"), ("all", "told")})
_TALLY = 5  # tokens of "to its official tally"
_GROUP_REACH = 10  # tokens from "of" to the auxiliary of its clause
PARTITIVES = frozenset({"of", "among"})
_KIN_REACH = 3  # tokens before a number in which "relatives of the" may stand
_LEVEL_REACH = 3  # tokens before a number in which "stands at" must link it with its level
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
_DESCRIBING = frozenset({"noun", "adjective"})
_PEOPLE = frozenset({"people", "persons"})  # no count of things
_PEOPLE_UNITS = frozenset({"people", "movements", "crossings", "applications"})
_REMAINDER_BONUS = 0.05  # a token: "drove ... out of the country" says more than "drove ... out"
_BASIS_POINT = "basis point"
_POINT = "point"  # the unit of "0.2 points"
_OWN_SUBJECT = 2  # a comma, an article and a noun
_PERIODS = frozenset({"day", "week", "month", "year"})  # "100 mm of rain a year": still a depth
_SHARE_REACH = 7  # tokens from "share of" to what the share is in
_FOREIGN_PERCENT = 0.6  # a percentage of a count, where another cue is a percentage by itself


@dataclass(frozen=True, slots=True)
class Tie:
    """One mention tied to one quantity."""

    cost: float
    mention: Mention
    how: str


_ARTICLES = DETERMINERS | {"a", "an"}
_PAUSES = frozenset({",", ";", ".", ":", "and", "but"})
_ON = frozenset({"on", "in"})
_GROUPS = frozenset({"of", "among"})
_ABOUT = frozenset({"on", "about", "over", "against"})


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
        before = lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
        if (
            before[-1:] == ["of"]
            and before[0] in self.grammar.parents
            and slot.noun_end == slot.last
        ):
            return []  # "a father of four"
        resumes = self._resumes(lower, mentions)
        left_wall, right_wall = walls(slot, slots, lower, resumes)
        aside = aside_end(lower, slot.noun_end, resumes)
        others = aside if any(slot.last < other.first < aside for other in slots) else 0
        for mention in mentions:
            if not self.fits(mention, quantity, slot, lower):
                continue
            if mention.first >= slot.last:
                # "Nine children, two of them in a critical condition, were flown to Cluj"
                inside = mention.first < right_wall and not slot.noun_end <= mention.first < others
                tie = self._right(mention, slot, lower, aside, quantity.bound) if inside else None
                if tie is None and quantity.kind is Kind.MONEY:
                    tie = self._named_noun(mention, slot, tokens)
            elif mention.last <= slot.hedge_first:
                tie = self._left(mention, slot, lower, left_wall, quantity.kind)
            elif mention.first >= slot.hedge_first:
                tie = Tie(_UNIT_COST, mention, "unit")
            else:
                tie = None
            if (
                tie is None
                or (tie.how == "counted noun" and self._is_no_whole(mention, slot, lower))
                or self._only_describes(mention, quantity, slot, lower)
                or (tie.how == "counted noun" and self._is_where(slot, lower))
                or self._odd_noun(tie, quantity, slot, lower)
                or (
                    quantity.kind is Kind.PERCENT
                    and tie.cost > _LOOSE_SHARE
                    and "percent" not in self.index.measures[mention.cue.measure].unit
                )
                or (quantity.kind is Kind.AGE and tie.cost > _LOOSE_SHARE)
            ):
                continue
            found.append(self._weighed(tie, quantity))
        found.sort(key=lambda tie: (tie.cost, tie.mention.first))
        found = self._number_first(self._level_first(found, slot, lower), slot, lower)
        found = self._verb_first(found, lower)
        before = lower[max(0, slot.hedge_first - _KIN_REACH) : slot.hedge_first]
        if not PARTITIVES.isdisjoint(before) and self.grammar.kin.intersection(before):
            found = self.of_whole(found, slot, lower)
        return self._main_verb_first(self._object_first(found, slot, lower), slot, lower)

    def _level_first(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "The death toll hits 41": the noun has the level, the verb has no object."""
        if not found or found[0].how != "object":
            return found
        verb = found[0].mention
        subject = lower[max(0, verb.first - _TOTAL_REACH) : verb.first]
        if slot.noun_end > slot.last and not self.grammar.number_nouns.intersection(subject):
            return found
        if lower[verb.first] in self.grammar.reaching and verb.last == verb.first + 1:
            return [tie for tie in found if tie.mention.first != verb.first]
        if lower[verb.first] not in self.grammar.level_links:
            return found
        return _led(found, [
            tie for tie in found
            if tie.how == "subject" and tie.mention.last <= verb.first
            and tie.mention.cue.part in {"noun", "level"}
        ])  # fmt: skip

    def _number_first(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "The number of bodies found in the mill that collapsed reached 41": what the number is of has
        the level, not what stands between."""
        if len(found) < 2 or found[0].how != "subject" or found[0].mention.last > slot.first:  # noqa: PLR2004
            return found
        nearest = found[0].mention
        heads = [
            tie
            for tie in found
            if tie.how == "subject"
            and tie.mention.last <= nearest.first
            and self._is_number_of(tie.mention, lower)
            and not self.grammar.auxiliaries.intersection(
                lower[tie.mention.last : nearest.first]
            ).difference({"'s"})
        ]
        head = min(heads, key=lambda tie: tie.mention.first, default=found[0])
        # "Cases admitted in May numbered 41": what was done to those says more than their noun
        done = [one for one in found if one.mention.first == head.mention.last]
        return (
            _led([one for one in found if one is not head], done[:1])
            if done
            else _led(found, [head])
        )

    def _is_number_of(self, mention: Mention, lower: Sequence[str]) -> bool:
        """Whether a cue says what a number in front of it is of ("the number of people killed")."""
        if self.grammar.number_nouns.intersection(lower[mention.first : mention.last]):
            return True
        return self._numbered(lower[max(0, mention.first - _NUMBER_REACH) : mention.first])

    def _verb_first(self, found: list[Tie], lower: Sequence[str]) -> list[Tie]:
        """ "1,395 died in hospital", "were trapped without power": how or where says less than what."""
        if not found or found[0].how != "predicate" or found[0].mention.cue.part != "adjective":
            return found
        adjunct = found[0].mention
        if lower[adjunct.first] not in self.grammar.phrase_openers:
            return found
        return _led(found, [
            tie for tie in found
            if tie.how == "predicate" and tie.mention.last == adjunct.first
            and tie.mention.cue.part in {"verb", "act"}
        ])  # fmt: skip

    def _object_first(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "Rescuers freed 41 people kidnapped by rebels": the verb, not the participle."""
        if not found or found[0].how != "predicate":
            return found
        mention = found[0].mention
        follower = lower[mention.first + 1] if mention.first + 1 < len(lower) else ""
        attribute = mention.last < slot.noun_end  # "freed 41 kidnapped pupils"
        if mention.first < slot.noun_end and not attribute:
            return found
        word = lower[mention.first]
        opener = word in self.grammar.phrase_openers and not word.endswith("ed")  # "with burns"
        participle = (
            attribute
            or mention.form in _PATIENT_FORMS
            or (opener and mention.last > mention.first + 1)
            or (
                word.endswith("ed")
                and follower not in {"and", "or"}
                and follower in self.grammar.phrase_openers
            )
        )
        if not participle or self._is_finite(mention, slot, lower):
            return found
        own = self.index.measures[mention.cue.measure].parent
        verbs = [
            tie
            for tie in found
            if (tie.how == "object" or tie.mention.cue.part == "ellipsis")
            and tie.cost <= _CLOSE
            # "took in 41 people with severe burns": as narrow as "in hospital"
            and not (own and own == self.index.measures[tie.mention.cue.measure].parent)
            # "the clinic received 19 wounded": so many were wounded, wherever they are
            and not (
                mention.first == slot.last
                and slot.noun_end <= mention.last
                and self.index.measures[tie.mention.cue.measure].parent == mention.cue.measure
            )
        ]
        return _led(found, verbs)

    def _main_verb_first(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "41 workers trapped in a tunnel were rescued": the main verb, not the participle."""
        if not found:
            return found
        first = found[0].mention
        owns = found[0].how == "of" and first.cue.part == "noun" and first.last <= slot.hedge_first
        if not owns and (found[0].how != "predicate" or first.first < slot.noun_end):
            return found  # "the bodies of 45 people who died have been buried"
        told = first.cue.part == "act" and first.form == "past" and found[0].how == "predicate"
        whose = self.grammar.relatives.intersection(lower[slot.noun_end : first.first])
        if self._is_finite(first, slot, lower) or (told and not whose):
            return found  # "three died in Oaxaca, and a fireman was killed"
        finite = [
            tie
            for tie in found[1:]
            if tie.how == "predicate"
            and tie.mention.first > max(first.last, slot.last)
            and self._is_finite(tie.mention, slot, lower)
        ]
        return _led(found, finite)

    def of_whole(self, found: list[Tie], slot: Slot, lower: Sequence[str]) -> list[Tie]:
        """ "12 of the 49 people trapped were rescued": the main verb speaks of the part alone."""
        return [
            tie
            for tie in found
            if tie.how != "predicate"
            or not (
                self._is_finite(tie.mention, slot, lower)
                or (
                    tie.mention.cue.part == "act"
                    and tie.mention.form == "past"
                    and not self._is_attribute(tie.mention, slot, lower)
                )
            )
            or self._is_relative(tie.mention, slot, lower)
            or self.grammar.pronouns.intersection(lower[slot.noun_end : slot.noun_end + 1])
        ]

    def _is_relative(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether a verb is that of a relative clause; "12 of the 49 who were on shift survived": not where
        the clause has a verb of its own."""
        between = lower[slot.noun_end : mention.first]
        at = next((spot for spot, word in enumerate(between) if word in self.grammar.relatives), -1)
        if at < 0:
            return False
        own, rest = between[at + 1 : at + 2], between[at + 2 :]
        plain = mention.form == "past" and not self.grammar.auxiliaries.intersection(rest[-2:])
        closed = self.grammar.auxiliaries.issuperset(own) and len(rest) > 1 and plain
        return not closed or rest[-1] in _PAUSES

    def _is_attribute(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """ "Half of the 310 migrants rescued this week are women": another verb follows."""
        behind = lower[mention.last : mention.last + _GROUP_REACH]
        stop = next((at for at, word in enumerate(behind) if word in _PAUSES), len(behind))
        followed = self.grammar.auxiliaries.intersection(behind[:stop])
        return mention.first == slot.noun_end and bool(followed)

    def _is_finite(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether an auxiliary opens the predicate, as the first of its words or in front of it."""
        auxiliaries = self.grammar.auxiliaries
        start = max(slot.noun_end, mention.first - _PERFECT_REACH)
        at = next((at for at in range(start, mention.first + 1) if lower[at] in auxiliaries), -1)
        if at < 1 or lower[at - 1] != "to":
            return at >= 0
        # "the 41 people known to have caught it"; not: "41 are known to have caught it"
        opening = lower[max(slot.noun_end, at - _PERFECT_REACH) : at - 1]
        return not auxiliaries.isdisjoint(opening)

    def reach(self, slot: Slot, slots: Sequence[Slot], lower: Sequence[str]) -> tuple[int, int]:
        """Token range in which words speak of this quantity alone: to its neighbours or clause."""
        left, right = walls(slot, slots, lower, lambda _: False)
        # "12 of the 20 deaths were indirect": what follows is said of the part, not of the whole.
        part = any(one.last < slot.first < one.noun_end for one in slots)
        right = next((at for at in range(slot.noun_end, right if part else slot.noun_end)
                      if lower[at] in self.grammar.auxiliaries), right)  # fmt: skip
        right = next((one.hedge_first for one in slots
                      if max(slot.last, slot.noun_end) <= one.first < right), right)  # fmt: skip
        for one in slots:  # "24,000 soldiers and 200 ships took part": one phrase
            if one.hedge_first == right and self._joins(lower[slot.noun_end : right], one, lower):
                right = next(
                    (two.hedge_first for two in slots if two.first > one.first), len(lower)
                )
                break
        breaks = self.grammar.contrasts
        spot = next((at for at in range(slot.last, right - 1) if lower[at] == ","
                     and lower[at + 1] == "and"), right)  # fmt: skip
        right = min(right, spot)
        joint = slot.hedge_first - 1
        if left < joint and lower[joint] == "and" and left:
            left = joint  # "52 were direct victims and 38 died later": a clause of its own
        # "Direct deaths: 12": a label belongs to its number.
        left = max((at + 1 for at in range(left, joint) if lower[at] in breaks), default=left)
        right = min((at for at in range(slot.last, right) if lower[at] in breaks), default=right)
        return left, right

    def _joins(self, between: Sequence[str], other: Slot, lower: Sequence[str]) -> bool:
        """Whether nothing but a comma, "and" or "from" joins a count of things to the one before."""
        return (
            0 < len(between) <= _JOINT_REACH
            and not set(between) - _JOINTS
            and other.noun_end > other.last
            and self.grammar.is_thing(lower[other.noun_end - 1])
        )

    def _resumes(self, lower: Sequence[str], mentions: Sequence[Mention]) -> Callable[[int], bool]:
        adverbs = self.grammar.adverbs  # "22 million people, half of the country, now need aid"
        auxiliaries = self.grammar.auxiliaries

        def resumes(at: int) -> bool:
            at += lower[at] in adverbs and at + 1 < len(lower)
            return lower[at] in auxiliaries or any(
                mention.first == at
                and (mention.cue.part in {"act", "adjective"} or mention.form in _PATIENT_FORMS)
                for mention in mentions
            )

        return resumes

    def fits(self, mention: Mention, quantity: Quantity, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether what a cue measures can be counted in the quantity's unit and noun at all."""
        if not self.has_unit(mention.cue.measure, quantity, slot):
            return False
        crowd = mention.cue.measure in self.grammar.crowd_measures
        if crowd and quantity.kind is Kind.PERCENT and mention.cue.part in {"verb", "act"}:
            return False  # "92 percent of the drivers took part in the strike": no crowd
        if not self._is_counted(mention.cue.measure, quantity, slot):
            return True
        if mention.first < slot.noun_end and mention.last > slot.last:
            return True
        if mention.cue.words in self.grammar.losing and not self._are_persons(
            lower[slot.noun_end - 1]
        ):
            return False
        if lower[slot.noun_end - 1] in self.grammar.counted_things.get(mention.cue.measure, ()):
            # "two members of parliament and 11 women": people are no level of seats or votes
            named = mention.cue.part in {"noun", "level"} and mention.last <= slot.hedge_first
            return not (named and mention.cue.measure in self.grammar.party_measures)
        return self._is_its_noun(mention.cue.measure, lower[slot.noun_end - 1])

    def _are_persons(self, noun: str) -> bool:
        """Whether a noun names persons, or nothing beside the number ("lost three of its own")."""
        return self.grammar.is_person(noun) or noun in self.grammar.transparent or noun == "own"

    def _is_counted(self, measure: str, quantity: Quantity, slot: Slot) -> bool:
        """Whether a figure is a count with a noun, which says what it can count."""
        units = self.index.units[measure]
        physical = not self.grammar.physical_units.keys().isdisjoint(units)
        return quantity.kind is Kind.COUNT and slot.noun_end > slot.last and not physical

    def has_unit(self, measure_id: str, quantity: Quantity, slot: Slot) -> bool:
        """Whether a measure can be counted in the quantity's unit, whatever tells it."""
        measure = self.index.measures.get(measure_id)
        if measure is None:
            return False
        units = self.index.units[measure_id]
        kind = quantity.kind
        if kind is Kind.PERCENT and measure.measure in self.grammar.whole_measures:
            return False  # "one in eight of the population": the whole, not what is counted
        if quantity.unit == _BASIS_POINT and (
            "people" in units or measure_id in self.grammar.party_measures
        ):
            return False  # "two members voted for a cut of 25 basis points"
        shared = quantity.fraction or slot.noun_end > slot.last
        if kind is Kind.PERCENT and not shared and measure.measure in self.grammar.crowd_measures:
            return False  # "inflation came in at 6.1%": nobody came
        if kind is Kind.PERCENT:
            # A share or a change of a count or a sum; the claim says which.
            return bool({"percent", "people", "currency", "jobs", "votes", "seats"} & units) or (
                measure.stock_flow is StockFlow.FLOW
            )
        if kind is Kind.MONEY:
            return "currency" in units
        if kind is Kind.MEASURE and quantity.unit == _POINT:
            moved = quantity.change in {Change.INCREASE, Change.DECREASE}
            return moved and "percent" in units  # "the jobless rate slipped 0.2 points"
        if kind is Kind.MEASURE:
            name, _, over = (quantity.unit or "").partition(" per ")
            names = {quantity.unit, name if over in _PERIODS else quantity.unit}
            return any(names & self.grammar.physical_units.get(unit, frozenset()) for unit in units)
        if kind is Kind.DURATION or kind is Kind.AGE:
            return bool({"years", "minutes", "minutes|days|months"} & {measure.unit, *units})
        if units & self.grammar.physical_units.keys():
            # "a 6.1 quake", but "41" is never 41 degrees and "41 quakes" are a count.
            value = quantity.value or 0
            bare = slot.noun_end == slot.last
            return "magnitude" in units and value <= _STRONGEST and (bare or quantity.step < 1)
        return not units <= {"percent", "currency"}

    def _is_its_noun(self, measure: str, noun: str) -> bool:
        """Whether a measure may count what a noun names."""
        units = self.index.units[measure]
        if units & _PEOPLE_UNITS:
            thing = self.grammar.is_thing(noun) or (
                self.index.counts_things(noun) and not self.grammar.is_person(noun)
            )
            return not thing or noun in self.index.heads(measure)
        return noun in self.index.heads(measure) or (
            noun in self.grammar.transparent and noun not in _PEOPLE
        )

    def _weighed(self, tie: Tie, quantity: Quantity) -> Tie:
        """The tie with what speaks for or against its cue, wherever it stands."""
        cost = tie.cost - _REMAINDER_BONUS * tie.mention.cue.words.count(" ")
        if tie.mention.cue.measure in self.grammar.role_measures:
            # "41 soldiers" says who; any cue of what befell them says more.
            whole = tie.mention.cue.measure in self.grammar.standing_measures
            cost += _ROLE_COST if tie.how == "counted noun" or whole else 0.0
        if quantity.kind is Kind.PERCENT:
            units = self.index.units[tie.mention.cue.measure]
            cost += 0.0 if "percent" in units else _FOREIGN_PERCENT
        return Tie(cost, tie.mention, tie.how)

    def _is_no_whole(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """ "6,300 residents taken to shelters": those to whom something was done are not all who live
        there."""
        if mention.cue.measure not in self.grammar.whole_measures:
            return False
        at = slot.noun_end
        while at < len(lower) and (
            lower[at] in self.grammar.adverbs
            or lower[at] in self.grammar.be_forms
            or lower[at] in self.grammar.have_forms
        ):
            at += 1
        done = lower[at] if at < len(lower) else ""
        if done in self.grammar.transparent:
            return False
        return is_participle(done)

    def _is_where(self, slot: Slot, lower: Sequence[str]) -> bool:
        """ "They were buried in three mass graves": where they lie, and not how many."""
        before = lower[slot.hedge_first - 1] if slot.hedge_first else ""
        return before in {"in", "into"} and lower[slot.noun_end - 1] in self.grammar.resting_places

    def _only_describes(
        self, mention: Mention, quantity: Quantity, slot: Slot, lower: Sequence[str]
    ) -> bool:
        """ "412 evacuation centres", "60 arrest warrants", "three affected departments": things, whatever the
        word in front of them is of."""
        inside = slot.last <= mention.first and mention.last < slot.noun_end
        if not inside or quantity.kind is not Kind.COUNT or mention.cue.part not in _DESCRIBING:
            return False
        measure, head = mention.cue.measure, lower[slot.noun_end - 1]
        if not self.index.units[measure] & _PEOPLE_UNITS or head in self.index.heads(measure):
            return False
        counted = self.grammar.counted_things.get(measure, ())
        return self.grammar.is_thing(head) and head not in counted

    def _odd_noun(self, tie: Tie, quantity: Quantity, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether people are measured but the counted noun is none ("troops ... two republics")."""
        if quantity.kind is Kind.PERCENT:
            return self._odd_share(tie, quantity)
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

    def may_count(self, tie: Tie, quantity: Quantity, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether what a tie measures can be counted in a quantity's unit and noun at all."""
        far = replace(tie, cost=_MAX_SUBJECT)  # so that the noun is looked at in any case
        fits = self.fits(tie.mention, quantity, slot, lower)
        return fits and not self._odd_noun(far, quantity, slot, lower)

    def _odd_share(self, tie: Tie, quantity: Quantity) -> bool:
        """Whether a share of things is told of ("39 percent of the flaws are rated critical")."""
        measure = tie.mention.cue.measure
        head = quantity.counted.lower().split()[-1:]
        if not head or tie.how == "counted noun" or quantity.counted[0].isupper():
            return False
        if self.index.measures[measure].unit != "people":
            return False
        known = (
            self.grammar.counted_things.get(measure, frozenset()),
            self.index.heads(measure),
            self.grammar.transparent,
        )
        thing = self.grammar.is_thing(head[0]) or head[0].endswith("ies")
        thing = thing and head[0] not in self.grammar.inhabited
        return (
            thing
            and not any(head[0] in nouns for nouns in known)
            and not self.grammar.is_person(head[0])
        )

    def _begins_anew(self, gap: Sequence[str], following: str) -> bool:
        """Whether a noun behind a figure opens something else: "9 percent in May and inflation ...",
        "holds rates at 4 percent as inflation slows". ``following`` is the token behind the noun."""
        if {",", "and"} & {*gap} or set(gap[1:]) & self.grammar.clause_breaks:
            return True
        goes_on = following.isalpha() and following not in self.grammar.link_prepositions
        return gap[0] == "as" and goes_on

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
            # "5.5 million face hunger": a predicate that was taken for a noun
            whole = mention.first == slot.last and mention.last >= slot.noun_end
            alone = mention.form == "base" and (whole or slot.noun_end == slot.last + 1)
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
        if part == "noun" and gap[:1] in (["'s"], ["'"]) and len(gap) <= _LINK_REACH:
            return Tie(1.0, mention, "of")  # "two protesters' deaths"
        if part in {"noun", "level", "adjective"} and self._fills(slot, lower, mention):
            return Tie(2.0, mention, "counted noun")
        if part in {"noun", "level", "adjective"} and self._raises(slot, lower, mention):
            return Tie(1.0, mention, "of")
        if part in {"noun", "level"} and self._opens(slot, lower, gap):
            return Tie(2.0 + _STEP * len(gap), mention, "subject")
        if part == "noun":
            if gap and gap[0] in self.grammar.link_prepositions and len(gap) <= _LINK_REACH:
                if lower[mention.first] in self.grammar.link_prepositions:
                    return None  # "lost 3 percent on news of the vote"
                if self._begins_anew(gap, following):
                    return None
                return Tie(1.5 + 0.3 * len(gap), mention, "counted noun")
            return None
        if mention.first < slot.noun_end:
            gap = []
        if gap[-1:] == ["those"] and gap[-2:-1] not in (["of"], ["among"]):
            return None  # "5,000 mourners came for those killed by the flood"
        if part == "adjective" and gap[-1:] == ["the"] and gap[0] not in _GROUPS:
            return None  # "the dead numbered 31, the injured 140"
        kin = self.grammar.kin if "of" in gap else ()
        if kin and any(
            one in kin and other == "of" and not _is_closed(gap, at)
            for at, (one, other) in enumerate(pairwise(gap))
        ):
            return None  # "12 children, none of whom survived"
        of_these = gap[:1] == ["of"] and (len(gap) == 1 or gap[1] in DETERMINERS)
        if of_these and (begins := self._begins(gap)):
            gap = gap[begins:]  # "14 of the wounded were still in hospital"
            of_these = False
        if "than" in gap[:2]:
            gap = gap[gap.index("than") + 2 :]  # "232 more people than usual have died"
        if gap[-1:] == ["to"] and self.grammar.conatives.intersection(gap[-_RELATIVE_REACH:-1]):
            return None  # "41,000 are trying to cross the border": they have not
        cost = self._gap_cost(gap, lower[mention.first])
        if cost is None or (part in {"act", "verb"} and _has_subject(gap)):
            return None
        share = self.index.measures[mention.cue.measure].unit == "percent"
        if share and of_these and self.grammar.relatives.intersection(gap[-1:]):
            return None  # "31 percent of those who voted chose her": what the share is of
        if self.grammar.relatives.intersection(gap[-_RELATIVE_REACH:]):
            cost += _RELATIVE_COST  # "150 who lived there are missing": the main verb says more
        if part == "adjective":
            alone = mention.last == mention.first + 1
            if alone and gap and gap[-1] in self.grammar.have_forms:
                return None  # "rising costs have hurt"
            if (
                "and" in gap
                and mention.last == mention.first + 1
                and (self.grammar.starts_object(following))
            ):
                return None  # "killed 41 people and infected 300": a verb with its own object
            if of_these:
                cost += _GROUP_COST  # "35 of its dead": the dead are the group, not what befell it
            return Tie(cost, mention, "predicate")
        if part == "act":
            if gap[-1:] == ["and"] and self.grammar.starts_object(following):
                return None  # "picked up 41 since Friday, and landed 17 bodies"
            if mention.form == "base" and gap and not set(gap) & self.grammar.base_licensers:
                # "5,000 people march" in headlines; a bare base elsewhere is rarely the predicate.
                cost += 1.0
            return Tie(cost + 0.2, mention, "predicate")
        return self._predicate(mention, slot, lower, cost)

    def _named_noun(self, mention: Mention, slot: Slot, tokens: Tokens) -> Tie | None:
        """ "The $2.6 trillion French economy": one name between a sum and its noun."""
        if mention.cue.part != "noun" or mention.first != slot.last + 1:
            return None
        name = tokens.words[slot.last]
        named = name[0].isupper() and name.isalpha()
        return Tie(2.0, mention, "counted noun") if named else None

    def _fills(self, slot: Slot, lower: Sequence[str], mention: Mention) -> bool:
        """ "Added 36 names to its tally of storm deaths", "to the death toll": what the tally is of."""
        start = slot.noun_end
        words = lower[start : min(mention.last, start + _GROUP_REACH)]
        if not DETERMINERS.intersection(words[1:2]):
            return False
        if words[0] not in self.grammar.entries and words[0] not in _ON:
            return False
        near = len(words) == mention.last - start and "," not in words
        return near and self._names_tally(words[:_TALLY])

    def _raises(self, slot: Slot, lower: Sequence[str], mention: Mention) -> bool:
        """ "Bringing to 41 the number of dead": the level stands in front of what it is of."""
        if slot.noun_end > slot.last or lower[slot.hedge_first - 1] != "to":
            return False
        words = lower[slot.last : mention.last]
        if words[:1] != ["the"] or len(words) > _NUMBER_REACH or "," in words:
            return False
        head = next((at for at, word in enumerate(words) if word in self.grammar.number_nouns), 0)
        return 0 < head <= _RAISED

    def _names_tally(self, words: Sequence[str]) -> bool:
        """Whether a noun of a number or of a list stands among some words."""
        grammar = self.grammar
        return not (grammar.number_nouns.isdisjoint(words) and grammar.list_nouns.isdisjoint(words))

    def _opens(self, slot: Slot, lower: Sequence[str], gap: Sequence[str]) -> bool:
        """ "At 32, Thursday's death toll was the worst": the level stands in front of its noun."""
        at = slot.hedge_first - 1
        return (
            at >= 0
            and lower[at] == "at"
            and (at == 0 or not lower[at - 1][:1].isalpha())
            and gap[:1] == [","]
            and len(gap) <= _GROUP_REACH
            and not self.grammar.auxiliaries.intersection(gap[1:]).difference({"'s"})
        )

    def _begins(self, gap: Sequence[str]) -> int:
        """Index of the auxiliary behind a group ("of the wounded were"), 0 where there is none."""
        return next(
            (at for at, word in enumerate(gap[:_GROUP_REACH]) if word in self.grammar.auxiliaries),
            0,
        )

    def _predicate(
        self, mention: Mention, slot: Slot, lower: Sequence[str], cost: float
    ) -> Tie | None:
        """A transitive verb behind the number must be passive for the number to be its patient."""
        if mention.cue.part == "adjective":
            return Tie(cost, mention, "predicate")
        if mention.cue.part == "act":
            apart = mention.form == "ing" and lower[mention.first - 1] == ","
            return None if apart else Tie(cost + 0.2, mention, "predicate")
        if mention.cue.part != "verb" or mention.form not in _PATIENT_FORMS:
            return None
        gap = lower[slot.noun_end : mention.first]
        if any(word in self.grammar.be_forms for word in gap):
            return Tie(cost, mention, "predicate")
        if any(word in self.grammar.have_forms for word in gap):
            return None  # "41 soldiers have killed"
        follower = lower[mention.last] if mention.last < len(lower) else ""
        timed = self.grammar.times.intersection(lower[mention.last + 1 : mention.last + 2])
        if self.grammar.starts_object(follower) and not timed:
            return None  # "41 soldiers killed three civilians"; not: "41 people rescued this week"
        return Tie(cost + 0.6, mention, "predicate")

    def _gap_cost(self, gap: Sequence[str], cue_word: str) -> float | None:
        """How much stands between a noun and its predicate; None when the clause has ended."""
        cost = 0.0
        for position, word in enumerate(gap):
            if word in self.grammar.transparent:
                cost += 0.1
            elif word == ",":
                cost += 1.5
            elif word == "and" and not self.grammar.speaking.isdisjoint(
                gap[position + 1 : position + 2]
            ):
                return None  # "cuts of 9 billion and said borrowing would come in at"
            elif word in {"and", "or"}:
                nearby = gap[position + 1] if position + 1 < len(gap) else cue_word
                told = not self.grammar.auxiliaries.isdisjoint(gap[:position])
                if nearby == "that" or (told and (nearby == "one" or nearby in _ARTICLES)):
                    return None  # "six were acquitted and one died": another subject
                cost += 0.6 if nearby not in self.grammar.clause_starts else 2.5
            elif word == "as" and position + 1 == len(gap) and gap[position - 1].endswith("ed"):
                cost += 0.1  # "are still counted as displaced"
            elif word in self.grammar.clause_breaks:
                return None
            else:
                cost += 0.45
        return cost

    def _left(
        self,
        mention: Mention,
        slot: Slot,
        lower: Sequence[str],
        left_wall: int,
        kind: Kind,
    ) -> Tie | None:
        """Cues before the number: a verb that takes it as object, or the noun it measures."""
        part = mention.cue.part
        gap = lower[mention.last : slot.hedge_first]
        if len(gap) > _MAX_REACH and not (
            len(gap) <= _NUMBER_SUBJECT and self._is_number_of(mention, lower)
        ):
            return None
        crossed = mention.last <= left_wall
        described = part == "adjective" or (
            part in {"verb", "act"} and mention.form in {"past", "participle", "ing"}
        )
        if described and self._numbered(
            lower[max(0, mention.first - _NUMBER_REACH) : mention.first]
        ):
            tie = self._subject(mention, gap, crossed=crossed, numbered=True)
            return tie if self.grammar.level_links.intersection(gap) else None
        if gap == [":"] and mention.form in _PATIENT_FORMS:
            return Tie(2.5, mention, "subject")  # "Rescued: 114"
        if self._fronted(mention, lower, gap):
            return Tie(1.0, mention, "predicate")
        if part == "verb" and (mention.form in _FINITE_FORMS or self._perfect(mention, lower)):
            return self._object(mention, lower, gap, crossed=crossed)
        if part in {"noun", "level"} and gap[:1] != ["of"] and self._is_about(mention, lower):
            return None
        if part == "noun" and gap[:1] != ["of"] and self._is_single(mention, lower):
            return None
        if part == "level" and not self._linked(gap, slot, lower, reach=1):
            return None  # "the force said 41 people": no level of the force
        if part == "level" and gap[-1:] == ["at"] and self._is_aimed(gap):
            return None  # "the army aimed at two commanders"
        if part in {"noun", "level"} or (
            part == "act" and (mention.form != "participle" or self._perfect(mention, lower))
        ):
            another = kind is Kind.COUNT and self._counts_another(mention, slot, lower)
            if another and gap and gap[-1] != "of" and not self._linked(gap, slot, lower):
                return None  # "ill-treatment of detainees, with six people's fate unknown"
            if another and gap[-1:] != ["of"] and self._is_of_others(mention, slot, lower):
                return None  # "the police said that the boat had 14 fishermen on board"
            numbered = bool(gap) and self._is_number_of(mention, lower)
            tie = self._subject(mention, gap, crossed=crossed, numbered=numbered)
            # "41 people died": those who act stand in front, so a number behind needs a link.
            people = self.index.measures[mention.cue.measure].unit in _PEOPLE_UNITS
            return None if part == "act" and people and not self._linked(gap, slot, lower) else tie
        share = kind is Kind.PERCENT and part in {"adjective", "act"}
        if share and self._of_share(mention, lower):
            return self._subject(mention, gap, crossed=crossed)
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

    def _is_single(self, mention: Mention, lower: Sequence[str]) -> bool:
        """ "The coast guard said its list has 14 names", "a detainee told of 41 dead": one of those that a
        measure counts, or a body called so, has no level."""
        roles = mention.cue.measure in self.grammar.role_measures
        people = self.index.measures[mention.cue.measure].unit == "people"
        head = lower[mention.last - 1]
        return roles and people and self.grammar.is_person(plural(head)) and head != plural(head)

    def _is_about(self, mention: Mention, lower: Sequence[str]) -> bool:
        """ "Interest on the national debt will cost": the head of the phrase is another noun."""
        at = mention.first - 1
        while at > 0 and (lower[at] in _ARTICLES or lower[at] == "'s"):
            at -= 1
        return at > 0 and lower[at] in _ABOUT and lower[at - 1].isalpha()

    def _counts_another(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether a number has a noun of its own that is none of a cue's measure."""
        if slot.noun_end == slot.last:
            return False
        noun, measure = lower[slot.noun_end - 1], mention.cue.measure
        return (
            noun not in self.index.heads(measure) or noun in _PEOPLE
        ) and noun not in self.grammar.counted_things.get(measure, ())

    def _is_of_others(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether a noun says who somebody is, and a figure counts persons called otherwise."""
        noun = lower[slot.noun_end - 1]
        role = mention.cue.part == "noun" and mention.cue.measure in self.grammar.role_measures
        return role and noun not in _PEOPLE and self.grammar.is_person(noun)

    def _numbered(self, before: Sequence[str]) -> bool:
        """ "the number of people without power fell to 41,000": a count of those described so."""
        if "of" not in before:
            return False
        return any(
            other == "of" and self._names_tally((one,)) for one, other in pairwise(before)
        ) and not self.grammar.auxiliaries.intersection(before).difference({"'s"})

    def _linked(
        self, gap: Sequence[str], slot: Slot, lower: Sequence[str], reach: int = _LEVEL_REACH
    ) -> bool:
        """Whether "stands at" or "rose to" leads from a noun or an act to the number as its level."""
        # "in Port-au-Prince and more than 41": the hyphen of a name links nothing
        weak = _WEAK_LINKS | {"-"} if gap[-1:] == ["and"] else _WEAK_LINKS
        words = [word for word in gap[-_LEVEL_REACH:] if word not in weak]
        # "British forces in the Falklands, 1,200 in all, were put on alert"
        whole = gap[-1:] == [","] and tuple(lower[slot.noun_end : slot.noun_end + 2]) in _WHOLES
        # "The number of injured, 2,140, had been checked"
        apposed = gap == [","] and lower[slot.noun_end : slot.noun_end + 1] == [","]
        # "The number of dead was corrected downwards, from 87 to 79"
        revised = gap[-1:] == ["from"] and lower[slot.last : slot.last + 1] == ["to"]
        hedge = lower[slot.hedge_first : slot.first]  # "the death count topped 62,000"
        return (
            whole
            or apposed
            or revised
            or not self.grammar.reaching.isdisjoint(hedge)
            or bool(self.grammar.level_links.intersection(words[-reach:]))
        )

    def _fronted(self, mention: Mention, lower: Sequence[str], gap: Sequence[str]) -> bool:
        """ "Rescued so far are 101 people", "Still missing were 44": the predicate stands in front."""
        if mention.cue.part != "adjective" and mention.form not in _PATIENT_FORMS:
            return False
        transparent = self.grammar.transparent
        linked = bool(gap) and gap[-1] in self.grammar.be_forms
        return linked and not (
            set(lower[: mention.first]) - transparent
            or set(gap) - transparent - self.grammar.so_far
        )

    def _perfect(self, mention: Mention, lower: Sequence[str]) -> bool:
        """ "has driven 41 people out": a participle behind "have" takes an object."""
        before = lower[max(0, mention.first - _PERFECT_REACH) : mention.first]
        return bool(self.grammar.have_forms.intersection(before)) and not (
            self.grammar.be_forms.intersection(before)
        )

    def _of_share(self, mention: Mention, lower: Sequence[str]) -> bool:
        """ "The share of Swedes out of work rose to 8.6 percent": a level of what the share is in."""
        before = lower[max(0, mention.first - _SHARE_REACH) : mention.first]
        return bool(self.grammar.share_nouns.intersection(before)) and "of" in before

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

    def _subject(
        self, mention: Mention, gap: Sequence[str], *, crossed: bool, numbered: bool = False
    ) -> Tie | None:
        if ")" in gap and "(" not in gap[: gap.index(")")]:
            return None  # what a bracket names has no level behind it
        if gap and gap[0] == "of" and all(word in self.grammar.object_skips for word in gap[1:]):
            return Tie(1.0, mention, "of")
        if gap[:1] == ["among"] and not set(gap[1:]) - self.grammar.object_skips:
            return None  # "41 deaths among the 310 passengers": the whole of which 41 died
        moving = (
            len(gap) > 1
            and gap[0].endswith("ing")
            and (gap[-1] in self.grammar.level_links or gap[-1] in self.grammar.phrase_openers)
        )
        headed = (
            not gap or moving or self._heads_its_phrase(gap[0]) or self._is_reduced(gap)
        )  # "the deficit blowing out to"
        if mention.cue.part != "act" and not headed:
            return None  # "refugee status for 12,000": the cue only qualifies another noun
        if gap[:1] == ["and"] and (mention.cue.part == "act" or len(gap) == 1):
            return None  # "58 percent live in poverty and inflation is 27 percent"
        if (
            mention.cue.part == "act"
            and gap[-1:] == ["of"]
            and gap[-2:][0] in self.grammar.number_nouns
        ):
            return None  # "rejected the figure of 9,000"
        cost = 2.4 if mention.cue.part == "act" else 3.0
        linked = False
        # "the toll from the floods in the southern state of X rose to": one long subject
        whole = bool(gap) and gap[-1] in self.grammar.level_links
        long = numbered or not _APART.intersection(gap)
        step = _LONG_SUBJECT if whole and long else _STEP
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
            if position > (_NUMBER_SUBJECT if numbered else _MAX_REACH):
                return None
        if crossed:
            cost += 1.2
        if not linked and gap:
            if "but" in gap:
                return None  # "14 were injured, but 21 remain below"
            cost += 1.5
        return Tie(cost, mention, "subject") if cost <= _MAX_SUBJECT else None

    def _is_reduced(self, gap: Sequence[str]) -> bool:
        """ "Bodies recovered in the mill reached 41": what was done to those that have a level."""
        leads = self.grammar.phrase_openers | self.grammar.link_prepositions
        return (
            is_participle(gap[0])
            and gap[-1] in self.grammar.level_links
            and not leads.isdisjoint(gap[1:2])
        )

    def _is_aimed(self, gap: Sequence[str]) -> bool:
        """Whether "at" belongs to a verb that gives no level."""
        verb = gap[-2] if len(gap) > 1 else ""
        grammar = self.grammar
        return (
            verb.endswith("ed")
            and verb not in grammar.level_links
            and verb not in grammar.transparent
        )

    def _heads_its_phrase(self, follower: str) -> bool:
        grammar = self.grammar
        return (
            follower in grammar.level_links
            or follower in grammar.auxiliaries
            or follower in grammar.transparent
            or follower in grammar.link_prepositions
            or follower in grammar.phrase_openers
            or follower in grammar.number_nouns
            or not follower[:1].isalpha()
            or follower.endswith(("ly", "wide", "wards", "ing"))  # "the deficit blowing out past"
        )


def _has_subject(gap: Sequence[str]) -> bool:
    """ "came to 67 percent, the commission said": a verb whose own subject stands behind a comma."""
    if not gap.count(",") % 2:
        return False  # an aside that is closed again
    comma = max(at for at, word in enumerate(gap) if word == ",")
    return len(gap) > comma + _OWN_SUBJECT and gap[comma + 1] in _ARTICLES


def _is_closed(gap: Sequence[str], at: int) -> bool:
    """ "The 474 aboard, many of them pupils, are missing": what an aside that is closed says of some."""
    return gap[at - 1 : at] == [","] and "," in gap[at:]


def _led(found: list[Tie], leads: Sequence[Tie]) -> list[Tie]:
    """The ties with the first of ``leads`` in front; those that it beats are no rivals of it."""
    if not leads:
        return found
    return [leads[0], *(tie for tie in found if tie.cost > leads[0].cost)]
