"""Whose hands a report is in: the roles that can move it on, and who may stand in when nobody can.

A stand-in is needed where everybody who holds the role is barred by the report, or nobody is
appointed. The step goes to the leader of the office, or of the next one above (docs/decisions/0011).
"""

from __future__ import annotations

from typing import Final

from core.chain.rows import Transition
from core.chain.states import OFFICER_ROLES, Role, State, Track, holder_of
from core.chain.table import guards
from core.chain.table.transitions import TRANSITIONS

STANDS_IN: Final = Role.LEADER
PROPOSAL_DECIDERS: Final = OFFICER_ROLES & frozenset[Role]().union(
    *(row.roles for row in TRANSITIONS if guards.pending_proposal in row.guards)
)
"""Whoever has a row that decides a proposal, on one track or the other."""


def movers(track: Track, state: State, *, proposed: bool) -> frozenset[Role]:
    """Return the officer roles with a row that leads on from here; of a proposal, those who decide it."""
    return frozenset[Role]().union(
        *(
            row.roles & OFFICER_ROLES
            for row in TRANSITIONS
            if row.applies(track, state)
            and (row.target not in {None, state} or _decides(row))
            and _decides(row) is proposed
        )
    )


def _decides(row: Transition) -> bool:
    """Tell whether this row decides a proposal: it needs one that waits."""
    return guards.pending_proposal in row.guards


def waits_for_officer(track: Track, state: State) -> bool:
    """Tell whether it is an officer's turn: not the reporter's, and not over."""
    return holder_of(state, track) not in {None, Role.REPORTER}


def stood_in_for(track: Track, state: State) -> Role | None:
    """Name the role whose step a stand-in takes; None where only a new appointment helps.

    A leader's own step (a whistleblowing verdict) falls to no subordinate.
    """
    holder = holder_of(state, track)
    if holder in {None, Role.REPORTER, STANDS_IN}:
        return None
    return Role.UNIT_HEAD if holder is Role.HANDLER else holder
