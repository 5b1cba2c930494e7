"""Closed word classes (vocabulary/grammar.toml) as frozen sets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SHORTEST = 4  # letters: an ending tells nothing of a shorter noun


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes that tie numbers to their sentence; see the comments in grammar.toml."""

    transparent: frozenset[str]
    be_forms: frozenset[str]
    have_forms: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    conatives: frozenset[str]
    intensifiers: frozenset[str]
    relatives: frozenset[str]
    pronouns: frozenset[str]
    contrasts: frozenset[str]
    base_licensers: frozenset[str]
    link_prepositions: frozenset[str]
    clause_breaks: frozenset[str]
    clause_starts: frozenset[str]
    object_skips: frozenset[str]
    level_links: frozenset[str]
    number_nouns: frozenset[str]
    list_nouns: frozenset[str]
    entries: frozenset[str]
    object_starts: frozenset[str]
    times: frozenset[str]
    phrase_openers: frozenset[str]
    openers: frozenset[str]
    share_nouns: frozenset[str]
    aims: frozenset[str]
    goals: frozenset[str]
    traded: frozenset[str]
    resting_places: frozenset[str]
    void: frozenset[str]
    told_of_people: frozenset[str]
    before_age: frozenset[str]
    ages_of_minors: frozenset[str]
    behind_age: frozenset[str]
    ballots: frozenset[str]
    tallied: frozenset[str]
    things: frozenset[str]
    inhabitants: frozenset[str]
    inhabited: frozenset[str]
    known: frozenset[str]
    placing: frozenset[str]
    penalties: frozenset[str]
    lasting: frozenset[str]
    spans_before: frozenset[str]
    spans_behind: frozenset[str]
    unmeasured: frozenset[str]
    persons: frozenset[str]
    everyone: frozenset[str]
    not_persons: frozenset[str]
    role_measures: frozenset[str]
    revision_measures: frozenset[str]
    whole_measures: frozenset[str]
    crowd_measures: frozenset[str]
    patient_measures: frozenset[str]
    spoken_measures: frozenset[str]
    speaking_measures: frozenset[str]
    losing: frozenset[str]
    daytimes: frozenset[str]
    taking: frozenset[str]
    aboard: frozenset[str]
    bare_nouns: frozenset[str]
    before_bare: frozenset[str]
    stated_measures: frozenset[str]
    stated_subjects: frozenset[str]
    asked_measures: frozenset[str]
    kin: frozenset[str]
    nobody: frozenset[str]
    parents: frozenset[str]
    newcomers: frozenset[str]
    holding: frozenset[str]
    reaching: frozenset[str]
    raising: frozenset[str]
    party_measures: frozenset[str]
    leads: frozenset[str]
    crossing_measures: frozenset[str]
    point_measures: frozenset[str]
    moving_measures: frozenset[str]
    staff_measures: frozenset[str]
    national_measures: frozenset[str]
    uprooting: frozenset[str]
    staying: frozenset[str]
    hosting: frozenset[str]
    disasters: frozenset[str]
    jobless_measures: frozenset[str]
    turnover_measures: frozenset[str]
    opposing: frozenset[str]
    losses: frozenset[str]
    fighting_bodies: frozenset[str]
    standing_measures: frozenset[str]
    speaking: frozenset[str]
    so_far: frozenset[str]
    person_endings: tuple[str, ...]
    physical_units: Mapping[str, frozenset[str]]
    counted_things: Mapping[str, frozenset[str]]
    measure_words: Mapping[str, frozenset[str]]
    topic_words: Mapping[str, frozenset[str]]
    share_measures: Mapping[str, str]
    purpose_measures: Mapping[str, str]
    division_measures: Mapping[str, str]
    left_measures: Mapping[str, str]

    def is_thing(self, noun: str) -> bool:
        """Whether a head noun names something other than people."""
        return noun in self.things

    def is_person(self, noun: str) -> bool:
        """Whether a head noun names people."""
        return noun in self.persons or (
            noun not in self.things
            and noun not in self.not_persons
            and len(noun) > _SHORTEST
            and noun.endswith(self.person_endings)
        )

    def starts_object(self, word: str) -> bool:
        """Whether a word behind a past form opens its object."""
        return word in self.object_starts or word[:1].isdigit()


@cache
def load_grammar() -> Grammar:
    """Read vocabulary/grammar.toml."""
    path = Path(__file__).parent / "vocabulary" / "grammar.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    physical = {unit: frozenset(names) for unit, names in raw.pop("physical_units").items()}
    counted = {name: frozenset(text.split()) for name, text in raw.pop("counted_things").items()}
    own = {name: frozenset(text.split()) for name, text in raw.pop("measure_words").items()}
    topics = {name: frozenset(text.split()) for name, text in raw.pop("topic_words").items()}
    shares = {name: str(measure) for name, measure in raw.pop("share_measures").items()}
    purposes = {name: str(measure) for name, measure in raw.pop("purpose_measures").items()}
    divisions = {name: str(measure) for name, measure in raw.pop("division_measures").items()}
    left = {name: str(measure) for name, measure in raw.pop("left_measures").items()}
    words = {name: str(text).split() for name, text in raw.items()}
    return Grammar(
        person_endings=tuple(words.pop("person_endings")),
        physical_units=physical,
        counted_things=counted,
        measure_words=own,
        topic_words=topics,
        share_measures=shares,
        purpose_measures=purposes,
        division_measures=divisions,
        left_measures=left,
        **{name: frozenset(found) for name, found in words.items()},
    )


@cache
def function_words() -> frozenset[str]:
    """Words that are no name, however a sentence begins."""
    grammar = load_grammar()
    return (
        grammar.clause_breaks
        | grammar.clause_starts
        | grammar.transparent
        | grammar.object_skips
        | grammar.object_starts
        | grammar.phrase_openers
        | grammar.openers
    )
