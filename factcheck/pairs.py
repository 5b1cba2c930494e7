"""How likely two figures of one story are of one thing, as annotated stories teach it.

Whether "87 prisoners escaped" and "143 men had gone through the hole" tell of one count no single word
decides; number, words, place, people, speaker and day each tell a little. A forest of small decision trees
(``vocabulary/pairs.onnx``) weighs them. It was taught by the stories of tests/gold/corpora
(``benchmarks/pairs``), knows no word, no place and no name, and runs in onnxruntime on one thread.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.forests import Floats, chances_of
from factcheck.reference import Vocabulary
from factcheck.statements import Statement, counted_noun, normal, speaker_key, stems
from factcheck.stories import Stories

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

MODEL = Path(__file__).parent / "vocabulary" / "pairs.onnx"
_FAR = 3.0  # powers of ten between two numbers, and at least where one of them is none
_LONG = 10.0  # days between two reports, and at least where one is not dated
_RELATED = 0.7  # powers of ten: numbers further apart are of one thing only where words tell so
_CLOSE = 0.1  # powers of ten: a fifth more or less
_NEAR = 40  # characters on either side of a figure
_DEEP = 8  # sentences: what stands further down is no more remote
_MANY = 6  # numbers of one thing in an article: more tell no more
_TURNS = 6  # of moving and merging, after which hardly anything changes
_NOTHING = 1e-9  # below is the noise of sums


def chances(statements: Sequence[Statement], stories: Stories, vocabulary: Vocabulary) -> Floats:
    """For each two of n statements the chance that they are of one thing: (n, n), from 0 to 1."""
    size = len(statements)
    chance = np.zeros((size, size), np.float32)
    told = features(statements, stories, vocabulary)
    one, other = np.nonzero(np.triu(worth_asking(told), 1))
    if one.size:
        rows = rows_of(told, one, other)
        chance[one, other] = chance[other, one] = chances_of(MODEL, rows)
    return chance


def rows_of(told: Mapping[str, NDArray[Any]], one: Places, other: Places) -> Floats:
    """What the model weighs of some pairs, as (pairs, features)."""
    return np.stack([each[one, other].astype(np.float32) for each in told.values()], axis=1)


def features(
    statements: Sequence[Statement], stories: Stories, vocabulary: Vocabulary
) -> dict[str, NDArray[Any]]:
    """What the model weighs of each two of n statements, as (features, n, n)."""
    claims = [one.finding.claim for one in statements]
    values = [one.value for one in statements]
    numbers = equal([value if value is not None else at for at, value in enumerate(values)])
    digits = np.array([one.digits for one in statements])
    logs = np.array([math.log10(value) if value and value > 0 else np.nan for value in values])
    gap = np.nan_to_num(np.abs(logs[:, None] - logs), nan=_FAR)
    measures = [one.measure.measure if one.measure is not None else "" for one in statements]
    known = np.array([bool(name) for name in measures])
    nouns = [" ".join(counted_noun(one.finding).split()[-1:]) for one in statements]
    likely = [one.likely for one in statements]
    speakers = [speaker_key(one.speaker) for one in statements]
    named = np.array([bool(one) for one in speakers])
    heard = _common(speakers) > 0
    places = [one.place for one in statements]
    known_places = vocabulary.places
    chains = {place: frozenset(vocabulary.place_chain(place)) if place in known_places else frozenset[str]()
              for place in places}  # fmt: skip
    stated = np.array([one.place_stated for one in statements])
    inside = spread(places, lambda one, other: other in chains[one])
    articles = [one.article.article_id for one in statements]
    told_of = _told_at(articles, places, stories)
    days = np.array([one.day.toordinal() if one.day is not None else np.nan for one in statements])
    apart = np.nan_to_num(np.abs(days[:, None] - days), nan=_LONG)
    up = np.sign(np.nan_to_num(days[:, None] - days)) * np.sign(np.nan_to_num(logs[:, None] - logs))
    people = [one.population for one in statements]
    everyone = np.array([one == "all" for one in people])
    tops = np.array(_tops(statements))
    ranks, several = (np.array(each) for each in zip(*_ranks(statements), strict=True))
    titled = np.array([_in_title(one) for one in statements])
    spots = np.array([min(one.finding.claim.sentence.index, _DEEP) for one in statements])
    subsets = np.array([claim.relation == "subset" for claim in claims])
    parts = np.array([one.part for one in statements])
    overlapping = overlaps(statements)
    unmeasured = ~known
    same_place, same_noun = equal(places), equal(nouns)
    with_noun = np.array([bool(noun) for noun in nouns])
    both = np.logical_and.outer
    least, most = np.minimum.outer, np.maximum.outer
    return {
        "one number": numbers,
        "its digits": numbers * np.minimum.outer(digits, digits),
        "numbers meet": overlapping,
        "powers of ten apart": np.minimum(gap, _FAR),
        "close numbers": gap < _CLOSE,
        "one kind": equal([claim.quantity.kind for claim in claims]),
        "one unit": equal([one.unit for one in statements]),
        "one key": equal([one.what or at for at, one in enumerate(statements)]),
        "one measure": both(known, known) & equal(measures),
        "two measures": both(known, known) & ~equal(measures),
        "one measured": np.not_equal.outer(known, known),
        "none measured": both(unmeasured, unmeasured),
        "one likely measure": equal([one or at for at, one in enumerate(likely)]),
        "a likely measure told": _crossed(likely, measures),
        "alike": _alike_chances([claim.likenesses for claim in claims]),
        "one noun": both(with_noun, with_noun) & same_noun,
        "two nouns": both(with_noun, with_noun) & ~same_noun,
        "one population": equal(people),
        "everyone": both(everyone, everyone),
        "everyone and some": np.not_equal.outer(everyone, everyone),
        "one place": same_place,
        "one inside the other": inside | inside.T,
        "two stated places": both(stated, stated) & ~same_place,
        "a stated place": stated[:, None] | stated,
        "both articles tell of a place": told_of | told_of.T,
        "words of places": _alike(
            [frozenset(normal(claim.place_name).split()) for claim in claims]
        ),
        "one flow": equal([one.flow for one in statements]),
        "one window": equal([one.days for one in statements]),
        "both to come or not": equal([one.to_come for one in statements]),
        "one period": equal([one.period for one in statements]),
        "one speaker": heard,
        "two speakers": both(named, named) & ~heard,
        "days apart": np.minimum(apart, _LONG),
        "rose": up > 0,
        "fell": up < 0,
        "words around": _alike([one.around for one in statements]),
        "words of the sentences": _alike(
            [frozenset(stems(claim.sentence.text)) for claim in claims]
        ),
        "words beside": _alike([frozenset(stems(_beside(one))) for one in statements]),
        "definitions apart": _apart([one.definition for one in statements]),
        "both parts or not": np.equal.outer(parts, parts),
        "one relation": equal([claim.relation for claim in claims]),
        "both the greatest": both(tops, tops),
        "one the greatest": np.not_equal.outer(tops, tops),
        "one article": equal(articles),
        "fewer numbers of it": least(several, several),
        "more numbers of it": most(several, several),
        "the higher rank": least(ranks, ranks),
        "the lower rank": most(ranks, ranks),
        "both in a headline": both(titled, titled),
        "one in a headline": titled[:, None] | titled,
        "the earlier sentence": least(spots, spots),
        "the later sentence": most(spots, spots),
        "both subsets": both(subsets, subsets),
        "one a subset": subsets[:, None] | subsets,
    }


def worth_asking(told: Mapping[str, NDArray[Any]]) -> Flags:
    """Pairs that may be of one thing at all: with another measure, noun or kind and another number they hardly
    ever are, and most pairs are such."""
    meets = told["numbers meet"]
    crossed = told["a likely measure told"]
    like = told["one key"] | told["one noun"] | crossed | (told["powers of ten apart"] <= _RELATED)
    asked: Flags = meets | (told["one kind"] & like & (crossed | ~told["two measures"]))
    return asked


def overlaps(statements: Sequence[Statement]) -> Flags:
    """Which two of some statements can be of one number, as ``Interval.overlaps`` tells."""
    told = [one.interval for one in statements]
    low = np.array([-np.inf if one.low is None else float(one.low) for one in told])
    high = np.array([np.inf if one.high is None else float(one.high) for one in told])
    open_low = np.array([one.low_open for one in told])
    open_high = np.array([one.high_open for one in told])
    meets = high[:, None] == low
    below = (high[:, None] < low) | (meets & (open_high[:, None] | open_low))
    either: Flags = ~(below | below.T)
    return either


def equal(values: Sequence[Hashable]) -> Flags:
    """Which two of some values are equal."""
    numbers: dict[Hashable, int] = {}
    at = np.array([numbers.setdefault(value, len(numbers)) for value in values])
    equal: Flags = np.equal.outer(at, at)
    return equal


def spread(values: Sequence[str], holds: Callable[[str, str], bool]) -> Flags:
    """Whether something holds of each two of some values; it is asked once of each two that differ."""
    numbers: dict[str, int] = {}
    at = np.array([numbers.setdefault(value, len(numbers)) for value in values], np.intp)
    told = np.array([[holds(one, other) for other in numbers] for one in numbers])
    each: Flags = told[np.ix_(at, at)]
    return each


def _told_at(articles: Sequence[str], places: Sequence[str], stories: Stories) -> Flags:
    """Whether the article of one has figures of the place of another, or of one inside it."""
    sketches = {name: stories.sketches[name].places if name in stories.sketches else frozenset[str]()
                for name in articles}  # fmt: skip
    names = {name: number for number, name in enumerate(sketches)}
    spots = {place: number for number, place in enumerate(dict.fromkeys(places))}
    told = np.array([[place in sketch for place in spots] for sketch in sketches.values()])
    rows, columns = [names[name] for name in articles], [spots[place] for place in places]
    each: Flags = told[np.ix_(rows, columns)]
    return each


def _crossed(likely: Sequence[str], measures: Sequence[str]) -> Flags:
    """Whether the measure that likeness gives one of two is told of the other."""
    told = np.zeros((len(likely), len(likely)), bool)
    given = np.array(measures)
    for at, one in enumerate(likely):
        if one:
            told[at] = given == one
    either: Flags = told | told.T
    return either


def _alike_chances(told: Sequence[Sequence[tuple[str, float]]]) -> Floats:
    """How well the measures agree that likeness gives two figures, from 0 to 1 (Bhattacharyya's
    coefficient); -1 where one was not read so."""
    numbers: dict[str, int] = {}
    for each in told:
        for name, _ in each:
            numbers.setdefault(name, len(numbers))
    roots = np.zeros((len(told), max(1, len(numbers))), np.float32)
    for at, each in enumerate(told):
        for name, chance in each:
            roots[at, numbers[name]] = chance**0.5
    read = np.array([bool(each) for each in told])
    agreed: Floats = np.where(np.logical_and.outer(read, read), roots @ roots.T, -1)
    return agreed.astype(np.float32)


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


def _ranks(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Where a number stands among those that its article gives of what it counts, the greatest first, and how
    many those are."""
    told: dict[tuple[str, str], set[Any]] = {}
    for at, one in enumerate(statements):
        told.setdefault(_counted_in(one, at), set()).add(one.value)
    ranked = {key: sorted(each - {None}, reverse=True) for key, each in told.items()}
    return [
        (
            min(ranked[key].index(one.value), _MANY) if one.value is not None else -1,
            min(len(told[key]), _MANY),
        )
        for at, one in enumerate(statements)
        for key in (_counted_in(one, at),)
    ]


