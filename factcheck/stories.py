"""Which articles write about one happening, where no event of the table says so.

Articles are tied by the sort of happening (vocabulary/stories.toml), the place, and the days on
which they appeared; where such things happen often, a name that both give has to join them, or
the days lie close together. A tie by place and day alone is weak: it groups, but nothing that
rests on it is called a contradiction.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from factcheck.copies import Copies
from factcheck.key_names import tie_by_key_names
from factcheck.model import Article
from factcheck.number_ties import Told, tie_by_numbers
from factcheck.reference import Vocabulary
from factcheck.settings import Settings
from factcheck.sketches import (
    Sketch,
    all_families,
    business_words,
    days_meet,
    is_crowded,
    kin_of,
    one_day,
    other_company,
    sketches_of,
    sort_words,
    within,
)
from factcheck.statements import load_compare_words
from factcheck.ties import Ties

_NARROWER = 0.3  # share of a story's articles that tell its narrower sort
_NEIGHBOURS = 3  # earlier articles with a name that an article is tied to: enough to chain them
_EVIDENCE = 2  # shared names, the same day of the happening: how many tie two articles
_RIVALS = 6  # stories before and behind one that may be about the same happening
_CROWDED_KIN = frozenset({"conflict"})  # families of which one country sees several at a time
_DISPUTE = "strike"
_TITLE_WORDS = 3
_COUNTRIES = 2  # that an article is about: one of more is told of in passing
_LONGEST_COPY = timedelta(days=30)  # a set form of words filled in again later is no copy


@dataclass(frozen=True)
class Stories:
    """The story of each article that has one, by the id of its first article."""

    of: Mapping[str, str] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()  # articles tied to their story by place and day alone
    point: frozenset[str] = frozenset()  # stories of something that happened at one spot
    first_day: Mapping[str, date] = field(default_factory=dict)
    crowded: frozenset[str] = frozenset()  # stories of what happens often, or on and on in a war
    conflict: frozenset[str] = frozenset()  # stories of attacks and wars: several lie side by side
    lasting: frozenset[str] = frozenset()  # of outbreaks, which began long before they were told
    disputes: frozenset[str] = frozenset()  # of strikes: what is paid there is the strikers'
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)

    def tied(self, one: str, other: str) -> bool:
        """Whether more than place and days speaks for two articles being on one happening: one
        text, one headline, or shared names, words of the headline and the stated day. The words for
        the place and for the sort of happening are no evidence."""
        if self.copies.get(one, one) == self.copies.get(other, other):
            return True
        first, second = self.sketches[one], self.sketches[other]
        if first.happened and second.happened and first.happened != second.happened:
            return False
        same_day = first.happened is not None and first.happened == second.happened
        if first.title == second.title and len(first.title) >= _TITLE_WORDS and first.telling:
            return True
        shared = (first.all_names & second.all_names) | (first.title & second.title)
        told = shared - first.place_words - second.place_words - sort_words()
        return len(told) + same_day >= _EVIDENCE


def find_stories(
    figures: Mapping[str, Iterable[tuple[str, str]]],
    articles: Sequence[Article],
    copies: Copies,
    vocabulary: Vocabulary,
    settings: Settings,
    numbers: Mapping[str, AbstractSet[Told]],
) -> Stories:
    """Stories among articles. ``figures``: measure and place of each article's figures; ``numbers``:
    each one's values with what they count.

    The result does not depend on the order of ``articles``.
    """
    ordered = sorted(articles, key=lambda one: (one.published or date.max, one.article_id))
    sketches = sketches_of(figures, ordered, vocabulary)
    ties: Ties[str] = Ties()
    tied: set[str] = set()
    for pair in itertools.chain(_strong_pairs(sketches, settings), _company_pairs(sketches)):
        ties.tie(*pair)
        tied.update(pair)
    day = {one.name: one.day for one in sketches}
    for name, first in copies.texts.items():
        if name != first and within(day[name], day[first], _LONGEST_COPY):
            ties.tie(name, first)
            tied.update((name, first))
    weak = _tie_by_country(sketches, ties, tied, settings)
    weak |= _tie_weakly(sketches, ties, tied, settings)
    weak |= _tie_by_names(sketches, ties, tied | weak, settings)
    weak |= _tie_by_spots(sketches, ties, settings)
    weak |= _tie_by_statistic(sketches, figures, ties, tied | weak, settings)
    weak |= _tie_without_country(sketches, ties, tied | weak)
    weak |= tie_by_key_names(sketches, ties, settings)
    by_numbers = tie_by_numbers(sketches, numbers, ties, tied, settings)
    sizes = Counter(ties.root(one.name) for one in sketches)
    story = {
        one.name: ties.root(one.name)
        for one in sketches
        if one.families or sizes[ties.root(one.name)] > 1
    }
    return replace(
        _stories(sketches, story, frozenset(weak - tied | by_numbers)),
        sketches={one.name: one for one in sketches},
        copies=copies.texts,
    )


def _stories(sketches: Sequence[Sketch], root: Mapping[str, str], weak: frozenset[str]) -> Stories:
    """Stories by their first article, so that a later article does not rename them."""
    first: dict[str, str] = {}
    days: dict[str, date] = {}
    kinds: dict[str, Counter[str]] = {}
    narrower: dict[str, Counter[tuple[str, str]]] = {}
    families = all_families()
    for one in sketches:  # in the order of their days
        if one.name not in root:
            continue
        name = first.setdefault(root[one.name], one.name)
        if one.day is not None:
            days.setdefault(name, one.day)
        kinds.setdefault(name, Counter()).update(one.families[:1])
        for narrow in one.families:  # a fire somewhere is that of the hotel which others name
            wide = families[narrow].within
            if wide:
                narrower.setdefault(name, Counter())[wide, narrow] += 1
    main = {
        name: min(counts, key=lambda kind: (-counts[kind], kind))
        for name, counts in kinds.items()
        if counts
    }
    for name, found in narrower.items():
        for (wide, narrow), many in sorted(found.items()):
            if main.get(name) == wide and many >= _NARROWER * kinds[name][wide]:
                main[name] = narrow
    return Stories(
        {name: first[one] for name, one in root.items()},
        weak,
        frozenset(name for name, family in main.items() if families[family].point),
        days,
        frozenset(name for name, family in main.items() if is_crowded(families[family])),
        frozenset(
            name for name, family in main.items() if _CROWDED_KIN & set(families[family].kin)
        ),
        frozenset(name for name, family in main.items() if families[family].lasting),
        frozenset(name for name, family in main.items() if family == _DISPUTE),
    )


def crowded_kind(kind: str) -> bool:
    """Whether an event of a kind (events.csv) holds many happenings, or one of many alike."""
    listed = [family for family in all_families().values() if kind in family.event_kinds]
    return any(is_crowded(family) for family in listed)


def _company_pairs(sketches: Sequence[Sketch]) -> Iterable[tuple[str, str]]:
    """Articles on the business of one company, a silence apart at most; undated ones where no silence parts
    its news."""
    by_company: dict[str, list[Sketch]] = {}
    for one in sketches:
        for company in one.companies:
            by_company.setdefault(company, []).append(one)
    for company in sorted(by_company):
        dated = [one for one in by_company[company] if one.day is not None]
        pairs = list(itertools.pairwise(dated))
        near = [pair for pair in pairs if within(pair[0].day, pair[1].day, business_words().quiet)]
        yield from ((before.name, after.name) for before, after in near)
        if dated and len(near) == len(pairs):
            undated = (one for one in by_company[company] if one.day is None)
            yield from ((dated[0].name, one.name) for one in undated)


# -- ties ------------------------------------------------------------------------------------------


def _strong_pairs(sketches: Sequence[Sketch], settings: Settings) -> Iterable[tuple[str, str]]:
    families = all_families()
    by_place: dict[tuple[str, str], list[Sketch]] = {}
    by_name: dict[tuple[str, str, str], list[Sketch]] = {}
    for one in sketches:
        places: set[tuple[str, str]] = set()
        kin: set[str] = set()
        for family in (families[name] for name in one.families):
            # Of what happens often a country's name says nothing, and one of many never does.
            near = one.own_places - one.countries if family.frequent else one.places
            near = near - one.countries if len(one.countries) > _COUNTRIES else near
            places.update((group, place) for group in family.kin for place in near)
            kin.update(family.kin)
        for spot in sorted(places):
            by_place.setdefault(spot, []).append(one)
        for group in sorted(kin):
            for country in (*sorted(one.countries), ""):
                for word in one.names:
                    by_name.setdefault((group, country, word), []).append(one)
    for listed in by_place.values():
        for run in _by_happening(listed):
            for part in _by_company(run):
                yield from _close(part)
    shared: dict[tuple[str, str], set[str]] = {}
    by_id = {one.name: one for one in sketches}
    for (_, country, word), listed in by_name.items():
        for at, one in enumerate(listed):
            for before in listed[max(0, at - _NEIGHBOURS) : at]:
                if not country and one.countries and before.countries:
                    continue  # without a country only where one of them names none
                if other_company(before, one):
                    continue
                quiet = min(_longest(before, "quiet"), _longest(one, "quiet"))
                if within(before.day, one.day, quiet) and one_day(before, one, settings):
                    shared.setdefault((before.name, one.name), set()).add(word)
    for pair, found in shared.items():
        days = {by_id[name].happened for name in pair}
        same_day = len(days) == 1 and None not in days
        one, other = (by_id[name] for name in pair)
        if len(found) + same_day + bool(one.things & other.things) >= _EVIDENCE:
            yield pair


def _by_happening(listed: Sequence[Sketch]) -> list[list[Sketch]]:
    """Articles apart by the day of the happening where they state it; the others join the last
    happening before them. Undated ones join where there is only one."""
    days = sorted({one.happened for one in listed if one.happened is not None})
    starts = [day for number, day in enumerate(days)
              if number == 0 or (day - days[number - 1]).days > 1]  # fmt: skip
    if len(starts) <= 1:
        return [list(listed)]
    runs: dict[date, list[Sketch]] = {start: [] for start in starts}
    for one in listed:
        day = one.happened or one.day
        before = [start for start in starts if day is not None and start <= day]
        if before:
            runs[before[-1]].append(one)
    return list(runs.values())


def _by_company(run: Sequence[Sketch]) -> list[list[Sketch]]:
    """Articles apart by the company that they are about; where there are several, the others are of the
    last one before them."""
    ties: Ties[str] = Ties()
    for one in run:
        for company in one.companies:
            ties.tie(min(one.companies), company)
    roots = {ties.root(company) for one in run for company in one.companies}
    if len(roots) <= 1:
        return [list(run)]
    parts: dict[str, list[Sketch]] = {}
    last = ""
    for one in run:
        last = ties.root(min(one.companies)) if one.companies else last
        parts.setdefault(last, []).append(one)
    return list(parts.values())


def _close(run: Sequence[Sketch]) -> Iterable[tuple[str, str]]:
    """Neighbours in time without a longer silence between them; the undated join a single run."""
    dated = [one for one in run if one.day is not None]
    undated = [one for one in run if one.day is None]
    single = True
    for before, after in itertools.pairwise(dated):
        quiet = min(_longest(before, "at_place"), _longest(after, "at_place"))
        if within(before.day, after.day, quiet):
            yield before.name, after.name
        else:
            single = False
    if single and run:
        yield from ((run[0].name, one.name) for one in undated if one is not run[0])


def _longest(one: Sketch, which: Literal["quiet", "at_place"]) -> timedelta:
    """The longest silence that the families of an article allow."""
    families = (all_families()[name] for name in one.families)
    return max(
        (one.quiet if which == "quiet" else one.at_place for one in families),
        default=timedelta(0),
    )


def _tie_by_country(
    sketches: Sequence[Sketch], ties: Ties[str], tied: set[str], settings: Settings
) -> set[str]:
    """Tie what one country's articles tell of the only happening of its sort in those days.

    Stories are laid beside those of their kin and country, a silence apart at most, whose places
    and stated days can be the same. Where there is just one they are one; with the stated day in
    common the tie is as good as that of a place. In a war there are too many to be sure.
    """
    weak: set[str] = set()
    days_of: dict[str, set[date]] = {}  # that the articles of each story state, of whatever sort
    for one in sketches:
        if one.happened is not None:
            days_of.setdefault(ties.root(one.name), set()).add(one.happened)
    spots: dict[tuple[str, str], list[Sketch]] = {}
    for one in sketches:
        kin = kin_of(one) - _CROWDED_KIN
        for spot in itertools.product(sorted(kin), sorted(one.countries)):
            spots.setdefault(spot, []).append(one)
    for spot in sorted(spots):
        parts: dict[str, list[Sketch]] = {}
        for one in spots[spot]:
            parts.setdefault(ties.root(one.name), []).append(one)
        ordered = list(parts.values())
        for at, part in enumerate(ordered):
            near = ordered[max(0, at - _RIVALS) : at] + ordered[at + 1 : at + 1 + _RIVALS]
            own = days_of.get(ties.root(part[0].name), set())
            fitting = [
                other
                for other in near
                if _may_be_one(
                    part, other, own, days_of.get(ties.root(other[0].name), set()), settings
                )
            ]
            # Told of a town, a happening is better known than by its country alone.
            fitting = [other for other in fitting if _narrow(other)] or fitting
            if len({ties.root(other[0].name) for other in fitting}) != 1:
                continue
            other = fitting[0]
            told = days_of.get(ties.root(other[0].name), set())
            days = own & told
            ties.tie(part[0].name, other[0].name)
            days_of[ties.root(other[0].name)] = own | told
            names = {one.name for one in (part if len(part) <= len(other) else other)}
            if days:
                tied.update(names | {part[0].name, other[0].name})
            else:
                weak |= names - tied
                tied.update(one.name for one in part + other if one.name not in names)
    return weak


def _may_be_one(
    part: Sequence[Sketch],
    other: Sequence[Sketch],
    stated: AbstractSet[date],
    told: AbstractSet[date],
    settings: Settings,
) -> bool:
    """Whether two stories of one country and sort may be one: neither their places, nor the days on
    which they appeared, nor the day that they state, nor what was befallen speak against it; and of
    what happens often, the day or the thing befallen speaks for it."""
    firms = [frozenset[str]().union(*(one.companies for one in each)) for each in (part, other)]
    if all(firms) and not firms[0] & firms[1]:
        return False
    narrow, others = _narrow(part), _narrow(other)
    if narrow and others and not narrow & others:
        return False
    if stated and told and not days_meet(stated, told, settings):
        return False
    first, second = (
        frozenset[int]().union(*(one.things for one in listed)) for listed in (part, other)
    )
    if first and second and not first & second:
        return False
    often = any(
        all_families()[name].frequent for name in part[0].families[:1] + other[0].families[:1]
    )
    if often and not stated & told and not first & second:
        return False
    return any(
        within(one.day, another.day, min(_longest(one, "quiet"), _longest(another, "quiet")))
        for one in (part[0], part[-1])
        for another in (other[0], other[-1])
    )


def _narrow(part: Sequence[Sketch]) -> set[str]:
    """The places of a story below its country."""
    return {place for one in part for place in one.places - one.countries}


def _tie_weakly(
    sketches: Sequence[Sketch], ties: Ties[str], tied: set[str], settings: Settings
) -> set[str]:
    """Tie articles that no family ties: by title words, or by a narrow place, on close days."""
    weak: set[str] = set()
    close = timedelta(days=settings.story_days)
    by_title: dict[tuple[str, ...], list[Sketch]] = {}
    by_place: dict[str, list[Sketch]] = {}
    for one in sketches:
        words = sorted(one.title)
        if len(words) >= _TITLE_WORDS:
            # Whole, and without each of its words: headlines that differ by one word meet.
            for left in (None, *words):
                part = tuple(word for word in words if word != left)
                if len(part) >= _TITLE_WORDS:
                    by_title.setdefault(part, []).append(one)
        for place in one.own_places - one.countries:
            by_place.setdefault(place, []).append(one)
    for listed in by_title.values():
        for before, after in itertools.pairwise(listed):
            if before.day and after.day and within(before.day, after.day, close):
                ties.tie(before.name, after.name)
                tied.update((before.name, after.name))
    for listed in by_place.values():
        for at, one in enumerate(listed):
            if one.families and not (one.faint and one.name not in tied):
                continue
            near = [
                other
                for other in listed[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
                if other is not one and one.day and other.day and not other_company(one, other)
                and within(other.day, one.day, _patience(other, close))
            ]  # fmt: skip
            roots = {ties.root(other.name) for other in near if other.families}
            if len(roots) > 1:
                continue  # two happenings there: which of them is not known
            for other in near:
                if not other.families or roots:
                    ties.tie(one.name, other.name)
                    weak.update({one.name} if other.families else {one.name, other.name})
    return weak


def _tie_by_names(
    sketches: Sequence[Sketch], ties: Ties[str], tied: set[str], settings: Settings
) -> set[str]:
    """Tie an article that nothing else ties to the only story that enough of its names speak of in
    those days: the mayor, the institute and the town of a siege are together in no other."""
    by_name: dict[str, list[Sketch]] = {}
    for one in sketches:
        for name in one.all_names:
            by_name.setdefault(name, []).append(one)
    by_id = {one.name: one for one in sketches}
    weak: set[str] = set()
    for one in sketches:
        if one.name in tied or one.day is None:
            continue
        shared: Counter[str] = Counter()
        for name in one.all_names:
            listed = by_name[name]
            if len(listed) <= settings.name_articles:
                shared.update(
                    other.name
                    for other in listed
                    if other is not one
                    and not other_company(one, other)
                    and within(
                        other.day, one.day, _patience(other, timedelta(days=settings.story_days))
                    )
                )
        near = sorted(
            name
            for name, many in shared.items()
            if many >= settings.name_evidence and _may_share_speakers(one, by_id[name])
        )
        roots = {ties.root(name) for name in near}
        if len(roots) == 1:
            ties.tie(near[0], one.name)
            weak.add(one.name)
    return weak


def _may_share_speakers(one: Sketch, other: Sketch) -> bool:
    """Whether two articles share a name of no spokesman's, or are of one country and not of two towns of it."""
    if one.names & other.names:
        return True
    return bool(one.countries & other.countries) and not _towns_apart(one, other)


