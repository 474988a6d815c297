"""The standard's schema: whether a grant keeps it, and which column of a table means which of its fields."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema
import yaml

from data.importing.reading import RowError

SCHEMA = Path(__file__).with_name("schema.yml")
_OPEN_CALL = {"y": "Yes", "n": "No", "yes": "Yes", "no": "No", "true": "Yes", "false": "No"}
_RECIPIENTS = ("recipientOrganization", "recipientIndividual")
Path_ = tuple[str | int, ...]


@cache
def schema() -> dict[str, Any]:
    """The rules of a grant, as a JSON Schema."""
    found: dict[str, Any] = yaml.safe_load(SCHEMA.read_text("utf-8"))
    return found


@cache
def _is_kept() -> Any:
    """The schema as code: four times as fast as going through it, but with poorer messages."""
    return fastjsonschema.compile(schema(), formats={"date-time": _is_moment, "uri": lambda _: True})


@cache
def _validator() -> Any:
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time")(lambda value: not isinstance(value, str) or _is_moment(value))
    return jsonschema.Draft202012Validator(schema(), format_checker=formats)


@lru_cache(maxsize=1 << 14)
def _is_moment(text: str) -> bool:
    try:
        return len(text) > len("2015-06-10") and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def checked(grant: dict[str, Any]) -> dict[str, Any]:
    """The grant without nulls, if it keeps the rules. Raises RowError with the path that breaks them."""
    found: dict[str, Any] = _without_nulls(grant)
    said = found.get("fromOpenCall")
    if isinstance(said, str):
        found["fromOpenCall"] = _OPEN_CALL.get(said.strip().casefold(), said)
    try:
        _is_kept()(found)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _broken(found, error) from None
    return found


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value if inner is not None]
    return value


def _broken(grant: dict[str, Any], found: Any) -> RowError:
    errors = sorted(_validator().iter_errors(grant), key=lambda error: (len(error.absolute_path) == 0, error.json_path))
    if not errors:
        return RowError("/".join(map(str, found.path[1:])), "", found.message)
    error = errors[0]
    path = "/".join(map(str, error.absolute_path))
    if path:
        return RowError(path, _shown(error.instance), f"breaks the standard's schema: {_reason(error)}")
    if all(name in grant for name in _RECIPIENTS):
        return RowError(_RECIPIENTS[1], "", "stands beside recipientOrganization, but only one of them may be given")
    missing = min(([name for name in one["required"] if name not in grant] for one in schema()["oneOf"]), key=len)
    return RowError(missing[0] if missing else "", "", "is missing, but the standard requires it")


def _reason(error: Any) -> str:
    if error.validator == "enum":
        return "it is not in the code list"
    if error.validator == "oneOf":
        return "it is not a date such as 2015-06-10 or 2015-06-10T00:00:00Z"
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"{missing[0]} is missing"
    if error.validator == "type":
        return f"it is not of type {error.validator_value}"
    return str(error.validator)


def _shown(value: Any) -> str:
    return str(value)[:80] if isinstance(value, str | int | float | Decimal) else ""


@lru_cache(maxsize=4096)
def path_of(column: str) -> tuple[Path_, str] | None:
    """The place in a grant that a column of a table means, and the type of its values; None for a column of its own.

    "Recipient Org:Identifier", "Recipient Org:1:Identifier" and "recipientOrganization/0/id" are what is meant.
    """
    mark = ":" if ":" in column else "/" if "/" in column else "."
    words = [" ".join(word.split()) for word in column.split(mark)]
    return _walk(schema(), words, ())


def _walk(node: dict[str, Any], words: list[str], path: Path_) -> tuple[Path_, str] | None:
    node = _resolved(node)
    if node.get("type") == "array":
        if words and words[0].isdecimal() and len(words[0]) < 3:
            return _walk(node["items"], words[1:], (*path, int(words[0])))
        return _walk(node["items"], words, (*path, 0))
    if not words:
        return None if "properties" in node else (path, _type(node))
    for name, inner in node.get("properties", {}).items():
        inner_node = _resolved(inner)
        titles = (name, inner.get("title") or inner_node.get("title") or "", *_more_titles(name))
        if words[0].casefold() in [title.casefold() for title in titles if title]:
            return _walk(inner, words[1:], (*path, name))
    return None


def _more_titles(name: str) -> tuple[str, ...]:
    """Titles that the schema leaves out, and those of older versions of the standard."""
    return {"currency": ("Currency",), "recipientIndividual": ("Recipient Individual",)}.get(name, ())


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        found: dict[str, Any] = schema()["$defs"][node["$ref"].rpartition("/")[2]]
        return found
    return node


def _type(node: dict[str, Any]) -> str:
    stated = node.get("type", "string")
    kind = stated if isinstance(stated, str) else stated[0]
    is_date = any("date-time" in str(one) for one in (node.get("format", ""), *node.get("oneOf", ())))
    return "date" if is_date else kind
