"""The graph as a workbook: things, relations, figures and sources, each a sheet with headings in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from explorer.cells import Cell, cell
from explorer.columns import FACTS, point_of, sources, text, type_word, values
from explorer.extract import JOIN, Extract
from explorer.language import say
from explorer.statements import certainty, statements
from explorer.workbook import Sheet, write_workbook
from graph.identity import source_iri
from graph.vocabulary import DCTERMS, PROV, SCHEMA, VB, Term, term_label

# sheet: (German, English) name and headings
_HEADINGS = {
    "things": {
        "de": "Dinge|Name|Art|{facts}|Breite|Länge|Quellen|IRI",
        "en": "Things|Name|Type|{facts}|Latitude|Longitude|Sources|IRI",
    },
    "relations": {
        "de": "Beziehungen|Von|Art|Beziehung|Nach|Art (nach)|Quelle und Stelle|Gewissheit|Anmerkung|IRI (von)|"
        "IRI (Beziehung)|IRI (nach)",
        "en": "Relations|From|Type|Relation|To|Type (to)|Source and place|Certainty|Note|IRI (from)|"
        "IRI (relation)|IRI (to)",
    },
    "figures": {
        "de": "Zahlen|Zu|Art|Was|Wert|Einheit|Genauigkeit|Beginn|Ende|Quelle und Stelle|IRI (zu)|IRI",
        "en": "Figures|Of|Type|What|Value|Unit|Precision|Start|End|Source and place|IRI (of)|IRI",
    },
    "sources": {
        "de": "Quellen|Titel|Herausgeber|Adresse|Veröffentlicht|Sprache|Lizenz|Datei|SHA-256|Geladen|Aussagen|IRI",
        "en": "Sources|Title|Publisher|Address|Published|Language|Licence|File|SHA-256|Loaded|Statements|IRI",
    },
}


def write_book(extract: Extract, output: IO[bytes]) -> None:
    """Write the four sheets; texts in the extract's language."""
    tables = {"things": _things, "relations": _relations, "figures": _figures, "sources": _sources}
    facts = "|".join(_heading(relation, extract.language) for relation in FACTS.values())
    sheets = []
    for key, rows in tables.items():
        name, *columns = _HEADINGS[key][extract.language].replace("{facts}", facts).split("|")
        sheets.append(Sheet(name, columns, rows(extract)))
    write_workbook(sheets, output, title="Verbund")


def _heading(relation: str, language: str) -> str:
    # "Art" alone is the heading of the type already.
    word = say("OrganisationKind", language) if relation == VB.kind else term_label(relation, language)
    return word[:1].upper() + word[1:]


def _things(extract: Extract) -> Iterator[list[Cell]]:
    for thing in extract.things:
        facts = [_joined(extract, values(extract, thing, relation)) for relation in FACTS.values()]
        point = point_of(extract, thing) or (None, None)
        where = extract.labels(sources(extract.store, thing))
        yield [extract.label(thing), type_word(extract, thing), *facts, *point, where, thing]


def _joined(extract: Extract, terms: list[Term]) -> Cell:
    """One value as what it is, several as one text."""
    if len(terms) == 1 and isinstance(terms[0], ox.Literal):
        return cell(terms[0])
    return JOIN.join(dict.fromkeys(text(extract, term) for term in terms))


def _relations(extract: Extract) -> Iterator[list[Cell]]:
    for relation in extract.relations:
        start, predicate, end = relation.edge
        yield [
            extract.label(start),
            type_word(extract, start),
            extract.relation(predicate),
            extract.label(end),
            type_word(extract, end),
            extract.places(relation.sources),
            term_label(VB(certainty(relation.sources)), extract.language),
            JOIN.join(dict.fromkeys(citation.note for citation in relation.sources if citation.note)),
            start,
            predicate,
            end,
        ]


def _figures(extract: Extract) -> Iterator[list[Cell]]:
    for thing, record in extract.records():
        said = {statement.relation: statement for statement in statements(extract.store, record)}
        about = {relation: cell(statement.value) for relation, statement in said.items()}
        places = [citation for statement in said.values() for citation in statement.sources]
        yield [
            extract.label(thing),
            type_word(extract, record),
            about.get(VB.measure) or about.get(VB.role),
            about.get(VB.value, about.get(VB.amount)),
            about.get(VB.unit, about.get(VB.currency)),
            about.get(VB.approximate),
            about.get(SCHEMA.startDate),
            about.get(SCHEMA.endDate),
            extract.places(places),
            thing,
            record,
        ]


def _sources(extract: Extract) -> Iterator[list[Cell]]:
    for source, count in extract.store.sources():
        iri = source_iri(source.id)
        yield [
            source.title,
            source.publisher,
            source.url,
            _joined(extract, values(extract, iri, DCTERMS.issued)),
            source.language,
            source.licence,
            source.document,
            source.sha256,
            _joined(extract, values(extract, iri, PROV.generatedAtTime)),
            count,
            iri,
        ]
