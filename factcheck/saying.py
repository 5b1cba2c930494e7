"""Whether a verb and its subject say a figure: verbs of saying have other uses.

"Experts reckon 41,000 came" says it and "voters showed up" does not; money is asked for, growth is
looked for, and a storm that claims lives claims nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.grammar import load_grammar
from factcheck.speaker_names import (
    HAVING,
    can_speak,
    head,
    is_institution,
    is_mute,
    is_plural,
    is_role,
    is_spaced,
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
        behind += self.tokens.lower[behind : behind + 1] == ["however"]
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
    if holds(tokens, verb, saying.numbers, words):
        dead = has_dead(lower, verb, saying.numbers, words)
        booked = is_booked(lower, verb, saying.numbers, words)
        if (dead or booked) and _is_said_behind(lower, verb, words):
            return False  # "the clinic has 300 patients on its books, the health office said"
        if dead:
            return _is_press(saying)
        if booked and lower[first] in words.pronouns:
            return False  # whom "it" stands for is not sure enough
        return _is_holder(saying)
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


def holds(tokens: Tokens, verb: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """Whether a verb keeps to a figure, comes to one, knows of one or has one: "sticks to 41", "arrived
    at 41 percent", "knows of 41 dead", "links 41 deaths to the heat", "has a list of 41"."""
    lower = tokens.lower
    word, follower = lower[verb], "".join(lower[verb + 1 : verb + 2])
    if word in words.linking:
        return _links(lower, verb, numbers, words)
    if word in words.having and _own_count(lower, verb, numbers, words):
        return True
    if word in words.making and follower in {"it", "them"}:  # "makes it 41", "has it at 41"
        spot = verb + 2 + (lower[verb + 2 : verb + 3] == ["at"])
        made = spot in numbers and (spot > verb + 2 or word not in words.having)
        if made and _is_bare(tokens, spot, numbers, words, reached=False):
            return True
        if lower[verb + 2 : verb + 3] == ["that"] and word in words.having:
            return True  # "would have it that"
    if _keeps(tokens, verb, numbers, words) or _has_named(lower, verb, numbers, words):
        return True
    held = word in words.holding and follower in words.held_to
    reached = word in words.arriving and follower in words.arrived_at
    known = word in words.knowing and follower in words.known_of
    if not held and not reached and not known:
        return False
    if verb and lower[verb - 1] in words.possibly:
        return False  # "drivers must stick to 80"
    if any(lower[at] in words.kept for at in range(verb + 2, min(len(lower), verb + 2 + _KEPT))):
        return _own_count(lower, verb, numbers, words)
    at = _figure_at(lower, verb + 2, numbers, words)
    if at < 0 or "the" in lower[verb + 2 : at]:
        return False  # "knows of the 41 dead"
    if known:
        return True
    return _is_bare(tokens, at, numbers, words, reached=reached)


def _keeps(tokens: Tokens, verb: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """Whether several words keep to a figure or come to one: "stopped at 8,000", "would not go beyond
    41", "admits to two dead", a number that somebody "brings down to 41", "is certain of 41"."""
    lower = tokens.lower
    if lower[verb] in words.sure and lower[verb + 1 : verb + 2] == ["that"]:
        return True
    if phrase_at(lower, verb, words.telling_out):
        return True
    if lower[verb] == "give" and _gives_as(lower, verb, numbers):
        return True
    denied = verb > 0 and (
        lower[verb - 1] in words.denied
        or (lower[verb - 1] == "to" and lower[verb - 2] in words.denied)
    )
    end = verb + 2 * (lower[verb] in words.sure and lower[verb + 1 : verb + 2] == ["of"])
    end = end if end > verb else phrase_at(lower, verb, words.keeping)
    end = end or (phrase_at(lower, verb, words.limits) if denied else 0)
    end = end or (phrase_at(lower, verb, words.changing) if _is_changed(lower, verb, words) else 0)
    if not end or (lower[verb - 1] in words.possibly and not denied and end == verb + 2):
        return False
    at = _figure_at(lower, end, numbers, words)
    if at < 0 or "the" in lower[end:at] or _is_in(lower, at, numbers, words.money):
        return False
    reached = lower[end - 1] == "at"
    shared = reached and "of" in lower[at + 1 : at + _COUNT]  # "teachers stopped at 41 percent of"
    return not shared and _is_bare(tokens, at, numbers, words, reached=reached)


def phrase_at(
    lower: Sequence[str], spot: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]
) -> int:
    """The token behind one of the phrases that begins at a token, else 0."""
    for phrase in phrases.get(lower[spot], ()):
        if tuple(lower[spot : spot + len(phrase)]) == phrase:
            return spot + len(phrase)
    return 0


