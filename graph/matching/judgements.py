"""The log of judgements: a text file with one line for each, to which lines are only ever added.

The order of lines does not count, so that the logs of two people can be put together by any tool: entries are taken
in the order of their time. The latest judgement on a pair that was not taken back is in force; where two people say
the opposite, both are, which is a conflict.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NoReturn

from graph.errors import InputError, NotFoundError, StoreError
from graph.matching.contradictions import Conflict, contradictions
from graph.matching.judgement import (
    DIFFERENT,
    SAME,
    UNSURE,
    VERDICTS,
    Entry,
    Judgement,
    Undoing,
    as_line,
    from_line,
    judged,
    moment,
    undoing,
)

try:
    import fcntl
except ImportError:  # Windows: no advisory locks
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "DIFFERENT", "FILE", "SAME", "UNSURE", "VERDICTS", "Entry", "Judgement", "JudgementLog", "Undoing", "judged",
    "standing",
]  # fmt: skip

FILE = "judgements.jsonl"
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def standing(entries: Iterable[Entry]) -> list[Judgement]:
    """The judgements in force, in the order of their IRIs: of each pair the latest that was not taken back.

    Where other people judged the opposite, what each of them said last is in force as well: time alone does not decide
    between people. Of one pair the latest judgement comes last.
    """
    entries = list(entries)
    undone = {entry.undoes for entry in entries if isinstance(entry, Undoing)}
    said: dict[tuple[str, str], dict[str, Judgement]] = {}
    for entry in sorted((item for item in entries if isinstance(item, Judgement)), key=moment):
        if entry.id not in undone:
            by_whom = said.setdefault(entry.pair, {})
            by_whom.pop(entry.who, None)  # to the end: the order is that of time
            by_whom[entry.who] = entry
    return [item for pair in sorted(said) for item in _undecided(list(said[pair].values()))]


def _undecided(said: Sequence[Judgement]) -> list[Judgement]:
    """Of what several people said of a pair the latest, after all that says the opposite."""
    latest = said[-1]
    return [*(item for item in said if {item.verdict, latest.verdict} == {SAME, DIFFERENT}), latest]


class JudgementLog:
    """The judgements that a file holds; a file that is not there is an empty log."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._read: tuple[tuple[int, int, int], list[Entry]] | None = None
        self._file: IO[bytes] | None = None  # open while this process writes

    def entries(self) -> list[Entry]:
        """Everything in the order of time. Raises InputError that names the line which cannot be read."""
        try:
            about = self.path.stat()
            stamp = (about.st_ino, about.st_size, about.st_mtime_ns)
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, self._parsed(self.path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror})", source=str(self.path)) from error
        return list(self._read[1])

    def in_force(self) -> list[Judgement]:
        """Of each pair the latest judgement that was not taken back, and what others say against it, by IRIs."""
        return standing(self.entries())

    def undone(self) -> dict[str, Undoing]:
        """The ids of judgements that were taken back, with the (first) entry that did it."""
        return {entry.undoes: entry for entry in reversed(self.entries()) if isinstance(entry, Undoing)}

    def conflicts(self) -> list[Conflict]:
        """Judgements in force that contradict each other; only logs that were put together have such."""
        return contradictions(self.in_force())

    def find(self, id: str) -> Judgement:
        """The judgement with an id, or the only one whose id begins like this.

        Raises NotFoundError, or InputError where several begin so.
        """
        every = {entry.id: entry for entry in self.entries() if isinstance(entry, Judgement)}
        found = [every[id]] if id in every else [item for key, item in every.items() if id and key.startswith(id)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(item.id for item in found[:5])
            raise InputError(f"“{id}” is the beginning of {len(found)} judgements: {ids}; write more of it")
        raise NotFoundError(f"{self.path}: no judgement has the id “{id}”; “verbund match log” lists them.")

    # ------------------------------------------------------------------ writing

    def add(self, judgements: Iterable[Judgement], *, places: Mapping[str, str] | None = None) -> None:
        """Add judgements, all of them or none; they are on the disk when this returns.

        ``places`` says for ids where they come from, for messages. Raises InputError for a judgement on one thing
        with itself and for one that contradicts others in force, which it names.
        """
        new = list(judgements)
        for item in new:
            if item.first == item.second:
                raise InputError(
                    f"“{item.first}” cannot be judged against itself", where=(places or {}).get(item.id, "")
                )
        with self._locked():
            before = self.entries()
            known = {entry.id for entry in before}
            lines = [item for item in new if item.id not in known]
            self._refuse_older(before, lines)
            self._refuse_contradiction(before, [*before, *lines], places or {})
            self._write(lines)

    def undo(self, id: str, *, who: str = "", note: str = "") -> Judgement:
        """Take back a judgement, by its id or the beginning of it; what it had replaced is in force again.

        Raises InputError when it was taken back already, and when this brings back one that contradicts others.
        """
        with self._locked():
            judgement = self.find(id)
            if earlier := self.undone().get(judgement.id):
                raise InputError(f"{judgement.id} was taken back already by {earlier.who}, {earlier.when[:10]}")
            before, entry = self.entries(), undoing(judgement, who=who, note=note)
            self._refuse_contradiction(before, [*before, entry], {})
            self._write([entry])
        return judgement

    def _refuse_older(self, before: list[Entry], new: list[Judgement]) -> None:
        """A judgement that is older than one in the log would never be in force."""
        latest = {item.pair: item for item in standing(before)}
        for item in new:
            other = latest.get(item.pair)
            if other and moment(other) > moment(item):
                raise InputError(
                    f"{item} of {item.when} is older than {other.id} of {other.when} on the same pair; "
                    "check the clock of this machine",
                    source=str(self.path),
                )

    def _refuse_contradiction(self, before: list[Entry], after: list[Entry], places: Mapping[str, str]) -> None:
        conflicts = contradictions(standing(after))
        if not conflicts:
            return
        known = {item.different.id for item in contradictions(standing(before))}
        logged = {entry.id for entry in before}
        for conflict in conflicts:
            if conflict.different.id not in known:
                raise InputError(_refusal(conflict, logged, places), source=_first_place(conflict, places))

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile, and errors of the file system name the log."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._own_file() as file:
                self._file = file
                yield
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written ({error.strerror or error})") from error

    def _own_file(self) -> IO[bytes]:
        """The log, opened and locked; opened again where another process replaced it meanwhile."""
        while True:
            file = self.path.open("ab")
            if not fcntl:
                return file
            fcntl.flock(file, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), self.path.stat()):
                    return file
            file.close()

    def _write(self, entries: Sequence[Entry]) -> None:
        text = "".join(f"{as_line(entry)}\n" for entry in entries).encode()
        size = self.path.stat().st_size
        if size and not self.path.read_bytes().endswith(b"\n"):
            text = b"\n" + text  # an editor left the last line open
        if len(entries) > 1:
            self._replace(text)
        elif entries:
            self._append(text, size)

    def _append(self, text: bytes, size: int) -> None:
        assert self._file  # noqa: S101 - only called while the log is locked
        try:
            self._file.write(text)
            self._file.flush()
            os.fsync(self._file.fileno())
        except BaseException:
            os.truncate(self.path, size)
            raise

    def _replace(self, text: bytes) -> None:
        """Several lines go into a copy that takes the log's place, so that a kill leaves all of them or none."""
        place = self.path.resolve()
        beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
        try:
            shutil.copyfile(place, beside)
            shutil.copymode(place, beside)
            with beside.open("ab") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)

    # ------------------------------------------------------------------ reading

    def _parsed(self, raw: bytes) -> list[Entry]:
        found: dict[str, tuple[int, Entry]] = {}
        for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
            if not line.strip():
                continue
            entry = self._entry(number, line)
            earlier = found.setdefault(entry.id, (number, entry))
            if earlier[1] != entry:
                self._stop(number, f"has the id of line {earlier[0]}, {entry.id}; give one of them another id")
        judgements = {key for key, (_, entry) in found.items() if isinstance(entry, Judgement)}
        for number, entry in found.values():
            if isinstance(entry, Undoing) and entry.undoes not in judgements:
                self._stop(number, f"takes back {entry.undoes}, which is not in the log; put its line back")
        return sorted((entry for _, entry in found.values()), key=moment)

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            self._stop(number, "is no UTF-8; save the file as UTF-8")
        if text.startswith(_MERGE_MARKS):
            self._stop(number, "is the mark of an unfinished merge; keep the lines of both sides and delete the marks")
        try:
            return from_line(text)
        except ValueError as error:
            self._stop(number, f"{error}; mend the line or delete it")

    def _stop(self, number: int, message: str) -> NoReturn:
        raise InputError(message, source=str(self.path), where=f"line {number}")


def _refusal(conflict: Conflict, logged: set[str], places: Mapping[str, str]) -> str:
    """Why judgements cannot stand together, each with its id, names, who and when, and how to mend it."""
    told = [_told(item, logged, places) for item in conflict.judgements]
    old = [item.id for item in conflict.judgements if item.id in logged]
    mend = f"take one of them back first: verbund match undo {old[0]}" if old else "change one of them"
    return f"these contradict each other: {'; '.join(told)}. Nothing was written; {mend}"


def _told(item: Judgement, logged: set[str], places: Mapping[str, str]) -> str:
    if item.id in logged:
        return f"{item} ({item.id}, {item.who}, {item.when[:10]})"
    return f"{item} ({places.get(item.id) or 'new'})"


def _first_place(conflict: Conflict, places: Mapping[str, str]) -> str:
    return next((places[item.id] for item in conflict.judgements if item.id in places), "")
