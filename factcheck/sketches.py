"""What an article says of its happening, in short: its sort, places, names, day and companies.

A sketch is what ``stories`` ties articles by. The words that tell sorts of happenings, companies and
things befallen are vocabulary/stories.toml.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from factcheck.model import Article
from factcheck.periods import weekdays
from factcheck.phrases import phrases
from factcheck.places import COUNTRY_KINDS
from factcheck.reference import Vocabulary
from factcheck.settings import Settings
from factcheck.statements import stems

_TOLD = 3_000  # characters of a text in which a happening is called by its name
_LEAD = 1_500  # characters of a text in which an article says what it is about
OPENING = 300  # characters of a text with its dateline and first sentence
_PROVINCE = "admin1"
_TITLE_WEIGHT = 3
_KIND_WEIGHT = 2
_OWN_WORDS = 2  # of a family: beside so many, a word that it shares with others is its own
_MEASURE_WEIGHT = 2
_RIVAL = 0.5  # share of the strongest family's weight that a second family needs
_DAY_REACH = 16  # words between a happening and its weekday
_ACRONYM = 3  # letters of a country's short name
_WAR = "war"  # a family in which one story holds many happenings
_WIDE = frozenset({"world", "continent", "region", "sea"})
# A capitalised word in mid-sentence, or two in a row anywhere.
_NAME = re.compile(r"(?<=[a-zß-ÿ,;’'] )[A-ZÀ-Þ][^\W\d_][\w'’-]{2,}")
_FULL_NAME = re.compile(r"\b([A-ZÀ-Þ][a-zß-ÿ'’-]{2,}) ([A-ZÀ-Þ][a-zß-ÿ'’-]{2,})")
_POSSESSIVE = re.compile(r"['’]s?$")
# A word with a capital, and whether a small word or a comma stands before it in its sentence.
_WITH_CAPITAL = re.compile(r"(?P<inside>[\w,;’'&] )?\b(?P<word>[A-ZÀ-Þ][\w'’-]+)")
_SMALL = re.compile(r"\b[a-zß-ÿ]{2,}\b")
_RUN = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+(?: (?:(?:of|for|and|the) )*[A-ZÀ-Þ][\w'’-]+)*")
# "in Carletonville", "at the Kloofspruit mine", and a name that no other stands before or behind.
_LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff|[Oo]utside|[Aa]round) (?:the )?"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{2,}(?: [A-ZÀ-Þ][\w'’-]{2,})?)"
)
_ALONE = re.compile(
    r"(?<![A-ZÀ-Þ][a-zß-ÿ'’-] )(?<=[a-z,;.”\"\n] )[A-ZÀ-Þ][a-zß-ÿ'’-]{2,}(?! [A-ZÀ-Þ])"
)
_HEADLINE_NAME = re.compile(r"(?<=[\w,:;] )[A-ZÀ-Þ][\w'’-]{2,}")
_SHORT = 3  # letters: so short words are small in any headline
# "AREQUIPA, Peru (Wire) - ", "CEBU CITY - ": where a text was written.
_DATELINE = re.compile(r"\s*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+)(?=[,(–—-]|\s[(–—-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLAIN = r"[^\W\d_][\w'’-]*"  # a word as the pattern of a happening and its weekday takes it


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    words: frozenset[str]
    kinds: frozenset[str]
    happened: re.Pattern[str]
    frequent: bool
    point: bool
    quiet: timedelta
    at_place: timedelta
    event_kinds: frozenset[str]
    within: str  # a family of which this one is a sort
    kin: tuple[str, ...]
    measures: frozenset[str]
    shared: frozenset[str]  # words of other families that are its own beside its own words
    happens: frozenset[str]
    lasting: bool  # it is told of long after it began, with all its numbers


@cache
def _told(name: str) -> dict[str, Any]:
    """A file of the vocabulary, read once."""
    path = Path(__file__).parent / "vocabulary" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def all_families() -> dict[str, Family]:
    """The sorts of happenings, by name."""
    raw, kinds = _told("stories"), _told("events")["kinds"]
    days = "|".join(weekdays())
    other = phrases(raw["happened"]["no_day"]).pattern
    made: dict[str, Family] = {}
    for name, entry in raw["families"].items():
        own = {word for kind in entry["kinds"] for word in kinds[kind]}
        happens = phrases(entry["happens"] or ["\0"]).pattern
        happened = re.compile(
            rf"\b(?P<before>{days})(?:'s|’s|, (?:the|a))? (?:{_PLAIN} ){{0,2}}?{happens}"
            rf"|{happens}(?: (?!{other}){_PLAIN}){{0,{_DAY_REACH}}}? (?:on|last) (?P<after>{days})\b"
            rf"|\bkill(?:ed|ing)(?: {_PLAIN}){{0,2}} [\d,]+(?: {_PLAIN}){{0,5}}? on (?P<killed>{days})\b"
        )
        made[name] = Family(
            name, frozenset(entry["words"]), frozenset(own), happened, entry["frequent"], entry["point"],
            timedelta(days=entry["quiet_days"]), timedelta(days=entry["place_days"]),
            frozenset(entry["kinds"]),
            entry.get("within", ""),
            tuple(entry["kin"]),
            frozenset(entry["measures"]),
            frozenset(entry.get("shared", ())),
            frozenset(entry["happens"]),
            entry.get("lasting", False),
        )  # fmt: skip
    return made


def is_crowded(family: Family) -> bool:
    """Whether such things happen often, or one holds many happenings as a war does."""
    return family.frequent or family.name == _WAR


@cache
def _thing_words() -> tuple[frozenset[str], ...]:
    listed = _told("stories")["things"]["lists"]
    return tuple(frozenset(words) for words in listed)


@cache
def _toll_measures() -> frozenset[str]:
    return frozenset(_told("stories")["tolls"]["measures"])


@cache
def _common_names() -> frozenset[str]:
    return frozenset(_told("stories")["names"]["common"])


@cache
def _body_words() -> frozenset[str]:
    return frozenset(_told("stories")["names"]["bodies"])


@cache
def sort_words() -> frozenset[str]:
    """Words for sorts of happenings and for what they do, as singulars: alike in all of a sort."""
    told = _told("stories")["names"]["told"]
    phrases_of = (family.words | family.kinds for family in all_families().values())
    return frozenset(stems(" ".join([*told, *(one for ones in phrases_of for one in ones)])))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What ties an article to others."""

    article: Article
    families: tuple[str, ...]
    places: frozenset[str]  # as its figures name them, with those around them up to the country
    own_places: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]
    title: frozenset[str]
    telling: frozenset[str]  # words of the headline beside those for a country and for the sort
    place_words: frozenset[str]  # of the names of its places
    happened: date | None
    around: str  # the province that its headline or opening names, where it is one
    faint: bool  # whether a single word tells its families
    things: frozenset[int]  # what the happening befell, by its number in the list of things
    bodies: frozenset[str]  # the words of names of those who speak on all that happens
    spots: frozenset[str]  # names of the headline, and those behind "in" or "at" in the opening
    located: frozenset[str]  # names behind "in" or "at" anywhere in the lead
    listed: frozenset[str]  # names that are those of towns and provinces of the table
    called: frozenset[str]  # all names of the text but those of places, bodies and officials
    companies: frozenset[str] = frozenset()  # those whose business it is about, by one word each

    @property
    def name(self) -> str:
        return self.article.article_id

    @property
    def all_names(self) -> frozenset[str]:
        """Its names, those of bodies and officials among them."""
        return self.names | self.bodies

    @property
    def day(self) -> date | None:
        return self.article.published


