"""One name a language for what several IRIs or sources name differently; the others become alternative names.

The name that is shown is one that a source of its own kind states, such as a curated article; else the spelling that
most records have, whatever its case; of its forms one that is not all in capitals, and the longer rather than an
abbreviation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

import pyoxigraph as ox

from graph.identity import name_key
from graph.matching.stated import Stated, Thing
from graph.vocabulary import RDFS, SKOS, VB


def settle(thing: Thing, curated: Container[str]) -> None:
    """Leave one label a language, and one acronym of a merged thing; ``curated`` are the sources that are preferred."""
    by_language: dict[str, list[Stated]] = defaultdict(list)
    for one in thing.shown(RDFS.label):
        if isinstance(one.value, ox.Literal):
            by_language[one.value.language or ""].append(one)
    chosen = {language: _chosen(found, curated) for language, found in by_language.items()}
    if thing.is_merged or any(one.text != chosen[language] for language, all_ in by_language.items() for one in all_):
        for one in thing.stated:
            _rename(one, chosen)
    if thing.is_merged:
        _settle_acronym(thing)


def _rename(one: Stated, chosen: dict[str, str]) -> None:
    """Make an alternative name of a label that is not chosen, and a label of an alternative name that is."""
    if one.predicate not in (RDFS.label, SKOS.altLabel, SKOS.prefLabel) or not isinstance(one.value, ox.Literal):
        return
    is_chosen = chosen.get(one.value.language or "") == one.value.value
    if one.predicate == SKOS.prefLabel:
        one.is_shown = one.is_shown and is_chosen
    else:
        one.predicate = RDFS.label if is_chosen else SKOS.altLabel


def _settle_acronym(thing: Thing) -> None:
    found = sorted(thing.shown(VB.acronym), key=lambda one: (*thing.rank(one), one.text))
    for one in found:
        if one.text != found[0].text:
            one.predicate = SKOS.altLabel


def _chosen(found: Iterable[Stated], curated: Container[str]) -> str:
    records: dict[str, set[tuple[str, str]]] = defaultdict(set)
    preferred = set()
    for one in found:
        records[one.text].add((one.graph, one.own))
        if one.graph in curated:
            preferred.add(one.text)
    if len(records) == 1:
        return next(iter(records))
    keys = {text: name_key(text) for text in records}
    often: dict[str, int] = defaultdict(int)
    for text, stating in records.items():
        often[keys[text]] += len(stating)
    return min(records, key=lambda t: (t not in preferred, -often[keys[t]], t.isupper(), -len(t), t))
