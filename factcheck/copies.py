"""Copies of one text: which articles and which paragraphs are nearly the same words.

Numbers are masked, so that an updated wire story is still the story it updates. MinHash LSH finds
the candidates, the shared runs of words decide; the first text by day and id stands for its copies.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.model import Article
from factcheck.paragraphs import paragraph_spans
from factcheck.settings import Settings

_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_PERMUTATIONS = 128  # error of a similarity about 0.04; the shared runs decide afterwards
_ESTIMATE_ERROR = 0.12  # three standard errors of a sketch's estimate
_FEW = 60  # texts that are sooner compared one by one than sketched
_LONGEST = 12_000  # characters of a text that decide whether it is a copy
# Odd multipliers that mix the hashes of a run's words (32-bit golden ratio and two of MurmurHash3).
_MIX = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35))

_Runs = NDArray[np.uint32]
_Name = TypeVar("_Name")
Passage = tuple[str, int]  # article id and the offset at which a paragraph of its text starts


@dataclass(frozen=True)
class Copies:
    """Texts beside the first article that has nearly the same words, and paragraphs to compare.

    ``texts`` maps an article to the article it copies; what copies nothing maps to itself, what is
    too short to tell is left out.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, Sequence[int]] = field(default_factory=dict)
    paragraphs: Mapping[Passage, _Runs] = field(default_factory=dict)
    share: float = 1.0

    def passage(self, article: str, offset: int) -> Passage | None:
        """The paragraph in which an offset of an article's text lies; None where it is short."""
        starts = self.starts.get(article)
        if not starts:
            return None
        own = (article, starts[max(0, bisect_right(starts, offset) - 1)])
        return own if own in self.paragraphs else None

    def first_alike(self, passages: Sequence[Passage]) -> dict[Passage, Passage]:
        """Each paragraph -> the first of those given that has nearly the same words."""
        items = [(one, self.paragraphs[one]) for one in dict.fromkeys(passages)]
        return _first_alike(items, self.share)


def find_copies(
    articles: Iterable[Article], offsets: Mapping[str, Sequence[int]], settings: Settings
) -> Copies:
    """Copies among articles. ``offsets`` of figures by article: only their paragraphs are kept.

    The result does not depend on the order of ``articles``.
    """
    ordered = sorted(articles, key=lambda one: (one.published or date.max, one.article_id))
    hashes: dict[str, int] = {}
    texts: list[tuple[str, _Runs]] = []
    paragraphs: dict[Passage, _Runs] = {}
    starts: dict[str, Sequence[int]] = {}
    for article in ordered:
        name = article.article_id
        runs = _runs(article.text[:_LONGEST], hashes, settings.copy_run)
        if len(runs) >= settings.copy_words:
            texts.append((name, runs))
        wanted = offsets.get(name, ())
        if not wanted:
            continue
        spans = paragraph_spans(article.text)
        starts[name] = [span.start for span in spans]
        chosen = {max(0, bisect_right(starts[name], offset) - 1) for offset in wanted}
        for number in sorted(chosen & set(range(len(spans)))):
            span = spans[number]
            runs = _runs(article.text[span.start : span.end], hashes, settings.copy_run)
            if len(runs) >= settings.copy_words:
                paragraphs[name, span.start] = runs
    share = settings.copy_share
    return Copies(_first_alike(texts, share), starts, paragraphs, share)


def _runs(text: str, hashes: dict[str, int], length: int) -> _Runs:
    """Hashes of a text's runs of ``length`` words, sorted; numbers are all the same word."""
    words: list[int] = []
    for word in _WORD.findall(text.lower()):
        key = "#" if word[0].isdigit() else word
        known = hashes.get(key)
        if known is None:
            known = hashes[key] = zlib.crc32(key.encode())
        words.append(known)
    if len(words) < length:
        return np.empty(0, dtype=np.uint32)
    row = np.array(words, dtype=np.uint32)
    many = len(row) - length + 1
    mixed = np.zeros(many, dtype=np.uint32)
    for step in range(length):
        mixed = (mixed ^ row[step : step + many]) * _MIX[step % len(_MIX)]
    return np.unique(mixed)


def _first_alike(items: Sequence[tuple[_Name, _Runs]], share: float) -> dict[_Name, _Name]:
    """Each item's name -> the name of the first one that has at least ``share`` of its runs."""
    found: dict[_Name, _Name] = {}
    same: dict[bytes, _Name] = {}
    fresh: list[tuple[_Name, _Runs]] = []
    for name, runs in items:
        first = same.setdefault(runs.tobytes(), name)
        if first == name:
            fresh.append((name, runs))
        found[name] = first
    if len(fresh) > 1:
        alike = _near(fresh, share)
        found = {name: alike.get(first, first) for name, first in found.items()}
    return found


def _near(items: Sequence[tuple[_Name, _Runs]], share: float) -> dict[_Name, _Name]:
    """Items that are alike to an earlier one that is alike to none before it."""
    kept: list[_Runs] = []
    names: list[_Name] = []
    found: dict[_Name, _Name] = {}
    for (name, runs), candidates in zip(items, _candidates(items, kept, share), strict=True):
        first = next((one for one in candidates if _alike(runs, kept[one], share)), None)
        if first is None:
            kept.append(runs)
            names.append(name)
        else:
            found[name] = names[first]
    return found


def _candidates(
    items: Sequence[tuple[_Name, _Runs]], kept: Sequence[_Runs], share: float
) -> Iterator[Sequence[int]]:
    """For each item the positions in ``kept``, as it stands by then, that may be alike to it."""
    if len(items) <= _FEW:
        for _ in items:
            yield range(len(kept))
        return
    # Loading the library takes longer than comparing a few texts.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=share, num_perm=_PERMUTATIONS, weights=(0.4, 0.6))
    sketches = MinHash.generator(
        (runs.tolist() for _, runs in items), num_perm=_PERMUTATIONS, hashfunc=_unchanged
    )
    seen = np.empty((len(items), _PERMUTATIONS), dtype=np.uint32)
    least = (share - _ESTIMATE_ERROR) * _PERMUTATIONS
    for sketch in sketches:
        before = len(kept)
        near = np.array(sorted(index.query(sketch)), dtype=np.intp)
        equal = np.count_nonzero(seen[near] == sketch.hashvalues, axis=1)
        yield [int(one) for one in near[equal >= least]]
        if len(kept) > before:
            seen[before] = sketch.hashvalues
            index.insert(before, sketch)


def _unchanged(value: int) -> int:
    return value


def _alike(one: _Runs, other: _Runs, share: float) -> bool:
    """Whether two sets of runs have a Jaccard similarity of ``share`` or more."""
    if share * max(len(one), len(other)) > min(len(one), len(other)):
        return False
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common >= share * (len(one) + len(other) - common)
