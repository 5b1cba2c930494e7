"""Arithmetic inside an article: parts fit totals, sums come out, shares and changes fit their levels.

Careful rather than complete: a check that could be explained by another reading is not made, and
one is called failed only where the sentence itself ties its figures together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from factcheck.contests import contender, of_chamber
from factcheck.listed_sums import by_sentence, listed_sums, of_others
from factcheck.model import Bound, Change, Check, Finding, Interval, Kind, Modality, Role
from factcheck.reference import Vocabulary
from factcheck.settings import load_settings
from factcheck.statements import (
    by_article,
    definitions_in,
    found_in_words,
    is_target,
    load_compare_words,
    names_place,
    normal,
    speaker_key,
    told_for,
    told_interval,
)

_SPOKEN = frozenset({Modality.ASSERTED, Modality.REPORTED, Modality.WITHDRAWN})
_HUNDRED = Decimal(100)
_JOINT_REACH = 60  # characters between a count and the share that it makes
_PART_REACH = 30  # characters in which "of them" stands before or behind a part
_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d[\d.,]*(?<![.,])")
_LISTED = 40  # parts of one sentence: more of them are a table that lost its lines
# "31 of the 290 who", "19 among its 135 passengers": the whole right behind its part.
_OF_THE = re.compile(r"\s*(?:[a-z]+ )?(?:of|among) (?:the|these|those|its|their)\s*(?:[a-z]+\s)?")
_AMONG = re.compile(r"(?:Among|Of) (?:the (?:dead|victims|injured|wounded|killed)|them|those)\b")
_THEN_VERB = re.compile(r" (?:have|has|had|were|was|are|is|remain|remained)\b")
_ALL = re.compile(r"\ball (?:the |of the )?$")
_MORE_THAN = re.compile(r"\b(?:more|fewer|less) than the\s*$")
_OUT_OF = re.compile(r"\b(?:of|among|out of)\b")
_WHOLE = re.compile(
    r"(?:^|[^\w,]\s*)(?:Of|Among) (?:the |these |those |its |all )?(?:some |about |more than )?$"
)


@dataclass(frozen=True)
class _Page:
    """The figures of one article that arithmetic can use, in their order."""

    body: Sequence[Finding]
    title: Sequence[Finding]
    text: Sequence[Finding]  # every figure behind the headline, whatever its role
    vocabulary: Vocabulary

    def sentence(self, finding: Finding) -> list[Finding]:
        """The figures of a figure's sentence."""
        own = finding.claim.sentence
        return self._by_sentence.get((own.field, own.index), [])

    def near(self, finding: Finding, back: int) -> list[Finding]:
        """The figures of the sentences before a figure's, nearest first."""
        own = finding.claim.sentence
        before = range(own.index - 1, own.index - back - 1, -1)
        return [
            one
            for index in before
            for one in reversed(self._by_sentence.get((own.field, index), []))
        ]

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int], list[Finding]]:
        found: dict[tuple[str, int], list[Finding]] = {}
        for one in self.body:
            found.setdefault((one.claim.sentence.field, one.claim.sentence.index), []).append(one)
        return found


def check_arithmetic(findings: Sequence[Finding], vocabulary: Vocabulary) -> list[Check]:
    """Checks of each article, in the order of their ids."""
    made: dict[str, Check] = {}
    for found in by_article(findings).values():
        group = found_in_words(found)
        usable = [one for one in group if _usable(one)]
        body, title = _parted(usable)
        page = _Page(body, title, _parted(group)[0], vocabulary)
        for check in (*_subsets(page), *_sums(page), *_shares(page), *_changes(page),
                      *_repeated(page), *_headlines(page)):  # fmt: skip
            made[check.check_id] = check
    return sorted(made.values(), key=lambda check: check.check_id)


def make_check(kind: str, passed: bool, reason: str, findings: Sequence[Finding]) -> Check:
    """A check with an id that follows from its kind and figures."""
    ids = tuple(finding.finding_id for finding in findings)
    key = "|".join((kind, *ids)).encode()
    name = hashlib.sha1(key, usedforsecurity=False).hexdigest()[:12]
    figures = tuple(finding.claim.quantity.text for finding in findings)
    articles = dict.fromkeys(finding.claim.article.article_id for finding in findings)
    return Check(name, kind, passed, reason, ids, figures, tuple(articles))


