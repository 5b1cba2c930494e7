"""Findings of many articles on one key: do they agree, and how many independent sources speak?

A key is measure (or the counted words), population, place, happening or period, and stock, flow or
change. Which articles speak of one happening is worked out in ``stories``, how many sources there
are in ``origins``, what the figures say of each other in ``states``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from threadpoolctl import threadpool_limits

from factcheck.agencies import credited_agency
from factcheck.asides import asides_joined, read_asides
from factcheck.copies import Copies, find_copies
from factcheck.counted_days import closed_window
from factcheck.day_by_day import (
    crowds_parted,
    days_key,
    days_parted,
    decisions_parted,
    levels_parted,
    on_its_days,
    windows_parted,
)
from factcheck.echoes import (
    echoes_joined,
    likely_joined,
    lone_joined,
    rounded_joined,
    roundings_joined,
)
from factcheck.events import kind_words
from factcheck.joining import (
    Key,
    bases_joined,
    blows_parted,
    definitions_parted,
    degrees_joined,
    houses_parted,
    kin_joined,
    nouns_parted,
    numbers_parted,
    people_joined,
    periods_joined,
    places_joined,
    places_settled,
    spots_joined,
    totals_joined,
)
from factcheck.likened import likened
from factcheck.model import Comparison, Finding, Kind, StockFlow
from factcheck.opposed import opposed_joined, opposed_settled
from factcheck.origins import OriginFinder
from factcheck.overrides import OriginOverrides
from factcheck.passages import in_its_page
from factcheck.reference import Vocabulary
from factcheck.settings import Settings
from factcheck.statements import (
    COUNTED,
    Statement,
    by_article,
    load_compare_words,
    position,
    reader_of,
)
from factcheck.states import PERIOD, UNIT, WHO, state_of
from factcheck.stories import Stories, crowded_kind, find_stories

_NOBODY = OriginOverrides()
_PAIR = 2  # articles
_NOT_IN_ID = frozenset({"scope", "days"})  # a later article may settle them


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one comparison, in a fixed order. ``doubt`` says why they may not all be
    about one thing."""

    comparison_id: str
    scope: str
    statements: tuple[Statement, ...]
    doubt: str = ""
    loosely: bool = False  # place and days alone tie its articles
    crowded: bool = False  # such things happen often: place and day do not make them one
    of_days: bool = False  # of a day or a window, and no running total


@dataclass(frozen=True)
class Compared:
    """Comparisons and the groups behind them, in the order of their ids."""

    comparisons: tuple[Comparison, ...] = ()
    groups: tuple[Group, ...] = ()
    stories: Stories = field(default_factory=Stories)
    copies: Copies = field(default_factory=Copies)


class Comparer:
    """Comparisons of a body of articles that grows: what was read of an article is kept.

    The result is that of comparing all articles at once, whatever the order in which they came.
    """

    def __init__(self, settings: Settings, vocabulary: Vocabulary) -> None:
        self.settings = settings
        self.vocabulary = vocabulary
        self._reader = reader_of(vocabulary)
        self._statements: dict[str, Sequence[Statement]] = {}
        self._asides: dict[str, Sequence[Statement]] = {}
        self._findings: set[str] = set()

    def add(self, findings: Sequence[Finding]) -> None:
        """Take in the findings of further articles, each article whole."""
        for name, group in by_article(findings).items():
            self._statements[name] = opposed_settled(
                self._reader.read(group), self.vocabulary, self.settings
            )
            self._asides[name] = read_asides(group, self._reader)
            self._findings.update(finding.finding_id for finding in group)

    def statements_of(self, article: str) -> Sequence[Statement]:
        """What was read of an article, by its id; empty where nothing of it takes part."""
        return self._statements.get(article, ())

    def compared(self, overrides: OriginOverrides = _NOBODY) -> Compared:
        """Comparisons with the statements that they rest on.

        Raises ``TableError`` where ``overrides`` name an article or finding that is not there.
        """
        overrides.check_known(self._statements, self._findings)
        # Small products of matrices: a second thread costs more than it saves, and the order of a sum is
        # to depend on no machine.
        with threadpool_limits(limits=1, user_api="blas"):
            return self._compared(overrides)

    def _compared(self, overrides: OriginOverrides) -> Compared:
        statements = {name: self._statements[name] for name in sorted(self._statements)}
        statements = {name: group for name, group in statements.items() if group}
        articles = [group[0].article for group in statements.values()]
        offsets = {
            name: sorted({one.finding.claim.quantity.span.start for one in group
                          if one.finding.claim.sentence.field == "text"})
            for name, group in statements.items()
        }  # fmt: skip
        copies = find_copies(articles, offsets, self.settings)
        figures = {
            name: {
                (one.measure.measure if one.measure else "", place)
                for one in group
                if one.what
                for place in self._reader.meant(one)
            }
            for name, group in statements.items()
        }
        numbers = {
            name: frozenset(
                (value, one.what) for one in group
                if (value := one.finding.claim.quantity.value) is not None
            )
            for name, group in statements.items()
        }  # fmt: skip
        told = [in_its_page(article) for article in articles]
        stories = find_stories(figures, told, copies, self.vocabulary, self.settings, numbers)
        agencies = {article.article_id: credited_agency(article) for article in articles}
        finder = OriginFinder(copies, agencies, overrides)
        made = sorted(
            (
                (_comparison(group, finder, stories, self.settings, self.vocabulary), group)
                for group in _groups(
                    statements, self._asides, stories, self.settings, self.vocabulary
                )
            ),
            key=lambda pair: pair[0].comparison_id,
        )
        return Compared(
            tuple(comparison for comparison, _ in made),
            tuple(group for _, group in made),
            stories,
            copies,
        )


