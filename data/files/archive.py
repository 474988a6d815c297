"""ZIP archives: their members, read in place and never written to disk."""

from __future__ import annotations

import contextlib
import io
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import InputError

# A member that is itself an archive is held in memory.
LARGEST_INNER = 1 << 30
LARGEST_MEMBER = 64 << 30
# Deflate reaches 1,032:1 on zeros; tables as published stayed below 60:1.
LARGEST_RATIO = 250
RATIO_FROM = 64 << 20
MOST_MEMBERS = 20_000
_UNSEEN = ("__MACOSX/",)


def members(path: Path) -> list[str]:
    """The names of the files in an archive, sorted; those of an archive inside follow its own name and a slash."""
    with contextlib.ExitStack() as opened:
        outer = _open(path, opened)
        names: list[str] = []
        for info in _files(outer, path):
            inner = _inner(outer, info, path, opened) if _is_archive(outer, info, path) else None
            if inner is None:
                names.append(info.filename)
            else:
                names += [f"{info.filename}/{below.filename}" for below in _files(inner, path / info.filename)]
        return sorted(names)


def open_member(path: Path, member: str, opened: contextlib.ExitStack) -> IO[bytes]:
    """The bytes of a member; ``opened`` closes what is opened on the way."""
    container, info = _find(path, member, opened)
    _check(info, path / member)
    return container.open(info)


def size(path: Path, member: str) -> int:
    """The bytes that a member unpacks to."""
    with contextlib.ExitStack() as opened:
        return _find(path, member, opened)[1].file_size


def check(container: zipfile.ZipFile, name: str) -> None:
    """Stop at a container, such as a workbook, that unpacks to far more than it should."""
    for info in container.infolist():
        _check(info, Path(name))


def _find(path: Path, member: str, opened: contextlib.ExitStack) -> tuple[zipfile.ZipFile, zipfile.ZipInfo]:
    outer = _open(path, opened)
    present = {info.filename: info for info in _files(outer, path)}
    if member in present:
        return outer, present[member]
    for name, info in present.items():
        if member.startswith(name + "/") and (inner := _inner(outer, info, path, opened)) is not None:
            below = {item.filename: item for item in _files(inner, path / name)}
            if member[len(name) + 1 :] in below:
                return inner, below[member[len(name) + 1 :]]
    raise InputError(f"holds no file “{member}”; it holds {_some(sorted(present))}", source=str(path))


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return (", ".join(names[:5]) + more) or "nothing"


def _open(path: Path, opened: contextlib.ExitStack) -> zipfile.ZipFile:
    try:
        return opened.enter_context(zipfile.ZipFile(path))
    except zipfile.BadZipFile as error:
        raise InputError(
            f"is a damaged or cut off ZIP archive ({error}); get it once more", source=str(path)
        ) from error


def _inner(
    outer: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, opened: contextlib.ExitStack
) -> zipfile.ZipFile | None:
    """The archive that a member is; None for one that cannot be opened as such."""
    _check(info, path / info.filename)
    if info.file_size > LARGEST_INNER:
        raise InputError(
            f"is an archive inside an archive of more than {LARGEST_INNER >> 30} GB; unpack the outer one first",
            source=str(path / info.filename),
        )
    try:
        return opened.enter_context(zipfile.ZipFile(io.BytesIO(outer.read(info))))
    except zipfile.BadZipFile:
        return None


def _is_archive(outer: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bool:
    """Whether a member is an archive of files, and not a workbook or another document in ZIP form."""
    if info.flag_bits & 1 or not info.filename.lower().endswith(".zip"):
        return False
    _check(info, path / info.filename)
    with outer.open(info) as member:
        return member.read(4) == b"PK\x03\x04"


def _files(container: zipfile.ZipFile, name: Path) -> list[zipfile.ZipInfo]:
    infos = container.infolist()
    if len(infos) > MOST_MEMBERS:
        raise InputError(f"holds more than {MOST_MEMBERS:,} files; unpack it and name those to load", source=str(name))
    for info in infos:
        if _leads_away(info):
            raise InputError(
                f"holds a file that points outside of it, “{info.filename}”; it is not to be trusted", source=str(name)
            )
    return [info for info in infos if not info.is_dir() and not _hidden(info.filename)]


def _hidden(name: str) -> bool:
    return name.startswith(_UNSEEN) or PurePosixPath(name).name.startswith(".")


def _leads_away(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    absolute = parts[0] == "" or parts[0].endswith(":")
    return absolute or ".." in parts or stat.S_ISLNK(info.external_attr >> 16)


def _check(info: zipfile.ZipInfo, name: Path) -> None:
    """Stop before a member that is encrypted or would unpack to more than it should."""
    if info.flag_bits & 1:
        raise InputError("is encrypted; unpack it with its password first", source=str(name))
    if info.file_size > LARGEST_MEMBER:
        raise InputError(f"unpacks to more than {LARGEST_MEMBER >> 30} GB; unpack it yourself", source=str(name))
    if info.file_size > RATIO_FROM and info.file_size > LARGEST_RATIO * max(1, info.compress_size):
        raise InputError(
            f"unpacks to more than {LARGEST_RATIO} times its size; unpack it yourself if that is right",
            source=str(name),
        )
