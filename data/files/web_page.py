"""Tables of HTML pages, as servers send them under the ending .xls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from data.files.content import Stream
from data.files.text_encoding import Encoding


def table_rows(stream: Stream, encoding: Encoding) -> Iterator[tuple[int, list[str]]]:
    """The rows of all tables of a page, one after the other; a cell that spans columns is followed by empty ones."""
    name = encoding.name if not encoding.name.startswith("cp") else "windows-" + encoding.name[2:]
    events = etree.iterparse(stream, html=True, tag="tr", encoding=name, no_network=True, huge_tree=False)
    for number, (_, row) in enumerate(events, 1):
        yield number, [text for cell in row if cell.tag in ("td", "th") for text in _cell(cell)]
        row.clear()
        parent = row.getparent()
        while parent is not None and row.getprevious() is not None:
            del parent[0]


def _cell(cell: etree._Element) -> list[str]:
    for line_break in cell.iter("br"):
        line_break.text = "\n"
    text = "".join(str(part) for part in cell.itertext()).strip()
    span = str(cell.get("colspan", "1"))
    return [text] + [""] * (min(int(span), 1000) - 1 if span.isdigit() else 0)
