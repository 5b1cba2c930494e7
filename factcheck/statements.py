"""Findings as comparing sees them: what is counted, of whom, where, for which time, and who says so.

A statement is a finding with the fields of the comparison's key worked out over its whole article:
speakers that stand for a name given before, the month that a statistic speaks of, the words that
narrow what was counted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from factcheck.claims import as_told
from factcheck.contests import (
    MARGIN,
    OF_ALL,
    contender,
    is_distance,
    is_margin,
    of_chamber,
    of_outgoing,
    of_several,
    place_of_vote,
    side_of_vote,
    stage_of_count,
)
from factcheck.coordination import NOUN_LEFT_OUT
from factcheck.counted_days import Days, counts_all, is_addition, own_days
from factcheck.inflection import plural
from factcheck.intervals import half_width, round_step
from factcheck.lines import COMPARED
from factcheck.model import (
    Article,
    Bound,
    Change,
    Claim,
    Finding,
    Interval,
    Kind,
    Measure,
    Modality,
    Role,
    StockFlow,
)
from factcheck.options import side_of_question
from factcheck.periods import weekdays
from factcheck.phrases import phrases
from factcheck.place_words import load_place_words
from factcheck.places import COUNTRY_KINDS
from factcheck.reference import Vocabulary
from factcheck.references import is_pointer
from factcheck.releases import basis_by_months, country_of_statistic, period_of
from factcheck.settings import load_settings
from factcheck.speakers import find_speakers, load_speaker_words
from factcheck.tokens import tokenize

_AIMED = 6  # words of "target range of between" in front of a number
_PERCENT = "percentage"
_SPOKEN = frozenset({Modality.ASSERTED, Modality.REPORTED})
_TAKEN_BACK = frozenset({Modality.NEGATED, Modality.WITHDRAWN})  # "not 11 as first reported"
_TO_COME = frozenset(
    {Modality.PLANNED, Modality.FORECAST, Modality.HYPOTHETICAL, Modality.FEARED}
)  # what is planned, expected, possible or feared is a thing of its own
_BOUNDLESS = frozenset({"world", "continent"})
_APPROXIMATE = frozenset({Bound.ABOUT, Bound.NEARLY})
_RISES = frozenset({Change.LEVEL, Change.INCREASE})
_PLACED = frozenset({Change.LEVEL, Change.EARLIER})  # figures with words of their own around them
_NO_CLAUSE = frozenset({Kind.ORDINAL})
COUNTED = "counted:"  # begins ``what`` where no measure is known
_PLANS = "to come"  # ``flow`` of what is planned, expected, possible or feared
_NOT_LEVELS = frozenset({"change", "share", "margin", "ratio"})
_WORD = re.compile(r"[^\W_]+")
# How a figure whose own words are left out names the one before it.
_LED = re.compile(NOUN_LEFT_OUT.format(r"(?P<left>.+)") + r"|(?:refers back to|it is) (?P<back>.+)")
# "Police estimated the crowd at 1,900": how somebody counts, not what.
_ESTIMATING = re.compile(r"\bestimated(?= (?:the|that|its|their|there|a|at|on|in|it|them)\b)")
# "The mayor confirmed on Tuesday that 900 jobs would go": how somebody speaks, unless tests do.
_CONFIRMING = re.compile(
    r"(?<!tests )(?<!tests have )(?<!tests had )(?<!laboratory )(?<!laboratory has )"
    r"\b(?:confirmed|confirms)(?= (?:[a-z]+ ){0,4}?that\b)"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally) of (?:the )?(?:[a-z-]+ )??([a-z-]+s|people|children|men|women)\b"
)
_RIGHT_BEFORE = re.compile(r"(?<![\w'’])(?P<word>[^\W\d_][\w-]*) $")
_SAID_OF_IT = (" (sentence)", " (there)", "elsewhere in the country")
IN_SENTENCE = " (sentence)"  # end of the cue of a place that the figure's sentence names
_WHOLES = 3  # figures before a part among which the whole is looked for
_OPENING = 4  # words of a sentence that name who speaks in it
_MOVED = 3  # figures on either side of one among which a value and the one before it are looked for
_BACKGROUND_REACH = 90  # characters before a figure in which a phrase puts it into another time


@dataclass(frozen=True, slots=True)
class CompareWords:
    """Word lists of vocabulary/comparison.toml."""

    of_an_event: frozenset[str]
    fixed: frozenset[str]
    of_a_period: frozenset[str]
    of_a_bulletin: frozenset[str]
    of_the_happening: frozenset[str]
    slow: frozenset[str]
    of_a_candidate: frozenset[str]
    of_a_place: frozenset[str]
    progress: tuple[str, ...]
    kin: Mapping[str, str]  # the first of the measures that one happening is told in
    by_actor: frozenset[str]
    crowds: frozenset[str]
    fixed_nouns: frozenset[str]  # as singulars
    constant: frozenset[str]  # numbers of people that no news makes rise within days
    of_a_thing: frozenset[str]
    of_an_object: frozenset[str]
    all_damaged: frozenset[str]
    of_a_dispute: frozenset[str]
    of_a_kind: Mapping[str, frozenset[str]]
    no_thing: frozenset[str]
    no_subject: frozenset[str]  # who speaks and how it went: nothing that a percentage is of
    stages: Mapping[str, re.Pattern[str]]
    everyone: frozenset[str]
    electorate: frozenset[str]
    called_by: Mapping[str, frozenset[str]]  # what all whom a measure counts are called
    of_whoever_comes: frozenset[str]
    subgroups: Mapping[str, str]  # what a word before or behind a statistic's name narrows it to
    neutral: frozenset[str]
    among: re.Pattern[str]
    of_goods: frozenset[str]
    likely_rates: frozenset[str]
    goods: re.Pattern[str]  # a subject that names the goods whose prices rose
    more_for: re.Pattern[str]  # behind a percentage: the goods that one pays more for
    definitions: Mapping[str, str]  # what a word narrows a count to
    defining: re.Pattern[str]
    parting: frozenset[str]  # definitions that make a part a thing of its own
    targets: frozenset[str]
    target_joints: frozenset[str]  # between "target" and its number
    definitions_of: Mapping[str, frozenset[str]]  # the only measures that a definition narrows
    windows: re.Pattern[str]
    conversions: Mapping[str, tuple[str, Decimal]]
    bases: Mapping[str, re.Pattern[str]]
    bases_unsaid: Mapping[str, str]
    set_levels: Mapping[str, str]  # what a body sets, by its names
    set_named: re.Pattern[str]
    set_measures: frozenset[str]
    moved: re.Pattern[str]  # right before the new value of a decision
    revised: re.Pattern[str]
    lowered: re.Pattern[str]
    miscounted: re.Pattern[str]
    instead: re.Pattern[str]
    stand_ins: frozenset[str]
    nameless: frozenset[str]
    fillers: frozenset[str]
    offices: frozenset[str]
    own_kind: frozenset[str]
    officers: frozenset[str]
    bodies: frozenset[str]
    apart_from: frozenset[str]  # words that make a speaker another one than the body it names
    houses: frozenset[str]
    in_house: re.Pattern[str]  # behind a number: whom a house alone has counted
    same: Mapping[str, str]
    one_body: Mapping[str, str]  # the short name of a body, by its full ones
    bodies_named: re.Pattern[str]
    general_nouns: frozenset[str]
    behind: re.Pattern[str]
    alike: Mapping[str, str]  # the noun that stands for others of one meaning
    empty: frozenset[str]
    background: re.Pattern[str]
    same_time: re.Pattern[str]
    beside: tuple[str, ...]
    joints: re.Pattern[str]
    together: re.Pattern[str]
    disjoint: tuple[frozenset[str], ...]
    fates: tuple[str, ...]
    changes: re.Pattern[str]
    parts: re.Pattern[str]
    made_of: re.Pattern[str]
    some_of: re.Pattern[str]
    took_part: re.Pattern[str]
    happening_before: re.Pattern[str]
    areas: frozenset[str]  # words for what holds several towns
    comparing: frozenset[str]
    told_later: re.Pattern[str]
    elsewhere: re.Pattern[str]
    causes: re.Pattern[str]
    at_large: frozenset[str]
    of_some: frozenset[str]  # nouns of some of those whom another noun counts, or of another unit
    no_speaker: frozenset[str]
    bystanders: frozenset[str]
    said_yesterday: re.Pattern[str]
    kinds_of_body: Mapping[str, str]  # the first of the kinds that may be one body, by kind
    own_count: re.Pattern[str]
    struck: re.Pattern[str]
    own_acts: re.Pattern[str]
    counting: frozenset[str]  # what a speaker does with a number, and says nothing of its noun
    levels: Mapping[str, Mapping[str, re.Pattern[str]]]  # by measure and name
    told_by: re.Pattern[str]
    told_on: re.Pattern[str]  # "on Tuesday gave", "spoke of 37 on Wednesday"
    put_at: re.Pattern[str]  # right before a number: of what was told before it
    lost: re.Pattern[str]
    settled: frozenset[str]
    counted_up: frozenset[str]
    of_a_company: Mapping[str, str]  # the noun that a statistic is of in news of a company
    left_in: frozenset[str]
    still: re.Pattern[str]
    taken_in: frozenset[str]
    admitted: re.Pattern[str]
    of_a_sort: frozenset[str]
    fallen: re.Pattern[str]  # right before a number: a level that went down


@cache
def load_compare_words() -> CompareWords:
    """Read vocabulary/comparison.toml."""
    path = Path(__file__).parent / "vocabulary" / "comparison.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    measures, speakers = raw["measures"], raw["speakers"]
    days = "|".join(weekdays())
    return CompareWords(
        frozenset(measures["of_an_event"]),
        frozenset(measures["fixed"]),
        frozenset(measures["of_a_period"]),
        frozenset(measures["of_a_bulletin"]),
        frozenset(measures["of_the_happening"]),
        frozenset(measures["slow"]),
        frozenset(measures["of_a_candidate"]),
        frozenset(measures["of_a_place"]),
        tuple(f" {phrase}" for phrase in measures["progress"]),
        {name: listed[0] for listed in measures["kin"] for name in listed[1:]},
        frozenset(measures["by_actor"]),
        frozenset(measures["crowds"]),
        frozenset(measures["fixed_nouns"]),
        frozenset(measures["constant"]),
        frozenset(measures["of_a_thing"]),
        frozenset(measures["of_an_object"]),
        frozenset(measures["all_damaged"]),
        frozenset(measures["of_a_dispute"]),
        {name: frozenset(kinds) for name, kinds in raw["kinds"].items()},
        frozenset(raw["qualifiers"]["no_thing"] + raw["qualifiers"]["change"]),
        frozenset(raw["qualifiers"]["change"] + raw["qualifiers"]["sides"] + speakers["stand_ins"]),
        {name: phrases(listed) for name, listed in raw["stages"].items()},
        frozenset(raw["populations"]["everyone"]),
        frozenset(raw["populations"]["electorate"]),
        {name: frozenset(listed) for name, listed in raw["called_by"].items()},
        frozenset(raw["populations"]["of_whoever_comes"]),
        {word: name for name, words in raw["subgroups"].items() for word in words},
        frozenset(raw["qualifiers"]["neutral"]),
        re.compile(rf"\s+(?:{'|'.join(raw['qualifiers']['among'])}) (?:the )?(?P<word>[\w-]+)"),
        frozenset(measures["of_goods"]),
        frozenset(measures["likely_rates"]),
        re.compile(
            rf"(?P<before>.+?) (?:{'|'.join(raw['goods']['names'])})"
            rf"|(?:{'|'.join(raw['goods']['names'])}) (?:of|for) (?P<behind>.+)"
        ),
        re.compile(
            rf"\s+(?:{'|'.join(raw['goods']['comparatives'])}) (?:for|on) (?:the |their )?(?P<word>[\w-]+)"
        ),
        {word: name for name, words in raw["definitions"].items() for word in words},
        phrases(word for words in raw["definitions"].values() for word in words),
        frozenset(raw["parting"]["definitions"]),
        frozenset(raw["targets"]["words"]),
        frozenset(raw["targets"]["joints"]),
        {name: frozenset(listed) for name, listed in raw["definitions_of"].items()},
        phrases(raw["windows"]["proper"]),
        {name: (unit, Decimal(factor)) for name, (unit, factor) in raw["conversions"].items()},
        {name: phrases(words) for name, words in raw["bases"].items()},
        dict(raw["bases_unsaid"]),
        {name: listed[0] for listed in raw["set_levels"]["names"] for name in listed},
        phrases(name for listed in raw["set_levels"]["names"] for name in listed),
        frozenset(raw["set_levels"]["measures"]),
        re.compile(
            rf"\b(?:{'|'.join(raw['set_levels']['moves'])})\b[^.;:]*\bto (?:[a-z]+ ){{0,2}}$"
        ),
        phrases(raw["lowering"]["revised"]),
        phrases(raw["lowering"]["lowered"]),
        re.compile(
            rf"^(?: (?!(?:that|after|as|because|when|who|which|it|they)\b)[\w'-]+){{0,8}} "
            rf"(?:was|were|had been|have been|has been) "
            rf"(?:{'|'.join(raw['lowering']['miscounted'])})\b"
        ),
        re.compile(
            rf"^(?: [\w'-]+){{0,4}},? (?:{'|'.join(raw['lowering']['instead'])}) (?:the )?(?:[a-z]+ ){{0,2}}\d"
        ),
        frozenset(speakers["stand_ins"]),
        frozenset(speakers["nameless"]),
        frozenset(speakers["fillers"]),
        frozenset(speakers["offices"]),
        frozenset(speakers["own_kind"]),
        frozenset(speakers["officers"]),
        frozenset(speakers["bodies"]),
        frozenset(speakers["apart_from"]),
        frozenset(speakers["houses"]),
        re.compile(
            rf"^[^,;]*\b(?:in|at) (?:the|his|her|its|their|our) (?:[a-z]+ ){{0,2}}"
            rf"(?:{'|'.join(speakers['houses'])})\b"
        ),
        dict(speakers["same"]),
        {name: listed[0] for listed in speakers["one_body"] for name in listed},
        phrases(name for listed in speakers["one_body"] for name in listed[1:]),
        frozenset(raw["nouns"]["general"]),
        phrases(raw["nouns"]["behind"]),
        {word: listed[0] for listed in raw["nouns"]["alike"] for word in listed[1:]},
        frozenset(raw["nouns"]["empty"]),
        phrases(raw["background"]["phrases"]),
        phrases(raw["background"]["same_time"]),
        tuple(f" {phrase} " for phrase in raw["background"]["beside"]),
        phrases(raw["shares"]["joints"]),
        phrases(raw["shares"]["together"]),
        tuple(frozenset(listed) for listed in raw["sums"]["disjoint"]),
        tuple(raw["sums"]["fates"]),
        phrases(raw["sums"]["changes"]),
        phrases(raw["sums"]["parts"]),
        phrases(raw["sums"]["made_of"]),
        phrases(raw["sums"]["some_of"]),
        phrases(raw["sums"]["took_part"]),
        re.compile(
            rf"{phrases(raw['happenings']['nouns']).pattern} (?:[a-z]+ed )?"
            rf"(?:{'|'.join(raw['happenings']['joints'])}) (?:the )?(?:[a-z]+ (?:of )?)?$"
        ),
        frozenset(raw["happenings"]["areas"]),
        frozenset(raw["sums"]["comparing"]),
        phrases(
            [
                *raw["sums"]["told_later"],
                *(f"by {day} {part}" for day in weekdays() for part in raw["sums"]["parts_of_day"]),
            ]
        ),
        phrases(raw["rivals"]["elsewhere"]),
        phrases(raw["rivals"]["causes"]),
        frozenset(map(normal, raw["nouns"]["general"] + raw["rivals"]["at_large"])),
        frozenset(raw["rivals"]["of_some"]),
        frozenset(raw["rivals"]["no_speaker"]),
        frozenset(raw["rivals"]["bystanders"]),
        re.compile(
            rf"\b(?:{'|'.join(raw['rivals']['speaking'])})(?: [a-z]+){{0,3}},? (?:on )?(?:yesterday|earlier)\b"
        ),
        {word: listed[0] for listed in raw["rivals"]["kinds"] for word in listed},
        re.compile(rf"\b(?:its|their) own (?:{'|'.join(raw['rivals']['counted_with'])})\b"),
        phrases(raw["rivals"]["struck"]),
        phrases(raw["rivals"]["own_acts"]),
        frozenset(raw["rivals"]["counting"]),
        {
            measure: {name: phrases(listed) for name, listed in named.items()}
            for measure, named in raw["levels"].items()
        },
        re.compile(rf"\b(?:{'|'.join(raw['rivals']['told_by'])}) by\b"),
        re.compile(
            rf"\b(?P<day>(?:on )?(?:{days})) (?:{'|'.join(raw['rivals']['tells'])})\b"
            rf"|\b(?:{'|'.join(raw['rivals']['tells'])})(?: [\w,.]+){{0,2}} (?P<later>(?:on )?(?:{days}))\b"
        ),
        re.compile(
            rf"\b(?:{'|'.join(raw['rivals']['puts'])}) (?:it|them|this|(?:the|that) "
            rf"(?:{'|'.join(raw['rivals']['put'])})(?: of (?P<of>(?:[a-z-]+ ){{0,2}}[a-z-]+))?) "
            rf"(?:at|as|to be)(?: [a-z]+){{0,3}} $"
        ),
        phrases(raw["rivals"]["lost"]),
        frozenset(measures["settled"]),
        frozenset(measures["counted_up"]),
        dict(raw["of_a_company"]),
        frozenset(raw["narrower"]["left_in"]),
        phrases(raw["narrower"]["still"]),
        frozenset(raw["narrower"]["taken_in"]),
        phrases(raw["narrower"]["admitted"]),
        frozenset(measures["of_a_sort"]),
        re.compile(rf"\b(?:{'|'.join(raw['narrower']['fallen'])}) to (?:[a-z]+ ){{0,3}}$"),
    )


def definitions_in(text: str, measure: str | None) -> frozenset[str]:
    """What the words of a text narrow a count of a measure to ("confirmed", "destroyed")."""
    words = load_compare_words()
    plain = _CONFIRMING.sub("", _ESTIMATING.sub("", text.lower()))
    found = {words.definitions[one] for one in words.defining.findall(plain)}
    return frozenset(
        one for one in found
        if one not in words.definitions_of or measure is None or measure in words.definitions_of[one]
    )  # fmt: skip


def _narrowed_by(finding: Finding, around: str) -> frozenset[str]:
    """What the words around a figure narrow it to; a distance is neither destroyed nor confirmed."""
    claim = finding.claim
    if claim.measure is None and claim.quantity.kind is Kind.MEASURE:
        return frozenset()
    return definitions_in(around, claim.measure)


@dataclass(frozen=True)  # no slots: what is asked of it again and again is kept
class Statement:
    """A finding with the fields of its comparison's key.

    ``what`` is the measure (with the words of what it is a measure of, where it needs them) or,
    where none is known, the counted words after "counted:"; blank where no word says what is counted
    or where two measures fit, so that only its number can tell which figure it repeats. ``period``
    is a month, quarter or year of a statistic, blank where none is stated. ``definition`` names the
    groups of words that narrow the count. ``speaker`` has stand-ins resolved. ``part`` is a stated
    part whose own population is not known. ``loose``: the place is no more than an adjective, or
    was taken from elsewhere in an article that counts the same for places inside it. ``basis``: from
    when to when the change of a statistic is reckoned. ``behind``: words such as "on board" tell
    what is counted where no measure does. ``unit`` is the one that is compared, ``factor`` how many
    of it one of the unit as written is. ``settled``: of several places with the name, the article
    itself tells which one is meant. ``days``: the day or window that a flow covers alone. ``before``:
    the earlier values that its sentence sets it against ("down from 910"). ``likely``: the measure that
    likeness gives. ``denied``: the numbers that its sentence says it is not ("41, and not 23").
    ``opposed``: the ids of those that another voice of its article sets against it.
    """

    finding: Finding
    what: str
    measure: Measure | None
    population: str
    place: str
    flow: str
    period: str
    definition: frozenset[str]
    speaker: str
    around: frozenset[str]
    revised: bool
    lowered: bool
    part: bool
    loose: bool
    basis: str
    behind: bool
    unit: str
    factor: Decimal
    settled: bool = True
    stage: str = ""
    days: Days | None = None
    before: frozenset[Decimal] = frozenset()
    likely: str = ""
    between: str = ""
    denied: frozenset[Decimal] = frozenset()
    opposed: frozenset[str] = frozenset()

    @property
    def finding_id(self) -> str:
        """The finding's id."""
        return self.finding.finding_id

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.finding.claim.article

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return self.finding.claim.article.published

    @cached_property
    def interval(self) -> Interval:
        """The values that it can mean."""
        told = told_interval(self.finding)
        if self.factor == 1:
            return told
        return Interval(
            None if told.low is None else told.low * self.factor,
            None if told.high is None else told.high * self.factor,
            told.low_open,
            told.high_open,
        )

    @cached_property
    def value(self) -> Decimal | None:
        """The number as written, its hedge left aside, in the unit that is compared."""
        value = self.finding.claim.quantity.value
        return value if value is None or self.factor == 1 else value * self.factor

    @property
    def digits(self) -> int:
        """The significant digits of the number; 0 without one."""
        value = self.value
        return 0 if value is None else len(value.normalize().as_tuple().digits)

    @property
    def headline(self) -> bool:
        """Whether it stands in a headline."""
        return self.finding.claim.sentence.in_headline

    @cached_property
    def place_stated(self) -> bool:
        """Whether its own sentence names its place, other than in the name of the happening ("injured
        in the fire around Verín", "since the siege of Goundam began") or by an adjective; or the house that
        it counts ("four died in the hospital")."""
        if self.loose:
            return False
        claim = self.finding.claim
        if load_compare_words().in_house.search(behind_in_sentence(self.finding)):
            return True
        text, start = claim.sentence.text.lower(), claim.sentence.span.start
        named = load_compare_words().happening_before
        return any(
            one.start is None or named.search(text[: max(0, one.start - start)]) is None
            for one in claim.evidence
            if one.field == "place" and one.cue.endswith(_SAID_OF_IT)
        )

    @property
    def set_by_a_body(self) -> bool:
        """Whether it is a level that stands from one decision to the next (a bank's base rate)."""
        words = load_compare_words()
        measure = self.measure.measure if self.measure is not None else ""
        return measure in words.set_measures or self.what.removeprefix(COUNTED) in words.set_levels

    @cached_property
    def decided(self) -> bool:
        """Whether it is the value that a decision moved a level to: "cut its base rate to 5.75%"."""
        claim = self.finding.claim
        span = claim.quantity.hedge_span or claim.quantity.span
        at = min(span.start, claim.quantity.span.start) - claim.sentence.span.start
        return load_compare_words().moved.search(claim.sentence.text[:at].lower()) is not None

    @cached_property
    def role(self) -> str:
        """What is said of those whom it counts: all ("of 150 constituencies"), those "declared", "visited" or
        "destroyed", or some of a number behind it; blank where nothing is."""
        claim = self.finding.claim
        before, behind = before_in_sentence(self.finding), behind_in_sentence(self.finding)
        if _OUT_OF.search(before):
            return "in all"
        rest = _OF_MORE.sub("", behind, count=1)
        said = _SAID_BEHIND.match(rest)
        if said is not None:
            return said["verb"]
        verb = _SAID_BEFORE.search(before)
        if verb is not None and claim.quantity.kind is Kind.COUNT:
            return verb["verb"]
        return "of them" if rest != behind else ""

    @cached_property
    def fallen(self) -> bool:
        """Whether it is where a level went down to: "the number of guests has fallen to 610"."""
        return load_compare_words().fallen.search(before_in_sentence(self.finding)) is not None

    @property
    def voice(self) -> str:
        """Who gives the number, be it somebody who names nobody ("survivors")."""
        return self.speaker or self.finding.claim.voice or "-"

    @cached_property
    def instead(self) -> bool:
        """Whether its sentence puts it in the place of an earlier number: "1,050 jobs instead of 1,400"."""
        return load_compare_words().instead.search(behind_in_sentence(self.finding)) is not None

    @property
    def by_likeness(self) -> bool:
        """Whether sentences like its own tell its measure, and no word."""
        return self.measure is not None and self.finding.claim.measure_is_likely

    @property
    def to_come(self) -> bool:
        """Whether it is planned, expected, possible or feared."""
        return self.finding.claim.modality in _TO_COME

    @property
    def vague(self) -> bool:
        """Whether it is no number but "dozens" or "thousands"."""
        return self.finding.claim.quantity.bound is Bound.VAGUE

    @property
    def named(self) -> str:
        """The figure and where it stands, for a reader."""
        claim = self.finding.claim
        hedge = f"{claim.quantity.hedge} " if claim.quantity.hedge else ""
        by = f" ({self.speaker})" if self.speaker else ""
        return f"{hedge}{claim.quantity.text} in {claim.article.article_id}{by}"


