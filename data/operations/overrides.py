"""What people state about a list where the mapping is wrong or silent: a small YAML file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from data.operations.lexicon import fields
from data.operations.mapping import ColumnMapping
from data.operations.words import key
from graph.errors import InputError

KEYS = ("columns", "constants", "header_row", "sheet", "encoding")
CONSTANTS = ("fund", "period", "cci", "country", "currency", "programme", "publisher", "title", "licence", "url")


@dataclass(frozen=True)
class Overrides:
    """Columns with their fields ("" leaves one over), and what holds for the whole list."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    header_row: int = 0
    sheet: str = ""
    encoding: str = ""
    source: str = ""


def read_overrides(path: Path) -> Overrides:
    """The overrides in a YAML file; raises InputError that names the key, and the nearest field."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", source=str(path)) from error
    return parse_overrides(text, str(path))


def parse_overrides(text: str, source: str = "") -> Overrides:
    """The overrides in a YAML text."""
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"is not YAML: {error}", source=source) from error
    found = {} if found is None else found
    if not isinstance(found, dict):
        raise InputError("should be a mapping such as “columns: {Header words: project_name}”", source=source)
    for name in found:
        if name not in KEYS:
            raise InputError(f"“{name}” is not known; {_nearest(str(name), KEYS)}", source=source)
    row = found.get("header_row", 0)
    if not isinstance(row, int) or isinstance(row, bool) or row < 0:
        raise InputError(f"header_row “{row}” should be the number of a row, from 1", source=source)
    return Overrides(
        _columns(_texts(found, "columns", source), source),
        _constants(_texts(found, "constants", source), source),
        row,
        str(found.get("sheet") or ""),
        str(found.get("encoding") or ""),
        source,
    )


def apply(overrides: Overrides, mapping: Sequence[ColumnMapping]) -> list[ColumnMapping]:
    """The mapping with the stated columns put in; raises InputError for a column that the header does not have."""
    headers = {key(column.column): column.column for column in mapping}
    stated = {}
    for column, field_name in overrides.columns.items():
        if key(column) not in headers:
            near = _nearest(column, [column.column for column in mapping])
            raise InputError(
                f"column “{column}” is not in the header; {near}", source=overrides.source, where="columns"
            )
        stated[key(column)] = field_name
    single = {name for name in stated.values() if name and not fields()[name].get("many")}
    return [_applied(column, stated, single) for column in mapping]


def _applied(column: ColumnMapping, stated: dict[str, str], single: set[str]) -> ColumnMapping:
    if key(column.column) in stated:
        return replace(column, field=stated[key(column.column)], confidence=1.0, why="stated in the overrides")
    if column.field in single:
        return replace(column, field="", confidence=0.0, why=f"the overrides give {column.field} to another column")
    return column


def _columns(columns: dict[str, str], source: str) -> dict[str, str]:
    for column, name in columns.items():
        if name and name not in fields():
            raise InputError(
                f"“{name}” is not a field; {_nearest(name, list(fields()))}",
                source=source,
                where=f"columns, “{column}”",
            )
    return columns


def _constants(constants: dict[str, str], source: str) -> dict[str, str]:
    for name in constants:
        if name not in CONSTANTS:
            raise InputError(f"“{name}” is not known; {_nearest(name, CONSTANTS)}", source=source, where="constants")
    return constants


def _texts(found: dict[Any, Any], name: str, source: str) -> dict[str, str]:
    value = found.get(name)
    value = {} if value is None else value
    if not isinstance(value, dict) or any(isinstance(item, (dict, list)) for item in value.values()):
        raise InputError(f"{name} should be a mapping of one text each", source=source)
    return {str(column): "" if item is None else str(item) for column, item in value.items()}


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    return f"did you mean “{near[0]}”?" if near else f"known are {', '.join(known)}"
