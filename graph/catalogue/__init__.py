"""All things of a store as arrays: what a page that explores them asks, answered in milliseconds."""

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.filter import Filter

__all__ = ["Catalogue", "Filter"]
