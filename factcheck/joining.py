"""Comparisons told in other words: when keys that differ in a field are of one thing after all.

One article names the town and the other the country, one says passengers and the other people, one
names no month. Keys are joined only as far as no article gives the two of them numbers of their own:
then it sets them apart itself. What was joined across places that lie in each other, or across who
was counted, says so in its definition, so that a gap between them is never called a contradiction.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median_low

from factcheck.model import StockFlow
from factcheck.place_words import load_place_words
from factcheck.places import CITY_KINDS
from factcheck.reference import Vocabulary
from factcheck.references import is_pointer
from factcheck.releases import OPEN_YEAR
from factcheck.rivals import side_by_side
from factcheck.settings import Settings
from factcheck.sketches import OPENING, Sketch, countries_of, opening_of
from factcheck.statements import (
    COUNTED,
    Statement,
    bare_label,
    counted_noun,
    load_compare_words,
    normal,
    speaker_key,
)
from factcheck.states import PLACE, WHAT, WHO
from factcheck.stories import Stories, crowded_kind
from factcheck.ties import Ties


@dataclass(frozen=True, slots=True)
class Key:
    """What the statements of one comparison have in common."""

    what: str
    kind: str
    unit: str
    denominator: str
    population: str
    flow: str
    scope: str  # event, story, period, article, or blank for a level of any day
    place: str
    days: str = ""  # the day or window that is counted alone; blank for a running total and any day


def periods_joined(
    keyed: dict[Key, list[Statement]], settings: Settings
) -> dict[Key, list[Statement]]:
    """A statistic that names no period is of the period whose reports appeared in the same days: of the
    newest that its report tells of, not of one that it only looks back to."""
    words = load_compare_words()
    periods: dict[Key, list[Key]] = {}
    for key in keyed:
        if key.what in words.of_a_period and key.scope:
            periods.setdefault(replace(key, scope=""), []).append(key)
    joined = dict(keyed)
    for bare, named in periods.items():
        _join_open_years(joined, named)
        left: list[Statement] = []
        if bare not in joined:
            continue
        dated = [key for key in named if key in joined]
        told = _newest_told(dated, joined)
        for one in joined.pop(bare):
            near = [(gap, key.scope, key) for key in dated
                    if (gap := _gap(one, told[key])) <= settings.statistic_days]  # fmt: skip
            if near:
                chosen = min(near)[2]
                joined[chosen] = [*joined[chosen], one]
            else:
                left.append(one)
        if left:
            joined[bare] = left
    return joined


def _join_open_years(joined: dict[Key, list[Statement]], named: Sequence[Key]) -> None:
    """ "February" in an article without a day is that of the only year that others tell of."""
    for key in named:
        year, _, month = key.scope.removeprefix(_PERIOD_SCOPE).partition("-")
        same = [one for one in named if one.scope.endswith(f"-{month}") and one != key]
        if year == OPEN_YEAR and len(same) == 1:
            joined[same[0]] = [*joined[same[0]], *joined.pop(key)]


_PERIOD_SCOPE = "period:"


def _newest_told(
    named: Sequence[Key], keyed: Mapping[Key, Sequence[Statement]]
) -> dict[Key, list[Statement]]:
    """For each period the statements whose article tells of no later one."""
    newest: dict[str, str] = {}
    for key in named:
        for one in keyed[key]:
            article = one.article.article_id
            newest[article] = max(newest.get(article, ""), key.scope)
    return {
        key: [one for one in keyed[key] if newest[one.article.article_id] == key.scope]
        for key in named
    }


def bases_joined(keyed: dict[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """A rise that is told without since when is the one of its period whose number it gives: "grew by
    0.8% in the first quarter" beside 0.8% on the quarter and 3.4% on the year."""
    words = load_compare_words()
    bases: dict[Key, list[Key]] = {}
    for key, listed in keyed.items():
        if key.what in words.of_a_period and listed[0].basis:
            bare = replace(key, denominator=listed[0].finding.claim.denominator or "")
            if bare != key:
                bases.setdefault(bare, []).append(key)
    joined = dict(keyed)
    for bare, named in bases.items():
        left: list[Statement] = []
        if bare not in joined:
            continue
        told_at = {key: numbers_of(keyed[key]) for key in named}
        values = {key: {other.interval for other in keyed[key]} for key in named}
        for one in joined.pop(bare):
            fitting = [key for key in named
                       if any(one.interval.overlaps(value) for value in values[key])
                       and not told_otherwise(one, told_at[key])]  # fmt: skip
            if len(fitting) == 1:
                told = one.definition | {f"{WHAT} basis"}
                joined[fitting[0]] = [*joined[fitting[0]], replace(one, definition=told)]
            else:
                left.append(one)
        if left:
            joined[bare] = left
    return joined


