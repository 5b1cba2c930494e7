"""When: the window or the day a figure speaks about, relative to the day of publication.

A sentence is searched for phrases of time (vocabulary/periods.toml); each gives a start, an as-of
day, or both. A figure takes the phrase that stands nearest to it, a start and an end from two
phrases where the nearest has only one of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

_CLAUSE_COST = 60  # characters that the end of a clause counts for
_FRONTED = 12  # characters: a phrase that opens its sentence holds for all of it
_LOOSE_END = 80  # characters within which a second phrase may add the missing end
_SPEAKING_REACH = 3  # words in front of a day in which somebody may speak
_MONTHS_OF_QUARTER = 3
_DECEMBER = 12
_SATURDAY = 5
_LONGEST = 36_500  # days: a longer way back is no news
_AHEAD_REACH = 90  # characters between a word for what is to come and its day
_UNITS = (
    "hour",
    "day",
    "night",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
)
_DAYS = {"hour": 0, "day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTH_UNITS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Period:
    """Start and as-of day (None: not stated), the words, and whether it is a window of its own."""

    start: date | None = None
    as_of: date | None = None
    text: str = ""
    first: int | None = None  # character range in the sentence
    last: int | None = None
    window: bool = False


@dataclass(frozen=True, slots=True)
class _Stated:
    """A stated date as the days it covers."""

    start: date | None
    end: date | None
    grain: str  # day, month, year or open


_RANKED_REACH = 60  # characters before a span in which a superlative ranks it
_RANKED_WORDS = 5  # the same in words


@dataclass(frozen=True, slots=True)
class _Patterns:
    families: tuple[tuple[str, re.Pattern[str]], ...]
    openers: Mapping[str, tuple[str, ...]]  # the families of which a phrase may begin with a word
    dates: re.Pattern[str]
    span: re.Pattern[str]
    year: re.Pattern[str]
    clause: re.Pattern[str]
    speaking: frozenset[str]
    ranking: frozenset[str]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    parts: Mapping[str, int]
    adjustments: Mapping[str, tuple[str, ...]]
    narrowings: Mapping[str, tuple[str, ...]]
    kind_families: tuple[frozenset[str], ...]
    growth: frozenset[str]
    below_zero: frozenset[str]
    ignored: frozenset[str]
    apart: frozenset[str]
    apart_for: Mapping[str, frozenset[str]]
    defaults: Mapping[str, str]
    denominators: tuple[str, ...]
    ahead: re.Pattern[str]
    settled: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    path = Path(__file__).parent / "vocabulary" / "periods.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    months, weekdays = _either(raw["months"]), _either(raw["weekdays"])
    parts = _either(raw["parts_of_month"])
    number = rf"(?:\d{{1,3}}|{_either(raw['numbers'])})"
    unit = rf"(?:{'|'.join(_UNITS)})s?"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
    year = r"(?:1[89]|20)\d\d"
    stated = (
        rf"(?:\d{{4}}-\d\d-\d\d|{day} (?:of )?(?:{months})\b\.?(?:,? {year})?"
        rf"|(?:(?:{parts})[ -])?(?:{months})\b\.?(?: {day}(?![\d,.]*\d)\b)?(?:,? (?:of )?{year})?"
        rf"|(?:last )?(?:{weekdays})\b|{day}(?=\s+(?:to|and|until|through)\s)|{year})"
    )

    def compiled(texts: list[str]) -> re.Pattern[str]:
        joined = "|".join(texts)
        for name, pattern in (("DATE", stated), ("SPAN", f"{number} {unit}"), ("UNIT", unit),
                              ("MONTH", months), ("WEEKDAY", weekdays)):  # fmt: skip
            joined = joined.replace(name, pattern)
        return re.compile(rf"\b(?:{joined})(?!\w)")

    families = [(name, compiled(raw[name]["patterns"])) for name in (_COMPARED, "since")]
    families += [(name, compiled(raw["window"][name])) for name in raw["window"]]
    families += [(name, compiled(raw[name]["patterns"])) for name in ("until", "on", "span")]
    return _Patterns(
        tuple(families),
        _openers(raw),
        re.compile(stated),
        re.compile(rf"({number}) ({'|'.join(_UNITS)})s?\b"),
        re.compile(r"\b(?:1[6-9]|20)\d\d\b"),
        re.compile(r"[;:]|,? (?:but|while|whereas|although|though)\b"),
        frozenset(raw["speaking"]["verbs"].split()),
        frozenset(raw["ranking"]["words"].split()),
        raw["numbers"],
        raw["months"],
        raw["weekdays"],
        raw["parts_of_month"],
        {kind: tuple(phrases) for kind, phrases in raw["adjustments"].items()},
        {kind: tuple(phrases) for kind, phrases in raw["narrowings"].items()},
        tuple(frozenset(kinds) for kinds in raw["adjustment_families"].values()),
        frozenset(raw["adjustment_rules"]["growth"]),
        frozenset(raw["adjustment_rules"]["below_zero"]),
        frozenset(raw["adjustment_rules"]["ignored"]),
        frozenset(raw["adjustment_rules"]["apart"]),
        {
            measure: frozenset(kinds)
            for measure, kinds in raw["adjustment_rules"]["apart_for"].items()
        },
        raw["adjustment_defaults"],
        tuple(raw["denominators"]["phrases"]),
        re.compile(rf"\b(?:{'|'.join(raw['ahead']['cues'])})\b"),
        re.compile(rf"{year}|\b(?:{'|'.join(raw['ahead']['settled'])})\b"),
    )


def _openers(raw: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """The families by the words with which their phrases begin; a digit stands for any number."""
    dates = (_DIGIT, "last", *raw["months"], *raw["weekdays"], *raw["parts_of_month"])
    found: dict[str, list[str]] = {}
    for family, listed in raw["openers"].items():
        words = listed.replace("DATE", " ".join(dates)).split()
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(family)
    return {word: tuple(families) for word, families in found.items()}


def _either(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def weekdays() -> Mapping[str, int]:
    """The days of a week by name, Monday 0."""
    return _patterns().weekdays


def find_period(
    lower: str,
    published: date | None,
    near: int | None = None,
    end: int | None = None,
    others: Sequence[tuple[int, int]] = (),
    asides: Sequence[tuple[int, int]] = (),
) -> Period:
    """The period a sentence states. ``lower``: lower-case text; ``near``: offset of the figure,
    the end of the text where it is left out; ``end``: where the figure ends; ``others``: first and
    end of the words that only tell of another figure; ``asides``: of those that do so where they name a day, a month
    or a year that is over.

    >>> find_period("killed 400 people in one day.", date(2026, 8, 3)).window
    True
    >>> find_period("5,000 killed since april 2014", date(2015, 1, 26)).start
    datetime.date(2014, 4, 1)
    """
    near = len(lower) if near is None else near
    size = max(0, (near if end is None else end) - near)
    found = [
        (_distance(one, lower, near, size), one.first or 0, one)
        for one in _phrases(lower, published)
        if not _is_figure(one, near)
        and not _of_the_next(one, lower, near + size)
        and not _ranks(one, near)
        and not any(start <= (one.first or 0) < stop for start, stop in others)
        and not (
            one.as_of is not None
            and any(start <= (one.first or 0) < stop for start, stop in asides)
        )
    ]
    if not found:
        return Period()
    found.sort(key=itemgetter(0, 1))
    nearest, _, best = found[0]
    for distance, _, other in found[1:]:
        if distance > nearest + _LOOSE_END or best.window or other.window:
            continue
        if (
            best.start is not None
            and best.as_of is None
            and other.start is None
            and other.as_of is not None
            and other.as_of >= best.start
            and says_until(other.text)
        ):
            return Period(best.start, other.as_of, best.text, best.first, best.last)
        if (
            best.as_of is not None
            and best.start is None
            and other.start is not None
            and other.as_of is None
            and other.start <= best.as_of
        ):
            return Period(other.start, best.as_of, best.text, best.first, best.last)
    return best


def told_of_others(
    lower: str, near: int, figures: tuple[tuple[int, int, bool], ...]
) -> list[tuple[int, int]]:
    """The words that only tell of a part or of an old value behind a figure at ``near``: "863 deaths, 43
    of them in Quillby since Friday", "61 percent, against 57.8 in 2019"; and how often another figure behind it comes:
    "and 1,400 arrive every day".

    ``figures``: first and end in characters of all figures of the sentence, and whether each is the old
    value of a change.
    """
    behind = [(first, stop) for start, first, stop in _others(lower, figures) if start > near]
    return behind + [(start, stop) for start, stop in _own_rates(lower, figures) if start > near]


def told_in_asides(
    lower: str, near: int, figures: tuple[tuple[int, int], ...]
) -> list[tuple[int, int]]:
    """What relative clauses say behind a figure of their own: "the brigade, which had put the toll at 41 on Friday,
    found 63"; "the bomb, which went off on Friday among 300 stalls, killed 41" dates the bomb.

    ``figures``: first and end in characters of the figures that count or measure something.
    """
    return [(end, stop) for start, end, stop in _asides(lower, figures) if not start <= near < stop]


@lru_cache(maxsize=8)  # each figure of a sentence asks again
def _asides(lower: str, figures: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int, int], ...]:
    """First of a relative clause, end of a figure in it, and end of the clause."""
    return tuple(
        (clause.start(), end, clause.end())
        for clause in _RELATIVE.finditer(lower)
        if not lower.startswith(_WHEN, clause.end())  # "which brought 41 last year, when 63 came"
        for start, end in figures
        if clause.start() < start < clause.end()
    )


@lru_cache(maxsize=8)  # each figure of a sentence asks again
def _others(
    lower: str, figures: tuple[tuple[int, int, bool], ...]
) -> tuple[tuple[int, int, int], ...]:
    """Where a figure begins of which the words between two places alone tell, and those places."""
    found = []
    for start, end, old in figures:
        against = _AGAINST.search(lower, max(0, start - _AGAINST_REACH), start)
        if not (old or against or _PART.match(lower, end)):
            continue
        mark = _MARK.search(lower, end)
        stop = mark.start() if mark else len(lower)
        if old or against:
            found.append((start, end, stop))
        elif " since " in lower[end:stop]:
            found.append((start, lower.index(" since ", end), stop))  # a day may be the whole's
    return tuple(found)


@lru_cache(maxsize=8)  # each figure of a sentence asks again
def _own_rates(
    lower: str, figures: tuple[tuple[int, int, bool], ...]
) -> tuple[tuple[int, int], ...]:
    """First and end of what is told of figures that come "every day"."""
    found = []
    for start, end, _ in figures:
        mark = _MARK.search(lower, end)
        rate = _RATE.search(lower, end, mark.start() if mark else len(lower))
        if rate is not None and not any(end <= other < rate.start() for other, _, _ in figures):
            found.append((start, rate.end()))
    return tuple(found)


_RELATIVE = re.compile(r", (?:which|who|whose)\b(?:[^,;.:]|[,.](?=\d)){,160}")
_WHEN = (", when ", ", in which ")
_RATE = re.compile(r"\b(?:every|each) (?:day|week|month|morning|night)\b")
_AGAINST_REACH = 40  # characters of "compared with nearly $" in front of a figure
_PART = re.compile(r"\s(?:\w+\s){0,2}of (?:them|whom|which|those|these)\b")
_AGAINST = re.compile(
    r"\b(?:against|versus|compared (?:with|to))\s(?:(?:about|some|just|only|nearly)\s)?[$£€]?\Z"
)
_MARK = re.compile(r"[,;:!?](?!\d)|\.(?!\d)")


def _of_the_next(period: Period, lower: str, end: int) -> bool:
    """Whether a phrase dates another figure: "rose to 26 after four of the injured died overnight"."""
    if period.first is None:
        return False
    if period.text.startswith(_DATING) and _HELD.search(lower, 0, period.first):
        return True  # "a majority of 174, five short of Ana Lind's in 1997"
    behind = _AFTER.search(lower, end, period.first) is not None
    return behind or _BRINGING.search(lower, period.last or 0, end) is not None


_DATING = ("in ", "on ", "at ")
_HELD = re.compile(
    r"\b(?:than|short of|below|above|under|against|behind|ahead of)\s(?:[\w.-]+\s){0,3}[\w.-]+['’]s\s\Z"
)
# "Pulled six bodies from the mud overnight, bringing the toll to 13".
_BRINGING = re.compile(
    r"\b(?:bringing|taking|raising|lifting|pushing|sending|driving|putting) (?:the|its|their|his|to)\b"
    r"|\b(?:the|its) (?:\w+ )?(?:toll|tally)\b"
)
_AFTER = re.compile(
    r"\bafter (?:another |a further |the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"dozens|several)\b"
)


def _ranks(period: Period, near: int) -> bool:
    """Whether a figure is ranked over a time that another happening is of, which stands behind it."""
    return period.window and period.text.startswith("since") and near < (period.first or 0)


def _is_figure(period: Period, near: int) -> bool:
    """Whether the phrase is the figure itself ("2017" of a list of numbers)."""
    return period.first is not None and period.first <= near < (period.last or 0)


def month_numbers() -> Mapping[str, int]:
    """The months, in lower case and also in short, with their numbers."""
    return _patterns().months


def says_until(text: str) -> bool:
    """Whether a phrase gives the day up to which was counted ("as of Friday")."""
    return text.startswith(("by ", "as of", "through", "until", "up to", "as at"))


def _distance(period: Period, lower: str, near: int, size: int) -> int:
    """Characters between a phrase and a figure of ``size`` characters at ``near``."""
    first, last = period.first or 0, period.last or 0
    clause = _patterns().clause
    if first <= _FRONTED and not clause.search(lower, last, near):
        return min(near - last, _FRONTED)
    between = lower[last:near] if last <= near else lower[near:first]
    apart = near - last if last <= near else first - near - size
    return max(0, apart) + _CLAUSE_COST * len(clause.findall(between))


# -- phrases ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def _phrases(lower: str, published: date | None) -> tuple[Period, ...]:
    """Every phrase of time of a sentence, each character used once."""
    found: list[Period] = []
    taken: list[tuple[int, int]] = []
    for family, match in phrase_matches(lower):
        first, last = match.span()
        if any(first < end and begin < last for begin, end in taken):
            continue
        period = _READERS[family](match, published) if family != _COMPARED else None
        if period is None and family in _HELD_AGAINST:
            taken.append((first, last))
            continue
        if period is not None and published is not None:
            period = _ahead(period, lower, published)
        if period is not None:
            taken.append((first, last))
            found.append(period)
    return tuple(found)


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def phrase_matches(lower: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """All that the families of phrases match, family by family.

    One walk over the words finds where phrases of a family may begin; its pattern is tried there only.
    """
    patterns = _patterns()
    spots: dict[str, list[int]] = {}
    for word in _WORD.finditer(lower):
        text = word.group()
        for family in patterns.openers.get(text if text.isalpha() else _DIGIT, ()):
            spots.setdefault(family, []).append(word.start())
    found: list[tuple[str, re.Match[str]]] = []
    for family, pattern in phrase_families():
        end = 0
        for spot in spots.get(family, ()):
            match = pattern.match(lower, spot) if spot >= end else None
            if match is not None:
                end = match.end()
                found.append((family, match))
    return tuple(found)


def phrase_families() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The families of phrases with their patterns, in the order in which they take their words."""
    return _patterns().families


