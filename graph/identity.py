"""IRIs, slugs and normalised names: what makes two mentions the same thing by spelling alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata

ID = "https://w3id.org/verbund/id/"

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_NOT_WORD = re.compile(r"[^\w]+")
_NOT_SLUG = re.compile(r"[\W_]+")


def slug(text: str) -> str:
    """The text as a path segment: lower case ASCII, German umlauts written out, the rest as hyphens.

    Letters outside Latin are kept in their own script, so that no two Greek names fall together.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_GERMAN)
    plain = _without_marks(lowered)
    if plain.isascii():
        return _NOT_PLAIN.sub("-", plain).strip("-")
    return _NOT_SLUG.sub("-", plain).strip("-")


def iri(kind: str, name: str) -> str:
    """The IRI of a thing: its type's folder and its slug, e.g. ``…/id/project/kis``."""
    return f"{ID}{kind}/{name}"


def source_iri(source_id: str) -> str:
    """The IRI of a source, which is also the name of its graph; an id that is an IRI stays one."""
    return source_id if ":" in source_id else iri("source", source_id)


def statement_iri(graph: str, subject: str, predicate: str, value: str) -> str:
    """The IRI of a statement about a statement: the same for the same words in the same source."""
    text = "\n".join((graph, subject, predicate, value))
    return iri("statement", hashlib.sha256(text.encode()).hexdigest()[:20])


def name_key(text: str) -> str:
    """The name as people mean it: case, accents, umlaut spelling, dashes and quotes do not count.

    ``München``, ``Munchen`` and ``Muenchen`` share a key, and so do ``SüdOst`` and ``Suedost``.
    """
    plain = _without_marks(unicodedata.normalize("NFKC", text).casefold())
    words = _NOT_WORD.sub(" ", plain).replace("_", " ")
    # "ue" and "u" fall together, since "Muenchen" and "Munchen" both stand for "München".
    return re.sub(r"(?<=[aou])e(?=[^aeiou ]|$)", "", " ".join(words.split()))


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
