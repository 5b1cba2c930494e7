"""The cues of the measure vocabulary (cues.csv) and their mentions in a sentence.

The index is built once: every wording of every cue by the first token of its inflected forms, which
are made when that token is met. A sentence is scanned once for *mentions*, a cue in one of its forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from factcheck.grammar import load_grammar
from factcheck.identifiers import is_title_case
from factcheck.inflection import VerbForms, plural, plural_head, verb_forms
from factcheck.model import Cue, Kind, Measure, Quantity
from factcheck.tokens import Tokens

_CHOICE = re.compile(r"\(([^()]*)\)")  # "(off|out)" in the words of a cue
_MONTH_LIKE = frozenset({"march", "may"})
_CLAUSE_ENDS = frozenset({";", ":", "but", "while"})
_REMAINDER_REACH = 12  # tokens in which "drove ... from their homes" must close
_PERCENT = "percent"  # the unit of a measure that is never a count
COUNTRY_MARK = "<country>"  # stands for any country's name at the end of a cue
DETERMINERS = frozenset(["the", "its", "their", "his", "her", "our", "these", "those"])
_OF_A_HAPPENING = frozenset({"people", "dwellings", "facilities"})  # units told without its name
_CAUSES = frozenset({"due", "thanks", "owing", "down"})  # in front of "to" and a noun
_AMOUNTS = frozenset({"all", "more", "most", "many", "some", "few", "several", "enough"})
_SCALES = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
_NOUN_LEADS = DETERMINERS | {
    "since",
    "after",
    "before",
    "during",
    "amid",
    "despite",
    "following",
    "a",
    "an",
    "this",
    "that",
    "of",
    "in",
    "no",
    "each",
    "every",
    "'s",
    "'",
}


@dataclass(frozen=True, slots=True)
class _Form:
    """One inflected form of a cue; ``words`` is its wording where the cue has choices, ``rest`` are
    its further tokens, ``gap`` allows words between."""

    cue: Cue
    words: str
    rest: tuple[str, ...]
    form: str
    gap: bool
    licences: _Licences


@dataclass(frozen=True, slots=True)
class _Licences:
    """The words and phrases of which a cue needs one, and those that forbid it."""

    words: frozenset[str]
    phrases: tuple[str, ...]  # between spaces, as are those below
    blocking: tuple[str, ...]


@cache
def _licences(only_when: tuple[str, ...], not_when: tuple[str, ...]) -> _Licences:
    return _Licences(
        frozenset(one for one in only_when if " " not in one),
        tuple(f" {one} " for one in only_when if " " in one),
        tuple(f" {one} " for one in not_when),
    )


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms that begin with one token, by what else the sentence must hold."""

    anywhere: list[_Form]
    by_second: dict[str, list[_Form]]
    gapped: dict[str, list[_Form]]  # by the last token, which must stand in the sentence


@dataclass(frozen=True, slots=True)
class Mention:
    """A cue found in a sentence: token range, the cue and the form that was used."""

    first: int
    last: int  # exclusive
    cue: Cue
    form: str


