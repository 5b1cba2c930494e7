"""Look up: one number without an article, its rows and vintages, and a line to copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from factcheck.export import plain_words, safe_link
from factcheck.matching import rank_matches
from factcheck.model import Article, Claim, Finding, Match, ReferenceFigure, Role
from factcheck.pipeline import Checker
from factcheck.ui import charts, data, figure, marked, state, words
from factcheck.verdict import judge
from factcheck.wording import value_text

_Key = tuple[str, str, str, str]  # measure, population, place, event
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
    matches = rank_matches(finding.claim, checker.table, checker.settings)
    if not matches:
        _verdict(finding, checker)
        st.info(
            "The table holds no figure of this kind. See About these results for what it covers."
        )
        return
    keys = list(dict.fromkeys(_key(match.figure) for match in matches))
    labels = words.told_apart({key: _key_words(key, checker) for key in keys})
    chosen = st.selectbox(
        f"Held against ({len(keys)} in the table)", keys, index=keys.index(_nearest(finding, matches)),
        format_func=labels.__getitem__, key=f"against_{finding.claim.quantity.text}",
    )  # fmt: skip
    if not (matches[0].comparable and _key(matches[0].figure) == chosen):
        finding = _against(finding.claim, chosen, checker)
    _verdict(finding, checker)
    figures = [match.figure for match in matches if _key(match.figure) == chosen]
    used = finding.figure or figures[0]
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
    shown = [match for match in matches if _key(match.figure) == chosen]
    shown += [match for match in matches if _key(match.figure) != chosen]
    st.subheader(f"Rows ({len(shown)})", anchor=False)
    marked.show([_rows(shown[:_ROWS], checker, chosen)], key="lookup_rows")
    if len(shown) > _ROWS:
        st.text(f"The nearest {_ROWS} of {len(shown)} are shown.")


def _verdict(finding: Finding, checker: Checker) -> None:
    verdict = (
        plain_words(finding.verdict)
        if finding.verdict
        else f"not judged: {plain_words(finding.code)}"
    )
    with st.container(border=True):
        marked.show(
            [
                marked.text_node("h2", f"It would be: {verdict}"),
                marked.text_node("p", finding.reason, "sentence"),
                marked.text_node("p", _read_as(finding, checker), "soft"),
            ],
            key="lookup_verdict",
        )


def _key(one: ReferenceFigure) -> _Key:
    return one.measure, one.population, one.place, one.event


def _key_words(key: _Key, checker: Checker) -> str:
    measure, population, place, event = key
    table = checker.table
    who = "" if population in {"", "all"} else words.value_words("population", population, table)
    parts = (
        words.measure_words(measure, table),
        who,
        words.place_words(place, table),
        words.event_words(event, table),
    )
    return ", ".join(filter(None, parts))


def _nearest(finding: Finding, matches: Sequence[Match]) -> _Key:
    """The key that the words mean: the one that fits, else the one whose place or event is named."""
    if matches[0].comparable:
        return _key(finding.figure or matches[0].figure)
    table = data.checker().table
    said = finding.claim.article.text.casefold()
    place = finding.claim.place or ""

    def distance(match: Match) -> tuple[bool, bool, int]:
        event = table.vocabulary.events.get(match.figure.event)
        names = (event.label, *event.aliases) if event else ()
        name = finding.claim.place_name.casefold()
        named = any(one.casefold() in said or (name and name in one.casefold()) for one in names)
        around = bool(place) and table.vocabulary.contains(match.figure.place, place)
        return not named, not around, len(match.failed)

    return _key(min(matches, key=distance).figure)


def _against(claim: Claim, key: _Key, checker: Checker) -> Finding:
    """The finding that the figure would have if it spoke of exactly this key."""
    measure, population, place, event = key
    known = checker.table.vocabulary.events.get(event)
    # An event that is over must be named to be meant; here a person named it.
    names = ", ".join((known.label, *known.aliases)) if known is not None else ""
    article = replace(claim.article, title=names)
    settled = replace(
        claim,
        article=article, measure=measure, measure_candidates=(), place=place, place_candidates=(),
        event=event or None, event_candidates=(), other_event=False,
        population=None if population in {"", "all"} else population, relation="",
    )  # fmt: skip
    matches = rank_matches(settled, checker.table, checker.settings)
    return judge(settled, matches, checker.table, checker.settings)


def _read_as(finding: Finding, checker: Checker) -> str:
    claim, table = finding.claim, checker.table
    parts = [
        words.measure_words(claim.measure, table) or claim.counted or "what it counts is not known",
        words.place_words(claim.place, table) or claim.place_shown or "no place",
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


def _rows(matches: Sequence[Match], checker: Checker, chosen: _Key) -> marked.Node:
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
                    "held against"
                    if _key(one) == chosen
                    else f"differs in: {differs}"
                    if differs
                    else "fits",
                ),
            )
        )
    head = ("Value", "Counts", "Place", "As of", "Published", "Grade", "Source", "This row")
    return marked.table_node(head, rows)


if __name__ == "__main__":
    show()
