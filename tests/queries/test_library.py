"""Parameters as people write them, and what is said of those that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import AmbiguousError, InputError, NotFoundError, QueryError
from graph.identity import ID
from graph.store import GraphStore
from graph.vocabulary import XSD
from queries import library
from queries.header import read
from queries.library import ask, question, questions

GOOD = """#+ summary: {de: Was, en: What}
#+ description: {de: Alles, en: All}
#+ tags: [all]
#+ params:
#+   - {name: lang, type: language, default: de, description: {de: Sprache, en: language}}
#+ columns:
#+   - {name: s, title: {de: Ding, en: thing}}

SELECT ?lang ?s WHERE { VALUES ?lang { "de" } ?s ?p ?o } ORDER BY ?s
"""


def labels(store: GraphStore, name: str, **given: str) -> list[str]:
    return [row[0].value for row in ask(store, name, given).rows]


@pytest.mark.parametrize("region", ["Süden", "sueden", "de-south", "Süddeutschland", f"{ID}region/de-south"])
def test_a_region_is_named_as_people_do(store: GraphStore, region: str) -> None:
    answer = ask(store, "projects-in-region", {"region": region})
    assert answer.parameters["region"].text == f"{ID}region/de-south"
    assert answer.parameters["region"].label == "Süddeutschland"
    assert [row[1].value for row in answer.rows] == ["München", "Nürnberg"]


def test_the_wide_south_adds_koblenz(store: GraphStore) -> None:
    assert "Koblenzer Diversity Experiment - KODEX" in labels(store, "projects-in-region", region="de-south-wide")


def test_names_are_in_the_language_that_was_asked_for(store: GraphStore) -> None:
    answer = ask(store, "seeking-initiatives", lang="en")
    assert answer.titles[0] == "who seeks"
    assert "Networking South-Eastern Europe, Roma" in {row[0].value for row in answer.rows}
    assert ask(store, "seeking-initiatives", {"lang": "en"}).rows == answer.rows
    assert ask(store, "projects-in-region", {"region": "Bavaria"}, lang="en").parameters["region"].label == "Bavaria"


def test_cells_know_what_they_are(store: GraphStore) -> None:
    answer = ask(store, "themes-most-used", {"minimum": "5"})
    name, projects, *_, theme = answer.rows[0]
    assert (name.kind, projects.kind, theme.kind) == ("literal", "literal", "iri")
    assert projects.datatype == XSD.integer
    without_place = ask(store, "projects-by-programme", {"programme": "XENOS"}).rows
    assert {cell.kind for row in without_place for cell in row if not cell.value} == {"unbound"}


@pytest.mark.parametrize(
    ("given", "years"),
    [
        ({}, {"2013", "2017", "2019", "2023"}),
        ({"from": "2019"}, {"2019", "2023"}),
        ({"to": "2016-12-31"}, {"2013"}),
        ({"from": "2019-10-17", "to": "2022"}, set()),
        ({"from": "2019-10", "to": "2019-10"}, {"2019"}),
        ({"from": "2024-01-01"}, {"2023"}),  # began in 2023, and no end is stated
    ],
)
def test_a_period_may_be_as_exact_as_one_likes(store: GraphStore, given: dict[str, str], years: set[str]) -> None:
    answer = ask(store, "projects-in-period", given)
    assert {row[1].value[:4] for row in answer.rows} == years


@pytest.mark.parametrize("text", ['"} DROP', "nuts1'", "?x", "<http://a>", "nuts1\\", "} UNION { ?place ?p ?q"])
def test_a_value_stays_a_value(store: GraphStore, text: str) -> None:
    answer = ask(store, "regions-without-projects", {"level": text})
    assert answer.parameters["level"].text == text
    assert answer.rows == []
    with pytest.raises((NotFoundError, AmbiguousError)):
        ask(store, "neighbours", {"thing": text})


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("projects-in-region", {"regoin": "Bayern"}, ["regoin", "region", "lang"]),
        ("projects-in-region", {"region": " "}, ["region", "empty"]),
        ("neighbours", {}, ["neighbours", "thing", "KIS"]),
        ("events-in-year", {"year": "23"}, ["year", "23", "four digits"]),
        ("events-in-year", {"year": "２０２３"}, ["year", "four digits"]),
        ("projects-in-period", {"from": "2019-02-30"}, ["from", "2019-02-30", "date"]),
        ("projects-in-period", {"to": "0000"}, ["to", "0000", "date"]),
        ("projects-in-period", {"to": "gestern"}, ["to", "gestern", "2013-06"]),
        ("themes-most-used", {"minimum": "viele"}, ["minimum", "viele", "number"]),
        ("themes-most-used", {"minimum": "inf"}, ["minimum", "inf", "number"]),
        ("seeking-initiatives", {"lang": "fr"}, ["lang", "fr", "de or en"]),
    ],
)
def test_a_parameter_that_does_not_fit(store: GraphStore, name: str, given: dict[str, str], words: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, name, given)
    message = str(caught.value)
    assert all(word in message for word in words), message
    assert "\n" not in message


def test_names_that_nothing_has(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="Nürnberg"):
        ask(store, "projects-in-region", {"region": "Nürnbreg"})
    with pytest.raises(NotFoundError, match="projects-in-region"):
        question("project-in-regions")
    with pytest.raises(AmbiguousError, match="programme/iq"):
        ask(store, "projects-by-programme", {"programme": "Integration"})


def test_a_thing_of_another_class_is_not_found(store: GraphStore) -> None:
    with pytest.raises(NotFoundError):
        ask(store, "projects-by-funder", {"funder": "XENOS"})


def test_a_header_may_say_what_the_question_costs(tmp_path: Path) -> None:
    path = tmp_path / "all.rq"
    path.write_text(GOOD, "utf-8")
    assert read(path).costs is None
    path.write_text(f"#+ costs: {{de: viel, en: much}}\n{GOOD}", "utf-8")
    assert read(path).costs == {"de": "viel", "en": "much"}


@pytest.mark.parametrize(
    ("broken", "where", "word"),
    [
        (GOOD.replace("#+", "#"), "line 1", "no header"),
        (GOOD.replace("#+ tags: [all]", "#+ tags: [all"), "line 4", "YAML"),
        (GOOD.replace("summary: {de: Was, en: What}", "summary: What"), "line 1", "summary"),
        (GOOD.replace(", en: What}", "}"), "line 1", "en"),
        (f"#+ costs: much\n{GOOD}", "line 1", "costs"),
        (GOOD.replace("type: language", "type: tongue"), "line 5", "tongue"),
        (GOOD.replace("type: language, ", ""), "line 5", "type"),
        (GOOD.replace("default: de", "defualt: de"), "line 5", "defualt"),
        (GOOD.replace("#+   - {name: s, title: {de: Ding, en: thing}}", "#+   - s"), "line 1", "columns"),
        (GOOD.replace("title: {de: Ding, en: thing}", "title: {de: Ding, en: [thing]}"), "line 7", "en"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(tmp_path: Path, broken: str, where: str, word: str) -> None:
    path = tmp_path / "all.rq"
    path.write_text(broken, "utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where == where
    assert str(path) in str(caught.value)
    assert word in str(caught.value)


def test_a_new_file_is_a_new_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: GraphStore) -> None:
    (tmp_path / "all.rq").write_text(GOOD, "utf-8")
    monkeypatch.setattr(library, "HERE", tmp_path)
    assert [item.name for item in questions()] == ["all"]
    assert len(ask(store, "all").rows) == len(list(store.query(question("all").sparql)))
