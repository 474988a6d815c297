"""The path of a CORDIS project becomes a chain of themes with official IRIs and links."""

from __future__ import annotations

import csv

import pytest

from data.reference.themes import importer
from data.topics import euroscivoc
from graph.identity import ID, iri

PATH = "/natural sciences/computer and information sciences/internet"


def test_a_path_with_its_code_has_official_iris() -> None:
    top, middle, low = euroscivoc.chain(PATH, "/23/47/305")
    assert [theme.code for theme in (top, middle, low)] == ["23", "47", "305"]
    assert all(theme.iri.startswith(euroscivoc.NAMESPACE) for theme in (top, middle, low))
    assert top.iri in middle.broader
    assert middle.iri in low.broader
    assert iri("theme", "digitalisierung") in middle.broader
    assert middle.broad_match == [iri("theme", "digitalisierung")]


@pytest.mark.parametrize("code", ["", "305", "/23/47"])
def test_without_a_whole_code_the_chain_is_still_whole(code: str) -> None:
    names = [theme.label["en"] for theme in euroscivoc.chain(PATH, code)]
    assert names == ["natural sciences", "computer and information sciences", "internet"]


def test_an_unknown_field_has_an_iri_made_of_its_path() -> None:
    _, low = euroscivoc.chain("/natural sciences/alchemy", "/23/999999999")
    assert low.iri == f"{ID}theme/euroscivoc-natural-sciences-alchemy"
    assert low.code == ""


@pytest.mark.parametrize("path", ["", "/", "  ", "//"])
def test_an_empty_path_gives_no_theme(path: str) -> None:
    assert euroscivoc.chain(path) == []


def test_every_link_leads_to_a_theme_of_the_thesaurus() -> None:
    known = {quad.subject.value for quad in importer.quads()}
    with (euroscivoc.HERE / "euroscivoc_links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 60
    assert {iri("theme", row["theme"]) for row in rows} <= known
