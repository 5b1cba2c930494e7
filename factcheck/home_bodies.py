"""The country of an article that names none, by the bodies and heads of state that it names
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

_SURE = 7  # letters of a name that is no plain word in small letters
VOCABULARY = Path(__file__).parent / "vocabulary" / "home_bodies.toml"


def home_body(text: str, *, any_case: bool = False) -> PlaceMention | None:
    """The first body of a text that is of one country alone, as a mention of that country; None without
    one, and where bodies of several countries are named. ``any_case``: the text has no capitals, so only names of
    several words, or of long ones, are sure."""
    bodies = load_home_bodies()
    if any_case:
        small = {name.lower(): name for name in bodies if len(name) >= _SURE}
        found = [small[name] for match in _small().finditer(text.lower()) if (name := match[0])]
    else:
        found = [match[0] for match in _pattern().finditer(text)]
    if len({bodies[name] for name in found}) != 1:
        return None
    return PlaceMention(0, 0, (bodies[found[0]],), found[0])


def is_head_of_state(name: str) -> bool:
    """Whether a name is that of a person and of no body."""
    return name in _told()["people"]


@cache
def load_home_bodies() -> Mapping[str, str]:
    """The place of each body and person, by the name as it is written."""
    return {name: place for kind in _told().values() for name, place in kind.items()}


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    told = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    return {
        kind: {name: place for place, names in listed.items() for name in names}
        for kind, listed in told.items()
    }


@cache
def _small() -> re.Pattern[str]:
    names = sorted(
        (name.lower() for name in load_home_bodies() if len(name) >= _SURE), key=len, reverse=True
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(load_home_bodies(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
