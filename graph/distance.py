"""Points on the earth in WGS84 degrees, and how far apart they are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from graph.errors import InputError

Point = tuple[float, float]
"""Latitude and longitude."""

# IUGG mean radius; a great circle on this sphere differs by at most 0.6 % from the ellipsoid.
EARTH_RADIUS_KM = 6371.0088


def kilometres(a: Point, b: Point) -> float:
    """The great-circle distance by the haversine formula (Sinnott 1984, Virtues of the Haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def to_point(place: str, latitude: str, longitude: str) -> Point:
    """The point that two texts state; raises InputError, naming the place, where they state none."""
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        point = (float("nan"), float("nan"))
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise InputError(f"“{latitude}, {longitude}” is no latitude and longitude in WGS84 degrees", source=place)
    return point