def _in_name(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word stands right behind another one, or has a name for its object."""
    words = tokens.words
    if words[at][0].isupper() and words[at + 1 : at + 2] == ["the"]:
        return words[at + 2 : at + 3] != [] and words[at + 2][0].isupper()
    return at > 0 and words[at][0].isupper() and words[at - 1].istitle() and words[at - 1].isalpha()


class CueIndex:
    """All cue forms by their first token."""

    def __init__(self, cues: Iterable[Cue], measures: dict[str, Measure]) -> None:
        every = tuple(_widened(cue) for cue in cues)
        self.measures = measures
        self.units = {
            measure: frozenset(entry.unit.split("|")) for measure, entry in measures.items()
        }
        self._intensifiers = load_grammar().intensifiers
        self._forms: dict[str, _Forms] = {}
        self._wordings: dict[str, list[tuple[Cue, str]]] = {}
        self._defaults = tuple(
            (frozenset(cue.words.split("|")), cue) for cue in every if cue.part == "default"
        )
        self._refines: dict[str, list[tuple[str, str, Cue]]] = {}
        for cue in every:
            if cue.part == "refine":
                for words in spelled_out(cue.words):
                    phrase = " " + " ".join(_tokens_of(words)) + " "
                    for refined in cue.refines:
                        self._refines.setdefault(refined, []).append((phrase, words, cue))
            elif cue.part != "default":
                for words in spelled_out(cue.words):
                    for first in _first_tokens(cue.part, words):
                        self._wordings.setdefault(first, []).append((cue, words))
        self._heads: dict[str, frozenset[str]] = _head_nouns(every, measures)
        people = {one.measure for one in measures.values() if one.counts_people}
        self._things = (
            frozenset()
            .union(*(heads for measure, heads in self._heads.items() if measure not in people))
            .difference(*(self._heads[measure] for measure in people))
        )

    def _forms_of(self, first: str) -> _Forms:
        """Every form that begins with a token, made when the token is met for the first time."""
        entry = _Forms([], {}, {})
        for cue, words in self._wordings[first]:
            licences = _licences(cue.only_when, cue.not_when)
            for rest, form, gap in _forms_beginning(first, cue.part, words):
                made = _Form(cue, words, rest, form, gap, licences)
                if gap and rest and rest[-1] != COUNTRY_MARK:
                    entry.gapped.setdefault(rest[-1], []).append(made)
                elif not rest or gap or rest[0] == COUNTRY_MARK:
                    entry.anywhere.append(made)
                else:
                    entry.by_second.setdefault(rest[0], []).append(made)
        self._forms[first] = entry
        return entry

    def unrefined(self, measure: str) -> str:
        """The measure that refining cues first make into this one, blank where there is none."""
        return next((one for one, cues in self._refines.items()
                     if any(cue.measure == measure for *_, cue in cues)), "")  # fmt: skip

    def counts_things(self, noun: str) -> bool:
        """Whether a head noun is what a measure other than one of people counts ("structures")."""
        return noun in self._things

    def heads(self, measure: str) -> frozenset[str]:
        """The nouns that a count of this measure may have: those of its cues and of its unit."""
        return self._heads.get(measure, frozenset())

    def mentions(
        self, tokens: Tokens, context: frozenset[str], flat: str, countries: frozenset[int]
    ) -> list[Mention]:
        """Find every cue of a sentence, longest first at each place.

        A cue with only_when needs one of those words in its sentence; a cue that counts people may
        find it in ``context`` too, the words of the headline and the sentence before. ``flat``: the
        lower-case tokens joined by single spaces. ``countries``: tokens where a country's name starts.
        """
        found: list[Mention] = []
        own = frozenset(tokens.lower)
        firsts = self._wordings
        lower = tokens.lower
        for position, word in enumerate(lower):
            if word not in firsts:
                continue
            if word in _MONTH_LIKE and position and tokens.words[position][0].isupper():
                continue  # "on March 4" is no march
            entry = self._forms.get(word) or self._forms_of(word)
            following = lower[position + 1] if position + 1 < len(lower) else ""
            gapped: list[_Form] = []
            if not own.isdisjoint(entry.gapped):
                gapped = [
                    form for last in entry.gapped if last in own for form in entry.gapped[last]
                ]
            exact = entry.by_second.get(following, [])
            at = position
            if not exact and entry.by_second and following in self._intensifiers:
                exact = entry.by_second.get("".join(lower[position + 2 : position + 3]), [])
                exact = [form for form in exact if form.cue.part in {"verb", "act"}]
                at += bool(exact)  # "face acute hunger"
            for form in (*entry.anywhere, *gapped, *exact):
                if form.gap and form.rest and form.rest[0] not in own and (
                    form.rest[0] != COUNTRY_MARK
                ):  # fmt: skip
                    continue
                start = at if at > position and form in exact else position
                last = _match_rest(lower, start, form, countries) if form.rest else start + 1
                if last == 0:
                    continue
                cue = form.cue
                if (
                    form.form in {"base", "third"}
                    and cue.part in {"verb", "act"}
                    and position
                    and lower[position - 1] in _NOUN_LEADS
                ):
                    continue  # "in the poll", "the protests": a noun
                if (
                    form.form == "base"
                    and cue.part == "verb"
                    and following == "of"
                    and not form.rest
                ):
                    continue  # "its 2014 tally of 282": a noun
                if form.form == "third" and position and _is_many(lower[position - 1]):
                    continue  # "141 votes in favour": what is counted
                if cue.part in {"verb", "act"} and _in_name(tokens, position) and (
                    not is_title_case(tokens)
                ):  # fmt: skip
                    continue  # "the Red Cross", "Save the Children"
                if (cue.part in {"verb", "act"} and position and lower[position - 1] == "the") or (
                    form.form == "noun" and not form.rest and _is_infinitive(lower, position)
                ):
                    continue  # "the injured": people; "wants to raise the royalty": no raise of pay
                if cue.only_when:
                    measure = self.measures[cue.measure]
                    sums = measure.unit == "currency" and measure.cumulative  # losses of a storm
                    wide = sums or measure.unit in _OF_A_HAPPENING
                    if not _licensed(form.licences, own, context if wide else frozenset(), flat):
                        continue
                if _has_object(form, lower, position, last) or (
                    cue.part == "noun" and _compound(tokens, last)
                ):
                    continue  # "the toll-free line", "shot 11 dead and wounded 19"
                if cue.not_when and _blocked(form.licences, lower, position, last):
                    continue
                spoken = cue if form.words == cue.words else replace(cue, words=form.words)
                found.append(Mention(position, last, spoken, form.form))
        return self._drop_shadowed(found)

    def forbids(self, measure: str, lower: Sequence[str], start: int, stop: int) -> bool:
        """Whether cues of a measure begin between two tokens, each of them forbidden by its not_when."""
        found = False
        for position in range(max(0, start), min(stop, len(lower))):
            word = lower[position]
            if word not in self._wordings:
                continue
            entry = self._forms.get(word) or self._forms_of(word)
            following = lower[position + 1] if position + 1 < len(lower) else ""
            for form in (*entry.anywhere, *entry.by_second.get(following, ())):
                if form.cue.measure != measure or form.gap:
                    continue
                last = (
                    _match_rest(lower, position, form, frozenset()) if form.rest else position + 1
                )
                if last == 0 or not form.cue.not_when:
                    continue
                if not _blocked(form.licences, lower, position, last):
                    return False
                found = True
        return found

    def _place_of(self, one: Mention) -> tuple[int, int, str, str, str]:
        cue = one.cue
        return one.first, one.last, cue.words, cue.part, self.measures[cue.measure].unit

    def _drop_shadowed(self, found: list[Mention]) -> list[Mention]:
        """Keep the longest mention at each place ("excess deaths" hides "deaths").

        What befell a share ("35 percent were fatal") hides no count of it ("35 were fatal"), and what
        only speaks of a figure right behind it hides no words that may speak of one before them ("41,000
        homes lost power in the storm"). Of two measures with the same words the one that the words around
        license is meant ("were held" among hostages).
        """
        kept: list[Mention] = []
        licensed = {self._place_of(one) for one in found if one.cue.only_when}
        if licensed:  # words that their surroundings license go before the same words without
            found = [one for one in found
                     if one.cue.only_when or self._place_of(one) not in licensed]  # fmt: skip
        longest = max((one.last - one.first for one in found), default=0)
        for mention in found:
            size = mention.last - mention.first
            if size == longest:
                kept.append(mention)
                continue
            counts = self.measures[mention.cue.measure].unit != _PERCENT
            if any(
                other.first <= mention.first
                and mention.last <= other.last
                and other.last - other.first > size
                and not (counts and self._is_share(other.cue))
                and (other.cue.part != "ellipsis" or mention.cue.part in {"ellipsis", "verb"})
                for other in found
            ):
                continue
            kept.append(mention)
        return kept

    def _is_share(self, cue: Cue) -> bool:
        return cue.part in {"verb", "act"} and self.measures[cue.measure].unit == _PERCENT

    def default(self, quantity: Quantity, words: frozenset[str]) -> Cue | None:
        """The cue whose unit is the quantity's own, by the ``words`` that must and must not stand.

        A unit that begins with "per" is that of any sum over it.
        """
        rate = ""
        if quantity.kind is Kind.MONEY:
            rate = "".join((quantity.unit or "").partition(" per ")[1:]).strip()
        for units, cue in self._defaults:
            if (
                (quantity.unit in units or rate in units)
                and (not cue.only_when or words.intersection(cue.only_when))
                and not words.intersection(cue.not_when)
            ):
                return cue
        return None

    def refine(self, measure: str, window: str, flat: str) -> tuple[str, str]:
        """Follow refining cues ("near the border") to a more specific measure.

        ``window`` is the lower-case text around the quantity, padded with spaces; ``flat`` that of
        the sentence, in which one of the cue's only_when must stand. Returns the measure and the
        words that decided (blank when nothing did).
        """
        decided = ""
        changed, passed = True, set[str]()
        while changed:
            changed = False
            passed.add(measure)
            for phrase, words, cue in self._refines.get(measure, ()):
                if cue.measure in passed or phrase not in window:
                    continue
                if any(f" {no} " in window for no in cue.not_when):
                    continue
                if not cue.only_when or any(f" {word} " in flat for word in cue.only_when):
                    measure, decided, changed = cue.measure, words, True
                    break
        return measure, decided


def _widened(cue: Cue) -> Cue:
    """A cue that one blockade licenses is licensed by several as well."""
    many = [plural(word) for word in cue.only_when if word.isalpha()]
    return replace(cue, only_when=(*dict.fromkeys((*cue.only_when, *many)),)) if many else cue


def _has_object(form: _Form, lower: Sequence[str], first: int, last: int) -> bool:
    """Whether the second of "dead and wounded" is a verb, with digits behind it for its object."""
    described = form.cue.part in {"adjective", "noun"} and not lower[first].endswith("ed")
    return described and "and" in form.rest and last < len(lower) and lower[last][:1].isdigit()


def _is_infinitive(lower: Sequence[str], at: int) -> bool:
    """Whether a noun behind "to" is a verb with an object; "thanks to inflation the" has a noun."""
    if at < 2 or lower[at - 1] != "to" or lower[at - 2] in _CAUSES:  # noqa: PLR2004
        return False
    behind = lower[at + 1 : at + 2]
    return bool(behind) and (behind[0] in DETERMINERS or behind[0] in {"a", "an"})


def _is_many(word: str) -> bool:
    """Whether a plural noun rather than a verb follows a token: digits, "all"."""
    return word in _AMOUNTS or word in _SCALES or (word[:1].isdigit() and word != "1")


def _compound(tokens: Tokens, last: int) -> bool:
    """Whether a hyphen and a word are glued to the token before ``last``."""
    return (
        last + 1 < len(tokens.words)
        and tokens.words[last] == "-"
        and tokens.ends[last - 1] == tokens.starts[last]
        and tokens.ends[last] == tokens.starts[last + 1]
        and tokens.words[last + 1].isalpha()
    )


def spelled_out(words: str) -> list[str]:
    """Every wording of a cue with choices.

    >>> spelled_out("cut (off|) (water|power) to")
    ['cut off water to', 'cut off power to', 'cut water to', 'cut power to']
    """
    if "(" not in words:
        return [words]
    pieces = _CHOICE.split(words)
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]


def _first_tokens(part: str, words: str) -> frozenset[str]:
    """The tokens with which the forms of a wording may begin."""
    tokens = _tokens_of(words)
    if part in {"verb", "act"}:
        forms = verb_forms(tokens[0])
        spoken = {forms.base, forms.third, forms.ing, forms.past, forms.participle}
        return frozenset(spoken.union(_MORE_OF_BE) if forms.base == "be" else spoken)
    return frozenset((tokens[0], *(_tokens_of(many)[0] for many in _plurals(part, words))))


_MORE_OF_BE = ("are", "were")


def _plurals(part: str, words: str) -> list[str]:
    """The plurals of a noun phrase, by its first noun and by its last word."""
    phrase = words.lower()
    found = dict.fromkeys((plural_head(phrase), plural(phrase)))
    return [many for many in found if many != phrase] if part in {"noun", "level"} else []


def _tokens_of(words: str) -> list[str]:
    """The words of a cue as the tokens of a sentence are: hyphens and digits ("CO2") stand alone."""
    text = _DIGITS_APART.sub(" ", words.lower())
    return text.replace("-", " - ").replace("'", " '").split()


_DIGITS_APART = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")


def _head_nouns(cues: Iterable[Cue], measures: dict[str, Measure]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {
        measure.measure: {word for unit in measure.unit.split("|") for word in (unit, plural(unit))}
        for measure in measures.values()
    }
    for cue in cues:
        if cue.part == "noun" and cue.measure in found:
            for words in spelled_out(cue.words.lower()):
                head = words.split(" of ")[0].split(" in ")[0].split()[-1]
                found[cue.measure] |= {head, plural(head)}
    return {measure: frozenset(words) for measure, words in found.items()}


def _forms_beginning(
    first: str, part: str, words: str
) -> Iterable[tuple[tuple[str, ...], str, bool]]:
    """The forms of a wording that begin with a token: what follows it, which form it is, and whether
    words may stand between."""
    tokens = _tokens_of(words)
    if part in {"verb", "act"}:
        rest = tuple(word for word in tokens[1:] if word != "…")
        gap = "…" in tokens
        form = _form_of(verb_forms(tokens[0]), first)
        yield rest, form, gap or (part == "verb" and bool(rest) and first not in _MORE_OF_BE)
    elif part in {"noun", "level"}:
        for one in (tokens, *map(_tokens_of, _plurals(part, words))):
            if one[0] == first:
                yield tuple(one[1:]), "noun", False
    elif part in {"adjective", "ellipsis"}:
        yield tuple(tokens[1:]), part, False


def _form_of(forms: VerbForms, spoken: str) -> str:
    """Which form of a verb a token is. One spelling often serves as past and participle: the sentence
    decides which."""
    if spoken == forms.past:
        return "past"
    for form in ("participle", "ing", "third", "base"):
        if spoken == getattr(forms, form):
            return form
    return "past"  # "are", "were"


def _match_rest(lower: Sequence[str], position: int, form: _Form, countries: frozenset[int]) -> int:
    """Index behind the cue when its further tokens follow, 0 when they do not."""
    start = position + 1
    rest = form.rest
    size = len(rest)
    if rest[-1] == COUNTRY_MARK:
        stop = min(len(lower), start + _REMAINDER_REACH) if form.gap else start + 1
        for later in range(start, stop):
            end = later + size - 1
            if tuple(lower[later:end]) != rest[:-1]:
                continue
            end += lower[end : end + 1] == ["the"]  # "fled to the Philippines"
            if end in countries:
                return start if form.gap and later > start else end + 1
        return 0
    if tuple(lower[start : start + size]) == rest:
        return start + size
    if form.gap:
        stop = min(len(lower), start + _REMAINDER_REACH)
        counted = joined = False
        for later in range(start, stop):
            digits = lower[later][:1].isdigit()
            if lower[later] in _CLAUSE_ENDS or (digits and joined):
                return 0  # "buries 8 skiers; 3 found alive", "left 8 hurt and made 30 homeless"
            counted = counted or digits
            joined = joined or (counted and lower[later] == "and")
            if lower[later] == rest[0] and tuple(lower[later : later + size]) == rest:
                return start
    return 0


def _licensed(licences: _Licences, own: frozenset[str], context: frozenset[str], flat: str) -> bool:
    """Whether one of the words stands in the sentence or its context, or one of the phrases in it."""
    return (
        not licences.words.isdisjoint(own)
        or not licences.words.isdisjoint(context)
        or any(phrase in flat for phrase in licences.phrases)
    )


def _blocked(licences: _Licences, lower: Sequence[str], first: int, last: int) -> bool:
    """Whether a forbidding word stands within five tokens of the cue."""
    window = " " + " ".join(lower[max(0, first - 5) : last + 5]) + " "
    return any(phrase in window for phrase in licences.blocking)
