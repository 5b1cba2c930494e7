"""How fast the dashboard answers: ``PYTHONPATH=. python benchmarks/dashboard.py [5000 100000]``.

Fills a store with that many figures (the sample articles, over and over under other ids), then
clicks through the pages in a fresh Chromium and prints seconds from the click to the settled page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from factcheck.articles import scan
from factcheck.model import Article
from factcheck.pipeline import Checker
from factcheck.runs import Run, collect, summarise
from factcheck.store import saving
from factcheck.store.database import Store, open_store
from factcheck.verdict import finding_id
from tests.browser import chromium, dashboard, go, name_reviewer, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


_COMPARED = 20_000  # figures: comparing more takes minutes and is not what is measured here


def main() -> None:
    """Measure each size that is asked for."""
    for size in [int(one) for one in sys.argv[1:]] or [5_000, 100_000]:
        with tempfile.TemporaryDirectory() as scratch:
            measure(size, f"sqlite:///{scratch}/reviews.sqlite")


def measure(size: int, url: str) -> None:
    """Fill a store and click through it."""
    store = open_store(url)
    start = time.perf_counter()
    run = fill(store, size)
    print(f"\n{size:,} figures, made and stored in {time.perf_counter() - start:.1f} s")
    with chromium() as browser, dashboard(url) as address:
        for name in ("first page, server just started", "first page, fresh browser"):
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            with said(name):
                go(page, f"{address}/?run={run}")
            page.context.close()
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        go(page, f"{address}/?run={run}")
        name_reviewer(page, "Ana")
        for round_name in ("first time", "again"):
            print(f"  {round_name}")
            clicks(page)
    store.close()


def clicks(page: Page) -> None:
    """What a fact-checker and an editor click."""
    link(page, "Review queue")
    press(page, "not judged", partial(segment, page, "not judged"))
    press(page, "flagged", partial(segment, page, "flagged"))
    field = page.get_by_label("Search in figures")
    press(page, "search", lambda: (field.fill("displaced"), field.press("Enter")))
    press(page, "search taken back", lambda: (field.fill(""), field.press("Enter")))
    press(page, "next page", lambda: page.get_by_role("button", name="Next page").click())
    press(page, "first figure", partial(page.keyboard.press, "b"))
    press(page, "next", partial(page.keyboard.press, "n"))
    press(page, "confirm", partial(page.keyboard.press, "y"))
    press(page, "undo", partial(page.keyboard.press, "u"))
    press(page, "queue", partial(page.keyboard.press, "q"))
    link(page, "Article")
    press(page, "a figure in the text", page.locator("button.mark").first.click)
    link(page, "Across articles")
    press(page, "a comparison", page.locator("button.row").first.click)
    link(page, "Export")
    link(page, "Reference")
    link(page, "About these results")
    link(page, "Check")


def link(page: Page, name: str) -> None:
    """Another page."""
    press(
        page,
        name,
        lambda: (
            page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        ),
    )


def segment(page: Page, words: str) -> None:
    """One of the four heaps of the queue."""
    page.get_by_test_id("stButtonGroup").get_by_text(words).first.click()


def press(page: Page, name: str, action: Callable[[], object]) -> None:
    """One click, to the settled page."""
    with said(name):
        action()
        page.wait_for_timeout(40)  # the click reaches the server
        settled(page)


@contextmanager
def said(name: str) -> Iterator[None]:
    """Print how long something took."""
    start = time.perf_counter()
    yield
    print(f"  {time.perf_counter() - start:6.2f} s  {name}", flush=True)


def fill(store: Store, size: int) -> int:
    """A run of that many figures: the samples again and again, as other articles."""
    checker = Checker.load()
    once = collect(checker, scan(["samples"]))
    copies = -(-size // len(once.findings))
    findings = []
    read = []
    for number in range(copies):
        articles: dict[str, Article] = {}
        for one in once.articles:
            name = one.article.article_id
            articles[name] = replace(one.article, article_id=f"{number}/{name}")
        own = []
        for finding in once.findings:
            claim = replace(finding.claim, article=articles[finding.claim.article.article_id])
            own.append(replace(finding, claim=claim, finding_id=finding_id(claim)))
        findings += own
        read += [
            summarise(
                articles[one.article.article_id],
                one.sentences,
                [
                    f
                    for f in own
                    if f.claim.article.article_id.endswith(f"/{one.article.article_id}")
                ],
            )
            for one in once.articles
        ]
    run = Run(
        read,
        findings,
        once.comparisons if size > _COMPARED else checker.compare(findings),
        (),
        (),
        "bench",
        "standard",
        "",
    )
    return saving.save_run(store, run, f"{size:,} figures")


if __name__ == "__main__":
    main()
