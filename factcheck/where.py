"""Where a figure holds and to which event it belongs.

The nearest stated place wins: the clause's, the sentence's, the paragraph's, the headline's, then the
article's main place. An event needs a place that fits, a date that fits and its name or kind.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from factcheck.addresses import address_places
from factcheck.backdrops import is_bygone, with_callers
from factcheck.clauses import Slot
from factcheck.events import Candidate, EventIndex, kind_words, may_count, needs_name, of_any_cause
from factcheck.grammar import Grammar, function_words
from factcheck.heads import acts_for, heads_told
from factcheck.home_bodies import home_body, is_head_of_state
from factcheck.lines import Line
from factcheck.localities import elsewhere_unlisted, other_names
from factcheck.model import Article, Change, Claim, Event, Evidence, Kind, Role, Sentence
from factcheck.nameless import head_of, is_roundabout, nearest_nameless, own_nameless
from factcheck.nearest import (
    began_there,
    counted_people,
    grew_up_there,
    is_centred,
    names_body,
    nearest_place,
    tells_of_voice,
)
from factcheck.periods import find_years
from factcheck.place_words import load_place_words
from factcheck.places import CITY_KINDS, COUNTRY_KINDS, PlaceIndex, PlaceMention, context_of
from factcheck.reference import Vocabulary
from factcheck.references import ReferenceReader, all_references, is_unresolved
from factcheck.replacing import replace
from factcheck.scopes import (
    circumstance_start,
    is_asked,
    is_flown_to,
    is_opponent,
    is_scholars,
    of_a_part,
    owns_compared,
    strikes,
)
from factcheck.shared_places import LINKS, leading_figure, place_runs, respective_place
from factcheck.speakers import find_speakers
from factcheck.tokens import Tokens, tokenize
from factcheck.urls import headline_in

_YEAR_REACH = 90  # characters from a figure to a year that dates it
_EARLY_MENTIONS = 4  # the first places of an article are its own

_DOMINANT = 0.75  # share of a country's mentions that makes a place inside it the main one

_YEAR = 4  # digits
_LONG = 60  # days: a figure of a longer time is of more than what an article tells of
_SHARED = 3  # tokens of "and 12 in" between two places with a figure each
_LISTED_FAR = 16  # tokens of "is worst hit, with 41 dead and 300 hurt, followed by"
_SINCE = 22  # characters of "since the summer of "
_BEFORE_REACH = 120  # characters behind a figure in which "before the war" stands
_SHARED_FAR = 8  # tokens of "and at least five more people in"
_APPOSITION = 14  # tokens between a place and the one that says where it lies
_OWNED = 5  # tokens of "'s second northern city of" between a country and its city
_LINKED = 3  # tokens of "coastal town of" between a people and a town
_CONTAINED = 3  # tokens of "Harnai, in Pakistan"
_CALLED = 3  # tokens of "nurse from"
_OPENED = 3  # tokens of "The national institute"
_MANY_COUNTRIES = 20  # more than any part of a continent has that news speaks of
_OF_COUNTRY = 5  # tokens of "elsewhere in the whole country"
_ELSEWHERE = 6  # tokens behind a figure for "elsewhere in the country"

_OPENING_SENTENCES = 4  # in which an article names the village where it happened
_SITE_NOUN = 5  # tokens of "biscuit and noodle factory"
_TOWN_OF = frozenset({"of"})
_ACRONYM = 4  # letters: "UAE" stays
_SENTENCES_BACK = 50  # of a paragraph: no newsroom writes longer ones, a hostile text does
_DATELINE = 14  # tokens in which a dateline closes
_DASHES = frozenset({"-", "–", "—"})
_TIMES = frozenset({"between", "since", "during", "until", "by", "on", "in"})
_BODY = 5  # tokens of "'s climate change service"
_FAR = 50  # km or miles from a place: what happened there is no longer its own
_LENGTHS = 2  # "45 miles (75 km) north of"
_LYING = ([","], ["in"], [",", "in"])  # between a place and the region that it lies in
_SUBJECT = 4  # tokens of "The average global temperature"
_HAPPENING = 3  # tokens of "train crash" behind a people
_MANY = 3  # countries of a text that goes through them
_TITLE = 7  # tokens of a title in quotation marks on either side of a name
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»"})

_EACH = frozenset({"each", "respectively", "both", "apiece"})
_EACH_REACH = 12  # tokens around a figure for "each"
_THERE = 8  # tokens around a figure for "there"
_WHOSE = frozenset({"of", ""})  # in front of "the region", "the city's"
_OPENING = 600  # characters of a text in which it says what it is about
_NEXT = 2  # tokens between a place and a figure of its own ("in A and B 12")

_PERSONS = frozenset({"he", "she"})

_OWN_SENTENCE = " (sentence)"  # end of the cue of a place that the figure's own sentence names
_TOP = frozenset({"headline", "lead"})
_WIDE = COUNTRY_KINDS | {"capital"}
_WORLD = "world"
_MAIN = "the article's main place"
_MOVES = frozenset({"by", "to", "of"})
_MOVED = 5  # tokens of "increase world food needs by"
_DEGREE = "degree celsius"
_BOUND_FOR = ["bound", "for"]
_TOO_WIDE = frozenset({"world", "continent"})
_WIDER = _TOO_WIDE | {"region"}

_COMPARISON_WORDS = ("worse than", "deadliest since", "compared with the", "similar to", "previous",
                     "in the same", "echoes of", "recalled", "not the first", "the last such",
                     "worst since", "reminiscent", "anniversary", "years ago", "decades ago",
                     "deadliest")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What the article as a whole says of place and event."""

    counts: Counter[str]
    sure: Counter[str]  # counts of the mentions that can mean one place only
    main_place: str
    country: str  # the one that the headline or the first sentence is set in; blank where neither says so
    told_once: bool  # one passing mention tells the main place
    heads: frozenset[str]  # the countries whose heads of state the article names, see heads
    told_by: str  # the body that alone tells the main place; blank where the text names one
    written_in: PlaceMention | None  # the town of the dateline, where nothing else tells a place
    title_places: tuple[PlaceMention, ...]
    lead_places: tuple[PlaceMention, ...]
    by_sentence: Mapping[int, tuple[PlaceMention, ...]]
    references: Mapping[int, tuple[PlaceMention, ...]]  # "the city", by sentence
    paragraphs: Mapping[int, tuple[int, ...]]  # indices of the sentences of each paragraph
    events: tuple[Candidate, ...]
    others: frozenset[str]  # names of places that are a person's, a ship's or plain words here
    named: Mapping[tuple[str, int], Sequence[PlaceMention]]  # by field and index of the sentence
    words: Mapping[int, Tokens]  # of the sentences of the body
    opening: tuple[int, ...]  # the first of them, in which an article names where it happened


