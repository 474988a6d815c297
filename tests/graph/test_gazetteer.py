"""Which region a name means: exact, ambiguous, misspelt and unknown names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_in_memory import ALL, PLACES

from graph.errors import AmbiguousError, NotFoundError
from graph.gazetteer import code_of, place_key
from graph.identity import name_key
from graph.places import NUTS, REGION

regions = st.sampled_from(ALL)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bayern", "DE2"),
        ("bayern", "DE2"),
        ("  Bayern ", "DE2"),
        ("Bavaria", "DE2"),
        ("Freistaat Bayern", "DE2"),
        ("DE2", "DE2"),
        ("de2", "DE2"),
        ("BY", "DE2"),
        ("by", "DE2"),
        ("bw", "DE1"),
        ("Baden-Württemberg", "DE1"),
        ("Baden-Wuerttemberg", "DE1"),
        ("Baden Wurttemberg", "DE1"),
        ("Lower Saxony", "DE9"),
        ("NRW", "DEA"),
        ("NW", "DEA"),
        ("Nordrhein-Westfalen", "DEA"),
        ("HB", "DE5"),
        ("Land Bremen", "DE5"),
        ("Freie Hansestadt Bremen", "DE5"),
        ("SH", "DEF"),
        ("SL", "DEC"),
        ("Thuringia", "DEG"),
        ("Deutschland", "DE"),
        ("Germany", "DE"),
        ("de", "DE"),
        ("Österreich", "AT"),
        ("Austria", "AT"),
        ("GR", "EL"),
        ("Turkey", "TR"),
        ("Malta", "MT"),
        ("Liechtenstein", "LI"),
        ("Berlin", "DE3"),
        ("Stadt Berlin", "ags-11000000"),
        ("DE300", "DE300"),
        ("Hamburg", "DE6"),
        ("Brandenburg", "DE4"),
        ("Brandenburg an der Havel", "ags-12051000"),
        ("Oberbayern", "DE21"),
        ("Upper Bavaria", "DE21"),
        ("München", "ags-09162000"),
        ("Munchen", "ags-09162000"),
        ("Muenchen", "ags-09162000"),
        ("Munich", "ags-09162000"),
        ("Landeshauptstadt München", "ags-09162000"),
        ("09162000", "ags-09162000"),
        ("ags-09162000", "ags-09162000"),
        ("AGS-09162000", "ags-09162000"),
        ("München, Kreisfreie Stadt", "DE212"),
        ("München, Landkreis", "DE21H"),
        ("Landkreis München", "DE21H"),
        ("LK München", "DE21H"),
        ("district of Harz", "DEE09"),
        ("Harz", "DEE09"),
        ("Landkreis Harz", "DEE09"),
        ("LK Harz", "DEE09"),
        ("Kreis Lippe", "DEA45"),
        ("Landkreis Lippe", "DEA45"),
        ("Lippe", "DEA45"),
        ("Burgenlandkreis", "DEE08"),
        ("Erzgebirgskreis", "DED42"),
        ("Stadt Karlsruhe", "ags-08212000"),
        ("Stadtkreis Karlsruhe", "ags-08212000"),
        ("City of Karlsruhe", "ags-08212000"),
        ("Karlsruhe, Stadtkreis", "DE122"),
        ("Landkreis Karlsruhe", "DE123"),
        ("Regierungsbezirk Karlsruhe", "DE12"),
        ("RB Karlsruhe", "DE12"),
        ("Regierungsbezirk Leipzig", "DED5"),
        ("Landkreis Leipzig", "DED52"),
        ("Stadt Leipzig", "ags-14713000"),
        ("Frankfurt (Oder)", "ags-12053000"),
        ("Frankfurt/Oder", "ags-12053000"),
        ("Frankfurt am Main", "ags-06412000"),
        ("Region Hannover", "DE929"),
        ("Rostock", "ags-13003000"),
        ("Landkreis Rostock", "DE80K"),
        ("Friesland", "DE94A"),
        ("Friesland (DE)", "DE94A"),
        ("Mühldorf am Inn", "DE21G"),
        ("Nürnberg", "ags-09564000"),
        ("Nuremberg", "ags-09564000"),
        ("Pforzheim", "ags-08231000"),
        ("Stralsund", "ags-13073088"),
        ("Hansestadt Stralsund", "ags-13073088"),
        ("Gemeinde Kalletal", "ags-05766036"),
        ("Burg (bei Magdeburg)", "ags-15086015"),
        ("Halle", "ags-15002000"),
        ("Süden", "de-south"),
        ("Sueden", "de-south"),
        ("Süddeutschland", "de-south"),
        ("Süden der Republik", "de-south"),
        ("south", "de-south"),
        ("Southern Germany", "de-south"),
        ("de-south", "de-south"),
        ("DE-South-Wide", "de-south-wide"),
        ("Ostdeutschland", "de-east"),
        ("Neue Länder", "de-new-laender"),
        ("Norden", "de-north"),
        ("West", "de-west"),
        ("Westdeutschland", "de-old-laender"),
        ("SüdOst", "de-south-east"),
        ("Suedost", "de-south-east"),
        ("Süd-Ost", "de-south-east"),
        ("Süd-Ost-Europa", "south-eastern-europe"),
        ("Südosteuropa", "south-eastern-europe"),
        ("Southeast Europe", "south-eastern-europe"),
        ("Lausitz", "lausitz"),
        ("Mittleres Erzgebirge", "mittleres-erzgebirge"),
        ("an der Lahn", "lahn"),
        (f"{NUTS}DE2", "DE2"),
        (f"{REGION}de-south", "de-south"),
    ],
)
def test_find(name, code):
    assert code_of(PLACES.find(name)) == code


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        (
            "Karlsruhe",
            [
                "Regierungsbezirk Karlsruhe (DE12)",
                "Landkreis Karlsruhe (DE123)",
                "Stadt Karlsruhe (ags-08212000)",
            ],
        ),
        ("Frankfurt", ["Stadt Frankfurt am Main (ags-06412000)", "Stadt Frankfurt (Oder) (ags-12053000)"]),
        ("BE", ["Belgien (Staat, BE)", "Land Berlin (DE3)"]),
        ("be", ["Belgien (Staat, BE)", "Land Berlin (DE3)"]),
        ("Bremen", ["Land Bremen (DE5)", "Stadt Bremen (ags-04011000)"]),
        (
            "Leipzig",
            [
                "Statistische Region Leipzig (DED5)",
                "Landkreis Leipzig (DED52)",
                "Stadt Leipzig (ags-14713000)",
            ],
        ),
        ("Tübingen", ["Regierungsbezirk Tübingen (DE14)", "Landkreis Tübingen (DE142)"]),
        ("Freiburg", ["Regierungsbezirk Freiburg (DE13)", "Stadt Freiburg im Breisgau (ags-08311000)"]),
        ("Göttingen", ["Landkreis Göttingen (DE91C)", "Stadt Göttingen (ags-03159016)"]),
        ("Cologne", ["Regierungsbezirk Köln (DEA2)", "Stadt Köln (ags-05315000)"]),
    ],
)
def test_a_name_of_several_areas_is_an_error_with_choices(name, choices):
    with pytest.raises(AmbiguousError) as caught:
        PLACES.find(name)
    assert caught.value.choices == choices


def test_every_choice_can_be_given_back():
    names = {text for region in ALL for text in (PLACES.label(region), PLACES.label(region, "en"))}
    for name in [*sorted(names), "BE", "Frankfurt"]:
        try:
            PLACES.find(name)
        except AmbiguousError as error:
            found = [PLACES.find(choice) for choice in error.choices]
            assert [choice.endswith(f"{code_of(region)})") for choice, region in zip(error.choices, found, strict=True)]
            assert len({PLACES.same_area(region) for region in found}) == len(error.choices) > 1


def test_every_region_is_found_by_its_code():
    for region in ALL:
        if code_of(region) != "BE":
            assert PLACES.find(code_of(region).lower()) == region


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Münchn", "München"),
        ("Bayer", "Bayern"),
        ("Baden-Würtemberg", "Baden-Württemberg"),
        ("Lausiz", "Lausitz"),
        ("Südosten", "SüdOst"),
        ("Landkreis Hartz", "Landkreis Harz"),
        ("Espelkam", "Espelkamp"),
    ],
)
def test_an_unknown_name_suggests_the_nearest_spellings(name, suggestion):
    with pytest.raises(NotFoundError) as caught:
        PLACES.find(name)
    assert suggestion in caught.value.suggestions
    assert len(caught.value.suggestions) <= 3
    assert name in str(caught.value)


@pytest.mark.parametrize("name", ["", "   ", "qqqqqqq", "ags-00000000", "00000000", "DE999", "Bayern (DE1)", "()"])
def test_what_is_no_region_is_not_found(name):
    with pytest.raises(NotFoundError):
        PLACES.find(name)


@given(regions, st.sampled_from(["de", "en"]))
def test_a_label_finds_its_region_or_offers_it(region, lang):
    try:
        found = {PLACES.find(PLACES.label(region, lang))}
    except AmbiguousError as error:
        found = {PLACES.find(choice) for choice in error.choices}
    assert any(one in PLACES.same_area(region) for one in found)


@given(st.text())
def test_any_text_is_a_region_or_a_readable_error(text):
    try:
        assert PLACES.find(text) in PLACES.within(PLACES.find(text))
    except (NotFoundError, AmbiguousError) as error:
        assert str(error)


@given(st.text())
def test_place_key_adds_nothing_to_names_without_a_kind(text):
    assert place_key(text).endswith(name_key(text).split(" ")[-1])
