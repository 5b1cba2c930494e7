"""Text -> paragraphs: the units in which furniture is marked and sentences are looked for.

A line is a paragraph (a list item, a heading and a web page's paragraph are each one line), except
in a block of hard-wrapped lines, which is one paragraph.
"""

from __future__ import annotations

import re

from factcheck.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_BETWEEN = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\r[^\S\r\n]*\r(?!\n)|[\f\u2029]")
_LIST_ITEM = re.compile(r"(?:[-–—*•▪◦·»>]|\d{1,3}[.)])\s")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")
# Mail and print wrap at 60 to 100 columns; longer lines are paragraphs of their own.
_WRAP_COLUMNS = 100
_WRAP_SHORTEST = 40


def paragraph_spans(text: str) -> list[Span]:
    """Paragraphs in order, without the white space around them; none is empty.

    >>> [text[s.start:s.end] for text in ["One.\\n\\n Two. \\n"] for s in paragraph_spans(text)]
    ['One.', 'Two.']
    """
    lines = _lines(text)
    paragraphs: list[Span] = []
    index = 0
    while index < len(lines):
        last = _wrapped_until(text, lines, index)
        paragraphs.append(Span(lines[index].start, lines[last].end))
        index = last + 1
    return paragraphs


def is_list_item(line: str) -> bool:
    """Whether a line starts with a dash, a bullet or a number of its own."""
    return _LIST_ITEM.match(line) is not None


def _lines(text: str) -> list[Span]:
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if bare:
            start = match.start() + len(line) - len(line.lstrip())
            lines.append(Span(start, start + len(bare)))
    return lines


def _wrapped_until(text: str, lines: list[Span], first: int) -> int:
    """Index of the last line of the hard-wrapped block that starts here; ``first`` if none does."""
    last = first
    broken = False  # a line that stops in mid-sentence proves the wrapping
    while last + 1 < len(lines):
        line, following = lines[last], lines[last + 1]
        if not _WRAP_SHORTEST <= line.end - line.start <= _WRAP_COLUMNS:
            break
        if following.end - following.start > _WRAP_COLUMNS:
            break
        if _BLANK_BETWEEN.search(text, line.end, following.start):
            break
        if is_list_item(text[following.start : following.start + 5]):
            break
        words = text[line.start : line.end]
        broken = broken or (text[following.start].islower() and not _ENDED.search(words))
        last += 1
    return last if broken else first
