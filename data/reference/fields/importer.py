"""The intervention fields of the EU funds as quads: one concept scheme a funding period, linked to the thesaurus.

``fields.csv`` holds codes and names, ``links.csv`` the themes that runs of codes belong to. The ESF fields 102 to 120
of 2014-2020 are named in the thesaurus; here they only get their place in the tree.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from graph.identity import iri
from graph.vocabulary import DCTERMS, RDF, RDFS, SKOS, VB

HERE = Path(__file__).parent
GRAPH = NamedNode(iri("source", "reference-fields"))
PERIODS = ("2007-2013", "2014-2020", "2021-2027")
# The fields of 2014-2020 bear their code alone, since the thesaurus has named them so from the start.
_PREFIX = {"2007-2013": "2007-", "2014-2020": "", "2021-2027": "2021-"}
_LAW = {
    "2007-2013": "http://data.europa.eu/eli/reg/2006/1828/oj",
    "2014-2020": "http://data.europa.eu/eli/reg_impl/2014/215/oj",
    "2021-2027": "http://data.europa.eu/eli/reg/2021/1060/oj",
}
_NOTES = (
    ("Deutscher Wortlaut noch nicht am Amtsblatt geprüft.", "de"),
    ("German wording not yet checked against the Official Journal.", "en"),
)
_MATCHES = {
    "close": (SKOS.closeMatch, SKOS.broader),
    # skos:broadMatch is a kind of skos:broader, which is what questions and closeness follow.
    "broad": (SKOS.broadMatch, SKOS.broader),
    "related": (SKOS.relatedMatch,),
}


@dataclass(slots=True, frozen=True)
class Field:
    """One code of a period; names are empty where the thesaurus states them."""

    period: str
    code: str
    broader: str
    de: str
    en: str
    german: str

    @property
    def iri(self) -> str:
        """The IRI of the field: …/id/intervention-field/001, …/2021-001; of a heading: …/2014-ii-1."""
        return field_iri(self.period, self.code)


class Link(NamedTuple):
    """A match of all fields from a first to a last code with a theme."""

    period: str
    first: str
    last: str
    match: str
    theme: str


def field_iri(period: str, code: str) -> str:
    """The IRI of a code or heading of a period."""
    prefix = _PREFIX[period] if code.isdigit() else f"{period[:4]}-"
    return iri("intervention-field", f"{prefix}{code.lower()}")


@cache
def fields() -> tuple[Field, ...]:
    """All fields and headings, broader ones first."""
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Field(**row) for row in csv.DictReader(file))


@cache
def links() -> tuple[Link, ...]:
    """The links of the fields to the themes of the thesaurus."""
    with (HERE / "links.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Link(**row) for row in csv.DictReader(file))


def quads() -> Iterator[Quad]:
    """Every statement about the fields, in the graph ``…/id/source/reference-fields``."""
    for period in PERIODS:
        yield from _scheme(period)
    for field in fields():
        yield from _field(field)
    for link in links():
        yield from _link(link)


def _scheme(period: str) -> Iterator[Quad]:
    years = period.replace("-", "–")
    names = ((f"Interventionsbereiche {years}", "de"), (f"Intervention fields {years}", "en"))
    scheme = _scheme_iri(period)
    yield _quad(scheme, RDF.type, NamedNode(SKOS.ConceptScheme))
    yield from (_quad(scheme, RDFS.label, Literal(text, language=language)) for text, language in names)
    yield _quad(scheme, DCTERMS.source, NamedNode(_LAW[period]))


def _field(field: Field) -> Iterator[Quad]:
    for class_ in (VB.Theme, SKOS.Concept):
        yield _quad(field.iri, RDF.type, NamedNode(class_))
    yield _quad(field.iri, SKOS.inScheme, NamedNode(_scheme_iri(field.period)))
    if field.broader:
        yield _quad(field.iri, SKOS.broader, NamedNode(field_iri(field.period, field.broader)))
    else:
        yield _quad(field.iri, SKOS.topConceptOf, NamedNode(_scheme_iri(field.period)))
    if field.german == "thesaurus":
        return
    yield _quad(field.iri, SKOS.notation, Literal(field.code))
    for text, language in ((field.de, "de"), (field.en, "en")):
        for predicate in (RDFS.label, SKOS.prefLabel):
            yield _quad(field.iri, predicate, Literal(text, language=language))
    if field.german == "unchecked":
        yield from (_quad(field.iri, SKOS.editorialNote, Literal(text, language=lang)) for text, lang in _NOTES)


def _link(link: Link) -> Iterator[Quad]:
    for field in fields():
        if field.period == link.period and _within(field.code, link):
            for predicate in _MATCHES[link.match]:
                yield _quad(field.iri, predicate, NamedNode(iri("theme", link.theme)))


def _within(code: str, link: Link) -> bool:
    if not (code.isdigit() and link.first.isdigit()):
        return code == link.first
    return int(link.first) <= int(code) <= int(link.last)


def _scheme_iri(period: str) -> str:
    return iri(f"intervention-field-{period}-scheme", "").rstrip("/")


def _quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, GRAPH)
