"""What a process answers to a call: JSON, a page, or a long result that is sent in parts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from explorer.serving.frames import PART

JSON = "application/json"
_GZIP = 31  # window bits that make zlib write the gzip format


@dataclass(slots=True)
class Reply:
    """An answer with its HTTP status; ``body`` is bytes, or a file that is read from its beginning."""

    body: bytes | IO[bytes]
    media: str = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def head(self) -> dict[str, Any]:
        """All but the body."""
        return {"status": self.status, "media": self.media, "headers": self.headers}

    def parts(self, *, gzip: bool = False) -> Iterator[bytes]:
        """The body piece by piece, compressed where that is wanted and the head says so."""
        if isinstance(self.body, bytes):
            yield from (self.body[at : at + PART] for at in range(0, len(self.body), PART))
            return
        self.body.seek(0)
        with self.body as file:
            pieces = iter(lambda: file.read(PART), b"")
            yield from _compressed(pieces) if gzip else pieces


def _compressed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=3, wbits=_GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def answered(value: Any) -> Reply:
    """An answer as JSON."""
    return Reply(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def refused(status: int, message: str, suggestions: list[str] | None = None, **more: Any) -> Reply:
    """An error as every part of the interface has it."""
    reply = answered({"error": message, "suggestions": suggestions or [], **more})
    reply.status = status
    return reply
