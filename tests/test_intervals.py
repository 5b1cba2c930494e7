"""A number as an interval: the rules of docs/design.md, a row of the table each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.intervals import claim_interval, half_width, reference_interval, round_step
from factcheck.model import Article, Bound, Interval, Kind, Quantity, Span
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences
from factcheck.settings import load_settings
from tests.factories import make_figure

STANDARD = load_settings()
OPEN = None

# as written, low, high, low_open, high_open
WRITTEN = [
    ("5,086 people died.", 5086, 5086, False, False),
    ("5,000 people died.", 4500, 5500, False, False),
    ("14,000 people died.", 13500, 14500, False, False),
    ("About 900,000 people fled.", 850_000, 950_000, False, False),
    ("Some 5,000 people died.", 4500, 5500, False, False),
    ("Exactly 5,000 people died.", 5000, 5000, False, False),
    ("More than 5,000 people died.", 5000, OPEN, True, False),
    ("At least 5,000 people died.", 5000, OPEN, False, False),
    ("Nearly 900,000 people fled.", 800_000, 900_000, False, False),
    ("Up to 7,000 people died.", 0, 7000, True, False),
    ("As many as 7,000 people died.", 0, 7000, True, False),
    ("Fewer than 7,000 people died.", 0, 7000, False, True),
    ("Between 6,000 and 6,400 people died.", 6000, 6400, False, False),
    ("Dozens of people died.", 24, OPEN, False, False),
    ("Hundreds of people died.", 200, OPEN, False, False),
    ("41 people died.", 41, 41, False, False),
    ("90 people died.", 90, 90, False, False),
    ("Some 5 million people fled.", 4_500_000, 5_500_000, False, False),
    ("Inflation was 3.4 percent.", Decimal("3.35"), Decimal("3.45"), False, False),
    ("Turnout was 50 percent.", Decimal("49.5"), Decimal("50.5"), False, False),
    ("Inflation was about 3.4 percent.", Decimal("3.15"), Decimal("3.65"), False, False),
    ("Half a million people fled.", 450_000, 550_000, False, False),
    ("A third of the houses fell.", 30, Decimal("36.666666667"), False, False),
]


def read(text: str) -> Quantity:
    (sentence,) = split_sentences(Article("a", text))
    return find_quantities(sentence)[0]


@pytest.mark.parametrize(("text", "low", "high", "low_open", "high_open"), WRITTEN)
def test_as_written(text, low, high, low_open, high_open) -> None:
    found = claim_interval(read(text), STANDARD)
    assert (found.low, found.high) == (low, high)
    assert (found.low_open, found.high_open) == (low_open, high_open)


def test_votes_are_exact() -> None:
    quantity = read("She won 84,000 votes.")
    assert claim_interval(quantity, STANDARD, "votes") == Interval(Decimal(84000), Decimal(84000))


# value_type, method, low, best, high -> interval
SOURCES = [
    ("exact", "recorded", None, 5086, None, 5086, 5086),
    ("exact", "recorded", 5086, 5086, 5321, 5086, 5321),
    ("range", "estimate", 14200, None, 14400, 14200, 14400),
    ("at_least", "recorded", 5358, 5358, None, 5358, OPEN),
    ("more_than", "claim", 21000, 21000, None, 21000, OPEN),
    ("up_to", "claim", None, 7000, None, 0, 7000),
    ("about", "registered", None, 600_000, None, 550_000, 650_000),
    ("exact", "estimate", None, 646_500, None, 646_450, 646_550),
]


@pytest.mark.parametrize(("kind", "method", "low", "best", "high", "bottom", "top"), SOURCES)
def test_as_the_source_bounded_it(kind, method, low, best, high, bottom, top) -> None:
    figure = make_figure(
        value_type=kind,
        method=method,
        low=None if low is None else Decimal(low),
        best=None if best is None else Decimal(best),
        high=None if high is None else Decimal(high),
    )
    found = reference_interval(figure, STANDARD)
    assert (found.low, found.high) == (bottom, top)


counts = st.integers(min_value=0, max_value=10**9)


@given(counts)
def test_profiles_are_nested_and_hold_the_number(value: int) -> None:
    number = Decimal(value)
    quantity = Quantity(Span(0, 1), "n", number, number)
    strict, standard, lenient = (
        claim_interval(quantity, load_settings(name)) for name in ("strict", "standard", "lenient")
    )
    assert lenient.low <= standard.low <= strict.low <= number  # type: ignore[operator]
    assert number <= strict.high <= standard.high <= lenient.high  # type: ignore[operator]


@given(counts)
def test_roundness_is_never_more_than_a_tenth(value: int) -> None:
    assert half_width(Decimal(value), Decimal(1), STANDARD) <= Decimal(value) / 10


@pytest.mark.parametrize(
    ("value", "step", "grain"), [(5000, 1, 1000), (5086, 1, 1), (1_200_000, 100_000, 100_000)]
)
def test_round_step(value: int, step: int, grain: int) -> None:
    assert round_step(Decimal(value), Decimal(step)) == grain


def test_bounds_of_a_range_are_kept() -> None:
    quantity = Quantity(
        Span(0, 1), "n", Decimal(5), Decimal(9), bound=Bound.BETWEEN, kind=Kind.COUNT
    )
    assert claim_interval(quantity, STANDARD) == Interval(Decimal(5), Decimal(9))
