"""All that is known of a thing."""

from __future__ import annotations

import pytest
from small_sources import turtle

from graph.errors import NotFoundError
from graph.facts import BOOKKEEPING, show
from graph.identity import ID
from graph.store import GraphStore
from graph.vocabulary import RDFS, SKOS, VB


def test_a_project_is_told_from_both_sides(store: GraphStore) -> None:
    found = show(store, "KIS")
    assert (found.id, found.type) == (f"{ID}project/kis", "Project")
    said = {(fact.of, fact.predicate, fact.value) for fact in found.facts}
    assert ("out", RDFS.label, "KIS - Kultur im Sozialraum") in said
    assert ("out", SKOS.altLabel, "KIS") in said
    assert ("out", VB.region, f"{ID}region/ags-09162000") in said
    assert ("into", VB.member, f"{ID}initiative/mitmachportal-fuer-lokale-vernetzung") in said


def test_every_fact_of_everybody_has_a_source_and_none_is_bookkeeping(store: GraphStore) -> None:
    for thing in store.names.things("Project", "Initiative", "Organisation", "Event", "Programme")[::3]:
        for fact in show(store, thing).facts:
            assert fact.sources, (thing, fact)
            assert fact.predicate not in BOOKKEEPING


def test_a_nested_record_is_told_with_its_holder(store: GraphStore) -> None:
    found = show(store, "Vernetzung Süd-Ost-Europa, Roma")
    [need] = [fact for fact in found.facts if fact.predicate == VB.seeks]
    assert {(part.predicate, part.value) for part in need.parts} >= {
        (VB.region, f"{ID}region/de-south"),
        (VB.sought, "partner"),
    }


def test_the_thing_itself_comes_before_what_others_say(store: GraphStore) -> None:
    directions = [fact.of for fact in show(store, "XENOS Panorama Bund").facts]
    assert directions == sorted(directions, key=["out", "into"].index)


def test_a_statement_of_two_sources_is_one_fact_with_two_citations() -> None:
    store = turtle("ex:a a vb:Project ; rdfs:label 'A' ; vb:programme ex:p .", "one")
    other = turtle("ex:a vb:programme ex:p .", "two")
    store.absorb(other)
    [fact] = [fact for fact in show(store, "A").facts if fact.predicate == VB.programme]
    assert [citation.source for citation in fact.sources] == [f"{ID}source/one", f"{ID}source/two"]


def test_records_that_hold_each_other_are_told_once() -> None:
    store = turtle("ex:a a vb:Project ; rdfs:label 'A' ; vb:seeks ex:a, ex:n . ex:n a vb:Need ; vb:seeks ex:a .")
    told = {
        fact.value: fact.parts for fact in show(store, "A").facts if fact.predicate == VB.seeks and fact.of == "out"
    }
    assert told["https://example.org/a"] == []
    assert [part.parts for part in told["https://example.org/n"]] == [[]]


def test_literals_unnamed_nodes_and_statements_as_values_do_no_harm() -> None:
    store = turtle(
        "ex:a a vb:Project ; rdfs:label 'A' ; vb:theme 'Bildung', [], <<( ex:a ex:b ex:c )>> ; vb:founded 3 ."
    )
    facts = {fact.value: fact for fact in show(store, "A").facts}
    assert not facts["Bildung"].is_thing
    assert facts["3"].datatype.endswith("#integer")


def test_an_unknown_thing_is_said(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="nothing is called “Nirgendwer”"):
        show(store, "Nirgendwer")
