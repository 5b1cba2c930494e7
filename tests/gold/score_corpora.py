"""Scores comparisons and checks against the invented stories of tests/gold/corpora.

    PYTHONPATH=.:tests/gold python tests/gold/score_corpora.py [dev|held|later|wire|regions|press|dailies|disputes|reported|press_held|reported_held] [-v] [--together]

Every part is scored twice: as the program reads the articles, and with the annotated claims put in
its place, so that what comparing does is seen apart from how claims are read. Grouping is the F1 of
pairs of annotated body figures that share a comparison. A state is right where it is the annotated
one or one of those that the annotation accepts. A false diverge is a comparison called diverge whose
figures are not annotated so. Titles are no members.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from factcheck import Checker
from factcheck.intervals import claim_interval
from factcheck.model import (
    Article,
    Change,
    Claim,
    Comparison,
    Evidence,
    Finding,
    Kind,
    Modality,
    Quantity,
    Role,
    Span,
    StockFlow,
)
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences

CORPORA = Path(__file__).parent / "corpora"
PARTS = (
    "dev", "held", "later", "wire", "regions", "press", "dailies", "disputes", "reported", "press_held",
    "reported_held",
)  # fmt: skip
_COMPARED = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_UNSAID = {"forecast": Modality.FORECAST, "plan": Modality.PLANNED}
_NO_CLAIM = frozenset({"age", "duration", "not a claim", "benchmark"})


@dataclass(frozen=True)
class Story:
    """One annotated story."""

    name: str
    articles: Sequence[Article]
    expected: Mapping[str, list[dict[str, object]]]

    @property
    def figures(self) -> list[dict[str, object]]:
        return self.expected["figures"]


@dataclass
class Score:
    """Counts of one way of scoring."""

    common: int = 0
    given: int = 0
    found: int = 0
    states: int = 0
    right: int = 0
    articles: int = 0
    origins: int = 0
    false_diverge: int = 0
    diverge: int = 0
    diverge_found: int = 0
    failed: int = 0
    failed_found: int = 0
    false_failed: int = 0
    passed: int = 0
    passed_found: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.common / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.common / self.given if self.given else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def state_share(self) -> float:
        return self.right / self.states if self.states else 1.0

    def row(self) -> dict[str, float | int]:
        """The score as numbers."""
        return {
            "f1": round(self.f1, 3), "precision": round(self.precision, 3),
            "recall": round(self.recall, 3), "states": round(self.state_share, 3),
            "states_right": self.right, "states_all": self.states,
            "false_diverge": self.false_diverge, "diverge_found": self.diverge_found,
            "diverge_all": self.diverge, "articles_right": self.articles,
            "origins_right": self.origins, "failed_found": self.failed_found,
            "failed_all": self.failed, "false_failed": self.false_failed,
            "passed_found": self.passed_found, "passed_all": self.passed,
        }  # fmt: skip


def load_stories(part: str) -> list[Story]:
    """The stories of ``dev`` or ``held``, by name."""
    return [_story(folder) for folder in sorted((CORPORA / part).iterdir())]


def _story(folder: Path) -> Story:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = []
    for line in lines:
        row = json.loads(line)
        day = datetime.fromisoformat(row["published"]).date() if row["published"] else None
        articles.append(
            Article(row["id"], row["text"], row["title"], row["publisher"], day,
                    "table" if day else "none", row["url"])
        )  # fmt: skip
    return Story(folder.name, articles, expected)


# -- the claims of the annotation -----------------------------------------------------------------


def given_claims(story: Story, checker: Checker) -> list[Finding]:
    """Findings whose measure, place and population are those of the annotation.

    Spans, bounds and speakers stay as the program reads them; what the annotation does not list is
    left out.
    """
    made: list[Finding] = []
    for article in story.articles:
        found = {_spot(finding): finding for finding in checker.check(article)}
        for name, listed in (("text", "figures"), ("title", "title_figures")):
            for row in story.expected[listed]:
                if row["article"] != article.article_id:
                    continue
                start, end = int(str(row["start"])), int(str(row["end"]))
                near = [finding for spot, finding in found.items()
                        if spot[0] == name and spot[1] < end and start < spot[2]]  # fmt: skip
                finding = min(near, key=lambda one: abs(_spot(one)[1] - start), default=None)
                made.append(_given(finding or _written(article, name, start, end), row, checker))
    return made


def _spot(finding: Finding) -> tuple[str, int, int]:
    span = finding.claim.quantity.span
    return finding.claim.sentence.field, span.start, span.end


def _written(article: Article, name: str, start: int, end: int) -> Finding:
    """A finding for a figure that the program does not find."""
    sentence = next(one for one in split_sentences(article)
                    if one.field == name and one.span.start <= start < one.span.end)  # fmt: skip
    found = [one for one in find_quantities(sentence) if one.span.overlaps(Span(start, end))]
    text = (article.title if name == "title" else article.text)[start:end]
    quantity = found[0] if found else Quantity(Span(start, end), text, None, None)
    claim = Claim(article, sentence, quantity)
    return Finding(f"{article.article_id}:{name}:{start}", claim, None, None, "", "")


def _given(finding: Finding, row: Mapping[str, object], checker: Checker) -> Finding:
    vocabulary = checker.table.vocabulary
    claim, quantity = finding.claim, finding.claim.quantity
    why = str(row.get("why_null", ""))
    measure = vocabulary.measures.get(str(row["measure"]))
    change = Change.LEVEL
    if "earlier value" in why:
        change = Change.EARLIER
    elif why.startswith("change"):
        change = Change.INCREASE
    place = str(row["place"])
    population = str(row["population"])
    known = place in vocabulary.places
    modality = next((kind for said, kind in _UNSAID.items() if why.startswith(said)), None)
    compared = row["comparison"] is not None
    quantity = replace(quantity, change=change, counted=str(row["counted"]))
    if quantity.low is None and quantity.high is None and (value := _number(str(row["text"]))):
        quantity = replace(quantity, low=value, high=value)
    if compared and quantity.kind not in _COMPARED:
        quantity = replace(quantity, kind=Kind.COUNT)
    claim = replace(
        claim,
        quantity=quantity,
        unit=_unit(quantity, measure.unit) if measure else quantity.unit,
        role=Role.CONTEXT if why in _NO_CLAIM else Role.CLAIM,
        measure=measure.measure if measure else None,
        measure_candidates=(),
        measure_is_likely=False,
        counted=str(row["counted"]),
        population=population if population not in {"", "all"} else None,
        place=place if known else None,
        place_name=vocabulary.places[place].label if known else place,
        place_candidates=(),
        evidence=(
            *(one for one in claim.evidence if one.field != "place"),
            Evidence("place", place, f"{place} (sentence)"),
        ),
        event=None,
        event_candidates=(),
        other_event="another event" in why or why.startswith("total of"),
        stock_flow=measure.stock_flow if measure else StockFlow.NONE,
        modality=modality or Modality.ASSERTED,
        relation="" if compared else "share" if why == "share" else claim.relation,
    )
    interval = claim_interval(quantity, checker.settings, claim.unit)
    return replace(
        finding, claim=claim, claim_interval=interval, figure=None, today=None, match=None
    )


def _number(text: str) -> Decimal | None:
    """The value of a figure in plain digits that the program takes for something else."""
    digits = text.split(maxsplit=1)[0].replace(",", "")
    return Decimal(digits) if digits.replace(".", "", 1).isdigit() else None


def _unit(quantity: Quantity, units: str) -> str | None:
    if quantity.unit is not None:
        return quantity.unit
    options = units.split("|")
    counted = quantity.counted.lower()
    return next((one for one in options if one.rstrip("s") in counted), options[0])


# -- scoring ----------------------------------------------------------------------------------------


def score_part(part: str, *, given: bool, checker: Checker, together: bool = False) -> Score:
    """The score of ``dev`` or ``held``; ``given``: with the annotated claims; ``together``: all
    stories in one run."""
    score = Score()
    stories = load_stories(part)
    sets = [stories] if together else [[story] for story in stories]
    for chosen in sets:
        findings: list[Finding] = []
        for story in chosen:
            if given:
                findings += given_claims(story, checker)
            else:
                findings += [f for article in story.articles for f in checker.check(article)]
        comparisons, checks = checker.across(findings)
        by_id = {finding.finding_id: finding for finding in findings}
        for story in chosen:
            _score_story(story, comparisons, checks, by_id, score)
    return score


def _score_story(
    story: Story,
    comparisons: Iterable[Comparison],
    checks: Iterable[object],
    by_id: Mapping[str, Finding],
    score: Score,
) -> None:
    own = {article.article_id for article in story.articles}
    rows = {(str(row["article"]), int(str(row["start"])), int(str(row["end"]))): row
            for row in story.figures}  # fmt: skip
    gold: dict[int, str | None] = {}
    where: dict[int, tuple[str, int]] = {}
    found: dict[int, str] = {}
    by_comparison = {one.comparison_id: one for one in comparisons}
    numbered = {spot: number for number, spot in enumerate(rows)}
    for spot, number in numbered.items():
        comparison = rows[spot]["comparison"]
        gold[number] = None if comparison is None else str(comparison)
        where[number] = (spot[0], spot[1])
    members: dict[str, list[int]] = {}
    foreign: Counter[str] = Counter()
    for comparison in by_comparison.values():
        for member in comparison.members:
            finding = by_id[member.finding_id]
            if finding.claim.article.article_id not in own:
                foreign[comparison.comparison_id] += 1
                continue
            number = _annotated(finding, numbered)
            if number is not None and number not in found:
                found[number] = comparison.comparison_id
                members.setdefault(comparison.comparison_id, []).append(number)
            elif number is None:
                members.setdefault(comparison.comparison_id, [])
    _score_pairs(gold, found, where, rows, numbered, score, story)
    _score_states(story, gold, members, by_comparison, score)
    _score_diverging(story, gold, members, by_comparison, by_id, score)
    _score_checks(story, checks, by_id, own, score)


def _annotated(finding: Finding, numbered: Mapping[tuple[str, int, int], int]) -> int | None:
    name, start, end = _spot(finding)
    if name != "text":
        return None
    article = finding.claim.article.article_id
    return next((number for (of, first, last), number in numbered.items()
                 if of == article and first < end and start < last), None)  # fmt: skip


def _score_pairs(
    gold: Mapping[int, str | None],
    found: Mapping[int, str],
    where: Mapping[int, tuple[str, int]],
    rows: Mapping[tuple[str, int, int], Mapping[str, object]],
    numbered: Mapping[tuple[str, int, int], int],
    score: Score,
    story: Story,
) -> None:
    texts = {number: rows[spot]["text"] for spot, number in numbered.items()}
    missed: Counter[tuple[str, str]] = Counter()
    extra: Counter[tuple[str, str]] = Counter()
    for one, other in combinations(gold, 2):
        same = gold[one] is not None and gold[one] == gold[other]
        grouped = one in found and other in found and found[one] == found[other]
        score.given += same
        score.found += grouped
        score.common += same and grouped
        for wrong, table in ((same and not grouped, missed), (grouped and not same, extra)):
            if wrong:
                for number in (one, other):
                    label = f"{where[number][0]} {texts[number]}"
                    table[str(gold[number]), label] += 1
    for words, table in (("missed pairs", missed), ("extra pairs", extra)):
        for (comparison, label), many in table.most_common(12):
            score.notes.append(f"{story.name} {words}: {many} of {label} ({comparison})")


def _score_states(
    story: Story,
    gold: Mapping[int, str | None],
    members: Mapping[str, Sequence[int]],
    by_comparison: Mapping[str, Comparison],
    score: Score,
) -> None:
    expected = {str(one["id"]): one for one in story.expected["comparisons"]}
    for name, entry in expected.items():
        own = [number for number, comparison in gold.items() if comparison == name]
        best = max(
            members,
            key=lambda one: (len(set(members[one]) & set(own)), -len(members[one]), one),
            default="",
        )
        chosen = by_comparison[best] if best and set(members[best]) & set(own) else None
        allowed = {str(entry["state"]), *_listed(entry.get("accept"))}
        score.states += 1
        score.diverge += entry["state"] == "diverge"
        state = chosen.state.value if chosen else "none"
        score.right += state in allowed
        score.diverge_found += entry["state"] == "diverge" and state == "diverge"
        score.articles += chosen is not None and chosen.articles == entry["articles"]
        score.origins += chosen is not None and chosen.origins == entry["origins"]
        if state not in allowed:
            reason = chosen.reason if chosen else "no member was found"
            score.notes.append(
                f"{story.name} state {name}: {entry['state']}, got {state}: {reason}"
            )
        elif chosen and (chosen.articles, chosen.origins) != (entry["articles"], entry["origins"]):
            listed = dict(Counter(f"{m.origin}" for m in chosen.members))
            score.notes.append(
                f"{story.name} {name}: {entry['articles']} articles and {entry['origins']} origins, "
                f"got {chosen.articles} and {chosen.origins}: {listed}"
            )


def _score_diverging(
    story: Story,
    gold: Mapping[int, str | None],
    members: Mapping[str, Sequence[int]],
    by_comparison: Mapping[str, Comparison],
    by_id: Mapping[str, Finding],
    score: Score,
) -> None:
    """A diverge is true where two sources of it, apart in value, stand in one annotated diverge."""
    fine = {str(one["id"]) for one in story.expected["comparisons"]
            if "diverge" in {str(one["state"]), *_listed(one.get("accept"))}}  # fmt: skip
    rows = story.figures
    spots = {
        (str(row["article"]), int(str(row["start"]))): number for number, row in enumerate(rows)
    }
    for name in members:
        comparison = by_comparison[name]
        if comparison.state.value != "diverge":
            continue
        by_gold: dict[str, list[Finding]] = {}
        origin = {member.finding_id: member.origin for member in comparison.members}
        for member in comparison.members:
            finding = by_id[member.finding_id]
            near = [number for (article, start), number in spots.items()
                    if article == finding.claim.article.article_id
                    and finding.claim.quantity.span.start <= start < finding.claim.quantity.span.end]  # fmt: skip
            for number in near:
                by_gold.setdefault(str(gold[number]), []).append(finding)
        true = any(
            one.claim_interval and other.claim_interval
            and not one.claim_interval.overlaps(other.claim_interval)
            and origin[one.finding_id] != origin[other.finding_id]
            for label, findings in by_gold.items() if label in fine
            for one, other in combinations(findings, 2)
        )  # fmt: skip
        if not true:
            score.false_diverge += 1
            score.notes.append(f"{story.name} false diverge: {comparison.reason}")


def _listed(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(one) for one in value)


def _score_checks(
    story: Story,
    checks: Iterable[object],
    by_id: Mapping[str, Finding],
    own: set[str],
    score: Score,
) -> None:
    made: list[tuple[str, bool, frozenset[str], frozenset[str], str]] = []
    for check in checks:
        findings = [by_id[name] for name in check.findings if name in by_id]  # type: ignore[attr-defined]
        articles = frozenset(one.claim.article.article_id for one in findings)
        if not articles or not articles <= own:
            continue
        texts = frozenset(one.claim.quantity.text.split()[0] for one in findings)
        made.append((check.kind, check.passed, articles, texts, check.reason))  # type: ignore[attr-defined]
    used: set[int] = set()
    for entry in story.expected["checks"]:
        wanted = {text.split()[0] for text in _listed(entry["figures"])}
        for article in _listed(entry["articles"]):
            hits = [
                number for number, (kind, passed, articles, texts, _) in enumerate(made)
                if kind == entry["kind"] and passed == entry["passed"] and article in articles
                and (wanted <= texts or (kind in {"headline", "stale"} and wanted & texts))
            ]  # fmt: skip
            if entry["passed"]:
                score.passed += 1
                score.passed_found += bool(hits)
            else:
                score.failed += 1
                score.failed_found += bool(hits)
            used.update(hits)
            if not hits:
                score.notes.append(
                    f"{story.name} check {entry['kind']} passed={entry['passed']} {article}: "
                    f"{entry['why']}"
                )
    for number, (kind, passed, articles, _, reason) in enumerate(made):
        if not passed and number not in used:
            score.false_failed += 1
            score.notes.append(f"{story.name} false check {kind} {sorted(articles)}: {reason}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scores as JSON, with ``-v`` what went wrong."""
    parser = argparse.ArgumentParser(description="score comparisons on invented stories")
    parser.add_argument("part", choices=PARTS, nargs="?", default="dev")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args(argv)
    checker = Checker.load()
    for given in (True, False):
        score = score_part(options.part, given=given, checker=checker, together=options.together)
        out = {"part": options.part, "claims": "annotated" if given else "as read", **score.row()}
        sys.stdout.write(json.dumps(out) + "\n")
        if options.v:
            sys.stdout.writelines(f"  {note}\n" for note in score.notes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
