"""Whether a figure is a level, a difference, or the old value of a revision."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Change, Kind
from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

_WINDOW = 17  # tokens between a verb of change and the figures that depend on it
_LIFTED = 4  # tokens of "lift volumes" before a percentage
_LIGHT = 4  # tokens of "an initial estimate of"
_OBJECT = 6  # tokens of the object between a verb and "by"
_LEVEL = 7  # tokens of "to 20 piastres a loaf" in front of "from"
_COMPARED = 3  # tokens of "compared with about"
_PAST = 8  # tokens behind the old value in which its time stands
_NOW_REACH = 16  # tokens between an old number and "now"
_ONCE = 4  # tokens of "first spoke of" in front of the old number, of "has risen to" behind "now"
_RISEN = 6  # tokens of "a rise of 61 per cent" in front of "on"
_ADVERBS = 3  # tokens between a verb and its figure ("fell sharply by")
_VALUED = frozenset({Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a figure is, as far as it decides what a verb of change says of it."""

    kind: Kind
    unit: str | None
    counted: str


def direction(word: str, phrases: PhraseLexicon) -> Change | None:
    """The direction of a verb of change, or None."""
    if word in phrases.increase:
        return Change.INCREASE
    return Change.DECREASE if word in phrases.decrease else None


def verb_of_change(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether a verb or noun of change stands within a few tokens before a token."""
    for index in range(at - 1, max(-1, at - 1 - _WINDOW), -1):
        word = tokens.lower[index]
        if word in phrases.context.changes.clause_ends:
            return False
        if direction(word, phrases) is not None or word in phrases.increase_nouns:
            return True
        if word in phrases.decrease_nouns or word in phrases.turns:
            return True
    return False


def read_change(
    tokens: Tokens,
    start: int,
    end: int,
    *,
    kind: Kind,
    unit: str | None,
    phrases: PhraseLexicon,
    counted: str = "",
) -> Change:
    """The role of the figure between two tokens; ``start`` is the first token of its hedge.

    ``counted`` is the head of the noun phrase that a count counts.
    """
    lower, words = tokens.lower, phrases.context.changes
    figure = _Figure(kind, unit, counted)
    at = _over_light_noun(lower, start, phrases)
    while at > 0 and lower[at - 1] in words.links and start - at < _ADVERBS + _LIGHT:
        at -= 1
    before = lower[at - 1] if at else ""
    former = at < start and lower[start - 1] == "of"  # "from a peak of"
    if before == "from" and (former or _is_earlier(tokens, at - 1, phrases)):
        return Change.EARLIER
    if before == "on" and kind is not Kind.PERCENT and _is_risen_on(tokens, at - 1, phrases):
        return Change.EARLIER
    if _is_compared(lower, at, end, figure, phrases) or (
        kind not in {Kind.AGE, Kind.DURATION} and _was_once(lower, start, end, phrases)
    ):
        return Change.EARLIER
    if lower[start : start + 1] and lower[start] in words.marks and start < end - 1:
        return Change.LEVEL  # "fell below 5 %"
    if before == "by":
        found = _near_direction(tokens, at - 1, phrases, nouns=True) or _object_direction(
            tokens, at - 1, phrases
        )
        if found is not None:
            return found
    if before in {"of", "in"} and at > 1:
        noun = _noun_direction(lower[at - 2], phrases)
        if noun is not None and kind is not Kind.DURATION:
            return noun
    found = _near_direction(tokens, at, phrases, nouns=False)
    if found is not None:
        return found if _may_change(tokens, at, end, figure, phrases) else Change.LEVEL
    if kind is Kind.PERCENT and before and before not in phrases.prepositions:
        lifted = _object_direction(tokens, at, phrases, nearest=_LIFTED)
        if lifted is not None and lower[at - 1] not in phrases.closed:
            return lifted  # "lift volumes 8 per cent"
    return _after(tokens, end, kind, phrases) or Change.LEVEL


def _is_risen_on(tokens: Tokens, on: int, phrases: PhraseLexicon) -> bool:
    """ "Up 44 per cent on the 122,200 of a year before": what a percentage in front of "on" rose from."""
    lower = tokens.lower
    if on < 1 or lower[on - 1] not in phrases.context.numbers.shared:
        return False
    near = lower[max(0, on - _RISEN) : on]
    return any(
        direction(word, phrases) is not None or _noun_direction(word, phrases) is not None
        for word in near
    )


def _was_once(lower: list[str], start: int, end: int, phrases: PhraseLexicon) -> bool:
    """Whether a newer number follows: "which was 212 on the third day, is now 987"."""
    words = phrases.context.changes
    if lower[end : end + 2] == ["at", "first"]:
        return True
    behind = lower[end : end + _NOW_REACH]
    if "now" not in behind or not words.once.intersection(lower[max(0, start - _ONCE) : start]):
        return False
    now = behind.index("now")
    if not words.presently.intersection(behind[max(0, now - 1) : now + 2]):
        return False
    return any(word[0].isdecimal() for word in behind[now + 1 : now + 1 + _ONCE])


def _over_light_noun(lower: list[str], start: int, phrases: PhraseLexicon) -> int:
    """The token behind "from" in "from a peak of", "against an initial estimate of"."""
    if start < 2 or lower[start - 1] != "of":  # noqa: PLR2004
        return start
    if lower[start - 2] not in phrases.context.changes.former:
        return start
    for at in range(start - 2, max(0, start - 2 - _LIGHT), -1):
        if lower[at - 1] in {"from", "against"}:
            return at
    return start


def _near_direction(
    tokens: Tokens, at: int, phrases: PhraseLexicon, *, nouns: bool
) -> Change | None:
    """The direction of the verb right before a token, over adverbs."""
    lower = tokens.lower
    for index in range(at - 1, max(-1, at - 1 - _ADVERBS), -1):
        word = lower[index]
        found = direction(word, phrases)
        if found is not None:
            turned = word in phrases.context.changes.adverbs and index > 0
            return None if turned and lower[index - 1] in phrases.context.changes.phrasal else found
        if nouns and (found := _noun_direction(word, phrases)) is not None:
            return found
        if word not in phrases.adverbs and not word.endswith("ly"):
            return None
    return None


def _object_direction(
    tokens: Tokens, at: int, phrases: PhraseLexicon, nearest: int = _OBJECT
) -> Change | None:
    """The direction of the verb whose object stands between it and "by" ("grow sales by")."""
    for index in range(at - 1, max(-1, at - 1 - nearest), -1):
        word = tokens.lower[index]
        found = direction(word, phrases)
        if found is not None:
            return found
        if (not word[0].isalnum() and word not in {"'s", "-"}) or word in phrases.auxiliaries:
            return None
    return None


def _noun_direction(word: str, phrases: PhraseLexicon) -> Change | None:
    if word in phrases.increase_nouns:
        return Change.INCREASE
    return Change.DECREASE if word in phrases.decrease_nouns else None


def _may_change(tokens: Tokens, at: int, end: int, figure: _Figure, phrases: PhraseLexicon) -> bool:
    """Some verbs speak of a change only with a percentage or points ("lost 3 %")."""
    lower, words = tokens.lower, phrases.context.changes
    following = lower[end] if end < len(lower) else ""
    if figure.kind is Kind.MEASURE and (
        following in words.places or (figure.unit in words.ways and following in words.bearings)
    ):
        return False  # "fell 60 metres into a ravine", "went down 14 km west of Loon"
    for index in range(at - 1, max(-1, at - 1 - _ADVERBS), -1):
        word = lower[index]
        if direction(word, phrases) is not None:
            if word in phrases.done_to and figure.kind is Kind.COUNT and figure.counted:
                return figure.counted in words.stocks  # "dropped four bombs", "sank three boats"
            if word in words.adverbs:
                times = figure.kind is Kind.OTHER and figure.unit == "time"  # "up twofold"
                return figure.kind in _VALUED or times or following == "from"
            return (
                word not in phrases.needs_value
                or figure.kind is Kind.PERCENT
                or figure.unit in words.points
                or figure.counted in words.stocks
                or (figure.unit in words.weights and word not in phrases.comparatives_down)
            )
    return True


def _after(tokens: Tokens, end: int, kind: Kind, phrases: PhraseLexicon) -> Change | None:
    """Read "a 19 % drop", "5 % more than", "200 more people"."""
    lower = tokens.lower
    for index in range(end, min(end + 2, len(lower))):
        word = lower[index]
        if word == "no":
            return None  # "a third no longer exist"
        if kind in _VALUED and kind is not Kind.DURATION:
            found = _noun_direction(word, phrases)
            if found is not None:
                return found
            if word in phrases.comparatives_up:
                return Change.INCREASE
            if word in phrases.comparatives_down:
                return Change.DECREASE
            against = set(lower[end + 1 : end + 2]) & phrases.context.changes.against
            if index == end and against and word in {"up", "down"}:
                return Change.INCREASE if word == "up" else Change.DECREASE
        elif index == end and word in phrases.context.changes.more:
            return Change.DECREASE if word == "fewer" else Change.INCREASE
        if not word.isalpha() or word in phrases.prepositions or word in phrases.conjunctions:
            return None
    return None


def _is_compared(
    lower: list[str], at: int, end: int, figure: _Figure, phrases: PhraseLexicon
) -> bool:
    """Whether a comparison brings the old value: "compared with 63 a year earlier"."""
    words = phrases.context.changes
    before = lower[max(0, at - _COMPARED) : at]
    if not before or before[-1] not in words.compared_with:
        return False
    if not any(word in phrases.comparisons for word in before):
        return False
    if figure.counted and "against" in before:
        return False  # "against 3 rivals"
    if any(word in words.past for word in lower[max(0, at) : end]):
        return True  # "against an initial estimate of"
    behind = lower[end : end + _PAST]
    stop = next((n for n, word in enumerate(behind) if word in words.clause_ends), len(behind))
    return any(word in words.past for word in behind[:stop])


def _is_earlier(tokens: Tokens, at: int, phrases: PhraseLexicon) -> bool:
    """Whether "from" at a token brings the old value."""
    return at > 0 and (verb_of_change(tokens, at, phrases) or _follows_level(tokens.lower, at))


def _follows_level(lower: list[str], at: int) -> bool:
    """Whether a new value stands right before "from" at a token: "raised it once more, to 20 from five"."""
    level = next(
        (spot for spot in range(at - 1, max(0, at - _LEVEL), -1) if lower[spot] == "to"), 0
    )
    led = level > 0 and lower[level - 1] == "," and lower[level + 1][0].isdecimal()
    return led and "," not in lower[level:at]
