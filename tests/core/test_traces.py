"""A file that says where it was taken or by whom it was made is known for it; a broken one breaks nothing."""

import io
import struct
from collections.abc import Iterator

import pikepdf
import pytest
import structlog.testing
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.evidence import child, kinds
from core.evidence.child import told
from core.evidence.notes import Trace
from core.evidence.source import Source
from core.evidence.traces import traces_of
from tests.core.test_clean_sounds import SOUNDS
from tests.support import files, tagged, tagged_sound

pytestmark = pytest.mark.requirement("R95")
PLACED = {"mp3", "m4a", "ogg", "flac", "mp4", "mov", "3gp", "webm", "mkv"}
"""The containers that take a place as FFmpeg writes it."""
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


XMP = "<rdf:Description exif:GPSLatitude='8,35S'/>"
XMP_NAMED = "<dc:creator>\n <rdf:Seq>\n  <rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"


def with_xmp(words: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG", xmp=words.encode())
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "mime", "traces"),
    [
        (with_xmp(XMP), "image/jpeg", PLACE),
        (with_xmp(XMP_NAMED.format("Siti")), "image/jpeg", MAKER),
        (with_xmp(XMP_NAMED.format("Author")), "image/jpeg", ()),
        (tagged.photo("PNG"), "image/png", PLACE + MAKER),
        (b"{\\rtf1{\\info{\\author Siti}{\\operator user}}}", kinds.RTF, MAKER),
        (b"{\\rtf1{\\info{\\author user}}}", kinds.RTF, ()),
        (files.zipped({"docProps/app.xml": "<Company>Kantor Contoh</Company>"}), kinds.XLSX, MAKER),
        (b"%PDF-1.7\n<</Author <FEFF0075007300650072>>>", kinds.PDF, ()),
    ],
)
def test_names_and_places_in_other_notes_are_seen(data: bytes, mime: str, traces: tuple[Trace, ...]) -> None:
    assert traces_of(Source(io.BytesIO(data)), mime) == traces


def packed_pdf(author: str, *, password: str = "") -> bytes:
    """Write a PDF as programs of today do: its descriptions packed away among other objects."""
    written = io.BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else False
    with pikepdf.new() as made:
        made.add_blank_page()
        if author:
            made.docinfo["/Author"] = author
        made.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=lock)
    return written.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "mime", "traces"),
    [
        (tagged.heic(), "image/heic", PLACE + MAKER),
        (tagged.photo("AVIF"), "image/avif", PLACE + MAKER),
        (packed_pdf("Siti"), kinds.PDF, MAKER),
        (packed_pdf(""), kinds.PDF, ()),
        (packed_pdf("Siti", password="kunci"), kinds.PDF, ()),
        (files.iso_media(b"heic", b"mif1") + b"Exif\x00\x00MM", "image/heic", ()),
    ],
)
def test_what_lies_deeper_is_seen_by_the_child(data: bytes, mime: str, traces: tuple[Trace, ...]) -> None:
    assert traces_of(Source(io.BytesIO(data)), mime) == traces


@pytest.mark.slow
@pytest.mark.parametrize("sort", SOUNDS)
def test_a_recording_that_names_its_maker_or_place_is_known_for_it(sort: str) -> None:
    form, codec, picture, mime = SOUNDS[sort]
    given = traces_of(Source(io.BytesIO(tagged_sound.recording(form, codec, picture=picture))), mime)
    assert given == (PLACE + MAKER if sort in PLACED else MAKER)


@pytest.mark.slow
def test_a_child_that_takes_too_long_is_ended_and_tells_nothing() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1024)

    assert told(endless(), "image/heic", patience=0.2) == frozenset()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"%PDF-1.7 /ObjStm", kinds.PDF),
        (packed_pdf("Siti", password="kunci"), kinds.PDF),
        (b"OggS artist", "audio/ogg"),
        (b"ftypheic", "image/heic"),
    ],
)
def test_a_broken_file_is_no_fault_of_our_own(data: bytes, mime: str) -> None:
    with structlog.testing.capture_logs() as logged:
        assert told([data], mime) == frozenset()
    assert logged == []


def test_a_fault_of_our_own_is_logged_and_the_word_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_MODULE", "core.evidence.cleaning.nowhere")
    with structlog.testing.capture_logs() as logged:
        assert traces_of(Source(io.BytesIO(packed_pdf("Siti"))), kinds.PDF) == ()
    assert [(line["event"], line["log_level"]) for line in logged] == [("evidence.cleaner_failed", "error")]
    assert "Siti" not in str(logged)


def test_a_head_that_promises_endless_notes_is_not_believed() -> None:
    exif = b"Exif\x00\x00II*\x00" + struct.pack("<IH", 8, 65_535) + b"\xff" * 64
    assert traces_of(Source(io.BytesIO(files.iso_media(b"heic") + exif)), "image/heic") == ()
