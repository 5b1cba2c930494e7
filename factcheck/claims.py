"""Quantities with what they count, where, when and who says so.

``ClaimBuilder.build`` reads the article once for its places, events and speakers, then resolves
each figure from the words nearest to it outwards: clause, sentence, paragraph, headline, article.
Every resolved field leaves an ``Evidence`` with the words that decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.grammar import load_grammar
from factcheck.lines import Line, slot_of
from factcheck.measures import CueIndex, Slot
from factcheck.modality import find_modality
from factcheck.model import (
    Article,
    Bound,
    Claim,
    Evidence,
    Kind,
    Quantity,
    Role,
    Sentence,
    Span,
)
from factcheck.periods import find_adjustment, find_denominator, find_period
from factcheck.places import PlaceIndex
from factcheck.populations import PopulationIndex
from factcheck.reference import Vocabulary
from factcheck.speakers import Speaker, find_speakers
from factcheck.tokens import tokenize
from factcheck.what import WhatResolver, settle_addition
from factcheck.where import Scene, WhereResolver

_COMPARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_MEASURED_DURATIONS = frozenset({"life_expectancy"})
_CLAUSE_MARKS = frozenset({";", "but", "while", "whom", "which"})
_CHECKED_FROM = 10  # a bare smaller count of something unknown is nothing to check
_TIMES = "time"  # the unit of "three times", "twice", "sixfold"
_OTHER_CLAUSE = 20  # tokens that a semicolon counts for when a speaker is chosen


class ClaimBuilder:
    """Builds claims against one vocabulary; keep one for many articles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.grammar = load_grammar()
        self.cues = CueIndex(vocabulary.cues, vocabulary.measures)
        self.places = PlaceIndex(vocabulary.places)
        self.what = WhatResolver(vocabulary, self.cues, self.places, self.grammar)
        self.where = WhereResolver(vocabulary, self.places, self.grammar)
        self.populations = PopulationIndex(vocabulary.populations)

    def build(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
    ) -> list[Claim]:
        """One claim a quantity, in the order of sentences and offsets.

        ``quantities[i]`` are those of ``sentences[i]``.
        """
        if not any(quantities):
            return []
        scene: Scene | None = None
        claims: list[Claim] = []
        speaker_before: dict[int, str] = {}
        for number, (sentence, found) in enumerate(zip(sentences, quantities, strict=True)):
            if not found:
                continue
            if sentence.furniture:
                claims.extend(
                    Claim(article, sentence, quantity, role=Role.FURNITURE) for quantity in found
                )
                continue
            if not any(self._checkable(quantity) for quantity in found):
                claims.extend(
                    Claim(article, sentence, quantity, role=Role.CONTEXT, counted=quantity.counted)
                    for quantity in found
                )
                continue
            if scene is None:
                scene = self.where.scene(article, sentences)
            before = _paragraph_before(sentences, number)
            speaker = self._speaker_before(before, speaker_before)
            line = self._line(article, sentence, list(found), before)
            claims.extend(self._line_claims(article, line, scene, claims, speaker))
        return claims

    @staticmethod
    def _checkable(quantity: Quantity) -> bool:
        return (
            quantity.kind in _COMPARED or quantity.kind is Kind.DURATION or quantity.unit == _TIMES
        )

    # -- the article as a whole -------------------------------------------------------------

    # -- one sentence -----------------------------------------------------------------------

    def _line(
        self, article: Article, sentence: Sentence, found: list[Quantity], before: list[Sentence]
    ) -> Line:
        tokens = tokenize(sentence.text)
        flat = " " + " ".join(tokens.lower) + " "
        line = Line(sentence, found, tokens, flat)
        line.slots = [slot_of(quantity, sentence.span.start, tokens) for quantity in found]
        nearby = f"{article.title} {before[-1].text if before else ''}".lower()
        context = frozenset(re.findall(r"[\w-]+", nearby))
        line.mentions = self.cues.mentions(tokens, context, flat)
        line.places = self.places.find(tokens)
        starts = frozenset(slot.hedge_first for slot in line.slots)
        line.speakers = find_speakers(tokens, starts)
        return line

    def _line_claims(
        self,
        article: Article,
        line: Line,
        scene: Scene,
        earlier: Sequence[Claim],
        speaker: str,
    ) -> list[Claim]:
        claims: list[Claim] = []
        all_ties = self.what.all_ties(line)
        for number, quantity in enumerate(line.quantities):
            if not self._checkable(quantity):
                claims.append(
                    Claim(article, line.sentence, quantity, role=Role.CONTEXT,
                          counted=quantity.counted)
                )  # fmt: skip
                continue
            slot = line.slots[number]
            ties = all_ties[number]
            claim = Claim(article, line.sentence, quantity, counted=quantity.counted,
                          subject=quantity.subject)  # fmt: skip
            claim = self.what.with_measure(claim, ties, line, slot, claims, earlier)
            claim = settle_addition(claim, [*earlier, *claims])
            claim = self._with_role(claim)
            if claim.role is Role.CLAIM:
                claim = self._with_population(claim, line, slot)
                claim = self._with_period(claim, line)
                claim = self.where.with_place(claim, line, slot, scene)
                claim = self.where.with_event(claim, line, scene)
                claim = self._with_speaker(claim, line, slot, speaker)
                claim = self._with_modality(claim, line, slot)
            claims.append(claim)
        return claims

    # -- what -------------------------------------------------------------------------------

    def _with_role(self, claim: Claim) -> Claim:
        """A claim is checkable: a known measure, or a number a reader would want to check."""
        quantity = claim.quantity
        if quantity.kind is Kind.DURATION:
            keeps = claim.measure in _MEASURED_DURATIONS
            return claim if keeps else replace(claim, role=Role.CONTEXT, measure=None, evidence=())
        if claim.measure is not None or quantity.kind is not Kind.COUNT:
            return claim
        value = quantity.value
        small = value is not None and abs(value) < _CHECKED_FROM
        if small and quantity.bound in {Bound.EXACT, Bound.BETWEEN}:
            return replace(claim, role=Role.CONTEXT)
        return claim

    def _with_population(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        found = self.populations.find(line.tokens, slot)
        if found is None:
            return claim
        start = line.sentence.span.start
        tokens = line.tokens
        at = Span(start + tokens.starts[found.first], start + tokens.ends[found.last - 1])
        measure = self.vocabulary.measures.get(claim.measure or "")
        if measure is not None and found.population in measure.unit.split("|"):
            return claim  # "24,000 customers without power": the unit, not a part of the people
        if any(
            one.field == "measure"
            and one.start is not None
            and one.end is not None
            and "(counted noun)" in one.cue
            and at.overlaps(Span(one.start, one.end))
            for one in claim.evidence
        ) and not self._narrows(found.population):
            return claim  # "displaced people" says what is counted, not who among them
        text = tokens.text[tokens.starts[found.first] : tokens.ends[found.last - 1]]
        evidence = Evidence(
            "population", found.population, text,
            start + tokens.starts[found.first], start + tokens.ends[found.last - 1],
        )  # fmt: skip
        return replace(
            claim,
            population=found.population,
            population_text=text,
            evidence=(*claim.evidence, evidence),
        )

    # -- when -------------------------------------------------------------------------------

    def _narrows(self, population: str) -> bool:
        """Whether a population tells whose troops or fighters they are."""
        parents = self.populations.chain(population)
        return "soldiers" in (population, *parents) or "armed_actors" in parents

    def _with_period(self, claim: Claim, line: Line) -> Claim:
        lower = line.sentence.text.lower()
        near = claim.quantity.span.start - line.sentence.span.start
        period = find_period(lower, claim.article.published, near)
        adjustment = find_adjustment(lower)
        after = lower[near:]
        claim = replace(claim, adjustment=adjustment, denominator=find_denominator(after))
        if not period.text:
            return claim
        start = line.sentence.span.start
        evidence = Evidence(
            "period", period.text, period.text,
            start + (period.first or 0), start + (period.last or 0),
        )  # fmt: skip
        return replace(
            claim,
            period_start=period.start,
            as_of=period.as_of,
            period_text=period.text,
            interval_only=period.window,
            evidence=(*claim.evidence, evidence),
        )

    # -- where ------------------------------------------------------------------------------

    # -- which event --------------------------------------------------------------------------

    # -- who says so --------------------------------------------------------------------------

    def _with_speaker(self, claim: Claim, line: Line, slot: Slot, before: str) -> Claim:
        if not line.speakers:
            if before and _in_quotes(line.sentence.text, claim, line):
                evidence = Evidence("speaker", before, "the quotation goes on")
                return replace(claim, speaker=before, evidence=(*claim.evidence, evidence))
            return claim
        best = min(line.speakers, key=lambda one: _reach(one, slot, line.tokens.lower))
        if best.pronoun:
            named = [one for one in line.speakers if not one.pronoun and one.first < best.first]
            before = named[-1].name if named else before
        name = before if best.pronoun and before else best.name
        tokens, start = line.tokens, line.sentence.span.start
        evidence = Evidence(
            "speaker", name, best.cue,
            start + tokens.starts[best.first], start + tokens.ends[best.last - 1],
        )  # fmt: skip
        return replace(claim, speaker=name, evidence=(*claim.evidence, evidence))

    def _speaker_before(
        self,
        before: Sequence[Sentence],
        cache: dict[int, str],
    ) -> str:
        """The last speaker named earlier in the paragraph (or in the paragraph before it)."""
        for sentence in reversed(before):
            if sentence.index not in cache:
                found = [
                    one
                    for one in find_speakers(tokenize(sentence.text), frozenset())
                    if not one.pronoun
                ]
                cache[sentence.index] = found[-1].name if found else ""
            if cache[sentence.index]:
                return cache[sentence.index]
        return ""

    # -- how ----------------------------------------------------------------------------------

    def _with_modality(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        hit = find_modality(line.tokens.lower, slot.hedge_first, slot.last, slot.noun_end)
        quoted = _in_quotes(line.sentence.text, claim, line)
        if hit.first is None or hit.last is None:
            return replace(claim, quoted=quoted)
        tokens, start = line.tokens, line.sentence.span.start
        first, last = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        evidence = Evidence("modality", hit.modality.value, tokens.text[first:last],
                            start + first, start + last)  # fmt: skip
        return replace(
            claim, modality=hit.modality, quoted=quoted, evidence=(*claim.evidence, evidence)
        )


def _paragraph_before(sentences: Sequence[Sentence], number: int) -> list[Sentence]:
    """Earlier sentences of the paragraph; the last one before it when it opens the paragraph."""
    current = sentences[number]
    before = [
        one
        for one in sentences[max(0, number - 6) : number]
        if one.field == current.field and one.paragraph == current.paragraph and not one.furniture
    ]
    if not before and number and sentences[number - 1].field == current.field:
        before = [sentences[number - 1]]
    return before


def _reach(speaker: Speaker, slot: Slot, lower: Sequence[str]) -> int:
    """Tokens between a speaker and a figure; another clause counts as far."""
    first, last = sorted((speaker.first, slot.first))
    return last - first + _OTHER_CLAUSE * sum(word in _CLAUSE_MARKS for word in lower[first:last])


def _in_quotes(text: str, claim: Claim, line: Line) -> bool:
    offset = claim.quantity.span.start - line.sentence.span.start
    before = text[:offset]
    opened = before.count("“") - before.count("”")
    straight = before.count('"')
    return opened > 0 or straight % 2 == 1
