"""The small store and its catalogue."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue
from tests.graph.catalogue.small_catalogue import TURTLE
from tests.small_sources import turtle


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """The catalogue of the small store."""
    return Catalogue.of(turtle(TURTLE))
