"""Which projects of two sources are looked at together: near-linear in their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from graph.identity import name_key
from graph.matching.mention import Mention
from graph.matching.titles import Rarity, words

# Pairs that one block may give: what more projects share says too little, and costs too much.
LARGEST = 400
_RAREST = 3


def pairs(mentions: Sequence[Mention], rarity: Rarity, new: Collection[str] | None = None) -> set[tuple[int, int]]:
    """The positions of each pair of two sources that shares a block; ``new`` limits to pairs with one of these IRIs."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        for key in set(_keys(mention, rarity)):
            blocks[key].append(at)
    fresh = None if new is None else {at for at, mention in enumerate(mentions) if mention.iri in new}
    return {pair for block in blocks.values() if len(block) > 1 for pair in _across(block, mentions, fresh)}


def _keys(mention: Mention, rarity: Rarity) -> Iterator[tuple[str, ...]]:
    for identifier in mention.identifiers:
        yield ("identifier", *identifier)
    for name in mention.names:
        if key := words(name).key:
            yield "title", key
            for partner in mention.partners:
                yield "title", key, partner
            if mention.start:
                yield "title", key, mention.start[:7]
        for one, other in combinations(sorted(rarity.rarest(name, _RAREST)), 2):
            yield "words", one, other
    for acronym in (*mention.short_names, *mention.names):
        key = name_key(acronym)
        if 2 < len(key) <= 20:
            yield "acronym", key, mention.start[:4]
            for programme in mention.programmes:
                yield "acronym", key, programme
    if mention.start[4:]:
        for partner in mention.partners:
            yield "partner", partner, mention.start[:7]


def _across(block: list[int], mentions: Sequence[Mention], fresh: set[int] | None) -> Iterator[tuple[int, int]]:
    by_source: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in block:
        by_source[mentions[at].sources].append(at)
    for one, other in combinations(sorted(by_source), 2):
        some, others = by_source[one], by_source[other]
        if len(some) * len(others) > LARGEST or not set(one).isdisjoint(other):
            continue
        for first in some:
            for second in others:
                if fresh is None or first in fresh or second in fresh:
                    yield (first, second) if first < second else (second, first)
