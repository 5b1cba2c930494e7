"""Places that a text only points at: "in the city", "the enclave's hospitals", "in the capital".

Each points at the last place of its kind that the text named before it, "the country" at the one that
the article is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.places import PlaceIndex, PlaceMention
from factcheck.tokens import Tokens

_MEMORY = 40  # places that a reader may have in mind
_EQUALS = frozenset({"as", "is", "was", "became", "becomes", "becoming", "remains", "remained"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_DESCRIBED = 1  # words between "the" and the noun ("the besieged city")


def find_references(
    tokens: Tokens,
    named: Sequence[PlaceMention],
    before: Sequence[PlaceMention],
    places: PlaceIndex,
    own: Sequence[str] = (),
    near: Sequence[PlaceMention] = (),
    called: Mapping[str, str] | None = None,
) -> list[PlaceMention]:
    """The places that a sentence points at. ``named``: those it names, left to right; ``before``:
    those that the text named before it, oldest first; ``own``: the article's main place and what it
    lies in; ``near``: those that its paragraph named before it; ``called``: the noun that an unlisted
    name was given ("the town of Quillby"), by the name in lower case."""
    lower = tokens.lower
    pointing = places.words.pointing
    if pointing.keys().isdisjoint(lower):
        return []
    found: list[PlaceMention] = []
    peoples = {one.last for one in named if one.demonym}
    given = {**(called or {}), **nouns_given(tokens, named)}
    for at, word in enumerate(lower):
        kinds = pointing.get(word)
        if kinds is None:
            continue
        people = next((one for one in named if one.demonym and one.last == at), None)
        first = people.first if people is not None else at
        if not _points(tokens, first, at):
            continue
        owned = lower[at - 1] in _OWNERS
        if owned and "country" in kinds:
            continue  # "had fled their country"
        known = [*before, *(one for one in named if one.last <= at)]
        if "country" in kinds:  # the article's own, not the last that was named
            here = [*near, *(one for one in named if one.last <= at)]
            here = [
                replace(one, demonym=False, name=places.places[one.places[0]].label)
                for one in here
                if one.places
                and places.places[one.places[0]].kind in kinds
                and not one.said
                and not one.people
            ]
            plain = [
                one for one in here if one.last not in peoples
            ]  # "Kazakhstan said 40 Russian ..."
            here = plain or here
            known = here or [one for one in known if one.places and one.places[0] in own] or known
        if word == "capital" and people is None:
            here = [one for one in named if one.last <= at]
            target = _capital(here, places)
            known = [target] if target is not None else known
        if people is not None:  # "the Pakistani city": the last one there
            known = [_inside(one, people, places) for one in known if one is not people]
        target = next((one for one in reversed(known) if _is_kind(one, kinds, places)), None)
        own_noun = next((one for one in reversed(known)
                         if _is_unknown(one) and given.get(one.name.lower()) == word), None)  # fmt: skip
        if own_noun is not None and people is None:
            target = own_noun
        if target is None and "unknown" in kinds:
            target = next((one for one in reversed(known) if _is_unknown(one)), None)
        if target is None and "country" in kinds:
            target = _country(own, places)
        if target is None and word == "capital":
            target = _capital(known, places)
        if target is None:
            continue
        first = (
            at - 1 if owned else next(spot for spot in range(at, -1, -1) if lower[spot] == "the")
        )
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


def nouns_given(tokens: Tokens, named: Sequence[PlaceMention]) -> dict[str, str]:
    """What a sentence calls its unlisted places: a "town" for "the town of Quillby"."""
    lower = tokens.lower
    return {
        one.name.lower(): lower[one.first - 2]
        for one in named
        if _is_unknown(one) and one.first > 1 and lower[one.first - 1] == "of"
    }


def _inside(mention: PlaceMention, people: PlaceMention, places: PlaceIndex) -> PlaceMention:
    """A mention with those of its places alone that lie in the country of a people."""
    inside = [one for one in mention.places if people.places[0] in places.chain(one)]
    return replace(mention, places=tuple(inside), part=mention.part or not inside)


def _points(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a noun stands alone behind "the" or "his": not "the city of Herat", "the Herat region"; from
    ``first`` on its people's name may stand in front of it."""
    lower, words = tokens.lower, tokens.words
    start = first - 1
    owned = start >= 0 and lower[start] in _OWNERS
    if start >= 0 and lower[start] != "the" and not owned and words[start].islower():
        start -= _DESCRIBED
    if start < 0 or (lower[start] != "the" and not owned) or not words[at].islower():
        return False
    behind = words[at + 1 : at + 3]
    if behind[:1] == ["of"]:
        return False
    if start and lower[start - 1] in _EQUALS and behind and behind[0].isalpha():
        return False  # "as the country with the most deaths" tells which, and points at none
    return not behind or not behind[0][:1].isalpha() or behind[0].islower()


def _is_kind(mention: PlaceMention, kinds: frozenset[str], places: PlaceIndex) -> bool:
    if mention.demonym or mention.said or not mention.places:
        return False
    return places.places[mention.places[0]].kind in kinds


def _is_unknown(mention: PlaceMention) -> bool:
    """Whether the table does not hold a name, so that it may be a place of any kind."""
    return not mention.places and not mention.part and not mention.said


def _country(own: Sequence[str], places: PlaceIndex) -> PlaceMention | None:
    """The country that the article's main place lies in, where the text does not name it."""
    country = places.country_of(own)
    return PlaceMention(0, 0, (country,), places.places[country].label) if country else None


def _capital(known: Sequence[PlaceMention], places: PlaceIndex) -> PlaceMention | None:
    """The capital of the last country that was named."""
    for mention in reversed(known):
        if places.any_country(mention.places[:1]):
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
    paragraphs: Mapping[int, int],
) -> dict[int, tuple[PlaceMention, ...]]:
    """The references of every sentence of an article, by its index."""
    known = list(title)
    near: list[PlaceMention] = []
    called: dict[str, str] = {}
    last: int | None = None
    out: dict[int, tuple[PlaceMention, ...]] = {}
    for index in sorted(tokens):
        if paragraphs.get(index) != last:
            last, near = paragraphs.get(index), []
        found = find_references(
            tokens[index], named.get(index, ()), known, places, own, near, called
        )
        called.update(nouns_given(tokens[index], named.get(index, ())))
        near.extend(named.get(index, ()))
        if found:
            out[index] = tuple(found)
        known.extend(named.get(index, ()))
        del known[:-_MEMORY]
    return out
