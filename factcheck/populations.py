"""Who is counted: civilians, soldiers, children, a nationality; nobody stated means all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.clauses import Slot
from factcheck.grammar import load_grammar
from factcheck.inflection import plural
from factcheck.model import Population
from factcheck.tokens import Tokens, tokenize

_LINKS = frozenset(
    [
        "were",
        "are",
        "was",
        "is",
        "of",
        "them",
        "whom",
        "these",
        "those",
        ",",
        "among",
        "mostly",
        "mainly",
        "all",
    ]
)


CANDIDATE = "candidate"  # the population above all parties and candidates
_CLAUSE_ENDS = frozenset({";", ".", "while", "but"})
_LONGEST_NAME = 6  # tokens of "Luiz Inácio Lula da Silva"
_GROUP = 8  # tokens of "of those who died in the crash"
_LEVEL = 40  # tokens of "number of civilians killed in the fighting around Quillby has risen to"
_NUMBERED = 2  # tokens of "Syrian civilians"
_SUBJECT = 20  # tokens of "The army, which holds the town of Quillby, said that"
_LOSSES = 7  # tokens of "dead in the fighting around Quillby at"
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SOLDIERS = "soldiers"
_MEN = "men"
_CHILDREN = "children"
_AGED = 10  # tokens of "of whom were still under the age of five"
_BEHIND = 5  # tokens of "58 seats for the ANC"


@dataclass(frozen=True, slots=True)
class PopulationHit:
    """A population and the tokens that name it."""

    population: str
    first: int
    last: int


def _behind_group(lower: Sequence[str], at: int) -> int:
    """Where the predicate begins behind a figure: "five | of those who died | were children"."""
    if lower[at : at + 1] != ["of"] or lower[at + 1 : at + 2] not in (["those"], ["the"]):
        return at
    end = next((spot for spot in range(at + 2, min(len(lower), at + _GROUP))
                if lower[spot] in {"were", "are", "was"}), at)  # fmt: skip
    return end if not {",", ";", "and"}.intersection(lower[at:end]) else at


@cache
def _homes() -> Mapping[str, str]:
    path = Path(__file__).parent / "vocabulary" / "parties.toml"
    homes: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["parties"]
    return homes


def home_of(population: str) -> str | None:
    """The country of a party whose name other countries' parties share; None for others."""
    return _homes().get(population)


_NOTHING = range(0)


class PopulationIndex:
    """Population aliases by their first token."""

    def __init__(self, populations: Mapping[str, Population]) -> None:
        self.populations = populations
        self._aliases: _Aliases = {}
        for population in populations.values():
            names = {population.label.lower(), *(alias.lower() for alias in population.aliases)}
            for name in sorted(names | {plural(name) for name in names}):
                words = tuple(tokenize(name).lower)
                if words:
                    self._aliases.setdefault(words[0], []).append((words, population.population))
        for entries in self._aliases.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
        candidates = {one for one in populations if CANDIDATE in self.chain(one)}
        self._candidates: _Aliases = {
            first: own
            for first, entries in self._aliases.items()
            if (own := [entry for entry in entries if entry[1] in candidates])
        }

    def chain(self, population: str) -> tuple[str, ...]:
        """The populations that contain this one, nearest first."""
        found: list[str] = []
        entry = self.populations.get(population)
        while entry is not None and entry.parent and entry.parent not in found:
            found.append(entry.parent)
            entry = self.populations.get(entry.parent)
        return tuple(found)

    def find(
        self, tokens: Tokens, slot: Slot, slots: Sequence[Slot] = (), shared: range = _NOTHING
    ) -> PopulationHit | None:
        """The population of a quantity: in its noun phrase, or behind "of them".

        ``slots``: the figures of the sentence; what another of them counts is its own. ``shared``: the
        tokens of a noun that it shares with one before it ("nine pupils were killed and 87 got away").
        """
        lower = tokens.lower
        best = _in_range(lower, slot.last, slot.noun_end, self._aliases)
        if best is not None and best.last < slot.noun_end and _is_of_things(lower, slot):
            best = None
        if best is None:
            # "41 of them children", "14 were firefighters"
            stop = min(len(lower), slot.noun_end + 5)
            position = _behind_group(lower, slot.noun_end)
            stop = min(len(lower), position + 5)
            while position < stop and lower[position] in _LINKS:
                position += 1
            others = any(one.first <= position < one.last for one in slots)
            if not others and any(word != "," for word in lower[slot.noun_end : position]):
                best = _in_range(lower, position, min(len(lower), position + 2), self._aliases)
        if best is None:
            best = _minors(lower, _behind_group(lower, slot.noun_end))
        if best is None and slot.noun_end == slot.last:
            best = self._numbered(lower, slot, slots)
        if best is None and shared:
            best = _in_range(lower, shared.start, shared.stop, self._aliases)
        if best is None and set(lower[slot.last : slot.noun_end]) <= load_grammar().losses:
            best = self._losses(lower, slot)
        if best is None or best.population == "all":
            return None
        if best.population == _MEN and _own_men(lower, slot):
            return PopulationHit(_SOLDIERS, best.first, best.last)
        return best

    def _numbered(
        self, lower: Sequence[str], slot: Slot, slots: Sequence[Slot]
    ) -> PopulationHit | None:
        """The population of a bare number that a level is told in: "the number of civilians killed rose
        to 41"; the old and the new value of one level are of one population."""
        for at in range(slot.first - 1, max(0, slot.first - _LEVEL), -1):
            if lower[at] in _CLAUSE_ENDS:
                return None
            if lower[at] != "of" or lower[at - 1] not in load_grammar().number_nouns:
                continue
            between = [one for one in slots if at < one.first < slot.first]
            if any(one.noun_end > one.last for one in between):
                return None
            behind = at + 1 + (lower[at + 1 : at + 2] == ["the"])
            return _in_range(lower, behind, behind + _NUMBERED, self._aliases)
        return None

    def _losses(self, lower: Sequence[str], slot: Slot) -> PopulationHit | None:
        """Whose losses a number tells: "the army's dead at 40", "rebel losses at 11 dead"."""
        grammar = load_grammar()
        for at in range(slot.first - 1, max(1, slot.first - _LOSSES), -1):
            if lower[at] in _CLAUSE_ENDS or lower[at] == ",":
                return None
            if lower[at] in grammar.losses:
                owner = at - 2 if lower[at - 1] in _POSSESSIVE else at - 1
                own = lower[owner] in {"its", "their"} and not grammar.fighting_bodies.isdisjoint(
                    lower[max(0, owner - _LOSSES) : owner]
                )
                if own or lower[owner] in grammar.fighting_bodies:
                    return PopulationHit(_SOLDIERS, owner, owner + 1)
                return _in_range(lower, owner, owner + 1, self._aliases)
        return None

    def find_candidate(self, tokens: Tokens, slot: Slot) -> PopulationHit | None:
        """The party or candidate whose votes or seats a quantity counts: the one named last before
        it in its clause, unless another figure stands between; else the one right behind it ("58
        seats for the ANC"); else the last before it."""
        lower = tokens.lower
        left = slot.first
        while left and lower[left - 1] not in _CLAUSE_ENDS:
            left -= 1
        wall = next(
            (at + 1 for at in range(slot.first - 1, left, -1) if lower[at][0].isdigit()), left
        )
        right = min(len(lower), slot.noun_end + _BEHIND)
        right = next((at for at in range(slot.last, right) if lower[at] == ","), right)
        # "Labour 13 and Democratic Renewal 7": an unknown name of its own.
        named = any(word[0].isupper() for word in tokens.words[max(wall, 1) : slot.first])
        return (
            self._last_candidate(lower, wall, slot.first)
            or self._last_candidate(lower, slot.last, right)
            or (None if named and wall > left else self._last_candidate(lower, left, slot.first))
        )

    def _last_candidate(self, lower: Sequence[str], first: int, last: int) -> PopulationHit | None:
        if self._candidates.keys().isdisjoint(lower[first:last]):
            return None
        for position in range(last - 1, first - 1, -1):
            for start in range(max(first, position - _LONGEST_NAME), position + 1):
                hit = _in_range(lower, start, position + 1, self._candidates)
                if hit is not None and hit.last == position + 1:
                    return hit
        return None


