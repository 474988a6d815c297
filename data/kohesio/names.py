"""The one name that a beneficiary, programme or authority goes by, where rows give it several."""

from __future__ import annotations

from data.importing.keys import digest


class Names:
    """Names by IRI, counted in one pass before rows are read: one entry a thing, more only where names differ."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._counts: dict[str, dict[str, int]] = {}
        self._chosen: dict[str, str] = {}

    def add(self, iri: str, name: str) -> None:
        """Note that a thing is called so."""
        first = self._first.setdefault(iri, name)
        if first != name or iri in self._counts:
            counts = self._counts.setdefault(iri, {first: 1})
            counts[name] = counts.get(name, 0) + 1

    def close(self) -> None:
        """Choose: the most frequent name, else the first in the alphabet."""
        self._chosen = {
            iri: min(counts, key=lambda name, counts=counts: (-counts[name], name))  # type: ignore[misc]
            for iri, counts in self._counts.items()
        }
        self._counts = {}

    def of(self, iri: str, name: str = "") -> str:
        """The name of a thing; of one without any, ``name``."""
        return self._chosen.get(iri) or self._first.get(iri) or name

    @property
    def fingerprint(self) -> str:
        """A hash of all names that rows depend on beside their own."""
        return digest(*(f"{iri}={name}" for iri, name in sorted((self._first | self._chosen).items())))
