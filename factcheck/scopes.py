"""Places that a sentence names without saying that its figures hold there.

"Italy has overtaken China", "more than in Spain": what a place is compared with. "The worst drought in
Africa": how far a superlative reaches. "One of 600 marches worldwide": an aside about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.clauses import PARTS, Slot
from factcheck.grammar import function_words
from factcheck.lines import Line
from factcheck.place_words import PlaceWords
from factcheck.places import PlaceIndex, PlaceMention

_LIKENED = 6  # tokens of "likening Venezuela's plight to"
_SUPERLATIVE = 6  # tokens of "worst cholera outbreak in the"
_ASIDE = 20  # tokens between a comma and a place in its aside
_OF_PART = 4  # tokens of "of them in the" in front of a place
_AGAINST = 5  # tokens of "marched on Sunday against the"
_FINDERS = 3  # tokens of "climate change researchers"
_STRIKING = 5  # tokens of "full-scale invasion" behind a country
_OWNED = 4  # tokens of "limit of 3" behind an owner
_PAIR = 4  # tokens of "3,405 deaths against"
_CIRCUMSTANCE = 16  # tokens of "after finding that two bodies in the town of"
_DOMAINS = frozenset({"world", "continent", "region", "country"})


def start_of(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> int:
    """The first token of what belongs to a place's name: "in", "the northern city of"."""
    at = mention.first
    while at > 0 and (
        lower[at - 1] in _LINKS
        or lower[at - 1] in words.directions
        or lower[at - 1] in words.area_nouns
    ):
        at -= 1
    led = at > 0 and (lower[at - 1] == "for" or lower[at - 1] in words.locative)
    return at - 1 if led else at


_LINKS = frozenset({"the", "of"})


def is_compared(mention: PlaceMention, line: Line, words: PlaceWords) -> bool:
    """Whether a place is what another one is held against: "unlike Spain", "has overtaken China"."""
    lower = line.tokens.lower
    at = start_of(mention, lower, words)
    before = lower[at - 1] if at else ""
    if lower[at] == "of" and before in words.comparing_nouns:
        return True
    if before in words.comparing or " ".join(lower[max(0, at - 2) : at]) in words.comparing_pairs:
        return True
    if owns_compared(mention, lower, words):
        return True
    if before in words.passing:
        own = next((one for one in line.places if one.last <= at and not one.demonym), None)
        between = lower[own.last : at - 1] if own is not None else ["?"]
        return set(between) <= words.helping
    start = next(
        (one for one in range(at - 1, max(-1, at - 1 - _LIKENED), -1) if lower[one] == ","),
        at - 1 - _LIKENED,
    )
    return before in {"to", "with"} and not words.likening.isdisjoint(lower[max(0, start) : at])


