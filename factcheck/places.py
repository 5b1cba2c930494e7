"""Where: gazetteer names in a text, and which of them a figure speaks about.

Names come from places.csv. A mention keeps all places that share its name; the article's own
places decide between them. Capitalised names that the gazetteer does not hold are kept as written:
a figure for an unknown village is never judged as one for the country around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from factcheck.accents import without_accents
from factcheck.model import Place
from factcheck.place_words import load_place_words
from factcheck.tokens import Tokens, tokenize
from factcheck.unlisted import ARTICLES, NameFinder
from factcheck.vocabulary import load_lexicon

_KIND_RANK = {
    "world": 0, "continent": 1, "region": 2, "country": 3, "zone": 4, "informal_region": 4,
    "controlled_area": 5, "sea": 5, "territory": 4, "capital": 5, "admin1": 7, "city": 6,
}  # fmt: skip
CITY_KINDS = frozenset({"city", "capital"})
COUNTRY_KINDS = frozenset({"country", "territory"})
_PROVINCE = "admin1"
_SPOKEN_ON: tuple[list[str], ...] = (
    [","],
    ["that"],
    ["."],
    [],
)  # behind where somebody spoke; else it is told what happened there
_PARTICLE_NAME = 2  # tokens of "de Oro"
_LONGEST_ACRONYM = 5  # letters
_LETTERS_OF_IN = 3  # of a preposition in capitals, at most: "KILLED IN US", "LEADS FOR US"
_ADJECTIVES = 3  # tokens of "the besieged mining"
_OF_NAME = 2  # tokens of "province of"
_SMALL_BODY = 3  # tokens of "human rights group"
_LINKED = 4  # tokens of "the Lebanese coastal city of Tripoli" between the two names
_LINKS = frozenset({"the", "of", "'s"})
_NAME_START = 2  # tokens: "by Andrew" stands in front of a surname
_INSIDE = 6  # tokens of "in the far north-east of the"
_STEM = 3  # letters that "Korea" and "Korean" share at least
_ADDRESSED = 5  # tokens of "told a packed hall"
_TELLING = frozenset({"told", "telling", "tells"})
_SUBJECT = 4  # tokens of "hits a record" between a place and its figure


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in a sentence: token range, the places that bear it (none: not in the table)."""

    first: int
    last: int
    places: tuple[str, ...]
    name: str
    demonym: bool = False
    preposition: str = ""
    seat: bool = False  # "the ministry in Kinshasa": where somebody sits
    said: bool = False  # "told reporters in Nairobi": where somebody spoke
    people: bool = False  # a demonym that is a noun: "Somalis"
    owner: bool = False  # "the U.S. Geological Survey": whose, in an organisation's name
    part: bool = False  # a square, a hospital: it lies in a city that the text names elsewhere
    around: bool = False  # "Quillby in the east of Morvale": it says where the place before it lies


@dataclass(frozen=True, slots=True)
class _Alias:
    rest: tuple[str, ...]
    place: str
    demonym: bool
    cased: bool
    accented: bool = False  # as the table writes it


