"""Why somebody is not among the potential partners: the rule that leaves it out, or what it lacks.

What is missing is said in contrast (Lipton 1990, "Contrastive explanation"): of each kind of reason, how many points
it has and how many the best one listed has, and which rank it would have with those.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import NotFoundError
from graph.evidence import Citation
from graph.reasons import DIGITS, Reason
from graph.request import Request
from graph.store import GraphStore
from graph.vocabulary import VB

if TYPE_CHECKING:
    from graph.likeness import Search
    from graph.partners import Candidate

CANDIDATES = ("Project", "Organisation")
FACTS = 5  # that are named where a rule saw many


@dataclass(slots=True)
class Lack:
    """A kind of reason: the points it has of it, those of the best one listed, and its rank with those.

    ``what`` is what the best one has there by IRI, e.g. a programme, ``last`` the points of the last one listed.
    """

    kind: str
    have: float
    best: float
    would_rank: int
    what: str = ""
    last: float = 0.0


@dataclass(slots=True)
class WhyNot:
    """How ``other`` did as a partner of ``thing`` ("" for a description).

    ``rank`` counts from 1 by score, 0 where it is not ranked; ``of`` is how many are. ``left_out`` is the rule that
    left it out (as in ``Partners.left_out``, or "itself" and "no_candidate"), ``facts`` what the rule saw of it and
    ``sought`` what it asks for: IRIs, or texts. ``would_rank`` is its rank without the rule. ``needed`` is the score of
    the last one listed, 0 while there is room. ``together`` is the smallest set of kinds, best gain first, that would
    bring it in, at ``together_rank``; none where even all would not do.
    """

    thing: str
    other: str
    method: str
    rank: int = 0
    of: int = 0
    score: float = 0.0
    left_out: str = ""
    facts: list[str] = field(default_factory=list)
    sought: list[str] = field(default_factory=list)
    needed: float = 0.0
    reasons: list[Reason] = field(default_factory=list)
    sources: Mapping[int, list[Citation]] = field(default_factory=dict)
    lacks: list[Lack] = field(default_factory=list)
    listed: bool = False
    limit: int = 10
    would_rank: int = 0
    together: list[str] = field(default_factory=list)
    together_rank: int = 0


def why_not(
    store: GraphStore,
    thing: str = "",
    *,
    name: str,
    text: str = "",
    home: str = "",
    region: str = "",
    near: str = "",
    radius: float = 0.0,
    theme: Sequence[str] = (),
    programme: Sequence[str] = (),
    role: str = "",
    kind: Sequence[str] = (),
    known: bool = False,
    type: str = "",
    match: str = "",
    as_of: str = "",
    diverse: bool = False,
    limit: int = 10,
) -> WhyNot:
    """Why ``name`` is not among the partners that ``graph.partners.partners`` gives for the same request.

    Raises what ``partners`` raises, and NotFoundError and AmbiguousError for the name.
    """
    from graph.partners import Finder, names_of

    asked = Request(
        thing, text, home, region, near, radius, theme=names_of(theme), programme=names_of(programme), role=role,
        kind=names_of(kind), known=known, type=type, match=match, as_of=as_of, diverse=diverse, limit=limit,
    )  # fmt: skip
    return Finder(store).why_not(asked, name)


def found_in(store: GraphStore, name: str) -> str:
    """What a name means: a project or organisation before anything else."""
    if known := store.names.find_if_any(name, CANDIDATES, beginnings=False):
        return known
    try:
        return store.names.find(name, CANDIDATES)
    except NotFoundError as error:
        if known := store.names.find_if_any(name):
            return known
        raise error from None


def explained(search: Search, name: str) -> WhyNot:
    """Why somebody is not among what a search finds."""
    other = found_in(search.store, name)
    ranking, limit = search.ranking, search.request.limit
    found = WhyNot(search.thing, other, "likeness", of=len(ranking), limit=limit)
    if other == search.thing or search.names.type(other) not in CANDIDATES:
        found.left_out = "itself" if other == search.thing else "no_candidate"
        return found
    found.listed = other in search.listed
    if other not in ranking:
        found.left_out = search.excluded(other)
        found.facts = _facts(search, other, found.left_out)
        found.sought = _sought(search, found.left_out)
    candidate = search.candidate(other)
    found.score, found.reasons, found.sources = candidate.score, candidate.reasons, candidate.sources
    rank_of = ranks(search, other)
    rank = rank_of(candidate.score)
    found.rank, found.would_rank = (rank, 0) if other in ranking else (0, rank)
    if len(search.listed) >= limit:
        found.needed = min(ranking[iri] for iri in search.listed)
    listed = [search.candidate(iri) for iri in search.listed if iri != other]
    found.lacks = contrast(candidate, listed, rank_of)
    if not found.listed:
        found.together, found.together_rank = smallest(found, rank_of)
    return found


def ranks(search: Search, other: str) -> Callable[[float], int]:
    """The rank that a thing would have with a score; of equals the first by name comes first."""
    held: defaultdict[float, list[str]] = defaultdict(list)
    for iri, score in search.ranking.items():
        if iri != other:
            held[score].append(iri)
    rising = sorted(score for score, things in held.items() for _ in things)
    own = search.names.label(other), other

    def rank(score: float) -> int:
        exact = round(score, DIGITS)
        equal = sum((search.names.label(iri), iri) < own for iri in held.get(exact, ()))
        return len(rising) - bisect_right(rising, exact) + equal + 1

    return rank


def points(reasons: Collection[Reason]) -> Mapping[str, float]:
    """The points of each kind of reason."""
    found: defaultdict[str, float] = defaultdict(float)
    for reason in reasons:
        found[reason.link.kind] += reason.weight
    return {kind: round(weight, DIGITS) for kind, weight in found.items()}


def contrast(one: Candidate, listed: Sequence[Candidate], rank: Callable[[float], int]) -> list[Lack]:
    """What a candidate lacks to those listed, the kind with the largest gain first; ``rank`` of a score."""
    own = points(one.reasons)
    found = []
    for kind in dict.fromkeys(reason.link.kind for other in listed for reason in other.reasons):
        best = max(listed, key=lambda other: points(other.reasons).get(kind, 0.0))
        most, have = points(best.reasons).get(kind, 0.0), own.get(kind, 0.0)
        if most > have:
            last = points(listed[-1].reasons).get(kind, 0.0)
            what = next(reason.link.own for reason in best.reasons if reason.link.kind == kind)
            what = "" if kind == "role" else what
            found.append(Lack(kind, have, most, rank(one.score - have + most), what, last))
    return sorted(found, key=lambda lack: (lack.have - lack.best, lack.kind))


def smallest(found: WhyNot, rank: Callable[[float], int]) -> tuple[list[str], int]:
    """The kinds, largest gain first, that together bring it into the list, and the rank with them, else with all.

    Gains add up, so that the largest ones are the smallest set.
    """
    score, kinds = found.score, list[str]()
    for lack in found.lacks:
        if rank(score) <= found.limit:
            break
        kinds.append(lack.kind)
        score += lack.best - lack.have
    return (kinds if rank(score) <= found.limit else [], rank(score))


def _facts(search: Search, other: str, rule: str) -> list[str]:
    """What a rule saw of a thing: its regions, kinds, roles, themes, the programmes that it pays for, when it began."""
    theirs, ours = search.profiles.of(other), {search.thing, *search.mine["programme"]}
    themes = theirs["theme"]
    seen: dict[str, Callable[[], Iterable[str]]] = {
        "outside_region": lambda: search.network.out(other, VB.region),
        "other_kind": lambda: sorted(search.ground.kinds.of.get(other, ())),
        "other_role": lambda: sorted(search.roles.get(other, ())),
        "other_theme": lambda: sorted(themes, key=lambda theme: (-themes[theme].strength, theme)),
        "funder_or_operator": lambda: sorted(theirs["programme"].keys() & ours),
        "begins_later": lambda: [search.seeker.later[other]],
    }
    return list(seen[rule]())[:FACTS] if rule in seen else []


def _sought(search: Search, rule: str) -> list[str]:
    """What a rule asks for."""
    request, named = search.request, search.seeker.named
    areas = [area.region for area in search.areas]
    asked = {
        "outside_region": areas,
        "region_unknown": areas,
        "other_type": [search.type],
        "other_kind": named.kinds,
        "other_role": [request.role],
        "other_theme": named.themes,
        "begins_later": [request.as_of],
    }
    return asked.get(rule, [])
