"""Comparisons as all that two figures have in common tells, where rules alone part or join them wrongly.

The figures of a story are laid beside each other two by two (``pairs``). What was joined by rules stays
together where it is not unlikely to be of one thing, what was not comes together where that is likely. Nothing
that came together so contradicts anything: its definition tells how the words differ.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np

from factcheck.joining import Key
from factcheck.pairs import Flags, chances, clusters, equal, overlaps, spread
from factcheck.reference import Vocabulary
from factcheck.rivals import side_by_side
from factcheck.settings import Settings
from factcheck.sketches import countries_of
from factcheck.statements import COUNTED, Statement, load_compare_words, position, speaker_key
from factcheck.states import PERIOD, PLACE, WHAT, WHO
from factcheck.stories import Stories

# Fields of a key, and what a difference in them is in a reason.
_TOLD = {
    "what": WHAT, "place": PLACE, "population": WHO, "days": PERIOD, "scope": WHAT, "denominator": WHAT,
    "flow": WHAT, "kind": WHAT, "unit": WHAT,
}  # fmt: skip
_PAIR = 2  # articles
_SINCE = "period:since "  # the scope of a running count of a longer time than the story's
_SEVERAL = 8  # numbers of one thing in an article that are set against each other


def likened(
    keyed: Mapping[Key, Sequence[Statement]],
    stories: Stories,
    vocabulary: Vocabulary,
    settings: Settings,
) -> dict[Key, list[Statement]]:
    """Comparisons parted and joined by how likely two of their figures are of one thing.

    Stories of more than ``settings.paired_most`` figures stay as they are: time grows with the square.
    """
    made = {key: list(listed) for key, listed in keyed.items()}
    for keys in _by_story(keyed, stories):
        told = sorted(
            ((position(one.finding), number, one) for number, key in enumerate(keys) for one in keyed[key]
             if not one.headline),
            key=lambda each: each[0],
        )  # fmt: skip
        statements = [one for _, _, one in told]
        if not _PAIR <= len(statements) <= settings.paired_most:
            continue
        if len({one.article.article_id for one in statements}) < _PAIR:
            continue
        groups = [number for _, number, _ in told]
        rivals = _rivals(statements, groups)
        apart = (
            _contradicting(statements)
            | _abroad(statements, stories, vocabulary)
            | _parted([keys[number] for number in groups])
            | _of_a_window(statements)
            | _of_two_units(statements)
            | _of_two_groups(statements)
        ) & ~_of_one_long_number(statements, settings.long_digits)
        found = clusters(
            chances(statements, stories, vocabulary), groups, apart,
            settings.pair_stays, settings.pair_joins,
            rivals, _echoes_of_crowds(statements, rivals),
        )  # fmt: skip
        own = {one.finding_id: keys[number] for one, number in zip(statements, groups, strict=True)}
        for key in keys:
            made[key] = [one for one in made[key] if one.headline]
        _put(made, own, _members(statements, found))
    return {key: listed for key, listed in made.items() if listed}


def _by_story(keyed: Mapping[Key, Iterable[Statement]], stories: Stories) -> list[list[Key]]:
    """The keys of each story whose statements are all of it."""
    found: dict[str, list[Key]] = {}
    for key, listed in keyed.items():
        if key.what.split()[:1] and key.what.split()[0] in load_compare_words().of_the_happening:
            continue  # a quake has one magnitude
        if any(one.set_by_a_body for one in listed):
            continue  # a bank's rate of before and the one that it decides on are two
        named = {stories.of.get(one.article.article_id) for one in listed}
        story = min(filter(None, named), default=None)
        if story is not None and len(named) == 1:
            found.setdefault(story, []).append(key)
    return [sorted(found[story], key=str) for story in sorted(found)]


def _contradicting(statements: Sequence[Statement]) -> Flags:
    """Pairs of one article whose numbers cannot be one."""
    apart: Flags = equal([one.article.article_id for one in statements]) & ~overlaps(statements)
    return apart


def _abroad(statements: Sequence[Statement], stories: Stories, vocabulary: Vocabulary) -> Flags:
    """Pairs of two countries, where their own sentences say so or their articles have no country in common: one
    that only stands in an article ("Chinese tourists") is often not the one that a figure is of."""
    places = [one.place for one in statements]
    lands = {place: countries_of([place], vocabulary) for place in places}
    names = [one.article.article_id for one in statements]
    told = {name: stories.sketches[name].countries for name in names if name in stories.sketches}
    stated = np.array([one.place_stated for one in statements])
    elsewhere = spread(names, lambda one, other: _disjoint(told.get(one), told.get(other)))
    apart: Flags = spread(places, lambda one, other: _disjoint(lands[one], lands[other])) & (
        elsewhere | (stated[:, None] & stated)
    )
    return apart


def _disjoint(one: AbstractSet[str] | None, other: AbstractSet[str] | None) -> bool:
    """Whether two sets of countries are known and have none in common."""
    return bool(one and other and one.isdisjoint(other))


def _parted(keys: Sequence[Key]) -> Flags:
    """Pairs that rules set apart on purpose: counts of two days or windows, a sum since long ago and one of the
    happening, rates on two bases, one noun with two numbers in one breath."""
    days = np.array([str(key.days) for key in keys])
    dated = np.array([bool(key.days) for key in keys])
    told = np.array([key.what for key in keys])
    begins = np.array(
        [key.what.partition(" ")[0] if key.what.startswith(COUNTED) else "" for key in keys]
    )
    two_days = (days[:, None] != days) & dated[:, None] & dated
    based = np.array([key.denominator for key in keys])
    two_bases = (based[:, None] != based) & (based != "") & (based[:, None] != "")
    # A toll since March and one of Sunday's flood: only where a period is the key is the longer one told so.
    longer = np.array([key.scope if key.scope.startswith(_SINCE) else "" for key in keys])
    two_times = (longer[:, None] != longer) & ((longer != "") | (longer[:, None] != ""))
    two_things = (begins[:, None] == begins) & (told[:, None] != told) & (begins != "")
    apart: Flags = two_days | two_times | two_bases | two_things
    return apart


def _of_a_window(statements: Sequence[Statement]) -> Flags:
    """Pairs of a count "in the past 24 hours" and a running one with another number, and of one of a day and one
    since a stated time."""
    short = np.array([one.finding.claim.interval_only for one in statements])
    of_a_day = np.array([one.days is not None for one in statements])
    since = np.array([one.finding.claim.period_start is not None for one in statements])
    since &= ~of_a_day
    two_times = (of_a_day[:, None] & since) | (since[:, None] & of_a_day)
    apart: Flags = ((short[:, None] != short) | two_times) & ~overlaps(statements)
    return apart


def _of_one_long_number(statements: Sequence[Statement], least: int) -> Flags:
    """Pairs of two articles with one number that hardly two things have: 1,402,118 votes. ``least``: its
    digits."""
    long = np.array([one.digits >= least for one in statements])
    apart = ~equal([one.article.article_id for one in statements])
    same: Flags = equal([one.value for one in statements]) & apart & long[:, None] & long
    return same


def _of_two_units(statements: Sequence[Statement]) -> Flags:
    """Pairs of which words tell measures that count different things: 41 dead and 41 houses."""
    units = {one.measure.measure if one.measure is not None else "":
             frozenset(one.measure.unit.split("|")) if one.measure is not None else frozenset[str]()
             for one in statements}  # fmt: skip
    names = [one.measure.measure if one.measure is not None else "" for one in statements]
    return spread(
        names, lambda one, other: bool(one and other and units[one].isdisjoint(units[other]))
    )


def _rivals(statements: Sequence[Statement], groups: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of one article that give two speakers' numbers of one thing side by side: of one group, or of one
    measure or noun, place and people."""
    listed: dict[tuple[object, ...], list[int]] = {}
    for at, (one, group) in enumerate(zip(statements, groups, strict=True)):
        listed.setdefault((group, one.article.article_id), []).append(at)
        narrowed = _own_words(one) if _is_crowd(one) else one.definition
        told = one.what, one.place, one.population, one.flow, one.unit, one.basis, narrowed
        listed.setdefault((*told, one.article.article_id), []).append(at)
    pairs = dict.fromkeys(
        pair
        for members in listed.values()
        for pair in itertools.combinations(members[:_SEVERAL], 2)
    )
    return [
        (one, other)
        for one, other in pairs
        if not statements[one].interval.overlaps(statements[other].interval)
        and side_by_side(statements[one], statements[other])
    ]


