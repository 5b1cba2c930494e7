"""The command line of the reference table: validate, show, add, retire, diff and import."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import FactcheckError, TableError, UsageError

if TYPE_CHECKING:
    from factcheck.imports.plan import Plan, Reading
    from factcheck.reference import ReferenceTable
    from factcheck.reference_store import Additions

_DONE, _DIFFERENT, _FAILED = 0, 1, 2
_EXIT_CODES = """\
exit codes:
  0  done
  1  done, but rows were refused (import), or the tables differ (diff)
  2  wrong usage, a table with mistakes, or a file that cannot be read
"""
_TABLES = ("figures", "events", "sources", "places")
_KINDS = ("figures", "ucdp-ged", "idmc-gidd", "idmc-idu", "observations")


def add_reference(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Put ``reference`` and what belongs to it on the command line."""
    reference = commands.add_parser(
        "reference",
        help="check, show and grow the reference table",
        description="Checks, shows and grows the reference table.",
        epilog=f"example:\n  factcheck reference validate\n\n{_EXIT_CODES}",
    )
    actions = reference.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, about: str, *examples: str) -> argparse.ArgumentParser:
        shown = "\n  ".join(f"factcheck reference {example}" for example in examples)
        made: argparse.ArgumentParser = actions.add_parser(
            name, help=about, description=about, epilog=f"example:\n  {shown}\n\n{_EXIT_CODES}"
        )
        made.add_argument("--no-color", action="store_true", help="plain text")
        return made

    _validate_options(action(
        "validate", "list every mistake of a table at once, and what is worth a look",
        "validate", "validate my-table --all",
    ))  # fmt: skip
    _show_options(action(
        "show", "show figures by measure, place, event, id or free words, with their vintages",
        "show killed donbas", "show killed_eastern_ukraine_recorded --json",
    ))  # fmt: skip
    _add_options(action(
        "add", "add one row; asks for what is not given where a person sits at the terminal",
        "add --measure killed --place mariupol --event donbas_war --period-type cumulative "
        "--period-start 2014-04-14 --as-of 2022-02-20 --published 2022-02-21 --value-type at_least "
        "--low 120 --method recorded --stance independent --source-id ohchr",
        "add sources --source-id vale_police --name \"Vale police\" --kind government",
    ))  # fmt: skip
    _retire_options(action(
        "retire", "take a figure out of force without deleting it",
        "retire killed_mariupol_2015_01_24 --reason \"withdrawn by the ministry\" --on 2015-02-01",
        "retire killed_mariupol_2015_01_24 --reason \"two digits swapped by us\" --mistake",
    ))  # fmt: skip
    _diff_options(action(
        "diff", "list the rows that were added, changed or removed between two tables",
        "diff last-week/reference reference",
    ))  # fmt: skip
    _import_options(action(
        "import", "turn a published data set into rows; a dry run unless --write is given",
        "import idmc-gidd displacement.csv --published 2025-05-13",
        "import ucdp-ged GEDEvent_v25_1.csv --published 2025-06-10 --by adm1 --write",
        "import observations life.csv --preset owid --value \"Life expectancy\" "
        "--measure life_expectancy --published 2025-01-31",
    ))  # fmt: skip


def _folder_option(parser: argparse.ArgumentParser, *names: str, about: str) -> None:
    parser.add_argument(*names, dest="folder", metavar="DIR", type=Path, help=about)


def _validate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", metavar="DIR", type=Path, help="another reference table")
    _folder_option(parser, "--reference", about="the same")
    parser.add_argument("--on", metavar="DATE", type=_date, help="judge age as of this day (today)")
    parser.add_argument("--all", action="store_true", help="every warning, not the first of a kind")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_validate)


def _show_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="an id, or words; none: overview")
    _folder_option(parser, "--reference", about="another reference table")
    parser.add_argument("--all", action="store_true", help="every series and vintage")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_show)


def _add_options(parser: argparse.ArgumentParser) -> None:
    from factcheck.validation import COLUMNS

    parser.add_argument("table", nargs="?", choices=_TABLES, default="figures", help="(figures)")
    _folder_option(parser, "--reference", "--into", about="another reference table")
    parser.add_argument("--dry-run", action="store_true", help="validate and show, write nothing")
    seen: set[str] = set()
    for table in _TABLES:
        group = parser.add_argument_group(f"columns of {table}.csv")
        for column in COLUMNS[f"{table}.csv"]:
            if column not in seen:
                group.add_argument(
                    f"--{column.replace('_', '-')}", dest=f"cell_{column}", metavar="..."
                )
                seen.add(column)
    parser.set_defaults(run=_add)


