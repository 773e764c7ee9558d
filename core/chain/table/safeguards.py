"""The conditions of the steps that protect a reporter, beside those in guards.py."""

from __future__ import annotations

from core.chain.fields import Values
from core.chain.rows import Guard
from core.chain.situation import Performer, Snapshot
from core.chain.states import ProtectionStage, Role
from core.language import tr

_CLAUSE = "002 BAB V A.2"
INVESTIGATES = frozenset(
    {
        *(Role.AGENCY_ADMIN, Role.LIAISON, Role.UNIT_ADMIN, Role.UNIT_HEAD, Role.HANDLER),
        *(Role.SUPPORT_UNIT, Role.INSPECTOR),
    }
)
"""Who examines what is reported; none of them decides how its reporter is protected."""
_ASSESSED = frozenset({ProtectionStage.ASSESSED, ProtectionStage.MEASURES, ProtectionStage.HANDED_OVER})


def _not_investigating(report: Snapshot, performer: Performer, _: Values) -> bool:
    """Look at whose steps they take; a leader who stands in may protect: else perhaps nobody could."""
    return (performer.roles - {report.stood_in}).isdisjoint(INVESTIGATES)


def _has_the_word(report: Snapshot, _: Performer, values: Values) -> bool:
    return report.reporter_safe is True or bool(values.get("word"))


protection_open = Guard(
    "no_protection",
    _CLAUSE,
    tr("Tidak ada permintaan pelindungan yang terbuka pada laporan ini. Tidak ada yang perlu dilakukan."),
    lambda report, _, __: report.threatened,
)
protection_known = Guard(
    "never_protected",
    _CLAUSE,
    tr("Anda belum meminta pelindungan pada laporan ini. Terancam? Tekan Saya terancam."),
    lambda report, _, __: report.protection is not None,
)
not_yet_acknowledged = Guard(
    "protection_acknowledged",
    _CLAUSE,
    tr("Permintaan ini sudah ada yang menangani. Lanjutkan dengan langkah berikutnya."),
    lambda report, _, __: report.protection is ProtectionStage.REQUESTED,
)
protection_acknowledged = Guard(
    "protection_not_acknowledged",
    _CLAUSE,
    tr("Belum ada yang menyatakan menangani permintaan ini. Tekan “Saya tangani pelindungan ini” dahulu."),
    lambda report, _, __: report.protection is not ProtectionStage.REQUESTED,
)
not_investigating = Guard(
    "investigator_protects",
    _CLAUSE,
    tr("Pelindungan diputuskan orang lain, bukan yang memeriksa laporannya. Minta pimpinan kantor di atas."),
    _not_investigating,
)
risk_assessed = Guard(
    "risk_not_assessed",
    _CLAUSE,
    tr("Risiko bagi pelapor belum dinilai. Nilai risikonya dahulu."),
    lambda report, _, __: report.protection in _ASSESSED,
)
reporter_has_the_word = Guard(
    "no_word_of_reporter",
    _CLAUSE,
    tr(
        "Pelapor belum mengatakan bahwa ia aman. Tanyakan dahulu, atau tulis kata pelapor di luar percakapan."
    ),
    _has_the_word,
    on_form=True,
)
check_in_due = Guard(
    "check_in_not_due",
    _CLAUSE,
    tr("Belum waktunya bertanya lagi kepada pelapor. Tunggu sampai harinya."),
    lambda report, _, __: report.check_in_due,
)
