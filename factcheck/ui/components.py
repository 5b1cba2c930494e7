"""Pieces of a page: counts, the table of flagged figures, one figure in its sentence.

Article text is shown as plain text only: in Markdown ``$2 ... $3`` would turn into a formula.
"""

from __future__ import annotations

import streamlit as st

from factcheck.model import Finding
from factcheck.report import DISCREPANCY_FIELDS, csv_text, discrepancy_rows
from factcheck.runs import Run, unjudged_counts, verdict_counts

_NAMES = {
    "modality": "denied, planned, feared or supposed",
    "vague": "too vague to judge",
    "not_a_claim": "not a checkable claim",
    "furniture": "not the article's own words",
}


def show_counts(run: Run) -> None:
    """How much was read, found, judged and flagged."""
    judged = sum(verdict_counts(run.findings).values())
    columns = st.columns(4)
    columns[0].metric("Articles", len(run.articles))
    columns[1].metric("Figures found", len(run.findings))
    columns[2].metric("Judged", judged)
    columns[3].metric("Flagged", len(run.flagged))


def show_flagged(run: Run) -> None:
    """The flagged figures with one reason each, and the one that the reader picks in full."""
    st.subheader("Flagged figures")
    flagged = run.flagged
    if not flagged:
        st.text("Nothing was flagged.")
    else:
        st.dataframe(
            [
                {
                    "Severity": finding.severity,
                    "Article": finding.claim.article.article_id,
                    "Figure": _figure(finding),
                    "Verdict": _verdict(finding),
                    "Why": finding.reason,
                    "Sentence": finding.claim.sentence.text,
                }
                for finding in flagged
            ],
            hide_index=True,
            key="flagged",
        )
        by_label = {
            f"{number}. {_figure(finding)} - {finding.claim.article.article_id}": finding
            for number, finding in enumerate(flagged, start=1)
        }
        chosen = st.selectbox("Look at", list(by_label), key="chosen")
        if chosen:
            _show_finding(by_label[chosen])
    for comparison in run.diverging:
        what = comparison.measure.replace("_", " ") or comparison.counted
        st.text(f"Articles contradict each other on {what}: {comparison.reason}")
    for check in run.failed_checks:
        st.text(f"Arithmetic: {check.reason}")
    st.download_button(
        "Download discrepancies.csv",
        csv_text(DISCREPANCY_FIELDS, discrepancy_rows(run)).encode("utf-8"),
        "discrepancies.csv",
        "text/csv",
        key="download",
    )


def _show_finding(finding: Finding) -> None:
    with st.container(border=True):
        st.text(finding.claim.sentence.text)
        st.text(f"{_verdict(finding)}: {finding.reason}")
        figure = finding.figure
        if figure is None:
            return
        st.text(f"Reference: {figure.source_id}, as of {figure.as_of}, grade {figure.grade}")
        if figure.url.startswith(("http://", "https://")):
            st.link_button("Open the source", figure.url)


def show_all(run: Run) -> None:
    """Counts a verdict, what was not judged and why, what could not be read."""
    judged, unjudged = st.columns(2)
    with judged:
        st.subheader("Judged")
        for name, number in verdict_counts(run.findings).items():
            st.text(f"{number}  {name.replace('_', ' ')}")
    with unjudged:
        st.subheader("Not judged")
        for code, number in unjudged_counts(run.findings).items():
            st.text(f"{number}  {_NAMES.get(code, code or 'other')}")
    if run.problems:
        st.subheader("Could not be read as it stands")
        for problem in run.problems:
            st.text(f"{problem.source}: {problem.found} - {problem.remedy}")


def _figure(finding: Finding) -> str:
    quantity = finding.claim.quantity
    return " ".join(f"{quantity.hedge} {quantity.text} {finding.claim.counted}".split())


def _verdict(finding: Finding) -> str:
    return finding.verdict.value.replace("_", " ") if finding.verdict else "not judged"
