"""The objects of a GEPRIS file: which kind they are, and their values by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from data.files.document import Document

FIELDS = Path(__file__).with_name("fields.yml")
SEEN = 50  # objects whose names are the columns
_MARK = re.compile(r"[\W_]+")
_NULL = frozenset(("", "na", "nan", "null", "none", "-", "\\n"))
_WHOLE = re.compile(r"(\d+)\.0")

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Kind:
    """A kind of object: its fields by folded name, what it needs, and what shows it."""

    name: str
    fields: dict[str, str]
    needs: frozenset[str]
    marks: frozenset[str]


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The name of a field without case and marks."""
    return _MARK.sub("", name).casefold()


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, the most telling first."""
    content: dict[str, Any] = yaml.safe_load(FIELDS.read_text("utf-8"))
    return tuple(
        Kind(
            name,
            {column: field for field, columns in about["names"].items() for column in columns},
            frozenset(about["needs"]),
            frozenset(about["marks"]),
        )
        for name, about in content.items()
    )


def kind_of(names: list[str]) -> Kind | None:
    """The kind of objects with these names; None for objects of others."""
    if not any("institution" in fold(name) or fold(name) in _OWN for name in names):
        return None
    for kind in kinds():
        found = {kind.fields[fold(name)] for name in names if fold(name) in kind.fields}
        enough = 2 if kind.name != "institution" else 1
        if found >= kind.needs and len(found & kind.marks) >= enough:
            return kind
    return None


# Names that only GEPRIS has.
_OWN = frozenset(
    (
        "projectidnumber",
        "dfgprocess",
        "dfgverfahren",
        "participatingsubjectareas",
        "extractedprojectdatacsv",
        "reviewboard",
        "fachkollegium",
        "fachlichezuordnungen",
        "beschreibungde",
    )
)


def objects(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects with their numbers; a table's rows are objects too, and ``attributes`` lie beside the rest."""
    if document.format in ("json", "jsonl"):
        prefix = next(iter(document.arrays), "") if document.format == "json" else ""
        for number, item in document.objects(prefix):
            inner = item.get("attributes")
            yield number, {**item, **inner} if isinstance(inner, dict) else item
        return
    header: list[str] = []
    for number, cells in document.table_rows():
        if not header:
            header = cells
        elif any(cells):
            yield number, dict(zip(header, cells, strict=False))


def names(document: Document) -> list[str]:
    """The names in the first objects."""
    if document.format not in ("json", "jsonl", "csv", "tsv"):
        return []
    found: dict[str, None] = {}
    for _, item in islice(objects(document), SEEN):
        found.update(dict.fromkeys(str(name) for name in item))
    return list(found)


def values(kind: Kind, item: dict[str, Any]) -> Values:
    """The values of an object by field, each as a list of texts."""
    found: Values = {}
    for name, value in item.items():
        field = kind.fields.get(fold(str(name)))
        if field and (texts := _texts(value)):
            found.setdefault(field, []).extend(texts)
    return found


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        if _is_position(value):
            return [f"{value[0]},{value[1]}"]
        return [text for item in value for text in _texts(item)]
    text = _text(value)
    return [text] if text else []


def _is_position(value: list[Any]) -> bool:
    """Whether a list is latitude and longitude: two numbers, one of them with decimals."""
    if len(value) != 2 or not all(isinstance(part, int | float | Decimal) for part in value):
        return False
    return all(abs(part) <= 180 for part in value) and any(part != int(part) for part in value)


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool | dict):
        return ""
    text = str(value).strip()
    if text.casefold() in _NULL:
        return ""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text
