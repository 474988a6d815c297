"""What SPARQL queries give, written row by row, so that a limit of rows holds and nothing has to fit into memory.

The forms are those of the W3C: JSON (https://www.w3.org/TR/sparql11-results-json/), XML
(https://www.w3.org/TR/rdf-sparql-XMLres/), CSV and TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/).
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, TypeVar, cast
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from explorer.serving.negotiation import GRAPHS, SOLUTIONS, Form, chosen, content_type, listed, named
from explorer.serving.replies import Reply
from graph.errors import QueryError
from graph.store import Results
from graph.vocabulary import PREFIXES, RDF, XSD

Item = TypeVar("Item")
Row = Sequence[Any]
_BATCH = 1_000
_IN_MEMORY = 4 * 2**20
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
_PLAIN = (XSD.string, RDF.langString, f"{RDF}dirLangString")
_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class TooMuchError(QueryError):
    """A result beyond a limit; ``limit`` is "rows" or "bytes"."""

    def __init__(self, message: str, limit: str) -> None:
        self.limit = limit
        super().__init__(message)


class NotAcceptableError(QueryError):
    """A form that is asked for and does not fit the result."""

    status = 406


class Rows(Iterable[Item]):
    """The first rows of a result; beyond them an error, or where they may be ``cut`` the end."""

    def __init__(self, rows: Iterable[Item], most: int, *, cut: bool = False) -> None:
        self._rows, self._most, self._may_cut = iter(rows), most, cut
        self.is_cut = False

    def __iter__(self) -> Iterator[Item]:
        yield from islice(self._rows, self._most)
        if next(self._rows, None) is None:
            return
        self.is_cut = True
        if not self._may_cut:
            raise TooMuchError(
                f"the result has more than {self._most:,} rows; narrow it, take it in parts with LIMIT and OFFSET, "
                "or start the server with a larger --max-rows",
                "rows",
            )


class Spool:
    """A file that takes so many bytes and no more, in memory as long as it is small."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self.file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - whoever sends it closes it

    def write(self, data: bytes) -> int:
        """Take some bytes. Raises TooMuchError."""
        self._size += len(data)
        if self._size > self._most:
            raise TooMuchError(f"the result has more than {self._most // 2**20} MB; narrow it", "bytes")
        return self.file.write(data)

    def flush(self) -> None:
        """Nothing waits to be written."""


def form_of(results: Results, accept: str, format: str) -> Form:
    """The form of the answer: the one that is named, else the one that the client likes most.

    Raises NotAcceptableError with the forms that there are.
    """
    offered = GRAPHS if isinstance(results, ox.QueryTriples) else SOLUTIONS
    found = named(format, offered) if format else chosen(accept, offered)
    if found is None:
        kind = "a CONSTRUCT or DESCRIBE query" if offered is GRAPHS else "a SELECT or ASK query"
        raise NotAcceptableError(f"the answer to {kind} comes as one of: {listed(offered)}")
    return found


def written(results: Results, form: Form, *, rows: int, size: int, cut: bool) -> Reply:
    """The whole result in a form. Raises TooMuchError, and QueryError where the query fails on the way."""
    spool = Spool(size)
    output = cast("IO[bytes]", spool)  # all that is asked of it is to be written to
    headers = {"vary": "accept"}
    try:
        if isinstance(results, ox.QueryBoolean):
            results.serialize(output, _FORMATS[form.name])
        elif isinstance(results, ox.QueryTriples):
            triples = Rows(results, rows, cut=cut)
            ox.serialize(triples, output, _RDF[form.name], prefixes=PREFIXES)
            headers |= {"x-verbund-cut": str(rows)} if triples.is_cut else {}
        else:
            solutions = Rows(results, rows, cut=cut)
            names = [variable.value for variable in results.variables]
            for piece in WRITERS[form.name](names, solutions):
                spool.write(piece.encode())
            headers |= {"x-verbund-cut": str(rows)} if solutions.is_cut else {}
    except (RuntimeError, SyntaxError, ValueError) as error:
        raise QueryError(f"the query failed while its results were read: {' '.join(str(error).split())}") from error
    return Reply(spool.file, content_type(form), headers=headers)


_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


# ---------------------------------------------------------------------- JSON


def json_term(term: Any) -> dict[str, Any]:
    """A term in the W3C's JSON form."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: json_term(part) for key, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value not in _PLAIN:
        found["datatype"] = term.datatype.value
    return found


def _json(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":['
    mark = ""
    for batch in _batches(rows):
        found = [
            {name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in batch
        ]
        yield mark + json.dumps(found, ensure_ascii=False, separators=(",", ":"))[1:-1]
        mark = ","
    yield "]}}"


# ---------------------------------------------------------------------- XML


def _xml(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    yield f"{variables}</head><results>"
    for batch in _batches(rows):
        yield "".join(f"<result>{_xml_row(names, row)}</result>" for row in batch)
    yield "</results></sparql>"


def _xml_row(names: Sequence[str], row: Row) -> str:
    return "".join(
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(names, row, strict=True)
        if term is not None
    )


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    text = escape(_FORBIDDEN.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, ox.NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{text}</bnode>"
    about = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if not about and term.datatype.value not in _PLAIN:
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{text}</literal>"


# ---------------------------------------------------------------------- CSV and TSV


def _csv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for batch in _batches(rows):
        writer.writerows([_csv_cell(term) for term in row] for row in batch)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _csv_cell(term: Any) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _tsv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for batch in _batches(rows):
        yield "".join("\t".join("" if term is None else _tsv_cell(term) for term in row) + "\n" for row in batch)


def _tsv_cell(term: Any) -> str:
    return str(term).replace("\t", "\\t")  # N-Triples leaves tabs in texts as they are


WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
