"""What a figure is measured against: the phrase nearest to it, one a family."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.conversions import conversion
from factcheck.definitions import claim_kinds, tells_a_fall
from factcheck.model import Claim, Quantity, Sentence, Span
from factcheck.periods import adjustment_spots
from tests.factories import make_article

# sentence, figure, measure, kinds
CASES = [
    ("GDP fell 0.7% on the quarter, or an annualised 2.9%.", "0.7%", "gdp_growth", {"quarter_on_quarter"}),
    ("GDP fell 0.7% on the quarter, or an annualised 2.9%.", "2.9%", "gdp_growth", {"annualised"}),
    ("GDP grew 1.1% in 2023.", "1.1%", "gdp_growth", set()),
    ("Prices rose 10.4%, or 11.6% on the harmonised index.", "10.4%", "inflation", {"year_on_year"}),
    ("Prices rose 10.4%, or 11.6% on the harmonised index.", "11.6%", "inflation",
     {"harmonised", "year_on_year"}),
    ("It was 6.3% in May; the annual average was 6.8%.", "6.3%", "inflation", {"year_on_year"}),
    ("It was 6.3% in May; the annual average was 6.8%.", "6.8%", "inflation", {"annual_average"}),
    ("Inflation was 9.1%, and core prices rose 5.9%.", "9.1%", "inflation", {"year_on_year"}),
    ("Inflation was 9.1%, and core prices rose 5.9%.", "5.9%", "inflation", {"core_prices", "year_on_year"}),
    ("The score of 9.1% was a record.", "9.1%", "gdp_growth", set()),
    ("It destroyed 505 houses and damaged 279.", "505", "homes_damaged", {"destroyed"}),
    ("It destroyed 505 houses and damaged 279.", "279", "homes_damaged", {"damaged"}),
    ("505 houses were destroyed and 279 damaged.", "505", "homes_damaged", {"destroyed"}),
    ("505 houses were destroyed and 279 damaged.", "279", "homes_damaged", {"damaged"}),
    ("784 houses were damaged or destroyed.", "784", "homes_damaged", {"damaged_or_destroyed"}),
    ("It was 1.48C above the 1850-1900 average.", "1.48C", "temperature_anomaly", {"preindustrial"}),
    ("In the first round on May 14 she took 49.5%.", "49.5%", "vote_share", {"first_round"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "measure", "kinds"), CASES)
def test_the_nearest_phrase_counts(text, figure, measure, kinds) -> None:
    start = text.index(figure)
    quantity = Quantity(Span(start, start + len(figure)), figure, Decimal(1), None)
    claim = Claim(make_article(text), Sentence(0, Span(0, len(text)), text), quantity)
    assert claim_kinds(claim, measure) == kinds


def test_phrases_are_whole_words_and_the_longer_one_counts() -> None:
    assert not adjustment_spots("a hardcore ratescore")
    (spot,) = adjustment_spots("they were damaged or destroyed")
    assert spot.kind == "damaged_or_destroyed"


@pytest.mark.parametrize(
    ("sentence", "falls"),
    [
        ("The economy shrank by a fifth.", True), ("It was a contraction of 0.7%.", True),
        ("It added 818,000 fewer jobs.", True), ("The economy grew.", False),
    ],
)  # fmt: skip
def test_words_of_a_fall(sentence, falls) -> None:
    assert tells_a_fall(sentence) is falls


def test_units_become_one_another_only_within_a_dimension() -> None:
    assert conversion("hectare", "acres") == Decimal("2.4710538")
    assert conversion("degree celsius", "celsius") == 1
    assert conversion("millimetre", "celsius") is None
    assert conversion("people", "people") == 1
