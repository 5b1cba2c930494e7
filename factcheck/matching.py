"""A claim beside the reference figures that may speak of the same thing.

Keys decide, never values: measure, unit, population, place, event, period, stock or flow. Each
match carries one reason a field; the verdict stage reads nothing else of the key.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from factcheck.conversions import conversion
from factcheck.definitions import claim_kinds, same_definition
from factcheck.events import kind_words, needs_name, not_in_passing
from factcheck.model import (
    Change,
    Claim,
    Event,
    Kind,
    Match,
    Reason,
    ReferenceFigure,
    Source,
    StockFlow,
)
from factcheck.periods import adjustment_kinds, growth_kinds
from factcheck.populations import CANDIDATE
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings

_SHORT_PERIOD = timedelta(days=10)
_EDITION = timedelta(days=45)  # monthly statistics appear within six weeks of the month's end
_NEWS_AFTER = timedelta(days=60)  # an event that ended longer ago must be named to be meant
_EVE = timedelta(days=3)  # sources differ by a day or two about when an event began
_NAME_SCORE = 88  # of 100: two spellings of one source's name
_PERSON_UNITS = frozenset({"people", "person", "persons"})
OPEN = "open"  # the article leaves the field open, and this figure would fit
BY_KIND = "by kind"  # the article has a word for the event's kind, not its name
_DESCRIBED = "described"
_BROADER = "broader"
_LISTED = re.compile(r"(?:\s*(?:,|&|and\b)\s*(?:(?:[A-Z][\w'-]*)\s*)*)+")  # ", Zimbabwe and "
_PART_OF = re.compile(r"\d[\w.,]*(?: \w+)? (?:out )?of(?: the| its| all)? $")
_OPENING = 300  # characters in which an article says what it is about
_SMALL_WORDS = frozenset({"the", "a", "in", "of", "on"})
_ENOUGH = 8  # figures of one relative are enough to name the field that differs


def rank_matches(claim: Claim, table: ReferenceTable, settings: Settings) -> list[Match]:
    """Every reference figure of the claim's measure or a declared relative, best match first.

    Figures of other places and events are left out unless they fail for nothing else but the place:
    the list answers "what do we hold that is near", with the reason why each does or does not fit.
    """
    if claim.measure is None:
        return []
    own = {claim.measure, *claim.measure_candidates}
    named = _named_events(claim, table)
    matches = [
        _match(claim, figure, named, table, settings)
        for measure in sorted(own)
        for figure in _nearby(claim, measure, table)
    ]
    if not any(match.comparable for match in matches):
        # Only then do a measure's relatives matter: they say why nothing is comparable.
        related = sorted(_relatives(claim.measure, table) - own)
        matches += [
            _match(claim, figure, named, table, settings)
            for measure in related
            for figure in _nearby(claim, measure, table)[-_ENOUGH:]
            if figure.place == claim.place or _same_event(claim, figure)
        ]
    matches.sort(
        key=lambda match: (
            len(match.failed),
            _distance(claim, match, table),
            -match.figure.as_of.toordinal(),
            -match.figure.published.toordinal(),
            match.figure.figure_id,
        )
    )
    return matches


def same_source(speaker: str, source: Source | None, relayed_by: str = "") -> bool:
    """Whether a speaker as written names a source (or who relayed it)."""
    if not speaker or source is None:
        return False
    name = speaker.lower()
    for other in (source.name.lower(), source.source_id.replace("_", " "), relayed_by.lower()):
        if other and fuzz.token_set_ratio(name, other) >= _NAME_SCORE:
            return True
    return False


def likeness(word: str, other: str) -> float:
    """0 to 100: how alike two words are, as people mistype them."""
    return fuzz.ratio(word, other)


def _relatives(measure: str, table: ReferenceTable) -> set[str]:
    entry = table.vocabulary.measures.get(measure)
    if entry is None:
        return set()
    related = set(entry.not_same_as)
    if entry.parent:
        related.add(entry.parent)
    related.update(
        other.measure for other in table.vocabulary.measures.values() if other.parent == measure
    )
    return related


def _nearby(claim: Claim, measure: str, table: ReferenceTable) -> list[ReferenceFigure]:
    """Figures of a measure at the claim's place, one around or inside it, or for its events."""
    found: dict[str, ReferenceFigure] = {}
    for event in dict.fromkeys((claim.event, *claim.event_candidates)):
        if event:
            found.update((figure.figure_id, figure) for figure in table.of_event(measure, event))
    stated = (claim.place,) if claim.place is not None else claim.place_candidates
    if stated:
        places = [
            place
            for place in table.places_of(measure)
            if any(_nested(own, place, table) for own in stated)
        ]
        for place in places:
            found.update((figure.figure_id, figure) for figure in table.lookup(measure, place))
    elif not claim.place_name:
        found.update((figure.figure_id, figure) for figure in table.of_event(measure, ""))
    day = claim.article.published
    return [
        figure
        for figure in found.values()
        if figure.value_type != "not_disclosed" and not figure.retired_by(day)
    ]


