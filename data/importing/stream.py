"""The rows of a reading with what tells them apart, and the progress of reading them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from data.importing.blocks import row_id
from data.importing.progress import EVERY, Progress
from data.importing.reading import Reading, Row


def stream(reading: Reading, progress: Progress, step: str) -> Iterator[tuple[int, Row]]:
    """Each row with its number among all rows of its kind; the second of two equal rows has another number.

    Holds eight bytes, and Python's forty around them, for each row.
    """
    seen: set[int] = set()
    again: Counter[int] = Counter()
    progress.start(reading.source.id, step)
    read = 0
    for read, row in enumerate(reading.rows(), start=1):
        number = row_id(row)
        if number in seen:
            again[number] += 1
            row.occurrence = again[number] + 1
            number = row_id(row)
        else:
            seen.add(number)
        yield number, row
        if not read % EVERY:
            progress.advance(read, reading.share_read())
    progress.advance(read, 1.0)
    progress.finish()
