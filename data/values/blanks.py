"""Cells that say that there is no value."""

from __future__ import annotations

_WORDS = frozenset(
    [
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "null",
        "none",
        "nan",
        "nil",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "..",
        "...",
        "/",
        "?",
        "x",
        "k.a.",
        "k.",
        "a.",
        "ka",
        "keine",
        "angabe",
        "entfällt",
        "unbekannt",
        "#n/a",
        "#nv",
        "#wert!",
        "#value!",
        "#ref!",
        "nd",
        "n.d.",
        "s/o",
        "n/d",
        "nc",
        "b.d.",
        "brak",
        "bez",
        "nie",
        "dotyczy",
    ]
) | frozenset(["keine angabe", "nicht bekannt", "not available", "not applicable", "non communiqué", "nie dotyczy"])


def is_blank(text: str) -> bool:
    """True for an empty cell and for the usual words and marks that stand for “no value”."""
    return not text or (len(text) < 18 and text.strip().casefold() in _WORDS) or text.isspace()
