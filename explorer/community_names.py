"""What communities of a network are called: the programme, theme or region that most of them have in common."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.catalogue import Catalogue
from graph.catalogue.arrays import LEVELS

Array = np.ndarray[Any, Any]

_FACETS = ("programme", "theme", "region")
_FEWEST = 3  # nodes of a community that gets a name
_MOST = 200  # communities that get one: the names of smaller ones nobody reads
_SHARE = 0.5  # of a community that must have the value
_EVERYWHERE = 0.6  # of all nodes: what so many have tells communities not apart


def common_values(catalogue: Catalogue, node: Array, community: Array) -> list[str]:
    """The IRI of the value that tells most of each community, by its number; "" where nothing stands out.

    Of the values that at least half of a community have, the one that is rarest outside.
    """
    count = int(community.max(initial=-1)) + 1
    names, best = [""] * count, np.zeros(count)
    if not count:
        return names
    size = np.bincount(community, minlength=count)
    for facet in _FACETS:
        row, column = (catalogue.parts[f"{facet}.by_thing.{part}"] for part in ("row", "column"))
        many = (row[node + 1] - row[node]).astype(np.int64)
        if not many.sum():
            continue
        step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        value = column[np.repeat(row[node], many) + step].astype(np.int64)
        of = np.repeat(community, many).astype(np.int64)
        width = len(catalogue.parts[f"{facet}.values"])
        pairs, held = np.unique(of * width + value, return_counts=True)
        at, value = pairs // width, pairs % width
        everywhere = np.bincount(value, weights=held, minlength=width) / len(node)
        share = held / size[at]
        fits = (share >= _SHARE) & (size[at] >= _FEWEST) & (at < _MOST)
        fits &= (everywhere[value] <= _EVERYWHERE) | (size[at] > _EVERYWHERE * len(node))
        if facet == "region":
            fits &= np.isin(catalogue.parts["region.level"][value], [LEVELS.index(level) for level in LEVELS[:6]])
        worth = share**2 / np.sqrt(np.maximum(everywhere[value], 1e-9))
        for one in np.flatnonzero(fits)[np.argsort(worth[fits], kind="stable")].tolist():
            if worth[one] > best[at[one]]:
                best[at[one]] = worth[one]
                names[int(at[one])] = catalogue.value(facet, int(value[one]))
    return names
