"""Taking a file in: checked, encrypted under a key of its own, stored, not yet in a report (R125)."""

import re
import unicodedata
from hashlib import sha256
from typing import Final

import filetype

from core.errors import InvalidError
from core.evidence.models import Medium
from core.evidence.schemas import StowedFile
from core.evidence.store import EvidenceStore
from core.privacy.seals import encrypt_file, new_key

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_FILES: Final = 20
MAX_CAPTION: Final = 1024

_OFFICE_XML: Final = "application/vnd.openxmlformats-officedocument."
ALLOWED: Final[dict[str, tuple[str, Medium]]] = {
    "image/jpeg": ("jpg", Medium.PHOTO),
    "image/png": ("png", Medium.PHOTO),
    "image/webp": ("webp", Medium.PHOTO),
    "image/gif": ("gif", Medium.PHOTO),
    "image/heic": ("heic", Medium.PHOTO),
    "application/pdf": ("pdf", Medium.DOCUMENT),
    "text/plain": ("txt", Medium.DOCUMENT),
    "text/csv": ("csv", Medium.DOCUMENT),
    "application/msword": ("doc", Medium.DOCUMENT),
    "application/vnd.ms-excel": ("xls", Medium.DOCUMENT),
    _OFFICE_XML + "wordprocessingml.document": ("docx", Medium.DOCUMENT),
    _OFFICE_XML + "spreadsheetml.sheet": ("xlsx", Medium.DOCUMENT),
    _OFFICE_XML + "presentationml.presentation": ("pptx", Medium.DOCUMENT),
    "audio/ogg": ("ogg", Medium.AUDIO),
    "audio/mpeg": ("mp3", Medium.AUDIO),
    "audio/mp4": ("m4a", Medium.AUDIO),
    "audio/m4a": ("m4a", Medium.AUDIO),
    "audio/x-wav": ("wav", Medium.AUDIO),
    "audio/wav": ("wav", Medium.AUDIO),
    "audio/aac": ("aac", Medium.AUDIO),
    "audio/amr": ("amr", Medium.AUDIO),
    "audio/webm": ("webm", Medium.AUDIO),
    "video/mp4": ("mp4", Medium.VIDEO),
    "video/quicktime": ("mov", Medium.VIDEO),
    "video/webm": ("webm", Medium.VIDEO),
    "video/3gpp": ("3gp", Medium.VIDEO),
}
"""Types that may come in, by what their bytes say, with the name ending they are given."""

ALLOWED_WORDS: Final = "foto, video, rekaman suara, PDF, dokumen Word, Excel, PowerPoint, atau teks"

# Containers that hold sound or picture: the bytes cannot tell which, so the sender's word counts.
_SAME_CONTAINER: Final = (
    frozenset({"video/mp4", "audio/mp4", "audio/m4a", "video/quicktime", "video/3gpp", "video/x-m4v"}),
    frozenset({"video/webm", "audio/webm", "video/x-matroska"}),
    frozenset({"audio/ogg", "video/ogg", "application/ogg"}),
    frozenset({"text/plain", "text/csv"}),
    frozenset({"audio/wav", "audio/x-wav"}),
    frozenset({"audio/mpeg", "audio/mp3"}),
    frozenset({"image/jpeg", "image/jpg"}),
)
_UNTOLD: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_TEXT_SAMPLE: Final = 64 * 1024
# What a browser would take for a page or a drawing, also behind a byte order mark.
_MARKUP: Final = re.compile(r"[\s\ufeff]*<(!doctype|!--|html|svg|script|\?xml)", re.IGNORECASE)


def check_size(size: int | None) -> None:
    """Refuse a file that is too large before it is fetched.

    Raises:
        InvalidError: `evidence.too_large`, naming the limit.
    """
    if size is not None and size > MAX_FILE_BYTES:
        raise InvalidError(
            f"Berkas ini terlalu besar ({size / 1048576:.0f} MB). Batasnya {MAX_FILE_BYTES // 1048576} MB "
            "tiap berkas. Kirim bagian yang penting saja, atau foto yang lebih kecil.",
            code="evidence.too_large",
        )


