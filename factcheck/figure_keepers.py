"""Who counts for others to read, and whether a speaker is such a source again (vocabulary/figure_keepers.toml).

A report goes on giving the figures of the agency or the study that it is on; a minister, a firm or a wire that is named
once has said that one thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from factcheck.speaker_words import load_speaker_words

_WORD = re.compile(r"[^\W\d_]+")
_OWNER = re.compile(r"^(?P<owner>.+?)['’](?:s\b|\s)")
_POSSESSIVE = re.compile(r"['’]s\b")
_INSIDE = frozenset({"of", "for", "and", "the", "on"})  # of a name, and not of its initials
_IN_FRONT = 2  # words before a name that may set it apart: "a second"
_NAMED = 2  # words of a name that has initials


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of vocabulary/figure_keepers.toml."""

    acronyms: frozenset[str]
    names: frozenset[str]
    phrases: frozenset[str]
    offices: frozenset[str]
    counted: frozenset[str]
    statistical: frozenset[str]
    alone: frozenset[str]
    studies: frozenset[str]
    papers: frozenset[str]
    figures: frozenset[str]
    not_keepers: frozenset[str]
    staff: frozenset[str]
    own: frozenset[str]
    others: frozenset[str]

    @property
    def works(self) -> frozenset[str]:
        """What an office or its papers are only called: "the agency", "the report"."""
        return self.offices | self.alone | self.studies | self.papers | self.figures


def keeps_figures(name: str) -> bool:
    """Whether a name is that of a body or a paper that counts for others to read: "UNHCR's annual report", "National
    Hurricane Center"; no police, no government, no firm of its own business, no news agency, and nobody who is only
    called "the agency" or "data"."""
    words, said = _words(), _said(name)
    if not said.isdisjoint(words.not_keepers | load_speaker_words().relays):
        return False
    if _is_known(name) or not said.isdisjoint(words.studies):
        return True
    office = not said.isdisjoint(words.offices)
    if _is_common(name):
        return not said.isdisjoint(words.papers) or (
            office and not said.isdisjoint(words.statistical)
        )
    if not said.isdisjoint(words.alone) or (office and not said.isdisjoint(words.counted)):
        return True
    first, *rest = _WORD.findall(name)
    named = first.lower() in words.statistical and rest[:1] != []
    return named and rest[0][0].isupper()  # "Statistics Norway"


def speaks_again(name: str, source: str, before: str = "") -> bool:
    """Whether a speaker is the source: by its whole name or what is distinctive of it, by its initials, or only called
    "the agency", "the director". ``before``: what stands in front of the name, for "a second report" is another."""
    words, said = _words(), _said(name)
    if name.islower() or said <= words.works:
        led = _WORD.findall(before.lower())[-_IN_FRONT:]
        own = words.works | words.own | words.staff | _said(source)
        people = not said.isdisjoint(words.staff)  # "an agency spokesman" is one of its many
        return said <= own and (people or words.others.isdisjoint(led))
    return _is_called(name, source) or _is_called(source, name)


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "vocabulary" / "figure_keepers.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(
        **{
            name: frozenset(one if isinstance(one, list) else one.split())
            for name, one in raw.items()
        }
    )


def _said(name: str) -> set[str]:
    return {one.lower() for one in _WORD.findall(_plain(name))}


def _plain(name: str) -> str:
    """A name without points and without the signs of owners: "U.N.", "study's authors"."""
    return _POSSESSIVE.sub("", name.replace(".", ""))


def _is_common(name: str) -> bool:
    """Whether a name has no proper word, at the head of a sentence either: "Latest data", but "Quillby report"."""
    words = _words()
    return name.islower() or _said(name) <= words.works | words.own


def _is_known(name: str) -> bool:
    words, plain = _words(), _plain(name)
    if any(one.isupper() and one.lower() in words.acronyms for one in _WORD.findall(plain)):
        return True
    return not _said(name).isdisjoint(words.names) or any(
        phrase in plain.lower() for phrase in words.phrases
    )


def _is_called(short: str, long: str) -> bool:
    """Whether one name is the other without some of its words, or its initials: "Holmes" of "UN relief chief John
    Holmes", "WHO" of "World Health Organization"; but not the owner of an office ("Israel" of "Israel's statistics
    office"), and not by words that say that it is somebody else ("UN" of "UN soldiers")."""
    words, said, whole = _words(), _said(short), _said(long)
    if said <= words.works or not words.not_keepers.isdisjoint(whole - said):
        return False
    owner = _OWNER.match(long)
    if owner is not None and said <= _said(owner["owner"]):
        return keeps_figures(short)
    return said <= whole or not said.isdisjoint(_initials(long))


def _initials(name: str) -> Iterator[str]:
    """The initials of the names in what somebody is called, each of two words or more."""
    proper = [one for one in _WORD.findall(_plain(name)) if one not in _INSIDE]
    for is_proper, run in groupby(proper, key=lambda one: one[0].isupper()):
        letters = [one if one.isupper() else one[0] for one in run]
        if is_proper and len(letters) >= _NAMED:
            yield "".join(letters).lower()
