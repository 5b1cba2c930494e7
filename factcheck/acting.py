"""Whose own figures they are: a body that acts gives the figures of what it does.

"The coastguard has saved 410 people", "the bank cut its rate to 9 percent", "launching an appeal for
$41 million, the agency's chief said": no verb of saying, yet the subject is who can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck.speaker_names import (
    ARTICLES,
    POSSESSIVES,
    Speaker,
    apposed,
    before_day,
    behind_dateline,
    can_speak,
    is_adverb,
    is_institution,
    is_mute,
    is_role,
    named,
    opening_name,
    with_acronyms,
    with_partner,
)
from factcheck.speaker_words import SpeakerWords, load_speaker_words
from factcheck.tokens import Tokens

ACTS = "acts"  # the cue of a speaker who only acts

_OPENING = 14  # tokens of what stands in front of a subject ("On Monday, hours before a vote, ...")
_SUBJECT = 10  # tokens of a subject
_SHORT_FORM = 5  # tokens of "(D-Vella)"
_ASIDE = 14  # tokens of ", which runs the camps,"
_REACH = 80  # tokens of what is said of an act
_PAST = 4  # letters: no shorter word in -ed is a past form


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause whose subject begins at ``start``; ``places``: where names of places begin."""

    tokens: Tokens
    words: SpeakerWords
    numbers: frozenset[int]
    places: frozenset[int]
    start: int


def find_actors(tokens: Tokens, numbers: frozenset[int], places: frozenset[int]) -> list[Speaker]:
    """The bodies of a sentence that act on its figures. ``numbers``: the tokens of the figures;
    ``places``: those at which a place's name begins."""
    words = load_speaker_words()
    opens = tokens.lower[:1] and tokens.lower[0].endswith("ing")
    if not numbers or not (
        opens
        or not words.acts.isdisjoint(tokens.lower)
        or any(map(str.isupper, filter(_longer, tokens.words)))
    ):
        return []
    return list(_actors(with_acronyms(tokens, words), words, numbers, places))


def _longer(word: str) -> bool:
    return len(word) > 1


def _actors(
    tokens: Tokens, words: SpeakerWords, numbers: frozenset[int], places: frozenset[int]
) -> Iterator[Speaker]:
    lower = tokens.lower
    final = max(numbers)
    for opening in _clauses(tokens, words):
        if opening >= final:
            continue
        start = with_partner(tokens, opening, words)
        verb, end = _verb(_Clause(tokens, words, numbers, places, start), opening)
        if not verb:
            continue
        if lower[start] == "our":
            continue  # "our reporters have counted 41": the paper itself
        start = _last_article(tokens, start, end, words)
        until = _until(tokens, verb, words, numbers)
        if not any(at in numbers for at in range(verb, until)):
            continue
        last = before_day(lower, end, words)
        closing = apposed(tokens, end, words)  # "the council's head, Ana Lind, proposed"
        if closing > end and lower[closing : closing + 1] == [","]:
            last = closing
        speaker = named(tokens, start, last, words, ACTS)
        yield replace(speaker, governs="right", weak=True, until=until)
    comma = _participle_end(tokens, words, numbers)
    if comma:
        end = opening_name(tokens, comma + 1, len(lower), words, numbers)
        if end > comma + 1 and can_speak(tokens, comma + 1, end, words):
            speaker = named(tokens, comma + 1, end, words, ACTS)
            yield replace(speaker, governs="left", weak=True, until=comma)


def _clauses(tokens: Tokens, words: SpeakerWords) -> Iterator[int]:
    """Where the subject of a clause may begin."""
    lower = tokens.lower
    first = behind_dateline(tokens)
    if first + 1 >= len(lower):
        return
    if lower[first] not in ARTICLES and lower[first + 1] in ARTICLES:
        yield first + 1  # "Altogether the service treated 41"
        first += 1
    if lower[first].endswith("ing"):
        yield first  # "Boeing delivered 41 jets"
    opens = lower[first] in words.openings or lower[first] in words.times
    if opens or is_adverb(tokens, first, words) or lower[first].endswith("ing"):
        comma = next((at for at in range(first, min(len(lower), first + _OPENING))
                      if lower[at] == ","), 0)  # fmt: skip
        yield from range(comma + 1, comma + 2) if comma else ()
        yield from _behind_day(lower, first, words)
    else:
        yield first
    for at in range(first + 1, len(lower) - 1):
        if lower[at] in words.joints:
            yield at + 1


def _behind_day(lower: list[str], first: int, words: SpeakerWords) -> Iterator[int]:
    """ "By Friday | the hospital had treated 41": no comma behind the day."""
    for at in range(first, min(len(lower), first + _BEHIND)):
        if lower[at] in words.times and lower[at + 1 : at + 2] != ["'s"]:
            yield at + 1
            return


