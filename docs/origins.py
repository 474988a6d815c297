"""The parts of ``docs/sources.md`` that follow from the data: what Verbund brings along, and from where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from data.embedded import HERE
from data.importing.discovery import importers
from docs.markdown import code, table


def articles() -> str:
    """The curated articles as their files describe them."""
    rows = [
        (
            _linked(about["title"], about.get("url", "")),
            about.get("publisher", ""),
            str(about.get("published", "")),
            about["licence"],
            code(f"data/curated/{path.name}"),
        )
        for path, about in ((path, _read(path)["source"]) for path in curated_files())
    ]
    return table(("article", "publisher", "published", "licence", "facts in"), rows)


def collections() -> str:
    """The other embedded sources as their ``source.yml`` describes them."""
    rows = []
    for path in source_files():
        about = _read(path)
        folder = path.parent.relative_to(HERE.parent).as_posix()
        title = about["title"] if isinstance(about["title"], str) else about["title"]["en"]
        rows.append((code(about["id"]), about.get("title_en", title), about["licence"], code(folder)))
    return table(("source", "title", "licence", "folder"), rows)


def parts() -> str:
    """What the embedded sources were made from."""
    rows = [
        (codes_of(part["files"]), _linked(part["title"], part.get("url", "")), part["publisher"], part["licence"])
        for path in source_files()
        for part in _read(path).get("parts", [])
    ]
    return table(("files", "made from", "publisher", "licence"), rows)


def curated_files() -> list[Path]:
    """The YAML files of the curated articles."""
    return sorted((HERE / "curated").glob("*.yml"))


def source_files() -> list[Path]:
    """The descriptions of the reference data, one a folder."""
    return sorted((HERE / "reference").rglob("source.yml"))


def kinds() -> str:
    """The kinds of source that importers read, as their ``source.yml`` describes them."""
    rows = []
    for found in importers():
        about = found.about
        rows.append(
            (
                code(found.name),
                _linked(_in_english(about["title"]), about.get("url", "")),
                about["publisher"],
                about["licence"],
                _in_english(about["files"]),
            )
        )
    return table(("--source", "what it is", "publisher", "licence", "how to get the files"), rows)


def oddities() -> str:
    """For each kind of source: what it gives, what is left over, and what is odd about the files."""
    return "\n\n".join(_about(found.name, found.about) for found in importers())


def _about(name: str, about: dict[str, Any]) -> str:
    lines = [f"### {_in_english(about['title'])} (`{name}`)", "", _in_english(about["gives"])]
    for heading, key in (("Mapped", "mapped"), ("Left over", "left_over"), ("Known oddities", "known_oddities")):
        if items := about.get(key):
            lines += ["", f"{heading}:", ""] + [f"- {' '.join(str(item).split())}" for item in items]
    return "\n".join(lines)


def _in_english(text: str | dict[str, str]) -> str:
    words = text if isinstance(text, str) else text["en"]
    return " ".join(words.split())


def codes_of(names: list[str]) -> str:
    """File names set as code."""
    return ", ".join(code(name) for name in names)


def _linked(title: str, url: str) -> str:
    return f"[{title}]({url})" if url else title


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
