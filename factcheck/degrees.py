"""Degrees: a temperature, or how far one lies from a norm.

"14.8C on average" is a temperature, "1.4C above the average" an anomaly and "0.2C above the old
record" neither. The word behind the figure and its size decide: no norm of the world's or a month's
temperature is missed by more than a few degrees, and nobody gives the weather to the hundredth.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from factcheck.clauses import Slot
from factcheck.lines import Line, without_measure
from factcheck.model import Change, Claim, Evidence, Kind, Measure, Quantity
from factcheck.replacing import replace
from factcheck.settings import load_settings

TEMPERATURE, ANOMALY = "temperature", "temperature_anomaly"
_BASE = 13  # tokens behind "warmer" that say than what
_BY_UNIT = "(by its unit)"
_VERB = 4  # tokens of "warmed over it by"
_YEAR = 4  # digits
_STOPS = frozenset({",", ";", ".", "and", "but", "while", "("})
_HUNDREDTH = Decimal("0.01")
_FAHRENHEIT = Decimal(5) / Decimal(9)  # degrees Celsius of one


@dataclass(frozen=True, slots=True)
class DegreeWords:
    """Word lists of vocabulary/degrees.toml."""

    differing: frozenset[str]
    norms: frozenset[str]
    values: frozenset[str]
    warming: frozenset[str]
    limits: frozenset[str]
    moving: frozenset[str]


@cache
def load_degrees() -> DegreeWords:
    """Read vocabulary/degrees.toml."""
    path = Path(__file__).parent / "vocabulary" / "degrees.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return DegreeWords(**{name: frozenset(str(words).split()) for name, words in raw.items()})


def settle_degrees(
    claim: Claim, told: Sequence[Claim], line: Line, slot: Slot, measures: Mapping[str, Measure]
) -> Claim:
    """The claim with the measure that its degrees have; ``told`` are those of the sentence so far."""
    quantity = claim.quantity
    if claim.measure not in {TEMPERATURE, ANOMALY} or quantity.kind is not Kind.MEASURE:
        return claim
    lower, words = line.tokens.lower, load_degrees()
    fahrenheit = "fahrenheit" in (quantity.unit or "")
    size = abs(quantity.value or Decimal(0)) * (_FAHRENHEIT if fahrenheit else 1)
    small = size <= load_settings().anomaly_most
    base = _base(lower, slot)
    if base is not None and not words.norms.isdisjoint(base):
        return _measured(claim, ANOMALY, "than a norm", measures) if small else claim
    if base is not None and (_names_year(base) or not words.values.isdisjoint(base)):
        return without_measure(claim)  # "0.2C above the old record"
    if not small:
        lent = claim.measure == ANOMALY and _is_lent(claim)
        return _measured(claim, TEMPERATURE, "too much for an anomaly", measures) if lent else claim
    if _is_lead(quantity, lower, slot) and (told or claim.measure == TEMPERATURE):
        return without_measure(claim)
    if claim.measure == ANOMALY or base is not None:
        return claim
    if _is_of_the_world(quantity, told, line, slot):
        return _measured(claim, ANOMALY, "how far the world has warmed", measures)
    return claim


def _is_of_the_world(quantity: Quantity, told: Sequence[Claim], line: Line, slot: Slot) -> bool:
    words = load_degrees()
    known = any(one.measure == ANOMALY for one in told)
    limit = not words.limits.isdisjoint(line.tokens.lower[slot.last : slot.last + 1])
    fine = quantity.step <= _HUNDREDTH
    return known or limit or fine or not words.warming.isdisjoint(line.words)


def _is_lead(quantity: Quantity, lower: Sequence[str], slot: Slot) -> bool:
    """ "April beat the record by 0.2C": by how much, where nothing warmed by it."""
    before = lower[max(0, slot.hedge_first - _VERB) : slot.hedge_first]
    by = before[-1:] == ["by"] and quantity.change is Change.LEVEL
    return by and load_degrees().moving.isdisjoint(before)


def _base(lower: Sequence[str], slot: Slot) -> Sequence[str] | None:
    """What a difference is from, as far as it is said; None where no difference is told."""
    behind = lower[slot.last : slot.last + _BASE]
    if not behind or behind[0] not in load_degrees().differing:
        return None
    end = next((at for at, word in enumerate(behind) if word in _STOPS), len(behind))
    than = next((at for at, word in enumerate(behind[:end]) if word == "than"), 0)
    return behind[than + 1 : end]  # "1.4C warmer in June than in the 19th century"


def _names_year(base: Sequence[str]) -> bool:
    """Whether one year is named and no span of years ("the 1991-2020 average")."""
    years = [word for word in base if len(word) == _YEAR and word.isdecimal()]
    return len(years) == 1 and "-" not in base and "–" not in base


def _is_lent(claim: Claim) -> bool:
    """Whether the measure is that of another figure or of the unit, and no word's of its own."""
    cues = [one.cue for one in claim.evidence if one.field == "measure"]
    return any(cue.startswith("a second value beside") or _BY_UNIT in cue for cue in cues)


def _measured(claim: Claim, measure: str, why: str, measures: Mapping[str, Measure]) -> Claim:
    if claim.measure == measure:
        return claim
    told = tuple(one for one in claim.evidence if one.field != "measure")
    evidence = Evidence("measure", measure, f"{claim.quantity.text} ({why})")
    return replace(
        claim, measure=measure, measure_candidates=(), measure_is_likely=False, likeness=0.0,
        stock_flow=measures[measure].stock_flow, evidence=(*told, evidence),
    )  # fmt: skip
