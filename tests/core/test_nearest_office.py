"""A place on the map leads to the nearest office, near a border to its neighbours too, abroad to KPU RI."""

import random
from time import perf_counter

import pytest

from core.offices.nearest import Point, _points, kilometres, nearest_offices
from core.offices.tables import table

pytestmark = pytest.mark.requirement("R18")


def test_distances_are_by_great_circle() -> None:
    jakarta, jayapura = Point(-6.2, 106.8), Point(-2.53, 140.7)
    assert kilometres(jakarta, jayapura) == pytest.approx(3780, rel=0.01)
    assert kilometres(jakarta, jakarta) == 0


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Point(-8.65, 116.53), "52.03"),  # Selong
        (Point(-7.424, 109.24), "33.02"),  # Purwokerto
        (Point(-4.095, 138.95), "95.01"),  # Wamena
        (Point(1.13, 104.05), "21.71"),  # Batam, twenty kilometres from Singapore
        (Point(4.15, 117.85), "65.03"),  # Sebatik, an island shared with Malaysia
        (Point(-9.106, 124.892), "53.04"),  # Atambua, at the border of Timor-Leste
    ],
)
def test_a_place_in_a_regency_leads_to_its_office(place: Point, code: str) -> None:
    assert nearest_offices(place)[0] == code


@pytest.mark.parametrize(
    "place",
    [
        *(
            Point(1.3521, 103.8198),
            Point(4.2447, 117.8912),
            Point(-8.5569, 125.5603),
        ),  # Singapore, Tawau, Dili
        *(Point(22.32, 114.17), Point(21.5, 39.2), Point(0, 0), Point(-90, 180)),
    ],
)
def test_abroad_it_is_the_centre(place: Point) -> None:
    assert nearest_offices(place) == ("RI",)


def test_near_a_border_the_neighbour_is_offered_too() -> None:
    at_the_border = Point(-8.58, 116.15)  # between Mataram and Lombok Barat
    assert {"52.01", "52.71"} <= set(nearest_offices(at_the_border))
    assert nearest_offices(Point(-8.65, 116.6)) == ("52.03",)


def test_every_regency_has_its_points_and_is_the_nearest_to_the_most_of_them() -> None:
    _, points = _points()
    codes = {row["code"] for row in table("regencies.csv")}
    assert codes <= {code for _, code in points}
    drawn = random.Random(11).sample([each for each in points if each[1] != "RI"], 600)
    right = [code in nearest_offices(Point(at.latitude + 0.01, at.longitude + 0.01)) for at, code in drawn]
    assert sum(right) / len(right) > 0.97


def test_it_is_found_in_milliseconds() -> None:
    nearest_offices(Point(-7, 110))
    best = min(_took(Point(-7 + step / 10, 110)) for step in range(10))
    assert best < 0.02


def _took(place: Point) -> float:
    began = perf_counter()
    nearest_offices(place)
    return perf_counter() - began
