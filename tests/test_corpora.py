"""Comparing invented stories: grouping, states, contradictions and checks against floors.

The floors (tests/gold/corpora/floors.toml) only go up; a corpus that changed is noticed by its digest.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import pytest

from factcheck import Checker

pytestmark = pytest.mark.accuracy

GOLD = Path(__file__).parent / "gold"
sys.path.insert(0, str(GOLD))

from score_corpora import CORPORA, score_part

FLOORS = tomllib.loads((CORPORA / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", list(FLOORS))
@pytest.mark.parametrize("claims", ["annotated", "as_read"])
def test_scores_keep_their_floors(checker: Checker, part: str, claims: str) -> None:
    row = score_part(part, given=claims == "annotated", checker=checker).row()
    floors = dict(FLOORS[part][claims])
    assert row["false_diverge"] <= floors.pop("most_false_diverge", 0), row
    for name, floor in floors.items():
        assert row[name] >= floor, (name, row)


def test_other_stories_in_the_same_run_change_nothing(checker: Checker) -> None:
    apart = score_part("dev", given=True, checker=checker).row()
    assert score_part("dev", given=True, checker=checker, together=True).row() == apart


@pytest.mark.parametrize("part", list(FLOORS))
def test_the_corpus_is_the_one_that_was_measured(part: str) -> None:
    digest = hashlib.sha256()
    for path in sorted((CORPORA / part).rglob("*.json*")):
        digest.update(path.read_bytes())
    assert digest.hexdigest()[:16] == FLOORS[part]["digest"]
