"""Stores as arrays."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.model import Participation, Project
from graph.recommending.arrays import UNDATED, bounds, read_arrays
from graph.store import GraphStore
from tests.graph.recommending.small import ALL, EX, NUTS, arrays_of, organisation, project, regions


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-03-04", "2017-03-04", "2017-03-04"),
        ("2017-03-04T10:00:00Z", "2017-03-04", "2017-03-04"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2017-13-01", "2017-01-01", "2017-12-31"),
        ("1900-02-29", "1900-02-01", "1900-02-28"),
    ],
)
def test_a_date_may_mean_several_days(text: str, first: str, last: str) -> None:
    assert bounds(text) == (day(first), day(last))


@pytest.mark.parametrize("text", [None, "", "unknown", "0000", "17", "-2017-01-01"])
def test_what_is_no_date_begins_never(text: str | None) -> None:
    assert bounds(text) == (UNDATED, UNDATED)


def test_projects_and_organisations_are_in_order_of_their_iris() -> None:
    arrays = arrays_of()
    assert arrays.projects == [EX + name for name in ("later", "p1", "p2", "p3", "p4")]
    assert arrays.organisations == [EX + name for name in ("a", "b", "c", "d", "e", "new")]
    assert arrays.lead.tolist() == [0, 0, 0, 1, 2]
    assert arrays.member.toarray()[4].tolist() == [0, 0, 1, 1, 1, 0]
    assert arrays.first_day[0] == arrays.last_day[0] == day("2018-01-01")


def test_regions_come_with_all_above() -> None:
    arrays = arrays_of()
    assert arrays.region.sum(axis=1).tolist() == [4, 2, 1, 3, 1, 4]
    assert arrays.country.toarray().tolist() == [[1, 0], [1, 0], [0, 1], [1, 0], [0, 1], [1, 0]]
    assert np.diff(arrays.kind.indptr).tolist() == [1, 1, 1, 1, 0, 1]


def test_regions_of_projects_are_not_looked_at() -> None:
    """Importers make them of the partners' regions."""
    telling = Project(iri=f"{EX}x", label={"": "x"}, start="2018", region=[f"{NUTS}DE271"])
    telling.participations = [Participation(iri=f"{EX}x/f", organisation=f"{EX}f", role="coordinator")]
    arrays = arrays_of([*regions(), organisation("f"), telling])
    assert (arrays.region.nnz, arrays.country.nnz) == (0, 0)


def test_without_a_coordinator_the_first_participation_leads() -> None:
    made = project("x", "2018", "fgh")
    for part in made.participations:
        part.role = "partner"
    arrays = arrays_of([made])
    assert arrays.organisations[arrays.lead[0]] == f"{EX}f"


def test_persons_without_a_name_are_no_organisations() -> None:
    made = project("x", "2018", "fg")
    made.participations.append(Participation(iri=f"{EX}x/person", unnamed="person", role="beneficiary"))
    assert len(arrays_of([made]).organisations) == 2


def test_an_empty_store_has_empty_arrays() -> None:
    arrays = read_arrays(GraphStore.open())
    assert (arrays.projects, arrays.organisations, arrays.member.nnz) == ([], [], 0)


def test_the_order_of_the_records_does_not_matter() -> None:
    one, other = arrays_of(ALL), arrays_of(reversed(ALL))
    assert one.lead.tolist() == other.lead.tolist()
    for name in ("member", "programme", "theme", "word", "region", "country", "kind", "own_word"):
        assert (getattr(one, name) != getattr(other, name)).nnz == 0
