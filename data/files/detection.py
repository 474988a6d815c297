"""The format of a document, decided by what is in it; its ending decides only between what looks alike."""

from __future__ import annotations

import json
import re
import zipfile
from typing import IO

from data.files.delimited import delimiter_of
from data.files.text_encoding import decode_head

TEXTS = ("csv", "tsv", "html", "json", "jsonl", "xml", "rdf", "yaml")
TABLES = ("csv", "tsv")
WORKBOOKS = ("xlsx", "xls", "ods")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RDF_ENDINGS = ("ttl", "nt", "nq", "trig", "n3", "rdf", "owl", "jsonld")
_TURTLE_ENDINGS = ("ttl", "nt", "nq", "trig", "n3")
_RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TABLE_ENDINGS = ("csv", "tsv", "tab", "xls", "xlsx")
_PROSE_ENDINGS = ("md", "rst", "py", "js", "css", "sql", "log")
_TURTLE = re.compile(r"(?:^|\n)\s*(?:@prefix|@base|PREFIX\s+[\w.-]*:\s*<|BASE\s+<)", re.IGNORECASE)
_TRIPLE = re.compile(r"^(?:<[A-Za-z][\w+.-]*:[^>\s]*>|_:\w+)\s+<[^>\s]+>\s")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|table|style)\b", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[\w.-]+:)?[A-Za-z_][\w.-]*)")
_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(r'\{\s*["}]|\[\s*(?:[{\["\]\d-]|true|false|null)')
_YAML = re.compile(r"(?:%YAML|---\s*(?:#.*)?\r?\n\s*[\w\"'-][^\n]*:)")
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")
# Share of rows with as many cells as the header, from which text without a telling ending is a table.
_REGULAR = 0.8


def container_format(file: IO[bytes]) -> str:
    """What a file in ZIP form is: xlsx, ods, zip for an archive of files, or binary for another document."""
    try:
        with zipfile.ZipFile(file) as container:
            names = set(container.namelist())
            kind = container.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return "zip"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    return "binary" if kind or "[Content_Types].xml" in names else "zip"


def is_zip(head: bytes) -> bool:
    """Whether bytes begin a file in ZIP form."""
    return head.startswith(_ZIP)


def format_of(head: bytes, ending: str) -> str:
    """The format of a document that is not in ZIP form, from its beginning and its ending without the dot."""
    if head.startswith(_OLE) or (head[:2] in _BIFF and head[2:3] in (b"\x04", b"\x06", b"\x08", b"\x10")):
        return "xls"
    text = decode_head(head)
    if not text.strip("\ufeff \t\r\n\0"):
        return ending if ending in TABLES else "csv" if ending in _TABLE_ENDINGS else _by_ending(ending)
    if len(_CONTROL.findall(text)) > 3 + len(text) / 200 or text.count("\0") > len(text) / 10:
        return "binary"
    stripped = text.lstrip("\ufeff \t\r\n")
    if ending in _TURTLE_ENDINGS and not stripped.startswith(("<?", "<!", "{")):
        return "rdf"
    return _markup(stripped) or _notation(stripped, ending) or _table(text, ending)


def _by_ending(ending: str) -> str:
    names = {"json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "xml": "xml", "yml": "yaml", "yaml": "yaml"}
    return "rdf" if ending in _RDF_ENDINGS else names.get(ending, "binary")


def _markup(text: str) -> str:
    if not text.startswith("<"):
        return ""
    if _TRIPLE.match(text):
        return "rdf"
    declared = text.startswith("<?xml")
    before = ""
    while found := _BEFORE_ROOT.match(text):
        before += found.group()
        text = text[found.end() :].lstrip()
    if _HTML.search(before) or (_HTML.match(text) and not declared):
        return "html"
    root = _ROOT.match(text)
    name = root[1].rpartition(":")[2] if root else ""
    if name == "RDF" and _RDF_NAMESPACE in text[:20_000]:
        return "rdf"
    return "html" if name.lower() == "html" else "xml" if name or declared else ""


def _notation(text: str, ending: str) -> str:
    if _JSON.match(text):
        return _json(text, ending)
    if ending in _RDF_ENDINGS or _TURTLE.search(text[:5000]) or _TRIPLE.match(text):
        return "rdf"
    return "yaml" if ending in ("yml", "yaml") or _YAML.match(text) else ""


def _json(text: str, ending: str) -> str:
    if ending == "jsonld" or '"@graph"' in text[:5000] or re.search(r'^[\[{\s]*"@(context|id|type)"', text):
        return "rdf"
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    more = len(lines) > 1 and lines[1].lstrip().startswith("{")
    return "jsonl" if more and text.startswith("{") and _is_object(lines[0]) else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _table(text: str, ending: str) -> str:
    """A table by its ending, or by rows with as many cells as the header; text is none by chance."""
    delimiter, share = delimiter_of(text)
    regular = share >= _REGULAR and "\n" in text.replace("\r", "\n").strip() and ending not in _PROSE_ENDINGS
    if delimiter and (regular or ending in _TABLE_ENDINGS):
        return "tsv" if delimiter == "\t" else "csv"
    return "csv" if ending in _TABLE_ENDINGS else "binary"
