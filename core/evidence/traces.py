"""What a file says of its making beside what it shows: where it was taken, and by whom it was made.

Read for one word to its sender, before anybody else has it; nothing that is found is kept. Heads and
directories are read here, in bounded pieces: never a pixel, never a page. What lies deeper (the notes of
HEIC, packed parts of a PDF, the tags of recordings) kept libraries look for, in the child that also cleans.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import olefile
from PIL.Image import Image
from PIL.TiffImagePlugin import TiffImageFile

from core.evidence import kinds
from core.evidence.child import told
from core.evidence.notes import Trace, names_somebody, of_exif, of_xmp
from core.evidence.pictures import opened_picture
from core.evidence.source import Source

_XML_BYTES: Final = 64 * 1024
_SPOKEN_TO: Final = ("Author", "Artist")
"""What PNG calls its maker."""
_BOXED: Final = frozenset({"image/heic", "image/heif", "image/avif"})
_BOXED_NOTES: Final = re.compile(rb"Exif|mime")
_PLACE_OF_VIDEO: Final = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location\.ISO6709")
_TAGGED: Final = re.compile(
    rb"\xa9(?:ART|aut|wrt|prf|dir)|aART|loci|gpmd|camm|TPE?\d|TCOM|IART"
    rb"|(?i:artist|author|performer|composer|director|owner|location)"
)
"""What stands in a recording that may name somebody or a place; whether it does, the child tells."""
_NAMED_IN_3GPP: Final = re.compile(rb"(?:perf|auth)\x00{4}[\x00-\xff]{2}([^\x00]{1,200})\x00")
"""Performer and author as phones' older films name them, which FFmpeg does not read."""
_NAMED: Final = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Manager|Company)[^>]{0,200}>"
    r"([^<]{1,200})<",
    re.IGNORECASE,
)
_PDF_AUTHOR: Final = re.compile(rb"/Author\s*(?:\(([^)]{1,200})\)|<([0-9A-Fa-f]{4,400})>)")
_PDF_DEEPER: Final = re.compile(rb"/Author|/ObjStm|/Metadata")
_RTF_NAMED: Final = re.compile(rb"\{\\(?:author|operator|manager|company)\s([^{}\\]{1,200})")
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, RecursionError,
    struct.error, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, UserWarning,
)  # fmt: skip
"""What the readers raise at a file that is not as it should be: it then tells nothing."""


def traces_of(source: Source, mime: str) -> tuple[Trace, ...]:
    """Return what a file of this type, already known by its bytes, tells of its making."""
    found: dict[Trace, None] = {}
    with suppress(*_BROKEN):  # what was found before the break is told all the same
        for trace in _traces(source, mime):
            found[trace] = None
    return tuple(trace for trace in Trace if trace in found)


def _traces(source: Source, mime: str) -> Iterator[Trace]:
    if mime.startswith("image/") or mime == kinds.PDF:
        for _, window in source.windows():
            yield from of_xmp(window)
    if mime.startswith("image/"):
        yield from _of_picture(source, mime)
    elif mime.startswith(("audio/", "video/")):
        yield from _of_recording(source, mime)
    elif any(map(names_somebody, _makers(source, mime))):
        yield Trace.MAKER
    elif mime == kinds.PDF and source.has(_PDF_DEEPER):
        yield from _deeper(source, mime)


def _of_picture(source: Source, mime: str) -> Iterator[Trace]:
    """Read the notes of the camera."""
    if mime in _BOXED:
        if source.has(_BOXED_NOTES):
            yield from _deeper(source, mime)
        return
    picture = TiffImageFile(source.file) if mime == "image/tiff" else opened_picture(source, mime)
    if picture is None:
        return
    with picture:
        if any(names_somebody(str(picture.info.get(name, ""))) for name in _SPOKEN_TO):
            yield Trace.MAKER
        # A PNG's own `getexif` unpacks every pixel to look behind them.
        yield from of_exif(Image.getexif(picture))


def _of_recording(source: Source, mime: str) -> Iterator[Trace]:
    if source.has(_PLACE_OF_VIDEO):
        yield Trace.PLACE
    if "3gpp" in mime:
        found = (name for _, window in source.windows() for name in _NAMED_IN_3GPP.findall(window))
        if any(names_somebody(name.decode("utf-8", "replace")) for name in found):
            yield Trace.MAKER
    if source.has(_TAGGED):
        yield from _deeper(source, mime)


def _deeper(source: Source, mime: str) -> Iterator[Trace]:
    found = told(source.pieces(), mime)
    yield from (trace for trace in Trace if trace.value in found)


def _makers(source: Source, mime: str) -> Iterator[str]:
    if mime in kinds.WITHOUT_MACROS | kinds.WITH_MACROS:
        for name in ("docProps/core.xml", "docProps/app.xml"):
            yield from _NAMED.findall(_member(source, name))
    elif mime in kinds.OPEN_DOCUMENTS:
        yield from _NAMED.findall(_member(source, "meta.xml"))
    elif mime in kinds.OLD_OFFICE:
        with olefile.OleFileIO(source.file) as container:
            about = container.get_metadata()
        for field in ("author", "last_saved_by", "manager", "company"):
            noted: object = getattr(about, field, None) or b""
            yield noted.decode("cp1252", "replace") if isinstance(noted, bytes) else str(noted)
    elif mime == kinds.RTF:
        found = (name for _, window in source.windows() for name in _RTF_NAMED.findall(window))
        yield from (name.decode("cp1252", "replace") for name in found)
    elif mime == kinds.PDF:
        authors = (found for _, window in source.windows() for found in _PDF_AUTHOR.findall(window))
        for text, figures in authors:
            raw = text or bytes.fromhex(figures.decode())
            yield raw.decode("utf-16" if raw.startswith(b"\xfe\xff") else "latin-1", "replace")


def _member(source: Source, name: str) -> str:
    """Read the beginning of a part of a package; nothing where it has none of that name."""
    with zipfile.ZipFile(source.file) as archive:
        if name not in archive.NameToInfo:
            return ""
        with archive.open(name) as member:
            return member.read(_XML_BYTES).decode("utf-8", "replace")
