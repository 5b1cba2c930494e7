"""Which of a sentence's speakers a figure comes from; the one before where only a pronoun speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from factcheck.acting import ACTS, find_actors
from factcheck.clauses import Slot
from factcheck.grammar import load_grammar
from factcheck.lines import Line
from factcheck.model import Claim, Evidence, Sentence
from factcheck.replacing import replace
from factcheck.speaker_names import (
    ARTICLES,
    BODY_OWNERS,
    OWNERS,
    POSSESSIVES,
    can_speak,
    head,
    is_institution,
    is_plural,
    is_role,
)
from factcheck.speakers import (
    Speaker,
    find_speakers,
    leading_name,
    listed_speaker,
    load_speaker_words,
)
from factcheck.tokens import Tokens, tokenize

_CLAUSE_MARKS = frozenset({";", "but", "while", "whom", "which", "though", "although", "whereas"})
_OTHER_CLAUSE = 20  # tokens that a semicolon counts for when a speaker is chosen
_WRONG_SIDE = 30  # tokens: a speaker whose words stand on the other side of him
_FARTHEST = 80  # tokens: beyond it nobody is said to say the figure
_RELAY = 24  # tokens: a news agency, and whoever changes a count, gives way to who tells it
_NEVER = 100  # more than the farthest: a figure that is not his
_ABOUT = frozenset({"who", "whose"})
_DESCRIBED = 5  # tokens between a speaker and the clause that tells of him
_LISTED = 2  # figures back from which a list of speakers may go on
_ACCORDING = "according"
_AT_END = 5  # tokens of "said on Monday evening."
_ACTING = 45  # tokens: who only acts gives way to who says it
_ACT_REACH = 3  # tokens from a body to "polled"
_WEAK_SPEAKER = 6  # tokens: a verb that need not be one of saying


def with_speaker(
    claim: Claim, line: Line, slot: Slot, before: Callable[[str], str], claims: Sequence[Claim]
) -> Claim:
    """The claim with who says so. ``before`` gives the last speaker of the sentences before for
    whom a pronoun (or none) can stand: few figures need it. ``claims``: those of the sentence so far."""
    tokens, start = line.tokens, line.sentence.span.start
    if not line.speakers:
        quoted = in_quotes(line.sentence.text, claim.quantity.span.start - start)
        if quoted and (name := before("")):
            evidence = Evidence("speaker", name, "the quotation goes on")
            return replace(claim, speaker=name, evidence=(*claim.evidence, evidence))
        if not _actors(line):
            return claim
    speakers = _at_reach(_heard(line), slot, tokens.lower)
    if not speakers or min(speakers, key=itemgetter(0))[0] >= _ACTING:
        speakers += _at_reach(_actors(line), slot, tokens.lower)
    if _is_closing(line.speakers[-1:], line):  # "the charity asked for 41 million, its chief said"
        last = line.speakers[-1].first
        speakers = [
            (reach, one)
            for reach, one in speakers
            if not one.until or ";" in tokens.lower[one.first : last]
        ]
    reach, best = min(speakers, key=itemgetter(0))
    if reach > _FARTHEST and not _closes_alone(best, line, slot):
        return claim
    best = _own_actor(best, line, slot) or best
    if _is_result(best, claim, tokens):
        return claim
    owned = not POSSESSIVES.isdisjoint(
        tokens.lower[max(0, slot.hedge_first - 2) : slot.hedge_first]
    )
    if not best.pronoun and (best.cue != ACTS or owned):
        # "The ministry counted 812,000 demonstrators, the union 1.5 million."
        said = [at for at, one in enumerate(claims) if one.speaker]
        for at in said[: -_LISTED - 1 : -1]:  # "40,000 and | one official of 50,000"
            other = listed_speaker(tokens, line.slots[at], slot.hedge_first)
            if other is None or other.first <= best.first or _is_listed_place(other, line):
                continue
            if (
                not _is_read(best, tokens)
                or _is_read(other, tokens)
                or not _gives_all(best, tokens)
            ):
                best = other
                break
    name = best.name
    if best.pronoun:
        name = _meant(best.name.lower(), best, line, before) or name
        if best.cue == ACTS and not _is_body(name):
            return claim  # "It has housed 41 people"
    elif pronoun := _owner(best, tokens):
        owner = _meant(pronoun, best, line, before)
        if owner and best.cue != ACTS and pronoun in _BODY_PRONOUNS and _is_read(best, tokens):
            name = f"{owner}'s {name}"  # "its annual report"
        else:
            name = owner or name
    elif body := _body_of(best, line):
        name = f"{body}'s {name}"
    evidence = Evidence(
        "speaker", name, best.cue,
        start + tokens.starts[best.first], start + tokens.ends[best.last - 1],
    )  # fmt: skip
    return replace(claim, speaker=name, evidence=(*claim.evidence, evidence))


def _is_result(actor: Speaker, claim: Claim, tokens: Tokens) -> bool:
    """Whether a party only got what is counted: "Renewal polled 14.3 percent"."""
    behind = tokens.lower[actor.last : actor.last + _ACT_REACH]
    won = actor.cue == ACTS and claim.measure in load_grammar().party_measures
    return won and not load_speaker_words().winning.isdisjoint(behind)


def _body_of(speaker: Speaker, line: Line) -> str:
    """The body that a sentence is about by its name, where its own people speak: "41 are in the Vella Clinic, its
    director said"."""
    lower, words = line.tokens.lower, load_speaker_words()
    owned = speaker.first > 0 and lower[speaker.first - 1] in BODY_OWNERS
    if not owned or words.titles.isdisjoint(lower[speaker.first : speaker.last]):
        return ""
    own = leading_name(line.tokens, speaker.first, line.numbers)
    return own if _is_body(own) and not own.islower() else ""


