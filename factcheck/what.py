"""What a figure counts: the measure from the cue that is tied closest, or from the figure before.

Ellipsis and coordination ("62 dead, up from 58", "41 of them children"), shared predicates ("51
civilians and seven soldiers died") and references back to an earlier sentence are resolved here.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from factcheck.alike import Alike
from factcheck.bearers import Bearers
from factcheck.clauses import PARTS, Slot
from factcheck.coordination import Inherited, Leaning, load_coordination, relation_of
from factcheck.cues import COUNTRY_MARK, DETERMINERS, CueIndex, Mention
from factcheck.grammar import Grammar, load_grammar
from factcheck.inflection import is_participle
from factcheck.lines import COMPARED, Line, without_measure
from factcheck.measures import MeasureResolver, Tie
from factcheck.model import Change, Claim, Evidence, Kind, Quantity, StockFlow
from factcheck.periods import states_window
from factcheck.places import PlaceIndex
from factcheck.populations import CANDIDATE
from factcheck.reference import Vocabulary
from factcheck.replacing import replace
from factcheck.settings import load_settings
from factcheck.speakers import load_speaker_words
from factcheck.standing_in import (
    IT_IS,
    given_before,
    goes_on_alike,
    is_given,
    stands_in,
    taken_over,
    told_before,
    with_its_noun,
)
from factcheck.tokens import tokenize
from factcheck.vocabulary import load_lexicon

_TOPIC_REACH = 8  # tokens between "the number" and the figure
_MORE_MARK = "<more>"  # stands for "another", "additional", "7,000 more" in a refining cue

_SPEAKER_MARK = "<speaker>"  # stands for each word of who says it
_ON = frozenset({"on", "late", "early"})  # in front of the day on which somebody spoke
_WINDOW_MARK = "<window>"  # stands for "in 24 hours", "last week"

_PART_MARK = "<part>"  # in front of each word that is said of a part ("half of them abroad")
_COUNTED_MARK = "<counted>"  # in front of the head of the counted noun ("<counted> villages")
_PERCENT_MARK = "<percent>"  # stands for a figure in percent

_TIMES, _RATIO = "time", "ratio"
_NEAR_BEFORE, _NEAR_BEHIND = 5, 4  # tokens around a share in which its name stands
_POPULATION = "population"
_CHAMBER = 1000  # no parliament but China's has so many seats
_WHOLE_ONES = frozenset({"people", "seats", "votes", "dwellings", "crossings", "applications"})

_JOINT_REACH = 3  # tokens between two members of a list
_CLOSE_TIE = 2.0  # cost of the verb that has a figure as its object
_NOUN_TIE = 2.0  # cost of the counted noun: a shared predicate is as good
# A rise of a rate that is named itself is a change, not its level ("inflation rose 0.3 points").
_OWN_RATES = ("rate", "inflation", "growth", "turnout", "share", "ratio", "deficit", "debt", "poll")
_MAX_TIE = 8.0

_ON_TOP = 4  # tokens of "on top of the"
_ALREADY = 2  # tokens behind a figure in which "already there" makes it a level
_LEVELS = (
    "to",
    "at",
    "from",
    "leave",
    "leaves",
    "leaving",
    "has",
    "have",
    "had",
)  # in front of a level
_REFINING_REACH = 16  # tokens around a figure in which a refining cue may stand

_QUESTION = 30  # tokens of "how many came is disputed: the union sticks to"
_RANK_REACH = 4  # tokens of "of the ten worst" behind "one"
_AND = frozenset({"and", "but"})
_DAYTIME_REACH = 3  # tokens of "in the morning"
_BUT = ["all", "but"]  # in front of those of whom it is not said
_ONE = frozenset({"a", "an", "one"})
_ARTICLES = DETERMINERS | {"a", "an"}
_OWNERS = _ARTICLES | {"'s"}
_AIM_REACH = 2  # tokens of "emergency threshold"
_GROUP_REACH = 4  # tokens of "were unaccompanied minors"
_GOAL_REACH = 4  # tokens of "target was set at"
_SET = frozenset({"set", "at"})
_PART_REACH = 8  # tokens behind "half of them" that say what that part is
_COUNT_OF = ["count", "of"]
_PROGRESS_REACH = 7  # tokens of "of the ballots counted"

_ASKED_BACK = 3  # figures back in which a sum may stand
_PURPOSE_REACH = 10  # tokens between a sum and those for whom it is asked
_LOOKING = 3  # tokens of "to look after"
_ALL = 101  # percent that two rounded shares come to at most
_WOULD = 4  # tokens of "would now win some"
_OPEN_MARGIN = 0.05  # two measures this close in cost stay open

_FOR = frozenset({"for", "of"})  # between a speaker and those he speaks for


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
        self.alike = Alike(self.resolver, cues, grammar)
        parties = (one for one in vocabulary.populations.values() if one.parent == CANDIDATE)
        names = (name.lower() for one in parties for name in one.aliases)
        self.bearers = Bearers(grammar, frozenset(name for name in names if " " not in name))

    def all_ties(self, line: Line) -> list[list[Tie]]:
        """Ties of every quantity; "51 civilians, 11 policemen and seven soldiers died" share one."""
        lower = line.tokens.lower
        ranked: list[list[Tie]] = []
        walls = line.walls
        mentions = self._in_their_sense(line)
        for quantity, slot in zip(line.quantities, line.slots, strict=True):
            ties = self.resolver.ties(quantity, slot, walls, line.tokens, mentions)
            ranked.append(
                [
                    tie
                    for tie in ties
                    if tie.cost <= _MAX_TIE and not _behind_aside(tie, slot, lower)
                ]
            )
        areas = self.places.words.area_nouns
        named = {spot for one in line.places for spot in range(one.first, one.last)}
        named |= {spot for spot, word in enumerate(lower) if word in areas}
        for number in range(len(ranked) - 2, -1, -1):
            slot, after = line.slots[number], line.slots[number + 1]
            if slot.last < after.first < slot.noun_end and lower[slot.last] == "of":
                ranked[number + 1] = self.resolver.of_whole(ranked[number + 1], after, lower)
            member, between = self._next_member(line, number)
            listed = 0 < len(between) <= _JOINT_REACH and not set(between) - self.words.list_joints
            listed = listed and list(between) != ["as"]  # "toll hits 54 as nine die"
            listed = listed and not self._is_taken(lower, slot)
            listed = listed and not _opens_with_whole(lower, slot)
            # "nine civilians, and 159 hurt": what stands right behind a bare number is its own.
            joined = line.slots[member]
            bare = joined.noun_end == joined.last
            part = tuple(lower[joined.last : joined.last + 2]) in PARTS
            shared = [
                tie
                for tie in ranked[member]
                if tie.how in {"predicate", "shared"}
                and self.resolver.may_count(tie, line.quantities[number], slot, lower)
                and not (bare and tie.mention.first == joined.last)
            ]
            # "half of Gaza's 2.3 million people"
            start = slot.last if lower[slot.last : slot.last + 1] == ["of"] else slot.noun_end
            joint = lower[start : after.hedge_first]
            plain = [
                word
                for spot, word in enumerate(joint, start)
                if spot not in named and "'s" not in lower[spot : spot + 2]
            ]
            group = joint and (
                joint[0] == "of" or "among" in joint[:3]
            ) and len(plain) <= _JOINT_REACH + 1 and not set(plain) - self.words.group_joints  # fmt: skip
            if list(joint) == ["of"] and slot.noun_end > slot.last:
                group = False  # "one official of 50,000": who gives that figure
            noun = slot.noun_end - 1
            thing = noun >= slot.last and noun not in named and self.grammar.is_thing(lower[noun])
            if (
                group
                and not thing
                and ranked[number + 1]
                and line.quantities[number].kind in {Kind.COUNT, Kind.PERCENT}
            ):
                # "19 of the 135 who drowned", "31 were among the 290 killed"
                best = ranked[number + 1][0]
                own = ranked[number][0] if ranked[number] else None
                taken = [tie for tie in ranked[number] if tie.how == "object"][:1]
                if taken and taken[0].cost <= _CLOSE_TIE:
                    own = taken[0]  # "it killed 41 of the 90 people known to have caught it"
                    ranked[number] = [own, *(one for one in ranked[number] if one.cost > own.cost)]
                if own is not None and self._own_noun(own, best):
                    continue  # "71 deaths among 2,310 cases"
                if own is None or (own.how != "object" and own.cost >= best.cost):
                    ranked[number] = [replace(best, how="part of")]
                if joint[0] == "of":
                    ranked[number + 1] = self.resolver.of_whole(ranked[number + 1], after, lower)
                continue
            if line.quantities[number].change is Change.EARLIER:
                continue
            if (
                listed
                and shared
                and not part
                and (not ranked[number] or ranked[number][0].cost >= _NOUN_TIE)
            ):
                same_kind = line.quantities[number].kind is line.quantities[member].kind
                if same_kind:
                    ranked[number] = [replace(self._for_noun(shared, line, slot), how="shared")]
        return ranked

    def _next_member(self, line: Line, number: int) -> tuple[int, Sequence[str]]:
        """The figure behind one, and the words between them; an aside that counts a part of the first is
        stepped over: "Eleven officers, four of them retired, and five soldiers were arrested"."""
        lower, slots = line.tokens.lower, line.slots
        slot, after = slots[number], slots[number + 1]
        between = lower[slot.noun_end : after.hedge_first]
        if between != [","] or number + 2 >= len(slots):
            return number + 1, between
        if tuple(lower[after.last : after.last + 2]) not in PARTS:
            return number + 1, between
        stop = slots[number + 2].hedge_first
        closing = next((at for at in range(after.last, stop) if lower[at] == ","), stop)
        joint = lower[closing:stop]
        return (number + 2, joint) if joint == [",", "and"] else (number + 1, between)

    def _is_taken(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Gas was cut to 850 homes and 900 people had no water": a figure that a verb of its own has."""
        before = lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
        if len(before) < 2 or before[1] not in {"to", "from", "by"}:  # noqa: PLR2004 - verb and preposition
            return False
        return is_participle(before[0]) and before[0] not in self.grammar.level_links - {"cut"}

    def _is_described(self, mention: Mention, lower: Sequence[str]) -> bool:
        """Whether a word in front makes a cue's noun another thing: "literacy rates"."""
        if lower[mention.first] not in self.grammar.bare_nouns or mention.last != mention.first + 1:
            return False
        before = lower[mention.first - 1] if mention.first else ""
        return before.isalpha() and before not in self.grammar.before_bare

    def _in_their_sense(self, line: Line) -> list[Mention]:
        """The mentions without those whose own amount is of another kind: "a cereal deficit of 223,000
        tonnes" is no deficit of a budget, whatever else the sentence says of it. Nor are those counted
        whom a speaker only speaks for: "lawyers for the protesters said 20 were held"."""
        lower = line.tokens.lower
        line.mentions = [one for one in line.mentions if not self._is_described(one, lower)]
        for speaker in line.speakers:
            if speaker.weak or not line.numbers.isdisjoint(range(speaker.first, speaker.last)):
                continue
            inner = [
                one for one in line.mentions
                if speaker.first < one.first and one.last <= speaker.last
                and not _FOR.isdisjoint(lower[speaker.first : one.first])
            ]  # fmt: skip
            line.mentions = [one for one in line.mentions if one not in inner]
        amounts = {
            slot.hedge_first: (quantity, slot)
            for quantity, slot in zip(line.quantities, line.slots, strict=True)
            if quantity.kind in {Kind.MEASURE, Kind.MONEY}
        }
        if not amounts:
            return line.mentions
        kept = []
        for mention in line.mentions:
            own = amounts.get(mention.last + 1)
            of = mention.cue.part == "noun" and lower[mention.last : mention.last + 1] == ["of"]
            if own is None or not of or self.resolver.fits(mention, *own, lower):
                kept.append(mention)
        return kept

    def _for_noun(self, shared: Sequence[Tie], line: Line, slot: Slot) -> Tie:
        """Of the measures that a shared verb may speak of, the one whose noun is counted: "15,000
        houses and 78 bridges destroyed"."""
        best = shared[0]
        span = best.mention.first, best.mention.last
        own = {
            one.cue.measure
            for one in line.mentions
            if one.cue.part == "noun" and slot.last <= one.first and one.last == slot.noun_end
        }
        for mention in line.mentions:
            if (mention.first, mention.last) == span and mention.cue.measure in own:
                return replace(best, mention=mention)
        return best

    def _is_no_count(self, lower: Sequence[str], slot: Slot) -> bool:
        """Whether a number is how many were asked, how many a place holds, a rank, a time or a pair."""
        return (
            self.bearers.is_sample(lower, slot)
            or self._is_capacity(lower, slot)
            or self._is_ranked(lower, slot)
            or _is_hour(lower, slot)
            or _is_pair(lower, slot)
        )

    def _is_ranked(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "One of the biggest evacuations", "one of the most deadly": no count of them."""
        behind = lower[slot.last : slot.last + _RANK_REACH]
        ranked = not self.places.words.superlatives.isdisjoint(behind[2:])
        return lower[slot.first] == "one" and behind[:2] == ["of", "the"] and ranked

    def _is_capacity(self, lower: Sequence[str], slot: Slot) -> bool:
        """Whether a number is how many a place holds: "it was built for 41 people", "room for 40"."""
        before = lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
        return before[-1:] == ["for"] and before[0] in self.grammar.holding

    def _own_noun(self, tie: Tie, other: Tie) -> bool:
        """Whether a figure counts something else than the one behind it, by its own noun."""
        own, whole = tie.mention.cue.measure, other.mention.cue.measure
        counted = tie.how == other.how == "counted noun"
        return counted and own != whole and own not in self.grammar.role_measures

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
        if relation:
            claim = replace(claim, relation=relation)
        lower, quantity = line.tokens.lower, claim.quantity
        against = quantity.fraction and _is_of_that(lower, slot)
        against = against or self.bearers.is_ratio(quantity, line.tokens, slot)
        if quantity.unit == _TIMES or against:
            evidence = Evidence("measure", _RATIO, claim.quantity.text)
            return self._measured(replace(claim, relation="ratio"), _RATIO, (evidence,))
        if self._is_no_count(lower, slot):
            return claim
        apposed = bool(ties) and ties[0].how == "predicate" and self._is_size(lower, slot)
        if apposed or self._is_population(line, slot):
            evidence = Evidence("measure", _POPULATION, f"{lower[slot.hedge_first - 2]}'s people")
            return self._measured(claim, _POPULATION, (evidence,))
        percent = claim.quantity.kind is Kind.PERCENT
        if percent and (
            self._is_aim(lower, slot) or self._is_progress(lower, slot) or self._is_traded(quantity)
        ):
            return claim
        loose = not ties or self._is_spoilt(ties[0], lower, slot)
        if percent and loose and self._is_unmeasured(lower, slot):
            return claim
        if quantity.kind is Kind.COUNT and (
            self._is_goal(lower, slot) or self._is_void(lower, slot)
        ):
            return claim
        if lower[max(0, slot.hedge_first - 2) : slot.hedge_first] == _BUT and (
            claim.relation != "subset" or lower[slot.last : slot.last + 1] != ["of"]
            or tuple(lower[slot.last : slot.last + 2]) not in PARTS
        ):  # fmt: skip
            return self._left_over(claim, ties, line, slot)
        asked = (
            self._served_by(claim, line, slot, claims)
            if ties and ties[0].how == "part of"
            else self._by_question(claim, line, slot, earlier, alone=not ties and not claims)
        )
        if asked is not None:
            return asked
        inherited = self.leaning.source(claim, ties, line, slot, claims, earlier)
        if inherited is not None:
            claim = replace(claim, relation=inherited.relation or claim.relation)
            return self._from(claim, inherited, line, slot)
        if not ties:
            served = self._served_by(claim, line, slot, claims) or self._of_those(claim, line, slot)
            if served is not None:
                return served
            return self._by_context(claim, line, slot, claims)
        best, claim = ties[0], _as_part(claim, ties[0], lower)
        measure, refined_by = self._refined(
            best.mention.cue.measure, line, slot, more=relation == "change", percent=percent
        )
        if measure in self.grammar.revision_measures and _revised(claim.quantity, line):
            measure, refined_by = best.mention.cue.measure, ""
        if measure in self.grammar.share_measures.values() and best.mention.cue.part == "act":
            measure = self._asked(measure, ties, lower)
        elif percent and measure in self.grammar.share_measures.values():
            measure = self._would_have(measure, best, line, slot)
        if best.mention.cue.part == "act" and self._is_division(line, slot):
            measure = self.grammar.division_measures.get(measure, measure)
        own = best.mention.last != slot.hedge_first  # "was backed by 31 percent": no margin
        if (
            own
            and measure in self.grammar.party_measures
            and (_is_margin(line, slot) or self._is_lead(claim.quantity, line, slot))
        ):
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
        if rivals:  # "73 percent backed it" in a poll: what the unit means there
            told = lower[best.mention.first : best.mention.last]  # "polled 41 percent": no poll
            usual = self.cues.default(claim.quantity, line.words.difference(told))
            if usual is not None and usual.measure in rivals:
                measure, rivals = usual.measure, ()
        start = line.sentence.span.start
        tokens = line.tokens
        cue = tokens.text[tokens.starts[best.mention.first] : tokens.ends[best.mention.last - 1]]
        evidence = Evidence(
            "measure", measure, f"{cue} ({best.how})" + (f"; {refined_by}" if refined_by else ""),
            start + tokens.starts[best.mention.first], start + tokens.ends[best.mention.last - 1],
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,), (measure, *rivals) if rivals else ())

    def _left_over(self, claim: Claim, ties: Sequence[Tie], line: Line, slot: Slot) -> Claim:
        """ "It will withdraw all but 1,200 of its 14,000 men": what is said is not said of those; where
        the measure is a change, they are the level that stays. Where all but 12 died, those survived."""
        told = ties[0].mention.cue.measure if ties else ""
        likely = None if ties else self.alike.measure(claim, line, slot)
        if told:
            told, _ = self._refined(told, line, slot, more=False)
        elif likely is not None:
            told = likely[0].value
        stays = self.grammar.left_measures.get(told, "")
        if told and self._is_change(told):
            stays = self.cues.unrefined(told)
        if not stays:
            return claim
        kept = replace(claim, measure_is_likely=likely is not None)
        return self._measured(kept, stays, (Evidence("measure", stays, "all but these"),))

    def _asked(self, measure: str, ties: Sequence[Tie], lower: Sequence[str]) -> str:
        """The measure of those asked where a survey is told of ("73 percent rejected the plan")."""
        found = (tie.mention.cue.measure for tie in ties
                 if tie.mention.cue.measure in self.grammar.asked_measures)  # fmt: skip
        return next(found, measure) if self.bearers.is_surveyed(lower) else measure

    @staticmethod
    def _is_division(line: Line, slot: Slot) -> bool:
        """ "They voted by 62 percent to 38": the shares of two sides, which are at most the whole."""
        number, lower = line.slots.index(slot), line.tokens.lower
        for first, last in ((number, number + 1), (number - 1, number)):
            if first < 0 or last >= len(line.slots):
                continue
            one, other = line.quantities[first], line.quantities[last]
            between = lower[line.slots[first].last : line.slots[last].hedge_first]
            if one.kind is other.kind is Kind.PERCENT and between == ["to"]:
                return (one.value or 0) + (other.value or 0) <= _ALL
        return False

    def _would_have(self, measure: str, best: Tie, line: Line, slot: Slot) -> str:
        """ "Berg would win 55 percent, a poll showed": what those asked said, and no result."""
        lower = line.tokens.lower
        near = lower[max(0, slot.hedge_first - _WOULD) : slot.hedge_first]
        if "would" not in near or not self.bearers.is_surveyed(lower):
            return measure
        asked = sorted(self.grammar.asked_measures)
        return asked[0] if asked and best.mention.form != "past" else measure

    def _is_population(self, line: Line, slot: Slot) -> bool:
        """ "The city's 55,000 people", "Gaza's 2.3 million residents": all who live there."""
        lower, owner = line.tokens.lower, slot.hedge_first - 2
        if owner < 0 or lower[owner + 1] != "'s" or slot.noun_end != slot.last + 1:
            return False
        if lower[slot.last] not in self.grammar.inhabitants:
            return False
        named = any(one.last == owner + 1 and not one.demonym for one in line.places)
        return named or lower[owner] in self.places.words.area_nouns

    def _is_size(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Marawi, a city of 200,000": all who live there, whatever befell others."""
        at = slot.hedge_first - 3
        if at < 1 or lower[at - 1] != "," or lower[at] not in _ONE or lower[at + 2] != "of":
            return False
        noun = lower[slot.last : slot.noun_end]
        people = not noun or (len(noun) == 1 and noun[0] in self.grammar.inhabitants)
        return people and lower[at + 1] in self.places.words.area_nouns

    def _is_aim(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "above the 2 percent target", "the bank's goal of 2 percent": what a value is held against,
        not the value."""
        if lower[slot.hedge_first - 1] == "of" and slot.hedge_first > 1:
            return lower[slot.hedge_first - _AIM_REACH] in self.grammar.aims
        named = slot.first > 0 and lower[slot.first - 1] in _OWNERS
        behind = lower[slot.last : slot.last + _AIM_REACH]
        return named and bool(self.grammar.aims.intersection(behind))

    def _is_traded(self, quantity: Quantity) -> bool:
        """ "Its shares rose 3.1 percent": what a price moved by, whatever was told before."""
        moved = quantity.change in {Change.INCREASE, Change.DECREASE}
        return moved and not self.grammar.traded.isdisjoint(quantity.subject.lower().split()[-1:])

    def _is_goal(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "A target of 440,000 children", "the target was 440,000", "88 percent of the 440,000 targeted":
        how many it is to be, and not how many it was."""
        goals = self.grammar.goals
        before = lower[max(0, slot.hedge_first - _GOAL_REACH) : slot.hedge_first]
        if before[-1:] == ["of"] and not goals.isdisjoint(before[-2:]):
            return True
        noun = max((at for at, word in enumerate(before) if word in goals), default=-1)
        told = before[noun + 1 :]
        linked = bool(told) and told[0] in self.grammar.be_forms | {"stands", "stood"}
        if noun >= 0 and linked and not set(told[1:]) - self.grammar.transparent - _SET:
            return True
        behind = lower[slot.last : slot.last + _AIM_REACH]
        return (
            before[-3:] in (["percent", "of", "the"], ["%", "of", "the"]) and "targeted" in behind
        )

    def _is_progress(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "With 98 percent of the ballots counted": how far a count has come, no result of it."""
        if lower[max(0, slot.hedge_first - 2) : slot.hedge_first] == _COUNT_OF:
            return True  # "a count of 99 percent of the ballots showed"
        behind = lower[slot.last : slot.last + _PROGRESS_REACH]
        if behind[:1] != ["of"] or not self.grammar.tallied.intersection(behind):
            return False
        at = next(spot for spot, word in enumerate(behind) if word in self.grammar.tallied)
        return bool(self.grammar.ballots.intersection(behind[:at])) and "," not in behind[:at]

    def _of_those(self, claim: Claim, line: Line, slot: Slot) -> Claim | None:
        """ "Of those who arrived this year 3,400 were minors": a part of the group that opens the sentence."""
        lower = line.tokens.lower
        if (
            lower[:2] not in (["of", "those"], ["of", "the"])
            or claim.quantity.kind is not Kind.COUNT
        ):
            return None
        if slot is not line.slots[0] or not self.grammar.be_forms.intersection(
            lower[slot.noun_end : slot.noun_end + 1]
        ):
            return None
        last = line.tokens.lower[slot.noun_end + 1 : slot.noun_end + _GROUP_REACH]
        if not any(self.grammar.is_person(word) for word in last):
            return None
        group = [one for one in line.mentions if one.last <= slot.hedge_first]
        if len({one.cue.measure for one in group}) != 1:
            return None
        first = group[0]
        measure, start = first.cue.measure, line.sentence.span.start
        tokens = line.tokens
        evidence = Evidence(
            "measure", measure, "a part of those",
            start + tokens.starts[first.first], start + tokens.ends[first.last - 1],
        )  # fmt: skip
        return self._measured(replace(claim, relation="subset"), measure, (evidence,))

    def _served_by(
        self, claim: Claim, line: Line, slot: Slot, claims: Sequence[Claim]
    ) -> Claim | None:
        """ "It seeks $97 million to feed 231,000 people": those for whom a sum is asked for."""
        spots = range(len(claims) - 1, max(-1, len(claims) - 1 - _ASKED_BACK), -1)
        spot = next((at for at in spots if claims[at].quantity.kind in COMPARED), -1)
        if spot < 0 or claim.quantity.kind is not Kind.COUNT:
            return None
        last = claims[spot]  # "$41m for six months' needs of five million people": not the months
        measure = self.grammar.purpose_measures.get(last.measure or "")
        if measure is None or last.relation or claim.relation not in {"", "subset", "addition"}:
            return None
        noun = claim.counted.lower().split()[-1:]
        end = line.slots[spot].last
        between = line.tokens.lower[end : slot.hedge_first]
        purpose = not self.words.purposes.isdisjoint(between) and len(between) <= _PURPOSE_REACH
        if not purpose or (noun and not self.grammar.is_person(noun[0])):
            return None
        looking = between[-1:] == ["after"] and "to" in between[-_LOOKING:]  # "to look after 41"
        if not self.grammar.clause_breaks.isdisjoint(between[:-1] if looking else between):
            return None
        evidence = Evidence(
            "measure", measure, f"those for whom {last.quantity.text} is asked",
            last.quantity.span.start, last.quantity.span.end,
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,))

    def _is_of_another(self, claim: Claim, line: Line, slot: Slot, claims: Sequence[Claim]) -> bool:
        """Whether a percentage is a change, a share of things or the old value of one that nothing
        is known of: no share of votes for that its text speaks of an election."""
        change = claim.quantity.change
        if change is Change.EARLIER:
            return bool(claims) and claims[-1].sentence == line.sentence and not claims[-1].measure
        noun = claim.counted.lower().split()[-1:]
        place = any(
            slot.last <= one.first < slot.noun_end and not one.demonym for one in line.places
        )
        things = bool(noun) and (place or self.grammar.is_thing(noun[0]))
        return change is not Change.LEVEL or things

    def _by_context(self, claim: Claim, line: Line, slot: Slot, claims: Sequence[Claim]) -> Claim:
        """What a unit means in its context where no word says it ("46.2C had been reached")."""
        lower = line.tokens.lower
        measure, why = self.bearers.measure(claim.quantity, lower, slot, line.words)
        if measure:
            return self._measured(claim, measure, (Evidence("measure", measure, why),))
        found = self.cues.default(claim.quantity, line.words)
        if found is None:
            told = self._by_topic(claim, line, slot)
            return told if told.measure else self._by_likeness(claim, line, slot)
        if claim.quantity.kind is Kind.PERCENT and self._is_of_another(claim, line, slot, claims):
            return claim
        measure, refined_by = self._refined(found.measure, line, slot, more=False)
        why = f"{found.words} (by its unit)" + (f"; {refined_by}" if refined_by else "")
        return self._measured(claim, measure, (Evidence("measure", measure, why),))

    def _is_unmeasured(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Abstention stood at 28 percent", "3 percent were spoilt": a share that no measure is of."""
        before = lower[max(0, slot.hedge_first - _NEAR_BEFORE) : slot.hedge_first]
        behind = lower[slot.last : slot.noun_end + _NEAR_BEHIND]
        own = before[::-1], behind
        words = (word for near in own for word in itertools.takewhile(lambda one: one != ",", near))
        return not self.grammar.unmeasured.isdisjoint(words)

    def _is_void(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "84,117 ballots were rejected", "3,100 spoilt papers": ballots that nobody's votes are."""
        grammar, end = self.grammar, slot.noun_end
        if not grammar.void.isdisjoint(lower[slot.last : end]):
            return not grammar.ballots.isdisjoint(lower[end - 1 : end])
        if end > slot.last and lower[end - 1] not in grammar.ballots:
            return False
        told = list(itertools.takewhile(lambda word: word != ",", lower[end : end + _NEAR_BEHIND]))
        at = next((at for at, word in enumerate(told) if word in grammar.void), -1)
        return (
            at >= 0
            and not grammar.be_forms.isdisjoint(told[:at])
            and (end > slot.last or not grammar.ballots.isdisjoint(lower[: slot.first]))
        )

    def _is_spoilt(self, tie: Tie, lower: Sequence[str], slot: Slot) -> bool:
        """ "6.1 percent spoilt their ballots", "12 percent of ballots were blank": said of the share
        itself, whatever another word measures."""
        unmeasured, end = self.grammar.unmeasured, slot.noun_end
        named = tie.how == "counted noun" and end + 1 < len(lower)
        if named and lower[end] in self.grammar.be_forms:
            return lower[end + 1] in unmeasured
        behind = lower[slot.last : slot.last + 1]
        return tie.how == "subject" and behind != ["of"] and not unmeasured.isdisjoint(behind)

    def _by_topic(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        """What the sentence before speaks of without a figure: "Fewer people died than was announced.
        The agency lowered the number to 97"."""
        lower = line.tokens.lower
        near = lower[max(0, slot.hedge_first - _TOPIC_REACH) : slot.hedge_first]
        counts = [at for at, word in enumerate(near) if word in self.words.counts]
        bare = claim.quantity.kind is Kind.COUNT and slot.noun_end == slot.last
        if not bare or not counts or not line.before:
            return claim
        if near[counts[-1] - 1 : counts[-1]] != ["the"] or near[counts[-1] + 1 :][:1] == ["of"]:
            return claim
        told = self._people_before(line)
        return self._told_before(claim, line, told, "the sentence before") or claim

    def _people_before(self, line: Line) -> list[Mention]:
        """What the sentence before names that people are counted by."""
        tokens = tokenize(line.before)
        flat = " " + " ".join(tokens.lower) + " "
        named = self.cues.mentions(tokens, frozenset(), flat, frozenset())
        return [one for one in named if "people" in self._unit(one.cue.measure)]

    def _told_before(
        self, claim: Claim, line: Line, told: Sequence[Mention], how: str
    ) -> Claim | None:
        """A claim with the one measure that the sentence before names; None where it names none or several."""
        if len({one.cue.measure for one in told}) != 1:
            return None
        tokens, first = tokenize(line.before), told[0]
        words = tokens.text[tokens.starts[first.first] : tokens.ends[first.last - 1]]
        evidence = Evidence("measure", first.cue.measure, f"{words} ({how})")
        return self._measured(claim, first.cue.measure, (evidence,))

    def _by_question(
        self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim], *, alone: bool
    ) -> Claim | None:
        """ "How many were hurt is disputed. The police count 52": what the sentence before asks, which gives no
        figure itself, whatever was told before it."""
        given = alone and is_given(line, slot, claim.quantity.kind)
        if not given or not self._asks_before(line, earlier):
            return None
        people = self._people_before(line)
        roles = self.grammar.role_measures
        told = [one for one in people if one.cue.measure not in roles] or people
        return self._told_before(claim, line, told, "asked by the sentence before")

    def _asks_before(self, line: Line, earlier: Sequence[Claim]) -> bool:
        """Whether the sentence before asks for a figure and gives none. ``earlier``: the claims so far."""
        index = line.sentence.index
        if not index or (earlier and earlier[-1].sentence.index >= index - 1):
            return False
        return self._asks(f" {' '.join(tokenize(line.before).lower)} ")

    def _asks(self, flat: str) -> bool:
        """Whether a text of tokens asks how many."""
        return any(f" {one} " in flat for one in self.words.asked)

    def with_likely(self, claim: Claim, line: Line, slot: Slot, claims: Sequence[Claim]) -> Claim:
        """ "Some 12,000 slipped over the frontier and 300 came back": what a figure without words of
        its own shares with one of its sentence that was read by likeness."""
        if not any(one.measure_is_likely for one in claims):
            return claim
        if (
            claim.measure is not None
        ):  # "Georgia had 565,000 and Guam 82,000", of what was told before
            led = taken_over(claims[-1])
            if led is None or not led.cue.startswith(IT_IS) or claims[-1].likeness < claim.likeness:
                return claim
            claim = without_measure(claim)
        if self._is_no_count(line.tokens.lower, slot):
            return claim
        inherited = self.leaning.source(claim, (), line, slot, claims, ())
        if inherited is None or not inherited.source.measure_is_likely:
            return claim
        shared = replace(inherited, why=f"{inherited.why} (by likeness)")
        likely = replace(claim, measure_is_likely=True)
        return self._from(likely, shared, line, slot)

    def as_before(self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim:
        """What the figure before counts, in words or by likeness, where another one only stands in for it:
        "survivors say there were 60". ``earlier``: the claims of the article so far."""
        if is_given(line, slot, claim.quantity.kind):
            return self._as_given(claim, line, slot, earlier)
        if claim.measure is not None or not stands_in(line, slot, claim.quantity.kind):
            return claim
        meant = told_before(claim, line, earlier)
        if meant is None:  # "the official rate was 4.8 percent" opens a text
            rate = claim.quantity.kind is Kind.PERCENT
            return self._guessed(claim, line, slot) if rate else claim
        if meant.measure is None:
            return with_its_noun(claim, meant)
        return self._as_meant(claim, meant, line, slot)

    def _as_given(self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim:
        """ "The coast guard sticks to 80": another value of the figure of its size that was told before, which
        says more of it than what sentences like its own tell; never how many speakers there are."""
        own = line.tokens.lower[max(0, slot.hedge_first - _QUESTION) : slot.hedge_first]
        asked = self._asks(f" {' '.join(own)} ") or self._asks_before(line, earlier)
        meant = None if asked else given_before(claim, line, slot, earlier)
        if claim.measure_is_likely and claim.measure in self.grammar.speaking_measures:
            claim = without_measure(claim)
        if meant is None or (claim.measure is not None and not claim.measure_is_likely):
            return claim
        unsure = meant.measure_is_likely and meant.likeness < load_settings().likeness_compared
        if meant.measure is None or unsure:
            counts = claim.measure is None and meant.quantity.kind is claim.quantity.kind
            return with_its_noun(claim, meant) if counts else claim
        if claim.measure is not None and (
            (meant.measure_is_likely and meant.likeness < claim.likeness)
            or claim.measure == self.cues.unrefined(meant.measure)
            or (claim.measure != meant.measure and self._related(claim.measure, meant.measure))
        ):
            return claim
        return self._as_meant(without_measure(claim), meant, line, slot)

    def _as_meant(self, claim: Claim, meant: Claim, line: Line, slot: Slot) -> Claim:
        """A figure with the measure, and where it has no unit the unit, of the one it stands in for."""
        by = " (by likeness)" if meant.measure_is_likely else ""
        if meant.measure_is_likely:
            claim = with_its_noun(claim, meant)
        likely = replace(claim, measure_is_likely=meant.measure_is_likely, likeness=meant.likeness)
        found = self._from(
            likely, Inherited(meant, f"{IT_IS}{meant.quantity.text}{by}"), line, slot
        )
        lends = meant.quantity.kind in {Kind.MEASURE, Kind.MONEY}
        if lends and found.quantity.kind is Kind.COUNT:
            unit = meant.quantity.unit
            quantity = replace(found.quantity, kind=meant.quantity.kind, unit=unit)
            found = replace(found, quantity=quantity, unit=meant.unit)
        return found

    def with_other(self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim:
        """The claim with the measure that sentences like its own give, where that surely is another than
        its words seem to tell; that of the figure for which it stands in. ``earlier``: the claims of the
        article so far."""
        if stands_in(line, slot, claim.quantity.kind) and taken_over(claim) is not None:
            meant = told_before(claim, line, earlier)
            told = meant.in_words if meant is not None else None
            if meant is None or told is None or told.measure != claim.measure:
                return claim
            return replace(
                self._as_meant(without_measure(claim), meant, line, slot), in_words=claim
            )
        found = self.alike.other(claim, line, slot)
        if found is None or self._is_told_before(claim, found[0].value, line):
            return claim
        led = taken_over(claim)
        if led is not None and led.cue.startswith(IT_IS):
            return claim  # "the ministry puts it at 22,000": what "it" is no other sentence tells
        evidence, chance = found
        likely = replace(without_measure(claim), measure_is_likely=True, likeness=chance)
        other = self._measured(likely, evidence.value, (evidence,))
        return replace(other, in_words=claim) if other.measure else claim

    def _is_told_before(self, claim: Claim, likely: str, line: Line) -> bool:
        """ "They linked 8,200 excess deaths to it. The true number could be 9,500, as certificates tell of
        hearts": what an earlier sentence told goes before what this one alone is like, where the two
        measures are easily taken for each other."""
        told = next((one for one in claim.evidence if one.field == "measure"), None)
        if told is None or told.start is None or told.start >= line.sentence.span.start:
            return False
        measures = self.vocabulary.measures
        own, other = measures.get(claim.measure or ""), measures.get(likely)
        if own is None or other is None:
            return False
        return likely in own.not_same_as or own.measure in other.not_same_as

    def _by_likeness(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        """What is counted in sentences like this one, where no word of the vocabulary tells it."""
        if stands_in(line, slot, claim.quantity.kind) or goes_on_alike(line, slot):
            return claim
        return self._guessed(claim, line, slot)

    def _guessed(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        found = self.alike.measure(claim, line, slot)
        if found is None:
            return claim
        evidence, chance = found
        likely = replace(claim, measure_is_likely=True, likeness=chance)
        return self._measured(likely, evidence.value, (evidence,))

    def _unit(self, measure: str) -> list[str]:
        return self.vocabulary.measures[measure].unit.split("|")

    def _measured(
        self,
        claim: Claim,
        measure: str,
        evidence: tuple[Evidence, ...],
        candidates: tuple[str, ...] = (),
    ) -> Claim:
        if claim.quantity.kind is Kind.PERCENT:
            measure = self.grammar.share_measures.get(measure, measure)
            if measure in self.grammar.whole_measures:
                return claim  # "half of the sum it asked for": what came in, not what was asked
        entry = self.vocabulary.measures[measure]
        if _is_part_of_one(claim.quantity) and _WHOLE_ONES.intersection(entry.unit.split("|")):
            return claim  # "6.8" is no number of seats
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

    def _is_lead(self, quantity: Quantity, line: Line, slot: Slot) -> bool:
        """ "Held her seat with a majority of 12,185", "a lead of 41 votes": a difference. A majority of a few hundred
        may be all the seats that a party has."""
        before = line.tokens.lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
        if before[1:] != ["of"] or before[0] not in self.grammar.leads:
            return False
        if not before[0].startswith("majorit"):
            return True
        lower, value = line.tokens.lower, quantity.value
        counted = lower[slot.last : slot.noun_end][-1:]
        # "a majority of 3,400 of the 5,000 members"
        of_all = lower[slot.noun_end : slot.noun_end + 1] == ["of"]
        votes = not of_all and (not counted or counted[0] in self.grammar.ballots)
        return votes and value is not None and value >= _CHAMBER

    def _revision_of(self, measure: str, line: Line, slot: Slot) -> str:
        """The measure that is the size of a measure's revision, where the words say so."""
        if not any(one.change is Change.EARLIER for one in line.quantities):
            return ""
        entry = self.vocabulary.measures.get(measure)
        if entry is None or not _names_revision(line.tokens.lower, slot):
            return ""
        measures = self.vocabulary.measures
        return next(
            (one for one in sorted(self.grammar.revision_measures)
             if one in measures and measure in measures[one].not_same_as), "",
        )  # fmt: skip

    def as_level(self, claim: Claim, earlier: Sequence[Claim]) -> Claim:
        """ "Killed 41 people, with 310 more injured": more than the dead, and no rise of the injured."""
        entry = self.vocabulary.measures.get(claim.measure or "")
        if entry is None or entry.stock_flow is StockFlow.CHANGE or claim.relation != "change":
            return claim
        if not _more_of_another(claim, earlier):
            return claim
        quantity = replace(claim.quantity, change=Change.LEVEL)
        return replace(claim, quantity=quantity, relation="", stock_flow=entry.stock_flow)

    def as_statistic(self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim:
        """The claim without a measure that a whole country has, where one employer is told of, without that
        of those who crossed a border, where who came and went in a year is, and a level without the measure
        of its change. ``earlier``: the claims of the sentence so far."""
        lower = line.tokens.lower
        adds = claim.measure in self.grammar.staff_measures
        staff = adds or (claim.measure_is_likely and claim.measure in self.grammar.jobless_measures)
        staff = staff and (
            self.bearers.has_staff(lower, slot) or (adds and not self._is_of_economy(line, slot))
        )
        turnover = claim.measure in self.grammar.turnover_measures and (
            self.bearers.is_turnover(lower, slot, line.walls)
        )
        if staff or turnover or self._is_level_of_change(claim, line, slot, earlier):
            claim = without_measure(claim)
        return self._as_count(claim) if claim.measure is None else claim

    def _is_level_of_change(
        self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]
    ) -> bool:
        """ "Employment rose by 19,000 to 29.34 million": so many jobs were not added."""
        entry, at = self.vocabulary.measures.get(claim.measure or ""), line.slots.index(slot)
        if entry is None or entry.stock_flow is not StockFlow.CHANGE or not at:
            return False
        between = line.tokens.lower[line.slots[at - 1].noun_end : slot.hedge_first]
        moved = line.quantities[at - 1].change in {Change.INCREASE, Change.DECREASE}
        same = bool(earlier) and earlier[-1].measure == claim.measure  # no revision of it
        return moved and same and between in (["to"], ["at"])

    def _as_count(self, claim: Claim) -> Claim:
        """ "The company will shed 3,100 jobs": a count of the jobs that go, as in "3,100 jobs will go"."""
        heads = load_lexicon().phrases.context.changes.stocks
        noun = claim.counted.lower().split()[-1:]
        moved = claim.quantity.change in {Change.INCREASE, Change.DECREASE}
        if not moved or claim.relation != "change" or heads.isdisjoint(noun):
            return claim
        level = replace(claim.quantity, change=Change.LEVEL)
        return replace(claim, quantity=level, relation="")

    def _is_of_economy(self, line: Line, slot: Slot) -> bool:
        """ "Employers cut 41,000 jobs", "Canada lost 41,000 jobs in May": whose statistic it is, or the month
        that it is of; "it will cut 9,000 jobs" is told of a company."""
        words = self.grammar.topic_words["jobs_added"]
        if not words.isdisjoint(line.words) or not load_lexicon().phrases.months.isdisjoint(
            line.words
        ):
            return True
        lower, locative = line.tokens.lower, self.places.words.locative
        return any(
            one.last <= slot.hedge_first and not one.demonym and one.preposition not in locative
            and lower[one.last : one.last + 1] not in (["'s"], ["-"], ["("], [":"])
            for one in line.places
        )  # fmt: skip

    def _related(self, one: str, other: str) -> bool:
        chain = self.vocabulary.measure_chain
        return one == other or one in chain(other) or other in chain(one)

    def _refined(
        self,
        measure: str,
        line: Line,
        slot: Slot,
        *,
        more: bool,
        part: bool = False,
        percent: bool = False,
    ) -> tuple[str, str]:
        """The narrower measure that refining cues make of one; of a ``part`` what follows it says."""
        lower = line.tokens.lower
        left, right = self.resolver.reach(slot, line.walls, lower)
        if lower[right - 1] == "by" and any(one.hedge_first == right for one in line.walls):
            right -= 1  # "9,500 Britons, whose number will be cut by 500"
        left = slot.first if part else max(left, slot.first - _REFINING_REACH)
        words = list(lower[left : min(right, slot.noun_end + _REFINING_REACH)])
        for mention in line.places:
            inside = left <= mention.first < left + len(words) and not mention.demonym
            if inside and self.places.any_country(mention.places):
                words[mention.first - left] = COUNTRY_MARK
        for at in range(1, len(words)):  # "the institute said on Saturday": when it was said
            if words[at] in _ON and words[at - 1] in load_speaker_words().verbs:
                words[at] = _SPEAKER_MARK
        # "According to the weekly bulletin" says who, not how often.
        for speaker in (one for one in line.speakers if one.cue == "according to"):
            for at in range(max(left, speaker.first), min(speaker.last, left + len(words))):
                words[at - left] = _SPEAKER_MARK
        if more:
            words.append(_MORE_MARK)
        if not part and states_window(line.sentence.text.lower()):
            words.append(_WINDOW_MARK)
        words.extend(_PART_MARK + word for word in _of_its_part(slot, line))
        if slot.noun_end > slot.last:
            words.extend((_COUNTED_MARK, lower[slot.noun_end - 1]))
        if percent:
            words.append(_PERCENT_MARK)
        window = " " + " ".join(words) + " "
        refined, decided = self.cues.refine(measure, window, line.flat)
        turned = self._is_change(refined) and not self._is_change(measure)
        if turned and not more and _is_level(lower, slot):
            return measure, ""  # "the drawdown reduced the force to 2,500": not by 2,500
        return refined, decided

    def _is_change(self, measure: str) -> bool:
        return self.vocabulary.measures[measure].stock_flow is StockFlow.CHANGE

    def _from(self, claim: Claim, inherited: Inherited, line: Line, slot: Slot) -> Claim:
        other = inherited.source
        measure, refined_by = other.measure or "", ""
        if not claim.relation and slot.noun_end == slot.last and _is_margin(line, slot):
            claim = replace(claim, relation="change")  # "to cut its 28,500 troops by 4,000"
        percent = claim.quantity.kind is Kind.PERCENT
        if claim.relation != "share":
            more, part = claim.relation == "change", claim.relation == "subset"
            measure, refined_by = self._refined(
                measure, line, slot, more=more, part=part, percent=percent
            )
        elif percent:
            measure, refined_by = self.cues.refine(measure, f" {_PERCENT_MARK} ", line.flat)
        revised = _revised(claim.quantity, line)
        if not revised and self._is_change(measure) and _is_level(line.tokens.lower, slot):
            level = self.cues.unrefined(measure)
            if not level:
                return claim
            if not self._is_change(level):
                measure, refined_by = level, ""
        if measure in self.grammar.revision_measures and revised:
            measure, refined_by = other.measure or "", ""
        measure = self._revision_of(measure, line, slot) or measure
        evidence = Evidence(
            "measure", measure, f"{inherited.why}; {refined_by}" if refined_by else inherited.why,
            other.quantity.span.start, other.quantity.span.end,
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,))


def _is_hour(lower: Sequence[str], slot: Slot) -> bool:
    """ "Homes were dark, and at five this morning it was still 1,600": when, and not how many."""
    before, grammar = lower[max(0, slot.hedge_first - 2) : slot.hedge_first], load_grammar()
    bare = slot.noun_end == slot.last == slot.first + 1
    if not bare or before[-1:] != ["at"] or before[0] in grammar.level_links - {"at"}:
        return False
    opens = len(before) == 1 or before[0] in _AND or not before[0].isalpha()
    behind = lower[slot.last : slot.last + _DAYTIME_REACH]
    return opens and not grammar.daytimes.isdisjoint(behind)


def _is_pair(lower: Sequence[str], slot: Slot) -> bool:
    """ "So that the two must meet again": those just named."""
    bare = slot.noun_end == slot.last and lower[slot.first] == "two"
    told = lower[slot.last : slot.last + 1]
    return bare and lower[slot.hedge_first - 1 : slot.hedge_first] == ["the"] and (
        not load_coordination().modals.isdisjoint(told)
    )  # fmt: skip


def _of_its_part(slot: Slot, line: Line) -> Sequence[str]:
    """The words behind "half of them" where that part of a figure follows it."""
    lower = line.tokens.lower
    after = next((one for one in line.walls if one.first >= slot.last), None)
    if after is None:
        return ()
    among = lower[max(slot.last, after.hedge_first - 2) : after.hedge_first] == ["among", "them"]
    if not among and tuple(lower[after.last : after.last + 2]) not in PARTS:
        return ()
    return lower[after.last + 2 : after.last + 2 + _PART_REACH]


def _is_of_that(lower: Sequence[str], slot: Slot) -> bool:
    """ "Little more than half of that", "a third of it.": a value against the one before."""
    start = slot.last + (lower[slot.last : slot.last + 1] == ["of"])
    ends = lower[start + 1] if start + 1 < len(lower) else "."
    return lower[start : start + 1] in (["that"], ["this"], ["it"]) and ends in {".", ",", ";"}


_AMONG = 2  # tokens of "among the" before a noun


def _as_part(claim: Claim, tie: Tie, lower: Sequence[str]) -> Claim:
    """ "Four nurses and a driver were among the dead": a predicate that tells of a part, not of all."""
    first = max(0, tie.mention.first - _AMONG)
    among = tie.how in {"predicate", "shared"} and "among" in lower[first : tie.mention.last]
    if not among or claim.relation or claim.quantity.kind is not Kind.COUNT:
        return claim
    return replace(claim, relation="subset")


def _opens_with_whole(lower: Sequence[str], slot: Slot) -> bool:
    """ "Of the 214 miners, 36 died": what befell the part did not befall all."""
    at = slot.hedge_first - 1
    at -= lower[at] in _ARTICLES
    return at >= 0 and lower[at] == "of" and (at == 0 or not lower[at - 1][:1].isalnum())


def _names_revision(lower: Sequence[str], slot: Slot) -> bool:
    """ "From 41,200 to 28,600, a cut of 12,600": the size of what was taken back."""
    return any(
        lower[at] in load_coordination().revision_nouns and lower[at + 1 : at + 2] == ["of"]
        for at in range(max(0, slot.first - _REVISION), slot.first)
    )


_REVISION = 3  # tokens of "cut of some" before the size of a revision


def _revised(quantity: Quantity, line: Line) -> bool:
    """Whether a figure is the old or the new value of "from 41,200 to 28,600", not the change."""
    if quantity.change is Change.EARLIER:
        return True
    at = line.quantities.index(quantity)
    near = [one for one in line.quantities[max(0, at - 1) : at + 2] if one is not quantity]
    joint = line.tokens.lower[max(0, line.slots[at].hedge_first - 1) : line.slots[at].hedge_first]
    return joint in (["to"], ["at"]) and any(one.change is Change.EARLIER for one in near)


_TOLD_BEFORE = 40  # figures of a text that "another 12" may be reckoned from


def settle_addition(claim: Claim, earlier: Sequence[Claim], beside: Sequence[Claim]) -> Claim:
    """ "Another 200 were hurt" after a death toll is the count of the hurt, not a rise of it.

    ``earlier``: the claims of the sentences before, ``beside``: those of the sentence so far.
    """
    if claim.relation == "addition":
        # What raised the count of its sentence is a change of it; anything else stands alone.
        raised = any(one.measure == claim.measure for one in beside)
        return replace(claim, relation="change" if raised else "")
    if not claim.relation and _is_new(claim) and not _named_new(claim):
        return replace(claim, relation="change")  # "398 new deaths"
    if claim.relation != "change" or claim.quantity.change is not Change.LEVEL or not claim.measure:
        return claim
    # "17 were killed ... Another 12 were missing": others than those told before, no rise.
    last = [*earlier[-_TOLD_BEFORE:], *beside][-_TOLD_BEFORE:]
    # A headline tells the same count, no earlier one.
    measures = {one.measure for one in last if one.measure and one.sentence.field != "title"}
    if measures and claim.measure not in measures:
        return replace(claim, relation="")
    return claim


def _behind_aside(tie: Tie, slot: Slot, lower: Sequence[str]) -> bool:
    """Whether a verb stands behind the aside that a part closes: "killing nine people, including two
    nurses, and taking hostages in the hospital" says nothing of the nurses."""
    if tie.how != "predicate" or lower[slot.hedge_first - 1 : slot.hedge_first] != ["including"]:
        return False
    return "," in lower[slot.noun_end : tie.mention.first]


def _more_of_another(claim: Claim, earlier: Sequence[Claim]) -> bool:
    text, start = claim.sentence.text, claim.sentence.span.start
    behind = text[claim.quantity.span.end - start :].split()
    beside = [one for one in earlier if one.sentence == claim.sentence and one.measure]
    if claim.quantity.change is not Change.INCREASE or not beside or claim.measure is None:
        return False
    between = text[beside[-1].quantity.span.end - start : claim.quantity.span.start - start]
    another = claim.measure not in {one.measure for one in beside}
    return another and behind[:1] == ["more"] and behind[1:2] != ["than"] and ";" not in between


def _is_new(claim: Claim) -> bool:
    """Whether new ones are counted, where there might be old ones: "new arrivals" are all who came."""
    words = claim.counted.lower().split()
    return words[:1] == ["new"] and words[-1] not in load_grammar().newcomers


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


def _is_level(lower: Sequence[str], slot: Slot) -> bool:
    """Whether the figure is what something came to ("to 2,500", "the 1,700 already there")."""
    before = lower[max(0, slot.hedge_first - _ON_TOP) : slot.hedge_first]
    if "on top of" in " ".join(before):
        return True  # "another 4,000 on top of the 13,000 it has"
    return (slot.hedge_first > 0 and lower[slot.hedge_first - 1] in _LEVELS) or (
        "already" in lower[slot.last : slot.noun_end + _ALREADY]
    )


def _is_margin(line: Line, slot: Slot) -> bool:
    """ "beat her rival by 424 votes": a difference of two counts, not a count.

    "Passed by 289 votes to 241" gives both counts.
    """
    lower = line.tokens.lower
    tally = lower[slot.noun_end : slot.noun_end + 1] in (["to"], ["against"]) and any(
        other.hedge_first == slot.noun_end + 1 for other in line.slots
    )
    return slot.hedge_first > 0 and lower[slot.hedge_first - 1] == "by" and not tally


def _is_part_of_one(quantity: Quantity) -> bool:
    """Whether a bare number is no whole one."""
    value = quantity.value
    return quantity.kind is Kind.COUNT and value is not None and value != value.to_integral_value()


def _unit_of(quantity: Quantity, unit: str) -> str | None:
    """The unit that is compared: the quantity's own, or for counts the measure's."""
    if quantity.unit is not None:
        return quantity.unit
    options = unit.split("|")
    counted = quantity.counted.lower()
    return next((one for one in options if one.rstrip("s") in counted), options[0])