def _is_changed(lower: Sequence[str], verb: int, words: SpeakerWords) -> bool:
    """Whether a number is what a relative clause tells of: "a figure that the office cuts to"."""
    for at in range(verb - 1, max(0, verb - 2 * _THING), -1):
        if lower[at] in {"that", "which"}:
            told = lower[max(0, at - _HEDGED) : at]
            return not (words.numbering | words.tallies).isdisjoint(told)
    return False


def _has_named(
    lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords
) -> bool:
    """Whether somebody has a figure in writing, or has the dead: "has 41 on its books", "the 41 that
    the office has on its books", "had the toll at 41", "the paper had 41 dead"."""
    if lower[verb] not in words.having:
        return False
    if lower[verb + 1 : verb + 2] == ["down"]:  # "has down 41 shots"
        return _figure_at(lower, verb + 2, numbers, words) >= 0
    at = _figure_at(lower, verb + 1, numbers, words)
    if at >= 0 and has_dead(lower, verb, numbers, words):
        return True
    valued = words.valued.intersection(lower[verb + 1 : verb + _HEDGED + 1])
    if at < 0 and valued and "at" in lower[verb + 1 : verb + _EXPECTED]:
        spot = lower.index("at", verb)
        return spot + 1 in numbers
    return is_booked(lower, verb, numbers, words)


def is_booked(
    lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords
) -> bool:
    """Whether a figure is had in books: "has 41 on its books", "the 41 that the office has on file"."""
    at = _figure_at(lower, verb + 1, numbers, words)
    if lower[verb] not in words.having:
        return False
    if at < 0 and lower[verb + 1 : verb + 2] not in (["on"], ["in"]):
        return False
    start = max(at, verb + 1)
    for spot in range(start, min(len(lower) - 1, start + _ASKED)):
        if lower[spot] in {"on", "in"}:
            kept = lower[spot + 1 : spot + 1 + _COUNT]
            owned = kept[:1] in (["its"], ["their"], ["his"], ["her"], ["file"], ["record"])
            return owned and not words.books.isdisjoint(kept)
        if lower[spot] in words.stops:
            return False
    return False


