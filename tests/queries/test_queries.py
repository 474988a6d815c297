"""Each question and its answer on the embedded data: ``queries/NAME.rq`` and ``expected/NAME.json``.

``python -m tests.queries.expected_files`` writes the expected answers anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from data import embedded
from graph.sparql import keywords
from graph.store import GraphStore
from graph.vocabulary import expand, term_label
from queries.header import LANGUAGES, TYPES
from queries.library import Question, ask, questions
from tests.queries.expected_files import HERE, content, examples, path_of, text

QUESTIONS = questions()
WORD = re.compile(r'\((\w+:\w+) "(de|en)" "([^"]+)"\)')

each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


def variables(question: Question) -> list[str]:
    solutions = ox.Store().query(question.sparql)
    assert isinstance(solutions, ox.QuerySolutions)
    return [variable.value for variable in solutions.variables]


@each
def test_the_answer_is_the_expected_one(question: Question, store: GraphStore) -> None:
    given = examples(question)
    found = content(ask(store, question.name, given), given)
    assert found == json.loads(path_of(question.name).read_text("utf-8"))
    assert found["rows"], "a question that gives nothing on the embedded data shows nothing"


@each
def test_the_file_is_in_its_normal_form(question: Question) -> None:
    written = path_of(question.name).read_text("utf-8")
    assert text(json.loads(written)) == written


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in HERE.iterdir()} == {question.name for question in QUESTIONS}


def test_there_are_as_many_questions_as_files() -> None:
    folder = Path(__file__).resolve().parents[2] / "queries"
    assert [question.name for question in QUESTIONS] == sorted(path.stem for path in folder.glob("*.rq"))
    assert len(QUESTIONS) >= 20


@each
def test_the_file_is_sparql_by_itself(question: Question) -> None:
    assert variables(question)
    prepareQuery(question.sparql)


@each
def test_a_question_speaks_german_and_english(question: Question) -> None:
    for texts in (question.title, question.meaning):
        assert texts["de"] != texts["en"]
    titled = [*(item.description for item in question.parameters), *(column.title for column in question.columns)]
    assert all(set(texts) == set(LANGUAGES) for texts in titled)
    assert question.tags


@each
def test_parameters_and_columns_are_what_the_query_projects(question: Question) -> None:
    names = [item.name for item in question.parameters]
    assert variables(question) == [*names, *(column.name for column in question.columns)]
    assert len({column.title["de"] for column in question.columns}) >= len(question.columns) - 1
    assert names[-1] == "lang"


@each
def test_parameters_are_typed_and_can_be_tried(question: Question) -> None:
    for item in question.parameters:
        assert item.type in TYPES
        assert bool(item.default) != bool(item.example), f"{item.name} has either a default or an example"
        assert not (item.required and item.default)


@each
def test_rows_are_ordered_and_nothing_is_asked_row_by_row(question: Question) -> None:
    words = keywords(question.sparql)
    assert "ORDER" in words
    assert not {"EXISTS", "SERVICE", "BOUND"} & set(words)


@each
def test_english_names_are_the_same_rows(question: Question, store: GraphStore) -> None:
    german, english = (ask(store, question.name, examples(question), lang=lang) for lang in LANGUAGES)
    first, second = (
        sorted(cell.value for row in answer.rows for cell in row if cell.kind == "iri") for answer in (german, english)
    )
    assert first == second
    assert len(german.rows) == len(english.rows)
    assert english.titles == [column.title["en"] for column in question.columns]


@pytest.fixture(scope="module")
def reversed_store() -> GraphStore:
    opened = GraphStore.open()
    opened.load_all((source, list(quads)[::-1]) for source, quads in reversed(embedded.sources()))
    return opened


@each
def test_the_order_of_loading_does_not_matter(
    question: Question, store: GraphStore, reversed_store: GraphStore
) -> None:
    first, second = (ask(opened, question.name, examples(question)) for opened in (store, reversed_store))
    assert first.rows == second.rows


def test_words_for_standard_terms_are_those_of_the_vocabulary() -> None:
    found = [word for question in QUESTIONS for word in WORD.findall(question.sparql)]
    assert found
    for term, language, word in found:
        assert word == term_label(expand(term), language)