_BEHIND = 3  # tokens of "by late Friday"


def _verb(view: _Clause, opening: int) -> tuple[int, int]:
    """The verb of a body that acts, and the end of its subject; (0, 0) for anything else.
    ``opening``: the first token of the subject, or of its last partner."""
    tokens, words = view.tokens, view.words
    lower = tokens.lower
    for at in range(opening + 1, min(len(lower), opening + _SUBJECT)):
        word = lower[at]
        if at - 1 in view.numbers:
            break
        if word in POSSESSIVES:
            continue
        if word in words.stops and not _inside(tokens, at):
            closing = _aside_end(lower, at)
            verb = _past_auxiliaries(tokens, closing, words)
            return (verb, at) if closing and _is_act(view, at, closing, verb) else (0, 0)
        verb = _past_auxiliaries(tokens, at, words)
        if _is_act(view, at, at, verb):
            return verb, at
        if word in words.verbs or word in words.finite:
            break
    return 0, 0


def _last_article(tokens: Tokens, start: int, end: int, words: SpeakerWords) -> int:
    """Where a subject begins behind a place without a comma: "in the capital | the police"."""
    lower = tokens.lower
    spots = range(end - 1, start, -1)
    return next((at for at in spots if lower[at] in ARTICLES
                 and lower[at - 1] not in words.phrase_links), start)  # fmt: skip


def _inside(tokens: Tokens, at: int) -> bool:
    """Whether a sign joins two parts of a name: "state-run"."""
    return tokens.lower[at] == "-" and tokens.starts[at] == tokens.ends[at - 1]


def _aside_end(lower: list[str], comma: int) -> int:
    """The token behind ", which runs the camps," or "(CSB)"; 0 where there is none."""
    if lower[comma] == "(":
        near = range(comma + 1, min(len(lower) - 1, comma + _SHORT_FORM))
        return next((at + 1 for at in near if lower[at] == ")"), 0)
    if lower[comma] != ",":
        return 0
    for at in range(comma + 1, min(len(lower) - 1, comma + _ASIDE)):
        if lower[at] == ",":
            return at + 1
    return 0


def _past_auxiliaries(tokens: Tokens, at: int, words: SpeakerWords) -> int:
    """The token behind "has since", "is to" and "plans to"."""
    lower = tokens.lower
    while at < len(lower):
        step = next((len(one) for one in _NEARLY if tuple(lower[at : at + len(one)]) == one), 0)
        helps = lower[at] in words.auxiliaries or lower[at] in words.modals
        helps = helps or lower[at] in words.be_forms or lower[at] == "to"
        helps = helps or (lower[at] in words.aims and lower[at + 1 : at + 2] == ["to"])
        if not step and not helps and not is_adverb(tokens, at, words):
            break
        at += step or 1
    return at


_NEARLY = (("more", "than"), ("all", "but"), ("almost",))  # "has more than doubled"


def _is_act(view: _Clause, end: int, behind: int, verb: int) -> bool:
    """Whether a token is a verb by which the subject that ends at ``end`` does something that it
    can tell of; its auxiliaries begin at ``behind``."""
    tokens, words = view.tokens, view.words
    lower = tokens.lower
    if verb >= len(lower) or verb <= view.start or verb in view.numbers:
        return False
    word = lower[verb]
    if not word.isalpha() or not tokens.words[verb].islower():
        return False
    if word in words.asking or word in words.awaiting:
        return False  # "police are seeking 41 suspects"
    if word in words.suffering or word in words.be_forms or word in words.not_past:
        return False
    helpers = lower[behind:verb]
    if words.be_forms.intersection(helpers) and not (word.endswith("ing") or "to" in helpers):
        return False  # "power was cut to 41 homes"
    willing = "to" in helpers or bool(words.modals.intersection(helpers))
    if word in (words.to_decide if willing else words.deciding) and _is_named(view, end):
        return True
    priced = lower[verb + 1 : verb + 2] in (["at"], ["for"])  # "Onions sold at 41 rupees"
    if word in words.trading and not willing and not priced and _is_one_name(view, end):
        return True
    if willing:
        known = word not in words.determiners
    else:
        known = word in words.doing or (len(word) >= _PAST and word.endswith(("ed", "ing")))
        known = known and (not word.endswith("ing") or bool(helpers))
    return known and _is_body(view, end)


def _noun(view: _Clause, end: int) -> int:
    """The head of a subject: "agency" in "the agency for refugees"."""
    lower, words = view.tokens.lower, view.words
    spots = range(view.start + 1, end)
    return next((at for at in spots if lower[at] in words.prepositions), end) - 1


