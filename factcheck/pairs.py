"""How likely two figures of one story are of one thing, as annotated stories teach it.

Whether "87 prisoners escaped" and "143 men had gone through the hole" tell of one count no single word
decides; number, words, place, people, speaker and day each tell a little. A forest of small decision trees
(``vocabulary/pairs.onnx``) weighs them. It was taught by the stories of tests/gold/corpora
(``benchmarks/pairs``), knows no word, no place and no name, and runs in onnxruntime on one thread.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import FactcheckError
from factcheck.reference import Vocabulary
from factcheck.statements import Statement, counted_noun, normal, speaker_key, stems
from factcheck.stories import Stories

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

MODEL = Path(__file__).parent / "vocabulary" / "pairs.onnx"
_FAR = 3.0  # powers of ten between two numbers, and at least where one of them is none
_LONG = 10.0  # days between two reports, and at least where one is not dated
_CLOSE = 0.1  # powers of ten: a fifth more or less
_NEAR = 40  # characters on either side of a figure


class PairsError(FactcheckError):
    """The model of pairs cannot be loaded."""


def chances(statements: Sequence[Statement], stories: Stories, vocabulary: Vocabulary) -> Floats:
    """For each two of n statements the chance that they are of one thing: (n, n), from 0 to 1."""
    size = len(statements)
    told = np.zeros((size, size), np.float32)
    one, other = np.triu_indices(size, 1)
    if one.size:
        made = features(statements, stories, vocabulary)
        rows = np.ascontiguousarray(made[:, one, other].T)
        told[one, other] = told[other, one] = _load_pairs().run(None, {"pairs": rows})[1][:, 1]
    return told


def features(statements: Sequence[Statement], stories: Stories, vocabulary: Vocabulary) -> Floats:
    """What the model weighs of each two of n statements, as (features, n, n)."""
    claims = [one.finding.claim for one in statements]
    values = [one.value for one in statements]
    numbers = _same([value if value is not None else at for at, value in enumerate(values)])
    digits = np.array(
        [len(value.normalize().as_tuple().digits) if value is not None else 0 for value in values]
    )
    logs = np.array([float(value.log10()) if value and value > 0 else np.nan for value in values])
    gap = np.nan_to_num(np.abs(logs[:, None] - logs), nan=_FAR)
    measures = [one.measure.measure if one.measure is not None else "" for one in statements]
    known = np.array([bool(name) for name in measures])
    nouns = [" ".join(counted_noun(one.finding).split()[-1:]) for one in statements]
    likely = [one.likely for one in statements]
    speakers = [speaker_key(one.speaker) for one in statements]
    named = np.array([bool(one) for one in speakers])
    heard = _common(speakers) > 0
    places = [one.place for one in statements]
    stated = np.array([one.place_stated for one in statements])
    chains = [frozenset(vocabulary.place_chain(place)) if place in vocabulary.places else frozenset[str]()
              for place in places]  # fmt: skip
    inside = np.array([[place in chain for place in places] for chain in chains])
    sketched = [stories.sketches[one.article.article_id].places
                if one.article.article_id in stories.sketches else frozenset[str]()
                for one in statements]  # fmt: skip
    told_of = np.array([[place in sketch for place in places] for sketch in sketched])
    days = np.array([one.day.toordinal() if one.day is not None else np.nan for one in statements])
    apart = np.nan_to_num(np.abs(days[:, None] - days), nan=_LONG)
    up = np.sign(np.nan_to_num(days[:, None] - days)) * np.sign(np.nan_to_num(logs[:, None] - logs))
    people = [one.population for one in statements]
    everyone = np.array([one == "all" for one in people])
    tops = np.array(_tops(statements))
    parts = np.array([one.part for one in statements])
    overlapping = np.array(
        [[one.interval.overlaps(other.interval) for other in statements] for one in statements]
    )
    unmeasured = ~known
    same_place, same_noun = _same(places), _same(nouns)
    with_noun = np.array([bool(noun) for noun in nouns])
    both = np.logical_and.outer
    listed: list[NDArray[Any]] = [
        numbers, numbers * np.minimum.outer(digits, digits), overlapping, np.minimum(gap, _FAR), gap < _CLOSE,
        _same([claim.quantity.kind for claim in claims]), _same([one.unit for one in statements]),
        _same([one.what or at for at, one in enumerate(statements)]),
        both(known, known) & _same(measures), both(known, known) & ~_same(measures),
        np.not_equal.outer(known, known), both(unmeasured, unmeasured),
        _same([one or at for at, one in enumerate(likely)]), _crossed(likely, measures),
        both(with_noun, with_noun) & same_noun, both(with_noun, with_noun) & ~same_noun,
        _same(people), both(everyone, everyone), np.not_equal.outer(everyone, everyone),
        same_place, inside | inside.T, both(stated, stated) & ~same_place, stated[:, None] | stated, told_of | told_of.T,
        _alike([frozenset(normal(claim.place_name).split()) for claim in claims]),
        _same([one.flow for one in statements]), _same([one.days for one in statements]),
        _same([one.to_come for one in statements]), _same([one.period for one in statements]),
        heard, both(named, named) & ~heard,
        np.minimum(apart, _LONG), up > 0, up < 0,
        _alike([one.around for one in statements]),
        _alike([frozenset(stems(claim.sentence.text)) for claim in claims]),
        _alike([frozenset(stems(_beside(one))) for one in statements]),
        _apart([one.definition for one in statements]),
        np.equal.outer(parts, parts), _same([claim.relation for claim in claims]),
        both(tops, tops), np.not_equal.outer(tops, tops),
        _same([one.article.article_id for one in statements]),
    ]  # fmt: skip
    return np.stack([one.astype(np.float32) for one in listed])


def _same(values: Sequence[Hashable]) -> Flags:
    """Which two of some values are equal."""
    numbers: dict[Hashable, int] = {}
    at = np.array([numbers.setdefault(value, len(numbers)) for value in values])
    equal: Flags = np.equal.outer(at, at)
    return equal


def _crossed(likely: Sequence[str], measures: Sequence[str]) -> Flags:
    """Whether the measure that likeness gives one of two is told of the other."""
    told = np.array([[bool(one) and one == other for other in measures] for one in likely])
    either: Flags = told | told.T
    return either


def _table(sets: Sequence[Iterable[str]]) -> Floats:
    """Which of some sets have which of their members: (sets, members)."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(one, len(numbers)) for one in sorted(each)] for each in sets]
    table = np.zeros((len(rows), max(1, len(numbers))), np.float32)
    for at, row in enumerate(rows):
        table[at, row] = 1
    return table


