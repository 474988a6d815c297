"""A SPARQL query as it is given on the command line: the text, a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.errors import InputError
from graph.sparql import keywords

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")


def query_text(given: str) -> str:
    """The query that the argument holds or names.

    A text with a brace, a line break or a query's first word is the query itself; "-" is standard input; all else
    names a file.
    """
    if given == "-":
        text = sys.stdin.read()
    elif "{" in given or "\n" in given or keywords(given)[:1] in ([form] for form in FORMS):
        return given
    else:
        text = _file(Path(given))
    if not text.strip():
        raise InputError("the query is empty", source="standard input" if given == "-" else given)
    return text


def _file(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", source=str(path)) from error
    except OSError as error:
        raise InputError(
            f"is neither a query (no “{{”) nor a file that can be read ({error.strerror})", source=str(path)
        ) from error
