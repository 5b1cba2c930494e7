"""What a page's address holds: the run, the filters, the figure. The address is a permalink, and a
reload or the browser's back button brings the same page back.

Within a session the choice also outlives a change of page, so that what is exported is what was
filtered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from factcheck.store.database import Store
from factcheck.store.queue import Filter
from factcheck.store.saving import SavedRun, get_run, list_runs
from factcheck.store.words import VIEWS

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_WRITTEN = "_address"  # what this session last wrote into the address
_PAGE = "_page"
_PAGES = "_pages"
_KEPT = "_kept"  # the choice that outlives a change of page
_LISTS = tuple(
    one.name
    for one in fields(Filter)
    if one.name not in {"view", "since", "until", "search", "article"}
)
# What belongs to one page alone: another page that is opened from the menu starts without it.
_OWN = ("figure", "page", "comparison", "series", "read")
NAMES = ("run", *(one.name for one in fields(Filter)), *_OWN, "q")
_DIGITS = 9  # of a run's number; a longer one in the address is no number of ours
_REVIEWER_COOKIE = "factcheck_reviewer"


def adopt(page: str) -> None:
    """Take the choice over from the address where it is not the one that we wrote: on opening, on
    a link, on the back button."""
    given = {name: st.query_params.get_all(name) for name in NAMES if name in st.query_params}
    kept = st.session_state.setdefault(_KEPT, {})
    if page != st.session_state.get(_PAGE):
        st.session_state[_PAGE] = page
        for name in _OWN:
            kept.pop(name, None)
    elif given == st.session_state.get(_WRITTEN):
        return
    if not given:
        return
    run = kept.get("run")
    kept.clear()
    kept.update(given)
    if run and "run" not in kept:
        kept["run"] = run


def write(*names: str) -> None:
    """Write these parts of the choice into the address, and nothing else."""
    kept = st.session_state.setdefault(_KEPT, {})
    wanted = {name: kept[name] for name in NAMES if name in ("run", *names) and kept.get(name)}
    shown = {name: st.query_params.get_all(name) for name in st.query_params}
    if shown != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def get(name: str) -> str:
    """One part of the choice, blank where it is not chosen."""
    values = st.session_state.get(_KEPT, {}).get(name) or [""]
    return str(values[0])


def put(name: str, value: str) -> None:
    """Choose one part; blank takes it back."""
    kept = st.session_state.setdefault(_KEPT, {})
    if value:
        kept[name] = [value]
    else:
        kept.pop(name, None)


def know_pages(pages: Mapping[str, StreamlitPage]) -> None:
    """Keep the pages by their address, so that one can link to another however the dashboard was
    started."""
    st.session_state[_PAGES] = dict(pages)


def page_link(name: str, label: str, icon: str | None = None, **choice: str) -> None:
    """A link to another page with a choice of its own."""
    st.page_link(st.session_state[_PAGES][name], label=label, icon=icon, query_params=choice)


def chosen_filter() -> Filter:
    """The filter of the choice."""
    kept = st.session_state.get(_KEPT, {})
    values: dict[str, Any] = {}
    for one in fields(Filter):
        held = kept.get(one.name)
        if held:
            values[one.name] = tuple(held) if one.name in _LISTS else held[0]
    if values.get("view") not in VIEWS:
        values.pop("view", None)  # all of them
    return replace(Filter(), **values)


def keep_filter(chosen: Filter) -> None:
    """Make a filter the choice, from its first page on."""
    kept = st.session_state.setdefault(_KEPT, {})
    for one in fields(Filter):
        value = getattr(chosen, one.name)
        held = list(value) if isinstance(value, tuple) else [value] if value else []
        if held:
            kept[one.name] = held
        else:
            kept.pop(one.name, None)
    kept.pop("page", None)


FILTER_NAMES = tuple(one.name for one in fields(Filter))


def current_run(store: Store) -> SavedRun | None:
    """The run that is chosen, else the newest; None where the store holds none."""
    wanted = get("run")
    known = wanted.isascii() and wanted.isdecimal() and len(wanted) <= _DIGITS
    run = get_run(store, int(wanted)) if known else None
    if run is None:
        runs = list_runs(store)
        run = runs[0] if runs else None
        if run is not None:
            put("run", str(run.id))
    return run


def choose_run(run_id: int) -> None:
    """Look at another run; filters and figure of the one before are dropped."""
    st.session_state[_KEPT] = {"run": [str(run_id)]}


def reviewer() -> str:
    """The name under which decisions are kept; blank until it is written."""
    if "reviewer" not in st.session_state:
        from urllib.parse import unquote

        held = st.context.cookies.get(_REVIEWER_COOKIE)
        st.session_state["reviewer"] = unquote(held) if isinstance(held, str) else ""
    return str(st.session_state["reviewer"]).strip()


_REMEMBER = """
export default function(component) {
  const value = encodeURIComponent(component.data.name);
  document.cookie = "factcheck_reviewer=" + value + "; path=/; max-age=31536000; SameSite=Strict";
}
"""


def remember_reviewer() -> None:
    """Have the browser keep the name, so that a reload does not lose it. It goes nowhere else."""
    name = str(st.session_state.get("reviewer", "")).strip()
    if name:
        st.components.v2.component("factcheck_reviewer", js=_REMEMBER)(
            key="remember_reviewer", data={"name": name}
        )
