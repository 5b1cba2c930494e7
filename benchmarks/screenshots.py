"""Pictures of every page: ``PYTHONPATH=. python benchmarks/screenshots.py [FOLDER]``.

A dashboard over a new store with the sample articles, some of them decided on, in Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.store import corrections, queue, reviews, saving
from factcheck.store.database import Store, open_store
from factcheck.store.queue import Filter
from tests.browser import chromium, dashboard, go

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SIZE = {"width": 1366, "height": 768}
_COLOURS = 256  # enough for pages of text, and small files


def main() -> None:
    """Take all pictures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        url = f"sqlite:///{scratch}/reviews.sqlite"
        with dashboard(url) as address:
            take(browser, address, "", folder / "check.png")
            store = open_store(url)
            for name, path, scheme in shots(store):
                take(browser, address, path, folder / f"{name}.png", scheme)
            store.close()


def shots(store: Store) -> list[tuple[str, str, str]]:
    """Name, address and colour scheme of each picture; some figures are decided on first."""
    run = saving.list_runs(store)[0].id
    flagged = [item.row for item in queue.page(store, run, Filter(view="flagged"))]
    names = [row["finding"] for row in flagged]
    reviews.decide(store, run, {names[0]: 0}, "Ana", "confirmed", at="2026-11-02T09:12:00Z")
    reviews.decide(
        store, run, {names[2]: 0}, "Ben", "dismissed", reason="Another source is better",
        at="2026-11-02T09:15:00Z",
    )  # fmt: skip
    reviews.assign(store, run, {names[4]: 0}, "Ana", "Ben", at="2026-11-02T09:16:00Z")
    shown = next(row for row in flagged if row["verdict"] == "outdated")
    most = max(corrections.comparisons(store, run), key=lambda row: int(row["articles"]))
    comparison = most["comparison"]
    page = f"run={run}"
    return [
        ("lookup", f"lookup?q=14,000+killed+in+Donbas&{page}", "light"),
        ("review", f"review?view=flagged&{page}", "light"),
        ("review-dark", f"review?view=flagged&figure={shown['finding']}&{page}", "dark"),
        ("figure", f"review?view=flagged&figure={shown['finding']}&{page}", "light"),
        ("article", f"article?read={shown['article']}&figure={shown['finding']}&{page}", "light"),
        ("across", f"across?{page}", "light"),
        ("comparison", f"across?comparison={comparison}&{page}", "light"),
        ("reference", f"reference?{page}", "light"),
        ("series", f"reference?series={'killed_eastern_ukraine_recorded'}&{page}", "light"),
        ("export", f"export?view=flagged&{page}", "light"),
        ("about", f"about?{page}", "light"),
    ]


def take(browser: Browser, address: str, path: str, file: Path, scheme: str = "light") -> None:
    """One picture of what a laptop shows, reduced to few colours."""
    from PIL import Image

    context = browser.new_context(
        viewport=_SIZE,  # type: ignore[arg-type]
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    go(page, f"{address}/{path}")
    page.wait_for_timeout(1_500)  # charts and icons
    page.screenshot(path=file)
    context.close()
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE)
    small.save(file, optimize=True)
    print(f"{file} {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
