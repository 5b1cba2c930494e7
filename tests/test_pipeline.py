"""All stages together, on small articles."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck import Article, Checker, Finding
from factcheck.errors import UsageError
from tests.factories import make_article


def test_every_figure_is_a_finding_in_reading_order(checker: Checker) -> None:
    article = make_article(
        "About 300 people left their homes on 5 March 2031.\n\nPump No. 7 failed; dozens came back.",
        title="Flood drives out 300",
    )
    findings = checker.check(article)
    assert all(isinstance(finding, Finding) for finding in findings)
    where = [(f.claim.sentence.field != "title", f.claim.quantity.span.start) for f in findings]
    assert where == sorted(where)
    assert {"300", "dozens"} <= {f.claim.quantity.text for f in findings}
    for finding in findings:
        span = finding.claim.quantity.span
        whole = getattr(article, finding.claim.sentence.field)
        assert whole[span.start : span.end] == finding.claim.quantity.text
        assert finding.reason
        assert finding.verdict or finding.code


def test_ids_are_stable_and_unique(checker: Checker) -> None:
    article = make_article("About 300 people left. Some 300 people came. 300 stayed.")
    ids = [finding.finding_id for finding in checker.check(article)]
    assert len(set(ids)) == len(ids) == 3
    assert ids == [finding.finding_id for finding in checker.check(article)]


def test_furniture_is_kept_and_not_judged(checker: Checker) -> None:
    article = make_article(
        "Three people died in Vale.\n\nPlease support our journalism, starting from just $2 a month."
    )
    price = checker.check(article)[-1]
    assert (price.claim.role.value, price.verdict, price.flagged) == ("furniture", None, False)
    assert price.code == "furniture"


@pytest.mark.parametrize(
    "text", ["", " \n", "No figure here.", "«" * 5_000, "9" * 5_000, "1,2.3-4/5 " * 500]
)
def test_odd_texts_go_through(checker: Checker, text: str) -> None:
    findings = checker.check(make_article(text))
    assert checker.compare(findings) is not None
    assert checker.checks(findings) is not None


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError):
        Checker.load(profile="harsh")


_TYPHOON = f"""A powerful typhoon tore across the Philippines, killing 310 people, officials said.

{"Trees lay on the roads and boats on the roofs of the villages along the coast. " * 5}

About 1.2 million people have been affected, the Office of Civil Defense said.

Typhoon Haiyan left more than 7,300 people dead or missing when it struck the Philippines in 2013."""


@pytest.mark.parametrize(
    ("day", "text", "number", "flagged"),
    [
        # The table's first row of this quake is of the evening of 17 April.
        ("2016-04-17", "A strong earthquake shook Ecuador on Saturday, killing at least 77 people.", "77", False),
        ("2016-04-27", "The earthquake in Ecuador killed 77 people, the government said.", "77", True),
        ("2016-04-17", "By Sunday the earthquake in Ecuador had killed 238 people.", "238", False),
        ("2015-04-29", "The earthquake in Nepal killed 20 people, the ministry said.", "20", True),
        # Without a day nobody knows which of Haiti's quakes is meant, but where the text tells its year.
        (None, "The earthquake in Haiti in January 2010 killed 900,000 people.", "900,000", True),
        (None, "The toll of the earthquake in Haiti has risen to 17, and 333 people were hurt.", "333", False),
        # Nor how many were displaced in Libya on the day of an undated text.
        (None, "Some 25,000 people are displaced within Libya, the migration agency said.", "25,000", False),
        # A typhoon is not the one that it is held against at the end.
        (None, _TYPHOON, "310", False),
        (None, _TYPHOON, "1.2 million", False),
        (None, "Typhoon Haiyan killed 31 people in the Philippines, officials said.", "31", True),
    ],
)  # fmt: skip
def test_early_and_undated_numbers_accuse_nobody(
    checker: Checker, day: str | None, text: str, number: str, *, flagged: bool
) -> None:
    published = date.fromisoformat(day) if day else None
    article = Article("a", text, published=published, published_source="table" if day else "none")
    [found] = [one for one in checker.check(article) if one.claim.quantity.text == number]
    assert found.flagged is flagged, found.reason
