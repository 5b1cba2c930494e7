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
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from factcheck.errors import TableError
from factcheck.figures import read_figures
from factcheck.model import (
    Cue,
    Event,
    Measure,
    Place,
    Population,
    ReferenceFigure,
    Source,
    StockFlow,
)
from factcheck.validation import (
    CUE_PARTS,
    STOCK_FLOWS,
    Problems,
    Sheet,
    check_choice,
    check_id,
    check_known,
    check_unique,
    find_cycle,
    no_collection,
    parse_date,
    read_sheet,
    split_cell,
)

_Key = TypeVar("_Key")

_REPLACING = ("measures.csv", "cues.csv", "populations.csv")
_ADDING = ("places.csv", "events.csv", "sources.csv")
_VOCABULARY = _REPLACING + _ADDING


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
    vocabulary, _ = _read_vocabulary(folder, problems)
    _raise_if_any(problems, folder)
    return vocabulary


def load_table(folder: Path | None = None) -> ReferenceTable:
    """Read the whole table; TableError lists all that is wrong."""
    problems = Problems()
    vocabulary, used = _read_vocabulary(folder, problems)
    path = (folder or builtin_folder()) / "figures.csv"
    with no_collection():
        figures = read_figures(path, vocabulary, problems)
    _raise_if_any(problems, folder)
    return ReferenceTable(vocabulary, figures, _digest([*used, path]))


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


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda one: (one.name, str(one))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read_vocabulary(folder: Path | None, problems: Problems) -> tuple[Vocabulary, list[Path]]:
    base = builtin_folder()
    foreign = folder is not None and folder.resolve() != base.resolve()
    own_folder = folder if folder is not None and foreign else base
    if not own_folder.is_dir():
        problems.add("", "the folder does not exist", "name a folder with a figures.csv")
        return Vocabulary({}, (), {}, {}, {}, {}), []
    used: list[Path] = []

    def sheet(name: str, *, own: bool) -> Sheet | None:
        path = (own_folder if own else base) / name
        if foreign and own and not path.is_file():
            return None
        if foreign and not own and name in _REPLACING and (own_folder / name).is_file():
            return None
        if not foreign and not own:
            return None
        used.append(path)
        return read_sheet(path, problems)

    own = {name: sheet(name, own=True) for name in _VOCABULARY}
    builtin = {name: sheet(name, own=False) for name in _VOCABULARY}

    measures = _measures(own["measures.csv"] or builtin["measures.csv"], problems)
    cues = _cues(own["cues.csv"], measures, problems)
    if builtin["cues.csv"] is not None:
        # Cues of measures that a folder's own measures.csv does not have serve no one.
        cues = tuple(c for c in _cues(builtin["cues.csv"], None, problems) if c.measure in measures)
    populations = _populations(own["populations.csv"] or builtin["populations.csv"], problems)

    own_places = _places(own["places.csv"])
    places = _merged_places(own_places, _places(builtin["places.csv"]))
    _check_places(own["places.csv"], places, problems)
    events = _events(own["events.csv"], places, problems)
    events = _merged_events(events, _events(builtin["events.csv"], places, problems))
    sources = _sources(own["sources.csv"], problems)
    sources |= {
        k: s for k, s in _sources(builtin["sources.csv"], problems).items() if k not in sources
    }
    return Vocabulary(measures, cues, populations, places, events, sources), used


def _measures(sheet: Sheet | None, problems: Problems) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    if sheet is None:
        return found
    check_unique(sheet, 0, problems)
    ids = {row[0] for row in sheet.rows}
    for line, cell in sheet.records():
        where = f"{sheet.name}:{line} "
        check_id(where + "measure", cell["measure"], problems)
        check_choice(where + "stock_flow", cell["stock_flow"], STOCK_FLOWS, problems)
        check_choice(where + "cumulative", cell["cumulative"], ("yes", "no"), problems)
        if not cell["unit"]:
            problems.add(where + "unit", "is blank", "name what is counted, such as people")
        if cell["parent"]:
            check_known(where + "parent", cell["parent"], ids, problems, sheet.name)
        others = split_cell(cell["not_same_as"])
        for other in others:
            check_known(where + "not_same_as", other, ids, problems, sheet.name)
        known = cell["stock_flow"] in STOCK_FLOWS
        found[cell["measure"]] = Measure(
            cell["measure"], cell["label"], cell["definition"], cell["unit"],
            StockFlow(cell["stock_flow"]) if known else StockFlow.NONE,
            cell["cumulative"] == "yes", cell["parent"], others,
        )  # fmt: skip
    _check_circle(sheet, {key: (entry.parent,) for key, entry in found.items()}, problems)
    return found


def _cues(
    sheet: Sheet | None, measures: Mapping[str, Measure] | None, problems: Problems
) -> tuple[Cue, ...]:
    found: list[Cue] = []
    for line, cell in sheet.records() if sheet else ():
        where = f"{sheet.name if sheet else ''}:{line} "
        if measures is not None:
            check_known(where + "measure", cell["measure"], measures, problems, "measures.csv")
        check_choice(where + "part", cell["part"], CUE_PARTS, problems)
        if not cell["words"]:
            problems.add(where + "words", "is blank", "write the words as news has them")
        found.append(
            Cue(
                cell["measure"], cell["words"], cell["part"], split_cell(cell["not_when"]),
                cell["example"], split_cell(cell["only_when"]), split_cell(cell["refines"]),
            )
        )  # fmt: skip
    return tuple(found)


