"""``dataclasses.replace`` for small classes of which an article makes thousands of copies.

The fields are read in one call and passed on by their position, which takes half the time. Type
checkers see the function of the standard library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(thing: object, /, **changes: object) -> object:
        """A copy with other values in some fields; ``KeyError`` for one that the class lacks.

        The class has two fields or more, and all of them are given when it is made.
        """
        kind = type(thing)
        read, positions = _layout(kind)
        values = list(read(thing))
        for name, value in changes.items():
            values[positions[name]] = value
        return kind(*values)


@cache
def _layout(kind: type) -> tuple[Callable[[object], tuple[object, ...]], dict[str, int]]:
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: position for position, name in enumerate(names)}
