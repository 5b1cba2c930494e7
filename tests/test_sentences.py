"""Sentence boundaries, positions, offsets."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.paragraphs import paragraph_spans
from factcheck.sentences import split_sentences
from tests.factories import make_article

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("sentences.toml").read_text())

# Letters and signs that splitters trip over, more often than chance would bring them.
HOSTILE = st.text(
    st.sampled_from("ab A.!?\"'“”«»()[]\n\r\t\u00a0\u2028é😀ßİ1,5%$-"), max_size=300
) | st.text(max_size=200)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["origin"])
def test_splits_where_a_reader_would(case: dict[str, str]) -> None:
    text = case["text"].replace("|", " ")
    assert [s.text for s in split_sentences(make_article(text))] == case["text"].split("|")


@given(HOSTILE, HOSTILE)
def test_offsets_slice_back_and_nothing_is_lost(text: str, title: str) -> None:
    sentences = split_sentences(make_article(text, title=title))
    assert [s.index for s in sentences] == list(range(len(sentences)))
    for name, whole in (("title", title), ("text", text)):
        end = 0
        between = []
        for sentence in sentences:
            if sentence.field == name:
                assert whole[sentence.span.start : sentence.span.end] == sentence.text != ""
                assert sentence.span.start >= end
                between.append(whole[end : sentence.span.start])
                end = sentence.span.end
        assert not "".join([*between, whole[end:]]).strip(), "words that belong to no sentence"


def test_title_comes_first_then_the_lead() -> None:
    article = make_article(
        "By Ada Lind\n\nAbout 40 people died on Monday in the town of Vale, police said."
        "\n\nTen are missing.",
        title="Forty die in Vale. Ten missing",
    )
    assert [(s.field, s.position, s.text) for s in split_sentences(article)] == [
        ("title", "headline", "Forty die in Vale."),
        ("title", "headline", "Ten missing"),
        ("text", "body", "By Ada Lind"),
        (
            "text",
            "lead",
            "About 40 people died on Monday in the town of Vale, police said.",
        ),
        ("text", "body", "Ten are missing."),
    ]


def test_a_headline_stands_alone_above_a_longer_paragraph() -> None:
    body = "The river Ems rose four metres and 300 people left their homes."
    above = split_sentences(make_article(f"Flood drives out 300\n\n{body}"))
    assert [s.position for s in above] == ["headline", "lead"]
    without_gap = split_sentences(make_article(f"Flood drives out 300\n{body}"))
    assert [s.position for s in without_gap] == ["body", "lead"]


def test_furniture_is_marked_and_is_never_the_lead() -> None:
    text = "Support The Vale Post!\n\nThree people died in the fire on Sunday, the city said."
    assert [(s.furniture, s.position) for s in split_sentences(make_article(text))] == [
        (True, "body"),
        (False, "lead"),
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "About 5,000 people have been killed and at least\n"
        "900,000 displaced since the fighting began in the\n"
        "north of the country, the agency said on Monday.\n\n"
        "A second paragraph."
    )
    assert len(paragraph_spans(text)) == 2
    first = split_sentences(make_article(text))[0]
    assert first.text.startswith("About 5,000")
    assert first.text.endswith("Monday.")


def test_list_items_and_short_lines_stay_apart() -> None:
    text = (
        "What we know:\n- 14 people died\n- 230 houses burned\n3,000 displaced\nTwo bridges closed"
    )
    assert len(split_sentences(make_article(text))) == 5


def test_an_endless_sentence_is_cut_between_words() -> None:
    text = "the town of Vale counted 5,000 people, and " * 2_000
    sentences = split_sentences(make_article(text))
    assert max(len(s.text) for s in sentences) <= 1_000
    assert all(s.text.endswith("people,") or s is sentences[-1] for s in sentences)
    assert all("5,000" in s.text for s in sentences)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "unit",
    ["«", '"', "(", "A. ", ".\n", "No. ", "a", "a ", ".", "\r", "word. Word ", '"Yes. ', "Gen. "],
)
def test_hostile_text_is_split_without_loss(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    sentences = split_sentences(make_article(text))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


def test_a_lone_surrogate_is_split_like_any_sign() -> None:
    sentences = split_sentences(make_article("A shell \ud800 hit. Then 41 died."))
    assert [one.text for one in sentences if one.field == "text"] == [
        "A shell \ud800 hit.", "Then 41 died.",
    ]  # fmt: skip
