"""The dashboard's frame: title, pages, and beside them the run and the reviewer's name."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from factcheck.errors import FactcheckError, TableError
from factcheck.store import saving
from factcheck.store.database import Store
from factcheck.ui import data, state, words
from factcheck.ui.marked import escaped

PAGES = (
    ("check.py", "Check", "check", ":material/note_add:"),
    ("lookup.py", "Look up", "lookup", ":material/search:"),
    ("review.py", "Review queue", "review", ":material/checklist:"),
    ("article.py", "Article", "article", ":material/article:"),
    ("across.py", "Across articles", "across", ":material/compare_arrows:"),
    ("reference.py", "Reference", "reference", ":material/table_chart:"),
    ("export.py", "Export", "export", ":material/download:"),
    ("about.py", "About these results", "about", ":material/info:"),
)
# Fixed: less empty room above a page, so that a figure and its keys fit on a laptop's screen.
_STYLE = """
<style>
.stMainBlockContainer { padding-top: 3.9rem; padding-bottom: 3rem; }
.stMainBlockContainer h1 { font-size: 1.9rem; }
.stMainBlockContainer h2 { font-size: 1.5rem; padding-top: .2rem; }
.stMainBlockContainer h3 { font-size: 1.15rem; padding: .6rem 0 .2rem; }
/* What a key does must be readable, and a day's parts large enough to be hit (WCAG 1.4.3, 2.5.8). */
[data-testid^="stBaseButton"] kbd { color: inherit; opacity: 1; }
span[role="spinbutton"] { display: inline-flex; min-width: 24px; min-height: 24px;
  align-items: center; justify-content: center; }
</style>
"""
# On a dark ground the main colour is light, and white on it could not be read.
_DARK_STYLE = """
<style>
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] p { color: #10161d; }
</style>
"""
_LONGEST_LIST = 100  # runs in the sidebar; Check lists all


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(
        page_title="factcheck", page_icon=str(Path(__file__).with_name("icon.png")), layout="wide"
    )
    folder = Path(__file__).with_name("pages")
    pages = [
        st.Page(folder / name, title=title, url_path=path, icon=icon, default=name == "check.py")
        for name, title, path, icon in PAGES
    ]
    page = st.navigation(pages)
    state.know_pages(dict(zip((path for _, _, path, _ in PAGES), pages, strict=True)))
    st.html(_STYLE + (_DARK_STYLE if st.context.theme.type == "dark" else ""))
    try:
        state.adopt(page.url_path)
        _sidebar(data.store())
        page.run()
        data.warm_up()
    except TableError as error:
        st.error("The reference table has mistakes, so nothing can be checked against it.")
        for problem in error.problems[:20] or (error,):
            st.text(str(problem))
    except FactcheckError as error:
        st.error(escaped(str(error)))


def _sidebar(store: Store) -> None:
    with st.sidebar:
        runs = saving.list_runs(store)[:_LONGEST_LIST]
        current = state.current_run(store)
        if current is not None:
            shown = runs if current in runs else [current, *runs]
            names = words.told_apart({one.id: f"{one.name} ({one.created[:10]})" for one in shown})
            st.session_state["run_choice"] = current.id
            st.selectbox(
                "Run",
                list(names),
                format_func=names.__getitem__,
                key="run_choice",
                on_change=lambda: state.choose_run(st.session_state["run_choice"]),
            )
        state.reviewer()
        st.text_input(
            "Reviewer",
            key="reviewer",
            placeholder="Your name",
            help="Kept with each decision, in this browser and in the review store. No account.",
            persist_state="session",
            max_chars=80,
        )
        state.remember_reviewer()


if __name__ == "__main__":
    run()
