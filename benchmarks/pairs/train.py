"""Train the model of ``factcheck/pairs.py`` and write ``factcheck/vocabulary/pairs.onnx``.

    python -m pip install -r benchmarks/pairs/requirements.txt
    PYTHONPATH=.:tests/gold python benchmarks/pairs/train.py [--folds 4]

It learns from every two figures of a story in tests/gold/corpora, as the program reads the articles: one
comparison or not. The stories of press_held and reported_held are never learned from. ``--folds`` writes nothing and tells how
well pairs of stories that were left out are told, by the rules alone and with the model beside them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import skl2onnx.common._container as container
from numpy.typing import NDArray
from onnx.helper import set_model_props
from score_corpora import Story, load_stories
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import HistGradientBoostingClassifier

from factcheck import Checker
from factcheck.comparison import Comparer
from factcheck.pairs import MODEL, Flags, Floats, features, rows_of, worth_asking
from factcheck.statements import Statement

Numbers = NDArray[np.intp]

PARTS = ("dev", "wire", "regions", "later", "held", "press", "dailies", "disputes", "reported")
TREES, DEPTH, RATE, LEAF, RIDGE = 300, 5, 0.06, 40, 5.0


@dataclass(frozen=True)
class Pairs:
    """Pairs of figures of one story: what the model weighs, whether they are annotated as one, and whether the
    rules join them."""

    story: str
    rows: Floats
    one: Flags
    joined: Flags


def pairs_of(story: Story, checker: Checker) -> Iterator[Pairs]:
    comparer = Comparer(replace(checker.settings, paired_most=0), checker.table.vocabulary)
    comparer.add([one for article in story.articles for one in checker.check(article)])
    compared = comparer.compared()
    group = {
        one.finding_id: each.comparison_id for each in compared.groups for one in each.statements
    }
    told: dict[str, list[Statement]] = {}
    for article in story.articles:
        name = compared.stories.of.get(article.article_id) or article.article_id
        told.setdefault(name, []).extend(
            one for one in comparer.statements_of(article.article_id) if not one.headline
        )
    for listed in told.values():
        if len(listed) == 1 or not listed:
            continue
        weighed = features(listed, compared.stories, checker.table.vocabulary)
        first, second = np.nonzero(np.triu(worth_asking(weighed), 1))
        gold = _numbers([annotated(one, story) for one in listed])
        rules = _numbers([group.get(one.finding_id) for one in listed])
        yield Pairs(
            story.name, rows_of(weighed, first, second),
            _one(gold, first, second), _one(rules, first, second),
        )  # fmt: skip


def annotated(one: Statement, story: Story) -> object:
    """The comparison that the annotation puts a figure in; ``None`` for none."""
    span = one.finding.claim.quantity.span
    return next(
        (row["comparison"] for row in story.figures
         if row["article"] == one.article.article_id
         and int(str(row["start"])) < span.end and span.start < int(str(row["end"]))),
        None,
    )  # fmt: skip


def _numbers(names: Sequence[object]) -> Numbers:
    known: dict[object, int] = {}
    return np.array([-1 if name is None else known.setdefault(name, len(known)) for name in names])


def _one(numbers: Numbers, first: Numbers, second: Numbers) -> Flags:
    same: Flags = (numbers[first] == numbers[second]) & (numbers[first] >= 0)
    return same


def train(found: Sequence[Pairs]) -> HistGradientBoostingClassifier:
    return fit(np.vstack([one.rows for one in found]), np.concatenate([one.one for one in found]))


def fit(rows: Floats, one: Flags) -> HistGradientBoostingClassifier:
    """A forest that tells pairs of one thing from others; ``rows``: (pairs, features)."""
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=TREES, learning_rate=RATE, min_samples_leaf=LEAF,
        l2_regularization=RIDGE, early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(rows, one)


def write(model: HistGradientBoostingClassifier, path: Path, names: Sequence[str] = ()) -> None:
    """Write a model of pairs as onnx, with the names of what it weighs in their order."""
    plain = container.make_node

    def made(
        kind: str, fed: object, told: object, name: object = None, **attributes: object
    ) -> object:
        # onnx takes no numpy integer where it wants an int
        for key, value in attributes.items():
            if isinstance(value, list) and value and not isinstance(value[0], str | bytes | float):
                attributes[key] = [int(one) for one in value]
        return plain(kind, fed, told, name=name, **attributes)

    container.make_node = made
    types = [("pairs", FloatTensorType([None, model.n_features_in_]))]
    onnx = to_onnx(model, initial_types=types, options={id(model): {"zipmap": False}})
    if names:
        set_model_props(onnx, {"features": "\n".join(names)})
    path.write_bytes(onnx.SerializeToString())


def f1(one: Flags, told: Flags) -> float:
    return 2 * float((one & told).sum()) / max(1, float(one.sum() + told.sum()))


def folds(found: Sequence[Pairs], many: int, stays: float, joins: float) -> None:
    names = sorted({one.story for one in found})
    left: list[tuple[Pairs, Floats]] = []
    for at in range(many):
        out = set(names[at::many])
        model = train([one for one in found if one.story not in out])
        left += [
            (one, model.predict_proba(one.rows)[:, 1])
            for one in found
            if one.story in out and len(one.one)
        ]
    one = np.concatenate([pairs.one for pairs, _ in left])
    joined = np.concatenate([pairs.joined for pairs, _ in left])
    chance = np.concatenate([chance for _, chance in left])
    both = (joined & (chance > stays)) | (chance > joins)
    print(
        f"pairs of left-out stories: F1 by rules {f1(one, joined):.3f}, with the model {f1(one, both):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="train the model of pairs")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    checker = Checker.load()
    found = [
        pairs
        for part in PARTS
        for story in load_stories(part)
        for pairs in pairs_of(story, checker)
    ]
    if options.folds:
        folds(found, options.folds, checker.settings.pair_stays, checker.settings.pair_joins)
    else:
        write(train(found), MODEL)


if __name__ == "__main__":
    main()
