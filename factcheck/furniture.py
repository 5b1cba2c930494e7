"""Article text -> spans of page furniture: pleas, newsletter boxes, link lists, buttons, notices.

Nothing is deleted: the spans say which words are not the article's own. A paragraph is judged by
the signs of ``vocabulary/furniture.toml``; a letter to the reader and a list of links run on to
the paragraph where prose clearly returns.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from factcheck.model import Span
from factcheck.paragraphs import is_list_item, paragraph_spans

_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_SENTENCE_START = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=\S)")
_OF_LINES = frozenset({"line", "list"})  # kinds of sign that only a short paragraph can hold
# Headlines in a link list are shorter than this; a longer line with a full stop is prose again.
_LONGEST_HEADLINE = 140
# A plea's own short lines ("Monthly", "Once", "Other amount") that follow it to the end.
_LONGEST_BUTTON = 60


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of ``furniture.toml``."""

    name: str
    kind: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    weight: int
    example: str


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs and the numbers they are weighed with."""

    signs: tuple[Sign, ...]
    furniture: tuple[Sign, ...]  # those that speak for it
    prose: tuple[Sign, ...]  # those of an article's own words
    threshold: int
    longest_line: int
    longest_gap: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the signs say of one paragraph."""

    line: bool = False
    list: bool = False
    letter: bool = False
    plea: int = 0
    prose: int = 0


_NOTHING = _Reading()


@cache
def load_signs() -> Signs:
    """The signs of ``vocabulary/furniture.toml``."""
    text = files("factcheck").joinpath("vocabulary", "furniture.toml").read_text("utf-8")
    table = tomllib.loads(text)
    signs = tuple(
        Sign(
            name=row["name"],
            kind=row["kind"],
            needs=tuple(row["needs"]),
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            weight=row.get("weight", 1),
            example=row["example"],
        )
        for row in table["sign"]
    )
    prose = tuple(sign for sign in signs if sign.kind == "prose")
    others = tuple(sign for sign in signs if sign.kind != "prose")
    return Signs(
        signs, others, prose, table["threshold"], table["longest_line"], table["longest_gap"]
    )


def furniture_spans(text: str, paragraphs: Sequence[Span] | None = None) -> list[Span]:
    """Spans of ``text`` that are page furniture, in order, never overlapping.

    ``paragraphs`` are those of ``paragraph_spans``, where the caller has them already.
    """
    spans = paragraph_spans(text) if paragraphs is None else paragraphs
    signs = load_signs()
    readings = _read(text, spans, signs)
    if not readings:
        return []
    marked: set[int] = set()
    for index in sorted(readings):
        if index in marked:
            continue
        reading = readings[index]
        if reading.letter:
            marked.update(range(index, _letter_end(text, spans, readings, index, signs)))
        elif reading.list:
            marked.update(range(index, _list_end(text, spans, index)))
        elif reading.line or _is_plea(reading, signs):
            marked.add(index)
    tails = (_tail(text, spans[index], signs) for index in sorted(readings.keys() - marked))
    return sorted(
        [spans[index] for index in sorted(marked)] + [tail for tail in tails if tail],
        key=lambda span: span.start,
    )


def _is_plea(reading: _Reading, signs: Signs) -> bool:
    return reading.plea - reading.prose >= signs.threshold


