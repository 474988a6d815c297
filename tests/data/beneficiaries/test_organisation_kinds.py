"""The kind of an organisation by its name and by what the source states."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.beneficiaries.name_words import listed
from data.beneficiaries.organisation_kinds import organisation_kind
from graph.identity import iri

THEMES = Path(__file__).parents[3] / "data" / "reference" / "themes" / "themes.ttl"


@pytest.mark.parametrize(
    ("name", "stated", "kind"),
    [
        ("Stadt Leipzig", "", "kommune"),
        ("Ville de Metz", "", "kommune"),
        ("Община Видин", "", "kommune"),
        ("Δήμος Αθηναίων", "", "kommune"),
        ("Landkreis Hof", "", "landkreis"),
        ("Regione Puglia", "", "gebietskoerperschaft"),
        ("Universität Leipzig", "", "hochschule"),
        ("University of Bristol", "HES", "hochschule"),
        ("Freunde der Universität e. V.", "", "verein"),
        ("Theater Muster e.V.", "", "verein"),
        ("Volkshochschule Aalen", "", "volkshochschule"),
        ("IHK Potsdam", "", "kammer"),
        ("Handwerkskammer für Schwaben", "public", "kammer"),
        ("Heinrich-Böll-Stiftung", "", "stiftung"),
        ("Bundesministerium für Bildung", "", "bundesministerium"),
        ("Ministry of Culture", "public", "ministerium"),
        ("Evangelische Kirchengemeinde Muster", "", "kirche"),
        ("Caritasverband Muster e.V.", "", "wohlfahrtsverband"),
        ("Fraunhofer-Institut für Muster", "", "forschungseinrichtung"),
        ("Muster GmbH", "", "unternehmen"),
        ("Stadtmuseum Muster GmbH", "", "unternehmen"),
        ("Muster gGmbH", "", "gemeinnuetziges-unternehmen"),
        ("Muster", "PRC", "unternehmen"),
        ("Muster", "REC", "forschungseinrichtung"),
        ("Muster", "OTH", ""),
        ("Muster", "PUB", "oeffentliche-stelle"),
        ("Stadt Leipzig", "PUB", "kommune"),
        ("Muster", "vr", "verein"),
        ("Muster", "vr 9361 nz", "verein"),
        ("Muster", "hrb 110471", "unternehmen"),
        ("Muster", "kör", "oeffentliche-stelle"),
        ("Sample Trust", "GB-CHC-1136419", "gemeinnuetzige-organisation"),
        ("Muster", "", ""),
        ("Initiative Muster", "private", ""),
    ],
)
def test_the_kind_of_an_organisation(name: str, stated: str, kind: str) -> None:
    assert organisation_kind(name, stated) == (iri("kind", kind) if kind else "")


def test_every_listed_kind_is_a_concept_of_the_scheme() -> None:
    codes = listed("organisation_kinds")
    kinds = {*codes["stated"].values(), *codes["prefixes"].values(), *(kind for kind, _ in codes["names"])}
    themes = THEMES.read_text("utf-8")
    assert [kind for kind in sorted(kinds) if f"\nkind:{kind} a vb:OrganisationKind" not in themes] == []


@given(st.text(), st.text())
def test_the_kind_of_any_text_is_an_iri_or_nothing(name: str, stated: str) -> None:
    assert organisation_kind(name, stated) == "" or organisation_kind(name, stated).startswith(iri("kind", ""))
