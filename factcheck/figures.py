"""Rows of figures.csv as reference figures, each checked against the vocabulary.

Written for tables of 200,000 rows: dates and numbers are parsed once a distinct text, a row that is
right costs a few comparisons, and only a row that is wrong is looked at cell by cell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, make_dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from sys import intern
from typing import Protocol, cast

from factcheck.model import Measure, ReferenceFigure
from factcheck.validation import (
    GRADES,
    METHODS,
    PERIOD_TYPES,
    SEEN,
    STANCES,
    VALUE_TYPES,
    Problems,
    Sheet,
    attempt,
    check_choice,
    check_id,
    check_known,
    check_unique,
    columns_of,
    did_you_mean,
    find_cycle,
    is_id,
    not_unique,
    parse_date,
    parse_number,
    stream_rows,
)

_DATES = ("period_start", "period_end", "as_of", "published", "retrieved")
_LINKS = ("url", "archived_url")
_SCHEMES = ("https://", "http://")
_NUMBERS = ("low", "best", "high")
_CHOICES = {
    "period_type": PERIOD_TYPES, "value_type": VALUE_TYPES, "method": METHODS, "stance": STANCES,
    "grade": GRADES,
}  # fmt: skip
_NEEDS_START = frozenset({"cumulative", "interval"})
_UNIT_NAMES = {
    "percent": ("percentage",), "celsius": ("degree celsius",), "fahrenheit": ("degree fahrenheit",),
    "tonnes": ("metric ton", "ton"), "mm": ("millimetre",), "hectares": ("hectare",),
    "acres": ("acre",), "km2": ("square kilometre",), "years": ("year",), "minutes": ("minute",),
    "days": ("day",), "months": ("month",),
}  # fmt: skip
_STANDARD_UNITS = {name: unit for unit, names in _UNIT_NAMES.items() for name in names}
_COUNTED = frozenset({"people", "households", "count", "crossings", "applications"})
_FLOORS = frozenset({"at_least", "more_than"})


# A frozen class sets each of its 34 fields through object.__setattr__, which is a third of the time
# of a large table. A plain twin with the same slots is filled instead and becomes the frozen class.
_Draft = make_dataclass("_Draft", [(f.name, f.type) for f in fields(ReferenceFigure)], slots=True)


class Known(Protocol):
    """The part of the vocabulary that figures point to."""

    @property
    def measures(self) -> Mapping[str, Measure]: ...
    @property
    def populations(self) -> Collection[str]: ...
    @property
    def places(self) -> Collection[str]: ...
    @property
    def events(self) -> Collection[str]: ...
    @property
    def sources(self) -> Collection[str]: ...


def read_figures(path: Path, known: Known, problems: Problems) -> tuple[ReferenceFigure, ...]:
    """All rows; any mistake is added to ``problems``, and a row that cannot be read is left out."""
    name = "figures.csv"
    columns = columns_of(name)
    dates: dict[str, date | None] = {"": None}
    numbers: dict[str, Decimal | None] = {"": None}
    units = {key: _allowed_units(measure) for key, measure in known.measures.items()}
    figures: list[ReferenceFigure] = []
    lines: dict[str, int] = {}  # figure_id -> line
    for line, cells in stream_rows(path, problems, name):
        row = tuple(map(intern, cells))
        where = f"{name}:{line} "
        earlier = lines.setdefault(row[0], line)
        if earlier != line:
            not_unique(where + "figure_id", row[0], earlier, problems)
        try:
            figure = _figure(row, dates, numbers)
        except ValueError:
            _check_cells(where, dict(zip(columns, row, strict=True)), known, problems)
            continue
        figures.append(figure)
        if not _sound(figure, units, known):
            _check_cells(where, dict(zip(columns, row, strict=True)), known, problems)
            _check_figure(where, figure, units, problems)
    _check_supersedes(name, figures, lines, problems)
    return tuple(figures)


def read_row(
    cells: Mapping[str, str], known: Known, problems: Problems, where: str = ""
) -> ReferenceFigure | None:
    """One row by itself, None where anything is wrong with it; ``where`` stands before the column."""
    columns = columns_of("figures.csv")
    row = {column: cells.get(column, "").strip() for column in columns}
    before = len(problems.found)
    figure = None
    try:
        figure = _figure(tuple(row.values()), {"": None}, {"": None})
    except ValueError:
        _check_cells(where, row, known, problems)
    else:
        units = {figure.measure: _allowed_units(known.measures[figure.measure])} if (
            figure.measure in known.measures
        ) else {}  # fmt: skip
        if not _sound(figure, units, known):
            _check_cells(where, row, known, problems)
            _check_figure(where, figure, units, problems)
    return figure if len(problems.found) == before else None


def retired_figures(
    sheet: Sheet, figures: Sequence[ReferenceFigure], problems: Problems
) -> tuple[ReferenceFigure, ...]:
    """The figures, those named in retirements.csv with the day and the reason."""
    if not sheet.rows:
        return tuple(figures)
    by_id = {figure.figure_id: figure for figure in figures}
    retired: dict[str, tuple[date, str]] = {}
    check_unique(sheet, 0, problems)
    for line, cell in sheet.records():
        where = f"{sheet.name}:{line} "
        check_known(where + "figure_id", cell["figure_id"], by_id, problems, "figures.csv")
        if not cell["reason"]:
            problems.add(where + "reason", "is blank", "say why the figure is out of force")
        day = attempt(parse_date, cell["retired"], where + "retired", "date", problems)
        figure = by_id.get(cell["figure_id"])
        if day is None or figure is None:
            continue
        if day < figure.published:
            found = f"{day} lies before the figure was published, {figure.published}"
            problems.add(
                where + "retired", found, f"write {figure.published} if it never was right"
            )
        retired[figure.figure_id] = (day, cell["reason"])
    changed = {
        key: replace(by_id[key], retired=day, retired_reason=reason)
        for key, (day, reason) in retired.items()
    }
    return tuple(changed.get(figure.figure_id, figure) for figure in figures)


def _figure(
    row: tuple[str, ...], dates: dict[str, date | None], numbers: dict[str, Decimal | None]
) -> ReferenceFigure:
    """A row as it stands; ValueError where a date or a number cannot be read."""
    (
        figure_id, series_id, measure, population, denominator, adjustment, place, event,
        period_type, start, end, as_of, published, low, best, high, value_type, unit, method,
        stance, grade, source_id, relayed_by, document, locator, says, url, archived_url, retrieved,
        seen, supersedes, note,
    ) = row  # fmt: skip
    for cell in (start, end, as_of, published, retrieved):
        if cell not in dates:
            dates[cell] = parse_date(cell)
    for cell in (low, best, high):
        if cell not in numbers:
            numbers[cell] = parse_number(cell)
    day, seen_by = dates[as_of], dates[published]
    if day is None or seen_by is None:
        raise ValueError("as_of and published are needed")
    figure = _Draft(
        figure_id, series_id, measure, population, place, event, period_type, dates[start],
        dates[end], day, seen_by, numbers[low], numbers[best], numbers[high], value_type, unit,
        method, stance, grade, source_id, denominator, adjustment, relayed_by, document, locator,
        says, url, archived_url, retrieved, seen, supersedes, note, None, "",
    )  # fmt: skip
    figure.__class__ = ReferenceFigure
    return cast(ReferenceFigure, figure)


def _sound(figure: ReferenceFigure, units: Mapping[str, Collection[str]], known: Known) -> bool:
    """Whether nothing is wrong with a row taken by itself."""
    return (
        _fits(figure.unit, units.get(figure.measure, ()))
        and figure.population in known.populations
        and figure.place in known.places
        and figure.source_id in known.sources
        and (not figure.event or figure.event in known.events)
        and figure.period_type in PERIOD_TYPES
        and figure.value_type in VALUE_TYPES
        and figure.method in METHODS
        and figure.stance in STANCES
        and figure.grade in GRADES
        and (not figure.seen or figure.seen in SEEN)
        and (not figure.url or figure.url.startswith(_SCHEMES))
        and (not figure.archived_url or figure.archived_url.startswith(_SCHEMES))
        and bool(figure.series_id)
        and is_id(figure.figure_id)
        and not _order_problem(figure)
        and not _value_problem(figure)
        and not _date_problem(figure)
    )


def _order_problem(figure: ReferenceFigure) -> tuple[str, str, str] | None:
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        wrong = low is not None and high is not None and low > high
    else:
        wrong = (low is not None and low > best) or (high is not None and best > high)
    if not wrong:
        return None
    given = [(name, getattr(figure, name)) for name in _NUMBERS]
    for (name, value), (other, larger) in pairwise(pair for pair in given if pair[1] is not None):
        if value > larger:
            return name, f"{name} {value} is above {other} {larger}", "low <= best <= high"
    return None


def _value_problem(figure: ReferenceFigure) -> tuple[str, str, str] | None:
    low, best, high, kind = figure.low, figure.best, figure.high, figure.value_type
    column = remedy = ""
    if kind == "not_disclosed":
        if not low is best is high is None:
            return "value_type", "not_disclosed stands beside a value", "drop one of the two"
    elif kind in _FLOORS:
        if high is not None:
            return "high", f"{kind} stands beside high {high}", "a floor has no high: use a range"
        if low is None and best is None:
            column, remedy = "low", f"{kind} needs the floor in low and best"
    elif kind == "up_to":
        if high is None and best is None:
            column, remedy = "high", "up_to needs the ceiling in high and best"
    elif kind == "range":
        column, remedy = _first_blank(low, high), "a range needs low and high"
    elif best is None and (low is None or high is None):
        column, remedy = "best", "give the value, or mark it not_disclosed"
    return (column, "is blank", remedy) if column else None


def _first_blank(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return "low"
    return "high" if high is None else ""


def _date_problem(figure: ReferenceFigure) -> tuple[str, str, str] | None:
    start, end, as_of = figure.period_start, figure.period_end, figure.as_of
    if figure.period_type == "forecast":
        if figure.value_type != "expected":
            return "value_type", f'a forecast is "{figure.value_type}"', "write expected"
    elif figure.published < as_of:
        return (
            "published",
            f"{figure.published} lies before as_of {as_of}",
            ("a figure cannot be known before its day: correct one, or write period_type forecast"),
        )
    if figure.period_type in _NEEDS_START and start is None:
        return "period_start", "is blank", f"a figure of type {figure.period_type} needs its start"
    if start is not None and start > as_of:
        return "period_start", f"{start} lies after as_of {as_of}", "correct one of the two"
    if start is not None and end is not None and start > end:
        return "period_end", f"{end} lies before period_start {start}", "swap the two"
    return None


def standard_unit(unit: str) -> str:
    """The unit of measures.csv that a figure's unit names.

    >>> standard_unit("millimetre"), standard_unit("people")
    ('mm', 'people')
    """
    return _STANDARD_UNITS.get(unit, unit)


def _allowed_units(measure: Measure) -> frozenset[str]:
    """The units of a measure, each also by the name that quantities have for it."""
    units = frozenset(measure.unit.split("|"))
    return units.union(*(_UNIT_NAMES.get(unit, ()) for unit in units))


def _fits(unit: str, allowed: Collection[str]) -> bool:
    # Money is of some currency: "currency" stands for any of their names.
    return unit in allowed or ("currency" in allowed and bool(unit) and unit not in _COUNTED)


def _check_figure(
    where: str, figure: ReferenceFigure, units: Mapping[str, Collection[str]], problems: Problems
) -> None:
    for problem in (_order_problem(figure), _value_problem(figure), _date_problem(figure)):
        if problem is not None:
            column, found, remedy = problem
            problems.add(where + column, found, remedy)
    allowed = sorted(units.get(figure.measure, ()))
    if allowed and not _fits(figure.unit, allowed):
        close = did_you_mean(figure.unit, allowed) or " or ".join(allowed)
        problems.add(
            where + "unit", f'"{figure.unit}" is not the unit of {figure.measure}', f"write {close}"
        )


def _check_cells(where: str, cell: dict[str, str], known: Known, problems: Problems) -> None:
    check_id(where + "figure_id", cell["figure_id"], problems)
    if not cell["series_id"]:
        problems.add(where + "series_id", "is blank", "name the series whose vintage this is")
    keys: tuple[tuple[str, Collection[str], str], ...] = (
        ("measure", known.measures, "measures.csv"),
        ("population", known.populations, "populations.csv"),
        ("place", known.places, "places.csv"),
        ("source_id", known.sources, "sources.csv"),
    )
    for column, ids, table in keys:
        check_known(where + column, cell[column], ids, problems, table)
    if cell["event"]:
        check_known(where + "event", cell["event"], known.events, problems, "events.csv")
    for column, choices in _CHOICES.items():
        check_choice(where + column, cell[column], choices, problems)
    if cell["seen"]:
        check_choice(where + "seen", cell["seen"], SEEN, problems)
    for column in _LINKS:
        if cell[column] and not cell[column].startswith(_SCHEMES):
            found = f'"{cell[column]}" is not a link'
            problems.add(where + column, found, "begin it with https://, or put it into note")
    for column in ("as_of", "published"):
        if not cell[column]:
            problems.add(where + column, "is blank", "write year-month-day")
    for column in _DATES:
        if cell[column]:
            attempt(parse_date, cell[column], where + column, "date", problems)
    for column in _NUMBERS:
        if cell[column]:
            attempt(parse_number, cell[column], where + column, "number", problems)


def _check_supersedes(
    name: str, figures: Sequence[ReferenceFigure], lines: Mapping[str, int], problems: Problems
) -> None:
    """Links go back, within a series; ``lines`` also has the rows that could not be read."""
    if not any(figure.supersedes for figure in figures):
        return
    by_id = {figure.figure_id: figure for figure in figures}
    for figure in figures:
        if not figure.supersedes:
            continue
        where = f"{name}:{lines[figure.figure_id]} supersedes"
        earlier = by_id.get(figure.supersedes)
        if earlier is None:
            check_known(where, figure.supersedes, lines, problems, name)
        elif earlier.series_id != figure.series_id:
            found = f"{earlier.figure_id} is of series {earlier.series_id}, not {figure.series_id}"
            problems.add(where, found, "a figure replaces one of its own series")
        elif earlier.published > figure.published:
            problems.add(where, f"{earlier.figure_id} is not older", "point back, never forward")
    circle = find_cycle({f.figure_id: [f.supersedes] if f.supersedes else [] for f in figures})
    if circle:
        chain = " > ".join((*circle, circle[0]))
        found = f"rows replace each other: {chain}"
        problems.add(f"{name}:{lines[circle[0]]} supersedes", found, "point back, never forward")
