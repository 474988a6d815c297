"""The YAML form: what is read, and what a person is told about a file that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.curated import importer
from graph.errors import InputError
from graph.evidence import citations
from graph.identity import ID, source_iri
from graph.partners import partners
from graph.store import GraphStore
from graph.vocabulary import RDFS, SCHEMA, SKOS, VB

HEAD = "source: {id: own, title: Eigene Vorhaben, language: de}\n"
NUTS = "http://data.europa.eu/nuts/code/"


@pytest.fixture
def known(store: GraphStore) -> GraphStore:
    """A copy of the embedded data to load into."""
    copied = GraphStore.open()
    copied.absorb(store)
    return copied


@pytest.fixture(scope="module")
def lookup(store: GraphStore) -> GraphStore:
    """The embedded data, to name things from; nothing is loaded into it."""
    copied = GraphStore.open()
    copied.absorb(store)
    return copied


def written(folder: Path, text: str | bytes, name: str = "own.yml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(path: Path, known: GraphStore) -> GraphStore:
    """The store after a file has been loaded into it."""
    source, quads = importer.quads(path, known)
    known.load(source, quads)
    return known


def refusal(path: Path, known: GraphStore) -> str:
    with pytest.raises(InputError) as error:
        loaded(path, known)
    message = str(error.value)
    assert message.startswith(str(path)), "the file comes first"
    assert "\n" not in message
    return message.removeprefix(str(path)).lstrip(",: ")


# ---------------------------------------------------------------------- what is refused

WRONG: dict[str, tuple[str, str, str]] = {
    # what is wrong: the text after the source, where, and what is said
    "unknown section": ("project:\n  - label: A\n", "line 2", "the section “project” is not known; did you mean “projects”?"),
    "unlike any section": ("zoo:\n  - label: A\n", "line 2", "the section “zoo” is not known; known are source, "),
    "unknown field": ("projects:\n  - label: A\n    regoin: DE\n", "line 4", "the field “regoin” is not known; did you mean “region”?"),
    "unlike any field": ("projects:\n  - label: A\n    x9: DE\n", "line 4", "the field “x9” is not known; known are "),
    "field of another class": ("themes:\n  - {label: A, acronym: B}\n", "line 3", "the field “acronym” is not known"),
    "unknown field of a grant": (
        "projects:\n  - label: A\n    grants:\n      - {funders: bmas}\n", "line 5", "“funders” is not known; did you mean “funder”?",
    ),
    "unknown theme": ("projects:\n  - {label: A, theme: Elternarbait}\n", "line 3", "no theme can be told from “Elternarbait”"),
    "unknown theme, suggestion": ("projects:\n  - {label: A, theme: Elternarbait}\n", "line 3", "Did you mean: Elternarbeit"),
    "unknown region": ("projects:\n  - {label: A, region: Münchn}\n", "line 3", "no region is called “Münchn”. Did you mean: München?"),
    "ambiguous region": ("projects:\n  - {label: A, region: Frankfurt}\n", "line 3", "names several regions. Choose one of:"),
    "unknown organisation": ("projects:\n  - {label: A, funded_by: Robert Bosch Stift}\n", "line 3", "Did you mean: Robert Bosch Stiftung"),
    "a theme for an organisation": ("projects:\n  - {label: A, funded_by: theme/mentoring}\n", "line 3", "no organisation can be told from"),
    "no such day": ("projects:\n  - {label: A, start: 2013-02-30}\n", "line 3", "the date 2013-02-30 does not exist"),
    "no such month": ("projects:\n  - {label: A, start: 2013-13}\n", "line 3", "the date 2013-13 does not exist"),
    "German date": ("projects:\n  - {label: A, start: 17.06.2013}\n", "line 3", "“17.06.2013” is no date; write 2013-06-17, 2013-06 or 2013"),
    "date in other digits": ("projects:\n  - {label: A, start: ٢٠١٣}\n", "line 3", "is no date"),
    "date and line break": ("projects:\n  - label: A\n    start: |\n      2013\n", "line 4", "is no date"),
    "day of the source": ("", "line 1", "the date 2013-13-01 does not exist"),
    "German number": ("projects:\n  - {label: A, grants: {amount: '1.000,50'}}\n", "line 3", "“1.000,50” is no number; write 600000 or 0.5"),
    "groups of thousands": ("projects:\n  - {label: A, grants: {amount: 600.000}}\n", "line 3", "“600.000” may be 600000 or a fraction; write 600000, or 600.0000"),
    "not a number": ("projects:\n  - {label: A, grants: {amount: NaN}}\n", "line 3", "“NaN” is no number"),
    "number in other digits": ("projects:\n  - {label: A, grants: {amount: ٣}}\n", "line 3", "is no number"),
    "end before start": ("projects:\n  - {label: A, start: 2014, end: 2013-05}\n", "line 3", "it ends (2013-05) before it starts (2014)"),
    "span backwards": ("projects:\n  - {label: A, at: [20, 10]}\n", "line 3", "the span ['20', '10'] is not [start, end] with start before end"),
    "span of three": ("projects:\n  - {label: A, at: [1, 2, 3]}\n", "line 3", "is not [start, end]"),
    "span of words": ("projects:\n  - {label: A, at: [one, two]}\n", "line 3", "is not [start, end]"),
    "span as text": ("projects:\n  - {label: A, at: 1-2}\n", "line 3", "“at” is a span [start, end] in code points"),
    "span among spans as text": ("projects:\n  - {label: A, at: [[1, 2], '34']}\n", "line 3", "is not [start, end]"),
    "span without end": (f"projects:\n  - {{label: A, at: [1, {'9' * 5000}]}}\n", "line 3", "is not [start, end]"),
    "empty span": ("projects:\n  - {label: A, at: []}\n", "line 3", "“at” is a span"),
    "certainty": ("projects:\n  - {label: A, theme: {is: mentoring, certainty: sure}}\n", "line 3", "certainty “sure” is not one of explicit, implied, doubtful"),
    "beside is": ("projects:\n  - {label: A, theme: {is: mentoring, sure: yes}}\n", "line 3", "“sure” is not known beside “is”"),
    "role": ("projects:\n  - {label: A, participations: {organisation: bmas, role: Boss}}\n", "line 3", "“Boss” is not one of coordinator, "),
    "level": ("regions:\n  - {label: A, level: county}\n", "line 3", "“county” is not one of municipality, landscape, macro"),
    "web address": ("projects:\n  - {label: A, url: www.example.org}\n", "line 3", "“www.example.org” is no web address; it starts with http"),
    "tab": ("projects:\n\t- label: A\n", "line 3", "a tab indents the line; indent with spaces"),
    "duplicate key": ("projects:\n  - label: A\n    theme: mentoring\n    theme: eltern\n", "line 5", "“theme” is written twice; make it one list"),
    "alias": ("projects:\n  - &a {label: A}\n  - *a\n", "line 4", "uses an alias (*name); write the value out"),
    "alias as a key": ("projects:\n  - {label: &a A, *a : B}\n", "line 3", "uses an alias"),
    "billion laughs": (
        "a: &a [x, x, x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}, *{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)),
        "line 3", "uses an alias",
    ),
    "too deep": ("projects: " + "[" * 40, "line 2", "is nested too deeply"),
    "far too deep": ("projects: " + "[" * 100_000, "line 2", "is nested too deeply"),
    "broken YAML": ("projects:\n  - {label: A\n", "line 4, column 1", "is not YAML"),
    "broken text": ('projects:\n  - label: "A\n', "line 4", "is not YAML"),
    "unknown escape": ('projects:\n  - label: "\\q"\n', "line 3", "is not YAML: found unknown escape character"),
    "half a character": ('projects:\n  - label: "\\ud800"\n', "line 3", "is not YAML: found invalid Unicode character escape code"),
    "two documents": ("projects: []\n---\nprojects: []\n", "line 3", "holds a second document (---); make it a file of its own"),
    "key that is a list": ("projects:\n  - {? [a, b] : c}\n", "line 3", "has a key that is no word"),
    "section that is no list": ("projects:\n  label: A\n", "line 2", "“projects” takes a list; start each record with “- ”"),
    "empty section": ("projects:\n", "line 2", "“projects” takes a list"),
    "record that is no mapping": ("projects:\n  - A\n", "line 3", "each of “projects” is a mapping with at least a label"),
    "grant that is no mapping": ("projects:\n  - {label: A, grants: bmas}\n", "line 3", "“grants” takes mappings such as {funder, "),
    "empty value": ("projects:\n  - label: A\n    region:\n", "line 4", "“region” takes a text, not nothing"),
    "list in a value": ("projects:\n  - {label: A, region: {is: [DE, BE]}}\n", "line 3", "“region” takes a text, not a list or mapping"),
    "two values for one": ("projects:\n  - {label: A, start: [2013, 2014]}\n", "line 3", "“start” takes one value"),
    "no label": ("projects:\n  - id: a\n", "line 3", "a record of “projects” has no label"),
    "empty label": ("projects:\n  - label: ' '\n", "line 3", "the text is empty"),
    "label without a letter": ("projects:\n  - label: '***'\n", "line 3", "the label “***” has no letter; give the record an id"),
    "label that is a list": ("projects:\n  - label: [A]\n", "line 3", "a text is expected, or {de: …, en: …}"),
    "label in no language": ("projects:\n  - label: {deutsch sprache: A}\n", "line 3", "“deutsch sprache” is no language"),
    "label in a long language": ("projects:\n  - label: {de-abcdefghij: A}\n", "line 3", "is no language"),
    "control character": ('projects:\n  - label: "\\e[31mA"\n', "line 3", "the text holds the control character U+001B; take it out"),
    "control character in a note": ('projects:\n  - {label: A, theme: {is: mentoring, note: "\\0"}}\n', "line 3", "U+0000"),
    "control character in a word": ('projects:\n  - {label: A, acronym: "\\b"}\n', "line 3", "U+0008"),
    "raw control character": ("projects:\n  - label: A\x07\n", "line 3", "holds the control character U+0007; take it out"),
    "id with blanks": ("projects:\n  - {label: A, id: my project}\n", "line 3", "the id “my project” has other characters than a-z, 0-9"),
    "id with a line break": ("projects:\n  - label: A\n    id: |\n      abc\n", "line 4", "has other characters"),
    "one id twice": ("projects:\n  - {label: A, id: a}\n  - {label: B, id: a}\n", "line 4", "“project/a” is also the record of line 3; make them one"),
    "one label twice": ("projects:\n  - label: Köln Wege\n  - label: Koeln-Wege\n", "line 4", "is also the record of line 3"),
    "used for two": ("projects:\n  - label: A\n  - {label: B, alt: C}\norganisations:\n  - label: A\n  - {label: D, member: A}\n", "line 7", "“A” is used twice. Choose one of: organisation/a; project/a"),
    "note that is a list": ("projects:\n  - {label: A, theme: {is: mentoring, note: [a]}}\n", "line 3", "a note is one text"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, lookup: GraphStore, case: str) -> None:
    text, where, message = WRONG[case]
    head = HEAD if text else "source: {published: 2013-13-01}\n"
    found = refusal(written(tmp_path, head + text), lookup)
    assert found.startswith(where)
    assert message in found


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "holds no records; it starts with “source:” and lists such as “projects:”"),
        (b"# only a comment\n", "holds no records"),
        (b"---\n", "holds no records"),
        (b"- label: A\n", "holds no records"),
        (b"projects\n", "holds no records"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "line 1: is not UTF-8; save it as UTF-8"),
        (bytes(range(256)), "is not UTF-8"),
        (b"projects:\n  - label: M\xfcnchen\n", "line 2: is not UTF-8; save it as UTF-8"),
        ("projects: [{label: A}]".encode("utf-16"), "line 1: is not UTF-8"),
        (b"\x00\x01\x02", "holds the control character U+0000"),
        (b"source: text\n", "“source” takes a mapping with at least a title"),
        (b"source: {editor: me}\n", "line 1: the field “editor” of source is not known; known are id, title"),
        (b"source: {title: [a]}\n", "line 1: “title” takes one text"),
        (b"source:\n  language: Deutsch, etwa\n", "line 2: “Deutsch, etwa” is no language"),
        (b"source:\n  title: A\n  url: ftp://x\n", "line 3: “ftp://x” is no web address"),
    ],
)
def test_a_file_that_is_not_the_form_is_named(tmp_path: Path, lookup: GraphStore, raw: bytes, message: str) -> None:
    assert message in refusal(written(tmp_path, raw), lookup)


def test_a_folder_or_nothing_in_place_of_a_file_is_named(tmp_path: Path, lookup: GraphStore) -> None:
    (tmp_path / "folder.yml").mkdir()
    assert refusal(tmp_path / "folder.yml", lookup).startswith("cannot be read")
    assert refusal(tmp_path / "none.yml", lookup).startswith("cannot be read (No such file")


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path: Path, raw: bytes) -> None:
    path = written(tmp_path, b"projects:\n  - label: " + raw)
    try:
        importer.read(path, GraphStore.open())
    except InputError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)


# ---------------------------------------------------------------------- what is read


def test_the_marks_and_line_ends_of_editors_are_fine(tmp_path: Path, lookup: GraphStore) -> None:
    text = HEAD + "projects:\n  - label: Größe\n    region: München\n"
    plain = [record.label for record in importer.read(written(tmp_path, text), lookup)[1]]
    for variant in (text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode(), text.replace("\n", "\r").encode()):
        assert [record.label for record in importer.read(written(tmp_path, variant), lookup)[1]] == plain


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_survives_as_a_label(tmp_path: Path, text: str) -> None:
    if not text.strip():
        return
    record = {"id": "a", "label": {"de": text}, "alt": [text], "theme": []}
    path = written(tmp_path, json.dumps({"source": {"id": "own"}, "projects": [record]}, ensure_ascii=False))
    store = loaded(path, GraphStore.open())
    assert list(store.rows("SELECT ?l ?a { ?p a vb:Project ; rdfs:label ?l ; skos:altLabel ?a }")) == [(text, text)]
    assert store.names.label(f"{ID}project/a") == text


HOSTILE = [
    '"} <http://evil> {"',
    "'; DROP GRAPH <x> #",
    "<script>alert(1)</script>",
    "{{7*7}} ${HOME} $(id) `id`",
    "../../etc/passwd",
    "\\u0041\\n",
    "null",
    "true",
    "2013-06-17",
    "=1+1",
    "\u202eevil\u202c",
    "é" * 5000,
    "@de",
    "https://w3id.org/verbund/id/project/kis",
]


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_labels_are_only_labels(tmp_path: Path, lookup: GraphStore, label: str) -> None:
    path = written(tmp_path, json.dumps({"projects": [{"id": "hostile", "label": label}]}))
    [record] = importer.read(path, lookup)[1]
    assert record.label == {"de": label}
    assert record.iri == f"{ID}project/hostile"


def test_labels_come_in_the_language_of_the_file_or_in_several(tmp_path: Path, known: GraphStore) -> None:
    text = """
