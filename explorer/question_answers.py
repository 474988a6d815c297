"""The library of questions and their answers, as text, JSON and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

import pyoxigraph as ox

from explorer.answers_json import Answers
from explorer.answers_text import room, wrapped
from explorer.cells import Cell as Value
from explorer.cells import cell as as_value
from explorer.codes import COLUMNS, coded
from explorer.grid import cells, grid, shown
from explorer.language import say
from explorer.table_files import write_table
from graph.vocabulary import compact
from queries.library import Answer, Cell, Parameter, Question

READABLE = 24  # cells; a text that is cut shorter than this says too little


def list_text(questions: Sequence[Question], language: str) -> Iterator[str]:
    """A table of the questions with their parameters."""
    rows = [[item.name, item.title[language], _parameters(item)] for item in questions]
    columns = [say(f"column.{name}", language) for name in ("name", "question", "parameters")]
    yield grid(columns, rows, room()).rstrip("\n")
    if costly := [item.name for item in questions if item.costs]:
        yield say("questions.costs", language, names=", ".join(costly))
    yield say("questions.hint", language)


def list_json(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """The questions with all that their files say of them."""
    return [
        {
            "name": item.name,
            "title": item.title,
            "meaning": item.meaning,
            "parameters": [_parameter_json(parameter) for parameter in item.parameters],
            "columns": [{"name": column.name, "title": column.title} for column in item.columns],
            **({"costs": item.costs} if item.costs else {}),
        }
        for item in questions
    ]


def _parameters(question: Question) -> str:
    named = (item for item in question.parameters if item.type != "language")
    return ", ".join(f"{item.name}{'*' if item.required else ''}" for item in named)


def _parameter_json(item: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {"name": item.name, "type": item.type, "required": item.required}
    found |= {"default": item.default} if item.default else {}
    found |= {"example": item.example} if item.example else {}
    return found | {"description": item.description}


def answer_text(answer: Answer) -> Iterator[str]:
    """The question, its parameters as they were understood, and the rows as a table."""
    language = answer.language
    yield answer.question.title[language]
    for name, value in answer.parameters.items():
        if name != "lang":
            yield f"  {name}: {shown(value.label)}"
    yield ""
    if answer.rows:
        yield from _fitting(answer)
        yield say("ask.count", language, n=len(answer.rows))
    else:
        yield say("ask.none", language)


def _fitting(answer: Answer) -> Iterator[str]:
    """The rows as a table; where that is too wide, without the IRIs; where it still is, one value a line."""
    titles, rows = answer.titles, [_shown(answer, row) for row in answer.rows]
    if _too_wide(titles, rows, None):
        names = [index for index in range(len(titles)) if any(row[index].kind != "iri" for row in answer.rows)]
        titles, rows = [titles[index] for index in names], [[row[index] for index in names] for row in rows]
    if not _too_wide(titles, rows, READABLE):
        yield grid(titles, rows, room()).rstrip("\n")
        return
    longest = max(len(title) for title in titles)
    for row in rows:
        for title, value in zip(titles, row, strict=True):
            if value:
                yield from wrapped(value, "", f"{title.ljust(longest)}  ")
        yield ""


def _shown(answer: Answer, row: Sequence[Cell]) -> list[str]:
    return [
        coded(cell.value, answer.language) if name in COLUMNS else shown(_short(cell))
        for name, cell in zip(answer.columns, row, strict=True)
    ]


def _too_wide(titles: Sequence[str], rows: Sequence[Sequence[str]], most: int | None) -> bool:
    """Whether the columns need more than the terminal has, when none needs more than ``most`` cells."""
    needed = 0
    for index, title in enumerate(titles):
        widest = max(cells(title), *(cells(row[index]) for row in rows))
        needed += 2 + (widest if most is None else min(widest, most))
    return needed - 2 > (room() or needed)


def answer_json(answer: Answer, answers: Answers) -> dict[str, Any]:
    """The rows as objects, with what is needed to get them again."""
    query = {
        "question": answer.question.name,
        "parameters": {
            name: {"value": value.term.value, "label": value.label} for name, value in answer.parameters.items()
        },
    }
    columns = [{"name": name, "title": title} for name, title in zip(answer.columns, answer.titles, strict=True)]
    rows = [{name: _plain(cell) for name, cell in zip(answer.columns, row, strict=True)} for row in answer.rows]
    every = [source for source, _ in answers.store.sources()]
    return {
        "query": query,
        "columns": columns,
        "rows": rows,
        "count": len(rows),
        **answers.sourced(every),
    }


def write_answer(answer: Answer, output: IO[bytes], format: str) -> None:
    """The rows as a table in a file; see ``explorer.table_files`` for the formats."""
    rows = ([_value(cell) for cell in row] for row in answer.rows)
    write_table(answer.titles, rows, output, format, title=answer.question.title[answer.language])


def _value(cell: Cell) -> Value:
    if cell.kind == "literal" and not cell.language and cell.datatype:
        return as_value(ox.Literal(cell.value, datatype=ox.NamedNode(cell.datatype)))
    return cell.value or None


def _plain(cell: Cell) -> Any:
    value = _value(cell)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _short(cell: Cell) -> str:
    return compact(cell.value).removeprefix("https://w3id.org/verbund/id/") if cell.kind == "iri" else cell.value
