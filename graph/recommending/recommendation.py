"""Partners by what the known projects teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.partners import Partners
    from graph.request import Request
    from graph.store import GraphStore
    from graph.why_not import WhyNot


def has_history(store: GraphStore, as_of: str) -> bool:
    """Whether the store knows enough of who worked with whom."""
    del store, as_of
    return False


def recommend(store: GraphStore, request: Request) -> Partners:
    """The best partners by the known projects."""
    raise NotImplementedError


def why_not(store: GraphStore, request: Request, name: str) -> WhyNot:
    """Why somebody is not among them."""
    raise NotImplementedError
