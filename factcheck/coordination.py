"""How the figures of one text lean on each other: parts and totals, and what is left out.

A figure that does not say what it counts takes that from the one before: "62 dead, up from 58",
"41 of them children", "1,800 militants were killed, and 190 soldiers".
"""

from __future__ import annotations

import itertools
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.clauses import Slot
from factcheck.grammar import Grammar, load_grammar
from factcheck.inflection import is_participle
from factcheck.lines import COMPARED, Line
from factcheck.measures import Tie
from factcheck.model import Bound, Change, Claim, Kind, Quantity, Role, StockFlow
from factcheck.speakers import load_speaker_words

PART_OF = "part of "  # in front of the whole: the cue of a part
NOUN_LEFT_OUT = "the noun of {} is left out"  # the cue of a figure that has another one's noun
_VALUES_APART = 18  # tokens between two values of one rate ("26.7 % in Nigeria, from 25.8 %")
_COORDINATED = 8  # tokens between two coordinated figures
_STRONG_TIE = 4.5  # a cue this close decides against an ellipsis
_LIST = 6  # tokens of "list of the victims has" in front of a figure
_GROUP_AT = 2  # tokens from a part to the noun of "of the dead"
_FRONTED = 3  # tokens of ", of the" in front of a whole
_OF_THE = (["of", "the"], [",", "of", "the"], [";", "of", "the"], [":", "of", "the"])
_TALLY = 5  # tokens of "to its official tally"
_OWNER = 5  # tokens of "the previous year's"
_THAN = frozenset({"than"})  # "18 percent dearer than a year ago, sugar 31"
_OWNS = frozenset({"'s", "'"})
_THOUGHT = 9  # tokens of "that analysts polled by the agency had forecast"
_AFAR = 1.5  # cost of a predicate that is not right behind a figure
_NEAREST = 4  # tokens between a count and one beside it ("2,600 calls instead of the usual 350")
_NEXT_PARTY = 7  # tokens between the shares of two parties in one list
_POINTS = frozenset({"point", "percentage point"})
_OWN_PREDICATE = 3.0  # what is said of a part itself ("41 of them died")
_LOOSE_TIE = 8.0
_BEFORE = 4  # tokens in front of a figure that may make it a part
_BEHIND = 4
_BACK_BEFORE, _BACK_BEHIND = 8, 3  # tokens around a figure in which "that toll" points back
_DEFINITE = frozenset({"the", "that", "this", "its", "their"})
_NO_VERBS = _DEFINITE | {"a", "an"}
_PLACED = 5  # tokens of "In the Maribor region" in front of "it is still seven"
_FIGURES_BACK = 200  # of a paragraph: a hostile text has thousands
_ITEMS = 2  # the least that a list has
_APPOSED = 4  # tokens of ", a drop of" in front of a percentage
_RANKS = frozenset({"highest", "lowest"})
_KNOWN_RATES = 2  # values of a rate that a text has told before it lists places
_OF_PLACE = 3  # tokens of ", at" between a place and its value
_ROW = 3  # joints of a row of numbers
_ROW_JOINTS = frozenset({("and",), (",",), (",", "and")})
_WHOLES_BACK = 3  # figures before a list among which its whole is looked for
_CLAUSE_MARKS = frozenset({";", ".", ":"})
_RATES = frozenset({StockFlow.RATIO, StockFlow.STOCK})  # of a statistic told in percent


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases of whole words."""

    first: frozenset[str]  # the word that each begins with
    spaced: tuple[str, ...]  # each between spaces

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether one of them stands among some lower-case words."""
        if self.first.isdisjoint(words):
            return False
        text = f" {' '.join(words)} "
        return any(phrase in text for phrase in self.spaced)


@dataclass(frozen=True, slots=True)
class CoordinationWords:
    """Word lists of vocabulary/coordination.toml."""

    back_references: frozenset[str]
    subset: _Phrases
    subset_leads: _Phrases
    total: _Phrases
    additions: frozenset[str]
    coming: frozenset[str]
    arrivals: frozenset[str]
    more_behind: frozenset[str]
    more_before: frozenset[str]
    list_joints: frozenset[str]
    group_joints: frozenset[str]
    coordination: frozenset[str]
    phrase_ends: frozenset[str]
    modals: frozenset[str]
    value_joints: frozenset[str]
    mere: frozenset[str]
    borne: frozenset[str]
    outcome_wholes: frozenset[str]
    revision_nouns: frozenset[str]
    counts: frozenset[str]
    numbers: frozenset[str]
    rates: frozenset[str]
    rate_words: frozenset[str]
    winning_verbs: frozenset[str]
    giving: frozenset[str]  # phrases
    given: frozenset[str]  # phrases
    kept: frozenset[str]  # phrases
    place_has: frozenset[str]
    placed_values: frozenset[str]
    given_ends: frozenset[str]
    asked: frozenset[str]  # phrases
    after_given: frozenset[str]
    own_verbs: frozenset[str]
    listing: frozenset[str]
    turns: frozenset[str]
    owners: frozenset[str]
    goes_on: frozenset[str]
    staying: frozenset[str]
    joins_clause: frozenset[str]
    parting: frozenset[str]
    summing: frozenset[str]
    purposes: frozenset[str]
    held_against: frozenset[str]


@cache
def load_coordination() -> CoordinationWords:
    """Read vocabulary/coordination.toml."""
    path = Path(__file__).parent / "vocabulary" / "coordination.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return CoordinationWords(
        subset=_phrases(raw.pop("subset")),
        subset_leads=_phrases(raw.pop("subset_leads")),
        total=_phrases(raw.pop("total")),
        **{
            name: frozenset(words if isinstance(words, list) else str(words).split())
            for name, words in raw.items()
        },
    )


def _phrases(listed: Sequence[str]) -> _Phrases:
    first = frozenset(phrase.split()[0] for phrase in listed)
    return _Phrases(first, tuple(f" {phrase} " for phrase in listed))


_DESCRIBING = frozenset({"a", "an", "one", "the", "at", "on", "under"})
_WHOLE = 3  # tokens of "112 of the" before the whole


def _is_part(lower: Sequence[str], at: int) -> bool:
    """Whether "of the 987" stands at a token."""
    return (
        at + 2 < len(lower)
        and lower[at] == "of"
        and lower[at + 1] in {"the", "its", "their", "all"}
        and lower[at + 2][:1].isdigit()
    )


