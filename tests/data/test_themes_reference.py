"""The thesaurus keeps its own rules: labels, definitions, one meaning a name, no cycle, no loose end."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, Store

from data.reference.themes import importer
from graph.hierarchy import Hierarchy
from graph.identity import ID, name_key, slug

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VB = "https://w3id.org/verbund/ns#"

CLASSES = {"theme": "Theme", "target-group": "TargetGroup", "kind": "OrganisationKind"}
FOLDERS = [*CLASSES, "intervention-field"]
MATCHES = ["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]
CODES = [str(code) for code in range(102, 121)]


@pytest.fixture(scope="module")
def thesaurus() -> Store:
    store = Store()
    store.extend(importer.quads())
    return store


def value(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


def pairs(store: Store, predicate: str) -> list[tuple[str, str]]:
    found = store.quads_for_pattern(None, NamedNode(predicate), None, None)
    return [(value(quad.subject), value(quad.object)) for quad in found]


def texts(store: Store, predicate: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, NamedNode(SKOS + predicate), None, None):
        assert isinstance(quad.object, Literal)
        found[value(quad.subject)][quad.object.language or ""].append(quad.object.value)
    return found


def concepts(store: Store, folder: str) -> set[str]:
    scheme = f"{ID}{folder}-scheme"
    return {concept for concept, target in pairs(store, SKOS + "inScheme") if target == scheme}


def test_all_quads_are_in_the_named_graph() -> None:
    quads = list(importer.quads())
    assert all(isinstance(quad, Quad) and quad.graph_name == importer.GRAPH for quad in quads)
    assert importer.GRAPH.value == f"{ID}source/reference-themes"


def test_counts_are_those_of_source_yml(thesaurus: Store) -> None:
    stated = yaml.safe_load(Path(importer.__file__).with_name("source.yml").read_text("utf-8"))["expected"]
    assert stated == {
        "themes": len(concepts(thesaurus, "theme")),
        "target_groups": len(concepts(thesaurus, "target-group")),
        "organisation_kinds": len(concepts(thesaurus, "kind")),
        "intervention_fields": len(concepts(thesaurus, "intervention-field")),
    }


@pytest.mark.parametrize("folder", CLASSES)
def test_every_concept_has_its_class_and_folder(thesaurus: Store, folder: str) -> None:
    types = pairs(thesaurus, RDF + "type")
    members = concepts(thesaurus, folder)
    assert members == {thing for thing, cls in types if cls == VB + CLASSES[folder]}
    assert members <= {thing for thing, cls in types if cls == SKOS + "Concept"}
    assert all(concept.startswith(f"{ID}{folder}/") for concept in members)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_concept_has_one_label_in_german_and_english(thesaurus: Store, folder: str) -> None:
    preferred = texts(thesaurus, "prefLabel")
    for concept in concepts(thesaurus, folder):
        assert {lang: len(found) for lang, found in preferred[concept].items()} == {"de": 1, "en": 1}, concept


def test_rdfs_label_and_preferred_label_are_the_same(thesaurus: Store) -> None:
    def rows(predicate: str) -> set[tuple[object, object]]:
        found = thesaurus.quads_for_pattern(None, NamedNode(predicate), None, None)
        return {(quad.subject, quad.object) for quad in found if not value(quad.subject).endswith("-scheme")}

    assert rows(RDFS + "label") == rows(SKOS + "prefLabel")


@pytest.mark.parametrize("folder", CLASSES)
def test_the_slug_is_the_german_label(thesaurus: Store, folder: str) -> None:
    preferred = texts(thesaurus, "prefLabel")
    for concept in concepts(thesaurus, folder):
        assert concept == f"{ID}{folder}/{slug(preferred[concept]['de'][0])}"


@pytest.mark.parametrize("folder", CLASSES)
def test_every_concept_has_a_definition_of_one_sentence_in_both_languages(thesaurus: Store, folder: str) -> None:
    definitions = texts(thesaurus, "definition")
    for concept in concepts(thesaurus, folder):
        assert {lang: len(found) for lang, found in definitions[concept].items()} == {"de": 1, "en": 1}, concept
        for (definition,) in definitions[concept].values():
            assert definition.endswith("."), definition
            assert len(definition) < 140, definition


@pytest.mark.parametrize("folder", CLASSES)
def test_a_name_means_one_concept_of_a_scheme(thesaurus: Store, folder: str) -> None:
    members = concepts(thesaurus, folder)
    meanings: dict[str, set[str]] = defaultdict(set)
    for predicate in ("prefLabel", "altLabel"):
        for concept, by_language in texts(thesaurus, predicate).items():
            for text in (text for found in by_language.values() for text in found):
                if concept in members:
                    meanings[name_key(text)].add(concept)
    assert {key: found for key, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("folder", CLASSES)
def test_an_alternative_label_says_something_new(thesaurus: Store, folder: str) -> None:
    preferred, alternative = texts(thesaurus, "prefLabel"), texts(thesaurus, "altLabel")
    for concept in concepts(thesaurus, folder):
        for lang, found in alternative[concept].items():
            keys = Counter(name_key(text) for text in [*preferred[concept][lang], *found])
            assert not [key for key, times in keys.items() if times > 1], concept


def test_every_broader_concept_exists_in_the_same_scheme(thesaurus: Store) -> None:
    scheme = dict(pairs(thesaurus, SKOS + "inScheme"))
    for narrow, broad in pairs(thesaurus, SKOS + "broader"):
        assert broad in scheme, f"{narrow} has an unknown broader concept {broad}"
        assert scheme[narrow] == scheme[broad]


@pytest.mark.parametrize("folder", CLASSES)
def test_no_concept_is_broader_than_itself(thesaurus: Store, folder: str) -> None:
    broader = pairs(thesaurus, SKOS + "broader")
    hierarchy = Hierarchy(concepts(thesaurus, folder), broader)
    for concept in hierarchy.concepts:
        above = {high for step in hierarchy.broader(concept) for high in {step, *hierarchy.ancestors(step)}}
        assert concept not in above


@pytest.mark.parametrize("folder", CLASSES)
def test_a_broader_concept_is_not_stated_twice(thesaurus: Store, folder: str) -> None:
    hierarchy = Hierarchy(concepts(thesaurus, folder), pairs(thesaurus, SKOS + "broader"))
    for concept in hierarchy.concepts:
        direct = hierarchy.broader(concept)
        implied = {high for step in direct for high in hierarchy.ancestors(step)}
        assert not implied & set(direct), f"{concept}: {implied & set(direct)} follows from the others"


def test_top_concepts_are_those_without_a_broader_one(thesaurus: Store) -> None:
    narrower = {narrow for narrow, _ in pairs(thesaurus, SKOS + "broader")}
    everything = {concept for folder in FOLDERS for concept in concepts(thesaurus, folder)}
    assert {concept for concept, _ in pairs(thesaurus, SKOS + "topConceptOf")} == everything - narrower


def test_all_intervention_fields_are_there_with_their_codes(thesaurus: Store) -> None:
    notations = sorted(pairs(thesaurus, SKOS + "notation"))
    assert notations == [(f"{ID}intervention-field/{code}", code) for code in CODES]


def test_every_match_leads_to_an_intervention_field_and_every_field_has_a_near_theme(
    thesaurus: Store,
) -> None:
    fields = concepts(thesaurus, "intervention-field")
    by_kind = {match: pairs(thesaurus, SKOS + match) for match in MATCHES}
    assert {field for found in by_kind.values() for _, field in found} <= fields
    near = {field for match in ("exactMatch", "closeMatch", "broadMatch") for _, field in by_kind[match]}
    assert near == fields