def _gives_all(poll: Speaker, tokens: Tokens) -> bool:
    """Whether a survey gives shares to those who are named: "the poll gives the Reds 41 seats and the
    Blues 12"."""
    words = load_speaker_words()
    noun = tokens.lower[head(tokens, poll.first, poll.last, words)]
    return noun in words.polls and (poll.cue in words.poll_verbs or poll.cue == noun)


def _is_listed_place(other: Speaker, line: Line) -> bool:
    """Whether what stands in front of a figure is the last of some places: "in Norway, Denmark and Sweden, 41
    of them"."""
    lower, words = line.tokens.lower, line.tokens.words
    before = other.first - 1
    before -= before > 0 and lower[before] in ARTICLES  # "and the Caribbean"
    joined = before > 0 and lower[before] == "and" and words[before - 1][:1].isupper()
    place = any(one.first <= other.first < one.last for one in line.places)
    return joined and place and lower[other.last : other.last + 1] == [","]


_BODY_PRONOUNS = frozenset({"it", "they"})


def _meant(pronoun: str, speaker: Speaker, line: Line, before: Callable[[str], str]) -> str:
    """Whom a pronoun of a sentence stands for: "the council ..., it said"."""
    acting = _actors(line) if pronoun in _BODY_PRONOUNS else []
    told = sorted((*line.speakers, *acting), key=lambda one: one.first)
    named = [one.name for one in told if not one.pronoun and one.last < speaker.first]
    named = [one for one in named if _stands_for(pronoun, one)]
    if named:
        return named[-1]
    own = leading_name(line.tokens, speaker.first, line.numbers)
    if pronoun in _BODY_PRONOUNS and _is_body(own):  # "The Red Cross was sheltering 41, it said"
        return own
    about = before(pronoun) or own
    return about if _stands_for(pronoun, about) else ""


def _owner(speaker: Speaker, tokens: Tokens) -> str:
    """The pronoun of whose means or people they are that only count or act: "his drones counted
    41", "its surgeons have treated 41", but not "its chief said"."""
    owner = _PRONOUN_OF.get(tokens.lower[speaker.first - 1] if speaker.first else "", "")
    words = load_speaker_words()
    if not owner:
        return ""
    noun = tokens.words[head(tokens, speaker.first, speaker.last, words)]
    if speaker.cue == ACTS:
        return owner if noun in words.institutions else ""  # not "his colleagues"
    owned = words.means | words.documents | words.count_nouns
    return owner if noun in owned else ""


_PRONOUN_OF = {"its": "it", "their": "they", "his": "he", "her": "she"}


def _is_read(speaker: Speaker, tokens: Tokens) -> bool:
    """Whether a speaker is something that is read out: "report"."""
    words = load_speaker_words()
    noun = tokens.lower[head(tokens, speaker.first, speaker.last, words)]
    return noun in words.documents or noun in words.count_nouns


