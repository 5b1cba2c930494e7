"""Comparing more and more articles: seconds of one core, comparisons and memory.

    python benchmarks/bench_compare.py [--articles 1000 10000 100000]

The articles are invented: stories of one to twelve articles with ten figures each, copies of one
wire story, rewritten texts, tolls that rise, and statistics of a month. Their findings are put
together directly, as this measures comparing alone. Each size runs in a process of its own, so that
its peak of memory is its own; growth is the time per article beside that of the smallest size.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from factcheck import Checker
from factcheck.model import Article, Claim, Evidence, Finding, Interval, Quantity, Sentence, Span

ROOT = Path(__file__).parent.parent
_COPIED = 0.4  # share of the later articles of a story that repeat its first
_SIZES = (1_000, 10_000, 100_000)
_KINDS = ("earthquake", "flood", "bomb attack", "ferry accident", "cholera outbreak", "wildfire")
_LINES = (
    ("killed", "{n} people were killed in {place} by the {kind}, the {speaker} said on {day}."),
    ("injured", "In {place} {n} people were injured, according to the {speaker}."),
    ("missing", "The {speaker} in {place} listed {n} people as missing after the {kind}."),
    ("evacuated", "Some {n} people were evacuated from {place} before nightfall."),
    ("homes_damaged", "At least {n} houses were damaged in {place} and the villages around."),
    ("unemployment_rate", "The unemployment rate in {country} stood at {n} in the spring."),
    (None, "Volunteers from {name} handed out {n} blankets near {place} station."),
)
_SPEAKERS = ("police", "health ministry", "Red Cross", "governor", "disaster agency", "coast guard")
_WORDS = [
    "river",
    "bridge",
    "school",
    "market",
    "harbour",
    "railway",
    "convoy",
    "shelter",
    "column",
    "farmers",
    "engineers",
    "doctors",
    "soldiers",
    "council",
    "promised",
    "repaired",
    "opened",
    "warned",
    "blamed",
    "travelled",
    "counted",
    "measured",
    "delayed",
    "supplied",
    "repeated",
    "slowly",
    "quickly",
    "narrow",
    "crowded",
    "ancient",
    "silent",
    "northern",
    "heavy",
    "early",
    "distant",
    "broken",
    "wooden",
    "public",
]


def stories(count: int, checker: Checker) -> Iterator[list[Finding]]:
    """The findings of ``count`` articles, article by article."""
    shuffled = random.Random(11)  # noqa: S311 - a benchmark, not a secret
    places = checker.table.vocabulary.places
    cities = sorted(name for name, place in places.items() if place.kind == "city")
    made = 0
    while made < count:
        city = places[shuffled.choice(cities)]
        kind = shuffled.choice(_KINDS)
        day = date(2031, 1, 1) + timedelta(days=shuffled.randrange(720))
        toll = shuffled.randint(12, 900)
        wire = _text(shuffled, city.label, kind, toll, day)
        for number in range(min(count - made, shuffled.randint(1, 12))):
            if number and shuffled.random() < _COPIED:
                lines = wire
            else:
                lines = _text(shuffled, city.label, kind, toll + 7 * number, day)
            article = Article(
                f"a{made:06}", "\n".join(line for _, line, _ in lines),
                f"{kind.title()} in {city.label} kills {toll}", f"Outlet {shuffled.randrange(400)}",
                day + timedelta(days=number // 3), "table",
            )  # fmt: skip
            yield list(_findings(article, lines, city.place, city.label))
            made += 1


def _text(
    shuffled: random.Random, place: str, kind: str, toll: int, day: date
) -> list[tuple[str | None, str, int]]:
    lines: list[tuple[str | None, str, int]] = []
    for number in range(10):
        measure, form = _LINES[number % len(_LINES)]
        value = toll + 3 * number
        filler = " ".join(shuffled.choices(_WORDS, k=12))
        name = f"{shuffled.choice(_WORDS).title()}ville"
        line = form.format(n=value, place=place, kind=kind, speaker=shuffled.choice(_SPEAKERS),
                           day=f"{day:%A}", country=place, name=name)  # fmt: skip
        lines.append((measure, f"{line} The {filler}.", value))
    return lines


def _findings(
    article: Article, lines: list[tuple[str | None, str, int]], place: str, label: str
) -> Iterator[Finding]:
    start = 0
    for number, (measure, line, value) in enumerate(lines):
        at = start + line.index(str(value))
        quantity = Quantity(Span(at, at + len(str(value))), str(value), Decimal(value), Decimal(value),
                            counted="people" if measure else "blankets")  # fmt: skip
        sentence = Sentence(number, Span(start, start + len(line)), line, paragraph=number)
        claim = Claim(article, sentence, quantity, measure=measure, place=place, place_name=label,
                      counted=quantity.counted, speaker=_SPEAKERS[value % len(_SPEAKERS)],
                      evidence=(Evidence("place", place, f"{label} (sentence)"),))  # fmt: skip
        yield Finding(
            f"{article.article_id}-{number}",
            claim,
            Interval(Decimal(value), Decimal(value)),
            None,
            "",
            "",
        )
        start += len(line) + 1


def measure(count: int) -> tuple[int, int, float, float]:
    """Findings, comparisons, seconds and MB of comparing ``count`` articles."""
    checker = Checker.load()
    findings = [finding for article in stories(count, checker) for finding in article]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    comparisons, _ = checker.across(findings)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(
        f"{len(findings)} {len(comparisons)} {seconds} {peak / 1024} {before / 1024}\n"
    )
    return len(findings), len(comparisons), seconds, peak / 1024


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description="comparing, by the number of articles")
    parser.add_argument("--articles", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one)
        return
    first: float | None = None
    for count in options.articles:
        done = subprocess.run(  # noqa: S603 - our own file
            [sys.executable, __file__, "--one", str(count)],
            capture_output=True, text=True, check=True, cwd=ROOT,
        )  # fmt: skip
        figures, comparisons, seconds, peak, before = map(float, done.stdout.split())
        each = seconds / count
        first = first or each
        sys.stdout.write(
            f"compare {count:>7} articles, {int(figures):>8} figures -> {int(comparisons):>7} "
            f"comparisons: {seconds:7.2f} s, {each * 1000:.2f} ms an article "
            f"({each / first:.2f} x), peak {peak:.0f} MB ({before:.0f} MB before)\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
