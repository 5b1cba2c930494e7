"""Numbers that are no quantities: dates, times, scores, names, telephone and street numbers.

Fixed shapes are found by one pass of one regular expression over the sentence; names ("Boeing
737", "Article 5") need the words around the number and are judged token by token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.counted import is_plural
from factcheck.model import Kind
from factcheck.scales import adjacent, goes_on
from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

_FULL = (
    r"(?i:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SHORT = r"(?i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_FULL}|{_SHORT})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_YEAR_DIGITS = r"(?:1[5-9]|20)\d\d\b"
_HALF_DAY = (
    r"(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)(?:\s(?:EDT|EST|ET|PT|PDT|PST|CT|GMT|UTC|BST|CET)\b)?"
)
# Behind the second of two days: "between July 10 and 16", not "on July 10 and 16 people".
_THEN = (
    r"(?=\s*(?:[,.;:)”\"]|$)|\s(?:in|at|on|by|when|while|and|but|the|it|he|she|they|that|which|this"
    r"|last|of|with|for|as|to|from|was|were|is|are|had|has|have|after|before|during)\b)"
)
_NOT_MORE = r"(?![\d,.]*\d|\s*(?:%|per\s?cent|million|billion|bn\b))"
# Tried at a token of digits; the first that fits wins.
_AT_DIGITS = re.compile(
    rf"""
    (?P<date>
        \d{{4}}-\d\d-\d\d\b
      | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d\b
      | (?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?|\ (?:and|to|or)\ ))?{_DAY}\ (?:of\ )?{_MONTH}(?:,?\ {_YEAR_DIGITS})?(?!\ \d{{1,2}}\b,(?!\d))
      | (?:1[5-9]|20)\d\d\s?[-–]\s?{_YEAR_DIGITS} | (?:1[5-9]|20)\d\d[-–/]\d\d\b
      | (?:1[5-9]|20)\d0['’]?s\b | [2-9]0s\b
      | \d{{1,2}}(?:st|nd|rd|th)?[-\ ]century\b
    )
  | (?P<time>
        \d{{1,2}}(?:[:.]\d\d){{1,2}}\s?{_HALF_DAY}
      | \d{{1,2}}\s?{_HALF_DAY}
      | (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])
      | [012]\d[0-5]\d\s?(?:GMT|UTC|BST|EDT|EST|hrs|hours\b(?=\s(?:on|GMT|UTC|local)))
      | \d{{1,2}}\s?o['’]clock\b
    )
  | (?P<phone>
        \d{{3}}\)?[ .-]\d{{3}}[.-]\d{{4}}\b
      | \d{{5}}\ \d{{5,6}}\b(?!\ \d)
      | [01]\d{{2,4}}[ -]\d{{3,4}}[ -]?\d{{3,4}}\b
      | 0\d{{2,4}}(?:[ -]\d{{2,4}}){{1,4}}\b
    )
  | (?P<ordinal>\d{{1,3}}(?:,\d{{3}})*(?:(?<=1)(?<!11)st|nd|rd|th)\b)  # "14st" is a weight
  | (?P<odds>\d{{1,3}}:\d\b(?![:\d]))  # "a 2:1 ratio"
  | (?P<name>
        401\(k\) | 24/7\b | 9/11\b | 7/7\b | 50[-/]50\b | 20/20\b | 24-7\b
      | \d{{3,12}}[-–]\d{{3,12}}[-–]\d{{2,12}}\b | \d{{3,6}}\s[A-Z]-\d{{2,4}}\b
      | \d{{1,12}}-\d{{1,12}}-\d{{1,12}}(?:-\d{{1,12}})?\b
      | 1[- ]in[- ]\d{{2,5}}[- ]year\b
    )
    """,
    re.VERBOSE,
)
# Tried at a word or a sign.
_AT_WORD = re.compile(
    rf"""
    (?P<date>
        {_MONTH}\ {_DAY}\ (?:and|to|or|through)\ {_DAY}\b{_THEN}
      | {_MONTH}\ {_DAY}(?:\s?[-–]\s?\d{{1,2}})?(?:,?\ {_YEAR_DIGITS})?{_NOT_MORE}
      | {_MONTH},?\ (?:of\ )?{_YEAR_DIGITS}{_NOT_MORE}
      | ['’]\d0s\b | ['’]\d\d\b(?!['’])
    )
  | (?P<phone>
        \+\d{{1,3}}[ .-]?(?:\(?\d{{1,5}}\)?[ .-]?){{2,5}}\d{{2,4}}\b
      | \(\d{{3}}\)[ .-]\d{{3}}[.-]\d{{4}}\b
    )
  | (?P<name>
        (?i:covid)\s?-\s?19\b | C(?:OP|op)\s?\d{{1,2}}\b(?![.,]\d|\s?(?:m|bn|k|million|billion|trillion)\b)
      | [A-Z]{{1,4}}-\d{{1,4}}[A-Za-z]{{0,2}}\b(?!-)
      | (?i:one)[- ]in[- ](?:a[- ])?\d{{2,5}}[- ]year\b
      | No\.?\s?\d{{1,9}}\b(?!\s(?:percentage\s)?points?\b) | [Nn]umber\s\d{{1,9}}\b{_NOT_MORE} | \#\d{{1,9}}\b
    )
  | (?P<url>(?:https?://|www\.)\S+)
    """,
    re.VERBOSE,
)
# "12 may have died", "41 march on parliament": verbs, where no year follows and no capital tells a month.
_NO_MONTH = re.compile(
    r"\d{1,2} (?:(?:may|march)\b(?! \d{4})|(?:May|MAY) (?:[Bb]e|BE|[Hh]ave|HAVE|[Nn]ot|NOT)\b)"
)
_BEHIND_MONTH = 5  # characters of " have"
_WORDS = frozenset(
    {"covid", "cop", "one", "no", "number", "https", "http", "www", "#", "'", "’", "+", "("}
)
_AREAS = frozenset({"capital", "city", "town", "province", "state", "district", "region"})
_BETTING = 9  # tokens around odds in which a word of betting stands
_GROUPED = 23  # years: the oldest group of young players
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d\Z")
_PLURALS = ("children", "women", "people")  # "1709 schoolchildren"
_MODERN = range(1950, 2051)  # years that news writes in front of a noun ("2018 sales")


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters of the sentence that a non-quantity takes, with its kind and the pattern's name."""

    start: int
    end: int
    kind: Kind
    code: str


_KINDS = {
    "url": Kind.IDENTIFIER,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "phone": Kind.IDENTIFIER,
    "ordinal": Kind.ORDINAL,
    "odds": Kind.OTHER,
    "name": Kind.IDENTIFIER,
}


def shape_words(phrases: PhraseLexicon) -> frozenset[str]:
    """The lower-case words at which ``shape_at`` may find something; digits, signs and capitals with
    a hyphen behind them ("F-16") come on top."""
    return phrases.months | _WORDS


def shape_at(tokens: Tokens, at: int, phrases: PhraseLexicon) -> Mask | None:
    """The fixed shape of a date, time and the like that begins at a token."""
    word = tokens.words[at]
    if word[0].isdecimal():
        match = _AT_DIGITS.match(tokens.text, tokens.starts[at])
    elif tokens.lower[at] in phrases.months or tokens.lower[at] in _WORDS or _model(tokens, at):
        match = _AT_WORD.match(tokens.text, tokens.starts[at])
    else:
        return None
    if tokens.lower[at] == "number" and _numbers(tokens, at, phrases):
        return None
    if match is None or (word in {"'", "’", "+"} and at and adjacent(tokens, at)):
        return None
    code = match.lastgroup or "name"
    dated = (
        at > 0
        and tokens.lower[at - 1] in phrases.prepositions
        and (tokens.lower[at - 1] == "on" or match.group().split()[-1].istitle())
    )  # "on 12 May have", "on 1 may that year", not "of 12 may have"
    if (
        code == "date"
        and not dated
        and _NO_MONTH.match(tokens.text, match.start(), match.end() + _BEHIND_MONTH)
    ):
        return None
    if code == "url" and not any(letter.isdecimal() for letter in match.group()):
        return None
    return Mask(match.start(), match.end(), _KINDS[code], code)


def _numbers(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether "number" is a verb: "the dead in Christchurch number 98"."""
    before = tokens.lower[max(0, at - _NUMBERED) : at]
    if before[-1:] == ["house"]:
        return False
    named = phrases.context.one.numbered.intersection(before)
    return bool(named) or _is_predicate_of_many(tokens, at, phrases)


def _is_predicate_of_many(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a word ends a clause that a plural opens and that has no verb yet: "Villages cut off after
    the storm number 48", not "Pupils of school number 48"."""
    lower, words, first = tokens.lower, tokens.words, at
    while first > 0 and at - first <= _CLAUSE and (
        (lower[first - 1].isalpha() and lower[first - 1] not in phrases.conjunctions)
        or lower[first - 1] in {"'s", "-"}
    ):  # fmt: skip
        first -= 1
    clause, last = lower[first:at], lower[at - 1]
    behind = lower[at + 2] if at + 2 < len(lower) else ""
    closed = not behind[:1].isalpha() or behind in phrases.closed - phrases.auxiliaries
    if not closed or last in phrases.naming or not phrases.auxiliaries.isdisjoint(clause[1:]):
        return False
    for spot, word in enumerate(clause):
        follows = clause[spot + 1 : spot + 2]
        if word in phrases.verbs and not (follows and follows[0] in phrases.prepositions):
            return False  # "the winner drew number 12"
    head = next((spot for spot, word in enumerate(clause) if word in phrases.prepositions), at)
    if not any(is_plural(word, phrases) for word in clause[:head]):
        return False
    whose = {*lower[max(0, at - 3) : at - 1]}
    apart = not whose.isdisjoint(phrases.determiners | {"'s"}) or lower[at - 2] == "without"
    apart = apart or words[at - 1][0].isupper()
    return is_plural(last, phrases) or apart


_NUMBERED = 6  # tokens between those who are numbered and the verb
_CLAUSE = 12  # tokens of what is numbered


def _model(tokens: Tokens, at: int) -> bool:
    """Whether capitals with a hyphen and a number may begin at a token ("F-16")."""
    return (
        at + 2 < len(tokens.words)
        and tokens.words[at + 1] == "-"
        and len(tokens.words[at]) < 5  # noqa: PLR2004
        and tokens.words[at].isupper()
        and tokens.words[at + 2][0].isdecimal()
        and not (at and adjacent(tokens, at))
    )


def is_year(word: str) -> bool:
    """Whether a token has the shape of a year of the modern age."""
    return _YEAR.match(word) is not None


def year_here(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the four digits at a token are a year, not a count ("2014 people")."""
    lower = tokens.lower
    before = lower[at - 1] if at else ""
    following = lower[at + 1] if at + 1 < len(lower) else ""
    if before in {"$", "£", "€", "¥"} or following in {"%", "percent"}:
        return False
    if following == "-" and at + 2 < len(lower) and lower[at + 2][0].isalpha():
        return True
    if before in {"to", "from"} and at > 1 and lower[at - 2] in phrases.context.years.dating:
        return True  # "records dating back to 1880"
    yearly = following in phrases.context.years.yearly and int(tokens.words[at]) in _MODERN
    if yearly and before in phrases.prepositions:
        return True
    if before in phrases.year_before or before in phrases.months or before in {"(", "'s", "fy"}:
        # "more than 2000 people": the noun decides behind "than".
        year = int(tokens.words[at])
        if before in phrases.context.years.not_before and (
            (_counts(following, phrases) and year % 50 == 0) or year not in _MODERN
        ):
            told = (
                before == "of" and at > 1 and lower[at - 2] not in phrases.context.years.tallied
            )  # "Black Friday of 1939", not "a crowd of 1939"
            named = before == "the" and following[:1].isalpha()  # "the 1934 earthquake"
            named = named and following not in phrases.context.nouns.after_noun
            return (before == "by" or told or named) and not _counts(following, phrases)
        return True
    if not following or not following[0].isalpha():
        return int(tokens.words[at]) in _MODERN
    if following in phrases.collective:
        return False
    return not _counts(following, phrases) or (
        int(tokens.words[at]) in _MODERN and int(tokens.words[at]) % 50 != 0
    )


def prices_of_a_year(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a number tells in the money of which year a sum is: "$400m in 1999 dollars", "(1999 dollars)"."""
    lower, years = tokens.lower, phrases.context.years
    if not is_year(lower[at]) or at == 0 or lower[at - 1] not in {"in", "("}:
        return False
    if int(lower[at]) not in _MODERN or int(lower[at]) % 50 == 0:
        return False
    end = at + 1
    while end < len(lower) and lower[end] in years.of_prices:
        end += 1
    if lower[end : end + 1] == [] or lower[end] not in years.coins:
        return False
    if end + 1 < len(lower) and lower[end + 1][0].isalnum():
        return False
    others = (*lower[:at], *lower[end + 1 :])  # the sum that it is the money of
    return any(one in years.coins or one in _CURRENCY_SIGNS for one in others)


_CURRENCY_SIGNS = frozenset("$£€¥₹")


def era_here(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits at a token are a year with its era: "A.D. 1000 and 1260", "44 BC"."""
    eras = phrases.context.years.eras
    words, lower = tokens.words, tokens.lower

    def is_era(index: int) -> bool:
        return 0 <= index < len(words) and lower[index] in eras and words[index].isupper()

    if is_era(at - 1) or is_era(at + 1):
        return True
    joined = {"and", "to", "-", "–"}
    behind = at > 2 and lower[at - 1] in joined and is_era(at - 3)  # noqa: PLR2004
    ahead = (
        at + 3 < len(words)
        and lower[at + 1] in joined
        and words[at + 2].isdecimal()
        and is_era(at + 3)
    )
    return (behind and words[at - 2].isdecimal()) or ahead


def _counts(word: str, phrases: PhraseLexicon) -> bool:
    return (
        word in phrases.collective
        or word.endswith(_PLURALS)
        or (word.endswith("s") and word not in phrases.singular_s and word not in phrases.closed)
    )


def name_before(tokens: Tokens, at: int, phrases: PhraseLexicon, *, title_case: bool) -> str | None:
    """Why the number at a token is part of a name: a naming noun, an index, a model; or None."""
    if at == 0:
        return None
    words, lower = tokens.words, tokens.lower
    word, low = words[at - 1], lower[at - 1]
    glued = adjacent(tokens, at)
    digits = words[at]
    if glued and word[-1].isalpha():
        return "model"
    if (
        glued
        and word == "-"
        and at > 1
        and adjacent(tokens, at - 1)
        and words[at - 2][-1].isalpha()
    ):
        stem = lower[at - 2]
        if stem in phrases.prefixes or stem in phrases.months:
            return None
        return "model" if words[at - 2][0].isupper() or len(stem) < 4 else None  # noqa: PLR2004
    if glued and word == "." and at > 1 and adjacent(tokens, at - 1) and words[at - 2].isupper():
        return "model"
    if low in phrases.indices and "," not in digits:
        return "index"
    if low == "p" and lower[max(0, at - 3) : at - 1] == ["s", "&"]:
        return "index"
    if low == "/" and at > 1 and lower[at - 2] in phrases.indices:
        return "index"
    following = words[at + 1] if at + 1 < len(words) else ""
    if low == "number" and _numbers(tokens, at - 1, phrases):
        return None
    if low in phrases.naming and "," not in digits and "." not in digits:
        if at > 1 and lower[at - 2] in _WHICH and not stands_alone(tokens, at, phrases):
            return None  # "last season 148 people died"
        weak = low in phrases.naming_weak
        named = not word.islower() or low in phrases.naming_small
        stands = not weak or stands_alone(tokens, at, phrases)
        return "naming" if named and stands and following != "%" else None
    if (
        low == "of"
        and at > 1
        and lower[at - 2] == "group"
        and words[at - 2][0].isupper()
        and not title_case
    ):
        return "naming"
    made = word.isupper() and word.isalpha() and len(word) > 1
    if made and lower[at + 1 : at + 2] and lower[at + 1] in phrases.context.years.makes:
        return "model"  # "ATR 72 crash kills 62"
    if title_case or not word[0].isupper() or at < 2 or "," in digits or "." in digits:  # noqa: PLR2004
        return None
    if (
        low in phrases.closed
        or low in phrases.months
        or low in phrases.days
        or low in phrases.verbs
    ):
        return None
    if len(digits) > 4 or low in phrases.determiners:  # noqa: PLR2004
        return None
    if lower[at - 2] in _AREAS:
        return None  # "Blantyre reports 640 of the cases and the capital Lilongwe 410"
    if _counts_in_place(tokens, at, phrases) or _is_part_of_whole(lower, at):
        return None
    if not stands_alone(tokens, at, phrases) or _next_of_list(tokens, at, _LISTED):
        return None
    return None if _in_row_of_names(tokens, at, phrases) else "model"


def _counts_in_place(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a number behind a place is the subject of what follows: "In Beirut 121 had died", "in Porto
    Alegre 60 drowned", "in Kano 60 and in Jos 25 were hurt"."""
    words, lower = tokens.words, tokens.lower
    name = at - 1
    while (
        name > 1
        and at - name < _NAME_REACH
        and words[name - 1][0].isupper()
        and lower[name - 1] not in phrases.closed
    ):
        name -= 1
    lead, behind = lower[name - 1], lower[at + 1] if at + 1 < len(lower) else ""
    if behind in phrases.auxiliaries and lead in phrases.prepositions:
        return True
    if lead not in _PLACING:
        return False
    past = behind in phrases.verbs and not behind.endswith(("s", "ing"))
    again = behind in _ROW_JOINTS and lower[at + 2 : at + 3] == [lead]
    return past or (again and _names_number(words, at + 3))


def _names_number(words: Sequence[str], at: int) -> bool:
    """Whether a name and its number begin at a token: "Porto Alegre 60"."""
    end = at
    while end < min(len(words), at + _NAME_REACH) and words[end][0].isupper():
        end += 1
    return at < end < len(words) and words[end][0].isdecimal()


def _is_part_of_whole(lower: Sequence[str], at: int) -> bool:
    """Whether the number at a token is a part: "handed the Alliance 61 of the 120 seats"."""
    if lower[at + 1 : at + 2] != ["of"] or at + 2 >= len(lower):
        return False
    whole = lower[at + 3] if at + 3 < len(lower) else ""
    return lower[at + 2] in _PARTED or (
        lower[at + 2] in {"the", "its", "their"} and whole[:1].isdecimal()
    )


def _in_row_of_names(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a name and its number stand in a row behind a colon: "New infections: Lombardy 610, Veneto
    240 and Lazio 190"; not "two types: Boeing 737 and Airbus 320"."""
    words, lower, members, spot = tokens.words, tokens.lower, 0, at
    while spot > 0 and members < _LISTED:
        name = spot - 1
        while name > 0 and spot - name < _NAME_REACH and words[name][0].isupper():
            if lower[name] in phrases.naming:
                return False
            name -= 1
        if name == spot - 1:
            return False
        members += 1
        if words[name] == ":":
            break
        if words[name] not in _ROW_JOINTS or not words[name - 1][0].isdecimal():
            return False
        spot = name - 1
    else:
        return False
    follows = lower[at + 1 : at + 2]
    more = bool(follows) and follows[0] in _ROW_JOINTS and _names_number(words, at + 2)
    return members > 1 or more


def _next_of_list(tokens: Tokens, at: int, depth: int) -> bool:
    """Whether a name and its number go on with a list of counts: "the bloc won 51 seats, the Dignity
    Party 39 and Our Land 11". A list of models ("Boeing 737 and Airbus 320") begins with a name."""
    words, lower = tokens.words, tokens.lower
    if at + 1 < len(words) and words[at + 1][0].isalnum() and lower[at + 1] not in _LIST_ENDS:
        return False
    joint = at - 1
    while joint > 0 and at - joint <= _NAME_REACH and (
        words[joint][0].isupper()
        or lower[joint] in _WITHIN_NAMES
        or (lower[joint] == "and" and words[joint - 1][0].isupper())
    ):  # fmt: skip
        joint -= 1
    for spot in range(joint, max(0, joint - _DESCRIBED), -1):
        if lower[spot] == "the":
            joint = spot - 1  # "and the communist KKE 26"
            break
        if not words[spot].isalpha() or not words[spot].islower():
            break
    if lower[joint] not in _LIST_JOINTS:
        return False
    if lower[joint] == "and" and joint and lower[joint - 1] == ",":
        joint -= 1
    figure = next(
        (spot for spot in range(joint - 1, max(-1, joint - _FIGURE_REACH), -1)
         if words[spot][0].isdecimal()), None,
    )  # fmt: skip
    noun = words[figure + 1 : joint][:1] if figure else []
    if not figure or (noun and noun[0].istitle() and noun != ["%"]):
        return False
    if "," in words[figure + 1 : joint]:
        return False
    if not words[figure - 1][0].isupper():
        return True
    return depth > 0 and _next_of_list(tokens, figure, depth - 1)


_WHICH = frozenset({"last", "this", "next", "each", "every", "previous"})
_PLACING = frozenset({"in", "at", "near", "around", "across", "outside"})
_PARTED = frozenset({"them", "those", "whom", "which"})
_ROW_JOINTS = frozenset({",", ";", "and"})
_LISTED = 12  # members of a list of counts
_NAME_REACH = 7  # tokens of "the Democratic Party of the Left"
_FIGURE_REACH = 10  # tokens of "51 seats in the election in Vellora" in front of the next name
_WITHIN_NAMES = frozenset({"the", "of", "for", "-", "'s", "’s", "'", "’"})
_DESCRIBED = 4  # tokens of "the left-wing" in front of a name of a list
_LIST_ENDS = frozenset({"and", "in", "with", "but", "while", "after", "on", "at"})
_LIST_JOINTS = frozenset({",", ";", "and", "but", "while", "against"})


def name_start(tokens: Tokens, at: int, code: str, phrases: PhraseLexicon) -> int:
    """The first token of the name whose number stands at a token: "S&P 500", "Mi-8", "Group of 20"."""
    words, lower = tokens.words, tokens.lower
    if code == "index" and lower[max(0, at - 3) : at] == ["s", "&", "p"]:
        return at - 3
    if lower[at - 1] == "of":
        return max(0, at - 2)
    glued = at > 1 and adjacent(tokens, at) and adjacent(tokens, at - 1)
    if glued and words[at - 1] in {"-", "."}:
        return at - 2
    if not words[at - 1][0].isalpha():
        return at
    title = at > 1 and adjacent(tokens, at) and lower[at - 2] in phrases.naming_small
    return at - 2 if title and not adjacent(tokens, at - 1) else at - 1  # "flight QZ377"


def odds_near(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a word of betting stands near a score, which is then odds."""
    window = tokens.lower[max(0, at - _BETTING) : at + _BETTING]
    return any(word in phrases.betting for word in window)


def group_of_age(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits end the name of an age group: "the under-19 keeper"."""
    words = tokens.words
    if at < 2 or words[at - 1] != "-" or tokens.lower[at - 2] not in phrases.age_groups:  # noqa: PLR2004
        return False
    if len(words[at]) > 2 or not adjacent(tokens, at) or not adjacent(tokens, at - 1):  # noqa: PLR2004
        return False
    following = tokens.lower[at + 1] if at + 1 < len(words) else ""
    return following != "s" and following[:1].isalpha() and int(words[at]) <= _GROUPED


def phone_end(tokens: Tokens, at: int, phrases: PhraseLexicon) -> int:
    """The token behind a short telephone number ("call 112", "the helpline on 116 123"), or 0."""
    lower, words, telephone = tokens.lower, tokens.words, phrases.context.telephone
    if words[at] in telephone.emergency and not telephone.answered.isdisjoint(
        lower[at + 1 : at + 2]
    ):
        return at + 1  # "999 calls were up a third"
    if at == 0 or not words[at].isdecimal() or not 3 <= len(words[at]) <= _SHORT_NUMBER:  # noqa: PLR2004
        return 0
    if lower[at - 1] in telephone.links:
        called = telephone.lines.union(telephone.verbs).intersection(lower[max(0, at - 6) : at - 1])
        if lower[at - 1] == "to" and lower[at - 2] == ",":
            return 0  # "could not be reached by phone, to 170"
    else:
        called = telephone.verbs.intersection(lower[at - 1 : at])
    if not called:
        return 0
    end = at + 1
    while end < len(words) and words[end].isdecimal() and len(words[end]) <= _SHORT_NUMBER:
        end += 1
    return end if stands_alone(tokens, end - 1, phrases) else 0


_SHORT_NUMBER = 6  # digits of a group of a telephone number


def stands_alone(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether no counted noun or unit follows the number at a token."""
    if at + 1 >= len(tokens.words):
        return True
    word, low = tokens.words[at + 1], tokens.lower[at + 1]
    if goes_on(tokens, at + 1):
        return stands_alone(tokens, at + 2, phrases)
    if not word[0].isalpha():
        return word not in {"%", "$", "£", "€", "-", "°", "+"}
    if low in phrases.closed or low in phrases.verbs:
        return low != "per"
    return word[0].isupper() and low not in phrases.naming


def is_title_case(tokens: Tokens) -> bool:
    """Whether a sentence is a headline in capitals: capitals then say nothing of names."""
    capital = lower = 0
    for word in tokens.words[:60]:
        if word[0].isalpha() and len(word) > 3:  # noqa: PLR2004
            if word[0].isupper():
                capital += 1
            else:
                lower += 1
    return capital > 1 and capital > 3 * lower


def is_subject_of_many(tokens: Tokens, at: int) -> bool:
    """Whether the number at a token is the subject of a plural verb and names no single thing: "at
    national level 171 were dead", not "Article 5 was invoked", "Boeing 737s are grounded"."""
    words, before = tokens.words, tokens.words[at - 1] if at else ""
    many = tokens.lower[at + 1 : at + 2] in (["were"], ["are"], ["have"])
    return many and words[at] != "1" and before.islower() and not before.endswith("s")


def street_number(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a street's name follows ("123 Random Street")."""
    words = tokens.words
    if not words[at].isdecimal() or len(words[at]) > 5:  # noqa: PLR2004
        return False
    start = at + 1
    while start < len(words) and adjacent(tokens, start) and words[start].isalpha():
        start += 1
    for ahead in range(start, min(start + 3, len(words))):
        if not words[ahead][0].isupper():
            return False
        if ahead > start and tokens.lower[ahead].rstrip(".") in phrases.streets:
            return True
    return False


def score_here(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether the digits at a token, a dash and digits are a score ("won 2-1", "1 – 0")."""
    words = tokens.words
    if at + 2 >= len(words) or words[at + 1] not in {"-", "–", "—", "−"}:
        return False
    if not words[at].isdecimal() or not words[at + 2].isdecimal():
        return False
    if len(words[at]) > 3 or len(words[at + 2]) > 3:  # noqa: PLR2004
        return False
    if at and (
        words[at - 1] in {"$", "£", "€"} or (adjacent(tokens, at) and words[at - 1].isalpha())
    ):
        return False  # "an A320-200"
    after = at + 3
    following = tokens.lower[after] if after < len(words) else ""
    if following == "/" and adjacent(tokens, after):
        return False  # "3-1/2 percent"
    cue = any(word in phrases.score_cues for word in tokens.lower[max(0, at - 12) : after + 8])
    if int(words[at]) >= int(words[at + 2]):
        return following not in {"%", "per", "percent"}
    return cue and (
        not following[:1].isalpha()
        or following in phrases.closed
        or following in phrases.score_cues
    )
