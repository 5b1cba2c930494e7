"""A person's reading of a figure, judged again by the same rules.

A correction replaces fields of the claim before it is matched; a mark adds a figure that was not
found. Neither touches a verdict itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from factcheck.errors import UsageError
from factcheck.lines import COMPARED
from factcheck.matching import rank_matches
from factcheck.model import (
    Article,
    Bound,
    Claim,
    Evidence,
    Finding,
    Kind,
    Modality,
    Quantity,
    Role,
    Sentence,
    Span,
)
from factcheck.pipeline import Checker
from factcheck.quantities import find_quantities
from factcheck.reference import Vocabulary
from factcheck.sentences import split_sentences
from factcheck.verdict import finding_id, judge

_BY_HAND = "a person's reading"
_JUDGED = frozenset({Modality.ASSERTED, Modality.REPORTED})


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one figure; ``None`` leaves a field as the program read it, blank says
    that there is none. ``start`` and ``end`` are character offsets in ``field``.

    ``as_of`` is an ISO day, ``value`` the number of a mark that cannot be read from its words.
    """

    finding_id: str
    article_id: str
    field: str
    start: int
    end: int
    text: str
    marked: bool = False
    value: str | None = None
    measure: str | None = None
    place: str | None = None
    as_of: str | None = None
    speaker: str | None = None

    def to_data(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Correction:
        """The correction of its data."""
        return cls(**data)


def judge_again(checker: Checker, finding: Finding, correction: Correction) -> Finding:
    """The finding with a person's reading of its claim. Raises ``UsageError`` where a measure, a
    place or a day is not known."""
    claim = corrected_claim(finding.claim, correction, checker.table.vocabulary)
    matches = rank_matches(claim, checker.table, checker.settings)
    return judge(claim, matches, checker.table, checker.settings)


def corrected_claim(claim: Claim, correction: Correction, vocabulary: Vocabulary) -> Claim:
    """A claim with the fields that a person gave. It becomes checkable where it was not."""
    changes: dict[str, Any] = {}
    if correction.measure is not None:
        _known("measure", correction.measure, vocabulary.measures)
        entry = vocabulary.measures.get(correction.measure)
        changes["measure"] = correction.measure or None
        changes["measure_candidates"] = ()
        changes["measure_is_likely"] = False
        changes["in_words"] = None
        if entry is not None:
            changes["stock_flow"] = entry.stock_flow
            if claim.quantity.kind not in {Kind.MONEY, Kind.PERCENT}:
                changes["unit"] = entry.unit.split("|")[0]
    if correction.place is not None:
        _known("place", correction.place, vocabulary.places)
        place = vocabulary.places.get(correction.place)
        changes |= {
            "place": correction.place or None,
            "place_name": place.label if place is not None else "",
            "place_around": "",
            "place_candidates": (),
        }
        event = vocabulary.events.get(claim.event or "")
        if event is not None and correction.place:
            near = vocabulary.contains(event.place, correction.place) or vocabulary.contains(
                correction.place, event.place
            )
            if not near:
                changes |= {"event": None, "event_candidates": ()}
    if correction.as_of is not None:
        changes["as_of"] = _day(correction.as_of)
    if correction.speaker is not None:
        changes["speaker"] = correction.speaker
    if not changes:
        return claim
    if claim.in_words is not None and correction.measure is None:
        changes["in_words"] = corrected_claim(claim.in_words, correction, vocabulary)
    if claim.role is not Role.CLAIM:
        changes["role"] = Role.CLAIM
    kept_kinds = COMPARED
    if correction.measure is None:
        kept_kinds |= {Kind.AGE, Kind.DURATION, Kind.SCORE}  # they stay what they are elsewhere
    if claim.quantity.kind not in kept_kinds:
        changes["quantity"] = replace(claim.quantity, kind=Kind.COUNT)
    said = tuple(
        Evidence(name, str(value or ""), _BY_HAND)
        for name, value in changes.items()
        if name in {"measure", "place", "as_of", "speaker"}
    )
    dropped = {one.field for one in said}
    dropped |= {"place_name"} if "place" in dropped else set()
    kept = tuple(one for one in claim.evidence if one.field not in dropped)
    return replace(claim, evidence=(*kept, *said), **changes)


def marked_finding(checker: Checker, article: Article, mark: Correction) -> Finding:
    """The finding of a figure that a person marked. Raises ``UsageError`` where the span does not
    lie in one sentence, or holds no number and none was given."""
    sentence = _sentence_of(article, mark)
    quantity = _quantity(sentence, mark)
    claims = checker.claims(article, [sentence], [[quantity]])
    claim = corrected_claim(claims[0], mark, checker.table.vocabulary)
    if claim.role is not Role.CLAIM:
        claim = replace(claim, role=Role.CLAIM)
    if claim.modality not in _JUDGED and claim.measure is None:
        claim = replace(claim, modality=Modality.ASSERTED)
    matches = rank_matches(claim, checker.table, checker.settings)
    return judge(claim, matches, checker.table, checker.settings)


def revise(
    checker: Checker, article: Article, findings: Sequence[Finding], said: Sequence[Correction]
) -> list[Finding]:
    """The findings of an article with everything that people said of it earlier.

    What no longer fits the text is left out: a figure that is gone, a span that reads otherwise.
    """
    by_id = {correction.finding_id: correction for correction in said}
    revised: list[Finding] = []
    for finding in findings:
        correction = by_id.pop(finding.finding_id, None)
        revised.append(finding if correction is None else judge_again(checker, finding, correction))
    for mark in by_id.values():
        words = article.title if mark.field == "title" else article.text
        if mark.marked and words[mark.start : mark.end] == mark.text:
            revised.append(marked_finding(checker, article, mark))
    return sorted(
        revised,
        key=lambda one: (
            one.claim.sentence.field != "title",
            one.claim.quantity.span.start,
            one.claim.quantity.span.end,
        ),
    )


def mark_id(article: Article, field: str, start: int, end: int) -> str:
    """The id that a marked figure will have. Raises ``UsageError`` for a span outside the text."""
    words = article.title if field == "title" else article.text
    if not 0 <= start < end <= len(words):
        raise UsageError(
            f"characters {start} to {end} do not lie in the {field}",
            remedy=f"choose between 0 and {len(words)}",
        )
    span = Span(start, end)
    written = words[start:end]
    sentence = Sentence(0, span, written, field)
    return finding_id(Claim(article, sentence, Quantity(span, written, None, None)))


def _sentence_of(article: Article, mark: Correction) -> Sentence:
    for sentence in split_sentences(article):
        inside = sentence.span.start <= mark.start and mark.end <= sentence.span.end
        if sentence.field == mark.field and inside:
            return sentence
    raise UsageError(
        f"characters {mark.start} to {mark.end} do not lie in one sentence",
        remedy="mark the number alone, with its scale and unit",
    )


def _quantity(sentence: Sentence, mark: Correction) -> Quantity:
    span = Span(mark.start, mark.end)
    if mark.value is None:
        for quantity in find_quantities(sentence):
            if quantity.span == span:
                return quantity
        alone = Sentence(sentence.index, span, mark.text, sentence.field, sentence.position)
        for quantity in find_quantities(alone):
            if quantity.value is not None:
                return replace(quantity, span=span, text=mark.text)
        raise UsageError(f'no number can be read from "{mark.text}"', remedy="give its value")
    try:
        value = Decimal(mark.value.replace(",", "").strip())
    except InvalidOperation:
        raise UsageError(f'"{mark.value}" is no number', remedy="write it as 5000") from None
    return Quantity(span, mark.text, value, value, Bound.EXACT)


def _known(field: str, value: str, table: Mapping[str, object]) -> None:
    if value and value not in table:
        raise UsageError(f'there is no {field} "{value}"', remedy="choose one of the list")


def _day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise UsageError(f'"{cell}" is no day', remedy="write it as 2024-05-31") from None
