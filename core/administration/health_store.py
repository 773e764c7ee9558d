"""How the evidence store fares: room, whether all processes reach the same one, and its sweeping."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from core.administration.health_lines import Fitness, HealthLine, line
from core.evidence.probing import MarkFound
from core.evidence.sweeping import Held, SweepStand
from core.language import joined, tr
from core.sizes import file_size, megabytes

_STORE: Final = tr("Penyimpanan bukti")
_LITTLE: Final = megabytes(2048)
"""With less room than this above the floor of the settings the page warns."""
_NAMES: Final[Mapping[str, str]] = {
    "bot": tr("bot"),
    "worker": tr("pekerja"),
    "backoffice": tr("back office"),
}
_WHY: Final[Mapping[Held, str]] = {
    Held.MOVED: tr("Basis data ini salinan atau hasil pemulihan."),
    Held.OLDER: tr("Basis data ini lebih lama daripada penyimpanan bukti: hasil pemulihan."),
    Held.OTHER_STORE: tr("Penyimpanan bukti ini bukan yang dahulu, atau pernah dikosongkan."),
    Held.LARGE_SHARE: tr("Yang akan dihapus terlalu banyak."),
}


def space(free: int | None, *, floor: int) -> HealthLine:
    """Say how much room the evidence has; below `floor`, in bytes, the store takes no new file."""
    if free is None:
        return line("store", _STORE, Fitness.OK, tr("Dapat ditulisi (penyimpanan objek)."))
    verdict = Fitness.BAD if free < floor else Fitness.WARN if free < floor + _LITTLE else Fitness.OK
    return line(
        "store", _STORE, verdict, tr("Dapat ditulisi; sisa {room}.", room=file_size(free)),
        tr("Tambah ruang sebelum penuh: bukti baru ditolak bila ruang habis."),
    )  # fmt: skip


def free_bytes(location: str) -> int | None:
    """Give the free space of a folder; an object store has no such number."""
    parts = urlsplit(location)
    if parts.scheme != "file":
        return None
    return shutil.disk_usage(Path(unquote(parts.path))).free


def cannot_be_written() -> HealthLine:
    """Say that nothing can be put into the store."""
    return line(
        "store", _STORE, Fitness.BAD, tr("Tidak dapat ditulisi."),
        tr("Bukti baru ditolak. Periksa ruang dan hak tulis penyimpanan."),
    )  # fmt: skip


def shared(marks: Mapping[str, MarkFound]) -> HealthLine:
    """Say whether what the other processes put into the store can be read here."""
    label = tr("Bukti dari proses lain")
    missing = [name for name, found in marks.items() if found is not MarkFound.FOUND]
    if not missing:
        return line("store_shared", label, Fitness.OK, tr("Terbaca."))
    names = joined(", ", (_NAMES.get(name, name) for name in missing))
    if any(marks[name] is MarkFound.UNREADABLE for name in missing):
        text = tr("Yang disimpan {names} tidak boleh dibaca dari sini.", names=names)
        advice = tr(
            "Folder bersama memerlukan grup bersama dan bit setgid (chmod 2770). Petugas belum dapat membuka "
            "bukti; berkasnya tidak hilang."
        )
    else:
        text = tr("Yang disimpan {names} tidak ada di penyimpanan ini.", names=names)
        advice = tr(
            "Setiap proses harus memakai KENTONGAN_EVIDENCE_URL yang sama. Samakan, lalu jalankan ulang "
            "proses itu. Petugas belum dapat membuka buktinya; berkasnya tidak hilang."
        )
    return line("store_shared", label, Fitness.BAD, text, advice)


def sweeping(stand: SweepStand) -> HealthLine:
    """Say whether files of drafts that never became a report are removed."""
    label = tr("Pembersihan bukti")
    if stand.held is None:
        return line("sweep", label, Fitness.OK, tr("Berjalan."))
    return line(
        "sweep", label, Fitness.WARN,
        tr("Dihentikan. {why} Tidak ada yang dihapus.", why=_WHY[stand.held]),
        tr(
            "Pastikan basis data dan penyimpanan bukti ini memang milik pemasangan ini, lalu jalankan "
            "kentongan evidence confirm."
        ),
    )  # fmt: skip
