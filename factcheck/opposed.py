"""How likely two numbers of one article are two voices' values of one thing, as annotated stories teach it.

"Six people were killed, the army said. The charity counted 15": whether the second number is of what the
first one counts no single word decides; how the second one is put, who gives each, what both count and how
far apart they stand each tell a little. A forest of small decision trees (``vocabulary/opposed.onnx``) weighs
them. It was taught by the stories of tests/gold/corpora (``benchmarks/pairs``), knows no name and no place,
and runs in onnxruntime on one thread.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

from factcheck.forests import chances_of
from factcheck.joining import Key
from factcheck.model import Kind
from factcheck.phrases import phrases
from factcheck.reference import Vocabulary
from factcheck.rivals import (
    REACH,
    set_against,
    set_apart,
    side_by_side,
    speaks_for_elsewhere,
    voice_key,
)
from factcheck.settings import Settings
from factcheck.speaker_names import ARTICLES
from factcheck.statements import (
    Statement,
    before_in_sentence,
    behind_in_sentence,
    counted_noun,
    load_compare_words,
    names_place,
    stems,
)
from factcheck.ties import Ties

FOLDER = Path(__file__).parent / "vocabulary"
MODEL = FOLDER / "opposed.onnx"
# Of 262 annotated pairs five lie beyond these, of other pairs five in six.
_BETWEEN = 8  # numbers back to which the first one may stand
_FURTHEST = 20  # times the lesser one at most
_ALIKE = 0.2  # how well likeness must agree on numbers of which words tell two measures
_BESIDE = 40  # characters on either side of a number
_FAR = 3.0  # powers of ten between two numbers, and where one of them is none
_NONE = -1.0  # where a feature has no value
_KINDS = {Kind.COUNT: 0, Kind.PERCENT: 1, Kind.MONEY: 2, Kind.MEASURE: 3}
_OTHER_KIND = 4
_WORD = re.compile(r"[^\W_][\w'’-]*")
_LAST_WORD = re.compile(r"([^\W_][\w'’-]*)[^\w]*$")
_OPENED, _CLOSED = re.compile(r"[\"“‘]"), re.compile(r"[\"”’]")


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists of vocabulary/opposed.toml."""

    reckoning: re.Pattern[str]
    contrast: re.Pattern[str]
    dispute: re.Pattern[str]
    times: re.Pattern[str]
    standing: re.Pattern[str]
    before: re.Pattern[str]
    placed: re.Pattern[str]
    leads: Mapping[str, int]  # the list in which a word right before a number stands


