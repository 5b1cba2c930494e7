"""Places that a text only points at: "in the city", "the enclave's hospitals", "in the capital".

Each points at the last place of its kind that the text named before it, "the country" at the one that
the article is about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from factcheck.places import PlaceIndex, PlaceMention
from factcheck.tokens import Tokens

_MEMORY = 40  # places that a reader may have in mind
_EQUALS = frozenset({"as", "is", "was", "became", "becomes", "becoming", "remains", "remained"})
_OWNERS = frozenset({"his", "her", "its", "their"})
_DESCRIBED = 1  # words between "the" and the noun ("the besieged city")
_THIS = "this"
_POINTERS = frozenset({"the", _THIS})
_LEADING = _POINTERS | _OWNERS
_HERE = "here"
_TOWN = "city"
_HEAD_ENDS = frozenset({",", ".", "of", "in", "on", "near", "with", "where", "that", "which"})
_SEVERAL = 2  # places of a country that make an article one about it
_APPOSED = 5  # tokens of ", the old provincial capital" behind a name


class ReferenceReader:
    """Reads the places that the sentences of one article point at, in their order.

    ``title``: the places of the headline; ``own``: the article's main place and what it lies in;
    ``written``: the place of its dateline, which "here" and "this city" point at.
    """

    def __init__(
        self,
        title: Sequence[PlaceMention],
        places: PlaceIndex,
        own: Sequence[str] = (),
        written: PlaceMention | None = None,
    ) -> None:
        self.places = places
        self.own = own
        self.written = written
        unlisted = [written] if written is not None and _is_unknown(written) else []
        self._known = [*title, *unlisted]  # oldest first
        self._near: list[PlaceMention] = []  # those of the paragraph
        self._is_here = False  # whether the text said that it tells of where it was written
        # The noun that a name was given, by the name; an article is written in a town.
        self._called = {one.name.lower(): _TOWN for one in unlisted}

    def open_paragraph(self) -> None:
        """Forget which places stood in the same paragraph."""
        self._near = []

    def read(self, tokens: Tokens, named: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The places that the next sentence points at. ``named``: those it names, left to right."""
        lower, pointing = tokens.lower, self.places.words.pointing
        self._called.update(nouns_given(tokens, named, pointing))
        found: list[PlaceMention] = []
        if not pointing.keys().isdisjoint(lower) or _HERE in lower:
            for at, word in enumerate(lower):
                if word in pointing:
                    pointed = self._pointed(tokens, named, at)
                else:
                    pointed = self._here(lower, at) if word == _HERE else None
                if pointed is not None:
                    found.append(pointed)
        self._near.extend(named)
        self._known.extend(named)
        del self._known[:-_MEMORY]
        return found

    def _here(self, lower: Sequence[str], at: int) -> PlaceMention | None:
        """ "Police had 410 officers here": where the article was written."""
        words = self.places.words
        if self.written is None or not at or lower[at - 1] in words.origin | words.goal:
            return None
        self._is_here = True
        return replace(self.written, first=at, last=at + 1, preposition="in")

    def _pointed(
        self, tokens: Tokens, named: Sequence[PlaceMention], at: int
    ) -> PlaceMention | None:
        lower, words = tokens.lower, self.places.words
        people = next((one for one in named if one.demonym and one.last == at), None)
        owned = lower[at - 1] in _OWNERS
        if owned and "country" in words.pointing[lower[at]]:
            return None  # "had fled their country"
        if not _points(tokens, people.first if people is not None else at, at):
            return None
        if lower[at - 1] in words.portfolios:
            return None  # "the agriculture department"
        names_itself = lower[at + 1 : at + 2] == ["of"] and tokens.words[at + 2 : at + 3]
        if lower[at] != "capital" and names_itself and names_itself[0][:1].isupper():
            return None  # "the town of Kanda"
        first = next(spot for spot in range(at, -1, -1) if lower[spot] in _LEADING)
        preposition = lower[first - 1] if first else ""
        spot = first - 1
        if preposition == "and" and first > 1:  # "in and around the city"
            preposition = lower[first - 2]
        target = self._target(tokens, named, at, people)
        located = preposition in words.locative
        if target is None and located and lower[at] in words.provinces:
            known = [*self._known, *(one for one in named if one.last <= at)]
            target = self._unnamed(known, words.pointing[lower[at]]) or self._province(known)
        if target is None:
            silent = lower[at] not in words.vague or not self._known
            written = located and silent and not owned
            return self._as_written(tokens, first, at, preposition) if written else None
        if _is_unknown(target):
            self._called.setdefault(target.name.lower(), lower[at])
        return replace(
            target, first=first, last=at + 1, preposition=preposition, demonym=False,
            seat=spot > 0 and lower[spot - 1] in words.seats,
            said=spot > 0 and lower[spot - 1] in words.hearings, people=False,
            around=preposition == "of" and lower[spot - 1] in words.directions,
        )  # fmt: skip

    def _target(
        self,
        tokens: Tokens,
        named: Sequence[PlaceMention],
        at: int,
        people: PlaceMention | None,
    ) -> PlaceMention | None:
        """The place that the noun at a token points at."""
        lower, places = tokens.lower, self.places
        word = lower[at]
        kinds = places.words.pointing[word]
        here = [one for one in named if one.last <= at]
        later = {one.name for one in named if one.first > at}
        # "44 in the city and 14 in Quillby": not in Quillby.
        known = [one for one in (*self._known, *here) if one.name not in later]
        if word not in places.words.settlements and self._tells_of_elsewhere(known):
            known = [one for one in known if one is not self.written]  # a port is not any town's
        if people is not None:  # "the Pakistani city": the last one there
            known = [_inside(one, people, places) for one in known if one is not people]
            return next((one for one in reversed(known) if _is_kind(one, kinds, places)), None) or (
                self._unlisted(known, kinds) if "unknown" in kinds else None
            )
        if lower[at - 1] == _THIS and "unknown" in kinds and self._is_written(kinds):
            self._is_here = True
            return self.written
        given = next((one for one in reversed(known) if self._is_called(one, word)), None)
        if given is not None:
            return given
        if lower[at - 1] in places.words.lesser:
            return None  # "the provincial capital" is not the country's
        if "country" in kinds:  # the article's own, not the last that was named
            known = self._countries(named, at, kinds) or known
        if word == "capital":
            target = _capital(here, places)
            known = [target] if target is not None else known
        fitting = [_of_kinds(one, kinds, places) for one in known if _is_kind(one, kinds, places)]
        away = places.words.goal | places.words.origin
        # Not "flown to Oslo", nor "the ministry in Oslo", nor the government in "Oslo's army".
        stayed = [
            one for one in fitting
            if one.preposition not in away and not one.seat and not self._is_government(one)
        ]  # fmt: skip
        gone = all(one.preposition in away for one in fitting)
        correspondent = self._capital_written_in(kinds) if word == "city" and gone else None
        target = correspondent or next(reversed(stayed or fitting), None)
        written = target is correspondent or (target is self.written and not self._is_here)
        if target is None or written:
            # A town that the text is about goes before the one in which it was written.
            target = self._located(known, kinds) or target
        if target is None and "unknown" in kinds:
            target = self._unlisted(known, kinds)
        if target is None and "country" in kinds:
            target = _country(self.own, places)
        if target is None and word == "capital":
            target = _capital(known, places) or self._own_capital(known)
        return target

    def _capital_written_in(self, kinds: frozenset[str]) -> PlaceMention | None:
        """The capital of the dateline, for "the city" of a text that tells of no other: where correspondents sit
        something may have happened as well."""
        if self.written is None or not self.written.said:
            return None
        written = replace(self.written, said=False)
        return written if _is_kind(written, kinds, self.places) else None

    def _is_government(self, mention: PlaceMention) -> bool:
        """Whether a capital may stand for its government: "Moscow's army", not "in Moscow"."""
        capital = [self.places.places[one].kind == "capital" for one in mention.places]
        bare = mention.preposition not in self.places.words.locative | {"of", "on"}
        return bare and any(capital) and mention is not self.written

    def _unnamed(self, known: Sequence[PlaceMention], kinds: frozenset[str]) -> PlaceMention | None:
        """The only unlisted name that may be a province's: "19 died in Morvale, eight are missing in the
        province"."""
        locative = self.places.words.locative
        found = {one.name: one for one in known
                 if self._may_be(one, kinds) and one.preposition in locative}  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else None

    def _province(self, known: Sequence[PlaceMention]) -> PlaceMention | None:
        """The province that the last town lies in, where the text does not name it."""
        places = self.places
        one = known[-1] if known else None
        if one is None or len(one.places) != 1 or one.demonym or one.said:
            return None
        around = places.chain(one.places[0])
        province = next((place for place in around if places.places[place].kind == "admin1"), "")
        return PlaceMention(0, 0, (province,), places.places[province].label) if province else None

    def _as_written(
        self, tokens: Tokens, first: int, at: int, preposition: str
    ) -> PlaceMention | None:
        """A place that the text names nowhere: "in the province" is neither the town nor the country."""
        words = self.places.words
        noun = tokens.lower[at]
        if at - first > 1 or noun in words.sites_too or "country" in words.pointing[noun]:
            return None
        name = tokens.text[tokens.starts[first] : tokens.ends[at]]
        return PlaceMention(first, at + 1, (), name, preposition=preposition)

    def _tells_of_elsewhere(self, known: Sequence[PlaceMention]) -> bool:
        """Whether the text is about another place than a country and that in which it was written."""
        return any(
            one is not self.written
            and one.preposition in self.places.words.locative
            and not self.places.any_country(one.places)
            for one in known
        )

    def _own_capital(self, known: Sequence[PlaceMention]) -> PlaceMention | None:
        """The capital of the country that the article is about, if it names several places there."""
        places = self.places
        country = places.country_of(self.own)
        capital = places.capital(country) if country else ""
        inside = [one for one in known if one.places and country in places.chain(one.places[0])]
        if not capital or len(inside) < _SEVERAL:
            return None
        return PlaceMention(0, 0, (capital,), places.places[capital].label)

    def _is_written(self, kinds: frozenset[str]) -> bool:
        """Whether the place of the dateline is of some kinds, as far as the table knows it."""
        one = self.written
        return one is not None and (_is_unknown(one) or _is_kind(one, kinds, self.places))

    def _is_called(self, mention: PlaceMention, noun: str) -> bool:
        """Whether the text gave a name this noun: "the town of Quillby", "Morvale, the provincial
        capital". Provinces and regions are taken for each other; the table knows most kinds itself."""
        name = mention.name.lower()
        called = self._called.get(name)
        if called is None and not mention.places and name.endswith(f" {noun}"):
            called = noun  # "Gaines County"
        if mention is self.written and not self._is_here:
            return False
        if called is None or mention.said or (mention.places and noun != "capital"):
            return False
        pointing = self.places.words.pointing
        region = "unknown" not in pointing[noun] and "admin1" in pointing[noun]
        return called == noun or (region and pointing.get(called) == pointing[noun])

    def _unlisted(
        self, known: Sequence[PlaceMention], kinds: frozenset[str]
    ) -> PlaceMention | None:
        """The last name that the table does not hold and that the text calls nothing else."""
        return next((one for one in reversed(known) if self._may_be(one, kinds)), None)

    def _located(self, known: Sequence[PlaceMention], kinds: frozenset[str]) -> PlaceMention | None:
        """The last unlisted name that something is said to lie or happen in."""
        words = self.places.words
        if "unknown" not in kinds:
            return None
        located = [one for one in known
                   if one.preposition in words.locative and not one.seat and not one.part]  # fmt: skip
        return self._unlisted(located, kinds)

    def _may_be(self, mention: PlaceMention, kinds: frozenset[str]) -> bool:
        pointing = self.places.words.pointing
        called = self._called.get(mention.name.lower(), "")
        return _is_unknown(mention) and pointing.get(called, kinds) == kinds

    def _countries(
        self, named: Sequence[PlaceMention], at: int, kinds: frozenset[str]
    ) -> list[PlaceMention]:
        """The countries of the paragraph up to a token, else those that the article is about."""
        places = self.places.places
        peoples = {one.last for one in named if one.demonym}
        near = [*self._near, *(one for one in named if one.last <= at)]
        here = [
            replace(one, demonym=False, name=places[one.places[0]].label)
            for one in near
            if one.places
            and places[one.places[0]].kind in kinds
            and not one.said
            and not one.people
        ]
        plain = [one for one in here if one.last not in peoples]  # "Kazakhstan said 40 Russian ..."
        known = (*self._known, *(one for one in named if one.last <= at))
        return plain or here or [one for one in known if one.places and one.places[0] in self.own]


