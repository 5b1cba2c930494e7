"""Whose figures an article goes on giving after its opening named the source.

A report on what an agency counted names it once or twice: "33 million were displaced, UNHCR's annual report shows.
Of these, 16 million were children." The sentences behind it that name nobody are still the agency's. The chain ends
with the first sentence that somebody else speaks in, that looks far back, or that stands too far behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from factcheck.grammar import load_grammar
from factcheck.model import GOES_ON, Claim, Evidence, Role, Sentence
from factcheck.periods import find_years
from factcheck.replacing import replace
from factcheck.speaker_words import load_speaker_words
from factcheck.speakers import find_speakers
from factcheck.tokens import tokenize

_OPENING = 2  # sentences with figures in which an article names its source
_SILENT = 2  # sentences without a figure over which a report goes on
_PAST = 1  # years before its own: what befell people earlier was another disaster
_QUOTATION = frozenset('"“”')
_WORD = re.compile(r"[^\W\d_]+")


def with_standing_source(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> list[Claim]:
    """The claims of an article, in their order, those without a speaker with the source that the article goes on
    reading from. ``sentences``: all of the article, by index."""
    source, opened = _source_of(claims)
    if not source:
        return list(claims)
    made: list[Claim] = []
    last: int | None = opened  # the sentence up to which the source is read
    for index, group in groupby(claims, key=lambda one: one.sentence.index):
        found = list(group)
        told = [one for one in found if one.role is Role.CLAIM]
        if not told or told[0].sentence.in_headline or index < opened:
            made += found
            continue
        named = [one.speaker for one in told if one.speaker]
        if named:
            last = index if _is_source(named[-1], source) else None
        elif last is not None and _goes_on(told, sentences[last + 1 : index], source):
            last = index
            found = [
                _said_by(one, source) if one.role is Role.CLAIM and not one.quoted else one
                for one in found
            ]
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
    if first is None or not _keeps_figures(first.speaker):
        return "", 0
    return first.speaker, first.sentence.index


def _keeps_figures(name: str) -> bool:
    """Whether a name is that of a body or paper that counts for others to read: "UNHCR's annual report"; no police,
    no government, no firm of its own business, and nobody who is only called "the agency"."""
    words, said = load_speaker_words(), _words(name)
    if name.islower() and words.documents.isdisjoint(said):
        return False
    return not words.figure_keepers.isdisjoint(said) and words.not_figure_keepers.isdisjoint(said)


def _is_source(name: str, source: str) -> bool:
    """Whether a speaker is the source: by a word of its name, by its initials, or only called "the agency", "the
    director"."""
    words = load_speaker_words()
    if name.islower() and _words(name) <= words.figure_keepers | words.titles:
        return True
    return bool(_names(name) & _names(source))


def _words(name: str) -> set[str]:
    return {one.lower() for one in _WORD.findall(name)}


def _names(name: str) -> set[str]:
    """The proper names in what somebody is called, and their initials: "the World Health Organization said"."""
    proper = [one for one in _WORD.findall(name) if one[:1].isupper()]
    return {one.lower() for one in (*proper, "".join(one[0] for one in proper))}


def _goes_on(told: Sequence[Claim], between: Sequence[Sentence], source: str) -> bool:
    """Whether nobody but the source speaks in the sentence of some claims and in those since the source was read, and
    it tells of no earlier disaster."""
    if len(between) > _SILENT or _is_of_another(told):
        return False
    own = told[0].sentence
    return not any(_other_speaks(one.text, source) for one in (own, *between))


def _is_of_another(told: Sequence[Claim]) -> bool:
    """Whether a sentence sets an earlier disaster beside what is reported: "in 2010 nearly 2,000 people died"; a
    statistic is often set beside that of years ago."""
    befallen = [one for one in told if one.measure in load_grammar().patient_measures]
    published = told[0].article.published
    if any(one.other_event for one in befallen):
        return True
    years = find_years(told[0].sentence.text.lower()) if befallen else ()
    return any(published is None or year < published.year - _PAST for year, _ in years)


def _other_speaks(text: str, source: str) -> bool:
    speakers = find_speakers(tokenize(text), frozenset())
    return not _QUOTATION.isdisjoint(text) or any(
        not _is_source(one.name, source) for one in speakers
    )
