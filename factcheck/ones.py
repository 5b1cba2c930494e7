"""When "one" without a noun counts: the last of a list of counts, what befell one, those left out.

"Nine died in Sinop and one in Bartin", "seven were found, and one is missing", "all but one had
survived", "killing one and injuring 37". Elsewhere "one" stands for anybody or for a thing named before.
"""

from __future__ import annotations

from factcheck import changes
from factcheck.counted import ADV, AUX, CONJ, DET, NOUN, NUM, PREP, SIGN, VERB, SentenceShape
from factcheck.model import Change, Kind
from factcheck.vocabulary.context import OneContext

_LEVELS = frozenset({"", "to", "from", ",", "the", "on", "."})
_ALL_BUT = ["all", "but"]
_ASIDE = 9  # tokens of ", a student from Porto,"
_BACK = 3  # adverbs between "one" and what befell it


def is_bare_one(shape: SentenceShape, at: int, *, after_count: bool) -> bool:
    """Whether the "one" at a token counts; ``after_count`` says that a count stands before it in its
    sentence. What plainly befell one or was done to one counts without."""
    classes, words = shape.classes, shape.phrases.context.one
    lower, end = shape.tokens.lower, at + 1
    if _word(lower, end) in words.further:
        end += 1  # "killing three and wounding one other"
    first = at - (_word(lower, at - 1) in words.mere)
    before, behind = _word(lower, first - 1), _word(lower, end)
    if behind == "-":
        return False
    if before == ":" and first == 2 and behind in words.closing | {""}:  # noqa: PLR2004 - "Held: one."
        return True
    if _is_step(shape, at) or _is_harmed(shape, at, end) or _opens_with_harm(shape, at):
        return True
    if not after_count:
        return False
    if lower[max(0, at - 2) : at] == _ALL_BUT or behind == "each":
        return behind in words.left_out or _befalls(shape, end)
    if before == "(":
        return behind == ")"
    if before not in words.bare_before and not _ends_place(shape, at):
        closes = not behind or behind in words.closing
        verb = classes[at - 1 : at] == VERB and classes[max(0, at - 2) : at - 1] in {SIGN, CONJ}
        return closes and verb  # "killed two and captured one"
    if before not in words.bare_before:
        return not behind or behind in words.closing  # "in Castile seven, in Andalusia one"
    if behind in words.bare_behind or (before == "," and behind in words.described):
        return True
    if behind == "," and (
        classes[end + 1 : end + 2] == DET or _word(lower, end + 1) in words.bare_behind
    ):
        return "," in lower[end + 1 : end + _ASIDE]  # "and one, a railway worker, near Sumy"
    return _is_placed(shape, end, words) or _befalls(shape, end)


def is_told_of_part(shape: SentenceShape, at: int) -> bool:
    """Whether what befell one of those counted stands at a token, perhaps behind an aside: "that one of
    them, a student, had been shot"."""
    lower = shape.tokens.lower
    if lower[at : at + 1] == [","] and "," in lower[at + 1 : at + _ASIDE]:
        at = lower.index(",", at + 1) + 1
    return _befalls(shape, at)


def _ends_place(shape: SentenceShape, at: int) -> bool:
    """Whether a place that opens a clause stands in front of a token: ", in Andalusia"."""
    words, lower, lead = shape.tokens.words, shape.tokens.lower, at - 1
    while lead > 0 and at - lead < _BACK and words[lead][0].isupper() and lower[lead] != "in":
        lead -= 1
    opens = lead > 0 and shape.classes[lead - 1] in {SIGN, CONJ}
    return lead < at - 1 and lower[lead] == "in" and opens


def _word(lower: list[str], at: int) -> str:
    return lower[at] if 0 <= at < len(lower) else ""


def _is_step(shape: SentenceShape, at: int) -> bool:
    """Whether a count rises or falls by the "one" at a token: "rose by one to eight"; not "one by one"."""
    lower = shape.tokens.lower
    if _word(lower, at - 1) != "by" or _word(lower, at + 1) not in _LEVELS:
        return False
    change = changes.read_change(
        shape.tokens, at, at + 1, kind=Kind.COUNT, unit=None, phrases=shape.phrases
    )
    return change in {Change.INCREASE, Change.DECREASE}


def _is_harmed(shape: SentenceShape, at: int, end: int) -> bool:
    """Whether something was done to the "one" at a token: "killing one and injuring 37", "by midnight one
    was dead"; not "no one was killed"."""
    lower, phrases = shape.tokens.lower, shape.phrases
    words, zero = phrases.context.one, phrases.context.zero
    verb, behind = at - 1, _word(lower, end)
    while verb > 0 and shape.classes[verb] == ADV:
        verb -= 1  # "killed only one"
    if _word(lower, verb) in words.harms:
        closes = not behind or behind in words.closing or behind in words.placed
        later = _word(lower, verb) == "leaving" and shape.classes[end : end + 1] == ADV
        return closes or later or behind in phrases.context.nouns.after_noun
    if _word(lower, at - 1) in words.pronoun_before or behind not in zero.auxiliaries:
        return False
    spot = end + 1
    while shape.classes[spot : spot + 1] in {ADV, AUX}:
        spot += 1
    return _word(lower, spot) in zero.participles or _word(lower, spot) == "dead"


def _opens_with_harm(shape: SentenceShape, at: int) -> bool:
    """Whether a sentence opens with what befell one: "One killed, 12 hurt", "One of them died before"."""
    lower, phrases = shape.tokens.lower, shape.phrases
    verb = _word(lower, 1)
    return at == 0 and (
        verb in phrases.context.zero.participles or verb in phrases.context.one.dies
    )


def _is_placed(shape: SentenceShape, at: int, words: OneContext) -> bool:
    """Whether a place or a state stands at a token: "one in Bartin", "one to hospital", "one with burns"."""
    lower, classes = shape.tokens.lower, shape.classes
    place = _word(lower, at + 1)
    if _word(lower, at) == "to":
        return classes[at + 1 : at + 2] == NOUN and place not in shape.phrases.ambiguous
    named = place.isalpha() and place not in words.pronoun_of | {"one"} and classes[at + 1] != NUM
    return _word(lower, at) in words.placed and named


def _befalls(shape: SentenceShape, at: int) -> bool:
    """Whether what one did or suffered stands at a token: "is missing", "died", "critically"."""
    lower, classes, phrases = shape.tokens.lower, shape.classes, shape.phrases
    words = phrases.context.one
    spot = at
    while spot < len(lower) and spot < at + _BACK and classes[spot] == ADV:
        spot += 1
    if spot >= len(lower):
        return spot > at
    low, behind = lower[spot], _word(lower, spot + 1)
    if low in words.is_told:
        return behind != "to"  # not "one has to be careful"
    if low == "could":
        return behind == "not"  # "one could not be traced"
    if low in phrases.context.subjects.reporting or low in words.tells:
        return False
    done = classes[spot] == VERB and (low.endswith("ed") or low in words.befell)
    described = spot > at and lower[spot - 1].endswith("ly")
    ends = classes[spot] in {SIGN, PREP, AUX, CONJ} or low == "that"
    return done or low in phrases.context.nouns.after_noun or (described and ends)
