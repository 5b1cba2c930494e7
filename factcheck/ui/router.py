"""The dashboard's frame: title, pages, navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="factcheck", layout="wide")
    pages = Path(__file__).with_name("pages")
    st.navigation(
        [st.Page(pages / "check.py", title="Check articles", url_path="check", default=True)],
        position="top",
    ).run()


if __name__ == "__main__":
    run()
