"""The country of an article that names none, by the bodies that it names (vocabulary/home_bodies.toml).

News for readers at home takes the country for granted: "the NHS waiting list fell to 7.2 million".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from factcheck.places import PlaceMention

VOCABULARY = Path(__file__).parent / "vocabulary" / "home_bodies.toml"


def home_body(text: str) -> PlaceMention | None:
    """The first body of a text that is of one country alone, as a mention of that country; None without
    one, and where bodies of several countries are named."""
    bodies = load_home_bodies()
    found = [match[0] for match in _pattern().finditer(text)]
    if len({bodies[name] for name in found}) != 1:
        return None
    return PlaceMention(0, 0, (bodies[found[0]],), found[0])


@cache
def load_home_bodies() -> Mapping[str, str]:
    """The place of each body, by its name as it is written."""
    told = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    return {name: place for place, names in told.items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(load_home_bodies(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
