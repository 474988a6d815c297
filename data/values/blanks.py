"""Cells that say that there is no value."""

from __future__ import annotations

_MARKS = "- -- --- – — . .. ... / ? x"
_WORDS = """n/a; na; n.a.; n.a; null; none; nan; nil; not available; not applicable; unknown; k.a.; k. a.; ka;
keine angabe; nicht bekannt; unbekannt; entfällt; nd; n.d.; n/d; nc; s/o; non communiqué; b.d.; brak; brak danych;
nie dotyczy; #n/a; #nv; #wert!; #value!; #ref!; #div/0!"""
_BLANK = frozenset(_MARKS.split()) | frozenset(" ".join(word.split()) for word in _WORDS.split(";"))


def is_blank(text: str) -> bool:
    """True for an empty cell and for the usual words and marks that stand for “no value”."""
    return not text or (len(text) < 18 and text.strip().casefold() in _BLANK) or text.isspace()