class WhereResolver:
    """Finds the place and the event of a figure."""

    def __init__(self, vocabulary: Vocabulary, places: PlaceIndex, grammar: Grammar) -> None:
        self.places = places
        self.grammar = grammar
        self.events = EventIndex(vocabulary.events, places)

    def scene(self, article: Article, sentences: Sequence[Sentence]) -> Scene:
        mentions: list[PlaceMention] = []
        title: list[PlaceMention] = []
        towns: list[PlaceMention] = []
        by_sentence: dict[int, tuple[PlaceMention, ...]] = {}
        paragraphs: dict[int, list[int]] = {}
        lead: list[PlaceMention] = []
        words: dict[int, Tokens] = {}
        opening = in_dateline = 0
        written: PlaceMention | None = None
        own = [one for one in sentences if not one.furniture]
        read = [(tokens := tokenize(one.text), self.places.find(tokens)) for one in own]
        told = with_callers(elsewhere_unlisted(read, self.places), _opened(own), self.places)
        others = other_names(told, self.places)
        for at, (sentence, (tokens, named)) in enumerate(zip(own, told, strict=True)):
            dateline = 0 if paragraphs else _dateline_end(tokens) or _place_alone(tokens, named)
            found = [
                # Correspondents sit in a capital: it tells no more than its country.
                replace(one, said=True) if one.first < dateline and self._is_capital(one) else one
                for one in named
                if one.name.lower() not in others and not self._is_away(one, tokens)
            ]
            own_places = self._without_bygone(
                meant := [
                    one
                    for one in self._meant(found, tokens) or found
                    if not owns_compared(one, tokens.lower, self.places.words)
                    and not strikes(one, tokens.lower, self.places.words, self.places)
                ],
                tokens,
                [*title, *lead],
                article.published,
            )
            mentions.extend(
                one
                for one in own_places
                if not (
                    (one.seat or one.said or one.first < dateline)
                    and self.places.is_world_seat(one)
                )
            )
            in_dateline += sum(one.first < dateline for one in own_places)
            if sentence.in_headline:
                title.extend(
                    one
                    for one in own_places
                    if not is_scholars(one, tokens.lower, self.places.words)
                )
                towns.extend(one for one in found if self._has_town(one, tokens))
            elif dateline == len(tokens.words):
                written = _written_in(tokens, found, dateline)
            else:
                if not paragraphs:
                    opening = sentence.index
                    written = written or _written_in(tokens, found, dateline)
                    # Without the places of "ADRE, Chad (Sahara Letter) - ".
                    lead += self._of_lead(
                        [one for one in _seated(own_places, tokens) if one.first >= dateline],
                        tokens,
                        title,
                    )
                words[sentence.index] = tokens
                by_sentence[sentence.index] = tuple(
                    meant
                    if len(meant) > len(own_places)
                    and any(one.paragraph == sentence.paragraph for one in own[at + 1 : at + 2])
                    and self._points_back(told[at + 1][0].lower)
                    else own_places
                )
                paragraphs.setdefault(sentence.paragraph, []).append(sentence.index)
        if not article.title:
            address = address_places(
                article.url, self.places, told=any(one.places for one in mentions)
            )
            mentions.extend(address)
            title.extend(address)
        home = self._home_told(mentions, own)
        mentions += [home] if home is not None else []
        first = context_of(self.places, mentions)
        counts, weights = self._weighed(mentions, title, first)
        main, home, passing = self._main_told(
            self._main_place(weights), home, title, by_sentence, paragraphs, own
        )
        top = [_headline(own, article.url), *(words[at] for at in [opening] if at in words)]
        if self._is_worldwide(main, title, lead, weights, top):
            main, home, passing, title, lead = _WORLD, None, False, [], []
        # "2,197 Britons and others had been flown out": people may be anywhere.
        stated = any(not one.people and self._is_within(one, main) for one in mentions)
        around = (main, *self.places.chain(main)) if main and stated else ()
        references = all_references(
            words,
            by_sentence,
            ReferenceReader(title, self.places, around, written),
            {index: number for number, listed in paragraphs.items() for index in listed},
        )
        lead = list(self._told(opening, {opening: lead}, references))
        title = self._with_own_town(title, towns, written, lead)
        lower = f"{article.title} \n {article.text}".lower()
        events = tuple(self.events.candidates(lower, article.published, counts))
        return Scene(
            counts,
            first,
            main,
            self._set_in(main, title, lead, top),
            passing,
            heads_told(told, self.places),
            home.name if home is not None else "",
            None if len(mentions) > in_dateline else self._not_a_seat(written),
            tuple(title),
            tuple(lead),
            by_sentence,
            references,
            {number: tuple(indices) for number, indices in paragraphs.items()},
            events,
            others,
            {(one.field, one.index): named for one, (_, named) in zip(own, told, strict=True)},
            words,
            tuple(sorted(words)[:_OPENING_SENTENCES]),
        )

    def _meant(self, found: Sequence[PlaceMention], tokens: Tokens) -> list[PlaceMention]:
        """The places of a sentence without those that a rally is against, that a flight only goes to, that stand in a
        title, or whose government is asked: they are meant only where nothing else is named."""
        words, lower = self.places.words, tokens.lower
        quoted = not _QUOTES.isdisjoint(tokens.words)
        return [
            one
            for one in found
            if not is_opponent(one, lower, words)
            and not is_flown_to(one, lower, words)
            and not (quoted and _in_quoted_title(one, tokens))
            and not (is_asked(one, lower, words) and self._is_capital(one))
        ]

    def _without_bygone(
        self,
        found: list[PlaceMention],
        tokens: Tokens,
        scene: Sequence[PlaceMention],
        published: date | None,
    ) -> list[PlaceMention]:
        """The places of a sentence without those where something only happened once, where the headline and the first
        sentence (``scene``) are about others."""
        year = published.year if published is not None else 0
        around = {place for one in scene for place in one.places}
        return [
            one
            for one in found
            if not around
            or not is_bygone(one, tokens, self.places.words, year)
            or any(self._is_within(one, place) for place in around)
        ]

    def _points_back(self, lower: Sequence[str]) -> bool:
        """Whether a sentence points at the place of the one before: "twelve died there", "on the square"."""
        words = self.places.words
        sites = words.sites | words.located_sites | words.unnamed_sites
        return any(
            (word == "there" and self._is_place_word(lower, at))
            or (
                word == "the"
                and lower[max(0, at - 1)] in words.locative
                and not sites.isdisjoint(lower[at + 1 : at + 2])
            )
            for at, word in enumerate(lower)
        )

    def _not_a_seat(self, written: PlaceMention | None) -> PlaceMention | None:
        """The town of a dateline, but where correspondents sit: no capital and no seat of a world body."""
        if written is None or self._is_capital(written) or self.places.is_world_seat(written):
            return None
        return None if self.places.any_country(written.places) else written

    def _of_lead(
        self, found: list[PlaceMention], tokens: Tokens, title: Sequence[PlaceMention]
    ) -> list[PlaceMention]:
        """The places of a lead without those of what went on while a toll rose, where something began or below which
        a quake struck, where it or the headline names others."""
        words = self.places.words
        told = [
            one
            for one in found
            if not circumstance_start(one, tokens.lower, words)
            and not began_there(one, tokens.lower, words)
            and not is_centred(one, tokens, words)
        ]
        return told if told or title else found

    def _weighed(
        self,
        mentions: Sequence[PlaceMention],
        title: Sequence[PlaceMention],
        sure: Counter[str],
    ) -> tuple[Counter[str], Counter[str]]:
        """How often an article names each place or something inside it, and how much that weighs."""
        counts: Counter[str] = Counter()
        weights: Counter[str] = Counter()
        # "The Albanian Forum has two seats": where others are named, it tells no further country.
        named = [one for one in mentions if not _is_owner(one)]
        told_of = {
            outer for one in named for at in one.places for outer in (at, *self.places.chain(at))
        }
        if told_of:
            mentions = [
                one for one in mentions if not _is_owner(one) or told_of.intersection(one.places)
            ]
        for position, mention in enumerate(mentions):
            chosen = self.places.choose(mention, sure)
            if not chosen:
                continue
            # A capital named without "in" mostly stands for its government: "Moscow has demanded".
            whole = self.places.places[chosen[0]].kind in COUNTRY_KINDS
            weight = 2 if whole and not mention.demonym else 1
            weight += 1 if mention in title else 0
            weight += 1 if position < _EARLY_MENTIONS else 0
            weight += 2 if mention.preposition in self.places.words.locative else 0
            around = self.places.chain(chosen[0])
            if mention.said:  # where somebody spoke tells no more than the country
                country = self.places.country_of(around)
                told = around[around.index(country) :] if country else around
            else:
                told = (chosen[0], *around)
            for place in told:
                counts[place] += 1
                weights[place] += weight
        return counts, weights

    def _is_away(self, one: PlaceMention, tokens: Tokens) -> bool:
        """Whether a country is named for its house abroad, or a place for where somebody was to go: "a bomb outside
        the US embassy", "41 jets bound for London"."""
        lower = tokens.lower
        mission = not self.places.words.missions.isdisjoint(lower[one.last : one.last + 1])
        at = max(0, one.first - 2)
        traded = not self.places.words.trade.isdisjoint(lower[max(0, at - 1) : at])
        return mission or (lower[at : one.first] == _BOUND_FOR and not traded)

    def with_references(self, line: Line, scene: Scene) -> list[PlaceMention]:
        """The places of a sentence with those that it only points at, left to right."""
        pointed = scene.references.get(line.sentence.index, ())
        named = [
            one
            for one in line.places
            if one.name.lower() not in scene.others and not self._is_away(one, line.tokens)
        ]
        taken = {spot for one in named if not one.demonym for spot in range(one.first, one.last)}
        free = [one for one in pointed if not taken.intersection(range(one.first, one.last))]
        spots = {spot for one in free for spot in range(one.first, one.last)}
        named = [one for one in named if one.first not in spots]  # "the Pakistani city" is the city
        return sorted((*named, *free), key=lambda one: one.first)

    def _main_place(self, weights: Counter[str]) -> str:
        """The country that most is said about, or the place in it that holds most of that."""
        kinds = self.places.places
        countries = [one for one in weights if kinds[one].kind in COUNTRY_KINDS]
        pool = countries or [one for one in weights if kinds[one].kind not in _TOO_WIDE]
        if not pool:
            return ""
        first = {place: number for number, place in enumerate(weights)}
        main = min(pool, key=lambda place: (-weights[place], first[place]))
        inside = [one for one in weights if main in self.places.chain(one)]
        while True:
            narrower = [one for one in inside if weights[one] >= _DOMINANT * weights[main]]
            narrower = [one for one in narrower if main in self.places.chain(one)]
            if not narrower:
                return main
            main = min(
                narrower, key=lambda place: (-weights[place], len(self.places.chain(place)), place)
            )

    def _set_in(
        self,
        main: str,
        title: Sequence[PlaceMention],
        lead: Sequence[PlaceMention],
        top: Sequence[Tokens],
    ) -> str:
        """The country of the main place, where the headline or the first sentence says that it is the scene: "in Peru",
        "Spanish train crash", "Norway: ..."; not "US troops kill 41"."""
        around = self.places.country_of((main, *self.places.chain(main))) if main else None
        if around is None:
            return ""
        words = self.places.words
        for found, tokens in ((title, top[0]), (lead, top[-1])):
            for one in found:
                behind = tokens.lower[one.last : one.last + _HAPPENING]
                located = not one.demonym and one.preposition in words.locative
                scene = located or behind[:1] == [":"]
                scene = scene or not words.happening_nouns.isdisjoint(behind)
                if scene and self._is_within(one, around):
                    return around
        return ""

    @staticmethod
    def _home_told(
        mentions: Iterable[PlaceMention], own: Iterable[Sentence]
    ) -> PlaceMention | None:
        """The body or money that tells the country of an article that names no place."""
        placed = any(one.places for one in mentions)
        return None if placed else home_body("\n".join(one.text for one in own))

    def _main_told(
        self,
        main: str,
        home: PlaceMention | None,
        title: Sequence[PlaceMention],
        by_sentence: Mapping[int, Sequence[PlaceMention]],
        paragraphs: Mapping[int, Sequence[int]],
        own: Sequence[Sentence],
    ) -> tuple[str, PlaceMention | None, bool]:
        """The main place, the body or money that alone tells it, and whether it is told in passing only: then a
        body goes before it."""
        opening = next(iter(paragraphs.values()), ())
        if home is not None or not self._told_in_passing(main, title, by_sentence, opening):
            return main, home, False
        home = home_body("\n".join(one.text for one in own))
        return (main, None, True) if home is None else (home.places[0], home, False)

    def _told_in_passing(
        self,
        main: str,
        title: Sequence[PlaceMention],
        by_sentence: Mapping[int, Sequence[PlaceMention]],
        opening: Sequence[int],
    ) -> bool:
        """Whether neither headline nor first sentence tells the main place, and the text names it once: "he is
        from Somalia", "alarm at the stock exchange of Rosario". In 1,150 articles of annotated stories such a
        place was the figures' own in 126 cases and another one in 76; named twice, in 100 and 6."""
        told = [
            one
            for one in (*title, *(each for found in by_sentence.values() for each in found))
            if self._is_within(one, main)
        ]
        first, *rest = opening or (0,)
        top = (*title, *by_sentence.get(first, ()))
        spoken_of = (one for index in rest for one in by_sentence[index] if _is_bare(one))
        return len(told) == 1 and told[0] not in (*top, *spoken_of)

    def _is_worldwide(
        self,
        main: str,
        title: Sequence[PlaceMention],
        lead: Sequence[PlaceMention],
        weights: Mapping[str, int],
        top: Sequence[Tokens],
    ) -> bool:
        """Whether an article is about the whole world, and no country that its headline or first sentence (``top``)
        names: one of these says so, or a body of the world speaks there and the text goes through countries."""
        told = [*title, *(one for one in lead if not self._is_bodys(one, top[-1].lower))]
        if _WORLD not in self.places.places or any(self._is_within(one, main) for one in told):
            return False
        bodies = self.places.words.world_bodies
        countries = [weights[one] for one in weights if self.places.any_country([one])]
        scattered = len(countries) >= _MANY and 2 * weights[main] < sum(countries)
        set_in = any(one.places and one.preposition in self.places.words.locative for one in told)
        if scattered and not set_in and any(not bodies.isdisjoint(one.words) for one in top):
            return True  # and not "a boat sank in the Mediterranean, IOM said"
        says = [top[0].words, *(_behind_dateline(one)[:_SUBJECT] for one in top[1:])]
        loosely = not main or len(countries) >= _MANY
        return any(self._names_world(words, loosely=loosely) for words in says)

    def _is_within(self, one: PlaceMention, place: str) -> bool:
        """Whether a name can mean a place or something inside it."""
        return any(place in (at, *self.places.chain(at)) for at in one.places)

    def _is_bodys(self, one: PlaceMention, lower: Sequence[str]) -> bool:
        """Whether a place only says whose a body is: "the European Union's climate service reported"."""
        words = self.places.words
        body = words.organisation_heads | words.seats | words.services
        owned = lower[one.last : one.last + 1] == ["'s"]
        return one.owner or (owned and not body.isdisjoint(lower[one.last : one.last + _BODY]))

    def _names_world(self, said: Sequence[str], *, loosely: bool) -> bool:
        """Whether words say that they are of the whole world: "global emissions"; ``loosely``, where a text names no
        place or goes through countries, also "global warming", "the planet"."""
        words = self.places.words
        return any(
            (one.lower() in words.worldly | words.worldwide_noun and behind in words.of_the_world)
            or (loosely and one.lower() in words.worldly | words.planet and behind[:1].islower())
            for one, behind in itertools.pairwise((*said, "."))
        )

    def with_place(
        self, claim: Claim, line: Line, slot: Slot, scene: Scene, earlier: Sequence[Claim]
    ) -> Claim:
        """The claim with its place; ``earlier``: the claims of the article before it."""
        told = _told_of(earlier, line.sentence, scene.opening)
        named = self._with_named(claim, line, slot, scene, told)
        countries, wide = self._of_many_countries(line, slot, scene)
        word = countries or self._of_all(named, line, slot)
        air = "" if word or scene.title_places else self._of_the_air(named, line)
        if word or air:
            cue = f"{word} (subject)" if word else f"{air} (sentence)"
            others = (one for one in named.evidence if one.field != "place")
            label = self.places.places[wide].label
            name = label if countries else word.removesuffix("'s") or label
            return replace(named, place=wide, place_name=name, place_candidates=(),
                           evidence=(*others, Evidence("place", wide, cue)))  # fmt: skip
        elsewhere = any(
            one.field == "place" and not one.cue.endswith(("(sentence)", "together"))
            for one in named.evidence
        )
        if named.place is not None or not (elsewhere or named.place_candidates):
            named = self._with_nameless(named, line, slot)
        return self._with_around(named, line, scene)

    def _with_around(self, claim: Claim, line: Line, scene: Scene) -> Claim:
        """A claim of a place that is not in the table with the country around it: the one that the headline or the
        first sentence is set in, where the figure's own paragraph names no other."""
        unlisted = claim.place is None and claim.place_name and not claim.place_candidates
        if not unlisted or not scene.country:
            return claim
        near = scene.paragraphs.get(line.sentence.paragraph, ())
        told = (one for index in near for one in scene.by_sentence[index])
        abroad = any(
            one.places and self._country(one, scene) != scene.country
            for one in (*line.places, *told)
        )
        label = self.places.places[scene.country].label
        if abroad or label.lower() in claim.place_name.lower():
            return claim
        shown = replace(
            claim, place_around=self._region_told(claim.place_name, line, scene) + label
        )
        evidence = Evidence("place_name", shown.place_shown, _MAIN)
        return replace(shown, evidence=(*claim.evidence, evidence))

    def _region_told(self, name: str, line: Line, scene: Scene) -> str:
        """The region in front of the country of a name that is not in the table, "Aceh, ": the one right behind it, else
        the one that the headline or the article as a whole is about; blank for a country or a town, and where the
        sentence names another region."""
        named: set[str] = set()
        for number, one in enumerate(line.places):
            regions = self._regions(one, scene)
            inner = line.places[number - 1] if number else one
            if (
                regions
                and inner.name == name
                and line.tokens.lower[inner.last : one.first] in _LYING
            ):
                return f"{self.places.places[regions[0]].label}, "
            named.update(regions)
        titled = [place for one in scene.title_places for place in self._regions(one, scene)]
        main = [scene.main_place] if self._is_region(scene.main_place, scene) else []
        told = next(iter([*titled, *main]), "")
        return f"{self.places.places[told].label}, " if told and named <= {told} else ""

    def _regions(self, one: PlaceMention, scene: Scene) -> list[str]:
        """The region that a mention means, in the country that the article is set in."""
        chosen = () if one.demonym else self.places.choose(one, scene.counts)[:1]
        return [place for place in chosen if self._is_region(place, scene)]

    def _is_region(self, place: str, scene: Scene) -> bool:
        """Whether a place is a part of the country that the article is set in, and no town."""
        if place not in self.places.places or place == scene.country:
            return False
        town = self.places.places[place].kind in CITY_KINDS
        return not town and self.places.nested(place, scene.country)

    def _of_many_countries(self, line: Line, slot: Slot, scene: Scene) -> tuple[str, str]:
        """ "200,000 computers in 150 countries", and the 150: the words for them, blank where it is none or few or the
        sentence says of which region, and the place: the region that headline or lead are about, else the world."""
        if _WORLD not in self.places.places:
            return "", _WORLD
        lower = line.tokens.lower
        for one, quantity in zip(line.slots, line.quantities, strict=True):
            if lower[one.last : one.last + 1] not in (["countries"], ["nations"]):
                continue
            many = quantity.low is not None and quantity.low >= _MANY_COUNTRIES
            before = one.hedge_first - 1
            if not many or before < 0 or lower[before] not in {"in", "across"}:
                continue
            if one is slot or slot.noun_end == before:
                number = int(quantity.low or 0)
                if self._wide_enough(line.places, number):
                    return "", _WORLD  # "in 27 countries of the European Union"
                region = self._wide_enough((*scene.title_places, *scene.lead_places), number)
                starts, ends = line.tokens.starts, line.tokens.ends
                return line.tokens.text[starts[one.first] : ends[one.last]], region or _WORLD
        return "", _WORLD

    def _wide_enough(self, found: Iterable[PlaceMention], number: int) -> str:
        """The first of some places that is a region of so many countries, blank where none is: "150 countries" are
        more than Africa has."""
        named = (place for one in found for place in one.places[:1] if not one.said)
        return next(
            (
                place
                for place in named
                if self.places.places[place].kind in _WIDER
                and self.places.countries_in(place) >= number
            ),
            "",
        )

    def _of_all(self, claim: Claim, line: Line, slot: Slot) -> str:
        """The word by which a figure is said of something in the whole world, where its clause names no
        place behind it: "global emissions rose 1 percent, said a report from Cairo"; blank without."""
        quantity, words = claim.quantity, self.places.words
        if _WORLD not in self.places.places:
            return ""
        subject = quantity.subject_span
        before = subject is not None and subject.end <= quantity.span.start
        said = claim.subject.split() if before else []
        moved = line.tokens.words[max(0, slot.hedge_first - _MOVED) : slot.hedge_first]
        # "World food needs by 50 percent": the comma keeps apart what does not stand together.
        if _MOVES.intersection(moved[-1:]):
            said = [*said, ",", *moved[:-1]]
        own = any(
            one.field == "place" and one.cue.endswith(_OWN_SENTENCE) for one in claim.evidence
        )
        if not own:  # "Chinese emissions, a quarter of the global total" are those of China
            said = [*said, ",", *claim.counted.split()]
        word = next(
            (
                one
                for one, behind in itertools.pairwise(said)
                if behind.islower()
                and (
                    one.lower() in words.worldly
                    or (one in words.worldwide_noun and behind in words.of_the_world)
                )
            ),
            "",
        )
        if not word:
            return ""
        lower = line.tokens.lower
        located = any(
            one.preposition in self.places.words.locative
            and not one.said
            and not one.seat
            and one.first >= slot.last
            and "," not in lower[slot.last : one.first]
            and self.grammar.clause_breaks.isdisjoint(lower[slot.last : one.first])
            for one in line.places
        )
        return "" if located else word

    def _of_the_air(self, claim: Claim, line: Line) -> str:
        """What tells that a figure is of the air or the climate of the world, where its sentence names no place:
        a gas that its unit is of, or the norm that degrees are set against; blank without."""
        placed = next((one.cue for one in claim.evidence if one.field == "place"), "")
        near = placed and not placed.endswith(("(lead)", _MAIN))
        if (
            near
            or _WORLD not in self.places.places
            or any(not one.said and not self._answers(one, line) for one in line.places)
        ):
            return ""
        words, unit = self.places.words, claim.quantity.unit
        told = words.world_air if unit in words.world_air_units else frozenset[str]()
        told = words.world_norms if unit == _DEGREE else told
        sentence = line.sentence.text.lower()
        return next((one for one in sorted(told) if one in sentence), "")

    def _with_nameless(self, claim: Claim, line: Line, slot: Slot) -> Claim:
        """A figure of "the province" where no province is named, and of "the south, Peru"."""
        if not line.nameless:
            return claim
        words = self.places.words
        first = leading_figure(claim.quantity, line, slot, words, self.grammar)
        mention = own_nameless(line, slot, words, self.grammar)
        if mention is None and first is not slot and first.last <= slot.first:
            mention = own_nameless(line, first, words, self.grammar)
        # "A Chilean ferry sank off the southwest coast": a people's name says less.
        # So does one of this sentence that is another figure's.
        refused = any(one.field == "place" and one.cue.endswith("(lead)") for one in claim.evidence)
        told = any(
            ((refused and not self._answers(one, line)) or (one.demonym and not one.people))
            and one.name == claim.place_name
            for one in line.places
        )
        if mention is None and (told or not (claim.place or claim.place_name)):
            mention = nearest_nameless(line, first, words, self.grammar, located=told)
        if refused and told and mention is not None:
            if is_roundabout(mention, line, words):
                return claim
            claim = replace(claim, place=None, place_name="")
        if mention is None or self._is_named_so(mention, claim, line):
            return claim
        tokens, start = line.tokens, line.sentence.span.start
        head = head_of(mention, line, words)
        inside = claim.place is not None and head not in words.part_nouns
        evidence = Evidence("place", claim.place or "" if inside else "", f"{mention.name} (sentence)",
                            start + tokens.starts[mention.first], start + tokens.ends[mention.last - 1])  # fmt: skip
        name = mention.name
        if claim.place is not None and self._surrounds(claim.place, mention, line):
            name = f"{name}, {self.places.places[claim.place].label}"
        return replace(claim, place=claim.place if inside else None, place_name=name,
                       evidence=(*(one for one in claim.evidence if one.field != "place"), evidence))  # fmt: skip

    def _surrounds(self, place: str, mention: PlaceMention, line: Line) -> bool:
        """Whether a nameless place lies in the one that a figure would have without it, as far as the
        sentence tells: no other country is named, and it is no rest of the world."""
        if mention.name.endswith("world"):
            return False
        around = {place, *self.places.chain(place)}
        return all(
            one.demonym
            or self._answers(one, line)
            or around.intersection(one.places)
            or not self.places.any_country(one.places)
            for one in line.places
        )

    def _is_named_so(self, mention: PlaceMention, claim: Claim, line: Line) -> bool:
        """Whether the place of a figure is one that the nameless words may point at: "in his city"."""
        words = self.places.words
        kinds = words.pointing.get(head_of(mention, line, words))
        if claim.place is None or kinds is None:
            return False
        return self.places.places[claim.place].kind in kinds and words.superlatives.isdisjoint(
            line.tokens.lower[mention.first : mention.last]
        )

    def _with_named(
        self, claim: Claim, line: Line, slot: Slot, scene: Scene, told: Mapping[int, str]
    ) -> Claim:
        paired = respective_place(line, slot)
        slot = leading_figure(claim.quantity, line, slot, self.places.words, self.grammar)
        zone = self._border_zone(claim, line, slot, scene) or self._elsewhere(
            claim, line, slot, scene
        )
        if zone is not None:
            return zone
        mention = self._pointed_at(line, slot, scene)
        source = "there"
        if mention is None and paired is not None:
            mention, source = paired, "sentence"
        if mention is None:
            mention, source = self._nearest_place(claim, line, slot, scene), "sentence"
        if mention is None or self._is_left(mention, claim, line):
            mention, source = self._of_who_left(claim, line, slot), "the people counted"
        whole = self._is_of_country(claim, line)
        befallen = claim.measure in self.grammar.patient_measures
        mention, source = self._or_around(
            mention, source, line, slot, scene, told, whole=whole, befallen=befallen
        )
        if mention is not None and source in _TOP:
            mention = self._of_top(mention, source, claim, line, scene)
        if mention is None:
            mention, source = counted_people(line, slot), "the people counted"
        if mention is None and scene.written_in is not None and not whole:
            mention, source = scene.written_in, "dateline"
        if mention is None or self._is_home(mention, source, line, slot):
            return self._in_main_place(claim, scene, mention)
        chosen = self.places.choose(mention, scene.counts)
        place = self._government(mention, line, chosen[0], claim) if chosen else None
        joint = self._joint(mention, line, slot) if source == "sentence" and not paired else None
        around = self._around_unlisted(joint, line) if joint is not None else None
        if around is not None:
            mention, joint = around, None
            chosen = self.places.choose(mention, scene.counts)
            place = chosen[0]
        if joint is not None:
            return self._with_joint(claim, joint, line)
        if self.places.is_open(mention, scene.sure):
            evidence = Evidence("place", "", f"{mention.name} ({source}): {' or '.join(chosen)}")
            return replace(claim, place_name=mention.name, place_candidates=chosen,
                           evidence=(*claim.evidence, evidence))  # fmt: skip
        name = mention.name
        answering = bool(place) and chosen[0] != place and self._is_voice(mention, line, slot)
        large = name.isupper() and (len(name) > _ACRONYM or source == "dateline")
        if place and (answering or large):
            name = self.places.places[place].label  # "KARACHI" of a dateline
        if mention.part or self._is_site(mention, line):
            place = self._city_of(mention, line, scene)
            city = self.places.places[place].label if place else ""
            city = city or self._village_of(mention, line)
            if city and city.lower() not in name.lower():
                # what the text says, and where it is: "Grant Park, Chicago"
                name = f"{name}, {city}"
        start = line.sentence.span.start
        spot: tuple[int | None, int | None] = (None, None)
        if source == "sentence":
            tokens = line.tokens
            spot = (start + tokens.starts[mention.first], start + tokens.ends[mention.last - 1])
        evidence = Evidence("place", place or "", f"{mention.name} ({source})", *spot)
        return replace(claim, place=place, place_name=name, evidence=(*claim.evidence, evidence))

    def _of_top(
        self, mention: PlaceMention, source: str, claim: Claim, line: Line, scene: Scene
    ) -> PlaceMention:
        """A place of the headline or the lead, or the country that is meant there: the one that a border was crossed
        into, or the one around a town, for a statistic of countries; not where the headline gives that statistic of
        its town."""
        around = self._country(mention, scene)
        speaks = bool(around) and self._speaks_for_country(
            claim, line, around, scene, seated=mention.seat
        )
        countrywide = around == scene.main_place and self._is_countrywide(claim, line)
        statistic = (
            claim.measure in self.grammar.national_measures
            and self.places.words.urban.isdisjoint(line.tokens.lower)
            and not self._is_in_title(claim)
        )
        # "20 percent of the seats were unsafe": of a hall
        share = claim.measure == _SEATS and claim.quantity.kind is Kind.PERCENT
        meant = countrywide if source == "lead" else statistic and not share
        # "Ontario" is a town of California and a province of Canada
        meant = meant and not any(
            self.places.places[one].kind == "admin1" and around not in self.places.chain(one)
            for one in mention.places
        )
        if around and (speaks or meant):
            mention = self._at_large(mention, around, scene)
        if claim.measure in self.places.words.arrivals:
            return self._country_reached(scene) or mention
        return mention

    def _is_in_title(self, claim: Claim) -> bool:
        """Whether a headline is on what a figure counts: "Unemployment in Quillby rises"; "The Left wins Quillby" is on
        seats and polls."""
        title = set(_WORD.findall(claim.article.title.lower()))
        if claim.measure in self.grammar.party_measures and not title.isdisjoint(
            self.places.words.contests
        ):
            return True
        cues = [
            one.cue.partition(" (")[0].lower() for one in claim.evidence if one.field == "measure"
        ]
        return any(
            len(word) >= _LONG_WORD and word in title for cue in cues for word in _WORD.findall(cue)
        )

    def _of_who_left(self, claim: Claim, line: Line, slot: Slot) -> PlaceMention | None:
        """The country after which those are named who left it, or of whom a headline tells: there its people go
        before what the text names ("A million Brazilians march")."""
        departed = claim.measure in self.places.words.departures
        if departed or line.sentence.in_headline:
            return counted_people(line, slot)
        return None

    def _is_left(self, mention: PlaceMention, claim: Claim, line: Line) -> bool:
        """Whether a place is where those came from who are counted where they arrived: "12,000 asylum seekers
        from Eritrea and Syria"."""
        words = self.places.words
        if claim.measure not in words.arrivals - words.departures:
            return False
        runs = (run for run in place_runs(line) if mention in run)
        return next((run[0] for run in runs), mention).preposition in words.origin

    def _has_town(self, mention: PlaceMention, tokens: Tokens) -> bool:
        """Whether a headline tells of a town of a country without its name: "in South African town"."""
        behind = tokens.lower[mention.last : mention.last + _LINKED]
        pointing = self.places.words.pointing
        return self.places.any_country(mention.places) and any(
            "city" in pointing.get(word, ()) for word in behind
        )

    def _with_own_town(
        self,
        title: list[PlaceMention],
        towns: Sequence[PlaceMention],
        written: PlaceMention | None,
        lead: Sequence[PlaceMention],
    ) -> list[PlaceMention]:
        """The places of a headline, its nameless town being that of the dateline where the lead names
        no other."""
        named = any(not one.demonym and not self.places.any_country(one.places) for one in lead)
        if written is None or named or not towns or self._is_capital(written):
            return title
        around = self.places.chain(written.places[0]) if written.places else ()
        return [
            replace(written, preposition="in")
            if one in towns and (not written.places or one.places[0] in around)
            else one
            for one in title
        ]

    def _is_capital(self, written: PlaceMention) -> bool:
        """Whether a dateline is that of a capital, where correspondents sit: no "village in Burkina Faso"."""
        return any(self.places.places[one].kind == "capital" for one in written.places)

    def _country_reached(self, scene: Scene) -> PlaceMention | None:
        """The country that the headline or the lead is about: a border is crossed into a country, be the
        village named behind which it lies."""
        return next(
            (
                one
                for one in (*scene.title_places, *scene.lead_places)
                if self.places.any_country(one.places)
                and not (one.demonym or one.said or one.around)
                and one.preposition not in self.places.words.origin
            ),
            None,
        )

    @staticmethod
    def _with_joint(claim: Claim, joint: Sequence[PlaceMention], line: Line) -> Claim:
        """A figure of two places together, which no row of one of them is of."""
        tokens = line.tokens
        span = tokens.starts[joint[0].first], tokens.ends[joint[-1].last - 1]
        name = tokens.text[span[0] : span[1]]
        start = line.sentence.span.start
        evidence = Evidence("place", "", f"{name} together", start + span[0], start + span[1])
        return replace(claim, place_name=name, evidence=(*claim.evidence, evidence))

    def _is_of_country(self, claim: Claim, line: Line) -> bool:
        """Whether a figure is of a whole war or country, whatever town its article is on: "the war has killed
        20,000", "unemployment stood at 8.7 percent", "since 2009"."""
        published, start = claim.article.published, claim.period_start
        long = published is not None and start is not None and (published - start).days > _LONG
        return long or self._is_countrywide(claim, line)

    def _is_countrywide(self, claim: Claim, line: Line) -> bool:
        """Whether a figure is a statistic of countries, or its sentence speaks of one or of a war."""
        statistic = claim.measure in self.grammar.national_measures
        return statistic or not self.places.words.countrywide.isdisjoint(line.tokens.lower)

    def _speaks_for_country(
        self, claim: Claim, line: Line, around: str, scene: Scene, *, seated: bool
    ) -> bool:
        """Whether a figure is a whole country's by who tells it: a national body that counts there, or whoever governs
        it, of money and shares: "the National Census Office has counted 4,100 huts", "the president has promised
        grants of 12,000 dinars". ``seated``: the town is only where that body sits."""
        counting, lower = self.places.words.counting_bodies, line.tokens.lower
        told = [lower[:_OPENED], *(lower[one.first : one.last] for one in line.speakers)]
        statistic = claim.measure in self.grammar.national_measures
        if any(
            "national" in said and (statistic or seated or not counting.isdisjoint(said))
            for said in told
        ):
            return True
        money = claim.quantity.kind in {Kind.PERCENT, Kind.MONEY}
        return money and acts_for(line.tokens, line.places, self.places, around, scene.heads)

    def _is_domestic(self, claim: Claim) -> bool:
        """Whether a figure that a head of state is named beside is mostly one of his country: a statistic, a share or
        money; what befell people he may speak of wherever it was."""
        statistic = claim.measure in self.grammar.national_measures
        return statistic or claim.quantity.kind in {Kind.PERCENT, Kind.MONEY}

    def _is_home(self, mention: PlaceMention, source: str, line: Line, slot: Slot) -> bool:
        """Whether the lead's place is only where somebody is from who speaks in the figure's own sentence; who lives
        through something or helps ("a nurse from Quillby") is there."""
        own = source in _TOP and mention in line.places
        before = line.tokens.lower[max(0, mention.first - _CALLED) : mention.first]
        there = not self.places.words.witnesses.isdisjoint(before)
        return own and not there and tells_of_voice(mention, line, slot)

    def _in_main_place(self, claim: Claim, scene: Scene, home: PlaceMention | None) -> Claim:
        """The figure in what the article is about, unless that is only the ``home`` of a speaker."""
        if (
            not scene.main_place
            or scene.told_once
            or (home is not None and scene.main_place in home.places)
            or (is_head_of_state(scene.told_by) and not self._is_domestic(claim))
        ):
            return claim
        label = self.places.places[scene.main_place].label
        by = f", told by {scene.told_by}" if scene.told_by else ""
        evidence = Evidence("place", scene.main_place, f"{_MAIN}{by}")
        return replace(claim, place=scene.main_place, place_name=label,
                       evidence=(*claim.evidence, evidence))  # fmt: skip

    def _or_around(
        self,
        mention: PlaceMention | None,
        source: str,
        line: Line,
        slot: Slot,
        scene: Scene,
        told: Mapping[int, str],
        *,
        whole: bool,
        befallen: bool,
    ) -> tuple[PlaceMention | None, str]:
        """A place of the sentence, or that of the text around it where the sentence has none, or only one
        of an organisation's name or of whoever answers for the figure. ``whole``: see ``_is_of_country``;
        ``befallen``: it counts what befell people."""
        whose = mention is not None and (
            mention.owner
            or slot.last <= circumstance_start(mention, line.tokens.lower, self.places.words)
            or (
                mention.preposition not in self.places.words.locative
                and names_body(mention, line.tokens, self.places.words)
            )
        )
        if (
            mention is not None
            and not whose
            and not mention.seat
            and (not self._answers(mention, line) or self._counts(mention, line))
        ):
            return mention, source
        goes_on = line.tokens.words[0] in _QUOTES and any(
            one.name.lower() in _PERSONS for one in line.speakers
        )
        around, where = self._from_around(line.sentence, scene, told, whole=whole, goes_on=goes_on)
        abroad = befallen and mention is not None and self._may_tell_of_others(mention, line)
        abroad = abroad or (mention is not None and self._sits_abroad(mention, around, scene))
        worldwide = around is None and scene.main_place == _WORLD
        if (
            mention is None
            or worldwide
            or (
                around is not None
                and around not in line.places
                and (whose or abroad or self._lies_in(around, mention, scene))
            )
        ):
            return around, where
        return mention, source

    def _sits_abroad(self, seat: PlaceMention, around: PlaceMention | None, scene: Scene) -> bool:
        """Whether whoever speaks only sits in another country than the one that the text around is about: "complained
        a spokesman in Bangkok" of Burma."""
        if not seat.seat or around is None:
            return False
        own, other = self._country(around, scene), self._country(seat, scene)
        return bool(own and other) and own != other

    def _may_tell_of_others(self, mention: PlaceMention, line: Line) -> bool:
        """Whether a body of a country tells what befell its people wherever it was, as foreign ministries do; others
        tell of home: "Peru's health ministry"."""
        lower, words = line.tokens.lower, self.places.words
        return self._is_wide(mention) and any(
            one.first <= mention.first < one.last
            and not words.abroad_bodies.isdisjoint(lower[mention.last : one.last])
            for one in line.speakers
        )

    def _government(self, mention: PlaceMention, line: Line, place: str, claim: Claim) -> str:
        """The country where a capital speaks or settles money for it: "Baku says 25 civilians have been killed", "Athens
        will cut spending by 30 billion euros"."""
        if self.places.places[place].kind != "capital":
            return place
        lower, words = line.tokens.lower, self.places.words
        local = words.rescuers | words.belongings
        speaks = not self.places.is_world_seat(mention) and any(
            (one.first, one.last) == (mention.first, mention.last)
            or (
                not mention.preposition
                and one.first <= mention.first < one.last
                and local.isdisjoint(lower[mention.last : one.last])  # "Moscow police said"
            )
            for one in line.speakers
        )
        behind = line.tokens.lower[mention.last : mention.last + 1]
        does = self.places.words.hearings
        if claim.quantity.kind in {Kind.MONEY, Kind.PERCENT}:
            does = does | self.places.words.governing
        says = mention.preposition not in self.places.words.locative and does.intersection(behind)
        if speaks or says:
            return self.places.country_of(self.places.chain(place)) or place
        return place

    def _is_voice(self, mention: PlaceMention, line: Line, slot: Slot) -> bool:
        """Whether a capital is only there to speak: "not the 41 percent Athens had reported". One that
        counts may count for itself."""
        behind = line.tokens.lower[mention.last : mention.last + 1]
        told = mention.first >= slot.last or self.places.words.having_verbs.isdisjoint(behind)
        return told and any(
            (one.first, one.last) == (mention.first, mention.last) for one in line.speakers
        )

    def _is_site(self, mention: PlaceMention, line: Line) -> bool:
        """Whether a name is that of a camp, a plant or a cave, and the sentence says where it lies."""
        head = mention.name.lower().rpartition(" ")[2]
        return (
            not mention.places
            and head in self.places.words.located_sites
            and any(
                one.preposition in self.places.words.locative and not one.demonym
                for one in line.places
                if one is not mention and (one.places or one.first >= mention.last)
            )
        )

    def _city_of(self, part: PlaceMention, line: Line, scene: Scene) -> str | None:
        """The place that a square or a hospital lies in: the sentence's nearest, else the place that
        the figure would have without it."""
        others = [one for one in line.places if one.places and not one.demonym and not one.said]
        near = min(others, key=lambda one: abs(one.first - part.first), default=None)
        if near is None:
            near, _ = self._from_around(line.sentence, scene, {})
        if near is not None and near.places:
            return self.places.choose(near, scene.counts)[0]
        return scene.main_place or None

    @staticmethod
    def _village_of(part: PlaceMention, line: Line) -> str:
        """The name of the unlisted place nearest to a square or a hospital, blank without one."""
        others = [one for one in line.places if not one.places and not one.part and not one.said]
        near = min(others, key=lambda one: abs(one.first - part.first), default=None)
        return near.name if near is not None else ""

    def _pointed_at(self, line: Line, slot: Slot, scene: Scene) -> PlaceMention | None:
        """ "One person had been killed there": the last place of the sentence before."""
        lower = line.tokens.lower
        if "there" not in lower:
            return None
        reach = range(max(0, slot.first - _THERE), min(len(lower), slot.noun_end + _THERE))
        spots = [
            at
            for at in reach
            if lower[at] == "there"
            and (slot.last < at == slot.noun_end or self._is_place_word(lower, at))
            and not _is_other_s(at, slot, line)
        ]
        if not spots:
            return None
        spot = min(spots, key=lambda at: abs(at - slot.first))
        left, right = sorted((spot, slot.first))
        if self.grammar.clause_breaks.intersection(lower[left:right]) or any(
            left < one.first < right for one in line.walls
        ):
            return None  # "... already there; 30,000 more are inside Rakhine"
        dateline = _dateline_end(line.tokens)
        places = self.with_references(line, scene)
        own = [
            one
            for number, one in enumerate(places)
            if dateline <= one.first
            and one.last <= spot
            and not one.demonym
            and not one.said
            and not (number and self._describes(places[number - 1], one, line))
        ]
        told = [one for one in own if not self._answers(one, line)]
        whose = [one for one in own if one.preposition in self.places.words.locative | _WHOSE]
        if told or whose:  # "police in the province said 41 people had been arrested there"
            return (told or whose)[-1]
        before = [one for one in scene.by_sentence if one < line.sentence.index]
        for index in sorted(before, reverse=True)[:2]:
            located, nested = self._standing_places(
                self._told(index, scene.by_sentence, scene.references), scene
            )
            if located or nested:
                return (located or nested)[-1]
            # "45C was forecast for Delhi. There, 52 people have died."
            said = [one for one in scene.by_sentence[index] if one.preposition == "for"]
            if said and not said[-1].demonym:
                return said[-1]
        return None

    def _is_place_word(self, lower: Sequence[str], at: int) -> bool:
        """Whether "there" points at a place, and does not open "there were 41 dead"."""
        following = lower[at + 1] if at + 1 < len(lower) else "."
        return following not in self.grammar.auxiliaries and following not in {"'s", "may", "to"}

    def _from_around(
        self,
        sentence: Sentence,
        scene: Scene,
        placed: Mapping[int, str],
        *,
        whole: bool = False,
        goes_on: bool = False,
    ) -> tuple[PlaceMention | None, str]:
        """The place of the sentences before in the paragraph, else the headline's or the lead's. ``placed``:
        the place of the figures of a sentence, which goes before its other places. ``goes_on``: whoever the
        sentence before was about is quoted on."""
        indices = scene.paragraphs.get(sentence.paragraph, ())
        at = bisect_left(indices, sentence.index)
        # '"The sea took half of them," he said.' in a paragraph of its own
        alone = goes_on and not at
        if alone:
            indices = scene.paragraphs.get(sentence.paragraph - 1, ())[-1:]
            at = len(indices)
        parted: PlaceMention | None = None
        for index in reversed(indices[max(0, at - _SENTENCES_BACK) : at]):
            told = [
                one
                for one in self._told(index, scene.by_sentence, scene.references)
                if not of_a_part(one, scene.words[index].lower)
            ]
            told = self._without_centres(told, scene.words[index])
            if alone:
                told = self._where_met(told, scene.words[index].lower, scene)
            if not told:
                continue
            of_figures = [
                one
                for one in told
                if one.name == placed.get(index)
                and not one.demonym
                and not any(self.places.places[at].kind in _TOO_WIDE for at in one.places)
            ]
            if of_figures:
                return of_figures[-1], "paragraph"
            located, nested = self._standing_places(told, scene)
            if located or nested:
                if parted is None and (self._parted(located) or self._listed(nested)):
                    parted = (located or nested)[-1]
                    continue
                return (located or nested)[-1], "paragraph"
        main, source = self._from_top(scene)
        if not whole:
            main, source = self._at_site(main, source, scene, placed)
        if parted is not None and not (main is not None and self._holds(main, parted, scene)):
            return parted, "paragraph"
        return main, source

    def _where_met(
        self, told: Iterable[PlaceMention], lower: Sequence[str], scene: Scene
    ) -> list[PlaceMention]:
        """The places of a sentence where somebody may have been met who is quoted in the next paragraph: in what the
        article is about, and none of a childhood or a journey."""
        words = self.places.words
        main, _ = self._from_top(scene)
        return [
            one
            for one in told
            if one.preposition in words.locative
            and not self._is_wide(one)
            and not grew_up_there(one, lower, words)
            and (main is None or self._holds(main, one, scene))
        ]

    def _at_site(
        self,
        main: PlaceMention | None,
        source: str,
        scene: Scene,
        placed: Mapping[int, str],
    ) -> tuple[PlaceMention | None, str]:
        """For the country that the headline names, the town that all figures of the first sentence are
        of, or the one that the next sentences give where the first tells of "a village"."""
        if main is None or not self.places.any_country(main.places):
            return main, source
        opening, *following = scene.opening
        lower = scene.words[opening].lower
        first = self._towns_in(main, opening, scene)
        own = next((one for one in first if one.name == placed.get(opening)), None)
        if own is not None:
            return own, "lead"
        unnamed = self._tells_a_site(lower) and not any(
            self._is_inside(one, main, scene) for one in scene.lead_places
        )
        if not unnamed:
            return main, source
        towns = (
            one
            for index in following
            for one in self._towns_in(main, index, scene)
            if self._happened_at(one, scene.words[index].lower)
        )
        town = next(towns, None)
        return (main, source) if town is None else (town, "lead")

    def _towns_in(self, country: PlaceMention, index: int, scene: Scene) -> Iterator[PlaceMention]:
        """The places of a sentence that lie in a country, but for those of a part: "12 of them in"."""
        lower = scene.words[index].lower
        for one in self._told(index, scene.by_sentence, scene.references):
            if self._is_inside(one, country, scene) and not of_a_part(one, lower):
                yield one

    def _is_inside(self, one: PlaceMention, country: PlaceMention, scene: Scene) -> bool:
        """Whether a place is narrower than the country, and lies in it as far as is known. What is told
        of a capital is followed by what goes on in the country."""
        wide = one.demonym or one.part or self._is_wide(one)
        return not wide and self._holds(country, one, scene)

    def _happened_at(self, one: PlaceMention, lower: Sequence[str]) -> bool:
        """Whether a sentence behind the first puts what happened at a place: not "taken to hospital in Jos",
        "doctors in Jos", "born in Jos" or "in Jos in 2014"."""
        words = self.places.words
        if one.preposition not in words.locative | _TOWN_OF or one.said or one.seat:
            return False
        at = next((at for at in range(one.first - 1, -1, -1) if lower[at] == one.preposition), 0)
        before = "".join(lower[max(0, at - 1) : at])
        away = before in words.care or self.grammar.is_person(before)
        away = away or grew_up_there(one, lower, words)
        return not away and not any(map(_is_year, lower))

    def _tells_a_site(self, lower: Sequence[str]) -> bool:
        """Whether a sentence brings in a town or a building without its name: "a raid on a village"."""
        words = self.places.words
        nouns = words.sites | words.located_sites | words.unnamed_sites
        return any(
            word in words.bringing_in and nouns.intersection(lower[at + 1 : at + 1 + _SITE_NOUN])
            for at, word in enumerate(lower)
        )

    def _told(
        self,
        index: int,
        by_sentence: Mapping[int, Sequence[PlaceMention]],
        references: Mapping[int, Sequence[PlaceMention]],
    ) -> Sequence[PlaceMention]:
        """The places of a sentence with those that it points at, left to right: "the governor of the
        region" and "shells hit the city" tell where as "in the region" does."""
        named = by_sentence.get(index, ())
        pointed = [one for one in references.get(index, ()) if not is_unresolved(one)]
        if not pointed:
            return named
        spots = {spot for one in pointed for spot in range(one.first, one.last)}
        words = self.places.words
        located = (
            one
            if one.preposition in words.goal | words.origin or self._is_wide(one)
            else replace(one, preposition="in")
            for one in pointed
        )
        return sorted(
            (*(one for one in named if one.first not in spots), *located),
            key=lambda one: one.first,
        )

    def _without_centres(self, told: list[PlaceMention], tokens: Tokens) -> list[PlaceMention]:
        """Some places without where a quake was centred, where others are named."""
        struck = [one for one in told if not is_centred(one, tokens, self.places.words)]
        return struck or told

    def _is_wide(self, mention: PlaceMention) -> bool:
        """Whether "the country" or "the capital" is said, which tell less of where something happened."""
        return any(self.places.places[one].kind in _WIDE for one in mention.places)

    def _holds(self, outer: PlaceMention, inner: PlaceMention, scene: Scene) -> bool:
        """Whether a place lies in another one, as far as the table knows it."""
        return bool(outer.places) and (not inner.places or self._lies_in(inner, outer, scene))

    def _from_top(self, scene: Scene) -> tuple[PlaceMention | None, str]:
        """The place of the headline or the lead."""
        headline = self._standing_places(scene.title_places, scene)
        told = any(self.places.any_country(one.places) for one in scene.title_places)
        lead = self._standing_places(
            [one for one in scene.lead_places if not (told and self._holds_countries(one, scene))],
            scene,
        )
        # First what is located in the main place, then what is located, then what only lies in it.
        for kind in (2, 0, 1):
            for source, places in (("headline", headline), ("lead", lead)):
                both = [one for one in places[0] if one in places[1]]
                chosen = (*places, both)[kind]
                if chosen:
                    inner = self._told_inside(chosen[0], scene) if source == "headline" else None
                    if inner is not None:
                        return inner, "lead"
                    town = self._town_of(chosen[0], places[1]) if source == "headline" else None
                    if town is not None:
                        return town, source
                    if source == "lead":
                        return self._of_several(self._owned(chosen, scene), scene), source
                    return chosen[0], source
        if scene.title_places:  # "Greek court rules ...": at least the country is said
            return scene.title_places[0], "headline"
        return None, ""

    def _holds_countries(self, one: PlaceMention, scene: Scene) -> bool:
        """Whether a place of the lead holds many countries: it tells less than the one of a headline."""
        wide = any(self.places.places[at].kind in _WIDER for at in one.places)
        return wide and not self._country(one, scene)

    def _town_of(self, first: PlaceMention, nested: Sequence[PlaceMention]) -> PlaceMention | None:
        """The town of a headline that names its country first: "Kenya mourns as Nairobi mall siege ends"."""
        if not self.places.any_country(first.places):
            return None
        return next(
            (one for one in nested
             if one.places and not self.places.any_country(one.places)
             and self.places.nested(one.places[0], first.places[0])),
            None,
        )  # fmt: skip

    def _owned(self, chosen: Sequence[PlaceMention], scene: Scene) -> PlaceMention:
        """The first of some places of the lead, or what it owns: "Norway's holiday island of Senja"."""
        first = chosen[0]
        lower = scene.words[scene.opening[0]].lower
        if lower[first.last : first.last + 1] != ["'s"]:
            return first
        return next(
            (inner for inner in chosen[1:]
             if 0 <= inner.first - first.last <= _LINKED + 1
             and inner.places and not inner.demonym and self._holds(first, inner, scene)),
            first,
        )  # fmt: skip

    def _of_several(self, first: PlaceMention, scene: Scene) -> PlaceMention:
        """A place of the lead, or the country of it and of those that stand beside it: "twin detectors in Louisiana
        and Washington state"."""
        lower = scene.words[scene.opening[0]].lower
        last, around = first, self._country(first, scene)
        for one in scene.lead_places:
            if one.first > last.last and lower[last.last : one.first] in LINKS and not one.demonym:
                if self._describes(last, one):
                    return first  # "in Larissa, Greece"
                if self._country(one, scene) != around:
                    return self._region_of(first, one, scene) or first
                last = one
        if last is first or not around or around in first.places:
            return first
        tokens = scene.words[scene.opening[0]]
        name = tokens.text[tokens.starts[first.first] : tokens.ends[last.last - 1]]
        return PlaceMention(first.first, last.last, (around,), name)

    def _region_of(
        self, first: PlaceMention, second: PlaceMention, scene: Scene
    ) -> PlaceMention | None:
        """The region of two countries of a list, where the article names one: "in Guinea, Liberia and Sierra Leone"
        where it tells of West Africa."""
        told = (
            one
            for found in (scene.title_places, *scene.by_sentence.values())
            for one in found
            if not one.demonym
        )
        return next(
            (one for one in told
             if any(self.places.places[at].kind == "region"
                    and self._is_within(first, at) and self._is_within(second, at)
                    for at in one.places)),
            None,
        )  # fmt: skip

    def _at_large(self, main: PlaceMention, around: str, scene: Scene) -> PlaceMention:
        """The country ``around`` the town that a headline or first sentence is set in, for what is told of whole
        countries; another place stays."""
        chosen = self.places.choose(main, scene.counts)[:1]
        if not any(self.places.places[at].kind in CITY_KINDS for at in chosen):
            return main
        return PlaceMention(main.first, main.last, (around,), self.places.places[around].label)

    def _country(self, one: PlaceMention, scene: Scene) -> str:
        """The country that a place lies in, or is; blank where the table tells none."""
        chosen = self.places.choose(one, scene.counts)[:1]
        around = (outer for place in chosen for outer in (place, *self.places.chain(place)))
        return self.places.country_of(around) or ""

    @staticmethod
    def _parted(located: Sequence[PlaceMention]) -> bool:
        """Whether a sentence shares out its figures: "41 died in Quillby and 12 in Morvale". What
        follows is told of the whole again."""
        return len(located) > 1 and all(
            _SHARED <= second.first - first.last <= _SHARED_FAR
            for first, second in itertools.pairwise(located)
        )

    def _listed(self, nested: Sequence[PlaceMention]) -> bool:
        """Whether a sentence goes through provinces or towns: "Quillby is worst hit, with 41
        dead, followed by Morvale with 12"."""
        towns = [one for one in nested if not self.places.any_country(one.places)]
        return len(towns) > 1 and all(
            _SHARED <= second.first - first.last <= _LISTED_FAR
            for first, second in itertools.pairwise(towns)
        )

    def _told_inside(self, headline: PlaceMention, scene: Scene) -> PlaceMention | None:
        """The town of which the lead says that it lies in the country of the headline."""
        for inner, outer in itertools.pairwise(scene.lead_places):
            lies = outer.around or (bool(inner.places) and self._describes(inner, outer))
            if lies and outer.places[:1] == headline.places[:1] and headline.places:
                return inner
            people, town = inner, outer  # "off the Norwegian island of Senja"
            if (
                people.demonym
                and people.places[:1] == headline.places[:1]
                and 0 <= town.first - people.last <= _LINKED
                and town.preposition in self.places.words.locative
            ):
                return town
        return None

    def _standing_places(
        self, found: Sequence[PlaceMention], scene: Scene
    ) -> tuple[list[PlaceMention], list[PlaceMention]]:
        """The places of a sentence or headline: those with "in", and those in the main place.

        A capital named without "in" counts only where it lies in (or around) the main place: it may
        stand for a government ("Moscow and Kyiv call for talks").
        """
        plain = [one for one in found if not one.demonym and not one.said and not one.part
                 and not one.around and not _names_event(one, scene)]  # fmt: skip
        plain = [
            one
            for number, one in enumerate(plain)
            if not (number and self._describes(plain[number - 1], one))
        ]
        located = [
            one
            for one in plain
            if not one.seat
            and (
                one.preposition in self.places.words.locative
                or (
                    not one.places and one.preposition in {"of", "out"}
                )  # "around the town of Quillby"
            )
        ]
        nested = [
            one
            for one in plain
            if one.places
            and scene.main_place
            and one.preposition != "to"  # "cut the road to Nairobi"
            and self._belongs(self.places.choose(one, scene.counts)[0], scene.main_place)
        ]
        return located, nested

    def _belongs(self, place: str, main: str) -> bool:
        """Whether a place lies in the main one, or is the country around it; a wider region is not
        what the article is about."""
        wider = place != main and place in self.places.chain(main)
        return self.places.nested(place, main) and not (
            wider and not self.places.any_country([place])
        )

    def _nearest_place(
        self, claim: Claim, line: Line, slot: Slot, scene: Scene
    ) -> PlaceMention | None:
        dateline = _dateline_end(line.tokens)
        of_length = (
            claim.quantity.kind is Kind.MEASURE or claim.measure in self.grammar.point_measures
        )
        lengths = {one: _lengths_from(one, line) for one in line.places if of_length}
        away = [one for one in lengths if lengths[one]]
        far = scene.title_places and any(max(lengths[one]) > _FAR for one in away)
        if not far and all(one in away or one.demonym for one in line.places):
            away = []

        present: Sequence[PlaceMention] = self._meant(line.places, line.tokens)
        if not present:
            own = {one.places for one in line.places}
            told = any(one.places and one.places not in own for one in scene.title_places)
            present = () if told else line.places

        def passes(number: int, mention: PlaceMention) -> bool:
            if mention.first < dateline <= slot.first:
                return False  # "OTTAWA (Wire) - Canada's economy": where it was written
            if slot.last <= mention.first and _is_of_a_year(mention, line.tokens):
                return False  # "41 deaths, behind only Quillby 1964"
            if mention not in present:
                return False  # "Taiwan rally against China trade pact"
            if mention in away:
                return False  # "in Guasca, 75 km north of Bogota": where something else lies
            earlier = [one for one in line.places[:number] if not one.demonym]
            if earlier and self._describes(earlier[-1], mention, line):
                return False  # "Guiuan, a town in the Philippines": says where Guiuan is
            following = line.places[number + 1 : number + 2]
            if following and self._owns(mention, following[0], line):
                return False  # "Peru's Arequipa region", "the Australian state of Victoria"
            return not _names_event(mention, scene)  # "41 dead in Arve Valley floods"

        crossing = claim.measure in self.grammar.crossing_measures
        reached = self._told_in_cue(claim, line, slot)
        if reached is not None:
            return reached
        moved = claim.measure in self.grammar.moving_measures
        return nearest_place(
            line,
            slot,
            self.places,
            self.grammar,
            passes,
            crossing=crossing,
            moved=moved,
            befallen=claim.measure in self.grammar.patient_measures,
        )

    def _told_in_cue(self, claim: Claim, line: Line, slot: Slot) -> PlaceMention | None:
        """ "Fled to Kenya since the attack on Mandera": the country that the words for the measure name."""
        cue = next((one for one in claim.evidence if one.field == "measure"), None)
        if claim.measure not in self.places.words.arrivals or cue is None or cue.start is None:
            return None
        first = cue.start - line.sentence.span.start
        last = (cue.end or cue.start) - line.sentence.span.start
        starts, lower, away = line.tokens.starts, line.tokens.lower, self.places.words.origin
        return next(
            (
                one
                for one in line.places
                if first < starts[one.first] < last
                and self.places.any_country(one.places)
                and one.preposition not in away
                and lower[one.last : one.last + 1] != ["and"]
                and one.last <= slot.first  # "9,000 came to Kenya, the others went to Uganda"
            ),
            None,
        )

    @staticmethod
    def _answers(mention: PlaceMention, line: Line) -> bool:
        """Whether a place is there by its authority alone: "the Lebanese health ministry said"."""
        return any(one.first <= mention.first < one.last for one in line.speakers)

    def _counts(self, mention: PlaceMention, line: Line) -> bool:
        """Whether a place itself has the figure, so that no narrower one is meant: "India recorded"."""
        behind = line.tokens.lower[mention.last : mention.last + 2]
        return (
            not mention.demonym
            and any((one.first, one.last) == (mention.first, mention.last) for one in line.speakers)
            and not self.places.words.having_verbs.isdisjoint(behind)
        )

    def _lies_in(self, inner: PlaceMention, outer: PlaceMention, scene: Scene) -> bool:
        """Whether a place lies in the one that an authority serves: it says more."""
        inside = self.places.choose(inner, scene.counts)[:1]
        wide = self.places.choose(outer, scene.counts)[:1]
        return bool(inside and wide) and wide[0] in self.places.chain(inside[0])

    def _owns(self, first: PlaceMention, second: PlaceMention, line: Line) -> bool:
        """Whether a country is only said to tell where the place right behind it lies."""
        between = line.tokens.lower[first.last : second.first]
        if not first.places or len(between) > _OWNED:
            return False
        if (
            not second.places
        ):  # "Ethiopia's Benishangul region": a name that the table does not hold
            return between == ["'s"] and self.places.any_country(first.places[:1])
        linked = first.demonym or between[:1] == ["'s"] or between in ([], ["the"])
        words = self.places.words
        plain = not set(between) - words.area_nouns - words.directions - {"'s", "of", "the"}
        inside = any(
            one == other or first.places[0] in self.places.chain(one)
            for one in second.places for other in first.places
        )  # fmt: skip
        return linked and plain and inside

    def _joint(
        self, mention: PlaceMention, line: Line, slot: Slot
    ) -> Sequence[PlaceMention] | None:
        """The places of "in Tanzania and Rwanda", "between Cebu and Leyte": both, not the nearer."""
        lower = line.tokens.lower
        if _EACH.intersection(
            lower[max(0, slot.first - _EACH_REACH) : slot.noun_end + _EACH_REACH]
        ):
            return None
        for run in place_runs(line):
            if mention not in run:
                continue
            second = run[-1]
            if lower[second.last : second.last + 1] == ["'s"]:
                continue
            counted = second.last < slot.hedge_first and any(
                one.first >= second.last and one.first < slot.first for one in line.walls
            )
            further = any(
                0 <= one.first - place.last <= _NEXT
                and _TIMES.isdisjoint(lower[place.last : one.first])
                for one in line.slots
                if one is not slot
                for place in run[1:]
            )
            inside = any(
                one.places and other.places and self.places.nested(one.places[0], other.places[0])
                for one, other in itertools.pairwise(run)
            )
            if not counted and not further and not inside:
                return run
        return None

    def _around_unlisted(self, joint: Sequence[PlaceMention], line: Line) -> PlaceMention | None:
        """The place of the sentence that unlisted places lie in: "in the provinces of Quill and Morvale in
        the north of Norway"; the one behind them, else the last before."""
        if any(one.places for one in joint):
            return None
        others = [one for one in line.places
                  if one.places and not one.demonym and not one.said and not one.owner
                  and one.preposition in self.places.words.locative | {"of"}]  # fmt: skip
        behind = [one for one in others if 0 <= one.first - joint[-1].last <= _CONTAINED + 1]
        before = [one for one in others if one.last <= joint[0].first]
        return behind[0] if behind else before[-1] if before else None

    def _describes(
        self, first: PlaceMention, second: PlaceMention, line: Line | None = None
    ) -> bool:
        """Whether a place only says where the one before it lies ("Harnai, in Pakistan")."""
        if line is not None and self._is_village(first, second, line):
            return True
        if second.demonym or not second.places:
            return False
        inside = not first.places or any(
            one != other and other in self.places.chain(one)
            for one in first.places
            for other in second.places
        )
        gap = second.first - first.last
        if line is not None and 0 < gap <= _APPOSITION and self._is_bearing(first, second, line):
            return True
        if not inside or gap <= 0 or gap > _APPOSITION:
            return False
        if line is None:
            return gap <= _CONTAINED
        between = line.tokens.lower[first.last : second.first]
        words = self.places.words
        people = {spot for one in line.places if one.demonym for spot in range(one.first, one.last)}
        plain = all(
            word in words.containing or word in words.directions or first.last + spot in people
            for spot, word in enumerate(between)
        )
        apposition = between[0] == "," and between[1:2] and between[1] in {"a", "an", "the"}
        if self._closes(first, second, line):
            return True
        figures = any(
            first.last <= one.first < second.first and not self._sized(one, line)
            for one in line.walls
        )
        return not figures and (plain or bool(apposition))

    def _is_village(self, first: PlaceMention, second: PlaceMention, line: Line) -> bool:
        """ "Quillby, a small town in Upper Morvale": where a place lies, in a place as unlisted as it."""
        between = line.tokens.lower[first.last : second.first]
        return (
            between[:1] == [","]
            and between[1:2] in (["a"], ["an"], ["the"])
            and "," not in between[1:]
            and not self.places.words.area_nouns.isdisjoint(between[-2:-1])
        )

    @staticmethod
    def _closes(first: PlaceMention, second: PlaceMention, line: Line) -> bool:
        """Whether a place stands in a phrase of its own between commas behind another: "Quill Island,
        off Norway's coast, ..."."""
        lower = line.tokens.lower
        between = lower[first.last : second.first]
        return (
            between[:1] == [","]
            and second.first - first.last <= _CONTAINED
            and between[1:2] == [second.preposition]
            and "," in lower[second.last : second.last + _CONTAINED]
        )

    def _is_bearing(self, first: PlaceMention, second: PlaceMention, line: Line) -> bool:
        """Whether a place only says in which direction another lies: "Mandra, west of Athens"."""
        between = line.tokens.lower[first.last : second.first]
        return (
            between[0] == ","
            and between[-1] == "of"
            and not self.places.words.directions.isdisjoint(between[-2:-1])
            and "," not in between[1:]
        )

    def _sized(self, figure: Slot, line: Line) -> bool:
        """Whether a figure only says how large a place is: "Lytton, a village of 250 in Canada"."""
        before = line.tokens.lower[max(0, figure.hedge_first - 2) : figure.hedge_first]
        return before[1:] == ["of"] and before[0] in self.places.words.area_nouns

    def _elsewhere(self, claim: Claim, line: Line, slot: Slot, scene: Scene) -> Claim | None:
        """ "350 elsewhere in the country": the country around the places that are named."""
        lower = line.tokens.lower
        start = max(0, slot.first - _ELSEWHERE)
        if (
            any(start <= one.last < slot.first for one in line.walls)
            and "," in lower[start : slot.first]
        ):
            start = slot.first  # "164 across the country, 103 of them in Almaty"
        words = lower[start : slot.noun_end + _ELSEWHERE]
        vocabulary = self.places.words
        elsewhere = any(
            vocabulary.country_references.intersection(words[at + 1 : at + _OF_COUNTRY])
            for at, word in enumerate(words)
            if word in vocabulary.elsewhere
        )
        if not elsewhere and not self._nationwide(line, slot):
            return None
        named = [
            place for one in line.places for place in self.places.choose(one, scene.counts)[:1]
        ]
        countries = [one for one in named if self.places.any_country([one])]
        for place in (*countries, *named, scene.main_place):
            around = [place, *self.places.chain(place)] if place else []
            country = self.places.country_of(around)
            if country is not None:
                label = self.places.places[country].label
                evidence = Evidence("place", country, "elsewhere in the country")
                return replace(claim, place=country, place_name=label,
                               evidence=(*claim.evidence, evidence))  # fmt: skip
        return None

    def _nationwide(self, line: Line, slot: Slot) -> bool:
        """Whether "nationwide" stands beside a figure and is not said of the one before it: "24 lives
        nationwide, eight of them on the coast"."""
        lower, vocabulary = line.tokens.lower, self.places.words
        if vocabulary.nationwide.isdisjoint(lower):
            return False
        opens = lower[0] in vocabulary.nationwide and lower[1:2] == [","]
        if opens and not line.places and lower[2:3] != ["the"]:
            return True  # not "Nationwide, the building society, cut 41 jobs"
        reach = range(max(0, slot.first - _ELSEWHERE), slot.noun_end + _ELSEWHERE)
        for spot in (
            at for at in reach if lower[at : at + 1] and lower[at] in vocabulary.nationwide
        ):
            taken = spot < slot.first and any(
                one.last <= spot and spot - one.last <= slot.first - spot + 1 for one in line.walls
            )
            if not (taken and "," in lower[spot : slot.first]):
                return True
        return False

    def _border_zone(self, claim: Claim, line: Line, slot: Slot, scene: Scene) -> Claim | None:
        """ "on its borders", "along the border with Ukraine": the zone, not the country."""
        lower = line.tokens.lower
        if self.places.words.border_words.isdisjoint(lower):
            return None
        spots = [
            number
            for number in range(max(0, slot.first - 14), min(len(lower), slot.noun_end + 14))
            if lower[number] in self.places.words.border_words
            and self.places.words.beside.intersection(lower[max(0, number - 3) : number])
        ]
        if not spots:
            return None
        spot = min(spots, key=lambda number: abs(number - slot.first))
        names = sorted(line.places, key=lambda one: (one.demonym, abs(one.first - spot)))
        candidates = [place for one in names for place in self.places.choose(one, scene.counts)[:1]]
        if scene.main_place:
            candidates.append(scene.main_place)
        for found in candidates:
            place = found
            is_zone = self.places.places[place].kind == "zone"
            zone = place if is_zone else self.places.border_zone(place)
            if is_zone and self.places.places[place].parents:
                place = self.places.places[place].parents[0]
            if zone is not None:
                start = line.sentence.span.start
                tokens = line.tokens
                label = f"{self.places.places[place].label} border"
                evidence = Evidence("place", zone, f"{lower[spot]}, {place}",
                                    start + tokens.starts[spot], start + tokens.ends[spot])  # fmt: skip
                return replace(claim, place=zone, place_name=label,
                               evidence=(*claim.evidence, evidence))  # fmt: skip
        return None

    def with_event(self, claim: Claim, line: Line, scene: Scene) -> Claim:
        if self._speaks_of_another(claim, line, scene):
            evidence = Evidence("event", "", "speaks of another event")
            return replace(claim, other_event=True, evidence=(*claim.evidence, evidence))
        fitting: list[tuple[float, Candidate]] = []
        stated = any(one.field == "place" and "(sentence)" in one.cue for one in claim.evidence)
        for candidate in scene.events:
            event = candidate.event
            if claim.place and not self.places.nested(claim.place, event.place):
                continue
            if claim.place is None and claim.place_name:
                continue
            if not may_count(event.kind, claim.measure):
                continue
            if needs_name(event.kind) and not self._is_of_disease(event, claim, line):
                continue
            score = float(candidate.score)
            if claim.place == event.place:
                score += 3.0 if stated else 1.0
            elif claim.place and event.place in self.places.chain(claim.place):
                score += 1.0  # the claim's place lies in the event's
            elif stated:
                score -= 1.5  # the event is only a part of the place that the sentence names
            if self.events.named_in(line.flat, event):
                score += 2.0
            fitting.append((score, candidate))
        if not fitting:
            return claim
        fitting.sort(key=lambda pair: (-pair[0], pair[1].event.event))
        best = fitting[0][1]
        # Two quakes at one place: the text does not say which, and the order of ids does not either.
        tied = [one for score, one in fitting if score == fitting[0][0]]
        is_open = len(tied) > 1 and all(one.event.kind == best.event.kind for one in tied)
        chosen = None if is_open else best.event.event
        evidence = Evidence("event", chosen or "", best.cue)
        open_start = best.event.start
        window = claim.interval_only
        published = claim.article.published
        if (
            window
            and open_start
            and claim.period_start
            and open_start >= claim.period_start - timedelta(days=1)
        ):
            window = False  # the event is younger than the window: the count is its total
        if window and open_start and published and published - open_start <= timedelta(days=2):
            window = False
        if chosen and not stated and self._is_told_of(best.event, claim, line):
            where = self.places.places[best.event.place]
            told = Evidence("place", where.place, f"where the {best.cue} is")
            others = (one for one in claim.evidence if one.field != "place")
            claim = replace(claim, place=where.place, place_name=where.label,
                            place_candidates=(), evidence=(*others, told))  # fmt: skip
        if claim.place is None and best.event.place in self.places.places:
            where = self.places.places[best.event.place]
            site = next((one for one in line.places if one.part and _names_event(one, scene)
                         and one.preposition in self.places.words.locative), None)  # fmt: skip
            name = f"{site.name}, {where.label}" if site is not None else where.label
            claim = replace(claim, place=where.place, place_name=name)
        return replace(
            claim, event=chosen, interval_only=window,
            event_candidates=tuple(
                one.event.event for one in (tied if is_open else [one for _, one in fitting])
            ),
            evidence=(*claim.evidence, evidence),
        )  # fmt: skip

    def _is_of_disease(self, event: Event, claim: Claim, line: Line) -> bool:
        """Whether a figure's sentence or the opening of its article names a disease: one that is only named by
        the way ("when the pandemic kept boats on land") killed nobody of whom the article tells."""
        opening = f"{claim.article.title} {claim.article.text[:_OPENING]}".lower()
        return self.events.named_in(line.flat, event) or self.events.named_in(opening, event)

    def _is_told_of(self, event: Event, claim: Claim, line: Line) -> bool:
        """Whether a sentence that names no place tells of an event by name, and not of the smaller place
        that the text told of before: "12,900 civilians have been killed since the invasion began"."""
        wider = claim.place is not None and event.place in self.places.chain(claim.place)
        text = line.sentence.text.lower()
        named = claim.place != event.place and self.events.named_in(text, event)
        return wider and named and claim.period_start is not None and not line.places[1:]

    def _speaks_of_another(self, claim: Claim, line: Line, scene: Scene) -> bool:
        """A past year beside the figure, or words of comparison with a year, mean another event."""
        published = claim.article.published
        lower = line.sentence.text.lower()
        near = claim.quantity.span.start - line.sentence.span.start
        happened = claim.measure is None or of_any_cause(claim.measure)
        if happened and any(abs(spot - near) <= _AGO_REACH for spot in _long_ago(lower)):
            return True
        start = line.sentence.span.start
        # "770,000, up from 400,000 before the war": only the old value was told of then
        old = [one for one in line.quantities if one.change is Change.EARLIER]
        stop = min((one.span.start - start for one in old if one.span.start - start > near),
                   default=len(lower))  # fmt: skip
        behind = lower[near : min(near + _BEFORE_REACH, stop)]
        before = (
            f"before the {word}" for one in scene.events for word in kind_words(one.event.kind)
        )
        if any(phrase in behind for phrase in before):
            return True  # "already had 3.7 million displaced before the war"
        years = [(year, spot) for year, spot in find_years(lower) if abs(spot - near) < _YEAR_REACH]
        if published is None or not years:
            return False
        compared = any(word in lower for word in _COMPARISON_WORDS)
        if not compared and not happened:
            return False  # "Sudan had 11.6 million displaced people in 2024": a level of that year
        starts = {c.event.start.year for c in scene.events if c.event.start is not None}
        for year, spot in years:
            if year >= published.year or year in starts:
                continue
            if "since" in lower[max(0, spot - _SINCE) : spot]:
                continue
            lead = lower[max(0, spot - 12) : spot]
            if re.match(r",? (?:when|in which)\b", lower[spot + 4 :]) and near > spot:
                return True  # "the worst since 2001, when 62 people died"
            if "from" in lead or "between" in lead:
                continue
            if any(c.event.start and c.event.start.year <= year <= published.year
                   for c in scene.events[:1]):  # fmt: skip
                continue
            if compared or year < published.year - 1 or re.search(r"\b(?:the|in)\s$", lead):
                return True
        return False


