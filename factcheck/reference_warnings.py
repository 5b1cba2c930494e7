"""What a valid table still has wrong with it: signs that somebody should look, never mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from factcheck.grades import grade_in
from factcheck.model import ReferenceFigure, StockFlow
from factcheck.reference import FIGURES, ReferenceTable
from factcheck.validation import Problems, stream_rows

_ONCE = frozenset({"event", "forecast"})  # nobody expects a next figure of these
_EVENTS = "events.csv"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to look at: ``where`` is file:line and column."""

    kind: str  # falling, twice, implausible, stale, grade, no_figures, one_source or no_archive
    where: str
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found} - {self.remedy}"


def notices(table: ReferenceTable, folder: Path, today: date) -> list[Notice]:
    """All that is worth a look in the table of a folder on a day, the most urgent kind first."""
    lines = {cells[0]: line for line, cells in _rows(folder, FIGURES)}
    series = _grouped(table)
    return [
        *_falling(table, series, lines),
        *_twice(table, lines),
        *_implausible(table, lines),
        *_stale(table, series, lines, today),
        *_grades(table, lines),
        *_events(table, folder),
        *_one_source(table, lines),
        *_unarchived(table, lines),
    ]


def _rows(folder: Path, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    if (folder / name).is_file():
        yield from stream_rows(folder / name, Problems())


def _grouped(table: ReferenceTable) -> dict[str, list[ReferenceFigure]]:
    """Figures in force by series, the newest vintage of each day, in the order of their days."""
    newest: dict[str, dict[tuple[date | None, date], ReferenceFigure]] = {}
    for figure in table.figures:
        if figure.retired is not None:
            continue
        vintages = newest.setdefault(figure.series_id, {})
        day = (figure.period_start, figure.as_of)
        if day not in vintages or vintages[day].published <= figure.published:
            vintages[day] = figure
    return {
        series_id: sorted(vintages.values(), key=lambda figure: figure.as_of)
        for series_id, vintages in newest.items()
    }


def _falling(
    table: ReferenceTable, series: Mapping[str, list[ReferenceFigure]], lines: Mapping[str, int]
) -> Iterator[Notice]:
    for figures in series.values():
        measure = table.vocabulary.measures[figures[0].measure]
        if not measure.cumulative:
            continue
        highest: dict[date | None, ReferenceFigure] = {}
        for figure in figures:
            if figure.period_type != "cumulative":
                continue
            before = highest.get(figure.period_start)
            top, floor = _top(figure), _floor(before) if before is not None else None
            if before is not None and top is not None and floor is not None and top < floor:
                yield Notice(
                    "falling", f"{FIGURES}:{lines[figure.figure_id]} best",
                    f"{figure.figure_id}: {top} follows {floor} of {before.as_of}, and a running "
                    "total does not fall",
                    "correct one of the two, or give another count its own series_id",
                )  # fmt: skip
            else:
                highest[figure.period_start] = figure


def _twice(table: ReferenceTable, lines: Mapping[str, int]) -> Iterator[Notice]:
    first: dict[tuple[object, ...], ReferenceFigure] = {}
    for figure in table.figures:
        if figure.retired is not None:
            continue
        key = (figure.series_id, figure.period_start, figure.as_of, figure.published)
        other = first.setdefault(key, figure)
        linked = figure.figure_id == other.supersedes or other.figure_id == figure.supersedes
        if other is not figure and not linked:
            yield Notice(
                "twice", f"{FIGURES}:{lines[figure.figure_id]} published",
                f"{figure.figure_id} and {other.figure_id} are of one series, day and day of "
                "publication, so neither is the newer",
                "retire one of the two, or give another count its own series_id",
            )  # fmt: skip


_COUNTS = frozenset({"people", "households", "count", "crossings", "applications"})
_WHOLE = 100  # percent


def _implausible(table: ReferenceTable, lines: Mapping[str, int]) -> Iterator[Notice]:
    """Counts below zero and shares above the whole; a change or a growth may be either."""
    for figure in table.figures:
        measure = table.vocabulary.measures[figure.measure]
        if measure.stock_flow is StockFlow.CHANGE:
            continue
        for name in ("low", "best", "high"):
            value = getattr(figure, name)
            if value is None:
                continue
            if figure.unit in _COUNTS and value < 0:
                found = (
                    f"{figure.figure_id}: {value} {figure.unit}, and a count is never below zero"
                )
            elif (
                figure.unit == "percent"
                and measure.stock_flow is StockFlow.RATIO
                and value > _WHOLE
            ):
                found = f"{figure.figure_id}: {value} percent is more than the whole"
            else:
                continue
            where = f"{FIGURES}:{lines[figure.figure_id]} {name}"
            yield Notice("implausible", where, found, "check the sign and the decimal point")
            break


def _top(figure: ReferenceFigure) -> Decimal | None:
    return next((v for v in (figure.high, figure.best, figure.low) if v is not None), None)


def _floor(figure: ReferenceFigure) -> Decimal | None:
    return next((v for v in (figure.low, figure.best, figure.high) if v is not None), None)


def _stale(
    table: ReferenceTable,
    series: Mapping[str, list[ReferenceFigure]],
    lines: Mapping[str, int],
    today: date,
) -> Iterator[Notice]:
    for figures in series.values():
        newest = figures[-1]
        event = table.vocabulary.events.get(newest.event)
        over = event is not None and event.end is not None and event.end < today
        pace = table.vocabulary.measures[newest.measure].pace_days
        age = (today - newest.as_of).days
        if pace is None or over or newest.period_type in _ONCE or age <= pace:
            continue
        yield Notice(
            "stale", f"{FIGURES}:{lines[newest.figure_id]} as_of",
            f"{newest.series_id}: the newest figure is of {newest.as_of}, {age} days ago; "
            f"a new one is usual within {pace}",
            "look for a newer figure, or give the event its end",
        )  # fmt: skip


def _grades(table: ReferenceTable, lines: Mapping[str, int]) -> Iterator[Notice]:
    rivals: dict[tuple[object, ...], list[ReferenceFigure]] = {}
    for figure in table.figures:
        rivals.setdefault(_rival(figure), []).append(figure)
    for figure in table.figures:
        grade = grade_in(figure, rivals[_rival(figure)])
        if grade != figure.grade and figure.retired is None:
            yield Notice(
                "grade", f"{FIGURES}:{lines[figure.figure_id]} grade",
                f"{figure.figure_id} has grade {figure.grade}, the rule gives {grade}",
                f"write {grade}, or correct method, stance or the other source's figure",
            )  # fmt: skip


def _rival(figure: ReferenceFigure) -> tuple[object, ...]:
    return figure.measure, figure.population, figure.place, figure.event, figure.as_of


def _events(table: ReferenceTable, folder: Path) -> Iterator[Notice]:
    used = {figure.event for figure in table.figures}
    for line, cells in _rows(folder, _EVENTS):
        if cells[0] not in used:
            yield Notice(
                "no_figures", f"{_EVENTS}:{line} event", f"{cells[0]} has no figure",
                "add one, or take the event out: articles about it get no_reference",
            )  # fmt: skip


def _one_source(table: ReferenceTable, lines: Mapping[str, int]) -> Iterator[Notice]:
    keys: dict[tuple[str, ...], list[ReferenceFigure]] = {}
    for figure in table.figures:
        if figure.retired is None:
            key = (
                figure.measure, figure.population, figure.place, figure.event,
                figure.denominator, figure.adjustment,
            )  # fmt: skip
            keys.setdefault(key, []).append(figure)
    for figures in keys.values():
        if len({figure.source_id for figure in figures}) == 1:
            newest = max(figures, key=lambda figure: (figure.as_of, figure.published))
            yield Notice(
                "one_source", f"{FIGURES}:{lines[newest.figure_id]} source_id",
                f"{newest.series_id}: nobody but {newest.source_id} is heard",
                "look for a second, independent source",
            )  # fmt: skip


def _unarchived(table: ReferenceTable, lines: Mapping[str, int]) -> Iterator[Notice]:
    for figure in table.figures:
        if not figure.archived_url:
            has = "no archived_url" if figure.url else "neither url nor archived_url"
            yield Notice(
                "no_archive", f"{FIGURES}:{lines[figure.figure_id]} archived_url",
                f"{figure.figure_id} has {has}", "archive the page and add the link",
            )  # fmt: skip


def by_kind(found: Iterable[Notice]) -> dict[str, list[Notice]]:
    """Notices grouped by kind, in the order given."""
    groups: dict[str, list[Notice]] = {}
    for notice in found:
        groups.setdefault(notice.kind, []).append(notice)
    return groups