def _tie_by_spots(sketches: Sequence[Sketch], ties: Ties[str], settings: Settings) -> set[str]:
    """Tie an article or two that are alone to the only larger story of those days with the name that their
    headline or opening gives: "Rescue teams fight heat at Kloofspruit" is of the mine there, whatever its
    words for it."""
    members: dict[str, list[str]] = {}
    by_spot: dict[str, list[Sketch]] = {}
    for one in sketches:  # in the order of their days
        members.setdefault(ties.root(one.name), []).append(one.name)
        for spot in _all_names(one):
            by_spot.setdefault(spot, []).append(one)
    by_id = {one.name: one for one in sketches}
    likely: dict[str, dict[str, str]] = {}
    for one in sketches:
        own = ties.root(one.name)
        if len(members[own]) > settings.spot_articles or one.day is None:
            continue
        for spot in sorted(_all_names(one)):
            listed = by_spot[spot]
            if len(listed) > settings.name_articles:
                continue
            for other in listed:
                root = ties.root(other.name)
                larger = (len(members[root]), root) > (len(members[own]), own)
                if larger and root != own and _of_one_spot(one, other, settings):
                    likely.setdefault(own, {}).setdefault(root, other.name)
    weak: set[str] = set()
    for own, found in sorted(likely.items()):
        large = {root for root in found if len(members[root]) > settings.spot_articles}
        if len(large or found) == 1:
            root = min(large or found)
            if not _of_its_main_name(members[own], members[root], by_id):
                weak.update(members[own])
            ties.tie(found[root], own)
    return weak


