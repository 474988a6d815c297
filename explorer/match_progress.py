"""A progress bar for matching: the step, its share and the time left on a terminal, nothing in a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

from explorer.language import say


@contextlib.contextmanager
def progress(language: str) -> Iterator[Callable[[str, float], None] | None]:
    """What matching tells its steps to; shown on the error output where that is a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=16),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Steps(bars, language)


class _Steps:
    """One bar for each step."""

    def __init__(self, bars: Any, language: str) -> None:
        self._bars, self._language = bars, language
        self._tasks: dict[str, Any] = {}

    def __call__(self, step: str, share: float) -> None:
        """Move the bar of a step to a share of it, 0 to 1."""
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(say(f"match.step.{step}", self._language), total=1.0)
        self._bars.update(self._tasks[step], completed=share)
