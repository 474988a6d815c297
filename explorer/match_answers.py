"""Candidates, judgements and conflicts as text and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from explorer.answers_text import one_line, wrapped
from explorer.language import WORDS, number, say
from graph.identity import ID
from graph.matching.candidates import ASK, BANDS, SAME, Candidate, Reason
from graph.matching.judgement import Judgement, moment
from graph.version import version
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from graph.matching.contradictions import Conflict
    from graph.matching.judgements import JudgementLog
    from graph.matching.review import Known
    from graph.matching.service import MatchReport
    from graph.names import Names

Json = dict[str, Any]
FEW = 3  # candidates of each band after matching; --show and --limit give more
MOST = 160  # characters of a name or a reason's value
# Features whose values are things of the store, and how the IRIs of those begin that are given without.
_STARTS = {"kind": f"{ID}kind/", "region": PREFIXES["nuts"], "place": PREFIXES["nuts"], "partners": "", "programme": ""}


# ---------------------------------------------------------------------- candidates


def reason_words(reason: Reason, names: Names, language: str) -> str:
    """A reason in words: the feature, the values of both sides, and its weight in bits."""
    key = f"feature.{reason.feature}"
    name = say(key, language) if key in WORDS else reason.feature.replace("-", " ")
    shown = (_value_words(reason.feature, value, names, language) for value in (reason.first, reason.second))
    values = " / ".join(dict.fromkeys(value for value in shown if value))
    weight = f"{'+' if reason.weight >= 0 else ''}{number(reason.weight, language, 1)}"
    return f"{name}: {values} ({weight})" if values else f"{name} ({weight})"


def _value_words(feature: str, value: str, names: Names, language: str) -> str:
    """One side of a reason; what has a label in the store is called by it."""
    start = _STARTS.get(feature)
    if start is None or not value:
        return short(value)
    labels = (names.label(part if "://" in part else f"{start}{part}", language) for part in value.split(", "))
    return short(", ".join(labels))


def short(text: str) -> str:
    """A text on one line, cut where it is longer than any name needs to be."""
    line = one_line(text)
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"


def candidate_text(item: Candidate, names: Names, language: str, verdict: str = "") -> Iterator[str]:
    """A candidate with its reasons, the weightiest first."""
    first, second = (short(names.label(iri, language)) for iri in (item.first, item.second))
    known = f" [{say('match.judged', language, verdict=say(f'verdict.{verdict}', language))}]" if verdict else ""
    yield from wrapped(f"{first}  ·  {second}{known}", "", f"{number(item.score, language, 3)}  ")
    yield f"       {item.first}  {item.second}"
    for reason in sorted(item.reasons, key=lambda reason: -abs(reason.weight)):
        yield from wrapped(reason_words(reason, names, language), "       ", "· ")


def candidate_json(item: Candidate, names: Names, language: str, verdict: str = "") -> Json:
    """A candidate with all that is known of it."""
    first, second = ({"id": iri, "label": names.label(iri, language)} for iri in (item.first, item.second))
    reasons = [reason._asdict() | {"text": reason_words(reason, names, language)} for reason in item.reasons]
    found = {"first": first, "second": second, "score": item.score, "band": item.band, "kind": item.kind}
    return found | {"error": item.error, "judgement": verdict, "reasons": reasons}


def report_json(report: MatchReport, bands: Iterable[Json], names: Names, language: str) -> Json:
    """What matching did, and candidates."""
    found = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    found["conflicts"] = [conflict_json(item) for item in report.conflicts]
    found["unknown"] = [judgement_json(item) for item in report.unknown]
    found["errors"] = [candidate_json(item, names, language) for item in report.errors]
    return found | {"candidates": list(bands), "version": version()}


def report_text(report: MatchReport, language: str) -> Iterator[str]:
    """What matching did, in a line a band."""
    counts = {name: number(getattr(report, name), language) for name in ("mentions", "new", "pairs")}
    yield say("match.done", language, **counts, seconds=number(report.seconds, language, 1))
    merged = {name: number(getattr(report, name), language) for name in ("merged", "clusters")}
    yield say("match.same", language, n=number(report.same, language), **merged)
    yield say("match.ask", language, n=number(report.ask, language))
    if report.errors:
        yield say("match.errors", language, n=number(len(report.errors), language))
    if report.unknown:
        yield say("match.unknown", language, n=number(len(report.unknown), language))
    for item in report.unknown[:FEW]:
        yield from wrapped(judgement_words(item), "  ", f"{item.id}  ")


def bands_text(
    found: Sequence[tuple[str, Sequence[Candidate]]], names: Names, known: Known, language: str
) -> Iterator[str]:
    """Candidates band by band, under the name of each band."""
    for band, items in found:
        if not items:
            continue
        yield ""
        yield say(f"match.band.{band}", language)
        for item in items:
            yield from candidate_text(item, names, language, known.verdict(item.first, item.second))


def shown_bands(wanted: str) -> tuple[str, ...]:
    """The bands to show: the one that was asked for, else those that matter."""
    return (wanted,) if wanted in BANDS else (SAME, ASK)


# ---------------------------------------------------------------------- judgements


def judgement_json(item: Judgement) -> Json:
    """A judgement as the log has it."""
    return dataclasses.asdict(item) | {"names": list(item.names)}


def judgement_words(item: Judgement) -> str:
    """A judgement on one line: what, who, when and why."""
    note = f" – {one_line(item.note)}" if item.note else ""
    return f"{one_line(str(item))}  ({one_line(item.who)}, {item.when[:10]}){note}"


def log_json(log: JudgementLog, iris: Collection[str] = ()) -> Json:
    """All judgements, or those on some things, the newest first, with their state: in_force, replaced or undone."""
    undone, found = log.undone(), []
    for item, state in _states(log, iris):
        entry = judgement_json(item) | {"state": state}
        if by := undone.get(item.id):
            entry["undone"] = {"id": by.id, "who": by.who, "when": by.when, "note": by.note}
        found.append(entry)
    return {"file": str(log.path), "judgements": found, "version": version()}


def log_text(log: JudgementLog, language: str, iris: Collection[str] = (), limit: int | None = None) -> Iterator[str]:
    """All judgements, or those on some things, the newest first, each with its id and state."""
    undone, found = log.undone(), list(_states(log, iris))
    if not found:
        yield say("match.empty_log", language)
    for item, state in found[:limit]:
        by = undone.get(item.id)
        told = say(f"match.state.{state}", language, **({"who": by.who, "when": by.when[:10]} if by else {}))
        mark = "  " if state == "in_force" else "✗ "
        yield from wrapped(f"{judgement_words(item)} [{told}]", "", f"{mark}{item.id}  ")


def _states(log: JudgementLog, iris: Collection[str]) -> Iterator[tuple[Judgement, str]]:
    undone, in_force = log.undone(), {item.id for item in log.in_force()}
    for item in sorted((entry for entry in log.entries() if isinstance(entry, Judgement)), key=moment, reverse=True):
        if not iris or not set(iris).isdisjoint(item.pair):
            yield item, "undone" if item.id in undone else "in_force" if item.id in in_force else "replaced"


# ---------------------------------------------------------------------- conflicts


def conflict_json(item: Conflict) -> Json:
    """A conflict with the judgements that cause it."""
    return {"different": judgement_json(item.different), "same": [judgement_json(each) for each in item.same]}


def conflicts_text(conflicts: Sequence[Conflict], in_force: int, language: str) -> Iterator[str]:
    """Every conflict with the judgements that cause it and how to solve it."""
    if not conflicts:
        yield say("match.no_conflicts", language, n=number(in_force, language))
    for index, item in enumerate(conflicts, 1):
        yield from wrapped(
            say("match.conflict", language, n=index, judgement=one_line(str(item.different)), steps=len(item.same))
        )
        for each in item.judgements:
            yield from wrapped(judgement_words(each), "  ", f"{each.id}  ")
        yield "  " + say("match.mend", language, id=item.different.id)
