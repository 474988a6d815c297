"""The questions mean the same to other engines: rdflib's own, and an endpoint that is sent a VALUES block."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from graph.endpoint import EndpointStore
from graph.sparql import group_start
from graph.store import GraphStore
from graph.vocabulary import XSD, Term
from queries.library import Answer, ask, questions
from tests.queries.expected_files import examples

QUESTIONS = questions()
# Those that rdflib answers in a second; it has no plan for the others.
QUICK = (
    "attendees-of-event", "co-funding", "doubtful-statements", "figures", "members-of-initiatives", "missing-facts",
    "organisations-by-kind", "projects-by-funder", "projects-by-theme", "projects-in-region", "seeking-initiatives",
    "regions-without-projects", "shared-themes", "target-groups-by-programme", "themes-most-used",
)  # fmt: skip


class LocalEndpoint(EndpointStore):
    """An endpoint whose server is a store in this process."""

    def __init__(self, database: ox.Store) -> None:
        super().__init__("http://localhost/sparql")
        self.server = database

    def _post(self, sparql: str) -> tuple[str, bytes]:
        results = self.server.query(sparql, use_default_graph_as_union=True)
        assert isinstance(results, ox.QuerySolutions)
        return "application/sparql-results+json", results.serialize(format=ox.QueryResultsFormat.JSON)


@pytest.fixture(scope="module")
def server(store: GraphStore) -> ox.Store:
    database = ox.Store()
    database.bulk_extend(store.quads())
    return database


@pytest.fixture(scope="module")
def endpoint(server: ox.Store) -> LocalEndpoint:
    return LocalEndpoint(server)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_an_endpoint_gives_the_same_answer(question: Any, store: GraphStore, endpoint: LocalEndpoint) -> None:
    given = examples(question)
    assert ask(endpoint, question.name, given).rows == ask(store, question.name, given).rows


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's engine uses what rdflib deprecates
@pytest.mark.parametrize("name", QUICK)
def test_rdflib_gives_the_same_answer(name: str, store: GraphStore) -> None:
    question = next(item for item in QUESTIONS if item.name == name)
    answer = ask(store, name, {item.name: item.example for item in question.parameters if item.required})
    bindings = {key: _as_rdflib(value.term) for key, value in answer.parameters.items()}
    # Without use_store_provided=False rdflib would pass the query on to Oxigraph.
    found = store.as_rdflib().query(question.sparql, initBindings=bindings, use_store_provided=False)
    assert sorted(_texts(row, answer) for row in found) == sorted(
        tuple(cell.value for cell in row) for row in answer.rows
    )


@pytest.mark.parametrize(
    ("sparql", "inside"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o }", " ?s ?p ?o }"),
        ("SELECT ?s where{ ?s ?p ?o }", " ?s ?p ?o }"),
        ("# WHERE { \nSELECT ?where WHERE { ?where ?p 'WHERE {' }", " ?where ?p 'WHERE {' }"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", " ?s ?p ?o }"),
        ("SELECT ?s { ?s ?p ?o }", None),
    ],
)
def test_where_the_outermost_group_begins(sparql: str, inside: str | None) -> None:
    start = group_start(sparql)
    assert (sparql[start:] if start else None) == inside


def _as_rdflib(term: Term) -> rdflib.term.Identifier:
    if isinstance(term, ox.Literal):
        datatype = None if term.datatype.value == XSD.string else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype)
    return rdflib.URIRef(term.value)


def _texts(row: Any, answer: Answer) -> tuple[str, ...]:
    return tuple("" if row[column] is None else str(row[column]) for column in answer.columns)
