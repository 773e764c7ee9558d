"""The audit trail in words."""

from typing import Final

from core.chain.about import ABOUT
from core.chain.actions import Action
from core.evidence.models import FileUse

_VERBS: Final = {
    "queue.read": "membaca antrean",
    "queue.exported": "mengunduh daftar laporan",
    "report.read": "membaca laporan",
    "evidence.read": "membuka bukti",
    "history.read": "membaca riwayat",
    "document.printed": "mencetak dokumen",
    "identity.asked": "meminta identitas pelapor",
    "identity.approved": "menyetujui pembukaan identitas",
    "identity.opened": "membuka identitas pelapor",
    "deadline.recalculated": "menghitung ulang tenggat",
    "report.categorised": "memberi kategori",
    "thread.read": "membaca laporannya",
    "thread.opened": "membaca laporannya",
    "message.revised": "mengubah pesannya",
    "rating.given": "memberi nilai",
    "push.chosen": "memilih kapan dikabari",
    "chat.linked": "menautkan percakapan",
    "chat.unlinked": "memutus percakapan",
    "chat.number_forgotten": "membersihkan percakapan",
    "reporter.reminded": "mengingatkan pelapor",
    "report.stand_in": "menunjuk pengganti penangan",
    "session.opened": "masuk",
    "password.changed": "mengganti kata sandinya",
    "password.reset": "menyetel ulang kata sandi",
    "second_factor.reset": "menyetel ulang kode sekali pakai",
    "officer.created": "mendaftarkan petugas",
    "officer.appointed": "mengangkat petugas",
    "officer_chat.code": "membuat kode Telegram",
    "officer_chat.linked": "menautkan Telegram",
    "officer_chat.unlinked": "memutus Telegram",
    "token.issued": "membuat token mesin",
    "token.revoked": "mencabut token mesin",
}
_USES: Final = {
    FileUse.GALLERY: "melihat bukti di galeri",
    FileUse.OPENED: "membuka bukti",
    FileUse.DOWNLOADED: "mengunduh bukti",
}


def verb_in_words(verb: str, use: FileUse | None = None) -> str:
    """Say what an audit entry records: an action by its deed, a file that went out by what for."""
    if use is not None:
        return _USES[use]
    if verb in _VERBS:
        return _VERBS[verb]
    name = verb.removeprefix("action.")
    return ABOUT[Action(name)].deed if name in set(Action) else verb
