"""Objects of JSON and JSON Lines, one after the other, with exact numbers."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

import ijson

from data.files.content import Stream
from data.files.text_encoding import MEND, Encoding, open_text
from graph.errors import InputError

LARGEST = 64 << 20


def arrays(head: bytes) -> list[str]:
    """The dotted prefixes of arrays of objects in the beginning of a JSON text; "" is the array at the top."""
    found: dict[str, None] = {}
    try:
        for prefix, event, _ in ijson.parse(io.BytesIO(head), use_float=False):
            *place, last = prefix.split(".")
            if event == "start_map" and last == "item" and "item" not in place:
                found[".".join(place)] = None
    except (ijson.JSONError, ArithmeticError):
        pass  # the head ends somewhere inside
    return list(found)


def json_objects(stream: Stream, encoding: Encoding, prefix: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of the array at a dotted prefix, numbered from 1; without a prefix, of the array at the top.

    A JSON text that is one object is that object. Numbers are int or Decimal.
    """
    source = _Utf8(stream, encoding)
    path = f"{prefix}.item" if prefix else "item"
    number = 0
    try:
        first = source.first()
        if first != b"[" and not prefix:
            yield 1, _single(source, name)
            return
        for number, item in enumerate(ijson.items(source, path, use_float=False), 1):
            yield number, _object(item, name, f"entry {number}")
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ArithmeticError) as error:
        where = f"after entry {number}" if number else ""
        raise InputError(f"is broken or cut off JSON ({_reason(error)})", source=name, where=where) from error


def json_lines(stream: Stream, encoding: Encoding, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of JSON Lines; their numbers are those of the lines."""
    if encoding.longest_line > LARGEST:
        raise InputError(f"has a line of more than {LARGEST >> 20} MB", source=name)
    with open_text(stream, encoding) as text:
        for number, line in enumerate(text, 1):
            if line.strip(" \t\r\n\0\x1a\x1e"):
                yield number, _object(_value(line.strip(" \t\r\n\0\x1a\x1e"), name, number), name, f"line {number}")


def _value(line: str, name: str, number: int) -> object:
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise InputError(f"is no JSON object ({_reason(error)})", source=name, where=f"line {number}") from error


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number in JSON")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)


def _object(value: object, name: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"is {type(value).__name__} where an object {{…}} was expected", source=name, where=where)
    return value


def _single(source: _Utf8, name: str) -> dict[str, Any]:
    text = source.read(LARGEST)
    if source.read(1):
        raise InputError(
            f"is one object of more than {LARGEST >> 20} MB; name the array in it, such as “grants”", source=name
        )
    return _object(_value(text.decode(), name, 1), name, "")


def _reason(error: BaseException) -> str:
    return str(error).partition("\n")[0][:150] or type(error).__name__


class _Utf8:
    """A stream of a text in any encoding as UTF-8 without a byte order mark, which is what the parser reads."""

    def __init__(self, stream: Stream, encoding: Encoding) -> None:
        self._stream = io.BufferedReader(stream, 1 << 18)
        name = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
        self._plain = encoding.name == "utf-8" and not encoding.bom and not encoding.damaged
        self._decoder = codecs.getincrementaldecoder(name)(MEND)
        self._ready = b""

    def first(self) -> bytes:
        """The first byte that is no white space; nothing is lost."""
        while not self._ready:
            chunk = self._next(1 << 16)
            if not chunk:
                return b""
            self._ready = chunk.lstrip()
        return self._ready[:1]

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, fewer only at the end; all of them without a size."""
        parts, missing = [], size if size >= 0 else 1 << 62
        while missing > 0:
            if not self._ready:
                self._ready = self._next(min(missing, 1 << 18))
                if not self._ready:
                    break
            part, self._ready = self._ready[:missing], self._ready[missing:]
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _next(self, size: int) -> bytes:
        while chunk := self._stream.read(size):
            text = chunk if self._plain else self._decoder.decode(chunk).removeprefix("\ufeff").encode()
            if text:
                return text
        return b""
