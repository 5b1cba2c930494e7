"""The terminal as both summaries use it: one width off a terminal, no control characters."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_PIPE_COLUMNS = 110


def open_console(*, color: bool) -> Console:
    """A console on stdout that takes words as they are."""
    from rich.console import Console

    # Off a terminal rich assumes 80 columns, too few for a table of reasons.
    width = None if sys.stdout is not None and sys.stdout.isatty() else _PIPE_COLUMNS
    return Console(
        no_color=not color, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False
    )


def print_line(console: Console, words: str, style: str | None = None, indent: str = "") -> None:
    """Print one line, as long as it may be."""
    console.print(indent + printable(words), style=style, soft_wrap=True)


def many(number: int, noun: str) -> str:
    """A number with its noun.

    >>> many(1, "figure"), many(1200, "figure")
    ('1 figure', '1200 figures')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable(words: str) -> str:
    """Words as one line without control characters, which could steer a terminal.

    >>> printable("5\\x1b[31m people\\n")
    '5 [31m people'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def open_table(title: str) -> Table:
    """An empty table without a frame."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
