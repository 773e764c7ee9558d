"""Every sort of file people send is decided, as docs/evidence.md says: kept as what it is, or refused."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import InvalidError
from core.evidence import archives, kinds
from core.evidence.cleaning.obstacles import MAX_PIXELS
from core.evidence.intake import stow
from core.evidence.store import EvidenceStore
from core.privacy.seals import decrypt_file
from tests.support import files

pytestmark = pytest.mark.requirement("R54", "R125")

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
_ROW = re.compile(r"^\| (?P<file>[^|]+) \| (?P<told>[^|]+) \| (?P<becomes>[^|]+) \| [^|]+ \|$", re.MULTILINE)

TEXT = "Ketua meminta uang – “dua juta” – di kafé, katanya utk biaya saksi.\r\nSaksi: dua orang.\r\n"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CHAT: dict[str, bytes | str] = {
    "WhatsApp Chat with Pak Hendra.txt": "[01/02/26 09.10] Pak Hendra: titip ya\n",
    "PTT-20260201-WA0001.opus": files.ogg(),
    "IMG-20260201-WA0002.jpg": files.picture("JPEG"),
    "VID-20260201-WA0003.mp4": files.iso_media(b"isom", b"mp41", tracks=(b"vide", b"soun")),
    "daftar.docx": files.office_xml("word"),
    "lama.xls": files.old_office("Workbook"),
    "__MACOSX/._IMG.jpg": b"\x00\x05\x16\x07" + bytes(40),
}
VIDEO_3GP = files.iso_media(b"3gp4", b"isom", tracks=(b"vide", b"soun"))
SOUND_3GP = files.iso_media(b"3gp4", b"isom", tracks=(b"soun",))
M4A = files.iso_media(b"M4A ", b"mp42", tracks=(b"soun",))
HEIC = files.iso_media(b"heic", b"mif1", b"heic")
AAC = b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(60)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it comes, and what becomes of it: the ending it is kept under, or the reason it is not."""

    file: str
    """The line of the page that decides it."""
    data: bytes
    name: str
    told: str
    ending: str = ""
    reason: str = ""