def sketches_of(
    figures: Mapping[str, Iterable[tuple[str, str]]],
    articles: Sequence[Article],
    vocabulary: Vocabulary,
) -> list[Sketch]:
    """A sketch of each article, in their order. ``figures``: measure and place of each article's figures."""
    names = _place_names(vocabulary)
    made = [_sketch(one, figures.get(one.article_id, ()), vocabulary, names) for one in articles]
    return _with_companies(made, names)


def _sketch(
    article: Article,
    figures: Iterable[tuple[str, str]],
    vocabulary: Vocabulary,
    words: _PlaceNames,
) -> Sketch:
    lead = article.text[:_LEAD]
    head = _without_months(article.title).lower()
    lower = _without_months(lead).lower()
    counted = sorted(set(figures))
    families, faint = _families_of(head, lower, {measure for measure, _ in counted})
    stop = words.national
    own = frozenset(place for _, place in counted if place)
    found = {*_NAME.findall(lead), *(part for pair in _FULL_NAME.findall(lead) for part in pair)}
    names = {_POSSESSIVE.sub("", name).lower() for name in found}
    if not own:  # at least its words name a place: "the Rajasthan Doctors' Forum"
        own = frozenset(words.narrow[name] for name in names if name in words.narrow)
    around = {outer for place in own for outer in vocabulary.place_chain(place)}
    known = vocabulary.places
    narrow = {one for one in own | around if one not in known or known[one].kind not in _WIDE}
    spoken = _of_bodies(lead, names) | _officials(lead) | words.capitals
    bodies = (names & spoken) - stop - _common_names()
    names -= bodies
    names |= _written_in(lead, words.capitals)
    names -= stop | _common_names()
    countries = countries_of(own, vocabulary)
    told = _countries_in(lead, words)
    main = _main_countries(article, counted, countries, told, words, vocabulary)
    aside = countries - main
    narrow -= aside | {one for one in narrow if _lies_only_in(one, aside, vocabulary)}
    own = frozenset(
        one
        for one in own - aside  # a town stays where its country is likely misread
        if (one in narrow or not told & set(vocabulary.place_chain(one)))
        and (one not in known or known[one].kind not in _WIDE)
    )
    narrow |= own
    countries = main
    if not countries:  # the places of its figures are not in the table
        phrases_said = _phrases_in(f"{head}. {lower}")
        said = phrases_said | {one.removesuffix("s") for one in phrases_said}
        written = set(_WORD.findall(f"{article.title} {lead}"))
        said = {one for one in said if len(one) > _ACRONYM or one.upper() in written}  # not "us"
        countries = {words.countries[one] for one in said & words.countries.keys()}
    place_words = frozenset(
        word
        for one in sorted(own | around)
        if one in known
        for name in (known[one].label, *known[one].aliases)
        for word in (*stems(name), *_WORD.findall(name.lower()))
    )
    spots = _spots(article, names | place_words) - words.capitals - stop - _common_names()
    spots -= _body_words() | sort_words() | _surnames(lead)
    return Sketch(
        article,
        families,
        frozenset(narrow),
        own,
        frozenset(countries),
        frozenset(names),
        frozenset(stems(article.title)),
        frozenset(stems(article.title)) - stop - sort_words(),
        place_words,
        _happened(families, head, lower, article.published),
        _province(article, words, vocabulary),
        faint,
        _things(families, f"{head}. {lower}"),
        frozenset(bodies),
        frozenset(spots),
        frozenset(_located_in(lead)),
        frozenset((spots | names) & words.listed),
        _called(article.text[:_TOLD], place_words | stop | bodies),
    )


