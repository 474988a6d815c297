"""The flat arrays that a catalogue is made of, and the lists and tables that they hold.

Things are numbered in the order of their IRIs; regions, themes, sources and other values have numbers among them.
``FACET`` stands for each of ``FACETED``; a value of a facet has a place of its own, its number stands in ``values``.

===================================  ==============================================================================
``iri.*``, ``label.*``               texts one after the other and where each begins (``NameList``)
``label.de``, ``label.en``           of each thing, the number of its label in a language
``order.de``, ``order.en``           of each thing, its place when all are sorted by label
``type``                             of each thing, the number of its class in ``types``
``first``, ``last``                  of each thing, the number of its dates in ``date.*``, else -1
``amount``, ``currency``             of each thing, its money in one currency, not a number and -1 where there is none
``money.*``                          thing, currency and amount of all money, summed up by thing and currency
``links``                            of each thing, how many others it is linked to
``edge.*``                           source, target and relation of each link, each once
``main.region``, ``main.programme``  of each thing, the one that it is told with, else -1
``point``, ``points.*``              of each thing, where it is known to lie, else -1; degrees, and the region meant
``FACET.values``                     numbers of its values, ascending; ``role``: places in ``roles``
``FACET.by_value.*``                 values × things, with all that lies in or below a value (``row``, ``column``)
``FACET.by_thing.*``                 the same, things × values
``FACET.parent.*``                   values × values, one step up
``region.level``                     of each region among the values, its place in ``LEVELS``
``year.by_value.*``, ``year.values`` years × things
``word.*``, ``word.by_value.*``      words of names, sorted, and words × things
``name.row``, ``name.text.*``, …     of each thing, where its names begin; names and their keys
===================================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse

from graph.names import ACTORS, CONCEPTS

Array = np.ndarray[Any, Any]
Matrix = sparse.csr_array[Any]

TYPES = (*ACTORS, *CONCEPTS, "")
TREES = ("programme", "theme", "region")
FACETED = (*TREES, "funder", "source", "role", "year")
LEVELS = ("nuts0", "nuts1", "nuts2", "nuts3", "municipality", "country", "landscape", "macro", "")
NONE = -1


def table(parts: Mapping[str, Array], name: str, width: int) -> Matrix:
    """A table of ones with a column at least, without the checks of scipy, which would read, and copy, all of it."""
    row, column = parts[f"{name}.row"], parts[f"{name}.column"]
    found: Matrix = sparse.csr_array((len(row) - 1, max(width, 1)))
    found.indptr, found.indices = row, column
    found.data = parts["ones"][: len(column)]
    found.has_sorted_indices = found.has_canonical_format = True
    return found


def row_of(parts: Mapping[str, Array], name: str, at: int) -> Array:
    """The columns of one row of a table."""
    row = parts[f"{name}.row"]
    found: Array = parts[f"{name}.column"][row[at] : row[at + 1]]
    return found
