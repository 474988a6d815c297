"""The reconciliation service: what names mean, in the form that the specification wants."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from small_sources import parsed, turtle

from graph.errors import InputError
from graph.identity import ID
from graph.matching.query import BATCH, LONGEST, MOST
from graph.matching.reconciliation import Reconciliation
from graph.matching.service import match_store
from graph.model import Source
from graph.replacing import load_into
from graph.store import GraphStore

NUTS = "http://data.europa.eu/nuts/code/"
LIST = f"""
id:organisation\\/vhs-leipzig a vb:Organisation ; rdfs:label "Volkshochschule Leipzig"@de ;
  vb:region <{NUTS}DED51> ; schema:postalCode "04107" ; schema:addressLocality "Leipzig" .
id:organisation\\/vhs-halle a vb:Organisation ; rdfs:label "VHS Halle"@de ; vb:region <{NUTS}DEE02> .
id:organisation\\/pic-999997930 a vb:Organisation ; rdfs:label "Technische Universität Musterstadt"@de ;
  skos:altLabel "TUM" ; vb:region <{NUTS}DE212> ; dcterms:identifier "vat:DE136695976" ;
  schema:url "https://www.tu-musterstadt.de/"^^xsd:anyURI .
id:organisation\\/metsovio a vb:Organisation ; rdfs:label "Εθνικό Μετσόβιο Πολυτεχνείο"@el ; vb:region <{NUTS}EL303> .
id:organisation\\/sofia a vb:Organisation ; rdfs:label "Софийски лесотехнически институт"@bg ; vb:region <{NUTS}BG411> .
id:organisation\\/bruecke-de a vb:Organisation ; rdfs:label "Brückenwerk e. V."@de ; vb:region <{NUTS}DE30> .
id:organisation\\/bruecke-at a vb:Organisation ; rdfs:label "Brückenwerk e. V."@de ; vb:region <{NUTS}AT13> .
id:organisation\\/boese a vb:Organisation ; rdfs:label "<script>alert('Köhlerwerk')</script> & Söhne" .
id:project\\/lernen a vb:Project ; rdfs:label "Lernende Städte am Fluss"@de ; dcterms:identifier "654321" ;
  vb:participation id:participation\\/1 .
id:project\\/fluss a vb:Project ; rdfs:label "Fluss ohne Grenzen"@de .
id:participation\\/1 a vb:Participation ; vb:organisation id:organisation\\/vhs-leipzig .
id:organisation\\/eisenwerk-a a vb:Organisation ; rdfs:label "Eisenwerk"@de .
id:organisation\\/eisenwerk-b a vb:Organisation ; rdfs:label "Eisenwerk"@de .
id:programme\\/xenos a vb:Programme ; rdfs:label "XENOS" .
id:project\\/giessen a vb:Project ; rdfs:label "Gießen"@de ; vb:programme id:programme\\/xenos ;
  vb:participation id:participation\\/2 .
id:participation\\/2 a vb:Participation ; vb:organisation id:organisation\\/eisenwerk-b .
id:organisation\\/chancellor a vb:Organisation ;
  rdfs:label "The Chancellor, Masters and Scholars of the University of Musterbridge"@en .
<{NUTS}DE> a vb:Region ; rdfs:label "Deutschland"@de, "Germany"@en .
<{NUTS}AT> a vb:Region ; rdfs:label "Österreich"@de, "Austria"@en .
"""
OTHER_LIST = f"""
id:organisation\\/vhs-der-stadt-leipzig a vb:Organisation ; rdfs:label "VHS Leipzig"@de ; vb:region <{NUTS}DED51> ;
  schema:postalCode "04107" ; schema:addressLocality "Leipzig" .