def _same_event(claim: Claim, figure: ReferenceFigure) -> bool:
    return bool(figure.event) and figure.event in (claim.event, *claim.event_candidates)


def _nested(one: str, other: str, table: ReferenceTable) -> bool:
    vocabulary = table.vocabulary
    return one == other or vocabulary.contains(one, other) or vocabulary.contains(other, one)


def _match(
    claim: Claim,
    figure: ReferenceFigure,
    named: frozenset[str],
    table: ReferenceTable,
    settings: Settings,
) -> Match:
    place, relation = _place(claim, figure, table)
    population, described = _population(claim, figure, table)
    reasons = (
        Reason(
            "measure",
            claim.measure or "",
            figure.measure,
            figure.measure == claim.measure or figure.measure in claim.measure_candidates,
        ),
        _unit(claim, figure),
        population,
        place,
        _event(claim, figure, named, table),
        _stock_flow(claim, figure, table),
        _period(claim, figure, table, settings),
        _definition(claim, figure),
    )
    return Match(figure, reasons, described or relation)


def _unit(claim: Claim, figure: ReferenceFigure) -> Reason:
    unit = claim.unit or ""
    kind = claim.quantity.kind
    if kind is Kind.PERCENT:
        passed = figure.unit in {"percent", "percentage"}
        note = "" if passed else "base"
        return Reason("unit", unit, figure.unit, passed, note)
    if kind is Kind.MONEY:
        name, per, over = unit.partition(" per ")
        same = figure.unit in {name, "currency", name.replace(" ", "_")}
        passed = same and (not per or figure.denominator == f"per {over}")
        return Reason("unit", unit, figure.unit, passed)
    if kind is Kind.MEASURE:
        return Reason("unit", unit, figure.unit, conversion(unit, figure.unit) is not None)
    if figure.unit in _PERSON_UNITS:
        return Reason("unit", unit, figure.unit, unit in _PERSON_UNITS or not unit)
    singular = unit.rstrip("s")
    return Reason("unit", unit, figure.unit, singular == figure.unit.rstrip("s") or not unit)


