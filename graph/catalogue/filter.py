"""What a selection is narrowed to."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from graph.errors import InputError
from graph.model import ROLES
from graph.names import TYPES

LISTS = ("type", "programme", "theme", "region", "funder", "source", "role", "ids")
FACETS = ("type", "programme", "theme", "region", "funder", "source", "role")
_YEARS, _AMOUNTS = ("since", "until"), ("min", "max")
_LONGEST = 500  # characters of a text that is sought


@dataclass(frozen=True, slots=True)
class Filter:
    """Values within a field are alternatives; different fields must all hold.

    ``q`` are words that names hold; ``type`` classes ("Project"); ``programme``, ``theme``, ``region`` and ``funder``
    IRIs, each with what lies in or below it; ``source`` IRIs of sources; ``role`` roles of participations. ``since``
    and ``until`` are years, ``min`` and ``max`` amounts in ``currency``, all included and None where open. ``ids`` are
    exactly these things, where not empty.
    """

    q: str = ""
    type: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    funder: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    min: float | None = None
    max: float | None = None
    currency: str = ""
    ids: tuple[str, ...] = ()

    @staticmethod
    def of(values: Mapping[str, Any]) -> Filter:
        """The filter that the fields of a JSON object or the parameters of a URL name, each a value or a list of such.

        Fields of other names are left alone. Raises InputError for a value that its field cannot have.
        """
        found: dict[str, Any] = {}
        for field in fields(Filter):
            given = values.get(field.name)
            if given is None or given in ("", []):
                continue
            if field.name in LISTS:
                found[field.name] = _texts(field.name, given)
            elif field.name in _YEARS:
                found[field.name] = _year(field.name, _single(field.name, given))
            elif field.name in _AMOUNTS:
                found[field.name] = _amount(field.name, _single(field.name, given))
            else:
                found[field.name] = _text(field.name, _single(field.name, given))
        return _checked(Filter(**{name: value for name, value in found.items() if value is not None}))

    def without(self, *names: str) -> Filter:
        """The same with these fields open."""
        empty = Filter()
        return replace(self, **{name: getattr(empty, name) for name in names})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self.without("currency") == Filter()


def _checked(made: Filter) -> Filter:
    known = set(TYPES.values())
    for value in made.type:
        if value not in known:
            raise InputError(f"“{value}” is no type; known are {', '.join(sorted(known))}", where="type")
    for value in made.role:
        if value not in ROLES:
            raise InputError(f"“{value}” is no role; known are {', '.join(ROLES)}", where="role")
    if len(made.q) > _LONGEST:
        raise InputError(f"has {len(made.q)} characters; at most {_LONGEST} are sought", where="q")
    for low, high in (_YEARS, _AMOUNTS):
        first, last = getattr(made, low), getattr(made, high)
        if first is not None and last is not None and first > last:
            raise InputError(f"{first:g} is above {high}, {last:g}", where=low)
    return made


def _texts(name: str, given: Any) -> tuple[str, ...]:
    several = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
    return tuple(dict.fromkeys(text for one in several if (text := _text(name, one))))


def _single(name: str, given: Any) -> Any:
    if isinstance(given, list | tuple):
        if len(given) > 1:
            raise InputError(f"is given {len(given)} times; give it once", where=name)
        return given[0] if given else None
    return given


def _text(name: str, given: Any) -> str:
    if given is None:
        return ""
    if not isinstance(given, str):
        raise InputError(f"“{given}” is no text", where=name)
    return given.encode("utf-8", "replace").decode().strip()  # an escape in JSON may be half a character


def _year(name: str, given: Any) -> int | None:
    number = _number(name, given, "year")
    if number is None:
        return None
    if number != int(number) or not 0 < number <= 9999:
        raise InputError(f"“{given}” is no year", where=name)
    return int(number)


def _amount(name: str, given: Any) -> float | None:
    return _number(name, given, "amount")


def _number(name: str, given: Any, noun: str) -> float | None:
    if given is None or given == "":
        return None
    number = math.nan
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        number = math.nan if isinstance(given, bool) else float(given)
    if not math.isfinite(number):
        raise InputError(f"“{given}” is no {noun}", where=name)
    return number
