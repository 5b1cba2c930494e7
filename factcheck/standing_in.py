"""Figures of which their own clause says nothing: "the ministry says it was 38", "on Friday that was 26".

What they count was told by the figure before, in words or by likeness; a guess from the clause itself would
rest on whoever says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.clauses import Slot
from factcheck.coordination import load_coordination
from factcheck.counted import is_plural
from factcheck.grammar import load_grammar
from factcheck.lines import Line
from factcheck.model import Change, Claim, Evidence, Kind, Role
from factcheck.replacing import replace
from factcheck.vocabulary import load_lexicon

_STAND_INS = frozenset({"it", "that", "this", "there"})
FIGURES_BACK = 4  # figures among which the one that is meant stands
_CLAUSE_MARKS = frozenset({";", ".", ":"})
_DEFINITE = frozenset({"the", "that", "this", "its", "their", "his", "her", "own", "'s", "’s"})
_SUBJECT_REACH = 14  # tokens between a subject and its figure, where it holds included
_SPREAD = 7  # tokens of "for Peru as a whole" between a noun and its verb
_SPREADING = frozenset({"for", "in", "across"})
IT_IS = "it is "  # cue of a measure that "it" has, the value of what was told before
_GOES_ON = (
    IT_IS,
    "refers back to ",
    "the noun of ",
)  # cues of a measure taken from another figure
_OF_TEXT = ("the count that ", "the rate that ")
_OWN_PARTS = frozenset({"subset", "share"})
_NUMBER_REACH = 16  # tokens of "the number of jobs to go in Germany was lowered to"
_ITS_NOUN = 3  # tokens of "German turbine jobs"
_TELLING = frozenset({"of", "at"})  # "spoke of", "put it at"
_ELLIPSIS = (3, 7)  # tokens of ", the police of" in front of a figure
_PLACING = 2  # tokens of "in the" before a place
_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’"})
_ENDING = 5  # tokens behind a figure that somebody gives, with their quotation marks
_GIVING = 3  # tokens of "puts it at"
_LIKELY_TIMES = 6  # two counts of one thing by two sources seldom lie further apart than this
_CLOSE_TIMES = 3  # ... and where another paragraph gives one of them


def stands_in(line: Line, slot: Slot, kind: Kind) -> bool:
    """Whether a bare figure is no more than the value of what was told before: its subject is "it", "that"
    or "there", or a noun for any count or rate, and nothing behind it says more."""
    if kind not in {Kind.COUNT, Kind.PERCENT} or slot.noun_end > slot.last:
        return False
    lower = line.tokens.lower
    behind = lower[slot.last : slot.last + 1]
    words, grammar, (links, ends) = load_coordination(), load_grammar(), _links_and_ends()
    if not ends.issuperset(behind):
        return False
    for at in range(slot.hedge_first - 1, max(-1, slot.hedge_first - _SUBJECT_REACH), -1):
        if lower[at] in _CLAUSE_MARKS:
            return False
        between = lower[at + 1 : slot.hedge_first]
        if lower[at] in _STAND_INS and between:
            return links.issuperset(between) and not grammar.be_forms.isdisjoint(between)
        if lower[at] in words.counts | words.rates:
            return _is_any_count(lower, at) and links.issuperset(_without_spread(between))
    return False


def is_given(line: Line, slot: Slot, kind: Kind) -> bool:
    """ "The coast guard sticks to 80", "a teacher counted only 140", "they have not withdrawn their 300,000": a
    bare count or a sum that somebody gives, with nothing behind it that says of what."""
    lower, words = line.tokens.lower, load_coordination()
    if kind not in {Kind.COUNT, Kind.MONEY} or slot.noun_end > slot.last:
        return False
    first, second = (lower[at : at + 1] for at in (slot.last, slot.last + 1))
    if not slot.hedge_first and first == [","]:
        return not words.given.isdisjoint(second)  # "3.80, say others"
    end = slot.hedge_first
    while end and (lower[end - 1] in words.mere or lower[end - 1] in _QUOTES):
        end -= 1
    owned = end > 0 and lower[end - 1] in words.owners
    end -= owned
    told = (
        " ".join(lower[start:end]) for start in range(max(0, end - _GIVING), end)
    )  # "puts it at", "sticks to", "says"
    given = words.kept if owned else words.given
    if given.isdisjoint(told) and not _place_has(line, slot):
        return False
    near = [word for word in lower[slot.last : slot.last + _ENDING] if word not in _QUOTES]
    if near[:1] == [","]:
        return len(near) == 1 or not words.after_given.isdisjoint(near[1:3])
    return not near or near[0] in words.given_ends


def _place_has(line: Line, slot: Slot) -> bool:
    """ "Georgia had 565,000": what was told of the place before, in whatever size."""
    lower, verb = line.tokens.lower, slot.hedge_first - 1
    if verb < 1 or lower[verb] not in load_coordination().place_has:
        return False
    return any(one.last == verb and not one.demonym for one in line.places)


def goes_on_alike(line: Line, slot: Slot) -> bool:
    """ "The union spoke of 6,000 people, the police of 3,500": the same told by somebody else, whose verb is
    left out."""
    at, lower = line.slots.index(slot), line.tokens.lower
    kinds = {one.kind for one in line.quantities[max(0, at - 1) : at + 1]}
    if not at or slot.noun_end > slot.last or kinds != {Kind.COUNT}:
        return False
    last = line.slots[at - 1]
    between = lower[last.noun_end : slot.hedge_first]
    same = last.hedge_first > 0 and between[-1:] == [lower[last.hedge_first - 1]]
    return (
        same
        and between[-1] in _TELLING
        and between[0] in {",", "and", ";", "while"}
        and _ELLIPSIS[0] <= len(between) <= _ELLIPSIS[1]
        and load_grammar().auxiliaries.isdisjoint(between)
    )


@cache
def _links_and_ends() -> tuple[frozenset[str], frozenset[str]]:
    """Words between a subject and its value, and what may stand behind a value that nothing else is said of."""
    words, grammar = load_coordination(), load_grammar()
    return (
        grammar.level_links | grammar.transparent | grammar.auxiliaries,
        words.phrase_ends | grammar.phrase_openers | {"?", "!"},
    )


def _is_any_count(lower: Sequence[str], noun: int) -> bool:
    """Whether a noun for a count says not of what: "the official figure", not "the inflation rate"."""
    first = noun
    plain = load_coordination().rate_words
    while first and lower[first - 1] in plain:
        first -= 1
    of = lower[noun + 1 : noun + 2] in (["of"], ["on"])
    amount = "".join(lower[noun + 2 : noun + 3])[:1].isdigit()  # "its own figure of 70"
    return first > 0 and lower[first - 1] in _DEFINITE and (not of or amount)


def _without_spread(between: Sequence[str]) -> Sequence[str]:
    """What stands between a noun and its figure, without where it holds ("the rate for all of Peru was")."""
    if not between or between[0] not in _SPREADING:
        return between
    forms = load_grammar().be_forms
    verb = next((at for at, word in enumerate(between[:_SPREAD]) if word in forms), None)
    return between if verb is None else between[verb:]


def told_before(claim: Claim, line: Line, earlier: Sequence[Claim]) -> Claim | None:
    """The figure that another one stands in for: the last of its paragraph, or the last of all where it
    opens one; parts of a whole come behind the whole."""
    own, kind = line.sentence, claim.quantity.kind
    kinds = {kind} if kind is Kind.PERCENT else {kind, Kind.MEASURE}
    near = [
        one
        for one in earlier[-FIGURES_BACK:]
        if one.sentence.field == own.field
        and one.sentence.paragraph in {own.paragraph, own.paragraph - 1}
        and one.role is Role.CLAIM
        and one.quantity.kind in kinds
        and one.quantity.change in {Change.LEVEL, Change.EARLIER}
    ]
    here = [one for one in near if one.sentence.paragraph == own.paragraph]
    if not here and near and near[-1] is not earlier[-1]:
        return None
    chosen = here or near[-1:]
    whole = [one for one in chosen if one.relation not in _OWN_PARTS]
    last = whole or chosen
    return last[-1] if last else None


def given_before(claim: Claim, line: Line, slot: Slot, earlier: Sequence[Claim]) -> Claim | None:
    """The figure of which one that somebody gives is another value: the last of its size of this paragraph and
    the one before, else the last measured one that lies close to it."""
    own, kind = line.sentence, claim.quantity.kind
    levels = [
        one
        for one in earlier
        if one.sentence.field == own.field
        and one.role is Role.CLAIM
        and (one.quantity.kind is kind or (kind is Kind.COUNT and _lends_unit(claim, one)))
        and one.quantity.change in {Change.LEVEL, Change.EARLIER}
        and one.relation not in _OWN_PARTS
    ]
    if _place_has(line, slot):
        told = [one for one in levels[-1:] if one.sentence.index == own.index - 1]
        return told[0] if told else None
    here = [
        one
        for one in levels[-FIGURES_BACK:]
        if one.sentence.paragraph in {own.paragraph, own.paragraph - 1}
        and _times(claim, one) <= _LIKELY_TIMES
    ]
    if here:
        return here[-1]
    close = [one for one in levels if one.measure and _times(claim, one) <= _CLOSE_TIMES]
    return close[-1] if close else None


def _lends_unit(claim: Claim, other: Claim) -> bool:
    """Whether a bare number may leave out the unit of another figure, or its currency: "3.80" of soles."""
    value = claim.quantity.value
    part = value is not None and value != value.to_integral_value()
    return other.quantity.kind is Kind.MEASURE or (part and other.quantity.kind is Kind.MONEY)


def _times(claim: Claim, other: Claim) -> Decimal:
    """How many times the smaller of two figures the larger one is."""
    one, two = claim.quantity.value, other.quantity.value
    return max(one, two) / min(one, two) if one and two and min(one, two) > 0 else Decimal("inf")


def whole_before(line: Line, slot: Slot, claims: Sequence[Claim]) -> Claim | None:
    """The whole that opens the clause of a bare count: "Of the 64 districts, 18 are under water"."""
    if not claims or slot.noun_end > slot.last or claims[-1].quantity.kind is not Kind.COUNT:
        return None
    lower = line.tokens.lower
    whole = line.slots[len(claims) - 1]
    opened = lower[max(0, whole.hedge_first - 2) : whole.hedge_first]
    between = lower[whole.last : slot.hedge_first]
    if (
        opened[-2:] not in (["of", "the"], ["of", "its"], ["of", "their"])
        or "," not in between[-1:]
    ):
        return None
    return claims[-1]


def listed_before(line: Line, slot: Slot, claims: Sequence[Claim]) -> Claim | None:
    """The count of the same things at the place before: "It will shut 41 shops in Peru, 12 in Chile and nine
    in Bolivia"."""
    last = claims[-1] if claims else None
    bare = slot.noun_end == slot.last and line.quantities[len(claims)].kind is Kind.COUNT
    if last is None or not bare or last.quantity.kind is not Kind.COUNT or last.measure:
        return None
    if line.quantities[len(claims)].change is Change.EARLIER:
        return last if last.counted else None  # "lowered to 26 from 31"
    start, words = line.slots[len(claims) - 1].noun_end, load_coordination()
    place = next((one for one in line.places if one.first >= start), None)
    if place is None or not place.preposition or place.last > slot.hedge_first:
        return None
    lower = line.tokens.lower
    behind = lower[place.last : slot.hedge_first]
    led = len(lower[start : place.first]) <= _PLACING and "," not in lower[start : place.first]
    follows = lower[slot.last : slot.last + 1]
    joined = bool(behind) and words.list_joints.issuperset(behind)
    return last if led and joined and follows == [place.preposition] and last.counted else None


