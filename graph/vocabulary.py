"""The terms that the graph is written in: ``VB.Project`` is the IRI of ``vb:Project``.

``ontology.ttl`` declares every ``vb:`` term; a test holds that no other one is used.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal

ONTOLOGY = Path(__file__).with_name("ontology.ttl")
SHAPES = Path(__file__).with_name("shapes.ttl")


class Namespace(str):
    """A prefix of IRIs whose attributes are its terms: ``Namespace("http://x#").label`` is ``http://x#label``."""

    __slots__ = ()

    def __getattr__(self, term: str) -> str:
        if term.startswith("_"):
            raise AttributeError(term)
        return _term(self, term)

    def __call__(self, term: str) -> str:
        """The IRI of a term whose name is no Python name, or is a method of ``str``."""
        return f"{self}{term}"


@cache
def _term(namespace: str, term: str) -> str:
    return f"{namespace}{term}"


VB = Namespace("https://w3id.org/verbund/ns#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")

# What names a thing, and whether by an alternative name.
NAMES = ((RDFS.label, False), (SKOS.altLabel, True), (VB.acronym, True))

PREFIXES: dict[str, str] = {
    "vb": VB,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "schema": SCHEMA,
    "owl": OWL,
    "xsd": XSD,
    "geo": GEO,
    "nuts": "http://data.europa.eu/nuts/code/",
    "eurio": "http://data.europa.eu/s66#",
    "frapo": "http://purl.org/cerif/frapo/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def expand(term: str) -> str:
    """The IRI of a prefixed name such as ``vb:theme``."""
    prefix, _, name = term.partition(":")
    return f"{PREFIXES[prefix]}{name}"


def compact(iri: str) -> str:
    """The IRI as a prefixed name where one of our prefixes fits, else unchanged."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri[len(start) :].replace("-", "").isalnum():
            return f"{prefix}:{iri[len(start) :]}"
    return iri


@cache
def _ontology_texts(predicate: str) -> dict[str, dict[str, str]]:
    """What the ontology says of each term by one predicate: ``{iri: {language: text}}``."""
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE):
        subject, text = quad.subject, quad.object
        if quad.predicate.value == predicate and isinstance(subject, ox.NamedNode) and isinstance(text, ox.Literal):
            found.setdefault(subject.value, {})[text.language or ""] = text.value
    return found


def term_label(iri: str, language: str) -> str:
    """What a term is called in a language ("de" or "en"); its short name where the ontology has no word."""
    words = _ontology_texts(RDFS.label).get(iri) or OTHER_WORDS.get(compact(iri), {})
    return words.get(language) or compact(iri).partition(":")[2] or iri


def inverse_label(iri: str, language: str) -> str:
    """What a relation is called when it is read from its object: "nahm teil an" for vb:attendedBy."""
    words = _ontology_texts(VB.inverseLabel).get(iri) or OTHER_INVERSES.get(compact(iri), {})
    return words.get(language) or f"{term_label(iri, language)} ←"


def term_comment(iri: str, language: str) -> str:
    """What the ontology says of a term in a language; "" where it says nothing."""
    return _ontology_texts(RDFS.comment).get(iri, {}).get(language, "")


# Standard terms have no German label in their own vocabularies, so these are ours.
OTHER_WORDS: dict[str, dict[str, str]] = {
    "rdf:type": {"de": "Art", "en": "type"},
    "rdfs:label": {"de": "Name", "en": "name"},
    "skos:altLabel": {"de": "auch genannt", "en": "also called"},
    "skos:prefLabel": {"de": "Bezeichnung", "en": "preferred name"},
    "skos:broader": {"de": "liegt in / Oberbegriff", "en": "lies in / broader"},
    "skos:definition": {"de": "Definition", "en": "definition"},
    "skos:note": {"de": "Anmerkung", "en": "note"},
    "skos:notation": {"de": "Code", "en": "code"},
    "skos:inScheme": {"de": "Begriffsschema", "en": "concept scheme"},
    "skos:exactMatch": {"de": "entspricht genau", "en": "exact match"},
    "skos:closeMatch": {"de": "entspricht etwa", "en": "close match"},
    "skos:broadMatch": {"de": "fällt unter", "en": "broad match"},
    "skos:relatedMatch": {"de": "verwandt mit", "en": "related match"},
    "dcterms:description": {"de": "Beschreibung", "en": "description"},
    "dcterms:source": {"de": "Beleg", "en": "citation"},
    "dcterms:publisher": {"de": "Herausgeber", "en": "publisher"},
    "dcterms:license": {"de": "Lizenz", "en": "licence"},
    "dcterms:issued": {"de": "veröffentlicht", "en": "published"},
    "dcterms:language": {"de": "Sprache", "en": "language"},
    "schema:url": {"de": "Adresse", "en": "address"},
    "schema:postalCode": {"de": "Postleitzahl", "en": "postcode"},
    "schema:addressLocality": {"de": "Ort", "en": "town"},
    "schema:keywords": {"de": "Schlagwort", "en": "keyword"},
    "dcterms:identifier": {"de": "Kennung", "en": "identifier"},
    "schema:startDate": {"de": "Beginn", "en": "start"},
    "schema:endDate": {"de": "Ende", "en": "end"},
    "schema:foundingDate": {"de": "gegründet", "en": "founded"},
    "schema:legalName": {"de": "Firma", "en": "legal name"},
    "schema:duration": {"de": "Dauer", "en": "duration"},
    "owl:sameAs": {"de": "identisch mit", "en": "same as"},
    "geo:lat": {"de": "Breite", "en": "latitude"},
    "geo:long": {"de": "Länge", "en": "longitude"},
    "prov:wasDerivedFrom": {"de": "stammt aus", "en": "derived from"},
    "prov:generatedAtTime": {"de": "geladen am", "en": "loaded at"},
}

OTHER_INVERSES: dict[str, dict[str, str]] = {
    "skos:broader": {"de": "darin / enger", "en": "holds / narrower"},
    "vb:sameArea": {"de": "dieselbe Fläche", "en": "same area"},
    "skos:closeMatch": {"de": "entspricht etwa", "en": "close match"},
    "skos:exactMatch": {"de": "entspricht genau", "en": "exact match"},
    "skos:broadMatch": {"de": "umfasst", "en": "covers"},
    "skos:relatedMatch": {"de": "verwandt mit", "en": "related match"},
}
