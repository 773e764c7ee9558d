"""The clean copy of a PDF or an office file keeps what is read and loses who wrote it and with what."""

import io
import zipfile

import openpyxl
import pikepdf
import pypdf
import pytest

from core.evidence import kinds
from core.evidence.child import cleaned
from core.evidence.cleaning.obstacles import Obstacle
from core.evidence.sniffing import true_type
from core.evidence.traces import traces_of
from tests.support import files, tagged, tagged_office
from tests.support.refused import obstacle
from tests.support.sources import source_of

pytestmark = pytest.mark.requirement("R95")


async def test_a_pdf_keeps_its_pages_and_loses_author_notes_attachments_and_scripts() -> None:
    original = tagged.pdf()
    assert set(tagged.told(original)) == set(tagged.MARKS)

    copy = await cleaned(original, kinds.PDF)

    assert true_type(source_of(copy)) == kinds.PDF
    opened = pypdf.PdfReader(io.BytesIO(copy))
    (page,) = opened.pages
    (picture,) = page.images
    assert tagged.told(_unpacked(copy) + picture.data) == []
    assert b"JavaScript" not in _unpacked(copy)
    assert (opened.metadata, opened.xmp_metadata, opened.attachments) == (None, None, {})
    assert picture.image is not None
    assert picture.image.size == (40, 24)
    assert b"periksa halaman ini" in _unpacked(copy)


