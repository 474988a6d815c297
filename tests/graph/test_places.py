"""A name, a code or a radius to regions."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference.places import importer
from graph.distance import kilometres, to_point
from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.gazetteer import code_of, place_key
from graph.identity import ID, name_key
from graph.places import LATITUDE, LONGEST_RADIUS_KM, NUTS, REGION, Places

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALTERNATIVE = "http://www.w3.org/2004/02/skos/core#altLabel"
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vb": "https://w3id.org/verbund/ns#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "theme": f"{ID}theme/",
    "r": REGION,
    "n": NUTS,
}


class MemoryStore:
    """The least that places need of a store, over an Oxigraph store in memory."""

    def __init__(self, quads: Iterator[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)

    def pairs(self, predicate: str, /) -> Iterator[tuple[str, str]]:
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            yield quad.subject.value, quad.object.value

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        for predicate, alternative in ((LABEL, False), (ALTERNATIVE, True)):
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
                yield quad.subject.value, quad.object.value, quad.object.language or "", alternative


def made_of(text: str) -> Places:
    """Places of a few lines of Turtle."""
    prefixes = "".join(f"@prefix {prefix}: <{start}> . " for prefix, start in PREFIXES.items())
    return Places.read(MemoryStore(ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)))


PLACES = Places.read(MemoryStore(importer.quads()))
ALL = sorted(PLACES.within(f"{NUTS}DE"))
regions = st.sampled_from(ALL)
located = st.sampled_from([region for region in ALL if PLACES.distance_km(region, f"{NUTS}DE") is not None])


def codes(found: set[str]) -> set[str]:
    return {code_of(region) for region in found}


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
            assert [
                choice.endswith(f"{code_of(region)})")
                for choice, region in zip(error.choices, found, strict=True)
            ]
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


@pytest.mark.parametrize(
    "name", ["", "   ", "qqqqqqq", "ags-00000000", "00000000", "DE999", "Bayern (DE1)", "()"]
)
def test_what_is_no_region_is_not_found(name):
    with pytest.raises(NotFoundError):
        PLACES.find(name)


def test_three_souths_are_three_things():
    south, south_east, europe = map(PLACES.find, ("Süden der Republik", "SüdOst", "Süd-Ost-Europa"))
    assert PLACES.within(south).isdisjoint(PLACES.within(south_east))
    assert PLACES.within(europe).isdisjoint(PLACES.within(f"{NUTS}DE"))


def test_the_south_holds_its_towns_and_no_others():
    south = PLACES.within(f"{REGION}de-south")
    assert {"DE1", "DE2", "DE212", "ags-09162000", "ags-09564000", "ags-08231000", "ags-08111000"} <= codes(
        south
    )
    assert not {"ags-07111000", "ags-11000000", "DE"} & codes(south)
    assert "ags-07111000" in codes(PLACES.within(f"{REGION}de-south-wide"))


def test_regions_of_one_area_lie_in_each_other():
    berlin = {"DE3", "DE30", "DE300", "ags-11000000"}
    for code in berlin:
        assert codes(PLACES.same_area(PLACES.find(code))) == berlin
        assert codes(PLACES.within(PLACES.find(code))) == berlin
    assert codes(PLACES.same_area(f"{NUTS}DE4")) == {"DE4", "DE40"}
    assert codes(PLACES.same_area(f"{NUTS}DE5")) == {"DE5", "DE50"}
    assert codes(PLACES.same_area(f"{NUTS}DE501")) == {"DE501", "ags-04011000"}
    assert codes(PLACES.same_area(f"{NUTS}DE2")) == {"DE2"}


def test_a_landscape_across_laender_holds_its_districts():
    assert {"DE402", "ags-12052000", "DED2C"} <= codes(PLACES.within(f"{REGION}lausitz"))
    assert {"lausitz", "de-south-east", "DED", "DE"} <= codes(PLACES.above(f"{NUTS}DED2C"))
    assert codes(PLACES.within(f"{REGION}lahn")) == {"lahn"}
    assert "DED42" in codes(PLACES.above(f"{REGION}mittleres-erzgebirge"))


def test_an_unknown_region_lies_in_itself_alone():
    assert PLACES.within(f"{NUTS}FR10") == {f"{NUTS}FR10"} == PLACES.above(f"{NUTS}FR10")
    assert PLACES.label(f"{NUTS}FR10") == "FR10"
    assert PLACES.distance_km(f"{NUTS}FR10", f"{NUTS}DE") is None


@pytest.mark.parametrize(
    ("region", "lang", "label"),
    [("DE2", "de", "Bayern"), ("DE2", "en", "Bavaria"), ("DE2", "fr", "Bayern"), ("DEE09", "en", "Harz")],
)
def test_label(region, lang, label):
    assert PLACES.label(NUTS + region, lang) == label


def test_near_a_town():
    found = codes(PLACES.near("Nürnberg", 20))
    assert {"DE254", "ags-09564000", "ags-09563000", "ags-09562000"} <= found
    assert "ags-09162000" not in found
    assert {len(code) for code in found} <= {5, 12}


def test_near_counts_regions_of_the_same_area_and_no_larger_ones():
    assert {"DE3", "DE30", "DE300", "ags-11000000"} <= codes(PLACES.near("Potsdam", 40))
    assert "DE4" not in codes(PLACES.near("Potsdam", LONGEST_RADIUS_KM))


def test_near_means_the_town_where_several_areas_share_its_name():
    assert PLACES.near("Karlsruhe", 10) == PLACES.near("Stadt Karlsruhe", 10)
    with pytest.raises(AmbiguousError):
        PLACES.near("Frankfurt", 10)


def test_near_takes_a_whole_land_as_its_label_point():
    assert "ags-09161000" in codes(PLACES.near("Bayern", 40))


@pytest.mark.parametrize("radius", [0, -1, float("nan"), float("inf"), 5001, 1e9])
def test_a_radius_that_makes_no_sense_is_an_error(radius):
    with pytest.raises(InputError, match="radius"):
        PLACES.near("Nürnberg", radius)


@pytest.mark.parametrize("place", ["Süden", "Lahn", "Lausitz"])
def test_a_place_without_a_point_is_an_error_that_says_so(place):
    with pytest.raises(InputError, match="no label point"):
        PLACES.near(place, 50)


def test_distances():
    munich, nuremberg = PLACES.find("München"), PLACES.find("Nürnberg")
    distance = PLACES.distance_km(munich, nuremberg)
    assert distance is not None
    assert 140 < distance < 155
    assert PLACES.distance_km(munich, f"{REGION}de-south") is None
    # One degree of latitude on the mean sphere.
    assert kilometres((50, 10), (51, 10)) == pytest.approx(111.195, abs=0.001)
    assert kilometres((0, 0), (0, 180)) == pytest.approx(20015.1, abs=0.1)


@given(regions)
def test_what_lies_in_it_lies_in_what_is_above_it(region):
    for above in PLACES.above(region):
        assert region in PLACES.within(above)
        assert PLACES.within(region) <= PLACES.within(above)


@given(regions, regions)
def test_within_and_above_are_each_other_turned_round(a, b):
    assert (a in PLACES.within(b)) == (b in PLACES.above(a))


@given(regions, regions)
def test_lying_in_each_other_is_having_the_same_area(a, b):
    mutual = a in PLACES.within(b) and b in PLACES.within(a)
    assert mutual == (a in PLACES.same_area(b)) == (b in PLACES.same_area(a))


@given(located, located, located)
def test_distance_is_a_metric(a, b, c):
    there, back = PLACES.distance_km(a, b), PLACES.distance_km(b, a)
    assert there == pytest.approx(back)
    assert PLACES.distance_km(a, a) == 0
    assert PLACES.distance_km(a, c) <= there + PLACES.distance_km(b, c) + 1e-9


@given(
    st.sampled_from([region for region in ALL if PLACES.level(region) == "municipality"]),
    st.floats(0.1, LONGEST_RADIUS_KM),
    st.floats(0.1, LONGEST_RADIUS_KM),
)
def test_a_wider_radius_finds_no_less(place, one, other):
    small, large = sorted((one, other))
    assert place in PLACES.near(place, small) <= PLACES.near(place, large)


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


def test_own_macro_regions_and_regions_outside_germany_join_in():
    places = made_of(
        'r:my-south rdfs:label "Mein Süden"@de ; vb:level "macro" . n:DE2 skos:broader r:my-south . '
        'n:FR10 rdfs:label "Île-de-France"@fr ; vb:level "nuts2" ; skos:broader n:FR .'
    )
    assert places.within(places.find("mein süden")) == {f"{REGION}my-south", f"{NUTS}DE2"}
    assert places.find("ile de france") == f"{NUTS}FR10"
    assert places.label(f"{NUTS}FR10") == "Île-de-France"


def test_themes_are_no_regions():
    places = made_of('theme:sueden rdfs:label "Süden"@de ; skos:broader theme:richtung .')
    with pytest.raises(NotFoundError):
        places.find("Süden")
    assert places.within(f"{ID}theme/richtung") == {f"{ID}theme/richtung"}


def test_a_circle_does_no_harm():
    places = made_of("r:a skos:broader r:b . r:b skos:broader r:c . r:c skos:broader r:a .")
    circle = {f"{REGION}{name}" for name in "abc"}
    assert places.within(f"{REGION}a") == circle == places.above(f"{REGION}a")


def test_a_point_that_is_none_is_an_error_that_names_the_region():
    places = made_of('n:DE2 rdfs:label "Bayern"@de ; vb:level "nuts1" ; geo:lat "48,9" ; geo:long "11.4" .')
    with pytest.raises(InputError, match=r"DE2.*48,9"):
        places.near("Bayern", 10)
    with pytest.raises(InputError):
        to_point("x", "91", "0")


def test_places_can_be_read_without_points():
    store = MemoryStore(quad for quad in importer.quads() if quad.predicate.value != LATITUDE)
    with pytest.raises(InputError, match="no label point"):
        Places.read(store).near("Nürnberg", 10)
