"""What a load has brought, counted from the columns that it wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.importing.loaded import Loaded
from data.importing.reading import Delivery
from graph import tables


def complete(done: Loaded, folder: Path, delivery: Delivery, about: dict[str, Any]) -> Loaded:
    """The outcome with its counts of things, unnamed persons and unresolved places, and warnings."""
    import pyarrow.compute as pc

    done.importer, done.confidence, done.why = delivery.importer, delivery.claim.confidence, delivery.claim.why
    source_id = delivery.source_id
    things = tables.read(folder, "things", source_id)
    counted = things.group_by("type").aggregate([("iri", "count_distinct")]).to_pylist()
    done.things = {item["type"]: item["iri_count_distinct"] for item in sorted(counted, key=_most_first)}
    unnamed = tables.read(folder, "participations", source_id)["unnamed"]
    done.persons = pc.sum(pc.equal(unnamed, "person")).as_py() or 0
    edges = tables.read(folder, "edges", source_id)
    located = edges.filter(pc.equal(edges["relation"], "region"))["subject"]
    placed = pc.unique(things.filter(pc.is_valid(things["place"]))["iri"])
    done.unresolved_places = len(placed) - (pc.sum(pc.is_in(placed, value_set=located.combine_chunks())).as_py() or 0)
    done.warnings += list(_outside(done, about.get("expected") or {}))
    return done


def _most_first(item: dict[str, Any]) -> tuple[int, str]:
    return -item["iri_count_distinct"], item["type"]


def _outside(done: Loaded, expected: dict[str, Any]) -> Any:
    """Counts that are not what the source's description says they should be."""
    found = {"rows": done.read, **{name.lower(): count for name, count in done.things.items()}}
    for name, bounds in expected.items():
        low, high = bounds if isinstance(bounds, list) else (bounds, bounds)
        count = found.get(name.rstrip("s") if name != "rows" else name, 0)
        if not low <= count <= high:
            yield f"{count:,} {name}, expected {low:,} to {high:,}: is the file complete?"
