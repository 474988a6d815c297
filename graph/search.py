"""Things by name, forgiving about umlauts, accents, case, typing errors and half-known names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import InputError
from graph.identity import name_key
from graph.name_index import MOST
from graph.names import ACTORS, TYPES, Names
from graph.store import GraphStore

SIMILAR = 0.84  # what is only similar stays below every name that holds the text as it is written
NEAR = 72 * SIMILAR  # rapidfuzz score out of 100; below it, hits for one-letter typos drown in chance ones
SURE, CLOSE = 90.0, 80 * SIMILAR  # where a name fits as it is written, only close ones are worth a look beside it


@dataclass(slots=True)
class Hit:
    """A thing whose name fits; ``score`` is 100 for the very name, ``name`` the one that fitted."""

    id: str
    type: str
    name: str
    score: float


def search(store: GraphStore, text: str, *, type: str = "", limit: int = 20) -> list[Hit]:
    """The things whose label or alternative label fits the text, best first.

    ``type`` is a class name such as ``project``, in any case. Where a store has columns, names that are only similar
    are looked at if none holds the words of the text. Raises InputError for a text without a letter and for
    a class that nothing can have.
    """
    from rapidfuzz import fuzz

    key = name_key(text)
    if not key:
        raise InputError("search needs at least one letter or digit")
    names = store.names
    wanted = class_named(type)
    best: dict[str, Hit] = {}
    for iri, name in _candidates(names, key, limit):
        if not (type_ := names.type(iri)) or (wanted and type_ != wanted):
            continue
        score = _score(key, name_key(name), fuzz)
        if score >= NEAR and (iri not in best or score > best[iri].score):
            best[iri] = Hit(iri, type_, name, round(score, 1))
    if any(hit.score >= SURE for hit in best.values()):
        best = {iri: hit for iri, hit in best.items() if hit.score >= CLOSE}
    hits = sorted(best.values(), key=lambda hit: (-hit.score, hit.type not in ACTORS, names.label(hit.id), hit.id))
    return hits[:limit]


def _candidates(names: Names, key: str, limit: int) -> Iterator[tuple[str, str]]:
    """The names to score: all of them; of a store with columns those that hold the words, else those that are alike."""
    if names.index is None:
        yield from ((name.iri, name.text) for name in names.all)
        return
    yield from ((name.iri, name.text) for name in names.titles())
    most = max(limit, MOST)
    found = names.index.holding(key, most) or names.index.similar(key, most)
    yield from ((iri, text) for iri, text, _, _ in found)


def class_named(text: str) -> str:
    """The class that a text such as ``target-group`` names, "" for no text."""
    known = {name.lower(): name for name in TYPES.values()}
    wanted = text.lower().replace("-", "").replace(" ", "")
    if wanted and wanted not in known:
        raise InputError(f"“{text}” is no type; known are {', '.join(sorted(known.values()))}")
    return known.get(wanted, "")


def _score(key: str, name: str, fuzz: object) -> float:
    """100 for the name itself, 95 for its beginning, 90 for words in it as they follow each other, 88 for words of it
    in any order, less for what is only similar.
    """
    if key == name:
        return 100.0
    if name.startswith(key):
        return 95.0
    if f" {key}" in f" {name}":
        return 90.0
    words_of_name = name.split()
    if all(any(word.startswith(part) for word in words_of_name) for part in key.split()):
        return 88.0
    if key in name:
        return 85.0
    ratio = float(fuzz.ratio(key, name))  # type: ignore[attr-defined]
    words = [float(fuzz.ratio(key, word)) for word in name.split()] if " " not in key else []  # type: ignore[attr-defined]
    part = float(fuzz.partial_ratio(key, name)) * 0.9 if len(name) > len(key) > 3 else 0.0  # type: ignore[attr-defined]
    return max([ratio, part, *(word * 0.95 for word in words)]) * SIMILAR
