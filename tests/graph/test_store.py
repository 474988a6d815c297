"""The store: asked, loaded, given away; in memory and in a folder alike."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import labels, made, turtle

from graph.errors import QueryError, StoreError
from graph.identity import source_iri
from graph.model import Source
from graph.replacing import load_into
from graph.store import GraphStore
from graph.vocabulary import RDFS, SKOS, VB

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(params=["memory", "folder"])
def two_sources(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """The sources "a" (two things) and "b" (one thing)."""
    loads = [made("a", "Eins", "Zwei"), made("b", "Drei")]
    if request.param == "memory":
        store = GraphStore.open()
        store.load_all(loads)
    else:
        load_into(tmp_path / "store", loads)
        store = GraphStore.open(tmp_path / "store")
    with store:
        yield store


def test_a_query_sees_all_sources_at_once(two_sources: GraphStore) -> None:
    found = two_sources.rows("SELECT ?label WHERE { ?s rdfs:label ?label FILTER(lang(?label) = 'de') }")
    assert sorted(found) == [("Drei",), ("Eins",), ("Zwei",)]


def test_graph_names_the_source(two_sources: GraphStore) -> None:
    found = set(two_sources.rows("SELECT ?g WHERE { GRAPH ?g { ?s rdfs:label 'Drei'@de } }"))
    assert found == {(source_iri("b"),)}
    assert not set(two_sources.rows(f"SELECT ?s WHERE {{ GRAPH <{source_iri('a')}> {{ ?s ?p 'Drei'@de }} }}"))


def test_sources_are_listed_with_their_statements(two_sources: GraphStore) -> None:
    counted = {source.id: count for source, count in two_sources.sources()}
    assert list(counted) == ["a", "b"]
    assert sum(counted.values()) == len(two_sources)
    assert counted["a"] == counted["b"] + 1


def test_what_is_known_of_a_source_comes_back() -> None:
    source = Source(
        id="list",
        title="Vorhaben",
        publisher="Land",
        url="https://example.org/liste",
        published="2024-05",
        licence="CC BY 4.0",
        language="de",
        document="liste.csv",
        sha256="00ff",
        retrieved="2024-06-01T10:00:00Z",
    )
    store = GraphStore.open()
    store.load(source, [])
    assert store.source(source_iri("list")) == source
    assert [found for found, _ in store.sources()] == [source]


@pytest.mark.parametrize(("moment", "datatype"), [("2024-06-01", "date"), ("2024-06-01T10:00:00+00:00", "dateTime")])
def test_the_day_of_retrieval_is_a_day_and_a_moment_a_moment(moment: str, datatype: str) -> None:
    store = GraphStore.open()
    store.load(Source(id="list", title="", retrieved=moment), [])
    [[found]] = store.rows("SELECT (DATATYPE(?when) AS ?type) WHERE { ?s prov:generatedAtTime ?when }")
    assert found == f"http://www.w3.org/2001/XMLSchema#{datatype}"


def test_a_load_replaces_what_its_source_said_and_nothing_else() -> None:
    store = GraphStore.open()
    store.load_all([made("a", "Eins", "Zwei"), made("b", "Drei")])
    summary = store.load(*made("a", "Vier"))
    assert labels(store) - {"a", "b"} == {"Vier", "Drei"}
    assert summary.before == summary.statements + 1
    assert summary.statements == sum(1 for _ in store.quads(graph=source_iri("a")))


def test_names_and_hierarchies_are_read_anew_after_a_load() -> None:
    store = turtle("ex:a skos:broader ex:b .", "one")
    assert len(list(store.pairs(SKOS.broader))) == 1
    with pytest.raises(Exception, match="nothing is called"):
        store.names.find("Neu")
    extra = turtle("ex:c skos:broader ex:d . ex:p a vb:Project ; rdfs:label 'Neu'@de .", "two")
    store.load(Source(id="two", title="two"), list(extra.quads(graph=source_iri("two"))))
    assert len(list(store.pairs(SKOS.broader))) == 2
    assert store.names.find("Neu") == "https://example.org/p"


def test_several_sources_load_all_or_not_at_all() -> None:
    def broken() -> Iterator[ox.Quad]:
        yield made("b", "Neu")[1][0]
        raise OSError("the file ends here")

    store = GraphStore.open()
    store.load_all([made("a", "Eins")])
    before = set(store.quads())
    with pytest.raises(OSError, match="ends here"):
        store.load_all([made("a", "Anders"), (Source(id="b", title="b"), broken())])
    assert set(store.quads()) == before


def test_a_store_that_is_open_for_reading_refuses_a_load(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    with GraphStore.open(tmp_path / "s") as store, pytest.raises(StoreError, match="load_into"):
        store.load(*made("b", "Zwei"))


def test_a_source_can_be_taken_out() -> None:
    store = GraphStore.open()
    store.load_all([made("a", "Eins"), made("b", "Drei")])
    store.remove("a")
    assert [source.id for source, _ in store.sources()] == ["b"]


def test_contains_says_whether_anything_is_known_of_an_iri(two_sources: GraphStore) -> None:
    assert "https://example.org/a/0" in two_sources
    assert "https://example.org/a/99" not in two_sources


def test_links_are_between_things_and_pairs_hold_texts_too() -> None:
    store = turtle('ex:a vb:theme ex:t, "Bildung", [], <<( ex:a ex:b ex:c )>> . [] vb:theme ex:t .')
    assert list(store.links(VB.theme)) == [("https://example.org/a", "https://example.org/t")]
    assert sorted(value for _, value in store.pairs(VB.theme)) == ["Bildung", "https://example.org/t"]


# ---------------------------------------------------------------------- queries


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("ASK { ?s rdfs:label 'Eins'@de }", ox.QueryBoolean),
        ("SELECT * { ?s ?p ?o }", ox.QuerySolutions),
        ("CONSTRUCT { ?s a vb:Project } WHERE { ?s rdfs:label ?l }", ox.QueryTriples),
        ("DESCRIBE <https://example.org/a/0>", ox.QueryTriples),
    ],
)
def test_every_form_of_query_has_its_result(two_sources: GraphStore, query: str, kind: type) -> None:
    assert isinstance(two_sources.query(query), kind)


def test_bindings_are_values_and_never_text(two_sources: GraphStore) -> None:
    query = "SELECT ?s ?label WHERE { ?s rdfs:label ?label }"
    assert [row[0] for row in two_sources.rows(query, {"label": ox.Literal("Eins", language="de")})] == [
        "https://example.org/a/0"
    ]
    assert not list(two_sources.rows(query, {"label": ox.Literal("Eins' } #", language="de")}))
    assert not list(two_sources.rows(query, {"label": ox.Literal("Eins")})), "another language is another text"


@pytest.mark.parametrize("name", ["nobody", "no name"])
def test_a_binding_that_the_query_does_not_have_is_named(two_sources: GraphStore, name: str) -> None:
    with pytest.raises(QueryError, match="variable"):
        two_sources.query("SELECT ?s WHERE { ?s ?p ?o }", {name: ox.Literal("x")})


def test_only_a_select_query_has_rows(two_sources: GraphStore) -> None:
    with pytest.raises(QueryError, match="no SELECT"):
        list(two_sources.rows("ASK { ?s ?p ?o }"))


def test_an_unbound_variable_is_an_empty_text(two_sources: GraphStore) -> None:
    assert list(two_sources.rows("SELECT ?a ?b WHERE { BIND('x' AS ?a) }")) == [("x", "")]


# ---------------------------------------------------------------------- giving it away


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS)
def test_what_is_written_can_be_read_again(two_sources: GraphStore, format_: ox.RdfFormat) -> None:
    written = io.BytesIO()
    two_sources.dump(written, format_)
    again = set(ox.parse(written.getvalue(), format_))
    if format_.supports_datasets:
        assert again == set(two_sources.quads())
    else:
        assert {quad.triple for quad in again} == {quad.triple for quad in two_sources.quads()}


@pytest.mark.parametrize("format_", FORMATS.values(), ids=FORMATS)
def test_one_source_can_be_written_alone(two_sources: GraphStore, format_: ox.RdfFormat) -> None:
    written = io.BytesIO()
    two_sources.dump(written, format_, graph=source_iri("b"))
    again = {quad.triple for quad in ox.parse(written.getvalue(), format_)}
    assert again == {quad.triple for quad in two_sources.quads(graph=source_iri("b"))}


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])), format_=st.sampled_from(list(FORMATS.values())))
def test_any_text_survives_being_written_and_read(text: str, format_: ox.RdfFormat) -> None:
    store = GraphStore.open()
    store.load(*made("a", text))
    written = io.BytesIO()
    store.dump(written, format_)
    assert text in {quad.object.value for quad in ox.parse(written.getvalue(), format_)}


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib 7.6 warns of itself
def test_rdflib_sees_the_same_statements(store: GraphStore) -> None:
    import rdflib

    dataset = store.as_rdflib()
    triples = {quad.triple for quad in store.quads()}
    assert len(set(dataset.triples((None, None, None)))) == len(triples)
    projects = list(dataset.query("SELECT ?p WHERE { ?p a vb:Project }"))
    assert len(projects) == len(store.names.things("Project")) > 20
    kis = rdflib.URIRef(store.names.find("KIS"))
    assert {str(name) for name in dataset.objects(kis, rdflib.RDFS.label)} == {"KIS - Kultur im Sozialraum"}
    assert {str(graph.identifier) for graph in dataset.graphs()} >= {source_iri(s.id) for s, _ in store.sources()}


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib 7.6 warns of itself
def test_rdflib_sees_a_store_in_a_folder(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    with GraphStore.open(tmp_path / "s") as store:
        dataset = store.as_rdflib()
        [[count]] = dataset.query("SELECT (COUNT(*) AS ?n) WHERE { ?s rdfs:label ?l }")
        assert int(count) == 2, "the thing and the source"
        del dataset


def test_absorbing_a_store_adds_its_statements() -> None:
    one, other = GraphStore.open(), GraphStore.open()
    one.load(*made("a", "Eins"))
    other.load(*made("b", "Zwei"))
    one.absorb(other)
    assert {"Eins", "Zwei"} <= labels(one)
    assert {source.id for source, _ in one.sources()} == {"a", "b"}


def test_labels_say_language_and_whether_they_are_alternative() -> None:
    store = turtle("ex:a rdfs:label 'A'@de, 'B' ; skos:altLabel 'C'@en ; vb:acronym 'D' .")
    found = {row[1:] for row in store.labels() if row[0] == "https://example.org/a"}
    assert found == {("A", "de", False), ("B", "", False), ("C", "en", True), ("D", "", True)}
    assert {quad.object.value for quad in store.quads(predicate=RDFS.label)} == {"A", "B", "own"}
