"""Word classes of a sentence, and the noun phrase that a number counts.

There is no tagger: closed word classes, a verb list, suffixes and capitals tell nouns from the
rest (vocabulary/phrases.toml). Every search is bounded, so that time stays linear in the text.
"""

from __future__ import annotations

from factcheck.scales import adjacent
from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon
from factcheck.vocabulary.context import NounContext

Range = tuple[int, int]  # tokens, half-open

NOUN, VERB, AUX, PREP, CONJ, DET, ADV, PRON, NUM, TIME, SIGN = "NVXPCDROHT,"
_EARLIER = frozenset({"before", "earlier", "ago"})  # behind the time that a figure is of
_OR_SO = ["or", "so"]  # between a number and its noun
_OPENING = frozenset({'"', "“", "‘", "«", "„"})
_CLOSING = frozenset({'"', "”", "’", "»", "“"})
_QUOTED = 4  # tokens of a quoted noun and its mark
_OWNER = 4  # tokens of "northern region's" behind "of the"
_LONGEST = 7  # tokens of a counted noun phrase
_ACRONYM = 2  # letters of a pronoun in capitals that is a name: "US", "IT"
_ING, _ED = 5, 4  # shortest words whose ending marks a verb


def is_plural(word: str, phrases: PhraseLexicon) -> bool:
    """Whether a lower-case word has the shape of a plural noun or is a collective.

    Words in -ss, -us and -is are singular.
    """
    if word in phrases.collective:
        return True
    return (
        len(word) > 2  # noqa: PLR2004 - shortest plural: "TDs"
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in phrases.singular_s
    )


