"""What the store knows of organisations: place, kind, themes, projects, and which belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from graph.consortium.organisation import Organisation
from graph.consortium.requirements import COUNTRY_LEVELS, country_code, kinds_above
from graph.consortium.rules import LEVELS
from graph.errors import StoreError
from graph.identity import name_key
from graph.matching.domains import domain
from graph.network import Network
from graph.places import NUTS, Places
from graph.store import GraphStore
from graph.themes import Themes
from graph.vocabulary import SCHEMA, VB

LEADING = ("coordinator", "beneficiary")
MAIN_THEMES = 5  # of an organisation of which only its projects' are known


class Facts:
    """The facts of a store, each looked up once."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.names = store.names
        self.network = Network.read(store)
        self.places = Places(store)
        self.themes = Themes(store)
        self._kinds: dict[str, frozenset[str]] = {}
        self._above: dict[str, frozenset[str]] = {}

    def lead_of(self, thing: str) -> tuple[str, str]:
        """Who stands for a thing, and as what: itself, the coordinator, the operator, or nobody else than the thing."""
        if self.names.type(thing) == "Organisation":
            return thing, "itself"
        for role in LEADING:
            if leading := self._with_role(thing, role):
                return leading[0], role
        partners = [iri for iri in self.network.out(thing, VB.partner) if self.names.type(iri) == "Organisation"]
        operators = [iri for iri in self.network.out(thing, VB.operator) if self.names.type(iri) == "Organisation"]
        for found, role in ((operators, "operator"), (partners, "partner")):
            if len(found) == 1:
                return found[0], role
        return thing, "no_organisation"

    def _with_role(self, project: str, role: str) -> list[str]:
        found = []
        for part in self.store.quads(project, VB.participation):
            about = {quad.predicate.value: quad.object for quad in self.store.quads(getattr(part.object, "value", ""))}
            who = getattr(about.get(VB.organisation), "value", "")
            if getattr(about.get(VB.role), "value", "") == role and who:
                found.append(who)
        return sorted(found)

    def organisation(self, iri: str, region: str = "") -> Organisation:
        """What is known of an organisation; ``region`` is the one of its places that counts, where it has several."""
        stated = frozenset(self.network.out(iri, VB.region))
        above = frozenset(whole for place in stated for whole in self._wholes(place))
        counted = self._wholes(region) if region in stated else above
        kinds = {getattr(quad.object, "value", "") for quad in self.store.quads(iri, VB.kind)}
        return Organisation(
            iri,
            country=self._country(counted),
            regions={level: found for level in LEVELS if (found := self._only(counted, level))},
            places=stated,
            above=above,
            kinds=kinds_above(self.store, kinds, self._kinds),
            own_kinds=frozenset(kinds),
            themes=self._themes_of(iri),
            projects=len(self.network.into(iri, VB.partner)) + sum(1 for _ in self.store.quads(iri, VB.grant)),
            coordinated=self._coordinated[iri],
            group=iri,
        )

    def _wholes(self, place: str) -> frozenset[str]:
        if place not in self._above:
            # A NUTS code tells what its region lies in, also where the store does not have the hierarchy.
            code = place.removeprefix(NUTS) if place.startswith(NUTS) else ""
            self._above[place] = frozenset(self.places.above(place)) | {NUTS + code[:n] for n in range(2, len(code))}
        return self._above[place]

    def _country(self, above: frozenset[str]) -> str:
        """The one country; who is in several is in none that could be counted."""
        codes = {country_code(region) for region in above if self._level(region) in COUNTRY_LEVELS}
        return min(codes) if len(codes) == 1 else ""

    def _only(self, above: frozenset[str], level: str) -> str:
        found = [region for region in above if self._level(region) == level]
        return found[0] if len(found) == 1 else ""

    def own_themes(self, *things: str) -> list[str]:
        """The themes that are stated of things themselves, else the most frequent ones of their projects."""
        if own := {theme for iri in things for theme in self.network.out(iri, VB.theme)}:
            return sorted(own)
        projects = {project for iri in things for project in self.network.into(iri, VB.partner)}
        count = Counter(theme for project in projects for theme in self.network.out(project, VB.theme))
        return sorted(count, key=lambda theme: (-count[theme], theme))[:MAIN_THEMES]

    def _level(self, region: str) -> str:
        if (known := self.places.level(region)) or not region.startswith(NUTS):
            return known
        return f"nuts{len(region) - len(NUTS) - 2}"

    def _themes_of(self, iri: str) -> frozenset[str]:
        """Its own themes and those of its projects, with all broader ones."""
        own = {*self.network.out(iri, VB.theme)}
        for project in self.network.into(iri, VB.partner):
            own.update(self.network.out(project, VB.theme))
        return frozenset(wide for theme in own for wide in (theme, *self.themes.ancestors(theme)))

    @cached_property
    def _coordinated(self) -> Counter[str]:
        """How many projects each organisation has coordinated."""
        try:
            rows = self.store.tables.rows(
                "SELECT organisation, count(DISTINCT project) FROM participations"
                " WHERE role = 'coordinator' AND organisation IS NOT NULL GROUP BY organisation"
            )
            return Counter(dict(rows))
        except StoreError:  # an endpoint has no columns
            leading = {part for part, role in self.store.pairs(VB.role) if role == "coordinator"}
            return Counter(who for part, who in self.store.pairs(VB.organisation) if part in leading)

    # ------------------------------------------------------------------ who belongs together

    def distance(self, one: Organisation, other: Organisation) -> float | None:
        """Kilometres between the nearest of their places, None where that is not known."""
        found = [
            km
            for here in sorted(one.places)
            for there in sorted(other.places)
            if (km := self.places.distance_km(here, there)) is not None
        ]
        return min(found, default=None)

    def groups(self, members: Sequence[Organisation]) -> dict[str, str]:
        """For each the first of those that it is not independent of: parts of one body, one name or one web domain."""
        parent: dict[str, str] = {}

        def root(key: str) -> str:
            parent.setdefault(key, key)
            while parent[key] != key:
                parent[key] = parent[parent[key]]
                key = parent[key]
            return key

        for one in members:
            for key in self._shared_marks(one):
                parent[root(key)] = root(one.id)
        first: dict[str, str] = {}
        for one in members:
            first.setdefault(root(one.id), one.id)
        return {one.id: first[root(one.id)] for one in members}

    def _shared_marks(self, one: Organisation) -> list[str]:
        """What two organisations have in common only if they are one, or parts of one."""
        marks = [f"in {whole}" for whole in self._bodies(one.id)]
        # Two parishes may share a name; two of one name in one town do not.
        if place := one.regions.get("nuts3") or one.country:
            marks += [f"name {place} {name_key(self.names.label(one.id, language))}" for language in ("de", "en")]
        for quad in self.store.quads(one.id, SCHEMA.url):
            if web := domain(getattr(quad.object, "value", "")):
                marks.append(f"web {web}")
        return marks

    def _bodies(self, iri: str) -> set[str]:
        """An organisation and all that it is part of."""
        found, ahead = {iri}, [iri]
        while ahead:
            new = {whole for whole in self.network.out(ahead.pop(), VB.partOf) if whole not in found}
            found |= new
            ahead += sorted(new)
        return found