class PlaceIndex:
    """Names of all places by their first token."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places = places
        self.words = load_place_words()
        self._aliases: dict[str, dict[str, list[_Alias]]] = {}  # by first and second token
        self._order = {place_id: number for number, place_id in enumerate(places)}
        numbers = load_lexicon().numbers
        self._numbers = numbers.starters | numbers.scales.keys()
        self._zones: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._held: Counter[str] = Counter()  # countries in a place; empty until it is asked
        self._peoples: set[tuple[str, ...]] = set()
        for place in places.values():
            self._add(place)
            if place.kind == "capital":
                for parent in place.parents:
                    self._capitals.setdefault(parent, place.place)
            if place.kind == "zone":
                for parent in place.parents[:1]:  # the country whose border it is
                    self._zones.setdefault(parent, place.place)

    def _add(self, place: Place) -> None:
        country = place.kind in COUNTRY_KINDS
        shared = place.label.partition(",")[0] if "," in place.label else ""
        names = (place.label, *place.aliases, *([shared] if shared else []))
        for number, name in enumerate(names):
            tokens = tokenize(name)
            if not tokens.lower:
                continue
            lower = tuple(_plain(tokens))
            demonym = (
                country
                and number > 0
                and (len(lower) == 1 or _turns(lower, tokenize(place.label).lower))
                and lower[-1].endswith(self.words.demonym_endings)
            )
            cased = any(word[:1].isupper() for word in tokens.words)
            accented = list(lower) != tokens.lower
            self._add_alias(lower[0], _Alias(lower[1:], place.place, demonym, cased, accented))
            if demonym and lower[-1].endswith(self.words.plural_demonym_endings):
                people = (*lower[:-1], f"{lower[-1]}s")  # "Somalis", "South Africans"
                self._peoples.add(people)
                self._add_alias(
                    people[0], _Alias(people[1:], place.place, demonym=True, cased=True)
                )

    def _add_alias(self, first: str, alias: _Alias) -> None:
        second = alias.rest[0] if alias.rest else ""
        self._aliases.setdefault(first, {}).setdefault(second, []).append(alias)

    def any_country(self, places: Iterable[str]) -> bool:
        """Whether one of the places is a country or territory."""
        return any(self.places[place].kind in COUNTRY_KINDS for place in places)

    def country_of(self, places: Iterable[str]) -> str | None:
        """The first of some places that is a country or territory."""
        return next((place for place in places if self.any_country([place])), None)

    def is_world_seat(self, mention: PlaceMention) -> bool:
        """Whether a world body sits in a place ("GENEVA - "): it tells nothing of the news."""
        return mention.name.lower() in self.words.world_seats

    def is_vessel(self, mention: PlaceMention, tokens: Tokens) -> bool:
        """Whether "the" and a city's name are those of a ship: "the Phoenix sank", "inside the Phoenix, which"."""
        first, last, lower = mention.first, mention.last, tokens.lower
        if not first or lower[first - 1] != "the" or last - first > 1 or mention.demonym:
            return False
        if not self._is_city(mention.places) or not tokens.words[first].istitle():
            return False
        behind = lower[last : last + 2]
        sails = not self.words.sailing.isdisjoint(behind[:1])
        return sails or (behind[:1] == [","] and not self.words.relatives.isdisjoint(behind[1:]))

    def border_zone(self, place: str) -> str | None:
        """The zone of a country's borders, where the table has one."""
        return self._zones.get(place)

    def chain(self, place: str) -> tuple[str, ...]:
        """All places that contain this one, nearest first, without the place itself."""
        known = self._chains.get(place)
        if known is not None:
            return known
        seen: list[str] = []
        queue = list(self.places[place].parents) if place in self.places else []
        while queue:
            parent = queue.pop(0)
            if parent not in seen and parent in self.places:
                seen.append(parent)
                queue.extend(self.places[parent].parents)
        chain = self._chains[place] = tuple(seen)
        return chain

    def countries_in(self, region: str) -> int:
        """How many countries and territories lie in a region or a continent."""
        if not self._held:
            self._held = Counter(
                outer
                for place in self.places.values()
                if place.kind in COUNTRY_KINDS
                for outer in self.chain(place.place)
            )
        return self._held[region]

    def nested(self, one: str, other: str) -> bool:
        """Whether the places are equal or one contains the other."""
        return one == other or one in self.chain(other) or other in self.chain(one)

    def find(self, tokens: Tokens) -> list[PlaceMention]:
        """All place names of a sentence, left to right, longest first."""
        found: list[PlaceMention] = []
        lower, words, aliases = _plain(tokens), tokens.words, self._aliases
        names = NameFinder(words, lower)
        # Most words are no name: they have no capital and begin no alias.
        spots = [
            spot
            for spot, (word, low) in enumerate(zip(words, lower, strict=True))
            if low in aliases or (word != low and word[0].isupper())
        ]
        last = 0
        for position in spots:
            if position < last:
                continue
            last, places, demonym = self._longest(lower, words, position)
            if (demonym and self._is_language(words, lower, position, last)) or (
                last and self._is_money(lower, position, last)
            ):
                mention = None
            elif last:
                last, mention = self._listed(found, tokens, position, last, places, demonym, names)
            elif words[position][0].isupper() and not self._only_turned(lower, position):
                last = names.end(position, partial(_has_figure, found, lower, position))
                mention = self._mention(tokens, position, last, ()) if last else None
            else:
                mention = None
            if mention is not None:
                mention = _behind_owner(found, lower, mention)
                found.append(replace(mention, around=self._lies_around(found, lower, mention)))
        return found

    def with_capitals(self, text: str) -> str:
        """A text of small letters with the names of the table written as names; an owner's s that lost its
        apostrophe ("zambias count") is left out behind a country."""
        small, short = self.words.plain_in_capitals, self.words.written_in_capitals
        given = [
            word.removesuffix("s") if self._is_country(word.removesuffix("s")) else word
            for word in text.lower().split()
        ]
        large = [
            word if word in small and at else word.upper() if word in short else word.capitalize()
            for at, word in enumerate(given)
        ]
        large[:1] = [word.upper() if word.lower() in small else word for word in large[:1]]
        last = 0
        for position in range(len(given)):
            last = max(last, self._longest(given, large, position)[0])
            if position < last:
                given[position] = large[position]
        return " ".join(given)

    def _is_country(self, word: str) -> bool:
        last, places, demonym = self._longest([word], [word.capitalize()], 0)
        return bool(last) and not demonym and self.any_country(places)

    def _lies_around(
        self, found: Sequence[PlaceMention], lower: Sequence[str], mention: PlaceMention
    ) -> bool:
        """Whether a place only says where in it the one before it lies: "in the east of Morvale"."""
        if not found or mention.demonym or not mention.places or found[-1].demonym:
            return False
        inner = found[-1].places
        if inner and not any(mention.places[0] in self.chain(one) for one in inner):
            return False
        between = lower[found[-1].last : mention.first]
        plain = {*self.words.directions, "the", "of", "far"}
        return between[:1] == ["in"] and len(between) <= _INSIDE and plain.issuperset(between[1:])

    def _listed(
        self,
        found: Sequence[PlaceMention],
        tokens: Tokens,
        position: int,
        last: int,
        places: tuple[str, ...],
        demonym: bool,
        names: NameFinder,
    ) -> tuple[int, PlaceMention | None]:
        """The end of a name that the table holds, and its mention where it is a place's here."""
        lower, words = tokens.lower, tokens.words
        if (
            self._is_acronym(words, position, places)
            or self._is_saint(lower, position)
            or self._is_oil(lower, position)
            or self._blended(lower, position, last)
            or self._ends_name(found, tokens, position, places)
            or (position and lower[position - 1] == "$")  # "$US20m"
            or (
                lower[last : last + 1] == ["$"] and tokens.starts[last] == tokens.ends[last - 1]
            )  # "US$20m"
        ):
            return last, None
        owner = self._part_of_name(words, lower, position, last)
        site = names.site_end(position) if owner else 0
        if site and lower[site - 1] in self.words.located_sites:
            # "the Fukushima Daiichi plant"
            return site, self._mention(tokens, position, site, places)
        if owner:
            if not self.any_country(places):
                return last, None
            demonym = True  # "the United Kingdom Home Office": whose, as an adjective says
        if (
            lower[last : last + 1]
            and (lower[last] in self.words.name_ends or lower[last] in self.words.waters)
            and words[last].istitle()
        ):
            last, places, demonym = last + 1, (), False  # "Jackson Hole" is not Jackson
            if (
                words[last : last + 1]
                and words[last].istitle()
                and lower[last] in self.words.directions
            ):
                last += 1  # "Dublin Bay South"
        elif self._is_city(places) and self._is_road(words, lower, last):
            road = self._mention(tokens, position, last + 1, ())
            return last + 1, replace(road, part=True)
        elif self._is_city(places) and self._goes_on(words, lower, last):
            last, places, demonym = last + _PARTICLE_NAME, (), False  # "Davao de Oro" is not Davao
        elif self._is_city(places) and not owner:
            longer = names.longer_end(position, last)
            follower = self._longest(lower, words, last)[1] if longer else ()
            if longer and (not follower or self._is_city(follower)):
                last, places, demonym = longer, (), False  # "near Porto Feliz" is not Porto
        places = self._within(found, lower, position, places)
        places = self._of_kind(lower, words, position, last, places)
        capital = self._capital_at(lower, last, places)
        if capital:
            last, places, demonym = capital[0], (capital[1],), False
        mention = self._mention(tokens, position, last, places, demonym=demonym)
        if found and found[-1].said and lower[found[-1].last : position] == [","]:
            # "said in Jackson Hole, Wyoming": the state says where that is
            mention = replace(mention, said=True)
        return last, replace(mention, owner=True) if owner else mention

    def _goes_on(self, words: Sequence[str], lower: Sequence[str], last: int) -> bool:
        """Whether a small word and a name stand behind a city's: "Davao de Oro"."""
        behind = words[last + 1 : last + _PARTICLE_NAME]
        joined = lower[last : last + 1] and lower[last] in self.words.joining_particles
        told = lower[last + _PARTICLE_NAME : last + _PARTICLE_NAME + 1]
        # "In Madrid de Guindos said": somebody's name.
        speaks = bool(told) and told[0] in self.words.hearings
        return (
            bool(joined and behind and behind[0].istitle() and words[last].islower()) and not speaks
        )

    def _is_road(self, words: Sequence[str], lower: Sequence[str], last: int) -> bool:
        """Whether a city's name is that of a road in another one: "Kigali Road"."""
        return (
            lower[last : last + 1] != []
            and lower[last] in self.words.roads
            and words[last].istitle()
        )

    def _ends_name(
        self, found: Sequence[PlaceMention], tokens: Tokens, position: int, places: Sequence[str]
    ) -> bool:
        """Whether a town's or a province's name is the end of another name: "JI-PARANA", not "Paris-Lyon"."""
        if position < _OF_NAME or tokens.lower[position - 1] != "-" or self.any_country(places):
            return False
        tight = (
            tokens.ends[position - 2] == tokens.starts[position - 1]
            and tokens.ends[position - 1] == tokens.starts[position]
        )
        first = tokens.words[position - 2]
        named = bool(found) and found[-1].last == position - 1
        return tight and first[:1].isupper() and not named and first.lower() not in ARTICLES

    def _is_city(self, places: Sequence[str]) -> bool:
        """Whether a city bears a name and no country: countries are part of no other place's name."""
        kinds = {self.places[one].kind for one in places}
        return not kinds.isdisjoint(CITY_KINDS) and kinds <= CITY_KINDS | {"admin1"}

    def _only_turned(self, lower: Sequence[str], position: int) -> bool:
        """Whether a token only says which part of the known place behind it: "the North Atlantic"."""
        return (
            lower[position] in self.words.directions
            and (not position or lower[position - 1] not in self.words.locative)
            and lower[position + 1 : position + 2] != []
            and lower[position + 1] in self._aliases
        )

    def _is_acronym(self, words: Sequence[str], position: int, places: Sequence[str]) -> bool:
        """Whether a name in capitals is an agency's: "the statistics office DANE said"; or
        a plain word of a headline in capitals: "COUNT US!"."""
        word = words[position]
        if not word.isupper() or not word.isalpha() or len(word) > _LONGEST_ACRONYM:
            return False
        if word.lower() in self.words.plain_in_capitals and _is_shouted(words, position):
            return True
        written = any(word in (self.places[one].label, *self.places[one].aliases) for one in places)
        return not written and any(one.islower() for one in words[:position])

    @staticmethod
    def _is_saint(lower: Sequence[str], position: int) -> bool:
        """Whether a name is that of a saint, whom a house is called after: "St George hospital"."""
        return lower[max(0, position - 1) : position] in (["st"], ["saint"]) or (
            lower[max(0, position - 2) : position] == ["st", "."]
        )

    def _is_oil(self, lower: Sequence[str], position: int) -> bool:
        """Whether a town's name is that of a sort of oil: "Brent crude", "Brent fell to $81 a barrel"."""
        before = lower[max(0, position - 1) : position]
        if lower[position] not in self.words.called_after or before in (["in"], ["at"], ["near"]):
            return False
        goods = self.words.goods.intersection(lower[position + 1 : position + 2])
        units = (other for one, other in pairwise(lower) if one in {"a", "per"})
        return bool(goods) or not self.words.goods_units.isdisjoint(units)

    def _is_language(
        self, words: Sequence[str], lower: Sequence[str], position: int, last: int
    ) -> bool:
        """ "Written in French", "she speaks Hausa", "in Dari spelling": nothing that a place is told by."""
        behind = words[last : last + 2]
        if behind and lower[last] in self.words.language_nouns:
            return True
        if not position or lower[position - 1] not in self.words.language_verbs:
            return False
        joint = len(behind) > 1 and lower[last] in {"and", "or"}
        if behind[:1] == ["-"]:
            return False  # "in Russian-held territory"
        return not behind or not behind[0][:1].isalpha() or (joint and behind[1].islower())

    def _is_money(self, lower: Sequence[str], position: int, last: int) -> bool:
        """Whether a people's name only tells in which money something is paid or set against: "four US cents", "billions
        of US dollars", "fell against the US dollar"; what is told of the money itself is its country's: "the Turkish lira fell"."""
        if self.words.money_nouns.isdisjoint(lower[last : last + 1]):
            return False
        before = lower[position - 1] if position else ""
        if before == "the":
            return not self.words.exchanging.isdisjoint(lower[max(0, position - 2) : position - 1])
        number = before[:1].isdecimal() or before in self._numbers
        return number or before in self.words.exchanging | {"of", "in"}

    def _of_kind(
        self,
        lower: Sequence[str],
        words: Sequence[str],
        position: int,
        last: int,
        places: tuple[str, ...],
    ) -> tuple[str, ...]:
        """The province where a name stands behind "the province of", not the city that bears it."""
        if position < _OF_NAME or lower[position - 1] != "of":
            return places
        noun = lower[position - 2]
        if noun not in self.words.area_nouns:
            return places
        name = [*lower[position:last], noun]
        written = [*words[position:last], noun]
        end, areas, _ = self._longest(name, written, 0)
        return areas if end == len(name) and areas else places

    def _within(
        self,
        found: Sequence[PlaceMention],
        lower: Sequence[str],
        position: int,
        places: tuple[str, ...],
    ) -> tuple[str, ...]:
        """The bearers of a name that lie in the place said right before it: "the Lebanese city of
        Tripoli", "Peru's Arequipa"; all of them where none does."""
        if not found or not found[-1].places or not 0 <= position - found[-1].last <= _LINKED:
            return places
        between = lower[found[-1].last : position]
        linked = found[-1].demonym or between[:1] == ["'s"]
        if not linked or set(between) - self.words.area_nouns - self.words.directions - _LINKS:
            return places
        inside = tuple(one for one in places if found[-1].places[0] in self.chain(one))
        return inside or places

    def _longest(
        self, lower: Sequence[str], words: Sequence[str], position: int
    ) -> tuple[int, tuple[str, ...], bool]:
        aliases = self._aliases.get(lower[position])
        if aliases is None:
            return 0, (), False
        best, demonym = 0, False
        found: list[_Alias] = []
        second = lower[position + 1] if position + 1 < len(lower) else ""
        for entry in (*aliases.get(second, ()), *(aliases.get("", ()) if second else ())):
            last = position + 1 + len(entry.rest)
            if entry.rest and tuple(lower[position + 1 : last]) != entry.rest:
                continue
            if entry.cased and not any(word[:1].isupper() for word in words[position:last]):
                continue
            if (
                entry.cased
                and not words[position][:1].isupper()
                and (not entry.rest or self._only_points(entry, lower[position]))
            ):
                continue
            if last > best:
                best, found, demonym = last, [entry], entry.demonym
            elif last == best:
                found.append(entry)
        if len({one.accented for one in found}) > 1:
            # "Los Angeles" is not "Los Ángeles" in Chile where the table holds both.
            accented = not "".join(words[position:best]).isascii()
            found = [one for one in found if one.accented is accented]
        return best, tuple(dict.fromkeys(one.place for one in found)), demonym

    def _only_points(self, alias: _Alias, first: str) -> bool:
        """Whether a small direction tells a part of a region, and is no beginning of a province's name: "the
        western Darfur region"."""
        return first in self.words.directions and self.places[alias.place].kind == _PROVINCE

    def _part_of_name(
        self, words: Sequence[str], lower: Sequence[str], first: int, last: int
    ) -> bool:
        """Whether the name is part of a longer one: "Boston Consulting", "Bank of England"."""
        follower = lower[last] if last < len(lower) else ""
        before = lower[first - 1] if first else ""
        if self._surname(words, lower, first):
            return True
        if before == "-" and first > 1 and lower[first - 2] in {"pro", "anti", "non"}:
            return True
        if follower == "-" and not self.words.bound_for.isdisjoint(lower[last + 1 : last + 2]):
            return True
        if (
            last < len(words)
            and words[last][:1].isupper()
            and words[last].isalpha()
            and not words[last].isupper()
            and before not in self.words.locative
            and follower not in self._aliases
            and words[first].replace(".", "").isalpha()
            and last - first == 1
            and not self._demonym_at(lower[first])
        ):
            return True  # a person's name: "Regina Ip"
        if follower in self.words.organisation_heads and words[last][:1].isupper():
            return True
        if first > 1 and lower[first - 2] in self.words.hearings and before in {"a", "an"}:
            # "told a Manila radio station", "told a Hong Kong rights group"
            behind = [word for word in words[last : last + _SMALL_BODY] if word.islower()]
            if not self.words.small_bodies.isdisjoint(behind):
                return True
        if first > 1 and lower[first - 1] == "of":
            head = words[first - 2]
            return head[:1].isupper() and head.lower() in self.words.organisation_heads
        return False

    def _blended(self, lower: Sequence[str], first: int, last: int) -> bool:
        """Whether two names of peoples make one that tells no place: "Pan American", "African American voters"."""
        back = first - 2 if lower[first - 1 : first] == ["-"] else first - 1
        before = lower[back] if back >= 0 else ""
        behind = (
            lower[last + 1 : last + 2]
            if lower[last : last + 1] == ["-"]
            else lower[last : last + 1]
        )
        led = before in self.words.blends and self._demonym_at(lower[first])
        return led or (
            lower[first] in self.words.blends and bool(behind) and self._demonym_at(behind[0])
        )

    def _surname(self, words: Sequence[str], lower: Sequence[str], first: int) -> bool:
        """Whether a place's name ends a person's: "research by Andrew Wakefield said", "President Bush's"."""
        title = first - 2 if first > 1 and lower[first - 1] == "." else first - 1
        if title >= 0 and lower[title] in self.words.personal_titles and words[title].istitle():
            return True
        if first < _NAME_START or not words[first - 1].istitle() or not words[first - 1].isalpha():
            return False
        given = lower[first - 1]
        return (
            lower[first - 2] in self.words.before_persons
            and given not in self._aliases
            and given not in self.words.locative
            and given not in self.words.directions
            and given not in self.words.area_nouns
            and given not in self.words.not_places
        )

    def _capital_at(
        self, lower: Sequence[str], last: int, places: tuple[str, ...]
    ) -> tuple[int, str] | None:
        """The end and the city of "the Slovak capital", "Slovakia's capital"; None for others."""
        noun = last + 1 if lower[last : last + 1] == ["'s"] else last
        if lower[noun : noun + 1] != ["capital"] or lower[noun + 1 : noun + 2] == ["of"]:
            return None
        capital = next((one for one in map(self.capital, places) if one), "")
        return (noun + 1, capital) if capital else None

    def capital(self, country: str) -> str:
        """The capital of a country, blank where the table holds none."""
        return self._capitals.get(country, "")

    def _demonym_at(self, word: str) -> bool:
        aliases = self._aliases.get(word)
        return aliases is not None and any(entry.demonym for entry in aliases.get("", ()))

    def _mention(
        self,
        tokens: Tokens,
        first: int,
        last: int,
        places: tuple[str, ...],
        *,
        demonym: bool = False,
    ) -> PlaceMention:
        lower = tokens.lower
        start = first
        # "southern Turkey", "the northern city of Herat": what stands before belongs to the name.
        while start and lower[start - 1] in self.words.directions:
            start -= 1
        if start > 1 and lower[start - 1] == "-" and lower[start - 2] in self.words.particles:
            start -= 2  # "al-Haouz"
        name = tokens.text[tokens.starts[start] : tokens.ends[last - 1]]
        before = start - 1
        while before >= 0 and (
            lower[before] in self.words.area_nouns
            or (self._demonym_at(lower[before]) and lower[before + 1] in self.words.area_nouns)
            or lower[before] in {"the", "of", "a", "an", "'s", "and", ","}
            or lower[before] in self.words.directions
            or lower[before] in self.words.vicinity
            or (lower[before] in self.words.portions and lower[before + 1] == "of")
        ):
            if lower[before] in {"and", ","} and start - before > 1:
                break
            before -= 1
        before = self._over_adjectives(lower, before)
        preposition = lower[before] if before >= 0 else ""
        located = before > 0 and preposition in self.words.locative
        seat = located and lower[before - 1] in self.words.seats
        people = demonym and (
            tuple(lower[first:last]) in self._peoples
            or (last - first == 1 and self._is_person(lower, first))
        )
        part = not places and NameFinder(tokens.words, lower).part_of_city(first, last)
        calls = before > 0 and lower[before - 1] in self.words.callings
        said_from = calls and preposition in self.words.origin  # "by telephone from Quillby"
        spoken = self._spoken(lower, before, last) if located else 0
        said = said_from or (
            spoken > 0
            and (
                lower[spoken - 1] in self.words.hearings
                or (
                    lower[spoken - 1] in self.words.audiences
                    and not _TELLING.isdisjoint(lower[max(0, spoken - _ADDRESSED) : spoken - 1])
                )
            )
        )
        return PlaceMention(
            first, last, places, name, demonym, preposition, seat, said, people, part=part
        )

    def _spoken(self, lower: Sequence[str], before: int, last: int) -> int:
        """The token behind the verb of speaking, the day left out: "said on Monday in New York that"."""
        if lower[before - 1] not in self.words.days or lower[last : last + 1] not in _SPOKEN_ON:
            return before
        spot = before - 1
        return spot - (spot > 0 and lower[spot - 1] == "on")

    def _over_adjectives(self, lower: Sequence[str], before: int) -> int:
        """The token in front of "the tourist town of"; the given one where nothing like it stands."""
        if before < 1 or lower[before + 1] not in self.words.area_nouns:
            return before
        for at in range(before, max(0, before - _ADJECTIVES), -1):
            led = lower[at] in self.words.locative or lower[at] in self.words.goal
            if led or not lower[at].isalpha():
                break
            if lower[at] in {"the", "a", "an"}:
                return at - 1
        return before

    def _is_person(self, lower: Sequence[str], at: int) -> bool:
        """ "Her captain, a Filipino, asked": one person, who tells no place."""
        behind = lower[at + 1] if at + 1 < len(lower) else "."
        return lower[at - 1 : at] in (["a"], ["an"]) and not behind[:1].isalpha()

    def is_open(self, mention: PlaceMention, context: Mapping[str, int]) -> bool:
        """Whether several cities share a name and nothing in the article tells which is meant."""
        if not mention.places[1:] or any(
            context.get(parent, 0) for place in mention.places for parent in self.chain(place)[:2]
        ):
            return False
        return all(self.places[place].kind == "city" for place in mention.places)

    def _stands_back(self, place: str, others: Sequence[str], context: Mapping[str, int]) -> bool:
        """Whether a place gives way to the larger one that bears the name alone.

        "Hyderabad" is the one in Pakistan only where the article speaks of Sindh, or of Pakistan
        and not of India; "Paris" is in Texas only where the article speaks of Texas.
        """
        if "," not in self.places[place].label:
            return False
        alone = [one for one in others if "," not in self.places[one].label]
        chain = self.chain(place)
        if not alone or context.get(chain[0] if chain else "", 0):
            return False
        if any(self.places[one].kind != "city" for one in alone):
            return True
        here = sum(context.get(parent, 0) for parent in chain[:2])
        there = sum(context.get(parent, 0) for one in alone for parent in self.chain(one)[:2])
        return not here or bool(there)

    def choose(self, mention: PlaceMention, context: Mapping[str, int]) -> tuple[str, ...]:
        """The places a mention may mean, best first; one when the article decides.

        ``context`` counts the places (with all they lie in) that the article names.
        """
        if not mention.places[1:]:
            return mention.places

        def rank(place: str) -> tuple[bool, int, int, int]:
            support = sum(context.get(parent, 0) for parent in self.chain(place)[:2])
            kind = _KIND_RANK.get(self.places[place].kind, 8)
            back = self._stands_back(place, mention.places, context)
            return (back, -min(support, 3), kind, self._order[place])

        return tuple(sorted(mention.places, key=rank))


