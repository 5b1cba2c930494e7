"""Speakers: every way in which news names the source of a figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.speakers import find_speakers
from factcheck.tokens import tokenize

CASES = [
    ("Forty died, according to the health ministry.", "health ministry"),
    ("According to the Civil Defence Office, 40 people died.", "Civil Defence Office"),
    ("The governor said 40 people had died.", "governor"),
    ('"We buried 40 of them," said the mayor of Arvenholt.', "mayor of Arvenholt"),
    ("Police counted that 40,000 had come.", "Police"),
    ("By the ministry's count 40 people died.", "ministry"),
    ("The Red Cross, which runs the camp, said 40 people had died.", "Red Cross"),
    ("Health officials in Lima have said that 40 people died.", "Health officials in Lima"),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_speaker(text: str, name: str) -> None:
    assert name in [speaker.name for speaker in find_speakers(tokenize(text), frozenset())]


@pytest.mark.parametrize(
    "text", ["The reports were read by 40 people.", "Forty people died on the bridge."]
)
def test_nobody_speaks(text: str) -> None:
    assert find_speakers(tokenize(text), frozenset()) == []


def test_pronoun_is_marked() -> None:
    (speaker,) = find_speakers(tokenize("She said 40 people had died."), frozenset())
    assert speaker.pronoun


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    tokens = tokenize(text)
    for speaker in find_speakers(tokens, frozenset()):
        assert 0 <= speaker.first < speaker.last <= len(tokens.words)