def compare(
    findings: Sequence[Finding],
    settings: Settings,
    vocabulary: Vocabulary,
    overrides: OriginOverrides = _NOBODY,
) -> Compared:
    """One comparison a key, in the order of its id; single reports are kept.

    The result does not depend on the order of ``findings``. Claims that are denied,
    changes and earlier values do not take part; what is planned, expected, possible or feared is compared
    with its like alone. Raises as ``Comparer.compared``.
    """
    comparer = Comparer(settings, vocabulary)
    comparer.add(findings)
    return comparer.compared(overrides)


# -- grouping ---------------------------------------------------------------------------------------


def _groups(
    statements: Mapping[str, Sequence[Statement]],
    asides: Mapping[str, Sequence[Statement]],
    stories: Stories,
    settings: Settings,
    vocabulary: Vocabulary,
) -> list[Group]:
    keyed: dict[Key, list[Statement]] = {}
    nameless: list[Statement] = []
    statements = places_settled(statements, stories, vocabulary)
    events = _story_events(statements, stories)
    for name in sorted(statements):
        for one in statements[name]:
            if not one.what:
                nameless.append(one)
                continue
            told = _of_a_company(one, stories)
            key, scoped = _keyed(told, stories, events, vocabulary, settings)
            keyed.setdefault(key, []).append(scoped)
    keyed = days_parted(nouns_parted(definitions_parted(keyed)), stories)
    keyed = houses_parted(decisions_parted(crowds_parted(keyed, settings)))
    keyed = bases_joined(periods_joined(keyed, settings))
    keyed = spots_joined(keyed, stories, vocabulary)
    keyed = degrees_joined(keyed)
    keyed = people_joined(keyed)
    keyed = likely_joined(kin_joined(keyed), settings)
    keyed = totals_joined(lone_joined(keyed, stories, vocabulary), stories, vocabulary)
    keyed = blows_parted(places_joined(keyed, stories, vocabulary), stories, settings)
    keyed = numbers_parted(levels_parted(keyed, settings))
    keyed = echoes_joined(keyed, nameless, stories, settings)
    keyed = roundings_joined(keyed, nameless, stories, settings)
    keyed = _without_repeats(rounded_joined(keyed, settings))
    keyed = {**keyed, **_alone(nameless, keyed)}
    keyed = opposed_joined(likened(keyed, stories, vocabulary, settings))
    keyed = keyed | asides_joined(asides, stories)
    return [
        _group(key, part, stories, vocabulary)
        for key, listed in keyed.items()
        for part in _in_time(key, sorted(listed, key=_order), settings)
    ]


