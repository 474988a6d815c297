"""The parts of ``docs/partners.md`` that follow from the code: shares, strengths, and the worked example."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from math import prod
from typing import Any

from data import embedded
from docs.markdown import code, fenced, table
from explorer.answers_json import Answers
from explorer.language import say
from explorer.reason_text import reason_text
from graph.partners import PARTICIPANT, Candidate, Partners, partners
from graph.profile import BY_MEMBERSHIP, BY_PROGRAMME, DIRECT
from graph.reasons import MEETING, MOST, NEAREST, RELATED, SHARES, Reason
from graph.recommending.ranker import PARTS, WHOLE
from graph.store import GraphStore
from graph.themes import Themes

SEEKER = "Vernetzung Süd-Ost-Europa, Roma"
WORDS = {
    "theme": "the same theme, or two themes that are close to each other",
    "target_group": "the same target group, or two that are close",
    "programme": "the same programme, or the programme that both belong to",
    "meeting": "an event that both attended, a partner or an initiative that both have",
    "funder": "the same funder",
    "place": "the candidate lies in the area that is sought; without such an area, both lie in the same place",
    "role": "the candidate is a project, or an organisation that takes part in a programme or project",
}


def shares() -> str:
    """How much of the score each kind of reason can give."""
    rows = [(code(kind), f"{share:.2f}", WORDS[kind]) for kind, share in SHARES.items()]
    return table(("kind", "share", "what counts"), [*rows, ("sum", f"{sum(SHARES.values()):.2f}", "")])


SIGNALS = {
    "programme": "known projects of the same programmes, rare ones counting more",
    "theme": "known projects on the same themes or on what lies above them, specific ones counting more",
    "project": "known projects that are like it in programme, and in theme or words",
    "word": "known projects in the same words of title and summary (TF-IDF cosine, squared, summed up)",
    "partner": "partners shared with the seeker, each by 1/log of its partners (Adamic and Adar 2003)",
    "walk": "how often a walk with restart at the seeker comes by (Haveliwala 2002)",
    "place": "the narrowest region shared with the seeker, by its information",
    "neighbours": "lies where those come from who work with the seeker's regions more than by chance",
    "home": "lies where those lie who know the programmes, more than by chance",
    "kind": "is of a kind that works with the seeker's kind more than by chance",
    "name": "its name has words of the seeker's name (TF-IDF cosine)",
    "title": "its name has words of the title or text (TF-IDF cosine)",
    "experience": "the logarithm of the number of its known projects",
    "recent": "its last project, worth half after 500 days",
}


def signals() -> str:
    """How much of the score each signal can give."""
    rows = [(code(name), f"{part / WHOLE:.3f}", SIGNALS[name]) for name, part in PARTS.items()]
    return table(("signal", "part", "what counts"), rows)


def strengths() -> str:
    """The constants of the method."""
    rows = [
        ("its own theme, target group, programme, funder, event …", f"{DIRECT:.1f}"),
        ("through an initiative that it is a member of, a member, or a project in which it is partner",
         f"× {BY_MEMBERSHIP}"),
        ("themes and target groups of its programme", f"× {BY_PROGRAMME}"),
        ("funders of its programme; the programme that its programme is part of", f"× {BY_MEMBERSHIP}"),
        ("shared event · shared partner · shared initiative", " · ".join(f"× {MEETING[key]}" for key in MEETING)),
        ("role: a project · an organisation that takes part", f"1.0 · {PARTICIPANT}"),
        ("two themes or target groups that are related, not the same", f"× {RELATED} × their closeness"),
        ("least closeness of two themes or target groups", f"{NEAREST}"),
        ("reasons of one kind that count", f"the {MOST} strongest"),
    ]  # fmt: skip
    return table(("way to a feature", "strength"), rows)


def left_out() -> str:
    """The rules by which things are left out, in the order in which they are tried."""
    rules = {
        "already_partner": "is a member or partner already, in either direction; `--known` keeps it, and marks it",
        "begins_later": "`--as-of` names a day on which it had not surely begun",
        "other_type": "`--type` asks for another class",
        "other_kind": "`--kind` names kinds that are not stated of it; a project has no kind",
        "other_role": "`--role` names a role that it is not known to have had in a project",
        "region_unknown": "an area is sought, and nothing is known of where the thing lies",
        "outside_region": "lies elsewhere",
        "funder_or_operator": "pays for or runs a programme of the seeker: it is asked for money, not for partnership",
        "other_theme": "`--theme` names themes that it does not have (any of them, or with `--match all` all)",
        "nothing_shared": "no area is sought, and nothing is shared",
        "below_limit": "would be listed with a larger `--limit`",
    }
    rows = [(code(key), words, say(f"left.{key}", "en", n="n")) for key, words in rules.items()]
    return table(("in JSON", "why", "in words"), rows)


def answer_json() -> str:
    """The answer to the worked example as JSON, shortened to one candidate, two reasons and one source."""
    found, store = _example()
    whole = Answers(store, "en").partners(found)
    candidate = _mark(whole["candidates"], 1)
    reasons = _mark(candidate[0]["reasons"], 2)
    for reason in reasons[:2]:
        reason["sources"] = _mark(reason["sources"], 1)
    candidate[0]["reasons"] = reasons
    sources = _mark(whole["sources"], 1)
    sources[0] |= {"retrieved": "2026-11-22T09:00:00Z"}
    shortened = {**whole, "candidates": candidate, "sources": sources, "version": "0.1.0"}
    return fenced("json", json.dumps(shortened, ensure_ascii=False, indent=2))


def worked_example() -> str:
    """The best candidate of each class, reason by reason."""
    best: dict[str, Candidate] = {}
    for candidate in _example()[0].candidates:
        best.setdefault(candidate.type, candidate)
    return "\n\n".join(_worked(candidate) for candidate in best.values())


@cache
def _example() -> tuple[Partners, GraphStore]:
    store = GraphStore.open()
    store.load_all(embedded.sources())
    return partners(store, SEEKER), store


def _worked(candidate: Candidate) -> str:
    _, store = _example()
    kinds = list(SHARES)
    ordered = sorted(candidate.reasons, key=lambda reason: kinds.index(reason.link.kind))
    rows = []
    for kind, group in groupby(ordered, key=lambda reason: reason.link.kind):
        reasons = list(group)
        points = SHARES[kind] * (1 - prod(1 - reason.link.strength for reason in reasons))
        for index, reason in enumerate(reasons):
            first = (code(kind), f"{points:.4f}", _formula(kind, reasons)) if not index else ("", "", "")
            rows.append(
                (*first, reason_text(reason.link, store.names, "en"), _strength(reason), f"{reason.weight:.4f}")
            )
    rows.append(("**score**", "", "", "", "", f"**{candidate.score:.4f}**"))
    titles = ("kind", "points", "share × (1 − ∏(1 − sᵢ))", "reason", "sᵢ", "weight")
    return f"### {store.names.label(candidate.id, 'en')}\n\n{table(titles, rows)}"


def _formula(kind: str, reasons: list[Reason]) -> str:
    factors = "".join(f"(1 − {reason.link.strength:.3f})" for reason in reasons)
    return f"{SHARES[kind]:.2f} × (1 − {factors})"


def _strength(reason: Reason) -> str:
    """A strength; for two related concepts with what it is the product of."""
    link = reason.link
    if link.kind not in ("theme", "target_group") or link.own == link.other:
        return f"{link.strength:.3f}"
    closeness = Themes(_example()[1]).closeness(link.own, link.other)
    trails = link.strength / (RELATED * closeness)
    return f"{trails:.2f} × {RELATED} × {closeness:.3f} = {link.strength:.3f}"


def _mark(items: list[Any], most: int) -> list[Any]:
    """The first items, and what was left out."""
    return [*items[:most], *([f"… {len(items) - most} more"] if len(items) > most else [])]
