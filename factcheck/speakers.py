"""Who says so: the speaker of each sentence, with pronouns resolved within the paragraph."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from factcheck.tokens import Tokens

_TITLE = 6  # tokens of a title in front of a name
_APPOSED = 3  # words of a name behind its title
_LISTED = 7  # tokens of a speaker that shares the verb of the one before
_MAX_NAME = 14  # tokens of a speaker's name
_ASIDE = 25  # tokens between a speaker and his verb ("Officials in the enclave, which ..., said")
_TALLIED = 5  # tokens between "raised" and the toll
_EXPECTED = 6  # tokens between "expects" and the figure


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Word lists of vocabulary/speakers.toml."""

    verbs: frozenset[str]
    weak_verbs: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    according: Mapping[str, tuple[tuple[str, ...], ...]]  # by first word
    count_nouns: frozenset[str]
    count_adjectives: frozenset[str]
    counting_bodies: frozenset[str]
    bodies: frozenset[str]
    auxiliaries: frozenset[str]
    not_subjects: frozenset[str]
    name_ends: frozenset[str]
    postposed: frozenset[str]
    content: frozenset[str]
    adding: frozenset[str]
    putting: frozenset[str]
    expecting: frozenset[str]
    times: frozenset[str]
    not_first: frozenset[str]
    not_last: frozenset[str]
    personal: frozenset[str]
    relays: frozenset[str]  # names of news agencies
    tallying: frozenset[str]
    tallies: frozenset[str]
    tallied: frozenset[str]
    name_links: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as written: token range and name; ``pronoun`` when the name stands earlier.

    ``governs``: "left" where what is said stands before ("..., police said."), "right" where it
    follows ("Police said that ..."), "both" for "according to". ``weak``: a verb with other uses.
    """

    first: int
    last: int
    name: str
    pronoun: bool
    cue: str
    governs: str = "both"
    weak: bool = False


@cache
def load_speaker_words() -> SpeakerWords:
    """Read vocabulary/speakers.toml, and the names of news agencies from agencies.toml."""
    folder = Path(__file__).parent / "vocabulary"
    raw = tomllib.loads((folder / "speakers.toml").read_text(encoding="utf-8"))
    agencies = tomllib.loads((folder / "agencies.toml").read_text(encoding="utf-8"))["agencies"]
    relays = frozenset(mark.lower() for marks in agencies.values() for mark in marks)
    according: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in raw.pop("according"):
        first = phrase.split()[0]
        according[first] = (*according.get(first, ()), tuple(phrase.split()))
    return SpeakerWords(
        according=according,
        relays=relays,
        **{name: frozenset(str(words).split()) for name, words in raw.items()},
    )


def find_speakers(tokens: Tokens, number_starts: frozenset[int]) -> list[Speaker]:
    """All speakers of a sentence, left to right. ``number_starts``: tokens where a figure begins."""
    words = load_speaker_words()
    lower = tokens.lower
    found: list[Speaker] = []
    for position, word in enumerate(lower):
        for phrase in words.according.get(word, ()):
            if tuple(lower[position : position + len(phrase)]) == phrase:
                speaker = _forward(
                    tokens, position + len(phrase), words, number_starts, "according to"
                )
                if speaker:
                    found.append(speaker)
                break
        saying = word in words.verbs or (
            word in words.tallying and _tallies(lower, position, words)
        )
        if saying and not (position and tokens.words[position][0].isupper()):
            speaker = _subject(tokens, position, words, number_starts) or _inverted(
                tokens, position, words, number_starts
            )
            if speaker:
                found.append(speaker)
        elif word in words.count_nouns and position > 1:
            speaker = _owner(tokens, position, words, number_starts)
            if speaker:
                found.append(speaker)
    found = [one for one in found if _is_whole(lower[one.first : one.last], words)]
    headline = _headline_speaker(tokens, words, number_starts)
    return [*found, headline] if headline is not None and not found else found


def _is_whole(name: Sequence[str], words: SpeakerWords) -> bool:
    """Whether the words are a noun phrase and no piece of a clause: not "Oaxaca it stays"."""
    if name[0] in words.not_first or (name[-1] in words.not_last and len(name) > 1):
        return False
    return not words.personal.intersection(name[1:])


def _tallies(lower: Sequence[str], verb: int, words: SpeakerWords) -> bool:
    """ "Police raised the number of dead to 181": whoever changes a count is who counts."""
    behind = lower[verb + 1 : verb + 1 + _TALLIED]
    if words.tallies.intersection(behind):
        return True
    return "number" in behind and bool(words.tallied.intersection(behind))


def _headline_speaker(
    tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "17 soldiers killed in push on Mosul: general"."""
    lower = tokens.lower
    size = len(lower)
    colon = next((at for at in range(size - 1, 0, -1) if lower[at] == ":"), 0)
    ends = colon and 0 < size - colon - 1 <= _TITLE and lower[-1] not in words.stops
    if not ends or any(at > colon for at in numbers):
        return None
    return replace(_speaker(tokens, colon + 1, size, words, ":"), governs="left")


