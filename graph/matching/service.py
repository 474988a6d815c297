"""Matching a store: candidates for what is new, and the merged view that follows from them and from judgements."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph import folder
from graph.errors import StoreError
from graph.matching import candidates as kept
from graph.matching.candidates import ASK, ORGANISATION, PROJECT, SAME, Candidate
from graph.matching.clusters import Clusters, clusters
from graph.matching.contradictions import Conflict
from graph.matching.identifiers import EXCLUSIVE, in_iri
from graph.matching.index import Index
from graph.matching.matcher import match_new
from graph.matching.renaming import read_clusters, write_clusters
from graph.matching.splits import Splits

if TYPE_CHECKING:
    from graph.folder import Draft
    from graph.matching.judgement import Judgement
    from graph.matching.mention import Mention
    from graph.store import GraphStore

SOURCES = "sources.json"
Progress = Callable[[str, float], None]


@dataclass(slots=True)
class MatchReport:
    """What matching did: mentions compared (of these new ones), pairs by band, and what falls together.

    ``merged`` counts the IRIs that stand for something together with others, in ``clusters``. ``errors`` are pairs
    to which sources give one identifier though they are evidently different. ``unknown`` are judgements in force on
    what no source mentions (any more). ``changed`` are sources that were loaded, replaced or removed since the last
    time.
    """

    mentions: int = 0
    new: int = 0
    pairs: int = 0
    same: int = 0
    ask: int = 0
    merged: int = 0
    clusters: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    errors: list[Candidate] = field(default_factory=list)
    unknown: list[Judgement] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    seconds: float = 0.0


def is_matched(location: Path) -> bool:
    """Whether a store has been matched, so that what is loaded later is to be matched as well."""
    return folder.exists(location) and (folder.identity(location) / SOURCES).is_file()


def match_store(
    location: Path,
    *,
    anew: bool = False,
    judgements: Path | None = None,
    progress: Progress | None = None,
) -> MatchReport:
    """Compute candidates for what is new since the last time, or ``anew`` for all, and merge what is the same.

    ``judgements`` is the log of judgements, by default ``judgements.jsonl`` in the store. ``progress`` gets the name
    of a step ("read", "compare", "projects", "merge") and how much of it is done (0 to 1). Nothing is published
    unless all of it succeeds.
    """
    began, report = time.perf_counter(), MatchReport()

    def decide(place: Path) -> Clusters:
        with _opened(location) as store:
            Matching(store, place, report, progress or _silent).run(anew=anew)
        return _settle(place, location, judgements, report)

    _publish(location, decide, lambda: bool(report.changed), progress or _silent)
    report.seconds = time.perf_counter() - began
    return report


def apply_judgements(location: Path, judgements: Path | None = None) -> MatchReport:
    """Let the merged view follow the judgements in force."""
    began, report = time.perf_counter(), MatchReport()
    _publish(location, lambda place: _settle(place, location, judgements, report))
    report.seconds = time.perf_counter() - began
    return report


def _opened(location: Path) -> GraphStore:
    from graph.store import GraphStore

    return GraphStore.open(location, merged=False)


def _publish(
    location: Path,
    decide: Callable[[Path], Clusters],
    is_new: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _, __: None,
) -> None:
    if not folder.exists(location):
        _opened(location)  # says what is there instead

    def change(draft: Draft) -> None:
        draft.identity.mkdir(exist_ok=True)
        found, split = decide(draft.identity), Splits.read(draft.identity).mapping()
        before = read_clusters(draft.identity)
        draft.changed = False
        if before and before.canonical == found.canonical and before.split == split and not is_new():
            return
        write_clusters(draft.identity, found.canonical, split)
        draft.is_identified = True
        progress("merge", 0.0)

    folder.write(location, change)
    progress("merge", 1.0)


def _settle(place: Path, location: Path, judgements: Path | None, report: MatchReport) -> Clusters:
    """The clusters that follow from the candidates that are kept and from the judgements in force."""
    from graph.matching.judgements import FILE, JudgementLog

    log = JudgementLog(judgements or location / FILE)
    same: list[tuple[str, str, float]] = []
    report.same = report.ask = 0
    report.errors = []
    for candidate in kept.read(place):
        if candidate.error:
            report.errors.append(candidate)
        elif candidate.band == SAME:
            same.append((candidate.first, candidate.second, candidate.score))
        report.same += candidate.band == SAME
        report.ask += candidate.band == ASK
    index = Index(place)
    report.mentions = index.size
    known = {iri for first, second, _ in same for iri in (first, second)}
    exclusive = {iri: held for iri, held in index.identifiers(EXCLUSIVE).items() if iri in known}
    index.close()
    said = log.in_force()
    found = clusters(same, said, exclusive=exclusive, prefer=preferred)
    report.errors = [one for one in report.errors if not found.are_one(one.first, one.second)]
    judged = {iri for item in said for iri in item.pair}
    missing = judged - _present(location, place, judged)
    report.unknown = [item for item in said if not missing.isdisjoint(item.pair)]
    report.merged, report.clusters = _counts(found, missing)
    report.conflicts = found.conflicts
    return found


def _present(location: Path, place: Path, iris: Collection[str]) -> set[str]:
    """Those IRIs that a source uses or that were made for a split."""
    if not iris:
        return set()
    made = {one.own for one in Splits.read(place).found_}
    with _opened(location) as store:
        store.tables.put("asked", {"iri": sorted(iris)})
        rows = store.tables.rows("SELECT DISTINCT iri FROM things JOIN asked USING (iri)")
    return made.union(iri for (iri,) in rows)


def _counts(found: Clusters, missing: Collection[str]) -> tuple[int, int]:
    """How many IRIs fall together, and into how many, without those that are not there."""
    shown = Counter(canonical for iri, canonical in found.canonical.items() if iri not in missing)
    several = [count for count in shown.values() if count > 1]
    return sum(several), len(several)


def preferred(iri: str) -> tuple[bool, int, str]:
    """Which IRI stands for a cluster: one with a registered identifier, else the shortest; curated ones are short."""
    return in_iri(iri) is None, len(iri), iri


class Matching:
    """One run over a store: what has changed since the last time, compared with what is known."""

    def __init__(self, store: GraphStore, place: Path, report: MatchReport, progress: Progress) -> None:
        self._store, self._place, self._report, self._progress = store, place, report, progress
        self._index = Index(place)

    def run(self, *, anew: bool) -> None:
        """Bring candidates, index and splits up to date."""
        before = {} if anew else self._read_sources()
        now = {source.id: _state(source, count) for source, count in self._store.sources()}
        changed = {source for source, state in now.items() if before.get(source) != state}
        removed = set(before) - set(now)
        if anew or not before:
            self._index.clear()
            Splits().write(self._place)
            (self._place / kept.FILE).unlink(missing_ok=True)
        self._report.changed = sorted(changed | removed)
        if not self._report.changed:
            return
        new, gone = self._changes(changed, removed)
        self._report.new = len(new)
        found = match_new(self._index, new, gone=gone, progress=self._step("compare", self._report))
        self._keep(found, ORGANISATION, touched={mention.iri for mention in new} | gone)
        self._match_projects()
        _write_json(self._place / SOURCES, now)
        self._index.close()

    def _changes(self, changed: Collection[str], removed: Collection[str]) -> tuple[list[Mention], set[str]]:
        """Mentions that are new or other than before, and IRIs that nothing mentions any more."""
        from graph.matching.mentions import organisation_mentions

        self._progress("read", 0.0)
        before = set().union(*(self._index.iris_of(source) for source in (*changed, *removed)))
        is_first = not self._index.parts
        read = organisation_mentions(self._store, None if is_first else changed, before)
        splits = Splits.read(self._place)
        parted = {one.own for one in splits.found_}
        read = splits.parted(self._store, read)
        splits.write(self._place)
        # An IRI made for a split is in no source: it goes when the sources no longer disagree, or others do.
        before |= parted - {one.own for one in splits.found_}
        self._progress("read", 1.0)
        known = {mention.iri: mention for mention in self._index.mentions({mention.iri for mention in read})}
        new = [mention for mention in read if known.get(mention.iri) != mention]
        return new, before - {mention.iri for mention in read}

    def _match_projects(self) -> None:
        """Projects are compared across sources, with partners that are merged by now."""
        from graph.matching.mentions import project_mentions
        from graph.matching.projects import match_projects

        if len(_sources_of(self._store, "Project")) < 2:
            return
        self._progress("projects", 0.0)
        same = [(one.first, one.second, one.score) for one in kept.read(self._place, bands=(SAME,)) if not one.error]
        canonical = clusters(same, (), prefer=preferred).canonical
        found = match_projects(project_mentions(self._store, canonical, split=Splits.read(self._place).mapping()))
        self._keep(found, PROJECT, touched=None)
        self._progress("projects", 1.0)

    def _keep(self, found: Iterable[Candidate], kind: str, touched: Collection[str] | None) -> None:
        """New candidates in place of those that they replace: those with one of the IRIs, or all of the kind."""
        held = [
            one
            for one in kept.read(self._place)
            if one.kind != kind or (touched is not None and one.first not in touched and one.second not in touched)
        ]
        splits = Splits.read(self._place).candidates() if kind == ORGANISATION else []
        every = {(one.first, one.second): one for one in (*held, *found, *splits)}
        kept.write(self._place, [every[pair] for pair in sorted(every)])

    def _read_sources(self) -> dict[str, str]:
        path = self._place / SOURCES
        if not path.is_file():
            return {}
        read: dict[str, str] = json.loads(path.read_text("utf-8"))
        return read

    def _step(self, name: str, report: MatchReport) -> Callable[[int, int], None]:
        def tell(done: int, of: int) -> None:
            report.pairs = of
            self._progress(name, done / of if of else 1.0)

        return tell


def _state(source: object, count: int) -> str:
    """What changes with every edition of a source."""
    return f"{getattr(source, 'sha256', '')} {getattr(source, 'retrieved', '')} {count}"


def _sources_of(store: GraphStore, type_: str) -> list[str]:
    """The sources that state things of a type."""
    rows = store.tables.rows("SELECT DISTINCT source FROM things WHERE type = ?", [type_])
    return [source for (source,) in rows]


def _write_json(path: Path, value: Mapping[str, str]) -> None:
    path.unlink(missing_ok=True)  # it may be a hard link to the one of the revision before
    path.write_text(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False), "utf-8")


def _silent(_: str, __: float) -> None:
    """Progress that nobody watches."""


__all__ = ["MatchReport", "StoreError", "apply_judgements", "is_matched", "match_store", "preferred"]