def _is_closing(last: Sequence[Speaker], line: Line) -> bool:
    """Whether the last speaker of a sentence stands at its end, and all of it is his."""
    if not last or last[0].governs != "left" or last[0].figure >= 0 or _relays(last[0]):
        return False
    return len(line.tokens.lower) <= last[0].last + _AT_END


def _closes_alone(speaker: Speaker, line: Line, slot: Slot) -> bool:
    """Whether the one speaker of a sentence closes it: all of it is his, however long."""
    return (
        len(line.speakers) == 1 and speaker.first > slot.first and _is_closing(line.speakers, line)
    )


def _actors(line: Line) -> list[Speaker]:
    """The bodies of a sentence that act, found where they are first asked for."""
    if line.actors is None:
        places = frozenset(one.first for one in line.places if not one.demonym)
        line.actors = find_actors(line.tokens, line.numbers, places)
    return line.actors


def _own_actor(best: Speaker, line: Line, slot: Slot) -> Speaker | None:
    """Who acts in a clause of the figure's own, behind a clause in which somebody else speaks:
    "officials had said 368, but the ministry then cut that to 164"."""
    lower = line.tokens.lower
    if _APART.isdisjoint(lower[best.last : slot.first]):
        return None
    for one in _actors(line):
        before = one.first - 1
        if before > 0 and (lower[before] in ARTICLES or lower[before] in OWNERS):
            before -= 1
        apart = before > best.last and lower[before] in _APART
        if apart and one.first < slot.first < one.until and best.figure < 0:
            return one
    return None


def _heard(line: Line) -> list[Speaker]:
    """Without those whose own people say it ("Ostia expects 900 guests, its mayor said"), and those
    who lived through what others tell: "Bern logged 41 mm of rain, the weather office said"."""
    lower = line.tokens.lower
    heard: list[Speaker] = []
    for one in line.speakers:
        while heard and _tells_all(one) and _lives_through(heard[-1], one, line):
            heard.pop()
        if one.governs == "left" and one.first and lower[one.first - 1] in BODY_OWNERS:
            while heard and heard[-1].weak and ";" not in lower[heard[-1].first : one.first]:
                heard.pop()
        heard.append(one)
    return heard


def _tells_all(one: Speaker) -> bool:
    """Whether somebody says what stands before: "..., the council said", "..., records show"."""
    if one.governs != "left" or one.figure >= 0 or one.cue == "according to" or _relays(one):
        return False
    return not one.weak or one.cue in load_speaker_words().showing


def _lives_through(one: Speaker, teller: Speaker, line: Line) -> bool:
    """Whether a place ("Zambia reported 41 cases") or whoever counted or saw is told of."""
    words, lower = load_speaker_words(), line.tokens.lower
    placed = any(place.first in {one.first, one.last - 1} for place in line.places)
    seen = (placed and one.cue not in words.closing) or (one.weak and one.cue in words.witnessing)
    seen = seen or (one.cue in words.reported and _are_nameless(one, line))
    if _has_own_clause(one, teller, lower):
        return False
    return one.governs == "right" and seen and _OTHERS.isdisjoint(lower[one.first : teller.first])


def _has_own_clause(one: Speaker, teller: Speaker, lower: Sequence[str]) -> bool:
    """Whether a body that has counted has a clause before the teller's own: "the authorities counted 41
    dead, and in the north nine were hurt, an officer said"."""
    body = not load_speaker_words().institutions.isdisjoint(lower[one.first : one.last])
    joints = range(one.last, teller.first - 1)
    return body and any(lower[at : at + 2] == [",", "and"] for at in joints)


def _are_nameless(one: Speaker, line: Line) -> bool:
    """Whether whoever reports are nobody in particular: "Employers reported 41 vacancies, the ministry
    said"."""
    alone = one.last - one.first == 1 and line.tokens.lower[one.first - 1 : one.first] != ["the"]
    word = line.tokens.words[one.first]
    common = one.first == 0 or word.islower()
    return alone and common and word.endswith("s") and not word.isupper()


def _at_reach(
    speakers: Sequence[Speaker], slot: Slot, lower: Sequence[str]
) -> list[tuple[int, Speaker]]:
    return [(_reach(one, slot, lower), one) for one in speakers]


