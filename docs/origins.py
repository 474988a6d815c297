"""The parts of ``docs/sources.md`` that follow from the data: what Verbund brings along, and from where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from data.embedded import HERE
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
    """The descriptions of the embedded sources, one a folder."""
    return sorted(HERE.rglob("source.yml"))


def codes_of(names: list[str]) -> str:
    """File names set as code."""
    return ", ".join(code(name) for name in names)


def _linked(title: str, url: str) -> str:
    return f"[{title}]({url})" if url else title


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
