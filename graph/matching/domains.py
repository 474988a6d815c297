"""The part of a web address that belongs to one organisation: ``https://www.inf.uni-musterstadt.de/x`` gives
``uni-musterstadt.de``; an address on a host that many share gives none.

``hosts.csv`` lists such hosts. On a *platform* whoever has a page has the path, not the host. On a *shared* host
(site builders, portals of states, academies) whoever has a page has the name before it. A *level* is what stands
before the country in domains that are open to all of a kind, as in ac.uk and gob.es.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

_HOST = re.compile(r"^(?:(?:[a-z][a-z0-9+.-]*:)?//+)?(?:[^/?#@]*@)?([^/?#:\s]+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")


@cache
def _hosts(kind: str) -> frozenset[str]:
    with Path(__file__).with_name("hosts.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["host"] for row in csv.DictReader(file) if row["kind"] == kind)


@lru_cache(maxsize=1 << 16)
def domain(address: str) -> str:
    """The registrable domain of a web address, "" where it is shared by many or none can be read."""
    match = _HOST.match(address.strip())
    host = match[1].casefold().strip(".") if match else ""
    if not _NAME.fullmatch(host) or host.replace(".", "").isdigit():
        return ""
    labels = host.split(".")
    size = 3 if len(labels[-1]) == 2 and labels[-2] in _hosts("level") else 2
    for more in range(2, len(labels) + 1):
        if ".".join(labels[-more:]) in _hosts("shared"):
            size = more + 1
    found = ".".join(labels[-size:])
    if len(labels) < size or labels[-size] == "www" or {found, ".".join(labels[-2:])} & _hosts("platform"):
        return ""
    return found
