"""Layouts: the same each time, no two discs on each other, communities together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from explorer import network_layout
from explorer.network_layout import LEAST, MOST, Layout, communities, keep_whole, kept_layout, laid_out, radii
from graph.catalogue import Catalogue, Filter, kept
from graph.store import GraphStore

Array = np.ndarray[Any, Any]


def ends(pairs: list[tuple[int, int]]) -> tuple[Array, Array]:
    table = np.array(pairs, np.int32).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def layout(count: int, pairs: list[tuple[int, int]]) -> tuple[Layout, Array]:
    source, target = ends(pairs)
    links = np.bincount(np.concatenate([source, target]), minlength=count)
    return laid_out(links, source, target), radii(links)


def overlapping(made: Layout, radius: Array) -> int:
    """How many pairs of discs overlap by more than a hundredth of a pixel."""
    far = np.hypot(made.x[:, None] - made.x, made.y[:, None] - made.y)
    near = np.triu(far < radius[:, None] + radius - 0.01, 1)
    return int(near.sum())


def villages(count: int, size: int) -> list[tuple[int, int]]:
    """Complete networks in a ring, neighbours joined by one link."""
    inside = [(at * size + a, at * size + b) for at in range(count) for a in range(size) for b in range(a)]
    return inside + [(at * size, (at + 1) % count * size) for at in range(count)]


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        (1, []),
        (2, []),
        (2, [(0, 1)]),
        (3, [(0, 1), (1, 2)]),
        (40, []),
        (60, [(0, at) for at in range(1, 60)]),
        (60, [(at, at + 1) for at in range(59)]),
        (60, villages(6, 10)),
        (70, [(at, at + 1) for at in range(0, 60, 2)]),
        (400, villages(20, 20)),
        (5, [(0, 0), (1, 2), (2, 1), (1, 2)]),
    ],
)
def test_no_two_discs_overlap(count: int, pairs: list[tuple[int, int]]) -> None:
    made, radius = layout(count, pairs)
    assert np.isfinite(made.x).all() and np.isfinite(made.y).all()
    assert overlapping(made, radius) == 0


@settings(max_examples=40)
@given(some.integers(1, 40).flatmap(
    lambda count: some.tuples(
        some.just(count), some.lists(some.tuples(some.integers(0, count - 1), some.integers(0, count - 1)), max_size=90)
    )
))  # fmt: skip
def test_any_network_is_laid_out_the_same_each_time(given: tuple[int, list[tuple[int, int]]]) -> None:
    made, radius = layout(*given)
    again, _ = layout(*given)
    assert np.array_equal(made.x, again.x)
    assert np.array_equal(made.y, again.y)
    assert np.array_equal(made.community, again.community)
    assert overlapping(made, radius) == 0


def test_nothing_is_laid_out_as_nothing() -> None:
    made, _ = layout(0, [])
    assert len(made.x) == len(made.y) == len(made.community) == 0


def test_radii_grow_with_links() -> None:
    found = radii(np.array([0, 1, 4, 100]))
    assert found[0] == LEAST
    assert found[-1] == MOST
    assert (np.diff(found) > 0).all()


def test_communities_are_numbered_by_size() -> None:
    pairs = [*villages(1, 4), *((a + 4, b + 4) for a, b in villages(1, 9)), (0, 4)]
    found = communities(14, *ends(pairs))
    assert found.tolist() == [1] * 4 + [0] * 9 + [2]


def test_a_community_stands_together() -> None:
    made, _ = layout(100, villages(5, 20))
    middle = np.array([[made.x[made.community == at].mean(), made.y[made.community == at].mean()] for at in range(5)])
    far = np.hypot(*(np.column_stack([made.x, made.y])[:, None] - middle).transpose(2, 0, 1))
    assert (far.argmin(axis=1) == made.community).mean() > 0.95


def test_the_layout_of_the_whole_is_kept(tmp_path: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Catalogue.of(store)
    (tmp_path / "things-a.parquet").write_bytes(b"columns")
    assert kept.write({name: made.parts[name] for name in made.parts.all_names()}, made.about, tmp_path)
    catalogue = Catalogue(made.parts, made.about, tmp_path)
    network = catalogue.network(Filter(), context=False, limit=60)
    monkeypatch.setattr(network_layout, "FRESH", 50)
    assert kept_layout(catalogue, network) is None
    assert keep_whole(catalogue)
    assert not keep_whole(catalogue)
    found = kept_layout(catalogue, network)
    assert found is not None
    assert len(found.x) == len(network.node)
    assert kept_layout(catalogue, catalogue.network(Filter(), context=False, limit=20)) is None
    assert kept_layout(catalogue, catalogue.network(Filter(type=("Theme",)), context=False, limit=60)) is None


def test_a_small_store_keeps_nothing(store: GraphStore) -> None:
    assert not keep_whole(Catalogue.of(store))
