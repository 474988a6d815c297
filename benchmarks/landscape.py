"""The generated list with what questions ask for beyond it: target groups, currencies, and what organisations are.

A list of operations says nothing of where its beneficiaries are and what kind they are of, so that a store of it
alone answers such questions with nothing. What is added follows from names and numbers, so it is always the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from zlib import crc32

from benchmarks.generated import GeneratedReading
from benchmarks.generator import regions
from data.importing.reading import Row
from data.topics.thesaurus import statements
from graph.identity import iri
from graph.model import Organisation, Project, Record
from graph.vocabulary import PREFIXES


class LandscapeReading(GeneratedReading):
    """The reading of one generated file, with more about each project and organisation."""

    fingerprint = "landscape"

    def records(self, row: Row) -> Iterable[Record]:
        for record in super().records(row):
            if isinstance(record, Organisation):
                number = crc32(record.iri.encode())
                record.region = [f"{PREFIXES['nuts']}{regions()[number % len(regions())][0]}"]
                record.kind = [_concepts("kind")[number % len(_concepts("kind"))]]
            elif isinstance(record, Project):
                groups = _concepts("target-group")
                record.target_group = [groups[row.number % len(groups)]]
                for grant in record.grants:
                    grant.currency, grant.date = "EUR", record.start
            yield record


@cache
def _concepts(folder: str) -> tuple[str, ...]:
    begin = iri(folder, "")
    return tuple(sorted({row.subject for row in statements() if row.subject.startswith(begin)}))
