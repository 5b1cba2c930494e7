"""Arithmetic inside an article: parts must fit their totals, one thing has one number.

Careful rather than complete: a check that could be explained by another reading is not made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from factcheck.model import Change, Check, Finding, Modality, Role

_SPOKEN = frozenset({Modality.ASSERTED, Modality.REPORTED})


def check_arithmetic(findings: Sequence[Finding]) -> list[Check]:
    """Checks of each article, in the order of their ids."""
    by_article: dict[str, list[Finding]] = {}
    for finding in findings:
        claim = finding.claim
        if claim.role is Role.CLAIM and claim.modality in _SPOKEN and finding.claim_interval:
            by_article.setdefault(claim.article.article_id, []).append(finding)
    made: list[Check] = []
    for group in by_article.values():
        made.extend(_subsets(group))
        made.extend(_headline(group))
    return sorted(made, key=lambda check: check.check_id)


def _subsets(group: Sequence[Finding]) -> list[Check]:
    """A stated part may not exceed the total of its sentence ("154 dead, 41 of them children")."""
    made: list[Check] = []
    for number, part in enumerate(group):
        claim = part.claim
        if claim.relation != "subset" or claim.measure is None:
            continue
        total = next(
            (
                one
                for one in reversed(group[:number])
                if one.claim.sentence.index == claim.sentence.index
                and one.claim.measure == claim.measure
                and one.claim.relation != "subset"
                and one.claim.quantity.kind is claim.quantity.kind
            ),
            None,
        )
        if total is None or part.claim_interval is None or total.claim_interval is None:
            continue
        passed = not total.claim_interval.below(part.claim_interval)
        verb = "fits" if passed else "is more than"
        reason = f"The part {claim.quantity.text} {verb} its total {total.claim.quantity.text}."
        made.append(_check("subset", passed, reason, (total, part)))
    return made


def _headline(group: Sequence[Finding]) -> list[Check]:
    """The headline's number must be one that the text gives for the same thing."""
    made: list[Check] = []
    for head in group:
        if head.claim.sentence.position != "headline" or head.claim.measure is None:
            continue
        body = [
            one
            for one in group
            if one.claim.sentence.position != "headline"
            and one.claim.measure == head.claim.measure
            and (one.claim.population or "all") == (head.claim.population or "all")
            and one.claim.quantity.kind is head.claim.quantity.kind
            and one.claim.quantity.change is Change.LEVEL
            and one.claim.relation not in {"subset", "change", "share"}
        ]
        if not body or head.claim_interval is None:
            continue
        passed = any(
            one.claim_interval is not None and one.claim_interval.overlaps(head.claim_interval)
            for one in body
        )
        nearest = body[0]
        reason = (
            f"The headline's {head.claim.quantity.text} stands in the text too."
            if passed
            else f"The headline has {head.claim.quantity.text}, the text {nearest.claim.quantity.text}."
        )
        made.append(_check("headline", passed, reason, (head, nearest)))
    return made


def _check(kind: str, passed: bool, reason: str, findings: Sequence[Finding]) -> Check:
    ids = tuple(finding.finding_id for finding in findings)
    key = "|".join((kind, *ids)).encode()
    name = hashlib.sha1(key, usedforsecurity=False).hexdigest()[:12]
    return Check(name, kind, passed, reason, ids)
