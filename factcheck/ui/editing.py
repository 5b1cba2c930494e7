"""Editing the reference table from its page: every change goes through ``append_rows``, which
locks, validates and swaps. A table only grows; a row that was wrong is retired."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from factcheck.errors import FactcheckError, TableError, UsageError
from factcheck.imports.idmc import read_idu
from factcheck.imports.mapping import PRESETS, load_mapping
from factcheck.imports.observations import read_observations
from factcheck.imports.own_figures import read_own
from factcheck.imports.plan import Plan, Reading, make_plan
from factcheck.imports.ucdp import read_ucdp
from factcheck.model import ReferenceFigure
from factcheck.reference import FIGURES, RETIREMENTS, ReferenceTable
from factcheck.reference_edits import addition, retirement
from factcheck.reference_prompts import missing_fields, today
from factcheck.reference_store import Additions, append_rows, own_folder, read_table, try_rows
from factcheck.store.words import figure_data
from factcheck.ui import data, marked, words
from factcheck.ui.marked import escaped
from factcheck.validation import METHODS, PERIOD_TYPES, STANCES, VALUE_TYPES

_OLDEST = date(1000, 1, 1)
_DAYS = ("period_start", "period_end", "as_of", "published")
_LISTED = 50  # rows and messages of a dry run
_KINDS = {
    "figures": "rows in the shape of figures.csv",
    "ucdp-ged": "UCDP GED, deaths by place and period",
    "idmc-idu": "IDMC displacement updates",
    "observations": "a table of observations",
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "period_type": PERIOD_TYPES,
    "value_type": VALUE_TYPES,
    "method": METHODS,
    "stance": STANCES,
}
_LABELS = {
    "measure": "What is counted",
    "population": "Who",
    "place": "Place (id, or choose)",
    "event": "Event",
    "period_type": "Kind of period",
    "period_start": "Period from",
    "period_end": "Period to",
    "as_of": "As of",
    "published": "Published",
    "value_type": "Kind of value",
    "low": "Low",
    "best": "Best",
    "high": "High",
    "unit": "Unit (blank: the measure's)",
    "method": "Method",
    "stance": "Stance of the source",
    "source_id": "Source",
    "document": "Document",
    "locator": "Page or table",
    "says": "What the source says",
    "url": "Link",
    "archived_url": "Archived link",
    "note": "Note",
}
_ROWS = (
    ("measure", "population"), ("place", "event"), ("period_type", "period_start", "period_end"),
    ("as_of", "published"), ("value_type", "low", "best", "high"), ("unit", "method", "stance"),
    ("source_id", "document", "locator"), ("says",), ("url", "archived_url"), ("note",),
)  # fmt: skip


@dataclass(slots=True)
class Refusal:
    """What was wrong with a row that was tried: messages by column, and the rest."""

    by_column: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def add_form(checker_table: ReferenceTable, corrects: ReferenceFigure | None = None) -> None:
    """The form of a new row; of one that corrects another, which is retired with the same stroke."""
    name = f"edit_{corrects.figure_id}" if corrects else "add"
    refusal: Refusal = st.session_state.pop(f"{name}_refused", None) or Refusal()
    held = figure_data(corrects) if corrects else {}
    for message in refusal.others:
        st.error(escaped(message))
    with st.form(name):
        cells: dict[str, str] = {}
        for row in _ROWS:
            for column, cell in zip(st.columns(len(row)), row, strict=True):
                with column:
                    cells[cell] = _field(name, cell, held.get(cell, ""), checker_table)
                    if cell in refusal.by_column:
                        st.error(escaped(refusal.by_column[cell]))
        reason = ""
        if corrects is not None:
            reason = st.text_input("Why the old row is wrong", key=f"{name}_reason", max_chars=300)
        if st.form_submit_button("Correct the row" if corrects else "Add the row", type="primary"):
            _try(name, cells, corrects, reason)
            st.rerun()


def retire_form(figure: ReferenceFigure) -> None:
    """The form that takes a row out of force."""
    with st.form(f"retire_{figure.figure_id}", border=False):
        reason = st.text_input("Why", max_chars=300)
        day = st.date_input("From", value=today(), min_value=_OLDEST)
        mistake = st.checkbox("It never was right: out of force from its first day")
        if st.form_submit_button("Retire the row"):
            from_day = None if mistake or not isinstance(day, date) else day
            _done(lambda table: retirement(figure.figure_id, reason, from_day, table), "Retired.")
            st.rerun()


def source_form() -> None:
    """The form of a new source."""
    with st.form("new_source", border=False, clear_on_submit=True):
        cells = {
            "source_id": st.text_input("Id, such as vale_police", max_chars=80),
            "name": st.text_input("Name", max_chars=200),
            "kind": st.text_input("Kind, such as government, un, media", max_chars=60),
            "homepage": st.text_input("Homepage", max_chars=400),
            "method": st.text_input("How it counts", max_chars=400),
        }
        if st.form_submit_button("Add the source"):
            given = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
            _done(lambda table: addition("sources.csv", given, table, today()), "Source added.")
            st.rerun()


def import_form() -> None:
    """A file with a dry run first; nothing is written before the second button."""
    kind = st.selectbox(
        "What the file is", list(_KINDS), format_func=_KINDS.__getitem__, key="import_kind"
    )
    given = st.file_uploader("CSV file", type=["csv", "tsv"], key="import_file")
    left, right = st.columns(2)
    published = left.date_input(
        "This edition was published on", value=None, min_value=_OLDEST, key="import_published"
    )
    options: dict[str, str] = {}
    if kind == "ucdp-ged":
        options["by"] = right.selectbox("By", ("country", "adm1"), key="import_by")
        options["edition"] = right.selectbox(
            "Edition", ("final", "candidate"), key="import_edition"
        )
    if kind == "observations":
        options["preset"] = right.selectbox("Layout", PRESETS, key="import_preset")
        options["column"] = left.text_input("Column of values", key="import_column")
        options["measure"] = right.text_input("Id of what they count", key="import_measure")
    if given is None:
        st.text("The file is read and laid beside the table; what it would do is shown first.")
        return
    day = published if isinstance(published, date) else None
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / (Path(given.name).name or "file.csv")
        path.write_bytes(given.getvalue())
        table = read_table(_folder())
        reading = _read(kind, path, table, day, options)
    plan = make_plan(reading, table)
    _show_plan(plan)
    rows = len(plan.added) + len(plan.changed)
    if rows and st.button(f"Write {words.many(rows, 'row')}", type="primary", key="import_write"):
        _done(
            lambda newest: make_plan(reading, newest).additions(),
            f"{words.many(rows, 'row')} written.",
        )
        st.rerun()


def message() -> None:
    """What came of the last change."""
    if said := st.session_state.pop("edited", ""):
        st.success(escaped(said))
    if refused := st.session_state.pop("edit_refused", ()):
        for one in refused:
            st.error(escaped(one))


def _field(form: str, column: str, held: str, table: ReferenceTable) -> str:
    key = f"{form}_{column}"
    label = _LABELS[column]
    vocabulary = table.vocabulary
    if column in _CHOICES:
        options = ["", *_CHOICES[column]]
        return str(
            st.selectbox(
                label, options, index=options.index(held) if held in options else 0, key=key
            )
        )
    known: Mapping[str, str] | None = {
        "measure": {one.measure: one.label for one in vocabulary.measures.values()},
        "population": {one.population: one.label for one in vocabulary.populations.values()},
        "event": {one.event: one.label for one in vocabulary.events.values()},
        "source_id": {one.source_id: one.name for one in vocabulary.sources.values()},
        "place": {one.place: words.place_words(one.place, table) for one in table.figures},
    }.get(column)
    if known is not None:
        labels = words.told_apart({"": "", **dict(sorted(known.items(), key=lambda one: one[1]))})
        labels |= {} if held in labels else {held: held}
        chosen = st.selectbox(
            label, list(labels), index=list(labels).index(held), key=key,
            format_func=lambda one: labels.get(one, one), accept_new_options=column == "place",
        )  # fmt: skip
        return str(chosen or "").strip()
    if column in _DAYS:
        day = st.date_input(
            label, value=date.fromisoformat(held) if held else None, min_value=_OLDEST, key=key
        )
        return day.isoformat() if isinstance(day, date) else ""
    return st.text_input(label, value=held, key=key, max_chars=2_000).strip()


def _try(
    name: str, cells: Mapping[str, str], corrects: ReferenceFigure | None, reason: str
) -> None:
    refusal = Refusal()
    for column in missing_fields(cells):
        refusal.by_column[column] = "This is needed."
    if not refusal.by_column:
        try:
            _write_row(cells, corrects, reason)
        except TableError as error:
            for problem in error.problems or (error,):
                _sort_in(problem, refusal)
        except FactcheckError as error:
            refusal.others.append(str(error))
    if refusal.by_column or refusal.others:
        st.session_state[f"{name}_refused"] = refusal
        return
    for column in _LABELS:
        st.session_state.pop(f"{name}_{column}", None)
    st.session_state["edited"] = "The row was corrected." if corrects else "The row was added."


def _write_row(cells: Mapping[str, str], corrects: ReferenceFigure | None, reason: str) -> None:
    given = {column: cell for column, cell in cells.items() if cell}

    def make(table: ReferenceTable) -> Additions:
        if corrects is None:
            return addition(FIGURES, given, table, today())
        own = {"series_id": corrects.series_id, "supersedes": corrects.figure_id}
        rows = addition(FIGURES, given | own, table, today())
        return {
            **rows,
            RETIREMENTS: retirement(corrects.figure_id, reason, None, table)[RETIREMENTS],
        }

    folder = _folder()
    try_rows(folder, make(read_table(folder)))
    append_rows(folder, make)


def _sort_in(problem: FactcheckError, refusal: Refusal) -> None:
    """A message at the field that it names; ``where`` ends with the column."""
    column = problem.where.rsplit(" ", 1)[-1]
    text = f"{problem.found}: {problem.remedy}" if problem.remedy else problem.found
    if column in _LABELS:
        refusal.by_column.setdefault(column, text)
    else:
        refusal.others.append(str(problem))


def _done(make: Callable[[ReferenceTable], Additions], said: str) -> None:
    try:
        append_rows(_folder(), make)
    except TableError as error:
        st.session_state["edit_refused"] = [str(one) for one in (error.problems or (error,))][:20]
    except FactcheckError as error:
        st.session_state["edit_refused"] = [str(error)]
    else:
        st.session_state["edited"] = said


def _folder() -> Path:
    return own_folder(data.reference_folder())


def _read(
    kind: str, path: Path, table: ReferenceTable, published: date | None, options: Mapping[str, str]
) -> Reading:
    if kind == "figures":
        return read_own(path, table, published)
    if kind == "ucdp-ged":
        return read_ucdp(
            path, table, published, edition=options["edition"], by=options["by"], period=""
        )
    if kind == "idmc-idu":
        return read_idu(path, table, published)
    value = {"column": options["column"].strip(), "measure": options["measure"].strip()}
    return read_observations(path, load_mapping(options["preset"], None, value), table, published)


def _show_plan(plan: Plan) -> None:
    columns = st.columns(4)
    columns[0].metric("New rows", f"{len(plan.added):,}")
    columns[1].metric("New vintages", f"{len(plan.changed):,}")
    columns[2].metric("Unchanged", f"{plan.unchanged:,}")
    columns[3].metric("Refused", f"{plan.refused_rows:,}")
    rows = [*plan.added, *(row for row, _ in plan.changed)][:_LISTED]
    if rows:
        marked.show(
            [
                marked.table_node(
                    ("Measure", "Place", "As of", "Value", "Row"),
                    [
                        ("", (row.get("measure", ""), row.get("place", ""), row.get("as_of", ""),
                              row.get("best") or row.get("low") or row.get("high") or "",
                              row.get("figure_id", "")))
                        for row in rows
                    ],
                )
            ],
            key="plan",
        )  # fmt: skip
    for error in plan.refused[:_LISTED]:
        st.text(str(error))
    for what, number in plan.left_out.items():
        st.text(f"Left out: {what}, {number:,}")


def editable() -> str:
    """Why the table cannot be edited here; blank where it can."""
    try:
        _folder()
    except UsageError as error:
        return str(error)
    return ""
