"""Rows of completion: what is missing is asked for, supplied, or kept for later.

002 BAB IV A.6. What happens when the reporter stays silent the decree does not say; G4
answers: remind, then archive with a reason, reopenable at any time.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.rows import (
    BOTH,
    PUBLIC,
    WBS,
    Effect,
    Notice,
    Transition,
    pause,
    resume,
    start,
    stop,
)
from core.chain.states import DeadlineKind, Role, State
from core.chain.table import guards, questions
from core.language import tr

_COMPLETION = DeadlineKind.COMPLETION
_VERIFICATION = DeadlineKind.VERIFICATION

_ASKED_NOTICE = Notice(
    "Laporan perlu dilengkapi",
    "Masih kurang: {elements}. {message} Lengkapi paling lambat {due}. "
    "Kalau lewat tanggal itu, laporan berhenti dulu. Anda bisa membukanya lagi kapan saja.",
)
_COMPLETED_NOTICE = Notice(
    "Keterangan diterima",
    "Terima kasih. Keterangan Anda sudah masuk. Laporan kami periksa lagi.",
)
_REOPENED_NOTICE = Notice(
    "Laporan dibuka kembali",
    "Laporan Anda kami periksa lagi, paling lambat {due}.",
)
COMPLETION = (
    Transition(
        action=Action.REQUEST_COMPLETION,
        label=tr("Minta kelengkapan"),
        sources=frozenset({State.RECEIVED}),
        target=State.AWAITING_COMPLETION,
        roles=frozenset({Role.AGENCY_ADMIN}),
        tracks=PUBLIC,
        clause="002 BAB IV A.6",
        requirements=("R52",),
        help=tr("Minta pelapor melengkapi dalam 3 hari kerja. Tenggat verifikasi berhenti dahulu."),
        icon="message-question",
        fields=(questions.ASKED_ELEMENTS, questions.MESSAGE_TO_REPORTER),
        guards=(guards.no_pending_proposal, guards.identity_not_demanded),
        deadlines=(pause(_VERIFICATION), start(_COMPLETION)),
        effects=(Effect.ASK_ELEMENTS,),
        notice=_ASKED_NOTICE,
    ),
    Transition(
        action=Action.REQUEST_COMPLETION,
        label=tr("Minta kelengkapan"),
        sources=frozenset({State.RECEIVED}),
        target=State.AWAITING_COMPLETION,
        roles=frozenset({Role.INSPECTOR}),
        tracks=WBS,
        clause="003 Lamp. II.3.b.2.b.3",
        requirements=("R52", "R134", "R142"),
        help=tr("Minta pelapor melengkapi dalam 3 hari kerja. Jangan minta identitas pelapor anonim."),
        icon="message-question",
        fields=(questions.ASKED_ELEMENTS, questions.MESSAGE_TO_REPORTER),
        guards=(guards.no_pending_proposal, guards.identity_not_demanded),
        deadlines=(pause(_VERIFICATION), start(_COMPLETION)),
        effects=(Effect.ASK_ELEMENTS,),
        notice=_ASKED_NOTICE,
    ),
    Transition(
        action=Action.COMPLETE,
        label=tr("Lengkapi laporan"),
        sources=frozenset({State.AWAITING_COMPLETION}),
        target=State.RECEIVED,
        roles=frozenset({Role.REPORTER}),
        tracks=BOTH,
        clause="002 BAB IV A.6",
        requirements=("R52",),
        help=tr("Isi yang diminta. Yang tidak Anda ketahui boleh ditandai."),
        icon="forms",
        fields=questions.SUPPLIED_ELEMENTS,
        guards=(guards.something_supplied, guards.requested_elements_answered),
        deadlines=(stop(_COMPLETION), resume(_VERIFICATION)),
        effects=(Effect.CLEAR_ELEMENTS,),
        notice=_COMPLETED_NOTICE,
    ),
    Transition(
        action=Action.LAPSE,
        label=tr("Arsipkan karena tidak dilengkapi"),
        sources=frozenset({State.AWAITING_COMPLETION}),
        target=State.ARCHIVED_INCOMPLETE,
        roles=frozenset({Role.SYSTEM}),
        tracks=BOTH,
        clause="002 BAB IV A.6",
        requirements=("R52", "R94"),
        help=tr("Dilakukan sistem sesudah tenggat lewat dan pelapor diingatkan."),
        icon="archive",
        guards=(
            guards.completion_due_passed,
            guards.completion_reminder_sent,
            guards.completion_fairly_warned,
        ),
        deadlines=(stop(_COMPLETION), stop(_VERIFICATION)),
        notice=Notice(
            "Laporan berhenti dulu",
            "Keterangan yang kami minta belum kami terima: {elements}. "
            "Laporan Anda tidak hilang. Anda bisa membukanya lagi kapan saja.",
        ),
    ),
    Transition(
        action=Action.REOPEN,
        label=tr("Buka kembali laporan"),
        sources=frozenset({State.ARCHIVED_INCOMPLETE}),
        target=State.RECEIVED,
        roles=frozenset({Role.REPORTER}),
        tracks=BOTH,
        clause="002 BAB V B.5.a",
        requirements=("R94",),
        help=tr("Laporan diperiksa lagi. Tulis juga keterangan yang dulu kurang, kalau ada."),
        icon="refresh",
        fields=(questions.OPTIONAL_TEXT, questions.FILES),
        deadlines=(start(_VERIFICATION),),
        notice=_REOPENED_NOTICE,
    ),
)
