"""Scores from the rows that are touched, against the ladder, which computes with whole arrays."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.recommending.history import History, Query
from graph.recommending.ladder import DAMPING, STEPS, _walk, adamic_adar
from graph.recommending.walk import partners, rows, shared_partners, walk

TOLERANCES = st.sampled_from([1e-2, 1e-4, 1e-9])


@st.composite
def members(draw: st.DrawFn) -> Any:
    """Projects × organisations; some have none."""
    organisations = draw(st.integers(1, 12))
    drawn = draw(st.lists(st.sets(st.integers(0, organisations - 1), max_size=5), min_size=1, max_size=15))
    return matrix([sorted(one) for one in drawn], organisations)


def matrix(projects: list[list[int]], organisations: int) -> Any:
    at = [row for row, held in enumerate(projects) for _ in held]
    values = [one for held in projects for one in held]
    return sparse.csr_array((np.ones(len(at)), (at, values)), shape=(len(projects), organisations))


def transposed(member: Any) -> Any:
    return sparse.csr_array(member.T)


def history(member: Any) -> Any:
    """A history of these projects, and nothing else."""
    made = History.__new__(History)
    made.__dict__ |= {
        "member": member,
        "by_organisation": transposed(member),
        "_key": np.zeros(member.shape[1], np.uint64),
    }
    return made


@given(members(), st.data(), TOLERANCES)
def test_shares_are_those_of_the_ladder_within_the_bound(member: Any, data: st.DataObject, tolerance: float) -> None:
    """30 steps leave 0.85 ** 30 to move: as densely as the start is, since steps only even it out."""
    numbers = st.integers(0, member.shape[1] - 1)
    start = data.draw(st.dictionaries(numbers, st.floats(0.1, 5), min_size=1, max_size=4))
    dense = np.zeros(member.shape[1])
    dense[list(start)] = list(start.values())
    degree = np.asarray(member.sum(axis=0))
    found = walk(member, transposed(member), start, tolerance=tolerance)
    densest = (dense / np.maximum(degree, 1)).max()
    bound = (tolerance * dense.sum() + DAMPING**STEPS * densest) * degree + 1e-12
    assert (np.abs(found - _walk(history(member))(dense)) <= bound).all()
    assert (found >= 0).all()


@given(members(), st.data())
def test_shared_partners_are_those_of_the_ladder(member: Any, data: st.DataObject) -> None:
    lead = data.draw(st.integers(0, member.shape[1] - 1))
    known = history(member)
    expected = adamic_adar(known)(Query(lead, *[np.empty(0, int)] * 3))
    organisations, scores, shared = shared_partners(member, transposed(member), lead)
    found = np.zeros(member.shape[1])
    found[organisations] = scores
    assert found == pytest.approx(expected, abs=1e-9)
    near = set(known.partners(lead).tolist())
    assert near == set(partners(member, transposed(member), lead).tolist())
    assert shared.tolist() == [len(near & set(known.partners(one).tolist())) for one in organisations.tolist()]


def test_a_start_may_be_numbers_and_weights() -> None:
    member = matrix([[0, 1], [1, 2], [3, 4]], 5)
    first = walk(member, transposed(member), {0: 2.0, 1: 1.0}, tolerance=1e-9)
    again = walk(member, transposed(member), (np.array([1, 0, 0]), np.array([1.0, 1.5, 0.5])), tolerance=1e-9)
    assert first == pytest.approx(again)
    assert first.sum() == pytest.approx(3)
    assert first[3:].tolist() == [0, 0]


def test_whoever_has_no_project_keeps_what_starts_there() -> None:
    member = matrix([[0, 1]], 3)
    assert walk(member, transposed(member), {2: 1.0}).tolist() == pytest.approx([0, 0, 0.15])
    assert [len(found) for found in shared_partners(member, transposed(member), 2)] == [0, 0, 0]


def test_nothing_starts_nowhere() -> None:
    member = matrix([[0, 1]], 2)
    assert walk(member, transposed(member), {}).tolist() == [0, 0]


def test_only_rows_that_are_touched_are_read() -> None:
    """What lies elsewhere may be anything, and what is mapped cannot be written to."""
    member = matrix([[0, 1], [1, 2], [3, 4]], 5)
    by_organisation = transposed(member)
    member.indices[-2:] = 10**6
    for held in (member, by_organisation):
        held.indices.flags.writeable = held.indptr.flags.writeable = False
    assert walk(member, by_organisation, {0: 1.0}, tolerance=1e-6)[:3].sum() == pytest.approx(1, abs=1e-5)
    assert partners(member, by_organisation, 1).tolist() == [0, 2]


def test_rows_one_after_the_other() -> None:
    held = SimpleNamespace(indptr=np.array([0, 2, 2, 3]), indices=np.array([5, 7, 6]))
    found, many = rows(held, np.array([2, 1, 0]))
    assert (found.tolist(), many.tolist()) == ([6, 5, 7], [1, 0, 2])
    assert [part.tolist() for part in rows(held, np.empty(0, int))] == [[], []]
