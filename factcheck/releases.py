"""Which month, quarter or year a statistic is told for, and since which one its change is reckoned.

The month of an older value ("from 6.9% in February") and the one that a change is reckoned from
("compared with February") are not the statistic's own.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from factcheck.contests import MONTHS, country_of_town
from factcheck.model import Claim, Kind
from factcheck.reference import Vocabulary

OPEN_YEAR = "?"  # of a month in an article without a day
_YEAR_MONTHS = 12
_QUARTERS = {"first": 3, "second": 6, "third": 9, "fourth": 12}
_BASES = {1: "month", 3: "quarter", 12: "year"}  # by the months between two values
_NUMBERED = 6  # words between "from" and the month of an older value: "a high of 8.3 percent in"
# A month that is no day of the calendar: "in May", not "June 7"; nor "10 February".
_NAMED = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)})\b(?! \d{{1,2}}\b)(?:,? (?P<year>(?:19|20)\d\d))?"
    r"|(?P<quarter>first|second|third|fourth)[ -]quarter\b"
    r"|(?:three months (?:to|through|ended|ending|until) (?:end-)?|quarter to )"
    r"(?P<ended>March|June|September|December)\b"
    r"|(?P<last>last month)\b"
    r"|(?:in|of|for|end of|during) (?P<alone>(?:19|20)\d\d)\b)"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists of vocabulary/releases.toml."""

    against: re.Pattern[str]  # directly before a month
    since: re.Pattern[str]
    older: re.Pattern[str]  # before a month, with the older value between
    national: frozenset[str]


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "vocabulary" / "releases.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    joints = "|".join(raw["against"]["joints"])
    against, since, older = ("|".join(raw["against"][name]) for name in ("words", "since", "older"))
    joined = rf"(?: (?:{joints}))*\s*$"
    number = rf"(?=[^,;:]*\d)(?: (?!to )[^\s,;:]+){{1,{_NUMBERED}}} $"
    return _Words(
        re.compile(rf"\b(?:{against}){joined}"),
        re.compile(rf"\b(?:{since}){joined}"),
        re.compile(rf"\b(?:{older}){number}"),
        frozenset(raw["national"]["measures"]),
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """A month, quarter or year as a text names it. ``rank``: later ones have a higher one. ``months``:
    its number among all months, ``None`` for a quarter or a year."""

    start: int
    name: str
    rank: tuple[int, int]
    months: int | None
    against: bool  # a change is reckoned from it
    older: bool  # another value is told for it
    since: bool  # an older value's for a rate, a count's own beginning
    from_at: int = -1  # where "from 6.9% in" begins, whose number is told for it


def period_of(claim: Claim) -> str:
    """The month, quarter or year that a statistic is told for: in its sentence, else in its paragraph
    before it, else in the text before it, where the latest one is meant. Blank where none is."""
    sentence = claim.sentence
    first = claim.quantity.span.start - sentence.span.start
    last = claim.quantity.span.end - sentence.span.start
    rate = claim.quantity.kind is Kind.PERCENT
    own = [one for one in _mentions(sentence.text, claim.article.published)
           if (not one.older or one.from_at <= first < one.start)
           and not one.against and not (rate and one.since)]  # fmt: skip
    if own:
        return min(own, key=lambda one: (max(first - one.start, one.start - last), one.name)).name
    if sentence.field == "title":
        return ""
    return _carried(claim.article.text, sentence.span.start, claim.article.published)


def basis_by_months(claim: Claim, period: str) -> str:
    """Since when a change is reckoned, told by the month that it is set against: "compared with
    February" for a figure of March is the month before. Blank where no month tells."""
    published = claim.article.published
    own = _number(period)
    if not period and published is not None:  # reports are mostly of the month before
        own = published.year * _YEAR_MONTHS + published.month - 1
    if own is None:
        return ""
    for one in _mentions(claim.sentence.text, claim.article.published):
        if one.against and one.months is not None:
            return _BASES.get((own - one.months) % _YEAR_MONTHS or _YEAR_MONTHS, "")
    return ""


def country_of_statistic(claim: Claim, vocabulary: Vocabulary) -> str | None:
    """The country of a statistic that only a dateline puts in one of its cities; ``None`` where the
    place stands."""
    national = claim.measure in _words().national
    return country_of_town(claim.place, vocabulary) if national else None


def _number(period: str) -> int | None:
    year, _, month = period.partition("-")
    if not (year.isdigit() and month.isdigit()):
        return None
    return int(year) * _YEAR_MONTHS + int(month)


@lru_cache(maxsize=1024)  # a sentence and a text are asked for by each of their figures
def _mentions(text: str, published: date | None) -> tuple[_Mention, ...]:
    words = _words()
    found: list[_Mention] = []
    for match in _NAMED.finditer(text):
        if match["month"] and text[max(0, match.start() - 2) : match.start() - 1].isdigit():
            continue  # "10 February"
        named = _named(match, published)
        if not named[0]:
            continue
        before = text[max(0, match.start() - _BEFORE) : match.start()].lower()
        since = words.since.search(before) is not None
        against = not since and words.against.search(before) is not None
        older = None if since or against else words.older.search(before)
        at = match.start() - len(before) + older.start() if older is not None else -1
        found.append(_Mention(match.start(), *named, against, older is not None, since, at))
    return tuple(found)


_PARAGRAPH = 2_000  # characters: what lies further back is of another paragraph
_BEFORE = 60  # characters before a month in which it is said to be that of another value


def _named(match: re.Match[str], published: date | None) -> tuple[str, tuple[int, int], int | None]:
    """A mention's name, rank and number of months, which is ``None`` where its year is not known."""
    groups = match.groupdict()
    if ended := groups["ended"]:
        month = MONTHS.index(ended) + 1
        year = published.year if published else 0
        year -= published is not None and month > published.month
        name = next(one for one, last in _QUARTERS.items() if last == month)
        return f"{year or ''} {name} quarter", (year, month), None
    if quarter := groups["quarter"]:
        year = published.year if published else 0
        return f"{year or ''} {quarter} quarter", (year, _QUARTERS[quarter]), None
    if groups["last"]:
        if published is None:
            return "", (0, 0), None
        number = published.year * _YEAR_MONTHS + published.month - 2
        year, month = number // _YEAR_MONTHS, number % _YEAR_MONTHS + 1
        return f"{year}-{month:02}", (year, month), year * _YEAR_MONTHS + month
    if alone := groups["alone"]:
        # The year that is not over stands behind its months.
        over = published is None or int(alone) < published.year
        return alone, (int(alone), _YEAR_MONTHS if over else 0), None
    month = MONTHS.index(groups["month"]) + 1
    if groups["year"]:
        year = int(groups["year"])
    elif published is None:
        return f"{OPEN_YEAR}-{month:02}", (0, month), None
    else:
        year = published.year if month <= published.month else published.year - 1
    return f"{year}-{month:02}", (year, month), year * _YEAR_MONTHS + month


def _carried(text: str, at: int, published: date | None) -> str:
    starts, in_paragraph, in_text = _latest(text, published)
    number = bisect_left(starts, at) - 1
    if number < 0:
        return ""
    near = at - starts[number] < _PARAGRAPH
    same = near and text.find("\n", starts[number], at) < 0
    return in_paragraph[number] if same else in_text[number]


@lru_cache(maxsize=256)
def _latest(text: str, published: date | None) -> tuple[list[int], list[str], list[str]]:
    """Offsets of the mentions that are no older value's, and for each the latest of its paragraph and
    of the text so far."""
    own = [one for one in _mentions(text, published)
           if not one.against and not one.older and not one.since]  # fmt: skip
    in_paragraph: list[_Mention] = []
    in_text: list[_Mention] = []
    for number, one in enumerate(own):
        last = in_text[-1] if in_text else one
        in_text.append(one if one.rank >= last.rank else last)
        near = in_paragraph[-1] if in_paragraph else one
        if number and text.find("\n", own[number - 1].start, one.start) >= 0:
            near = one
        in_paragraph.append(one if one.rank >= near.rank else near)
    return (
        [one.start for one in own],
        [one.name for one in in_paragraph],
        [one.name for one in in_text],
    )
