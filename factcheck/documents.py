"""HTML, PDF and DOCX bytes -> the article's words; Parquet -> rows. Libraries load on first use."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.errors import ArticleError

_LATEST_DAY = "2099-12-31"


def read_document(data: bytes, ending: str) -> Mapping[str, str]:
    """Text and metadata of a document: text, title, publisher, published (ISO), url; blank where
    it does not say.

    Raises ``ArticleError`` for a damaged or locked document.
    """
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if ending == ".pdf":
        raise ArticleError("is no PDF, whatever its name says", remedy="save it as PDF again")
    if ending == ".docx":
        return _docx(data)
    return _html(data)


def _html(data: bytes) -> Mapping[str, str]:
    from htmldate import find_date
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    # Comments are other people's words, and full of figures.
    tree = load_html(data)
    page = (
        None
        if tree is None
        else bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=True)
    )
    if not isinstance(page, Document) or not page.text:
        raise ArticleError(
            "holds no article that can be told from the page around it",
            remedy="save the article's words as a text file",
        )
    # The day stated on the page only: a day guessed from a copyright line would be judged against.
    # The latest day allowed is fixed, as the library would otherwise ask the clock.
    published = find_date(
        load_html(data), original_date=True, extensive_search=False, max_date=_LATEST_DAY
    )
    return {
        "text": page.text,
        "title": page.title or "",
        "publisher": page.sitename or "",
        "published": published or "",
        "url": page.url or "",
    }


def _pdf(data: bytes) -> Mapping[str, str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What is damaged is told once, in the program's own words.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("is locked with a password", remedy="save it without one")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArticleError(
            f"is a damaged PDF: {error}", remedy="save it as PDF or as text again"
        ) from error
    return {"text": text}


def _docx(data: bytes) -> Mapping[str, str]:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(data))
    except (BadZipFile, OpcError, KeyError, ValueError) as error:
        raise ArticleError(
            "is a damaged Word document", remedy="save it as DOCX or as text again"
        ) from error
    return {
        "text": "\n\n".join(paragraph.text for paragraph in document.paragraphs),
        "title": document.core_properties.title or "",
    }


def parquet_rows(path: Path) -> Iterator[Mapping[str, object]]:
    """Rows of a Parquet file, a batch in memory at a time. Raises ``ArticleError``."""
    from pyarrow import ArrowException, parquet

    try:
        table = parquet.ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise ArticleError("is no Parquet file", remedy="write it as Parquet again") from error
    if "text" not in table.schema_arrow.names:
        columns = ", ".join(table.schema_arrow.names)
        raise ArticleError(
            f"has no column 'text' (columns found: {columns})",
            remedy="name the column with the article's words 'text'",
        )
    for batch in table.iter_batches(batch_size=1_000):
        yield from batch.to_pylist()
