"""The bytes of a document: a file, or a member of a ZIP archive, unpacked while they are read."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, cast

from data.files import archive
from graph.errors import InputError

CHUNK = 1 << 20
GZIP = b"\x1f\x8b\x08"
# Deflate reaches 1,032:1 on zeros; tables as published stayed below 60:1.
LARGEST_RATIO = 250
RATIO_FROM = 64 << 20

_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile)


class Stream(io.RawIOBase):
    """Unpacked bytes; whatever is wrong with the packed ones is an InputError that names the document."""

    def __init__(self, name: str, source: IO[bytes], size: int, opened: contextlib.ExitStack) -> None:
        super().__init__()
        self._name, self._source, self._size, self._opened = name, source, size, opened
        self._packed = source
        self._given = 0

    def unpack(self) -> None:
        """Go on through gzip."""
        self._packed.seek(0)
        unpacked = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._opened.callback(unpacked.close)
        self._source = cast(IO[bytes], unpacked)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what comes next and return how many bytes that is."""
        with readable(self._name):
            chunk = self._source.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        if self._given > max(RATIO_FROM, LARGEST_RATIO * self._packed.tell()):
            raise InputError(
                f"unpacks to more than {LARGEST_RATIO} times its size; unpack it yourself if that is right",
                source=self._name,
            )
        return len(chunk)

    @property
    def share(self) -> float:
        """The share of the packed bytes that was read, from 0 to 1."""
        if self.closed or not self._size:
            return 1.0
        return min(1.0, self._packed.tell() / self._size)

    def close(self) -> None:
        """Close everything that was opened below."""
        self._opened.close()
        super().close()


@contextlib.contextmanager
def readable(name: str) -> Iterator[None]:
    """Errors of packed or unreadable bytes as an InputError of the document ``name``."""
    try:
        yield
    except _BROKEN as error:
        raise InputError(f"is damaged or cut off ({error}); get the file once more", source=name) from error
    except (NotImplementedError, RuntimeError) as error:
        raise InputError(f"cannot be unpacked ({error}); unpack it yourself first", source=name) from error
    except FileNotFoundError as error:
        raise InputError("there is no such file", source=name) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", source=name) from error


@dataclass(frozen=True)
class Content:
    """Where the bytes of one document are."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The name for people: ``keep.xlsx``, or ``archive.zip/inner.csv``."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @cached_property
    def size(self) -> int:
        """Bytes on disk; of a member, the bytes it unpacks to."""
        with readable(str(self.path)):
            return archive.size(self.path, self.member) if self.member else self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes, or of the member's."""
        digest = hashlib.sha256()
        with self.open(unpack=False) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    @cached_property
    def compression(self) -> str:
        """``zip`` for a member, ``gzip`` for a file of that kind, or nothing."""
        return "zip" if self.member else "gzip" if self._is_gzip else ""

    @cached_property
    def _is_gzip(self) -> bool:
        with self.open(unpack=False) as stream:
            return stream.read(len(GZIP)) == GZIP

    def open(self, *, unpack: bool = True) -> Stream:
        """The bytes from the beginning; ``unpack`` goes on through gzip."""
        packed = unpack and self._is_gzip
        with contextlib.ExitStack() as opened, readable(str(self.path)):
            if self.path.exists() and not self.path.is_file():
                raise InputError("is no file", source=str(self.path))
            source = archive.open_member(self.path, self.member, opened) if self.member else self.path.open("rb")
            opened.enter_context(source)
            stream = Stream(str(self.path) + f"/{self.member}" * bool(self.member), source, self.size, opened.pop_all())
        if packed:
            stream.unpack()
        return stream

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes, piece by piece."""
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                yield chunk

    def head(self, size: int) -> bytes:
        """The first unpacked bytes, ``size`` at most."""
        with self.open() as stream:
            parts, missing = [], size
            while missing and (chunk := stream.read(missing)):
                parts.append(chunk)
                missing -= len(chunk)
        return b"".join(parts)
