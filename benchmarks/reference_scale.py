"""A reference table of 200,000 figures: seconds to load, microseconds a lookup, memory.

    python benchmarks/reference_scale.py [--figures 200000]

The figures are those of the built-in table, again and again with other ids and values, in a folder
that is thrown away. Loading runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
import timeit
from pathlib import Path

from factcheck.reference import builtin_folder, load_table

_LIMITS = {"seconds": 3.0, "microseconds": 50.0, "megabytes": 500.0}
_LOOKUPS = 100_000


def enlarged(folder: Path, number: int) -> None:
    """Write a figures.csv of so many rows; a series has some twenty of them."""
    with (builtin_folder() / "figures.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        for index in range(number):
            row = rows[index % len(rows)]
            round_ = index // len(rows)
            values = {
                end: f"{float(row[end]) + round_:.0f}"
                for end in ("low", "best", "high")
                if row[end]
            }
            names = {
                "figure_id": f"{row['figure_id']}_{index}", "supersedes": "",
                "series_id": f"{row['series_id']}_{round_ // 20}", "document": f"{row['document']} {index}",
            }  # fmt: skip
            writer.writerow({**row, **values, **names})


def measure(folder: Path) -> None:
    """Load the table of a folder and print one line of figures."""
    started = time.process_time()  # of this process: other work on the machine is not its own
    table = load_table(folder)
    seconds = time.process_time() - started
    figure = table.figures[-1]
    started = time.perf_counter()
    table.lookup(figure.measure, figure.place)
    first = time.perf_counter() - started
    each = timeit.timeit(lambda: table.lookup(figure.measure, figure.place), number=_LOOKUPS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    microseconds = each / _LOOKUPS * 1e6
    found = {"seconds": seconds, "microseconds": microseconds, "megabytes": peak}
    over = [name for name, limit in _LIMITS.items() if found[name] > limit]
    sys.stdout.write(
        f"{len(table.figures)} figures: load {seconds:.2f} s of processor time, first lookup {first * 1000:.0f} ms, "
        f"each further {microseconds:.2f} us, peak {peak:.0f} MB"
        f"{' - over the limit: ' + ', '.join(over) if over else ''}\n"
    )


def main() -> None:
    """Build the table and measure it."""
    parser = argparse.ArgumentParser(description="the scale of the reference table")
    parser.add_argument("--figures", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder is not None:
        measure(options.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        enlarged(Path(scratch), options.figures)
        command = [sys.executable, __file__, "--folder", scratch]
        subprocess.run(command, check=True)  # noqa: S603 - our own arguments


if __name__ == "__main__":
    main()
