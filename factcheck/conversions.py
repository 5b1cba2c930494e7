"""One physical unit in another: a claim in hectares beside a reference in acres."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from factcheck.figures import standard_unit


@cache
def _factors() -> Mapping[str, Mapping[str, Decimal]]:
    path = Path(__file__).parent / "vocabulary" / "conversions.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return {
        unit: {other: Decimal(factor) for other, factor in others.items()}
        for unit, others in raw.items()
    }


def conversion(unit: str, reference: str) -> Decimal | None:
    """How many of the reference's unit one of the claim's is; None where neither becomes the other.

    >>> conversion("inch", "mm"), conversion("acre", "mm")
    (Decimal('25.4'), None)
    >>> conversion("degree celsius", "celsius"), conversion("square kilometre", "hectare")
    (Decimal('1'), Decimal('100'))
    """
    if unit == reference:
        return Decimal(1)
    return _factors().get(standard_unit(reference), {}).get(unit)
