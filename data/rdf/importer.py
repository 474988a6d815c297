"""RDF files as a source: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, Notation3."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from graph.errors import InputError
from graph.identity import slug, source_iri
from graph.model import Source

SUFFIXES = ("ttl", "trig", "nt", "nq", "jsonld", "json", "rdf", "owl", "xml", "n3")
_FORMATS = {"json": ox.RdfFormat.JSON_LD, "owl": ox.RdfFormat.RDF_XML, "xml": ox.RdfFormat.RDF_XML}

Loads = list[tuple[Source, list[ox.Quad]]]


def read(path: Path) -> Loads:
    """The statements of an RDF file by source.

    Statements outside any named graph belong to the source that is named after the file; a named graph is a
    source of its own, so that what Verbund exported as TriG or N-Quads comes back as it was.

    Raises InputError with line and column for a file that is not what its name says.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error
    by_graph: dict[str, list[ox.Quad]] = defaultdict(list)
    own = source_iri(slug(path.stem) or "file")
    try:
        for quad in ox.parse(raw, format_of(path), base_iri=path.resolve().as_uri(), rename_blank_nodes=True):
            graph = quad.graph_name
            name = own if isinstance(graph, ox.DefaultGraph) else graph.value
            by_graph[name].append(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name)))
    except SyntaxError as error:
        where = f"line {error.lineno}, column {error.offset}" if error.lineno else ""
        raise InputError(f"is broken: {_first_line(error)}", source=str(path), where=where) from error
    except (ValueError, OSError) as error:
        raise InputError(f"is broken: {_first_line(error)}", source=str(path)) from error
    if not by_graph:
        raise InputError("holds no statements", source=str(path))
    digest = hashlib.sha256(raw).hexdigest()
    return [(_source(name, path, digest), quads) for name, quads in by_graph.items()]


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


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
