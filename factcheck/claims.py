"""Quantities with what they count, where, when and who says so.

``ClaimBuilder.build`` reads the article once for its places, events and speakers, then resolves
each figure from the words nearest to it outwards: clause, sentence, paragraph, headline, article.
Every resolved field leaves an ``Evidence`` with the words that decided.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from factcheck.ages import stands_apart
from factcheck.attribution import in_quotes, speaker_before, with_speaker
from factcheck.clauses import Slot
from factcheck.cues import CueIndex
from factcheck.degrees import settle_degrees
from factcheck.grammar import load_grammar
from factcheck.lines import (
    COMPARED,
    Line,
    numbers_of,
    slot_of,
    walls_of,
    wholes_of,
    without_measure,
)
from factcheck.measures import Tie
from factcheck.modality import find_modality, is_settled
from factcheck.model import (
    Article,
    Change,
    Claim,
    Evidence,
    Kind,
    Modality,
    Quantity,
    Role,
    Sentence,
)
from factcheck.nameless import find_nameless
from factcheck.periods import (
    find_adjustment,
    find_denominator,
    find_period,
    told_in_asides,
    told_of_others,
)
from factcheck.places import PlaceIndex
from factcheck.populations import PopulationIndex, home_of
from factcheck.reference import Vocabulary
from factcheck.replacing import replace
from factcheck.speakers import find_speakers
from factcheck.standing_in import listed_before, number_of, whole_before, whose_words, with_its_noun
from factcheck.standing_sources import with_standing_source
from factcheck.tokens import tokenize
from factcheck.trifles import is_trifle
from factcheck.uprooted import Uprooted
from factcheck.what import WhatResolver, settle_addition, settle_outcome
from factcheck.where import Scene, WhereResolver

_NEAR = 8  # claims before one among which those that it leans on stand
_DURATION = "duration"
_MEASURED_DURATIONS = frozenset({"life_expectancy"})
_YEARS = frozenset({Kind.DURATION, Kind.AGE})  # "82 years"; "life expectancy fell to 62"
_TOLD_BEFORE, _TOLD_BEHIND = 12, 4  # tokens between "jailed" and its years, and "years in prison"
_OF_A_WHOLE = (["of"], ["of", "the"], ["of", "its"], ["of", "their"])
_NOWHERE = frozenset({Kind.AGE, Kind.SCORE})  # of a person, of two teams: not of a place
_BASIS_POINT = "basis point"
_TIMES = "time"  # the unit of "three times", "twice", "sixfold"


@lru_cache(maxsize=2)  # the profiles of a table, and a table loaded again, read alike
def builder_of(vocabulary: Vocabulary) -> ClaimBuilder:
    """The builder of claims against a vocabulary."""
    return ClaimBuilder(vocabulary)


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
        self.uprooted = Uprooted(vocabulary, self.places)

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
        scene, lines = self._lines(article, sentences, quantities)
        claims: list[Claim] = []
        told: list[Claim] = []  # the same as words tell them: likeness lends nothing to others
        named: dict[int, tuple[str, ...]] = {}
        for number, (sentence, found) in enumerate(zip(sentences, quantities, strict=True)):
            if not found:
                continue
            if sentence.furniture:
                made = [Claim(article, sentence, one, role=Role.FURNITURE) for one in found]
                claims.extend(made)
                told.extend(made)
                continue
            if scene is None or number not in lines:
                made = [
                    Claim(article, sentence, one, role=Role.CONTEXT, counted=one.counted)
                    for one in found
                ]
                claims.extend(made)
                told.extend(made)
                continue
            line, before = lines[number]
            speaker = partial(speaker_before, before, sentences[:number], named)
            line.places = self.where.with_references(line, scene)
            line.nameless = find_nameless(line.tokens, line.places, self.places.words)
            made, in_words = self._line_claims(article, line, scene, told, claims, speaker)
            claims.extend(made)
            told.extend(in_words)
        claims = self.uprooted.with_those_abroad(claims)
        return with_standing_source(claims, sentences, self.places)

    @staticmethod
    def _checkable(quantity: Quantity) -> bool:
        told = quantity.kind in COMPARED or quantity.kind in _YEARS or quantity.unit == _TIMES
        return told or quantity.kind is Kind.SCORE

    # -- one sentence -----------------------------------------------------------------------

    def _lines(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
    ) -> tuple[Scene | None, dict[int, tuple[Line, list[Sentence]]]]:
        """The scene, and for each sentence that has something to check, by its number, a line and what its
        paragraph says before; read by likeness one right behind the other, in two thirds of the time."""
        telling = [
            number
            for number, (sentence, found) in enumerate(zip(sentences, quantities, strict=True))
            if not sentence.furniture and any(map(self._checkable, found))
        ]
        if not telling:
            return None, {}
        scene = self.where.scene(article, sentences)
        lines: dict[int, tuple[Line, list[Sentence]]] = {}
        for number in telling:
            before = _paragraph_before(sentences, number)
            found = list(quantities[number])
            lines[number] = self._line(article, sentences[number], found, before, scene), before
        self.what.alike.foresee(line for line, _ in lines.values())
        return scene, lines

    def _line(
        self,
        article: Article,
        sentence: Sentence,
        found: list[Quantity],
        before: list[Sentence],
        scene: Scene,
    ) -> Line:
        tokens = tokenize(sentence.text)
        flat = " " + " ".join(tokens.lower) + " "
        nearby = f"{article.title} {before[-1].text if before else ''}".lower()
        context = frozenset(re.findall(r"[\w-]+", nearby))
        last = before[-1].text if before else article.title
        line = Line(sentence, found, tokens, flat, last, context.union(tokens.lower))
        line.slots = [slot_of(quantity, sentence.span.start, tokens) for quantity in found]
        line.walls = walls_of(found, line.slots)
        line.wholes = wholes_of(found, line.slots, tokens)
        line.places = list(scene.named[sentence.field, sentence.index])
        countries = frozenset(
            mention.first
            for mention in line.places
            if not mention.demonym and self.places.any_country(mention.places)
        )
        named = {spot for one in line.places if one.last - one.first > 1 and not one.demonym
                 for spot in range(one.first, one.last)}  # fmt: skip
        line.mentions = [
            one
            for one in self.cues.mentions(tokens, context, flat, countries)
            if not named.issuperset(range(one.first, one.last))  # "Cross River" crosses nothing
        ]
        line.numbers = numbers_of(
            slot
            for slot, quantity in zip(line.slots, found, strict=True)
            if quantity.kind is not Kind.IDENTIFIER  # "the M9 put its losses at 19"
        )
        line.speakers = find_speakers(tokens, line.numbers)
        return line

    def _line_claims(
        self,
        article: Article,
        line: Line,
        scene: Scene,
        earlier: Sequence[Claim],
        shown: Sequence[Claim],
        speaker: Callable[[str], str],
    ) -> tuple[list[Claim], list[Claim]]:
        """The claims of a sentence, and the same as words tell them, as ``earlier`` are; ``shown``: the
        claims before them with what likeness tells."""
        claims: list[Claim] = []
        told: list[Claim] = []
        all_ties = self.what.all_ties(line)
        for number, quantity in enumerate(line.quantities):
            if not self._checkable(quantity):
                claims.append(
                    Claim(article, line.sentence, quantity, role=Role.CONTEXT,
                          counted=quantity.counted)
                )  # fmt: skip
                told.append(claims[-1])
                continue
            slot = line.slots[number]
            ties, lenders, before = all_ties[number], told, earlier
            if self._is_whole(line, number):
                ties, lenders, before = self._own_ties(ties), [], []
            claim = Claim(article, line.sentence, quantity, counted=quantity.counted,
                          subject=quantity.subject,
                          likenesses=self.what.alike.likenesses(line, number))  # fmt: skip
            if quantity.kind is not Kind.SCORE:
                claim = self.what.with_measure(claim, ties, line, slot, lenders, before)
                if claim.measure in self.grammar.stated_measures and self._is_of_another(
                    claim, line
                ):
                    claim, ties = without_measure(claim), []
                if not ties and (claim.measure is None or claim.measure_is_likely):
                    claim = self.what.with_likely(claim, line, slot, claims)
                    claim = self.what.as_before(
                        claim, line, slot, (*shown[-_NEAR:], *claims[-_NEAR:])
                    )
                whole = whole_before(line, slot, claims) if claim.measure is None else None
                if whole is not None:
                    claim = replace(
                        with_its_noun(claim, whole), relation=claim.relation or "subset"
                    )
                claim = settle_addition(claim, earlier, told)
                claim = settle_outcome(claim, told)
                claim = self.what.as_level(claim, told)
                claim = self.what.as_statistic(claim, line, slot, told)
                like = listed_before(line, slot, claims) if claim.measure is None else None
                if like is not None:
                    claim = with_its_noun(claim, like)
                elif claim.measure is None and not claim.counted:
                    claim = replace(claim, counted=number_of(line, slot))
                claim = settle_degrees(claim, told, line, slot, self.vocabulary.measures)
                claim = self._with_role(claim, line, slot)
            if claim.role is Role.CLAIM:
                near = (*earlier[-_NEAR:], *told[-_NEAR:])
                claim = self._with_population(claim, line, slot, near)
                if quantity.kind is not Kind.AGE:
                    claim = self._with_period(claim, line)
                if claim.measure or quantity.kind not in _NOWHERE:
                    claim = self.where.with_place(claim, line, slot, scene, near)
                    claim = self._of_its_country(claim)
                claim = self.where.with_event(claim, line, scene)
                claim = with_speaker(claim, line, slot, speaker, claims)
                claim = self._with_modality(claim, line, slot)
            told.append(as_told(claim))
            if claim.role is Role.CLAIM and claim.measure and not claim.measure_is_likely:
                claim = self.what.with_other(claim, line, slot, (*shown[-_NEAR:], *claims[-_NEAR:]))
            claims.append(claim)
        return claims, told

    # -- what -------------------------------------------------------------------------------

    @staticmethod
    def _is_whole(line: Line, number: int) -> bool:
        """Whether a count in words is that of which the one before it is a part: "seven of nine soldiers"
        (with digits the ties themselves end there)."""
        if not number or line.tokens.lower[line.slots[number].first][0].isdigit():
            return False
        if any(one.kind is not Kind.COUNT for one in line.quantities[number - 1 : number + 1]):
            return False
        between = line.tokens.lower[line.slots[number - 1].last : line.slots[number].hedge_first]
        return [word for word in between if word not in {"out", "all"}] in _OF_A_WHOLE

    def _is_of_another(self, claim: Claim, line: Line) -> bool:
        """Whether a percentage has a subject of its own behind the figure of another one: "kept its key
        rate at 5% and its shares rose 3%"."""
        quantity = claim.quantity
        if (
            quantity.change is Change.EARLIER
            or quantity.unit == _BASIS_POINT
            or not quantity.subject
        ):
            return False
        if not self.grammar.stated_subjects.isdisjoint(quantity.subject.lower().split()):
            return False
        cue = next((one for one in claim.evidence if one.field == "measure"), None)
        told = -1 if cue is None or cue.start is None else cue.start
        between = [
            one for one in line.quantities
            if one.kind in COMPARED and told < one.span.start < quantity.span.start
        ]  # fmt: skip
        stepped = bool(between) and between[-1].unit == _BASIS_POINT  # "100 basis points to 21%"
        return told < 0 or (bool(between) and not stepped)

    def _own_ties(self, ties: Sequence[Tie]) -> list[Tie]:
        """What the noun of a whole itself tells: what befell the part did not befall all."""
        return [
            one
            for one in ties
            if one.how == "counted noun"
            and one.mention.cue.measure not in self.grammar.role_measures
        ]

    def _with_role(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        """A claim is checkable: a known measure, or a number a reader would want to check.

        The age of a person who is named with it ("Ana Lind, 42,") is; that of a group is not. A
        length of time is where it is the news itself ("jailed for nine years", "lasted 86 days").
        """
        quantity = claim.quantity
        if quantity.kind in _YEARS:
            if claim.measure in _MEASURED_DURATIONS:
                return claim
            measure = None
            if quantity.kind is Kind.AGE:
                own = stands_apart(line.tokens, slot.first, slot.last)
            else:
                measure = self._length_told(line.tokens.lower, slot)
                own = measure is not None
            told = (Evidence("measure", measure, quantity.text),) if measure else ()
            role = Role.CLAIM if own else Role.CONTEXT
            return replace(claim, role=role, measure=measure or None, evidence=told)
        if claim.measure is None and is_trifle(claim):
            return replace(claim, role=Role.CONTEXT)
        return claim

    def _length_told(self, lower: Sequence[str], slot: Slot) -> str | None:
        """The measure of a length of time that is what the sentence tells, blank for a penalty; None where it only
        says when."""
        words = self.grammar
        before = lower[max(0, slot.hedge_first - _TOLD_BEFORE) : slot.hedge_first]
        behind = lower[slot.last : slot.last + _TOLD_BEHIND]
        measure = _DURATION if words.penalties.isdisjoint((*before, *behind)) else ""
        verb = before[:-1] if before[-1:] in (["for"], ["only"]) else before
        then = not words.spans_behind.isdisjoint(behind[:1])
        if words.lasting.intersection(verb[-1:]) or (
            verb[-1:] == ["last"] and words.auxiliaries.intersection(verb[-2:-1])
        ):
            return None if then else measure  # "will last only six hours"
        if then or measure or words.spans_before.intersection(before[-1:]):
            return None
        return measure

    def _with_population(
        self, claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]
    ) -> Claim:
        found = (
            self.populations.find_candidate(line.tokens, slot)
            if claim.measure in self.grammar.party_measures and claim.relation != "total"
            else self.populations.find(
                line.tokens, slot, line.slots, _shared_noun(claim, line, slot)
            )
        )
        if found is None:
            parties = claim.measure in self.grammar.party_measures  # "Labour 13, Renewal 7"
            meant = None if parties else whose_words(claim, slot, earlier)
            return self._described(claim) if meant is None else _of_the_same(claim, meant)
        start = line.sentence.span.start
        tokens = line.tokens
        measure = self.vocabulary.measures.get(claim.measure or "")
        if measure is not None and found.population in measure.unit.split("|"):
            return claim  # "24,000 customers without power": the unit, not a part of the people
        named = any(
            one.cue.measure == claim.measure
            and one.form == "noun"
            and one.first < found.last
            and found.first < one.last
            for one in line.mentions
        )
        if named and not self._narrows(found.population):
            return claim  # "displaced people" says what is counted, not who among them
        text = tokens.text[tokens.starts[found.first] : tokens.ends[found.last - 1]]
        if found.first and tokens.lower[found.first - 1] in self.grammar.opposing:
            # "14,000 enemy soldiers": whose they are is not said here.
            return replace(claim, population_text=f"{tokens.words[found.first - 1]} {text}")
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

    def _of_its_country(self, claim: Claim) -> Claim:
        """The claim without a party of another country: Greece's conservatives are not Britain's."""
        home = home_of(claim.population or "")
        if home is None or claim.place is None:
            return claim
        country = self.places.country_of((claim.place, *self.places.chain(claim.place)))
        if country in {None, home}:
            return claim
        others = tuple(one for one in claim.evidence if one.field != "population")
        return replace(claim, population=None, evidence=others)

    def _described(self, claim: Claim) -> Claim:
        """ "Two brothers died": a noun that no population has still says that it is not everybody."""
        measure = self.vocabulary.measures.get(claim.measure or "")
        people = measure is not None and measure.counts_people
        head = claim.counted.lower().split()[-1] if claim.counted else ""
        if not people or not self.grammar.is_person(head) or head in self.grammar.everyone:
            return claim
        return replace(claim, population_text=claim.counted)

    # -- when -------------------------------------------------------------------------------

    def _narrows(self, population: str) -> bool:
        """Whether a population tells whose troops or fighters they are, or who of those on board."""
        parents = self.populations.chain(population)
        if population in self.grammar.aboard:
            return True
        return "soldiers" in (population, *parents) or "armed_actors" in parents

    def _with_period(self, claim: Claim, line: Line) -> Claim:
        lower = line.sentence.text.lower()
        near = claim.quantity.span.start - line.sentence.span.start
        end = claim.quantity.span.end - line.sentence.span.start
        start = line.sentence.span.start
        spans = tuple(
            (one.span.start - start, one.span.end - start, one.change is Change.EARLIER)
            for one in line.quantities
        )
        others = told_of_others(lower, near, spans)
        counting = tuple(
            (one.span.start - start, one.span.end - start)
            for one in line.quantities
            if one.kind in COMPARED
        )
        asides = told_in_asides(lower, near, counting)
        period = find_period(lower, claim.article.published, near, end, others, asides)
        adjustment = find_adjustment(lower)
        denominator = find_denominator(lower[near:])
        if not period.text:
            told = adjustment or denominator
            return replace(claim, adjustment=adjustment, denominator=denominator) if told else claim
        start = line.sentence.span.start
        evidence = Evidence(
            "period", period.text, period.text,
            start + (period.first or 0), start + (period.last or 0),
        )  # fmt: skip
        return replace(
            claim,
            adjustment=adjustment,
            denominator=denominator,
            period_start=period.start,
            as_of=period.as_of,
            period_text=period.text,
            interval_only=period.window,
            evidence=(*claim.evidence, evidence),
        )

    # -- how ----------------------------------------------------------------------------------

    def _with_modality(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        hit = find_modality(line.tokens.lower, slot.hedge_first, slot.last, slot.noun_end)
        quoted = in_quotes(line.sentence.text, claim.quantity.span.start - line.sentence.span.start)
        if (
            hit.first is None
            or hit.last is None
            or is_settled(hit, claim.measure, line.tokens.lower)
            or (hit.modality is Modality.WITHDRAWN and self._only_fell(claim))
        ):
            return replace(claim, quoted=True) if quoted else claim
        tokens, start = line.tokens, line.sentence.span.start
        first, last = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        evidence = Evidence("modality", hit.modality.value, tokens.text[first:last],
                            start + first, start + last)  # fmt: skip
        return replace(
            claim, modality=hit.modality, quoted=quoted, evidence=(*claim.evidence, evidence)
        )

    def _only_fell(self, claim: Claim) -> bool:
        """Whether an old value is no mistake: what goes up and down is not taken back by "down from"."""
        measure = self.vocabulary.measures.get(claim.measure or "")
        fell = claim.quantity.change is Change.EARLIER
        return fell and (measure is None or not measure.cumulative)


def as_told(claim: Claim) -> Claim:
    """The claim as its words alone tell it: likeness contradicts nobody and lends nothing."""
    if not claim.measure_is_likely:
        return claim
    if claim.in_words is not None:
        return claim.in_words
    role = Role.CONTEXT if is_trifle(claim) else claim.role
    return replace(without_measure(claim), role=role)


def _shared_noun(claim: Claim, line: Line, slot: Slot) -> range:
    """The tokens of a noun that a bare count shares with the one before it and whose verb is its own."""
    span, start = claim.quantity.counted_span, line.sentence.span.start
    if span is None or slot.noun_end > slot.last or claim.relation or claim.measure is not None:
        return range(0)
    first = bisect_left(line.tokens.starts, span.start - start)
    last = bisect_left(line.tokens.starts, span.end - start)
    return range(first, last) if last <= slot.first else range(0)


def _of_the_same(claim: Claim, meant: Claim) -> Claim:
    """The claim with the population of the figure whose words it goes on with."""
    told = tuple(one for one in meant.evidence if one.field == "population")
    return replace(
        claim,
        population=meant.population,
        population_text=meant.population_text,
        evidence=(*claim.evidence, *told),
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
