"""Small makers of the nouns, and the way to gold data outside the project."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from factcheck import Checker
from factcheck.model import (
    Article,
    Claim,
    Comparison,
    ComparisonState,
    Finding,
    Interval,
    Member,
    Quantity,
    ReferenceFigure,
    Sentence,
    Span,
    Verdict,
)

WORLD = Path(__file__).parent / "cases" / "world"


@cache
def builtin_checker() -> Checker:
    """The checker over the built-in tables; a run of tests loads it once."""
    return Checker.load()


@cache
def world_checker() -> Checker:
    """The checker over the invented tables; a run of tests loads it once."""
    return Checker.load(WORLD)


def shared_folder() -> Path:
    """The folder of gold data; skips the test where FACTCHECK_SHARED does not name one."""
    folder = os.environ.get("FACTCHECK_SHARED")
    if not folder:
        pytest.skip("FACTCHECK_SHARED names no folder of gold data")
    return Path(folder)


def furniture_gold() -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """File name, text and annotated figures of each real article."""
    folder = shared_folder() / "articles"
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for name in sorted({row["file"] for row in rows}):
        text = (folder / "text" / name).read_bytes().decode("utf-8")
        yield name, text, [row for row in rows if row["file"] == name]


def make_article(text: str, **fields: object) -> Article:
    return Article(**{"article_id": "a.txt", "text": text, **fields})  # type: ignore[arg-type]


def make_figure(**fields: object) -> ReferenceFigure:
    values: dict[str, object] = {
        "figure_id": "f1", "series_id": "s1", "measure": "killed", "population": "all",
        "place": "vale", "event": "vale_quake", "period_type": "cumulative",
        "period_start": date(2031, 3, 1), "period_end": None, "as_of": date(2031, 3, 5),
        "published": date(2031, 3, 6), "low": Decimal(90), "best": Decimal(100),
        "high": Decimal(110), "value_type": "range", "unit": "people", "method": "recorded",
        "stance": "independent", "grade": "B", "source_id": "aid",
        "url": "https://example.org/f1",
    }  # fmt: skip
    return ReferenceFigure(**{**values, **fields})  # type: ignore[arg-type]


def make_finding(
    written: str = "5,000",
    text: str = "About 5,000 people died.",
    *,
    article: Article | None = None,
    verdict: Verdict | None = Verdict.OVERSTATED,
    flagged: bool = True,
    severity: int = 60,
    finding_id: str = "",
    **claim: object,
) -> Finding:
    made = article or make_article(text)
    start = text.index(written)
    value = Decimal(written.replace(",", ""))
    sentence = Sentence(0, Span(0, len(text)), text)
    quantity = Quantity(
        Span(start, start + len(written)), written, value, value, hedge="About", counted="people"
    )
    return Finding(
        finding_id=finding_id or f"{made.article_id}:{start}",
        claim=Claim(made, sentence, quantity, **claim),  # type: ignore[arg-type]
        claim_interval=Interval(value * Decimal("0.9"), value * Decimal("1.1")),
        verdict=verdict,
        code="" if verdict else "vague",
        reason="At least 1.8 x, or 4,179 above.",
        figure=make_figure() if verdict else None,
        today=make_figure(figure_id="f2", best=None, low=Decimal("3.5")) if verdict else None,
        severity=severity,
        gap=Decimal(4179),
        gap_ratio=Decimal("1.8"),
        flagged=flagged,
    )


def make_comparison(*finding_ids: str, state: ComparisonState) -> Comparison:
    return Comparison(
        comparison_id="c1", measure="killed", counted="people", population="all", place="vale",
        place_name="Vale", event="vale_quake", state=state, reason="900 and 5,000 do not overlap.",
        low=Decimal(900), high=Decimal(5000), articles=2, origins=2, first_date=date(2031, 3, 5),
        last_date=None, members=tuple(Member(name, "wire", "names it") for name in finding_ids),
    )  # fmt: skip
