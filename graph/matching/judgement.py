"""One judgement of a person on a pair of mentions, the taking back of one, and both as lines of JSON."""

from __future__ import annotations

import getpass
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
SIGNS = {SAME: "=", DIFFERENT: "≠", UNSURE: "?"}
# 48 bits: among a million judgements of people who know nothing of each other, one in 600 logs has a clash.
_ID_DIGITS = 12


@dataclass(slots=True, frozen=True)
class Judgement:
    """What a person decided on two source IRIs, ``first`` before ``second`` as text.

    ``when`` is ISO 8601, ``score`` what the machine thought at the time (0 to 1, None where it had no opinion), and
    ``names`` are the labels at the time, for readers of the log.
    """

    id: str
    when: str
    who: str
    verdict: str
    first: str
    second: str
    score: float | None = None
    note: str = ""
    names: tuple[str, str] = ("", "")

    @property
    def pair(self) -> tuple[str, str]:
        """Both IRIs in their order as text."""
        return self.first, self.second

    def __str__(self) -> str:
        first, second = (name or iri for name, iri in zip(self.names, self.pair, strict=True))
        return f"“{first}” {SIGNS[self.verdict]} “{second}”"


@dataclass(slots=True, frozen=True)
class Undoing:
    """A judgement taken back: by whom, when, and why."""

    id: str
    when: str
    who: str
    undoes: str
    note: str = ""


Entry = Judgement | Undoing


def judged(
    one: str,
    other: str,
    verdict: str,
    *,
    who: str = "",
    when: str = "",
    score: float | None = None,
    note: str = "",
    names: tuple[str, str] = ("", ""),
) -> Judgement:
    """A new judgement on two IRIs in any order, ``names`` in the same; by the user of this machine, now."""
    who, when = who or user(), when or now()
    note, names = " ".join(note.split()), (" ".join(names[0].split()), " ".join(names[1].split()))
    if other < one:
        one, other, names = other, one, (names[1], names[0])
    return Judgement(_id("j", when, who, verdict, one, other, note), when, who, verdict, one, other, score, note, names)


def undoing(judgement: Judgement, *, who: str = "", when: str = "", note: str = "") -> Undoing:
    """A new taking back of a judgement."""
    who, when, note = who or user(), when or now(), " ".join(note.split())
    return Undoing(_id("u", when, who, judgement.id, note), when, who, judgement.id, note)


def user() -> str:
    """The name by which this machine knows its user, "unknown" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run as a number without a name
        return "unknown"


def now() -> str:
    """This moment in UTC, to the microsecond, so that what one person decides has an order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment(entry: Entry) -> tuple[datetime, str]:
    """What entries are put in order by; a time without a zone is read as UTC."""
    when = datetime.fromisoformat(entry.when)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)), entry.id


def _id(letter: str, *content: str) -> str:
    return letter + hashlib.sha256("\n".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


# ---------------------------------------------------------------------- as lines of JSON


def as_line(entry: Entry) -> str:
    """An entry as one line of JSON, its keys always in the same order."""
    if isinstance(entry, Undoing):
        found: dict[str, Any] = {"id": entry.id, "when": entry.when, "who": entry.who, "undoes": entry.undoes}
    else:
        found = {name: getattr(entry, name) for name in ("id", "when", "who", "verdict", "first", "second")}
        found |= {} if entry.score is None else {"score": round(entry.score, 4)}
        found["names"] = list(entry.names)
    found |= {"note": entry.note} if entry.note else {}
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace").decode()


def from_line(line: str) -> Entry:
    """The entry that a line of JSON holds. Raises ValueError that says what is wrong."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("is no JSON") from error
    if not isinstance(found, dict):
        raise ValueError("is no object in braces")  # noqa: TRY004 - the reader of the log catches one kind
    for name in ("id", "when", "who"):
        _text(found, name, needed=True)
    _check_time(found["when"])
    if "undoes" in found:
        return Undoing(found["id"], found["when"], found["who"], _text(found, "undoes", needed=True), _note(found))
    return _judgement(found)


def _judgement(found: dict[str, Any]) -> Judgement:
    verdict, first, second = (_text(found, name, needed=True) for name in ("verdict", "first", "second"))
    if verdict not in VERDICTS:
        raise ValueError(f"the verdict “{verdict}” is none of: {', '.join(VERDICTS)}")
    if first == second:
        raise ValueError(f"first and second are both “{first}”")
    names = found.get("names", ["", ""])
    if not (isinstance(names, list) and len(names) == 2 and all(isinstance(name, str) for name in names)):
        raise ValueError("names should be a list of two texts")
    if second < first:
        first, second, names = second, first, names[::-1]
    return Judgement(
        found["id"],
        found["when"],
        found["who"],
        verdict,
        first,
        second,
        _score(found),
        _note(found),
        (names[0], names[1]),
    )


def _text(found: dict[str, Any], name: str, *, needed: bool = False) -> str:
    value = found.get(name, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"“{name}” is missing" if value in ("", None) else f"“{name}” should be a text")
    return value


def _note(found: dict[str, Any]) -> str:
    return _text(found, "note")


def _score(found: dict[str, Any]) -> float | None:
    score = found.get("score")
    if score is None:
        return None
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ValueError(f"the score “{score}” should be a number from 0 to 1")
    return float(score)


def _check_time(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no time such as 2024-05-31T12:00:00+00:00") from None
