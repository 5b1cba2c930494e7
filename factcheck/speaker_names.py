"""The noun phrase that names a speaker: where it begins and ends, and whether it can speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.grammar import load_grammar
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

TITLE = 6  # tokens of a title in front of a name
MAX_NAME = 14  # tokens of a speaker's name
_APPOSED = 3  # words of a name behind its title
_ADVERB = 4  # letters: no shorter word in -ly is an adverb that can be left out

ARTICLES = frozenset({"the", "a", "an"})
OWNERS = frozenset({"its", "his", "her", "their"})
BODY_OWNERS = frozenset({"its", "their"})  # no person's
HAVING = frozenset({"has", "have", "had"})
POSSESSIVES = frozenset({"'s", "'"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as written: token range and name; ``pronoun`` when the name stands earlier.

    ``governs``: "left" where what is said stands before ("..., police said."), "right" where it
    follows ("Police said that ..."), "both" for "according to". ``weak``: a verb with other uses.
    ``figure``: a token of the one figure that is his ("the 2,410 the agency counted"), else -1.
    ``until``: the token at which his words end where they end before the sentence, else 0.
    ``since``: the token at which they begin where they begin behind its start, else 0.
    """

    first: int
    last: int
    name: str
    pronoun: bool
    cue: str
    governs: str = "both"
    weak: bool = False
    figure: int = -1
    until: int = 0
    since: int = 0


def named(tokens: Tokens, first: int, last: int, words: SpeakerWords, cue: str) -> Speaker:
    """The speaker named by tokens [first, last), without the words that lead up to the name."""
    while last - first > 1 and _leads_up(tokens, first, last, words):
        first += 1
    name = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    pronoun = tokens.lower[first] in words.pronouns
    relative = tokens.lower[first] in _THOSE and tokens.lower[last : last + 1] == ["who"]
    return Speaker(first, last, name, pronoun and not relative, cue)


_DATING = frozenset({"on", "in", "by", "since"})
_THOSE = frozenset({"those", "they"})  # "those who came out say"


