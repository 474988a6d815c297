"""Matching after a load: what is new in a store that was matched before, else a hint where it would be of use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.language import number, say

if TYPE_CHECKING:
    from graph.errors import VerbundError
    from graph.matching.service import MatchReport


@dataclass(slots=True)
class Matched:
    """What became of matching: its report, or how many sources it could compare, or what stood in its way."""

    report: MatchReport | None = None
    sources: int = 0
    error: VerbundError | None = None

    def check(self) -> None:
        """Raises what stood in the way, after people were told what was loaded."""
        if self.error:
            raise self.error


def match_loaded(place: Path, judgements: Path, language: str) -> Matched:
    """Match what is new in a store that was matched before; of another only count the sources with organisations."""
    from explorer.match_progress import progress
    from graph.errors import VerbundError
    from graph.matching import service

    if not service.is_matched(place):
        return Matched(sources=_sources(place))
    try:
        with progress(language) as shown:
            return Matched(service.match_store(place, judgements=judgements, progress=shown))
    except VerbundError as error:  # what was loaded stays
        return Matched(error=error)


def _sources(place: Path) -> int:
    """The number of sources that describe organisations."""
    from graph.store import GraphStore

    with GraphStore.open(place, merged=False) as store:
        rows = store.tables.rows("SELECT count(DISTINCT source) FROM things WHERE type = 'Organisation'")
        return int(rows[0][0])


def matched_text(found: Matched, language: str) -> list[str]:
    """What fell together, or a hint to match, in one line; nothing where there is nothing to say."""
    if found.report:
        names = ("new", "merged", "mentions", "clusters", "ask")
        counts = {name: number(getattr(found.report, name), language) for name in names}
        errors = [say("match.errors", language, n=number(len(found.report.errors), language))]
        return [say("match.loaded", language, **counts), *(errors if found.report.errors else [])]
    return [say("match.hint", language, n=number(found.sources, language))] if found.sources > 1 else []


def matched_json(found: Matched) -> dict[str, Any] | None:
    """What fell together in numbers; None where nothing was matched."""
    if found.report is None:
        return None
    names = ("mentions", "new", "pairs", "same", "ask", "merged", "clusters")
    counts = {name: getattr(found.report, name) for name in names}
    return counts | {"errors": len(found.report.errors), "conflicts": len(found.report.conflicts)}
