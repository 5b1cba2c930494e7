"""The dashboard as a reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).resolve().parent.parent / "app.py")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=60)


def test_samples_are_shown_flagged(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert not app.error
    assert [metric.label for metric in app.metric] == [
        "Articles", "Figures found", "Judged", "Flagged",
    ]  # fmt: skip
    flagged = int(app.metric[3].value)
    assert flagged == len(app.dataframe[0].value) > 0
    assert set(app.dataframe[0].value["Why"]) - {""}


def test_a_pasted_text_is_checked(app: AppTest) -> None:
    app.run()
    app.radio(key="what").set_value("My own text").run()
    assert "Paste an article" in app.info[0].value
    app.text_area(key="text").set_value("About 300 people left $5 and $6 behind.")
    app.button[0].click().run()
    assert not app.exception
    assert [metric.value for metric in app.metric][:2] == ["1", "3"]
