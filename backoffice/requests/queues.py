"""The queues of the desk: their names, words and pictures, in the order of the side bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.queues.schemas import QueueName


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue as the desk shows it; while it is empty, `hint` says what to do and `next_queue` where."""

    name: QueueName
    label: str
    icon: str
    mine: bool
    empty: str
    hint: str
    next_queue: QueueName
    urgent: bool = False


QUEUES: Final = (
    Queue(
        QueueName.WAITING, "Menunggu saya", "inbox", True, "Tidak ada laporan yang menunggu langkah Anda.",
        "Laporan baru muncul di sini dengan sendirinya. Sementara itu, lihat yang ditangani pihak lain.",
        QueueName.HANDED_ON,
    ),
    Queue(
        QueueName.LATE, "Lewat tenggat", "alarm", True, "Tidak ada laporan yang lewat tenggat.",
        "Lihat yang segera jatuh tempo, supaya tetap begitu.", QueueName.SOON, urgent=True,
    ),
    Queue(
        QueueName.SOON, "Segera jatuh tempo", "clock", True,
        "Tidak ada laporan yang jatuh tempo dalam tiga hari.",
        "Kerjakan yang menunggu Anda, dari tenggat terdekat.", QueueName.WAITING,
    ),
    Queue(
        QueueName.REPORTER, "Menunggu pelapor", "hourglass", True, "Tidak ada laporan yang menunggu pelapor.",
        "Laporan masuk ke sini sesudah Anda meminta kelengkapan; pelapor diingatkan sebelum batasnya.",
        QueueName.WAITING,
    ),
    Queue(
        QueueName.HANDED_ON, "Sudah diteruskan", "arrow-forward-up", True,
        "Tidak ada laporan yang sedang ditangani pihak lain.",
        "Laporan masuk ke sini sesudah Anda meneruskannya, dan kembali bila langkahnya Anda lagi.",
        QueueName.WAITING,
    ),
    Queue(
        QueueName.ANSWERED, "Dijawab", "message-2-check", True, "Belum ada laporan yang dijawab.",
        "Jawaban dikirim dari halaman laporan, sesudah dokumen tindak lanjut diserahkan.", QueueName.WAITING,
    ),
    Queue(
        QueueName.ALL, "Semua dalam lingkup", "list-details", False, "Belum ada laporan dalam lingkup Anda.",
        "Laporan lewat bot masuk dengan sendirinya. Yang datang lewat surat atau langsung dicatat di meja.",
        QueueName.WAITING,
    ),
    Queue(
        QueueName.WHISTLEBLOWING, "Whistleblowing", "eye-exclamation", False,
        "Tidak ada laporan whistleblowing.",
        "Laporan lewat bot masuk dengan sendirinya dan hanya tampil bagi yang berwenang.", QueueName.WAITING,
    ),
)  # fmt: skip
BY_NAME: Final[Mapping[str, Queue]] = {queue.name: queue for queue in QUEUES}


def queue_href(name: QueueName) -> str:
    """Give the address of a queue; the first is the desk itself."""
    return "/" if name is QueueName.WAITING else f"/antrean/{name}"
