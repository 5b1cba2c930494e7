"""Export: the figures of the current filter as files, with a preview of what is in them."""

from __future__ import annotations

import streamlit as st

from factcheck import export
from factcheck.store import queue
from factcheck.store.database import Store
from factcheck.store.queue import Filter
from factcheck.store.saving import SavedRun
from factcheck.store.words import VIEWS
from factcheck.ui import data, filters, state, words

_PREVIEW = 200  # rows; the files hold all
_NUMBERS = frozenset({"severity", "ref_best"})
_MADE = 20_000  # rows up to which the files are made without being asked for
_COLUMNS = (
    "severity", "about", "verdict", "reason", "hedge", "text", "sentence", "title", "publisher",
    "published", "decision", "decision_reason", "reviewer", "ref_best", "ref_source",
)  # fmt: skip


def show() -> None:
    """The filter, the preview, the four files."""
    store = data.store()
    st.title("Export")
    run = state.current_run(store)
    if run is None:
        st.info("There is no run yet. Check some articles first.")
        state.page_link("check", "Check articles")
        return
    if not state.get("view"):
        state.put("view", VIEWS[0])
    chosen = filters.choose(store, run)
    state.write(*state.FILTER_NAMES)
    total = queue.count(store, run.id, chosen)
    if not total and chosen != Filter(view=VIEWS[0]):
        st.info("No figure fits this filter, so there is nothing to export.")
        return
    if total > _MADE and not st.toggle(f"Make files of {total:,} rows", key="large"):
        st.text("This takes some seconds for each 10,000 rows.")
        return
    _files(store, run, chosen)


def _files(store: Store, run: SavedRun, chosen: Filter) -> None:
    rows = export.selection(store, run, chosen)
    if not rows:
        st.info("Nothing was flagged in this run, so there is nothing to export.")
        return
    stem = f"{Filter(search=run.name).words()}-{chosen.words()}"
    st.text(f"{words.many(len(rows), 'row')}, {len(export.EXPORT_FIELDS)} columns: {stem}")
    files = (
        ("CSV", "csv", "text/csv", lambda: export.csv_file(rows)),
        ("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         lambda: export.excel_file(rows)),
        ("JSON lines", "jsonl", "application/x-ndjson", lambda: export.json_file(rows)),
        ("HTML report", "html", "text/html", lambda: export.html_file(rows, run, chosen)),
    )  # fmt: skip
    for column, (label, ending, kind, make) in zip(st.columns(4), files, strict=True):
        column.download_button(
            label, make, f"{stem}.{ending}", kind, key=f"download_{ending}", width="stretch",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    st.subheader("Preview", anchor=False)
    st.dataframe(
        [{name: _shown(name, row[name]) for name in _COLUMNS} for row in rows[:_PREVIEW]],
        hide_index=True,
        row_height=72,  # the sentences wrap, so that they can be read to their end
        height=520,
        column_config={
            "reason": st.column_config.TextColumn(width=260),
            "sentence": st.column_config.TextColumn(width=320),
            "title": st.column_config.TextColumn(width=200),
            "severity": st.column_config.NumberColumn(width=70),
            "text": st.column_config.TextColumn(width=110),
        },
        key="preview",
        alt="The first rows of the export; the files hold all rows and columns",
    )
    if len(rows) > _PREVIEW:
        st.text(f"The first {_PREVIEW} of {len(rows):,} rows are shown; the files hold all.")


def _shown(name: str, cell: object) -> object:
    return "" if cell is None and name not in _NUMBERS else cell


if __name__ == "__main__":
    show()
