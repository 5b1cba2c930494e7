"""Who says a figure without a verb of saying: passive agents, counts and surveys by their owner."""

from __future__ import annotations

from dataclasses import replace

from factcheck.speaker_names import (
    ARTICLES,
    OWNERS,
    POSSESSIVES,
    TITLE,
    Speaker,
    can_speak,
    forward,
    head,
    is_institution,
    is_role,
    name_start,
    named,
)
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

_AGENT_REACH = 8  # tokens between a participle and "by" ("confirmed so far in Leyte by")
_BE_REACH = 3  # tokens between "been" and its participle
_SURVEY_REACH = 8  # tokens of the name of a survey
_TOLD_REACH = 12  # tokens between a survey and what it says ("of 1,204 adults out on Friday has")


def find_agent(
    tokens: Tokens, by: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "Measured at 41 metres by the office", "photographs analysed by Airwars", "a poll by Meridian"."""
    lower = tokens.lower
    if lower[by - 1] in words.quoted_by and is_role(lower[by - 2], words):
        return None  # "a doctor cited by the Herald counted 41"
    if lower[by] == "from":
        reaches = by > 0 and lower[by - 1] in words.count_nouns
    else:
        reaches = _acts(lower, by, words, by - 1 in numbers)
    if not reaches:
        return None
    speaker = forward(tokens, by + 1, words, numbers, f"{lower[by - 1]} {lower[by]}")
    if speaker is None or not can_speak(tokens, speaker.first, speaker.last, words):
        return None
    if speaker.pronoun or lower[speaker.first] in words.months:
        return None
    start = max(0, by - _AGENT_REACH)
    verb = next((at for at in range(by - 1, start, -1) if lower[at] in words.agentive), start)
    opening = verb - 1 if lower[verb - 1] not in words.adverbs else verb - 2
    aside = verb > start and lower[opening] == ","
    figure = next((at for at in range(by - 1, verb, -1) if at in numbers), -1)
    if not aside and lower[verb - 1] in words.numbering:
        if "than" in lower[start:verb]:
            return None  # "three times more than the number given by the mayor"
        if not words.putting.isdisjoint(lower[start:verb]) and "at" in lower[speaker.last :]:
            return None  # "the mayor put the number released by the army at 41"
    if not aside:
        figure = _compared(lower, verb, numbers, words)
    if figure < 0 and by - 1 in numbers:
        figure = _cut_to(lower, by, numbers, changed=verb == start)
    governs = "left" if aside else "both"
    since = 0 if aside else _clause_start(lower, verb, words)
    until = 0 if aside else _clause_end(lower, speaker.last, words)
    return replace(speaker, governs=governs, weak=True, figure=figure, since=since, until=until)


def _cut_to(lower: list[str], by: int, numbers: frozenset[int], *, changed: bool) -> int:
    """The one figure that is somebody's: "put at 90 by the mayor and at 41 | by the army", and where a
    count is ``changed``, "the figure of 90 was cut to 41 | by the mayor"."""
    first = by - 1
    while first - 1 in numbers:
        first -= 1
    listed = lower[max(0, first - 2) : first] in (["and", "at"], ["and", "as"])
    return first if listed or (changed and lower[first - 1] == "to") else -1


def _clause_end(lower: list[str], last: int, words: SpeakerWords) -> int:
    """Where a clause begins that a passive says nothing of: "given by the owner, | where 41 died"."""
    near = range(last, min(len(lower) - 1, last + _AGENT_REACH))
    opening = next((at for at in near if lower[at] in words.stops), 0)
    return opening if lower[opening : opening + 1] == [","] and lower[opening + 1] in _TELLS else 0


_TELLS = frozenset({"where", "which", "who", "whose", "when"})


def _clause_start(lower: list[str], verb: int, words: SpeakerWords) -> int:
    """Where the clause of a passive begins: "cut the toll to 41 after | 12 had been counted by"."""
    for at in range(verb - 1, 0, -1):
        if lower[at] in words.clause_openers:
            behind = lower[at + 1]
            relative = behind in words.finite or behind in words.be_forms or at + 1 == verb
            return 0 if relative else at
    return 0


def _compared(lower: list[str], verb: int, numbers: frozenset[int], words: SpeakerWords) -> int:
    """The one figure that a participle describes: "short of the 900 | claimed by the union", else -1."""
    for at in range(verb - 1, max(-1, verb - 1 - _BE_REACH), -1):
        if at in numbers:
            first = at
            while first - 1 in numbers:
                first -= 1
            before = lower[max(0, first - 2) : first]
            described = before[-1:] == ["the"] and (
                before[0] in words.prepositions or before[0] in _ABOVE
            )
            return first if described or before[-1:] == ["than"] else -1
        if not lower[at].isalpha() or lower[at] in words.finite:
            return -1
    return -1


_ABOVE = frozenset({"above", "below", "beneath", "beyond", "exceeding", "beating", "than", "about"})


def _acts(lower: list[str], by: int, words: SpeakerWords, counted: bool) -> bool:
    """Whether what stands before "by" is counted, measured or told by somebody. ``counted``: a
    figure does: "put at 41 by the council and at nine by the army"."""
    nouns = words.count_nouns | words.polls | words.reporting
    if by and lower[by - 1] in nouns:
        return True  # "a poll by Meridian", "the claim by the rebels of 41 dead"
    reach = 2 * _AGENT_REACH if counted else _AGENT_REACH
    for at in range(by - 1, max(-1, by - 1 - reach), -1):
        word = lower[at]
        if counted and word in {"and", "as"}:
            continue  # "put at 14 by | and at 23 by", "given as 14 by"
        before = lower[max(0, at - _AGENT_REACH) : at]
        changed = word in words.tallying and not (
            words.tallies.isdisjoint(before) and words.numbering.isdisjoint(before)
        )
        if word in words.agentive or changed:
            if word in _HOLDING and at + 1 != by:
                return False  # "homes are kept vacant by speculators"
            return _is_passive(lower, at, by, words)
        if (word in words.polls or word in words.count_nouns) and "of" in lower[at:by]:
            return True
        if word in words.stops or word in words.finite or word in words.verbs:
            return False
    return False


_HOLDING = frozenset({"kept", "maintained"})


def _is_passive(lower: list[str], verb: int, by: int, words: SpeakerWords) -> bool:
    """Whether a participle has no object: not "the monitors reported 41 attacks by the army"."""
    if not words.be_forms.isdisjoint(lower[max(0, verb - _BE_REACH) : verb]):
        return True
    return (
        verb + 1 == by or lower[verb + 1] in words.prepositions or lower[verb + 1] in words.manner
    )


def find_owner(
    tokens: Tokens, noun: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """Whose count it is: "by the ministry's count", "the police figure", "a YouGov poll"."""
    lower = tokens.lower
    if lower[noun + 1 : noun + 2] and is_role(lower[noun + 1], words):
        return None  # "the country's statistics office"
    end = noun
    while end and lower[end - 1] in words.count_adjectives:
        end -= 1
    if end and lower[end - 1] in POSSESSIVES:
        end -= 1
    elif end and lower[end - 1] in words.counting_bodies:
        pass
    elif end > 1 and lower[end - 1] in OWNERS and lower[end - 2] == "by":
        return replace(named(tokens, end, noun + 1, words, "count"), governs="both", weak=True)
    elif end == noun and _is_mark(tokens, noun - 1, words):
        return _of_mark(tokens, noun, words)
    elif lower[noun] in words.polls and _gives(lower, noun, numbers, words):
        first = name_start(tokens, noun + 1, words, numbers)
        if first > noun or lower[first] in words.prepositions:
            return None  # "in the poll of 2007"
        return named(tokens, first, noun + 1, words, lower[noun])
    else:
        return _nameless(tokens, end, noun, words, numbers)
    if end and lower[end - 1] in words.times:
        return None  # "according to Thursday's bulletin of the ministry"
    first = name_start(tokens, end, words, numbers)
    if "by" in lower[first:end]:
        first = end - lower[first:end][::-1].index("by")  # "marched by the police count"
    clause = "not" in lower[first:end] or not words.be_forms.isdisjoint(lower[first:end])
    article = next((at for at in range(end - 1, first, -1) if lower[at] in ARTICLES), first)
    first = article if clause else first  # "asked not to be named cast doubt on | the army's claim"
    if end and lower[end - 1] in words.forecasters:
        first = end - 1  # "the rise beat analysts' forecasts"
    first += lower[first] in ARTICLES
    while first + 1 < end and lower[first] in words.count_adjectives:
        first += 1  # "the latest | government count"
    if first >= end:
        return None
    figure = -1
    before = lower[max(0, first - 2) : first]
    compared = not (words.prepositions.isdisjoint(before) and _ABOVE.isdisjoint(before))
    compared = compared and lower[noun] not in words.polls  # "against a police figure of 650"
    if (compared or lower[noun] in words.reporting) and lower[noun + 1 : noun + 2] == ["of"]:
        near = range(noun + 2, min(len(lower), noun + 2 + _BE_REACH))
        figure = next((at for at in near if at in numbers), -1)
    return replace(named(tokens, first, end, words, "count"), figure=figure)


def _is_mark(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether a token is part of a proper name and no date."""
    word = tokens.words[spot]
    if len(word) == 1 or not word[:1].isupper() or tokens.lower[spot] in ARTICLES:
        return False
    return tokens.lower[spot] not in words.times and tokens.lower[spot] not in words.months


def _of_mark(tokens: Tokens, noun: int, words: SpeakerWords) -> Speaker | None:
    """ "a YouGov poll has", "in a Reuters tally": known by the name of who made it."""
    lower = tokens.lower
    first = noun
    while first and noun - first < _SURVEY_REACH and _is_mark(tokens, first - 1, words):
        first -= 1
    if lower[noun] not in words.owned or not first or lower[first - 1] not in ARTICLES:
        return None
    told = lower[noun + 1 : noun + 1 + _TOLD_REACH]
    end = next((at for at, word in enumerate(told) if word in words.stops), len(told))
    by = lower[first - 2] if first > 1 else ""
    if by not in {"in", "by"} and words.poll_verbs.isdisjoint(told[:end]):
        return None  # "the highest turnout in years for a Lok Sabha poll"
    return named(tokens, first, noun + 1, words, lower[noun])


def _gives(lower: list[str], noun: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """ "The latest exit poll has the Reds at 41 percent": a poll gives somebody a share."""
    end = min(len(lower), noun + _TOLD_REACH)
    verb = next((at for at in range(noun + 1, end) if lower[at] in words.poll_verbs), end)
    shares = range(verb + 1, min(len(lower), verb + _TOLD_REACH))
    stop = next(
        (at for at in range(noun + 1, shares.stop) if lower[at] in words.stops), shares.stop
    )
    return any(at in numbers and at < stop and lower[at - 1] != "of" for at in shares)


def _is_body(tokens: Tokens, owner: Speaker, words: SpeakerWords) -> bool:
    """Whether who owns a count counts for a living: "the port office", "economists"."""
    spots = range(owner.first, owner.last)
    return any(
        is_institution(tokens.lower, at, words) or tokens.lower[at] in words.forecasters
        for at in spots
    )


_COUNTED_BY = frozenset({"by", "in"})


def _nameless(
    tokens: Tokens, end: int, noun: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "41,000 by the official tally", "by some estimates": a count of nobody who is named."""
    lower = tokens.lower
    first = end
    if first and lower[first - 1] in words.vague_owners:
        first -= 1
    described = end < noun or (first < end and lower[first] != "the")
    if lower[noun + 1 : noun + 2] == ["of"] and first and lower[first - 1] in _COUNTED_BY:
        # "by the latest count of the port office", not "by an official count of the votes"
        owner = forward(tokens, noun + 2, words, numbers, f"{lower[noun]} of")
        if owner is None or not _is_body(tokens, owner, words):
            return None
        return replace(owner, governs="left", weak=True)
    if not first or lower[first - 1] != "by" or not described:
        return None
    if lower[noun + 1 : noun + 2] == ["of"]:
        return None
    return replace(named(tokens, first, noun + 1, words, "by"), governs="left", weak=True)


def whose_figures(tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]) -> list[Speaker]:
    """Whose a figure is that counts nothing of his own: "twice the government's 41", but not "the
    army's 41 dead"."""
    lower = tokens.lower
    found: list[Speaker] = []
    for at in sorted(numbers):
        if at <= 1 or lower[at - 1] not in POSSESSIVES:
            continue
        end = next(spot for spot in range(at, len(lower) + 1) if spot not in numbers)
        bare = end == len(lower) or lower[end] in words.stops or lower[end] in words.be_forms
        first = name_start(tokens, at - 1, words, numbers) if bare else at - 1
        if first < at - 1 and _is_teller(tokens, first, at - 1, words):
            found.append(replace(named(tokens, first, at - 1, words, "'s"), figure=at))
    return found


def _is_teller(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether a noun phrase is that of a body or of persons: "the government", "the organisers"."""
    spot = head(tokens, first, last, words)
    noun = tokens.lower[spot]
    known = noun in words.counting_bodies | words.forecasters | words.titles
    return (
        known or is_institution(tokens.lower, spot, words) or noun.removesuffix("s") in words.titles
    )


def for_whom(
    tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]
) -> list[Speaker]:
    """For whom a figure holds: "; for the union it is 41", "For the army, the toll stands at 41"."""
    lower = tokens.lower
    if at and lower[at - 1] not in words.joints and lower[at - 1] not in _CLAUSE_JOINTS:
        return []
    end = at + 1
    limit = min(len(lower), end + TITLE)
    while end < limit and lower[end] not in words.personal and lower[end] not in words.stops:
        if end > at + 1 and (lower[end] in ARTICLES or lower[end] == "there" or end in numbers):
            break
        end += 1
    if end <= at + 1 or not _is_teller(tokens, at + 1, end, words):
        return []
    told = end + (lower[end : end + 1] == [","])
    counts = lower[told : told + 1] in (["it"], ["there"]) and not words.finite.isdisjoint(
        lower[told + 1 : told + 2]
    )
    counts = counts or (told in numbers and lower[0] == "for")  # "for the union | 11,000"
    counts = counts or not words.tallies.isdisjoint(lower[told + 1 : told + _COUNTING])
    figure = next(
        (spot for spot in range(told, min(len(lower), told + TITLE)) if spot in numbers), -1
    )
    if not counts or figure < 0:
        return []
    return [replace(named(tokens, at + 1, end, words, "for"), governs="right", figure=figure)]


_COUNTING = 3  # tokens of "the toll"
_CLAUSE_JOINTS = frozenset({",", "and"})
