"""Which importer a file belongs to, and which files make one source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.importing.discovery import SURE, Importer, importer, importers
from data.importing.reading import Claim, Delivery, Options
from graph.errors import InputError
from graph.identity import slug

if TYPE_CHECKING:
    from data.files.document import Document

# The day of an edition is no part of the list's name; the years of a funding period are.
_YEAR, _MONTH, _IN_MONTH = r"(?:19|20)\d{2}", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_DAY = re.compile(
    rf"(?<!\d)(?:{_YEAR}[-_.]?{_MONTH}[-_.]?{_IN_MONTH}|\d\d{_MONTH}{_IN_MONTH}"
    rf"|(?:[0-2]?\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:20)?\d\d)(?!\d)"
)


@dataclass(slots=True)
class Recognised:
    """A file with the importer that is surest of it; ``others`` are the less sure ones, in words."""

    document: Document
    importer: Importer
    claim: Claim
    others: list[str] = field(default_factory=list)


def recognise(document: Document, source: str = "") -> Recognised | None:
    """The importer that a file belongs to; ``source`` names it. None where no importer is sure enough.

    Raises NotFoundError for a source that there is not, InputError for a file that it cannot read.
    """
    if source:
        chosen = importer(source)
        return Recognised(document, chosen, chosen.recognise(document) or Claim(0.0, "named by the user"))
    claims = [(found, claim) for found in importers() if (claim := found.recognise(document))]
    claims.sort(key=lambda item: (-item[1].confidence, item[0].name))
    if not claims or claims[0][1].confidence < SURE:
        return None
    others = [f"{found.name} {claim.confidence:.0%}: {claim.why}" for found, claim in claims[1:]]
    return Recognised(document, *claims[0], others)


def deliveries(
    found: Iterable[Recognised], options: Options, *, name: str = "", together: bool = False
) -> list[Delivery]:
    """The files as sources: those of one importer, folder and edition belong together.

    ``name`` is the id of the one source that there must be. A file that only goes beside another one brings its
    main file along where it lies in the same folder. Raises InputError where there is none.
    """
    groups: dict[tuple[str, str, str], list[Recognised]] = defaultdict(list)
    for item in found:
        groups[item.importer.name, _folder(item.document), item.claim.edition].append(item)
    made = []
    for items in groups.values():
        mains = [item for item in items if item.claim.part == "main"]
        sides = [item for item in items if item.claim.part != "main"]
        if not mains:
            raise _lonely(sides[0])
        # Editions without a name are told apart by their files.
        for group in [mains] if mains[0].claim.edition else [[main] for main in mains]:
            made.append(_delivery(group, sides, options, name))
    if name and len(made) > 1:
        raise InputError(f"the name “{name}” fits one source, and these files are {len(made)}; load them one by one")
    return made


def _lonely(item: Recognised) -> InputError:
    beside = f"goes beside another file of {item.importer.name} ({item.claim.why})"
    return InputError(f"{beside}; load that one, or the folder", source=item.document.place)


def _delivery(mains: list[Recognised], sides: list[Recognised], options: Options, name: str) -> Delivery:
    first = mains[0]
    documents: dict[str, list[Document]] = {"main": [item.document for item in mains]}
    for item in sides:
        documents.setdefault(item.claim.part, []).append(item.document)
    source_id = name or default_id(first.importer.name, first.claim, first.document)
    return Delivery(first.importer.name, documents, source_id, first.claim, options)


def default_id(importer_name: str, claim: Claim, document: Document) -> str:
    """The id of a source: the same for the next edition of the same list, whose file has another day in its name."""
    stem = claim.edition or _stem(document)
    named = slug(_DAY.sub(" ", stem)) or slug(stem) or "list"
    return named if named.startswith(importer_name) else f"{importer_name}-{named}"


def _stem(document: Document) -> str:
    name = (document.member or document.path.name).rpartition("/")[2]
    return name.removesuffix(".gz").rpartition(".")[0] or name


def _folder(document: Document) -> str:
    if document.member:
        return f"{document.path}!{document.member.rpartition('/')[0]}"
    return str(document.path.parent)


def why_not() -> str:
    """What a person can do about files that nobody recognises."""
    names = ", ".join(found.name for found in importers())
    return f"is not recognised; name its source with --source (one of {names}), or see docs/sources.md"
