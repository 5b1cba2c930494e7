"""What the statements of one comparison say of each other: agree, rose, were lowered, contradict.

A contradiction is said only of figures that cannot both hold: of one time, from two sources, by
one definition, and of a happening that is known to be one. What falls short of that is not called
so, and the reason says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from factcheck.contests import counting_goes_on
from factcheck.counted_days import is_daily_level
from factcheck.model import ComparisonState, Interval, Kind, StockFlow
from factcheck.rivals import set_against, side_by_side, speaks_for_elsewhere, voice_key
from factcheck.settings import Settings
from factcheck.statements import COUNTED, Statement, load_compare_words, position, speaker_key

State = tuple[ComparisonState, str]
# What a group that may be of several things is never called.
_OF_ONE_THING = frozenset({ComparisonState.RISING_SERIES, ComparisonState.REVISED_DOWN})
WINDOW = "a window of time"  # definition of a count that is no running total
UNIT = "unit"  # first word of a definition that is the unit counted in
PERIOD = "over"  # first word of a definition that is the time which a rate is reckoned for
PLACE, WHAT, WHO = (
    "place",
    "what",
    "who",
)  # first words of a definition that is a field told in other words
_TOLD = (
    f"{PLACE} ",
    f"{WHAT} ",
    f"{WHO} ",
)  # they explain no gap, and forbid to call it a contradiction
# The definition of a first estimate, which a later one of its period replaces.
_PROVISIONAL = "provisional"
_OPEN = Decimal("Infinity")
_NEXT = 3  # statements behind one that may stand right beside it
_TRIED = 12  # statements at either end of a window that are set against each other


@dataclass(frozen=True, slots=True)
class _Scene:
    """The statements that decide, in the order of their days, with their origins."""

    decisive: Sequence[Statement]
    origins: Mapping[str, str]
    settings: Settings
    tied: Callable[[str, str], bool] | None  # whether two articles are on one happening

    def independent(self, one: Statement, other: Statement) -> bool:
        """Whether two statements come from two sources."""
        return self.origins[one.finding_id] != self.origins[other.finding_id]

    def surely_of_one(self, one: Statement, other: Statement) -> bool:
        """Whether words tell what both count, of what has come to pass, in articles that are tied."""
        articles = one.article.article_id, other.article.article_id
        if one.by_likeness or other.by_likeness or one.to_come or other.to_come:
            return False
        return self.tied is None or articles[0] == articles[1] or self.tied(*articles)

    def contradict(self, one: Statement, other: Statement) -> bool:
        """Whether two statements that do not overlap cannot both hold."""
        articles = one.article.article_id, other.article.article_id
        if not self.independent(one, other):
            return False
        if articles[0] == articles[1] and (
            not side_by_side(one, other) or speaks_for_elsewhere(one, other)
        ):
            return False
        differing = one.definition ^ other.definition
        if articles[0] == articles[1]:  # side by side they are of one time
            same = tuple(f"{word} " for word in (PERIOD, *_same_fields(one, other)))
            differing = frozenset(word for word in differing if not word.startswith(same))
        if differing:
            return False
        if not self.surely_of_one(one, other):
            return False
        starts = one.finding.claim.period_start, other.finding.claim.period_start
        if None not in starts and starts[0] != starts[1] and one.measure and one.measure.cumulative:
            return False  # "41 since January" and "23 this month"
        if _of_two_releases(one, other, self.settings):
            return False
        later = max(one, other, key=_in_time)
        if later.before and one.day != other.day:
            return False  # it tells itself that the number was another one before
        below, above = (one, other) if one.interval.below(other.interval) else (other, one)
        # A hospital counts those who came to it: fewer than all of them is no contradiction.
        return not _counts_a_part(below) or _counts_a_part(above)


def _same_fields(one: Statement, other: Statement) -> list[str]:
    """The first words of definitions that say nothing between two statements: what is told alike of both."""
    alike = {
        WHAT: one.what == other.what,
        PLACE: one.place == other.place,
        WHO: one.population == other.population,
    }
    return [word for word, told in alike.items() if told]


def state_of(
    group: Sequence[Statement],
    origins: Mapping[str, str],
    settings: Settings,
    *,
    doubt: str = "",
    loosely: bool = False,
    tied: Callable[[str, str], bool] | None = None,
    of_days: bool = False,
) -> State:
    """The state of a comparison and the reason in words.

    ``origins``: origin by finding id. ``doubt`` says why the statements may not all be about one
    thing; then no contradiction is claimed, and where they are tied ``loosely`` no rise or correction
    either. ``tied`` tells of two articles, where such things happen
    often, whether they are on one happening. ``of_days``: all count or tell of the same days, so that
    no later day changes the number. Two numbers that one article sets against each other
    (``Statement.opposed``) contradict each other all the same: the article tells that they are of one thing.
    """
    scene = _Scene(_decisive(group), origins, settings, tied)
    opposed = _opposed(scene)
    if opposed is not None:
        return _contradiction(opposed)
    if len({one.article.article_id for one in group}) == 1:
        return _in_one_article(scene)
    if _apart([one.interval for one in scene.decisive]) is None:
        return _agreement(scene)
    if all(one.to_come for one in scene.decisive):
        revised = _told_revision(scene)
        if revised is not None and not loosely:
            return revised
        return ComparisonState.SCOPE_DIFFERS, "What is planned or expected may change."
    measure, words = scene.decisive[0].measure, load_compare_words()
    if measure is None or measure.measure not in words.slow:
        # What an article sets against each other needs no other article, and who denies a number means
        # the reports that gave it.
        placed = any(one.place for one in scene.decisive)
        denied = _denial(scene) if placed else None
        rivals = denied or _rivals_of_one_article(scene)
        if rivals is not None:
            return _contradiction(rivals)
    # "Lowered its estimate to 0.9 percent, from 1.4": whatever words narrow the one or the other.
    replaced = (
        _told_revision(scene) if measure is not None and _of_a_period(scene.decisive[0]) else None
    )
    if replaced is not None and not loosely:
        return replaced
    explained = _by_definition(scene)
    if explained is not None:
        return explained
    window = all(WINDOW in one.definition for one in scene.decisive)
    if not window:
        # Beside totals a window says nothing of how they went on.
        kept = [one for one in scene.decisive if WINDOW not in one.definition]
        scene = replace(scene, decisive=kept)
        if _apart([one.interval for one in kept]) is None:
            return _agreement(scene)
    measure = scene.decisive[0].measure
    if measure is None:
        state = _unknown(scene)
    elif window:
        state = _window(scene)
    elif measure.measure in words.fixed or (of_days and not is_daily_level(measure.measure)):
        state = _fixed(scene)
    elif measure.cumulative:
        state = _running_total(scene)
    else:
        state = _level(scene, of_days=of_days)
    if loosely and state[0] in _OF_ONE_THING:
        return ComparisonState.SCOPE_DIFFERS, f"Not sure that all speak of one thing: {doubt}."
    if state[0] is not ComparisonState.DIVERGE:
        return state
    if doubt:
        return ComparisonState.SCOPE_DIFFERS, f"Not sure that all speak of one thing: {doubt}."
    if measure is not None and measure.measure in words.by_actor:
        dated = [one for one in scene.decisive if one.day]
        if measure.cumulative and _only_rose(dated, scene.settings):
            return ComparisonState.RISING_SERIES, f"It rose: {_steps(dated)}."
        return _unsure(scene, "each speaker may count its own")
    if _too_far(scene):
        return _unsure(scene, "numbers so far apart may be of two things")
    return state


def _in_one_article(scene: _Scene) -> State:
    """What an article says by itself: one number a thing, unless two speakers stand side by side."""
    single = ComparisonState.SINGLE_REPORT, "One article only."
    told = [one for one in scene.decisive if not one.headline and voice_key(one) and not one.loose]
    doubtful = _doubtful_articles(told)
    if doubtful or not told or told[0].vague or told[0].part:
        return single
    for number, one in enumerate(told):
        for other in told[number + 1 :]:
            if one.interval.overlaps(other.interval) or not _set_side_by_side(one, other):
                continue
            if scene.contradict(one, other) and not _too_far(replace(scene, decisive=(one, other))):
                return _contradiction((one, other))
            if scene.independent(one, other) and one.definition != other.definition:
                return _other_definition(one.definition ^ other.definition, one, other)
    return single


def _set_side_by_side(one: Statement, other: Statement) -> bool:
    """Whether two speakers of an article stand side by side; of what each may count by itself the second one's
    words must say that it is the same: "12,300 troops take part, the ministry said. The allies put the
    number at 38,000"."""
    if not side_by_side(one, other):
        return False
    by_actor = load_compare_words().by_actor
    measures = [each.measure for each in (one, other)
                if each.measure is not None and each.measure.measure in by_actor]  # fmt: skip
    if not measures:
        return True
    # Two thermometers stand at two places.
    return all(each.counts_people for each in measures) and set_against(
        max(one, other, key=lambda each: each.finding.claim.quantity.span.start)
    )


