"""Page furniture: cases as lines, the vocabulary's own examples, and laws."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.furniture import Sign, furniture_spans, load_signs
from tests.factories import furniture_gold

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("furniture.toml").read_text())


def _marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in furniture_spans(text)]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"], ids=["line", "blank line", "crlf"])
@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_marks_furniture_and_nothing_else(case: dict[str, str], separator: str) -> None:
    lines = [line.split("| ", 1) for line in case["lines"].strip().splitlines()]
    text = separator.join(words.replace("~", "") for _, words in lines)
    expected = [
        words.split("~")[-1]
        for kind, words in lines
        if kind == "F" or (kind == "S" and "~" in words)
    ]
    assert _marked(text) == expected


@pytest.mark.parametrize("sign", load_signs().signs, ids=lambda sign: sign.name)
def test_each_sign_finds_its_example(sign: Sign) -> None:
    assert sign.pattern.search(sign.example)
    assert any(word in sign.example.lower() for word in sign.needs), "never tried"
    assert all(word == word.lower() for word in sign.needs)


@given(st.text(max_size=400))
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    end = 0
    for span in furniture_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.heavy
@pytest.mark.parametrize(
    "unit", ["Read more\n", "you ", "Dear readers,\n", "- item\n", "support us. ", "a. "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    started = perf_counter()
    furniture_spans(text)
    # 0.5 s here when measured at its worst; a quadratic search would take minutes.
    assert perf_counter() - started < 10


def test_real_articles_figure_by_figure() -> None:
    wrong = [
        (name, figure["number"])
        for name, text, figures in furniture_gold()
        for figure in figures
        if (figure["role"] == "boilerplate")
        != any(
            span.start <= int(figure["start"]) and int(figure["end"]) <= span.end
            for span in furniture_spans(text)
        )
    ]
    assert wrong == []
