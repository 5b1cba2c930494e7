"""A claim beside the reference figures that may speak of the same thing.

Keys decide, never values: measure, unit, population, place, event, period, stock or flow. Each
match carries one reason a field; the verdict stage reads nothing else of the key.
"""

from __future__ import annotations

from datetime import timedelta

from rapidfuzz import fuzz

from factcheck.model import (
    Change,
    Claim,
    Kind,
    Match,
    Reason,
    ReferenceFigure,
    Source,
    StockFlow,
)
from factcheck.periods import adjustment_kinds
from factcheck.populations import CANDIDATE
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings

_SHORT_PERIOD = timedelta(days=10)
_EDITION = timedelta(days=45)  # monthly statistics appear within six weeks of the month's end
_NEWS_AFTER = timedelta(days=60)  # an event that ended longer ago must be named to be meant
_NAME_SCORE = 88  # of 100: two spellings of one source's name
_PERSON_UNITS = frozenset({"people", "person", "persons"})
OPEN = "open"  # the article leaves the field open, and this figure would fit
_DESCRIBED = "described"
_BROADER = "broader"
_ENOUGH = 8  # figures of one relative are enough to name the field that differs


def rank_matches(claim: Claim, table: ReferenceTable, settings: Settings) -> list[Match]:
    """Every reference figure of the claim's measure or a declared relative, best match first.

    Figures of other places and events are left out unless they fail for nothing else but the place:
    the list answers "what do we hold that is near", with the reason why each does or does not fit.
    """
    if claim.measure is None:
        return []
    own = {claim.measure, *claim.measure_candidates}
    matches = [
        _match(claim, figure, table, settings)
        for measure in sorted(own)
        for figure in _nearby(claim, measure, table)
    ]
    if not any(match.comparable for match in matches):
        # Only then do a measure's relatives matter: they say why nothing is comparable.
        related = sorted(_relatives(claim.measure, table) - own)
        matches += [
            _match(claim, figure, table, settings)
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
    claim: Claim, figure: ReferenceFigure, table: ReferenceTable, settings: Settings
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
        _event(claim, figure, table),
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
        passed = figure.unit in {unit, "currency"} or figure.unit == _money_name(unit)
        return Reason("unit", unit, figure.unit, passed)
    if figure.unit in _PERSON_UNITS:
        return Reason("unit", unit, figure.unit, unit in _PERSON_UNITS or not unit)
    singular = unit.rstrip("s")
    return Reason("unit", unit, figure.unit, singular == figure.unit.rstrip("s") or not unit)


def _money_name(unit: str) -> str:
    return unit.replace(" ", "_")


def _population(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> tuple[Reason, str]:
    """Populations must be equal; who the victims of one incident were may only be a description."""
    own = claim.population or "all"
    other = figure.population or "all"
    passed = own == other
    described = ""
    if claim.relation == "subset" and claim.population is None:
        return Reason("population", "a part of them", other, passed=False), ""
    chain = table.vocabulary.population_chain
    if not passed and claim.population is not None and figure.measure.startswith("troops"):
        # "Russian troops" and "troops" of a figure about Russian forces are one population.
        passed = other in chain(own) or own in chain(other)
    if not passed and claim.population is None and figure.measure.startswith("troops"):
        passed = True
    if passed and own == "all" and claim.population_text:
        described = _DESCRIBED  # "two brothers": perhaps not everybody
    whole = other == "all" and CANDIDATE not in chain(own)
    if not passed and whole and figure.period_type == "event":
        passed, described = True, _DESCRIBED
    return Reason("population", own, other, passed, described), described


def _place(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> tuple[Reason, str]:
    own = claim.place or ""
    other = figure.place
    if own == other:
        return Reason("place", own, other, passed=True), ""
    same_event = _same_event(claim, figure)
    if claim.place_candidates:
        passed = other in claim.place_candidates
        return Reason("place", claim.place_name, other, passed, OPEN), ""
    if not own:
        passed = same_event and not claim.place_name
        return Reason("place", claim.place_name, other, passed), ""
    if same_event and table.vocabulary.contains(own, other):
        # An event's toll told with the country's name is the event's toll.
        return Reason("place", own, other, passed=True, note=_BROADER), _BROADER
    part = table.vocabulary.contains(other, own)
    note = "part of" if part else ""
    return Reason("place", own, other, passed=False, note=note), ""


def _event(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> Reason:
    own = claim.event or ""
    if claim.other_event:
        return Reason("event", "another event", figure.event, passed=False)
    if not figure.event:
        return Reason("event", own, "", passed=True)
    if not own and claim.place == figure.place and _under_way(claim, figure, table):
        # The article names no event, and the place had this one at the time.
        return Reason("event", "not named", figure.event, passed=True, note=OPEN)
    passed = figure.event in (claim.event, *claim.event_candidates)
    return Reason("event", own, figure.event, passed)


def _under_way(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    event = table.vocabulary.events.get(figure.event)
    published = claim.article.published
    if event is None or published is None or event.start is None:
        return published is None
    return event.start <= published and (event.end is None or published <= event.end + _NEWS_AFTER)


def _stock_flow(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> Reason:
    measure = table.vocabulary.measures.get(figure.measure)
    expected = measure.stock_flow if measure else StockFlow.NONE
    is_change = expected is StockFlow.CHANGE
    own = claim.stock_flow.value
    if is_change:
        return Reason("stock_flow", own, "change", passed=True)
    changed = claim.quantity.change in {Change.INCREASE, Change.DECREASE} or (
        claim.relation == "change"
    )
    if changed:
        return Reason("stock_flow", "change", expected.value, passed=False)
    windowed = claim.interval_only and figure.period_type in {"cumulative", "event"}
    return Reason(
        "stock_flow", "a window of its own" if windowed else own, expected.value, not windowed
    )


def _period(
    claim: Claim, figure: ReferenceFigure, table: ReferenceTable, settings: Settings
) -> Reason:
    own = claim.period_text
    if figure.value_type == "expected" or figure.period_type == "forecast":
        return Reason("period", own, f"expected for {figure.as_of}", passed=False)
    day = claim.as_of or claim.article.published
    if figure.period_type == "instant" and day is not None:
        # A level of long ago says nothing of today's.
        aged = (day - figure.as_of).days > settings.level_days
        return Reason("period", own or day.isoformat(), figure.as_of.isoformat(), not aged)
    if figure.period_type != "interval":
        return Reason("period", own, figure.as_of.isoformat(), passed=True)
    measure = table.vocabulary.measures.get(figure.measure)
    if measure is not None and measure.cumulative and not claim.interval_only:
        return Reason("period", own or "so far", f"from {figure.period_start}", passed=False)
    lag = 2 * timedelta(days=settings.lag_days)
    start, end = figure.period_start, figure.period_end or figure.as_of
    length = end - start if start is not None else timedelta(0)
    # A week's count is news for days, a month's or a year's until the next edition.
    fresh = lag if length <= _SHORT_PERIOD else min(length, _EDITION) + _EDITION
    fits = day is None or -lag <= day - end <= fresh
    since = claim.period_start
    if since is not None and start is not None:
        fits = fits and start - lag <= since <= end
    reference = f"{figure.period_start} to {figure.period_end}"
    return Reason("period", own, reference, fits)


def _definition(claim: Claim, figure: ReferenceFigure) -> Reason:
    """Rates need one denominator and one kind of adjustment; a kind left open is none."""
    own = " ".join(filter(None, (claim.denominator, claim.adjustment)))
    other = " ".join(filter(None, (figure.denominator, figure.adjustment)))
    same_base = (claim.denominator or "") == figure.denominator or not (
        claim.denominator and figure.denominator
    )
    mine = adjustment_kinds(claim.adjustment or "", figure.measure)
    theirs = adjustment_kinds(figure.adjustment, figure.measure)
    return Reason("definition", own, other, same_base and (mine == theirs or not theirs))


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
