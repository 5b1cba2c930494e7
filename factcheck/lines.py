"""A sentence prepared for its figures: tokens, cue mentions, places and speakers, once each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from factcheck.clauses import Slot
from factcheck.cues import Mention
from factcheck.encoder import Reading
from factcheck.model import Claim, Kind, Quantity, Sentence, StockFlow
from factcheck.places import PlaceMention
from factcheck.replacing import replace
from factcheck.speakers import Speaker
from factcheck.tokens import Tokens

# The kinds of figure that can be laid beside another one.
COMPARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_ITEM_MARKS = frozenset({":", ",", "(", "-", "–", "—"})  # between a whole and its first item


@dataclass(slots=True)
class Line:
    """A sentence prepared for its figures."""

    sentence: Sentence
    quantities: list[Quantity]
    tokens: Tokens
    flat: str
    before: str = ""  # the sentence before, else the headline
    words: frozenset[str] = frozenset()  # of the sentence, the headline and the sentence before
    slots: list[Slot] = field(default_factory=list)
    walls: list[Slot] = field(default_factory=list)  # see walls_of
    numbers: frozenset[int] = frozenset()  # see numbers_of
    mentions: list[Mention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    nameless: list[PlaceMention] = field(default_factory=list)  # see nameless
    speakers: list[Speaker] = field(default_factory=list)
    actors: list[Speaker] | None = None  # see acting; None until they are asked for
    wholes: list[tuple[int, int]] = field(default_factory=list)  # see wholes_of
    readings: list[Reading] | None = None  # of each figure; None until one asks for its own
    foreseen: list[Reading] | None = None  # the same, already read for whoever will ask


def walls_of(quantities: Sequence[Quantity], slots: Sequence[Slot]) -> list[Slot]:
    """The figures that end each other's reach; lengths of time and dates do not."""
    pairs = zip(quantities, slots, strict=True)
    return [slot for quantity, slot in pairs if quantity.kind in COMPARED]


def numbers_of(slots: Iterable[Slot]) -> frozenset[int]:
    """The tokens of figures and of their hedges."""
    return frozenset(spot for slot in slots for spot in range(slot.hedge_first, slot.last))


def wholes_of(
    quantities: Sequence[Quantity], slots: Sequence[Slot], tokens: Tokens
) -> list[tuple[int, int]]:
    """Counts to which the counts right behind them add up, and the last of those items, by number.

    "23 people died: 12 soldiers, two officials and nine farmers" gives (0, 3). A whole has two items
    at least.
    """
    found: list[tuple[int, int]] = []
    for at in range(len(quantities) - 2):
        whole = quantities[at]
        if whole.kind is not Kind.COUNT or not whole.value:
            continue
        if tokens.lower[slots[at + 1].hedge_first - 1] not in _ITEM_MARKS:
            continue
        total, items = Decimal(0), 0
        for last in range(at + 1, len(quantities)):
            if quantities[last].kind is not Kind.COUNT:
                continue
            total, items = total + (quantities[last].value or 0), items + 1
            if total == whole.value and items > 1:
                found.append((at, last))
            if total >= whole.value:
                break
    return found


def without_measure(claim: Claim) -> Claim:
    """The claim with nothing said of what it counts."""
    return replace(
        claim, measure=None, measure_candidates=(), measure_is_likely=False, likeness=0.0,
        unit=None,
        stock_flow=StockFlow.NONE,
        evidence=tuple(one for one in claim.evidence if one.field != "measure"),
    )  # fmt: skip


def slot_of(quantity: Quantity, offset: int, tokens: Tokens) -> Slot:
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
    return max(0, bisect_right(starts, offset) - 1)


def _token_before(ends: Sequence[int], offset: int) -> int:
    return min(len(ends), bisect_left(ends, offset) + 1)
