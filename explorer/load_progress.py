"""A progress bar for a load: rows, rows a second and the time left on a terminal, nothing in a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from data.importing.progress import Progress, Silent
from explorer.language import number, say

ROOM = 24  # characters for the name of a source, of 80


@contextlib.contextmanager
def progress(language: str) -> Iterator[Progress]:
    """What a load reports to; shown on the error output where that is a terminal."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=16),
        TextColumn("{task.fields[rows]}", markup=False),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars, language)


class _Shown:
    """One bar for each source and step."""

    def __init__(self, bars: Any, language: str) -> None:
        self._bars, self._language = bars, language
        self._task: Any = None

    def start(self, source_id: str, step: str) -> None:
        """A new bar."""
        words = say(f"load.step.{step}", self._language, source=_short(source_id))
        self._task = self._bars.add_task(words, total=1.0, rows="")

    def advance(self, rows: int, share: float) -> None:
        """Move the bar to a share, and say how many rows that is and how fast."""
        seconds = self._bars.tasks[-1].elapsed or 0.0
        speed = number(rows / seconds if seconds else 0, self._language)
        words = say("load.speed", self._language, rows=number(rows, self._language), speed=speed)
        self._bars.update(self._task, completed=share, rows=words)

    def finish(self) -> None:
        """The bar is full."""
        self._bars.update(self._task, completed=1.0)


def _short(name: str) -> str:
    """The end of a source's name, which tells it from others, so that rows and time left have room beside it."""
    return name if len(name) <= ROOM else f"…{name[1 - ROOM :]}"
