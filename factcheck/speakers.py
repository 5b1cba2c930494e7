"""Who says so: the speaker of each sentence, with pronouns resolved within the paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.agents import find_agent, find_owner, for_whom, whose_figures
from factcheck.clauses import Slot
from factcheck.grammar import load_grammar
from factcheck.quoting import QUOTES, find_before_quote, find_quoted, headline_speaker
from factcheck.replacing import replace
from factcheck.saying import (
    Saying,
    closes,
    content_follows,
    holds,
    near_figure,
    phrase_at,
    says,
    takes_lives,
)
from factcheck.speaker_names import (
    ARTICLES,
    BODY_OWNERS,
    POSSESSIVES,
    TITLE,
    Speaker,
    apposed,
    before_bracket,
    before_day,
    behind_dateline,
    can_speak,
    forward,
    head,
    is_institution,
    is_mute,
    is_name,
    is_plural,
    is_role,
    is_whole,
    named,
    office_end,
    opening_name,
    with_acronyms,
)
from factcheck.speaker_subjects import (
    before_auxiliaries,
    before_telling,
    before_who,
    bounds,
    gap_figure,
    opening_comma,
)
from factcheck.speaker_words import SpeakerWords, load_speaker_words
from factcheck.tokens import Tokens
from factcheck.voices import with_voices

__all__ = ["Speaker", "find_speakers", "leading_name", "listed_speaker", "load_speaker_words"]

_LISTED = 7  # tokens of a speaker that shares the verb of the one before
_TALLIED = 5  # tokens between "raised" and the toll
_AT_ONCE = 2  # tokens to the figure of ", the opposition says only 41"
_GAP = 3  # tokens of what is counted between a figure and a relative clause without a pronoun
_BY_THOSE = ("by", "those", "of")
_IN_BRACKETS = 3  # tokens of "(CSB)"
_ONE_FIGURE = 6  # tokens of a figure with its hedge
_OPENING = 14  # tokens of what stands in front of a subject
_CLAUSE = 60  # tokens in which the subject of an earlier verb is looked for


def find_speakers(tokens: Tokens, number_starts: frozenset[int]) -> list[Speaker]:
    """All speakers of a sentence, left to right. ``number_starts``: tokens where a figure begins."""
    words = load_speaker_words()
    tokens = with_acronyms(tokens, words)
    lower = tokens.lower
    # '"Some 41 died," one witness told Reuters': it counts nothing.
    number_starts = frozenset(
        at
        for at in number_starts
        if not (at and lower[at] == "one" and lower[at - 1] in QUOTES)
        or lower[at + 1 : at + 2] == ["of"]
    )
    found: list[Speaker] = []
    if lower[:1] and lower[0] in words.asked:
        # "Ask the union and 5,200 are out": who is asked is who says it.
        answering = forward(tokens, 1, words, number_starts, lower[0])
        found += [replace(answering, governs="right")] if answering is not None else []
    for position, word in enumerate(lower):
        if word not in words.triggers:
            continue
        cited = _cited(tokens, position, words, number_starts)
        found += [cited] if cited is not None else []
        if word in words.agent_marks and position:
            agent = find_agent(tokens, position, words, number_starts)
            if agent:
                told_twice = found and found[-1].first == agent.first  # "given by"
                if told_twice and found[-1].cue == "according to":
                    continue  # "according to data compiled by the council"
                if found and (told_twice or _is_told_by(lower, found[-1], position, words)):
                    found.pop()  # "according to photographs analysed by Airwars"
                found.append(agent)
        if word in words.count_nouns and position > 1:
            owner = find_owner(tokens, position, words, number_starts)
            if owner and "by" in lower[max(0, owner.first - 2) : owner.first]:
                found.append(_by_whose(owner, lower, number_starts))
                continue  # "by the police count": no verb
        told = (
            find_quoted(tokens, position, words, number_starts) if word in words.quoted_by else None
        )
        if told is not None:
            found.append(told)
            continue
        if word in words.viewing:
            found += for_whom(tokens, position, words, number_starts)
            continue
        saying = (
            word in words.verbs
            or (word in words.tallying and _tallies(lower, position, words))
            or holds(tokens, position, number_starts, words)
            or (word in words.exclaiming and _exclaims(lower, position))
        )
        if saying and not (position and tokens.words[position][0].isupper()):
            speaker = _of_verb(tokens, position, words, number_starts, found)
            if speaker:
                found = [*_ended(found, tokens, speaker, position), speaker]
                continue
        owned = word in words.reporting and lower[position - 1] in POSSESSIVES
        if (owned or word in words.count_nouns or word in words.polls) and position > 1:
            speaker = find_owner(tokens, position, words, number_starts)
            compared = speaker and "than" in lower[max(0, speaker.first - 2) : speaker.first]
            polled = found and found[-1].cue.endswith(" by")  # "by economists in a Keel poll"
            if polled and speaker and speaker.first - found[-1].last <= _AT_ONCE:
                continue
            if speaker and not (compared and found):  # "higher than the ministry's count"
                found.append(_of_its_clause(speaker, found, lower, number_starts))
    return _settled(found, tokens, words, number_starts)


def _settled(
    found: Sequence[Speaker], tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> list[Speaker]:
    """The speakers that are whole names, with those in brackets; else who opens a headline or a
    quotation."""
    lower = tokens.lower
    if "(" in lower:
        found = [*found, *_bracketed(tokens, words, numbers)]
    if not POSSESSIVES.isdisjoint(lower):
        found = [*whose_figures(tokens, words, numbers), *found]
    if numbers:
        found = with_voices(found, tokens, words, numbers)
    found = [one for one in found if is_whole(lower[one.first : one.last], words)]
    if any(one.cue == "according to" for one in found):
        found = [one for one in found if not _is_document(tokens, one, words)]
        found = _each_with_its_own(found, numbers)
    if found:
        return [_with_initials(one, tokens) for one in found]
    other = headline_speaker(tokens, words, numbers)
    if other is not None and not is_whole(lower[other.first : other.last], words):
        other = None  # "4,600 new arrivals: children are the majority"
    other = other or find_before_quote(tokens, words, numbers)
    return [other] if other is not None else []


def _each_with_its_own(found: Sequence[Speaker], numbers: frozenset[int]) -> list[Speaker]:
    """Who is named behind one figure says nothing of the next one that somebody else is named behind: "4,100 left
    according to the county, and 9,000 if one believes the mayor"."""
    made = list(found)
    cited = [at for at, one in enumerate(found) if one.cue == "according to"]
    for at, behind in pairwise(cited):
        last = found[behind]
        between = [spot for spot in numbers if found[at].last <= spot < last.first]
        if last.governs == "left" and between and max(between) - min(between) < _ONE_FIGURE:
            made[behind] = replace(last, figure=min(between))
    return made


