"""Articles, one after another, through a checker: what one run read, found and could not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.manifest import ReadProblem
from factcheck.model import Article, Check, Comparison, ComparisonState, Finding, Role
from factcheck.spill import Spill

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
    compared: bool = True  # False: articles were not set beside each other
    comparison_of: Mapping[str, Comparison] = field(init=False)
    verdicts: Mapping[str, int] = field(init=False)  # judged figures, the commonest verdict first
    not_judged: Mapping[str, int] = field(init=False)  # the others, by the code that says why
    flagged_figures: int = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, Comparison] = {}
        for comparison in self.comparisons:
            for member in comparison.members:
                found.setdefault(member.finding_id, comparison)
        # One pass, because the findings of a large run lie on disk.
        verdicts, codes, flagged = Counter[str](), Counter[str](), 0
        for finding in self.findings:
            if finding.verdict is None:
                codes[finding.code] += 1
            else:
                verdicts[finding.verdict.value] += 1
            flagged += finding.flagged
        object.__setattr__(self, "comparison_of", found)
        object.__setattr__(self, "verdicts", _commonest_first(verdicts))
        object.__setattr__(self, "not_judged", _commonest_first(codes))
        object.__setattr__(self, "flagged_figures", flagged)

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
        return bool(self.flagged_figures or self.diverging or self.failed_checks)

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
    *,
    apart: bool = False,
) -> Run:
    """Check every article as it is read, then compare what was found in all of them.

    ``apart`` leaves the comparison out and keeps what is found on disk: what the run then holds in
    memory does not grow with the number of articles.

    ``on_progress`` is told in words how far the run has come. ``overrides`` are a person's word on
    origins; raises ``TableError`` where they name what is not there. ``revise`` gives an article's
    findings with what people said of them earlier.
    """
    articles: list[ReadArticle] | Spill[ReadArticle] = Spill() if apart else []
    findings: list[Finding] | Spill[Finding] = Spill() if apart else []
    checks: list[Check] | Spill[Check] = Spill() if apart else []
    problems: list[ReadProblem] = []
    for item in items:
        if isinstance(item, ReadProblem):
            problems.append(item)
            continue
        try:
            found, sentences = checker.check_counted(item)
            found = revise(item, found)
            within = checker.checks_within(found) if apart else []
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
        findings.extend(found)
        checks.extend(within)
        articles.extend([summarise(item, sentences, found)])
        on_progress(f"{len(articles)} articles, {len(findings)} figures")
    comparisons: list[Comparison] = []
    if not apart:
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
        compared=not apart,
    )


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the commonest first, equals by name."""
    return _commonest_first(Counter(values))


def _commonest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
