"""Files, folders and tables -> articles; whatever cannot be read becomes a record, never a loss.

Offsets of every later stage refer to ``Article.text`` as this module gives it: a text file is
decoded and nothing else - no newline is rewritten and no space is trimmed (a byte order mark is
not part of the text). A table's text is its cell; for a page or a document it is what
``factcheck.documents`` drew out of it.
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from factcheck.datelines import dateline, parse_date
from factcheck.decoding import SAMPLE_BYTES, SAVE_AS_UTF8, decode, find_encoding
from factcheck.errors import ArticleError
from factcheck.manifest import Entry, Manifest, ReadProblem, delimited_rows, load_manifest, os_words
from factcheck.model import Article
from factcheck.passages import with_pages

TEXT_ENDINGS = (".txt", ".text", ".md")
DOCUMENT_ENDINGS = (".html", ".htm", ".pdf", ".docx")
# Characters. The longest reports have half a million; a larger file is an archive, not an article.
LONGEST_ARTICLE = 20_000_000
DELIMITED_ENDINGS = (".csv", ".tsv")
LINES_ENDINGS = (".jsonl", ".ndjson")
TABLE_ENDINGS = (*DELIMITED_ENDINGS, *LINES_ENDINGS, ".parquet")
ARTICLE_ENDINGS = (*TEXT_ENDINGS, *DOCUMENT_ENDINGS)
MANIFEST_NAME = "manifest.csv"
TABLE_COLUMNS = ("id", "title", "publisher", "published", "url", "text")

_MISSING = "give the path of a file or a folder that exists"


def read_articles(
    path: str | Path,
    manifest: str | Path | None = None,
    on_problem: Callable[[ReadProblem], None] | None = None,
) -> Iterator[Article]:
    """Articles of a file, a folder or a table, in a fixed order.

    ``on_problem`` is called with whatever could not be read, and reading goes on; without it the
    first problem is raised as ``ArticleError``.
    """
    for item in scan([path], manifest):
        if isinstance(item, Article):
            yield item
        elif on_problem is not None:
            on_problem(item)
        else:
            raise item.error()


def read_all(
    paths: Iterable[str | Path], manifest: str | Path | None = None
) -> tuple[list[Article], list[ReadProblem]]:
    """All articles and all problems of several paths."""
    articles: list[Article] = []
    problems: list[ReadProblem] = []
    for item in scan(paths, manifest):
        if isinstance(item, Article):
            articles.append(item)
        else:
            problems.append(item)
    return articles, problems


def scan(
    paths: Iterable[str | Path], manifest: str | Path | None = None
) -> Iterator[Article | ReadProblem]:
    """Articles and problems of several paths, one at a time, so that a long run stays small.

    Article ids are unique within one call: two folders that hold the same relative path are told
    apart by the folder's name, and a table's repeated id is a problem. Raises ``UsageError``
    where the manifest named does not exist.
    """
    named = None if manifest is None else load_manifest(Path(manifest))
    if named is not None:
        yield from named.problems
    seen: dict[str, str] = {}
    for given in paths:
        written = str(given)
        if refused := _no_path(written):
            yield refused
            continue
        path = Path(given)
        for item in _scan_path(path, named):
            yield _unique(item, path, seen) if isinstance(item, Article) else item


def _unique(article: Article, path: Path, seen: dict[str, str]) -> Article | ReadProblem:
    identity = article.article_id
    if identity in seen and seen[identity] != str(path):
        folder = path if path.is_dir() else path.absolute().parent
        identity = f"{folder.absolute().name}/{identity}"
    if identity in seen:
        return ReadProblem(
            article.article_id,
            str(path),
            f"the id {article.article_id!r} was read before, so this article was left out",
            "give every article an id of its own, and each path once",
        )
    seen[identity] = str(path)
    return article if identity == article.article_id else replace(article, article_id=identity)


def _no_path(written: str) -> ReadProblem | None:
    """What is wrong with a path that names no file at all: blank, or an address on the web."""
    if not written.strip():
        return ReadProblem("(blank)", "(blank)", "the path is blank", _MISSING)
    if written.lower().startswith(("http://", "https://")):
        remedy = "save the page as a file, or its words as a text file, and give that"
        return ReadProblem(written, written, "is an address, and nothing is fetched", remedy)
    return None


def _scan_path(path: Path, manifest: Manifest | None) -> Iterator[Article | ReadProblem]:
    try:
        if path.is_dir():
            yield from _scan_folder(path, manifest)
        elif not path.exists():
            yield ReadProblem(path.name or str(path), str(path), "does not exist", _MISSING)
        elif not path.is_file():
            yield _irregular(path, path.name)
        elif path.suffix.lower() in TABLE_ENDINGS:
            yield from with_pages(_scan_table(path))
        else:
            yield from _scan_file(path, path.name, _entry_beside(path, manifest))
    except OSError as error:
        yield _unreadable(path, path.name, error)


def _scan_folder(folder: Path, manifest: Manifest | None) -> Iterator[Article | ReadProblem]:
    refused: list[OSError] = []
    files = _walk(folder, refused)
    for error in refused:
        yield _unreadable(Path(error.filename), Path(error.filename).name, error)
    named: dict[str, tuple[Manifest, Entry]] = {}
    # Without one that is named, each folder's own manifest speaks for the files below it.
    for base in [""] if manifest else _manifest_folders(files):
        one = manifest or load_manifest(folder / base / MANIFEST_NAME)
        if manifest is None:
            yield from one.problems
        found, problems = _resolve(one, base, files)
        yield from problems
        named = {**found, **named}
    chosen = [name for name in files if name in named or _has_article_ending(PurePosixPath(name))]
    for name in chosen:
        try:
            # Opening a named pipe would wait for a writer for ever. A dangling link is told as such.
            if (folder / name).exists() and not (folder / name).is_file():
                yield _irregular(folder / name, name)
                continue
            yield from _scan_file(folder / name, name, named.get(name))
        except OSError as error:
            yield _unreadable(folder / name, name, error)
    if not chosen:
        tables = [name for name in files if _is_table(name)]
        found_words, remedy = (
            "holds no article",
            f"put files ending in {', '.join(ARTICLE_ENDINGS)} there",
        )
        if tables:
            found_words, remedy = "holds tables only", f"name the table itself: {tables[0]}"
        yield ReadProblem(folder.absolute().name, str(folder), found_words, remedy)


def _walk(folder: Path, refused: list[OSError]) -> list[str]:
    """Visible files below a folder as sorted POSIX paths; links to folders are not followed.
    Folders that may not be listed are added to ``refused``."""
    found: list[str] = []
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(root).relative_to(folder)
        found += [(base / name).as_posix() for name in names if not name.startswith(".")]
    return sorted(found)


def _manifest_folders(files: list[str]) -> list[str]:
    """Folders that hold a manifest, the outermost first: what it says counts."""
    folders = [
        PurePosixPath(name).parent.as_posix()
        for name in files
        if PurePosixPath(name).name == MANIFEST_NAME
    ]
    return sorted(
        ("" if name == "." else name for name in folders), key=lambda name: (name.count("/"), name)
    )


def _has_article_ending(path: PurePosixPath) -> bool:
    # README files describe a folder; they are read only where a manifest names them.
    return path.suffix.lower() in ARTICLE_ENDINGS and path.stem.lower() != "readme"


def _is_table(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in TABLE_ENDINGS and path.name != MANIFEST_NAME


def _resolve(
    manifest: Manifest, base: str, files: list[str]
) -> tuple[dict[str, tuple[Manifest, Entry]], list[ReadProblem]]:
    """Manifest lines by the file below ``base`` that they mean: the relative path, else the one
    file of that name."""
    prefix = f"{base}/" if base else ""
    below = [name.removeprefix(prefix) for name in files if name.startswith(prefix)]
    by_name: dict[str, list[str]] = {}
    for name in below:
        by_name.setdefault(PurePosixPath(name).name, []).append(name)
    known = frozenset(below)
    named: dict[str, tuple[Manifest, Entry]] = {}
    problems: list[ReadProblem] = []
    for written, entry in manifest.entries.items():
        alike = by_name.get(written, [])
        if written in known:
            named[prefix + written] = (manifest, entry)
        elif len(alike) == 1 and alike[0] not in manifest.entries:
            named[prefix + alike[0]] = (manifest, entry)
        else:
            near = difflib.get_close_matches(written, below, n=1, cutoff=0.75)
            remedy = f"did you mean {near[0]!r}?" if near else "correct the name or remove the line"
            found = f"names {written!r}, which is not there"
            problems.append(manifest.problem(entry.line, found, remedy))
    return named, problems


def _entry_beside(path: Path, manifest: Manifest | None) -> tuple[Manifest, Entry] | None:
    """What a manifest says of a single file; of the one beside it only this file's line counts."""
    if manifest is None:
        beside = path.absolute().parent / MANIFEST_NAME
        if not beside.is_file():
            return None
        manifest = load_manifest(beside)
    entry = manifest.entries.get(path.name)
    return (manifest, entry) if entry else None


