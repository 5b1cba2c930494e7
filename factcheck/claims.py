"""Quantities with what they count, where, when and who says so.

``ClaimBuilder.build`` reads the article once for its places, events and speakers, then resolves
each figure from the words nearest to it outwards: clause, sentence, paragraph, headline, article.
Every resolved field leaves an ``Evidence`` with the words that decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from factcheck.events import Candidate, EventIndex
from factcheck.grammar import load_grammar
from factcheck.measures import CueIndex, MeasureResolver, Mention, Slot, Tie
from factcheck.modality import find_modality
from factcheck.model import (
    Article,
    Bound,
    Change,
    Claim,
    Evidence,
    Kind,
    Modality,
    Quantity,
    Role,
    Sentence,
    Span,
    StockFlow,
)
from factcheck.periods import find_adjustment, find_denominator, find_period, find_years
from factcheck.places import PlaceIndex, PlaceMention, context_of
from factcheck.populations import PopulationIndex
from factcheck.reference import Vocabulary
from factcheck.speakers import Speaker, find_speakers
from factcheck.tokens import Tokens, tokenize

_COMPARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_MEASURED_DURATIONS = frozenset({"life_expectancy"})
_CLAUSE_MARKS = frozenset({";", "but", "while", "whom", "which"})
_EARLY_MENTIONS = 4  # the first places of an article are its own
_DOMINANT = 0.75  # share of a country's mentions that makes a place inside it the main one
_COUNTRY_MARK = "<country>"  # stands for any country's name in a refining cue
_MORE_MARK = "<more>"  # stands for "another", "additional", "7,000 more" in a refining cue
_COUNTRY_KINDS = frozenset({"country", "territory"})
_TOO_WIDE = frozenset({"world", "continent"})
_TIMES, _RATIO = "times", "ratio"
_OTHER_CLAUSE = 20  # tokens that a semicolon counts for when a speaker is chosen
_MAX_TIE = 8.0
_STRONG_TIE = 4.5  # a cue this close decides against an ellipsis
_OPEN_MARGIN = 0.05  # two measures this close in cost stay open
_BACK_REFERENCES = frozenset(
    "figure toll number total count tally dead injured wounded victims them whom these those".split()
)
_SUBSET_WORDS = ("of them", "of whom", "of these", "of those", "of the dead", "among them",
                 "of the victims", "including", "among the dead", "of the injured",
                 "of the wounded", "of which")  # fmt: skip
_TOTAL_WORDS = ("in all", "combined", "altogether", "in total", "a total of", "overall")
_MORE_WORDS = ("more", "another", "further", "additional", "others", "extra")
_COMPARISON_WORDS = ("worse than", "deadliest since", "compared with the", "similar to", "previous",
                     "in the same", "echoes of", "recalled", "not the first", "the last such",
                     "worst since", "reminiscent", "anniversary", "years ago", "decades ago",
                     "deadliest")  # fmt: skip


@dataclass(slots=True)
class _Line:
    """A sentence prepared for its figures."""

    sentence: Sentence
    quantities: list[Quantity]
    tokens: Tokens
    flat: str
    slots: list[Slot] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the article as a whole says of place and event."""

    counts: Counter[str]
    main_place: str
    title_places: tuple[PlaceMention, ...]
    by_paragraph: Mapping[int, tuple[PlaceMention, ...]]
    events: tuple[Candidate, ...]


