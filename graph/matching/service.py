"""Matching a store: candidates for what is new, and the merged view that follows from them and from judgements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import StoreError
from graph.matching.candidates import Candidate
from graph.matching.contradictions import Conflict


@dataclass(slots=True)
class MatchReport:
    """What matching did: mentions compared (of these new ones), pairs by band, and what falls together.

    ``merged`` counts the IRIs that stand for something together with others, in ``clusters``.
    """

    mentions: int = 0
    new: int = 0
    pairs: int = 0
    same: int = 0
    ask: int = 0
    merged: int = 0
    clusters: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    errors: list[Candidate] = field(default_factory=list)
    seconds: float = 0.0


def match_store(
    location: Path,
    *,
    anew: bool = False,
    judgements: Path | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> MatchReport:
    """Compute candidates for what is new since the last time, or ``anew`` for all, and merge what is the same."""
    raise StoreError(f"{location}: not matched yet")


def apply_judgements(location: Path, judgements: Path | None = None) -> MatchReport:
    """Let the merged view follow the judgements in force."""
    raise StoreError(f"{location}: not matched yet")
