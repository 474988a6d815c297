"""Mentions into candidates: described, blocked, compared, and put into bands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph.matching import blocking
from graph.matching.candidates import ASK, DIFFERENT, Candidate
from graph.matching.description import Description, Rarity, describe
from graph.matching.mention import Mention
from graph.matching.score import band, compare, reasons

if TYPE_CHECKING:
    from graph.matching.blocking import Ints

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
    described = [describe(mention) for mention in sorted(mentions, key=lambda mention: mention.iri)]
    rarity = Rarity.of(described)
    first, second = blocking.pairs(described, rarity)
    return list(compared(described, first, second, rarity, _exclusive(exclusive), progress))


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
        if found.band != DIFFERENT:
            yield found
    if progress:
        progress(count, count)


def candidate(one: Description, two: Description, rarity: Rarity, exclusive: Collection[str]) -> Candidate:
    """Two mentions compared; one identifier for evidently different names is the error of a source."""
    if two.mention.iri < one.mention.iri:
        one, two = two, one
    verdict = compare(one, two, rarity, exclusive)
    probability = verdict.probability
    found, error = band(probability), ""
    if verdict.evidently_other and one.mention.identifiers & two.mention.identifiers:
        found, error = ASK, IDENTIFIER_ERROR
    why = reasons(verdict, one, two) if found != DIFFERENT else ()
    return Candidate(one.mention.iri, two.mention.iri, round(probability, 4), found, why, error=error)


def _exclusive(given: Collection[str] | None) -> frozenset[str]:
    if given is not None:
        return frozenset(given)
    from graph.matching.identifiers import EXCLUSIVE

    return frozenset(EXCLUSIVE)
