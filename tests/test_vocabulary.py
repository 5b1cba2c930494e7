"""Word lists: small letters, no word twice in one list, every list filled and read."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import factcheck.vocabulary
from factcheck.vocabulary import load_lexicon
from factcheck.vocabulary.context import load_context

FOLDER = Path(factcheck.vocabulary.__file__).parent
RAW = tomllib.loads((FOLDER / "context.toml").read_text(encoding="utf-8"))
LISTS = [(table, name) for table, lists in RAW.items() for name in lists]


@pytest.mark.parametrize(("table", "name"), LISTS, ids=["-".join(pair) for pair in LISTS])
def test_list_is_clean_and_read(table, name):
    text = RAW[table][name]
    words = text.split("|") if "|" in text else text.split()
    assert words
    assert len(words) == len(set(words))
    assert all(word == word.lower() == word.strip() for word in words)
    assert getattr(getattr(load_context(), table), name) == frozenset(words)


def test_every_table_of_the_file_has_a_class_and_none_is_left_over():
    context = load_context()
    assert {one.name for one in fields(context)} == RAW.keys()
    for table, lists in RAW.items():
        assert {one.name for one in fields(getattr(context, table))} == lists.keys()


@pytest.mark.parametrize(
    ("word", "table", "name"),
    [
        ("forsooth", "one", "elliptic"),
        ("them", "one", "pronoun_of"),
        ("expectancy", "ages", "measured"),
        ("cheaper", "subjects", "dimensions"),
        ("jobs", "changes", "stocks"),
    ],
)
def test_lists_hold_what_their_names_say(word, table, name):
    held = word in getattr(getattr(load_context(), table), name)
    assert held is (word != "forsooth")


def test_folded_signs_letters_and_crossing_verbs_are_loaded():
    lexicon = load_lexicon()
    assert lexicon.money.folded["PS"] == "pound sterling"
    assert lexicon.money.letters["R"] == "south african rand"
    assert ("passed",) in lexicon.hedges.crossing
    assert "rolled" in lexicon.hedges.particles["over"]
    assert {"ps", "y", "r"} <= lexicon.money.triggers
