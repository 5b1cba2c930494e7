"""Those uprooted, in their country and outside, where the article tells how many of them went abroad.

"Some 400,000 people have been uprooted" are the internally displaced as long as nobody crossed a border. Where the
article goes on "300,000 inside the country and about 100,000 who fled to its neighbour", the first figure is the
sum of both (``displaced_total``: those displaced inside the country plus those who fled abroad).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from factcheck.grammar import load_grammar
from factcheck.model import Change, Claim, Evidence, Role
from factcheck.places import PlaceIndex
from factcheck.reference import Vocabulary
from factcheck.replacing import replace

_INSIDE = frozenset({"idp_stock", "idp_new"})
_IN_ALL = "displaced_total"
_LEFT = frozenset({"fled_abroad"})  # from the country that is spoken of
_LONG = 1095  # days: who has been abroad for years is not of those uprooted now
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
        fewest = self._fewest_abroad(claims)
        if not fewest or _IN_ALL not in self.vocabulary.measures:
            return list(claims)
        return [
            self._in_all(one) if self._is_open(one, behind) and self._has_part(one, fewest) else one
            for one, behind in zip_longest(claims, claims[1:])
        ]

    def _fewest_abroad(self, claims: Sequence[Claim]) -> dict[str | None, Decimal]:
        """The smallest count of people abroad by the country in which they are; under None of those who left theirs."""
        fewest: dict[str | None, Decimal] = {}
        for one in claims:
            value = one.quantity.value
            if value is None or not self._may_be_abroad(one):
                continue
            country = None if one.measure in _LEFT else self._country(one)
            if country is not None or one.measure in _LEFT:
                fewest[country] = min(value, fewest.get(country, value))
        return fewest

    def _may_be_abroad(self, claim: Claim) -> bool:
        measured = claim.measure in _LEFT | _ARRIVED
        parted = claim.measure in _INSIDE and claim.relation == "subset"
        if claim.role is not Role.CLAIM or claim.other_event or not (measured or parted):
            return False
        # "hosts 80,000 refugees since the 1990s"
        said = _WORD.findall(claim.sentence.text.lower())
        hosted = not self.grammar.hosting.isdisjoint(said)
        began, published = claim.period_start, claim.article.published
        old = began is not None and published is not None and (published - began).days > _LONG
        return claim.quantity.change is Change.LEVEL and not (hosted or old)

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
        if not self.grammar.disasters.isdisjoint(_WORD.findall(sentence.text.lower())):
            return False  # floods and storms drive nobody over a border
        open_cue = not self.grammar.uprooting.isdisjoint(_WORD.findall(cues))
        return open_cue and self.grammar.staying.isdisjoint(said)

    def _has_part(self, whole: Claim, fewest: Mapping[str | None, Decimal]) -> bool:
        """Whether a count of people abroad can be a part of the uprooted of a country."""
        value = whole.quantity.value
        if value is None or whole.other_event:
            return False
        here = self._country(whole)
        return any(fewest[there] < value for there in fewest if there is None or there != here)

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
