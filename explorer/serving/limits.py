"""What a server lets one call use, and how much it keeps."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 2**20
ARRAYS = 4096 * MIB  # what a process that answers quickly may always use: it holds what is read once


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    seconds: float = 60.0  # a query, a question, a search for partners
    quick_seconds: float = 30.0  # all else, and the first answer after a start reads whole columns
    start_seconds: float = 300.0  # until a new process has opened the store
    rows: int = 100_000  # of a SPARQL result
    nodes: int = 50_000  # of a picture
    result: int = 512 * MIB  # of a SPARQL result or an export, kept on disk until it is sent
    memory: int = 4096 * MIB  # of a process that answers queries
    body: int = 2 * MIB  # of a request
    address: int = 16_384
    headers: int = 65_536
    quick: int = 2  # processes
    queries: int = 2
    waiting: int = 200  # calls that wait for a process
    waiting_queries: int = 100
    wait: float = 30.0  # until a process is free; who waits longer is told to come again
    cache: int = 96 * MIB
    listeners: int = 200  # open streams of events
