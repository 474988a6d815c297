"""Finished answers, kept as long as they fit; the ones that were asked for longest ago go first."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field

WORTH_PACKING = 1_000  # bytes; less gets no smaller
_LEVEL = 5


@dataclass(slots=True)
class Kept:
    """An answer with what a client may know it by."""

    body: bytes
    media: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    packed: bytes = b""
    tag: str = ""

    def __post_init__(self) -> None:
        self.tag = self.tag or f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    async def sent(self, *, gzip_: bool) -> tuple[bytes, bool]:
        """The body as it is sent, and whether it is compressed; that is done once, beside the event loop."""
        if not gzip_ or len(self.body) < WORTH_PACKING:
            return self.body, False
        if not self.packed:
            self.packed = await asyncio.to_thread(gzip.compress, self.body, _LEVEL, mtime=0)
        return self.packed, True

    @property
    def size(self) -> int:
        """The bytes that it takes, with room for its compressed form."""
        return len(self.body) + len(self.body) // 3 + 500


class Cache:
    """Answers by what was asked."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str) -> Kept | None:
        """The answer to a question that was asked before."""
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, kept: Kept) -> None:
        """Keep an answer, unless it would fill a quarter of the room by itself."""
        if kept.size > self._most // 4:
            return
        self._drop(key)
        self._kept[key] = kept
        self._size += kept.size
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything: the store has changed."""
        self._kept.clear()
        self._size = 0

    def _drop(self, key: str) -> None:
        if (gone := self._kept.pop(key, None)) is not None:
            self._size -= gone.size

    def __len__(self) -> int:
        return len(self._kept)
