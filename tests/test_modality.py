"""Modality: how the sentence stands to its figure; <n> marks the number."""

import pytest

from factcheck.modality import find_modality
from factcheck.model import Modality
from factcheck.tokens import tokenize

CASES = [
    ("The flood killed 400 people .", "asserted"),
    ("Officials denied that 400 people had drowned .", "denied"),
    ("The quake could kill 400 people , experts fear .", "feared"),
    ("A second wave would have killed 400 people .", "hypothetical"),
    ("The army plans to send 400 men .", "planned"),
    ("The economy is expected to lose 400 jobs .", "forecast"),
    ("Did the flood kill 400 people ?", "question"),
    ("The toll is 12 , down from 400 .", "withdrawn"),
    ("Some 400 people are believed to have fled .", "reported"),
    ("No fewer than 400 people died .", "asserted"),
    ("Not only did 400 people die .", "asserted"),
    ("If the dam breaks , 400 homes go under .", "hypothetical"),
    ("He said he could not go home , as 400 people had died .", "asserted"),
    ("Police did not find 400 weapons .", "negated"),
    ("The council could sell the site , where 400 people were killed .", "asserted"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_modality(text: str, expected: str) -> None:
    tokens = tokenize(text)
    first = tokens.words.index("400")
    assert find_modality(tokens.lower, first, first + 1, first + 2).modality is Modality(expected)
