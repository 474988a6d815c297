"""What simple ways of matching find in the same mentions: pairs of positions, the lesser first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial

import numpy as np

from graph.identity import name_key
from graph.matching.mention import Mention

LEAST = 90  # of 100, the customary threshold
CHUNK = 256  # names a block: 256 × 20,000 scores are 5 MB

Pairs = np.ndarray
Baseline = Callable[[Sequence[Mention]], Pairs]


def equal_names(mentions: Sequence[Mention]) -> Pairs:
    """Pairs whose names are equal but for case, accents, umlaut spelling and punctuation."""
    return within(groups(name_key(mention.names[0]) for mention in mentions))


def equal_names_and_countries(mentions: Sequence[Mention]) -> Pairs:
    """Pairs with equal names, as above, and equal countries."""
    return within(groups((name_key(mention.names[0]), mention.country) for mention in mentions))


def token_set(mentions: Sequence[Mention], *, by_country: bool) -> Pairs:
    """Pairs whose names' token set ratio (rapidfuzz) is at least 90, of one country only or of all."""
    keys: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, mention in enumerate(mentions):
        keys[mention.country if by_country else ""][name_key(mention.names[0])].append(at)
    found = [_alike(names) for names in keys.values()]
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


BASELINES: dict[str, Baseline] = {
    "exact normalised name": equal_names,
    "normalised name + country": equal_names_and_countries,
    "rapidfuzz token_set ≥ 90, same country": partial(token_set, by_country=True),
    "rapidfuzz token_set ≥ 90": partial(token_set, by_country=False),
}


def _alike(names: dict[str, list[int]]) -> Pairs:
    """Pairs within equal names, and between those whose token sets are alike; each two names are compared once."""
    from rapidfuzz import fuzz, process

    texts, members = list(names), list(names.values())
    found = [within(members)]
    for start in range(0, len(texts), CHUNK):
        block = texts[start : start + CHUNK]
        scores = process.cdist(
            block, texts[start:], scorer=fuzz.token_set_ratio, score_cutoff=LEAST, dtype=np.uint8, workers=-1
        )
        for row, column in np.argwhere(np.triu(scores, 1) >= LEAST):
            found.append(between(members[start + row], members[start + column]))
    return np.concatenate(found)


def groups(keys: Iterable[Hashable]) -> list[list[int]]:
    """The positions that share a key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return list(found.values())


def within(members: Iterable[Sequence[int]]) -> Pairs:
    """All pairs within each group."""
    found = [np.array(group)[np.column_stack(np.triu_indices(len(group), 1))] for group in members if len(group) > 1]
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def between(first: Sequence[int], second: Sequence[int]) -> Pairs:
    """All pairs of one of the first and one of the second."""
    pairs = np.array(np.meshgrid(first, second)).reshape(2, -1).T
    return np.sort(pairs, axis=1)
