"""What is known of an organisation that may take part, and whether it is what a condition asks for.

A test has three answers: yes, no, and None where what it asks for is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.partners import Candidate

YES, NO = True, False


@dataclass(slots=True, frozen=True)
class Organisation:
    """The facts that rules are about; "" and empty sets are what is not known.

    ``country`` is a code, ``regions`` are by level those that it lies in, ``places`` the regions that are stated and
    ``above`` these with all that they lie in. Those of one ``group`` are not independent. Of synthetic ones there may
    be several ``copies``.
    """

    id: str
    score: float = 0.0
    country: str = ""
    regions: dict[str, str] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    own_kinds: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    projects: int = 0
    coordinated: int = 0
    group: str = ""
    distance: float | None = None
    lead: bool = False
    fixed: bool = False
    copies: int = 1
    candidate: Candidate | None = field(default=None, compare=False)


@dataclass(slots=True, frozen=True)
class Test:
    """One test with its names looked up: ``wanted`` are IRIs, codes or words, ``wider`` regions that hold them."""

    __test__ = False  # no case for pytest

    kind: str
    wanted: frozenset[str]
    wider: frozenset[str] = frozenset()

    def holds(self, organisation: Organisation) -> bool | None:
        """Whether it is so, None where that is not known."""
        if self.kind == "region":
            return _in_region(organisation, self.wanted, self.wider)
        if self.kind in ("newcomer", "role", "named"):
            return bool(self.wanted & _traits(organisation))
        known = {
            "country": frozenset(filter(None, (organisation.country,))),
            "kind": organisation.kinds,
            "theme": organisation.themes,
        }[self.kind]
        return bool(known & self.wanted) if known else None


@dataclass(slots=True, frozen=True)
class Requirement:
    """A condition with its names looked up; without any part it holds for everybody."""

    tests: tuple[Test, ...] = ()
    either: tuple[Requirement, ...] = ()
    excluded: tuple[Requirement, ...] = ()

    def holds(self, organisation: Organisation) -> bool | None:
        """Whether an organisation is what is asked for, None where that is not known."""
        answers = [test.holds(organisation) for test in self.tests]
        if self.either:
            answers.append(_any(one.holds(organisation) for one in self.either))
        answers += [_not(one.holds(organisation)) for one in self.excluded]
        return _all(answers)

    def leaves(self) -> list[Test]:
        """All tests in it."""
        inner = [test for part in (*self.either, *self.excluded) for test in part.leaves()]
        return [*self.tests, *inner]


EVERYBODY = Requirement()


def _traits(organisation: Organisation) -> set[str]:
    """What is always known: whether it had a project, whether it led one, whether it leads this, and who it is."""
    found = {organisation.id, "false" if organisation.projects else "true"}
    found |= {"coordinator"} if organisation.coordinated else set()
    return found | ({"lead"} if organisation.lead else set())


def _in_region(organisation: Organisation, wanted: frozenset[str], wider: frozenset[str]) -> bool | None:
    if organisation.above & wanted:
        return YES
    # Who is only known to be in Germany may or may not be in Bavaria.
    return None if not organisation.places or organisation.places & wider else NO


def _all(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    return NO if NO in given else None if None in given else YES


def _any(answers: Iterable[bool | None]) -> bool | None:
    return _not(_all(_not(answer) for answer in answers))


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