def _retire_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("figure", metavar="FIGURE_ID", help="as reference show prints it")
    parser.add_argument("--reason", required=True, help="why, in a few words")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--on", metavar="DATE", type=_date, help="day of the withdrawal (today)")
    when.add_argument(
        "--mistake", action="store_true", help="it never was right: out of force from the first day"
    )
    _folder_option(parser, "--reference", "--into", about="another reference table")
    parser.set_defaults(run=_retire)


def _diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", type=Path, help="a folder, or a figures.csv")
    parser.add_argument("new", metavar="NEW", type=Path, help="a folder, or a figures.csv")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_diff)


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=_KINDS, help=", ".join(_KINDS))
    parser.add_argument("file", metavar="FILE", type=Path, help="a CSV file")
    _folder_option(parser, "--into", "--reference", about="another reference table; made if new")
    parser.add_argument("--write", action="store_true", help="write it; without this a dry run")
    parser.add_argument(
        "--published", metavar="DATE", type=_date, help="the day on which this edition came out"
    )
    parser.add_argument("--all", action="store_true", help="every row, not the first of a kind")
    parser.add_argument("--json", action="store_true", help="print JSON")
    ucdp = parser.add_argument_group("ucdp-ged")
    ucdp.add_argument("--edition", choices=("final", "candidate"), default="final")
    ucdp.add_argument("--by", choices=("country", "adm1"), default="country", help="(country)")
    ucdp.add_argument(
        "--period", choices=("year", "month"), default="",
        help="(a year for the final edition, a month for candidates)",
    )  # fmt: skip
    table = parser.add_argument_group("observations")
    table.add_argument("--mapping", metavar="FILE", type=Path, help="TOML; see reference/README.md")
    table.add_argument("--preset", default="", help="worldbank, unhcr, owid, sdmx, hxl, idmc_gidd")
    table.add_argument("--value", default="", metavar="COLUMN", help="the column of values")
    table.add_argument("--measure", default="", help="what the values count")
    table.add_argument("--unit", default="", help="(the measure's)")
    parser.set_defaults(run=_import)


def _date(cell: str) -> date:
    from factcheck.validation import parse_date

    try:
        return parse_date(cell)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _print_json(what: object) -> None:
    print(json.dumps(what, ensure_ascii=False, indent=2))


def _existing(folder: Path | None) -> Path | None:
    if folder is not None and not folder.is_dir():
        raise UsageError(
            "no such folder", where=str(folder), remedy="give a folder with figures.csv"
        )
    return folder


def _validate(options: argparse.Namespace) -> int:
    from factcheck.reference import builtin_folder, load_table
    from factcheck.reference_prompts import today
    from factcheck.reference_terminal import show_notices
    from factcheck.reference_warnings import notices

    folder = _existing(options.dir or options.folder)
    try:
        table = load_table(folder)
    except TableError as error:
        if not options.json:
            raise
        mistakes = [_mistake(one) for one in error.problems or (error,)]
        _print_json({"valid": False, "mistakes": mistakes, "warnings": []})
        return _FAILED
    found = notices(table, folder or builtin_folder(), options.on or today())
    if options.json:
        warnings = [
            {"kind": n.kind, "where": n.where, "found": n.found, "remedy": n.remedy} for n in found
        ]
        _print_json({"valid": True, "mistakes": [], "warnings": warnings})
        return _DONE
    known = table.vocabulary
    print(
        f"valid: {len(table.figures)} figures, {len(known.measures)} measures, "
        f"{len(known.places)} places, {len(known.events)} events; {len(found)} warnings"
    )
    show_notices(found, every=options.all, color=not options.no_color)
    return _DONE


def _mistake(error: FactcheckError) -> dict[str, str]:
    return {"where": error.where, "found": error.found, "remedy": error.remedy}


def _show(options: argparse.Namespace) -> int:
    from factcheck.reference import load_table
    from factcheck.reference_search import search
    from factcheck.reference_terminal import figure_json, show_overview, show_series

    table = load_table(_existing(options.folder))
    query = " ".join(options.query)
    if options.json:
        found = [figure for series in search(query, table) for figure in series.figures]
        _print_json([figure_json(figure) for figure in (found if query else table.figures)])
    elif query:
        show_series(search(query, table), table, every=options.all, color=not options.no_color)
    else:
        show_overview(table, color=not options.no_color)
    return _DONE


