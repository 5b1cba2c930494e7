"""What a figure counts by likeness: the network's input, its answers, and when they are taken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Article, Checker
from factcheck.clauses import Slot
from factcheck.likeness import NO_MEASURE, NUMBER, SIDE, Likely, load_likeness, see
from factcheck.model import Claim, Finding, Quantity, Span, Verdict
from factcheck.statements import as_told

GOLD = Path(__file__).parent / "gold" / "likeness"


def _quantity(counted: str = "") -> Quantity:
    return Quantity(Span(0, 1), "41", None, None, counted=counted)


def test_the_window_leaves_out_the_figure_and_hides_other_numbers() -> None:
    lower = "on monday 41 fell , 12 of them at sea".split()
    ids = {"fell": 7, "sea": 9, "monday": 11}
    slots = [Slot(2, 3, 3, 2), Slot(5, 6, 6, 5)]
    scene = see(lower, slots, 0, _quantity(), "", ids)
    assert scene.tokens == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    assert scene.words == [1, 11, 7, 1, NUMBER, 1, 1, 1, 9]
    assert scene.distances == [SIDE - 1, SIDE, *range(SIDE + 1, SIDE + 8)]
    assert scene.figures == [4, 4, 0, 0, 0, 1, 1, 1, 1]
    assert scene.commas == [4, 4, 0, 0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("length", [0, 1, 5, 200])
def test_the_window_is_no_longer_than_two_sides(length: int) -> None:
    lower = [*(["word"] * length), "41", *(["word"] * length)]
    scene = see(lower, [Slot(length, length + 1, length + 1, length)], 0, _quantity(), "", {})
    assert len(scene.words) == 2 * min(length, SIDE)


def test_the_classes_are_measures_of_the_vocabulary(checker: Checker) -> None:
    measures = set(load_likeness().measures)
    assert measures - {NO_MEASURE} <= set(checker.table.vocabulary.measures)
    assert len(measures) > 60


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("died fled the 12 , river ﷽ votes x".split()), max_size=60))
def test_any_sentence_gives_a_chance_between_none_and_certain(words: list[str]) -> None:
    likeness = load_likeness()
    lower = [*words, "41", *words]
    slot = Slot(len(words), len(words) + 1, len(words) + 1, len(words))
    likely = likeness.read(see(lower, [slot], 0, _quantity(), "", likeness.ids))
    assert 0 <= likely.sure <= 1
    assert np.isfinite(likely.sure)
    assert likely.measure in likeness.measures
    assert likely == likeness.read(see(lower, [slot], 0, _quantity(), "", likeness.ids))


def test_an_answer_below_the_wanted_chance_is_no_answer() -> None:
    likeness = load_likeness()
    lower = "some 41 were swept away and drowned .".split()
    scene = see(lower, [Slot(1, 2, 2, 1)], 0, _quantity(), "", likeness.ids)
    assert likeness.read(scene).measure != NO_MEASURE
    assert likeness.read(scene, 1.01).measure == NO_MEASURE


def _claim(checker: Checker, text: str, figure: str) -> Claim:
    return _finding(checker, text, figure).claim


def _finding(checker: Checker, text: str, figure: str) -> Finding:
    article = Article("likeness", text, "", published=date(2024, 5, 20))
    return next(one for one in checker.check(article) if one.claim.quantity.text == figure)


TAKEN = [  # told in words that no cue of the vocabulary holds
    ("The dead man was one of 19 who had been swept out to sea and drowned.", "19", "killed"),
]


@pytest.mark.parametrize(("text", "figure", "measure"), TAKEN)
def test_likeness_tells_what_no_cue_tells(
    checker: Checker, text: str, figure: str, measure: str
) -> None:
    assert _claim(checker, text, figure).measure == measure
