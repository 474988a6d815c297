"""What may be expected of a table, and that a partner more never makes anything larger."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from graph.expectation import Table, by_share, quotient


def table(n: int, row: int, column: int, both: int) -> Table:
    """N partners of one source in a 2 × 2 table: so many in the first row, column and cell."""
    cells = [0] * both + [1] * (row - both) + [2] * (column - both) + [3] * (n - row - column + both)
    return Table.of(np.zeros(n, np.int64), np.array(cells, np.int64), np.arange(n), (2, 2))


def tables(most: int) -> Iterator[tuple[int, int, int, int]]:
    for n in range(2, most):
        for row in range(n + 1):
            for column in range(n + 1):
                for both in range(max(0, row + column - n), min(row, column) + 1):
                    yield n, row, column, both


def test_expected_number_and_residual_are_those_of_the_textbook() -> None:
    found = table(60, 20, 20, 0)
    assert found.expected[0, 0] == pytest.approx(20 * 20 / 60)
    assert found.variance[0, 0] == pytest.approx(20 / 3 * (2 / 3) * (2 / 3) * 60 / 59)
    assert found.residuals()[0, 0] == pytest.approx(-(20 / 3) / np.sqrt(found.variance[0, 0] + 0.25))
    assert found.missing()[0, 0] == pytest.approx(20 / 3)


def test_a_partner_in_several_cells_counts_once_in_the_sums() -> None:
    found = Table.of(np.zeros(3, np.int64), np.array([0, 1, 2]), np.zeros(3, np.int64), (2, 2))
    assert found.partners == 1
    assert found.expected.tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_sources_are_compared_with_themselves_alone() -> None:
    # Two sources, each with a row and a column of its own: nothing else can be expected.
    stratum, cell = np.repeat([0, 1], 30), np.repeat([0, 3], 30)
    found = Table.of(stratum, cell, np.arange(60), (2, 2))
    assert found.expected.tolist() == [[30.0, 0.0], [0.0, 30.0]]
    assert not found.missing().any()


def test_one_partner_more_in_a_cell_never_makes_it_lack_more() -> None:
    for n, row, column, both in tables(13):
        before = table(n, row, column, both).missing()[0, 0]
        assert table(n + 1, row + 1, column + 1, both + 1).missing()[0, 0] <= before + 1e-9
        if both < row and column < n:
            assert table(n, row, column + 1, both + 1).missing()[0, 0] <= before + 1e-9


@pytest.mark.parametrize(("found", "hoped", "expected"), [(0, 0, 1), (0, 9, 0.1), (3, 3, 1), (9, 0, 10)])
def test_small_counts_are_drawn_towards_one(found: float, hoped: float, expected: float) -> None:
    assert quotient(found, hoped) == pytest.approx(expected)


def test_by_one_dimension_partners_follow_a_share() -> None:
    found = by_share(np.array([[10], [90]]), np.array([0.5, 0.5]), 100)
    assert found.expected.tolist() == [[50.0], [50.0]]
    assert found.missing()[:, 0].tolist() == [40.0, 0.0]


def test_nothing_at_all_is_no_error() -> None:
    none = np.array([], np.int64)
    assert not Table.of(none, none, none, (2, 3)).missing().any()
