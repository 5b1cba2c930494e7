"""Ages that are written without a unit: "Ana Lind, 42,", "aged 18 to 34", "in his 40s"."""

from __future__ import annotations

from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

OLDEST = 120  # years; a larger number behind a name is no age
_LONGEST = 3  # digits
_NEAR = 4  # tokens between a person and the age, through "is just"
_CLAUSE = 10  # tokens from "life expectancy" to its value


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


def is_stated(tokens: Tokens, at: int, end: int, phrases: PhraseLexicon) -> bool:
    """Whether the bare number between two tokens is an age: "she was 35 when", "life expectancy is 73".

    The caller has looked for a unit and a counted noun in vain.
    """
    lower, words = tokens.lower, phrases.context.ages
    index = at - 1
    while index > 0 and lower[index] in words.hedges and at - index < _NEAR:
        index -= 1
    if index > 0 and lower[index] in words.be:
        person = index - 1
        while person > 0 and lower[person] in words.auxiliaries and index - person < _NEAR:
            person -= 1
        if lower[person] in words.persons:
            return end >= len(lower) or not lower[end][0].isalpha() or lower[end] in words.after
    for index in range(at - 1, max(-1, at - 1 - _CLAUSE), -1):
        word = lower[index]
        if word in words.measured:
            return True
        if not word[0].isalpha() and word not in {"-", "'s"}:
            return False
    return False
