"""A part of the file that ``verbund explore`` writes: a header of JSON and columns of numbers, packed.

The page reads it as it is (``explorer/web/src/data/embedded/archive.ts``): the length of the header in four bytes
(little endian), the header, and from the next multiple of 8 on the columns, each beginning at a multiple of 8.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_WIDTHS = (("i1", np.int8), ("i2", np.int16), ("i4", np.int32))
_LEVEL = 9  # of gzip; a file is written once and mailed often


def block(columns: Mapping[str, Array], texts: Mapping[str, Sequence[str]], about: Mapping[str, Any]) -> bytes:
    """Columns by name, texts by name and what is said of them, as bytes."""
    places: dict[str, tuple[str, int, int, int]] = {}
    pieces: list[bytes] = []
    at = 0
    for name, column in columns.items():
        width, held, stepwise = _narrowed(name, column)
        piece = _padded(held.tobytes())
        places[name] = (width, at, len(held), stepwise)
        pieces.append(piece)
        at += len(piece)
    header = compact_json({"columns": places, "texts": texts, "about": about})
    start = _padded(len(header).to_bytes(4, "little") + header)
    return start + b"".join(pieces)


def packed(content: bytes) -> str:
    """Content as gzip in base64, the same for the same content."""
    return base64.b64encode(gzip.compress(content, _LEVEL, mtime=0)).decode("ascii")


def compact_json(value: Any) -> bytes:
    """A value as JSON in UTF-8; half characters become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _narrowed(name: str, column: Array) -> tuple[str, Array, int]:
    """The narrowest form of a column; of ascending numbers only the steps, which are small and alike."""
    if column.dtype.kind == "f":
        return "f8", column.astype("<f8"), 0
    whole = column.astype(np.int64)
    stepwise = int(len(whole) > 1 and bool((np.diff(whole) >= 0).all()))
    held = np.diff(whole, prepend=0) if stepwise else whole
    low, high = (int(held.min()), int(held.max())) if len(held) else (0, 0)
    for width, type_ in _WIDTHS:
        if np.iinfo(type_).min <= low and high <= np.iinfo(type_).max:
            return width, held.astype(np.dtype(type_).newbyteorder("<")), stepwise
    raise ValueError(f"{name} holds numbers of more than 32 bits")


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % 8)
