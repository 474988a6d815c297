"""A question as its file tells it: what it asks, in two languages, with which parameters and columns.

The header is YAML in ``#+`` comments, as grlc has it (https://grlc.io). ``summary``, ``description``, ``method``
and ``tags`` are grlc's own words, here in German and English; ``params`` and ``columns`` say what a person may
give and what each column of the answer is called. ``costs`` says of a question that can take more than a second on a
store of 100,000 projects why, and how long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from graph.errors import InputError

LANGUAGES = ("de", "en")
TYPES = (
    "region", "theme", "target-group", "programme", "organisation", "project", "initiative", "event", "thing",
    "date", "year", "number", "text", "language",
)  # fmt: skip
PARAMETER_KEYS = ("name", "type", "description", "default", "example", "required")
MARK = "#+"
LINE = "#"  # no key of a header, since YAML takes it for a comment

Texts = dict[str, str]


@dataclass(slots=True, frozen=True)
class Parameter:
    """What a person may give: ``default`` where nothing is given, ``example`` to show what a value looks like.

    A parameter without a default that is not required only narrows the answer.
    """

    name: str
    type: str
    description: Texts
    default: str = ""
    example: str = ""
    required: bool = False


@dataclass(slots=True, frozen=True)
class Column:
    """A column of the answer."""

    name: str
    title: Texts


@dataclass(slots=True, frozen=True)
class Question:
    """A named SPARQL query with its title, meaning, parameters and columns, and what it costs if that is much."""

    name: str
    title: Texts
    meaning: Texts
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    path: Path
    costs: Texts | None = None


def read(path: Path) -> Question:
    """The question in a ``.rq`` file. Raises InputError with file and line for a header that is wrong."""
    sparql = path.read_text("utf-8")
    header = Header(path, _tree(sparql, path))
    return Question(
        name=path.stem,
        title=header.texts("summary"),
        meaning=header.texts("description"),
        tags=tuple(str(tag) for tag in header.items("tags")),
        parameters=tuple(_parameter(part) for part in header.parts("params")),
        columns=tuple(Column(part.text("name"), part.texts("title")) for part in header.parts("columns")),
        sparql=sparql,
        path=path,
        costs=header.texts("costs") if "costs" in header.tree else None,
    )


def _parameter(part: Header) -> Parameter:
    for key in part.tree:
        if key not in (*PARAMETER_KEYS, LINE):
            part.stop(f"“{key}” is not known of a parameter; known are {', '.join(PARAMETER_KEYS)}")
    kind = part.text("type")
    if kind not in TYPES:
        part.stop(f"there is no type “{kind}”; known are {', '.join(TYPES)}")
    given = {key: part.text(key) for key in ("default", "example") if key in part.tree}
    required = part.tree.get("required") is True
    return Parameter(part.text("name"), kind, part.texts("description"), **given, required=required)


class Header:
    """A mapping of the header, with the line that it starts in."""

    def __init__(self, path: Path, tree: dict[str, Any]) -> None:
        self.path = path
        self.tree = tree

    def stop(self, message: str) -> NoReturn:
        """Refuse the file."""
        raise InputError(message, source=str(self.path), where=f"line {self.tree[LINE]}")

    def text(self, key: str) -> str:
        """A value in one line."""
        value = self.tree.get(key)
        if value is None or isinstance(value, dict | list) or not str(value).strip():
            self.stop(f"“{key}” takes a text")
        return str(value)

    def texts(self, key: str) -> Texts:
        """A text in each language."""
        value = self.tree.get(key)
        if not isinstance(value, dict):
            self.stop(f"“{key}” takes a text for each of {', '.join(LANGUAGES)}")
        part = Header(self.path, value)
        return {language: part.text(language) for language in LANGUAGES}

    def items(self, key: str) -> list[Any]:
        """A list; nothing stands for an empty one."""
        value = self.tree.get(key) or []
        if not isinstance(value, list):
            self.stop(f"“{key}” takes a list")
        return value

    def parts(self, key: str) -> Iterator[Header]:
        """A list of mappings."""
        for item in self.items(key):
            if not isinstance(item, dict):
                self.stop(f"each of “{key}” is a mapping")
            yield Header(self.path, item)


def _tree(sparql: str, path: Path) -> dict[str, Any]:
    # Other lines stay as empty ones, so that YAML counts the lines of the file.
    lines = [line.removeprefix(MARK) if line.startswith(MARK) else "" for line in sparql.splitlines()]
    try:
        tree = yaml.load("\n".join(lines).rstrip(), _Loader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        where = f"line {mark.line + 1}" if mark else "line 1"
        raise InputError(f"the header is no YAML: {problem}", source=str(path), where=where) from error
    if not isinstance(tree, dict):
        raise InputError(f"has no header; begin its lines with “{MARK}”", source=str(path), where="line 1")
    return tree


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built, and then 10 times faster


class _Loader(_Safe):  # type: ignore[misc]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {**super().construct_mapping(node, deep), LINE: node.start_mark.line + 1}