def owns_compared(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place has the figure that another one is held against: "below Chad's 5.9%", "double
    the union's limit of 3%"."""
    if lower[mention.last : mention.last + 1] != ["'s"]:
        return False
    at = start_of(mention, lower, words)
    pair = " ".join(lower[max(0, at - 2) : at])
    single = at > 0 and lower[at - 1] in words.comparing_owned | words.comparing
    if not single and pair not in words.comparing_pairs:
        return False
    owned = lower[mention.last + 1 : mention.last + 1 + _OWNED]
    return any(word[0].isdecimal() for word in owned)


def strikes(
    mention: PlaceMention, lower: Sequence[str], words: PlaceWords, places: PlaceIndex
) -> bool:
    """Whether a country only says who strikes: "in Ukrainian shelling", "since Russia's invasion"."""
    at = mention.last + (lower[mention.last : mention.last + 1] == ["'s"])
    if not (mention.demonym or at > mention.last) or not places.any_country(mention.places):
        return False
    for spot in range(at, min(at + _STRIKING, len(lower))):
        if lower[spot] in words.struck_by:
            return True
        if not lower[spot][0].isalpha() and lower[spot] != "-":
            return False
        if lower[spot] in function_words():
            return False
    return False


def is_opponent(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place is whom a rally, a vote or a suit is against: "a rally against China's trade pact"; whom a war is
    against is where it is fought."""
    if "against" not in lower[max(0, mention.first - 2) : mention.first]:
        return False
    before = lower[max(0, mention.first - _AGAINST) : mention.first]
    led = [word for word in before if word != "the"]
    return led[-1:] == ["against"] and not words.rallies.isdisjoint(led)


def is_flown_to(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place is only where a flight goes: "the Canary Islands flight"."""
    return not mention.demonym and not words.trips.isdisjoint(
        lower[mention.last : mention.last + 1]
    )


def is_asked(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether something is asked of a place: "called on London to honour its promise"."""
    called = lower[max(0, mention.first - 2) : mention.first - 1]
    return mention.preposition == "on" and not words.asking.isdisjoint(called)


def is_scholars(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> bool:
    """Whether a place only says whose the finders are: "EU scientists", "a British climate study"."""
    behind = lower[mention.last : mention.last + _FINDERS]
    at = next((n for n, word in enumerate(behind) if word in words.scholars), -1)
    return (
        at >= 0
        and all(word.isalpha() for word in behind[:at])
        and (mention.preposition not in words.locative and function_words().isdisjoint(behind[:at]))
    )


def circumstance_start(mention: PlaceMention, lower: Sequence[str], words: PlaceWords) -> int:
    """Where the clause of a place opens that only tells what went on while a tally moved: "the toll rose to 19
    as rescuers dug below the volcano", "fell to 24 after two bodies in Quillby had been counted twice"; else 0."""
    if mention.demonym or not mention.preposition or words.tallies.isdisjoint(lower):
        return 0
    opened = next(
        (at for at in range(mention.first - 1, max(0, mention.first - _CIRCUMSTANCE), -1)
         if lower[at] in {",", ";"} or (lower[at] in words.circumstances and _opens_clause(lower, at, words))),
        0,
    )  # fmt: skip
    if not opened or lower[opened] not in words.circumstances:
        return 0
    moved = next((at for at in range(opened) if lower[at] in words.tallies), opened)
    return 0 if words.reaching.isdisjoint(lower[moved:opened]) else opened


def _opens_clause(lower: Sequence[str], at: int, words: PlaceWords) -> bool:
    """Whether a word opens a clause of what went on: not "as many as", and not the happening itself ("after the
    ferry sank off Quillby"), but "after finding", "after two more had died"."""
    following = lower[at + 1 : at + 2]
    if lower[at] == "as":
        return following not in (["many"], ["much"], ["of"], ["well"]) and lower[at - 1] not in _AS
    if lower[at] == "after":
        return any(
            word.endswith("ing") or word in words.further or word[0].isdecimal()
            for word in following
        )
    return True


_AS = frozenset({"such", "many", "much", "well"})


def of_a_part(mention: PlaceMention, lower: Sequence[str]) -> bool:
    """Whether a place only tells where a part was: "3.5 million marched, 700,000 of them in Lyon"."""
    before = lower[max(0, mention.first - _OF_PART) : mention.first]
    return any(pair in PARTS for pair in pairwise(before)) and "," not in before


def inside_comparison(mention: PlaceMention, slot: Slot, line: Line) -> bool:
    """Whether a figure is told of the place that another one is held against: "than in Spain, where it
    was 83", "3,405 to 3,245"."""
    lower = line.tokens.lower
    if slot.first < mention.last:
        return False
    between = lower[mention.last : slot.first]
    if between[:1] == ["'s"] and not function_words().isdisjoint(between[1:2]):
        return False  # "Italy's toll overtakes China's with 3,405 dead"
    if between[:1] in (["'s"], ["("]) or between[:2] in (
        [",", "where"],
        [",", "which"],
        [",", "with"],
    ):
        return True
    return is_second_of_pair(mention, slot, line)


def is_second_of_pair(mention: PlaceMention, slot: Slot, line: Line) -> bool:
    """Whether a figure is the second of two that are held against each other behind a place that is:
    "Brazil has passed Italy, at 3,405 to 3,245"."""
    lower = line.tokens.lower
    before = lower[slot.hedge_first - 1 : slot.hedge_first]
    return before[:1] in (["to"], ["against"], ["versus"]) and any(
        mention.last <= one.first and 0 < slot.hedge_first - one.last <= _PAIR for one in line.walls
    )


def is_domain(mention: PlaceMention, line: Line, places: PlaceIndex) -> bool:
    """Whether a superlative is said to hold in a place, and the sentence names a smaller one:
    "Yemen faces the worst outbreak in the world"."""
    if not mention.places or places.places[mention.places[0]].kind not in _DOMAINS:
        return False
    lower = line.tokens.lower
    at = start_of(mention, lower, places.words)
    near = list(lower[max(0, at - _SUPERLATIVE) : at])
    near = near[max((n + 1 for n, word in enumerate(near) if word in {",", ";"}), default=0) :]
    if places.words.extremes.isdisjoint(near):
        return False
    return any(
        one.places
        and not one.demonym
        and not one.said
        and mention.places[0] in (*places.chain(one.places[0]), "world")
        for one in line.places
        if one.places != mention.places
    )


def in_aside(mention: PlaceMention, slot: Slot, line: Line) -> bool:
    """Whether a place stands in an aside about the one before it, which ends before the figure:
    "the Berlin march, one of 600 worldwide, drew 5,000"."""
    lower = line.tokens.lower
    if mention.last > slot.first or "," not in lower[mention.last : slot.hedge_first]:
        return False
    for spot in range(mention.first - 1, max(0, mention.first - _ASIDE), -1):
        if lower[spot] == ",":
            opened = lower[spot + 1 : spot + 3]
            apposed = opened == ["one", "of"] or opened[:1] in (["a"], ["an"])
            return apposed and any(one.last <= spot and not one.demonym for one in line.places)
    return False
