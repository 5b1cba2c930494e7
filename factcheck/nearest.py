"""Which place named in a sentence a figure holds in.

Every place has a distance: the tokens between, and what those tokens say. Another clause, another
figure, the seat of a speaker or the start of a journey lie far; a place that opens the sentence
("In Palu, ...") holds for all of it. The least distance wins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.clauses import PARTS, Slot, aside_end
from factcheck.grammar import Grammar, function_words
from factcheck.lines import Line
from factcheck.model import Kind
from factcheck.place_words import PlaceWords
from factcheck.places import PlaceIndex, PlaceMention
from factcheck.scopes import (
    in_aside,
    inside_comparison,
    is_compared,
    is_domain,
    is_second_of_pair,
    strikes,
)
from factcheck.shared_places import is_part
from factcheck.tokens import Tokens

FRONTED = 2  # a place within the first tokens holds for the whole sentence ("In Palu, ...")
_PART_PLACE = 12  # tokens of "80 of them foreign tourists in Marseille"

# Distances, in tokens. Each was set so that the development sentences that show it come out.
_BEFORE = 1.25  # of one token in front of the figure; behind it a token counts one
_CLAUSE = 5.0  # a word that opens another clause
_APART = 3.0  # a semicolon: "halted work at Douai; China's Qihoo counted 29,372"
_COMMA_BEHIND = 4.0
_COMMA_BEFORE = 3.0
_FRAME = 7.0  # the most that a place that opens the sentence can be away
_UNDER_FRAME = 6.0  # beyond a comma, where another place opens the sentence
_FIGURE = 4.0  # beyond another figure, which the place may belong to
_LISTED = 4.0  # "33 in Manabi and 8 in Esmeraldas"
_GOES_ON = 4.0  # more where "and" goes on: "seven in Manabi and eight in the port of Esmeraldas"
_ASIDE = 8.0  # in "..., which lies in Azerbaijan, ..."
_ORIGIN = 12.0
_GOAL = 8.0
_STRUCK = 1.0
_RELATED = 6.0  # "Durban, where 63 are missing"
_PART_OPENED = 4  # tokens of "all but two of them"
_OWN_ASIDE = 12  # tokens of ", with a population of nine million,"
_DONE = ("ed", "en", "wn", "won")
_CAUSES = frozenset({"when", "after"})
_GIVES = 4  # tokens of "has put its own"
_AS_HELP = frozenset({"in", "of"})
_HELP = 5  # tokens of "million dollars worth of emergency aid"
_OWN_WORDS = 3  # tokens of "dead in the" between a figure and its place
_SINCE = 6  # tokens of "since the heavy fighting in"
_SINCE_CLAUSE = 14  # tokens of "since gunfire broke out around the presidential palace in"
_CENTRED = 6  # tokens of "with its epicentre in the district of"
_HAPPENED = 5  # tokens of "sank off the island of"
_BODY_IN = 6  # tokens of "national disaster agency in"
_BODY = 4  # words of an organisation's name
_CROSSED = 3  # tokens of "river into" behind what is crossed
_OWNER = 2.0  # "Sudan had 41"
_POSSESSED = 4.0
_BARE = 8.0  # a name without "in"
_SUBJECT = 6.0  # ", Kenya a single one": the next clause's
_NEXT_FIGURE = 12.0  # "6,525 cases and Sierra Leone 4,759"
_DEMONYM = 10.0
_ORGANISATION = 10.0  # "the Danish Refugee Council"
_SPEAKER = 15.0  # "Iraq said on Monday that 41": the country speaks and may be meant
_COUNTS = 6.0  # "Iraq counted 41"
_PART = 20.0  # "most of them in Paiporta"
_SEAT = 9.0  # "the ministry in Madrid", "told reporters in Nairobi"
_UNKNOWN = 1.0
_SUPERLATIVE = 4.0  # "until now Britain's largest"
_AUTHORITY = 21.0  # "Thailand's interior ministry confirmed": what it answers for
_PEOPLE = 10.0  # beyond this the people counted tell more ("3.7 million Somalis")


@dataclass(frozen=True, slots=True)
class _View:
    """What every place of the sentence is measured against."""

    line: Line
    slot: Slot
    places: PlaceIndex
    grammar: Grammar
    frame: PlaceMention | None
    moved: bool

    def between(self, mention: PlaceMention) -> Sequence[str]:
        lower = self.line.tokens.lower
        if mention.first >= self.slot.last:
            return lower[self.slot.last : mention.first]
        return lower[mention.last : max(mention.last, self.slot.hedge_first)]


def nearest_place(
    line: Line,
    slot: Slot,
    places: PlaceIndex,
    grammar: Grammar,
    passes: Callable[[int, PlaceMention], bool],
    *,
    crossing: bool,
    moved: bool = False,
    befallen: bool = False,
) -> PlaceMention | None:
    """The place of a sentence that a figure holds in, or None.

    ``passes``: whether a place may be one at all. ``crossing``: people who left their country are
    counted, so that what they are called does not say where they are. ``moved``: people who had to leave
    where they were are. ``befallen``: something befell them, where the sentence tells that ("two Americans
    are missing after a slide in Canada").
    """
    view = _View(line, slot, places, grammar, _frame(line, places), moved)
    best: tuple[float, PlaceMention] | None = None
    located: tuple[float, PlaceMention] | None = None  # the nearest behind "in", "off" ...
    usable: list[tuple[float, PlaceMention]] = []
    for number, mention in enumerate(line.places):
        if not passes(number, mention):
            continue
        cost = _distance(mention, view)
        if cost is None:
            continue
        usable.append((cost, mention))
        if best is None or cost < best[0]:
            best = (cost, mention)
        if (_stands(mention, view) or _of_cause(mention, view)) and (
            located is None or cost < located[0]
        ):
            located = (cost, mention)
    if best is None:
        return None
    if best[0] == _AUTHORITY:
        # What an authority answers for is the last to be asked.
        within = [
            one
            for one in usable
            if _lies_within(one[1], best[1], places)
            and not _beyond_figures(one[1], view, behind=one[1].first >= slot.last)
        ]
        best = located or min(within, key=lambda one: one[0], default=best)
    inside = _inside_frame(view) if best[1] is view.frame else None
    if inside is not None:
        return inside
    if not crossing and best[0] > _PEOPLE and not (befallen and located is not None):
        counted = counted_people(line, slot)
        behind = line.tokens.lower[counted.last : counted.last + 1] if counted else []
        if counted is not None and (
            counted.people or counted.last == slot.noun_end or set(behind) & places.words.residents
        ):
            return counted
    return best[1]


def _lies_within(one: PlaceMention, other: PlaceMention, places: PlaceIndex) -> bool:
    """Whether what a name means lies inside what another one means."""
    return any(set(other.places).intersection(places.chain(place)) for place in one.places)


def counted_people(line: Line, slot: Slot) -> PlaceMention | None:
    """ "100,000 Greeks": the country that the people counted are named after."""
    return next(
        (one for one in line.places if one.demonym and slot.last <= one.first < slot.noun_end),
        None,
    )


def _frame(line: Line, places: PlaceIndex) -> PlaceMention | None:
    """ "In Sri Lanka, ...": the place that opens the sentence."""
    lower = line.tokens.lower
    return next(
        (one for one in line.places
         if one.first <= FRONTED and one.preposition in places.words.locative
         and lower[one.last : one.last + 1] == [","]),
        None,
    )  # fmt: skip


def _inside_frame(view: _View) -> PlaceMention | None:
    """ "In Peru, 31 people died in Cusco": the place in the figure's own clause that lies in the country
    which opens the sentence, or that the table does not hold."""
    frame, lower = view.frame, view.line.tokens.lower
    if frame is None or not view.places.any_country(frame.places):
        return None
    for one in view.line.places:
        if one.first < view.slot.last or one.demonym or one.said:
            continue
        between = lower[view.slot.last : one.first]
        if any(
            word in _CLAUSE_ENDS or word in view.grammar.clause_breaks or word[:1].isdigit()
            for word in between
        ):
            return None
        lies = not one.places or any(
            frame.places[0] in view.places.chain(place) for place in one.places
        )
        return one if lies and one.preposition in _IN and len(between) <= _OWN_CLAUSE else None
    return None


_CLAUSE_ENDS = frozenset({",", ";", ":", "(", "–", "—", "-"})
_IN = frozenset({"in", "at", "near", "around"})
_OWN_CLAUSE = 8  # words of "people have been displaced from their homes in"


def _came_from(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is where people came from: "three came from Malawi", "a diplomat born in Paris",
    "crashed 23 minutes after leaving Cairo"."""
    lower, words = view.line.tokens.lower, view.places.words
    first = _first_of_list(mention, view.line)
    if first.preposition in words.origin and (
        _part_before(first, lower)
        or _before_preposition(first, lower) in words.comings
        or _home_of_people(mention, view)
    ):
        return True
    left = mention.preposition == "leaving" and _before_preposition(mention, lower) == "after"
    return left or grew_up_there(mention, lower, words)


def grew_up_there(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place is where somebody comes from: "born in Paris", "grew up in Paris"."""
    at = _preposition_at(mention, lower)
    if lower[max(0, at - 1) : at] == ["up"]:
        return not words.growing_up.isdisjoint(lower[max(0, at - 2) : at - 1])
    return at > 0 and lower[at - 1] in words.upbringing


def _names_others(mention: PlaceMention, view: _View) -> bool:
    """Whether a people's name says who another figure counts."""
    slots, lower = view.line.slots, view.line.tokens.lower
    at = bisect_right(slots, mention.first, key=lambda one: one.first) - 1
    one = slots[at] if at >= 0 else view.slot
    named = one.last <= mention.first < one.noun_end
    return one is not view.slot and named and view.grammar.is_person(lower[one.noun_end - 1])


def _distance(mention: PlaceMention, view: _View) -> float | None:
    """How far a place is from the figure; None where it cannot be meant."""
    line, slot, words = view.line, view.slot, view.places.words
    lower = line.tokens.lower
    if mention.demonym and slot.hedge_first <= mention.first < slot.noun_end:
        # "41 Russian troops" says who, not where; "89 Austrian glaciers" where.
        lies = lower[slot.noun_end - 1].removesuffix("s") in words.fixtures
        return _STRUCK if lies else None
    if mention.demonym and _names_others(mention, view):
        return None  # "leaving two German hikers dead and 13 others hurt"
    counts_people = (
        slot.last <= mention.first and mention.last < slot.noun_end and lower[mention.last] != "'s"
    )
    if counts_people and view.places.any_country(mention.places):
        return None  # "one New Zealand pilot" says who, too
    if mention.people and mention.preposition != "among":
        return None  # "most of them Guatemalans"
    if mention.demonym and (_is_nationality(mention, view) or _part_before(mention, lower)):
        return None  # "eight of the victims were Malaysian", "most of them British nationals"
    if (mention.said and not _goes_on_about(mention, view)) or strikes(
        mention, lower, words, view.places
    ):
        return None  # "told reporters in Nairobi", "in Ukrainian shelling"
    if _of_vague_part(mention, view) or _of_latest(mention, view) or _is_centre(mention, view):
        return None
    if mention.preposition in words.crossing_verbs and _is_water(mention, words):
        return None  # "crossed Lake Quill": between two shores
    if began_there(mention, lower, words) or _of_firm(mention, lower, words):
        return None
    behind = mention.first >= slot.last
    between = view.between(mention)
    if behind and (
        tells_of_voice(mention, line, slot)
        or _of_compared(mention, view)
        or _of_when(mention, view)
    ):
        return None
    speaks = any(one.first <= mention.first < one.last for one in line.speakers)
    if speaks and not any(
        one.first <= mention.first
        and mention.last <= one.last
        and set(lower[mention.last : one.last]) <= words.area_nouns
        and _own_name(lower[one.first : mention.first], view.places)
        for one in line.speakers
    ):
        # "officials in Bern said": where they sit, not where it happened
        if not _answers_for(mention, view):
            return None
        return _AUTHORITY + (_PART if not behind and _changes_subject(mention, view) else 0.0)
    if behind and view.grammar.contrasts.intersection(between):
        return None  # "turnout was 66 percent; in Khayelitsha ..."
    if lower[mention.last : mention.last + 1] == ["'s"] and not (
        "".join(lower[mention.last + 1 : mention.last + 2]).isalpha()
        or slot.hedge_first == mention.last + 1
    ):
        return None  # "about half the level of India's"
    if _names_its_city(mention, lower, words):
        return None  # "in Pakistan's largest city"
    if _came_from(mention, view):
        return None  # "some of them from New South Wales", "a diplomat born in Paris"
    if mention.seat and (
        view.places.is_world_seat(mention)
        or "national" in lower[max(0, mention.first - _BODY_IN) : mention.first]
    ):
        return None  # "told the council in Geneva", "the national disaster agency in Manila"
    told = not behind and _apposed(mention, between, view)
    if (not told and _of_another_part(mention, view)) or is_domain(mention, line, view.places):
        return None
    if mention.places[:1] == ("world",) and in_aside(mention, slot, line):
        return None  # "the march, one of 600 worldwide, drew 5,000"
    if _is_end_of_way(mention, line, words):
        return None
    if mention is not line.places[0] and _completes_people(mention, line, words):
        return None  # "German exports to Russia"
    if _holds_subject(mention, view, behind=behind):
        return None  # "Scotland voted to stay in the United Kingdom by 55 percent"
    if not behind and _owns_figure(mention, between, words):
        return _STRUCK
    if (
        _acts(mention, lower, words)
        or _in_part_aside(mention, view)
        or _gives(mention, view, behind=behind)
    ):
        return None
    if is_compared(mention, line, words):
        if is_second_of_pair(mention, slot, line):
            return _STRUCK
        if not inside_comparison(mention, slot, line):
            return None  # "Italy has overtaken China"
    if told:
        return _STRUCK if between[1] != "where" else _RELATED  # "Uvalde, a town of 16,000"
    if mention.preposition in words.locative and (
        _settled_there(mention, lower, words) or _seats_body(mention, view.line.tokens, words)
    ):
        return None  # "agreed in Brussels", "a group based in Istanbul"
    cost = _way(mention, between, view, behind=behind)
    cost += _beyond_figures(mention, view, behind=behind)
    cost += _bond(mention, between, view, behind=behind)
    if lower[mention.last : mention.last + 1] == ["'s"] and words.superlatives.intersection(
        lower[mention.last + 1 : mention.last + 2]
    ):
        cost += _SUPERLATIVE
    cost += _DEMONYM if mention.demonym and not mention.people else 0.0
    cost += (
        _ORGANISATION
        if mention.demonym and not speaks and names_body(mention, line.tokens, words)
        else 0.0
    )
    if speaks:
        # "The $16 billion Lisbon says it needs" is Lisbon's.
        own = (behind and len(between) <= 1) or _owns(between, view, behind=behind)
        cost += _COUNTS if own else _SPEAKER
    cost += _SEAT if mention.seat else 0.0
    cost += 0.0 if mention.places else _UNKNOWN
    return cost


def _is_end_of_way(mention: PlaceMention, line: Line, words: PlaceWords) -> bool:
    """Whether only goods or a way lead to a place: "Japan's exports to China", "a train to Cebu derailed"."""
    led = _before_preposition(mention, line.tokens.lower)
    if led in words.trade and line.places[1:]:
        return True
    return mention.preposition == "to" and led in words.ways


def _first_of_list(mention: PlaceMention, line: Line) -> PlaceMention:
    """The first of the places that one preposition leads: "from France, Italy and Spain"; mostly itself."""
    first = mention
    for one in reversed(line.places):
        listed = line.tokens.lower[one.last : first.first]
        if one.last <= first.first and listed in ([","], ["and"], [",", "and"], ["or"]):
            first = one
    return first


def _home_of_people(mention: PlaceMention, view: _View) -> bool:
    """Whether a country right behind counted people of a calling is where they are at home: "two
    peacekeepers from Gabon and Chad", and not "41 refugees from Ghana", who left it."""
    noun = _first_of_list(mention, view.line).first - 2
    counted = any(slot.last <= noun < slot.noun_end for slot in view.line.slots)
    if not counted or not view.places.any_country(mention.places):
        return False
    lower = view.line.tokens.lower
    word = lower[noun]
    words, grammar = view.places.words, view.grammar
    if not (words.leavings | words.extractions | words.displacements).isdisjoint(lower):
        return False  # "to withdraw 2,000 soldiers from Mali"
    return (
        grammar.is_person(word)
        and word not in words.locals | words.movers
        and word not in grammar.inhabitants
    )


def _stands(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is one where something happens, and no speaker's."""
    line, slot = view.line, view.slot
    if (
        mention.demonym
        or mention.preposition not in view.places.words.locative
        or _of_vague_part(mention, view)
        or any(one.first <= mention.first < one.last for one in line.speakers)
    ):
        return False
    return mention.first < slot.first or _in_one_clause(
        line.tokens.lower[slot.last : mention.first], view.grammar
    )


def _of_cause(mention: PlaceMention, view: _View) -> bool:
    """Whether a clause with "when" or "after" says where it happened: "187 died when bombs went off at
    Kuta, police said"."""
    line, slot = view.line, view.slot
    lower = line.tokens.lower
    if (
        mention.demonym
        or mention.first < slot.last
        or mention.preposition not in view.places.words.locative
        or any(one.first <= mention.first < one.last for one in line.speakers)
    ):
        return False
    opened = [
        at for at in range(slot.last, mention.first) if lower[at] in view.grammar.clause_breaks
    ]
    return (
        len(opened) == 1
        and lower[opened[0]] in _CAUSES
        and "," not in lower[opened[0] : mention.first]
    )


def _in_one_clause(between: Sequence[str], grammar: Grammar) -> bool:
    """Whether no comma and no word that opens another clause stands between."""
    return "," not in between and grammar.clause_breaks.isdisjoint(between)


def _completes_people(mention: PlaceMention, line: Line, words: PlaceWords) -> bool:
    """Whether a place only completes what a people's noun says: "Chinese imports of Chilean copper"."""
    opening, lower = line.places[0], line.tokens.lower
    at = opening.last + 1
    return (
        opening.demonym
        and opening.first <= 1
        and not _COMPLETING.isdisjoint(lower[at : at + 1])
        and lower[at - 1] not in words.area_nouns
        and (mention.first <= at + _OWN_WORDS)
    )


def _of_vague_part(mention: PlaceMention, view: _View) -> bool:
    """ "224 died, most of them in Paiporta": says where a part of what a figure counts was."""
    lower, slot = view.line.tokens.lower, view.slot
    spot = mention.first - 1
    while spot > 0 and lower[spot] != mention.preposition:
        spot -= 1
    own = slot.last == spot - 2  # "30 of them in"
    return slot.last <= spot and not own and tuple(lower[max(0, spot - 2) : spot]) in PARTS


def _of_latest(mention: PlaceMention, view: _View) -> bool:
    """ "Two bodies were found in Mombasa, bringing the toll to 41": says where the latest were."""
    lower, slot = view.line.tokens.lower, view.slot
    if mention.last > slot.first or lower[slot.hedge_first - 1 : slot.hedge_first] != ["to"]:
        return False
    located = mention.preposition in view.places.words.locative
    if not located or view.places.any_country(mention.places):
        return False
    led = lower[max(0, mention.first - _HAPPENED) : mention.first]
    if not view.places.words.happened.isdisjoint(led):
        return False  # "a boat that sank off Quillby": where it happened
    between = lower[mention.last : slot.hedge_first]
    comma = max((at for at, word in enumerate(between) if word == ","), default=-1)
    verb = next(
        (at for at in range(comma + 1, len(between)) if between[at] in view.grammar.raising), None
    )
    if comma < 0 or verb is None or not {"which", ","}.intersection(between[verb - 1 : verb]):
        return False
    return not {"dead", *view.grammar.number_nouns}.isdisjoint(between[verb:])


def _in_part_aside(mention: PlaceMention, view: _View) -> bool:
    """Whether a place stands in an aside that tells of a part, and the clause goes on behind it: "300
    people, most of them pupils of a school in Ansan, were missing"."""
    lower, start = view.line.tokens.lower, view.slot.noun_end
    if lower[start : start + 1] != [","] or mention.first <= start:
        return False
    inside = lower[start + 1 : mention.first]
    opened = any(pair in PARTS for pair in pairwise(inside[:_PART_OPENED]))
    return opened and "," not in inside and lower[mention.last : mention.last + 1] == [","]


def _apposed(mention: PlaceMention, between: Sequence[str], view: _View) -> bool:
    """Whether what follows a place says the figure of it: "Uvalde, a town of 16,000", "Austria, with
    a population of nine million", "Durban, where 63 are missing"."""
    if between[:1] != [","] or not between[1:] or "," in between[1:]:
        return False
    lower = view.line.tokens.lower
    if any(mention.last <= one.first < view.slot.first for one in view.line.walls) or any(
        mention.last < one.first < view.slot.first and one.preposition in view.places.words.locative
        for one in view.line.places
    ):
        return False
    if between[1] == "where":
        return True
    sized = between[-1] == "of" and not view.places.words.sized.isdisjoint(between[-2:-1])
    home = between[1:3] == ["home", "to"]
    return (
        home
        or (sized and between[1] in {"a", "an", "the", "with", "population"})
        or (between[1:] == ["population"] and bool(lower))
    )


def _goes_on_about(mention: PlaceMention, view: _View) -> bool:
    """Whether a sentence goes on about where somebody speaks: "said by phone from Quillby, where 41 died"."""
    between = view.between(mention)
    before = mention.last <= view.slot.first
    return before and list(between[:2]) == _WHERE and _apposed(mention, between, view)


_WHERE = [",", "where"]


def _holds_subject(mention: PlaceMention, view: _View, *, behind: bool) -> bool:
    """Whether the place that is the subject of the sentence lies in this one, which is only part of
    what is said of it."""
    line = view.line
    opening = line.places[0]
    if (
        not mention.places
        or mention is opening
        or opening.first > 1
        or opening.demonym
        or opening.preposition in view.places.words.locative
        or not opening.places
        or mention.places[0] not in view.places.chain(opening.places[0])
        or _tallied(mention, view)
        or (
            mention.places[0] == "world"
            and behind
            and _in_one_clause(view.between(mention), view.grammar)
        )
    ):
        return False
    lower = line.tokens.lower
    if not lower[opening.last].isalpha() or not view.grammar.contrasts.isdisjoint(
        lower[opening.last : mention.first]
    ):
        return False  # a dateline, or another clause
    between = view.between(mention)
    if behind:
        return len(between) > _OWN_WORDS and mention.first - view.slot.noun_end > _OWN_WORDS
    return view.grammar.contrasts.isdisjoint(between)


def _is_nationality(mention: PlaceMention, view: _View) -> bool:
    """Whether a people's name is all that is said of somebody: "were Malaysian and ..."."""
    lower = view.line.tokens.lower
    behind = lower[mention.last] if mention.last < len(lower) else "."
    said = lower[mention.first - 1] in view.grammar.be_forms if mention.first else False
    return said and (not behind[0].isalpha() or behind in function_words())


def names_body(mention: PlaceMention, tokens: Tokens, words: PlaceWords) -> bool:
    """Whether a people's name begins that of an organisation: "the Danish Refugee Council"."""
    for at in range(mention.last, min(len(tokens.words), mention.last + _BODY)):
        if not tokens.words[at][:1].isupper():
            return False
        if tokens.lower[at] in words.organisation_heads:
            return True
    return False


def _changes_subject(mention: PlaceMention, view: _View) -> bool:
    """Whether somebody else's clause begins behind a place: "..., while Austria counted 30"."""
    return not {"while", "whereas"}.isdisjoint(view.between(mention))


def _own_name(before: Sequence[str], places: PlaceIndex) -> bool:
    """Whether what stands before a place that speaks belongs to it: "neighbouring", "the commercial
    capital"; not "officials in"."""
    words = places.words
    if not set(before) - words.directions - words.nearness or before[-1] == "'s":
        return True
    return before[-1] in words.area_nouns and not words.locative.intersection(before)


def _way(mention: PlaceMention, between: Sequence[str], view: _View, *, behind: bool) -> float:
    """Tokens, clauses and commas between a place and the figure."""
    slot = view.slot
    tokens = mention.first - slot.noun_end if behind else slot.first - mention.last
    cost = max(0, tokens) * (1.0 if behind else _BEFORE)
    cost += _CLAUSE * sum(word in view.grammar.clause_breaks for word in between)
    comma = "," in between
    if comma:
        fronted = not behind and mention.first <= FRONTED
        cost += _COMMA_BEHIND if behind else 0.0 if fronted else _COMMA_BEFORE
    if ";" in between and mention.first > FRONTED:
        cost += _APART
    if not behind and (
        _in_closed_aside(mention, slot, view.line.tokens.lower)
        or in_aside(mention, slot, view.line)
    ):
        cost += _ASIDE
    if mention is view.frame:
        contrast = view.grammar.contrasts.intersection(between)
        return cost if behind or contrast else min(cost, _FRAME)
    if (
        view.frame is not None
        and comma
        and view.frame.last <= slot.first
        and not _in_frame(mention, view)
    ):
        cost += _UNDER_FRAME
    return cost


def _in_frame(mention: PlaceMention, view: _View) -> bool:
    """Whether a place tells where in the place that opens the sentence: "In Oklahoma, a twister in
    Moore ..."."""
    frame = view.frame
    return (
        frame is not None
        and bool(mention.places and frame.places)
        and (frame.places[0] in view.places.chain(mention.places[0]))
    )


def _in_closed_aside(mention: PlaceMention, slot: Slot, lower: Sequence[str]) -> bool:
    """Whether a place stands in a relative clause that ends before the figure."""
    for spot in range(mention.first - 1, max(0, mention.first - _ASIDE_REACH), -1):
        if lower[spot] == ",":
            relative = lower[spot + 1] in _RELATIVES
            return relative and "," in lower[mention.last : slot.hedge_first]
    return False


_JOINTS = frozenset({"and", ",", ";", "while"})
_COMPLETING = frozenset({"to", "of", "from", "with", "for"})
_RELATIVES = frozenset({"which", "who", "where", "whose"})
_ASIDE_REACH = 20  # tokens between the comma of a relative clause and a place in it


def _of_another_part(mention: PlaceMention, view: _View) -> bool:
    """ "822 have died, among them 280 in Genena": says where the 280 were."""
    lower, walls = view.line.tokens.lower, view.line.walls
    return any(
        one is not view.slot
        and one.last <= mention.first <= one.last + _PART_PLACE
        and is_part(one, lower)
        and "," not in lower[one.last : mention.first]
        and not any(one.last <= other.first < mention.first for other in walls)
        for one in walls
    )


def _beyond_figures(mention: PlaceMention, view: _View, *, behind: bool) -> float:
    """What other figures take of a place."""
    line, slot = view.line, view.slot
    lower = line.tokens.lower
    cost = 0.0
    if any(
        mention.last <= one.first < slot.first
        or (
            slot.last <= one.first < mention.first
            and not _is_whole(one, view)
            and not _in_own_aside(one, view)
        )
        for one in line.walls
    ):
        cost += _FIGURE
    joined = not behind and lower[mention.last : mention.last + 1]
    if joined and joined[0] in _JOINTS and any(one.last <= mention.first for one in line.walls):
        cost += _LISTED + (_GOES_ON if joined == ["and"] else 0.0)
    if behind and any(one.hedge_first == mention.last for one in line.walls):
        cost += _NEXT_FIGURE
    if behind and (_opens_next(mention, view) or _of_some(mention, view)):
        cost += _PART
    if behind and _of_other_kind(mention, view):
        cost += _CLAUSE
    return cost


def _in_own_aside(figure: Slot, view: _View) -> bool:
    """Whether another figure stands in an aside on those counted, whose verb comes behind it: "26 people, eight
    children among them, were killed in Quillby"."""
    lower = view.line.tokens.lower
    end = aside_end(lower, view.slot.noun_end, lambda at: lower[at] in view.grammar.auxiliaries)
    return figure.last < end


def _is_whole(figure: Slot, view: _View) -> bool:
    """ "136 of the 224 seats in Goa": the second figure is part of what the first is told of."""
    between = view.line.tokens.lower[view.slot.last : figure.hedge_first]
    return between[:1] == ["of"] and len(between) <= 2  # noqa: PLR2004 -- "of the"


def _opens_next(mention: PlaceMention, view: _View) -> bool:
    """Whether a place opens the clause of the next figure: "41 died, and in Spain doctors counted 30"."""
    lower, start = view.line.tokens.lower, mention.first - 1
    while start > view.slot.last and lower[start] != mention.preposition:
        start -= 1
    if lower[start - 2 : start] not in ([",", "and"], [",", "while"], [",", "but"]):
        return False
    following = next((one.first for one in view.line.walls if one.first >= mention.last), 0)
    return bool(following) and "," not in lower[mention.last : following]


def _of_some(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is that of some of those counted: "seven dead, including in Gros-Morne"."""
    lower, partly = view.line.tokens.lower, view.places.words.partly
    return bool(mention.preposition) and _before_preposition(mention, lower) in partly


def tells_of_voice(mention: PlaceMention, line: Line, slot: Slot) -> bool:
    """Whether a place behind a quotation only tells where whoever speaks is from: "said Ana Lind, 21, a student from
    Zwolle in the Netherlands"; where she works is what she mostly tells of."""
    lower = line.tokens.lower
    for one in line.speakers:
        if not slot.last <= one.first <= one.last <= mention.first:
            continue
        inverted = one.cue in lower[max(0, one.first - _SAID) : one.first]
        told = lower[one.last : mention.first]
        if inverted and "from" in told and _CLAUSES.isdisjoint(told):
            return True
    return False


_SAID = 3  # tokens of "said the mayor"
_CLAUSES = frozenset(
    {"when", "after", "as", "while", "where", ";", "but", "since", "that", "before", "if"}
)


def _of_compared(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is that of another figure that this one is held against, or of one of the parts behind a colon:
    "twice as many as the 41,000 who landed in Greece", "41 dead: 38 in Quillby"."""
    lower, slot = view.line.tokens.lower, view.slot
    for one in view.line.walls:
        if not slot.last <= one.first < mention.first:
            continue
        before = lower[max(slot.last, one.hedge_first - _HELD) : one.hedge_first]
        parts = ":" in lower[slot.last : one.hedge_first]
        if parts or not view.places.words.comparing_figures.isdisjoint(before):
            return True
        if "against" in before and not _both_there(one, mention, before, view):
            return True
    return False


def _both_there(second: Slot, mention: PlaceMention, before: Sequence[str], view: _View) -> bool:
    """Whether two counts of one noun that are held against each other share the place right behind: "she had 41 votes
    against 12 in Quillby"; not ", against 6.5 percent in Spain" or "Peru won 41 medals against 12 in Quillby"."""
    kinds = dict(zip(view.line.slots, (one.kind for one in view.line.quantities), strict=True))
    bare = second.noun_end == second.last and kinds[second] is Kind.COUNT
    near = _preposition_at(mention, view.line.tokens.lower) == second.last
    return bare and near and "," not in before and not _has_subject(mention, view)


_HELD = 2  # tokens of "than the" in front of a figure


def _of_firm(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place only tells which firm is meant: "Quill, a Houston company with 115 people"."""
    before = lower[max(0, mention.first - 2) : mention.first]
    apposed = before[-1:] in (["a"], ["an"]) and before[:1] != ["by"]
    return (
        apposed
        and mention.preposition not in words.locative
        and not words.firms.isdisjoint(lower[mention.last : mention.last + 1])
    )


def _of_other_kind(mention: PlaceMention, view: _View) -> bool:
    """Whether a clause of another kind of figure begins between a figure and a place: "Yuma hit 49C,
    31 people in Pima County died"."""
    line, slot = view.line, view.slot
    kinds = {one: quantity.kind for quantity, one in zip(line.quantities, line.slots, strict=True)}
    return any(
        slot.last <= one.first < mention.first
        and kinds[one] is not kinds[slot]
        and line.tokens.lower[one.hedge_first - 1] in {",", ";"}
        for one in line.walls
    )


def _bond(mention: PlaceMention, between: Sequence[str], view: _View, *, behind: bool) -> float:
    """What the word in front of a place says of it."""
    words, lower = view.places.words, view.line.tokens.lower
    if mention.preposition in words.origin:
        # "1,300 were moved out: 850 from Lugo and 450 from Vigo"
        listed = behind and len(between) == 1 and view.slot.noun_end == view.slot.last
        if (listed and view.moved) or _held(mention, view, behind=behind):
            return 0.0
        beyond = not behind or mention.first - view.slot.noun_end > _OWN_WORDS
        if beyond and _has_subject(mention, view):
            return _PART  # "East Timor voted to break away from Indonesia, with 41 votes"
        return _ORIGIN + (_GOAL if _before_preposition(mention, lower) in words.travels else 0.0)
    if mention.preposition in words.goal and mention.preposition not in words.locative:
        # "51,000 fled: 41,700 to Tanzania and 9,300 to Rwanda"
        listed = behind and len(between) == 1 and view.slot.noun_end == view.slot.last
        held = listed or _tallied(mention, view) or _receives(mention, view)
        return 0.0 if held else _GOAL
    crossed = mention.preposition in words.crossing_verbs and not words.goal.intersection(
        lower[mention.last : mention.last + _CROSSED]
    )
    struck = mention.preposition in words.striking_verbs
    if struck or mention.preposition in words.contested_verbs or crossed:
        return _STRUCK
    if mention.preposition in words.locative or mention.preposition in {"of", "among"}:
        return 0.0
    if mention.preposition == "by" and (
        _before_preposition(mention, lower) not in words.having_verbs
    ):
        return _PART  # "violations by Peru"
    if behind:
        before = lower[mention.first - 1 : mention.first]
        return _BARE + (_SUBJECT if before in (["and"], [","]) else 0.0)
    if _owns(between, view, behind=behind):
        return _OWNER
    return _POSSESSED if _possesses(mention, between, view) else _BARE


def _owns_figure(mention: PlaceMention, between: Sequence[str], words: PlaceWords) -> bool:
    """Whether a figure right behind a place is its own: "second only to Peru's 41 percent", "followed by
    Chad with 12 and Niger with three"."""
    with_it = list(between) == ["with"] and mention.preposition not in words.goal
    return with_it or between in (["'s"], ["("])


def _acts(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place is who did something: "a final won by Peru", not "by the Lima fire"."""
    if mention.preposition != "by":
        return False
    done = _before_preposition(mention, lower)
    behind = lower[mention.last] if mention.last < len(lower) else "."
    return (
        done.endswith(_DONE)
        and done not in words.having_verbs
        and (not behind[0].isalpha() or behind in function_words())
        and behind != "-"
    )


def _gives(mention: PlaceMention, view: _View, *, behind: bool) -> bool:
    """Whether a place gives what another one gets: "Peru has sent 40 tents to Haiti", "promised $41 million in aid"."""
    words, slot = view.places.words, view.slot
    if behind or mention.preposition in words.locative:
        return False
    if words.transfers.isdisjoint(view.between(mention)):
        return False
    behind_it = view.line.tokens.lower[slot.last : slot.last + _HELP]
    helps = any(led in _AS_HELP and word in words.help for led, word in pairwise(behind_it))
    return helps or any(
        one.first >= slot.last and _receives(one, view) and one.places != mention.places
        for one in view.line.places
    )


def _receives(mention: PlaceMention, view: _View) -> bool:
    """Whether a place gets what a figure counts: "pledged $20m to Haiti"."""
    words, slot = view.places.words, view.slot
    lower = view.line.tokens.lower
    if mention.preposition not in words.goal or mention.preposition in words.locative:
        return False
    between = lower[slot.last : mention.first]
    near = lower[max(0, slot.hedge_first - _GIVES) : slot.hedge_first]
    return _in_one_clause(between, view.grammar) and not words.transfers.isdisjoint(near)


def began_there(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place only names what has gone on: "since the fighting in Morvale began", "since gunfire broke
    out around the palace in Morvale", "a year after fighting broke out in Morvale"."""
    if mention.preposition not in words.locative:
        return False
    before = lower[max(0, mention.first - _SINCE) : mention.first]
    behind = lower[mention.last : mention.last + 1]
    if "since" in before and behind != [] and behind[0] in words.beginnings:
        return True
    clause = lower[max(0, mention.first - _SINCE_CLAUSE) : mention.first]
    at = max((n for n, word in enumerate(clause) if word in _BEGUN), default=-1)
    long_after = clause[at : at + 1] == ["after"] and not words.long_times.isdisjoint(clause[:at])
    if at < 0 or (clause[at] != "since" and not long_after):
        return False
    # "Since it surfaced the virus has killed 41 in Quillby" tells where they died.
    told = any(word[:1].isdecimal() for word in clause[at:])
    return not told and not words.broke_out.isdisjoint(clause[at:])


_BEGUN = frozenset({"since", "after", ",", ";"})


def _of_when(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is that of what another figure tells of one time: "1,400 pupils have been kidnapped since 2014,
    when gunmen took 276 from Chibok"."""
    lower, slot = view.line.tokens.lower, view.slot
    spots = range(slot.last + 1, mention.first)
    told = (at for at in spots if lower[at : at + 2] == _WHEN and lower[at - 1].isdecimal())
    at = next(told, mention.first)
    return any(at < one.first < mention.first for one in view.line.walls)


_WHEN = [",", "when"]  # behind a year; "hurt when it left the tracks" tells how


def is_centred(mention: PlaceMention, tokens: Tokens, words: PlaceWords) -> bool:
    """Whether a quake was centred at a place ("with its epicentre in the district of Varto"), and no name stands
    between ("with its epicentre in Varto struck Turkey"); fighting may be centred on a town where people die."""
    for at in range(mention.first - 1, max(-1, mention.first - 1 - _CENTRED), -1):
        if tokens.lower[at] in words.epicentres:
            return not words.quakes.isdisjoint(tokens.lower)
        if tokens.words[at][:1].isupper():
            return False
    return False


def _is_centre(mention: PlaceMention, view: _View) -> bool:
    """Whether a quake was only centred at a place while its sentence names another one where people died: "an
    earthquake with its epicentre in Varto struck Turkey, killing 41"."""
    line, words = view.line, view.places.words
    if not is_centred(mention, line.tokens, words):
        return False
    kinds = {one: quantity.kind for quantity, one in zip(line.quantities, line.slots, strict=True)}
    if kinds.get(view.slot) is not Kind.COUNT:
        return False
    return any(not is_centred(one, line.tokens, words) and not one.demonym for one in line.places)


def _is_water(mention: PlaceMention, words: PlaceWords) -> bool:
    """Whether an unlisted name is that of a lake, a river or a strait."""
    return not mention.places and not words.waters.isdisjoint(mention.name.lower().split())


def _owns(between: Sequence[str], view: _View, *, behind: bool) -> bool:
    """ "Sudan had 41", "Al Haouz, with 41 dead", "Italy being worst off with 41"."""
    if behind:
        return False
    if not between:
        return True  # "Kuwait hit 53.2C, Basra 52.8"
    having = view.places.words.having_verbs
    if not view.places.words.hearings.isdisjoint(between):
        return False  # "Kyiv had spoken of 41"
    own = (
        between[0] in having
        or between[0] in function_words() | view.places.words.area_nouns
        or between[0].endswith("ly")
    )
    if (own and having.intersection(between[:2])) or between[:2] == [",", "with"]:
        return True  # not "the port authority has counted"
    if "its" in between[:_GIVES] and view.grammar.contrasts.isdisjoint(between):
        return True  # "Azerbaijan gave its dead as 192"
    if between[:1] == [","] and _RELATIVES.intersection(between[1:2]):
        return bool(having.intersection(between[2:4]))  # "Chad, which had 41"
    if between[:1] == [","] and "," in between[1:_OWN_ASIDE]:
        resumed = between[between.index(",", 1) + 1 :]
        return bool(having.intersection(resumed[:2]))  # "Austria, with nine million people, had"
    if between[:1] != ["being"] or "with" not in between:
        return False
    return _in_one_clause(between, view.grammar)


def _possesses(mention: PlaceMention, between: Sequence[str], view: _View) -> bool:
    """ "Argentina's peso lost 25 percent": whose the subject of the sentence is; not where the clause
    says itself where it happened ("Italy's coastguard saved 41 off Crete")."""
    if mention.first > 1 or between[:1] != ["'s"]:
        return False
    lower, slot = view.line.tokens.lower, view.slot
    located = any(
        _stands(one, view) and _in_one_clause(lower[slot.last : one.first], view.grammar)
        for one in view.line.places
        if one.first >= slot.last
        and not any(slot.last <= wall.first < one.first for wall in view.line.walls)
    )
    return not located and _in_one_clause(between, view.grammar)


def _held(mention: PlaceMention, view: _View, *, behind: bool) -> bool:
    """Whether who comes from a place was in it: "201 villagers from Phalombe", "pulled from the Ahr"."""
    lower, words = view.line.tokens.lower, view.places.words
    spot = mention.first - 1
    while spot > 0 and lower[spot] != mention.preposition:
        spot -= 1
    if not behind:
        return lower[spot - 1] in words.extractions  # "the airlift from Kabul took out 300"
    if any(view.slot.last <= one.first < mention.first for one in view.line.walls):
        return False
    told = words.locals | words.displacements
    return lower[spot - 1] in told or not words.extractions.isdisjoint(
        lower[max(0, view.slot.hedge_first - 2) : spot]
    )


def _has_subject(mention: PlaceMention, view: _View) -> bool:
    """Whether another place is the subject of the sentence: "Peru took in 400 people from Chad"."""
    opening = view.line.places[0]
    return (
        opening is not mention
        and opening.first <= 1
        and not opening.demonym
        and opening.preposition not in view.places.words.locative
        and view.line.tokens.lower[opening.last] != "'s"
        and not any(one.first <= opening.first < one.last for one in view.line.speakers)
    )


def _tallied(mention: PlaceMention, view: _View) -> bool:
    """ "The toll for Maule": the tally holds there."""
    return _before_preposition(mention, view.line.tokens.lower) in view.places.words.tallies


def _before_preposition(mention: PlaceMention, lower: Sequence[str]) -> str:
    """The word in front of a place's preposition, blank where there is none."""
    spot = _preposition_at(mention, lower)
    return lower[spot - 1] if spot > 0 else ""


def _preposition_at(mention: PlaceMention, lower: Sequence[str]) -> int:
    """The token of a place's preposition; 0 or less where there is none before the sentence begins."""
    spot = mention.first - 1
    while spot > 0 and lower[spot] != mention.preposition:
        spot -= 1
    return spot


def _settled_there(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether something was settled in a place: "agreed in Brussels", "signed a week ago in Cartagena"."""
    spot = _preposition_at(mention, lower)
    reach = _AGO if lower[spot - 1 : spot] == ["ago"] else 1
    return not words.meetings.isdisjoint(lower[max(0, spot - reach) : spot])


_AGO = 4  # tokens of "signed a week ago"


def _seats_body(mention: PlaceMention, tokens: Tokens, words: PlaceWords) -> bool:
    """Whether a body sits in a place: "a group based in Istanbul", "the Quill Trust, headquartered in Istanbul"; not
    "900 troops based in Syria"."""
    spot = _preposition_at(mention, tokens.lower) - 1
    if spot < 1 or tokens.lower[spot] not in words.basings:
        return False
    last = spot - 1 - (tokens.lower[spot - 1] == ",")
    bodies = words.firms | words.based_bodies
    if tokens.lower[last] in bodies or (last > 0 and tokens.words[last].istitle()):
        return True
    near = tokens.lower[max(0, last - _MEMBERS) : last]
    return any(one in bodies and behind == "of" for one, behind in pairwise(near))


_MEMBERS = 5  # tokens of "group of independent Turkish economists"


def _part_before(mention: PlaceMention, lower: Sequence[str]) -> bool:
    """Whether "from Kent" says only of a part where it comes from: "some of them from Kent"."""
    start = max(0, mention.first - _PART_PLACE // 2)
    near = lower[start : mention.first]
    return any(pair in PARTS for pair in pairwise(near))


def _names_its_city(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a country only tells which city is meant, which stands elsewhere."""
    behind = list(lower[mention.last : mention.last + 5])
    if behind[2:3] == ["-"]:
        del behind[1:3]  # "second-largest"
    return (
        behind[:1] == ["'s"]
        and bool(words.superlatives.intersection(behind[1:2]))
        and "city" in words.pointing.get("".join(behind[2:3]), frozenset())
    )


def _answers_for(mention: PlaceMention, view: _View) -> bool:
    """Whether a place is the one that a counting authority serves: "Thailand's interior ministry",
    "authorities in Ahrweiler"."""
    lower = view.line.tokens.lower
    owned = mention.demonym or lower[mention.last : mention.last + 1] == ["'s"]
    speaker = next(one for one in view.line.speakers if one.first <= mention.first < one.last)
    bodies = set(lower[speaker.first : mention.first])
    if bodies & view.places.words.local_bodies:
        # Officials in a capital may be the country's, its rescuers are not.
        capital = any(view.places.places[one].kind == "capital" for one in mention.places)
        rescuers = bodies & view.places.words.rescuers
        return mention.preposition in view.places.words.locative and bool(rescuers or not capital)
    # "The Oaxaca health department": the region's own.
    attributive = not mention.preposition or set(lower[speaker.first : mention.first]) <= {"the"}
    if owned and not view.places.words.having_verbs.isdisjoint(
        lower[speaker.last : speaker.last + 1]
    ):
        return True  # "Germany's Koch institute recorded"
    return (owned or attributive) and bool(
        view.places.words.domestic_bodies.intersection(lower[mention.last : speaker.last])
    )
