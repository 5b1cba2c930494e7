"""Write factcheck/vocabulary/units_table.toml from the unit table of quantulum3 (MIT licence).

Run it after an upgrade of quantulum3: ``python benchmarks/build_units.py``. The program reads only
the written file, so that a start does not pay for quantulum3's two-second compilation; units that
the file lacks are still asked of quantulum3 itself (``factcheck.units.resolve_unit``).
"""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "factcheck" / "vocabulary" / "units_table.toml"
PREFIXES = {
    "n": "nano",
    "µ": "micro",
    "m": "milli",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
}
# quantulum3's name -> the name that news and statistics offices use
RENAMED = {
    "tonne": "metric ton",
    "degree angle": "degree",
    "degree Celsius": "degree celsius",
    "revolutions per minute": "revolution per minute",
    "parts-per-million": "part per million",
    "parts-per-billion": "part per billion",
    "parts-per-trillion": "part per trillion",
    "per mille": "per mille",
}
LONGEST_SYMBOL = 2  # letters of a symbol that takes a prefix
LEFT_OUT = {"unk", "dimensionless", "short ton", "minute of arc", "second of arc"}


def main() -> None:
    """Read the table, expand metric prefixes, write one line a unit."""
    spec = find_spec("quantulum3")
    if spec is None or spec.origin is None:
        raise SystemExit("quantulum3 is not installed - pip install quantulum3")
    raw: dict[str, dict[str, Any]] = json.loads(
        (Path(spec.origin).parent / "units.json").read_text(encoding="utf-8")
    )
    lines = [
        f"# Made by benchmarks/build_units.py from the unit table of quantulum3 {version('quantulum3')}",
        "# (MIT licence, (c) Marco Lagi, nielstron and contributors). Do not edit: corrections are in",
        "# units.toml. name = [dimension, words separated by |, symbols separated by |]",
        "",
    ]
    for name, unit in raw.items():
        if name in LEFT_OUT or unit["entity"] == "currency":
            continue
        label = RENAMED.get(name, name)
        words = [word.lower() for word in unit.get("surfaces", []) if word.isascii()]
        symbols = [symbol for symbol in unit["symbols"] if "|" not in symbol]
        lines.append(_line(label, unit["entity"], words, symbols))
        for prefix in unit.get("prefixes", []):
            if prefix in PREFIXES and name not in {"year", "barn", "bar"}:
                long = PREFIXES[prefix]
                if f"{long}{name}" in raw:
                    continue
                lines.append(
                    _line(
                        long + label,
                        unit["entity"],
                        [long + word for word in words],
                        [prefix + symbol for symbol in symbols if len(symbol) <= LONGEST_SYMBOL],
                    )
                )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(name: str, dimension: str, words: list[str], symbols: list[str]) -> str:
    cells = [dimension, "|".join(dict.fromkeys(words)), "|".join(dict.fromkeys(symbols))]
    return f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(cells, ensure_ascii=False)}"


if __name__ == "__main__":
    main()
