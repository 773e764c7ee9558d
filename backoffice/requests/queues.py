"""The queues of the desk: their names, words and pictures, in the order of the side bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.language import tr
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
        QueueName.WAITING, tr("Menunggu saya"), "inbox", True,
        tr("Tidak ada laporan yang menunggu langkah Anda."),
        tr("Laporan baru muncul di sini dengan sendirinya. Sementara itu, lihat yang ditangani pihak lain."),
        QueueName.HANDED_ON,
    ),
    Queue(
        QueueName.LATE, tr("Lewat tenggat"), "alarm", True, tr("Tidak ada laporan yang lewat tenggat."),
        tr("Lihat yang segera jatuh tempo, supaya tetap begitu."), QueueName.SOON, urgent=True,
    ),
    Queue(
        QueueName.SOON, tr("Segera jatuh tempo"), "clock", True,
        tr("Tidak ada laporan yang jatuh tempo dalam tiga hari."),
        tr("Kerjakan yang menunggu Anda, dari tenggat terdekat."), QueueName.WAITING,
    ),
    Queue(
        QueueName.REPORTER, tr("Menunggu pelapor"), "hourglass", True,
        tr("Tidak ada laporan yang menunggu pelapor."),
        tr("Laporan masuk ke sini sesudah Anda meminta kelengkapan; pelapor diingatkan sebelum batasnya."),
        QueueName.WAITING,
    ),
    Queue(
        QueueName.HANDED_ON, tr("Sudah diteruskan"), "arrow-forward-up", True,
        tr("Tidak ada laporan yang sedang ditangani pihak lain."),
        tr("Laporan masuk ke sini sesudah Anda meneruskannya, dan kembali bila langkahnya Anda lagi."),
        QueueName.WAITING,
    ),
    Queue(
        QueueName.ANSWERED, tr("Dijawab"), "message-2-check", True, tr("Belum ada laporan yang dijawab."),
        tr("Jawaban dikirim dari halaman laporan, sesudah dokumen tindak lanjut diserahkan."),
        QueueName.WAITING,
    ),
    Queue(
        QueueName.ALL, tr("Semua dalam lingkup"), "list-details", False,
        tr("Belum ada laporan dalam lingkup Anda."),
        tr(
            "Laporan lewat bot masuk dengan sendirinya. "
            "Yang datang lewat surat atau langsung dicatat di meja."
        ),
        QueueName.WAITING,
    ),
    Queue(
        QueueName.WHISTLEBLOWING, tr("Whistleblowing"), "eye-exclamation", False,
        tr("Tidak ada laporan whistleblowing."),
        tr("Laporan lewat bot masuk dengan sendirinya dan hanya tampil bagi yang berwenang."),
        QueueName.WAITING,
    ),
)  # fmt: skip
BY_NAME: Final[Mapping[str, Queue]] = {queue.name: queue for queue in QUEUES}


def queue_href(name: QueueName) -> str:
    """Give the address of a queue; the first is the desk itself."""
    return "/" if name is QueueName.WAITING else f"/antrean/{name}"
