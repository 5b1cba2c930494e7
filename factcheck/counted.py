"""Noun phrases around a number: what is counted, and what the figure is said about.

There is no tagger: closed word classes, a verb list, suffixes and capitals tell nouns from the
rest (vocabulary/phrases.toml). Every search is bounded, so that time stays linear in the text.
"""

from __future__ import annotations

from factcheck.numbers import adjacent
from factcheck.tokens import Tokens
from factcheck.vocabulary import PhraseLexicon

Range = tuple[int, int]  # tokens, half-open

_NOUN, _VERB, _AUX, _PREP, _CONJ, _DET, _ADV, _PRON, _NUM, _TIME, _SIGN = "NVXPCDROHT,"
_OTHER = frozenset({"other", "further", "additional", "more", "fellow"})
_LY = frozenset(
    "family friendly elderly deadly costly lonely assembly monopoly anomaly ugly lovely unlikely orderly scholarly italy july"
    " butterfly homily wobbly ally rally supply reply bully jelly belly".split()
)
_LONGEST = 7  # tokens of a counted noun phrase
_BACK = 40  # tokens that the search for a subject goes back
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
        found = []
        previous = ""
        for word, low in zip(self.tokens.words, self.tokens.lower, strict=True):
            first = word[0]
            if not first.isalpha():
                kind = known.get(low) or (_NUM if first.isdecimal() else _SIGN)
            else:
                kind = known.get(low, "")
                if kind == _TIME and first.islower():
                    kind = _AUX if low == "may" else _shape(low)
                if kind == "" or kind == _VERB:
                    inner = first.isupper() and previous and not self.title
                    if inner and previous not in {".", ":", '"', "“", "”", "'", "‘"}:
                        kind = _NOUN
                    elif not kind:
                        kind = _shape(low)
                elif first.isupper() and previous and kind in {_PREP, _ADV} and word.isupper() and len(word) > 1:
                    kind = _NOUN if not self.title else kind
            found.append(kind)
            previous = word
        return "".join(found)

    # ------------------------------------------------------------------------------- counted

    def counted(self, at: int, *, one: bool = False) -> Range | None:
        """The noun phrase that begins at a token: from its first modifier to its head noun.

        ``one`` says that the number is one, so that the head is singular.
        """
        lower, classes, count = self.tokens.lower, self.classes, len(self.classes)
        start = at
        if start < count and lower[start] == "of":
            start = self._after_of(start + 1)
            if start < 0:
                return None
            one = False
        while start < count and lower[start] in {"more", "extra", "additional", "further", "of"} and start < at + 2:
            start += 1
        end, index, head = start, start, -1
        while index < count and index < start + _LONGEST:
            kind, low = classes[index], lower[index]
            if kind == _VERB and head < 0 and low.endswith("s") and is_plural(low, self.phrases):
                kind = _NOUN  # "25 grants": behind a number the third person is a plural
            if kind == _NOUN:
                end = index + 1
                if is_plural(low, self.phrases):
                    head = index
                    following = classes[index + 1] if index + 1 < count else _SIGN
                    if following != _NOUN or not self._continues(index + 1):
                        break
                elif one and index > start and self._predicate(index):
                    end = index
                    break
            elif kind == _VERB:
                modifies = index + 1 < count and classes[index + 1] in {_NOUN, _VERB}
                if head >= 0 or not modifies or not low.endswith(("ed", "ing", "en", "n", "t")):
                    break
                if index > start and low.endswith(("ed", "t")) and lower[index - 1] != "-":
                    break
            elif low in _OTHER and index + 1 < count and classes[index + 1] in {_NOUN, _VERB}:
                pass
            elif low == "-" and index > start and adjacent(self.tokens, index):
                if index + 1 >= count or not adjacent(self.tokens, index + 1):
                    break
            elif low in {"'s", "'", "’"} and index > start and end == index:
                head = -1
            elif low in {"and", "or", "&"} and head < 0 and index > start and self._joins(index + 1):
                pass
            elif low == "," and head < 0 and index > start and self._joins(index + 1) and self._adjective(index - 1):
                pass
            elif kind == _NUM and index > start and self.tokens.words[index - 1][0].isupper() and classes[index + 1 : index + 2] == _NOUN:
                pass
            else:
                break
            index += 1
        if end <= start:
            return None
        return start, end

    def _after_of(self, at: int) -> int:
        """Where the noun phrase begins behind "one of the ...": an article must follow; or -1."""
        lower = self.tokens.lower
        if at >= len(lower):
            return -1
        if self.classes[at] == _DET or lower[at] in self.phrases.possessives:
            at += 1
            while at < len(lower) and lower[at] in {"most", "more", "very", "least", "many", "world", "'s"}:
                at += 1
            return at
        if self.classes[at] == _NOUN:
            return at
        return -1

    def _continues(self, at: int) -> bool:
        """Whether a noun behind a plural belongs to the phrase ("women voters", "sports cars")."""
        low = self.tokens.lower[at]
        if not is_plural(low, self.phrases) or low in self.phrases.verbs:
            return False
        return not self.tokens.words[at][0].isupper()

    def _predicate(self, at: int) -> bool:
        return self.tokens.lower[at] in self.phrases.verbs

    def _joins(self, at: int) -> bool:
        """Whether "and" before a token joins two modifiers: a plural follows within three nouns."""
        for index in range(at, min(at + 3, len(self.classes))):
            if self.classes[index] != _NOUN:
                return False
            if is_plural(self.tokens.lower[index], self.phrases):
                return index > at
        return False

    def _adjective(self, at: int) -> bool:
        return not is_plural(self.tokens.lower[at], self.phrases) and self.tokens.words[at][0].islower()

    # ------------------------------------------------------------------------------- subject

    def subject(self, start: int, end: int, *, measured: bool) -> Range | None:
        """What a number between two tokens is said about.

        ``start`` is the first token of its hedge. ``measured`` numbers (money, percent, units)
        may modify the noun behind them ("a 25% tax") or be a share of it ("60% of men").
        """
        if measured:
            found = self._behind(end)
            if found is not None:
                return found
            found = self._named_before(start)
            if found is not None:
                return found
        return self._clause_subject(start) or self._front(end)

    def _behind(self, end: int) -> Range | None:
        lower, classes, count = self.tokens.lower, self.classes, len(self.classes)
        at = end
        if at < count and lower[at] in {"of"}:
            at += 1
            while at < count and (classes[at] == _DET or lower[at] in {"all", "those", "these", "their"}):
                at += 1
            return self._phrase_from(at)
        if at < count and lower[at] == "-" and at + 2 < count:
            at += 2
        if at < count and classes[at] == _NOUN and lower[at] not in self.phrases.comparatives_up:
            return self._phrase_from(at)
        return None

    def _phrase_from(self, at: int) -> Range | None:
        """A noun phrase from a token forwards, with one "of" or "in" phrase."""
        classes, count = self.classes, len(self.classes)
        end = self._nouns_from(at)
        if end == at:
            return None
        if end < count and self.tokens.lower[end] in {"of", "in", "on", "for"}:
            further = end + 1
            while further < count and classes[further] == _DET:
                further += 1
            last = self._nouns_from(further)
            if last > further:
                end = last
        return at, end

    def _nouns_from(self, at: int) -> int:
        classes, count = self.classes, len(self.classes)
        index = at
        while index < count and index < at + _LONGEST:
            kind = classes[index]
            low = self.tokens.lower[index]
            inner = low in {"-", "'s", "&", "’", "/"} and index > at and index + 1 < count
            modifier = kind == _VERB and index + 1 < count and classes[index + 1] == _NOUN and index == at
            if kind != _NOUN and not inner and not modifier:
                break
            index += 1
        while index > at and classes[index - 1] != _NOUN:
            index -= 1
        return index

    def _named_before(self, start: int) -> Range | None:
        """The noun in front of "of", "at", "is": "a speed of 40 km/h", "priced at"."""
        lower = self.tokens.lower
        at = start
        while at > 0 and lower[at - 1] in {"the", "a", "an", "some", "between", "only", "just"}:
            at -= 1
        if at > 1 and lower[at - 1] == "of" and self.classes[at - 2] == _NOUN:
            return self._phrase_to(at - 1)
        if at > 1 and lower[at - 1] in {"up", "down", "higher", "lower"} and self.classes[at - 2] == _NOUN:
            return self._phrase_to(at - 1)
        return None

    def _clause_subject(self, start: int) -> Range | None:
        """The noun phrase before the verb that governs the number."""
        classes, lower = self.classes, self.tokens.lower
        limit = max(0, start - _BACK)
        at = start - 1
        fallback: Range | None = None
        while at >= limit:
            kind = classes[at]
            if kind in {_VERB, _AUX}:
                before = at
                while before > limit and classes[before - 1] in {_AUX, _ADV, _VERB}:
                    before -= 1
                word = lower[before - 1] if before > limit else ""
                if word == "to" or (word in {"and", "but", "or"}):
                    at = before - 2
                    continue
                if word == "," or word in {"by", "of", "for", "after", "with", "before", "from", "in"}:
                    found = None
                elif word in {"who", "which", "that"}:
                    skip = before - 2 if before - 2 >= 0 and lower[before - 2] == "," else before - 1
                    found = self._phrase_to(skip)
                    if found is not None:
                        return found
                else:
                    if before > 0 and classes[before - 1] == _PRON:
                        return fallback
                    found = self._phrase_to(before)
                    if found is not None:
                        return found
                at = before - 1
                continue
            if kind == _SIGN and lower[at] in {";", ":", "."}:
                break
            if kind == _NOUN and fallback is None:
                fallback = self._phrase_to(at + 1)
            at -= 1
        return fallback

    def _phrase_to(self, end: int) -> Range | None:
        """A noun phrase that ends before a token, with the prepositional phrases inside it."""
        classes, lower = self.classes, self.tokens.lower
        while end > 0 and (classes[end - 1] in {_ADV, _SIGN, _TIME} or lower[end - 1] == "'s"):
            if lower[end - 1] in {".", ";", ":"}:
                return None
            end -= 1
        start, head = end, -1
        limit = max(0, end - 12)
        while start > limit:
            kind, low = classes[start - 1], lower[start - 1]
            if kind == _NOUN:
                head = start - 1
            elif head < 0:
                if kind in {_NUM, _TIME}:
                    start -= 1
                    continue
                return None
            elif low in {"-", "'s", "&", "and", "of", "/", "for", "on", "in"} or kind in {_DET, _NUM, _TIME}:
                if low in {"and", "in", "on", "for", "of"} and not (start > 1 and classes[start - 2] in {_NOUN, _TIME, _NUM}):
                    break
            elif kind == _VERB and low.endswith(("ed", "ing")) and start > 1 and classes[start - 2] in {_DET, _NOUN, _SIGN}:
                if classes[start - 2] != _DET:
                    break
            else:
                break
            start -= 1
        if head < 0:
            return None
        return head, end

    def _front(self, end: int) -> Range | None:
        """For a number in front of its sentence: the noun phrase behind the next comma or "of"."""
        classes, lower = self.classes, self.tokens.lower
        for index in range(end, min(end + 10, len(classes))):
            if lower[index] in {",", "of"}:
                at = index + 1
                while at < len(classes) and classes[at] == _DET:
                    at += 1
                last = self._nouns_from(at)
                return (at, last) if last > at else None
        return None


def _shape(low: str) -> str:
    if (low.endswith("ed") and len(low) > _ED) or (low.endswith("ing") and len(low) > _ING):
        return _VERB
    return _ADV if low.endswith("ly") and len(low) > _ING and low not in _LY else _NOUN
