"""Labels of real lists find their theme or none; texts name themes; codes of intervention fields resolve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference.fields.importer import PERIODS, field_iri, fields
from data.topics.intervention import intervention_field, intervention_fields
from data.topics.themes import Scheme, link, target_groups_in_text, themes_in_text
from graph.identity import ID
from graph.vocabulary import SKOS

E, C, B = "exactMatch", "closeMatch", "broadMatch"

# label, language, the themes that it must be linked to
LABELS = [
    ("Integration", "de", {("integration", E)}),
    ("integration", "en", {("integration", E)}),
    ("Gesundheit", "de", {("gesundheit", E)}),
    ("GESUNDHEIT", "", {("gesundheit", E)}),
    ("Sprachfoerderung", "de", {("sprachfoerderung", E)}),
    ("Antidiskriminierung", "de", {("antidiskriminierung", E)}),
    ("Bildung", "de", {("bildung", E)}),
    ("Sport", "de", {("sport", E)}),
    ("Tourism", "en", {("tourismus", E)}),
    ("Soziales", "de", {("soziale-inklusion", C)}),
    ("Jugend", "de", {("kinder-jugend-und-familie", C)}),
    ("Frauen", "de", {("gleichstellung", C)}),
    ("Arbeit", "de", {("arbeitsmarkt-und-beschaeftigung", C)}),
    ("Wirtschaft", "de", {("wirtschaft-und-unternehmen", C)}),
    ("Wissenschaft", "de", {("forschung-und-innovation", C)}),
    ("Verkehr", "de", {("mobilitaet-und-verkehr", C)}),
    ("Umwelt", "de", {("umwelt-und-klima", C)}),
    ("Energy efficiency", "en", {("energie", C)}),
    ("Renewable energy", "en", {("energie", C)}),
    ("renewable energies", "en", {("energie", B)}),
    ("Health care", "en", {("gesundheit", C)}),
    ("Bauen, Wohnen", "de", {("wohnen", C)}),
    ("Bürgerschaftliches Engagement, Bürgerbeteiligung", "de", {("ehrenamt", C), ("demokratische-teilhabe", C)}),
    ("Cultural heritage and arts", "en", {("kulturerbe", C), ("kultur", C)}),
    ("Social inclusion and equal opportunities", "en", {("soziale-inklusion", C), ("chancengleichheit", C)}),
    ("Migrantinnenförderung", "de", {("integration-und-migration", B)}),
    ("Migrantinnenfoerderung", "de", {("integration-und-migration", B)}),
    ("Flüchtlingshilfe", "de", {("flucht-und-asyl", B)}),
    ("Umweltbildung", "de", {("umwelt-und-klima", B)}),
    ("Energieforschung", "de", {("energie", B)}),
    ("Drogenberatung", "de", {("sucht", B)}),
    ("Denkmalschutz", "de", {("kulturerbe", B)}),
    ("Integration von Flüchtlingen im Sport", "de", {("integration", B), ("flucht-und-asyl", B)}),
    ("Integration of migrants", "en", {("integration", C)}),
    ("Inklusion von Roma", "de", {("teilhabe-von-roma", C)}),
    ("Förderung der Beschäftigung", "de", {("arbeitsmarkt-und-beschaeftigung", B)}),
    ("Support for tourism", "en", {("tourismus", B)}),
    ("Sonstige Maßnahmen der Energieeffizienz", "de", {("energie", B)}),
    ("Projects for people with disabilities", "en", {("barrierefreiheit", B)}),
    ("Mental health services for young adults", "en", {("psychische-gesundheit", B)}),
]
FALSE_FRIENDS = [
    "Integration elektronischer Systeme", "System integration", "Integrationsverfahren für Differentialgleichungen",
    "Jugendstil", "Arbeitsspeicher", "Arbeitsplatzrechner", "Kulturpflanzen", "Zellkultur", "Kunststoffforschung",
    "Sportwetten", "Umweltbundesamt", "School of Engineering", "Work package", "Comune di Roma", "Naturstein",
    "Transfer of heat in turbines", "Energiebilanz des Pulsars", "Sicherheit, Ordnung", "Justiz", "Tierschutz",
    "Verbraucherschutz", "Finanzen", "New products and services", "Infrastructure",
    "Schulterchirurgie", "Kinderlähmung",
    "Migration von Datenbanken", "Data migration", "Beratungsunterlagen",
    "Netzwerke neuronaler Zellen", "", "   ", "-", "§ 5",
]  # fmt: skip


def short(found: tuple[tuple[str, str], ...]) -> set[tuple[str, str]]:
    return {(theme.removeprefix(f"{ID}theme/"), match.removeprefix(SKOS)) for match, theme in found}


@pytest.mark.parametrize(("label", "language", "expected"), LABELS)
def test_a_label_is_linked_to_its_theme(label: str, language: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= short(link(label, language))


@pytest.mark.parametrize("label", FALSE_FRIENDS)
def test_a_false_friend_is_linked_to_nothing(label: str) -> None:
    assert link(label, "") == ()


@given(st.text(max_size=60))
def test_any_text_is_a_label(text: str) -> None:
    link(text)
    themes_in_text(text, text)
    intervention_fields(text, "2014-2020")


@pytest.mark.parametrize(
    ("text", "period", "code"),
    [
        ("106", "2014-2020", "106"),
        (" 106 ", "2014-2020", "106"),
        ("1", "2014-2020", "001"),
        ("Code 110", "2014-2020", "110"),
        ("109 Aktive Inklusion", "2014-2020", "109"),
        ("117 - Förderung des gleichen Zugangs zum lebenslangen Lernen für alle Altersgruppen...", "2014-2020", "117"),
        ("068- Energieeffizienz- und Demonstrationsprojekte in KMU und Begleitmaßnahmen", "2014-2020", "068"),
        ("Aktives und gesundes Altern", "2014-2020", "107"),
        ("Active and healthy ageing", "2014-2020", "107"),
        ("Aktives und gesundes Altren", "2014-2020", "107"),
        ("71", "2007-2013", "71"),
        ("Renewable energy: wind", "2021-2027", "047"),
        ("154", "2021-2027", "154"),
        ("001 Inwestycje produkcyjne", "2014-2020", "001"),
        ("082 - ICT Services and applications for SMEs (including e-Commerce, e-Business", "2014-2020", "082"),
    ],
)
def test_a_cell_names_a_field(text: str, period: str, code: str) -> None:
    assert intervention_field(text, period) == field_iri(period, code)


@pytest.mark.parametrize(
    "text", ["", "-", "106 Teilnehmende", "2014", "12.5", "124", "999", "k. A.", "A 5.1", "Verkehr und mehr"]
)
def test_what_is_no_field_of_the_period_gives_none(text: str) -> None:
    assert intervention_fields(text, "2014-2020") == []


def test_without_a_period_the_name_decides_and_a_code_of_one_period_only() -> None:
    assert intervention_field("106") == ""
    assert intervention_field("154") == field_iri("2021-2027", "154")
    assert intervention_field("001 - Allgemeine produktive Investitionen in kleine und mittlere") == field_iri(
        "2014-2020", "001"
    )


@pytest.mark.parametrize("text", ["102; 109", "102, 109", "102|109", "102\n109", "Code 102, Code 109", "102 / 109"])
def test_several_fields_in_one_cell(text: str) -> None:
    assert intervention_fields(text, "2014-2020") == [field_iri("2014-2020", code) for code in ("102", "109")]
    assert intervention_field(text, "2014-2020") == ""


@pytest.mark.parametrize("period", PERIODS)
def test_every_field_is_found_by_its_code_and_name(period: str) -> None:
    for field in fields():
        if field.period == period and field.code.isdigit() and field.de:
            for name in (field.de, field.en):
                assert intervention_field(f"{field.code} - {name}", period) == field.iri
            assert intervention_field(field.code, period) == field.iri


def test_a_topic_has_a_tree_and_links() -> None:
    scheme = Scheme("berlin-grants", "area")
    top = scheme.theme("Soziales", "de", code="21")
    low = scheme.theme({"de": "Flüchtlingshilfe", "en": "Refugee aid"}, broader=top.iri)
    assert top.iri == f"{ID}theme/berlin-grants-area-21"
    assert (top.code, top.close_match) == ("21", [f"{ID}theme/soziale-inklusion"])
    assert low.iri == f"{ID}theme/berlin-grants-area-fluechtlingshilfe"
    assert low.broader == [top.iri, f"{ID}theme/flucht-und-asyl"]
    assert low.broad_match == [f"{ID}theme/flucht-und-asyl"]


@pytest.mark.parametrize(
    ("title", "summary", "themes", "groups"),
    [
        ("Kurs für Migranten", "", {("integration-und-migration", "title")}, {"menschen-auslaendischer-herkunft"}),
        ("Fit für den Job", "Maßnahme für langzeitarbeitslose Frauen", {("langzeitarbeitslosigkeit", "summary")},
         {"langzeitarbeitslose", "frauen"}),
        ("Elternarbeit an Schulen", "Elternarbeit", {("elternarbeit-an-schulen", "title")}, set()),
        ("Mentoring", "mit Jugendlichen mit Migrationshintergrund",
         {("mentoring", "title"), ("integration-und-migration", "summary")},
         {"junge-menschen-mit-migrationshintergrund"}),
        ("Support for refugees", "", {("flucht-und-asyl", "title")}, {"gefluechtete"}),
        ("Inclusion of Roma communities", "", {("teilhabe-von-roma", "title")}, {"roma"}),
        ("Università di Roma, systems integration", "Transport of ions; the environment of stars", set(), set()),
        ("Anschaffung neuer Maschinen", "Investitionen in das Unternehmen", set(), set()),
    ],
)  # fmt: skip
def test_a_text_names_themes_and_target_groups(
    title: str, summary: str, themes: set[tuple[str, str]], groups: set[str]
) -> None:
    assert {(theme.removeprefix(f"{ID}theme/"), where) for theme, where in themes_in_text(title, summary)} == themes
    assert {group.removeprefix(f"{ID}target-group/") for group, _ in target_groups_in_text(title, summary)} == groups
