"""Reference: browse and search the table, see a series over time, what is stale, the datasheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from factcheck.errors import UsageError
from factcheck.model import ReferenceFigure
from factcheck.pipeline import Checker
from factcheck.reference import builtin_folder
from factcheck.reference_prompts import today
from factcheck.reference_search import Series, search
from factcheck.reference_warnings import Notice, by_kind, notices
from factcheck.ui import charts, data, editing, figure, marked, state, words
from factcheck.ui.marked import escaped
from factcheck.wording import value_text

_PAGE = 20
_NOTICES = 100
_KINDS = {
    "falling": "Running totals that fall",
    "twice": "One figure twice",
    "implausible": "Counts below zero, shares above the whole",
    "stale": "Stale rows",
    "grade": "A grade that the rule does not give",
    "no_figures": "Events without a figure",
    "one_source": "One source only",
    "no_archive": "Pages that are not archived",
}
_TABS = ("Browse", "Worth a look", "Add a row", "Import a file", "Datasheet")


def show() -> None:
    """Browse, one series, stale rows, datasheet."""
    data.store()
    st.title("Reference table")
    editing.message()
    checker = data.checker()
    named = state.get("series")
    if named and not checker.table.series(named):
        st.warning("The table does not hold the series that the address names.")
        state.put("series", "")
        named = ""
    if named:
        _one(named, checker)
    else:
        what = st.segmented_control(
            "What", _TABS, default=_TABS[0], required=True, key="reference_tab",
            label_visibility="collapsed",
        )  # fmt: skip
        if what == _TABS[0]:
            _browse(checker)
        elif what == _TABS[1]:
            _notices(checker)
        elif what == _TABS[-1]:
            _datasheet()
        elif refused := editing.editable():
            st.info(escaped(refused))
        elif what == _TABS[2]:
            editing.add_form(checker.table)
            with st.expander("The source is not in the list"):
                editing.source_form()
        else:
            editing.import_form()
    state.write("series", "page")


@st.cache_resource(show_spinner=False, max_entries=2)
def _all(digest: str) -> list[Series]:
    """Every series, the one with the newest figure first; ``digest`` names the table."""
    table = data.checker().table
    names = dict.fromkeys(one.series_id for one in table.figures)
    found = [
        Series(name, tuple(sorted(table.series(name), key=lambda f: (f.as_of, f.published))), 0.0)
        for name in names
    ]
    return sorted(found, key=lambda one: one.figures[-1].as_of, reverse=True)


def _browse(checker: Checker) -> None:
    table = checker.table
    if not table.figures:
        st.info("The reference table holds no figure yet.")
        return
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
    query = left.text_input("Search: what is counted, place, event, source", key="reference_search")
    held = {one.measure for one in table.figures}
    measures = {one: words.measure_words(one, table) for one in held}
    measures = words.told_apart(dict(sorted(measures.items(), key=lambda item: item[1])))
    measure = middle.selectbox(
        "What is counted", list(measures), index=None, format_func=measures.__getitem__,
        key="reference_measure", placeholder="all",
    )  # fmt: skip
    grade = right.selectbox(
        "Grade", list(words.GRADES), index=None, key="reference_grade", placeholder="all"
    )
    found = _all(table.digest)
    if query.strip():
        try:
            found = search(query, table)
        except UsageError as error:
            st.info(escaped(f"{error.found[:1].upper()}{error.found[1:]}. Fewer words find more."))
            return
    found = [
        one
        for one in found
        if measure in (None, one.figures[-1].measure) and grade in (None, one.figures[-1].grade)
    ]
    if not found:
        st.info("No series fits all of these.")
        return
    order = "the best fit first" if query.strip() else "the newest first"
    _listed(found, checker, f"{len(found):,} series, {order}")


def _listed(found: Sequence[Series], checker: Checker, title: str) -> None:
    pages = -(-len(found) // _PAGE)
    held = state.get("page")
    number = min(max(int(held) if held.isdecimal() else 1, 1), pages)
    st.text(title)
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    marked.show(
        [{"tag": "ul", "children": [{"tag": "li", "children": [_line(one, checker, today())]} for one in shown]}],
        key="series_list",
        on_act=lambda: state.put("series", str(st.session_state["series_list"].act)),
    )  # fmt: skip
    if pages > 1:
        st.pagination(
            pages, default=number, key=f"reference_page_{number}", on_change=_turn, args=(number,)
        )


def _turn(number: int) -> None:
    state.put("page", str(st.session_state[f"reference_page_{number}"]))


def _line(line: Series, checker: Checker, day: date) -> marked.Node:
    one, table = line.figures[-1], checker.table
    who = (
        ""
        if one.population in ("", "all")
        else words.value_words("population", one.population, table)
    )
    what = ", ".join(
        filter(None, (words.measure_words(one.measure, table), who, words.place_words(one.place, table),
                      words.event_words(one.event, table)))
    )  # fmt: skip
    age = words.age_words(one.as_of.isoformat(), day)
    more = f"{len(line.figures)} vintage{'' if len(line.figures) == 1 else 's'}"
    return {
        "tag": "button",
        "cls": "row",
        "act": one.series_id,
        "children": [
            {
                "tag": "span",
                "cls": "side",
                "children": [
                    marked.text_node("span", value_text(one), "verdict"),
                    marked.text_node("div", f"grade {one.grade}, {more}", "soft"),
                ],
            },
            marked.text_node("span", what),
            marked.text_node("span", words.source_words(one.source_id, table), "soft"),
            marked.text_node("span", f"as of {one.as_of} ({age})", "soft"),
        ],
    }


def _one(series_id: str, checker: Checker) -> None:
    table = checker.table
    series = sorted(
        table.series(series_id), key=lambda one: (one.as_of, one.published), reverse=True
    )
    newest = series[0]
    st.button("All series", shortcut="Q", key="back", on_click=state.put, args=("series", ""))
    title = ", ".join(
        filter(None, (words.measure_words(newest.measure, table), words.place_words(newest.place, table),
                      words.event_words(newest.event, table)))
    )  # fmt: skip
    st.header(escaped(title), anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(f"Vintages ({len(series)})", anchor=False)
        st.altair_chart(
            charts.vintages(series, checker.settings), key="vintages",
            alt="; ".join(f"{one.as_of}: {value_text(one)}" for one in series[:30]),
        )  # fmt: skip
        marked.show([_vintages(series)], key="vintage_table")
    with right:
        st.subheader("The newest", anchor=False)
        figure.reference_card(newest, checker, key="newest")
    if editing.editable():
        return
    standing = [one for one in series if one.retired is None]
    if not standing:
        return
    names = {one.figure_id: f"{one.as_of}: {value_text(one)} ({one.figure_id})" for one in standing}
    st.subheader("Correct or retire a row", anchor=False)
    chosen = st.selectbox("Row", list(names), format_func=names.__getitem__, key="edit_row")
    with st.expander("Correct it: a new row takes its place"):
        editing.add_form(table, table.by_id[chosen])
    with st.expander("Retire it without a successor"):
        editing.retire_form(table.by_id[chosen])


def _vintages(series: Sequence[ReferenceFigure]) -> marked.Node:
    rows = [
        (
            "",
            (
                one.as_of.isoformat(),
                value_text(one),
                one.published.isoformat(),
                one.grade,
                f"{_document(one)} ({one.figure_id})",
            ),
        )
        for one in series
    ]
    return marked.table_node(("As of", "Value", "Published", "Grade", "Document (row)"), rows)


def _document(one: ReferenceFigure) -> str:
    gone = f"retired {one.retired}: {one.retired_reason}" if one.retired else ""
    return ", ".join(filter(None, (one.document, one.locator, gone)))


@st.cache_resource(show_spinner="Looking through the table ...", max_entries=2)
def _all_notices(digest: str, day: date) -> dict[str, list[Notice]]:
    """What is worth a look, by kind; ``digest`` names the table."""
    folder = data.reference_folder() or builtin_folder()
    return by_kind(notices(data.checker().table, folder, day))


def _notices(checker: Checker) -> None:
    found = _all_notices(checker.table.digest, today())
    if not found:
        st.info("Nothing of the table is worth a look.")
        return
    st.text("A valid table may still have signs that somebody should look.")
    labels = {kind: f"{_KINDS.get(kind, kind)} ({len(some):,})" for kind, some in found.items()}
    first = "stale" if "stale" in found else next(iter(found))
    kind = st.selectbox(
        "Kind", list(labels), index=list(labels).index(first), format_func=labels.__getitem__,
        key="notice_kind",
    )  # fmt: skip
    rows = [("", (one.where, one.found, one.remedy)) for one in found[kind][:_NOTICES]]
    marked.show([marked.table_node(("Where", "What", "What to do"), rows)], key="notices")
    if len(found[kind]) > _NOTICES:
        st.text(
            f"The first {_NOTICES} of {len(found[kind]):,}; factcheck reference validate lists all."
        )


def _datasheet() -> None:
    folder = data.reference_folder() or builtin_folder()
    path = folder / "README.md"
    if not path.is_file():
        st.info("This table has no datasheet. Put a README.md beside its figures.csv.")
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if folder == builtin_folder():
        st.markdown(text)  # a page of this program, not data
    else:
        st.text(text)


if __name__ == "__main__":
    show()
