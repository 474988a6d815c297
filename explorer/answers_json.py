"""Answers as JSON: complete, and with what is needed to get them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, cast

from explorer import answer_types as types
from explorer.carriers import carriers
from explorer.language import say
from explorer.reason_text import reason_text
from explorer.sentence import sentence
from graph.evidence import Citation
from graph.facts import Description, Fact
from graph.identity import source_iri
from graph.model import Source
from graph.partners import Area, Candidate, Partners
from graph.paths import Paths
from graph.reasons import Reason
from graph.search import Hit
from graph.shared import Shared
from graph.store import GraphStore
from graph.version import version
from graph.vocabulary import compact, inverse_label, term_label

Json = dict[str, Any]


class Answers:
    """Turns results into JSON for one store and language."""

    def __init__(self, store: GraphStore, language: str) -> None:
        self.store = store
        self.language = language
        self.names = store.names

    def thing(self, iri: str) -> types.Thing:
        """A thing as ``{"id", "label", "type"}``."""
        return {"id": iri, "label": self.names.label(iri, self.language), "type": self.names.type(iri)}

    def place(self, iri: str) -> types.Place | None:
        """A region as ``{"id", "label"}``, None where there is none."""
        return {"id": iri, "label": self.names.label(iri, self.language)} if iri else None

    def cited(self, citations: Iterable[Citation]) -> list[types.Citation]:
        """Citations as ``{"source", "where", …}``."""
        return [_cited(item) for item in citations]

    def whole(self, query: Json, body: Json, used: Iterable[Citation]) -> Json:
        """An answer with its question, the sources that it rests on and the version that gave it."""
        return {"query": query, **body, **self.resting_on(used)}

    def resting_on(self, used: Iterable[Citation]) -> types.Sources:
        """The sources that are cited, and the version that cites them."""
        names = sorted({item.source for item in used})
        return {"sources": [self.source(name) for name in names], "version": version()}

    def sourced(self, sources: Iterable[Source]) -> types.Sources:
        """The last part of an answer that rests on whole sources."""
        return {"sources": [self.source(source_iri(item.id)) for item in sources], "version": version()}

    def source(self, name: str) -> types.SourceInfo:
        """A source with what identifies its content."""
        about = self.store.source(name)
        fields = {
            "id": name,
            "title": about.title,
            "publisher": about.publisher,
            "url": about.url,
            "published": about.published,
            "licence": about.licence,
            "document": about.document,
            "sha256": about.sha256,
            "retrieved": about.retrieved,
        }
        return cast("types.SourceInfo", {key: value for key, value in fields.items() if value})

    # ------------------------------------------------------------------ the answers

    def partners(self, answer: Partners) -> types.Partners:
        """The recommendation; see docs/partners.md for its fields."""
        query = {
            "thing": self.thing(answer.thing) if answer.thing else None,
            "text": answer.text.encode("utf-8", "replace").decode(),
            "understood": [self.place(concept) for concept in answer.understood],
            "from": self.place(answer.home),
            "in": [self._area(area) for area in answer.areas],
            "theme": [self.place(theme) for theme in answer.themes],
            "programme": [self.place(programme) for programme in answer.programmes],
            "role": answer.role,
            "kind": [self.place(kind) for kind in answer.kinds],
            "known": answer.known,
            "type": answer.type,
            "match": answer.match,
            "as_of": answer.as_of,
            "diverse": answer.diverse,
            "limit": answer.limit,
            "language": self.language,
        }
        found = [self._candidate(item, answer) for item in answer.candidates]
        used = [c for item in answer.candidates for cited in item.sources.values() for c in cited]
        return {
            "query": query,
            "method": answer.method,
            "candidates": found,
            "left_out": answer.left_out,
            **self.resting_on(used),
        }

    def _area(self, area: Area) -> Json:
        found: Json = dict(self.place(area.region) or {})
        if area.need:
            found["need"] = area.need
        if area.place:
            found["radius_km"] = area.radius
        if area.within:
            found["within"] = self.place(area.within)
        return found

    def _candidate(self, candidate: Candidate, answer: Partners) -> types.Candidate:
        about = self.thing(candidate.id)
        found: types.Candidate = {
            "id": about["id"],
            "label": about["label"],
            "type": about["type"],
            "region": self.place(candidate.region),
            "organisations": [self.thing(iri) for iri in carriers(self.store, candidate.id)],
            "score": candidate.score,
            "sentence": sentence(candidate, self.names, self.language, answer.method),
            "reasons": self.reasons(candidate.reasons, candidate.sources),
        }
        if answer.known:
            found["already_partner"] = candidate.id in answer.known_partners
        return found

    def reasons(self, reasons: Sequence[Reason], sources: Mapping[int, list[Citation]]) -> list[types.Reason]:
        """Reasons with their weights, paths and sources."""
        return [
            {
                "kind": reason.link.kind,
                "text": reason_text(reason.link, self.names, self.language),
                "weight": reason.weight,
                "path": reason.path,
                "sources": self.cited(sources[index]),
            }
            for index, reason in enumerate(reasons)
        ]

    def shared(self, answer: Shared) -> Json:
        """What things share, or what is most like one thing."""
        query = {"things": [self.thing(iri) for iri in answer.things], "language": self.language}
        common = [
            {
                **self.thing(item.id),
                "kind": item.kind,
                "broader": item.broader,
                "strength": round(item.strength, 4),
                "sources": self.cited(item.sources),
            }
            for item in answer.common
        ]
        similar = [
            {
                **self.thing(item.id),
                "score": item.score,
                "reasons": [
                    {
                        "kind": reason.link.kind,
                        "text": reason_text(reason.link, self.names, self.language),
                        "weight": reason.weight,
                        "path": reason.path,
                    }
                    for reason in item.reasons
                ],
            }
            for item in answer.similar
        ]
        body = {"shared": common} if len(answer.things) > 1 else {"similar": similar}
        return self.whole(query, body, [citation for item in answer.common for citation in item.sources])

    def paths(self, answer: Paths) -> types.Paths:
        """The connections of two things."""
        query = {"from": self.thing(answer.start), "to": self.thing(answer.end), "language": self.language}
        paths: list[list[types.PathStep]] = [
            [
                {
                    "from": self.thing(step.start),
                    "relation": compact(step.edge.predicate),
                    "label": term_label(step.edge.predicate, self.language),
                    "backwards": step.backwards,
                    "to": self.thing(step.end),
                    "sources": self.cited(step.sources),
                }
                for step in steps
            ]
            for steps in answer.paths
        ]
        used = [citation for steps in answer.paths for step in steps for citation in step.sources]
        return {"query": query, "paths": paths, **self.resting_on(used)}

    def description(self, answer: Description) -> types.Description:
        """All facts of a thing."""
        used = [citation for fact in answer.facts for citation in fact.sources]
        made_from: list[types.Made] = [
            {"id": one.id, "names": one.names, "sources": one.sources, "identifiers": one.identifiers}
            for one in answer.made_from
        ]
        return {
            "query": {"thing": answer.id, "language": self.language},
            **self.thing(answer.id),
            "made_from": made_from,
            "facts": [self.fact(fact) for fact in answer.facts],
            **self.resting_on(used),
        }

    def fact(self, fact: Fact) -> types.Fact:
        """One fact; nested records carry their own under ``facts``."""
        found: types.Fact = {
            "relation": compact(fact.predicate),
            "label": (inverse_label if fact.of == "into" else term_label)(fact.predicate, self.language),
            "direction": cast("Literal['out', 'into']", fact.of),
            "value": self.thing(fact.value) if fact.is_thing else fact.value,
            "sources": self.cited(fact.sources),
        }
        if fact.language:
            found["language"] = fact.language
        if fact.parts:
            found["facts"] = [self.fact(part) for part in fact.parts]
        return found

    def hits(self, text: str, hits: Sequence[Hit]) -> types.Hits:
        """What a search found."""
        found: list[types.Hit] = [{**self.thing(hit.id), "name": hit.name, "score": hit.score} for hit in hits]
        return {"query": {"text": text, "language": self.language}, "hits": found, **self.resting_on([])}

    def sources(self, sources: Iterable[tuple[str, int]]) -> types.Sources:
        """All sources with their number of statements."""
        return {
            "sources": [{**self.source(name), "statements": count} for name, count in sources],
            "version": version(),
        }

    def stats(self, by_type: Mapping[str, int], by_source: Iterable[tuple[str, int]]) -> Json:
        """How many things of each class, and how many statements of each source."""
        classes = [{"type": name, "label": say(name, self.language), "count": count} for name, count in by_type.items()]
        return {"classes": classes, **self.sources(by_source)}


def _cited(item: Citation) -> types.Citation:
    found: types.Citation = {"source": item.source, "where": item.where, "certainty": item.certainty}
    if item.note:
        found["note"] = item.note
    return found
