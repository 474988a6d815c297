"""Arrays that a load writes beside large columns: what statistics add up, and what partners are found by."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph import sums

LARGE = 4_000_000  # bytes of columns from which arrays are kept; about 30,000 projects
RECOMMENDING = "recommending"
FOLDERS = (sums.FOLDER, RECOMMENDING)


def keep(database: ox.Store, folder: Path) -> None:
    """Write the arrays of a database whose columns, in a folder, are large."""
    if sum(path.stat().st_size for path in folder.glob("*.parquet")) < LARGE:
        return
    from graph.recommending import array_files, numbering
    from graph.statement_rows import tables
    from graph.store import GraphStore

    store = GraphStore(database)
    graphs = sorted(graph.value for graph in database.named_graphs() if isinstance(graph, ox.NamedNode))
    columns = tables(store, graphs, folder)
    try:
        sums.Sums.made(columns).write(folder)
        array_files.write(numbering.made(store, columns), folder)
    finally:
        columns.close()
