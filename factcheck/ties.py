"""Sets that grow together when two of their members are tied."""

from __future__ import annotations

from typing import Generic, TypeVar

_Name = TypeVar("_Name")


class Ties(Generic[_Name]):
    """Disjoint sets; a name that was never tied is a set of its own.

    Which member is the root depends on the order of the ties, which names share one does not.
    """

    def __init__(self) -> None:
        self._parent: dict[_Name, _Name] = {}

    def root(self, name: _Name) -> _Name:
        """The member that stands for the set."""
        parent = self._parent.setdefault(name, name)
        while parent != name:
            grand = self._parent[parent]
            self._parent[name] = grand
            name, parent = parent, grand
        return name

    def tie(self, one: _Name, other: _Name) -> None:
        """Make two sets one."""
        self._parent[self.root(other)] = self.root(one)

    def together(self, one: _Name, other: _Name) -> bool:
        """Whether two names are in one set."""
        return self.root(one) == self.root(other)