def _alone(
    nameless: Iterable[Statement], keyed: Mapping[Key, Sequence[Statement]]
) -> dict[Key, list[Statement]]:
    """Figures of which no word says what they count and that repeat no other, each by itself: nobody can
    compare them, and they are shown."""
    held = {one.finding_id for listed in keyed.values() for one in listed}
    return {
        Key("", one.finding.claim.quantity.kind.value, one.unit, "", one.population,
            one.flow, f"article:{one.article.article_id} {one.finding_id}", one.place): [one]
        for one in nameless
        if one.finding_id not in held and not one.headline
    }  # fmt: skip


def _without_repeats(keyed: Mapping[Key, Sequence[Statement]]) -> dict[Key, list[Statement]]:
    """Comparisons without what a headline gives and the text of its article as well, be it of a place that
    the headline does not name."""
    told = {
        (one.article.article_id, one.what, one.value)
        for listed in keyed.values()
        for one in listed
        if not one.headline
    }
    kept = {
        key: [
            one
            for one in listed
            if not one.headline or (one.article.article_id, one.what, one.value) not in told
        ]
        for key, listed in keyed.items()
    }
    return {key: listed for key, listed in kept.items() if listed}


def _order(one: Statement) -> tuple[str, tuple[str, bool, int, int, str]]:
    return one.day.isoformat() if one.day else "9999", position(one.finding)


def _story_events(
    statements: Mapping[str, Sequence[Statement]], stories: Stories
) -> dict[str, str]:
    """The event of the table that a story is, where its articles name exactly one."""
    named: dict[str, dict[str, set[str]]] = {}
    told: dict[str, int] = {}
    for name, group in statements.items():
        story = stories.of.get(name)
        if story is not None:
            told[story] = told.get(story, 0) + 1
            for event in {e for one in group if (e := _event(one))}:
                named.setdefault(story, {}).setdefault(event, set()).add(name)
    # One article in ten that looks back to a pandemic does not make it the story's.
    return {
        story: min(events)
        for story, events in named.items()
        if len(events) == 1 and _EVENT_SHARE * len(events[min(events)]) >= told[story]
    }


_EVENT_SHARE = 4  # articles of a story for each that names its event


def _event(one: Statement) -> str:
    figure = one.finding.figure
    return (figure.event if figure is not None else "") or one.finding.claim.event or ""


def _keyed(
    one: Statement,
    stories: Stories,
    events: Mapping[str, str],
    vocabulary: Vocabulary,
    settings: Settings,
) -> tuple[Key, Statement]:
    """A statement's key, and the statement with what that key does not hold in its definition."""
    words = load_compare_words()
    claim = one.finding.claim
    article = claim.article.article_id
    story = stories.of.get(article)
    if not one.place and article in stories.weak:
        story = None  # neither a place nor anything but a place ties it
    event = _event(one)
    flow = one.flow
    measure = one.measure.measure if one.measure else ""
    if _of_nothing(one):
        # A raise told of in a strike is that of the strikers; elsewhere it is that of nobody.
        sure = story is not None and article not in stories.weak
        scope = f"story:{story}" if sure else f"article:{article}"
    elif event and not (story and _of_an_incident(one, event, article, stories, vocabulary)):
        scope = f"event:{event}"
    elif measure in words.of_an_event or (not measure and not one.set_by_a_body):
        known = events.get(story or "")
        here = _is_here(one, known or "", article, stories, vocabulary)
        scope = f"event:{known}" if here else f"story:{story}" if story else f"article:{article}"
        if closed_window(claim) is None and _of_longer(one, stories, story, settings):
            scope = f"period:since {claim.period_start}"
    elif not one.place:
        scope = f"story:{story}" if story else f"article:{article}"
    else:
        scope = f"period:{one.period}" if one.period else ""
    if claim.relation == "subset" and words.parting & one.definition:
        # "Tests have confirmed 41 of them": no rival of those among whom they are.
        one = replace(one, definition=one.definition | {f"{WHO} among others"})
    one = on_its_days(one, stories.first_day.get(story or ""))
    if flow == "window":
        flow = one.measure.stock_flow.value if one.measure else "n/a"
    what, base = one.what, f"{claim.denominator or ''} {one.basis}".strip()
    if measure in words.of_a_dispute and one.stage:
        what = f"{what} {one.stage}"
    if _in_dispute(one, story, stories):
        # Of what the strikers are paid, only how far the talks have come is told apart.
        what = f"{min(words.of_a_dispute)} {one.stage}".strip()
        scope, flow, base = f"story:{story}", StockFlow.CHANGE.value, ""
        told = " ".join(filter(None, (one.unit.partition(" per ")[2], claim.denominator)))
        if told:
            one = replace(one, definition=one.definition | {f"{PERIOD} {told}"})
    place = one.place
    if measure in words.of_the_happening:
        scope, place = _of_the_happening(one, scope, place)
    unit = one.unit.partition(" per ")[0] if _in_dispute(one, story, stories) else one.unit
    if claim.quantity.kind is Kind.COUNT and unit:
        one = replace(one, definition=one.definition | {f"{UNIT} {unit}"})
        unit = ""
    kind = claim.quantity.kind
    # "A magnitude of 7.1" has no unit behind its number, "magnitude 7.3" has.
    plain = measure in words.of_the_happening
    key = Key(
        what, "" if plain else kind.value, "" if plain else unit,
        base, one.population, flow, scope, place, days_key(one),
    )  # fmt: skip
    return key, one


