"""One article through all stages: the program's story, a line a stage.

articles -> sentences -> quantities -> claims -> matches -> findings -> comparisons
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.arithmetic import check_arithmetic
from factcheck.claims import ClaimBuilder, builder_of
from factcheck.comparison import Compared, compare
from factcheck.history import check_history
from factcheck.matching import rank_matches
from factcheck.model import Article, Check, Claim, Comparison, Finding, Quantity, Sentence
from factcheck.overrides import OriginOverrides
from factcheck.passages import of_passage, whole_page
from factcheck.quantities import find_quantities
from factcheck.reference import ReferenceTable, load_table
from factcheck.sentences import split_sentences
from factcheck.settings import Settings, load_settings
from factcheck.verdict import judge


@dataclass(frozen=True)
class Checker:
    """A loaded reference table and settings, ready for any number of articles.

    Loading costs far more than checking: build one and keep it.
    """

    table: ReferenceTable
    settings: Settings
    profile: str = "standard"
    _builder: ClaimBuilder = field(init=False, repr=False)
    # The page read last: its passages follow each other, so that one is enough.
    _page: dict[tuple[str, ...], tuple[list[Sentence], list[Claim]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_builder", builder_of(self.table.vocabulary))

    @classmethod
    def load(cls, reference_dir: str | Path | None = None, profile: str = "standard") -> Checker:
        """A checker over the tables of a folder, the built-in ones without a folder.

        Raises ``TableError`` with every problem of the tables, ``UsageError`` for a profile that
        does not exist.
        """
        settings = load_settings(profile)
        table = load_table(None if reference_dir is None else Path(reference_dir))
        return cls(table, settings, profile)

    def check(self, article: Article) -> list[Finding]:
        """Every figure of an article, judged or not, in the order in which it is written."""
        return self.check_counted(article)[0]

    def check_counted(self, article: Article) -> tuple[list[Finding], int]:
        """The findings of an article and the number of its sentences."""
        sentences, claims = self._read(article)
        findings = [
            judge(claim, rank_matches(claim, self.table, self.settings), self.table, self.settings)
            for claim in claims
        ]
        return findings, len(sentences)

    def _read(self, article: Article) -> tuple[list[Sentence], list[Claim]]:
        """The sentences and claims of an article, those of a passage read within its page."""
        if not (article.before or article.behind):
            return self._read_whole(article)
        page = whole_page(article)
        key = (page.text, page.title, page.publisher, str(page.published), page.url)
        read = self._page.get(key)
        if read is None:
            read = self._read_whole(page)
            self._page.clear()
            self._page[key] = read
        return of_passage(article, *read)

    def _read_whole(self, article: Article) -> tuple[list[Sentence], list[Claim]]:
        sentences = split_sentences(article)
        quantities = [find_quantities(sentence) for sentence in sentences]
        return sentences, self._builder.build(article, sentences, quantities)

    def claims(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
    ) -> list[Claim]:
        """One claim a quantity; ``quantities[i]`` are those of ``sentences[i]``."""
        return self._builder.build(article, sentences, quantities)

    def compare(
        self, findings: Sequence[Finding], overrides: OriginOverrides | None = None
    ) -> list[Comparison]:
        """All claims of several articles on one key, and whether they agree.

        ``overrides`` are a person's word on origins. Raises ``TableError`` where they name an
        article or a finding that is not there.
        """
        return list(self._compared(findings, overrides).comparisons)

    def checks(self, findings: Sequence[Finding]) -> list[Check]:
        """Arithmetic inside an article and across articles, in the order of their ids."""
        return self.across(findings)[1]

    def checks_within(self, findings: Sequence[Finding]) -> list[Check]:
        """Arithmetic inside each article, without what articles say of each other."""
        return check_arithmetic(findings, self.table.vocabulary)

    def across(
        self, findings: Sequence[Finding], overrides: OriginOverrides | None = None
    ) -> tuple[list[Comparison], list[Check]]:
        """Comparisons and checks of many articles in one go."""
        compared = self._compared(findings, overrides)
        checks = check_arithmetic(findings, self.table.vocabulary)
        checks += check_history(compared, self.settings)
        checks.sort(key=lambda check: check.check_id)
        return list(compared.comparisons), checks

    def _compared(self, findings: Sequence[Finding], overrides: OriginOverrides | None) -> Compared:
        return compare(
            findings, self.settings, self.table.vocabulary, overrides or OriginOverrides()
        )
