"""SPARQL texts: what is refused before they run, and their errors in words for people."""

from __future__ import annotations

import re
from string import ascii_lowercase

import pyoxigraph as ox

from graph.errors import QueryError
from graph.vocabulary import PREFIXES

# IRIs, quoted texts and comments, in which a keyword is no keyword.
_OPAQUE = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | \#[^\n]*""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORD = re.compile(r"(?<![?$:\w-])(?P<word>\w+)(?![\w:.-]*:)", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_GROUP = re.compile(r"(?<![?$:\w.-])WHERE\s*\{", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


def keywords(sparql: str) -> list[str]:
    """The bare words of a query in upper case: no variables, prefixed names, IRIs, texts or comments."""
    return [match["word"].upper() for match in _KEYWORD.finditer(_OPAQUE.sub(" ", _unescaped(sparql)))]


def _unescaped(sparql: str) -> str:
    """The query with code point escapes resolved, as SPARQL 1.1 section 19.2 has it done before parsing."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), sparql)


def group_start(sparql: str) -> int:
    """Where the inside of the outermost ``WHERE {`` begins; 0 where the query has no such word."""
    blank = _OPAQUE.sub(lambda match: " " * len(match[0]), sparql)
    found = _GROUP.search(blank)
    return found.end() if found else 0


def refuse_federation(sparql: str) -> None:
    """Raise QueryError for a query that would send a request to another host.

    The parser itself says whether the word is a keyword: in place of the keyword another word is a syntax error,
    in a name, text or comment it is none. Reading the text by patterns alone misses some of the grammar's turns.
    """
    if "service" not in _unescaped(sparql).lower():
        return
    try:
        ox.Store().query(_disguised(sparql), prefixes=PREFIXES)
    except SyntaxError as error:
        if "SERVICE" not in keywords(sparql):
            raise QueryError(syntax_message(sparql, str(error))) from error
        raise QueryError(
            "SERVICE is not allowed: a query may not reach another host; load that data instead"
        ) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error


def _disguised(sparql: str) -> str:
    """The query with every "service" turned into a word that it does not have, the same one everywhere."""
    lowered = sparql.lower()
    other = next((letter for letter in ascii_lowercase if f"servic{letter}" not in lowered), "")
    return re.sub("(servic)e", lambda match: match[1] + other, sparql, flags=re.IGNORECASE | re.ASCII)


def syntax_message(sparql: str, error: str) -> str:
    """One line that names line and column and what stands there."""
    words = keywords(sparql)
    if words and next((word for word in words if word not in {"PREFIX", "BASE"}), "") in UPDATES:
        return "the query would change the store; use: verbund load"
    place = _PLACE.match(error)
    if not place:
        return f"the SPARQL query cannot be read: {' '.join(error.split())[:200]}"
    line, column = int(place[1]), int(place[2])
    lines = sparql.splitlines()
    text = lines[line - 1][max(0, column - 1) :][:40].strip() if line <= len(lines) else ""
    found = f"“{text}” was not expected" if text else "the query ends too early"
    reason = " ".join(place[3].split())
    hint = f" ({reason})" if len(reason) < 120 else ""
    return f"the SPARQL query cannot be read: line {line}, column {column}: {found}{hint}"