class ClaimBuilder:
    """Builds claims against one vocabulary; keep one for many articles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.grammar = load_grammar()
        self.cues = CueIndex(vocabulary.cues, vocabulary.measures)
        self.resolver = MeasureResolver(self.cues, self.grammar)
        self.places = PlaceIndex(vocabulary.places)
        self.events = EventIndex(vocabulary.events, self.places)
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
        scene: _Scene | None = None
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
                scene = self._scene(article, sentences)
            before = _paragraph_before(sentences, number)
            speaker = self._speaker_before(before, speaker_before, sentences)
            line = self._line(article, sentence, list(found), before)
            claims.extend(self._line_claims(article, line, scene, claims, before, speaker))
        return claims

    @staticmethod
    def _checkable(quantity: Quantity) -> bool:
        return (
            quantity.kind in _COMPARED
            or quantity.kind is Kind.DURATION
            or quantity.unit == _TIMES
        )

    # -- the article as a whole -------------------------------------------------------------

    def _scene(self, article: Article, sentences: Sequence[Sentence]) -> _Scene:
        mentions: list[PlaceMention] = []
        title: list[PlaceMention] = []
        by_paragraph: dict[int, list[PlaceMention]] = {}
        for sentence in sentences:
            if sentence.furniture:
                continue
            found = self.places.find(tokenize(sentence.text))
            mentions.extend(found)
            if sentence.position == "headline":
                title.extend(found)
            else:
                by_paragraph.setdefault(sentence.paragraph, []).extend(found)
        first = context_of(self.places, mentions)
        counts: Counter[str] = Counter()
        weights: Counter[str] = Counter()
        for position, mention in enumerate(mentions):
            chosen = self.places.choose(mention, first)
            if not chosen:
                continue
            # A capital named without "in" mostly stands for its government: "Moscow has demanded".
            country = self.places.places[chosen[0]].kind in _COUNTRY_KINDS
            weight = 2 if country and not mention.demonym else 1
            weight += 1 if mention in title else 0
            weight += 1 if position < _EARLY_MENTIONS else 0
            weight += 2 if mention.preposition in self.places.words.locative else 0
            for place in (chosen[0], *self.places.chain(chosen[0])):
                counts[place] += 1
                weights[place] += weight
        main = self._main_place(weights)
        body = article.text.lower()
        lower = f"{article.title.lower()} \n {body}"
        events = tuple(self.events.candidates(lower, article.published, counts))
        return _Scene(
            counts,
            main,
            tuple(title),
            {number: tuple(found) for number, found in by_paragraph.items()},
            events,
        )

    def _main_place(self, weights: Counter[str]) -> str:
        """The country that most is said about, or the place in it that holds most of that."""
        kinds = self.places.places
        countries = [one for one in weights if kinds[one].kind in _COUNTRY_KINDS]
        pool = countries or [one for one in weights if kinds[one].kind not in _TOO_WIDE]
        if not pool:
            return ""
        main = min(pool, key=lambda place: (-weights[place], place))
        inside = [one for one in weights if main in self.places.chain(one)]
        while True:
            narrower = [one for one in inside if weights[one] >= _DOMINANT * weights[main]]
            narrower = [one for one in narrower if main in self.places.chain(one)]
            if not narrower:
                return main
            main = min(narrower, key=lambda place: (-weights[place], len(self.places.chain(place)), place))

    # -- one sentence -----------------------------------------------------------------------

    def _line(
        self, article: Article, sentence: Sentence, found: list[Quantity], before: list[Sentence]
    ) -> _Line:
        tokens = tokenize(sentence.text)
        flat = " " + " ".join(tokens.lower) + " "
        line = _Line(sentence, found, tokens, flat)
        line.slots = [_slot(quantity, sentence.span.start, tokens) for quantity in found]
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
        line: _Line,
        scene: _Scene,
        earlier: Sequence[Claim],
        before: list[Sentence],
        speaker: str,
    ) -> list[Claim]:
        claims: list[Claim] = []
        all_ties = self._all_ties(line)
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
            claim = self._with_measure(claim, ties, line, slot, claims, earlier)
            claim = _addition(claim, [*earlier, *claims])
            claim = self._with_role(claim, slot, line)
            if claim.role is Role.CLAIM:
                claim = self._with_population(claim, line, slot)
                claim = self._with_period(claim, line)
                claim = self._with_place(claim, line, slot, scene)
                claim = self._with_event(claim, line, slot, scene)
                claim = self._with_speaker(claim, line, slot, speaker)
                claim = self._with_modality(claim, line, slot)
            claims.append(claim)
        return claims

    # -- what -------------------------------------------------------------------------------

    def _all_ties(self, line: _Line) -> list[list[Tie]]:
        """Ties of every quantity; "51 civilians, 11 policemen and seven soldiers died" share one."""
        lower = line.tokens.lower
        ranked: list[list[Tie]] = []
        for quantity, slot in zip(line.quantities, line.slots, strict=True):
            ties = self.resolver.ties(quantity, slot, line.slots, line.tokens, line.mentions)
            ranked.append([tie for tie in ties if tie.cost <= _MAX_TIE])
        for number in range(len(ranked) - 2, -1, -1):
            slot, after = line.slots[number], line.slots[number + 1]
            between = lower[slot.noun_end : after.hedge_first]
            listed = 0 < len(between) <= 3 and not set(between) - _LIST_JOINTS
            shared = [tie for tie in ranked[number + 1] if tie.how in {"predicate", "shared"}]
            group = between and (
                between[0] == "of" or "among" in between[:3]
            ) and len(between) <= 4 and not set(between) - _GROUP_JOINTS  # fmt: skip
            if group and ranked[number + 1] and line.quantities[number].kind is Kind.COUNT:
                # "19 of the 135 who drowned", "31 were among the 290 killed"
                best = ranked[number + 1][0]
                if not ranked[number] or ranked[number][0].cost >= best.cost:
                    ranked[number] = [replace(best, how="part of")]
                continue
            if line.quantities[number].change is Change.EARLIER:
                continue
            if listed and shared and (not ranked[number] or ranked[number][0].cost >= 2.0):
                same_kind = line.quantities[number].kind is line.quantities[number + 1].kind
                if same_kind:
                    ranked[number] = [replace(shared[0], how="shared")]
        return ranked

    def _with_measure(
        self,
        claim: Claim,
        ties: Sequence[Tie],
        line: _Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Claim:
        relation = _relation(line.tokens.lower, slot, claim.quantity)
        claim = replace(claim, relation=relation)
        if claim.quantity.unit == _TIMES:
            evidence = Evidence("measure", _RATIO, claim.quantity.text)
            return self._measured(replace(claim, relation="ratio"), _RATIO, (evidence,))
        inherited = self._inherit(claim, ties, line, slot, claims, earlier)
        if inherited is not None:
            return inherited
        if not ties:
            return claim
        best = ties[0]
        measure, refined_by = self._refined(best, line, slot, more=relation == "change")
        if _is_margin(line.tokens.lower, slot, self.vocabulary.measures[measure].unit):
            return replace(claim, relation="margin")
        rivals = tuple(
            dict.fromkeys(
                tie.mention.cue.measure
                for tie in ties
                if tie.mention.cue.measure != best.mention.cue.measure
                and (tie.cost - best.cost < _OPEN_MARGIN or _either(best, tie, line.tokens.lower))
            )
        )
        rivals = tuple(rival for rival in rivals if not self._related(rival, measure))
        start = line.sentence.span.start
        tokens = line.tokens
        cue = tokens.text[tokens.starts[best.mention.first] : tokens.ends[best.mention.last - 1]]
        evidence = Evidence(
            "measure", measure, f"{cue} ({best.how})" + (f"; {refined_by}" if refined_by else ""),
            start + tokens.starts[best.mention.first], start + tokens.ends[best.mention.last - 1],
        )  # fmt: skip
        return self._measured(claim, measure, (evidence,), (measure, *rivals) if rivals else ())

    def _measured(
        self,
        claim: Claim,
        measure: str,
        evidence: tuple[Evidence, ...],
        candidates: tuple[str, ...] = (),
    ) -> Claim:
        entry = self.vocabulary.measures[measure]
        stock_flow = entry.stock_flow
        quantity = claim.quantity
        if quantity.change in {Change.INCREASE, Change.DECREASE} or (
            quantity.kind is Kind.PERCENT and "percent" not in entry.unit.split("|")
        ):
            stock_flow = StockFlow.CHANGE if claim.relation != "share" else StockFlow.RATIO
        return replace(
            claim,
            measure=measure,
            measure_candidates=candidates,
            unit=_unit_of(quantity, entry.unit),
            stock_flow=stock_flow,
            evidence=claim.evidence + evidence,
        )

    def _related(self, one: str, other: str) -> bool:
        chain = self.vocabulary.measure_chain
        return one == other or one in chain(other) or other in chain(one)

    def _is_country(self, place: str) -> bool:
        return self.places.places[place].kind in _COUNTRY_KINDS

    def _refined(self, tie: Tie, line: _Line, slot: Slot, *, more: bool) -> tuple[str, str]:
        lower = line.tokens.lower
        left = max(0, slot.first - 16)
        words = list(lower[left : slot.noun_end + 16])
        for mention in line.places:
            if left <= mention.first < left + len(words) and not mention.demonym:
                if any(self._is_country(place) for place in mention.places):
                    words[mention.first - left] = _COUNTRY_MARK
        if more:
            words.append(_MORE_MARK)
        window = " " + " ".join(words) + " "
        return self.cues.refine(tie.mention.cue.measure, window)

    def _inherit(
        self,
        claim: Claim,
        ties: Sequence[Tie],
        line: _Line,
        slot: Slot,
        claims: Sequence[Claim],
        earlier: Sequence[Claim],
    ) -> Claim | None:
        """Ellipsis and coordination: "62 dead, up from 58", "41 of them children"."""
        quantity = claim.quantity
        previous = next(
            (one for one in reversed(claims) if one.measure and one.quantity.kind is quantity.kind),
            None,
        )
        if quantity.change is Change.EARLIER and previous is not None:
            own = ties and ties[0].cost < 1.0
            if not own:
                return self._from(claim, previous, "the earlier value of the same count")
        if ties and ties[0].cost <= _STRONG_TIE:
            return None
        lower = line.tokens.lower
        noun = lower[slot.noun_end - 1] if slot.noun_end > slot.last else ""
        is_people = not noun or self.grammar.is_person(noun) or noun in _MORE_WORDS
        if previous is not None and is_people and quantity.kind is Kind.COUNT:
            between = lower[self._slot_of(previous, line).noun_end : slot.hedge_first]
            if len(between) <= 8 and not (set(between) - _COORDINATION):
                return self._from(claim, previous, "coordinated with " + previous.quantity.text)
            if claim.relation == "subset":
                return self._from(claim, previous, "part of " + previous.quantity.text)
        bare = quantity.kind is Kind.COUNT and (
            slot.noun_end == slot.last or (noun in _MORE_WORDS and slot.noun_end == slot.last + 1)
        )
        if bare and previous is not None and (not ties or ties[0].cost > _STRONG_TIE):
            return self._from(claim, previous, "the noun of " + previous.quantity.text + " is left out")
        if (ties and ties[0].cost <= _MAX_TIE) or previous is not None:
            return None
        paragraph_last = next(
            (
                one
                for one in reversed(earlier)
                if one.measure
                and one.sentence.paragraph == line.sentence.paragraph
                and one.quantity.kind is quantity.kind
                and one.role is Role.CLAIM
            ),
            None,
        )
        refers = set(lower[max(0, slot.first - 8) : slot.first]) | set(
            lower[slot.last : slot.last + 3]
        )
        if paragraph_last is not None and is_people and (bare or refers & _BACK_REFERENCES):
            return self._from(claim, paragraph_last, "refers back to " + paragraph_last.quantity.text)
        return None

    def _slot_of(self, claim: Claim, line: _Line) -> Slot:
        return line.slots[line.quantities.index(claim.quantity)]

    def _from(self, claim: Claim, other: Claim, why: str) -> Claim:
        measure = other.measure or ""
        evidence = Evidence(
            "measure", measure, why, other.quantity.span.start, other.quantity.span.end
        )
        return self._measured(claim, measure, (evidence,))

    def _with_role(self, claim: Claim, slot: Slot, line: _Line) -> Claim:
        """A claim is checkable: a known measure, or a number a reader would want to check."""
        quantity = claim.quantity
        if quantity.kind is Kind.DURATION:
            keeps = claim.measure in _MEASURED_DURATIONS
            return claim if keeps else replace(claim, role=Role.CONTEXT, measure=None, evidence=())
        if claim.measure is not None or quantity.kind is not Kind.COUNT:
            return claim
        value = quantity.value
        small = value is not None and abs(value) < 10
        if small and quantity.bound in {Bound.EXACT, Bound.BETWEEN}:
            return replace(claim, role=Role.CONTEXT)
        return claim

    def _with_population(self, claim: Claim, line: _Line, slot: Slot) -> Claim:
        found = self.populations.find(line.tokens, slot, self.grammar)
        if found is None:
            return claim
        start = line.sentence.span.start
        tokens = line.tokens
        at = Span(start + tokens.starts[found.first], start + tokens.ends[found.last - 1])
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

    def _with_period(self, claim: Claim, line: _Line) -> Claim:
        lower = line.sentence.text.lower()
        near = claim.quantity.span.start - line.sentence.span.start
        period = find_period(lower, claim.article.published, near)
        adjustment = find_adjustment(lower)
        after = lower[claim.quantity.span.end - line.sentence.span.start :]
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

    def _with_place(self, claim: Claim, line: _Line, slot: Slot, scene: _Scene) -> Claim:
        zone = self._border_zone(claim, line, slot, scene)
        if zone is not None:
            return zone
        mention = self._nearest_place(line, slot)
        source = "sentence"
        for source_name, found in (
            ("paragraph", scene.by_paragraph.get(line.sentence.paragraph, ())),
            ("headline", scene.title_places),
        ):
            if mention is None:
                mention = self._standing_place(found, scene)
                source = source_name
        if mention is None:
            if not scene.main_place:
                return claim
            label = self.places.places[scene.main_place].label
            return replace(
                claim, place=scene.main_place, place_name=label,
                evidence=(*claim.evidence, Evidence("place", scene.main_place, "the article's main place")),
            )  # fmt: skip
        chosen = self.places.choose(mention, scene.counts)
        place = chosen[0] if chosen else None
        start = line.sentence.span.start
        spot = (None, None)
        if source == "sentence":
            tokens = line.tokens
            spot = (start + tokens.starts[mention.first], start + tokens.ends[mention.last - 1])
        evidence = Evidence("place", place or "", f"{mention.name} ({source})", *spot)
        return replace(
            claim, place=place, place_name=mention.name, evidence=(*claim.evidence, evidence)
        )

    def _standing_place(
        self, found: Sequence[PlaceMention], scene: _Scene
    ) -> PlaceMention | None:
        """The last place of a paragraph or headline that the article is about.

        A capital named without "in" counts only where it lies in (or around) the main place: it may
        stand for a government ("Moscow and Kyiv call for talks").
        """
        plain = [one for one in found if not one.demonym and one.places]
        located = [one for one in plain if one.preposition in self.places.words.locative]
        nested = [
            one
            for one in plain
            if scene.main_place
            and self.places.nested(self.places.choose(one, scene.counts)[0], scene.main_place)
        ]
        return (located or nested or [None])[-1]

    def _nearest_place(self, line: _Line, slot: Slot) -> PlaceMention | None:
        words = self.places.words
        best: tuple[float, PlaceMention] | None = None
        for mention in line.places:
            if mention.demonym and slot.hedge_first <= mention.first < slot.noun_end:
                continue  # "41 Russian troops" says who, not where
            speaks = any(one.first <= mention.first < one.last for one in line.speakers)
            if speaks and not any(
                one.first == mention.first and one.last == mention.last for one in line.speakers
            ):
                continue  # "officials in Bern said": where they sit, not where it happened
            behind = mention.first >= slot.last
            distance = mention.first - slot.noun_end if behind else slot.first - mention.last
            cost = max(0, distance) * (1.0 if behind else 1.25)
            between = (
                line.tokens.lower[slot.last : mention.first]
                if behind
                else line.tokens.lower[mention.last : slot.first]
            )
            cost += 5.0 * sum(word in self.grammar.clause_breaks for word in between)
            cost += 4.0 * (behind and "," in between)
            if mention.preposition in words.origin:
                cost += 12.0
            elif mention.preposition in words.goal - words.locative:
                cost += 8.0
            elif mention.preposition not in words.locative and mention.preposition != "of":
                owns = not behind and bool(set(between[:2]) & words.having_verbs)
                cost += 2.0 if owns else 8.0  # "Sudan had 41", "Lima reported 41"
            if mention.demonym:
                cost += 10.0
            if speaks:
                cost += 15.0  # "Iraq counted 41": the country speaks and is meant
            if not mention.places:
                cost += 1.0
            if best is None or cost < best[0]:
                best = (cost, mention)
        return best[1] if best else None

    def _border_zone(
        self, claim: Claim, line: _Line, slot: Slot, scene: _Scene
    ) -> Claim | None:
        """ "on its borders", "along the border with Ukraine": the zone, not the country."""
        lower = line.tokens.lower
        spots = [
            number
            for number in range(max(0, slot.first - 14), min(len(lower), slot.noun_end + 14))
            if lower[number] in self.places.words.border_words
        ]
        if not spots:
            return None
        spot = min(spots, key=lambda number: abs(number - slot.first))
        names = sorted(line.places, key=lambda one: (one.demonym, abs(one.first - spot)))
        candidates = [place for one in names for place in self.places.choose(one, scene.counts)[:1]]
        if scene.main_place:
            candidates.append(scene.main_place)
        for place in candidates:
            is_zone = self.places.places[place].kind == "zone"
            zone = place if is_zone else self.places.border_zone(place)
            if is_zone and self.places.places[place].parents:
                place = self.places.places[place].parents[0]
            if zone is not None:
                start = line.sentence.span.start
                tokens = line.tokens
                label = f"{self.places.places[place].label} border"
                evidence = Evidence("place", zone, f"{lower[spot]}, {place}",
                                    start + tokens.starts[spot], start + tokens.ends[spot])  # fmt: skip
                return replace(claim, place=zone, place_name=label,
                               evidence=(*claim.evidence, evidence))  # fmt: skip
        return None

    # -- which event --------------------------------------------------------------------------

    def _with_event(self, claim: Claim, line: _Line, slot: Slot, scene: _Scene) -> Claim:
        if self._speaks_of_another(claim, line, slot, scene):
            evidence = Evidence("event", "", "speaks of another event")
            return replace(claim, other_event=True, evidence=(*claim.evidence, evidence))
        fitting: list[tuple[float, Candidate]] = []
        stated = any(one.field == "place" and "(sentence)" in one.cue for one in claim.evidence)
        for candidate in scene.events:
            event = candidate.event
            if claim.place and not self.places.nested(claim.place, event.place):
                continue
            if claim.place is None and claim.place_name:
                continue
            score = float(candidate.score)
            if claim.place == event.place:
                score += 3.0 if stated else 1.0
            elif claim.place and event.place in self.places.chain(claim.place):
                score += 1.0  # the claim's place lies in the event's
            elif stated:
                score -= 1.5  # the event is only a part of the place that the sentence names
            if self.events.named_in(line.flat, event):
                score += 2.0
            fitting.append((score, candidate))
        if not fitting:
            return claim
        fitting.sort(key=lambda pair: (-pair[0], pair[1].event.event))
        best = fitting[0][1]
        evidence = Evidence("event", best.event.event, best.cue)
        open_start = best.event.start
        window = claim.interval_only
        published = claim.article.published
        if window and open_start and claim.period_start and open_start >= claim.period_start - timedelta(days=1):
            window = False  # the event is younger than the window: the count is its total
        if window and open_start and published and published - open_start <= timedelta(days=2):
            window = False
        return replace(
            claim, event=best.event.event, interval_only=window,
            event_candidates=tuple(candidate.event.event for _, candidate in fitting),
            evidence=(*claim.evidence, evidence),
        )  # fmt: skip

    def _speaks_of_another(self, claim: Claim, line: _Line, slot: Slot, scene: _Scene) -> bool:
        """A past year beside the figure, or words of comparison with a year, mean another event."""
        published = claim.article.published
        lower = line.sentence.text.lower()
        near = claim.quantity.span.start - line.sentence.span.start
        years = [(year, spot) for year, spot in find_years(lower) if abs(spot - near) < 90]
        if published is None or not years:
            return False
        compared = any(word in lower for word in _COMPARISON_WORDS)
        starts = {c.event.start.year for c in scene.events if c.event.start is not None}
        for year, spot in years:
            if year >= published.year or year in starts:
                continue
            lead = lower[max(0, spot - 12) : spot]
            if "since" in lead or "from" in lead or "between" in lead:
                continue
            if any(c.event.start and c.event.start.year <= year <= published.year
                   for c in scene.events[:1]):  # fmt: skip
                continue
            if compared or year < published.year - 1 or re.search(r"\b(?:the|in)\s$", lead):
                return True
        return False

    # -- who says so --------------------------------------------------------------------------

    def _with_speaker(self, claim: Claim, line: _Line, slot: Slot, before: str) -> Claim:
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
        sentences: Sequence[Sentence],
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

    def _with_modality(self, claim: Claim, line: _Line, slot: Slot) -> Claim:
        hit = find_modality(line.tokens.lower, slot.hedge_first, slot.last, slot.noun_end)
        quoted = _in_quotes(line.sentence.text, claim, line)
        if hit.first is None or hit.last is None:
            return replace(claim, quoted=quoted)
        tokens, start = line.tokens, line.sentence.span.start
        first, last = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        evidence = Evidence("modality", hit.modality.value, tokens.text[first:last],
                            start + first, start + last)  # fmt: skip
        modality = hit.modality
        if modality is Modality.WITHDRAWN and claim.quantity.change is Change.EARLIER:
            modality = Modality.WITHDRAWN
        return replace(
            claim, modality=modality, quoted=quoted, evidence=(*claim.evidence, evidence)
        )


_LIST_JOINTS = frozenset({",", "and", "or", "&", "plus", "the", "another", "also"})
_GROUP_JOINTS = frozenset("of the its their are were is was among these those all over some".split())
_COORDINATION = frozenset(
    ", and or but including of them among at least more than as well as plus ( ) mostly with "
    "another a further the some about".split()
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


def _slot(quantity: Quantity, offset: int, tokens: Tokens) -> Slot:
    """Token range of a quantity inside its sentence."""
    first = _token_at(tokens.starts, quantity.span.start - offset)
    last = _token_before(tokens.ends, quantity.span.end - offset)
    noun_end = last
    if quantity.counted_span is not None and quantity.counted_span.start >= quantity.span.end:
        noun_end = max(last, _token_before(tokens.ends, quantity.counted_span.end - offset))
    hedge_first = first
    if quantity.hedge_span is not None and quantity.hedge_span.end <= quantity.span.start:
        hedge_first = min(first, _token_at(tokens.starts, quantity.hedge_span.start - offset))
    return Slot(first, max(last, first + 1), max(noun_end, first + 1), hedge_first)


def _token_at(starts: Sequence[int], offset: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, offset) - 1)


def _token_before(ends: Sequence[int], offset: int) -> int:
    from bisect import bisect_left

    return min(len(ends), bisect_left(ends, offset) + 1)


def _relation(lower: Sequence[str], slot: Slot, quantity: Quantity) -> str:
    before = " ".join(lower[max(0, slot.hedge_first - 4) : slot.hedge_first])
    after = " ".join(lower[slot.last : slot.noun_end + 4])
    if any(after.startswith(words) or f" {words}" in f" {after}"[:14] for words in _SUBSET_WORDS[:3]):
        return "subset"
    if any(words in before for words in _SUBSET_WORDS):
        return "subset"
    if quantity.change in {Change.INCREASE, Change.DECREASE}:
        return "change"
    if set(lower[slot.last : slot.last + 2]) & {"more", "others", "additional", "extra"} or set(
        lower[max(0, slot.first - 2) : slot.first]
    ) & {"another", "further", "additional", "extra"}:
        return "change"
    if any(words in before or words in after for words in _TOTAL_WORDS):
        return "total"
    if quantity.kind is Kind.PERCENT and lower[slot.last : slot.last + 1] == ["of"]:
        return "share"
    return ""


def _reach(speaker: Speaker, slot: Slot, lower: Sequence[str]) -> int:
    """Tokens between a speaker and a figure; another clause counts as far."""
    first, last = sorted((speaker.first, slot.first))
    return last - first + _OTHER_CLAUSE * sum(word in _CLAUSE_MARKS for word in lower[first:last])


def _addition(claim: Claim, earlier: Sequence[Claim]) -> Claim:
    """ "Another 200 were hurt" after a death toll is the count of the hurt, not a rise of it."""
    if claim.relation != "change" or claim.quantity.change is not Change.LEVEL or not claim.measure:
        return claim
    same_paragraph = [one for one in earlier if one.sentence.paragraph == claim.sentence.paragraph]
    measures = {one.measure for one in same_paragraph if one.measure}
    if measures and claim.measure not in measures:
        return replace(claim, relation="")
    return claim


def _either(best: Tie, other: Tie, lower: Sequence[str]) -> bool:
    """ "injured or missing": the sentence itself leaves the measure open."""
    first, last = sorted((best.mention, other.mention), key=lambda mention: mention.first)
    return best.how == other.how and lower[first.last : last.first] == ["or"]


def _is_margin(lower: Sequence[str], slot: Slot, unit: str) -> bool:
    """ "beat her rival by 424 votes": a difference of two counts, not a count."""
    by = slot.hedge_first and lower[slot.hedge_first - 1] == "by"
    return bool(by) and unit in {"votes", "seats", "percent"}


def _unit_of(quantity: Quantity, unit: str) -> str | None:
    """The unit that is compared: the quantity's own, or for counts the measure's."""
    if quantity.unit is not None:
        return quantity.unit
    options = unit.split("|")
    counted = quantity.counted.lower()
    return next((one for one in options if one.rstrip("s") in counted), options[0])


def _in_quotes(text: str, claim: Claim, line: _Line) -> bool:
    offset = claim.quantity.span.start - line.sentence.span.start
    before = text[:offset]
    opened = before.count("“") - before.count("”")
    straight = before.count('"')
    return opened > 0 or straight % 2 == 1
