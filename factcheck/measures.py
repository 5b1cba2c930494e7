"""What a quantity counts: cues of the measure vocabulary, matched over the tokens of a sentence.

The cue index is built once from ``cues.csv``. A sentence is scanned once for *mentions* (a cue in
one of its forms); each quantity then ranks the mentions by how the grammar ties them to it:

==============  ===============================================  =============
tie             example                                          cost
==============  ===============================================  =============
predicate       5,000 people *were killed*; 5,000 *dead*         0 + distance
object          *killed* 5,000; *killing* at least 107           1 + distance
of              the *deaths* of 41 people                        1
counted noun    5,000 *deaths*; 52 % of the *vote*               2
subject         the *death toll* stood at 5,000                  3 + distance
==============  ===============================================  =============

The cheapest tie wins; two measures at one cost leave the measure open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factcheck.grammar import Grammar
from factcheck.inflection import plural, verb_forms
from factcheck.model import Cue, Kind, Measure, Quantity, StockFlow
from factcheck.tokens import Tokens

_FINITE_FORMS = frozenset({"base", "third", "past", "ing"})
_PATIENT_FORMS = frozenset({"past", "participle"})
_MAX_REACH = 14  # tokens between a quantity and the cue that explains it
_ASIDE_REACH = 14  # tokens in which an aside must close
_DETERMINERS = frozenset(["the", "its", "their", "his", "her", "our", "these", "those"])
_NOUN_LEADS = _DETERMINERS | {"a", "an", "this", "that", "of", "in", "no", "each", "every"}
_LINK_REACH = 4  # tokens from a number to "in damage", "of the vote"
_LABEL_REACH = 2  # tokens of "Dead: 41"
_MAX_OBJECT = 4.5  # cost beyond which a verb no longer takes the number as its object
_MAX_SUBJECT = 9.0  # cost beyond which a noun is not what the number measures
_GROUP_COST = 3.0
_UNIT_COST = 5.0  # "41,000 hectares": the unit alone says what is measured
_CLOSE = 2.0  # a tie this cheap holds whatever the noun
_MONTH_LIKE = frozenset({"march", "may"})
_LOOSE_SHARE = 4.5  # a percentage is a share or change of a count only when tied closer than this
_REMAINDER_REACH = 12  # tokens in which "drove ... from their homes" must close
_PEOPLE_UNITS = frozenset({"people", "movements", "crossings", "applications"})
_REMAINDER_BONUS = 0.05  # a token: "drove ... out of the country" says more than "drove ... out"
_FOREIGN_PERCENT = 0.6  # a percentage of a count, where another cue is a percentage by itself


@dataclass(frozen=True, slots=True)
class _Form:
    """One inflected form of a cue; ``rest`` are its further tokens, ``gap`` allows words between."""

    cue: int
    rest: tuple[str, ...]
    form: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A cue found in a sentence: token range, the cue and the form that was used."""

    first: int
    last: int  # exclusive
    cue: Cue
    form: str


@dataclass(frozen=True, slots=True)
class Tie:
    """One mention tied to one quantity."""

    cost: float
    mention: Mention
    how: str


