"""Results of SPARQL queries in every format that fits them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
import rdflib
from exchange_stores import HOSTILE, embedded_store, hostile_store

from explorer.grid import cells, grid
from explorer.results import RESULT_FORMATS, write_results
from graph.errors import QueryError
from graph.store import GraphStore

# rdflib's parsers use what rdflib itself deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")

SELECT = "SELECT ?p ?name WHERE { ?p a vb:Programme ; rdfs:label ?name FILTER(LANG(?name) = 'de') } ORDER BY ?name"
ASK = "ASK { ?x a vb:Need }"
CONSTRUCT = "CONSTRUCT { ?p a vb:Programme } WHERE { ?p a vb:Programme }"


def answer(sparql: str, format: str = "table", store: GraphStore | None = None, **options: object) -> str:
    output = io.BytesIO()
    write_results((store or embedded_store()).query(sparql), output, format, **options)  # type: ignore[arg-type]
    return output.getvalue().decode()


def test_rows_in_the_forms_of_the_standard() -> None:
    read = list(csv.reader(io.StringIO(answer(SELECT, "csv"), newline="")))
    bindings = json.loads(answer(SELECT, "json"))["results"]["bindings"]
    results = ET.fromstring(answer(SELECT, "xml"))
    assert read[0] == ["p", "name"]
    assert [row["name"]["value"] for row in bindings] == [name for _, name in read[1:]]
    assert len(results.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == len(read) - 1 >= 5
    assert answer(SELECT, "tsv").startswith("?p\t?name\n")


def test_yes_and_no() -> None:
    assert answer(ASK) == "ja\n"
    assert answer("ASK { ?x a vb:Nothing }", lang="en") == "no\n"
    assert json.loads(answer(ASK, "json"))["boolean"] is True


@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")])
def test_graphs_as_rdf(format: str, name: str) -> None:
    assert len(rdflib.Graph().parse(data=answer(CONSTRUCT, format), format=name)) == 5


@pytest.mark.parametrize(
    ("sparql", "formats", "fitting"),
    [
        (SELECT, ("turtle", "ntriples", "jsonld"), "a SELECT query gives rows.*: table, csv, tsv, json, xml"),
        (ASK, ("turtle", "ntriples", "jsonld"), "an ASK query gives yes or no.*: table, csv, tsv, json, xml"),
        (CONSTRUCT, ("csv", "tsv", "json", "xml"), "CONSTRUCT or DESCRIBE.*: table, turtle, ntriples, jsonld"),
    ],
)
def test_a_format_that_does_not_fit_names_those_that_do(sparql: str, formats: tuple[str, ...], fitting: str) -> None:
    for format in formats:
        with pytest.raises(QueryError, match=fitting):
            answer(sparql, format)
    for format in set(RESULT_FORMATS) - set(formats):
        assert answer(sparql, format)


def test_a_table_for_people() -> None:
    lines = answer(SELECT).splitlines()
    assert lines[0].split() == ["p", "name"]
    assert lines[-1] == "5 Zeilen"
    assert answer(SELECT + " LIMIT 1", lang="en").splitlines()[-1] == "1 row"
    assert "vb:Programme" in answer(CONSTRUCT)
    assert answer("SELECT ?x WHERE { ?x a vb:Nothing }") == "Keine Zeilen.\n"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_table_fits_the_terminal(width: int) -> None:
    text = answer("SELECT ?name WHERE { ?x rdfs:label ?name }", store=hostile_store(), width=width)
    assert max(cells(line) for line in text.splitlines()) <= width
    assert not [char for char in text if char < " " and char != "\n"]
    assert len(text.splitlines()) == len(HOSTILE) + 1 + 4  # source, heading, line, gap, count


def test_columns_are_aligned_whatever_the_script() -> None:
    text = grid(["a", "b"], [["日本", "x"], ["e\u0301", "y"], ["abc", "z"]])
    assert text == "a     b\n────  ─\n日本  x\ne\u0301     y\nabc   z\n"


def test_a_value_that_cannot_be_worked_out_is_an_empty_cell() -> None:
    assert answer("SELECT (1/0 AS ?x) (2 AS ?y) WHERE {}", "csv") == "x,y\r\n,2\r\n"
