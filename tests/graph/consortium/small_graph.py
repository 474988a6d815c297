"""A small graph of invented organisations in five countries, on top of the embedded data."""

from __future__ import annotations

from collections.abc import Sequence

from data import embedded
from graph.identity import ID
from graph.model import Organisation, Participation, Project, Record, Source
from graph.store import GraphStore
from graph.triples import record_quads

EX = "https://example.org/"
NUTS = "http://data.europa.eu/nuts/code/"
THEME = f"{ID}theme/mentoring"
WHERE = {
    "DE": ("DE212", "DE600", "DED21"),
    "AT": ("AT130",),
    "FR": ("FR101",),
    "IT": ("ITC4C", "ITI43"),
    "NO": ("NO081",),
}
KINDS = ("hochschule", "kommune", "verein", "unternehmen")


def organisation(name: str, region: str = "", kind: str = "", part_of: str = "", url: str = "") -> Organisation:
    return Organisation(
        iri=EX + name,
        label={"": f"Musterstelle {name}"},
        region=[NUTS + region] if region else [],
        kind=[f"{ID}kind/{kind}"] if kind else [],
        part_of=[EX + part_of] if part_of else [],
        url=[url] if url else [],
    )


def project(name: str, partners: Sequence[str], theme: str = THEME) -> Project:
    return Project(
        iri=EX + name,
        label={"": f"Vorhaben {name}"},
        theme=[theme] if theme else [],
        start="2020-01-01",
        participations=[
            Participation(iri=f"{EX}{name}/{one}", organisation=EX + one, role="partner" if at else "coordinator")
            for at, one in enumerate(partners)
        ],
    )


def records() -> list[Record]:
    """One organisation of each kind in each place, each with a project; some odd ones."""
    found: list[Record] = []
    for regions in WHERE.values():
        for region in regions:
            for kind in KINDS:
                name = f"{region}-{kind}".lower()
                found += [organisation(name, region, kind), project(f"p-{name}", [name])]
    found += [
        organisation("lead", "DE212", "kommune"),
        project("own", ["lead"]),
        organisation("branch", "DE300", "verein", part_of="at130-verein"),
        project("p-branch", ["branch"]),
        organisation("nowhere"),
        project("p-nowhere", ["nowhere"]),
        organisation("newcomer", "PT170", "verein"),
    ]
    return found


def small_graph() -> GraphStore:
    """The store."""
    store = GraphStore.open()
    quads = [quad for one in records() for quad in record_quads(one, "small")]
    store.load_all([*embedded.sources(), (Source(id="small", title="Small graph"), quads)])
    return store
