"""Decisions on beneficiaries can be overruled, and are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.beneficiaries.overrules import Overrules, Tally
from graph.errors import InputError


def test_an_overruled_name_is_matched_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "overrules.yml"
    path.write_text("organisations: [Max Müstermann]\npersons:\n  - Muster GmbH\n", "utf-8")
    overrules = Overrules.read(path)
    assert overrules.judge("MAX MUESTERMANN").kind == "organisation"
    assert overrules.judge("Muster  GmbH").kind == "person"
    assert overrules.judge("Muster GmbH").name == ""
    assert overrules.judge("Erika Beispiel").kind == "person"


def test_no_overrules_change_nothing() -> None:
    assert Overrules().judge("Stadt Leipzig").why == "body-word"
    assert Overrules.of(None) == Overrules()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "must have the lists"),
        ("people: [a]", "people: is not known here"),
        ("persons: Max", "persons: must be a list"),
        ("persons: [a, 12]", "persons, entry 2: is not a name: 12"),
        ("persons: ['--']", "persons, entry 1: is not a name"),
        ("persons: [a]\norganisations: [A]", "stands in both lists"),
        ("persons: [", "is not YAML"),
    ],
)
def test_a_wrong_file_is_named_with_the_entry(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "overrules.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message) as error:
        Overrules.read(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Overrules.read(tmp_path / "none.yml")


def test_decisions_are_counted_by_kind_and_rule() -> None:
    tally = Tally()
    for name in ("Muster GmbH", "Beispiel GmbH", "Max Mustermann", "XXX"):
        tally.add(Overrules().judge(name))
    assert tally.summary() == {
        "organisation": 2,
        "person": 1,
        "anonymised": 1,
        "rules": {"legal-form": 2, "full-name": 1, "placeholder": 1},
    }
