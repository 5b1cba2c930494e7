"""When what a figure counts is taken from sentences like its own (see ``likeness``).

Likeness is asked last, where no cue, no figure near by and no unit says what is counted. Its answer
is taken where it is sure enough, and where the measure can be counted in the figure's unit and noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.clauses import Slot
from factcheck.cues import CueIndex
from factcheck.grammar import Grammar
from factcheck.likeness import NO_MEASURE, SIDE, Likely, Scene, load_likeness, see
from factcheck.lines import COMPARED, Line
from factcheck.measures import MeasureResolver
from factcheck.model import Claim, Evidence
from factcheck.settings import load_settings
from factcheck.trifles import is_trifle

_THE = frozenset({"the", "a", "an"})
_JOINT = 4  # tokens of "out of all the"
_WITHIN = frozenset({"of", "among"})


class Alike:
    """Takes measures by likeness; keep one for many articles."""

    def __init__(self, resolver: MeasureResolver, cues: CueIndex, grammar: Grammar) -> None:
        self.resolver = resolver
        self.cues = cues
        self.grammar = grammar
        self.likeness = load_likeness()

    def measure(self, claim: Claim, line: Line, slot: Slot) -> Evidence | None:
        """The measure of a figure and the word that spoke most for it; None where nothing is sure."""
        if is_trifle(claim) or not self._may_ask(claim, line, slot):
            return None
        likely = self.likeness.read(self._scene(claim, line, slot), load_settings().likeness_sure)
        return self._taken(likely, claim, line, slot)

    def other(self, claim: Claim, line: Line, slot: Slot) -> Evidence | None:
        """The measure that sentences like this one would give a figure in place of the one that its words
        tell, and the word that spoke most for it; None where likeness agrees or is not sure."""
        told = claim.measure
        if told is None or told not in self.likeness.measures:
            return None
        if not self._may_ask(claim, line, slot):
            return None
        settings = load_settings()
        scene = self._scene(claim, line, slot)
        likely = self.likeness.other(scene, told, settings.likeness_over)
        akin = likely.measure and self._are_akin(likely.measure, told)
        if akin and likely.sure < settings.likeness_akin:
            return None
        return self._taken(likely, claim, line, slot, f"; words tell {told}")

    def _scene(self, claim: Claim, line: Line, slot: Slot) -> Scene:
        number = line.slots.index(slot)
        return see(line.tokens.lower, line.slots, number, claim.quantity, claim.relation,
                   self.likeness.ids)  # fmt: skip

    def _may_ask(self, claim: Claim, line: Line, slot: Slot) -> bool:
        """Whether a figure is of a kind that sentences like its own tell of, and no whole of another."""
        if claim.quantity.kind not in COMPARED or self._counts_nothing(line, slot):
            return False
        number = line.slots.index(slot)
        return not number or not _is_whole(line.tokens.lower, line.slots[number - 1], slot)

    def _are_akin(self, one: str, other: str) -> bool:
        """Whether the vocabulary itself warns that two measures are taken for each other."""
        first, second = self.cues.measures[one], self.cues.measures[other]
        return other in {first.parent, *first.not_same_as} or one in {
            second.parent,
            *second.not_same_as,
        }

    def _taken(
        self, likely: Likely, claim: Claim, line: Line, slot: Slot, told: str = ""
    ) -> Evidence | None:
        """A likely measure as evidence, where it can be one of the figure; ``told``: what words tell."""
        lower = line.tokens.lower
        if likely.measure == NO_MEASURE:
            return None
        if not self.resolver.can_count(likely.measure, claim.quantity, slot, lower):
            return None
        if self._counts_other(likely.measure, claim, slot) or (
            likely.measure in self.grammar.patient_measures and self._acts(lower, slot)
        ):
            return None
        if self.cues.forbids(likely.measure, lower, slot.first - SIDE, slot.last + SIDE):
            return None  # "a trade deficit of 41 million": the vocabulary says that it is none
        why = f"by likeness, {likely.sure:.0%} sure{told}"
        if likely.token is None:
            return Evidence("measure", likely.measure, f"({why})")
        tokens, start = line.tokens, line.sentence.span.start
        first, last = tokens.starts[likely.token], tokens.ends[likely.token]
        cue = f"{tokens.text[first:last]} ({why})"
        return Evidence("measure", likely.measure, cue, start + first, start + last)

    def _counts_other(self, measure: str, claim: Claim, slot: Slot) -> bool:
        """ "288 villages were burned, the group said, which counted 66 torched": the noun that is left
        out is one of things."""
        noun = claim.counted.lower().split()[-1:]
        bare = slot.noun_end == slot.last and bool(noun)
        people = self.cues.measures[measure].unit == "people"
        counted = self.grammar.counted_things.get(measure, frozenset())
        return bare and people and self.grammar.is_thing(noun[0]) and noun[0] not in counted

    def _acts(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "The 32 militants seized the school": those who do it to others do not suffer it."""
        verb, behind = ("".join(lower[at : at + 1]) for at in (slot.noun_end, slot.noun_end + 1))
        noun = slot.noun_end > slot.last
        return noun and verb.endswith("ed") and behind in _THE

    def _counts_nothing(self, line: Line, slot: Slot) -> bool:
        """Whether a figure has a noun that no measure counts ("870 shelters")."""
        noun = line.tokens.lower[slot.noun_end - 1]
        thing = slot.noun_end > slot.last and self.grammar.is_thing(noun)
        return thing and not self.cues.counts_things(noun)


def _is_whole(lower: Sequence[str], part: Slot, slot: Slot) -> bool:
    """Whether a figure is the whole of which the one before it is a part ("nine of the 30 pupils"):
    what befell the part did not befall all."""
    between = lower[part.last : slot.hedge_first]
    at = next((spot for spot, word in enumerate(between) if word in _WITHIN), None)
    return at is not None and len(between) - at <= _JOINT and "," not in between
