"""Ages that are written without a unit: "Ana Lind, 42,", "aged 18 to 34", "in his 40s"."""

from __future__ import annotations

from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

OLDEST = 120  # years; a larger number behind a name is no age
_LONGEST = 3  # digits
_NEAR = 4  # tokens between a person and the age, through "is just"
_PLACING = frozenset({"in", "at", "near"})  # a name behind these is no person's
_PHRASE = 7  # tokens of "the number of dead in Lyon" in front of a comma
_BREAKS = frozenset({",", ".", ";", ":", "and", "but", "that", "while"})
_LISTING = frozenset({"and", "or", "to"})
_CLAUSE = 10  # tokens from "life expectancy" to its value


def age_behind_name(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits at a token are an age: "Ana Lind, 42, said", "Ana Lind (42)"."""
    words, lower = tokens.words, tokens.lower
    if at < 2 or not words[at].isdecimal() or len(words[at]) > _LONGEST:  # noqa: PLR2004
        return False
    if not 0 < int(words[at]) <= OLDEST:
        return False
    before, name = words[at - 1], words[at - 2]
    if before == "," and name.islower():
        return _is_person(tokens, at, phrases)
    if len(name) < 2 or not name[0].isupper():  # noqa: PLR2004
        return False
    if lower[at - 2] in phrases.months or lower[at - 2] in phrases.days:
        return False
    first = at - 2
    while first > 0 and words[first - 1][0].isupper() and lower[first - 1] not in _PLACING:
        first -= 1
    if lower[first - 1] in _PLACING and first:
        return False  # "in Paris, 12, including four children, died"
    following = words[at + 1] if at + 1 < len(words) else "."
    full_name = at > 2 and words[at - 3][0].isupper()  # noqa: PLR2004
    if before == ",":
        kin = at > 2 and lower[at - 3] in phrases.context.ages.kin  # noqa: PLR2004 - "wife Ana, 31."
        ends = following in {".", ";", ")"}
        return following == "," or (ends and (full_name or kin or at < 4))  # noqa: PLR2004
    return before == "(" and following == ")" and full_name


def _is_person(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits between commas are the age of "a passenger, 31, tried"."""
    lower, words = tokens.lower, tokens.words
    if words[at + 1 : at + 2] != [","] or at + 2 >= len(words) or len(words[at]) > 2:  # noqa: PLR2004
        return False
    noun, verb = lower[at - 2], lower[at + 2]
    if _is_count(lower, at - 1, phrases):
        return False
    if noun in phrases.closed or noun.endswith("s") or not noun.isalpha():
        return False
    predicate = (
        verb in phrases.verbs or verb in phrases.auxiliaries or verb in phrases.context.ages.behind
    )
    return predicate or verb.endswith("ed")


def _is_count(lower: list[str], comma: int, phrases: PhraseLexicon) -> bool:
    """Whether those in front of a comma are many or a count: "the toll, 84,", "the wounded, 22,", "those in
    the tail, 39,", "the number of dead, 96,"."""
    words = phrases.context.ages
    first = comma
    while first > 0 and comma - first < _PHRASE and lower[first - 1] not in _BREAKS:
        first -= 1
    phrase = lower[first:comma]
    if phrase[:1] == ["those"] or not words.tallies.isdisjoint(phrase):
        return True
    return bool(phrase) and (phrase[-1] in phrases.collective or phrase[-1] in words.remaining)


def stands_apart(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an age stands behind a name, set off from both sides: "Ana Lind, 42, said"."""
    words = tokens.words
    if first < 2 or words[first - 1] not in {",", "("} or not words[first].isdecimal():  # noqa: PLR2004
        return False
    return words[first - 2][0].isupper() and (last == len(words) or not words[last][0].isalpha())


def is_aged(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether "aged", "turned", "aged between" or "the age of" stands before a token."""
    index, words = at - 1, phrases.context.ages
    behind = "".join(tokens.lower[at + 1 : at + 2])
    closes = tokens.lower[index : index + 1] == [","] and behind.isalpha()
    below = tokens.lower[max(0, index - 2)] in words.limits
    if closes and below and behind not in _LISTING:
        return False  # "38 of whom were under 18, 12 died"
    while index > 1 and tokens.lower[index] in {"and", ","} and tokens.words[index - 1].isdecimal():
        index -= 2  # "aged 3, 6 and 9"
    if index > 1 and tokens.lower[index] == "as" and tokens.lower[index - 1] in words.young:
        return True  # "some as young as 11"
    if index > 0 and tokens.lower[index] in {"both", "all"} and tokens.lower[index - 1] == ",":
        ends = tokens.lower[at + 1 : at + 2]
        return ends in ([","], ["."], [")"]) and not _is_count(tokens.lower, index - 1, phrases)
    if index > 0 and tokens.lower[index] == "now" and tokens.lower[index - 1] == ",":
        if _is_count(tokens.lower, index - 1, phrases):
            return False  # "the toll, now 94, will rise"
        return tokens.lower[at + 1 : at + 2] == [","]  # "Ana, now three, is"
    if (
        index > 0
        and tokens.lower[index] in words.limits
        and tokens.lower[index - 1] in words.grouped
    ):
        return True  # "29,000 children under five had starved"
    if index > 1 and tokens.lower[index] in words.limits and tokens.lower[index - 1] in words.are:
        return tokens.lower[index - 2] in words.parts  # "41 of them are under five"
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
    if lower[max(0, at - 1) : at] == ["of"] and at > 1 and lower[at - 2] in words.youths:
        closed = end >= len(lower) or not lower[end][0].isalpha() or lower[end] in words.after
        return closed and at > 2  # noqa: PLR2004 - "a girl of eight"
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
