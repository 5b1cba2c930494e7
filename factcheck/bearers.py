"""What a figure measures by who or what has it, where no cue is tied to it.

The pay of people ("the strikers want 12,500 rand a month"), the price of a measured good ("a sack of
millet fetches 27,000 francs"), the share of a party in a text about a vote.
"""

from __future__ import annotations

import itertools
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.clauses import Slot
from factcheck.grammar import Grammar
from factcheck.model import Change, Kind, Quantity
from factcheck.tokens import Tokens

_CLAUSE_ENDS = frozenset({";", ".", ":", "while", "whereas", "but", "although", "though"})
_CLAUSE = 24  # tokens in front of a figure in which its bearer may stand
_VERB = 5  # tokens between a verb and its figure
_BRACKET = 8  # tokens of a conversion in brackets
_SPAN = 3  # tokens of "a", "a month" behind a sum
_WHOLE = 100  # percent
_NO_PAY = 10_000_000  # of any currency: a sum that nobody is paid a month
_WHO = frozenset({"which", "that", ","})  # between a poll and its verb
_OWNER = 4  # tokens of "New South Wales's"
_PLAN = 6  # tokens of "it now wants to cut"
_STAFF = 30  # tokens around a figure
_COMING = 3  # tokens of "have arrived"
_ENDS = frozenset({",", ".", ";", "and", "in", "over", "during"})
_SAMPLE = 2  # tokens of "poll of" in front of a sample


@dataclass(frozen=True, slots=True)
class BearerWords:
    """Word lists of vocabulary/bearers.toml."""

    earning: frozenset[str]
    getting: frozenset[str]
    taking_home: frozenset[str]
    spans: frozenset[str]
    they: frozenset[str]
    no_pay: frozenset[str]
    containers: frozenset[str]
    pricing: frozenset[str]
    pricing_links: frozenset[str]
    standing: frozenset[str]
    sides: frozenset[str]
    voting: frozenset[str]
    surveys: frozenset[str]
    polling: frozenset[str]
    polls: frozenset[str]
    counting: frozenset[str]
    putting: frozenset[str]
    having: frozenset[str]
    samples: frozenset[str]
    sizes: frozenset[str]
    owning: frozenset[str]
    staff: frozenset[str]
    planning: frozenset[str]
    shedding: frozenset[str]
    coming: frozenset[str]
    going: frozenset[str]


@cache
def load_bearers() -> BearerWords:
    """Read vocabulary/bearers.toml."""
    path = Path(__file__).parent / "vocabulary" / "bearers.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return BearerWords(**{name: frozenset(str(words).split()) for name, words in raw.items()})