def _scan_file(
    path: Path, name: str, said: tuple[Manifest, Entry] | None
) -> Iterator[Article | ReadProblem]:
    """One article from one file, and what was wrong with it."""
    data = path.read_bytes()
    ending = path.suffix.lower()
    page: Mapping[str, str] = {}
    if not data.strip():
        yield ReadProblem(name, str(path), "is empty", "remove it or fill it")
        return
    try:
        if ending in DOCUMENT_ENDINGS or data.startswith(b"%PDF-"):
            from factcheck.documents import read_document

            page = read_document(data, ending)
            text, note = page["text"], ""
        else:
            text, note = decode(data)
    except ArticleError as error:
        yield ReadProblem(name, str(path), error.found, error.remedy)
        return
    if len(text) > LONGEST_ARTICLE:
        found = f"is {len(text):,} characters long; an article may have {LONGEST_ARTICLE:,}"
        yield ReadProblem(name, str(path), found, "split it, or give a table with a row an article")
        return
    if not text.strip():
        yield ReadProblem(
            name, str(path), "holds no text", "give a file whose text can be copied, not a scan"
        )
        return
    if note:
        yield ReadProblem(name, str(path), note, f"{SAVE_AS_UTF8} to be sure", None, name)
    cells = dict(said[1].cells) if said else {}
    published, source = None, "none"
    if cells.get("published"):
        try:
            published, source = parse_date(cells["published"]), "manifest"
        except ValueError as error:
            found = f"{cells['published']!r} in column published is no date: {error}"
            if said:
                manifest, entry = said
                yield manifest.problem(entry.line, found, "write it as 2024-05-31", name)
    if published is None and page.get("published"):
        published, source = date.fromisoformat(page["published"]), "page"
    if published is None and (written := dateline(text)) is not None:
        published, source = written, "text"
    yield Article(
        article_id=name,
        text=text,
        title=cells.pop("title", "") or page.get("title", ""),
        publisher=cells.pop("publisher", "") or page.get("publisher", ""),
        published=published,
        published_source=source,
        url=cells.pop("url", "") or page.get("url", ""),
        extra={key: value for key, value in cells.items() if key not in ("published", "file")},
    )


