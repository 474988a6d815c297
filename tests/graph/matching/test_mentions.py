"""Mentions as a store has them: from statements and from columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_sources import parsed, turtle

from data import loading
from graph.identity import ID, source_iri
from graph.matching.mention import Identifier, Mention
from graph.matching.mentions import is_acronym, organisation_mentions, project_mentions, split_place
from graph.model import Source
from graph.store import GraphStore

STATED = """
id:organisation\\/pic-999997930 a vb:Organisation ; rdfs:label "Universität Musterstadt"@de, "Muster University"@en ;
  skos:altLabel "UMS", "WERKBUND" ;
  vb:region <http://data.europa.eu/nuts/code/EL303>, <http://data.europa.eu/nuts/code/EL30> ;
  dcterms:identifier "vat:094019245", "n/a" ; schema:url "https://www.inf.ums.gr/x"^^xsd:anyURI ;
  owl:sameAs <https://ror.org/03s7gtk40> ; vb:kind id:kind\\/hochschule ;
  schema:postalCode "10431" ; schema:addressLocality "Musterstadt" .
id:organisation\\/b a vb:Organisation ; rdfs:label "Brücke e. V."@de ; vb:region id:region\\/ags-09162000 .
id:organisation\\/c a vb:Organisation ; rdfs:label "Atelier C" ; vb:region id:region\\/country-us .
id:organisation\\/d a vb:Organisation ; rdfs:label "Haus D" .
id:organisation\\/unnamed a vb:Organisation .
id:region\\/ags-09162000 skos:broader <http://data.europa.eu/nuts/code/DE212>, id:region\\/de-south .
id:project\\/cordis-654321 a vb:Project ; rdfs:label "A new bridge"@en ; vb:acronym "New Bridge" ;
  dcterms:identifier "654321", "rcn:12345" ; vb:programme id:programme\\/h2020 ;
  schema:startDate "2015-01-01"^^xsd:date ; schema:endDate "2017-12-31"^^xsd:date ;
  vb:region <http://data.europa.eu/nuts/code/UKI> ;
  vb:participation id:participation\\/1 ; vb:partner id:organisation\\/d .
