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
# What the parser expected: keywords, which it reports at their end, characters, or a rule in words.
_WORD = re.compile(r"\b[A-Z][A-Z0-9_]{2,}\b")
_CHARACTER = re.compile(r'"[^"]+"|\[(?!_\])')
_REASON = re.compile(r"[A-Z]\w* \w+ [\w ]*[a-z]")
MOST_EXPECTED = 3  # keywords; a longer list helps nobody
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
    place = _PLACE.match(_padded_error(_disguised(sparql)) or error)
    if not place:
        return f"the SPARQL query cannot be read: {' '.join(error.split())[:200]}"
    reason = next(iter(_REASON.findall(place[3])), "")
    at = _start(sparql, _offset(sparql, int(place[1]), int(place[2])), place[3], reason)
    line, column = sparql.count("\n", 0, at) + 1, at - sparql.rfind("\n", 0, at)
    text = sparql[at:].partition("\n")[0].strip()[:40]
    found = f"“{text}” was not expected" if text else "the query ends too early"
    wanted = _WORD.findall(place[3])
    hint = reason or (f"expected {' or '.join(wanted)}" if 0 < len(wanted) <= MOST_EXPECTED else "")
    return f"the SPARQL query cannot be read: line {line}, column {column}: {found}{f' ({hint})' if hint else ''}"


def _padded_error(sparql: str) -> str:
    """The parser's error for the query with room after its end, into which no keyword that it tries runs."""
    try:
        ox.Store().query(sparql + " " * 40, prefixes=PREFIXES)
    except SyntaxError as error:
        return str(error)
    return ""


def _offset(sparql: str, line: int, column: int) -> int:
    before = sparql.split("\n")[: line - 1]
    return sum(len(text) + 1 for text in before) + column - 1


def _start(sparql: str, at: int, expected: str, reason: str) -> int:
    """Where the text begins that could not be read; the parser reports the end of the longest word it tried there."""
    if reason:
        before = sparql[:at].rstrip()
        return max(before.rfind(" "), before.rfind("\n")) + 1 if not before.endswith(">") else before.rfind("<")
    if not _CHARACTER.search(expected):
        at = max([0, *(at - len(word) for word in _WORD.findall(expected))])
    at = min(at, len(sparql))
    return at + len(sparql[at:]) - len(sparql[at:].lstrip())
