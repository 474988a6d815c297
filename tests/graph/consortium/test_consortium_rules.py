"""Rule files: what they can say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.consortium.library import rule_set, rule_sets
from graph.consortium.lined import read
from graph.consortium.rule_file import parse
from graph.consortium.rules import Condition
from graph.errors import InputError, NotFoundError, VerbundError

WHOLE = """
title: {de: Beispiel, en: Example}
source: {title: A call, section: "2.3", url: "https://example.org"}
checked: by nobody
rules:
  - members: {min: 3, max: 16, seeker: false}
  - countries: {min: 3, of: {country: [EU, NO]}}
  - regions: {min: 5, max: 8, level: nuts3}
  - id: south
    at_least: {count: 1, of: {region: de-south}}
    note: one from the south
  - at_most: {count: 1, of: {kind: university}, unknown: counts}
  - per_country: {max: 3}
  - per_region: {max: 1}
  - independent: true
  - budget: {of: each, max: 50 %}
  - budget: {of: {any: [{kind: Kommune}, {kind: Verein}], not: {newcomer: true}}, min: 40}
wishes:
  - size: {prefer: 8, weight: 2}
  - themes: {cover: [Mentoring]}
  - near: {within: 400}
  - have: {count: 2, of: {role: coordinator}, weight: 0.25}
