"""Conditions have three answers: yes, no, and not known."""

from __future__ import annotations

import pytest

from graph.consortium.organisation import Organisation, Requirement, Test

KNOWN = Organisation(
    "x",
    country="DE",
    places=frozenset(("DE212",)),
    above=frozenset(("DE212", "DE21", "DE2", "DE")),
    kinds=frozenset(("university",)),
    projects=2,
)
VAGUE = Organisation("y", country="DE", places=frozenset(("DE",)), above=frozenset(("DE",)))
NOTHING = Organisation("z")


def test(kind: str, *wanted: str, wider: tuple[str, ...] = ()) -> Requirement:
    return Requirement((Test(kind, frozenset(wanted), frozenset(wider)),))


test.__test__ = False  # type: ignore[attr-defined]
SOUTH = test("region", "DE2", "DE21", wider=("DE",))
UNIVERSITY = test("kind", "university")


@pytest.mark.parametrize(
    ("requirement", "answers"),
    [
        (test("country", "DE", "AT"), (True, True, None)),
        (test("country", "AT"), (False, False, None)),
        (SOUTH, (True, None, None)),
        (test("region", "FR1", wider=("FR",)), (False, False, None)),
        (UNIVERSITY, (True, None, None)),
        (test("theme", "t"), (None, None, None)),
        (test("newcomer", "true"), (False, True, True)),
        (test("newcomer", "false"), (True, False, False)),
        (test("role", "coordinator"), (False, False, False)),
        (test("named", "x"), (True, False, False)),
        (Requirement(), (True, True, True)),
        (Requirement(excluded=(UNIVERSITY,)), (False, None, None)),
        (Requirement(either=(UNIVERSITY, test("country", "DE"))), (True, True, None)),
        (Requirement((*UNIVERSITY.tests, *test("country", "AT").tests)), (False, False, None)),
    ],
)
def test_three_answers(requirement: Requirement, answers: tuple[bool | None, ...]) -> None:
    assert tuple(requirement.holds(one) for one in (KNOWN, VAGUE, NOTHING)) == answers