def _gap(one: Statement, others: Sequence[Statement]) -> int:
    """Days to the nearest of other statements; a very long time where a day is unknown."""
    if one.day is None:
        return _NEVER
    return min((abs((one.day - other.day).days) for other in others if other.day), default=_NEVER)


_NEVER = 10**6


def definitions_parted(keyed: dict[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """Keys of which one article gives two numbers by two definitions are two things: "9,400 homes
    were damaged, 2,150 must be pulled down"."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        words = _parting(listed)
        for one in listed:
            own = sorted(words & one.definition)
            mine = replace(key, what=" ".join((key.what, *own))) if own else key
            parted.setdefault(mine, []).append(one)
    return parted


def houses_parted(keyed: Mapping[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """The seats of the house before the vote, which a report of the result sets the new ones against: "fell
    to 62 from 82"."""
    joined = dict(keyed)
    for key in keyed:
        if not key.what.startswith(f"{_SEATS} ") or key.what.endswith(_OUTGOING):
            continue
        replaced: dict[Decimal | None, Statement] = {
            value: one for one in keyed[key] for value in one.before
        }
        old = {
            one.finding_id
            for one in keyed[key]
            if (new := replaced.get(one.value)) is not None and new.article != one.article
            and one.day is not None and new.day is not None and one.day <= new.day
        }  # fmt: skip
        if old:
            before = replace(key, what=f"{key.what}{_OUTGOING}")
            joined[key] = [one for one in keyed[key] if one.finding_id not in old]
            told = [one for one in keyed[key] if one.finding_id in old]
            joined[before] = [*joined.get(before, []), *told]
    return {key: listed for key, listed in joined.items() if listed}


_SEATS = "seats"
_OUTGOING = " before"


def nouns_parted(keyed: dict[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """Nouns of one meaning are of two things where one article gives each a number of its own: "21
    aircraft: 14 helicopters and seven planes"."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        nouns = _smaller_nouns(listed) if key.what.startswith(COUNTED) else frozenset()
        for one in listed:
            noun = counted_noun(one.finding)
            mine = replace(key, what=f"{COUNTED}{noun}") if noun in nouns else key
            parted.setdefault(mine, []).append(one)
    return parted


def _smaller_nouns(listed: Sequence[Statement]) -> frozenset[str]:
    nouns = {one.finding_id: counted_noun(one.finding) for one in listed}
    if len(set(nouns.values())) == 1:
        return frozenset()
    return frozenset(
        nouns[less.finding_id]
        for ones in numbers_of(listed).values()
        for less in ones
        for more in ones
        if less.interval.below(more.interval) and nouns[less.finding_id] != nouns[more.finding_id]
    )


def numbers_parted(keyed: Mapping[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """Counts of one noun are of several things where one article gives several numbers in one breath: "33 of
    150 constituencies were declared", "41 vehicles destroyed, 26 captured". What is said of them tells them
    apart, else only equal numbers are of one thing."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        if not key.what.startswith(COUNTED) or key.days:
            parted.setdefault(key, []).extend(listed)
            continue
        by_role: dict[str, list[Statement]] = {}
        roles = _roles(listed)
        for one in listed:
            by_role.setdefault(roles[one.finding_id], []).append(one)
        if not _gives_several(listed) and not _are_of_two_roles(by_role):
            parted.setdefault(key, []).extend(listed)
            continue
        for role in sorted(by_role):
            mine = replace(key, what=" ".join(filter(None, (key.what, role))))
            for part in (
                _by_number(by_role[role]) if _gives_several(by_role[role]) else [by_role[role]]
            ):
                first = min(one.value or Decimal(0) for one in part)
                several = len(part) < len(by_role[role])
                what = f"{mine.what} {first}" if several else mine.what
                parted.setdefault(replace(mine, what=what), []).extend(part)
    return parted


def _roles(listed: Sequence[Statement]) -> dict[str, str]:
    """What is said of each number's noun, by its finding; that somebody counted it says nothing of it: "their
    union said 41,000 had taken part, the ministry counted 18,500"."""
    counting = load_compare_words().counting
    roles = {one.finding_id: one.role for one in listed}
    for one, other in _pairs_told(listed):
        if other.role in counting and one.role != other.role and side_by_side(one, other):
            roles[other.finding_id] = roles[one.finding_id]
    return roles


def _pairs_told(listed: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each two of the first numbers that an article gives."""
    for ones in numbers_of(listed).values():
        yield from itertools.combinations(ones[:_SEVERAL], 2)


def _gives_several(listed: Sequence[Statement]) -> bool:
    """Whether an article gives two numbers without setting one against the other."""
    return any(_are_two(one, other) for one, other in _pairs_told(listed))


def _are_of_two_roles(by_role: Mapping[str, Sequence[Statement]]) -> bool:
    """Whether what is said of one noun differs with its numbers: 1,500 stations sampled, 640 visited."""
    told = [listed for role, listed in by_role.items() if role not in {"", _SOME}]
    every = [one for listed in by_role.values() for one in listed]
    if any(
        side_by_side(one, other) or other.value in one.before or one.value in other.before
        for one, other in _pairs_told(every)
    ):
        return False
    numbers = [{one.interval for one in listed} for listed in told]
    if len(told) == 1 or sum(map(len, numbers)) > _MANY:
        return False
    return bool(told) and not any(
        one.overlaps(other)
        for ones, others in itertools.combinations(numbers, 2)
        for one in ones
        for other in others
    )


_MANY = 60  # numbers of one noun that are set against each other
_SOME = "of them"
_SEVERAL = 12  # numbers of one noun in an article that are looked at


def _are_two(one: Statement, other: Statement) -> bool:
    if one.interval.overlaps(other.interval) or side_by_side(one, other):
        return False
    if one.before or other.before or one.denied or other.denied:
        return False
    claims = one.finding.claim, other.finding.claim
    if claims[0].sentence == claims[1].sentence:
        return speaker_key(one.speaker) == speaker_key(other.speaker)
    return one.role != other.role and speaker_key(one.speaker) == speaker_key(other.speaker)


def _by_number(listed: Sequence[Statement]) -> list[list[Statement]]:
    """Statements whose numbers meet, or of which one says that it was the other before, in the order of their
    numbers."""
    ties: Ties[Decimal] = Ties()
    ordered = sorted(listed, key=lambda each: (each.value or Decimal(0), each.finding_id))
    for one, other in itertools.pairwise(ordered):
        if one.interval.overlaps(other.interval):
            ties.tie(one.value or Decimal(0), other.value or Decimal(0))
    for one in ordered:
        for value in one.before:
            ties.tie(value, one.value or Decimal(0))
    # "Their union said 41,000 took part. The ministry counted 18,500 strikers."
    for one, other in _pairs_told(ordered):
        if side_by_side(one, other):
            ties.tie(one.value or Decimal(0), other.value or Decimal(0))
    parts: dict[Decimal, list[Statement]] = {}
    for one in ordered:
        parts.setdefault(ties.root(one.value or Decimal(0)), []).append(one)
    return list(parts.values())


def blows_parted(
    keyed: dict[Key, list[Statement]], stories: Stories, settings: Settings
) -> dict[Key, list[Statement]]:
    """In a war or a siege one shell has a toll of its own: an article that speaks of an attack, and
    whose numbers all lie far below those reported on days before, without repeating any, counts it
    alone."""
    parted: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        blows: dict[str, Key] = {}
        if key.scope.removeprefix("story:") in stories.conflict:
            told = numbers_of(listed)
            for name, ones in told.items():
                others = [one for other, theirs in told.items() if other != name for one in theirs]
                if _of_one_blow(ones, others, stories.sketches.get(name), settings.blow_ratio):
                    blows[name] = replace(key, what=f"{key.what} in:{name}")
        for one in listed:
            mine = blows.get(one.article.article_id, key)
            parted.setdefault(mine, []).append(one)
    return parted


def _of_one_blow(
    ones: Sequence[Statement], others: Sequence[Statement], sketch: Sketch | None, ratio: Decimal
) -> bool:
    if sketch is None or _ATTACK not in sketch.families or not ones:
        return False
    measure, day = ones[0].measure, ones[0].day
    if measure is None or not measure.cumulative or day is None:
        return False
    if any(one.revised or one.lowered or one.interval.high is None for one in ones):
        return False
    before = [one.interval.low for one in others
              if one.day is not None and one.day < day and one.interval.low is not None]  # fmt: skip
    most = max(one.interval.high for one in ones if one.interval.high is not None)
    return (
        bool(before)
        and most * ratio < median_low(before)
        and not any(one.interval.overlaps(other.interval) for one in ones for other in others)
    )


_ATTACK = "violence"  # the family of single attacks


def _parting(listed: Sequence[Statement]) -> frozenset[str]:
    """The definitions of the smaller of two numbers that one article gives."""
    by_article: dict[str, list[Statement]] = {}
    for one in listed:
        by_article.setdefault(one.article.article_id, []).append(one)
    found: set[str] = set()
    for ones in by_article.values():
        for less in ones:
            if any(less.interval.below(more.interval) for more in ones
                   if less.definition != more.definition):  # fmt: skip
                rest = [more.definition for more in ones if more is not less]
                found.update(less.definition.difference(*rest))
    return frozenset(found & load_compare_words().parting)


def spots_joined(
    keyed: dict[Key, list[Statement]], stories: Stories, vocabulary: Vocabulary
) -> dict[Key, list[Statement]]:
    """Of a happening at one spot there is one toll, told with the country's name, the town's or that
    of the sea between two islands, and of whoever was there.

    Articles that give two of these numbers of their own keep them apart.
    """
    everyone = load_compare_words().everyone
    by_rest: dict[Key, list[Key]] = {}
    for key in keyed:
        if key.scope.removeprefix("story:") in stories.point:
            people = "all" if key.population in everyone else key.population
            by_rest.setdefault(replace(key, place="", population=people), []).append(key)
    joined = dict(keyed)
    for rest, keys in by_rest.items():
        # The place with the most articles first: what cannot join it stays apart.
        ordered = sorted(
            keys,
            key=lambda key: (
                key.population != rest.population, -len(keyed[key]), key.place, key.population
            ),
        )  # fmt: skip
        main, others = ordered[0], ordered[1:]
        places = {key.place for key in keys if key.place in vocabulary.places}
        if len(countries_of(places, vocabulary)) > 1:
            continue
        for key in others:
            told = numbers_of(joined[main])
            left = [one for one in joined[key] if told_otherwise(one, told)]
            apart = {one.finding_id for one in left}
            if key.place != main.place and any(_lies_below(one, told) for one in left):
                # Where one article tells the town's dead from all of them, another's are the town's too.
                apart |= {one.finding_id for one in joined[key] if not _repeats(one, joined[main])}
            if key.place not in {"", main.place, *vocabulary.place_chain(main.place)}:
                apart |= {one.finding_id for one in joined[key] if _is_less(one, joined[main])}
            left = [one for one in joined[key] if one.finding_id in apart]
            new = [one for one in joined[key] if one.finding_id not in apart]
            if key.population != main.population:
                told_of = f"{WHO} {key.population}"
                new = [replace(one, definition=one.definition | {told_of}) for one in new]
            joined[main] = [*joined[main], *new]
            if left:
                joined[key] = left
            else:
                del joined[key]
    return joined


def places_settled(
    statements: Mapping[str, Sequence[Statement]], stories: Stories, vocabulary: Vocabulary
) -> dict[str, Sequence[Statement]]:
    """Statements whose article leaves it open which of several places of one name is meant take the
    one that the other articles of its story are sure of."""
    sure: dict[str, dict[str, set[str]]] = {}
    for name, group in statements.items():
        story = stories.of.get(name)
        for one in group:
            if story is not None and one.settled:
                label = _bare_name(one.place, vocabulary)
                sure.setdefault(story, {}).setdefault(label, set()).add(one.place)
    told = _told_places(statements, stories)
    pointed: dict[tuple[str, str], set[str]] = {}  # what "the province" means in a story
    settled: dict[str, Sequence[Statement]] = {}
    for name, group in statements.items():
        story = stories.of.get(name) or ""
        known = sure.get(story, {})
        made = []
        for one in group:
            meant = known.get(_bare_name(one.place, vocabulary), set())
            written = one.finding.claim.place_name.lower()
            if not meant and story and is_pointer(written):
                if (story, written) not in pointed:
                    pointed[story, written] = _meant_by(written, told[story], vocabulary)
                # What nobody names is the same place for the whole story.
                meant = pointed[story, written] or {f"{normal(written)} of {story}"}
            takes = not one.settled and bool(one.place) and len(meant) == 1
            made.append(replace(one, place=min(meant), settled=True) if takes else one)
        settled[name] = made
    return settled


def _told_places(
    statements: Mapping[str, Sequence[Statement]], stories: Stories
) -> dict[str, dict[str, str]]:
    """The places that the figures of each story are told of, with their names as written."""
    told: dict[str, dict[str, str]] = {}
    for name, group in statements.items():
        story = stories.of.get(name)
        if story is not None:
            names = told.setdefault(story, {})
            for one in group:
                names.setdefault(one.place, one.finding.claim.place_name)
    return told


def _meant_by(pointer: str, told: Mapping[str, str], vocabulary: Vocabulary) -> set[str]:
    """The places of a story that "the province" may mean in an article that names none. ``told``: the
    places of its figures, with their names as written."""
    noun = pointer.rpartition(" ")[2]
    kinds = load_place_words().pointing.get(noun, frozenset())
    return {
        place
        for place, written in told.items()
        if (
            vocabulary.places[place].kind in kinds
            if place in vocabulary.places
            else written.lower().endswith(f" {noun}") and not is_pointer(written)
        )
    }


def _bare_name(place: str, vocabulary: Vocabulary) -> str:
    entry = vocabulary.places.get(place)
    return normal(bare_label(entry.label)) if entry is not None else place


def degrees_joined(keyed: Mapping[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """ "48.7 degrees" are of the scale that the others of that place and measure name."""
    scales: dict[Key, list[Key]] = {}
    for key in keyed:
        if key.unit.startswith(f"{_DEGREE} "):
            scales.setdefault(replace(key, unit=_DEGREE), []).append(key)
    joined = dict(keyed)
    for bare, named in scales.items():
        if bare in joined and len(named) == 1:
            _join(joined, named[0], bare, f"{WHAT} scale")
    return joined


_DEGREE = "degree"


def people_joined(keyed: Mapping[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """Whoever was in the bus, at the match or in the march was hit: "16 fans" are 16 people."""
    words = load_compare_words()
    by_rest: dict[Key, list[Key]] = {}
    for key in keyed:
        if key.what in words.of_an_event and key.scope.startswith(("event:", "story:")):
            by_rest.setdefault(replace(key, population="all"), []).append(key)
    joined = dict(keyed)
    for whole, keys in by_rest.items():
        for key in sorted(keys, key=lambda key: (-len(keyed[key]), key.population)):
            whoever = key.population in words.everyone or key.what in words.of_whoever_comes
            # "One man has died" and "one person had died": a single one is told by what he is.
            single = all(one.value == 1 for one in keyed[key]) and any(
                one.value == 1 for one in keyed.get(whole, ())
            )
            if (whoever or single) and key != whole and whole in joined:
                _join(joined, whole, key, f"{WHO} {key.population}")
    return joined


def kin_joined(keyed: Mapping[Key, list[Statement]]) -> dict[Key, list[Statement]]:
    """ "41,700 fled to Tanzania" and "41,700 crossed into Tanzania" tell of one count."""
    words = load_compare_words()
    joined = dict(keyed)
    for key in sorted(keyed, key=lambda key: (key.scope, key.what, key.place, key.population)):
        kin = words.kin.get(key.what)
        main = replace(key, what=kin, flow=_MAIN_FLOW) if kin else None
        if main in joined and key in joined and key.scope.startswith(("event:", "story:")):
            _join(joined, main, key, f"{WHAT} {key.what}")
    return joined


_MAIN_FLOW = StockFlow.FLOW.value


def places_joined(
    keyed: Mapping[Key, list[Statement]], stories: Stories, vocabulary: Vocabulary
) -> dict[Key, list[Statement]]:
    """Of one happening, a town told by one article and its province or country by another, where one
    of the two is not said of the figure itself but taken from the text around it; the nearest places
    first. In a war, and where such things happen often, only what more than place and days ties."""
    words = load_compare_words()
    nesting = Nesting(keyed, stories, vocabulary)
    joined = _placeless_joined(dict(keyed), nesting, stories, vocabulary)
    by_rest: dict[Key, list[Key]] = {}
    for key in joined:
        if key.place and _one_happening(key, vocabulary):
            by_rest.setdefault(replace(key, place=""), []).append(key)
    for keys in by_rest.values():
        around = {key: nesting.around(key) for key in keys}
        steps = sorted(
            (around[inner].index(outer.place), outer.place, inner.place)
            for inner in keys
            for outer in keys
            if outer.place in around[inner]
        )
        # Two unknown places of one province, told of one number: a spot and a town near it.
        beside = sorted(
            (one.place, other.place)
            for one, other in itertools.permutations(keys, 2)
            if one.place < other.place and nesting.learnt(one) and nesting.learnt(other)
        )
        now = {key.place: key for key in keys}
        for rank, outer, inner in (*steps, *((_BESIDE, *pair) for pair in beside)):
            both = now[inner], now[outer]
            if both[0] == both[1]:
                continue
            stated = all(any(one.place_stated for one in joined[key]) for key in both)
            if stated and not _goes_on(joined[both[0]], joined[both[1]]):
                continue
            ends = sorted((now[outer], now[inner]), key=lambda key: (-len(joined[key]), key.place))
            if not _tied(joined[ends[0]], joined[ends[1]], ends[0], stories):
                continue
            numbers_only = rank == _BESIDE or ends[0].what.split()[0] in words.of_a_place
            if _parted(joined[ends[0]], joined[ends[1]]):
                continue
            alike = numbers_only or ends[0].what.startswith(COUNTED)
            if alike and not _told_alike(joined[ends[0]], joined[ends[1]], numbers_only):
                continue
            if _join(joined, ends[0], ends[1], f"{PLACE} {ends[1].place}"):
                for place, key in list(now.items()):
                    now[place] = ends[0] if key == ends[1] else key
    return joined


def totals_joined(
    keyed: Mapping[Key, Sequence[Statement]], stories: Stories, vocabulary: Vocabulary
) -> dict[Key, list[Statement]]:
    """What articles tell of a happening without saying where is its total, whatever place the text around gives
    it: "the toll has reached 26" beside the town of the article's first lines.

    Such statements join the comparison of most articles, of those that say where as well, as those that do not
    follow them; and only where they go on with its numbers.
    """
    joined = {key: list(listed) for key, listed in keyed.items()}
    by_rest: dict[Key, list[Key]] = {}
    for key in joined:
        whole = _one_happening(key, vocabulary) and not key.what.startswith(COUNTED)
        if whole and not key.days and key.what.split()[0] not in load_compare_words().of_a_place:
            by_rest.setdefault(replace(key, place=""), []).append(key)
    for keys in by_rest.values():
        soft = {key: [one for one in joined[key] if not one.place_stated and not one.headline]
                for key in keys}  # fmt: skip
        told = {key: {one.article.article_id for one in soft[key]} for key in keys}
        all_told = {key: {one.article.article_id for one in joined[key]} for key in keys}
        main = min(keys, key=lambda key: (-len(all_told[key]), -len(told[key]), key.place))
        for key in keys:
            if key == main or _apart(key, main, vocabulary):
                continue
            for one in soft[key]:
                if _continues(one, joined[main]) and _tied(joined[main], [one], main, stories):
                    joined[key].remove(one)
                    definition = one.definition | {f"{PLACE} {key.place or 'unknown'}"}
                    joined[main].append(replace(one, definition=definition))
    return {key: listed for key, listed in joined.items() if listed}


def _apart(one: Key, other: Key, vocabulary: Vocabulary) -> bool:
    """Whether two places are known to lie in different countries."""
    first, second = (countries_of([key.place], vocabulary) for key in (one, other))
    return bool(first and second) and first.isdisjoint(second)


def _continues(one: Statement, others: Sequence[Statement]) -> bool:
    """Whether a number may be the next or an earlier one of a series: its article gives no other there, no
    report of the same day does, and what only rises does so, but where a total was lowered."""
    if told_otherwise(one, numbers_of(others)):
        return False
    lowered = [other.day for other in others if other.day and (other.lowered or other.revised)]
    rises = one.measure is not None and one.measure.cumulative
    for other in others:
        if one.day is None or other.day is None or one.interval.overlaps(other.interval):
            continue
        if one.day == other.day:
            return False
        first, last = (one, other) if one.day < other.day else (other, one)
        fell = last.interval.below(first.interval)
        if (
            rises
            and fell
            and not (last.lowered or last.revised or _lowered_between(first, last, lowered))
        ):
            return False
    return True


def _lowered_between(first: Statement, last: Statement, lowered: Iterable[date]) -> bool:
    days = first.day, last.day
    return any(
        days[0] is not None and days[1] is not None and days[0] <= day <= days[1] for day in lowered
    )


def _parted(ones: Iterable[Statement], others: Iterable[Statement]) -> bool:
    """Whether a definition that makes a part a thing of its own is said of all of the one and of none of the
    other: the houses destroyed in a town and those damaged in its country."""
    words = load_compare_words().parting
    first, second = ([one.definition & words for one in listed] for listed in (ones, others))
    whole = [frozenset.intersection(*each) for each in (first, second)]
    said = [frozenset[str]().union(*each) for each in (first, second)]
    return bool(whole[0] - said[1] or whole[1] - said[0])


def _goes_on(inner: Sequence[Statement], outer: Sequence[Statement]) -> bool:
    """Whether a report of the wider place says that its number was before what was told of the narrower one:
    "rose to 11 in the north, from six"."""
    told = {one.value: one for one in reversed(inner)}
    return any(
        first.article.article_id != one.article.article_id
        and (first.day is None or one.day is None or first.day <= one.day)
        for one in outer
        for value in one.before
        if (first := told.get(value)) is not None
    )


_BESIDE = 1_000  # behind all steps from a place to one around it


def _told_alike(main: Sequence[Statement], others: Iterable[Statement], numbers_only: bool) -> bool:
    """Whether each further figure repeats a number that is there, or one of its speakers gives it."""
    speakers = [speaker_key(one.speaker) for one in main]
    return all(
        any(one.interval.overlaps(other.interval) for other in main)
        or (not numbers_only and any(speaker_key(one.speaker) & each for each in speakers))
        for one in others
    )


class Nesting:
    """What lies around the places of a story, those that the table of places does not hold included.

    An unknown place that an article's opening names beside a known one ("VERÍN, Spain", "Goundam in
    northern Mali") lies in it for the whole story; named elsewhere, in the only country of the story.
    """

    def __init__(
        self, keyed: Mapping[Key, Iterable[Statement]], stories: Stories, vocabulary: Vocabulary
    ) -> None:
        self._vocabulary = vocabulary
        self._learnt: dict[tuple[str, str], tuple[str, ...]] = {}
        told: dict[str, dict[str, list[Statement]]] = {}
        for listed in keyed.values():
            for one in listed:
                name = one.article.article_id
                story = stories.of.get(name)
                if story is not None:
                    told.setdefault(story, {}).setdefault(name, []).append(one)
        for story in sorted(told):
            self._learn(story, told[story], stories)

    def around(self, key: Key) -> tuple[str, ...]:
        """The places around a key's, the nearest first."""
        if key.place in self._vocabulary.places:
            return self._vocabulary.place_chain(key.place)
        return self._learnt.get((key.scope.removeprefix("story:"), key.place), ())

    def learnt(self, key: Key) -> bool:
        """Whether a key's place is unknown to the table, and was learnt from the articles."""
        return (key.scope.removeprefix("story:"), key.place) in self._learnt

    def _learn(self, story: str, told: Mapping[str, Sequence[Statement]], stories: Stories) -> None:
        places = self._vocabulary.places
        unknown = {one.place: one.finding.claim.place_name
                   for ones in told.values() for one in ones
                   if one.place and one.place not in places}  # fmt: skip
        if not unknown:
            return
        found: dict[str, Counter[str]] = {}
        sketches = {name: stories.sketches[name] for name in told if name in stories.sketches}
        countries = {one for sketch in sketches.values() for one in sketch.countries}
        for name in sorted(told):
            sketch = sketches.get(name)
            own = sorted(sketch.countries) if sketch is not None else []
            article = told[name][0].article
            opening = opening_of(article).lower()
            # A figure's own place beside the name may be another town: only what holds towns counts.
            known = [one.place for one in told[name]
                     if one.place in places and self._holds_towns(one.place, opening)
                     and one.finding.claim.quantity.span.start < OPENING]  # fmt: skip
            if sketch is not None and sketch.around:
                known.append(sketch.around)
            chain = self._vocabulary.place_chain
            narrowest = min(known, key=lambda place: (-len(chain(place)), place), default="")
            outer = narrowest or (own[0] if len(own) == 1 else "")
            for place, written in unknown.items():
                if not written or written.lower() not in opening:
                    continue
                around = self._country_behind(opening, written.lower(), own)
                if len(countries) == 1 or (
                    outer and self._is_near(outer, written.lower(), opening)
                ):
                    around = outer or around
                if around:
                    found.setdefault(place, Counter())[around] += 1
        for place in unknown:
            if place in found:
                most = found[place]
                outer = min(most, key=lambda one: (-most[one], one))
            elif len(countries) == 1:
                outer = min(countries)
            else:
                continue
            self._learnt[story, place] = (outer, *self._vocabulary.place_chain(outer))

    def _country_behind(self, opening: str, name: str, countries: Sequence[str]) -> str:
        """The country of which a name is said to lie in it ("QUILLBY, Norway - "), of several in an article."""
        behind = opening[opening.index(name) + len(name) :][:_COUNTRY_BEHIND]
        for country in countries:
            at = behind.find(self._vocabulary.places[country].label.lower())
            if at > 0 and _LIES_IN.fullmatch(behind[:at]):
                return country
        return ""

    def _is_near(self, outer: str, name: str, opening: str) -> bool:
        """Whether a place is named close to another one."""
        at = opening.index(name)
        near = opening[max(0, at - _BESIDE_NAME) : at + len(name) + _BESIDE_NAME]
        return bare_label(self._vocabulary.places[outer].label).lower() in near

    def _holds_towns(self, place: str, opening: str) -> bool:
        """Whether a place is more than a town: a country, a province, "the province of Ourense"."""
        entry = self._vocabulary.places[place]
        if entry.kind not in CITY_KINDS:
            return True
        label = bare_label(entry.label).lower()
        areas = "|".join(sorted(load_compare_words().areas))
        # "OURENSE - ... in the south of the province": it is named by its capital.
        return label in opening and re.search(rf"\b(?:{areas})\b", opening) is not None


# "QUILLBY, Norway", "the Quillby camp in the north of Norway"
_LIES_IN = re.compile(
    r"(?: [a-z]+){0,2}(?:,| in)(?: the)?(?: (?:far )?(?:north|south|east|west)[a-z-]*(?: of)?(?: the)?)? "
)
_BESIDE_NAME = 60  # characters between two places of one phrase
_COUNTRY_BEHIND = 40  # characters of " camp in northern Norway"


def _placeless_joined(
    joined: dict[Key, list[Statement]],
    nesting: Nesting,
    stories: Stories,
    vocabulary: Vocabulary,
) -> dict[Key, list[Statement]]:
    """A figure of a happening that names no place at all is of the place that the others name; of
    several that lie in each other, of the one that most figures are told of."""
    named: dict[Key, list[Key]] = {}
    for key in joined:
        if key.place and _one_happening(key, vocabulary):
            named.setdefault(replace(key, place=""), []).append(key)
    for bare, keys in named.items():
        if bare not in joined or not _nested(keys, nesting):
            continue
        main = min(keys, key=lambda key: (-len(joined[key]), key.place))
        if _tied(joined[main], joined[bare], main, stories):
            _join(joined, main, bare, f"{PLACE} unknown")
    return joined


def _nested(keys: Sequence[Key], nesting: Nesting) -> bool:
    """Whether of any two places one lies in the other."""
    chains = {key.place: {key.place, *nesting.around(key)} for key in keys}
    return all(
        one in chains[other] or other in chains[one]
        for one, other in itertools.combinations(chains, 2)
    )


def _tied(
    main: Iterable[Statement], others: Iterable[Statement], key: Key, stories: Stories
) -> bool:
    """Whether each article with further figures is surely on the happening of those that are there:
    of fires and crashes the story must be more than a guess, in a war names or the day must say so."""
    story = key.scope.removeprefix("story:")
    if story not in stories.crowded:
        return True
    there = sorted({one.article.article_id for one in main})
    further = {one.article.article_id for one in others} - {*there}
    if story not in stories.conflict:
        return not further & stories.weak
    return all(any(stories.tied(name, one) for one in there) for name in further)


def numbers_of(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """What each article's text gives, by its id."""
    told: dict[str, list[Statement]] = {}
    for one in statements:
        if not one.headline:
            told.setdefault(one.article.article_id, []).append(one)
    return told


def told_otherwise(one: Statement, told: Mapping[str, Sequence[Statement]]) -> bool:
    """Whether an article gives another number than this one of its own."""
    given = told.get(one.article.article_id, ())
    return not one.headline and any(
        not one.interval.overlaps(other.interval) or _far_above(one, other) for other in given
    )


def _far_above(one: Statement, other: Statement) -> bool:
    """Whether of two numbers the one that is no more than a bound ("as many as 150,000") lies so far above the
    other (74) that they are of two things."""
    first, second = one.value, other.value
    if first is None or second is None:
        return False
    above, low = (one, second) if first > second else (other, first)
    return not above.interval.low and max(first, second) > _FAR * max(low, Decimal(1))


_FAR = Decimal(10)


def _lies_below(one: Statement, told: Mapping[str, Sequence[Statement]]) -> bool:
    """Whether an article gives this number and only greater ones among others: a part beside the whole."""
    given = told.get(one.article.article_id, ())
    return bool(given) and all(one.interval.below(other.interval) for other in given)


def _is_less(one: Statement, others: Iterable[Statement]) -> bool:
    """Whether a running total of a place lies below what was told on an earlier day, in no words of a
    correction: it is that place's own."""
    if one.measure is None or not one.measure.cumulative or one.day is None:
        return False
    if one.lowered or one.revised or one.headline or _repeats(one, others):
        return False
    return any(
        other.day is not None and other.day < one.day and one.interval.below(other.interval)
        for other in others
    )


def _repeats(one: Statement, others: Iterable[Statement]) -> bool:
    return any(one.value == other.value for other in others)


def _one_happening(key: Key, vocabulary: Vocabulary) -> bool:
    words = load_compare_words()
    told_of_it = key.what.split()[0] in words.of_an_event | words.of_a_dispute
    if not told_of_it and not key.what.startswith(COUNTED):
        return False
    event = vocabulary.events.get(key.scope.removeprefix("event:"))
    return not crowded_kind(event.kind) if event is not None else key.scope.startswith("story:")


def _join(joined: dict[Key, list[Statement]], main: Key, other: Key, told: str) -> bool:
    """Move the statements of one key to another, unless an article gives both a number."""
    numbers = numbers_of(joined[main])
    if any(told_otherwise(one, numbers) for one in joined[other]):
        return False
    moved = [replace(one, definition=one.definition | {told}) for one in joined.pop(other)]
    joined[main] = [*joined[main], *moved]
    return True
