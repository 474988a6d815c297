"""Properties of which a thing has one value: whose counts where several IRIs stand for it.

Values that belong together, such as postcode and town, come of one record: of those that state most of them the
canonical IRI's, else the first by source. Of several roles in a project the weightiest counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.matching.stated import Stated, Thing
from graph.model import NESTED, TEXT, THINGS, properties
from graph.vocabulary import GEO, SCHEMA, VB, expand

TOGETHER = (
    (VB.totalCost, VB.eligibleCost, VB.currency, VB.amount),
    (SCHEMA.startDate, SCHEMA.endDate),
    (SCHEMA.postalCode, SCHEMA.addressLocality),
    (GEO.lat, GEO.long),
)
ROLES = ("coordinator", "beneficiary", "associated", "partner")  # the weightiest first
_MONEY = (VB.totalCost, VB.eligibleCost, VB.amount)


def settle(thing: Thing) -> None:
    """Leave one value of each such property."""
    of_group: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    groups = _groups()
    for one in thing.stated:
        if one.is_shown and (group := groups.get(one.predicate)):
            of_group[group].append(one)
    for group, found in of_group.items():
        if _differ(found):
            _keep_one_record(thing, group, found)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Each property of one value, and those that it goes together with."""
    fields = (item for record in (*THINGS.values(), NESTED["Participation"]) for item in properties(record).values())
    single = {expand(item.metadata["term"]) for item in fields if _is_single(item.metadata)}
    groups: dict[str, tuple[str, ...]] = {term: (term,) for term in single - {VB.acronym}}
    return groups | {term: group for group in TOGETHER for term in group}


def _is_single(about: Mapping[str, Any]) -> bool:
    return not about.get("many", False) and about["value"] != TEXT


def _differ(found: list[Stated]) -> bool:
    values: dict[str, object] = {}
    return any(values.setdefault(one.predicate, one.value) != one.value for one in found)


def _keep_one_record(thing: Thing, group: tuple[str, ...], found: list[Stated]) -> None:
    records: dict[tuple[bool, str, str], list[Stated]] = defaultdict(list)
    for one in found:
        records[thing.rank(one)].append(one)
    best = min(records, key=lambda rank: (_worth(group, records[rank]), rank))
    chosen: dict[str, object] = {}
    for one in sorted(records[best], key=lambda one: one.text):
        chosen.setdefault(one.predicate, one.value)
    for one in found:
        one.is_shown = chosen.get(one.predicate) == one.value


def _worth(group: tuple[str, ...], record: list[Stated]) -> float:
    """The place of a record among others, by what it states: the lower the better."""
    if group == (VB.role,):
        return min(ROLES.index(one.text) if one.text in ROLES else len(ROLES) for one in record)
    stated = {one.predicate for one in record}
    if VB.amount in group:  # a currency without a sum says nothing
        return -float(any(term in stated for term in _MONEY))
    return -float(len(stated))
