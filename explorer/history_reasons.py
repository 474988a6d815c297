"""What the known projects say for a candidate, in words: one short phrase a reason, in German or English."""

from __future__ import annotations

from graph.names import Names
from graph.reasons import SHARED, Link

WORDS = {
    "programme": {
        "de": "{projects} im Programm {own}",
        "en": "{projects} in the programme {own}",
    },
    "theme": {"de": "{projects} zum Thema {own}", "en": "{projects} on the theme {own}"},
    "project": {"de": "ähnliches Projekt: {own}", "en": "a similar project: {own}"},
    "word": {"de": "Projekt mit gleichen Wörtern ({detail}): {own}", "en": "a project in like words ({detail}): {own}"},
    "partner": {"de": "gemeinsamer Partner: {own}", "en": "shared partner: {own}"},
    "walk": {"de": "über {detail} Projekte verbunden, zuletzt mit {own}", "en": "{detail} projects away, by {own}"},
    "walk.1": {"de": "hat schon mit der suchenden Organisation gearbeitet", "en": "has worked with the seeker before"},
    "walk.far": {"de": "über das Netz der Projekte verbunden", "en": "connected through the network of projects"},
    "place": {"de": "in derselben Region: {own}", "en": "in the same region: {own}"},
    "neighbours": {
        "de": "{own}: von dort kommen häufiger als zufällig Partner der eigenen Region",
        "en": "{own}: partners of the seeker's region come from there more often than by chance",
    },
    "home": {
        "de": "{own}: dort sitzen viele, die das Programm kennen",
        "en": "{own}: many who know the programme are based there",
    },
    "kind": {
        "de": "{own}: eine Art, die oft mit der eigenen zusammenarbeitet",
        "en": "{own}: a kind that often works with the seeker's",
    },
    "name": {"de": "ähnlicher Name: {detail}", "en": "a similar name: {detail}"},
    "title": {"de": "der Name nennt, worum es geht: {detail}", "en": "the name says what it is about: {detail}"},
    "experience": {"de": "Erfahrung aus {projects}", "en": "experience of {projects}"},
    "recent": {"de": "zuletzt begonnenes Projekt: {detail}", "en": "last project begun in {detail}"},
}  # fmt: skip


def is_history(link: Link) -> bool:
    """Whether a reason comes of the known projects; themes, programmes and places are reasons of likeness, too."""
    if link.kind in ("theme", "programme"):
        return link.detail.isdecimal()
    return link.kind in WORDS and (link.kind != "place" or link.detail == SHARED)


def phrase(link: Link, names: Names, language: str) -> str:
    """What a reason of the history says, e.g. "3 Projekte im Programm XENOS"."""
    own = names.label(link.own, language) if link.own else ""
    key = f"{link.kind}.{link.detail}" if f"{link.kind}.{link.detail}" in WORDS else link.kind
    counted = projects(link, language, after_preposition=link.kind == "experience")
    return WORDS[key][language].format(own=own, detail=link.detail, projects=counted)


def projects(link: Link, language: str, *, after_preposition: bool = True) -> str:
    """How many projects a reason rests on: "3 projects"; in German as after "aus" ("3 Projekten") or as a subject."""
    if not link.detail.isdecimal():
        return ""
    number = int(link.detail)
    if language == "de":
        several = "Projekten" if after_preposition else "Projekte"
        return f"{number} {several}" if number > 1 else "1 Projekt"
    return f"{number} projects" if number > 1 else "1 project"
