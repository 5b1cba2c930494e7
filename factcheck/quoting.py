"""Who says what stands in quotes or beside a colon: headlines, "quoted as saying", 'was blunt: "..."'."""

from __future__ import annotations

from dataclasses import replace

from factcheck.speaker_names import (
    TITLE,
    Speaker,
    apposed,
    can_speak,
    is_spaced,
    name_start,
    named,
    opening_name,
)
from factcheck.speaker_subjects import before_auxiliaries
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

_HEADLINE = 4  # tokens of the shortest headline that names its speaker
_QUOTED = 12  # tokens between "quoted" and "as saying"


def headline_speaker(
    tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "17 soldiers killed in push on Mosul: general", "41 dead in crash - police"."""
    lower = tokens.lower
    size = len(lower)
    if size < _HEADLINE or lower[-1] in words.stops:
        return None
    near = range(size - 2, max(0, size - TITLE - 2), -1)
    mark = next((at for at in near if lower[at] in _HEADLINE_MARKS), 0)
    told = lower[mark] == ":" or (
        is_spaced(tokens, mark) and can_speak(tokens, mark + 1, size, words)
    )
    if mark and told and not any(at > mark for at in numbers):
        return replace(named(tokens, mark + 1, size, words, ":"), governs="left")
    mark = next((at for at in range(1, TITLE) if lower[at : at + 1] == [":"]), 0)
    body = mark and lower[mark - 1]
    if body and (
        body in words.bodies
        or body in words.titles
        or body in words.documents
        or _is_short(tokens, mark, words)
    ):
        return replace(named(tokens, 0, mark, words, ":"), governs="right")  # "Police: 41 dead"
    return None


_HEADLINE_MARKS = frozenset({":", "-", "–", "—"})


def _is_short(tokens: Tokens, mark: int, words: SpeakerWords) -> bool:
    """Whether the short name of a body opens a headline: "UN: 41 dead"."""
    word = tokens.words[0]
    short = mark == 1 and word.isupper() and len(word) > 1
    return short and word.lower() not in words.not_bodies | words.place_names


def find_quoted(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "The Herald quoted a nurse as saying", "a nurse was quoted as saying"."""
    lower = tokens.lower
    near = range(verb + 1, min(len(lower) - 1, verb + _QUOTED))
    end = next((at for at in near if lower[at] == "as" and lower[at + 1] in words.quoting), 0)
    if not end:
        return None
    first = verb + 1
    if end == first:
        first, end = verb, before_auxiliaries(tokens, verb, words)
        while end and lower[end - 1] in words.be_forms:
            end -= 1
        first = name_start(tokens, end, words, numbers)
    end -= end > first and lower[end - 1] == ","  # "quoted the mayor, Ana Lind, as saying"
    if first >= end or not can_speak(tokens, first, end, words):
        return None
    return named(tokens, first, end, words, lower[verb])


def find_before_quote(
    tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """Who opens a sentence in which a quotation follows a colon: "The mayor was blunt: "..."."""
    lower = tokens.lower
    if ":" not in lower:
        return None
    spots = range(1, len(lower) - 1)
    colon = next((at for at in spots if lower[at] == ":" and lower[at + 1] in QUOTES), 0)
    if not colon:
        return None
    end = opening_name(tokens, 0, colon, words, numbers)
    if not end or not can_speak(tokens, 0, end, words):
        return None
    return replace(named(tokens, 0, apposed(tokens, end, words), words, ":"), governs="right")


QUOTES = frozenset('"“”‘')
