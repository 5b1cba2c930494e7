"""How the columns of a data set become figures: a mapping in TOML, a preset or one of your own.

pydantic checks it, so that a mapping with mistakes is told field by field.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from factcheck.errors import UsageError
from factcheck.validation import METHODS, PERIOD_TYPES, STANCES, VALUE_TYPES

PRESETS = ("worldbank", "unhcr", "idmc_gidd", "owid", "sdmx", "hxl")


def _names(value: object) -> object:
    return (value,) if isinstance(value, str) else value


# A column goes by one name or by several, of which the first that is there counts.
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlaceRule(_Part):
    """Which column names the place, and how; ``special`` gives ids for codes of a publisher's own."""

    column: Names
    kind: Literal["code", "name", "id"] = "code"
    special: dict[str, str] = Field(default_factory=dict)


class PublisherRow(_Part):
    """The row of sources.csv for the publisher; added where the table does not have it."""

    source_id: str
    name: str
    kind: str = ""
    homepage: str = ""
    method: str = ""


class ValueRule(_Part):
    """One column of values, or the part of it where ``when`` holds.

    ``sum`` adds up the rows of one place and period; ``beside`` is a column that must be filled.
    """

    column: Names
    measure: str = ""
    when: dict[str, str] = Field(default_factory=dict)
    beside: Names = ()
    unit: str = ""
    population: str = "all"
    event: str = ""
    denominator: str = ""
    adjustment: str = ""
    period_type: Literal[PERIOD_TYPES] | None = None  # type: ignore[valid-type]
    value_type: Literal[VALUE_TYPES] = "exact"  # type: ignore[valid-type]
    method: Literal[METHODS] | None = None  # type: ignore[valid-type]
    scale: Decimal = Decimal(1)
    sum: bool = False
    note: str = ""


class Columns(_Part):
    """Further columns that say something of every value."""

    low: Names = ()
    high: Names = ()
    published: Names = ()
    url: Names = ()
    power: Names = ()  # the value is to be multiplied by ten to this power
    status: Names = ()


class DataMapping(_Part):
    """A whole mapping. Without a period column the columns named by years hold the values."""

    preset: str = ""
    delimiter: str = ","
    document: str = ""
    url: str = ""
    method: Literal[METHODS]  # type: ignore[valid-type]
    stance: Literal[STANCES]  # type: ignore[valid-type]
    powers: bool = False  # 1e+05 is how this publisher writes 100000, and exact
    missing: tuple[str, ...] = ("",)
    place: PlaceRule
    period: Names
    columns: Columns = Columns()
    status: dict[str, Literal["forecast", "missing"]] = Field(default_factory=dict)
    source: PublisherRow
    values: tuple[ValueRule, ...] = Field(min_length=1)


def load_mapping(
    preset: str = "", path: Path | None = None, value: Mapping[str, str] | None = None
) -> DataMapping:
    """A preset, a mapping file, or the file on top of the preset that it or the caller names.

    ``value`` overrides measure, unit and column where the mapping has a single value.
    ``UsageError`` says which field is wrong.
    """
    own = _toml(path) if path is not None else {}
    preset = preset or str(own.get("preset", ""))
    if not preset and path is None:
        raise UsageError(
            "says nothing of its columns", where="observations",
            remedy=f"give --mapping FILE, or --preset with one of {', '.join(PRESETS)}",
        )  # fmt: skip
    if preset and preset not in PRESETS:
        raise UsageError(
            f'there is no preset "{preset}"', where=str(path or "--preset"),
            remedy="use " + ", ".join(PRESETS),
        )  # fmt: skip
    base = _toml(Path(__file__).parent / "presets" / f"{preset}.toml") if preset else {}
    raw = _merged(base, own)
    given = {key: cell for key, cell in (value or {}).items() if cell}
    if given:
        rules = raw.get("values", [])
        if len(rules) != 1:
            raise UsageError(
                f"this mapping has {len(rules)} values", where="--measure",
                remedy="give --measure, --unit and --value with a mapping of one value",
            )  # fmt: skip
        raw["values"] = [{**rules[0], **given}]
    try:
        return DataMapping.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{field}: {first['msg'].lower()}", where=str(path or preset),
            remedy="reference/README.md says how a mapping is written",
        ) from None  # fmt: skip


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str)
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="give a TOML file"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is not TOML ({error})", where=str(path), remedy="mend it") from None


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, everything else of one's own wins."""
    merged = dict(base)
    for key, cell in own.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(cell, dict):
            merged[key] = _merged(before, cell)
        else:
            merged[key] = cell
    return merged
