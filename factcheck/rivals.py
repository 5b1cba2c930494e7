"""Two speakers in one article: "Six people were killed, the army said. The charity counted 15."

Only numbers that stand right beside each other are set against each other, and only where no word
puts the second one at another time or place: what an article tells elsewhere may be of something
else.
"""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck.grammar import load_grammar
from factcheck.model import Claim, Kind
from factcheck.statements import (
    Statement,
    before_in_sentence,
    behind_in_sentence,
    counted_noun,
    load_compare_words,
    names_place,
    normal,
    speaker_key,
)

# "the mayor of Verín"; "the University of Patras" and "the Chamber of Engineers" are no towns'.
_OF_PLACE = re.compile(r"(?:^|\b[a-z]\w* )(?:of|in|for) (?P<place>[A-ZÀ-Þ][^\W\d_]+)")
_AT_PLACE = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Nn]ear|[Aa]round|[Ff]rom) (?P<place>[A-ZÀ-Þ][^\W\d_]+)"
)
_WORD = re.compile(r"[a-z]+")
# A speaker goes on with another verb: "and accused the command", "but denied that".
_NEXT_CLAUSE = re.compile(
    r"\b(?:and|but) (?:had |has )?[a-z]+ed (?:the|a|an|its|his|her|their|that|it|them|some|other)\b"
)
_LINK = 4  # letters of a word that links a name to what follows
REACH = 2  # sentences from one number to the other


def side_by_side(one: Statement, other: Statement) -> bool:
    """Whether two statements of one article give two speakers' numbers for one time."""
    first, second = sorted((one, other), key=lambda each: each.finding.claim.quantity.span.start)
    claims = first.finding.claim, second.finding.claim
    if claims[0].article.article_id != claims[1].article.article_id:
        return False
    if any(claim.sentence.field != "text" for claim in claims):
        return False
    if not (voice_key(first) and voice_key(second)) or set_apart(first, second):
        return False
    if claims[1].sentence.index - claims[0].sentence.index > REACH:
        return False
    if claims[0].as_of != claims[1].as_of and all(claim.as_of for claim in claims):
        return False
    words = load_compare_words()
    one_time = _says_same(claims[1]) or set_against(second)
    if claims[0].period_start != claims[1].period_start and not one_time:
        return False
    # "365,000, down from 412,000. The union put the figure at 1.1 million": of the first one's time.
    asked = (
        claims[1:] if claims[0].sentence != claims[1].sentence and set_against(second) else claims
    )
    texts = {
        claim.sentence.index: words.said_yesterday.sub("", claim.sentence.text.lower())
        for claim in asked
    }
    if any(words.told_later.search(text) for text in texts.values()):
        return False
    measured = words.of_a_period | words.of_a_thing | words.of_a_candidate
    if claims[0].measure in measured and not set_against(second):
        return False
    return not names_place(second.finding) or names_place(first.finding)


def set_apart(first: Statement, second: Statement) -> bool:
    """Whether words tell that two numbers of one article, in the order in which they are written, are not two
    voices' values of one thing: they are of one body, of a whole and its part, of two nouns, of another
    happening or place, or each counts its own."""
    if voice_key(first) & voice_key(second) and not _are_two_bodies(first, second):
        return True
    if any(_broken_off(each.voice) or _is_whole_or_part(each) for each in (first, second)):
        return True
    if not _one_noun(first, second) or not _of_the_same(second, first):
        return True
    part = _OF_THE.match(behind_in_sentence(second.finding)) or _counts_its_people(second)
    if part and second.interval.below(first.interval):
        return True
    return _tells_another(second, first) or _counts_its_own(first, second)


def _are_two_bodies(one: Statement, other: Statement) -> bool:
    """Whether two names with a word in common are of two bodies: "the union federation" and "the employers'
    federation", "the water minister" and "the water utility"."""
    words = load_compare_words()
    keys = speaker_key(one.speaker), speaker_key(other.speaker)
    shared = keys[0] & keys[1]
    kinds = [
        {words.kinds_of_body[word] for word in key & words.kinds_of_body.keys()} for key in keys
    ]
    if all(kinds) and not kinds[0] & kinds[1]:
        return True
    if not shared <= words.kinds_of_body.keys():
        return False
    return all(
        any(
            speaker_key(match["whose"]) - shared
            for match in _WHOSE.finditer(each.speaker)
            if speaker_key(match["body"]) & shared
        )
        for each in (one, other)
    )


