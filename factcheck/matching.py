"""A claim beside the reference figures that may speak of the same thing.

Keys decide, never values: measure, unit, population, place, event, period, stock or flow. Each
match carries one reason a field; the verdict stage reads nothing else of the key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz import fuzz

from factcheck.conversions import conversion
from factcheck.definitions import claim_kinds, same_definition
from factcheck.events import needs_name
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
from factcheck.occasions import is_before, is_joint, is_news, named_events, under_way
from factcheck.populations import CANDIDATE
from factcheck.reference import ReferenceTable
from factcheck.settings import Settings
from factcheck.signs import is_change
from factcheck.timing import period_reason

_NAME_SCORE = 88  # of 100: two spellings of one source's name
_PERSON_UNITS = frozenset({"people", "person", "persons"})
OPEN = "open"  # the article leaves the field open, and this figure would fit
BY_KIND = "by kind"  # the article has a word for the event's kind, not its name
_DESCRIBED = "described"
_BROADER = "broader"
_PART_OF = re.compile(r"\d[\w.,]*(?: \w+)? (?:out )?of(?: the| its| all)? $")
_ENOUGH = 8  # figures of one relative are enough to name the field that differs


def rank_matches(claim: Claim, table: ReferenceTable, settings: Settings) -> list[Match]:
    """Every reference figure of the claim's measure or a declared relative, best match first.

    Figures of other places and events are left out unless they fail for nothing else but the place:
    the list answers "what do we hold that is near", with the reason why each does or does not fit.
    """
    if claim.measure is None:
        return []
    own = {claim.measure, *claim.measure_candidates}
    beside = _Beside(claim, table, settings)
    ranked = [
        beside.ranked(figure)
        for measure in sorted(own)
        for figure in _nearby(claim, measure, table)
    ]
    if not any(match.comparable for _, match in ranked):
        # Only then do a measure's relatives matter: they say why nothing is comparable.
        related = sorted(_relatives(claim.measure, table) - own)
        ranked += [
            beside.ranked(figure)
            for measure in related
            for figure in _nearby(claim, measure, table)[-_ENOUGH:]
            if figure.place == claim.place or _same_event(claim, figure)
        ]
    ranked.sort(key=itemgetter(0))
    return [match for _, match in ranked]


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
        for place in table.places_near(measure, stated):
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


@dataclass(frozen=True, slots=True)
class _Timeless:
    """What a claim has beside all figures that differ from each other in nothing but their time."""

    reasons: tuple[Reason, ...]  # those before the reason of the period
    definition: Reason
    relation: str
    distance: int


class _Beside:
    """Lays reference figures beside one claim; the vintages of one thing share most reasons."""

    def __init__(self, claim: Claim, table: ReferenceTable, settings: Settings) -> None:
        self.claim = claim
        self.table = table
        self.settings = settings
        self._named = named_events(claim, table)
        self._timeless: dict[tuple[object, ...], _Timeless] = {}

    def ranked(self, figure: ReferenceFigure) -> tuple[_Rank, Match]:
        """The match of a figure, with what puts it before or behind another one."""
        key = (
            figure.measure, figure.unit, figure.population, figure.place, figure.event,
            figure.denominator, figure.adjustment, figure.period_type,
            figure.period_start if self.claim.interval_only else None,
        )  # fmt: skip
        same = self._timeless.get(key)
        if same is None:
            same = self._timeless[key] = self._beside_all(figure)
        period = period_reason(self.claim, figure, self.table, self.settings)
        match = Match(figure, (*same.reasons, period, same.definition), same.relation)
        rank = (
            len(match.failed),
            same.distance,
            -figure.as_of.toordinal(),
            -figure.published.toordinal(),
            figure.figure_id,
        )
        return rank, match

    def _beside_all(self, figure: ReferenceFigure) -> _Timeless:
        claim, table = self.claim, self.table
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
            _event(claim, figure, self._named, table),
            _stock_flow(claim, figure, table),
        )
        return _Timeless(
            reasons,
            _definition(claim, figure),
            described or relation,
            _distance(claim, figure, table),
        )


_Rank = tuple[int, int, int, int, str]


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
    if own == other and is_joint(claim, figure, table):
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
    if event is not None and is_before(claim.as_of, event):
        return Reason("event", "before the event", figure.event, passed=False)
    listed = figure.event in claim.event_candidates  # of several, if none is the claim's event
    if not own and not listed and claim.place == figure.place and under_way(claim, figure, table):
        # The article names no event, and the place had this one at the time.
        return Reason("event", "not named", figure.event, passed=True, note=OPEN)
    passed = figure.event in (claim.event, *claim.event_candidates)
    if not passed or figure.event in named or event is None:
        return Reason("event", own, figure.event, passed)
    # Another flood in the same country is not this one.
    meant = not needs_name(event.kind) and is_news(claim, event)
    return Reason("event", own, figure.event, meant, BY_KIND)


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


def _definition(claim: Claim, figure: ReferenceFigure) -> Reason:
    """Rates need one denominator and one kind of adjustment; a kind left open is none."""
    kinds = claim_kinds(claim, figure.measure)
    own = " ".join(filter(None, (claim.denominator, ", ".join(sorted(kinds)))))
    other = " ".join(filter(None, (figure.denominator, figure.adjustment)))
    same_base = (claim.denominator or "") == figure.denominator or not (
        claim.denominator and figure.denominator
    )
    return Reason("definition", own, other, same_base and same_definition(kinds, figure))


def _distance(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> int:
    """Steps between the claim's place and event and the figure's; 0 is the same."""
    events = (claim.event, *claim.event_candidates)
    event = events.index(figure.event) if figure.event in events else len(events)
    if claim.place == figure.place:
        return event
    chain = table.vocabulary.place_chain(figure.place)
    step = chain.index(claim.place) + 1 if claim.place in chain else 10
    return event + 10 * step
