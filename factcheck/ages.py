"""Ages that are written without a unit: "Ana Lind, 42,", "aged 18 to 34", "in his 40s"."""

from __future__ import annotations

from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

OLDEST = 120  # years; a larger number behind a name is no age
_LONGEST = 3  # digits


def age_behind_name(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits at a token are an age: "Ana Lind, 42, said", "Ana Lind (42)"."""
    words, lower = tokens.words, tokens.lower
    if at < 2 or not words[at].isdecimal() or len(words[at]) > _LONGEST:  # noqa: PLR2004
        return False
    if not 0 < int(words[at]) <= OLDEST:
        return False
    before, name = words[at - 1], words[at - 2]
    if len(name) < 2 or not name[0].isupper():  # noqa: PLR2004
        return False
    if lower[at - 2] in phrases.months or lower[at - 2] in phrases.days:
        return False
    following = words[at + 1] if at + 1 < len(words) else "."
    full_name = at > 2 and words[at - 3][0].isupper()  # noqa: PLR2004
    if before == ",":
        return following == "," or (following in {".", ";", ")"} and (full_name or at < 4))  # noqa: PLR2004
    return before == "(" and following == ")" and full_name


def is_aged(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether "aged", "turned", "aged between" or "the age of" stands before a token."""
    index, words = at - 1, phrases.context.ages
    if index > 0 and tokens.lower[index] in words.between:
        index -= 1
    return index >= 0 and tokens.lower[index] in words.aged


def is_decade_of_life(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether "in his", "in their late" stands before a token such as "40s"."""
    return any(
        word in phrases.context.ages.possessives for word in tokens.lower[max(0, at - 4) : at]
    )
