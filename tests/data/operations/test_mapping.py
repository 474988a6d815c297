"""Columns of lists of operations, mapped by header words and by cells; all rows are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.operations.lexicon import fields
from data.operations.mapping import map_columns
from data.operations.remembered import fingerprint, recall, remember

SUMMARY = "Das Vorhaben berät Betriebe und Beschäftigte bei der Suche nach Wegen in die Ausbildung. " * 3
ANNEX = [
    "beneficiary_name",
    "project_name",
    "project_description",
    "starting_date",
    "completion_date",
    "total_amount_eligible",
    "eu_cofinancing_rate",
]
ROW = ["Muster GmbH", "Lernen", SUMMARY, "01.02.2016", "31.12.2018", "40.000,00", "50,00"]
HEADERS = {
    "de": "Name des Begünstigten|Bezeichnung des Vorhabens|Zusammen-fassung des Vorhabens|Beginn|Ende|"
    "Gesamtbetrag der förderfähigen Ausgaben des Vorhabens in €|Unions-Kofinanz-ierungs-satz",
    "en": "Beneficiary|Operation name|Summary|Start date|End date|Total eligible cost (EUR)|Co-financing rate %",
    "pl": "Nazwa beneficjenta|Tytuł projektu|Skrócony opis projektu|Data rozpoczęcia realizacji projektu|"
    "Data zakończenia realizacji projektu|Wydatki kwalifikowalne [zł]|Poziom unijnego dofinansowania w %",
    "el": "Ονομασία Δικαιούχου|Τίτλος Πράξης|Περίληψη Πράξης|Ημερομηνία Έναρξης|Ημερομηνία Λήξης|"
    "Συνολικές επιλέξιμες δαπάνες|Ποσοστό συγχρηματοδότησης",
    "hr": "Naziv korisnika|Naziv projekta|Sažetak operacije|Datum početka provedbe|Datum završetka provedbe|"
    "Ukupni prihvatljivi troškovi|Stopa sufinanciranja EU",
    "fi": "Tuensaajan nimi|Hankkeen nimi|Hankkeen tiivistelmä|Alkamispäivä|Päättymispäivä|"
    "Tukikelpoiset kustannukset yhteensä|EU-rahoituksen osuus",
    "fr": "Nom du bénéficiaire|Intitulé de l'opération|Résumé|Date de début|Date de fin|Total des dépenses éligibles|"
    "Taux de cofinancement UE",
    "it": "Beneficiario|Titolo progetto|Sintesi|Data inizio|Data fine|Spesa ammissibile totale|"
    "Tasso di cofinanziamento",
    "es": "Beneficiario|Nombre de la operación|Resumen|Fecha de inicio|Fecha de fin|Gasto total subvencionable|"
    "Tasa de cofinanciación",
    "cs": "Název příjemce|Název projektu|Shrnutí operace|Datum zahájení|Datum ukončení|Celkové způsobilé výdaje|"
    "Míra spolufinancování",
    "hu": "Kedvezményezett neve|Projekt címe|Projekt rövid összefoglaló|Megvalósítás kezdete|Megvalósítás befejezése|"
    "Elszámolható összköltség|Uniós társfinanszírozási ráta",
    "ro": "Denumire beneficiar|Titlu proiect|Rezumat proiect|Data de începere|Data de finalizare|"
    "Total cheltuieli eligibile|Rata de cofinanțare UE",
    "bg": "Наименование на бенефициента|Наименование на проекта|Кратко описание|Дата на започване|"
    "Дата на приключване|Общо допустими разходи|Процент на съфинансиране",
    "pt": "Nome do Beneficiário|Nome da Operação|Resumo|Data de início|Data de fim|Despesa elegível|"
    "Taxa de cofinanciamento",
    "sl": "Ime upravičenca|Ime operacije|Povzetek operacije|Datum začetka|Datum zaključka|Skupni upravičeni izdatki|"
    "Stopnja sofinanciranja Unije",
    "lt": "Projekto vykdytojas|Projekto pavadinimas|Projekto santrauka|Pradžios data|Pabaigos data|"
    "Tinkamos finansuoti išlaidos|Bendrojo finansavimo norma",
    "nl": "Naam begunstigde|Projectnaam|Samenvatting|Begindatum|Einddatum|Totale subsidiabele kosten|"
    "Medefinancieringspercentage",
    "sv": "Stödmottagare|Projektnamn|Sammanfattning|Startdatum|Slutdatum|Stödberättigande kostnader|"
    "Medfinansieringsgrad",
}


def mapped(header: list[str], rows: list[list[str]] | None = None) -> list[str]:
    return [column.field for column in map_columns(header, rows or [])]


@pytest.mark.parametrize("language", sorted(HEADERS))
@pytest.mark.parametrize("rows", [[], [ROW] * 4])
def test_a_list_in_each_language(language: str, rows: list[list[str]]) -> None:
    assert mapped(HEADERS[language].split("|"), rows) == ANNEX


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Name des Begünstigten / beneficiary name", "beneficiary_name"),
        ("Datum des\nEndes des Vorhabens", "completion_date"),
        ("4. Datum des Beginns des Vorhabens", "starting_date"),
        ("EFRE-Mittel", "eu_cofinancing_amount"),
        ("Total project cost", "total_amount"),
        ("Postleitzahl des Vorhabens", "operation_postal_code"),
        ("PLZ Begünstigter", "beneficiary_postal_code"),
        ("Ansprechpartner", "contact"),
        ("Spezifisches Ziel", "specific_objective"),
        ("Finanzierungsform", "form_of_finance"),
        ("CCI", "cci_program_code"),
        ("Operation_Start_Date", "starting_date"),
        ("Wydatki kwalifikowalne PLN__Eligible expenditure in PLN", "total_amount_eligible"),
        ("Celkové způsobilé výdaje [Kč]", "total_amount_eligible"),
        ("Hausfarbe", ""),
        ("", ""),
        ("\x00\u202e", ""),
    ],
)
def test_one_header(header: str, field: str) -> None:
    assert mapped([header]) == [field]


def test_a_place_beside_the_beneficiary_is_the_beneficiarys() -> None:
    assert mapped(["Begünstigter", "PLZ", "Ort", "Projekt", "Beginn", "Land"]) == [
        "beneficiary_name",
        "beneficiary_postal_code",
        "beneficiary_city",
        "project_name",
        "starting_date",
        "operation_country",
    ]


def test_cells_say_what_a_header_does_not() -> None:
    rows = [[f"Muster {n} GmbH", "DE212", "2014DE05SFOP004", f"muster{n}@example.org", "rot"] for n in range(5)]
    assert mapped(["A", "B", "C", "D", "E"], rows) == [
        "beneficiary_name",
        "operation_nuts_code",
        "cci_program_code",
        "contact",
        "",
    ]


def test_each_mapping_says_why() -> None:
    name, colour, again = map_columns(
        ["Name des Begünstigten", "Hausfarbe", "Begünstigter"], [["Muster e.V.", "rot", "x"]] * 3
    )
    assert "Name des Begünstigten" in name.why
    assert "legal form" in name.why
    assert colour.why
    assert "already states beneficiary_name" in again.why


cells = st.text(max_size=15) | st.sampled_from(["Name", "Beginn", "1.000,00", "01.02.2016", "DE212", "PLZ", "Betrag"])


@given(st.lists(cells, max_size=8), st.lists(st.lists(cells, max_size=9), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_table_is_mapped_and_no_single_field_twice(header: list[str], rows: list[list[str]]) -> None:
    columns = map_columns(header, rows)
    assert [column.column for column in columns] == header
    single = [column.field for column in columns if column.field and not fields()[column.field].get("many")]
    assert len(single) == len(set(single))
    assert all(column.why and 0 <= column.confidence <= 1 for column in columns)


def test_a_mapping_is_found_again_for_the_next_edition(tmp_path: Path) -> None:
    header = HEADERS["de"].split("|")
    remember(tmp_path, map_columns(header))
    again = [title.upper().replace(" ", "\n", 1) for title in header]
    assert fingerprint(again) == fingerprint([title.replace("-", "-") for title in again])
    found = recall(tmp_path, [*header[:-1], "Unions-Kofinanzierungssatz in %"])
    assert found is not None
    assert [column.field for column in found] == ANNEX
    assert found[0].why.startswith("remembered")


def test_another_list_is_not_found(tmp_path: Path) -> None:
    remember(tmp_path, map_columns(HEADERS["de"].split("|")))
    (tmp_path / "damaged.json").write_text("{")
    assert recall(tmp_path, HEADERS["pl"].split("|")) is None
    assert recall(tmp_path / "none", ["a"]) is None
