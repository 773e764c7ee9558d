"""Rows of "tidak dapat diproses": proposed by one, decided by another, open to objection.

003 Lamp. II.3.b.2.c.1 allows a report to rest unprocessed; 002 BAB V B.5.a forbids stopping
one. G2 holds both: a coded reason, four eyes, a notice and a way back.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.fields import Field, FieldType
from core.chain.rows import BOTH, PUBLIC, STOP_ALL, WBS, Effect, Notice, Transition, start
from core.chain.states import DeadlineKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

_RECEIVED = frozenset({State.RECEIVED})
_RECEIVED_OR_REVIEW = frozenset({State.RECEIVED, State.REVIEW})
_NOT_PROCESSABLE_NOTICE = Notice(
    "Laporan tidak bisa diproses",
    "Alasannya: {reason}. {explanation} "
    "Keputusan ini dibuat dua orang. Tidak setuju? Buka laporan, lalu tekan Ajukan keberatan.",
)
_PROPOSAL_FIELDS = (
    Field(
        "reason",
        FieldType.CHOICE,
        tr("Alasan"),
        choices=questions.NOT_PROCESSABLE_REASONS,
    ),
    questions.EXPLANATION,
)

REFUSAL = (
    Transition(
        action=Action.PROPOSE_NOT_PROCESSABLE,
        label=tr("Usulkan tidak dapat diproses"),
        sources=_RECEIVED,
        target=None,
        roles=frozenset({Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="003 Lamp. II.3.b.2.c.1",
        requirements=("R94", "R135"),
        help=tr("Orang lain harus menyetujui. Pelapor diberi tahu alasannya dan dapat berkeberatan."),
        icon="circle-x",
        fields=_PROPOSAL_FIELDS,
        guards=(guards.no_pending_proposal,),
        effects=(Effect.PROPOSE,),
        untold_because="Belum ada keputusan; pelapor diberi tahu bila usulan disetujui.",
        danger=True,
    ),
    Transition(
        action=Action.PROPOSE_NOT_PROCESSABLE,
        label=tr("Usulkan tidak dapat diproses"),
        sources=_RECEIVED_OR_REVIEW,
        target=None,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.c.1",
        requirements=("R94", "R117", "R135"),
        help=tr("Orang lain harus menyetujui. Pelapor diberi tahu alasannya dan dapat berkeberatan."),
        icon="circle-x",
        fields=_PROPOSAL_FIELDS,
        guards=(guards.no_pending_proposal,),
        effects=(Effect.PROPOSE,),
        untold_because="Belum ada keputusan; pelapor diberi tahu bila usulan disetujui.",
        danger=True,
    ),
    Transition(
        action=Action.CONFIRM_NOT_PROCESSABLE,
        label=tr("Setujui: tidak dapat diproses"),
        sources=_RECEIVED,
        target=State.NOT_PROCESSABLE,
        roles=frozenset({Role.AGENCY_ADMIN, Role.INSPECTOR, Role.LEADER}),
        tracks=PUBLIC,
        clause="003 Lamp. II.3.b.2.c.1",
        requirements=("R94", "R135"),
        help=tr("Pelapor menerima alasan dan cara mengajukan keberatan."),
        icon="circle-check",
        fields=(questions.NOTE,),
        guards=(guards.pending_proposal, guards.by_another_person),
        deadlines=STOP_ALL,
        effects=(Effect.CLEAR_PROPOSAL,),
        notice=_NOT_PROCESSABLE_NOTICE,
        danger=True,
    ),
    Transition(
        action=Action.CONFIRM_NOT_PROCESSABLE,
        label=tr("Setujui: tidak dapat diproses"),
        sources=_RECEIVED_OR_REVIEW,
        target=State.NOT_PROCESSABLE,
        roles=frozenset({Role.INSPECTOR, Role.LEADER}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.c.1",
        requirements=("R94", "R135"),
        help=tr("Pelapor menerima alasan dan cara mengajukan keberatan."),
        icon="circle-check",
        fields=(questions.NOTE,),
        guards=(guards.pending_proposal, guards.by_another_person),
        deadlines=STOP_ALL,
        effects=(Effect.CLEAR_PROPOSAL,),
        notice=_NOT_PROCESSABLE_NOTICE,
        danger=True,
    ),
    Transition(
        action=Action.DECLINE_NOT_PROCESSABLE,
        label=tr("Tolak usulan"),
        sources=_RECEIVED,
        target=None,
        roles=frozenset({Role.AGENCY_ADMIN, Role.INSPECTOR, Role.LEADER}),
        tracks=PUBLIC,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Laporan tetap diproses."),
        icon="arrow-back",
        fields=(questions.REASON,),
        guards=(guards.pending_proposal, guards.by_another_person),
        effects=(Effect.CLEAR_PROPOSAL,),
        untold_because="Bagi pelapor tidak ada yang berubah: laporannya tetap diproses.",
    ),
    Transition(
        action=Action.DECLINE_NOT_PROCESSABLE,
        label=tr("Tolak usulan"),
        sources=_RECEIVED_OR_REVIEW,
        target=None,
        roles=frozenset({Role.INSPECTOR, Role.LEADER}),
        tracks=WBS,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Laporan tetap diproses."),
        icon="arrow-back",
        fields=(questions.REASON,),
        guards=(guards.pending_proposal, guards.by_another_person),
        effects=(Effect.CLEAR_PROPOSAL,),
        untold_because="Bagi pelapor tidak ada yang berubah: laporannya tetap diproses.",
    ),
    Transition(
        action=Action.OBJECT,
        label=tr("Ajukan keberatan"),
        sources=frozenset({State.NOT_PROCESSABLE, State.RETURNED_NATIONAL}),
        target=State.RECEIVED,
        roles=frozenset({Role.REPORTER}),
        tracks=BOTH,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Tulis mengapa Anda tidak setuju. Laporan diperiksa lagi."),
        icon="hand-stop",
        fields=(questions.REASON, questions.FILES),
        deadlines=(start(DeadlineKind.VERIFICATION),),
        notice=Notice(
            "Keberatan diterima",
            "Keberatan Anda sudah masuk. Laporan diperiksa lagi, paling lambat {due}.",
        ),
    ),
)
