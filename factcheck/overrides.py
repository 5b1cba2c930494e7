"""A person's word on origins: a CSV that joins or splits what the program grouped.

Columns ``article`` or ``finding`` (one of the two filled in each row) and ``origin``. Rows with one
origin are one source; an origin may be a name of one's own or one that members.csv gave.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from factcheck.decoding import decode
from factcheck.errors import ArticleError, FactcheckError, TableError, UsageError
from factcheck.manifest import delimited_rows, os_words

_COLUMNS = "article,origin or finding,origin or article,finding,origin"


@dataclass(frozen=True, slots=True)
class OriginOverrides:
    """Origin by article id and by finding id; a finding's own line goes before its article's."""

    articles: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # line of each name, for complaints
    path: str = ""

    def of(self, article: str, finding: str) -> str:
        """The origin that a person gave; blank where nobody did."""
        return self.findings.get(finding, "") or self.articles.get(article, "")

    def check_known(self, articles: Collection[str], findings: Collection[str]) -> None:
        """Raise ``TableError`` for names that the run does not hold."""
        problems: list[FactcheckError] = []
        for kind, given, known in (
            ("article", self.articles, articles),
            ("finding", self.findings, findings),
        ):
            for name in sorted(set(given) - set(known)):
                near = get_close_matches(name, sorted(known), n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"give a {kind} of this run"
                where = f"{self.path}:{self.lines[name]}"
                problems.append(
                    TableError(f"there is no {kind} {name!r}", where=where, remedy=remedy)
                )
        _raise(problems, self.path)


def load_overrides(path: Path) -> OriginOverrides:
    """Read a file of origins.

    Raises ``UsageError`` where it cannot be read, ``TableError`` with every line that cannot be
    used.
    """
    if not path.is_file():
        raise UsageError(
            "no such file of origins",
            where=str(path),
            remedy=f"give the path of a CSV with the columns {_COLUMNS}",
        )
    try:
        text, _ = decode(path.read_bytes())
    except (ArticleError, OSError) as error:
        found = error.found if isinstance(error, ArticleError) else os_words(error)
        raise UsageError(found, where=str(path), remedy="save it as CSV, in UTF-8") from None
    rows = delimited_rows(io.StringIO(text, newline=""), path)
    _, header = next(rows, (1, []))
    names = {"article", "finding"} & set(header)
    if isinstance(header, str) or "origin" not in header or not names:
        columns = header if isinstance(header, str) else ", ".join(header) or "none"
        raise UsageError(
            f"has not the columns that are needed (columns found: {columns})",
            where=f"{path}:1",
            remedy=f"name them {_COLUMNS}",
        )
    given: dict[str, dict[str, str]] = {"article": {}, "finding": {}}
    lines: dict[str, int] = {}
    problems: list[FactcheckError] = []
    for line, cells in rows:
        complaint = (
            (cells, "put quotes around a cell with a comma")
            if isinstance(cells, str)
            else _take(dict(zip(header, cells, strict=False)), line, given, lines)
        )
        if complaint:
            found, remedy = complaint
            problems.append(TableError(found, where=f"{path}:{line}", remedy=remedy))
    _raise(problems, str(path))
    return OriginOverrides(given["article"], given["finding"], lines, str(path))


def _take(
    row: Mapping[str, str], line: int, given: dict[str, dict[str, str]], lines: dict[str, int]
) -> tuple[str, str] | None:
    """Keep one row, or say what is wrong with it and what would mend it."""
    filled = {kind: row.get(kind, "").strip() for kind in given}
    filled = {kind: name for kind, name in filled.items() if name}
    origin = row["origin"].strip()
    if len(filled) != 1:
        found = "names both an article and a finding" if filled else "names no article or finding"
        return found, "fill exactly one of the two"
    ((kind, name),) = filled.items()
    if not origin:
        return f"gives no origin for {name!r}", "fill column 'origin'"
    if name in given[kind]:
        if given[kind][name] == origin:
            return None
        return (
            f"gives {name!r} the origin {origin!r}, line {lines[name]} {given[kind][name]!r}",
            "keep one of the two lines",
        )
    given[kind][name] = origin
    lines[name] = line
    return None


def _raise(problems: list[FactcheckError], path: str) -> None:
    if problems:
        many = f"{len(problems)} line{'s' if len(problems) > 1 else ''} cannot be used"
        raise TableError(many, where=path, remedy="mend them and run again",
                         problems=tuple(problems))  # fmt: skip
