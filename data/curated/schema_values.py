"""What the plain values of the YAML form look like in JSON Schema, and the pieces that its fields are made of."""

from __future__ import annotations

from typing import Any

from data.curated.field_words import FIELDS
from graph.model import CERTAINTIES, DATE, LINK, NUMBER, TEXT, URL

Schema = dict[str, Any]

# A reader of YAML takes 2020 for a number and true for a truth value; in a name they are meant as they are written.
SCALAR: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
TEXTS: Schema = {
    "type": "object",
    "properties": {"de": SCALAR, "en": SCALAR},
    "propertyNames": {"pattern": LANGUAGE},
    "additionalProperties": SCALAR,
    "minProperties": 1,
}
DAY_MONTH_OR_YEAR: Schema = {
    "type": ["string", "integer"],
    "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    "minimum": 1000,
    "maximum": 9999,
}
DECIMAL: Schema = {"type": ["number", "string"], "pattern": r"^[-+]?\d+(\.\d+)?$"}
ADDRESS: Schema = {"type": "string", "pattern": r'^https?://[^\s<>"{}|\\^`]+$'}
NAMES = {TEXT: "text", DATE: "date", NUMBER: "number", URL: "url", LINK: "url"}


def definitions() -> dict[str, Schema]:
    """The definitions that every field may refer to, by name."""
    span = {**several({"type": "integer", "minimum": 0}), "minItems": 2, "maxItems": 2}
    at = {"anyOf": [ref("span"), {**several(ref("span")), "minItems": 1}]}
    certainty = {"enum": list(CERTAINTIES), "default": CERTAINTIES[0]}
    return {
        "text": {"anyOf": [SCALAR, TEXTS]},
        "date": DAY_MONTH_OR_YEAR,
        "number": DECIMAL,
        "url": ADDRESS,
        "word": SCALAR,
        "span": span,
        "at": described("at", at, FIELDS["at"]),
        "certainty": described("certainty", certainty, FIELDS["certainty"]),
        "note": described("note", {"type": ["string", "number", "boolean"]}, FIELDS["note"]),
    }


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def several(value: Schema) -> Schema:
    """A list of such values."""
    return {"type": "array", "items": value}


def described(title: str, value: Schema, words: tuple[str, str]) -> Schema:
    """A value with what editors show beside it."""
    return {"title": title, "description": " / ".join(word for word in words if word), **value}
