"""What may come in as evidence: the types by their bytes, and the words that refuse all others."""

from typing import Final

from core.errors import InvalidError
from core.evidence.models import Medium
from core.language import tr

_OFFICE_XML: Final = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
_MICROSOFT: Final = "application/vnd.ms-"

PDF: Final = "application/pdf"
RTF: Final = "application/rtf"
ZIP: Final = "application/zip"
PLAIN: Final = "text/plain"
CSV: Final = "text/csv"
DOC: Final = "application/msword"
XLS: Final = _MICROSOFT + "excel"
PPT: Final = _MICROSOFT + "powerpoint"
DOCX: Final = _OFFICE_XML + "wordprocessingml.document"
XLSX: Final = _OFFICE_XML + "spreadsheetml.sheet"
PPTX: Final = _OFFICE_XML + "presentationml.presentation"
DOCM: Final = _MICROSOFT + "word.document.macroenabled.12"
XLSM: Final = _MICROSOFT + "excel.sheet.macroenabled.12"
PPTM: Final = _MICROSOFT + "powerpoint.presentation.macroenabled.12"
XLSB: Final = _MICROSOFT + "excel.sheet.binary.macroenabled.12"
LOCKED_OFFICE: Final = _MICROSOFT + "office"
"""An office file behind a password, whose kind neither the bytes nor its name tell."""
ODT: Final = _OPEN_DOCUMENT + "text"
ODS: Final = _OPEN_DOCUMENT + "spreadsheet"
ODP: Final = _OPEN_DOCUMENT + "presentation"

ALLOWED: Final[dict[str, tuple[str, Medium]]] = {
    "image/jpeg": ("jpg", Medium.PHOTO),
    "image/png": ("png", Medium.PHOTO),
    "image/webp": ("webp", Medium.PHOTO),
    "image/gif": ("gif", Medium.PHOTO),
    "image/heic": ("heic", Medium.PHOTO),
    "image/heif": ("heif", Medium.PHOTO),
    "image/avif": ("avif", Medium.PHOTO),
    "image/bmp": ("bmp", Medium.PHOTO),
    "image/tiff": ("tif", Medium.PHOTO),
    PDF: ("pdf", Medium.DOCUMENT),
    PLAIN: ("txt", Medium.DOCUMENT),
    CSV: ("csv", Medium.DOCUMENT),
    RTF: ("rtf", Medium.DOCUMENT),
    DOC: ("doc", Medium.DOCUMENT),
    XLS: ("xls", Medium.DOCUMENT),
    PPT: ("ppt", Medium.DOCUMENT),
    DOCX: ("docx", Medium.DOCUMENT),
    XLSX: ("xlsx", Medium.DOCUMENT),
    PPTX: ("pptx", Medium.DOCUMENT),
    DOCM: ("docm", Medium.DOCUMENT),
    XLSM: ("xlsm", Medium.DOCUMENT),
    PPTM: ("pptm", Medium.DOCUMENT),
    XLSB: ("xlsb", Medium.DOCUMENT),
    LOCKED_OFFICE: ("office", Medium.DOCUMENT),
    ODT: ("odt", Medium.DOCUMENT),
    ODS: ("ods", Medium.DOCUMENT),
    ODP: ("odp", Medium.DOCUMENT),
    ZIP: ("zip", Medium.DOCUMENT),
    "audio/ogg": ("ogg", Medium.AUDIO),
    "audio/mpeg": ("mp3", Medium.AUDIO),
    "audio/mp4": ("m4a", Medium.AUDIO),
    "audio/3gpp": ("3gp", Medium.AUDIO),
    "audio/wav": ("wav", Medium.AUDIO),
    "audio/aac": ("aac", Medium.AUDIO),
    "audio/amr": ("amr", Medium.AUDIO),
    "audio/flac": ("flac", Medium.AUDIO),
    "audio/webm": ("webm", Medium.AUDIO),
    "audio/x-matroska": ("mka", Medium.AUDIO),
    "video/mp4": ("mp4", Medium.VIDEO),
    "video/quicktime": ("mov", Medium.VIDEO),
    "video/webm": ("webm", Medium.VIDEO),
    "video/3gpp": ("3gp", Medium.VIDEO),
    "video/ogg": ("ogv", Medium.VIDEO),
    "video/x-matroska": ("mkv", Medium.VIDEO),
    "video/x-msvideo": ("avi", Medium.VIDEO),
}
"""Types that may come in, by what their bytes say, with the name ending they are given."""

WITH_MACROS: Final = frozenset({DOCM, XLSM, PPTM, XLSB})
"""Office files that may run commands of their own when opened."""
WITHOUT_MACROS: Final = frozenset({DOCX, XLSX, PPTX})
OPEN_DOCUMENTS: Final = frozenset({ODT, ODS, ODP})
OLD_OFFICE: Final = frozenset({DOC, XLS, PPT})
"""Those of before 2007."""
ZIPPED: Final = frozenset({ZIP}) | WITHOUT_MACROS | WITH_MACROS | OPEN_DOCUMENTS
"""All whose container is a ZIP."""

_OTHER_ENDINGS: Final = ("jpeg", "tiff", "opus", "oga", "heics", "3gpp", "3g2", "m4b", "m4v", "jfif", "log")
OFFERED: Final = ",".join(
    sorted({*ALLOWED, *(f".{ending}" for ending in (*_OTHER_ENDINGS, *(end for end, _ in ALLOWED.values())))})
)
"""What a form offers to choose, as HTML's `accept`: by type, and by ending where a system knows none."""

ALLOWED_WORDS: Final = tr(
    "foto, video, rekaman suara, PDF, dokumen Word, Excel, PowerPoint, OpenDocument, RTF, teks, "
    "atau ZIP berisi berkas seperti itu"
)

UNKNOWN: Final = tr("Jenis berkas ini tidak dapat diterima.")
PROGRAM: Final = tr(
    "Jenis berkas ini tidak dapat diterima: isinya program, yang dapat merusak komputer pemeriksa. "
    "Kirim foto layar atau dokumennya saja."
)
WEB_PAGE: Final = tr(
    "Halaman web dan gambar SVG dapat menjalankan perintah, jadi tidak kami simpan. "
    "Kirim foto layarnya, atau simpan dulu sebagai PDF."
)
ARCHIVE: Final = tr(
    "Isi arsip ini (RAR, 7z, dan sejenisnya) tidak dapat kami periksa. "
    "Kirim isinya satu per satu, atau sebagai ZIP tanpa kata sandi."
)
MAIL: Final = tr("Surel dalam bentuk Outlook tidak dapat diterima. Simpan dulu sebagai PDF, lalu kirim.")
TEST_VIRUS: Final = tr("Berkas ini adalah contoh virus untuk menguji antivirus, jadi tidak kami simpan.")


def refusal(reason: str) -> InvalidError:
    """Word why a file is not taken and what would be; `reason` is one or more whole sentences."""
    message = tr("{reason} Yang dapat: {types}.", reason=reason, types=ALLOWED_WORDS)
    return InvalidError(message, code="evidence.type_forbidden")
