"""A list that lies in a temporary file: what a run over a large archive found, read back in order.

Only the place of each batch is kept in memory, so a run's size does not decide what it needs.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload
from weakref import finalize

T = TypeVar("T")


class Spill(Sequence[T], Generic[T]):
    """Items in the order in which they were added, batch by batch; the file goes with the object.

    Reading all of it in order is fast, reading by number is not: it starts from the front. The file
    has no name that another program could write to, so what is unpickled is what was put in.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
        finalize(self, self._file.close)
        self._length = 0
        self._end = 0

    def extend(self, items: Sequence[T]) -> None:
        """Add a batch at the end."""
        if not items:
            return
        self._file.seek(self._end)
        pickle.dump(list(items), self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()
        self._length += len(items)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        at = 0
        while at < self._end:
            self._file.seek(at)
            batch: list[T] = pickle.load(self._file)  # noqa: S301 - its own nameless file
            at = self._file.tell()
            yield from batch

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return list(self)[index]
        wanted = index + self._length if index < 0 else index
        for number, item in enumerate(self):
            if number == wanted:
                return item
        raise IndexError(index)
