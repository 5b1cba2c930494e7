"""What the pages show, loaded once: the one home of Streamlit's caches."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from factcheck.articles import scan
from factcheck.model import Article
from factcheck.pipeline import Checker
from factcheck.runs import Run, collect

_PACKAGE = Path(__file__).resolve().parent.parent


@st.cache_resource(show_spinner="Loading the reference table ...")
def checker() -> Checker:
    """The checker over the built-in reference table."""
    return Checker.load()


@st.cache_resource(show_spinner="Checking the sample articles ...")
def sample_run() -> Run | None:
    """The sample articles, checked; None where they were not installed."""
    folders = (_PACKAGE.parent / "samples", _PACKAGE / "_samples")
    folder = next((folder for folder in folders if folder.is_dir()), None)
    return None if folder is None else collect(checker(), scan([folder]))


@st.cache_resource(show_spinner="Checking ...", max_entries=20)
def pasted_run(text: str, title: str, publisher: str, published: date | None) -> Run:
    """One article as pasted, checked."""
    article = Article(
        article_id="pasted text",
        text=text,
        title=title,
        publisher=publisher,
        published=published,
        published_source="manifest" if published else "none",
    )
    return collect(checker(), [article])
