"""IRIs, slugs and normalised names: what makes two mentions the same thing by spelling alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata

ID = "https://w3id.org/verbund/id/"

_NOT_WORD = re.compile(r"[\W_]+")
_SILENT_E = re.compile(r"(?<=[aou])e(?=[^aeiou ]|$)")


def slug(text: str) -> str:
    """The text as a path segment: lower case ASCII, German umlauts written out, the rest as hyphens.

    Letters outside Latin are kept in their own script, so that no two Greek names fall together.
    """
    return "-".join(unicodedata.normalize("NFKC", text).casefold().translate(_SLUGS).split())


def iri(kind: str, name: str) -> str:
    """The IRI of a thing: its type's folder and its slug, e.g. ``…/id/project/kis``."""
    return f"{ID}{kind}/{name}"


def source_iri(source_id: str) -> str:
    """The IRI of a source, which is also the name of its graph; an id that is an IRI stays one."""
    return source_id if ":" in source_id else iri("source", source_id)


# The graph that says which IRIs of the sources are shown under which one.
IDENTITY = source_iri("identity")


def statement_iri(graph: str, subject: str, predicate: str, value: str) -> str:
    """The IRI of a statement about a statement: the same for the same words in the same source."""
    text = "\n".join((graph, subject, predicate, value))
    return iri("statement", hashlib.sha256(text.encode()).hexdigest()[:20])


def name_key(text: str) -> str:
    """The name as people mean it: case, accents, umlaut spelling, dashes and quotes do not count.

    ``München``, ``Munchen`` and ``Muenchen`` share a key, and so do ``SüdOst`` and ``Suedost``.
    """
    words = unicodedata.normalize("NFKC", text).casefold().translate(_KEYS).split()
    # "ue" and "u" fall together, since "Muenchen" and "Munchen" both stand for "München".
    return _SILENT_E.sub("", " ".join(words))


class _Words(dict[int, str]):
    """For ``str.translate``: each character without its marks, a blank for what belongs to no word; looked up once.

    Character by character is the same as the whole text at once: the order of marks does not matter to what is left.
    """

    def __init__(self, spelt: dict[str, str] | None = None) -> None:
        super().__init__({ord(letter): spelling for letter, spelling in (spelt or {}).items()})

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
        self[code] = _NOT_WORD.sub(" ", plain)
        return self[code]


_KEYS, _SLUGS = _Words(), _Words({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
