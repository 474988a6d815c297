"""Tables that hold codes: the side tables (id,label) that say what they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from data.files.document import Document
    from data.importing.reading import Delivery

PREFIX, MAIN = "dict_", "min"


@dataclass(slots=True)
class Codes:
    """The labels of a column's codes; labels of several codes are ``doubled`` and do not tell rows apart."""

    document: Document
    labels: dict[str, str]
    doubled: frozenset[str]

    def key(self, code: str) -> str:
        """What stands for a code where rows are told apart."""
        label = self.labels.get(code, code)
        return f"{label}\x1e{code}" if self.doubled and label in self.doubled else label


def stem(document: Document) -> str:
    """The name of the file without its endings."""
    name = (document.member or document.path.name).rpartition("/")[2]
    return name.removesuffix(".gz").rpartition(".")[0] or name


def side_table(document: Document) -> tuple[str, str]:
    """Column and edition of a side table, ("geber", "-2017-ckan"); ("", "") for any other file."""
    name = stem(document)
    if not name.startswith(PREFIX) or not document.sheets:
        return "", ""
    try:
        first = next(islice(document.sheets[0].rows(), 1), (0, []))[1]
    except InputError:
        return "", ""
    if [cell.strip().casefold() for cell in first] != ["id", "label"]:
        return "", ""
    column, hyphen, edition = name.removeprefix(PREFIX).partition("-")
    return column, hyphen + edition


def edition(document: Document) -> str:
    """What the name of a table of codes says after "min", as the side tables do after the name of the column."""
    name = stem(document)
    return name.removeprefix(MAIN) if name.startswith(MAIN) else "".join(name.partition("-")[1:])


def codes(delivery: Delivery, column: str) -> Codes | None:
    """The side table of a column: part of the delivery, or a file beside the main one."""
    document = delivery.part(f"{PREFIX}{column}") or _beside(delivery.main, column)
    if document is None:
        return None
    labels = dict(_pairs(document))
    return Codes(document, labels, frozenset(label for label, count in Counter(labels.values()).items() if count > 1))


def _beside(main: Document, column: str) -> Document | None:
    # "-cl" is the edition with places outside Berlin left out; only the table of postcodes is made anew for it.
    for ending in dict.fromkeys((edition(main), edition(main).removesuffix("-cl"))):
        if found := main.sibling(f"{PREFIX}{column}{ending}.csv"):
            return found
    return None


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    for _, row in islice(document.sheets[0].rows(), 1, None):
        if len(row) > 1:
            yield row[0].strip(), row[1].strip()
