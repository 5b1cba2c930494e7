"""Counts of a day and of a window, and levels of a day. All sentences and stories are invented."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck import Article
from factcheck.counted_days import Days, level_day, own_days
from factcheck.model import Claim
from tests.factories import builtin_checker

FRIDAY = date(2020, 6, 12)


def claim_of(text: str, number: str, published: date | None = FRIDAY) -> Claim:
    article = Article(
        "a", f"NAIROBI - {text}", "Fighting near the border of Kenya", published=published
    )
    found = [
        one.claim for one in builtin_checker().check(article) if one.claim.quantity.text == number
    ]
    return next(one for one in found if one.sentence.field == "text")


def day(number: int) -> Days:
    return Days(date(2020, 6, number))


# text, number, the days that it counts alone. Origin: how agencies tell arrivals, deaths and cases.
SPANS = [
    ("Some 2,400 people crossed into Kenya on Monday, the agency said.", "2,400", day(8)),
    ("Another 3,100 people crossed into Kenya on Tuesday.", "3,100", day(9)),
    ("Yesterday 1,900 people fled to Kenya.", "1,900", day(11)),
    ("On Tuesday, when the road was open, 700 people arrived in Kenya.", "700", day(9)),
    ("On Thursday alone, 730 people arrived in Kenya.", "730", day(11)),
    ("In the past 24 hours 1,900 people crossed into Kenya.", "1,900", day(12)),
    ("Some 1,900 people arrived in Kenya overnight.", "1,900", day(12)),
    ("Nearly 9,000 people crossed into Kenya in the past week.", "9,000", Days(FRIDAY, 7)),
    ("Arrivals in Kenya dropped to 380 on Thursday.", "380", day(11)),
    ("The ministry reported 41 new cases of cholera in Kenya on Wednesday.", "41", day(10)),
    ("The ministry reported 41 new cases of cholera in Kenya.", "41", day(12)),
    ("Six more people died of cholera in Kenya on Tuesday.", "Six", day(9)),
    ("Eight people in Kenya have died of cholera in the past 24 hours.", "Eight", day(12)),
    ("The hospital in Nairobi admitted 26 children on Tuesday.", "26", day(9)),
    ("A further 900 people were evacuated from Garissa on Wednesday.", "900", day(10)),
    # told on another day than that of the article
    ("Eight people in Kenya have died of cholera in the past 24 hours, the ministry said on Wednesday.", "Eight", day(10)),
    ("The ministry reported on Tuesday 41 new cases of cholera in Kenya.", "41", day(9)),
    # Running totals, whatever day they name.
    ("Since Friday 16,000 people have crossed into Kenya.", "16,000", None),
    ("By Tuesday 16,000 people had crossed into Kenya.", "16,000", None),
    ("The number of people who crossed into Kenya rose to 16,000 on Tuesday.", "16,000", None),
    ("The number of people killed by cholera in Kenya rose to 35 overnight.", "35", None),
    ("In all 16,000 people arrived in Kenya, the mayor said on Tuesday.", "16,000", None),
    ("About 5,200 people crossed into Kenya after fighting broke out on Monday.", "5,200", None),
    ("A boat capsized on Monday and 12 people drowned in Kenya.", "12", None),
    # A level has no days of its own.
    ("About 6,800 refugees were in the camp at Garissa on Tuesday.", "6,800", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "days"), SPANS)
def test_days_that_a_count_covers_alone(text: str, number: str, days: Days | None) -> None:
    assert own_days(claim_of(text, number)) == days


# text, number, the day that the level is put on
LEVELS = [
    ("Eight people were still missing in Garissa on Wednesday.", "Eight", date(2020, 6, 10)),
    ("On Tuesday 118 patients were in hospital in Nairobi.", "118", date(2020, 6, 9)),
    ("Eight people are missing in Garissa.", "Eight", None),
    ("Eight people are missing in Garissa after a boat sank on Monday.", "Eight", None),
]


@pytest.mark.parametrize(("text", "number", "told"), LEVELS)
def test_the_day_of_a_level(text: str, number: str, told: date | None) -> None:
    assert level_day(claim_of(text, number)) == told


def test_an_undated_count_has_no_days() -> None:
    assert (
        own_days(claim_of("Some 2,400 people crossed into Kenya on Monday.", "2,400", None)) is None
    )


CROSSED = "The agency said {} people had crossed into Kenya from Somalia since 1 June."
# measure; day of June and text of each article; the numbers and the state of each group
STORIES = [
    (  # a day's arrivals join over articles and stay apart from other days and from the total
        "crossed_border",
        [
            (9, CROSSED.format("5,200")),
            (9, "Some 2,400 people crossed into Kenya from Somalia on Monday, the agency said."),
            (10, ("The agency said 2,400 people crossed into Kenya from Somalia on Monday."
                  " Another 3,100 people crossed into Kenya on Tuesday.")),
            (10, CROSSED.format("8,900")),
        ],
        [("2,400 2,400", "agree"), ("3,100", "single_report"), ("5,200 8,900", "rising_series")],
    ),
    (  # one flood's dead and those of a season
        "killed",
        [
            (9, "Floods killed 41 people in Garissa in Kenya on Sunday, officials said."),
            (10, "Floods have killed 228 people in Kenya since March, officials said."),
        ],
        [("228", "single_report"), ("41", "single_report")],
    ),
    (  # two sources on one day cannot both hold
        "crossed_border",
        [
            (10, "The mayor of Garissa said 3,300 people crossed into Kenya from Somalia on Tuesday."),
            (11, "The UN refugee agency said 1,950 people crossed into Kenya from Somalia on Tuesday."),
        ],
        [("1,950 3,300", "diverge")],
    ),
    (  # the missing of three days, one of which repeats a number
        "missing",
        [
            (9, "Floods hit Garissa in Kenya. Some 29 people were missing on Tuesday, the army said."),
            (10, "Floods hit Garissa in Kenya. The army said 17 people are missing in Garissa."),
            (10, "Floods in Garissa in Kenya: 17 people are missing in Garissa, the army said."),
            (11, "Floods hit Garissa in Kenya. The army said 17 people were missing on Thursday."),
            (12, "Floods hit Garissa in Kenya. The army said 6 people were missing on Friday."),
        ],
        [("17 17 17", "agree"), ("29", "single_report"), ("6", "single_report")],
    ),
    (  # a day's dead beside the total, and the same day told without it
        "killed",
        [
            (9, ("Shelling killed 8 civilians in Kharkiv on Monday. Since the start of the month 41"
                 " civilians have been killed in Kharkiv.")),
            (10, ("Shelling killed 5 civilians in Kharkiv on Tuesday. Since the start of the month 46"
                  " civilians have been killed in Kharkiv.")),
            (10, "Shelling of Kharkiv: 5 civilians were killed in Kharkiv on Tuesday, the governor said."),
        ],
        [("41 46", "rising_series"), ("5 5", "agree"), ("8", "single_report")],
    ),
    (  # what was added in a day may be less than the day: no contradiction
        "crossed_border",
        [
            (10, "The mayor of Garissa said another 900 people crossed into Kenya from Somalia on Tuesday."),
            (11, "The UN refugee agency said 1,950 people crossed into Kenya from Somalia on Tuesday."),
        ],
        [("1,950 900", "scope_differs")],
    ),
    (  # a level of one day without two named speakers is no contradiction
        "missing",
        [
            (10, "Floods hit Garissa in Kenya. The army said 12 people are missing in Garissa."),
            (11, "Floods hit Garissa in Kenya. Some 9 people were still missing in Garissa on Wednesday."),
        ],
        [("12 9", "scope_differs")],
    ),
    (  # new ones since long ago are the total
        "cases",
        [
            (9, "Kenya reported 41 new cases of cholera on Monday. There have been 1,204 since January."),
            (10, "Kenya has recorded 1,261 cases of cholera since January, the ministry said."),
        ],
        [("1,204 1,261", "rising_series")],
    ),
    (  # no report puts the level on a day: one series
        "hospitalised",
        [
            (9, "Floods hit Garissa in Kenya. The director said 47 people are in hospital in Garissa."),
            (10, "Floods hit Garissa in Kenya. The director said 73 people are in hospital in Garissa."),
        ],
        [("47 73", "rising_series")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "articles", "groups"), STORIES)
def test_what_is_told_day_by_day(
    measure: str, articles: list[tuple[int, str]], groups: list[tuple[str, str]]
) -> None:
    found = [
        finding
        for number, (at, text) in enumerate(articles)
        for finding in builtin_checker().check(
            Article(f"{number}", text, "Refugees and floods in Kenya", published=date(2020, 6, at))
        )
    ]
    number = {one.finding_id: one.claim.quantity.text for one in found}
    made = [one for one in builtin_checker().compare(found) if one.measure == measure]
    told = [
        (sorted(number[member.finding_id] for member in one.members), one.state) for one in made
    ]
    assert sorted((" ".join(numbers), state) for numbers, state in told) == groups
