"""The explorer's page draws and names the kinds of things as the other pages do."""

from __future__ import annotations

import re
from pathlib import Path

import explorer
from explorer.kinds import KINDS, SHAPES, kind_of

SOURCES = Path(explorer.__file__ or "").parent / "web" / "src"
DRAWN = re.compile(r'^  (\w+): \{ fill: "(.+?)", edge: "(.+?)", darkEdge: "(.+?)", shape: "(.+?)" \},$', re.MULTILINE)
NAMED = re.compile(r'^  "(kinds?)\.(\w+)": \{ de: "(.+?)", en: "(.+?)" \},$', re.MULTILINE)
SHAPED = re.compile(r'^  (\w+): "(M.+?)",$', re.MULTILINE)


def _name(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("-"))


def test_colours_and_shapes_are_the_same() -> None:
    drawn = {name: look for name, *look in DRAWN.findall((SOURCES / "kinds.ts").read_text(encoding="utf-8"))}
    assert drawn == {_name(name): [kind.fill, kind.edge, kind.dark_edge, kind.shape] for name, kind in KINDS.items()}


def test_the_paths_of_the_shapes_are_the_same() -> None:
    assert dict(SHAPED.findall((SOURCES / "kinds.ts").read_text(encoding="utf-8"))) == SHAPES


def test_names_are_the_same() -> None:
    named = {
        (how, name): {"de": german, "en": english}
        for how, name, german, english in NAMED.findall((SOURCES / "words" / "kinds.ts").read_text(encoding="utf-8"))
    }
    ones = {("kind", _name(name)): kind_of(name).one for name in KINDS}
    assert named == ones | {("kinds", _name(name)): kind_of(name).many for name in KINDS}
