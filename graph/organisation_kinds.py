"""Kinds of organisations by name, with the narrower ones: what people say, in German and English."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.hierarchy import grouped
from graph.identity import iri, name_key
from graph.store import GraphStore
from graph.vocabulary import SKOS, VB

CLASS = "OrganisationKind"
# What people say for kinds that the vocabulary calls otherwise.
SAID = {
    "university": "hochschule",
    "universitie": "hochschule",
    "universität": "hochschule",
    "higher education": "hochschule",
    "ngo": "gemeinnuetzige-organisation",
    "nro": "gemeinnuetzige-organisation",
    "non profit": "gemeinnuetzige-organisation",
    "local authority": "gebietskoerperschaft",
    "local authoritie": "gebietskoerperschaft",
    "gemeinde": "kommune",
    "municipalitie": "kommune",
    "research": "forschungseinrichtung",
    "unternehmen": "unternehmen",
    "firma": "unternehmen",
    "company": "unternehmen",
    "companie": "unternehmen",
    "business": "unternehmen",
    "enterprise": "unternehmen",
    "öffentliche stelle": "oeffentliche-stelle",
    "public body": "oeffentliche-stelle",
    "public bodie": "oeffentliche-stelle",
    "gemeinnütziges unternehmen": "gemeinnuetziges-unternehmen",
}
SMALL = ("sme", "smes", "kmu", "kmus")
PLAIN = {name_key(word + end): kind for word, kind in SAID.items() for end in ("", "s", "en")}
PLAIN |= {name_key("Firmen"): "unternehmen", name_key("NGOs"): "gemeinnuetzige-organisation"}


class OrganisationKinds:
    """The kinds that a store knows, and which organisation is of which."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def find(self, name: str) -> str:
        """The IRI of the kind with this name. Raises InputError that names the known kinds."""
        key = name_key(name)
        try:
            if key in SMALL and not self._store.names.find_if_any(name, [CLASS], beginnings=False):
                said = "the graph does not tell small companies from others; write Unternehmen (company)"
                raise InputError(f"kind “{name}”: {said}. Known kinds: {self._listed()}")
            if known := self._store.names.find_if_any(iri("kind", PLAIN.get(key, "")), [CLASS]):
                return known
            return self._store.names.find(name, [CLASS])
        except NotFoundError as error:
            near = f" Did you mean: {', '.join(error.suggestions)}?" if error.suggestions else ""
            raise InputError(f"no kind of organisation is called “{name}”.{near} Known: {self._listed()}") from None
        except AmbiguousError as error:
            raise InputError(f"kind “{name}”: {error}") from None

    def within(self, kind: str) -> frozenset[str]:
        """A kind and all that are narrower."""
        found, ahead = {kind}, [kind]
        while ahead:
            new = self._narrower.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return frozenset(found)

    @cached_property
    def of(self) -> dict[str, set[str]]:
        """The kinds that are stated of each organisation."""
        return grouped(self._store.links(VB.kind))

    def having(self, kinds: Iterable[str]) -> frozenset[str]:
        """The organisations of any of some kinds, or of narrower ones."""
        wanted = {narrow for kind in kinds for narrow in self.within(kind)}
        return frozenset(thing for thing, held in self.of.items() if held & wanted)

    @cached_property
    def _narrower(self) -> dict[str, set[str]]:
        return grouped((high, low) for low, high in self._store.pairs(SKOS.broader))

    def _listed(self) -> str:
        """The kinds that organisations have, else all there are."""
        used = {kind for kinds in self.of.values() for kind in kinds}
        labels = (self._store.names.label(kind) for kind in used or self._store.names.things(CLASS))
        return ", ".join(sorted(labels)) or "none"
