"""Arrays of sums add up to what is counted thing by thing, and are kept beside large columns."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graph import folder, kept_arrays, sums
from graph.addition import Group, added_up
from graph.columns import Cells
from graph.statistics import DIMENSIONS, MEASURES, statistics
from graph.store import GraphStore
from graph.sums import Sums
from graph.tables import Tables
from tests.data.importing.made_readings import MadeReading
from tests.data.importing.test_loader import FIRST, load

Rows = list[tuple[str, Cells]]
NAMES = ("theme", "region", "funder", "programme", "year")


def rows(seed: int) -> Rows:
    """Projects with none, one or several of everything."""
    chance = random.Random(seed)

    def some(kind: str, most: int = 3) -> list[str]:
        return [f"{kind}{number}" for number in chance.sample(range(4), chance.randrange(most))]

    def one(*values: object) -> object:
        return chance.choice([None, *values])

    made: Rows = [("edges", (f"o{n}", "region", region)) for n in range(4) for region in some("r")]
    for number in range(12):
        project, cost = f"p{number}", one(5.0, 7.5)
        thing = (project, "Project", "P", None, None, one(2019, 2020), None, cost, one("EUR", "PLN"), None)
        made.append(("things", thing))
        pairs = (("theme", "t"), ("region", "r"), ("programme", "m"), ("fundedBy", "f"))
        made += [("edges", (project, relation, value)) for relation, kind in pairs for value in some(kind)]
        for grant in some(f"g{number}-", 4):
            money = (one("f0", "f1"), one("m0", "m1"), one(1.0, 2.5), one("EUR", "PLN"), None, one(2020, 2021))
            made.append(("grants", (project, *money, grant)))
        for at, organisation in enumerate([*some("o"), None]):
            part = (project, organisation, "partner", None, None, None, f"part{number}-{at}")
            made.append(("participations", part))
    return made


def counted(made: Rows, by: tuple[str, ...]) -> dict[tuple[object, ...], Group]:
    """The groups, one thing at a time, after the definitions of ``graph.statistics``."""
    of: dict[str, list[Cells]] = defaultdict(list)
    for table, cells in made:
        of[table].append(cells)
    edges: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, relation, value in of["edges"]:
        edges[subject, relation].add(value)
    groups: dict[tuple[object, ...], Group] = {}
    held: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for thing in of["things"]:
        project, cost = thing[0], thing[7]
        members = {part[1] for part in of["participations"] if part[0] == project and part[1]}
        grants = [grant for grant in of["grants"] if grant[0] == project]
        lie = edges[project, "region"] or {region for member in members for region in edges[member, "region"]}
        plain = edges[project, "fundedBy"] - {grant[1] for grant in grants}
        said = {"theme": edges[project, "theme"], "region": lie, "funder": plain}
        said["programme"] = edges[project, "programme"]
        keyed: dict[tuple[object, ...], list[Cells]] = defaultdict(list)
        for grant in grants or [(project, *[None] * 7)]:
            own = {"funder": grant[1], "programme": grant[2], "year": grant[6] or thing[5]}
            for key in _keys([[own[n]] if own.get(n) else sorted(said.get(n, ())) or [None] for n in by]):
                keyed[key].append(grant)
        for key, those in keyed.items():
            group = groups.setdefault(key, Group(key))  # type: ignore[arg-type]
            group.projects += 1
            held[key] |= members
            group.organisations = len(held[key])
            for grant in those:
                if grant[3] is not None:
                    group.amount[grant[4] or ""] = group.amount.get(grant[4] or "", 0) + grant[3]
            if cost is not None:
                group.eligible_cost[thing[8] or ""] = group.eligible_cost.get(thing[8] or "", 0) + cost
    return groups


def _keys(values: list[list[object]]) -> Iterator[tuple[object, ...]]:
    if not values:
        yield ()
        return
    for first in values[0]:
        for others in _keys(values[1:]):
            yield (first, *others)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("by", [*((name,) for name in NAMES), ("funder", "year"), ("theme", "region"), NAMES])
@pytest.mark.parametrize("sources", [1, 2])
def test_arrays_add_up_to_what_is_counted_one_by_one(seed: int, by: tuple[str, ...], sources: int) -> None:
    made = rows(seed)
    tables = Tables(None, {f"s{number}": made for number in range(sources)})
    arrays = Sums.made(tables)
    found = added_up(arrays, by, np.arange(len(arrays.arrays["funding.project"])), MEASURES)
    assert {group.keys: group for group in found} == counted(made, by)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store small enough to be tried whose load keeps its arrays nevertheless."""
    monkeypatch.setattr(kept_arrays, "LARGE", 1)
    load(tmp_path / "s", MadeReading(FIRST))
    return tmp_path / "s"


def _place(store: Path) -> Path:
    return store / f"r{folder.current(store)}" / folder.TABLES


@pytest.mark.parametrize("by", DIMENSIONS)
def test_kept_arrays_say_what_the_columns_say(kept: Path, by: str) -> None:
    read = Sums.read(_place(kept))
    assert read is not None
    with GraphStore.open(kept) as store, GraphStore.open(kept) as anew:
        anew.__dict__["sums"] = Sums.made(anew.tables)
        assert statistics(store, [by]) == statistics(anew, [by])
        assert "tables" not in store.__dict__


def test_a_later_load_keeps_arrays_of_its_own(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(kept, MadeReading([*FIRST, ("Vier", "Musterverein", "4")], edition="2"))
    with GraphStore.open(kept) as store:
        assert store.sums.projects == len(store.names.things("Project"))
    monkeypatch.setattr(kept_arrays, "LARGE", 1_000_000)
    load(kept, MadeReading(FIRST, edition="3"))
    assert Sums.read(_place(kept)) is None


@pytest.mark.parametrize("damage", ["", "{}", '{"form": 0}', '{"form": 1, "arrays": ["none"]}'])
def test_damaged_arrays_are_made_anew(kept: Path, damage: str) -> None:
    with GraphStore.open(kept) as store:
        expected = statistics(store, ["year"])
    (_place(kept) / sums.FOLDER / sums.TERMS).write_text(damage)
    with GraphStore.open(kept) as store:
        assert statistics(store, ["year"]) == expected
