"""Whose votes a figure counts, and how far the counting had come.

Votes, shares and seats are one candidate's or one party's, the seats of a chamber nobody's. A share of
a partial count and the turnout of an afternoon are no values of the final ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.model import Claim, Finding, Kind
from factcheck.phrases import phrases
from factcheck.places import CITY_KINDS, COUNTRY_KINDS
from factcheck.reference import Vocabulary

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PERSON = re.compile(
    r"\b(?:[A-ZÀ-Þ][^\W\d_]+ )+(?P<last>[A-ZÀ-Þ][^\W\d_]{2,})"
    r"|(?<=[a-zß-ÿ,;’'] )(?P<single>[A-ZÀ-Þ][^\W\d_]{2,})"
    r"|(?:^|[.!?] )(?P<first>[A-ZÀ-Þ][^\W\d_]{2,})(?= (?:won|had|got|took|received|came|leads|led|polled)"
    # "Radonjic's party, with 32 seats, and the List, with seven"
    r"|(?:['’]s [a-z]+)?, with )"
)
_CAPITAL = r"[A-ZÀ-Þ][^\W\d_]+"
_OF_ALL = re.compile(r"\bof (?:the |all |some )?$")
_PRONOUN = re.compile(r"(?:Her|His|She|He|Their|They)\b")
_LAST_SENTENCE = re.compile(r"(?<=[.!?][\s\"”])\s*(?=[A-ZÀ-Þ\"“])")
OF_ALL = "in all"
TOGETHER = "together"
MARGIN = "margin"
_OF_NAME = re.compile(r"\bof (?:the )?$")
_LOOK_BACK = 300  # characters before a sentence in which the one who is meant was named
_FOR_NAME = re.compile(
    r"(?: votes?)? for (?:the )?(?:[a-z]+ ){0,2}(?P<name>[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+)*)"
)
_PARTIAL = "partial"
# What a party has, not the house ("the house has 150 seats").
_HOLDS = re.compile(
    r"[A-ZÀ-Þ][^\W\d_]{2,} (?:has|have|had|holds?|held|won|wins|took|takes|got|gets|secured|controls?) (?:[a-z]+ ){0,2}$"
)
# "Five short of a majority": what is missing, not what was won.
_SHORT_OF = re.compile(
    r"(?: seats?| votes?| points?)? (?:short of|shy of|away from|above|over|more than|fewer than) (?:a|an|the|what) "
)
_NAMED = re.compile(r"[^.!?] [A-ZÀ-Þ][^\W\d_]{2,} $")  # a name right in front of a number


@dataclass(frozen=True, slots=True)
class _ContestWords:
    """Word lists of vocabulary/contests.toml."""

    measures: frozenset[str]
    national: re.Pattern[str]
    party_nouns: frozenset[str]
    parties: re.Pattern[str]  # names of three words and more: "National Alliance for Change"
    small: re.Pattern[str]
    outgoing: re.Pattern[str]
    chambers: re.Pattern[str]
    chamber_of: re.Pattern[str]
    staged: frozenset[str]
    by_the_hour: frozenset[str]
    partial: re.Pattern[str]
    final: re.Pattern[str]
    counted_of: re.Pattern[str]  # "after 96 of 150 constituencies"
    hour: re.Pattern[str]
    closed: re.Pattern[str]
    margins: re.Pattern[str]
    together: re.Pattern[str]  # "together have", "would between them control"


@cache
def _words() -> _ContestWords:
    path = Path(__file__).parent / "vocabulary" / "contests.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    chambers = "|".join(raw["chambers"])
    hours = "|".join(raw["hours"])
    nouns = "|".join(noun.title() for noun in raw["party_nouns"] if noun != "party")
    owners = "|".join(raw["party_owners"])
    return _ContestWords(
        frozenset(raw["measures"]),
        phrases(raw["national"]),
        frozenset(raw["party_nouns"]),
        re.compile(
            rf"\b(?:(?!(?:The|In|But|And|His|Her|While|Its)\b){_CAPITAL} |(?:{owners}) ){{1,3}}"
            rf"(?:{nouns})(?: (?:{nouns}))*(?: for (?:the )?{_CAPITAL}(?: {_CAPITAL})?)?"
        ),
        phrases(raw["small_parties"]),
        phrases(raw["outgoing"]),
        re.compile(rf"(?:-seat|-member|(?: seats)? in (?:the )?(?:\w+ )?)[ -]?(?:{chambers})\b"),
        re.compile(rf"\b(?:{chambers})(?: in \w+)? (?:of|with|has) (?:the |its |all )?$"),
        frozenset(raw["staged"]),
        frozenset(raw["by_the_hour"]),
        phrases(raw["partial"]),
        phrases(raw["final"]),
        re.compile(
            rf"\b(?:after|with|from|in) (?:[a-z]+ )?[\d,]+ (?:out )?of (?:the |all )?[\d,]+ (?:{'|'.join(raw['counted_by'])})\b"
        ),
        re.compile(
            rf"\b(?:at|by|until|as of|for) (?:about )?"
            rf"(?P<hour>\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b|\d{{1,2}}:\d\d|{hours})(?!\w)"
        ),
        phrases(raw["closed"]),
        re.compile(rf"\b(?:{'|'.join(raw['margins'])})\b(?: (?:{'|'.join(raw['margin_joints'])})){{1,5}} $"),
        re.compile(
            rf"\b(?:together|combined|between them) (?:would |will |could |can |now )?"
            rf"(?:{'|'.join(raw['holding'])}) (?:up )?(?:[a-z]+ ){{0,2}}$"
        ),
    )  # fmt: skip


def of_chamber(finding: Finding) -> bool:
    """Whether seats are those of the whole chamber: "81 seats in parliament", "34 of the 81 seats"."""
    claim = finding.claim
    if claim.measure != "seats" or claim.population is not None:
        return False
    told, behind = _around(finding)
    whole = claim.relation == "total" or _words().chamber_of.search(told.lower()) is not None
    if not whole and (of_outgoing(finding) or _HOLDS.search(told)):
        return False  # "the Bloc has 82 seats in the outgoing house"
    if _NAMED.search(told) is not None:
        return False  # "Our Land 11 in the parliament of 101 members"
    before, behind = told.lower(), behind.lower()
    return (
        claim.relation == "total"
        or _words().chambers.match(behind) is not None
        or _words().chamber_of.search(before) is not None
    )


def of_outgoing(finding: Finding) -> bool:
    """Whether seats are those of the house before the vote: "82 in the outgoing house"."""
    claim = finding.claim
    return (
        claim.measure == "seats"
        and _words().outgoing.search(claim.sentence.text.lower()) is not None
    )


def is_distance(finding: Finding) -> bool:
    """Whether a number of seats or votes is what lies between two others ("five short of a majority"), or
    tells how far the counting came ("after 96 of 150 constituencies")."""
    if finding.claim.measure not in _words().measures:
        return False
    before, behind = _around(finding)
    at, sentence = len(before), finding.claim.sentence.text.lower()
    stations = any(
        match.start() <= at < match.end() for match in _words().counted_of.finditer(sentence)
    )
    return stations or _SHORT_OF.match(behind) is not None


def of_several(finding: Finding, vocabulary: Vocabulary) -> str:
    """The parties whose seats or votes a number is between them ("A and B would together have 39"), else the
    article that tells of them; blank where it is of one."""
    claim = finding.claim
    before = _around(finding)[0]
    if claim.measure not in _words().measures or not _words().together.search(before.lower()):
        return ""
    names = sorted({name.lower() for name in _names_in(before, _nobody(claim, vocabulary))})
    return " ".join([TOGETHER, *(names or ["in", claim.article.article_id])])


def is_margin(finding: Finding) -> bool:
    """Whether votes are those between two sides or parties: "a difference of 61,000 votes"."""
    claim = finding.claim
    return (
        claim.measure in _words().measures
        and _words().margins.search(_around(finding)[0].lower()) is not None
    )


def side_of_vote(finding: Finding) -> str:
    """The side that votes in a body are on: "five voted for the cut and two against", "by five votes to two";
    blank for those of a candidate or a party."""
    claim = finding.claim
    value = claim.quantity.value
    if claim.measure != "votes" or claim.quantity.kind is not Kind.COUNT:
        return ""
    before, behind = _around(finding)
    if _AGAINST.match(behind):
        return "against"
    if value is None or value >= _LARGEST_BODY:
        return ""
    if _SECOND_SIDE.search(before):
        return "against"
    return "for" if _FIRST_SIDE.match(behind) or _IN_FAVOUR.match(behind) else ""


_LARGEST_BODY = 1_000  # members: those who vote in an election are more
# Words between a number and its side, without another number or a name.
_VOTERS = r"(?:,? (?!(?:for|against|to)\b)[a-z'’]+){0,6}?"
_FEW = r"(?:\d{1,3}(?![\d,.])|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
_AGAINST = re.compile(rf"{_VOTERS} (?:against|opposed|dissented|for (?:leaving|keeping|holding))\b")
_IN_FAVOUR = re.compile(
    rf"{_VOTERS} (?:in favou?r|backed|for (?:raising|cutting|lowering|it)|for (?:the|a|an) (?=[a-z]))"
)
_FIRST_SIDE = re.compile(rf"(?: votes?| members?)? to {_FEW}")
_SECOND_SIDE = re.compile(rf"(?:^|[^\w,.]){_FEW}(?: votes?| members?)? to $")


def place_of_vote(finding: Finding, vocabulary: Vocabulary) -> str | None:
    """The country of a vote of all of it, where the figure's own sentence names no place and the text
    was written in one of its cities; ``None`` where the place stands."""
    claim, words = finding.claim, _words()
    country = country_of_town(claim.place, vocabulary) if claim.measure in words.measures else None
    if country is None:
        return None
    article = claim.article
    national = words.national.search(f"{article.title}\n{article.text}".lower())
    return country if national is not None else None


def country_of_town(place: str | None, vocabulary: Vocabulary) -> str | None:
    """The country of a city; ``None`` for any other place and where the table knows none."""
    town = vocabulary.places.get(place or "")
    if town is None or town.kind not in CITY_KINDS:
        return None
    return next(
        (outer for outer in vocabulary.place_chain(town.place)
         if vocabulary.places[outer].kind in COUNTRY_KINDS), None,
    )  # fmt: skip


def stage_of_count(finding: Finding) -> str:
    """How far the counting had come for a turnout or a share of a vote: an hour of the day of the vote,
    "partial", or blank where nothing is left to count."""
    claim, words = finding.claim, _words()
    if claim.measure not in words.staged or claim.quantity.kind is not Kind.PERCENT:
        return ""
    own = claim.sentence.text.lower()
    if claim.measure in words.by_the_hour:
        hour = None if words.closed.search(own) else words.hour.search(own)
        return f"at {re.sub(r'[^a-z0-9]', '', hour['hour'])}" if hour is not None else ""
    for text in (own, claim.article.text[: claim.sentence.span.start].lower()):
        partial = [match.start() for match in words.partial.finditer(text)]
        final = [match.start() for match in words.final.finditer(text)]
        if partial or final:
            return _PARTIAL if max(partial, default=-1) > max(final, default=-1) else ""
    return ""


def counting_goes_on(finding: Finding) -> bool:
    """Whether an article tells that not all is counted: "after 96 of 150 constituencies"."""
    text = f"{finding.claim.article.title}\n{finding.claim.article.text}".lower()
    return bool(_words().partial.search(text) or _words().counted_of.search(text))


def contender(finding: Finding, vocabulary: Vocabulary) -> str:
    """Whose votes a figure counts: the name behind "for", else the last one before it, in its sentence
    or the text before; "total" and "others" where the words say so. Places and days are nobody."""
    claim = finding.claim
    sentence, article = claim.sentence, claim.article
    before, behind = _around(finding)
    before = _words().parties.sub(_as_initials, before)
    if _OF_ALL.search(before):
        return OF_ALL
    nobody = _nobody(claim, vocabulary)
    match = _FOR_NAME.match(behind)
    if match:
        return _known_by(str(match["name"])).lower()
    names = _names_in(before, nobody)
    if names:
        last = before.rindex(names[-1].split()[-1])
        return "others" if _words().small.search(before[last:].lower()) else names[-1].lower()
    if sentence.field == "title":
        return ""
    start = sentence.span.start
    told = article.text[max(0, start - _LOOK_BACK) : start]
    if _PRONOUN.match(before) and not _names_in(before, nobody):
        # "Her 846,200 votes": those of whom the sentence before is about.
        subject = _names_in(f". {_LAST_SENTENCE.split(told.strip())[-1]}", nobody)[:1]
        if subject:
            return subject[0].lower()
    names = _names_in(told, nobody)
    if not names:
        # "Nearly 52 percent have chosen a mayor ...": the name follows.
        names = _names_in(article.text[start:][:_LOOK_BACK], nobody)[:1]
    return names[-1].lower() if names else ""


def _nobody(claim: Claim, vocabulary: Vocabulary) -> set[str]:
    """The words of the names of the places around a figure, which are no party's."""
    place = vocabulary.places.get(claim.place or "")
    around = [*vocabulary.place_chain(claim.place or "")]
    labels = [place.label if place else "", claim.place_name]
    labels += [vocabulary.places[one].label for one in around if one in vocabulary.places]
    return {word for label in labels for word in label.split()}