_WORD = re.compile(r"[^\W\d_]+")
_SEATS = "seats"
_LONG_WORD = 4  # letters: shorter ones are in every headline


def _seated(found: Sequence[PlaceMention], tokens: Tokens) -> list[PlaceMention]:
    """The places of a sentence, those that only tell where whoever speaks sits as such: "the Ice Data Center in
    Boulder, Colorado, reported"."""
    if not any(one.preposition == "in" for one in found):
        return list(found)
    speakers = find_speakers(tokens, frozenset())
    return [
        replace(one, seat=True)
        if any(said.first < one.first < said.last and not said.weak for said in speakers)
        and one.first > 1
        and tokens.words[one.first - 2][:1].isupper()  # not "a pilot in Quillby"
        else one
        for one in found
    ]


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def _long_ago(lower: str) -> tuple[int, ...]:
    """Where a sentence has "a flood 29 years ago"; not "the war that began three years ago"."""
    beginnings = load_place_words().beginnings
    return tuple(
        match.start()
        for match in _AGO.finditer(lower)
        if not any(
            f"{word} " in lower[max(0, match.start() - _AGO_REACH) : match.start()]
            for word in beginnings
        )
    )


_AGO = re.compile(r"\b(?:years|decades|centuries|generations) (?:ago|earlier|before)\b")
_AGO_REACH = 60  # characters between a figure and "two decades ago"