class Bearers:
    """Finds the measure of a figure from the noun phrase that has it."""

    def __init__(self, grammar: Grammar, parties: Collection[str]) -> None:
        self.grammar = grammar
        self.parties = parties  # words that name a party or candidate
        self.words = load_bearers()

    def measure(
        self, quantity: Quantity, lower: Sequence[str], slot: Slot, context: Collection[str]
    ) -> tuple[str, str]:  # fmt: skip
        """Measure and the words that decided, blank where nothing does.

        ``context``: the words of the sentence and of what stands before it.
        """
        start = max(0, slot.hedge_first - _CLAUSE)
        ends = (at + 1 for at in range(start, slot.hedge_first) if lower[at] in _CLAUSE_ENDS)
        start = max(ends, default=start)
        clause = lower[start : slot.hedge_first]
        if quantity.kind is Kind.MONEY:
            good = self._good(clause)
            if good:
                return "price", good
            worker = self._worker(quantity, clause, lower, slot)
            return ("wage", worker) if worker else ("", "")
        level = quantity.kind is Kind.PERCENT and quantity.change is Change.LEVEL
        if level and (poll := self._poll(clause)):
            return "poll_support", poll
        surveyed = self.is_surveyed(lower)
        rated = quantity.kind is Kind.COUNT and surveyed and self._is_rating(quantity, clause, slot)
        if (quantity.kind is Kind.PERCENT or rated) and quantity.change is Change.LEVEL:
            party = self._party(clause, lower, slot, context)
            if party:
                return "poll_support" if surveyed else "vote_share", party
        return "", ""

    def is_ratio(self, quantity: Quantity, tokens: Tokens, slot: Slot) -> bool:
        """Whether a fraction is one of another value: "half Norway's", "a third of what it was", "a
        quarter of the size it had"; "half Norway's people" and "a third of them" are shares."""
        lower, at = tokens.lower, slot.last
        if quantity.kind is not Kind.PERCENT or not quantity.fraction:
            return False
        of = lower[at : at + 1] == ["of"]
        at += of
        following = lower[at : at + 2]
        if following[:1] == ["what"]:
            return True
        the = following[:1] in (["the"], ["its"], ["their"])
        if the and following[1:] and following[1] in self.words.sizes:
            return True
        owner = next(
            (
                spot
                for spot in range(at, min(at + _OWNER, len(lower)))
                if lower[spot] in {"'s", "'"}
            ),
            -1,
        )
        named = owner > at and all(tokens.words[spot][0].isupper() for spot in range(at, owner))
        end = lower[owner + 1 : owner + 2]
        return named and (not end or not end[0][0].isalnum())

    def has_staff(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "Cut 9,000 jobs, or a tenth of its workforce": what one employer does, and no statistic."""
        words = self.words
        near = lower[max(0, slot.first - _STAFF) : slot.last + _STAFF]
        if self._is_plan(lower, slot):
            return True
        return any(
            word in words.owning and not words.staff.isdisjoint(near[at + 1 : at + _OWNER])
            for at, word in enumerate(near)
        )

    def _is_plan(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "It wants to cut 4,800 jobs", "the 2,300 jobs it plans to shed": what an employer means to do."""
        words = self.words
        before = lower[max(0, slot.hedge_first - _PLAN) : slot.hedge_first]
        behind = lower[slot.noun_end : slot.noun_end + _PLAN]
        return any(
            near[at] in words.planning and near[at + 1] == "to" and near[at + 2] in words.shedding
            for near in (before, behind)
            for at in range(len(near) - 2)
        )

    def is_turnover(self, lower: Sequence[str], slot: Slot, walls: Sequence[Slot]) -> bool:
        """ "Some 61,000 people arrived and 41,000 left": who came and went in a year, no crossings."""
        came = self._does(lower, slot, self.words.coming)
        if not came and not self._does(lower, slot, self.words.going):
            return False
        at = bisect_left(walls, slot.first, key=lambda one: one.first) + (1 if came else -1)
        other = walls[at] if 0 <= at < len(walls) else None
        if other is None or abs(other.hedge_first - slot.hedge_first) > _CLAUSE:
            return False
        return self._does(lower, other, self.words.going if came else self.words.coming)

    @staticmethod
    def _does(lower: Sequence[str], slot: Slot, verbs: Collection[str]) -> bool:
        """Whether one of some verbs follows a figure, and the going has no object ("left Riga")."""
        near = lower[slot.noun_end : slot.noun_end + _COMING]
        at = next((at for at, word in enumerate(near) if word in verbs), -1)
        end = lower[slot.noun_end + at + 1 :][:1]
        return at >= 0 and (near[at] not in {"left", "leaving"} or not end or end[0] in _ENDS)

    @staticmethod
    def _is_rating(quantity: Quantity, clause: Sequence[str], slot: Slot) -> bool:
        """ "The Yes camp is on 51": a share of those asked without its unit."""
        bare = slot.noun_end == slot.last and quantity.unit is None
        return bare and clause[-1:] in (["on"], ["at"]) and 0 < (quantity.value or 0) < _WHOLE

    def is_surveyed(self, lower: Sequence[str]) -> bool:
        """Whether a sentence speaks of what people were asked, and not of an election as "a poll"."""
        words = self.words
        if "exit" in lower or not words.counting.isdisjoint(lower):
            return False
        return not words.surveys.isdisjoint(lower) or any(
            one == "poll" and other in words.polling for one, other in itertools.pairwise(lower)
        )

    def is_sample(self, lower: Sequence[str], slot: Slot) -> bool:
        """ "A poll of 2,047 voters": how many were asked, not what they said."""
        before = lower[max(0, slot.hedge_first - _SAMPLE) : slot.hedge_first]
        return before[-1:] == ["of"] and not self.words.samples.isdisjoint(before)

    def _poll(self, clause: Sequence[str]) -> str:
        """ "The last polls, which had the Yes camp on 48 percent": who puts a share, in its own clause."""
        last = max((at for at, word in enumerate(clause) if word in self.words.polls), default=-1)
        verb = next(
            (
                at
                for at in range(last + 1, min(len(clause), last + _VERB))
                if clause[at] not in _WHO
            ),
            -1,
        )
        if last < 0 or verb < 0 or clause[verb] not in self.words.putting:
            return ""
        return "" if clause[verb + 1 : verb + 2] == ["closed"] else f"{clause[last]} {clause[verb]}"

    def _good(self, clause: Sequence[str]) -> str:
        words = self.words
        verb = _last(clause, words.pricing, _VERB)
        if verb < 0 or set(clause[verb + 1 :]) - words.pricing_links - self.grammar.object_skips:
            return ""
        measured = next(
            (
                at
                for at in range(verb - 1)
                if clause[at] in words.containers and clause[at + 1] == "of"
            ),
            -1,
        )
        return " ".join(clause[measured : measured + 3]) if measured >= 0 else ""

    def _worker(
        self, quantity: Quantity, clause: Sequence[str], lower: Sequence[str], slot: Slot
    ) -> str:
        words = self.words
        if (quantity.value or 0) >= _NO_PAY:
            return ""  # "ministers want 500 million euros a year for the army"
        if not words.no_pay.isdisjoint(clause) or not words.no_pay.isdisjoint(lower[slot.last :]):
            return ""
        verb = _last(clause, words.earning, _VERB)
        if verb < 0 or not self._earns(clause, verb):
            verb = _last(clause, words.getting, _VERB)
            over = (quantity.unit or "").partition(" per ")[2]
            end = self._behind_bracket(lower, slot.noun_end)
            behind = words.spans.intersection(lower[end : end + _SPAN])
            if verb < 0 or not (over in words.spans or behind):
                return ""
        if set(clause[verb + 1 :]) - self.grammar.object_skips - words.getting:
            return ""
        who = next(
            (word for word in reversed(clause[:verb])
             if word in words.they or self.grammar.is_person(word)), "",
        ) or self._hands(clause[:verb])  # fmt: skip
        return f"{who} {clause[verb]}" if who else ""

    def _hands(self, before: Sequence[str]) -> str:
        """ "The guards want": a noun of several right in front of the verb that names no things."""
        skips = self.grammar.auxiliaries | self.grammar.transparent
        noun = next((word for word in reversed(before) if word not in skips), "")
        several = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
        named = noun in self.grammar.things or noun in self.grammar.not_persons
        return noun if several and not named else ""

    @staticmethod
    def _behind_bracket(lower: Sequence[str], at: int) -> int:
        """The token behind a conversion in brackets ("12,500 rand ($1,500) a month")."""
        if lower[at : at + 1] not in (["("], [")"]):
            return at
        ends = (
            spot + 1 for spot in range(at, min(len(lower), at + _BRACKET)) if lower[spot] == ")"
        )
        return next(ends, at)

    def _earns(self, clause: Sequence[str], verb: int) -> bool:
        """Whether "home" and "paid" are those of "take home" and "are paid"."""
        before = clause[verb - 1] if verb else ""
        if clause[verb] == "home":
            return before in self.words.taking_home
        return clause[verb] != "paid" or before in self.grammar.be_forms

    def _party(
        self, clause: Sequence[str], lower: Sequence[str], slot: Slot, context: Collection[str]
    ) -> str:  # fmt: skip
        words = self.words
        if lower[slot.last : slot.last + 1] == ["of"]:
            return ""
        if words.voting.isdisjoint(context) and not self.is_surveyed(lower):
            return ""
        if not clause or clause[-1] not in words.having:
            return ""
        linked = self.grammar.level_links | self.grammar.transparent | words.having
        aside = clause[-2:-1] == [","]  # "The Yes camp has nosed in front, on 51"
        for at in range(len(clause) - 1, -1, -1):
            side = clause[at] in words.sides and clause[max(0, at - 1)] == "the"
            if side or clause[at] in words.standing or clause[at] in self.parties:
                return clause[at]
            if not aside and clause[at] not in linked and not clause[at].endswith("ly"):
                break
        return ""


def _last(clause: Sequence[str], words: Collection[str], reach: int) -> int:
    """Index of the last of some words near the end of a clause, -1 where there is none."""
    first = max(0, len(clause) - reach)
    return max((at for at in range(first, len(clause)) if clause[at] in words), default=-1)
