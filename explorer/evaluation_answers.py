"""An evaluation as tables for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.answers_json import Answers
from explorer.answers_text import Texts, room
from explorer.grid import grid
from explorer.language import number, say
from graph.recommending.evaluation import EACH, PARTS, Evaluation, Result
from graph.recommending.measures import MEASURES, Interval

Json = dict[str, Any]
LISTS = ("coverage", "gini", "regions", "kinds")


def as_json(found: Evaluation, answers: Answers) -> Json:
    """The split, and every result by method, ``new`` or ``repeats``, and part."""
    asked = {"seekers": EACH} if found.seekers == EACH else {}
    return {
        "query": {"cut": found.cut, "limit": found.limit, **asked, "language": answers.language},
        "counts": found.counts,
        "parts": {name: part._asdict() for name, part in PARTS.items()},
        "methods": {
            method: {
                "repeats" if repeats else "new": {part: _result(result) for part, result in parts.items()}
                for repeats, parts in results.items()
            }
            for method, results in found.results.items()
        },
        **answers.sourced(source for source, _ in answers.store.sources()),
    }


def _result(result: Result) -> Json:
    measures = {name: interval._asdict() for name, interval in result.measures.items()}
    return {"queries": result.queries, "sought": result.sought, "measures": measures, "lists": result.lists}


def as_text(found: Evaluation, texts: Texts) -> Iterator[str]:
    """What was known and asked, and a table a part with a line a method."""
    language = texts.language
    counts = {name: number(count, language) for name, count in found.counts.items()}
    asked = {"queries": counts["projects_asked"]} if found.seekers == EACH else {}
    yield say("evaluate.split", language, cut=found.cut, **counts | asked)
    if found.seekers == EACH:
        yield say("evaluate.each", language, **counts)
    for repeats in (False, True):
        for part in PARTS:
            yield from _table(found, repeats=repeats, part=part, language=language)
    yield ""
    yield say("evaluate.columns", language)


def _table(found: Evaluation, *, repeats: bool, part: str, language: str) -> Iterator[str]:
    results = {method: parts[repeats][part] for method, parts in found.results.items()}
    one = next(iter(results.values()))
    title = say("evaluate.repeats" if repeats else "evaluate.new", language)
    about = {"queries": number(one.queries, language), "sought": number(one.sought, language)}
    yield ""
    yield f"{title}: {say(f'evaluate.part.{part}', language)} ({say('evaluate.asked', language, **about)})"
    if not one.queries:
        yield say("evaluate.none", language)
        return
    heads = [say("evaluate.method", language), "Hits@10", "Recall@50", "MRR", "NDCG@10"]
    heads += [say(f"evaluate.{name}", language) for name in LISTS]
    rows = [[method, *_cells(result, language)] for method, result in results.items()]
    yield grid(heads, rows, room()).rstrip("\n")


def _cells(result: Result, language: str) -> list[str]:
    measures = [_interval(result.measures[name], language) for name in MEASURES]
    return measures + [number(result.lists[name], language, 2) for name in LISTS]


def _interval(value: Interval, language: str) -> str:
    mean, low, high = (number(part, language, digits) for part, digits in zip(value, (3, 2, 2), strict=True))
    return f"{mean} ({low}–{high})"
