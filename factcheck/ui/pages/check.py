"""Check the sample articles or a pasted one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from factcheck.errors import FactcheckError
from factcheck.runs import Run
from factcheck.ui import components, data

_SAMPLES, _PASTED = "Sample articles", "My own text"


def _choose() -> Run | None:
    """The run that the reader asked for; None where there is nothing to show yet."""
    what = st.radio("Check", (_SAMPLES, _PASTED), horizontal=True, key="what")
    if what == _SAMPLES:
        run = data.sample_run()
        if run is None:
            st.warning("The sample articles are not installed. Paste a text of your own.")
        return run
    with st.form("pasted"):
        text = st.text_area("Article text", height=240, key="text")
        title = st.text_input("Title", key="title")
        left, right = st.columns(2)
        publisher = left.text_input("Publisher", key="publisher")
        published = right.date_input(
            "Published",
            value=None,
            min_value=date(1900, 1, 1),
            key="published",
            help="Figures are judged by what was known that day; leave empty if not known.",
        )
        st.form_submit_button("Check", key="submit")
    if not text.strip():
        st.info("Paste an article and press Check.")
        return None
    day = published if isinstance(published, date) else None
    return data.pasted_run(text, title.strip(), publisher.strip(), day)


st.title("Figures in news articles")
st.caption(
    "Each figure is compared with a curated reference table and with the other articles. "
    "The program shows what to look at first and why; a person decides."
)
try:
    chosen = _choose()
except FactcheckError as error:
    chosen = None
    st.error(str(error))
if chosen is not None:
    components.show_counts(chosen)
    components.show_flagged(chosen)
    components.show_all(chosen)
