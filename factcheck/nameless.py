"""Places that a text does not name: "in the province", "at the mine", "in the west of the country".

Where nothing tells which place is meant, its words are what a reader has: a figure of "the south" is not
one of the whole country.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.clauses import Slot
from factcheck.grammar import Grammar, function_words, load_grammar
from factcheck.inflection import irregular_pasts
from factcheck.lines import Line
from factcheck.place_words import PlaceWords
from factcheck.places import PlaceMention
from factcheck.shared_places import is_part
from factcheck.tokens import Tokens

_DESCRIBED = 3  # words of "the formerly communist east" between its ends
_INNER = 4  # tokens of "of the besieged old town"
_PLAIN = 2  # tokens of "the area"
_FRONTED = 5  # tokens of "the jobless rate was as high as" behind a place that opens a clause
_BESIDE = 3  # tokens of "of them in" between another figure and its place
_OWN = 8  # tokens of "deaths were reported in" between a figure and its place
# Distances, in tokens, as those of named places.
_FIGURE = 4.0
_CLAUSE = 5.0
_COMMA = 3.0
_LOOSE = 4.0  # behind no preposition of place

_DETERMINERS = frozenset({"the", "its", "his", "her", "their", "our"})
_JOINTS = frozenset({"of", "outside", "around", "near"})
_BEHIND = frozenset(
    {
        "who",
        "which",
        "that",
        "to",
        "of",
        "it",
        "they",
        "we",
        "he",
        "she",
        "rather",
        "instead",
        "then",
    }
)
_OUT = frozenset({"out", "outside", "inside"})  # "out of the cave"
_APART = frozenset({"off", "near", "outside", "beyond"})
_FARTHEST = 24.0  # what lies beyond is told of another clause


def find_nameless(
    tokens: Tokens, named: Sequence[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """The places of a sentence that have no name, left to right; ``name`` is as written, ``named`` are
    those that have one or point at one."""
    found: list[PlaceMention] = []
    lower = tokens.lower
    if words.nameless.isdisjoint(lower):
        return found
    taken = {spot for one in named for spot in range(one.first, one.last)}
    for at, word in enumerate(lower):
        if word not in words.nameless or not tokens.words[at].islower():
            continue
        if found and at < found[-1].last:
            continue
        first = _start(tokens, at, words)
        last = _end(tokens, at, words) if first is not None else None
        if first is None or last is None or not taken.isdisjoint(range(first, at + 1)):
            continue
        preposition = lower[first - 1] if first else ""
        if preposition == "of" and first > 1 and lower[first - 2] in _OUT:
            preposition = lower[first - 2]
        named_from = first - 1 if preposition in _APART else first  # "off the coast" is not on it
        name = tokens.text[tokens.starts[named_from] : tokens.ends[last - 1]]
        found.append(PlaceMention(first, last, (), name, preposition=preposition))
    return found


def _start(tokens: Tokens, at: int, words: PlaceWords) -> int | None:
    """The determiner of a noun: "the", "its"; None without one."""
    lower = tokens.lower
    for spot in range(at - 1, max(-1, at - 2 - _DESCRIBED), -1):
        word = lower[spot]
        if word in _DETERMINERS:
            return spot
        if not word[0].isalpha() and word != "-":
            break
        if not tokens.words[spot].islower():
            break  # "the Musi river" has a name
        if word in words.locative or word in load_grammar().clause_breaks or word == "of":
            break
    return None


def _end(tokens: Tokens, at: int, words: PlaceWords) -> int | None:
    """The end of a phrase with the part that says of what it is one ("of the country"); None where the
    noun only describes another, or a name follows."""
    lower = tokens.lower
    behind = lower[at + 1] if at + 1 < len(lower) else "."
    if behind in _JOINTS and lower[at + 2 : at + 3] == ["the"]:
        for spot in range(at + 3, min(len(lower), at + 3 + _INNER)):
            whole = lower[spot] in words.nameless or lower[spot] == "world"
            if whole and tokens.words[spot].islower() and _closes(tokens, spot):
                return spot + 1
        return None if behind == "of" or lower[at] in words.unspecific else at + 1
    if behind == "of" and lower[at + 2 : at + 3] and lower[at + 2][0].isdecimal():
        return at + 1  # "his country of 12 million"
    if behind == "of" or lower[at] in words.unspecific:
        return None
    return at + 1 if _closes(tokens, at) else None


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether a noun ends its phrase: no other noun and no name follows it."""
    if at + 1 >= len(tokens.lower):
        return True
    behind = tokens.lower[at + 1]
    if not behind[0].isalpha():
        return behind not in {"'s", "-", "’s"} and not behind[0].isdecimal()
    grammar = load_grammar()
    return tokens.words[at + 1].islower() and (
        behind in function_words()
        or behind in grammar.auxiliaries
        or behind in grammar.adverbs
        or behind.endswith(("ed", "ly"))
        or behind in grammar.level_links
        or behind in grammar.reaching
        or behind in irregular_pasts()
        or behind in _BEHIND
    )


def head_of(mention: PlaceMention, line: Line, words: PlaceWords) -> str:
    """What a nameless place is: "west" of "the west of the country"."""
    words_of = line.tokens.lower[mention.first : mention.last]
    own = words_of[: next((at for at, one in enumerate(words_of) if one in _JOINTS), len(words_of))]
    return next(one for one in reversed(own) if one in words.nameless)