def _told_of(
    earlier: Iterable[Claim], sentence: Sentence, opening: Sequence[int]
) -> dict[int, str]:
    """The place that all figures of a sentence of the paragraph, or of the first one, have of that
    sentence, by its index."""
    names: dict[int, set[str]] = {}
    for one in earlier:
        own = one.sentence
        if own.field != sentence.field or (
            own.paragraph != sentence.paragraph and own.index not in opening[:1]
        ):
            continue
        told = next((each.cue for each in one.evidence if each.field == "place"), "")
        if not told and one.role is not Role.CLAIM:
            continue
        name, _, rest = told.rpartition(_OWN_SENTENCE)
        names.setdefault(own.index, set()).add(name if not rest else "")
    return {index: min(found) for index, found in names.items() if len(found) == 1}


def _is_other_s(at: int, slot: Slot, line: Line) -> bool:
    """Whether "there" ends what is said of the figure before: "killing 12 people there, and ..."."""
    lower = line.tokens.lower
    if at >= slot.first or lower[at + 1 : at + 2] not in ([","], ["and"], [";"]):
        return False
    return any(one.last <= at and at - one.noun_end <= _NEXT for one in line.walls)


def _names_event(mention: PlaceMention, scene: Scene) -> bool:
    """Whether an unknown place is part of the name of the article's event."""
    return not mention.places and any(
        one.named and mention.name.lower() in one.cue for one in scene.events
    )