def _is_body(view: _Clause, end: int) -> bool:
    """Whether a subject is an institution: by its noun, or written in capital letters."""
    tokens, words = view.tokens, view.words
    lower = tokens.lower
    spot = _noun(view, end)
    phrase = lower[view.start : end]
    if phrase == ["it"]:
        return True  # if it stands for one
    if spot < view.start or lower[end - 1] in POSSESSIVES or lower[end - 1] in ARTICLES:
        return False
    if words.finite.intersection(phrase) or any(
        word in words.verbs and word not in words.noun_verbs for word in phrase
    ):
        return False
    if any(word.endswith("ed") and word not in words.not_past for word in phrase[:-1]):
        return False  # "contamination forced the authority"
    while (
        spot > view.start
        and tokens.words[spot].istitle()
        and not is_institution(lower, spot, words)
    ):
        spot -= 1  # "the noodle chain Tomoe"
    if is_institution(lower, spot, words):
        return True
    return _is_acronym(tokens, _noun(view, end), words)


def _is_acronym(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether a token is the short name of a body."""
    word = tokens.words[spot]
    short = word.isalpha() and not word[1:].islower() and word[1:].lower() != word[1:]
    return short and word.lower() not in words.not_bodies and not tokens.text.isupper()


def _is_one_name(view: _Clause, end: int) -> bool:
    """Whether a subject is one word with a capital: "Ostrail"."""
    tokens, start = view.tokens, view.start
    word = tokens.words[start]
    plain = end == start + 1 and word[:1].isupper() and word.isalpha()
    plain = plain and tokens.lower[start] not in view.words.pronouns
    return plain and not is_mute(tokens, start, end, view.words)


def _is_named(view: _Clause, end: int) -> bool:
    """Whether a subject is somebody by name, by role or by place: "Jeremy Hunt", "Japan"."""
    tokens, words = view.tokens, view.words
    start = view.start + (tokens.lower[view.start] in ARTICLES)
    spot = _noun(view, end)
    if spot < start or is_mute(tokens, view.start, spot + 1, words):
        return False
    if is_role(tokens.lower[spot], words) or _is_body(view, end):
        return True
    spots = range(start, spot + 1)
    if not all(tokens.words[at][:1].isupper() or tokens.lower[at] == "and" for at in spots):
        return False
    if not words.months.isdisjoint(tokens.lower[start : spot + 1]):
        return False  # "November and December revised down"
    named_so = spot > start or view.start < start or view.start in view.places
    return named_so and (not tokens.words[spot].isupper() or _is_acronym(tokens, spot, words))


def _until(tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]) -> int:
    """The token at which the clause of an act ends."""
    lower = tokens.lower
    end = min(len(lower), verb + _REACH)
    for at in range(verb + 1, end):
        word, behind = lower[at], lower[at + 1] if at + 1 < len(lower) else ""
        if word in words.acted_until:
            if word in {"which", "whom"} and lower[at - 1] == "of":
                continue
            if word == "that" and behind in {"to", "by", "from"}:
                continue  # "then cut that to 164"
            if behind.endswith("ing") and word in {"after", "before", "while", "by"}:
                continue  # "after withdrawing 41 workers"
            return at
        if (
            word == ","
            and behind != "including"
            and (behind.endswith("ing") or behind in {"and", "as"})
        ):
            third = lower[at + 2] if at + 2 < len(lower) else ""
            same = third in words.doing or third in words.trading or third.endswith("ed")
            listed = behind == "and" and (at + 2 in numbers or same)
            if not listed:
                return at
        if word == "and" and (
            behind in ARTICLES or "".join(tokens.words[at + 1 : at + 2])[:1].isupper()
        ):
            return at
    return end


def _participle_end(tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]) -> int:
    """The comma behind a participle that opens a sentence with a figure, else 0:
    "Announcing 4,100 job cuts, the firm's boss spoke of ..."."""
    lower = tokens.lower
    if not lower or not lower[0].endswith("ing") or lower[0] in words.openings:
        return 0
    if lower[0] in words.suffering:
        return 0
    near = range(1, min(len(lower) - 1, _OPENING))
    comma = next((at for at in near if lower[at] == ","), 0)
    if lower[comma + 1 : comma + 3] in (["of", "which"], ["of", "whom"]):
        behind = range(comma + 1, min(len(lower) - 1, comma + _OPENING))
        comma = next((at for at in behind if lower[at] == ","), 0)  # "of which 41 are new,"
    return comma if any(at in numbers for at in range(1, comma)) else 0
