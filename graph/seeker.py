"""Who seeks partners: a thing of the graph or a description, what it stands for, and where it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graph.errors import InputError
from graph.evidence import Edge, doubtful_edges
from graph.network import Network
from graph.organisation_kinds import OrganisationKinds
from graph.partners import Area
from graph.past import Past
from graph.places import Places
from graph.profile import DIRECT, Profile, Profiles
from graph.request import Request, found_seeker
from graph.store import GraphStore
from graph.theme_words import concepts_in
from graph.themes import Kind, Themes
from graph.vocabulary import VB

KINDS: tuple[Kind, ...] = ("theme", "target-group")


class Ground:
    """What every search in one store needs, read once."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.names = store.names

    @cached_property
    def network(self) -> Network:
        """All links."""
        return Network.read(self.store)

    @cached_property
    def profiles(self) -> Profiles:
        """What things stand for."""
        return Profiles(self.network)

    @cached_property
    def places(self) -> Places:
        """The regions."""
        return self.store.places

    @cached_property
    def themes(self) -> Themes:
        """The themes and target groups."""
        return self.store.themes

    @cached_property
    def kinds(self) -> OrganisationKinds:
        """The kinds of organisations."""
        return OrganisationKinds(self.store)

    @cached_property
    def doubtful(self) -> frozenset[Edge]:
        """The statements that no source is sure of."""
        return doubtful_edges(self.store)


@dataclass(slots=True)
class Named:
    """What the names in a request mean, by IRI; ``understood`` is what was found in its text."""

    thing: str
    themes: list[str]
    programmes: list[str]
    kinds: list[str]
    home: str
    understood: list[str]

    @staticmethod
    def of(ground: Ground, request: Request) -> Named:
        """Look all names up. Raises NotFoundError, AmbiguousError, and InputError for what cannot have partners."""
        names = ground.names
        thing = found_seeker(names, request.thing) if request.thing else ""
        return Named(
            thing,
            _once(ground.themes.find(name) for name in request.theme),
            _once(names.find(name, ["Programme"]) for name in request.programme),
            _once(ground.kinds.find(name) for name in request.kind),
            ground.places.centre(request.home) if request.home else "",
            _once(concept for kind in KINDS for concept in concepts_in(request.text, ground.themes, kind)),
        )


class Seeker:
    """What a thing or description stands for, in the network of what is known."""

    def __init__(self, ground: Ground, request: Request) -> None:
        self.named = Named.of(ground, request)
        self.thing = self.named.thing
        self.past = Past(ground.store, request.day, self.thing) if request.day else None
        self.network = Network.read(self.past) if self.past else ground.network
        self.profiles = Profiles(self.network) if self.past else ground.profiles
        self.ground = ground
        self.profile = self._profile()
        if request.is_description and not any(self.profile.features.values()) and not (request.region or request.near):
            raise InputError(
                f"no theme of the thesaurus is named in “{request.text}”; name some with theme, or a programme"
            )

    @property
    def later(self) -> dict[str, str]:
        """What is not known to have begun, with the date on which it did."""
        return self.past.later if self.past else {}

    def _profile(self) -> Profile:
        mine = self.profiles.of(self.thing) if self.thing else Profile("")
        for need in self._needs():
            step = Edge(self.thing, VB.seeks, need)
            for theme in self.network.out(need, VB.theme):
                mine.add("theme", theme, DIRECT, (step, Edge(need, VB.theme, theme)))
            for group in self.network.out(need, VB.targetGroup):
                mine.add("target_group", group, DIRECT, (step, Edge(need, VB.targetGroup, group)))
        groups = self.ground.themes.concepts("target-group")
        for concept in (*self.named.themes, *self.named.understood):
            mine.add("target_group" if concept in groups else "theme", concept, DIRECT)
        for programme in self.named.programmes:
            self.profiles.add_programme(mine, programme)
        if self.named.home:
            mine.add("region", self.named.home, DIRECT)
        return mine

    def _needs(self) -> list[str]:
        if not self.thing:
            return []
        sought = dict(self.ground.store.pairs(VB.sought))
        return [need for need in self.network.out(self.thing, VB.seeks) if sought.get(need, "partner") == "partner"]

    def areas(self, region: str, near: str, radius: float) -> list[Area]:
        """Where to look: the places asked for, else those of the needs in the graph."""
        places = self.ground.places
        if region or near:
            return [self._asked(region, near, radius)]
        return [
            Area(wanted, places.within(wanted), need)
            for need in self._needs()
            for wanted in self.network.out(need, VB.region)
        ]

    def _asked(self, region: str, near: str, radius: float) -> Area:
        """The area that the options describe; with a region and a radius, what lies in both."""
        places = self.ground.places
        within = places.find(region) if region else ""
        if not near:
            return Area(within, places.within(within))
        around = places.near(near, radius)
        if within:
            around &= places.within(within)
        return Area(places.centre(near), around, place=near, radius=radius, within=within)


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
