"""Small closed word lists that decide how a number is read (vocabulary/context.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberContext:
    """Words by which numbers in words are told from other uses."""

    scales: Words
    sets: Words
    named_half: Words
    before_share: Words
    moved: Words
    moved_behind: Words
    parts_of: Words
    after_half: Words
    after_share: Words
    compared: Words
    of_many: Words
    of_any: Words
    of_any_adverbs: Words
    opens_half: Words
    next_of: Words
    scored: Words
    shared: Words
    leads_next: Words
    doubled_behind: Words
    doubled_before: Words
    doubled_hedges: Words


@dataclass(frozen=True, slots=True)
class OneContext:
    """When "one" counts nothing, and when "three times" compares."""

    pronoun_before: Words
    pronoun_behind: Words
    pronoun_for: Words
    moments: Words
    pronoun_of: Words
    part_before: Words
    bare_before: Words
    bare_behind: Words
    placed: Words
    left_out: Words
    is_told: Words
    tells: Words
    befell: Words
    harms: Words
    dies: Words
    closing: Words
    described: Words
    further: Words
    mere: Words
    elliptic: Words
    times_of: Words
    numbered: Words


@dataclass(frozen=True, slots=True)
class RangeContext:
    """Words inside and before a range."""

    between_skip: Words
    from_skip: Words
    spans: Words
    hedged: Words
    parallel: Words
    rates: Words
    parallel_behind: Words
    chances: Words
    plurals: Words
    wholes: Words


@dataclass(frozen=True, slots=True)
class ChangeContext:
    """Words by which a difference is told from a level."""

    clause_ends: Words
    points: Words
    links: Words
    adverbs: Words
    phrasal: Words
    more: Words
    compared_with: Words
    past: Words
    former: Words
    marks: Words
    places: Words
    bearings: Words
    ways: Words
    stocks: Words
    weights: Words
    against: Words
    once: Words
    presently: Words


@dataclass(frozen=True, slots=True)
class AgeContext:
    """Words that make a number an age."""

    possessives: Words
    aged: Words
    between: Words
    limits: Words
    grouped: Words
    are: Words
    parts: Words
    tallies: Words
    remaining: Words
    persons: Words
    be: Words
    young: Words
    behind: Words
    youths: Words
    kin: Words
    measured: Words
    auxiliaries: Words
    hedges: Words
    after: Words


@dataclass(frozen=True, slots=True)
class NounContext:
    """Words by which noun phrases are cut out."""

    other: Words
    ly: Words
    verb_ahead: Words
    nominative: Words
    fallen: Words
    articles: Words
    ing: Words
    before_noun: Words
    after_noun: Words
    about_whole: Words
    of_skip: Words
    before_unit: Words
    forecasters: Words
    forecasting: Words
    attributes: Words


@dataclass(frozen=True, slots=True)
class SubjectContext:
    """Words by which the subject of a figure is found."""

    inside: Words
    before_figure: Words
    connectors: Words
    relative: Words
    modifiers: Words
    dimensions: Words
    times: Words
    which_time: Words
    light: Words
    changes: Words
    determiners: Words
    multiples: Words
    directions: Words
    small: Words
    sums: Words
    whole: Words
    within: Words
    change_of: Words
    aged: Words
    agents: Words
    beyond: Words
    reporting: Words
    pronouns: Words
    before_verb: Words


@dataclass(frozen=True, slots=True)
class ZeroContext:
    """Words of a count of zero ("no injuries were reported", "nobody was hurt")."""

    nearly: Words
    openers: Words
    nouns: Words
    adjectives: Words
    cases: Words
    of_cases: Words
    having: Words
    heads: Words
    rest: Words
    persons: Words
    auxiliaries: Words
    participles: Words


@dataclass(frozen=True, slots=True)
class YearContext:
    """Words beside four digits that are, or are not, a year."""

    not_before: Words
    dating: Words
    makes: Words
    yearly: Words
    coins: Words
    of_prices: Words
    tallied: Words
    eras: Words


@dataclass(frozen=True, slots=True)
class TelephoneContext:
    """Words beside digits that somebody dials."""

    emergency: Words
    answered: Words
    verbs: Words
    lines: Words
    links: Words


@dataclass(frozen=True, slots=True)
class Context:
    """All lists, one table a concern."""

    numbers: NumberContext
    one: OneContext
    ranges: RangeContext
    changes: ChangeContext
    ages: AgeContext
    nouns: NounContext
    subjects: SubjectContext
    years: YearContext
    zero: ZeroContext
    telephone: TelephoneContext


_Table = TypeVar("_Table")


def _read(table: type[_Table], raw: dict[str, str]) -> _Table:
    """Fill a table; phrases of several words are separated by bars."""
    lists = {
        name: frozenset(text.split("|") if "|" in text else text.split())
        for name, text in raw.items()
    }
    return table(**lists)


@cache
def load_context() -> Context:
    """Read vocabulary/context.toml; later calls return the same object."""
    path = Path(__file__).parent / "context.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Context(
        numbers=_read(NumberContext, raw["numbers"]),
        one=_read(OneContext, raw["one"]),
        ranges=_read(RangeContext, raw["ranges"]),
        changes=_read(ChangeContext, raw["changes"]),
        ages=_read(AgeContext, raw["ages"]),
        nouns=_read(NounContext, raw["nouns"]),
        subjects=_read(SubjectContext, raw["subjects"]),
        years=_read(YearContext, raw["years"]),
        zero=_read(ZeroContext, raw["zero"]),
        telephone=_read(TelephoneContext, raw["telephone"]),
    )
