"""What a statistic is told for: its month, since when its change is reckoned, and which goods it is of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from factcheck.contests import side_of_vote
from factcheck.model import Article, Comparison, Finding
from factcheck.statements import StatementReader
from tests.factories import builtin_checker

PUBLISHED = date(2031, 7, 9)


def findings_of(*articles: tuple[date | None, str]) -> list[Finding]:
    return [
        finding
        for number, (day, text) in enumerate(articles)
        for finding in builtin_checker().check(Article(str(number), text, "", published=day))
    ]


RELEASE = (
    "Consumer prices in Portugal rose by 4.2 percent in June from a year earlier, the office said. "
)
# The last figure of a text: its month, since when it is reckoned, and which goods it is of.
TOLD = [
    ("Inflation in Portugal slowed to 4.2% in June.", "2031-06", "year", "all"),
    ("Inflation in Portugal slowed to 4.2% in June from 4.9% in May.", "2031-06", "year", "all"),
    ("Inflation in Portugal was 4.2% in June, the lowest since March.", "2031-06", "year", "all"),
    ("Inflation in Portugal was 4.2% in May and 3.8% in June.", "2031-06", "year", "all"),
    (RELEASE + "Month on month, prices rose by 0.3 percent.", "2031-06", "month", "all"),
    (RELEASE + "Compared with May, consumer prices went up 0.3 percent.", "2031-06", "month", "all"),
    (RELEASE + "Consumer prices were 0.3 percent higher than in May.", "2031-06", "month", "all"),
    (RELEASE + "It peaked at 9 percent in January.\n\nFood prices rose by 7.1 percent.", "2031-06", "year", "food"),
    (RELEASE + "\n\nCore inflation, which leaves out energy and food prices, was 3.4%.", "2031-06", "year", "core"),
    (RELEASE + "Energy inflation was 7.1 percent.", "2031-06", "year", "energy"),
    (RELEASE + "Inflation for clothing was 2.2 percent.", "2031-06", "year", "clothing"),
    (RELEASE + "The cost of bread went up 8.1 percent.", "2031-06", "year", "bread"),
    (RELEASE + "Shoppers paid 9.1 percent more for food.", "2031-06", "year", "food"),
    (RELEASE + "With food removed it was 3.4 percent.", "2031-06", "year", "core"),
    (RELEASE + "In Portugal as a whole inflation was 4.1 percent.", "2031-06", "year", "all"),
    (RELEASE + "In the month alone prices climbed 0.3 percent.", "2031-06", "month", "all"),
    ("Inflation in Portugal hit 4.2 per cent last month, the office said.", "2031-06", "year", "all"),
    ("Inflation rose last month in Portugal. Compared with May, consumer prices went up 0.3 percent.",
     "2031-06", "month", "all"),
    ("Portugal's gross domestic product rose 2.9 percent year on year in the three months to June.",
     "2031 second quarter", "year", "all"),
    ("The economy of Portugal grew by 2.9 percent in 2030 after growing by 1.8 percent in 2029.", "2029", "", "all"),
    (RELEASE + "Inflation in the Czech Republic was 3.1%.", "2031-06", "year", "all"),
    ("The economy of Portugal grew by 0.4 percent in the second quarter from the previous quarter.",
     "2031 second quarter", "quarter", "all"),
    ("The economy of Portugal grew by 0.4 percent in the second quarter, less than the 0.6 percent reported in June.",
     "2031 second quarter", "", "all"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "period", "basis", "goods"), TOLD)
def test_what_a_statistic_is_told_for(text: str, period: str, basis: str, goods: str) -> None:
    found = findings_of((PUBLISHED, text))
    read = StatementReader(builtin_checker().table.vocabulary).read(found)
    last = read[-1]
    assert (last.period, last.basis, last.population) == (period, basis, goods)


def told(*articles: tuple[date | None, str], measure: str) -> list[tuple[list[str], str]]:
    found = findings_of(*articles)
    text = {one.finding_id: one.claim.quantity.text for one in found}
    listed: list[Comparison] = [
        one for one in builtin_checker().compare(found) if one.measure == measure
    ]
    return sorted(([text[m.finding_id] for m in one.members], one.state.value) for one in listed)


GROWTH = "The economy of Portugal grew by {} percent in the {} quarter from the previous quarter, the office said"
# Reports of one statistic, and how they stand together.
TOGETHER = [
    ("no month: the newest that reports tell of",
     [(date(2031, 7, 9), RELEASE), (date(2031, 7, 20), RELEASE + "It had peaked at 9 percent in January."),
      (date(2031, 7, 21), "Inflation in Portugal is still above 4 percent, the bank said.")],
     "inflation",
     [(["4.2 percent", "4.2 percent", "4 percent"], "rounding_variants"), (["9 percent"], "single_report")]),
    ("since when is not told: the rise whose number it gives",
     [(date(2031, 8, 1), GROWTH.format("0.4", "second") + ". Year on year, GDP was up 2.9 percent."),
      (date(2031, 8, 5), "The economy of Portugal grew by 0.4 percent in the second quarter.")],
     "gdp_growth",
     [(["0.4 percent", "0.4 percent"], "agree"), (["2.9 percent"], "single_report")]),
    ("a first estimate is replaced",
     [(date(2031, 8, 1), GROWTH.format("0.6", "second") + " in a preliminary estimate."),
      (date(2031, 8, 29), GROWTH.format("0.4", "second") + ".")],
     "gdp_growth",
     [(["0.6 percent", "0.4 percent"], "revised_down")]),
    ("the value that it was before",
     [(date(2031, 8, 1), GROWTH.format("0.6", "second") + "."),
      (date(2031, 8, 29), GROWTH.format("0.4", "second").replace(", the", ", less than the 0.6 percent reported before, the") + ".")],
     "gdp_growth",
     [(["0.6 percent", "0.4 percent"], "revised_down")]),
    ("a month of an article without a day",
     [(date(2031, 7, 9), RELEASE), (None, "Inflation in Portugal was 4.2 percent in June.")],
     "inflation",
     [(["4.2 percent", "4.2 percent"], "agree")]),
    ("told from the capital",
     [(date(2031, 8, 1), GROWTH.format("0.6", "second") + "."),
      (date(2031, 8, 2), "LISBON - Things look up. The economy grew by 0.6 percent in the second quarter.")],
     "gdp_growth",
     [(["0.6 percent", "0.6 percent"], "agree")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("articles", "measure", "groups"),
    [case[1:] for case in TOGETHER],
    ids=[case[0] for case in TOGETHER],
)
def test_reports_of_one_statistic(
    articles: list[tuple[date | None, str]], measure: str, groups: list[tuple[list[str], str]]
) -> None:
    assert told(*articles, measure=measure) == sorted(groups)


# A level that a bank sets: what it was before a decision and behind it.
RATES = [
    ("before and behind a decision",
     ["The bank of Norway kept watching prices. Its base rate stands at 4 percent.",
      "Norway's central bank cut its base rate by 25 basis points to 3.75 percent on Thursday.",
      "In Norway the key interest rate was lowered to 3.75 percent, the bank said on Thursday."],
     [["3.75 percent", "3.75 percent"], ["4 percent"]]),
    ("in other words",
     ["Norway's base rate stands at 4 percent.", "In Norway the benchmark lending rate is 4 percent."],
     [["4 percent", "4 percent"]]),
    ("never moved",
     ["Norway's base rate stands at 4 percent.", "In Norway the policy rate is 4 percent.",
      "Norway's base rate is still 4 percent."],
     [["4 percent", "4 percent", "4 percent"]]),
    ("of another country",
     ["Norway's base rate stands at 4 percent.", "In Sweden the base rate is 4 percent."],
     [["4 percent"], ["4 percent"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "groups"), [case[1:] for case in RATES], ids=[case[0] for case in RATES]
)
def test_what_a_bank_sets(texts: list[str], groups: list[list[str]]) -> None:
    found = findings_of(*((date(2031, 7, day), text) for day, text in enumerate(texts, 9)))
    text = {one.finding_id: one.claim.quantity.text for one in found}
    listed = [[text[m.finding_id] for m in one.members] for one in builtin_checker().compare(found)]
    assert sorted(one for one in listed if one != ["25 basis points"]) == groups


def test_two_rates_of_one_article_are_no_repeated_one() -> None:
    text = RELEASE + "It added that compared with May, consumer prices went up 0.3 percent."
    failed = [
        one for one in builtin_checker().checks(findings_of((PUBLISHED, text))) if not one.passed
    ]
    assert not failed


# Which side of a vote in a body a figure counts.
SIDES = [
    ("Five members voted for the rise and two against.", ["for", "against"]),
    ("The council backed the rise by seven votes to two.", ["for", "against"]),
    ("Three voted in favour of the motion, four opposed it.", ["for", "against"]),
    ("Ana Lind had 310 votes.", [""]),
    ("The count gave 31,400 votes for the Harbour Bloc and 28,120 votes for the Greens.", ["", ""]),
    ("She won by 31,400 to 28,120.", ["", ""]),
]


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_the_sides_of_a_vote_in_a_body(text: str, sides: list[str]) -> None:
    counted = [one for one in findings_of((PUBLISHED, text)) if one.claim.quantity.value]
    votes = [replace(one, claim=replace(one.claim, measure="votes")) for one in counted]
    assert [side_of_vote(one) for one in votes] == sides
