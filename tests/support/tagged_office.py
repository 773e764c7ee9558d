"""Office files that tell of their making in every place we know; see `tagged` for the marks."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture

from tests.support.files import zipped
from tests.support.tagged import NAME, SERIAL, TOOL, photo

_P: Final = "http://schemas.openxmlformats.org/package/2006"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>"
)
_APP: Final = (
    f'<Properties xmlns="{_R}/extended-properties"><Application>{TOOL}</Application>'
    f"<Company>{SERIAL}</Company></Properties>"
)
_WORDS: Final = (
    f'<w:document xmlns:w="{_W}" xmlns:r="{_R}/relationships"><w:body><w:p w:rsidR="00AB12CD">'
    "<w:r><w:t>Uang dibagikan di gudang.</w:t></w:r>"
    f'<w:ins w:id="1" w:author="{NAME}" w:date="2026-03-01T08:00:00Z">'
    "<w:r><w:t> Dua kali.</w:t></w:r></w:ins>"
    "</w:p></w:body></w:document>"
)
_NOTES: Final = (
    f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="{NAME}" w:initials="SR" '
    'w:date="2026-03-01T08:00:00Z">'
    "<w:p><w:r><w:t>Tanya bendahara.</w:t></w:r></w:p></w:comment></w:comments>"
)
_RULES: Final = (
    f'<w:settings xmlns:w="{_W}" xmlns:r="{_R}/relationships"><w:attachedTemplate r:id="rId1"/>'
    '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids></w:settings>'
)


def _types(parts: Mapping[str, str]) -> str:
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_P}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{listed}</Types>'
    )


def _relations(*targets: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"{mode}/>'
        for at, (kind, target, mode) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_P}/relationships">{listed}</Relationships>'


def docx(**more: bytes) -> bytes:
    """Write a Word file with an author, tracked changes, a comment, a photo, a template and a preview.

    `more` adds parts; `__` in a name stands for a slash, `_` for a dot.
    """
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    outside = ' TargetMode="External"'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _types(
            {
                "word/document.xml": f"{kind}.document.main+xml",
                "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
                "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                "customXml/item1.xml": "application/xml",
            }
        ),
        "_rels/.rels": _relations(
            (f"{_R}/relationships/officeDocument", "word/document.xml", ""),
            (f"{_P}/relationships/metadata/core-properties", "docProps/core.xml", ""),
            (f"{_P}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", ""),
        ),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
        "docProps/thumbnail.jpeg": photo("JPEG"),
        "customXml/item1.xml": f"<CoverPageProperties><Author>{NAME}</Author></CoverPageProperties>",
        "word/document.xml": _WORDS,
        "word/comments.xml": _NOTES,
        "word/settings.xml": _RULES,
        "word/_rels/settings.xml.rels": _relations(
            (f"{_R}/relationships/attachedTemplate", f"file:///C:/Users/{NAME}/dasar.dotx", outside)
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_R}/relationships/image", "media/image1.jpeg", ""),
            (f"{_R}/relationships/customXml", "../customXml/item1.xml", ""),
            (f"{_R}/relationships/hyperlink", "https://www.kpu.go.id/", outside),
        ),
        "word/media/image1.jpeg": photo("JPEG"),
    }
    extra = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return zipped(parts | extra)


def xlsx() -> bytes:
    """Write an Excel file with an author, a comment by somebody and a photo."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = NAME
    sheet = book["Sheet"]
    sheet["A1"], sheet["B1"] = "Honor", 350_000
    sheet["A1"].comment = Comment("Tanya bendahara.", NAME)
    sheet.add_image(Picture(io.BytesIO(photo("JPEG"))), "D4")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def odt(**more: bytes) -> bytes:
    """Write an OpenDocument text with an author, a comment, a photo, a printer and a preview."""
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    about, dc = (
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
    config = 'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
    manifest = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    parts: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {office} {text} {dc}><office:body><office:text>"
        f"<text:p>Uang dibagikan.<office:annotation><dc:creator>{NAME}</dc:creator>"
        "<dc:date>2026-03-01T08:00:00</dc:date><text:p>Tanya bendahara.</text:p></office:annotation>"
        " Dua kali."
        "</text:p></office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {office} {about} {dc}><office:meta>"
        f"<meta:initial-creator>{NAME}</meta:initial-creator><meta:generator>{TOOL}</meta:generator>"
        "</office:meta></office:document-meta>",
        "settings.xml": f"<office:document-settings {office} {config}><office:settings>"
        f'<config:config-item config:name="PrinterName" config:type="string">{SERIAL}</config:config-item>'
        "</office:settings></office:document-settings>",
        "Thumbnails/thumbnail.png": photo("PNG"),
        "Pictures/foto.jpg": photo("JPEG"),
        "META-INF/manifest.xml": f"<manifest:manifest {manifest}>"
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>",
    }
    extra = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return zipped(parts | extra)


def everything_in(package: bytes) -> bytes:
    """Lay all parts of a package one behind the other, unpacked, with their names."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return b"\n".join(name.encode() + b"\n" + opened.read(name) for name in opened.namelist())
