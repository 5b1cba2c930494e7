"""The dashboard's words: what a reader sees for each verdict, code, decision and state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from factcheck.export import plain_words
from factcheck.reference import ReferenceTable

_Option = TypeVar("_Option")

# Shape first, so that a state is told without its colour.
SHAPES = {"flagged": "▲", "not_judged": "○", "no_match": "◇", "matches": "●"}
VIEWS = {
    "flagged": "flagged",
    "not_judged": "not judged",
    "no_match": "nothing to compare with",
    "matches": "match",
}
VIEW_HELP = {
    "flagged": "Figures that an editor should look at; the most severe first.",
    "not_judged": "Numbers that were read but not judged, each with its reason.",
    "no_match": "No reference figure, or one that counts something else.",
    "matches": "The figure matches what was known when it was published.",
}
DECISIONS = {
    "open": "open",
    "confirmed": "confirmed",
    "dismissed": "dismissed",
    "needs_source": "needs a source",
    "asked": "asked",
    "fixed": "fixed",
}
DECISION_HELP = {
    "confirmed": "The flag is right: the figure needs mending.",
    "dismissed": "The figure may stand; say why.",
    "needs_source": "It cannot be settled without another source.",
    "fixed": "The article was mended.",
}
DISMISSALS = (
    "Counts something else",
    "Another period or place",
    "Rounding is fine here",
    "Another source is better",
    "Read wrongly by the program",
)
UNJUDGED = {
    "modality": "denied, planned, feared or supposed",
    "vague": "too vague to judge",
    "not_a_claim": "a number nobody would check",
    "furniture": "not the article's own words",
}
DATE_SOURCES = {
    "manifest": "from the manifest",
    "table": "from the table",
    "page": "from the page",
    "text": "guessed from the text",
    "none": "not known",
    "typed": "typed in",
}
STATES = {
    "diverge": "contradict each other",
    "revised_down": "revised down",
    "scope_differs": "speak of different things",
    "rising_series": "rise with time",
    "rounding_variants": "differ by rounding",
    "agree": "give the same number",
    "single_report": "one article only",
}
NOTES = {
    "no_date": "The article has no date, so the figure was held against every vintage.",
    "date_guessed": "The date was guessed from the text, so the figure was held against every vintage.",
    "earlier_value": "The article gives this as an earlier value.",
    "known_later": "Nothing was published by then; a later figure is shown.",
    "likely_measure": "Words alone do not tell for sure what it counts: a language model read that from the whole sentence.",
    "repeats_source": "The speaker is the source of the reference figure: no independent count.",
    "attribution_differs": "The article names another source than the reference figure has.",
    "part_of": "The reference figure speaks of a wider place.",
    "broader": "The article names the country; the reference figure is the event's.",
    "described": "The article describes who they were; the reference counts all.",
}
FIELDS = {
    "measure": "What is counted",
    "unit": "Unit",
    "population": "Who",
    "place": "Place",
    "event": "Event",
    "stock_flow": "Level or amount",
    "period": "When",
    "definition": "Definition",
}
GRADES = {
    "A": "verified case by case by an independent body",
    "O": "official statistics with a published method",
    "B": "two or more independent sources",
    "C": "one source",
    "D": "contested or extrapolated",
}


def told_apart(labels: Mapping[_Option, str]) -> dict[_Option, str]:
    """Labels of a list to choose from, made different: a choice is known by its label alone.

    >>> told_apart({"a": "Vale", "b": "Vale", "c": "Hill"})
    {'a': 'Vale', 'b': 'Vale (2)', 'c': 'Hill'}
    """
    used: set[str] = set()
    found: dict[_Option, str] = {}
    for option, label in labels.items():
        free, number = label, 1
        while free in used:
            number += 1
            free = f"{label} ({number})"
        used.add(free)
        found[option] = free
    return found


def many(number: int, noun: str) -> str:
    """A number with its noun.

    >>> many(1, "article"), many(1200, "figure")
    ('1 article', '1,200 figures')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def verdict_words(row: Mapping[str, Any]) -> str:
    """A verdict, or why there is none."""
    if row["verdict"]:
        return plain_words(row["verdict"])
    return f"not judged: {UNJUDGED.get(row['code'], plain_words(row['code']) or 'other')}"