def _opposed(scene: _Scene) -> tuple[Statement, Statement] | None:
    """Two numbers that two voices of one article set against each other."""
    known = {one.finding_id: one for one in scene.decisive}
    return next(
        (
            (one, known[other])
            for one in scene.decisive
            for other in sorted(one.opposed & known.keys())
        ),
        None,
    )


def _joined_loosely(words: Iterable[str]) -> bool:
    """Whether statements came together though what, whom, where or when they count is told otherwise."""
    return any(word.startswith((*_TOLD, f"{PERIOD} ")) for word in words)


def _denial(scene: _Scene) -> tuple[Statement, Statement] | None:
    """A number and the one that its speaker says it is not, where another source gave that one."""
    for one in scene.decisive:
        if not (one.denied and one.speaker) or one.loose or one.revised:
            continue
        for other in scene.decisive:
            if (
                other.value in one.denied
                and other.article != one.article
                and not other.loose
                and scene.surely_of_one(one, other)
                and not _joined_loosely(one.definition ^ other.definition)
                and scene.independent(one, other)
                and not one.interval.overlaps(other.interval)
            ):
                return other, one
    return None


def _rivals_of_one_article(scene: _Scene) -> tuple[Statement, Statement] | None:
    """Two numbers that an article itself sets against each other, by two speakers side by side."""
    by_name: dict[str, list[Statement]] = {}
    for one in scene.decisive:
        if voice_key(one) and not (one.headline or one.loose or one.vague or one.part):
            by_name.setdefault(one.article.article_id, []).append(one)
    for told in by_name.values():
        if _doubtful_articles(told):
            continue
        ordered = sorted(told, key=lambda one: one.finding.claim.quantity.span.start)
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 : number + 1 + _NEXT]:
                if one.interval.overlaps(other.interval) or not _set_side_by_side(one, other):
                    continue
                if scene.contradict(one, other) and not _too_far(
                    replace(scene, decisive=(one, other))
                ):
                    return one, other
    return None


