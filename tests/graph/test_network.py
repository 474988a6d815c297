"""The graph as a network: both directions, what lies around, ways up, and the same for networkx."""

from __future__ import annotations

from small_sources import made, turtle

from graph.evidence import Edge
from graph.network import HIERARCHY, RELATIONS, Network
from graph.store import GraphStore
from graph.vocabulary import SKOS, VB

EX = "https://example.org/"
TEXT = """
    ex:a a vb:Project ; vb:theme ex:t ; vb:partner ex:b . ex:b a vb:Project ; vb:theme ex:t .
    ex:c a vb:Project ; vb:partner ex:b . ex:t a vb:Theme ; skos:broader ex:u . ex:u skos:broader ex:v .
"""


def network(text: str = TEXT) -> Network:
    return Network.read(turtle(text))


def test_relations_are_followed_in_both_directions() -> None:
    net = network()
    assert net.out(f"{EX}a", VB.theme) == [f"{EX}t"]
    assert sorted(net.into(f"{EX}b", VB.partner)) == [f"{EX}a", f"{EX}c"]
    assert net.out(f"{EX}a", VB.host) == []


def test_a_statement_of_two_sources_is_one_edge() -> None:
    store = turtle(TEXT, "one")
    source, _ = made("two")
    other = turtle(TEXT, "two")
    store.load(source, list(other.quads(graph="https://w3id.org/verbund/id/source/two")))
    assert Network.read(store).out(f"{EX}a", VB.theme) == [f"{EX}t"]
    assert len(list(Network.read(store).edges())) == 6


def test_edges_of_a_thing_and_all_edges_agree(store: GraphStore) -> None:
    net = Network.read(store)
    every = list(net.edges())
    assert len(every) == len(set(every))
    for thing in store.names.things("Project", "Theme"):
        assert set(net.edges_of(thing)) == {edge for edge in every if thing in (edge.subject, edge.value)}


def test_what_lies_around_is_not_reached_through_a_concept() -> None:
    net = network()
    assert net.around(f"{EX}a", 0) == {f"{EX}a"}
    assert net.around(f"{EX}a", 1) == {f"{EX}a", f"{EX}t", f"{EX}b"}
    assert net.around(f"{EX}a", 2) == {f"{EX}a", f"{EX}t", f"{EX}b", f"{EX}c"}, "ex:u lies behind a theme"


def test_the_way_up_is_the_shortest_and_a_circle_does_no_harm() -> None:
    net = network(TEXT + "ex:v skos:broader ex:t . ex:t skos:broader ex:v .")
    assert net.rise(f"{EX}t", f"{EX}v") == (Edge(f"{EX}t", SKOS.broader, f"{EX}v"),)
    assert net.rise(f"{EX}t", f"{EX}t") == ()
    assert net.rise(f"{EX}a", f"{EX}v") == ()


def test_networkx_gets_the_same_edges(store: GraphStore) -> None:
    net = Network.read(store)
    graph = net.to_networkx()
    assert {(a, key, b) for a, b, key in graph.edges(keys=True)} == set(map(tuple, net.edges()))
    assert graph.nodes[store.names.find("KIS")]["type"] == "Project"


def test_every_relation_of_the_embedded_data_is_between_things(store: GraphStore) -> None:
    for relation in (*RELATIONS, *HIERARCHY):
        assert sorted(store.links(relation)) == sorted(store.pairs(relation))
