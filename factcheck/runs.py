"""Articles, one after another, through a checker: what one run read, found and could not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.manifest import ReadProblem
from factcheck.model import Article, Check, Comparison, ComparisonState, Finding, Role

if TYPE_CHECKING:
    from factcheck.overrides import OriginOverrides
    from factcheck.pipeline import Checker


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What is kept of an article that was read: its metadata and what was counted in it."""

    article: Article
    sentences: int
    figures: int
    claims: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that one run found."""

    articles: Sequence[ReadArticle]
    findings: Sequence[Finding]
    comparisons: Sequence[Comparison]
    checks: Sequence[Check]
    problems: Sequence[ReadProblem]
    version: str
    profile: str
    table_digest: str = ""
    comparison_of: Mapping[str, Comparison] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, Comparison] = {}
        for comparison in self.comparisons:
            for member in comparison.members:
                found.setdefault(member.finding_id, comparison)
        object.__setattr__(self, "comparison_of", found)

    @property
    def flagged(self) -> list[Finding]:
        """Flagged figures, most severe first, then in article order."""
        return sorted((f for f in self.findings if f.flagged), key=lambda f: -f.severity)

    @property
    def diverging(self) -> list[Comparison]:
        """Comparisons whose articles contradict each other."""
        return [c for c in self.comparisons if c.state is ComparisonState.DIVERGE]

    @property
    def failed_checks(self) -> list[Check]:
        """Arithmetic that does not come out."""
        return [check for check in self.checks if not check.passed]

    @property
    def anything_flagged(self) -> bool:
        """Whether discrepancies.csv has a row (exit code 1)."""
        return bool(self.flagged or self.diverging or self.failed_checks)

    @property
    def unread(self) -> list[ReadProblem]:
        """What was not read at all, in contrast to what was read with a complaint."""
        return [problem for problem in self.problems if not problem.article_id]


def summarise(article: Article, sentences: int, findings: Sequence[Finding]) -> ReadArticle:
    """An article's line of articles.csv."""
    return ReadArticle(
        article,
        sentences,
        len(findings),
        sum(finding.claim.role is Role.CLAIM for finding in findings),
        sum(finding.flagged for finding in findings),
    )


def collect(
    checker: Checker,
    items: Iterable[Article | ReadProblem],
    on_progress: Callable[[str], None] = lambda _: None,
    overrides: OriginOverrides | None = None,
    revise: Callable[[Article, list[Finding]], list[Finding]] = lambda _, found: found,
) -> Run:
    """Check every article as it is read, then compare what was found in all of them.

    ``on_progress`` is told in words how far the run has come. ``overrides`` are a person's word on
    origins; raises ``TableError`` where they name what is not there. ``revise`` gives an article's
    findings with what people said of them earlier.
    """
    articles: list[ReadArticle] = []
    problems: list[ReadProblem] = []
    findings: list[Finding] = []
    for item in items:
        if isinstance(item, ReadProblem):
            problems.append(item)
            continue
        try:
            found, sentences = checker.check_counted(item)
            found = revise(item, found)
        except (ArithmeticError, LookupError, ValueError, RecursionError) as error:
            # What one article's words lead to must not take the others along.
            problems.append(
                ReadProblem(
                    item.article_id,
                    item.article_id,
                    f"could not be checked: {type(error).__name__}: {error}",
                    "report it with the article; the others were checked",
                )
            )
            continue
        findings += found
        articles.append(summarise(item, sentences, found))
        on_progress(f"{len(articles)} articles, {len(findings)} figures")
    on_progress("comparing articles")
    comparisons, checks = checker.across(findings, overrides)
    return Run(
        articles=articles,
        findings=findings,
        comparisons=comparisons,
        checks=checks,
        problems=problems,
        version=__version__,
        profile=checker.profile,
        table_digest=checker.table.digest,
    )


def verdict_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Judged figures by verdict, the commonest first."""
    return counted(finding.verdict.value for finding in findings if finding.verdict)


def unjudged_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Figures that were not judged, by the code that says why."""
    return counted(finding.code for finding in findings if finding.verdict is None)


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the commonest first, equals by name."""
    counts = Counter(values)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
