"""Article -> sentences with exact offsets: sentencex behind one adapter, our abbreviations on top.

The title's sentences come first (``field="title"``), then the text's. ``text[span.start:span.end]``
is the sentence, always; only the white space between sentences belongs to none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from sentencex import segment

from factcheck.furniture import furniture_spans
from factcheck.model import Article, Sentence, Span
from factcheck.paragraphs import is_list_item, paragraph_spans

# sentencex is quadratic in unclosed quotation marks; a piece of this length bounds what one costs.
_LONGEST_PIECE = 5_000
# Real news hardly has a sentence of half this length. A list or table without full stops is
# cut at a comma, so that no later stage meets a "sentence" of megabytes.
_LONGEST_SENTENCE = 1_000
# Where a text that is too long for one piece is cut: the best kind of place that is near.
_CUTS = tuple(
    re.compile(pattern) for pattern in (r"[.!?][\"”’')\]]*\s+", r"[;,:][\"”’')\]]*\s+", r"\s+")
)

# An abbreviation before which a name, a day or a number always follows.
_ALWAYS_GOES_ON = re.compile(
    r"(?:^|[\s(\"“'‘\[—–-])(?:"
    r"Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Cpl|Pvt|Adm|Brig|Gov|Sen|Rep|Reps|Sens|Hon|Rev|Fr|Sr|Pres|Amb|"
    r"Mr|Mrs|Ms|Dr|Prof|St|Ste|Mt|Ft|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"[Nn]os?|[Nn]r|[Vv]ol|[Ff]ig|[Aa]rt|[Ss]ec|[Cc]h|[Pp]p?|[Vv]s?|[Cc]a|[Aa]pprox|[Ee]st|"
    r"e\.g|i\.e|cf|viz|al|"
    r"[A-Z]"
    r")\.$"
)
# "No." and "Mar." also end sentences; then no number or name follows.
_WORD_TOO = re.compile(r"(?:^|\s)(?:No|no|al|Art|art|Sec|sec|Mar|Fig|fig|St)\.$")
# One that may end a sentence too; it goes on before what only continues one.
_MAY_GO_ON = re.compile(
    r"(?:^|[\s(\"“])(?:[ap]\.?m|Inc|Corp|Co|Ltd|Jr|etc|Bros|approx|U\.[SNK]|E\.U|D\.C|(?:[A-Z]\.)+[A-Z])\.$"
)
_CONTINUES = re.compile(
    r"(?:[a-z0-9$£€(,;–—-]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|"
    r"(?:ET|EST|EDT|GMT|UTC|CET|BST|PST|PDT|local|Eastern|Central|Pacific|Moscow|Greenwich)\b)"
)
# "No." that answers a question; sentencex always takes it for a number's.
_ANSWER = re.compile(r"No\.\s+(?=[A-Z])")
_NUMBER_OR_NAME = re.compile(r"[\dA-Z#IVX]")

_BYLINE = re.compile(r"(?:by|from|story by|text by|reporting by)\s+[A-Z]", re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDED = re.compile(r"[.!?…:;,][\"”’')\]]*$")
# A headline is shorter than this and the paragraph below it is longer than the headline.
_LONGEST_HEADLINE = 140
# Shorter first lines without a full stop are bylines, places and dates, not the lead.
_SHORTEST_LEAD = 60


def split_sentences(article: Article) -> list[Sentence]:
    """Sentences of the title, then of the text, with paragraph, position and furniture flag."""
    sentences = [
        Sentence(index, span, article.title[span.start : span.end], "title", "headline")
        for index, span in enumerate(_spans(article.title, paragraph_spans(article.title)))
    ]
    text = article.text
    paragraphs = paragraph_spans(text)
    furniture = furniture_spans(text, paragraphs)
    starts = [span.start for span in furniture]
    headline, lead = _headline_and_lead(text, paragraphs, furniture)
    index = len(sentences)
    for number, paragraph in enumerate(paragraphs):
        position = "headline" if number == headline else "lead" if number == lead else "body"
        for span in _spans(text, (paragraph,)):
            place = bisect_right(starts, span.end - 1) - 1
            marked = place >= 0 and _mostly_inside(span, furniture[place])
            sentences.append(
                Sentence(index, span, text[span.start : span.end], "text", position, number, marked)
            )
            index += 1
    return sentences


def _mostly_inside(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return 2 * shared > span.end - span.start


def _headline_and_lead(
    text: str, paragraphs: Sequence[Span], furniture: Sequence[Span]
) -> tuple[int, int]:
    """Indexes of the headline (-1 where the text starts without one) and of the lead."""
    marked = {span.start for span in furniture}
    own = (number for number, span in enumerate(paragraphs) if span.start not in marked)
    headline = -1
    fallback = -1
    for number in own:
        span = paragraphs[number]
        words = text[span.start : span.end]
        if headline < 0 and fallback < 0 and _is_headline(text, paragraphs, number):
            headline = number
            continue
        fallback = number if fallback < 0 else fallback
        if _ENDED.search(words) or len(words) >= _SHORTEST_LEAD:
            return headline, number
    return headline, fallback


def _is_headline(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """A short first line without a full stop, a blank line, then a longer paragraph."""
    if number + 1 >= len(paragraphs):
        return False
    span, following = paragraphs[number], paragraphs[number + 1]
    words = text[span.start : span.end]
    between = text[span.end : following.start].replace("\r\n", "\n")
    return (
        len(words) <= _LONGEST_HEADLINE
        and " " in words
        and not _ENDED.search(words)
        and not is_list_item(words)
        and not _BYLINE.match(words)
        and (between.count("\n") > 1 or between.count("\r") > 1)
        and following.end - following.start > len(words)
    )


def _spans(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Sentence spans of each paragraph."""
    for paragraph in paragraphs:
        begin = start = paragraph.start
        pending = ""  # a piece whose last word turned out to be an abbreviation
        for piece in _pieces(text[paragraph.start : paragraph.end]):
            end = start + len(piece)
            bare = piece.strip()
            if bare:
                if pending and not _goes_on(pending, bare):
                    yield from _bounded(text, begin, start)
                    begin = start
                pending = bare
            start = end
        if pending:
            yield from _bounded(text, begin, paragraph.end)


