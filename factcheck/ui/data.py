"""What the pages show, loaded once: the one home of Streamlit's caches, all of them bounded."""

from __future__ import annotations

import threading
from importlib import import_module
from pathlib import Path

import streamlit as st

from factcheck import rechecking
from factcheck.errors import FactcheckError
from factcheck.matching import rank_matches
from factcheck.model import Article, Finding
from factcheck.pipeline import Checker
from factcheck.reference import builtin_folder
from factcheck.settings import load_settings
from factcheck.store import queue, saving
from factcheck.store.database import Store, open_store
from factcheck.store.saving import SavedRun
from factcheck.verdict import judge

# Arguments of cached functions that are not read are part of the key: what they name changes the
# answer.
_SEEDING = threading.Lock()
PROFILES = ("strict", "standard", "lenient")


@st.cache_resource(show_spinner="Opening the review store ...")
def _open(url: str) -> Store:
    return open_store(url or None)


def store() -> Store:
    """The review store that the environment names, with the sample articles in it when it is new."""
    import os

    opened = _open(os.environ.get("FACTCHECK_STORE", ""))
    _seed(opened)
    return opened


_Stamp = tuple[tuple[str, int, int], ...]  # name, time and size of each table's file


@st.cache_resource(show_spinner="Loading the reference table ...", max_entries=2)
def _load(stamp: _Stamp) -> Checker:
    return Checker.load(reference_folder())


@st.cache_resource(show_spinner=False, max_entries=6)
def _with_profile(profile: str, stamp: _Stamp) -> Checker:
    return Checker(_load(stamp).table, load_settings(profile), profile)


def checker(profile: str = PROFILES[1]) -> Checker:
    """The checker over the reference table as it is on the disk now."""
    folder = reference_folder() or builtin_folder()
    stamp = tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(folder.glob("*.csv"))
    )
    return _load(stamp) if profile == PROFILES[1] else _with_profile(profile, stamp)


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load what the next page needs while the first one is looked at."""
    threading.Thread(target=import_module, args=("factcheck.ui.charts",), daemon=True).start()


def reference_folder() -> Path | None:
    """The folder that FACTCHECK_REFERENCE names; None means the built-in table."""
    import os

    named = os.environ.get("FACTCHECK_REFERENCE", "")
    return Path(named) if named else None


def _seed(opened: Store) -> None:
    """Put the sample articles into a new store, and check them again where the table changed."""
    with _SEEDING:
        try:
            current = checker()
        except FactcheckError:
            return  # the page that needs the table says what is wrong with it
        folder = rechecking.samples_due(opened, current.table.digest)
        if folder is None:
            return
        with st.spinner("Checking the sample articles ..."):
            rechecking.fill(opened, current, folder)


@st.cache_data(show_spinner=False, max_entries=50)
def _facets(_store: Store, run_id: int, revision: int) -> dict[str, dict[str, int]]:
    return queue.facets(_store, run_id)


def facets(opened: Store, run: SavedRun) -> dict[str, dict[str, int]]:
    """The values of a run's fields with their counts."""
    return _facets(opened, run.id, run.revision)


@st.cache_data(show_spinner="Reading the articles with another tolerance ...", max_entries=20)
def profile_changes(
    _store: Store, run_id: int, revision: int, digest: str, of: str, to: str
) -> int:
    """How many verdicts of a run would be others under another tolerance profile."""
    current = checker()
    return sum(
        _judged(finding, of, current) != _judged(finding, to, current)
        for article in saving.run_articles(_store, run_id)
        for finding in current.check(article)
    )


def readings(article: Article, finding_id: str) -> dict[str, str]:
    """The verdict of one figure under each tolerance profile; empty where it is not found."""
    current = checker()
    for finding in current.check(article):
        if finding.finding_id == finding_id:
            return {profile: _judged(finding, profile, current) for profile in PROFILES}
    return {}


def _judged(finding: Finding, profile: str, current: Checker) -> str:
    """What a claim is judged under a profile; how it was read does not depend on it."""
    settings = load_settings(profile)
    matches = rank_matches(finding.claim, current.table, settings)
    verdict = judge(finding.claim, matches, current.table, settings).verdict
    return verdict.value if verdict else ""
