"""The dashboard in a real browser: three jobs, hostile text, accessibility, no network."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.model import Article
from factcheck.runs import collect
from factcheck.store import queue, reviews, saving
from factcheck.store.database import Store, open_store
from factcheck.store.queue import Filter
from tests.browser import WAIT, chromium, dashboard, go, name_reviewer, press, settled
from tests.factories import builtin_checker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    # Closing a browser leaves sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ARTICLE = """There are 250,000 Russian troops near Ukraine's borders, a columnist wrote.

The war in eastern Ukraine has killed 3,707 people, according to the United Nations.

The war in eastern Ukraine has wounded 9,075 people, the United Nations says.
"""
PAGES = ("", "lookup?q=14,000+killed+in+Donbas", "review", "article", "across", "reference",
         "export", "about")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def store_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/reviews.sqlite"


@pytest.fixture(scope="module")
def address(browser: Browser, store_url: str) -> Iterator[str]:
    with dashboard(store_url) as one:
        page = browser.new_page()
        go(page, one)  # puts the sample articles into the store
        page.context.close()
        yield one


@pytest.fixture(scope="module")
def store(address: str, store_url: str) -> Iterator[Store]:
    assert address  # the dashboard has put the samples into it
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    one = context.new_page()
    one.set_default_timeout(WAIT)
    yield one
    context.close()


def samples(store: Store) -> int:
    return next(run.id for run in saving.list_runs(store) if run.kind == saving.SAMPLES)


def paste(page: Page, address: str) -> None:
    """Paste the article as Ana, and open the first of its flagged figures with the keyboard."""
    go(page, address)
    name_reviewer(page, "Ana")
    page.get_by_label("Article text").fill(ARTICLE)
    page.get_by_label("Title", exact=True).fill("A column of numbers")
    page.get_by_role("spinbutton", name="year, Published").click()
    page.keyboard.type("20220220")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("1 article, 3 figures").wait_for()
    settled(page)
    page.get_by_role("link", name="Review what was flagged").click()
    page.get_by_role("heading", name="Review queue").wait_for()
    settled(page)
    page.keyboard.press("b")
    page.get_by_role("heading", name="Decide").wait_for()
    settled(page)


def test_a_fact_checker_reviews_three_figures_with_keys(
    page: Page, address: str, store: Store
) -> None:
    paste(page, address)
    first = page.url
    page.get_by_role("button", name=re.compile("^Confirm")).wait_for()
    settled(page)
    press(page, "y", "Kept as confirmed")
    assert page.url != first
    press(page, "d", "Dismiss, because:")
    press(page, "2", "Kept as dismissed")
    press(page, "s", "Kept as needs a source")
    run = saving.list_runs(store)[0]
    assert run.name == "A column of numbers"
    decided = queue.page(store, run.id, Filter(reviewer=("Ana",)))
    assert sorted(i.review.decision for i in decided if i.review) == [
        "confirmed", "dismissed", "needs_source",
    ]  # fmt: skip
    # A reload, and a fresh browser that knows only the address, find them again.
    page.reload()
    settled(page)
    assert page.get_by_label("Reviewer", exact=True).input_value() == "Ana"
    press(page, "q", "confirmed by Ana")
    link = page.url
    other = page.context.browser
    assert other is not None
    fresh = other.new_page()
    go(fresh, link)
    fresh.get_by_text("dismissed by Ana").wait_for()
    fresh.get_by_text("needs a source by Ana").wait_for()
    fresh.context.close()
    page.keyboard.press("b")
    page.get_by_role("heading", name="Decide").wait_for()
    settled(page)
    press(page, "u", "Taken back")
    assert queue.count(store, run.id, Filter(decision=("needs_source",))) == 0


def test_the_queue_is_walked_with_the_keyboard_alone(
    page: Page, address: str, store: Store
) -> None:
    run = samples(store)
    third = queue.page(store, run, Filter(view="flagged"))[2].row["finding"]
    go(page, f"{address}/review?run={run}&view=flagged")
    rows = page.locator("button.row")
    rows.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Decide").wait_for()
    settled(page)
    assert f"figure={third}" in page.url
    page.keyboard.press("p")
    page.wait_for_url(lambda url: f"figure={third}" not in url)
    settled(page)
    page.go_back()
    page.wait_for_url(lambda url: f"figure={third}" in url)
    settled(page)


def test_keys_do_nothing_while_a_note_is_written(page: Page, address: str, store: Store) -> None:
    run = samples(store)
    [item] = queue.page(store, run, Filter(view="flagged"), size=1)
    go(page, f"{address}/review?run={run}&view=flagged&figure={item.row['finding']}")
    name_reviewer(page, "Zoe")
    note = page.get_by_label("Note (free)")
    note.click()
    page.keyboard.type("yes, dismiss says the finance desk 12")
    settled(page)
    assert note.input_value() == "yes, dismiss says the finance desk 12"
    assert queue.count(store, run, Filter(reviewer=("Zoe",))) == 0


def test_an_editor_filters_exports_and_gets_the_table(
    page: Page, address: str, store: Store
) -> None:
    run = samples(store)
    go(page, f"{address}/review?run={run}&view=flagged")
    page.get_by_label("Search in figures").fill("displaced")
    page.get_by_label("Search in figures").press("Enter")
    settled(page)
    page.get_by_text("Only: holds").wait_for()
    page.get_by_role("link", name="Export").click()
    page.get_by_role("heading", name="Export").wait_for()
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV", exact=True).click()
    download = waiting.value
    assert "flagged" in download.suggested_filename
    assert "displaced" in download.suggested_filename
    text = Path(download.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    expected = [
        i.row for i in queue.everything(store, run, Filter(view="flagged", search="displaced"))
    ]
    assert expected
    assert [row["finding"] for row in rows] == [row["finding"] for row in expected]
    assert [row["reason"] for row in rows] == [row["reason"] for row in expected]
    assert [row["sentence"] for row in rows] == [row["sentence"] for row in expected]
    # The queue shows the same rows in the same order.
    page.get_by_role("link", name="Review queue").click()
    page.get_by_role("heading", name="Review queue").wait_for()
    settled(page)
    shown = page.locator("button.row")
    assert shown.count() == len(expected)
    for number, row in enumerate(expected):
        assert row["reason"] in (shown.nth(number).text_content() or "")


def test_two_reviewers_decide_on_one_figure(browser: Browser, address: str, store: Store) -> None:
    run = samples(store)
    finding = queue.page(store, run, Filter(view="flagged"), size=1)[0].row["finding"]
    link = f"{address}/review?run={run}&view=flagged&figure={finding}"
    pages = []
    for name in ("Ana", "Ben"):
        one = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        one.set_default_timeout(WAIT)
        go(one, link)
        name_reviewer(one, name)
        pages.append(one)
    ana, ben = pages
    ana.keyboard.press("y")
    ana.get_by_text("Kept as confirmed").wait_for()
    ben.keyboard.press("f")
    ben.get_by_text("Ana set this figure to confirmed").wait_for()
    settled(ben)
    held = {(e.reviewer, e.outcome) for e in reviews.trail(store, finding)}
    assert {("Ana", "stored"), ("Ben", "set_aside")} <= held
    [item] = [
        i for i in queue.page(store, run, Filter(view="flagged")) if i.row["finding"] == finding
    ]
    assert item.review is not None
    assert (item.review.reviewer, item.review.decision) == ("Ana", "confirmed")
    ben.get_by_role("button", name="Put mine in place").click()
    ben.get_by_text("Kept as fixed").wait_for()
    [item] = [
        i for i in queue.page(store, run, Filter(view="flagged")) if i.row["finding"] == finding
    ]
    assert item.review is not None
    assert (item.review.reviewer, item.review.decision) == ("Ben", "fixed")
    for one in pages:
        one.context.close()


HOSTILE = (
    "<img src=http://evil.example/x.png onerror=\"document.title='owned'\"> "
    "<script>document.title='owned'</script> $5 and $6 **bold** [a](javascript:alert(1)) "
    "![i](http://evil.example/y.png) :red[x] {{7*7}} There are 250,000 Russian troops near "
    "Ukraine's borders."
)


def test_hostile_text_stays_text_and_nothing_leaves_the_machine(
    page: Page, address: str, store: Store
) -> None:
    article = Article(
        "<b>id</b>", HOSTILE, HOSTILE, "<i>Outlet</i>", url="javascript:document.title='owned'"
    )
    run_id = saving.save_run(store, collect(builtin_checker(), [article]), HOSTILE)
    finding = next(
        i.row["finding"]
        for i in queue.everything(store, run_id, Filter())
        if i.row["text"] == "250,000"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in (
        "", "review?view=all", f"review?view=all&figure={finding}", "article", "across", "export?view=all",
        "about", "lookup?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+250,000+Russian+troops+near+Ukraine",
        "reference",
    ):  # fmt: skip
        go(page, f"{address}/{path}{'&' if '?' in path else '?'}run={run_id}")
        assert page.title() != "owned"
        assert page.locator("img[src*='evil']").count() == 0
        assert page.locator("[data-testid=stMain] .katex").count() == 0
        for link in page.locator("a[href]").all():
            assert re.match(r"https?://", link.evaluate("one => one.href"))
    outside = {
        url for url in asked if not re.match(rf"({re.escape(address)}|data:|blob:|ws:)", url)
    }
    assert outside == set()
    saving.delete_run(store, run_id)


def test_selecting_text_gives_exact_offsets(page: Page, address: str, store: Store) -> None:
    text = "\U0001f4a7\U0001f4a7 Water for 5,000 people. \U0001f6b0 A dozen wells failed in Vale."
    run_id = saving.save_run(
        store, collect(builtin_checker(), [Article("a", text, "Wells")]), "offsets"
    )
    go(page, f"{address}/article?run={run_id}&read=a")
    page.get_by_text("wells failed").wait_for()
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll('.fc-root [data-start]')];
          const piece = pieces.find((one) => one.textContent.includes('wells failed'));
          const node = piece.firstChild;
          const at = node.textContent.indexOf('wells');
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + 5);
          const selection = document.getSelection();
          selection.removeAllRanges(); selection.addRange(range);
          piece.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
        }"""
    )
    page.get_by_text('"wells"').wait_for()
    settled(page)
    start = text.index("wells")
    assert page.get_by_label("Starts at").input_value() == str(start)
    assert page.get_by_label("Ends at").input_value() == str(start + 5)
    saving.delete_run(store, run_id)


