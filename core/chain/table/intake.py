"""Rows that bring a report into being (002 BAB IV A; 003 Lamp. II.3)."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.report_fields import asked_at_desk, asked_in_chat
from core.chain.rows import PUBLIC, WBS, Notice, Transition, start
from core.chain.states import DeadlineKind, Role, State, Track
from core.language import tr

_RECEIVED_NOTICE = Notice(
    "Laporan diterima",
    "Laporan Anda sudah kami terima. Petugas memeriksanya paling lambat {due}. Ada yang baru? Kami kabari.",
)
_START_VERIFICATION = (start(DeadlineKind.VERIFICATION),)

INTAKE = (
    Transition(
        action=Action.SUBMIT,
        label=tr("Kirim laporan"),
        sources=frozenset(),
        target=State.RECEIVED,
        roles=frozenset({Role.REPORTER}),
        tracks=PUBLIC,
        clause="002 BAB IV A.5.b",
        requirements=("R10", "R22", "R51"),
        help=tr("Cukup tulis apa yang terjadi. Yang lain bisa menyusul."),
        icon="send",
        fields=asked_in_chat(Track.PUBLIC_SERVICE),
        deadlines=_START_VERIFICATION,
        notice=_RECEIVED_NOTICE,
    ),
    Transition(
        action=Action.SUBMIT,
        label=tr("Kirim laporan"),
        sources=frozenset(),
        target=State.RECEIVED,
        roles=frozenset({Role.REPORTER}),
        tracks=WBS,
        clause="003 Lamp. III.4–5",
        requirements=("R22", "R51", "R138", "R141", "R143"),
        help=tr("Hanya Inspektorat yang membaca laporan ini."),
        icon="send",
        fields=asked_in_chat(Track.WHISTLEBLOWING),
        deadlines=_START_VERIFICATION,
        notice=_RECEIVED_NOTICE,
    ),
    Transition(
        action=Action.REGISTER,
        label=tr("Catat laporan"),
        sources=frozenset(),
        target=State.RECEIVED,
        roles=frozenset({Role.DESK_OFFICER}),
        tracks=PUBLIC,
        clause="003 Lamp. II.3.b.1",
        requirements=("R116", "R126", "R127", "R128", "R129", "R130", "R131", "R132"),
        help=tr(
            "Catat laporan yang datang langsung, lewat surat, surel, kotak, atau lisan. "
            "Laporan lisan ditulis seperti diucapkan pelapor."
        ),
        icon="edit",
        fields=asked_at_desk(Track.PUBLIC_SERVICE, imported=False),
        deadlines=_START_VERIFICATION,
        notice=_RECEIVED_NOTICE,
    ),
    Transition(
        action=Action.REGISTER,
        label=tr("Catat laporan"),
        sources=frozenset(),
        target=State.RECEIVED,
        roles=frozenset({Role.DESK_OFFICER}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.1",
        requirements=("R116", "R128", "R129", "R130", "R131", "R132", "R142"),
        help=tr("Catat laporan pelanggaran pegawai. Sesudah dicatat hanya Inspektorat yang melihat."),
        icon="edit",
        fields=asked_at_desk(Track.WHISTLEBLOWING, imported=False),
        deadlines=_START_VERIFICATION,
        notice=_RECEIVED_NOTICE,
    ),
    Transition(
        action=Action.IMPORT_SP4N,
        label=tr("Masukkan dari SP4N-LAPOR!"),
        sources=frozenset(),
        target=State.RECEIVED,
        roles=frozenset({Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB IV A.1–2",
        requirements=("R47", "R48"),
        help=tr("Salin laporan yang diteruskan Admin Nasional, beserta nomor pelacakannya."),
        icon="database-import",
        fields=asked_at_desk(Track.PUBLIC_SERVICE, imported=True),
        deadlines=_START_VERIFICATION,
        notice=_RECEIVED_NOTICE,
    ),
)
