"""Organisations of the samples as mentions, read without most of what a store would hold of their projects."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import embedded
from data.importing import statement_loader
from data.importing.discovery import importer
from data.importing.loader import Loader
from data.importing.progress import Silent
from data.importing.reading import Reading, Row
from data.loading import planned
from graph import folder
from graph.folder import Draft
from graph.matching.mention import Mention
from graph.matching.mentions import organisation_mentions
from graph.model import Organisation, Project, Record
from graph.store import GraphStore

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def sampled_mentions(store: Path, *folders: str) -> list[Mention]:
    """The mentions of folders of samples, as a store of nothing else gives them; ``store`` is a folder to be made."""
    with planned([SAMPLES / name for name in folders]) as plan:
        readings = [importer(delivery.importer).read(delivery) for delivery in plan.deliveries]

        def change(draft: Draft) -> None:
            statement_loader.load(draft, [*embedded.sources(curated=False), *embedded.on_demand()])
            for reading in readings:
                Loader(draft, OfOrganisations(reading), store.with_suffix(".rejects"), Silent(), "").load()

        folder.write(store, change)
    with GraphStore.open(store, merged=False) as opened:
        return organisation_mentions(opened)


class OfOrganisations(Reading):
    """What another reading says of organisations, and of projects who meets whom and where."""

    def __init__(self, whole: Reading) -> None:
        self._whole = whole
        self.source, self.columns = whole.source, whole.columns
        self._known: dict[str, tuple[set[str], set[str]]] = {}
        self._told: set[tuple[str, str]] = set()

    def common(self) -> Iterable[Record]:
        return self._slim(self._whole.common())

    def rows(self) -> Iterator[Row]:
        return self._whole.rows()

    def records(self, row: Row) -> Iterable[Record]:
        return self._slim(self._whole.records(row))

    def share_read(self) -> float:
        return self._whole.share_read()

    def _slim(self, records: Iterable[Record]) -> Iterator[Record]:
        for record in records:
            if isinstance(record, Organisation):
                yield record
            elif isinstance(record, Project) and (told := self._project(record)):
                yield told

    def _project(self, project: Project) -> Project | None:
        """A project that tells something new: an organisation in a region, or two that take part in it."""
        met, regions = self._known.setdefault(project.iri, (set(), set()))
        before = len(met)
        met.update(one.organisation for one in project.participations if one.organisation)
        met.update(project.partner, project.operator)
        regions.update(project.region)
        news = {(one, region) for one in met for region in regions} - self._told
        if not news and (len(met) < 2 or len(met) == before):
            return None
        self._told |= news
        return Project(iri=project.iri, label={"": "-"}, region=sorted(regions), partner=sorted(met))


def pair_key(one: Mention, two: Mention) -> str:
    """What stands for two mentions in a list that names none: a hash of names and places, in any order.

    Postcodes count only where names are equal, since many mentions have several.
    """
    names = [_plain(mention.names[0]) for mention in (one, two)]
    codes = [mention.postcode if names[0] == names[1] else "" for mention in (one, two)]
    sides = sorted(zip(names, (one.nuts, two.nuts), codes, strict=True))
    text = "\n".join("\t".join(side) for side in sides)
    return hashlib.blake2b(text.encode("utf-8", "replace"), key=b"judged pairs", digest_size=10).hexdigest()


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