def nouns_given(
    tokens: Tokens, named: Sequence[PlaceMention], nouns: Collection[str]
) -> dict[str, str]:
    """What a sentence calls its places, by their names in lower case: a "town" for "the town of
    Quillby", a "capital" for "Morvale, the provincial capital" and "the provincial capital, Morvale"."""
    lower = tokens.lower
    given: dict[str, str] = {}
    for one in named:
        noun = ""
        if one.first > 1 and lower[one.first - 1] in {"of", ","}:
            noun = lower[one.first - 2]
            if noun not in nouns and lower[one.first - 1] == ",":
                noun = ""
        behind = lower[one.last : one.last + _APPOSED + 1]
        if not noun and behind and behind[0] in nouns:
            noun = behind[0]  # "Quillby district"
        if not noun and behind[:1] == [","] and behind[1:2] in (["the"], ["a"], ["an"]):
            end = next((at for at, word in enumerate(behind[2:], 2) if word in _HEAD_ENDS), 2)
            noun = behind[end - 1] if behind[end - 1] in nouns else ""
        if noun:
            given[one.name.lower()] = noun
    return given


def _inside(mention: PlaceMention, people: PlaceMention, places: PlaceIndex) -> PlaceMention:
    """A mention with those of its places alone that lie in the country of a people."""
    inside = [one for one in mention.places if people.places[0] in places.chain(one)]
    return replace(mention, places=tuple(inside), part=mention.part or not inside)