def _scan_table(path: Path) -> Iterator[Article | ReadProblem]:
    """The articles of a table, streamed; a row that cannot be used is a problem of its own."""

    def problem(line: int | None, found: str, remedy: str, article: str = "") -> ReadProblem:
        return ReadProblem(path.name, str(path), found, remedy, line, article)

    if path.stat().st_size == 0:
        yield problem(None, "is empty", "remove it or fill it")
        return
    try:
        records = _parquet_records(path) if path.suffix.lower() == ".parquet" else None
        if records is None:
            with path.open("rb") as raw:
                encoding, note = find_encoding(raw.read(SAMPLE_BYTES), complete=False)
            if note:
                yield problem(None, note, f"{SAVE_AS_UTF8} to be sure", path.name)
    except ArticleError as error:
        yield problem(None, error.found, error.remedy)
        return
    if records is not None:
        yield from _articles_of(records, path, problem)
        return
    with path.open(encoding=encoding, newline="") as stream:
        lines = path.suffix.lower() in LINES_ENDINGS
        try:
            yield from _articles_of(
                _json_records(stream) if lines else _delimited_records(stream, path), path, problem
            )
        except UnicodeDecodeError as error:
            found = f"a byte is not {error.encoding}, so the rest of the table was not read"
            yield problem(None, found, SAVE_AS_UTF8)


