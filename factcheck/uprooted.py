"""Those uprooted, in their country and outside, where the article tells how many of them went abroad.

"Some 400,000 people have been uprooted" are the internally displaced as long as nobody crossed a border. Where the
article goes on "300,000 inside the country and about 100,000 who fled to its neighbour", the first figure is the
sum of both (``displaced_total``: those displaced inside the country plus those who fled abroad).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from factcheck.grammar import load_grammar
from factcheck.model import Change, Claim, Evidence, Role
from factcheck.places import PlaceIndex
from factcheck.reference import Vocabulary
from factcheck.replacing import replace

_INSIDE = frozenset({"idp_stock", "idp_new"})
_IN_ALL = "displaced_total"
_LEFT = frozenset({"fled_abroad"})  # from the country that is spoken of
_WORD = re.compile(r"[^\W\d_]+")
_ARRIVED = frozenset({"refugees", "crossed_border"})  # in the country that is spoken of


class Uprooted:
    """Finds them; keep one for many articles."""

    def __init__(self, vocabulary: Vocabulary, places: PlaceIndex) -> None:
        self.vocabulary = vocabulary
        self.places = places
        self.grammar = load_grammar()

    def with_those_abroad(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of an article, in their order: the uprooted of a country of whom a part went abroad are all
        of them.

        A count of a stated window ("in one week"), and one that its sentence keeps inside the country, stay what
        they are.
        """
        abroad = [one for one in claims if self._may_be_abroad(one)]
        if not abroad or _IN_ALL not in self.vocabulary.measures:
            return list(claims)
        return [
            self._in_all(one)
            if self._is_open(one, behind) and any(self._is_part(part, one) for part in abroad)
            else one
            for one, behind in zip_longest(claims, claims[1:])
        ]

    def _may_be_abroad(self, claim: Claim) -> bool:
        measured = claim.measure in _LEFT | _ARRIVED
        parted = claim.measure in _INSIDE and claim.relation == "subset"
        level = claim.quantity.change is Change.LEVEL and not claim.other_event
        return claim.role is Role.CLAIM and level and (measured or parted)

    def _is_open(self, claim: Claim, behind: Claim | None) -> bool:
        """Whether a figure counts people by words that leave open where they went. ``behind``: the next figure of
        the article; what stands behind it in the sentence is said of that one."""
        told = claim if claim.in_words is None else claim.in_words
        if claim.role is not Role.CLAIM or claim.measure not in _INSIDE or told.interval_only:
            return False
        cues = " ".join(one.cue.lower() for one in claim.evidence if one.field == "measure")
        sentence = claim.sentence
        ends = sentence.span.end
        if behind is not None and behind.sentence is sentence:
            ends = behind.quantity.span.start
        said = _WORD.findall(sentence.text[: ends - sentence.span.start].lower())
        open_cue = not self.grammar.uprooting.isdisjoint(_WORD.findall(cues))
        return open_cue and self.grammar.staying.isdisjoint(said)

    def _is_part(self, part: Claim, whole: Claim) -> bool:
        """Whether a count of people abroad can be a part of the uprooted of a country."""
        one, other = part.quantity.value, whole.quantity.value
        if one is None or other is None or one >= other or whole.other_event:
            return False
        there, here = self._country(part), self._country(whole)
        return part.measure in _LEFT or (there is not None and there != here)

    def _country(self, claim: Claim) -> str | None:
        place = claim.place
        return None if place is None else self.places.country_of((place, *self.places.chain(place)))

    def _in_all(self, claim: Claim) -> Claim:
        in_words = None if claim.in_words is None else self._in_all(claim.in_words)
        entry = self.vocabulary.measures[_IN_ALL]
        why = Evidence("measure", _IN_ALL, "a part of them went abroad")
        return replace(
            claim, measure=_IN_ALL, unit=entry.unit, stock_flow=entry.stock_flow, in_words=in_words,
            evidence=(*claim.evidence, why),
        )  # fmt: skip