def listed_speaker(tokens: Tokens, start: int, number: int) -> Speaker | None:
    """A speaker who shares the verb of the one before: "..., the union 1.5 million", "X at 39"."""
    words = load_speaker_words()
    lower = tokens.lower
    end = number
    if end and lower[end - 1] in {"at", "of"}:
        end -= 1
    first = next(
        (at + 1 for at in range(end - 1, start - 1, -1) if lower[at] in {",", "and", ";"}), 0
    )
    if not first or not 0 < end - first <= _LISTED:
        return None
    phrase = lower[first:end]
    named = tokens.words[first][:1].isupper() or phrase[0] in words.determiners
    if (
        not named
        or not _is_whole(phrase, words)
        or any(
            word in words.verbs or word in words.auxiliaries or word in words.name_ends
            for word in phrase
        )
    ):
        return None
    return _speaker(tokens, first, end, words, "the same verb")


def leading_name(tokens: Tokens, stop: int) -> str:
    """Who a sentence is about: the noun phrase that opens it, for a pronoun that follows."""
    words = load_speaker_words()
    end = 0
    while end < min(stop, len(tokens.lower), _MAX_NAME):
        word = tokens.lower[end]
        part = tokens.words[end][:1].isupper() or word in words.name_links
        if not part and word not in words.bodies and word not in words.titles:
            break
        end += 1
    while end and tokens.lower[end - 1] in words.name_links:
        end -= 1
    if not end or tokens.lower[0] in words.pronouns or not tokens.words[0][:1].isalpha():
        return ""
    return _speaker(tokens, 0, end, words, "the subject before").name