def _pieces(text: str) -> Iterator[str]:
    """What sentencex makes of a paragraph, in order; joined again it is the paragraph."""
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        end = _cut(text, start, _LONGEST_PIECE)
        yield from _segment(text[start:end])
        start = end
    yield from _segment(text[start:])


def _segment(text: str) -> list[str]:
    whole = _LONE_SURROGATE.sub("\ufffd", text)  # the splitter takes none
    pieces: list[str] = segment("en", whole)
    pieces = [part for piece in pieces for part in _answer_apart(piece)]
    # Offsets are worth more than a split: were a character ever changed, the piece stays whole.
    if "".join(pieces) != whole:
        return [text]
    ends = list(accumulate(map(len, pieces)))
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _answer_apart(piece: str) -> tuple[str, ...]:
    match = _ANSWER.match(piece)
    return (piece[: match.end()], piece[match.end() :]) if match else (piece,)


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop at the end of ``before`` belongs to an abbreviation."""
    if not before.endswith("."):
        return False
    end = before[-24:]
    if _ALWAYS_GOES_ON.search(end):
        if _WORD_TOO.search(end):
            return after[0].isdigit() or after[0] == "#"
        return _NUMBER_OR_NAME.match(after) is not None or after[0].islower()
    return _MAY_GO_ON.search(end) is not None and _CONTINUES.match(after) is not None


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence between two offsets, or its parts where it is too long to be one."""
    while start < end:
        cut = _cut(text, start, _LONGEST_SENTENCE) if end - start > _LONGEST_SENTENCE else end
        span = _trimmed(text, start, cut)
        if span.start < span.end:
            yield span
        start = cut


def _cut(text: str, start: int, longest: int) -> int:
    """Where to end a piece of at most ``longest`` characters; it never comes out empty."""
    limit = start + longest
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(text, limit - longest // 4, limit)]
        if places:
            return places[-1]
    return limit


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
