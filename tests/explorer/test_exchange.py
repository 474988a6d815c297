"""What is exported can be read again by programs that are not ours, and says what the store says."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime
from pathlib import Path

import networkx
import openpyxl
import pytest
import rdflib
from exchange_stores import HOSTILE, embedded_store, hostile_store

from explorer.exchange import EXTRACT_FORMATS, FORMATS, RDF_FORMATS, export
from explorer.extract import extract
from explorer.fact_table import facts
from explorer.palette import colour
from explorer.xml_text import clean
from graph.endpoint import EndpointStore
from graph.errors import NotFoundError, OutputError
from graph.facts import BOOKKEEPING
from graph.identity import ID, iri
from graph.names import ACTORS
from graph.network import Network
from graph.store import GraphStore
from graph.vocabulary import RDF, VB

KIS = f"{ID}project/kis"
RDFLIB_NAMES = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


# rdflib's parsers use what rdflib itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return embedded_store()


@pytest.fixture(scope="module")
def hostile() -> GraphStore:
    return hostile_store()


def exported(store: GraphStore, format: str, **options: object) -> bytes:
    output = io.BytesIO()
    export(store, output, format, **options)  # type: ignore[arg-type]
    return output.getvalue()


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def gexf(text: bytes) -> networkx.MultiDiGraph:
    return networkx.read_gexf(io.BytesIO(text), version="1.3")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_store_gives_the_same_bytes(store: GraphStore, format: str) -> None:
    assert exported(store, format) == exported(store, format)


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_datasets_keep_every_statement_in_its_source(store: GraphStore, format: str) -> None:
    again = rdflib.Dataset()
    again.parse(data=exported(store, format), format=RDFLIB_NAMES[format])
    counts = Counter(str(graph) for *_, graph in again.quads())
    assert counts == {f"{ID}source/{source.id}": count for source, count in store.sources()}


def test_turtle_holds_every_statement_once(store: GraphStore) -> None:
    graph = rdflib.Graph().parse(data=exported(store, "turtle"), format="turtle")
    assert len(graph) == len({(q.subject, q.predicate, q.object) for q in store.quads()})


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_rdf_around_one_thing_has_its_facts_and_their_evidence(store: GraphStore, format: str) -> None:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=exported(store, format, thing="KIS - Kultur im Sozialraum"), format=RDFLIB_NAMES[format])
    kis = rdflib.URIRef(KIS)
    assert set(graph.predicates(kis)) == {rdflib.URIRef(q.predicate.value) for q in store.quads(subject=KIS)}
    assert list(graph.subjects(rdflib.URIRef(RDF.subject), kis))
    assert not list(graph.predicate_objects(rdflib.URIRef(f"{ID}organisation/koba-jobcenter-landkreis-harz")))


def test_the_network_holds_actors_and_what_they_are_linked_with(store: GraphStore) -> None:
    found, network = extract(store), Network.read(store)
    actors = set(store.names.things(*ACTORS))
    assert actors <= set(found.things)
    for thing in set(found.things) - actors:
        assert any(actors & {edge.subject, edge.value} for edge in network.edges_of(thing))
    inside = set(found.things)
    assert [relation.edge for relation in found.relations if not set(relation.edge) & inside] == []
    assert len(found.relations) == sum(e.subject in inside and e.value in inside for e in network.edges())
    assert all(relation.sources for relation in found.relations)


def test_everything_adds_what_nothing_is_linked_with(store: GraphStore) -> None:
    found = extract(store, everything=True)
    assert len(found.things) > 900
    assert len(found.relations) > len(extract(store).relations)


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_network_files_hold_things_and_relations(store: GraphStore, format: str) -> None:
    text = exported(store, format)
    graph = gexf(text) if format == "gexf" else networkx.read_graphml(io.BytesIO(text))
    found = extract(store)
    assert set(graph) == set(found.things)
    assert graph.number_of_edges() == len(found.relations)
    node = graph.nodes[KIS]
    assert (node["label"], node["type"], node["class"]) == ("KIS - Kultur im Sozialraum", "Projekt", "Project")
    assert node["region"] == "München"
    assert (round(node["latitude"]), round(node["longitude"])) == (48, 12)
    relation = next(about for _, _, about in graph.out_edges(KIS, data=True) if about["relation"] == VB.region)
    assert relation["label"] == "Region"
    assert re.search(r"\(Zeichen \d+–\d+\)$", relation["sources"])
    assert relation["certainty"] == "explicit"


def test_the_files_speak_english_too(store: GraphStore) -> None:
    graph = gexf(exported(store, "gexf", lang="en"))
    assert graph.nodes[KIS]["type"] == "project"
    assert "characters" in next(iter(graph.out_edges(KIS, data=True)))[2]["sources"]


def test_gexf_has_colours_and_tells_parallel_relations_apart(store: GraphStore) -> None:
    root = ET.fromstring(exported(store, "gexf"))
    space = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
    assert root.attrib["version"] == "1.3"
    assert [child.tag.split("}")[1] for child in root] == ["meta", "graph"]
    assert [child.tag.split("}")[1] for child in root[1]] == ["attributes", "attributes", "nodes", "edges"]
    kis = root.find(f".//g:node[@id='{KIS}']/v:color", space)
    assert kis is not None
    assert "#{:02x}{:02x}{:02x}".format(*(int(kis.attrib[name]) for name in "rgb")) == colour("Project")
    edges = root.findall(".//g:edge", space)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    assert len({(e.attrib["source"], e.attrib["target"], e.attrib["kind"]) for e in edges}) == len(edges)
    for kind in ("node", "edge"):
        declared = {a.attrib["id"] for a in root.findall(f".//g:attributes[@class='{kind}']/g:attribute", space)}
        used = {v.attrib["for"] for v in root.findall(f".//g:{kind}/g:attvalues/g:attvalue", space)}
        assert used <= declared


def test_graphml_has_the_keys_that_gephi_looks_for(store: GraphStore) -> None:
    root = ET.fromstring(exported(store, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {(key.attrib["for"], key.attrib["attr.name"]): key.attrib for key in root.findall("g:key", space)}
    assert len({about["id"] for about in keys.values()}) == len(keys)
    assert not {"d3", "d7"} & {about["id"] for about in keys.values()}  # Gephi takes these for labels
    assert [keys["node", name]["attr.type"] for name in ("label", "r", "g", "b")] == ["string", "int", "int", "int"]
    assert ("edge", "label") in keys
    used = {data.attrib["key"] for data in root.iter(f"{{{space['g']}}}data")}
    assert used <= {about["id"] for about in keys.values()}


def test_node_link_json_reads_as_a_network(store: GraphStore) -> None:
    data = json.loads(exported(store, "json"))
    graph = networkx.node_link_graph(data, edges="links")
    found = extract(store)
    assert set(graph) == set(found.things)
    assert graph.number_of_edges() == len(found.relations)
    about = graph.nodes[KIS]
    assert (about["type"], about["type_label"], about["color"]) == ("Project", "Projekt", colour("Project"))
    names = {source["id"] for source in data["sources"]}
    cited = [c for node in data["nodes"] for fact in node["facts"] for c in fact["sources"]]
    cited += [c for link in data["links"] for c in link["sources"]]
    assert {citation["source"] for citation in cited} <= names
    figures = [fact for node in data["nodes"] for fact in node["facts"] if fact["relation"] == VB.figure]
    values = [part["value"] for fact in figures for part in fact["parts"] if part["relation"] == VB.value]
    assert values
    assert all(isinstance(value, int | float) for value in values)


def test_csv_has_a_row_for_each_statement_of_each_source(store: GraphStore) -> None:
    found = extract(store)
    told = {*found.things, *(record for _, record in found.records())}
    stated = [q for q in store.quads() if q.subject.value in told and q.predicate.value not in BOOKKEEPING]
    table = rows(exported(store, "csv"))
    assert Counter((row["subject"], row["relation"], row["source"]) for row in table) == Counter(
        (q.subject.value, q.predicate.value, q.graph_name.value) for q in stated
    )
    assert {row["certainty"] for row in table} == {"explicit", "implied", "doubtful"}
    amount = next(row for row in table if row["relation"] == VB.value)
    assert (amount["object"], amount["subject_type"]) == ("", "Kennzahl")


def test_csv_is_what_rfc_4180_says(store: GraphStore) -> None:
    text = exported(store, "csv")
    assert text.startswith(b"subject,subject_label,")
    assert text.endswith(b"\r\n")
    assert "München" in text.decode()


def test_the_workbook_has_a_sheet_for_each_table(store: GraphStore) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(store, "xlsx")))
    found = extract(store)
    assert book.sheetnames == ["Dinge", "Beziehungen", "Zahlen", "Quellen"]
    assert [sheet.max_row - 1 for sheet in book] == [
        len(found.things),
        len(found.relations),
        len(found.records()),
        len(store.sources()),
    ]
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        assert len(set(headings)) == len(headings)
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_the_workbook_has_real_numbers_and_dates(store: GraphStore) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(store, "xlsx", lang="en")))
    heads = {sheet.title: [cell.value for cell in sheet[1]] for sheet in book}
    values = [row[heads["Figures"].index("Value")] for row in book["Figures"].iter_rows(2, values_only=True)]
    assert all(isinstance(value, int | float) for value in values)
    starts = [row[heads["Things"].index("Start")] for row in book["Things"].iter_rows(2, values_only=True)]
    assert any(isinstance(start, datetime) for start in starts)
    counts = [row[heads["Sources"].index("Statements")] for row in book["Sources"].iter_rows(2, values_only=True)]
    assert counts == [count for _, count in store.sources()]


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_hostile_names_survive_as_xml(hostile: GraphStore, format: str) -> None:
    text = exported(hostile, format)
    graph = gexf(text) if format == "gexf" else networkx.read_graphml(io.BytesIO(text))
    for key, name in HOSTILE.items():
        assert graph.nodes[iri("project", key)]["label"] == clean(name)
    assert clean(HOSTILE["controls"]) == "abcde"
    assert clean(HOSTILE["emoji"]) == HOSTILE["emoji"]


def test_hostile_names_survive_as_json(hostile: GraphStore) -> None:
    nodes = json.loads(exported(hostile, "json"))["nodes"]
    assert {node["label"] for node in nodes} == set(HOSTILE.values())


def test_no_cell_of_csv_is_a_formula(hostile: GraphStore) -> None:
    table = list(csv.reader(io.StringIO(exported(hostile, "csv").decode(), newline="")))
    assert all(len(row) == len(table[0]) for row in table)
    assert not [value for row in table for value in row if value[:1] in set("=+-@\t\r\n")]
    names = {row["object_label"] for row in rows(exported(hostile, "csv"))}
    assert {"'" + HOSTILE["formula"], "'" + HOSTILE["plus"], HOSTILE["markup"], HOSTILE["number"]} <= names


def test_texts_of_the_workbook_stay_texts(hostile: GraphStore) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(hostile, "xlsx")))
    cells = {row[-1].value: row[0] for row in book["Dinge"].iter_rows(2)}
    for key in ("formula", "plus", "at", "minus", "markup", "emoji", "rtl", "url", "number", "date"):
        cell = cells[iri("project", key)]
        assert (cell.value, cell.data_type, cell.hyperlink) == (HOSTILE[key], "s", None)
    assert len(cells[iri("project", "long")].value) == 32_767


@pytest.mark.parametrize("format", EXTRACT_FORMATS)
def test_an_empty_store_gives_an_empty_file_of_its_kind(format: str) -> None:
    text = exported(GraphStore.open(), format)
    if format in {"gexf", "graphml"}:
        ET.fromstring(text)
    elif format == "json":
        assert json.loads(text)["nodes"] == []
    elif format == "csv":
        assert rows(text) == []


def test_around_one_thing_all_formats_hold_the_same(store: GraphStore) -> None:
    around = set(extract(store, thing="Elternarbeit", depth=1).things)
    assert 5 < len(around) < 30
    assert set(gexf(exported(store, "gexf", thing="Elternarbeit"))) == around
    assert {row[0] for row in facts(extract(store, thing="Elternarbeit"))} >= around
    assert len(extract(store, thing="Elternarbeit", depth=2).things) > len(around)


@pytest.mark.parametrize("format", FORMATS)
def test_an_endpoint_is_exported_like_a_store(
    hostile: GraphStore, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    endpoint = EndpointStore("http://example.org/sparql")
    monkeypatch.setattr(endpoint, "quads", hostile.quads)
    assert len(exported(endpoint, format)) == len(exported(hostile, format))


def test_wrong_formats_and_names_say_what_to_do(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="choose one of: turtle, trig"):
        exported(store, "yaml")
    with pytest.raises(NotFoundError, match="Did you mean: Elternarbeit"):
        exported(store, "gexf", thing="Elternarbiet")
