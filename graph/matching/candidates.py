"""Pairs of mentions that may be one thing: score, band and reasons, kept in a Parquet file of the store's revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

SAME, ASK, DIFFERENT = "same", "ask", "different"
BANDS = (SAME, ASK, DIFFERENT)
ORGANISATION, PROJECT = "organisation", "project"
FILE = "candidates.parquet"


class Reason(NamedTuple):
    """What speaks for or against: the feature, its weight in bits (below 0: against), and the values of both sides."""

    feature: str
    weight: float
    first: str = ""
    second: str = ""


@dataclass(slots=True, frozen=True)
class Candidate:
    """Two IRIs in their order as text, how probable it is that they are one thing (0 to 1), and why.

    ``error`` names what a source must have got wrong, such as one identifier for two evidently different
    organisations (``identifier``); such a pair is never merged by its score.
    """

    first: str
    second: str
    score: float
    band: str
    reasons: tuple[Reason, ...] = ()
    kind: str = ORGANISATION
    error: str = ""


def write(folder: Path, candidates: Iterable[Candidate]) -> int:
    """Keep the candidates in a folder; how many there are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [_row(candidate) for candidate in candidates]
    schema = _schema()
    columns = [pa.array([row[at] for row in rows], item.type) for at, item in enumerate(schema)]
    made = pa.Table.from_arrays(columns, schema=schema)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.unlink(missing_ok=True)  # it may be a hard link to the one of the revision before
    pq.write_table(made, path, compression="zstd")
    return len(rows)


def read(folder: Path, *, bands: Iterable[str] = (SAME, ASK)) -> Iterator[Candidate]:
    """The candidates that a folder keeps, in their order; none where nothing was matched yet."""
    import pyarrow.parquet as pq

    path, wanted = folder / FILE, frozenset(bands)
    if not path.is_file():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            for row in batch.to_pylist():
                if row["band"] in wanted:
                    yield _candidate(row)


def _schema() -> pa.Schema:
    import pyarrow as pa

    reason = pa.struct(
        [("feature", pa.string()), ("weight", pa.float64()), ("first", pa.string()), ("second", pa.string())]
    )
    return pa.schema(
        [
            ("first", pa.string()),
            ("second", pa.string()),
            ("score", pa.float64()),
            ("band", pa.string()),
            ("kind", pa.string()),
            ("error", pa.string()),
            ("reasons", pa.list_(reason)),
        ]
    )


def _row(candidate: Candidate) -> tuple[object, ...]:
    reasons = [reason._asdict() for reason in candidate.reasons]
    return (
        candidate.first,
        candidate.second,
        candidate.score,
        candidate.band,
        candidate.kind,
        candidate.error,
        reasons,
    )


def _candidate(row: dict[str, object]) -> Candidate:
    reasons = row.pop("reasons")
    assert isinstance(reasons, list)  # noqa: S101 - as the schema says
    return Candidate(**row, reasons=tuple(Reason(**reason) for reason in reasons))  # type: ignore[arg-type]
