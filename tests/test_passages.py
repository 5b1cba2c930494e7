"""Rows of a table that are passages of one page. Every sentence was written for these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import Article, Checker
from factcheck.articles import read_all
from factcheck.manifest import ReadProblem
from factcheck.model import Finding
from factcheck.passages import whole_page, with_pages
from factcheck.rechecking import check
from factcheck.settings import load_settings
from factcheck.store import saving
from factcheck.store.database import open_store

URL = "https://news.example/wiki/Ferry_sinks_on_its_way_to_the_islands"
DAY = date(2031, 5, 20)
LINES = (
    "Ferry sinks on its way to the islands",
    "A ferry with 212 people on board went down off Zamboanga in the Philippines on Tuesday night.",
    "The coast guard said 140 had been pulled from the water.",
    "It added that 31 bodies were found by Wednesday morning.",
)


def rows(*texts: str, url: str = URL) -> list[Article]:
    return [
        Article(f"r{number}", text, "", "Isle Post", DAY, "table", url)
        for number, text in enumerate(texts)
    ]


def pages(items: list[Article]) -> list[Article]:
    return [one for one in with_pages(items) if isinstance(one, Article)]


def found(checker: Checker, article: Article, text: str) -> Finding:
    return next(one for one in checker.check(article) if one.claim.quantity.text == text)


def test_a_passage_knows_its_page() -> None:
    read = pages(rows(*LINES))
    assert {one.before + one.text + one.behind for one in read} == {"\n\n".join(LINES)}
    assert [one.text for one in read] == list(LINES)


LONG = "The harbour master counted on. " * 40
APART = {
    "no address": rows(*LINES, url=""),
    "an address of a list": rows(*LINES, url="https://news.example/news?page=1"),
    "other pages": [replace(one, url=f"{URL}_{one.article_id}") for one in rows(*LINES)],
    "other days": [
        replace(one, published=DAY.replace(day=at + 1)) for at, one in enumerate(rows(*LINES))
    ],
    "other titles": [replace(one, title=one.article_id) for one in rows(*LINES)],
    "other publishers": [replace(one, publisher=one.article_id) for one in rows(*LINES)],
    "one text": rows(LINES[1], LINES[1]),
    "long texts": rows(f"{LINES[1]} {LONG}", f"{LINES[2]} {LONG}"),
    "one row": rows(LINES[1]),
    "two editions": rows(LINES[1], LINES[1].replace("212", "214")),
    "a list of reports": rows(*LINES, url="https://news.example/2031/"),
    "a live page": rows(
        "10:00 A ferry sank off Zamboanga.", "11:05 The storm in Spain injured 30."
    ),
}


@pytest.mark.parametrize("articles", APART.values(), ids=APART.keys())
def test_other_rows_are_articles_of_their_own(articles: list[Article]) -> None:
    assert pages(articles) == articles


def test_an_entry_by_the_clock_parts_a_page() -> None:
    read = pages(
        rows(LINES[0], LINES[1], "10:05 The storm in Spain injured 30.", LINES[2], LINES[3])
    )
    assert [one.before + one.text + one.behind for one in read] == [
        *[f"{LINES[0]}\n\n{LINES[1]}"] * 2,
        "10:05 The storm in Spain injured 30.",
        *[f"{LINES[2]}\n\n{LINES[3]}"] * 2,
    ]


def test_a_page_that_is_too_long_is_parted() -> None:
    settings = load_settings()
    texts = [f"{number} boats. " * 50 for number in range(60)]
    read = pages(rows(*texts))
    assert [one.text for one in read] == texts
    assert {len(whole_page(one).text) > 1_000 for one in read} == {True}
    assert max(len(whole_page(one).text) for one in read) <= settings.page_length


def test_problems_stay_where_they_stand() -> None:
    broken = ReadProblem("t.csv", "t.csv", "the row has no text", "fill it", 3)
    first, second, *_ = rows(*LINES)
    read = list(with_pages([broken, first, broken, second, broken]))
    assert [one is broken for one in read] == [True, False, True, False, True]
    assert isinstance(read[1], Article)
    assert read[1].behind == f"\n\n{LINES[1]}"


def test_a_passage_takes_place_speaker_and_measure_from_its_page(checker: Checker) -> None:
    alone = rows(*LINES)
    read = pages(alone)
    assert found(checker, alone[2], "140").claim.place is None
    one = found(checker, read[2], "140").claim
    assert one.place is not None
    assert "philippines" in (one.place, *checker.table.vocabulary.place_chain(one.place))
    other = found(checker, read[3], "31").claim
    assert "coast guard" in other.speaker.lower()
    assert other.measure == "killed"


def test_what_is_found_lies_in_its_own_passage(checker: Checker) -> None:
    for article in pages(rows(*LINES)):
        for finding in checker.check(article):
            claim = finding.claim
            quantity, sentence = claim.quantity, claim.sentence
            assert claim.article == article
            assert article.text[quantity.span.start : quantity.span.end] == quantity.text
            assert article.text[sentence.span.start : sentence.span.end] == sentence.text
            for span in (quantity.hedge_span, quantity.counted_span, quantity.subject_span):
                assert span is None or 0 <= span.start < span.end <= len(article.text)
            for one in claim.evidence:
                assert one.start is None or 0 <= one.start <= (one.end or 0) <= len(article.text)


def test_each_figure_is_found_once_and_in_any_order(checker: Checker) -> None:
    read = pages(rows(*LINES))
    texts = [[one.claim.quantity.text for one in checker.check(article)] for article in read]
    assert texts == [[], ["212"], ["140"], ["31"]]
    backwards = [checker.check(article) for article in reversed(read)]
    assert [one for group in reversed(backwards) for one in group] == [
        one for article in read for one in checker.check(article)
    ]


def test_a_title_of_all_passages_is_read_with_each(checker: Checker) -> None:
    titled = [replace(one, title="Ferry with 212 people sinks") for one in rows(*LINES[1:])]
    for article in pages(titled):
        fields = [one.claim.sentence.field for one in checker.check(article)]
        assert fields == ["title", "text"]


words = st.text("ab 1.,\n", min_size=1, max_size=40).filter(str.strip)


@given(st.lists(words, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_rows_pass_through_in_order(texts: list[str], other: list[bool]) -> None:
    items = [
        replace(one, url=f"{URL}_2" if other[number] else URL)
        for number, one in enumerate(rows(*texts))
    ]
    read = pages(items)
    assert [replace(one, before="", behind="") for one in read] == items
    for one in read:
        assert whole_page(one).text == one.before + one.text + one.behind


def test_the_store_keeps_the_page(tmp_path: Path, checker: Checker) -> None:
    table = tmp_path / "clips.csv"
    lines = "".join(f'c{at},2031-05-20,{URL},"{text}"\n' for at, text in enumerate(LINES))
    table.write_text(f"id,published,url,text\n{lines}", encoding="utf-8")
    articles, problems = read_all([table])
    assert not problems
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    run = check(store, checker, articles)
    number = saving.save_run(store, run, "clips")
    kept = saving.run_articles(store, number)
    assert [one.before + one.text + one.behind for one in kept] == ["\n\n".join(LINES)] * len(LINES)
    again = [one.finding_id for article in kept for one in checker.check(article)]
    assert again == [one.finding_id for one in run.findings]


def test_a_passage_is_compared_as_its_page_is(checker: Checker) -> None:
    """Alone, "140 had been pulled from the water" tells no happening that it could be of."""
    other = Article(
        "other", "A ferry sank off Zamboanga in the Philippines on Tuesday. The coast guard said 152 "
        "people had been pulled from the water, after 140 in the morning.", "Ferry sinks off Zamboanga",
        "Evening Dispatch", DAY, "table", "https://other.example/2031/ferry-sinks-off-zamboanga",
    )  # fmt: skip

    def together(articles: list[Article]) -> set[str]:
        findings = [one for article in (*articles, other) for one in checker.check(article)]
        texts = {one.finding_id: one.claim.quantity.text for one in findings}
        return {
            texts[member.finding_id]
            for comparison in checker.compare(findings)
            if comparison.articles > 1
            for member in comparison.members
        }

    assert "140" not in together(rows(*LINES))
    assert {"140", "152"} <= together(pages(rows(*LINES)))