def _populations(sheet: Sheet | None, problems: Problems) -> dict[str, Population]:
    found: dict[str, Population] = {}
    if sheet is None:
        return found
    check_unique(sheet, 0, problems)
    ids = {row[0] for row in sheet.rows}
    for line, cell in sheet.records():
        where = f"{sheet.name}:{line} "
        check_id(where + "population", cell["population"], problems)
        if cell["parent"] or cell["population"] != "all":
            check_known(where + "parent", cell["parent"], ids, problems, sheet.name)
        found[cell["population"]] = Population(
            cell["population"], cell["label"], cell["parent"], split_cell(cell["aliases"])
        )
    if sheet.rows and "all" not in ids:
        problems.add(sheet.name, 'the root "all" is missing', "add a row: all,Everyone,,people")
    _check_circle(sheet, {key: (entry.parent,) for key, entry in found.items()}, problems)
    return found


def _places(sheet: Sheet | None) -> dict[str, Place]:
    rows = sheet.rows if sheet else ()
    return {
        row[0]: Place(
            row[0], row[1], row[2], split_cell(row[3]), row[4], split_cell(row[5]), row[6]
        )
        for row in rows
    }


def _merged_places(own: dict[str, Place], builtin: dict[str, Place]) -> dict[str, Place]:
    """Own places first; a built-in place gives up every name that an own place bears."""
    names = {name.casefold() for place in own.values() for name in (place.label, *place.aliases)}
    needed = {parent for place in own.values() for parent in place.parents}
    merged = dict(own)
    for key, place in builtin.items():
        if key in own:
            continue
        kept = place
        if names and any(name.casefold() in names for name in place.aliases):
            aliases = tuple(name for name in place.aliases if name.casefold() not in names)
            kept = replace(place, aliases=aliases)
        # A label cannot be given up: a city of that name goes, an area that others lie in stays.
        if place.label.casefold() in names and key not in needed and place.kind == "city":
            continue
        merged[key] = kept
    return merged


def _check_places(sheet: Sheet | None, places: Mapping[str, Place], problems: Problems) -> None:
    if sheet is None:
        return
    check_unique(sheet, 0, problems)
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        where = f"{sheet.name}:{line} "
        check_id(where + "place", row[0], problems)
        if not row[1]:
            problems.add(where + "label", "is blank", "write the name as news has it")
        if not row[2]:
            problems.add(where + "kind", "is blank", "write country, admin1, city, sea ...")
        for parent in places[row[0]].parents:
            if parent not in places:
                check_known(where + "parents", parent, places, problems, sheet.name)
    _check_circle(sheet, {key: place.parents for key, place in places.items()}, problems)


def _events(
    sheet: Sheet | None, places: Mapping[str, Place], problems: Problems
) -> dict[str, Event]:
    found: dict[str, Event] = {}
    if sheet is None:
        return found
    check_unique(sheet, 0, problems)
    for line, cell in sheet.records():
        where = f"{sheet.name}:{line} "
        check_id(where + "event", cell["event"], problems)
        check_known(where + "place", cell["place"], places, problems, "places.csv")
        for column in ("label", "kind"):
            if not cell[column]:
                problems.add(where + column, "is blank", "name it as news does")
        days = {column: _day(where + column, cell[column], problems) for column in ("start", "end")}
        start, end = days["start"], days["end"]
        if start and end and start > end:
            problems.add(where + "end", f"{end} lies before the start {start}", "swap the two")
        found[cell["event"]] = Event(
            cell["event"], cell["label"], cell["kind"], cell["place"], start, end,
            split_cell(cell["aliases"]),
        )  # fmt: skip
    return found


def _merged_events(own: dict[str, Event], builtin: dict[str, Event]) -> dict[str, Event]:
    names = {name.casefold() for event in own.values() for name in (event.label, *event.aliases)}
    merged = dict(own)
    for key, event in builtin.items():
        if key not in own:
            aliases = tuple(name for name in event.aliases if name.casefold() not in names)
            merged[key] = replace(event, aliases=aliases)
    return merged


def _sources(sheet: Sheet | None, problems: Problems) -> dict[str, Source]:
    found: dict[str, Source] = {}
    if sheet is None:
        return found
    check_unique(sheet, 0, problems)
    for line, cell in sheet.records():
        where = f"{sheet.name}:{line} "
        check_id(where + "source_id", cell["source_id"], problems)
        if not cell["name"]:
            problems.add(where + "name", "is blank", "write the name in full")
        found[cell["source_id"]] = Source(
            cell["source_id"], cell["name"], cell["kind"], cell["homepage"], cell["method"],
            split_cell(cell["party_to"]),
        )  # fmt: skip
    return found


def _day(where: str, cell: str, problems: Problems) -> date | None:
    if not cell:
        return None
    try:
        return parse_date(cell)
    except ValueError as error:
        problems.add(where, f'"{cell}" is not a date', str(error))
        return None


def _check_circle(sheet: Sheet, parents: Mapping[str, Sequence[str]], problems: Problems) -> None:
    circle = find_cycle({key: [p for p in above if p] for key, above in parents.items()})
    if circle:
        line = next(
            (n for n, row in zip(sheet.lines, sheet.rows, strict=True) if row[0] in circle), 1
        )
        chain = " > ".join((*circle, circle[0]))
        problems.add(f"{sheet.name}:{line}", f"lies in itself: {chain}", "cut one of the links")
