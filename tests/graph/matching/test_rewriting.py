"""Statements under canonical IRIs: names, single values, evidence, splits and projects, on a few lines of Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import folder
from graph.evidence import citations
from graph.identity import IDENTITY, source_iri
from graph.matching.merging import apply, publish, rewriting, several_names
from graph.matching.renaming import Renaming, read_clusters, write_clusters
from graph.model import Evidence, Organisation, Project
from graph.store import GraphStore
from graph.triples import record_quads
from graph.vocabulary import GEO, OWL, RDF, RDFS, SCHEMA, SKOS, VB
from tests.graph.matching.landscape import CLUSTERS, make
from tests.small_sources import parsed

EX = "https://example.org/"


def database(**sources: str) -> ox.Store:
    """Sources in Turtle, each in its graph."""
    store = ox.Store()
    for source, text in sources.items():
        store.extend(parsed(f"{text} .", source))
    return store


def shown(store: ox.Store, canonical: dict[str, str], split: dict[tuple[str, str], str] | None = None) -> GraphStore:
    """A database as it is shown; IRIs without their beginning, "a" for ex:a."""
    full = {f"{EX}{iri}": f"{EX}{other}" for iri, other in canonical.items()}
    apart = {(source_iri(source), f"{EX}{iri}"): f"{EX}{own}" for (source, iri), own in (split or {}).items()}
    made = rewriting(store, Renaming.made(full, apart), relabelled=several_names(store))
    copy = ox.Store()
    copy.extend(store)
    apply(made, copy)
    return GraphStore(copy)


def values(store: GraphStore, subject: str, predicate: str, source: str = "") -> list[str]:
    """What is shown of ex:subject."""
    graph = source_iri(source) if source else None
    return sorted({quad.object.value for quad in store.quads(f"{EX}{subject}", predicate, graph=graph)})  # type: ignore[union-attr]


def test_subjects_and_objects_are_renamed_in_the_graph_of_their_source() -> None:
    text = "ex:{0} a vb:Organisation . ex:p vb:partner ex:{0}"
    store = shown(database(s=text.format("a"), t=text.format("b")), {"b": "a"})
    graphs = {quad.graph_name.value for quad in store.quads(f"{EX}p", VB.partner, ox.NamedNode(f"{EX}a"))}  # type: ignore[union-attr]
    assert graphs == {source_iri("s"), source_iri("t")}
    assert not list(store.quads(value=ox.NamedNode(f"{EX}b"), graph=source_iri("t")))


def test_nothing_is_related_to_itself_because_of_a_merge() -> None:
    text = "ex:a vb:partner ex:b, ex:c . ex:b a vb:Organisation . ex:d vb:partner ex:d"
    store = shown(database(s=text), {"b": "a"})
    assert values(store, "a", VB.partner) == [f"{EX}c"]
    assert values(store, "d", VB.partner) == [f"{EX}d"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"a": "VHS LINDENTAL", "b": "Vhs Lindental"}, "Vhs Lindental"),  # mixed case over capitals
        ({"a": "VHS", "b": "Volkshochschule"}, "Volkshochschule"),  # the longer over an abbreviation
        ({"a": "Haus am See", "b": "HAUS", "c": "Haus"}, "Haus"),  # the most frequent, whatever its case
        ({"a": "Ost", "b": "Süd"}, "Ost"),  # else by the alphabet
    ],
)
def test_one_label_is_chosen_and_the_others_are_alternative_names(labels: dict[str, str], expected: str) -> None:
    sources = {iri: f'ex:{iri} rdfs:label "{text}"@de' for iri, text in labels.items()}
    store = shown(database(**sources), dict.fromkeys(labels, "a"))
    assert values(store, "a", RDFS.label) == [expected]
    assert values(store, "a", SKOS.altLabel) == sorted({*labels.values()} - {expected})
    assert several_names(store._database) == set()


def test_two_sources_that_name_one_thing_differently_give_one_name_without_a_cluster() -> None:
    store = shown(database(s='ex:a rdfs:label "Haus"@de', t='ex:a rdfs:label "HAUS"@de ; skos:altLabel "Haus"@de'), {})
    assert (values(store, "a", RDFS.label), values(store, "a", SKOS.altLabel)) == (["Haus"], ["HAUS"])
    assert values(store, "a", RDFS.label, "t") == ["Haus"]


def test_values_that_belong_together_come_of_one_record() -> None:
    first = 'ex:a schema:postalCode "04103" ; geo:lat 51.0 ; geo:long 12.0'
    second = 'ex:b schema:postalCode "09111" ; schema:addressLocality "Anderswo" ; geo:lat 52.0'
    store = shown(database(s=first, t=second), {"b": "a"})
    assert values(store, "a", SCHEMA.postalCode) == ["09111"]
    assert values(store, "a", SCHEMA.addressLocality) == ["Anderswo"]
    assert (values(store, "a", GEO.lat), values(store, "a", GEO.long)) == (["51"], ["12"])


def test_a_split_parts_what_one_source_says_from_the_others() -> None:
    text = 'ex:a a vb:Organisation ; rdfs:label "{}" . ex:p vb:partner ex:a'
    store = shown(database(s=text.format("Bad"), t=text.format("Gut")), {}, {("s", "a"): "own"})
    assert values(store, "own", RDFS.label) == ["Bad"]
    assert values(store, "a", RDFS.label) == ["Gut"]
    assert values(store, "p", VB.partner, "s") == [f"{EX}own"]
    assert values(store, "p", VB.partner, "t") == [f"{EX}a"]


# ---------------------------------------------------------------------- evidence


def _with_evidence(source: str, iri: str, label: str, certainty: str = "explicit") -> list[ox.Quad]:
    at = Evidence(spans=("char=1,5",), certainty=certainty)
    project = Project(iri=f"{EX}p", label={"de": "P"}, partner=[f"{EX}{iri}"])
    project.evidence["partner", f"{EX}{iri}"] = at
    organisation = Organisation(iri=f"{EX}{iri}", label={"de": label}, evidence={("label", label): at})
    return [quad for record in (project, organisation) for quad in record_quads(record, source)]


def _evidence_is_of_something(store: GraphStore) -> None:
    for about in store.instances(RDF.Statement):
        parts = {quad.predicate.value: quad.object for quad in store.quads(about)}
        found = store.quads(parts[RDF.subject].value, parts[RDF.predicate].value, parts[RDF.object])  # type: ignore[union-attr,arg-type]
        assert any(found)


def test_evidence_follows_its_statement() -> None:
    store = ox.Store()
    store.extend([*_with_evidence("s", "a", "Haus am See"), *_with_evidence("t", "b", "Haus")])
    made = shown(store, {"b": "a"})
    _evidence_is_of_something(made)
    for source, label, predicate in (("s", "Haus am See", RDFS.label), ("t", "Haus", SKOS.altLabel)):
        cited = citations(made, f"{EX}a", predicate, ox.Literal(label, language="de"))
        assert [(one.source, one.where) for one in cited] == [(source_iri(source), "char=1,5")]
    cited = citations(made, f"{EX}p", VB.partner, ox.NamedNode(f"{EX}a"))
    assert [(one.source, one.where) for one in cited] == [(source_iri("s"), "char=1,5"), (source_iri("t"), "char=1,5")]


def test_of_one_source_the_surest_of_two_statements_that_are_one_now_counts() -> None:
    store = ox.Store()
    store.extend([*_with_evidence("s", "a", "A", "doubtful"), *_with_evidence("s", "b", "B", "implied")])
    made = shown(store, {"b": "a"})
    _evidence_is_of_something(made)
    (cited,) = citations(made, f"{EX}p", VB.partner, ox.NamedNode(f"{EX}a"))
    assert cited.certainty == "implied"


# ---------------------------------------------------------------------- projects

PROJECT = "ex:{0} a vb:Project ; vb:participation ex:{0}x . ex:{0}x a vb:Participation ; vb:organisation ex:o"


def test_participations_of_one_member_stay_apart() -> None:
    twice = "ex:p a vb:Project ; vb:participation ex:x, ex:y . ex:x vb:organisation ex:o . ex:y vb:organisation ex:b"
    store = shown(database(s=f"{twice} . ex:b a vb:Organisation . ex:o a vb:Organisation"), {"b": "o"})
    assert values(store, "p", VB.participation) == [f"{EX}x", f"{EX}y"]


def test_money_is_that_of_the_member_that_has_some() -> None:
    grant = "ex:{0} vb:grant ex:{0}g . ex:{0}g vb:amount {1} ; vb:currency 'EUR'"
    sources = {iri: f"{PROJECT.format(iri)} . {grant.format(iri, amount)}" for iri, amount in (("q", 5), ("r", 6))}
    store = shown(database(p=PROJECT.format("p"), **sources), {"q": "p", "r": "p"})
    assert values(store, "p", VB.grant) == [f"{EX}qg"]
    assert not list(store.quads(f"{EX}rg"))
    assert values(store, "p", VB.participation) == [f"{EX}px"]


def test_participations_without_a_name_count_as_one_source_counts_them() -> None:
    part = "ex:{0} a vb:Project ; vb:participation ex:{1} . ex:{1} vb:unnamed 'person'"
    first = " . ".join([part.format("p", 1), part.format("p", 2)])
    second = part.format("q", 3)
    store = shown(database(s=first, t=second), {"q": "p"})
    assert values(store, "p", VB.participation) == [f"{EX}1", f"{EX}2"]


# ---------------------------------------------------------------------- laws

Statements = list[tuple[str, str, ox.Literal | ox.NamedNode, str]]
IRIS = st.sampled_from("abcd")
TEXTS, LANGUAGES = st.sampled_from(["Haus", "HAUS", "Ost"]), st.sampled_from(["de", "en"])
LITERALS = st.builds(lambda text, language: ox.Literal(text, language=language), TEXTS, LANGUAGES)
PREDICATES = st.sampled_from([RDFS.label, SKOS.altLabel])
SOURCES = st.sampled_from(["s", "t"])
NAMED = st.builds(lambda s, p, o, g: (s, p, o, g), IRIS, PREDICATES, LITERALS, SOURCES)
LINKED = st.builds(lambda s, o, g: (s, VB.partner, ox.NamedNode(f"{EX}{o}"), g), IRIS, IRIS, SOURCES)
STATED = st.lists(st.one_of(NAMED, LINKED), max_size=12)
CANONICAL = st.dictionaries(IRIS, IRIS, max_size=4)


def _quads(stated: Statements) -> list[ox.Quad]:
    return [
        ox.Quad(ox.NamedNode(f"{EX}{subject}"), ox.NamedNode(predicate), value, ox.NamedNode(source_iri(source)))
        for subject, predicate, value, source in stated
    ]


def _statements(store: GraphStore) -> set[str]:
    return {str(quad) for quad in store.quads() if quad.graph_name != ox.NamedNode(IDENTITY)}


@settings(deadline=None)  # DuckDB is opened a few times in each
@given(STATED, CANONICAL)
def test_laws_of_the_merged_view(stated: Statements, canonical: dict[str, str]) -> None:
    store, backwards = ox.Store(), ox.Store()
    store.extend(_quads(stated))
    backwards.extend(_quads(stated[::-1]))
    made = shown(store, canonical)
    assert several_names(made._database) == set(), "one label a language"
    assert _statements(made) == _statements(shown(backwards, dict(reversed(canonical.items())))), "in any order"
    assert _statements(shown(made._database, canonical)) == _statements(made), "again changes nothing"
    assert _names(iter(made._database)) == _names(iter(store)), "no name is lost"
    there = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    same = {quad.object for quad in made.quads(graph=IDENTITY, predicate=OWL.sameAs)}
    assert not [node for node in same for source in "st" if list(made.quads(value=node, graph=source_iri(source)))]
    assert not [node for node in same if node.value in made]  # type: ignore[union-attr]
    assert {node.value for node in same} <= there  # type: ignore[union-attr]


def _names(quads: Iterator[ox.Quad]) -> set[str]:
    """The names of all things but of the source of identity."""
    named = (quad for quad in quads if quad.predicate.value in (RDFS.label, SKOS.altLabel))
    return {quad.object.value for quad in named if quad.graph_name != ox.NamedNode(IDENTITY)}  # type: ignore[union-attr]


@given(CANONICAL)
def test_a_renaming_is_without_detours(canonical: dict[str, str]) -> None:
    made = Renaming.made(canonical)
    assert all(made.of("", made.of("", iri)) == made.of("", iri) for iri in "abcd")
    assert all(made.of("", iri) == made.of("", other) for iri, other in canonical.items())
    assert all(len(members) > 1 and members[0] == shown_as for shown_as, members in made.clusters().items())


@settings(deadline=None)
@given(CANONICAL, st.dictionaries(st.tuples(SOURCES, IRIS), st.text(min_size=1, max_size=3), max_size=3))
def test_clusters_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, canonical: dict[str, str], split: dict[tuple[str, str], str]
) -> None:
    place: Path = tmp_path_factory.mktemp("identity")
    write_clusters(place, canonical, split)
    read, made = read_clusters(place), Renaming.made(canonical, split)
    assert read is not None
    assert (read.canonical, read.split, read.sha256) == (made.canonical, made.split, made.sha256)


def test_what_refers_to_a_thing_is_found_in_columns_as_in_statements(tmp_path: Path) -> None:
    place = make(tmp_path / "s")
    publish(place, {})
    revision = folder.read(place)
    renaming = Renaming.made(CLUSTERS)
    made = [rewriting(revision.database, renaming, columns=columns) for columns in (revision.tables, None)]
    by_columns, by_statements = ([{str(quad) for quad in quads} for quads in one.difference()] for one in made)
    assert by_columns == by_statements
    revision.close()
