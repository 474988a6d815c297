"""Each rule finds what breaks it and nothing else, in words, with its sources."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache

import pyshacl
import pytest
import rdflib
from rdflib.collection import Collection
from rule_cases import cases, of_case, report, store

from data import embedded
from graph.checks import Report, check
from graph.errors import NotFoundError
from graph.evidence import Citation
from graph.model import CERTAINTIES, ROLES, SOUGHT
from graph.rules import RULES as SHAPE
from graph.rules import SEVERITIES, Rule, rules
from graph.store import GraphStore
from graph.triples import source_iri, statement_iri
from graph.vocabulary import SHAPES, VB

RULES = {rule.id: rule for rule in rules().values()}
PROGRAMME = ("https://example.org/letter/x", VB.programme, "<https://example.org/base/south>")
STATEMENT = statement_iri(source_iri("letter"), *PROGRAMME)
EVIDENCE = f"""
    :x $project ; vb:programme base:south .
    <{STATEMENT}> a rdf:Statement ;
      rdf:subject :x ; rdf:predicate vb:programme ; rdf:object base:south ;
      vb:certainty vb:doubtful ; vb:where <$source#char=10,20> .
"""


@cache
def embedded_report() -> Report:
    opened = GraphStore.open()
    opened.load_all(embedded.sources())
    return check(opened)


def test_shapes_are_valid_shacl() -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True, advanced=True)
    assert conforms, text


def test_every_rule_has_a_case() -> None:
    assert set(cases()) == set(RULES)


@pytest.mark.parametrize(
    ("rule", "words"),
    [("role", ROLES), ("need-sought", SOUGHT), ("certainty", [VB(certainty) for certainty in CERTAINTIES])],
)
def test_words_are_those_of_the_model(rule: str, words: Iterable[str]) -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    allowed = shapes.value(rdflib.URIRef(f"{SHAPE}{rule}"), rdflib.SH["in"])
    assert {str(word) for word in Collection(shapes, allowed)} == set(words)


@pytest.mark.parametrize("rule", cases())
def test_bad_case_breaks_its_rule_alone(rule: str) -> None:
    found = of_case(report("bad"), rule)
    assert {(one.rule, one.severity) for one in found} == {(rule, RULES[rule].severity)}


@pytest.mark.parametrize("rule", cases())
def test_good_twin_breaks_no_rule(rule: str) -> None:
    assert of_case(report("good"), rule) == []


def test_base_of_the_cases_is_without_fault() -> None:
    assert report("good").findings == []
    assert report("good").conforms


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_has_words_in_both_languages(rule: Rule) -> None:
    assert rule.severity in SEVERITIES
    for words in (rule.message, rule.expected):
        assert set(words) >= {"de", "en"}
        assert all(text and "{" not in text for text in words.values())
        assert words["de"] != words["en"] or words is rule.expected


@pytest.mark.parametrize(
    ("lang", "message", "expected"),
    [
        ("de", "nennt als Programm etwas, das der Graph nicht als Programm kennt", "Förderprogramm (vb:Programme)"),
        ("en", "names as programme what the graph does not know as a programme", "funding programme (vb:Programme)"),
    ],
)
def test_finding_says_what_is_wrong_and_what_was_expected(lang: str, message: str, expected: str) -> None:
    (found,) = of_case(report("bad", lang), "programme")
    assert found.thing == "https://example.org/programme/x"
    assert found.label.startswith("N")
    assert (found.message, found.expected) == (message, expected)
    assert found.property == "https://w3id.org/verbund/ns#programme"
    assert found.value == "https://example.org/base/organisation"


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("label-once", "Haus, Saal"),
        ("region-code", "DE21"),
        ("end-after-start", "2022"),
        ("date", "2023-02-30"),
        ("amount", "-5"),
        ("project-theme", ""),
        ("event-only", ""),
    ],
)
def test_value_is_what_breaks_the_rule(rule: str, value: str) -> None:
    assert of_case(report("bad"), rule)[0].value == value


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("known-property", "vb:tehme"),
        ("grant-complete", "Projekt · Zuwendung"),
        ("where", "Projekt · Thema"),
        ("class-given", "https://example.org/class-given/x"),
    ],
)
def test_things_without_a_name_are_called_by_what_they_belong_to(rule: str, label: str) -> None:
    assert of_case(report("bad"), rule)[0].label == label


def test_finding_names_the_place_in_its_source() -> None:
    (found,) = check(store({"letter": EVIDENCE})).findings
    assert found.sources == [Citation(source_iri("letter"), "char=10,20", "doubtful")]


def test_finding_about_evidence_names_the_place_that_it_cites() -> None:
    stale = EVIDENCE.replace("vb:programme base:south .", "vb:status 'running' .")
    (found,) = check(store({"letter": stale})).findings
    assert found.rule == "evidence-stated"
    assert found.sources == [Citation(source_iri("letter"), "char=10,20")]


def test_sources_that_contradict_each_other_are_both_named() -> None:
    shared = "<https://example.org/shared> a vb:Venue ; vb:region base:south ; rdfs:label '{}'@de ."
    (found,) = check(store({"one": shared.format("Haus"), "two": shared.format("Saal")})).findings
    assert found.rule == "label-once"
    assert [cited.source for cited in found.sources] == [source_iri("one"), source_iri("two")]


def test_things_without_an_iri_keep_their_source() -> None:
    (found,) = of_case(report("bad"), "iri")
    assert found.sources == [Citation(source_iri("iri"), "")]


def test_nothing_needs_an_iri_to_be_found() -> None:
    turtle = "[] a rdf:Statement ; rdf:subject [ a vb:Figure ] ; rdf:predicate vb:value ; rdf:object 'x' ."
    found = check(store({"nameless": turtle})).findings
    assert {one.rule for one in found} == {"iri", "figure-owner", "figure-measure", "figure-value", "evidence-stated"}
    assert all(one.sources == [Citation(source_iri("nameless"), "")] for one in found)


@pytest.mark.parametrize("name", ["url", source_iri("url")])
def test_one_source_can_be_asked_for(name: str) -> None:
    opened = store({rule: cases()[rule]["bad"] for rule in ("url", "status")})
    assert {one.rule for one in check(opened, source=name).findings} == {"url"}
    assert check(opened, source="base").findings == []


def test_unknown_source_is_named() -> None:
    with pytest.raises(NotFoundError, match="no source is called “letters”; loaded are base, letter"):
        check(store({"letter": EVIDENCE}), source="letters")


def test_findings_are_ordered_by_severity_thing_and_rule() -> None:
    found = [(SEVERITIES.index(one.severity), one.label, one.thing, one.rule) for one in report("bad").findings]
    assert found == sorted(found)
    assert report("bad").counts["violation"] > 0
    assert not report("bad").conforms


def test_languages_find_the_same() -> None:
    german, english = report("bad", "de").findings, report("bad", "en").findings
    assert {(one.thing, one.rule, one.value) for one in german} == {(one.thing, one.rule, one.value) for one in english}


def test_check_changes_nothing_and_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    opened = store({"date": cases()["date"]["bad"]})
    before = set(opened.quads())
    with caplog.at_level(logging.WARNING):
        check(opened)
    assert set(opened.quads()) == before
    assert caplog.records == []


def test_empty_store_is_valid() -> None:
    assert check(GraphStore.open()).findings == []


def test_statements_about_statements_are_passed_over() -> None:
    opened = store({"plain": ":x $project ; :because <<( :a :b :c )>> ."})
    assert check(opened).findings == []


def test_embedded_data_break_no_rule() -> None:
    assert [one for one in embedded_report().findings if one.severity == "violation"] == []


def test_findings_in_embedded_data_name_their_article() -> None:
    assert all(cited.where for one in embedded_report().findings for cited in one.sources)
