"""The IRIs of what rows of tables state: from identifiers where there are some, else from the row's own words."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from graph.identity import ID, iri, name_key, slug

LONGEST = 80  # characters of a slug; longer ones end in a hash, so that they stay apart


def project_iri(source_id: str, *key: str) -> str:
    """The project with this identifier, or these identifying words, in a source."""
    return iri("project", f"{slug(source_id)}-{_key(*key)}")


@lru_cache(maxsize=65536)
def organisation_iri(scheme: str, code: str) -> str:
    """The organisation with a registered identifier, such as PIC or GB-CHC: the same in every source."""
    return iri("organisation", f"{slug(scheme)}-{slug(code)}")


@lru_cache(maxsize=65536)
def local_organisation_iri(source_id: str, name: str, place: str = "") -> str:
    """The organisation that a source knows by name, and by place where names repeat."""
    key = slug(name_key(name)) or "unnamed"
    return iri("organisation", f"{slug(source_id)}-{_short(key)}{f'-{slug(place)}' if place else ''}")


def programme_iri(code: str) -> str:
    """The programme with a registered code (CCI) or a name of its own."""
    return iri("programme", slug(code))


def grant_iri(project: str, number: str = "1") -> str:
    """A grant to a project or organisation."""
    return f"{ID}grant/{_tail(project)}-{number}"


def participation_iri(project: str, organisation: str, role: str = "") -> str:
    """An organisation's part in a project; ``organisation`` may be any word where there is no name."""
    parts = (_tail(project), _tail(organisation), role)
    return f"{ID}participation/{'-'.join(part for part in parts if part)}"


def _tail(thing: str) -> str:
    return thing.rpartition("/")[2]


def _key(*words: str) -> str:
    """One identifier as a slug; several words as a hash of them, since their slugs could meet."""
    if len(words) == 1:
        return _short(slug(words[0])) or digest(*words)
    return digest(*words)


def _short(key: str) -> str:
    return key if len(key) <= LONGEST else f"{key[: LONGEST - 13]}-{digest(key)[:12]}"


def digest(*words: str) -> str:
    """Sixteen hexadecimal digits that stand for the words and their order."""
    return hashlib.blake2b("\x1f".join(words).encode("utf-8", "replace"), digest_size=8).hexdigest()