def _read(text: str, spans: Sequence[Span], signs: Signs) -> dict[int, _Reading]:
    """Readings of the paragraphs that hold a sign; the others are left out.

    A plain search for each sign's words comes first: it is many times faster than the patterns,
    and most paragraphs hold none of them.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered, and offsets would shift
        lowered = text
    starts = [span.start for span in spans]
    ends = (*starts[1:], len(text))
    lines = {
        index: lowered[span.start : ends[index]]
        for index, span in enumerate(spans)
        if span.end - span.start <= signs.longest_line
    }
    all_lines = "\n".join(lines.values())
    held: dict[int, list[Sign]] = {}
    for sign in signs.furniture:
        if sign.kind in _OF_LINES:
            where = {
                index
                for word in sign.needs
                if word in all_lines
                for index, line in lines.items()
                if word in line
            }
        else:
            where = {
                bisect_right(starts, position) - 1
                for word in sign.needs
                if word in lowered
                for position in _positions(lowered, word, spans, starts)
            }
        for index in where:
            held.setdefault(index, []).append(sign)
    readings = {
        index: _reading(text[spans[index].start : spans[index].end], found, signs)
        for index, found in held.items()
    }
    return {index: reading for index, reading in readings.items() if reading != _NOTHING}


def _positions(
    lowered: str, word: str, spans: Sequence[Span], starts: Sequence[int]
) -> Iterator[int]:
    """One position of a word in each paragraph that holds it."""
    position = lowered.find(word)
    while position >= 0:
        index = bisect_right(starts, position) - 1
        if index >= 0:
            yield position
        end = spans[index].end if index >= 0 else position + 1
        position = lowered.find(word, max(end, position + 1))


def _reading(words: str, candidates: Sequence[Sign], signs: Signs) -> _Reading:
    """What the signs say that a paragraph may hold, and those of prose where one of them holds."""
    short = len(words) <= signs.longest_line
    kinds: set[str] = set()
    plea = 0
    for sign in candidates:
        if sign.kind in _OF_LINES and not short:
            continue
        if not sign.pattern.search(words):
            continue
        kinds.add(sign.kind)
        if sign.kind == "plea":
            plea += sign.weight
    if not kinds:
        return _NOTHING
    prose = sum(sign.weight for sign in signs.prose if sign.pattern.search(words))
    return _Reading("line" in kinds, "list" in kinds, "letter" in kinds, plea, prose)


def _letter_end(
    text: str, spans: Sequence[Span], readings: dict[int, _Reading], first: int, signs: Signs
) -> int:
    """Index after the last paragraph of a letter to the reader.

    It goes on while paragraphs with a sign follow, over gaps of a few without one; then come its
    buttons, short lines that end without a full stop.
    """
    last = first
    index = first + 1
    while index < len(spans) and index - last <= signs.longest_gap + 1:
        reading = readings.get(index, _NOTHING)
        if reading != _NOTHING and reading.plea >= reading.prose:
            last = index
        index += 1
    while last + 1 < len(spans) and _is_button(text, spans[last + 1]):
        last += 1
    return last + 1


def _is_button(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return len(words) <= _LONGEST_BUTTON and not _ENDED.search(words)


def _list_end(text: str, spans: Sequence[Span], first: int) -> int:
    """Index after the last headline of a list of links."""
    index = first + 1
    items = 0
    while index < len(spans):
        words = text[spans[index].start : spans[index].end]
        bulleted = is_list_item(words)
        if not bulleted and (len(words) > _LONGEST_HEADLINE or _ENDED.search(words)):
            break
        items += 1
        index += 1
    # One short line below "Read more" may as well be the article's next subheading, unless the
    # list is the last thing on the page or carries bullets.
    at_end = index == len(spans)
    bulleted = items > 0 and is_list_item(text[spans[first + 1].start : spans[first + 1].end])
    return index if at_end or bulleted or items > 1 else first + 1


def _tail(text: str, span: Span, signs: Signs) -> Span | None:
    """The furniture that ends a paragraph of prose: "... on Friday. Sign up for our newsletter." """
    words = text[span.start : span.end]
    start: int | None = None
    pieces = [0, *(match.end() for match in _SENTENCE_START.finditer(words))]
    for begin, end in zip(reversed(pieces), reversed([*pieces[1:], len(words)]), strict=True):
        reading = _reading(words[begin:end].strip(), signs.furniture, signs)
        if begin and (reading.line or reading.list or _is_plea(reading, signs)):
            start = begin
        else:
            break
    return None if start is None else Span(span.start + start, span.end)