def _written_in(tokens: Tokens, found: Sequence[PlaceMention], end: int) -> PlaceMention | None:
    """The place of a dateline that ends at a token, be it in the table or not ("QUILLBY, Norway - "); None without
    one."""
    if not end:
        return None
    if found and not found[0].first:
        return found[0]
    last = next(at for at in range(end) if not tokens.words[at][0].isalnum())
    name = tokens.text[tokens.starts[0] : tokens.ends[max(0, last - 1)]]
    if not name.isupper() or len(name) <= _ACRONYM - 1:
        return None
    return PlaceMention(0, last, (), name.title())


def _in_quoted_title(one: PlaceMention, tokens: Tokens) -> bool:
    """Whether a name is part of a title in quotation marks: "Picasso's 'Women of Algiers'"."""
    words = tokens.words
    opened = next(
        (
            at
            for at in range(one.first - 1, max(-1, one.first - _TITLE), -1)
            if words[at] in _QUOTES
        ),
        -1,
    )
    closed = next(
        (at for at in range(one.last, min(len(words), one.last + _TITLE)) if words[at] in _QUOTES),
        0,
    )
    if opened < 0 or not closed:
        return False
    others = [*words[opened + 1 : one.first], *words[one.last : closed]]
    named = [word for word in others if word.lower() not in function_words()]
    return bool(named) and all(word[:1].isupper() for word in named)


