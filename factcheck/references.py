"""Places that a text only points at: "in the city", "the enclave's hospitals", "in the capital".

Each points at the last place of its kind that the text named before it, "the country" at the one that
the article is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.places import COUNTRY_KINDS, PlaceIndex, PlaceMention
from factcheck.tokens import Tokens

_MEMORY = 40  # places that a reader may have in mind
_DESCRIBED = 1  # words between "the" and the noun ("the besieged city")


def find_references(
    tokens: Tokens,
    named: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
    places: PlaceIndex,
    own: Sequence[str] = (),
) -> list[PlaceMention]:
    """The places that a sentence points at. ``named``: those it names, left to right; ``before``:
    those that the text named before it, oldest first; ``own``: the article's main place and what it
    lies in."""
    lower = tokens.lower
    found: list[PlaceMention] = []
    for at, word in enumerate(lower):
        kinds = places.words.pointing.get(word)
        if kinds is None or not _points(tokens, at):
            continue
        known = [*before, *(one for one in named if one.last <= at)]
        if "country" in kinds:  # the article's own, not the last that was named
            known = [one for one in known if one.places and one.places[0] in own] or known
        target = next((one for one in reversed(known) if _is_kind(one, kinds, places)), None)
        if target is None and "unknown" in kinds:
            target = next((one for one in reversed(known) if _is_unknown(one)), None)
        if target is None and word == "capital":
            target = _capital(known, places)
        if target is None:
            continue
        first = next(spot for spot in range(at, -1, -1) if lower[spot] == "the")
        preposition = lower[first - 1] if first else ""
        spot = first - 1
        if preposition == "and" and first > 1:  # "in and around the city"
            preposition = lower[first - 2]
        seat = spot > 0 and lower[spot - 1] in places.words.seats
        said = spot > 0 and lower[spot - 1] in places.words.hearings
        found.append(
            replace(
                target, first=first, last=at + 1, preposition=preposition, demonym=False,
                seat=seat, said=said, people=False,
            )
        )  # fmt: skip
    return found


def _points(tokens: Tokens, at: int) -> bool:
    """Whether a noun stands alone behind "the": not "the city of Herat", "the Herat region"."""
    lower, words = tokens.lower, tokens.words
    start = at - 1
    if start >= 0 and lower[start] != "the" and words[start].islower():
        start -= _DESCRIBED
    if start < 0 or lower[start] != "the" or not words[at].islower():
        return False
    behind = words[at + 1 : at + 3]
    if behind[:1] == ["of"]:
        return False
    return not behind or not behind[0][:1].isalpha() or behind[0].islower()


def _is_kind(mention: PlaceMention, kinds: frozenset[str], places: PlaceIndex) -> bool:
    if mention.demonym or mention.said or not mention.places:
        return False
    return places.places[mention.places[0]].kind in kinds


def _is_unknown(mention: PlaceMention) -> bool:
    """Whether the table does not hold a name, so that it may be a place of any kind."""
    return not mention.places and not mention.part and not mention.said


def _capital(known: Sequence[PlaceMention], places: PlaceIndex) -> PlaceMention | None:
    """The capital of the last country that was named."""
    for mention in reversed(known):
        if mention.places and places.places[mention.places[0]].kind in COUNTRY_KINDS:
            capital = places.capital(mention.places[0])
            if capital:
                return replace(mention, places=(capital,), name=places.places[capital].label)
    return None


def all_references(
    tokens: Mapping[int, Tokens],
    named: Mapping[int, Sequence[PlaceMention]],
    title: Sequence[PlaceMention],
    places: PlaceIndex,
    own: Sequence[str],
) -> dict[int, tuple[PlaceMention, ...]]:
    """The references of every sentence of an article, by its index."""
    known = list(title)
    out: dict[int, tuple[PlaceMention, ...]] = {}
    for index in sorted(tokens):
        found = find_references(tokens[index], named.get(index, ()), known, places, own)
        if found:
            out[index] = tuple(found)
        known.extend(named.get(index, ()))
        del known[:-_MEMORY]
    return out
