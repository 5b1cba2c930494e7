"""The command line: ``check``, ``compare``, ``batch``, ``explain``, ``reference`` and ``app``.

Exit codes: 0 done, nothing flagged; 1 done, something flagged; 2 wrong usage or nothing read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.errors import FactcheckError, TableError, UsageError
from factcheck.reference_cli import add_reference

if TYPE_CHECKING:
    from factcheck.pipeline import Checker
    from factcheck.runs import Run

DONE, FLAGGED, FAILED = 0, 1, 2

_EXIT_CODES = """\
exit codes:
  0  done, nothing flagged
  1  done, something flagged (discrepancies.csv has rows)
  2  wrong usage, a reference table with mistakes, or nothing could be read
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    parser = _parser()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A letter that the terminal cannot show must not end the run.
            stream.reconfigure(errors="replace")
    try:
        options = parser.parse_args(argv)
    except SystemExit as stop:  # argparse has printed its line; callers want a code
        return stop.code if isinstance(stop.code, int) else FAILED
    try:
        if sys.stdout is None:  # closed by the shell: ``>&-``
            raise UsageError(
                "the output is closed", where="stdout", remedy="send it to a file or a terminal"
            )
        code: int = options.run(options)
        sys.stdout.flush()
    except TableError as error:
        # A lone mistake is the error itself.
        _complain(*(error.problems if len(error.problems) == 1 else (error, *error.problems)))
    except FactcheckError as error:
        _complain(error)
    except BrokenPipeError:
        # The reader went away (``| head``): what it did not read may have been flagged, so
        # neither 0 nor 1 would be true.
        _drop_output()
    except OSError as error:
        _drop_output()
        words = error.strerror or type(error).__name__
        where = str(error.filename or "stdout")
        remedy = "make room there, or write to another place"
        _complain(UsageError(f"cannot be read or written: {words}", where=where, remedy=remedy))
    except KeyboardInterrupt:
        print("factcheck: stopped", file=sys.stderr)
    else:
        return code
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="factcheck",
        description="Checks the figures in news articles against a reference table and each other.",
        epilog=f"example:\n  factcheck check samples --out out\n\n{_EXIT_CODES}",
    )
    parser.add_argument("--version", action="version", version=f"factcheck {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, about: str, example: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=about, description=about, epilog=f"example:\n  {example}\n\n{_EXIT_CODES}"
        )
        return made

    check = command(
        "check", "find and judge every figure in articles", "factcheck check samples --out out"
    )
    compare = command(
        "compare",
        "show where articles agree and where they contradict each other",
        "factcheck compare monday.txt tuesday.txt --out out",
    )
    batch = command(
        "batch",
        "the same as check for a large table, with a summary only",
        "factcheck batch archive.csv --out out",
    )
    batch.add_argument(
        "--compare",
        action="store_true",
        help="also set the articles beside each other; memory then grows with their number",
    )
    for made, run in ((check, _check), (compare, _compare), (batch, _batch)):
        made.add_argument(
            "paths", nargs="+", metavar="PATH", help="article, folder or table (CSV, TSV, JSONL)"
        )
        _reading_options(made)
        made.add_argument("--out", metavar="DIR", type=Path, help="write the files of the run here")
        made.add_argument(
            "--origins",
            metavar="FILE",
            type=Path,
            help="CSV: article or finding, origin; goes before the program's own grouping",
        )
        made.add_argument("--json", action="store_true", help="print JSON instead of tables")
        made.add_argument(
            "--excel", action="store_true", help="CSVs that Excel opens well, and findings.xlsx"
        )
        made.add_argument("--quiet", action="store_true", help="print nothing but errors")
        made.set_defaults(run=run)

    explain = command(
        "explain",
        "show how one figure was read, matched and judged",
        "factcheck explain samples/article.txt --figure 2",
    )
    explain.add_argument("article", metavar="ARTICLE", help="a file with one article, or a table")
    explain.add_argument(
        "--figure", metavar="N", required=True, help="its number in the article, or its id"
    )
    _reading_options(explain)
    explain.set_defaults(run=_explain)

    add_reference(commands)

    app = command("app", "open the dashboard in a browser", "factcheck app --port 8501")
    app.add_argument("--port", type=int, default=8501, help="port to listen on (8501)")
    app.add_argument("--headless", action="store_true", help="do not open a browser")
    app.add_argument("--reference", metavar="DIR", type=Path, help="another reference table")
    app.add_argument(
        "--store", metavar="URL", default="",
        help="where decisions are kept: sqlite:///file, or postgresql://user@host/name for a team",
    )  # fmt: skip
    app.set_defaults(run=_app)
    return parser


