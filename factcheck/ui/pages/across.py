"""Across articles: what several articles say on one key, on one time axis, and all comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from factcheck.model import ReferenceFigure
from factcheck.pipeline import Checker
from factcheck.store import corrections, saving
from factcheck.store.corrections import OriginMember
from factcheck.store.database import Store
from factcheck.store.saving import SavedRun
from factcheck.ui import charts, data, marked, state, words
from factcheck.ui.marked import escaped

_PAGE = 20
_CHECKS = 100  # listed; the export holds all
_SINGLE = "single_report"
_OWN = "own "  # before the id of an article that a person split off


def show() -> None:
    """The list of comparisons, or one of them."""
    store = data.store()
    run = state.current_run(store)
    st.title("Across articles")
    if run is None:
        st.info("There is no run yet. Check some articles first.")
        state.page_link("check", "Check articles")
        return
    named = state.get("comparison")
    row = corrections.get_comparison(store, run.id, named) if named else None
    if named and row is None:
        st.warning("This run does not hold the comparison that the address names.")
        state.put("comparison", "")
    if run.stale_comparisons:
        st.text(
            "Figures were corrected since this run; comparisons are as before. Check has a button for it."
        )
    if row is None:
        _list(store, run)
    else:
        _one(store, run, row)
    state.write("comparison", "page")


# -- all ------------------------------------------------------------------------------------------


def _list(store: Store, run: SavedRun) -> None:
    counts = corrections.comparison_counts(store, run.id)
    if not counts:
        st.info("No figure of this run could be put beside another.")
        return
    several = [name for name in counts if name != _SINGLE]
    options = [*several, *([_SINGLE] if _SINGLE in counts else [])]
    chosen = st.pills(
        "State", options, selection_mode="multi", default=several or options,
        format_func=lambda name: f"{counts[name]} {words.STATES.get(name, name)}", key="states",
        on_change=lambda: state.put("page", ""),
    )  # fmt: skip
    total = sum(counts[name] for name in chosen)
    if not total:
        st.info("Choose a state to see its comparisons.")
        return
    _arithmetic(store, run)
    pages = -(-total // _PAGE)
    held = state.get("page")
    number = min(max(int(held) if held.isdecimal() else 1, 1), pages)
    rows = corrections.comparisons(store, run.id, chosen, _PAGE, (number - 1) * _PAGE)
    marked.show(
        [{"tag": "ul", "children": [{"tag": "li", "children": [_line(row)]} for row in rows]}],
        key="comparisons",
        on_act=_open,
    )
    if pages > 1:
        st.pagination(
            pages, default=number, key=f"across_page_{number}", on_change=_turn, args=(number,)
        )


def _arithmetic(store: Store, run: SavedRun) -> None:
    failed = saving.failed_checks(store, run.id)
    if failed:
        with st.expander(f"Arithmetic that does not come out ({len(failed)})"):
            rows = [
                ("", (str(check["kind"]), str(check["reason"]))) for check, _ in failed[:_CHECKS]
            ]
            marked.show([marked.table_node(("Kind", "What"), rows)], key="arithmetic")


def _turn(number: int) -> None:
    state.put("page", str(st.session_state[f"across_page_{number}"]))


def _open() -> None:
    state.put("comparison", str(st.session_state["comparisons"].act))


def _line(row: Mapping[str, Any]) -> marked.Node:
    counted = f"{words.many(row['articles'], 'article')}, {words.many(row['origins'], 'origin')}"
    days = " to ".join(dict.fromkeys(filter(None, (row["first_date"], row["last_date"]))))
    return {
        "tag": "button",
        "cls": "row",
        "act": row["comparison"],
        "children": [
            {
                "tag": "span",
                "cls": "side",
                "children": [
                    marked.text_node(
                        "span", words.STATES.get(row["state"], row["state"]), "verdict"
                    ),
                    marked.text_node("div", counted, "soft"),
                ],
            },
            marked.text_node("span", _key(row, data.checker())),
            marked.text_node("span", row["reason"], "soft"),
            marked.text_node("span", days, "soft"),
        ],
    }


def _key(row: Mapping[str, Any], checker: Checker) -> str:
    table = checker.table
    what = words.measure_words(row["measure"], table) or row["counted"]
    place = words.place_words(row["place"], table) or row["place_name"]
    event = words.event_words(row["event"], table)
    who = (
        ""
        if row["population"] in ("", "all", None)
        else words.value_words("population", row["population"], table)
    )
    return ", ".join(filter(None, (what, who, place, event)))


# -- one ------------------------------------------------------------------------------------------


def _one(store: Store, run: SavedRun, row: Mapping[str, Any]) -> None:
    checker = data.checker(run.profile)
    members = corrections.members(store, run.id, row["comparison"])
    origins = len({member.origin for member in members})
    st.button(
        "All comparisons", shortcut="Q", key="back", on_click=state.put, args=("comparison", "")
    )
    st.header(escaped(_key(row, checker)), anchor=False)
    said = words.STATES.get(row["state"], row["state"])
    marked.show(
        [
            marked.text_node("p", f"{said[:1].upper()}{said[1:]}: {row['reason']}", "sentence"),
            marked.text_node("p", f"{words.many(row['articles'], 'article')}, {words.many(origins, 'independent origin')}.", "soft"),
        ],
        key="state",
    )  # fmt: skip
    names = _short_origins(members)
    dated = [
        member for member in members if member.item.row["published"] and member.detail["interval"]
    ]
    if dated:
        figures = _band(members, checker)
        st.altair_chart(
            charts.across([_claim(one, names) for one in dated], figures, checker.settings),
            key="across_chart",
            alt=f"{len(dated)} figures by day of publication: "
            + "; ".join(
                f"{one.item.row['published']} {one.item.row['text']}" for one in dated[:12]
            ),
        )
        behind = (
            f" Behind it, the reference in force ({words.source_words(figures[0].source_id, checker.table)})."
            if figures
            else ""
        )
        st.text(f"Each line is the range that an article's words can mean.{behind}")
    else:
        st.info("None of these articles has a date, so they are only listed.")
    marked.show([_table(members, names)], key="members")
    undated = len(members) - len(dated)
    if dated and undated:
        st.text(f"{undated} without a date {'is' if undated == 1 else 'are'} in the table only.")
    _regroup(store, row, members)


def _claim(member: OriginMember, names: Mapping[str, str]) -> dict[str, Any]:
    row, interval = member.item.row, member.detail["interval"]
    return {
        "day": row["published"], "low": interval["low"], "high": interval["high"],
        "origin": names[member.origin], "what": words.figure_words(row),
        "article": row["title"] or row["article"],
    }  # fmt: skip


def _short_origins(members: Sequence[OriginMember]) -> dict[str, str]:
    """Origin id -> a name: the outlet of the article that it is, else the id itself."""
    outlets = {one.item.row["article"]: one.item.row["publisher"] for one in members}
    names: dict[str, str] = {}
    for number, origin in enumerate(dict.fromkeys(member.origin for member in members), start=1):
        outlet = outlets.get(origin.removeprefix(_OWN)) or origin
        names[origin] = f"{number}. {outlet}"
    return names


def _band(members: Sequence[OriginMember], checker: Checker) -> list[ReferenceFigure]:
    """The vintages of the series that most of the figures were compared with."""
    held = [member.item.row["figure_id"] for member in members if member.item.row["figure_id"]]
    known = [checker.table.by_id[name].series_id for name in held if name in checker.table.by_id]
    if not known:
        return []
    series = max(dict.fromkeys(known), key=known.count)
    return list(checker.table.series(series))


def _table(members: Sequence[OriginMember], names: Mapping[str, str]) -> marked.Node:
    rows = []
    for member in members:
        row = member.item.row
        why = f"{member.origin_reason} ({member.by})" if member.by else member.origin_reason
        rows.append(
            (
                "",
                (
                    words.figure_words(row),
                    words.interval_words(member.detail["interval"]),
                    row["published"] or "no date",
                    row["title"] or row["article"],
                    row["publisher"] or "",
                    f"{names[member.origin]}: {why}",
                    words.verdict_words(row),
                ),
            )
        )
    head = ("Figure", "Can mean", "Published", "Article", "Outlet", "Origin", "Verdict")
    return marked.table_node(head, rows)


def _regroup(store: Store, row: Mapping[str, Any], members: Sequence[OriginMember]) -> None:
    """Split and join origins: a person may know what the words do not say."""
    labels = words.told_apart(
        {
            member.item.row[
                "finding"
            ]: f"{member.item.row['text']}, {member.item.row['title'] or member.item.row['article']}"
            for member in members
        }
    )
    with st.expander("Split or join origins"):
        st.text("Agreement counts origins. Say here where two articles share one, or do not.")
        chosen = st.multiselect(
            "Figures", list(labels), format_func=labels.__getitem__, key="regroup"
        )
        with st.container(horizontal=True):
            ready = bool(chosen) and bool(state.reviewer())
            st.button(
                "They share one origin", key="join", disabled=not ready or len(chosen) == 1,
                on_click=_join, args=(store, row["comparison"], members, chosen),
            )  # fmt: skip
            st.button(
                "Each is an origin of its own", key="split", disabled=not ready,
                on_click=_split, args=(store, row["comparison"], members, chosen),
            )  # fmt: skip
            st.button(
                "As the program grouped them", key="regroup_back", disabled=not ready,
                on_click=corrections.set_origin,
                args=(store, row["comparison"], chosen, "", state.reviewer()),
            )  # fmt: skip
        if not state.reviewer():
            st.text("Write your name under Reviewer first.")


def _join(
    store: Store, comparison: str, members: Sequence[OriginMember], chosen: Sequence[str]
) -> None:
    origin = next(m.origin for m in members if m.item.row["finding"] == chosen[0])
    corrections.set_origin(store, comparison, chosen, origin, state.reviewer())


def _split(
    store: Store, comparison: str, members: Sequence[OriginMember], chosen: Sequence[str]
) -> None:
    articles = {one.item.row["finding"]: one.item.row["article"] for one in members}
    for finding in chosen:
        corrections.set_origin(
            store, comparison, [finding], f"{_OWN}{articles[finding]}", state.reviewer()
        )


if __name__ == "__main__":
    show()