class CueIndex:
    """All cue forms by their first token."""

    def __init__(self, cues: Iterable[Cue], measures: dict[str, Measure]) -> None:
        self.cues = tuple(cues)
        self.measures = measures
        self._forms: dict[str, list[_Form]] = {}
        self._refines = tuple(cue for cue in self.cues if cue.part == "refine")
        self._refining = {
            cue.words: " " + " ".join(_tokens_of(cue.words)) + " " for cue in self._refines
        }
        self._heads: dict[str, frozenset[str]] = _head_nouns(self.cues, measures)
        for number, cue in enumerate(self.cues):
            for words, form, gap in _cue_forms(cue):
                first, *rest = words
                self._forms.setdefault(first, []).append(_Form(number, tuple(rest), form, gap))

    def heads(self, measure: str) -> frozenset[str]:
        """The nouns that a count of this measure may have: those of its cues and of its unit."""
        return self._heads.get(measure, frozenset())

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(self._forms)

    def mentions(self, tokens: Tokens, context: frozenset[str], flat: str) -> list[Mention]:
        """Find every cue of a sentence, longest first at each place.

        A cue with only_when needs one of those words in its sentence; a cue that counts people may
        find it in ``context`` too, the words of the headline and the sentence before. ``flat``: the
        lower-case tokens joined by single spaces.
        """
        found: list[Mention] = []
        own = frozenset(tokens.lower)
        wide = own | context
        firsts = self._first_words
        lower = tokens.lower
        for position, word in enumerate(lower):
            if word not in firsts:
                continue
            if word in _MONTH_LIKE and position and tokens.words[position][0].isupper():
                continue  # "on March 4" is no march
            for form in self._forms[word]:
                last = _match_rest(lower, position, form)
                if last == 0:
                    continue
                cue = self.cues[form.cue]
                if (
                    form.form == "base"
                    and cue.part in {"verb", "act"}
                    and position
                    and lower[position - 1] in _NOUN_LEADS
                ):
                    continue  # "in the poll": a noun
                if cue.only_when:
                    words = wide if self.measures[cue.measure].unit == "people" else own
                    if not _licensed(cue.only_when, words, flat):
                        continue
                if cue.not_when and _blocked(cue.not_when, lower, position, last):
                    continue
                found.append(Mention(position, last, cue, form.form))
        return _drop_shadowed(found)

    def refine(self, measure: str, window: str) -> tuple[str, str]:
        """Follow refining cues ("near the border") to a more specific measure.

        ``window`` is the lower-case text around the quantity, padded with spaces. Returns the
        measure and the words that decided (blank when nothing did).
        """
        decided = ""
        changed = True
        while changed:
            changed = False
            for cue in self._refines:
                if measure in cue.refines and self._refining[cue.words] in window:
                    measure, decided, changed = cue.measure, cue.words, True
                    break
        return measure, decided


def _tokens_of(words: str) -> list[str]:
    """The words of a cue as the tokens of a sentence are: hyphens stand alone."""
    return words.lower().replace("-", " - ").replace("'", " '").split()


