"""Rows open through many states: withdrawing, talking, consulting."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import BOTH, PUBLIC, STOP_ALL, WBS, Effect, Notice, Transition, start
from core.chain.states import OPEN_STATES, DeadlineKind, PartKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

_ANY = frozenset(State)
_WITH_UNIT = frozenset(
    {
        State.IN_PROCESS,
        State.WITH_UNIT_HEAD,
        State.IN_FOLLOWUP,
        State.FOLLOWUP_SUBMITTED,
    }
)
_SUPPORT = frozenset({Role.SUPPORT_UNIT})
_UNIT_SIDE = frozenset({Role.LIAISON, Role.UNIT_ADMIN, Role.UNIT_HEAD, Role.HANDLER})
_INSPECTORATE = frozenset({Role.INSPECTOR, Role.LEADER})

_CONTINUED_NOTICE = Notice(
    "Laporan dilanjutkan",
    "Laporan yang Anda cabut kami lanjutkan, karena menyangkut orang banyak. {reason} "
    "Nama Anda tetap kami lindungi.",
)
_ADDED_NOTICE = Notice("Keterangan dicatat", "Keterangan tambahan sudah masuk ke laporan Anda.")
_MESSAGE_NOTICE = Notice("Pesan dari petugas", "{text}")
_TEXT = Field("text", FieldType.LONG_TEXT, tr("Pesan"))
_INTERNAL_NOTE = Field("text", FieldType.LONG_TEXT, tr("Catatan internal"))
MENTIONS = Field(
    "mentions",
    FieldType.OFFICERS,
    tr("Sebut petugas"),
    required=False,
    help=tr("Centang namanya, atau tulis @nama di catatan. Hanya yang berhak melihat laporan ini."),
    max_length=20,
)
"""Records keep what was answered under its label: a history tells the officers named by this one's."""