def _reach(speaker: Speaker, slot: Slot, lower: Sequence[str]) -> int:
    """Tokens between a speaker and a figure; another clause, or the wrong side, counts as far."""
    if (
        speaker.cue == "count"
        and lower[slot.first] in load_speaker_words().multiples
        and slot.last == speaker.first
    ):
        return _NEVER  # "at least twice BP's estimate" is what somebody else says
    if speaker.figure >= 0:
        return 0 if slot.hedge_first <= speaker.figure < slot.last else _NEVER
    if (speaker.until and slot.first >= speaker.until) or slot.first < speaker.since:
        return _NEVER
    first, last = sorted((speaker.first, slot.first))
    if speaker.cue == ACTS:
        return (
            _ACTING + last - first
            if (speaker.governs == "left" or first == speaker.first)
            else _NEVER
        )
    whole = speaker.cue == "according to"  # "according to" tells all that follows
    if first == speaker.first and not whole and _is_known(lower[speaker.last : slot.first]):
        return _NEVER
    if whole and _ACCORDING in lower[first:last]:
        # "to estimates compiled by" the institute
        last = first + list(lower[first:last]).index(_ACCORDING)
    cost = _RELAY if _relays(speaker) else 0
    cost += last - first + _OTHER_CLAUSE * sum(word in _CLAUSE_MARKS for word in lower[first:last])
    behind = speaker.first > slot.first
    if behind and speaker.governs == "right" and not _is_whole_of(lower, slot, speaker):
        cost += _NEVER if speaker.weak or _opens_clause(lower, speaker) else _WRONG_SIDE
    elif not behind and speaker.governs == "left":
        about = _ABOUT.intersection(lower[speaker.last : speaker.last + _DESCRIBED])
        cost += _NEVER if about else _WRONG_SIDE  # "said Ana Lind, who treats 41 patients"
    opens = _opens_clause(lower, speaker) or _is_told_at_once(lower, speaker, slot)
    return cost + _WEAK_SPEAKER if speaker.weak and not opens else cost


def _is_known(between: Sequence[str]) -> bool:
    """Whether an event of before stands between a speaker and a figure: "said it would pay, days after a
    sinking in which | 41 died", "expects to raise its rates after a storm in which | nine died"."""
    after = next((at for at in range(1, len(between)) if between[at] == "after"), 0)
    if not after:
        return False
    words = load_speaker_words()
    dated = between[after - 1] in words.spans and "," in between[max(0, after - _DATED) : after]
    aims = between[0] in words.aims or between[0] in words.expecting
    aimed = aims and between[1] == "to" and _TOLD_OF.intersection(between[after:]) != set()
    return dated or aimed


_DATED = 4  # tokens of ", a week after"
_TOLD_OF = frozenset({"which", "where", "that", "who", "whom"})


def _opens_clause(lower: Sequence[str], speaker: Speaker) -> bool:
    """Whether a new clause begins with a speaker: "..., while the council said 41 had left"."""
    before = speaker.first - 1
    if before > 0 and lower[before] in ARTICLES:
        before -= 1
    return before > 0 and lower[before] in _NEW_CLAUSE


def _is_told_at_once(lower: Sequence[str], speaker: Speaker, slot: Slot) -> bool:
    """Whether a figure follows the verb of a speaker behind a comma: "..., exiles claim 41"."""
    before = speaker.first - 1
    before -= before > 0 and lower[before] in ARTICLES
    apart = before > 0 and lower[before] in {",", ";"} and speaker.governs == "right"
    return apart and 0 < slot.hedge_first - speaker.last <= 1


_APART = frozenset({"but", "while", "whereas", "though", "although", "as", ";"})
_OTHERS = _APART - {"as"}
_NEW_CLAUSE = frozenset(
    {
        "after",
        "because",
        "when",
        "since",
        "before",
        "until",
        "if",
        "and",
        "but",
        "as",
        "while",
        "whereas",
        "though",
        "although",
    }
)


def _is_whole_of(lower: Sequence[str], slot: Slot, speaker: Speaker) -> bool:
    """ "Of the 980 houses, the mayor counts 41 in Vella": the whole is the mayor's, too."""
    return (
        tuple(lower[:2]) == ("of", "the")
        and slot.hedge_first <= _OPENING
        and (";" not in lower[slot.first : speaker.first])
    )


_OPENING = 3  # tokens of "of the more than" at the start of a sentence


def _relays(speaker: Speaker) -> bool:
    """Whether somebody else, if anybody, says it: "the ministry counted 41 dead, Reuters reports",
    "experts lowered the toll to 41, the mayor said"."""
    words = load_speaker_words()
    return speaker.name.lower() in words.relays or speaker.cue in words.tallying


