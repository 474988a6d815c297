"""What a later edition of a source changed: things that appeared, changed and vanished, and the statements.

The statements are an RDF patch (https://afs.github.io/rdf-delta/rdf-patch.html): a line with ``D`` for each that
was taken out, one with ``A`` for each that was put in.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph.errors import InputError
from graph.identity import source_iri

if TYPE_CHECKING:
    from graph.model import Source
    from graph.store import GraphStore


@dataclass(slots=True)
class Patch:
    """Statements taken out and put in, as N-Triples without the final dot; none is in both."""

    removed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        both = self.removed & self.added
        self.removed, self.added = self.removed - both, self.added - both

    def lines(self, graph: str) -> Iterator[str]:
        """The lines of the RDF patch, those taken out first, each group in order."""
        yield "TX ."
        for sign, statements in (("D", self.removed), ("A", self.added)):
            for statement in sorted(statements):
                yield f"{sign} {statement} <{graph}> ."
        yield "TC ."


@dataclass(slots=True)
class Changes:
    """The IRIs of the things that differ between two editions, in order; ``has_patch`` where statements are known.

    ``names`` keeps what vanished things were called, and their class: nothing else says it any more.
    """

    appeared: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    has_patch: bool = False
    names: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(appeared: Iterable[str], changed: Iterable[str], vanished: Iterable[str]) -> Changes:
        """The changes, sorted."""
        return Changes(sorted(appeared), sorted(changed), sorted(vanished))

    def write(self, folder: Path, source_id: str, patch: Patch | None) -> None:
        """Write the changes beside the columns, in place of those of the edition before."""
        self.has_patch = patch is not None
        path = _file(folder, source_id, "json")
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(asdict(self)), "utf-8")
        path = _file(folder, source_id, "patch.gz")
        path.unlink(missing_ok=True)
        if patch is not None:
            with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
                for sign, statements in (("D", patch.removed), ("A", patch.added)):
                    file.writelines(f"{sign} {statement}\n" for statement in sorted(statements))


def read(folder: Path, source_id: str) -> Changes | None:
    """What the last load of a source changed; None for a source that has one edition only."""
    try:
        return Changes(**json.loads(_file(folder, source_id, "json").read_text("utf-8")))
    except FileNotFoundError:
        return None


def read_patch(folder: Path, source_id: str) -> Patch:
    """The statements that the last load of a source took out and put in."""
    patch = Patch()
    with gzip.open(_file(folder, source_id, "patch.gz"), "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            (patch.removed if line.startswith("D") else patch.added).add(line[2:].rstrip("\n"))
    return patch


@dataclass(slots=True)
class Difference:
    """A source, and what its last edition changed; None where there is one edition only."""

    source: Source
    changes: Changes | None


def diff(store: GraphStore, source: str) -> Difference:
    """What the last edition of a source changed; ``source`` is its id, title or IRI. Raises NotFoundError."""
    about = store.source(store.names.find(source, ["Source"]))
    return Difference(about, read(store.columns, about.id) if store.columns else None)


def patch_lines(store: GraphStore, source: Source) -> Iterator[str]:
    """What the last edition of a source changed, as an RDF patch. Raises InputError where that is not known."""
    found = read(store.columns, source.id) if store.columns else None
    if found is None or not found.has_patch or store.columns is None:
        why = "was loaded anew, not compared statement by statement" if found else "has one edition only"
        raise InputError(f"{why}; there is no patch", source=source.id)
    return read_patch(store.columns, source.id).lines(source_iri(source.id))


def remove(folder: Path, source_id: str) -> None:
    """Forget what changed in a source."""
    for ending in ("json", "patch.gz"):
        _file(folder, source_id, ending).unlink(missing_ok=True)


def _file(folder: Path, source_id: str, ending: str) -> Path:
    return folder / f"changes-{quote(source_id, safe='')}.{ending}"
