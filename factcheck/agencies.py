"""Which news agency an article credits: its mark in the dateline, the byline or at the foot."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.model import Article

_HEAD = 400  # characters of a text in which a byline or a dateline stands
_FOOT = 400
_LINES = 3  # lines at the head and at the foot that may be a credit
# "KABUL, March 3 (Reuters) - ", "LIMA /Xinhua/ -- "
_DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-Ý][^\n()/]{1,80}?[(/](?P<mark>[A-ZÀ-Ýa-z][^\n()/]{1,40})[)/]\s*(?:[-—–:]|--)"
)
_BYLINE = re.compile(r"^\W*(?:by|from)\b|^\s*[-—–(©]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    marks: dict[str, str]
    pattern: re.Pattern[str]
    credits: re.Pattern[str]
    nouns: re.Pattern[str]
    longest: int


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "vocabulary" / "agencies.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    marks = {mark: name for name, listed in raw["agencies"].items() for mark in listed}
    credit = raw["credit"]
    return _Words(
        marks,
        re.compile(rf"(?<![\w-])(?:{_union(list(marks))})(?![\w-])"),
        re.compile(_union(credit["words"]), re.IGNORECASE),
        re.compile(rf"\b(?:{_union(credit['nouns'])})\b", re.IGNORECASE),
        credit["longest_line"],
    )


def _union(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def credited_agency(article: Article) -> str:
    """The agency that an article credits or that published it; blank where there is none.

    >>> credited_agency(Article("a", "LIMA, May 3 (Reuters) - A bus fell into a gorge."))
    'Reuters'
    >>> credited_agency(Article("a", "He told Reuters that it was over."))
    ''
    """
    words = _words()
    head = article.text[:_HEAD].strip()
    lines = [line.strip() for line in head.split("\n") if line.strip()][:_LINES]
    for line in lines:
        match = _DATELINE.match(line)
        if match:
            return _name(match["mark"].strip())
    foot = article.text[-_FOOT:].rstrip()
    lines += [line.strip() for line in foot.split("\n") if line.strip()][-_LINES:]
    for line in lines:
        found = _credit(line)
        if found:
            return found
    publisher = article.publisher.strip()
    if publisher in words.marks or words.nouns.search(publisher):
        return _name(publisher)
    return ""


def named_agency(text: str) -> str:
    """The agency that a speaker's name holds ("an AFP tally"); blank where it holds none."""
    words = _words()
    match = words.pattern.search(text)
    return words.marks[match.group()] if match else ""


def _credit(line: str) -> str:
    """The agency of a short line that credits somebody."""
    words = _words()
    if len(line.split()) > words.longest:
        return ""
    match = words.pattern.search(line)
    if match is None:
        return ""
    alone = line.strip(" .()[]-—–/*") == match.group()
    if alone or _BYLINE.match(line) or words.credits.search(line):
        return words.marks[match.group()]
    return ""


def _name(mark: str) -> str:
    """The one name of an agency, whatever form its mark has."""
    words = _words()
    known = words.marks.get(mark)
    if known is not None:
        return known
    match = words.pattern.search(mark)
    if match:
        return words.marks[match.group()]
    return " ".join(words.nouns.sub(" ", mark).split()) or mark
