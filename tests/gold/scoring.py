"""Scores figures against the project's own gold quantities (quantities_README.md).

Figures are matched one to one inside a text: those with the same span first, then those that
overlap most. ``span`` asks for the same characters, ``value`` for the same span and both numbers;
every other field is scored on the matched figures. Precision is over the figures read, recall over
those of the gold. ``counted`` is scored where a side has one, ``subject`` only where the gold has one.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
NAMES: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "units.toml").read_text(encoding="utf-8")
)["names"]
FIELDS = ("bound", "hedge", "kind", "unit", "change")
_CLOSE = 1e-5  # relative: a third has six decimals


@dataclass
class Score:
    """Hits, figures read and figures of the gold."""

    hits: int = 0
    read: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Report:
    """One score a field, and every miss as a line."""

    scores: dict[str, Score] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())


def load(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(rows: Iterable[Row], read: Callable[[str], Sequence[Row]]) -> Report:
    """Score what ``read`` finds in the text of every row; both sides have the fields of the gold."""
    report = Report()
    for row in rows:
        found, gold = list(read(row["text"])), row["quantities"]
        pairs = _pair(gold, found)
        for name in ("span", "value", *FIELDS):
            report[name].read += len(found)
            report[name].gold += len(gold)
        report["counted"].gold += sum(bool(one["counted"]) for one in gold)
        report["counted"].read += sum(bool(one["counted"]) for one in found)
        report["subject"].gold += sum(bool(one["subject"]) for one in gold)
        report["subject"].read += sum(bool(one["subject"]) for one in gold)
        for one in gold:
            if not any(one is left for left, _ in pairs):
                report.misses.append(f"missed {row['id']} {one['text']} :: {row['text']}")
        for one in found:
            if not any(one is right for _, right in pairs):
                report.misses.append(f"spurious {row['id']} {one['text']} :: {row['text']}")
        for left, right in pairs:
            for name, wrong in _compare(left, right, report):
                report.misses.append(f"{name} {row['id']} {left['text']} {wrong} :: {row['text']}")
    return report


def _compare(gold: Row, found: Row, report: Report) -> list[tuple[str, str]]:
    wrong: list[tuple[str, str]] = []

    def check(name: str, left: object, right: object, *, right_answer: bool) -> None:
        report[name].hits += right_answer
        if not right_answer:
            wrong.append((name, f"[{left}] read as [{right}]"))

    span = (gold["start"], gold["end"]) == (found["start"], found["end"])
    check("span", gold["text"], found["text"], right_answer=span)
    numbers = [(gold[end], found[end]) for end in ("low", "high")]
    same = all(_same(left, right) for left, right in numbers)
    check(
        "value",
        (gold["low"], gold["high"]),
        (found["low"], found["high"]),
        right_answer=span and same,
    )
    for name in FIELDS:
        left, right = str(gold[name]).lower(), str(found[name]).lower()
        if name == "unit":
            left, right = _unit(left), _unit(right)
        check(name, left, right, right_answer=left == right)
    if gold["counted"] or found["counted"]:
        left, right = gold["counted"].lower(), found["counted"].lower()
        check("counted", left, right, right_answer=left == right)
    if gold["subject"]:
        left, right = gold["subject"].lower(), found["subject"].lower()
        shared = set(left.split()) & set(right.split())
        check("subject", left, right, right_answer=bool(shared))
    return wrong


def _unit(name: str) -> str:
    return " per ".join(NAMES.get(part, part) for part in name.split(" per "))


def _same(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _CLOSE * max(abs(left), abs(right))


def _pair(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    edges = sorted(
        (
            (_overlap(left, right), -number, -other)
            for number, left in enumerate(gold)
            for other, right in enumerate(found)
            if _overlap(left, right)
        ),
        reverse=True,
    )
    pairs: list[tuple[Row, Row]] = []
    used: set[tuple[str, int]] = set()
    for _, number, other in edges:
        if ("gold", number) in used or ("found", other) in used:
            continue
        used |= {("gold", number), ("found", other)}
        pairs.append((gold[-number], found[-other]))
    return pairs


def _overlap(left: Row, right: Row) -> float:
    """Shared characters as a part of all; 1 for the same span."""
    shared = min(left["end"], right["end"]) - max(left["start"], right["start"])
    whole = max(left["end"], right["end"]) - min(left["start"], right["start"])
    return max(0, shared) / whole
