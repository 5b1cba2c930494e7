"""How many independent sources stand behind the statements of one comparison.

Statements share an origin where their texts are copies of each other, where they carry the same
agency's story, where they quote the same speaker, or where they are of one page. A person's own grouping goes before all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.agencies import named_agency
from factcheck.copies import Copies
from factcheck.model import Member
from factcheck.overrides import OriginOverrides
from factcheck.statements import Statement, load_compare_words, position, speaker_key
from factcheck.ties import Ties
from factcheck.urls import page_of

# "The utility CFE" and "the electricity company CFE" are one.
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ](?=[^\W\d_]*[a-zß-ÿ])[\w'’-]*")


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
        given = [self.overrides.of(one.article.article_id, one.finding_id) for one in ordered]
        free = [one for one, origin in zip(ordered, given, strict=True) if not origin]
        found = _Sources(free, self)
        made = dict(found.members())
        for one, origin in zip(ordered, given, strict=True):
            if origin:
                made[one.finding_id] = Member(one.finding_id, origin, "set by a person")
        return tuple(made[one.finding_id] for one in group)

    def agency(self, one: Statement) -> str:
        """The agency whose word a statement is: nobody else is quoted for it."""
        if speaker_key(one.speaker):
            return named_agency(one.speaker)
        return self.agencies.get(one.article.article_id, "")


class _Sources:
    """The statements of one comparison, in the order of their days, tied by what they share."""

    def __init__(self, ordered: Sequence[Statement], finder: OriginFinder) -> None:
        self.ordered = ordered
        self.keys = [speaker_key(one.speaker or one.between) for one in ordered]
        self.agencies = [finder.agency(one) for one in ordered]
        self.credited = [finder.agencies.get(one.article.article_id, "") for one in ordered]
        self.marks = _marks(ordered, self.keys, finder.copies)
        self.on_page: dict[str, set[str]] = {}
        for one in ordered:
            self.on_page.setdefault(_page(one), set()).add(one.article.article_id)
        self.first_with: dict[object, int] = {}  # the first statement with each mark
        self.ties: Ties[int] = Ties()
        self._tie_copies()
        self._tie_agencies()
        self._tie_speakers()
        self._tie_articles()

    def members(self) -> Iterator[tuple[str, Member]]:
        """Origin and reason of each statement, by its finding's id."""
        sets: dict[int, list[int]] = {}
        for number in range(len(self.ordered)):
            sets.setdefault(self.ties.root(number), []).append(number)
        for numbers in sets.values():
            origin = self._name(numbers)
            alone = len({self.ordered[number].article.article_id for number in numbers}) == 1
            for number in numbers:
                name = self.ordered[number].finding_id
                yield name, Member(name, origin, self._reason(number, alone=alone))

    # -- ties ----------------------------------------------------------------------------------

    def _tie_copies(self) -> None:
        for number, marks in enumerate(self.marks):
            for mark in marks:
                self.ties.tie(self.first_with.setdefault(mark, number), number)

    def _tie_agencies(self) -> None:
        first: dict[str, int] = {}
        for number, agency in enumerate(self.agencies):
            if agency:
                self.ties.tie(first.setdefault(agency, number), number)
        # Where one outlet cuts "the mission said" from a story, the other still has it.
        quoted: dict[tuple[str, object], int] = {}
        for number, (one, credited) in enumerate(zip(self.ordered, self.credited, strict=True)):
            if credited and self.keys[number]:
                quoted.setdefault((credited, one.value), number)
        for number, (one, credited) in enumerate(zip(self.ordered, self.credited, strict=True)):
            said = quoted.get((credited, one.value))
            if credited and not self.keys[number] and said is not None:
                self.ties.tie(said, number)

    def _tie_speakers(self) -> None:
        """One speaker under several forms of a name: the words of one hold those of the other."""
        first: dict[frozenset[str], int] = {}
        for number, key in enumerate(self.keys):
            if key:
                self.ties.tie(first.setdefault(key, number), number)
        offices: dict[str, int] = {}
        by_word: dict[str, list[frozenset[str]]] = {}
        for key, number in first.items():
            for office in key & load_compare_words().offices:
                self.ties.tie(offices.setdefault(office, number), number)
            for word in key:
                by_word.setdefault(word, []).append(key)
        short: dict[str, int] = {}
        for number, one in enumerate(self.ordered):
            words = load_compare_words()
            if self.keys[number] & words.apart_from:
                continue
            for word in _ACRONYM.findall(one.speaker):
                if word.lower() in words.fillers | words.stand_ins:
                    continue
                self.ties.tie(short.setdefault(word, number), number)
        # "The National Bureau of Statistics (NBS) said": that is the NBS of others.
        for number, one in enumerate(self.ordered):
            initials = "".join(word[0] for word in _CAPITALISED.findall(one.speaker))
            if initials in short and f"({initials})" in one.article.text:
                self.ties.tie(short[initials], number)
        for key, number in first.items():
            rarest = min(key, key=lambda word: (len(by_word[word]), word))
            for other in by_word[rarest]:
                if not key < other or (other - key) & load_compare_words().apart_from:
                    continue  # "the association of police officers" is not the police
                if not self._are_two(self.ordered[first[other]].speaker, first):
                    self.ties.tie(number, first[other])

    @staticmethod
    def _are_two(speaker: str, known: Mapping[frozenset[str], int]) -> bool:
        """Whether a speaker is two who speak elsewhere for themselves: "police and the union"."""
        parts = [speaker_key(part) for part in re.split(r",? and ", speaker)]
        return len(parts) > 1 and all(
            any(
                part and (key <= part or part <= key)
                for key in known
                if key != speaker_key(speaker)
            )
            for part in parts
        )

    def _tie_articles(self) -> None:
        """A figure that names nobody goes back to whom its page quotes for the same number: a table may give a
        page in several rows, or its editions."""
        quoted: dict[tuple[str, object], int] = {}
        silent: dict[str, int] = {}
        for number, one in enumerate(self.ordered):
            if self.keys[number]:
                quoted.setdefault((_page(one), one.value), number)
        for number, one in enumerate(self.ordered):
            if self.keys[number]:
                continue
            page = _page(one)
            said = quoted.get((page, one.value))
            first = silent.setdefault(page, number)
            self.ties.tie(first if said is None else said, number)

    # -- words -----------------------------------------------------------------------------------

    def _name(self, numbers: Sequence[int]) -> str:
        """The fullest form of the speaker's name, else the agency, else the first article."""
        speakers = {self.ordered[n].speaker: self.keys[n] for n in numbers if self.keys[n]}
        agencies = {self.agencies[n] for n in numbers} - {""}
        best = min(speakers, key=lambda name: (-len(speakers[name]), name), default="")
        return best or min(agencies, default="") or self.ordered[numbers[0]].article.article_id

    def _reason(self, number: int, *, alone: bool) -> str:
        one = self.ordered[number]
        if alone:
            return f"quotes {one.speaker}" if self.keys[number] else "own report"
        article = one.article.article_id
        copied = {
            self.ordered[self.first_with[mark]].article.article_id for mark in self.marks[number]
        } - {article}
        if copied:
            return f"nearly the same words as {min(copied)}"
        if self.agencies[number]:
            return f"carries {self.agencies[number]}"
        if self.keys[number]:
            return f"quotes {one.speaker}"
        if len(self.on_page[_page(one)]) > 1:
            return "of one page with another of them"
        return "shares its figure with one that has this source"


def _marks(
    ordered: Sequence[Statement], keys: Sequence[frozenset[str]], copies: Copies
) -> list[list[object]]:
    """What copies have in common: the text or paragraph that they go back to, and there the number,
    or who said it (an updated copy has another number)."""
    passages = [
        copies.passage(one.article.article_id, one.finding.claim.quantity.span.start)
        if one.finding.claim.sentence.field == "text"
        else None
        for one in ordered
    ]
    first = copies.first_alike([passage for passage in passages if passage is not None])
    made: list[list[object]] = []
    for one, key, passage in zip(ordered, keys, passages, strict=True):
        sources: list[object] = [copies.texts.get(one.article.article_id)]
        sources.append(first[passage] if passage is not None else None)
        made.append(
            [
                (source, detail)
                for source in sources
                if source is not None
                for detail in (one.value, key)
            ]
        )
    return made


def _page(one: Statement) -> str:
    """The page that a statement stands on; its article where no address tells."""
    return page_of(one.article.url) or one.article.article_id


def _order(one: Statement) -> tuple[str, tuple[str, bool, int, int, str]]:
    return one.day.isoformat() if one.day else "9999", position(one.finding)
