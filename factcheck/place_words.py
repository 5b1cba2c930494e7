"""Words around place names (vocabulary/places.toml) as frozen sets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists of vocabulary/places.toml."""

    locative: frozenset[str]
    origin: frozenset[str]
    goal: frozenset[str]
    directions: frozenset[str]
    area_nouns: frozenset[str]
    not_places: frozenset[str]
    not_places_within: frozenset[str]
    scholars: frozenset[str]
    struck_by: frozenset[str]
    happening_nouns: frozenset[str]
    city_parts: frozenset[str]
    seats: frozenset[str]
    meetings: frozenset[str]
    hearings: frozenset[str]
    province_ends: frozenset[str]
    no_provinces: frozenset[str]
    joining_particles: frozenset[str]
    partly: frozenset[str]
    days: frozenset[str]
    nearness: frozenset[str]
    beginnings: frozenset[str]
    striking_verbs: frozenset[str]
    contested_verbs: frozenset[str]
    crossing_verbs: frozenset[str]
    sites: frozenset[str]
    comings: frozenset[str]
    movers: frozenset[str]
    leavings: frozenset[str]
    called_after: frozenset[str]
    goods: frozenset[str]
    goods_units: frozenset[str]
    name_closed: frozenset[str]
    name_ends: frozenset[str]
    name_tails: frozenset[str]
    waters: frozenset[str]
    vicinity: frozenset[str]
    spreading: frozenset[str]
    name_heads: frozenset[str]
    name_openers: frozenset[str]
    shortened_openers: frozenset[str]
    befallen: frozenset[str]
    befalling: frozenset[str]
    particles: frozenset[str]
    located_sites: frozenset[str]
    bringing_in: frozenset[str]
    countrywide: frozenset[str]
    care: frozenset[str]
    blends: frozenset[str]
    plain_words: frozenset[str]
    city_nouns: frozenset[str]
    sailing: frozenset[str]
    relatives: frozenset[str]
    upbringing: frozenset[str]
    personal_titles: frozenset[str]
    small_bodies: frozenset[str]
    weathering: frozenset[str]
    bound_for: frozenset[str]
    unnamed_sites: frozenset[str]
    centre_kinds: frozenset[str]
    centres: frozenset[str]
    belongings: frozenset[str]
    locals: frozenset[str]
    extractions: frozenset[str]
    displacements: frozenset[str]
    weather_units: frozenset[str]
    travels: frozenset[str]
    rallies: frozenset[str]
    trips: frozenset[str]
    asking: frozenset[str]
    governing: frozenset[str]
    trade: frozenset[str]
    transfers: frozenset[str]
    help: frozenset[str]
    portions: frozenset[str]
    sized: frozenset[str]
    metonyms: frozenset[str]
    organisation_heads: frozenset[str]
    language_verbs: frozenset[str]
    language_nouns: frozenset[str]
    plain_in_capitals: frozenset[str]
    written_in_capitals: frozenset[str]
    news_words: frozenset[str]
    named_alike: frozenset[str]
    news_sections: frozenset[str]
    editions: frozenset[str]
    demonym_endings: tuple[str, ...]
    plural_demonym_endings: tuple[str, ...]
    border_words: frozenset[str]
    country_references: frozenset[str]
    having_verbs: frozenset[str]
    containing: frozenset[str]
    name_parts: frozenset[str]
    elsewhere: frozenset[str]
    nationwide: frozenset[str]
    roads: frozenset[str]
    portfolios: frozenset[str]
    audiences: frozenset[str]
    ways: frozenset[str]
    broke_out: frozenset[str]
    fixtures: frozenset[str]
    happened: frozenset[str]
    tallies: frozenset[str]
    reaching: frozenset[str]
    circumstances: frozenset[str]
    further: frozenset[str]
    former: frozenset[str]
    before_persons: frozenset[str]
    residents: frozenset[str]
    domestic_bodies: frozenset[str]
    local_bodies: frozenset[str]
    rescuers: frozenset[str]
    superlatives: frozenset[str]
    extremes: frozenset[str]
    comparing: frozenset[str]
    comparing_pairs: frozenset[str]
    comparing_owned: frozenset[str]
    comparing_nouns: frozenset[str]
    passing: frozenset[str]
    helping: frozenset[str]
    likening: frozenset[str]
    pointing: Mapping[str, frozenset[str]]  # the kinds of place that a noun may point at
    arrivals: frozenset[str]
    departures: frozenset[str]
    lesser: frozenset[str]
    sites_too: frozenset[str]
    settlements: frozenset[str]
    provinces: frozenset[str]
    vague: frozenset[str]
    beside: frozenset[str]
    nameless: frozenset[str]
    unspecific: frozenset[str]
    worldly: frozenset[str]
    services: frozenset[str]
    planet: frozenset[str]
    world_bodies: frozenset[str]
    worldwide_noun: frozenset[str]
    of_the_world: frozenset[str]
    abroad_bodies: frozenset[str]
    world_air: frozenset[str]
    world_air_units: frozenset[str]
    world_norms: frozenset[str]
    missions: frozenset[str]
    part_nouns: frozenset[str]
    roundabout: frozenset[str]
    world_seats: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """Read vocabulary/places.toml."""
    path = Path(__file__).parent / "vocabulary" / "places.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    pointing = tables.pop("pointing").values()
    phrases = {k: tables.pop(k) for k in [k for k, v in tables.items() if isinstance(v, list)]}
    raw = {k: str(v).split() for k, v in tables.items()}
    return PlaceWords(
        pointing={
            noun: frozenset(entry["kinds"].split())
            for entry in pointing
            for noun in entry["nouns"].split()
        },
        demonym_endings=tuple(raw.pop("demonym_endings")),
        plural_demonym_endings=tuple(raw.pop("plural_demonym_endings")),
        **{name: frozenset(words) for name, words in (raw | phrases).items()},
    )
