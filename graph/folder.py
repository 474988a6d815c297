"""A store in a folder: immutable revisions, one pointer to the current one, and who may write.

::

    STORE/verbund-store.json     {"format": 2, "revision": 7}: replaced in one step when a load has finished
    STORE/lock                   held by the one process that loads
    STORE/r7/                    an Oxigraph database that is only ever read
    STORE/r7/tables/             the same facts as columns (``graph.tables``), and what editions are compared by
    STORE/r7/tables/sums/        what statistics add up (``graph.sums``), where there are many projects
    STORE/r7/tables/recommending/  what partners are found by (``graph.recommending``), where there are many projects
    STORE/r7/identity/           which things are one (``graph.matching``): what was compared, judged and decided
    STORE/r7/merged/             where something was: the same database, columns and sums under canonical IRIs
    STORE/r7/in-use              shared lock of those who read it

A load works on a copy (``r8-….partial``; the large files are hard links) and publishes it by renaming the
pointer. A load that is killed leaves the pointer, and so the store, as it was. Readers keep their revision
until they close; it is deleted by the first load after that.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from graph.errors import StoreError, StoreInUseError

try:
    import fcntl
except ImportError:  # Windows: no advisory locks; the database's own lock still stops two writers
    fcntl = None  # type: ignore[assignment]

Result = TypeVar("Result")

FORMAT = 2  # 1 had no columns
POINTER = "verbund-store.json"
LOCK, GUARD = "lock", "in-use"
TABLES, IDENTITY, MERGED = "tables", "identity", "merged"
# What importers keep beside the revisions: rows that were set aside, and how columns were mapped.
BESIDE = ("rejects", "mappings", "judgements.jsonl")
# What loads leave in the folder; nothing else in it is ever touched.
_REVISION = re.compile(r"r\d+(-[0-9a-f]+)?(\.partial)?")


@dataclass(slots=True)
class Draft:
    """The revision that a load works on: its database and the folder of its columns.

    The files of columns are hard links to those of the revision before: replace them, never write into them.
    A load that finds nothing to change says so, and no new revision comes of it, unless other things are found to be
    one (``is_identified``).
    """

    database: ox.Store
    tables: Path
    identity: Path
    changed: bool = True
    is_identified: bool = False


@dataclass(slots=True)
class Revision:
    """An open, read-only revision of a store: as its sources state it, or merged."""

    number: int
    database: ox.Store
    tables: Path
    guard: int | None
    place: Path
    is_merged: bool = False

    @property
    def identity(self) -> Path:
        """The folder of what is known of identity; it need not be there."""
        return self.place / IDENTITY

    def unmerged(self) -> Revision:
        """The same revision as its sources state it; good for as long as this one is open."""
        return Revision(self.number, ox.Store.read_only(str(self.place)), self.place / TABLES, None, self.place)

    def close(self) -> None:
        """Let go of the revision, so that a later load may delete it."""
        if self.guard is not None:
            os.close(self.guard)
            self.guard = None

    def __del__(self) -> None:
        """A store that nobody refers to any more is read no longer."""
        self.close()


def exists(folder: Path) -> bool:
    """Whether the folder holds a store."""
    return os.path.isfile(folder / POINTER)  # noqa: PTH113 - a name too long for the system is no store either


def is_readable(folder: Path) -> bool:
    """Whether the store can be opened: it is of this version and not damaged."""
    try:
        read(folder).close()
    except StoreError:
        return False
    return True


def read(folder: Path, *, merged: bool = False) -> Revision:
    """The current revision, opened for reading; ``merged``: under canonical IRIs, where there are some.

    Raises StoreError when there is none, when it is of another version, or when it cannot be read.
    """
    for _ in range(20):  # a load may publish and clear away between the two steps
        number = current(folder)
        guard = _guard(folder / f"r{number}")
        try:
            place = folder / f"r{number}"
            is_merged = merged and (place / MERGED).is_dir()
            shown = place / MERGED if is_merged else place
            return Revision(number, ox.Store.read_only(str(shown)), shown / TABLES, guard, place, is_merged)
        except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB finds its files damaged
            if guard is not None:
                os.close(guard)
            if current(folder) == number:
                raise StoreError(f"{folder}: the store cannot be read ({_first_line(error)})") from error
    raise StoreError(f"{folder}: the store is being replaced again and again; try later")


def current(folder: Path) -> int:
    """The number of the current revision."""
    try:
        pointer = json.loads((folder / POINTER).read_text("utf-8"))
        written, number = pointer["format"], int(pointer["revision"])
    except FileNotFoundError as error:
        raise StoreError(_why_no_store(folder)) from error
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise StoreError(f"{folder / POINTER}: is damaged; load into a new folder") from error
    if written != FORMAT:
        raise StoreError(
            f"{folder}: the store is of version {written}, this Verbund reads version {FORMAT}; "
            "load its files into a new folder"
        )
    return number


def identity(folder: Path) -> Path:
    """The folder of what is known of identity in the current revision; it need not be there."""
    return folder / f"r{current(folder)}" / IDENTITY


def _why_no_store(folder: Path) -> str:
    if not folder.exists():
        return f"{folder}: there is no store; make one with: verbund --store {folder} load"
    if not folder.is_dir():
        return f"{folder}: is a file; a store is a folder"
    return f"{folder}: is no Verbund store (no {POINTER}); name another folder"


def write(folder: Path, change: Callable[[Draft], Result]) -> Result:
    """Let a function change a copy of the current revision, which becomes current when it returns without an error.

    Raises StoreError when another process is loading, or when the folder cannot hold a store.
    """
    with _write_lock(folder), _named(folder):
        number = current(folder) if exists(folder) else 0
        _clear_away(folder, number)
        # Of its own name: a load that failed in this process may still hold its database open.
        partial = folder / f"r{number + 1}-{secrets.token_hex(4)}.partial"
        try:
            _link_copy(folder / f"r{number}" if number else None, partial)
            result, changed = _changed(partial, change, folder / f"r{number}" if number else None)
            if not changed and number:
                shutil.rmtree(partial, ignore_errors=True)
                return result
            partial.rename(folder / f"r{number + 1}")
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        _point_to(folder, number + 1)
        _clear_away(folder, number + 1)
        return result


def _changed(partial: Path, change: Callable[[Draft], Result], old: Path | None) -> tuple[Result, bool]:
    """Only this frame holds the database, so that it is closed before its folder gets another name."""
    try:
        database = ox.Store(str(partial))
    except RuntimeError as error:
        raise OSError(str(error)) from error  # RocksDB finds its files damaged
    draft = Draft(database, partial / TABLES, partial / IDENTITY)
    result = change(draft)
    if draft.changed:
        database.flush()
        keep_sums(database, draft.tables)
    elif draft.is_identified and old:
        _link_kept(old / TABLES, draft.tables)
    if draft.changed or draft.is_identified:
        _merge(draft, partial / MERGED)
    return result, draft.changed or draft.is_identified


def _merge(draft: Draft, place: Path) -> None:
    """Make the merged view where clusters were found; they are kept as they are, since what vanished may come back."""
    if not draft.identity.is_dir():
        return
    from graph.matching import merging

    if renaming := merging.read_clusters(draft.identity):
        merging.merge(draft, place, renaming)


def keep_sums(database: ox.Store, tables: Path) -> None:
    """Write what statistics add up and what partners are found by beside columns that are large."""
    if any(tables.glob("*.parquet")):
        from graph import kept_arrays

        kept_arrays.keep(database, tables)


def _link_kept(old: Path, new: Path) -> None:
    from graph.kept_arrays import FOLDERS

    for name in FOLDERS:
        if (old / name).is_dir():
            (new / name).mkdir()
            _link_files(old / name, new / name)


@contextlib.contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Errors of the file system and of the database as one line that names the store."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error.strerror or _first_line(error)})") from error


@contextlib.contextmanager
def _write_lock(folder: Path) -> Iterator[None]:
    with _named(folder):
        if folder.exists() and not folder.is_dir():
            raise StoreError(_why_no_store(folder))
        if folder.is_dir() and not exists(folder) and _holds_other_files(folder):
            raise StoreError(f"{folder}: is not empty and no Verbund store; name another folder")
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("w")
    with lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreInUseError(
                    f"{folder}: another process is loading into this store; try again when it has finished"
                ) from error
        yield


def _holds_other_files(folder: Path) -> bool:
    """Whether there is more than a first load that was killed left behind."""
    names = {item.name for item in folder.iterdir()}
    known = {LOCK, POINTER, f"{POINTER}.new", *BESIDE}
    left = {name for name in names if name in known or _REVISION.fullmatch(name)}
    return bool(names - left) or (bool(names) and LOCK not in names)


def _link_copy(old: Path | None, new: Path) -> None:
    """A copy of a revision; the database's table files and the columns never change and are linked, others copied."""
    new.mkdir()
    (new / GUARD).touch()
    (new / TABLES).mkdir()
    if old:
        _link_files(old, new)
        for part in (TABLES, IDENTITY):
            if (old / part).is_dir():
                (new / part).mkdir(exist_ok=True)
                _link_files(old / part, new / part)


