"""The results of SPARQL queries, written in the standard forms or as a table for people."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from explorer.cells import as_text, cell
from explorer.grid import grid
from explorer.language import say
from graph.errors import QueryError
from graph.store import Results
from graph.vocabulary import PREFIXES, compact

SOLUTION_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RESULT_FORMATS = ("table", *SOLUTION_FORMATS, *GRAPH_FORMATS)


def json_form(results: Results) -> str:
    """The JSON that fits a result: JSON-LD for a graph, the W3C's result form for all else."""
    return "jsonld" if isinstance(results, ox.QueryTriples) else "json"


def write_results(
    results: Results, output: IO[bytes], format: str = "table", *, lang: str = "de", width: int | None = None
) -> None:
    """Write what a query gave: the W3C forms exactly as the standard has them, ``table`` for people.

    ``width`` is how many cells of a terminal a table may take; None asks the terminal, and where ``output`` is none
    nothing is cut. Raises QueryError where the format does not fit the kind of query, and where the query fails
    while its results are read.
    """
    try:
        _write(results, output, format, lang, width)
    except (RuntimeError, SyntaxError) as error:
        raise QueryError(f"the query failed while its results were read: {' '.join(str(error).split())}") from error


def _write(results: Results, output: IO[bytes], format: str, lang: str, width: int | None) -> None:
    if format == "table":
        output.write(_table(results, lang, _width(output) if width is None else width).encode())
    elif isinstance(results, ox.QueryTriples):
        _serialize_triples(results, output, format)
    elif format in SOLUTION_FORMATS:
        results.serialize(output, SOLUTION_FORMATS[format])
    else:
        kind = "an ASK query gives yes or no" if isinstance(results, ox.QueryBoolean) else "a SELECT query gives rows"
        raise QueryError(f"{kind}, which {format} cannot hold; choose one of: table, {', '.join(SOLUTION_FORMATS)}")


def _serialize_triples(results: ox.QueryTriples, output: IO[bytes], format: str) -> None:
    if format not in GRAPH_FORMATS:
        raise QueryError(
            f"a CONSTRUCT or DESCRIBE query gives a graph, which {format} cannot hold; "
            f"choose one of: table, {', '.join(GRAPH_FORMATS)}"
        )
    ox.serialize(results, output, GRAPH_FORMATS[format], prefixes=PREFIXES)


def _table(results: Results, lang: str, width: int | None) -> str:
    if isinstance(results, ox.QueryBoolean):
        return {"de": ("nein", "ja"), "en": ("no", "yes")}[lang][bool(results)] + "\n"
    columns, rows = _rows(results)
    found = list(rows)
    if not found:
        return say("ask.none", lang) + "\n"
    count = "1 Zeile" if lang == "de" else "1 row"
    count = count if len(found) == 1 else say("ask.count", lang, n=len(found))
    repeated = len(found) - len(set(map(tuple, found)))
    hint = say("sparql.repeated", lang, n=repeated) + "\n" if repeated else ""
    return f"{grid(columns, found, width)}\n{count}\n{hint}"


def _rows(results: ox.QuerySolutions | ox.QueryTriples) -> tuple[list[str], Iterator[list[str]]]:
    if isinstance(results, ox.QueryTriples):
        return ["subject", "predicate", "object"], ([_shown(term) for term in triple] for triple in results)
    return [variable.value for variable in results.variables], (
        [_shown(term) for term in solution] for solution in results
    )


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    return as_text(cell(term)) if isinstance(term, ox.Literal) else "" if term is None else str(term)


def _width(output: IO[bytes]) -> int | None:
    return shutil.get_terminal_size().columns if output.isatty() else None
