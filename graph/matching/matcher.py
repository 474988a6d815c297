"""Mentions into candidates: described, blocked, compared, and put into bands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph.matching import blocking
from graph.matching.candidates import ASK, DIFFERENT, Candidate
from graph.matching.description import Description, Rarity, describe, is_telling
from graph.matching.mention import Mention
from graph.matching.score import ASK_BITS, band, compare, reasons
from graph.matching.spelling import is_collective

if TYPE_CHECKING:
    from graph.matching.blocking import Ints
    from graph.matching.index import Index

IDENTIFIER_ERROR = "identifier"
_AT_ONCE = 10_000  # pairs between two reports of progress

Report = Callable[[int, int], None]


def match(
    mentions: Iterable[Mention],
    *,
    exclusive: Collection[str] | None = None,
    progress: Report | None = None,
) -> list[Candidate]:
    """The pairs of mentions that are the same or that a person should look at, ordered by their IRIs.

    The order of the mentions does not matter. ``exclusive`` are schemes of identifiers of which one organisation has
    one value (``identifiers.EXCLUSIVE``). ``progress`` is called with the pairs compared and all pairs.
    """
    described = described_in_order(mentions)
    rarity = Rarity.of(described)
    first, second = blocking.pairs(described, rarity)
    return list(compared(described, first, second, rarity, _exclusive(exclusive), progress))


def match_new(
    index: Index,
    mentions: Iterable[Mention],
    *,
    gone: Collection[str] = (),
    exclusive: Collection[str] | None = None,
    progress: Report | None = None,
) -> list[Candidate]:
    """The candidates of new or changed mentions among themselves and with those of an index, which takes them in.

    ``gone`` are IRIs that are no longer mentioned. The time grows with the new mentions, not with the known ones.
    """
    mentions = list(mentions)
    new = described_in_order(mentions)
    fresh = {one.mention.iri for one in new}
    gone = {*gone, *(mention.iri for mention in mentions)} - fresh  # a name may have become one of nobody
    known, namesakes = index.rarity_for(new), index.namesakes(new, without=fresh.union(gone))
    known.add(new, namesakes)
    near = [describe(mention) for mention in index.neighbours(new, known) if mention.iri not in fresh.union(gone)]
    rarity = index.rarity_for([*new, *near])
    rarity.add(new, namesakes)
    described = sorted([*new, *near], key=lambda one: one.mention.iri)
    first, second = blocking.pairs(described, rarity)
    import numpy as np

    is_new = np.array([one.mention.iri in fresh for one in described], dtype=bool)
    chosen = is_new[first] | is_new[second] if len(first) else np.array([], dtype=bool)
    found = list(compared(described, first[chosen], second[chosen], rarity, _exclusive(exclusive), progress))
    index.add(new, rarity, gone={*gone, *fresh})
    return found


def described_in_order(mentions: Iterable[Mention]) -> list[Description]:
    """The mentions that name one organisation, by IRI: "various companies", "GmbH" and "A" name none."""
    ordered = sorted(mentions, key=lambda mention: mention.iri)
    named = (describe(mention) for mention in ordered if mention.names and not is_collective(mention.names[0]))
    return [one for one in named if is_telling(one)]


def compared(
    described: Sequence[Description],
    first: Ints,
    second: Ints,
    rarity: Rarity,
    exclusive: Collection[str],
    progress: Report | None = None,
) -> Iterator[Candidate]:
    """The candidates among pairs of positions; those that are different are left out."""
    count = len(first)
    for at, (one, two) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if progress and at % _AT_ONCE == 0:
            progress(at, count)
        found = candidate(described[one], described[two], rarity, exclusive)
        if found:
            yield found
    if progress:
        progress(count, count)


def candidate(one: Description, two: Description, rarity: Rarity, exclusive: Collection[str]) -> Candidate | None:
    """Two mentions compared, None where they are different; one identifier for other names is the error of a source."""
    if two.mention.iri < one.mention.iri:
        one, two = two, one
    verdict = compare(one, two, rarity, exclusive, least=ASK_BITS)
    if verdict is None:
        return None
    probability = verdict.probability
    found, error = band(probability), ""
    if verdict.evidently_other and one.mention.identifiers & two.mention.identifiers:
        found, error = ASK, IDENTIFIER_ERROR
    if found == DIFFERENT:
        return None
    why = reasons(verdict, one, two)
    return Candidate(one.mention.iri, two.mention.iri, round(probability, 4), found, why, error=error)


def _exclusive(given: Collection[str] | None) -> frozenset[str]:
    if given is not None:
        return frozenset(given)
    from graph.matching.identifiers import EXCLUSIVE

    return frozenset(EXCLUSIVE)
