"""How far a load is: told by the loader, shown by whoever calls it."""

from __future__ import annotations

from typing import Protocol

EVERY = 1024  # rows between two reports: often enough to look alive, seldom enough to cost nothing


class Progress(Protocol):
    """What the loader tells while it works."""

    def start(self, source_id: str, step: str) -> None:
        """A source, and what is being done with it: "read" or "compare"."""

    def advance(self, rows: int, share: float) -> None:
        """Rows so far, and the share of the source that has been read, from 0 to 1."""

    def finish(self) -> None:
        """The source is done."""


class Silent:
    """Says nothing."""

    def start(self, source_id: str, step: str) -> None:
        """Nothing."""

    def advance(self, rows: int, share: float) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""
