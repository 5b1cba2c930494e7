"""Finding figures in the reference table by an id or by free words, as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.accents import without_accents
from factcheck.errors import UsageError
from factcheck.matching import likeness
from factcheck.model import ReferenceFigure
from factcheck.reference import ReferenceTable
from factcheck.validation import did_you_mean

_LIKE = 82  # of 100: two spellings of one word
_LONG = 4  # letters: a shorter word is not guessed at, and may be left unmatched ("in", "the")
_BEGINS, _AROUND = 95, 90  # of 100: the start of a word; a name of a place around the place
# A measure that is called so comes before one whose label or news words have the word in them.
_WEIGHTS = {"measure": 0.98, "cues": 0.95}
_IDS = ("series_id", "measure", "place", "event", "source_id", "population")


@dataclass(frozen=True, slots=True)
class Series:
    """The vintages of one series, oldest first, and how well they fit what was asked for."""

    series_id: str
    figures: tuple[ReferenceFigure, ...]
    score: float


def search(query: str, table: ReferenceTable) -> list[Series]:
    """The series that a query means, best first: an id, or words that must all be found.

    ``UsageError`` with the nearest name where nothing is.
    """
    query = query.strip()
    if query in table.by_id:
        return _series({table.by_id[query].series_id: 100.0}, table)
    for column in _IDS:
        named = {f.series_id: 100.0 for f in table.figures if getattr(f, column) == query}
        if named:
            return _series(named, table)
    words = list(dict.fromkeys(_words(query)))
    index = _Index(table)
    scores: dict[str, float] = {}
    for figure in table.figures:
        score = index.score(figure, words)
        if score:
            scores[figure.series_id] = max(score, scores.get(figure.series_id, 0.0))
    if scores:
        return _series(scores, table)
    raise _nothing(query, words, index, table)


def _series(scores: dict[str, float], table: ReferenceTable) -> list[Series]:
    found = [
        Series(
            series_id,
            tuple(sorted(table.series(series_id), key=lambda f: (f.as_of, f.published))),
            score,
        )
        for series_id, score in scores.items()
    ]
    found.sort(key=_rank)
    return found


def _rank(series: Series) -> tuple[float, bool, int, int, str]:
    """Best fit first; then everyone before a part, the plainer place, the longer series."""
    newest = series.figures[-1]
    return (
        -series.score, newest.population != "all", len(_words(newest.place)),
        -len(series.figures), series.series_id,
    )  # fmt: skip


class _Index:
    """Words of the entries that figures point to, and how well a word fits an entry."""

    def __init__(self, table: ReferenceTable) -> None:
        self.vocabulary = table.vocabulary
        self._entries: dict[tuple[str, str], frozenset[str]] = {}
        self._scores: dict[tuple[str, str, str], float] = {}
        self._figures: dict[tuple[str, ...], float] = {}
        self._cues: dict[str, list[str]] = {}
        for cue in self.vocabulary.cues:
            self._cues.setdefault(cue.measure, []).append(cue.words)

    def score(self, figure: ReferenceFigure, words: list[str]) -> float:
        """The mean of the words' fits, 0 where a long word is found nowhere."""
        year = str(figure.as_of.year)
        key = (
            figure.measure,
            figure.population,
            figure.place,
            figure.event,
            figure.source_id,
            year,
        )
        if key not in self._figures:
            self._figures[key] = self._mean(key, words)
        return self._figures[key]

    def words(self) -> set[str]:
        """All words that were met."""
        return {word for entry in self._entries.values() for word in entry}

    def _mean(self, key: tuple[str, ...], words: list[str]) -> float:
        measure, population, place, event, source, year = key
        entries = [
            ("measure", measure), ("cues", measure), ("population", population), ("place", place), ("event", event),
            ("source", source),
        ]  # fmt: skip
        total = 0.0
        for word in words:
            fits = [
                self._fit(word, kind, entry) * _WEIGHTS.get(kind, 1.0) for kind, entry in entries
            ]
            fits.append(100.0 if word == measure else 0.0)
            fits += [
                self._fit(word, "place", outer) * _AROUND / 100
                for outer in self.vocabulary.place_chain(place)
            ]
            fits.append(100.0 if word == year else 0.0)
            best = max(fits)
            if not best and len(word) < _LONG:
                continue  # "in" says nothing of a figure; "idp" does, where another has it
            if not best:
                return 0.0
            total += best
        return total / len(words)

    def _fit(self, word: str, kind: str, entry: str) -> float:
        key = (word, kind, entry)
        if key not in self._scores:
            self._scores[key] = max((_fit(word, one) for one in self._of(kind, entry)), default=0.0)
        return self._scores[key]

    def _of(self, kind: str, entry: str) -> frozenset[str]:
        if (kind, entry) not in self._entries:
            self._entries[kind, entry] = frozenset(_words(" ".join(self._names(kind, entry))))
        return self._entries[kind, entry]

    def _names(self, kind: str, entry: str) -> Iterable[str]:
        known = self.vocabulary
        yield entry
        if kind == "measure" and entry in known.measures:
            yield known.measures[entry].label
        elif kind == "cues":
            yield from self._cues.get(entry, ())
        elif kind == "population" and entry in known.populations:
            if entry != "all":
                yield from (known.populations[entry].label, *known.populations[entry].aliases)
        elif kind == "place" and entry in known.places:
            yield from (known.places[entry].label, *known.places[entry].aliases)
        elif kind == "event" and entry in known.events:
            yield from (known.events[entry].label, *known.events[entry].aliases)
        elif kind == "source" and entry in known.sources:
            yield known.sources[entry].name


def _fit(word: str, other: str) -> float:
    if word == other:
        return 100.0
    if len(word) < _LONG or len(other) < _LONG:
        return 0.0
    if other.startswith(word):
        return _BEGINS
    score = likeness(word, other)
    return score if score >= _LIKE else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", without_accents(text.casefold()))


def _nothing(query: str, words: list[str], index: _Index, table: ReferenceTable) -> UsageError:
    known = table.vocabulary
    for entries, noun in ((known.places, "place"), (known.measures, "measure")):
        if query in entries:
            return UsageError(
                f'the {noun} "{query}" has no figure', remedy="add one: factcheck reference add"
            )
    met = index.words()
    lost = [word for word in words if len(word) >= _LONG and word not in met]
    close = did_you_mean(lost[0], met) if lost else ""
    remedy = (
        f'did you mean "{close}"?' if close else "try fewer words, or: factcheck reference show"
    )
    return UsageError(f'no figure fits "{query}"', remedy=remedy)