def _of_its_main_name(
    few: Sequence[str], story: Sequence[str], sketches: Mapping[str, Sketch]
) -> bool:
    """Whether each of a few articles tells a sort of happening that a larger story tells, and the rare name of
    a place that most of its articles give: the siege of one village."""
    told = [sketches[name] for name in story]
    many = Counter(
        spot for one in told for spot in (one.spots | one.names) - one.listed - one.bodies
    )
    main = {spot for spot, count in many.items() if 2 * count > len(told) > _NEIGHBOURS}
    main &= frozenset[str]().union(*(one.located for one in told))
    kin = set[str]().union(*(kin_of(one) for one in told))
    return all(
        main & (one.spots | one.names) - one.listed and kin & kin_of(one)
        for one in (sketches[name] for name in few)
    )


def _of_one_spot(one: Sketch, other: Sketch, settings: Settings) -> bool:
    """Whether the names that two headlines or openings share, and nothing against it, speak for one story. A
    town has many happenings, and of two sorts of them more than one name is asked."""
    known = _all_names(one) & _all_names(other)
    shared = (one.spots | one.names) & (other.spots | other.names)
    spots = shared & (one.spots | other.spots) & (one.located | other.located)
    rare = spots - one.listed - other.listed
    if not _in_reach(one, other, rare, shared, settings):
        return False
    if other_company(one, other) or not one_day(one, other, settings):
        return False
    if one.things and other.things and not one.things & other.things:
        return False
    both = rare & one.spots & other.spots
    if one.countries and other.countries and not one.countries & other.countries and not both:
        return False
    kin, others = kin_of(one), kin_of(other)
    if kin and others and not kin & others:
        least = _EVIDENCE if rare else settings.name_evidence
        return bool(both) or (bool(spots) and len(known) >= least)
    if kin & others and not _towns_apart(one, other) and len(known) >= _EVIDENCE:
        # A spokesman speaks of all that happens: beside one thing befallen in one country he counts.
        same = bool(one.things & other.things) and bool(one.countries & other.countries)
        if same or known - (one.bodies & other.bodies):
            return True
    return bool(rare) or (bool(spots) and len(shared) >= _EVIDENCE)


