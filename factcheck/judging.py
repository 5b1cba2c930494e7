"""What the words around a number make of it: kind, unit, what it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck import ages, hedges, units
from factcheck.amounts import HUNDRED, Draft
from factcheck.counted import Range, SentenceShape
from factcheck.model import Kind
from factcheck.tokens import Tokens
from factcheck.vocabulary import Lexicon

YEARS = "year of age"
_GROUP = 3  # digits of a group of thousands
_THOUSAND = Decimal(1000)
_OWNER = 4  # tokens of "last year's"


@dataclass(slots=True)
class Judged:
    """What the words around a draft make of it."""

    kind: Kind
    unit: str | None
    noun: Range | None = None
    after: hedges.Hedge | None = None


class Judge:
    """Judges the figures of one sentence, in their order."""

    def __init__(self, shape: SentenceShape, lexicon: Lexicon) -> None:
        self.tokens: Tokens = shape.tokens
        self.shape = shape
        self.lexicon = lexicon
        self.points = False  # whether points part thousands in this sentence

    def judge(self, draft: Draft) -> Judged:
        """Judge a figure; its value and its end may change with its kind."""
        judged = self._judge(draft)
        if judged.kind in {Kind.COUNT, Kind.MONEY} and judged.noun is None:
            whole = self.tokens.words[draft.number.start].endswith(".000")
            if whole or (self.points and " per " not in (judged.unit or "")):
                self._read_point(draft)  # "15.000", "120.000 euros"
        return judged

    def _judge(self, draft: Draft) -> Judged:
        """Kind, unit and counted noun by the words around the figure."""
        tokens, lexicon = self.tokens, self.lexicon
        after = hedges.hedge_after(tokens, draft.end, lexicon.hedges)
        judged = Judged(draft.kind, draft.unit, after=after)
        if self._is_written_share(draft):
            draft.low = (draft.low * HUNDRED).normalize()
            judged.kind, judged.unit = Kind.PERCENT, "percentage"
            draft.kind = Kind.PERCENT
        if draft.kind is not Kind.COUNT:
            judged.noun = self._whole(draft)
            return judged
        if self._is_age(draft):
            judged.kind, judged.unit = Kind.AGE, YEARS
            return judged
        noun = self.shape.counted(after.end if after else draft.end, one=draft.is_one())
        length = self._noun_of_time(noun)
        if length is not None:
            judged.kind, judged.unit = Kind.DURATION, length
        elif noun is not None and self._is_multiple(draft, noun):
            judged.kind, judged.unit = Kind.OTHER, "time"
            draft.end = noun[0] + 1
        elif noun is not None and self._is_attribute(draft, noun):
            judged.kind, judged.noun = Kind.OTHER, noun
        elif noun is not None:
            judged.noun = noun
            judged.after = after or hedges.hedge_after(tokens, noun[1], lexicon.hedges, noun=True)
            judged.unit = self._rate(noun[1], " ".join(tokens.lower[noun[0] : noun[1]]))
            self._read_point(draft)
        elif draft.low <= ages.OLDEST and ages.is_stated(
            tokens, draft.start, after.end if after else draft.end, lexicon.phrases
        ):
            judged.kind, judged.unit = Kind.AGE, YEARS
        else:
            judged.unit = self._rate(draft.end, "")
        return judged

    def _is_written_share(self, draft: Draft) -> bool:
        """Whether "1/3" is a share: no unit and no noun stands behind it."""
        number = draft.number
        if draft.kind is not Kind.COUNT or not number.fraction or number.spelled or number.scaled:
            return False
        if draft.high is not None or not 0 < draft.low < 1 or draft.end - draft.start != 3:  # noqa: PLR2004
            return False
        following = self.tokens.lower[draft.end : draft.end + 1]
        return following in ([], ["of"]) or self.shape.counted(draft.end) is None

    def _whole(self, draft: Draft) -> Range | None:
        """What a share is a share of, and the stuff of a measure: "190 mm of rain"."""
        lower, at = self.tokens.lower, draft.end
        following = lower[at] if at < len(lower) else ""
        if draft.kind is Kind.MEASURE:
            return self.shape.counted(at) if following == "of" else None
        if draft.kind is not Kind.PERCENT:
            return None
        if following == "of":
            return self.shape.counted(at)
        if draft.number.share and following in self.lexicon.numbers.context.after_share:
            return self.shape.counted(at + 1)  # "half the condos"
        chance = draft.fraction and not draft.number.share
        return self.shape.counted(at) if chance else None  # "one in five parents"

    def _rate(self, at: int, counted: str) -> str | None:
        """The unit of a count over something ("tests per day"); without a noun only over a number."""
        rate = units.read_rate(
            self.tokens, at, self.lexicon.units, closed=self.lexicon.phrases.closed
        )
        if rate is None or not (counted or rate[0].isdecimal()):
            return None
        return units.counted_rate(counted, rate[0])

    def _is_age(self, draft: Draft) -> bool:
        if ages.is_aged(self.tokens, draft.start, self.lexicon.phrases):
            before = self.tokens.lower[draft.start - 1]
            listed = before in {"and", ","}
            return draft.low <= ages.OLDEST and not (listed and self.shape.counted(draft.end))
        if draft.high is not None or not 0 < draft.low <= ages.OLDEST:
            return False
        if self.tokens.lower[draft.end : draft.end + 1] == ["yo"]:
            return True
        return ages.age_behind_name(self.tokens, draft.start, self.lexicon.phrases)

    def _noun_of_time(self, noun: Range | None) -> str | None:
        """The unit of "50 previous years": a phrase whose head is a length of time."""
        if noun is None or noun[1] - noun[0] < 2:  # noqa: PLR2004
            return None
        found = units.read_phrase(self.tokens, noun[1] - 1, self.lexicon.units.phrases)
        return found[0].name if found is not None and found[0].dimension == "time" else None

    def _is_attribute(self, draft: Draft, noun: Range) -> bool:
        """Whether a count only describes the next noun: "a five-storey block"."""
        lower = self.tokens.lower
        attributes = self.lexicon.phrases.context.nouns.attributes
        return (
            noun[1] - noun[0] > 1 and lower[draft.end] == "-" and lower[draft.end + 1] in attributes
        )

    def _is_multiple(self, draft: Draft, noun: Range) -> bool:
        """Whether "three times" compares ("three times the level") and does not count events."""
        if self.tokens.lower[noun[0]] == "fold" and self.tokens.lower[draft.end] == "-":
            return True  # "3.5-fold", "a four-fold rise"
        if self.tokens.lower[noun[0]] != "times":
            return False
        if draft.low != int(draft.low):
            return True  # nothing happens 9.3 times: "9.3 times average earnings"
        if self._is_possessed(noun[0] + 1):
            return True  # "four times Kenya's", "three times last year's level"
        if noun[1] - noun[0] > 1:
            return False
        following = self.tokens.lower[noun[1]] if noun[1] < len(self.tokens.lower) else ""
        return (
            following in self.lexicon.phrases.context.one.times_of
            or following in self.lexicon.phrases.comparatives_up
        )

    def _is_possessed(self, at: int) -> bool:
        """Whether an owner begins at a token: a name or a time in front of "'s"."""
        words, lower = self.tokens.words, self.tokens.lower
        context = self.lexicon.phrases.context.subjects
        plain = context.times | context.which_time
        for spot in range(at, min(len(words), at + _OWNER)):
            if spot > at and lower[spot] in {"'s", "'"}:
                return True
            if not (words[spot][0].isupper() or lower[spot] in plain):
                return False
        return False

    def _read_point(self, draft: Draft) -> None:
        """Read "5.000 people" with a point for thousands, in place: people come whole."""
        if draft.number.spelled or draft.number.scaled:
            return
        if _has_group(self.tokens.words[draft.number.start]):
            draft.low *= _THOUSAND
            draft.high = None if draft.high is None else draft.high * _THOUSAND
            draft.number = replace(draft.number, step=Decimal(1))
            self.points = True


def _has_group(word: str) -> bool:
    """Whether a token of digits ends in a point and three digits ("5.000")."""
    whole, point, group = word.partition(".")
    return bool(point) and len(group) == _GROUP and 0 < len(whole) <= _GROUP and whole[0] != "0"
