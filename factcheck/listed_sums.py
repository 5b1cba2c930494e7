"""Whether items that are listed behind their whole add up to it: "31 ships: 18 container ships, 8 car
carriers and 4 tankers", seats of parties and those of the chamber, votes for and against.

Reads no meaning: only what the words join as a list, or as two sides of one ballot, is added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.contests import of_chamber
from factcheck.model import Finding
from factcheck.statements import load_compare_words, speaker_key

_Sum = tuple[Sequence[Finding], Finding]
_ITEMS = 2  # items of the shortest list
_SURE = 3  # items of a list that says by itself that it is one
_SEATS, _VOTES = "seats", "votes"
# "container ships, ", "from Verín and ": a noun of a few words and what joins the next item to it.
_JOINT = re.compile(
    # Possessive, so that one long word is not tried in all its pieces.
    r"\s*(?:[^\W\d_][\w'’-]*+\s*+){1,5}(?:,\s*(?:and\s+)?|\s*\band\s+)(?:another\s+)?"
)
_FOR_AND_AGAINST = re.compile(
    r"\s*(?:votes?|ballots?)? ?(?:to|against|(?:for|in favou?r),? (?:and|to|with))\s*"
)
_GAP = Decimal("0.2")  # share of the whole: a list further from it is not of all its parts


def listed_sums(
    sentences: Sequence[Sequence[Finding]],
) -> Iterator[_Sum]:
    """Items and their whole; a sum that misses it is an error. ``sentences``: the counts of each
    sentence of an article, in their order."""
    before: Sequence[Finding] = ()
    for counts in sentences:
        yield from _items(counts, before)
        yield from _chamber(counts)
        yield from _ballot(counts)
        before = counts


def _text(first: Finding, last: Finding) -> str:
    """The words between two figures of a sentence, in lower case."""
    sentence = first.claim.sentence
    start = sentence.span.start
    return sentence.text[
        first.claim.quantity.span.end - start : last.claim.quantity.span.start - start
    ].lower()


def _value(finding: Finding) -> Decimal:
    return finding.claim.quantity.value or Decimal(0)


def of_others(whole: Finding, items: Sequence[Finding]) -> bool:
    """Whether a narrower group is counted before other ones, or somebody else counts: "23 civilians
    died, the mayor said. The army spoke of 41 rebels and nine soldiers"."""
    speakers = [speaker_key(one.claim.voice) for one in (whole, items[0])]
    if all(speakers) and not speakers[0] & speakers[1]:
        return True
    group = whole.claim.population
    if group in {None, "all"}:
        return False
    return all(one.claim.population not in {None, group} for one in items)


def _items(counts: Sequence[Finding], before: Sequence[Finding]) -> Iterator[_Sum]:
    for first in range(len(counts)):
        if first and _JOINT.fullmatch(_text(counts[first - 1], counts[first])):
            continue  # in the middle of a list
        last = first
        while last + 1 < len(counts) and _JOINT.fullmatch(_text(counts[last], counts[last + 1])):
            last += 1
        items = counts[first : last + 1]
        if len(items) < _ITEMS:
            continue
        whole = counts[first - 1] if first else before[-1] if before else None
        if whole is None or max(map(_value, items)) >= _value(whole):
            continue
        if of_others(whole, items):
            continue
        opening = _opening(whole, items[0])
        words = load_compare_words()
        if words.some_of.search(opening):
            continue
        all_told = opening.rstrip().endswith(":") or words.made_of.search(opening) is not None
        total = sum(map(_value, items))
        room = _GAP * _value(whole) if all_told else 0
        if abs(total - _value(whole)) <= room and (all_told or len(items) >= _SURE):
            yield items, whole


def _opening(whole: Finding, first: Finding) -> str:
    """What stands before a list's first item: from its whole on, or in its sentence."""
    if whole.claim.sentence == first.claim.sentence:
        return _text(whole, first)
    sentence = first.claim.sentence
    return sentence.text[: first.claim.quantity.span.start - sentence.span.start].lower()


def _chamber(counts: Sequence[Finding]) -> Iterator[_Sum]:
    """The seats of parties beside those of their chamber: they may not be more."""
    seats = [one for one in counts if one.claim.measure == _SEATS]
    if len(seats) <= _SURE:
        return
    whole = max(seats, key=_value)
    parts = [one for one in seats if one is not whole]
    sentence = whole.claim.sentence
    at = whole.claim.quantity.span.start - sentence.span.start
    of_all = sentence.text[:at].lower().rstrip().endswith((" of", " of the")) or of_chamber(whole)
    if of_all and sum(map(_value, parts)) >= _value(whole):
        yield parts, whole


def _ballot(counts: Sequence[Finding]) -> Iterator[_Sum]:
    """ "4,112 votes to 903; 5,015 took part": the two sides of a ballot may not be more than voted."""
    for number in range(len(counts) - 2):
        sides, whole = counts[number : number + 2], counts[number + 2]
        if not _FOR_AND_AGAINST.fullmatch(_text(*sides)):
            continue
        sentence = whole.claim.sentence
        behind = sentence.text[whole.claim.quantity.span.end - sentence.span.start :].lower()
        if load_compare_words().took_part.match(behind.lstrip()):
            total = sum(map(_value, sides))
            if total >= _value(whole):
                yield sides, whole


def by_sentence(counts: Sequence[Finding]) -> list[list[Finding]]:
    """The counts of an article by sentence, with empty lists for sentences without any."""
    found: dict[tuple[str, int], list[Finding]] = {}
    for one in counts:
        own = one.claim.sentence
        found.setdefault((own.field, own.index), []).append(one)
    made: list[list[Finding]] = []
    last: tuple[str, int] | None = None
    for field, index in sorted(found):
        if last is not None and (field, index) != (last[0], last[1] + 1):
            made.append([])
        made.append(found[field, index])
        last = field, index
    return made
