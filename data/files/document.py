"""Documents: files and members of archives, opened by what is in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from data.files import archive, delimited, detection, text_encoding
from data.files.content import Content, Stream
from data.files.text_encoding import Encoding
from graph.errors import InputError

HEAD = 1 << 16
# Enough rows to tell a delimiter even where cells are long.
_TABLE_HEAD = 1 << 18
# Of a workbook that is packed once more, this much is held in memory.
LARGEST_PACKED = 1 << 30

Row = tuple[int, list[str]]


class Sheet:
    """A table of a document: the whole of a CSV file, or one sheet of a workbook."""

    def __init__(self, document: Document, name: str, *, hidden: bool = False) -> None:
        self._document = document
        self.name = name
        self.hidden = hidden

    def rows(self) -> Iterator[Row]:
        """The rows with their numbers from 1, cells as text; may be called again."""
        return self._document.table_rows(self.name)

    @property
    def merged(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The merged areas as (first row, first column), (last row, last column); only the first cell has text."""
        return self._document.workbook.merged(self.name) if self._document.format in detection.WORKBOOKS else []


class Document:
    """A file or a member of an archive, with its form but without any meaning; see ``open_document``."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.path = content.path
        self.member = content.member
        self.name = content.name
        self._progress: Callable[[], float] = lambda: 0.0

    def __repr__(self) -> str:
        return f"<Document {self.name} ({self.format})>"

    @property
    def place(self) -> str:
        """The document for a message: its path, and the member behind it."""
        return str(self.path) + f"/{self.member}" * bool(self.member)

    @property
    def compression(self) -> str:
        """``gzip``, ``zip`` or nothing."""
        return self._content.compression

    @property
    def size(self) -> int:
        """Bytes of the file as it lies on disk; of a member, of what it unpacks to."""
        return self._content.size

    @property
    def sha256(self) -> str:
        """The hash of those bytes."""
        return self._content.sha256

    @property
    def done(self) -> float:
        """The share that the running iteration has read, from 0 to 1."""
        return self._progress()

    @cached_property
    def format(self) -> str:
        """csv, tsv, xlsx, xls, ods, html, json, jsonl, xml, rdf, yaml, or binary for what is none of these."""
        if detection.is_zip(self.head(4)):
            return self._container_format()
        return detection.format_of(self.head(), self.ending)

    def _container_format(self) -> str:
        if self.compression:
            with self._content.open() as stream:
                found = detection.container_format(io.BytesIO(io.BufferedReader(stream).read(LARGEST_PACKED)))
        else:
            with self.path.open("rb") as file:
                found = detection.container_format(file)
        return "binary" if found == "zip" else found

    @property
    def ending(self) -> str:
        """The ending of the name in small letters, without the dot and without that of gzip."""
        name = Path(self.member or self.path.name)
        if name.suffix.lower() in (".gz", ".gzip"):
            name = name.with_suffix("")
        return name.suffix.lower().removeprefix(".")

    @cached_property
    def _encoding(self) -> Encoding:
        if self.format not in detection.TEXTS:
            return Encoding("")
        return text_encoding.survey(self._content.chunks())

    @property
    def encoding(self) -> str:
        """The encoding of a text, by Python's name for it, told from all of its bytes; "" for other formats."""
        return self._encoding.name

    @property
    def bom(self) -> bool:
        """Whether a byte order mark begins the text."""
        return self._encoding.bom

    @cached_property
    def delimiter(self) -> str:
        """What stands between the cells of a CSV; "" for other formats."""
        if self.format not in detection.TABLES:
            return ""
        text = text_encoding.decode_head(self.head(_TABLE_HEAD))
        return delimited.delimiter_of(text)[0] or ("\t" if self.format == "tsv" else ",")

    @cached_property
    def workbook(self) -> Any:
        """The open workbook behind the sheets."""
        from data.files.workbook import open_workbook

        return open_workbook(self._content, self.place)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The tables: one without a name for CSV, one a sheet for workbooks, none for other formats."""
        if self.format in (*detection.TABLES, "html"):
            return [Sheet(self, "")]
        if self.format in detection.WORKBOOKS:
            return [Sheet(self, name, hidden=hidden) for name, hidden in self.workbook.hidden.items()]
        return []

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes, unpacked."""
        return self._content.head(size)

    def open(self) -> Stream:
        """All bytes, unpacked while they are read."""
        stream = self._content.open()
        self._progress = lambda: stream.share
        return stream

    def table_rows(self, sheet: str = "") -> Iterator[Row]:
        """The rows of a sheet; InputError for a document that has no such table."""
        if self.format in detection.TABLES:
            self._check_not_empty()
            encoding, delimiter = self._encoding, self.delimiter
            with self.open() as stream:
                yield from delimited.rows(stream, encoding, delimiter, self.place)
        elif self.format == "html":
            from data.files.web_page import table_rows

            encoding = self._encoding
            with self.open() as stream:
                yield from table_rows(stream, encoding)
        elif self.format in detection.WORKBOOKS:
            self._progress = lambda: self._share
            yield from self.workbook.rows(sheet, self._note)
        else:
            raise InputError(self._no_table(), source=self.place)

    _share = 0.0

    def _note(self, share: float) -> None:
        self._share = share

    def _check_not_empty(self) -> None:
        if not self.head(16).strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
            raise InputError("is empty", source=self.place)

    def _no_table(self) -> str:
        if self.format == "binary":
            return "is neither a table nor JSON, XML, YAML or RDF; save it as CSV or XLSX"
        return f"is {self.format.upper()}, which has no rows"

    def objects(self, prefix: str = "") -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of JSON, JSON Lines or XML, numbered from 1 (JSON Lines: by line); streaming.

        ``prefix`` is the dotted place of an array in JSON, such as ``grants``, or the name of an element in XML.
        """
        if self.format not in ("json", "jsonl", "xml"):
            raise InputError(f"is {self.format}, not JSON, JSON Lines or XML", source=self.place)
        return self._objects(prefix)

    def _objects(self, prefix: str) -> Iterator[tuple[int, dict[str, Any]]]:
        from data.files import markup, objects

        with self.open() as stream:
            if self.format == "json":
                yield from objects.json_objects(stream, self._encoding, prefix, self.place)
            elif self.format == "jsonl":
                yield from objects.json_lines(stream, self._encoding, self.place)
            else:
                yield from markup.xml_objects(stream, prefix, self.place)

    @cached_property
    def arrays(self) -> list[str]:
        """The dotted places of arrays of objects in the beginning of a JSON text; "" is the top."""
        from data.files import objects

        if self.format != "json":
            return []
        return objects.arrays(text_encoding.decode_head(self.head()).encode())

    def sibling(self, name: str) -> Document | None:
        """Another file of the same folder or archive by its name, whatever its capitals."""
        if self.member:
            folder = self.member.rpartition("/")[0]
            wanted = f"{folder}/{name}" if folder else name
            inside = archive.members(self.path)
            return next((Document(Content(self.path, item)) for item in inside if _same(item, wanted)), None)
        try:
            beside = sorted(self.path.parent.iterdir())
        except OSError:
            return None
        return next((Document(Content(item)) for item in beside if _same(item.name, name) and item.is_file()), None)


def _same(name: str, other: str) -> bool:
    return name.casefold() == other.casefold()


def open_document(path: Path, *, member: str = "") -> Document:
    """Open a file, or a member of a ZIP archive; an archive of one file is that file.

    Raises InputError for a file that cannot be read or unpacked.
    """
    path = Path(path)
    content = Content(path, member)
    if not member and _is_archive(content):
        inside = archive.members(path)
        if len(inside) != 1:
            raise InputError(f"is an archive of {len(inside)} files; name one of them", source=str(path))
        content = Content(path, inside[0])
    document = Document(content)
    _ = document.format
    return document


def documents(path: Path) -> Iterator[Document]:
    """The documents at a path: of a file 1, of a ZIP archive one a member, of a folder all below it, sorted."""
    path = Path(path)
    if path.is_dir():
        for item in sorted(path.rglob("*")):
            if item.is_file() and not any(part.startswith(".") for part in item.relative_to(path).parts):
                yield from documents(item)
    elif _is_archive(Content(path)):
        for member in archive.members(path):
            yield open_document(path, member=member)
    else:
        yield open_document(path)


def _is_archive(content: Content) -> bool:
    with closing(content.open(unpack=False)) as stream:
        if not detection.is_zip(stream.read(4)):
            return False
    with content.path.open("rb") as file:
        return detection.container_format(file) == "zip"
