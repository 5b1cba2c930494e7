"""Whose figures an article goes on giving after its opening named the source.

A report on what an agency counted names it once or twice: "33 million were displaced, UNHCR's annual report shows.
Of these, 16 million were children." The sentences behind it that name nobody are still the agency's. The chain ends
with the first sentence that somebody else speaks in, that tells other news, or that stands too far behind.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

from factcheck.coordination import NOUN_LEFT_OUT, PART_OF
from factcheck.figure_keepers import keeps_figures, speaks_again
from factcheck.grammar import load_grammar
from factcheck.model import GOES_ON, Claim, Evidence, Kind, Role, Sentence
from factcheck.periods import find_years
from factcheck.places import PlaceIndex
from factcheck.replacing import replace
from factcheck.speakers import find_speakers
from factcheck.tokens import Tokens, tokenize

_OPENING = 2  # sentences with figures in which an article names its source
_SILENT = 2  # sentences without a figure over which a report goes on
_PAST = 1  # years before its own: what befell people earlier was another disaster
_DISPUTED = 4  # words between "the figure" and "is disputed", "disputes" and "this"
_DATED = 2  # words in front of a day among which is up to when it was counted: "as of last Sunday"


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of vocabulary/standing_sources.toml."""

    quotation: frozenset[str]
    disputing: frozenset[str]
    disputed: frozenset[str]
    days: frozenset[str]
    up_to: frozenset[str]
    traded: frozenset[str]
    fields: Mapping[str, frozenset[str]]  # of a measure, by its name


@dataclass(slots=True)
class _Report:
    """What an article opens with, and what its source has said since: as much as later sentences are held against."""

    places: PlaceIndex
    fields: set[str] = field(default_factory=set[str])
    paid: bool = False  # it has spoken of money
    known: set[str] = field(default_factory=set[str])  # places of the table
    named: set[str] = field(default_factory=set[str])  # other places, by their names
    apart: bool = False  # some of the known places lie outside the first one by name
    _first: str = ""

    def add(self, claims: Iterable[Claim]) -> None:
        for one in claims:
            self.fields |= _fields(one)
            self.paid = self.paid or one.quantity.kind is Kind.MONEY
            if one.place:
                self._add_place(one.place)
            elif one.place_name:
                self.named.add(one.place_name.lower())

    def _add_place(self, place: str) -> None:
        if place in self.known:
            return
        self.known.add(place)
        if not self._first or place < self._first:
            self._first = place
            self.apart = any(not self.places.nested(place, one) for one in self.known)
        else:
            self.apart = self.apart or not self.places.nested(self._first, place)

    def has_place_of(self, claim: Claim) -> bool:
        """Whether a figure is of where the report is: there, within it, or all around it."""
        if claim.place:
            near = claim.place in self.known
            return near or any(self.places.nested(claim.place, one) for one in self.known)
        name = claim.place_name.lower()
        return not name or name in self.named or bool(self.known)


def with_standing_source(
    claims: Sequence[Claim], sentences: Sequence[Sentence], places: PlaceIndex
) -> list[Claim]:
    """The claims of an article, in their order, those without a speaker with the source that the article goes on
    reading from. ``sentences``: all of the article, by index."""
    source, opened = _source_of(claims)
    if not source:
        return list(claims)
    made: list[Claim] = []
    read = _Report(places)
    last: int | None = opened  # the sentence up to which the source is read
    for index, group in groupby(claims, key=lambda one: one.sentence.index):
        found = list(group)
        told = [one for one in found if one.role is Role.CLAIM]
        own = [one for one in told if not _is_other_money(one, read)]
        named = [one for one in told if one.speaker]
        if not told:
            pass
        elif told[0].sentence.in_headline or index < opened:
            read.add(told)
        elif named:
            again = _is_source(named[-1].speaker, _in_front(named[-1]), source, places)
            last = index if again else None
            read.add(told if again else ())
        elif last is not None and _goes_on(own, sentences[last + 1 : index], source, read, places):
            last = index
            read.add(own)
            carried = {id(one) for one in own if not one.quoted}
            found = [_said_by(one, source) if id(one) in carried else one for one in found]
        else:
            last = None
        made += found
    return made


def _said_by(claim: Claim, source: str) -> Claim:
    in_words = None if claim.in_words is None else _said_by(claim.in_words, source)
    evidence = (*claim.evidence, Evidence("speaker", source, GOES_ON))
    return replace(claim, speaker=source, evidence=evidence, in_words=in_words)


def _source_of(claims: Iterable[Claim]) -> tuple[str, int]:
    """The body whose figures an article gives in its opening, and the sentence that names it; blank without."""
    told = [one for one in claims if one.role is Role.CLAIM]
    heads = [one for one in told if one.sentence.in_headline]
    own = [one for one in told if not one.sentence.in_headline]
    opening = sorted({one.sentence.index for one in own})[:_OPENING]
    spoken = (one for one in own if one.speaker and one.sentence.index in opening)
    first = next(spoken, None) or next((one for one in heads if one.speaker), None)
    if first is None or not keeps_figures(first.speaker):
        return "", 0
    return first.speaker, first.sentence.index


def _is_source(name: str, before: str, source: str, places: PlaceIndex) -> bool:
    """Whether a speaker is the source, and no country that has it in its name."""
    return speaks_again(name, source, before) and not _is_place(name, places)


