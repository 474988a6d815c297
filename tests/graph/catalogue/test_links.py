"""The network of a selection: what is found, what it is linked to, and each link once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from graph.catalogue import Catalogue, Filter
from graph.catalogue.links import Network
from graph.store import GraphStore
from graph.vocabulary import VB
from tests.graph.catalogue.small_catalogue import EX, NUTS, short


def told(catalogue: Catalogue, network: Network) -> tuple[str, str]:
    """The things that are found, and those beside them."""
    node = [catalogue.iris[int(at)] for at in network.node]
    return (
        short([iri for iri, matched in zip(node, network.matched, strict=True) if matched]),
        short([iri for iri, matched in zip(node, network.matched, strict=True) if not matched]),
    )


@pytest.mark.parametrize(
    ("chosen", "context", "expand", "expected"),
    [
        (Filter(type=("Project",)), False, [], ("p1 p2", "")),
        (Filter(type=("Project",)), True, [], ("p1 p2", "bund esf-a i uni verein")),
        (Filter(type=("Initiative",)), True, [], ("i", "e n p1")),
        (Filter(type=("Initiative",)), False, [EX + "uni"], ("i", "DE212 p1 uni")),
        (Filter(type=("Initiative",)), False, ["https://example.org/nothing"], ("i", "")),
        (Filter(type=("Region",), region=(NUTS + "DE21",)), True, [], ("DE21 DE212", "uni")),
        (Filter(q="qqxyzzyqq"), True, [], ("", "")),
    ],
)
def test_what_is_drawn(
    small: Catalogue, chosen: Filter, context: bool, expand: list[str], expected: tuple[str, str]
) -> None:
    assert told(small, small.network(chosen, context=context, expand=expand, limit=100)) == expected


def test_a_participation_and_its_plain_link_are_one(small: Catalogue) -> None:
    network = small.network(Filter(), limit=100)
    place = {small.iris[int(number)]: at for at, number in enumerate(network.node)}
    links = Counter(zip(network.source.tolist(), network.target.tolist(), strict=True))
    assert links[place[EX + "p1"], place[EX + "uni"]] == 1
    assert max(links.values()) == 1


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5, 8, 50])
def test_no_more_is_drawn_than_the_limit(small: Catalogue, limit: int) -> None:
    network = small.network(Filter(type=("Project",)), context=True, expand=[EX + "uni"], limit=limit)
    assert len(network.node) == len(set(network.node.tolist())) == min(limit, 8)
    assert network.found == 2
    assert network.shown == min(limit, 2)


def test_where_more_is_found_the_picture_hangs_together(store: GraphStore) -> None:
    catalogue = Catalogue.of(store)
    network = catalogue.network(Filter(), context=False, limit=30)
    linked = np.unique(np.concatenate([network.source, network.target]))
    assert network.shown == 30 < network.found
    assert len(linked) > 25  # the thirty with most links have fewer among each other


def test_links_are_those_that_are_stated(store: GraphStore) -> None:
    catalogue = Catalogue.of(store)
    network = catalogue.network(Filter(), context=False, limit=10_000)
    drawn = {
        (catalogue.iris[int(network.node[source])], catalogue.iris[int(network.node[target])])
        for source, target, relation in zip(network.source, network.target, network.relation, strict=True)
        if catalogue.about["relations"][relation] == "member"
    }
    assert drawn == set(store.links(VB.member))
