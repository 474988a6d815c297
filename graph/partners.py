"""Who should work together next: ranked potential partners, each with its reasons and their sources.

Without a region of one's own choosing the need in the graph speaks: an initiative that seeks partners in the south
is answered with what lies in the south. Two methods answer: likeness (``graph.likeness``, what two have in common)
and, where the store knows who worked with whom, history (``graph.recommending.recommendation``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.evidence import Citation
from graph.reasons import Reason
from graph.request import MATCHES, ROLES, SEEKERS, TYPES, Request
from graph.store import GraphStore
from graph.vocabulary import VB

if TYPE_CHECKING:
    from graph.seeker import Ground
    from graph.why_not import WhyNot

__all__ = [
    "MATCHES", "PARTICIPANT", "ROLES", "SEEKERS", "TYPES", "Area", "Candidate", "Finder", "Partners",
    "names_of", "partners",
]  # fmt: skip

PARTICIPANT = 0.6  # strength of the role of an organisation that takes part in a programme or project


class Area(NamedTuple):
    """Where partners are sought: the region as named, all regions in it, and the need that asks for it.

    With a radius, ``region`` is its centre, ``place`` the name given for it, and ``within`` a region that holds too.
    """

    region: str
    regions: set[str]
    need: str = ""
    place: str = ""
    radius: float = 0.0
    within: str = ""


@dataclass(slots=True)
class Candidate:
    """A potential partner."""

    id: str
    type: str
    region: str
    score: float
    reasons: list[Reason]
    sources: Mapping[int, list[Citation]] = field(default_factory=dict)


@dataclass(slots=True)
class Partners:
    """Ranked candidates, and how many things were left out for which reason.

    ``thing`` is "" for a description; ``understood`` is what its text names. ``method`` is "likeness" (what two have
    in common) or "history" (what the known projects teach: ``graph.recommending``). ``home`` and what is plural are
    IRIs. ``known_partners`` are the candidates that work with the seeker already.
    """

    thing: str
    areas: list[Area]
    themes: list[str]
    type: str
    match: str
    limit: int
    candidates: list[Candidate]
    left_out: dict[str, int]
    method: str = "likeness"
    text: str = ""
    home: str = ""
    programmes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    role: str = ""
    known: bool = False
    as_of: str = ""
    diverse: bool = False
    understood: list[str] = field(default_factory=list)
    known_partners: frozenset[str] = frozenset()


def partners(
    store: GraphStore,
    thing: str = "",
    *,
    text: str = "",
    home: str = "",
    region: str = "",
    near: str = "",
    radius: float = 0.0,
    theme: Sequence[str] = (),
    programme: Sequence[str] = (),
    role: str = "",
    kind: Sequence[str] = (),
    known: bool = False,
    type: str = "",
    match: str = "",
    as_of: str = "",
    diverse: bool = False,
    limit: int = 10,
) -> Partners:
    """The best potential partners of a project, organisation, initiative or programme, or of what is described.

    ``thing`` is a name or IRI; without one ``text``, ``theme``, ``programme`` and ``home`` (its region) describe who
    seeks. ``region`` or ``near`` with ``radius`` (km) say where; ``role`` and ``kind`` what candidates are; with
    ``known`` those who work with the seeker already stay in; ``as_of`` is a date such as 2017-01 from which on nothing
    is known; ``diverse`` spreads the list over places and kinds. Scores lie between 0 and 1; equal ones are ordered by
    name.

    Raises NotFoundError, AmbiguousError, and InputError for a thing that cannot have partners and for an option
    that has no such value.
    """
    asked = Request(
        thing, text, home, region, near, radius, theme=names_of(theme), programme=names_of(programme), role=role,
        kind=names_of(kind), known=known, type=type, match=match, as_of=as_of, diverse=diverse, limit=limit,
    )  # fmt: skip
    return Finder(store).partners(asked)


def names_of(names: Sequence[str]) -> tuple[str, ...]:
    """Several names; a single one may be given as it is."""
    return (names,) if isinstance(names, str) else tuple(names)


PARTNERSHIPS = 60  # the least that the projects of ``recommending.recommendation.ENOUGH`` have


class Finder:
    """Answers many requests to one store, which is read once."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store

    def partners(self, request: Request) -> Partners:
        """The best potential partners; see ``partners``."""
        request.check()
        if self.uses_history(request):
            from graph.recommending.recommendation import recommend

            return recommend(self.store, request)
        from graph.likeness import Search

        return Search(self._ground, request).partners()

    def why_not(self, request: Request, name: str) -> WhyNot:
        """Why somebody is not among them; see ``graph.why_not.why_not``."""
        request.check()
        if self.uses_history(request):
            from graph.recommending.recommendation import why_not

            return why_not(self.store, request, name)
        from graph.likeness import Search
        from graph.why_not import explained

        return explained(Search(self._ground, request), name)

    def uses_history(self, request: Request) -> bool:
        """Whether what the known projects teach answers: organisations are sought, and enough is known."""
        if request.type not in ("", "organisation"):
            return False
        if request.thing:
            names = self.store.names
            class_ = names.type(names.find(request.thing))
            if class_ not in SEEKERS or (not request.type and class_ in ("Initiative", "Programme")):
                return False
        if not self._has_many_partnerships:
            return False
        from graph.recommending.recommendation import has_history

        return has_history(self.store, request.as_of)

    @cached_property
    def _has_many_partnerships(self) -> bool:
        """A quick look that spares small stores the arrays, and endpoints, which have none, the question."""
        if hasattr(self.store, "url"):
            return False
        return len(list(islice(self.store.quads(predicate=VB.partner), PARTNERSHIPS))) == PARTNERSHIPS

    @cached_property
    def _ground(self) -> Ground:
        from graph.seeker import Ground

        return Ground(self.store)
