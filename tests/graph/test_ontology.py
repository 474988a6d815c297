"""The ontology declares every term that is used, says what it means in two languages, and places it among standards."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from graph.model import NESTED, THINGS, properties
from graph.vocabulary import ONTOLOGY, PREFIXES, SHAPES

ROOT = Path(__file__).parents[2]
VB = rdflib.Namespace(PREFIXES["vb"])
EURIO = PREFIXES["eurio"]
SAMPLES = Path(os.environ.get("VERBUND_SAMPLES", ROOT.parent / "shared" / "samples"))
VOCABULARY = SAMPLES / "vocabularies" / "EURIO.ttl"

CLASSES = {
    "Project", "Organisation", "Programme", "Initiative", "Event", "Theme", "TargetGroup", "Region", "Need", "Grant",
    "Participation", "Source", "Output", "Venue", "Figure", "OrganisationKind",
}  # fmt: skip
# The names that other people's queries may count on.
RELATIONS = {
    "programme", "fundedBy", "partner", "member", "theme", "targetGroup", "region", "seeks", "attendedBy", "partOf",
}  # fmt: skip
# No standard term says what these say.
OUR_OWN = {"unnamed", "sought", "approximate", "level", "certainty", "inverseLabel"}
PLACED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY)


def declared(*kinds: rdflib.URIRef) -> set[str]:
    """The short names of our terms of these kinds."""
    return {str(term).removeprefix(VB) for kind in kinds for term in ontology().subjects(RDF.type, kind) if term in VB}


def used(path: Path) -> set[str]:
    """The short names of our terms that a file uses."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = re.sub(r"#.*", "", text)
        return set(re.findall(r"\bVB\.(\w+)", text)) | set(re.findall(r"\bvb:(\w+)", text))
    text = re.sub(r"(^|\s)#.*", "", text)
    return set(re.findall(r"\bvb:(\w+)", text)) | set(re.findall(rf"<{re.escape(VB)}(\w+)>", text))


FILES = sorted(
    path
    for pattern in ("graph/*.ttl", "graph/*.py", "queries/*.rq", "queries/*.py", "data/**/*.ttl", "data/**/*.py")
    for path in ROOT.glob(pattern)
)
TERMS = sorted(declared(*KINDS))


def test_classes_are_those_of_the_design() -> None:
    assert declared(OWL.Class) == CLASSES


def test_relations_are_those_of_the_design() -> None:
    assert declared(OWL.ObjectProperty) >= RELATIONS


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_used_terms_are_declared(path: Path) -> None:
    individuals = {str(term).removeprefix(VB) for term in ontology().subjects(RDF.type, SKOS.Concept)}
    assert used(path) - declared(*KINDS) - individuals == set()


@pytest.mark.parametrize("record", [*THINGS.values(), *NESTED.values()], ids=lambda record: record.CLASS)
def test_model_is_declared(record: type) -> None:
    assert record.CLASS in declared(OWL.Class)
    terms = {item.metadata["term"] for item in properties(record).values()}
    own = {term.removeprefix("vb:") for term in terms if term.startswith("vb:")}
    assert own - declared(OWL.ObjectProperty, OWL.DatatypeProperty) == set()


@pytest.mark.parametrize("record", [*THINGS.values(), *NESTED.values()], ids=lambda record: record.CLASS)
def test_references_are_object_properties(record: type) -> None:
    for item in properties(record).values():
        term, value = item.metadata["term"], item.metadata["value"]
        if term.startswith("vb:"):
            kind = OWL.ObjectProperty if value in {"reference", "record"} else OWL.DatatypeProperty
            assert (VB[term.removeprefix("vb:")], RDF.type, kind) in ontology()


@pytest.mark.parametrize("term", TERMS)
def test_term_has_label_and_comment_in_both_languages(term: str) -> None:
    for said in (RDFS.label, RDFS.comment):
        assert sorted(text.language for text in ontology().objects(VB[term], said)) == ["de", "en"]
    assert (VB[term], RDFS.isDefinedBy, None) in ontology()


@pytest.mark.parametrize("term", TERMS)
def test_term_is_placed_among_standard_terms(term: str) -> None:
    standard = {other for placed in PLACED for other in ontology().objects(VB[term], placed) if other not in VB}
    assert bool(standard) != (term in OUR_OWN)


def test_domains_and_ranges_are_declared() -> None:
    for place in (RDFS.domain, RDFS.range):
        ours = {str(value).removeprefix(VB) for value in ontology().objects(None, place) if value in VB}
        assert ours - CLASSES == set()


@pytest.mark.skipif(not VOCABULARY.is_file(), reason="the samples with EURIO are not beside the project")
def test_eurio_terms_exist() -> None:
    eurio = rdflib.Graph().parse(VOCABULARY)
    shapes = rdflib.Graph().parse(SHAPES)
    mentioned = {term for graph in (ontology(), shapes) for triple in graph for term in triple}
    ours = {term for term in mentioned if isinstance(term, rdflib.URIRef) and term.startswith(EURIO)}
    assert ours
    assert {term for term in ours if (term, None, None) not in eurio} == set()
