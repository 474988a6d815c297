"""RDF files: every format, the graphs in them, and what is wrong with a broken one."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import pytest

from data.rdf import importer
from graph.errors import InputError
from graph.facts import show
from graph.identity import ID, source_iri
from graph.store import GraphStore
from graph.vocabulary import RDFS, VB

ONE = '<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "Größe"@de'
XML = (
    '<?xml version="1.0"?>{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="http://e/a">'
    '<rdfs:label xml:lang="de">{}</rdfs:label></rdf:Description></rdf:RDF>'
)
JSON = '{"@context": {"label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label", "@language": "de"}}, "@id": "http://e/a", "label": "Größe"}'  # noqa: E501
FILES = {
    "a.ttl": f"@prefix x: <http://x/> .\n{ONE} .",
    "a.trig": f"{ONE} .",
    "a.nt": f"{ONE} .",
    "a.nq": f"{ONE} .",
    "a.n3": f"{ONE} .",
    "a.jsonld": JSON,
    "a.json": JSON,
    "a.rdf": XML.format("", "Größe"),
    "a.owl": XML.format("", "Größe"),
    "a.xml": XML.format("", "Größe"),
    "A.TTL": f"{ONE} .",
}


def file(place: Path, name: str, text: str | bytes) -> Path:
    (place / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return place / name


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as error:
        importer.read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(str(path)).lstrip(",: ")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read(tmp_path: Path, name: str) -> None:
    [(source, quads)] = importer.read(file(tmp_path, name, FILES[name]))
    assert (source.id, source.document) == ("a", name)
    graph = ox.NamedNode(source_iri("a"))
    assert quads == [
        ox.Quad(ox.NamedNode("http://e/a"), ox.NamedNode(RDFS.label), ox.Literal("Größe", language="de"), graph)
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.ttl",
            "<a:a> <a:b> <a:c> .\n<a:a> <a:b>\n   <a:c> <a:d> .",
            "line 3, column 10: is broken: A dot is expected",
        ),
        ("a.ttl", '<a:a> <a:b> "open .\n', "line 1, column"),
        ("a.ttl", "x:a x:b x:c .", "line 1, column 1: is broken: The prefix x: has not been declared"),
        ("a.ttl", "projects:\n  - label: A\n", "line 1, column 1: is broken"),
        ("a.ttl", b'<a:a> <a:b> "M\xfcnchen" .', "line 1, column 15: is broken: Invalid UTF-8"),
        ("a.ttl", '<a:a> <a:b> "x"@de-abcdefghijkl .', "line 1, column 17: is broken"),
        ("a.nt", "@prefix a: <b> .", "line 1, column 1: is broken"),
        ("a.nq", f"{ONE} <no iri> .", "line 1, column"),
        ("a.jsonld", '{"@id": ', "line 1, column 9: is broken"),
        ("a.jsonld", "<a:a> <a:b> <a:c> .", "line 1, column"),
        ("a.rdf", "<a:a> <a:b> <a:c> .", "is broken"),
        ("a.rdf", "<html><body>Hello</body></html>", ""),
        ("a.rdf", XML.format("", "Größe")[:150], "is broken"),
        ("a.rdf", XML.format("", "Größe").encode("utf-16"), "is broken"),
        ("a.trig", "<g:g> { <a:a> <a:b> <a:c> ", "line 1, column"),
        ("a.ttl", "(" * 100_000, "line 1, column"),
        ("a.json", "[" * 100_000, "line 1, column"),
        ("a.ttl", "", "holds no statements"),
        ("a.nq", "# nothing\n", "holds no statements"),
        ("a.json", '{"name": "no linked data"}', "holds no statements"),
        ("a.csv", "a;b", "the ending “.csv” is not known; known are yml, yaml, ttl, trig"),
        ("a", "<a:a> <a:b> <a:c> .", "the ending “.” is not known"),
    ],
)
def test_a_broken_file_is_named_with_line_and_column(
    tmp_path: Path, name: str, text: str | bytes, message: str
) -> None:
    assert refusal(file(tmp_path, name, text)).startswith(message)


@pytest.mark.parametrize(
    "context",
    ['"https://schema.org/"', '["http://127.0.0.1:9/c.jsonld"]', '{"@import": "http://x/c"}', '"file:///etc/hostname"'],
)
@pytest.mark.usefixtures("no_network")
def test_a_context_elsewhere_is_not_fetched(tmp_path: Path, context: str) -> None:
    text = f'{{"@context": {context}, "@id": "http://e/a", "name": "A"}}'
    message = refusal(file(tmp_path, "a.jsonld", text))
    assert "its @context is a web address, which is not fetched; write the context into the file" in message


def test_entities_of_xml_are_prefixes_and_nothing_more(tmp_path: Path) -> None:
    fine = XML.format('<!DOCTYPE r [<!ENTITY x "http://x/">]>', "&x;y")
    [(_, [quad])] = importer.read(file(tmp_path, "a.rdf", fine))
    assert quad.object == ox.Literal("http://x/y", language="de")
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    laughs = XML.format(f'<!DOCTYPE r [\n<!ENTITY e0 "ha">{entities}]>', "&e11;")
    assert "line 2: declares an entity that holds another one" in refusal(file(tmp_path, "b.rdf", laughs))
    long = XML.format(f'<!DOCTYPE r [<!ENTITY e "{"x" * 10_000}">]>', "&e;" * 1000)
    assert "declares an entity" in refusal(file(tmp_path, "c.rdf", long))
    outside = XML.format('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;")
    assert "is broken" in refusal(file(tmp_path, "d.rdf", outside))


def test_named_graphs_are_sources_of_their_own(tmp_path: Path) -> None:
    text = f"""
        <a:a> <a:b> 1 . _:g {{ <a:a> <a:b> 2 }}
        <{source_iri("xenos")}> {{ <a:a> <a:b> 3 }} <http://e/g> {{ <a:a> <a:b> 4 }}
    """
    read = importer.read(file(tmp_path, "a.trig", text))
    loads = {source.id: [quad.object.value for quad in quads] for source, quads in read}
    assert loads == {"a": ["1", "2"], "xenos": ["3"], "http://e/g": ["4"]}


def test_what_was_dumped_comes_back_as_it_was(tmp_path: Path, store: GraphStore) -> None:
    for name, format_ in (("all.nq", ox.RdfFormat.N_QUADS), ("all.trig", ox.RdfFormat.TRIG)):
        with (tmp_path / name).open("wb") as output:
            store.dump(output, format_)
        again = GraphStore.open()
        again.load_all(importer.read(tmp_path / name))
        assert {source.id for source, _ in again.sources()} == {source.id for source, _ in store.sources()}
        assert set(again.links(VB.theme)) == set(store.links(VB.theme))


def test_blank_nodes_of_two_files_stay_apart_and_can_be_cited(tmp_path: Path) -> None:
    text = """
        PREFIX vb: <https://w3id.org/verbund/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        <http://e/{0}> a vb:Project ; rdfs:label "{0}" ; vb:seeks _:n, [ a vb:Need ; vb:sought "funding" ] .
        _:n a vb:Need ; vb:sought "partner" ; vb:region <https://w3id.org/verbund/id/region/de-south> .
    """
    store = GraphStore.open()
    for name in ("one", "two"):
        store.load_all(importer.read(file(tmp_path, f"{name}.ttl", text.format(name))))
    needs = list(store.links(VB.seeks))
    assert len(needs) == len({need for _, need in needs}) == 4
    assert {need.partition("#")[0] for _, need in needs} == {source_iri("one"), source_iri("two")}
    parts = [fact.parts for fact in show(store, "one").facts if fact.predicate == VB.seeks]
    assert {part.value for facts in parts for part in facts} == {"partner", "funding", f"{ID}region/de-south"}
    again = importer.read(tmp_path / "one.ttl")
    assert again == importer.read(tmp_path / "one.ttl"), "and have the same names each time"


def test_relative_iris_lie_beside_the_file(tmp_path: Path) -> None:
    [(_, [quad])] = importer.read(file(tmp_path, "a.ttl", "<x> <a:b> <#y> ."))
    assert quad.subject == ox.NamedNode((tmp_path / "x").as_uri())


def test_a_source_has_the_hash_of_its_file(tmp_path: Path) -> None:
    import hashlib

    [(source, _)] = importer.read(file(tmp_path, "a.ttl", f"{ONE} ."))
    assert source.sha256 == hashlib.sha256(f"{ONE} .".encode()).hexdigest()


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").mkdir()
    assert refusal(tmp_path / "a.ttl").startswith("cannot be read")
