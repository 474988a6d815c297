"""What ``verbund load`` says of common mistakes: the table in ``docs/own-data.md``, made by making them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from data import embedded
from data.loading import read
from docs.markdown import code, table
from graph.errors import VerbundError
from graph.store import GraphStore

MISTAKES = {
    "projekte.yml": (
        "projects: [{label: Brückenbau, thema: Mentoring}]",
        "projects: [{label: Brückenbau, theme: Mentorink}]",
        "projects: [{label: Brückenbau, region: Frankfurt}]",
        "projects: [{label: Brückenbau, region: Mümchen}]",
        "projects: [{label: Brückenbau, programme: Xenon}]",
        "projects: [{label: Brückenbau, start: 2025-02-30}]",
        "projects: [{label: Brückenbau, start: 2025, end: 2024}]",
        "projects: [{label: Brückenbau, url: bruecke.example}]",
        "projects: [{label: Brückenbau, grants: {funder: ESF, amount: 10.000 €}}]",
        "projects: [{label: Brückenbau, at: [20, 10]}]",
        "projects: [{label: Brückenbau, id: Brückenbau}]",
        "projects: [{theme: Mentoring}]",
        "projekte: [{label: Brückenbau}]",
        "projects: [{label: Brückenbau}",
    ),
    "projekte.ttl": ("<https://example.org/p> a vb:Project .",),
    "projekte.docx": ("Brückenbau",),
}


def mistakes() -> str:
    """Wrong files, and the line that each of them gets."""
    known = GraphStore.open()
    known.load_all(embedded.sources())
    rows = [(code(text), _message(name, text, known)) for name, texts in MISTAKES.items() for text in texts]
    return table(("what the file says", "what Verbund answers"), rows)


def _message(name: str, text: str, known: GraphStore) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8")
        try:
            read(path, known)
        except VerbundError as error:
            return f"verbund: {error}".replace(f"{folder}/", "")
    raise AssertionError(f"this is no mistake: {text}")
