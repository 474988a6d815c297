"""What lies in what, and what is near what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_in_memory import ALL, PLACES, MemoryStore, codes, made_of

from data.reference.places import importer
from graph.distance import kilometres, to_point
from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.identity import ID
from graph.places import LONGEST_RADIUS_KM, NUTS, REGION, Places
from graph.vocabulary import GEO

regions = st.sampled_from(ALL)
located = st.sampled_from([region for region in ALL if PLACES.distance_km(region, f"{NUTS}DE") is not None])


def test_three_souths_are_three_things():
    south, south_east, europe = map(PLACES.find, ("Süden der Republik", "SüdOst", "Süd-Ost-Europa"))
    assert PLACES.within(south).isdisjoint(PLACES.within(south_east))
    assert PLACES.within(europe).isdisjoint(PLACES.within(f"{NUTS}DE"))


def test_the_south_holds_its_towns_and_no_others():
    south = PLACES.within(f"{REGION}de-south")
    assert {"DE1", "DE2", "DE212", "ags-09162000", "ags-09564000", "ags-08231000", "ags-08111000"} <= codes(south)
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


@pytest.mark.parametrize("place", ["Bayern", "DE21", "Deutschland"])
def test_no_circle_is_drawn_around_a_land(place):
    with pytest.raises(InputError, match="too large to be a centre"):
        PLACES.near(place, 40)


def test_a_city_state_is_a_centre():
    assert "DE3" in codes(PLACES.near("Berlin", 5))


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
    places = made_of('n:DE212 rdfs:label "München"@de ; vb:level "nuts3" ; geo:lat "48,9" ; geo:long "11.4" .')
    with pytest.raises(InputError, match=r"DE212.*48,9"):
        places.near("München", 10)
    with pytest.raises(InputError):
        to_point("x", "91", "0")


def test_places_can_be_read_without_points():
    store = MemoryStore(quad for quad in importer.quads() if quad.predicate.value != GEO.lat)
    with pytest.raises(InputError, match="no label point"):
        Places.read(store).near("Nürnberg", 10)
