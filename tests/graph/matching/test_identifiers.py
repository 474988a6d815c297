"""Identifiers as sources write them: scheme, check, compact form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.identifiers import EXCLUSIVE, found, in_iri, parse
from graph.matching.mention import Identifier
from graph.matching.schemes import named, schemes

# One number a member state with a right check digit, as python-stdnum's documentation and the states' own give them.
VAT = {
    "AT": "ATU13585627", "BE": "BE0403019261", "BG": "BG175074752", "CY": "CY10259033P", "CZ": "CZ25123891",
    "DE": "DE136695976", "DK": "DK13585628", "EE": "EE100931558", "ES": "ESQ2818013A", "FI": "FI20774740",
    "FR": "FR40303265045", "GR": "EL094019245", "HR": "HR33392005961", "HU": "HU12892312", "IE": "IE6433435F",
    "IT": "IT00743110157", "LT": "LT119511515", "LU": "LU15027442", "LV": "LV40003521600", "MT": "MT11679112",
    "NL": "NL004495445B01", "PL": "PL8567346215", "PT": "PT501964843", "RO": "RO18547290", "SE": "SE123456789701",
    "SI": "SI50223054", "SK": "SK2022749619", "GB": "GB980780684",
}  # fmt: skip


@pytest.mark.parametrize(("country", "number"), VAT.items())
@pytest.mark.parametrize("written", ["{}", "vat:{}", "VAT: {}", "{prefix} {rest}", "VAT no. {prefix} {rest}"])
def test_vat_numbers_say_their_country(country: str, number: str, written: str) -> None:
    text = written.format(number, prefix=number[:2], rest=number[2:])
    assert parse(text) == Identifier(f"vat-{country.lower()}", number)


@pytest.mark.parametrize(("country", "number"), VAT.items())
def test_a_vat_number_without_its_country_takes_the_holders(country: str, number: str) -> None:
    assert parse(number[2:], country, "vat") == Identifier(f"vat-{country.lower()}", number)
    assert parse(f"vat:{number[2:]}", {"GR": "EL", "GB": "UK"}.get(country, country)) == parse(number)


@pytest.mark.parametrize("number", VAT.values())
def test_a_wrong_check_digit_is_no_identifier(number: str) -> None:
    last = next(at for at in range(len(number) - 1, 0, -1) if number[at].isdigit())
    if number[:2] == "NL":
        last = 10
    others = [number[:last] + digit + number[last + 1 :] for digit in "0123456789" if digit != number[last]]
    assert sum(parse(other) is not None for other in others) <= (9 if number[:2] == "SE" else 2)


CASES = [
    ("pic:999997930", "", "", "pic", "999997930"),
    ("999997930", "", "pic", "pic", "999997930"),
    ("PIC 999997930", "", "", "pic", "999997930"),
    ("Participant Identification Code: 999997930", "", "", "pic", "999997930"),
    ("USt-IdNr.: DE 136 695 976", "", "", "vat-de", "DE136695976"),
    ("XI980780684", "", "", "vat-gb", "GB980780684"),
    ("HRB 12345 (Amtsgericht Leipzig)", "", "", "de-hrb", "leipzig 12345"),
    ("Amtsgericht Leipzig, HRB Nr. 12345", "", "", "de-hrb", "leipzig 12345"),
    ("HRB 12345 B, AG Charlottenburg", "", "", "de-hrb", "berlin charlottenburg 12345"),
    ("VR 1234 Nz Amtsgericht Charlottenburg", "DE", "", "de-vr", "berlin charlottenburg 1234 nz"),
    ("GB-CHC-1159982", "", "", "gb-chc", "1159982"),
    ("Registered charity number 1164883", "", "", "gb-chc", "1164883"),
    ("GB-COH-7654321", "", "", "gb-coh", "07654321"),
    ("GB-COH-SC123456", "", "", "gb-coh", "SC123456"),
    ("GB-EDU-133839", "", "", "gb-edu", "133839"),
    ("https://ror.org/03s7gtk40", "", "", "ror", "03s7gtk40"),
    ("03s7gtk40", "", "ror", "ror", "03s7gtk40"),
    ("ROR: 03s7gtk40", "", "", "ror", "03s7gtk40"),
    ("XI-GRID-grid.9647.c", "", "", "grid", "grid.9647.c"),
    ("https://www.grid.ac/institutes/grid.9647.c", "", "", "grid", "grid.9647.c"),
    ("https://d-nb.info/gnd/2024324-8", "", "", "gnd", "2024324-8"),
    ("http://www.wikidata.org/entity/Q154804", "", "", "wikidata", "Q154804"),
    ("https://linkedopendata.eu/entity/Q2514208", "", "", "kohesio", "Q2514208"),
    ("https://viaf.org/viaf/151012113", "", "", "viaf", "151012113"),
    ("https://isni.org/isni/0000000121032683", "", "", "isni", "0000000121032683"),
    ("https://doi.org/10.13039/501100001659", "", "", "funder", "501100001659"),
    ("gepris:10123", "", "", "gepris", "10123"),
    ("LEI 529900T8BM49AURSDO55", "", "", "lei", "529900T8BM49AURSDO55"),
    ("732 829 320", "FR", "", "fr-siren", "732829320"),
    ("SIRET: 732 829 320 00074", "", "", "fr-siret", "73282932000074"),
    ("NIP 856-734-62-15", "PL", "", "vat-pl", "PL8567346215"),
    ("8567346215", "PL", "", "vat-pl", "PL8567346215"),
    ("KRS: 0000127206", "PL", "", "pl-krs", "0000127206"),
    ("REGON 192598184", "", "", "pl-regon", "192598184"),
    ("CIF Q2818013A", "ES", "", "vat-es", "ESQ2818013A"),
    ("Q2818013A", "ES", "", "vat-es", "ESQ2818013A"),
    ("P. IVA 00743110157", "", "", "vat-it", "IT00743110157"),
    ("00743110157", "IT", "", "vat-it", "IT00743110157"),
    ("Codice Fiscale: 00743110157", "IT", "", "vat-it", "IT00743110157"),
    ("ΑΦΜ: 094019245", "EL", "", "vat-gr", "EL094019245"),
    ("IČO: 25123891", "CZ", "", "vat-cz", "CZ25123891"),
    ("0403.019.261", "BE", "", "vat-be", "BE0403019261"),
    ("FN 56247 t", "AT", "", "at-fn", "56247T"),
    ("CHE-100.155.212 MWST", "", "", "ch-uid", "CHE100155212"),
    ("NO 995 525 828 MVA", "", "", "no-org", "995525828"),
    ("KvK-nummer 34281819", "NL", "", "nl-kvk", "34281819"),
]


@pytest.mark.parametrize(("text", "country", "scheme", "name", "value"), CASES)
def test_identifiers_are_read_as_sources_write_them(
    text: str, country: str, scheme: str, name: str, value: str
) -> None:
    assert parse(text, country, scheme) == Identifier(name, value)


@pytest.mark.parametrize(
    ("text", "country", "scheme"),
    [
        ("", "", ""), ("n/a", "", "vat"), ("NA", "", "pic"), ("-", "", ""), ("MISSING", "DE", "vat"),
        ("000000", "", ""), ("999999999", "", "pic"), ("123456789", "", "pic"), ("VAT: 000000000", "DE", ""),
        ("pic:888812345", "", ""), ("88881234", "", "pic"), ("pic:99999793", "", ""), ("DE000000000", "", ""),
        ("VR 009361", "DE", ""), ("HRB 12345", "DE", ""), ("HRB 12345 Musterdorf", "DE", ""),
        ("136695976", "", ""), ("136695976", "", "vat"), ("https://ror.org/03s7gtk41", "", ""),
        ("GB-CHC-N/A", "", ""), ("GB-COH-00000000", "", ""), ("360G-trust-84547", "", ""),
        ("not applicable", "", "vat"),
        ("Volkshochschule Leipzig", "DE", ""), ("2014-2020", "DE", ""), ("PL00000000", "", ""), ("Q1", "", "pic"),
        ("Straße 12, 04109 Leipzig", "DE", ""), ("vat:", "DE", ""), ("XY123456789", "", "vat"),
        ("١٢٣٤٥٦٧٨٩", "", "pic"),
    ],
)  # fmt: skip
def test_placeholders_and_what_is_unsure_are_no_identifiers(text: str, country: str, scheme: str) -> None:
    assert parse(text, country, scheme) is None


def test_what_follows_from_an_identifier_comes_with_it() -> None:
    siren = Identifier("fr-siren", "732829320")
    assert found("SIRET 732 829 320 00074") == {siren, Identifier("fr-siret", "73282932000074")}
    assert Identifier("fr-siren", "303265045") in found("FR40303265045")


def test_a_text_may_hold_several() -> None:
    assert found("VAT: DE136695976; HRB 12345 Amtsgericht Leipzig") == {
        Identifier("vat-de", "DE136695976"),
        Identifier("de-hrb", "leipzig 12345"),
    }


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("pic-999997930", Identifier("pic", "999997930")),
        ("pic-888812345", None),
        ("gb-chc-1159982", Identifier("gb-chc", "1159982")),
        ("gb-coh-sc123456", Identifier("gb-coh", "SC123456")),
        ("kohesio-q2514208", Identifier("kohesio", "Q2514208")),
        ("ror-03s7gtk40", Identifier("ror", "03s7gtk40")),
        ("keep-universitaet-musterstadt", None),
        ("pic", None),
        ("uid-zentrum-1", None),
    ],
)
def test_iris_of_ours_hold_identifiers(tail: str, expected: Identifier | None) -> None:
    assert in_iri(f"https://w3id.org/verbund/id/organisation/{tail}") == expected


@pytest.mark.parametrize(
    ("header", "country", "scheme"),
    [
        ("PIC", "", "pic"), ("VAT number", "", "vat"), ("USt-IdNr.", "", "vat-de"), ("Partita IVA", "", "vat-it"),
        ("IČO", "SK", "sk-ico"), ("IČO", "CZ", "vat-cz"), ("NIF", "PT", "vat-pt"), ("NIF", "ES", "vat-es"),
        ("SIRET", "", "fr-siret"), ("Y-tunnus", "", "vat-fi"), ("Empfänger-ID", "", ""), ("Name", "", ""),
    ],
)  # fmt: skip
def test_headers_name_schemes(header: str, country: str, scheme: str) -> None:
    assert named(header, country) == scheme


def test_exclusive_schemes_are_schemes() -> None:
    assert set(schemes()) > EXCLUSIVE > {"pic", "vat-de", "gb-chc", "ror", "lei"}
    assert not EXCLUSIVE & {"fr-siret", "gnd", "viaf", "isni", "kohesio", "nl-kvk"}


@given(st.text(max_size=60), st.sampled_from(["", "DE", "EL", "PL", "XX"]), st.sampled_from(["", "vat", "pic", "no"]))
def test_any_text_can_be_read(text: str, country: str, scheme: str) -> None:
    one = parse(text, country, scheme)
    assert one is None or one in found(text, country, scheme)


@given(st.sampled_from(sorted(VAT.values())), st.sampled_from([" ", ".", "-", "\u00a0"]), st.integers(3, 8))
def test_separators_do_not_count(number: str, separator: str, at: int) -> None:
    assert parse(f"{number[:at]}{separator}{number[at:]}", "", "vat") == parse(number)
