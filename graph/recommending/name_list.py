"""Many texts in the order of their code points as one block of UTF-8: opened at once, read where they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import index
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

Array = np.ndarray[Any, Any]


class NameList(Sequence[str]):
    """Sorted texts, each once: the number of a text is found in some 20 steps, the text of a number in one.

    ``text`` is their UTF-8 in a row, ``start`` where each begins, with the end of the last.
    """

    def __init__(self, text: Array, start: Array) -> None:
        self.text, self.start = np.asarray(text), np.asarray(start)  # not of np.memmap, whose slices are slow
        self._bytes = self.text.data

    @staticmethod
    def of(names: Iterable[str]) -> NameList:
        """The list of some texts."""
        held = [name.encode() for name in sorted(set(names))]
        start = np.zeros(len(held) + 1, np.int64)
        np.cumsum([len(name) for name in held], out=start[1:])
        return NameList(np.frombuffer(b"".join(held), np.uint8), start)

    @staticmethod
    def of_column(column: pa.ChunkedArray) -> NameList:
        """The list of a column of texts that are sorted, each there once, none missing."""
        import pyarrow as pa

        texts = column.cast(pa.large_string()).combine_chunks()
        held = texts if isinstance(texts, pa.Array) else pa.array([], pa.large_string())
        _, ends, text = held.buffers()
        if not len(held) or ends is None:
            return NameList.of(())
        start = np.frombuffer(ends, np.int64, len(held) + 1, held.offset * 8)
        block = np.frombuffer(text, np.uint8) if text is not None and text.size else np.empty(0, np.uint8)
        return NameList(block[start[0] : start[-1]], start - start[0])

    def __len__(self) -> int:
        return len(self.start) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = index(at)
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(f"{at} of {len(self)} names")
        return str(self._at(number), "utf-8")

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), BLOCK):
            start = self.start[first : first + BLOCK + 1]
            block, ends = self._bytes[start[0] : start[-1]].tobytes(), (start - start[0]).tolist()
            for begin, end in pairwise(ends):
                yield block[begin:end].decode()

    def encoded(self) -> Iterator[bytes]:
        """The UTF-8 of each."""
        return (self._at(number) for number in range(len(self)))

    def number(self, name: str) -> int:
        """The number of a text; -1 where it is not among them."""
        wanted = name.encode("utf-8", "surrogatepass")
        low, high = 0, len(self)
        while low < high:  # UTF-8 has the order of code points
            middle = (low + high) // 2
            if self._at(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self._at(low) == wanted else -1

    def index(self, name: str, start: int = 0, stop: int | None = None) -> int:
        """The number of a text. Raises ValueError where it is not among them."""
        number = self.number(name)
        if number < 0 or number not in range(*slice(start, stop).indices(len(self))):
            raise ValueError(f"“{name}” is not among the names")
        return number

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.number(name) >= 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NameList):
            return np.array_equal(self.start, other.start) and np.array_equal(self.text, other.text)
        if isinstance(other, Sequence) and not isinstance(other, str):
            return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self[:3]))
        return f"<{len(self)} names: {shown}{', …' if len(self) > 3 else ''}>"

    def _at(self, number: int) -> bytes:
        return self._bytes[self.start[number] : self.start[number + 1]].tobytes()


BLOCK = 4096  # texts that are decoded together when all are read
