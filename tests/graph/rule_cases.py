"""The cases of ``rule_cases.yml`` as stores: each case is a source of its own, so one check tells them apart."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import yaml

from graph.checks import Finding, Report, check
from graph.identity import ID
from graph.model import Source
from graph.store import GraphStore
from graph.triples import source_iri
from graph.vocabulary import PREFIXES

HERE = Path(__file__).parent
HASH = "0" * 64
WORDS = {
    "project": "a vb:Project ; rdfs:label 'N'@de ; "
    "vb:programme base:programme ; vb:region base:south ; vb:theme base:theme",
    "organisation": "a vb:Organisation ; rdfs:label 'N'@de ; vb:kind base:kind",
    "programme": "a vb:Programme ; rdfs:label 'N'@de",
    "initiative": "a vb:Initiative ; rdfs:label 'N'@de ; vb:theme base:theme ; "
    "vb:member base:project , base:organisation",
    "event": "a vb:Event ; rdfs:label 'N'@de ; schema:startDate '2023-02-01'^^xsd:date ; vb:region base:south",
    "output": "a vb:Output ; rdfs:label 'N'@de ; vb:operator base:organisation",
    "venue": "a vb:Venue ; rdfs:label 'N'@de ; vb:region base:south",
    "region": "a vb:Region ; rdfs:label 'N'@de",
    "theme": "a vb:Theme ; rdfs:label 'N'@de , 'n'@en",
    "group": "a vb:TargetGroup ; rdfs:label 'N'@de , 'n'@en",
    "kind": "a vb:OrganisationKind ; rdfs:label 'N'@de , 'n'@en",
    "grant": "a vb:Grant ; vb:funder base:organisation ; vb:amount 5.0 ; vb:currency 'EUR'",
    "money": "vb:amount 5.0 ; vb:currency 'EUR' ;",
    "participation": "a vb:Participation ; vb:organisation base:organisation ; vb:role 'partner'",
    "figure": "a vb:Figure ; vb:measure 'rooms' ; vb:value 5.0",
    "file": f"vb:document 'a.csv' ; vb:sha256 '{HASH}'",
    "listed": f"a vb:Source ; rdfs:label 'N' ; dcterms:license 'CC0' ; vb:document 'a.csv' ; vb:sha256 '{HASH}'",
    "statement": "a rdf:Statement ; rdf:subject base:project ; rdf:predicate vb:theme ; rdf:object base:theme",
}
_number = count(1)


@cache
def cases() -> dict[str, dict[str, str]]:
    """The Turtle of each rule's case, bad and good."""
    read: dict[str, dict[str, str]] = yaml.safe_load((HERE / "rule_cases.yml").read_text("utf-8"))
    return read


@cache
def report(side: str, lang: str = "de") -> Report:
    """What the check finds in all bad cases, or in all good ones."""
    return check(_cases_store(side), lang=lang)


@cache
def _cases_store(side: str) -> GraphStore:
    return store({rule: case[side] for rule, case in cases().items()})


def store(turtles: dict[str, str]) -> GraphStore:
    """The base and some Turtle texts, each as the source that it is named after."""
    opened = GraphStore.open()
    texts = {"base": (HERE / "rule_base.ttl").read_text("utf-8"), **turtles}
    opened.load_all(_load(name, text) for name, text in texts.items())
    return opened


def of_case(found: Report, rule: str) -> list[Finding]:
    """The findings that name the case as a source."""
    return [one for one in found.findings if any(cited.source == source_iri(rule) for cited in one.sources)]


def _load(name: str, text: str) -> tuple[Source, list[ox.Quad]]:
    prefixes = {**PREFIXES, "": f"https://example.org/{name}/", "base": "https://example.org/base/", "id": ID}
    declared = "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in prefixes.items())
    said = re.sub(r"\$(\w+)", lambda found: _word(found[1], name), text)
    graph = ox.NamedNode(source_iri(name))
    triples = ox.parse(declared + said, ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    quads = [ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples]
    return Source(id=name, title=name, licence="CC0", document=f"{name}.ttl", sha256=HASH), quads


def _word(word: str, name: str) -> str:
    if word == "source":
        return source_iri(name)
    return re.sub(r"'N'", lambda _: f"'N{next(_number)}'", WORDS[word])