def figure_words(row: Mapping[str, Any]) -> str:
    """A figure with its hedge and what it counts: "more than 5,000 people"."""
    written = " ".join(filter(None, (row["hedge"], row["text"])))
    counted = row["counted"] or ""
    if counted and counted.lower() not in written.lower():
        written = f"{written} {counted}"
    return " ".join(written.split())


def article_words(row: Mapping[str, Any]) -> str:
    """Title (or id), publisher and day of an article in one line."""
    return ", ".join(
        filter(None, (row["title"] or row["article"], row["publisher"], row["published"]))
    )


def measure_words(measure: str | None, table: ReferenceTable) -> str:
    """A measure's label."""
    entry = table.vocabulary.measures.get(measure or "")
    return entry.label if entry else plain_words(measure)


def place_words(place: str | None, table: ReferenceTable) -> str:
    """A place's label; a name that is in no table stays as it is."""
    entry = table.vocabulary.places.get(place or "")
    return entry.label if entry else plain_words(place)


def event_words(event: str | None, table: ReferenceTable) -> str:
    """An event's label."""
    entry = table.vocabulary.events.get(event or "")
    return entry.label if entry else plain_words(event)


def source_words(source: str | None, table: ReferenceTable) -> str:
    """A source's name without what stands in brackets behind it."""
    return full_source_words(source, table).split(" (")[0]


def full_source_words(source: str | None, table: ReferenceTable) -> str:
    """A source's name in full."""
    entry = table.vocabulary.sources.get(source or "")
    return entry.name if entry else plain_words(source)


def value_words(field: str, value: str, table: ReferenceTable) -> str:
    """The value of a key field in words."""
    if not value:
        return "not stated"
    known = {"measure": measure_words, "place": place_words, "event": event_words}
    if field in known:
        return known[field](value, table)
    if field == "population" and value.startswith(_PART):
        who = plain_words(value.removeprefix(_PART))
        return f"a part of them ({who})" if who else "a part of them"
    if field == "population":
        entry = table.vocabulary.populations.get(value)
        return entry.label if entry else plain_words(value)
    if field == "stock_flow":
        return _STOCK_FLOW.get(value, plain_words(value))
    return plain_words(value)


_PART = "part:"  # in front of who a part of a total are, as written
_STOCK_FLOW = {
    "stock": "a level at a day",
    "flow": "an amount over a time",
    "change": "a change",
    "ratio": "a rate",
    "n/a": "not stated",
}


def number_words(value: float | None) -> str:
    """A number with thousands marks; an open end is a dash."""
    if value is None:
        return "open"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def interval_words(interval: Mapping[str, Any] | None) -> str:
    """The values that a text can mean: "4,500 to 5,500", "more than 5,000"."""
    if interval is None:
        return "not read as an interval"
    low, high = interval["low"], interval["high"]
    if high is None and low is None:
        return "any value"
    if high is None:
        return f"{'more than' if interval['low_open'] else 'at least'} {number_words(low)}"
    if low is None or (low == 0 and interval["low_open"]):
        return f"{'less than' if interval['high_open'] else 'up to'} {number_words(high)}"
    return number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"


def age_words(then: str, today: date) -> str:
    """How long ago an ISO day was, in the largest fitting unit."""
    days = (today - date.fromisoformat(then)).days
    for size, unit in ((365, "year"), (30, "month"), (1, "day")):
        if abs(days) >= size:
            number = abs(days) // size
            return f"{number} {unit}{'' if number == 1 else 's'} {'old' if days >= 0 else 'ahead'}"
    return "of today"


def moment_words(moment: str) -> str:
    """A stored time as people write it: 2026-11-25 18:20 UTC."""
    return f"{moment[:10]} {moment[11:16]} UTC" if moment else ""
