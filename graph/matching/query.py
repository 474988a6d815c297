"""Queries in the format of the W3C Entity Reconciliation Community Group (0.2), checked and made plain.

Each query names a ``query`` text, ``properties`` or both. What is wrong with the form of a batch is an InputError;
what a cell of a table may hold (an empty name, a country that nobody knows) is none, and finds little or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from graph.errors import InputError
from graph.matching.schemes import VAT, schemes
from graph.names import ACTORS, CONCEPTS
from graph.vocabulary import VB

BATCH = 100  # queries at once
LIMIT, MOST = 10, 100  # results of a query, where it asks for none and at most
LONGEST = 1_000  # letters of a name that are read
ORGANISATION = "Organisation"
TYPES = (ORGANISATION, *(name for name in (*ACTORS, *CONCEPTS) if name != ORGANISATION))
PROPERTIES = {
    "name": "another name",
    "acronym": "acronym or short name",
    "country": "country (name or code)",
    "region": "NUTS code",
    "town": "town",
    "postcode": "postcode",
    "website": "website or e-mail address",
    "programme": "programme that it takes part in",
    "identifier": "identifier of any scheme",
    VAT: "VAT number",
    **{name: f"identifier: {name}" for name in sorted(schemes())},
}
_OTHER_WORDS = {"domain": "website", "url": "website", "nuts": "region", "city": "town", "id": "identifier"}
_FIELDS = frozenset(("query", "type", "limit", "properties", "type_strict"))
_STRICT = ("any", "should", "all")
_FORM = 'write {"q0": {"query": "NAME", "properties": [{"pid": "country", "v": "DE"}]}}'


@dataclass(slots=True, frozen=True)
class Query:
    """One query: a text, the classes that are meant (none: any), and values by property."""

    text: str = ""
    types: tuple[str, ...] = ()
    limit: int = LIMIT
    properties: tuple[tuple[str, str], ...] = ()

    def values(self, *names: str) -> list[str]:
        """The values of some properties."""
        return [value for name, value in self.properties if name in names]


def read_batch(queries: Mapping[str, Any] | str) -> dict[str, Query]:
    """The queries of a batch, given as an object or as its JSON. Raises InputError that names the query."""
    batch = read_json(queries, "queries") if isinstance(queries, str) else queries
    if not isinstance(batch, Mapping):
        raise InputError(f"a batch of queries is an object; {_FORM}")
    if len(batch) > BATCH:
        raise InputError(f"a batch has at most {BATCH} queries, this one has {len(batch)}; send them in parts")
    return {str(name): _query(str(name), query) for name, query in batch.items()}


def read_json(text: str, what: str) -> Any:
    """The value of a JSON text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        raise InputError(f"is no JSON ({reason})", source=what) from error


def type_named(text: str) -> str:
    """The class that an id means: ``Organisation``, ``vb:Organisation``, its IRI, or the words of it; "" for none."""
    bare = text.strip().removeprefix(VB).removeprefix("vb:").replace("-", "").replace(" ", "").casefold()
    return next((name for name in TYPES if name.casefold() == bare), "")


def property_named(text: str) -> str:
    """The property that an id means, "" for none."""
    bare = text.strip().casefold()
    bare = _OTHER_WORDS.get(bare, bare)
    return bare if bare in PROPERTIES else ""


def plain(text: str) -> str:
    """A text on one line, without what is no letter, cut to what is read of it."""
    return " ".join(text[: LONGEST * 2].encode("utf-8", "replace").decode().split())[:LONGEST]


def _query(name: str, given: Any) -> Query:
    if isinstance(given, str):
        given = {"query": given}
    if not isinstance(given, Mapping):
        _wrong(name, f"is {_kind(given)} and should be an object; {_FORM}")
    if unknown := sorted(str(field) for field in given if field not in _FIELDS):
        _wrong(name, f"has the unknown field “{unknown[0][:60]}”; known are {', '.join(sorted(_FIELDS))}")
    if not (given.get("query") is not None or given.get("properties")):
        _wrong(name, f"has neither “query” nor “properties”; {_FORM}")
    text = given.get("query", "") or ""
    if not isinstance(text, str):
        _wrong(name, f"has {_kind(text)} as “query” and should have a text")
    if given.get("type_strict", "any") not in _STRICT:
        _wrong(name, f"has an unknown “type_strict”; known are {', '.join(_STRICT)}")
    return Query(
        plain(text), _types(name, given.get("type")), _limit(name, given.get("limit")), tuple(_properties(name, given))
    )


def _types(name: str, given: Any) -> tuple[str, ...]:
    if given in (None, "", []):
        return ()
    texts = given if isinstance(given, list) else [given]
    found = []
    for item in texts:
        text = item.get("id") if isinstance(item, Mapping) else item
        type_ = type_named(text) if isinstance(text, str) else ""
        if not type_:
            shown = text[:60] if isinstance(text, str) else _kind(text)
            _wrong(name, f"has the unknown type “{shown}”; known are {', '.join(TYPES)}")
        found.append(type_)
    return tuple(dict.fromkeys(found))


def _limit(name: str, given: Any) -> int:
    if given is None:
        return LIMIT
    is_number = isinstance(given, int | float) and not isinstance(given, bool) and given == given  # noqa: PLR0124 - NaN
    if not is_number or given < 1 or (given != float("inf") and given != int(given)):
        _wrong(name, "has a “limit” that is no whole number of 1 or more")
    return MOST if given > MOST else int(given)


def _properties(name: str, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    listed = given.get("properties") or []
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        _wrong(name, f"has {_kind(listed)} as “properties” and should have a list")
    for item in listed:
        if not isinstance(item, Mapping) or not isinstance(item.get("pid"), str) or "v" not in item:
            _wrong(name, 'has a property without “pid” and “v”; write {"pid": "country", "v": "DE"}')
        known = property_named(item["pid"])
        if not known:
            _wrong(name, f"has the unknown property “{item['pid'][:60]}”; known are {', '.join(PROPERTIES)}")
        for value in item["v"] if isinstance(item["v"], list) else [item["v"]]:
            if text := plain(_value(name, known, value)):
                yield known, text


def _value(name: str, pid: str, value: Any) -> str:
    if isinstance(value, Mapping) and isinstance(value.get("id"), str):
        return str(value["id"])
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, str | int | float):
        _wrong(name, f"has {_kind(value)} as value of “{pid}”; texts, numbers and entities with an id are known")
    return str(value)


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return {"NoneType": "nothing", "bool": "true or false", "str": "a text"}.get(type(value).__name__, "a number")


def _wrong(name: str, message: str) -> NoReturn:
    raise InputError(f"query “{name[:60]}” {message}")
