"""One number in two articles of one story: the same figure, though its words were read apart.

"11,400 dockers walked out" and "the 11,400 on strike" are one count, whatever was made of their words.
A number of several digits seldom recurs by chance within a story, so a statement that repeats it joins
the comparison that holds it. So does a rounded one ("about 11,000 were out") where only one number of the
story rounds to it. An echo contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from factcheck.grammar import load_grammar
from factcheck.inflection import plural
from factcheck.joining import Key, numbers_of, told_otherwise
from factcheck.model import Bound, Kind, Measure
from factcheck.reference import Vocabulary
from factcheck.settings import Settings
from factcheck.statements import (
    COUNTED,
    Statement,
    counted_noun,
    load_compare_words,
    position,
    stems,
)
from factcheck.states import WHAT
from factcheck.stories import Stories

_Number = tuple[str, str, str, Decimal]  # story, kind, unit of what is no count, value


def echoes_joined(
    keyed: Mapping[Key, Sequence[Statement]],
    nameless: Iterable[Statement],
    stories: Stories,
    settings: Settings,
) -> dict[Key, list[Statement]]:
    """Comparisons with the statements that repeat a number of theirs in another article of the story.

    Only such a statement moves, and never where its article has another number there. ``nameless``:
    statements of which no word says what they count; those that repeat nothing are left out.
    """
    joined: dict[Key, list[Statement]] = {key: list(listed) for key, listed in keyed.items()}
    told: dict[_Number, dict[Key | None, list[Statement]]] = {}
    for key, listed in (*joined.items(), (None, nameless)):
        for one in listed:
            number = _number(one, stories, settings)
            if number is not None:
                told.setdefault(number, {}).setdefault(key, []).append(one)
    for number in sorted(told):
        keys = sorted((key for key in told[number] if key), key=lambda key: _rank(key, keyed))
        for key in (*keys, None):
            for one in sorted(told[number].get(key, ()), key=lambda each: position(each.finding)):
                _join(one, key, keys, joined, stories, settings)
    return {key: listed for key, listed in joined.items() if listed}


def likely_joined(
    keyed: Mapping[Key, Sequence[Statement]], settings: Settings
) -> dict[Key, list[Statement]]:
    """A count whose measure likeness tells is one that words tell of elsewhere in its story,
    where it gives its number or the one before it, of the same people at a place that may be the same."""
    joined: dict[Key, list[Statement]] = {key: list(listed) for key, listed in keyed.items()}
    by_what: dict[tuple[str, ...], list[Key]] = {}
    for key in keyed:
        if key.scope.startswith("story:") and not key.days:
            by_what.setdefault(_kind_of(key, key.what), []).append(key)
    for key in sorted(keyed, key=str):
        for one in keyed[key]:
            if one.likely in {"", key.what} or one.digits < settings.echo_digits:
                continue
            mains = sorted(
                by_what.get(_kind_of(key, one.likely), ()),
                key=lambda main: (main.place != one.place, -len(keyed[main]), main.place),
            )
            main = next((main for main in mains if _likely_repeats(one, joined[main])), None)
            if main is not None:
                told = f"{WHAT} {key.what}"
                joined[key].remove(one)
                joined[main].append(replace(one, definition=one.definition | {told}))
    return {key: listed for key, listed in joined.items() if listed}


def lone_joined(
    keyed: Mapping[Key, Sequence[Statement]], stories: Stories, vocabulary: Vocabulary
) -> dict[Key, list[Statement]]:
    """A count that no other article tells in its words is of the measure that likeness gives, where others
    of its story are told in that. What stands with others stays, and nothing that was joined so contradicts
    anything."""
    kin, crowds = load_compare_words().kin, load_compare_words().crowds
    joined: dict[Key, list[Statement]] = {key: list(listed) for key, listed in keyed.items()}
    by_what: dict[tuple[str, ...], list[Key]] = {}
    for key in keyed:
        if not key.days:
            by_what.setdefault(_kind_of(key, kin.get(key.what, key.what)), []).append(key)
    for key in sorted(keyed, key=str):
        listed = keyed[key]
        bare = key.what.removeprefix(COUNTED) in load_compare_words().general_nouns
        if key.days or not (bare or len({one.article.article_id for one in listed}) == 1):
            continue
        for one in listed:
            measure = vocabulary.measures.get(one.likely)
            story = stories.of.get(one.article.article_id)
            if measure is None or one.likely == key.what or story is None or one.headline:
                continue
            if key.kind != Kind.COUNT.value or one.likely in crowds:
                continue
            if key.what.startswith(COUNTED) and not _counts_people(key.what):
                continue
            told = replace(key, scope=f"story:{story}")
            mains = [
                main
                for main in by_what.get(_kind_of(told, kin.get(one.likely, one.likely)), ())
                if main != key and joined.get(main) and not _tells_another(one, joined[main])
                and any(_one_place(one, other) for other in joined[main])
                and _goes_on(one, joined[main], measure)
            ]  # fmt: skip
            main = min(
                mains,
                key=lambda main: (
                    main.place != one.place,
                    -len(joined[main]),
                    main.place,
                    str(main),
                ),
                default=None,
            )
            if main is not None:
                joined[key].remove(one)
                definition = one.definition | {f"{WHAT} {key.what}"}
                joined[main].append(replace(one, measure=measure, definition=definition))
    return {key: listed for key, listed in joined.items() if listed}


def _counts_people(what: str) -> bool:
    noun = what.removeprefix(COUNTED).split()[-1:]
    is_person = load_grammar().is_person
    return bool(noun) and (is_person(noun[0]) or is_person(plural(noun[0])))


def rounded_joined(
    keyed: Mapping[Key, Sequence[Statement]], settings: Settings
) -> dict[Key, list[Statement]]:
    """A hedged count of people whom no measure tells is the one that it rounds, where the same words stand
    behind both: "nearly 60 men were on shift" beside "58 people who were on shift"."""
    joined: dict[Key, list[Statement]] = {key: list(listed) for key, listed in keyed.items()}
    counted = [key for key in keyed if key.what.startswith(COUNTED) and not key.days
               and key.kind == Kind.COUNT.value and key.scope.startswith("story:")]  # fmt: skip
    hedged = {key: [one for one in keyed[key] if _is_hedged(one)] for key in counted}
    scopes = {key.scope for key in counted if hedged[key]}
    told: dict[tuple[str, str], dict[Key, None]] = {}
    for key in counted:
        if key.scope in scopes:
            for word in frozenset[str]().union(*map(_behind_noun, keyed[key])):
                told.setdefault((key.scope, word), {})[key] = None
    for key in sorted((key for key in counted if hedged[key]), key=str):
        for one in hedged[key]:
            if any(one.interval.overlaps(other.interval) for other in joined[key]
                   if other.article != one.article):  # fmt: skip
                continue  # it rounds one of its own
            mains = {main: None for word in sorted(_behind_noun(one))
                     for main in told.get((key.scope, word), ()) if main != key}  # fmt: skip
            main = next((main for main in sorted(mains, key=str)
                         if _rounds(one, joined.get(main, ()), settings)), None)  # fmt: skip
            if main is not None:
                joined[key].remove(one)
                definition = one.definition | {f"{WHAT} {key.what}"}
                joined[main].append(replace(one, definition=definition))
    return {key: listed for key, listed in joined.items() if listed}


def _is_hedged(one: Statement) -> bool:
    return one.finding.claim.quantity.bound in _HEDGED and not one.headline


def _behind_noun(one: Statement) -> frozenset[str]:
    """The words behind a counted noun in its clause, as singulars, but for nouns that any count has."""
    claim = one.finding.claim
    at = claim.quantity.span.end - claim.sentence.span.start
    clause = _CLAUSE_END.split(claim.sentence.text[at:], maxsplit=1)[0]
    near = " ".join(clause.split()[:_BEHIND])
    nouns = load_compare_words().general_nouns | {*counted_noun(one.finding).split()[:1]}
    return frozenset(stems(near)) - nouns


def _rounds(one: Statement, main: Sequence[Statement], settings: Settings) -> bool:
    ratio = Decimal(str(settings.loose_ratio))
    return not _tells_another(one, main) and any(
        one.value is not None
        and other.value is not None
        and one.interval.overlaps(other.interval)
        and max(one.value, other.value) <= ratio * min(one.value, other.value)
        and _one_place(one, other)
        for other in main
    )


_HEDGED = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.MORE_THAN, Bound.AT_LEAST})
_CLAUSE_END = re.compile(r"[,;:.]")
_BEHIND = 6  # words of "people who were on shift in"


def _goes_on(one: Statement, main: Sequence[Statement], measure: Measure) -> bool:
    """Whether a count of what only rises lies between those told before it and behind it, or another one
    meets one of them."""
    if not measure.cumulative:
        return any(one.interval.overlaps(other.interval) for other in main)
    days = [(other.day, other.interval) for other in main if other.day is not None]
    return one.day is None or not any(
        (day < one.day and one.interval.below(interval))
        or (day > one.day and interval.below(one.interval))
        for day, interval in days
    )


def _one_place(one: Statement, other: Statement) -> bool:
    """Whether two statements may be of one place: of two that both name theirs it is the same."""
    return one.place == other.place or not (one.place_stated and other.place_stated)


def roundings_joined(
    keyed: Mapping[Key, Sequence[Statement]],
    nameless: Iterable[Statement],
    stories: Stories,
    settings: Settings,
) -> dict[Key, list[Statement]]:
    """Comparisons with the statements of one article alone that round a number of theirs.

    Only where every number of the story that rounds so is one number, and the words of both tell of one thing.
    """
    joined: dict[Key, list[Statement]] = {key: list(listed) for key, listed in keyed.items()}
    exact: dict[_Number, list[tuple[Key, Statement]]] = {}
    for key in sorted(joined, key=lambda key: _rank(key, keyed)):
        for one in joined[key]:
            for number in _rounded(one, stories):
                exact.setdefault(number, []).append((key, one))
    held = {one.finding_id for listed in joined.values() for one in listed}
    open_ones = [(None, one) for one in nameless if one.finding_id not in held]
    for own, one in (*((key, one) for key in keyed for one in keyed[key]), *open_ones):
        found = exact.get(_coarse(one, stories) or _NO_NUMBER, ())
        if not found or (own is not None and _told_by_others(one, joined[own])):
            continue
        if len({there.value for _, there in found}) > 1:
            continue
        for main, there in found:
            if main == own or _tells_another(one, joined[main]):
                continue
            if _is_rounded_from(one, there, settings):
                if own is not None:
                    joined[own].remove(one)
                told = f"{WHAT} {own.what if own is not None else 'unknown'}"
                joined[main].append(replace(one, definition=one.definition | {told}))
                break
    return {key: listed for key, listed in joined.items() if listed}


def _told_by_others(one: Statement, listed: Iterable[Statement]) -> bool:
    return any(other.article.article_id != one.article.article_id for other in listed)


def _rounded(one: Statement, stories: Stories) -> set[_Number]:
    """What a number may be rounded to: with fewer digits, and each way."""
    story, value = stories.of.get(one.article.article_id), one.value
    if story is None or value is None or one.vague or one.headline or not value:
        return set()
    kind = one.finding.claim.quantity.kind
    unit = "" if kind is Kind.COUNT else one.unit
    last = value.adjusted()
    return {
        (story, f"{kind.value} {way}", unit, value.quantize(Decimal(1).scaleb(last - digits), way))
        for digits in range(one.digits - 1)
        for way in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)
    }


def _coarse(one: Statement, stories: Stories) -> _Number | None:
    """What a rounded number is found by among what others may be rounded to."""
    story, value = stories.of.get(one.article.article_id), one.value
    if story is None or value is None or one.vague or one.headline:
        return None
    quantity = one.finding.claim.quantity
    way = _WAYS.get(quantity.bound)
    if way is None:
        return None
    kind = quantity.kind
    return story, f"{kind.value} {way}", "" if kind is Kind.COUNT else one.unit, value


_NO_NUMBER: _Number = ("", "", "", Decimal(0))
_WAYS = {
    Bound.EXACT: ROUND_HALF_UP, Bound.ABOUT: ROUND_HALF_UP,
    Bound.MORE_THAN: ROUND_FLOOR, Bound.AT_LEAST: ROUND_FLOOR,
    Bound.NEARLY: ROUND_CEILING, Bound.UP_TO: ROUND_CEILING,
}  # fmt: skip


def _is_rounded_from(one: Statement, there: Statement, settings: Settings) -> bool:
    """Whether a rounded number may be that of another article, of one measure or with more words in
    common than an equal number needs."""
    if one.article.article_id == there.article.article_id:
        return False
    if not _one_place(one, there):
        return False
    if not _alike(one, there, exact=False):
        return False
    if one.measure is not None and there.measure is not None:
        return True
    return len(one.around & there.around) + _one_noun(one, there) > settings.echo_words


def _kind_of(key: Key, what: str) -> tuple[str, ...]:
    return what, key.kind, key.unit, key.scope, key.population


def _likely_repeats(one: Statement, main: Sequence[Statement]) -> bool:
    return not _tells_another(one, main) and any(
        one.value in {other.value, *other.before} and _one_place(one, other) for other in main
    )


def _number(one: Statement, stories: Stories, settings: Settings) -> _Number | None:
    """What a statement repeats if it repeats anything; ``None`` outside a story, and for numbers that
    recur by chance."""
    story, value = stories.of.get(one.article.article_id), one.value
    if story is None or value is None or one.vague:
        return None
    if one.digits < settings.echo_digits:
        return None
    kind = one.finding.claim.quantity.kind
    return story, kind.value, "" if kind is Kind.COUNT else one.unit, value


def _rank(key: Key, keyed: Mapping[Key, Sequence[Statement]]) -> tuple[object, ...]:
    """Known measures before counted words, the most figures first."""
    names = tuple(str(getattr(key, name)) for name in Key.__slots__)
    return key.what.startswith(COUNTED), -len(keyed[key]), names


def _join(
    one: Statement,
    own: Key | None,
    keys: Sequence[Key],
    joined: dict[Key, list[Statement]],
    stories: Stories,
    settings: Settings,
) -> None:
    """Move a statement to the first comparison before its own of which it repeats a number."""
    for main in keys:
        if main == own:
            return
        if own is not None and own.days and main.days and own.days != main.days:
            continue  # as many came on two days
        if _tells_another(one, joined[main]):
            continue
        if any(_is_echo(one, there, stories, settings) for there in joined[main]):
            if own is not None:
                joined[own].remove(one)
            told = f"{WHAT} {own.what if own is not None else 'unknown'}"
            joined[main].append(replace(one, definition=one.definition | {told}))
            return


def _tells_another(one: Statement, listed: Sequence[Statement]) -> bool:
    """Whether the article of a statement gives another number among others."""
    article = one.article.article_id
    return told_otherwise(one, numbers_of(at for at in listed if at.article.article_id == article))


def _is_echo(one: Statement, there: Statement, stories: Stories, settings: Settings) -> bool:
    """Whether two articles give one number of what may be one thing at one place, with words around
    it in common."""
    if one.article.article_id == there.article.article_id or one.value != there.value:
        return False
    one_count = one.measure is not None and one.measure == there.measure
    if len(one.around & there.around) + _one_noun(one, there) + one_count < settings.echo_words:
        return False
    if not _one_place(one, there) and not _told_in_both(one, there, stories):
        return False
    return _alike(one, there, exact=one.digits > settings.echo_digits)


def _told_in_both(one: Statement, there: Statement, stories: Stories) -> bool:
    """Whether the article of one of two statements has figures of the other's place or inside it as well: a
    region and its town, both stated, of one measure."""
    if one.measure is None or one.measure != there.measure or one.population != there.population:
        return False
    return any(
        each.place in stories.sketches[other.article.article_id].places
        for each, other in ((one, there), (there, one))
        if other.article.article_id in stories.sketches
    )


def _one_noun(one: Statement, there: Statement) -> bool:
    """Whether two figures count what one noun calls them, or two of one meaning: homes and houses."""
    words = load_compare_words()
    nouns = [counted_noun(each.finding).split()[-1:] for each in (one, there)]
    first, second = ([words.alike.get(noun, noun) for noun in each] for each in nouns)
    return first == second and bool(set(first) - words.general_nouns)


def _alike(one: Statement, there: Statement, *, exact: bool) -> bool:
    """Whether what two statements count may be one thing: one measure, or one noun where one of them
    has no measure. A number without a noun may count anything; one that is ``exact`` goes before what
    was made of the words, as long as both are told in one unit."""
    for open_one, other in ((one, there), (there, one)):
        candidates = open_one.finding.claim.measure_candidates
        if candidates and other.measure is not None and other.measure.measure not in candidates:
            return False
    if one.measure is not None and there.measure is not None:
        kin = load_compare_words().kin
        first, second = (each.measure for each in (one.measure, there.measure))
        units = [set(each.unit.split("|")) for each in (one.measure, there.measure)]
        if first == second:
            return one.what == there.what  # "51 seats" of two parties, an early and a final share
        same = kin.get(first, first) == kin.get(second, second)
        return same or (exact and not units[0].isdisjoint(units[1]))
    nouns = [counted_noun(each.finding).split()[-1:] for each in (one, there)]
    return exact or not all(nouns) or nouns[0] == nouns[1]
