"""Errors: one base class; every message says what was found, where, and what to do."""

from __future__ import annotations


class FactcheckError(Exception):
    """Base of every error that this program raises on purpose.

    ``found`` says what was seen, ``where`` names the file and line (or the option), and ``remedy``
    what a person can do about it. ``str(error)`` is one line made of the three.
    """

    def __init__(self, found: str, *, where: str = "", remedy: str = "") -> None:
        self.found = found
        self.where = where
        self.remedy = remedy
        super().__init__(found)

    def __str__(self) -> str:
        line = f"{self.where}: {self.found}" if self.where else self.found
        return f"{line} - {self.remedy}" if self.remedy else line

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword fields survive the trip from a worker process.
        return (_rebuild, (type(self), self.found, self.where, self.remedy))


class UsageError(FactcheckError):
    """The call itself is wrong: an unknown option, a path that does not exist."""


class ArticleError(FactcheckError):
    """One article, table row or manifest line could not be read."""


class TableError(FactcheckError):
    """The reference table (or a vocabulary table) is not valid; ``problems`` lists all of it."""

    def __init__(
        self,
        found: str,
        *,
        where: str = "",
        remedy: str = "",
        problems: tuple[FactcheckError, ...] = (),
    ) -> None:
        super().__init__(found, where=where, remedy=remedy)
        self.problems = problems

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_table, (self.found, self.where, self.remedy, self.problems))


def _rebuild(cls: type[FactcheckError], found: str, where: str, remedy: str) -> FactcheckError:
    return cls(found, where=where, remedy=remedy)


def _rebuild_table(
    found: str, where: str, remedy: str, problems: tuple[FactcheckError, ...]
) -> TableError:
    return TableError(found, where=where, remedy=remedy, problems=problems)
