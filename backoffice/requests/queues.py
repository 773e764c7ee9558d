"""The queues of the desk: their names, words and pictures, in the order of the side bar."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue as the desk shows it; while it is empty, `hint` says what to do and `next_queue` where."""

    name: str
    label: str
    icon: str
    mine: bool
    empty: str
    hint: str
    next_queue: str
    urgent: bool = False


QUEUES: Final = (
    Queue(
        "waiting", "Menunggu saya", "inbox", True, "Tidak ada laporan yang menunggu langkah Anda.",
        "Laporan baru muncul di sini dengan sendirinya. Sementara itu, lihat yang ditangani pihak lain.",
        "handed_on",
    ),
    Queue(
        "late", "Lewat tenggat", "alarm", True, "Tidak ada laporan yang lewat tenggat.",
        "Lihat yang segera jatuh tempo, supaya tetap begitu.", "soon", urgent=True,
    ),
    Queue(
        "soon", "Segera jatuh tempo", "clock", True, "Tidak ada laporan yang jatuh tempo dalam tiga hari.",
        "Kerjakan yang menunggu Anda, dari tenggat terdekat.", "waiting",
    ),
    Queue(
        "reporter", "Menunggu pelapor", "hourglass", True, "Tidak ada laporan yang menunggu pelapor.",
        "Laporan masuk ke sini sesudah Anda meminta kelengkapan; pelapor diingatkan sebelum batasnya.",
        "waiting",
    ),
    Queue(
        "handed_on", "Sudah diteruskan", "arrow-forward-up", True,
        "Tidak ada laporan yang sedang ditangani pihak lain.",
        "Laporan masuk ke sini sesudah Anda meneruskannya, dan kembali bila langkahnya Anda lagi.", "waiting",
    ),
    Queue(
        "answered", "Dijawab", "message-2-check", True, "Belum ada laporan yang dijawab.",
        "Jawaban dikirim dari halaman laporan, sesudah dokumen tindak lanjut diserahkan.", "waiting",
    ),
    Queue(
        "all", "Semua dalam lingkup", "list-details", False, "Belum ada laporan dalam lingkup Anda.",
        "Laporan lewat bot masuk dengan sendirinya. Yang datang lewat surat atau langsung dicatat di meja.",
        "waiting",
    ),
    Queue(
        "whistleblowing", "Whistleblowing", "eye-exclamation", False, "Tidak ada laporan whistleblowing.",
        "Laporan lewat bot masuk dengan sendirinya dan hanya tampil bagi yang berwenang.", "waiting",
    ),
)  # fmt: skip
BY_NAME: Final = {queue.name: queue for queue in QUEUES}


def queue_href(name: str) -> str:
    """Give the address of a queue; the first is the desk itself."""
    return "/" if name == "waiting" else f"/antrean/{name}"


QUEUE_PATTERN: Final = "^(waiting|late|soon|reporter|handed_on|answered|all|whistleblowing)$"
