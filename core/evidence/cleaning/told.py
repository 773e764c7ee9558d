"""What kept libraries find told in a file whose notes lie too deep to be read from outside."""

from collections.abc import Iterator
from typing import Final

from core.evidence.notes import Trace, names_somebody, of_exif, of_tags, of_xmp

_PLACES_OF_CAMERAS: Final = frozenset({"gpmd", "camm"})
"""Tracks in which action cameras and phones write where they are, by the second."""


def told(data: bytes, mime: str) -> bytes:
    """Return what a file tells of its making, as words with blanks between; a blank alone for nothing.

    Raises:
        CannotCleanError: Locked, or broken in a way its library knows; else what that raises at a bad file.
    """
    found = _of_pdf(data) if mime == "application/pdf" else _of_media(data, mime)
    return b" " + " ".join(dict.fromkeys(found)).encode()


def _of_media(data: bytes, mime: str) -> Iterator[Trace]:
    return _of_picture(data, mime) if mime.startswith("image/") else _of_recording(data, mime)


def _of_picture(data: bytes, mime: str) -> Iterator[Trace]:
    from core.evidence.cleaning.pictures import opened  # noqa: PLC0415 - only what this type needs

    with opened(data, mime) as picture:
        yield from of_exif(picture.getexif())
        words = picture.info.get("xmp") or b""
        yield from of_xmp(words.encode() if isinstance(words, str) else words)


def _of_recording(data: bytes, mime: str) -> Iterator[Trace]:
    from core.evidence.cleaning.sounds import opened  # noqa: PLC0415 - only what this type needs

    with opened(data, mime) as recording:
        yield from of_tags((recording.metadata, *(stream.metadata for stream in recording.streams)))
        tags = {str(getattr(stream, "codec_tag", "")) for stream in recording.streams.data}
        if tags & _PLACES_OF_CAMERAS:
            yield Trace.PLACE


def _of_pdf(data: bytes) -> Iterator[Trace]:
    import pikepdf  # noqa: PLC0415 - only what this type needs

    from core.evidence.cleaning.pdf import opened  # noqa: PLC0415

    with opened(data) as pdf:
        author = pdf.docinfo.get("/Author") if "/Info" in pdf.trailer else None
        if author is not None and names_somebody(str(author)):
            yield Trace.MAKER
        about = pdf.Root.get("/Metadata")
        if isinstance(about, pikepdf.Stream):
            yield from of_xmp(about.read_bytes())
