"""What a notice says, for pages and the API."""

from typing import Final

from backoffice.contexts.shell import Tone
from core.notifications.models import NoticeKind

SENTENCES: Final = {
    NoticeKind.ASSIGNED: "Laporan ini sekarang menunggu Anda",
    NoticeKind.REPORTER_SAID: "Pelapor menulis",
    NoticeKind.MENTION: "Rekan menyebut Anda dalam catatan",
    NoticeKind.CONSULTED: "Unit Anda dimintai dukungan atau pendapat",
    NoticeKind.ADVISED: "Pendapat yang diminta sudah masuk",
    NoticeKind.PROPOSAL: "Usulan “tidak dapat diproses” perlu keputusan orang kedua",
    NoticeKind.IDENTITY_REQUEST: "Rekan meminta identitas pelapor dibuka; perlu orang kedua",
    NoticeKind.IDENTITY_APPROVED: "Permintaan Anda membuka identitas disetujui",
    NoticeKind.DUE_SOON: "Tenggat sudah dekat",
    NoticeKind.LATE: "Lewat tenggat",
}
ICONS: Final = {
    NoticeKind.ASSIGNED: "inbox",
    NoticeKind.REPORTER_SAID: "message",
    NoticeKind.MENTION: "user-check",
    NoticeKind.CONSULTED: "messages",
    NoticeKind.ADVISED: "message-check",
    NoticeKind.PROPOSAL: "scale",
    NoticeKind.IDENTITY_REQUEST: "fingerprint",
    NoticeKind.IDENTITY_APPROVED: "lock-open",
    NoticeKind.DUE_SOON: "clock",
    NoticeKind.LATE: "alert-triangle",
}
TONES: Final = {NoticeKind.DUE_SOON: Tone.SOON, NoticeKind.LATE: Tone.LATE}
