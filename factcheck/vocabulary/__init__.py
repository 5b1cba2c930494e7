"""Word lists of the program and the loader of those that read quantities.

``load_lexicon`` reads scales, vague, hedges, currencies, units, units_table and phrases (.toml) once.
Phrases are tuples of lower-case tokens, as ``factcheck.tokens.tokenize`` cuts them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.inflection import plural, verb_forms
from factcheck.vocabulary.context import Context, NumberContext, ZeroContext, load_context

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: canonical singular name and its sort (dimension of the table)."""

    name: str
    dimension: str


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """Units by first token; ``symbols`` are case-sensitive."""

    phrases: dict[str, tuple[tuple[Phrase, Unit], ...]]
    symbols: dict[str, Unit]
    glued: dict[str, Unit]
    by_name: dict[str, Unit]
    rates: frozenset[str]
    metre_after: frozenset[str]
    metre_before: frozenset[str]
    metre_units: frozenset[str]
    metre_never: frozenset[str]
    foot_signs: frozenset[str]
    inch_signs: frozenset[str]
    sign_after: frozenset[str]
    dotted: frozenset[str]
    moments: frozenset[str]
    shapes: frozenset[str]
    periods: frozenset[str]


@dataclass(frozen=True, slots=True)
class MoneyLexicon:
    """Currencies; ``words`` by first token, as in UnitLexicon."""

    signs: dict[str, str]
    dollars: dict[str, str]
    codes: dict[str, str]
    triggers: frozenset[str]
    words: dict[str, tuple[tuple[Phrase, Unit], ...]]
    small: dict[str, Decimal]
    money_cues: frozenset[str]
    weight_cues: frozenset[str]
    folded: dict[str, str]
    letters: dict[str, str]
    scaled_letters: dict[str, str]
    price_before: frozenset[str]
    priced: frozenset[str]
    common_words: frozenset[str]
    small_codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a number may stand in a text at all: a digit or a sign of a fraction, a number word,
    or a count of nobody. Most sentences are turned away here."""

    digits: re.Pattern[str]
    words: frozenset[str]
    nobody_words: frozenset[str]  # one of these stands in each count of nobody
    nobody: re.Pattern[str]

    def passes(self, lower: str) -> bool:
        """Whether a lower-case text may hold a number."""
        if self.digits.search(lower):
            return True
        words = _WORD.findall(lower)
        if not self.words.isdisjoint(words):
            return True
        return not self.nobody_words.isdisjoint(words) and self.nobody.search(lower) is not None


_WORD = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """Number words. ``starters`` are all words at which a number can begin."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    glued: dict[str, int]
    fractions: dict[str, int]
    signs: dict[str, Decimal]
    multiples: dict[str, int]
    doubles: dict[str, int]
    ordinals: dict[str, int]
    vague: dict[str, tuple[int, int]]
    tens_of: dict[str, int]
    several: frozenset[str]
    couple: frozenset[str]
    starters: frozenset[str]
    context: NumberContext
    gate: Gate


