"""A file that says where it was taken or by whom it was made is known for it; a broken one breaks nothing."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.evidence import kinds
from core.evidence.source import Source
from core.evidence.traces import Trace, traces_of
from tests.support import files

pytestmark = pytest.mark.requirement("R95")
PLACE, MAKER = (Trace.PLACE,), (Trace.MAKER,)
CORE = "<cp:core><dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:core>"


def photo(form: str, *, place: bool = False, artist: str = "") -> bytes:
    """Paint a picture with the notes a camera writes."""
    exif = Image.Exif()
    exif[0x0110] = "SM-A536E"
    if place:
        exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 35.0, 0.0), 3: "E", 4: (116.0, 30.0, 0.0)})
    if artist:
        exif[0x013B] = artist
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, form, exif=exif)
    return written.getvalue()


def heic_with(jpeg: bytes) -> bytes:
    """Lay the notes of a JPEG into a HEIC, as phones do."""
    at = jpeg.index(b"Exif\x00\x00")
    return files.iso_media(b"heic", b"mif1") + jpeg[at : at + int.from_bytes(jpeg[at - 2 : at])]


def document(creator: str, changed_by: str = "") -> bytes:
    return files.zipped(
        {"[Content_Types].xml": "<a/>", "docProps/core.xml": CORE.format(creator, changed_by)}
    )


def odt(name: str) -> bytes:
    about = f"<office:meta><meta:initial-creator>{name}</meta:initial-creator></office:meta>"
    return files.zipped({"mimetype": kinds.ODT, "meta.xml": about})


@pytest.mark.parametrize(
    ("data", "mime", "traces"),
    [
        (photo("JPEG", place=True), "image/jpeg", PLACE),
        (photo("PNG", place=True), "image/png", PLACE),
        (photo("WEBP", place=True), "image/webp", PLACE),
        (photo("TIFF", artist="Siti"), "image/tiff", MAKER),
        (heic_with(photo("JPEG", place=True)), "image/heic", PLACE),
        (photo("JPEG", place=True, artist="Siti"), "image/jpeg", PLACE + MAKER),
        (photo("JPEG", artist="Siti"), "image/jpeg", MAKER),
        (photo("JPEG"), "image/jpeg", ()),
        (files.picture("GIF"), "image/gif", ()),
        (files.huge_png(60_000, 60_000), "image/png", ()),
        (document("Siti Rahmawati"), kinds.DOCX, MAKER),
        (document("user", "Siti"), kinds.XLSX, MAKER),
        (document("user", "Microsoft Office User"), kinds.DOCX, ()),
        (files.office_xml("word"), kinds.DOCX, ()),
        (odt("Siti"), kinds.ODT, MAKER),
        (b"%PDF-1.7\n1 0 obj\n<</Author (Siti)>>\nendobj", kinds.PDF, MAKER),
        (b"%PDF-1.7\n1 0 obj\n<</Author <FEFF0053>>>\nendobj", kinds.PDF, MAKER),
        (b"%PDF-1.7\n1 0 obj\n<</Author ()>>\nendobj", kinds.PDF, ()),
        (files.iso_media(b"qt  ") + b"\x00\x12\x15\xc7\xa9xyz+08.5+116.5/", "video/quicktime", PLACE),
        (files.iso_media(b"isom"), "video/mp4", ()),
        (files.old_office("WordDocument"), kinds.DOC, ()),
        (b"Siti menulis ini", kinds.PLAIN, ()),
    ],
)
def test_what_a_file_tells_of_its_making_is_seen(data: bytes, mime: str, traces: tuple[Trace, ...]) -> None:
    assert traces_of(Source(io.BytesIO(data)), mime) == traces


WHOLE = (
    (photo("JPEG", place=True), "image/jpeg"),
    (photo("TIFF", place=True), "image/tiff"),
    (heic_with(photo("JPEG", place=True)), "image/heic"),
    (document("Siti"), kinds.DOCX),
    (files.old_office("WordDocument"), kinds.DOC),
)


@given(which=st.sampled_from(WHOLE), at=st.floats(0, 1), put=st.binary(max_size=12), cut=st.booleans())
def test_a_file_that_is_broken_anywhere_tells_what_it_can_and_breaks_nothing(
    which: tuple[bytes, str], at: float, put: bytes, *, cut: bool
) -> None:
    data, mime = which
    place = int(at * len(data))
    traces_of(Source(io.BytesIO(data[:place] + put + (b"" if cut else data[place + len(put) :]))), mime)


def test_a_head_that_promises_endless_notes_is_not_believed() -> None:
    exif = b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 65_535) + b"\xff" * 64
    assert traces_of(Source(io.BytesIO(files.iso_media(b"heic") + exif)), "image/heic") == ()