def _too_far(scene: _Scene) -> bool:
    """Whether numbers differ by more than rivals' do; of crowds and tolls any gap is told."""
    measure = scene.decisive[0].measure
    crowds = load_compare_words().crowds
    disputed = measure is not None and (measure.cumulative or measure.measure in crowds)
    return not disputed and _far_apart(scene)


def _far_apart(scene: _Scene) -> bool:
    """Whether the numbers of a contradiction differ by more than rivals' counts do."""
    apart = _apart([one.interval for one in scene.decisive])
    if apart is None:
        return False
    low, high = _high(scene.decisive[apart[0]]), _low(scene.decisive[apart[1]])
    return low > 0 and high > scene.settings.same_ratio * low


# -- who decides ------------------------------------------------------------------------------------


def _decisive(group: Sequence[Statement]) -> list[Statement]:
    """Statements in the order of their days, without headlines that have a body behind them and
    without vague amounts, unless there is nothing else."""
    with_body = {one.article.article_id for one in group if not one.headline}
    kept = [one for one in group if not one.headline or one.article.article_id not in with_body]
    firm = [one for one in kept if not one.vague and not one.part]
    chosen = firm or kept
    return sorted(chosen, key=lambda one: (one.day or date.max, position(one.finding)))


def _agreement(scene: _Scene) -> State:
    decisive = scene.decisive
    values = {one.value for one in decisive}
    if len(values) == 1:
        return ComparisonState.AGREE, f"All give {decisive[0].finding.claim.quantity.text}."
    dated = [one for one in decisive if one.day]
    if _may_rise(decisive[0]) and _floors_rose(dated, scene.settings):
        return ComparisonState.RISING_SERIES, f"It rose: {_steps(dated)}."
    low = min(decisive, key=lambda one: (one.value or 0, position(one.finding)))
    high = max(decisive, key=lambda one: (one.value or 0, position(one.finding)))
    if low.value and high.value and high.value > scene.settings.open_ratio * low.value:
        return (
            ComparisonState.SCOPE_DIFFERS,
            f"Open numbers so far apart may be of two things: {low.named} beside {high.named}.",
        )
    return (
        ComparisonState.ROUNDING_VARIANTS,
        f"{low.named} and {high.named} differ only by rounding or hedge.",
    )