_OUT_OF = re.compile(r"\d[\d,.]* (?:out )?of (?:the |its |their |all |about |some |nearly )?$")
_OF_MORE = re.compile(r"^ (?:out )?of (?:the |its |their |all |about |some |nearly )?\d[\d,.]*")
# "139 constituencies had been declared", "constituencies declared"
_SAID_BEHIND = re.compile(
    r"^(?: (?!(?:who|that|which|and|or)\b)[a-z-]+){0,3}?(?: (?:has|have|had|is|are|was|were|be|been|being))*"
    r" (?P<verb>[a-z]{2,}ed|burnt|built|left|lost|run|shut|sunk|hit|sold|sent|out|taken|open)\b"
)
# "has sampled 1,500 polling stations", "captured 26 vehicles"
_SAID_BEFORE = re.compile(
    r"\b(?P<verb>[a-z]{2,}ed|sent|run|ran|shut|sunk|lost|hit|sold|built) (?:only |just |about |some |nearly |another )?$"
)


def told_interval(finding: Finding) -> Interval:
    """The values that a figure can mean beside another article's, hedges on small counts included.

    The finding must have an interval of its own.
    """
    interval = finding.claim_interval
    assert interval is not None  # noqa: S101 - said above
    quantity = finding.claim.quantity
    value = quantity.value
    if quantity.kind is Kind.MEASURE and interval.bounded and value is not None:
        # Beside another unit a round measure is as round as a round count.
        room = half_width(value, quantity.step, load_settings())
        if (quantity.unit or "") in load_compare_words().conversions:
            room = max(room, _half_digit(value, quantity.step))
        low, high = interval.low, interval.high
        return Interval(min(low or value, value - room), max(high or value, value + room))
    if quantity.step >= _SCALED and interval.bounded and value is not None:
        # "23.18 million" for 23,187,389: digits are cut off as often as they are rounded.
        room = min(quantity.step, abs(value) * load_settings().edge_share)
        interval = Interval(
            min(interval.low or value, value - room), max(interval.high or value, value + room)
        )
    if quantity.bound not in _APPROXIMATE or value is None or quantity.kind is not Kind.COUNT:
        return interval
    room = max(Decimal(1), (abs(value) * load_settings().hedged_share).to_integral_value())
    low, high = interval.low, interval.high
    if low is not None:
        low = min(low, value - room)
    if high is not None and quantity.bound is Bound.ABOUT:
        high = max(high, value + room)
    return Interval(low, high, interval.low_open, interval.high_open)


