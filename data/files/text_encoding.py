"""The encoding of a text, told from all of it, and the text itself."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, cast

import charset_normalizer

from data.files import code_pages

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A text with this many good sequences for each bad byte is UTF-8 with damaged places.
_GOOD_PER_BAD = 20
_WORDS_A_CHUNK, _WORDS = 2_000, 20_000
_ASCII = bytes(range(128))
_WORD = re.compile(rb"[^\x00-\x20,;|\"]*[\x80-\xff][^\x00-\x20,;|\"]*")
_BESIDE = 12
_SURROGATES = re.compile("[\ud800-\udfff]+")
# With so many bad bytes and fewer good sequences it is not UTF-8, whatever follows.
_CERTAIN = 5_000
_SAMPLE, _LEAST_SAMPLE = 100_000, 40
MEND = "verbund-mend"


def _mend(error: UnicodeError) -> tuple[str, int]:
    """A byte that the encoding does not know as what it most often means."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.encoding.startswith(("utf-16", "utf-32")):
        return "\ufffd", error.end
    return "".join(bytes([byte]).decode("cp1252", errors="replace") for byte in bad), error.end


codecs.register_error(MEND, _mend)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its Python name, with what was seen on the way through the whole text."""

    name: str
    bom: bool = False
    damaged: int = 0
    formulas: bool = False
    lone_returns: bool = False
    line_feeds: bool = True
    longest_line: int = 0


def by_mark(head: bytes) -> str:
    """The encoding that a byte order mark states, or "" without one."""
    return next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "")


def unmarked_utf16(head: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zeros beside most letters, or ""."""
    half = len(head) // 2
    if half < 2:
        return ""
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else ""


def survey(chunks: Iterable[bytes]) -> Encoding:
    """The encoding of a text of any length, and its line ends, from one way through its bytes."""
    text = _Survey()
    for chunk in chunks:
        text.add(chunk)
    return text.result()


class _Survey:
    """What is known of a text so far; memory stays the same whatever its length."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._head = b""
        self._good = self._bad = 0
        self._words: dict[bytes, None] = {}
        self._sample = b""
        self._wide: str | None = None
        self._seen = b""
        self._formulas = self._lone = self._feeds = False
        self._last = b""
        self._line = self._longest = 0

    def add(self, chunk: bytes) -> None:
        """Take note of the next bytes."""
        if len(self._head) < 4096:
            self._head += chunk[:4096]
        self._look_at_lines(chunk)
        if self._wide is None:
            self._wide = by_mark(self._head) or unmarked_utf16(self._head)
        if self._wide:
            return
        if self._bad > _CERTAIN > self._good:
            self._collect(chunk)
        else:
            self._decode(chunk)

    def _decode(self, chunk: bytes) -> None:
        """Count what is good and bad UTF-8; from the first bad byte on, keep words that tell another encoding."""
        pending = self._decoder.getstate()[0]
        if chunk.isascii() and not pending:
            return
        try:
            text = self._decoder.decode(chunk)
        except UnicodeDecodeError:
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
            text = self._decoder.decode(pending + chunk)
        if self._decoder.errors == "surrogateescape":
            self._bad += _count_surrogates(text)
            self._collect(pending + chunk)
        # Each character beyond ASCII has one or more bytes besides its first.
        self._good += max(0, len(chunk) - len(text))

    def _look_at_lines(self, chunk: bytes) -> None:
        self._formulas = self._formulas or b'="' in chunk.replace(b"\0", b"")
        self._feeds = self._feeds or b"\n" in chunk
        if not self._lone and b"\r" in chunk:
            joined = self._last + chunk.replace(b"\0", b"")
            self._lone = joined.count(b"\r") - joined.endswith(b"\r") > joined.count(b"\r\n")
        self._last = b"\r" if chunk.endswith((b"\r", b"\r\x00")) else b""
        first = chunk.find(b"\n")
        if first < 0:
            self._line += len(chunk)
        else:
            self._longest = max(self._longest, self._line + first)
            self._line = len(chunk) - 1 - chunk.rfind(b"\n")

    def _collect(self, chunk: bytes) -> None:
        """Keep words with bytes beyond ASCII, and at least one place of each such byte."""
        if not self._sample:
            self._sample = chunk.lstrip(_ASCII)[:_SAMPLE]
        if len(self._words) < _WORDS:
            self._words.update((word, None) for word in islice(_words(chunk), _WORDS_A_CHUNK))
        for byte in set(chunk.translate(None, _ASCII + self._seen)):
            at = chunk.find(byte)
            start = max(0, at - _BESIDE)
            near = chunk[start : at + _BESIDE]
            self._words.update((word, None) for word in _words(near) if byte in word)
            self._seen += bytes([byte])

    def result(self) -> Encoding:
        """The encoding, once all bytes were seen."""
        if pending := self._decoder.getstate()[0]:
            self._bad += len(pending)
            self._collect(pending)
        mark = by_mark(self._head)
        name = self._wide or self._name()
        return Encoding(
            name,
            bool(mark),
            self._bad if name == "utf-8" else 0,
            self._formulas,
            self._lone,
            self._feeds,
            max(self._longest, self._line),
        )

    def _name(self) -> str:
        if not self._bad or self._good > _GOOD_PER_BAD * self._bad:
            return "utf-8"
        name, cost = code_pages.choose(self._words)
        if cost > code_pages.POOR:
            name = _other(self._sample) or name
        return name


def _count_surrogates(text: str) -> int:
    try:
        text.encode()
    except UnicodeEncodeError:
        return sum(map(len, _SURROGATES.findall(text)))
    return 0


def _words(chunk: bytes) -> Iterator[bytes]:
    return (match.group()[:60] for match in _WORD.finditer(chunk))


def _other(sample: bytes) -> str:
    """The encoding of a script without a letter model, such as Chinese or Hebrew, or ""."""
    if len(sample) < _LEAST_SAMPLE:
        return ""
    best = charset_normalizer.from_bytes(sample).best()
    return codecs.lookup(best.encoding).name if best is not None and best.encoding != "ascii" else ""


def open_text(stream: io.RawIOBase, encoding: Encoding, *, newline: str | None = "") -> io.TextIOWrapper:
    """The text of a stream of bytes, without its byte order mark; damaged places are mended."""
    buffered = io.BufferedReader(stream, 1 << 18)
    if encoding.bom:
        buffered.read(len(next(mark for mark, name in BYTE_ORDER_MARKS if name == encoding.name)))
    # The codec "utf-8-sig" took half as long again to read 240 MB.
    return io.TextIOWrapper(cast(BinaryIO, buffered), encoding.name, errors=MEND, newline=newline)


def decode_head(head: bytes) -> str:
    """The beginning of a text, good enough to tell its form; of the encoding, only whether it is UTF-8 or wider."""
    mark = by_mark(head)
    name = mark or unmarked_utf16(head)
    if not name:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(head)
            name = "utf-8"
        except UnicodeDecodeError:
            name = "cp1252"
    return head.decode(name, errors="replace").removeprefix("\ufeff")