def _may_rise(one: Statement) -> bool:
    """Whether what is measured goes up with the days: a toll, and how many are displaced, missing or sent. A
    magnitude, a party's seats, an island's people and a crowd do not."""
    measure, words = one.measure, load_compare_words()
    if measure is None:
        return False
    moves = measure.stock_flow is StockFlow.STOCK and measure.counts_people
    settled = words.crowds | words.fixed | words.constant
    return measure.cumulative or (moves and measure.measure not in settled)


def _floors_rose(dated: Sequence[Statement], settings: Settings) -> bool:
    """Whether open figures ("more than 5,000") went up by more than hedges explain, day by day."""
    values = [one.value for one in dated if one.value is not None]
    if len(values) < 2 or dated[0].day == dated[-1].day or min(values) <= 0:  # noqa: PLR2004
        return False
    return values == sorted(values) and values[-1] > settings.loose_ratio * values[0]


# -- clashes ------------------------------------------------------------------------------------------


def _apart(intervals: Sequence[Interval]) -> tuple[int, int] | None:
    """Positions of the lowest-ending and the highest-starting interval where they do not meet."""
    if not intervals:
        return None
    highs = [one.high if one.high is not None else _OPEN for one in intervals]
    lows = [one.low if one.low is not None else -_OPEN for one in intervals]
    low_end = min(range(len(intervals)), key=lambda n: highs[n])
    high_start = max(range(len(intervals)), key=lambda n: lows[n])
    if intervals[low_end].overlaps(intervals[high_start]):
        return None
    return low_end, high_start


def _distinct(statements: Sequence[Statement]) -> list[Statement]:
    """The first of all that say the same on the same day, in their order."""
    first: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        interval = one.interval
        key = (
            one.day,
            interval.low,
            interval.high,
            one.definition,
            one.revised,
            one.lowered,
            one.loose,
        )
        first.setdefault(key, one)
    return list(first.values())


def _doubtful_articles(statements: Sequence[Statement]) -> frozenset[str]:
    """Articles that give one thing two numbers by one speaker: one of the two was misread, or the
    article errs on its own, which is a check and no contradiction."""
    seen: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        seen.setdefault((one.article.article_id, one.speaker), []).append(one)
    return frozenset(
        article
        for (article, _), ones in seen.items()
        if _apart([one.interval for one in ones]) is not None
    )


def _clash(
    statements: Sequence[Statement], scene: _Scene, days: int | None
) -> tuple[Statement, Statement] | None:
    """Two independent statements, at most ``days`` apart (None: at any time), that cannot both
    hold; the pair with the widest gap of the earliest day. Undated ones never clash."""
    doubtful = _doubtful_articles(statements)
    firm = [one for one in statements
            if one.day and not one.loose and not one.headline
            and one.article.article_id not in doubtful]  # fmt: skip
    start = 0
    for end in range(len(firm)):
        if days is not None:
            while (firm[end].day - firm[start].day).days > days:  # type: ignore[operator]
                start += 1
        window = firm[start : end + 1]
        if end + 1 < len(firm) and firm[end + 1].day == firm[end].day:
            continue  # the day is not complete yet
        found = _apart_from_another(window, scene)
        if found is not None:
            return found
    return None


def _apart_from_another(
    window: Sequence[Statement], scene: _Scene
) -> tuple[Statement, Statement] | None:
    """The widest gap between two articles and two origins of a window."""
    lows = sorted(window, key=lambda one: (_high(one), one.finding_id))[:_TRIED]
    highs = sorted(window, key=lambda one: (-_low(one), one.finding_id))[:_TRIED]
    for below in lows:
        for above in highs:
            if below.interval.below(above.interval) and scene.contradict(below, above):
                first, second = sorted((below, above), key=_in_time)
                return first, second
    return None


def _in_time(one: Statement) -> tuple[date, tuple[str, bool, int, int, str]]:
    return one.day or date.max, position(one.finding)


