"""Comparisons: every state over invented articles, origins, and independence of the order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Checker
from factcheck.arithmetic import check_arithmetic
from factcheck.model import Article, Comparison

WORLD = Path(__file__).parent / "cases" / "world"
COPY = (
    "A coach left the mountain road near Dunmore Bay on Monday and fell into a gorge. The crash "
    "killed 19 people in Dunmore Bay, the emergency service told reporters after a long night."
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.load(WORLD)


def compare(checker: Checker, *articles: tuple[str, str], measure: str = "killed") -> Comparison:
    findings = [
        finding
        for number, (day, text) in enumerate(articles)
        for finding in checker.check(Article(f"{number}", text, published=date.fromisoformat(day)))
    ]
    (found,) = [one for one in checker.compare(findings) if one.measure == measure]
    backwards = checker.compare(list(reversed(findings)))
    assert [one for one in backwards if one.measure == measure] == [found]
    return found


CRASH = "The crash killed {} people in Dunmore Bay."
# state, articles
STATES = [
    ("single_report", [("2026-06-01", CRASH.format(19))]),
    ("agree", [("2026-06-01", CRASH.format(19)), ("2026-06-01", "In Dunmore Bay 19 people died.")]),
    ("rounding_variants", [("2026-06-01", CRASH.format("1,986")),
                           ("2026-06-01", CRASH.format("about 2,000"))]),
    ("rising_series", [("2026-06-01", CRASH.format(19)), ("2026-06-09", CRASH.format(31))]),
    ("revised_down", [("2026-06-01", CRASH.format(19)),
                      ("2026-06-09", "The toll in Dunmore Bay was lowered to 16.")]),
    ("diverge", [("2026-06-01", CRASH.format(19)), ("2026-06-02", CRASH.format(44))]),
    ("diverge", [("2026-06-01", CRASH.format(44)), ("2026-06-20", CRASH.format(19))]),
]  # fmt: skip


@pytest.mark.parametrize(("state", "articles"), STATES)
def test_state(checker: Checker, state: str, articles: list[tuple[str, str]]) -> None:
    found = compare(checker, *articles)
    assert (found.state, found.articles) == (state, len(articles)), found.reason
    assert found.reason


def test_a_level_of_another_day_is_no_contradiction(checker: Checker) -> None:
    missing = "In Dunmore Bay {} people are missing."
    found = compare(
        checker,
        ("2026-06-01", missing.format(90)),
        ("2026-06-20", missing.format(12)),
        measure="missing",
    )
    assert found.state == "scope_differs"


def test_copies_and_quotes_share_an_origin(checker: Checker) -> None:
    copies = compare(checker, ("2026-06-01", COPY), ("2026-06-02", COPY + " Roads stay shut."))
    assert (copies.articles, copies.origins) == (2, 1)
    quoted = CRASH.replace(".", ", the harbour office said.")
    same = compare(
        checker, ("2026-06-01", quoted.format(19)), ("2026-06-01", "Rain. " + quoted.format(19))
    )
    assert same.origins == 1
    other = compare(
        checker, ("2026-06-01", CRASH.format(19)), ("2026-06-01", "In Dunmore Bay 19 people died.")
    )
    assert other.origins == 2


def test_what_is_denied_takes_no_part(checker: Checker) -> None:
    found = compare(
        checker,
        ("2026-06-01", CRASH.format(19)),
        ("2026-06-01", "The mayor denied that 80 people had died in Dunmore Bay."),
    )
    assert found.articles == 1


# headline, text, kind, passed
CHECKS = [
    ("Crash kills 19", "The crash killed 19 people in Dunmore Bay.", "headline", True),
    ("Crash kills 91", "The crash killed 19 people in Dunmore Bay.", "headline", False),
    ("", "The crash left 154 people dead, 41 of them children.", "subset", True),
    ("", "The crash left 154 people dead, 410 of them children.", "subset", False),
]


@pytest.mark.parametrize(("title", "text", "kind", "passed"), CHECKS)
def test_arithmetic(checker: Checker, title: str, text: str, kind: str, passed: bool) -> None:
    findings = checker.check(Article("a", text, title=title, published=date(2026, 6, 1)))
    (found,) = [check for check in check_arithmetic(findings) if check.kind == kind]
    assert found.passed is passed, found.reason
