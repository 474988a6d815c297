"""One project that several sources describe: whose money counts, and which participations are one.

Grants count once: those of the canonical IRI, else of the first member that has some with an amount. The same holds
for the amounts of participations. Participations of one organisation that come of different members fall together:
the one that states an amount that counts stays, else the one with the weightiest role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.matching.single_values import ROLES
from graph.matching.stated import Stated, Thing
from graph.vocabulary import SCHEMA, VB

_OF_ITS_OWN = (VB.amount, VB.currency, SCHEMA.startDate, SCHEMA.endDate)


@dataclass(slots=True)
class Held:
    """A record that a member of a merged project holds: its IRI, the member, and what is stated of it."""

    iri: str
    own: str
    stated: list[ox.Quad]

    def text(self, predicate: str) -> str:
        """The value of a property, the first in order; "" where there is none."""
        return min((q.object.value for q in self.stated if q.predicate.value == predicate), default="")  # type: ignore[union-attr]


@dataclass(slots=True)
class Holdings:
    """What becomes of the records that a merged project holds.

    ``gone`` are not shown; ``together`` leads from a participation to the one that it falls together with;
    ``without_amount`` are participations whose amounts do not count.
    """

    gone: set[str] = field(default_factory=set)
    together: dict[str, str] = field(default_factory=dict)
    without_amount: set[str] = field(default_factory=set)


def settle(thing: Thing, about: Callable[[str], list[ox.Quad]], shown: Callable[[str, str], str]) -> Holdings:
    """What becomes of grants and participations of a merged project.

    ``about`` gives what is stated of a record, ``shown`` the IRI under which a thing is shown that a source names.
    """
    order = {own: at for at, own in enumerate(_members(thing))}
    found = Holdings()
    grants = [*_held(thing, VB.grant, about)]
    if payer := _payer(grants, order):
        found.gone.update(grant.iri for grant in grants if grant.own != payer)
    parts = [*_held(thing, VB.participation, about)]
    counts = _payer([part for part in parts if part.text(VB.amount)], order)
    found.without_amount.update(part.iri for part in parts if part.own != counts and part.text(VB.amount))
    for same in _by_participant(parts, shown).values():
        _fall_together(same, order, counts, found)
    return found


def leave_out(thing: Thing, holdings: Holdings) -> None:
    """Show no amounts of a participation that do not count, nor what is the own of one that fell to another."""
    for one in thing.stated:
        amount = one.own in holdings.without_amount and one.predicate in (VB.amount, VB.currency)
        fallen = one.own in holdings.together and one.predicate in _OF_ITS_OWN
        one.is_shown = one.is_shown and not (amount or fallen)


def _members(thing: Thing) -> Iterator[str]:
    ranks = sorted({thing.rank(one) for one in thing.stated})
    return iter(dict.fromkeys(own for _, _, own in ranks))


def _held(thing: Thing, predicate: str, about: Callable[[str], list[ox.Quad]]) -> Iterator[Held]:
    seen: set[tuple[str, str]] = set()
    for one in thing.stated:
        if one.predicate == predicate and isinstance(one.value, ox.NamedNode):
            iri = _iri(one)
            if (iri, one.own) not in seen:
                seen.add((iri, one.own))
                yield Held(iri, one.own, about(iri))


def _iri(one: Stated) -> str:
    assert isinstance(one.quad.object, ox.NamedNode)  # noqa: S101 - as the caller has found
    return one.quad.object.value


def _payer(held: Iterable[Held], order: dict[str, int]) -> str:
    """The member whose money counts."""
    return min(((not item.text(VB.amount), order[item.own], item.own) for item in held), default=(True, 0, ""))[2]


def _by_participant(parts: Iterable[Held], shown: Callable[[str, str], str]) -> dict[str, list[Held]]:
    """Participations by organisation, those without a name by what stands for it."""
    found: dict[str, list[Held]] = defaultdict(list)
    for part in parts:
        of = next((quad for quad in part.stated if quad.predicate.value == VB.organisation), None)
        if of is not None and isinstance(of.object, ox.NamedNode):
            found[shown(of.graph_name.value, of.object.value)].append(part)  # type: ignore[union-attr]
        elif unnamed := part.text(VB.unnamed):
            found[unnamed].append(part)
    return found


def _fall_together(same: list[Held], order: dict[str, int], counts: str, found: Holdings) -> None:
    """Let the participations of one organisation fall to those of the member that says most of it."""
    if len({part.own for part in same}) < 2:
        return
    kept = min(same, key=lambda part: (part.own != counts or not part.text(VB.amount), _role(part), order[part.own]))
    is_unnamed = not kept.text(VB.organisation)
    for part in same:
        if part.own != kept.own and part.iri != kept.iri:
            if is_unnamed:  # how many there are one source knows, which of them are the same nobody
                found.gone.add(part.iri)
            else:
                found.together[part.iri] = kept.iri


def _role(part: Held) -> int:
    role = part.text(VB.role)
    return ROLES.index(role) if role in ROLES else len(ROLES)
