"""Files into a store: each as its own source, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from data import embedded
from data.rdf.importer import SUFFIXES as RDF
from data.rdf.importer import Loads
from data.rdf.importer import read as read_rdf
from graph import folder
from graph.errors import InputError
from graph.model import Source
from graph.store import GraphStore, LoadSummary, load_into
from graph.triples import is_description

YAML = ("yml", "yaml")
# In a folder, .json and .xml may be anything.
SURE = tuple(ending for ending in RDF if ending not in ("json", "xml"))


def load(files: Sequence[Path], store: Path, *, curated: bool = True) -> list[LoadSummary]:
    """Load files into the store in a folder; without files, what comes with Verbund.

    A new store first receives the regions and themes, and, unless ``curated`` is False, the curated articles.
    Either all files are loaded or nothing changes. Raises InputError for the first file that cannot be used.
    """
    paths = list(dict.fromkeys(_expand(files)))
    base = embedded.sources(curated=curated) if not paths or not folder.exists(store) else []
    known = _known(store, base) if any(_ending(path) in YAML for path in paths) else GraphStore.open()
    loads: Loads = []
    origin: dict[str, Path] = {}
    for path in paths:
        loaded = read(path, known)
        for source, quads in loaded:
            _check_once(source, path, origin)
            _check_name(source, quads, path)
        known.load_all(loaded)  # a later file may name what an earlier one declares
        loads += loaded
    # What a file says of an embedded source stands in its place, not beside it.
    return load_into(store, [*(load for load in base if load[0].id not in origin), *loads])


def _check_once(source: Source, path: Path, origin: dict[str, Path]) -> None:
    """Stop where two files of one load are the same source, since the second would replace the first."""
    if source.id in origin:
        raise InputError(
            f"is the source “{source.id}”, and so is {origin[source.id]}; rename one, or give it another source id",
            source=str(path),
        )
    origin[source.id] = path


def _check_name(source: Source, quads: Sequence[ox.Quad], path: Path) -> None:
    """Stop where a file would by chance take the place of a source that comes with Verbund.

    What Verbund exported says itself which source it is, and the embedded files are themselves.
    """
    if source.id not in embedded.names() or embedded.holds(path):
        return
    if not any(is_description(quad) for quad in quads):
        raise InputError(
            f"has the name of a source that comes with Verbund, “{source.id}”; rename it, or give it a source id",
            source=str(path),
        )


def read(path: Path, known: GraphStore) -> Loads:
    """The sources of one file with their statements; ``known`` holds what its references may name."""
    if _ending(path) in YAML:
        from data.curated import importer

        source, quads = importer.quads(path, known)
        return [(source, list(quads))]
    return read_rdf(path)


def _known(store: Path, base: Loads) -> GraphStore:
    known = GraphStore.open()
    if folder.exists(store):
        with GraphStore.open(store) as present:
            known.absorb(present)
    known.load_all(base)
    return known


def _expand(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        if os.path.isdir(path):  # noqa: PTH112 - false, not an error, for a name that the system refuses
            inside = sorted(item for item in path.rglob("*") if _ending(item) in (*YAML, *SURE) and item.is_file())
            if not inside:
                raise InputError("holds no YAML or RDF file", source=str(path))
            yield from inside
        else:
            _check_file(path)
            yield path


def _check_file(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise InputError("there is no such file", source=str(path)) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")
