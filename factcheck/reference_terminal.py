"""The reference table as a person reads it on a terminal, and as plain lines when it is piped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from factcheck.console import many, open_console, open_table, print_line, printable
from factcheck.model import ReferenceFigure
from factcheck.reference import ReferenceTable
from factcheck.reference_diff import Change, counts
from factcheck.reference_search import Series
from factcheck.reference_warnings import Notice, by_kind
from factcheck.rows import plain
from factcheck.wording import value_text

if TYPE_CHECKING:
    from rich.console import Console

    from factcheck.imports.plan import Plan

_T = TypeVar("_T")
# A screen holds some ten series, a series some ten vintages; --all shows everything.
_SERIES, _VINTAGES, _NOTICES, _ROWS = 10, 12, 3, 12
_CHART, _NARROW, _WIDE = 24, 10, 110  # characters: of a full bar, a short one, a wide terminal
_HEADINGS = {
    "falling": "Running totals that fall",
    "twice": "Two figures of one day",
    "implausible": "Counts below zero, shares above the whole",
    "stale": "Older than is usual",
    "grade": "Grades that the rule does not give",
    "no_figures": "Events without figures",
    "one_source": "Keys on which one source is heard",
    "no_archive": "Figures without an archive link",
}


def show_series(
    found: Sequence[Series], table: ReferenceTable, *, every: bool, color: bool = True
) -> None:
    """Print the vintages of some series, on a terminal with a chart."""
    console = open_console(color=color)
    live = console.is_terminal
    every = every or not live
    shown = found if every else found[:_SERIES]
    for series in shown:
        _heading(console, series, table)
        if live:
            _charted(console, series, every=every)
        else:
            for figure in series.figures:
                # Not through rich, which turns tabs into spaces.
                console.file.write("\t".join(map(printable, _cells(figure))) + "\n")
        print_line(console, "")
    figures = sum(len(series.figures) for series in found)
    print_line(console, f"{len(found)} series, "
               f"{many(figures, 'figure')}.")  # fmt: skip
    if len(found) > len(shown):
        rest = len(found) - len(shown)
        print_line(console, f"{rest} more series fit less well: --all shows them.")


def _heading(console: Console, series: Series, table: ReferenceTable) -> None:
    known, newest = table.vocabulary, series.figures[-1]
    population = known.populations[newest.population].label if newest.population != "all" else ""
    event = known.events[newest.event].label if newest.event else ""
    words = (known.measures[newest.measure].label, population, newest.denominator,
             newest.adjustment, known.places[newest.place].label, event)  # fmt: skip
    print_line(console, ", ".join(word for word in words if word), "bold")
    source = known.sources[newest.source_id].name
    how = f"{newest.method}, {newest.stance.replace('_', ' ')}"
    print_line(console, f"{series.series_id}: {source}; {how}", indent="  ")


def _cells(figure: ReferenceFigure) -> list[str]:
    notes = []
    if figure.retired is not None:
        notes.append(f"retired {figure.retired}: {figure.retired_reason}")
    if figure.period_type in {"interval", "forecast", "event"}:
        start = f"from {figure.period_start} " if figure.period_start else ""
        notes.append(f"{start}({figure.period_type})")
    return [
        figure.as_of.isoformat(), figure.published.isoformat(),
        "not disclosed" if figure.value_type == "not_disclosed" else value_text(figure),
        figure.grade, figure.figure_id, "; ".join(notes),
    ]  # fmt: skip


def _charted(console: Console, series: Series, *, every: bool) -> None:
    from rich.text import Text

    figures = series.figures if every else series.figures[-_VINTAGES:]
    grid = open_table("")
    grid.title, grid.show_edge = None, False
    for name in ("as of", "published", "value", "grade", "from zero"):
        grid.add_column(name, no_wrap=True, justify="right" if name == "value" else "left")
    grid.add_column("id", overflow="fold", ratio=1)
    ends = [end for figure in figures for end in _ends(figure)]
    top = max(ends, default=Decimal(0))
    drawn = top > 0 and min(ends) >= 0
    blocks = "utf" in (console.encoding or "").lower()
    width = _CHART if console.width >= _WIDE else _NARROW
    for figure in figures:
        as_of, published, value, grade, figure_id, note = _cells(figure)
        short = figure_id.removeprefix(series.series_id)
        name = figure_id if short == figure_id else f"..{short}"
        bar = chart_bar(figure, top, width, blocks=blocks) if drawn else ""
        grid.add_row(
            *(Text(printable(cell)) for cell in (as_of, published, value, grade)),
            Text(bar, style="cyan"), Text(printable(f"{name} {note}")),
            style="dim" if figure.retired is not None else None,
        )  # fmt: skip
    console.print(grid)
    if len(figures) < len(series.figures):
        print_line(
            console, f"{len(series.figures) - len(figures)} earlier: --all shows them.", indent="  "
        )


def chart_bar(
    figure: ReferenceFigure, top: Decimal, width: int = _CHART, *, blocks: bool = True
) -> str:
    """A value on a line from 0 to ``top`` (above 0): solid to its low end, light up to its high end.

    An arrow says that the source gives only a floor.
    """
    ends = _ends(figure)
    if not ends:
        return ""
    solid, light, on = ("█", "▒", "→") if blocks else ("#", "-", ">")
    low, high = (round(width * end / top) for end in (min(ends), max(ends)))
    low = 0 if figure.value_type == "up_to" else max(low, 1)
    floor = on if figure.value_type in {"at_least", "more_than"} else ""
    return solid * low + light * (high - low) + floor


def _ends(figure: ReferenceFigure) -> list[Decimal]:
    return [value for value in (figure.low, figure.best, figure.high) if value is not None]


def show_overview(table: ReferenceTable, *, color: bool = True) -> None:
    """Print what the table holds, a line a measure."""
    console = open_console(color=color)
    groups: dict[str, list[ReferenceFigure]] = {}
    for figure in table.figures:
        groups.setdefault(figure.measure, []).append(figure)
    print_line(console, f"{many(len(table.figures), 'reference figure')} of "
               f"{many(len(groups), 'measure')}. factcheck reference show MEASURE shows them.")  # fmt: skip
    for measure, figures in sorted(groups.items(), key=lambda one: -len(one[1])):
        newest = max(figure.as_of for figure in figures)
        places = len({figure.place for figure in figures})
        words = (
            f"{measure}: {many(len(figures), 'figure')}, {many(places, 'place')}, newest {newest}"
        )
        print_line(console, words, indent="  ")


def show_notices(found: Sequence[Notice], *, every: bool, color: bool = True) -> None:
    """Print warnings by kind, the first few of each unless all are asked for."""
    console = open_console(color=color)
    for kind, group in by_kind(found).items():
        print_line(console, "")
        print_line(console, f"{_HEADINGS[kind]}: {len(group)}", "bold")
        for notice in group if every else group[:_NOTICES]:
            print_line(console, str(notice), indent="  ")
        if not every and len(group) > _NOTICES:
            print_line(
                console, f"... and {len(group) - _NOTICES} more: --all shows them", indent="  "
            )


def show_changes(changes: Sequence[Change], *, color: bool = True) -> None:
    """Print the differences of two tables."""
    console = open_console(color=color)
    if not changes:
        print_line(console, "No difference.")
        return
    signs = {"added": ("+", "green"), "changed": ("~", "yellow"), "removed": ("-", "red")}
    for name in dict.fromkeys(change.table for change in changes):
        number = counts(list(changes))
        told = ", ".join(f"{number[name, kind]} {kind}" for kind in signs if number[name, kind])
        print_line(console, f"{name}: {told}", "bold")
        for change in changes:
            if change.table == name:
                sign, style = signs[change.kind]
                print_line(console, f"{sign} {change.key}", style, indent="  ")
                for column, (was, now) in change.columns.items():
                    print_line(
                        console,
                        f"{column}: {was or '(blank)'} -> {now or '(blank)'}",
                        indent="      ",
                    )


def show_plan(plan: Plan, *, written: bool, every: bool, color: bool = True) -> None:
    """Print what an import does or would do, with counts."""
    console = open_console(color=color)
    would = "" if written else "would be "
    _rows(console, f"{would}added", plan.added, _row_words, every=every)
    _rows(
        console, f"{would}changed (a new vintage each)", plan.changed,
        lambda pair: f"{_row_words(pair[0])}, before {value_text(pair[1])}", every=every,
    )  # fmt: skip
    refused: dict[str, list[str]] = {}
    for error in plan.refused:
        refused.setdefault(f"{error.found} - {error.remedy}", []).append(error.where)
    words = [
        f"{', '.join(where[:3])}{f' and {len(where) - 3} more' if len(where) > 3 else ''}: {reason}"  # noqa: PLR2004
        for reason, where in refused.items()
    ]
    _rows(console, "refused", words, str, every=every, number=plan.refused_rows)
    for what, number in plan.left_out.items():
        print_line(console, f"left out, {what}: {number}")
    for row in plan.sources:
        print_line(console, f"source {would}added: {row['source_id']} ({row['name']})")
    print_line(
        console,
        f"{len(plan.added)} {would}added, {len(plan.changed)} {would}changed, "
        f"{plan.unchanged} unchanged, {plan.refused_rows} refused.", "bold",
    )  # fmt: skip
    if not written and (plan.added or plan.changed):
        print_line(console, "Nothing was written: --write writes it.")


def _rows(
    console: Console,
    heading: str,
    rows: Sequence[_T],
    words: Callable[[_T], str],
    *,
    every: bool,
    number: int | None = None,
) -> None:
    if not rows:
        return
    print_line(console, f"{heading}: {len(rows) if number is None else number}", "bold")
    for row in rows if every else rows[:_ROWS]:
        print_line(console, words(row), indent="  ")
    if not every and len(rows) > _ROWS:
        print_line(console, f"... and {len(rows) - _ROWS} more: --all shows them", indent="  ")


def _row_words(row: Mapping[str, str]) -> str:
    values = [row.get(column, "") for column in ("low", "best", "high")]
    value = " / ".join(dict.fromkeys(filter(None, values)))
    return f"{row['figure_id']}: {value} {row.get('unit', '')}"


def figure_json(figure: ReferenceFigure) -> dict[str, object]:
    """A figure as a program reads it: plain numbers, ISO days, null for unknown."""
    cells: dict[str, object] = {}
    for name in figure.__slots__:
        value = getattr(figure, name)
        if isinstance(value, Decimal):
            cells[name] = plain(value)
        elif value is None or isinstance(value, str):
            cells[name] = value or None
        else:
            cells[name] = value.isoformat()
    return cells
