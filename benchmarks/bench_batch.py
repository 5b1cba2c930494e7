"""A growing archive through `batch`: peak memory and seconds of one core at several sizes.

    python benchmarks/bench_batch.py [--articles 1000 10000]

The archive is the corpus of bench.py in one CSV. Each size runs in a process of its own, with all
files written, so that its peak of memory is its own; it must not grow with the number of articles.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench import corpus

_ARTICLE = 5_000  # characters that an article of the corpus has on average


def main() -> int:
    """Print a line a size; ends with 1 where a run fails."""
    parser = argparse.ArgumentParser(description="memory and time of batch as an archive grows")
    parser.add_argument("--articles", type=int, nargs="+", default=[500, 2_000, 8_000])
    options = parser.parse_args()
    for size in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "archive.csv"
            _write(archive, size)
            started = time.monotonic()
            command = [sys.executable, "-m", "factcheck", "batch", str(archive),
                       "--out", f"{folder}/out", "--quiet"]  # fmt: skip
            child = subprocess.Popen(command)  # noqa: S603 - our own command line
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in {0, 1}:
                return 1
            rows = sum(1 for _ in (Path(folder) / "out" / "findings.jsonl").open("rb"))
            print(
                f"{size:>7,} articles, {rows:>9,} figures: {usage.ru_maxrss / 1024:>5.0f} MB, "
                f"{usage.ru_utime + usage.ru_stime:>6.1f} s of a core, "
                f"{time.monotonic() - started:>6.1f} s by the clock"
            )
    return 0


def _write(archive: Path, size: int) -> None:
    with archive.open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["id", "published", "text"])
        for article in corpus(size * _ARTICLE)[:size]:
            table.writerow([article.article_id, article.published, article.text])


if __name__ == "__main__":
    sys.exit(main())
