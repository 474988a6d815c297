"""Records from the YAML form, field by field, as ``graph.model`` describes them."""

from __future__ import annotations

import difflib
from dataclasses import Field
from typing import Any, Protocol

from data.curated.tree import Mapping, Sequence, Text, Value
from data.curated.values import (
    Place,
    check_amount,
    check_currency,
    check_date,
    check_degrees,
    check_number,
    check_url,
    check_word,
    evidence,
    stated,
    texts,
)
from graph.errors import AmbiguousError, NotFoundError
from graph.model import DATE, LINK, NESTED, NUMBER, RECORD, REFERENCE, TEXT, URL, Evidence, Record, Thing, properties

DEGREES = {"lat": 90, "long": 180}  # how far from the equator and from Greenwich


class Resolver(Protocol):
    """Finds the thing that a reference names."""

    def resolve(self, text: str, targets: tuple[str, ...]) -> str:
        """The IRI; raises NotFoundError or AmbiguousError."""


class Form:
    """Reads the records of one file."""

    def __init__(self, place: Place, language: str, source_id: str, resolver: Resolver) -> None:
        self.place = place
        self.language = language
        self.source_id = source_id
        self.resolver = resolver

    def fill(self, record: Record, values: Mapping) -> None:
        """Take every field of the mapping into the record.

        Raises InputError with file, line and value for an unknown field and for a value that does not fit.
        """
        known = properties(type(record))
        own = {"at", "certainty"} | ({"id"} if isinstance(record, Thing) else set())
        own |= set() if "note" in known else {"note"}
        record.where = self._where(values, with_note="note" in own)
        for key, value in values.items():
            if key in own:
                continue
            if key not in known:
                self._unknown_field(key, values.lines[key], [*known, *own])
            self.take(record, key, value)
        self._check_period(record, values)

    def take(self, record: Record, key: str, value: Value) -> None:
        """Take one field into the record, in place of what it had there."""
        described = properties(type(record))[key]
        setattr(record, key, described.default_factory() if callable(described.default_factory) else "")
        self._take(record, key, described, value)

    def _take(self, record: Record, key: str, described: Field[Any], value: Value) -> None:
        kind, many = described.metadata["value"], described.metadata.get("many", False)
        if kind == TEXT and not many:
            plain, proof = stated(value, self.place)
            setattr(record, key, texts(plain, self.language, self.place))
            self._prove(record, key, list(getattr(record, key).values()), proof)
            return
        items = value if isinstance(value, Sequence) else Sequence([value])
        if not many and len(items) != 1:
            self.place.stop(f"“{key}” takes one value", value)
        for item in items:
            if kind == RECORD:
                self._nest(record, key, described.metadata["targets"][0], item)
                continue
            plain, proof = stated(item, self.place)
            taken = self._value(key, described, plain)
            if many:
                getattr(record, key).extend(taken)
            else:
                setattr(record, key, taken[0])
            self._prove(record, key, [text[0] if isinstance(text, tuple) else text for text in taken], proof)

    def _value(self, key: str, described: Field[Any], value: Value) -> list[Any]:
        kind = described.metadata["value"]
        if kind == TEXT:
            return [(text, language) for language, text in texts(value, self.language, self.place).items()]
        if not isinstance(value, Text) or not value.strip():
            self.place.stop(f"“{key}” takes a text, not {'nothing' if value == '' else 'a list or mapping'}", value)
        if kind == REFERENCE:
            return [self.reference(value, described.metadata["targets"])]
        if kind in (URL, LINK):
            return [check_url(value, self.place)]
        if kind in (NUMBER, DATE):
            return [self._measured(key, kind, value)]
        if key == "currency":
            return [check_currency(value, self.place)]
        return [check_word(value, described.metadata.get("words", ()), self.place)]

    def _measured(self, key: str, kind: str, value: Text) -> str:
        if kind == DATE:
            return check_date(value, self.place)
        if key in DEGREES:
            return check_degrees(value, DEGREES[key], self.place)
        return (check_amount if key == "amount" else check_number)(value, self.place)

    def reference(self, value: Text, targets: tuple[str, ...]) -> str:
        """The IRI of the thing that a value names."""
        try:
            return self.resolver.resolve(str(value), targets)
        except (NotFoundError, AmbiguousError) as error:
            kinds = " or ".join(targets) or "thing"
            self.place.stop(f"no {kinds} can be told from “{value}”: {error}", value)

    def _nest(self, record: Record, key: str, class_name: str, value: Value) -> None:
        if not isinstance(value, Mapping):
            self.place.stop(f"“{key}” takes mappings such as {{{', '.join(properties(NESTED[class_name]))}: …}}", value)
        nested = NESTED[class_name]()
        held = getattr(record, key)
        name = record.iri.rsplit("/id/", 1)[-1].replace("/", "-")
        nested.iri = f"https://w3id.org/verbund/id/{nested.FOLDER}/{self.source_id}-{name}-{len(held) + 1}"
        self.fill(nested, value)
        held.append(nested)

    def _where(self, values: Mapping, *, with_note: bool) -> Evidence:
        proof = evidence(values, self.place, with_note=with_note)
        note = values.get("note")
        spans = proof.spans or (f"line={values.line - 1},{values.line}",)
        return Evidence(spans, proof.certainty, str(note) if isinstance(note, Text) else "")

    @staticmethod
    def _prove(record: Record, key: str, values: list[str], proof: Evidence) -> None:
        if proof != Evidence():
            record.evidence.update({(key, value): proof for value in values})

    def _unknown_field(self, key: str, line: int, known: list[str]) -> None:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(sorted(known))}"
        self.place.stop(f"the field “{key}” is not known; {hint}", line)

    def _check_period(self, record: Record, values: Mapping) -> None:
        start, end = getattr(record, "start", ""), getattr(record, "end", "")
        if start and end and end < start[: len(end)]:
            self.place.stop(f"it ends ({end}) before it starts ({start})", values.lines["end"])


def language_of(label: dict[str, str], language: str) -> str:
    """The label in the file's language, else the first one."""
    return label.get(language) or next(iter(label.values()), "")


def named(thing: Thing, language: str) -> str:
    """What a record is called in messages."""
    return language_of(thing.label, language) or thing.iri