def _plain(tokens: Tokens) -> Sequence[str]:
    """The words in small letters, without their accents: "Piauí" is the table's "Piaui"."""
    if tokens.text.isascii():
        return tokens.lower
    return [one if one.isascii() else without_accents(one) for one in tokens.lower]


def _turns(alias: Sequence[str], label: Sequence[str]) -> bool:
    """Whether a name of several words is that of a country with its last word turned: "South Korean"."""
    return (
        list(alias[:-1]) == list(label[:-1])
        and alias[-1] != label[-1]
        and alias[-1][:_STEM] == label[-1][:_STEM]
    )


def _behind_owner(
    found: Sequence[PlaceMention], lower: Sequence[str], mention: PlaceMention
) -> PlaceMention:
    """A place with what stands before the place that owns it: "in Iraq's Anbar" is in Anbar."""
    if not found or found[-1].demonym or lower[found[-1].last : mention.first] != ["'s"]:
        return mention
    owner = found[-1]
    return replace(mention, preposition=owner.preposition, seat=owner.seat, said=owner.said)


def _has_figure(found: Sequence[PlaceMention], lower: Sequence[str], position: int) -> bool:
    """Whether a place before a token is the subject of a figure: "Kuwait hit 53.2C, ..."."""
    if not found:
        return False
    last = found[-1]
    return (
        not last.demonym
        and last.preposition not in load_place_words().locative
        and last.last < position
        and any(
            word[0].isdecimal() for word in lower[last.last : min(position, last.last + _SUBJECT)]
        )
    )


def context_of(index: PlaceIndex, mentions: Iterable[PlaceMention]) -> Counter[str]:
    """How often an article names each place or something inside it."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if len(mention.places) != 1:
            continue
        place = mention.places[0]
        counts[place] += 1
        for parent in index.chain(place):
            counts[parent] += 1
    return counts


def _is_shouted(words: Sequence[str], position: int) -> bool:
    """Whether the word before one in capitals is in capitals itself, and no preposition: "COUNT US!"."""
    before = words[position - 1] if position else ""
    return len(before) > _LETTERS_OF_IN and before.isalpha() and before.isupper()