def _counted_in(one: Statement, at: int) -> tuple[str, str]:
    """An article and what a figure of it counts; one of which no word tells that is alone."""
    measure = one.measure.measure if one.measure is not None else one.what
    return one.article.article_id, measure or f"? {at}"


def _in_title(one: Statement) -> bool:
    """Whether the headline of its article holds the number of a figure as written."""
    number = one.finding.claim.quantity.text.lower().split()[:1]
    return bool(number) and number[0] in _title_words(one.article.title)


@lru_cache(maxsize=4_096)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(_OF_NUMBERS.findall(title.lower()))


_OF_NUMBERS = re.compile(r"[^\s,;:!?'\"()‘’“”]+(?:,\d[^\s,;:!?'\"()‘’“”]*)*")


def _beside(one: Statement) -> str:
    """The words right before and behind a figure."""
    claim = one.finding.claim
    start = claim.sentence.span.start
    first, last = claim.quantity.span.start - start, claim.quantity.span.end - start
    text = claim.sentence.text
    return f"{text[max(0, first - _NEAR) : first]} {text[last : last + _NEAR]}"


# -- clusters -----------------------------------------------------------------------------------------


def clusters(
    chance: Floats,
    groups: Sequence[int],
    apart: Flags,
    stays: float,
    joins: float,
    rivals: Iterable[tuple[int, int]] = (),
    echoed: Iterable[tuple[int, int]] = (),
) -> list[int]:
    """The cluster of each statement, by its first member.

    ``groups``: what was grouped so far, a number each. A pair speaks for being together where its chance is
    over ``stays`` in one group and over ``joins`` in two, and against it below that. ``apart``: pairs that no
    cluster may hold, unless their group does. ``rivals``: pairs of one group that an article itself sets
    against each other, so that they are of one thing however unlike they are. ``echoed``: pairs
    that tell again, in other articles, what one sets against each other.

    Each statement goes where the pairs with it speak for it most, then clusters come together that do so on
    the average; in turns, until nothing changes.
    """
    grouped = equal(groups)
    gain = chance.astype(np.float64) - np.where(grouped, stays, joins)
    gain[apart & ~grouped] = -float(len(groups)) * len(groups)
    for one, other in echoed:
        if not apart[one, other]:
            gain[one, other] = gain[other, one] = max(gain[one, other], 1 - joins)
    for one, other in rivals:
        gain[one, other] = gain[other, one] = 1
    np.fill_diagonal(gain, 0)
    found = np.array(_first_members(groups), np.intp)
    for _ in range(_TURNS):
        before, found = found, _merged(gain, _moved(gain, found))
        if np.array_equal(before, found):
            break
    return [int(one) for one in found]