def _in_reach(
    one: Sketch, other: Sketch, rare: AbstractSet[str], shared: AbstractSet[str], settings: Settings
) -> bool:
    """Whether no longer silence lies between two articles than their sorts allow, without a sort that of the
    other. Of what is told by four names, the ship's and the captain's, courts speak months later."""
    which: Literal["quiet", "at_place"] = "quiet" if rare else "at_place"
    first = _longest(one if one.families else other, which)
    second = _longest(other if other.families else one, which)
    patience = max(timedelta(days=settings.story_days), min(first, second))
    families = all_families()
    spotted = all(any(families[name].point for name in each.families) for each in (one, other))
    if spotted and len(shared - one.listed - other.listed) >= 2 * _EVIDENCE:
        patience = timedelta(days=settings.number_longest)
    return within(one.day, other.day, patience)


def _all_names(one: Sketch) -> frozenset[str]:
    return one.spots | one.all_names


def _towns_apart(one: Sketch, other: Sketch) -> bool:
    """Whether two articles tell of places below their country, and of no common one."""
    first, second = one.own_places - one.countries, other.own_places - other.countries
    return bool(first and second) and not (one.places & other.places) - one.countries


def _tie_by_statistic(
    sketches: Sequence[Sketch],
    figures: Mapping[str, Iterable[tuple[str, str]]],
    ties: Ties[str],
    tied: set[str],
    settings: Settings,
) -> set[str]:
    """Tie articles that nothing else ties and that give one statistic of one place in the days of its
    release: what else they tell of prices there is one thing as well."""
    of_a_period = load_compare_words().of_a_period
    weak: set[str] = set()
    told: dict[tuple[str, str], list[Sketch]] = {}
    for one in sketches:  # in the order of their days
        if one.name in tied or one.day is None:
            continue
        for measure, place in sorted(set(figures.get(one.name, ()))):
            if measure in of_a_period and place:
                told.setdefault((measure, place), []).append(one)
    for key in sorted(told):
        first = told[key][0]
        for one in told[key][1:]:
            if within(first.day, one.day, timedelta(days=settings.statistic_days)):
                ties.tie(first.name, one.name)
                weak.update((first.name, one.name))
            else:
                first = one
    return weak