class SentenceShape:
    """Word classes of one sentence, computed once and asked for every number in it."""

    __slots__ = ("classes", "phrases", "title", "tokens")

    def __init__(self, tokens: Tokens, phrases: PhraseLexicon, *, title_case: bool) -> None:
        self.tokens = tokens
        self.phrases = phrases
        self.title = title_case
        self.classes = self._classify()

    def _classify(self) -> str:
        known = self.phrases.classes
        ambiguous = self.phrases.nouns
        words = self.phrases.context.nouns
        found: list[str] = []
        previous = previous_low = ""
        hyphen = named = False
        for word, low in zip(self.tokens.words, self.tokens.lower, strict=True):
            first = word[0]
            if not first.isalpha():
                kind = known.get(low) or (NUM if first.isdecimal() else SIGN)
                if kind == NUM and previous[:1].isalpha() and adjacent(self.tokens, len(found)):
                    kind = NOUN  # "B12", "A320"
                elif kind == NUM and hyphen and found[-2:-1] == [NOUN] and named:
                    kind = NOUN  # "F-16", "Covid-19"
            else:
                kind = known.get(low, "")
                if low == "s" and found[-1:] == [NOUN] and previous[:1].isdecimal():
                    kind = NOUN  # "F-16s"
                elif kind == PRON and len(word) <= _ACRONYM and word.isupper() and word != "I":
                    kind = NOUN  # "S&P", "US troops", "IT workers"
                if kind == DET and previous_low in ambiguous and found[-2:] == [NOUN, NOUN]:
                    found[-1] = VERB  # "the deficit hit its highest level"
                if kind == TIME and first.islower():
                    kind = AUX if low == "may" else _shape(low, words)
                if kind == VERB and not previous and low.endswith("s") and first.isupper():
                    kind = NOUN  # "Rents in the city": an order does not end in s
                if hyphen and adjacent(self.tokens, len(found)):
                    kind = NOUN  # "start-up", "high-speed"
                elif (
                    kind == VERB
                    and previous_low in words.articles
                    and not low.endswith(("ed", "ing"))
                ):
                    kind = NOUN  # "the fall", "its cut"
                elif kind == AUX and found and found[-1] == VERB and _third_person(previous_low):
                    if len(found) > 1 and found[-2] in {NOUN, DET}:
                        found[-1] = NOUN  # "the punitive measures have"
                elif not kind and low in ambiguous and previous_low in words.verb_ahead:
                    kind = VERB  # "to rise", "which range"
                elif not kind and previous_low in words.nominative and first.islower():
                    kind = _shape(low, words)
                    kind = VERB if kind == NOUN else kind  # "it owes"
                if kind in ("", VERB):
                    inner = first.isupper() and previous and not self.title
                    if inner and previous not in {".", ":", '"', "“", "”", "'", "‘"}:
                        kind = NOUN
                    elif not kind:
                        kind = NOUN if low in ambiguous else _shape(low, words)
                elif (
                    first.isupper()
                    and previous
                    and kind in {PREP, ADV}
                    and word.isupper()
                    and len(word) > 1
                ):
                    kind = NOUN if not self.title else kind
            hyphen = word == "-" and kind == SIGN and adjacent(self.tokens, len(found))
            named = hyphen and previous[:1].isupper()
            found.append(kind)
            previous, previous_low = word, low
        return "".join(found)

    # ------------------------------------------------------------------------------- counted

    def counted(self, at: int, *, one: bool = False) -> Range | None:
        """The noun phrase that begins at a token: from its first modifier to its head noun.

        ``one`` says that the number is one, so that the head is singular.
        """
        lower, classes, count = self.tokens.lower, self.classes, len(self.classes)
        words = self.phrases.context.nouns
        start = self._phrase_start(at)
        if start < 0:
            return None
        one = one and lower[at] != "of"
        end, index, head = start, start, -1
        while index < count and index < start + _LONGEST:
            kind, low = classes[index], lower[index]
            kind = NOUN if kind == ADV and self._is_compound(index + 1) else kind  # "long-distance"
            if kind == VERB and head < 0:
                kind = self._verb_or_plural(index, at if index > start else -1)
            if one and kind == VERB and self._is_of_one(index, start):
                kind = NOUN
            behind = 2 if index > 1 and classes[index - 1] == ADV else 1
            if index >= behind and lower[index - behind] in {"most", "least"}:
                if kind == ADV and index == start:
                    index += 1
                    continue  # "the most densely populated countries"
                if kind == VERB and low.endswith(("ed", "ing")):
                    kind = NOUN  # "the most gifted and unpredictable attackers"
            if kind == NOUN:
                end = index + 1
                if is_plural(low, self.phrases):
                    head = index
                    following = classes[index + 1] if index + 1 < count else SIGN
                    if following != NOUN or not self._continues(index + 1):
                        break
                elif one and index > start and self._predicate(index):
                    end = index
                    break
            elif kind == VERB:
                # not "250,000 jamming Grant Park": what they do
                modifies = classes[index + 1 : index + 2] in {NOUN, VERB} and not (
                    low.endswith("ing") and self._is_named(index + 1)
                )
                if head >= 0 or not modifies or not low.endswith(("ed", "ing", "en", "n", "t")):
                    break
                if index > start and low.endswith(("ed", "t")) and lower[index - 1] != "-":
                    break
            elif low in words.other and index + 1 < count and classes[index + 1] in {NOUN, VERB}:
                pass
            elif low == "-" and index > start and adjacent(self.tokens, index):
                if index + 1 >= count or not adjacent(self.tokens, index + 1):
                    break
            elif low in {"'s", "'", "’"} and index > start and end == index:
                head = -1
            elif (
                (
                    low in {"and", "or", "&"}
                    and head < 0
                    and index > start
                    and self._joins(index + 1)
                )
                or (
                    low == ","
                    and head < 0
                    and index > start
                    and self._joins(index + 1)
                    and self._adjective(index - 1)
                )
                or (
                    kind == NUM
                    and index > start
                    and self.tokens.words[index - 1][0].isupper()
                    and classes[index + 1 : index + 2] == NOUN
                )
            ):
                pass
            else:
                break
            index += 1
        if end <= start or self._expects(start, end):
            return None
        return start, end

    def _expects(self, start: int, end: int) -> bool:
        """Whether those behind a number expected it: "below the 200,000 economists had forecast"."""
        lower, words = self.tokens.lower, self.phrases.context.nouns
        if end != start + 1 or lower[start] not in words.forecasters:
            return False
        told = lower[end + 1 : end + 2] if lower[end : end + 1] in (["had"], ["have"]) else []
        told = told or lower[end : end + 1]
        article = next(
            (at for at in range(start - 2, max(0, start - 4), -1) if lower[at] == "the"), 0
        )
        compared = article > 0 and lower[article - 1].isalpha()
        return compared and not words.forecasting.isdisjoint(told)

    def _is_of_one(self, index: int, start: int) -> bool:
        """Whether a base form is the noun of one thing, of which a verb would end in s: "one particular
        demand", "one suspect was held"; not "one fell"."""
        bare = not self.tokens.lower[index].endswith(("s", "ed", "ing"))
        return bare and (index > start or self.classes[index + 1 : index + 2] in {AUX, VERB})

    def _verb_or_plural(self, index: int, of: int) -> str:
        """The class of a verb in a noun phrase: behind a number the third person is a plural ("25
        grants"), but not in "of the town lacks food"."""
        low = self.tokens.lower[index]
        third = low.endswith("s") and (of < 0 or self.tokens.lower[of] != "of")
        return NOUN if third and is_plural(low, self.phrases) else VERB

    def _is_named(self, at: int) -> bool:
        """Whether a name stands at a token of a sentence in small letters."""
        return not self.title and self.tokens.words[at][0].isupper()

    def _phrase_start(self, at: int) -> int:
        """Where the noun phrase behind a number begins; -1 where none does."""
        lower, count, start = self.tokens.lower, len(self.classes), at
        if lower[start : start + 2] == _OR_SO:
            at = start = start + 2  # "the 16,000 or so mostly Sudanese refugees"
        if start < count and lower[start] == "of":
            start = self._after_of(start + 1)
        elif self._is_compound(start):
            start += 1  # "a 12-member panel"
            if lower[start] == "strong":
                start += 1  # "a 300-strong crowd"
        elif start < count and lower[start] in _OPENING:
            quoted = lower[start + 1 : start + 1 + _QUOTED]
            start += 1 if _CLOSING.intersection(quoted) else 0  # 12 "yellow vests"
        if start < 0:
            return -1
        before_noun = self.phrases.context.nouns.before_noun
        while start < count and lower[start] in before_noun and start < at + 2:
            start += 1
        subjects = self.phrases.context.subjects
        behind = lower[start + 1] if start + 1 < count else ""
        compound = behind == "-"  # "340 long-distance trains"
        modifies = (
            start < count
            and lower[start] in subjects.modifiers
            and (self.classes[start + 1 : start + 2] == NOUN)
        )  # "three old men", "40 long queues"
        if start >= count or (
            lower[start] in subjects.dimensions and not compound and not modifies
        ):
            return -1  # "40 cheaper"
        if lower[start] in subjects.which_time:
            return start if is_plural(behind, self.phrases) else -1  # not: "4.8 last year"
        return start

    def _is_compound(self, at: int) -> bool:
        """Whether a hyphen ties the number before a token to a noun ("12-member")."""
        tokens = self.tokens
        return (
            at + 1 < len(tokens.words)
            and tokens.words[at] == "-"
            and adjacent(tokens, at)
            and adjacent(tokens, at + 1)
            and self.classes[at + 1] == NOUN
        )

    def _after_of(self, at: int) -> int:
        """Where the noun phrase begins behind "one of the ...": an article must follow; or -1."""
        lower = self.tokens.lower
        words = self.phrases.context.nouns
        whole = at
        while lower[whole : whole + 1] and lower[whole] in words.about_whole:
            whole += 1  # "of an estimated 150,000", "of more than 300"
        if whole >= len(lower):
            return -1
        if self.classes[whole] == NUM and lower[whole][0].isdecimal():
            while whole < len(lower) and self.classes[whole] == NUM:
                whole += 1
            return whole  # "14 of 18 provinces"
        if self.classes[at] == DET or lower[at] in self.phrases.possessives:
            at += 1
            while at < len(lower) and lower[at] in self.phrases.context.nouns.of_skip:
                at += 1
            times = self.phrases.context.subjects.times
            if not times.isdisjoint(lower[at : at + 1]) and (
                not _EARLIER.isdisjoint(lower[at + 1 : at + 2])
            ):
                return -1  # "the 5,700 of a year before"
            owner = next((spot for spot in range(at, min(at + _OWNER, len(lower) - 1))
                          if lower[spot] == "'s"), -1)  # fmt: skip
            if owner > 0 and self.classes[owner + 1] == NUM:
                at = owner + 1  # "of the country's 26 million people"
            while at < len(lower) and self.classes[at] == NUM:
                at += 1
            return at
        if self.classes[at] == NOUN:
            return at
        return -1

    def _continues(self, at: int) -> bool:
        """Whether a noun behind a plural belongs to the phrase ("women voters", "sports cars")."""
        low = self.tokens.lower[at]
        if not is_plural(low, self.phrases) or low in self.phrases.verbs:
            return False
        if low in self.phrases.context.nouns.after_noun:
            return False  # "32 people dead"
        return not self.tokens.words[at][0].isupper()

    def _predicate(self, at: int) -> bool:
        return self.tokens.lower[at] in self.phrases.verbs

    def _joins(self, at: int) -> bool:
        """Whether "and" before a token joins two modifiers: a plural follows within three nouns."""
        for index in range(at, min(at + 3, len(self.classes))):
            if self.classes[index] != NOUN:
                return False
            if is_plural(self.tokens.lower[index], self.phrases):
                return index > at
        return False

    def _adjective(self, at: int) -> bool:
        return (
            not is_plural(self.tokens.lower[at], self.phrases)
            and self.tokens.words[at][0].islower()
        )


def _third_person(low: str) -> bool:
    return low.endswith("s") and not low.endswith("ss")


def _shape(low: str, words: NounContext) -> str:
    if (low.endswith("ed") and len(low) > _ED and not low.endswith("eed")) or (
        low.endswith("ing") and len(low) > _ING and low not in words.ing
    ):
        return VERB
    return ADV if low.endswith("ly") and len(low) > _ING and low not in words.ly else NOUN