def _is_whole_or_part(one: Statement) -> bool:
    """Whether a number is what another one in front of it is a part of ("13 percent of the 142,000 teachers"), or
    of things known by their noun alone a part of all ("two of the coaches")."""
    claim = one.finding.claim
    behind = behind_in_sentence(one.finding)
    counted = one.measure is None and claim.quantity.kind is Kind.COUNT
    if counted and _OF_THE.match(behind):
        return True
    before = before_in_sentence(one.finding)
    return _PART_OF.search(before) is not None


_OF_THE = re.compile(r" of (?:the|these|those|its|their) ")
_PART_OF = re.compile(r"\d(?: ?%| percent| per cent)?(?: [a-z]+)?,? of (?:the |all |all the )?$")


# "the employers' federation", "Lithuania's Defence Ministry": whose body it is.
_WHOSE = re.compile(r"(?P<whose>[\w-]+(?:['’]s?)?) (?=(?P<body>[\w-]+))")


def voice_key(one: Statement) -> frozenset[str]:
    """The words by which whoever gives a number is known: a speaker, else those who were there ("survivors
    speak of 140"), who name nobody but are not the coast guard."""
    named = speaker_key(one.speaker)
    if named:
        return named
    there = load_compare_words().bystanders
    return frozenset(_WORD.findall(one.finding.claim.voice.lower())) & there


def _says_same(claim: Claim) -> bool:
    """Whether a sentence says that it counts the same ("for the same hospital", "over the same weeks")."""
    return _SAME.search(claim.sentence.text.lower()) is not None


_SAME = re.compile(r"\bthe same (?!day (?:before|after))")


def set_against(one: Statement) -> bool:
    """Whether a number is said to be of what was told right before: "the institute put it at 5.5 percent"."""
    before = before_in_sentence(one.finding)
    return load_compare_words().put_at.search(before) is not None


def _of_the_same(second: Statement, first: Statement) -> bool:
    """Whether what a speaker "put the number of" is what the first one counted: not the tents beside the homes.
    Of people any word may tell."""
    before = before_in_sentence(second.finding)
    match = load_compare_words().put_at.search(before)
    nouns = match["of"].split() if match is not None and match["of"] else []
    if not nouns:
        return True
    told = normal(f"{counted_noun(first.finding)} {first.finding.claim.sentence.text}").split()
    if second.measure is not None and second.measure.counts_people:
        # "The number of seized guns", "of those still held".
        other = [word for word in nouns if word in _STILL or load_grammar().is_thing(word)]
        return all(normal(word) in told for word in other)
    return normal(nouns[-1]) in told


_STILL = frozenset({"still"})


def _one_noun(first: Statement, second: Statement) -> bool:
    """Whether the second number counts people or bodies at large, or the first one's noun: "19 people
    were killed" and "two priests were killed" are of two sorts."""
    nouns = [counted_noun(one.finding).rpartition(" ")[2] for one in (first, second)]
    words = load_compare_words()
    if _is_lost(second):
        return True
    if all(nouns) and nouns[0] != nouns[1] and not words.of_some.isdisjoint(nouns):
        return False
    return nouns[1] in {"", nouns[0]} | words.at_large


def _counts_its_own(first: Statement, second: Statement) -> bool:
    """Whether the lower number is told of a house that counts who came to it, or each number of a
    house with a name of its own ("Hospital A", "St Anne's clinic")."""
    named = [_houses(one.finding.claim.sentence.text) for one in (first, second)]
    if all(named) and not named[0] & named[1]:
        return True
    below, above = (first, second) if first.interval.below(second.interval) else (second, first)
    said = [set(_WORD.findall(one.finding.claim.sentence.text.lower())) for one in (below, above)]
    return bool((said[0] - said[1]) & load_compare_words().houses)


