"""Catalogues are made once, kept beside large stores, and never in the way of reading."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from graph.catalogue import Catalogue, Filter, kept
from graph.endpoint import EndpointStore
from graph.errors import StoreError
from graph.store import GraphStore
from tests.graph.catalogue.small_catalogue import EX, TURTLE
from tests.small_sources import made, parsed, turtle


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    (tmp_path / "things-a.parquet").write_bytes(b"columns")
    return tmp_path


def written(columns: Path, small: Catalogue) -> Catalogue:
    assert kept.write({name: small.parts[name] for name in _names(small)}, small.about, columns)
    found = kept.read(columns)
    assert found is not None
    return Catalogue(*found, columns)


def _names(catalogue: Catalogue) -> list[str]:
    return list(catalogue.parts.all_names())


def test_what_is_kept_says_the_same(columns: Path, small: Catalogue) -> None:
    read = written(columns, small)
    assert read.facets(Filter(), open=[EX]) == small.facets(Filter(), open=[EX])
    assert read.table(Filter()) == small.table(Filter())
    assert read.search("eltern") == small.search("eltern")
    assert read.map(Filter()) == small.map(Filter())
    assert [path.name for path in columns.glob("*partial*")] == []


def test_what_was_made_of_other_columns_is_not_read(columns: Path, small: Catalogue) -> None:
    written(columns, small)
    (columns / "things-b.parquet").write_bytes(b"more columns")
    assert kept.read(columns) is None
    written(columns, small)


@pytest.mark.parametrize("damage", ["cut", "gone", "words"])
def test_what_is_damaged_is_not_read_and_made_anew(columns: Path, small: Catalogue, damage: str) -> None:
    written(columns, small)
    place = columns / kept.FOLDER
    if damage == "cut":
        (place / "type.npy").write_bytes(b"")
    elif damage == "gone":
        (place / "links.npy").unlink()
    else:
        (place / kept.ABOUT).write_text("{", "utf-8")
    assert kept.read(columns) is None
    assert written(columns, small).total == small.total


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, small: Catalogue) -> None:
    gone = tmp_path / "gone"
    assert not kept.write(dict(small.parts), small.about, gone)
    assert not kept.write_more(gone, "layout", np.zeros(3))
    assert kept.read(gone) is None
    assert kept.read_more(gone, "layout") is None


def test_several_may_write_at_once(columns: Path, small: Catalogue) -> None:
    parts = {name: small.parts[name] for name in _names(small)}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: kept.write(parts, small.about, columns), range(8)))
    assert kept.read(columns) is not None
    assert [path.name for path in columns.iterdir() if path.name.startswith("catalogue-")] == []


def test_one_more_array_is_kept_beside(columns: Path, small: Catalogue) -> None:
    written(columns, small)
    assert kept.write_more(columns, "layout", np.arange(6.0).reshape(2, 3))
    found = kept.read_more(columns, "layout")
    assert found is not None
    assert found.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_a_catalogue_is_made_once_and_anew_after_a_load() -> None:
    store = turtle(TURTLE)
    first = Catalogue.of(store)
    assert Catalogue.of(store) is first
    store.load(*made("other", "Neues Vorhaben"))
    more = list(parsed('ex:new a vb:Project ; rdfs:label "Neues Vorhaben"@de .', "third"))
    store.load(made("third")[0], more)
    assert Catalogue.of(store).total == first.total + 1


def test_an_empty_store_has_an_empty_catalogue() -> None:
    catalogue = Catalogue.of(GraphStore.open())
    assert (len(catalogue), catalogue.total, catalogue.search("x")) == (0, 0, [])
    assert catalogue.facets(Filter()).found == 0
    assert catalogue.table(Filter()).rows == []
    assert len(catalogue.network(Filter()).node) == 0
    assert catalogue.map(Filter(), measure="money").regions == []


def test_an_endpoint_has_no_catalogue() -> None:
    with pytest.raises(StoreError, match="columns"):
        Catalogue.of(EndpointStore("http://127.0.0.1:9/sparql"))


def test_hostile_names_and_values_do_no_harm() -> None:
    catalogue = Catalogue.of(
        turtle("""
        ex:a a vb:Project ; rdfs:label "<script>alert(1)</script>"@de ; schema:startDate "0001-01-01" ;
            schema:endDate "9999-12-31" ; vb:partOf ex:a ; vb:region ex:a .
        ex:b a vb:Project ; rdfs:label "\\u0000\\u202E"@de ; schema:startDate "soon" ; vb:grant ex:g .
        ex:g a vb:Grant ; vb:amount "much" .
        ex:c a vb:Programme ; rdfs:label ""@de ; vb:partOf ex:d .
        ex:d a vb:Programme ; rdfs:label "d"@de ; vb:partOf ex:c .
        ex:a vb:programme ex:c .
    """)
    )
    found = catalogue.facets(Filter(), open=[EX + "c"])
    assert found.found == 4
    assert [year for year, _ in found.years] == [1, 9999]
    assert len(catalogue.selected(Filter(programme=(EX + "d",)))) == 3
