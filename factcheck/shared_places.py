"""Figures that share a place with another one, and places that share a figure.

"94 dead, down from 98": the old figure holds where the new one does. "Killed 24 and hurt 377": one
predicate, one place. "Japan and Korea recorded 41C and 39C": each its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.clauses import PARTS, Slot
from factcheck.grammar import Grammar
from factcheck.lines import Line
from factcheck.model import Change, Quantity
from factcheck.place_words import PlaceWords
from factcheck.places import PlaceMention
from factcheck.scopes import is_compared

_REVISED = 6  # tokens of "an earlier figure of"
_JOINED = 4  # tokens of "and badly wounded"
_CORRECTED = 7  # tokens of "in the city of Lima rather than"
_PAIR = 2  # the least of places and of figures that make lists
_LED = 4  # tokens of "recorded highs of" between a list of places and one of figures
_PHRASE_ENDS = frozenset({",", ";", ":", "(", ")", "-", "–", "—"})
LINKS = (["and"], [","], [",", "and"])
_AT = frozenset({"in", "on", "at"})  # "14 in Russian-held territory"
_OWN = frozenset({"respectively", "apiece"})


def leading_figure(
    quantity: Quantity, line: Line, slot: Slot, words: PlaceWords, grammar: Grammar
) -> Slot:
    """The figure whose place another one shares: the one that replaced it, or the one that it is
    coordinated with; the figure itself where there is none."""
    part = is_part(slot, line.tokens.lower)
    if _has_own_place(line, slot, grammar, part=part):
        return slot
    if quantity.change is Change.EARLIER or _is_revised(line, slot, words):
        return _successor(quantity, line, slot)
    if slot not in line.walls:
        return slot
    at = line.walls.index(slot)
    while at and (
        _is_part_of(line, line.walls[at - 1], line.walls[at], grammar)
        or _coordinated(line, line.walls[at - 1], line.walls[at], words, grammar)
    ):
        at -= 1
    return line.walls[at]


def is_part(figure: Slot, lower: Sequence[str]) -> bool:
    """ "80 of them", "among them 80", "including 80"."""
    before = lower[max(0, figure.hedge_first - 2) : figure.hedge_first]
    return (
        tuple(lower[figure.last : figure.last + 2]) in PARTS
        or before == ["among", "them"]
        or before[-1:] == ["including"]
    )


def _has_own_place(line: Line, slot: Slot, grammar: Grammar, *, part: bool) -> bool:
    """Whether a place stands behind a figure, in its own phrase or in that of a figure joined to it:
    "8,000 of them and a dozen trucks in Lima"."""
    lower = line.tokens.lower
    near = min(
        (
            one.first
            for one in line.places
            if slot.last <= one.first
            and (not one.demonym or lower[one.first - 1] in _AT)
            and not _leads(one, line)
        ),
        default=None,
    )
    if near is None:
        return False
    stops = grammar.contrasts if part else grammar.clause_breaks
    if any(word in _PHRASE_ENDS or word in stops for word in lower[slot.last : near + 1]):
        return False
    apart = (
        one for one in line.walls if one.first > slot.first and lower[one.hedge_first - 1] != "and"
    )
    wall = next(apart, None)
    return wall is None or near < wall.hedge_first


def _leads(place: PlaceMention, line: Line) -> bool:
    """Whether a place begins the next item of a list: "and Guinea with 1,350", "and Ghana 12"."""
    lower = line.tokens.lower
    if lower[place.first - 1 : place.first] != ["and"]:
        return False
    at = place.last + 1 if lower[place.last : place.last + 1] == ["with"] else place.last
    return any(one.hedge_first == at for one in line.walls)


def _is_revised(line: Line, slot: Slot, words: PlaceWords) -> bool:
    """ "Revising an earlier figure of 98"."""
    before = line.tokens.lower[max(0, slot.hedge_first - _REVISED) : slot.hedge_first]
    named = before[-1:] == ["of"] and not words.tallies.isdisjoint(before[-2:-1])
    return named and not words.former.isdisjoint(before)


def _successor(quantity: Quantity, line: Line, slot: Slot) -> Slot:
    """The figure that replaced an old one: behind "to" where "from" brings the old one, else before."""
    lower = line.tokens.lower
    alike = [
        other
        for one, other in zip(line.quantities, line.slots, strict=True)
        if other is not slot and one.kind is quantity.kind and one.unit == quantity.unit
    ]
    ahead = next((one for one in alike if one.first > slot.last), None)
    if ahead is not None and lower[slot.hedge_first - 1] == "from":
        between = lower[slot.last : ahead.hedge_first]
        if between[-1:] == ["to"] and "," not in between:
            return ahead
    back = [one for one in alike if one.last <= slot.first]
    return back[-1] if back else slot


def _is_part_of(line: Line, whole: Slot, figure: Slot, grammar: Grammar) -> bool:
    """Whether a figure is a part of the one before it: "41 died, three of them in hospital"."""
    lower = line.tokens.lower
    between = lower[whole.last : figure.hedge_first]
    if between[-2:] == ["all", "but"]:
        between = between[:-2]  # "all but two of them men"
    comma = max((at for at, word in enumerate(between) if word == ","), default=len(between))
    own = any(whole.last + comma <= one.first < figure.first for one in line.places)
    return is_part(figure, lower) and not own and grammar.contrasts.isdisjoint(between)


def _coordinated(
    line: Line, first: Slot, second: Slot, words: PlaceWords, grammar: Grammar
) -> bool:
    """Whether two figures are said in one breath: "killed 24 and hurt 377"."""
    between = line.tokens.lower[first.noun_end : second.hedge_first]
    held = between in (["against"], ["to"], ["versus"]) and not any(
        is_compared(one, line, words) for one in line.places
    )
    if between in ([",", "or"], ["or"]):  # "30 percent, or nearly a million Americans": said twice
        return not _lies_behind(line, second, words, grammar)
    corrected = between[-2:] in (
        ["rather", "than"],
        ["instead", "of"],
    )  # "68 in Lima rather than 86"
    if corrected and len(between) <= _CORRECTED and "," not in between:
        return True
    return held or (
        between[:1] == ["and"]
        and len(between) <= _JOINED
        and grammar.clause_breaks.isdisjoint(between)
        and not any(first.last <= one.first < second.first for one in line.places)
    )


def _lies_behind(line: Line, figure: Slot, words: PlaceWords, grammar: Grammar) -> bool:
    """Whether the clause goes on with a place: "five divisions, or 50,000 troops, operating in Gaza"."""
    lower = line.tokens.lower
    return any(
        one.first >= figure.last
        and one.preposition in words.locative
        and grammar.clause_breaks.isdisjoint(lower[figure.last : one.first])
        and not any(figure.last <= wall.first < one.first for wall in line.walls)
        for one in line.places
    )


def place_runs(line: Line) -> list[list[PlaceMention]]:
    """The places of "in Tanzania and Rwanda", "in Aceh, Medan and Padang", each list in one."""
    lower = line.tokens.lower
    found: list[list[PlaceMention]] = []
    run: list[PlaceMention] = []
    for place in line.places:
        link = lower[run[-1].last : place.first] if run else []
        if run and not place.demonym and (link in LINKS or link in (["and", "in"], ["and", "the"])):
            run.append(place)
            if "and" in link:
                found.append(run)
                run = []
        else:
            run = [] if place.demonym else [place]
    return found


def respective_place(line: Line, slot: Slot) -> PlaceMention | None:
    """The place of a figure in one of two lists that go together: "Japan and Korea recorded 41C and
    39C", "12 and 30 people in Homs and Hama"."""
    if len(line.places) < _PAIR or len(line.walls) < _PAIR or slot not in line.walls:
        return None
    figures = next((run for run in _figure_runs(line) if slot in run), None)
    if figures is None:
        return None
    for places in place_runs(line):
        if len(figures) == len(places) and _go_together(line, places, figures):
            return places[figures.index(slot)]
    return None


def _figure_runs(line: Line) -> list[list[Slot]]:
    """Figures that stand beside each other: "41C, 40C and 39C"."""
    lower = line.tokens.lower
    found: list[list[Slot]] = []
    run: list[Slot] = []
    for figure in line.walls:
        link = lower[run[-1].noun_end : figure.hedge_first] if run else []
        if run and link in LINKS:
            run.append(figure)
            if "and" in link:
                found.append(run)
                run = []
        else:
            run = [figure]
    return found


def _go_together(line: Line, places: Sequence[PlaceMention], figures: Sequence[Slot]) -> bool:
    """Whether the figures are said of the places one by one."""
    lower = line.tokens.lower
    if not _OWN.isdisjoint(lower):
        return True
    if places[-1].last <= figures[0].first:
        led = lower[places[-1].last : figures[0].hedge_first]
        return len(led) <= _LED and "," not in led and not places[0].preposition
    alone = all(one.noun_end == one.last for one in figures[:-1])
    return alone and places[0].first - figures[-1].noun_end == 1