def _owner(
    tokens: Tokens, noun: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """Whose count it is: "by the ministry's count", "the organisers' reckoning", "the police figure"."""
    lower = tokens.lower
    end = noun
    while end and lower[end - 1] in words.count_adjectives:
        end -= 1
    if end and lower[end - 1] in {"'s", "'"}:
        end -= 1
    elif not end or lower[end - 1] not in words.counting_bodies:
        return None
    if end and lower[end - 1] in words.times:
        return None  # "according to Thursday's bulletin of the ministry"
    first = _name_start(tokens, end, words, numbers)
    return _speaker(tokens, first, end, words, "count") if first < end else None


def _speaker(tokens: Tokens, first: int, last: int, words: SpeakerWords, cue: str) -> Speaker:
    while last - first > 1 and (
        tokens.lower[first] in words.determiners or not tokens.lower[first][:1].isalnum()
    ):
        first += 1
    name = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    return Speaker(first, last, name, tokens.lower[first] in words.pronouns, cue)


def _forward(
    tokens: Tokens, start: int, words: SpeakerWords, numbers: frozenset[int], cue: str
) -> Speaker | None:
    """The name that follows "according to" or "said"."""
    lower = tokens.lower
    if (
        lower[start : start + 1]
        and lower[start] in words.times
        and lower[start + 1 : start + 2] == ["'s"]
    ):
        start += 2  # "Thursday's bulletin of the ministry"
    last = start
    while last < len(lower) and last - start < _MAX_NAME:
        word = lower[last]
        if word in words.stops and not (word == "-" and last > start):
            # "Saudi Arabia's Civil Defense", "the Health, Labour and Welfare Ministry" stay whole.
            if word == "and" and last + 1 < len(lower) and tokens.words[last + 1][:1].isupper():
                last += 1
                continue
            break
        if last in numbers or word in words.verbs or word in words.name_ends:
            break
        last += 1
    if last == start:
        return None
    speaker = _speaker(tokens, start, last, words, cue)
    name = _apposed(tokens, last)
    if name > last and speaker.last - speaker.first < _TITLE:
        # "said the driver, Pavlo Hrytsenko"
        full = tokens.text[tokens.starts[speaker.first] : tokens.ends[name - 1]]
        return replace(speaker, last=name, name=full)
    return speaker


def _apposed(tokens: Tokens, comma: int) -> int:
    """End of a capitalised name behind a comma, or ``comma``."""
    if tokens.lower[comma : comma + 1] != [","]:
        return comma
    end = comma + 1
    while (
        end < len(tokens.words) and tokens.words[end][:1].isupper() and tokens.words[end].isalpha()
    ):
        end += 1
    return end if 0 < end - comma - 1 <= _APPOSED else comma


def _name_start(tokens: Tokens, end: int, words: SpeakerWords, numbers: frozenset[int]) -> int:
    first = end
    while first and end - first < _MAX_NAME:
        word = tokens.lower[first - 1]
        if word == "." and first > 1 and _tight(tokens, first - 1):
            first -= 2
            continue  # "Secunia.com"
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
        if word in _ARTICLES and first and tokens.lower[first - 1] not in words.name_links:
            break  # "on the second day the operator"
    return first


_ARTICLES = frozenset({"the", "a", "an"})


def _tight(tokens: Tokens, spot: int) -> bool:
    """Whether a sign stands between two words without spaces."""
    return (
        tokens.ends[spot - 1] == tokens.starts[spot]
        and tokens.ends[spot : spot + 1] == tokens.starts[spot + 1 : spot + 2]
    )


def _subject(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """The noun phrase before a verb of saying."""
    lower = tokens.lower
    aside: slice | None = None
    if verb and lower[verb - 1] in words.not_subjects:
        return None  # "was reported", "the reports"
    end = verb
    while end and (lower[end - 1] in words.adverbs or lower[end - 1] in words.auxiliaries):
        end -= 1
    if end and lower[end - 1] == ",":
        # "The ministry, which runs the hospitals, said ...": the aside is skipped.
        opening = end - 2
        while opening > 0 and lower[opening] != ",":
            opening -= 1
        if end - opening > _ASIDE:
            return None
        aside = slice(opening + 1, end - 1)
        end = opening if opening > 0 else end - 1  # "The firm Secunia, has said ..."
    end = _before_day(lower, end, words)
    if end == verb and end and lower[end - 1] in {"and", "but"}:
        return _shared_subject(tokens, verb, words, numbers)
    first = _name_start(tokens, end, words, numbers)
    if first >= end or (first and first - 1 in numbers):
        return None  # "41 people reported": the counted, not a speaker
    as_said = first > 0 and lower[first - 1] == "as"  # "..., as the council reckons"
    if as_said:
        speaker = _speaker(tokens, first, end, words, lower[verb])
        return replace(speaker, governs="left")
    if lower[verb] in words.weak_verbs and not _content_follows(lower, verb, words, numbers):
        return None
    if not any(
        word[:1].isalpha() and word not in words.adverbs and word not in words.count_adjectives
        for word in lower[first:end]
    ):
        return None
    speaker = _speaker(tokens, first, end, words, lower[verb])
    if aside is not None and _is_name(tokens, aside) and not _is_name(tokens, slice(first, end)):
        # "the operator, Chonghaejin, acknowledged"
        full = tokens.text[tokens.starts[speaker.first] : tokens.ends[aside.stop - 1]]
        speaker = replace(speaker, last=aside.stop, name=full)
    follower = lower[verb + 1] if verb + 1 < len(lower) else "."
    behind = first > 0 and lower[first - 1] in words.postposed
    governs = "left" if behind and follower not in words.content else "right"
    return replace(speaker, governs=governs, weak=lower[verb] in words.weak_verbs)


def _before_day(lower: Sequence[str], end: int, words: SpeakerWords) -> int:
    """The end of a name without the day behind it: "the ministry on Friday said"."""
    if end and lower[end - 1] in words.times:
        return end - 2 if lower[end - 2 : end - 1] == ["on"] else end - 1
    return end


def _shared_subject(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """The subject of the verb before: "Armenia's ministry called that a lie and claimed to have"."""
    lower = tokens.lower
    first = next((at + 1 for at in range(verb - 1, -1, -1) if lower[at] in {";", ":"}), 0)
    end = first
    while end < min(verb - 1, first + _MAX_NAME):
        word = lower[end]
        part = tokens.words[end][:1].isupper() or word in words.name_links
        if end in numbers or (not part and word not in words.bodies and word not in words.titles):
            break
        end += 1
    while end > first and lower[end - 1] in words.name_links:
        end -= 1
    weak = lower[verb] in words.weak_verbs
    if end <= first or (weak and not _content_follows(lower, verb, words, numbers)):
        return None
    speaker = _speaker(tokens, first, end, words, lower[verb])
    return None if not speaker.name[:1].isalpha() else replace(speaker, governs="right", weak=weak)


def _is_name(tokens: Tokens, part: slice) -> bool:
    """Whether tokens are a proper name, "the" apart."""
    words = tokens.words[part]
    if words and words[0].lower() in _ARTICLES:
        words = words[1:]
    return bool(words) and words[0][:1].isupper() and len(words) <= _MAX_NAME


def _content_follows(
    lower: Sequence[str], verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> bool:
    """Whether a verb with other uses is followed by what is said."""
    follower = lower[verb + 1] if verb + 1 < len(lower) else "."
    if lower[verb] in words.adding:
        return follower in words.openers or follower in words.stops
    if verb + 1 in numbers or verb + 2 in numbers:
        return True
    if lower[verb] in words.expecting:
        near = range(verb + 1, min(len(lower), verb + 1 + _EXPECTED))
        stop = next((at for at in near if lower[at] in words.stops), near.stop)
        if any(at in numbers for at in near if at < stop):
            return True
    if lower[verb] in words.putting:
        return any(
            lower[spot] == "at" and spot + 1 in numbers
            for spot in range(verb + 1, min(len(lower), verb + _PUT_REACH))
        )
    return follower in words.openers


# "put the toll at 41": the figure follows "at".
_PUT_REACH = 12


def _inverted(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "... ," said the minister: the name behind the verb."""
    lower = tokens.lower
    if verb == 0 or lower[verb - 1] not in {",", '"', "”", "'", "’", "“", "''"}:
        return None
    speaker = _forward(tokens, verb + 1, words, numbers, lower[verb])
    if speaker is None or (speaker.last in numbers and speaker.name.islower()):
        return None  # ", said another 21 had died"
    return replace(speaker, governs="left")
