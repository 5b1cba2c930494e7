"""Speed and memory, side by side with a peer in one run.

    python benchmarks/bench.py [--megabytes 2] [--peer-kilobytes 12] [--no-peer]

The corpus is made of the sample articles, repeated with other numbers until it is large enough, so
that nothing is remembered from one article to the next. quantulum3 reads whole articles, as a user
would call it. Printed: KB/s of every stage, the ratio to the peer, and the peak of memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from factcheck import Checker, read_articles
from factcheck.model import Article
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences

ROOT = Path(__file__).parent.parent


def corpus(size: int) -> list[Article]:
    """Articles of at least ``size`` characters together, no two alike."""
    samples = list(read_articles(ROOT / "samples"))
    shuffled = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    made: list[Article] = []
    total = 0
    while total < size:
        sample = samples[len(made) % len(samples)]
        text = re.sub(r"(?<![\d,.])\d{2,}", lambda _: str(shuffled.randint(11, 999)), sample.text)
        day = sample.published and sample.published + timedelta(days=len(made) % 90)
        made.append(replace(sample, article_id=f"{len(made)}", text=text, published=day))
        total += len(text)
    return made


def rate(run: Callable[[], object], characters: int) -> float:
    """KB/s of one run."""
    started = time.perf_counter()
    run()
    return characters / 1000 / (time.perf_counter() - started)


def quantities(articles: list[Article]) -> int:
    """Articles to quantities."""
    return sum(
        len(find_quantities(sentence))
        for article in articles
        for sentence in split_sentences(article)
    )


def findings(checker: Checker, articles: list[Article]) -> int:
    """Articles to findings."""
    return sum(len(checker.check(article)) for article in articles)


def growth(checker: Checker, counts: tuple[int, ...]) -> Iterator[str]:
    """Seconds to compare the findings of more and more articles."""
    for count in counts:
        made = corpus(count * 700)[:count]
        found = [finding for article in made for finding in checker.check(article)]
        started = time.perf_counter()
        comparisons = checker.compare(found)
        seconds = time.perf_counter() - started
        yield (
            f"compare {count:>6} articles, {len(found):>7} figures -> {len(comparisons):>6} "
            f"comparisons: {seconds:6.2f} s"
        )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description="speed and memory beside a peer")
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--peer-kilobytes", type=float, default=12.0)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    out = sys.stdout.write
    started = time.perf_counter()
    checker = Checker.load()
    out(f"load the reference table              {time.perf_counter() - started:8.2f} s\n")
    articles = corpus(int(options.megabytes * 1_000_000))
    size = sum(len(article.text) for article in articles)
    find_warm = articles[:20]
    quantities(find_warm)
    findings(checker, find_warm)
    fast = rate(lambda: quantities(articles), size)
    out(f"articles -> quantities                {fast:8.0f} KB/s\n")
    whole = rate(lambda: findings(checker, articles), size)
    out(f"articles -> findings                  {whole:8.0f} KB/s\n")
    if not options.no_peer:
        from quantulum3 import parser as quantulum

        quantulum.parse("5 km")  # its first call compiles a pattern for seconds: not counted
        few: list[Article] = []
        while sum(len(article.text) for article in few) < options.peer_kilobytes * 1000:
            few.append(articles[len(few)])
        few_size = sum(len(article.text) for article in few)
        peer = rate(lambda: [quantulum.parse(article.text) for article in few], few_size)
        out(f"quantulum3 on whole articles          {peer:8.1f} KB/s\n")
        out(f"quantities are {fast / peer:.0f} times, findings {whole / peer:.0f} times as fast\n")
    for line in growth(checker, (250, 1000, 4000)):
        out(line + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out(f"peak memory {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
