"""The small graph with names for its themes, programmes and kinds, and with others who may seek partners.

``alliance`` (of ``e`` and ``a``, on water) seeks a partner on forests in Bavaria, ``plan`` is a project of ``b`` and
``e`` that begins in 2019, ``paid`` one of ``f`` and ``g`` whose programme its grant alone states, ``idle`` an
organisation that nothing is known of. All programmes are part of the fund, all themes lie below the environment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from graph.identity import ID, source_iri
from graph.model import Grant, Initiative, Need, Organisation, Programme, Record, Source, Theme
from graph.partners import Candidate, Partners
from graph.recommending.recommendation import Recommendation, recommend
from graph.request import Request
from graph.store import GraphStore
from graph.triples import record_quads
from graph.vocabulary import RDF, RDFS, SKOS, VB
from tests.graph.recommending.small import ALL, EX, NUTS, organisation, project

ENVIRONMENT = f"{ID}theme/environment"
KINDS = {"city": ("Stadt", ""), "club": ("Verein", ""), "choir": ("Chor", "club")}


def paid() -> Record:
    """A project whose programme its grant alone states."""
    made = project("paid", "2015", "fg", "bog", "Moor")
    made.grants = [Grant(iri=f"{EX}grant", programme=f"{EX}three")]
    return made


NAMED: list[Record] = [
    Theme(iri=ENVIRONMENT, label={"de": "Umwelt", "en": "Environment"}),
    *(
        Theme(iri=EX + name, label={"de": label}, broader=[up])
        for name, label, up in (
            ("water", "Gewässer", ENVIRONMENT),
            ("forest", "Wälder", ENVIRONMENT),
            ("bog", "Moore", f"{EX}water"),
            ("desert", "Wüste", ENVIRONMENT),
        )
    ),
    Programme(iri=f"{EX}fund", label={"de": "Fonds für Flüsse"}),
    *(
        Programme(iri=EX + name, label={"de": f"Programm {name}"}, part_of=[f"{EX}fund"])
        for name in ("one", "two", "three")
    ),
    Initiative(
        iri=f"{EX}alliance",
        label={"de": "Bündnis für Bäche"},
        theme=[f"{EX}water"],
        member=[f"{EX}e", f"{EX}a"],
        seeks=[Need(iri=f"{EX}need", sought="partner", region=[f"{NUTS}DE2"], theme=[f"{EX}forest"])],
    ),
    Initiative(iri=f"{EX}loose", label={"de": "Loses Bündnis"}, theme=[f"{EX}water"], region=[f"{NUTS}DE271"]),
    project("plan", "2019-05-01", "be", "water", "Bach und River", "one"),
    paid(),
    Organisation(iri=f"{EX}idle", label={"": "Nichts Bekanntes"}),
    organisation("f", "DE3", "choir"),
    organisation("g"),
]
RIVERS: list[Record] = [*ALL, *NAMED]


def kinds() -> list[ox.Quad]:
    """The kinds of organisations with their names, as a scheme states them."""
    graph = ox.NamedNode(source_iri("small"))
    found = []
    for name, (label, up) in KINDS.items():
        stated: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            (RDF.type, ox.NamedNode(VB.OrganisationKind)),
            (RDFS.label, ox.Literal(label, language="de")),
        ]
        stated += [(SKOS.broader, ox.NamedNode(EX + up))] if up else []
        found += [ox.Quad(ox.NamedNode(EX + name), ox.NamedNode(relation), value, graph) for relation, value in stated]
    return found


def rivers(records: Iterable[Record] = RIVERS) -> GraphStore:
    """A store in memory with records and the kinds."""
    store = GraphStore.open()
    fill(store, records)
    return store


def fill(store: GraphStore, records: Iterable[Record]) -> None:
    """Load records and the kinds into a store in memory, in place of what it had."""
    quads = [quad for record in records for quad in record_quads(record, "small")]
    store.load(Source(id="small", title="small"), [*quads, *kinds()])


def asked(store: GraphStore, thing: str = "", **options: Any) -> Partners:
    """The answer to a request; ``thing`` is the end of an IRI."""
    return recommend(store, Request(thing=thing and EX + thing, **options))


def recommendation(store: GraphStore, thing: str = "", **options: Any) -> Recommendation:
    """A request before it is answered."""
    return Recommendation(store, Request(thing=thing and EX + thing, **options))


def listed(answer: Partners) -> list[str]:
    """The candidates by the ends of their IRIs."""
    return [candidate.id.removeprefix(EX) for candidate in answer.candidates]


def values(names: Any, numbers: Iterable[int]) -> list[str]:
    """Columns by the ends of their IRIs."""
    found = (names[int(number)] for number in numbers)
    return sorted(name.removeprefix(EX).removeprefix(NUTS).removeprefix(f"{ID}theme/") for name in found)


def unfounded(store: GraphStore, candidate: Candidate, thing: str) -> list[str]:
    """What is wrong with the reasons of a candidate: edges that nobody states, ways that do not lead to it."""
    found = []
    for at, reason in enumerate(candidate.reasons):
        link = reason.link
        starts = {thing, link.own, candidate.id} if link.edges else {candidate.id}
        if reason.path[0] != link.start or (not link.kind.startswith(("partner", "walk")) and link.start not in starts):
            found.append(f"{link.kind} starts at {link.start}")
        if reason.path[-1] != candidate.id:
            found.append(f"{link.kind} ends at {reason.path[-1]}")
        for edge in link.edges:
            if not any(store.quads(edge.subject, edge.predicate, ox.NamedNode(edge.value))):
                found.append(f"{link.kind}: nobody states {edge}")
        if link.edges and not candidate.sources[at]:
            found.append(f"{link.kind} has no source")
    total = sum(reason.weight for reason in candidate.reasons)
    return found if abs(total - candidate.score) < 1e-9 else [*found, f"{total} is not {candidate.score}"]
