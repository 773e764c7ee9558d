"""Which office is nearest to a place on the map: a proposal that the person confirms, never more.

Known are the middles of all districts and of towns abroad near the border; the nearest of them by great
circle tells the office. Near a border the neighbours are offered as well. Of the villages they were made of,
96 in 100 lie nearest to their own office, and 99 in 100 have it among those offered. Source: NOTICE.
"""

from bisect import bisect_left, bisect_right
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple

ABROAD: Final = "RI"
"""The office of whoever is outside the country."""
_EARTH: Final = 6371.0
_DEGREE: Final = 111.2
"""Kilometres of a degree of latitude."""
FARTHEST: Final = 120.0
"""Kilometres from any district: who is farther away is abroad, or at sea."""
_WIDER: Final = 1.03
"""A degree of longitude is that much shorter than one of latitude, at 11 degrees south."""
_NEIGHBOUR: Final = 1.3
_APART: Final = 3.0
"""An office whose nearest district is at most 1.3 times as far as the nearest, plus 3 km, is offered too."""
_MOST: Final = 3


class Point(NamedTuple):
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """Return the distance of two places by great circle, in kilometres."""
    north, south = radians(one.latitude), radians(other.latitude)
    high = sin((north - south) / 2) ** 2
    wide = sin(radians(one.longitude - other.longitude) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, high + cos(north) * cos(south) * wide)))


def nearest_offices(place: Point) -> tuple[str, ...]:
    """Return the codes of the offices a place may lie under, the nearest first; `RI` outside the country."""
    latitudes, points = _points()
    reach = FARTHEST / _DEGREE
    band = points[
        bisect_left(latitudes, place.latitude - reach) : bisect_right(latitudes, place.latitude + reach)
    ]
    far: dict[str, float] = {}
    for point, code in band:
        if abs(point.longitude - place.longitude) < _WIDER * reach:
            far[code] = min(far.get(code, FARTHEST), kilometres(place, point))
    nearest = min(far.values(), default=FARTHEST)
    if nearest >= FARTHEST:
        return (ABROAD,)
    also = [code for code, distance in far.items() if distance <= nearest * _NEIGHBOUR + _APART]
    return tuple(sorted(also, key=lambda code: far[code])[:_MOST])


@cache
def _points() -> tuple[list[float], list[tuple[Point, str]]]:
    """Read the table once a process, by latitude."""
    text = resources.files("core.offices").joinpath("data", "points.txt").read_text("utf-8")
    points = []
    for line in text.splitlines():
        code, _, places = line.partition("|")
        for each in places.split():
            latitude, _, longitude = each.partition(",")
            points.append((Point(float(latitude), float(longitude)), code))
    points.sort()
    return [point.latitude for point, _ in points], points
