"""Rows of a report that goes one level up, because it names who would have decided about it.

002 BAB V B.5.d forbids a conflict of interest, II.A.2.e asks for impartiality. At intake the route
sees to it; these rows do when the name comes later.
"""

from __future__ import annotations

from core.chain.actions import Action
from core.chain.rows import BOTH, Effect, Notice, Transition, start, stop
from core.chain.states import FINAL_STATES, OPEN_STATES, DeadlineKind, Role, State
from core.chain.table import guards
from core.language import tr

_RESTS = FINAL_STATES | {State.AWAITING_COMPLETION, State.ANSWERED}
_LABEL = tr("Alihkan ke kantor di atasnya")
_CLAUSE = "002 BAB V B.5.d"
_HELP = tr("Dilakukan sistem bila laporan menyebut pimpinan kantor ini, atau semua penerimanya.")
_SAME_NUMBERS = (
    "Sebabnya: laporan menyebut orang di kantor itu. Kantor di atasnya yang memeriksa. "
    "Nomor pelacakan dan nomor agenda tetap sama."
)

MOVED_UP = (
    Transition(
        action=Action.MOVE_UP,
        label=_LABEL,
        sources=OPEN_STATES - _RESTS,
        target=State.RECEIVED,
        roles=frozenset({Role.SYSTEM}),
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=("R23", "R97"),
        help=_HELP,
        icon="arrow-up",
        guards=(guards.office_barred,),
        deadlines=(
            stop(DeadlineKind.INITIAL_RESPONSE),
            stop(DeadlineKind.RESOLUTION),
            start(DeadlineKind.VERIFICATION),
        ),
        effects=(Effect.UNASSIGN_UNIT, Effect.CLEAR_PROPOSAL, Effect.CLEAR_REVIEW),
        notice=Notice(
            "Laporan naik satu tingkat",
            "Laporan Anda sekarang ditangani {office}, dan diperiksa lagi di sana. " + _SAME_NUMBERS,
        ),
    ),
    Transition(
        action=Action.MOVE_UP,
        label=_LABEL,
        sources=_RESTS,
        target=None,
        roles=frozenset({Role.SYSTEM}),
        tracks=BOTH,
        clause=_CLAUSE,
        requirements=("R23", "R97"),
        help=_HELP,
        icon="arrow-up",
        guards=(guards.office_barred,),
        notice=Notice(
            "Laporan naik satu tingkat", "Laporan Anda sekarang dipegang {office}. " + _SAME_NUMBERS
        ),
    ),
)