_COMPARED = "compared"  # the family of times that a figure is only held against
_HELD_AGAINST = frozenset({_COMPARED, "since"})  # "the worst since 2008" dates no figure
_DIGIT = "0"  # stands for every number among the words that open a phrase
_WORD = re.compile(r"\b(?:[a-z]+|\d)")


def _ahead(period: Period, lower: str, published: date) -> Period:
    """A day that is still to come, where the words before say so: "plan a march on Sunday", "expects
    4,000 deaths by the end of April"."""
    first, day = period.first or 0, period.as_of
    patterns = _patterns()
    if day is None or period.start is not None or patterns.settled.search(period.text):
        return period
    before = lower[max(0, first - _AHEAD_REACH) : first]
    cue = next(reversed([*patterns.ahead.finditer(before)]), None)
    if cue is None or patterns.clause.search(before, cue.end()):
        return period
    weekly = any(name in period.text for name in patterns.weekdays)
    while day <= published:
        later = day + timedelta(days=7) if weekly else _day(day.year + 1, day.month, day.day)
        if later is None:
            return period
        day = later
    return replace(period, as_of=day)


def _made(
    match: re.Match[str], start: date | None, as_of: date | None, *, window: bool = False
) -> Period:
    return Period(start, as_of, match.group(), match.start(), match.end(), window)


