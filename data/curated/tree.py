"""A YAML file as plain values that still know their line: texts stay texts, nothing is guessed from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import yaml

from graph.errors import InputError

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LARGEST = 50_000_000  # bytes; a hand-written file is a thousandth of this
DEEPEST = 30  # levels; the form has six


class Text(str):
    """A scalar and the line it stands on."""

    line: int = 0


class Sequence(list["Value"]):
    """A list and the line it starts on."""

    line: int = 0


class Mapping(dict[str, "Value"]):
    """A mapping, the line it starts on, and the line of each key."""

    line: int = 0
    lines: dict[str, int]


Value = Text | Sequence | Mapping


def read_tree(path: Path) -> Mapping:
    """The mapping at the top of a YAML file.

    Raises InputError for a file that is no UTF-8, no YAML, no mapping, or that uses aliases or repeats a key.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("is not UTF-8; save it as UTF-8", source=str(path), where=f"line {line}") from error
    if len(raw) > LARGEST:
        raise InputError("is larger than 50 MB; split it", source=str(path))
    try:
        return _Reader(path, text).mapping_at_top()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        reason = _tab(text, mark) or error.problem or error.context
        raise InputError(f"is not YAML: {reason}", source=str(path), where=where) from error
    except yaml.reader.ReaderError as error:
        where = f"line {text.count(chr(10), 0, error.position) + 1}"
        character = f"U+{ord(error.character) if isinstance(error.character, str) else error.character:04X}"
        raise InputError(
            f"holds the control character {character}; take it out", source=str(path), where=where
        ) from error
    except yaml.YAMLError as error:
        raise InputError(f"is not YAML: {str(error).splitlines()[0]}", source=str(path)) from error


def _tab(text: str, mark: yaml.Mark | None) -> str:
    lines = text.splitlines()
    if mark and mark.line < len(lines) and lines[mark.line].lstrip(" ").startswith("\t"):
        return "a tab indents the line; indent with spaces"
    return ""


class _Reader:
    """Builds the tree from the parser's events: its own composer crashes the process on deep nesting."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def mapping_at_top(self) -> Mapping:
        """The mapping that the one document of the file holds."""
        start = self._after(yaml.StreamStartEvent, yaml.DocumentStartEvent)
        if not isinstance(start, yaml.MappingStartEvent):
            raise InputError(
                "holds no records; it starts with “source:” and lists such as “projects:”", source=str(self.path)
            )
        tree = self._value(start, 0)
        end = self._after(yaml.DocumentEndEvent)
        if not isinstance(end, yaml.StreamEndEvent):
            self._stop("holds a second document (---); make it a file of its own", _line(end))
        assert isinstance(tree, Mapping)  # noqa: S101 - a mapping start becomes a mapping
        return tree

    def _after(self, *passed: type[yaml.Event]) -> yaml.Event:
        """The next event that is none of these."""
        return next(event for event in self.events if not isinstance(event, passed))

    def _value(self, event: yaml.Event, depth: int) -> Value:
        line = _line(event)
        if depth > DEEPEST:
            self._stop("is nested too deeply", line)
        result: Value
        if isinstance(event, yaml.MappingStartEvent):
            result = self._mapping(depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            result = Sequence()
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                result.append(self._value(item, depth + 1))
        elif isinstance(event, yaml.ScalarEvent):
            result = Text(event.value)
        else:
            self._stop("uses an alias (*name); write the value out", line)
        result.line = line
        return result

    def _mapping(self, depth: int) -> Mapping:
        result = Mapping()
        result.lines = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            line = _line(key)
            if isinstance(key, yaml.AliasEvent):
                self._stop("uses an alias (*name); write the value out", line)
            if not isinstance(key, yaml.ScalarEvent):
                self._stop("has a key that is no word", line)
            if key.value in result:
                self._stop(f"“{key.value}” is written twice; make it one list", line)
            result[key.value] = self._value(next(self.events), depth + 1)
            result.lines[key.value] = line
        return result

    def _stop(self, message: str, line: int) -> NoReturn:
        raise InputError(message, source=str(self.path), where=f"line {line}")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