source: {language: en}
projects:
  - {label: Bridges, alt: [Bridge, {de: Brücke}], description: About bridges.}
  - {label: {is: {de: Wege, en: Ways}, at: [1, 5], certainty: implied}, note: {de: a, en: b}, at: [7, 9]}
"""
    store = loaded(written(tmp_path, text), known)
    assert {(q.object.value, q.object.language) for q in store.quads(f"{ID}project/bridges", RDFS.label)} == {
        ("Bridges", "en")
    }
    assert {(q.object.value, q.object.language) for q in store.quads(f"{ID}project/bridges", SKOS.altLabel)} == {
        ("Bridge", "en"),
        ("Brücke", "de"),
    }
    ways = f"{ID}project/ways"
    assert {(q.object.value, q.object.language) for q in store.quads(ways, RDFS.label)} == {
        ("Wege", "de"),
        ("Ways", "en"),
    }
    [citation] = citations(store, ways, RDFS.label, ox.Literal("Wege", language="de"))
    assert (citation.where, citation.certainty) == ("char=1,5", "implied")


def test_records_name_each_other_in_any_order_by_id_label_or_other_name(tmp_path: Path, known: GraphStore) -> None:
    text = (
        HEAD
        + """
projects:
  - {label: Eins, partner: [project/zwei, Dritter Träger, DT2], part_of: Zwei, region: meine-gegend}
  - {label: Zwei, alt: Projekt Nummer zwei, partner: Projekt Nummer zwei GmbH}
