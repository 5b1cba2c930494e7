"""Tokens of a sentence, with offsets. One linear pass of one regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Numbers keep their separators (5,000 / 12,34,567 / 1,234.5 / .5), "U.S." stays whole, a possessive
# 's and a contracted n't are tokens of their own, hyphens and every other sign stand alone.
# Letters and digits never share a token ("35m" is two). Zero-width and bidirectional marks count
# as space: they are invisible, so they must not take part in the grammar. Plain words come first, as
# they are the most: with a space or a comma behind them nothing else can begin there.
_TOKEN = re.compile(
    r"""
    [A-Za-z]{2,}(?=[\s,])                   # word
  | \d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?   # 5,000  1,234.5
  | \d{1,2}(?:,\d{2})+,\d{3}(?!\d|,\d)(?:\.\d+)?   # 12,34,567
  | \d+(?:\.\d+)*                          # 12  3.4  1.234.567
  | (?<![\w.])\.\d+                        # .5
  | (?:[A-Za-z]\.){2,}                     # U.S.  p.m.
  | (?i:do|does|did|is|are|was|were|has|have|had|ca|wo|would|should|could|must|need|ai)(?=n['’]t\b)
  | n['’]t\b
  | ['’]s\b
  | [½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]                      # 10½
  | [^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]+              # word
  | [^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]
    """,
    re.VERBOSE,
)
_CACHED_LENGTH = 4_000  # characters; longer texts are tokenized anew, not kept in memory


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: ``text[starts[i]:ends[i]] == words[i]``; ``lower`` is normalised for look-up.

    The lists are shared between callers: read them, never change them.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]


def tokenize(text: str) -> Tokens:
    """Split a text.

    >>> tokenize("The U.S. didn't send 5,000 men's boots.").words
    ['The', 'U.S.', 'did', "n't", 'send', '5,000', 'men', "'s", 'boots', '.']
    """
    return _recent(text) if len(text) <= _CACHED_LENGTH else _split(text)


def _split(text: str) -> Tokens:
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    lower = [word.lower() for word in words]
    if "’" in text:
        lower = [word.replace("’", "'") for word in lower]
    return Tokens(text, starts, ends, words, lower)


# One sentence is read by several stages one after the other.
_recent = lru_cache(maxsize=256)(_split)
