"""The labelled sentences from which likeness learns: those of ``tests/gold`` that may be developed on,
the stories of ``tests/gold/corpora`` and the example of each cue. Never a file named held, nor the stories
of ``press_held``; those of ``held`` were opened long ago and have been developed on since."""

from __future__ import annotations

import csv
import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from factcheck import Article, Checker
from factcheck.lines import COMPARED
from factcheck.model import Quantity, Sentence
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences

GOLD = Path("tests/gold")
FILES = (
    "claims_a_dev", "claims_b_dev", "articles_b_dev", "phrasings", "phrasings_b_dev",
    *(f"likeness/{one.stem}" for one in sorted((GOLD / "likeness").glob("*.jsonl"))),
)  # fmt: skip
# Files in the manner of the press are given twice, and so are stories: of such sentences there are fewer.
TWICE = "likeness/press_"
STORIES = ("dev", "wire", "regions", "later", "held", "press")  # press_held is never learned from
_FIELDS = (("text", "figures"), ("title", "title_figures"))


@dataclass(frozen=True)
class Labelled:
    """A sentence, what the program finds in it, and the measure of each labelled figure by number."""

    entry: str  # the text, or the story, that it was cut from
    sentence: Sentence
    found: list[Quantity]
    measures: dict[int, str]  # "" where no measure fits


def labelled() -> Iterator[Labelled]:
    """All that is learned from, what is given twice at its second place once more."""
    for name in (*FILES, *(one for one in FILES if one.startswith(TWICE))):
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            figures = [(one["text"], one.get("measure", "")) for one in entry["figures"]]
            figures += [(one["text"], "") for one in entry.get("context", [])]
            yield from _of(entry.get("sentence") or entry.get("text"), figures)
    checker = Checker.load()
    with Path("reference/cues.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            article = Article("example", row["example"], "", published=date(2024, 5, 20))
            told = [
                finding.claim.quantity.text
                for finding in checker.check(article)
                if finding.claim.measure == row["measure"] and not finding.claim.measure_is_likely
            ]
            yield from _of(row["example"], [(text, row["measure"]) for text in told[:1]])
    known = checker.table.vocabulary.measures
    stories = [
        one
        for part in STORIES
        for folder in sorted((GOLD / "corpora" / part).iterdir())
        for one in _of_story(folder, known)
    ]
    yield from chain(stories, stories)


def _of_story(folder: Path, known: Container[str]) -> Iterator[Labelled]:
    """The sentences of one story that hold labelled figures, each text once: its articles copy."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    seen: set[str] = set()
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(row["id"], row["text"], row["title"])
        labels = {
            name: [
                (one["start"], one["end"], one["measure"] if one["measure"] in known else "")
                for one in expected[listed]
                if one["article"] == row["id"]
            ]
            for name, listed in _FIELDS
        }
        for sentence in split_sentences(article):
            if sentence.text not in seen:
                seen.add(sentence.text)
                yield from _labelled(folder.name, sentence, labels[sentence.field])


def _of(text: str, figures: list[tuple[str, str]]) -> Iterator[Labelled]:
    labels = list(_spans(text, figures))
    for sentence in split_sentences(Article("example", text, "")):
        yield from _labelled(text, sentence, labels)


def _labelled(
    entry: str, sentence: Sentence, labels: list[tuple[int, int, str]]
) -> Iterator[Labelled]:
    """A sentence with the labels that fall on its figures; each label is used once."""
    found = find_quantities(sentence)
    measures: dict[int, str] = {}
    for number, quantity in enumerate(found):
        span = quantity.span
        label = next((one for one in labels if one[0] < span.end and span.start < one[1]), None)
        if label is None or quantity.kind not in COMPARED:
            continue
        labels.remove(label)
        measures[number] = label[2]
    if measures:
        yield Labelled(entry, sentence, found, measures)


def _spans(text: str, figures: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for figure, measure in figures:
        start = text.find(figure, at)
        start = start if start >= 0 else text.find(figure)
        if start >= 0:
            at = start + len(figure)
            yield start, at, measure