def _population(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> tuple[Reason, str]:
    """Populations must be equal; who the victims of one incident were may only be a description."""
    own = claim.population or "all"
    counted = own == figure.measure  # "2 million refugees": what is counted, not who among them
    own = "all" if counted else own
    other = figure.population or "all"
    passed = own == other
    described = ""
    if own != "all" and _is_whole(claim) and CANDIDATE in table.vocabulary.population_chain(own):
        return Reason("population", "the whole", other, passed=False), ""
    if claim.relation == "subset" and claim.population is None:
        return Reason("population", "a part of them", other, passed=False), ""
    chain = table.vocabulary.population_chain
    if not passed and claim.population is not None and figure.measure.startswith("troops"):
        # "Russian troops" and "troops" of a figure about Russian forces are one population.
        passed = other in chain(own) or own in chain(other)
    if not passed and claim.population is None and figure.measure.startswith("troops"):
        passed = True
    if passed and own == "all" and claim.population_text and not counted:
        described = _DESCRIBED  # "two brothers": perhaps not everybody
    whole = other == "all" and CANDIDATE not in chain(own)
    if not passed and whole and figure.period_type == "event":
        passed, described = True, _DESCRIBED
    return Reason("population", own, other, passed, described), described


def _is_whole(claim: Claim) -> bool:
    """Whether a figure is what another one is a part of: "159 of the 400 seats"."""
    start = claim.quantity.span.start - claim.sentence.span.start
    return bool(_PART_OF.search(claim.sentence.text[:start].lower()))


def _place(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> tuple[Reason, str]:
    own = claim.place or ""
    other = figure.place
    if own == other and _is_joint(claim, figure, table):
        return Reason("place", f"{claim.place_name} and others", other, passed=False), ""
    if own == other:
        return Reason("place", own, other, passed=True), ""
    same_event = _same_event(claim, figure)
    if claim.place_candidates:
        passed = other in claim.place_candidates
        return Reason("place", claim.place_name, other, passed, OPEN), ""
    if not own:
        passed = same_event and not claim.place_name
        return Reason("place", claim.place_name, other, passed), ""
    event = table.vocabulary.events.get(figure.event)
    whole = event is None or table.vocabulary.contains(other, event.place)
    if same_event and whole and table.vocabulary.contains(own, other):
        # An event's toll told with the country's name is the event's toll; that of a part is not.
        return Reason("place", own, other, passed=True, note=_BROADER), _BROADER
    part = table.vocabulary.contains(other, own)
    note = "part of" if part else ""
    return Reason("place", own, other, passed=False, note=note), ""


def _is_joint(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether the sentence speaks of the place together with another that the event struck.

    "15,000 dead in Turkey and Syria" is neither Turkey's toll nor Syria's.
    """
    if not figure.event:
        return False
    text = claim.sentence.text
    places = {one.place for one in table.of_event(figure.measure, figure.event)}
    own = _spots(text, figure.place, table)
    for place in sorted(places - {figure.place}):
        for first, last in _spots(text, place, table):
            for start, end in own:
                between = text[last:start] if last <= start else text[end:first]
                if _LISTED.fullmatch(between):
                    return True
    return False


def _spots(text: str, place: str, table: ReferenceTable) -> list[tuple[int, int]]:
    """Where a text names a place, as offsets."""
    entry = table.vocabulary.places.get(place)
    names = (entry.label, *entry.aliases) if entry is not None else ()
    return [
        match.span()
        for name in names
        if name in text
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _event(
    claim: Claim, figure: ReferenceFigure, named: frozenset[str], table: ReferenceTable
) -> Reason:
    own = claim.event or ""
    dated = claim.period_start is not None or claim.as_of is not None
    if claim.other_event and (figure.event or not dated):
        return Reason("event", "another event", figure.event, passed=False)
    if not figure.event:
        return Reason("event", own, "", passed=True)
    event = table.vocabulary.events.get(figure.event)
    if event is not None and _is_before(claim.as_of, event):
        return Reason("event", "before the event", figure.event, passed=False)
    if not own and claim.place == figure.place and _under_way(claim, figure, table):
        # The article names no event, and the place had this one at the time.
        return Reason("event", "not named", figure.event, passed=True, note=OPEN)
    passed = figure.event in (claim.event, *claim.event_candidates)
    if not passed or figure.event in named or event is None:
        return Reason("event", own, figure.event, passed)
    # Another flood in the same country is not this one.
    meant = not needs_name(event.kind) and _is_news(claim, event)
    return Reason("event", own, figure.event, meant, BY_KIND)


def _is_before(day: date | None, event: Event) -> bool:
    """Whether a stated day lies before an event, so that the claim speaks of something else."""
    return day is not None and event.start is not None and day < event.start - _EVE


def _named_events(claim: Claim, table: ReferenceTable) -> frozenset[str]:
    """The events of a claim that its article calls by name.

    "The Nepal earthquake" names one only while it is news; a year later it may be another.
    """
    text = f"{claim.article.title} {claim.article.text}".lower()
    near = f"{text[: len(claim.article.title) + _OPENING]} {claim.sentence.text.lower()}"
    named: set[str] = set()
    for one in filter(None, (claim.event, *claim.event_candidates)):
        event = table.vocabulary.events.get(one)
        if event is None:
            continue
        news = _is_news(claim, event)
        words = (*kind_words(event.kind), *map(str.lower, event.aliases))
        if needs_name(event.kind) and not any(not_in_passing(word, near) for word in words):
            continue  # "during Covid": not all who died then died of it
        for name in (event.label, *event.aliases):
            lower = name.lower()
            if lower in text and (news or not _is_general(lower, event, table)):
                named.add(one)
    return frozenset(named)


def _is_general(name: str, event: Event, table: ReferenceTable) -> bool:
    """Whether a name says no more than where and what: "Kenyan election", "cholera in Yemen"."""
    entry = table.vocabulary.places.get(event.place)
    places = (entry.label, *entry.aliases) if entry is not None else ()
    where = frozenset(" ".join(places).lower().split())
    words = frozenset(re.findall(r"\w+", name))
    if needs_name(event.kind):
        return bool(words & where)
    kinds = frozenset(" ".join(kind_words(event.kind)).split())
    return not words - where - kinds - _SMALL_WORDS


def _is_news(claim: Claim, event: Event) -> bool:
    """Whether an event goes on, or ended shortly before the day that the claim speaks of."""
    day = claim.as_of or claim.period_start or claim.article.published
    return event.end is None or day is None or day <= event.end + _NEWS_AFTER


def _under_way(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    event = table.vocabulary.events.get(figure.event)
    published = claim.article.published
    if event is None or published is None or event.start is None:
        return published is None
    return event.start <= published and (event.end is None or published <= event.end + _NEWS_AFTER)


def _stock_flow(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> Reason:
    measure = table.vocabulary.measures.get(figure.measure)
    expected = measure.stock_flow if measure else StockFlow.NONE
    own = claim.stock_flow.value
    if is_change(figure, table):
        return Reason("stock_flow", own, "change", passed=True)
    changed = claim.quantity.change in {Change.INCREASE, Change.DECREASE} or (
        claim.relation == "change"
    )
    if changed:
        return Reason("stock_flow", "change", expected.value, passed=False)
    windowed = claim.interval_only and figure.period_type in {"cumulative", "event"}
    if windowed and None not in (claim.period_start, figure.period_start):
        # "3 million hectares have burned this year", and the count began on 1 January.
        windowed = claim.period_start != figure.period_start
    return Reason(
        "stock_flow", "a window of its own" if windowed else own, expected.value, not windowed
    )


def is_change(figure: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether a reference figure is itself a difference: signed, and told as a rise or fall."""
    measure = table.vocabulary.measures.get(figure.measure)
    if measure is not None and measure.stock_flow is StockFlow.CHANGE:
        return True
    compared = adjustment_kinds(figure.adjustment, figure.measure) & growth_kinds()
    return figure.unit == "percent" and bool(compared)


def _period(
    claim: Claim, figure: ReferenceFigure, table: ReferenceTable, settings: Settings
) -> Reason:
    own, since, day = _time_of(claim)
    if figure.value_type == "expected" or figure.period_type == "forecast":
        return Reason("period", own, f"expected for {figure.as_of}", passed=False)
    if figure.period_type == "instant" and day is not None:
        # A level of long ago says nothing of today's.
        aged = day - figure.as_of > _in_use(figure, table, settings)
        return Reason("period", own or day.isoformat(), figure.as_of.isoformat(), not aged)
    if figure.period_type == "event" and day is not None and _is_part(figure, table, settings):
        # One day of weeks of protest: only what speaks of that day.
        end = figure.period_end or figure.as_of
        lag = timedelta(days=settings.lag_days)
        near = min(abs(day - end), abs(day - figure.published)) <= lag
        return Reason("period", own or day.isoformat(), end.isoformat(), near)
    if figure.period_type != "interval":
        return Reason("period", own, figure.as_of.isoformat(), passed=True)
    measure = table.vocabulary.measures.get(figure.measure)
    if measure is not None and measure.cumulative and not claim.interval_only:
        return Reason("period", own or "so far", f"from {figure.period_start}", passed=False)
    lag = 2 * timedelta(days=settings.lag_days)
    start, end = figure.period_start, figure.period_end or figure.as_of
    length = end - start if start is not None else timedelta(0)
    flow = measure is not None and measure.stock_flow in {StockFlow.FLOW, StockFlow.CHANGE}
    if since is not None and start is not None and day is not None and flow and (
        length > _SHORT_PERIOD
    ):  # fmt: skip
        fits = _shared(since, day, start, end) >= settings.window_share
        return Reason("period", own, f"{figure.period_start} to {figure.period_end}", fits)
    # A week's count is news for days, a month's or a year's until the next edition.
    fresh = lag if length <= _SHORT_PERIOD else min(length, _EDITION) + _EDITION
    fits = day is None or -lag <= day - end <= fresh
    if day is not None and not own and length > _SHORT_PERIOD:
        fits = fits or timedelta(0) <= day - figure.published <= _EDITION
    if since is not None and start is not None:
        fits = fits and start - lag <= since <= end
    reference = f"{figure.period_start} to {figure.period_end}"
    return Reason("period", own, reference, fits)


def _time_of(claim: Claim) -> tuple[str, date | None, date | None]:
    """The words for a claim's period, its first day and the day it speaks of.

    "From a year earlier" says what a rate is compared with, not when it holds.
    """
    words = claim.period_text
    if words and claim.adjustment and words in claim.adjustment:
        return "", None, claim.article.published
    return words, claim.period_start, claim.as_of or claim.article.published


def _in_use(figure: ReferenceFigure, table: ReferenceTable, settings: Settings) -> timedelta:
    """How long a level is news: that of a disaster for weeks, that of a war for twice the longest
    time between two counts of it, any other until the next edition."""
    longest = timedelta(days=settings.level_days)
    event = table.vocabulary.events.get(figure.event)
    if event is None or event.start is None:
        return longest
    if event.end is not None and event.end - event.start <= timedelta(days=settings.brief_days):
        return _NEWS_AFTER
    counted = sorted(
        one.as_of
        for one in table.of_event(figure.measure, figure.event)
        if one.place == figure.place and one.population == figure.population
    )
    gaps = [later - earlier for earlier, later in pairwise(counted)]
    longest_gap = max(gaps, default=longest)
    return min(longest, max(_NEWS_AFTER, 2 * longest_gap)) if longest_gap else longest


def _is_part(figure: ReferenceFigure, table: ReferenceTable, settings: Settings) -> bool:
    """Whether a figure of an event speaks of a part of the event's time."""
    event = table.vocabulary.events.get(figure.event)
    end = figure.period_end
    if event is None or end is None:
        return False
    rest = timedelta(days=settings.lag_days)
    after = event.end is None or event.end > end + rest
    start = figure.period_start
    before = start is not None and event.start is not None and event.start < start - rest
    return after or before


def _shared(one: date, one_end: date, other: date, other_end: date) -> float:
    """Days that two windows share, as a share of the longer one: 0 to 1."""
    both = (min(one_end, other_end) - max(one, other)).days + 1
    longer = max((one_end - one).days, (other_end - other).days) + 1
    return max(0, both) / longer if longer > 0 else 0.0


def _definition(claim: Claim, figure: ReferenceFigure) -> Reason:
    """Rates need one denominator and one kind of adjustment; a kind left open is none."""
    kinds = ", ".join(sorted(claim_kinds(claim, figure.measure)))
    own = " ".join(filter(None, (claim.denominator, kinds)))
    other = " ".join(filter(None, (figure.denominator, figure.adjustment)))
    same_base = (claim.denominator or "") == figure.denominator or not (
        claim.denominator and figure.denominator
    )
    return Reason("definition", own, other, same_base and same_definition(claim, figure))


def _distance(claim: Claim, match: Match, table: ReferenceTable) -> int:
    """Steps between the claim's place and event and the figure's; 0 is the same."""
    figure = match.figure
    events = (claim.event, *claim.event_candidates)
    event = events.index(figure.event) if figure.event in events else len(events)
    if claim.place == figure.place:
        return event
    chain = table.vocabulary.place_chain(figure.place)
    step = chain.index(claim.place) + 1 if claim.place in chain else 10
    return event + 10 * step
