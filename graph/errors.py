"""The exceptions that Verbund raises for people to read.

::

    VerbundError                 one line for a person; the command line prints it and exits with 1
    ├── InputError               a file, record or value is not what it should be: source, place, value
    ├── NotFoundError            a name that nothing in the graph has; carries the nearest spellings
    ├── AmbiguousError           a name that several things have; carries the choices
    ├── QueryError               a SPARQL text or a question's parameter is wrong, or ran out of time
    ├── StoreError               the store is of another version, damaged, unreadable or read-only
    │   └── StoreInUseError      another process is loading into it; waiting helps
    └── OutputError              a result cannot be written where it was asked for
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# A value in a message may hold line breaks, and escape sequences that a terminal would obey.
_UNSHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class VerbundError(Exception):
    """The base of all errors that are meant for people: their text is one complete line."""

    def __init__(self, message: str) -> None:
        super().__init__(_UNSHOWN.sub(" ", message).strip())


class InputError(VerbundError):
    """Input that cannot be used; the text names source, place and value and says what to do."""

    def __init__(self, message: str, *, source: str = "", where: str = "") -> None:
        self.source = source
        self.where = where
        place = ", ".join(part for part in (source, where) if part)
        super().__init__(f"{place}: {message}" if place else message)


class NotFoundError(VerbundError):
    """A name, code or identifier that nothing has."""

    def __init__(self, message: str, *, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = list(suggestions)
        hint = f" Did you mean: {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(message + hint)


class AmbiguousError(VerbundError):
    """A name that several things have; ``choices`` are ways to write each of them unmistakably."""

    def __init__(self, message: str, *, choices: Sequence[str]) -> None:
        self.choices = list(choices)
        super().__init__(f"{message} Choose one of: {'; '.join(self.choices)}.")


class QueryError(VerbundError):
    """A query or a question's parameter that cannot be run."""


class StoreError(VerbundError):
    """A store that cannot be opened, read or written."""


class StoreInUseError(StoreError):
    """A store that another process is loading into."""


class OutputError(VerbundError):
    """A place that a result cannot be written to."""