KEPT = (
    Sent("Word before 2007", files.old_office("WordDocument"), "surat.doc", "application/msword", "doc"),
    Sent("Word before 2007", files.old_office("WordDocument"), "surat", "application/octet-stream", "doc"),
    Sent("Word before 2007", files.old_office("WordDocument"), "surat.pdf", "application/pdf", "doc"),
    Sent("Excel before 2007", files.old_office("Workbook"), "rekap.xls", "application/vnd.ms-excel", "xls"),
    Sent("Excel before 2007", files.old_office("Book"), "rekap.xls", "application/x-msexcel", "xls"),
    Sent(
        "PowerPoint before 2007", files.old_office("PowerPoint Document"), "a.ppt", "application/x-ppt", "ppt"
    ),
    Sent(
        "Office file with a password",
        files.old_office("EncryptedPackage", "EncryptionInfo"),
        "gaji.xlsx",
        "application/octet-stream",
        "xlsx",
    ),
    Sent(
        "Office file with a password",
        files.old_office("EncryptionInfo", "EncryptedPackage"),
        "gaji",
        kinds.DOCX,
        "docx",
    ),
    Sent("Office file with a password", files.old_office("EncryptedPackage"), "a.PPTX", kinds.DOCX, "pptx"),
    Sent("Office file with a password", files.old_office("EncryptedPackage"), "gaji", "", "office"),
    Sent("Word, Excel, PowerPoint", files.office_xml("word"), "surat.docx", kinds.DOCX, "docx"),
    Sent("Word, Excel, PowerPoint", files.office_xml("xl"), "rekap.zip", "application/zip", "xlsx"),
    Sent("Word, Excel, PowerPoint", files.office_xml("ppt"), "a.pptx", "application/octet-stream", "pptx"),
    Sent(
        "Office file with macros",
        files.office_xml("word", vbaProject_bin=b"\xd0\xcf"),
        "surat.docx",
        kinds.DOCX,
        "docm",
    ),
    Sent(
        "Office file with macros", files.office_xml("xl", vbaProject_bin=b"\xd0\xcf"), "rab.xlsm", "", "xlsm"
    ),
    Sent("Office file with macros", files.office_xml("xl", workbook_bin=b"\x83\x01"), "rab.xlsb", "", "xlsb"),
    Sent(
        "Office file with macros", files.office_xml("ppt", vbaProject_bin=b"\xd0\xcf"), "a.pptm", "", "pptm"
    ),
    Sent("OpenDocument", files.open_document("text"), "surat.odt", "application/zip", "odt"),
    Sent("OpenDocument", files.open_document("spreadsheet"), "rekap.ods", kinds.ODS, "ods"),
    Sent("OpenDocument", files.open_document("presentation"), "a.odp", "", "odp"),
    Sent("RTF", b"{\\rtf1\\ansi Surat edaran}", "surat.rtf", "text/rtf", "rtf"),
    Sent("RTF", b"{\\rtf1\\ansi Surat edaran}", "surat.doc", "application/msword", "rtf"),
    Sent("PDF", PDF, "foto.jpg", "image/jpeg", "pdf"),
    Sent("PDF", b"\r\n" + PDF.replace(b"obj", b"obj\xff\x00", 1), "pindaian.pdf", "application/x-pdf", "pdf"),
    Sent("TIFF, BMP", files.picture("TIFF"), "pindaian.tif", "image/tiff", "tif"),
    Sent("TIFF, BMP", files.picture("BMP"), "gambar.bmp", "image/x-ms-bmp", "bmp"),
    Sent("JPEG, PNG, WebP, GIF", files.picture("JPEG"), "foto.png", "image/png", "jpg"),
    Sent("JPEG, PNG, WebP, GIF", files.picture("PNG"), "dokumen.pdf", "application/pdf", "png"),
    Sent("JPEG, PNG, WebP, GIF", files.picture("WEBP"), "stiker.jpg", "image/pjpeg", "webp"),
    Sent("JPEG, PNG, WebP, GIF", files.picture("GIF"), "a.gif", "image/gif", "gif"),
    Sent("HEIC, HEIF, AVIF", HEIC, "IMG_1.HEIC", "image/heif", "heic"),
    Sent("HEIC, HEIF, AVIF", HEIC, "IMG_1.HEIC", "image/heic-sequence", "heic"),
    Sent("HEIC, HEIF, AVIF", files.iso_media(b"mif1", b"heix"), "IMG_1.jpg", "image/jpeg", "heic"),
    Sent("HEIC, HEIF, AVIF", files.iso_media(b"mif1", b"miaf"), "a.heif", "", "heif"),
    Sent("HEIC, HEIF, AVIF", files.iso_media(b"avif", b"mif1"), "a.avif", "image/avif", "avif"),
    Sent("Opus, Vorbis in Ogg", files.ogg(), "PTT-WA0001.opus", "audio/opus", "ogg"),
    Sent("Opus, Vorbis in Ogg", files.ogg(b"\x01vorbis"), "a.ogg", "application/ogg", "ogg"),
    Sent("Opus, Vorbis in Ogg", files.ogg(b"\x80theora"), "a.ogg", "audio/ogg", "ogv"),
    Sent("M4A", M4A, "rekaman.m4a", "audio/x-m4a", "m4a"),
    Sent("M4A", files.iso_media(b"mp42", b"isom", tracks=(b"soun",)), "rekaman.m4a", "video/mp4", "m4a"),
    Sent("AAC", AAC, "rekaman.aac", "audio/x-aac", "aac"),
    Sent("AAC", AAC, "rekaman.aac", "audio/x-hx-aac-adts", "aac"),
    Sent("WAV", files.wav(), "rekaman.wav", "audio/vnd.wave", "wav"),
    Sent("WAV", files.wav(), "rekaman.wav", "audio/wave", "wav"),
    Sent("MP3, AMR, FLAC", b"ID3\x03\x00" + bytes(60), "a.mp3", "audio/mp3", "mp3"),
    Sent("MP3, AMR, FLAC", b"\xff\xfa\x90\x00" + bytes(60), "a.mp3", "audio/x-mpeg", "mp3"),
    Sent("MP3, AMR, FLAC", b"#!AMR\n" + bytes(60), "telepon.amr", "audio/3gpp", "amr"),
    Sent("MP3, AMR, FLAC", b"fLaC" + bytes(60), "a.flac", "audio/x-flac", "flac"),
    Sent("3GP", VIDEO_3GP, "video.3gp", "video/3gpp", "3gp"),
    Sent("3GP", SOUND_3GP, "telepon.3gp", "audio/3gpp", "3gp"),
    Sent(
        "MP4, MOV, WebM, Matroska, AVI",
        files.iso_media(b"isom", tracks=(b"vide",)),
        "a.mov",
        "video/quicktime",
        "mp4",
    ),
    Sent(
        "MP4, MOV, WebM, Matroska, AVI",
        files.iso_media(b"qt  ", tracks=(b"vide",)),
        "a.mp4",
        "video/mp4",
        "mov",
    ),
    Sent("MP4, MOV, WebM, Matroska, AVI", files.matroska(b"webm", b"V_VP9"), "a.webm", "audio/webm", "webm"),
    Sent(
        "MP4, MOV, WebM, Matroska, AVI", files.matroska(b"matroska", b"V_MPEG4/ISO/AVC"), "a.mkv", "", "mkv"
    ),
    Sent("MP4, MOV, WebM, Matroska, AVI", files.matroska(b"matroska", b"A_AAC"), "a.mkv", "", "mka"),
    Sent("MP4, MOV, WebM, Matroska, AVI", files.avi(), "cctv.avi", "video/avi", "avi"),
    Sent("CSV", b"nama;jam\nA;9\n", "rekap.csv", "application/vnd.ms-excel", "csv"),
    Sent("CSV", b"nama;jam\nA;9\n", "rekap.csv", "text/plain", "csv"),
    Sent("Text", TEXT.encode(), "catatan.txt", "text/plain", "txt"),
    Sent("Text", TEXT.encode("utf-8-sig"), "catatan.txt", "application/octet-stream", "txt"),
    Sent("Text", f"\ufeff{TEXT}".encode("utf-16-le"), "catatan.txt", "text/plain", "txt"),
    Sent("Text", f"\ufeff{TEXT}".encode("utf-16-be"), "catatan.txt", "text/plain", "txt"),
    Sent("Text", TEXT.encode("cp1252"), "catatan.txt", "text/plain", "txt"),
    Sent("Text", b"BM adalah singkatan. MZ juga.", "a.txt", "image/png", "txt"),
    Sent("ZIP of a chat export", files.zipped(CHAT), "WhatsApp Chat.zip", "application/zip", "zip"),
    Sent("ZIP of a chat export", files.zipped({"lain.txt": "halo"}), "a.docx", kinds.DOCX, "zip"),
)