async def stow(
    store: EvidenceStore, data: bytes, *, name: str, mime: str | None, caption: str = "", source: str = ""
) -> StowedFile:
    """Check, encrypt and store a file; return what a report needs to take it up.

    `source` is the keyed hash, in hex, of the chat message it came in.

    Raises:
        InvalidError: `evidence.empty`, `.too_large`, `.type_forbidden` or `.type_lies`.
        UnavailableError: The store is full or gone; nothing was kept.
    """
    if not data:
        raise InvalidError("Berkas ini kosong. Kirim berkas lain.", code="evidence.empty")
    check_size(len(data))
    told = (mime or "").partition(";")[0].strip().lower()
    actual = _actual_type(data, told)
    ending, medium = ALLOWED[actual]
    key = new_key()
    encrypted = encrypt_file(key, data)
    object_key = await store.new_name()
    await store.put(object_key, encrypted)
    return StowedFile(
        object_key=object_key,
        file_key=key,
        name=safe_name(name, ending),
        mime=actual,
        medium=medium.value,
        size=len(data),
        sha256=sha256(data).digest(),
        stored_bytes=len(encrypted),
        stored_sha256=sha256(encrypted).digest(),
        caption=caption.strip()[:MAX_CAPTION],
        source=source,
    )


def _actual_type(data: bytes, told: str) -> str:
    guess = filetype.guess(data[:262])
    seen = guess.mime if guess else _text_type(data, told)
    if seen == "application/zip" or (seen or "").startswith(_OFFICE_XML):
        seen = _office_type(data) or seen
    if seen is None or not _permitted(seen):
        raise InvalidError(
            f"Jenis berkas ini tidak dapat diterima. Yang dapat: {ALLOWED_WORDS}.",
            code="evidence.type_forbidden",
        )
    if told in _UNTOLD or told == seen:
        return _canonical(seen)
    if any({told, seen} <= family for family in _SAME_CONTAINER):
        return told if told in ALLOWED else _canonical(seen)
    raise InvalidError(
        "Isi berkas ini tidak sesuai dengan jenisnya, jadi tidak kami simpan. "
        "Kirim ulang berkas aslinya, tanpa mengganti nama.",
        code="evidence.type_lies",
    )


def _permitted(seen: str) -> bool:
    return seen in ALLOWED or any(seen in family and family & ALLOWED.keys() for family in _SAME_CONTAINER)


def _canonical(seen: str) -> str:
    if seen in ALLOWED:
        return seen
    family = next(family for family in _SAME_CONTAINER if seen in family)
    return max(family & ALLOWED.keys())


def _office_type(data: bytes) -> str | None:
    """Tell Word, Excel and PowerPoint apart by the folder their archive names."""
    for folder, kind in (
        (b"word/", "wordprocessingml.document"),
        (b"xl/", "spreadsheetml.sheet"),
        (b"ppt/", "presentationml.presentation"),
    ):
        if b"[Content_Types].xml" in data and folder in data:
            return _OFFICE_XML + kind
    return None


def _text_type(data: bytes, told: str) -> str | None:
    sample = data[:_TEXT_SAMPLE]
    try:
        text = sample.decode("utf-8", errors="strict" if len(data) <= _TEXT_SAMPLE else "ignore")
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(symbol) == "Cc" and symbol not in "\t\r\n\f" for symbol in text):
        return None
    if _MARKUP.match(text):
        return None
    return "text/csv" if told == "text/csv" else "text/plain"


def safe_name(name: str, ending: str) -> str:
    """Return a file name that is only a name: no folders, no control characters, the true ending."""
    base = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(symbol for symbol in base if unicodedata.category(symbol)[0] != "C").strip(" .")
    stem = clean.rpartition(".")[0] if "." in clean else clean
    return f"{stem[:80] or 'berkas'}.{ending}"
