"""Where it happened, as a sketch of our own: no tile server learns which place an officer looks at."""

from typing import Final

from backoffice.contexts.around import Graticule, PlacePanel, Sketch
from backoffice.contexts.shell import Link
from backoffice.pages.report.coasts import ISLANDS
from backoffice.words.wording import decimal
from core.language import joined, tr
from core.reports.schemas import Place

_UNITS: Final = 10
_STEP: Final = 10
_WEST, _EAST, _SOUTH, _NORTH = 94.0, 142.0, -12.0, 8.0
_HALF_WIDTH, _HALF_HEIGHT = (_EAST - _WEST) / 2, (_NORTH - _SOUTH) / 2
_WARNING: Final = tr(
    "Membuka OpenStreetMap memberi tahu situs itu tempat yang Anda lihat. "
    "Jangan buka untuk laporan yang tempatnya harus dirahasiakan."
)


def place_of(place: Place) -> PlacePanel | None:
    """Give the panel of the place, where its coordinates are known."""
    if place.latitude is None or place.longitude is None:
        return None
    latitude, longitude = place.latitude, place.longitude
    point = f"{latitude:.5f},{longitude:.5f}"
    where = f"{latitude:.5f}/{longitude:.5f}"
    site = f"https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=17/{where}"
    return PlacePanel(
        coordinates=in_words(latitude, longitude),
        sketch=sketch_of(latitude, longitude),
        app=Link(label=tr("Buka di aplikasi peta"), href=f"geo:{point}?q={point}", icon="device-mobile"),
        map_site=Link(label=tr("Buka di OpenStreetMap"), href=site, icon="external-link"),
        warning=_WARNING,
    )


def in_words(latitude: float, longitude: float) -> str:
    """Write coordinates as Indonesians do: 8,65000° LS, 116,53000° BT."""
    return joined(", ", (_north_or_south(latitude, 5), _east_or_west(longitude, 5)))


def _north_or_south(value: float, places: int) -> str:
    degrees = decimal(abs(value), places)
    if value == 0:
        return joined("", (degrees, "°"))
    if value > 0:
        return tr("{degrees}° LU", degrees=degrees)
    return tr("{degrees}° LS", degrees=degrees)


def _east_or_west(value: float, places: int) -> str:
    degrees = decimal(abs(value), places)
    if value == 0:
        return joined("", (degrees, "°"))
    if value > 0:
        return tr("{degrees}° BT", degrees=degrees)
    return tr("{degrees}° BB", degrees=degrees)


def sketch_of(latitude: float, longitude: float) -> Sketch:
    """Draw the frame of Indonesia, or one around the point where it lies elsewhere."""
    west, north = _WEST, _NORTH
    if not (_WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH):
        west, north = longitude - _HALF_WIDTH, latitude + _HALF_HEIGHT
    east, south = west + 2 * _HALF_WIDTH, north - 2 * _HALF_HEIGHT
    return Sketch(
        width=int(2 * _HALF_WIDTH * _UNITS),
        height=int(2 * _HALF_HEIGHT * _UNITS),
        x=round((longitude - west) * _UNITS, 1),
        y=round((north - latitude) * _UNITS, 1),
        meridians=tuple(
            Graticule(at=round((degree - west) * _UNITS, 1), label=_east_or_west(degree, 0))
            for degree in _lines(west, east)
        ),
        parallels=tuple(
            Graticule(at=round((north - degree) * _UNITS, 1), label=_north_or_south(degree, 0))
            for degree in _lines(south, north)
        ),
        coasts=tuple(_path(island, west, north) for island in ISLANDS),
        text=tr("Sketsa letak: {place}.", place=in_words(latitude, longitude)),
    )


def _path(island: tuple[tuple[float, float], ...], west: float, north: float) -> str:
    points = (f"{(east - west) * _UNITS:.0f} {(north - up) * _UNITS:.0f}" for east, up in island)
    return f"M{'L'.join(points)}Z"


def _lines(low: float, high: float) -> list[int]:
    first = int(-(-low // _STEP) * _STEP)
    return [degree for degree in range(first, int(high) + 1, _STEP) if low < degree < high]
