"""Which importers there are: every folder of ``data`` with an importer that can recognise a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import NotFoundError

if TYPE_CHECKING:
    from data.files.document import Document
    from data.importing.reading import Claim, Delivery, Reading

DATA = Path(__file__).parent.parent
SURE = 0.3  # below it a claim is a guess, and guessing is not loading


@dataclass(frozen=True)
class Importer:
    """A source's folder: its description and its code, read when they are needed."""

    name: str
    folder: Path

    @cached_property
    def about(self) -> dict[str, Any]:
        """What ``source.yml`` says: title, publisher, licence, url, expected counts."""
        import yaml

        found: dict[str, Any] = yaml.safe_load((self.folder / "source.yml").read_text("utf-8"))
        return found

    @cached_property
    def code(self) -> Any:
        """The importer itself."""
        return import_module(f"data.{self.name}.importer")

    def recognise(self, document: Document) -> Claim | None:
        """What the importer thinks of a file; None when it is none of its own."""
        claim: Claim | None = self.code.recognise(document)
        return claim

    def read(self, delivery: Delivery) -> Reading:
        """The delivery, understood."""
        reading: Reading = self.code.read(delivery)
        return reading

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that this importer's folder holds; another one may read the same file differently."""
        return _digest(sorted(path for path in self.folder.rglob("*") if path.suffix in {".py", ".yml", ".csv"}))


@cache
def importers(folder: Path = DATA) -> tuple[Importer, ...]:
    """All importers of a folder of sources, by name. A source is a folder with source.yml and importer.py."""
    found = [path.parent for path in folder.glob("*/source.yml") if path.with_name("importer.py").is_file()]
    return tuple(Importer(place.name, place) for place in sorted(found))


def importer(name: str) -> Importer:
    """The importer of that name. Raises NotFoundError with all names."""
    for found in importers():
        if found.name == name:
            return found
    raise NotFoundError(f"there is no source “{name}”; known are {', '.join(found.name for found in importers())}.")


@cache
def framework_fingerprint() -> str:
    """A hash of the code and data that all importers share."""
    names = ("values", "reference", "beneficiaries", "places", "topics", "funds")
    shared = [Path(__file__).parent, *(DATA / name for name in names)]
    files = [path for place in shared for path in sorted(place.rglob("*")) if path.is_file()]
    return _digest(path for path in files if path.suffix != ".pyc")


def _digest(files: Any) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
