"""Places that a text names beside those that it is about: from where somebody calls, and where something
else happened once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.place_words import PlaceWords, load_place_words
from factcheck.places import PlaceIndex, PlaceMention
from factcheck.replacing import replace
from factcheck.tokens import Tokens

_Read = tuple[Tokens, Sequence[PlaceMention]]
_SINCE = 6  # tokens of "since the bombing of a school in"
_YEAR = 4  # digits


def with_callers(sentences: Sequence[_Read], top: int, index: PlaceIndex) -> list[_Read]:
    """The places of an article's sentences, those from which somebody calls as the scene where the headline and the
    first sentence (the first ``top`` sentences) name no other place. The country that the headline names is another
    one for a capital, and where the text names more of it."""
    if not any(_calls(one) for _, found in sentences for one in found):
        return list(sentences)
    scene = [one for _, found in sentences[:top] for one in found if not _calls(one)]
    headline = [one for _, found in sentences[: top - 1] for one in found if not _calls(one)]
    told = [one for _, found in sentences for one in found if not _calls(one) and not one.demonym]
    return [
        (
            tokens,
            [
                replace(one, said=False)
                if _calls(one)
                and not any(_is_other(other, one, index) for other in scene)
                and not (
                    any(_holds(other, one, index) for other in headline)
                    and (
                        _is_capital(one, index)
                        or any(_is_other(other, one, index) for other in told)
                    )
                )
                else one
                for one in found
            ],
        )
        for tokens, found in sentences
    ]


def _calls(mention: PlaceMention) -> bool:
    """Whether somebody speaks from a place: "by phone from Quillby"."""
    return mention.said and mention.preposition in load_place_words().origin


def _is_other(one: PlaceMention, caller: PlaceMention, index: PlaceIndex) -> bool:
    """Whether a place is another than the one called from, and none that this one lies in."""
    if one.name == caller.name:
        return False
    return not any(index.nested(a, b) for a in one.places for b in caller.places)


def _holds(country: PlaceMention, caller: PlaceMention, index: PlaceIndex) -> bool:
    """Whether the place called from lies in a country."""
    inner = {outer for one in caller.places for outer in index.chain(one) if outer != one}
    return index.any_country(country.places) and not inner.isdisjoint(country.places)


def _is_capital(caller: PlaceMention, index: PlaceIndex) -> bool:
    return any(index.places[one].kind == "capital" for one in caller.places)


def is_bygone(mention: PlaceMention, tokens: Tokens, words: PlaceWords, year: int) -> bool:
    """Whether a place is where something like what is told happened once: "the worst since the bombing in Quillby",
    "by way of comparison, a blast in Quillby", "in Quillby in 1995". ``year``: of the article; 0 where none is known."""
    if mention.demonym or mention.preposition not in words.locative:
        return False
    lower = tokens.lower
    if not words.recalling.isdisjoint(lower[: mention.first]):
        return True
    since = next((at for at in range(max(0, mention.first - _SINCE), mention.first) if lower[at] == "since"), 0)  # fmt: skip
    if since and not (words.extremes | words.superlatives).isdisjoint(lower[:since]):
        return True
    behind = lower[mention.last : mention.last + 2]
    dated = [number for word, number in pairwise(behind) if word in {"in", "of", "("}]
    return any(len(one) == _YEAR and one.isdecimal() and int(one) < year - 1 for one in dated)
