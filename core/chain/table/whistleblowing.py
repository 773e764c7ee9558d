"""Rows of the whistleblowing track (003 Diktum KEDUA, Lamp. II.3.b.2, II.4 and III)."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType, choices_of
from core.chain.rows import STOP_ALL, WBS, Effect, Notice, Transition, start, stop
from core.chain.states import DeadlineKind, Finding, Role, State
from core.chain.table import guards, questions
from core.language import tr

_INSPECTOR = frozenset({Role.INSPECTOR})
_LEADER = frozenset({Role.LEADER})

_REVIEW_STEPS = (
    Field("main_problem", FieldType.LONG_TEXT, tr("1. Pokok permasalahan")),
    Field("initial_evidence", FieldType.LONG_TEXT, tr("2. Kelengkapan bukti permulaan")),
    Field("supporting_data", FieldType.LONG_TEXT, tr("3. Data dan informasi pendukung")),
    Field("legal_analysis", FieldType.LONG_TEXT, tr("4. Analisis menurut peraturan")),
    Field("review_conclusion", FieldType.LONG_TEXT, tr("5. Kesimpulan dan penanganan berikutnya")),
    Field(
        "corruption_suspected",
        FieldType.FLAG,
        tr("Ada dugaan tindak pidana korupsi"),
        required=False,
        help=tr("Laporan langsung dapat diajukan ke pimpinan untuk audit investigasi."),
    ),
)

WHISTLEBLOWING = (
    Transition(
        action=Action.BEGIN_REVIEW,
        label=tr("Mulai penelaahan"),
        sources=frozenset({State.RECEIVED}),
        target=State.REVIEW,
        roles=_INSPECTOR,
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.a",
        requirements=("R117", "R133"),
        help=tr("Laporan memenuhi kriteria dan unsur, lalu ditelaah."),
        icon="zoom-check",
        fields=(questions.NOTE,),
        guards=(guards.no_pending_proposal,),
        deadlines=(stop(DeadlineKind.VERIFICATION), start(DeadlineKind.RESOLUTION)),
        effects=(Effect.CLEAR_REVIEW,),
        notice=Notice(
            "Laporan diperiksa Inspektorat",
            "Inspektorat sedang memeriksa laporan Anda. Hasilnya kami kabarkan di sini.",
        ),
    ),
    Transition(
        action=Action.CONCLUDE_REVIEW,
        label=tr("Simpulkan penelaahan"),
        sources=frozenset({State.REVIEW}),
        target=None,
        roles=_INSPECTOR,
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b",
        requirements=("R117", "R134"),
        help=tr("Isi kelima langkah penelaahan."),
        icon="checklist",
        fields=_REVIEW_STEPS,
        guards=(guards.no_pending_proposal,),
        effects=(Effect.RECORD_REVIEW,),
        untold_because="Hasil telaah hanya untuk Inspektorat; pelapor dikabari langkah berikutnya.",
    ),
    Transition(
        action=Action.DEEPEN,
        label=tr("Lanjutkan ke pendalaman"),
        sources=frozenset({State.REVIEW}),
        target=State.DEEPENING,
        roles=_INSPECTOR,
        tracks=WBS,
        clause="003 Diktum KEDUA.3",
        requirements=("R118",),
        help=tr("Untuk laporan yang memenuhi kriteria, unsur, dan bukti."),
        icon="zoom-in",
        fields=(questions.NOTE,),
        guards=(guards.no_pending_proposal, guards.review_done),
        notice=Notice(
            "Laporan diperiksa lebih dalam",
            "Laporan Anda memenuhi syarat, dan sedang diperiksa lebih dalam.",
        ),
    ),
    Transition(
        action=Action.SUBMIT_TO_LEADER,
        label=tr("Ajukan ke pimpinan"),
        sources=frozenset({State.DEEPENING}),
        target=State.WITH_LEADER,
        roles=_INSPECTOR,
        tracks=WBS,
        clause="003 Diktum KEDUA.4",
        requirements=("R119", "R134"),
        help=tr("Sampaikan hasil pendalaman dan saran penyelesaian."),
        icon="user-up",
        fields=(
            Field("result", FieldType.LONG_TEXT, tr("Hasil pendalaman")),
            Field("recommendation", FieldType.LONG_TEXT, tr("Saran penyelesaian")),
            questions.FILES,
        ),
        guards=(guards.review_done,),
        notice=Notice("Laporan diperiksa", "Hasil pemeriksaan laporan Anda ada di pimpinan."),
    ),
    Transition(
        action=Action.SUBMIT_TO_LEADER,
        label=tr("Ajukan dugaan korupsi ke pimpinan"),
        sources=frozenset({State.REVIEW}),
        target=State.WITH_LEADER,
        roles=_INSPECTOR,
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.c.2",
        requirements=("R119", "R134", "R136"),
        help=tr("Dugaan tindak pidana korupsi langsung ke pimpinan untuk audit investigasi."),
        icon="user-up",
        fields=(
            Field("result", FieldType.LONG_TEXT, tr("Hasil penelaahan")),
            Field("recommendation", FieldType.LONG_TEXT, tr("Saran penyelesaian")),
            questions.FILES,
        ),
        guards=(guards.no_pending_proposal, guards.review_done, guards.corruption_suspected),
        notice=Notice("Laporan diperiksa", "Hasil pemeriksaan laporan Anda ada di pimpinan."),
    ),
    Transition(
        action=Action.ORDER_INVESTIGATION,
        label=tr("Perintahkan audit investigasi"),
        sources=frozenset({State.WITH_LEADER}),
        target=State.INVESTIGATION,
        roles=_LEADER,
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.c.2",
        requirements=("R136", "R163"),
        help=tr("Koordinasikan dengan pejabat yang berwenang."),
        icon="shield-search",
        fields=(
            Field("competent_official", FieldType.TEXT, tr("Pejabat berwenang yang dihubungi")),
            Field("instruction", FieldType.LONG_TEXT, tr("Perintah")),
            questions.FILES,
        ),
        guards=(guards.corruption_suspected,),
        untold_because="Kabar dini dapat membahayakan pemeriksaan; bagi pelapor laporan tetap “Diperiksa”.",
    ),
    Transition(
        action=Action.CONCLUDE,
        label=tr("Tetapkan kesimpulan"),
        sources=frozenset({State.WITH_LEADER, State.INVESTIGATION}),
        target=State.CONCLUDED,
        roles=_LEADER,
        tracks=WBS,
        clause="003 Diktum KEDUA.4",
        requirements=("R119", "R136", "R137"),
        help=tr(
            "Tetapkan terbukti atau tidak terbukti, dengan pertimbangannya. "
            "“Tidak terbukti” membuka tugas pemulihan nama baik."
        ),
        icon="gavel",
        fields=(
            Field("finding", FieldType.CHOICE, tr("Kesimpulan"), choices=choices_of(Finding)),
            Field("consideration", FieldType.LONG_TEXT, tr("Pertimbangan")),
            Field(
                "message",
                FieldType.LONG_TEXT,
                tr("Alasan singkat untuk pelapor"),
                help=tr("Dibaca pelapor. Jangan sebut nama, sanksi, atau rincian pemeriksaan."),
                max_length=3_000,
            ),
            questions.FILES,
        ),
        deadlines=STOP_ALL,
        effects=(Effect.RECORD_FINDING,),
        notice=Notice(
            "Pemeriksaan selesai",
            "Pemeriksaan atas laporan Anda sudah selesai. {message}\n\n"
            "Rinciannya tidak kami kirim lewat obrolan, supaya semua orang terlindungi. "
            "Penanganan berakhir di sini. Ada bukti baru? Kirim laporan baru.",
        ),
        danger=True,
    ),
    Transition(
        action=Action.REHABILITATE,
        label=tr("Catat pemulihan nama baik"),
        sources=frozenset({State.CONCLUDED}),
        target=None,
        roles=_LEADER,
        tracks=WBS,
        clause="003 Lamp. II.4",
        requirements=("R137",),
        help=tr("Terlapor yang tidak terbukti bersalah berhak atas pemulihan nama baik."),
        icon="certificate",
        fields=(
            Field("letter_number", FieldType.TEXT, tr("Nomor surat")),
            Field("letter_date", FieldType.DATE, tr("Tanggal surat")),
            Field("letter", FieldType.FILES, tr("Surat pemulihan nama baik")),
        ),
        guards=(guards.finding_unproven, guards.not_yet_rehabilitated),
        effects=(Effect.MARK_REHABILITATED,),
        untold_because="Surat ini untuk terlapor.",
    ),
)
