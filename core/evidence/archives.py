"""Looking into a ZIP: an office document or not, nothing in it that runs, nothing that swells.

Nothing is unpacked to disk in plain text. Each file is read once, within the limits its directory promised;
what promises more than the limits is refused before anything is read.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from core.errors import InvalidError
from core.evidence import kinds
from core.evidence.source import Source
from core.language import tr
from core.privacy.spool import Spool

MAX_ENTRIES: Final = 2000
MAX_UNPACKED: Final = 400 * 1024 * 1024
_MAX_MEMBER: Final = 100 * 1024 * 1024
_MAX_DIRECTORY: Final = 1024 * 1024
_PROGRAM_HEAD: Final = 4096
_PIECE: Final = 64 * 1024
_END_WITHIN: Final = 22 + 65_535
"""The last record of a directory is 22 bytes; a comment of at most so many letters stands behind it."""
_PLAIN_PACKING: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PROGRAM_ENDINGS: Final = (
    ".exe", ".dll", ".scr", ".com", ".pif", ".cpl", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe",
    ".js", ".jse", ".wsf", ".hta", ".lnk", ".reg", ".jar", ".apk", ".class", ".dex", ".sh",
)  # fmt: skip
_PROGRAM_STARTS: Final = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02",
)
_LITTER: Final = (b"\x00\x05\x16\x07", b"\x00\x00\x00\x01Bud1")
"""What macOS lays beside each file and in each folder; nobody chose to send it."""

_ODF: Final = {kind.encode(): kind for kind in kinds.OPEN_DOCUMENTS}
_FOLDERS: Final = (
    ("word/", kinds.DOCX, kinds.DOCM),
    ("xl/", kinds.XLSX, kinds.XLSM),
    ("ppt/", kinds.PPTX, kinds.PPTM),
)

_BROKEN: Final = tr("ZIP ini rusak atau terpotong, jadi isinya tidak dapat kami periksa. Kirim sekali lagi.")
_LOCKED: Final = tr(
    "Isi ZIP ini terkunci kata sandi, jadi tidak dapat kami periksa. "
    "Kirim tanpa kata sandi, atau isinya satu per satu."
)
_TOO_MUCH: Final = tr("Isi ZIP ini terlalu banyak atau terlalu besar. Kirim bagian yang penting saja.")


def is_program(data: bytes) -> bool:
    """Tell a program by its first bytes: of Windows, Linux, Android, macOS or Java, or a Windows shortcut."""
    head = data[:_PROGRAM_HEAD]
    return head.startswith(_PROGRAM_STARTS) or (head.startswith(b"MZ") and b"PE\x00\x00" in head)


class Archive:
    """A ZIP whose directory was read and found within the limits, with no program in it."""

    def __init__(self, source: Source) -> None:
        """Read the directory and the beginning of each file.

        Raises:
            InvalidError: `evidence.type_forbidden`, saying which of these it is: broken, locked, too
                much, packed in a way nobody needs, or with a program inside.
        """
        _check_directory(source)
        try:
            self._archive = zipfile.ZipFile(source.file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as broken:
            raise kinds.refusal(_BROKEN) from broken
        self._infos = [info for info in self._archive.infolist() if not info.is_dir()]
        if not self._infos:
            raise kinds.refusal(_BROKEN)
        for info in self._infos:
            _check_entry(info)
        if len(self._infos) > MAX_ENTRIES or sum(info.file_size for info in self._infos) > MAX_UNPACKED:
            raise kinds.refusal(_TOO_MUCH)
        for info in self._infos:
            if info.filename.casefold().endswith(_PROGRAM_ENDINGS) or is_program(
                self._read(info, _PROGRAM_HEAD)
            ):
                raise kinds.refusal(
                    tr(
                        "Di dalam berkas ini ada program: {name}. Kirim tanpa program itu.",
                        name=_shown(info.filename),
                    )
                )

    def office_type(self) -> str:
        """Return the type of the office document this is; empty where it is none."""
        names = {info.filename for info in self._infos}
        if "[Content_Types].xml" in names:
            if "xl/workbook.bin" in names:
                return kinds.XLSB
            macros = any(name.casefold().endswith("vbaproject.bin") for name in names)
            for folder, plain, with_macros in _FOLDERS:
                if any(name.startswith(folder) for name in names):
                    return with_macros if macros else plain
        if self._infos[0].filename == "mimetype":
            return _ODF.get(self._read(self._infos[0], 256).strip(), "")
        return ""

    def files(self) -> Iterator[tuple[str, Source]]:
        """Yield name and content of each file, one at a time, unpacked and proved by its checksum.

        The content is gone when the next one is asked for.

        Raises:
            InvalidError: `evidence.type_forbidden`: one of them is broken, or more than it said it is.
        """
        for info in self._infos:
            with Spool() as spool:
                self._unpack(info, spool)
                if spool.size and not (content := Source(spool)).head.startswith(_LITTER):
                    yield info.filename, content

    def refused(self, name: str) -> InvalidError:
        """Word that a file inside cannot be taken."""
        return kinds.refusal(
            tr(
                "Di dalam ZIP ini ada berkas yang tidak dapat diterima: {name}. "
                "Kirim yang lain tanpa berkas itu.",
                name=_shown(name),
            )
        )

    def _read(self, info: zipfile.ZipInfo, size: int) -> bytes:
        with _opened(self._archive, info) as member:
            return member.read(size)

    def _unpack(self, info: zipfile.ZipInfo, spool: Spool) -> None:
        """Read a file to its end, which compares the checksum."""
        with _opened(self._archive, info) as member:
            while piece := member.read(_PIECE):
                spool.write(piece)
                if spool.size > info.file_size:
                    raise kinds.refusal(_BROKEN)
        if spool.size != info.file_size:
            raise kinds.refusal(_BROKEN)


@contextmanager
def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    try:
        with archive.open(info) as member:
            yield member
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise kinds.refusal(_BROKEN) from broken


def _check_directory(source: Source) -> None:
    """Refuse before reading: a directory of a few megabytes would take hundreds to hold."""
    data = source.tail(_END_WITHIN)
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        raise kinds.refusal(_BROKEN)
    _entries, size = struct.unpack_from("<HL", data, end + 10)
    if size > _MAX_DIRECTORY:
        raise kinds.refusal(_TOO_MUCH)


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise kinds.refusal(_LOCKED)
    if info.compress_type not in _PLAIN_PACKING:
        raise kinds.refusal(_BROKEN)
    if info.file_size > _MAX_MEMBER:
        raise kinds.refusal(_TOO_MUCH)


def _shown(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    return "".join(symbol for symbol in base if symbol.isprintable())[:60] or "berkas"
