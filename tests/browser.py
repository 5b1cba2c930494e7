"""A dashboard of its own and a Chromium to look at it; tests skip where there is none."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "FACTCHECK_CHROMIUM"
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_START_SECONDS = 60
WAIT = 20_000  # milliseconds: a machine that is busy must not fail a test of what is shown
_ANSWER = 6_000  # milliseconds in which a key is answered


def chromium_path() -> str:
    """Where Chromium lies; skips the test where it is not installed."""
    path = os.environ.get(CHROMIUM) or shutil.which("chromium")
    if not path or not Path(path).exists():
        pytest.skip(f"no Chromium is installed, and {CHROMIUM} names none")
    return path


@contextmanager
def dashboard(store: str, *, cwd: Path | None = None) -> Iterator[str]:
    """The address of a dashboard over a store, started for the test and stopped after it.

    With ``cwd`` it is started there by ``factcheck app``, as an installed program is.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
        "--server.address=127.0.0.1", f"--server.port={port}", "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    environment = {**os.environ, "FACTCHECK_STORE": store}
    if cwd is not None:
        command = [
            sys.executable, "-m", "factcheck", "app", "--headless", "--port", str(port),
            "--store", store,
        ]  # fmt: skip
        environment["PYTHONPATH"] = str(ROOT)
    server = subprocess.Popen(
        command, cwd=cwd or ROOT, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(server, f"{address}/_stcore/health")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # the server is a child of the command
        server.wait(timeout=20)


def _wait(server: subprocess.Popen[bytes], health: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the dashboard ended by itself"
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the dashboard did not start")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a profile of its own."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def settled(page: Page) -> None:
    """Wait until the page was drawn and nothing runs any more."""
    page.wait_for_selector("[data-testid=stMain] h1, [data-testid=stMain] h2", timeout=WAIT)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    page.wait_for_function(
        "!document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidget]')",
        timeout=WAIT,
    )


def press(page: Page, key: str, shows: str) -> None:
    """Press a key until the page shows what it does: one that comes while the page is drawn is lost."""
    from playwright.sync_api import TimeoutError as NotYet

    answer = page.get_by_text(shows).first
    for _ in range(3):
        page.keyboard.press(key)
        try:
            answer.wait_for(timeout=_ANSWER)
            break
        except NotYet:
            settled(page)
    answer.wait_for()
    settled(page)


def go(page: Page, address: str) -> None:
    """Open an address and wait until it is settled."""
    page.goto(address)
    settled(page)


def name_reviewer(page: Page, name: str) -> None:
    """Write the reviewer's name and leave the field."""
    field = page.get_by_label("Reviewer", exact=True)
    field.fill(name)
    field.press("Enter")
    settled(page)
    field.blur()