def _read_between(match: re.Match[str], published: date | None) -> Period | None:
    texts = [one.group() for one in _patterns().dates.finditer(match.group())]
    if len(texts) < 2:  # noqa: PLR2004 - two ends
        return None
    last = _stated(texts[-1], published)
    if texts[0].rstrip("stndrh").isdigit() and last.grain == "day" and last.end is not None:
        first = _day(last.end.year, last.end.month, int(re.sub(r"\D", "", texts[0])))
    else:
        before = published
        if last.end is not None and _patterns().weekdays.get(texts[0]) is not None:
            before = last.end
        first = _stated(texts[0], before).start
        if first and last.end and first > last.end and first.year == last.end.year:
            first = _day(first.year - 1, first.month, first.day)
    return _made(match, first, last.end, window=True)


def _read_span_to(match: re.Match[str], published: date | None) -> Period | None:
    end = _stated([*_patterns().dates.finditer(match.group())][-1].group(), published).end
    span = _patterns().span.search(match.group())
    if end is None:
        return _made(match, None, None, window=True)
    if span is None:
        unit = next(
            (one for one in ("year", "quarter", "month", "week") if one in match.group()), "day"
        )
        return _made(match, _back(end, 1, unit) + timedelta(days=1), end, window=True)
    return _made(match, _back(end, _number(span[1]), span[2]), end, window=True)


