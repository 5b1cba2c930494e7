"""Periods: phrases of news, relative to the day of publication."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.periods import (
    find_adjustment,
    find_denominator,
    find_period,
    phrase_families,
    phrase_matches,
)

MONDAY = date(2026, 8, 3)

# text, start, as_of, window
CASES = [
    ("the storm killed 400 people in one day.", date(2026, 8, 2), None, True),
    ("police detained 30 people in the past 24 hours", date(2026, 8, 2), None, True),
    ("12 villagers died last week", date(2026, 7, 27), date(2026, 8, 2), True),
    ("some 9,000 have fled since april 2014", date(2014, 4, 1), None, False),
    ("some 9,000 have fled since 12 june", date(2026, 6, 12), None, False),
    ("some 9,000 have fled since the 12 june raid", date(2026, 6, 12), None, False),
    ("some 9,000 have fled since the march 2024 coup", date(2024, 3, 1), None, False),
    ("some 9,000 have fled since last year", date(2025, 1, 1), None, False),
    ("some 9,000 have fled since last month", date(2026, 7, 1), None, False),
    ("some 9,000 have fled since mid-june", date(2026, 6, 15), None, False),
    (
        "some 9,000 have fled since the rebels' attack in february 2024",
        date(2024, 2, 1),
        None,
        False,
    ),
    ("some 9,000 have fled since fighting broke out in march", date(2026, 3, 1), None, False),
    ("9,000 fled, the most since june 2022", None, None, False),
    ("some 9,000 seats are at stake in the second vote since the 2014 coup", None, None, False),
    ("9,000 fled, more than in june", None, None, False),
    ("more than in june, when 9,000 fled", date(2026, 6, 1), date(2026, 6, 30), True),
    ("some 9,000 have fled since the offensive began on 17 june", date(2026, 6, 17), None, False),
    ("4,100 cases were confirmed by friday", None, date(2026, 7, 31), False),
    ("4,100 cases were confirmed by the end of june", None, date(2026, 6, 30), False),
    ("the toll stood at 90 as of 30 july", None, date(2026, 7, 30), False),
    ("the toll stood at 90 as of july 30, 2025", None, date(2025, 7, 30), False),
    ("41 people were killed on saturday", None, date(2026, 8, 1), False),
    ("farmers plan to bring 4,000 tractors on saturday", None, date(2026, 8, 8), False),
    ("the bank forecasts 1,200 closures by the end of april", None, date(2027, 4, 30), False),
    ("it will take 40 of the seats by friday, rivals fear", None, date(2026, 8, 7), False),
    ("it will not say whom; 40 were held on saturday", None, date(2026, 8, 1), False),
    ("doctors put thursday's dead at 41", None, date(2026, 7, 30), False),
    ("41 people were killed yesterday", None, date(2026, 8, 2), False),
    ("41 people were killed, officials said on saturday", None, None, False),
    ("41 people were killed in february", date(2026, 2, 1), date(2026, 2, 28), True),
    ("41 people were killed in december", date(2025, 12, 1), date(2025, 12, 31), True),
    ("41 people have been killed in august", date(2026, 8, 1), None, True),
    ("1,787 were killed in the whole of 2013", date(2013, 1, 1), date(2013, 12, 31), True),
    ("1,304 died in the first six months of the year", date(2026, 1, 1), date(2026, 6, 30), True),
    ("crime rose 3 % in the second quarter", date(2026, 4, 1), date(2026, 6, 30), True),
    ("6,700 died in the first fortnight of april", date(2026, 4, 1), date(2026, 4, 14), True),
    ("285 died from 19 april to 25 june", date(2026, 4, 19), date(2026, 6, 25), True),
    ("285 died from 7 to 18 july", date(2026, 7, 7), date(2026, 7, 18), True),
    ("68 were hurt between monday and friday", date(2026, 7, 27), date(2026, 7, 31), True),
    ("968 cases in the 24 hours to 8am on sunday", date(2026, 8, 1), date(2026, 8, 2), True),
    ("monitors logged 2,100 deaths in seven weeks", date(2026, 6, 15), None, True),
    ("1,800 militants were killed in six months", date(2026, 2, 3), None, True),
    ("over eight years, 59 journalists were killed", date(2018, 8, 3), None, True),
    ("18 were shot on sunday alone", date(2026, 8, 2), date(2026, 8, 2), True),
    ("783 murders have been logged this year", date(2026, 1, 1), None, True),
    ("29,340 were killed last year", date(2025, 1, 1), date(2025, 12, 31), True),
    ("some 4,000 arrive every day", None, None, True),
    ("prices rose 3 per cent", None, None, False),
]


@pytest.mark.parametrize(("text", "start", "as_of", "window"), CASES)
def test_period(text: str, start: date | None, as_of: date | None, window: bool) -> None:
    found = find_period(text, MONDAY)
    assert (found.start, found.as_of, found.window) == (start, as_of, window)


def test_a_phrase_behind_a_figure_is_measured_from_its_end() -> None:
    text = "315,000 jobs came in june, after 526,000 in july"
    near, end = text.index("526,000"), text.index(" in july")
    assert find_period(text, MONDAY, near, end).text == "in july"


def test_without_a_publication_date_weekdays_stay_open() -> None:
    assert find_period("41 were killed on saturday", None).as_of is None


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_words_stand_where_it_says(text: str) -> None:
    lower = text.lower()
    found = find_period(lower, MONDAY)
    if found.text:
        assert lower[found.first : found.last] == found.text


# Words of which phrases of time are made, whole phrases, and what may stand between them.
PIECES = (
    """
