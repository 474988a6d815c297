"""What was loaded of a source: its rows and the blocks that they stated, to compare the next edition with.

``mentions`` says which row stated which block, ``blocks`` what thing each block is about and where it stood first.
Rows and blocks are 64-bit hashes: among five million the chance that any two meet is below one in a million.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.editions import About, file_of, read_about

if TYPE_CHECKING:
    import pyarrow as pa

COMMON = 0  # stands for the row of what no row states


class Edition:
    """The rows and blocks of what is loaded of a source."""

    def __init__(self, about: About, mentions: pa.Table, blocks: pa.Table) -> None:
        self.about = about
        self.rows = mentions["row"].to_numpy()
        self.mentioned = mentions["block"].to_numpy()
        self.blocks = blocks["block"].to_numpy()
        self.iris = blocks["iri"]
        self.places = blocks["place"]
        self.cited = blocks["cited"]

    def by_thing(self) -> dict[str, int]:
        """All that is said of each thing as one number."""
        found: dict[str, int] = {}
        for iri, block in zip(self.iris.to_pylist(), self.blocks.tolist(), strict=True):
            found[iri] = found.get(iri, 0) ^ block
        return found

    @staticmethod
    def read(folder: Path, source_id: str) -> Edition | None:
        """The edition that is loaded, if one is."""
        import pyarrow.parquet as pq

        about = read_about(folder, source_id)
        if about is None:
            return None
        mentions = pq.read_table(file_of(folder, "mentions", source_id, "parquet"))
        return Edition(about, mentions, pq.read_table(file_of(folder, "blocks", source_id, "parquet")))


class EditionWriter:
    """Notes rows and blocks as they are loaded, eight bytes a mention and about a hundred a block."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self._rows, self._mentioned = array("Q"), array("Q")
        self._blocks = array("Q")
        self._iris: list[str] = []
        self._places: list[str] = []
        self._cited: list[str] = []
        self._chunks: list[pa.RecordBatch] = []

    def mention(self, row: int, block: int) -> None:
        """A row states a block."""
        self._rows.append(row)
        self._mentioned.append(block)

    def add(self, block: int, iri: str, place: str, cited: str) -> None:
        """A block that no row before has stated."""
        self.seen.add(block)
        self._blocks.append(block)
        self._iris.append(iri)
        self._places.append(place)
        self._cited.append(cited)
        if len(self._iris) >= 65_536:
            self._pack()

    def write(self, folder: Path, source_id: str, about: About) -> None:
        """Write all that was noted beside the columns."""
        import pyarrow as pa

        self._pack()
        mentions = {
            "row": pa.array(np.frombuffer(self._rows, np.uint64)),
            "block": pa.array(np.frombuffer(self._mentioned, np.uint64)),
        }
        _write(folder, source_id, about, pa.table(mentions), pa.Table.from_batches(self._chunks, _blocks_schema()))

    def _pack(self) -> None:
        """Hold what was noted as Arrow, which takes a third of the room."""
        import pyarrow as pa

        arrays = [
            pa.array(np.frombuffer(self._blocks, np.uint64)),
            pa.array(self._iris, pa.string()),
            pa.array(self._places, pa.string()),
            pa.array(self._cited, pa.string()),
        ]
        self._chunks.append(pa.RecordBatch.from_arrays(arrays, schema=_blocks_schema()))
        self._blocks, self._iris, self._places, self._cited = array("Q"), [], [], []


@dataclass(slots=True)
class Numbers:
    """An edition as arrays: a row and a block for each mention; hash, thing and place for each block."""

    about: About
    rows: npt.NDArray[Any]
    mentioned: npt.NDArray[Any]
    blocks: npt.NDArray[Any]
    iris: Sequence[str]
    places: Sequence[str]
    cited: Sequence[str]

    def write(self, folder: Path, source_id: str) -> None:
        """Write the edition in the place of the one before."""
        import pyarrow as pa

        mentions = pa.table({"row": pa.array(self.rows), "block": pa.array(self.mentioned)})
        texts = (self.iris, self.places, self.cited)
        columns = [pa.array(self.blocks), *(pa.array(column, pa.string()) for column in texts)]
        _write(folder, source_id, self.about, mentions, pa.Table.from_arrays(columns, schema=_blocks_schema()))


def _write(folder: Path, source_id: str, about: About, mentions: pa.Table, blocks: pa.Table) -> None:
    import pyarrow.parquet as pq

    for name, table in (("mentions", mentions), ("blocks", blocks)):
        path = file_of(folder, name, source_id, "parquet")
        path.unlink(missing_ok=True)  # never onto the file itself: the revision before has a hard link to it
        pq.write_table(table, path, compression="zstd", compression_level=1)
    path = file_of(folder, "edition", source_id, "json")
    path.unlink(missing_ok=True)
    path.write_text(json.dumps(asdict(about)), "utf-8")


def _blocks_schema() -> Any:
    import pyarrow as pa

    return pa.schema([("block", pa.uint64()), ("iri", pa.string()), ("place", pa.string()), ("cited", pa.string())])
