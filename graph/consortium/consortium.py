"""Complete consortia for a thing under rules: the best ones, proven so, or why there is none.

Partners' scores and wishes are added up, and HiGHS finds the consortium with the largest sum among all that meet
every rule. See docs/consortium.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic

from graph.consortium.library import rule_set
from graph.consortium.obstacles import Obstacles, obstacles
from graph.consortium.organisation import Organisation, Requirement
from graph.consortium.pool import Pool, Pooling, Search
from graph.consortium.programme import INFEASIBLE, INFINITY, LIMIT, Asked, Programme, Row, Solution
from graph.consortium.proposal import Member, Proposal, checks, even_shares, granted, helps
from graph.consortium.requirements import Requirements
from graph.consortium.rules import RuleSet
from graph.errors import InputError
from graph.store import GraphStore

DIGITS = 4


@dataclass(slots=True)
class Consortia:
    """Proposals, the best first, or what keeps the rules from being met; and what they were made from."""

    search: Search
    asked: Asked
    pool: Pool
    proposals: list[Proposal]
    obstacles: Obstacles | None
    count: int
    differ: int
    seconds: float
    time_limit: float
    day: date
    complete: bool = True
    notes: list[str] = field(default_factory=list)


def consortium(
    store: GraphStore,
    thing: str,
    rules: str | Path | RuleSet,
    *,
    region: str = "",
    near: str = "",
    radius: float = 0.0,
    theme: Sequence[str] = (),
    required: Sequence[str] = (),
    excluded: Sequence[str] = (),
    pool: int = 300,
    count: int = 3,
    differ: int = 1,
    time_limit: float = 30.0,
    day: date | None = None,
) -> Consortia:
    """The best consortia for an organisation, project or initiative under rules.

    ``rules`` is the name of a ready rule set, a file, or a rule set; ``required`` must be in, ``excluded`` must not.
    A later proposal leaves out at least ``differ`` partners of each earlier one. ``pool`` is how many of the ranked
    partners are looked at, ``day`` the date of country groups (today), ``time_limit`` is in seconds.

    Raises NotFoundError, AmbiguousError, and InputError for wrong rules and options. Rules that cannot be met are no
    error: the answer has no proposals and says why.
    """
    for name, value in (("count", count), ("differ", differ), ("pool", pool)):
        if value < 1:
            raise InputError(f"{name} is {value}; give one of at least 1")
    if time_limit <= 0:
        raise InputError(f"a time limit of {time_limit:g} s; give one above 0")
    found = rules if isinstance(rules, RuleSet) else rule_set(rules)
    search = Search(thing, region, near, radius, tuple(theme), tuple(required), tuple(excluded), pool)
    day = day or date.today()
    pooling = Pooling(store, search)
    asked = _looked_up(store, pooling, found, day)
    return _Search(pooling, asked, count, differ, time_limit, day).run()


def _looked_up(store: GraphStore, pooling: Pooling, found: RuleSet, day: date) -> Asked:
    """The rules with all names in them found; a wish for themes that names none means those of the thing."""
    facts = pooling.facts
    lookup = Requirements(store, facts.places, facts.themes, day)
    own = facts.own_themes(*dict.fromkeys((pooling.thing, pooling.lead)))
    wishes = tuple(wish for wish in found.wishes if wish.kind != "themes" or wish.cover or own)
    newcomer = Requirements.newcomer()
    return Asked(
        replace(found, wishes=wishes),
        {rule.id: lookup.of(rule, found) for rule in found.rules},
        {wish.id: newcomer if wish.kind == "newcomers" else lookup.of(wish, found) for wish in wishes},
        {wish.id: lookup.themes(wish, found) or own for wish in wishes if wish.kind == "themes"},
    )


class _Search:
    def __init__(self, pooling: Pooling, asked: Asked, count: int, differ: int, time_limit: float, day: date) -> None:
        self.pooling, self.asked = pooling, asked
        self.count, self.differ, self.time_limit, self.day = count, differ, time_limit, day
        self.start = monotonic()
        self.end = self.start + time_limit
        self.began = self.start
        self.notes: list[str] = []

    def run(self) -> Consortia:
        """Proposals from the pool, widened where the rules need it, or the obstacles."""
        pool, programme, first = self._solvable()
        proposals: list[Proposal] = []
        why = None
        if first.values is not None:
            proposals = self._proposals(pool, programme, first)
        elif first.status == INFEASIBLE:
            left = max(self.end - monotonic(), 5.0)
            why = obstacles(pool.members, self.asked, seconds=left)
        return Consortia(
            self.pooling.search,
            self.asked,
            pool,
            proposals,
            why,
            self.count,
            self.differ,
            monotonic() - self.start,
            self.time_limit,
            self.day,
            first.status != LIMIT and all(one.status != LIMIT for one in proposals),
            self.notes,
        )

    def _solvable(self) -> tuple[Pool, Programme, Solution]:
        """The narrowest pool from which the rules can be met, else the widest."""
        pool = self.pooling.best()
        self.start = monotonic()  # the ranking has no limit of its own
        self.end = self.start + self.time_limit
        programme, found = self._solved(pool)
        if found.status != INFEASIBLE and not self._is_scarce(pool):
            return pool, programme, found
        needs, level = self._needs()
        for widened in (self.pooling.wider, self.pooling.widest):
            before = monotonic()
            pool = widened(pool, needs, level)
            self.end += monotonic() - before
            programme, found = self._solved(pool)
            if found.status != INFEASIBLE:
                break
        return pool, programme, found

    def _solved(self, pool: Pool) -> tuple[Programme, Solution]:
        self.began = monotonic()
        programme = Programme(pool.members, self.asked)
        return programme, programme.solve(seconds=self.end - monotonic())

    def _needs(self) -> tuple[list[Requirement], str]:
        rules = self.asked.rule_set.rules
        level = next((rule.level for rule in rules if rule.kind in ("regions", "per_region")), "nuts2")
        return [self.asked.of_rule(rule) for rule in rules if rule.of and rule.low], level

    def _is_scarce(self, pool: Pool) -> bool:
        """Whether hardly anybody in the pool is what a rule needs, so that there is no choice among them."""
        for rule in self.asked.rule_set.rules:
            if rule.kind == "at_least" and rule.low:
                fitting = [one for one in pool.members if self.asked.of_rule(rule).holds(one)]
                met = sum(one.fixed for one in fitting) >= rule.low
                if not met and len(fitting) < 2 * rule.low and "below_limit" in pool.left_out:
                    return True
        return False

    # ------------------------------------------------------------------ proposals

    def _proposals(self, pool: Pool, programme: Programme, first: Solution) -> list[Proposal]:
        """The best, and further ones that differ from all before."""
        found, cuts, solution, began = [], [], first, self.began  # type: list[Proposal], list[Row], Solution, float
        while solution.values is not None:
            chosen = solution.chosen(len(pool.members))
            proposal = self._proposal(pool, programme, chosen, solution)
            proposal.seconds = monotonic() - began
            found.append(proposal)
            free = [number for number in chosen if not pool.members[number].fixed]
            cuts.append(Row(dict.fromkeys(free, 1.0), high=float(len(free) - self.differ)))
            if len(found) == self.count or len(free) < self.differ:
                break
            began = monotonic()
            if began > self.end:
                self.notes.append("time_limit")
                break
            solution = programme.solve(seconds=self.end - began, extra=cuts)
            if solution.values is None:
                self.notes.append("time_limit" if solution.status == LIMIT else "no_more")
        return found

    def _proposal(self, pool: Pool, programme: Programme, chosen: list[int], solution: Solution) -> Proposal:
        organisations = [pool.members[number] for number in chosen]
        shares = even_shares(organisations, self.asked)
        value = worth(organisations, self.asked, programme.aim)
        return Proposal(
            [
                self._member(pool, programme, chosen, place, shares[place] if shares else None, value)
                for place in range(len(chosen))
            ],
            checks(organisations, self.asked, shares or [0.0] * len(chosen)),
            [granted(wish, organisations, self.asked, programme.aim) for wish in self.asked.rule_set.wishes],
            round(sum(one.score for one in organisations), DIGITS),
            value,
            solution.status,
            0.0 if solution.gap == INFINITY else solution.gap,
        )

    def _member(
        self, pool: Pool, programme: Programme, chosen: list[int], place: int, share: float | None, value: float
    ) -> Member:
        one = pool.members[chosen[place]]
        rules = self.asked.rule_set.rules
        helping = tuple(rule.id for rule in rules if helps(one, rule, self.asked))
        rest = [pool.members[number] for number in chosen if number != chosen[place]]
        needed = self._needed(helping, rest)
        member = Member(one, share, helping, needed)
        if not one.fixed and monotonic() < self.end:
            other = self._alternative(pool, programme, chosen, chosen[place])
            if other is not None:
                member.alternative = other
                member.alternative_costs = round(value - worth([*rest, other], self.asked, programme.aim), DIGITS)
        return member

    def _needed(self, helping: tuple[str, ...], rest: list[Organisation]) -> tuple[str, ...]:
        """The rules that would be broken without a member, apart from shares of the budget, which would be moved."""
        if not helping:
            return ()
        counted = {rule.id for rule in self.asked.rule_set.rules if rule.kind != "budget"}
        only = replace(self.asked, rule_set=self.asked.rule_set.only(*(id for id in helping if id in counted)))
        return tuple(check.rule.id for check in checks(rest, only, [0.0] * len(rest)) if not check.ok)

    def _alternative(self, pool: Pool, programme: Programme, chosen: list[int], left_out: int) -> Organisation | None:
        """Who replaces a member best, all others staying: solved with that member excluded and one other let in."""
        stay = set(chosen) - {left_out}
        fixed = dict.fromkeys(stay, 1.0) | {left_out: 0.0}
        everybody = dict.fromkeys(range(len(pool.members)), 1.0)
        one_more = Row(everybody, float(len(chosen)), float(len(chosen)))
        found = programme.solve(seconds=self.end - monotonic(), extra=[one_more], fixed=fixed)
        new = set(found.chosen(len(pool.members))) - stay
        return pool.members[new.pop()] if new else None


def worth(members: Sequence[Organisation], asked: Asked, aim: float) -> float:
    """The scores of the members and the points of all wishes, added up."""
    points = sum(granted(wish, members, asked, aim).points for wish in asked.rule_set.wishes)
    return round(sum(one.score for one in members) + points, DIGITS)
