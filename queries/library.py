"""The named questions, and the answers to them.

::

    answer = ask(store, "projects-in-region", {"region": "Süden"})
    for row in answer.rows:
        print(*(cell.value for cell in row))
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from graph.errors import NotFoundError, QueryError
from graph.store import GraphStore
from queries.header import Column, Parameter, Question, read
from queries.order import in_order, taken_off
from queries.parameters import Value, Values

__all__ = ["Answer", "Cell", "Column", "Parameter", "Question", "Value", "ask", "question", "questions"]

HERE = Path(__file__).parent


class Cell(NamedTuple):
    """One value of an answer; ``kind`` is "iri", "literal" or "unbound"."""

    value: str
    kind: str
    datatype: str = ""
    language: str = ""


@dataclass(slots=True)
class Answer:
    """The rows that a question gave, with the parameters as they were understood."""

    question: Question
    parameters: dict[str, Value]
    columns: list[str]
    rows: list[tuple[Cell, ...]]
    language: str

    @property
    def titles(self) -> list[str]:
        """What the columns are called in the language of the answer."""
        return [column.title[self.language] for column in self.question.columns]


def questions() -> list[Question]:
    """All questions, by name. Raises InputError for a file whose header is wrong."""
    return [read(path) for path in _paths().values()]


def question(name: str) -> Question:
    """The question with this name. Raises NotFoundError with the nearest names."""
    paths = _paths()
    if name not in paths:
        near = difflib.get_close_matches(name, paths, n=3, cutoff=0.5)
        raise NotFoundError(f"there is no question “{name}”.", suggestions=near)
    return read(paths[name])


def ask(store: GraphStore, name: str, parameters: Mapping[str, str] | None = None, lang: str = "de") -> Answer:
    """The answer to a question, with names in ``lang`` ("de" or "en") unless the parameters say otherwise.

    Values are given as people write them: "Süden", "XENOS", "2013-06". Raises QueryError for a parameter that the
    question does not have, lacks or cannot read, and NotFoundError or AmbiguousError for names.
    """
    asked = question(name)
    values, language = understood(store, asked, parameters or {}, lang)
    return answered(store, asked, values, language)


def understood(store: GraphStore, asked: Question, given: Mapping[str, str], lang: str) -> tuple[dict[str, Value], str]:
    """What the parameters mean, and the language of the answer; raises as ``ask`` does."""
    texts = _texts(asked, given, lang)
    language = next((texts[item.name] for item in asked.parameters if item.type == "language"), lang)
    reader = Values(store, language)
    return {item.name: reader.read(item, texts[item.name]) for item in asked.parameters if item.name in texts}, language


def answered(store: GraphStore, asked: Question, values: dict[str, Value], language: str) -> Answer:
    """The answer for parameters that were understood."""
    columns = [column.name for column in asked.columns]
    sparql, order = taken_off(asked.sparql)
    if not {name for names, _ in order for name in names} <= set(columns):
        sparql, order = asked.sparql, []  # by something that is not selected: the engine must do it
    solutions = store.query(sparql, {name: value.term for name, value in values.items()})
    if not isinstance(solutions, ox.QuerySolutions):
        raise QueryError(f"the question “{asked.name}” is no SELECT query")
    rows = [tuple(_cell(solution[column]) for column in columns) for solution in in_order(solutions, order)]
    return Answer(asked, values, columns, rows, language)


def _paths() -> dict[str, Path]:
    return {path.stem: path for path in sorted(HERE.glob("*.rq"))}


def _texts(asked: Question, given: Mapping[str, str], lang: str) -> dict[str, str]:
    """The text of each parameter that has one: what was given, else the default."""
    known = {item.name: item for item in asked.parameters}
    for name, text in given.items():
        if name not in known:
            raise QueryError(f"“{asked.name}” has no parameter “{name}”; it has {', '.join(known)}")
        if not text.strip():
            raise QueryError(f"the parameter “{name}” is empty; give it a value or leave it out")
    found: dict[str, str] = {}
    for name, item in known.items():
        text = given.get(name) or (lang if item.type == "language" else item.default)
        if text:
            found[name] = text
        elif item.required:
            raise QueryError(
                f"“{asked.name}” needs the parameter “{name}” ({item.description['en']}), "
                f'for example --{name} "{item.example}"'
            )
    return found


def _cell(term: Any) -> Cell:
    if term is None:
        return Cell("", "unbound")
    if isinstance(term, ox.Literal):
        return Cell(term.value, "literal", term.datatype.value, term.language or "")
    return Cell(term.value if isinstance(term, ox.NamedNode) else str(term), "iri")
