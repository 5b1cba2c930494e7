"""How well the program reads, from the floors that its own tests hold it to.

A floor is measured on annotated texts that the program was not developed on; it is tested with every
change, and only goes up.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = (_PACKAGE / "_gold", _PACKAGE.parent / "tests" / "gold")  # installed, or a checkout
_HUNDRED = 100

# File, table in it, what it was measured on; and the values of it that a reader understands.
_TABLES = (
    ("floors.toml", ("quantities", "held"), "Numbers in sentences"),
    ("claim_floors.toml", ("sentences_held",), "Claims in sentences"),
    ("claim_floors.toml", ("articles_held",), "Claims in whole articles"),
)
_NAMES = {
    "span": "the number is found, at its exact place",
    "value": "its value is right",
    "bound": "its hedge is understood",
    "recall": "claims that are found",
    "precision": "found claims that are claims",
    "measure": "what is counted",
    "place": "where",
    "period": "when",
    "speaker": "who says so",
    "all_fields": "every field of the claim at once",
}


@dataclass(frozen=True, slots=True)
class Floor:
    """At least so many per cent, of what, measured on what."""

    measured_on: str
    what: str
    percent: float


def floors() -> list[Floor]:
    """All floors that a reader understands; none where the files were not installed."""
    folder = next((one for one in _FOLDERS if one.is_dir()), None)
    found: list[Floor] = []
    for name, path, measured_on in _TABLES if folder is not None else ():
        file = folder / name if folder is not None else Path(name)
        if not file.is_file():
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for key in path:
            table = table.get(key, {})
        for key, words in _NAMES.items():
            if key in table:
                value = float(table[key])
                percent = value if value > 1 else value * _HUNDRED
                found.append(Floor(measured_on, words, percent))
    return found