def _is_apart(tokens: Tokens, at: int) -> bool:
    """Whether a dash stands by itself, unlike the hyphen of "41-year"."""
    return not at or tokens.lower[at] != "-" or tokens.starts[at] > tokens.ends[at - 1]


def _lengths_from(mention: PlaceMention, line: Line) -> list[float]:
    """The lengths, in km or miles, that are reckoned from a place: "45 miles (75 km) north of the capital, Bogota"; one
    in words or in metres is next to nothing."""
    text, starts = line.tokens.text, line.tokens.starts
    before = [one for one in line.slots if one.last <= mention.first]
    told = (text[starts[one.first] : starts[mention.first]].lower() for one in before[-_LENGTHS:])
    found = filter(None, map(_FROM_THERE.fullmatch, told))
    return [
        float(one["digits"].replace(",", "")) if one["digits"] and one["far"] else 0.0
        for one in found
    ]


_WAY = r"(?:(?:to the )?[a-z-]*(?:north|south|east|west)[a-z-]* of|from|off|outside|away from|(?:up|down)stream of)"
_TOWN = r"(?:[a-z]+ )?(?:city|capital|town|village|port|capital city),? (?:of )?"
_FROM_THERE = re.compile(
    rf"(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|[^ ]+)[ -]?(?:(?P<far>km|kilomet(?:re|er)s?|miles?)|met(?:re|er)s?|feet)(?: ?[(][^()]*[)]| or [\d.,]+ [a-z]+)?[) ]*(?:[a-z]+ )?{_WAY} (?:the )?(?:{_TOWN})?"
)