def is_roundabout(mention: PlaceMention, line: Line, words: PlaceWords) -> bool:
    """Whether the place that was named last is meant: "the area", "the same village"."""
    lower = line.tokens.lower[mention.first : mention.last]
    return "same" in lower or (lower[-1] in words.roundabout and len(lower) <= _PLAIN)


def own_nameless(
    line: Line, slot: Slot, words: PlaceWords, grammar: Grammar
) -> PlaceMention | None:
    """The nameless place that stands in a figure's own phrase, or opens its clause: "9.9 percent in the
    west of the country", "in the cities it was 7". None where a named one stands as near."""
    lower = line.tokens.lower
    for one in line.nameless:
        if _fronts(one, line, slot, words, grammar):
            return one
        if one.first < slot.last or not _is_located(one, words) or is_roundabout(one, line, words):
            continue
        between = lower[slot.last : one.first]
        if (
            len(between) > _OWN
            or "," in between
            or not grammar.clause_breaks.isdisjoint(between)
            or any(slot.last <= wall.first < one.first for wall in line.walls)
            or any(
                slot.last <= named.first < one.first and not named.demonym for named in line.places
            )
            or _is_said(one, line)
            or _is_told(one, line, grammar)
        ):
            return None
        return one
    return None


def _fronts(
    mention: PlaceMention, line: Line, slot: Slot, words: PlaceWords, grammar: Grammar
) -> bool:
    """Whether a nameless place opens the clause of a figure: "; in the cities it was 7"."""
    lower, at = line.tokens.lower, mention.first - 1
    if at < 0 or mention.last > slot.hedge_first or mention.preposition not in words.locative:
        return False
    before = lower[at - 1 : at] if at else ["."]
    between = lower[mention.last : slot.hedge_first]
    return (
        bool(grammar.contrasts.intersection(before) or at == 0)
        and len(between) <= _FRONTED
        and grammar.clause_breaks.isdisjoint(between)
        and not any(mention.last <= one.first < slot.first for one in line.walls)
        and not any(mention.last <= one.first < slot.first for one in line.places)
    )


def _is_told(mention: PlaceMention, line: Line, grammar: Grammar) -> bool:
    """Whether a name in the same clause says where a nameless place lies: "at the airport in Donetsk"."""
    lower = line.tokens.lower
    return any(
        one.first >= mention.last
        and not one.demonym
        and "," not in lower[mention.last : one.first]
        and grammar.clause_breaks.isdisjoint(lower[mention.last : one.first])
        and not any(mention.last <= wall.first < one.first for wall in line.walls)
        for one in line.places
    )


def _is_located(mention: PlaceMention, words: PlaceWords) -> bool:
    return mention.preposition in words.locative or mention.preposition in _OUT


def nearest_nameless(
    line: Line, slot: Slot, words: PlaceWords, grammar: Grammar, *, located: bool
) -> PlaceMention | None:
    """The nameless place that a figure may hold in where the article names none. ``located``: only one
    behind "in", "off" and the like."""
    best: tuple[float, PlaceMention] | None = None
    for one in line.nameless:
        if located and not _is_located(one, words):
            continue
        cost = _distance(one, line, slot, words, grammar)
        if cost is not None and cost <= _FARTHEST and (best is None or cost < best[0]):
            best = (cost, one)
    return best[1] if best is not None else None


def _distance(
    mention: PlaceMention, line: Line, slot: Slot, words: PlaceWords, grammar: Grammar
) -> float | None:
    lower = line.tokens.lower
    located = _is_located(mention, words)
    speaks = (
        not located
        and lower[mention.last : mention.last + 1] != []
        and (lower[mention.last] in words.hearings)
    )
    if (
        _is_said(mention, line)
        or speaks
        or (not located and lower[mention.last - 1] not in words.pointing)
    ):
        return None
    behind = mention.first >= slot.last
    between = (
        lower[slot.last : mention.first]
        if behind
        else lower[mention.last : max(mention.last, slot.hedge_first)]
    )
    if behind and not grammar.contrasts.isdisjoint(between):
        return None
    if any(_takes(one, slot, mention, lower) for one in line.walls):
        return None
    cost = float(len(between)) + (0.0 if located else _LOOSE)
    cost += _CLAUSE * sum(word in grammar.clause_breaks for word in between)
    cost += _COMMA if "," in between else 0.0
    left, right = (slot.last, mention.first) if behind else (mention.last, slot.first)
    cost += _FIGURE if any(left <= wall.first < right for wall in line.walls) else 0.0
    return cost


def _takes(other: Slot, slot: Slot, mention: PlaceMention, lower: Sequence[str]) -> bool:
    """Whether a place is another figure's alone: "41 died, a third of them in the capital", "5.1 percent,
    from 3.9 in the west ..."."""
    if other is slot or not 0 <= mention.first - other.noun_end <= _BESIDE:
        return False
    if is_part(other, lower):
        return True
    between = lower[slot.last : other.first]
    return slot.last <= other.first and ("," in between or "and" not in between)


def _is_said(mention: PlaceMention, line: Line) -> bool:
    """Whether a place is only there as part of who speaks: "officials in the capital said"."""
    return any(one.first <= mention.first < one.last for one in line.speakers)
