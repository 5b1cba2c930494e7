"""Which figures are vintages of one another, and which come from independent sources.

Vintages are figures of one series; what another source has for the same key is never one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from factcheck.model import ReferenceFigure, Source
from factcheck.reference import ReferenceTable

_BRACKETED = re.compile(r"\(([^()]*)\)")
_WORDS = re.compile(r"\w+")


def vintages_of(
    figure: ReferenceFigure, figures: Sequence[ReferenceFigure]
) -> list[ReferenceFigure]:
    """The figures of a figure's series, in the order that they are given."""
    return [other for other in figures if other.series_id == figure.series_id]


def newest_of(figure: ReferenceFigure, figures: Sequence[ReferenceFigure]) -> ReferenceFigure:
    """The last figure of a figure's series that is not retired, else the last; oldest first."""
    line = vintages_of(figure, figures)
    return next((one for one in reversed(line) if one.retired is None), line[-1])


def republished(
    figure: ReferenceFigure, figures: Sequence[ReferenceFigure]
) -> ReferenceFigure | None:
    """What the series has today for the same day, published later; None if nothing."""
    same = [
        other
        for other in vintages_of(figure, figures)
        if other.as_of == figure.as_of and other.period_start == figure.period_start
    ]
    later = [one for one in same if one.published > figure.published and one.retired is None]
    return later[-1] if later else None


def in_force(figures: Sequence[ReferenceFigure]) -> list[ReferenceFigure]:
    """The newest vintage of every series for every day; ``figures`` oldest first."""
    newest = {(one.series_id, one.as_of, one.period_start): one for one in figures}
    return list(newest.values())


def near_day(figures: Sequence[ReferenceFigure], day: date, days: int) -> list[ReferenceFigure]:
    """The figures that speak of a day give or take some days, the nearest first."""
    close = [one for one in figures if abs((one.as_of - day).days) <= days]
    return sorted(close, key=lambda one: abs((one.as_of - day).days))


def are_independent(one: ReferenceFigure, other: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether two figures are of two sources, neither of which relays the other."""
    if one.series_id == other.series_id or one.source_id == other.source_id:
        return False
    sources = table.vocabulary.sources
    return not (
        is_relayed(one, other.source_id, sources.get(other.source_id))
        or is_relayed(other, one.source_id, sources.get(one.source_id))
    )


def is_relayed(figure: ReferenceFigure, source_id: str, source: Source | None) -> bool:
    """Whether a figure came through a source: its id or one of its names, as whole words."""
    relay = f" {_plain(figure.relayed_by)} "
    names = [source_id.replace("_", " ")]
    if source is not None:
        # "UN Refugee Agency (UNHCR)" has a name and, in brackets, a short one.
        names += [_BRACKETED.sub(" ", source.name), *_short_names(source.name)]
    return any(plain and f" {plain} " in relay for plain in map(_plain, names))


def _short_names(name: str) -> list[str]:
    return [part.split(",")[0] for part in _BRACKETED.findall(name)]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