ANY_TIME = (
    Transition(
        action=Action.WITHDRAW,
        label=tr("Cabut laporan"),
        sources=OPEN_STATES,
        target=State.WITHDRAWN,
        roles=frozenset({Role.REPORTER}),
        tracks=BOTH,
        clause="002 BAB VII",
        requirements=("R6", "R94"),
        help=tr("Alasan boleh kosong. Kalau menyangkut orang banyak, KPU bisa melanjutkannya."),
        icon="file-x",
        fields=(questions.OPTIONAL_REASON,),
        deadlines=STOP_ALL,
        effects=(Effect.CLEAR_PROPOSAL,),
        notice=Notice(
            "Laporan dicabut",
            "Laporan dicabut karena Anda memintanya. "
            "Kalau menyangkut orang banyak, KPU bisa melanjutkannya. Anda akan dikabari.",
        ),
        danger=True,
    ),
    Transition(
        action=Action.CONTINUE_EX_OFFICIO,
        label=tr("Lanjutkan karena jabatan"),
        sources=frozenset({State.WITHDRAWN}),
        target=State.RECEIVED,
        roles=frozenset({Role.AGENCY_ADMIN, Role.INSPECTOR}),
        tracks=PUBLIC,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Bila isinya menyangkut kepentingan umum. Alasan dibaca pelapor."),
        icon="player-play",
        fields=(questions.REASON,),
        deadlines=(start(DeadlineKind.VERIFICATION),),
        notice=_CONTINUED_NOTICE,
    ),
    Transition(
        action=Action.CONTINUE_EX_OFFICIO,
        label=tr("Lanjutkan karena jabatan"),
        sources=frozenset({State.WITHDRAWN}),
        target=State.RECEIVED,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Bila isinya menyangkut kepentingan umum. Alasan dibaca pelapor."),
        icon="player-play",
        fields=(questions.REASON,),
        deadlines=(start(DeadlineKind.VERIFICATION),),
        notice=_CONTINUED_NOTICE,
    ),
    Transition(
        action=Action.ADD_INFORMATION,
        label=tr("Tambah keterangan"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.REPORTER, Role.DESK_OFFICER, Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB III B.2.f",
        requirements=("R43", "R54", "R129"),
        help=tr("Tulisan, foto, dokumen, atau rekaman; kapan saja, juga sesudah selesai."),
        icon="file-plus",
        fields=(questions.OPTIONAL_TEXT, questions.FILES),
        guards=(guards.something_supplied,),
        notice=_ADDED_NOTICE,
    ),
    Transition(
        action=Action.ADD_INFORMATION,
        label=tr("Tambah keterangan"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.REPORTER, Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b.3",
        requirements=("R43", "R125", "R134"),
        help=tr("Tulisan, foto, dokumen, atau rekaman; kapan saja, juga sesudah selesai."),
        icon="file-plus",
        fields=(questions.OPTIONAL_TEXT, questions.FILES),
        guards=(guards.something_supplied,),
        notice=_ADDED_NOTICE,
    ),
    Transition(
        action=Action.MESSAGE,
        label=tr("Kirim pesan ke pelapor"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.AGENCY_ADMIN, Role.LIAISON, Role.UNIT_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB II A.2.b",
        requirements=("R20", "R22", "R44"),
        help=tr("Langsung dibaca pelapor."),
        icon="message",
        fields=(_TEXT, questions.FILES),
        notice=_MESSAGE_NOTICE,
    ),
    Transition(
        action=Action.MESSAGE,
        label=tr("Kirim pesan ke pelapor"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="002 BAB II A.2.b",
        requirements=("R20", "R22", "R142"),
        help=tr("Langsung dibaca pelapor. Jangan minta pelapor anonim menyebut dirinya."),
        icon="message",
        fields=(_TEXT, questions.FILES),
        notice=_MESSAGE_NOTICE,
    ),
    Transition(
        action=Action.NOTE,
        label=tr("Tulis catatan internal"),
        sources=_ANY,
        target=None,
        roles=_UNIT_SIDE | _SUPPORT | _INSPECTORATE | {Role.AGENCY_ADMIN},
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.5",
        requirements=("R71",),
        help=tr("Hanya dibaca petugas yang berhak melihat laporan ini."),
        icon="note",
        fields=(_INTERNAL_NOTE, MENTIONS, questions.FILES),
        untold_because="Catatan kerja petugas, bukan kabar.",
    ),
    Transition(
        action=Action.NOTE,
        label=tr("Tulis catatan internal"),
        sources=_ANY,
        target=None,
        roles=_INSPECTORATE,
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b.3",
        requirements=("R71", "R134"),
        help=tr("Hanya dibaca Inspektorat dan pimpinan."),
        icon="note",
        fields=(_INTERNAL_NOTE, MENTIONS, questions.FILES),
        untold_because="Catatan kerja petugas, bukan kabar.",
    ),
    Transition(
        action=Action.CONSULT,
        label=tr("Konsultasi dengan unit lain"),
        sources=_WITH_UNIT,
        target=None,
        roles=_UNIT_SIDE,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.4",
        requirements=("R36", "R40", "R70"),
        help=tr("Minta masukan unit lain untuk menyusun jawaban yang lengkap."),
        icon="users-group",
        fields=(
            Field("units", FieldType.UNITS, tr("Unit yang dimintai masukan"), part=PartKind.CONSULTED),
            Field("question", FieldType.LONG_TEXT, tr("Yang ditanyakan")),
        ),
        untold_because="Percakapan antarunit; hasilnya masuk ke jawaban.",
    ),
    Transition(
        action=Action.ADVISE,
        label=tr("Beri masukan"),
        sources=_WITH_UNIT,
        target=None,
        roles=_SUPPORT,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.4",
        requirements=("R36", "R70"),
        help=tr("Masukan Anda dibaca unit penanggung jawab; pelapor tidak melihatnya."),
        icon="bulb",
        fields=(Field("advice", FieldType.LONG_TEXT, tr("Masukan")), questions.FILES),
        untold_because="Percakapan antarunit; hasilnya masuk ke jawaban.",
    ),
    Transition(
        action=Action.REPORT_PROGRESS,
        label=tr("Laporkan perkembangan"),
        sources=_WITH_UNIT,
        target=None,
        roles=_UNIT_SIDE | _SUPPORT,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.5",
        requirements=("R41", "R71", "R78"),
        help=tr("Dibaca Admin Instansi."),
        icon="progress-check",
        fields=(Field("progress", FieldType.LONG_TEXT, tr("Perkembangan")), questions.FILES),
        untold_because="Laporan kepada Admin Instansi; untuk pelapor pakai pesan.",
    ),
    Transition(
        action=Action.INFORM_OBSTACLE,
        label=tr("Sampaikan kendala ke pelapor"),
        sources=_WITH_UNIT,
        target=None,
        roles=frozenset({Role.LIAISON, Role.UNIT_ADMIN, Role.UNIT_HEAD}),
        tracks=PUBLIC,
        clause="002 BAB III B.2.g",
        requirements=("R44",),
        help=tr("Bila jawaban akhir belum ada. Sebut kendala dan langkah berikutnya."),
        icon="barrier-block",
        fields=(
            Field("obstacle", FieldType.LONG_TEXT, tr("Kendala"), max_length=3_000),
            Field(
                "steps",
                FieldType.LONG_TEXT,
                tr("Yang sudah atau akan dilakukan"),
                max_length=3_000,
            ),
        ),
        notice=Notice(
            "Laporan belum selesai",
            "Jawaban akhir belum ada. Kendalanya: {obstacle}\n\nLangkah kami: {steps}",
        ),
    ),
    Transition(
        action=Action.TELL_LIMIT,
        label=tr("Kabarkan batas waktu baru"),
        sources=frozenset({State.AWAITING_COMPLETION, State.ANSWERED}),
        target=None,
        roles=frozenset({Role.SYSTEM}),
        tracks=BOTH,
        clause="002 BAB V B.5.a; 002 BAB VII",
        requirements=("R52", "R63"),
        help=tr("Bila hari kerja atau aturan kantor berubah selagi pelapor ditunggu."),
        icon="calendar-event",
        guards=(guards.limit_moved,),
        effects=(Effect.NOTE_LIMIT_TOLD,),
        notice=Notice(
            "Batas waktu Anda berubah",
            "Hari kerja atau aturan di kantor kami berubah. Batas waktu Anda sekarang {due}.",
        ),
    ),
)
