"""Where things lie as points, and the macro-regions that a map can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.catalogue.arrays import NONE, Array, Matrix
from graph.gazetteer import code_of
from graph.places import NUTS, Places, is_region
from graph.recommending.coordinates import coordinates
from graph.recommending.name_list import NameList
from graph.vocabulary import SKOS

if TYPE_CHECKING:
    from graph.store import GraphStore

MACRO = ("macro", "landscape")  # levels that stand beside the tree of regions


def points(store: GraphStore, iris: NameList, region: Matrix, is_a_region: Array) -> dict[str, Array]:
    """``point`` and ``points.*``: as things state it, else the label point of their municipality or NUTS 3 region."""
    used = np.unique(region.indices)
    row = np.repeat(np.arange(len(iris)), np.diff(region.indptr))
    place = np.zeros(len(iris), np.int64)
    place[used] = np.arange(len(used))
    found = coordinates(store, iris, [iris[int(at)] for at in used], row, place[region.indices])
    known = np.flatnonzero(~np.isnan(found["latitude"]) & ~is_a_region)
    spots = np.column_stack([found["longitude"][known], found["latitude"][known]]).reshape(-1, 2)
    unique, which = np.unique(spots, axis=0, return_inverse=True)
    point = np.full(len(iris), NONE, np.int32)
    point[known] = which.reshape(-1)
    located = {
        (longitude, latitude): iris.number(iri)
        for iri, (latitude, longitude) in sorted(store.places.located().items(), reverse=True)
    }
    return {
        "point": point,
        "points.longitude": np.ascontiguousarray(unique[:, 0]),
        "points.latitude": np.ascontiguousarray(unique[:, 1]),
        "points.region": np.array([located.get((one[0], one[1]), NONE) for one in unique.tolist()], np.int32),
    }


def macro_regions(store: GraphStore, iris: NameList) -> Iterator[dict[str, Any]]:
    """IRI, the codes of the widest regions that it holds, and the definition by language, of each macro-region."""
    places = store.places
    for iri in iris:
        if is_region(iri) and places.level(iri) in MACRO and (codes := _codes(places, iri)):
            yield {"id": iri, "codes": codes, "definition": _definitions(store, iri)}


def _codes(places: Places, region: str) -> list[str]:
    """Of regions with the same area the one with the shortest code, which is that of the highest level."""
    held = {one for one in places.within(region) if one.startswith(NUTS)}
    widest = (one for one in held if not (places.above(one) - places.same_area(one)) & held)
    return sorted({min(map(code_of, places.same_area(one) & held), key=len) for one in widest})


def _definitions(store: GraphStore, iri: str) -> dict[str, str]:
    found = (quad.object for quad in store.quads(subject=iri, predicate=SKOS.definition))
    return {getattr(text, "language", None) or "": text.value for text in found if hasattr(text, "value")}
