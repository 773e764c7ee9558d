"""Taking a file in: checked, encrypted under a key of its own, stored, not yet in a report (R125)."""

import asyncio
import unicodedata
from hashlib import sha256
from typing import Final

from core.errors import InvalidError
from core.evidence.kinds import ALLOWED
from core.evidence.models import Medium
from core.evidence.pictures import is_giant
from core.evidence.schemas import StowedFile
from core.evidence.sniffing import true_type
from core.evidence.store import EvidenceStore
from core.evidence.traces import Trace, traces_of
from core.language import tr
from core.privacy.seals import encrypt_file, new_key

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_FILES: Final = 20
MAX_CAPTION: Final = 4096
"""Telegram takes 2,048 letters from some; addresses and origins that stood behind them come on top."""


def check_size(size: int | None) -> None:
    """Refuse a file that is too large before it is fetched.

    Raises:
        InvalidError: `evidence.too_large`, naming the limit.
    """
    if size is not None and size > MAX_FILE_BYTES:
        raise InvalidError(
            tr(
                "Berkas ini terlalu besar ({size} MB). Batasnya {most} MB tiap berkas. "
                "Kirim bagian yang penting saja, atau foto yang lebih kecil.",
                size=f"{size / 1048576:.0f}",
                most=MAX_FILE_BYTES // 1048576,
            ),
            code="evidence.too_large",
        )


async def stow(
    store: EvidenceStore, data: bytes, *, name: str, mime: str | None, caption: str = "", source: str = ""
) -> StowedFile:
    """Check, encrypt and store a file; return what a report needs to take it up.

    `mime` is the type the sender's side told; what the bytes say counts. `source` is the keyed hash, in
    hex, of the chat message it came in.

    Raises:
        InvalidError: `evidence.empty`, `.too_large` or `.type_forbidden`.
        UnavailableError: The store is full or gone; nothing was kept.
    """
    if not data:
        raise InvalidError(tr("Berkas ini kosong. Kirim berkas lain."), code="evidence.empty")
    check_size(len(data))
    told = (mime or "").partition(";")[0].strip().lower()
    actual, medium, traces = await asyncio.to_thread(_looked_at, data, name, told)
    ending, _usual = ALLOWED[actual]
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
        traces=tuple(trace.value for trace in traces),
    )


def _looked_at(data: bytes, name: str, told: str) -> tuple[str, Medium, tuple[Trace, ...]]:
    """Tell type, how it is shown, and what it says of its making.

    A giant picture is shown as a document, which no page opens by itself.
    """
    actual = true_type(data, name=name, told=told)
    medium = ALLOWED[actual][1]
    if medium is Medium.PHOTO and is_giant(data, actual):
        medium = Medium.DOCUMENT
    return actual, medium, traces_of(data, actual)


def safe_name(name: str, ending: str) -> str:
    """Return a file name that is only a name: no folders, no control characters, the true ending."""
    base = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(symbol for symbol in base if unicodedata.category(symbol)[0] != "C").strip(" .")
    stem = clean.rpartition(".")[0] if "." in clean else clean
    return f"{stem[:80] or 'berkas'}.{ending}"