def test_a_click_on_a_figure_opens_it_beside_the_text(
    page: Page, address: str, store: Store
) -> None:
    go(page, f"{address}/article?run={samples(store)}")
    mark = page.locator("button.mark.flagged").first
    words = (mark.text_content() or "").lstrip("▲")
    mark.click()
    page.get_by_role("button", name=re.compile("^Close")).wait_for()
    settled(page)
    assert page.locator("h3", has_text=words).count() == 1
    assert "figure=" in page.url
    page.go_back()
    settled(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_of_wcag_a_or_aa(
    browser: Browser, address: str, store: Store, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    run = samples(store)
    finding = queue.page(store, run, Filter(view="flagged"), size=4)[3].row["finding"]
    comparison = next(
        i.row["comparison"]
        for i in queue.everything(store, run, Filter(view="flagged"))
        if i.row["comparison"]
    )
    context = browser.new_context(
        viewport={"width": 1366, "height": 768},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(WAIT)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found: dict[str, list[str]] = {}
    for path in (
        *PAGES, f"review?figure={finding}", f"article?figure={finding}",
        f"across?comparison={comparison}", "reference?series=killed_eastern_ukraine_recorded",
    ):  # fmt: skip
        go(page, f"{address}/{path}{'&' if '?' in path else '?'}run={run}")
        result = Axe().run(page, options=options)
        for violation in result.response["violations"]:
            for node in violation["nodes"]:
                found.setdefault(f"{violation['id']}: {node['html'][:120]}", []).append(path)
    context.close()
    assert found == {}


@pytest.mark.parametrize(
    ("width", "height"), [(1366, 768), (683, 384)], ids=["laptop", "laptop at 200 %"]
)
def test_nothing_runs_over_the_side(
    browser: Browser, address: str, store: Store, width: int, height: int
) -> None:
    run = samples(store)
    finding = queue.page(store, run, Filter(view="flagged"), size=4)[3].row["finding"]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    over: list[str] = []
    for path in (*PAGES, f"review?figure={finding}", f"article?figure={finding}"):
        go(page, f"{address}/{path}{'&' if '?' in path else '?'}run={run}")
        wide = page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid=stMain]');
              return Math.max(main.scrollWidth - main.clientWidth,
                document.documentElement.scrollWidth - document.documentElement.clientWidth);
            }"""
        )
        if wide > 1:
            over.append(f"{path}: {wide}")
    context.close()
    assert over == []


def test_the_command_opens_it_from_anywhere(browser: Browser, tmp_path: Path) -> None:
    with dashboard(f"sqlite:///{tmp_path}/reviews.sqlite", cwd=tmp_path) as here:
        page = browser.new_page()
        page.set_default_timeout(WAIT)
        go(page, here)
        page.get_by_role("link", name="Review what was flagged").click()
        page.get_by_role("heading", name="Review queue").wait_for()
        page.locator("button.row").first.wait_for()
        settled(page)
        assert page.get_by_text("Deploy").count() == 0
        page.context.close()
