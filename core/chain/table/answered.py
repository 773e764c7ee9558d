"""Rows after the answer: the reporter replies, accepts, or stays silent."""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import PUBLIC, Effect, Notice, Transition, start, stop
from core.chain.states import DeadlineKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

_REPORTER = frozenset({Role.REPORTER})

ANSWERED = (
    Transition(
        action=Action.RESPOND,
        label=tr("Tanggapi jawaban"),
        sources=frozenset({State.ANSWERED, State.CLOSED}),
        target=State.IN_PROCESS,
        roles=_REPORTER,
        tracks=PUBLIC,
        clause="002 BAB III B.2.f",
        requirements=("R43",),
        help=tr("Tulis apa yang belum terjawab. Laporan ditangani lagi."),
        icon="message-reply",
        fields=(
            Field("reply", FieldType.LONG_TEXT, tr("Tanggapan Anda")),
            questions.FILES,
        ),
        deadlines=(stop(DeadlineKind.CLOSING), start(DeadlineKind.RESOLUTION)),
        effects=(Effect.NEXT_ROUND,),
        notice=Notice(
            "Tanggapan diterima",
            "Tanggapan Anda sudah masuk. {unit} menangani lagi laporan ini, paling lambat {due}.",
        ),
    ),
    Transition(
        action=Action.ACCEPT_ANSWER,
        label=tr("Terima jawaban"),
        sources=frozenset({State.ANSWERED}),
        target=State.CLOSED,
        roles=_REPORTER,
        tracks=PUBLIC,
        clause="002 BAB III B.2.f",
        requirements=("R43", "R158"),
        help=tr("Laporan selesai. Anda boleh menilai layanan kami."),
        icon="circle-check",
        fields=(
            Field(
                "rating",
                FieldType.RATING,
                tr("Nilai layanan"),
                required=False,
                help=tr("1 sangat buruk, 5 sangat baik."),
            ),
            Field("comment", FieldType.LONG_TEXT, tr("Saran"), required=False, max_length=2_000),
        ),
        deadlines=(stop(DeadlineKind.CLOSING),),
        notice=Notice(
            "Laporan selesai",
            "Terima kasih. Laporan Anda selesai karena Anda menerima jawabannya. "
            "Kalau masalahnya muncul lagi, tanggapi di sini. Laporan dibuka lagi.",
        ),
    ),
    Transition(
        action=Action.CLOSE_UNANSWERED,
        label=tr("Tutup tanpa tanggapan"),
        sources=frozenset({State.ANSWERED}),
        target=State.CLOSED,
        roles=frozenset({Role.SYSTEM}),
        tracks=PUBLIC,
        clause="002 BAB VII",
        requirements=("R6",),
        help=tr("Dilakukan sistem bila pelapor tidak menanggapi sampai tenggat."),
        icon="clock-x",
        guards=(guards.closing_due_passed, guards.closing_fairly_warned),
        deadlines=(stop(DeadlineKind.CLOSING),),
        notice=Notice(
            "Laporan selesai",
            "Laporan Anda selesai karena belum ada tanggapan atas jawaban kami. "
            "Masih ada yang kurang? Tanggapi di sini. Laporan dibuka lagi.",
        ),
    ),
)
