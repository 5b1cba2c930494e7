"""What a figure is said about: the noun phrase that governs it, without a parser.

The search looks at the words right around the figure first ("a 25% tax", "a speed of 40 km/h",
"shares up 2%"), then for the subject of the verb before it. It never looks further than a fixed
number of tokens, so that time stays linear in the text.
"""

from __future__ import annotations

from factcheck.counted import (
    ADV,
    AUX,
    CONJ,
    DET,
    NOUN,
    NUM,
    PREP,
    PRON,
    SIGN,
    TIME,
    VERB,
    Range,
    SentenceShape,
    is_plural,
)

FIGURE = "Q"  # class of the tokens of a quantity
_BACK = 45  # tokens that the search for a governing verb goes back
_HEDGE = 4  # tokens of a hedge between a verb and its figure
_PHRASE = 14  # tokens of a subject phrase
_BRACKET = 8  # tokens of a conversion in brackets
_AHEAD = 7  # tokens of a noun phrase behind the figure


class SubjectFinder:
    """Finds the subject of every figure of one sentence; ``figures`` are their token ranges."""

    def __init__(
        self, shape: SentenceShape, figures: list[Range], names: list[Range], dates: list[Range]
    ) -> None:
        self.lower = shape.tokens.lower
        self.words = shape.tokens.words
        self.phrases = shape.phrases
        self.context = shape.phrases.context.subjects
        times, which_time = self.context.times, self.context.which_time
        dimensions = self.context.dimensions
        classes = [
            TIME if low in times else kind
            for low, kind in zip(self.lower, shape.classes, strict=True)
        ]
        for ranges, kind in ((figures, FIGURE), (names, NOUN), (dates, TIME)):
            for start, end in ranges:
                classes[start:end] = kind * (end - start)
        for at in range(1, len(classes)):
            low = self.lower[at - 1]
            if classes[at] in {TIME, FIGURE} and low in which_time:
                classes[at - 1] = TIME
            elif classes[at] in {VERB, ADV} and low in self.context.before_verb:
                classes[at - 1] = ADV  # "more than doubled"
            elif low == "worth" and self.lower[at] == "of" and classes[at - 2 : at - 1] == [NOUN]:
                classes[at - 1] = NOUN  # "a net worth of"
            elif classes[at] != NOUN and low in dimensions:
                classes[at - 1] = ADV  # "ended 0.7% higher at"
        for start, _ in figures:
            self._make_verb(start, classes)
        self.classes = "".join(classes)

    def _make_verb(self, start: int, classes: list[str]) -> None:
        """In "the tower cost £48m" a word that is more often a noun is the verb."""
        at = start - 1
        while at > 0 and start - at < _HEDGE and classes[at] in {PREP, ADV, DET}:
            at -= 1
        priced = at + 1 < start and self.lower[at + 1] == "for" and not self.lower[at].endswith("s")
        if priced:
            return  # "sold the house for £48m"
        if at > 0 and self.lower[at] in self.phrases.ambiguous and classes[at - 1] == NOUN:
            classes[at] = VERB

    def find(self, start: int, end: int, *, measured: bool, rate: bool = False) -> Range | None:
        """The subject of the figure between two tokens, ``start`` at its hedge.

        ``measured`` figures (money, percent, units) may modify the noun behind them or be a share
        of it; counts have their counted noun there. A ``rate`` ("per 100,000 people") modifies none.
        """
        if measured:
            found = (
                self._compared(start, end)
                or (None if rate else self._behind(start, end))
                or self._price(start)
            )
            if found is not None:
                return found
        found = self._before(start)
        if found is not None:
            return found
        governed, found = self._governing(start)
        if found is not None:
            return found
        if governed:
            return self._object(start) if measured else None
        return (self._to_the_left(start) if measured else None) or self._front(end)

    def person(self, start: int) -> Range | None:
        """Whose age a figure is: the phrase in front of ", 31", "(31)", "aged 31", "in her 20s"."""
        lower, at = self.lower, start
        while at > 0 and (self.classes[at - 1] == ADV or lower[at - 1] in self.context.aged):
            at -= 1
        if at == start and at and lower[at - 1] not in {",", "("}:
            return None
        if at and lower[at - 1] in {",", "("}:
            at -= 1
        return self._backward(at) if at and self.classes[at - 1] == NOUN else None

    def continues(self, previous_end: int, start: int) -> bool:
        """Whether nothing but "and", a comma or a bracket links a figure to the one before it."""
        if not 0 < start - previous_end < 3:  # noqa: PLR2004
            return False
        return all(self.lower[at] in self.context.connectors for at in range(previous_end, start))

    def same_clause(self, previous_end: int, start: int) -> bool:
        """Whether no semicolon, colon or full stop parts two figures."""
        return not any(self.lower[at] in {";", ":", "."} for at in range(previous_end, start))

    def is_subject(self, start: int, end: int) -> bool:
        """Whether a verb follows the counted noun: the figure is then its own subject."""
        if start and self.classes[start - 1] in {VERB, AUX, PREP}:
            said = self.lower[start - 1] in self.context.reporting  # "said six people had died"
            return said and self.classes[end : end + 1] in {VERB, AUX}
        return (
            end < len(self.classes)
            and self.classes[end] in {VERB, AUX}
            and not self.lower[end].endswith("ing")
        )

    def shares(self, end: int) -> bool:
        """Whether "of" names the whole behind the figure."""
        return end < len(self.lower) and self.lower[end] == "of"

    def modifies(self, end: int) -> bool:
        """Whether a hyphen ties the figure to the noun behind it ("a 1.8 billion-mile journey")."""
        at = self._behind_bracket(end)
        return "-" in self.lower[max(0, end - 2) : end] and self.classes[at : at + 1] == NOUN

    # -------------------------------------------------------------------- around the figure

    def _article(self, start: int) -> bool:
        """Whether an article stands before the figure, which then modifies a noun behind it."""
        return start > 0 and self.lower[start - 1] in self.phrases.context.nouns.articles

    def _price(self, start: int) -> Range | None:
        """The thing sold in "sold the house for $3m": the noun in front of "for"."""
        at = start
        while at > 0 and (self.classes[at - 1] == DET or self.lower[at - 1] in self.context.small):
            at -= 1
        if at > 1 and self.lower[at - 1] == "for" and self.classes[at - 2] == NOUN:
            return self._backward(at - 1)
        return None

    def _compared(self, start: int, end: int) -> Range | None:
        """The object in "made the car 5,000 dollars cheaper", "pulled shares 2% lower"."""
        if end >= len(self.lower) or self.lower[end] not in self.context.dimensions:
            return None
        return self._backward(start) if start and self.classes[start - 1] == NOUN else None

    def _behind(self, start: int, end: int) -> Range | None:
        """The share's whole or the noun that the figure modifies."""
        lower, classes, count = self.lower, self.classes, len(self.classes)
        attributive = self._article(start)
        of_noun = start > 1 and lower[start - 1] == "of" and classes[start - 2] == NOUN
        at = self._behind_bracket(end)
        if lower[at : at + 2] == ["worth", "of"]:
            at += 1
        if at < count and lower[at] == "of":
            at += 1
            while at < count and (
                classes[at] in {DET, FIGURE} or lower[at] in self.context.determiners
            ):
                at += 1
            return self._forward(at)
        if at < count and lower[at] in self.context.whole and at + 1 < count:
            found = self._forward(at + 1) if classes[at + 1] == NOUN else None
            plural = found is not None and is_plural(lower[at + 1], self.phrases)
            return found if plural and self.plain(at + 1) else None
        if at < count and classes[at] == DET and lower[end - 1] in self.context.multiples:
            return self._forward(at + 1)
        if at < count and lower[at] == "-" and at + 1 < count:
            at += 1
            if at < count and lower[at].endswith("ed"):
                return None  # "43 percent-owned"
        if at < count and (
            lower[at] in self.phrases.increase_nouns or lower[at] in self.phrases.decrease_nouns
        ):
            at += 1
            if at >= count or lower[at] not in self.context.change_of:
                return None
            at += 1
            while at < count and classes[at] == DET:
                at += 1
            return self._forward(at)
        if at < count and lower[at] not in self.context.dimensions:
            modifier = (
                classes[at] == VERB
                and not of_noun
                and self.words[min(at + 1, count - 1)][0].islower()
                and lower[at].endswith(("ed", "ing"))
                and classes[at + 1 : at + 2] == NOUN
            )
            if classes[at] == NOUN or modifier:
                return self._forward(at)
            if attributive and classes[at] == VERB:
                return at, at + 1  # "a 750-metre swim"
        return None

    def _behind_bracket(self, at: int) -> int:
        """The token behind a conversion in brackets: "8 miles (13 km) of tunnels"."""
        if at < len(self.lower) and self.lower[at] == "(":
            for index in range(at + 1, min(at + _BRACKET, len(self.lower))):
                if self.lower[index] == ")":
                    return index + 1
        return at

    def plain(self, at: int) -> bool:
        """Whether a word is written small: no name of a place or a person."""
        return self.words[at][0].islower()

    def _forward(self, at: int) -> Range | None:
        """A noun phrase from a token on, with one phrase in "of", "in", "on" or "for"."""
        end = self._nouns(at)
        if end == at:
            return None
        if end < len(self.lower) and self.lower[end] in self.context.within:
            inner = end + 1
            while inner < len(self.classes) and self.classes[inner] == DET:
                inner += 1
            last = self._nouns(inner)
            if last > inner:
                end = last
        return at, end

    def _nouns(self, at: int) -> int:
        """The end of a run of nouns from a token on."""
        lower, classes, count = self.lower, self.classes, len(self.classes)
        index = at
        while index < min(count, at + _AHEAD):
            kind = classes[index]
            following = classes[index + 1] if index + 1 < count else SIGN
            inner = (
                lower[index] in {"-", "'s", "&", "/"}
                and index > at
                and following in {NOUN, VERB, PREP}
            )
            modifier = kind == VERB and following == NOUN and lower[index].endswith(("ed", "ing"))
            gerund = kind == VERB and index == at and lower[at].endswith("ing")
            if gerund and following in {SIGN, PREP, AUX, CONJ}:
                return at + 1  # "of programming"
            hyphened = index > at and lower[index - 1] == "-" and kind in {PREP, VERB}
            if kind != NOUN and not inner and not hyphened and not (modifier and index == at):
                break
            index += 1
        while index > at and classes[index - 1] != NOUN:
            index -= 1
        return index

    def _before(self, start: int) -> Range | None:
        """The noun in front of the figure's preposition: "a speed of", "its shares down"."""
        lower, classes = self.lower, self.classes
        at = start
        while at > 0 and (
            classes[at - 1] == DET
            or lower[at - 1] in self.context.small
            or lower[at - 1] in self.context.light
        ):
            at -= 1
        if at > 1 and lower[at - 1] in self.context.before_figure:
            before = at - 1
            while before > 0 and lower[before - 1] in self.context.directions:
                before -= 1
            predicative = before > 1 and (
                classes[before - 2] in {AUX, ADV} or lower[before - 2] == "as"
            )
            if (
                classes[before - 1] == NOUN
                and not predicative
                and lower[before - 1] not in self.context.light
                and lower[before - 1] not in self.context.changes
            ):
                return self._backward(before)
        if start and classes[start - 1] == NOUN and lower[start] in self.context.beyond:
            return self._backward(start)  # "investments over 35 GWh"
        if (
            at > 1
            and classes[at - 2 : at] == NOUN + NOUN
            and (lower[at - 1] in self.phrases.increase or lower[at - 1] in self.phrases.decrease)
        ):
            return self._backward(at - 1)  # "Profits jump 20%"
        return None

    # ---------------------------------------------------------------------- the clause

    def _governing(self, start: int) -> tuple[bool, Range | None]:
        """The subject of the verb before the figure, and whether there was such a verb."""
        classes, lower = self.classes, self.lower
        limit = max(0, start - _BACK)
        at, governed, pronoun = start - 1, False, False
        while at >= limit:
            pronoun = pronoun or (governed and lower[at] in self.context.pronouns)
            if (lower[at] in {";", ":"} and not pronoun) or (at and self._is_stop(at)):
                break
            if classes[at] not in {VERB, AUX}:
                at -= 1
                continue
            governed = True
            first = at
            while first > limit and (
                classes[first - 1] in {AUX, ADV, VERB} or lower[first - 1] == "to"
            ):
                first -= 1
            at = first - 1
            if first == 0:
                break
            found = self._subject_at(first)
            if found is not None:
                return True, found
        return governed, None

    def _is_stop(self, at: int) -> bool:
        """Whether a full stop at a token ends a sentence: behind "Inc." it goes on in small letters."""
        following = self.words[at + 1][0] if at + 1 < len(self.words) else " "
        return self.lower[at] == "." and not following.islower()

    def _subject_at(self, verb: int) -> Range | None:
        """The noun phrase whose predicate begins at a token; None to look further left."""
        classes, lower = self.classes, self.lower
        at = self._over_bracket(verb)
        if at > 1 and lower[at - 1] == "." and not self._is_stop(at - 1):
            at -= 1
        if at == 0:
            return None
        kind, word = classes[at - 1], lower[at - 1]
        participle = lower[verb].endswith("ing") and classes[verb] in {VERB, AUX}
        if word in self.context.relative:
            skip = at - 1
            if skip and lower[skip - 1] == ",":
                skip -= 1
            return self._backward(self._over_bracket(skip))
        if word == "," and not participle:
            found = self._before_apposition(at - 1)
            reduced = found is None and classes[verb] == VERB and self._is_past(verb)
            return self._backward(at - 1) if reduced else found  # "The toll, put at 26,"
        if lower[verb] in self.phrases.context.ranges.spans and word == ",":
            return self._backward(at - 1)  # "claims, ranging from $200 to $4m"
        if kind == PRON and at > 1 and classes[at - 2] == PREP:
            return self._backward(at - 2)
        if kind in {PREP, CONJ, PRON, SIGN} or (participle and kind != NOUN):
            return None
        if kind in {TIME, FIGURE, NUM}:
            while at > 0 and classes[at - 1] in {TIME, FIGURE, NUM, ADV, DET}:
                at -= 1
            if at == 0 or participle:
                return None
            if classes[at - 1] == CONJ and classes[at - 2 : at - 1] in {TIME, FIGURE}:
                at -= 2
            if classes[at - 1] == PREP:
                at -= 1
            if at and lower[at - 1].endswith("ing") and classes[at - 2 : at - 1] in {"", SIGN}:
                return at - 1, at  # ", sampling between 2014 and 2017 came back at"
            if at == 0 or classes[at - 1] != NOUN:
                return None
        found = self._backward(at)
        if found is not None:
            outer = found[0] - 1
            while outer >= 0 and classes[outer] == DET:
                outer -= 1
            if (
                outer >= 0
                and lower[outer] in self.context.agents
                and (lower[verb] == "to" or lower[verb] in self.context.relative)
            ):
                return None  # "tuned by a maker to give": the agent is not the subject
        return found

    def _is_past(self, at: int) -> bool:
        """Whether a verb has the form of a past participle."""
        low = self.lower[at]
        return low.endswith(("ed", "en", "t", "ng", "wn")) and not low.endswith("ing")

    def _over_bracket(self, at: int) -> int:
        """The token behind which a bracket opened that closes before ``at``."""
        if at and self.lower[at - 1] == ")":
            for index in range(at - 2, max(-1, at - 12), -1):
                if self.lower[index] == "(":
                    return index
        return at

    def _before_apposition(self, comma: int) -> Range | None:
        """The head of "Lind, 66, has": the phrase before the earlier of two commas."""
        for index in range(comma - 1, max(-1, comma - _PHRASE), -1):
            finite = self.classes[index] in {VERB, AUX}
            if finite and index > 1 and self.lower[index - 1] == "," and self._is_past(index):
                return self._backward(index - 1)
            if finite and not self.lower[index].endswith(("ing", "ed", "known")):
                return None
            if self.lower[index] == ",":
                return self._backward(index)
        return None

    def _backward(self, end: int) -> Range | None:
        """A noun phrase that ends before a token, with the phrases in "of" and the like inside it."""
        classes, lower = self.classes, self.lower
        while end > 0 and (
            classes[end - 1] in {ADV, TIME}
            or lower[end - 1] in {"'s", ",", ")", '"', "”", "’", "'"}
        ):
            end -= 1
        start, head = end, -1
        limit = max(0, end - _PHRASE)
        while start > limit:
            kind, low = classes[start - 1], lower[start - 1]
            outer = classes[start - 2] if start > 1 else SIGN
            if kind == NOUN:
                head = start - 1
            elif head < 0:
                if kind not in {NUM, TIME}:
                    return None
            elif low in {"-", "'s", "&", "/", "’"} or kind in {NUM, TIME, FIGURE}:
                pass
            elif kind == DET:
                if outer not in {PREP, CONJ} and lower[start - 2] not in self.context.inside:
                    break
            elif low in self.context.inside or low == "and":
                if outer not in {NOUN, TIME, NUM}:
                    break
            elif (
                kind == VERB
                and low.endswith(("ed", "ing", "en"))
                and head == start
                and outer in {DET, SIGN, PREP, NOUN}
            ):
                if outer == NOUN:
                    break
                head = start - 1
            else:
                break
            start -= 1
        return (head, end) if head >= 0 else None

    def _object(self, start: int) -> Range | None:
        """Behind a pronoun's verb: its object ("It bought a stake in a port for $2m")."""
        for index in range(start - 1, max(-1, start - _PHRASE), -1):
            if self.classes[index] in {VERB, AUX, CONJ, SIGN}:
                return None
            if self.classes[index] == NOUN:
                return self._backward(index + 1)
        return None

    def _to_the_left(self, start: int) -> Range | None:
        """Without a verb: the nearest noun phrase before the figure."""
        for index in range(start - 1, max(-1, start - _PHRASE), -1):
            if self.lower[index] in {";", "."}:
                return None
            if self.classes[index] == NOUN:
                return self._backward(index + 1)
        return None

    def _front(self, end: int) -> Range | None:
        """For a figure that opens its sentence: the phrase behind "of", or behind a colon or dash."""
        for index in range(end, min(end + 4, len(self.classes))):
            if self.lower[index] in {"of", "for"}:
                at = index + 1
                while at < len(self.classes) and self.classes[at] == DET:
                    at += 1
                last = self._nouns(at)
                return (at, last) if last > at else None
            if self.classes[index] not in {NOUN, SIGN} or self.lower[index] in {",", "."}:
                return None
        return None
