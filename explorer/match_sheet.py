"""Open pairs as a file to be judged in a spreadsheet or an editor, in the form that ``match apply`` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from explorer.cells import Cell
from explorer.match_answers import reason_words
from explorer.match_sides import side
from explorer.table_files import write_table
from graph.errors import OutputError
from graph.matching.candidates import Candidate
from graph.store import GraphStore

COLUMNS = (
    "first", "second", "judgement", "note", "first_name", "second_name", "first_place", "second_place",
    "first_sources", "second_sources", "score", "reasons",
)  # fmt: skip
FORMS = {".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".yml": "yaml", ".yaml": "yaml"}


def form_of(path: str) -> str:
    """The form that the ending of a file's name says. Raises OutputError for another one."""
    form = FORMS.get(Path(path).suffix.lower())
    if form is None:
        raise OutputError(f"{path}: the ending says no form; use one of: {', '.join(FORMS)}")
    return form


def write_sheet(
    candidates: Iterable[Candidate], store: GraphStore, output: IO[bytes], form: str, language: str
) -> None:
    """Write candidates with an empty cell for the judgement on each."""
    rows = (_row(item, store, language) for item in candidates)
    if form == "yaml":
        _write_yaml(rows, output)
    else:
        write_table(COLUMNS, rows, output, form, title="judgements")


def _row(item: Candidate, store: GraphStore, language: str) -> list[Cell]:
    nothing: Mapping[str, int] = {}
    first, second = (side(store, [iri], language, nothing) for iri in (item.first, item.second))
    pairs = [
        (first.names[0], second.names[0]),
        (first.place, second.place),
        ("; ".join(first.sources), "; ".join(second.sources)),
    ]
    reasons = "; ".join(reason_words(reason, store.names, language) for reason in item.reasons)
    told = [text for pair in pairs for text in pair]
    return [item.first, item.second, "", "", *told, round(item.score, 4), reasons]


def _write_yaml(rows: Iterator[list[Cell]], output: IO[bytes]) -> None:
    import yaml

    output.write(b"judgements:\n")
    empty = True
    for row in rows:
        empty = False
        entry = [dict(zip(COLUMNS, row, strict=True))]
        output.write(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=1000).encode())
    if empty:
        output.write(b"  []\n")
