"""A catalogue made from the columns of a store: who takes over what from whom, and what lies in what.

An organisation takes over programmes, themes, funders and years from the projects that it takes part in, and its
amount is the sum of its participations; initiatives and events take over the programmes and themes of those who are
members or attend. A project without a region lies where its participants do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from graph.catalogue import amounts, locations, periods
from graph.catalogue.arrays import LEVELS, NONE, TREES, TYPES, Array, Matrix
from graph.catalogue.numbering import NAMES_OF_RELATIONS, Numbers
from graph.model import ROLES
from graph.names import ACTORS

if TYPE_CHECKING:
    from graph.store import GraphStore

_DEPTHS = {"nuts0": 0, "country": 0, "nuts1": 1, "nuts2": 2, "nuts3": 3, "municipality": 4}


def made(store: GraphStore) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays of a store, and what is said of them in words. Raises StoreError for an endpoint."""
    numbers = Numbers(store)
    try:
        making = _Making(store, numbers)
        making.make()
    finally:
        numbers.close()
    return making.parts, making.about


class _Making:
    def __init__(self, store: GraphStore, numbers: Numbers) -> None:
        self.parts: dict[str, Array] = {}
        self.about: dict[str, Any] = {}
        self._store, self._numbers, self._count = store, numbers, len(numbers)

    def make(self) -> None:
        numbers = self._numbers
        self.parts |= {"iri.text": numbers.iris.text, "iri.start": numbers.iris.start}
        self.parts |= numbers.label_parts() | numbers.name_parts() | numbers.word_parts()
        self._type, first, last = numbers.things()
        self._links()
        self._take_part()
        self._dates(first, last)
        self._values()
        self._money()
        self._points()
        self._known()
        most = max(len(part) for name, part in self.parts.items() if name.endswith(".column"))
        self.parts["ones"] = np.ones(most, np.int32)

    # ------------------------------------------------------------------ links

    def _links(self) -> None:
        source, target, relation = self._numbers.links()
        needs = target[(relation == NAMES_OF_RELATIONS.index("seeks")) & (self._type[target] == TYPES.index(""))]
        self._type[needs] = TYPES.index("Need")  # a need may have no name
        self.parts |= {"edge.source": source, "edge.target": target, "edge.relation": relation}
        one, other = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
        pairs = np.unique(one * self._count + other)
        both = np.concatenate([pairs // max(self._count, 1), pairs % max(self._count, 1)])
        self.parts["links"] = np.bincount(both, minlength=self._count).astype(np.int32)
        self.about["relations"] = list(NAMES_OF_RELATIONS)

    def _related(self, *names: str) -> tuple[Array, Array]:
        chosen = np.isin(self.parts["edge.relation"], [NAMES_OF_RELATIONS.index(name) for name in names])
        return self.parts["edge.source"][chosen], self.parts["edge.target"][chosen]

    def _is(self, *types: str) -> Array:
        found: Array = np.isin(self._type, [TYPES.index(name) for name in types])
        return found

    def _only(self, pairs: tuple[Array, Array], chosen: Array) -> tuple[Array, Array]:
        meant = chosen[pairs[0]]
        return pairs[0][meant], pairs[1][meant]

    def _take_part(self) -> None:
        project, organisation, role = self._numbers.parts()
        self._roles = np.array([ROLES.index(one) if one in ROLES else NONE for one in role], np.int32)
        self._parts = project, organisation
        others = self._only(self._related("partner", "operator"), self._is("Project"))
        body = self._is("Organisation")[others[1]]
        self._member = self._ones(
            np.concatenate([project, others[0][body]]), np.concatenate([organisation, others[1][body]])
        )

    # ------------------------------------------------------------------ values

    def _values(self) -> None:
        store = self._store
        belongs = self._ones(*self._related("member", "attendedBy"))
        joined = _rows(belongs, self._is("Initiative")), _rows(belongs, self._is("Event"))
        of_bodies = sparse.csr_array(self._member.T.tocsr())
        programme = self._own("programme", "Programme")
        theme = self._own("theme", "Theme")
        for name, own, above in (
            ("programme", programme, self._above_programmes()), ("theme", theme, self._above(store.themes.ancestors)),
        ):  # fmt: skip
            held = own + of_bodies @ _rows(own, self._is("Project"))
            for joining in joined:  # events after the initiatives that attend them
                held = held + joining @ held
            self._put_main(name, held)
            self._put_facet(name, held, above)
        funder = self._ones(*self._related("fundedBy"))
        self._put_facet("funder", funder + of_bodies @ _rows(funder, self._is("Project")), {})
        self._put_facet("source", self._ones(*self._numbers.sources()), {})
        self._regions()
        self._put_roles()
        self._parents()

    def _own(self, relation: str, type_: str) -> Matrix:
        """What things state, and the values themselves, which are in what they are."""
        source, target = self._related(relation)
        itself = np.flatnonzero(self._is(type_))
        return self._ones(np.concatenate([source, itself]), np.concatenate([target, itself]))

    def _regions(self) -> None:
        own = self._own("region", "Region")
        without = np.diff(own.indptr) == 0
        held = own + _rows(self._member, without & self._is("Project")) @ own
        places = self._store.places
        above = self._above(places.above)
        self._put_main("region", held, self._depths(above))
        self._put_facet("region", held, above)
        self._region = own

    def _above(self, reach: Callable[[str], Iterable[str]]) -> dict[int, list[int]]:
        """The numbers of all that lies above a value, by its number; looked up when it is needed."""
        iris = self._numbers.iris
        return _Lookup(lambda at: [up for iri in reach(iris[at]) if (up := iris.number(iri)) >= 0])

    def _above_programmes(self) -> dict[int, list[int]]:
        ups = self._programme_parents()

        def reach(at: int) -> list[int]:
            found, ahead = {at}, [at]
            while ahead:
                new = ups.get(ahead.pop(), set()) - found
                found |= new
                ahead += new
            return sorted(found)

        return _Lookup(reach)

    def _programme_parents(self) -> dict[int, set[int]]:
        source, target = self._related("partOf")
        both = self._is("Programme")[source] & self._is("Programme")[target]
        ups: dict[int, set[int]] = {}
        for low, high in zip(source[both].tolist(), target[both].tolist(), strict=True):
            ups.setdefault(low, set()).add(high)
        return ups

    def _depths(self, above: dict[int, list[int]]) -> Callable[[int], int]:
        return lambda at: len(above[at])

    def _put_main(self, name: str, held: Matrix, depth: Callable[[int], int] = lambda _: 0) -> None:
        """The value that most speaks for, of several the most special one, then the first."""
        used = np.unique(held.indices)
        deep = np.zeros(self._count, np.float64)
        deep[used] = [min(depth(int(at)), 99) for at in used]
        row = np.repeat(np.arange(self._count), np.diff(held.indptr))
        order = np.lexsort((held.indices, -(held.data * 100.0 + deep[held.indices]), row))
        main = np.full(self._count, NONE, np.int32)
        first = order[np.flatnonzero(np.diff(row[order], prepend=-1))]
        main[row[first]] = held.indices[first]
        self.parts[f"main.{name}"] = main

    def _put_facet(self, name: str, held: Matrix, above: dict[int, list[int]]) -> None:
        used = np.unique(held.indices).tolist()
        reach = [(at, up) for at in used for up in {at, *(above[at] if above else ())}]
        low, high = np.array(reach, np.int32).reshape(-1, 2).T
        whole = held @ self._ones(low, high)
        values = np.unique(whole.indices).astype(np.int32)
        place = np.zeros(self._count, np.int32)
        place[values] = np.arange(len(values))
        row = np.repeat(np.arange(self._count), np.diff(whole.indptr))
        self.parts[f"{name}.values"] = values
        self._put_table(name, row, place[whole.indices], len(values))

    def _put_table(self, name: str, thing: Array, value: Array, width: int) -> None:
        held = _ones(thing, value, (self._count, width))
        self._put(f"{name}.by_thing", held)
        self._put(f"{name}.by_value", sparse.csr_array(held.T.tocsr()))

    def _put_roles(self) -> None:
        """The role that an organisation has in projects, and the roles that there are in a project."""
        project, organisation = self._parts
        unnamed, roles = self._numbers.unnamed_parts()
        thing = np.concatenate([organisation, project, unnamed])
        more = [ROLES.index(role) if role in ROLES else NONE for role in roles]
        role = np.concatenate([self._roles, self._roles, np.array(more, np.int32)])
        self.parts["role.values"] = np.arange(len(ROLES), dtype=np.int32)
        self._put_table("role", thing[role >= 0], role[role >= 0], len(ROLES))

    # ------------------------------------------------------------------ trees

    def _parents(self) -> None:
        iris, themes = self._numbers.iris, self._store.themes
        programmes = self._programme_parents()
        ups: dict[str, Callable[[int], Iterable[int]]] = {
            "programme": lambda at: programmes.get(at, ()),
            "theme": lambda at: (iris.number(iri) for iri in themes.broader(iris[at])),
            "region": self._wider,
        }
        for name in TREES:
            values = self.parts[f"{name}.values"]
            place = {int(value): at for at, value in enumerate(values)}
            pairs = [(at, place[up]) for value, at in place.items() for up in ups[name](value) if up in place]
            low, high = np.array(pairs, np.int32).reshape(-1, 2).T
            self._put(f"{name}.parent", _ones(low, high, (len(values), len(values))))
        levels = [self._store.places.level(iris[int(at)]) for at in self.parts["region.values"]]
        self.parts["region.level"] = np.array(
            [LEVELS.index(level if level in LEVELS else "") for level in levels], np.int8
        )

    def _wider(self, at: int) -> list[int]:
        """The region of the next level of the tree, none for a country and for what stands beside the tree."""
        places, iri = self._store.places, self._numbers.iris[at]
        level = places.level(iri)
        if level in locations.MACRO or not (above := places.above(iri) - {iri}):
            return []
        depth = _DEPTHS.get(level, 9)
        by_depth: dict[int, list[str]] = {}
        for up in above:
            by_depth.setdefault(_DEPTHS.get(places.level(up), 99), []).append(up)
        higher = [of for of in by_depth if of < depth]
        return [self._numbers.iris.number(up) for up in sorted(by_depth[max(higher)])[:1]] if higher else []

    # ------------------------------------------------------------------ periods, money, places

    def _dates(self, first: list[str | None], last: list[str | None]) -> None:
        self.parts |= periods.dates(first, last)
        held = periods.years(first, last, self._numbers.grant_years())
        whole = held + self._member.T.tocsr() @ _rows(held, self._is("Project"))
        values = np.unique(whole.indices)
        self.parts["year.values"] = values.astype(np.int32)
        self._put("year.by_value", sparse.csr_array(whole.T.tocsr()[values]))

    def _money(self) -> None:
        parts, self.about["currencies"] = amounts.made(self._numbers, self._is("Organisation"))
        self.parts |= parts

    def _points(self) -> None:
        self.parts |= locations.points(self._store, self._numbers.iris, self._region, self._is("Region"))

    # ------------------------------------------------------------------ what counts, and what is said in words

    def _known(self) -> None:
        """Actors are things of the catalogue, and so are concepts where something is linked to them or lies below."""
        actor = self._is(*ACTORS)
        known = actor | (self._is("Theme", "TargetGroup", "Region") & (self.parts["links"] > 0))
        for name in ("theme", "region"):
            row, column = self.parts[f"{name}.by_value.row"], self.parts[f"{name}.by_value.column"]
            acting = np.concatenate([[0], np.cumsum(actor[column])])
            known[self.parts[f"{name}.values"][acting[row[1:]] > acting[row[:-1]]]] = True
        self.parts |= {"type": self._type, "known": known & (self._type != TYPES.index(""))}
        self.about["macro"] = [*locations.macro_regions(self._store, self._numbers.iris)]

    # ------------------------------------------------------------------ tables

    def _ones(self, row: Array, column: Array) -> Matrix:
        return _ones(row, column, (self._count, self._count))

    def _put(self, name: str, held: Matrix) -> None:
        self.parts |= {
            f"{name}.row": held.indptr.astype(np.int32),
            f"{name}.column": held.indices.astype(np.int32),
        }


class _Lookup(dict[int, list[int]]):
    """What a function gives, kept."""

    def __init__(self, reach: Callable[[int], list[int]]) -> None:
        super().__init__()
        self._reach = reach

    def __missing__(self, at: int) -> list[int]:
        self[at] = self._reach(at)
        return self[at]

    def __bool__(self) -> bool:
        return True


def _ones(row: Array, column: Array, shape: tuple[int, int]) -> Matrix:
    """A one for each pair."""
    made: Matrix = sparse.csr_array((np.ones(len(row), np.int32), (row, column)), shape=shape)
    made.sum_duplicates()
    made.data[:] = 1
    return made


def _rows(held: Matrix, chosen: Array) -> Matrix:
    """The table with the rows that are chosen, the others empty."""
    kept: Array = np.repeat(chosen, np.diff(held.indptr))
    ends = np.concatenate([[0], np.cumsum(kept)])[held.indptr]
    return sparse.csr_array((held.data[kept], held.indices[kept], ends), shape=held.shape)
