"""Who acts for a whole country: its president, prime minister or treasury, and not the president of a club.

What they offer or cut is the country's, whatever town the article is on: "the president has offered a rise of 20
percent". What they merely say may be of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from factcheck.grammar import function_words
from factcheck.home_bodies import head_at, heads_named
from factcheck.places import PlaceIndex, PlaceMention
from factcheck.tokens import Tokens

# In place of a country: the president of a club, the chancellor of a university.
_OF_A_BODY = "body"
_PRIME = ["prime", "minister"]
_OPENED = 3  # tokens of "The prime minister"
_OF_NAME = 3  # tokens of "of the French"


def heads_told(
    sentences: Iterable[tuple[Tokens, Sequence[PlaceMention]]], index: PlaceIndex
) -> frozenset[str]:
    """The countries whose heads of state or government an article names; blank stands for one whose country is not
    told, and a word that is no country's for heads of clubs, firms and the like."""
    told: set[str] = set()
    for tokens, found in sentences:
        told.update(country for _, country in _heads_in(tokens, found, index))
        told |= heads_named(tokens.text)
    return frozenset(told)


def acts_for(
    tokens: Tokens,
    found: Sequence[PlaceMention],
    index: PlaceIndex,
    country: str,
    told: frozenset[str],
) -> bool:
    """Whether the subject of a sentence is a country's head of state or government, who does something for it. One
    whose country is not said is this one's where the article tells of no other head (``told``)."""
    lower, words = tokens.lower, index.words
    does = words.transfers | words.governing
    verb = next((word for word in lower if word in does or word in words.hearings), "")
    head = next((of for at, of in _heads_in(tokens, found, index) if at < _OPENED), None)
    if verb not in does or head is None:
        return False
    return head == country or (not head and told <= {country, ""})


def _heads_in(
    tokens: Tokens, found: Sequence[PlaceMention], index: PlaceIndex
) -> Iterator[tuple[int, str]]:
    """Each head that a sentence names by the role: its token and its country, blank where none is said."""
    lower, words = tokens.lower, index.words
    if words.governing_roles.isdisjoint(lower):
        return
    for at, word in enumerate(lower):
        prime = word == _PRIME[0]
        if word not in words.governing_roles or (prime and lower[at : at + 2] != _PRIME):
            continue
        end = at + 1 + prime
        second = not words.seconds.isdisjoint(lower[max(0, at - 1) : at])
        if not second and words.securities.isdisjoint(lower[end : end + 1]):
            yield at, _country_of(tokens, at, end, found, index)


def _country_of(
    tokens: Tokens, at: int, end: int, found: Sequence[PlaceMention], index: PlaceIndex
) -> str:
    """The country of a head whose role stands between two tokens."""
    lower = tokens.lower
    named = head_at(tokens.text[tokens.ends[end - 1] :].lstrip())
    if named:
        return named
    owned = lower[at - 1 : at] == ["'s"]
    owner = [one for one in found if one.last == at - owned]
    of = [one for one in found if lower[end : end + 1] == ["of"] and end < one.first <= end + _OF_NAME]  # fmt: skip
    for one in (*owner, *(one for one in of if set(lower[end + 1 : one.first]) <= {"the"})):
        return index.country_of(one.places) or _OF_A_BODY
    before = lower[at - 1] if at else "the"
    alone = not before[0].isalpha() or before in _bare()
    if owned or not alone:
        return _OF_A_BODY  # "the firm's president", "a president", "the club president"
    whole = not index.words.country_references.isdisjoint(lower[end + 1 : end + 1 + _OF_NAME])
    return "" if lower[end : end + 1] != ["of"] or whole else _OF_A_BODY


@cache
def _bare() -> frozenset[str]:
    """Words in front of a head of whom nothing more is said."""
    return function_words() - {"a", "an", "its", "his", "her", "their", "our", "your", "my"}
