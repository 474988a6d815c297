"""Themes of real funding data: a source's own topics linked to the thesaurus, and themes that a text names.

No likeness is scored here: a label links where it, or a part of it between commas, is a label of the thesaurus; it
lies below a theme where it holds one of the theme's phrases as whole words or is a known compound. What fits no rule
gets no link, so that "Integration elektronischer Systeme" is no integration of migrants.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from data.topics.intervention import intervention_field, intervention_fields
from data.topics.thesaurus import Kind, ancestors, labels, mentions, stem, vague
from graph.identity import iri, name_key, slug
from graph.model import Theme
from graph.vocabulary import SKOS

__all__ = [
    "Scheme",
    "intervention_field",
    "intervention_fields",
    "link",
    "target_groups_in_text",
    "themes_in_text",
]

CATEGORIES = Path(__file__).with_name("categories.csv")
COMPOUNDS = Path(__file__).with_name("compounds.csv")
HEADS = Path(__file__).with_name("compound_heads.csv")
EXACT, CLOSE, BROAD = SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch
_MATCHES = {"close": CLOSE, "broad": BROAD}
_FIELDS = {EXACT: "exact_match", CLOSE: "close_match", BROAD: "broad_match"}
_PARTS = re.compile(r"\s*[,;/|&+]\s*|\s+(?:und|and|sowie|–|-)\s+", re.IGNORECASE)
_FEW = 2  # parts of a category's name, each of which may be a vague word
_INTEGRATION = re.compile(r"\b(?:integration|eingliederung|inklusion|inclusion)\s+(?:von|der|of|for)\b", re.IGNORECASE)
_NEWCOMERS = {
    iri("target-group", name): iri("theme", theme)
    for name, theme in (
        ("menschen-auslaendischer-herkunft", "integration"),
        ("menschen-mit-migrationshintergrund", "integration"),
        ("gefluechtete", "integration"),
        ("roma", "teilhabe-von-roma"),
    )
}


@lru_cache(maxsize=65536)
def link(label: str, language: str = "") -> tuple[tuple[str, str], ...]:
    """The themes that a category's label stands for, as pairs of a SKOS property and the IRI of the theme.

    A preferred label gives skos:exactMatch, an alternative one skos:closeMatch, and so does a part between commas,
    slashes or "und"; a phrase inside a longer label, or a compound, gives skos:broadMatch. Else nothing.
    """
    key = name_key(label)
    if key in _categories():
        return _categories()[key]
    if whole := _labelled(key, language):
        return tuple(whole)
    parts = [part for part in _PARTS.split(label) if part.strip()]
    known = [rows for part in parts if (rows := _part(part, len(parts), language))]
    found = {theme: CLOSE for rows in known for _, theme in rows} if len(parts) > 1 else {}
    if len(known) < len(parts):
        for theme in _narrower(label, language):
            found.setdefault(theme, BROAD)
    return tuple((match, theme) for theme, match in found.items())


def _part(part: str, parts: int, language: str) -> list[tuple[str, str]]:
    key = name_key(part)
    # "Transport- und Lagertechnik" is about no transport, nor is "Gewinnung, Transport, Lagerung".
    if part.rstrip().endswith("-") or (parts > _FEW and key in vague()):
        return []
    return _labelled(key, language)


def _labelled(key: str, language: str) -> list[tuple[str, str]]:
    rows = labels("theme").get(key, ())
    rows = tuple(row for row in rows if row[1] == language) or rows
    preferred = [iri for iri, _, alternative in rows if not alternative]
    if preferred:
        return [(EXACT, preferred[0])]
    return [(CLOSE, one) for one in dict.fromkeys(iri for iri, _, _ in rows)]


def _narrower(label: str, language: str) -> list[str]:
    """The themes that a longer label names in passing."""
    found = mentions("theme").find(label, language)
    if _INTEGRATION.search(label):
        groups = mentions("target-group").find(label, language)
        found += [_NEWCOMERS[group] for group in groups if group in _NEWCOMERS]
    for word in re.findall(r"[^\W\d_][\w-]{6,}", label):
        found += _compound(name_key(word).replace(" ", ""))
    if not found:  # "Jugend und Sport, Sonstiges": vague words count where they are the head of a category
        found += _headed(label, language)
    return _lowest(list(dict.fromkeys(found)))


def _compound(key: str) -> list[str]:
    for head in _compound_heads():
        if key.endswith(head) and (theme := _firsts().get(key[: -len(head)])):
            return [theme]
    return []


@cache
def _categories() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names that lists give to whole fields of policy, with their links; "none" stands for no theme at all."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    with CATEGORIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = name_key(row["label"])
            pair = () if row["match"] == "none" else ((_MATCHES[row["match"]], iri("theme", row["theme"])),)
            found[key] = (*found.get(key, ()), *pair)
    return found


@cache
def _compound_heads() -> tuple[str, ...]:
    """What people do about the first part of a compound: "Umweltbildung", not "Umweltbundesamt"."""
    with HEADS.open(encoding="utf-8", newline="") as file:
        return tuple(sorted({name_key(row["head"]) for row in csv.DictReader(file)}, key=len, reverse=True))


@cache
def _firsts() -> dict[str, str]:
    with COMPOUNDS.open(encoding="utf-8", newline="") as file:
        return {name_key(row["first"]): iri("theme", row["theme"]) for row in csv.DictReader(file)}


_SUPPORT = frozenset({"foerderung", "unterstuetzung", "massnahmen", "projekte", "sonstige", "sonstiges", "allgemeine"})
_SUPPORTS = _SUPPORT | {"support", "other", "general", "promotion", "programme", "programm", "bereich", "fuer", "for"}
_FILLING = frozenset(stem(name_key(word)) for word in (*_SUPPORTS, "der", "des", "die", "of", "the", "in", "im", "von"))


def _headed(label: str, language: str) -> list[str]:
    """A label that says no more than "support for …": what is left is a label of the thesaurus."""
    words = [word for word in name_key(label).split() if stem(word) not in _FILLING]
    return [theme for _, theme in _labelled(" ".join(words), language)]


def _lowest(found: list[str]) -> list[str]:
    """Without those that lie above another one found."""
    above = {up for theme in found for up in ancestors(theme)}
    return [theme for theme in found if theme not in above]


@dataclass(slots=True)
class Scheme:
    """A source's own topics as themes: one IRI a topic, a tree where the source has one, and links to the thesaurus."""

    source_id: str
    id: str = ""
    title: dict[str, str] = field(default_factory=dict)

    def theme(
        self,
        label: str | dict[str, str],
        language: str = "",
        code: str = "",
        broader: str = "",
        *,
        iri_: str = "",
    ) -> Theme:
        """The record of a topic; ``broader`` is the IRI of the topic above it, ``iri_`` an official IRI.

        Its links stand as matches, and as ``broader`` too, since questions and closeness follow that.
        """
        names = {language: label} if isinstance(label, str) else label
        record = Theme(iri=iri_ or self.iri(next(iter(names.values())), code), label=dict(names), code=code)
        if broader:
            record.broader.append(broader)
        found = {theme: match for lang, text in names.items() for match, theme in link(text, lang)}
        for theme, match in found.items():
            getattr(record, _FIELDS[match]).append(theme)
            record.broader.append(theme)
        return record

    def iri(self, label: str, code: str = "") -> str:
        """The IRI of a topic: by its code where it has one, else by its name."""
        parts = (self.source_id, self.id, slug(code or label))
        return iri("theme", "-".join(part for part in parts if part))


def themes_in_text(title: str, summary: str = "", language: str = "") -> list[tuple[str, str]]:
    """The themes that a project's title or summary names, with where: ("…/theme/mentoring", "title").

    Only phrases that mean the theme wherever they stand count; of a theme and a narrower one the narrower stays.
    """
    return _in_text("theme", title, summary, language)


def target_groups_in_text(title: str, summary: str = "", language: str = "") -> list[tuple[str, str]]:
    """The target groups that a project's title or summary names, with where."""
    return _in_text("target-group", title, summary, language)


def _in_text(kind: Kind, title: str, summary: str, language: str) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for where, text in (("title", title), ("summary", summary)):
        if text:
            for concept in mentions(kind).find(text, language):
                found.setdefault(concept, where)
    if len(found) < 2:
        return list(found.items())
    return [(concept, found[concept]) for concept in _lowest(list(found))]
