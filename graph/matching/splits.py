"""One identifier that sources give to evidently different organisations: an error of a source, shown and not merged.

Organisations with a registered identifier have the same IRI in all sources. Where the names under it have nothing in
common, the sources that stand alone get an IRI of their own for what they mean, until a person says that it is one
organisation after all (renamed, or named in two languages).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.identity import slug, source_iri
from graph.matching.candidates import ASK, Candidate, Reason
from graph.matching.comparison import overlap
from graph.matching.description import Description, Rarity, describe
from graph.matching.identifiers import in_iri
from graph.matching.matcher import IDENTIFIER_ERROR
from graph.matching.mention import Mention
from graph.matching.score import EVIDENTLY_OTHER, IDENTIFIER_SAME
from graph.matching.spelling import is_number

if TYPE_CHECKING:
    from graph.store import GraphStore

FILE = "splits.json"
Group = tuple[list[str], tuple[str, ...]]  # sources, and the names that they give
_NAMES = (
    """SELECT iri, source, list(DISTINCT text ORDER BY text) FROM names JOIN asked USING (iri) GROUP BY iri, source"""
)


@dataclass(slots=True, frozen=True)
class Split:
    """What a source calls by an IRI that means another organisation elsewhere; ``own`` is the IRI that it gets."""

    iri: str
    source: str
    own: str
    name: str
    other_name: str


@dataclass(slots=True)
class Splits:
    """All splits of a store."""

    found_: list[Split] = field(default_factory=list)

    @staticmethod
    def read(folder: Path) -> Splits:
        """The splits that a folder keeps."""
        path = folder / FILE
        return Splits([Split(**row) for row in json.loads(path.read_text("utf-8"))] if path.is_file() else [])

    def write(self, folder: Path) -> None:
        """Keep the splits in a folder."""
        path = folder / FILE
        path.unlink(missing_ok=True)  # it may be a hard link to the one of the revision before
        rows = [asdict(one) for one in sorted(self.found_, key=lambda one: (one.iri, one.source))]
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False), "utf-8")

    def mapping(self) -> dict[tuple[str, str], str]:
        """The IRI that stands for what a source (by its IRI) calls by another."""
        return {(source_iri(one.source), one.iri): one.own for one in self.found_}

    def candidates(self) -> list[Candidate]:
        """The two sides of each split as a pair that a person should look at."""
        return [_candidate(one) for one in {one.own: one for one in self.found_}.values()]

    def parted(self, store: GraphStore, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, those with an identifier of evidently different organisations taken apart; they are noted."""
        asked = {one.iri: one for one in mentions if len(one.sources) > 1 and in_iri(one.iri)}
        self.found_ = [one for one in self.found_ if one.iri not in {mention.iri for mention in mentions}]
        if not asked:
            return list(mentions)
        parts = dict(_parts(store, asked))
        made: list[Mention] = []
        for mention in mentions:
            made.extend(self._apart(mention, parts[mention.iri]) if mention.iri in parts else [mention])
        return made

    def _apart(self, mention: Mention, groups: list[Group]) -> Iterator[Mention]:
        (sources, names), *others = groups
        yield replace(mention, names=names, short_names=(), sources=tuple(sources))
        for theirs, called in others:
            own = f"{mention.iri}-{slug(theirs[0])}"
            self.found_.extend(Split(mention.iri, source, own, names[0], called[0]) for source in theirs)
            yield Mention(iri=own, names=called, sources=tuple(theirs), country=mention.country)


def _parts(store: GraphStore, asked: Mapping[str, Mention]) -> Iterator[tuple[str, list[Group]]]:
    """For each IRI whose sources mean different organisations: sources and names of each, the largest group first."""
    store.tables.put("asked", {"iri": list(asked)})
    names: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for iri, source, texts in store.tables.rows(_NAMES):
        if called := tuple(text for text in texts if not is_number(text)):
            names[iri][source.removeprefix(source_iri(""))] = called
    several = {iri: held for iri, held in names.items() if len(held) > 1}
    described = {
        (iri, source): describe(Mention(iri=iri, names=texts))
        for iri, held in several.items()
        for source, texts in held.items()
    }
    rarity = Rarity.of(described.values())
    for iri, held in several.items():
        groups = _grouped({source: described[iri, source] for source in held}, rarity)
        if len(groups) > 1:
            yield iri, [(group, tuple(dict.fromkeys(name for one in group for name in held[one]))) for group in groups]


def _grouped(described: Mapping[str, Description], rarity: Rarity) -> list[list[str]]:
    groups: list[list[str]] = []
    for source in sorted(described):
        near = [group for group in groups if any(_alike(described[source], described[one], rarity) for one in group)]
        groups = [group for group in groups if group not in near]
        groups.append(sorted([source, *(one for group in near for one in group)]))
    return sorted(groups, key=lambda group: (-len(group), group))


def _alike(one: Description, two: Description, rarity: Rarity) -> bool:
    """Whether two descriptions may be of one organisation: a word, the initials or the short name in common."""
    short = {*one.acronyms, *_single_words(one)}, {*two.acronyms, *_single_words(two)}
    if short[0] & short[1] or short[0] & two.initials or short[1] & one.initials:
        return True
    return any(overlap(a, b, rarity).shared >= EVIDENTLY_OTHER for a in one.spellings for b in two.spellings)


def _single_words(one: Description) -> Iterable[str]:
    return (way.letters for way in one.spellings if len(way.words) == 1)


def _candidate(one: Split) -> Candidate:
    reasons = (
        Reason("identifier", IDENTIFIER_SAME, one.iri.rpartition("/")[2], one.iri.rpartition("/")[2]),
        Reason("name", -IDENTIFIER_SAME, one.name, one.other_name),
    )
    return Candidate(one.iri, one.own, 0.5, ASK, reasons, error=IDENTIFIER_ERROR)
