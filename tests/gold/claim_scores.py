"""How well claims are read: annotated sentences and articles against what the checker finds.

A found figure answers a gold one where the texts overlap and the number is the same. Each field is
scored over the found figures whose gold fills it; ``all_fields`` is the share of all gold figures
whose bound, measure and place are right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from factcheck import Article, Checker, to_row
from factcheck.passages import with_pages

GOLD = Path(__file__).parent
_BOUNDS = {"over": "more_than", "range": "between", "almost": "nearly", "as_many_as": "up_to"}
_WORDLESS = {"the", "of", "in", "and", "a", "an", "via", "to", "s", "u", "n"}
_TOLERANCE = 1e-6


@dataclass
class Tally:
    """Right and scored, a field; the figures that were missed, found too much and expected."""

    right: dict[str, int] = field(default_factory=dict)
    scored: dict[str, int] = field(default_factory=dict)
    expected: int = 0
    found: int = 0
    extra: int = 0
    whole: int = 0

    def add(self, name: str, *, right: bool) -> None:
        """Score one field of one figure."""
        self.right[name] = self.right.get(name, 0) + right
        self.scored[name] = self.scored.get(name, 0) + 1

    def shares(self) -> dict[str, float]:
        """Every share, rounded to three digits."""
        out = {
            "recall": self.found / self.expected,
            "precision": self.found / (self.found + self.extra),
            "all_fields": self.whole / self.expected,
        }
        out.update({name: self.right[name] / n for name, n in self.scored.items()})
        return {name: round(value, 3) for name, value in out.items()}


def rows(*names: str) -> Iterator[dict[str, object]]:
    """The rows of gold files."""
    for name in names:
        with (GOLD / name).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


UNANNOTATED = frozenset({"age", "duration", "score"})  # the gold has them as context, or not at all


def score(checker: Checker, *names: str) -> Tally:
    """Score all rows of gold files."""
    tally = Tally()
    for row in rows(*names):
        _score_row(checker, row, tally)
    return tally


def score_pages(checker: Checker, name: str) -> Tally:
    """Score sentences of pages, each read with the others of its page."""
    tally = Tally()
    listed = list(rows(name))
    for row, article in zip(listed, with_pages(map(_article, listed)), strict=True):
        _score_article(checker, article, row, tally)
    return tally


def _score_row(checker: Checker, row: Mapping[str, object], tally: Tally) -> None:
    _score_article(checker, _article(row), row, tally)


def _article(row: Mapping[str, object]) -> Article:
    return Article(
        article_id=str(row["id"]), text=str(row.get("text") or row["sentence"]),
        title=str(row.get("title") or ""), publisher=str(row["publisher"]),
        published=date.fromisoformat(str(row["date"])), url=str(row.get("url") or ""),
    )  # fmt: skip


def _score_article(
    checker: Checker, article: Article, row: Mapping[str, object], tally: Tally
) -> None:
    text = article.text
    found = [to_row(finding) for finding in checker.check(article)]
    claims = [
        one
        for one in found
        if one["field"] == "text" and one["role"] == "claim"
        if one["measure"] or one["kind"] not in UNANNOTATED
    ]
    used: set[int] = set()
    gold = row["figures"]
    assert isinstance(gold, list)
    for figure in gold:
        tally.expected += 1
        hit = _answer(figure, text, claims, used)
        if hit is None:
            continue
        used.add(hit)
        tally.found += 1
        _score_figure(figure, claims[hit], tally)
    tally.extra += len(claims) - len(used)


def _answer(
    figure: Mapping[str, object], text: str, claims: Sequence[Mapping[str, object]], used: set[int]
) -> int | None:
    start = figure.get("start")
    first = int(start) if isinstance(start, int) else text.find(str(figure["text"]))
    last = first + len(str(figure["text"]))
    for number, claim in enumerate(claims):
        overlaps = int(str(claim["start"])) < last and int(str(claim["end"])) > first
        if number not in used and overlaps and _same_number(figure, claim):
            return number
    return None


def _same_number(figure: Mapping[str, object], claim: Mapping[str, object]) -> bool:
    if figure["approx"] == "vague":
        return claim["bound"] == "vague"
    value = figure.get("value")
    wanted = {_float(figure.get("low", value)), _float(figure.get("high", value))} - {None}
    got = {_float(claim["low"]), _float(claim["high"])} - {None}
    if claim["kind"] == "percent":  # the gold has a third as 0.333, the program as 33.3 percent
        got |= {one / 100 for one in got if one is not None}
    return all(any(_close(one, other) for other in got) for one in wanted)


def _float(value: object) -> float | None:
    return None if value in (None, "") else float(str(value))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    tolerance = 0.01 if abs(one) < 1 else _TOLERANCE * abs(one)
    return abs(one - other) <= tolerance


def words(text: object) -> set[str]:
    """The words of a name without endings of direction and joints."""
    plain = "".join(c.lower() if c.isalnum() else " " for c in str(text or ""))
    for side in ("north", "south"):
        for way in ("west", "east"):
            plain = plain.replace(side + way, f"{side} {way}")
    return {word.removesuffix("ern") for word in plain.split()} - _WORDLESS


def same_place(gold: object, claim: Mapping[str, object]) -> bool:
    """Whether one name holds the other."""
    wanted = words(gold)
    names = (claim["place_name"], str(claim["place"] or "").replace("_", " "))
    return any(got and (got <= wanted or wanted <= got) for got in map(words, names))


def _score_figure(figure: Mapping[str, object], claim: Mapping[str, object], tally: Tally) -> None:
    bound = _BOUNDS.get(str(figure["approx"]), str(figure["approx"])) == claim["bound"]
    measure = (claim["measure"] or "") == figure["measure"]
    place = not figure["place"] or same_place(figure["place"], claim)
    tally.add("bound", right=bound)
    tally.add("measure", right=measure)
    if figure["place"]:
        tally.add("place", right=place)
    if figure["attribution"]:
        named = words(figure["attribution"]) & words(claim["speaker"])
        tally.add("speaker", right=bool(named))
    if "modality" in figure:
        spoken = {str(claim["modality"]), str(figure["modality"])} <= {"asserted", "reported"}
        tally.add("modality", right=spoken or claim["modality"] == figure["modality"])
        tally.add("change", right=claim["change"] == figure.get("change", "level"))
    if figure.get("as_of") or figure.get("period_start"):
        right = all(
            (claim[name] or "") == (figure.get(name) or "") for name in ("as_of", "period_start")
        )
        tally.add("period", right=right)
    tally.whole += bound and measure and place


def score_phrasings(checker: Checker, name: str) -> Tally:
    """The share of right measures over sentences that say every measure in many ways."""
    tally = Tally()
    for row in rows(name):
        text = str(row["sentence"])
        article = Article(article_id="a", text=text, published=date(2024, 5, 20))
        claims = [
            one
            for one in (to_row(finding) for finding in checker.check(article))
            if one["role"] == "claim"
        ]
        spot = 0
        figures = row["figures"]
        assert isinstance(figures, list)
        for figure in figures:
            start = text.find(figure["text"], spot)
            start = text.find(figure["text"]) if start < 0 else start
            spot = start + 1
            end = start + len(figure["text"])
            hit = next(
                (one for one in claims
                 if int(str(one["start"])) < end and int(str(one["end"])) > start), None,
            )  # fmt: skip
            measure = (hit["measure"] or "") if hit else ""
            tally.add("measure", right=measure == figure["measure"])
    return tally