def _counts_a_part(one: Statement) -> bool:
    return bool(speaker_key(one.speaker) & load_compare_words().houses)


def _low(one: Statement) -> Decimal:
    return one.interval.low if one.interval.low is not None else -_OPEN


def _high(one: Statement) -> Decimal:
    return one.interval.high if one.interval.high is not None else _OPEN


def _contradiction(pair: tuple[Statement, Statement]) -> State:
    return ComparisonState.DIVERGE, f"{pair[0].named} and {pair[1].named} cannot both hold."


# -- definitions -----------------------------------------------------------------------------------------


def _by_definition(scene: _Scene) -> State | None:
    """A gap between counts of which only one is narrowed by a word ("confirmed", "destroyed")."""
    doubtful = _doubtful_articles(scene.decisive)
    firm = _distinct([one for one in scene.decisive if one.article.article_id not in doubtful])
    by_words: dict[frozenset[str], list[Statement]] = {}
    for one in firm:
        told = frozenset(
            word
            for word in one.definition
            if not word.startswith(_TOLD)
            and not (word == _PROVISIONAL and (_of_a_period(one) or _is_running(one)))
        )
        by_words.setdefault(told, []).append(one)
    if len(by_words) == 1:
        return None
    ordered = sorted(by_words, key=sorted)
    for number, words in enumerate(ordered):
        for others in ordered[number + 1 :]:
            pair = _same_time(by_words[words], by_words[others], scene.settings)
            if pair is not None:
                return _other_definition(words ^ others, *pair)
    return None


def _is_running(one: Statement) -> bool:
    """Whether a count is one for now until the last day: a toll."""
    return one.measure is not None and one.measure.cumulative


def _other_definition(words: frozenset[str], one: Statement, other: Statement) -> State:
    reason = f"{_differing(words)}: {one.named} beside {other.named}."
    return ComparisonState.SCOPE_DIFFERS, reason


def _differing(words: frozenset[str]) -> str:
    """The field that differs, with the words that tell."""
    if WINDOW in words:
        return "The period differs (one is the count of a window of time)"
    if any(word.startswith(f"{PERIOD} ") for word in words):
        return "The period differs (one is reckoned for another time)"
    units = sorted(word.removeprefix(UNIT).strip() for word in words if word.startswith(UNIT))
    if units:
        return f"The unit differs ({' and '.join(units)})"
    return f"The definition differs ({' and '.join(sorted(words))})"


def _grew(one: Statement, other: Statement) -> bool:
    """Whether of two figures of a running total the later one is above the earlier one."""
    if one.measure is None or not one.measure.cumulative or not one.day or not other.day:
        return False
    if WINDOW in one.definition ^ other.definition:
        return False
    earlier, later = (one, other) if one.day < other.day else (other, one)
    return earlier.day != later.day and earlier.interval.below(later.interval)


def _same_time(
    ones: Sequence[Statement], others: Sequence[Statement], settings: Settings
) -> tuple[Statement, Statement] | None:
    for one in ones:
        for other in others:
            if _grew(one, other):
                continue  # a running total rises by itself from one day to the next
            near = (
                _of_a_period(one)
                or not one.day
                or not other.day
                or abs((one.day - other.day).days) < settings.lag_days
            )
            if near and not one.interval.overlaps(other.interval):
                return one, other
    return None


# -- by the nature of the measure -----------------------------------------------------------------------------


def _fixed(scene: _Scene) -> State:
    """An amount that no later day changes: a crowd, a magnitude, a month's new jobs."""
    revised = _revision(scene)
    if revised is not None:
        return revised
    dated = [one for one in scene.decisive if one.day]
    if dated and _counted_up(dated[0]) and _only_rose(dated, scene.settings):
        return ComparisonState.RISING_SERIES, f"It rose: {_steps(dated)}."
    of_a_period = _of_a_period(scene.decisive[0])
    pair = _clash(scene.decisive, scene, None if of_a_period else scene.settings.lag_days)
    if pair is None and _is_settled(scene.decisive[0]):
        pair = _clash([one for one in scene.decisive if one.speaker], scene, _SETTLED_DAYS)
    if pair is not None and not of_a_period and _days_differ(*pair):
        return _unsure(scene, "the stated days differ")
    if pair is not None:
        return _contradiction(pair)
    if len({scene.origins[one.finding_id] for one in scene.decisive}) > 1:
        return _unsure(scene, "no two sources speak of the same place, day and happening")
    return _unsure(scene, "the numbers come from one source, which may have mended its own")


