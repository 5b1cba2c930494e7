"""The filter above a list of figures: four heaps counted alike, then what narrows them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import partial

import streamlit as st

from factcheck.export import plain_words
from factcheck.pipeline import Checker
from factcheck.store import queue
from factcheck.store.database import Store
from factcheck.store.queue import Filter
from factcheck.store.saving import SavedRun
from factcheck.store.words import DECISIONS, VIEWS
from factcheck.ui import data, state, words

_ALL = "all"
_LISTS = ("verdict", "measure", "place", "event", "publisher", "decision", "reviewer")
_TITLES = {
    "verdict": "Verdict",
    "measure": "What is counted",
    "place": "Place",
    "event": "Event",
    "publisher": "Outlet",
    "decision": "Decision",
    "reviewer": "Reviewer",
}
_OLDEST = date(1800, 1, 1)


def choose(store: Store, run: SavedRun) -> Filter:
    """The filter as the reader has it, with its widgets."""
    chosen = state.chosen_filter()
    counts = queue.view_counts(store, run.id, chosen)
    options = [*VIEWS, _ALL]
    numbers = counts | {_ALL: sum(counts.values())}
    st.session_state["f_view"] = chosen.view or _ALL
    st.segmented_control(
        "Which figures",
        options,
        required=True,
        format_func=lambda view: _view_words(view, numbers[view]),
        key="f_view",
        on_change=_keep,
        label_visibility="collapsed",
    )
    st.session_state["f_search"] = chosen.search
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.text_input(
        "Search in figures, sentences, titles and reasons", key="f_search", on_change=_keep
    )
    narrowed = _narrowing(chosen)
    with right.popover(f"Filters ({narrowed})" if narrowed else "Filters", width="stretch"):
        _lists(store, run, chosen)
    if chosen.narrowed:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_in_words(chosen, data.checker()))
            st.button("Take all back", key="f_clear", on_click=clear)
    return chosen


def clear() -> None:
    """Take back everything but the heap."""
    state.keep_filter(Filter(view=state.get("view")))


def _lists(store: Store, run: SavedRun, chosen: Filter) -> None:
    table = data.checker().table
    facets = data.facets(store, run)
    labels: dict[str, Callable[[str], str]] = {
        "measure": partial(words.measure_words, table=table),
        "place": partial(words.place_words, table=table),
        "event": partial(words.event_words, table=table),
        "decision": lambda value: words.DECISIONS.get(value, value),
        "verdict": plain_words,
    }
    values = {
        **{name: list(found) for name, found in facets.items()},
        "decision": list(DECISIONS),
        "reviewer": queue.reviewers(store),
    }
    for name in _LISTS:
        held = list(getattr(chosen, name))
        options = list(dict.fromkeys([*values.get(name, []), *held]))
        label, counts = labels.get(name, str), facets.get(name, {})
        names = words.told_apart({value: _counted(value, label, counts) for value in options})
        st.session_state[f"f_{name}"] = held
        st.multiselect(
            _TITLES[name],
            options,
            format_func=names.__getitem__,
            key=f"f_{name}",
            on_change=_keep,
        )
    left, right = st.columns(2)
    for column, name, title in ((left, "since", "Published from"), (right, "until", "to")):
        held_day = getattr(chosen, name)
        st.session_state[f"f_{name}"] = _day(held_day)
        column.date_input(title, key=f"f_{name}", on_change=_keep, min_value=_OLDEST)


def _counted(value: str, label: Callable[[str], str], counts: Mapping[str, int]) -> str:
    return f"{label(value)} ({counts[value]})" if value in counts else label(value)


def _keep() -> None:
    """Make what the widgets say the choice; those that are not shown keep what they had."""
    chosen = state.chosen_filter()
    changes: dict[str, object] = {}
    for one in fields(Filter):
        key = f"f_{one.name}"
        if key not in st.session_state:
            continue
        value = st.session_state[key]
        if one.name in _LISTS:
            changes[one.name] = tuple(value)
        elif one.name in {"since", "until"}:
            changes[one.name] = value.isoformat() if isinstance(value, date) else ""
        else:
            changes[one.name] = "" if value == _ALL else value or ""
    state.keep_filter(replace(chosen, **changes))  # type: ignore[arg-type]
    if st.session_state.get("f_view") == _ALL:
        state.put("view", _ALL)


def _view_words(view: str, number: int) -> str:
    if view == _ALL:
        return f"{number:,} in all"
    return f"{words.SHAPES[view]} {number:,} {words.VIEWS[view]}"


def _narrowing(chosen: Filter) -> int:
    return sum(bool(getattr(chosen, name)) for name in (*_LISTS, "since", "until", "article"))


def _in_words(chosen: Filter, checker: Checker) -> str:
    table = checker.table
    parts: list[str] = []
    if chosen.search:
        parts.append(f'holds "{chosen.search}"')
    parts += [value.replace("_", " ") for value in chosen.verdict]
    parts += [words.measure_words(value, table) for value in chosen.measure]
    parts += [words.place_words(value, table) for value in chosen.place]
    parts += [words.event_words(value, table) for value in chosen.event]
    parts += [*chosen.publisher]
    parts += [words.DECISIONS.get(value, value) for value in chosen.decision]
    parts += [f"reviewer {value}" for value in chosen.reviewer]
    if chosen.since:
        parts.append(f"from {chosen.since}")
    if chosen.until:
        parts.append(f"to {chosen.until}")
    if chosen.article:
        parts.append(f"article {chosen.article}")
    return "Only: " + "; ".join(parts)


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        return None