organisations:
  - {label: Dritter Träger}
  - {label: Vierter Träger, alt: [DT2, Projekt Nummer zwei GmbH], member: Projekt Nummer zwei}
regions:
  - {id: meine-gegend, label: Meine Gegend, members: [DE21, Augsburg]}
"""
    )
    store = loaded(written(tmp_path, text), known)
    assert set(store.links(VB.partner)) >= {
        (f"{ID}project/eins", f"{ID}project/zwei"),
        (f"{ID}project/eins", f"{ID}organisation/dritter-traeger"),
        (f"{ID}project/eins", f"{ID}organisation/vierter-traeger"),
        (f"{ID}project/zwei", f"{ID}organisation/vierter-traeger"),
    }
    assert (f"{ID}project/eins", f"{ID}project/zwei") in set(store.links(VB.partOf))
    assert (f"{ID}organisation/vierter-traeger", f"{ID}project/zwei") in set(store.links(VB.member))
    assert (f"{ID}project/eins", f"{ID}region/meine-gegend") in set(store.links(VB.region))


def test_nested_records_leave_the_plain_edges(tmp_path: Path, known: GraphStore) -> None:
    text = (
        HEAD
        + """
projects:
  - label: Brücke
    grants: {funder: Robert Bosch Stiftung, programme: XENOS, amount: 600000, currency: EUR, at: [1, 9], note: rund}
    participations:
      - {organisation: Stadt Pforzheim, role: coordinator}
      - {organisation: Träger, role: partner}
    figures: {measure: participants, value: 40, approximate: rund}
    seeks: {label: Partner, sought: partner, region: Süden, theme: Mentoring, target_group: Roma}