def _usable(finding: Finding) -> bool:
    claim = finding.claim
    return (
        claim.role is Role.CLAIM
        and claim.modality in _SPOKEN
        and finding.claim_interval is not None
        and claim.quantity.value is not None
    )


def _parted(found: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings of the text, and those of headlines."""
    body = [one for one in found if not one.claim.sentence.in_headline]
    return body, [one for one in found if one.claim.sentence.in_headline]


def _among(finding: Finding, listed: Sequence[Finding]) -> bool:
    return any(one is finding for one in listed)


def _level(finding: Finding) -> bool:
    claim = finding.claim
    return (
        claim.quantity.change is Change.LEVEL
        and claim.relation not in {"change", "share", "ratio", "margin"}
        and not claim.other_event
    )


def _count(finding: Finding) -> bool:
    return finding.claim.quantity.kind is Kind.COUNT


def _interval(finding: Finding) -> Interval:
    return told_interval(finding)


def _value(finding: Finding) -> Decimal:
    value = finding.claim.quantity.value
    assert value is not None  # noqa: S101 - see _usable
    return value


def _written(finding: Finding) -> str:
    quantity = finding.claim.quantity
    return f"{quantity.hedge} {quantity.text}".strip()


def _between(one: Finding, other: Finding) -> str:
    """The words between two figures of a sentence, in lower case."""
    sentence = one.claim.sentence
    first, second = sorted((one.claim.quantity.span, other.claim.quantity.span),
                           key=lambda span: span.start)  # fmt: skip
    start = sentence.span.start
    return sentence.text[first.end - start : second.start - start].lower()


def _behind(finding: Finding, length: int) -> str:
    claim = finding.claim
    at = claim.quantity.span.end - claim.sentence.span.start
    return claim.sentence.text[at : at + length].lower()


def _before(finding: Finding, length: int) -> str:
    claim = finding.claim
    at = claim.quantity.span.start - claim.sentence.span.start
    return claim.sentence.text[max(0, at - length) : at].lower()


def _unit(finding: Finding) -> str:
    """The unit of a measured value; a count's unit is its measure's."""
    quantity = finding.claim.quantity
    return "" if quantity.kind in {Kind.COUNT, Kind.PERCENT} else quantity.unit or ""


def _population(finding: Finding) -> str:
    return finding.claim.population or "all"


def _place(finding: Finding) -> str:
    return finding.claim.place or normal(finding.claim.place_name)


def _inside(inner: str, outer: str, vocabulary: Vocabulary) -> bool:
    return inner != outer and outer in vocabulary.place_chain(inner)


# -- parts of a total -----------------------------------------------------------------------------


def _subsets(page: _Page) -> Iterator[Check]:
    """A stated part may not exceed its total ("154 dead, 41 of them children")."""
    for part in page.body:
        if not _count(part) or not (_level(part) or part.claim.relation == "subset"):
            continue
        total = _total_of(part, page)
        if total is None:
            continue
        passed = not _interval(total).below(_interval(part))
        verb = "fits" if passed else "is more than"
        reason = f"The part {_written(part)} {verb} its total {_written(total)}."
        yield make_check("subset", passed, reason, (total, part))


def _total_of(part: Finding, page: _Page) -> Finding | None:
    """The total that the words make of a part: the figure before "of them", the one behind "of the",
    or the same count for a wider place or population just before."""
    words = load_compare_words()
    neighbours = [one for one in page.sentence(part)
                  if one is not part and _count(one) and one.claim.quantity.change is Change.LEVEL]  # fmt: skip
    start = part.claim.quantity.span.start
    before = [one for one in neighbours if one.claim.quantity.span.start < start]
    behind = [one for one in neighbours if one.claim.quantity.span.start > start]
    # "Of these 53 are back and 65 at large": what stands before another number is said of that one.
    led = _between(before[-1], part)[-_PART_REACH:] if before else _before(part, _PART_REACH)
    marked = words.parts.search(led) or words.parts.match(_behind(part, _PART_REACH).lstrip(" ,"))
    if before and marked:
        # "154 dead, 41 of them children, 20 of them boys": the nearest that is no part itself.
        whole = [one for one in before if not _marked_part(one)] or before[:1]
        if _may_hold(whole[-1], part):
            return whole[-1]
    if not before and _AMONG.match(part.claim.sentence.text):
        earlier = [one for one in page.near(part, 2) if one.claim.measure == part.claim.measure
                and _count(one) and _level(one) and _population(one) == "all"]  # fmt: skip
        if earlier:
            return earlier[0]
    if before and _opens_with_whole(before[0]) and _may_hold(before[0], part):
        return before[0]
    if behind and _OF_THE.fullmatch(_between(part, behind[0])):
        return behind[0] if _may_hold(behind[0], part) else None
    for one in (*reversed(before), *page.near(part, 1)):
        same = one.claim.measure == part.claim.measure is not None and _level(one)
        wider = _inside(_place(part), _place(one), page.vocabulary)
        if same and _count(one) and wider and _population(one) == _population(part):
            return one
    return None


def _marked_part(finding: Finding) -> bool:
    words = load_compare_words()
    return words.parts.match(_behind(finding, _PART_REACH).lstrip(" ,")) is not None


def _opens_with_whole(total: Finding) -> bool:
    """ "Of the 112 people who died, 39 were children"; but "of these 53 have come back" tells of 53 of them."""
    claim = total.claim
    at = claim.quantity.span.start - claim.sentence.span.start
    if _THEN_VERB.match(_behind(total, _PART_REACH)):
        return False
    return _WHOLE.search(claim.sentence.text[:at]) is not None


def _may_hold(total: Finding, part: Finding) -> bool:
    """Whether the part can be counted among the total: one measure, or one sort of people."""
    one, other = total.claim, part.claim
    if one.measure is None or other.measure is None or one.measure == other.measure:
        return True
    return _population(total) == _population(part) != "all" or other.relation == "subset"


# -- sums -----------------------------------------------------------------------------------------------


def _sums(page: _Page) -> Iterator[Check]:
    """Parts that make up a whole: places in it, groups of people, or fates."""
    yield from _sums_of_parts(page)
    yield from _sums_together(page)
    yield from _sums_of_fates(page)
    listed = [_exact(one) for one in page.text if _may_be_listed(one)]
    for items, whole in listed_sums(by_sentence(listed)):
        check = _sum_check(items, whole, fails_below=True)
        if check is not None:
            yield check


def _may_be_listed(finding: Finding) -> bool:
    """Whether a figure can be an item of a list: small counts that are no claims by themselves, too."""
    claim = finding.claim
    spoken = claim.modality in _SPOKEN and claim.role in {Role.CLAIM, Role.CONTEXT}
    return _count(finding) and spoken and claim.quantity.value is not None and _is_part(finding)


def _exact(finding: Finding) -> Finding:
    """A figure with an interval: a small count that is no claim has none."""
    if finding.claim_interval is not None:
        return finding
    return replace(finding, claim_interval=Interval(_value(finding), _value(finding)))


def _sums_of_parts(page: _Page) -> Iterator[Check]:
    done: set[int] = set()
    for first in page.body:
        if id(first) in done or not _count(first):
            continue
        parts = [one for one in page.sentence(first) if _count(one) and _is_part(one)]
        if len(parts) > _LISTED:
            done.update(map(id, parts))
            continue
        for chosen in (_apart_by_place(parts, page.vocabulary), _apart_by_group(parts)):
            if len(chosen) < 2:  # noqa: PLR2004 - a sum has two parts
                continue
            total = _whole_of(chosen, page)
            if total is None or of_others(total, chosen):
                continue
            done.update(map(id, chosen))
            check = _sum_check(chosen, total, fails_below=False)
            if check is not None:
                yield check
        done.add(id(first))


def _is_part(finding: Finding) -> bool:
    return _level(finding) or finding.claim.relation == "subset"


def _apart_by_place(parts: Sequence[Finding], vocabulary: Vocabulary) -> list[Finding]:
    """Figures of one measure for places none of which holds another."""
    kept: list[Finding] = []
    for one in parts:
        if any(_inside(_place(other), _place(one), vocabulary) for other in parts):
            continue
        place = _place(one)
        if not place or one.claim.measure is None:
            continue
        if any(_place(other) == place or _inside(place, _place(other), vocabulary)
               or _inside(_place(other), place, vocabulary)
               or other.claim.measure != one.claim.measure
               or _population(other) != _population(one) for other in kept):  # fmt: skip
            continue
        kept.append(one)
    return kept


def _apart_by_group(parts: Sequence[Finding]) -> list[Finding]:
    """Figures of groups that never hold the same person, by the same measure."""
    by_group = {_population(one): one for one in reversed(parts)}
    for groups in load_compare_words().disjoint:
        if groups <= set(by_group):
            chosen = [one for one in parts if _among(one, [by_group[name] for name in groups])]
            if len({one.claim.measure for one in chosen}) == 1:
                return chosen
    return []


def _whole_of(parts: Sequence[Finding], page: _Page) -> Finding | None:
    """The figure for all that the parts share out, in their sentence or up to two before."""
    measure = parts[0].claim.measure
    groups = {_population(one) for one in parts}
    places = {_place(one) for one in parts}
    by_place = len(places) > 1
    pool = [one for one in page.sentence(parts[0]) if not _among(one, parts)]
    for one in (*reversed(pool), *page.near(parts[0], 2)):
        if not _count(one) or not _level(one) or _among(one, parts):
            continue
        if measure is None:
            on_board = load_compare_words().behind.search(one.claim.sentence.text.lower())
            if one.claim.measure is None and _population(one) == "all" and on_board:
                return one
            continue
        if one.claim.measure != measure:
            continue
        if by_place:
            around = all(_inside(place, _place(one), page.vocabulary) for place in places)
            if around and _population(one) in groups:
                return one
        elif _population(one) == "all" and _place(one) in places:
            return one
    return None


def _sums_together(page: _Page) -> Iterator[Check]:
    """ "Together that is 45": the sum of the figures just before, or of those that follow."""
    words = load_compare_words()
    for total in page.body:
        if not _count(total) or not words.together.search(
            f"{_before(total, 60)} {_behind(total, 25)}"
        ):
            continue
        if _is_earlier(total):
            continue
        neighbours = [one for one in page.sentence(total) if one is not total and _count(one)]
        behind = [
            one
            for one in neighbours
            if one.claim.quantity.span.start > total.claim.quantity.span.start
        ]
        paragraph = total.claim.sentence.paragraph
        before = [
            one
            for one in page.near(total, 2)
            if _count(one) and one.claim.sentence.paragraph == paragraph
        ]
        for parts in (behind, before[::-1]):
            if any(_is_earlier(one) for one in parts):
                continue  # "lowered to 2,600 from 3,100": one number at two times
            counted = {one.claim.measure for one in parts if one.claim.measure}
            if len(parts) != 2 or len(counted) > 1:  # noqa: PLR2004 - two parts are surely the whole
                continue
            check = _sum_check(parts, total, fails_below=True)
            smaller = all(_value(one) < _value(total) for one in parts)
            if check is not None and (
                check.passed or (counted == {total.claim.measure} and smaller)
            ):
                yield check
                break


def _is_earlier(finding: Finding) -> bool:
    return finding.claim.quantity.change is Change.EARLIER


def _sums_of_fates(page: _Page) -> Iterator[Check]:
    """The killed, the rescued and the missing of one ship are those who were on board."""
    fates = load_compare_words().fates
    by_fate = {name: next((one for one in page.body if one.claim.measure == name and _level(one)
                           and _population(one) == "all"), None) for name in fates}  # fmt: skip
    parts = [one for one in by_fate.values() if one is not None]
    if len(parts) != len(fates):
        return
    sums = sum(_value(one) for one in parts)
    for total in page.body:
        if _count(total) and not _among(total, parts) and total.claim.quantity.value == sums:
            check = _sum_check(parts, total, fails_below=False)
            if check is not None and check.passed:
                yield check
            return


def _sum_check(parts: Sequence[Finding], total: Finding, *, fails_below: bool) -> Check | None:
    """Whether parts add up to a total. A sum that stays below fails only where the parts are said
    to be all."""
    low = _added([_interval(one).low for one in parts])
    high = _added([_interval(one).high for one in parts])
    added = Interval(low, high)
    words = " + ".join(_written(one) for one in parts)
    if added.overlaps(_interval(total)):
        return make_check("sum", True, f"{words} make {_written(total)}.", (*parts, total))
    if added.below(_interval(total)) and not fails_below:
        return None
    value = sum(_value(one) for one in parts)
    reason = f"{words} make {value:,}, not {_written(total)}."
    return make_check("sum", False, reason, (*parts, total))


def _added(ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return sum(known, Decimal(0)) if len(known) == len(ends) else None


# -- shares ------------------------------------------------------------------------------------------


def _shares(page: _Page) -> Iterator[Check]:
    """A percentage that a sentence derives from two counts."""
    for share in page.body:
        quantity = share.claim.quantity
        if quantity.kind is not Kind.PERCENT or quantity.fraction or quantity.unit != "percentage":
            continue
        after = _WORD.findall(_behind(share, _PART_REACH))
        if after[:1] and after[0] in load_compare_words().comparing:
            continue
        pair = _part_and_base(share, page)
        if pair is None:
            continue
        part, base = pair
        derived = _ratio(_interval(part), _interval(base))
        if derived is None:
            continue
        given = _interval(share)
        # One unit of the last digit: writers cut off as often as they round.
        room = quantity.step
        wide = Interval(
            None if given.low is None else given.low - room,
            None if given.high is None else given.high + room,
        )
        passed = derived.overlaps(wide)
        value = _value(part) / _value(base) * _HUNDRED
        reason = f"{_written(part)} of {_written(base)} is {value:.1f} percent" + (
            "." if passed else f", the article says {_written(share)}."
        )
        yield make_check("share", passed, reason, (part, base, share))


def _part_and_base(share: Finding, page: _Page) -> tuple[Finding, Finding] | None:
    start = share.claim.quantity.span.start
    before = [one for one in page.sentence(share)
              if _count(one) and one.claim.quantity.span.start < start]  # fmt: skip
    if not before or not _derived(before[-1], share):
        return None
    shares = [one for one in page.sentence(share) if one.claim.quantity.kind is Kind.PERCENT]
    if len(shares) > 1 or not all(_is_part(one) for one in before):
        return None
    if len(before) == 2:  # noqa: PLR2004 - a part and its base
        part, base = sorted(before, key=_value)
        tied = _OUT_OF.search(_between(part, base)) or _opens_with_whole(before[0])
        return (part, base) if tied else None
    if len(before) > 1:
        return None
    after = [one for one in page.sentence(share)
             if _count(one) and one.claim.quantity.span.start > start]  # fmt: skip
    if after and _between(share, after[0]).strip() in {"of", "of the", "of all"}:
        return before[0], after[0]
    noun = re.match(r"\s+of (?:all |the |its |their )*([a-z]+)", _behind(share, 40))
    if noun is None:
        return None
    named = normal(noun[1])
    for one in page.near(share, 2):
        claim = one.claim
        counts = {*normal(claim.measure or "").split(), *normal(claim.counted).split()}
        if _count(one) and _level(one) and named in counts:
            return before[0], one
    return None


def _derived(count: Finding, share: Finding) -> bool:
    """Whether the words between a count and a share derive one from the other."""
    words = _between(count, share)
    return len(words) <= _JOINT_REACH and load_compare_words().joints.search(words) is not None


def _ratio(part: Interval, base: Interval) -> Interval | None:
    if not part.bounded or not base.bounded or not base.low or not base.high or base.low <= 0:
        return None
    assert part.low is not None  # noqa: S101 - bounded
    assert part.high is not None  # noqa: S101 - bounded
    return Interval(part.low / base.high * _HUNDRED, part.high / base.low * _HUNDRED)


# -- changes -------------------------------------------------------------------------------------------


def _changes(page: _Page) -> Iterator[Check]:
    """ "Rose by 1,475 from 2,310 to 3,785": the difference of the levels is the change."""
    for old in page.body:
        if old.claim.quantity.change is not Change.EARLIER:
            continue
        sentence = page.sentence(old)
        at = next(number for number, one in enumerate(sentence) if one is old)
        new = next((one for one in sentence[at + 1 :] if _between(old, one).strip() == "to"), None)
        if new is None or new.claim.quantity.kind is not old.claim.quantity.kind:
            continue
        for size in sentence:
            if _among(size, (old, new)) or not _is_change(size):
                continue
            check = _change_check(old, new, size)
            if check is not None:
                yield check
    yield from _more_than(page)


def _more_than(page: _Page) -> Iterator[Check]:
    """ "That is 83,000 more than the 45,000 of Sunday", behind a sentence with the new level."""
    for old in page.body:
        sentence = [one for one in page.sentence(old) if _kind(one) == _kind(old)]
        at = next((number for number, one in enumerate(sentence) if one is old), 0)
        if at == 0 or not _MORE_THAN.search(_between(sentence[at - 1], old)):
            continue
        new = next((one for one in page.near(old, 1) if _kind(one) == _kind(old) and _level(one)
                    and one.claim.measure in {None, old.claim.measure, sentence[at - 1].claim.measure}), None)  # fmt: skip
        if new is not None and len(sentence) == 2:  # noqa: PLR2004 - the change and the old level
            # The hedge of "more than the 45,000" is the comparison's, not the number's.
            bare = replace(old, claim_interval=Interval(_value(old), _value(old)))
            check = _change_check(bare, new, sentence[at - 1])
            if check is not None:
                yield check


def _kind(finding: Finding) -> tuple[Kind, str]:
    return finding.claim.quantity.kind, _unit(finding)


def _is_change(finding: Finding) -> bool:
    if finding.claim.quantity.change in {Change.INCREASE, Change.DECREASE}:
        return True
    found = list(load_compare_words().changes.finditer(_before(finding, _PART_REACH)))
    return bool(found) and not _before(finding, _PART_REACH)[found[-1].end() :].strip(" aonver,")


def _change_check(old: Finding, new: Finding, size: Finding) -> Check | None:
    one, other = _interval(old), _interval(new)
    if not one.bounded or not other.bounded:
        return None
    assert one.low is not None  # noqa: S101 - bounded
    assert one.high is not None  # noqa: S101 - bounded
    assert other.low is not None  # noqa: S101 - bounded
    assert other.high is not None  # noqa: S101 - bounded
    gap = _size(Interval(other.low - one.high, other.high - one.low))
    readings: list[Interval | None] = [gap]
    kinds = (size.claim.quantity.kind, new.claim.quantity.kind)
    if kinds[0] is Kind.PERCENT and (
        kinds[1] is not Kind.PERCENT or "point" not in (size.claim.quantity.unit or "")
    ):
        relative = _ratio(gap, one)
        readings = [relative] if kinds[1] is not Kind.PERCENT else [gap, relative]
    elif kinds[0] is not kinds[1] or _unit(size) != _unit(new):
        return None
    given = _size(_interval(size))
    passed = any(reading is not None and reading.overlaps(given) for reading in readings)
    value = _value(new) - _value(old)
    reason = f"From {_written(old)} to {_written(new)} is {abs(value):,}" + (
        f", as {_written(size)} says." if passed else f", not {_written(size)}."
    )
    return make_check("change", passed, reason, (size, old, new))


def _size(interval: Interval) -> Interval:
    """An interval of a difference, whichever way it went."""
    low, high = interval.low, interval.high
    if high is not None and high < 0:
        return Interval(-high, None if low is None else -low)
    if low is not None and low < 0:
        return Interval(Decimal(0), max(-low, high) if high is not None else None)
    return interval


# -- one thing, one number ---------------------------------------------------------------------------------


_LOOKED_BACK = 40  # numbers of one thing: no news article gives more, and time stays linear


def _repeated(page: _Page) -> Iterator[Check]:
    """One thing in two sentences has one number."""
    seen: dict[tuple[object, ...], list[Finding]] = {}
    for one in page.body:
        claim = one.claim
        if (
            not _level(one)
            or claim.measure is None
            or claim.relation == "subset"
            or claim.interval_only
            or is_target(one)
            or of_chamber(one)
        ):
            continue
        key = (claim.measure, claim.unit, _population(one), _place(one), claim.event,
               claim.quantity.kind, claim.denominator, _whose(one, page))  # fmt: skip
        seen.setdefault(key, []).append(one)
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for same, listed in seen.items():
        for one in listed if len(listed) > 1 else ():
            alike.setdefault((same, told_for(one, page.vocabulary)), []).append(one)
    for listed in alike.values():
        for at, later in enumerate(listed):
            for earlier in listed[max(0, at - _LOOKED_BACK) : at]:
                if earlier.claim.sentence == later.claim.sentence:
                    continue
                if _interval(earlier).overlaps(_interval(later)):
                    reason = f"{_written(earlier)} and {_written(later)} agree."
                    yield make_check("repeated", True, reason, (earlier, later))
                    break
                if _one_thing(earlier, later):
                    reason = f"The article gives {_written(earlier)} and {_written(later)}."
                    yield make_check("repeated", False, reason, (earlier, later))
                    break


def _whose(one: Finding, page: _Page) -> str:
    """Whose votes or seats a figure counts; blank for everything else."""
    voted = one.claim.measure in load_compare_words().of_a_candidate
    return contender(one, page.vocabulary) if voted else ""


def _one_thing(earlier: Finding, later: Finding) -> bool:
    """Whether nothing but the number tells two figures apart: one speaker (or none), one time, one
    place that both sentences name or neither does, one definition."""
    words = load_compare_words()
    texts = [one.claim.sentence.text.lower() for one in (earlier, later)]
    if any(words.told_later.search(text) or words.revised.search(text) for text in texts):
        return False
    first, second = (speaker_key(one.claim.voice) for one in (earlier, later))
    if first and second and not first & second:
        return False
    if later.claim.measure in words.crowds and bool(first) != bool(second):
        return False  # of a crowd the number that nobody is named for is somebody's
    if len({_stated_place(one) for one in (earlier, later)}) > 1:
        return False
    if len({one.claim.as_of for one in (earlier, later)} - {None}) > 1:
        return False
    if any(_is_of_old(one) for one in (earlier, later)):
        return False
    defined = [definitions_in(text, earlier.claim.measure) for text in texts]
    if defined[0] != defined[1]:
        return False
    # "All 15 detained people": the same ones, whatever the measure.
    return (
        later.claim.measure in words.fixed or _ALL.search(_before(later, _PART_REACH)) is not None
    )


def _is_of_old(finding: Finding) -> bool:
    """Whether a figure is said of a day well before its article's: "on February 16 the ministry had
    counted 440,000"."""
    day, published = finding.claim.as_of, finding.claim.article.published
    if day is None or published is None:
        return False
    return (published - day).days > load_settings().lag_days


def _stated_place(finding: Finding) -> str:
    """The place that a figure's own sentence names; blank where it was taken from elsewhere."""
    return _place(finding) if names_place(finding) else ""


def _headlines(page: _Page) -> Iterator[Check]:
    """The headline's number must be one that the text gives for the same thing.

    It fails only where the text has that number in no role at all, and speaks with one number of
    the very thing that the headline counts.
    """
    for head in page.title:
        if head.claim.measure is None or not _level(head):
            continue
        found = _in_the_text(head, page)
        if found is not None:
            reason = f"The headline's {_written(head)} stands in the text too."
            yield make_check("headline", True, reason, (head, found))
            continue
        rivals = [one for one in page.body if _same_thing(head, one, page.vocabulary)]
        if not rivals or head.claim.quantity.bound is Bound.VAGUE or _occurs(head, page):
            continue
        told = [one for one in page.title if one is not head and _kind(one) == _kind(head)]
        if any(_interval(one).overlaps(_interval(rivals[0])) for one in told):
            continue  # the headline has the text's number too, beside another
        if not all(_interval(one).overlaps(_interval(rivals[0])) for one in rivals[1:]):
            continue
        reason = f"The headline has {_written(head)}, the text {_written(rivals[0])}."
        yield make_check("headline", False, reason, (head, rivals[0]))


def _in_the_text(head: Finding, page: _Page) -> Finding | None:
    """The figure of the text that the headline gives, one with the same number before all others."""
    claim = head.claim
    same_kind = [one for one in page.body if one.claim.quantity.kind is claim.quantity.kind]
    fitting = [one for one in same_kind if one.claim.measure == claim.measure
               and _population(one) == _population(head) and _level(one)
               and one.claim.relation != "subset"
               and _interval(one).overlaps(_interval(head))]  # fmt: skip
    fitting.sort(key=lambda one: one.claim.quantity.value != claim.quantity.value)
    unnamed = [one for one in same_kind if one.claim.measure is None
               and one.claim.quantity.value == claim.quantity.value]  # fmt: skip
    return next(iter((*fitting, *unnamed)), None)


def _same_thing(head: Finding, one: Finding, vocabulary: Vocabulary) -> bool:
    """Whether a figure of the text counts what the headline's counts, there and then. A headline has
    the country where the text has the town."""
    first, second = head.claim, one.claim
    if (first.measure, first.event, first.denominator, _population(head), _kind(head)) != (
        second.measure, second.event, second.denominator, _population(one), _kind(one)
    ):  # fmt: skip
        return False
    if not _level(one) or second.relation == "subset" or one.claim.quantity.bound is Bound.VAGUE:
        return False
    wide, narrow = _place(head), _place(one)
    there = wide == narrow or not wide or not narrow or _inside(narrow, wide, vocabulary)
    return there and _same_time(head, one)


def _same_time(head: Finding, one: Finding) -> bool:
    """Whether a figure of the text is of the headline's period. A headline without one means the
    article's own days."""
    first, second = head.claim, one.claim
    if first.period_text:
        return (first.period_start, first.as_of) == (second.period_start, second.as_of) and bool(
            second.period_text
        )
    if second.interval_only:
        return False
    if second.as_of is None:
        return not second.period_text
    published = second.article.published
    days = load_settings().lag_days
    return published is not None and abs((published - second.as_of).days) <= days


def _occurs(head: Finding, page: _Page) -> bool:
    """Whether the headline's number stands in the text at all: as written, as a figure of any role,
    as the end of a range, or as what figures of its measure make together.

    The number of another fate is none: a headline that has the dead for the rescued is wrong.
    """
    quantity = head.claim.quantity
    same = [one for one in page.text if one.claim.quantity.value == quantity.value]
    if same and all(_other_fate(head, one) for one in same):
        return False
    digits = _DIGITS.search(quantity.text)
    text = head.claim.article.text
    if head.claim.sentence.field != "title":
        text = text[head.claim.sentence.span.end :]
    if digits and re.search(rf"(?<![\d.,]){re.escape(digits[0])}(?![\d]|[.,]\d)", text):
        return True
    for one in page.text:
        if quantity.value in {one.claim.quantity.value, one.claim.quantity.low,
                              one.claim.quantity.high}:  # fmt: skip
            return True
        interval = one.claim_interval
        if interval is not None and interval.bounded and _kind(one) == _kind(head):
            own = _interval(head)
            if own.bounded and own.overlaps(interval):
                return True
    return _is_sum(head, [one for one in page.body if one.claim.measure == head.claim.measure])


def _other_fate(head: Finding, one: Finding) -> bool:
    fates = load_compare_words().fates
    return {head.claim.measure, one.claim.measure} <= {*fates} and (
        head.claim.measure != one.claim.measure and _usable(one) and _level(one)
    )


def _is_sum(head: Finding, body: Sequence[Finding]) -> bool:
    """Whether a headline adds up what the text gives apart, two of them or all."""
    values = [_value(one) for one in body]
    sums = [sum(values), *(values[i] + values[j] for i in range(len(values)) for j in range(i))]
    own = _interval(head)  # "$3bn" of appeals for $2.57bn and $472m
    return any(
        (own.low is None or one >= own.low) and (own.high is None or one <= own.high)
        for one in sums
    )
