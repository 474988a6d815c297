"""The parameters of a call: declared once, read and checked by it, and told by it in the documentation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import InputError

Kind = Literal["text", "texts", "whole", "number", "flag", "choice"]
_YES, _NO = ("1", "true", "yes", "ja"), ("0", "false", "no", "nein", "")
_LONGEST = 2_000  # characters of a text
_MOST = 20_000  # texts of a list


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with what it may be, in both languages; ``texts`` may be repeated."""

    name: str
    kind: Kind
    de: str
    en: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    example: str = ""
    longest: int = _LONGEST

    def read(self, values: Sequence[str]) -> Any:
        """The value that texts stand for. Raises InputError."""
        if self.kind == "texts":
            return self._texts(values)
        if len(values) > 1:
            raise InputError(f"“{self.name}” is given {len(values)} times; give it once")
        text = values[0].strip() if values else ""
        if self.required and not text:
            example = f", e.g. {self.example}" if self.example else ""
            raise InputError(f"“{self.name}” is missing; give {self.en[0].lower()}{self.en[1:]}{example}")
        if not text:
            return self.default
        if len(text) > self.longest:
            raise InputError(f"“{self.name}” has {len(text):,} characters; at most {self.longest:,} are read")
        return _READERS[self.kind](self, text)

    def _texts(self, values: Sequence[str]) -> list[str]:
        found = [value.strip() for value in values if value.strip()]
        if len(found) > _MOST:
            raise InputError(f"“{self.name}” is given {len(found):,} times; at most {_MOST:,} are read")
        if any(len(value) > self.longest for value in found):
            raise InputError(f"“{self.name}” has a value of more than {self.longest:,} characters")
        return found

    def schema(self) -> dict[str, Any]:
        """The parameter as a JSON schema."""
        if self.kind == "texts":
            return {"type": "array", "items": {"type": "string"}}
        found: dict[str, Any] = {"type": _TYPES[self.kind]}
        if self.choices:
            found["enum"] = list(self.choices)
        bounds = {"minimum": self.least, "maximum": self.most, "default": self.default}
        return found | {key: value for key, value in bounds.items() if value is not None}


_TYPES = {"text": "string", "choice": "string", "whole": "integer", "number": "number", "flag": "boolean"}


def _text(parameter: Parameter, text: str) -> str:
    del parameter
    return text


def _choice(parameter: Parameter, text: str) -> str:
    if text not in parameter.choices:
        raise InputError(f"“{parameter.name}” is “{text[:80]}”; give one of: {', '.join(parameter.choices)}")
    return text


def _flag(parameter: Parameter, text: str) -> bool:
    if text.lower() not in (*_YES, *_NO):
        raise InputError(f"“{parameter.name}” is “{text[:80]}”; give 1 or 0")
    return text.lower() in _YES


def _number(parameter: Parameter, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    low = -math.inf if parameter.least is None else parameter.least
    high = math.inf if parameter.most is None else parameter.most
    if not math.isfinite(value) or not low <= value <= high:
        kind = "whole number" if parameter.kind == "whole" else "number"
        raise InputError(f"“{parameter.name}” is “{text[:80]}”; give a {kind}{_bounds(parameter)}")
    return value


def _whole(parameter: Parameter, text: str) -> int:
    value = _number(parameter, text)
    if value != int(value):
        raise InputError(f"“{parameter.name}” is “{text[:80]}”; give a whole number{_bounds(parameter)}")
    return int(value)


def _bounds(parameter: Parameter) -> str:
    if parameter.least is not None and parameter.most is not None:
        return f" from {parameter.least:g} to {parameter.most:,.0f}"
    return f" of at least {parameter.least:g}" if parameter.least is not None else ""


_READERS = {"text": _text, "choice": _choice, "flag": _flag, "number": _number, "whole": _whole}


def read_all(declared: Iterable[Parameter], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Every declared parameter with its value. Raises InputError for a wrong value and for a name nobody declared."""
    texts: dict[str, list[str]] = {}
    for name, value in given:
        texts.setdefault(name, []).append(value)
    known = {one.name: one for one in declared}
    if unknown := [name for name in texts if name not in known]:
        raise InputError(f"“{unknown[0][:80]}” is no parameter of this; known are {', '.join(known)}")
    return {name: one.read(texts.get(name, ())) for name, one in known.items()}


def from_json(body: Any) -> list[tuple[str, str]]:
    """The parameters that stand in a body ``{"filter": {…}, …}``, as if they stood in the address.

    Raises InputError for what no address could say.
    """
    if not isinstance(body, Mapping):
        raise InputError('the body is no object; write {"filter": {…}, …}')
    inner = body.get("filter", {})
    if not isinstance(inner, Mapping):
        raise InputError('“filter” is no object; write {"filter": {"q": "…"}}')
    outer = [(name, value) for name, value in body.items() if name != "filter"]
    return [pair for name, value in (*inner.items(), *outer) for pair in _pairs(str(name), value)]


def _pairs(name: str, value: Any) -> list[tuple[str, str]]:
    if value is None:
        return []
    if isinstance(value, bool):
        return [(name, "1" if value else "0")]
    if isinstance(value, str | int | float):
        return [(name, str(value))]
    if isinstance(value, list):
        return [pair for item in value for pair in _pairs(name, item)]
    raise InputError(f"“{name[:80]}” is an object; give a text, a number, or a list of texts")
