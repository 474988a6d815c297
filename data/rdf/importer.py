"""RDF files as a source: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, Notation3."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from data.rdf.alignment import align, is_ours
from graph.errors import InputError
from graph.identity import slug, source_iri
from graph.model import Source
from graph.vocabulary import SKOS

SUFFIXES = ("ttl", "trig", "nt", "nq", "jsonld", "json", "rdf", "owl", "xml", "n3")
_FORMATS = {"json": ox.RdfFormat.JSON_LD, "owl": ox.RdfFormat.RDF_XML, "xml": ox.RdfFormat.RDF_XML}

# Entities of RDF/XML are prefixes of IRIs; ones that hold each other, or much text, can grow to fill the memory.
_ENTITY = re.compile(rb"<!ENTITY\s+[^\s%]+\s+(?:\"([^\"]*)\"|'([^']*)')")
_LONGEST_ENTITY = 500

Loads = list[tuple[Source, list[ox.Quad]]]


def read(path: Path) -> Loads:
    """The statements of an RDF file by source.

    Statements outside any named graph belong to the source that is named after the file; a named graph is a
    source of its own, so that what Verbund exported as TriG or N-Quads comes back as it was. Blank nodes become
    IRIs below the file's source (RDF 1.1, section 3.5), so that they can be cited and never meet those of another
    file.

    Raises InputError with line and column for a file that is not what its name says.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error
    format = format_of(path)
    if format == ox.RdfFormat.RDF_XML:
        _check_entities(raw, path)
    by_graph: dict[str, list[ox.Quad]] = defaultdict(list)
    own = source_iri(slug(path.stem) or "file")
    named = _Named(own)
    try:
        for quad in ox.parse(raw.removeprefix(codecs.BOM_UTF8), format, base_iri=path.resolve().as_uri()):
            graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else ox.NamedNode(own)
            by_graph[graph.value].append(ox.Quad(named.of(quad.subject), quad.predicate, named.of(quad.object), graph))
    except SyntaxError as error:
        where = f"line {error.lineno}, column {error.offset}" if error.lineno else ""
        raise InputError(f"is broken: {_reason(error)}", source=str(path), where=where) from error
    except (ValueError, OSError) as error:
        raise InputError(f"is broken: {_reason(error)}", source=str(path)) from error
    if not by_graph:
        raise InputError("holds no statements", source=str(path))
    digest = hashlib.sha256(raw).hexdigest()
    graphs = by_graph if any(is_ours(quads) for quads in by_graph.values()) else _aligned(by_graph)
    return [(_source(name, path, digest), quads) for name, quads in graphs.items()]


def _aligned(by_graph: dict[str, list[ox.Quad]]) -> dict[str, list[ox.Quad]]:
    """The graphs in our terms, too; a note on each says how many persons were left out."""
    found = {}
    for name, quads in by_graph.items():
        made = align(quads)
        if made.persons:
            note = ox.Literal(f"{made.persons} natural persons left out", language="en")
            graph = ox.NamedNode(name)
            made.quads.append(ox.Quad(graph, ox.NamedNode(SKOS.note), note, graph))
        found[name] = made.quads
    return found


class _Named:
    """IRIs for the blank nodes of a file, numbered as they come."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._nodes: dict[ox.BlankNode, ox.NamedNode] = {}

    def of(self, term: Any) -> Any:
        """The term itself, or the IRI in its place."""
        if isinstance(term, ox.Triple):
            return ox.Triple(self.of(term.subject), term.predicate, self.of(term.object))
        if not isinstance(term, ox.BlankNode):
            return term
        return self._nodes.setdefault(term, ox.NamedNode(f"{self._source}#blank-{len(self._nodes) + 1}"))


def _check_entities(raw: bytes, path: Path) -> None:
    for match in _ENTITY.finditer(raw):
        value = match[1] or match[2] or b""
        if len(value) > _LONGEST_ENTITY or re.search(rb"&(?!#)", value):
            line = raw[: match.start()].count(b"\n") + 1
            raise InputError(
                "declares an entity that holds another one, or more than a prefix; write the values out",
                source=str(path),
                where=f"line {line}",
            )


def format_of(path: Path) -> ox.RdfFormat:
    """The RDF format that a file's ending stands for; raises InputError for an unknown one."""
    suffix = path.suffix.lower().lstrip(".")
    found = _FORMATS.get(suffix) or ox.RdfFormat.from_extension(suffix)
    if found is None:
        known = ", ".join(("yml", "yaml", *SUFFIXES))
        raise InputError(f"the ending “.{suffix}” is not known; known are {known}", source=str(path))
    return found


def _source(name: str, path: Path, digest: str) -> Source:
    prefix = source_iri("")
    return Source(
        id=name.removeprefix(prefix) if name.startswith(prefix) else name,
        title=path.name,
        document=path.name,
        sha256=digest,
    )


def _reason(error: BaseException) -> str:
    """The parser's first line without the place, which the message names itself."""
    if "LoadDocumentCallback" in str(error):
        return "its @context is a web address, which is not fetched; write the context into the file"
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return re.sub(r"^Parser error at line \d+ (between columns \d+ and \d+|column \d+): | \(line \d+\)$", "", text)