_SCALED = 1_000  # a last digit that stands for so many was written with "million" or "thousand"


def _half_digit(value: Decimal, step: Decimal) -> Decimal:
    """Half of the last digit that is no nought, of five of it where it is a five, as a number that was converted
    is rounded: 75 to within 2.5."""
    grain = round_step(value, step)
    if not value / grain % 5:
        grain *= 5
    return min(grain / 2, abs(value) * load_settings().converted_share)


def position(finding: Finding) -> tuple[str, bool, int, int, str]:
    """Where a finding stands: article, title before text, offset. A total order."""
    claim = finding.claim
    span = claim.quantity.span
    return (
        claim.article.article_id, claim.sentence.field != "title", span.start, span.end,
        finding.finding_id,
    )  # fmt: skip


def by_article(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by article id, both in order."""
    found: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=position):
        found.setdefault(finding.claim.article.article_id, []).append(finding)
    return found


@lru_cache(maxsize=2)  # every body of articles asks again
def reader_of(vocabulary: Vocabulary) -> StatementReader:
    """The reader of statements against a vocabulary."""
    return StatementReader(vocabulary)


class StatementReader:
    """Reads statements against one vocabulary; keep one for many articles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        named: dict[str, list[str]] = {}
        for place, entry in sorted(vocabulary.places.items()):
            named.setdefault(bare_label(entry.label), []).append(place)
        self._namesakes = {name: places for name, places in named.items() if len(places) > 1}

    @cached_property
    def _inside(self) -> Mapping[str, set[str]]:
        """The names of what lies in each place that shares its own name."""
        shared = {one for places in self._namesakes.values() for one in places}
        found: dict[str, set[str]] = {}
        for place, entry in self.vocabulary.places.items():
            for outer in shared.intersection(self.vocabulary.place_chain(place)):
                found.setdefault(outer, set()).add(bare_label(entry.label))
        return found

    def read(self, group: Sequence[Finding]) -> list[Statement]:
        """The statements of one article's findings, in their order.

        What is denied, changes, shares, old values and figures of another event do not take part.
        """
        return _read(group, self)

    def apart(self, place: str, article: Article) -> tuple[str, bool]:
        """A place, or the namesake that the article's own words speak for; and whether they do.

        Two cities of one name stay apart: the one whose country or region the article names is
        meant.
        """
        rivals = self.namesakes(place)
        if not rivals:
            return place, place in self.vocabulary.places
        text = f"{article.title}\n{article.text}"
        if self._support(place, text):
            return place, True
        ranked = [(-self._support(one, text), one != place, one) for one in rivals]
        best = min(ranked)
        return best[2], best[0] < 0

    def namesakes(self, place: str) -> Sequence[str]:
        """The places that share a place's name, itself among them; empty where none does."""
        entry = self.vocabulary.places.get(place)
        return self._namesakes.get(bare_label(entry.label), ()) if entry else ()

    def meant(self, statement: Statement) -> Sequence[str]:
        """The place of a statement, or all of its name where the article does not tell; none for "the
        province" of an article that names no province."""
        if is_pointer(statement.finding.claim.place_name):
            return ()
        rivals = () if statement.settled else self.namesakes(statement.place)
        return rivals or (statement.place,)

    def _support(self, place: str, text: str) -> int:
        """How often a text names what lies around a place or in it."""
        places = self.vocabulary.places
        around = [places[one] for one in self.vocabulary.place_chain(place) if one in places]
        names = [
            name
            for entry in around
            if entry.kind not in _BOUNDLESS
            for name in {bare_label(entry.label), *entry.aliases}
        ]
        inside = self._inside.get(place, set()) - {bare_label(places[place].label)}
        return sum(text.count(name) for name in (*names, *sorted(inside)) if len(name) > _SHORT)


def found_in_words(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with no measure that no word told (see ``as_told``), but for a percentage of which words tell
    nothing that a percentage can be of, and likeness a rate."""
    rates = load_compare_words().likely_rates
    made: list[Finding] = []
    for one in findings:
        claim = one.claim
        if claim.measure_is_likely:
            told = as_told(claim)
            rate = claim.quantity.kind is Kind.PERCENT and claim.measure in rates
            if not (rate and (told.measure is None or told.measure in load_compare_words().crowds)):
                claim = told
        made.append(one if claim is one.claim else replace(one, claim=claim))
    return made


def _surely_measured(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with what words tell that they count, and else with what likeness is very sure of."""
    sure = load_settings().likeness_compared
    return [
        one if one.claim.likeness >= sure and not _is_known_behind(told) else told
        for one, told in zip(findings, found_in_words(findings), strict=True)
    ]


def _is_known_behind(finding: Finding) -> bool:
    """Whether words such as "on board" tell what is counted, though no measure is known."""
    behind = load_compare_words().behind.search(nearby(finding).lower())
    return finding.claim.measure is None and behind is not None


def place_of(finding: Finding, reader: StatementReader) -> tuple[str, bool]:
    """Where a figure holds, and whether its article tells which of several places of the name is meant;
    "the province" of an article that names none is that article's."""
    claim = finding.claim
    place = claim.place or normal(claim.place_name)
    if finding.figure is not None and finding.figure.event and claim.event:
        place = finding.figure.place
    if not names_place(finding):
        told = place_of_vote(finding, reader.vocabulary)
        place = told or country_of_statistic(claim, reader.vocabulary) or place
    if is_pointer(claim.place_name):
        return f"{place} of {claim.article.article_id}", False
    return reader.apart(place, claim.article)


def _with_open_measure(finding: Finding) -> Finding:
    """A finding without its measure where that stayed open: only its number can tell which figure of
    another article it repeats."""
    claim = finding.claim
    if not claim.measure_candidates:
        return finding
    return replace(finding, claim=replace(claim, measure=None, stock_flow=StockFlow.NONE))


def _read(findings: Sequence[Finding], reader: StatementReader) -> list[Statement]:
    group = [_with_open_measure(one) for one in _surely_measured(findings)]
    likely = [one.claim.measure or "" if one.claim.measure_is_likely else "" for one in findings]
    vocabulary = reader.vocabulary
    words = load_compare_words()
    speakers = speakers_of(group, words)
    made: list[Statement] = []
    counted_at: dict[str | None, set[str]] = {}
    for finding in group:
        if finding.claim.place:
            counted_at.setdefault(finding.claim.measure, set()).add(finding.claim.place)
    for number, finding in enumerate(group):
        if not _takes_part(finding, group, number, vocabulary):
            continue
        claim = finding.claim
        quantity = claim.quantity
        around = _around(group, number)
        sentence = claim.sentence.text.lower()
        if _of_another_time(sentence, finding, words):
            continue
        if claim.measure in words.of_a_candidate and behind_in_sentence(finding).startswith(
            words.progress
        ):
            continue
        stage = _stage(finding, words)
        what, whose = _what(finding, stage, vocabulary, words)
        if not what and quantity.value is None:
            continue
        part = claim.relation == "subset" and claim.population is None
        part = part and not (_of_place(finding, group, number) or _of_others(group, number))
        definition = _narrowed_by(finding, around) | _led_by(finding, made)
        part = part and not definition & words.parting  # "tests have confirmed 41 of them"
        period = ""
        if claim.measure in words.of_a_period:
            period = period_of(claim)
        subgroup, narrowed = _qualifiers(finding, definition, vocabulary)
        what = f"{what}{_narrower(finding, words)}" if what else what
        flow = "window" if claim.interval_only and claim.measure else claim.stock_flow.value
        entry = vocabulary.measures.get(claim.measure or "")
        if entry is not None and entry.stock_flow is StockFlow.CHANGE and quantity.change in _RISES:
            flow = StockFlow.CHANGE.value
        elif quantity.change in {Change.INCREASE, Change.DECREASE}:
            flow = quantity.change.value
        days = own_days(claim)
        if entry is not None and counts_all(claim):
            entry = vocabulary.measures.get(entry.parent, entry)
            what = entry.measure
        if claim.modality in _TO_COME:
            flow, days = _PLANS, None
        elif days is not None and entry is not None:
            flow = "window" if claim.interval_only else entry.stock_flow.value
        place, settled = place_of(finding, reader)
        before = _values_before(group, number)
        made.append(
            Statement(
                finding,
                what,
                entry,
                _of_part(
                    "all" if whose else _population(finding, vocabulary, what, part=part), subgroup
                ),
                place,
                flow,
                period,
                definition | narrowed,
                speakers[number],
                frozenset(stems(nearby(finding))),
                words.revised.search(sentence) is not None
                or (entry is not None and entry.cumulative and _is_lower(finding, before)),
                words.lowered.search(sentence) is not None,
                part,
                _loose(finding, counted_at.get(claim.measure, set()), vocabulary),
                _basis(finding, around, period) if claim.measure in words.of_a_period else "",
                words.behind.search(nearby(finding).lower()) is not None,
                *compared_unit(finding, vocabulary),
                settled,
                stage,
                days,
                frozenset(
                    value for one in before if (value := one.claim.quantity.value) is not None
                ),
                likely[number],
                denied=_denied(before, finding),
            )
        )
    return _framed(made)


def _framed(made: Sequence[Statement]) -> list[Statement]:
    """Statements that name nobody with the speaker of those before and behind them, where it is one."""
    before: list[str] = []
    last = ""
    for one in made:
        before.append(last)
        last = one.speaker or last
    found: list[Statement] = []
    following = ""
    for one, first in zip(reversed(made), reversed(before), strict=True):
        same = not one.speaker and speaker_key(first) & speaker_key(following)
        found.append(replace(one, between=first) if same else one)
        following = one.speaker or following
    return found[::-1]


def _what(
    finding: Finding, stage: str, vocabulary: Vocabulary, words: CompareWords
) -> tuple[str, str]:
    """What a statement is of, with the words that its measure needs; and whose votes they are."""
    measure = finding.claim.measure
    if finding.claim.measure_candidates:
        return "", ""
    if not measure:
        if _of_a_speaker(finding, words):
            return (f"{COUNTED}{stage}" if stage else ""), ""
        return _counted(finding), ""
    if measure in words.of_a_kind:
        return f"{measure} {_kinds(finding, words.of_a_kind[measure])}".strip(), ""
    if measure in words.of_a_thing:
        level = _level_of(finding, words)
        return f"{measure} {level or _thing(finding, vocabulary)}".strip(), ""
    if measure in words.of_a_sort:
        return f"{measure} {counted_noun(finding)}".strip(), ""
    whose, told = "", ""
    if measure in words.of_a_candidate:
        several = of_several(finding, vocabulary)
        if several:
            return f"{measure} {several}", ""
        if is_margin(finding):
            return f"{measure} {MARGIN}", ""
        whole = of_chamber(finding)
        side = side_of_question(finding) or side_of_vote(finding)
        whose = "" if whole or side else contender(finding, vocabulary)
        told = OF_ALL if whole else side or whose
        if told and told != OF_ALL and of_outgoing(finding):
            told = f"{told} before"
    return " ".join(filter(None, (measure, told, stage_of_count(finding)))), whose


def _narrower(finding: Finding, words: CompareWords) -> str:
    """What makes a count of a measure another thing than its usual one: those who are still in shelters, those
    a hospital admitted so far, those "elsewhere"."""
    claim = finding.claim
    if claim.quantity.kind is not Kind.COUNT:
        return ""
    if _ELSEWHERE.match(behind_in_sentence(finding)):
        return " elsewhere"
    clause = _clause_of(finding)
    if claim.measure in words.left_in and words.still.search(clause):
        return " left"
    if claim.measure in words.taken_in and claim.period_start and words.admitted.search(clause):
        return " in all"
    return ""


_ELSEWHERE = re.compile(
    r"(?: (?:people|others|deaths|cases|of them))? (?:died )?(?:elsewhere|in other (?!words)[a-z]+)\b"
)


def _clause_of(finding: Finding) -> str:
    """What stands around a figure between the marks of its clause, in lower case."""
    before, behind = before_in_sentence(finding), behind_in_sentence(finding)
    return f"{_MARK.split(before)[-1]} {_MARK.split(behind)[0]}"


_MARK = re.compile(r"[,;:]")


def names_place(finding: Finding) -> bool:
    """Whether a figure's own sentence names its place."""
    told = (one.cue for one in finding.claim.evidence if one.field == "place")
    return any(cue.endswith(IN_SENTENCE) for cue in told)


def _of_place(finding: Finding, group: Sequence[Finding], number: int) -> bool:
    """Whether a part is that of a place: "58 people died, 31 of them in Hyderabad", "Blantyre has 640
    of the cases". Its sentence names its place, and it is not that of the whole."""
    claim = finding.claim
    cue = next((one for one in claim.evidence if one.field == "place"), None)
    noun = normal(claim.counted)
    words = load_compare_words()
    measured = {*noun.split()} <= words.at_large | words.general_nouns | {"case", "death"}
    own = claim.place or claim.place_name
    if cue is None or not cue.cue.endswith(IN_SENTENCE) or not own or not measured:
        return False
    wholes = [one.claim for one in group[max(0, number - _WHOLES) : number]
              if one.claim.measure == claim.measure and one.claim.sentence.field == "text"]  # fmt: skip
    return all((one.place or one.place_name) != own for one in wholes) and bool(wholes)


def _of_others(group: Sequence[Finding], number: int) -> bool:
    """Whether a part is told of a whole that another measure or none counts: "30 of the 58 people on shift
    survived" are all who did."""
    own = group[number].claim
    whole = next((one.claim for one in group[number + 1 : number + 2]), None)
    return (
        whole is not None
        and whole.relation == "total"
        and whole.sentence == own.sentence
        and own.measure in load_compare_words().of_an_event
        and whole.measure != own.measure
    )


def _loose(finding: Finding, counted_at: Iterable[str], vocabulary: Vocabulary) -> bool:
    claim = finding.claim
    place = vocabulary.places.get(claim.place or "")
    if place is not None and _is_some_part(claim.place_name, place.label):
        return True
    if place is None or place.kind not in COUNTRY_KINDS:
        return False
    cue = next((one.cue for one in claim.evidence if one.field == "place"), "")
    name, at, _ = cue.rpartition(IN_SENTENCE)
    if not at:
        return any(place.place in vocabulary.place_chain(one) for one in counted_at)
    return name.lower() != place.label.lower() and name.lower().endswith(
        load_place_words().demonym_endings
    )


def _is_some_part(name: str, label: str) -> bool:
    """Whether only a direction tells which part of a place is meant: "southwestern Madagascar"."""
    first = name.removeprefix("the ").partition(" ")[0]
    return (
        first.islower()
        and first.startswith(_COMPASS)  # "mainland China" is all of it
        and first in load_place_words().directions
        and not label.lower().startswith(first)
    )


_COMPASS = ("north", "south", "east", "west", "central")


def is_target(finding: Finding) -> bool:
    """Whether a number is aimed at or allowed: "its target range of 1 to 3 percent"."""
    words, claim = load_compare_words(), finding.claim
    span = claim.quantity.hedge_span or claim.quantity.span
    start = min(span.start, claim.quantity.span.start) - claim.sentence.span.start
    before = claim.sentence.text[:start].lower().split()[-_AIMED:]
    at = next((spot for spot, word in enumerate(before) if word in words.targets), None)
    return at is not None and words.target_joints.issuperset(before[at + 1 :])


def _takes_part(
    finding: Finding, group: Sequence[Finding], number: int, vocabulary: Vocabulary
) -> bool:
    claim = finding.claim
    quantity = claim.quantity
    if claim.role is not Role.CLAIM or claim.other_event:
        return False
    if finding.claim_interval is None or quantity.kind not in COMPARED or is_target(finding):
        return False
    if is_distance(finding):
        return False
    if load_compare_words().miscounted.search(behind_in_sentence(finding)) or _is_difference(
        group, number
    ):
        return False  # "five had been listed twice": by how much a toll was wrong
    if claim.modality in _TO_COME:
        return quantity.change is not Change.EARLIER
    if claim.modality not in _SPOKEN and not (
        claim.modality is Modality.WITHDRAWN and _replaces(group, number)
    ):
        return False
    measure = vocabulary.measures.get(claim.measure or "")
    if measure is not None and measure.stock_flow is StockFlow.CHANGE and quantity.change in _RISES:
        return True  # "added 41,200 jobs": what is measured is itself a change
    if is_addition(claim):
        return own_days(claim) is not None
    if quantity.change in {Change.INCREASE, Change.DECREASE}:
        if claim.measure is None and _is_of_jobs(finding):
            return True  # "shed 1,300 jobs": those that go are what is counted
        # The rise of a rate is a figure of its own; "1,475 more" belongs to its level.
        named = claim.measure or (claim.subject and quantity.unit == _PERCENT)
        return quantity.kind is Kind.PERCENT and bool(named)
    if quantity.change is not Change.LEVEL:
        return False
    if claim.relation == "change" and (
        _begins_elsewhere(group, number) or _first_of_level(group, number, measure)
    ):
        return True
    # "52 percent of the vote" is the level of a measure that is itself a share, "82 percent of the drivers" of the
    # noun that it is a share of.
    own_share = claim.relation == "share" and (
        claim.measure is not None or quantity.kind is Kind.PERCENT
    )
    return claim.relation not in _NOT_LEVELS or (
        own_share and claim.stock_flow is not StockFlow.CHANGE
    )


def _is_of_jobs(finding: Finding) -> bool:
    """Whether a number counts jobs that are cut or created, and is not by how much something else changed."""
    words = load_compare_words()
    noun = counted_noun(finding).split()[-1:]
    jobs = [words.alike.get(word, word) for word in noun]
    return (
        bool(jobs)
        and jobs[0] in words.of_a_company.values()
        and not before_in_sentence(finding).endswith(" by ")
    )


def _begins_elsewhere(group: Sequence[Finding], number: int) -> bool:
    """Whether a count beside another one has a place of its own: "another 4,000 marched in Arequipa"."""
    claim = group[number].claim
    own = claim.place or claim.place_name
    told = next((one.claim for one in reversed(group[:number])
                 if one.claim.measure == claim.measure and one.claim.sentence.field == "text"), None)  # fmt: skip
    return (
        told is not None
        and claim.measure is not None
        and names_place(group[number])
        and own not in {"", told.place, told.place_name}
    )


def _first_of_level(group: Sequence[Finding], number: int, measure: Measure | None) -> bool:
    """Whether "another 24 people are missing" are all who are: a level that nothing before it counts."""
    claim = group[number].claim
    if measure is None or measure.stock_flow is not StockFlow.STOCK:
        return False
    if claim.quantity.change is not Change.LEVEL or claim.quantity.kind is not Kind.COUNT:
        return False
    before = [one.claim for one in group[:number] if one.claim.sentence.field == "text"]
    return bool(before) and all(one.measure != claim.measure for one in before)


def _replaces(group: Sequence[Finding], number: int) -> bool:
    """Whether a figure is the new value of a revision: the old one stands in its sentence."""
    sentence = group[number].claim.sentence
    return any(
        one.claim.sentence == sentence and one.claim.quantity.change is Change.EARLIER
        for one in group[max(0, number - 3) : number + 4]
    )


def _led_by(finding: Finding, made: Sequence[Statement]) -> frozenset[str]:
    """The definition of the figure whose words another one goes on with: "340 were damaged, the mayor said.
    The engineer counted 190"."""
    cues = (one.cue for one in finding.claim.evidence if one.field == "measure")
    led = next((match for cue in cues if (match := _LED.fullmatch(cue))), None)
    if led is None:
        return frozenset()
    leader = next((one for one in reversed(made)
                   if one.finding.claim.quantity.text == (led["left"] or led["back"])), None)  # fmt: skip
    return leader.definition if leader is not None else frozenset()


def _is_difference(group: Sequence[Finding], number: int) -> bool:
    """Whether a count is what lies between a value of its measure and the one that its sentence replaces:
    "lowered the toll from 61 to 57 as four bodies had come from another wreck"."""
    claim = group[number].claim
    near = [one.claim for one in group[max(0, number - _MOVED) : number + _MOVED + 1]
            if one is not group[number] and one.claim.sentence == claim.sentence
            and one.claim.measure == claim.measure]  # fmt: skip
    earlier = [one for one in near if one.quantity.change is Change.EARLIER]
    levels = [one for one in near if one.quantity.change is Change.LEVEL]
    value = claim.quantity.value
    return claim.quantity.kind is Kind.COUNT and any(
        then.quantity.value is not None
        and now.quantity.value is not None
        and abs(then.quantity.value - now.quantity.value) == value
        and not _ranks_as_value(claim)
        and (_ranks_as_value(now) or now.quantity.span.start < claim.quantity.span.start)
        for then in earlier
        for now in levels
    )


def _ranks_as_value(claim: Claim) -> bool:
    """ "Lowered to 57", "the toll is 57": where a count went or stands."""
    span = claim.quantity.hedge_span or claim.quantity.span
    before = claim.sentence.text[: span.start - claim.sentence.span.start].lower().split()
    return before[-1:] in (["to"], ["at"], ["is"])


def _values_before(group: Sequence[Finding], number: int) -> list[Finding]:
    """The values that a figure's own sentence says it had before, or denies: "down from 91", "and not 46",
    and of a statistic "less than the 0.6 percent reported"."""
    own = group[number].claim
    words = load_compare_words()
    statistic = own.measure in words.of_a_period
    return [
        one
        for one in group[max(0, number - 3) : number + 4]
        if one.claim.sentence == own.sentence
        and one.claim.measure == own.measure
        and (
            one.claim.quantity.change is Change.EARLIER
            or one.claim.modality in _TAKEN_BACK
            or (one is not group[number] and _is_denied(one))
            or (statistic and before_in_sentence(one).endswith(words.beside))
        )
    ]


def _denied(before: Iterable[Finding], finding: Finding) -> frozenset[Decimal]:
    """Of the values that a figure is set against those that somebody else must have given: "41 officers were
    injured, it said, and not 23". What was said earlier is corrected, not denied."""
    if load_compare_words().told_later.search(finding.claim.sentence.text.lower()):
        return frozenset()
    values = (one.claim.quantity.value for one in before if _is_denied(one))
    return frozenset(value for value in values if value is not None)


def _is_denied(finding: Finding) -> bool:
    """Whether a number is said not to be the right one: "and not 23"."""
    return _NOT.search(before_in_sentence(finding)) is not None


_NOT = re.compile(r"\bnot (?:the |just |only )?$")


def _is_lower(finding: Finding, before: Sequence[Finding]) -> bool:
    """Whether a figure lies below a value that its own sentence replaces: a count was corrected."""
    own = finding.claim_interval
    return own is not None and any(
        one.claim_interval is not None and own.below(one.claim_interval) for one in before
    )


def _around(group: Sequence[Finding], number: int) -> str:
    """The sentence from the figure before to the figure behind."""
    claim = group[number].claim
    sentence = claim.sentence
    first, last = 0, len(sentence.text)
    own = claim.quantity.span
    for other in (*group[max(0, number - 1) : number], *group[number + 1 : number + 2]):
        if other.claim.sentence != sentence or other.claim.quantity.change not in _PLACED:
            continue
        if other.claim.quantity.kind in _NO_CLAUSE:
            continue  # "in the first quarter" parts nothing
        span, noun = other.claim.quantity.span, other.claim.quantity.counted_span
        if span.end <= own.start:
            # "41 confirmed cases and five deaths": the words of its noun are its own
            end = span.end if noun is None else max(span.end, noun.end)
            end = min(end, own.start) - sentence.span.start
            # "8,200 houses destroyed and 29,500 damaged": so are the words up to the joint.
            joint = sentence.text.rfind(" and ", end, own.start - sentence.span.start)
            first = max(first, end, joint)
        elif span.start >= own.end:
            last = min(last, span.start - sentence.span.start)
    return sentence.text[first:last]


def behind_in_sentence(finding: Finding) -> str:
    """What stands behind a figure in its sentence, in lower case."""
    claim = finding.claim
    return claim.sentence.text[claim.quantity.span.end - claim.sentence.span.start :].lower()


def before_in_sentence(finding: Finding) -> str:
    """What stands before a figure in its sentence, in lower case."""
    claim = finding.claim
    return claim.sentence.text[: claim.quantity.span.start - claim.sentence.span.start].lower()


def nearby(finding: Finding) -> str:
    """Some sixty characters on either side of a figure, without the figure."""
    claim = finding.claim
    text, start = claim.sentence.text, claim.sentence.span.start
    first, last = claim.quantity.span.start - start, claim.quantity.span.end - start
    return f"{text[max(0, first - 60) : first]} {text[last : last + 60]}"


def _of_another_time(text: str, finding: Finding, words: CompareWords) -> bool:
    """Whether a figure is of an earlier time than the article's own: words before it say so, or it
    counts a happening of no known event, of a day long before the article's."""
    claim = finding.claim
    published = claim.article.published
    if claim.measure in words.of_an_event and not claim.event and claim.as_of and published:
        days = (published - claim.as_of).days
        if days > load_settings().level_gap_days:
            return True
    at = claim.quantity.span.start - claim.sentence.span.start
    before = text[max(0, at - _BACKGROUND_REACH) : at]
    earlier = words.background.search(before)
    if earlier is not None and not words.same_time.match(before[earlier.end() :].lstrip()):
        return True
    behind = behind_in_sentence(finding)
    if _SAME_PERIOD.match(behind):
        return True
    if _SET_BESIDE.search(before) and _THEN.match(behind):
        return True
    return before.endswith(words.beside)


# "Compared with 640,000 on the day of the storm", "after six the week before"
_SET_BESIDE = re.compile(
    r"\b(?:compared (?:with|to)|after|from|against|than|versus) (?:the |about |some |only )?$"
)
_THEN = re.compile(
    r"(?: [a-z-]+){0,2} (?:(?:the|a) (?:day|week|month|year|fortnight) (?:before|earlier|ago)|last (?:week|month|year)"
    r"|on the day|the previous (?:day|week|month|year)|in (?:19|20)\d\d)\b"
)
# "The 6,950 of the same period in 2020", "4,100 in the same months last year"
_SAME_PERIOD = re.compile(
    r"(?: [a-z-]+){0,3} (?:of|in|for|over|during) the same (?:period|months?|quarter|weeks?|time|stretch|days) "
    r"(?:(?:of|in) )?(?:(?:19|20)\d\d|last year|a year|the year before|the previous year)\b"
)


def counted_noun(finding: Finding) -> str:
    """The noun right behind a number, as a singular and as it is written."""
    claim = finding.claim
    return (
        load_compare_words().behind.sub("", normal(claim.counted or claim.quantity.counted)).strip()
    )


def _counted(finding: Finding) -> str:
    claim = finding.claim
    quantity = claim.quantity
    noun = normal(claim.counted or quantity.counted) or _number_of(finding)
    noun = noun or normal(claim.subject or quantity.subject)
    words = load_compare_words()
    noun = words.behind.sub("", noun).strip()
    level = _set_level(noun, words) or (_named_rate(finding, words) if noun == _RATE else "")
    noun = level or " ".join(words.alike.get(word, word) for word in noun.split())
    return f"{COUNTED}{noun}" if noun else ""


_RATE = "rate"  # of which only the words before it tell whose


def _named_rate(finding: Finding, words: CompareWords) -> str:
    """Which rate a sentence names last before a figure: "its benchmark lending rate is 7.5%"."""
    found = words.set_named.findall(before_in_sentence(finding))
    return words.set_levels[found[-1]] if found else ""


def _set_level(noun: str, words: CompareWords) -> str:
    """The name of what a body sets, where a noun ends in it: "the bank's key interest rate"."""
    said = noun.split()
    ends = (" ".join(said[first:]) for first in range(len(said)))
    return next((words.set_levels[end] for end in ends if end in words.set_levels), "")


def _of_a_speaker(finding: Finding, words: CompareWords) -> bool:
    """Whether a number has no noun but that of whoever speaks: "The union sticks to 12 per cent", "Doctors Without
    Borders spoke of 287"."""
    claim = finding.claim
    if claim.quantity.kind not in _BARE or counted_noun(finding) or _number_of(finding):
        return False
    subject = set(normal(claim.subject or claim.quantity.subject).split())
    if claim.quantity.kind is Kind.COUNT:
        return bool(subject) and subject <= set(normal(claim.speaker).split())
    return bool(subject & (words.no_subject | set(normal(claim.speaker).split())))


_BARE = frozenset({Kind.PERCENT, Kind.COUNT})


def _number_of(finding: Finding) -> str:
    """ "The number of vessels waiting outside the port has risen to 61": vessels."""
    before = before_in_sentence(finding)
    found = _NUMBER_OF.findall(before)
    return normal(found[-1]) if found else ""


def _kinds(finding: Finding, kinds: frozenset[str]) -> str:
    """What a reading is of, where it is not the plain one: the sea, the night, the lowest."""
    claim = finding.claim
    said = {*_words(nearby(finding)), *_words(claim.subject or claim.quantity.subject)}
    return " ".join(sorted(said & kinds))


def _level_of(finding: Finding, words: CompareWords) -> str:
    """Which of the wages of a country an amount of money is: the lowest allowed, the average."""
    claim = finding.claim
    named = words.levels.get(claim.measure or "")
    if named is None or claim.quantity.kind is not Kind.MONEY:
        return ""
    clause = _clause_of(finding)
    found = {name for name, at in named.items() if at.search(clause)}
    return min(found) if len(found) == 1 else ""


def _thing(finding: Finding, vocabulary: Vocabulary) -> str:
    """What is priced, paid or measured: the counted words or the subject without the words for the
    measure itself and for the place; blank where nothing else is named."""
    claim = finding.claim
    quantity = claim.quantity
    named = _counted(finding).removeprefix(COUNTED)
    said = normal(claim.subject or quantity.subject)
    dropped = load_compare_words().no_thing | _place_words(claim.place, vocabulary)
    dropped |= set(normal(claim.speaker).split())
    for text in (named, said):
        left = [word for word in text.split() if word not in dropped]
        if left:
            return f"of:{' '.join(left)}"
    return ""


def _stage(finding: Finding, words: CompareWords) -> str:
    """Whether a figure is demanded or offered: by its own noun, else by the nearest word before it in
    its sentence, else by the first behind it; blank where it is agreed or no word says so."""
    claim = finding.claim
    text, at = claim.sentence.text.lower(), claim.quantity.span.start - claim.sentence.span.start
    before, behind = text[:at], text[claim.quantity.span.end - claim.sentence.span.start :]
    noun = (claim.counted or claim.quantity.counted).lower()
    own, last, first = (
        sorted(
            (match.start(), name)
            for name, at in words.stages.items()
            for match in at.finditer(part)
        )
        for part in (noun, before, behind)
    )
    found = own[:1] or last[-1:] or first[:1]
    stage = found[0][1] if found else ""
    return "" if stage == _AGREED else stage


_AGREED = "agreed"


def _place_words(place: str | None, vocabulary: Vocabulary) -> frozenset[str]:
    """Words by which a place and what lies around it are named, its people among them."""
    chain = (place, *vocabulary.place_chain(place)) if place else ()
    known = [vocabulary.places[one] for one in chain if one in vocabulary.places]
    names = (name for entry in known for name in (entry.label, *entry.aliases))
    return frozenset(word for name in names for word in normal(name).split())


def _qualifiers(
    finding: Finding, defined: frozenset[str], vocabulary: Vocabulary
) -> tuple[str, frozenset[str]]:
    """What narrows a statistic or a slow level: a subgroup ("youth unemployment", "among women"),
    and any other word right before its name ("food inflation", "Somali refugees")."""
    claim = finding.claim
    words = load_compare_words()
    if claim.measure in words.of_an_object:
        if claim.population:
            return "", frozenset()
        return _object_of(claim.quantity.subject, words), frozenset()
    if claim.measure not in words.of_a_period | words.slow or claim.measure in words.of_a_thing:
        return "", frozenset()
    cue = next((one for one in claim.evidence if one.field == "measure"), None)
    found = [word for word in (claim.counted or claim.quantity.counted).split()[:-1]
             if word[:1].isupper() and not claim.population]  # fmt: skip
    goods = ""
    rate = claim.quantity.kind is not Kind.COUNT  # a count's cue is often a verb
    if rate and cue is not None and cue.start is not None and cue.end is not None:
        start = claim.sentence.span.start
        text = claim.sentence.text
        before = _RIGHT_BEFORE.search(text[: max(0, cue.start - start)])
        found += [before["word"]] if before else []
        found += _WORD.findall(text[max(0, cue.start - start) : cue.end - start])[:-1]
        behind = words.among.match(text[max(0, cue.end - start) :].lower())
        found += [behind["word"]] if behind else []
        goods = behind["word"] if behind else ""
    told = {word.lower(): normal(word) for word in found}
    # "Food was 30 percent dearer"
    of = _words(claim.subject or claim.quantity.subject) if rate else []
    groups = sorted({words.subgroups[word] for word in (*told, *of) if word in words.subgroups})
    dropped = words.neutral | _place_words(claim.place, vocabulary) | {*_words(claim.place_name)}
    rest = frozenset(one for word, one in told.items()
                     if word not in words.subgroups and not {word, one} & dropped and one[:1].isalpha())  # fmt: skip
    if claim.measure in words.of_goods:
        goods = goods if goods in told and normal(goods) in rest else ""
        component = _component(finding, dropped, defined, words) or (
            "" if groups else normal(goods)
        )
        if component:
            return component, rest - {*component.split()}
    return " ".join(groups), rest


def _object_of(subject: str, words: CompareWords) -> str:
    """What was damaged, where a subject says it: "Damage to rice and corn crops"; blank where all was."""
    match = _DAMAGE_TO.search(subject)
    what = match["what"] if match else ""
    return "" if words.all_damaged & {*what.split()} else what


_DAMAGE_TO = re.compile(
    r"\b(?:damage|damages|losses|loss|destruction|harm)\b(?: done)? (?:to|in) (?:the |its |their )?"
    r"(?P<what>[a-z][a-z -]+)$", re.IGNORECASE
)  # fmt: skip


def told_for(finding: Finding, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What tells the values of a statistic apart within an article: its month, since when its change is
    reckoned, and what part it is of. Empty for everything else."""
    claim = finding.claim
    if claim.measure not in load_compare_words().of_a_period:
        return ()
    period = period_of(claim)
    text = claim.sentence.text
    defined = definitions_in(text, claim.measure)
    return period, _basis(finding, text, period), *_qualifiers(finding, defined, vocabulary)


def _component(
    finding: Finding, dropped: frozenset[str], defined: frozenset[str], words: CompareWords
) -> str:
    """Which goods a rise of prices is of: those that its subject names ("core inflation, which strips out
    food prices", "fuel was 12% dearer", "the cost of bread"), else those right behind it ("paid 9% more
    for food"). Blank for all of them."""
    claim = finding.claim
    if claim.quantity.kind is not Kind.PERCENT:
        return ""
    subject = _words(claim.subject or claim.quantity.subject)
    groups = sorted({words.subgroups[word] for word in subject if word in words.subgroups})
    before = before_in_sentence(finding)
    # "Followed by food and drinks (99.1%) and household goods (93.6%)"; "food and soft drinks' prices rose 9%".
    beside = _LISTED.search(before) or (None if groups else _OWNED_PRICES.search(before))
    if beside is not None:
        groups = sorted(
            {words.subgroups[word] for word in _words(beside[0]) if word in words.subgroups}
        )
    left_out = _LEFT_OUT.search(claim.sentence.text.lower())
    if groups and not (left_out and {*_words(left_out[0])}.intersection(subject)):
        return " ".join(groups)
    if _CORE in defined:
        return _CORE
    said = " ".join(one for word in subject if (one := normal(word)))
    named = words.goods.fullmatch(said)
    if named is not None:
        goods = (named["before"] or named["behind"] or "").split()
        kept = [word for word in goods if word not in dropped and not word.endswith(_PARTICIPLES)]
        return " ".join(kept)
    behind = words.more_for.match(behind_in_sentence(finding))
    if behind is not None:
        return words.subgroups.get(behind["word"], normal(behind["word"]))
    return ""


_LISTED = re.compile(r"(?:\b(?:by|and|with|in|for) |, )(?!and\b)(?:[a-z-]+ ){0,5}?[a-z-]+ [(]$")
_OWNED_PRICES = re.compile(r"(?:[a-z-]+ ){0,4}[a-z-]+['’]s? (?:prices?|costs?) (?:[a-z]+ ){0,3}$")
_CORE = "core"  # the definition of a rate without some goods, and the component that it is of
# "With food removed it was 3.9%": not that of food.
_LEFT_OUT = re.compile(
    r"[a-z]+(?: and [a-z]+)? (?:removed|stripped out|excluded|left out|taken out|aside)\b"
)
_PARTICIPLES = ("ing", "ed")  # "soaring prices"


def compared_unit(finding: Finding, vocabulary: Vocabulary) -> tuple[str, Decimal]:
    """The unit that is compared and what one of the unit as written is in it. A count's unit is its
    measure's, but for measures that come in several (people or customers without power)."""
    claim = finding.claim
    unit = claim.unit or claim.quantity.unit or ""
    measure = vocabulary.measures.get(claim.measure or "")
    if claim.quantity.kind is Kind.COUNT and not (measure and "|" in measure.unit):
        return "", Decimal(1)
    return load_compare_words().conversions.get(unit, (unit, Decimal(1)))


def _basis(finding: Finding, around: str, period: str) -> str:
    """From when to when a change is reckoned: the words right behind a figure, else before it."""
    words = load_compare_words()
    claim = finding.claim
    before, _, behind = around.lower().partition(claim.quantity.text.lower())
    for text in (behind, before):
        found = [(match.start(), name) for name, at in words.bases.items()
                 if (match := _own_basis(at, text))]  # fmt: skip
        if found:
            return min(found)[1]
    return basis_by_months(claim, period) or words.bases_unsaid.get(claim.measure or "", "")


def _own_basis(basis: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where a text tells a basis that is not right behind another percentage: "4.6 percent in March from
    February and 54.1 percent on the year"."""
    return next(
        (match for match in basis.finditer(text)
         if not _OTHER_RATE.search(text[: match.start()])), None,
    )  # fmt: skip


_OTHER_RATE = re.compile(r"\d ?(?:percent|per cent|%) $")


def _population(finding: Finding, vocabulary: Vocabulary, what: str, *, part: bool) -> str:
    claim = finding.claim
    if part:
        return f"part:{normal(claim.population_text or claim.counted or claim.quantity.counted)}"
    if what.startswith(COUNTED) and counted_noun(finding):
        return "all"  # the noun tells who is counted
    population = claim.population or "all"
    measure = vocabulary.measures.get(claim.measure or "")
    if measure is not None and population in {measure.measure, *measure.unit.split("|")}:
        return "all"
    if population in load_compare_words().called_by.get(claim.measure or "", ()):
        return "all"  # "41 refugees crossed": what those who cross are called
    if population in load_compare_words().electorate and claim.quantity.kind is Kind.PERCENT:
        return "all"  # "about 52% of voters took part": of whom every turnout is
    if population == "families" and measure is not None and "customers" in measure.unit.split("|"):
        return "all"  # "protesters" of a crowd: what is counted, not a part of it
    return population


def _of_part(population: str, subgroup: str) -> str:
    """A population narrowed to a subgroup that its measure's name is told with."""
    return subgroup if subgroup and population == "all" else f"{population} {subgroup}".strip()


# -- who says so --------------------------------------------------------------------------------


def speakers_of(group: Sequence[Finding], words: CompareWords) -> list[str]:
    """Each finding's speaker; "the service" is the service that was named before."""
    named: list[str] = []
    found: list[str] = []
    for finding in group:
        speaker = _own_speaker(finding)
        said = _words(_WHO.sub(_PLAIN["WHO"], speaker))
        core = [word for word in said if word not in words.fillers]
        bare = [word for word in said if word not in {"the", "a", "an", "its"}]
        body = _body_of(bare, finding, words)
        if body:
            found.append(_named_before([body], named, finding) if body in words.stand_ins else body)
            continue
        stands_in = bool(bare) and set(bare) <= words.stand_ins | words.fillers
        if stands_in:
            nobody = set(bare) <= (words.nameless | words.fillers) - words.own_kind
            found.append(_named_before(bare, named, finding) or ("" if nobody else speaker))
            continue
        if not core or set(bare) <= words.nameless:
            found.append("")
            continue
        named.append(speaker)
        found.append(speaker)
    return found


def _own_speaker(finding: Finding) -> str:
    """Who says a figure, not whose figure it is compared with ("more than the ministry lists"),
    and without the dateline before the name."""
    claim = finding.claim
    if _is_denied(finding):
        return ""  # another one's number
    speaker = claim.voice
    owner = _OWNED_BY.match(behind_in_sentence(finding))
    if owner is not None:
        return owner["name"]
    if "than" in _words(speaker):
        tokens = tokenize(claim.sentence.text)
        named = [one.name for one in find_speakers(tokens, frozenset())
                 if not one.pronoun and "than" not in _words(one.name)]  # fmt: skip
        said = next(
            (at for at, word in enumerate(tokens.lower) if word in load_speaker_words().verbs), 0
        )
        opening = " ".join(tokens.words[: min(said, _OPENING)])
        speaker = named[0] if named else opening
    return speaker.rpartition(" - ")[2].strip(" -")


# "Not 23 as the company says": whose number another speaker repeats.
_OWNED_BY = re.compile(
    r"^,? as (?P<name>(?:the )?[^\W\d_][\w'’ -]{1,40}?) (?:said|says|claimed|claims|stated|states|maintains|insists)\b"
)


def _named_before(bare: Sequence[str], named: Sequence[str], finding: Finding) -> str:
    """The last name that holds the stand-in's noun, among who spoke before or else in the text before;
    else the last name of all; but a government is no ministry, and a company no council."""
    nouns = set(bare)
    for name in reversed(named):
        if nouns & set(_words(name)):
            return name
    before = finding.claim.article.text[: finding.claim.sentence.span.start]
    told = [
        match[0] for noun in sorted(nouns & load_compare_words().stand_ins)
        for match in re.finditer(rf"{_CAPITALS}{noun.capitalize()}\b", before)
    ]  # fmt: skip
    if told:
        return told[-1]
    if not named:
        return ""
    words = load_compare_words()
    own, other = (
        {words.kinds_of_body.get(word, word) for word in each & words.own_kind}
        for each in (nouns, {_singular(word) for word in _words(named[-1])})
    )
    return "" if own and other else named[-1]


def _body_of(bare: Sequence[str], finding: Finding, words: CompareWords) -> str:
    """The body for which an officer speaks whom no name tells: "the union sticks to it, its secretary
    said"."""
    if words.officers.isdisjoint(bare) or not set(bare) <= words.officers | words.fillers:
        return ""
    said = [word for word in _words(finding.claim.sentence.text) if word in words.bodies]
    return said[-1] if said else ""


_CAPITALS = r"\b(?:[A-ZÀ-Þ][\w'’-]+ )+"  # the words of a name in front of its noun


@lru_cache(maxsize=65_536)
def speaker_key(speaker: str) -> frozenset[str]:
    """The words by which a speaker is known again, whatever title or article stands before them."""
    words = load_compare_words()
    said = [word for word in _words(_one_body(speaker)) if len(word) > 1]
    kept = [word for word in said if word not in words.fillers and word not in words.nameless]
    return frozenset(
        words.same.get(word, word.removesuffix("s") if word not in words.same else word)
        for word in kept or (word for word in said if word in words.own_kind)
    )


def _one_body(speaker: str) -> str:
    """A speaker with the short name of each body that it names in full ("the U.N. refugee agency")."""
    words = load_compare_words()
    plain = _WRITTEN.sub(
        lambda found: _PLAIN.get(found[0], _PLAIN.get(found[0].lower(), "")), speaker
    )
    plain = plain.lower()
    return words.bodies_named.sub(lambda found: words.one_body[found[0]], plain)


# The WHO is no "who".
_PLAIN = {
    "united nations": "un", "u.n.": "un", "u.s.": "us", "WHO": "world health organization",
}  # fmt: skip
_WHO = re.compile(r"\bWHO\b")
_WRITTEN = re.compile(r"(?i:\bunited nations\b|\bu\.n\.|\bu\.s\.)|\bWHO\b")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


# -- words ----------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """Words in lower case, plurals as singulars.

    >>> normal("New Cases"), normal("Houses")
    ('new case', 'house')
    """
    return " ".join(_singular(word) for word in _words(text) if word not in {"the", "a", "an"})


@cache
def _singular(word: str) -> str:
    for short in (word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"):
        if short != word and plural(short) == word:
            return short
    return word


def stems(text: str) -> list[str]:
    """The words of a text that carry its content, as singulars, numbers left out."""
    empty = load_compare_words().empty
    return [
        _singular(word)
        for word in _words(text)
        if len(word) > _SHORT and not word.isdigit() and word not in empty
    ]


_SHORT = 3  # letters of a word that carries no content


# -- namesakes ------------------------------------------------------------------------------------


def bare_label(label: str) -> str:
    """A place's label without the region that tells it from its namesakes.

    >>> bare_label("Tripoli, Lebanon")
    'Tripoli'
    """
    return label.partition(",")[0].strip()
