"""The answers that the questions should give on the embedded data, one file each.

Write them anew after a change of the data or of a question, and then read the difference before you commit it::

    python -m tests.queries.expected_files
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data import embedded
from graph.store import GraphStore
from queries.library import Answer, Cell, Question, ask, questions

HERE = Path(__file__).with_name("expected")


def path_of(name: str) -> Path:
    """The file of a question's answer."""
    return HERE / f"{name}.json"


def examples(question: Question) -> dict[str, str]:
    """What the header gives as examples; parameters with a default keep it."""
    return {item.name: item.example for item in question.parameters if item.example}


def content(answer: Answer, given: dict[str, str]) -> dict[str, Any]:
    """The answer as JSON has it: IRIs in angle brackets, null where there is no value."""
    rows = [[_value(cell) for cell in row] for row in answer.rows]
    return {"question": answer.question.name, "parameters": given, "columns": answer.columns, "rows": rows}


def text(found: dict[str, Any]) -> str:
    """JSON with one row a line, so that a change of one row is a change of one line."""
    head = {key: value for key, value in found.items() if key != "rows"}
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in found["rows"])
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return "{\n" + ",\n".join(lines) + f',\n"rows": [\n{rows}\n]\n}}\n'


def _value(cell: Cell) -> str | None:
    if cell.kind == "unbound":
        return None
    return f"<{cell.value}>" if cell.kind == "iri" else cell.value


def write_all() -> None:
    """Write every file, and remove those without a question."""
    store = GraphStore.open()
    store.load_all(embedded.sources())
    for old in HERE.glob("*.json"):
        old.unlink()
    for question in questions():
        given = examples(question)
        path_of(question.name).write_text(text(content(ask(store, question.name, given), given)), "utf-8")


if __name__ == "__main__":
    write_all()