def _head_nouns(cues: Iterable[Cue], measures: dict[str, Measure]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {
        measure.measure: {word for unit in measure.unit.split("|") for word in (unit, plural(unit))}
        for measure in measures.values()
    }
    for cue in cues:
        if cue.part == "noun" and cue.measure in found:
            head = cue.words.lower().split(" of ")[0].split(" in ")[0].split()[-1]
            found[cue.measure] |= {head, plural(head)}
    return {measure: frozenset(words) for measure, words in found.items()}


def _cue_forms(cue: Cue) -> Iterable[tuple[list[str], str, bool]]:
    words = _tokens_of(cue.words)
    if cue.part in {"verb", "act"}:
        gap = "…" in words
        head, *rest = [word for word in words if word != "…"]
        forms = verb_forms(head)
        seen: set[str] = set()
        for form, text in (
            ("participle", forms.participle),
            ("past", forms.past),
            ("ing", forms.ing),
            ("third", forms.third),
            ("base", forms.base),
        ):
            if text in seen:
                continue
            seen.add(text)
            # One spelling often serves as past and participle: the sentence decides which.
            label = "past" if form == "participle" and text == forms.past else form
            yield [text, *rest], label, gap or (cue.part == "verb" and bool(rest))
        if head == "be":
            for text in ("are", "were"):
                yield [text, *rest], "past", gap
    elif cue.part == "noun":
        yield words, "noun", False
        many = _tokens_of(plural(cue.words.lower()))
        if many != words:
            yield many, "noun", False
    elif cue.part in {"adjective", "ellipsis"}:
        yield words, cue.part, False


def _match_rest(lower: Sequence[str], position: int, form: _Form) -> int:
    """Index behind the cue when its further tokens follow, 0 when they do not."""
    start = position + 1
    rest = form.rest
    if not rest:
        return start
    size = len(rest)
    if tuple(lower[start : start + size]) == rest:
        return start + size
    if form.gap:
        stop = min(len(lower), start + _REMAINDER_REACH)
        for later in range(start, stop):
            if lower[later] == rest[0] and tuple(lower[later : later + size]) == rest:
                return start
    return 0


def _licensed(words: tuple[str, ...], context: frozenset[str], flat: str) -> bool:
    return any(word in context if " " not in word else f" {word} " in flat for word in words)


def _blocked(words: tuple[str, ...], lower: Sequence[str], first: int, last: int) -> bool:
    """Whether a forbidding word stands within five tokens of the cue."""
    window = " " + " ".join(lower[max(0, first - 5) : last + 5]) + " "
    return any(f" {word} " in window for word in words)


def _drop_shadowed(found: list[Mention]) -> list[Mention]:
    """Keep the longest mention at each place ("excess deaths" hides "deaths")."""
    kept: list[Mention] = []
    for mention in found:
        size = mention.last - mention.first
        if any(
            other.first <= mention.first
            and mention.last <= other.last
            and other.last - other.first > size
            for other in found
        ):
            continue
        kept.append(mention)
    return kept


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a quantity stands in the tokens: number [first, last), its noun ends at ``noun_end``."""

    first: int
    last: int
    noun_end: int
    hedge_first: int


class MeasureResolver:
    """Ties quantities of one sentence to cue mentions."""

    def __init__(self, index: CueIndex, grammar: Grammar) -> None:
        self.index = index
        self.grammar = grammar

    def ties(
        self,
        quantity: Quantity,
        slot: Slot,
        slots: Sequence[Slot],
        tokens: Tokens,
        mentions: Sequence[Mention],
    ) -> list[Tie]:
        """Rank the mentions that can explain a quantity, cheapest first."""
        lower = tokens.lower
        found: list[Tie] = []
        left_wall, right_wall = _walls(slot, slots, lower)
        for mention in mentions:
            if not self._unit_fits(mention, quantity, slot, lower):
                continue
            if mention.first >= slot.last:
                tie = self._right(mention, slot, lower) if mention.first < right_wall else None
            elif mention.last <= slot.hedge_first:
                tie = self._left(mention, slot, lower, left_wall)
            elif mention.first >= slot.hedge_first:
                tie = Tie(_UNIT_COST, mention, "unit")
            else:
                tie = None
            if (
                tie is None
                or self._odd_noun(tie, quantity, slot, lower)
                or (
                    quantity.kind is Kind.PERCENT
                    and tie.cost > _LOOSE_SHARE
                    and "percent" not in self.index.measures[mention.cue.measure].unit
                )
            ):
                continue
            found.append(self._weighed(tie, quantity))
        found.sort(key=lambda tie: (tie.cost, tie.mention.first))
        return found

    def _unit_fits(
        self, mention: Mention, quantity: Quantity, slot: Slot, lower: Sequence[str]
    ) -> bool:
        """Whether a measure can be counted in the quantity's unit at all."""
        measure = self.index.measures.get(mention.cue.measure)
        if measure is None:
            return False
        units = frozenset(measure.unit.split("|"))
        kind = quantity.kind
        if kind is Kind.PERCENT:
            # A share or a change of a count or a sum; the claim says which.
            return bool({"percent", "people", "currency", "jobs", "votes"} & units) or (
                measure.stock_flow is StockFlow.FLOW
            )
        if kind is Kind.MONEY:
            return "currency" in units
        if kind is Kind.MEASURE:
            return any(quantity.unit in self.grammar.physical_units.get(unit, ()) for unit in units)
        if kind is Kind.DURATION:
            return bool({"years", "minutes", "minutes|days|months"} & {measure.unit, *units})
        bare = slot.noun_end == slot.last
        if units & self.grammar.physical_units.keys():
            return bare and "magnitude" in units  # nobody writes "41" for 41 degrees
        if units <= {"percent", "currency"}:
            return False
        if bare or (mention.first < slot.noun_end and mention.last > slot.last):
            return True
        noun = lower[slot.noun_end - 1]
        if noun in self.grammar.counted_things.get(measure.measure, ()):
            return True
        if units & _PEOPLE_UNITS:
            return not self.grammar.is_thing(noun) or noun in self.index.heads(measure.measure)
        return noun in self.index.heads(measure.measure) or noun in self.grammar.transparent

    def _weighed(self, tie: Tie, quantity: Quantity) -> Tie:
        """The tie with what speaks for or against its cue, wherever it stands."""
        cost = tie.cost - _REMAINDER_BONUS * tie.mention.cue.words.count(" ")
        if quantity.kind is Kind.PERCENT:
            units = self.index.measures[tie.mention.cue.measure].unit.split("|")
            cost += 0.0 if "percent" in units else _FOREIGN_PERCENT
        return replace(tie, cost=cost)

    def _odd_noun(self, tie: Tie, quantity: Quantity, slot: Slot, lower: Sequence[str]) -> bool:
        """Whether people are measured but the counted noun is none ("troops ... two republics")."""
        if quantity.kind is not Kind.COUNT or slot.noun_end == slot.last or tie.cost <= _CLOSE:
            return False
        if self.index.measures[tie.mention.cue.measure].unit != "people":
            return False
        noun = lower[slot.noun_end - 1]
        return not (self.grammar.is_person(noun) or noun in self.grammar.transparent)

    def _right(self, mention: Mention, slot: Slot, lower: Sequence[str]) -> Tie | None:
        """Cues behind the number: its noun, or what happened to it."""
        part = mention.cue.part
        if part == "noun" and mention.first < max(slot.noun_end, slot.last + 1):
            return Tie(2.0, mention, "counted noun")
        if mention.last <= slot.noun_end and part == "act" and mention.form in {"third", "base"}:
            return None  # "41 lives": the counted noun, not what somebody does
        if mention.last <= slot.noun_end or mention.first == slot.last:
            if part == "adjective" or mention.form in _PATIENT_FORMS:
                of_group = mention.first > slot.last and lower[slot.last] == "of"
                return self._predicate(mention, slot, lower, _GROUP_COST if of_group else 0.5)
        aside = _aside_end(lower, slot.noun_end)
        gap = lower[min(aside, mention.first) : mention.first]
        if len(gap) > _MAX_REACH:
            return None
        if part == "noun":
            if gap and gap[0] in self.grammar.link_prepositions and len(gap) <= _LINK_REACH:
                if set(gap[1:]) & self.grammar.clause_breaks:
                    return None
                return Tie(1.5 + 0.3 * len(gap), mention, "counted noun")
            return None
        if mention.first < slot.noun_end:
            gap = []
        cost = self._gap_cost(gap, lower[mention.first])
        if cost is None:
            return None
        if part == "adjective":
            if gap[:1] == ["of"] and gap[1:2] and gap[1] in _DETERMINERS:
                cost += _GROUP_COST  # "35 of its dead": the dead are the group, not what befell it
            return Tie(cost, mention, "predicate")
        if part == "act":
            if mention.form == "base" and not set(gap) & self.grammar.base_licensers:
                # "5,000 people march" in headlines; a bare base elsewhere is rarely the predicate.
                cost += 1.0
            return Tie(cost + 0.2, mention, "predicate")
        return self._predicate(mention, slot, lower, cost)

    def _predicate(
        self, mention: Mention, slot: Slot, lower: Sequence[str], cost: float
    ) -> Tie | None:
        """A transitive verb behind the number must be passive for the number to be its patient."""
        if mention.cue.part == "adjective":
            return Tie(cost, mention, "predicate")
        if mention.cue.part == "act":
            return Tie(cost + 0.2, mention, "predicate")
        if mention.cue.part != "verb" or mention.form not in _PATIENT_FORMS:
            return None
        gap = lower[slot.noun_end : mention.first]
        if any(word in self.grammar.be_forms for word in gap):
            return Tie(cost, mention, "predicate")
        if any(word in self.grammar.have_forms for word in gap):
            return None  # "41 soldiers have killed"
        follower = lower[mention.last] if mention.last < len(lower) else ""
        if self.grammar.starts_object(follower):
            return None  # "41 soldiers killed three civilians"
        return Tie(cost + 0.6, mention, "predicate")

    def _gap_cost(self, gap: Sequence[str], cue_word: str) -> float | None:
        """How much stands between a noun and its predicate; None when the clause has ended."""
        cost = 0.0
        for position, word in enumerate(gap):
            if word in self.grammar.transparent:
                cost += 0.1
            elif word == ",":
                cost += 1.5
            elif word in {"and", "or"}:
                nearby = gap[position + 1] if position + 1 < len(gap) else cue_word
                cost += 0.6 if nearby not in self.grammar.clause_starts else 2.5
            elif word in self.grammar.clause_breaks:
                return None
            else:
                cost += 0.45
        return cost

    def _left(
        self, mention: Mention, slot: Slot, lower: Sequence[str], left_wall: int
    ) -> Tie | None:
        """Cues before the number: a verb that takes it as object, or the noun it measures."""
        part = mention.cue.part
        gap = lower[mention.last : slot.hedge_first]
        if len(gap) > _MAX_REACH:
            return None
        crossed = mention.last <= left_wall
        if part == "verb" and mention.form in _FINITE_FORMS:
            return self._object(mention, lower, gap, crossed=crossed)
        if part == "noun" or (part == "act" and mention.form != "participle"):
            return self._subject(mention, gap, crossed=crossed)
        if part == "ellipsis" and all(word in self.grammar.object_skips for word in gap):
            return Tie(1.0, mention, "of")
        if (
            part == "adjective"
            and gap
            and gap[0] in {":", "-", "–", "at"}
            and len(gap) <= _LABEL_REACH
        ):
            return Tie(2.5, mention, "subject")
        return None

    def _object(
        self,
        mention: Mention,
        lower: Sequence[str],
        gap: Sequence[str],
        *,
        crossed: bool,
    ) -> Tie | None:
        if crossed:
            return None
        before = lower[mention.first - 1] if mention.first else ""
        if mention.form == "past" and before in self.grammar.be_forms:
            return None  # "were killed 41 kilometres away"
        cost = 1.0
        for word in gap:
            if word in self.grammar.object_skips:
                cost += 0.2
            elif word in self.grammar.clause_breaks or word in {",", "and", "by"}:
                return None
            else:
                cost += 1.2
        return Tie(cost, mention, "object") if cost <= _MAX_OBJECT else None

    def _subject(self, mention: Mention, gap: Sequence[str], *, crossed: bool) -> Tie | None:
        if gap and gap[0] == "of" and all(word in self.grammar.object_skips for word in gap[1:]):
            return Tie(1.0, mention, "of")
        if mention.cue.part == "noun" and gap and not self._heads_its_phrase(gap[0]):
            return None  # "refugee status for 12,000": the cue only qualifies another noun
        cost = 3.0 if mention.cue.part == "noun" else 2.4
        linked = False
        for position, word in enumerate(gap):
            if word in self.grammar.level_links:
                linked = True
                cost += 0.1
            elif word in {".", ";"}:
                return None
            elif word == ",":
                cost += 1.0
            elif word in self.grammar.clause_breaks:
                cost += 2.0
            else:
                cost += 0.3
            if position > _MAX_REACH:
                return None
        if crossed:
            cost += 1.2
        if not linked and gap:
            cost += 1.5
        return Tie(cost, mention, "subject") if cost <= _MAX_SUBJECT else None

    def _heads_its_phrase(self, follower: str) -> bool:
        grammar = self.grammar
        return (
            follower in grammar.level_links
            or follower in grammar.transparent
            or follower in grammar.link_prepositions
            or follower in grammar.phrase_openers
            or not follower[:1].isalpha()
            or follower.endswith(("ly", "wide"))
        )


def _walls(slot: Slot, slots: Sequence[Slot], lower: Sequence[str]) -> tuple[int, int]:
    """The ends of the neighbouring quantities: a cue beyond them belongs to them first.

    A neighbour in an aside ("700 people, 104 of them police, were hurt") is no wall.
    """
    left, right = 0, len(lower)
    for other in slots:
        if other.last <= slot.first:
            left = max(left, other.noun_end)
        elif other.first >= slot.last and not _in_aside(slot, other, lower):
            right = min(right, other.hedge_first)
    return left, right


def _in_aside(slot: Slot, other: Slot, lower: Sequence[str]) -> bool:
    """Whether the other quantity is part of a comma'd aside that counts a part of this one."""
    end = _aside_end(lower, slot.noun_end)
    return end > other.first


def _aside_end(lower: Sequence[str], start: int) -> int:
    """Index behind the closing comma of an aside that opens at ``start``, or ``start``."""
    if start >= len(lower) or lower[start] not in {",", "-", "–", "—", "("}:
        return start
    closing = {"(": {")"}}.get(lower[start], {",", "-", "–", "—"})
    for end in range(start + 2, min(len(lower), start + _ASIDE_REACH)):
        if lower[end] in closing:
            inside = lower[start + 1 : end]
            part = any(
                inside[i : i + 2]
                in (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "those"])
                for i in range(len(inside))
            )
            return end + 1 if part or "including" in inside else start
    return start