def has_dead(lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """Whether dead or hurt are had, which only who tells of others has: "the paper had 41 dead"."""
    end = _figure_at(lower, verb + 1, numbers, words)
    if end < 0 or lower[verb] not in HAVING:
        return False
    while end in numbers:
        end += 1
    return not words.tallied.isdisjoint(lower[end : end + _COUNT - 1])


_KEPT = 4  # tokens of "its own official figure"
_HEDGED = 3  # tokens of "at least some" in front of a figure
_COUNT = 3  # tokens of "figure of about"
_THING = 7  # tokens between a figure that is linked and its cause
_ROUND = 3  # digits: a smaller figure behind "arrived at" is an hour


def _figure_at(
    lower: Sequence[str], start: int, numbers: frozenset[int], words: SpeakerWords
) -> int:
    """The figure that begins at a token or behind "its", "only" and the like, else -1."""
    for at in range(start, min(len(lower), start + _HEDGED + 1)):
        if at in numbers:
            return at
        if lower[at] not in words.determiners and lower[at] not in words.adverbs:
            return -1
    return -1


def _own_count(
    lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords
) -> bool:
    """Whether a list or a figure is had that says how many: "has a list of 41", "gave a toll of 41"."""
    for at in range(verb + 1, min(len(lower), verb + 1 + 2 * _KEPT)):
        if lower[at] in words.kept:
            if lower[at + 1 : at + 2] != ["of"]:
                return False
            if not words.viewed.isdisjoint(lower[verb + 1 : at]):
                return False  # "has seen a list of 41 names"
            owned = lower[verb] in words.having and lower[at] in _TOTALS
            return (
                _figure_at(lower, at + 2, numbers, words) >= 0 and not owned
            )  # "has a total of 41 beds"
    return False


_TOTALS = frozenset({"total", "number"})


def _links(lower: Sequence[str], verb: int, numbers: frozenset[int], words: SpeakerWords) -> bool:
    """Whether deaths and the like are linked to their cause: "links 23 deaths to the heat"."""
    at = _figure_at(lower, verb + 1, numbers, words)
    if at >= 0:
        thing = lower[at + 1 : at + 1 + _THING]
        return not words.linked.isdisjoint(thing) and not {"to", "with"}.isdisjoint(thing)
    near = range(verb + 1, min(len(lower), verb + _THING))
    to = next((at for at in near if lower[at] in {"to", "with"}), 0)
    at = _figure_at(lower, to + 1, numbers, words) if to else -1
    return at >= 0 and not words.linked.isdisjoint(lower[at + 1 : at + 1 + _COUNT])


def _is_bare(
    tokens: Tokens, at: int, numbers: frozenset[int], words: SpeakerWords, *, reached: bool
) -> bool:
    """Whether a figure counts no places or things at hand: "sticks to 80", "stands by 41 dead", but not
    "sticks to 41 suppliers", "arrived at 41 camps" or "arrived at nine"."""
    lower = tokens.lower
    end = at
    while end in numbers:
        end += 1
    measured = _is_in(lower, at, numbers, words.money.union(words.percents))
    come = lower[at - 1] == "to" or "to" in lower[max(0, at - _HEDGED) : at]
    if measured:
        return not (reached and come)  # "the bill came to 41 million euros"
    if not words.tallied.isdisjoint(lower[end : end + _COUNT]):
        return True
    digits = "".join(filter(str.isdigit, "".join(lower[at:end])))
    if reached and (len(digits) < _ROUND or ":" in lower[at : end + 1]):
        return False
    behind = lower[end] if end < len(lower) else "."
    return behind in words.stops or behind in words.prepositions or behind in words.adverbs


def _is_press(saying: Saying) -> bool:
    """Whether a subject is one that tells of others: "state radio", "AFP", "the tabloid Kveld"."""
    tokens, words = saying.tokens, saying.words
    noun = tokens.lower[head(tokens, saying.first, saying.end, words)]
    subject = tokens.lower[saying.first : saying.end]
    return noun in words.press | words.relays or not words.relays.isdisjoint(subject)


def _is_said_behind(lower: Sequence[str], verb: int, words: SpeakerWords) -> bool:
    """Whether somebody says at the end of the sentence what it tells: ", the mayor said"."""
    last = len(lower) - 1
    while last > verb and not lower[last].isalpha():
        last -= 1
    return last > verb + 1 and lower[last] in words.closing and "," in lower[verb:last]


def _is_holder(saying: Saying) -> bool:
    """Whether somebody or some body keeps to a figure: not "the bill came to 410"."""
    tokens, words, first, end = saying.tokens, saying.words, saying.first, saying.end
    spot = head(tokens, first, end, words)
    word = tokens.lower[spot]
    grammar = load_grammar()
    if word == "it":
        return saying.word not in words.arriving  # "it sticks to 41", but not "it came to 410"
    if word in words.pronouns:
        return word not in _THINGS
    if is_institution(tokens.lower, spot, words):
        return True
    if word in words.counting_bodies or word in words.titles:
        return True
    if grammar.is_person(word) or grammar.is_person(word + "s"):
        return True
    phrases = (words.having, words.keeping, words.limits, words.telling_out)
    names = any(saying.word in one for one in phrases)
    if names and is_role(word, words) and word not in words.documents:
        return True  # "the union's lawyers have a list of 41 names"
    if not words.press.isdisjoint(tokens.lower[first:end]) and word not in words.documents:
        return True
    if not tokens.words[spot][:1].isupper():
        return False
    plain = spot == 0 and end == saying.verb  # "Peace talks of", "Exports came to"
    return not plain or (saying.follower == "to" and saying.word in words.holding)


_THINGS = frozenset({"this", "that", "which", "these", "those", "there", "them", "him", "her"})


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
    by_phone = follower == "by" and not words.channels.isdisjoint(lower[verb + 2 : verb + 3])
    if (follower in words.settings or by_phone) and _that_follows(saying):
        return True  # "the coroner ruled in March that", "maintained last night that"
    if follower in words.settings and _of_figure(saying):
        return True  # "spoke in parliament of 41 dead"
    if follower == "of" and word in words.demands and lower[verb - 1] not in words.denying:
        return False  # "the pay demands of the unions"
    if word in words.oaths:
        return follower in words.openers or follower in words.personal
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
        if verb + 1 in numbers and _is_shown(saying):
            return True  # "an assessment puts 41,000 people in need"
        valued = word not in words.valuing or words.valued.intersection(
            lower[verb : verb + _EXPECTED]
        )
        priced = words.priced.intersection(lower[verb + 1 : verb + _EXPECTED])
        if priced and "on" in lower[verb : verb + _EXPECTED + 1]:
            return True  # "has put a number on the dead: 5,335"
        reach = range(verb + 1, min(len(lower), verb + _PUT_REACH))
        at = any(lower[spot] in {"at", "on"} and spot + 1 in numbers for spot in reach)
        high = any(lower[spot : spot + 2] in _AS_HIGH for spot in reach)
        return bool(valued) and (at or high)
    if " ".join(lower[verb + 1 : verb + 3]) in words.overall and near_figure(saying) is not None:
        return True  # "reports on average over 260 violations a day"
    if verb + 1 in numbers or verb + 2 in numbers:
        return not (word in words.having and follower in words.receivers)  # "gave me 41 euros"
    if word in words.thinking and follower in words.embedded:
        return True  # "a march that organisers thought might draw"
    if word in words.thinking and _clause_follows(saying):
        return True  # "the regulator reckons customers may have to pay"
    if word in words.expecting and near_figure(saying) is not None:
        return True
    return follower in words.openers


_AS_HIGH = (["as", "high"], ["as", "low"])


def _gives_as(lower: Sequence[str], verb: int, numbers: frozenset[int]) -> bool:
    """ "Sources give the number of dead as 41"."""
    spots = range(verb + 2, min(len(lower) - 1, verb + _PUT_REACH))
    return any(lower[at] == "as" and at + 1 in numbers for at in spots)


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


def _of_figure(saying: Saying) -> bool:
    """Whether somebody speaks of a figure, behind when and where: "spoke on Monday of 41 dead"."""
    lower, verb = saying.tokens.lower, saying.verb
    if saying.word not in saying.words.speaking_of:
        return False
    near = range(verb + 2, min(len(lower) - 1, verb + _ASKED))
    of = next((at for at in near if lower[at] == "of" and at + 1 in saying.numbers), 0)
    return of > 0 and saying.words.stops.isdisjoint(lower[verb + 1 : of])


def near_figure(saying: Saying, reach: int = _ASKED) -> int | None:
    """The first token of a figure within reach of a verb and in its clause."""
    lower, verb = saying.tokens.lower, saying.verb
    for at in range(verb + 1, min(len(lower), verb + reach)):
        if at in saying.numbers:
            return at
        joined = lower[at] == "-" and not is_spaced(saying.tokens, at)  # "clean-up costs"
        if lower[at] in saying.words.stops and lower[at] not in _QUOTES and not joined:
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
    if not words.eyewitnesses.isdisjoint(lower[saying.first : saying.end]):
        return near_figure(saying) is not None
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