id:project\\/anderes a vb:Project ; rdfs:label "Anderes"@de ; vb:partner id:organisation\\/vhs-der-stadt-leipzig .
"""
VHS, TUM = f"{ID}organisation/vhs-leipzig", f"{ID}organisation/pic-999997930"

TYPE = {
    "type": "object",
    "properties": {"id": {"type": "string", "minLength": 1}, "name": {"type": "string", "minLength": 1}},
    "required": ["id", "name"],
}
RESULTS = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "required": ["result"],
            "properties": {
                "result": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["id", "name", "score", "match", "type", "features"],
                        "properties": {
                            "id": {"type": "string", "pattern": "^https?://"},
                            "name": {"type": "string"},
                            "description": {"type": "string"},
                            "score": {"type": "number", "minimum": 0, "maximum": 100},
                            "match": {"type": "boolean"},
                            "type": {"type": "array", "minItems": 1, "items": TYPE},
                            "features": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["id", "value"],
                                    "properties": {"id": {"type": "string"}, "value": {"type": ["number", "boolean"]}},
                                },
                            },
                        },
                    },
                }
            },
        },
    }
)
SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": {"type": "string"}, "service_path": {"type": "string", "pattern": "^/"}},
}
TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
MANIFEST = Draft202012Validator(
    {
        "type": "object",
        "required": ["versions", "name", "identifierSpace", "schemaSpace", "defaultTypes", "batchSize"],
        "properties": {
            "versions": {"type": "array", "contains": {"const": "0.2"}},
            "name": {"type": "string"},
            "identifierSpace": {"type": "string", "format": "uri"},
            "schemaSpace": {"type": "string", "format": "uri"},
            "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
            "batchSize": {"type": "integer", "minimum": 1},
            "view": {"type": "object", "required": ["url"], "properties": {"url": TEMPLATE}},
            "preview": {
                "type": "object",
                "required": ["url", "width", "height"],
                "properties": {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
            },
            "suggest": {"type": "object", "additionalProperties": SERVICE},
            "extend": {"type": "object", "properties": {"propose_properties": SERVICE}},
        },
    }
)


@pytest.fixture(scope="module")
def service() -> Iterator[Reconciliation]:
    """Over a store in memory that was never matched."""
    with Reconciliation(turtle(LIST), language="de") as made:
        yield made


@pytest.fixture(scope="module")
def matched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reconciliation]:
    """Over a folder in which two lists name one organisation."""
    place = tmp_path_factory.mktemp("matched") / "s"
    lists = {"liste": LIST, "andere": OTHER_LIST}
    load_into(place, [(Source(id=id_, title=id_), list(parsed(text, id_))) for id_, text in lists.items()])
    match_store(place)
    with GraphStore.open(place) as store, Reconciliation(store, language="de") as made:
        yield made


def asked(service: Reconciliation, query: str = "", **more: Any) -> list[dict[str, Any]]:
    """The results of one query; other properties than the fields of a query are given by their names."""
    fields = {key: more.pop(key) for key in ("type", "limit", "type_strict") if key in more}
    properties = [{"pid": key.replace("_", "-"), "v": value} for key, value in more.items()]
    made = {**({"query": query} if query else {}), **({"properties": properties} if properties else {}), **fields}
    answer = service.reconcile({"q0": made})
    RESULTS.validate(answer)
    results: list[dict[str, Any]] = answer["q0"]["result"]
    return results


@pytest.mark.parametrize(
    ("query", "properties", "tail", "match"),
    [
        ("Volkshochschule Leipzig", {}, "vhs-leipzig", True),
        ("VHS Leipzig", {"country": "DE"}, "vhs-leipzig", True),
        ("vhs leipzig", {"country": "Germany", "town": "Leipzig"}, "vhs-leipzig", True),
        ("Volkshochschle Leipzg", {}, "vhs-leipzig", None),
        ("Technische Univrsität Mustrstadt", {}, "pic-999997930", None),
        ("TU Musterstadt", {}, "pic-999997930", None),
        ("TUM", {}, "pic-999997930", False),
        ("Ethniko Metsovio Polytechneio", {}, "metsovio", None),
        ("Εθνικό Μετσόβιο Πολυτεχνείο", {"country": "EL"}, "metsovio", True),
        ("Софийски лесотехнически институт", {}, "sofia", None),
        ("Sofiyski lesotehnicheski institut", {}, "sofia", None),
        ("999997930", {}, "pic-999997930", True),
        ("PIC 999997930", {}, "pic-999997930", True),
        ("DE136695976", {}, "pic-999997930", True),
        ("", {"pic": 999997930}, "pic-999997930", True),
        ("", {"vat": "DE 136 695 976"}, "pic-999997930", True),
        ("", {"identifier": ["n/a", {"id": "pic:999997930"}]}, "pic-999997930", True),
        ("", {"website": "https://www.tu-musterstadt.de/kontakt"}, "pic-999997930", False),
        ("Brückenwerk", {"country": "Österreich"}, "bruecke-at", None),
        (VHS, {}, "vhs-leipzig", True),
        ("organisation/vhs-leipzig", {}, "vhs-leipzig", True),
    ],
)
def test_the_obvious_answer_comes_first(
    service: Reconciliation, query: str, properties: dict[str, Any], tail: str, match: bool | None
) -> None:
    first = asked(service, query, **properties)[0]
    assert first["id"] == f"{ID}organisation/{tail}"
    assert first["type"][0]["id"] == "Organisation"
    assert match is None or first["match"] is match, (first["score"], first["features"])


@pytest.mark.parametrize("query", ["Kranbau Beispielhafen", "!!!", "…", "   ", "GmbH", "2", "\x00", "\ud800"])
def test_what_nobody_is_called_finds_no_match(service: Reconciliation, query: str) -> None:
    assert not any(one["match"] for one in asked(service, query))


def test_namesakes_are_no_match_until_something_tells_them_apart(service: Reconciliation) -> None:
    both = asked(service, "Brückenwerk e. V.")[:2]
    assert {one["id"].rpartition("-")[2] for one in both} == {"de", "at"}
    assert not any(one["match"] for one in both)
    assert asked(service, "Brückenwerk e. V.", country="AT")[0]["match"]


def test_an_identifier_of_another_organisation_is_a_question(service: Reconciliation) -> None:
    first = asked(service, "Gasthaus Zum Anker", pic="999997930")[0]
    assert first["id"] == TUM
    assert first["score"] <= 50
    assert not first["match"]


def test_features_add_up_to_the_score(service: Reconciliation) -> None:
    first = asked(service, "Volkshochschule Leipzig", country="DE", postcode="04107")[0]
    bits = sum(feature["value"] for feature in first["features"]) - 6
    assert first["score"] == pytest.approx(100 / (1 + 2**-bits), abs=0.05)
    assert {"name", "country", "postcode"} == {feature["id"] for feature in first["features"]}
    assert first["description"] == "04107 Leipzig, DE"


@pytest.mark.parametrize(
    ("query", "more", "tail"),
    [
        ("Lernende Städte am Fluss", {"type": "Project"}, "lernen"),
        ("lernende staedte am fluss", {"type": ["vb:Project"], "type_strict": "should"}, "lernen"),
        ("Lernende Städte", {"type": "https://w3id.org/verbund/ns#Project"}, "lernen"),
        ("Lernende Städte am Fluss", {}, "lernen"),
        ("", {"type": "project", "identifier": "654321"}, "lernen"),
    ],
)
def test_projects_are_found_by_title_and_identifier(
    service: Reconciliation, query: str, more: dict[str, Any], tail: str
) -> None:
    first = asked(service, query, **more)[0]
    assert (first["id"], first["type"][0]["id"]) == (f"{ID}project/{tail}", "Project")


def test_a_programme_tells_who_is_meant_first(service: Reconciliation) -> None:
    assert asked(service, "Eisenwerk", programme="no such")[0]["id"].endswith("eisenwerk-b")  # it has a project
    found = [one["id"].rpartition("-")[2] for one in asked(service, "Eisenwerk", programme="XENOS")]
    assert found == ["b", "a"]


def test_a_few_words_find_a_long_name(service: Reconciliation) -> None:
    assert asked(service, "University of Musterbridge")[0]["id"] == f"{ID}organisation/chancellor"
    assert asked(service, "Scholars University Musterbridge Foundation")[0]["id"] == f"{ID}organisation/chancellor"


def test_no_organisation_is_found_among_projects(service: Reconciliation) -> None:
    assert asked(service, "Volkshochschule Leipzig", type="Project") == []


def test_a_matched_store_answers_with_merged_organisations(matched: Reconciliation) -> None:
    for name in ("VHS Leipzig", "Volkshochschule Leipzig"):
        found = asked(matched, name, country="DE")
        assert [one["id"] for one in found if "leipzig" in one["id"]] == [VHS]
        assert found[0]["match"]
    assert asked(matched, f"{ID}organisation/vhs-der-stadt-leipzig")[0]["id"] == VHS
    cells = matched.extend({"ids": [VHS], "properties": [{"id": "projects"}, {"id": "sources"}]})["rows"][VHS]
    assert cells == {"projects": [{"int": 2}], "sources": [{"str": "andere"}, {"str": "liste"}]}


def test_unmerged_the_sources_stay_apart(matched: Reconciliation) -> None:
    with (
        GraphStore.open(matched._store.location, merged=False) as store,
        Reconciliation(store, language="de") as service,
    ):
        found = [one["id"] for one in asked(service, "VHS Leipzig", country="DE")]
    assert {VHS, f"{ID}organisation/vhs-der-stadt-leipzig"} <= set(found)


def test_an_empty_store_has_no_answer() -> None:
    with Reconciliation(GraphStore.open()) as service:
        assert asked(service, "Volkshochschule Leipzig") == []
        assert service.suggest_entity("V") == {"result": []}


# ---------------------------------------------------------------------- laws


TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "VHS",
                "Leipzig",
                "TUM",
                "e.",
                "V.",
                "(TUM)",
                "/",
                "Brücke",
                "999997930",
                "–",
                "GmbH",
                "=",
                "<b>",
                "Musterstadt",
            ]
        )
    ).map(" ".join),
)


@settings(max_examples=120, deadline=None)
@given(query=TEXTS, limit=st.integers(1, 300), country=st.text(max_size=5))
def test_any_text_gives_a_valid_answer(service: Reconciliation, query: str, limit: int, country: str) -> None:
    found = asked(service, query or "x", limit=limit, country=country)
    scores = [one["score"] for one in found]
    assert len(found) <= min(limit, MOST)
    assert scores == sorted(scores, reverse=True)
    assert len({one["id"] for one in found}) == len(found)
    assert sum(one["match"] for one in found) <= 1
    assert not any(one["match"] for one in found[1:])
    json.dumps(found, allow_nan=False)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS.filter(bool), max_size=6))
def test_queries_do_not_depend_on_each_other(service: Reconciliation, texts: list[str]) -> None:
    batch = service.reconcile({str(at): {"query": text} for at, text in enumerate(texts)})
    assert [batch[str(at)]["result"] for at in range(len(texts))] == [asked(service, text) for text in texts]


# ---------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("queries", "words"),
    [
        ('{"q0":', "queries: is no JSON"),
        ("[" * 100_000, "queries: is no JSON"),
        ("[]", "a batch of queries is an object"),
        ("null", "a batch of queries is an object"),
        ({"q0": 5}, "“q0” is a number"),
        ({"q0": {}}, "neither “query” nor “properties”"),
        ({"q0": {"properties": []}}, "neither “query” nor “properties”"),
        ({"q0": {"query": ["x"]}}, "a list as “query”"),
        ({"q0": {"query": "x", "limt": 3}}, "unknown field “limt”"),
        ({"q0": {"query": "x", "limit": 0}}, "“limit”"),
        ({"q0": {"query": "x", "limit": -3}}, "“limit”"),
        ({"q0": {"query": "x", "limit": 2.5}}, "“limit”"),
        ({"q0": {"query": "x", "limit": "3"}}, "“limit”"),
        ({"q0": {"query": "x", "limit": True}}, "“limit”"),
        ({"q0": {"query": "x", "limit": float("nan")}}, "“limit”"),
        ({"q0": {"query": "x", "type": "Unicorn"}}, "unknown type “Unicorn”; known are Organisation"),
        ({"q0": {"query": "x", "type": [3]}}, "unknown type"),
        ({"q0": {"query": "x", "type_strict": "maybe"}}, "type_strict"),
        ({"q0": {"query": "x", "properties": {"pid": "country"}}}, "an object as “properties”"),
        ({"q0": {"query": "x", "properties": ["country"]}}, "without “pid” and “v”"),
        ({"q0": {"query": "x", "properties": [{"pid": "shoe-size", "v": 43}]}}, "unknown property “shoe-size”"),
        ({"q0": {"query": "x", "properties": [{"pid": "country", "v": {"x": 1}}]}}, "an object as value of “country”"),
        ({str(at): {"query": "x"} for at in range(BATCH + 1)}, f"at most {BATCH} queries"),
    ],
)
def test_a_wrong_batch_is_one_line(service: Reconciliation, queries: Any, words: str) -> None:
    with pytest.raises(InputError) as caught:
        service.reconcile(queries)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 900
    assert service.error(caught.value)["status"] == "error"


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "Volkshochschule " * 700,
        "9" * 10_000,
        "(" * 10_000,
        " / ".join(["Haus A"] * 1_500),
        "'; DROP TABLE names; --",
        "%_*?[",
        "<http://[>",
        "http://[",
        "urn:x y",
        "organisation/",
    ],
)
def test_hostile_texts_are_answered_in_time(service: Reconciliation, query: str) -> None:
    began = time.perf_counter()
    asked(service, query, country=query, identifier=query, website=query, postcode=query, programme=query)
    assert time.perf_counter() - began < 5
    assert service.suggest_entity(query[:LONGEST])["result"] is not None


def test_a_huge_limit_is_cut_and_a_whole_float_is_fine(service: Reconciliation) -> None:
    assert asked(service, "Volkshochschule Leipzig", limit=10**12)
    assert len(asked(service, "Volkshochschule Leipzig", limit=1.0)) == 1


# ---------------------------------------------------------------------- around it


def test_the_manifest_has_its_form(service: Reconciliation) -> None:
    manifest = service.manifest("http://127.0.0.1:8000/reconcile/")
    MANIFEST.validate(manifest)
    assert manifest["batchSize"] == BATCH
    assert [item["id"] for item in manifest["defaultTypes"]] == ["Organisation", "Project"]
    assert manifest["suggest"]["entity"] == {
        "service_url": "http://127.0.0.1:8000/reconcile",
        "service_path": "/suggest/entity",
    }


def test_suggestions(service: Reconciliation) -> None:
    names = [one["name"] for one in service.suggest_entity("Volksh")["result"]]
    assert names == ["Volkshochschule Leipzig"]
    assert service.suggest_entity(VHS)["result"][0]["id"] == VHS
    assert service.suggest_entity("Volksh", cursor=1) == {"result": []}
    assert service.suggest_entity("!") == {"result": []}
    assert [one["id"] for one in service.suggest_type("org")["result"]] == ["Organisation", "OrganisationKind"]
    assert service.suggest_property("vat")["result"][0]["id"] == "vat"
    assert len(service.suggest_property("")["result"]) > 20


def test_a_preview_runs_nothing(service: Reconciliation) -> None:
    page = service.preview(f"{ID}organisation/boese")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "04107 Leipzig" in service.preview(VHS)
    assert "Lernende Städte" in service.preview(f"{ID}project/lernen")
    for unknown in ("https://example.org/nothing", "<b>", ""):
        with pytest.raises(InputError):
            service.preview(unknown)


def test_more_columns(service: Reconciliation) -> None:
    proposed = service.propose_properties("Organisation")
    every = [{"id": item["id"]} for item in proposed["properties"]]
    answer = service.extend(json.dumps({"ids": [TUM, "nothing"], "properties": every}))
    assert [item["id"] for item in answer["meta"]] == [item["id"] for item in every]
    cells = answer["rows"][TUM]
    assert cells["names"] == [{"str": "Technische Universität Musterstadt"}, {"str": "TUM"}]
    assert cells["identifiers"] == [{"str": "pic:999997930"}, {"str": "vat-de:DE136695976"}]
    assert (cells["country"], cells["projects"]) == ([{"str": "DE"}], [{"int": 0}])
    assert all(values == [] for values in answer["rows"]["nothing"].values())
    assert len(service.propose_properties("Project", limit=2)["properties"]) == 2


@pytest.mark.parametrize(
    "query",
    ["{", {}, {"ids": []}, {"ids": [3], "properties": []}, {"ids": [], "properties": [{"id": "x"}]},
     {"ids": [], "properties": [3]}, {"ids": ["x"] * 1_001, "properties": []}],
)  # fmt: skip
def test_a_wrong_query_for_columns_is_one_line(service: Reconciliation, query: Any) -> None:
    with pytest.raises(InputError):
        service.extend(query)


def test_the_words_of_columns_may_be_given() -> None:
    with Reconciliation(turtle(LIST), titles={"Organisation": "Träger", "country": "Land"}) as service:
        assert asked(service, "VHS Leipzig")[0]["type"] == [{"id": "Organisation", "name": "Träger"}]
        assert service.suggest_property("Land")["result"][0]["id"] == "country"
