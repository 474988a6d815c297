"""Under which IRI a thing is shown: the canonical one of its cluster, kept in a Parquet file of the store's revision.

A **split** is an IRI that one source gives to another thing than the others do, because it got an identifier wrong:
what this source says of it is told of an IRI of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

FILE = "clusters.parquet"
Split = Mapping[tuple[str, str], str]


@dataclass(slots=True, frozen=True)
class Renaming:
    """``canonical`` leads from each member of a cluster to its canonical IRI, ``split`` from a source's IRI and the
    IRI that it uses to the one that it should have used; ``when`` is the time at which both were made.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    split: Split = field(default_factory=dict)
    when: str = ""

    def own(self, graph: str, iri: str) -> str:
        """The IRI by which a source should call what it calls so."""
        return self.split.get((graph, iri), iri) if self.split else iri

    def of(self, graph: str, iri: str) -> str:
        """The IRI under which a thing is shown that a source calls so."""
        own = self.own(graph, iri)
        return self.canonical.get(own, own)

    def clusters(self) -> dict[str, list[str]]:
        """The members of each cluster, by canonical IRI, the canonical one first and the others in order."""
        found: dict[str, list[str]] = {}
        for iri, canonical in self.canonical.items():
            found.setdefault(canonical, []).append(iri)
        return {
            canonical: sorted(members, key=lambda iri: (iri != canonical, iri))
            for canonical, members in sorted(found.items())
        }

    def among(self, present: Container[str], splits: Container[tuple[str, str]]) -> Renaming:
        """The same for the IRIs that are still there; of a cluster whose canonical one is gone the next one stands."""
        split = {key: iri for key, iri in self.split.items() if key in splits}
        there = set(split.values())
        canonical: dict[str, str] = {}
        for members in self.clusters().values():
            left = [iri for iri in members if iri in there or iri in present]
            if len(left) > 1:
                canonical.update(dict.fromkeys(left, left[0]))
        return Renaming(canonical, split, self.when)

    @property
    def sha256(self) -> str:
        """A hash of what is renamed to what."""
        lines = sorted(f"{graph}\t{iri}\t{shown}\n" for graph, iri, shown in self._rows())
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        """Source (of a split, else ""), IRI, and the IRI in its place."""
        yield from (("", iri, self.canonical[iri]) for iri in sorted(self.canonical))
        yield from ((*key, self.split[key]) for key in sorted(self.split))

    @staticmethod
    def made(canonical: Mapping[str, str], split: Split | None = None, when: str = "") -> Renaming:
        """A renaming without detours, made now unless a time is given: what leads to a member leads to its canonical
        IRI, clusters of one are none.
        """
        found = {iri: _end(iri, canonical) for iri in {*canonical, *canonical.values()}}
        several = {shown for iri, shown in found.items() if iri != shown}
        when = when or datetime.now(UTC).isoformat(timespec="seconds")
        return Renaming({iri: shown for iri, shown in found.items() if shown in several}, dict(split or {}), when)


def _end(iri: str, canonical: Mapping[str, str]) -> str:
    """Where a chain of IRIs ends; in a circle, the smallest of it."""
    seen = [iri]
    while (following := canonical.get(seen[-1], seen[-1])) != seen[-1]:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def write_clusters(folder: Path, canonical: Mapping[str, str], split: Split | None = None) -> None:
    """Keep which IRI each member of a cluster is shown under, and the splits, in a folder of a revision."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    renaming = Renaming.made(canonical, split)
    schema = pa.schema([(name, pa.string()) for name in ("source", "iri", "shown")], {"when": renaming.when})
    rows = [*renaming._rows()]
    columns = [pa.array([row[at] for row in rows], pa.string()) for at in range(3)]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.unlink(missing_ok=True)  # it may be a hard link to the one of the revision before
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), path, compression="zstd")


def read_clusters(folder: Path) -> Renaming | None:
    """What ``write_clusters`` kept in a folder, None where it keeps nothing."""
    if not (folder / FILE).is_file():
        return None
    import pyarrow.parquet as pq

    table = pq.read_table(folder / FILE)
    when = (table.schema.metadata or {}).get(b"when", b"").decode()
    canonical: dict[str, str] = {}
    split: dict[tuple[str, str], str] = {}
    for source, iri, shown in zip(*(column.to_pylist() for column in table.columns), strict=True):
        if source:
            split[source, iri] = shown
        else:
            canonical[iri] = shown
    return Renaming(canonical, split, when)
