"""The Leistungsplansystematik as a tree of themes: A66010 below A660, A6 and A.

Its names stand in a table of its own, where there is one beside the catalogue; else a row has the name of its own
code, and the levels above are called by their codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from data.importing.keys import digest
from data.topics.themes import Scheme
from graph.model import Theme

if TYPE_CHECKING:
    from data.files.document import Document

SCHEME = Scheme("leistungsplansystematik")
_LEVELS = (1, 2, 4)  # characters of the codes above
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,9}")
_HEADERS = {
    "LP": "code", "Bezeichnung": "name", "Ebene1_ID": "code1", "Ebene2_ID": "code2", "Ebene3_ID": "code3",
    "Ebene1_Name": "name1", "Ebene2_Name": "name2", "Ebene3_Name": "name3",
}  # fmt: skip


def headers(document: Document) -> list[str]:
    """The header of a table of the systematics, nothing for any other table."""
    for sheet in document.sheets[:1]:
        for _, cells in islice(sheet.rows(), 1):
            found = [cell.strip() for cell in cells]
            if {"LP", "Bezeichnung"} <= set(found) and any(name.startswith("Ebene") for name in found):
                return found
    return []


def field(header: str) -> str:
    """What a column of the table is read as."""
    return _HEADERS.get(header, "")


class Systematics:
    """The codes' themes."""

    def __init__(self, document: Document | None = None) -> None:
        self._names = dict(_names(document)) if document else {}
        self.fingerprint = digest(*(f"{code}={name}" for code, name in sorted(self._names.items())))
        self.themes = lru_cache(maxsize=8192)(self._themes)

    def _themes(self, code: str, name: str) -> tuple[Theme, ...]:
        """The theme of a code, and those above it, the widest first; ``name`` counts where the table has none."""
        key = "".join(code.upper().split())
        if not _CODE.fullmatch(key):
            return (SCHEME.theme(name or code, "de", code),)
        above = next((length for length in reversed(_LEVELS) if length < len(key)), 0)
        wider = self.themes(key[:above], "") if above else ()
        label = self._names.get(key) or name or self._names.get(key.ljust(6, "0"), "")
        lowest = SCHEME.theme(label or key, "de" if label else "", key, wider[-1].iri if wider else "")
        return (*wider, lowest)


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """Codes and their names; a level's name counts only in rows that lie below it by their code."""
    fields = [field(header) for header in headers(document)]
    for _, cells in islice(document.sheets[0].rows(), 1, None):
        row = {name: " ".join(cell.split()) for name, cell in zip(fields, cells, strict=False) if name}
        code = row.get("code", "")
        for level in ("1", "2", "3"):
            above = row.get(f"code{level}", "")
            if above and code.startswith(above) and row.get(f"name{level}"):
                yield above, row[f"name{level}"]
        if code and row.get("name"):
            yield code, row["name"]