def _add(options: argparse.Namespace) -> int:
    from factcheck.reference_edits import addition
    from factcheck.reference_prompts import ask_figure, missing_fields, today
    from factcheck.reference_store import append_rows, own_folder, read_table, try_rows

    folder = own_folder(_existing(options.folder))
    name = f"{options.table}.csv"
    cells = {
        key.removeprefix("cell_"): cell
        for key, cell in vars(options).items()
        if key.startswith("cell_") and cell is not None
    }
    day = today()
    table = read_table(folder)
    gaps = missing_fields(cells) if options.table == "figures" else []
    asked = bool(gaps) and sys.stdin.isatty()
    if asked:
        cells = ask_figure(cells, table, _ask, print)
    elif gaps:
        shown = ", ".join(f"--{column.replace('_', '-')}" for column in gaps)
        raise UsageError("not enough is given", where="reference add", remedy=f"add {shown}")

    def make(table: ReferenceTable) -> Additions:
        return addition(name, cells, table, day)

    rows = make(table)
    for row in rows[name]:
        for column, cell in row.items():
            if cell:
                print(f"{column:>14}  {cell}")
    if options.dry_run:
        try_rows(folder, rows)
        print("valid; nothing was written")
        return _DONE
    if asked and _ask("write it? [y/n] ").strip().lower() not in {"y", "yes"}:
        print("nothing was written")
        return _DONE
    append_rows(folder, make)
    print(f"written to {folder / name}")
    return _DONE


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise UsageError("nothing was written", remedy="start again, or give options") from None


def _retire(options: argparse.Namespace) -> int:
    from factcheck.reference_edits import in_force, retirement
    from factcheck.reference_prompts import today
    from factcheck.reference_store import append_rows, own_folder

    folder = own_folder(_existing(options.folder))
    day = None if options.mistake else options.on or today()
    left: list[str] = []

    def make(table: ReferenceTable) -> Additions:
        rows = retirement(options.figure, options.reason, day, table)
        newest = in_force(table.by_id[options.figure], table)
        left.append(newest.figure_id if newest is not None else "")
        return rows

    ((row,),) = append_rows(folder, make).values()
    print(f"{row['figure_id']} is out of force from {row['retired']}")
    if left[-1]:
        print(f"the newest figure of the series is then {left[-1]}")
    else:
        print("no figure of the series is in force then")
    return _DONE


def _diff(options: argparse.Namespace) -> int:
    from factcheck.reference_diff import compare
    from factcheck.reference_terminal import show_changes

    changes = compare(options.old, options.new)
    if options.json:
        _print_json([
            {"table": one.table, "kind": one.kind, "key": one.key, "columns": dict(one.columns)}
            for one in changes
        ])  # fmt: skip
    else:
        show_changes(changes, color=not options.no_color)
    return _DIFFERENT if changes else _DONE


def _import(options: argparse.Namespace) -> int:
    from factcheck.imports.plan import make_plan
    from factcheck.reference_store import append_rows, own_folder, read_table
    from factcheck.reference_terminal import show_plan

    folder = own_folder(options.folder)
    table = read_table(folder)
    reading = _read(options, table)
    plan = make_plan(reading, table)
    if options.write:
        made: list[Plan] = []

        def make(table: ReferenceTable) -> Additions:
            made.append(make_plan(reading, table))
            return made[-1].additions()

        append_rows(folder, make)
        plan = made[-1]
    if options.json:
        _print_json(_plan_json(plan, written=options.write))
    else:
        show_plan(plan, written=options.write, every=options.all, color=not options.no_color)
    return _DIFFERENT if plan.refused else _DONE


def _read(options: argparse.Namespace, table: ReferenceTable) -> Reading:
    path: Path = options.file
    published: date | None = options.published
    if options.kind == "figures":
        from factcheck.imports.own_figures import read_own

        return read_own(path, table, published)
    if options.kind == "ucdp-ged":
        from factcheck.imports.ucdp import read_ucdp

        return read_ucdp(
            path, table, published, edition=options.edition, by=options.by, period=options.period
        )
    if options.kind == "idmc-idu":
        from factcheck.imports.idmc import read_idu

        return read_idu(path, table, published)
    from factcheck.imports.mapping import load_mapping
    from factcheck.imports.observations import read_observations

    preset = "idmc_gidd" if options.kind == "idmc-gidd" else options.preset
    value = {"column": options.value, "measure": options.measure, "unit": options.unit}
    return read_observations(path, load_mapping(preset, options.mapping, value), table, published)


def _plan_json(plan: Plan, *, written: bool) -> Mapping[str, object]:
    return {
        "written": written,
        "counts": {
            "added": len(plan.added), "changed": len(plan.changed), "unchanged": plan.unchanged,
            "refused": plan.refused_rows,
        },
        "added": plan.added,
        "changed": [{"row": row, "replaces": figure.figure_id} for row, figure in plan.changed],
        "refused": [_mistake(error) for error in plan.refused],
        "left_out": dict(plan.left_out),
        "sources": plan.sources,
    }  # fmt: skip
