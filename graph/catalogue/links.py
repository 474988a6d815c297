"""The network of a selection: what is found, what it is linked to, and the links among all of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import TYPES, Array
from graph.names import ACTORS

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.catalogue.selection import Selection


@dataclass(slots=True)
class Network:
    """Nodes by the numbers of their things, those found first; edges by the places of their nodes.

    ``found`` are found by the filter, of which the first ``shown`` nodes are those that are drawn. ``relation`` is a
    place in ``relations``, local names such as "partner".
    """

    found: int
    shown: int
    node: Array
    matched: Array
    source: Array
    target: Array
    relation: Array


def network(catalogue: Catalogue, selection: Selection, *, context: bool, expand: Sequence[str], limit: int) -> Network:
    """At most ``limit`` nodes: of what is found those with most links, then the neighbours of what is expanded, then,
    with context, the actors that most of them are linked to.

    Where more is found than is drawn, two thirds are what the most linked are linked to: hubs alone have no links.
    """
    found = np.flatnonzero(selection.holds)
    matched = _matched(catalogue, found, limit)
    chosen = np.zeros(len(catalogue), bool)
    chosen[matched] = True
    nodes = [matched]
    for others in _others(catalogue, chosen, matched, context=context, expand=expand):
        left = limit - sum(map(len, nodes))
        new = others[~chosen[others]][: max(left, 0)]
        chosen[new] = True
        nodes.append(new)
    node = np.concatenate(nodes).astype(np.int32)
    source, target, relation = _among(catalogue, node, chosen)
    is_matched = selection.holds[node]
    return Network(len(found), int(is_matched.sum()), node, is_matched, source, target, relation)


def _matched(catalogue: Catalogue, found: Array, limit: int) -> Array:
    links = catalogue.parts["links"]
    if len(found) <= limit:
        return _first(found, links[found], limit)
    hubs = _first(found, links[found], max(limit // 3, 1))
    chosen = np.zeros(len(catalogue), bool)
    chosen[hubs] = True
    rest = found[~chosen[found]]
    ties = _touching(catalogue, chosen)[rest]
    return np.concatenate([hubs, rest[np.lexsort((rest, -links[rest], -ties))]])[: max(limit, 0)]


def _others(
    catalogue: Catalogue, chosen: Array, matched: Array, *, context: bool, expand: Sequence[str]
) -> list[Array]:
    """What is drawn beside what is found, the most linked first."""
    links, found = catalogue.parts["links"], []
    wanted = [number for iri in expand if (number := catalogue.iris.number(iri)) >= 0 and catalogue.known[number]]
    if wanted:
        itself = np.zeros(len(catalogue), bool)
        itself[wanted] = True
        near = np.flatnonzero((_touching(catalogue, itself) > 0) & catalogue.known)
        found += [np.array(wanted), _first(near, links[near], len(near))]
    if context:
        actors = catalogue.known & np.isin(catalogue.type, [TYPES.index(name) for name in ACTORS])
        ties = _touching(catalogue, chosen)
        near = np.flatnonzero((ties > 0) & actors & ~chosen)
        found.append(near[np.lexsort((near, -links[near], -ties[near]))])
    return found


def _touching(catalogue: Catalogue, chosen: Array) -> Array:
    """How many links each thing has with what is chosen."""
    source, target = catalogue.parts["edge.source"], catalogue.parts["edge.target"]
    ends = np.concatenate([target[chosen[source]], source[chosen[target]]])
    return np.bincount(ends, minlength=len(catalogue))


def _among(catalogue: Catalogue, node: Array, chosen: Array) -> tuple[Array, Array, Array]:
    """The links among nodes, by their places."""
    source, target = catalogue.parts["edge.source"], catalogue.parts["edge.target"]
    both = np.flatnonzero(chosen[source] & chosen[target])
    place = np.zeros(len(catalogue), np.int32)
    place[node] = np.arange(len(node), dtype=np.int32)
    return place[source[both]], place[target[both]], catalogue.parts["edge.relation"][both]


def _first(numbers: Array, links: Array, limit: int) -> Array:
    """Those with most links, in that order, of equals the first."""
    found: Array = numbers[np.argsort(-links.astype(np.int64), kind="stable")][: max(limit, 0)]
    return found
