"""Drawn landscapes with all that arrays hold, and what arrays must say of them, thing by thing."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from graph.identity import name_key
from graph.model import Grant, Initiative, Organisation, Participation, Programme, Project, Record, TargetGroup, Theme
from tests.graph.recommending.small import EX, NUTS, regions

NUTS3 = "DE271"
TITLES = ("Clean river", "Ökologie am Fluß", "川の水 hilft", "An die 河 😀", "")


def drawn(seed: int) -> list[Record]:
    """Projects and organisations with none, one or several of everything, and names from several scripts."""
    chance = Random(seed)

    def some(names: Iterable[str], most: int = 3) -> list[str]:
        held = sorted(names)
        return chance.sample(held, min(chance.randrange(most), len(held)))

    themes, programmes = [f"{EX}theme-{name}" for name in "abcd"], [f"{EX}programme-é{name}" for name in "abc"]
    groups, places = [f"{EX}group-{name}" for name in "ab"], [NUTS + code for code in ("DE2", NUTS3, "DE3", "FR")]
    bodies = [f"{EX}körper-{name}" for name in ("a", "b", "中", "😀", "ｚ", "z")]
    made: list[Record] = [*regions()]
    made += [Theme(iri=iri, label={"": iri}, broader=some(themes)) for iri in themes]  # a circle does no harm
    made += [TargetGroup(iri=iri, label={"": iri}, broader=some(groups)) for iri in groups]
    made += [Programme(iri=iri, label={"": iri}, part_of=some(programmes[at + 1 :])) for at, iri in
             enumerate(programmes)]  # fmt: skip
    made.append(Initiative(iri=f"{EX}initiative", label={"": "no project"}, theme=[f"{EX}only-here"]))
    for iri in bodies[:5]:  # the last is known by its part alone
        made.append(
            Organisation(iri=iri, label={"": chance.choice(TITLES) or "x"}, region=some(places), kind=some([f"{EX}k"]),
                         theme=some(themes), programme=some(programmes))
        )  # fmt: skip
    for at in range(chance.randrange(8)):
        iri = f"{EX}vorhaben-{chance.choice(['ä', 'b', '中'])}{at}"
        parts = [
            Participation(iri=f"{iri}/{part}", organisation=body, role=chance.choice(["coordinator", "partner"]))
            for part, body in enumerate(some(bodies, 5))
        ]
        grants = [
            Grant(iri=f"{iri}/g{money}", funder=chance.choice(["", *bodies[:2]]), programme=chance.choice(programmes),
                  amount=chance.choice(["", "1.5", "7"]), currency=chance.choice(["EUR", "EUR", "PLN"]))
            for money in range(chance.randrange(3))
        ]  # fmt: skip
        made.append(
            Project(
                iri=iri, label={"de": chance.choice(TITLES) or "y"}, start=chance.choice(["", "2014", "2015-03-01"]),
                theme=some(themes), programme=some(programmes), target_group=some(groups), participations=parts,
                funded_by=some(bodies), partner=some(bodies), grants=grants, region=some(places),
            )
        )  # fmt: skip
    return made


def stated(records: Iterable[Record]) -> dict[str, set[tuple[str, str]]]:
    """The pairs of each sparse array, from the records."""
    found: dict[str, set[tuple[str, str]]] = {}
    held = list(records)
    projects = [one for one in held if isinstance(one, Project)]
    up = {one.iri: getattr(one, "broader", None) or getattr(one, "part_of", []) for one in held}

    def put(name: str, row: str, values: Iterable[str]) -> None:
        found.setdefault(name, set()).update((row, value) for value in values if value)

    for one in projects:
        own = {*one.programme, *(grant.programme for grant in one.grants if grant.programme)}
        put("member", one.iri, [*one.partner, *(part.organisation for part in one.participations)])
        leads = [part.organisation for part in one.participations if part.role == "coordinator"]
        put("coordinator", one.iri, leads)
        put("funder", one.iri, [*one.funded_by, *(grant.funder for grant in one.grants)])
        for name, values in (("programme", own), ("theme", set(one.theme))):
            put(f"own_{name}", one.iri, values)
            put(name, one.iri, above(values, up))
        put("target_group", one.iri, above(one.target_group, up))
        put("word", one.iri, words(one))
    taking_part = {body for _, body in found.get("member", ())}
    for body in (one for one in held if isinstance(one, Organisation) and one.iri in taking_part):
        wider = above(body.region, up)
        put("own_region", body.iri, body.region)
        put("region", body.iri, wider)
        put("country", body.iri, {place for place in wider if place in (f"{NUTS}DE", f"{NUTS}FR")})
        put("kind", body.iri, body.kind)
        put("org_theme", body.iri, above(body.theme, up))
        put("org_programme", body.iri, above(body.programme, up))
        put("own_word", body.iri, words(body))
    return found


def above(values: Iterable[str], up: dict[str, list[str]]) -> set[str]:
    """Values with all that lies above them."""
    found, ahead = set(values), list(values)
    while ahead:
        new = {high for high in up.get(ahead.pop(), ()) if high not in found}
        found |= new
        ahead += new
    return found


def words(thing: Project | Organisation) -> set[str]:
    """The words of a name that count."""
    return {word for text in thing.label.values() for word in name_key(text).split() if len(word) >= 3}
