"""What officers are handed of a reporter's file: a clean copy, or the original for a recorded reason."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from weakref import WeakValueDictionary

from core.errors import ForbiddenError
from core.evidence import kinds
from core.evidence.antivirus import Antivirus, AntivirusAwayError
from core.evidence.child import cleaned
from core.evidence.cleaning.obstacles import CannotCleanError, Obstacle
from core.evidence.dangers import EICAR, Danger, dangers_of
from core.evidence.kinds import ALLOWED
from core.evidence.original import Copy, Original, Pieces, Spooled
from core.evidence.shelf import CopyShelf
from core.evidence.source import Source
from core.evidence.store import raise_if_full
from core.language import joined, tr

ORIGINAL_ONLY: Final = "evidence.original_only"
INFECTED: Final = "evidence.infected"
Cleaning = Callable[[bytes, str], Awaitable[bytes]]
"""Makes a copy of a file of a type, as `child.cleaned` does."""
AT_ONCE: Final = 2
"""Children at a time, for each process: each may take a processor and a gigabyte."""
_AS_THEY_ARE: Final = frozenset({kinds.PLAIN, kinds.CSV})
"""They say what they say and nothing beside it: the copy is the original."""
_OTHER_TYPE: Final = {
    "image/bmp": "image/png",
    "image/heic": "image/jpeg",
    "image/heif": "image/jpeg",
    "image/avif": "image/jpeg",
}
_CLEANED: Final = frozenset(
    {
        kinds.PDF,
        *kinds.WITHOUT_MACROS,
        *kinds.OPEN_DOCUMENTS,
        *(mime for mime in ALLOWED if mime.startswith(("image/", "audio/", "video/"))),
    }
)
COPIES: Final[Mapping[str, str]] = MappingProxyType(
    {mime: _OTHER_TYPE.get(mime, mime) for mime in ALLOWED if mime in _CLEANED | _AS_THEY_ARE}
)
"""The types of which a clean copy can be made, with the type it has."""

_TELLS: Final = tr("Berkas aslinya masih memberi tahu asal-usulnya, misalnya pembuat, alat, atau lokasi.")
_WHY: Final = {
    Obstacle.LOCKED: tr("Berkas ini terkunci kata sandi, jadi salinan bersihnya tidak dapat dibuat."),
    Obstacle.TOO_LARGE: tr("Berkas ini terlalu besar untuk dibuatkan salinan bersih."),
    Obstacle.EMBEDDED: tr(
        "Di dalam berkas ini ada berkas lain yang tidak dapat dibersihkan, jadi salinan bersih tidak dibuat."
    ),
    Obstacle.BROKEN: tr("Berkas ini rusak atau tidak lengkap, jadi salinan bersihnya tidak dapat dibuat."),
    Obstacle.MACROS: tr("Berkas ini memuat makro, yang dapat menjalankan perintah di komputer Anda."),
    Obstacle.LIMITS: tr(
        "Membersihkan berkas ini memakan waktu atau memori jauh di atas yang wajar, jadi dihentikan. "
        "Berkas seperti ini dapat dibuat untuk melumpuhkan komputer."
    ),
    Obstacle.FAULT: tr(
        "Salinan bersih berkas ini sedang tidak dapat dibuat karena gangguan pada sistem, bukan karena "
        "berkasnya. Coba lagi nanti; bila berulang, beri tahu administrator sistem."
    ),
}
_DANGERS: Final = {
    Danger.MACROS: tr("Berkas asli memuat makro: buka tanpa mengizinkannya, di komputer yang aman."),
    Danger.SCRIPT: tr("Berkas asli memuat perintah yang dapat berjalan sendiri saat dibuka."),
    Danger.SECOND_FILE: tr(
        "Berkas asli sekaligus berkas jenis lain, cara yang biasa dipakai menyembunyikan program."
    ),
}
_ANTIVIRUS_AWAY: Final = tr(
    "Antivirus sedang tidak dapat ditanya, jadi salinan bersih belum dibuat. Coba lagi sebentar lagi."
)
_NO_COPY: Final = tr("Dari jenis berkas ini tidak dapat dibuat salinan bersih.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInHand:
    """A file that somebody may have, and the way to its bytes."""

    original: Original
    mime: str
    to_be_cleaned: bool
    """Whether it tells of a reporter; officers' own papers, which may be signed, go out as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """What goes out, a copy or the original, with the type it has."""

    mime: str
    content: Copy | Original


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """What is said of a file before it is taken."""

    dangers: tuple[str, ...]
    """What the original may do to whoever opens it, in sentences."""
    refused: ForbiddenError | None
    """Why no copy is handed out; None where one is."""


def copy_type(mime: str) -> str:
    """Return the type that a clean copy of such a file has; empty where none can be made."""
    return COPIES.get(mime, "")


def why_no_copy(mime: str) -> str:
    """Say in one or two sentences why there is no clean copy of such a file; empty where there is one."""
    if mime in COPIES:
        return ""
    if mime in kinds.WITH_MACROS:
        return joined(" ", (_WHY[Obstacle.MACROS], _TELLS))
    return joined(" ", (_WHY[Obstacle.LOCKED] if mime == kinds.LOCKED_OFFICE else _NO_COPY, _TELLS))


