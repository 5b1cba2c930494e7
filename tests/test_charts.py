"""Charts say what they are given: ends, open ends, points, bands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from factcheck.settings import load_settings
from factcheck.ui import charts, words
from tests.factories import builtin_checker, make_figure

SETTINGS = load_settings()


def rows(chart: charts.Layers) -> list[dict[str, object]]:
    data = chart.to_dict()
    return [row for table in data["datasets"].values() for row in table]


@pytest.mark.parametrize(
    ("low", "high", "point", "open_above"),
    [
        (4500.0, 5500.0, False, False),
        (5086.0, 5086.0, True, False),
        (921635.0, 921645.0, True, False),
        (5000.0, None, False, True),
    ],
    ids=["range", "one value", "too thin to be seen", "open"],
)
def test_a_claim_is_a_bar_or_a_point(
    low: float, high: float | None, *, point: bool, open_above: bool
) -> None:
    claim = {"low": low, "high": high, "low_open": False, "high_open": False}
    figure = make_figure(low=Decimal(854000), best=None, high=Decimal(860000))
    if low < 10_000:
        figure = make_figure(low=Decimal(4000), best=None, high=Decimal(6000))
    own = rows(charts.two_bars(claim, "2031-03-07", figure, None, [], SETTINGS))[0]
    assert own["row"] == "The article, 2031-03-07"
    assert (own["point"] is not None) is point
    assert (own["arrow"] is not None) is open_above


def test_a_vintage_is_drawn_once() -> None:
    figure = make_figure(figure_id="f1")
    newer = make_figure(figure_id="f2", as_of=date(2031, 4, 1))
    chart = charts.two_bars(None, "", figure, newer, [figure, newer], SETTINGS)
    assert [str(row["row"]).split(",")[0] for row in rows(chart)] == [
        "Reference then",
        "Reference today",
    ]


def test_hostile_words_are_data_in_a_chart() -> None:
    words = "<img src=x onerror=alert(1)>"
    claims = [
        {"day": "2031-03-07", "low": 1.0, "high": None, "origin": words, "what": words, "article": words},
        {"day": "2031-03-09", "low": None, "high": 5.0, "origin": "2", "what": "x", "article": "y"},
    ]  # fmt: skip
    made = charts.across(claims, [make_figure(), make_figure(low=None, best=None)], SETTINGS)
    assert words in {row.get("origin") for row in rows(made)}
    assert "usermeta" not in made.to_dict() or "onerror" not in str(made.to_dict()["usermeta"])


def test_a_band_is_in_force_from_its_publication_to_the_next() -> None:
    first = make_figure(figure_id="f1", published=date(2031, 3, 6))
    second = make_figure(figure_id="f2", published=date(2031, 3, 9))
    claims = [
        {"day": f"2031-03-{day:02}", "low": 90.0, "high": 95.0, "origin": "1", "what": "", "article": ""}
        for day in (7, 12)
    ]  # fmt: skip
    bands = [
        row for row in rows(charts.across(claims, [second, first], SETTINGS)) if "start" in row
    ]
    areas = bands[:2]
    assert [str(row["start"])[:10] for row in areas] == ["2031-03-06", "2031-03-09"]
    assert str(bands[0]["end"])[:10] == "2031-03-09"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("civilians", "Civilians"),
        ("part:farm worker", "a part of them (farm worker)"),
        ("part:", "a part of them"),
        ("", "not stated"),
    ],
)
def test_no_raw_key_of_a_population_is_shown(value: str, shown: str) -> None:
    assert words.value_words("population", value, builtin_checker().table) == shown