def _read_part(match: re.Match[str], published: date | None) -> Period | None:
    """ "the first nine months of the year", "the second quarter", "the first fortnight of april"."""
    if published is None:
        return _made(match, None, None, window=True)
    year = int(match["pyear"]) if match["pyear"] else published.year
    ordinal = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"])
    count = _number((match["count"] or "1").strip())
    part = match["part"].rstrip("s")
    if match["pmonth"]:
        month = _patterns().months[match["pmonth"]]
        year = _year_of(month, published)
        days = {"fortnight": 14, "week": 7, "day": 1}.get(part)
        if days is None or ordinal != 1:
            return None
        return _made(match, _day(year, month, 1), _day(year, month, days * count), window=True)
    lengths = {"half": 6, "quarter": 3, "month": 1}
    if part not in lengths or ordinal is None or (count > 1 and ordinal != 1):
        return None
    months = lengths[part] * count
    first = 1 + (ordinal - 1) * months
    if first + months - 1 > _DECEMBER:
        return None
    if match["pyear"] is None and date(year, first, 1) > published:
        year -= 1
    return _made(match, date(year, first, 1), _month_end(year, first + months - 1), window=True)


def _read_back(match: re.Match[str], published: date | None) -> Period | None:
    if published is None:
        return _made(match, None, None, window=True)
    span = _patterns().span.search(match.group())
    if _is_ranked(match):
        return None  # "the worst flood in two decades"
    if span is not None:
        return _made(match, _back(published, _number(span[1]), span[2]), None, window=True)
    unit = next((one for one in reversed(_UNITS) if one in match.group()), "day")
    return _made(match, _back(published, 1, unit), None, window=True)


