"""``docs/questions.md``: the library of named questions, as the headers of ``queries/*.rq`` tell them."""

from __future__ import annotations

import shlex
from importlib.util import find_spec
from typing import Any

from docs.markdown import NOTICE, code, fenced, page, table

SUMMARY = """\
*Zusammenfassung: Jede Frage hat einen Namen und benannte Parameter; `verbund ask NAME --parameter WERT` beantwortet
sie, `verbund questions` zählt alle auf. Orte, Themen und Namen schreibt man wie überall in Verbund („Süden“, „Mentoring“).
Die Antworten gibt es als Tabelle, mit `--json`, und mit `verbund export --question NAME` als CSV, XLSX und mehr.*"""
MEANING = """\
Each question is one SPARQL file in `queries/`, valid by itself, with its title, meaning and typed parameters in a
`#+` header ([grlc](https://grlc.io) convention). Values are bound to the query's variables, never pasted into its text.
A parameter without a default that is not needed only narrows the answer. From Python: `queries.library.ask`."""


def questions() -> list[Any]:
    """All questions, by name; none while the library is empty."""
    if find_spec("queries.library") is None:
        return []
    from queries.library import questions as found

    return list(found())


def questions_page() -> str:
    """The whole page."""
    found = questions()
    listed = [(f"[`{item.name}`](#{item.name})", item.title["en"], item.title["de"]) for item in found]
    overview = table(("name", "question", "Frage"), listed) if found else "There are no questions yet."
    parts = [part for item in found for part in _section(item)]
    return page("# Questions", NOTICE, SUMMARY, MEANING, overview, *parts)


def _section(question: Any) -> list[str]:
    rows = [(code(f"--{item.name}"), item.type, _given(item), item.description["en"]) for item in question.parameters]
    return [
        f"## {question.name}",
        f"**{question.title['en']}** · {question.title['de']}",
        question.meaning["en"],
        f"*{question.meaning['de']}*",
        table(("parameter", "type", "value", "meaning"), rows) if rows else "",
        fenced("console", f"$ verbund ask {question.name}{_example(question)}"),
    ]


def _given(parameter: Any) -> str:
    if getattr(parameter, "required", False):
        return "needed"
    return f"default: {parameter.default}" if parameter.default else "narrows"


def _example(question: Any) -> str:
    """The parameters of the example: what is needed, and the first that narrows."""
    shown = [item for item in question.parameters if getattr(item, "required", False)]
    narrowing = [item for item in question.parameters if not item.default and getattr(item, "example", "")]
    chosen = shown or narrowing[:1]
    return "".join(f" --{item.name} {shlex.quote(str(getattr(item, 'example', '')))}" for item in chosen)
