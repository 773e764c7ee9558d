"""What somebody did, as the rest of a sentence that begins with who: "Sari" + "mendisposisikan laporan"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from core.chain.actions import Action

_DEEDS: Final[Mapping[Action, str]] = MappingProxyType(
    {
        Action.SUBMIT: "mengirim laporan",
        Action.REGISTER: "mencatat laporan",
        Action.IMPORT_SP4N: "memasukkan laporan dari SP4N-LAPOR!",
        Action.REQUEST_COMPLETION: "meminta kelengkapan",
        Action.COMPLETE: "melengkapi laporan",
        Action.LAPSE: "mengarsipkan laporan karena tidak dilengkapi",
        Action.REOPEN: "membuka kembali laporan",
        Action.RETURN_NATIONAL: "mengembalikan laporan ke Admin Nasional",
        Action.DISPOSE: "mendisposisikan laporan",
        Action.PROPOSE_NOT_PROCESSABLE: "mengusulkan laporan tidak dapat diproses",
        Action.CONFIRM_NOT_PROCESSABLE: "menyetujui bahwa laporan tidak dapat diproses",
        Action.DECLINE_NOT_PROCESSABLE: "menolak usulan tidak dapat diproses",
        Action.OBJECT: "mengajukan keberatan",
        Action.RETURN_FOR_REDISPOSITION: "mengembalikan laporan untuk disposisi ulang",
        Action.ACCEPT: "menerima laporan dan memberi respons awal",
        Action.FORWARD_TO_HEAD: "menyampaikan laporan ke pimpinan unit",
        Action.ANSWER_DIRECTLY: "menjawab langsung",
        Action.DISPOSE_INTERNALLY: "mendisposisikan laporan ke bagian/subbagian",
        Action.SUBMIT_FOLLOWUP: "menyerahkan dokumen tindak lanjut",
        Action.ANSWER: "mengirim jawaban",
        Action.RESPOND: "menanggapi jawaban",
        Action.ACCEPT_ANSWER: "menerima jawaban",
        Action.CLOSE_UNANSWERED: "menutup laporan karena tidak ada tanggapan",
        Action.BEGIN_REVIEW: "memulai penelaahan",
        Action.CONCLUDE_REVIEW: "menyimpulkan penelaahan",
        Action.DEEPEN: "melanjutkan laporan ke pendalaman",
        Action.SUBMIT_TO_LEADER: "mengajukan laporan ke pimpinan",
        Action.ORDER_INVESTIGATION: "memerintahkan audit investigasi",
        Action.CONCLUDE: "menetapkan kesimpulan",
        Action.REHABILITATE: "mencatat pemulihan nama baik",
        Action.WITHDRAW: "mencabut laporan",
        Action.CONTINUE_EX_OFFICIO: "melanjutkan laporan karena jabatan",
        Action.ADD_INFORMATION: "menambah keterangan",
        Action.MESSAGE: "mengirim pesan ke pelapor",
        Action.NOTE: "menulis catatan internal",
        Action.CONSULT: "berkonsultasi dengan unit lain",
        Action.ADVISE: "memberi masukan",
        Action.REPORT_PROGRESS: "melaporkan perkembangan",
        Action.INFORM_OBSTACLE: "menyampaikan kendala ke pelapor",
        Action.REQUEST_PROTECTION: "meminta pelindungan",
        Action.RELATE: "menautkan laporan lain",
        Action.UNRELATE: "melepas tautan laporan",
        Action.MOVE_UP: "mengalihkan laporan ke kantor di atasnya",
    }
)


def deed_in_words(action: Action) -> str:
    """Say what was done; a name in front makes it a sentence."""
    return _DEEDS[action]
