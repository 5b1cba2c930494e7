"""The noun phrase before a verb of saying: where the subject begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.speaker_names import (
    ARTICLES,
    HAVING,
    POSSESSIVES,
    TITLE,
    can_speak,
    is_adverb,
    is_mute,
    is_plural,
    is_role,
    name_start,
    with_partner,
)
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

_ASIDE = 25  # tokens between a speaker and his verb ("Officials in the enclave, which ..., said")
_GAP = 3  # tokens of what is counted between a figure and a relative clause without a pronoun
_RELATIVE = 6  # tokens of "who washed the bodies" in front of the verb
_AT_ONCE = 2  # tokens to the figure of ", the opposition says only 41"


def before_auxiliaries(tokens: Tokens, verb: int, words: SpeakerWords) -> int:
    """The token behind a subject: "has since", "is now" and "privately" belong to the verb."""
    lower = tokens.lower
    going = lower[verb].endswith("ing") or lower[verb] in words.sure
    end = verb
    if end and lower[verb] in words.limits:
        end -= lower[end - 1] == "to" and lower[end - 2] in words.denied
        end -= lower[end - 1] in words.denied
    while end:
        word = lower[end - 1]
        if not (
            word in words.auxiliaries
            or (word in words.modals and not _is_month(tokens, end - 1))
            or (going and word in words.be_forms)
            or is_adverb(tokens, end - 1, words)
        ):
            break
        end -= 1
    return _before_inset(tokens, end, verb, words)


def _is_month(tokens: Tokens, at: int) -> bool:
    """ "In May" is no modal; behind a name it is its last word or one."""
    named = at > 0 and tokens.words[at - 1][:1].isupper()
    return not tokens.words[at].islower() and not named


def _before_inset(tokens: Tokens, end: int, verb: int, words: SpeakerWords) -> int:
    """The end of a subject without a time between "has" and its verb: "the mission | has since the
    truce of July noted 41"."""
    lower = tokens.lower
    if end != verb or lower[verb].endswith("ing"):
        return end
    for at in range(verb - 1, max(0, verb - _INSET), -1):
        word = lower[at]
        if word in HAVING:
            return at if lower[at + 1] in _SINCE else end
        if (word in words.stops and word not in _SINCE) or word in words.finite:
            return end
    return end


_INSET = 9  # tokens of "has in the past seven days"
_SINCE = frozenset({"since", "in", "over", "during", "by", "until", "within", "through"})


def before_telling(lower: Sequence[str], end: int, words: SpeakerWords) -> int:
    """The end of a subject without what it tells in: "the bank in its latest outlook sees"."""
    if not end or lower[end - 1] not in words.tellings:
        return end
    start = next((at for at in range(end - 2, max(0, end - 2 - TITLE), -1) if lower[at] in _IN), 0)
    opens = start and lower[start + 1] in words.determiners
    return start if opens and words.stops.isdisjoint({*lower[start:end]} - {"-"}) else end


_IN = frozenset({"in", "on", "at"})


def opening_comma(lower: Sequence[str], end: int) -> int | None:
    """The comma that opens the aside which ends at ``end``; None when it is too long."""
    opening = end - 2
    while opening > 0 and lower[opening] != "," and end - opening <= _ASIDE:
        opening -= 1
    return None if end - opening > _ASIDE else opening