def _common(sets: Sequence[Iterable[str]]) -> Floats:
    """How many members each two of some sets have in common."""
    table = _table(sets)
    shared: Floats = table @ table.T
    return shared


def _alike(sets: Sequence[Iterable[str]]) -> Floats:
    """The share of members that two of some sets have in common of those of both."""
    table = _table(sets)
    shared = table @ table.T
    size = table.sum(1)
    share: Floats = shared / np.maximum(size[:, None] + size - shared, 1)
    return share


def _apart(sets: Sequence[Iterable[str]]) -> Floats:
    """How many members only one of two sets has."""
    table = _table(sets)
    size = table.sum(1)
    alone: Floats = size[:, None] + size - 2 * (table @ table.T)
    return alone


def _tops(statements: Sequence[Statement]) -> list[bool]:
    """Whether a number is the greatest that its article gives of what it counts: a whole, not a part."""
    most: dict[tuple[str, str], Any] = {}
    for one in statements:
        key = one.article.article_id, one.what
        if one.value is not None:
            most[key] = max(most.get(key, one.value), one.value)
    return [one.value is not None and one.value == most[one.article.article_id, one.what]
            for one in statements]  # fmt: skip


def _beside(one: Statement) -> str:
    """The words right before and behind a figure."""
    claim = one.finding.claim
    start = claim.sentence.span.start
    first, last = claim.quantity.span.start - start, claim.quantity.span.end - start
    text = claim.sentence.text
    return f"{text[max(0, first - _NEAR) : first]} {text[last : last + _NEAR]}"


@cache
def _load_pairs() -> InferenceSession:
    try:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library raises what it likes, Exception itself among it
        raise PairsError(
            f"the model of pairs cannot be loaded ({type(error).__name__})",
            where=str(MODEL),
            remedy="install factcheck again: a file of it or a library is missing or broken",
        ) from error


# -- clusters -----------------------------------------------------------------------------------------


def clusters(
    chance: Floats, groups: Sequence[int], apart: Flags, stays: float, joins: float
) -> list[int]:
    """The cluster of each statement, by its first member.

    ``groups``: what was grouped so far, a number each. Two of one group stay together where their chance is
    at least ``stays``, two of different groups come together where it is at least ``joins``, on the average of
    all pairs. ``apart``: pairs that no cluster may hold, unless their group does.
    """
    size = len(groups)
    grouped = _same(groups)
    gain = chance - np.where(grouped, np.float32(stays), np.float32(joins))
    gain = np.where(apart & ~grouped, np.float32(-size), gain).astype(np.float64)
    np.fill_diagonal(gain, 0)
    sums = gain.copy()
    counts = np.ones(size)
    alive = np.ones(size, bool)
    member = list(range(size))
    while True:
        mean = np.where(
            np.logical_and.outer(alive, alive), sums / np.multiply.outer(counts, counts), -1.0
        )
        mean[np.tril_indices(size)] = -1.0
        at = int(mean.argmax())
        one, other = divmod(at, size)
        if size < 2 or mean[one, other] <= 0:  # noqa: PLR2004 -- a pair
            return member
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        counts[one] += counts[other]
        alive[other] = False
        member = [one if each == other else each for each in member]
