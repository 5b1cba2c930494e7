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

_NUMBER = r"[\d.,]*\d(?: ?%| percent| per cent)?(?: (?:million|thousand))?(?: votes)?"
_NEXT_NUMBER = re.compile(r"\d")
_CLAUSE_END = re.compile(r"[,;:.()–—]|\b(?:while|whereas|but)\b")
_OF_IT = re.compile(r" (?:for|in favou?r(?: of)?)\b(?! (?:leaving|keeping))")
_SECOND = re.compile(
    rf"{_NUMBER},? (?:to|against|versus|vs\.?|compared (?:with|to)) (?:just |only |some |about |around )?$"
)
_FIRST = re.compile(r"(?: ?%| percent| per cent| votes)? to $")


@dataclass(frozen=True, slots=True)
class _OptionWords:
    """The lists of vocabulary/contests.toml on referendums."""

    measures: frozenset[str]
    questions: re.Pattern[str]
    named: re.Pattern[str]  # a side by its name
    said: re.Pattern[str]  # or by what its voters did
    sides: Mapping[str, str]
    opposites: Mapping[str, str]

    def side(self, told: str) -> str:
        """The side that is meant by what a pattern found."""
        return self.sides[told.strip("\"“”'‘’,.")]


@cache
def _words() -> _OptionWords:
    path = Path(__file__).parent / "vocabulary" / "contests.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))["options"]
    named = {name: side for side, names in raw["names"].items() for name in names}
    acts = {act: side for side, listed in raw["acts"].items() for act in listed}
    names = "|".join(named)
    quoted = rf"[\"“'‘](?P<quoted>{names})[,.]?[\"”'’]"
    followed = rf"\b(?P<followed>{names})(?= (?:{'|'.join(raw['nouns'])})\b)"
    voted = rf"(?<=\bvoted )(?P<voted>{names})\b"
    done = rf"\b(?P<done>{'|'.join(sorted(acts, key=len, reverse=True))})\b"
    return _OptionWords(
        frozenset(raw["measures"]),
        re.compile(rf"\b(?:{'|'.join(raw['questions'])})\b"),
        re.compile(f"{quoted}|{followed}|{voted}"),
        re.compile(f"{quoted}|{followed}|{voted}|{done}"),
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
    asked = words.questions.search(f"{article.title}\n{article.text}".lower()) is not None
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
    end = _CLAUSE_END.search(behind)
    behind = behind[: end.start()] if end is not None else behind
    number = _NEXT_NUMBER.search(behind)
    behind = behind[: number.start()] if number is not None else behind
    own = told.search(behind)
    if own is not None:
        return words.side(own[0])
    if _OF_IT.match(behind) and not named_only:
        return words.side("in favour")
    second = _SECOND.search(before)
    named = list(told.finditer(before[: second.start()] if second is not None else before))
    if not named:
        return ""
    # "The No edged out the Yes vote, 50.2 to 49.7": the first number is of whom is named first.
    first = second is not None or _FIRST.match(behind) is not None
    side = words.side((named[0] if first else named[-1])[0])
    return words.opposites.get(side, "") if second is not None else side
