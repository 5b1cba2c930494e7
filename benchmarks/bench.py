"""Speed and memory, side by side with a peer in one run.

    python benchmarks/bench.py [--megabytes 2] [--peer-kilobytes 12] [--no-peer]

The corpus is made of invented sentences (sentences.toml), one in four with figures, in articles of
4,000 to 6,000 characters with other numbers, names and places each time, so that nothing is
remembered from one article to the next. That is a dense text (seven figures a KB, as in a toll round-up);
the whole check is measured on one as dense as news pages are, too (two a KB). quantulum3 reads whole articles, as a user
would call it. Printed: KB/s of every stage, the ratio to the peer, and the peak of memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from factcheck import Checker
from factcheck.model import Article
from factcheck.quantities import find_quantities
from factcheck.sentences import split_sentences

FIGURES = 0.25  # share of sentences with figures: seven figures a KB
NEWS = 0.07  # the same for two figures a KB, which is what pages of news sites hold, furniture included


def corpus(size: int, figures: float = FIGURES) -> list[Article]:
    """Invented articles of 4,000 to 6,000 characters, together at least ``size``, no two alike;
    ``figures`` is the share of their sentences that hold some."""
    with (Path(__file__).parent / "sentences.toml").open("rb") as source:
        pool = tomllib.load(source)
    drawn = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    made: list[Article] = []
    total = 0
    while total < size:
        day = date(2022, 1, 1) + timedelta(days=len(made) % 365)
        made.append(Article(f"{len(made)}", _text(pool, drawn, figures), "", published=day))
        total += len(made[-1].text)
    return made


def _text(pool: dict[str, list[str]], drawn: random.Random, figures: float) -> str:
    """Paragraphs of one to three sentences."""
    length = drawn.randint(4_000, 6_000)
    paragraphs: list[str] = []
    size = 0
    while size < length:
        sentences = [_sentence(pool, drawn, figures) for _ in range(drawn.randint(1, 3))]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _sentence(pool: dict[str, list[str]], drawn: random.Random, figures: float) -> str:
    template = drawn.choice(pool["figures" if drawn.random() < figures else "plain"])
    sentence = template.format(
        person=drawn.choice(pool["people"]),
        place=drawn.choice(pool["places"]),
        body=drawn.choice(pool["bodies"]),
    )
    sentence = re.sub(r"(?<![\d,.])\d{2,3}(?!\d)", lambda _: str(drawn.randint(11, 999)), sentence)
    return sentence[0].upper() + sentence[1:]


def rate(run: Callable[[], object], characters: int) -> float:
    """KB/s of one run, by the time of the processor: other programs do not count."""
    started = time.process_time()
    run()
    return characters / 1000 / (time.process_time() - started)


def quantities(articles: list[Article]) -> int:
    """Articles to quantities."""
    return sum(
        len(find_quantities(sentence))
        for article in articles
        for sentence in split_sentences(article)
    )


def linear(megabytes: tuple[int, ...], articles: list[Article]) -> Iterator[str]:
    """KB/s of the quantities stage on one text of more and more megabytes."""
    for size in megabytes:
        parts: list[str] = []
        total = 0
        while total < size * 1_000_000:
            parts.append(articles[len(parts) % len(articles)].text)
            total += len(parts[-1]) + 2
        text = Article("long", "\n\n".join(parts))
        speed = rate(lambda text=text: quantities([text]), total)
        yield f"one text of {size:>3} MB -> quantities      {speed:8.0f} KB/s"


def findings(checker: Checker, articles: list[Article]) -> int:
    """Articles to findings."""
    return sum(len(checker.check(article)) for article in articles)


def growth(checker: Checker, counts: tuple[int, ...]) -> Iterator[str]:
    """Seconds to compare the findings of more and more articles."""
    for count in counts:
        made = corpus(count * 6_200)[:count]
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
    parser.add_argument("--peer-kilobytes", type=float, default=24.0)
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
    pages = corpus(size // 2, NEWS)
    told = sum(len(page.text) for page in pages)
    out(
        f"  as dense as news pages              {rate(lambda: findings(checker, pages), told):8.0f} KB/s\n"
    )
    for line in linear((1, 3, 10), articles):
        out(line + "\n")
    if not options.no_peer:
        from quantulum3 import classifier
        from quantulum3 import parser as quantulum

        classifier.USE_CLF = False  # its stored model is unreadable to today's scikit-learn
        quantulum.parse("5 km")  # its first call compiles a pattern for seconds: not counted
        few: list[Article] = []
        while sum(len(article.text) for article in few) < options.peer_kilobytes * 1000:
            few.append(articles[len(few)])
        few_size = sum(len(article.text) for article in few)
        peer = rate(lambda: [quantulum.parse(article.text) for article in few], few_size)
        out(f"quantulum3 on whole articles          {peer:8.1f} KB/s\n")
        out(f"quantities are {fast / peer:.0f} times, findings {whole / peer:.0f} times as fast\n")
    for line in growth(checker, (50, 200, 800)):
        out(line + "\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out(f"peak memory {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
