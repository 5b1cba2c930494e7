"""One figure: its sentence, both intervals on one axis, every key field, the nearest other row,
the reference card, and the verdict below the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from factcheck.export import plain_words
from factcheck.model import HEADLINE, Article, ReferenceFigure
from factcheck.pipeline import Checker
from factcheck.store.queue import FindingView
from factcheck.store.words import figure_from
from factcheck.ui import charts, data, marked, words
from factcheck.ui.marked import Mark
from factcheck.wording import value_text

_VINTAGES = 8  # thin lines below the two bars; the Reference page shows all
_EDGE = 1.1  # a gap smaller than this ratio is near the edge


def heading(view: FindingView) -> None:
    """The figure, the article it stands in, and its sentence with number, hedge and unit marked."""
    row, detail = view.item.row, view.detail
    marks = [Mark(row["start"], row["end"], "number")]
    for name, kind in (("hedge_span", "hedge"), ("counted_span", "counted")):
        if detail[name]:
            first, last = detail[name]
            marks.append(Mark(first, last, kind))
    spoken = row["speaker"] not in {"", HEADLINE}
    quoted = f"The figure quoted from {row['speaker']}" if spoken else "The figure"
    where = {"headline": "in the headline", "lead": "in the lead"}.get(
        row["position"], "in the text"
    )
    marked.show(
        [
            marked.text_node("p", words.article_words(row), "soft"),
            {
                "tag": "p",
                "cls": "sentence",
                "children": marked.marked(row["sentence"], marks, detail["sentence_start"]),
            },
            marked.text_node("p", f"{quoted}, {where}. Marked: the number, its hedge (dashed), what it counts (dotted).", "soft"),
        ],
        key=f"sentence_{row['finding']}",
    )  # fmt: skip


def evidence(view: FindingView, checker: Checker) -> None:
    """Both intervals, the reason, the key fields, the nearest other row and the reference card."""
    row, detail = view.item.row, view.detail
    figure = _figure(view, detail["figure"])
    matched = figure or _figure(view, detail["match"]["figure"] if detail["match"] else None)
    if figure is not None:
        today = _figure(view, detail["today"])
        known = [
            one
            for one in checker.table.series(figure.series_id)
            if not row["published"] or one.published.isoformat() <= row["published"]
        ]
        st.altair_chart(
            charts.two_bars(
                detail["interval"], row["published"] or "", figure, today,
                sorted(known, key=lambda one: one.as_of, reverse=True)[:_VINTAGES],
                checker.settings,
            ),
            alt=_bars_in_words(view, figure, today),
            key="bars",
        )  # fmt: skip
        marked.show(
            [marked.text_node("p", _bars_in_words(view, figure, today), "soft")], key="bars_words"
        )
    if detail["match"]:
        st.subheader("Field by field")
        _fields(detail["match"], checker, key="fields")
        others = [match for match in detail["others"] if match]
        if others:
            _other(view, others[0], checker)
    elif row["role"] == "claim":
        _read_as(row, checker)
    if matched is not None:
        st.subheader(
            "The reference figure" if figure is not None else "The nearest reference figure"
        )
        reference_card(matched, checker, key="card")
    if row["evidence"]:
        with st.expander("How the words were read"):
            marked.show(
                [
                    marked.table_node(
                        ("Field", "Read as", "From the words"),
                        [
                            ("", (words.FIELDS.get(one["field"], plain_words(one["field"])),
                                  words.value_words(one["field"], one["value"], checker.table),
                                  one["cue"]))
                            for one in row["evidence"]
                        ],
                    )
                ],
                key="cues",
            )  # fmt: skip


def verdict(view: FindingView, article: Article | None) -> None:
    """The verdict, its reason and its notes; near an edge, both readings."""
    row = view.item.row
    shape = words.SHAPES[view.item.view]
    nodes = [
        marked.text_node("h3", f"{shape} {words.verdict_words(row)}"),
        marked.text_node("p", row["reason"], "sentence"),
    ]
    nodes += [
        marked.text_node("p", words.NOTES.get(note, plain_words(note)), "soft")
        for note in row["notes"]
    ]
    if row["today_best"] is not None or row["today_low"] is not None:
        against = (
            f"Judged by what was known on {row['published'] or 'no known day'}; the newest figure "
            f"is of {row['today_as_of']}."
        )
        nodes.append(marked.text_node("p", against, "soft"))
    for line in _both_readings(view, article):
        nodes.append(marked.text_node("p", line, "soft"))
    with st.container(border=True):
        marked.show(nodes, key="verdict")


def reference_card(figure: ReferenceFigure, checker: Checker, key: str) -> None:
    """One reference figure: definition, values, days, grade, source and links."""
    table = checker.table
    measure = table.vocabulary.measures.get(figure.measure)
    grade = f"{figure.grade}: {words.GRADES.get(figure.grade, '')}" if figure.grade else ""
    today = datetime.now(UTC).date()
    bounds = [
        f"{name} {words.number_words(float(value))}"
        for name, value in (("low", figure.low), ("best", figure.best), ("high", figure.high))
        if value is not None
    ]
    marked.show(
        [
            marked.facts_node(
                [
                    ("Value", f"{value_text(figure)} {plain_words(figure.unit)}"),
                    ("Bounds", ", ".join(bounds)),
                    ("Counts", words.measure_words(figure.measure, table)),
                    ("Definition", measure.definition if measure else ""),
                    ("Who", words.value_words("population", figure.population, table)),
                    ("Where", words.place_words(figure.place, table)),
                    ("Event", words.event_words(figure.event, table)),
                    ("As of", f"{figure.as_of} ({words.age_words(figure.as_of.isoformat(), today)})"),
                    ("Published", figure.published.isoformat()),
                    ("Grade", grade),
                    ("Source", words.full_source_words(figure.source_id, table)),
                    ("Relayed by", figure.relayed_by),
                    ("Document", ", ".join(filter(None, (figure.document, figure.locator)))),
                    ("It says", figure.says),
                    ("Link", marked.link(figure.url, figure.url) if figure.url else ""),
                    ("Archived", marked.link(figure.archived_url, figure.archived_url) if figure.archived_url else ""),
                    ("Note", figure.note),
                    ("Row", figure.figure_id),
                ]
            )
        ],
        key=key,
    )  # fmt: skip


def _fields(match: Mapping[str, Any], checker: Checker, key: str) -> None:
    marked.show(
        [
            marked.table_node(
                ("Field", "The article", "The reference", "Fits"),
                [
                    (
                        "" if reason["passed"] else "differs",
                        (
                            words.FIELDS.get(reason["field"], plain_words(reason["field"])),
                            words.value_words(reason["field"], reason["claim"], checker.table),
                            words.value_words(reason["field"], reason["reference"], checker.table),
                            "passed" if reason["passed"] else "failed",
                        ),
                    )
                    for reason in match["reasons"]
                ],
            )
        ],
        key=key,
    )


def _other(view: FindingView, other: Mapping[str, Any], checker: Checker) -> None:
    figure = _figure(view, other["figure"])
    if figure is None:
        return
    failed = [
        words.FIELDS.get(reason["field"], reason["field"]).lower()
        for reason in other["reasons"]
        if not reason["passed"]
    ]
    why = f"it differs in: {', '.join(failed)}" if failed else _not_nearest(view, figure)
    place = words.place_words(figure.place, checker.table)
    measure = words.measure_words(figure.measure, checker.table)
    line = f"{value_text(figure)}, {measure}, {place}, as of {figure.as_of} ({words.source_words(figure.source_id, checker.table)})"
    st.subheader("The nearest other row")
    marked.show(
        [marked.text_node("p", line), marked.text_node("p", f"Not used: {why}.", "soft")],
        key="other",
    )


def _not_nearest(view: FindingView, figure: ReferenceFigure) -> str:
    used = _figure(view, view.detail["figure"])
    published = view.item.row["published"]
    if published and figure.published.isoformat() > published:
        return f"it was published on {figure.published}, after the article"
    if used is not None and used.series_id == figure.series_id:
        return "another vintage of the same series was in force"
    if used is not None and used.event != figure.event:
        return "another event is nearer to what the article says"
    return "the row above fits the article's words and day better"


def _read_as(row: Mapping[str, Any], checker: Checker) -> None:
    st.subheader("How the figure was read")
    table = checker.table
    marked.show(
        [
            marked.facts_node(
                [
                    ("Counts", words.measure_words(row["measure"], table) or row["counted"] or "not known"),
                    ("Who", words.value_words("population", row["population"] or "", table)),
                    ("Where", words.place_words(row["place"], table) or row["place_name"] or "not known"),
                    ("Event", words.event_words(row["event"], table)),
                    ("As of", row["as_of"] or ""),
                    ("Said by", row["speaker"]),
                    ("How said", plain_words(row["modality"])),
                ]
            )
        ],
        key="read_as",
    )  # fmt: skip


def _both_readings(view: FindingView, article: Article | None) -> list[str]:
    row = view.item.row
    near = row["code"] == "edge" or ((row["gap_ratio"] or 0) > 1 and row["gap_ratio"] < _EDGE)
    if article is None or not row["verdict"]:
        return []
    found = data.readings(article, row["finding"])
    if len(set(found.values())) <= 1:
        return ["Near the edge: a slightly other rounding would change this."] if near else []
    said = "; ".join(
        f"{profile}: {plain_words(found[profile]) or 'not judged'}"
        for profile in data.PROFILES
        if profile in found
    )
    return [f"Near the edge, it depends on how round numbers are read. {said}."]


def _bars_in_words(
    view: FindingView, figure: ReferenceFigure, today: ReferenceFigure | None
) -> str:
    row = view.item.row
    said = f"The article ({row['published'] or 'no date'}): {words.interval_words(view.detail['interval'])}."
    then = f" The reference ({figure.as_of}): {value_text(figure)}."
    newer = ""
    if today is not None and today.figure_id != figure.figure_id:
        newer = f" The newest ({today.as_of}): {value_text(today)}."
    return said + then + newer


def _figure(view: FindingView, name: str | None) -> ReferenceFigure | None:
    held = view.figures.get(name or "")
    return figure_from(held) if held is not None else None