REFUSED = (
    Sent("Program", files.windows_program(), "foto.jpg", "image/jpeg", reason=kinds.PROGRAM),
    Sent("Program", b"\x7fELF" + bytes(60), "a", "", reason=kinds.PROGRAM),
    Sent("Program", b"\xca\xfe\xba\xbe" + bytes(60), "a.class", "", reason=kinds.PROGRAM),
    Sent(
        "Program inside an office file or ZIP",
        files.office_xml("word", setup_exe=b"apa saja"),
        "surat.docx",
        kinds.DOCX,
        reason="ada program: setup.exe",
    ),
    Sent(
        "Program inside an office file or ZIP",
        files.office_xml("word", foto_jpg=files.windows_program()),
        "surat.docx",
        kinds.DOCX,
        reason="ada program: foto.jpg",
    ),
    Sent(
        "Program inside an office file or ZIP",
        files.zipped({"a/pasang.bat": "echo"}),
        "a.zip",
        "",
        reason="ada program: pasang.bat",
    ),
    Sent(
        "ZIP with anything else",
        files.zipped({"a.txt": "halo", "x/hal.html": "<html>"}),
        "a.zip",
        "",
        reason="yang tidak dapat diterima: hal.html",
    ),
    Sent(
        "ZIP with anything else",
        files.zipped({"dalam.zip": files.zipped({"a.txt": "halo"})}),
        "a.zip",
        "",
        reason="yang tidak dapat diterima: dalam.zip",
    ),
    Sent(
        "ZIP with a password", files.locked_zip({"a.txt": "halo"}), "a.zip", "", reason="terkunci kata sandi"
    ),
    Sent(
        "ZIP that is broken or too large",
        files.zipped(CHAT)[:-60],
        "a.zip",
        "",
        reason="rusak atau terpotong",
    ),
    Sent(
        "ZIP that is broken or too large",
        files.zipped({"a.txt": bytes(101 * 1024 * 1024)}),
        "a.zip",
        "",
        reason="terlalu banyak atau terlalu besar",
    ),
    Sent(
        "ZIP that is broken or too large",
        files.zipped({"a.txt": "x"}, packing=zipfile.ZIP_LZMA),
        "a.zip",
        "",
        reason="rusak",
    ),
    Sent("RAR, 7z and other archives", b"Rar!\x1a\x07\x00" + bytes(60), "a.rar", "", reason=kinds.ARCHIVE),
    Sent("RAR, 7z and other archives", b"7z\xbc\xaf\x27\x1c" + bytes(60), "a.7z", "", reason=kinds.ARCHIVE),
    Sent(
        "Web page, SVG, XML",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "a.png",
        "image/png",
        reason=kinds.WEB_PAGE,
    ),
    Sent(
        "Web page, SVG, XML",
        b"\xef\xbb\xbf<html><script>x</script></html>",
        "a.txt",
        "text/plain",
        reason=kinds.WEB_PAGE,
    ),
    Sent(
        "Web page, SVG, XML",
        "\ufeff<html><script>".encode("utf-16-le"),
        "a.txt",
        "text/plain",
        reason=kinds.WEB_PAGE,
    ),
    Sent("Outlook mail", files.old_office("__properties_version1.0"), "surel.msg", "", reason=kinds.MAIL),
    Sent(
        "EICAR test file",
        b"X5O!P%@AP[4" + rb"\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
        "a.txt",
        "text/plain",
        reason=kinds.TEST_VIRUS,
    ),
    Sent("Anything else", b"teks\x00dengan nol", "a.txt", "text/plain", reason=kinds.UNKNOWN),
    Sent("Anything else", files.old_office("Lain"), "a.doc", "application/msword", reason=kinds.UNKNOWN),
    Sent("Anything else", bytes(range(128, 256)) * 4, "a.txt", "text/plain", reason=kinds.UNKNOWN),
)