def before_who(
    tokens: Tokens, end: int, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> int:
    """The end of whoever ", who" stands for, else ``end``: "the governor, who puts the toll at 41"."""
    lower = tokens.lower
    if not (1 < end < verb and lower[end] == "who" and lower[end - 1] == ","):
        return end
    start = name_start(tokens, end - 1, words, numbers)
    start += lower[start] in words.inverting  # "said the mayor, who put it at 41"
    whole = words.verbs.isdisjoint(lower[start : end - 1]) and lower[start - 1] != ","
    if start < end - 1 and whole and can_speak(tokens, start, end - 1, words):
        return end - 1
    return end


def bounds(
    tokens: Tokens, end: int, words: SpeakerWords, numbers: frozenset[int]
) -> tuple[int, int]:
    """Where the noun phrase before a verb begins and ends, given the token behind it."""
    lower = tokens.lower
    if end > 1 and lower[end - 1] == "which" and lower[end - 2] == ",":
        # "the bank, which in its outlook sees": what "which" stands for
        start = _behind_by(lower, name_start(tokens, end - 2, words, numbers), end - 2, words)
        speaks = start < end - 2 and not is_mute(tokens, start, end - 2, words)
        speaks = speaks and lower[end - 3] not in words.closing  # "the mayor said, which gives"
        end = end - 2 if speaks else end
    first = _behind_by(lower, name_start(tokens, end, words, numbers), end, words)
    first += first + 1 < end and lower[first] in words.closing  # ", said | the mayor, who"
    first, end = _before_relative(tokens, first, end, words, numbers)
    first = _behind_place(tokens, first, end, words)
    first = _after_counted(tokens, first, end, words, numbers)
    first = _after_figure(tokens, first, end, words)
    return with_partner(tokens, first, words), end


def _behind_by(lower: Sequence[str], first: int, end: int, words: SpeakerWords) -> int:
    """Where the agent of a passive begins: "is disputed by | the army, which speaks of 41"."""
    phrase = lower[first:end]
    passive = "by" in phrase and not words.finite.isdisjoint(phrase)
    return end - phrase[::-1].index("by") if passive else first


def _before_relative(
    tokens: Tokens, first: int, end: int, words: SpeakerWords, numbers: frozenset[int]
) -> tuple[int, int]:
    """The noun phrase in front of its relative clause: "women who nursed the sick say"."""
    lower = tokens.lower
    joined = end - first == 1 and first > 1 and lower[first - 1] in {"and", "or"}
    joined = joined and not can_speak(tokens, first, end, words)  # "with water and blankets"
    who = first - 1 - joined
    reach = _ASIDE // 2 if joined else _RELATIVE
    while who > 0 and first - who <= reach and lower[who] not in words.stops:
        who -= 1
    if joined and (who <= 0 or lower[who] != "who"):
        return first, end
    if who > 0 and lower[who] in {"that", "which"}:  # "the unions that called the march claimed"
        start = name_start(tokens, who, words, numbers)
        acts = who + 1 < first and lower[who + 1] != "the"
        acts = acts or _acts_at(tokens, first, end, words)
        body = start < who and can_speak(tokens, start, who, words)
        return (start, who) if acts and body and lower[who - 1] not in words.verbs else (first, end)
    if who <= 0 or lower[who] != "who":
        return first, end
    if not joined and who + 1 == first and not _acts_at(tokens, first, end, words):
        return first, end  # "the men who police said were armed"
    return name_start(tokens, who, words, numbers), who


def _acts_at(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> bool:
    """Whether a verb and not a subject opens a relative clause: "that sank off the coast"."""
    lower = tokens.lower
    if lower[first].endswith("ed") or lower[first] in words.finite:
        return True
    if end - first > 1 and (lower[end - 1] in _OBJECTS or lower[end - 1] in _AWAY):
        return True  # "the board that runs them", "those who came out"
    plain = tokens.words[first].islower() and not is_role(lower[first], words)
    tied = not words.prepositions.isdisjoint(lower[first + 1 : end])
    return plain and tied and lower[first] not in words.determiners


_OBJECTS = frozenset({"them", "him", "us", "me"})
_AWAY = frozenset({"out", "off", "away", "up", "down", "through", "back", "home"})


def _behind_place(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> int:
    """The speaker behind the place that opens a clause: "In Cairo | doctors", "In the capital | police"."""
    lower = tokens.lower
    at = first if lower[first : first + 1] == ["in"] else first - 1
    opens = at >= 0 and lower[at] == "in" and (at == 0 or lower[at - 1] in words.stops)
    if not opens or not is_role(lower[end - 1], words) or tokens.words[end - 1][:1].isupper():
        return first
    spot = at + 1
    while spot < end - 1 and (tokens.words[spot][:1].isupper() or lower[spot] in words.areas):
        spot += 1
    return spot


def _after_counted(
    tokens: Tokens, first: int, end: int, words: SpeakerWords, numbers: frozenset[int]
) -> int:
    """The speaker behind the counted: "41 people | officials say died"."""
    lower = tokens.lower
    if first - 1 not in numbers or end == first + 1 or tokens.words[first][:1].isupper():
        return first
    counted = lower[first] in words.plurals or lower[first].endswith("s")
    speaks = is_role(lower[end - 1], words) and is_plural(tokens, end - 1, end, words)
    return end - 1 if counted and speaks and lower[end - 1] not in words.mute else first


def _after_figure(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> int:
    """The speaker behind what he estimates: "a figure | researchers put at 410"."""
    lower = tokens.lower
    noun = lower[end - 1]
    if end - first <= _AT_ONCE or lower[first] not in ARTICLES or lower[first + 2] in POSSESSIVES:
        return first
    estimated = lower[first + 1] in words.tallies or lower[first + 1] in words.valued
    return first + 2 if estimated and noun.endswith("s") and is_role(noun, words) else first


def gap_figure(tokens: Tokens, first: int, numbers: frozenset[int], words: SpeakerWords) -> int:
    """The figure that a noun phrase follows, as in "the 338,000 the police counted", else -1."""
    lower = tokens.lower
    opens = lower[first] in ARTICLES or lower[first] == "its" or tokens.words[first][:1].isupper()
    if lower[first] in words.forecasters:
        opens = True  # "the 41,000 analysts had expected"
    elif not opens and lower[first].endswith("s") and is_role(lower[first], words):
        opens = _is_amount(lower, first - 1, numbers, words)  # "the 3 percent economists forecast"
    start = first - 1
    if start > 0 and lower[start] in {"that", "which"}:
        start -= 1  # "the 41 that | the agency recorded"
    for at in range(start, max(-1, start - 1 - _GAP), -1):
        if at in numbers:
            return at if opens or at < first - 1 else -1
        if not tokens.words[at].isalpha() or not tokens.words[at].islower():
            return -1
        if lower[at] in words.stops or lower[at] in words.prepositions or lower[at] in words.verbs:
            return -1
    return -1


def _is_amount(
    lower: Sequence[str], last: int, numbers: frozenset[int], words: SpeakerWords
) -> bool:
    """Whether the figure that ends at a token is one of money or percent, and counts nobody."""
    while last in numbers:
        if lower[last] in words.money or lower[last] in words.percents:
            return True
        last -= 1
    return False
