"""Check articles into the review store: corrections of earlier runs hold, samples fill a new store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from factcheck.articles import scan
from factcheck.corrections import revise
from factcheck.manifest import ReadProblem
from factcheck.model import Article, Finding
from factcheck.overrides import OriginOverrides
from factcheck.pipeline import Checker
from factcheck.runs import Run, collect
from factcheck.store import corrections, saving
from factcheck.store.database import Store

_PACKAGE = Path(__file__).resolve().parent
SAMPLES = "Sample articles"


def check(
    store: Store,
    checker: Checker,
    items: Iterable[Article | ReadProblem],
    on_progress: Callable[[str], None] = lambda _: None,
) -> Run:
    """Check articles; what people corrected in them earlier, and what they said of origins, is used
    again."""

    def revised(article: Article, found: list[Finding]) -> list[Finding]:
        said = corrections.corrections_of(store, [article.article_id]).get(article.article_id, [])
        if not said:
            return found
        return revise(checker, article, found, [one.correction for one in said])

    run = collect(checker, items, on_progress, revise=revised)
    said = corrections.origins_of(store, [finding.finding_id for finding in run.findings])
    if not said:
        return run
    compared, checks = checker.across(run.findings, OriginOverrides(findings=said))
    return replace(run, comparisons=compared, checks=checks)


def samples_folder() -> Path | None:
    """Where the sample articles lie; None where they were not installed."""
    folders = (_PACKAGE.parent / "samples", _PACKAGE / "_samples")
    return next((folder for folder in folders if folder.is_dir()), None)


def samples_due(store: Store, table_digest: str) -> Path | None:
    """The folder of the sample articles where a store holds no run, or holds them as another table
    judged them; None where nothing is to do. In a shared store they stay: others may hold another
    table."""
    runs = saving.list_runs(store)
    folder = samples_folder()
    held = next((run for run in runs if run.kind == saving.SAMPLES), None)
    if folder is None or (runs and held is None):
        return None
    if held is not None and (store.shared or held.table_digest == table_digest):
        return None
    return folder


def fill(store: Store, checker: Checker, folder: Path) -> None:
    """Put the sample articles into a store."""
    saving.replace_samples(store, check(store, checker, scan([folder])), SAMPLES)