def _link_files(old: Path, new: Path) -> None:
    for item in old.iterdir():
        # logs tell the old database's story
        if item.is_dir() or item.name in {"LOCK", GUARD} or item.name.startswith("LOG"):
            continue
        if item.suffix in {".sst", ".parquet", ".npy"}:
            try:
                os.link(item, new / item.name)
                continue
            except OSError:  # a file system without hard links
                pass
        shutil.copy2(item, new / item.name)


def _point_to(folder: Path, number: int) -> None:
    temporary = folder / f"{POINTER}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT, "revision": number}, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / POINTER)


def _clear_away(folder: Path, keep: int) -> None:
    """Delete what killed loads left and old revisions that nobody reads any more."""
    for item in list(folder.iterdir()):
        if item.is_dir() and _REVISION.fullmatch(item.name) and item.name != f"r{keep}":
            _delete_unless_read(item)


def _delete_unless_read(revision: Path) -> None:
    """Under another name first, so that a reader who comes in between finds all of a revision or none."""
    doomed = revision.with_name(f"{revision.name.removesuffix('.partial')}.partial")
    with contextlib.suppress(OSError), contextlib.ExitStack() as held:
        if fcntl and (revision / GUARD).exists():
            guard = held.enter_context((revision / GUARD).open("rb"))
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(revision.rename(doomed), ignore_errors=True)


def _guard(revision: Path) -> int | None:
    """A shared lock that says "I read this", so that no load deletes it meanwhile; the number of its open file."""
    if not fcntl:
        return None
    try:
        guard = os.open(revision / GUARD, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(guard, fcntl.LOCK_SH)
    except OSError:
        os.close(guard)
        return None
    return guard


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
