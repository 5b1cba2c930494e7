"""Articles that tell the same numbers of the same things are of one story, whatever their words for it.

No other report has 12,300 soldiers and 64 trains. Digits are the evidence: 12,300 has two beyond the first,
38 has one, 300 none. A rare name that two articles share counts as much as a digit.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from factcheck.settings import Settings
from factcheck.sketches import (
    Sketch,
    days_meet,
    is_often,
    kin_of,
    meet,
    other_company,
    sort_words,
)
from factcheck.ties import Ties

Told = tuple[Decimal, str]  # a value and what it counts

_NEAR = 2  # what a digit counts in articles of close days; in those of later ones 1
_NAMES = 2  # names that count, and that speak against two places
_STORIES = 3  # stories with a number: in more of them it tells none apart
_ALONE = 3  # digits beyond the first with which a number needs no noun
_NUMBERS = 2  # numbers of a sure tie: a single one may be a country's population


def tie_by_numbers(
    sketches: Sequence[Sketch],
    numbers: Mapping[str, AbstractSet[Told]],
    ties: Ties[str],
    tied: AbstractSet[str],
    settings: Settings,
) -> set[str]:
    """Tie each story, and each article without one, to the story whose numbers it tells, where no other is as
    near. ``tied``: articles that more than a guess ties to their story.

    Gives the articles for which the tie is no more than likely. A story of several articles that are surely
    on one thing is joined to another only where the tie is as good as that.
    """
    near = _evidence(sketches, numbers, ties, settings)
    stories = _Bounds(sketches, ties, settings)
    least = _NEAR * settings.number_digits
    weak: set[str] = set()
    for root in sorted(near, key=lambda name: (len(stories.members(name)), name)):
        ranked = sorted(near[root].items(), key=lambda pair: (-pair[1].weight, pair[0]))
        best, evidence = ranked[0]
        rivals = {ties.root(name) for name, one in ranked if one.weight == evidence.weight}
        if evidence.weight < least or len(rivals) > 1 or not stories.fit(root, best):
            continue
        if evidence.numbers < _NUMBERS and not evidence.named:
            continue  # one number may be that of a country's inhabitants
        sure = evidence.weight >= 2 * least and evidence.numbers >= _NUMBERS
        fewer = min((root, best), key=lambda name: len(stories.members(name)))
        guessed = stories.members(fewer)
        if not sure and len(guessed) > 1 and not tied.isdisjoint(guessed):
            continue
        stories.tie(best, root)
        weak.update(() if sure else guessed)
    return weak


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for an article being of a story: digits and names, how many numbers, whether any name."""

    weight: int
    numbers: int
    named: bool


