"""What a figure counts by likeness to labelled sentences, where no cue of the vocabulary tells it.

News tells one fact in more words than any list of cues holds ("the sea gave back nine of the crew").
A small network, trained on sentences written for this project (``benchmarks/likeness``), reads the
words around a figure and gives each measure a probability. Its weights are data
(``vocabulary/likeness.npz``); nothing is learned while the program runs.

A figure is read from a window of words on both sides of it. Each word is a vector (words used alike
have vectors alike) and is joined with its neighbours, its distance, and with how many figures and
commas stand between. Attention picks the words that matter, a hidden layer joins them with the
figure's unit, kind and counted noun. ``MEMBERS`` networks of one shape vote; their mean is the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.clauses import Slot
from factcheck.model import Quantity
from factcheck.settings import load_settings

Floats = NDArray[np.floating[Any]]
Places = NDArray[np.intp]

SIDE = 24  # words on each side of a figure
MOST_BETWEEN = 3  # figures or commas between a word and the figure: more are as many
PAD, UNKNOWN, NUMBER = 0, 1, 2  # ids in front of the words of the vocabulary
FIRST_WORD = 3
_PLAIN = 120  # the commonest words and signs ("the", "said"), which explain nothing to a reader
_COMMAS = frozenset(",;:-–—()")
_LARGE, _SMALL = 1000, 20  # a toll is seldom in thousands, a turnout never

NO_MEASURE = ""  # the class of a figure that no measure is of


@dataclass(frozen=True, slots=True)
class Scene:
    """What the network sees of one figure. Parallel lists, in the order of the sentence.

    ``tokens`` are places in the sentence, ``words`` their ids, ``distances`` 1 to 2 * SIDE (left of
    the figure up to SIDE), ``figures`` and ``commas`` how many stand between (left 4 to 7, right 0 to 3).
    """

    tokens: list[int]
    words: list[int]
    distances: list[int]
    figures: list[int]
    commas: list[int]
    traits: list[str]
    noun: int


@dataclass(frozen=True, slots=True)
class Likely:
    """A measure by likeness: how sure (0 to 1) and the token that spoke most for it."""

    measure: str
    sure: float
    token: int | None


def see(
    lower: Sequence[str],
    slots: Sequence[Slot],
    number: int,
    quantity: Quantity,
    relation: str,
    ids: Mapping[str, int],
) -> Scene:
    """The words around figure ``number`` of a sentence as the network sees them.

    ``slots`` are those of all figures of the sentence, ``ids`` the words that have a vector.
    """
    slot = slots[number]
    start = max(0, slot.first - SIDE)
    window = lower[start : slot.last + SIDE]
    words = [_id(word, ids) for word in window]
    for other in slots:
        for spot in range(max(other.first - start, 0), min(other.last - start, len(words))):
            words[spot] = NUMBER
    first, last = slot.first - start, slot.last - start
    starts = {other.first - start for other in slots}
    left = _between(window, range(first - 1, -1, -1), starts)
    right = _between(window, range(last, len(window)), starts)
    figures = [MOST_BETWEEN + 1 + one for one, _ in reversed(left)] + [one for one, _ in right]
    commas = [MOST_BETWEEN + 1 + one for _, one in reversed(left)] + [one for _, one in right]
    distances = [*range(SIDE + 1 - first, SIDE + 1), *range(SIDE + 1, SIDE + 1 + len(right))]
    head = quantity.counted.lower().split()[-1:]
    return Scene(
        [*range(start, slot.first), *range(slot.last, start + len(window))],
        words[:first] + words[last:], distances, figures, commas, _traits(quantity, relation),
        _id(head[0], ids) if head else PAD,
    )  # fmt: skip


def _id(word: str, ids: Mapping[str, int]) -> int:
    return ids.get(word) or (NUMBER if word[0].isdigit() else UNKNOWN)


def _between(
    window: Sequence[str], spots: Sequence[int], starts: Collection[int]
) -> list[tuple[int, int]]:
    """For each spot, walking away from a figure, how many figures and commas were passed before it."""
    passed, marks = 0, 0
    found: list[tuple[int, int]] = []
    for spot in spots:
        found.append((min(passed, MOST_BETWEEN), min(marks, MOST_BETWEEN)))
        passed += spot in starts
        marks += window[spot] in _COMMAS
    return found


def _traits(quantity: Quantity, relation: str) -> list[str]:
    value = abs(quantity.value or Decimal(0))
    size = "large" if value >= _LARGE else "middle" if value >= _SMALL else "small"
    return [
        f"unit {quantity.unit}", f"kind {quantity.kind.value}", f"change {quantity.change.value}",
        f"relation {relation}", f"bound {quantity.bound.value}", f"size {size}",
    ]  # fmt: skip


class Likeness:
    """The trained network. Arrays have the members of the vote as their first axis, where they have
    one: ``conv`` (K, 3 D, A), ``attend`` (K, A, H), ``hidden`` (K, A H + T + D, B), ``out`` (K, B, C)."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        words = str(arrays["words"]).split("\n")
        self.ids = {word: at for at, word in enumerate(words, FIRST_WORD)}
        self.measures = str(arrays["measures"]).split("\n")
        self._traits = {name: at for at, name in enumerate(str(arrays["traits"]).split("\n"))}
        self._vectors = arrays["vectors"].astype(np.float32) * arrays["scale"]
        names = ("conv", "conv_bias", "distance", "figures", "commas", "attend", "attend_distance",
                 "attend_figures", "hidden", "hidden_bias", "out", "out_bias", "skip")  # fmt: skip
        weights: dict[str, Floats] = {name: arrays[name].astype(np.float32) for name in names}
        self._first = {name: values[:1] for name, values in weights.items()}
        self._rest = {name: values[1:] for name, values in weights.items()}
        self._none = self.measures.index(NO_MEASURE)
        self._surely_none = load_settings().likeness_none

    def read(self, scene: Scene, sure: float = 0.0) -> Likely:
        """The likeliest measure of a figure; ``NO_MEASURE`` where it is likeliest that there is none, and
        where the chance of the likeliest is below ``sure``.

        Where the first member alone is sure that there is none, the others are not asked.
        """
        seen = self._seen(scene)
        first = self._vote(self._first, *seen)
        if first.chances[0, self._none] >= self._surely_none:
            return Likely(NO_MEASURE, round(float(first.chances[0, self._none]), 4), None)
        return self._counted(scene, seen, first, sure)

    def other(self, scene: Scene, measure: str, sure: float) -> Likely:
        """The measure that a figure is of rather than ``measure``; ``NO_MEASURE`` where none is at least so
        sure. Where the first member alone agrees, or sees none, the others are not asked."""
        seen = self._seen(scene)
        first = self._vote(self._first, *seen)
        best = self.measures[int(first.chances[0].argmax())]
        if best in {measure, NO_MEASURE}:
            return Likely(NO_MEASURE, 0.0, None)
        likely = self._counted(scene, seen, first, sure)
        return likely if likely.measure != measure else replace(likely, measure=NO_MEASURE)

    def _seen(self, scene: Scene) -> tuple[Places, Floats, Floats]:
        """Distances, figures and commas between (3, words); the words with their neighbours (words, 3 D);
        what the figure itself is (T + D)."""
        at = np.array((scene.words, scene.distances, scene.figures, scene.commas), np.intp)
        own = np.zeros(len(self._traits) + self._vectors.shape[1], np.float32)
        own[[self._traits[one] for one in scene.traits if one in self._traits]] = 1
        own[len(self._traits) :] = self._vectors[scene.noun]
        vectors = self._vectors[at[0]]
        padded = np.zeros((len(vectors) + 2, vectors.shape[1]), np.float32)
        padded[1:-1] = vectors
        joined = np.concatenate((padded[:-2], vectors, padded[2:]), axis=1)
        return at[1:], joined, own

    def _counted(
        self, scene: Scene, seen: tuple[Places, Floats, Floats], first: _Votes, sure: float
    ) -> Likely:
        """What all members make of a figure, the first of them having voted."""
        votes = (first, self._vote(self._rest, *seen))
        chances = np.concatenate([one.chances for one in votes]).mean(axis=0)
        best = int(chances.argmax())
        if best == self._none or chances[best] < sure:
            return Likely(NO_MEASURE, round(float(chances[self._none]), 4), None)
        loudest = self._loudest(votes, best, np.array(scene.words, np.intp))
        token = None if loudest is None else scene.tokens[loudest]
        return Likely(self.measures[best], round(float(chances[best]), 4), token)

    def _vote(self, w: Mapping[str, Floats], at: Places, joined: Floats, own: Floats) -> _Votes:
        distances, figures, commas = at
        state: Floats = np.matmul(joined, w["conv"])
        state += w["conv_bias"][:, None]
        state += w["distance"][:, distances]
        state += w["figures"][:, figures]
        state += w["commas"][:, commas]
        np.maximum(state, 0, out=state)
        weight: Floats = np.matmul(state, w["attend"])
        weight += w["attend_distance"][:, distances]
        weight += w["attend_figures"][:, figures]
        weight = _softmax(weight, axis=1)
        seen: Floats = (weight.transpose(0, 2, 1) @ state).reshape(len(state), 1, -1)
        whole = np.concatenate((seen, np.broadcast_to(own, (len(state), 1, own.size))), axis=2)
        hidden = whole @ w["hidden"] + w["hidden_bias"][:, None]
        np.maximum(hidden, 0, out=hidden)
        logits = hidden @ w["out"] + w["out_bias"][:, None] + own @ w["skip"][:, None]
        return _Votes(w, state, weight, hidden, _softmax(logits[:, 0], axis=1))

    @staticmethod
    def _loudest(votes: Sequence[_Votes], measure: int, words: Places) -> int | None:
        """The word that raised a measure most, with the hidden layer as it stands."""
        if not words.size:
            return None
        spoke = np.zeros(words.size, np.float32)
        for one in votes:
            members, _, heads = one.weight.shape
            width = one.state.shape[2]
            back = (one.hidden > 0) * one.weights["out"][:, None, :, measure]
            pull = back @ one.weights["hidden"][:, : heads * width].transpose(0, 2, 1)
            pull = pull.reshape(members, heads, width).transpose(0, 2, 1)
            spoke += (one.weight * (one.state @ pull)).sum(axis=(0, 2))
        spoke[words < FIRST_WORD + _PLAIN] = -np.inf
        best = int(spoke.argmax())
        return best if spoke[best] > 0 else None


@dataclass(frozen=True, slots=True)
class _Votes:
    """What some members made of one figure: states (K, words, A), attention (K, words, H), hidden
    layer (K, 1, B) and chances (K, C)."""

    weights: Mapping[str, Floats]
    state: Floats
    weight: Floats
    hidden: Floats
    chances: Floats


def _softmax(values: Floats, axis: int) -> Floats:
    if not values.shape[axis]:
        return values
    raised = np.exp(values - values.max(axis=axis, keepdims=True))
    return np.asarray(raised / raised.sum(axis=axis, keepdims=True), np.float32)


@cache
def load_likeness() -> Likeness:
    """Read vocabulary/likeness.npz."""
    path = Path(__file__).parent / "vocabulary" / "likeness.npz"
    with np.load(path, allow_pickle=False) as arrays:
        return Likeness(arrays)