def _is_here(
    one: Statement, event: str, article: str, stories: Stories, vocabulary: Vocabulary
) -> bool:
    """Whether a statement that names no event may be of the one that its story is."""
    entry = vocabulary.events.get(event)
    here = entry is not None and (not one.place or vocabulary.contains(entry.place, one.place))
    return here and not _of_an_incident(one, event, article, stories, vocabulary)


def _of_an_incident(
    one: Statement, event: str, article: str, stories: Stories, vocabulary: Vocabulary
) -> bool:
    """Whether a toll is of one of the many happenings of a war, and not of the war that the table knows: its
    article is on one, and its sentence does not name the war."""
    entry, claim = vocabulary.events.get(event), one.finding.claim
    if entry is None or not crowded_kind(entry.kind) or article in stories.weak:
        return False
    if one.finding.figure is not None:
        return False  # it was held against the war's own row
    if one.measure is not None and not one.measure.cumulative:
        return False
    if entry.start is not None and claim.period_start == entry.start:
        return False
    text = claim.sentence.text.lower()
    names = (entry.label, *entry.aliases, *kind_words(entry.kind))
    return not any(re.search(rf"\b{re.escape(name.lower())}\b", text) for name in names)


def _of_a_company(one: Statement, stories: Stories) -> Statement:
    """Jobs told in news of a company are those that it cuts or creates, announced or done, and no statistic of
    its country."""
    sketch = stories.sketches.get(one.article.article_id)
    if sketch is None or not sketch.companies:
        return one
    measures = load_compare_words().of_a_company
    if one.measure is not None and one.measure.measure in measures:
        one = replace(
            one, measure=None, what=f"{COUNTED}{measures[one.measure.measure]}", period="", basis=""
        )
    if one.what.removeprefix(COUNTED) in measures.values():
        return replace(one, flow=StockFlow.NONE.value)
    return one


def _of_the_happening(one: Statement, scope: str, place: str) -> tuple[str, str]:
    """Scope and place of what a happening has once: a quake has one magnitude, wherever its centre is said
    to lie. There are many aftershocks: only its number tells which one is meant."""
    if one.measure is not None and one.what != one.measure.measure:
        return f"article:{one.article.article_id}", place
    return scope, "" if scope.startswith(("event:", "story:")) else place


def _of_longer(one: Statement, stories: Stories, story: str | None, settings: Settings) -> bool:
    """Whether a count began long before its story: what burned since January is not what burned in
    this fire. Wars go on for longer than their stories."""
    first, start = stories.first_day.get(story or ""), one.finding.claim.period_start
    if (
        first is None
        or start is None
        or story in stories.conflict | stories.lasting
        or not one.place
    ):
        return False
    if one.measure is None or not one.measure.cumulative:
        return False
    return (first - start).days > settings.level_gap_days


def _in_dispute(one: Statement, story: str | None, stories: Stories) -> bool:
    """Whether a percentage is what the two sides of a strike talk about."""
    words = load_compare_words()
    if story not in stories.disputes or one.finding.claim.quantity.kind is not Kind.PERCENT:
        return False
    if one.measure is None:
        return one.what.removeprefix(COUNTED) in words.stages
    return one.measure.measure in words.of_a_dispute


