"""A run as a person likes to read it: what was flagged, what was not judged, what was not read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.console import many as _many
from factcheck.console import open_console as _console
from factcheck.console import open_table as _table
from factcheck.console import print_line as _line
from factcheck.console import printable
from factcheck.model import Comparison, ComparisonState, Finding, Interval, Verdict
from factcheck.rows import plain
from factcheck.runs import Run

if TYPE_CHECKING:
    from rich.console import Console

# More than a screen of flagged figures is read in the CSV.
_SHOWN = 40
_WHY = {
    "modality": "denied, planned, feared or supposed",
    "vague": "too vague to judge",
    "not_a_claim": "not a checkable claim",
    "furniture": "not the article's own words",
}
_COLOURS = {
    Verdict.OVERSTATED: "red",
    Verdict.UNDERSTATED: "red",
    Verdict.REFERENCE_CONFLICT: "magenta",
    Verdict.OUTDATED: "yellow",
    Verdict.SUPERSEDED: "yellow",
    Verdict.CONSISTENT_LOOSE: "yellow",
    Verdict.AHEAD_OF_REFERENCE: "cyan",
    Verdict.CONSISTENT: "green",
}


def show_run(run: Run, command: str, out: Path | None, *, color: bool = True) -> None:
    """Print the summary of a run."""
    console = _console(color=color)
    if command == "compare":
        _show_comparisons(console, run)
    elif command == "check":
        _show_flagged(console, run)
    _show_contradictions(console, run, command)
    _show_counts(console, run)
    if not run.compared:
        _line(console, "Articles were not compared with each other: add --compare for that.")
    _show_problems(console, run)
    if out is not None:
        _line(console, "")
        _line(console, f"Files are in {out}: discrepancies.csv is the list to work through.")


def _show_flagged(console: Console, run: Run) -> None:
    from rich.text import Text

    flagged = run.flagged
    if not flagged:
        if run.articles:
            apart = (
                "No single figure was flagged." if run.anything_flagged else "Nothing was flagged."
            )
            _line(console, apart, "bold")
        return
    table = _table(f"{len(flagged)} flagged")
    table.add_column("article", overflow="fold", max_width=30)
    table.add_column("figure", overflow="fold", max_width=20)
    table.add_column("verdict", max_width=12)
    table.add_column("why", overflow="fold", ratio=1)
    for finding in flagged[:_SHOWN]:
        quantity = finding.claim.quantity
        verdict = finding.verdict.value.replace("_", " ") if finding.verdict else ""
        colour = _COLOURS.get(finding.verdict, "") if finding.verdict else ""
        table.add_row(
            Text(printable(finding.claim.article.article_id)),
            Text(printable(f"{quantity.hedge} {quantity.text} {finding.claim.counted}")),
            Text(verdict, style=colour),
            Text(printable(finding.reason)),
        )
    console.print(table)
    if len(flagged) > _SHOWN:
        _line(console, f"... and {len(flagged) - _SHOWN} more in discrepancies.csv (--out DIR).")


def _show_comparisons(console: Console, run: Run) -> None:
    from rich.text import Text

    several = [c for c in run.comparisons if c.state is not ComparisonState.SINGLE_REPORT]
    table = _table(_many(len(several), "comparison"))
    table.add_column("what", overflow="fold", max_width=36)
    table.add_column("state", max_width=12)
    table.add_column("articles", justify="right")
    table.add_column("origins", justify="right")
    table.add_column("why", overflow="fold", ratio=1)
    for comparison in several[:_SHOWN]:
        table.add_row(
            Text(printable(_what(comparison))),
            Text(comparison.state.value.replace("_", " ")),
            str(comparison.articles),
            str(comparison.origins),
            Text(printable(comparison.reason)),
        )
    if several:
        console.print(table)
        for comparison in run.diverging[:_SHOWN]:
            _show_members(console, run, comparison)
    else:
        _line(console, "No two articles speak of the same figure.", "bold")


def _show_members(console: Console, run: Run, comparison: Comparison) -> None:
    """Who says what in a comparison, origin by origin."""
    findings = {finding.finding_id: finding for finding in run.findings}
    _line(console, f"{_what(comparison)}: {comparison.reason}", "bold")
    for member in sorted(comparison.members, key=lambda one: (one.origin, one.finding_id)):
        finding = findings[member.finding_id]
        quantity, article = finding.claim.quantity, finding.claim.article
        day = article.published.isoformat() if article.published else "undated"
        figure = f"{quantity.hedge} {quantity.text}".strip()
        _line(
            console,
            f"{member.origin}: {figure}, {article.article_id}, {day} ({member.origin_reason})",
            indent="  ",
        )


def _what(comparison: Comparison) -> str:
    counted = comparison.measure.replace("_", " ") or comparison.counted
    return ", ".join(filter(None, (counted, comparison.place_name)))


def _show_contradictions(console: Console, run: Run, command: str) -> None:
    if command != "compare":
        for comparison in run.diverging[:_SHOWN]:
            _line(
                console,
                f"Figures contradict each other on {_what(comparison)}: {comparison.reason}",
            )
    for check in run.failed_checks[:_SHOWN]:
        _line(console, f"Check ({check.kind}): {check.reason}")


def _show_counts(console: Console, run: Run) -> None:
    claims = sum(read.claims for read in run.articles)
    _line(console, "")
    _line(
        console,
        f"{_many(len(run.articles), 'article')}, {_many(len(run.findings), 'figure')}, "
        f"{_many(claims, 'claim')}.",
    )
    _counts(console, "Judged", run.verdicts)
    _counts(
        console,
        "Not judged",
        {_WHY.get(code, code or "other"): n for code, n in run.not_judged.items()},
    )


def _counts(console: Console, heading: str, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    _line(console, f"{heading}: {sum(counts.values())}", "bold")
    width = len(str(max(counts.values())))
    for name, number in counts.items():
        console.print(f"  {number:>{width}}  {printable(name.replace('_', ' '))}")


def _show_problems(console: Console, run: Run) -> None:
    if not run.problems:
        return
    unread = len(run.unread)
    heading = f"Could not be read: {unread}" if unread else "Read with a complaint:"
    _line(console, "")
    _line(console, heading, "bold")
    for problem in run.problems[:_SHOWN]:
        _line(console, f"{'(read) ' if problem.article_id else ''}{problem}", indent="  ")
    if len(run.problems) > _SHOWN:
        _line(console, f"... and {len(run.problems) - _SHOWN} more in run.json (--out DIR).")


def show_finding(finding: Finding, *, color: bool = True) -> None:
    """Print how one figure was read, matched and judged."""
    console = _console(color=color)
    claim = finding.claim
    quantity = claim.quantity
    _line(console, claim.sentence.text, "italic")
    _line(console, "")
    where = f"{claim.sentence.field} {quantity.span.start}-{quantity.span.end}"
    fields = (
        ("figure", f"{quantity.hedge} {quantity.text}  ({where}, {finding.finding_id})"),
        ("kind", f"{quantity.kind.value}, {claim.role.value}"),
        ("bound", quantity.bound.value),
        ("interval", _interval(finding.claim_interval)),
        ("measure", claim.measure or " or ".join(claim.measure_candidates)),
        ("counted", claim.counted),
        ("population", claim.population or claim.population_text),
        ("place", claim.place or claim.place_shown or " or ".join(claim.place_candidates)),
        ("event", claim.event or " or ".join(claim.event_candidates)),
        ("as of", claim.as_of.isoformat() if claim.as_of else ""),
        ("speaker", claim.said_by),
        ("modality", claim.modality.value),
    )
    for name, value in fields:
        if value:
            _line(console, value, indent=f"{name:>11}  ")
    for item in claim.evidence:
        _line(console, f"{item.field} = {item.value}, from {item.cue!r}", indent="   evidence  ")
    _line(console, "")
    verdict = finding.verdict.value if finding.verdict else "not judged"
    _line(console, f"{verdict} ({finding.code})" if finding.code else verdict, "bold")
    _line(console, finding.reason)
    for note in finding.notes:
        _line(console, note, indent="       note  ")
    if finding.match is not None:
        figure = finding.match.figure
        _line(console, "")
        _line(console, f"Beside {figure.figure_id} ({figure.source_id}, as of {figure.as_of}):")
        for reason in finding.match.reasons:
            mark = "fits   " if reason.passed else "differs"
            words = f"{reason.claim!r} beside {reason.reference!r}"
            _line(console, f"{reason.field}: {words} {reason.note}", indent=f"    {mark}  ")
        _line(console, figure.url)


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return ""
    low = (
        "(-inf"
        if interval.low is None
        else f"{'(' if interval.low_open else '['}{_number(interval.low)}"
    )
    high = (
        "inf)"
        if interval.high is None
        else f"{_number(interval.high)}{')' if interval.high_open else ']'}"
    )
    return f"{low}, {high}"


def _number(value: object) -> str:
    from decimal import Decimal

    number = plain(value) if isinstance(value, Decimal) else None
    return "" if number is None else f"{number:,}"
