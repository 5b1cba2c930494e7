"""The nouns that pass from stage to stage. Standard library only; every class is frozen.

Numbers are ``Decimal`` (news writes decimals, so binary floats would round what was written),
offsets are character positions in the text as it was read, and ``None`` always means
"not stated" or, for an end of an interval, "open".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of number a quantity is; only the first four are ever compared."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    SCORE = "score"
    IDENTIFIER = "identifier"
    OTHER = "other"


HEADLINE = "headline"  # who says what a headline claims in nobody's name
GOES_ON = "the report goes on"  # cue of a speaker that only the opening of an article names


class Role(StrEnum):
    """claim: checkable; context: a number nobody would check; furniture: not the article's words."""

    CLAIM = "claim"
    CONTEXT = "context"
    FURNITURE = "furniture"


class Bound(StrEnum):
    """How the text bounds the number (the hedge's meaning)."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    UP_TO = "up_to"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


class Change(StrEnum):
    """level: a value; increase or decrease: a difference; earlier: the old value of a revision."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"
    EARLIER = "earlier"


class Modality(StrEnum):
    """How the sentence stands to the figure; asserted and reported are judged, the rest shown."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    DENIED = "denied"
    FEARED = "feared"
    FORECAST = "forecast"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    WITHDRAWN = "withdrawn"
    QUESTION = "question"


class StockFlow(StrEnum):
    """stock: a level at a date; flow: an amount over a period; change: a difference."""

    STOCK = "stock"
    FLOW = "flow"
    CHANGE = "change"
    RATIO = "ratio"
    NONE = "n/a"


class Verdict(StrEnum):
    """The eleven verdicts of docs/design.md, in the order in which they are tried."""

    NO_REFERENCE = "no_reference"
    NOT_COMPARABLE = "not_comparable"
    AMBIGUOUS = "ambiguous"
    REFERENCE_CONFLICT = "reference_conflict"
    SUPERSEDED = "superseded"
    CONSISTENT_LOOSE = "consistent_loose"
    CONSISTENT = "consistent"
    OUTDATED = "outdated"
    AHEAD_OF_REFERENCE = "ahead_of_reference"
    OVERSTATED = "overstated"
    UNDERSTATED = "understated"


class ComparisonState(StrEnum):
    """What several claims on one key say of each other."""

    AGREE = "agree"
    ROUNDING_VARIANTS = "rounding_variants"
    RISING_SERIES = "rising_series"
    REVISED_DOWN = "revised_down"
    DIVERGE = "diverge"
    SCOPE_DIFFERS = "scope_differs"
    SINGLE_REPORT = "single_report"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range of the field (text or title) that it was found in."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """Values between two ends; ``None`` is no end on that side, ``*_open`` excludes the end itself.

    >>> Interval(Decimal(1), Decimal(2)).overlaps(Interval(Decimal(2), None))
    True
    >>> Interval(Decimal(1), Decimal(2)).overlaps(Interval(Decimal(2), None, low_open=True))
    False
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def below(self, other: Interval) -> bool:
        """Whether all of this interval lies below all of the other."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not self.below(other) and not other.below(self)

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read; offsets of every later stage refer to ``text`` and ``title`` as here.

    ``published_source`` says where the date came from: manifest, table, page, text or none.
    ``extra`` holds a table's own columns, carried through. ``before`` and ``behind`` are the words of its
    page around a passage, blank for an article that is whole (see ``passages``).
    """

    article_id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    published_source: str = "none"
    url: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its offsets; ``text`` equals the field's slice at ``span``."""

    index: int
    span: Span
    text: str
    field: str = "text"  # text or title
    position: str = "body"  # headline, lead or body
    paragraph: int = 0
    furniture: bool = False

    @property
    def in_headline(self) -> bool:
        """Whether it is the article's title, or the headline that its text opens with."""
        return self.position == "headline"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written.

    ``span`` covers the number with its scale and unit, never the hedge. ``low`` and ``high`` are
    the number's own bounds (5000 and None for "more than 5,000"). ``step`` is one unit of the last
    written digit, scaled (3.4 % -> 0.1; 1.2 million -> 100000; 5,000 -> 1): it says how round
    the number is. ``unit`` is a canonical singular name ("percentage",
    "dollar per barrel") or None for counts, whose noun is ``counted``.
    ``fraction`` marks fractions and shares in words ("a third", "one in five", "half a million").
    """

    span: Span
    text: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    kind: Kind = Kind.COUNT
    unit: str | None = None
    hedge: str = ""
    hedge_span: Span | None = None
    step: Decimal = Decimal(1)
    fraction: bool = False
    counted: str = ""
    counted_span: Span | None = None
    subject: str = ""
    subject_span: Span | None = None
    change: Change = Change.LEVEL
    code: str = ""  # for identifiers, dates ...: which pattern took it

    @property
    def value(self) -> Decimal | None:
        """The one number that stands in the text, or the low end of a range."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field got its value: the words that decided and where they stand."""

    field: str
    value: str
    cue: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity with what it counts, where, when and who says so. Ids point into the tables."""

    article: Article
    sentence: Sentence
    quantity: Quantity
    role: Role = Role.CLAIM
    measure: str | None = None
    measure_candidates: tuple[str, ...] = ()  # more than one: the measure stayed open
    measure_is_likely: bool = False  # no word told it: taken from sentences like this one
    likeness: float = (
        0.0  # chance of a likely measure; 0 where it was taken over from another figure
    )
    # Measures that sentences like this one tell of such a figure, with their chances, the likeliest first;
    # a blank one is none of the vocabulary. Empty where nobody read the sentence so.
    likenesses: tuple[tuple[str, float], ...] = ()
    # What the words tell, where sentences like this one tell another measure.
    in_words: Claim | None = None
    unit: str | None = None
    stock_flow: StockFlow = StockFlow.NONE
    counted: str = ""
    subject: str = ""
    population: str | None = None
    population_text: str = ""  # as written, also where no id fits
    place: str | None = None
    place_name: str = ""
    place_around: str = ""  # the country around a place that is not in the table
    place_candidates: tuple[str, ...] = ()
    event: str | None = None
    event_candidates: tuple[str, ...] = ()
    other_event: bool = False  # the sentence speaks of another event than the article's
    denominator: str | None = None
    adjustment: str | None = None
    period_start: date | None = None
    as_of: date | None = None
    period_text: str = ""  # "in one day", "since April"
    interval_only: bool = False  # a count of a stated window ("in one day"), never a running total
    speaker: str = ""
    modality: Modality = Modality.ASSERTED
    relation: str = ""  # subset, total, share, ratio, change, rank or blank
    quoted: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def place_shown(self) -> str:
        """The place as the text names it, with the country of one that is not in the table: "Quillby, Norway"."""
        return ", ".join(filter(None, (self.place_name, self.place_around)))

    @property
    def voice(self) -> str:
        """Who says so in the figure's own words; blank where only the report goes on (``GOES_ON``)."""
        told = [one.cue for one in self.evidence if one.field == "speaker"]
        return "" if told[-1:] == [GOES_ON] else self.speaker

    @property
    def said_by(self) -> str:
        """Who says so; ``HEADLINE`` for a claim that a headline makes in nobody's name."""
        unnamed = self.sentence.in_headline and self.role is Role.CLAIM
        return self.speaker or (HEADLINE if unnamed else "")


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the controlled vocabulary (measures.csv)."""

    measure: str
    label: str
    definition: str
    unit: str
    stock_flow: StockFlow
    cumulative: bool
    parent: str = ""
    not_same_as: tuple[str, ...] = ()
    pace_days: int | None = None  # a new figure is usual within so many days; None: no pace

    @property
    def counts_people(self) -> bool:
        """Whether people are one of the units that it comes in."""
        return "people" in self.unit.split("|")


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which news text says a measure (cues.csv); "(off|out)" are choices."""

    measure: str
    words: str
    part: str  # noun, level (a noun that only has a level), verb (takes the counted as object),
    # act (as subject), adjective, refine
    not_when: tuple[str, ...]
    example: str
    only_when: tuple[str, ...] = ()  # one of these must stand in the sentence or title
    refines: tuple[str, ...] = ()  # part refine: the measures that it makes more specific


