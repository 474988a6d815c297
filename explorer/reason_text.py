"""Reasons in words: one short phrase a reason, in German or English."""

from __future__ import annotations

from explorer.history_reasons import is_history, phrase
from explorer.language import say
from graph.names import Names
from graph.partners import Partners
from graph.reasons import Link


def reason_text(link: Link, names: Names, language: str) -> str:
    """What a link says, e.g. "gemeinsames Thema: Mentoring"."""
    if is_history(link):
        return phrase(link, names, language)
    own, other, via = (names.label(iri, language) if iri else "" for iri in (link.own, link.other, link.via))
    if link.kind in ("theme", "target_group"):
        return _concepts(link, own, other, via, language)
    if link.kind == "meeting":
        return say(f"meeting.{link.detail}", language, own=own)
    if link.kind == "place":
        key = link.detail if link.detail in ("sought", "same") else "near"
        if link.own == link.other and key == "sought":
            key = "itself"
        return say(f"place.{key}", language, own=own, other=other, radius=link.detail)
    if link.kind == "role":
        return say(f"role.{link.detail}", language, via=through(link, names, language))
    return say(f"{link.kind}.same", language, own=own)


def _concepts(link: Link, own: str, other: str, via: str, language: str) -> str:
    if link.own == link.other:
        return say(f"{link.kind}.same", language, own=own)
    if link.via in (link.own, link.other):
        inner, outer = (other, own) if link.via == link.own else (own, other)
        return say(f"{link.kind}.in", language, inner=inner, outer=outer)
    return say(f"{link.kind}.near", language, own=own, other=other, via=via)


def through(link: Link, names: Names, language: str) -> str:
    """The programme or project in which an organisation takes part."""
    if not link.edges:
        return ""
    edge = link.edges[0]
    return names.label(edge.value if edge.subject == link.other else edge.subject, language)


def left_out_text(answer: Partners, language: str) -> str:
    """How many things were left out and why, as one line."""
    parts = [say(f"left.{why}", language, n=count) for why, count in answer.left_out.items()]
    return ", ".join(parts)
