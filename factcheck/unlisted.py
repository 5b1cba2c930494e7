"""Names of places that the table does not hold, found by how a sentence uses them.

A capitalised name is a place behind "in", "off" or "nearby", in front of "county" or "camp", with an
apposition that says so ("Lytton, a village in ..."), as the subject of a rainfall or a temperature,
and in a list that a place opened. Everything else that is capitalised is somebody or something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from factcheck.grammar import function_words, load_grammar
from factcheck.place_words import load_place_words

_LONGEST_ACRONYM = 5  # letters: "UNHCR" is no place, "BAGHDAD" in a headline may be
_MAX_UNKNOWN = 4  # capitalised words of one unknown name
_ADJECTIVES = ("ish", "ian", "ese")
_PEOPLES = (*_ADJECTIVES, "ean", "i")
_AREA = 4  # tokens of "besieged border town of" behind a people's name
_BEFORE = 4  # tokens of "in the remote northern"
_HEAD_ENDS = frozenset({",", ".", "of", "where", "with", "that", "which", "whose", "for", "to"})
_STANCES = frozenset({"pro", "anti", "non", "post", "pre", "ex"})
ARTICLES = frozenset({"al", "el", "ul"})  # in front of names, with a hyphen
_LOCATED = 8  # tokens of ", in the hills above Rio de Janeiro,"
_BEARING = 6  # tokens of "some 50 km north of"
_HEAD = 7  # tokens of "a working-class fishing town"
_EXTRACTED = 8  # tokens of "recovered 302 bodies of passengers from"
_LIST = 24  # tokens of a list of places
_SAINTS = frozenset({"st", "saint"})
_LISTED = 4  # tokens of "provinces of Quill and"
_LINKED = 2  # tokens of "Quill and"
_LINKS = frozenset({",", "and"})
_OPENING = 2  # tokens: "In Kabul, Ghani and Abdullah signed"
_VERB = 3  # tokens of "has been drenched"
_WEATHER = 16  # tokens of "sweltered through the hottest day in its history on Tuesday at 49.6C"
_PREDICATE = 6  # tokens of "baked at a record"


class NameFinder:
    """Finds the end of an unlisted name in one sentence; 0 where a token begins none."""

    def __init__(self, words: Sequence[str], lower: Sequence[str]) -> None:
        self.words = words
        self.lower = lower
        self.vocabulary = load_place_words()

    def end(self, position: int, listed: Callable[[], bool]) -> int:
        """The token behind the name that begins at a token. ``listed`` says whether a place with a
        figure of its own stands before it in the sentence."""
        words, lower, vocabulary = self.words, self.lower, self.vocabulary
        if not words[position][:1].isupper() or lower[position] in vocabulary.not_places:
            return 0
        if lower[position + 1 : position + 2] == ["-"] and lower[position] in _STANCES:
            return 0  # "the Pro-Beijing camp"
        if lower[position] in function_words() and self._opens(position):
            return 0
        if self._tells_people(position):
            return 0
        site = self.site_end(position)
        if site:
            return site
        if not words[position].isalpha() or lower[position] in vocabulary.locative or (
            words[position].isupper() and len(words[position]) <= _LONGEST_ACRONYM
        ):  # fmt: skip
            return 0
        last = self._run(position)
        if lower[last : last + 1] == ["'s"] and not self._owns(last):
            return 0  # "under the hammer at Ollum's on Wednesday"
        if not (
            self._stands_behind(position)
            or self._names_area(position)
            or self._says_itself(position, last)
            or self._told(position, last)
            or (self._item(position, last) and listed())
            or self._goes_on(position)
            or self._continues(position, last)
            or self._befell(position, last)
            or self._is_province(position, last)
        ):
            return 0
        name = lower[position:last]
        area = last - position > 1 and (
            name[-1] in vocabulary.area_nouns or name[-1] in vocabulary.name_ends
        )
        if area or self.part_of_city(position, last):
            return last  # "Union Island", "Freedom Square"
        if any(word in vocabulary.organisation_heads for word in name):
            return 0
        return 0 if any(word in vocabulary.not_places_within for word in name) else last

    def _owns(self, last: int) -> bool:
        """Whether a noun or a figure stands behind the 's of a name: "in Quillby's market"."""
        behind = self.lower[last + 1 : last + 2]
        word = behind[0] if behind else "."
        return word[:1].isalnum() and word not in function_words() | self.vocabulary.locative

    def _is_province(self, position: int, last: int) -> bool:
        """Whether a name ends as those of provinces do: "Imo State had 56 deaths"; not the Islamic State."""
        name, vocabulary = self.lower[position:last], self.vocabulary
        return (
            len(name) > 1
            and name[-1] in vocabulary.province_ends
            and vocabulary.no_provinces.isdisjoint(name)
        )

    def longer_end(self, position: int, end: int) -> int:
        """The end of a longer name that a city's begins, which ends at a token ("near Porto Feliz,"); 0 where it begins none.

        What is no place of its own stays the city's: its squares and courts, a day, a title.
        """
        lower, words, vocabulary = self.lower, self.words, self.vocabulary
        if not position or lower[position - 1] not in vocabulary.locative:
            return 0
        last = self._run(position)
        rest = lower[end:last]
        if not rest or not words[end].istitle() or self.site_end(position):
            return 0
        other = (
            vocabulary.organisation_heads, vocabulary.sites, vocabulary.city_parts,
            vocabulary.area_nouns, vocabulary.not_places, vocabulary.not_places_within,
            vocabulary.directions,
        )  # fmt: skip
        if any(not one.isdisjoint(rest) for one in other):
            return 0
        behind = lower[last] if last < len(lower) else "."
        if behind == ",":  # not "in Beirut Hezbollah, Iran's ally, said"
            return last if lower[last + 1 : last + 2] == ["where"] else 0
        return last if behind in vocabulary.name_closed or behind in {".", ";", ")"} else 0

    def _tells_people(self, position: int) -> bool:
        """Whether a people's name stands before the noun of a place that has a name: "into the
        Quillian border town of Goma"."""
        words, lower = self.words, self.lower
        if not lower[position].endswith(_PEOPLES):
            return False
        at = position + 1
        while at < len(words) and at - position <= _AREA and words[at].islower():
            if lower[at] == "of" and lower[at - 1] in self.vocabulary.area_nouns:
                return words[at + 1 : at + 2] != [] and words[at + 1][:1].isupper()
            at += 1
        return False

    def _opens(self, position: int) -> bool:
        """Whether a sentence begins at a token, so that any word has a capital there."""
        before = self.lower[position - 1] if position else "."
        return not before[0].isalnum() and before not in {",", "-", "'s"}

    def part_of_city(self, first: int, last: int) -> bool:
        """Whether a name is that of a part of a city: "Freedom Square", "Plaza Italia"."""
        ends = {self.lower[first], self.lower[last - 1]}
        return bool(ends & self.vocabulary.city_parts) and (
            last - first > 1 or self.lower[first] in self.vocabulary.sites
        )

    def _run(self, position: int) -> int:
        """End of the capitalised words that go together from a token on."""
        words, last = self.words, position + 1
        while (
            last < len(words)
            and last - position < _MAX_UNKNOWN
            and (
                (words[last][:1].isupper() and words[last].isalpha())
                or words[last] in {"-", "'s"}
                or self._joins(position, last)
            )
        ):
            last += 1
        while words[last - 1] in {"-", "'s"} or words[last - 1].islower():
            last -= 1
        return last

    def _joins(self, position: int, at: int) -> bool:
        """Whether a small word or a full stop is part of a name: "Gulf of Suez", "Khan al-Assal", "St. Marc"."""
        behind = self.words[at + 1 : at + 2]
        named = bool(behind) and (behind[0][:1].isupper() or behind[0] == "-")
        if self.words[at] in self.vocabulary.particles:
            return named
        if self.words[at] == "." and at == position + 1:
            return named and self.lower[position] in self.vocabulary.shortened_openers
        heads = self.vocabulary.name_heads
        return (
            self.words[at] == "of" and named and self.lower[at - 1] in heads and at == position + 1
        )

    def _stands_behind(self, position: int) -> bool:
        """Whether a name stands behind a word that is followed by places: "in", "off", "nearby"."""
        lower, vocabulary = self.lower, self.vocabulary
        at = position - 2 if self._has_article(position) else position
        while at and position - at < _BEFORE and (
            lower[at - 1] in vocabulary.directions or lower[at - 1] in vocabulary.vicinity
        ):  # fmt: skip
            at -= 1
        before = lower[at - 1] if at else ""
        ahead = lower[at - 2] if at > 1 else ""
        if before == "the" and ahead == "at" and not vocabulary.befallen.isdisjoint(
            lower[max(0, at - 3) : at - 2]
        ):  # fmt: skip
            return True  # "90 of them at the Quillaclan"
        if before == "the" and ahead in vocabulary.spreading:
            return lower[self._run(position) :][:1] != ["of"]
        if (
            before in vocabulary.locative
            or before in vocabulary.striking_verbs
            or before in vocabulary.crossing_verbs
        ):
            return at == 1 or self.words[at - 1].islower()  # not in "the Left Front"
        if before == "of":
            if lower[position] in vocabulary.portfolios:
                return False  # "the Department of Agriculture"
            return (
                ahead == "out"
                or ahead in vocabulary.area_nouns
                or ahead in vocabulary.happening_nouns
            )
        if before == "to":
            return ahead in vocabulary.travels
        return before == "from" and self._taken_from(at - 1)

    def _has_article(self, position: int) -> bool:
        """Whether "al-" and the like stand in front of a name: "in al-Haouz"."""
        lower = self.lower
        return position > 1 and lower[position - 1] == "-" and lower[position - 2] in ARTICLES

    def _taken_from(self, at: int) -> bool:
        """Whether somebody was brought out or lives where "from" at a token points: "41 evacuated from",
        "201 villagers from"."""
        lower, vocabulary = self.lower, self.vocabulary
        if lower[at - 1] in vocabulary.locals or lower[at - 1] in vocabulary.displacements:
            return True
        near = lower[max(0, at - _EXTRACTED) : at]
        start = max((n + 1 for n, word in enumerate(near) if word in {",", ";"}), default=0)
        return not vocabulary.extractions.isdisjoint(near[start:])

    def site_end(self, position: int) -> int:
        """End of a site's name, which needs no "in": "Grant Park", "the Dharahara tower"; else 0."""
        words, lower, vocabulary = self.words, self.lower, self.vocabulary
        if lower[position] in vocabulary.metonyms or not words[position].istitle():
            return 0
        opening = lower[position] in vocabulary.locative and self._opens(position)
        if opening or lower[position].endswith(_ADJECTIVES):
            return 0  # "On Freedom Square" opens a sentence, "Scottish hospital"
        if lower[position] in vocabulary.sites:  # "on the Mall"
            article = position > 1 and lower[position - 1] == "the"
            located = article and lower[position - 2] in vocabulary.locative
            alone = lower[position + 1 : position + 2] not in (["'s"], ["of"])
            return position + 1 if located and alone else 0
        sites = vocabulary.sites
        at = position - 1 if position and lower[position - 1] in {"the", "a", "an"} else position
        before = lower[position - 1] if position else ""
        if before == "'s" or (at and lower[at - 1] in vocabulary.locative):
            sites = _located_sites()
        elif before == "the":
            sites = _definite_sites()
        elif lower[position] in _SAINTS:
            sites = _located_sites()  # "St Anne hospital"
        last = position + 1
        while last < len(words) and last - position < _MAX_UNKNOWN:
            if self._is_centre(last):
                return last + 1
            if lower[last] in sites:
                if position == 0 and last == 1 and words[last].islower():
                    return 0  # "Coal mine collapses"
                behind = lower[last + 1] if last + 1 < len(lower) else ""
                if (
                    behind == "of"
                    and words[last].istitle()
                    and words[last + 2 : last + 3]
                    and (words[last + 2].istitle())
                ):
                    return 0  # "the London School of Hygiene"
                if behind in _located_sites() and words[last].istitle():
                    return last + 2  # "the Quill Avenue mosque"
                return 0 if behind in vocabulary.organisation_heads else last + 1
            if (
                not words[last].istitle()
                and words[last] not in {"'", "’", "'s", "-"}
                and not self._modifies(last)
            ):
                return 0
            last += 1
        return 0

    def _is_centre(self, at: int) -> bool:
        """Whether a small word ends the name of a house for many people: "reception centre"."""
        return (
            self.lower[at] in self.vocabulary.centres
            and self.lower[at - 1] in self.vocabulary.centre_kinds
            and self.words[at].islower()
        )

    def _modifies(self, at: int) -> bool:
        """Whether a small word is a site's kind: "the In Amenas gas plant", "Zaatari refugee camp"."""
        return (
            self.words[at].isalpha()
            and self.lower[at] not in function_words()
            and self.lower[at + 1 : at + 2] != []
            and (self.lower[at + 1] in self.vocabulary.located_sites or self._is_centre(at + 1))
        )

    def _names_area(self, position: int) -> bool:
        """ "Pandeglang district", "Zinda Jan province": a name in front of an area noun."""
        words = self.words
        if position and self.lower[position - 1] in {"a", "an"}:
            return False  # "a Taliban camp" says whose, not what it is called
        last = self._run(position)
        if last >= len(words) or words[last] not in self.vocabulary.area_nouns:
            return False
        # "Buried villages" opens a headline; a name at its beginning has one area behind it.
        opening = position == 0 and last == 1 and words[last].endswith("s")
        return words[position].istitle() and not opening

    def _says_itself(self, position: int, last: int) -> bool:
        """Whether a name says itself what it names: "Butte County", "Kerch Strait", "Gulf of Suez"."""
        lower, vocabulary = self.lower, self.vocabulary
        if last - position < 2:  # noqa: PLR2004 -- of two words at least
            return False
        end = lower[last - 1]
        tail = end in vocabulary.name_tails or end in vocabulary.waters
        tail = tail and self.words[last - 1].istitle()
        head = lower[position] in vocabulary.name_openers and self.words[position + 1].istitle()
        return (
            tail
            or head
            or (lower[position] in vocabulary.name_heads and lower[position + 1] == "of")
        )

    def _told(self, position: int, last: int) -> bool:
        """Whether what follows a name says that it is a place's."""
        lower, words, vocabulary = self.lower, self.words, self.vocabulary
        behind = lower[last : last + 2]
        if behind[:1] == ["'s"]:
            # "Quillby's narrow streets"
            return not vocabulary.belongings.isdisjoint(lower[last + 1 : last + 3])
        if behind[:1] == ["mayor"]:
            return True
        if behind == [",", "where"]:
            return True
        if behind[:1] == [","] and not vocabulary.locative.isdisjoint(behind[1:]):
            phrase = lower[last + 2 : last + 2 + _LOCATED]
            closed = phrase.index(",") + 1 if "," in phrase else len(phrase)
            named = any(one[:1].isupper() for one in words[last + 2 : last + 2 + closed])
            if named and not vocabulary.having_verbs.isdisjoint(phrase[closed : closed + 1]):
                return True  # "Jishishan, in Gansu, counted 117 dead"
        bearing = lower[last + 1 : last + 1 + _BEARING]
        if behind[:1] == [","] and any(
            word in vocabulary.directions and bearing[at + 1 : at + 2] == ["of"]
            for at, word in enumerate(bearing)
        ):
            return True  # "Quillby, north-east of Lyon,"
        if behind[:1] == [","] and behind[1:] and behind[1] in {"a", "an", "the"}:
            return self._is_area(last + 2)
        if words[position].istitle() and self._weathers(position, last):
            return True
        opening = position == 0 and last == 1
        return not opening and words[position].istitle() and self._measured(last)

    def _is_area(self, start: int) -> bool:
        """Whether the noun phrase that begins at a token has an area for its head: "fishing village in"."""
        lower, vocabulary = self.lower, self.vocabulary
        for at in range(start, min(len(lower), start + _HEAD)):
            ends = lower[at] in load_grammar().phrase_openers or lower[at] in _HEAD_ENDS
            if ends:
                if not vocabulary.portfolios.isdisjoint(lower[at + 1 : at + 2]):
                    return False  # "the Department of Agriculture"
                return lower[at - 1] in vocabulary.area_nouns or (
                    lower[at] == "of"
                    and lower[at - 1] in vocabulary.directions
                    and lower[at - 2] in vocabulary.area_nouns
                )
        return False

    def _weathers(self, position: int, last: int) -> bool:
        """Whether heat or rain befalls a name: "Quillby was drenched with 240mm"; not "Commuters sweltered"."""
        lower = self.lower
        if not position and (lower[0].endswith("s") or load_grammar().is_person(lower[0])):
            return False
        verbs = self.vocabulary.weathering.intersection(lower[last : last + _VERB])
        pairs = pairwise(lower[last : last + _WEATHER])
        units = self.vocabulary.weather_units
        return bool(verbs) and any(one[0].isdecimal() and other in units for one, other in pairs)

    def _measured(self, last: int) -> bool:
        """Whether a rainfall or a temperature is said of the name that ends at a token."""
        lower, breaks = self.lower, load_grammar().clause_breaks
        for at in range(last, min(len(lower) - 1, last + _PREDICATE)):
            if lower[at][0].isdecimal():
                return at > last and lower[at + 1] in self.vocabulary.weather_units
            if lower[at] in breaks or not self.words[at].islower():
                return False
            if lower[at] in self.vocabulary.hearings:
                return False  # "The met office said the heat was 4.6C above the norm"
        return False

    def _goes_on(self, position: int) -> bool:
        """Whether a name goes on a list of places: "the provinces of Quill and Morvale"."""
        lower, words = self.lower, self.words
        if position < _LISTED or lower[position - 1] not in _LINKS:
            return False
        at = position - 1
        first = max(1, position - _LIST)
        while at > first and (lower[at] in _LINKS or words[at][:1].isupper()):
            at -= 1
        noun = lower[at - 1]
        plural = noun.endswith("s") and noun in self.vocabulary.area_nouns
        return position - at > _LINKED and lower[at] == "of" and plural

    def _continues(self, position: int, last: int) -> bool:
        """Whether a name goes on a list that a name behind "in" or "from" opens: "from Swat, Dir and
        Buner"."""
        lower, words = self.lower, self.words
        if position < _LISTED - 1 or lower[position - 1] not in _LINKS or last - position > 1:
            return False
        joint = lower[position - 1] == "and" or (
            lower[last : last + 1] == ["and"]
            and words[last + 1 : last + 2] != []
            and words[last + 1].istitle()
        )
        if not joint or not words[position].istitle():
            return False
        at = position - 1
        first = max(1, position - _LIST)
        while at > first and (lower[at] in _LINKS or words[at].istitle()):
            at -= 1
        opens = at + 1
        if opens >= position - 1 or not words[opens].istitle():
            return False
        if (
            position < last
            and lower[last : last + 1] != ["and"]
            and (last < len(lower) and lower[last] in self.vocabulary.hearings)
        ):
            return False  # "in Kabul, Ghani and Abdullah said"
        run = [one for one in range(opens, position) if lower[one] not in _LINKS]
        single = all(b - a > 1 for a, b in pairwise(run))
        return at > _OPENING and single and self._stands_behind(opens)

    def _befell(self, position: int, last: int) -> bool:
        """Whether an event is called after the place it befell: "the Eschede rail disaster"."""
        lower = self.lower
        if lower[max(0, position - 1) : position] != ["the"] or last - position > 2:  # noqa: PLR2004
            return False
        named = " ".join(lower[last : last + 2])
        return any(
            named == one or lower[last : last + 1] == [one] for one in self.vocabulary.befalling
        )

    def _item(self, position: int, last: int) -> bool:
        """Whether a name and a bare figure make the next item of a list: ", Death Valley 53.3"."""
        lower = self.lower
        before = lower[position - 1] if position else ""
        behind = lower[last] if last < len(lower) else "."
        return before in {",", "and", ";"} and behind[0].isdecimal()


@cache
def _located_sites() -> frozenset[str]:
    """Kinds of site behind "at the"."""
    return load_place_words().sites | load_place_words().located_sites


@cache
def _definite_sites() -> frozenset[str]:
    """Kinds of site behind "the" alone: not "the Yes camp"."""
    return _located_sites() - {"camp", "camps"}