@dataclass(frozen=True, slots=True)
class HedgeLexicon:
    """Hedges before a number by their last token, after it by their first."""

    before: dict[str, tuple[tuple[Phrase, str], ...]]
    after: dict[str, tuple[tuple[Phrase, str], ...]]
    temporal: frozenset[str]
    licensed: frozenset[str]
    linkers: frozenset[str]
    definite: frozenset[str]
    milestones: frozenset[str]
    crossing: frozenset[Phrase]
    particles: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class PhraseLexicon:
    """Word classes by which noun phrases are cut out (vocabulary/phrases.toml)."""

    determiners: frozenset[str]
    possessives: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    pronouns: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    closed: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    ambiguous: frozenset[str]
    collective: frozenset[str]
    singular_s: frozenset[str]
    naming: frozenset[str]
    naming_small: frozenset[str]
    naming_weak: frozenset[str]
    indices: frozenset[str]
    streets: frozenset[str]
    prefixes: frozenset[str]
    year_before: frozenset[str]
    score_cues: frozenset[str]
    betting: frozenset[str]
    age_groups: frozenset[str]
    not_names: frozenset[str]
    increase: frozenset[str]
    decrease: frozenset[str]
    increase_nouns: frozenset[str]
    decrease_nouns: frozenset[str]
    comparatives_up: frozenset[str]
    comparatives_down: frozenset[str]
    needs_value: frozenset[str]
    done_to: frozenset[str]
    turns: frozenset[str]
    comparisons: frozenset[str]
    context: Context
    classes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the quantities stage looks up."""

    numbers: NumberLexicon
    units: UnitLexicon
    money: MoneyLexicon
    hedges: HedgeLexicon
    phrases: PhraseLexicon


@cache
def load_lexicon() -> Lexicon:
    """Read the word lists; later calls return the same object."""
    currencies = _read("currencies")
    return Lexicon(
        numbers=_numbers(_read("scales"), _read("vague")),
        units=_units(_read("units"), _read("units_table")),
        money=_money(currencies),
        hedges=_hedges(_read("hedges")),
        phrases=_phrases(_read("phrases"), _read("scales")),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbers(raw: dict[str, Any], vague: dict[str, Any]) -> NumberLexicon:
    fractions: dict[str, int] = {}
    for word, denominator in raw["fractions"].items():
        fractions[word] = denominator
        fractions["halves" if word == "half" else word + "s"] = denominator
    signs = {}
    for sign, text in raw["fraction_signs"].items():
        top, bottom = text.split("/")
        signs[sign] = Decimal(top) / Decimal(bottom)
    plurals = {word: (low, high) for word, (low, high) in vague["plural"].items()}
    tens_of = {word: int(value) for word, value in vague["tens_of"].items() if word != "tens_high"}
    several, couple = _words(vague["several"]["words"]), _words(vague["couple"]["words"])
    starters = frozenset(
        [
            *raw["units"],
            *raw["teens"],
            *raw["tens"],
            *fractions,
            *signs,
            *raw["multiples"],
            *raw["doubles"],
            *raw["ordinals"],
            *plurals,
            *tens_of,
            *several,
            *couple,
            "a",
            "an",
            "dozen",
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
        ]
    )
    return NumberLexicon(
        units=raw["units"],
        teens=raw["teens"],
        tens=raw["tens"],
        scales=raw["scales"],
        glued=raw["glued"],
        fractions=fractions,
        signs=signs,
        multiples=raw["multiples"],
        doubles=raw["doubles"],
        ordinals=raw["ordinals"],
        vague=plurals,
        tens_of=tens_of,
        several=several,
        couple=couple,
        starters=starters,
        context=load_context().numbers,
        gate=_gate(
            starters - {"a", "an", "second", "few", "many", "couple", "pair"},
            [*signs],
            load_context().zero,
        ),
    )


def _gate(words: frozenset[str], signs: list[str], zero: ZeroContext) -> Gate:
    described, counted = zero.adjectives | zero.of_cases, zero.nouns | zero.cases
    adjectives, nouns, persons, be = (
        "|".join(sorted(one)) for one in (described, counted, zero.persons, zero.auxiliaries)
    )
    nobody = rf"\bno (?:(?:{adjectives}) )*(?:{nouns})\b|\b(?:no one|{persons}) (?:of|{be})\b"
    nobody += r"|\bnot a single\b"
    return Gate(
        re.compile(rf"[\d{''.join(signs)}]"), words.difference(signs),
        zero.persons | {"no", "not"}, re.compile(nobody),
    )  # fmt: skip


def _index(entries: dict[Phrase, Unit]) -> dict[str, tuple[tuple[Phrase, Unit], ...]]:
    """Group phrases by first token, longest first."""
    grouped: dict[str, list[tuple[Phrase, Unit]]] = {}
    for phrase, unit in entries.items():
        grouped.setdefault(phrase[0], []).append((phrase, unit))
    return {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0])))
        for first, found in grouped.items()
    }


def _add(entries: dict[Phrase, Unit], words: str, unit: Unit, *, plurals: bool = True) -> None:
    phrase = tuple(words.lower().replace("-", " - ").split())
    entries[phrase] = unit
    if plurals and phrase[-1].isalpha():
        # The counted word stands in front of "per": "miles per hour".
        at = phrase.index("per") - 1 if "per" in phrase[1:] else len(phrase) - 1
        for last in {plural(phrase[at]), phrase[at] + "s"}:
            entries[(*phrase[:at], last, *phrase[at + 1 :])] = unit
    if phrase[0] in {"degree", "pound", "part"} and len(phrase) > 1:
        entries[(phrase[0] + "s", *phrase[1:])] = unit


def _units(raw: dict[str, Any], table: dict[str, Any]) -> UnitLexicon:
    blocked = {
        " ".join(word.split()) for word in raw["blocked"]["words"].replace("\n", "|").split("|")
    }
    blocked_symbols = set(raw["blocked"]["symbols"].split("|"))
    duration = _words(raw["duration"]["names"])
    percent = set(raw["percent"]["names"].split("|"))
    units: dict[str, Unit] = {}

    def unit_of(name: str, dimension: str = "") -> Unit:
        if name in duration:
            dimension = "time"
        elif name in percent:
            dimension = "percent"
        return units.setdefault(name, Unit(name, dimension))

    phrases: dict[Phrase, Unit] = {}
    symbols: dict[str, Unit] = {}
    for name, (dimension, words, marks) in table.items():
        unit = unit_of(name, dimension)
        for word in words.split("|"):
            if word and word not in blocked:
                _add(phrases, word, unit)
        for mark in marks.split("|"):
            if mark and mark not in blocked_symbols and len(mark) > 1:
                symbols[mark] = unit
    for words, name in raw["words"].items():
        _add(phrases, words, unit_of(name))
    for last, singular in raw["irregular"].items():
        for phrase, unit in list(phrases.items()):
            if phrase[-1] == singular:
                phrases[(*phrase[:-1], last)] = unit
            elif "per" in phrase[1:] and phrase[phrase.index("per") - 1] == singular:
                at = phrase.index("per") - 1
                phrases[(*phrase[:at], last, *phrase[at + 1 :])] = unit
    for mark, name in raw["symbols"]["spaced"].items():
        symbols[mark] = unit_of(name)
    glued = {mark: unit_of(name) for mark, name in raw["symbols"]["glued"].items()}
    return UnitLexicon(
        phrases=_index(phrases),
        symbols=symbols,
        glued=glued,
        by_name=units,
        rates=_words(raw["rates"]["over"]),
        metre_after=_words(raw["metres"]["after"]),
        metre_before=_words(raw["metres"]["before"]),
        metre_units=_words(raw["metres"]["units"]),
        metre_never=_words(raw["metres"]["never"]),
        foot_signs=_words(raw["signs"]["foot"]),
        inch_signs=_words(raw["signs"]["inch"]),
        sign_after=_words(raw["signs"]["after"]),
        dotted=_words(raw["symbols"]["dotted"]["words"]),
        moments=_words(raw["rates"]["moments"]),
        shapes=_words(raw["rates"]["shapes"]),
        periods=_words(raw["rates"]["periods"]),
    )


def _money(raw: dict[str, Any]) -> MoneyLexicon:
    words: dict[Phrase, Unit] = {}
    for phrase, name in raw["words"].items():
        _add(words, phrase, Unit(name, "currency"))
    words[("pence",)] = Unit("penny", "currency")
    return MoneyLexicon(
        signs=raw["signs"],
        dollars=raw["dollars"],
        codes=raw["codes"],
        folded=raw["folded"],
        letters=raw["letters"],
        scaled_letters=raw["scaled_letters"],
        price_before=_words(raw["cues"]["price_before"]),
        priced=_words(raw["cues"]["priced"]),
        triggers=frozenset(
            word.lower().rstrip("=¢₵")
            for part in ("dollars", "codes", "folded", "letters", "scaled_letters")
            for word in raw[part]
        ),
        words=_index(words),
        small={name: Decimal(str(value)) for name, value in raw["small"].items()},
        money_cues=_words(raw["cues"]["money"]),
        weight_cues=_words(raw["cues"]["weight"]),
        common_words=_words(raw["cues"]["common_words"]),
        small_codes=_words(raw["cues"]["small_codes"]),
    )


def _hedges(raw: dict[str, Any]) -> HedgeLexicon:
    sides: list[dict[str, tuple[tuple[Phrase, str], ...]]] = []
    for side, at in (("before", -1), ("after", 0)):
        grouped: dict[str, list[tuple[Phrase, str]]] = {}
        listed = [*raw[side].items(), *(raw["crossing"].items() if side == "before" else ())]
        for bound, text in listed:
            for entry in text.replace("\n", "|").split("|"):
                phrase = tuple(entry.split())
                if phrase:
                    grouped.setdefault(phrase[at], []).append((phrase, bound))
        sides.append(
            {
                word: tuple(sorted(found, key=lambda entry: -len(entry[0])))
                for word, found in grouped.items()
            }
        )
    return HedgeLexicon(
        before=sides[0],
        after=sides[1],
        temporal=_words(raw["duration"]["temporal"]),
        licensed=_words(raw["duration"]["licensed"]),
        linkers=_words(raw["linkers"]["words"]),
        definite=_words(raw["linkers"]["definite"]),
        milestones=_words(raw["linkers"]["milestones"]),
        crossing=frozenset(
            tuple(entry.split())
            for listed in raw["crossing"].values()
            for entry in listed.split("|")
        ),
        particles={word: _words(verbs) for word, verbs in raw["particles"].items()},
    )


def _phrases(raw: dict[str, Any], scales: dict[str, Any]) -> PhraseLexicon:
    closed = {name: _words(text) for name, text in raw["closed"].items()}
    verbs = set(raw["verbs"]["irregular"].split()) | set(raw["verbs"]["present_only"].split())
    for base in raw["verbs"]["base"].split():
        forms = verb_forms(base)
        verbs |= {forms.base, forms.third, forms.ing, forms.past, forms.participle}
    nouns = _words(raw["verbs"]["nouns"])
    lists = {name: _words(text) for name, text in raw["nouns"].items()}
    change = {name: _words(text) for name, text in raw["change"].items()}
    return PhraseLexicon(
        **closed,
        closed=frozenset().union(
            *(closed[name] for name in closed if name not in {"months", "days", "determiners"})
        ),
        verbs=frozenset(verbs - nouns),
        nouns=nouns,
        ambiguous=frozenset(verbs & nouns),
        collective=lists["collective"],
        singular_s=lists["singular_s"],
        naming=lists["naming"],
        naming_small=lists["naming_small"],
        naming_weak=lists["naming_weak"],
        indices=lists["indices"],
        streets=lists["streets"],
        prefixes=lists["prefixes"],
        year_before=lists["year_before"],
        score_cues=lists["score_cues"],
        betting=lists["betting"],
        age_groups=lists["age_groups"],
        not_names=lists["not_names"],
        **change,
        context=load_context(),
        classes=_classes(closed, frozenset(verbs - nouns), scales),
    )


def _classes(
    closed: dict[str, frozenset[str]], verbs: frozenset[str], scales: dict[str, Any]
) -> dict[str, str]:
    """One letter a word: the letters are those of factcheck.counted. Later classes win."""
    classes = dict.fromkeys(verbs, "V")
    order = (
        ("adverbs", "R"),
        ("prepositions", "P"),
        ("auxiliaries", "X"),
        ("pronouns", "O"),
    )
    for name, letter in (*order, ("conjunctions", "C"), ("determiners", "D"), ("possessives", "D"),
                         ("months", "T"), ("days", "T")):  # fmt: skip
        classes.update(dict.fromkeys(closed[name], letter))
    for name in ("units", "teens", "tens"):
        classes.update(dict.fromkeys(scales[name], "H"))
    for word in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        classes[word] = "H"
    return classes
