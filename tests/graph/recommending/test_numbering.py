"""What the columns of a store say is what its arrays say."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from graph.model import Grant, Organisation, Participation, Project, Record, Region, Source
from graph.recommending.arrays import MATRICES, NAMES, NO_LEAD, TRANSPOSED, UNDATED, VECTORS, Arrays, read_arrays
from graph.triples import record_quads
from tests.graph.recommending.landscape import drawn, stated
from tests.graph.recommending.small import ALL, EX, NUTS, arrays_of, held, organisation, project, regions

SEEDS = range(8)


def pairs(arrays: Arrays, name: str) -> set[tuple[str, str]]:
    """The pairs of names of a sparse array, each of which must stand there once, as 1."""
    rows, columns = (getattr(arrays, part) for part in MATRICES[name])
    found = getattr(arrays, name)
    assert found.shape == (len(rows), max(len(columns), 1))
    assert found.data.tolist() == [1.0] * found.nnz
    said = [(rows[row], columns[column]) for row, column in zip(*found.nonzero(), strict=True)]
    assert said == sorted(set(said))
    return set(said)


@pytest.mark.parametrize("seed", SEEDS)
def test_arrays_say_what_records_say(seed: int) -> None:
    records = drawn(seed)
    arrays, expected = arrays_of(records), stated(records)
    assert arrays.projects == sorted(one.iri for one in records if isinstance(one, Project))
    assert arrays.organisations == sorted({body for _, body in expected.get("member", ())})
    for name in MATRICES:
        assert pairs(arrays, name) == expected.get(name, set()), name


@pytest.mark.parametrize("seed", SEEDS)
def test_transposed_arrays_say_the_same(seed: int) -> None:
    arrays = arrays_of(drawn(seed))
    for name, whole in TRANSPOSED.items():
        assert (getattr(arrays, name) != getattr(arrays, whole).T.tocsr()).nnz == 0, name
        assert getattr(arrays, name).indices.dtype == np.int32


@pytest.mark.parametrize("seed", SEEDS)
def test_names_are_sorted_and_there_once(seed: int) -> None:
    arrays = arrays_of(drawn(seed))
    for name in NAMES:
        names = list(getattr(arrays, name))
        assert names == sorted(set(names)), name


def test_what_nobody_in_the_arrays_has_is_no_column() -> None:
    arrays = arrays_of(drawn(0))
    assert f"{EX}only-here" not in arrays.themes


def test_a_store_without_any_has_arrays_without_any() -> None:
    arrays = arrays_of([])
    assert [len(getattr(arrays, name)) for name in (*NAMES, *VECTORS)] == [0] * len((*NAMES, *VECTORS))
    for name in (*MATRICES, *TRANSPOSED):
        assert getattr(arrays, name).nnz == 0
        assert getattr(arrays, name).sum() == 0


def test_an_organisation_without_projects_has_no_row() -> None:
    arrays = arrays_of([*regions(), organisation("idle", "DE271", "club"), project("x", "2018", "a")])
    assert arrays.organisations == [f"{EX}a"]
    assert len(arrays.regions) == len(arrays.kinds) == 0


def test_a_project_without_date_and_partners() -> None:
    arrays = arrays_of([Project(iri=f"{EX}x", label={"": "x"})])
    assert (arrays.first_day.tolist(), arrays.last_day.tolist()) == ([UNDATED], [UNDATED])
    assert (arrays.lead.tolist(), arrays.member.shape) == ([NO_LEAD], (1, 1))


def test_one_participation_of_two_organisations_is_led_by_the_first() -> None:
    """Two sources may say so of one participation."""
    made = project("x", "2018", "ba")
    for part in made.participations:
        part.iri, part.role = f"{EX}same", "coordinator"
    assert arrays_of([made]).lead.tolist() == [0]


@pytest.mark.parametrize(
    ("grants", "amount", "currency"),
    [
        ([], None, None),
        ([("", "EUR")], None, None),
        ([("2", "EUR"), ("3.5", "EUR")], 5.5, "EUR"),
        ([("2", "EUR"), ("", "PLN")], 2, "EUR"),
        ([("2", "EUR"), ("3", "PLN")], None, None),
        ([("2", "EUR"), ("3", "")], None, None),
        ([("2", "")], 2, None),
        ([("0", "EUR")], 0, "EUR"),
    ],
)
def test_amounts_in_one_currency_are_added_up(
    grants: list[tuple[str, str]], amount: float | None, currency: str | None
) -> None:
    made = project("x", "2018", "a")
    made.grants = [Grant(iri=f"{EX}g{at}", amount=sum_, currency=unit) for at, (sum_, unit) in enumerate(grants)]
    arrays = arrays_of([made, project("y", "2018", "a")])
    found = float(arrays.amount[0])
    assert (None if isnan(found) else found) == amount
    assert (arrays.currencies[arrays.currency[0]] if arrays.currency[0] >= 0 else None) == currency
    assert isnan(arrays.amount[1])


def test_a_grant_of_two_sources_counts_once() -> None:
    made = project("x", "2018", "a")
    made.grants = [Grant(iri=f"{EX}g", amount="2", currency="EUR")]
    with held([made]) as store:
        store.load(Source(id="again", title="again"), record_quads(made, "again"))
        assert read_arrays(store).amount.tolist() == [2.0]


def places() -> list[Record]:
    """A Land and a city of the same area, a municipality in a district, and one without a point."""
    return [
        Region(iri=f"{NUTS}DE2", code="DE2", label={"": "Land"}, lat="49", long="11", level="nuts1"),
        Region(iri=f"{NUTS}DE271", code="DE271", label={"": "district"}, lat="48", long="10", level="nuts3"),
        Region(iri=f"{NUTS}m", label={"": "town"}, lat="48.5", long="10.5", level="municipality"),
        Region(iri=f"{NUTS}n", label={"": "other town"}, lat="47", long="9", level="municipality"),
        Region(iri=f"{NUTS}bad", label={"": "bad"}, lat="91", long="9", level="municipality"),
        Region(iri=f"{NUTS}bare", label={"": "bare"}, level="municipality"),
    ]


@pytest.mark.parametrize(
    ("lies", "own", "expected"),
    [
        ([], None, None),
        (["DE2"], None, None),  # one point says nothing of an area of that size
        (["DE271"], None, (48, 10)),
        (["DE271", "m", "DE2"], None, (48.5, 10.5)),
        (["n", "m"], None, (48.5, 10.5)),
        (["bad"], None, None),
        (["bare", "DE271"], None, (48, 10)),
        (["m"], ("50.5", "8"), (50.5, 8)),
    ],
)
def test_where_organisations_are(
    lies: list[str], own: tuple[str, str] | None, expected: tuple[float, float] | None
) -> None:
    latitude, longitude = own or ("", "")
    body = Organisation(
        iri=f"{EX}a", label={"": "a"}, region=[NUTS + code for code in lies], lat=latitude, long=longitude
    )
    arrays = arrays_of([*places(), body, project("x", "2018", "ab")])
    found = float(arrays.latitude[0]), float(arrays.longitude[0])
    assert (None if isnan(found[0]) else found) == expected
    assert isnan(arrays.latitude[1])


def test_a_region_of_the_same_area_lends_its_point() -> None:
    twin = Region(iri=f"{NUTS}DE3", label={"": "Berlin"}, level="nuts1", broader=[f"{NUTS}DE300"])
    own = Region(iri=f"{NUTS}DE300", label={"": "Berlin"}, level="nuts3", lat="52", long="13", broader=[twin.iri])
    arrays = arrays_of([twin, own, organisation("a", "DE3"), project("x", "2018", "a")])
    assert (arrays.latitude.tolist(), arrays.longitude.tolist()) == ([52.0], [13.0])


def test_persons_and_things_that_are_no_organisations_have_no_values() -> None:
    """A project may be named as a partner; what is stated of it is not stated of an organisation."""
    made = project("x", "2018", "a", "water", "River")
    made.partner = [f"{EX}p1"]
    made.participations.append(Participation(iri=f"{EX}x/person", unnamed="person", role="beneficiary"))
    arrays = arrays_of([*ALL, made])
    row = arrays.organisations.index(f"{EX}p1")
    assert arrays.own_word.indptr[row] == arrays.own_word.indptr[row + 1]
    assert arrays.org_theme.nnz == 0
