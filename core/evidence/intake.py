"""Taking a file in: checked, encrypted under a key of its own, stored, not yet in a report (R125)."""

import asyncio
import io
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import BinaryIO, Final, cast

from core.errors import InvalidError
from core.evidence.kinds import ALLOWED
from core.evidence.models import Medium
from core.evidence.notes import Trace
from core.evidence.pictures import is_giant
from core.evidence.schemas import StowedFile
from core.evidence.sniffing import true_type
from core.evidence.source import Source
from core.evidence.store import MAX_FILE_BYTES, EvidenceStore, raise_if_full
from core.evidence.traces import traces_of
from core.language import tr
from core.privacy.seals import CHUNK_BYTES, StreamSealer, new_key
from core.privacy.spool import Spool
from core.sizes import file_size, megabytes

MAX_REPORT_FILES: Final = 200
MAX_REPORT_BYTES: Final = megabytes(1024)
_LOOKERS: Final = ThreadPoolExecutor(2, thread_name_prefix="evidence")
"""Some readers take a picture whole into memory: so many files are looked at at a time."""
MAX_CAPTION: Final = 4096
"""Telegram takes 2,048 letters from some; addresses and origins that stood behind them come on top."""


def check_size(size: int | None, most: int) -> None:
    """Refuse a file of more than `most` bytes, before it is fetched where its size is told.

    Raises:
        InvalidError: `evidence.too_large`, naming the limit.
    """
    if size is not None and size > most:
        raise InvalidError(
            tr(
                "Berkas ini terlalu besar ({size}). Batasnya {most} tiap berkas. "
                "Kirim bagian yang penting saja, atau foto yang lebih kecil.",
                size=file_size(size, beyond=True),
                most=file_size(most),
            ),
            code="evidence.too_large",
        )


def check_report(files: int, size: int) -> None:
    """Refuse more than one report may carry from one side, over all of its life.

    Raises:
        InvalidError: `evidence.report_full`, naming the limits.
    """
    if files > MAX_REPORT_FILES or size > MAX_REPORT_BYTES:
        raise InvalidError(
            tr(
                "Laporan ini sudah memuat berkas sebanyak yang dapat disimpan: {files} berkas atau "
                "{most}. "
                "Tuliskan isinya, atau serahkan berkasnya langsung ke kantor KPU.",
                files=MAX_REPORT_FILES,
                most=file_size(MAX_REPORT_BYTES),
            ),
            code="evidence.report_full",
        )


@contextmanager
def arriving() -> Iterator[Spool]:
    """Hold a file while it arrives, encrypted and never whole in memory; gone when the block ends.

    Raises:
        UnavailableError: `evidence.store_full`: this machine has no room to hold it.
    """
    try:
        with Spool(limit=MAX_FILE_BYTES) as spool:
            yield spool
    except OSError as error:
        raise_if_full(error)
        raise


async def stow(
    store: EvidenceStore,
    content: bytes | Spool,
    *,
    name: str,
    mime: str | None,
    caption: str = "",
    source: str = "",
    telling: bool = False,
) -> StowedFile:
    """Check, encrypt and store a file; return what a report needs to take it up.

    `mime` is the type the sender's side told; what the bytes say counts. `source` is the keyed hash, in
    hex, of the chat message it came in. `telling` asks what it says of its making, for one word to its
    sender; that may take seconds. A spool stays the caller's to close.

    Raises:
        InvalidError: `evidence.empty`, `.too_large` or `.type_forbidden`.
        UnavailableError: The store is full or gone; nothing was kept.
    """
    size = len(content) if isinstance(content, bytes) else content.size
    if not size:
        raise InvalidError(tr("Berkas ini kosong. Kirim berkas lain."), code="evidence.empty")
    check_size(size, store.max_file_bytes)
    file: BinaryIO = io.BytesIO(content) if isinstance(content, bytes) else cast("BinaryIO", content)
    told = (mime or "").partition(";")[0].strip().lower()
    looking = partial(_looked_at, file, name, told, telling=telling)
    try:
        actual, medium, traces = await asyncio.get_running_loop().run_in_executor(_LOOKERS, looking)
    except OSError as error:
        raise_if_full(error)  # what lies in a ZIP is laid out to be looked at
        raise
    ending, _usual = ALLOWED[actual]
    sealing = _Sealing(file)
    object_key = await store.new_name()
    await store.put(object_key, sealing.pieces())
    return StowedFile(
        object_key=object_key,
        file_key=sealing.key,
        name=safe_name(name, ending),
        mime=actual,
        medium=medium.value,
        size=size,
        sha256=sealing.plain.digest(),
        stored_bytes=sealing.stored_bytes,
        stored_sha256=sealing.stored.digest(),
        caption=caption.strip()[:MAX_CAPTION],
        source=source,
        traces=tuple(trace.value for trace in traces),
    )


class _Sealing:
    """Encrypts a file under a key of its own as it is read, and notes what goes by."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.key = new_key()
        self.plain, self.stored = sha256(), sha256()
        self.stored_bytes = 0

    def pieces(self) -> Iterator[bytes]:
        """Yield what goes into the store: once, from the beginning to the end."""
        self._file.seek(0)
        sealer = StreamSealer(self.key)
        yield self._noted(sealer.header)
        piece = self._file.read(CHUNK_BYTES)
        while True:
            following = self._file.read(CHUNK_BYTES)
            self.plain.update(piece)
            yield self._noted(sealer.push(piece, last=not following))
            if not following:
                return
            piece = following

    def _noted(self, sealed: bytes) -> bytes:
        self.stored.update(sealed)
        self.stored_bytes += len(sealed)
        return sealed


def _looked_at(
    file: BinaryIO, name: str, told: str, *, telling: bool
) -> tuple[str, Medium, tuple[Trace, ...]]:
    """Tell type, how it is shown, and, where that is asked, what it says of its making.

    A giant picture is shown as a document, which no page opens by itself.
    """
    source = Source(file)
    actual = true_type(source, name=name, told=told)
    medium = ALLOWED[actual][1]
    if medium is Medium.PHOTO and is_giant(source, actual):
        medium = Medium.DOCUMENT
    return actual, medium, traces_of(source, actual) if telling else ()


def safe_name(name: str, ending: str) -> str:
    """Return a file name that is only a name: no folders, no control characters, the true ending."""
    base = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(symbol for symbol in base if unicodedata.category(symbol)[0] != "C").strip(" .")
    stem = clean.rpartition(".")[0] if "." in clean else clean
    return f"{stem[:80] or 'berkas'}.{ending}"