def relation_of(lower: Sequence[str], slot: Slot, quantity: Quantity) -> str:
    """What a figure is to the figures around it: subset, change, total, share or blank."""
    words = load_coordination()
    before = _clause_before(lower, slot)
    # Up to a comma: in "154 people, among them 14 firefighters" the 154 are the whole.
    near = lower[slot.last : slot.last + _BEHIND]
    if words.subset.stand_in(near[: near.index(",")] if "," in near else near):
        return "subset"
    led = words.subset.stand_in(before) or words.subset_leads.stand_in(before)
    if led and not _is_list_of(lower, slot) and not _of_other(lower, slot):
        return "subset"
    if _is_part(lower, slot.last):
        return "subset"  # "61 of the 987 people killed"
    of_it = slot.hedge_first >= _WHOLE and _is_part(lower, slot.hedge_first - 2)
    if of_it and lower[slot.hedge_first - _WHOLE][:1].isdigit():
        return "total"
    if quantity.change in {Change.INCREASE, Change.DECREASE}:
        return "change"
    if before and before[-1] in words.additions:
        return "addition"
    behind_it = lower[slot.last : slot.last + 2]
    more = not words.more_behind.isdisjoint(behind_it) and behind_it[0] != ","
    if more or words.more_before.intersection(lower[max(0, slot.first - 2) : slot.first]):
        return "change"
    behind = lower[slot.last : slot.noun_end + _BEHIND]
    if words.total.stand_in(before) or words.total.stand_in(behind):
        return "total"
    if quantity.kind is Kind.COUNT and joins_tally(lower, slot):
        return "change"
    if quantity.kind is Kind.PERCENT and lower[slot.last : slot.last + 1] == ["of"]:
        return "share"
    return ""


def _moves(tie: Tie, slot: Slot, line: Line, previous: Claim) -> bool:
    """ "Output rose 2 percent, with joblessness falling from 4 to 3.6": the old level of another noun."""
    lower, start = line.tokens.lower, _slot_of(previous, line).noun_end
    between = lower[tie.mention.last : slot.hedge_first]
    moving = between[-1:] == ["from"] and "," not in between and len(between) > 1
    return tie.mention.first >= start and moving and between[-2] not in load_coordination().turns


def joins_tally(lower: Sequence[str], slot: Slot) -> bool:
    """ "Added 36 names to its tally of deaths", "struck nine off the list of the missing"."""
    grammar, near = load_grammar(), lower[slot.noun_end : slot.noun_end + _TALLY]
    definite = (
        bool(near) and near[0] in grammar.entries and near[1:2] != [] and near[1] in _DEFINITE
    )
    return definite and not (
        grammar.number_nouns.isdisjoint(near) and grammar.list_nouns.isdisjoint(near)
    )


def _is_list_of(lower: Sequence[str], slot: Slot) -> bool:
    """ "His list of the victims has 79 names": no part of them."""
    grammar, start = load_grammar(), max(1, slot.hedge_first - _LIST)
    of = next((at for at in range(slot.hedge_first - 1, start - 1, -1) if lower[at] == "of"), 0)
    rest = lower[of + 1 : slot.hedge_first]
    if of == 0 or rest[:1] != ["the"] or not all(word.isalpha() for word in rest):
        return False
    return lower[of - 1] in grammar.list_nouns | grammar.number_nouns


def _of_other(lower: Sequence[str], slot: Slot) -> bool:
    """ "90 of them refugees and 5 their hosts": what the words before say is said of another figure.

    Persons of another kind go on with its list ("21 of them Mexicans, 13 Hondurans").
    """
    if slot.noun_end > slot.last and load_grammar().is_person(lower[slot.noun_end - 1]):
        return False
    start = max(1, slot.hedge_first - _BEFORE)
    return any(
        lower[at] == "of" and (lower[at - 1][:1].isdigit() or lower[at - 1] == "that")
        for at in range(start, slot.hedge_first)
    )


def _clause_before(lower: Sequence[str], slot: Slot) -> Sequence[str]:
    start = max(0, slot.hedge_first - _BEFORE)
    for spot in range(slot.hedge_first - 1, start - 1, -1):
        if lower[spot] in _CLAUSE_MARKS:
            return lower[spot + 1 : slot.hedge_first]
    return lower[start : slot.hedge_first]


@dataclass(frozen=True, slots=True)
class Inherited:
    """The figure that says what another one counts, why, and how the two hang together."""

    source: Claim
    why: str
    relation: str = ""


