"""Files, folders and tables: what is read, what is not, and in which words it is told."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import LONGEST_ARTICLE, read_all, read_articles
from factcheck.datelines import dateline, parse_date
from factcheck.decoding import decode
from factcheck.errors import ArticleError, UsageError
from factcheck.manifest import ReadProblem


def _write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def _one(problems: list[ReadProblem]) -> ReadProblem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    assert problem.found
    assert problem.remedy
    assert "\n" not in str(problem)
    assert str(problem).startswith(problem.where)
    return problem


def test_a_file_is_decoded_and_nothing_else(tmp_path: Path) -> None:
    raw = "  About 5,000 people\r\nleft.\r\n\r\nÉté \n"
    articles, problems = read_all([_write(tmp_path, {"a.txt": raw}) / "a.txt"])
    assert [(a.article_id, a.text) for a in articles] == [("a.txt", raw)]
    assert problems == []
    assert (articles[0].published, articles[0].published_source) == (None, "none")


def test_a_folder_is_read_in_order_with_its_manifest(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "b.txt": "Two.",
            "a.md": "One.",
            "deep/c.txt": "Three.",
            "notes.log": "named, so read",
            "other.log": "no article",
            "README.md": "about the folder",
            ".hidden.txt": "x",
            "table.csv": "id,text\n1,x\n",
            "manifest.csv": (
                "file,title,publisher,published,url,desk\n"
                'b.txt,"Two, a title",Vale Post,2031-03-05,https://example.org/b,city\n'
                "c.txt,,,5 March 2031,,\n"
                "notes.log,,,,,\n"
            ),
        },
    )
    articles, problems = read_all([tmp_path])
    assert problems == []
    assert [a.article_id for a in articles] == ["a.md", "b.txt", "deep/c.txt", "notes.log"]
    two, three = articles[1], articles[2]
    assert (two.title, two.publisher, two.url) == (
        "Two, a title",
        "Vale Post",
        "https://example.org/b",
    )
    assert (two.published, two.published_source) == (date(2031, 3, 5), "manifest")
    assert two.extra == {"desk": "city"}
    assert three.published == date(2031, 3, 5), "found by its name alone"


def test_a_single_file_takes_its_line_from_the_manifest_beside_it(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {"a.txt": "One.", "manifest.csv": "file,published\na.txt,2031-03-05\ngone.txt,never\n"},
    )
    articles, problems = read_all([tmp_path / "a.txt"])
    assert articles[0].published == date(2031, 3, 5)
    assert problems == []


def test_manifest_troubles_are_told_line_by_line(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "flood.txt": "One.",
            "manifest.csv": (
                "file,published\nflod.txt,2031-01-01\nflood.txt,03/04/2031\nflood.txt,\n,\n"
                "../outside.txt,\na.txt,b,c\n"
            ),
        },
    )
    articles, problems = read_all([tmp_path])
    assert [(a.article_id, a.published) for a in articles] == [("flood.txt", None)]
    told = {problem.line: problem for problem in problems}
    assert sorted(told, key=str) == [2, 3, 4, 6, 7]
    assert "did you mean 'flood.txt'?" in told[2].remedy
    assert "03/04/2031" in told[3].found
    assert told[3].article_id == "flood.txt"
    assert "again" in told[4].found
    assert "outside.txt" in told[6].found
    assert "3 cells" in told[7].found
    assert all(problem.source == "manifest.csv" for problem in problems)


def test_a_manifest_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.csv.*no such manifest"):
        read_all([tmp_path], tmp_path / "gone.csv")


def test_a_manifest_without_its_column_is_told_and_the_articles_are_read(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "One.", "manifest.csv": "name,published\na.txt,2031-01-01\n"})
    articles, problems = read_all([tmp_path])
    assert len(articles) == 1
    assert "name, published" in _one(problems).found


BAD_FILES = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\n", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40, "is binary"),
    "binary without NUL": (bytes(range(1, 9)) * 50 + b"\xff\xfe\x90" * 50, "is binary"),
    "broken UTF-8": ("Été à Évry, café crème. ".encode() * 3 + b"\xff", "UTF-8 with 1 broken"),
    "cut UTF-16": (b"\xff\xfeA\0B\0C", "is not utf-16"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_one_line_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    data, words = BAD_FILES[case]
    articles, problems = read_all([_write(tmp_path, {"bad.txt": data, "good.txt": "Fine."})])
    assert [a.article_id for a in articles] == ["good.txt"]
    problem = _one(problems)
    assert words in problem.found
    assert problem.source == "bad.txt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding: str) -> None:
    assert decode("Été 5,000".encode(encoding)) == ("Été 5,000", "")


def test_an_old_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    text = "Le café coûte 5 €, a dit l’hôtelier à Besançon. “C’est cher”, dit-elle."
    _write(tmp_path, {"a.txt": text.encode("cp1252")})
    articles, problems = read_all([tmp_path])
    assert articles[0].text == text
    problem = _one(problems)
    assert "cp1252" in problem.found
    assert problem.article_id == "a.txt"


def test_missing_paths_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    _write(tmp_path, {"tables/t.csv": "id,text\n1,One.\n"})
    articles, problems = read_all([tmp_path / "gone.txt", tmp_path / "void", tmp_path / "tables"])
    assert articles == []
    assert [p.found for p in problems] == [
        "does not exist",
        "holds no article",
        "holds tables only",
    ]
    assert "t.csv" in problems[2].remedy


def test_without_a_listener_the_first_problem_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        list(read_articles(tmp_path / "gone.txt"))
    heard: list[ReadProblem] = []
    assert list(read_articles(tmp_path / "gone.txt", on_problem=heard.append)) == []
    assert len(heard) == 1


CSV = 'id,title,publisher,published,url,text,Desk\nx1,T,P,2031-03-05,u,"One, two.\n\nThree.",city\n'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", CSV),
        ("t.csv", CSV.replace(",", ";").replace("One;", "One,")),
        ("t.csv", "\ufeff" + CSV),
        ("t.tsv", CSV.replace(",", "\t").replace("One\t", "One,")),
        (
            "t.jsonl",
            json.dumps(
                {
                    "id": "x1", "title": "T", "publisher": "P", "published": "2031-03-05",
                    "url": "u", "text": "One, two.\n\nThree.", "Desk": "city",
                }
            ) + "\n\n",
        ),
    ],
    ids=["csv", "semicolons", "byte order mark", "tsv", "jsonl"],
)  # fmt: skip
def test_tables(tmp_path: Path, name: str, content: str) -> None:
    articles, problems = read_all([_write(tmp_path, {name: content}) / name])
    assert problems == []
    (article,) = articles
    assert (article.article_id, article.title, article.publisher) == ("x1", "T", "P")
    assert article.text == "One, two.\n\nThree."
    assert (article.published, article.published_source) == (date(2031, 3, 5), "table")
    assert article.extra == {"desk": "city"}


def test_parquet(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table({"id": ["x1"], "text": ["One."], "published": [date(2031, 3, 5)]})
    parquet.write_table(table, tmp_path / "t.parquet")
    articles, problems = read_all([tmp_path / "t.parquet"])
    assert problems == []
    assert (articles[0].article_id, articles[0].published) == ("x1", date(2031, 3, 5))
    _write(tmp_path, {"broken.parquet": "no"})
    assert "no Parquet" in _one(read_all([tmp_path / "broken.parquet"])[1]).found


BAD_TABLES = {
    "no text column": ("t.csv", "id,body\n1,x\n", "columns found: id, body", 1),
    "a manifest": ("t.csv", "file,title\na.txt,x\n", "no column 'text'", 1),
    "empty": ("t.csv", "", "is empty", None),
    "header only": ("t.csv", "id,text\n", "no rows", None),
    "too many cells": ("t.csv", "id,text\n1,one, two\n", "3 cells", 2),
    "empty text": ("t.csv", "id,text\n1, \n", "empty text", 2),
    "unreadable day": ("t.csv", "id,published,text\n1,soon,One.\n", "'soon'", 2),
    "same id twice": ("t.csv", "id,text\n1,One.\n1,Two.\n", "read before", None),
    "broken line": ("t.jsonl", '{"id": 1, "text": "One."}\n{"id": 2,\n', "is no JSON", 2),
    "no object": ("t.jsonl", "[1]\n", "is a list", 1),
    "text is a number": ("t.jsonl", '{"id": 1, "text": 5}\n', "empty text", 1),
    "deep": ("t.jsonl", "[" * 100_000 + "\n", "is no JSON", 1),
    "binary": ("t.csv", "id,text\n1,\0\n", "is binary", None),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_a_bad_table_is_one_line(tmp_path: Path, case: str) -> None:
    name, content, words, line = BAD_TABLES[case]
    problem = _one(read_all([_write(tmp_path, {name: content}) / name])[1])
    assert words in problem.found
    assert problem.line == line


def test_good_rows_survive_bad_ones(tmp_path: Path) -> None:
    _write(tmp_path, {"t.csv": 'id,text\n1,"One\ntwo."\n2,a,b\n3,Three.\n'})
    articles, problems = read_all([tmp_path / "t.csv"])
    assert [a.article_id for a in articles] == ["1", "3"]
    assert _one(problems).line == 4


def test_a_cell_beyond_the_csv_default_is_read(tmp_path: Path) -> None:
    text = "About 5,000 people. " * 20_000
    _write(tmp_path, {"t.csv": f"id,text\n1,{text}\n".replace("5,000", "5000")})
    articles, _ = read_all([tmp_path / "t.csv"])
    assert len(articles[0].text) > 131_072


def test_a_table_whose_bytes_break_late_keeps_what_was_read(tmp_path: Path) -> None:
    rows = "".join(f"{n},{'words ' * 200}\n" for n in range(1_500)).encode()
    _write(tmp_path, {"t.csv": b"id,text\n" + rows + b"x,\xff\xff\n"})
    articles, problems = read_all([tmp_path / "t.csv"])
    assert len(articles) > 1_000
    assert "rest of the table" in _one(problems).found


def test_two_folders_with_the_same_names(tmp_path: Path) -> None:
    _write(tmp_path, {"mon/a.txt": "One.", "tue/a.txt": "Two."})
    articles, problems = read_all([tmp_path / "mon", tmp_path / "tue"])
    assert [a.article_id for a in articles] == ["a.txt", "tue/a.txt"]
    assert problems == []
    assert "read before" in _one(read_all([tmp_path / "mon", tmp_path / "mon"])[1]).found


def test_an_archive_in_one_file_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    line = b"About 5,000 people left their homes.\n"
    _write(tmp_path, {"big.txt": line * (LONGEST_ARTICLE // len(line) + 1), "small.txt": line})
    articles, problems = read_all([tmp_path])
    assert [article.article_id for article in articles] == ["small.txt"]
    assert "20,000,000" in _one(problems).found
    assert "split it" in _one(problems).remedy


PAGE = """<html><head><title>Flood drives out 300</title>
<meta property="article:published_time" content="2031-03-05T10:00:00Z">
<meta property="og:site_name" content="Vale Post"></head><body><article>
<h1>Flood drives out 300</h1>
<p>The river Ems rose four metres on Monday and 300 people left their homes, the town said.</p>
<p>The water board expects the river to fall by Thursday, when the schools are to open again.</p>
</article><div id="comments" class="comments"><p>I counted 9,999 of them myself!</p></div>
</body></html>"""


def test_a_page_gives_its_words_without_comments(tmp_path: Path) -> None:
    articles, problems = read_all([_write(tmp_path, {"p.html": PAGE})])
    assert problems == []
    (article,) = articles
    assert "300 people" in article.text
    assert "9,999" not in article.text
    assert (article.published, article.published_source) == (date(2031, 3, 5), "page")
    assert (article.title, article.publisher) == ("Flood drives out 300", "Vale Post")


def test_documents(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("About 300 people left.")
    stream = io.BytesIO()
    document.save(stream)
    _write(tmp_path, {"a.docx": stream.getvalue(), "b.docx": b"PK no", "c.pdf": b"%PDF-1.4 no"})
    articles, problems = read_all([tmp_path])
    assert [(a.article_id, a.text) for a in articles] == [("a.docx", "About 300 people left.")]
    assert [p.source for p in problems] == ["b.docx", "c.pdf"]
    assert all("damaged" in problem.found for problem in problems)


DAYS = {
    "2031-03-05": date(2031, 3, 5),
    "2031-03-05T23:30:00-05:00": date(2031, 3, 5),
    "20310305": date(2031, 3, 5),
    "2031/3/5": date(2031, 3, 5),
    "5 March 2031": date(2031, 3, 5),
    "5th March, 2031": date(2031, 3, 5),
    "Mar. 5, 2031": date(2031, 3, 5),
    "Wednesday, March 5, 2031 5:30 pm EST": date(2031, 3, 5),
    "Sept 30 2031": date(2031, 9, 30),
    "13/04/2031": date(2031, 4, 13),
    "04/13/2031": date(2031, 4, 13),
    "4.4.2031": date(2031, 4, 4),
    "Wed, 05 Mar 2031 10:00:00 GMT": date(2031, 3, 5),
}


@pytest.mark.parametrize("written", DAYS)
def test_days(written: str) -> None:
    assert parse_date(written) == DAYS[written]


@pytest.mark.parametrize("written", ["03/04/2031", "31 February 2031", "soon", "", "5,000", "2031"])
def test_no_days(written: str) -> None:
    with pytest.raises(ValueError, match=r"could be either|no such day|not a form"):
        parse_date(written)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PORT VALE, March 5, 2031 (Wire) - The river rose.", date(2031, 3, 5)),
        ("VALE, 5 March 2031 — The river rose.", date(2031, 3, 5)),
        ("Flood in Vale\n\nPublished: 5 March 2031\n\nThe river rose.", date(2031, 3, 5)),
        ("VALE, March 5 (Wire) - The river rose.", None),
        ("The river rose on 5 March 2031.", None),
        ("5 March 2031\n6 March 2031\nThe river rose.", None),
        ("Published: 03/04/2031\nThe river rose.", None),
    ],
)
def test_a_dateline_only_where_it_is_plain(text: str, day: date | None) -> None:
    assert dateline(text) == day


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_error(data: bytes) -> None:
    try:
        outcome = decode(data)[0]
    except ArticleError as error:
        outcome = error.remedy
    assert isinstance(outcome, str)


def test_each_folder_may_have_its_own_manifest(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "manifest.csv": "file,publisher\nmon/a.txt,Outer\n",
            "mon/manifest.csv": "file,publisher\na.txt,Inner\nb.txt,Inner\n",
            "mon/a.txt": "One.",
            "mon/b.txt": "Two.",
        },
    )
    articles, problems = read_all([tmp_path])
    assert [(a.article_id, a.publisher) for a in articles] == [
        ("mon/a.txt", "Outer"),
        ("mon/b.txt", "Inner"),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("given", "found"), [("", "is blank"), ("https://example.org/a", "is an address")]
)
def test_what_is_no_path_is_told(given: str, found: str) -> None:
    articles, problems = read_all([given])
    assert not articles
    assert found in _one(problems).found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_not_opened(tmp_path: Path) -> None:
    _write(tmp_path, {"a.txt": "About 5,000 people left."})
    os.mkfifo(tmp_path / "b.txt")
    articles, problems = read_all([tmp_path])
    assert [article.article_id for article in articles] == ["a.txt"]
    assert _one(problems).found == "is no regular file"
    assert _one(read_all([tmp_path / "b.txt"])[1]).found == "is no regular file"


@pytest.mark.parametrize(
    ("content", "texts", "found"),
    [
        ('id,text\n0,a b\n1,"12 died\n2,13 died\n', ["a b"], "never closed"),
        ("id,text,text\n1,12 died,13 died\n", ["13 died"], "2 columns 'text'"),
    ],
)
def test_a_table_that_would_lose_words_says_so(
    tmp_path: Path, content: str, texts: list[str], found: str
) -> None:
    _write(tmp_path, {"a.csv": content})
    articles, problems = read_all([tmp_path / "a.csv"])
    assert [article.text for article in articles] == texts
    assert found in _one(problems).found


def test_a_quoted_last_cell_needs_no_line_end(tmp_path: Path) -> None:
    _write(tmp_path, {"a.csv": 'id,text\n1,"12 died\nthere"'})
    articles, problems = read_all([tmp_path / "a.csv"])
    assert ([article.text for article in articles], problems) == (["12 died\nthere"], [])
