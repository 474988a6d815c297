"""White spots as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.answers_json import Answers
from explorer.answers_text import Texts, room, wrapped
from explorer.counted_answers import head, key_json, money, narrowing_json, shown
from explorer.gap_words import counted, say
from explorer.grid import grid
from explorer.language import number
from graph.gaps import Gap, Gaps

Json = dict[str, Any]


def as_json(found: Gaps, answers: Answers) -> Json:
    """The gaps with all that is known of them; money by currency, and per partner."""
    query = {
        "by": found.by, "level": found.level, "only": found.only,
        **narrowing_json(found.narrowing, answers), "language": answers.language,
    }  # fmt: skip
    texts = Texts(answers.store, answers.language)
    body = {
        "gaps": [_gap(found, gap, answers, texts) for gap in found.gaps],
        "left_out": found.left_out,
        "projects": found.projects,
        "partners": found.partners,
        "needs": found.needs,
        "without": found.without,
        "why_none": "" if found.gaps else why_none(found, answers.language),
    }
    whole = {key: value for key, value in query.items() if value != ""}
    return {"query": whole, **body, **answers.sourced(source for source, _ in answers.store.sources())}


def _gap(found: Gaps, gap: Gap, answers: Answers, texts: Texts) -> Json:
    per_partner = {currency: round(total / gap.partners, 2) for currency, total in gap.amount.items()}
    return {
        **{name: key_json(key, answers) for name, key in zip(found.by, gap.keys, strict=True)},
        "missing": round(gap.missing, 4),
        "lacks": [
            {"kind": kind, "missing": round(value, 4), "text": reason(gap, kind, texts)}
            for kind, value in gap.lacks.items()
        ],
        "partners": gap.partners,
        "expected": round(gap.expected, 4),
        "quotient": round(gap.quotient, 4),
        "residual": round(gap.residual, 4),
        "projects": gap.projects,
        "amount": gap.amount,
        "amount_per_partner": per_partner if gap.partners else {},
        "needs": [
            answers.thing(need.id) | {"sought": need.sought, "seeker": answers.thing(need.seeker)} for need in gap.needs
        ],
        "partners_there": [answers.thing(one) for one in gap.present],
        "from_elsewhere": _outside(gap, answers),
        "projects_of_unknown_carriers": gap.unknown_carriers,
        "sources": answers.cited(gap.sources),
    }


def _outside(gap: Gap, answers: Answers) -> Json | None:
    if not (held := gap.outside):
        return None
    return {
        "projects": held.projects,
        "organisations": held.carriers,
        "amount": held.amount,
        "largest_projects": [answers.thing(one) for one in held.largest],
        "busiest_organisations": [answers.thing(one) | {"projects": count} for one, count in held.busiest],
    }


def as_text(found: Gaps, texts: Texts, *, explain: bool = False) -> Iterator[str]:
    """A table of the gaps, a sentence on each, and what could not be placed; with ``explain`` evidence and sources."""
    language = texts.language
    counts = {name: _counted(name, getattr(found, name), language) for name in ("projects", "partners", "needs")}
    by = " × ".join(head(name, language) for name in found.by)
    yield from wrapped(say("title", language, by=by, **counts))
    yield ""
    if found.gaps:
        yield _table(found, texts)
        yield ""
        for rank, gap in enumerate(found.gaps, 1):
            yield from _reasons(rank, gap, texts, explain=explain)
        if found.left_out:
            yield say("more", language, n=number(found.left_out, language))
    else:
        yield from wrapped(why_none(found, language))
    for name, without in found.without.items():
        if any(without.values()):
            level = say("level", language) if name == "region" else ""
            numbers = {of: _counted(of, count, language) for of, count in without.items()}
            yield from wrapped(say("without", language, dimension=head(name, language), level=level, **numbers))


def why_none(found: Gaps, language: str) -> str:
    """Why there is no gap, as a sentence."""
    if not (found.projects or found.partners or found.needs):
        return say("none.projects", language)
    if not found.placed:
        return say("none.placed", language, by=", ".join(head(name, language) for name in found.by))
    return say("none.only", language, only=found.only) if found.only else say("none.gap", language)


def _table(found: Gaps, texts: Texts) -> str:
    language = texts.language
    names = ("missing", "partners", "expected", "needs", "projects", "outside", "amount")
    heads = ["", *(head(name, language) for name in found.by), *(say(name, language) for name in names)]
    rows = [
        [
            str(rank),
            *(shown(key, texts) for key in gap.keys),
            number(gap.missing, language, 1),
            number(gap.partners, language),
            number(gap.expected, language, 1),
            number(len(gap.needs), language),
            number(gap.projects, language),
            number(gap.outside.projects if gap.outside else 0, language),
            money(gap.amount, language),
        ]
        for rank, gap in enumerate(found.gaps, 1)
    ]
    return grid(heads, rows, room()).rstrip("\n")


def _reasons(rank: int, gap: Gap, texts: Texts, *, explain: bool) -> Iterator[str]:
    for index, kind in enumerate(gap.lacks):
        yield from wrapped(reason(gap, kind, texts), "", f"{rank}. " if not index else " " * len(f"{rank}. "))
    if explain:
        for line in _evidence(gap, texts):
            yield from wrapped(line, "      ", "· ")
        yield from texts.cited(gap.sources, "      ")


def _evidence(gap: Gap, texts: Texts) -> Iterator[str]:
    language = texts.language
    for need in gap.needs:
        yield say("said", language, need=texts.label(need.id), seeker=texts.label(need.seeker))
    if gap.present:
        yield say("present", language, names=_names(gap.present, texts))
    if gap.outside:
        yield say("largest", language, names=_names(gap.outside.largest, texts))
        carriers = [f"{texts.label(one)} ({number(count, language)})" for one, count in gap.outside.busiest]
        yield say("busiest", language, names=", ".join(carriers))
    if gap.unknown_carriers:
        yield say("unknown_carriers", language, projects=_counted("projects", gap.unknown_carriers, language))


def _names(things: list[str], texts: Texts) -> str:
    return ", ".join(texts.label(one) for one in things)


def reason(gap: Gap, kind: str, texts: Texts) -> str:
    """Why partners are missing, as a sentence."""
    language = texts.language
    values: dict[str, str] = {
        "cell": " × ".join(shown(key, texts) for key in gap.keys),
        "needs": _counted("needed", len(gap.needs), language),
        "partners": _counted("partners", gap.partners, language),
        "expected": number(gap.expected, language, 1),
        "quotient": number(gap.quotient, language, 2),
        "residual": number(gap.residual, language, 1),
    }
    if gap.outside:
        values["outside"] = _counted("projects", gap.outside.projects, language)
        values["carriers"] = _counted("carriers", gap.outside.carriers, language)
        values["amount"] = money(gap.outside.amount, language) or say("without_amount", language)
    known = kind == "need" and gap.unmet and gap.partners
    return say("need.known" if known else kind, language, **values)


def _counted(key: str, count: int, language: str) -> str:
    return counted(key, count, number(count, language), language)