"""


def test_a_whole_file() -> None:
    found = parse(WHOLE, name="example", file="example.yml")
    assert [rule.id for rule in found.rules] == [
        "members", "countries", "regions", "south", "at_most", "per_country", "per_region", "independent", "budget", "budget-2",
    ]  # fmt: skip
    by_id = {rule.id: rule for rule in found.rules}
    assert (by_id["members"].low, by_id["members"].high, by_id["members"].seeker) == (3, 16, False)
    assert by_id["countries"].of == Condition((("country", ("EU", "NO")),))
    assert by_id["regions"].level == "nuts3"
    assert (by_id["south"].low, by_id["south"].note, by_id["south"].line) == (1, "one from the south", 10)
    assert by_id["at_most"].unknown_counts
    assert (by_id["budget"].share_of, by_id["budget"].high) == ("each", 0.5)
    assert str(by_id["budget-2"].of) == "(kind: Kommune) | (kind: Verein); not (newcomer: true)"
    assert [(wish.id, wish.weight, wish.count) for wish in found.wishes] == [
        ("size", 2, 8), ("themes", 0.5, 1), ("near", 0.5, 400), ("have", 0.25, 2),
    ]  # fmt: skip
    assert found.title == {"de": "Beispiel", "en": "Example"}
    assert found.documents[0].section == "2.3"


def test_partners_are_independent_and_few_unless_the_file_says_otherwise() -> None:
    found = parse("rules: [{members: {min: 4}}]", name="r")
    assert [rule.kind for rule in found.rules] == ["members", "independent"]
    assert [(wish.kind, wish.count) for wish in found.wishes] == [("size", 4)]
    assert [rule.kind for rule in parse("rules: [{members: {min: 4}}, {independent: false}]", name="r").rules] == [
        "members"
    ]


WRONG = {
    "": "line 1: no rules",
    "rules:": "no rules; write rules:",
    "- a": "line 1: no rules",
    "rules: 3": "line 1, rules: a list is needed",
    "rules:\n  - 3": "“3” says nothing",
    "rools:\n  - members: {min: 3}": "line 1, rools: there is no key “rools” here; did you mean “rules”?",
    "rules:\n  - member: {min: 3}": "line 2, member: there is no rule “member”; did you mean “members”?",
    "rules:\n  - frobnicate: {min: 3}": "there is no rule “frobnicate”; known are: members",
    "rules:\n  - members: {mni: 3}": "line 2, members.mni: there is no key “mni” here; did you mean “min”?",
    "rules:\n  - members: {min: three}": "line 2, members.min: “three” is no whole number from 0 to 1000",
    "rules:\n  - members: {min: 3.5}": "“3.5” is no whole number",
    "rules:\n  - members: {min: true}": "“True” is no whole number",
    "rules:\n  - members: {min: -1}": "“-1” is no whole number",
    "rules:\n  - members: {min: 5, max: 3}": "line 2, members: min 5 is more than max 3; exchange or mend them",
    "rules:\n  - members: {}": "line 2, members: no bound; write e.g. members: {min: 3, max: 16}",
    "rules:\n  - members: 3": "“3” is no rule; write e.g. members: {min: 3, max: 16}",
    "rules:\n  - members: {min: 3}\n  - members: {max: 9}": "line 3, members: the rule “members” on the same thing stands in line 2",
    "rules:\n  - {id: a, members: {min: 3}}\n  - {id: a, countries: {min: 3}}": "the id “a” is given twice",
    "rules:\n  - members: {min: 3, min: 4}": "“min” stands twice, also in line 2; keep one",
    "rules:\n  - members: {min: 3}\n    countries: {min: 3}": "one rule an entry is needed, here: members, countries",
    "rules:\n  - at_least: {of: {country: EU}}": "line 2, at_least: count is missing",
    "rules:\n  - at_least: {count: 1}": "of is missing: of whom?",
    "rules:\n  - at_least: {count: 1, of: EU}": "“EU” is no condition; write e.g. {country: EU}",
    "rules:\n  - at_least: {count: 1, of: {land: EU}}": "line 2, at_least.of.land: there is no condition “land”",
    "rules:\n  - at_least: {count: 1, of: {country: 3}}": "“3” is no name",
    "rules:\n  - at_least: {count: 1, of: {country: [DE, DE]}}": "“DE” stands twice",
    "rules:\n  - at_least: {count: 1, of: {role: boss}}": "there is no role “boss”",
    "rules:\n  - at_least: {count: 1, of: {newcomer: maybe}}": "“maybe” is neither true nor false",
    "rules:\n  - regions: {min: 3, level: nuts9}": "line 2, regions.level: “nuts9” is none of nuts1, nuts2, nuts3",
    "rules:\n  - budget: {of: each, max: 0.5}": "line 2, budget.max: “0.5” is no share from 1 to 100 per cent; write e.g. 70 %",
    "rules:\n  - budget: {of: each, max: much}": "“much” is no share",
    "rules:\n  - budget: {of: each, min: 60 %, max: 50 %}": "min 60% is more than max 50%",
    "rules:\n  - budget: {of: everyone, max: 50 %}": "“everyone” is none of each, lead, country",
    "rules:\n  - budget: {max: 50 %}": "of is missing",
    "rules:\n  - independent: maybe": "“maybe” is neither true nor false",
    "rules: [{members: {min: 3}}]\nwishes:\n  - colours: {}": "there is no wish “colours”",
    "rules: [{members: {min: 3}}]\nwishes:\n  - size: {}": "prefer is missing",
    "rules: [{members: {min: 3}}]\nwishes:\n  - kinds: {count: 0}": "“0” is no number above 0",
    "rules: [{members: {min: 3}}]\nwishes:\n  - kinds: {weight: heavy}": "“heavy” is no number from 0",
    "rules: &a [*a]": "anchors (&) and aliases (*) are not read",
    "rules: [": "no YAML: ",
    "a: !!python/object:os.system x": "“x” cannot be read",
    "? [a, b]\n: c": "a key that is no word",
    "rules: [{members: {min: 2023-13-45}}]": "is no whole number",
    "[" * 5000: "no",
    "title: " + "x" * 300_000: "bytes; a rule file is much shorter",
    "a: 1\n---\nb: 2": "no YAML",
    "rules: [{members: {min: .nan}}]": "“nan” is no whole number",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:40].replace("\n", "/"))
def test_what_is_wrong_is_named(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, name="mine", file="mine.yml")
    assert WRONG[text] in str(caught.value)
    assert str(caught.value).startswith("mine.yml")


@given(st.text() | st.text(alphabet="rules: {}[]-\n&*!%3membrswihat_lof", max_size=80))
@example("\ud800")
@example("rules: \x00")
@settings(max_examples=300, deadline=None)
def test_no_text_is_worse_than_a_message(text: str) -> None:
    try:
        parse(text, name="any")
    except VerbundError as error:
        assert "\n" not in str(error)


def test_a_country_that_looks_like_a_word_of_yaml() -> None:
    assert read("[NO, on, yes, true]", "x") == ["NO", "on", "yes", True]


# ---------------------------------------------------------------------- the ready ones


def test_the_ready_rules() -> None:
    assert [one.name for one in rule_sets()] == ["esf-transnational", "euro-med", "horizon-europe", "interreg-europe"]
    for one in rule_sets():
        assert one.checked
        assert all(document.title and document.url.startswith("https://") for document in one.documents)


@pytest.mark.parametrize(
    "name",
    ["horizon-europe", "Horizon Europe", "HORIZONT EUROPA", "horizon_europe", "Horizont-Europa", "horizoneurope"],
)
def test_names_are_forgiving(name: str) -> None:
    assert rule_set(name).name == "horizon-europe"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("horizon-europa-x", "Did you mean: horizon-europe"),
        ("nothing of the kind", "known are: esf-transnational, euro-med, horizon-europe, interreg-europe"),
        ("missing.yml", "missing.yml: cannot be read: No such file"),
        ("", "rules without a name"),
    ],
)
def test_an_unknown_name_is_told_the_known_ones(name: str, said: str) -> None:
    with pytest.raises((NotFoundError, InputError)) as caught:
        rule_set(name)
    assert said in str(caught.value)


def test_files(tmp_path: Path) -> None:
    good, latin = tmp_path / "Fördercall.yml", tmp_path / "latin.yml"
    good.write_bytes(b"\xef\xbb\xbfrules: [{members: {min: 3}}]")
    latin.write_bytes("title: Süd\nrules: [{members: {min: 3}}]".encode("latin-1"))
    assert rule_set(str(good)).name == "Fördercall"
    with pytest.raises(InputError, match="is no UTF-8"):
        rule_set(str(latin))
    with pytest.raises(InputError, match="cannot be read"):
        rule_set(f"{tmp_path}/")
