"""Answers as text for people at a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox

from explorer.carriers import carriers
from explorer.codes import CODED, coded
from explorer.grid import grid, shown
from explorer.language import number, say
from explorer.reason_text import left_out_text, reason_text
from explorer.seeker_text import seeker_text
from explorer.sentence import sentence
from graph.counts import Stats
from graph.evidence import Citation, in_words
from graph.facts import Description, Fact
from graph.matching.members import Member
from graph.partners import Area, Candidate, Partners
from graph.paths import Paths, Step
from graph.reasons import Reason
from graph.search import Hit
from graph.shared import Shared
from graph.store import GraphStore
from graph.vocabulary import RDFS, SKOS, VB, inverse_label, term_label

REASONS_SHOWN = 4  # without --explain; the rest only adds detail


class Texts:
    """Writes results for one store and language."""

    def __init__(self, store: GraphStore, language: str) -> None:
        self.store = store
        self.language = language
        self.names = store.names
        self._titles: dict[str, str] = {}

    def label(self, iri: str) -> str:
        """A thing's name, on one line."""
        if iri.startswith(VB):
            return term_label(iri, self.language)
        return one_line(self.names.label(iri, self.language))

    def type(self, name: str) -> str:
        """What a class is called."""
        return say(name, self.language) if name else ""

    def cited(self, citations: Iterable[Citation], indent: str) -> Iterator[str]:
        """One line for each source: title, place, and how sure it is."""
        by_source = groupby(sorted(citations), key=lambda item: (item.source, item.certainty, item.note))
        for (source, certainty, note), items in by_source:
            places = in_words((item.where for item in items), self.language)
            sure = f" [{say(f'certainty.{certainty}', self.language)}]" if certainty != "explicit" else ""
            said = f" – {one_line(note)}" if note else ""
            yield from wrapped(f"{self.title(source)}{', ' + places if places else ''}{sure}{said}", indent, "↳ ")

    def title(self, source: str) -> str:
        """A source's title."""
        if source not in self._titles:
            self._titles[source] = one_line(self.store.source(source).title)
        return self._titles[source]

    # ------------------------------------------------------------------ the answers

    def partners(self, answer: Partners, *, explain: bool = False) -> Iterator[str]:
        """The ranking with its reasons; with ``explain`` all of them, their paths and sources."""
        area = ", ".join(self._area(item) for item in answer.areas)
        within = say("partners.in", self.language, regions=area) if area else ""
        seeker = one_line(seeker_text(answer, self.names, self.language))
        yield say("partners.title", self.language, thing=seeker, area=within)
        yield from self._described(answer)
        for need in dict.fromkeys(item.need for item in answer.areas if item.need):
            yield say("partners.need", self.language, need=self.label(need))
        yield ""
        for rank, candidate in enumerate(answer.candidates, 1):
            yield from self._candidate(rank, candidate, answer, explain=explain)
        if not answer.candidates:
            yield from wrapped(say("partners.none", self.language))
        if answer.left_out:
            yield from wrapped(say("partners.left_out", self.language, parts=left_out_text(answer, self.language)))

    def _described(self, answer: Partners) -> Iterator[str]:
        """What was described beside the thing, and as of when."""
        parts: list[tuple[str, Sequence[str]]] = [
            ("understood", answer.understood),
            ("programme", answer.programmes),
            ("from", [answer.home] if answer.home else []),
            ("kind", answer.kinds),
        ]
        for key, things in parts:
            if things:
                text = say(f"partners.{key}", self.language, names=", ".join(self.label(iri) for iri in things))
                yield from wrapped(text)
        if answer.as_of:
            yield say("partners.as_of", self.language, date=answer.as_of)

    def _area(self, area: Area) -> str:
        around = f"{self.label(area.region)} ± {area.radius:g} km" if area.place else self.label(area.region)
        return f"{around}, {self.label(area.within)}" if area.within else around

    def _candidate(self, rank: int, candidate: Candidate, answer: Partners, *, explain: bool) -> Iterator[str]:
        known = f", {say('partners.known', self.language)}" if candidate.id in answer.known_partners else ""
        place = f", {self.label(candidate.region)}" if candidate.region else ""
        score = number(candidate.score, self.language, 2)
        yield from wrapped(
            f"{self.label(candidate.id)} ({self.type(candidate.type)}{place}{known})", "", f"{rank}. {score}  "
        )
        if behind := carriers(self.store, candidate.id):
            names = ", ".join(self.label(iri) for iri in behind)
            yield from wrapped(say("partners.carriers", self.language, names=names), "      ")
        if text := sentence(candidate, self.names, self.language, answer.method):
            yield from wrapped(text, "      ")
        shown = candidate.reasons if explain else candidate.reasons[:REASONS_SHOWN]
        yield from self.reasons(shown, candidate.sources, explain=explain)
        yield ""

    def reasons(
        self, reasons: Sequence[Reason], sources: Mapping[int, list[Citation]], *, explain: bool
    ) -> Iterator[str]:
        """A line for each reason; with ``explain`` its weight, path and sources."""
        for index, reason in enumerate(reasons):
            weight = f"+{number(reason.weight, self.language, 3)}  " if explain else "· "
            yield from wrapped(reason_text(reason.link, self.names, self.language), "      ", weight)
            if explain:
                way = " → ".join(self.label(iri) for iri in reason.path)
                yield from wrapped(way, "         ")
                yield from self.cited(sources[index], "         ")

    def shared(self, answer: Shared) -> Iterator[str]:
        """What things share, by kind; or what is most like one thing."""
        quoted = [say("quoted", self.language, text=self.label(iri)) for iri in answer.things]
        things = f" {say('and', self.language)} ".join(quoted)
        if len(answer.things) == 1:
            yield from self._similar(answer)
            return
        key = "shared.title" if answer.common else "shared.none"
        yield say(key, self.language, things=things)
        for kind, items in groupby(answer.common, key=lambda item: item.kind):
            for item in items:
                broader = f" ({say('shared.broader', self.language)})" if item.broader else ""
                yield from wrapped(f"{self.label(item.id)}{broader}", "  ", f"{say(kind, self.language)}: ")
                yield from self.cited(item.sources, "      ")

    def _similar(self, answer: Shared) -> Iterator[str]:
        thing = self.label(answer.things[0])
        if not answer.similar:
            yield say("shared.none", self.language, things=thing)
            return
        yield say("shared.similar", self.language, thing=thing)
        for rank, item in enumerate(answer.similar, 1):
            score = number(item.score, self.language, 2)
            kind = self.type(self.names.type(item.id))
            yield from wrapped(f"{self.label(item.id)} ({kind})", "", f"{rank}. {score}  ")
            for reason in item.reasons[:REASONS_SHOWN]:
                yield from wrapped(reason_text(reason.link, self.names, self.language), "      ", "· ")

    def paths(self, answer: Paths) -> Iterator[str]:
        """Each connection step by step."""
        for index, steps in enumerate(answer.paths, 1):
            if not steps:
                yield say("path.same", self.language, thing=self.label(answer.start))
                continue
            yield say("path.title", self.language, n=index, steps=len(steps))
            for step in steps:
                yield from self._step(step)
            yield ""

    def _step(self, step: Step) -> Iterator[str]:
        relation = term_label(step.edge.predicate, self.language)
        start, end = self.label(step.edge.subject), self.label(step.edge.value)
        yield from wrapped(f"{start} –{relation}→ {end}", "  ")
        yield from self.cited(step.sources, "      ")

    def description(self, answer: Description) -> Iterator[str]:
        """All facts of a thing, grouped."""
        yield f"{self.label(answer.id)} ({self.type(answer.type)})"
        yield answer.id
        yield ""
        if answer.made_from:
            yield say("show.made_from", self.language)
            for member in answer.made_from:
                yield from self._member(member)
        for (of, predicate), facts in groupby(answer.facts, key=lambda fact: (fact.of, fact.predicate)):
            yield (inverse_label if of == "into" else term_label)(predicate, self.language)
            for fact in facts:
                yield from self._fact(fact)

    def _member(self, member: Member) -> Iterator[str]:
        """What one IRI of the sources stands for."""
        names = " · ".join(one_line(name) for name in member.names)
        codes = f" [{', '.join(member.identifiers)}]" if member.identifiers else ""
        yield from wrapped(f"{names}{codes}" or member.id, "  ")
        yield from wrapped(member.id, "    ")
        for source in member.sources:
            yield from wrapped(self.title(source), "      ", "↳ ")

    def _fact(self, fact: Fact) -> Iterator[str]:
        yield from wrapped(self._nested(fact) if fact.parts else self._value(fact), "  ")
        yield from self.cited(fact.sources, "      ")

    def _nested(self, fact: Fact) -> str:
        """A grant, participation, figure or need on one line: its name where it has one, then its parts."""
        named = any(part.predicate == RDFS.label for part in fact.parts)
        parts = [
            f"{term_label(part.predicate, self.language)}: {self._value(part)}"
            for part in fact.parts
            if part.predicate != RDFS.label
        ]
        return "; ".join([self.label(fact.value), *parts] if named else parts)

    def _value(self, fact: Fact) -> str:
        if fact.is_thing:
            kind = self.type(self.names.type(fact.value))
            return f"{self.label(fact.value)} ({kind})" if kind else self.label(fact.value)
        if fact.predicate in CODED:
            return coded(one_line(fact.value), self.language)
        return one_line(fact.value) + (f" [{fact.language}]" if fact.language else "")

    def hits(self, text: str, hits: Sequence[Hit]) -> Iterator[str]:
        """A table of what a search found."""
        if not hits:
            yield say("search.none", self.language, text=text)
            return
        rows = [
            [self.label(hit.id), self._kind(hit), number(hit.score, self.language), one_line(hit.name)] for hit in hits
        ]
        yield from self._table([self._column(name) for name in ("name", "type", "score", "fit")], rows)

    def _kind(self, hit: Hit) -> str:
        """The class of a hit, and for a region its level and code, since several share a name."""
        if hit.type != "Region":
            return self.type(hit.type)
        parts = [
            coded(quad.object.value, self.language)
            for predicate in (VB.level, SKOS.notation)
            for quad in self.store.quads(hit.id, predicate)
            if isinstance(quad.object, ox.Literal)
        ]
        return " ".join(dict.fromkeys(parts)) or self.type(hit.type)

    def stats(self, counts: Stats) -> Iterator[str]:
        """Things by class and statements by source."""
        rows = [[self.type(name), number(count, self.language)] for name, count in counts.by_type.items()]
        yield from self._table([self._column("type"), self._column("number")], rows)
        yield ""
        rows = [[self.title(name), number(count, self.language)] for name, count in counts.by_source]
        yield from self._table([self._column("source"), self._column("statements")], rows)
        total = number(counts.statements, self.language)
        yield say("stats.total", self.language, n=total, sources=len(counts.by_source))

    def sources(self, counted: Iterable[tuple[str, int]]) -> Iterator[str]:
        """A table of sources."""
        rows = []
        for name, count in counted:
            about = self.store.source(name)
            loaded = about.retrieved[:16].replace("T", " ")
            rows.append(
                [about.title, about.document, number(count, self.language), loaded, about.sha256[:12], about.licence]
            )
        columns = [self._column(name) for name in ("source", "file", "statements", "loaded", "hash", "licence")]
        yield from self._table(columns, rows)

    @staticmethod
    def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield grid(columns, rows, room()).rstrip("\n")

    def _column(self, name: str) -> str:
        return say(f"column.{name}", self.language)


def wrapped(text: str, indent: str = "", bullet: str = "") -> list[str]:
    """The text on as many lines as the terminal needs, the following ones under the first."""
    room = max(width(), 40)
    hang = indent + " " * len(bullet)
    return textwrap.wrap(
        text, room, initial_indent=indent + bullet, subsequent_indent=hang, break_on_hyphens=False
    ) or [indent + bullet]


def width() -> int:
    """The width of the terminal in characters; 100 in a pipe."""
    return shutil.get_terminal_size((100, 24)).columns


def room() -> int | None:
    """How wide a table may be: the terminal's width, COLUMNS where it is set, None in a pipe, where nothing is cut."""
    return width() if sys.stdout.isatty() or os.environ.get("COLUMNS") else None


def one_line(text: str) -> str:
    """The text without line breaks and without characters that steer a terminal."""
    return shown(" ".join(text.split()))