def _is_of_things(lower: Sequence[str], slot: Slot) -> bool:
    """ "1,376 passenger trains", "12 police cars": things, whoever is in them; "41 child cases" are people."""
    grammar, head = load_grammar(), lower[slot.noun_end - 1]
    return grammar.is_thing(head) and head not in grammar.told_of_people


def _minors(lower: Sequence[str], at: int) -> PopulationHit | None:
    """ "38 of them under the age of five", "61 of whom had not turned five": children, by their age."""
    grammar = load_grammar()
    stop = min(len(lower), at + _AGED)
    while at < stop and lower[at] in grammar.before_age:
        at += 1
    first = at
    if lower[at : at + 1] in (["under"], ["below"]):
        at += 1
    elif lower[at : at + 2] == ["younger", "than"] or lower[at : at + 2] == ["not", "turned"]:
        at += 2
    elif lower[at : at + 3] in (["not", "yet", "turned"], ["yet", "to", "turn"]):
        at += 3
    if at == first or at > stop:
        return None
    at += 3 if lower[at : at + 3] == ["the", "age", "of"] else 0
    minor = lower[at : at + 1] and lower[at] in grammar.ages_of_minors
    behind = "".join(lower[at + 1 : at + 2])
    counts = behind[:1].isalnum() and behind not in grammar.behind_age
    return PopulationHit(_CHILDREN, first, at + 1) if minor and not counts else None


def _own_men(lower: Sequence[str], slot: Slot) -> bool:
    """ "The army said that nine of its men had fallen": soldiers."""
    of_its = lower[slot.last : slot.last + 2] in (["of", "its"], ["of", "their"])
    bodies = load_grammar().fighting_bodies
    return of_its and not bodies.isdisjoint(lower[max(0, slot.first - _SUBJECT) : slot.first])


_Aliases = dict[str, list[tuple[tuple[str, ...], str]]]  # the longest first, by their first token


def _in_range(
    lower: Sequence[str], first: int, last: int, aliases: _Aliases
) -> PopulationHit | None:
    """The longest population that is named in [first, last), the last of those."""
    found: PopulationHit | None = None
    for position in range(first, min(last, len(lower))):
        for words, population in aliases.get(lower[position], ()):
            end = position + len(words)
            if end <= last and tuple(lower[position:end]) == words:
                longer = found is None or end - position >= found.last - found.first
                if population != "all" and longer:
                    found = PopulationHit(population, position, end)
                break
    return found