organisations: [{label: Träger}]
"""
    )
    store = loaded(written(tmp_path, text), known)
    project, bosch = f"{ID}project/bruecke", store.names.find("Robert Bosch Stiftung")
    assert (project, bosch) in set(store.links(VB.fundedBy))
    assert {value for subject, value in store.links(VB.partner) if subject == project} == {
        f"{ID}organisation/stadt-pforzheim",
        f"{ID}organisation/traeger",
    }
    [citation] = citations(store, project, VB.fundedBy, ox.NamedNode(bosch))
    assert (citation.source, citation.where, citation.note) == (source_iri("own"), "char=1,9", "rund")
    [need] = [value for subject, value in store.links(VB.seeks) if subject == project]
    assert dict(store.links(VB.region))[need] == f"{ID}region/de-south"
    assert dict(store.pairs(VB.value))[f"{ID}figure/own-project-bruecke-1"] == "40"


def test_a_list_without_spans_is_cited_by_its_lines(tmp_path: Path, known: GraphStore) -> None:
    store = loaded(written(tmp_path, HEAD + "projects:\n  - label: Brücke\n    programme: XENOS\n"), known)
    [citation] = citations(store, f"{ID}project/bruecke", VB.programme, ox.NamedNode(f"{ID}programme/xenos"))
    assert citation.where == "line=2,3"


def test_the_same_thing_named_in_two_files_is_one(tmp_path: Path, known: GraphStore) -> None:
    one = written(tmp_path, "projects: [{id: b7, label: Brücke Süd, region: München}]", "one.yml")
    two = written(
        tmp_path, "projects: [{label: Bruecke-Sued, theme: Mentoring}, {label: KIS, theme: Nichts}]", "two.yml"
    )
    with pytest.raises(InputError, match="no theme can be told from “Nichts”"):
        loaded(two, loaded(one, known))
    two.write_text(two.read_text("utf-8").replace("theme: Nichts", "theme: Elternarbeit"), "utf-8")
    store = loaded(two, known)
    assert (f"{ID}project/b7", f"{ID}theme/mentoring") in set(store.links(VB.theme))
    assert (f"{ID}project/kis", f"{ID}theme/elternarbeit") in set(store.links(VB.theme))


def test_a_file_loaded_again_replaces_itself_and_cannot_name_what_it_no_longer_says(
    tmp_path: Path, known: GraphStore
) -> None:
    path = written(tmp_path, HEAD + "projects: [{label: Alt}, {label: Neu, partner: Alt}]")
    loaded(path, known)
    path.write_text(HEAD + "projects: [{label: Neu, partner: Alt}]")
    assert "nothing is called “Alt”" in refusal(path, known)


def test_own_regions_and_themes_take_their_place_in_the_trees(tmp_path: Path, known: GraphStore) -> None:
    from graph.places import Places
    from graph.themes import Themes

    text = (
        HEAD
        + """
