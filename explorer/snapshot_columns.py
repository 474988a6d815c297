"""The columns of a catalogue for some of its things, numbered anew in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.labels import clean
from graph.catalogue.arrays import FACETED, NONE, TREES, TYPES, table
from graph.names import CONCEPTS
from graph.recommending.name_list import NameList

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

Array = np.ndarray[Any, Any]
LANGUAGES = ("de", "en")


class Columns:
    """What a file holds of a catalogue: ``numbers`` and ``texts`` by name, as ``graph.catalogue.arrays`` has them.

    ``chosen`` are the things that the file is about. What they have as values (regions, themes, sources …) comes along,
    but counts as a thing only where it is a concept. ``kept`` are the numbers of all of these in the catalogue.
    Names stand among the labels, each text once.
    """

    def __init__(self, catalogue: Catalogue, chosen: Array) -> None:
        self._catalogue, self._parts = catalogue, catalogue.parts
        self.numbers: dict[str, Array] = {}
        self.texts: dict[str, list[str]] = {}
        self.kept = self._needed(chosen)
        self._place = np.full(len(catalogue) + 1, NONE, np.int32)  # the last one stands for NONE
        self._place[self.kept] = np.arange(len(self.kept))
        self._things(chosen)
        self._names()
        self._words()
        self._links()
        self._money()
        self._points()
        for name in FACETED:
            self._facet(name)

    def place(self, number: int) -> int:
        """The new number of a thing of the catalogue, -1 where it was left out."""
        return int(self._place[number])

    # ------------------------------------------------------------------ which

    def _needed(self, chosen: Array) -> Array:
        catalogue, parts = self._catalogue, self._parts
        is_chosen = np.zeros(len(catalogue), bool)
        is_chosen[chosen] = True
        needed = is_chosen.copy()
        concept = parts["known"] & np.isin(catalogue.type, [TYPES.index(name) for name in CONCEPTS if name in TYPES])
        source, target = parts["edge.source"], parts["edge.target"]
        for one, other in ((source, target), (target, source)):
            near = other[is_chosen[one]]
            needed[near[concept[near]]] = True
        for name in FACETED:
            if name not in ("role", "year"):
                used = table(parts, f"{name}.by_value", len(catalogue)) @ is_chosen.astype(np.int32)
                needed[parts[f"{name}.values"][used > 0]] = True
        for name in ("main.region", "main.programme"):
            used = parts[name][chosen]
            needed[used[used != NONE]] = True
        spots = np.unique(parts["point"][chosen])
        regions = parts["points.region"][spots[spots != NONE]]
        needed[regions[regions != NONE]] = True
        for macro in catalogue.about["macro"]:
            needed[catalogue.iris.number(macro["id"])] = True
        sources = table(parts, "source.by_value", len(catalogue)) @ needed.astype(np.int32)
        needed[parts["source.values"][sources > 0]] = True
        return np.flatnonzero(needed)

    # ------------------------------------------------------------------ things and names

    def _things(self, chosen: Array) -> None:
        parts, kept, catalogue = self._parts, self.kept, self._catalogue
        concept = np.isin(catalogue.type[kept], [TYPES.index(name) for name in CONCEPTS if name in TYPES])
        self.numbers |= {
            "type": catalogue.type[kept],
            "known": (np.isin(kept, chosen) | (concept & parts["known"][kept])).astype(np.int8),
            "links": parts["links"][kept],
            "amount": parts["amount"][kept],
            "currency": parts["currency"][kept],
            "main.region": self._place[parts["main.region"][kept]],
            "main.programme": self._place[parts["main.programme"][kept]],
        }
        both = np.concatenate([parts["first"][kept], parts["last"][kept]])
        used, place = np.unique(both, return_inverse=True)
        shift = int(len(used) > 0 and used[0] == NONE)
        self.numbers["first"], self.numbers["last"] = np.split(place.reshape(-1) - shift, 2)
        self.texts["date"] = [catalogue.date(int(at)) for at in used[shift:]]
        self.texts["iri"] = [catalogue.iris[int(at)] for at in kept]

    def _names(self) -> None:
        parts, kept, catalogue = self._parts, self.kept, self._catalogue
        pool: dict[str, int] = {}
        for language in LANGUAGES:
            labels = (clean(catalogue.label(int(at), language)) for at in kept)
            self.numbers[f"label.{language}"] = _array(pool.setdefault(label, len(pool)) for label in labels)
            order = np.empty(len(kept), np.int32)
            order[np.argsort(catalogue.order(language)[kept], kind="stable")] = np.arange(len(kept))
            self.numbers[f"order.{language}"] = order
        row, start = parts["name.row"], parts["name.key.start"]
        counts = row[kept + 1] - row[kept]
        names = (
            clean(catalogue.name_texts[at]) for thing in kept for at in range(int(row[thing]), int(row[thing + 1]))
        )
        self.numbers["name.text"] = _array(pool.setdefault(name, len(pool)) for name in names)
        self.numbers["name.row"] = np.concatenate([[0], np.cumsum(counts)])
        first = row[kept]
        self.numbers["name.length"] = start[np.minimum(first + 1, len(start) - 1)] - start[first]
        self.texts["label"] = list(pool)

    def _words(self) -> None:
        parts = self._parts
        held = table(parts, "word.by_value", len(self._catalogue))[:, self.kept]
        used = np.flatnonzero(np.diff(held.indptr)).tolist()
        words = NameList(parts["word.text"], parts["word.start"])
        # The page compares texts by their UTF-16, not by their UTF-8.
        used.sort(key=lambda at: words[at].encode("utf-16-be", "surrogatepass"))
        self.texts["word"] = [words[at] for at in used]
        self._put("word.by_value", held[used])

    # ------------------------------------------------------------------ links, money, places

    def _links(self) -> None:
        source, target = self._place[self._parts["edge.source"]], self._place[self._parts["edge.target"]]
        both = (source != NONE) & (target != NONE)
        self.numbers |= {
            "edge.source": source[both],
            "edge.target": target[both],
            "edge.relation": self._parts["edge.relation"][both],
        }

    def _money(self) -> None:
        thing = self._place[self._parts["money.thing"]]
        rows = thing != NONE
        self.numbers |= {
            "money.thing": thing[rows],
            "money.currency": self._parts["money.currency"][rows],
            "money.amount": self._parts["money.amount"][rows],
        }

    def _points(self) -> None:
        parts = self._parts
        used, place = np.unique(parts["point"][self.kept], return_inverse=True)
        shift = int(len(used) > 0 and used[0] == NONE)
        spots = used[shift:]
        self.numbers |= {
            "point": place.reshape(-1) - shift,
            "points.longitude": parts["points.longitude"][spots],
            "points.latitude": parts["points.latitude"][spots],
            "points.region": self._place[parts["points.region"][spots]],
        }

    # ------------------------------------------------------------------ facets

    def _facet(self, name: str) -> None:
        parts = self._parts
        held = table(parts, f"{name}.by_value", len(self._catalogue))[:, self.kept]
        values = parts[f"{name}.values"]
        if name not in ("role", "year"):
            values = self._place[values]
        # A role stands for itself, whether anybody has it or not; what only values have is left out.
        used = (
            np.arange(len(values)) if name == "role" else np.flatnonzero((np.diff(held.indptr) > 0) & (values != NONE))
        )
        self._put(f"{name}.by_value", held[used])
        self.numbers[f"{name}.values"] = values[used]
        if name == "source":
            self._put("source.by_thing", held[used].T.tocsr())
        if name == "region":
            self.numbers["region.level"] = parts["region.level"][used]
        if name in TREES:
            self._put(f"{name}.parent", table(parts, f"{name}.parent", held.shape[0])[used][:, used])

    def _put(self, name: str, held: Any) -> None:
        held.sort_indices()
        self.numbers |= {f"{name}.row": held.indptr, f"{name}.column": held.indices}


def _array(values: Any) -> Array:
    return np.fromiter(values, np.int32)


__all__: Sequence[str] = ["LANGUAGES", "Columns"]
