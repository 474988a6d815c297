"""A graph small enough to compute by hand.

=====  ==========  =========  ========  ========  ================
       begins      lead       others    theme     title
=====  ==========  =========  ========  ========  ================
p1     2014-01-01  a          b         water     Clean river
p2     2014-02-01  a          c         forest    Green wood
p3     2014-03-01  b          d         water     River bank
p4     2014-04-01  c          d, e      forest    Wood path
later  2018-01-01  a          d, new    water     River again
=====  ==========  =========  ========  ========  ================

``a``, ``d`` and ``new`` lie in DE27x, ``b`` in DE3, the others in FR. p1, p3 and later are of programme one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Organisation, Participation, Project, Record, Region, Source
from graph.recommending.arrays import Arrays, read_arrays
from graph.store import GraphStore
from graph.triples import record_quads

EX = "https://example.org/"
NUTS = "http://data.europa.eu/nuts/code/"


def project(name: str, start: str, partners: Sequence[str], theme: str = "", title: str = "", one: str = "") -> Project:
    """A project whose first partner leads it."""
    return Project(
        iri=EX + name,
        label={"en": title or name},
        start=start,
        theme=[EX + theme] if theme else [],
        programme=[EX + one] if one else [],
        participations=[
            Participation(
                iri=f"{EX}{name}/{partner}", organisation=EX + partner, role="partner" if at else "coordinator"
            )
            for at, partner in enumerate(partners)
        ],
    )


def organisation(name: str, region: str = "", kind: str = "") -> Organisation:
    """An organisation with its region and kind."""
    regions, kinds = [NUTS + region] if region else [], [EX + kind] if kind else []
    return Organisation(iri=EX + name, label={"": name}, region=regions, kind=kinds)


def regions() -> list[Record]:
    """Germany with Bavaria, Swabia and Augsburg, and Berlin; France."""
    above = {"DE": "", "DE2": "DE", "DE27": "DE2", "DE271": "DE27", "DE3": "DE", "FR": ""}
    return [
        Region(iri=NUTS + code, label={"": code}, code=code, level="nuts0" if len(code) == 2 else "",
               broader=[NUTS + up] if up else [])
        for code, up in above.items()
    ]  # fmt: skip


KNOWN: list[Record] = [
    project("p1", "2014-01-01", "ab", "water", "Clean river", "one"),
    project("p2", "2014-02-01", "ac", "forest", "Green wood", "two"),
    project("p3", "2014-03-01", "bd", "water", "River bank", "one"),
    project("p4", "2014-04-01", "cde", "forest", "Wood path", "two"),
]
LATER: list[Record] = [project("later", "2018-01-01", ["a", "d", "new"], "water", "River again", "one")]
ORGANISATIONS: list[Record] = [
    organisation("a", "DE271", "city"),
    organisation("b", "DE3", "city"),
    organisation("c", "FR", "club"),
    organisation("d", "DE27", "club"),
    organisation("e", "FR"),
    organisation("new", "DE271", "city"),
]
ALL = [*regions(), *ORGANISATIONS, *KNOWN, *LATER]


def held(records: Iterable[Record] = ALL) -> GraphStore:
    """A store in memory with records."""
    store = GraphStore.open()
    store.load(
        Source(id="small", title="small"), [quad for record in records for quad in record_quads(record, "small")]
    )
    return store


def arrays_of(records: Iterable[Record] = ALL) -> Arrays:
    """The arrays of records."""
    with held(records) as store:
        return read_arrays(store)