def _headline(own: Iterable[Sentence], url: str) -> Tokens:
    """The headline, else the one that the address holds."""
    return tokenize(next((one.text for one in own if one.in_headline), headline_in(url)[0]))


def _behind_dateline(tokens: Tokens) -> Sequence[str]:
    return tokens.words[_dateline_end(tokens) :]


def _opened(own: Sequence[Sentence]) -> int:
    """How many sentences a headline and the first sentence of the text are."""
    return next((at for at, one in enumerate(own) if not one.in_headline), 0) + 1


def _dateline_end(tokens: Tokens) -> int:
    """The token behind a dateline, 0 without one."""
    dash = next(
        (at for at, word in enumerate(tokens.lower[:_DATELINE])
         if word in _DASHES and _is_apart(tokens, at)), 0
    )  # fmt: skip
    twice = tokens.lower[dash + 1 : dash + 2] == ["-"]  # "QUILLBY -- "
    if tokens.words[1:] == ["."] and tokens.words[0].isupper():
        return 2  # "QUILLBY. Five days late ..."
    return dash + 1 + twice if dash and tokens.words[0].isupper() else 0


def _is_bare(one: PlaceMention) -> bool:
    """Whether a place is named by itself, as what a sentence speaks of: "Chad is at war"."""
    return not one.preposition and not one.demonym and not one.people


def _place_alone(tokens: Tokens, named: Sequence[PlaceMention]) -> int:
    """The end of a sentence that names places of the table in capitals and nothing more, "PORT SUDAN, Sudan. Five days
    late ..."; 0 for others."""
    spots = {spot for one in named for spot in range(one.first, one.last)}
    said = [at for at, word in enumerate(tokens.words) if word[:1].isalnum()]
    alone = spots.issuperset(said)
    return len(tokens.words) if said[:1] == [0] and tokens.words[0].isupper() and alone else 0


def _is_of_a_year(mention: PlaceMention, tokens: Tokens) -> bool:
    """Whether a place and a year name what happened there once."""
    return any(map(_is_year, tokens.words[mention.last : mention.last + 1]))


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdecimal()


def _is_owner(mention: PlaceMention) -> bool:
    """Whether a people's name is part of the name of a party or another body: "the Albanian Forum"."""
    return mention.owner and mention.demonym
