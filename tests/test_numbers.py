"""Numbers in digits and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.numbers import parse_digits, read_number
from factcheck.tokens import tokenize
from factcheck.vocabulary import load_lexicon

WORDS = load_lexicon().numbers
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    """A number below a million in words."""
    if number >= 1000:
        rest = number % 1000
        return spell(number // 1000) + " thousand" + (f" {spell(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return SMALL[number // 100] + " hundred" + (f" and {spell(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,000", "5000"),
        ("1,234.5", "1234.5"),
        (".5", "0.5"),
        ("12,34,567", "1234567"),
        ("5 000", "5000"),
        ("1 250 000", "1250000"),
        ("1.2m", "1200000"),
        ("1.762bn", "1762000000"),
        ("3tn", "3000000000000"),
        ("12k", "12000"),
        ("5 hundred thousand", "500000"),
        ("2 lakh crore", "2000000000000"),
        ("10½", "10.5"),
        ("7 3/4", "7.75"),
        ("1/3", "0.333333333333"),
        ("3,5 million", "3500000"),
        ("three and a half million", "3500000"),
        ("two million and a half", "2500000"),
        ("half a million", "500000"),
        ("half a dozen", "6"),
        ("three quarters of a billion", "750000000"),
        ("two dozen", "24"),
        ("a hundred", "100"),
        ("twice", "2"),
        ("sixfold", "6"),
        ("two-thirds", "66.666666666667"),
        ("a quarter of", "25"),
    ],
)
def test_value(text, value):
    number = read_number(tokenize(text), 0, WORDS)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens", 24, 99),
        ("scores of", 40, 99),
        ("hundreds", 200, 999),
        ("thousands", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("millions", 2_000_000, 9_999_999),
        ("several hundred", 200, 999),
        ("a few thousand", 2000, 9999),
    ],
)
def test_vague(text, low, high):
    number = read_number(tokenize(text), 0, WORDS)
    assert number is not None
    assert (number.value, number.high) == (low, high)


@pytest.mark.parametrize("text", ["a man", "hundred", "a third person", "half-time", "few came"])
def test_no_number(text):
    assert read_number(tokenize(text), 0, WORDS) is None


@given(st.integers(min_value=0, max_value=999_999))
def test_number_words_are_read_back(number):
    tokens = tokenize(spell(number))
    found = read_number(tokens, 0, WORDS)
    assert found is not None
    assert (found.value, found.end) == (number, len(tokens.words))


@given(st.text(alphabet="0123456789.,٣", min_size=1, max_size=40))
def test_tokens_of_digits_never_raise(text):
    for word in tokenize(text).words:
        if word[0].isdecimal():
            parse_digits(word)


@given(st.text(max_size=80))
def test_tokens_slice_back(text):
    tokens = tokenize(text)
    ends = [0, *tokens.ends]
    for at, word in enumerate(tokens.words):
        assert text[tokens.starts[at] : tokens.ends[at]] == word
        assert tokens.starts[at] >= ends[at]
