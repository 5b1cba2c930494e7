"""Whether a verb and its subject say a figure: verbs of saying have other uses.

"Experts reckon 41,000 came" says it and "voters showed up" does not; money is asked for, growth is
looked for, and a storm that claims lives claims nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.speaker_names import (
    can_speak,
    head,
    is_mute,
    is_plural,
)
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

_EXPECTED = 6  # tokens between "expects" and the figure
_ASKED = 8  # tokens between "appealed" and the sum
_CLAUSE = 6  # tokens to the auxiliary of a clause without "that"
_PUT_REACH = 18  # "put the toll at 41": the figure follows "at"


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb that may say something, its subject, and the figures of their sentence."""

    tokens: Tokens
    verb: int  # the token of the verb
    first: int  # the subject's first token
    end: int  # the token behind the subject
    numbers: frozenset[int]  # the tokens of the figures
    words: SpeakerWords

    @property
    def word(self) -> str:
        """The verb in small letters."""
        return self.tokens.lower[self.verb]

    @property
    def follower(self) -> str:
        """The token behind the verb; the end of a sentence is a full stop."""
        behind = self.verb + 1
        return self.tokens.lower[behind] if behind < len(self.tokens.lower) else "."


def takes_lives(saying: Saying) -> bool:
    """Whether a verb says nothing: "the storm has claimed 41 lives", "hospitals admitted 41 patients"."""
    behind = saying.tokens.lower[saying.verb + 1 : saying.verb + _EXPECTED]
    admits = saying.word in saying.words.claiming and saying.follower != "that"
    return admits and not saying.words.lives.isdisjoint(behind)


def says(saying: Saying, gap: bool) -> bool:
    """Whether a verb and its subject say something; ``gap``: they follow what is counted."""
    tokens, words, verb, word = saying.tokens, saying.words, saying.verb, saying.word
    first, end = saying.first, saying.end
    lower = tokens.lower
    if lower[end - 1] in words.quoted_persons:
        return False  # "I think", inside what somebody else says
    if word in words.expecting and not words.possibly.isdisjoint(lower[end:verb]):
        return False  # "a boy born today can expect to live 41 years"
    if word in words.base_verbs and end == verb and not is_plural(tokens, first, end, words):
        return False  # "the low estimate is"
    if is_mute(tokens, first, end, words):
        return False
    if word not in words.weak_verbs:
        return True
    somebody = word not in words.noun_verbs and _is_somebody(saying)
    if not can_speak(tokens, first, end, words) and not somebody:
        # ", its stewards claimed." says so whatever they are.
        last = lower[verb + 1 : verb + 2] in ([], ["."])
        return last and first > 0 and lower[first - 1] == ","
    apart = first > 0 and lower[first - 1] == "," and closes(saying)
    if word in words.showing and not apart and not _is_shown(saying):
        return False
    if takes_lives(saying):
        return False
    if gap and word not in words.no_gap_verbs:
        return True
    if first and lower[first - 1] == "," and (word in words.inverting or word in words.showing):
        return closes(saying) or content_follows(saying)
    return word not in words.gap_verbs and content_follows(saying)


def _is_somebody(saying: Saying) -> bool:
    """Whether a noun that is no known role has an article or an owner: "the matron counts"."""
    subject = saying.tokens.lower[saying.first : saying.end]
    return subject[0] in saying.words.determiners or "'s" in subject


def _is_shown(saying: Saying) -> bool:
    """ "Records show" something; "voters showed up"."""
    tokens, words = saying.tokens, saying.words
    spot = head(tokens, saying.first, saying.end, words)
    word = tokens.lower[spot]
    named_so = tokens.words[spot][:1].isupper() and spot > 0
    return named_so or word in words.documents or word in words.count_nouns


def closes(saying: Saying) -> bool:
    """Whether nothing of what is said follows: "..., the agency warned on Monday"."""
    words, follower = saying.words, saying.follower
    told = saying.word in words.inverting or saying.word in words.showing
    if told and follower == "of":
        return near_figure(saying) is None  # "..., the nurse recalled of the babies"
    return follower in words.closers or (
        told and (follower in words.times or follower in words.settings)
    )


