"""The programmes of keep.eu: their strand (cross-border, transnational, interregional), period and calls."""

from __future__ import annotations

import re
from functools import lru_cache

from data.importing.keys import programme_iri
from graph.model import Programme

INTERREG = programme_iri("interreg")
_PERIOD = re.compile(r"^\s*((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)\s*[-–—:,.]?\s*")
# Code, German and English name, and the words that show it in a programme's name.
_STRANDS = (
    ("interreg-ipa-cbc", "Interreg IPA CBC", "Interreg IPA CBC", r"\bIPA\b"),
    ("interreg-eni-cbc", "ENI CBC", "ENI CBC", r"\b(?:ENI|ENPI|NEXT)\b"),
    ("interreg-d", "Interreg D: Gebiete in äußerster Randlage", "Interreg D: outermost regions",
     r"\bINTERREG\s*(?:[IV]+\s*-?\s*)D\b"),
    ("interreg-b", "Interreg B: transnationale Zusammenarbeit", "Interreg B: transnational cooperation",
     r"\bINTERREG\s*(?:[IV]+\s*-?\s*)B\b|\btransnational\b"),
    ("interreg-c", "Interreg C: interregionale Zusammenarbeit", "Interreg C: interregional cooperation",
     r"\bINTERREG\s*(?:[IV]+\s*-?\s*)C\b|\bINTERREG\s+EUROPE\b|\b(?:URBACT|ESPON|INTERACT)\b|\binterregional\b"),
    ("interreg-a", "Interreg A: grenzüberschreitende Zusammenarbeit", "Interreg A: cross-border cooperation",
     r"\bINTERREG\s*(?:[IV]+\s*-?\s*)A\b|\bPEACE(?:PLUS)?\b|\bcross[- ]border\b|\bCBC\b"),
)  # fmt: skip
_PATTERNS = [(code, re.compile(words, re.IGNORECASE)) for code, _, _, words in _STRANDS]


def strands() -> list[Programme]:
    """Interreg and its strands, above the programmes."""
    names = {"de": "Interreg", "en": "Interreg"}
    below = [
        Programme(iri=programme_iri(code), label={"de": german, "en": english}, part_of=[INTERREG])
        for code, german, english, _ in _STRANDS
    ]
    return [Programme(iri=INTERREG, label=names), *below]


@lru_cache(maxsize=4096)
def programme(name: str) -> Programme:
    """The record of a programme by its name, such as "2014 - 2020 INTERREG VB Danube"."""
    name = " ".join(name.split()).rstrip(" .")
    period = _PERIOD.match(name)
    bare = name[period.end() :] if period else ""
    record = Programme(iri=programme_iri(name), label={"en": bare or name}, part_of=[strand(bare or name)])
    if period and bare:
        record.alt.append((name, "en"))
        record.start, record.end = period[1], period[2]
    return record


def strand(name: str) -> str:
    """The IRI of the strand that a programme belongs to; Interreg itself where its name does not say."""
    return next((programme_iri(code) for code, words in _PATTERNS if words.search(name)), INTERREG)


def period_of(name: str) -> str:
    """The period that a programme's name begins with, "2014-2020", or ""."""
    period = _PERIOD.match(name)
    return f"{period[1]}-{period[2]}" if period else ""


@lru_cache(maxsize=8192)
def call(name: str, serial: str) -> Programme:
    """The record of a programme's call by its serial number, without what only the table of calls states."""
    whole = programme(name)
    number = serial if serial.casefold().startswith("call") else f"Call {serial}"
    title = f"{number}: {whole.label['en']} {period_of(name)}".strip()
    return Programme(iri=programme_iri(f"{name} call {serial}"), label={"en": title}, part_of=[whole.iri])
