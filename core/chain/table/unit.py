"""Rows of the unit: liaison, unit admin and unit head (002 BAB IV C, D and E)."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import PUBLIC, Effect, Notice, Transition, start, stop
from core.chain.states import DeadlineKind, PartKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

_UNIT_DESK = frozenset({Role.LIAISON, Role.UNIT_ADMIN})
_UNIT_HEAD = frozenset({Role.UNIT_HEAD})

_ANSWER_FIELDS = (
    Field(
        "answer",
        FieldType.LONG_TEXT,
        tr("Jawaban untuk pelapor"),
        help=tr("Dibaca pelapor. Jawab pokok aduannya dengan kalimat biasa."),
    ),
    Field("attachments", FieldType.FILES, tr("Lampiran jawaban"), required=False),
)
_ANSWER_NOTICE = Notice(
    "Laporan Anda dijawab",
    "{answer}\n\nBelum puas? Tanggapi jawaban ini sebelum {due}. "
    "Tanpa tanggapan, laporan dianggap selesai. Masih bisa dibuka lagi.",
)
_ANSWERED_CLOCKS = (
    stop(DeadlineKind.RESOLUTION),
    stop(DeadlineKind.INITIAL_RESPONSE),
    start(DeadlineKind.CLOSING),
)

UNIT = (
    Transition(
        action=Action.ACCEPT,
        label=tr("Terima dan beri respons awal"),
        sources=frozenset({State.DISPOSED}),
        target=State.IN_PROCESS,
        roles=_UNIT_DESK,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.1",
        requirements=("R42", "R65", "R67"),
        help=tr("Bila laporan memang kewenangan unit Anda. Respons awal langsung dikirim ke pelapor."),
        icon="clipboard-check",
        fields=(
            Field(
                "initial_response",
                FieldType.LONG_TEXT,
                tr("Respons awal untuk pelapor"),
                help=tr("Sampaikan bahwa laporan diterima dan siapa yang menanganinya."),
                max_length=3_000,
            ),
        ),
        deadlines=(stop(DeadlineKind.INITIAL_RESPONSE),),
        notice=Notice("Laporan sedang ditangani", "{initial_response}"),
    ),
    Transition(
        action=Action.RETURN_FOR_REDISPOSITION,
        label=tr("Kembalikan untuk disposisi ulang"),
        sources=frozenset({State.DISPOSED}),
        target=State.RECEIVED,
        roles=_UNIT_DESK,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.a",
        requirements=("R66",),
        help=tr("Bila laporan bukan kewenangan unit Anda. Sebut unit yang lebih tepat bila tahu."),
        icon="arrow-back-up",
        fields=(questions.REASON,),
        deadlines=(
            stop(DeadlineKind.INITIAL_RESPONSE),
            stop(DeadlineKind.RESOLUTION),
            start(DeadlineKind.VERIFICATION),
        ),
        effects=(Effect.UNASSIGN_UNIT,),
        notice=Notice(
            "Bagian yang menangani diganti",
            "Laporan Anda sedang dicarikan bagian yang lebih tepat, paling lambat {due}. "
            "Anda tidak perlu melapor ulang.",
        ),
    ),
    Transition(
        action=Action.FORWARD_TO_HEAD,
        label=tr("Sampaikan ke pimpinan unit"),
        sources=frozenset({State.IN_PROCESS}),
        target=State.WITH_UNIT_HEAD,
        roles=_UNIT_DESK,
        tracks=PUBLIC,
        clause="002 BAB IV C.2.b.2–3",
        requirements=("R38", "R68", "R69"),
        help=tr("Cetak lembar disposisi (RAHASIA) dahulu, lalu sampaikan."),
        icon="file-export",
        fields=(questions.NOTE,),
        guards=(guards.sheet_printed,),
        untold_because="Langkah di dalam unit; bagi pelapor laporan tetap “Sedang dikerjakan”.",
    ),
    Transition(
        action=Action.DISPOSE_INTERNALLY,
        label=tr("Disposisikan ke bagian/subbagian"),
        sources=frozenset({State.WITH_UNIT_HEAD}),
        target=State.IN_FOLLOWUP,
        roles=_UNIT_HEAD,
        tracks=PUBLIC,
        clause="002 BAB IV D.1–3",
        requirements=("R73", "R74", "R75"),
        help=tr("Tulis analisis, lalu pilih bagian atau subbagian yang menindaklanjuti."),
        icon="sitemap",
        fields=(
            Field("sections", FieldType.UNITS, tr("Bagian/subbagian"), part=PartKind.INTERNAL),
            Field("context", FieldType.LONG_TEXT, tr("Konteks laporan")),
            Field("root_cause", FieldType.LONG_TEXT, tr("Akar permasalahan")),
            Field("relevant_parties", FieldType.LONG_TEXT, tr("Pihak yang relevan")),
            Field("instruction", FieldType.LONG_TEXT, tr("Arahan"), required=False),
        ),
        notice=Notice(
            "Laporan hampir selesai",
            "Pimpinan {unit} sudah membaca laporan Anda dan menunjuk petugas untuk mengerjakannya.",
        ),
    ),
    Transition(
        action=Action.SUBMIT_FOLLOWUP,
        label=tr("Serahkan dokumen tindak lanjut"),
        sources=frozenset({State.IN_FOLLOWUP}),
        target=State.FOLLOWUP_SUBMITTED,
        roles=_UNIT_HEAD,
        tracks=PUBLIC,
        clause="002 BAB IV D.7–9",
        requirements=("R79", "R80", "R81"),
        help=tr("Tiga dokumen: arahan jawaban, naskah dinas tindak lanjut, dan bukti penyelesaian."),
        icon="files",
        fields=(
            Field("answer_direction", FieldType.LONG_TEXT, tr("Arahan jawaban")),
            Field("official_letter", FieldType.FILES, tr("Naskah dinas tindak lanjut")),
            Field("proof", FieldType.FILES, tr("Dokumen pendukung atau bukti penyelesaian")),
        ),
        untold_because="Jawabannya menyusul; bagi pelapor tetap “Hampir selesai”.",
    ),
    Transition(
        action=Action.ANSWER,
        label=tr("Kirim jawaban"),
        sources=frozenset({State.FOLLOWUP_SUBMITTED}),
        target=State.ANSWERED,
        roles=_UNIT_DESK,
        tracks=PUBLIC,
        clause="002 BAB IV E.1–3",
        requirements=("R42", "R82", "R83", "R84"),
        help=tr("Tulis jawaban menurut arahan pimpinan unit. Lampirkan bukti bila perlu."),
        icon="message-check",
        fields=_ANSWER_FIELDS,
        deadlines=_ANSWERED_CLOCKS,
        notice=_ANSWER_NOTICE,
    ),
    Transition(
        action=Action.ANSWER_DIRECTLY,
        label=tr("Jawab langsung"),
        sources=frozenset({State.IN_PROCESS}),
        target=State.ANSWERED,
        roles=_UNIT_DESK,
        tracks=PUBLIC,
        clause="002 BAB III B.2.e; BAB IV B.7.b",
        requirements=("R42", "R60"),
        help=tr("Untuk permintaan informasi dan aspirasi yang tidak perlu tindak lanjut."),
        icon="message-bolt",
        fields=_ANSWER_FIELDS,
        guards=(guards.question_or_aspiration,),
        deadlines=_ANSWERED_CLOCKS,
        notice=_ANSWER_NOTICE,
    ),
)
