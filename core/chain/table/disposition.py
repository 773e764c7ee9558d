"""Rows of examination and disposition by the Admin Instansi (002 BAB IV B)."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import PUBLIC, Effect, Notice, Transition, start, stop
from core.chain.states import DeadlineKind, PartKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

DISPOSITION = (
    Transition(
        action=Action.DISPOSE,
        label=tr("Disposisikan"),
        sources=frozenset({State.RECEIVED}),
        target=State.DISPOSED,
        roles=frozenset({Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB IV B.6–8",
        requirements=(
            *("R36", "R53", "R54", "R55", "R58", "R59"),
            *("R60", "R61", "R62", "R63"),
        ),
        help=tr("Periksa unsur, tetapkan klasifikasi, lalu pilih unit penanggung jawab."),
        icon="arrow-forward-up",
        fields=(
            questions.CHECKLIST,
            Field(
                "within_authority",
                FieldType.FLAG,
                tr("Berkaitan langsung dengan tugas, fungsi, dan kewenangan KPU"),
            ),
            questions.CLASSIFICATION,
            Field("lead_unit", FieldType.UNIT, tr("Unit penanggung jawab"), part=PartKind.LEAD),
            Field(
                "supporting_units",
                FieldType.UNITS,
                tr("Unit pendukung"),
                required=False,
                part=PartKind.SUPPORT,
            ),
            Field(
                "with_apip",
                FieldType.FLAG,
                tr("APIP (Inspektorat) ikut menangani"),
                required=False,
                help=tr("Wajib untuk pengaduan berkadar pengawasan."),
            ),
            questions.NOTE,
        ),
        guards=(
            guards.no_pending_proposal,
            guards.checklist_complete,
            guards.apip_included,
            guards.units_differ,
        ),
        deadlines=(
            stop(DeadlineKind.VERIFICATION),
            start(DeadlineKind.INITIAL_RESPONSE),
            start(DeadlineKind.RESOLUTION),
        ),
        effects=(Effect.CLASSIFY, Effect.ASSIGN_UNIT),
        notice=Notice(
            "Laporan dikirim ke bagian yang tepat",
            "Laporan Anda dikirim ke {unit}. Kabar pertama datang paling lambat {due}. "
            "Selesai paling lambat {resolution_due}.",
        ),
    ),
    Transition(
        action=Action.RETURN_NATIONAL,
        label=tr("Kembalikan ke Admin Nasional"),
        sources=frozenset({State.RECEIVED}),
        target=State.RETURNED_NATIONAL,
        roles=frozenset({Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB IV B.4–5",
        requirements=("R55", "R56", "R57"),
        help=tr("Untuk laporan di luar kewenangan KPU. Alasan harus jelas dan terukur."),
        icon="arrow-back-up",
        fields=(
            Field("reason", FieldType.CHOICE, tr("Alasan"), choices=questions.NATIONAL_REASONS),
            questions.EXPLANATION,
        ),
        guards=(guards.no_pending_proposal,),
        deadlines=(stop(DeadlineKind.VERIFICATION),),
        notice=Notice(
            "Bukan tugas KPU",
            "{reason}. {explanation} Tulis ke lapor.go.id. "
            "Tidak setuju? Buka laporan, lalu tekan Ajukan keberatan.",
        ),
        danger=True,
    ),
)