@cache
def _words() -> _Words:
    raw = tomllib.loads((FOLDER / "opposed.toml").read_text(encoding="utf-8"))
    return _Words(
        phrases(raw["reckoning"]),
        phrases(raw["contrast"]),
        phrases(raw["dispute"]),
        phrases(raw["times"]),
        phrases(raw["standing"]),
        phrases(raw["before"]),
        re.compile(rf"(?:{'|'.join(raw['placing'])}) (?:[a-z]+ ){{0,3}}[A-ZÀ-Þ]"),
        {word: number for number, listed in enumerate(raw["leads"]) for word in listed},
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of an article with the words around it, in lower case.

    ``before`` and ``behind`` are the rest of its sentence, ``own`` and ``rest`` what of them no other number
    stands between. ``size``: its power of ten. ``place`` and ``places``: which one of its sentence's numbers
    it is, and of how many.
    """

    one: Statement
    sentence: str
    before: str
    behind: str
    own: str
    rest: str
    voice: frozenset[str]
    noun: str
    stems: frozenset[str]
    beside: frozenset[str]
    size: float | None
    place: int
    places: int
    quoted: bool

    @property
    def at(self) -> int:
        """The number of its sentence."""
        return self.one.finding.claim.sentence.index


def opposed_settled(
    made: Sequence[Statement], vocabulary: Vocabulary, settings: Settings
) -> list[Statement]:
    """An article's statements, in their order, each with those that another voice sets against it.

    Of two that are of one thing the one of which that is told worse takes over what, where, of whom and when the
    other one counts: "the union spoke of 20,000".
    """
    found = list(made)
    pairs = list(candidates(made, vocabulary))
    if not pairs:
        return found
    chances = chances_of(MODEL, np.array([list(weighed.values()) for _, _, weighed in pairs]))
    likely = [
        (-chance, one, other)
        for (one, other, _), chance in zip(pairs, chances.tolist(), strict=True)
        if chance >= settings.opposed_least
    ]
    against: defaultdict[int, set[int]] = defaultdict(set)
    ties = Ties[int]()
    # The likeliest first: whoever gives one number of a thing gives no second one of it.
    for _, one, other in sorted(likely):
        if _gives_another(made[other], [made[at] for at in against[one]]):
            continue
        if _gives_another(made[one], [made[at] for at in against[other]]):
            continue
        against[one].add(other)
        against[other].add(one)
        ties.tie(one, other)
    best: dict[int, int] = {}  # the one of all that are set against each other that is told best
    for at in sorted(against, key=lambda each: (-_how_told(made[each]), each)):
        lead = made[best.setdefault(ties.root(at), at)]
        ids = frozenset(made[each].finding_id for each in against[at])
        found[at] = replace(_of_what(made[at], lead), opposed=ids)
    return found


def _gives_another(one: Statement, others: Sequence[Statement]) -> bool:
    """Whether one of some numbers is another one by the same voice."""
    return any(
        _is_one_voice(each.finding.claim.voice, one.finding.claim.voice)
        and not each.interval.overlaps(one.interval)
        for each in others
    )


def opposed_joined(keyed: Mapping[Key, Sequence[Statement]]) -> dict[Key, list[Statement]]:
    """Comparisons of which two that hold an opposed pair are one: the lesser goes into the greater."""
    at = {one.finding_id: (key, one.opposed)
          for key, listed in keyed.items() for one in listed if one.opposed}  # fmt: skip
    ties = Ties[Key]()
    for key, opposed in at.values():
        for other in opposed & at.keys():
            ties.tie(key, at[other][0])
    greatest: dict[Key, Key] = {}
    for key in sorted(
        {key for key, _ in at.values()}, key=lambda each: (-len(keyed[each]), str(each))
    ):
        greatest.setdefault(ties.root(key), key)
    made: dict[Key, list[Statement]] = {}
    for key, listed in keyed.items():
        made.setdefault(greatest.get(ties.root(key), key), []).extend(listed)
    return made


def _how_told(one: Statement) -> int:
    """How well it is told what a number counts: by a word, by likeness, by its noun alone, or not at all."""
    if one.measure is not None:
        return 2 if one.by_likeness else 3
    return 1 if one.what else 0


def _of_what(one: Statement, told: Statement) -> Statement:
    return replace(
        one, what=told.what, measure=told.measure, population=told.population, place=told.place,
        settled=told.settled, loose=told.loose, flow=told.flow, period=told.period, basis=told.basis,
        stage=told.stage, days=told.days, part=told.part,
    )  # fmt: skip


# -- what the model weighs ------------------------------------------------------------------------------


def candidates(
    made: Sequence[Statement], vocabulary: Vocabulary
) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Pairs of an article's statements that may be of one thing, as their numbers in ``made``, the one that is
    written first in front, with what the model weighs of each pair."""
    order = sorted(
        (at for at, one in enumerate(made)
         if one.finding.claim.sentence.field == "text" and one.value is not None),
        key=lambda at: made[at].finding.claim.quantity.span.start,
    )  # fmt: skip
    listed = [made[at] for at in order]
    pairs = [
        (first, second)
        for second, other in enumerate(listed)
        for first in range(max(0, second - _BETWEEN), second)
        if _may_oppose(listed[first], other, vocabulary)
        and not set_apart(listed[first], other)
        and not speaks_for_elsewhere(listed[first], other)
    ]
    if not pairs:
        return
    told = {at: _told(listed, at) for at in sorted({at for pair in pairs for at in pair})}
    disputes = len(_words().dispute.findall(made[0].article.text.lower()))
    for first, second in pairs:
        between = [voice_key(one) for one in listed[first + 1 : second]]
        weighed = _weighed(told[first], told[second], between, disputes)
        yield order[first], order[second], {name: float(one) for name, one in weighed.items()}


def _may_oppose(one: Statement, other: Statement, vocabulary: Vocabulary) -> bool:
    """Whether two numbers can be two voices' values of one thing, which most pairs cannot."""
    claims = one.finding.claim, other.finding.claim
    if claims[0].quantity.kind != claims[1].quantity.kind or "-" in {one.voice, other.voice}:
        return False
    if claims[1].sentence.index - claims[0].sentence.index > REACH:
        return False
    if one.to_come != other.to_come:
        return False  # what was expected and what came of it
    if any(_MORE.match(behind_in_sentence(each.finding)) for each in (one, other)):
        return False  # "found five more bodies"
    if claims[0].as_of != claims[1].as_of and all(claim.as_of for claim in claims):
        return False
    if _OF_THOSE.match(behind_in_sentence(other.finding)) and other.interval.below(one.interval):
        return False
    if "subset" in {claim.relation for claim in claims} or one.definition != other.definition:
        return False
    if (
        one.measure is not None
        and other.measure is not None
        and one.measure != other.measure
        and _agreed(claims[0].likenesses, claims[1].likenesses) < _ALIKE
    ):
        return False
    if one.stage != other.stage:
        return False  # what the strikers want and what they are offered
    contested = load_compare_words().of_a_candidate
    if one.what != other.what and any(
        each.measure is not None and each.measure.measure in contested for each in (one, other)
    ):
        return False  # two parties have two shares
    low, high = sorted((one.value or Decimal(0), other.value or Decimal(0)))
    if low > 0 and high > _FURTHEST * low:
        return False
    if one.interval.overlaps(other.interval) or _is_one_voice(claims[0].voice, claims[1].voice):
        return False
    inside = vocabulary.contains(one.place, other.place) or vocabulary.contains(
        other.place, one.place
    )
    if not inside and one.place_stated and other.place_stated:
        return False
    return not _is_told_apart(one, other)


def _is_told_apart(one: Statement, other: Statement) -> bool:
    """Whether the words in front of the second number make it one of an earlier hour ("earlier the police had
    put"), of a place with which its sentence begins ("on Samar the police said"), or of what whoever gives it
    did itself ("the coast guard said it rescued")."""
    claim, words = other.finding.claim, _words()
    text, start = claim.sentence.text, claim.sentence.span.start
    first = one.finding.claim
    begin = first.quantity.span.end - start if first.sentence == claim.sentence else 0
    before = text[begin : claim.quantity.span.start - start].lower()
    if words.before.search(before):
        return True
    if names_place(other.finding) and not names_place(one.finding) and words.placed.match(text):
        return True
    own = _own_act(before)
    measures = load_compare_words().by_actor
    if own and other.measure is not None and other.measure.measure in measures:
        return True
    done = _own_act(before_in_sentence(one.finding))
    # "The navy said it had rescued 300, the coast guard 120": each tells of itself.
    return bool(done) and (own == done or (not _words().reckoning.search(before) and not own))


def _own_act(before: str) -> str:
    """What somebody says in front of a number that he did himself ("said it had sold 812,000 cars"): the verb,
    blank for whoever only reckons ("said it had counted 41")."""
    match = _OWN_ACT.search(before)
    return "" if match is None or _words().reckoning.search(match["verb"]) else str(match["verb"])


_MORE = re.compile(r"(?: [a-z]+)? more\b(?! than)")
_OF_THOSE = re.compile(r"(?: [a-z]+)? of (?:the|these|those|them|its|their)\b")
_OWN_ACT = re.compile(
    r"\b(?:it|they|we|he|she)(?: (?:had|has|have|would|will|was|were|also|only|just))* (?P<verb>[a-z]+)(?: [a-z]+){0,3} $"
)


def _is_one_voice(one: str, other: str) -> bool:
    """Whether one of two names is but a shorter form of the other: "Water minister Lloyd Sakala" and "Sakala"."""
    said = [frozenset(_WORD.findall(each.lower())) - ARTICLES for each in (one, other)]
    return bool(said[0] and said[1]) and (said[0] <= said[1] or said[1] <= said[0])


def _told(statements: Sequence[Statement], number: int) -> _Told:
    """The ``number``-th of an article's statements with what stands around it."""
    index = statements[number].finding.claim.sentence.index
    first = last = number
    while first and statements[first - 1].finding.claim.sentence.index == index:
        first -= 1
    while last + 1 < len(statements) and statements[last + 1].finding.claim.sentence.index == index:
        last += 1
    listed, place = statements[first : last + 1], number - first
    one = listed[place]
    sentence = one.finding.claim.sentence
    text = sentence.text
    spans = [
        (span.start - sentence.span.start, span.end - sentence.span.start)
        for span in (each.finding.claim.quantity.span for each in listed)
    ]
    start, end = spans[place]
    low = spans[place - 1][1] if place else 0
    high = spans[place + 1][0] if place + 1 < len(spans) else len(text)
    around = f"{text[max(0, start - _BESIDE) : start]} {text[end : end + _BESIDE]}"
    value = one.value
    return _Told(
        one,
        text.lower(),
        text[:start].lower(),
        text[end:].lower(),
        text[low:start].lower(),
        text[end:high].lower(),
        voice_key(one),
        counted_noun(one.finding).rpartition(" ")[2],
        frozenset(stems(text)),
        frozenset(stems(around)),
        math.log10(value) if value is not None and value > 0 else None,
        place,
        len(listed),
        bool(_OPENED.search(text, 0, start) and _CLOSED.search(text, end)),
    )


def _weighed(
    first: _Told, second: _Told, between: Sequence[frozenset[str]], disputes: int
) -> dict[str, float]:
    """What the model weighs of two numbers of an article: the ``second`` one may be another voice's value of what
    the ``first`` one counts. ``between``: the voices of the numbers between them. ``disputes``: how often the
    article says that numbers are not agreed on."""
    words, general = _words(), load_compare_words()
    one, other = first.one, second.one
    claims = one.finding.claim, other.finding.claim
    quantities = claims[0].quantity, claims[1].quantity
    measures = [each.measure.measure if each.measure else "" for each in (one, other)]
    gap = _FAR if first.size is None or second.size is None else second.size - first.size
    middle = one.article.text[quantities[0].span.end : quantities[1].span.start].lower()
    speaker = (claims[1].voice or other.speaker).lower()
    lead = _LAST_WORD.search(second.before)
    return {
        "sentences apart": second.at - first.at,
        "numbers between": len(between),
        "characters apart": math.log1p(quantities[1].span.start - quantities[0].span.end),
        "one paragraph": claims[0].sentence.paragraph == claims[1].sentence.paragraph,
        "kind": _KINDS.get(quantities[0].kind, _OTHER_KIND),
        "powers of ten apart": min(abs(gap), _FAR),
        "second is greater": gap > 0,
        "digits of first": one.digits,
        "digits of second": other.digits,
        "power of ten": _NONE if first.size is None else first.size,
        "one unit": one.unit == other.unit,
        "one key": one.what == other.what,
        "one measure": measures[0] == measures[1] != "",
        "two measures": bool(measures[0] and measures[1] and measures[0] != measures[1]),
        "first measured": bool(measures[0]),
        "second measured": bool(measures[1]),
        "one likely measure": one.likely == other.likely != "",
        "alike": _agreed(claims[0].likenesses, claims[1].likenesses),
        "first by likeness": one.by_likeness,
        "second by likeness": other.by_likeness,
        "first with noun": bool(first.noun),
        "second with noun": bool(second.noun),
        "one noun": first.noun == second.noun != "",
        "two nouns": bool(first.noun and second.noun and first.noun != second.noun),
        "second counts anybody": second.noun in general.at_large,
        "one population": one.population == other.population,
        "second of some": other.population not in {"", "all"},
        "one place": one.place == other.place,
        "first names its place": names_place(one.finding),
        "second names its place": names_place(other.finding),
        "one flow": one.flow == other.flow,
        "one period": one.period == other.period,
        "one window": one.days == other.days,
        "one relation": claims[0].relation == claims[1].relation,
        "first a share": claims[0].relation == "share",
        "second a share": claims[1].relation == "share",
        "first a part": one.part,
        "second a part": other.part,
        "one basis": one.basis == other.basis,
        "one denominator": claims[0].denominator == claims[1].denominator,
        "one voice": bool(first.voice & second.voice),
        "first has a voice": bool(first.voice),
        "second has a voice": bool(second.voice),
        "second's voice in front": bool(speaker) and speaker in second.before,
        "second's voice between": sum(bool(each & second.voice) for each in between),
        "a third voice between": any(
            each and not each & (first.voice | second.voice) for each in between
        ),
        "first put at": set_against(one),
        "second put at": set_against(other),
        "the same": "the same" in second.sentence,
        "second told later": bool(general.told_later.search(second.own)),
        "first told later": bool(general.told_later.search(first.sentence)),
        "second elsewhere": bool(general.elsewhere.search(second.sentence)),
        "second's own acts": bool(general.own_acts.search(second.own)),
        "first reckoned": bool(words.reckoning.search(f"{first.own} {first.rest}")),
        "second reckoned": bool(words.reckoning.search(second.own)),
        "reckoned behind": bool(words.reckoning.search(second.rest)),
        "contrast between": bool(words.contrast.search(middle)),
        "contrast before": bool(words.contrast.search(second.own)),
        "contrast behind": bool(words.contrast.search(second.rest)),
        "disputes": disputes,
        "disputed": bool(words.dispute.search(f"{middle} {second.rest}")),
        "first of a time": bool(words.times.search(f"{first.own} {first.rest}")),
        "second of a time": bool(words.times.search(f"{second.own} {second.rest}")),
        "second's subject stands in": bool(words.standing.search(second.own)),
        "length of first": len(first.sentence),
        "length of second": len(second.sentence),
        "numbers in first": first.places,
        "numbers in second": second.places,
        "place of first": first.place,
        "place of second": second.place,
        "words before": len(_WORD.findall(second.own)),
        "words behind": len(_WORD.findall(second.rest)),
        "words between": len(_WORD.findall(middle)),
        "lead": _NONE if lead is None else words.leads.get(lead[1], _NONE),
        "second without noun behind": not second.behind.startswith(" "),
        "words of the sentences": _share(first.stems, second.stems),
        "words beside": _share(first.beside, second.beside),
        "first quoted": first.quoted,
        "second quoted": second.quoted,
        "one modality": claims[0].modality == claims[1].modality,
        "first to come": one.to_come,
        "second to come": other.to_come,
        "first denied": one.value in other.denied,
        "second denied": other.value in one.denied,
        "first hedged": quantities[0].hedge_span is not None,
        "second hedged": quantities[1].hedge_span is not None,
        "one beginning": claims[0].period_start == claims[1].period_start,
        "one end": claims[0].as_of == claims[1].as_of,
        "first with a period": bool(claims[0].period_text),
        "second with a period": bool(claims[1].period_text),
        "side by side by rules": side_by_side(one, other),
        "a loose place": one.loose or other.loose,
        "one revised": one.revised or other.revised,
    }


def _agreed(one: Sequence[tuple[str, float]], other: Sequence[tuple[str, float]]) -> float:
    """How well the measures agree that likeness gives two numbers, from 0 to 1 (Bhattacharyya's coefficient);
    -1 where one was not read so."""
    if not one or not other:
        return _NONE
    known = dict(other)
    return sum(math.sqrt(chance * known.get(name, 0)) for name, chance in one)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two sets have in common of those of both."""
    return len(one & other) / max(1, len(one | other))