def _is_crowd(one: Statement) -> bool:
    return one.measure is not None and one.measure.measure in load_compare_words().crowds


def _own_words(one: Statement) -> frozenset[str]:
    """What narrows a count by the article's own words, not by the comparison that it joined."""
    return frozenset(word for word in one.definition if not word.startswith(tuple(_TOLD.values())))


def _echoes_of_crowds(
    statements: Sequence[Statement], rivals: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs that tell again two numbers of a crowd which one article sets against each other: those of police
    and organisers may be ten times apart."""
    told: set[tuple[int, int]] = set()
    for pair in rivals:
        if all(_is_crowd(statements[at]) and not _counts_again(statements, at) for at in pair):
            ones, others = (_repeats(statements, at) for at in pair)
            told.update(itertools.product(ones, others))
    return sorted(told)


def _counts_again(statements: Sequence[Statement], of: int) -> bool:
    """Whether who gives a number of a crowd gives another one in the same article, which may be of another town."""
    one = statements[of]
    return any(
        other.article == one.article
        and other.value != one.value
        and _is_crowd(other)
        and bool(speaker_key(other.speaker) & speaker_key(one.speaker))
        for other in statements
    )


def _repeats(statements: Sequence[Statement], of: int) -> list[int]:
    """A number of a crowd and its repeats, at the same place or at one that no words tell."""
    one = statements[of]
    return [
        at
        for at, other in enumerate(statements)
        if _is_crowd(other)
        and other.value == one.value
        and (other.place == one.place or not (other.place_stated and one.place_stated))
    ]


def _of_two_groups(statements: Sequence[Statement]) -> Flags:
    """Pairs of one statistic for two groups of people (unemployment, and that of women), and of damage to two
    things."""
    parting = load_compare_words().of_a_period | load_compare_words().of_an_object
    told = np.array(
        [one.measure is not None and one.measure.measure in parting for one in statements]
    )
    whose = np.array([one.population for one in statements])
    apart: Flags = (told[:, None] & told) & (whose[:, None] != whose) & ~overlaps(statements)
    return apart


def _members(statements: Sequence[Statement], found: Sequence[int]) -> list[list[Statement]]:
    listed: dict[int, list[Statement]] = {}
    for one, cluster in zip(statements, found, strict=True):
        listed.setdefault(cluster, []).append(one)
    return list(listed.values())


def _put(
    made: dict[Key, list[Statement]],
    own: Mapping[str, Key],
    clustered: Sequence[Sequence[Statement]],
) -> None:
    """Give each cluster the key that most of its statements have; the largest first."""
    taken: set[Key] = set()
    for listed in sorted(clustered, key=lambda each: (-len(each), position(each[0].finding))):
        counts = Counter(own[one.finding_id] for one in listed)
        main = min(counts, key=lambda key: (-counts[key], str(key)))
        key = main
        if main in taken:  # a part of a comparison that was broken up
            key = replace(main, denominator=f"{main.denominator} {listed[0].finding_id}".strip())
        taken.add(main)
        made.setdefault(key, []).extend(_marked(one, own[one.finding_id], main) for one in listed)


def _marked(one: Statement, own: Key, main: Key) -> Statement:
    """A statement with what sets it apart from the comparison that it joins in its definition."""
    told = {
        f"{name} {getattr(own, field) or 'unknown'}"
        for field, name in _TOLD.items()
        if getattr(own, field) != getattr(main, field)
    }
    return replace(one, definition=one.definition | told) if told else one
