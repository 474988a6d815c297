"""The answers of a catalogue have the shapes that the page's types declare."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from explorer import catalogue_json
from graph.catalogue import Catalogue, Filter
from graph.store import GraphStore
from tests.small_sources import turtle

TYPES = Path(__file__).resolve().parents[2] / "explorer" / "web" / "src" / "data" / "types.ts"
NUTS = "http://data.europa.eu/nuts/code/"


@pytest.fixture(scope="module")
def catalogue(store: GraphStore) -> Catalogue:
    return Catalogue.of(store)


def declared(name: str) -> tuple[set[str], set[str]]:
    """The fields that an interface must and may have."""
    text = re.sub(r"/\*.*?\*/", "", TYPES.read_text("utf-8"), flags=re.DOTALL)
    found = re.search(rf"interface {name}(?: extends (\w+))? \{{(.*?)\n\}}", text, flags=re.DOTALL)
    assert found, name
    body = re.sub(r"\{[^{}]*\}", "", found[2])
    fields = re.findall(r"(\w+)(\??):", body)
    must, may = declared(found[1]) if found[1] else (set(), set())
    return must | {field for field, mark in fields if not mark}, may | {field for field, mark in fields if mark}


def has_shape(told: dict[str, Any], name: str) -> bool:
    must, may = declared(name)
    return must <= told.keys() <= must | may


def test_facets_have_their_shape(catalogue: Catalogue) -> None:
    told = catalogue_json.facets(catalogue, Filter(), opened=[NUTS + "DE"], limit=5, language="de")
    assert has_shape(told, "Facets")
    assert all(has_shape(value, "FacetValue") for values in told["facets"].values() for value in values)
    assert set(told["amounts"]) == {"from", "end", "counts", "currency"}
    assert {value["label"] for value in told["facets"]["type"]} >= {"Projekte", "Organisationen"}
    germany = told["facets"]["region"][0]
    assert (germany["label"], germany["hasMore"]) == ("Deutschland", True)
    assert any(value.get("parent") == NUTS + "DE" for value in told["facets"]["region"])


@pytest.mark.parametrize(("language", "label"), [("de", "Deutschland"), ("en", "Germany")])
def test_labels_are_in_the_language(catalogue: Catalogue, language: str, label: str) -> None:
    told = catalogue_json.facets(catalogue, Filter(), opened=[], limit=5, language=language)
    assert told["facets"]["region"][0]["label"] == label


def test_a_table_has_its_shape(catalogue: Catalogue) -> None:
    told = catalogue_json.table(catalogue, Filter(), sort="links", descending=True, offset=2, limit=30, language="de")
    assert has_shape(told, "TablePage")
    assert (told["offset"], len(told["rows"])) == (2, 30)
    assert all(has_shape(row, "Row") for row in told["rows"])


def test_hits_have_their_shape(catalogue: Catalogue) -> None:
    told = catalogue_json.hits(catalogue, "elternarb", limit=5, types=[], language="de")
    assert told[0]["label"] == "Elternarbeit"
    assert all(has_shape(hit, "Hit") for hit in told)


@pytest.mark.parametrize("chosen", [Filter(), Filter(type=("Project",)), Filter(q="qqxyzzyqq")])
def test_a_network_has_its_shape(catalogue: Catalogue, chosen: Filter) -> None:
    told = catalogue_json.network(catalogue, chosen, context=True, expand=[], limit=500, language="en")
    assert has_shape(told, "Network")
    nodes, edges = told["nodes"], told["edges"]
    columns = {"id", "label", "type", "x", "y", "community", "links", "amount", "matched"}
    assert set(nodes) == columns
    assert len({len(nodes[name]) for name in columns}) == 1
    count = len(nodes["id"])
    assert all(0 <= end < count for end in edges["source"] + edges["target"])
    assert all(0 <= at < len(told["relations"]) for at in edges["relation"])
    assert all(0 <= at < len(told["types"]) for at in nodes["type"])
    assert len(told["communities"]) == max(nodes["community"], default=-1) + 1
    assert sum(nodes["matched"]) == told["shown"] == told["found"]


def test_the_same_picture_is_remembered(catalogue: Catalogue) -> None:
    ask = {"context": True, "expand": [], "limit": 500, "language": "de"}
    first = catalogue_json.network(catalogue, Filter(), **ask)  # type: ignore[arg-type]
    assert catalogue_json.network(catalogue, Filter(), **ask) == first  # type: ignore[arg-type]


def test_communities_are_called_by_what_they_share(catalogue: Catalogue) -> None:
    told = catalogue_json.network(catalogue, Filter(), context=False, expand=[], limit=500, language="de")
    assert any("XENOS" in name for name in told["communities"])


def test_a_map_has_its_shape(catalogue: Catalogue) -> None:
    told = catalogue_json.map_data(catalogue, Filter(), measure="projects", level=1, language="de")
    assert has_shape(told, "MapData")
    saxony = next(one for one in told["regions"] if one["code"] == "DED")
    assert saxony["label"] == "Sachsen"
    assert set(saxony) == {"id", "code", "label", "value", "count"}
    assert all(set(one) == {"id", "label", "lon", "lat", "count", "type"} for one in told["points"])
    south = next(one for one in told["macro"] if one["id"].endswith("/de-south"))
    assert south["codes"] == ["DE1", "DE2"]
    assert south["definition"]
    new = next(one for one in told["macro"] if one["id"].endswith("/de-new-laender"))
    assert new["codes"] == ["DE4", "DE8", "DED", "DEE", "DEG"]


def test_types_are_those_of_the_status(catalogue: Catalogue) -> None:
    told = catalogue_json.types(catalogue, "en")
    assert {"id": "Project", "label": "Projects", "count": 23} in told


def test_answers_are_json_whatever_names_hold() -> None:
    hostile = Catalogue.of(turtle('ex:a a vb:Project ; rdfs:label "<script>\\u0007\\u202E"@de ; vb:partner ex:a .'))
    for told in (
        catalogue_json.facets(hostile, Filter(), opened=[], limit=5, language="de"),
        catalogue_json.table(hostile, Filter(), sort="label", descending=False, offset=0, limit=5, language="de"),
        catalogue_json.network(hostile, Filter(), context=True, expand=[], limit=5, language="de"),
        catalogue_json.map_data(hostile, Filter(), measure="money", level=0, language="de"),
    ):
        text = json.dumps(told, allow_nan=False, ensure_ascii=False)
        assert "\u202e" not in text
        assert "\\u0007" not in text
