"""Figures against the project's own gold: floors that only go up (gold/floors.toml)."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from gold.scoring import Report, Row, load, score

from factcheck.model import Quantity, Sentence, Span
from factcheck.quantities import find_quantities

pytestmark = pytest.mark.accuracy

GOLD = Path(__file__).parent / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))["quantities"]


def read(text: str) -> list[Row]:
    """The figures of a text as rows of the gold."""
    return [_row(quantity) for quantity in find_quantities(Sentence(0, Span(0, len(text)), text))]


def _row(quantity: Quantity) -> Row:
    return {
        "text": quantity.text,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "low": None if quantity.low is None else float(quantity.low),
        "high": None if quantity.high is None else float(quantity.high),
        "bound": quantity.bound.value,
        "hedge": quantity.hedge.lstrip("-"),
        "kind": quantity.kind.value,
        "unit": quantity.unit or "",
        "counted": quantity.counted,
        "subject": quantity.subject,
        "change": quantity.change.value,
    }


def report(half: str) -> Report:
    return score(load(GOLD / f"quantities_{half}.jsonl"), read)


@pytest.mark.parametrize("half", ["dev", "held"])
def test_floors(half):
    scores = report(half).scores
    below = {
        name: f"{scores[name].f1:.1f} < {floor}"
        for name, floor in FLOORS[half].items()
        if scores[name].f1 < floor
    }
    assert not below
    assert scores.keys() == FLOORS[half].keys()


@pytest.mark.parametrize("half", ["dev", "held"])
def test_gold_is_sound(half):
    for row in load(GOLD / f"quantities_{half}.jsonl"):
        for one in row["quantities"]:
            assert row["text"][one["start"] : one["end"]] == one["text"]


if __name__ == "__main__":
    found = report(sys.argv[1])
    for name, one in found.scores.items():
        line = f"{name:8} P {one.precision:5.1f} R {one.recall:5.1f} F1 {one.f1:5.1f}\n"
        sys.stdout.write(line)
    if len(sys.argv) > 2:
        sys.stdout.write("\n".join(sorted(found.misses)) + "\n")
