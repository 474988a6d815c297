"""What comes with Verbund, the regions, the themes and the curated articles, and the default store made of them."""

from __future__ import annotations

import contextlib
import hashlib
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import folder
from graph.errors import StoreError, StoreInUseError
from graph.identity import source_iri
from graph.replacing import load_into
from graph.store import GraphStore
from graph.vocabulary import ONTOLOGY

if TYPE_CHECKING:
    from data.rdf.importer import Loads
    from graph.model import Source

HERE = Path(__file__).parent
REFERENCE = {"reference-places": "reference/places", "reference-themes": "reference/themes"}
# Only needed beside tables of funding: the default store stays small without them.
ON_DEMAND = {"reference-nuts": "reference/nuts", "reference-fields": "reference/fields"}
CODE = [ONTOLOGY.with_name("model.py"), ONTOLOGY.with_name("triples.py")]
# Beside the default store: which embedded data it was made from.
STAMP = "embedded.sha256"
PATIENCE = 60  # seconds to wait for another process that makes the default store; it takes about one


def sources(*, curated: bool = True) -> Loads:
    """The embedded sources with their statements: ontology, places, themes and, if wanted, the curated articles."""
    loads: Loads = [_ontology()]
    for source_id, place in REFERENCE.items():
        module = import_module(f"data.{place.replace('/', '.')}.importer")
        loads.append((_described(source_id, HERE / place), list(module.quads())))
    if not curated:
        return loads
    from data.curated import importer

    known = GraphStore.open()
    known.load_all(loads)
    for path in sorted((HERE / "curated").glob("*.yml")):
        source, quads = importer.quads(path, known)
        load = (source, list(quads))
        known.load_all([load])
        loads.append(load)
    return loads


def on_demand() -> Loads:
    """The reference data that tables of funding refer to: regions of all countries, intervention fields."""
    return [
        (_described(source_id, HERE / place), list(import_module(f"data.{place.replace('/', '.')}.importer").quads()))
        for source_id, place in ON_DEMAND.items()
    ]


def names() -> set[str]:
    """The ids of the embedded sources, and of the one that merging makes."""
    return {"identity", "ontology", *REFERENCE, *ON_DEMAND, *(path.stem for path in (HERE / "curated").glob("*.yml"))}


def holds(path: Path) -> bool:
    """Whether a file is one of the embedded ones."""
    return path.resolve().is_relative_to(HERE.resolve())


def default_folder() -> Path:
    """Where the default store lives: in the user's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("verbund", appauthor=False)) / "store"


def default_judgements() -> Path:
    """Where judgements on the default store are kept: in the user's data folder, since a cache may be cleared."""
    import platformdirs

    from graph.matching.judgements import FILE

    return Path(platformdirs.user_data_dir("verbund", appauthor=False)) / FILE


def default_store(*, merged: bool = True) -> GraphStore:
    """The embedded data, opened from the user's cache folder, which is made or brought up to date first.

    What the user loaded into it stays when a newer Verbund brings newer embedded data. Where no cache folder
    can be written the store is made in memory.
    """
    place = default_folder()
    for _ in range(2):
        refresh(place)
        if folder.exists(place):
            try:
                return GraphStore.open(place, merged=merged)
            except StoreError:
                _set_aside(place)
    store = GraphStore.open()
    store.load_all(sources())
    return store


def _set_aside(place: Path) -> None:
    """Move a default store that cannot be read out of the way; what the user loaded into it is not deleted."""
    with contextlib.suppress(OSError):
        place.rename(place.with_name(f"{place.name}-set-aside-{time.time_ns()}"))


def refresh(place: Path) -> None:
    """Bring the embedded data of the default store up to date, if another process does not do so already."""
    deadline = time.monotonic() + PATIENCE
    if is_current(place):
        return
    embedded = sources()
    if folder.exists(place) and not folder.is_readable(place):
        _set_aside(place)
    while not is_current(place):
        try:
            load_into(place, embedded)
            (place / STAMP).write_text(fingerprint(), "utf-8")
        except StoreInUseError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        except (OSError, StoreError):
            return  # the cache folder cannot be written


def is_current(place: Path) -> bool:
    """Whether the default store was made from today's embedded data."""
    try:
        return folder.exists(place) and (place / STAMP).read_text("utf-8") == fingerprint()
    except OSError:
        return False


def fingerprint() -> str:
    """A hash of all embedded data, of the code that makes statements of them, and of the store's format."""
    digest = hashlib.sha256(str(folder.FORMAT).encode())
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    folders = [HERE / "curated", *(HERE / place for place in REFERENCE.values())]
    code = [path for inside in folders for path in sorted(inside.glob("*.py"))]
    return [ONTOLOGY, *CODE, *code, *(path for inside in folders for path in _data_files(inside))]


def _data_files(inside: Path) -> list[Path]:
    return sorted(path for path in inside.iterdir() if path.suffix in {".csv", ".ttl", ".yml"})


def _ontology() -> tuple[Source, list[ox.Quad]]:
    from graph.model import Source  # not needed to open a store that is there

    graph = ox.NamedNode(source_iri("ontology"))
    parsed = ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)
    quads = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    source = Source(
        id="ontology",
        title="Verbund ontology",
        publisher="Verbund",
        licence="Apache-2.0",
        document=ONTOLOGY.name,
        sha256=hashlib.sha256(ONTOLOGY.read_bytes()).hexdigest(),
    )
    return source, quads


def _described(source_id: str, place: Path) -> Source:
    """The description that stands in ``source.yml`` beside an importer."""
    import yaml

    from graph.model import Source

    about = yaml.safe_load((place / "source.yml").read_text("utf-8"))
    files = [path for path in _data_files(place) if path.name != "source.yml"]
    return Source(
        id=source_id,
        title=about["title"] if isinstance(about["title"], str) else about["title"]["de"],
        publisher=about.get("publisher", ""),
        url=about.get("url", ""),
        licence=" ".join(about.get("licence", "").split()),
        document=", ".join(path.name for path in files),
        sha256=hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest(),
    )
