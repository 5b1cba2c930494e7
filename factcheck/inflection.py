"""English word forms for the vocabulary: cues are listed once, by their base form."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PREPOSITION = re.compile(r" (?:of|in|for|against|without|on|by|to) ")
_VOWELS = frozenset("aeiou")
_SHORTEST = 3  # letters of a verb whose last consonant may double
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The five forms of a verb."""

    base: str
    third: str
    ing: str
    past: str
    participle: str


@cache
def _irregular() -> dict[str, dict[str, object]]:
    path = Path(__file__).parent / "vocabulary" / "irregular.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def irregular_participles() -> frozenset[str]:
    """The participles that end in neither -ed nor -ing."""
    forms = (verb_forms(base).participle for base in _irregular()["verbs"])
    return frozenset(one for one in forms if not one.endswith(("ed", "ing")))


def is_participle(word: str) -> bool:
    """Whether a word has the form of a past participle: "counted", "driven"."""
    return word.endswith("ed") or word in irregular_participles()


@cache
def irregular_pasts() -> frozenset[str]:
    """The pasts of verbs that do not end in "ed": "rose", "lost"."""
    verbs = _irregular()["verbs"]
    return frozenset(verb_forms(one).past for one in verbs)


@cache
def verb_forms(base: str) -> VerbForms:
    """Inflect a verb.

    >>> verb_forms("die").ing, verb_forms("carry").past, verb_forms("evacuate").participle
    ('dying', 'carried', 'evacuated')
    """
    listed = _irregular()["verbs"].get(base)
    if isinstance(listed, list):
        return VerbForms(base, *(str(form) for form in listed))
    if base.endswith("e"):
        return VerbForms(base, base + "s", base[:-1] + "ing", base + "d", base + "d")
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        stem = base[:-1]
        return VerbForms(base, stem + "ies", base + "ing", stem + "ied", stem + "ied")
    third = base + ("es" if base.endswith(_SIBILANTS) else "s")
    stem = base + base[-1] if _doubles(base) else base
    return VerbForms(base, third, stem + "ing", stem + "ed", stem + "ed")


def _doubles(base: str) -> bool:
    """Whether the last consonant doubles: one short vowel before it in a one-syllable word."""
    if len(base) < _SHORTEST or base[-1] in "aeiouwxy" or base[-2] not in _VOWELS:
        return False
    return base[-3] not in _VOWELS and sum(letter in _VOWELS for letter in base) == 1


@cache
def plural(noun: str) -> str:
    """Pluralise the last word of a noun phrase.

    >>> plural("death"), plural("casualty"), plural("life"), plural("death toll")
    ('deaths', 'casualties', 'lives', 'death tolls')
    """
    head, _, last = noun.rpartition(" ")
    listed = _irregular()["nouns"].get(last)
    if isinstance(listed, str):
        last = listed
    elif last.endswith("y") and last[-2:-1] not in _VOWELS:
        last = last[:-1] + "ies"
    elif last.endswith(_SIBILANTS):
        last += "es"
    else:
        last += "s"
    return f"{head} {last}" if head else last


def plural_head(phrase: str) -> str:
    """Pluralise the noun in front of the first preposition, or the last word where there is none.

    >>> plural_head("case of arson"), plural_head("vote in favour"), plural_head("death toll")
    ('cases of arson', 'votes in favour', 'death tolls')
    """
    found = _PREPOSITION.search(phrase)
    return plural(phrase[: found.start()]) + phrase[found.start() :] if found else plural(phrase)
