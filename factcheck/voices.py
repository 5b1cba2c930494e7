"""Whose a figure is by a phrase of its own, beside whoever speaks in the sentence: second voices.

"A figure of 41 came from the prefecture", "nine in the mayor's version", "14 by the council, 23 by the
fire brigade", "against 3,000 for the police", "41, if the union is to be believed".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.speaker_names import (
    ARTICLES,
    OWNERS,
    POSSESSIVES,
    TITLE,
    Speaker,
    can_speak,
    forward,
    head,
    is_institution,
    name_start,
    named,
    opening_name,
)
from factcheck.speaker_words import SpeakerWords
from factcheck.tokens import Tokens

_NEAR = 6  # tokens between a figure and what it is a figure of
_TOLD = 4  # tokens between a noun of saying and its figure ("the union's guess was about 41")
_WITHIN = frozenset({"in", "on", "to", "by"})
_OPENERS = frozenset({"at", "in", "inside", "among", "amongst", "within"})
_THEY = frozenset({"they", "one"})
_QUOTED = frozenset({'"', "“", "”", "''"})


def with_voices(
    found: Sequence[Speaker], tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> list[Speaker]:
    """The speakers of a sentence with its second voices, in front, as each has its one figure."""
    if words.voices.isdisjoint(tokens.lower) and POSSESSIVES.isdisjoint(tokens.lower):
        return list(found)
    kept = _without_quoters(found, tokens, words, numbers)
    kept = [_at_home(one, tokens, words) for one in kept]
    kept = [_by_own(one, tokens, words, numbers) for one in kept]
    return [*_voices(kept, tokens, words, numbers), *kept]


def _voices(
    found: Sequence[Speaker], tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> Iterator[Speaker]:
    lower = tokens.lower
    for at in range(len(lower)):
        word = lower[at]
        voice: Speaker | None = None
        if word == "from":
            voice = _came_from(tokens, at, words, numbers)
        elif word in POSSESSIVES:
            voice = _owned(tokens, at, words, numbers)
        elif word == "believed":
            voice = _believed(tokens, at, words, numbers)
        elif word == "by":
            voice = _by_another(found, tokens, at, words, numbers)
        elif word == "for" and found:
            voice = _against(tokens, at, words, numbers)
        elif word in {"which", "that"}:
            voice = _given_number(tokens, at, words, numbers)
        elif word in words.talk:
            voice = _talk(tokens, at, words, numbers)
        if voice is not None:
            yield voice


def _is_teller(tokens: Tokens, first: int, last: int, words: SpeakerWords) -> bool:
    """Whether a noun phrase is that of a body, of an office or of persons who speak for others."""
    if first >= last or not can_speak(tokens, first, last, words):
        return False
    spot = head(tokens, first, last, words)
    noun = tokens.lower[spot]
    known = (words.counting_bodies, words.forecasters, words.titles)
    lists = (*known, words.institutions - words.emblems, words.press, words.bodies)
    one = noun.removesuffix("s")
    if tokens.words[last - 1].isupper() or is_institution(tokens.lower, spot, words):
        return True
    return any(noun in names or one in names for names in lists)


def _figure_before(lower: Sequence[str], at: int, numbers: frozenset[int], reach: int) -> int:
    """The first token of the figure that ends before a token, over words of its own clause, else -1."""
    spot = at - 1
    while spot >= 0 and spot not in numbers:
        if at - spot >= reach + 1 or not lower[spot].isalpha():
            return -1
        spot -= 1
    while spot - 1 in numbers:
        spot -= 1
    return spot


def _figure_behind(lower: Sequence[str], at: int, numbers: frozenset[int], reach: int) -> int:
    """The first token of the figure behind a token, in its own clause, else -1."""
    for spot in range(at, min(len(lower), at + reach)):
        if spot in numbers:
            return spot
        if not lower[spot].isalpha() or lower[spot] in {"and", "but", "while"}:
            return -1
    return -1


def _came_from(
    tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "A figure of 41 came from the prefecture", "From the ministry came a figure of 41", "Word from
    the ministry was that 41 had died"."""
    lower = tokens.lower
    speaker = forward(tokens, at + 1, words, numbers, "from")
    if speaker is None or not _is_teller(tokens, speaker.first, speaker.last, words):
        return None
    before = lower[at - 1] if at else ""
    behind = lower[speaker.last : speaker.last + 2]
    if before in words.coming or before in words.be_forms:
        figure = _figure_before(lower, at - 1, numbers, _NEAR)
        told = figure > 1 and not words.numbering.isdisjoint(lower[max(0, figure - 2) : figure])
        return replace(speaker, figure=figure) if told else None
    if behind[:1] and behind[0] in words.coming:
        figure = _figure_behind(lower, speaker.last, numbers, _NEAR)
        nouns = words.numbering | words.talk | words.reporting
        told = figure > 0 and not nouns.isdisjoint(lower[speaker.last : figure])
        return replace(speaker, figure=figure) if told else None
    if before in words.hearing:
        figure = min((one for one in numbers if one > speaker.last), default=-1)
        heard = behind[:1] == ["that"] and figure > 0
        return replace(speaker, figure=figure) if heard else None
    if before in words.talk and behind[:1] and behind[0] in words.be_forms:
        return replace(speaker, governs="right") if behind[1:] == ["that"] else None
    return None