class CleanCopies:
    """Makes clean copies, keeps them for a while, and hands them out."""

    def __init__(
        self, shelf: CopyShelf, antivirus: Antivirus | None = None, clean: Cleaning = cleaned
    ) -> None:
        self._shelf = shelf
        self._clean = clean
        self._antivirus = antivirus
        self._room = asyncio.Semaphore(AT_ONCE)
        self._making: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handed_out(self, file: FileInHand) -> HandedFile:
        """Return what an officer is given unasked: a clean copy of a reporter's file, others as they are.

        Call it outside any transaction: making a copy may take many seconds.

        Raises:
            ForbiddenError: `evidence.original_only`: there is no clean copy; `evidence.infected`: neither
                copy nor original is handed out. Either says why.
            NotFoundError, UnavailableError: As the store does.
        """
        return await self._handed_out(file, file.original)

    async def looked_into(self, file: FileInHand) -> FileLook:
        """Say what the original may do, and whether there is a copy of it: made now, to be handed out soon.

        The store is read once at most.

        Raises:
            NotFoundError, UnavailableError: As the store does.
        """
        found = await asyncio.to_thread(self._shelf.find_dangers, file.original.file_key)
        if found is not None:
            return await self._look(file, file.original, found)
        try:
            spool = await file.original.spooled()
        except OSError as error:
            raise_if_full(error)
            raise
        with spool:
            found = await asyncio.to_thread(lambda: dangers_of(Source(spool), file.mime))
            await asyncio.to_thread(self._shelf.put_dangers, file.original.file_key, found)
            return await self._look(file, Spooled(spool), found)

    async def _look(self, file: FileInHand, pieces: Pieces, found: tuple[Danger, ...]) -> FileLook:
        refused = None
        try:
            await self._handed_out(file, pieces)
        except ForbiddenError as error:
            refused = error
        return FileLook(dangers=tuple(_DANGERS[danger] for danger in found), refused=refused)

    async def _handed_out(self, file: FileInHand, pieces: Pieces) -> HandedFile:
        """Hand out a file that is read from `pieces` where it must be."""
        if not file.to_be_cleaned or file.mime in _AS_THEY_ARE:
            return HandedFile(mime=file.mime, content=await self._original(file, pieces))
        if file.mime not in COPIES:
            await self._original(
                file, pieces
            )  # so that what is known to do harm is told before it is asked for
            raise ForbiddenError(why_no_copy(file.mime), code=ORIGINAL_ONLY)
        lock = self._making.setdefault(file.original.object_key, asyncio.Lock())
        try:
            async with lock:
                content = await self._copy(file, pieces)
        except AntivirusAwayError as error:
            raise ForbiddenError(_ANTIVIRUS_AWAY, code=ORIGINAL_ONLY) from error
        except CannotCleanError as error:
            raise ForbiddenError(joined(" ", (_WHY[error.obstacle], _TELLS)), code=ORIGINAL_ONLY) from error
        return HandedFile(mime=COPIES[file.mime], content=Copy(content))

    async def original(self, file: FileInHand) -> Original:
        """Return a file as it came, to be sent on in pieces; unchecked where the antivirus does not answer.

        Raises:
            ForbiddenError: `evidence.infected`.
            NotFoundError, UnavailableError: As the store does.
        """
        return await self._original(file, file.original)

    async def _original(self, file: FileInHand, pieces: Pieces) -> Original:
        with suppress(AntivirusAwayError):
            await self._check(pieces)
        return file.original

    async def _check(self, pieces: Pieces) -> None:
        """Refuse what is known to do harm."""
        found = ""
        async with aclosing(pieces.chunks()) as opened:
            first = await anext(opened, b"")
            if first.startswith(EICAR):
                found = "EICAR"
            elif self._antivirus is not None:
                found = await self._antivirus.found_in(_with_first(first, opened))
        if found:
            words = tr(
                "Antivirus menemukan {name} di dalam berkas ini, jadi berkas ini tidak ditawarkan. "
                "Minta pelapor mengirim foto layarnya. Berkas asli tetap tersegel sebagai bukti.",
                name=found,
            )
            raise ForbiddenError(words, code=INFECTED)

    async def _copy(self, file: FileInHand, pieces: Pieces) -> bytes:
        kept = await asyncio.to_thread(self._shelf.find, file.original.file_key)
        if kept is not None:
            return kept
        async with self._room:
            data = await pieces.whole()  # the child is fed by it; `MAX_FILE_BYTES`, `AT_ONCE`
            await self._check(Copy(data))
            try:
                copy = await self._clean(data, file.mime)
            except CannotCleanError as error:
                if error.lasting:
                    await asyncio.to_thread(self._shelf.put_obstacle, file.original.file_key, error.obstacle)
                raise
        await asyncio.to_thread(self._shelf.put, file.original.file_key, copy)
        return copy


async def _with_first(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Give a file again from its beginning, of which one piece was taken."""
    yield first
    async for piece in rest:
        yield piece
