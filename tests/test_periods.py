"""Periods: phrases of news, relative to the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.periods import find_adjustment, find_denominator, find_period

MONDAY = date(2026, 8, 3)

# text, start, as_of, window
CASES = [
    ("the storm killed 400 people in one day.", date(2026, 8, 2), None, True),
    ("police detained 30 people in the past 24 hours", date(2026, 8, 2), None, True),
    ("12 villagers died last week", date(2026, 7, 27), None, True),
    ("some 9,000 have fled since april 2014", date(2014, 4, 1), None, False),
    ("some 9,000 have fled since 12 june", date(2026, 6, 12), None, False),
    ("4,100 cases were confirmed by friday", None, date(2026, 7, 31), False),
    ("the toll stood at 90 as of 30 july", None, date(2026, 7, 30), False),
    ("the toll stood at 90 as of july 30, 2025", None, date(2025, 7, 30), False),
    ("41 people were killed on saturday", None, date(2026, 8, 1), False),
    ("41 people were killed in february", date(2026, 2, 1), None, False),
    ("41 people were killed in december", date(2025, 12, 1), None, False),
    ("prices rose 3 per cent", None, None, False),
]


@pytest.mark.parametrize(("text", "start", "as_of", "window"), CASES)
def test_period(text: str, start: date | None, as_of: date | None, window: bool) -> None:
    found = find_period(text, MONDAY)
    assert (found.start, found.as_of, found.window) == (start, as_of, window)


def test_without_a_publication_date_weekdays_stay_open() -> None:
    assert find_period("41 were killed on saturday", None).as_of is None


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_words_stand_where_it_says(text: str) -> None:
    lower = text.lower()
    found = find_period(lower, MONDAY)
    if found.text:
        assert lower[found.first : found.last] == found.text


def test_adjustments_and_denominators() -> None:
    assert find_adjustment("prices rose 3 % year on year") == "year on year"
    assert find_adjustment("prices rose 3 %") is None
    assert find_denominator(" deaths per 100,000 people") == "per 100,000"
    assert find_denominator(" deaths") is None
