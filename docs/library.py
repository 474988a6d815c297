"""``docs/questions.md``: the library of named questions, as the headers of ``queries/*.rq`` tell them."""

from __future__ import annotations

from docs.markdown import NOTICE, code, fenced, page, table
from queries.library import Parameter, Question, questions

SUMMARY = """\
*Zusammenfassung: Jede Frage hat einen Namen und benannte Parameter; `verbund ask NAME --parameter WERT` beantwortet
sie, `verbund questions` zählt alle auf. Orte, Themen und Namen schreibt man wie überall in Verbund („Süden“,
„Mentoring“). Die Antworten gibt es als Tabelle, mit `--json`, und mit `verbund export --question NAME` als CSV, XLSX
und mehr.*"""
MEANING = """\
Each question is one SPARQL file in `queries/`, valid by itself, with its title, meaning and typed parameters in a
`#+` header ([grlc](https://grlc.io) convention). Values are bound to the query's variables, never pasted into its text.
A parameter without a default that is not needed only narrows the answer; `--lang` is that of all commands.
What can take more than a second on a store of 100,000 projects says so in its header under `costs`.
From Python: `queries.library.ask`."""


def questions_page() -> str:
    """The whole page."""
    found = questions()
    listed = [(f"[`{item.name}`](#{item.name})", item.title["en"], item.title["de"]) for item in found]
    overview = table(("name", "question", "Frage"), listed)
    parts = [part for item in found for part in _section(item)]
    return page("# Questions", NOTICE, SUMMARY, MEANING, overview, *parts)


def _section(question: Question) -> list[str]:
    rows = [(code(f"--{item.name}"), item.type, _given(item), item.description["en"]) for item in _own(question)]
    return [
        f"## {question.name}",
        f"**{question.title['en']}** · {question.title['de']}",
        question.meaning["en"],
        f"*{question.meaning['de']}*",
        f"**Costs:** {question.costs['en']} · *{question.costs['de']}*" if question.costs else "",
        table(("parameter", "type", "value", "meaning"), rows) if rows else "",
        fenced("console", f"$ verbund ask {question.name}{_example(question)}"),
    ]


def _own(question: Question) -> list[Parameter]:
    """The parameters but for the language, which every command knows."""
    return [item for item in question.parameters if item.type != "language"]


def _given(parameter: Parameter) -> str:
    if parameter.required:
        return "needed"
    return f"default: {parameter.default}" if parameter.default else "narrows"


def _example(question: Question) -> str:
    """The parameters of the example: what is needed, and the first that narrows."""
    shown = [item for item in _own(question) if item.required]
    narrowing = [item for item in _own(question) if not item.default and item.example]
    chosen = shown or narrowing[:1]
    return "".join(f" --{item.name} {_quoted(item.example)}" for item in chosen)


def _quoted(value: str) -> str:
    """A value as any shell takes it."""
    return value if value and value.replace("-", "").isalnum() else f'"{value}"'
