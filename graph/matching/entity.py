"""What is known of a thing in short: for a preview, and for columns beside reconciled names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import pyoxigraph as ox

from graph.matching.mention import Mention
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, NAMES, OWL, SCHEMA

# What can be fetched for reconciled things, in the order in which it is proposed.
EXTENSIONS: Mapping[str, str] = {
    "names": "names",
    "identifiers": "identifiers",
    "country": "country",
    "town": "town",
    "postcode": "postcode",
    "website": "website",
    "projects": "number of projects",
    "sources": "sources",
}
_SHOWN = 6  # values of a kind in a preview


@dataclass(slots=True)
class Entity:
    """A thing under its canonical IRI, with all that its sources say; values of each property of ``EXTENSIONS``."""

    iri: str
    type: str
    name: str
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Postcode, town and country on one line."""
        town = " ".join(filter(None, (*self.values["postcode"][:1], *self.values["town"][:1])))
        return ", ".join(filter(None, (town, *self.values["country"][:1])))


def entity(store: GraphStore, iri: str, members: Sequence[Mention], language: str) -> Entity:
    """A thing as its sources describe it; ``members`` are the mentions of an organisation."""
    name = store.names.label(iri, language)
    values = _of_mentions(members) if members else _of_statements(store, iri)
    names = _once((name, *values["names"]))
    return Entity(iri, store.names.type(iri), name, {key: values.get(key, []) for key in EXTENSIONS} | {"names": names})


def _of_mentions(members: Sequence[Mention]) -> dict[str, list[str]]:
    projects = frozenset[str]().union(*(one.projects for one in members))
    return {
        "names": [text for one in members for text in (*one.names, *one.short_names)],
        "identifiers": _once(f"{scheme}:{value}" for one in members for scheme, value in sorted(one.identifiers)),
        "country": _once(one.country for one in members),
        "town": _once(one.town for one in members),
        "postcode": _once(one.postcode for one in members),
        "website": _once(sorted(name for one in members for name in one.domains)),
        "projects": [str(len(projects))],
        "sources": _once(sorted(source for one in members for source in one.sources)),
    }


def _of_statements(store: GraphStore, iri: str) -> dict[str, list[str]]:
    """Of what is no organisation, its names, identifiers and sources."""
    about = list(store.quads(subject=iri))
    every = {predicate for predicate, _ in NAMES}

    def found(*predicates: str) -> list[str]:
        values = (quad.object for quad in about if quad.predicate.value in predicates)
        return _once(sorted(value.value for value in values if isinstance(value, ox.Literal | ox.NamedNode)))

    graphs = {quad.graph_name.value for quad in about if isinstance(quad.graph_name, ox.NamedNode)}
    return {
        "names": found(*every),
        "identifiers": found(DCTERMS.identifier, OWL.sameAs),
        "website": found(SCHEMA.url),
        "sources": sorted(graph.rpartition("/source/")[2] for graph in graphs),
    }


def preview(found: Entity, titles: Mapping[str, str], language: str) -> str:
    """A page of HTML that fits into a small frame; no text of a source is taken for markup."""
    rows = [(titles.get(key, key), found.values[key]) for key in EXTENSIONS if found.values[key]]
    body = "".join(f"<dt>{escape(title)}</dt><dd>{_listed(values)}</dd>" for title, values in rows)
    head = f'<meta charset="utf-8"><title>{escape(found.name)}</title>{_STYLE}'
    about = " · ".join(filter(None, (titles.get(found.type, found.type), found.place)))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head>{head}</head><body><h1>{escape(found.name)}</h1>'
        f"<p>{escape(about)}</p><dl>{body}</dl><p><code>{escape(found.iri)}</code></p></body></html>\n"
    )


_STYLE = (
    "<style>body{font:13px sans-serif;margin:8px}h1{font-size:15px;margin:0}p{margin:2px 0}dl{display:grid;"
    "grid-template-columns:auto 1fr;gap:2px 8px}dd{margin:0}dt{color:#555}code{font-size:11px;color:#555}</style>"
)


def _listed(values: Sequence[str]) -> str:
    more = " …" if len(values) > _SHOWN else ""
    return "; ".join(escape(value) for value in values[:_SHOWN]) + more


def extended(found: Entity | None, properties: Iterable[str]) -> dict[str, list[dict[str, str | int]]]:
    """The values of properties as cells of the format; nothing for a thing that is not there."""
    return {key: [_cell(key, value) for value in (found.values[key] if found else ())] for key in properties}


def _cell(key: str, value: str) -> dict[str, str | int]:
    return {"int": int(value)} if key == "projects" else {"str": value}


def described(mention: Mention | None, name: str) -> str:
    """Place and other names of an organisation on one line, to tell namesakes apart."""
    if mention is None:
        return ""
    place = ", ".join(filter(None, (f"{mention.postcode} {mention.town}".strip(), mention.country)))
    others = [text for text in (*mention.names, *mention.short_names) if text.casefold() != name.casefold()]
    return " · ".join(filter(None, (place, *_once(others)[:2])))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