def number_of(line: Line, slot: Slot) -> str:
    """The noun whose number a bare count is: "the number of German jobs to go was lowered to 2,600"."""
    grammar, lower = load_grammar(), line.tokens.lower
    if slot.noun_end > slot.last or not slot.hedge_first:
        return ""
    if lower[slot.hedge_first - 1] not in grammar.level_links:
        return ""
    start = max(0, slot.hedge_first - _NUMBER_REACH)
    numbers = (
        at for at in range(slot.hedge_first - 1, start, -1)
        if lower[at] == "of" and lower[at - 1] in grammar.number_nouns
    )  # fmt: skip
    of = next(numbers, -1)
    between = lower[of + 1 : slot.hedge_first]
    if of < 0 or any(word in _CLAUSE_MARKS or word[0].isdigit() for word in between):
        return ""
    phrases = load_lexicon().phrases
    return next((word for word in between[:_ITS_NOUN] if is_plural(word, phrases)), "")


def with_its_noun(claim: Claim, meant: Claim) -> Claim:
    """The claim with what another figure counts, where no measure is known of it."""
    counted = meant.counted or meant.quantity.counted
    return replace(claim, counted=counted) if counted else claim


def taken_over(claim: Claim) -> Evidence | None:
    """The evidence of a measure that a figure has from another one; ``None`` where it has its own."""
    return next(
        (one for one in claim.evidence
         if one.field == "measure" and one.cue.startswith(_GOES_ON + _OF_TEXT)),
        None,
    )  # fmt: skip


def whose_words(claim: Claim, slot: Slot, earlier: Sequence[Claim]) -> Claim | None:
    """The figure with a population that a bare one without words of its own goes on with: "121 pupils are
    still held, while a teacher counted 140"."""
    if slot.noun_end > slot.last or claim.relation:
        return None
    led = taken_over(claim)
    if led is None or led.cue.startswith(_OF_TEXT):
        return None
    meant = next((one for one in reversed(earlier[-FIGURES_BACK:])
                  if one.quantity.span.start == led.start), None)  # fmt: skip
    if meant is None or not meant.population or meant.measure != claim.measure:
        return None
    return (
        None if meant.relation in _OWN_PARTS else meant
    )  # "19, seven of them pupils; others give 26"