id:participation\\/1 a vb:Participation ; vb:organisation id:organisation\\/b ; vb:role "coordinator" .
"""


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return turtle(STATED)


def by_tail(mentions: list[Mention]) -> dict[str, Mention]:
    return {mention.iri.rpartition("/")[2]: mention for mention in mentions}


def test_an_organisation_has_all_that_is_stated(store: GraphStore) -> None:
    found = by_tail(organisation_mentions(store))
    assert list(found) == ["b", "c", "d", "pic-999997930"]
    one = found["pic-999997930"]
    assert one.names == ("Universität Musterstadt", "Muster University", "WERKBUND")
    assert one.short_names == ("UMS", "WERKBUND")
    assert (one.sources, one.country, one.nuts) == (("own",), "GR", "EL303")
    assert (one.postcode, one.town) == ("10431", "Musterstadt")
    assert one.domains == {"ums.gr"}
    assert one.kinds == {f"{ID}kind/hochschule"}
    assert one.identifiers == {
        Identifier("pic", "999997930"),
        Identifier("vat-gr", "EL094019245"),
        Identifier("ror", "03s7gtk40"),
    }


def test_places_come_from_regions_above_and_from_projects(store: GraphStore) -> None:
    found = by_tail(organisation_mentions(store))
    assert (found["b"].country, found["b"].nuts) == ("DE", "DE212")
    assert (found["c"].country, found["c"].nuts) == ("US", "US")
    assert (found["d"].country, found["d"].nuts) == ("GB", "")
    assert found["b"].projects == found["d"].projects == {f"{ID}project/cordis-654321"}


def test_a_project_has_all_that_is_stated(store: GraphStore) -> None:
    merged = {f"{ID}organisation/b": f"{ID}organisation/a"}
    (one,) = project_mentions(store, merged)
    assert (one.names, one.short_names) == (("A new bridge",), ("New Bridge",))
    assert (one.start, one.end, one.country) == ("2015-01-01", "2017-12-31", "GB")
    assert one.partners == {f"{ID}organisation/a", f"{ID}organisation/d"}
    assert one.programmes == {f"{ID}programme/h2020"}
    assert one.identifiers == {Identifier("cordis", "654321"), Identifier("rcn", "12345")}


def test_a_partner_is_what_the_source_of_the_project_means_by_it() -> None:
    store = turtle(
        """ex:p a vb:Project ; rdfs:label "Bridge" ; vb:participation ex:t .
        ex:t a vb:Participation ; vb:organisation ex:a .
        ex:a a vb:Organisation ; rdfs:label "Alpha" .""",
        "one",
    )
    split = {(source_iri("one"), "https://example.org/a"): "https://example.org/a-one"}
    for given, expected in ((split, "a-one"), ({}, "a"), ({(source_iri("two"), "https://example.org/a"): "x"}, "a")):
        (one,) = project_mentions(store, split=given)
        assert one.partners == {f"https://example.org/{expected}"}


def test_sources_limit_whom_but_not_what() -> None:
    store = turtle('ex:a a vb:Organisation ; rdfs:label "Alpha" . ex:b a vb:Organisation ; rdfs:label "Beta" .', "one")
    more = 'ex:b a vb:Organisation ; rdfs:label "Beta e. V." ; skos:altLabel "BEV" .'
    store.load(Source(id="two", title="Two"), list(parsed(more, "two")))
    (one,) = organisation_mentions(store, ["two"])
    assert (one.iri, one.sources) == ("https://example.org/b", ("one", "two"))
    assert (set(one.names), one.short_names) == ({"Beta", "Beta e. V."}, ("BEV",))
    assert len(organisation_mentions(store)) == 2
    assert organisation_mentions(store, []) == []
    assert project_mentions(store) == []


def test_columns_and_statements_give_the_same(tmp_path: Path) -> None:
    rows = "Name des Begünstigten;Bezeichnung des Vorhabens;Beginn des Vorhabens;Gesamtausgaben;"
    rows += "Postleitzahl des Vorhabens\n"
    rows += "Brücke e.V.;Sprachkurse;01.02.2016;40.000,50 €;80331\nWerkstatt GmbH;Ausbildung;1.7.2015;9.000,00;86150\n"
    (tmp_path / "DE2.bayern").mkdir()
    (tmp_path / "DE2.bayern" / "ESF.csv").write_text(rows, encoding="utf-8")
    loading.load([tmp_path / "DE2.bayern" / "ESF.csv"], tmp_path / "s", curated=False)
    with GraphStore.open(tmp_path / "s") as columns:
        plain = GraphStore.open()
        plain.absorb(columns)
        for read in (organisation_mentions, project_mentions):
            mentions = read(columns)  # type: ignore[operator]
            assert mentions == read(plain)  # type: ignore[operator]
            assert len(mentions) >= 2
            assert [mention.iri for mention in mentions] == sorted(mention.iri for mention in mentions)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("80331 München", ("80331", "München")),
        ("LE1 1AA Leicester", ("LE1 1AA", "Leicester")),
        ("405 31 Göteborg", ("405 31", "Göteborg")),
        ("1012 AB Amsterdam", ("1012 AB", "Amsterdam")),
        ("3721-902 Oliveira de Azeméis", ("3721-902", "Oliveira de Azeméis")),
        ("00-950 Warszawa", ("00-950", "Warszawa")),
        ("67080 Strasbourg CEDEX 2", ("67080", "Strasbourg")),
        ("D-04109 Leipzig", ("D-04109", "Leipzig")),
        ("14193", ("14193", "")),
        ("Bad Düben", ("", "Bad Düben")),
        ("Αθήνα", ("", "Αθήνα")),
        ("", ("", "")),
    ],
)
def test_places_are_parted(place: str, expected: tuple[str, str]) -> None:
    assert split_place(place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("VHS", True), ("TU/e", True), ("CNR-ISTI", True), ("ΕΚΠΑ", True), ("Brücke", False), ("uni.lu", False),
     ("VHS Leipzig", False), ("", False), ("ARBEITSGEMEINSCHAFT", False), ("A", False)],
)  # fmt: skip
def test_acronyms_are_told_from_names(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected
