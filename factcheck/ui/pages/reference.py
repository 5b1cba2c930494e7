"""Reference: browse and search the table, see a series over time, what is stale, the datasheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from factcheck.model import ReferenceFigure
from factcheck.pipeline import Checker
from factcheck.reference import ReferenceTable, builtin_folder
from factcheck.ui import charts, data, figure, marked, state, words
from factcheck.ui.marked import escaped
from factcheck.wording import value_text

_PAGE = 20
_STALE_DAYS = 365
_TABS = ("Browse", "Stale rows", "Datasheet")


@dataclass(frozen=True, slots=True)
class _Line:
    """A series in the list: its newest figure and how many vintages it has."""

    newest: ReferenceFigure
    vintages: int
    words: str


def show() -> None:
    """Browse, one series, stale rows, datasheet."""
    data.store()
    st.title("Reference table")
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
        if what == _TABS[1]:
            _stale(checker)
        elif what == _TABS[2]:
            _datasheet()
        else:
            _browse(checker)
    state.write("series", "page")


@st.cache_resource(show_spinner=False, max_entries=2)
def _lines(digest: str) -> list[_Line]:
    table = data.checker().table
    lines: dict[str, _Line] = {}
    for one in table.figures:
        if one.series_id not in lines:
            series = sorted(table.series(one.series_id), key=lambda f: (f.as_of, f.published))
            lines[one.series_id] = _Line(series[-1], len(series), _search_words(series[-1], table))
    return sorted(lines.values(), key=lambda line: line.newest.as_of, reverse=True)


def _search_words(one: ReferenceFigure, table: ReferenceTable) -> str:
    return " ".join(
        (
            one.series_id.replace("_", " "), words.measure_words(one.measure, table),
            words.place_words(one.place, table), words.event_words(one.event, table),
            words.source_words(one.source_id, table),
            words.value_words("population", one.population, table), value_text(one),
        )
    ).lower()  # fmt: skip


def _browse(checker: Checker) -> None:
    table = checker.table
    if not table.figures:
        st.info("The reference table holds no figure yet.")
        return
    lines = _lines(table.digest)
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
    search = left.text_input(
        "Search: what is counted, place, event, source", key="reference_search"
    )
    measures = {
        line.newest.measure: words.measure_words(line.newest.measure, table) for line in lines
    }
    measures = words.told_apart(dict(sorted(measures.items(), key=lambda item: item[1])))
    measure = middle.selectbox(
        "What is counted", list(measures), index=None,
        format_func=measures.__getitem__, key="reference_measure", placeholder="all",
    )  # fmt: skip
    grade = right.selectbox(
        "Grade", list(words.GRADES), index=None, key="reference_grade", placeholder="all"
    )
    wanted = search.lower().split()
    found = [
        line for line in lines
        if all(word in line.words for word in wanted)
        and measure in (None, line.newest.measure) and grade in (None, line.newest.grade)
    ]  # fmt: skip
    if not found:
        st.info("No series fits. Fewer words find more.")
        return
    _listed(found, checker)


def _listed(found: Sequence[_Line], checker: Checker) -> None:
    pages = -(-len(found) // _PAGE)
    held = state.get("page")
    number = min(max(int(held) if held.isdecimal() else 1, 1), pages)
    st.text(f"{len(found):,} series, the newest first")
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    today = datetime.now(UTC).date()
    marked.show(
        [{"tag": "ul", "children": [{"tag": "li", "children": [_line(one, checker, today)]} for one in shown]}],
        key="series_list",
        on_act=lambda: state.put("series", str(st.session_state["series_list"].act)),
    )  # fmt: skip
    if pages > 1:
        st.pagination(
            pages, default=number, key=f"reference_page_{number}", on_change=_turn, args=(number,)
        )


def _turn(number: int) -> None:
    state.put("page", str(st.session_state[f"reference_page_{number}"]))


def _line(line: _Line, checker: Checker, today: date) -> marked.Node:
    one, table = line.newest, checker.table
    who = (
        ""
        if one.population in ("", "all")
        else words.value_words("population", one.population, table)
    )
    what = ", ".join(
        filter(None, (words.measure_words(one.measure, table), who, words.place_words(one.place, table),
                      words.event_words(one.event, table)))
    )  # fmt: skip
    age = words.age_words(one.as_of.isoformat(), today)
    more = f"{line.vintages} vintage{'' if line.vintages == 1 else 's'}"
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


def _vintages(series: Sequence[ReferenceFigure]) -> marked.Node:
    rows = [
        ("", (one.as_of.isoformat(), value_text(one), one.published.isoformat(), one.grade,
              ", ".join(filter(None, (one.document, one.locator))), one.figure_id))
        for one in series
    ]  # fmt: skip
    return marked.table_node(("As of", "Value", "Published", "Grade", "Document", "Row"), rows)


def _stale(checker: Checker) -> None:
    table = checker.table
    today = datetime.now(UTC).date()
    days = int(st.number_input("Older than, in days", 0, 36_500, _STALE_DAYS, 30, key="stale_days"))
    st.text(
        "Series whose event still goes on, or that have none, and whose newest figure is older."
    )
    found = [
        line for line in _lines(table.digest)
        if (today - line.newest.as_of).days > days and _goes_on(line.newest, table)
    ]  # fmt: skip
    if not found:
        st.info("No series is older than that.")
        return
    _listed(sorted(found, key=lambda line: line.newest.as_of), checker)


def _goes_on(one: ReferenceFigure, table: ReferenceTable) -> bool:
    event = table.vocabulary.events.get(one.event)
    return one.period_type not in {"event", "forecast"} and (event is None or event.end is None)


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
