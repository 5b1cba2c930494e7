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
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.model import Article
from factcheck.phrases import phrases
from factcheck.places import COUNTRY_KINDS
from factcheck.reference import Vocabulary
from factcheck.settings import Settings
from factcheck.statements import stems

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
# "AREQUIPA, Peru (Wire) - ", "CEBU CITY - ": where a text was written.
_DATELINE = re.compile(r"\s*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+)(?=[,(–—-]|\s[(–—-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLAIN = r"[^\W\d_][\w'’-]*"  # a word as the pattern of a happening and its weekday takes it
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


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
    days = "|".join(_DAYS)
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
    companies: frozenset[str] = frozenset()  # those whose business it is about, by one word each

    @property
    def name(self) -> str:
        return self.article.article_id

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
    names |= _written_in(lead, words.capitals)
    names -= stop | _common_names()
    countries = {one for one in narrow if one in known and known[one].kind in COUNTRY_KINDS}
    if not countries:  # the places of its figures are not in the table
        phrases_said = _phrases_in(f"{head}. {lower}")
        said = phrases_said | {one.removesuffix("s") for one in phrases_said}
        written = set(_WORD.findall(f"{article.title} {lead}"))
        said = {one for one in said if len(one) > _ACRONYM or one.upper() in written}  # not "us"
        countries = {words.countries[one] for one in said & words.countries.keys()}
    return Sketch(
        article,
        families,
        frozenset(narrow),
        own,
        frozenset(countries),
        frozenset(names),
        frozenset(stems(article.title)),
        frozenset(stems(article.title)) - stop - sort_words(),
        frozenset(
            word
            for one in sorted(own | around)
            if one in known
            for name in (known[one].label, *known[one].aliases)
            for word in (*stems(name), *_WORD.findall(name.lower()))
        ),
        _happened(families, head, lower, article.published),
        _province(article, words, vocabulary),
        faint,
        _things(families, f"{head}. {lower}"),
    )


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
    text = opening_of(article)
    found = {
        words.narrow[phrase]
        for phrase in _phrases_in(text.lower())
        if phrase in words.narrow
        and vocabulary.places[words.narrow[phrase]].kind == _PROVINCE
        and phrase.title() in text
    }
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
    weekday = _DAYS.index(match["before"] or match["after"] or match["killed"])
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


def other_company(one: Sketch, other: Sketch) -> bool:
    """Whether two articles are about the business of two companies."""
    return bool(one.companies and other.companies) and not one.companies & other.companies
