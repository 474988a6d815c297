"""JSON schemas of the types of answers."""

from __future__ import annotations

import inspect
import types
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

Json = dict[str, Any]
_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


class Schemas:
    """The schemas of types that refer to each other by name."""

    def __init__(self, prefix: str = "#/components/schemas/") -> None:
        self._prefix = prefix
        self.named: dict[str, Json] = {}

    def of(self, type_: Any) -> Json:
        """The schema of a type; one with a name is a reference."""
        if type_ in _PLAIN:
            return _PLAIN[type_]
        if is_typeddict(type_):
            if type_.__name__ not in self.named:
                self.named[type_.__name__] = {}  # it may hold itself
                self.named[type_.__name__] = self._object(type_)
            return {"$ref": f"{self._prefix}{type_.__name__}"}
        return self._made_of(get_origin(type_), get_args(type_))

    def _made_of(self, origin: Any, inner: tuple[Any, ...]) -> Json:
        """The schema of a list, a choice and the like."""
        if origin is Literal:
            return {"enum": list(inner)}
        parts = [self.of(one) for one in inner]
        if origin in (NotRequired, Required):
            return parts[0]
        if origin in (Union, types.UnionType):
            return {"anyOf": parts}
        if origin is list:
            return {"type": "array", "items": parts[0]}
        if origin is tuple:
            return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
        assert origin is dict, f"no schema for {origin}"  # noqa: S101 - a type that answers have not had yet
        return {"type": "object", "additionalProperties": parts[1]}

    def _object(self, type_: Any) -> Json:
        hints = get_type_hints(type_, include_extras=True)
        found: Json = {
            "type": "object",
            "properties": {name: self.of(hint) for name, hint in hints.items()},
            "required": sorted(name for name, hint in hints.items() if get_origin(hint) is not NotRequired),
            "additionalProperties": False,
        }
        about = inspect.cleandoc(type_.__doc__ or "")
        return found | ({"description": about} if about and "dict(" not in about else {})
