"""The source of a delivery, from what ``source.yml`` says of its kind and from the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from data.importing.reading import Delivery
from graph.model import Source

_FIELDS = ("title", "publisher", "url", "licence", "language")


def described(delivery: Delivery, folder: Path, **known: str) -> Source:
    """The source with its name, its hash, and what ``source.yml`` or the importer (``known``) says of it."""
    about: dict[str, Any] = yaml.safe_load((folder / "source.yml").read_text("utf-8"))
    stated = {field: str(about[field]) for field in _FIELDS if about.get(field)}
    main = delivery.main
    return Source(id=delivery.source_id, document=main.name, sha256=main.sha256, **(stated | known))
