"""Answers that a file brings along: recommendations for those who seek partners, and questions that need no value."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from explorer import consortium_answers, why_not_answers
from explorer.answers_json import Answers
from explorer.serving.status import answer_json
from explorer.snapshot_columns import LANGUAGES
from graph.catalogue import Catalogue
from graph.consortium.consortium import consortium
from graph.consortium.library import rule_sets
from graph.errors import VerbundError
from graph.partners import partners
from graph.request import SEEKERS
from graph.store import GraphStore
from graph.vocabulary import VB
from graph.why_not import why_not
from queries.library import ask, questions

Json = dict[str, Any]
MOST_CANDIDATES = 50  # of a recommendation; a page shows as many of them as are wanted
MOST_SEEKERS = 12  # that nobody named and that are answered all the same
MOST_ROWS = 5_000  # of an answer to a question
MANY = 5_000  # things; larger files answer no questions, and tell no reasons why somebody is not a partner
MOST_WHY_NOT = 30  # things about which is said why they are not among the partners; each takes 0.1 s
SECONDS = 60.0  # for what nobody asked for by name; a large store takes seconds for each answer


class SnapshotAnswers:
    """The answers about a store that a file holds, in both languages."""

    def __init__(self, store: GraphStore, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._answers = {language: Answers(store, language) for language in LANGUAGES}
        self._end = 0.0

    def seeking(self, chosen: Iterable[int]) -> list[str]:
        """Which of some things seek partners."""
        seeking = {subject for subject, _ in self._store.links(VB.seeks)}
        numbers = (self._catalogue.iris.number(iri) for iri in sorted(seeking))
        among = set(chosen)
        found = [number for number in numbers if number in among and self._catalogue.type_of(number) in SEEKERS]
        return [self._catalogue.iris[number] for number in found[:MOST_SEEKERS]]

    def given(self, seekers: list[str], named: list[str], chosen: list[int]) -> Json:
        """All answers: for those who seek partners and for those who were named, and to questions."""
        self._end = time.monotonic() + SECONDS
        every = list(dict.fromkeys([*named, *seekers]))
        few = len(chosen) <= MANY
        recommended = {thing: list(self._partners(thing, asked=thing in named)) for thing in every}
        return {
            "partners": [one for found in recommended.values() for one in found],
            "consortium": [one for thing in every for one in self._consortia(thing)],
            "whyNot": [one for thing in every for one in self._why_not(thing, recommended[thing])] if few else [],
            "questions": dict(self._questions()) if few else {},
        }

    # ------------------------------------------------------------------ partners

    def _partners(self, thing: str, *, asked: bool) -> Iterator[Json]:
        for region in ("", *(one["id"] for one in self._catalogue.about["macro"])):
            if self._is_late and region:
                return
            try:
                found = partners(self._store, thing, region=region, limit=MOST_CANDIDATES)
            except VerbundError:
                if asked and not region:
                    raise
                continue
            if found.candidates or not region:
                answer = {language: answers.partners(found) for language, answers in self._answers.items()}
                yield self._asked(thing, region) | {"limit": MOST_CANDIDATES, "answer": answer}

    def _why_not(self, thing: str, recommended: list[Json]) -> Iterator[Json]:
        """Why those are missing who would be recommended in another region."""
        listed = [[one["id"] for one in found["answer"]["de"]["candidates"]] for found in recommended]
        others = [iri for found in listed[1:] for iri in found if iri not in listed[0]]
        for other in list(dict.fromkeys(others))[:MOST_WHY_NOT]:
            if self._is_late:
                return
            try:
                found = why_not(self._store, thing, name=other)
            except VerbundError:
                continue
            answer = {
                language: why_not_answers.as_json([found], answers) for language, answers in self._answers.items()
            }
            yield self._asked(thing, "") | {"name": self._called(other), "answer": answer}

    def _consortia(self, thing: str) -> Iterator[Json]:
        for rules in rule_sets():
            if self._is_late:
                return
            try:
                found = consortium(self._store, thing, rules, time_limit=SECONDS / 4)
            except VerbundError:
                continue
            answer = {
                language: consortium_answers.as_json(found, answers) for language, answers in self._answers.items()
            }
            yield self._asked(thing, "") | {"rules": rules.name, "answer": answer}

    def _asked(self, thing: str, region: str) -> Json:
        return {"thing": self._called(thing), "region": self._called(region) if region else None}

    def _called(self, iri: str) -> list[str]:
        """The IRI of a thing, its names in German and in English, and its code or end of its IRI."""
        labels = [self._store.names.label(iri, language) for language in LANGUAGES]
        return [iri, *labels, iri.rsplit("/", 1)[-1]]

    @property
    def _is_late(self) -> bool:
        return time.monotonic() > self._end

    # ------------------------------------------------------------------ questions

    def _questions(self) -> Iterator[tuple[str, Json]]:
        for question in questions():
            if any(one.required for one in question.parameters) or self._is_late:
                continue
            try:
                yield question.name, {language: self._answer(question.name, language) for language in LANGUAGES}
            except VerbundError:
                continue

    def _answer(self, name: str, language: str) -> Json:
        found = ask(self._store, name, {}, lang=language)
        return dict(answer_json(found, self._answers[language], time.perf_counter(), MOST_ROWS)) | {"took_ms": 0}
