"""The rule sets that come with Verbund, by name, and rule files of one's own."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph.consortium.lined import MOST_BYTES
from graph.consortium.rule_file import parse
from graph.consortium.rules import RuleSet
from graph.errors import InputError, NotFoundError
from graph.identity import name_key

FOLDER = Path(__file__).with_name("rule_sets")


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """All ready rule sets, by name."""
    return tuple(
        parse(file.read_text("utf-8"), name=file.stem, file=file.name) for file in sorted(FOLDER.glob("*.yml"))
    )


def rule_set(rules: str | Path) -> RuleSet:
    """The rule set with a name, or in a file (- is standard input). Raises NotFoundError and InputError."""
    text = os.fspath(rules).strip()
    if not text:
        raise InputError(f"rules without a name; write a file or one of: {_names()}")
    if text == "-":
        return parse(sys.stdin.read(MOST_BYTES + 1), name="-", file="standard input")
    if (ready := _ready(text)) is not None and not isinstance(rules, Path):
        return ready
    if Path(text).is_file() or Path(text).suffix.lower() in (".yml", ".yaml") or "/" in text:
        return _read(Path(text))
    known = {name_key(one.name): one.name for one in rule_sets()}
    near = [known[key] for key in get_close_matches(name_key(text), known, n=2, cutoff=0.5)]
    said = f"no rule set and no file is called “{text}”; known are: {_names()}."
    raise NotFoundError(said, suggestions=near)


def _ready(text: str) -> RuleSet | None:
    key = name_key(text)
    for one in rule_sets():
        if key.replace(" ", "") in {name_key(name).replace(" ", "") for name in (one.name, *one.title.values())}:
            return one
    return None


def _names() -> str:
    return ", ".join(one.name for one in rule_sets())


def _read(path: Path) -> RuleSet:
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start + 1} is no UTF-8; save the file as UTF-8", source=str(path)) from None
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}; name a rule file, or one of: {_names()}", source=str(path)
        ) from None
    return parse(text, name=path.stem, file=path.name)
