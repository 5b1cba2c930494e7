"""Rows of the vocabulary tables as entries: measures, cues, populations, places, events, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from factcheck.model import Cue, Event, Measure, Place, Population, Source, StockFlow
from factcheck.validation import (
    CUE_PARTS,
    STOCK_FLOWS,
    Problems,
    Sheet,
    attempt,
    check_choice,
    check_id,
    check_known,
    check_unique,
    find_cycle,
    parse_date,
    split_cell,
)


def read_measures(sheet: Sheet | None, problems: Problems) -> dict[str, Measure]:
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
            _days(where + "pace_days", cell["pace_days"], problems),
        )  # fmt: skip
    _check_circle(sheet, {key: (entry.parent,) for key, entry in found.items()}, problems)
    return found


def read_cues(
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


def read_populations(sheet: Sheet | None, problems: Problems) -> dict[str, Population]:
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


def read_places(sheet: Sheet | None) -> dict[str, Place]:
    rows = sheet.rows if sheet else ()
    return {
        row[0]: Place(
            row[0], row[1], row[2], split_cell(row[3]), row[4], split_cell(row[5]), row[6]
        )
        for row in rows
    }


def merged_places(own: dict[str, Place], builtin: dict[str, Place]) -> dict[str, Place]:
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


def check_places(sheet: Sheet | None, places: Mapping[str, Place], problems: Problems) -> None:
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


def read_events(
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


def merged_events(own: dict[str, Event], builtin: dict[str, Event]) -> dict[str, Event]:
    names = {name.casefold() for event in own.values() for name in (event.label, *event.aliases)}
    merged = dict(own)
    for key, event in builtin.items():
        if key not in own:
            aliases = tuple(name for name in event.aliases if name.casefold() not in names)
            merged[key] = replace(event, aliases=aliases)
    return merged


def read_sources(sheet: Sheet | None, problems: Problems) -> dict[str, Source]:
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


def check_parties(
    sheet: Sheet | None, sources: Mapping[str, Source], events: Mapping[str, Event],
    problems: Problems,
) -> None:  # fmt: skip
    """The events that a source is a party to exist."""
    for line, row in zip(sheet.lines, sheet.rows, strict=True) if sheet else ():
        for event in sources[row[0]].party_to:
            check_known(
                f"{sheet.name if sheet else ''}:{line} party_to",
                event,
                events,
                problems,
                "events.csv",
            )


def _days(where: str, cell: str, problems: Problems) -> int | None:
    if not cell:
        return None
    if cell.isascii() and cell.isdigit() and int(cell):
        return int(cell)
    problems.add(where, f'"{cell}" is not a number of days', "write whole days, or leave it blank")
    return None


def _day(where: str, cell: str, problems: Problems) -> date | None:
    return attempt(parse_date, cell, where, "date", problems) if cell else None


def _check_circle(sheet: Sheet, parents: Mapping[str, Sequence[str]], problems: Problems) -> None:
    circle = find_cycle({key: [p for p in above if p] for key, above in parents.items()})
    if circle:
        line = next(
            (n for n, row in zip(sheet.lines, sheet.rows, strict=True) if row[0] in circle), 1
        )
        chain = " > ".join((*circle, circle[0]))
        problems.add(f"{sheet.name}:{line}", f"lies in itself: {chain}", "cut one of the links")
