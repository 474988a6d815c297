"""Records as rows of columns: what statistics, facets and recommendations are computed from.

======================  =======================================================================================
``things``              one row a thing: class, name, period, costs and its place as the source writes it
``names``               every name of every thing, with the key under which people find it (``identity.name_key``)
``edges``               every statement between two things, with the plain edges beside grants and participations
``grants``              funder, programme, amount, currency and year of each grant, who receives it, and its IRI
``participations``      organisation, role and amount of each participation, in which project, and its IRI
======================  =======================================================================================

The first column of each table is the thing that the row belongs to, so that what is known of a thing can be
replaced. Amounts are double precision: sums are exact to the cent up to ninety trillion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import compress
from operator import attrgetter
from typing import Any

from graph.identity import name_key
from graph.model import RECORD, REFERENCE, Grant, Participation, Record, properties
from graph.triples import PLAIN_EDGES

TEXT, FLAG, NUMBER, YEAR = "text", "flag", "number", "year"
TABLES: dict[str, dict[str, str]] = {
    "things": {
        "iri": TEXT,
        "type": TEXT,
        "label": TEXT,
        "start": TEXT,
        "end": TEXT,
        "year": YEAR,
        "total_cost": NUMBER,
        "eligible_cost": NUMBER,
        "currency": TEXT,
        "place": TEXT,
    },
    "names": {"iri": TEXT, "text": TEXT, "language": TEXT, "alternative": FLAG, "key": TEXT},
    "edges": {"subject": TEXT, "relation": TEXT, "object": TEXT},
    "grants": {
        "owner": TEXT,
        "funder": TEXT,
        "programme": TEXT,
        "amount": NUMBER,
        "currency": TEXT,
        "cofinancing_rate": NUMBER,
        "year": YEAR,
        "grant": TEXT,
    },
    "participations": {
        "project": TEXT,
        "organisation": TEXT,
        "role": TEXT,
        "amount": NUMBER,
        "currency": TEXT,
        "unnamed": TEXT,
        "participation": TEXT,
    },
}
Cells = tuple[Any, ...]


def record_rows(record: Record) -> Iterator[tuple[str, Cells]]:
    """The rows of a record and of those it holds: name of the table, and its cells in the table's order."""
    iri = record.iri
    label = getattr(record, "label", None)
    if label:
        yield "things", _thing(record, label)
        for language, text in label.items():
            yield "names", (iri, text, language, False, name_key(text))
    for text, language in getattr(record, "alt", ()):
        yield "names", (iri, text, language, True, name_key(text))
    if acronym := getattr(record, "acronym", ""):
        yield "names", (iri, acronym, "", True, name_key(acronym))
    values_of, plan = _PLANS.get(type(record)) or _planned(type(record))
    values = values_of(record)
    for (field, relation, is_nested), held in compress(zip(plan, values, strict=True), values):
        for value in held:
            if not is_nested:
                yield "edges", (iri, relation, value)
            else:
                yield from _nested(iri, field, relation, value)


def _thing(record: Any, label: dict[str, str]) -> Cells:
    place = " ".join(part for part in (getattr(record, "postcode", ""), getattr(record, "locality", "")) if part)
    start = getattr(record, "start", "")
    return (
        record.iri,
        record.CLASS,
        best_label(label),
        start or None,
        getattr(record, "end", "") or None,
        _year(start),
        _number(getattr(record, "total_cost", "")),
        _number(getattr(record, "eligible_cost", "")),
        getattr(record, "currency", "") or None,
        place or None,
    )


def best_label(label: dict[str, str]) -> str:
    """The German name, else the one without a language, else the English one, else the first language's."""
    return next(label[language] for language in ("de", "", "en", *sorted(label)) if language in label)


def _nested(owner: str, field: str, relation: str, nested: Record) -> Iterator[tuple[str, Cells]]:
    if isinstance(nested, Grant):
        amount, year = _number(nested.amount), _year(nested.date)
        rate = _number(nested.cofinancing_rate)
        funder, programme, currency = nested.funder or None, nested.programme or None, nested.currency or None
        yield "grants", (owner, funder, programme, amount, currency, rate, year, nested.iri)
    elif isinstance(nested, Participation):
        amount = _number(nested.amount)
        organisation, unnamed = nested.organisation or None, nested.unnamed or None
        currency = nested.currency or None
        yield "participations", (owner, organisation, nested.role, amount, currency, unnamed, nested.iri)
    else:
        yield "edges", (owner, relation, nested.iri)
        yield from record_rows(nested)
    if field in PLAIN_EDGES and (target := getattr(nested, PLAIN_EDGES[field][1])):
        yield "edges", (owner, "partner" if field == "participations" else "fundedBy", target)


# what gives the values of all fields that lead to other things; field, relation, and whether its values are records
_Plan = tuple[Callable[[Any], tuple[Any, ...]], list[tuple[str, str, bool]]]
_PLANS: dict[type[Record], _Plan] = {}


def _planned(record: type[Record]) -> _Plan:
    plan = [
        (name, item.metadata["term"].partition(":")[2], item.metadata["value"] == RECORD)
        for name, item in properties(record).items()
        if item.metadata.get("many") and item.metadata["value"] in (REFERENCE, RECORD)
    ]
    names = [name for name, _, _ in plan]
    values_of = attrgetter(*names) if len(names) > 1 else lambda thing: tuple(getattr(thing, name) for name in names)
    _PLANS[record] = values_of, plan
    return _PLANS[record]


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdecimal() else None


def _number(text: str) -> float | None:
    return float(text) if text else None
