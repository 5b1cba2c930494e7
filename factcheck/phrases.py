"""Patterns of whole words for lists of phrases in the vocabulary files."""

from __future__ import annotations

import re
from collections.abc import Iterable


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some lower-case phrases as whole words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
