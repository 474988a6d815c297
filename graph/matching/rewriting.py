"""The statements of a store under canonical IRIs: which of them change, and into what.

Each statement stays in the graph of its source. What several IRIs stand for has one name a language
(``naming``), one value where there can be one only (``single_values``), and a project's money once
(``merged_projects``). What stands for a statement, its evidence, follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.identity import IDENTITY, statement_iri
from graph.matching import merged_projects, naming, single_values
from graph.matching.merged_projects import Holdings
from graph.matching.references import References
from graph.matching.renaming import Renaming
from graph.matching.stated import Stated, Thing
from graph.model import CERTAINTIES, Source
from graph.triples import source_quads
from graph.vocabulary import OWL, PROV, RDF, VB, Term

_PARTS = (RDF.subject, RDF.predicate, RDF.object)
_PROJECT = ox.NamedNode(VB.Project)


@dataclass(slots=True)
class Rewriting:
    """What becomes of the statements that a renaming affects.

    ``fates`` says of each of them what is shown instead, None for nothing; ``things`` are those of which rows of
    columns change, by the IRI under which they are shown, and ``relabelled`` those of which only names change.
    """

    renaming: Renaming
    relabelled: set[str]
    read: Callable[[str], list[ox.Quad]]
    fates: dict[ox.Quad, ox.Quad | None] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    more: list[ox.Quad] = field(default_factory=list)

    def told(self, iri: str) -> list[ox.Quad]:
        """What is shown of a record, over all sources."""
        shown = (self.fates.get(quad, quad) for quad in self.read(iri))
        return [quad for quad in shown if quad is not None]

    def difference(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """The statements that are taken out and put in."""
        shown = {new for new in self.fates.values() if new is not None}
        gone = [old for old in self.fates if old not in shown]
        return gone, [*shown.difference(self.fates), *self.more]


def rewriting(
    database: ox.Store, renaming: Renaming, *, relabelled: Iterable[str] = (), columns: Path | None = None
) -> Rewriting:
    """How a database is shown under canonical IRIs; IRIs that it does not know are left out of the renaming.

    ``relabelled`` are things that have several names in a language. ``columns`` is the folder of the columns of those
    sources that have some.
    """
    return _Making(database, renaming, set(relabelled), columns).made()


class _Making:
    def __init__(self, database: ox.Store, renaming: Renaming, relabelled: set[str], columns: Path | None) -> None:
        self._database = database
        self._references = References(database, columns)
        self._curated = frozenset(self._references.without_columns)
        self._about: dict[str, list[ox.Quad]] = {}
        considered = {*renaming.canonical, *(iri for _, iri in renaming.split), *relabelled}
        for iri in sorted(considered):
            self._read(iri)
        left = renaming.among(*self._present(renaming))
        self._made = Rewriting(left, relabelled, partial(_read, database, self._about))
        self._records: set[str] = set()
        self._considered = {iri for iri in considered if self._about[iri]}

    def made(self) -> Rewriting:
        """All of it."""
        self._gather()
        for thing in [*self._made.things.values()]:
            self._settle(thing)
        for thing in self._made.things.values():
            for one in thing.stated:
                self._made.fates[one.quad] = self._fate(one, thing.iri)
        self._take_along()
        self._made.fates.update(self._evidence())
        self._made.more += identity_quads(self._made.renaming)
        return self._made

    def _read(self, iri: str) -> list[ox.Quad]:
        return _read(self._database, self._about, iri)

    def _present(self, renaming: Renaming) -> tuple[set[str], set[tuple[str, str]]]:
        """The IRIs of which something is stated, and the splits whose source states something."""
        present = {iri for iri, stated in self._about.items() if stated}
        of_source = {(_graph(quad), iri) for _, iri in renaming.split for quad in self._about[iri]}
        for graph, iri in renaming.split:
            if all(_graph(quad) == graph for quad in self._about[iri]):
                present.discard(iri)  # no other source calls anything so
        return present, of_source

    def _gather(self) -> None:
        """What is stated of each thing, under the IRI by which it is shown."""
        of = self._made.renaming.of
        several = {iri for iri, members in self._made.renaming.clusters().items() if len(members) > 1}
        for iri in sorted(self._considered):
            for quad in self._about[iri]:
                shown = of(_graph(quad), iri)
                thing = self._made.things.setdefault(shown, Thing(shown, is_merged=shown in several))
                thing.stated.append(self._stated(quad))

    def _stated(self, quad: ox.Quad) -> Stated:
        graph, value = _graph(quad), quad.object
        if isinstance(value, ox.NamedNode) and (iri := self._shown(graph, value.value)) != value.value:
            value = ox.NamedNode(iri)
        assert isinstance(quad.subject, ox.NamedNode)  # noqa: S101 - found by its IRI
        own = self._made.renaming.own(graph, quad.subject.value)
        return Stated(quad, graph, own, quad.predicate.value, value)

    def _shown(self, graph: str, iri: str) -> str:
        return self._made.renaming.of(graph, iri)

    def _settle(self, thing: Thing) -> None:
        naming.settle(thing, self._curated)
        if not thing.is_merged:
            return
        if any(one.value == _PROJECT for one in thing.shown(RDF.type)):
            self._settle_holdings(thing)
        single_values.settle(thing)

    def _settle_holdings(self, project: Thing) -> None:
        holdings = merged_projects.settle(project, self._read, self._shown)
        self._records |= holdings.gone | holdings.together.keys() | set(holdings.together.values())
        for iri in holdings.gone:
            self._made.fates.update(dict.fromkeys(self._read(iri)))
        together: dict[str, Thing] = {}
        for iri in {*holdings.together, *holdings.together.values(), *holdings.without_amount} - holdings.gone:
            shown = holdings.together.get(iri, iri)
            part = together.setdefault(shown, Thing(shown, is_merged=True, is_record=True))
            part.stated += [self._stated(quad) for quad in self._read(iri)]
        for part in together.values():
            merged_projects.leave_out(part, holdings)
            single_values.settle(part)
        self._made.things.update(together)
        _follow(project, holdings)

    def _fate(self, one: Stated, subject: str) -> ox.Quad | None:
        """What is shown for a statement about a thing; nothing where it would speak of the thing itself."""
        quad = one.quad
        if not one.is_shown or (one.value == ox.NamedNode(subject) and quad.object != quad.subject):
            return None
        return _quad(quad, subject, one.predicate, one.value)

    def _take_along(self) -> None:
        """The statements of other things that refer to what is renamed."""
        fates, renaming = self._made.fates, self._made.renaming
        changing = {iri for iri, shown in renaming.canonical.items() if iri != shown}
        changing |= {iri for _, iri in renaming.split}
        nodes: dict[str, ox.NamedNode] = {}
        for quad, graph, subject, value in self._references.to(sorted(changing), sorted(self._considered - changing)):
            if quad in fates:
                continue
            shown, about = renaming.of(graph, value), renaming.of(graph, subject)
            if about == shown and subject != value:
                fates[quad] = None
            elif (about, shown) == (subject, value):
                fates[quad] = quad
            else:
                if shown not in nodes:
                    nodes[shown] = ox.NamedNode(shown)
                name = quad.subject if about == subject else ox.NamedNode(about)
                fates[quad] = ox.Quad(name, quad.predicate, nodes[shown], quad.graph_name)

    # ------------------------------------------------------------------ evidence

    def _evidence(self) -> Iterator[tuple[ox.Quad, ox.Quad | None]]:
        """What becomes of the statements about statements."""
        told: dict[tuple[str, str], list[tuple[ox.Quad, ox.Quad]]] = defaultdict(list)
        seen = dict.fromkeys(self._references.evidence(sorted(self._considered | self._records)))
        for node, graph in seen:
            stated = list(self._database.quads_for_pattern(node, None, None, graph))
            parts = {quad.predicate.value: quad.object for quad in stated if quad.predicate.value in _PARTS}
            if len(parts) < len(_PARTS):
                yield from ((quad, self._renamed(quad)) for quad in stated)
                continue
            old = ox.Quad(parts[RDF.subject], parts[RDF.predicate], parts[RDF.object], graph)  # type: ignore[arg-type]
            new = self._made.fates.get(old, self._renamed(old))
            if new is None:
                yield from ((quad, None) for quad in stated)
                continue
            name = _statement(new) if node == _statement(old) else node
            told[str(name), graph.value] += ((quad, _retold(quad, name, new)) for quad in stated)
        for retold in told.values():
            yield from _one_certainty(retold)

    def _renamed(self, quad: ox.Quad) -> ox.Quad:
        """A statement with its subject and object renamed, whether it is stated or not."""
        subject, value = quad.subject, self._stated_value(quad)
        if isinstance(subject, ox.NamedNode):
            subject = ox.NamedNode(self._shown(_graph(quad), subject.value))
        return ox.Quad(subject, quad.predicate, value, quad.graph_name)

    def _stated_value(self, quad: ox.Quad) -> Term | ox.Triple:
        if isinstance(quad.object, ox.NamedNode):
            return ox.NamedNode(self._shown(_graph(quad), quad.object.value))
        return quad.object


def _read(database: ox.Store, about: dict[str, list[ox.Quad]], iri: str) -> list[ox.Quad]:
    """What is stated of a thing; read once."""
    if iri not in about:
        about[iri] = list(database.quads_for_pattern(ox.NamedNode(iri), None, None, None))
    return about[iri]


def _follow(project: Thing, holdings: Holdings) -> None:
    """Let a project hold only the records that are shown."""
    for one in project.stated:
        if one.predicate in (VB.grant, VB.participation) and isinstance(one.value, ox.NamedNode):
            if one.text in holdings.gone:
                one.is_shown = False
            elif one.text in holdings.together:
                one.value = ox.NamedNode(holdings.together[one.text])


def _retold(quad: ox.Quad, name: ox.NamedNode | ox.BlankNode, new: ox.Quad) -> ox.Quad:
    parts = {RDF.subject: new.subject, RDF.predicate: new.predicate, RDF.object: new.object}
    return ox.Quad(name, quad.predicate, parts.get(quad.predicate.value, quad.object), quad.graph_name)


def _one_certainty(told: Collection[tuple[ox.Quad, ox.Quad]]) -> Iterator[tuple[ox.Quad, ox.Quad | None]]:
    """Of what one source says about a statement in several places, the surest."""
    stated = [VB(word) for word in CERTAINTIES]
    certain = {new.object for _, new in told if new.predicate.value == VB.certainty}
    surest = min(certain, key=lambda one: stated.index(_text(one)) if _text(one) in stated else 9, default=None)
    for old, new in told:
        yield old, None if new.predicate.value == VB.certainty and new.object != surest else new


def _statement(quad: ox.Quad) -> ox.NamedNode:
    subject = quad.subject
    iri = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
    return ox.NamedNode(statement_iri(_graph(quad), iri, quad.predicate.value, str(quad.object)))


def _quad(
    quad: ox.Quad, subject: str, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
) -> ox.Quad:
    if value == quad.object and predicate == quad.predicate.value and subject == quad.subject.value:  # type: ignore[union-attr]
        return quad
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, quad.graph_name)


def identity_quads(renaming: Renaming) -> Iterator[ox.Quad]:
    """What is said of identity, in a graph of its own: which IRIs the sources use for a thing, and the splits."""
    if not renaming.canonical and not renaming.split:
        return
    graph = ox.NamedNode(IDENTITY)
    for canonical, members in renaming.clusters().items():
        for iri in members[1:]:
            yield ox.Quad(ox.NamedNode(canonical), ox.NamedNode(OWL.sameAs), ox.NamedNode(iri), graph)
    for (source, iri), shown in sorted(renaming.split.items()):
        yield ox.Quad(ox.NamedNode(shown), ox.NamedNode(PROV.specializationOf), ox.NamedNode(iri), graph)
        yield ox.Quad(ox.NamedNode(shown), ox.NamedNode(PROV.hadPrimarySource), ox.NamedNode(source), graph)
    about = Source(
        id=IDENTITY, title="Identity", publisher="Verbund", document="clusters.parquet", sha256=renaming.sha256,
        retrieved=renaming.when,
    )  # fmt: skip
    yield from source_quads(about)


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
