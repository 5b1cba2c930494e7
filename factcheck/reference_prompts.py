"""Asking a person for the fields of one figure, each checked as soon as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from factcheck.imports.naming import PlaceNames
from factcheck.reference import ReferenceTable
from factcheck.validation import (
    METHODS,
    PERIOD_TYPES,
    SEEN,
    STANCES,
    VALUE_TYPES,
    Problems,
    attempt,
    check_choice,
    check_known,
    parse_date,
    parse_number,
)

# Shows a question and gives what was typed, the default for an empty line.
Ask = Callable[[str], str]
Tell = Callable[[str], None]

_CHOICES = {"period_type": PERIOD_TYPES, "value_type": VALUE_TYPES, "method": METHODS,
            "stance": STANCES, "seen": SEEN}  # fmt: skip
_DATES = frozenset({"period_start", "period_end", "as_of", "published"})
_NUMBERS = frozenset({"low", "best", "high"})
_FREE = frozenset({"event", "period_end", "document", "says", "url", "archived_url", "note"})
_STARTED = frozenset({"cumulative", "interval"})
# Which ends a source gives, by the way it bounds its value; floors stand in low and best.
_ENDS = {"range": ("low", "best", "high"), "at_least": ("low",), "more_than": ("low",),
         "up_to": ("high",), "not_disclosed": ()}  # fmt: skip
_ORDER = (
    "measure", "population", "place", "event", "period_type", "period_start", "period_end", "as_of",
    "published", "value_type", "low", "best", "high", "unit", "method", "stance", "source_id",
    "document", "says", "url", "archived_url", "seen", "note",
)  # fmt: skip


def ask_figure(
    given: Mapping[str, str], table: ReferenceTable, ask: Ask, tell: Tell
) -> dict[str, str]:
    """The cells of a new figure: those given, and what a person answers for the rest."""
    cells = dict(given)
    for column in _ORDER:
        if column not in cells and _wanted(column, cells):
            cells[column] = _answer(column, cells, table, ask, tell)
    if cells["value_type"] in {"at_least", "more_than"}:
        cells.setdefault("best", cells.get("low", ""))
    if cells["value_type"] == "up_to":
        cells.setdefault("best", cells.get("high", ""))
    return cells


def _answer(column: str, cells: dict[str, str], table: ReferenceTable, ask: Ask, tell: Tell) -> str:
    default = _default(column, cells, table)
    optional = column in _FREE or (column == "best" and cells["value_type"] == "range")
    if column in _CHOICES:
        tell("  " + ", ".join(_CHOICES[column]))
    hint = f" [{default}]" if default else " (may be blank)" if optional else ""
    while True:
        typed = ask(f"{column}{hint}: ").strip() or default
        if not typed and optional:
            return ""
        typed = _resolved(column, typed, table)
        problems = Problems()
        _check(column, typed, table, problems)
        if not problems.found:
            return typed
        tell("  " + str(problems.found[0]))


def _wanted(column: str, cells: Mapping[str, str]) -> bool:
    if column in {"period_start", "period_end"}:
        interval = cells["period_type"] == "interval"
        return interval or (column == "period_start" and cells["period_type"] in _STARTED)
    if column in _NUMBERS:
        return column in _ENDS.get(cells["value_type"], ("best",))
    return True


def _default(column: str, cells: Mapping[str, str], table: ReferenceTable) -> str:
    measure = table.vocabulary.measures.get(cells.get("measure", ""))
    event = table.vocabulary.events.get(cells.get("event", ""))
    match column:
        case "population":
            return "all"
        case "period_type":
            if measure is not None and measure.stock_flow == "stock":
                return "instant"
            return "cumulative" if measure is not None and measure.cumulative else "interval"
        case "period_start":
            return event.start.isoformat() if event is not None and event.start else ""
        case "published":
            return cells.get("as_of", "")
        case "value_type":
            return "exact"
        case "unit":
            return measure.unit if measure is not None and "|" not in measure.unit else ""
        case "seen":
            return "issuer"
        case _:
            return ""


def _resolved(column: str, typed: str, table: ReferenceTable) -> str:
    """A place by its id or by its name."""
    if column == "place" and typed not in table.vocabulary.places:
        return PlaceNames(table.vocabulary).by_name(typed) or typed
    return typed


def _check(column: str, typed: str, table: ReferenceTable, problems: Problems) -> None:
    known = table.vocabulary
    tables: dict[str, tuple[Collection[str], str]] = {
        "measure": (known.measures, "measures.csv"),
        "population": (known.populations, "populations.csv"),
        "place": (known.places, "places.csv"), "event": (known.events, "events.csv"),
        "source_id": (known.sources, "sources.csv"),
    }  # fmt: skip
    if column in tables:
        ids, name = tables[column]
        check_known(column, typed, ids, problems, name)
    elif column in _CHOICES:
        check_choice(column, typed, _CHOICES[column], problems)
    elif column in _DATES:
        attempt(parse_date, typed, column, "date", problems)
    elif column in _NUMBERS:
        attempt(parse_number, typed, column, "number", problems)
    elif not typed:
        problems.add(column, "is blank", "it is needed")


def missing_fields(cells: Mapping[str, str]) -> list[str]:
    """What a new figure still needs where nobody can be asked."""
    needed = ("measure", "place", "period_type", "as_of", "published", "value_type", "method",
              "stance", "source_id")  # fmt: skip
    return [column for column in needed if not cells.get(column)]


def today() -> date:
    """The day on which a person edits; no finding depends on it."""
    return date.today()  # noqa: DTZ011 - the editor's own calendar day
