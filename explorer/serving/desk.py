"""An open store with all that answers about it are made of; it lives in a process that answers calls."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from explorer.answers_json import Answers
from explorer.reconcile_answers import titles
from graph.errors import StoreError
from graph.matching.reconciliation import Reconciliation
from graph.store import GraphStore

if TYPE_CHECKING:
    from graph.catalogue import Catalogue


class Desk:
    """One revision of a store, and how much an answer may hold."""

    def __init__(self, store: GraphStore, settings: dict[str, Any]) -> None:
        self.store, self.settings = store, settings
        self._answers: dict[str, Answers] = {}
        self._services: dict[str, Reconciliation] = {}

    @classmethod
    def opened(cls, settings: dict[str, Any]) -> Desk:
        """The desk over a folder, an endpoint, or a file of N-Quads. Raises StoreError."""
        if not settings["quads"]:
            return cls(GraphStore.open(settings["location"], merged=settings["merged"]), settings)
        database = ox.Store()
        try:
            database.load(path=settings["quads"], format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{settings['quads']}: cannot be read ({error})") from error
        return cls(GraphStore(database), settings)

    @property
    def revision(self) -> str:
        """What the answers are of; it changes with every load."""
        return str(self.store.number)

    @cached_property
    def title(self) -> str:
        """What the store is called."""
        return str(
            self.settings["title"] or (Path(self.settings["location"]).name if self.settings["location"] else "")
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """All things as arrays. Raises StoreError for an endpoint."""
        from graph.catalogue import Catalogue

        return Catalogue.of(self.store)

    @cached_property
    def counted(self) -> dict[str, int]:
        """The number of actors of each class; of an endpoint, of all classes."""
        from graph.counts import stats

        return self.catalogue.type_counts if self.has_catalogue else stats(self.store).by_type

    @cached_property
    def sources(self) -> list[tuple[str, int]]:
        """Each source's IRI and number of statements."""
        from graph.counts import sources

        return sources(self.store)

    @cached_property
    def seekers(self) -> list[str]:
        """Things that partners can be asked for."""
        from explorer.serving.status import seekers

        return seekers(self)

    @property
    def has_catalogue(self) -> bool:
        """Whether there can be one: an endpoint gives no columns."""
        return not getattr(self.store, "url", "")

    def answers(self, language: str) -> Answers:
        """What turns results into JSON in a language."""
        if language not in self._answers:
            self._answers[language] = Answers(self.store, language)
        return self._answers[language]

    def reconciliation(self, language: str) -> Reconciliation:
        """The reconciliation service in a language."""
        if language not in self._services:
            self._services[language] = Reconciliation(self.store, language=language, titles=titles(language))
        return self._services[language]

    def warm(self, calls: list[tuple[str, dict[str, Any]]]) -> None:
        """Answer some calls beforehand, so that the first people do not wait for what is read once."""
        from explorer.serving.calls import CALLS

        for name, given in calls:
            with contextlib.suppress(Exception):  # whoever asks in earnest is told
                CALLS[name](self, given)
