"""Two voices in one article: which numbers are set against each other, and what comes of it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import Checker
from factcheck.comparison import Comparer
from factcheck.forests import ForestError, chances_of
from factcheck.model import ComparisonState
from factcheck.opposed import MODEL, candidates
from factcheck.statements import Statement
from tests.factories import make_article

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "opposed.toml").read_text(encoding="utf-8")
)["case"]
MARCH = "Police estimated the crowd in Porto at 14,000. The organisers put it at 60,000."


def told(checker: Checker, text: str) -> list[Statement]:
    article = make_article(text, article_id="a", published=date(2024, 5, 20))
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    comparer.add(checker.check(article))
    return list(comparer.statements_of("a"))


def pairs_in(statements: list[Statement]) -> list[list[str]]:
    texts = {one.finding_id: one.finding.claim.quantity.text for one in statements}
    return [
        [texts[one.finding_id], texts[other]]
        for at, one in enumerate(statements)
        for other in (each.finding_id for each in statements[at + 1 :])
        if other in one.opposed
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_which_numbers_are_set_against_each_other(case: dict[str, Any], checker: Checker) -> None:
    assert pairs_in(told(checker, case["text"])) == case["pairs"]


def test_the_model_knows_each_feature(checker: Checker) -> None:
    import onnxruntime

    [(one, other, weighed)] = candidates(told(checker, MARCH), checker.table.vocabulary)
    session = onnxruntime.InferenceSession(MODEL)
    fed = session.get_inputs()[0]
    assert (one, other) == (0, 1)
    assert (fed.name, fed.shape[1]) == ("pairs", len(weighed))
    known = session.get_modelmeta().custom_metadata_map["features"].split("\n")
    assert known == list(weighed)


def test_the_worse_told_number_counts_what_the_other_one_counts(checker: Checker) -> None:
    text = "The unions said 8,200 drivers stayed at home in Lima. The company, which runs two depots, spoke of 4,100."
    unions, company = told(checker, text)
    assert (
        (company.what, company.place) == (unions.what, unions.place) == ("counted:driver", "lima")
    )


def test_two_voices_of_one_article_contradict_each_other(checker: Checker) -> None:
    article = make_article(MARCH, article_id="a", published=date(2024, 5, 20))
    comparisons, _ = checker.across(checker.check(article))
    [found] = [one for one in comparisons if one.articles == 1 and len(one.members) > 1]
    assert found.state is ComparisonState.DIVERGE
    assert "14,000 in a (Police) and 60,000 in a (organisers) cannot both hold" in found.reason


def test_what_is_set_against_each_other_stays_together_across_articles(checker: Checker) -> None:
    articles = [
        make_article(MARCH, article_id="a", published=date(2024, 5, 20), title="March in Porto"),
        make_article(
            "Police counted 14,000 people at the march in Porto on Monday.",
            article_id="b",
            published=date(2024, 5, 20),
            title="March in Porto",
        ),
    ]
    comparisons, _ = checker.across([one for each in articles for one in checker.check(each)])
    [found] = [one for one in comparisons if one.state is ComparisonState.DIVERGE]
    assert len(found.members) == 3
    assert found.articles == 2


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    import numpy as np

    with pytest.raises(ForestError, match="cannot be loaded"):
        chances_of(tmp_path / "none.onnx", np.zeros((1, 3)))


VOICES = ["police", "the union", "residents", "the ministry", "Oxfam"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(VOICES), st.integers(2, 90_000), st.sampled_from(["died", "marched"])
        ),
        max_size=6,
    )
)
def test_no_voice_is_set_against_itself(
    checker: Checker, parts: list[tuple[str, int, str]]
) -> None:
    text = " ".join(f"{voice} said {number:,} people {verb}." for voice, number, verb in parts)
    statements = told(checker, text[:1].upper() + text[1:])
    by_id = {one.finding_id: one for one in statements}
    for one in statements:
        for other in one.opposed:
            assert one.finding_id in by_id[other].opposed
            assert one.value != by_id[other].value
            assert one.finding.claim.speaker != by_id[other].finding.claim.speaker