class Leaning:
    """Finds the figure whose measure another one shares."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.words = load_coordination()

    def source(
        self,
        claim: Claim,
        ties: Sequence[Tie],
        line: Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Inherited | None:
        """The figure before that this one leans on, ``None`` where it speaks for itself.

        ``claims`` are those of the sentence so far, ``earlier`` those of the article.
        """
        quantity, lower = claim.quantity, line.tokens.lower
        same = [one for one in claims if one.measure and one.quantity.kind is quantity.kind]
        previous = self._before_aside(same, line, slot)
        weak = not ties or ties[0].cost > _STRONG_TIE
        column = self._in_columns(line, len(claims), claims) if weak else None
        if column is not None:
            return Inherited(column, "in the place of " + column.quantity.text)
        turned = self._turned(quantity, line, slot, claims, untied=not ties)
        if turned is not None:
            return turned
        if previous is not None and quantity.change is Change.EARLIER:
            own = ties and (ties[0].cost < 1.0 or _moves(ties[0], slot, line, previous))
            if not own and not self._is_of_things(claim, slot, previous):
                return Inherited(previous, "the earlier value of the same count")
        if ties and ties[0].mention.cue.words in self.words.counts and slot.noun_end == slot.last:
            topic = self._topic(line, slot, earlier)
            if topic is not None and not same:
                return Inherited(topic, "the count that the article is about")
            if previous is not None:  # "303 seats, well above its last tally of 282"
                return Inherited(previous, "a count like " + previous.quantity.text)
        part = (
            self._part(claim, ties, line, slot, claims, earlier)
            or self._item(claim, ties, line, claims)
            or self._of_list(claim, ties, line, earlier)
        )
        if part is not None:
            return part
        counts = quantity.kind is Kind.COUNT
        if previous is not None and counts and self._adds_to_list(ties, line, slot, previous):
            return Inherited(previous, "coordinated with " + previous.quantity.text)
        if previous is not None and self._is_beside(quantity, ties, line, slot, previous):
            return Inherited(previous, "a second value beside " + previous.quantity.text)
        if ties and ties[0].cost <= _STRONG_TIE:
            return None
        if previous is not None and self._is_reckoned(quantity, line, slot, previous):
            return Inherited(previous, "another value beside " + previous.quantity.text)
        if previous is not None and self._goes_on(previous, line, slot, claims):
            return Inherited(previous, "it is " + previous.quantity.text)
        if previous is not None and self._next_party(
            lower, slot, _slot_of(previous, line), previous
        ):
            return Inherited(previous, "in one list with " + previous.quantity.text)
        if previous is not None and self._leaves_out_verb(previous, line, slot):
            return Inherited(previous, f"the verb of {previous.quantity.text} is left out")
        noun = lower[slot.noun_end - 1] if slot.noun_end > slot.last else ""
        is_people = self._may_be_people(noun, quantity)
        if previous is not None and is_people and quantity.kind is Kind.COUNT:
            between = lower[_slot_of(previous, line).noun_end : slot.hedge_first]
            listed = 0 < len(between) <= _COORDINATED and (
                not set(between) - self.words.coordination
            )
            other = previous.counted.lower().split()
            # "buried 40 houses and 150 people": what befell things is not counted in people
            mixed = bool(noun) and bool(other) and self.grammar.is_thing(other[-1])
            # "41 deaths among the 310 passengers": the whole of which they are a part
            mixed = mixed or list(between[-2:]) in (["among", "the"], ["of", "the"])
            teller = bool(noun) and self._tells_of_next(line, slot, len(claims))
            apart = teller or self._is_described(lower, slot)
            apart = apart or (bool(noun) and self.is_told_apart(lower, slot.noun_end))
            if listed and not mixed and not apart:
                return Inherited(previous, "coordinated with " + previous.quantity.text)
        bare = quantity.kind is Kind.COUNT and (
            slot.noun_end == slot.last
            or (noun in self.words.more_behind and slot.noun_end == slot.last + 1)
        )
        comer = self._comes_too(lower, slot, earlier) if bare and not ties else None
        if comer is not None:
            return Inherited(comer, "those who came, as in " + comer.quantity.text)
        if self._speaks_of_itself(lower, slot) or (bare and self._has_level(ties, line, slot)):
            return None
        if not ties and quantity.unit in _POINTS and claim.relation == "change":
            rate = next((one for one in reversed(claims) if _is_rate(one)), None)
            if rate is not None:
                return Inherited(rate, "points of " + rate.quantity.text, "change")
        if bare and previous is not None and not self._stands_alone(previous, line, slot, claims):
            told = self._in_toll(same, line, slot) or previous
            return Inherited(
                told,
                NOUN_LEFT_OUT.format(told.quantity.text),
                told.relation if self._goes_on_alike(told, line, slot) else "",
            )
        if (ties and ties[0].cost <= _LOOSE_TIE) or previous is not None:
            return None
        rate = self._rate(claim, line, slot, claims, earlier)
        if rate is not None:
            return Inherited(
                rate, "the rate that the article is about, as in " + rate.quantity.text
            )
        return self._reference_back(claim, line, slot, earlier, bare=bare, is_people=is_people)

    def _before_aside(self, same: Sequence[Claim], line: Line, slot: Slot) -> Claim | None:
        """The figure that one in a new clause may lean on: "86 were brought out, 14 of them injured, but
        21 remain below" says nothing of injuries of the 21."""
        last = same[-1] if same else None
        if last is None or last.relation != "subset":
            return last
        between = line.tokens.lower[_slot_of(last, line).noun_end : slot.hedge_first]
        if between[:1] == [","] and between[1:2] != [] and between[1] in self.words.held_against:
            # "41 breaches, including nine blasts, compared with 78 the day before": of all, as the aside is over
            return next((one for one in reversed(same) if one.relation != "subset"), last)
        own = any(one.field == "measure" and "part of" not in one.cue for one in last.evidence)
        if not own or "but" not in between:
            return last
        return next((one for one in reversed(same) if one.relation != "subset"), None)

    def _risen(
        self, quantity: Quantity, line: Line, slot: Slot, claims: Sequence[Claim]
    ) -> Claim | None:
        """ "640 murders, a drop of 12 percent": by how much the count or sum before it rose or fell."""
        moved = quantity.change in {Change.INCREASE, Change.DECREASE}
        if quantity.kind is not Kind.PERCENT or not moved or not claims or not claims[-1].measure:
            return None
        last, before = (
            claims[-1],
            line.tokens.lower[max(0, slot.hedge_first - _APPOSED) : slot.hedge_first],
        )
        apposed = len(before) == _APPOSED and before[0] == "," and before[1] in {"a", "an"}
        shares = self.grammar.share_measures
        if not apposed or before[-1] not in {"of", "by"} or last.measure in shares:
            return None
        level = last.quantity.kind in {Kind.COUNT, Kind.MONEY} and last.relation == ""
        return last if level and last.quantity.change is Change.LEVEL else None

    @staticmethod
    def _in_columns(line: Line, number: int, claims: Sequence[Claim]) -> Claim | None:
        """ "Peru had 41 cases and 12 deaths, Chile 31 and 9": the bare numbers of a row count, each in
        its place, what those of the row before count."""
        lower, slots = line.tokens.lower, line.slots

        def joined(at: int) -> bool:
            one, other = slots[at], slots[at + 1]
            between = tuple(lower[one.last : other.hedge_first])
            return between in _ROW_JOINTS and _is_bare(line, at) and _is_bare(line, at + 1)

        first = last = number
        while first and number - first < _ROW and joined(first - 1):
            first -= 1
        while last + 1 < len(slots) and last - first < _ROW and joined(last):
            last += 1
        size = last + 1 - first
        if size == 1 or lower[slots[last].hedge_first - 1] != "and":
            return None
        row = claims[max(0, first - size) : first]
        counts = all(one.measure and one.quantity.kind is Kind.COUNT for one in row)
        measures = {one.measure for one in row}
        return row[number - first] if counts and size == len(row) == len(measures) else None

    def _comes_too(
        self, lower: Sequence[str], slot: Slot, earlier: Sequence[Claim]
    ) -> Claim | None:
        """The last count of arrivals before a bare number of those who came: "about 400 arrived"."""
        at = slot.noun_end + (
            not self.grammar.have_forms.isdisjoint(lower[slot.noun_end : slot.noun_end + 1])
        )
        if self.words.coming.isdisjoint(lower[at : at + 1]):
            return None
        told = (one for one in reversed(earlier[-_FIGURES_BACK:]) if one.measure)
        return next((one for one in told if one.measure in self.words.arrivals), None)

    def _part(
        self,
        claim: Claim,
        ties: Sequence[Tie],
        line: Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Inherited | None:
        """ "41 of them children", "96 percent of them", "22 million people, three in four, need"."""
        kind = claim.quantity.kind
        if kind not in {Kind.COUNT, Kind.PERCENT, Kind.MONEY}:
            return None
        behind = line.tokens.lower[slot.last : slot.last + 1]
        if (
            kind is Kind.COUNT
            and behind == ["of"]
            and any(slot.last < one.first <= slot.last + _WHOLE for one in line.slots)
        ):
            return None  # "9 of the 61 had gone home": their whole stands behind
        wholes = (one for one in reversed(claims) if one.measure and _is_whole_of(kind, one))
        whole = next(wholes, None)
        group = self._group(line, slot)
        if whole is not None and group and whole.measure not in group:
            whole = next((one for one in wholes if one.measure in group), whole)
        whole = whole or self._measured_whole(claim, line, claims)
        if whole is None and claim.relation == "subset":
            kinds = {kind, Kind.COUNT} if kind is Kind.PERCENT else {kind}
            whole = self._last_of_paragraph(line, earlier, kinds)
            if whole is not None and not ties:
                relation = "share" if kind is Kind.PERCENT else "subset"
                return Inherited(whole, PART_OF + whole.quantity.text, relation)
            return None
        if whole is None:
            return None
        own = self._is_own(ties) or self._is_asked(ties, whole)
        if claim.relation == "subset" and not own:
            relation = "share" if kind is Kind.PERCENT else "subset"
            return Inherited(whole, PART_OF + whole.quantity.text, relation)
        if kind is Kind.PERCENT and whole.quantity.kind is Kind.COUNT and not own:
            lower = line.tokens.lower
            between = lower[_slot_of(whole, line).noun_end : slot.hedge_first]
            weak = not ties or ties[0].cost > _STRONG_TIE or claim.quantity.fraction
            aside = between[:1] and between[0] in {",", "–", "—", "(", "-"}
            told = (aside and between[1:] in ([], ["or"])) or list(between[-2:]) == [",", "or"]
            first = _slot_of(whole, line).hedge_first
            # "Of the 9,134 people who died, half were women"
            told = told or (
                between[-1:] == [","]
                and lower[max(0, first - _FRONTED) : first] in _OF_THE
                and not self._speaks_of_itself(lower, slot)
            )
            if told and weak:
                return Inherited(whole, "a share beside " + whole.quantity.text, "share")
        return None

    def _measured_whole(self, claim: Claim, line: Line, claims: Sequence[Claim]) -> Claim | None:
        """ "10.3 million hectares burned, 5 million of them in the north": a part told without its unit."""
        last = claims[-1] if claims else None
        count = claim.quantity.kind is Kind.COUNT
        bare = count and claim.relation == "subset" and not claim.counted
        if last is None or not bare or last.quantity.kind is not Kind.MEASURE or not last.measure:
            return None
        slot = line.slots[len(claims)]
        return last if line.tokens.lower[slot.last : slot.last + 1] == ["of"] else None

    def _group(self, line: Line, slot: Slot) -> frozenset[str]:
        """What those are that a part is of: "490 of the dead" are no part of the wounded."""
        if line.tokens.lower[slot.last : slot.last + 1] != ["of"]:
            return frozenset()
        return frozenset(
            one.cue.measure for one in line.mentions if one.first == slot.last + _GROUP_AT
        )

    def _item(
        self, claim: Claim, ties: Sequence[Tie], line: Line, claims: Sequence[Claim]
    ) -> Inherited | None:
        """ "23 people died: 12 soldiers, two officials and nine farmers": the items add up to the whole."""
        if claim.quantity.kind is not Kind.COUNT or self._is_own(ties):
            return None
        spot = len(claims)
        for at, last in reversed(line.wholes):
            if not at < spot <= last:
                continue
            whole = claims[at]
            level = whole.quantity.change is Change.LEVEL
            if level and whole.measure and self._is_like(claim, whole):
                if self._is_asked(ties, whole):
                    return None
                return Inherited(whole, "an item of " + whole.quantity.text, "subset")
        return None

    def _of_list(
        self, claim: Claim, ties: Sequence[Tie], line: Line, earlier: Sequence[Claim]
    ) -> Inherited | None:
        """ "Some 23 people died. He listed 12 soldiers, two officials and nine farmers": the counts of
        a sentence that add up to the one before."""
        if claim.quantity.kind is not Kind.COUNT or self._is_own(ties):
            return None
        lead = set(line.tokens.lower[: line.slots[0].hedge_first])
        if not lead & self.words.listing or lead & self.grammar.have_forms:
            return None  # "Officers arrested 10 men and 20 women", "it has 10 nurses"
        items = [one for one in line.quantities if one.kind is Kind.COUNT]
        values = [one.value for one in items if one.bound is Bound.EXACT and one.value]
        if len(values) < _ITEMS or len(values) < len(items):
            return None
        whole = next(
            (one for one in reversed(earlier[-_WHOLES_BACK:])
             if one.measure and one.quantity.kind is Kind.COUNT
             and one.quantity.change is Change.LEVEL and one.quantity.value == sum(values)),
            None,
        )  # fmt: skip
        if whole is None or not self._is_like(claim, whole):
            return None
        return Inherited(whole, "an item of " + whole.quantity.text, "subset")

    def _is_of_things(self, claim: Claim, slot: Slot, previous: Claim) -> bool:
        """ "Picked up 345 people from four boats": where those counted were, no earlier count."""
        if claim.quantity.kind is not Kind.COUNT or slot.noun_end == slot.last:
            return False
        own, other = (one.counted.lower().split()[-1:] for one in (claim, previous))
        return bool(own) and self.grammar.is_thing(own[0]) and own != other

    def _is_like(self, item: Claim, whole: Claim) -> bool:
        """Whether both count people, or the whole counts things: no "7 guns" of 12 dead."""
        own, other = (one.counted.lower().split()[-1:] for one in (item, whole))
        people = not other or self.grammar.is_person(other[0])
        return not people or not own or self.grammar.is_person(own[0])

    def _is_own(self, ties: Sequence[Tie]) -> bool:
        """Whether a predicate or a telling noun of its own says what a part counts."""
        return bool(ties) and not self._is_of_all(ties) and ties[0].cost < _OWN_PREDICATE and (
            ties[0].how in {"predicate", "object"}
            or ties[0].mention.cue.part == "ellipsis"
            or (ties[0].how == "counted noun"
                and ties[0].mention.cue.measure not in self.grammar.role_measures)
        )  # fmt: skip

    def _is_of_all(self, ties: Sequence[Tie]) -> bool:
        """ "Of whom 2.8 million live in the south": what a part does is no measure of all that live."""
        return bool(ties) and ties[0].mention.cue.measure in self.grammar.whole_measures

    def _is_asked(self, ties: Sequence[Tie], whole: Claim) -> bool:
        """ "Aid for 231 people, 136 of them refugees": of those who need it any noun says more."""
        asked = whole.measure in self.grammar.purpose_measures.values()
        own = bool(ties) and not self._is_of_all(ties)
        return asked and own and ties[0].cost <= _STRONG_TIE

    def _adds_to_list(self, ties: Sequence[Tie], line: Line, slot: Slot, previous: Claim) -> bool:
        """ "... militants had been killed in May, and 190 soldiers": only who they are is new."""
        lower = line.tokens.lower
        noun = lower[slot.noun_end - 1] if slot.noun_end > slot.last else ""
        role = (not ties and self.grammar.is_person(noun)) or (
            bool(ties)
            and ties[0].how == "counted noun"
            and ties[0].mention.cue.measure in self.grammar.role_measures
        )
        if not role or previous.measure in self.grammar.role_measures:
            return False
        parties = self.grammar.party_measures
        if ties and previous.measure in parties and ties[0].mention.cue.measure in parties:
            return False  # "47.8 percent of them and 72 of the 135 seats"
        if self.is_told_apart(lower, slot.noun_end):
            return False
        joined = slot.hedge_first and lower[slot.hedge_first - 1] in {"and", ","}
        end = lower[slot.noun_end] if slot.noun_end < len(lower) else "."
        return bool(joined) and end in self.words.phrase_ends

    def _is_beside(
        self, quantity: Quantity, ties: Sequence[Tie], line: Line, slot: Slot, previous: Claim
    ) -> bool:
        """ "26.7 percent in Nigeria, from 25.8 percent", "above the 10.7% forecast by those polled"."""
        lower, start = line.tokens.lower, _slot_of(previous, line).noun_end
        if not _is_alike(quantity, previous.quantity):
            return False
        if slot.hedge_first - start <= _VALUES_APART and self._is_thought(quantity, lower, slot):
            return True
        if quantity.kind is Kind.COUNT:
            return False
        spot = self._beside_from(lower, slot, start)
        if spot - start > _VALUES_APART or lower[spot - 1] not in self.words.value_joints:
            return False
        done = lower[spot - 1] == "by" and quantity.change is Change.LEVEL
        if done and lower[spot - 2] not in self.words.coordination:
            return False  # "after the state devalued the peso by 54 percent": done to another
        own = bool(ties) and (ties[0].how != "predicate" or ties[0].cost < _AFAR)
        return spot > start and (not ties or (spot < slot.hedge_first and not own))

    def _beside_from(self, lower: Sequence[str], slot: Slot, start: int) -> int:
        """The token at which a value begins with what belongs to it: "twice [the 12.8 percent of May]",
        "above [Accra's 23 percent]", "and [just 5.4 percent]"."""
        spot = slot.hedge_first
        while spot > start and (lower[spot - 1] in _DEFINITE or lower[spot - 1] in self.words.mere):
            spot -= 1
        if lower[spot - 1] not in _OWNS:
            return spot
        at = spot - 1
        while at > start and spot - at <= _OWNER and lower[at - 1] not in self.words.value_joints:
            at -= 1
        owner = lower[at : spot - 1]
        named = owner and owner[0].isalpha() and owner[0] not in self.grammar.pronouns
        plain = not any(self._links(word) and word not in _NO_VERBS for word in owner)
        return at if named and plain and spot - at <= _OWNER else spot

    def _is_thought(self, quantity: Quantity, lower: Sequence[str], slot: Slot) -> bool:
        """ "Short of the 3.3 percent that analysts had forecast": what the value before was thought or
        first said to be."""
        if lower[slot.hedge_first - 1] != "the":
            return False
        behind = itertools.takewhile(
            lambda word: word not in _CLAUSE_MARKS and word != ",",
            lower[slot.last : slot.last + _THOUGHT],
        )
        told = list(behind)
        verb = next((at for at, one in enumerate(told) if one in load_speaker_words().verbs), -1)
        had = not self.grammar.have_forms.isdisjoint(told[: max(0, verb)])
        if quantity.kind is not Kind.COUNT:
            return had or told[verb + 1 : verb + 2] == ["by"]
        noun = slot.noun_end - slot.last
        teller = noun and self.grammar.is_person(lower[slot.noun_end - 1])
        return had and (not noun or (bool(teller) and told[noun] in self.grammar.have_forms))

    def _is_reckoned(self, quantity: Quantity, line: Line, slot: Slot, previous: Claim) -> bool:
        """ "Inflation fell to 64.3%; the government sees 24.9% by next year": a value that is all that
        somebody says."""
        if quantity.kind is Kind.COUNT or quantity.unit != previous.quantity.unit:
            return False
        lower, words = line.tokens.lower, load_speaker_words()
        verb = lower[slot.hedge_first - 1]
        said = verb in words.verbs or verb in words.seeing
        follows = lower[slot.last : slot.last + 1]
        near = slot.hedge_first - _slot_of(previous, line).noun_end <= _VALUES_APART
        level = quantity.change is Change.LEVEL and slot.noun_end == slot.last
        return said and near and level and follows != ["of"]

    def _goes_on(self, previous: Claim, line: Line, slot: Slot, claims: Sequence[Claim]) -> bool:
        """ "Turnout was 85 percent; it topped 91 percent in the east but was only 75 in the west"."""
        last = next((one for one in reversed(claims) if one.quantity.kind in COMPARED), None)
        if previous is not last or previous.quantity.kind is Kind.COUNT:
            return False
        lower, start = line.tokens.lower, _slot_of(previous, line).noun_end
        spots = range(max(start, slot.hedge_first - _NEXT_PARTY), slot.hedge_first)
        joint = next((at for at in reversed(spots) if lower[at] in self.words.goes_on), -1)
        if joint < 0:
            return self._is_it(lower, slot)
        told = lower[joint + 1 : slot.hedge_first]
        verb = bool(told) and told[0] not in _NO_VERBS and told[0] not in self.words.value_joints
        return (verb and self._links(told[0]) and all(
            self._links(word) or word in self.grammar.object_skips for word in told
        )) or self._is_it(lower, slot)  # fmt: skip

    def _links(self, word: str) -> bool:
        return word in self.grammar.level_links or word in self.grammar.auxiliaries

    @staticmethod
    def _tells_of_next(line: Line, slot: Slot, number: int) -> bool:
        """ "The army spoke of 41 dead and one official of 50": who gives the next figure."""
        after = line.slots[number + 1 : number + 2]
        of = line.tokens.lower[slot.noun_end : slot.noun_end + 1] == ["of"]
        return of and bool(after) and after[0].hedge_first == slot.noun_end + 1

    def _stands_alone(
        self, previous: Claim, line: Line, slot: Slot, claims: Sequence[Claim]
    ) -> bool:
        """Whether a bare number leaves out no noun of the last figure that has a measure."""
        lower = line.tokens.lower
        if self._opens_clause(previous, line, slot):
            return True
        before = lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
        told = self.grammar.relatives.intersection(lower[slot.last : slot.last + 1])
        if told and before[-1:] == ["the"] and before[0] in self.words.list_joints:
            return True  # "4,100 are homeless, and the 310 who lost relatives get 2,000 euros"
        owned = lower[slot.last : slot.last + 1]
        if owned and owned[0] in self.words.owners and lower[slot.hedge_first - 1] != "the":
            return True  # "136,000 refugees and 95,000 their hosts"
        went = self.words.parting.intersection(lower[slot.last : slot.last + 1])
        if went and previous.measure not in self.grammar.crossing_measures:
            return True  # "of 41, only 12 came back"
        verb = lower[slot.hedge_first - 1]
        if verb.endswith(("ed", "ing")) and self._is_other_act(verb, previous):
            return True  # "... killed 41 people, as though the village had received 3 million"
        last = claims[-1]
        if last is previous or last.quantity.kind is not Kind.COUNT or not last.counted:
            return False
        between = lower[_slot_of(last, line).noun_end : slot.hedge_first]
        # "41 homes burned; crews took 2,600 calls instead of the usual 350": the nearest noun
        beside = 0 < len(between) <= _NEAREST and list(between) != ["of"]
        return beside and not {",", "and"}.intersection(between)

    def _is_other_act(self, verb: str, previous: Claim) -> bool:
        """Whether a verb that no cue knows does something else to what was counted before; where the
        noun alone said what is counted ("25 cases; its neighbour has notified 41"), it does not."""
        grammar, words = self.grammar, self.words
        if verb in grammar.level_links or verb in grammar.transparent or verb in words.coordination:
            return False
        if verb in words.summing:
            return False
        named = any(
            one.field == "measure" and one.cue.endswith("(counted noun)")
            for one in previous.evidence
        )
        return not named and verb not in load_speaker_words().verbs

    def _in_toll(self, same: Sequence[Claim], line: Line, slot: Slot) -> Claim | None:
        """ "It lowered its toll to 41 dead and 90 missing, after a report had given 113": a bare number
        in a clause of its own is of the count that its sentence is about."""
        lower = line.tokens.lower
        between = lower[_slot_of(same[-1], line).noun_end : slot.hedge_first]
        breaks = self.grammar.clause_breaks
        if len(between) > _VALUES_APART or not any(
            word in breaks for word in between if word != "than"
        ):
            return None
        heads = {
            one.cue.measure
            for one in line.mentions
            if one.last < slot.first
            and self.grammar.number_nouns.intersection(lower[one.first : one.last])
        }
        return next((one for one in reversed(same) if one.measure in heads), None)

    def _goes_on_alike(self, told: Claim, line: Line, slot: Slot) -> bool:
        """ "14 of the dead came from Arnvik, nine from Quillby": the nine are some of them as well."""
        lower = line.tokens.lower
        behind = lower[slot.last : slot.last + 1]
        between = lower[_slot_of(told, line).noun_end : slot.hedge_first]
        return told.relation == "subset" and behind == ["from"] and "from" in between

    def _has_level(self, ties: Sequence[Tie], line: Line, slot: Slot) -> bool:
        """ "The toll from the fire that destroyed 40 homes rose to 12": a number noun in front of a
        relative clause has the level."""
        if not ties or ties[0].how != "subject" or ties[0].mention.last > slot.hedge_first:
            return False
        lower, head = line.tokens.lower, ties[0].mention
        if self.grammar.number_nouns.isdisjoint(lower[head.first : head.last]):
            return False
        between = lower[head.last : slot.hedge_first]
        told = between[-1:] in (["to"], ["at"]) and between[-2:-1] != []
        return told and not self.grammar.relatives.isdisjoint(between) and self._links(between[-2])

    def _leaves_out_verb(self, previous: Claim, line: Line, slot: Slot) -> bool:
        """ "Prices rose 3.1 percent in Spain, Portugal 2.9": what a name is told of without a verb."""
        if previous.quantity.kind is Kind.COUNT or slot.noun_end > slot.last:
            return False
        lower, start = line.tokens.lower, _slot_of(previous, line).noun_end
        spots = range(max(start, slot.hedge_first - _NEXT_PARTY), slot.hedge_first)
        joint = next((at for at in reversed(spots) if lower[at] in self.words.list_joints), -1)
        told = range(joint + 1, slot.hedge_first)
        ends = lower[slot.last : slot.last + 1]
        if joint < 0 or not told or slot.hedge_first - start > _VALUES_APART:
            return False
        names = any(line.tokens.words[at][0].isupper() for at in told)
        names = names or self._bears(previous, line, told)
        between = lower[start : slot.hedge_first]
        plain = self.grammar.auxiliaries.isdisjoint(between)
        plain = plain and (self.grammar.clause_breaks - _THAN).isdisjoint(between)
        return names and plain and (not ends or ends[0] in self.words.phrase_ends)

    def _bears(self, previous: Claim, line: Line, told: range) -> bool:
        """Whether some tokens are one more of what a measure is told of ("bread is 18 percent dearer,
        sugar 31"): the figure before names its own such bearer and not the measure itself."""
        if previous.measure not in self.words.borne:
            return False
        last = previous.quantity.subject.lower().split()[-1:]
        cues = [one.cue.lower() for one in previous.evidence if one.field == "measure"]
        if previous.measure_is_likely:
            cues = []
        named = any(last and cue.partition(" (")[0].endswith(last[0]) for cue in cues)
        return not named and _stands_before(line, told)

    def _opens_clause(self, previous: Claim, line: Line, slot: Slot) -> bool:
        """ "14 were hurt, as 288,000 blocked the roads": a number with a clause of its own."""
        between = line.tokens.lower[_slot_of(previous, line).noun_end : slot.hedge_first]
        return between[-2:] in ([",", "as"], [",", "while"])

    def _next_party(self, lower: Sequence[str], slot: Slot, last: Slot, previous: Claim) -> bool:
        """ "The socialists got 29.8 percent and the liberals 27 percent": the next of one list."""
        if previous.measure not in self.grammar.party_measures:
            return False
        if previous.quantity.kind is not Kind.PERCENT:
            return False
        between = lower[last.noun_end : slot.hedge_first]
        return (
            1 < len(between) <= _NEXT_PARTY
            and between[0] in {",", "and"}
            and self.grammar.auxiliaries.isdisjoint(between)
            and self.grammar.clause_breaks.isdisjoint(between)
        )

    def _is_described(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Five million are one step from famine": a predicate that says what they are."""
        behind = lower[slot.last : slot.last + 2]
        return bool(behind) and behind[0] in self.grammar.be_forms and behind[-1] in _DESCRIBING

    def _speaks_of_itself(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "3,800 are confined", "12 can operate": a predicate that no cue knows is not that of the figure before."""
        behind = lower[slot.last : slot.last + 2]
        if len(behind) < 2:  # noqa: PLR2004 - an auxiliary and its verb
            return False
        others = behind[0] in self.words.more_behind
        if others and behind[1] in self.words.own_verbs:
            return True  # "85 others swam to shore"
        if self._is_described(lower, slot):
            return True
        if behind[0] in self.words.modals:
            return True
        if behind[0] in self.grammar.have_forms and behind[1] != "been":
            return True  # "and 1,100 have had no visit"; not: "and 270 have been confirmed"
        ends = behind[1] in self.words.phrase_ends
        if behind[0] in self.words.staying and not ends:
            return True  # "but 21 remain below"
        if ends and behind[0].endswith("ed") and behind[0] not in self.grammar.transparent:
            return True  # "two were killed and three captured."
        taken = self._behind_adverbs(lower, slot.last)
        joined = lower[slot.hedge_first - 1] in self.words.joins_clause
        sure = taken > slot.last or "".join(lower[taken : taken + 1]).endswith("ed")
        if joined and sure and self._is_act(lower, taken) and taken + 1 < len(lower):
            return lower[taken + 1] in self.grammar.phrase_openers or lower[taken + 1] == "to"
        return self.is_told_apart(lower, slot.last)

    def is_told_apart(self, lower: Sequence[str], at: int) -> bool:
        """ "27,000 were still cut off", "26 women were let go": a passive that no cue knows."""
        at += 2 * (lower[at : at + 1] == ["and"])  # "26 women and infants were let go"
        be = lower[at : at + 1]
        if not be or be[0] not in self.grammar.be_forms:
            return False
        at = self._behind_adverbs(lower, at + 1)
        at += lower[at : at + 1] == ["being"]  # "7 are still being looked for"
        return self._is_act(lower, at)

    def _behind_adverbs(self, lower: Sequence[str], at: int) -> int:
        """The first token from one on that is no adverb."""
        while at < len(lower) and lower[at] in self.grammar.adverbs:
            at += 1
        return at

    def _is_act(self, lower: Sequence[str], at: int) -> bool:
        """Whether the participle of a verb of its own stands at a token."""
        verb = lower[at] if at < len(lower) else ""
        grammar = self.grammar
        if verb in grammar.transparent or verb in grammar.phrase_openers:
            return False
        return verb.endswith("ing") or is_participle(verb)

    @staticmethod
    def _last_of_paragraph(
        line: Line, earlier: Sequence[Claim], kinds: Collection[Kind]
    ) -> Claim | None:
        """The last figure of the paragraph with a measure; of a part and its whole, the whole."""
        own, part = line.sentence, None
        for one in reversed(earlier[-_FIGURES_BACK:]):
            # Claims stand in the order of the text; a title's has the number of a paragraph too.
            if one.sentence.field == own.field and one.sentence.paragraph != own.paragraph:
                break
            if (
                one.measure
                and one.sentence.paragraph == own.paragraph
                and one.quantity.kind in kinds
                and one.role is Role.CLAIM
            ):
                if part is not None and one.measure != part.measure:
                    break
                if one.relation != "subset":
                    return one
                part = part or one
        return part

    def _turned(
        self, quantity: Quantity, line: Line, slot: Slot, claims: Sequence[Claim], *, untied: bool
    ) -> Inherited | None:
        """The level that a change belongs to, or the change that led to a level."""
        risen = self._risen(quantity, line, slot, claims) if untied else None
        if risen is not None:
            return Inherited(risen, f"what {risen.quantity.text} rose or fell by", "change")
        if claims and claims[-1].measure and _is_new_level(quantity, line, slot, claims[-1]):
            return Inherited(claims[-1], f"what it came to by {claims[-1].quantity.text}")
        return None

    def _may_be_people(self, noun: str, quantity: Quantity) -> bool:
        """Whether people can be counted: by the noun behind the number, or, where an old value leaves it out, by the one
        that it shares ("69 aid lorries a day came, down from 500")."""
        if noun:
            return self.grammar.is_person(noun) or noun in self.words.more_behind
        shared = (quantity.counted.lower().split() or [""])[-1]
        return quantity.change is not Change.EARLIER or not self.grammar.is_thing(shared)

    def _reference_back(
        self,
        claim: Claim,
        line: Line,
        slot: Slot,
        earlier: Sequence[Claim],
        *,
        bare: bool,
        is_people: bool,
    ) -> Inherited | None:
        """ "That toll rose to 58": the last figure of the paragraph says what is counted."""
        last = self._last_of_paragraph(line, earlier, {claim.quantity.kind})
        lower = line.tokens.lower
        topic = self._topic(line, slot, earlier)
        if bare and topic is not None:
            near = topic.sentence.index == line.sentence.index - 1
            told = "refers back to " if near else "the count that the article is about, as in "
            return Inherited(topic, told + topic.quantity.text)
        won = lower[slot.hedge_first - 1 : slot.hedge_first]
        if last is None and bare and won and won[0] in self.words.winning_verbs:
            last = (
                earlier[-1]
                if earlier and earlier[-1].measure in self.grammar.party_measures
                else None
            )
        refers = {
            *lower[max(0, slot.first - _BACK_BEFORE) : slot.first],
            *lower[slot.last : slot.last + _BACK_BEHIND],
        }
        names = self.words.back_references
        if claim.quantity.kind is Kind.PERCENT:
            names |= self.grammar.share_nouns  # "elsewhere the share is 27 percent"
        named = slot.noun_end > slot.last  # "It has 1,900 firefighters"
        value = last or self._just_before(line, earlier, claim.quantity.kind)
        if (
            value is not None
            and not named
            and (
                self._is_it(lower, slot)
                or _put_at(lower, slot)
                or self._is_given(claim, value, line, slot)
            )
        ):
            return Inherited(value, "it is " + value.quantity.text)
        if last is not None and is_people and (bare or refers & names):
            return Inherited(last, "refers back to " + last.quantity.text)
        return None

    def _rate(
        self,
        claim: Claim,
        line: Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Claim | None:
        """ "In the capital the rate was 4.8 percent": the only statistic of which the text before gave
        a percentage, where nothing but plain words stand beside the noun ("the annual rate")."""
        if claim.quantity.kind is not Kind.PERCENT or claim.relation:
            return None
        lower = line.tokens.lower
        before = [one for one in claims if one.measure or one.quantity.kind is Kind.PERCENT]
        start = max(
            (at + 1 for at in range(slot.hedge_first) if lower[at] in _CLAUSE_MARKS), default=0
        )
        noun = next(
            (at for at in range(start, slot.hedge_first) if lower[at] in self.words.rates), None
        )
        placed = noun is None and not before and self._is_of_place(line, slot)
        if not placed and (noun is None or not self._is_plain(lower, noun)):
            return None
        known = [
            one
            for one in (*earlier[-_FIGURES_BACK:], *claims)
            if _is_rate(one)
            and one.stock_flow in _RATES
            and one.measure not in self.grammar.party_measures
        ]
        if placed and len(known) < _KNOWN_RATES:
            return None
        return known[-1] if len({one.measure for one in known}) == 1 else None

    def _is_of_place(self, line: Line, slot: Slot) -> bool:
        """ "Lugo with 18.2 percent", "Vigo (17 percent)": a percentage that only its place tells of."""
        lower = line.tokens.lower
        place = next((one for one in reversed(line.places) if one.last <= slot.hedge_first), None)
        if place is None or place.demonym:
            return False
        between = lower[place.last : slot.hedge_first]
        ends = lower[slot.last : slot.last + 1]
        subject = line.quantities[line.slots.index(slot)].subject.lower().split()
        named = subject == lower[place.first : place.last]
        ranked = all(word.rstrip("s") in self.words.rates | _RANKS for word in subject)
        return (
            (named or (ranked and bool(subject)))
            and 0 < len(between) <= _OF_PLACE
            and self.words.placed_values.issuperset(between)
            and (not ends or ends[0] in self.words.phrase_ends)
        )

    def _is_plain(self, lower: Sequence[str], noun: int) -> bool:
        """Whether only words that name no statistic stand between a determiner and a noun."""
        first = noun
        while first and lower[first - 1] in self.words.rate_words:
            first -= 1
        of_another = lower[noun + 1 : noun + 2] in (["of"], ["on"])  # "the rate on the loan"
        return first > 0 and not of_another and lower[first - 1] in {*_DEFINITE, "'s"}

    @staticmethod
    def _just_before(line: Line, earlier: Sequence[Claim], kind: Kind) -> Claim | None:
        """The figure that ends the paragraph before, for a sentence that opens the next."""
        last, own = (earlier[-1] if earlier else None), line.sentence
        if last is None or not last.measure or last.quantity.kind is not kind:
            return None
        follows = last.sentence.field == own.field and last.sentence.paragraph == own.paragraph - 1
        return last if follows else None

    def _is_it(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "It stood at 3.8 percent a year ago": the subject is the value of the sentence before."""
        start = max(
            (at + 1 for at in range(slot.hedge_first) if lower[at] in _CLAUSE_MARKS), default=0
        )
        it = start
        if lower[start : start + 1] in (["in"], ["for"], ["at"]):  # "In Maribor it is still seven"
            it = next((at for at in range(start, slot.hedge_first) if lower[at] == "it"), start)
            it = it if it - start <= _PLACED else start
        reaching = not self.grammar.reaching.isdisjoint(lower[slot.hedge_first : slot.first])
        end = slot.first if reaching else slot.hedge_first  # "it topped 91 percent"
        subject, between = lower[it : it + 1], lower[it + 1 : end]
        if subject not in (["it"], ["that"], ["this"]) or not between:
            return False
        grammar = self.grammar
        return not set(between) - grammar.level_links - grammar.transparent - grammar.auxiliaries

    def _is_given(self, claim: Claim, value: Claim, line: Line, slot: Slot) -> bool:
        """ "The ministry put the rate at 1.6 percent. The charity gave 2.8 percent": another value of what the
        sentence before told, where nothing behind says more."""
        lower = line.tokens.lower
        gives = " ".join(lower[max(0, slot.hedge_first - 2) : slot.hedge_first])
        told = gives in self.words.giving or gives.rpartition(" ")[2] in self.words.giving
        ends = not lower[slot.last : slot.last + 1] or lower[slot.last] in self.words.phrase_ends
        return (
            told
            and ends
            and claim.quantity.kind is value.quantity.kind is Kind.PERCENT
            and value.sentence.index == line.sentence.index - 1
        )

    def _topic(self, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim | None:
        """ "In Blantyre the tally reached 1,530": where the text before gave several counts, the one
        that it began with; ``None`` where no such noun stands in front."""
        lower = line.tokens.lower
        before = lower[max(0, slot.first - _BACK_BEFORE) : slot.first]
        spot = next((at for at, word in enumerate(before) if word in self.words.counts), -1)
        if spot >= 1 and before[spot - 1] == "their":
            return self._last_of_paragraph(line, earlier, {Kind.COUNT})  # those just told of
        if spot < 1 or before[spot - 1] not in _DEFINITE or before[spot + 1 : spot + 2] == ["of"]:
            return None
        unknown = (
            one
            for one in earlier
            if one.sentence.paragraph == line.sentence.paragraph
            and one.sentence.field == line.sentence.field
            and one.measure is None
            and one.counted
        )
        if any(unknown):
            return None  # "six planes ... put the number at 14"
        counted = [
            one
            for one in earlier
            if one.measure
            and one.sentence.field == line.sentence.field
            and one.quantity.kind is Kind.COUNT
            and one.quantity.change is Change.LEVEL
            and one.relation == ""
        ]
        if len({one.measure for one in counted}) <= 1:
            return None
        return self._of_sentence_before(before[spot], line, counted) or counted[0]

    def _of_sentence_before(self, noun: str, line: Line, counted: Sequence[Claim]) -> Claim | None:
        """ "Police arrested 41 people. By noon the number had risen to 58": the only count of the sentence
        right before, for a noun that is not that of a toll."""
        if noun not in self.words.numbers:
            return None
        before = [
            one
            for one in counted[-_FIGURES_BACK:]
            if one.sentence.index == line.sentence.index - 1
            and one.sentence.paragraph == line.sentence.paragraph
        ]
        return before[-1] if len({one.measure for one in before}) == 1 else None


def _put_at(lower: Sequence[str], slot: Slot) -> bool:
    """ "The observers put it at 61 percent": another value of what was just told."""
    return list(lower[max(0, slot.hedge_first - 2) : slot.hedge_first]) == ["it", "at"]


def _is_bare(line: Line, number: int) -> bool:
    """Whether a figure is a count without a noun."""
    slot = line.slots[number]
    return line.quantities[number].kind is Kind.COUNT and slot.noun_end == slot.last


def _stands_before(line: Line, told: range) -> bool:
    """Whether the subject of the figure behind some tokens is all that stands there ("sugar 31")."""
    number = bisect_left(line.slots, told.stop, key=lambda one: one.hedge_first)
    own = line.quantities[number].subject_span if number < len(line.slots) else None
    words = load_coordination().mere | _DEFINITE
    bare = [at for at in told if line.tokens.lower[at] not in words]
    if own is None or not bare:
        return False
    start = line.sentence.span.start
    first, last = line.tokens.starts[bare[0]], line.tokens.ends[bare[-1]]
    return (own.start, own.end) == (start + first, start + last)


def _is_new_level(quantity: Quantity, line: Line, slot: Slot, previous: Claim) -> bool:
    """ "Raised its rate by half a point on Wednesday, to 5.5 percent", "to a range of 5.25 to 5.5 percent": what a rate
    that changed by points comes to."""
    changed = previous.quantity.change in {Change.INCREASE, Change.DECREASE}
    points = (previous.quantity.unit or "").endswith("point")
    if (
        not (changed and points)
        or quantity.kind is not Kind.PERCENT
        or quantity.unit != "percentage"
    ):
        return False
    link = line.tokens.lower[_slot_of(previous, line).noun_end : slot.hedge_first]
    if link[-3:] in _RANGED:
        link = link[:-3]
    if quantity.change is not Change.LEVEL or link[-1:] != ["to"] or len(link) > _LEVEL_BEHIND:
        return False
    return _OTHER_RATE.isdisjoint(link)


_RANGED = (["a", "range", "of"], ["the", "range", "of"])
_LEVEL_BEHIND = 7  # tokens of "late on Wednesday, to"
# "and its deposit rate to"
_OTHER_RATE = frozenset({"and", "but", "while", "its", "their", "the", ";"})


def _is_alike(quantity: Quantity, previous: Quantity) -> bool:
    """Whether two figures have one unit; a second sum may leave out what the first is over ("$10,080 a
    tonne ... $9,650")."""
    if quantity.unit == previous.unit:
        return True
    money = quantity.kind is previous.kind is Kind.MONEY
    return money and quantity.unit == (previous.unit or "").partition(" per ")[0]


def _is_rate(claim: Claim) -> bool:
    """ "78.2 percent, 4 points lower": what points are points of."""
    return claim.measure is not None and claim.quantity.kind is Kind.PERCENT


def _is_whole_of(kind: Kind, claim: Claim) -> bool:
    """Whether a figure may be the whole of a part of this kind: a share has its own or a count."""
    whole = claim.quantity.kind
    return whole is kind or (whole is Kind.COUNT and kind is Kind.PERCENT)


def _slot_of(claim: Claim, line: Line) -> Slot:
    spans = [quantity.span for quantity in line.quantities]
    return line.slots[spans.index(claim.quantity.span)]
