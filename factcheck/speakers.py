"""Who says so: the speaker of each sentence, with pronouns resolved within the paragraph."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.tokens import Tokens

_MAX_NAME = 14  # tokens of a speaker's name


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Word lists of vocabulary/speakers.toml."""

    verbs: frozenset[str]
    weak_verbs: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    count_nouns: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as written: token range and name; ``pronoun`` when the name stands earlier."""

    first: int
    last: int
    name: str
    pronoun: bool
    cue: str


@cache
def load_speaker_words() -> SpeakerWords:
    """Read vocabulary/speakers.toml."""
    path = Path(__file__).parent / "vocabulary" / "speakers.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    according = tuple(tuple(phrase.split()) for phrase in raw.pop("according"))
    return SpeakerWords(
        according=according,
        **{name: frozenset(str(words).split()) for name, words in raw.items()},
    )


def find_speakers(tokens: Tokens, number_starts: frozenset[int]) -> list[Speaker]:
    """All speakers of a sentence, left to right. ``number_starts``: tokens where a figure begins."""
    words = load_speaker_words()
    lower = tokens.lower
    found: list[Speaker] = []
    for position, word in enumerate(lower):
        for phrase in words.according:
            if word == phrase[0] and tuple(lower[position : position + len(phrase)]) == phrase:
                speaker = _forward(
                    tokens, position + len(phrase), words, number_starts, "according to"
                )
                if speaker:
                    found.append(speaker)
                break
        if word in words.verbs:
            speaker = _subject(tokens, position, words, number_starts) or _inverted(
                tokens, position, words, number_starts
            )
            if speaker:
                found.append(speaker)
        elif word in words.count_nouns and position > 1 and lower[position - 1] == "'s":
            first = _name_start(tokens, position - 1, words, number_starts)
            if first < position - 1:
                found.append(_speaker(tokens, first, position - 1, words, "count"))
    return found


def _speaker(tokens: Tokens, first: int, last: int, words: SpeakerWords, cue: str) -> Speaker:
    while last - first > 1 and tokens.lower[first] in words.determiners:
        first += 1
    name = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    return Speaker(first, last, name, tokens.lower[first] in words.pronouns, cue)


def _forward(
    tokens: Tokens, start: int, words: SpeakerWords, numbers: frozenset[int], cue: str
) -> Speaker | None:
    """The name that follows "according to" or "said"."""
    lower = tokens.lower
    last = start
    while last < len(lower) and last - start < _MAX_NAME:
        word = lower[last]
        if word in words.stops and not (word == "-" and last > start):
            # "Saudi Arabia's Civil Defense", "the Health, Labour and Welfare Ministry" stay whole.
            if word == "and" and last + 1 < len(lower) and tokens.words[last + 1][:1].isupper():
                last += 1
                continue
            break
        if last in numbers or word in words.verbs or word in _NAME_ENDS:
            break
        last += 1
    if last == start:
        return None
    return _speaker(tokens, start, last, words, cue)


_AUXILIARIES = frozenset(["has", "have", "had", "who", "did", "does"])
# Before a verb of saying these make it a passive or an adjective ("an estimated 40").
_NOT_SUBJECTS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "the",
        "a",
        "an",
        "its",
        "-",
        "their",
        "his",
        "her",
        "no",
        "of",
        "some",
        "at",
    ]
)

_NAME_ENDS = frozenset(
    [
        "more",
        "over",
        "at",
        "least",
        "about",
        "nearly",
        "almost",
        "some",
        "up",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "will",
        "in",
        "on",
        "by",
        "since",
        "during",
        "last",
        "this",
        "who",
        "which",
        "where",
        "there",
        "yesterday",
        "today",
        "told",
    ]
)


def _name_start(tokens: Tokens, end: int, words: SpeakerWords, numbers: frozenset[int]) -> int:
    first = end
    while first and end - first < _MAX_NAME:
        word = tokens.lower[first - 1]
        if (word in words.stops and word != "-") or first - 1 in numbers:
            if (
                word == "and"
                and first < end
                and tokens.words[first][:1].isupper()
                and (first > 1 and tokens.words[first - 2][:1].isupper())
            ):
                first -= 1
                continue
            break
        first -= 1
    return first


def _subject(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """The noun phrase before a verb of saying."""
    lower = tokens.lower
    if verb and lower[verb - 1] in _NOT_SUBJECTS:
        return None  # "was reported", "the reports"
    end = verb
    while end and (lower[end - 1] in words.adverbs or lower[end - 1] in _AUXILIARIES):
        end -= 1
    if end and lower[end - 1] == ",":
        # "The ministry, which runs the hospitals, said ...": the aside is skipped.
        opening = end - 2
        while opening > 0 and lower[opening] != ",":
            opening -= 1
        if opening <= 0 or end - opening > _MAX_NAME:
            return None
        end = opening
    first = _name_start(tokens, end, words, numbers)
    if first >= end:
        return None
    if lower[verb] in words.weak_verbs and not _content_follows(lower, verb, words, numbers):
        return None
    if not any(word[:1].isalpha() and word not in words.adverbs for word in lower[first:end]):
        return None
    return _speaker(tokens, first, end, words, lower[verb])


def _content_follows(
    lower: Sequence[str], verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> bool:
    """Whether a verb with other uses is followed by what is said."""
    follower = lower[verb + 1] if verb + 1 < len(lower) else "."
    if verb + 1 in numbers or verb + 2 in numbers:
        return True
    if lower[verb] in _PUTTING:
        return any(
            lower[spot] == "at" and spot + 1 in numbers
            for spot in range(verb + 1, min(len(lower), verb + _PUT_REACH))
        )
    return follower in words.openers


# "put the toll at 41": the figure follows "at".
_PUTTING = frozenset({"put", "puts"})
_PUT_REACH = 12


def _inverted(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "... ," said the minister: the name behind the verb."""
    lower = tokens.lower
    if verb == 0 or lower[verb - 1] not in {",", '"', "”", "'", "’", "“", "''"}:
        return None
    return _forward(tokens, verb + 1, words, numbers, lower[verb])