def _called(text: str, dropped: AbstractSet[str]) -> frozenset[str]:
    """The words of all names of a text, but those of places, bodies and officials: what its happening may go
    by. A word that opens a sentence is one where it is never written small."""
    small = set(_SMALL.findall(text))
    found: set[str] = set()
    for match in _WITH_CAPITAL.finditer(text):
        word = _POSSESSIVE.sub("", match["word"]).lower()
        if match["inside"] or (len(word) > _SHORT and word not in small):
            found.add(word)
    dropped = dropped | sort_words() | _common_names() | _body_words() | _officials(text)
    return frozenset(found - dropped)


def countries_of(places: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """The countries and territories among some places and what lies around them."""
    known = vocabulary.places
    return {
        outer
        for place in places
        for outer in (place, *vocabulary.place_chain(place))
        if outer in known and known[outer].kind in COUNTRY_KINDS
    }


def _spots(article: Article, names: AbstractSet[str]) -> set[str]:
    """The names by which an article says in its headline and opening where something happened, or to whom:
    "Rescue teams fight heat at Kloofspruit". A headline's own capitals count where it is not all in capitals."""
    title = article.title
    words = title.split()[1:]
    small = [word for word in words if word[:1].islower() and len(word) > _SHORT]
    own = (
        {_POSSESSIVE.sub("", word).lower() for word in _HEADLINE_NAME.findall(title)}
        if small
        else set[str]()
    )
    said = {word.lower() for word in _WORD.findall(title)}
    return own | (said & names) | _located_in(article.text[:OPENING])


def _located_in(text: str) -> set[str]:
    """The words of names behind "in" or "at": "in Carletonville"."""
    return {
        _POSSESSIVE.sub("", word).lower()
        for match in _LOCATED.finditer(text)
        for word in match["name"].split()
    }


def _surnames(lead: str) -> set[str]:
    """The words of names of persons: the second of two that stands alone as well, and the first before it."""
    alone = set(_ALONE.findall(lead))
    located = {word for match in _LOCATED.finditer(lead) for word in match["name"].split()}
    return {
        word.lower()
        for first, last in _FULL_NAME.findall(lead)
        if last in alone and not {first, last} & located
        for word in (first, last)
    }


def _officials(lead: str) -> set[str]:
    """The words of the names of those who speak on all that happens in a country: "Interior Minister Juan
    Soto", "Juan Soto, the interior minister"."""
    found = _official().finditer(lead)
    return {
        _POSSESSIVE.sub("", word).lower()
        for match in found
        for word in (match["behind"] or match["before"]).split()
    }


@cache
def _official() -> re.Pattern[str]:
    titles = "|".join(_told("stories")["names"]["officials"])
    name = r"[A-ZÀ-Þ][\w'’-]+"
    return re.compile(
        rf"\b(?i:{titles}) (?P<behind>{name}(?: {name}){{0,2}})"
        rf"|(?P<before>{name}(?: {name}){{1,2}}), (?:the |its |a |[A-Z][a-z]+['’]s )?(?:[\w'’-]+ ){{0,2}}(?i:{titles})\b"
    )


def _of_bodies(lead: str, names: AbstractSet[str]) -> set[str]:
    """The words that only name bodies in a text: "Doctors Without Borders" speaks of all that happens."""
    bodies, others = set[str](), set[str]()
    for match in _RUN.finditer(lead):
        words = [_POSSESSIVE.sub("", word).lower() for word in match[0].split()]
        is_body = len(words) > 1 and not _body_words().isdisjoint(words)
        (bodies if is_body else others).update(words)
    return {name for name in names if name in bodies and name not in others}


def _main_countries(
    article: Article,
    counted: Sequence[tuple[str, str]],
    found: AbstractSet[str],
    in_lead: AbstractSet[str],
    words: _PlaceNames,
    vocabulary: Vocabulary,
) -> set[str]:
    """The countries that an article is about, of those of its figures: those that its headline and opening
    name, and those with about as many figures as any. A town of a name that others share says no country
    beside one that the text names: "Cordoba stopped" in Argentina."""
    weights: Counter[str] = Counter()
    sure: set[str] = set()
    for _, place in counted:
        for country in found & {place, *vocabulary.place_chain(place)}:
            weights[country] += 1
            label = vocabulary.places[place].label.partition(",")[0].lower()
            if place == country or words.narrow.get(label) == place:
                sure.add(country)
    opening = _countries_in(opening_of(article), words)
    told = opening | in_lead
    if found.isdisjoint(sure | told):
        said = opening or told
        return said if len(said) == 1 and found else set(found)  # Athlone is in Ireland, too
    weights = Counter({one: many for one, many in weights.items() if one in sure | told})
    least = _RIVAL * max(weights.values(), default=0)
    head = _countries_of_headline(article.title, words, vocabulary) if found else set[str]()
    if head & found:
        return head | {one for one, many in weights.items() if many == max(weights.values())}
    return head | (
        {one for one, many in weights.items() if many >= least or one in opening} & found
    )


def _countries_of_headline(title: str, words: _PlaceNames, vocabulary: Vocabulary) -> set[str]:
    """The countries that a headline names, and those of its towns: "Thousands flee Butembo"."""
    return _countries_in(title, words) | countries_of(_towns_in(title, words), vocabulary)


def _towns_in(text: str, words: _PlaceNames) -> set[str]:
    """The provinces and unshared cities that a text names."""
    return {
        words.narrow[phrase]
        for phrase in _phrases_in(text.lower())
        if phrase in words.narrow and phrase.title() in text
    }


def _countries_in(text: str, words: _PlaceNames) -> set[str]:
    """The countries that a text names, or whose people."""
    written = set(_WORD.findall(text))
    lower = text.lower()
    said = _phrases_in(lower) & words.countries.keys()
    within = Counter[str]()  # "South Sudan" names no Sudan
    for one in said:
        within.update({part: lower.count(one) for part in _phrases_in(one) & said - {one}})
    return {
        words.countries[one]
        for one in said
        if (len(one) > _ACRONYM or one.upper() in written) and lower.count(one) > within[one]
    }


def _lies_only_in(place: str, countries: AbstractSet[str], vocabulary: Vocabulary) -> bool:
    around = countries_of(vocabulary.place_chain(place), vocabulary)
    return bool(around) and around <= countries


def _without_months(text: str) -> str:
    """A text without the months that are spelt as a happening is: "inflation rose in March"."""
    return _months().sub("", text)


@cache
def _months() -> re.Pattern[str]:
    raw = _told("stories")["months"]
    names, before = "|".join(raw["names"]), "|".join(raw["before"])
    return re.compile(
        rf"(?<=\d )(?:{names})\b|\b(?:{names})(?=,? \d)|\b(?:{before})[ -](?:{names})\b"
    )


def opening_of(article: Article) -> str:
    """The headline, the dateline and about the first sentence of an article."""
    return f"{article.title}. {article.text[:OPENING]}"


def _province(article: Article, words: _PlaceNames, vocabulary: Vocabulary) -> str:
    towns = _towns_in(opening_of(article), words)
    found = {one for one in towns if vocabulary.places[one].kind == _PROVINCE}
    return min(found) if len(found) == 1 else ""


def _things(families: Sequence[str], text: str) -> frozenset[int]:
    if not any(all_families()[name].point or all_families()[name].frequent for name in families):
        return frozenset()
    said = _phrases_in(text)
    return frozenset(number for number, words in enumerate(_thing_words()) if words & said)


def _written_in(lead: str, capitals: frozenset[str]) -> set[str]:
    """The words of the city in a text's dateline; nothing for a capital, where correspondents sit."""
    match = _DATELINE.match(lead)
    city = match["city"].strip().lower() if match else ""
    return set() if city in capitals else set(city.split())


def _families_of(head: str, lead: str, measures: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The one or two families that an article speaks of most, the strongest first; and whether no
    more than a single word beside a toll tells them."""
    weights: Counter[str] = Counter()
    told = [(_phrases_in(text), factor) for text, factor in ((head, _TITLE_WEIGHT), (lead, 1))]
    said = frozenset[str]().union(*(found for found, _ in told))
    claimed = {
        phrase: entry.name
        for entry in all_families().values()
        if entry.shared and len(entry.words & said) >= _OWN_WORDS
        for phrase in entry.shared & said
    }
    for found, factor in told:
        for phrase in found:
            listed = _family_words().get(phrase, ())
            if phrase in claimed:
                listed = [(claimed[phrase], _KIND_WEIGHT)]
            for family, weight in listed:
                weights[family] += factor * weight
    counted = set(measures)
    for measure in counted:
        for name, family_entry in all_families().items():
            if measure in family_entry.measures:
                weights[name] += _MEASURE_WEIGHT
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    certain = [name for name in ranked if weights[name] >= _KIND_WEIGHT]
    faint = not certain and bool(_toll_measures() & counted)
    ranked = certain or (ranked if faint else [])
    chosen = (name for name in ranked[:2] if weights[name] >= _RIVAL * weights[ranked[0]])
    return tuple(chosen), faint


def _phrases_in(text: str) -> set[str]:
    """The words of a lower-case text and its runs of two and three."""
    words = _WORD.findall(text)
    pairs = {f"{one} {two}" for one, two in itertools.pairwise(words)}
    threes = {
        f"{one} {two} {three}" for one, two, three in zip(words, words[1:], words[2:], strict=False)
    }
    return {*words, *pairs, *threes}


@cache
def _family_words() -> dict[str, list[tuple[str, int]]]:
    """Families with their weight, by phrase."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, family in all_families().items():
        for phrase in family.words | family.kinds:
            weight = _KIND_WEIGHT if phrase in family.kinds else 1
            found.setdefault(phrase, []).append((name, weight))
    return found


def _happened(families: Sequence[str], head: str, lead: str, published: date | None) -> date | None:
    """The day of the happening, where a weekday stands right beside its name."""
    if published is None or not families:
        return None
    match = all_families()[families[0]].happened.search(f"{head}. {lead}")
    if match is None:
        return None
    weekday = weekdays()[match["before"] or match["after"] or match["killed"]]
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def day_of_measure(measure: str, article: Article) -> date | None:
    """The day that an article's opening puts on the sort of happening that a measure tells of: that of
    the march, be the article one on the strike around it."""
    families = [name for name, family in all_families().items() if measure in family.measures]
    return _happened(families, article.title, opening_of(article).lower(), article.published)


@dataclass(frozen=True, slots=True)
class _PlaceNames:
    """Lower-case names: words for countries and their people, which tell no two happenings in them
    apart; capitals; the country of each of its names."""

    national: frozenset[str]
    capitals: frozenset[str]
    countries: Mapping[str, str]
    listed: frozenset[str]  # words of the names of all others
    narrow: Mapping[str, str]  # provinces and the cities that no other place shares a name with


def _unshared(vocabulary: Vocabulary) -> dict[str, str]:
    named: dict[str, set[str]] = {}
    for place in vocabulary.places.values():
        named.setdefault(place.label.partition(",")[0].lower(), set()).add(place.place)
    kinds = {"admin1", "city", "capital"}
    return {
        name: min(places)
        for name, places in named.items()
        if len(places) == 1 and vocabulary.places[min(places)].kind in kinds
    }


@lru_cache(maxsize=2)  # every body of articles asks again
def _place_names(vocabulary: Vocabulary) -> _PlaceNames:
    wide = COUNTRY_KINDS | _WIDE
    places = vocabulary.places.values()
    named = [(place, name) for place in places for name in (place.label, *place.aliases)]
    return _PlaceNames(
        frozenset(
            word.lower()
            for place, name in named if place.kind in wide
            for word in name.replace("-", " ").split()
        ),
        frozenset(name.lower() for place, name in named if place.kind == "capital"),
        {name.lower(): place.place for place, name in named if place.kind in COUNTRY_KINDS},
        frozenset(
            word for place, name in named if place.kind not in wide
            for word in name.partition(",")[0].lower().split()
        ),
        _unshared(vocabulary),
    )  # fmt: skip


# -- companies -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Business:
    """Words of vocabulary/stories.toml that tell news of a company."""

    words: frozenset[str]
    named: re.Pattern[str]
    beside: frozenset[str]
    of_works: frozenset[str]
    quiet: timedelta


@cache
def business_words() -> _Business:
    raw = _told("stories")["companies"]
    forms, sorts, before, verbs, owned = (
        "|".join(map(re.escape, raw[name]))
        for name in ("forms", "sorts", "before", "verbs", "owned")
    )
    name = r"[A-ZÀ-Þ][\w&-]{2,}"
    return _Business(
        frozenset(raw["words"]),
        re.compile(
            rf"\b(?!(?i:{sorts})\b)(?P<formed>{name}(?: {name})?) (?:{forms})\b"
            rf"|\b(?i:{sorts}) (?P<sorted>{name})"
            rf"|\b(?i:{before}) (?P<behind>{name})"
            rf"|\b(?P<acts>{name}) (?:{verbs})\b"
            rf"|\b(?P<owns>{name})['’]s? (?:[a-z-]+ ){{0,2}}(?:{owned})\b"
        ),
        frozenset(raw["beside"]),
        frozenset(raw["of_works"]),
        timedelta(days=raw["quiet_days"]),
    )


def _with_companies(sketches: Sequence[Sketch], words: _PlaceNames) -> list[Sketch]:
    """Sketches with the companies whose business their articles are about: named as one ("turbine maker
    Lorrach AG", "workers at Lorrach") there or in another of these articles, and more than in passing."""
    about = {one.name: _company_text(one) for one in sketches if _is_business(one)}
    cued = {
        one.name: _cued_in(one, about[one.name], words) for one in sketches if one.name in about
    }
    known = frozenset(word for found in cued.values() for word in found)
    return [
        _of_company(one, _main_companies(one, about[one.name], cued[one.name], known, words))
        if one.name in about
        else one
        for one in sketches
    ]


def _of_company(one: Sketch, companies: frozenset[str]) -> Sketch:
    """A sketch with its companies; a plant alone is then no disaster."""
    if not companies:
        return one
    families = tuple(name for name in one.families if name in business_words().beside)
    return replace(one, companies=companies, families=families)


def _company_text(one: Sketch) -> str:
    return f"{one.article.title}\n{one.article.text[:_LEAD]}"


def _is_business(one: Sketch) -> bool:
    """Whether an article tells of a company's business in more than a word, and of no disaster."""
    business = business_words()
    if not (business.beside | business.of_works).issuperset(one.families):
        return False
    said = _phrases_in(_company_text(one).lower())
    happened = (all_families()[name].happens for name in one.families if name in business.of_works)
    return len(business.words & said) >= _BUSINESS_WORDS and not any(
        words & said for words in happened
    )


_BUSINESS_WORDS = 3
_CUED_WEIGHT = 2
_ANALYST = re.compile(r"\banalysts?\b[^.;\n]{0,40}? (?:of|at|with|from|for) $")


def _cued_in(one: Sketch, text: str, words: _PlaceNames) -> Counter[str]:
    """The words that a text uses as names of companies, those of analysts' banks and of countries left
    out. What only stands in front of "plant" or "employs" is no name where it begins its sentence alone."""
    found: Counter[str] = Counter()
    dateline = _DATELINE.match(one.article.text)
    named = " ".join((*one.own_places, dateline["city"] if dateline is not None else ""))
    towns = {word.lower() for word in _WORD.findall(named)}
    dropped = words.national | one.place_words | towns | _common_names() | business_words().words
    for match in business_words().named.finditer(text):
        if _ANALYST.search(text[: match.start()]) is not None:
            continue
        sure = match["acts"] is None and match["owns"] is None
        for word in str(next(filter(None, match.groups()))).lower().split():
            if word not in dropped and (sure or word in one.names):
                found[word] += 1
    return found


def _main_companies(
    one: Sketch, text: str, cued: Mapping[str, int], known: frozenset[str], words: _PlaceNames
) -> frozenset[str]:
    """The company or companies of an article that it names most. "Lorrach France" is Lorrach."""
    said: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(text):
        word = match[0].lower()
        arm = _CAPITALISED.match(text, match.end() + 1)
        is_arm = arm is not None and arm[0].lower() in words.countries
        said[word] += _CUED_WEIGHT if word in known and is_arm else 1
    plain = set(_WORD.findall(text))
    weights = {
        word: said[word] + _CUED_WEIGHT * cued.get(word, 0)
        for word in known & said.keys()
        if word not in one.place_words and word not in plain  # "total" is no Total
    }
    most = max(weights.values(), default=0)
    return frozenset(word for word, many in weights.items() if many == most >= _CUED_WEIGHT)


_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w&-]{2,}")


def days_meet(days: Iterable[date], others: Collection[date], settings: Settings) -> bool:
    """Whether two of the stated days of a happening can be one day: time zones and night hours move it."""
    return any(
        abs((day - other).days) <= settings.happening_days for day in days for other in others
    )


def within(one: date | None, other: date | None, quiet: timedelta) -> bool:
    """Whether no longer silence lies between two days; one that is not known speaks against nothing."""
    return one is None or other is None or abs(other - one) <= quiet


def one_day(one: Sketch, other: Sketch, settings: Settings) -> bool:
    """Whether what two articles say of the day of the happening can be one day."""
    if one.happened is None or other.happened is None:
        return True
    return days_meet([one.happened], [other.happened], settings)


def kin_of(one: Sketch) -> set[str]:
    """The kin of the sorts of happenings that an article tells of."""
    return {group for name in one.families for group in all_families()[name].kin}


def is_often(one: Sketch) -> bool:
    """Whether an article tells of what happens often, or of one of many."""
    return any(is_crowded(all_families()[name]) for name in one.families)


def meet(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two sets have a member in common; an empty one speaks against nothing."""
    return not one or not other or not one.isdisjoint(other)


def other_company(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are about the business of two companies."""
    return bool(one.companies and other.companies) and not one.companies & other.companies
