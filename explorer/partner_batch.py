"""Many requests for partners as JSON Lines, answered line by line: what is held is one request and its answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from explorer.answers_json import Answers
from graph.errors import InputError, VerbundError
from graph.partners import Finder
from graph.request import Request
from graph.store import GraphStore

LONGEST = 1_000_000  # bytes of a line; a request has some hundred
LARGEST = 1e15  # of numbers: larger ones are no distance and no limit


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def _texts(value: Any) -> bool:
    return _text(value) or (isinstance(value, list) and all(map(_text, value)))


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and _number(value)


# A key of a request: the field of ``Request`` that it fills, what its values are, and in words.
KEYS: dict[str, tuple[str, Callable[[Any], bool], str]] = {
    "thing": ("thing", _text, "a text"),
    "text": ("text", _text, "a text"),
    "from": ("home", _text, "a text"),
    "in": ("region", _text, "a text"),
    "near": ("near", _text, "a text"),
    "radius": ("radius", _number, "a number of km"),
    "theme": ("theme", _texts, "a text or a list of texts"),
    "programme": ("programme", _texts, "a text or a list of texts"),
    "role": ("role", _text, "a text"),
    "kind": ("kind", _texts, "a text or a list of texts"),
    "known": ("known", _flag, "true or false"),
    "type": ("type", _text, "a text"),
    "match": ("match", _text, "a text"),
    "as_of": ("as_of", _text, "a date as a text"),
    "diverse": ("diverse", _flag, "true or false"),
    "limit": ("limit", _whole, "a whole number"),
}


@contextmanager
def open_lines(name: str) -> Iterator[IO[bytes]]:
    """The bytes of a file or of standard input. Raises InputError for a file that cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - it is closed below, and only opening it may fail this way
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}); name a file of JSON Lines", source=name) from None
    with stream:
        yield stream


class Batch:
    """Answers requests of one store, which is read once; ``read`` and ``failed`` count them."""

    def __init__(self, store: GraphStore, language: str) -> None:
        self._finder, self._answers = Finder(store), Answers(store, language)
        self.read = self.failed = 0

    def of(self, lines: IO[bytes]) -> Iterator[str]:
        """One line of JSON for each request, in their order; empty lines are none.

        What cannot be answered gives ``{"error": …, "line": n}``, and the others go on.
        """
        for number, line in _numbered(lines):
            self.read += 1
            try:
                answer: Mapping[str, Any] = self._answers.partners(self._finder.partners(request(line, number)))
            except VerbundError as error:
                self.failed += 1
                answer = {"error": str(error), "line": number}
            yield json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _numbered(lines: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers; of one that is too long only the beginning."""
    number = 0
    while line := lines.readline(LONGEST + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = lines.readline(LONGEST)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def request(line: bytes, number: int) -> Request:
    """The request of a line. Raises InputError with its number, key and value."""
    where = f"line {number}"
    if len(line) > LONGEST:
        raise InputError(f"is longer than {LONGEST:,} bytes", where=where)
    try:
        given = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise InputError("is no JSON in UTF-8; write one object a line", where=where) from None
    if not isinstance(given, dict):
        raise InputError(f'is {_shown(given)} and no object; write {{"thing": …}}', where=where)
    fields: dict[str, Any] = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in KEYS:
            raise InputError(
                f"{_shown(key)}: {_shown(value)} has no meaning; known keys are {', '.join(KEYS)}", where=where
            )
        field, fits, words = KEYS[name]
        if not fits(value):
            raise InputError(f"{key} is {_shown(value)}; give {words}", where=where)
        if field in fields:
            raise InputError(f"{key} is given twice", where=where)
        fields[field] = tuple([value] if isinstance(value, str) else value) if fits is _texts else value
    return Request(**fields)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
