"""Which side of a question that people voted on a number is of: yes or no, leaving or staying.

In a referendum nobody stands for election: the names in front of a number are those of who campaigned, and "50.2
percent to 49.8" are of two sides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.model import Finding, Kind

_NEXT_NUMBER = re.compile(r"\d")
_LEAD = 400  # characters of a text in which a vote on a question is what it is about


@dataclass(frozen=True, slots=True)
class _OptionWords:
    """The lists of vocabulary/contests.toml on referendums."""

    measures: frozenset[str]
    questions: re.Pattern[str]
    named: re.Pattern[str]  # a side by its name
    said: re.Pattern[str]  # or by what its voters did
    of_it: re.Pattern[str]  # "39 percent for it"
    ends: re.Pattern[str]  # of a clause
    first: re.Pattern[str]  # what stands between the numbers of a pair
    second: re.Pattern[str]  # the first number of a pair and what stands behind it, at the end
    sides: Mapping[str, str]
    opposites: Mapping[str, str]

    def side(self, match: re.Match[str]) -> str:
        """The side that a pattern found."""
        return self.sides[next(filter(None, match.groups()))]


@cache
def _words() -> _OptionWords:
    path = Path(__file__).parent / "vocabulary" / "contests.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))["options"]
    named = {name: side for side, names in raw["names"].items() for name in names}
    acts = {act: side for side, listed in raw["acts"].items() for act in listed}
    names, nouns = "|".join(named), "|".join(raw["nouns"])
    joints, ends, favouring = ("|".join(raw[name]) for name in ("joints", "ends", "favouring"))
    joint = rf",? (?:{joints}) (?:just |only |some |about |around )?$"
    quoted = rf"[\"“'‘]({names})[,.]?[\"”'’]"
    followed = rf"(?<=\bthe )({names})(?= (?:{nouns})\b)"
    chosen = rf"\b(?:for|voted|voting)(?: the)? ({names})\b"
    done = rf"(?<!\bwho )(?<!\bwhich )(?<!\bthat )\b({'|'.join(sorted(acts, key=len, reverse=True))})\b(?! \d)"
    return _OptionWords(
        frozenset(raw["measures"]),
        re.compile(rf"(?<!\b\d\d\d\d )\b(?:{'|'.join(raw['questions'])})\b"),
        re.compile(f"{quoted}|{followed}|{chosen}"),
        re.compile(f"{quoted}|{followed}|{chosen}|{done}"),
        re.compile(rf" (?:{favouring})\b"),
        re.compile(rf"[,;:.()–—]|\b(?:{ends})\b"),
        re.compile(rf"(?: ?%| percent| per cent| votes)?{joint}"),
        re.compile(rf"\d(?: ?%| percent| per cent)?(?: million| thousand)?(?: votes)?{joint}"),
        {**named, **acts},
        {**raw["opposites"], **{other: one for one, other in raw["opposites"].items()}},
    )


def side_of_question(finding: Finding) -> str:
    """The side of a referendum that a share or a number of votes is of; blank where none is told.

    >>> from factcheck.options import side_in
    >>> side_in('The "no" camp won by ', ' to 49.8 percent')
    'no'
    >>> side_in('The "no" camp won by 50.2 percent to ', '')
    'yes'
    """
    claim = finding.claim
    words = _words()
    if claim.measure not in words.measures or claim.quantity.kind not in {Kind.PERCENT, Kind.COUNT}:
        return ""
    article = claim.article
    asked = words.questions.search(f"{article.title}\n{article.text[:_LEAD]}".lower()) is not None
    start = claim.sentence.span.start
    text = claim.sentence.text
    before = text[: claim.quantity.span.start - start]
    return side_in(before, text[claim.quantity.span.end - start :], named_only=not asked)


def side_in(before: str, behind: str, *, named_only: bool = False) -> str:
    """The side that the words before and behind a number in its sentence tell. ``named_only``: only by its name
    ("the No camp"), not by what its voters did."""
    words = _words()
    told = words.named if named_only else words.said
    before, behind = before.lower(), behind.lower()
    number = _NEXT_NUMBER.search(behind)
    own = behind[: number.start()] if number is not None else behind
    second = words.second.search(before[-_PAIR:])
    if second is not None:
        first = before[: len(before) - len(second[0])]
        return words.opposites.get(_first_of_pair(first, _clause(behind), told, words), "")
    if number is not None and words.first.fullmatch(own):
        rest = behind[number.start() :]
        return _first_of_pair(before, _clause(rest.lstrip("0123456789.,")), told, words)
    own = _clause(own)
    match = told.search(own)
    if match is not None:
        return words.side(match)
    if words.of_it.match(own) and not named_only:
        return words.sides["in favour"]
    named = list(told.finditer(before))
    return words.side(named[-1]) if named else ""


_PAIR = 60  # characters of "50.2 percent, versus just "


def _clause(text: str) -> str:
    """A text up to the end of its clause."""
    end = _words().ends.search(text)
    return text[: end.start()] if end is not None else text


def _first_of_pair(before: str, behind: str, told: re.Pattern[str], words: _OptionWords) -> str:
    """The side of the first of two numbers: who is named first, else what is said behind both ("by 51.9 percent
    to 48.1 to leave"), unless it is said of the second alone ("versus 49.8 percent for the Yes vote")."""
    named = told.search(before)
    if named is not None:
        return words.side(named)
    match = told.search(behind)
    if match is None:
        return ""
    of_second = words.named.match(behind.removeprefix(" percent").removeprefix("%"), 1) is not None
    return words.opposites.get(words.side(match), "") if of_second else words.side(match)
