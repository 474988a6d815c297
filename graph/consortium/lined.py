"""YAML whose values know the line that they stand in, so that a message can name it."""

from __future__ import annotations

from typing import Any

import yaml

from graph.errors import InputError

MOST_BYTES = 200_000  # a rule file is a page or two


class Lined(dict[str, Any]):
    """A mapping that knows its line (from 1), and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read(text: str, source: str) -> Any:
    """The value of a YAML text: mappings as ``Lined``, lists, and scalars.

    Raises InputError for what is no YAML, for a key that stands twice, for anchors, tags and several documents.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise InputError(f"more than {MOST_BYTES:,} bytes; a rule file is much shorter", source=source)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                where = f"line {event.start_mark.line + 1}" if event.start_mark else ""
                raise InputError("anchors (&) and aliases (*) are not read; write it out", source=source, where=where)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return _value(node, source) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise InputError(f"no YAML: {problem}; mend the file", source=source, where=where) from None
    except RecursionError:
        raise InputError("nested too deeply; a rule file has few levels", source=source) from None


def _value(node: yaml.Node, source: str) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found = Lined(line)
        for key_node, value_node in node.value:
            key, at = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError("a key that is no word; write key: value", source=source, where=f"line {at}")
            if key in found:
                said = f"“{key}” stands twice, also in line {found.lines[key]}; keep one"
                raise InputError(said, source=source, where=f"line {at}")
            found[key], found.lines[key] = _value(value_node, source), at
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, source) for part in node.value]
    return _scalar(node, source, line)


def _scalar(node: yaml.Node, source: str, line: int) -> Any:
    """Text, numbers and yes or no; "no" in plain letters stays a text, since it is Norway's code, too."""
    if node.tag.endswith(":bool") and node.value.lower() not in ("true", "false"):
        return node.value
    if node.tag.endswith((":timestamp", ":str", ":merge", ":value")):
        return node.value
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise InputError(
            f"“{node.value}” cannot be read; put it in quotes", source=source, where=f"line {line}"
        ) from None
