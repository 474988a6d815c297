"""The same list in two files, as CSV and as workbook, or in two spellings: only one of them is loaded."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from graph.identity import name_key

if TYPE_CHECKING:
    from data.files.document import Document
    from data.importing.recognition import Recognised

ROWS = 300  # from the beginning: two editions of a list, or two lists of a state, differ there
ALIKE = 0.8  # of the longer texts of one that the other has, too
WORKBOOKS = ("xlsx", "xls", "ods")
SHORTEST = 12  # characters: dates, amounts and codes are written differently, names and titles are not


def without_twins(found: list[Recognised]) -> tuple[list[Recognised], list[str]]:
    """The files without those that hold what another one of their folder and importer holds, and a word on each.

    The one with more columns stays; of equal ones the one that reads faster, a table before a workbook.
    """
    by_folder = defaultdict(list)
    for item in found:
        if item.claim.part == "main" and item.document.sheets:
            by_folder[item.importer.name, item.document.path.parent].append(item)
    left_out: dict[int, str] = {}
    for group in by_folder.values():
        if len(group) > 1:
            _compare(group, left_out)
    return [item for item in found if id(item) not in left_out], list(left_out.values())


def _compare(group: list[Recognised], left_out: dict[int, str]) -> None:
    texts = {id(item): _texts(item.document) for item in group}
    kept: list[Recognised] = []
    for item in sorted(
        group, key=lambda item: (-_width(item.document), item.document.format in ("xlsx", "xls", "ods"))
    ):
        mine = texts[id(item)]
        twin = next((other for other in kept if _alike(mine, texts[id(other)])), None)
        if twin:
            left_out[id(item)] = f"{item.document.name}: the same list as {twin.document.name}, not loaded twice"
        else:
            kept.append(item)


def _alike(one: set[str], other: set[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) >= ALIKE * fewer


def _texts(document: Document) -> set[str]:
    """The longer texts of the first rows, but for the header, which all lists of one kind have in common."""
    found: set[str] = set()
    for sheet in document.sheets:
        is_below = False
        for _, cells in islice(sheet.rows(), ROWS):
            if is_below:
                found.update(name_key(cell) for cell in cells if len(cell) >= SHORTEST)
            is_below = is_below or sum(map(bool, cells)) > 1  # what stands alone is a title
    return found


def _width(document: Document) -> int:
    return max((len(cells) for sheet in document.sheets for _, cells in islice(sheet.rows(), 20)), default=0)