def _read_named(match: re.Match[str], published: date | None) -> Period | None:
    unit, which = match["unit"] or match["unit2"], match["which"] or "this"
    if published is None:
        return _made(match, None, None, window=True)
    monday = published - timedelta(days=published.weekday())
    if unit in {"week", "weekend"}:
        back = timedelta(days=7 if which == "last" else 0)
        if unit == "weekend":
            saturday = (
                monday - timedelta(days=2)
                if published.weekday() < _SATURDAY
                else monday + timedelta(days=5)
            )
            return _made(match, saturday, min(saturday + timedelta(days=1), published), window=True)
        start = monday - back
        end = start + timedelta(days=6)
        closed = which == "last" or match["all"] is not None
        return _made(match, start, min(end, published) if closed else None, window=True)
    if unit == "year":
        year = published.year - (which == "last")
        over = date(year, _DECEMBER, 31) if which == "last" else None
        return _made(match, date(year, 1, 1), over, window=True)
    size = _MONTH_UNITS.get(unit, 1)
    first = date(published.year, (published.month - 1) // size * size + 1, 1)
    if which == "this":
        return _made(match, first, None, window=True)
    return _made(match, _months_back(first, size), first - timedelta(days=1), window=True)


def _read_rate(match: re.Match[str], _: date | None) -> Period | None:
    return _made(match, None, None, window=True)


def _read_alone(match: re.Match[str], published: date | None) -> Period | None:
    stated = _stated(_date_in(match), published)
    return _made(match, stated.start, stated.end, window=True)


def _read_whole(match: re.Match[str], published: date | None) -> Period | None:
    """A month or year; the whole of it only where it is over."""
    stated = _stated(_date_in(match), published)
    if stated.grain not in {"month", "year"}:
        return None
    over = published is None or (stated.end is not None and stated.end <= published)
    return _made(match, stated.start, stated.end if over else None, window=True)


def _read_since(match: re.Match[str], published: date | None) -> Period | None:
    if match["since_unit"]:
        if published is None:
            return _made(match, None, None)
        opened = _unit_start(published, match["since_unit"])
        if match["whose"] == "last":
            opened = _unit_start(opened - timedelta(days=1), match["since_unit"])
        return _made(match, opened, None)
    stated = _stated([*_patterns().dates.finditer(match.group())][-1].group(), published)
    if _is_ranked(match):
        # "the worst since a blaze in 2008 killed seven", but "the worst since 2008"
        owned = match.string.startswith(("'s", "’s"), match.end())  # "since Tuesday's collision"
        other = owned or _HAPPENING.match(match.group()) is not None
        return _made(match, stated.start, stated.end, window=True) if other else None
    start = stated.end if " end of " in match.group() else stated.start
    return _made(match, start, None)


_HAPPENING = re.compile(r"since .{2,} (?:in|on) ")


def _is_ranked(match: re.Match[str]) -> bool:
    """Whether what is told is only ranked over a time: "the highest since 1982"."""
    before = match.string[max(0, match.start() - _RANKED_REACH) : match.start()].split()
    return not _patterns().ranking.isdisjoint(before[-_RANKED_WORDS:])


def _read_until(match: re.Match[str], published: date | None) -> Period | None:
    stated = _stated(_date_in(match), published)
    if stated.grain == "day" or " end of " in match.group() or " close of " in match.group():
        return _made(match, None, stated.end)
    return None


def _read_on(match: re.Match[str], published: date | None) -> Period | None:
    """A day; not where it is the day on which somebody spoke."""
    words = re.findall(r"[\w'-]+", match.string[max(0, match.start() - 40) : match.start()])
    if _patterns().speaking.intersection(words[-_SPEAKING_REACH:]):
        return None
    text = match.group()
    if published is None:
        return _made(match, None, None)
    if match["ago"]:
        return _made(match, None, _back(published, 1, match["ago"]))
    if match["edge"]:
        start = _unit_start(published, match["edge_unit"])
        return _made(match, None, None if match["edge"] == "end" else start)
    if text in {"yesterday", "last night", "today"}:
        return _made(match, None, published - timedelta(days=text != "today"))
    if text in {"the day before", "the previous day"}:
        named = [*_patterns().dates.finditer(match.string, 0, match.start())]
        day = _stated(named[-1].group(), published).end if named else published
        return _made(match, None, day - timedelta(days=1) if day else None)
    stated = _stated(_date_in(match), published)
    return _made(match, None, stated.end) if stated.grain == "day" else None


def _read_span(match: re.Match[str], _: date | None) -> Period | None:
    return _made(match, None, None)


_READERS = {
    "between": _read_between,
    "span_to": _read_span_to,
    "part": _read_part,
    "back": _read_back,
    "named": _read_named,
    "rate": _read_rate,
    "alone": _read_alone,
    "whole": _read_whole,
    "since": _read_since,
    "until": _read_until,
    "on": _read_on,
    "span": _read_span,
}


# -- days ---------------------------------------------------------------------------------------


def _date_in(match: re.Match[str]) -> str:
    found = _patterns().dates.search(match.group())
    return found.group() if found else ""


def _stated(text: str, published: date | None) -> _Stated:
    """The days a stated date covers; without a year the nearest one up to publication."""
    patterns = _patterns()
    text = text.strip(" .,")
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if iso:
        day = _day(*(int(one) for one in iso.groups()))
        return _Stated(day, day, "day" if day else "open")
    words = re.findall(r"[a-z]+|\d+", text)
    weekday = next((patterns.weekdays[word] for word in words if word in patterns.weekdays), None)
    if weekday is not None:
        if published is None:
            return _Stated(None, None, "day")
        day = published - timedelta(days=(published.weekday() - weekday) % 7)
        return _Stated(day, day, "day")
    month = next((patterns.months[word] for word in words if word in patterns.months), None)
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]  # noqa: PLR2004
    if month is None:
        if years:
            return _Stated(date(years[0], 1, 1), date(years[0], _DECEMBER, 31), "year")
        return _Stated(None, None, "open")
    if not years and published is None:
        return _Stated(None, None, "open")
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 2]  # noqa: PLR2004
    year = years[0] if years else _year_of(month, published or date.max)
    if numbers:
        day = _day(year, month, numbers[0])
        return _Stated(day, day, "day" if day else "open")
    part = next((patterns.parts[word] for word in words if word in patterns.parts), None)
    first = date(year, month, part or 1)
    return _Stated(first, first if part else _month_end(year, month), "day" if part else "month")


