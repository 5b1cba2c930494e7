"""Verdicts end to end, over an invented country (tests/cases/world) with its own tables."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck import Checker
from factcheck.matching import rank_matches
from factcheck.model import Article, Finding, Verdict
from factcheck.verdict import judge
from tests.factories import WORLD, builtin_checker, shared_folder, world_checker


@pytest.fixture(scope="module")
def checker() -> Checker:
    return world_checker()


def finding_of(checker: Checker, day: str | None, text: str, number: str) -> Finding:
    published = date.fromisoformat(day) if day else None
    article = Article("a", text, published=published, published_source="table" if day else "none")
    found = [one for one in checker.check(article) if number in one.claim.quantity.text]
    assert found, text
    return found[0]


# day, sentence, number, verdict, code ("" for any), flagged
CASES = [
    # consistent, by reason
    ("2026-05-21", "The Karvan floods have killed 212 people.", "212", "consistent", "exact", False),
    ("2026-05-21", "Flooding in Karvan Province has claimed more than 200 lives.", "200",
     "consistent", "bound", False),
    ("2026-05-21", "Between 200 and 220 people were killed in the Karvan floods.", "200",
     "consistent", "within_range", False),
    ("2026-05-21", "In Karvan Province 147 people were killed by the floods.", "147",
     "consistent", "recent", False),
    ("2026-05-21", "The Karvan floods have left 160 people dead, officials say.", "160",
     "consistent", "between_vintages", False),
    ("2026-05-24", "Karvana, a city of 318,000, has no theatre.", "318,000",
     "consistent", "rounded", False),
    ("2026-06-10", "Turnout in the Tarvian election was 61.4 per cent.", "61.4",
     "consistent", "exact", False),
    ("2026-05-16", "Inflation in Tarvia eased to 4.2% in April from 4.9% a month earlier.", "4.2",
     "consistent", "", False),
    # an error of the key's own size
    ("2026-05-21", "Some 40,000 customers remained without electricity in Karvan Province.",
     "40,000", "overstated", "", True),
    ("2026-06-10", "The National Union won 98 seats in the Tarvian parliament on Sunday.", "98",
     "understated", "", True),
    ("2026-05-16", "Unemployment in Tarvia rose to 8.9 per cent in April.", "8.9",
     "overstated", "", True),
    ("2026-05-16", "Consumer prices in Tarvia rose 6.1 percent in the year to April.", "6.1",
     "overstated", "", True),
    # time
    ("2026-07-20", "The Karvan floods killed 147 people.", "147", "outdated", "", True),
    ("2026-05-14", "The Karvan floods have killed 147 people.", "147", "superseded", "moved_on",
     False),
    ("2026-05-21", "At least 300 dead in Karvan floods as rivers burst their banks.", "300",
     "ahead_of_reference", "", True),
    ("2026-05-21", "The Karvan floods have killed 230 people.", "230", "ahead_of_reference", "",
     False),
    # true but useless
    ("2026-05-21", "At least 40 people were killed in the Karvan floods.", "40",
     "consistent_loose", "far_below", True),
    # keys that differ
    ("2026-05-21", "The 1988 floods killed 1,200 people in Karvan Province.", "1,200",
     "not_comparable", "event", False),
    ("2026-05-21", "The Karvan floods killed 30 people in one day.", "30", "not_comparable",
     "stock_flow", False),
    ("2026-05-21", "The Karvan floods killed 41 children.", "41", "not_comparable", "population",
     False),
    ("2026-05-21", "Deaths in the Karvan floods rose 40 percent.", "40", "not_comparable", "base",
     False),
    ("2026-05-21", "Hail in Dunmore Bay injured 14 people.", "14", "no_reference", "", False),
    ("2026-05-21", "More than 300 people were injured or missing in the Karvan floods.", "300",
     "ambiguous", "measure", False),
    # not judged
    ("2026-05-21", "The ministry denied that 900 people had died in the Karvan floods.", "900",
     None, "modality", False),
    ("2026-05-21", "If the dam had broken, 5,000 people could have died in Karvana.", "5,000",
     None, "modality", False),
    ("2026-05-21", "The two mayors met near Karvana.", "two", None, "not_a_claim", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "number", "verdict", "code", "flagged"), CASES)
def test_verdict(checker, day, text, number, verdict, code, flagged) -> None:
    found = finding_of(checker, day, text, number)
    assert found.verdict == verdict, (found.code, found.reason, found.claim)
    assert found.code == code or not code
    assert found.flagged is flagged
    assert found.reason.endswith(".")


def test_without_a_day_nothing_is_overstated_where_a_vintage_fits(checker: Checker) -> None:
    found = finding_of(checker, None, "The Karvan floods killed 147 people.", "147")
    assert (found.verdict, found.notes) == (Verdict.CONSISTENT, ("no_date",))


def test_without_a_day_a_month_s_figure_is_held_against_no_other_month() -> None:
    own = builtin_checker()
    text = "U.S. employers added 187,000 jobs in July, the Labor Department said."
    [found] = [one for one in own.check(Article("a", text)) if one.claim.measure]
    assert (found.verdict, found.code, found.notes) == (
        Verdict.NOT_COMPARABLE, "period", ("no_date",),
    )  # fmt: skip


def test_without_a_day_a_figure_that_says_when_misses_nothing(checker: Checker) -> None:
    found = finding_of(checker, None, "The Karvan floods had killed 12 people by May.", "12")
    assert (found.verdict, found.code, found.flagged) == (Verdict.NOT_COMPARABLE, "period", False)
    assert found.reason.endswith('it says when ("may"), but the article has no date.')
    more = finding_of(checker, None, "The Karvan floods had killed 5,000 people by May.", "5,000")
    assert (more.verdict, more.flagged) == (Verdict.AHEAD_OF_REFERENCE, True)


def test_the_gap_is_the_smallest_that_can_be_proved(checker: Checker) -> None:
    text = "Some 40,000 customers remained without electricity in Karvan Province."
    found = finding_of(checker, "2026-05-21", text, "40,000")
    assert found.gap == Decimal(12000)  # from 24,000 to 36,000, the low end of "some 40,000"
    assert found.gap_ratio == Decimal("1.500")


def test_an_echo_is_not_support(checker: Checker) -> None:
    said = "The Karvan floods have killed 212 people, the Civil Defence Office said."
    assert "repeats_source" in finding_of(checker, "2026-05-21", said, "212").notes
    other = "The Karvan floods have killed 212 people, the Harbour Union said."
    assert "attribution_differs" in finding_of(checker, "2026-05-21", other, "212").notes


def test_the_order_of_matches_does_not_matter(checker: Checker) -> None:
    for day, text, number, *_ in CASES:
        claim = finding_of(checker, day, text, number).claim
        matches = rank_matches(claim, checker.table, checker.settings)
        shuffled = replace(checker.table, figures=tuple(reversed(checker.table.figures)))
        again = rank_matches(claim, shuffled, checker.settings)
        first = judge(claim, matches, checker.table, checker.settings)
        second = judge(claim, again, shuffled, checker.settings)
        assert (first.verdict, first.code, first.figure) == (
            second.verdict, second.code, second.figure,
        )  # fmt: skip


@pytest.mark.parametrize("factor", [0.3, 0.5, 0.8, 1.25, 1.5, 3.0])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In Karvan Province {} people are missing.", 38),
        ("Some {} customers are without power in Karvan Province.", 24000),
        ("About {} people marched in Dunmore Bay.", 42000),
        ("Karvana is a city of {} people.", 318_400),
    ],
)
def test_a_figure_a_fifth_off_is_always_flagged(checker, text, value, factor) -> None:
    wrong = f"{round(value * factor):,}"
    assert finding_of(checker, "2026-05-23", text.format(wrong), wrong).flagged
    right = f"{value:,}"
    assert not finding_of(checker, "2026-05-23", text.format(right), right).flagged


def test_sources_that_differ_are_a_conflict(tmp_path: Path) -> None:
    for name in ("places.csv", "events.csv", "sources.csv"):
        (tmp_path / name).write_bytes((WORLD / name).read_bytes())
    with (WORLD / "figures.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    missing = next(row for row in rows if row["figure_id"] == "mi")
    other = missing | {"figure_id": "mi2", "series_id": "m2", "source_id": "org", "best": "90"}
    lone = missing | {"figure_id": "d1", "series_id": "d", "measure": "homeless", "grade": "D"}
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(missing))
        writer.writeheader()
        writer.writerows([*rows, other, lone])
    checker = Checker.load(tmp_path)
    text = "In Karvan Province 38 people are missing after the floods."
    found = finding_of(checker, "2026-05-21", text, "38")
    assert (found.verdict, found.code, found.flagged) == (
        Verdict.REFERENCE_CONFLICT, "sources_differ", True,
    )  # fmt: skip
    text = "In Karvan Province 38 people are homeless after the floods."
    assert finding_of(checker, "2026-05-21", text, "38").code == "contested"


def test_a_figure_that_its_source_revised(tmp_path: Path) -> None:
    for name in ("places.csv", "events.csv", "sources.csv"):
        (tmp_path / name).write_bytes((WORLD / name).read_bytes())
    with (WORLD / "figures.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    crowd = next(row for row in rows if row["figure_id"] == "pr")
    lowered = crowd | {"figure_id": "pr2", "published": "2026-06-20", "best": "30000",
                       "supersedes": "pr"}  # fmt: skip
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(crowd))
        writer.writeheader()
        writer.writerows([*rows, lowered])
    text = "Some 42,000 people marched in Dunmore Bay on Saturday."
    found = finding_of(Checker.load(tmp_path), "2026-05-25", text, "42,000")
    assert (found.verdict, found.code, found.flagged) == (Verdict.SUPERSEDED, "revised", True)


def test_cases_of_an_invented_quake() -> None:
    """The verdict cases that lie outside the project."""
    folder = shared_folder() / "gold" / "verdicts"
    checker = Checker.load(folder)
    from factcheck import read_articles

    findings = {
        article.article_id: checker.check(article)
        for article in read_articles(folder / "articles.csv")
    }
    with (folder / "expected.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            figure = row["figure"].lower()
            hits = [
                one
                for one in findings[row["article"]]
                if figure in one.claim.quantity.text.lower()
                or one.claim.quantity.text.lower() in figure
            ]
            allowed = row["allowed"].split("|")
            verdict = hits[0].verdict.value if hits[0].verdict else "null"
            assert {verdict, f"{verdict}:{hits[0].code}"} & set(allowed), (row, hits[0].reason)
