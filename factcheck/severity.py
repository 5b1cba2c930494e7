"""How far a claim lies from a figure, and how urgent that is."""

from __future__ import annotations

import math
from decimal import Decimal

from factcheck.model import Interval, ReferenceFigure, Verdict
from factcheck.settings import Settings

_MOST = 100


def gap_between(
    claim: Interval | None, reference: Interval | None
) -> tuple[Decimal | None, Decimal | None]:
    """The smallest gap that can be proved: amount and ratio (1 or more) from the nearest ends.

    (0, 1) where the two overlap; the ratio is None where an end is not positive. It is not rounded:
    424 beside 420 is less than one per cent above, 1.010 is not.
    """
    if claim is None or reference is None:
        return None, None
    if claim.below(reference):
        near, far = claim.high, reference.low
    elif reference.below(claim):
        near, far = reference.high, claim.low
    else:
        return Decimal(0), Decimal(1)
    if near is None or far is None:
        return None, None
    ratio = far / near if near > 0 else None
    return far - near, ratio


def severity_of(
    verdict: Verdict | None,
    ratio: Decimal | None,
    figure: ReferenceFigure | None,
    settings: Settings,
) -> int:
    """0 to 100: points for the verdict, the gap (logarithmic) and the figure's grade."""
    base = dict(settings.severity).get(verdict.value if verdict else "", 0)
    if not base:
        return 0
    points = float(base)
    if ratio is not None and ratio > 1:
        share = min(1.0, math.log(float(ratio)) / math.log(settings.gap_full))
        points += settings.gap_points * share
    if figure is not None:
        points += dict(settings.grade_points).get(figure.grade, 0)
    return min(_MOST, round(points))
