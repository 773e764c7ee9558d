"""Protecting a threatened reporter: steps of their own beside the handling (002 BAB V.A.2).

They are taken by a leader: of the office that handles the report, or of one above it, whichever of them
the report does not name. Who investigates (Admin, unit, Inspectorate) acknowledges, so that nobody waits
for a leader who sleeps, and takes none of the others. The report itself stays where it is in its handling.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Choice, Field, FieldType, choices_of
from core.chain.rows import BOTH, PUBLIC, WBS, Effect, Notice, Transition
from core.chain.states import Relation, Role, State, Threat
from core.chain.table import questions
from core.chain.table import safeguards as guards
from core.language import tr

_ANY = frozenset(State)
_CLAUSE = "002 BAB V A.2"
_NEEDS = ("R88",)
_REPORTER = frozenset({Role.REPORTER})
_PROTECTORS = frozenset({Role.LEADER})
_BY_PROTECTOR = (guards.protection_open, guards.protection_acknowledged, guards.not_investigating)

AUTHORITIES = (
    Choice("police", tr("Polri")),
    Choice("lpsk", tr("LPSK")),
    Choice("prosecutor", tr("Kejaksaan")),
    Choice("kpk", tr("KPK")),
    Choice("other", tr("Aparat lain")),
)
RISKS = (
    Choice("high", tr("Tinggi")),
    Choice("medium", tr("Sedang")),
    Choice("low", tr("Rendah")),
)

_ACKNOWLEDGED = Notice(
    "Permintaan Anda dibaca",
    "Petugas {office} sudah membaca permintaan Anda dan sedang bertindak. "
    "Dalam bahaya sekarang? Telepon 110 (Polri).",
)


_REQUESTED = Notice(
    "Permintaan Anda diterima",
    "Pimpinan dan petugas yang menangani kami panggil sekarang, juga di luar jam kerja. "
    "Dalam bahaya sekarang? Telepon 110 (Polri).",
)

PROTECTION = (
    Transition(
        action=Action.REQUEST_PROTECTION,
        label=tr("Saya terancam"),
        sources=_ANY,
        target=None,
        roles=_REPORTER,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Kalau Anda diancam, ditekan, atau dirugikan karena melapor."),
        icon="shield-heart",
        fields=(
            Field("urgent", FieldType.FLAG, tr("Saya dalam bahaya sekarang"), required=False),
            Field("threat", FieldType.LONG_TEXT, tr("Apa yang Anda alami")),
            questions.FILES,
        ),
        effects=(Effect.OPEN_PROTECTION,),
        notice=_REQUESTED,
    ),
    *(
        Transition(
            action=Action.RELAY_PROTECTION,
            label=tr("Catat permintaan pelindungan"),
            sources=_ANY,
            target=None,
            roles=roles,
            tracks=tracks,
            clause=_CLAUSE,
            requirements=_NEEDS,
            help=tr("Bila pelapor memintanya lewat telepon, surat, atau di meja. Petugas dipanggil."),
            icon="shield-heart",
            fields=(
                Field("urgent", FieldType.FLAG, tr("Pelapor dalam bahaya sekarang"), required=False),
                Field("threat", FieldType.LONG_TEXT, tr("Yang dialami pelapor, menurut katanya")),
                questions.FILES,
            ),
            effects=(Effect.OPEN_PROTECTION,),
            notice=_REQUESTED,
        )
        for tracks, roles in (
            (PUBLIC, frozenset({Role.DESK_OFFICER, Role.AGENCY_ADMIN})),
            (WBS, frozenset({Role.INSPECTOR})),
        )
    ),
    *(
        Transition(
            action=Action.ACKNOWLEDGE_PROTECTION,
            label=tr("Saya tangani pelindungan ini"),
            sources=_ANY,
            target=None,
            roles=roles,
            tracks=tracks,
            clause=_CLAUSE,
            requirements=_NEEDS,
            help=tr("Hubungi pelapor sekarang. Sesudah ini kantor di atas tidak dipanggil lagi."),
            icon="shield-check",
            guards=(guards.protection_open, guards.not_yet_acknowledged),
            effects=(Effect.ACKNOWLEDGE_PROTECTION,),
            notice=_ACKNOWLEDGED,
        )
        for tracks, roles in (
            (PUBLIC, frozenset({Role.AGENCY_ADMIN, Role.INSPECTOR, Role.LEADER})),
            (WBS, frozenset({Role.INSPECTOR, Role.LEADER})),
        )
    ),
    Transition(
        action=Action.ASSESS_RISK,
        label=tr("Nilai risiko bagi pelapor"),
        sources=_ANY,
        target=None,
        roles=_PROTECTORS,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Siapa yang tahu, hubungannya dengan terlapor, dan bentuk ancamannya."),
        icon="scale",
        fields=(
            Field("knows", FieldType.LONG_TEXT, tr("Siapa yang tahu bahwa ia melapor"), max_length=3_000),
            Field(
                "relation",
                FieldType.CHOICE,
                tr("Hubungan pelapor dengan terlapor"),
                choices=choices_of(Relation),
            ),
            Field("threats", FieldType.CHOICES, tr("Bentuk ancaman"), choices=choices_of(Threat)),
            Field("risk", FieldType.CHOICE, tr("Risiko"), choices=RISKS),
            questions.NOTE,
        ),
        guards=_BY_PROTECTOR,
        effects=(Effect.ASSESS_PROTECTION,),
        notice=Notice(
            "Risiko bagi Anda sudah dinilai",
            "Kami sudah menilai risiko bagi Anda dan menyiapkan cara melindungi Anda. "
            "Ada yang berubah? Tekan Saya terancam kapan saja.",
        ),
    ),
    Transition(
        action=Action.TAKE_MEASURES,
        label=tr("Ambil langkah pelindungan"),
        sources=_ANY,
        target=None,
        roles=_PROTECTORS,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Yang dilakukan kantor: misalnya memisahkan tugas, menunda mutasi, menemani pelapor."),
        icon="hand-stop",
        fields=(
            Field("measures", FieldType.LONG_TEXT, tr("Langkah yang diambil"), max_length=3_000),
            questions.MESSAGE_TO_REPORTER,
            questions.FILES,
        ),
        guards=(*_BY_PROTECTOR, guards.risk_assessed),
        effects=(Effect.NOTE_MEASURES,),
        notice=Notice("Kami bertindak melindungi Anda", "{message}"),
    ),
    Transition(
        action=Action.HAND_TO_AUTHORITY,
        label=tr("Teruskan ke aparat atau LPSK"),
        sources=_ANY,
        target=None,
        roles=_PROTECTORS,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Koordinasi dengan aparat penegak hukum atau LPSK, dengan surat."),
        icon="building-community",
        fields=(
            Field("authority", FieldType.CHOICE, tr("Diteruskan ke"), choices=AUTHORITIES),
            Field("letter_number", FieldType.TEXT, tr("Nomor surat")),
            Field("letter_date", FieldType.DATE, tr("Tanggal surat")),
            Field("person", FieldType.TEXT, tr("Petugas yang menerima di sana")),
            questions.NOTE,
            questions.FILES,
        ),
        guards=_BY_PROTECTOR,
        effects=(Effect.NOTE_HAND_OVER,),
        notice=Notice(
            "Diteruskan ke aparat",
            "Permintaan Anda kami teruskan ke {authority}: surat {letter_number} tanggal "
            "{letter_date}. Mereka bisa menghubungi Anda lewat kami.",
        ),
    ),
    Transition(
        action=Action.FOLLOW_UP_PROTECTION,
        label=tr("Tanyakan keadaan pelapor"),
        sources=_ANY,
        target=None,
        roles=_PROTECTORS,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Langsung dibaca pelapor. Jawabannya diperlukan sebelum pelindungan selesai."),
        icon="message",
        fields=(questions.MESSAGE_TO_REPORTER,),
        guards=_BY_PROTECTOR,
        notice=Notice(
            "Apakah Anda aman sekarang?",
            "{message}\n\nApakah Anda aman sekarang? Buka laporan, lalu tekan Kabar keamanan saya.",
        ),
    ),
    Transition(
        action=Action.CLOSE_PROTECTION,
        label=tr("Selesaikan pelindungan"),
        sources=_ANY,
        target=None,
        roles=_PROTECTORS,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Hanya dengan kata pelapor sendiri. Sesudahnya pelapor ditanya lagi secara berkala."),
        icon="circle-check",
        fields=(
            Field(
                "word",
                FieldType.LONG_TEXT,
                tr("Kata pelapor di luar percakapan"),
                required=False,
                help=tr("Wajib bila pelapor belum menjawab di percakapan: kapan, lewat apa, apa katanya."),
                max_length=3_000,
            ),
            questions.MESSAGE_TO_REPORTER,
        ),
        guards=(*_BY_PROTECTOR, guards.risk_assessed, guards.reporter_has_the_word),
        effects=(Effect.CLOSE_PROTECTION,),
        notice=Notice(
            "Perlindungan selesai",
            "{message}\n\nKami akan bertanya lagi nanti. Terancam lagi? Tekan Saya terancam kapan saja.",
        ),
    ),
    Transition(
        action=Action.TELL_SAFETY,
        label=tr("Kabar keamanan saya"),
        sources=_ANY,
        target=None,
        roles=_REPORTER,
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Katakan apakah Anda aman. Kalau tidak, petugas dipanggil lagi."),
        icon="shield-heart",
        fields=(
            Field("safe", FieldType.FLAG, tr("Saya aman sekarang"), required=False),
            Field("change", FieldType.LONG_TEXT, tr("Yang berubah bagi saya"), required=False),
        ),
        guards=(guards.protection_known,),
        effects=(Effect.HEAR_SAFETY,),
        notice=Notice(
            "Kabar Anda diterima",
            "Terima kasih, kabar Anda sudah kami catat dan petugas diberi tahu. "
            "Dalam bahaya sekarang? Telepon 110 (Polri).",
        ),
    ),
    Transition(
        action=Action.CHECK_IN,
        label=tr("Tanya apakah ada yang berubah"),
        sources=_ANY,
        target=None,
        roles=frozenset({Role.SYSTEM}),
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=_NEEDS,
        help=tr("Pada hari yang ditetapkan kantor, sesudah pelindungan selesai."),
        icon="calendar-event",
        guards=(guards.check_in_due,),
        effects=(Effect.NOTE_CHECK_IN,),
        notice=Notice(
            "Ada yang berubah bagi Anda?",
            "Anda pernah minta dilindungi. Ada yang berubah bagi Anda sejak itu? "
            "Buka laporan, lalu tekan Kabar keamanan saya.",
        ),
    ),
)