class _Parser(argparse.ArgumentParser):
    """argparse with examples kept as they are typed."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**options)  # type: ignore[arg-type]


def _reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--manifest", metavar="FILE", type=Path, help="CSV: file, title, publisher, published, url"
    )
    parser.add_argument("--reference", metavar="DIR", type=Path, help="another reference table")
    parser.add_argument(
        "--profile",
        choices=("strict", "standard", "lenient"),
        default="standard",
        help="how far a round number may lie from the known one (standard)",
    )
    parser.add_argument("--no-color", action="store_true", help="plain text")


def _check(options: argparse.Namespace) -> int:
    return _judge(options, "check")


def _compare(options: argparse.Namespace) -> int:
    return _judge(options, "compare")


def _batch(options: argparse.Namespace) -> int:
    return _judge(options, "batch")


def _judge(options: argparse.Namespace, command: str) -> int:
    run = _run(options, command)
    if options.out:
        from factcheck.report import write_report

        write_report(run, options.out, excel=options.excel)
    nothing_read = not run.articles
    if options.json:
        _print_json(run, command)
    elif not options.quiet:
        from factcheck.terminal import show_run

        show_run(run, command, options.out, color=not options.no_color)
    if options.json or options.quiet:
        for problem in run.problems:
            print(f"factcheck: {problem}", file=sys.stderr)
    if nothing_read:
        if not options.json and not options.quiet:
            print("factcheck: no article could be read", file=sys.stderr)
        return FAILED
    return FLAGGED if run.anything_flagged else DONE


def _run(options: argparse.Namespace, command: str) -> Run:
    """Read and check everything, one article at a time."""
    from factcheck.articles import scan
    from factcheck.runs import collect

    overrides = None
    if options.origins is not None:
        from factcheck.overrides import load_overrides

        overrides = load_overrides(options.origins)
    checker = _load(options)
    with _progress(quiet=options.quiet) as step:
        apart = command == "batch" and not options.compare and overrides is None
        return collect(checker, scan(options.paths, options.manifest), step, overrides, apart=apart)


def _load(options: argparse.Namespace) -> Checker:
    if options.reference is not None and not options.reference.is_dir():
        raise UsageError(
            "no such folder", where=str(options.reference), remedy="give a folder with figures.csv"
        )
    from factcheck.pipeline import Checker

    return Checker.load(options.reference, options.profile)


# A run that is over sooner needs no progress line.
_PROGRESS_AFTER_SECONDS = 2.0
_PROGRESS_EVERY_SECONDS = 0.5


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Step]:
    """A line on stderr that tells how far a long run has come; off a terminal one a while."""
    step = _Step(quiet=quiet)
    try:
        yield step
    finally:
        step.clear()


class _Step:
    def __init__(self, *, quiet: bool) -> None:
        from time import monotonic

        self._now = monotonic
        self._quiet = quiet
        self._started = monotonic()
        self._shown = 0.0
        self._live = sys.stderr.isatty()
        # A log file needs no line twice a second.
        self._every = _PROGRESS_EVERY_SECONDS if self._live else 10.0

    def __call__(self, words: str) -> None:
        now = self._now()
        if self._quiet or now - self._started < _PROGRESS_AFTER_SECONDS:
            return
        if now - self._shown < self._every:
            return
        self._shown = now
        line = f"{words} in {now - self._started:.0f} s"
        print(f"\r\033[K{line}" if self._live else line, end="" if self._live else "\n",
              file=sys.stderr, flush=True)  # fmt: skip

    def clear(self) -> None:
        """Take the line away, so that the summary starts clean."""
        if self._live and self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _print_json(run: Run, command: str) -> None:
    from factcheck.report import discrepancy_rows, json_text, member_rows, run_summary
    from factcheck.rows import check_row, comparison_row

    out = run_summary(run)
    if command == "compare":
        out["comparisons"] = [comparison_row(comparison) for comparison in run.comparisons]
        out["members"] = member_rows(run)
        out["checks"] = [check_row(check) for check in run.checks]
    else:
        out["discrepancies"] = discrepancy_rows(run)
    print(json_text(out, indent=2))


def _explain(options: argparse.Namespace) -> int:
    from factcheck.articles import read_all
    from factcheck.terminal import show_finding

    articles, problems = read_all([options.article], options.manifest)
    if not articles:
        raise problems[0].error()
    checker = _load(options)
    findings = [finding for article in articles for finding in checker.check(article)]
    wanted: str = options.figure
    by_id = {finding.finding_id: finding for finding in findings}
    if wanted in by_id:
        finding = by_id[wanted]
    elif wanted.isdigit() and 1 <= int(wanted) <= len(findings):
        finding = findings[int(wanted) - 1]
    else:
        raise UsageError(
            f"no figure {wanted!r}",
            where=options.article,
            remedy=f"give a number from 1 to {len(findings)}" if findings else "it holds no figure",
        )
    show_finding(finding, color=not options.no_color)
    return FLAGGED if finding.flagged else DONE


def _app(options: argparse.Namespace) -> int:
    import subprocess
    from importlib.util import find_spec

    if find_spec("streamlit") is None:
        raise UsageError(
            "the dashboard needs streamlit", remedy="install requirements.txt, or run: make app"
        )
    page = Path(__file__).with_name("ui") / "router.py"
    command = [
        sys.executable, "-m", "streamlit", "run", str(page),
        f"--server.port={options.port}",
        f"--server.headless={'true' if options.headless else 'false'}",
        "--server.address=127.0.0.1",
        "--server.showEmailPrompt=false",  # a first start would wait for an address to be typed
        "--browser.gatherUsageStats=false",
        "--client.toolbarMode=minimal",
    ]  # fmt: skip
    environment = dict(os.environ)
    if options.reference is not None:
        environment["FACTCHECK_REFERENCE"] = str(options.reference.absolute())
    if options.store:
        environment["FACTCHECK_STORE"] = options.store
    named = environment.get("FACTCHECK_REFERENCE", "")
    _fill_store(environment.get("FACTCHECK_STORE", ""), Path(named) if named else None)
    done = subprocess.call(command, env=environment)  # noqa: S603 - our own arguments
    return DONE if done == 0 else FAILED


def _fill_store(url: str, reference: Path | None) -> None:
    """Check the sample articles into a new store before the first page asks for them."""
    from factcheck.pipeline import Checker
    from factcheck.rechecking import fill, samples_due
    from factcheck.store.database import open_store

    try:
        checker = Checker.load(reference)
        store = open_store(url or None)
        folder = samples_due(store, checker.table.digest)
    except FactcheckError:
        return  # the page that needs the table or the store says what is wrong with it
    if folder is not None:
        print("Checking the sample articles ...", file=sys.stderr)
        fill(store, checker, folder)


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that closing the program does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(*errors: FactcheckError) -> None:
    for error in errors:
        print(f"factcheck: {error}", file=sys.stderr)