def _owned(
    tokens: Tokens, mark: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "In the mayor's version nine", "31 by the army's", "the union's guess was 41", "the 41 is the
    union's", "The union's is 41"."""
    lower = tokens.lower
    first = name_start(tokens, mark, words, numbers)
    if first >= mark:
        return None
    noun = mark + 1
    while noun < len(lower) and lower[noun] in words.count_adjectives:
        noun += 1
    name = first
    while name < mark and (lower[name] in ARTICLES or lower[name] in _WITHIN):
        name += 1
    start = name - (name > 0 and lower[name - 1] in ARTICLES) - 1
    within = start >= 0 and lower[start] in _WITHIN
    if name >= mark or not can_speak(tokens, name, mark, words):
        return None
    speaker = named(tokens, name, mark, words, "'s")
    told = lower[noun] if noun < len(lower) else "."
    if within and told in words.tellings_of:
        figure = _figure_before(lower, start, numbers, _TOLD)
        return replace(speaker, figure=figure) if figure >= 0 else replace(speaker, governs="both")
    ends = noun == mark + 1 and (told in words.stops or told in words.be_forms)
    if ends:
        return _left_out(speaker, tokens, mark, words, numbers)
    noun += told == "death"
    noun_told = lower[noun] if noun < len(lower) else ""
    is_toll = noun_told in {"toll", "tolls"} and lower[mark - 1] not in words.suffering_bodies
    if not (is_toll and _is_teller(tokens, name, mark, words)) and noun_told not in words.guesses:
        return None
    behind = lower[noun + 1 : noun + 2]
    stands = words.be_forms | words.standing_at | {":"}  # "the army's answer: 41"
    if not behind or behind[0] not in stands:
        return None
    if lower[noun + 2 : noun + 3] == ["that"]:
        return replace(speaker, governs="right")
    figure = _figure_behind(lower, noun + 2, numbers, _TOLD)
    return replace(speaker, figure=figure) if figure >= 0 else None


def _left_out(
    speaker: Speaker,
    tokens: Tokens,
    mark: int,
    words: SpeakerWords,
    numbers: frozenset[int],
) -> Speaker | None:
    """An owner whose count is left out: "57 by the mayor's count, 31 by the army's", "the figure of 74
    is the union's", "The union's is 74"."""
    lower = tokens.lower
    start = speaker.first - (lower[speaker.first - 1] in ARTICLES)
    counted = words.numbering | words.count_nouns | words.tellings_of
    if lower[mark + 1 : mark + 2] and lower[mark + 1] in words.be_forms:
        figure = _figure_behind(lower, mark + 2, numbers, _TOLD)
        opens = start <= 0 or lower[start - 1] in words.stops
        teller = _is_teller(tokens, speaker.first, mark, words)
        return replace(speaker, figure=figure) if opens and teller and figure >= 0 else None
    if counted.isdisjoint(lower[: speaker.first]):
        return None
    if start > 1 and (lower[start - 1] in _WITHIN or lower[start - 1] in words.be_forms):
        figure = _figure_before(lower, start - 1, numbers, 2)
        return replace(speaker, figure=figure) if figure >= 0 else None
    return None


def _believed(
    tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "41, if the union is to be believed"."""
    lower = tokens.lower
    if at < _NEAR or lower[at - 2 : at] != ["to", "be"] or lower[at - 3] not in words.be_forms:
        return None
    near = range(at - 4, max(-1, at - 4 - TITLE), -1)
    opening = next((spot for spot in near if lower[spot] == "if"), -1)
    if opening < 0 or not can_speak(tokens, opening + 1, at - 3, words):
        return None
    speaker = named(tokens, opening + 1, at - 3, words, "according to")
    comma = opening - (opening > 0 and lower[opening - 1] == ",")
    figure = _figure_before(lower, comma, numbers, _NEAR)
    return replace(speaker, figure=figure) if figure >= 0 else replace(speaker, governs="both")


def _by_another(
    found: Sequence[Speaker],
    tokens: Tokens,
    by: int,
    words: SpeakerWords,
    numbers: frozenset[int],
) -> Speaker | None:
    """ "Put at 14 by the prefecture, 23 by the fire brigade"."""
    before = tokens.lower[:by]
    put = any(one.cue.endswith(" by") for one in found)
    counted = not (words.count_nouns | words.numbering).isdisjoint(before)
    # "The number of attacks was 41 by rebels": who did them.
    of_deeds = "of" in before and words.tallied.isdisjoint(before)
    tolled = not found and counted and not of_deeds
    if by - 1 not in numbers or not (put or tolled):
        return None  # "the monitors' count was 90 shots, 41 by the army"
    speaker = forward(tokens, by + 1, words, numbers, "by")
    if speaker is None or not can_speak(tokens, speaker.first, speaker.last, words):
        return None
    teller = _is_teller(tokens, speaker.first, speaker.last, words)
    if not put and not teller and tokens.lower[by + 1] not in ARTICLES:
        return None  # "the number of dead rose to 300 by April, 900 by June"
    owned = not words.count_nouns.isdisjoint(tokens.lower[speaker.first : speaker.last])
    if owned or any(one.first <= speaker.first < one.last for one in found):
        return None  # "41 by the ministry's count"
    return replace(speaker, figure=_figure_before(tokens.lower, by, numbers, 1))


def _against(
    tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "The organisers counted 12,000, against 3,000 for the police"."""
    lower = tokens.lower
    figure = _figure_before(lower, at, numbers, 1)
    if figure < 1 or lower[at + 1 : at + 2] != ["the"]:
        return None
    shares = words.percents | words.money | words.ballots
    if not shares.isdisjoint(lower[figure:at]):
        return None  # "41 percent, against 12 percent for the party"
    opposed = lower[figure - 1] in words.opposing or lower[figure] in words.opposing
    end = at + 2
    while end < len(lower) and end - at < TITLE and lower[end] not in words.stops:
        end += 1
    whole = end == len(lower) or lower[end] in words.stops
    if not opposed or not whole or not _is_teller(tokens, at + 2, end, words):
        return None
    return replace(named(tokens, at + 2, end, words, "for"), figure=figure)


def _given_number(
    tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """ "That makes 71 dead, the number which the agency gave at noon"."""
    lower = tokens.lower
    noun = at - 1
    start = noun - 1
    while start > 0 and lower[start] in words.count_adjectives:
        start -= 1
    if lower[noun] not in words.numbering or start < 1 or lower[start] not in ARTICLES:
        return None
    figure = _figure_before(lower, start - (lower[start - 1] == ","), numbers, _TOLD)
    near = range(at + 2, min(len(lower), at + 2 + TITLE))
    verb = next((spot for spot in near if lower[spot] in words.giving), 0)
    end = verb - (verb > 0 and lower[verb - 1] in words.auxiliaries)
    if figure < 0 or not verb or not _is_teller(tokens, at + 1, end, words):
        return None
    return replace(named(tokens, at + 1, end, words, lower[verb]), figure=figure)


def _talk(tokens: Tokens, at: int, words: SpeakerWords, numbers: frozenset[int]) -> Speaker | None:
    """ "At police headquarters the talk was of 41", "there is talk among the crews of 41"."""
    lower = tokens.lower
    if lower[at + 1 : at + 2] == ["among"]:
        near = range(at + 2, min(len(lower), at + 2 + TITLE))
        end = next((spot for spot in near if lower[spot] == "of"), 0)
        first = at + 2 + (lower[at + 2 : at + 3] != [] and lower[at + 2] in ARTICLES)
        figure = _figure_behind(lower, end + 1, numbers, 1) if end else -1
        if figure < 0 or not can_speak(tokens, first, end, words):
            return None
        return replace(named(tokens, first, end, words, "talk"), figure=figure)
    if (
        lower[at + 1 : at + 2]
        and lower[at + 1] in words.be_forms
        and lower[at + 2 : at + 3] == ["of"]
    ):
        place = _body_before(tokens, at - (lower[at - 1] in ARTICLES), words)
        figure = _figure_behind(lower, at + 3, numbers, 1)
        if place is not None and figure >= 0:
            return replace(named(tokens, *place, words, "talk"), figure=figure)
    return None


def _body_before(tokens: Tokens, end: int, words: SpeakerWords) -> tuple[int, int] | None:
    """The body in whose house a clause is said: "At the hospital | they counted"."""
    lower = tokens.lower
    end -= end > 0 and lower[end - 1] == ","
    for at in range(end - 1, max(-1, end - 1 - TITLE), -1):
        if lower[at] in _OPENERS:
            first = at + 1 + (lower[at + 1] in ARTICLES)
            opens = at == 0 or lower[at - 1] in words.stops
            return (first, end) if opens and _is_house(tokens, first, end, words) else None
        if lower[at] in words.stops:
            return None
    return None


def _is_house(tokens: Tokens, first: int, end: int, words: SpeakerWords) -> bool:
    """Whether a noun phrase is that of a body or of those who are in it, and of no place."""
    if first >= end:
        return False
    noun = tokens.lower[end - 1]
    short = tokens.words[end - 1].isupper() and noun not in words.place_names | words.not_bodies
    body = is_institution(tokens.lower, end - 1, words)
    body = body or noun in words.counting_bodies or noun in words.titles
    home = noun in {"headquarters", "desk", "morgue", "ward", "command"}
    people = tokens.words[end - 1].islower() and can_speak(tokens, first, end, words)
    town = noun in words.areas or noun in words.mute
    return not town and (
        (short and len(noun) > 1) or body or home or (people and noun.endswith(("s", "men")))
    )


def _at_home(speaker: Speaker, tokens: Tokens, words: SpeakerWords) -> Speaker:
    """Who "they" are of whom only their house is named: "at the hospital they counted 41"."""
    if not speaker.pronoun or tokens.lower[speaker.first] not in _THEY:
        return speaker
    place = _body_before(tokens, speaker.first, words)
    if place is None:
        return speaker
    house = named(tokens, *place, words, speaker.cue)
    return replace(speaker, name=house.name, pronoun=False)


def _by_own(one: Speaker, tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]) -> Speaker:
    """Whose own count it is that opens a clause: "by their own account the rebels lost 41"."""
    lower = tokens.lower
    if lower[one.first - 1] not in OWNERS or lower[one.first - 2 : one.first - 1] != ["by"]:
        return one
    if lower[one.first] != "own":
        return one
    behind = one.last + (lower[one.last : one.last + 1] == [","])
    end = opening_name(tokens, behind, len(lower), words, numbers)
    if end <= behind or not can_speak(tokens, behind, end, words):
        return one
    owner = named(tokens, behind, end, words, one.cue)
    return replace(one, first=owner.first, last=owner.last, name=owner.name)


def _without_quoters(
    found: Sequence[Speaker], tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> list[Speaker]:
    """Without whose words only a quotation without a figure is, and with whom the press cites in the
    place of the press: "local media reported, quoting police"."""
    lower = tokens.lower
    made: list[Speaker] = []
    for one in found:
        opening = one.first - (lower[one.first - 1] in ARTICLES) - _WORDS_OF
        in_words = opening > 1 and lower[opening : opening + _WORDS_OF] == [
            "in",
            "the",
            "words",
            "of",
        ]
        if in_words and len(found) > 1 and _is_wordless(lower, opening, numbers):
            continue
        made.append(_cited_by(one, tokens, words, numbers) or one)
    return made


_WORDS_OF = 4  # tokens of "in the words of"
_SETTING = 8  # tokens of "said on its website on Monday,"
_QUOTATION = 30  # tokens of a quotation


def _is_wordless(lower: Sequence[str], opening: int, numbers: frozenset[int]) -> bool:
    """Whether a quotation that ends at a token, or at its comma, holds no figure."""
    end = opening - 1 - (lower[opening - 1] == ",")
    if lower[end] not in _QUOTED:
        return False
    near = range(end - 1, max(-1, end - _QUOTATION), -1)
    start = next((at for at in near if lower[at] in _QUOTED), -1)
    return start >= 0 and numbers.isdisjoint(range(start, end))


def _cited_by(
    one: Speaker, tokens: Tokens, words: SpeakerWords, numbers: frozenset[int]
) -> Speaker | None:
    """Whom the press cites for what it has reported."""
    lower = tokens.lower
    phrase = lower[one.first : one.last]
    told = one.governs == "left" and one.figure < 0
    if not told or (words.press.isdisjoint(phrase) and words.relays.isdisjoint(phrase)):
        return None
    near = range(one.last, min(len(lower) - 2, one.last + _SETTING))
    comma = next((at for at in near if lower[at] == ","), 0)
    if not comma or lower[comma + 1] not in {"citing", "quoting"}:
        return None
    cited = forward(tokens, comma + 2, words, numbers, lower[comma + 1])
    if cited is None or not _is_teller(tokens, cited.first, cited.last, words):
        return None
    return replace(cited, first=one.first, governs="left")
