"""Arithmetic inside an article and what became of a figure across articles: a table of cases each."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck import Checker
from factcheck.model import Article, Check
from tests.factories import world_checker


@pytest.fixture(scope="module")
def checker() -> Checker:
    return world_checker()


# headline, text, kind, passed (None: no such check is made)
INSIDE = [
    ("Crash kills 19", "The crash killed 19 people in Dunmore Bay.", "headline", True),
    ("Crash kills 91", "The crash killed 19 people in Dunmore Bay.", "headline", False),
    ("Crash in Tarvia kills 91", "The crash killed 19 people in Dunmore Bay.", "headline", False),
    ("", ("The toll in Dunmore Bay rose to 23, the mayor said. The army said 41 rebels and nine soldiers "
     "had been killed."), "sum", None),
    ("Nearly 20 killed", "The crash killed 19 people in Dunmore Bay.", "headline", True),
    # A headline's number that the text has in another role, or counts elsewhere or at another time.
    ("Fever kills 23 in Dunmore Bay", ("The fever killed 23 more people in Dunmore Bay, bringing the "
     "death toll to 426."), "headline", None),
    ("Fever kills 23 in Dunmore Bay in a day", "Fever has killed 426 people in Dunmore Bay.",
     "headline", None),
    ("Fire in Dunmore Bay kills 23", ("Firefighters were out all night in Dunmore Bay. In 2018, 104 "
     "people died in a fire in Dunmore Bay."), "headline", None),
    ("Fire in Dunmore Bay kills 23", "The fires killed 19 people in Corvel.", "headline", None),
    ("Dozens killed in Dunmore Bay", "The crash killed 19 people in Dunmore Bay.", "headline", None),
    ("Crash kills 23", "The crash killed 19 people in Dunmore Bay. The driver, 23, is safe.", "headline",
     None),
    ("Crash kills 23", "The crash killed 19 people in Dunmore Bay, though 23 dead were feared.",
     "headline", None),
    ("Crash kills 91", ("Police said 19 people died in the crash in Dunmore Bay. The toll of the crash "
     "in Dunmore Bay was 19."), "headline", False),
    ("Jobless rate slips to 3.8%", ("The unemployment rate fell to 3.8% from 3.9%. Black unemployment "
     "rose to 6.4%."), "headline", True),
    ("Crash kills 91", "The crash killed 19 people in Dunmore Bay and 91 were rescued.", "headline",
     False),
    ("", "The crash left 154 people dead, 41 of them children.", "subset", True),
    ("", "The crash left 154 people dead, 410 of them children.", "subset", False),
    ("", "The crash killed 154 people, among them 14 firefighters.", "subset", True),
    ("", "Of the 154 people who were killed, 41 were children.", "subset", True),
    ("", ("The crash injured 118 people in Dunmore Bay. Of these 53 have been treated and 65 are missing "
     "in Dunmore Bay."), "subset", None),
    ("", ("At the vote in Chad on Sunday the Unity Bloc won 62 seats in Chad. Independents won nine seats "
     "in Chad."), "repeated", None),
    ("", ("At the vote in Chad on Sunday the Unity Bloc won 62 seats in Chad. The commission said that the Unity "
     "Bloc won 59 seats in Chad."), "repeated", False),
    ("", "The crash killed 4 soldiers and 65 fighters of the armed groups.", "subset", None),
    ("", "The dead were 19 women, 11 men and 9 children.", "sum", None),
    ("", ("The number of injured in Dunmore Bay was lowered to 26 from 31. That brings the total of injured in "
     "Dunmore Bay to 73."), "sum", None),
    ("", "The floods killed 39 people in Tarvia. Among them were 19 women, 11 men and 9 children.",
     "sum", True),
    ("", "The floods killed 34 people in Tarvia. Among them were 19 women, 11 men and 9 children.",
     "sum", False),
    # Items that are listed behind their whole.
    ("", "At sea 23 ships were waiting, the office said: 14 tankers, six coasters and three tugs.",
     "sum", True),
    ("", "At sea 31 ships lie at anchor. The office broke them down into 18 tankers, 8 coasters and 4 tugs.",
     "sum", False),
    ("", "The fleet is 21 aircraft strong; it lists 14 helicopters and nine planes.", "sum", False),
    ("", "At sea 31 ships lie at anchor, including 18 tankers, 8 coasters and 4 tugs.", "sum", None),
    ("", "At sea 31 ships lie at anchor. The storm tore 18 trees, 8 roofs and 4 bells down.", "sum",
     None),
    ("", "In the depot 40 buses wait. Of the tour groups, 12 were Danes, 9 were Poles.", "sum", None),
    # An appeal told in two sums; the seats of a chamber and of a party; a day well before.
    ("UN asks for $3bn for Chad", ("The UN asked for $2.57 billion to help Chad. A separate $472 million is sought "
     "for refugees in Chad."), "headline", None),
    ("", ("The bloc won the vote in the 300-member parliament of Chad on Sunday. The Unity Party took 16 seats "
     "in Chad."), "repeated", None),
    ("", ("The ministry counted 1.28 million marchers in Chad. On February 16 the ministry had counted 440,000 "
     "marchers in Chad."), "repeated", None),
    ("", ("An estimated 55,000 people marched in Chad on Saturday. The police counted 19,000 marchers "
     "in Chad."), "repeated", None),
    # Two sides of a ballot and the seats of a chamber.
    ("", "They took the offer by 4,112 votes to 903; 5,015 took part.", "sum", True),
    ("", "They took the offer by 4,112 votes to 903; 4,815 took part.", "sum", False),
    ("", "They took the offer by 4,112 votes to 903; 5,215 took part.", "sum", None),
    ("", ("In the new parliament of 81 seats, Civic Accord has 34 seats, Union 27 seats, Labour 13 seats "
     "and Renewal 8 seats."), "sum", False),
    ("", "There were 71 deaths among 2,310 cases of cholera, a fatality rate of 3.1 percent.",
     "share", True),
    ("", "There were 71 deaths among 2,310 cases of cholera, a fatality rate of 5.1 percent.",
     "share", False),
    ("", "Some 71 people died and 2,310 were hurt, 5 percent more than last year.", "share", None),
    ("", "Cases of cholera rose by 1,475 from 2,310 to 3,785.", "change", True),
    ("", "Cases of cholera rose by 1,175 from 2,310 to 3,785.", "change", False),
    ("", "The unemployment rate rose by 0.5 percentage points, from 7.1 percent to 7.3 percent.",
     "change", False),
    ("", "The unemployment rate rose by 0.2 percentage points, from 7.1 percent to 7.3 percent.",
     "change", True),
    ("", "Lift was raised from 13.5 mm to 14.0 mm and the valve turned by 18 degrees.", "change",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "kind", "passed"), INSIDE)
def test_inside(checker: Checker, title: str, text: str, kind: str, passed: bool | None) -> None:
    findings = checker.check(Article("a", text, title=title, published=date(2026, 6, 1)))
    made = [check for check in checker.checks(findings) if check.kind == kind]
    assert [check.passed for check in made] == ([] if passed is None else [passed]), made
    for check in made:
        assert check.reason
        assert set(check.findings) <= {finding.finding_id for finding in findings}


def across(checker: Checker, *articles: tuple[str, str, str]) -> list[Check]:
    findings = [
        finding
        for number, (day, publisher, text) in enumerate(articles)
        for finding in checker.check(
            Article(f"{number}", text, "Bus crash near Dunmore Bay", publisher,
                    date.fromisoformat(day))
        )
    ]  # fmt: skip
    return [check for check in checker.checks(findings) if check.kind in {"stale", "edition"}]


CRASH = "The bus crash killed {} people in Dunmore Bay, police said."
LOWERED = "Police said the toll of the bus crash in Dunmore Bay was revised down to {}."
LONG = (
    "The bus crash killed {} people in Dunmore Bay, police said. Rescuers climbed into the gorge on "
    "ropes and brought the injured up one by one while the rain went on and the river rose below."
)
# articles, (kind, passed) of each check
ACROSS = [
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-02", "B", CRASH.format(31))], []),
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-03", "B", LOWERED.format(16)),
      ("2026-06-05", "C", CRASH.format(19))], [("stale", False)]),
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-03", "B", LOWERED.format(16)),
      ("2026-06-03", "C", CRASH.format(19))], []),
    # After a correction a number below it that was given before is as old as one above it.
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-03", "B", CRASH.format(44)),
      ("2026-06-05", "C", LOWERED.format(31)), ("2026-06-07", "D", CRASH.format(19))],
     [("stale", False)]),
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-02", "B", CRASH.format(31)),
      ("2026-06-11", "A", CRASH.format(19))], [("stale", False)]),
    # A bulletin of the day before may still be told the next day.
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-02", "B", CRASH.format(31)),
      ("2026-06-03", "C", CRASH.format(19))], []),
    ([("2026-06-01", "A", CRASH.format(19)), ("2026-06-02", "B", CRASH.format(31)),
      ("2026-06-04", "C", CRASH.format(19))], [("stale", False)]),
    ([("2026-06-01", "A", LONG.format(19)), ("2026-06-02", "A", LONG.format(31))],
     [("edition", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "expected"), ACROSS)
def test_across(
    checker: Checker, articles: list[tuple[str, str, str]], expected: list[tuple[str, bool]]
) -> None:
    made = across(checker, *articles)
    assert [(check.kind, check.passed) for check in made] == expected, made


def test_one_long_word_between_two_figures_is_read_at_once(checker: Checker) -> None:
    """A hash or a glued line once was tried in all its pieces, which took minutes."""
    text = f"Police said 12 a{'b' * 400}; 15 people were hurt."
    assert across(checker, ("2026-06-01", "A", text)) == []
