"""Look up: one number without an article, its rows and vintages, and a line to copy."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from factcheck.export import plain_words, safe_link
from factcheck.matching import rank_matches
from factcheck.model import Article, Finding, Match, ReferenceFigure, Role
from factcheck.pipeline import Checker
from factcheck.ui import charts, data, figure, marked, state, words
from factcheck.wording import value_text

_ROWS = 25
_OLDEST = date(1800, 1, 1)


def show() -> None:
    """The question, the verdict it would have, the rows, the vintages."""
    data.store()
    st.title("Look up a figure")
    st.session_state.setdefault("lookup", state.get("q"))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    asked = left.text_input(
        "A figure as it would be written", key="lookup", max_chars=1_000,
        placeholder="14,000 killed in Donbas",
    )  # fmt: skip
    day = right.date_input(
        "As if published on", value=datetime.now(UTC).date(), min_value=_OLDEST, key="lookup_day",
        help="The figure is judged by what was known that day.",
    )  # fmt: skip
    state.put("q", asked.strip())
    state.write("q")
    if not asked.strip():
        st.text("The answer gives the reference figures, their vintages and a line to copy.")
        _examples()
        return
    checker = data.checker()
    article = Article("look up", asked, published=day if isinstance(day, date) else None,
                      published_source="manifest")  # fmt: skip
    findings = [one for one in checker.check(article) if one.claim.role is Role.CLAIM]
    if not findings:
        st.info(
            "No figure that could be checked was found in this. Write a number and what it counts."
        )
        return
    finding = findings[0]
    if len(findings) > 1:
        names = {
            f"{number}. {one.claim.quantity.text}": one for number, one in enumerate(findings, 1)
        }
        finding = names[st.selectbox("Which figure", list(names), key="lookup_which")]
    _answer(finding, checker)


def _examples() -> None:
    st.text("For example:")
    with st.container(horizontal=True):
        for number, example in enumerate(
            (
                "14,000 killed in Donbas",
                "5.7 million displaced in Ukraine",
                "about 190,000 Russian troops near Ukraine",
            )
        ):
            st.button(example, key=f"example_{number}", on_click=_take, args=(example,))  # fmt: skip


def _take(example: str) -> None:
    st.session_state["lookup"] = example


def _answer(finding: Finding, checker: Checker) -> None:
    claim = finding.claim
    matches = rank_matches(claim, checker.table, checker.settings)
    verdict = (
        plain_words(finding.verdict)
        if finding.verdict
        else f"not judged: {plain_words(finding.code)}"
    )
    with st.container(border=True):
        marked.show(
            [
                marked.text_node("h3", f"It would be: {verdict}"),
                marked.text_node("p", finding.reason, "sentence"),
                marked.text_node("p", _read_as(finding, checker), "soft"),
            ],
            key="lookup_verdict",
        )
    if not matches:
        st.info(
            "The table holds no figure of this kind. See About these results for what it covers."
        )
        return
    used = finding.figure or (matches[0].figure if matches[0].comparable else None)
    if used is not None:
        st.subheader("A line to copy", anchor=False)
        st.code(_line(used, checker), language=None, wrap_lines=True)
        series = checker.table.series(used.series_id)
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.subheader(f"Vintages ({len(series)})", anchor=False)
            st.altair_chart(
                charts.vintages(series, checker.settings), key="lookup_vintages",
                alt="; ".join(f"{one.as_of}: {value_text(one)}" for one in series),
            )  # fmt: skip
        with right:
            st.subheader("The reference figure", anchor=False)
            figure.reference_card(used, checker, key="lookup_card")
    st.subheader(f"Rows ({len(matches)})", anchor=False)
    marked.show([_rows(matches[:_ROWS], checker)], key="lookup_rows")
    if len(matches) > _ROWS:
        st.text(f"The nearest {_ROWS} of {len(matches)} are shown.")


def _read_as(finding: Finding, checker: Checker) -> str:
    claim, table = finding.claim, checker.table
    parts = [
        words.measure_words(claim.measure, table) or claim.counted or "what it counts is not known",
        words.place_words(claim.place, table) or claim.place_name or "no place",
        words.event_words(claim.event, table),
    ]
    return "Read as: " + ", ".join(filter(None, parts))


def _line(used: ReferenceFigure, checker: Checker) -> str:
    table = checker.table
    source = words.source_words(used.source_id, table)
    document = f", {used.document}" if used.document else ""
    link = safe_link(used.url)
    return (
        f"{words.measure_words(used.measure, table)}, {words.place_words(used.place, table)}: "
        f"{value_text(used)} as of {used.as_of} (published {used.published}; {source}{document})"
        f"{f' {link}' if link else ''}"
    )


def _rows(matches: list[Match], checker: Checker) -> marked.Node:
    table = checker.table
    rows = []
    for match in matches:
        one = match.figure
        differs = ", ".join(
            words.FIELDS.get(reason.field, reason.field).lower() for reason in match.failed
        )
        rows.append(
            (
                "",
                (
                    value_text(one),
                    words.measure_words(one.measure, table),
                    words.place_words(one.place, table),
                    one.as_of.isoformat(),
                    one.published.isoformat(),
                    one.grade,
                    words.source_words(one.source_id, table),
                    f"differs in: {differs}" if differs else "fits",
                ),
            )
        )
    head = ("Value", "Counts", "Place", "As of", "Published", "Grade", "Source", "This row")
    return marked.table_node(head, rows)


if __name__ == "__main__":
    show()
