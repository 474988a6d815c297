"""Tables of the model: classes and properties of ``ontology.ttl``, macro-regions, fields of the YAML form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import Field
from functools import cache
from typing import Any

import pyoxigraph as ox

from data.curated.field_words import FIELDS
from data.embedded import HERE
from docs.markdown import code, codes, table
from graph.model import NESTED, RECORD, REFERENCE, THINGS, Record, properties
from graph.vocabulary import ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SKOS, VB, compact, expand, term_comment, term_label

_MORE = {"http://www.w3.org/ns/dcat#": "dcat", "http://www.w3.org/ns/oa#": "oa"}
PLACED = (RDFS.subClassOf, RDFS("subPropertyOf"), SKOS.closeMatch)


def classes() -> str:
    """The classes with their meaning and the standard terms that they are placed under."""
    rows = [
        (code(compact(term)), term_label(term, "de"), term_comment(term, "en"), codes(_placed(term)))
        for term in of_type(OWL.Class)
    ]
    return table(("class", "auf Deutsch", "meaning", "is a kind of"), rows)


def relations() -> str:
    """The properties whose values are things."""
    return _properties(OWL.ObjectProperty)


def values() -> str:
    """The properties whose values are texts, numbers and words."""
    return _properties(OWL.DatatypeProperty)


def standard_terms() -> str:
    """The terms of other vocabularies that records use as they are."""
    own = {item.metadata["term"] for record in _records() for item in properties(record).values()}
    rows = [
        (code(term), codes(_keys(expand(term))), term_label(expand(term), "de"), term_label(expand(term), "en"))
        for term in sorted(own)
        if not term.startswith("vb:")
    ]
    return table(("term", "YAML", "auf Deutsch", "meaning"), rows)


def prefixes() -> str:
    """The prefixes that every query knows."""
    return table(("prefix", "stands for"), [(code(f"{prefix}:"), f"<{start}>") for prefix, start in PREFIXES.items()])


def macro_regions() -> str:
    """The macro-regions and landscapes with members, definition and citation."""
    import yaml

    entries = yaml.safe_load((HERE / "reference" / "places" / "macro_regions.yml").read_text("utf-8"))
    rows = [
        (
            code(entry["id"]),
            f"{entry['label']['de']} · {entry['label']['en']}",
            entry["definition"]["en"],
            codes(entry.get("members", [])),
            _citation(entry["citation"]),
        )
        for entry in entries
    ]
    return table(("id", "name", "definition", "members", "source of the definition"), rows)


def fields() -> str:
    """The fields of the YAML form, by the sections that have them."""
    rows = []
    for key, records in _fields().items():
        abouts = [properties(record)[key].metadata for record in records]
        number = "several" if abouts[0].get("many") else "one"
        rows.append((code(key), _sections(records), _takes(abouts), number, _meaning(key, abouts[0]["term"])))
    return table(("field", "in", "takes", "how many", "meaning"), rows)


def _properties(kind: str) -> str:
    rows = [
        (
            code(compact(term)),
            codes(_keys(term)),
            f"{term_label(term, 'de')} · {term_label(term, 'en')}",
            term_comment(term, "en"),
            codes(_placed(term)),
        )
        for term in of_type(kind)
    ]
    return table(("property", "YAML", "name", "meaning", "is a kind of; ≈ close to"), rows)


@cache
def _statements() -> dict[str, dict[str, list[str]]]:
    """The ontology as {term: {predicate: [values]}}, in the order of the file."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            found[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return found


def of_type(kind: str) -> list[str]:
    """The terms of the ontology of a kind, by IRI, in the order of the file."""
    return [term for term, said in _statements().items() if term.startswith(VB) and kind in said[RDF.type]]


def _placed(term: str) -> list[str]:
    said = _statements()[term]
    return [("≈ " if how == SKOS.closeMatch else "") + _short(value) for how in PLACED for value in said[how]]


def _short(iri: str) -> str:
    for start, prefix in _MORE.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return compact(iri)


def _records() -> list[type[Record]]:
    return [*THINGS.values(), *NESTED.values()]


def _fields() -> dict[str, list[type[Record]]]:
    found: dict[str, list[type[Record]]] = defaultdict(list)
    for record in _records():
        for key in properties(record):
            found[key].append(record)
    return found


def _keys(term: str) -> list[str]:
    """The fields of the YAML form that a term is written with."""
    return [key for key, records in _fields().items() if _term(records[0], key) == term]


def _term(record: type[Record], key: str) -> str:
    return expand(properties(record)[key].metadata["term"])


def _sections(records: list[type[Record]]) -> str:
    """The sections of the form whose records have a field, and the fields whose mappings do."""
    own = [name for name, record in THINGS.items() if record in records]
    holders = {item.metadata["targets"][0]: key for key, item in _nesting().items()}
    nested = [holders[name] for name, record in NESTED.items() if record in records]
    return ", ".join(["all sections", *nested] if len(own) == len(THINGS) else [*own, *nested])


def _nesting() -> dict[str, Field[Any]]:
    return {
        key: item for record in THINGS.values() for key, item in properties(record).items() if _kind(item) == RECORD
    }


def _kind(item: Field[Any]) -> str:
    return str(item.metadata["value"])


def _takes(abouts: Sequence[Mapping[str, Any]]) -> str:
    """What a field takes, over all records that have it."""
    kind, targets, words = (abouts[0].get(key, ()) for key in ("value", "targets", "words"))
    if kind == REFERENCE:
        return " or ".join(dict.fromkeys(target for about in abouts for target in about["targets"])) or "any thing"
    if kind == RECORD:
        return f"mappings: {', '.join(properties(NESTED[targets[0]]))}"
    return codes(words) if words else str(kind)


def _meaning(key: str, term: str) -> str:
    return FIELDS[key][1] if key in FIELDS else term_comment(expand(term), "en") or term_label(expand(term), "en")


def _citation(citation: dict[str, str]) -> str:
    title = f"[{citation['title']}]({citation['url']})" if "url" in citation else citation["title"]
    return f"{citation['publisher']}: {title}"
