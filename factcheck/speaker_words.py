"""The word lists of vocabulary/speakers.toml, by which speakers are found."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ACTS = ("institutions", "deciding", "to_decide", "trading")
_PHRASES = ("according", "keeping", "limits", "changing", "telling_out")
_TRIGGERS = (
    "verbs",
    "tallying",
    "holding",
    "arriving",
    "knowing",
    "linking",
    "having",
    "exclaiming",
    "making",
    "viewing",
    "sure",
    "quoted_by",
    "count_nouns",
    "polls",
    "agent_marks",
)


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Word lists of vocabulary/speakers.toml."""

    verbs: frozenset[str]
    areas: frozenset[str]
    weak_verbs: frozenset[str]
    base_verbs: frozenset[str]
    gap_verbs: frozenset[str]
    no_gap_verbs: frozenset[str]
    owned: frozenset[str]
    poll_verbs: frozenset[str]
    as_verbs: frozenset[str]
    telling: frozenset[str]
    quoting: frozenset[str]
    inverting: frozenset[str]
    closing: frozenset[str]
    closers: frozenset[str]
    settings: frozenset[str]
    ends: frozenset[str]
    describing: frozenset[str]
    clause_ends: frozenset[str]
    viewed: frozenset[str]
    channels: frozenset[str]
    means: frozenset[str]
    opening_participles: frozenset[str]
    clause_openers: frozenset[str]
    possibly: frozenset[str]
    manner: frozenset[str]
    agent_marks: frozenset[str]
    thinking: frozenset[str]
    embedded: frozenset[str]
    asking: frozenset[str]
    appealing: frozenset[str]
    launching: frozenset[str]
    awaiting: frozenset[str]
    seeing: frozenset[str]
    saw: frozenset[str]
    seen: frozenset[str]
    denying: frozenset[str]
    showing: frozenset[str]
    claiming: frozenset[str]
    holding: frozenset[str]
    held_to: frozenset[str]
    arriving: frozenset[str]
    arrived_at: frozenset[str]
    knowing: frozenset[str]
    known_of: frozenset[str]
    linking: frozenset[str]
    linked: frozenset[str]
    having: frozenset[str]
    kept: frozenset[str]
    receivers: frozenset[str]
    exclaiming: frozenset[str]
    making: frozenset[str]
    viewing: frozenset[str]
    oaths: frozenset[str]
    spans: frozenset[str]
    hearsay: frozenset[str]
    demands: frozenset[str]
    nobody: frozenset[str]
    keeping: Mapping[str, tuple[tuple[str, ...], ...]]  # by first word, like the next three
    limits: Mapping[str, tuple[tuple[str, ...], ...]]
    changing: Mapping[str, tuple[tuple[str, ...], ...]]
    telling_out: Mapping[str, tuple[tuple[str, ...], ...]]
    denied: frozenset[str]
    sure: frozenset[str]
    speaking_of: frozenset[str]
    hearing: frozenset[str]
    books: frozenset[str]
    press: frozenset[str]
    eyewitnesses: frozenset[str]
    voices: frozenset[str]
    coming: frozenset[str]
    talk: frozenset[str]
    tellings_of: frozenset[str]
    guesses: frozenset[str]
    standing_at: frozenset[str]
    suffering_bodies: frozenset[str]
    opposing: frozenset[str]
    ballots: frozenset[str]
    giving: frozenset[str]
    lives: frozenset[str]
    priced: frozenset[str]
    numbering: frozenset[str]
    valuing: frozenset[str]
    valued: frozenset[str]
    winning: frozenset[str]
    agentive: frozenset[str]
    polls: frozenset[str]
    money: frozenset[str]
    percents: frozenset[str]
    months: frozenset[str]
    documents: frozenset[str]
    forecasters: frozenset[str]
    mute: frozenset[str]
    doubting: frozenset[str]
    asides: frozenset[str]
    reporting: frozenset[str]
    reported: frozenset[str]
    tellings: frozenset[str]
    institutions: frozenset[str]
    emblems: frozenset[str]
    not_bodies: frozenset[str]
    place_names: frozenset[str]
    deciding: frozenset[str]
    trading: frozenset[str]
    witnessing: frozenset[str]
    to_decide: frozenset[str]
    suffering: frozenset[str]
    doing: frozenset[str]
    not_past: frozenset[str]
    openings: frozenset[str]
    joints: frozenset[str]
    aims: frozenset[str]
    acted_until: frozenset[str]
    citing: frozenset[str]
    quoted_by: frozenset[str]
    plurals: frozenset[str]
    noun_verbs: frozenset[str]
    not_adverbs: frozenset[str]
    leads: frozenset[str]
    finite: frozenset[str]
    modals: frozenset[str]
    be_forms: frozenset[str]
    particles: frozenset[str]
    phrase_links: frozenset[str]
    prepositions: frozenset[str]
    vague_owners: frozenset[str]
    pronouns: frozenset[str]
    callings: frozenset[str]
    stops: frozenset[str]
    according: Mapping[str, tuple[tuple[str, ...], ...]]  # by first word
    asked: frozenset[str]  # opening a sentence: who follows answers with a number
    count_nouns: frozenset[str]
    count_adjectives: frozenset[str]
    counting_bodies: frozenset[str]
    multiples: frozenset[str]
    bodies: frozenset[str]
    auxiliaries: frozenset[str]
    not_subjects: frozenset[str]
    name_ends: frozenset[str]
    abbreviations: frozenset[str]
    postposed: frozenset[str]
    content: frozenset[str]
    adding: frozenset[str]
    added: frozenset[str]
    putting: frozenset[str]
    expecting: frozenset[str]
    times: frozenset[str]
    not_first: frozenset[str]
    not_last: frozenset[str]
    personal: frozenset[str]
    quoted_persons: frozenset[str]
    acronyms: frozenset[str]  # as they are written
    relays: frozenset[str]  # names of news agencies
    triggers: frozenset[str]  # every word at which a speaker may be found
    acts: frozenset[str]  # a word of each of these is in a sentence in which a body acts
    tallying: frozenset[str]
    tallies: frozenset[str]
    tallied: frozenset[str]
    name_links: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    overall: frozenset[str]  # phrases
    adverbs: frozenset[str]
    titles: frozenset[str]


@cache
def load_speaker_words() -> SpeakerWords:
    """Read vocabulary/speakers.toml, and the names of news agencies from agencies.toml."""
    folder = Path(__file__).parent / "vocabulary"
    raw = tomllib.loads((folder / "speakers.toml").read_text(encoding="utf-8"))
    agencies = tomllib.loads((folder / "agencies.toml").read_text(encoding="utf-8"))["agencies"]
    relays = frozenset(mark.lower() for marks in agencies.values() for mark in marks)
    according, keeping, limits, changing, telling_out = (
        _by_first_word(raw.pop(name)) for name in _PHRASES
    )
    lists = {
        name: frozenset(words if isinstance(words, list) else str(words).split())
        for name, words in raw.items()
    }
    opening = (*according, *keeping, *limits, *changing, *telling_out)
    triggers = frozenset(opening).union(*(lists[name] for name in _TRIGGERS))
    acts = frozenset().union(*(lists[name] for name in _ACTS))
    return SpeakerWords(
        according=according,
        keeping=keeping,
        limits=limits,
        changing=changing,
        telling_out=telling_out,
        relays=relays,
        triggers=triggers,
        acts=acts,
        **lists,
    )


def _by_first_word(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as tuples of words, by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        found[first] = (*found.get(first, ()), (first, *rest))
    return found
