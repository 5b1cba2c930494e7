"""Articles of one happening by the names that it goes by: "Deepwater Horizon", "Kiss", "BP".

News goes on for weeks and turns to what words for sorts of happenings do not tell: a judge, an estimate, a
widow. What it is about is still named. A name that half the articles of a story give, or two names that two
articles share, tie those that stand alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

from factcheck.settings import Settings
from factcheck.sketches import Sketch, is_often, kin_of, meet, one_day, other_company, within
from factcheck.ties import Ties

_WORD = re.compile(r"[\w'’-]+")
_SOON = timedelta(days=21)
_STRAYS = 2  # articles: a larger story has been found by other words
_TWICE = 2  # a name of a story is told by two of its articles at least
_ON_ALL_LIPS = 40  # articles: a name that more of them give tells none apart
_SEVERAL = 3  # stories: a name that more of them go by tells none apart
_SHARED = 2  # names of two articles: one may be that of a place or of somebody who speaks on all that happens


def tie_by_key_names(sketches: Sequence[Sketch], ties: Ties[str], settings: Settings) -> set[str]:
    """Tie articles that stand alone to the one story whose name they give; weak ties all. ``sketches`` in the
    order of their days."""
    groups: dict[str, list[Sketch]] = {}
    for one in sketches:
        groups.setdefault(ties.root(one.name), []).append(one)
    by_name: dict[str, list[str]] = {}  # the stories that go by a name
    for root, listed in groups.items():
        for name in sorted(_keys(listed, settings)):
            by_name.setdefault(name, []).append(root)
    by_word: dict[str, list[Sketch]] = {}
    for one in sketches:
        for name in sorted(one.called):
            by_word.setdefault(name, []).append(one)
    found: dict[str, str] = {}
    for root, listed in groups.items():
        if len(listed) > _STRAYS:
            continue
        stories = _by_key(listed, root, by_name, groups, settings) or _by_words(
            listed, root, by_word, ties, settings
        )
        if len(stories) == 1:
            found[root] = next(iter(stories))
    weak: set[str] = set()
    for root, other in found.items():
        ties.tie(groups[other][0].name, groups[root][0].name)
        weak.update(one.name for one in groups[root])
    return weak


def _keys(listed: Sequence[Sketch], settings: Settings) -> set[str]:
    counts = Counter(name for one in listed for name in one.called)
    least = max(_TWICE, settings.key_share * len(listed))
    return {name for name, many in counts.items() if many >= least}


def _by_key(
    listed: Sequence[Sketch],
    root: str,
    by_name: Mapping[str, Sequence[str]],
    groups: Mapping[str, Sequence[Sketch]],
    settings: Settings,
) -> set[str]:
    """The stories whose name some articles give and which they may be of."""
    told = {
        story
        for one in listed
        for name in one.called
        if len(by_name.get(name, ())) <= _SEVERAL
        for story in by_name.get(name, ())
    }
    return {
        story
        for story in told - {root}
        if all(_may_be_of(one, groups[story], settings) for one in listed)
    }


def _by_words(
    listed: Sequence[Sketch],
    root: str,
    by_word: Mapping[str, Sequence[Sketch]],
    ties: Ties[str],
    settings: Settings,
) -> set[str]:
    """The stories of the articles with which some share two names."""
    found: set[str] = set()
    for one in listed:
        shared: dict[str, set[str]] = {}
        others: dict[str, Sketch] = {}
        for name in sorted(one.called):
            for other in by_word[name] if len(by_word[name]) <= _ON_ALL_LIPS else ():
                others[other.name] = other
                shared.setdefault(other.name, set()).add(name)
        found.update(
            ties.root(name)
            for name, other in others.items()
            if ties.root(name) != root
            and _apart(shared[name], one) >= _SHARED
            and _alike(one, other)
            and _may_be_of(one, [other], settings)
        )
    return found


def _apart(names: AbstractSet[str], one: Sketch) -> int:
    """How many names some words make: those that stand side by side are one, as a person's are."""
    text = f" {' '.join(_WORD.findall(one.article.text.lower()))} "
    joined = sum(
        f" {before} {behind} " in text for before in names for behind in names if before != behind
    )
    return len(names) - joined


def _alike(one: Sketch, other: Sketch) -> bool:
    """Whether the sorts of happenings of two articles may be one, told of soon after each other where such things
    happen often."""
    often = is_often(one) or is_often(other)
    return meet(kin_of(one), kin_of(other)) and (not often or within(one.day, other.day, _SOON))


def _may_be_of(one: Sketch, story: Iterable[Sketch], settings: Settings) -> bool:
    """Whether neither country, day, nor company speaks against an article being of a story."""
    near = timedelta(days=settings.key_name_days)
    listed = list(story)
    countries = frozenset[str]().union(*(other.countries for other in listed))
    dated = [other.day for other in listed if other.day is not None]
    return (
        one.day is not None
        and any(within(one.day, day, near) for day in dated)
        and meet(one.countries, countries)
        and not any(other_company(one, other) for other in listed)
        and all(one_day(one, other, settings) for other in listed)
    )