def _of_nothing(one: Statement) -> bool:
    """Whether a price, say, is told without what it is the price of."""
    words = load_compare_words()
    return one.what in words.of_a_thing or one.what in words.of_a_candidate


def _in_time(
    key: Key, ordered: Sequence[Statement], settings: Settings
) -> list[Sequence[Statement]]:
    """Cut the statements of no known happening where too long a silence lies between them."""
    words = load_compare_words()
    if key.days:
        return list(windows_parted(ordered))
    limit = settings.level_gap_days
    if key.what in words.of_a_bulletin:
        limit = settings.statistic_days
    elif key.scope.startswith(("event:", "story:", "article:")):
        return [ordered]
    elif key.what in words.of_a_period:
        if key.scope:
            return [ordered]
        limit = settings.statistic_days
    parts: list[list[Statement]] = []
    last: date | None = None
    for one in ordered:
        day = one.day
        if not parts or (day is not None and last is not None and (day - last).days > limit):
            parts.append([])
        parts[-1].append(one)
        last = day or last
    return list(parts)


def _crowded(key: Key, stories: Stories, vocabulary: Vocabulary) -> bool:
    """Whether place and day do not yet make two counts one: attacks of a war, crashes of a country."""
    if key.what not in load_compare_words().of_an_event:
        return False
    event = vocabulary.events.get(key.scope.removeprefix("event:"))
    if event is not None:
        return crowded_kind(event.kind)
    return key.scope.removeprefix("story:") in stories.crowded


def _group(key: Key, part: Sequence[Statement], stories: Stories, vocabulary: Vocabulary) -> Group:
    doubt = ""
    known = key.scope.startswith("event:")
    articles = {one.article.article_id for one in part}
    tied = key.scope.startswith("story:")  # a level of a place needs no happening
    weak = articles & stories.weak if tied and not known else set()
    loosely = bool(weak) and len(articles - weak) < _PAIR
    if weak:
        doubt = "only place and days tie the articles"
    elif not known and not any(one.place for one in part):
        doubt = "no place is known"
    first = part[0].finding_id
    text = "|".join(
        (*(str(getattr(key, name)) for name in Key.__slots__ if name not in _NOT_IN_ID), first)
    )
    name = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]
    return Group(
        name,
        key.scope,
        tuple(part),
        doubt,
        loosely,
        _crowded(key, stories, vocabulary),
        bool(key.days),
    )


# -- a comparison -------------------------------------------------------------------------------------


def _comparison(
    group: Group,
    finder: OriginFinder,
    stories: Stories,
    settings: Settings,
    vocabulary: Vocabulary,
) -> Comparison:
    with_body = {one.article.article_id for one in group.statements if not one.headline}
    # A headline repeats its text: it speaks for an article only where the text is silent.
    statements = [
        one
        for one in group.statements
        if not one.headline or one.article.article_id not in with_body
    ]
    members = finder.members(statements)
    origins = {member.finding_id: member.origin for member in members}
    state, reason = state_of(
        statements,
        origins,
        settings,
        doubt=group.doubt,
        loosely=group.loosely,
        tied=stories.tied if group.crowded else None,
        of_days=group.of_days,
    )
    first = statements[0]
    lows = [one.interval.low for one in statements if one.interval.low is not None]
    highs = [one.interval.high for one in statements if one.interval.high is not None]
    days = sorted(one.day for one in statements if one.day is not None)
    known = first.place in vocabulary.places
    return Comparison(
        comparison_id=group.comparison_id,
        measure=first.measure.measure if first.measure else "",
        counted=first.finding.claim.counted,
        population=first.population,
        place=first.place if known else "",
        place_name=vocabulary.places[first.place].label
        if known
        else first.finding.claim.place_name,
        event=group.scope.removeprefix("event:") if group.scope.startswith("event:") else "",
        state=state,
        reason=reason,
        low=min(lows, default=None),
        high=max(highs, default=None),
        articles=len({one.article.article_id for one in statements}),
        origins=len(set(origins.values())),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        members=members,
    )
