"""Which side of a referendum a number is of, by the words around it. Origin of each: how agencies tell a vote."""

from __future__ import annotations

import pytest

from factcheck.options import side_in

CASES = [
    ('The "no" vote was ahead with ', ', versus 49.8 percent for the "yes" vote', "no"),
    ('The "no" vote was ahead with 50.2 percent, versus ', ' for the "yes" vote', "yes"),
    ("The No camp led with 50.2% to ", ", a gap of 61,000 votes", "yes"),
    ('The "No" side edged out the "Yes" side, ', " to 49.7%", "no"),
    ('The "No" side edged out the "Yes" side, 50.2% to ', "", "yes"),
    ("", " of the ballots opposed the treaty", "no"),
    ("50.2 percent opposed it, while ", " favoured it", "yes"),
    ("In London 61 percent voted to leave and ", " to stay", "remain"),
    ("Abroad 61 percent voted against the deal versus ", " for it", "yes"),
    ("Meanwhile, ", " voted YES", "yes"),
    ("Turnout reached ", " by noon", ""),
    ("The vote ended with ", " percent for Leave and 48 percent for Remain", "leave"),
    ("The vote ended with 52 percent for Leave and ", " percent for Remain", "remain"),
    ("Britons voted by ", " percent to 48.1 percent to leave", "leave"),
    ("Britons voted by 51.9 percent to ", " percent to leave", "remain"),
    ("The Yes side lost with 43 percent against ", " for No", "no"),
    ("President Lopez, who supported the treaty, won ", " percent of the vote", ""),
]


@pytest.mark.parametrize(("before", "behind", "side"), CASES)
def test_the_side_of_a_question(before: str, behind: str, side: str) -> None:
    assert side_in(before, behind) == side


def test_no_votes_are_no_side() -> None:
    assert not side_in("With no votes left to count Lopez had ", " percent", named_only=True)