regions:
  - {label: Donauraum, level: macro, members: [DE27, DE21, ags-08111000], lat: 48.401, long: 10.987}
  - {label: Lechtal, broader: Donauraum}
themes:
  - {label: Sprachpatenschaften, broader: Mentoring, alt: Sprachpaten}
target_groups:
  - {label: Patinnen und Paten, broader: Mentorinnen und Mentoren}
projects:
  - {label: Lechbrücke, region: Lechtal, theme: Sprachpaten, target_group: Patinnen und Paten}
"""
    )
    store = loaded(written(tmp_path, text), known)
    places, themes = Places(store), Themes(store)
    own = places.find("Donauraum")
    assert {f"{NUTS}DE271", f"{ID}region/ags-08111000", f"{ID}region/lechtal"} <= places.within(own)
    paten = themes.find("Sprachpaten")
    assert themes.broader(paten) == (f"{ID}theme/mentoring",)
    assert themes.closeness(paten, f"{ID}theme/mentoring") > themes.closeness(paten, f"{ID}theme/elternarbeit")
    assert themes.broader(themes.find("Patinnen und Paten", kind="target-group"))
    found = partners(store, "Vernetzung Süd-Ost-Europa, Roma", region="Donauraum")
    assert {store.names.label(c.id).partition(" ")[0] for c in found.candidates} == {
        "KIS",
        "Lechbrücke",
        "QuinteSentio",
    }


def test_dates_have_the_precision_that_is_known(tmp_path: Path, known: GraphStore) -> None:
    store = loaded(written(tmp_path, HEAD + "projects: [{label: A, start: 2013-06, end: 2014}]"), known)
    found = {
        q.object.value: q.object.datatype.value.rsplit("#")[-1] for q in store.quads(f"{ID}project/a", SCHEMA.startDate)
    }
    assert found == {"2013-06": "gYearMonth"}


def test_a_file_without_a_source_is_named_after_itself(tmp_path: Path, lookup: GraphStore) -> None:
    path = written(tmp_path, "projects: [{label: A}]", "Meine Vorhaben (2024).yaml")
    source, _ = importer.read(path, lookup)
    assert (source.id, source.title, source.document) == ("meine-vorhaben-2024", path.stem, path.name)
    assert len(source.sha256) == 64
