"""Rows of a table that give one page passage by passage: they are read as the one article that they are from.

A clipping service, a corpus or a colleague's sheet gives a row a sentence or a paragraph. Where it happened
and who speaks often stands in another one, so a passage is read with those around it, and what was found in
it is laid back onto it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as with_fields
from typing import TypeVar

from factcheck.model import Article, Claim, Evidence, Quantity, Sentence, Span
from factcheck.replacing import replace
from factcheck.settings import load_settings
from factcheck.urls import page_of

_BY_THE_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d\b")  # an entry of a live page: "10:05 Police say"
_BREAK = "\n\n"  # between two passages: each is a paragraph

T = TypeVar("T")


def with_pages(items: Iterable[Article | T]) -> Iterator[Article | T]:
    """Articles in their order, those that are passages of one page with the passages around them.

    Passages of one page follow each other, are short, say different things (two editions of a text do not), and
    have one address of one report, one publisher, one day and one title. Anything else passes through where it stands.
    """
    settings = load_settings()
    held: list[Article | T] = []
    page: list[Article] = []
    length = 0
    for item in items:
        if not isinstance(item, Article):
            if page:
                held.append(item)
            else:
                yield item
            continue
        passage = (
            len(item.text) <= settings.passage_length
            and page_of(item.url) != ""
            and _BY_THE_CLOCK.match(item.text) is None
        )
        fits = passage and length + len(item.text) <= settings.page_length
        if page and not (fits and _of_one_page(page, item, settings.passages_alike)):
            yield from _laid_out(held, page)
            held, page, length = [], [], 0
        if not passage:
            yield item
            continue
        held.append(item)
        page.append(item)
        length += len(item.text) + len(_BREAK)
    yield from _laid_out(held, page)


def in_its_page(article: Article) -> Article:
    """An article with the words of its whole page as its own; itself where it is no passage."""
    if not (article.before or article.behind):
        return article
    text = article.before + article.text + article.behind
    return with_fields(article, text=text, before="", behind="")


def whole_page(passage: Article) -> Article:
    """The page of a passage as one article, the same for each passage of it."""
    return with_fields(in_its_page(passage), article_id=page_of(passage.url), extra={})


def of_passage(
    passage: Article, sentences: Sequence[Sentence], claims: Sequence[Claim]
) -> tuple[list[Sentence], list[Claim]]:
    """The sentences and claims of one passage of those of its page (``whole_page``), with its own offsets.

    A title belongs to each passage. Evidence that stands in another passage keeps its words alone.
    """
    start = len(passage.before)
    own = Span(start, start + len(passage.text))
    kept = [one for one in sentences if one.field == "title" or own.overlaps(one.span)]
    numbers = {one.index: number for number, one in enumerate(kept)}
    laid = {one.index: _sentence(one, numbers[one.index], own) for one in kept}
    return (
        list(laid.values()),
        [_claim(one, passage, laid[one.sentence.index], own) for one in claims
         if one.sentence.index in laid],
    )  # fmt: skip


def _of_one_page(page: Sequence[Article], item: Article, alike: float) -> bool:
    first = page[0]
    return (
        (first.url, first.publisher, first.published, first.title)
        == (item.url, item.publisher, item.published, item.title)
        and all(_shared(one.text, item.text) < alike for one in page)
    )  # fmt: skip


def _shared(text: str, other: str) -> float:
    """The share of the words of two texts that stand in both."""
    one, another = set(text.lower().split()), set(other.lower().split())
    return len(one & another) / max(1, len(one | another))


def _laid_out(items: Sequence[Article | T], page: Sequence[Article]) -> Iterator[Article | T]:
    if not page[1:]:
        yield from items
        return
    text = _BREAK.join(one.text for one in page)
    at = 0
    for item in items:
        if not isinstance(item, Article):
            yield item
            continue
        end = at + len(item.text)
        yield with_fields(item, before=text[:at], behind=text[end:])
        at = end + len(_BREAK)


def _sentence(sentence: Sentence, number: int, own: Span) -> Sentence:
    if sentence.field == "title":
        return replace(sentence, index=number)
    return replace(sentence, index=number, span=_moved(sentence.span, own))


def _claim(claim: Claim, passage: Article, sentence: Sentence, own: Span) -> Claim:
    in_words = claim.in_words
    if in_words is not None:
        in_words = _claim(in_words, passage, sentence, own)
    if sentence.field == "title":
        return replace(claim, article=passage, sentence=sentence, in_words=in_words)
    return replace(
        claim,
        article=passage,
        sentence=sentence,
        in_words=in_words,
        quantity=_quantity(claim.quantity, own),
        evidence=tuple(_evidence(one, own) for one in claim.evidence),
    )


def _quantity(quantity: Quantity, own: Span) -> Quantity:
    def moved(span: Span | None) -> Span | None:
        return None if span is None else _moved(span, own)

    return replace(
        quantity,
        span=_moved(quantity.span, own),
        hedge_span=moved(quantity.hedge_span),
        counted_span=moved(quantity.counted_span),
        subject_span=moved(quantity.subject_span),
    )


def _evidence(evidence: Evidence, own: Span) -> Evidence:
    if evidence.start is None or evidence.end is None:
        return evidence
    if own.start <= evidence.start and evidence.end <= own.end:
        return replace(evidence, start=evidence.start - own.start, end=evidence.end - own.start)
    return replace(evidence, start=None, end=None)


def _moved(span: Span, own: Span) -> Span:
    return Span(span.start - own.start, span.end - own.start)
