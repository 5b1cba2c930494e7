"""Claims against annotated sentences and articles: accuracy has floors that only go up."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from factcheck import Article, Checker
from tests.gold.claim_scores import GOLD, score, score_pages, score_phrasings

pytestmark = pytest.mark.accuracy

FLOORS = tomllib.loads((GOLD / "claim_floors.toml").read_text(encoding="utf-8"))
SETS = {
    "sentences": ("claims_a_dev.jsonl", "claims_a_held.jsonl", "claims_b_dev.jsonl"),
    "articles": ("articles_b_dev.jsonl",),
    "sentences_held": ("claims_b_held.jsonl",),
    "articles_held": ("articles_b_held.jsonl",),
}


@pytest.mark.parametrize("name", SETS)
def test_claims_are_read_at_least_as_well_as_before(name: str, checker: Checker) -> None:
    shares = score(checker, *SETS[name]).shares()
    fallen = {
        key: (shares[key], floor) for key, floor in FLOORS[name].items() if shares[key] < floor
    }
    assert not fallen, f"{name}: measured, floor: {fallen}"


@pytest.mark.parametrize("name", ["pages_dev", "pages_held", "pages_b_dev", "pages_b_held"])
def test_sentences_are_read_with_their_pages_as_well_as_before(name: str, checker: Checker) -> None:
    shares = score_pages(checker, f"{name}.jsonl").shares()
    fallen = {
        key: (shares[key], least) for key, least in FLOORS[name].items() if shares[key] < least
    }
    assert not fallen, f"measured, floor: {fallen}"


@pytest.mark.parametrize("name", ["phrasings", "phrasings_b_dev", "phrasings_b_held", "press_held"])
def test_measures_are_known_in_the_phrasings_of_newsrooms(name: str, checker: Checker) -> None:
    tally = score_phrasings(checker, f"{name}.jsonl")
    assert tally.right["measure"] / tally.scored["measure"] >= FLOORS[name]["measure"]


def test_every_cue_is_understood_in_its_example(checker: Checker) -> None:
    missed = [
        f"{cue.measure} {cue.part} {cue.words!r}: {cue.example}"
        for cue in checker.table.vocabulary.cues
        if cue.measure
        not in {
            (finding.claim.in_words or finding.claim).measure
            for finding in checker.check(
                Article(article_id="a", text=cue.example, published=date(2024, 5, 20))
            )
        }
    ]
    assert missed == []