_SETTLED_DAYS = 7  # between two reports of what the polls settled


def _counted_up(one: Statement) -> bool:
    """Whether a number was told while the counting went on in which it grows (seats)."""
    grows = one.measure is not None and one.measure.measure in load_compare_words().counted_up
    return grows and counting_goes_on(one.finding)


def _is_settled(one: Statement) -> bool:
    return one.measure is not None and one.measure.measure in load_compare_words().settled


def _days_differ(one: Statement, other: Statement) -> bool:
    """Whether two sentences date their figures to different days."""
    first, second = one.finding.claim.as_of, other.finding.claim.as_of
    if first is None or second is None:
        return False
    return first != second


def _window(scene: _Scene) -> State:
    """Counts of a window: only the same window, told on one day, can be contradicted."""
    spans = {one.finding.claim.period_text for one in scene.decisive}
    pair = _clash(scene.decisive, scene, 0) if len(spans) == 1 else None
    if pair is not None:
        return _contradiction(pair)
    return _unsure(scene, "the windows of time differ")


def _level(scene: _Scene, *, of_days: bool) -> State:
    """A level may rise and fall: only reports of one day can contradict each other, those of a slow
    level when they lie within the lag. ``of_days``: all tell of one day, whenever they appeared."""
    measure = scene.decisive[0].measure
    slow = measure is not None and measure.measure in load_compare_words().slow
    # By the hour a level changes faster than outlets tell: there only two named sources count.
    chosen = scene.decisive if slow else [one for one in scene.decisive if one.speaker]
    pair = _clash(chosen, scene, scene.settings.lag_days if slow or of_days else 0)
    if pair is not None and not _days_differ(*pair):
        return _contradiction(pair)
    revised = _revision(scene, falls_only_when_told=False)
    if revised is not None:
        return revised
    if of_days:
        return _unsure(scene, "the numbers may be of different hours")
    days = sorted({one.day for one in scene.decisive if one.day})
    dated = [one for one in scene.decisive if one.day]
    if _only_rose(dated, scene.settings):
        return ComparisonState.RISING_SERIES, f"It rose: {_steps(dated)}."
    if len(days) > 1:
        return (
            ComparisonState.SCOPE_DIFFERS,
            f"The date differs ({days[0]} to {days[-1]}), and a level may rise or fall.",
        )
    return _unsure(scene, "the numbers may be of different hours")


def _running_total(scene: _Scene) -> State:
    """A count that can only rise, unless somebody says that it was lowered."""
    revised = _revision(scene)
    dated = [one for one in scene.decisive if one.day]
    rivals = [one for one in dated if one.speaker]
    pair = _clash(rivals, scene, 0)
    if pair is not None and not _is_of_a_later_hour(*pair):
        return _contradiction(pair)
    if revised is not None:
        return revised
    pair = _outcounted(rivals, scene)
    if pair is not None:
        return _contradiction(pair)
    fall = _fall(dated, scene)
    if fall is not None:
        earlier, later = fall
        if scene.contradict(earlier, later):
            return (
                ComparisonState.DIVERGE,
                f"A running total fell without a word of it: {later.named} after {earlier.named}.",
            )
        return _unsure(scene, f"{later.named} came after {earlier.named} from the same source")
    if _rose(dated):
        return ComparisonState.RISING_SERIES, f"It rose: {_steps(dated)}."
    apart = _apart([one.interval for one in dated])
    if apart is not None:
        ends = [dated[number].article.article_id for number in apart]
        if scene.tied is not None and not scene.tied(ends[0], ends[1]):
            return _unsure(
                scene, "such things happen often, and only place and days tie the articles"
            )
        if len({one.day for one in dated}) > 1:
            return _unsure(scene, "the lower number came so soon that it may be the older one")
        return (
            ComparisonState.RISING_SERIES,
            f"All of one day, on which a toll rises by the hour: {_steps(dated)}.",
        )
    return _unsure(scene, "the order of the reports is not known")


