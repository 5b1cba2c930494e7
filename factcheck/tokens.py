"""Tokens of a sentence, with offsets. One linear pass of one regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Numbers keep their separators (5,000 / 1,234.5 / .5), "U.S." stays whole, a possessive 's is its
# own token, hyphens and every other sign stand alone.
_TOKEN = re.compile(
    r"""
    \d+(?:,\d{3})+(?:\.\d+)?          # 5,000  1,234.5
  | \d+(?:\.\d+)*                     # 12  3.4
  | \.\d+                             # .5
  | (?:[A-Z]\.){2,}                   # U.S.
  | (?:'|’)s\b                        # possessive
  | n(?:'|’)t\b                       # negation of a contraction
  | [^\W\d_]+?(?=n(?:'|’)t\b)         # its stem
  | [^\W\d_]+                         # word
  | [^\s]                             # any other sign
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: ``text[starts[i]:ends[i]] == words[i]``; ``lower`` is normalised for look-up."""

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
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    lower = [word.lower().replace("’", "'") for word in words]
    return Tokens(text, starts, ends, words, lower)
