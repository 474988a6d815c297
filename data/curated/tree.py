"""A YAML file as plain values that still know their line: texts stay texts, nothing is guessed from them."""

from __future__ import annotations

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
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InputError(f"is not YAML: {error.problem or error.context}", source=str(path), where=where) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"is not YAML: {str(error).splitlines()[0]}", source=str(path)) from error
    if not isinstance(root, yaml.MappingNode):
        raise InputError("holds no records; it starts with “source:” and lists such as “projects:”", source=str(path))
    tree = _Reader(path).value(root, 0)
    assert isinstance(tree, Mapping)  # noqa: S101 - a mapping node becomes a mapping
    return tree


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Value:
        line = node.start_mark.line + 1
        if depth > DEEPEST:
            self._stop("is nested too deeply", line)
        if id(node) in self.seen:
            self._stop("uses an alias (*name); write the value out", line)
        self.seen.add(id(node))
        result: Value
        if isinstance(node, yaml.MappingNode):
            result = self._mapping(node, depth)
        elif isinstance(node, yaml.SequenceNode):
            result = Sequence(self.value(item, depth + 1) for item in node.value)
        else:
            result = Text(node.value)
        result.line = line
        return result

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        result = Mapping()
        result.lines = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._stop("has a key that is no word", line)
            if key_node.value in result:
                self._stop(f"“{key_node.value}” is written twice; make it one list", line)
            result[key_node.value] = self.value(value_node, depth + 1)
            result.lines[key_node.value] = line
        return result

    def _stop(self, message: str, line: int) -> NoReturn:
        raise InputError(message, source=str(self.path), where=f"line {line}")
