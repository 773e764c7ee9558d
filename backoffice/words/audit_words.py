"""The audit trail in words."""

from typing import Final

from core.chain.about import ABOUT
from core.chain.actions import Action
from core.evidence.models import FileUse
from core.language import tr

_VERBS: Final = {
    "queue.read": tr("membaca antrean"),
    "queue.exported": tr("mengunduh daftar laporan"),
    "report.read": tr("membaca laporan"),
    "evidence.read": tr("membuka bukti"),
    "voice.allowed": tr("mengizinkan suaranya ditulis otomatis"),
    "voice.refused": tr("tidak mengizinkan suaranya ditulis otomatis"),
    "voice.transcribed": tr("menulis isi pesan suara secara otomatis"),
    "voice.corrected": tr("membetulkan tulisan pesan suara"),
    "evidence.original": tr("mengambil berkas asli"),
    "history.read": tr("membaca riwayat"),
    "document.printed": tr("mencetak dokumen"),
    "identity.asked": tr("meminta identitas pelapor"),
    "identity.approved": tr("menyetujui pembukaan identitas"),
    "identity.opened": tr("membuka identitas pelapor"),
    "deadline.recalculated": tr("menghitung ulang tenggat"),
    "report.categorised": tr("memberi kategori"),
    "recusal.confirmed": tr("memastikan petugas yang disebut"),
    "recusal.lifted": tr("menyatakan petugas itu bukan yang disebut"),
    "thread.read": tr("membaca laporannya"),
    "thread.opened": tr("membaca laporannya"),
    "message.revised": tr("mengubah pesannya"),
    "rating.given": tr("memberi nilai"),
    "push.chosen": tr("memilih kapan dikabari"),
    "chat.linked": tr("menautkan percakapan"),
    "chat.unlinked": tr("memutus percakapan"),
    "chat.number_forgotten": tr("membersihkan percakapan"),
    "reporter.reminded": tr("mengingatkan pelapor"),
    "report.stand_in": tr("menunjuk pengganti penangan"),
    "session.opened": tr("masuk"),
    "password.changed": tr("mengganti kata sandinya"),
    "password.reset": tr("menyetel ulang kata sandi"),
    "second_factor.reset": tr("menyetel ulang kode sekali pakai"),
    "officer.created": tr("mendaftarkan petugas"),
    "officer.appointed": tr("mengangkat petugas"),
    "officer_chat.code": tr("membuat kode Telegram"),
    "officer_chat.linked": tr("menautkan Telegram"),
    "officer_chat.unlinked": tr("memutus Telegram"),
    "standard_answer.written": tr("menulis jawaban siap"),
    "standard_answer.taken_back": tr("mencabut jawaban siap"),
    "token.issued": tr("membuat token mesin"),
    "token.revoked": tr("mencabut token mesin"),
}
_USES: Final = {
    FileUse.GALLERY: tr("melihat bukti di galeri"),
    FileUse.OPENED: tr("membuka bukti"),
    FileUse.DOWNLOADED: tr("mengunduh bukti"),
}


def verb_in_words(verb: str, use: FileUse | None = None) -> str:
    """Say what an audit entry records: an action by its deed, a file that went out by what for."""
    if use is not None:
        return _USES[use]
    if verb in _VERBS:
        return _VERBS[verb]
    name = verb.removeprefix("action.")
    return ABOUT[Action(name)].deed if name in set(Action) else verb
