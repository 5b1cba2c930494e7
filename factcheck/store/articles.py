"""The articles of a run: listed, and one of them put in again with other metadata."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from factcheck.model import Article
from factcheck.runs import Run
from factcheck.store.database import Store, StoreError, now
from factcheck.store.saving import put_article_findings
from factcheck.store.schema import ArticleRow, FindingRow, RunRow


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article's line in the list of a run."""

    article: str
    title: str
    publisher: str
    published: str | None
    published_source: str
    figures: int
    flagged: int


def article_lines(
    store: Store, run_id: int, search: str = "", limit: int = 500
) -> list[ArticleLine]:
    """The articles of a run; those with most flagged figures first, then in order."""
    query = select(
        ArticleRow.article, ArticleRow.title, ArticleRow.publisher, ArticleRow.published,
        ArticleRow.published_source, ArticleRow.figures, ArticleRow.flagged,
    ).where(ArticleRow.run_id == run_id)  # fmt: skip
    for word in search.split():
        query = query.where(ArticleRow.title.icontains(word, autoescape=True))
    query = query.order_by(ArticleRow.flagged.desc(), ArticleRow.position).limit(limit)
    with store.reading() as session:
        return [ArticleLine(*row) for row in session.execute(query)]


def article_row(store: Store, run_id: int, article: str) -> int:
    """The number of an article in a run. Raises ``StoreError`` where it is not there."""
    with store.reading() as session:
        number = session.scalar(
            select(ArticleRow.id).where(ArticleRow.run_id == run_id, ArticleRow.article == article)
        )
    if number is None:
        raise StoreError("the run no longer holds this article", remedy="check it again")
    return number


def put_article(store: Store, run_id: int, article: Article, again: Run) -> None:
    """Put an article with other title, publisher or date into its run, with what was found in it
    now. Comparisons are not made again; the run says so."""
    with store.writing() as session:
        run = session.get(RunRow, run_id)
        row = session.scalar(
            select(ArticleRow).where(
                ArticleRow.run_id == run_id, ArticleRow.article == article.article_id
            )
        )
        if run is None or row is None:
            raise StoreError("the run no longer holds this article", remedy="check it again")
        row.title, row.publisher = article.title, article.publisher
        row.published = article.published.isoformat() if article.published else None
        row.published_source = article.published_source
        session.execute(delete(FindingRow).where(FindingRow.article_id == row.id))
        put_article_findings(session, run, row.id, again.findings, now())
