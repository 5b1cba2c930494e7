"""The reference table: vocabulary, places, events, sources and published figures.

``load_table`` reads a folder of CSV files. Of the tables that another folder leaves out, measures,
cues and populations come from the built-in one. Its places, events and sources are added to the
built-in ones: where an id is the same its own row wins, and where a name is the same the built-in
place or event loses that name. A table with any mistake is never half-loaded: ``TableError.problems``
lists all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from factcheck.entries import (
    check_parties,
    check_places,
    merged_events,
    merged_places,
    read_cues,
    read_events,
    read_measures,
    read_places,
    read_populations,
    read_sources,
)
from factcheck.errors import TableError
from factcheck.figures import read_figures, retired_figures
from factcheck.model import (
    Cue,
    Event,
    Measure,
    Place,
    Population,
    ReferenceFigure,
    Source,
)
from factcheck.validation import Problems, Sheet, no_collection, read_sheet

_Key = TypeVar("_Key")

_REPLACING = ("measures.csv", "cues.csv", "populations.csv")
_ADDING = ("places.csv", "events.csv", "sources.csv")
_VOCABULARY = _REPLACING + _ADDING
FIGURES, RETIREMENTS = "figures.csv", "retirements.csv"
_PIECE = 1 << 20  # bytes hashed at once
_WIDE_KINDS = frozenset({"world", "continent"})
_TRIES = 5  # a table that is replaced more often than this while it is read is not at rest


@dataclass(frozen=True)
class Vocabulary:
    """Everything that figures point to. Chains go upwards, nearest first, without the id itself."""

    measures: dict[str, Measure]
    cues: tuple[Cue, ...]
    populations: dict[str, Population]
    places: dict[str, Place]
    events: dict[str, Event]
    sources: dict[str, Source]

    @cached_property
    def _parts(self) -> tuple[tuple[object, ...], ...]:
        """All entries in their order, which decides between readings that are as good."""
        return (
            tuple(self.measures.values()), self.cues, tuple(self.populations.values()),
            tuple(self.places.values()), tuple(self.events.values()), tuple(self.sources.values()),
        )  # fmt: skip

    # What is made of a vocabulary is kept by it: a table that is loaded again is the same one.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(tuple(map(len, self._parts)))

    @cached_property
    def _chains(self) -> tuple[_Chains, _Chains, _Chains]:
        return (
            _Chains({key: entry.parents for key, entry in self.places.items()}),
            _Chains({key: (entry.parent,) for key, entry in self.populations.items()}),
            _Chains({key: (entry.parent,) for key, entry in self.measures.items()}),
        )

    def place_chain(self, place_id: str) -> tuple[str, ...]:
        """All places around a place; nothing for an unknown id."""
        return self._chains[0][place_id]

    def full_name(self, place: str) -> str:
        """A place with what it lies in: "Hyderabad, Telangana, India"."""
        label = self.places[place].label
        around = [self.places[one].label for one in self.place_chain(place)[:2]]
        return ", ".join(dict.fromkeys([*label.split(", "), *around]))

    def contains(self, outer: str, inner: str) -> bool:
        """Whether ``inner`` is ``outer`` or lies in it."""
        return outer == inner or outer in self.place_chain(inner)

    def is_wide(self, place: str) -> bool:
        """Whether a place is the world or a continent."""
        entry = self.places.get(place)
        return entry is not None and entry.kind in _WIDE_KINDS

    def population_chain(self, population_id: str) -> tuple[str, ...]:
        """All wider populations, ending with ``all``."""
        return self._chains[1][population_id]

    def measure_chain(self, measure_id: str) -> tuple[str, ...]:
        """All wider measures."""
        return self._chains[2][measure_id]


class _Chains(dict[str, tuple[str, ...]]):
    """Ancestors by id, worked out when first asked for."""

    def __init__(self, parents: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._parents = parents

    def __missing__(self, node: str) -> tuple[str, ...]:
        chain = self[node] = ancestors(node, self._parents)
        return chain


class _Near(dict[tuple[str, str], tuple[str, ...]]):
    """Places of a measure around and inside a place, worked out when first asked for."""

    def __init__(self, table: ReferenceTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, key: tuple[str, str]) -> tuple[str, ...]:
        measure, own = key
        known = self._table.vocabulary
        near = self[key] = tuple(
            place
            for place in self._table.places_of(measure)
            if place == own
            or (
                (known.contains(place, own) or known.contains(own, place))
                and not known.is_wide(place)
            )
        )
        return near


@dataclass(frozen=True)
class ReferenceTable:
    """Published figures, indexed. Every lookup gives rows in the order of the file."""

    vocabulary: Vocabulary
    figures: tuple[ReferenceFigure, ...]
    digest: str  # sha256 of the files that were read

    @cached_property
    def by_id(self) -> Mapping[str, ReferenceFigure]:
        """Figures by figure_id."""
        return {figure.figure_id: figure for figure in self.figures}

    @cached_property
    def _by_measure(self) -> Mapping[str, tuple[ReferenceFigure, ...]]:
        return _grouped((figure.measure, figure) for figure in self.figures)

    @cached_property
    def _by_measure_place(self) -> Mapping[tuple[str, str], tuple[ReferenceFigure, ...]]:
        return _grouped(((figure.measure, figure.place), figure) for figure in self.figures)

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for figure in self.figures:
            found.setdefault(figure.measure, {})[figure.place] = None
        return {measure: tuple(places) for measure, places in found.items()}

    @cached_property
    def _by_measure_event(self) -> Mapping[tuple[str, str], tuple[ReferenceFigure, ...]]:
        return _grouped(((figure.measure, figure.event), figure) for figure in self.figures)

    @cached_property
    def _by_series(self) -> Mapping[str, tuple[ReferenceFigure, ...]]:
        return _grouped((figure.series_id, figure) for figure in self.figures)

    def places_of(self, measure: str) -> tuple[str, ...]:
        """The places that have a figure of a measure."""
        return self._places.get(measure, ())

    def places_near(self, measure: str, stated: Sequence[str]) -> tuple[str, ...]:
        """The places with a figure of a measure that are one of those stated, around it or inside it.

        A row of the world or a continent says nothing of any other place.
        """
        near = [self._near[measure, own] for own in stated]
        if len(near) == 1:
            return near[0]
        return tuple(
            place for place in self.places_of(measure) if any(place in one for one in near)
        )

    @cached_property
    def _near(self) -> _Near:
        return _Near(self)

    def of_event(self, measure: str, event: str) -> tuple[ReferenceFigure, ...]:
        """The figures of a measure for one event."""
        return self._by_measure_event.get((measure, event), ())

    def lookup(self, measure: str, place: str | None = None) -> tuple[ReferenceFigure, ...]:
        """The figures of a measure, at one place where it is given (not inside or around it)."""
        if place is None:
            return self._by_measure.get(measure, ())
        return self._by_measure_place.get((measure, place), ())

    def series(self, series_id: str) -> tuple[ReferenceFigure, ...]:
        """The vintages of one thing."""
        return self._by_series.get(series_id, ())


def builtin_folder() -> Path:
    """Where the built-in table lies: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_reference"
    return installed if installed.is_dir() else package.parent / "reference"


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read everything but the figures; TableError lists all that is wrong."""
    problems = Problems()
    vocabulary, _ = _read_vocabulary(folder, {}, problems)
    _raise_if_any(problems, folder)
    return vocabulary


def load_table(
    folder: Path | None = None, instead: Mapping[str, Path] | None = None
) -> ReferenceTable:
    """Read the whole table; TableError lists all that is wrong.

    ``instead`` names files to read in place of the folder's own, by table: how an edit is tried
    before it is made. Files that somebody replaces in the meantime are read once more, so that
    rows of two states never meet.
    """
    own = folder or builtin_folder()
    for _ in range(_TRIES):
        before = _state(own)
        problems = Problems()
        with no_collection():
            table = _read_table(folder, instead or {}, problems)
        if _state(own) == before:
            break
    _raise_if_any(problems, folder)
    return table


def _read_table(
    folder: Path | None, instead: Mapping[str, Path], problems: Problems
) -> ReferenceTable:
    vocabulary, used = _read_vocabulary(folder, instead, problems)
    own = folder or builtin_folder()
    path = instead.get(FIGURES, own / FIGURES)
    used[FIGURES] = [path]
    figures = read_figures(path, vocabulary, problems)
    path = instead.get(RETIREMENTS, own / RETIREMENTS)
    if path.is_file():
        used[RETIREMENTS] = [path]
        figures = retired_figures(read_sheet(path, problems, RETIREMENTS), figures, problems)
    digest = "" if problems.found else _digest(used)
    return ReferenceTable(vocabulary, figures, digest)


def _state(folder: Path) -> list[tuple[str, int, int, int]]:
    """What tells whether a table of the folder was replaced."""
    found = []
    for name in (*_VOCABULARY, FIGURES, RETIREMENTS):
        try:
            stat = (folder / name).stat()
        except OSError:
            continue
        found.append((name, stat.st_ino, stat.st_mtime_ns, stat.st_size))
    return found


def ancestors(start: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Everything above an id, level by level.

    >>> ancestors("a", {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ("",)})
    ('b', 'c', 'd')
    """
    seen: dict[str, None] = {}
    queue = list(parents.get(start, ()))
    for node in queue:
        if node and node not in seen and node != start:
            seen[node] = None
            queue.extend(parents.get(node, ()))
    return tuple(seen)


