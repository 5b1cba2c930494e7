"""The country of an article that names none, by the bodies, heads of state and money that it names
(vocabulary/home_bodies.toml).

News for readers at home takes the country for granted: "the NHS waiting list fell to 7.2 million".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from factcheck.places import PlaceMention

_WORD = re.compile(r"[^\W\d_]+")
_MONEY = "currencies"
# "300 naira", "2.5 billion naira": money that is paid, not a word of its name.
_PAID = re.compile(r"\d[\d,.]*(?: (?:thousand|million|billion|trillion))? (?P<unit>[^\W\d_]+)")
# Beside another money a report is on rates of exchange, or for readers abroad.
_EXCHANGED = re.compile(r"[$€£]|\b(?:dollars?|euros?|sterling|pounds?|exchange)\b", re.IGNORECASE)
_SURE = 7  # letters of a name that is no plain word in small letters
VOCABULARY = Path(__file__).parent / "vocabulary" / "home_bodies.toml"


def home_body(text: str, *, any_case: bool = False) -> PlaceMention | None:
    """The first body of a text that is of one country alone, else the money that it is paid in, as a mention of that
    country; None without one, and where those of several countries are named. ``any_case``: the text has no capitals,
    so only names of several words, or of long ones, are sure."""
    known, bodies = _by_first_word(any_case=any_case), load_home_bodies()
    found = [
        name
        for match in _WORD.finditer(text)
        for name in known.get(match[0], ())
        if text.startswith(name.lower() if any_case else name, match.start())
        and not text[match.start() + len(name) :][:1].isalnum()
    ]
    if not found:
        found, bodies = [] if any_case else _paid_in(text), _told()[_MONEY]
    if len({bodies[name] for name in found}) != 1:
        return None
    return PlaceMention(0, 0, (bodies[found[0]],), found[0])


def _paid_in(text: str) -> list[str]:
    """The money of one country in which a text gives sums; none where it is changed into another."""
    if _EXCHANGED.search(text) is not None:
        return []
    money = _told()[_MONEY]
    return [match["unit"] for match in _PAID.finditer(text) if match["unit"] in money]


def is_head_of_state(name: str) -> bool:
    """Whether a name is that of a person and of no body."""
    return name in _told()["people"]


def head_at(text: str) -> str:
    """The country of the head of state or party leader with whose name a text begins, blank without one."""
    people = _told()["people"]
    return next((people[name] for name in people if text.startswith(name)), "")


def heads_named(text: str) -> frozenset[str]:
    """The countries of the heads of state and party leaders whom a text names."""
    known, people = _by_first_word(any_case=False), _told()["people"]
    return frozenset(
        people[name]
        for match in _WORD.finditer(text)
        for name in known.get(match[0], ())
        if name in people and text.startswith(name, match.start())
    )


@cache
def load_home_bodies() -> Mapping[str, str]:
    """The place of each body and person, by the name as it is written."""
    told = _told()
    return {name: place for kind in told if kind != _MONEY for name, place in told[kind].items()}


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    told = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    return {
        kind: {name: place for place, names in listed.items() for name in names}
        for kind, listed in told.items()
    }


@cache
def _by_first_word(*, any_case: bool) -> Mapping[str, tuple[str, ...]]:
    """The names by their first word, the longest first; in small letters those that are no plain word."""
    listed: dict[str, list[str]] = {}
    for name in sorted(load_home_bodies(), key=len, reverse=True):
        if not any_case or len(name) >= _SURE:
            first = _WORD.search(name.lower() if any_case else name)
            listed.setdefault(first[0] if first else name, []).append(name)
    return {first: tuple(names) for first, names in listed.items()}