def _with_initials(speaker: Speaker, tokens: Tokens) -> Speaker:
    """A body with its initials, by which others know it: "the Coastal Safety Board (CSB) said"."""
    behind = tokens.words[speaker.last : speaker.last + _IN_BRACKETS]
    if len(behind) < _IN_BRACKETS or (behind[0], behind[2]) != ("(", ")") or speaker.pronoun:
        return speaker
    initials = behind[1]
    letters = iter(speaker.name.lower())
    own = initials.isalpha() and initials.isupper() and len(initials) > 1
    if own and _is_office(tokens, speaker) and initials.lower() not in load_speaker_words().relays:
        return replace(speaker, name=f"{speaker.name} ({initials})")  # in a language of its own
    if not own or initials[0] not in _firsts(speaker.name):
        return speaker  # "police (AP) said"
    if not all(letter in letters for letter in initials.lower()):
        return speaker  # "Mayor Ana Lind (PSOE)"
    return replace(speaker, name=f"{speaker.name} ({initials})")


def _is_office(tokens: Tokens, speaker: Speaker) -> bool:
    """Whether the name of an office ends in front of its initials: "the disaster council (NDRC)",
    "Statistics Norway (SSB)"."""
    words = load_speaker_words()
    last = speaker.last - 1
    if tokens.lower[last] in words.institutions:
        return True
    return tokens.lower[speaker.first] in words.documents and tokens.words[last][:1].isupper()


def _firsts(name: str) -> set[str]:
    """The large letters with which the words of a name begin."""
    return {word[0] for word in name.split() if word[0].isupper()}


def _bracketed(tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]) -> list[Speaker]:
    """Who stands in brackets behind his figure: "between 3,100 (police) and 9,000 (organisers)"."""
    lower = tokens.lower
    found: list[Speaker] = []
    for at in range(1, len(lower) - 2):
        if lower[at] != "(":
            continue
        end = next(
            (spot for spot in range(at + 1, at + _GAP + 2) if lower[spot : spot + 1] == [")"]), 0
        )
        near = next(
            (spot for spot in range(at - 1, max(-1, at - 1 - _GAP), -1) if spot in numbers), -1
        )
        if end <= at + 1 or near < 0 or not {*range(at + 1, end)}.isdisjoint(numbers):
            continue
        noun = lower[end - 1]
        body = noun in words.counting_bodies or is_institution(lower, end - 1, words)
        body = body or (lower[at + 1] == "the" and tokens.words[end - 1][:1].isupper())
        if body and all(word.isalpha() or word in POSSESSIVES for word in lower[near + 1 : at]):
            found.append(replace(named(tokens, at + 1, end, words, "("), figure=near))
    return found


def _ended(found: Sequence[Speaker], tokens: Tokens, subject: Speaker, verb: int) -> list[Speaker]:
    """Who is named by the way says nothing behind the next verb of the subject: "put it at 41, more
    than the 20 counted by the army, and said"."""
    return [
        replace(one, until=verb)
        if subject.last <= one.first and one.last < verb and _is_by_the_way(tokens, one)
        else one
        for one in found
    ]


def _is_by_the_way(tokens: Tokens, one: Speaker) -> bool:
    return "by" in tokens.lower[max(0, one.first - 2) : one.first] and not one.until


def _is_document(tokens: Tokens, one: Speaker, words: SpeakerWords) -> bool:
    """Whether something that is only shown "says" it: "images show 41 burned, according to Keel"."""
    spot = head(tokens, one.first, one.last, words)
    shown = tokens.lower[spot] in words.documents and one.cue in words.showing
    shown = shown and POSSESSIVES.isdisjoint(tokens.lower[one.first : one.last])
    return shown and all(word.islower() for word in tokens.words[one.first + 1 : one.last])