def _grouped(
    pairs: Iterable[tuple[_Key, ReferenceFigure]],
) -> dict[_Key, tuple[ReferenceFigure, ...]]:
    groups: dict[_Key, list[ReferenceFigure]] = {}
    for key, figure in pairs:
        groups.setdefault(key, []).append(figure)
    return {key: tuple(group) for key, group in groups.items()}


def _raise_if_any(problems: Problems, folder: Path | None) -> None:
    found = tuple(problems.found)
    if not found:
        return
    where = str(folder or builtin_folder())
    if len(found) == 1:
        one = found[0]
        raise TableError(
            one.found, where=f"{where}/{one.where}", remedy=one.remedy, problems=found
        ) from None
    raise TableError(
        f"{len(found)} mistakes in the reference table, the first: {found[0]}",
        where=where,
        remedy="run: factcheck reference validate",
        problems=found,
    )


def _digest(used: Mapping[str, Sequence[Path]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(used):
        for path in sorted(used[name], key=str):
            digest.update(name.encode() + b"\0")
            with path.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    digest.update(piece)
            digest.update(b"\0")
    return digest.hexdigest()


def _read_vocabulary(
    folder: Path | None, instead: Mapping[str, Path], problems: Problems
) -> tuple[Vocabulary, dict[str, list[Path]]]:
    """The vocabulary, and the files that it was read from, by table."""
    base = builtin_folder()
    foreign = folder is not None and folder.resolve() != base.resolve()
    own_folder = folder if folder is not None and foreign else base
    if not own_folder.is_dir():
        problems.add("", "the folder does not exist", "name a folder with a figures.csv")
        return Vocabulary({}, (), {}, {}, {}, {}), {}
    used: dict[str, list[Path]] = {}

    def sheet(name: str, *, own: bool) -> Sheet | None:
        own_path = instead.get(name, own_folder / name)
        if foreign and own and not own_path.is_file():
            return None
        if foreign and not own and name in _REPLACING and own_path.is_file():
            return None
        if not foreign and not own:
            return None
        path = own_path if own else base / name
        used.setdefault(name, []).append(path)
        return read_sheet(path, problems, name)

    own = {name: sheet(name, own=True) for name in _VOCABULARY}
    builtin = {name: sheet(name, own=False) for name in _VOCABULARY}

    measures = read_measures(own["measures.csv"] or builtin["measures.csv"], problems)
    cues = read_cues(own["cues.csv"], measures, problems)
    if builtin["cues.csv"] is not None:
        # Cues of measures that a folder's own measures.csv does not have serve no one.
        every = read_cues(builtin["cues.csv"], None, problems)
        cues = tuple(cue for cue in every if cue.measure in measures)
    populations = read_populations(own["populations.csv"] or builtin["populations.csv"], problems)

    own_places = read_places(own["places.csv"])
    places = merged_places(own_places, read_places(builtin["places.csv"]))
    check_places(own["places.csv"], places, problems)
    events = read_events(own["events.csv"], places, problems)
    events = merged_events(events, read_events(builtin["events.csv"], places, problems))
    sources = read_sources(own["sources.csv"], problems)
    check_parties(own["sources.csv"], sources, events, problems)
    sources |= {
        k: s for k, s in read_sources(builtin["sources.csv"], problems).items() if k not in sources
    }
    return Vocabulary(measures, cues, populations, places, events, sources), used