def _first_members(clusters: Iterable[Hashable]) -> list[int]:
    """Clusters by the number of their first member."""
    first: dict[Hashable, int] = {}
    return [first.setdefault(one, at) for at, one in enumerate(clusters)]


def _moved(gain: NDArray[np.float64], clusters: Places) -> Places:
    """Clusters after each statement went where it fits best, alone where it fits in none."""
    found, size = clusters.copy(), len(clusters)
    members = np.bincount(found, minlength=size)
    fits = gain @ np.equal.outer(found, np.arange(size)).astype(np.float64)
    for _ in range(_TURNS):
        moved = False
        for at in range(size):
            own = found[at]
            best = int(np.where(members > 0, fits[at], -np.inf).argmax())
            if fits[at, best] < 0:
                best = int(members.argmin())  # a free number; its own is one where it is alone
            if fits[at, best] <= fits[at, own] + _NOTHING or (
                not members[best] and members[own] == 1
            ):
                continue
            fits[:, own] -= gain[:, at]
            fits[:, best] += gain[:, at]
            members[own] -= 1
            members[best] += 1
            found[at], moved = best, True
        if not moved:
            break
    return np.array(_first_members(found.tolist()), np.intp)


def _merged(gain: NDArray[np.float64], clusters: Places) -> Places:
    """Clusters after those came together of which the average pair speaks for it, the likeliest first."""
    size = len(clusters)
    table = np.equal.outer(clusters, np.arange(size)).astype(np.float64)
    sums, counts = table.T @ gain @ table, table.sum(0)
    there = counts > 0
    usable = np.triu(there[:, None] & there, 1)
    mean = np.where(usable, sums / np.maximum(np.outer(counts, counts), 1), -np.inf)
    found = clusters.copy()
    while size > 1:
        one, other = divmod(int(mean.argmax()), size)
        if mean[one, other] <= _NOTHING:
            break
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        counts[one] += counts[other]
        mean[other] = mean[:, other] = -np.inf
        # Of two clusters the first has the average of both, in its row or its column.
        average = sums[one] / np.maximum(counts * counts[one], 1)
        mean[one, one + 1 :] = np.where(
            np.isneginf(mean[one, one + 1 :]), -np.inf, average[one + 1 :]
        )
        mean[:one, one] = np.where(np.isneginf(mean[:one, one]), -np.inf, average[:one])
        found[found == other] = one
    return found
