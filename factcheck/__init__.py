"""Checks the figures in news articles against a curated reference table and against each other.

``import factcheck`` loads nothing heavy: each name below is imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.articles import read_all, read_articles
    from factcheck.errors import ArticleError, FactcheckError, TableError, UsageError
    from factcheck.manifest import ReadProblem
    from factcheck.model import (
        Article,
        Check,
        Claim,
        Comparison,
        ComparisonState,
        Finding,
        Interval,
        Match,
        Quantity,
        ReferenceFigure,
        Sentence,
        Span,
        Verdict,
    )
    from factcheck.pipeline import Checker
    from factcheck.rows import to_row

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleError",
    "Check",
    "Checker",
    "Claim",
    "Comparison",
    "ComparisonState",
    "FactcheckError",
    "Finding",
    "Interval",
    "Match",
    "Quantity",
    "ReadProblem",
    "ReferenceFigure",
    "Sentence",
    "Span",
    "TableError",
    "UsageError",
    "Verdict",
    "read_all",
    "read_articles",
    "to_row",
]

_HOMES = {
    "articles": ("read_all", "read_articles"),
    "errors": ("ArticleError", "FactcheckError", "TableError", "UsageError"),
    "manifest": ("ReadProblem",),
    "model": (
        "Article",
        "Check",
        "Claim",
        "Comparison",
        "ComparisonState",
        "Finding",
        "Interval",
        "Match",
        "Quantity",
        "ReferenceFigure",
        "Sentence",
        "Span",
        "Verdict",
    ),
    "pipeline": ("Checker",),
    "rows": ("to_row",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    return getattr(import_module(f"factcheck.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
