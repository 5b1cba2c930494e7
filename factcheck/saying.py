"""Whether a verb and its subject say a figure: verbs of saying have other uses.

"Experts reckon 41,000 came" says it and "voters showed up" does not; money is asked for, growth is
looked for, and a storm that claims lives claims nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.speaker_names import (
    SpeakerWords,
    can_speak,
    head,
    is_mute,
    is_plural,
)
from factcheck.tokens import Tokens

_EXPECTED = 6  # tokens between "expects" and the figure
_ASKED = 8  # tokens between "appealed" and the sum
_PUT_REACH = 12  # "put the toll at 41": the figure follows "at"


def says(
    tokens: Tokens,
    verb: int,
    subject: tuple[int, int],
    gap: bool,
    numbers: frozenset[int],
    words: SpeakerWords,
) -> bool:
    """Whether a verb and its subject say something."""
    lower = tokens.lower
    first, end = subject
    word = lower[verb]
    if lower[end - 1] in words.quoted_persons:
        return False  # "I think", inside what somebody else says
    if word in words.base_verbs and end == verb and not is_plural(tokens, first, end, words):
        return False  # "the low estimate is"
    if is_mute(tokens, first, end, words):
        return False
    if word not in words.weak_verbs:
        return True
    somebody = word not in words.noun_verbs and _is_somebody(tokens, first, end, words)
    if not can_speak(tokens, first, end, words) and not somebody:
        # ", its stewards claimed." says so whatever they are.
        last = lower[verb + 1 : verb + 2] in ([], ["."])
        return last and first > 0 and lower[first - 1] == ","
    if word in words.showing and not _is_shown(tokens, first, end, words):
        return False
    if word in words.claiming and words.lives.intersection(lower[verb + 1 : verb + _EXPECTED]):
        return False  # "the storm has claimed 41 lives"
    if gap and word not in words.no_gap_verbs:
        return True
    if first and lower[first - 1] == "," and word in words.inverting:
        return closes(lower, verb, words) or content_follows(tokens, verb, subject, numbers, words)
    return word not in words.gap_verbs and content_follows(tokens, verb, subject, numbers, words)


def _is_somebody(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> bool:
    """Whether a noun that is no known role has an article or an owner: "the matron counts"."""
    opening = tokens.lower[first]
    return opening in words.determiners or "'s" in tokens.lower[first:end]


def _is_shown(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> bool:
    """ "Records show" something; "voters showed up"."""
    spot = head(tokens, first, end, words)
    word = tokens.lower[spot]
    named_so = tokens.words[spot][:1].isupper() and spot > 0
    return named_so or word in words.documents or word in words.count_nouns


def closes(lower: Sequence[str], verb: int, words: SpeakerWords) -> bool:
    """Whether nothing of what is said follows: "..., the agency warned on Monday"."""
    follower = lower[verb + 1] if verb + 1 < len(lower) else "."
    return follower in words.closers or (
        lower[verb] in words.inverting and (follower in words.times or follower in words.settings)
    )


def content_follows(
    tokens: Tokens,
    verb: int,
    subject: tuple[int, int],
    numbers: frozenset[int],
    words: SpeakerWords,
) -> bool:
    """Whether a verb with other uses is followed by what is said."""
    lower = tokens.lower
    word = lower[verb]
    follower = lower[verb + 1] if verb + 1 < len(lower) else "."
    if word in words.adding:
        return follower in words.added or follower in words.stops
    if word in words.appealing or word in words.asking:
        return _asks(lower, verb, numbers, words)
    if word in words.launching:
        near = lower[verb + 1 : verb + _EXPECTED]
        return "appeal" in near and _asks(lower, verb + 1 + near.index("appeal"), numbers, words)
    if word in words.seeing or word in words.saw:
        return _sees(tokens, verb, subject, numbers, words)
    if word in words.awaiting:
        return _foresees(tokens, verb, subject, numbers, words)
    if word in words.putting:
        valued = word not in words.valuing or words.valued.intersection(
            lower[verb : verb + _EXPECTED]
        )
        return bool(valued) and any(
            lower[spot] in {"at", "on"} and spot + 1 in numbers
            for spot in range(verb + 1, min(len(lower), verb + _PUT_REACH))
        )
    if verb + 1 in numbers or verb + 2 in numbers:
        return True
    if word in words.thinking and follower in words.embedded:
        return True  # "a march that organisers thought might draw"
    if word in words.expecting and near_figure(lower, verb, numbers, words, _EXPECTED) is not None:
        return True
    return follower in words.openers


def near_figure(
    lower: Sequence[str],
    verb: int,
    numbers: frozenset[int],
    words: SpeakerWords,
    reach: int = _ASKED,
) -> int | None:
    """The first token of a figure within reach of a verb and in its clause."""
    for at in range(verb + 1, min(len(lower), verb + reach)):
        if at in numbers:
            return at
        if lower[at] in words.stops:
            return None
    return None


def _asks(lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """ "Is seeking $41 million", "asked parliament for $3 billion": a sum of money is asked for."""
    at = near_figure(lower, verb, numbers, words)
    if at is None or not _is_in(lower, at, numbers, words.money):
        return False
    return lower[verb] in words.asking or "for" in lower[verb:at]


def _is_in(lower: Sequence[str], at: int, numbers: frozenset[int], unit: frozenset[str]) -> bool:
    """Whether the figure that begins at a token is written with one of these units."""
    while at in numbers or (at < len(lower) and lower[at] in unit):
        if lower[at] in unit:
            return True
        at += 1
    return False


def _sees(
    tokens: Tokens,
    verb: int,
    subject: tuple[int, int],
    numbers: frozenset[int],
    words: SpeakerWords,
) -> bool:
    """ "The bank sees growth of 3 percent", "the pollster saw it losing 9 seats"."""
    lower = tokens.lower
    if lower[subject[0]] in words.pronouns:
        return False
    if lower[verb] in words.saw:
        losing = lower[verb + 1 : verb + 3]
        return (
            near_figure(lower, verb, numbers, words) is not None
            and losing[0] in words.seen
            and losing[-1].endswith("ing")
        )
    return _foresees(tokens, verb, subject, numbers, words)


def _foresees(
    tokens: Tokens,
    verb: int,
    subject: tuple[int, int],
    numbers: frozenset[int],
    words: SpeakerWords,
) -> bool:
    """Whether the figure behind a verb of seeing is one that is forecast: forecasters look for
    41,000 jobs, rescuers for 41 miners, and anybody for growth of 3 percent."""
    lower = tokens.lower
    at = near_figure(lower, verb, numbers, words)
    if at is None:
        return False
    named = words.forecasters.intersection(lower[subject[0] : subject[1]])
    return bool(named) or _is_in(lower, at, numbers, words.money.union(words.percents))