def _year_of(month: int, published: date) -> int:
    return published.year if month <= published.month else published.year - 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return following - timedelta(days=1)


def _months_back(day: date, months: int) -> date:
    number = day.year * _DECEMBER + day.month - 1 - months
    year, month = max(1, number // _DECEMBER), number % _DECEMBER + 1
    return date(year, month, min(day.day, _month_end(year, month).day))


def _back(day: date, number: int, unit: str) -> date:
    """The day ``number`` units before; hours count as the days they fill, one at least."""
    if unit in _MONTH_UNITS:
        return _months_back(day, min(number * _MONTH_UNITS[unit], _LONGEST // 31))
    days = max(1, number // 24) if unit == "hour" else number * _DAYS[unit]
    return day - timedelta(days=min(days, _LONGEST))


def _unit_start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return date(day.year, day.month if unit == "month" else 1, 1)


def _number(text: str) -> int:
    known = _patterns().numbers.get(text)
    return known if known is not None else int(text) if text.isdigit() else 1


# -- other words of time ------------------------------------------------------------------------


def states_window(lower: str) -> bool:
    """Whether a text says that a count is that of a window ("in 24 hours", "last week")."""
    return any(family in _WINDOWS for family, _ in phrase_matches(lower))


_WINDOWS = frozenset({"back", "named", "rate", "alone"})


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def find_years(lower: str) -> tuple[tuple[int, int], ...]:
    """All years a sentence names, with their offsets."""
    return tuple((int(match.group()), match.start()) for match in _patterns().year.finditer(lower))


@lru_cache(maxsize=64)  # each figure of a sentence asks again
def find_adjustment(lower: str) -> str | None:
    """The adjustment as written (year on year, annualised, seasonally adjusted ...)."""
    adjustments = _patterns().adjustments.values()
    return next((phrase for phrases in adjustments for phrase in phrases if phrase in lower), None)


@lru_cache(maxsize=512)  # each figure beside a row of the table asks again
def adjustment_kinds(words: str, measure: str) -> frozenset[str]:
    """What a figure is measured against, by kind, with what news means where it says nothing.

    >>> sorted(adjustment_kinds("seasonally adjusted, annualised", "gdp_growth"))
    ['annualised']
    """
    return with_default((spot.kind for spot in adjustment_spots(words.lower())), measure)


def with_default(kinds: Iterable[str], measure: str) -> frozenset[str]:
    """Kinds with the one that news means for a measure, unless they hold another of its family."""
    found = frozenset(kinds)
    default = _patterns().defaults.get(measure)
    if default is None:
        return found
    family = next((one for one in kind_families() if default in one), frozenset((default,)))
    return found if found & family else found | {default}


@dataclass(frozen=True, slots=True)
class AdjustmentSpot:
    """A phrase that names a kind of adjustment, as offsets of the text."""

    kind: str
    first: int
    last: int


@lru_cache(maxsize=256)  # each figure of a sentence asks again, for each row beside it
def adjustment_spots(lower: str) -> tuple[AdjustmentSpot, ...]:
    """Every phrase of an adjustment in a lower-case text; where two overlap, the longer."""
    patterns = _patterns()
    named = {**patterns.adjustments, **patterns.narrowings}
    spots = [
        AdjustmentSpot(kind, at, at + len(phrase))
        for kind, phrases in named.items()
        if kind not in patterns.ignored
        for phrase in phrases
        for at in _positions(lower, phrase)
    ]
    spots.sort(key=lambda spot: (spot.first - spot.last, spot.first, spot.kind))
    kept: list[AdjustmentSpot] = []
    for spot in spots:
        if all(spot.last <= other.first or other.last <= spot.first for other in kept):
            kept.append(spot)
    return tuple(sorted(kept, key=lambda spot: spot.first))


def kind_families() -> tuple[frozenset[str], ...]:
    """The kinds of adjustment of which a figure has one."""
    return _patterns().kind_families


@lru_cache(maxsize=256)  # each figure of a sentence asks again
def spoken_day(lower: str, published: date | None) -> date | None:
    """The day on which a lower-case sentence says that somebody spoke ("the ministry said on Monday");
    not after publication.

    >>> spoken_day("some 57 people died in 24 hours, the ministry said on monday", date(2014, 9, 9))
    datetime.date(2014, 9, 8)
    """
    patterns = _patterns()
    for match in patterns.dates.finditer(lower):
        words = re.findall(r"[\w'-]+", lower[max(0, match.start() - 40) : match.start()])
        if patterns.speaking.isdisjoint(words[-_SPEAKING_REACH:]):
            continue
        stated = _stated(match.group(), published)
        if stated.grain == "day" and stated.end and published and stated.end <= published:
            return stated.end
    return None


def date_spots(lower: str) -> list[tuple[int, int]]:
    """Where a lower-case text states dates, as offsets."""
    return [match.span() for match in _patterns().dates.finditer(lower)]


def growth_kinds() -> frozenset[str]:
    """The kinds that make a percentage a rate of growth."""
    return _patterns().growth


def below_zero_words() -> frozenset[str]:
    """Words that put a rate of growth or a change below zero."""
    return _patterns().below_zero


def apart_kinds(measure: str) -> frozenset[str]:
    """The kinds that both of two figures of a measure must have, or neither."""
    patterns = _patterns()
    return patterns.apart | patterns.apart_for.get(measure, frozenset())


def _positions(text: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands as whole words."""
    at = text.find(phrase)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not before.isalnum() and not behind.isalnum():
            yield at
        at = text.find(phrase, at + 1)


def find_denominator(lower_after: str) -> str | None:
    """The denominator as written right behind a figure (per 100,000, per capita)."""
    window = lower_after[:48]
    return next((phrase for phrase in _patterns().denominators if phrase in window), None)
