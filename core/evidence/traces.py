"""What a file says of its making beside what it shows: where it was taken, and by whom it was made.

Read for one word to its sender, before anybody else has it; nothing that is found is kept. Only heads
and directories are read, in bounded pieces: never a pixel, never a page.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import olefile
from PIL.Image import Exif, Image
from PIL.TiffImagePlugin import TiffImageFile

from core.evidence import kinds
from core.evidence.pictures import opened_picture
from core.evidence.source import Source


class Trace(StrEnum):
    """What a file may tell of its making."""

    PLACE = "place"
    MAKER = "maker"


_GPS, _LATITUDE = 0x8825, 2
_MAKER_TAGS: Final = (0x013B, 0xA430, 0x9C9D)
"""Artist, owner of the camera, author as Windows writes it."""
_EXIF_BYTES: Final = 64 * 1024
_XML_BYTES: Final = 64 * 1024
_MOVING: Final = frozenset({"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "audio/3gpp"})
_PLACE_OF_VIDEO: Final = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location\.ISO6709")
_NAMED: Final = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)[^>]*>([^<]+)<", re.IGNORECASE
)
_PDF_AUTHOR: Final = re.compile(rb"/Author\s*(?:\(([^)]{1,200})\)|<([0-9A-Fa-f]{4,400})>)")
_NOBODY: Final = frozenset(
    {"", "user", "admin", "administrator", "windows user", "microsoft office user", "unknown", "author"}
)
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, RecursionError,
    struct.error, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, UserWarning,
)  # fmt: skip
"""What the readers raise at a file that is not as it should be: it then tells nothing."""


def traces_of(source: Source, mime: str) -> tuple[Trace, ...]:
    """Return what a file of this type, already known by its bytes, tells of its making."""
    try:
        return tuple(dict.fromkeys(_traces(source, mime)))
    except _BROKEN:
        return ()


def _traces(source: Source, mime: str) -> Iterator[Trace]:
    if mime.startswith("image/"):
        yield from _of_picture(source, mime)
    elif mime in _MOVING and source.has(_PLACE_OF_VIDEO):
        yield Trace.PLACE
    elif any(name.strip().casefold() not in _NOBODY for name in _makers(source, mime)):
        yield Trace.MAKER


def _of_picture(source: Source, mime: str) -> Iterator[Trace]:
    """Read the notes of the camera; of HEIC, which Pillow does not open, from where they lie."""
    picture = TiffImageFile(source.file) if mime == "image/tiff" else opened_picture(source, mime)
    if picture is not None:
        with picture:
            # A PNG's own `getexif` unpacks every pixel to look behind them.
            yield from _of_notes(Image.getexif(picture))
    elif (at := source.place_of(b"Exif\x00\x00")) is not None:
        exif = Exif()
        exif.load(source.part(at, _EXIF_BYTES))
        yield from _of_notes(exif)


def _of_notes(exif: Exif) -> Iterator[Trace]:
    if _LATITUDE in exif.get_ifd(_GPS):
        yield Trace.PLACE
    if any(exif.get(tag) or exif.get_ifd(0x8769).get(tag) for tag in _MAKER_TAGS):
        yield Trace.MAKER


def _makers(source: Source, mime: str) -> Iterator[str]:
    if mime in kinds.WITHOUT_MACROS | kinds.WITH_MACROS:
        yield from _NAMED.findall(_member(source, "docProps/core.xml"))
    elif mime in kinds.OPEN_DOCUMENTS:
        yield from _NAMED.findall(_member(source, "meta.xml"))
    elif mime in kinds.OLD_OFFICE:
        with olefile.OleFileIO(source.file) as container:
            about = container.get_metadata()
        for field in ("author", "last_saved_by"):
            name = getattr(about, field, None) or b""
            yield name.decode("cp1252", "replace") if isinstance(name, bytes) else str(name)
    elif mime == kinds.PDF:
        authors = (found for _, window in source.windows() for found in _PDF_AUTHOR.findall(window))
        for text, figures in authors:
            yield (text or bytes.fromhex(figures.decode())).decode("latin-1")


def _member(source: Source, name: str) -> str:
    with zipfile.ZipFile(source.file) as archive, archive.open(name) as member:
        return member.read(_XML_BYTES).decode("utf-8", "replace")
