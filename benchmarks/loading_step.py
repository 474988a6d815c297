"""One measurement of ``benchmarks.loading``, in a process of its own so that its peak of memory is its own.

python -m benchmarks.loading_step load|lists|tee|named|default FILE STORE [STATEMENTS]
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from benchmarks.generated import ID, GeneratedReading
from data.files import open_document
from data.importing import loader
from data.importing.progress import Silent
from data.importing.reading import Claim, Delivery, Reading
from data.operations import importer
from graph import folder
from graph.identity import source_iri

GRAPH = ox.NamedNode(source_iri(ID))


def load(file: Path, store: Path) -> dict[str, Any]:
    """Load a list by the reading made for it."""
    return put(GeneratedReading(file), store)


def lists(file: Path, store: Path) -> dict[str, Any]:
    """Load a list as one of operations, whose columns the importer maps by what is in them."""
    reading = importer.read(Delivery("operations", {"main": [open_document(file)]}, ID, Claim(1.0, "generated")))
    return put(reading, store)


def put(reading: Reading, store: Path) -> dict[str, Any]:
    """Load a reading as ``verbund load`` does."""

    def change(draft: folder.Draft) -> loader.Loaded:
        done = loader.Loader(draft, reading, store / "rejects.csv", Silent(), "code").load()
        draft.changed = not done.is_unchanged
        return done

    done = folder.write(store, change)
    changes = {"appeared": done.appeared, "changed": done.changed, "vanished": done.vanished}
    return {"read": done.read, "loaded": done.loaded, "statements": done.statements, **changes}


def tee(file: Path, store: Path, lines: Path) -> dict[str, Any]:
    """Write what a load would give to the store into a file, in the same order."""

    @contextlib.contextmanager
    def to_file(_database: ox.Store, _graph: ox.NamedNode) -> Iterator[IO[Any]]:
        with lines.open("wb", buffering=1 << 20) as output:
            yield output

    loader.statements = to_file
    return load(file, store)


def bulk(file: Path, store: Path, graph: ox.NamedNode | None) -> dict[str, Any]:
    """The engine's own bulk load, with the flush that makes it durable."""
    database = ox.Store(str(store))
    database.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    database.flush()
    return {}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "load": load,
    "lists": lists,
    "tee": tee,
    "named": lambda file, store: bulk(file, store, GRAPH),
    "default": lambda file, store: bulk(file, store, None),
}


def main() -> None:
    """Print the figures as JSON: seconds of the clock, seconds of all cores, megabytes at the peak."""
    step, *paths = sys.argv[1:]
    begun, spent = time.perf_counter(), cpu()
    figures = STEPS[step](*map(Path, paths))
    figures |= {"seconds": time.perf_counter() - begun, "cpu": cpu() - spent}
    figures["peak"] = sum(resource.getrusage(who).ru_maxrss for who in _WHO) / 1000
    print(json.dumps(figures))


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def cpu() -> float:
    """Seconds of all cores so far, of this process and those that it started."""
    used = [resource.getrusage(who) for who in _WHO]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
