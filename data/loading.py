"""Files into a store: each as its own source, all of them or none."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from data import embedded
from data.importing.loaded import Loaded
from data.importing.progress import Progress, Silent
from data.rdf.importer import SUFFIXES as RDF
from data.rdf.importer import Loads
from data.rdf.importer import read as read_rdf
from graph import folder
from graph.errors import InputError
from graph.folder import Draft
from graph.identity import source_iri
from graph.model import Source
from graph.store import GraphStore
from graph.triples import is_description
from graph.vocabulary import RDF as RDF_
from graph.vocabulary import RDFS, SKOS, VB

if TYPE_CHECKING:
    from data.files.document import Document
    from data.importing.reading import Delivery, Options

YAML = ("yml", "yaml")
# What these endings stand for is not asked of any importer.
STATEMENTS = tuple(ending for ending in RDF if ending not in ("json", "xml"))
# What a name is found by, whatever it names.
NAMING = (RDFS.label, RDF_.type, SKOS.altLabel, VB.acronym, SKOS.broader, VB.sameArea, SKOS.notation, VB.level)
ADDRESSES = ("http://", "https://")
# Regions that do not come with every store: NUTS outside Germany, countries outside the NUTS.
_ABROAD = re.compile(r"/nuts/code/(?!DE)|/region/country-")


@dataclass(slots=True)
class Plan:
    """What the files are: statements by file, deliveries of importers, and files that nobody recognises."""

    statements: list[Path] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    addresses: dict[Path, str] = field(default_factory=dict)


def load(
    files: Sequence[Path | str],
    store: Path,
    *,
    curated: bool = True,
    source: str = "",
    name: str = "",
    options: Options | None = None,
    progress: Progress | None = None,
) -> list[Loaded]:
    """Load files, folders and web addresses into the store in a folder; without any, what comes with Verbund.

    A new store first receives the regions and themes, and, unless ``curated`` is False, the curated articles.
    ``source`` names the importer, ``name`` the id of the source. Either all files are loaded or nothing changes.
    Raises InputError for the first file that cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="verbund-") as downloads:
        planned = plan(files, Path(downloads), source=source, name=name, options=options, store=store)
        base = embedded.sources(curated=curated) if not files or not folder.exists(store) else []
        loads = _statements(planned.statements, store, base)
        # What a file says of an embedded source stands in its place, not beside it.
        named = {source.id for source, _ in loads}
        loads = [*(load for load in base if load[0].id not in named), *loads]
        _check_ids(planned.deliveries, named)
        if planned.deliveries or _names_regions(loads):
            loads += _on_demand(store)
        done = _write(store, loads, planned, progress or Silent())
        for item in done[:1]:
            item.warnings += planned.skipped
        return done


@contextlib.contextmanager
def planned(
    files: Sequence[Path | str],
    *,
    source: str = "",
    name: str = "",
    options: Options | None = None,
    store: Path | None = None,
) -> Iterator[Plan]:
    """What would be loaded, for as long as it takes to look at it."""
    with tempfile.TemporaryDirectory(prefix="verbund-") as downloads:
        yield plan(files, Path(downloads), source=source, name=name, options=options, store=store)


def plan(
    files: Sequence[Path | str],
    downloads: Path,
    *,
    source: str = "",
    name: str = "",
    options: Options | None = None,
    store: Path | None = None,
) -> Plan:
    """What would be loaded; addresses are fetched into the folder ``downloads``."""
    planned = Plan()
    found: list[Document] = []
    for item in dict.fromkeys(str(file) for file in files):
        path = _fetched(item, downloads) if item.startswith(ADDRESSES) else Path(item)
        if item.startswith(ADDRESSES):
            planned.addresses[path] = item
        _check_file(path)
        if path.is_dir():
            _plan_folder(path, source, planned, found)
        elif not source and _ending(path) in (*YAML, *STATEMENTS):
            planned.statements.append(path)
        else:
            found += _documents(path)
    planned.statements = list(dict.fromkeys(planned.statements))
    if found:
        _plan_deliveries(found, source, name, options, store, {Path(str(file)) for file in files}, planned)
    return planned


def _plan_folder(path: Path, source: str, planned: Plan, found: list[Document]) -> None:
    inside = [item for item in sorted(path.rglob("*")) if item.is_file() and not item.name.startswith(".")]
    statements = [item for item in inside if _ending(item) in (*YAML, *STATEMENTS) and not source]
    planned.statements += [item for item in statements if _ending(item) not in YAML or _is_ours(item)]
    for item in inside:
        if item not in statements:
            found += _documents(item)
    if not planned.statements and not found:
        raise InputError("holds no file that can be loaded", source=str(path))


def _is_ours(path: Path) -> bool:
    """Whether a YAML file in a folder is a list of records, and not a description of something else beside it."""
    from graph.model import THINGS

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            head = file.read(1 << 20)
    except OSError:
        return True  # reading it says what is wrong
    return any(f"\n{key}:" in f"\n{head}" for key in THINGS)


def _plan_deliveries(
    found: list[Document],
    source: str,
    name: str,
    options: Options | None,
    store: Path | None,
    asked: set[Path],
    planned: Plan,
) -> None:
    from data.importing.reading import Options
    from data.importing.recognition import deliveries, recognise, why_not
    from data.importing.twins import without_twins

    recognised = []
    for document in found:
        claim = recognise(document, source)
        if claim:
            recognised.append(claim)
        elif document.format in ("json", "xml", "rdf") and not document.member and _reads_as_rdf(document):
            planned.statements.append(document.path)
        elif document.path in asked and not document.member:
            raise InputError(why_not(), source=document.place)
        else:
            planned.skipped.append(f"{document.name}: not recognised, not loaded")
    if found and not recognised and not planned.statements:
        raise InputError(why_not(), source=str(found[0].path))
    chosen = options or Options()
    if store and chosen.remembered is None:
        chosen.remembered = store / "mappings"
    kept, twins = without_twins(recognised)
    planned.skipped += twins
    planned.deliveries = deliveries(kept, chosen, name=name)


