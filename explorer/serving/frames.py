"""What a server and the processes that answer for it send each other through pipes.

A call is one frame of JSON. An answer is a head, any number of parts of its body, and an end.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import IO, Any

READY, HEAD, BODY, END = b"R", b"H", b"B", b"E"
PART = 65_536  # bytes of a body in one frame
_SIZE = struct.Struct(">I")
_FRAME = struct.Struct(">cI")
HEADER = _FRAME.size


def called(call: dict[str, Any]) -> bytes:
    """A call as a frame."""
    text = json.dumps(call).encode()
    return _SIZE.pack(len(text)) + text


def calls(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The calls that arrive, until the other side has gone."""
    while len(header := stream.read(_SIZE.size)) == _SIZE.size:
        yield json.loads(stream.read(*_SIZE.unpack(header)))


def framed(kind: bytes, payload: bytes = b"") -> bytes:
    """A part of an answer as a frame."""
    return _FRAME.pack(kind, len(payload)) + payload


def header(data: bytes) -> tuple[bytes, int]:
    """The kind of a frame and the number of bytes that follow."""
    kind, size = _FRAME.unpack(data)
    return kind, size
