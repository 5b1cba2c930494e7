"""About these results: what the table covers, how well the program reads, versions, limits."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from factcheck import __version__
from factcheck.export import plain_words
from factcheck.pipeline import Checker
from factcheck.store.saving import SavedRun
from factcheck.ui import accuracy, charts, data, marked, state, words

_MOST = 15  # bars a chart
_LIMITS = (
    "English only. Figures in pictures, charts and videos are not read.",
    (
        "The table covers few events and measures; most figures of most articles have nothing to be "
        "compared with. Articles that contradict each other are shown all the same."
    ),
    "A verdict speaks of a figure beside a published one. It does not say who is right.",
    (
        "What is counted is worked out by rules from the words around the number. A sentence with "
        "several measures and places can be read wrongly; the one-figure view shows how it was read, "
        "and the Article page takes a correction."
    ),
    "Everything stays on this machine: no account, no network.",
)


def show() -> None:
    """Coverage, accuracy, versions, limits."""
    store = data.store()
    run = state.current_run(store)
    checker = data.checker()
    st.title("About these results")
    st.subheader("What the reference table covers", anchor=False)
    _coverage(checker)
    st.subheader("How often it is right", anchor=False)
    _accuracy()
    st.subheader("Versions", anchor=False)
    _versions(checker, run, store.shown)
    st.subheader("Known limits", anchor=False)
    marked.show([marked.text_node("p", line) for line in _LIMITS], key="limits")
    state.write()


def _accuracy() -> None:
    st.text(
        "A flag is meant to be worth a look in at least 98 of 100 cases; where the words are not "
        "clear, a figure is left without a verdict rather than flagged."
    )
    found = accuracy.floors()
    if not found:
        st.text("The measured floors were not installed with this copy; make bench measures anew.")
        return
    st.text(
        "Measured on annotated texts that the program was not developed on, and tested with every change:"
    )
    rows = [("", (one.measured_on, one.what, f"{one.percent:.0f} in 100")) for one in found]
    marked.show(
        [marked.table_node(("Measured on", "What is right", "At least"), rows)], key="floors"
    )


def _coverage(checker: Checker) -> None:
    table = checker.table
    if not table.figures:
        st.info("The reference table holds no figure yet. Add one on the Reference page.")
        return
    days = sorted(figure.as_of for figure in table.figures)
    series = {figure.series_id for figure in table.figures}
    columns = st.columns(4)
    columns[0].metric("Rows", f"{len(table.figures):,}")
    columns[1].metric("Series", f"{len(series):,}")
    columns[2].metric("First day", days[0].isoformat())
    columns[3].metric("Last day", days[-1].isoformat())
    left, right = st.columns(2, gap="large")
    places = Counter(words.place_words(figure.place, table) for figure in table.figures)
    measures = Counter(words.measure_words(figure.measure, table) for figure in table.figures)
    grades = Counter(figure.grade for figure in table.figures)
    events = Counter(
        words.event_words(figure.event, table) or "no event" for figure in table.figures
    )
    for column, title, counts in (
        (left, "Rows by measure", measures),
        (right, "Rows by place", places),
        (left, "Rows by event", events),
    ):
        most = dict(counts.most_common(_MOST))
        more = f" (the {_MOST} largest of {len(counts)})" if len(counts) > _MOST else ""
        with column:
            st.altair_chart(
                charts.coverage(most, f"{title}{more}"), key=title,
                alt=f"{title}: " + ", ".join(f"{name} {number}" for name, number in most.items()),
            )  # fmt: skip
    with right:
        rows = [
            ("", (grade, str(grades[grade]), words.GRADES[grade]))
            for grade in words.GRADES
            if grades[grade]
        ]
        marked.show([marked.table_node(("Grade", "Rows", "Meaning"), rows)], key="grades")


def _versions(checker: Checker, run: SavedRun | None, where: str) -> None:
    facts: list[tuple[str, str | marked.Node]] = [
        ("Program", f"factcheck {__version__}"),
        ("Reference table", checker.table.digest[:16]),
        ("Review store", where),
    ]
    if run is not None:
        same = run.table_digest == checker.table.digest
        facts += [
            ("This run", f"{run.name}, {words.moment_words(run.created)}"),
            ("Made with", f"factcheck {run.version}, tolerance {plain_words(run.profile)}"),
            (
                "Its table",
                "the same as now" if same else f"an earlier one: {run.table_digest[:16]}",
            ),
        ]
    marked.show([marked.facts_node(facts)], key="versions")


if __name__ == "__main__":
    show()
