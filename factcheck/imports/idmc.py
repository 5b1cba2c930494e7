"""IDMC Internal Displacement Updates: one figure a report, with the qualifier that bounds it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from factcheck.imports.naming import PlaceNames, preset
from factcheck.imports.plan import Candidate, Reading, Row
from factcheck.imports.source_file import Cells, open_source
from factcheck.reference import ReferenceTable
from factcheck.reference_edits import as_id
from factcheck.validation import attempt, parse_date, parse_number

_START, _END = "displacement_start_date", "displacement_end_date"
_NEEDED = ("id", "iso3", "qualifier", "figure", _START, _END, "event_name", "created_at")
_PARTS = 3  # "India: Flood - Kerala - 07/11/2023": what, where, when


def read_idu(path: Path, table: ReferenceTable, published: date | None) -> Reading:
    """Each update as a figure of idp_new, published on the day IDMC wrote it.

    ``published`` is the day to give a value that changed since. ``TableError`` where the file
    cannot be read at all.
    """
    return _Reader(path, table, published).run()


class _Reader:
    def __init__(self, path: Path, table: ReferenceTable, published: date | None) -> None:
        self.data = preset("idmc_idu")
        self.zone = ZoneInfo(str(self.data["zone"]))
        self.revised = published
        self.reading = Reading(sources=[dict(self.data["source"])])
        self.problems = self.reading.problems
        self.source = open_source(path, self.problems, _NEEDED)
        self.at = {name: self.source.needed(name) for name in _NEEDED}
        self.optional = {
            name: self.source.column(name)
            for name in ("role", "link", "displacement_type", "subtype")
        }
        self.names = PlaceNames(table.vocabulary)

    def run(self) -> Reading:
        for line, cells in self.source.rows:
            if (role := self._optional(cells, "role")) and role != self.data["role"]:
                self.reading.left_out[f'rows with the role "{role}"'] += 1
            else:
                self._update(f"{self.source.name}:{line}", cells)
        return self.reading

    def _update(self, where: str, cells: Cells) -> None:
        before = len(self.problems.found)
        value = attempt(
            parse_number, self._cell(cells, "figure"), f"{where} figure", "number", self.problems
        )
        start, end, created = (
            attempt(self._day, self._cell(cells, name), f"{where} {name}", "date", self.problems)
            for name in (_START, _END, "created_at")
        )
        if end is not None and created is not None and created < end:
            created = self._after(where, end, created)
        qualifier = self._cell(cells, "qualifier").lower()
        value_type = self.data["qualifiers"].get(qualifier)
        if value_type is None:
            known = ", ".join(self.data["qualifiers"])
            self.problems.add(
                f"{where} qualifier", f'"{qualifier}" is not a qualifier', f"one of {known}"
            )
        place = self._place(where, cells)
        whole = value is not None and start is not None and end is not None and created is not None
        if len(self.problems.found) > before or place is None or value_type is None or not whole:
            return
        number = f"{value:f}"
        floor, ceiling = value_type in {"at_least", "more_than"}, value_type == "up_to"
        kind = " / ".join(
            filter(
                None, (self._optional(cells, "displacement_type"), self._optional(cells, "subtype"))
            )
        )
        row: Row = {
            "series_id": as_id(f"idp_new_{place}_idmc_idu_{self._cell(cells, 'id')}"),
            "measure": "idp_new", "place": place, "period_type": "interval",
            "period_start": f"{start}", "period_end": f"{end}", "as_of": f"{end}",
            "published": f"{created}", "low": number if floor else "", "best": number,
            "high": number if ceiling else "", "value_type": value_type, "unit": "movements",
            "method": "estimate", "stance": "independent", "source_id": self.data["source"]["source_id"],
            "document": str(self.data["document"]), "locator": f"update {self._cell(cells, 'id')}",
            "says": f"{self._cell(cells, 'qualifier')} {number}; {self._cell(cells, 'event_name')}",
            "url": self._optional(cells, "link") or str(self.data["url"]), "seen": "dataset",
            "note": ". ".join(filter(None, (str(self.data["note"]), kind))),
        }  # fmt: skip
        self.reading.candidates.append(Candidate(where, row, self.revised))

    def _after(self, where: str, end: date, created: date) -> date | None:
        """The day of the export for an update that was written before its period was over."""
        if self.revised is not None and self.revised >= end:
            return self.revised
        self.problems.add(
            f"{where} created_at", f"{created} lies before the last day counted, {end}",
            f"give the day of the export: --published {end} or later",
        )  # fmt: skip
        return None

    def _day(self, cell: str) -> date:
        """A day as written, or the day of which the stamp is midnight in the export's zone."""
        if cell[10:11] == "T" and cell.endswith("Z"):
            try:
                stamp = datetime.fromisoformat(cell).astimezone(self.zone)
            except ValueError:
                raise ValueError("write it as year-month-day") from None
            if (stamp.hour, stamp.minute) == (0, 0):
                return stamp.date()
        return parse_date(cell[:10] if cell[10:11] in {"T", " "} else cell)

    def _place(self, where: str, cells: Cells) -> str | None:
        """The region that the event's name has between hazard and day; the country without one."""
        code, event = self._cell(cells, "iso3"), self._cell(cells, "event_name")
        country = self.names.by_code(code)
        if country is None:
            self.problems.add(
                f"{where} iso3", f'no place is known as "{code}"', "add it to places.csv"
            )
            return None
        parts = event.split(" - ")
        if len(parts) < _PARTS:
            return country
        named = " - ".join(parts[1:-1])
        place = self.names.by_name(named, within=country)
        if place is None:
            self.problems.add(
                f"{where} event_name", f'no one place of {country} is known as "{named}"',
                "add the name to a place's aliases in places.csv, or leave the row out",
            )  # fmt: skip
        return place

    def _cell(self, cells: Cells, name: str) -> str:
        return cells[self.at[name]].strip()

    def _optional(self, cells: Cells, name: str) -> str:
        column = self.optional[name]
        return cells[column].strip() if column is not None else ""
