"""Which event an article means: by name, by a word for its kind, or by nothing but place and time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from factcheck.events import kind_words, needs_name, not_in_passing
from factcheck.model import Claim, Event, ReferenceFigure
from factcheck.reference import ReferenceTable

NEWS_AFTER = timedelta(days=60)  # an event that ended longer ago must be named to be meant
_EVE = timedelta(days=3)  # sources differ by a day or two about when an event began
_LISTED = re.compile(r"(?:\s*(?:,|&|and\b)\s*(?:(?:[A-Z][\w'-]*)\s*)*)+")  # ", Zimbabwe and "
_BRIEF = timedelta(days=28)  # an event no longer than this is the only one of its kind at its place
_OPENING = 300  # characters in which an article says what it is about
_SMALL_WORDS = frozenset({"the", "a", "in", "of", "on"})


def is_joint(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    """Whether the sentence speaks of the place together with another that the event struck.

    "15,000 dead in Turkey and Syria" is neither Turkey's toll nor Syria's.
    """
    if not figure.event:
        return False
    text = claim.sentence.text
    places = {one.place for one in table.of_event(figure.measure, figure.event)}
    own = _spots(text, figure.place, table)
    for place in sorted(places - {figure.place}):
        for first, last in _spots(text, place, table):
            for start, end in own:
                between = text[last:start] if last <= start else text[end:first]
                if _LISTED.fullmatch(between):
                    return True
    return False


def _spots(text: str, place: str, table: ReferenceTable) -> list[tuple[int, int]]:
    """Where a text names a place, as offsets."""
    entry = table.vocabulary.places.get(place)
    names = (entry.label, *entry.aliases) if entry is not None else ()
    return [
        match.span()
        for name in names
        if name in text
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def is_before(day: date | None, event: Event) -> bool:
    """Whether a stated day lies before an event, so that the claim speaks of something else."""
    return day is not None and event.start is not None and day < event.start - _EVE


def named_events(claim: Claim, table: ReferenceTable) -> frozenset[str]:
    """The events of a claim that its article calls by name.

    "The Nepal earthquake" names one only while it is news; a year later it may be another.
    """
    meant = [one for one in (claim.event, *claim.event_candidates) if one]
    if not meant:
        return frozenset()
    text = f"{claim.article.title} {claim.article.text}".lower()
    near = f"{text[: len(claim.article.title) + _OPENING]} {claim.sentence.text.lower()}"
    named: set[str] = set()
    for one in meant:
        event = table.vocabulary.events.get(one)
        if event is None:
            continue
        news = is_news(claim, event)
        words = (*kind_words(event.kind), *map(str.lower, event.aliases))
        if needs_name(event.kind) and not any(not_in_passing(word, near) for word in words):
            continue  # "during Covid": not all who died then died of it
        for name in (event.label, *event.aliases):
            lower = name.lower()
            if lower in text and (news or not _is_general(lower, event, table)):
                named.add(one)
        if (
            news
            and _is_brief(event, claim.article.published)
            and _said_with_place(near, event, table)
        ):
            named.add(one)
    return frozenset(named)


def _is_brief(event: Event, day: date | None) -> bool:
    """Whether an event is not older than some weeks, or had no more: few others of its kind stand
    beside it."""
    end = event.end or day
    return event.start is not None and end is not None and end - event.start <= _BRIEF


def _said_with_place(lower: str, event: Event, table: ReferenceTable) -> bool:
    """Whether a text has "the flood in Karsk" or "the Karsk flood" for an event of that kind there."""
    entry = table.vocabulary.places.get(event.place)
    if entry is None:
        return False
    kinds = "|".join(map(re.escape, kind_words(event.kind)))
    places = "|".join(re.escape(name.lower()) for name in (entry.label, *entry.aliases))
    return bool(
        re.search(rf"\bthe (?:[\w-]+ )?(?:{kinds}) (?:in|at|of|near) (?:{places})\b", lower)
        or re.search(rf"\b(?:the )?(?:{places})(?:'s)? (?:{kinds})\b", lower)
    )


def _is_general(name: str, event: Event, table: ReferenceTable) -> bool:
    """Whether a name says no more than where and what: "Kenyan election", "cholera in Yemen"."""
    entry = table.vocabulary.places.get(event.place)
    places = (entry.label, *entry.aliases) if entry is not None else ()
    where = frozenset(" ".join(places).lower().split())
    words = frozenset(re.findall(r"\w+", name))
    if needs_name(event.kind):
        return bool(words & where)
    kinds = frozenset(" ".join(kind_words(event.kind)).split())
    return not words - where - kinds - _SMALL_WORDS


def is_news(claim: Claim, event: Event) -> bool:
    """Whether an event goes on, or ended shortly before the day that the claim speaks of."""
    day = claim.as_of or claim.period_start or claim.article.published
    return event.end is None or day is None or day <= event.end + NEWS_AFTER


def under_way(claim: Claim, figure: ReferenceFigure, table: ReferenceTable) -> bool:
    event = table.vocabulary.events.get(figure.event)
    published = claim.article.published
    if event is None or event.start is None:
        return published is None
    if published is None:
        return event.end is None  # a text without a day may be on any other one
    return event.start <= published and (event.end is None or published <= event.end + NEWS_AFTER)