def _evidence(
    sketches: Sequence[Sketch],
    numbers: Mapping[str, AbstractSet[Told]],
    ties: Ties[str],
    settings: Settings,
) -> dict[str, dict[str, _Evidence]]:
    """For each story the most that one of its articles has in common with each other story."""
    told: dict[Told, list[Sketch]] = {}
    for one in sketches:  # in the order of their days
        for number in numbers.get(one.name, ()):
            digits = _spare_digits(number)
            # Four digits are one thing's, whatever each article's words make of it.
            if one.day is not None and digits > 0 and (number[1] or digits >= _ALONE):
                told.setdefault(number if digits < _ALONE else (number[0], ""), []).append(one)
    pairs = _Pairs(sketches, settings)
    # What each number counts, and how many names there are, by article and story.
    shared: dict[tuple[str, str], dict[Told, int]] = {}
    names: dict[tuple[str, str], int] = {}
    for number, listed in told.items():
        roots = {ties.root(one.name) for one in listed}
        if not 1 < len(roots) <= _STORIES or len(listed) > settings.name_articles:
            continue
        for one, other in itertools.permutations(listed, 2):
            spot = one.name, ties.root(other.name)
            likeness = pairs.likeness(one, other) if spot[1] != ties.root(one.name) else None
            if likeness is not None:
                counted = shared.setdefault(spot, {})
                digits = likeness.factor * _spare_digits(number)
                counted[number] = max(counted.get(number, 0), digits)
                names[spot] = max(names.get(spot, 0), likeness.names)
    near: dict[str, dict[str, _Evidence]] = {}
    for (name, story), counted in shared.items():
        weight = sum(counted.values()) + _NEAR * min(names[name, story], _NAMES)
        known = near.setdefault(ties.root(name), {})
        if story not in known or weight > known[story].weight:
            known[story] = _Evidence(weight, len(counted), names[name, story] > 0)
    return near


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What a digit counts in two articles, and how many rare names they share."""

    factor: int
    names: int


class _Pairs:
    """What speaks for two articles being of one story beside their numbers; kept, as many share several."""

    def __init__(self, sketches: Sequence[Sketch], settings: Settings) -> None:
        self.settings = settings
        many = Counter(name for one in sketches for name in one.all_names)
        self.rare = {name for name, count in many.items() if count <= settings.name_articles}
        self._known: dict[tuple[str, str], _Likeness | None] = {}

    def likeness(self, one: Sketch, other: Sketch) -> _Likeness | None:
        """What speaks for the two; None where they cannot be of one story."""
        pair = min(one.name, other.name), max(one.name, other.name)
        if pair not in self._known:
            self._known[pair] = self._likeness(one, other)
        return self._known[pair]

    def _likeness(self, one: Sketch, other: Sketch) -> _Likeness | None:
        if one.day is None or other.day is None or other_company(one, other):
            return None
        apart = abs(one.day - other.day)
        if apart > timedelta(days=self.settings.number_longest):
            return None
        if not (_kin(one, other) and meet(one.countries, other.countries)):
            return None
        if is_often(one) and is_often(other) and not self._one_day(one, other):
            return None  # the next bus crash may have killed as many
        # Beside numbers who speaks counts as well: the next report of the same office has others.
        names = one.all_names & other.all_names & self.rare
        names -= one.place_words | other.place_words
        many = (len(names - sort_words()) + 1) // 2  # who is named has two
        if many < _NAMES and not meet(one.places - one.countries, other.places - other.countries):
            return None
        close = apart <= timedelta(days=self.settings.number_days)
        return _Likeness(_NEAR, many) if close else _Likeness(1, 0)

    def _one_day(self, one: Sketch, other: Sketch) -> bool:
        """Whether both state when it happened, and the same day or nearly so."""
        if one.happened is None or other.happened is None:
            return False
        return days_meet([one.happened], [other.happened], self.settings)


def _kin(one: Sketch, other: Sketch) -> bool:
    """Whether what happened may be one sort of thing: a quake is no shipwreck."""
    return meet(kin_of(one).union(one.families), kin_of(other).union(other.families))


class _Bounds:
    """What stories as they grow may not have two of: companies, and stated days of the happening."""

    def __init__(self, sketches: Sequence[Sketch], ties: Ties[str], settings: Settings) -> None:
        self._ties = ties
        self._settings = settings
        self._members: dict[str, set[str]] = {}
        self._companies: dict[str, set[str]] = {}
        self._days: dict[str, set[date]] = {}
        for one in sketches:
            root = ties.root(one.name)
            self._members.setdefault(root, set()).add(one.name)
            self._companies.setdefault(root, set()).update(one.companies)
            days = self._days.setdefault(root, set())
            days.update(() if one.happened is None else (one.happened,))

    def members(self, name: str) -> set[str]:
        """The articles of a story."""
        return self._members[self._ties.root(name)]

    def fit(self, one: str, other: str) -> bool:
        """Whether two stories are two still, and can be one."""
        first, second = self._ties.root(one), self._ties.root(other)
        days, others = self._days[first], self._days[second]
        companies = meet(self._companies[first], self._companies[second])
        one_day = not days or not others or days_meet(days, others, self._settings)
        return first != second and companies and one_day

    def tie(self, one: str, other: str) -> None:
        """Make two stories one."""
        first, second = self._ties.root(one), self._ties.root(other)
        self._ties.tie(one, other)
        root = self._ties.root(one)
        self._members[root] = self._members[first] | self._members[second]
        self._companies[root] = self._companies[first] | self._companies[second]
        self._days[root] = self._days[first] | self._days[second]


def _spare_digits(told: Told) -> int:
    """How many digits of a number tell it from others: those between the first and the zeros behind."""
    return len("".join(filter(str.isdigit, f"{told[0]:f}")).strip("0")) - 1