def _id(sent: Sent) -> str:
    return f"{sent.file}-{sent.name}-{sent.told}"


@pytest.fixture
def store() -> EvidenceStore:
    return EvidenceStore.at("memory:///")


@pytest.mark.parametrize("sent", KEPT, ids=_id)
async def test_what_is_allowed_is_kept_as_it_came_under_its_true_type(
    store: EvidenceStore, sent: Sent
) -> None:
    stowed = await stow(store, sent.data, name=sent.name, mime=sent.told)

    assert kinds.ALLOWED[stowed.mime][0] == sent.ending
    assert stowed.name.endswith(f".{sent.ending}")
    assert stowed.medium == kinds.ALLOWED[stowed.mime][1]
    assert decrypt_file(stowed.file_key, await store.get(stowed.object_key)) == sent.data


@pytest.mark.parametrize("sent", REFUSED, ids=_id)
async def test_what_is_not_is_refused_with_its_reason_and_what_may_be_sent(
    store: EvidenceStore, sent: Sent
) -> None:
    with pytest.raises(InvalidError) as refused:
        await stow(store, sent.data, name=sent.name, mime=sent.told)

    assert refused.value.code == "evidence.type_forbidden"
    assert sent.reason in refused.value.message
    assert kinds.ALLOWED_WORDS in refused.value.message


async def test_sound_and_video_of_one_container_are_told_apart_by_their_tracks(store: EvidenceStore) -> None:
    media = {}
    for data, told in (
        (VIDEO_3GP, "audio/3gpp"),
        (SOUND_3GP, "video/3gpp"),
        (files.iso_media(b"isom"), "audio/mp4"),
    ):
        media[told] = (await stow(store, data, name="a", mime=told)).mime

    assert media == {"audio/3gpp": "video/3gpp", "video/3gpp": "audio/3gpp", "audio/mp4": "audio/mp4"}


async def test_a_picture_that_promises_billions_of_pixels_is_kept_but_no_picture_to_pages(
    store: EvidenceStore,
) -> None:
    bomb = await stow(store, files.huge_png(60_000, 60_000), name="bom.png", mime="image/png")
    phone = await stow(store, files.huge_png(12_000, 9_000), name="foto.png", mime="image/png")

    assert MAX_PIXELS > 12_000 * 9_000
    assert (bomb.mime, bomb.medium, phone.medium) == ("image/png", "document", "photo")


def test_a_form_offers_every_kind_by_type_and_by_ending() -> None:
    offered = kinds.OFFERED.split(",")
    assert {*kinds.ALLOWED, *(f".{ending}" for ending, _ in kinds.ALLOWED.values())} < set(offered)
    assert ".opus" in offered


async def test_a_zip_with_more_files_than_anybody_sends_is_refused_before_its_directory_is_read(
    store: EvidenceStore,
) -> None:
    names = [f"{number:05}-{'x' * 200}.txt" for number in range(archives.MAX_ENTRIES * 3)]
    many = files.zipped(dict.fromkeys(names, b""))
    with pytest.raises(InvalidError) as refused:
        await stow(store, many, name="banyak.zip", mime="application/zip")

    assert "terlalu banyak" in refused.value.message


def test_the_page_decides_every_sort_as_it_is_tried_here() -> None:
    taken_in = PAGE.read_text("utf-8").partition("\n## ")[0]
    decided = {row["file"]: row["becomes"].strip() for row in _ROW.finditer(taken_in)}
    decided = {name: becomes for name, becomes in decided.items() if name not in {"File", "---"}}
    tried = {sent.file: set[str]() for sent in (*KEPT, *REFUSED)}
    for sent in KEPT:
        tried[sent.file].add(f"`{sent.ending}`")

    assert decided.keys() == tried.keys()
    for name, endings in tried.items():
        assert set(re.findall(r"`\w+`", decided[name])) == endings
        assert decided[name].startswith("kept" if endings else "refused")


def test_the_page_names_every_ending_that_can_come_out() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.read_text("utf-8")))
    assert {ending for ending, _medium in kinds.ALLOWED.values()} <= told
