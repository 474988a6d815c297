"""A file answers as the server does: the engine of the page, run on a snapshot, against the catalogue."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer import catalogue_json
from explorer.answers_json import Answers
from explorer.snapshot import snapshot
from graph.catalogue import Catalogue, Filter
from graph.catalogue.arrays import TREES
from graph.errors import NotFoundError
from graph.facts import show
from graph.model import ROLES
from graph.paths import path
from graph.store import GraphStore

WEB = Path(__file__).resolve().parents[2] / "explorer" / "web"
VITEST = WEB / "node_modules" / ".bin" / "vitest"
SORTS = ("label", "type", "region", "programme", "start", "end", "amount", "links", "score")
TEXTS = ("roma", "Muenchen", "munchen", "Elternarbiet", "Vernetzug Süd", "stadt p", "xenos", "!!", "ß", "arbeit", "e")
Json = dict[str, Any]


def test_a_file_answers_as_the_server_does(store: GraphStore, tmp_path: Path) -> None:
    if not VITEST.is_file() or shutil.which("node") is None:
        if os.environ.get("CI"):
            pytest.fail("the page's own tools are missing; “make web” installs them", pytrace=False)
        pytest.skip("the page's own tools are missing; “make web” installs them")
    made = snapshot(store)
    for name in ("data", "facts", "answers"):
        (tmp_path / name).write_bytes(getattr(made, name))
    cases = list(_cases(store))
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    done = subprocess.run(
        [str(VITEST), "run", "src/data/embedded/agreement.test.ts"],
        cwd=WEB, env={**os.environ, "VERBUND_CASES": str(tmp_path), "NO_COLOR": "1"},
        capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    assert (tmp_path / "done").read_text("ascii") == str(len(cases))


def _cases(store: GraphStore) -> Iterator[Json]:
    catalogue, chance = Catalogue.of(store), random.Random(7)
    for step in range(60):
        yield from _asked(catalogue, _filter(catalogue, chance), chance, "de" if step % 2 else "en")
    for text in TEXTS:
        found = catalogue_json.hits(catalogue, text, limit=10, types=(), language="de")
        yield {"call": "search", "lang": "de", "arguments": [text, 10], "expected": found}
    things = [catalogue.iris[int(at)] for at in catalogue.selected(Filter())]
    for thing in chance.sample(things, 12):
        for language in ("de", "en"):
            said = Answers(store, language).description(show(store, thing))
            told = {name: said[name] for name in ("id", "label", "type", "facts", "sources", "version")}
            yield {"call": "thing", "lang": language, "arguments": [thing], "expected": told}
    yield from _ways(store, things, chance)


def _ways(store: GraphStore, things: list[str], chance: random.Random) -> Iterator[Json]:
    answers = Answers(store, "de")
    for _ in range(15):
        start, end = chance.sample(things, 2)
        try:
            found = answers.paths(path(store, start, end))["paths"]
        except NotFoundError:
            continue
        yield {"call": "paths", "lang": "de", "arguments": [start, end], "expected": found}


def _filter(catalogue: Catalogue, chance: random.Random) -> Json:
    def some(facet: str) -> list[str]:
        return chance.choices(_used(catalogue, facet), k=chance.choice((1, 1, 2)))

    every: Json = {
        "q": chance.choice(TEXTS),
        "type": chance.sample(["Project", "Organisation", "Theme", "Region", "Event"], 2),
        "programme": some("programme"), "theme": some("theme"), "region": some("region"), "funder": some("funder"),
        "source": some("source"), "role": [chance.choice(ROLES)],
        "since": chance.choice((2000, 2009, 2012)), "until": chance.choice((2012, 2013, 2030)),
        "min": chance.choice((0, 1000)), "max": chance.choice((50_000, 1e9)),
        "ids": [catalogue.iris[int(at)] for at in chance.sample(list(catalogue.selected(Filter())), 20)],
    }  # fmt: skip
    return {name: every[name] for name in chance.sample(sorted(every), chance.choice((0, 1, 1, 1, 2, 2, 3)))}


def _used(catalogue: Catalogue, facet: str) -> list[str]:
    """The values that something has; a file holds no others."""
    counts = catalogue.counts(facet, catalogue.selection(Filter()).holds)
    return [catalogue.value(facet, int(at)) for at in np.flatnonzero(counts)]


def _asked(catalogue: Catalogue, fields: Json, chance: random.Random, language: str) -> Iterator[Json]:
    chosen, start = Filter.of(fields), {"lang": language, "filter": fields}
    opened = [*fields.get("region", []), *chance.sample(_used(catalogue, chance.choice(TREES)), 2)]
    facets = catalogue_json.facets(catalogue, chosen, opened=opened, limit=12, language=language)
    yield start | {"call": "facets", "arguments": [opened], "expected": facets | {"took_ms": 0}}
    page: Json = {
        "sort": chance.choice(SORTS),
        "descending": chance.random() < 0.5,
        "offset": chance.choice((0, 7)),
        "limit": 15,
    }
    table = catalogue_json.table(catalogue, chosen, language=language, **page)
    yield start | {"call": "table", "arguments": [page], "expected": table}
    drawn: Json = {
        "context": chance.random() < 0.5, "limit": chance.choice((20, 5000)),
        "expand": chance.choice(([], [catalogue.iris[int(catalogue.selected(Filter())[0])]])),
    }  # fmt: skip
    network = catalogue_json.network(catalogue, chosen, language=language, **drawn)
    network["nodes"] |= {"x": [], "y": [], "community": []}
    yield start | {"call": "network", "arguments": [drawn], "expected": network | {"communities": []}}
    measure, level = chance.choice(("projects", "money", "organisations")), chance.randrange(4)
    shown = catalogue_json.map_data(catalogue, chosen, measure=measure, level=level, language=language)
    yield start | {"call": "map", "arguments": [measure, level], "expected": shown}
