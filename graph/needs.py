"""The needs that the graph states: what is sought, by whom, where and on what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.hierarchy import grouped
from graph.narrowing import Narrowing, parts
from graph.places import Places
from graph.store import GraphStore
from graph.themes import Themes
from graph.vocabulary import VB

_SEEKS = "SELECT DISTINCT subject, object FROM edges WHERE relation = 'seeks'"
_STATED = f"""WITH seeks AS MATERIALIZED ({_SEEKS}) SELECT DISTINCT relation, subject, object FROM edges
    WHERE relation IN ('region', 'theme', 'programme', 'partner', 'member')
    AND (subject IN (SELECT subject FROM seeks) OR subject IN (SELECT object FROM seeks))
    UNION SELECT 'known', object, subject FROM edges WHERE relation IN ('partner', 'member')
    AND object IN (SELECT subject FROM seeks)"""  # noqa: S608 - our own words


@dataclass(slots=True)
class Need:
    """A need: its themes, ``own`` ones and those of the seeker; ``with_them`` are the seeker and whom it works with."""

    id: str
    seeker: str
    sought: str
    regions: list[str]
    themes: list[str]
    programmes: list[str]
    own: set[str]
    with_them: set[str]


def needs_of(store: GraphStore, narrowing: Narrowing, places: Places, themes: Themes) -> list[Need]:
    """The needs that a narrowing leaves, in the order of their IRIs; a need has no funder and no year."""
    needs = _all(store)
    if narrowing.region:
        wanted = places.within(narrowing.region) | places.above(narrowing.region)
        needs = [need for need in needs if wanted & set(need.regions)]
    if narrowing.theme:
        needs = [need for need in needs if themes.within(narrowing.theme) & set(need.themes)]
    if narrowing.programme:
        meant = parts(store.tables, narrowing.programme)
        needs = [need for need in needs if meant & set(need.programmes)]
    return needs


def _all(store: GraphStore) -> list[Need]:
    pairs = sorted(store.tables.rows(_SEEKS), key=lambda pair: (pair[1], pair[0]))
    if not pairs:
        return []
    sought = dict(store.pairs(VB.sought))
    stated = grouped((f"{relation} {subject}", other) for relation, subject, other in store.tables.rows(_STATED))

    def of(relation: str, *things: str) -> set[str]:
        return {other for thing in things for other in stated.get(f"{relation} {thing}", ())}

    return [_need(seeker, need, sought.get(need, "partner"), of) for seeker, need in pairs]


def _need(seeker: str, need: str, sought: str, of: Callable[..., Iterable[str]]) -> Need:
    known = {seeker, *of("partner", seeker), *of("member", seeker), *of("known", seeker)}
    themes, programmes = sorted(of("theme", need, seeker)), sorted(of("programme", need, seeker))
    return Need(need, seeker, sought, sorted(of("region", need)), themes, programmes, set(of("theme", need)), known)
