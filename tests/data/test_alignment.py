"""RDF of other vocabularies in our terms: EURIO, schema.org, ORG; persons left out; our own untouched."""
# ruff: noqa: E501 - Turtle

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from data.rdf import importer
from data.rdf.alignment import without
from graph.vocabulary import RDF, RDFS, SCHEMA, VB

EURIO = """
@prefix eurio: <http://data.europa.eu/s66#> . @prefix x: <http://e/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:p a eurio:Project ; eurio:title "Bridges"@en ; eurio:identifier "101" ; eurio:startDate "2020-01-01"^^xsd:date ;
  eurio:hasAcronym [ eurio:shortForm "BRI" ] ; eurio:hasInvolvedParty x:r , x:hr ; eurio:isFundedBy x:g ;
  eurio:hasTotalCost [ eurio:value "12.50" ; eurio:currency "EUR" ] ; eurio:hasEuroSciVocClassification x:t .
x:t a skos:Concept ; skos:prefLabel "internet"@en ; skos:broader x:u .
x:u a skos:Concept ; skos:prefLabel "sciences"@en .
x:r a eurio:OrganisationRole ; eurio:roleLabel "thirdParty" ; eurio:isRoleOf x:o ; eurio:isRecipientOf x:pay .
x:pay a eurio:GrantPayment ; eurio:hasPaymentAmount [ eurio:value 7.5 ; eurio:currency "EUR" ] .
x:o a eurio:HigherOrSecondaryEducation , eurio:Organisation ; eurio:legalName "Universität Neustadt" ;
  eurio:hasSite [ eurio:hasAddress [ eurio:postalCode "80331" ; eurio:addressLocality "München" ; eurio:addressCountry "DE" ] ] .
x:g a eurio:Grant ; eurio:hasFundingAmount [ eurio:value 10 ; eurio:currency "EUR" ] ; eurio:isDisbursedBy x:ec ;
  eurio:hasFundingScheme x:s .
x:ec a eurio:FundingAgency ; eurio:name "Commission" . x:s a eurio:FundingScheme ; eurio:title "H2020" .
x:hr a eurio:PersonRole ; eurio:isRoleOf x:h .
x:h a eurio:Person ; eurio:familyName "Mustermann" ; eurio:hasContactDetails [ eurio:telephoneNumber "555" ] .
"""
SCHEMA_ORG = """
@prefix s: <http://schema.org/> . @prefix x: <http://e/> .
x:p a s:ResearchProject ; s:name "Wege"@de , "Ways"@en ; s:url <https://wege.example> ; s:funder x:f ;
  s:member x:o , [ a s:OrganizationRole ; s:member x:o2 ; s:roleName "coordinator" ] , x:h .
x:o a s:NGO ; s:name "Verein" . x:o2 a s:Organization ; s:name "Bund" . x:f a s:Organization ; s:name "Stiftung" .
x:h a s:Person ; s:name "Max Mustermann" .
"""


def read(folder: Path, text: str, name: str = "a.ttl") -> list[ox.Quad]:
    (folder / name).write_text(text, "utf-8")
    ((_, quads),) = importer.read(folder / name)
    return quads


def objects(quads: list[ox.Quad], subject: str, predicate: str) -> list[str]:
    about = ox.NamedNode(f"http://e/{subject}")
    return sorted(q.object.value for q in quads if q.subject == about and q.predicate.value == predicate)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        ("p", RDFS.label, ["Bridges"]),
        ("p", VB.acronym, ["BRI"]),
        ("p", VB.totalCost, ["12.5"]),
        ("p", SCHEMA.startDate, ["2020-01-01"]),
        ("p", VB.participation, ["http://e/r"]),
        ("p", VB.partner, ["http://e/o"]),
        ("p", VB.grant, ["http://e/g"]),
        ("p", VB.fundedBy, ["http://e/ec"]),
        ("p", VB.programme, ["http://e/s"]),
        ("p", VB.theme, ["http://e/t"]),
        ("r", VB.role, ["associated"]),
        ("r", VB.amount, ["7.5"]),
        ("r", VB.organisation, ["http://e/o"]),
        ("g", VB.amount, ["10"]),
        ("g", VB.funder, ["http://e/ec"]),
        ("o", RDFS.label, ["Universität Neustadt"]),
        ("o", VB.kind, ["https://w3id.org/verbund/id/kind/hochschule"]),
        ("o", VB.region, ["http://data.europa.eu/nuts/code/DE212"]),
        ("u", RDFS.label, ["sciences"]),
    ],
)
def test_eurio(tmp_path: Path, subject: str, predicate: str, expected: list[str]) -> None:
    assert objects(read(tmp_path, EURIO), subject, predicate) == expected


@pytest.mark.parametrize(
    ("subject", "our"),
    [
        ("p", VB.Project),
        ("o", VB.Organisation),
        ("r", VB.Participation),
        ("g", VB.Grant),
        ("s", VB.Programme),
        ("u", VB.Theme),
    ],
)
def test_classes_are_added_beside_the_others(tmp_path: Path, subject: str, our: str) -> None:
    found = objects(read(tmp_path, EURIO), subject, RDF.type)
    assert our in found
    assert len(found) > 1
    assert sum(name.startswith(VB("")) for name in found) == 1


def test_schema_org(tmp_path: Path) -> None:
    quads = read(tmp_path, SCHEMA_ORG)
    assert objects(quads, "p", RDFS.label) == ["Ways", "Wege"]
    assert objects(quads, "p", VB.partner) == ["http://e/o", "http://e/o2"]
    assert objects(quads, "p", VB.fundedBy) == ["http://e/f"]
    assert objects(quads, "p", SCHEMA.url) == ["https://wege.example"]
    roles = [q.object.value for q in quads if q.predicate.value == VB.role]  # type: ignore[union-attr]
    assert roles == ["coordinator"]


@pytest.mark.parametrize("text", [EURIO, SCHEMA_ORG])
def test_persons_are_left_out_and_counted(tmp_path: Path, text: str) -> None:
    quads = read(tmp_path, text)
    words = "\n".join(map(str, quads))
    assert "Mustermann" not in words
    assert "555" not in words
    assert "natural persons left out" in words
    assert "http://e/h>" not in words


def test_what_is_ours_stays_as_it_is(tmp_path: Path) -> None:
    text = EURIO + "<http://e/q> a <https://w3id.org/verbund/ns#Project> ."
    assert len(read(tmp_path, text)) == len(list(ox.parse(text.encode(), ox.RdfFormat.TURTLE)))


def test_statements_as_they_are_stay(tmp_path: Path) -> None:
    text = EURIO[: EURIO.index("x:hr a ")].replace(" , x:hr", "")
    before = {(str(q.predicate)) for q in ox.parse(text.encode(), ox.RdfFormat.TURTLE)}
    after = read(tmp_path, text)
    assert before <= {str(quad.predicate) for quad in after}
    assert not without(after, {quad.subject for quad in after})


def test_aligning_twice_adds_nothing(tmp_path: Path) -> None:
    quads = read(tmp_path, EURIO)
    again = b"\n".join(f"{q.subject} {q.predicate} {q.object} .".encode() for q in quads)
    assert len(read(tmp_path, again.decode(), "b.nt")) == len(set(quads))


def test_a_byte_order_mark_before_turtle(tmp_path: Path) -> None:
    assert len(read(tmp_path, "\ufeff" + EURIO)) == len(read(tmp_path, EURIO, "b.ttl"))
