"""Conditions of a rule file looked up in a store: names of countries, regions, kinds, themes, organisations."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from graph.consortium.country_groups import SAME_CODE, country_group
from graph.consortium.organisation import EVERYBODY, Requirement, Test
from graph.consortium.rules import Condition, Rule, RuleSet, Wish
from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.gazetteer import code_of
from graph.identity import iri, name_key
from graph.organisation_kinds import PLAIN, SMALL
from graph.places import Places
from graph.store import GraphStore
from graph.themes import Themes
from graph.vocabulary import SKOS

COUNTRY_LEVELS = ("nuts0", "country")


class Requirements:
    """The requirements of a rule set, each looked up once."""

    def __init__(self, store: GraphStore, places: Places, themes: Themes, day: date) -> None:
        self._store, self._places, self._themes, self._day = store, places, themes, day

    def of(self, entry: Rule | Wish, found: RuleSet) -> Requirement:
        """What a rule or wish asks of an organisation. Raises InputError with the place of a wrong name."""
        if entry.of is None:
            return EVERYBODY
        return self._requirement(entry.of, entry, found)

    @staticmethod
    def newcomer() -> Requirement:
        """Who has had no project so far."""
        return Requirement((Test("newcomer", frozenset(("true",))),))

    def themes(self, wish: Wish, found: RuleSet) -> list[str]:
        """The themes that a wish names."""
        return [self._named("theme", name, wish, found) for name in wish.cover]

    def _requirement(self, condition: Condition, entry: Rule | Wish, found: RuleSet) -> Requirement:
        return Requirement(
            tuple(self._test(test, names, entry, found) for test, names in condition.tests),
            tuple(self._requirement(part, entry, found) for part in condition.either),
            tuple(self._requirement(part, entry, found) for part in condition.excluded),
        )

    def _test(self, test: str, names: tuple[str, ...], entry: Rule | Wish, found: RuleSet) -> Test:
        if test in ("newcomer", "role"):
            return Test(test, frozenset(names))
        if test == "country":
            return Test(test, frozenset(code for name in names for code in self._countries(name, entry, found)))
        found_iris = [self._named(test, name, entry, found) for name in names]
        if test == "region":
            inside = frozenset(part for one in found_iris for part in self._places.within(one))
            wider = frozenset(whole for one in found_iris for whole in self._places.above(one)) - inside
            return Test(test, inside, wider)
        if test == "theme":
            return Test(test, frozenset(part for one in found_iris for part in self._themes.within(one)))
        return Test(test, frozenset(found_iris))

    def _countries(self, name: str, entry: Rule | Wish, found: RuleSet) -> frozenset[str]:
        try:
            return country_group(name).on(self._day)
        except NotFoundError:
            pass
        code = SAME_CODE.get(name.upper(), name.upper())
        if len(code) == 2 and (code in self.codes or code in _known_codes()):
            return frozenset((code,))
        region = self._named("country", name, entry, found)
        if self._places.level(region) not in COUNTRY_LEVELS:
            raise self._wrong(f"“{name}” is no country; write region: {name}", entry, found)
        return frozenset((country_code(region),))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the countries that the store knows."""
        return frozenset(
            country_code(region)
            for region in self._store.names.things("Region")
            if self._places.level(region) in COUNTRY_LEVELS
        )

    def _named(self, test: str, name: str, entry: Rule | Wish, found: RuleSet) -> str:
        try:
            if test in ("region", "country"):
                return self._places.find(name)
            if test == "theme":
                return self._themes.find(name)
            if test == "kind":
                return self._kind(name)
            return self._store.names.find(name, ["Organisation"])
        except (NotFoundError, AmbiguousError) as error:
            raise self._wrong(str(error), entry, found) from None

    def _kind(self, name: str) -> str:
        key = name_key(name)
        if key in SMALL and not self._store.names.find_if_any(name, ["OrganisationKind"]):
            said = (
                "the graph does not tell small companies from others; write kind: Unternehmen, and look at the sizes."
            )
            raise NotFoundError(said)
        if (known := PLAIN.get(key)) is None:
            return self._store.names.find(name, ["OrganisationKind"])
        return self._store.names.find_if_any(known, ["OrganisationKind"]) or iri("kind", known)

    def _wrong(self, message: str, entry: Rule | Wish, found: RuleSet) -> InputError:
        return InputError(message, source=found.file or found.name, where=f"line {entry.line}, {entry.kind}")


def country_code(region: str) -> str:
    """The code of a country's region."""
    code = code_of(region).upper().removeprefix("COUNTRY-")
    return SAME_CODE.get(code, code)


def _known_codes() -> frozenset[str]:
    from graph.consortium.country_groups import country_groups

    return frozenset(code for group in country_groups() for code in group.members)


def kinds_above(store: GraphStore, kinds: set[str], seen: dict[str, frozenset[str]]) -> frozenset[str]:
    """Kinds and all that they are kinds of; ``seen`` remembers."""
    found: set[str] = set()
    for kind in kinds:
        if kind not in seen:
            seen[kind] = frozenset()  # a circle in the data does no harm
            broader = {getattr(quad.object, "value", "") for quad in store.quads(kind, SKOS.broader)}
            seen[kind] = kinds_above(store, broader, seen) | {kind}
        found |= seen[kind]
    return frozenset(found)