def _is_of_a_later_hour(one: Statement, other: Statement) -> bool:
    """Whether the greater of two tolls of a day is told as that of one of its later hours: "by Saturday evening"."""
    above = max(one, other, key=_low)
    text = above.finding.claim.sentence.text.lower()
    return load_compare_words().told_later.search(text) is not None


def _outcounted(rivals: Sequence[Statement], scene: _Scene) -> tuple[Statement, Statement] | None:
    """A total and a lower one that another source came to on a later day, counting on from its own earlier
    one: "21 hurt, police said", "33, says the Red Cross", "police now speak of 24"."""
    doubtful = _doubtful_articles(rivals)
    firm = _distinct([one for one in rivals if one.article.article_id not in doubtful
                      and not (one.loose or one.headline or one.part)])[:_COUNTED_ON]  # fmt: skip
    for at, later in enumerate(firm):
        own = [one for one in firm[:at] if not scene.independent(one, later) and one.day != later.day
               and one.interval.below(later.interval)]  # fmt: skip
        if not own:
            continue
        for other in firm[:at]:
            between = other.day and later.day and own[0].day and own[0].day <= other.day < later.day
            if between and later.interval.below(other.interval) and scene.contradict(other, later):
                return other, later
    return None


_COUNTED_ON = 60  # reports of one total that are looked at


def _unknown(scene: _Scene) -> State:
    """Nobody knows what is counted but for its noun: only two named sources who put it in the same
    words behind the noun ("people on board"), within days, contradict each other."""
    named = [one for one in scene.decisive if one.speaker and one.behind]
    pair = _clash(named, scene, scene.settings.lag_days)
    if pair is not None:
        return _contradiction(pair)
    revised = _told_revision(scene)
    if revised is not None:
        return revised
    steps = _series(scene)
    if steps:
        return (
            ComparisonState.RISING_SERIES,
            f"It rose, if its noun alone tells one thing: {_steps(steps)}.",
        )
    return _unsure(scene, "what is counted is known by its noun alone")


def _series(scene: _Scene) -> Sequence[Statement]:
    """The steps of a count that rose from day to day; of one source repeats of earlier numbers are left out.
    Nothing where it fell, or where words behind the noun tell what does not change ("people on board")."""
    dated = [one for one in scene.decisive if one.day]
    if (
        any(_is_fixed(one) for one in dated)
        or _doubtful_articles(dated)
        or len(dated) < len(scene.decisive)
    ):
        return ()
    if len({scene.origins[one.finding_id] for one in dated if one.speaker}) != 1:
        return dated if _only_rose(dated, scene.settings) else ()
    kept = [
        one for number, one in enumerate(dated)
        if not any(before.interval.overlaps(one.interval) for before in dated[:number])
    ]  # fmt: skip
    return dated if _only_rose(kept, scene.settings) else ()


def _is_fixed(one: Statement) -> bool:
    """Whether a noun's number is what something has once and for all: rooms, a ship's passengers, a depth."""
    nouns = set(one.what.removeprefix(COUNTED).split())
    counted = one.finding.claim.quantity.kind is Kind.COUNT
    return bool(one.behind) or not counted or bool(nouns & load_compare_words().fixed_nouns)


def _unsure(scene: _Scene, why: str) -> State:
    apart = _apart([one.interval for one in scene.decisive])
    names = ""
    if apart is not None:
        one, other = (scene.decisive[number] for number in sorted(apart))
        names = f" {one.named} beside {other.named}."
    return ComparisonState.SCOPE_DIFFERS, f"Not sure that it is one figure: {why}.{names}"


# -- over time --------------------------------------------------------------------------------------------------


def _revision(scene: _Scene, *, falls_only_when_told: bool = True) -> State | None:
    """A figure below an earlier one, in a sentence that says that it was lowered."""
    dated = _distinct([one for one in scene.decisive if one.day])
    for number, one in enumerate(dated):
        told = one.revised or (one.lowered and falls_only_when_told)
        higher = [other for other in dated[:number]
                  if other.day != one.day and one.interval.below(other.interval)
                  and (told or replaces(one, other))]  # fmt: skip
        if higher:
            return (
                ComparisonState.REVISED_DOWN,
                f"{one.named} lowers the earlier {higher[-1].named}.",
            )
    return None


