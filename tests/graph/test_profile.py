"""What a thing stands for, directly and by what it belongs to."""

from __future__ import annotations

import pytest
from small_sources import turtle

from graph.network import Network
from graph.profile import BY_MEMBERSHIP, BY_PROGRAMME, DIRECT, KINDS, Profile, profile
from graph.store import GraphStore

EX = "https://example.org/"
TEXT = """
    ex:i vb:member ex:a, ex:b ; vb:theme ex:t1 .
    ex:a vb:theme ex:t2 ; vb:programme ex:p ; vb:region ex:r ; vb:fundedBy ex:f1 .
    ex:p vb:theme ex:t3 ; vb:fundedBy ex:f2 ; vb:partOf ex:pp .
    ex:c vb:partner ex:a ; vb:theme ex:t4 .
    ex:e vb:attendedBy ex:i, ex:a . ex:w vb:partOf ex:e ; vb:attendedBy ex:a . ex:h vb:host ex:a .
"""


def of(thing: str, text: str = TEXT) -> Profile:
    return profile(Network.read(turtle(text)), f"{EX}{thing}")


def strengths(found: Profile, kind: str) -> dict[str, float]:
    return {iri.removeprefix(EX): trail.strength for iri, trail in found[kind].items()}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("theme", {"t2": DIRECT, "t1": BY_MEMBERSHIP, "t4": BY_MEMBERSHIP, "t3": BY_PROGRAMME}),
        ("programme", {"p": DIRECT, "pp": BY_MEMBERSHIP}),
        ("funder", {"f1": DIRECT, "f2": BY_MEMBERSHIP}),
        ("event", {"e": DIRECT, "h": DIRECT}),
        ("partner", {"c": DIRECT, "b": BY_MEMBERSHIP}),
        ("initiative", {"i": DIRECT}),
        ("region", {"r": DIRECT}),
    ],
)
def test_features_carry_how_near_they_are(kind: str, expected: dict[str, float]) -> None:
    assert strengths(of("a"), kind) == pytest.approx(expected)


def test_nothing_is_its_own_partner_and_an_unknown_thing_has_nothing() -> None:
    assert f"{EX}a" not in of("a")["partner"]
    assert all(of("nobody")[kind] == {} for kind in KINDS)


def test_of_two_ways_the_stronger_then_the_shorter_one_stays() -> None:
    found = of("a", TEXT + "ex:a vb:theme ex:t1 .")
    assert found["theme"][f"{EX}t1"].strength == DIRECT
    assert len(found["theme"][f"{EX}t1"].edges) == 1


def test_every_trail_leads_from_the_thing_to_the_feature(store: GraphStore) -> None:
    network = Network.read(store)
    for thing in store.names.things("Project", "Organisation", "Initiative", "Programme"):
        found = profile(network, thing)
        for kind in KINDS:
            for feature, trail in found[kind].items():
                at = thing
                for edge in trail.edges:
                    assert at in (edge.subject, edge.value)
                    at = edge.value if at == edge.subject else edge.subject
                assert at == feature
                assert 0 < trail.strength <= 1


def test_circles_do_no_harm() -> None:
    assert of("a", "ex:a vb:member ex:a ; vb:partner ex:a ; vb:partOf ex:a ; vb:programme ex:a .")["partner"] == {}