def content_follows(saying: Saying) -> bool:
    """Whether a verb with other uses is followed by what is said."""
    lower, words, numbers = saying.tokens.lower, saying.words, saying.numbers
    verb, word, follower = saying.verb, saying.word, saying.follower
    if word in words.adding:
        return follower in words.added or follower in words.stops
    if word in words.appealing or word in words.asking:
        return _asks(saying)
    if word in words.launching:
        near = lower[verb + 1 : verb + _EXPECTED]
        return "appeal" in near and _asks(replace(saying, verb=verb + 1 + near.index("appeal")))
    if word in words.seeing or word in words.saw:
        return _sees(saying)
    if word in words.awaiting:
        return _foresees(saying)
    if word in words.putting:
        valued = word not in words.valuing or words.valued.intersection(
            lower[verb : verb + _EXPECTED]
        )
        priced = words.priced.intersection(lower[verb + 1 : verb + _EXPECTED])
        if priced and "on" in lower[verb : verb + _EXPECTED + 1]:
            return True  # "has put a number on the dead: 5,335"
        return bool(valued) and any(
            lower[spot] in {"at", "on"} and spot + 1 in numbers
            for spot in range(verb + 1, min(len(lower), verb + _PUT_REACH))
        )
    if verb + 1 in numbers or verb + 2 in numbers:
        return True
    if follower in words.settings and _that_follows(saying):
        return True  # "the coroner ruled in March that"
    if word in words.thinking and follower in words.embedded:
        return True  # "a march that organisers thought might draw"
    if word in words.thinking and _clause_follows(saying):
        return True  # "the regulator reckons customers may have to pay"
    if word in words.expecting and near_figure(saying) is not None:
        return True
    return follower in words.openers


def _clause_follows(saying: Saying) -> bool:
    """Whether a subject and its auxiliary stand behind a verb of thinking."""
    behind = saying.tokens.lower[saying.verb + 1 : saying.verb + _CLAUSE]
    for word in behind:
        if word in saying.words.embedded:
            return word is not behind[0]
        if word in saying.words.stops or not word.isalpha():
            return False
    return False


def _that_follows(saying: Saying) -> bool:
    """Whether "that" stands behind when and where it was said."""
    behind = saying.tokens.lower[saying.verb + 1 : saying.verb + _CLAUSE]
    return next((word for word in behind if word in saying.words.stops), "") == "that"


def near_figure(saying: Saying, reach: int = _ASKED) -> int | None:
    """The first token of a figure within reach of a verb and in its clause."""
    lower, verb = saying.tokens.lower, saying.verb
    for at in range(verb + 1, min(len(lower), verb + reach)):
        if at in saying.numbers:
            return at
        if lower[at] in saying.words.stops and lower[at] not in _QUOTES:
            return None
    return None


_QUOTES = frozenset('"“”')


def _asks(saying: Saying) -> bool:
    """ "Is seeking $41 million", "asked parliament for 300 more guards": a sum is sought, and
    whatever stands behind "for" is asked for."""
    lower, words = saying.tokens.lower, saying.words
    at = near_figure(saying)
    if at is None:
        return False
    if saying.word in words.asking:
        return _is_in(lower, at, saying.numbers, words.money)
    return "for" in lower[saying.verb : at]


def _is_in(lower: Sequence[str], at: int, numbers: frozenset[int], unit: frozenset[str]) -> bool:
    """Whether the figure that begins at a token is written with one of these units."""
    while at in numbers or (at < len(lower) and lower[at] in unit):
        if lower[at] in unit:
            return True
        at += 1
    return False


def _sees(saying: Saying) -> bool:
    """ "The bank sees growth of 3 percent", "the pollster saw it losing 9 seats"."""
    lower, words, verb = saying.tokens.lower, saying.words, saying.verb
    if lower[saying.first] in words.pronouns:
        return False
    if saying.word in words.saw:
        losing = lower[verb + 1 : verb + 3]
        return (
            near_figure(saying) is not None
            and losing[0] in words.seen
            and losing[-1].endswith("ing")
        )
    return _foresees(saying)


def _foresees(saying: Saying) -> bool:
    """Whether the figure behind a verb of seeing is one that is forecast: forecasters look for
    41,000 jobs, rescuers for 41 miners, and anybody for growth of 3 percent."""
    lower, words = saying.tokens.lower, saying.words
    at = near_figure(saying)
    if at is None:
        return False
    named = words.forecasters.intersection(lower[saying.first : saying.end])
    return bool(named) or _is_in(lower, at, saying.numbers, words.money.union(words.percents))
