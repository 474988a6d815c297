"""What the file of ``verbund explore`` says before its script runs, and the command about it."""

from __future__ import annotations

NO_SCRIPT = {
    "de": "Diese Seite braucht JavaScript. Sie lädt nichts aus dem Netz.",
    "en": "This page needs JavaScript. It loads nothing from the network.",
}
WORDS = {
    "done": {
        "de": "geschrieben: {file} ({things} Dinge, {links} Beziehungen, {size} MB)",
        "en": "written: {file} ({things} things, {links} relations, {size} MB)",
    },
    "told": {
        "de": "Einzelne Angaben mit Quellen enthält die Datei für die {told} Dinge mit den meisten Beziehungen.",
        "en": "The file has single facts with sources for the {told} things with most relations.",
    },
}


def say(word: str, language: str, **values: object) -> str:
    """A sentence in a language."""
    return WORDS[word][language].format(**values)
