"""What notes beside a picture, a page or a recording tell: a place, or somebody's name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from PIL.Image import Exif


class Trace(StrEnum):
    """What a file may tell of its making."""

    PLACE = "place"
    MAKER = "maker"


_GPS, _LATITUDE, _CAMERA = 0x8825, 2, 0x8769
_MAKER_TAGS: Final = (0x013B, 0xA430, 0x9C9D)
"""Artist, owner of the camera, author as Windows writes it."""
_NOBODY: Final = frozenset(
    {"", "user", "admin", "administrator", "windows user", "microsoft office user", "unknown", "author"}
)
_XMP_PLACE: Final = re.compile(rb"exif:GPSLatitude|photoshop:City|Iptc4xmpExt:LocationCreated")
_XMP_MAKER: Final = re.compile(
    rb"<dc:creator[^>]{0,200}>(?:\s{0,99}<[^>]{1,200}>){0,4}\s{0,99}([^<]{1,200})<"
)
_MAKERS: Final = ("artist", "author", "performer", "album_artist", "composer", "director", "owner")


def names_somebody(name: str) -> bool:
    """Tell a name from what programs write where nobody told them one."""
    return name.strip(" \t\r\n\0").casefold() not in _NOBODY


def of_exif(exif: Exif) -> Iterator[Trace]:
    """Read the notes of a camera. Raises whatever Pillow does at broken ones."""
    if _LATITUDE in exif.get_ifd(_GPS):
        yield Trace.PLACE
    if any(exif.get(tag) or exif.get_ifd(_CAMERA).get(tag) for tag in _MAKER_TAGS):
        yield Trace.MAKER


def of_xmp(words: bytes) -> Iterator[Trace]:
    """Read what Adobe's way of describing files says, as it lies in most of them: plain."""
    if _XMP_PLACE.search(words):
        yield Trace.PLACE
    if any(names_somebody(name.decode("utf-8", "replace")) for name in _XMP_MAKER.findall(words)):
        yield Trace.MAKER


def of_tags(tags: Iterable[Mapping[str, str]]) -> Iterator[Trace]:
    """Read the tags of a recording and of its tracks, by FFmpeg's names for them."""
    for each in tags:
        for name, value in each.items():
            last = name.casefold().rpartition("quicktime.")[2]
            if last.startswith("location") and value.strip():
                yield Trace.PLACE
            elif last.partition("-")[0] in _MAKERS and names_somebody(value):
                yield Trace.MAKER
