"""UCDP GED events, final and candidate, summed by place and period into low, best and high.

The sums are ours, not UCDP's: method and seen are "derived", and the grade rule gives them a D. An
event that reaches into another period counts in the high end of each, in the best of its last one,
and in the low end of none.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.imports.naming import PlaceNames, preset
from factcheck.imports.periods import months
from factcheck.imports.plan import Candidate, Reading, Row
from factcheck.imports.source_file import Cells, open_source
from factcheck.imports.sums import Period, Sums, Total
from factcheck.reference import ReferenceTable
from factcheck.reference_edits import as_id
from factcheck.validation import attempt, parse_date, parse_number

_NEEDED = ("id", "date_start", "date_end", "country", "adm_1", "low", "best", "high")
_MONTHS = 12
_LONGEST = 730  # days: the coarsest date that UCDP gives an event is a year


def read_ucdp(
    path: Path, table: ReferenceTable, published: date | None, *, edition: str, by: str, period: str
) -> Reading:
    """Deaths by place and period. ``edition`` is final or candidate, ``by`` country or adm1,
    ``period`` year or month (blank: a year for the final edition, a month for candidates).

    ``TableError`` where the file cannot be read at all, ``UsageError`` without ``published``.
    """
    if published is None:
        raise UsageError(
            "the file does not say when it was published", where=path.name,
            remedy="give the day of this edition: --published 2025-06-10",
        )  # fmt: skip
    return _Reader(path, table, published, edition, by, period).run()


class _Reader:
    def __init__(
        self, path: Path, table: ReferenceTable, published: date, edition: str, by: str, period: str
    ) -> None:
        self.data = preset("ucdp")
        self.edition = edition
        self.published = published
        self.by = by
        self.period = period or ("year" if edition == "final" else "month")
        self.reading = Reading(sources=[dict(self.data[edition])])
        self.problems = self.reading.problems
        layouts = self.data["layouts"]
        self.source = open_source(path, self.problems, _NEEDED, layouts=layouts)
        self.at = {name: self.source.needed(name) for name in _NEEDED}
        self.code_at = self.source.column("iso3")
        self.names = PlaceNames(table.vocabulary)
        self.known: dict[tuple[str, str, str], str | None] = {}
        self.sums = Sums()
        self.reaching: Counter[tuple[str, Period]] = Counter()
        self.seen: dict[str, int] = {}

    def run(self) -> Reading:
        for line, cells in self.source.rows:
            self._event(line, cells)
        for total in self.sums.close(self.source, "deaths", self.problems):
            self._offer(total)
        return self.reading

    def _event(self, line: int, cells: Cells) -> None:
        where = f"{self.source.name}:{line}"
        number = cells[self.at["id"]].strip()
        earlier = self.seen.setdefault(number, line)
        if earlier != line:
            self.problems.add(
                f"{where} id", f"event {number} already stands in line {earlier}",
                "it is counted once",
            )  # fmt: skip
            return
        if self.by == "adm1" and not cells[self.at["adm_1"]].strip():
            self.reading.left_out["events that name no region"] += 1
            return
        place = self._place(where, cells)
        days = [
            attempt(parse_date, cells[self.at[name]].strip()[:10], f"{where} {name}", "date",
                    self.problems)
            for name in ("date_start", "date_end")
        ]  # fmt: skip
        values = [
            attempt(parse_number, cells[self.at[name]].strip(), f"{where} {name}", "number",
                    self.problems)
            for name in ("low", "best", "high")
        ]  # fmt: skip
        if place is None:
            return
        start, end = days
        periods = self._periods(where, start, end) if start and end else []
        whole = [value for value in values if value is not None]
        if len(whole) == len(values) and sorted(whole) != whole:
            self.problems.add(f"{where} low", "low <= best <= high does not hold", "correct it")
            whole = []
        if not periods or len(whole) < len(values):
            # Where the days cannot be read, the event may belong to any sum of its place.
            unplaced: list[Period | None] = [None]
            for period in periods or unplaced:
                self.sums.broken(0, place, period, line)
            return
        *others, last = periods
        low, best, high = whole
        self.sums.add(0, place, last, line, [Decimal(0) if others else low, best, high])
        for period in others:
            self.sums.add(0, place, period, line, [Decimal(0), Decimal(0), high])
        for period in periods if others else ():
            self.reaching[place, period] += 1

    def _place(self, where: str, cells: Cells) -> str | None:
        code = cells[self.code_at].strip() if self.code_at is not None else ""
        key = (code, cells[self.at["country"]].strip(), cells[self.at["adm_1"]].strip())
        if key not in self.known:
            country = (self.names.by_code(code) if code else None) or self.names.by_name(key[1])
            if self.by == "adm1" and country is not None:
                self.known[key] = self.names.by_name(key[2], within=country)
            else:
                self.known[key] = country
        place = self.known[key]
        if place is None:
            column, name = ("adm_1", key[2]) if self.by == "adm1" else ("country", key[1])
            self.problems.add(
                f"{where} {column}", f'no place is known as "{name}"',
                "add the name to a place's aliases in places.csv",
            )  # fmt: skip
        return place

    def _periods(self, where: str, start: date, end: date) -> list[Period]:
        """The periods that an event touches, in order; none where its days are wrong."""
        if start > end or (end - start).days > _LONGEST:
            found = f"the event lasts from {start} to {end}"
            self.problems.add(f"{where} date_end", found, "correct the days")
            return []
        if self.period == "year":
            return [months(year, 1, _MONTHS) for year in range(start.year, end.year + 1)]
        first, last = (day.year * _MONTHS + day.month - 1 for day in (start, end))
        return [months(n // _MONTHS, n % _MONTHS + 1, 1) for n in range(first, last + 1)]

    def _offer(self, total: Total) -> None:
        start, end = total.period
        where = f"{self.source.name}:{total.line}"
        if total.rows == self.reaching[total.place, total.period]:
            self.reading.left_out[f"{self.period}s that single events only reach into"] += 1
            return
        if end > self.published:
            self.problems.add(
                where, f"the {self.period} to {end} was not over on {self.published}",
                "correct --published"
                + (", or sum by month: --period month" if self.period == "year" else ""),
            )  # fmt: skip
            return
        publisher = self.data[self.edition]
        low, best, high = (_plain(value) for value in total.values)
        says = "Our sum of 1 event" if total.rows == 1 else f"Our sum of {total.rows} events"
        if reaching := self.reaching[total.place, total.period]:
            says += f", {reaching} of which reach into another {self.period}"
        row: Row = {
            "series_id": as_id(f"killed_{total.place}_{publisher['source_id']}_{self.period}"),
            "measure": "killed", "place": total.place, "period_type": "interval",
            "period_start": start.isoformat(), "period_end": end.isoformat(),
            "as_of": end.isoformat(), "published": self.published.isoformat(),
            "low": low, "best": best, "high": high, "value_type": "range", "unit": "people",
            "method": "derived", "stance": "independent", "source_id": publisher["source_id"],
            "document": str(self.data["document"]), "url": str(self.data["url"]),
            "says": says, "seen": "derived", "note": str(self.data["note"]),
        }  # fmt: skip
        self.reading.candidates.append(Candidate(where, row))


def _plain(value: Decimal) -> str:
    return f"{value:f}"
