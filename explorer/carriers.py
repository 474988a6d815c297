"""Who is behind a project: the organisations to write to when it is recommended."""

from __future__ import annotations

from graph.store import GraphStore
from graph.vocabulary import VB

MOST = 5  # of a large consortium the first ones are enough to write to


def carriers(store: GraphStore, thing: str) -> list[str]:
    """The organisations that take part in a project, coordinator and beneficiary first; none for anything else."""
    if store.names.type(thing) != "Project":
        return []
    found = {quad.object.value for quad in store.quads(thing, VB.partner) if hasattr(quad.object, "value")}
    leading = _leading(store, thing)
    organisations = [iri for iri in found if store.names.type(iri) == "Organisation"]
    return sorted(organisations, key=lambda iri: (iri not in leading, store.names.label(iri), iri))[:MOST]


def _leading(store: GraphStore, project: str) -> set[str]:
    leading = set()
    for part in store.quads(project, VB.participation):
        about = {quad.predicate.value: quad.object for quad in store.quads(getattr(part.object, "value", ""))}
        role, who = about.get(VB.role), about.get(VB.organisation)
        if getattr(role, "value", "") in ("coordinator", "beneficiary"):
            leading.add(str(getattr(who, "value", "")))
    return leading
