"""The flat row: its fields, their order, and plain values."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import ComparisonState, Evidence
from factcheck.rows import FIELDS, plain, to_row
from tests.factories import builtin_checker, make_article, make_comparison, make_finding


def test_a_row_has_exactly_the_fields_in_order() -> None:
    for verdict in (None, make_finding().verdict):
        assert tuple(to_row(make_finding(verdict=verdict))) == FIELDS


def test_values_are_plain() -> None:
    comparison = make_comparison("a.txt:6", state=ComparisonState.DIVERGE)
    row = to_row(
        make_finding(evidence=(Evidence("measure", "killed", "died", 19, 23),)), comparison
    )
    assert (row["low"], row["high"], row["claim_low"]) == (5000, 5000, 4500)
    assert isinstance(row["claim_low"], int)
    assert (row["gap_ratio"], row["today_low"], row["today_best"]) == (1.8, 3.5, None)
    assert (row["published"], row["ref_as_of"]) == (None, "2031-03-05")
    assert row["evidence"] == [
        {"field": "measure", "value": "killed", "cue": "died", "start": 19, "end": 23}
    ]
    assert (row["comparison"], row["comparison_state"]) == ("c1", "diverge")
    assert (row["articles_in_comparison"], row["origins_in_comparison"]) == (2, 2)
    json.dumps(row, allow_nan=False)


def test_offsets_slice_back_to_the_text() -> None:
    article = make_article("About 5,000 people died.")
    row = to_row(make_finding(article=article))
    assert article.text[row["start"] : row["end"]] == row["text"] == "5,000"


def test_an_unjudged_figure_has_a_code_and_no_reference() -> None:
    row = to_row(make_finding(verdict=None))
    assert (row["verdict"], row["code"], row["figure_id"], row["today_low"]) == (
        None, "vague", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [
    ("Ferry fire kills 41 off Ollum", "headline"),
    ("Ferry fire kills 41 off Ollum, coast guard says", "coast guard"),
])  # fmt: skip
def test_what_a_headline_says_in_nobodys_name_is_said_by_it(text: str, speaker: str) -> None:
    article = make_article("A ferry burnt off Ollum on Monday. It killed 41 people.", title=text)
    found = [to_row(one) for one in builtin_checker().check(article)]
    assert [(one["field"], one["speaker"]) for one in found] == [("title", speaker), ("text", "")]


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    )
)
def test_plain_keeps_the_value(number: Decimal) -> None:
    assert Decimal(str(plain(number))) == number
    assert isinstance(plain(number), int) == (number % 1 == 0)
