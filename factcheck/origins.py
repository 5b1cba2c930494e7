"""How many independent sources stand behind the statements of one comparison.

Statements share an origin where their texts are copies of each other, where they carry the same
agency's story, or where they quote the same speaker. A person's own grouping goes before all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.agencies import named_agency
from factcheck.copies import Copies
from factcheck.model import Member
from factcheck.overrides import OriginOverrides
from factcheck.statements import Statement, load_compare_words, position, speaker_key
from factcheck.ties import Ties

_OWN = "own report"


@dataclass(frozen=True)
class OriginFinder:
    """What is known of all articles of a run: copies, credited agencies, a person's word."""

    copies: Copies = field(default_factory=Copies)
    agencies: Mapping[str, str] = field(default_factory=dict)
    overrides: OriginOverrides = field(default_factory=OriginOverrides)

    def members(self, group: Sequence[Statement]) -> tuple[Member, ...]:
        """Each statement with its origin and the reason, in the order given.

        An origin is called by the speaker, else the agency, else the first article.
        """
        ordered = sorted(group, key=_order)
        ties: Ties[int] = Ties()
        given = [self.overrides.of(one.article.article_id, one.finding_id) for one in ordered]
        free = [number for number, origin in enumerate(given) if not origin]
        self._tie_copies(ordered, free, ties)
        self._tie_agencies(ordered, free, ties)
        _tie_speakers(ordered, free, ties)
        _tie_articles(ordered, free, ties)
        reasons = {number: self._reason(ordered, number, free, ties) for number in free}
        names = self._names(ordered, free, ties)
        made = {
            one.finding_id: Member(
                one.finding_id,
                given[number] or names[number],
                "set by a person" if given[number] else reasons[number],
            )
            for number, one in enumerate(ordered)
        }
        return tuple(made[one.finding_id] for one in group)

    # -- ties ----------------------------------------------------------------------------------

    def _tie_copies(
        self, ordered: Sequence[Statement], free: Sequence[int], ties: Ties[int]
    ) -> None:
        first: dict[object, int] = {}
        for number in free:
            for mark in self._marks(ordered[number]):
                ties.tie(first.setdefault(mark, number), number)

    def _marks(self, one: Statement) -> list[object]:
        """What copies have in common: the text or paragraph that they go back to, and there the
        number, or who said it (an updated copy has another number)."""
        article = one.article.article_id
        sources: list[object] = [self.copies.texts.get(article)]
        if one.finding.claim.sentence.field == "text":
            sources.append(self.copies.passage(article, one.finding.claim.quantity.span.start))
        return [
            (source, detail)
            for source in sources
            if source is not None
            for detail in (one.value, speaker_key(one.speaker))
        ]

    def _tie_agencies(
        self, ordered: Sequence[Statement], free: Sequence[int], ties: Ties[int]
    ) -> None:
        first: dict[str, int] = {}
        for number in free:
            agency = self._agency(ordered[number])
            if agency:
                ties.tie(first.setdefault(agency, number), number)

    def _agency(self, one: Statement) -> str:
        """The agency whose word a statement is: nobody else is quoted for it."""
        if speaker_key(one.speaker):
            return named_agency(one.speaker)
        return self.agencies.get(one.article.article_id, "")

    # -- names -----------------------------------------------------------------------------------

    def _names(
        self, ordered: Sequence[Statement], free: Sequence[int], ties: Ties[int]
    ) -> dict[int, str]:
        sets: dict[int, list[int]] = {}
        for number in free:
            sets.setdefault(ties.root(number), []).append(number)
        names: dict[int, str] = {}
        for numbers in sets.values():
            speakers = [ordered[n].speaker for n in numbers if speaker_key(ordered[n].speaker)]
            agencies = [agency for n in numbers if (agency := self._agency(ordered[n]))]
            # The fullest form of a name says most.
            best = min(speakers, key=lambda name: (-len(speaker_key(name)), name), default="")
            name = best or min(agencies, default="") or ordered[numbers[0]].article.article_id
            names.update(dict.fromkeys(numbers, name))
        return names

    def _reason(
        self, ordered: Sequence[Statement], number: int, free: Sequence[int], ties: Ties[int]
    ) -> str:
        one = ordered[number]
        others = [n for n in free if n != number and ties.root(n) == ties.root(number)]
        elsewhere = [n for n in others if ordered[n].article != one.article]
        if not elsewhere:
            return f"quotes {one.speaker}" if speaker_key(one.speaker) else _OWN
        mark = set(self._marks(one))
        copied = [n for n in elsewhere if mark & set(self._marks(ordered[n]))]
        before = [n for n in copied if n < number]
        if before:
            return f"nearly the same words as {ordered[before[0]].article.article_id}"
        agency = self._agency(one)
        if agency:
            return f"carries {agency}"
        if speaker_key(one.speaker):
            return f"quotes {one.speaker}"
        if copied:
            return f"nearly the same words as {ordered[copied[0]].article.article_id}"
        return "repeats a figure of the same article"


def _order(one: Statement) -> tuple[str, tuple[str, bool, int, int, str]]:
    return one.day.isoformat() if one.day else "9999", position(one.finding)


def _tie_speakers(ordered: Sequence[Statement], free: Sequence[int], ties: Ties[int]) -> None:
    """One speaker under several forms of a name: the words of one hold those of the other."""
    keys: dict[frozenset[str], int] = {}
    for number in free:
        key = speaker_key(ordered[number].speaker)
        if key:
            ties.tie(keys.setdefault(key, number), number)
    offices: dict[str, int] = {}
    for key, number in keys.items():
        for office in key & load_compare_words().offices:
            ties.tie(offices.setdefault(office, number), number)
    by_word: dict[str, list[frozenset[str]]] = {}
    for key in sorted(keys, key=lambda one: (len(one), sorted(one))):
        # A shorter form is tied where all its words stand in a longer one.
        for word in key:
            by_word.setdefault(word, []).append(key)
    for key in sorted(keys, key=lambda one: (len(one), sorted(one))):
        rarest = min(key, key=lambda word: (len(by_word[word]), word))
        for other in by_word[rarest]:
            if key < other:
                ties.tie(keys[key], keys[other])


def _tie_articles(ordered: Sequence[Statement], free: Sequence[int], ties: Ties[int]) -> None:
    """A figure that names nobody goes back to whom its own article quotes for the same number."""
    quoted: dict[tuple[str, object], int] = {}
    silent: dict[str, int] = {}
    for number in free:
        one = ordered[number]
        if speaker_key(one.speaker):
            quoted.setdefault((one.article.article_id, one.value), number)
    for number in free:
        one = ordered[number]
        if speaker_key(one.speaker):
            continue
        said = quoted.get((one.article.article_id, one.value))
        ties.tie(
            number, silent.setdefault(one.article.article_id, number) if said is None else said
        )
