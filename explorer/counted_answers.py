"""Statistics, facets and changes as tables for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explorer.answer_types import Place
from explorer.answers_json import Answers
from explorer.answers_text import Texts, one_line, room
from explorer.grid import grid
from explorer.language import number, say
from graph.changes import Difference
from graph.facets import Facets, Value
from graph.narrowing import Narrowing
from graph.statistics import Group, Key, Statistics

Json = dict[str, Any]
SHOWN = 20  # things of each list; --json has all


def statistics_json(found: Statistics, answers: Answers) -> Json:
    """The groups with their numbers; money by currency."""
    return {
        "query": {"by": found.by, **narrowing_json(found.narrowing, answers), "language": answers.language},
        "groups": [_group(found, group, answers) for group in found.groups],
        "left_out": found.left_out,
        **answers.sourced(source for source, _ in answers.store.sources()),
    }


def _group(found: Statistics, group: Group, answers: Answers) -> Json:
    return {
        **{name: key_json(key, answers) for name, key in zip(found.by, group.keys, strict=True)},
        "projects": group.projects,
        "organisations": group.organisations,
        "amount": group.amount,
        "eligible_cost": group.eligible_cost,
    }


def key_json(key: Key, answers: Answers) -> Place | int | None:
    """A key as ``{"id", "label"}``, a year, or None."""
    return answers.place(key) if isinstance(key, str) else key


def narrowing_json(narrowing: Narrowing, answers: Answers) -> Json:
    """What was narrowed to, by the names of the options."""
    found: Json = {"in": narrowing.region, "theme": narrowing.theme}
    found |= {"programme": narrowing.programme, "funder": narrowing.funder}
    named = {name: answers.place(iri) for name, iri in found.items() if iri}
    period = {"from": narrowing.since, "to": narrowing.until}
    return named | {name: year for name, year in period.items() if year is not None}


def statistics_text(found: Statistics, texts: Texts) -> Iterator[str]:
    """A table with a line a group."""
    language = texts.language
    if not found.groups:
        yield say("counted.none", language)
        return
    heads = [head(name, language) for name in found.by]
    heads += [say(f"column.{name}", language) for name in ("projects", "organisations", "amount", "eligible_cost")]
    rows = [
        [
            *(shown(key, texts) for key in group.keys),
            number(group.projects, language),
            number(group.organisations, language),
            money(group.amount, language),
            money(group.eligible_cost, language),
        ]
        for group in found.groups
    ]
    yield grid(heads, rows, room()).rstrip("\n")
    if found.left_out:
        yield say("counted.more", language, n=number(found.left_out, language))


def head(name: str, language: str) -> str:
    """What a column of groups is called."""
    return say(name if name in ("theme", "region", "funder", "programme") else f"by.{name}", language)


def shown(key: Key, texts: Texts) -> str:
    """A key as people read it."""
    if key is None:
        return say("counted.unknown", texts.language)
    return texts.label(key) if isinstance(key, str) else str(key)


def money(amounts: Mapping[str, float], language: str) -> str:
    """Amounts by currency, the largest first."""
    ordered = sorted(amounts.items(), key=lambda item: (-item[1], item[0]))
    return " + ".join(f"{number(amount, language)} {currency}".strip() for currency, amount in ordered)


def facets_json(found: Facets, answers: Answers) -> Json:
    """The facets with the options that narrow to their values."""
    return {
        "query": {"text": found.text, **narrowing_json(found.narrowing, answers), "language": answers.language},
        "found": found.found,
        "facets": {name: [_value(name, item, answers) for item in values] for name, values in found.values.items()},
        **answers.sourced(source for source, _ in answers.store.sources()),
    }


def _value(facet: str, item: Value, answers: Answers) -> Json:
    is_thing = isinstance(item.value, str) and facet != "type"
    plain = {"id": item.value, "label": _word(facet, item, answers.language)}
    named = answers.place(str(item.value)) if is_thing else plain
    return {**(named or {}), "count": item.count, **({"narrow": item.option} if item.option else {})}


def _word(facet: str, item: Value, language: str) -> str:
    return say(str(item.value), language) if facet == "type" else str(item.value)


def facets_text(found: Facets, texts: Texts) -> Iterator[str]:
    """A table a facet."""
    language = texts.language
    if not found.found:
        yield say("search.none", language, text=found.text)
        return
    yield say("facets.found", language, n=number(found.found, language), text=found.text)
    for name, values in found.values.items():
        yield ""
        rows = []
        for item in values:
            is_thing = isinstance(item.value, str) and name != "type"
            label = texts.label(str(item.value)) if is_thing else _word(name, item, language)
            rows.append([label, number(item.count, language), item.option])
        yield grid(
            [head(name, language), say("column.number", language), say("facets.narrow", language)], rows, room()
        ).rstrip("\n")


def changes_json(difference: Difference, answers: Answers) -> Json:
    """What the last edition of a source changed; ``null`` where it has one edition only."""
    source, found = difference.source, difference.changes
    lists = {"appeared": found.appeared, "changed": found.changed, "vanished": found.vanished} if found else {}
    gone = found.names if found else {}
    things = {name: [answers.thing(iri) | _as_it_was(iri, gone) for iri in iris] for name, iris in lists.items()}
    return {"query": {"source": source.id}, "editions": 2 if found else 1, **things, **answers.sourced([source])}


def _as_it_was(iri: str, names: dict[str, list[str]]) -> Json:
    """The name and class of a thing that vanished; nothing for others."""
    return dict(zip(("label", "type"), names[iri], strict=True)) if iri in names else {}


def changes_text(difference: Difference, texts: Texts) -> Iterator[str]:
    """What appeared, changed and vanished, each as a list."""
    language, title, found = texts.language, one_line(difference.source.title), difference.changes
    if found is None:
        yield say("diff.single", language, source=title)
        return
    counts = {"appeared": found.appeared, "changed": found.changed, "vanished": found.vanished}
    numbers = {name: number(len(iris), language) for name, iris in counts.items()}
    yield say("diff.title", language, source=title, **numbers)
    rows = [
        [say(f"diff.{name}", language), *_called(iri, found.names, texts), iri]
        for name, iris in counts.items()
        for iri in iris[:SHOWN]
    ]
    if rows:
        heads = [say("diff.change", language), *(say(f"column.{name}", language) for name in ("name", "type")), "IRI"]
        yield ""
        yield grid(heads, rows, room()).rstrip("\n")
    if any(len(iris) > SHOWN for iris in counts.values()):
        yield say("diff.more", language, n=SHOWN)


def _called(iri: str, names: dict[str, list[str]], texts: Texts) -> tuple[str, str]:
    label, type_ = names.get(iri) or (texts.label(iri), texts.names.type(iri))
    return one_line(label), texts.type(type_)