def _tie_without_country(
    sketches: Sequence[Sketch], ties: Ties[str], tied: AbstractSet[str]
) -> set[str]:
    """Tie an article that names no country to the only story of its sort in those days: "the city counted the
    cost of the night"."""
    weak: set[str] = set()
    by_kin: dict[str, list[Sketch]] = {}  # in the order of their days
    for one in sketches:
        if one.name in tied and one.day is not None:
            for group in kin_of(one):
                by_kin.setdefault(group, []).append(one)
    days = {group: [one.day for one in listed if one.day] for group, listed in by_kin.items()}
    for one in sketches:
        if one.name in tied or one.countries or one.day is None or not one.families or one.faint:
            continue
        reach = _longest(one, "at_place")
        roots: dict[str, str] = {}
        for group in sorted(kin_of(one)):
            first = bisect_left(days.get(group, []), one.day - reach)
            last = bisect_right(days.get(group, []), one.day + reach)
            for other in by_kin.get(group, ())[first:last]:
                apart = one.things and other.things and not one.things & other.things
                if not apart and within(other.day, one.day, _longest(other, "at_place")):
                    roots.setdefault(ties.root(other.name), other.name)
                if len(roots) > 1:
                    break  # two stories: which of them is not known
        if len(roots) == 1:
            ties.tie(next(iter(roots.values())), one.name)
            weak.add(one.name)
    return weak


def _patience(one: Sketch, least: timedelta) -> timedelta:
    """How long an article that names no happening may follow one at its place."""
    return max(least, _longest(one, "at_place"))