def _reads_as_rdf(document: Document) -> bool:
    head = document.head()
    return document.format == "rdf" or b'"@' in head or b"<rdf:RDF" in head


def _documents(path: Path) -> list[Document]:
    from data.files import documents

    return list(documents(path))


def _fetched(address: str, downloads: Path) -> Path:
    from data.files import fetch

    return fetch(address, Path(tempfile.mkdtemp(dir=downloads)))


def _write(store: Path, loads: Loads, planned: Plan, progress: Progress) -> list[Loaded]:
    """All sources into one revision of the store."""
    publish: list[Callable[[], None]] = []

    def change(draft: Draft) -> list[Loaded]:
        from data.importing import statement_loader

        done = statement_loader.load(draft, loads) if loads else []
        for delivery in planned.deliveries:
            address = planned.addresses.get(delivery.main.path, "")
            done.append(_deliver(draft, delivery, store, progress, publish, address))
        draft.changed = any(not item.is_unchanged for item in done)
        return done

    done = folder.write(store, change)
    for step in publish:
        step()
    return done


def _deliver(
    draft: Draft,
    delivery: Delivery,
    store: Path,
    progress: Progress,
    publish: list[Callable[[], None]],
    address: str,
) -> Loaded:
    from data.importing import rejects
    from data.importing.discovery import framework_fingerprint, importer
    from data.importing.loader import Loader
    from data.importing.outcome import complete

    by = importer(delivery.importer)
    reading = by.read(delivery)
    reading.source = replace(reading.source, url=reading.source.url or address)
    file = rejects.file_of(store, reading.source.id)
    loader = Loader(draft, reading, file, progress, f"{by.fingerprint}:{framework_fingerprint()}")
    done = loader.load()
    if not done.is_unchanged:
        publish += (loader.rejects.publish, reading.remember)
    return complete(done, draft.tables, delivery, by.about)


def _statements(paths: Sequence[Path], store: Path, base: Loads) -> Loads:
    """The sources of YAML and RDF files, in order: a later file may name what an earlier one declares."""
    loads: Loads = []
    origin: dict[str, Path] = {}
    known = _known(store, base) if any(_ending(path) in YAML for path in paths) else GraphStore.open()
    for path in paths:
        loaded = read(path, known)
        for source, quads in loaded:
            _check_once(source, path, origin)
            _check_name(source, quads, path)
        known.load_all(loaded)
        loads += loaded
    return loads


def _names_regions(loads: Loads) -> bool:
    """Whether statements name regions that only the reference data on demand describe."""
    held = {quad.subject for _, quads in loads for quad in quads}
    named = {quad.object for _, quads in loads for quad in quads if quad.predicate.value == VB.region}
    return any(_ABROAD.search(str(region)) for region in named - held)


def _on_demand(store: Path) -> Loads:
    """The reference data that tables of funding refer to, where the store does not have them yet."""
    if not folder.exists(store):
        return embedded.on_demand()
    with GraphStore.open(store, merged=False) as present:
        return [
            load for load in embedded.on_demand() if present.source(source_iri(load[0].id)).sha256 != load[0].sha256
        ]


def _check_ids(deliveries: Iterable[Delivery], taken: set[str]) -> None:
    """Stop where two files would be the same source, or one that comes with Verbund."""
    origin: dict[str, str] = dict.fromkeys({*taken, *embedded.names()}, "another source of this name")
    for delivery in deliveries:
        if delivery.source_id in origin:
            raise InputError(
                f"is the source “{delivery.source_id}”, and so is {origin[delivery.source_id]}; "
                "load them one by one, with --as ID for the name of each",
                source=delivery.main.place,
            )
        origin[delivery.source_id] = delivery.main.place


def _check_once(source: Source, path: Path, origin: dict[str, Path]) -> None:
    """Stop where two files of one load are the same source, since the second would replace the first."""
    if source.id in origin:
        raise InputError(
            f"is the source “{source.id}”, and so is {origin[source.id]}; rename one, or give it another source id",
            source=str(path),
        )
    origin[source.id] = path


def _check_name(source: Source, quads: Sequence[ox.Quad], path: Path) -> None:
    """Stop where a file would by chance take the place of a source that comes with Verbund.

    What Verbund exported says itself which source it is, and the embedded files are themselves.
    """
    if source.id not in embedded.names() or embedded.holds(path):
        return
    if not any(is_description(quad) for quad in quads):
        raise InputError(
            f"has the name of a source that comes with Verbund, “{source.id}”; rename it, or give it a source id",
            source=str(path),
        )


def read(path: Path, known: GraphStore) -> Loads:
    """The sources of one file with their statements; ``known`` holds what its references may name."""
    if _ending(path) in YAML:
        from data.curated import importer

        source, quads = importer.quads(path, known)
        return [(source, list(quads))]
    return read_rdf(path)


def _known(store: Path, base: Loads) -> GraphStore:
    known = GraphStore.open()
    if folder.exists(store):
        with GraphStore.open(store, merged=False) as present:
            known.absorb(present, predicates=NAMING)  # all of a large store would not fit into memory
    known.load_all(base)
    return known


def _check_file(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise InputError("there is no such file", source=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", source=str(path)) from error


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")