def _around(finding: Finding) -> tuple[str, str]:
    """The sentence before a figure and behind it."""
    claim = finding.claim
    text, start = claim.sentence.text, claim.sentence.span.start
    return text[: claim.quantity.span.start - start], text[claim.quantity.span.end - start :]


def _names_in(text: str, nobody: Iterable[str]) -> list[str]:
    """What the persons and parties of a text are known by: two capitalised words in a row, and single
    ones in mid-sentence. Who leads a party ("the Bloc of Prime Minister Ana Lind") is not it."""
    dropped = {*nobody, *MONTHS}
    found: list[str] = []
    end = -1
    plain = _words().parties.sub(_as_initials, text)
    for match in _PERSON.finditer(plain):
        last = match["last"] or match["single"] or match["first"]
        of = _OF_NAME.search(plain[: match.start()])
        if of is not None and of.start() - 1 == end:
            continue
        if last not in dropped and not last.endswith("day"):
            found.append(_known_by(match[0].strip(" .!?")))
            end = match.end()
    return found


def _as_initials(match: re.Match[str]) -> str:
    """A party's name of three words and more by its initials, as other articles call it; others as they are."""
    capitals = [word[0] for word in match[0].split() if word[0].isupper()]
    return "".join(capitals) if len(capitals) > _LONG_NAME else match[0]


_LONG_NAME = 2  # words


def _known_by(name: str) -> str:
    """The last word of a name, with the one before it where that is a word for a party; a "Party"
    adds nothing ("the Labour Party" is Labour)."""
    words = name.split()
    if words[-1].lower() == "party" and len(words) > 1:
        return words[-2]
    wide = words[-1].lower() in _words().party_nouns
    return " ".join(words[-2:] if wide else words[-1:])
