"""Which event a figure belongs to: the article's own, or another one it mentions in passing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from factcheck.datelines import month_name
from factcheck.model import Event
from factcheck.places import PlaceIndex

# News goes on writing about an event after it ended.
_AFTERMATH = timedelta(days=550)


@cache
def _words() -> dict[str, dict[str, tuple[str, ...]]]:
    path = Path(__file__).parent / "vocabulary" / "events.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        table: {name: tuple(words) for name, words in raw[table].items()}
        for table in ("kinds", "naming")
    }


def kind_words(kind: str) -> tuple[str, ...]:
    """What news calls an event of a kind."""
    return _words()["kinds"].get(kind, (kind.replace("_", " "),))


def of_any_cause(measure: str) -> bool:
    """Whether a count of a measure may be that of some other event at the same place."""
    return measure in _words()["naming"]["of_any_cause"]


def may_count(kind: str, measure: str | None) -> bool:
    """Whether a measure may be told of an event of a kind: of a disease only who fell ill of it and the like."""
    return measure is None or not needs_name(kind) or measure in _words()["naming"]["of_disease"]


def not_in_passing(name: str, lower: str) -> bool:
    """Whether a text has a name where it dates nothing: "since the Covid pandemic" only dates."""
    if name not in lower:
        return False
    passing = "|".join(_words()["naming"]["passing"])
    dated = rf"\b(?:{passing})\b(?: the| a| an)?(?: [\w-]+)? {re.escape(name)}(?!\w)"
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", re.sub(dated, "", lower)))


def needs_name(kind: str) -> bool:
    """Whether a word for an event's kind is never enough: an outbreak may be of any disease."""
    return kind in _words()["naming"]["always"]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases that are looked for as whole words. Most texts hold none of them, and to look for the
    bare characters first costs a tenth of the search."""

    phrases: tuple[str, ...]
    words: tuple[frozenset[str], ...]  # those of each phrase
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if any(one in text for one in self.phrases) else None

    def find(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """The same for a long text whose ``words`` are known."""
        return self.pattern.search(text) if any(own <= words for own in self.words) else None


@dataclass(frozen=True, slots=True)
class _Entry:
    event: Event
    names: _Phrases
    kinds: _Phrases
    proper: _Phrases  # names that hold a proper name: they need no place beside them
    own: _Phrases  # names of more than its kind and its place, which every other of the kind there has


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the article may be about: how strongly, and the words that spoke for it."""

    event: Event
    named: bool
    score: int
    cue: str


class EventIndex:
    """The events of the table with the words that news has for them."""

    def __init__(self, events: Mapping[str, Event], places: PlaceIndex) -> None:
        self.places = places
        self.events = events
        self._place_words = frozenset(
            word
            for place in places.places.values()
            for name in (place.label, *place.aliases)
            for word in _WORD.findall(name.lower())
        )
        self._entries = {event.event: self._entry(event) for event in events.values()}
        self._named: dict[str, set[str]] = {}  # events by the longest word of each of their names
        self._at: dict[str, set[str]] = {}  # events by their place
        for entry in self._entries.values():
            event = entry.event.event
            self._at.setdefault(entry.event.place, set()).add(event)
            for words in entry.names.words:
                longest = max(words, key=lambda word: (len(word), word), default="")
                self._named.setdefault(longest, set()).add(event)

    def _entry(self, event: Event) -> _Entry:
        names = sorted({event.label.lower(), *(alias.lower() for alias in event.aliases)})
        kinds = kind_words(event.kind)
        proper = {event.label, *event.aliases}
        proper = {name.lower() for name in proper if any(w[:1].isupper() for w in name.split())}
        general = {*self._place_words, *_JOINTS}
        general.update(word for kind in kinds for word in _WORD.findall(kind))
        own = [name for name in names if not general.issuperset(_WORD.findall(name))]
        return _Entry(
            event, _phrases(names), _phrases(sorted(kinds)), _phrases(sorted(proper)), _phrases(own)
        )

    def candidates(
        self, lower: str, published: date | None, place_counts: Mapping[str, int]
    ) -> list[Candidate]:
        """Events that an article may be about, strongest first.

        ``lower`` is the article's lower-case title and text, ``place_counts`` how often it names
        each place or something inside it. An event needs a place the article names, a date that
        fits and its name or a word for its kind.
        """
        found: list[Candidate] = []
        words = frozenset(("", *_WORD.findall(lower)))
        named = (self._named[word] for word in words.intersection(self._named))
        near = (self._at.get(place, ()) for place, count in place_counts.items() if count)
        for one in sorted(set().union(*named, *near)):
            entry = self._entries[one]
            event = entry.event
            if not _in_time(event, published):
                continue
            name = entry.names.find(lower, words)
            own_name = entry.proper.find(lower, words) if name else None
            here = place_counts.get(event.place, 0)
            inside = sum(
                place_counts.get(parent, 0) > 0 for parent in self.places.chain(event.place)
            )
            if not here and not inside and own_name is None:
                continue
            if name is None and (not here or needs_name(event.kind)):
                continue
            kind = entry.kinds.find(lower, words)
            if name is None and kind is None:
                continue
            undated = published is None and event.end is not None
            own = entry.own.find(lower, words) if undated else None
            if undated and own is None and not _tells_year(lower, event):
                continue  # without a day "the earthquake in Haiti" may be any of them
            if own is not None and _is_looked_back_at(lower, own, event):
                continue
            score = (
                (2 if own_name else 0)
                + (4 if name else 0)
                + (3 if here else 0)
                + (1 if kind else 0)
            )
            cue = name.group() if name else kind.group() if kind else ""
            found.append(Candidate(event, name is not None, score, cue))
        found.sort(key=lambda one: (-one.score, one.event.event))
        return found

    def named_in(self, lower: str, event: Event) -> bool:
        """Whether a text names the event or its kind."""
        entry = self._entries[event.event]
        return bool(entry.names.search(lower) or entry.kinds.search(lower))


_WORD = re.compile(r"\w+")
_JOINTS = frozenset({"in", "of", "the", "s", "at", "on"})


def _phrases(listed: list[str]) -> _Phrases:
    joined = "|".join(re.escape(one) for one in sorted(listed, key=len, reverse=True))
    words = tuple(frozenset(_WORD.findall(one)) for one in listed)
    return _Phrases(tuple(listed), words, re.compile(rf"(?<!\w)(?:{joined})(?!\w)"))


def _is_looked_back_at(lower: str, named: re.Match[str], event: Event) -> bool:
    """Whether a text names an event late and with its year, beside what it is about: "Typhoon Haiyan killed 7,300 when
    it struck in 2013"."""
    if event.start is None or named.start() < _OPENING:
        return False
    near = lower[max(0, named.start() - _YEAR_NEAR) : named.end() + _YEAR_NEAR]
    return str(event.start.year) in near


_OPENING = 400  # characters of a headline and a first sentence, which tell what a text is about
_YEAR_NEAR = 120  # characters of a sentence on each side of a name


def _tells_year(lower: str, event: Event) -> bool:
    """Whether a text names the month and the year of an event, or its kind right behind the year."""
    if event.start is None:
        return False
    kinds = "|".join(map(re.escape, sorted(kind_words(event.kind))))
    month = month_name(event.start.month)
    told = rf"\b{month} (?:of )?{event.start.year}\b|\b{event.start.year} (?:{kinds})\b"
    return re.search(told, lower) is not None


def _in_time(event: Event, published: date | None) -> bool:
    if published is None:
        return True
    if event.start is not None and published < event.start:
        return False
    return event.end is None or published <= event.end + _AFTERMATH
