"""Tables: every order, what is missing last, pages that make up the whole."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue, Filter
from graph.catalogue.rows import SORTS
from graph.errors import InputError
from tests.graph.catalogue.small_catalogue import EX, NUTS, PROGRAMME

ORGANISATIONS = Filter(type=("Organisation", "Project"))


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("label", False, "bund p2 p1 still uni verein"),
        ("label", True, "verein uni still p1 p2 bund"),
        ("type", False, "p2 p1 bund still uni verein"),
        ("region", False, "uni still p2 verein p1 bund"),
        ("start", False, "p1 bund p2 still uni verein"),
        ("amount", True, "p1 uni verein p2 bund still"),
        ("links", True, "p1 p2 verein uni bund still"),
    ],
)
def test_orders(small: Catalogue, sort: str, descending: bool, expected: str) -> None:
    page = small.table(ORGANISATIONS, sort=sort, descending=descending)
    names = [row.id.rsplit("/", 1)[-1] for row in page.rows]
    if sort in ("region", "links"):  # of equals either may come first
        assert set(names) == set(expected.split())
    else:
        assert names == expected.split()


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_make_up_the_whole(small: Catalogue, sort: str, descending: bool) -> None:
    def page(offset: int, limit: int) -> list[str]:
        chosen = small.table(Filter(q="e"), sort=sort, descending=descending, offset=offset, limit=limit)
        return [row.id for row in chosen.rows]

    whole = page(0, 100)
    assert [iri for offset in range(0, len(whole) + 2, 2) for iri in page(offset, 2)] == whole
    assert len(set(whole)) == len(whole) == small.table(Filter(q="e")).found


def test_a_row_tells_what_is_known(small: Catalogue) -> None:
    row = small.table(Filter(ids=(EX + "p1",))).rows[0]
    assert (row.type, row.start, row.end) == ("Project", "2019-05-01", "2021-04-30")
    assert (row.amount, row.currency) == (100_000.0, "EUR")
    assert row.programme == PROGRAMME + "esf-a"
    assert row.region in (NUTS + "DE212", NUTS + "DED")
    assert row.sources == ["https://w3id.org/verbund/id/source/own"]
    assert row.links == 6


def test_the_most_usual_currency_is_shown_where_there_are_several(small: Catalogue) -> None:
    row = small.table(Filter(ids=(EX + "verein",))).rows[0]
    assert (row.amount, row.currency) == (40_000.0, "EUR")


def test_the_best_hit_comes_first_by_score(small: Catalogue) -> None:
    rows = small.table(Filter(q="eltern"), sort="score").rows
    assert {row.id[-1] for row in rows} == {"i", "2", "n"}


def test_an_order_that_there_is_not_is_refused(small: Catalogue) -> None:
    with pytest.raises(InputError, match="size"):
        small.table(Filter(), sort="size")


def test_an_english_table_is_sorted_by_english_names(small: Catalogue) -> None:
    rows = small.table(Filter(type=("Organisation",)), language="en").rows
    assert [row.id.rsplit("/", 1)[-1] for row in rows] == ["bund", "still", "uni", "verein"]