def _is_place(name: str, places: PlaceIndex) -> bool:
    tokens = tokenize(name)
    return any(
        one.places and one.first == 0 and one.last == len(tokens.words)
        for one in places.find(tokens)
    )


def _in_front(claim: Claim) -> str:
    """What stands in front of the name of who says a figure, in its sentence."""
    at = next((one.start for one in claim.evidence if one.field == "speaker"), None)
    start = claim.sentence.span.start
    return "" if at is None or at < start else claim.sentence.text[: at - start]


def _goes_on(
    told: Sequence[Claim],
    between: Sequence[Sentence],
    source: str,
    read: _Report,
    places: PlaceIndex,
) -> bool:
    """Whether nobody but the source speaks in the sentence of some claims and in those since the source was read,
    nobody disputes it, and the sentence tells of nothing that is other news than what was ``read``."""
    if not told or len(between) > _SILENT or _is_of_another(told) or _is_other_news(told, read):
        return False
    spoken = [tokenize(one.text) for one in (*between, told[0].sentence)]
    return not any(_is_disputed(one) or _other_speaks(one, source, places) for one in spoken)


def _is_of_another(told: Sequence[Claim]) -> bool:
    """Whether a sentence sets an earlier disaster beside what is reported: "in 2010 nearly 2,000 people died"; a
    statistic is often set beside that of years ago."""
    befallen = [one for one in told if one.measure in load_grammar().patient_measures]
    published = told[0].article.published
    if any(one.other_event for one in befallen):
        return True
    years = find_years(told[0].sentence.text.lower()) if befallen else ()
    return any(published is None or year < published.year - _PAST for year, _ in years)


def _is_other_news(told: Sequence[Claim], read: _Report) -> bool:
    """Whether some figures of a sentence are no part of a report: what happened on a day of its own, somewhere else,
    or what the source does not count."""
    if _is_of_a_day(tokenize(told[0].sentence.text).lower):
        return True
    return not _is_counted(told, read) or not _is_there(told, read)


def _is_of_a_day(lower: Sequence[str]) -> bool:
    """Whether a sentence tells what happened on a day of the week: "on Sunday", but not "as of Sunday"."""
    words = _words()
    return any(
        word in words.days and words.up_to.isdisjoint(lower[max(0, at - _DATED) : at])
        for at, word in enumerate(lower)
    )


def _is_other_money(claim: Claim, read: _Report) -> bool:
    """Whether a figure is of money, which the source has not spoken of: "29.8 million get drugs, which cost $75"."""
    paid = claim.quantity.kind is Kind.MONEY
    return paid and not read.paid and _fields(claim).isdisjoint(read.fields)


def _is_counted(told: Sequence[Claim], read: _Report) -> bool:
    """Whether some figure is of a field in which the source has given one."""
    words = _words()
    fields = {one for claim in told for one in _fields(claim)}
    if fields and read.fields:
        return not fields.isdisjoint(read.fields)
    return not any(words.traded.intersection(one.subject.lower().split()[:1]) for one in told)


def _fields(claim: Claim) -> frozenset[str]:
    return _words().fields.get(claim.measure or "", frozenset[str]())


def _is_there(told: Sequence[Claim], read: _Report) -> bool:
    """Whether all figures are of where the report is, or a part of its own figures, wherever that is. A report on
    several places goes on to others."""
    if not (read.known or read.named) or read.apart:
        return True
    parts: set[str] = set()  # cues of "9 in Chad" behind "12 died in Darfur and"
    for one in told:
        if _is_part(one, parts):
            parts.add(NOUN_LEFT_OUT.format(one.quantity.text))
        elif _names_place(one) and not read.has_place_of(one):
            return False
    return True


def _names_place(claim: Claim) -> bool:
    """Whether a figure's own sentence names its place: elsewhere it may be that of the paragraph before."""
    place = claim.place_name.lower()
    return not place or any(word in claim.sentence.text.lower() for word in place.split(", "))


def _is_part(claim: Claim, parts: Collection[str]) -> bool:
    """Whether a figure is a part of another one, or one of those whose noun is that of a part."""
    cues = [one.cue for one in claim.evidence]
    return claim.relation == "subset" or any(
        one.startswith(PART_OF) or one in parts for one in cues
    )


def _is_disputed(tokens: Tokens) -> bool:
    """Whether somebody speaks against what is reported: "the government disputes this"."""
    words, lower = _words(), tokens.lower
    spots = [at for at, word in enumerate(lower) if word in words.disputing]
    return any(
        not words.disputed.isdisjoint(lower[max(0, at - _DISPUTED) : at + 1 + _DISPUTED])
        for at in spots
    )


def _other_speaks(tokens: Tokens, source: str, places: PlaceIndex) -> bool:
    if not _words().quotation.isdisjoint(tokens.text):
        return True
    return any(
        not _is_source(one.name, tokens.text[: tokens.starts[one.first]], source, places)
        for one in find_speakers(tokens, frozenset())
    )


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "vocabulary" / "standing_sources.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    fields: dict[str, frozenset[str]] = {}
    for name, listed in raw.pop("fields").items():
        for measure in listed.split():
            fields[measure] = fields.get(measure, frozenset()) | {name}
    lists = {
        name: frozenset(one if isinstance(one, list) else one.split()) for name, one in raw.items()
    }
    return _Words(fields=fields, **lists)
