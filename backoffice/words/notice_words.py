"""What a notice says, for pages and the API."""

from typing import Final

from backoffice.contexts.shell import Tone
from core.language import tr
from core.notifications.models import NoticeKind

SENTENCES: Final = {
    NoticeKind.ASSIGNED: tr("Laporan ini sekarang menunggu Anda"),
    NoticeKind.REPORTER_SAID: tr("Pelapor menulis"),
    NoticeKind.MENTION: tr("Rekan menyebut Anda dalam catatan"),
    NoticeKind.CONSULTED: tr("Unit Anda dimintai dukungan atau pendapat"),
    NoticeKind.ADVISED: tr("Pendapat yang diminta sudah masuk"),
    NoticeKind.PROPOSAL: tr("Usulan “tidak dapat diproses” perlu keputusan orang kedua"),
    NoticeKind.IDENTITY_REQUEST: tr("Rekan meminta identitas pelapor dibuka; perlu orang kedua"),
    NoticeKind.IDENTITY_APPROVED: tr("Permintaan Anda membuka identitas disetujui"),
    NoticeKind.DUE_SOON: tr("Tenggat sudah dekat"),
    NoticeKind.LATE: tr("Lewat tenggat"),
    NoticeKind.PROTECTION: tr("Pelapor meminta pelindungan"),
    NoticeKind.DANGER: tr("Terancam: pelapor dalam bahaya sekarang"),
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
    NoticeKind.PROTECTION: "shield-heart",
    NoticeKind.DANGER: "shield-heart",
}
TONES: Final = {
    NoticeKind.DUE_SOON: Tone.SOON,
    NoticeKind.LATE: Tone.LATE,
    NoticeKind.PROTECTION: Tone.LATE,
    NoticeKind.DANGER: Tone.LATE,
}
