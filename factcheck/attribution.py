"""Which of a sentence's speakers a figure comes from; the one before where only a pronoun speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.clauses import Slot
from factcheck.lines import Line
from factcheck.model import Claim, Evidence, Sentence
from factcheck.speakers import (
    Speaker,
    find_speakers,
    leading_name,
    listed_speaker,
    load_speaker_words,
)
from factcheck.tokens import tokenize

_CLAUSE_MARKS = frozenset({";", "but", "while", "whom", "which"})
_OTHER_CLAUSE = 20  # tokens that a semicolon counts for when a speaker is chosen
_WRONG_SIDE = 30  # tokens: a speaker whose words stand on the other side of him
_FARTHEST = 80  # tokens: beyond it nobody is said to say the figure
_RELAY = 30  # tokens: a news agency relays what others say
_WEAK_SPEAKER = 6  # tokens: a verb that need not be one of saying


def with_speaker(
    claim: Claim, line: Line, slot: Slot, before: str, claims: Sequence[Claim]
) -> Claim:
    """The claim with who says so. ``before``: the last speaker of the sentences before;
    ``claims``: those of the sentence so far."""
    tokens, start = line.tokens, line.sentence.span.start
    if not line.speakers:
        if before and in_quotes(line.sentence.text, claim.quantity.span.start - start):
            evidence = Evidence("speaker", before, "the quotation goes on")
            return replace(claim, speaker=before, evidence=(*claim.evidence, evidence))
        return claim
    best = min(line.speakers, key=lambda one: _reach(one, slot, tokens.lower))
    if _reach(best, slot, tokens.lower) > _FARTHEST:
        return claim
    if claims and claims[-1].speaker and not best.pronoun:
        # "The ministry counted 812,000 demonstrators, the union 1.5 million."
        other = listed_speaker(tokens, line.slots[len(claims) - 1].noun_end, slot.hedge_first)
        if other is not None and best.first < other.first:
            best = other
    name = best.name
    if best.pronoun:
        named = [one for one in line.speakers if not one.pronoun and one.first < best.first]
        name = named[-1].name if named else before or leading_name(tokens, best.first) or best.name
    evidence = Evidence(
        "speaker", name, best.cue,
        start + tokens.starts[best.first], start + tokens.ends[best.last - 1],
    )  # fmt: skip
    return replace(claim, speaker=name, evidence=(*claim.evidence, evidence))


def _reach(speaker: Speaker, slot: Slot, lower: Sequence[str]) -> int:
    """Tokens between a speaker and a figure; another clause, or the wrong side, counts as far."""
    first, last = sorted((speaker.first, slot.first))
    cost = _RELAY if _relays(speaker) else 0
    cost += last - first + _OTHER_CLAUSE * sum(word in _CLAUSE_MARKS for word in lower[first:last])
    behind = speaker.first > slot.first
    if (behind and speaker.governs == "right") or (not behind and speaker.governs == "left"):
        cost += _WRONG_SIDE
    return cost + _WEAK_SPEAKER if speaker.weak else cost


def _relays(speaker: Speaker) -> bool:
    """Whether a news agency speaks: "the ministry counted 41 dead, Reuters reports" is the ministry's."""
    return speaker.name.lower() in load_speaker_words().relays


def speaker_before(before: Sequence[Sentence], cache: dict[int, str]) -> str:
    """The last speaker named earlier in the paragraph (or in the paragraph before it); else who
    the last sentence is about."""
    for sentence in reversed(before):
        if sentence.index not in cache:
            found = [
                one
                for one in find_speakers(tokenize(sentence.text), frozenset())
                if not one.pronoun
            ]
            cache[sentence.index] = found[-1].name if found else ""
        if cache[sentence.index]:
            return cache[sentence.index]
    if not before:
        return ""
    tokens = tokenize(before[-1].text)
    return leading_name(tokens, len(tokens.lower))


def in_quotes(text: str, offset: int) -> bool:
    """Whether a quotation is open at an offset of a sentence."""
    before = text[:offset]
    opened = before.count("“") - before.count("”")
    return opened > 0 or before.count('"') % 2 == 1
