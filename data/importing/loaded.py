"""What came of loading a source."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Loaded:
    """What came of a load. ``read = loaded + merged + rejected``, in rows.

    A row is loaded when it states something for the first time, merged when other rows have stated all of it.
    ``appeared``, ``changed`` and ``vanished`` count things, against the edition before.
    """

    source: str
    read: int = 0
    loaded: int = 0
    merged: int = 0
    rejected: int = 0
    statements: int = 0
    before: int = 0
    appeared: int = 0
    changed: int = 0
    vanished: int = 0
    is_first: bool = True
    is_unchanged: bool = False
    seconds: float = 0.0
    rejects: str = ""
    unresolved_places: int = 0
    persons: int = 0
    importer: str = ""
    confidence: float = 1.0
    why: str = ""
    things: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
