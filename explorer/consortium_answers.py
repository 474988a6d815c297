"""Consortia as text for people and as JSON: members, rules, wishes, or what keeps the rules from being met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from explorer.answer_types import Consortium
from explorer.answers_json import Answers
from explorer.answers_text import Texts, wrapped
from explorer.consortium_obstacles import obstacle_lines, obstacles_json
from explorer.consortium_rules import rule_json, rule_name, wish_name
from explorer.consortium_words import phrase
from explorer.language import number
from explorer.reason_text import reason_text
from graph.consortium.consortium import Consortia
from graph.consortium.organisation import Organisation
from graph.consortium.proposal import Check, Granted, Member, Proposal
from graph.consortium.rules import Rule, RuleSet
from graph.names import Names
from graph.version import version

Json = dict[str, Any]
REASONS_SHOWN = 3
REASON_LENGTH = 110  # some programmes' themes are whole paragraphs; JSON has them in full


def as_text(found: Consortia, texts: Texts) -> Iterator[str]:
    """The proposals one by one, then what they were made from."""
    language = texts.language
    thing, title = texts.label(found.pool.thing), found.asked.rule_set.title[language]
    yield phrase("title", language, thing=thing, rules=title)
    if found.pool.lead_is != "itself":
        yield from wrapped(
            phrase(f"lead.{found.pool.lead_is}", language, thing=thing, lead=texts.label(found.pool.lead))
        )
    yield ""
    for place, proposal in enumerate(found.proposals, 1):
        yield from _proposal(place, proposal, found, texts)
    for note in found.notes:
        yield phrase(f"note.{note}", language, limit=f"{found.time_limit:g}")
    yield from wrapped(_pool_text(found, language))
    if found.asked.rule_set.checked:
        documents = "; ".join(
            ", ".join(filter(None, (one.title, one.section))) for one in found.asked.rule_set.documents
        )
        yield from wrapped(phrase("checked", language, documents=documents, checked=found.asked.rule_set.checked))


def _pool_text(found: Consortia, language: str) -> str:
    added = "".join(phrase(f"added.{why}", language, n=n) for why, n in found.pool.added.items() if n)
    return phrase("pool", language, pool=len(found.pool.members) - 1, added=added, **found.pool.unknown)


def _proposal(place: int, proposal: Proposal, found: Consortia, texts: Texts) -> Iterator[str]:
    language = texts.language
    parts = [phrase("part.scores", language, points=number(proposal.scores, language, 2))]
    parts += [f"{wish_name(one.wish, language)} {number(one.points, language, 2)}" for one in proposal.wishes]
    objective = number(proposal.objective, language, 2)
    yield from wrapped(
        phrase("rank", language, n=place, objective=objective, parts=" + ".join(parts).replace("+ -", "− "))
    )
    yield "   " + _status(place, proposal, found, language)
    for member in proposal.members:
        yield from _member(member, found, texts)
    yield f"   {phrase('rules', language)}"
    for check in proposal.checks:
        yield from wrapped(_check(check, found.asked.rule_set, texts.names, language), "     ", "")
    yield f"   {phrase('wishes', language)}"
    for one in proposal.wishes:
        yield from wrapped(_wish(one, texts, language), "     ", "")
    yield ""


def _status(place: int, proposal: Proposal, found: Consortia, language: str) -> str:
    key = "next" if place > 1 and proposal.status == "optimal" else proposal.status
    # A moment is not worth telling, and would be another one each time.
    seconds = number(proposal.seconds, language, 0)
    took = phrase("status.took", language, seconds=seconds) if proposal.seconds >= 2 else ""
    said = phrase(
        f"status.{key}",
        language,
        pool=len(found.pool.members) - 1,
        differ=found.differ,
        limit=f"{found.time_limit:g}",
        gap=f"{number(100 * proposal.gap, language, 1)} %",
    )
    return said + took


def _member(member: Member, found: Consortia, texts: Texts) -> Iterator[str]:
    language, one = texts.language, member.organisation
    where = ", ".join(filter(None, (_place(one, texts.names, language), *_kinds(one, texts))))
    role = phrase("lead" if one.lead else "fixed" if one.fixed else "partner", language)
    score = number(one.score, language, 2) if one.candidate else "–"
    share = (
        f", {phrase('share', language, share=_per_cent(member.share, language))}" if member.share is not None else ""
    )
    yield from wrapped(f"{texts.label(one.id)} ({role}{': ' if where else ''}{where}{share})", "     ", f"{score}  ")
    reasons = one.candidate.reasons[:REASONS_SHOWN] if one.candidate else []
    for reason in reasons:
        said = shorten(reason_text(reason.link, texts.names, language), REASON_LENGTH, placeholder=" …")
        yield from wrapped(said, "           ", "· ")
    if not one.candidate and not one.fixed:
        yield from wrapped(phrase("known_by", language), "           ", "· ")
    if member.helps:
        rules = ", ".join(phrase("needed", language, rule=id) if id in member.needed_for else id for id in member.helps)
        yield from wrapped(phrase("helps", language, rules=rules), "           ", "· ")
    if one.fixed:
        return
    if member.alternative is None:
        yield from wrapped(phrase("no_alternative", language), "           ", "· ")
    else:
        costs = _costs(member.alternative_costs, language)
        said = phrase("alternative", language, name=texts.label(member.alternative.id), costs=costs)
        yield from wrapped(said, "           ", "· ")


def _costs(costs: float, language: str) -> str:
    return f"−{number(costs, language, 2 if costs >= 0.005 else 4)}" if costs > 0 else "±0"


def _per_cent(share: float, language: str) -> str:
    return number(100 * share, language, 0 if abs(100 * share - round(100 * share)) < 0.05 else 1)


def _place(one: Organisation, names: Names, language: str) -> str:
    region = one.candidate.region if one.candidate else min(one.places, default="")
    label = names.label(region, language) if region else ""
    return " ".join(filter(None, (label, one.country and f"[{one.country}]")))


def _kinds(one: Organisation, texts: Texts) -> list[str]:
    return sorted(texts.label(kind) for kind in one.own_kinds)


def _check(check: Check, rules: RuleSet, names: Names, language: str) -> str:
    sign = phrase("met" if check.ok else "unmet", language)
    unknown = f"; {phrase('unknown', language, n=check.unknown)}" if check.unknown else ""
    actual = amount(check.actual, check.rule, language)
    return f"{sign} {rule_name(check.rule, language)}: {actual} ({needs(check.rule, language)}{unknown})"


def amount(value: float, rule: Rule, language: str) -> str:
    """A number as a rule counts it: a whole one, or a share in per cent."""
    return f"{number(100 * value, language, 1)} %" if rule.kind == "budget" else number(value, language)


def needs(rule: Rule, language: str) -> str:
    """What a rule bounds, in words."""
    low, high = (amount(bound or 0.0, rule, language) for bound in (rule.low, rule.high))
    if rule.high == 0:
        return phrase("needs.none", language)
    key = "both" if rule.low is not None and rule.high is not None else "min" if rule.low is not None else "max"
    return phrase(f"needs.{key}", language, low=low, high=high)


def _wish(one: Granted, texts: Texts, language: str) -> str:
    sign = phrase("met" if one.is_met else "unmet", language)
    digits = 0 if one.actual == round(one.actual) else 1
    said = phrase(
        "wish",
        language,
        name=wish_name(one.wish, language),
        actual=number(one.actual, language, digits),
        full=number(one.full, language),
        points=number(one.points, language, 2),
    )
    missing = phrase("wish.missing", language, names=", ".join(map(texts.label, one.missing))) if one.missing else ""
    return f"{sign} {said}{'; ' if missing else ''}{missing}"


# ---------------------------------------------------------------------- where there is none


def failure(found: Consortia, texts: Texts) -> str:
    """Why there is no consortium, as one line."""
    return " ".join(obstacle_lines(found, texts.names, texts.language))


# ---------------------------------------------------------------------- JSON


def as_json(found: Consortia, answers: Answers) -> Consortium:
    """The question, the proposals or the obstacles, the pool, the rules, sources and version."""
    search, rules = found.search, found.asked.rule_set
    names = answers.names
    query = {
        "thing": answers.thing(found.pool.thing),
        "lead": answers.thing(found.pool.lead),
        "lead_is": found.pool.lead_is,
        "rules": rules.name,
        "in": search.region,
        "near": search.near,
        "radius_km": search.radius,
        "theme": [answers.place(theme) for theme in found.pool.themes],
        "with": list(search.required),
        "without": list(search.excluded),
        "pool": search.limit,
        "count": found.count,
        "differ": found.differ,
        "time_limit": found.time_limit,
        "day": found.day.isoformat(),
        "language": answers.language,
    }
    used = [
        citation
        for proposal in found.proposals
        for member in proposal.members
        if member.organisation.candidate
        for cited in member.organisation.candidate.sources.values()
        for citation in cited
    ]
    return {
        "query": query,
        "rules": rules_json(rules, answers.language),
        "proposals": [_proposal_json(one, answers) for one in found.proposals],
        "obstacles": obstacles_json(found, names, answers.language),
        "pool": {
            "organisations": len(found.pool.members) - 1,
            "added": found.pool.added,
            "unknown": found.pool.unknown,
            "left_out": found.pool.left_out,
        },
        "complete": found.complete,
        "notes": found.notes,
        "seconds": round(found.seconds, 3),
        **answers.resting_on(used),
    }


def _proposal_json(proposal: Proposal, answers: Answers) -> Json:
    return {
        "objective": proposal.objective,
        "parts": {"scores": proposal.scores, **{one.wish.id: round(one.points, 4) for one in proposal.wishes}},
        "members": [_member_json(member, answers) for member in proposal.members],
        "rules": [
            {
                **rule_json(check.rule, answers.language),
                "actual": round(check.actual, 6),
                "ok": check.ok,
                "unknown": check.unknown,
                "values": list(check.values),
            }
            for check in proposal.checks
        ],
        "wishes": [
            {
                "id": one.wish.id,
                "kind": one.wish.kind,
                "weight": one.wish.weight,
                "actual": round(one.actual, 4),
                "full": one.full,
                "met": one.is_met,
                "points": round(one.points, 4),
                "values": list(one.values),
                "missing": [answers.place(theme) for theme in one.missing],
            }
            for one in proposal.wishes
        ],
        "solver": {
            "name": "HiGHS",
            "status": proposal.status,
            "gap": proposal.gap,
            "seconds": round(proposal.seconds, 3),
        },
    }


def _member_json(member: Member, answers: Answers) -> Json:
    one, names = member.organisation, answers.names
    reasons = one.candidate.reasons if one.candidate else []
    region = one.candidate.region if one.candidate else min(one.places, default="")
    return {
        **answers.thing(one.id),
        "role": "lead" if one.lead else "partner",
        "fixed": one.fixed,
        "country": one.country or None,
        "region": answers.place(region),
        "kinds": [answers.place(kind) for kind in sorted(one.own_kinds)],
        "newcomer": one.projects == 0,
        "projects": one.projects,
        "coordinated": one.coordinated,
        "score": one.score if one.candidate else None,
        "reasons": [
            {
                "kind": reason.link.kind,
                "text": reason_text(reason.link, names, answers.language),
                "weight": reason.weight,
                "path": reason.path,
                "sources": answers.cited(one.candidate.sources.get(index, [])) if one.candidate else [],
            }
            for index, reason in enumerate(reasons)
        ],
        "helps": list(member.helps),
        "needed_for": list(member.needed_for),
        "budget_share": member.share,
        "alternative": answers.thing(member.alternative.id) | {"costs": member.alternative_costs}
        if member.alternative
        else None,
    }


def rules_json(rules: RuleSet, language: str) -> Json:
    """A rule set with its documents."""
    return {
        "name": rules.name,
        "title": rules.title[language],
        "documents": [{"title": one.title, "section": one.section, "url": one.url} for one in rules.documents],
        "checked": rules.checked,
        "rules": [rule_json(rule, language) for rule in rules.rules],
        "wishes": [
            {"id": wish.id, "kind": wish.kind, "weight": wish.weight, "full": wish.count} for wish in rules.wishes
        ],
    }


def list_text(found: Iterable[RuleSet], language: str) -> Iterator[str]:
    """The ready rule sets, each with its rules and documents."""
    yield phrase("rule_sets", language)
    for one in found:
        yield ""
        yield f"{one.name}  {one.title[language]}"
        for rule in one.rules:
            yield from wrapped(f"{rule_name(rule, language)}: {needs(rule, language)}", "  ", "· ")
        for document in one.documents:
            yield from wrapped(", ".join(filter(None, (document.title, document.section, document.url))), "  ", "↳ ")
        yield from wrapped(one.checked, "  ")


def list_json(found: Iterable[RuleSet], language: str) -> Json:
    """The ready rule sets."""
    return {"rule_sets": [rules_json(one, language) for one in found], "version": version()}