_Record = tuple[int | None, Mapping[str, object] | ArticleError]


def _delimited_records(stream: Iterable[str], path: Path) -> Iterator[_Record]:
    rows = delimited_rows(stream, path)
    _, header = next(rows, (1, []))
    if isinstance(header, str):
        yield 1, ArticleError(header, remedy="write it as CSV with a header")
        return
    if "text" not in header:
        remedy = "name the column with the article's words 'text'"
        if "file" in header:
            remedy = "this looks like a manifest: give its folder, or name it with --manifest"
        found = f"has no column 'text' (columns found: {', '.join(header)})"
        yield 1, ArticleError(found, remedy=remedy)
        return
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        found = f"has {header.count(name)} columns {name!r}; the last one counts"
        yield 1, ArticleError(found, remedy="give every column a name of its own")
    for line, cells in rows:
        if isinstance(cells, str):
            yield line, ArticleError(cells, remedy="put quotes around a cell with commas or lines")
        else:
            yield line, dict(zip(header, cells, strict=False))


def _json_records(stream: Iterable[str]) -> Iterator[_Record]:
    for line, text in enumerate(stream, start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield line, ArticleError(f"is no JSON: {error}", remedy="write one object a line")
            continue
        if isinstance(record, dict):
            yield line, {str(key).strip().lower(): value for key, value in record.items()}
        else:
            kind = type(record).__name__
            yield (
                line,
                ArticleError(f"is a {kind}, not an object", remedy="write one object a line"),
            )


def _parquet_records(path: Path) -> Iterator[_Record]:
    from factcheck.documents import parquet_rows

    try:
        yield from enumerate(parquet_rows(path), start=1)
    except ArticleError as error:
        yield None, error


def _articles_of(
    records: Iterable[_Record], path: Path, problem: Callable[..., ReadProblem]
) -> Iterator[Article | ReadProblem]:
    read = 0
    complained = False
    for line, record in records:
        if isinstance(record, ArticleError):
            complained = True
            yield problem(line, record.found, record.remedy)
            continue
        read += 1
        cells = {key: _cell(value) for key, value in record.items()}
        text = record.get("text")
        identity = cells.get("id", "").strip() or f"{path.name}#{read}"
        if not isinstance(text, str) or not text.strip():
            has = "an empty text" if "text" in record else "no text"
            yield problem(line, f"the row {identity!r} has {has}", "fill 'text' or remove the row")
            continue
        published, source = None, "none"
        if written := cells.get("published", "").strip():
            try:
                published, source = parse_date(written), "table"
            except ValueError as error:
                found = f"{written!r} in column published is no date: {error}"
                yield problem(line, found, "write it as 2024-05-31", identity)
        if published is None and (stated := dateline(text)) is not None:
            published, source = stated, "text"
        yield Article(
            article_id=identity,
            text=text,
            title=cells.get("title", ""),
            publisher=cells.get("publisher", "").strip(),
            published=published,
            published_source=source,
            url=cells.get("url", "").strip(),
            extra={key: cell for key, cell in cells.items() if key not in TABLE_COLUMNS},
        )
    if not read and not complained:
        yield problem(None, "has a header and no rows", "add one row an article")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _irregular(path: Path, name: str) -> ReadProblem:
    return ReadProblem(name, str(path), "is no regular file", "copy what it holds into a file")


def _unreadable(path: Path, name: str, error: OSError) -> ReadProblem:
    return ReadProblem(name, str(path), os_words(error), "check that you may read it")