def _unpacked(pdf: bytes) -> bytes:
    """Write a PDF so that all its words lie open."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            written,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return written.getvalue()


async def test_a_locked_pdf_and_a_broken_one_say_so() -> None:
    assert await obstacle(tagged.pdf(password="rahasia"), kinds.PDF) is Obstacle.LOCKED
    assert await obstacle(b"%PDF-1.7\n" + bytes(40), kinds.PDF) is Obstacle.BROKEN


async def test_earlier_versions_inside_a_pdf_are_left_behind() -> None:
    """An editor that saves by adding leaves what was before in the file."""
    first = tagged.pdf(script=False)
    later = io.BytesIO()
    writer = pypdf.PdfWriter(io.BytesIO(first), incremental=True)
    writer.add_metadata({"/Author": "Orang Lain"})
    writer.write(later)
    assert tagged.told(later.getvalue())
    assert tagged.told(_unpacked(await cleaned(later.getvalue(), kinds.PDF))) == []


@pytest.mark.parametrize(
    ("original", "mime", "seen"),
    [
        (tagged_office.docx(), kinds.DOCX, (b"Uang dibagikan di gudang.", b"Dua kali.", b"Tanya bendahara.")),
        (tagged_office.xlsx(), kinds.XLSX, (b"Honor", b"350000", b"Tanya bendahara.")),
        (tagged_office.odt(), kinds.ODT, (b"Uang dibagikan.", b" Dua kali.", b"Tanya bendahara.")),
    ],
    ids=["docx", "xlsx", "odt"],
)
async def test_an_office_file_keeps_its_words_and_loses_its_people(
    original: bytes, mime: str, seen: tuple[bytes, ...]
) -> None:
    assert tagged.NAME in tagged.told(tagged_office.everything_in(original))
    assert traces_of(source_of(original), mime)

    copy = await cleaned(original, mime)

    within = tagged_office.everything_in(copy)
    assert tagged.told(within) == []
    assert [words for words in seen if words not in within] == []
    assert not any(word in within for word in (b"2026-03-01", b"00AB12CD", b"humbnail", b"C:/Users"))
    assert (true_type(source_of(copy)), traces_of(source_of(copy), mime)) == (mime, ())
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


async def test_a_table_can_still_be_read_and_calculated_with() -> None:
    book = openpyxl.load_workbook(io.BytesIO(await cleaned(tagged_office.xlsx(), kinds.XLSX)))
    assert (book["Sheet"]["A1"].value, book["Sheet"]["B1"].value) == ("Honor", 350_000)
    assert book["Sheet"]["A1"].comment.author == "Penulis 1"


async def test_one_person_stays_one_and_links_to_the_web_stay() -> None:
    within = tagged_office.everything_in(await cleaned(tagged_office.docx(), kinds.DOCX))
    assert within.count(b'author="Penulis 1"') == 2
    assert b"https://www.kpu.go.id/" in within
    assert b"customXml" not in within


@pytest.mark.slow
@pytest.mark.parametrize(
    ("original", "mime", "why"),
    [
        (tagged_office.docx(word__vbaProject_bin=b"x"), kinds.DOCX, Obstacle.MACROS),
        (tagged_office.odt(Basic__Standard__Modul_xml=b"<a/>"), kinds.ODT, Obstacle.MACROS),
        (tagged_office.docx(word__embeddings__oleObject1_bin=b"x"), kinds.DOCX, Obstacle.EMBEDDED),
        (tagged_office.odt(Object1=b"x"), kinds.ODT, Obstacle.EMBEDDED),
        (files.zipped({f"word/{n}.xml": b"" for n in range(2001)}), kinds.DOCX, Obstacle.TOO_LARGE),
        (
            tagged_office.docx(word__tawa_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            kinds.DOCX,
            Obstacle.BROKEN,
        ),
    ],
    ids=["macros", "macros-odt", "object", "object-odt", "bomb", "entities"],
)
async def test_an_office_file_that_cannot_be_cleaned_says_why(
    original: bytes, mime: str, why: Obstacle
) -> None:
    assert await obstacle(original, mime) is why


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        '<a><pic:cNvPr xmlns:pic="p" id="1" name="C:\\Users\\@\\foto.jpg" descr="@.jpg"/></a>',
        '<a><docPr id="1" name="@-2026.jpeg"/></a>',
        '<a xmlns:o="o"><imagedata o:title="@"/></a>',
        '<pivotCacheDefinition refreshedBy="@"/>',
        '<workbook><scenarios><scenario name="murah" user="@"/></scenarios></workbook>',
        '<workbook><customWorkbookView name="@ - Personal View"/></workbook>',
        '<personList><person displayName="@" id="{1}" userId="@" providerId="AD"/></personList>',
        '<cmAuthorLst><cmAuthor id="1" name="@" initials="@"/></cmAuthorLst>',
        '<a xmlns:w15="w"><w15:person w15:author="@"><w15:presenceInfo w15:userId="@"/></w15:person></a>',
        "<comments><authors><author>@</author></authors></comments>",
        '<settings><docVars><docVar name="penulis" val="@"/></docVars></settings>',
        '<workbook><fileSharing userName="@"/></workbook>',
        '<workbook><absPath url="C:\\Users\\@\\"/></workbook>',
        '<a><connection id="1" odcFile="C:\\@"><dbPr connection="Data Source=@"/></connection></a>',
        "<a><!-- @ --><b/></a>",
    ],
)
async def test_every_place_where_office_programs_note_a_person_is_emptied(part: str) -> None:
    told = part.replace("@", tagged.NAME).encode()
    within = tagged_office.everything_in(await cleaned(tagged_office.docx(word__lain_xml=told), kinds.DOCX))
    assert b"word/lain.xml" in within
    assert tagged.told(within) == []


async def test_descriptions_people_wrote_themselves_stay() -> None:
    part = (
        b'<a><docPr id="1" name="Gambar 1" descr="Kotak suara tanpa segel"/><table displayName="Tabel1"/></a>'
    )
    within = tagged_office.everything_in(await cleaned(tagged_office.docx(word__lain_xml=part), kinds.DOCX))
    assert b"Kotak suara tanpa segel" in within
    assert b"Tabel1" in within


async def test_a_table_inside_a_document_is_cleaned_with_it() -> None:
    nested = tagged_office.docx(word__embeddings__tabel_xlsx=tagged_office.xlsx())
    copy = await cleaned(nested, kinds.DOCX)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        inner = package.read("word/embeddings/tabel.xlsx")
    assert tagged.told(tagged_office.everything_in(inner)) == []
