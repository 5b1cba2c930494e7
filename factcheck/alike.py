"""When what a figure counts is taken from sentences like its own.

A language model (``encoder``) reads each sentence that counts something. Its answer stands in where no
cue, no figure near by and no unit says what is counted, and goes before what words tell where it is sure
of another measure. It is taken where it is sure enough, and where the measure can be counted in the
figure's unit and noun.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from factcheck.clauses import Slot
from factcheck.cues import CueIndex, Mention
from factcheck.encoder import Reading, load_encoder
from factcheck.grammar import Grammar
from factcheck.lines import COMPARED, Line
from factcheck.measures import PARTITIVES, MeasureResolver
from factcheck.model import Claim, Evidence, Kind, Quantity
from factcheck.settings import load_settings
from factcheck.trifles import is_small, tells_where

NO_MEASURE = ""  # the class of a figure that no measure is of
_SIDE = 24  # words on each side of a figure
_NOBODY_REACH = 4  # words before a figure in which "no one among the" may stand
_FEW = 3
_RIGHT_BEHIND = 1  # tokens of "were" between a figure and what is told of it
_OLDEST = 110  # years
_THE = frozenset({"the", "a", "an"})


class Alike:
    """Takes measures by likeness; keep one for many articles."""

    def __init__(self, resolver: MeasureResolver, cues: CueIndex, grammar: Grammar) -> None:
        self.resolver = resolver
        self.cues = cues
        self.grammar = grammar

    def foresee(self, lines: Iterable[Line]) -> None:
        """Read the sentences that will be asked for: one behind the other the model is fast."""
        for line in lines:
            told = [one for one in line.quantities if one.kind in COMPARED]
            if told and (line.mentions or not all(map(_is_few, told))):
                line.foreseen = self._read(line)

    def measure(self, claim: Claim, line: Line, slot: Slot) -> tuple[Evidence, float] | None:
        """The measure of a figure and the word that the model looked at most, with its chance; None where
        nothing is sure."""
        small = is_small(claim)
        if not self._may_ask(claim, line, slot) or (small and tells_where(claim)):
            return None
        if small and line.readings is None and not line.mentions:
            return None  # a sentence that tells of no measure is not read for "the two leaders"
        if _is_age(line, slot) or self._is_denied(line.tokens.lower, slot):
            return None
        reading = self._reading(line, slot)
        measure, chance = _likeliest(reading, but=NO_MEASURE)
        settings = load_settings()
        if chance < (settings.likeness_small if small else settings.likeness_sure):
            return None
        own = self.grammar.measure_words.get(measure)
        if own and own.isdisjoint(line.words):
            return None  # "losses of 2 million tonnes" of maize, a "positivity rate of 2.7%"
        topic = self.grammar.topic_words.get(measure)
        if topic and topic.isdisjoint(line.words) and chance < settings.likeness_unspoken:
            return None  # "both sides saw about 20,000": of no troops
        taken = self._taken(measure, f"by likeness, {chance:.0%} sure", reading, claim, line, slot)
        return None if taken is None else (taken, chance)

    def other(self, claim: Claim, line: Line, slot: Slot) -> tuple[Evidence, float] | None:
        """The measure that sentences like this one give a figure in place of the one that its words
        tell, and the word that the model looked at most, with its chance; None where they agree or
        nothing is sure."""
        told = claim.measure
        if told is None or told not in load_encoder().measures:
            return None
        if claim.quantity.kind is Kind.PERCENT and claim.quantity.text.replace(".", "").isdecimal():
            return None  # "58 percent in Togo, 31 in Benin": the model sees no percentage
        if not self._may_ask(claim, line, slot):
            return None
        reading = self._reading(line, slot)
        measure, chance = _likeliest(reading)
        if measure in {told, NO_MEASURE} or chance < load_settings().likeness_over:
            return None
        wider = self.cues.measures[told].parent == measure
        if told in self.grammar.patient_measures and self._is_unspoken(
            measure, line, None if wider else slot
        ):
            return None  # "40 marchers and two officers were hurt": nothing tells of dead
        why = f"by likeness, {chance:.0%} sure; words tell {told}"
        taken = self._taken(measure, why, reading, claim, line, slot)
        return None if taken is None else (taken, chance)

    @staticmethod
    def likenesses(line: Line, number: int) -> tuple[tuple[str, float], ...]:
        """The likeliest measures of a figure of a foreseen sentence, with their chances from 0 to 1, the
        likeliest first; blank is no measure."""
        readings = line.foreseen
        if readings is None or line.quantities[number].kind not in COMPARED:
            return ()
        settings = load_settings()
        pairs = zip(readings[number].chances.tolist(), load_encoder().measures, strict=True)
        likely = sorted(
            (-chance, name) for chance, name in pairs if chance >= settings.likeness_told
        )
        return tuple((name, round(-one, 2)) for one, name in likely[: settings.likeness_most])

    def _is_unspoken(self, measure: str, line: Line, slot: Slot | None) -> bool:
        """Whether no cue stands in the sentence of a measure that is hardly told without one, but for those
        of other figures: "288 of them were missing, while seven were confirmed dead"."""
        return measure in self.grammar.spoken_measures and all(
            one.cue.measure != measure or (slot is not None and _is_of_another(one, line, slot))
            for one in line.mentions
        )

    def _may_ask(self, claim: Claim, line: Line, slot: Slot) -> bool:
        """Whether a figure is of a kind that sentences like its own tell of, and has no noun of things that
        words alone tell of ("870 shelters", "17,635 cases of the new virus": no new cases)."""
        if claim.quantity.kind not in COMPARED:
            return False
        noun = line.tokens.lower[slot.noun_end - 1]
        thing = slot.noun_end > slot.last and self.grammar.is_thing(noun)
        return not thing or self.cues.counts_things(noun)

    def _reading(self, line: Line, slot: Slot) -> Reading:
        """What the language model makes of a figure; it reads all figures of a sentence at once."""
        if line.readings is None:
            line.readings = self._read(line) if line.foreseen is None else line.foreseen
        return line.readings[line.slots.index(slot)]

    @staticmethod
    def _read(line: Line) -> list[Reading]:
        start = line.sentence.span.start
        spans = [(one.span.start - start, one.span.end - start) for one in line.quantities]
        return load_encoder().read(line.sentence.text, spans)

    def _taken(
        self, measure: str, why: str, reading: Reading, claim: Claim, line: Line, slot: Slot
    ) -> Evidence | None:
        """A likely measure as evidence, where it can be one of the figure; ``why`` tells how sure."""
        lower = line.tokens.lower
        if not self.resolver.has_unit(measure, claim.quantity, slot):
            return None
        before = lower[max(0, slot.hedge_first - _SIDE) : slot.hedge_first]
        if measure in self.grammar.patient_measures and (
            self._acts(lower, slot) or not self.grammar.penalties.isdisjoint(before)
        ):
            return None  # "sentenced 41 people to death"
        if self.cues.forbids(measure, lower, slot.first - _SIDE, slot.last + _SIDE):
            return None  # "a trade deficit of 41 million": the vocabulary says that it is none
        if reading.looked is None:
            return Evidence("measure", measure, f"({why})")
        first, end = reading.looked
        start = line.sentence.span.start
        cue = f"{line.sentence.text[first:end]} ({why})"
        return Evidence("measure", measure, cue, start + first, start + end)

    def _is_denied(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Neither of the two pilots survived": what befell none of them counts them as nothing."""
        begin = max(0, slot.hedge_first - _NOBODY_REACH)
        before = lower[begin : slot.hedge_first]
        at = next((spot for spot, word in enumerate(before) if word in PARTITIVES), 0)
        nobody = self.grammar.nobody
        return bool(before[:at]) and (
            before[at - 1] in nobody or "_".join(before[max(0, at - 2) : at]) in nobody
        )

    def _acts(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "The 32 militants seized the school": those who do it to others do not suffer it."""
        verb, behind = ("".join(lower[at : at + 1]) for at in (slot.noun_end, slot.noun_end + 1))
        noun = slot.noun_end > slot.last
        return noun and verb.endswith("ed") and behind in _THE


def _is_of_another(mention: Mention, line: Line, slot: Slot) -> bool:
    """Whether a cue is the noun of another figure or stands right behind it."""
    at = bisect_right(line.walls, mention.first, key=lambda one: one.last) - 1
    one = line.walls[at] if at >= 0 else slot
    return one is not slot and mention.first <= one.noun_end + _RIGHT_BEHIND


def _is_few(quantity: Quantity) -> bool:
    """Whether a count is so low that it may be no claim, so that nobody asks what it is of."""
    return quantity.kind is Kind.COUNT and quantity.value is not None and quantity.value < _FEW


def _is_age(line: Line, slot: Slot) -> bool:
    """ "Jairo Lund was 14 when the war began": a bare number that a name is."""
    words, at = line.tokens.words, slot.first - 1
    quantity = line.quantities[line.slots.index(slot)]
    bare = quantity.kind is Kind.COUNT and slot.noun_end == slot.last
    return (
        bare
        and (quantity.value or 0) <= _OLDEST
        and at > 0
        and words[at] in {"is", "was"}
        and words[at - 1][0].isupper()
    )


def _likeliest(reading: Reading, but: str | None = None) -> tuple[str, float]:
    """The likeliest measure, or the likeliest beside one, and its chance."""
    pairs = zip(reading.chances.tolist(), load_encoder().measures, strict=True)
    chance, measure = max(pair for pair in pairs if pair[1] != but)
    return measure, round(chance, 4)