def _leads_up(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether a name starts later: "though harbour officials", "on Friday officials"."""
    word = tokens.lower[first]
    if word in words.determiners or word in words.leads or not word[:1].isalnum():
        return True
    if word in words.doubting or word == "of":
        return True  # "one | of the medics"
    if word in words.mute and first == 0:
        return first + 1 < last and tokens.words[first + 1][:1].isupper()
    month = word in words.months - {"may"} and tokens.words[first][:1].isupper()
    if word in words.times or month:
        led = first > 0 and tokens.lower[first - 1] in _DATING  # "On Monday | San Juan asked"
        return first + 1 < last and (led or tokens.words[first + 1][:1].islower())
    return is_adverb(tokens, first, words)


def is_adverb(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether a word between a speaker and his verb can be left out: "privately", "also"."""
    word = tokens.words[spot]
    if tokens.lower[spot] in words.adverbs:
        if _is_compounded(tokens, spot):
            return False  # "the far-right party"
        return spot == 0 or word.islower()  # "the aid group Mercy Now"
    return (
        len(word) > _ADVERB
        and word.endswith("ly")
        and word.islower()
        and word not in words.not_adverbs
    )


def is_whole(name: Sequence[str], words: SpeakerWords) -> bool:
    """Whether the words are a noun phrase and no piece of a clause: not "Oaxaca it stays"."""
    if name[0] in words.not_first and name[1:2] != ["-"]:
        return False
    if name[-1] in words.not_last and len(name) > 1 and name[-2] != "-":  # but "the start-up"
        return False
    return words.personal.isdisjoint(name[1:]) and words.finite.isdisjoint(name)


def head(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> int:
    """The head of a noun phrase: "officials" in "aid officials in the north"."""
    end = first + 1
    while end < last and (
        tokens.lower[end] not in words.prepositions or _is_compounded(tokens, end)
    ):
        end += 1
    end -= 1
    if (
        end + 1 < last
        and tokens.lower[end + 1] == "of"
        and tokens.words[end][:1].isupper()
        and tokens.words[end + 2][:1].isupper()
        and tokens.words[last - 1].islower()
        and tokens.lower[last - 1].endswith("s")
        and is_role(tokens.lower[last - 1], words)
    ):
        return last - 1  # "University of Oslo | researchers"
    while end > first and (tokens.lower[end].endswith("ed") or tokens.lower[end] in words.pronouns):
        end -= 1  # "economists polled by", "elders there"
    word = tokens.lower[end]
    if first < end < last - 1 and word not in words.mute and not is_role(word, words):
        known = is_role(tokens.lower[end - 1], words) or tokens.words[end - 1][:1].isupper()
        lower = tokens.words[end].islower()
        return end - (known and lower)  # "people familiar with the talks"
    return end


def can_speak(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether the head is somebody, a body, or what is read out ("data"): not "asylum"."""
    spot = head(tokens, first, last, words)
    word = tokens.lower[spot]
    if _is_mute_word(tokens, spot, words):
        return False
    return (
        tokens.words[spot][:1].isupper()
        or _is_second_name(tokens, first, spot)
        or is_role(word, words)
        or word in words.pronouns
        or word in words.count_nouns
    )


def _is_second_name(tokens: Tokens, first: int, spot: int) -> bool:
    """Whether a hyphen ties a word to a name: "Kim Gyeong-og"."""
    tied = spot - 1 > first and tokens.lower[spot - 1] == "-" and _tight(tokens, spot - 1)
    return tied and tokens.words[spot - 2][:1].isupper()


def is_mute(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether the head is nobody: "the toll", "the storm"."""
    return _is_mute_word(tokens, head(tokens, first, last, words), words)


def _is_mute_word(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """The Times speaks, and times do not."""
    if tokens.lower[spot] not in words.mute:
        return False
    return spot <= behind_dateline(tokens) or not tokens.words[spot][:1].isupper()


def with_acronyms(tokens: Tokens, words: SpeakerWords) -> Tokens:
    """The tokens with WHO and IT as they are written: they are no pronouns."""
    if words.acronyms.isdisjoint(tokens.words) or tokens.text.isupper():
        return tokens
    lower = [
        written if written in words.acronyms else word
        for written, word in zip(tokens.words, tokens.lower, strict=True)
    ]
    return replace(tokens, lower=lower)


def is_institution(lower: Sequence[str], spot: int, words: SpeakerWords) -> bool:
    """Whether a token is the noun of an institution; a cross is one where it is red."""
    if lower[spot] in words.emblems:
        return lower[spot - 1 : spot] == ["red"]
    return lower[spot] in words.institutions


def is_role(word: str, words: SpeakerWords) -> bool:
    """Whether a noun names somebody or some body that can speak."""
    grammar = load_grammar()
    one = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return (
        word in words.bodies
        or one in words.bodies
        or one in words.titles
        or word in words.documents
        or word in words.forecasters
        or grammar.is_person(word)
        or grammar.is_person(word + "s")
    )


def is_plural(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether a noun phrase can have a verb without an s: "doctors fear", not "the low estimate"."""
    word = tokens.lower[head(tokens, first, last, words)]
    many = word.endswith(("s", "men")) or word in words.plurals
    return many or "and" in tokens.lower[first:last]


def name_start(tokens: Tokens, end: int, words: SpeakerWords, numbers: frozenset[int]) -> int:
    """Where the noun phrase that ends at ``end`` begins."""
    lower = tokens.lower
    if end and lower[end - 1] in words.personal:
        return end - 1
    first = end
    proper = True
    while first and end - first < MAX_NAME:
        word = lower[first - 1]
        if word == "." and first > 1 and _tight(tokens, first - 1):
            first -= 2
            continue  # "Secunia.com"
        if _stops(tokens, first - 1, words) or first - 1 in numbers:
            if _goes_on(tokens, first, end, words):
                first -= 1
                continue
            break
        if word in words.closing and first < end and tokens.words[first - 1].islower():
            break  # "the agency said | its monitors"
        if proper and first < end and _ends_before(tokens, first, words):
            break  # "damage Orkla Risk puts at"
        first -= 1
        proper = proper and (tokens.words[first][:1].isupper() or not word[:1].isalpha())
        if lower[first : first + 2] == ["a", "&"]:
            continue  # "Texas A&M"
        if word in ARTICLES and first and not _links(lower, first - 1, words):
            if _is_calling(tokens, first - 1, words):
                return first - 1
            break  # "on the second day the operator"
    return first


def _is_calling(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether a name opens with what is asked for: "Save | the Children", "Stop | the War Coalition"."""
    behind = tokens.words[spot + 2 : spot + 3]
    return tokens.lower[spot] in words.callings and _are_capital(tokens.words[spot], *behind)


def with_partner(tokens: Tokens, first: int, words: SpeakerWords) -> int:
    """Where a speaker begins who speaks with another: "police and | hospital records"."""
    lower = tokens.lower
    while first > 1 and lower[first - 1] == "and":
        start = end = before_bracket(tokens, first - 1)
        while start and first - start < MAX_NAME and not _stops(tokens, start - 1, words):
            if lower[start - 1] in words.closing:
                break  # "the mayor said | the chiefs and the priests"
            start -= 1
        named_at = start + (lower[start] in ARTICLES or lower[start] in OWNERS)
        known = [
            tokens.words[at][:1].isupper() or is_role(lower[at], words) or lower[at] in ARTICLES
            for at in range(named_at, end)
        ]
        if not known or first - start >= MAX_NAME or lower[named_at] in words.determiners:
            return first
        one = start < named_at == first - 2 and lower[first] not in ARTICLES
        if not one:  # "the fire and | disaster agency" is one body
            if not known[-1] or not all(known[1:]):
                return first
            if not can_speak(tokens, start, end, words):
                return first
        first = start
    return first


def _stops(tokens: Tokens, spot: int, words: SpeakerWords) -> bool:
    """Whether no name goes on at a token; a hyphen without spaces is part of one ("under-secretary")."""
    word = tokens.lower[spot]
    if _is_compounded(tokens, spot):
        return False
    if word == "." and spot > 0 and tokens.lower[spot - 1] in words.abbreviations:
        return not tokens.words[spot - 1][:1].isupper()
    return word in words.stops and not (word == "-" and spot > 0 and _tight(tokens, spot))


def _links(lower: Sequence[str], spot: int, words: SpeakerWords) -> bool:
    """Whether a word in front of an article ties it to a noun before: "workers hired by the city"."""
    if lower[spot] == "by":
        return spot > 0 and (
            lower[spot - 1].endswith("ed")
            or lower[spot - 1] in words.viewed
            or lower[spot - 1] in words.documents
            or lower[spot - 1] in words.polls
        )
    if lower[spot].endswith("ing") and spot > 0:
        # "the union representing the guards", "Detectives investigating the scam"
        opens = spot == 1 or lower[spot - 2] in words.stops
        return opens or is_role(lower[spot - 1], words)
    return lower[spot] in words.phrase_links


def _goes_on(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> bool:
    """Whether a name goes on to the left of "and" ("the Health and Welfare Ministry") or of a
    number ("officials in the three ports", "for one of the sailors")."""
    if first >= end:
        return False
    far, before, word = ("", "", *tokens.lower[max(0, first - 3) : first])[-3:]
    if word == "and":
        return first > 1 and _are_capital(tokens.words[first - 2], tokens.words[first])
    inside = (far if before in ARTICLES else before) in words.prepositions
    return word.isalpha() and word not in words.stops and inside


def _are_capital(*words: str) -> bool:
    return all(word[:1].isupper() for word in words)


def _ends_before(tokens: Tokens, first: int, words: SpeakerWords) -> bool:
    """Whether a proper name begins at a token, and no role stands in front of it."""
    word = tokens.words[first - 1]
    return (
        tokens.words[first][:1].isupper()
        and word.islower()
        and word.isalpha()
        and word not in words.name_links
        and word not in words.particles
        and word not in words.phrase_links
        and not is_role(word, words)
        and not _is_apart(tokens, first - 1)
        and not (word in _OPPOSED and tokens.words[max(0, first - 2)][:1].isupper())
        and tokens.lower[max(0, first - 2)] not in _WHERE  # "in northern France"
    )


_WHERE = frozenset({"in", "of", "for", "at"})
_OPPOSED = frozenset({"against", "without"})  # "Collective against Impunity"


def _is_apart(tokens: Tokens, spot: int) -> bool:
    """Whether a comma sets a noun phrase off two words back at most: ", state TV reports"."""
    if tokens.lower[spot - 1] in {",", ";"}:
        return spot > 0
    return spot > 1 and tokens.lower[spot - 2] == "," and tokens.words[spot - 1].isalpha()


def is_spaced(tokens: Tokens, spot: int) -> bool:
    """Whether a sign stands between spaces."""
    return tokens.ends[spot - 1] < tokens.starts[spot] and not _tight(tokens, spot)


def _is_compounded(tokens: Tokens, spot: int) -> bool:
    """Whether a hyphen ties a word to the next one."""
    return tokens.lower[spot + 1 : spot + 2] == ["-"] and _tight(tokens, spot + 1)


def _tight(tokens: Tokens, spot: int) -> bool:
    """Whether a sign stands between two words without spaces."""
    return (
        tokens.ends[spot - 1] == tokens.starts[spot]
        and tokens.ends[spot : spot + 1] == tokens.starts[spot + 1 : spot + 2]
    )


def behind_dateline(tokens: Tokens) -> int:
    """Where a sentence begins behind its dateline: "GENEVA - | The agency"."""
    near = range(1, min(_DATELINE, len(tokens.lower)))
    dash = next((at for at in near if tokens.lower[at] in _DASHES), 0)
    if dash >= TITLE and tokens.lower[dash - 1] != ")":
        return 0  # "UNHCR said on Monday that 41 boats - most of them new - sank"
    if not (dash and tokens.words[0].isupper() and is_spaced(tokens, dash)):
        return 0
    twice = tokens.lower[dash + 1 : dash + 2] == ["-"]  # "GENEVA -- The agency"
    return dash + 1 + twice


_DATELINE = 12  # tokens of "PORT VELLA, Norway, April 24 (Arv) -"
_DASHES = frozenset({"-", "–", "—"})


def before_bracket(tokens: Tokens, end: int) -> int:
    """The end of a name without its short form: "the Coastal Safety Board (CSB) said"."""
    if end < _SHORT_FORM or tokens.lower[end - 1] != ")":
        return end
    near = range(end - 2, max(0, end - 2 - _SHORT_FORM), -1)
    opening = next((at for at in near if tokens.lower[at] == "("), 0)
    return opening if opening and tokens.words[opening - 1][:1].isalpha() else end


_SHORT_FORM = 4  # tokens of "(D-Vella)"


def before_day(lower: Sequence[str], end: int, words: SpeakerWords) -> int:
    """The end of a name without the time behind it: "the ministry on Friday said", "the bank, which
    a month ago put it at 41"."""
    if end > _AGO and lower[end - 1] == "ago":
        return end - _AGO
    if end > _AGO and lower[end - 1] in words.months and lower[end - 2] in _DURING:
        return end - 2  # "organisers who in June still thought"
    if end and lower[end - 1] in words.times:
        return end - 2 if lower[end - 2 : end - 1] == ["on"] else end - 1
    return end


_AGO = 3  # tokens of "a month ago"
_DURING = frozenset({"in", "during", "since", "by", "until", "last"})


def forward(
    tokens: Tokens, start: int, words: SpeakerWords, numbers: frozenset[int], cue: str
) -> Speaker | None:
    """The name that follows "according to" or "said"."""
    lower = tokens.lower
    if lower[start : start + 1] and lower[start] in words.times:
        if lower[start + 1 : start + 2] != ["'s"]:
            return None  # "counted by Friday"
        start += 2  # "Thursday's bulletin of the ministry"
    start += 2 * (lower[start : start + 2] in _THAT_OF)  # "according to those of the police"
    last = start
    while last < len(lower) and last - start < MAX_NAME:
        word = lower[last]
        if word == "." and last > start and _tight(tokens, last) and lower[last + 1].isalpha():
            last += 2
            continue  # "poweroutage.com"
        if _stops(tokens, last, words):
            # "Saudi Arabia's Civil Defense", "the Health, Labour and Welfare Ministry" stay whole.
            if word == "and" and last + 1 < len(lower) and tokens.words[last + 1][:1].isupper():
                last += 1
                continue
            partner = _partner_end(tokens, last, words) if last > start else last
            last = max(last, partner)
            break
        opens = last == start and word in words.vague_owners
        opens = opens or (last > start and lower[last - 1] in _DETERMINED)  # "its last report"
        if last in numbers or word in words.finite or (word in words.name_ends and not opens):
            break
        opens = last > start and lower[last - 1] in _DETERMINED  # "the think tank", "its count"
        if word in words.verbs and not opens and not (last > start and word in words.noun_verbs):
            break
        if last > start and _ends_behind(tokens, last, words):
            break
        if word == "to" and not _goes_to(tokens, last + 1):
            break  # "forecast by the treasury to peak"
        if word in ARTICLES and last > start:
            if _is_gap(lower, last, words):
                start = last  # "according to figures the ministry released"
            elif is_role(lower[last - 1], words) and tokens.words[last - 1].islower():
                break  # "according to the mayor | the blast killed 41"
        last += 1
    while last > start and (
        lower[last - 1] in words.prepositions
        or (last - start > 1 and _is_late(tokens, last, words))
    ):
        last -= 1  # "by Meridian of 2,010 adults", "according to the ministry only 41"
    if last == start:
        return None
    speaker = named(tokens, start, last, words, cue)
    name = apposed(tokens, last, words)
    if name > last and speaker.last - speaker.first < TITLE:
        # "said the driver, Pavlo Hrytsenko"
        full = tokens.text[tokens.starts[speaker.first] : tokens.ends[name - 1]]
        return replace(speaker, last=name, name=full)
    office = office_end(tokens, last + 1, words, numbers) if lower[last : last + 1] == [","] else 0
    if office and is_name(tokens, slice(speaker.first, last)):
        # "said Ole Dahl, spokesman for the coastguard"
        full = tokens.text[tokens.starts[speaker.first] : tokens.ends[office - 1]]
        return replace(speaker, name=full)
    return speaker


def _ends_behind(tokens: Tokens, last: int, words: SpeakerWords) -> bool:
    """Whether a name that has begun ends before a token that could be of another one."""
    lower, word = tokens.lower, tokens.lower[last]
    governs = word in words.prepositions or word in words.base_verbs or word.endswith("ing")
    if word in words.personal or (governs and lower[last + 1 : last + 2] in _IT):
        return True  # "according to the unions behind it", "in the view of the firm it was 41"
    if word in _NEW_CLAUSE or word in words.standing_at or word in words.coming:
        return True  # "according to the captain | these were 41", "wrote the reporter of | how"
    if not tokens.words[last - 1][:1].isupper() or not tokens.words[last].islower():
        return False
    # "of those surveyed by Keel | opposed the plan", "Statistics Norway | full-time workers are"
    return word.endswith("ed") or _is_compounded(tokens, last)


_NEW_CLAUSE = frozenset({"these", "those", "this", "how", "why"})
_THAT_OF = (["that", "of"], ["those", "of"])
_IT = (["it"], ["them"], ["him"], ["her"])
_DETERMINED = ARTICLES | OWNERS | POSSESSIVES


def _is_late(tokens: Tokens, last: int, words: SpeakerWords) -> bool:
    """Whether an adverb stands behind a name: "the ministry | only", "the bank | later"."""
    return tokens.words[last - 1].islower() and is_adverb(tokens, last - 1, words)


def _partner_end(tokens: Tokens, joint: int, words: SpeakerWords) -> int:
    """End of who is named with another at the end of a clause ("police and | witnesses, ..."), or
    ``joint``."""
    lower = tokens.lower
    if lower[joint] != "and":
        return joint
    end = joint + 1
    end += lower[end : end + 1] != [] and lower[end] in ARTICLES
    while end < len(lower) - 1 and end - joint < TITLE and lower[end].isalpha():
        end += 1
    whole = joint + 1 < end < len(lower) and lower[end] in words.stops
    return end if whole and is_role(lower[end - 1], words) else joint


_OFFICE = frozenset({"of", "at", "for", "with", "from"})


def office_end(tokens: Tokens, first: int, words: SpeakerWords, numbers: frozenset[int]) -> int:
    """End of an office that begins at ``first`` and names its body ("treasurer at the Norden Fund"),
    else 0."""
    lower = tokens.lower
    end, tied = first, 0
    while end < len(lower) and end - first < MAX_NAME:
        word = lower[end]
        if (word in words.stops and word != "and") or end in numbers or word in words.finite:
            break
        if word in words.verbs and word not in words.noun_verbs:
            return 0
        if word in _OFFICE and not tied:
            tied = end
        end += 1
    held = tied and is_role(lower[tied - 1], words) and tokens.words[tied - 1].islower()
    return end if held and tied + 1 < end else 0


def _goes_to(tokens: Tokens, spot: int) -> bool:
    """Whether a noun follows "to": "an adviser to the president"."""
    return tokens.lower[spot : spot + 1] != [] and (
        tokens.lower[spot] in ARTICLES or tokens.words[spot][:1].isupper()
    )


def _is_gap(lower: Sequence[str], article: int, words: SpeakerWords) -> bool:
    """Whether a document is followed by who made it."""
    return lower[article - 1] in words.documents or lower[article - 1] in words.count_nouns


def apposed(tokens: Tokens, comma: int, words: SpeakerWords) -> int:
    """End of a capitalised name behind a comma, or ``comma``."""
    if tokens.lower[comma : comma + 1] != [","]:
        return comma
    end, parts = comma + 1, 0
    while end < len(tokens.words):
        short = tokens.lower[end] == "." and tokens.lower[end - 1] in words.abbreviations
        joint = end > comma + 1 and (tokens.lower[end] in words.particles or _inside(tokens, end))
        if not (
            short or joint or (tokens.words[end][:1].isupper() and tokens.words[end].isalpha())
        ):
            break
        parts += not short and not joint
        end += 1
    if tokens.lower[end : end + 1] and tokens.lower[end] in POSSESSIVES:
        return comma  # ", Norway's commissioner"
    return end if 0 < parts <= _APPOSED else comma


def _inside(tokens: Tokens, spot: int) -> bool:
    """Whether a hyphen joins two parts of a name."""
    return tokens.lower[spot] == "-" and _tight(tokens, spot)


def opening_name(
    tokens: Tokens, first: int, stop: int, words: SpeakerWords, numbers: frozenset[int]
) -> int:
    """End of the noun phrase that opens a clause at ``first``, or ``first``."""
    lower = tokens.lower
    opening = "".join(lower[first : first + 1])
    if opening in words.opening_participles:
        return first  # "Asked about the dead, she said"
    if opening.endswith("ed") and "".join(lower[first + 1 : first + 2]) in _BEHIND_PASSIVE:
        return first  # "Reprimanded by the court, the mayor said"
    if opening in words.adverbs:
        return first  # "Only 5 percent are, she said"
    end = first
    limit = min(stop, len(lower), first + MAX_NAME)
    while end < limit and end not in numbers:
        word = lower[end]
        part = tokens.words[end][:1].isupper() or word in words.name_links
        described = (  # "the central bank", "Norway's central bank"
            end < limit - 1
            and (
                (end == first + 1 and lower[first] in ARTICLES)
                or lower[end - 1] in POSSESSIVES
                or (tokens.words[end - 1][:1].isupper() and _is_plain(word, words))
            )
            and word.isalpha()
            and is_role(lower[end + 1], words)
        )
        apart = word in ARTICLES and end > first and lower[end - 1] not in words.name_links
        if apart or (not part and not described and not is_role(word, words)):
            break  # "For the party | the official number is"
        end += 1
    while end > first and lower[end - 1] in words.name_links:
        end -= 1
    return end if end > first and lower[first] not in words.leads else first


_BEHIND_PASSIVE = frozenset({"by", "over", "at", "in", "on", "with", "from", "to", "about"})


def _is_plain(word: str, words: SpeakerWords) -> bool:
    """Whether a word between a name and a role may be a noun: "the Zambian coast guard"."""
    acts = word in words.verbs or word in words.finite or word in words.doing
    return not acts and not word.endswith(("ed", "ing")) and word not in words.stops


def is_name(tokens: Tokens, part: slice) -> bool:
    """Whether tokens are a proper name, "the" apart."""
    words = tokens.words[part]
    if words and words[0].lower() in ARTICLES:
        words = words[1:]
    return bool(words) and words[0][:1].isupper() and len(words) <= MAX_NAME