from|between|to|and|until|through|up to|or|-|–|– monday|in|over|during|within|the|past|last|previous
this|all|in the|just|less than|nearly|space of|24 hours|seven weeks|a|an|single|in a single|day|week
month|year|quarter|weekend|half|first|second|nine|months|of the year|of 2024|the first half|day ago
the end of the week|overnight|daily|per|each|every|on|alone|friday alone|monday to friday|on monday
the 24 hours to friday|throughout|for|across|the course of|early|late|mid-|since|not since|began on
started in|by|as of|as at|the end of|the close of|the start|beginning|yesterday|today|last night
the day before|the previous day|ago|earlier|at the|after|for nearly|2017|1999|may|22|3|31
may 22, 2024|2024-05-20|sept.|jan|june|monday|friday|mid-june|12 june|killed|people|100,000|0|,|.|;
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def passed_over(text: str) -> list[tuple[str, tuple[int, int]]]:
    """What the patterns find elsewhere than where the openers of their families stand."""
    found = {(family, match.span()) for family, match in phrase_matches(text)}
    everywhere = [
        (family, match.span())
        for family, pattern in phrase_families()
        for match in pattern.finditer(text)
    ]
    assert len(found) == len(phrase_matches(text)) <= len(everywhere)
    return [one for one in everywhere if one not in found]


def test_no_phrase_of_two_pieces_is_passed_over() -> None:
    for one, other in itertools.product(PIECES, PIECES):
        assert not passed_over(f"{one} {other}"), (one, other)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_phrase_of_many_pieces_is_passed_over(text: str) -> None:
    assert not passed_over(text)


def test_adjustments_and_denominators() -> None:
    assert find_adjustment("prices rose 3 % year on year") == "year on year"
    assert find_adjustment("prices rose 3 %") is None
    assert find_denominator(" deaths per 100,000 people") == "per 100,000"
    assert find_denominator(" deaths") is None


# Several phrases in one sentence: text, the figure, start, as_of.
NEAREST = [
    ("by tuesday 18 were still in hospital, down from 46 on monday", "18", None, date(2026, 7, 28)),
    ("by tuesday 18 were still in hospital, down from 46 on monday", "46", None, date(2026, 8, 3)),
    ("since april 59 have died, 20 of them in july", "59", date(2026, 4, 1), None),
    ("since april 59 have died, 20 of them in july", "20", date(2026, 7, 1), date(2026, 7, 31)),
    ("since april 59 had died by friday", "59", date(2026, 4, 1), date(2026, 7, 31)),
]


@pytest.mark.parametrize(("text", "figure", "start", "as_of"), NEAREST)
def test_the_nearest_phrase_holds(
    text: str, figure: str, start: date | None, as_of: date | None
) -> None:
    found = find_period(text, MONDAY, text.index(figure))
    assert (found.start, found.as_of) == (start, as_of)
