"""The best potential partners of every organisation at once, streamed into a Parquet file.

Whoever shares partners with an organisation is a candidate, by the score of Adamic and Adar, but for its partners of
today. An organisation with more than ``cap`` partners is left out as a shared partner (it tells little, and what it
costs grows with their square), not as a candidate. Of invented sets the ten best were, in the mean, so much the same
as without a cap (3,000 organisations asked):

======  =================  ==============================
   cap  100,000 projects   1,000,000 projects
======  =================  ==============================
   300  71 %               64 %
 1,000  92 %               83 %
 3,000  98.7 %             93 %
10,000  99.8 % in 1.2 s    97.4 % in 32 s
  none  in 1.7 s           in 143 s
======  =================  ==============================
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from graph.errors import InputError, OutputError
from graph.recommending import rounds
from graph.recommending.arrays import Array, Arrays, Matrix, read_arrays
from graph.recommending.compiled import compiled
from graph.recommending.name_list import NameList

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.store import GraphStore

LIMIT, CAP = 10, 10_000
BLOCK = 4096  # organisations that are computed, and written, together
THREADS = 2  # at most
SCALE = 2.0**40  # whole numbers to 1: of a million shared partners the sum is below 2 ** 63, and right to twelve digits
Progress = Callable[[int, int], None]
Best = tuple[int, Array, Array, Array]  # the first organisation; candidates, scores and shared partners, a row each


@dataclass(slots=True, frozen=True)
class Counts:
    """What was written: organisations, those with a candidate, rows, and those with too many partners to count."""

    organisations: int
    with_candidates: int
    rows: int
    left_out: int


def everybody(
    held: GraphStore | Arrays,
    path: Path | str,
    *,
    day: int | None = None,
    limit: int = LIMIT,
    cap: int | None = CAP,
    progress: Progress | None = None,
) -> Counts:
    """Write the best candidates of every organisation: organisation, rank, candidate, score, shared_partners.

    ``day`` (days since 1970) leaves out projects that may have begun on that day or later; ``cap`` is as above, None
    for none. ``progress`` is told of organisations done, and of all. Ties are by the number of the candidate; who has
    no candidate has no row. Memory is as ``memory`` says. Raises InputError where a number is wrong, OutputError where
    the file cannot be written, which leaves what was there.
    """
    if limit < 1 or (cap is not None and cap < 1):
        raise InputError(f"limit ({limit}) and cap ({cap}) are numbers of organisations: give at least 1")
    arrays = held if isinstance(held, Arrays) else read_arrays(held)
    best = _Best(*_known(arrays, day), limit, cap)
    target, names = Path(path), arrays.organisations
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        found = _write(beside, best, names, progress or (lambda done, of: None))
        beside.replace(target)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return Counts(len(names), *found, best.left_out)


def memory(organisations: int, links: int, *, limit: int = LIMIT, threads: int = THREADS) -> int:
    """At most so many bytes of arrays, beside those of the store, while all is computed.

    ``links`` are partners of organisations that have at most ``cap``, each pair twice; never more than ``cap`` times
    the organisations.
    """
    return 4 * links + organisations * (48 + 24 * threads) + (2 * threads + 1) * BLOCK * (limit + 1) * 200


def _known(arrays: Arrays, day: int | None) -> tuple[Matrix, Matrix]:
    if day is None:
        return arrays.member, arrays.member_by_organisation
    member = arrays.member[np.flatnonzero(arrays.last_day < day)]
    return member, sparse.csr_array(member.T)


class _Best:
    """The best candidates by blocks of organisations, in threads."""

    def __init__(self, member: Matrix, by_organisation: Matrix, limit: int, cap: int | None) -> None:
        flat = (by_organisation.indptr, by_organisation.indices, member.indptr, member.indices)
        self._rows = tuple(np.ascontiguousarray(part, np.int32) for part in flat)
        self.size, self._limit, self._scratch = by_organisation.shape[0], limit, threading.local()
        degree, seen = np.zeros(self.size, np.int32), np.zeros(self.size, np.int32)
        compiled(rounds.degrees, rounds.DEGREES)(*self._rows, 0, self.size, seen, degree)
        many = degree > (self.size if cap is None else cap)
        self.left_out = int(many.sum())
        self._place = np.zeros(self.size + 1, np.int64)
        np.cumsum(np.where(many, 0, degree), out=self._place[1:])
        self._partners = np.empty(self._place[-1], np.int32)
        seen[:] = 0
        compiled(rounds.fill, rounds.FILL)(*self._rows, 0, self.size, self._place, seen, self._partners)
        self._weight = np.zeros(self.size, np.int64)
        self._weight[degree > 1] = np.round(SCALE / np.log(degree[degree > 1]))
        self._best = compiled(rounds.best, rounds.BEST)

    def blocks(self) -> Iterator[Best]:
        """All organisations, in their order; a few blocks are computed ahead."""
        threads = min(THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else THREADS)
        ahead: deque[Future[Best]] = deque()
        with ThreadPoolExecutor(threads) as pool:
            try:
                for first in range(0, self.size, BLOCK):
                    ahead.append(pool.submit(self._block, first))
                    if len(ahead) >= 2 * threads:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _block(self, first: int) -> Best:
        last = min(first + BLOCK, self.size)
        if not hasattr(self._scratch, "held"):
            held = np.zeros(self.size, np.int32), np.zeros(2 * self.size, np.int64), np.empty(self.size, np.int32)
            self._scratch.held = held
        shape = (last - first) * self._limit
        found = np.empty(shape, np.int32), np.empty(shape, np.int64), np.empty(shape, np.int32)
        self._best(*self._rows, self._place, self._partners, self._weight, first, last, self._limit,
                   *self._scratch.held, *found)  # fmt: skip
        candidates, scores, shared = (part.reshape(last - first, self._limit) for part in found)
        return first, candidates, scores, shared


def _write(path: Path, best: _Best, names: NameList, progress: Progress) -> tuple[int, int]:
    """Organisations with a candidate, and rows."""
    import pyarrow.parquet as pq

    owners = written = 0
    size = 64 << 20  # bytes: a dictionary is always whole
    with pq.ParquetWriter(path, _schema(), compression="zstd", dictionary_pagesize_limit=size) as writer:
        for block in best.blocks():
            table = _table(block, names)
            if table.num_rows:
                writer.write_table(table)
            owners, written = owners + int((block[1][:, 0] >= 0).sum()), written + table.num_rows
            progress(block[0] + len(block[1]), best.size)
    return owners, written


def _schema() -> pa.Schema:
    import pyarrow as pa

    name = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [("organisation", name), ("rank", pa.int32()), ("candidate", name), ("score", pa.float64()),
         ("shared_partners", pa.int32())]
    )  # fmt: skip


def _table(block: Best, names: NameList) -> Any:
    import pyarrow as pa

    first, candidates, scores, shared = block
    row, rank = np.nonzero(candidates >= 0)
    there = (row, rank)
    columns = [
        _named(row + first, names),
        pa.array((rank + 1).astype(np.int32)),
        _named(candidates[there], names),
        pa.array(scores[there] / SCALE),
        pa.array(shared[there]),
    ]
    return pa.Table.from_arrays(columns, schema=_schema())


def _named(numbers: Array, names: NameList) -> pa.DictionaryArray:
    import pyarrow as pa

    once, place = np.unique(numbers, return_inverse=True)
    return pa.DictionaryArray.from_arrays(
        pa.array(place.astype(np.int32)), pa.array([names[one] for one in once.tolist()], pa.string())
    )