def _told_revision(scene: _Scene) -> State | None:
    """A number below an earlier report's that its own sentence says it was lowered from: "lowered the number
    of jobs to go to 2,600 from 3,100", "will lose 1,050 instead of 1,400"."""
    dated = _distinct([one for one in scene.decisive if one.day])
    first: dict[Decimal | None, Statement] = {}
    for one in dated:
        first.setdefault(one.value, one)
        if not one.before or not (one.revised or one.lowered or one.instead):
            continue
        for value in sorted(one.before):
            other = first.get(value)
            if other is not None and other is not one and one.interval.below(other.interval):
                reason = f"{one.named} lowers the earlier {other.named}."
                return ComparisonState.REVISED_DOWN, reason
    return None


def replaces(one: Statement, earlier: Statement) -> bool:
    """Whether a statistic's value takes the place of an earlier one of the same period, which its sentence
    tells or which was a first estimate."""
    if not _of_a_period(one) or not one.period or one.period != earlier.period:
        return False
    estimate = _PROVISIONAL in earlier.definition - one.definition
    return estimate or earlier.value in one.before


def _of_two_releases(one: Statement, other: Statement, settings: Settings) -> bool:
    """Whether two values of a statistic, of which one tells no month beside it, were told so far apart in time
    that they may be of two months: "inflation was 4.1 percent in August", "with inflation at 4.7 percent"."""
    if not _of_a_period(one) or not one.day or not other.day:
        return False
    claims = one.finding.claim, other.finding.claim
    own = all(claim.period_start or claim.as_of for claim in claims)
    if own and one.period and other.period:
        return False
    return abs((one.day - other.day).days) > settings.lag_days


def _of_a_period(one: Statement) -> bool:
    return one.measure is not None and one.measure.measure in load_compare_words().of_a_period


def _fall(dated: Sequence[Statement], scene: _Scene) -> tuple[Statement, Statement] | None:
    """A total wholly below one that was published more than the lag before, and that no earlier
    report gave: what repeats an old number is stale, which is a check and no contradiction."""
    doubtful = _doubtful_articles(dated)
    firm = _distinct([one for one in dated if one.article.article_id not in doubtful])
    highest: Statement | None = None
    waiting = 0
    for number, later in enumerate(firm):
        while (
            waiting < number and (later.day - firm[waiting].day).days >= scene.settings.lag_days  # type: ignore[operator]
        ):
            earlier = firm[waiting]
            if highest is None or _low(earlier) > _low(highest):
                highest = earlier
            waiting += 1
        if highest is None or not later.interval.below(highest.interval):
            continue
        if not any(one.interval.overlaps(later.interval) for one in firm[:number]
                   if one.day != later.day):  # fmt: skip
            return highest, later
    return None


def _rose(dated: Sequence[Statement]) -> bool:
    """Whether a later figure lies wholly above one of an earlier day."""
    lowest: Statement | None = None
    for one in dated:
        if lowest is not None and lowest.day != one.day and lowest.interval.below(one.interval):
            return True
        if lowest is None or _high(one) < _high(lowest):
            lowest = one
    return False


def _only_rose(dated: Sequence[Statement], settings: Settings) -> bool:
    """Whether figures of several days never fell, and the last day's lie above the first day's."""
    if not dated or dated[0].day == dated[-1].day:
        return False
    firsts = [one for one in dated if one.day == dated[0].day]
    lasts = [one for one in dated if one.day == dated[-1].day]
    fell = any(
        later.day != earlier.day and _under(later, earlier, settings)
        for number, earlier in enumerate(dated)
        for later in dated[number + 1 :]
    )
    return not fell and all(_under(a, b, settings) for a in firsts for b in lasts)


def _under(one: Statement, other: Statement, settings: Settings) -> bool:
    """Whether a number lies below another one; an open one ("more than 18,000") does where the other is
    further above it than such words leave room for."""
    if one.interval.below(other.interval):
        return True
    low = other.interval.low
    if one.interval.high is not None or one.value is None or low is None:
        return False
    return settings.loose_ratio * one.value < low


def _steps(dated: Sequence[Statement]) -> str:
    """The numbers as they rose, each once, in the order of the days."""
    steps: list[str] = []
    highest: Decimal | None = None
    for one in sorted(
        dated, key=lambda each: (each.day or date.max, each.value or 0, each.finding_id)
    ):
        value = one.value
        if value is not None and (highest is None or value > highest):
            highest = value
            steps.append(one.finding.claim.quantity.text)
    return ", ".join(steps)