def _cites(tokens: Tokens, at: int, speaker: Speaker, words: SpeakerWords) -> bool:
    """Whether a phrase of citing is one: ", per the council", not "410 dollars per head"."""
    lower = tokens.lower
    if lower[at] not in words.citing:
        return True
    apart = at == 0 or lower[at - 1] in words.stops
    return apart and can_speak(tokens, speaker.first, speaker.last, words)


def _cited(
    tokens: Tokens, position: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """Who follows "according to" and its like at a token."""
    lower = tokens.lower
    for phrase in words.according.get(lower[position], ()):
        if tuple(lower[position : position + len(phrase)]) != phrase:
            continue
        if lower[position] in words.quoted_by and is_role(lower[position - 1], words):
            return None  # "a doctor cited by the Herald counted 41"
        follows = _follows_figure(lower, position, numbers)
        if phrase == _BY_THOSE and not follows:
            return None  # "deaths caused by those of the far right"
        speaker = forward(tokens, position + len(phrase), words, numbers, "according to")
        if speaker is None or not _cites(tokens, position, speaker, words):
            return None
        if phrase[-1] == "of" and not can_speak(tokens, speaker.first, speaker.last, words):
            return None  # "on the list of the missing"
        return replace(speaker, governs="left" if follows else "both")
    return None


def _of_its_clause(
    owner: Speaker, found: Sequence[Speaker], lower: Sequence[str], numbers: frozenset[int]
) -> Speaker:
    """Whose count is told in a clause of its own: "while the press spoke of 24 dead, the council's own count
    stayed at 18" says nothing of the 24."""
    opens = owner.first - (lower[owner.first - 1] in ARTICLES) - 1
    if not found or opens < 0 or lower[opens] != "," or found[-1].governs != "right":
        return owner
    told = any(found[-1].last <= at < opens for at in numbers) and owner.last < max(numbers)
    return replace(owner, governs="right") if told else owner


def _by_whose(owner: Speaker, lower: Sequence[str], numbers: frozenset[int]) -> Speaker:
    """Whose count stands behind "by": of the figure right before it, in "120,000 by police estimates and
    210,000 by those of the unions"."""
    by = owner.first - 1 if lower[owner.first - 1] == "by" else owner.first - 2
    return replace(owner, governs="left") if _follows_figure(lower, by, numbers) else owner


def _follows_figure(lower: Sequence[str], at: int, numbers: frozenset[int]) -> bool:
    """Whether a phrase follows its figure at once: "41 dead according to the army"."""
    for spot in range(at - 1, max(-1, at - 2 - _GAP), -1):
        if spot in numbers:
            return True
        if not lower[spot].isalpha():
            return False
    return False


def _is_told_by(lower: Sequence[str], speaker: Speaker, by: int, words: SpeakerWords) -> bool:
    """Whether "by" names who made what is cited: "a survey of 1,204 people carried out by Keel"."""
    if speaker.last == by:
        return not speaker.cue.endswith(" by")  # but "expected by economists polled by Reuters"
    told = speaker.cue == "according to" or speaker.governs == "left"
    cited = told and lower[speaker.last - 1] in words.documents
    return cited and speaker.last < by and words.stops.isdisjoint(lower[speaker.last : by])


def _exclaims(lower: Sequence[str], verb: int) -> bool:
    """Whether a verb tells how a quotation is spoken: '"They are 41!" shouted the mayor', 'the mayor
    shouted: "They are 41!"'."""
    behind = lower[verb + 1 : verb + 3]
    opens = behind[:1] in ([":"], [","]) and behind[1:] != [] and behind[1] in QUOTES
    closes_there = any(word in QUOTES for word in lower[max(0, verb - _AT_ONCE - 1) : verb])
    return opens or closes_there


def _tallies(lower: Sequence[str], verb: int, words: SpeakerWords) -> bool:
    """ "Police raised the number of dead to 181": whoever changes a count is who counts."""
    behind = lower[verb + 1 : verb + 1 + _TALLIED]
    if words.tallies.intersection(behind):
        return True
    named_so = lower[verb + 1 : verb + 1 + 2 * _TALLIED]  # "the number of people who have died"
    return "number" in behind and bool(words.tallied.intersection(named_so))


def listed_speaker(tokens: Tokens, last: Slot, number: int) -> Speaker | None:
    """A speaker who shares the verb of the one before: "..., the union 1.5 million", "X at 39".
    ``last``: a figure of the one before; ``number``: the first token of his own."""
    words = load_speaker_words()
    tokens = with_acronyms(tokens, words)
    lower = tokens.lower
    end = _before_hedge(lower, number, words)
    earlier = _before_hedge(lower, last.hedge_first, words)
    marks = {",", "and", ";"}
    same = False
    if end and lower[end - 1] in {"at", "of", "to", "as", "with"}:
        same = lower[end - 1] in {lower[max(0, earlier - 1)], lower[last.hedge_first]}
        end -= 1
        if not same and lower[end - 1] not in POSSESSIVES:
            return None  # "the mayor said 41 had died, and an army of 900"
        end -= end > 0 and lower[end - 1] == "there"  # "the military there of 2,100"
    if end and lower[end - 1] == ",":
        marks = {"and", ";"}  # "; the opposition, 410", "; the police, of 410"
        end -= 1
    if end and lower[end - 1] in POSSESSIVES:
        end -= 1
        marks = marks | _COMPARING  # "the army's count of 41, below the rebels' of 310"
    first = next((at + 1 for at in range(end - 1, last.last - 1, -1) if lower[at] in marks), 0)
    if not first or not 0 < end - first <= _LISTED:
        return None
    if lower[first] in _SAME and lower[first + 1 : first + 2] == ["of"] and first + 2 < end:
        if words.count_nouns.isdisjoint(lower[: last.first]):
            return None  # "put its losses at 41, those of the rebels at 90"
        first += 2
    phrase = lower[first:end]
    same_kind = next((at for at in range(1, len(phrase) - 1) if phrase[at] in _SAME), 0)
    if same_kind and phrase[same_kind + 1] == "of":
        end = first + same_kind  # "the police | those of another 41"
        phrase = lower[first:end]
    if phrase[-1] in _SELF and len(phrase) > 1:
        end -= 1  # "the rebels themselves of four"
        phrase = lower[first:end]
    if phrase[0] in words.leads or phrase[0] == "as" or phrase[0] in words.prepositions:
        return None  # "and for the south 410", ", as the drought pushed 900"
    opens = tokens.words[first][:1].isupper() or phrase[0] in words.determiners
    body = any(
        phrase[at] in words.counting_bodies or is_institution(phrase, at, words)
        for at in (0, len(phrase) - 1)
    )
    plain = (body and (len(phrase) == 1 or not same)) or (same and is_role(phrase[-1], words))
    plain = plain or (len(phrase) == 1 and _are_many(phrase[0], words))  # ", auditors 41"
    if phrase == ["others"] and same:
        return named(tokens, first, end, words, "the same verb")  # "as 41, others as 12"
    if not opens and not plain and phrase[0] not in words.vague_owners:
        return None  # "..., police at 41"
    if len(phrase) > 1 and (phrase[-1].endswith("ed") or phrase[-1] in words.prepositions):
        return None  # "; the pollster quizzed 900"
    inner = [at for at in range(1, len(phrase)) if phrase[at] in ARTICLES]
    if any(phrase[at - 1] not in words.prepositions for at in inner):
        return None  # "; the firm's failure a further 41 million"
    if not is_whole(phrase, words) or any(
        word in words.verbs
        or word in words.auxiliaries
        or word in words.name_ends
        or word[:1].isdigit()
        for word in phrase
    ):
        return None
    speaker = named(tokens, first, end, words, "the same verb")
    noun = lower[head(tokens, speaker.first, end, words)]
    counted = noun in load_grammar().everyone  # "the survivors at 174"
    return speaker if not counted and can_speak(tokens, speaker.first, end, words) else None


def _before_hedge(lower: Sequence[str], number: int, words: SpeakerWords) -> int:
    """The token behind which a figure and its hedge begin: "police | only 12", "of | some 41"."""
    end = number
    while end and (lower[end - 1] in words.adverbs or lower[end - 1] in _ROUNDLY):
        end -= 1
    return end


_ROUNDLY = frozenset({"some", "around", "about", "roughly", "nearly", "almost", "over"})


def _are_many(word: str, words: SpeakerWords) -> bool:
    """Whether a word is a plural of somebody: "auditors"."""
    return word.endswith("s") and is_role(word, words) and word not in words.documents


_SELF = frozenset({"itself", "themselves", "himself", "herself"})
_SAME = frozenset({"that", "those"})  # "the estimate of the police, that | of the union"
_COMPARING = frozenset({"than", "below", "above", "against", "to", "with", "from"})


def leading_name(tokens: Tokens, stop: int, numbers: frozenset[int] = frozenset()) -> str:
    """Who a sentence is about: the noun phrase that opens it, for a pronoun that follows."""
    words = load_speaker_words()
    tokens = with_acronyms(tokens, words)
    role = next((at for at, word in enumerate(tokens.lower[:TITLE]) if word == ","), 0)
    end = apposed(tokens, role, words) if role else 0
    if role < end < stop and tokens.lower[end] == "," and tokens.lower[0] in ARTICLES:
        return named(tokens, 0, end, words, "the subject before").name  # "The nurse, Ana Lind,"
    first = behind_dateline(tokens)
    end = opening_name(tokens, first, stop, words, numbers)
    if end == first or not tokens.words[first][:1].isalpha():
        return ""
    if tokens.lower[first] in words.pronouns or is_mute(tokens, first, end, words):
        return ""
    speaker = named(tokens, first, end, words, "the subject before")
    if speaker.last - speaker.first == 1 and not _is_subject(tokens, speaker.last - 1, words):
        return ""
    opening = tokens.lower[speaker.first]
    tied = opening in words.determiners or opening in words.prepositions
    tied = tied or tokens.lower[speaker.last - 1] in words.times  # "On Monday people called"
    return "" if tied or opening in words.openings else speaker.name


def _ends_there(lower: Sequence[str], at: int, words: SpeakerWords) -> bool:
    """Whether nothing is said behind a token: no verb up to the end, or to a comma."""
    rest = lower[at : at + _CLAUSE]
    end = next((spot for spot, word in enumerate(rest) if word in {",", ";", "."}), len(rest))
    acting = words.finite | words.verbs | words.auxiliaries | words.be_forms
    return acting.isdisjoint(rest[:end])


def _is_subject(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether one word with a capital is a name and not just the first of a sentence: a verb or a
    comma follows, but not "Farther north", "Reprimanded by the court", "Fewer than 41"."""
    word, behind = tokens.lower[spot], "".join(tokens.lower[spot + 1 : spot + 2])
    if is_role(word, words) or tokens.words[spot].isupper() or not behind[:1].isalpha():
        return True
    acts = behind in words.verbs or behind in words.auxiliaries or behind in words.modals
    acts = acts or behind in words.be_forms or behind in words.doing or behind in words.adverbs
    return acts or behind.endswith(("ed", "s", "ly"))


def _of_verb(
    tokens: Tokens,
    verb: int,
    words: SpeakerWords,
    numbers: frozenset[int],
    before: Sequence[Speaker],
) -> Speaker | None:
    """Who a verb of saying belongs to: the name behind it where that is closed, else before it.
    ``before``: the speakers found so far."""
    lower = tokens.lower
    behind = _inverted(tokens, verb, words, numbers)
    if behind is not None and is_mute(tokens, behind.first, behind.last, words):
        behind = None  # "the utility, Keel, said the same day that"
    if behind is not None and _is_closed(tokens, verb, behind, words):
        told_on = lower[behind.last : behind.last + 1] == [":"]
        return replace(behind, governs="both") if told_on else behind
    if behind is not None and behind.last - 1 in numbers:
        return behind  # ", say the eleven who were saved"
    subject = _subject(tokens, verb, words, numbers, before)
    if behind is not None and subject is not None and tokens.lower[verb - 1] == ",":
        # "into the air this year, 1.1 percent more than last, says the council, with ..."
        speaks = can_speak(tokens, subject.first, subject.last, words)
        return subject if speaks else behind
    if subject is None and behind is not None and lower[verb] not in words.closing:
        return behind if can_speak(tokens, behind.first, behind.last, words) else None
    return subject or behind


def _is_closed(tokens: Tokens, verb: int, speaker: Speaker, words: SpeakerWords) -> bool:
    """Whether a name behind "said" ends its clause: "hunger and thirst, said Ole Dahl"."""
    lower = tokens.lower
    if lower[verb - 1] == "," and lower[speaker.last : speaker.last + 1] == [":"]:
        # "Nonsense, insists the union: it is 1,600"
        return can_speak(tokens, speaker.first, speaker.last, words)
    if lower[verb] not in words.closing or lower[speaker.first] in words.months:
        return False
    if lower[verb - 1] == "," and lower[speaker.last : speaker.last + 1] in (["that"], ["which"]):
        return True  # "..., says a column that came in late": nobody else can say it
    if not can_speak(tokens, speaker.first, speaker.last, words):
        return False
    after = lower[speaker.last : speaker.last + 2]
    if not after or after[0] in words.ends:
        return True
    if lower[verb - 1] == "," and after[0] in words.settings:
        return _ends_there(lower, speaker.last, words)  # "..., said the CEC on its website."
    return after[0] == "," and (
        len(after) == 1
        or after[1] in words.describing
        or is_role(after[1], words)
        or after[1].endswith("ing")
        or after[1].isdigit()
    )


def _subject(
    tokens: Tokens,
    verb: int,
    words: SpeakerWords,
    numbers: frozenset[int],
    before: Sequence[Speaker],
) -> Speaker | None:
    """The noun phrase before a verb of saying."""
    lower = tokens.lower
    aside: slice | None = None
    going = lower[verb].endswith("ing")
    by_phone = not words.channels.isdisjoint(lower[verb + 2 : verb + 3])
    if lower[verb - 1 : verb + 2 : 2] == [",", "by"] and not by_phone:
        return None  # "a bomber, said by the mayor to be"
    if lower[verb] in words.hearsay and lower[verb + 1 : verb + 2] == ["to"]:
        return None  # "two men alleged to have fled"
    end = before_auxiliaries(tokens, verb, words)
    end = _before_when(tokens, end, words)
    if lower[end : end + 1] == ["who"] and before and end - before[-1].last in (0, 1):
        # "according to Ole Dahl of the port office, who said that"
        return _told_again(Saying(tokens, verb, end, verb, numbers, words), before[-1])
    end = before_who(tokens, end, verb, words, numbers)
    end = _in_quotes(tokens, before_telling(lower, end, words))
    if end and (lower[end - 1] in words.not_subjects or lower[end - 1] in POSSESSIVES):
        return None  # "was reported", "the reports", "an initially reported"
    if end and (lower[end - 1] == "having" or (going and end == verb and lower[end - 1] == ",")):
        return _shared_subject(tokens, verb, words, numbers, before)  # "..., having said that"
    if end and lower[end - 1] == ",":
        # "The ministry, which runs the hospitals, said ...": the aside is skipped.
        opening = opening_comma(lower, end)
        passive = lower[verb] in words.agentive and verb + 1 not in numbers
        if opening is None or (opening <= 0 and passive):
            return None  # "The slide, measured at 41 metres by the office, ..."
        aside = slice(opening + 1, end - 1)
        end = opening if opening > 0 else end - 1  # "The firm Secunia, has said ..."
        end = _before_age(lower, end)
    end = before_bracket(tokens, before_day(lower, end, words))
    if lower[verb] in words.noun_verbs and lower[end - 1 : end] and lower[end - 1] in words.denying:
        end = before_auxiliaries(tokens, end - 1, words)  # "the ministry denied reports"
        end = before_day(lower, end, words)
    if end and lower[end - 1] in {"and", "but"}:
        return _shared_subject(tokens, verb, words, numbers, before)
    first, end = bounds(tokens, end, words, numbers)
    gap = gap_figure(tokens, first, numbers, words) if first < end else -1
    saying = Saying(tokens, verb, first, end, numbers, words)
    counted = first >= end or (
        first - 1 in numbers and gap < 0 and lower[first] not in words.personal
    )  # but "in its bulletin of 10 May it listed 41"
    if counted and not _are_some(saying):
        return None  # "41 people reported": the counted, not a speaker
    if lower[verb] in words.noun_verbs and end - first > 1 and lower[end - 1].endswith("ed"):
        return None  # "insurers received claims"
    if before and first and lower[first - 1] in words.closing and lower[first] in BODY_OWNERS:
        # "the agency said its monitors saw 41": the agency says it
        return replace(before[-1], last=end, cue=lower[verb], governs="right")
    if _is_nobody(saying):
        return None
    as_said = first > 0 and lower[first - 1] == "as" and lower[first - 2 : first - 1] != ["even"]
    told = verb + 1 in numbers or lower[verb + 1 : verb + 2] == ["that"]
    if as_said and (told or (near_figure(saying) is not None and not closes(saying))):
        as_said = False  # "the toll climbs as the army claims 41 rebels killed"
    if as_said:
        return _by_the_way(saying)
    if lower[verb] in words.as_verbs or not says(saying, gap >= 0):
        return None
    if not any(
        word[:1].isalpha() and word not in words.adverbs and word not in words.count_adjectives
        for word in lower[first:end]
    ):
        return None
    speaker = named(tokens, first, end, words, lower[verb])
    if aside is not None:
        speaker = _with_aside(tokens, speaker, aside, words, numbers)
    speaker = _scoped(speaker, saying, gap)
    if aside is None and not speaker.until and lower[end : end + 2] == [",", "who"]:
        return replace(speaker, until=_relative_end(saying))
    return speaker


def _by_the_way(saying: Saying) -> Speaker | None:
    """Who says what stands before: "..., as the council reckons", but not "as many as the city
    reports"."""
    tokens, words, first, numbers = saying.tokens, saying.words, saying.first, saying.numbers
    lower = tokens.lower
    figure = first - 2 if first - 2 in numbers else -1  # "not 23 | as the firm says"
    if lower[first - 4 : first - 3] == ["or"] and first - 3 in numbers:
        figure = first - 3  # "nine, or 14, as others say"
    if first > 1 and lower[first - 2] not in words.stops and figure < 0:
        return None
    if is_mute(tokens, first, saying.end, words) or _lacks_number(saying):
        return None  # "as the overall death count passed 62,000"
    speaker = named(tokens, first, saying.end, words, saying.word)
    return replace(speaker, governs="left", figure=figure)


def _before_when(tokens: Tokens, end: int, words: SpeakerWords) -> int:
    """The end of a name without its short form and the time behind it: "stewards | who in June"."""
    lower = tokens.lower
    end = before_bracket(tokens, before_day(lower, end, words))
    return end - (end > 1 and lower[end - 1] == "who" and lower[end - 2] != ",")


def _in_quotes(tokens: Tokens, end: int) -> int:
    """The end of a subject that stands in quotes of its own: "Police sources" guessed at 41."""
    if end < _QUOTED or tokens.lower[end - 1] not in QUOTES | {"”"}:
        return end
    opening = next((at for at in range(end - 2, max(-1, end - TITLE), -1)
                    if tokens.lower[at] in QUOTES), -1)  # fmt: skip
    whole = opening >= 0 and all(word.isalpha() for word in tokens.words[opening + 1 : end - 1])
    opens = opening == 0 or (opening > 0 and tokens.lower[opening - 1] in {";", "while", "but"})
    return end - 1 if whole and opens else end


_QUOTED = 3  # tokens of a name with its quotes


def _relative_end(saying: Saying) -> int:
    """Where a relative clause ends: ", who denies the charges, | is accused of killing 41"."""
    lower, words = saying.tokens.lower, saying.words
    spots = range(saying.verb + 1, len(lower) - 1)
    goes_on = words.finite | words.verbs | words.auxiliaries
    return next((at for at in spots if lower[at] == "," and lower[at + 1] in goes_on), 0)


def _is_nobody(saying: Saying) -> bool:
    """Whether a noun phrase is no subject of its verb, or one that says nothing."""
    lower, first, end = saying.tokens.lower, saying.first, saying.end
    if lower[first] in saying.words.nobody and first + 1 < end and lower[first + 1][:1].isalpha():
        return True  # "no group claimed the attack", "nobody here can say"
    if lower[end - 1][:1].isdigit() and lower[max(0, end - 2)] in ARTICLES:
        return True  # "up from the 21 reported on Monday"
    if first > 1 and lower[first - 1] == "of" and lower[first - 2] in saying.words.numbering:
        return True  # "the number of persons registered"
    if _is_thing(saying):
        return True
    if _is_gerund(saying):
        return True  # "support independent reporting"
    before = lower[first - 1] if first else ""
    if before == "what":
        told = lower[max(0, first - _IS_WHAT) : first - 1] in (["that", "is"], ["that", "was"])
        return near_figure(saying) is None and not (
            told and closes(saying)
        )  # "nearly triple what economists had forecast"
    return before == "whatever"  # "prices did not rise by 41 percent, whatever the post says"


def _is_thing(saying: Saying) -> bool:
    """Whether the last of some things stands before a verb: "who came with water and blankets wrote"."""
    tokens, first, end = saying.tokens, saying.first, saying.end
    joined = end - first == 1 and first > 0 and tokens.lower[first - 1] in {"and", "or"}
    return joined and not can_speak(tokens, first, end, saying.words)


def _before_age(lower: Sequence[str], end: int) -> int:
    """The end of a name without its age: "Ole Dahl, 52, a farmer in Vella, said"."""
    aged = end > _AGED and lower[end - 2] == "," and lower[end - 1].isdigit()
    return end - _AGED if aged else end


_IS_WHAT = 3  # tokens of "that is what | they claim"
_AGED = 2  # tokens of ", 52"


def _with_aside(
    tokens: Tokens, speaker: Speaker, aside: slice, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker:
    """A speaker with what stands between him and his verb: his name, or his office."""
    part = slice(speaker.first, speaker.last)
    role = is_role(tokens.lower[head(tokens, speaker.first, speaker.last, words)], words)
    full = tokens.text[tokens.starts[speaker.first] : tokens.ends[aside.stop - 1]]
    if is_name(tokens, aside) and (role or not is_name(tokens, part)):
        return replace(speaker, last=aside.stop, name=full)  # "the operator, Chonghaejin, admitted"
    if is_name(tokens, part) and office_end(tokens, aside.start, words, numbers) == aside.stop:
        return replace(speaker, name=full)  # "Ana Lind, treasurer at the Norden Fund, said"
    return speaker


def _is_gerund(saying: Saying) -> bool:
    """Whether an -ing form that stands behind no subject of its own is a noun."""
    tokens, words, first = saying.tokens, saying.words, saying.first
    if not saying.word.endswith("ing") or saying.end != saying.verb:
        return False
    proper = first > 0 and tokens.words[first][:1].isupper()
    spot = head(tokens, first, saying.end, words)
    return not proper and not is_role(tokens.lower[spot], words)


def _lacks_number(saying: Saying) -> bool:
    """Whether a verb without an s has no subject in the plural: "the official count"."""
    tokens, words, verb, end = saying.tokens, saying.words, saying.verb, saying.end
    base = saying.word in words.base_verbs and end == verb
    return base and not is_plural(tokens, saying.first, end, words)


def _scoped(speaker: Speaker, saying: Saying, gap: int) -> Speaker:
    """The speaker with the side or the one figure that his verb governs; ``gap``: see gap_figure."""
    lower, words = saying.tokens.lower, saying.words
    verb, first, word, follower = saying.verb, saying.first, saying.word, saying.follower
    weak = word in words.weak_verbs
    if holds(saying.tokens, verb, saying.numbers, words):
        told_out = phrase_at(lower, verb, words.telling_out)
        if told_out and not {*lower[told_out : told_out + 1]} - words.closers and first > 0:
            return replace(speaker, governs="left")  # "..., the mayor let it be known."
        if gap >= 0 and near_figure(saying) is None:
            return replace(speaker, figure=gap)  # "the 41 that the office has on its books"
        near = near_figure(saying)
        if near is not None and phrase_at(lower, verb, words.changing):
            return replace(speaker, figure=near)  # "900, a number that the office cuts to 41"
        return replace(speaker, governs="right", weak=weak)
    near = near_figure(saying)
    ahead = near is not None or "that" in lower[verb + 1 : verb + 1 + _GAP]
    if gap >= 0 and word not in words.no_gap_verbs and not ahead:
        return replace(speaker, governs="both", weak=weak, figure=gap)
    behind = first > 0 and lower[first - 1] in words.postposed
    if behind and lower[first - 1] == "," and first > 1:
        behind = lower[first - 2] not in words.leads  # "where, police said, 41 died"
    behind_verb = lower[verb + 1 : verb + 1 + _TALLIED]
    told = next((one for one in behind_verb if one in words.stops), "") == "that"
    if word in words.telling:
        told = told or near is not None  # "told the Herald" says nothing behind it
    elif weak:
        told = not closes(saying)
    else:
        at_once = near is not None and near <= verb + _AT_ONCE
        told = told or at_once or follower in words.content or follower in _PERSONAL
    governs = "left" if behind and not told else "right"
    relative = first > 0 and lower[first - 1] in {"that", "which"} and follower in words.embedded
    figure = near if relative and near is not None else -1
    until = 0
    if near is not None and (word in words.asking or word in words.appealing):
        until = _clause_end(saying, near)
    elif near is not None and first > 1 and lower[first - 2 : first] == [",", "where"]:
        until = _where_end(saying, near)
    return replace(speaker, governs=governs, weak=weak, figure=figure, until=until)


_PERSONAL = frozenset({"he", "she", "they", "we"})  # ", villagers said they had buried 41"


def _clause_end(saying: Saying, near: int) -> int:
    """The token at which the clause of a figure ends: "... $41 million to feed 900, | and ..."."""
    lower, numbers = saying.tokens.lower, saying.numbers
    for at in range(near + 1, len(lower)):
        joins = lower[at] == "and" and (lower[at - 1] != "," or at + 1 in numbers)
        if lower[at] in saying.words.asides and not joins:
            return at
    return 0


def _where_end(saying: Saying, near: int) -> int:
    """The comma that ends a clause of place: ", where the firm wants to cut 41 jobs, | 5 percent are
    idle", but not ", where the mayor says 41 died, 12 of them children"."""
    lower, numbers = saying.tokens.lower, saying.numbers
    for at in range(near + 1, len(lower) - 1):
        part = at + 1 in numbers and not _PARTS.isdisjoint(lower[at + 1 : at + 1 + _TALLIED])
        if lower[at] == "," and not part:
            return at
    return 0


_PARTS = frozenset({"of", "including"})


def _are_some(saying: Saying) -> bool:
    """ "Two survivors told": a small number of persons can speak."""
    tokens, words, first, end = saying.tokens, saying.words, saying.first, saying.end
    alone = tokens.lower[first - 1] == "one" and is_role(tokens.lower[end - 1], words)
    if first >= end or first - 2 in saying.numbers:
        return False
    if saying.word in words.weak_verbs and not (alone and content_follows(saying)):
        return False  # but "one survivor spoke of 41"
    return tokens.words[first - 1].isalpha() and can_speak(tokens, first, end, words)


def _shared_subject(
    tokens: Tokens,
    verb: int,
    words: SpeakerWords,
    numbers: frozenset[int],
    found: Sequence[Speaker],
) -> Speaker | None:
    """The subject of the verb before: "Armenia's ministry called that a lie and claimed to have".

    Who is named by the way is not ("put it at 41, more than the 20 counted by the army, and said").
    """
    lower = tokens.lower
    before = next((one for one in reversed(found) if not _is_by_the_way(tokens, one)), None)
    if verb > _CLAUSE and not words.clause_ends.intersection(lower[verb - _CLAUSE : verb]):
        return None
    if lower[verb] in words.arriving and words.tallied.intersection(lower[verb : verb + _TALLIED]):
        return None  # "drove on and came to 41 victims"
    first = next((at + 1 for at in range(verb - 2, -1, -1) if lower[at] in words.clause_ends), 0)
    weak = lower[verb] in words.weak_verbs
    going = lower[verb].endswith("ing")  # "..., the mayor said, warning that"
    if before is not None and before.first >= first and (going or before.governs != "left"):
        return _told_again(Saying(tokens, verb, before.first, before.last, numbers, words), before)
    first = first or behind_dateline(tokens)
    if lower[first] in words.openings:  # "In Vella, the council found 41 and said"
        near = range(first, min(verb, first + _OPENING))
        first = next((at + 1 for at in near if lower[at] == ","), first)
    end = opening_name(tokens, first, verb - 1, words, numbers)
    if end <= first or not can_speak(tokens, first, end, words):
        return None
    opening = Saying(tokens, verb, first, end, numbers, words)
    if weak and (takes_lives(opening) or not content_follows(opening)):
        return None
    speaker = named(tokens, first, end, words, lower[verb])
    return None if not speaker.name[:1].isalpha() else replace(speaker, governs="right", weak=weak)


def _told_again(saying: Saying, before: Speaker) -> Speaker | None:
    """Who speaks by an earlier verb, as the speaker of another."""
    weak = saying.word in saying.words.weak_verbs
    if weak and (takes_lives(saying) or not content_follows(saying)):
        return None
    return replace(before, cue=saying.word, governs="right", weak=weak, figure=-1, until=0)


def _inverted(
    tokens: Tokens, verb: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "... ," said the minister: the name behind the verb."""
    lower = tokens.lower
    if (
        not (lower[verb] in words.inverting or lower[verb] in words.exclaiming)
        or verb == 0
        or lower[verb - 1] not in {",", '"', "”", "'", "’", "“", "''"}
    ):
        return None
    if lower[verb + 1 : verb + 2] and lower[verb + 1] in words.prepositions:
        return None  # "..., warned of a famine"
    if lower[verb + 1 : verb + 2] == ["the"] and lower[verb + 3 : verb + 4] == ["who"]:
        counted = named(tokens, verb + 1, verb + 3, words, lower[verb])  # ", say the eleven who"
        if verb + 2 in numbers and lower[verb - 1] == "," and lower[verb] in words.closing:
            return replace(counted, governs="left")
    speaker = forward(tokens, verb + 1, words, numbers, lower[verb])
    if speaker is None or (speaker.last in numbers and speaker.name.islower()):
        return None  # ", said another 21 had died"
    return replace(speaker, governs="left")
