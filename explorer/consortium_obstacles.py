"""Why there is no consortium, in words and as JSON: the rules that fail, by how much, and what the graph knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.consortium_rules import quoted, rule_json, rule_name
from explorer.consortium_words import phrase
from explorer.language import number, say
from graph.consortium.consortium import Consortia
from graph.consortium.obstacles import Obstacle
from graph.consortium.proposal import place_of
from graph.consortium.rules import Rule
from graph.names import Names

NAMED = 12  # countries; more are not read


def obstacle_lines(found: Consortia, names: Names, language: str) -> Iterator[str]:
    """The parts of the message."""
    if found.obstacles is None:
        yield phrase("no_time", language, limit=f"{found.time_limit:g}")
        return
    why = found.obstacles
    yield phrase("none", language, rules=found.asked.rule_set.title[language])
    if not any(not one.fixed for one in found.pool.members) and not why.contradictory:
        counts = ", ".join(say(f"left.{key}", language, n=n) for key, n in found.pool.left_out.items())
        yield phrase("empty", language, left_out=counts or "0") + "."
    rules = _listed([quoted(rule, language) for rule in why.together], language)
    if why.contradictory:
        key = "contradiction" if len(why.together) > 1 else "contradiction.one"
        yield phrase(key, language, rules=rules) + "."
    elif len(why.together) > 1:
        yield phrase("together", language, rules=rules) + "."
    for one in why.broken:
        known = _known(one.rule, found, names, language)
        yield _by_how_much(one, language) + (f": {known}" if known and not why.contradictory else "") + "."


def _listed(parts: list[str], language: str) -> str:
    return f" {say('and', language)} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _by_how_much(one: Obstacle, language: str) -> str:
    def shown(value: float) -> str:
        return f"{number(100 * value, language, 1)} %" if one.rule.kind == "budget" else number(value, language)

    return phrase(
        f"needed.{one.bound}",
        language,
        rule=rule_name(one.rule, language),
        needed=shown(one.needed),
        possible=shown(one.possible),
        by=shown(one.by),
    )


def _known(rule: Rule, found: Consortia, names: Names, language: str) -> str:
    """What the pool has of what a rule asks for."""
    members = found.pool.members
    answers = [found.asked.of_rule(rule).holds(one) for one in members]
    fitting = [one for one, answer in zip(members, answers, strict=True) if answer]
    if rule.kind == "countries":
        codes = sorted({one.country for one in fitting} - {""})
        shown = ", ".join(codes[:NAMED]) + (", …" if len(codes) > NAMED else "")
        return phrase("data.countries", language, n=len(codes), names=shown or "–")
    if rule.kind == "regions":
        return phrase("data.regions", language, n=len({place_of(one, rule) for one in fitting} - {""}))
    if rule.kind in ("at_least", "at_most"):
        return phrase("data.fitting", language, n=len(fitting), unknown=sum(answer is None for answer in answers))
    return phrase("data.pool", language, n=len(members)) if rule.kind == "members" else ""


def obstacles_json(found: Consortia, names: Names, language: str) -> dict[str, Any] | None:
    """The obstacles, None where there are proposals."""
    if found.proposals:
        return None
    why = found.obstacles
    return {
        "message": " ".join(obstacle_lines(found, names, language)),
        "decided": why is not None,
        "contradictory": why.contradictory if why else None,
        "together": [rule_json(rule, language) for rule in why.together] if why else [],
        "irreducible": why.proven if why else None,
        "broken": [
            {
                **rule_json(one.rule, language),
                "bound": one.bound,
                "needed": one.needed,
                "possible": one.possible,
                "by": one.by,
                "known": _known(one.rule, found, names, language),
            }
            for one in (why.broken if why else [])
        ],
    }
