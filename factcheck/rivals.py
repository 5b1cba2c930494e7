"""Two speakers in one article: "Six people were killed, the army said. The charity counted 15."

Only numbers that stand right beside each other are set against each other, and only where no word
puts the second one at another time or place: what an article tells elsewhere may be of something
else.
"""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck.model import Claim
from factcheck.statements import (
    Statement,
    counted_noun,
    load_compare_words,
    names_place,
    speaker_key,
)

_OF_PLACE = re.compile(r"\b(?:of|in|for) (?P<place>[A-ZÀ-Þ][^\W\d_]+)")
_AT_PLACE = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Nn]ear|[Aa]round|[Ff]rom) (?P<place>[A-ZÀ-Þ][^\W\d_]+)"
)
_WORD = re.compile(r"[a-z]+")
# A speaker goes on with another verb: "and accused the command", "but denied that".
_NEXT_CLAUSE = re.compile(
    r"\b(?:and|but) (?:had |has )?[a-z]+ed (?:the|a|an|its|his|her|their|that|it|them|some|other)\b"
)
_LINK = 4  # letters of a word that links a name to what follows
_REACH = 2  # sentences from one number to the other


def side_by_side(one: Statement, other: Statement) -> bool:
    """Whether two statements of one article give two speakers' numbers for one time."""
    first, second = sorted((one, other), key=lambda each: each.finding.claim.quantity.span.start)
    claims = first.finding.claim, second.finding.claim
    if claims[0].article.article_id != claims[1].article.article_id:
        return False
    if any(claim.sentence.field != "text" for claim in claims):
        return False
    speakers = voice_key(first), voice_key(second)
    if not all(speakers) or speakers[0] & speakers[1]:
        return False
    if any(_broken_off(each.voice) for each in (first, second)):
        return False
    if claims[1].sentence.index - claims[0].sentence.index > _REACH:
        return False
    if claims[0].as_of != claims[1].as_of and all(claim.as_of for claim in claims):
        return False
    words = load_compare_words()
    if claims[0].period_start != claims[1].period_start and not _says_same(claims[1]):
        return False
    texts = {
        claim.sentence.index: words.said_yesterday.sub("", claim.sentence.text.lower())
        for claim in claims
    }
    if any(words.told_later.search(text) for text in texts.values()):
        return False
    measured = words.of_a_period | words.of_a_thing | words.of_a_candidate
    if claims[0].measure in measured and not _set_against(second):
        return False
    if not _one_noun(first, second):
        return False
    if names_place(second.finding) and not names_place(first.finding):
        return False
    own_loss = _is_own_loss(first, second)
    return not _tells_another(claims[1], claims[0], own_loss=own_loss) and not _counts_its_own(
        first, second
    )


def voice_key(one: Statement) -> frozenset[str]:
    """The words by which whoever gives a number is known: a speaker, else those who were there ("survivors
    speak of 140"), who name nobody but are not the coast guard."""
    named = speaker_key(one.speaker)
    if named:
        return named
    there = load_compare_words().bystanders
    return frozenset(_WORD.findall(one.finding.claim.speaker.lower())) & there


def _says_same(claim: Claim) -> bool:
    """Whether a sentence says that it counts the same ("for the same hospital", "over the same weeks")."""
    return _SAME.search(claim.sentence.text.lower()) is not None


_SAME = re.compile(r"\bthe same (?!day (?:before|after))")


def _set_against(one: Statement) -> bool:
    """Whether a number is said to be of what was told right before: "the institute put it at 5.5 percent"."""
    claim = one.finding.claim
    before = claim.sentence.text[: claim.quantity.span.start - claim.sentence.span.start].lower()
    return load_compare_words().put_at.search(before) is not None


def _one_noun(first: Statement, second: Statement) -> bool:
    """Whether the second number counts people or bodies at large, or the first one's noun: "19 people
    were killed" and "two priests were killed" are of two sorts."""
    nouns = [counted_noun(one.finding).rpartition(" ")[2] for one in (first, second)]
    return nouns[1] in {"", nouns[0]} | load_compare_words().at_large


def _counts_its_own(first: Statement, second: Statement) -> bool:
    """Whether the lower number is told of a house that counts who came to it, or each number of a
    house with a name of its own ("Hospital A", "St Anne's clinic")."""
    named = [_houses(one.finding.claim.sentence.text) for one in (first, second)]
    if all(named) and not named[0] & named[1]:
        return True
    below, above = (first, second) if first.interval.below(second.interval) else (second, first)
    said = [set(_WORD.findall(one.finding.claim.sentence.text.lower())) for one in (below, above)]
    return bool((said[0] - said[1]) & load_compare_words().houses)


def _houses(text: str) -> set[str]:
    """The names of the houses in a sentence: "Hospital A"."""
    houses = load_compare_words().houses
    words = text.split()
    return {
        f"{word} {after}".strip(".,")
        for word, after in pairwise(words)
        if word.lower() in houses and after[:1].isupper()
    }


def _is_own_loss(first: Statement, second: Statement) -> bool:
    """Whether the second speaker tells what he lost himself, and the first one counted just those:
    "the army said that it had killed 120 fighters of the Front. The Front said it lost three"."""
    text = first.finding.claim.sentence.text
    said = {*_WORD.findall(text.lower())} | {
        "".join(word[0] for word in name.split()).lower() for name in _FULL_NAME.findall(text)
    }
    own = speaker_key(second.speaker)
    victims = first.population == second.population != "all"
    return victims and bool(own & said) and not own & speaker_key(first.speaker)


_FULL_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ ){1,4}[A-ZÀ-Þ][\w'’-]+")


def _tells_another(claim: Claim, before: Claim, *, own_loss: bool) -> bool:
    """Whether the second number has a time, a place or a cause of its own: "six people were killed
    when a bus was swept away"."""
    words = load_compare_words()
    sentence = claim.sentence
    text = sentence.text.lower()
    if own_loss:
        text = words.lost.sub("", text)
    if words.elsewhere.search(text):
        return True
    if claim.period_text and not before.period_text and not words.same_time.search(text):
        return True
    clause = sentence.text[: _clause_end(claim)]
    named = {match["place"] for match in _AT_PLACE.finditer(clause)}
    known = f"{before.sentence.text} {claim.place_name} {claim.speaker}"
    if any(name not in known and not name.endswith("day") for name in named):
        return True
    behind = sentence.text[claim.quantity.span.end - sentence.span.start :].lower()
    return words.causes.search(behind) is not None


def _clause_end(claim: Claim) -> int:
    """Where the clause of a number ends in its sentence: before "and accused the army of ..."."""
    at = claim.quantity.span.end - claim.sentence.span.start
    match = _NEXT_CLAUSE.search(claim.sentence.text, at)
    return match.start() if match is not None else len(claim.sentence.text)


def speaks_for_elsewhere(one: Statement, other: Statement) -> bool:
    """Whether the later of two speakers is that of a place which the article has not named before:
    the mayor of one town counts those of his town."""
    later = max((one, other), key=lambda each: each.finding.claim.quantity.span.start)
    at = _OF_PLACE.search(later.speaker)
    if at is None:
        return False
    article = later.article
    before = f"{article.title} {article.text[: later.finding.claim.sentence.span.start]}"
    return at["place"] not in before


def _broken_off(speaker: str) -> bool:
    """ "and Ndola for 701", "an official total of 63": the beginning of a phrase is no name."""
    words = load_compare_words()
    said = speaker.lower().split()
    if words.no_speaker & set(said):
        return True
    return len(said[-1]) <= _LINK and said[-1] in words.fillers