@dataclass(frozen=True, slots=True)
class Population:
    """Who is counted (populations.csv); ``all`` is the root."""

    population: str
    label: str
    parent: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place (places.csv). ``parents`` are direct; the index gives the whole chain."""

    place: str
    label: str
    kind: str
    parents: tuple[str, ...]
    country: str
    aliases: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A cause with a place and a period (events.csv); ``end`` None means it goes on."""

    event: str
    label: str
    kind: str
    place: str
    start: date | None
    end: date | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of figures (sources.csv)."""

    source_id: str
    name: str
    kind: str
    homepage: str
    method: str
    party_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """One vintage of one published value (figures.csv, docs/design.md has the columns).

    ``retired`` is the day on which it went out of force without a successor (retirements.csv).
    """

    figure_id: str
    series_id: str
    measure: str
    population: str
    place: str
    event: str
    period_type: str
    period_start: date | None
    period_end: date | None
    as_of: date
    published: date
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    value_type: str
    unit: str
    method: str
    stance: str
    grade: str
    source_id: str
    denominator: str = ""
    adjustment: str = ""
    relayed_by: str = ""
    document: str = ""
    locator: str = ""
    says: str = ""
    url: str = ""
    archived_url: str = ""
    retrieved: str = ""
    seen: str = ""
    supersedes: str = ""
    note: str = ""
    retired: date | None = None
    retired_reason: str = ""

    def retired_by(self, day: date | None) -> bool:
        """Whether it was out of force on a day; without a day nothing is."""
        return self.retired is not None and day is not None and self.retired <= day


@dataclass(frozen=True, slots=True)
class Reason:
    """One key field of a match: the claim's value, the reference's, and whether they fit."""

    field: str
    claim: str
    reference: str
    passed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim beside one reference figure, with a reason for each key field."""

    figure: ReferenceFigure
    reasons: tuple[Reason, ...]
    relation: str = ""  # blank, or part_of / contains for a nested place

    @property
    def comparable(self) -> bool:
        """Whether every key field fits."""
        return all(reason.passed for reason in self.reasons)

    @property
    def failed(self) -> tuple[Reason, ...]:
        """The key fields that differ."""
        return tuple(reason for reason in self.reasons if not reason.passed)


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, its best match, a verdict with a reason code, and one sentence a reader understands.

    ``verdict`` None means not judged; ``code`` then says why (modality, vague, not_a_claim,
    furniture). ``figure`` was in force on publication, ``today`` is the newest of its series.
    ``gap`` and ``gap_ratio`` are the smallest that can be proved, from the nearest ends.
    """

    finding_id: str
    claim: Claim
    claim_interval: Interval | None
    verdict: Verdict | None
    code: str
    reason: str
    notes: tuple[str, ...] = ()
    match: Match | None = None
    figure: ReferenceFigure | None = None
    today: ReferenceFigure | None = None
    others: tuple[Match, ...] = ()
    severity: int = 0
    gap: Decimal | None = None
    gap_ratio: Decimal | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One finding in a comparison, with the independent source it goes back to."""

    finding_id: str
    origin: str
    origin_reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All claims of several articles on one key, and whether they agree."""

    comparison_id: str
    measure: str
    counted: str
    population: str
    place: str
    place_name: str
    event: str
    state: ComparisonState
    reason: str
    low: Decimal | None
    high: Decimal | None
    articles: int
    origins: int
    first_date: date | None
    last_date: date | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One arithmetic check inside an article or across articles (checks.csv)."""

    check_id: str
    kind: str  # subset, share, change, repeated, headline
    passed: bool
    reason: str
    findings: tuple[str, ...]
    figures: tuple[str, ...] = ()  # as written, in the order of findings
    articles: tuple[str, ...] = ()  # where they stand, each once