def speaker_before(
    before: Sequence[Sentence],
    earlier: Sequence[Sentence],
    cache: dict[int, tuple[str, ...]],
    pronoun: str,
) -> str:
    """The last speaker named earlier in the paragraph (or in the last sentence before it) for whom
    a pronoun can stand; else who the last sentence is about; else the last of the paragraph before.
    ``earlier``: all sentences before."""
    for sentence in reversed(before):
        names = _speakers_of(sentence, cache)
        if names and names[-1].lower() in _PERSONS:  # "She said 41 left. "Nine came back.""
            pronoun = pronoun or names[-1].lower()
        elif name := _last_for(pronoun, names):
            return name
    if not before:
        return ""
    if pronoun not in _PERSONS:
        name = _about(before[-1])
        return name if _stands_for(pronoun, name) else ""
    for sentence in reversed(before):
        name = _about(sentence)
        if _stands_for(pronoun, name) and _is_somebody(name):
            return name
    for sentence in reversed(earlier[-_EARLIER:]):
        if before[0].paragraph - sentence.paragraph > 1 or sentence.field != before[0].field:
            continue
        named = [one for one in _speakers_of(sentence, cache) if one.lower() not in _PERSONS]
        if name := _last_for(pronoun, [one for one in named if _is_somebody(one)]):
            return name
    return ""


def _last_for(pronoun: str, names: Sequence[str]) -> str:
    """The last of some names for which a pronoun can stand: "he" is the spokesman of "the spokesman
    said the figure given by the group was wrong"."""
    return next((one for one in reversed(names) if _stands_for(pronoun, one)), "")


_EARLIER = 8  # sentences back from which "he" may be known


def _speakers_of(sentence: Sentence, cache: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The speakers named in a sentence, else the person that only a pronoun names."""
    if sentence.index not in cache:
        tokens = tokenize(sentence.text)
        numbers = frozenset(at for at, word in enumerate(tokens.words) if word[:1].isdigit())
        found = find_speakers(tokens, numbers)
        named = [one.name for one in found if not one.pronoun]
        persons = [one.name for one in found if one.name.lower() in _PERSONS]
        cache[sentence.index] = tuple(named or persons)
    return cache[sentence.index]


def _about(sentence: Sentence) -> str:
    """Who a sentence is about."""
    tokens = tokenize(sentence.text)
    return leading_name(tokens, len(tokens.lower))


_PERSONS = frozenset({"he", "she", "him", "her"})


def _stands_for(pronoun: str, name: str) -> bool:
    """Whether a pronoun can stand for a name: "he" for no "officers", "it" for no "officials"."""
    if pronoun not in _PERSONS and pronoun != "it":
        return True
    tokens, words = tokenize(name), load_speaker_words()
    if not tokens.words or tokens.lower[-1] in words.times or tokens.lower[-1] in words.months:
        return False
    spot = head(tokens, 0, len(tokens.words), words)
    noun, institution = tokens.lower[spot], is_institution(tokens.lower, spot, words)
    if pronoun in _PERSONS and tokens.words[spot].isupper() and len(noun) > 1:
        return False  # "an NGO"
    common = tokens.words[spot].islower() or is_role(noun, words)
    if common and is_plural(tokens, 0, len(tokens.words), words):
        return pronoun == "it" and (institution or not tokens.words[spot].islower())
    return pronoun == "it" or not institution


def _is_body(name: str) -> bool:
    """Whether a name is that of an institution: "the health ministry", "MSF"."""
    tokens, words = tokenize(name), load_speaker_words()
    if not tokens.words:
        return False
    spot = head(tokens, 0, len(tokens.words), words)
    written = tokens.words[spot]
    return is_institution(tokens.lower, spot, words) or (written.isupper() and len(written) > 1)


def _is_somebody(name: str) -> bool:
    """Whether a name is that of a person as far as can be told: "Ole Dahl", "driver"."""
    tokens, words = tokenize(name), load_speaker_words()
    if not tokens.words:
        return False
    return can_speak(tokens, 0, len(tokens.words), words) and not tokens.words[0][:1].isdigit()


def in_quotes(text: str, offset: int) -> bool:
    """Whether a quotation is open at an offset of a sentence."""
    before = text[:offset]
    opened = before.count("“") - before.count("”")
    return opened > 0 or before.count('"') % 2 == 1
