"""Who may take part: the best potential partners, those who must, and for scarce rules more of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.consortium.facts import Facts
from graph.consortium.organisation import Organisation, Requirement
from graph.errors import InputError
from graph.partners import Area, Candidate, Partners, partners
from graph.store import GraphStore
from graph.vocabulary import VB

SEEKERS = ("Organisation", "Project", "Initiative")
WIDER = 10  # times as many are looked at where rules need what the best do not have
PER_STRATUM = 10  # of each country, region, kind and requirement
Stratum = tuple[str, str]


@dataclass(slots=True, frozen=True)
class Search:
    """What is asked: for whom, where, on what, who must be in and who must not; names as people write them."""

    thing: str
    region: str = ""
    near: str = ""
    radius: float = 0.0
    theme: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    limit: int = 300


@dataclass(slots=True)
class Pool:
    """Those who may take part, the fixed ones first, then by score.

    ``lead`` stands for the thing: itself, or the organisation that leads it (``lead_is`` says which). ``asked`` is
    how many of the ranking were looked at, ``added`` how many came in only since the rules need them.
    """

    thing: str
    lead: str
    lead_is: str
    members: list[Organisation]
    left_out: dict[str, int]
    areas: list[Area]
    themes: list[str]
    asked: int = 0
    added: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)

    def count_unknown(self) -> None:
        """Count of how many it is not known where they are and what they are."""
        partners_only = [member for member in self.members if not member.lead]
        self.unknown = {
            "country": sum(not member.country for member in partners_only),
            "kind": sum(not member.kinds for member in partners_only),
        }


class Pooling:
    """Builds a pool, and widens it."""

    def __init__(self, store: GraphStore, search: Search) -> None:
        self.store, self.search = store, search
        self.facts = Facts(store)
        names = store.names
        self.thing = names.find(search.thing)
        if names.type(self.thing) not in SEEKERS:
            said = f"“{names.label(self.thing)}” is no organisation, project or initiative; only those have consortia"
            raise InputError(said)
        self.lead, self.lead_is = self.facts.lead_of(self.thing)
        self.required = [names.find(name, ["Organisation"]) for name in search.required]
        self.excluded = {names.find(name, ["Organisation"]) for name in search.excluded}
        if both := ({self.lead, self.thing, *self.required} & self.excluded):
            raise InputError(f"“{names.label(min(both))}” is to be in and not to be in; take one of them back")
        self._ranked: Partners | None = None

    def best(self) -> Pool:
        """The best potential partners, and those who must be in."""
        return self._pool(self._ranking(self.search.limit).candidates, {})

    def wider(self, pool: Pool, needs: Sequence[Requirement], level: str) -> Pool:
        """More of the ranking: beside the best, the first few of each country, region, kind and requirement."""
        before = {one.id for one in pool.members}
        ranked = self._ranking(self.search.limit * WIDER)
        kept, rest = ranked.candidates[: self.search.limit], ranked.candidates[self.search.limit :]
        found = [self._fact(one) for one in rest if one.id not in before]
        chosen = _first_of_each(found, needs, level)
        extra = [one.candidate for one in chosen if one.candidate is not None]
        return self._pool([*kept, *extra], {"ranked": len(extra)})

    def widest(self, pool: Pool, needs: Sequence[Requirement], level: str) -> Pool:
        """Also organisations that have nothing in common with the thing, with a score of 0."""
        if self.search.region or self.search.near or self.search.theme or pool.areas:
            return pool
        known = {member.id for member in pool.members}
        rest = (self.facts.organisation(iri) for iri in self._others(known))
        chosen = _first_of_each(rest, needs, level)
        members = self._grouped([*pool.members, *chosen])
        found = replace(pool, members=members, added={**pool.added, "unranked": len(chosen)})
        found.count_unknown()
        return found

    def _others(self, known: Collection[str]) -> Iterator[str]:
        network = self.facts.network
        payers = {payer for relation in (VB.fundedBy, VB.operator) for _, payer in self.store.links(relation)}
        near = {self.thing, self.lead}
        for thing in (self.thing, self.lead):
            for relation in (VB.partner, VB.member):
                near |= {*network.out(thing, relation), *network.into(thing, relation)}
        for iri in self.store.names.things("Organisation"):
            if iri not in known and iri not in payers and iri not in near and iri not in self.excluded:
                yield iri

    def _ranking(self, limit: int) -> Partners:
        if self._ranked is None or self._ranked.limit < limit:
            search = self.search
            self._ranked = partners(
                self.store,
                self.thing,
                region=search.region,
                near=search.near,
                radius=search.radius,
                theme=search.theme,
                type="organisation",
                limit=limit,
            )
        return self._ranked

    def _pool(self, candidates: Iterable[Candidate], added: dict[str, int]) -> Pool:
        ranked = self._ranking(1)
        fixed = [self.lead, *(iri for iri in dict.fromkeys(self.required) if iri != self.lead)]
        by_id = {one.id: one for one in candidates if one.id not in self.excluded and one.id != self.lead}
        members = []
        for iri in fixed:
            one = self._fact(by_id[iri]) if iri in by_id else self.facts.organisation(iri)
            members.append(replace(one, fixed=True, lead=iri == self.lead))
        members += [self._fact(one) for iri, one in by_id.items() if iri not in fixed]
        pool = Pool(
            self.thing,
            self.lead,
            self.lead_is,
            self._grouped(members),
            dict(ranked.left_out),
            ranked.areas,
            ranked.themes,
            ranked.limit,
            added,
        )
        pool.count_unknown()
        return pool

    def _grouped(self, members: list[Organisation]) -> list[Organisation]:
        """The members with their groups, and with the way to the lead."""
        groups = self.facts.groups(members)
        lead = members[0]
        return [
            replace(one, group=groups[one.id], distance=self.facts.distance(lead, one) if one is not lead else None)
            for one in members
        ]

    def _fact(self, candidate: Candidate) -> Organisation:
        known = self.facts.organisation(candidate.id, candidate.region)
        return replace(known, score=candidate.score, candidate=candidate)


def _first_of_each(members: Iterable[Organisation], needs: Sequence[Requirement], level: str) -> list[Organisation]:
    """The first few of each country, region, kind, and of those whom a rule asks for."""
    strata: list[Callable[[Organisation], Collection[str]]] = [
        lambda one: (one.country,) if one.country else (),
        lambda one: (one.regions[level],) if level in one.regions else (),
        lambda one: one.own_kinds,
        lambda one: [str(number) for number, need in enumerate(needs) if need.holds(one)],
    ]
    taken: defaultdict[int, Counter[str]] = defaultdict(Counter)
    chosen = []
    for one in members:
        wanted = False
        for number, stratum in enumerate(strata):
            most = 1 if number == 1 else PER_STRATUM  # there are hundreds of regions
            for value in stratum(one):
                if taken[number][value] < most:
                    taken[number][value] += 1
                    wanted = True
        if wanted:
            chosen.append(one)
    return chosen
