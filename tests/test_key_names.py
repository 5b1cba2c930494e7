"""Articles tied by the names that their happening goes by. Every text was written for these tests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factcheck import Article, Checker
from factcheck.comparison import Comparer

DAY = date(2031, 4, 3)
FIRST = (
    "NEW ORLEANS - An explosion on the drilling rig Blue Meridian killed nine people on Tuesday. Its owner, Calder, "
    "said 41 had been taken to shore."
)
SECOND = (
    "The Blue Meridian burned for a second night after the explosion that killed nine people on Tuesday. Calder said that 41 "
    "of its people were on shore."
)


def article(number: int, text: str, days: int = 0, title: str = "") -> Article:
    return Article(
        f"a{number}", text, title, f"Outlet {number}", DAY + timedelta(days=days), "table"
    )


def stories(checker: Checker, *articles: Article) -> list[str | None]:
    comparer = Comparer(checker.settings, checker.table.vocabulary)
    comparer.add([one for each in articles for one in checker.check(each)])
    of = comparer.compared().stories.of
    return [of.get(each.article_id) for each in articles]


# A later text, days after the first one, and whether it is of the story.
LATER = (
    ("Calder has set 4 billion dollars aside for the spill, its chairman said.", 40, True),
    ("A judge heard 41 fishermen on Thursday. Blue Meridian is on all lips here.", 90, True),
    # no name, a name of another thing, a place alone, and a year later
    ("A judge heard 41 fishermen on Thursday. They wait for an answer.", 40, False),
    ("Halvorsen has set 4 billion dollars aside for a tower, its chairman said.", 40, False),
    ("In New Orleans 41 shops closed this winter, a chamber said.", 40, False),
    ("Calder has set 4 billion dollars aside for the spill, its chairman said.", 400, False),
)


@pytest.mark.parametrize(("text", "days", "same"), LATER)
def test_a_later_text_is_of_the_story_whose_name_it_gives(
    checker: Checker, text: str, days: int, same: bool
) -> None:
    first, second, later = stories(
        checker,
        article(1, FIRST, title="Nine killed in rig explosion"),
        article(2, SECOND, 1, title="Rig burns on after explosion kills nine"),
        article(3, text, days),
    )
    assert first == second
    assert (later == first) is same


# Two texts that share the names of a person or of a credit alone, and two sorts of happenings.
UNRELATED = (
    ("A landslide killed 12 people in a village. Photograph by Omar Salem for Getty Images.",
     "A ferry sank and 31 people died. Photograph by Omar Salem for Getty Images."),
    ("A gunman killed 4 people at a school, sheriff Tom Barlow said. Everytown counts them.",
     "A gunman killed 9 people at a mall, Everytown said. Barlow is not far."),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_a_credit_and_a_speaker_tie_nothing(checker: Checker, one: str, other: str) -> None:
    first, second = stories(checker, article(1, one), article(2, other, 90))
    assert first is None or first != second


def test_a_name_of_two_stories_ties_to_none(checker: Checker) -> None:
    other = (
        "ABERDEEN - A fire on the ferry Lady Orla killed six people on Friday. Its owner, Calder, said 30 were in hospital.",
        "The Lady Orla lay in the harbour after the fire that killed six people on Friday. Calder said 30 were in hospital.",
    )
    found = stories(
        checker,
        article(1, FIRST, title="Nine killed in rig explosion"),
        article(2, SECOND, 1, title="Rig burns on after explosion kills nine"),
        article(3, other[0], 20, title="Six killed in ferry fire"),
        article(4, other[1], 21, title="Ferry in harbour after fire kills six"),
        article(5, "Calder has set 4 billion dollars aside, its chairman said.", 40),
    )
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert len({found[0], found[2], found[4]}) == 3


def test_the_order_of_articles_is_of_no_account(checker: Checker) -> None:
    listed = [
        article(1, FIRST, title="Nine killed in rig explosion"),
        article(2, SECOND, 1, title="Rig burns on after explosion kills nine"),
        article(3, LATER[0][0], 40),
    ]
    assert stories(checker, *listed) == stories(checker, *reversed(listed))[::-1]