def _counts_its_people(one: Statement) -> bool:
    """Whether a number is of those of its speaker alone, who may be a part of all: "16 of its members were
    arrested", "put the number of its arrested members at 16"."""
    claim = one.finding.claim
    at = claim.quantity.span.start - claim.sentence.span.start
    text = claim.sentence.text.lower()
    behind = text[claim.quantity.span.end - claim.sentence.span.start :]
    return _OF_ITS.match(behind) is not None or _NUMBER_OF_ITS.search(text[:at]) is not None


_OF_ITS = re.compile(r"(?: [a-z]+)? of (?:its|their|his|her|our) ")
_NUMBER_OF_ITS = re.compile(
    r"\bof (?:its|their|his|her|our) (?:[a-z-]+ ){1,3}(?:at|as|to be)(?: [a-z]+){0,3} $"
)


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
    said = {*_WORD.findall(text.lower()), *normal(text).split()} | {
        "".join(word[0] for word in name.split()).lower() for name in _FULL_NAME.findall(text)
    }
    own = speaker_key(second.speaker)
    victims = first.population == second.population != "all" or _is_lost(second)
    return victims and bool(own & said) and not own & speaker_key(first.speaker)


def _is_lost(one: Statement) -> bool:
    """Whether a number is right behind what a side says that it lost: "admitted that it had lost 17 men"."""
    before = before_in_sentence(one.finding)
    return any(
        not before[match.end() :].strip() for match in load_compare_words().lost.finditer(before)
    )


_FULL_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+ ){1,4}[A-ZÀ-Þ][\w'’-]+")


def _tells_another(second: Statement, first: Statement) -> bool:
    """Whether the second number has a time, a place or a cause of its own: "six people were killed
    when a bus was swept away"."""
    words = load_compare_words()
    claim, before = second.finding.claim, first.finding.claim
    sentence = claim.sentence
    text = words.own_count.sub("", sentence.text.lower())
    if _is_own_loss(first, second):
        text = words.lost.sub("", text)
    if _is_of_one_side(first, second):
        text = words.struck.sub("", words.lost.sub("", text))
    told = before.sentence.text.lower()
    # "15 million euros a day, said the company. The union said it was six million a day": of one time.
    if any(
        before.sentence == sentence or not re.search(rf"\b{re.escape(match[0])}\b", told)
        for match in words.elsewhere.finditer(text)
    ):
        return True
    if words.own_acts.search(text):
        return True
    if claim.period_text and not before.period_text and not _is_of_now(second):
        return True
    clause = sentence.text[: _clause_end(claim)]
    named = {match["place"] for match in _AT_PLACE.finditer(clause)}
    known = f"{before.sentence.text} {claim.place_name} {claim.speaker}"
    if any(name not in known and not name.endswith("day") for name in named):
        return True
    behind = sentence.text[claim.quantity.span.end - sentence.span.start :].lower()
    behind = _ONE_BY_ONE.sub("", words.told_by.sub("", behind)).partition(" and that ")[0]
    return words.causes.search(behind) is not None


_ONE_BY_ONE = re.compile(r"\b([a-z]+) by \1\b")  # "a list of 83 names, street by street"


def _is_of_one_side(first: Statement, second: Statement) -> bool:
    """Whether both count the fighters of one side: "the army said 19 soldiers were killed. The Front said
    that it had killed 45 soldiers"."""
    return first.population == second.population and first.population not in {"", "all"}


def _is_of_now(one: Statement) -> bool:
    """Whether the time in a number's sentence is that of what was told right before: "on Tuesday put it at
    14", "the same day"; or just the day on which somebody spoke."""
    claim = one.finding.claim
    words = load_compare_words()
    text = claim.sentence.text.lower()
    if words.same_time.search(text) or _says_same(claim) or set_against(one):
        return True
    published = claim.article.published
    told = claim.as_of or claim.period_start
    if told is None or published is None or abs((published - told).days) > 1:
        return False
    return any(
        (match["day"] or match["later"]) == claim.period_text.strip(" .,")
        for match in words.told_on.finditer(text)
    )


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
    if not said or words.no_speaker & set(said):
        return True
    return len(said[-1]) <= _LINK and said[-1] in words.fillers