def _points(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a noun stands alone behind "the" or "his": not "the city of Herat", "the Herat region"; from
    ``first`` on its people's name may stand in front of it."""
    lower, words = tokens.lower, tokens.words
    start = first - 1
    if start >= 0 and lower[start] not in _LEADING and words[start].islower():
        start -= _DESCRIBED
    if start < 0 or lower[start] not in _LEADING or not words[at].islower():
        return False
    behind = words[at + 1 : at + 3]
    if behind[:1] == ["of"]:
        return False
    if start and lower[start - 1] in _EQUALS and behind and behind[0].isalpha():
        return False  # "as the country with the most deaths" tells which, and points at none
    return not behind or not behind[0][:1].isalpha() or behind[0].islower()


def _is_kind(mention: PlaceMention, kinds: frozenset[str], places: PlaceIndex) -> bool:
    if mention.demonym or mention.said:
        return False
    return any(places.places[one].kind in kinds for one in mention.places)


def _of_kinds(mention: PlaceMention, kinds: frozenset[str], places: PlaceIndex) -> PlaceMention:
    """A mention with those of its places alone that are of some kinds: "the state" is not the city that
    bears its name."""
    if not mention.places[1:]:
        return mention
    fitting = tuple(one for one in mention.places if places.places[one].kind in kinds)
    return replace(mention, places=fitting)


def _is_unknown(mention: PlaceMention) -> bool:
    """Whether the table does not hold a name, so that it may be a place of any kind."""
    return not mention.places and not mention.part and not mention.said


def _country(own: Sequence[str], places: PlaceIndex) -> PlaceMention | None:
    """The country that the article's main place lies in, where the text does not name it."""
    country = places.country_of(own)
    return PlaceMention(0, 0, (country,), places.places[country].label) if country else None


def is_pointer(name: str) -> bool:
    """Whether a place is told without a name, as it is written: "the province", "its south".

    >>> is_pointer("The province"), is_pointer("the old port, Chile"), is_pointer("the Hague")
    (True, True, False)
    """
    article, _, noun = name.partition(" ")
    return article.lower() in _LEADING and noun[:1].islower()


def is_unresolved(mention: PlaceMention) -> bool:
    """Whether a mention is a pointer that points at nothing the text names."""
    return not mention.places and is_pointer(mention.name)


def _capital(known: Sequence[PlaceMention], places: PlaceIndex) -> PlaceMention | None:
    """The capital of the last country that was named."""
    for mention in reversed(known):
        if places.any_country(mention.places[:1]):
            capital = places.capital(mention.places[0])
            if capital:
                return replace(mention, places=(capital,), name=places.places[capital].label)
    return None


def all_references(
    tokens: Mapping[int, Tokens],
    named: Mapping[int, Sequence[PlaceMention]],
    reader: ReferenceReader,
    paragraphs: Mapping[int, int],
) -> dict[int, tuple[PlaceMention, ...]]:
    """The references of every sentence of an article, by its index. ``paragraphs``: the paragraph of
    each sentence."""
    last: int | None = None
    out: dict[int, tuple[PlaceMention, ...]] = {}
    for index in sorted(tokens):
        if paragraphs.get(index) != last:
            last = paragraphs.get(index)
            reader.open_paragraph()
        found = reader.read(tokens[index], named.get(index, ()))
        if found:
            out[index] = tuple(found)
    return out
