"""The visible track: the few steps a person sees, and which are done, now and ahead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from core.chain.states import State, Track
from core.language import tr


class Mark(StrEnum):
    """How a step of the visible track is drawn."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    SKIPPED = "skipped"  # the report went past without it
    STOPPED = "stopped"  # handling came to rest here


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the visible track."""

    code: str
    label: str
    """As the decree and its officers call it."""
    told: str
    """As its reporter reads it, in everyday words."""
    states: frozenset[State]
    mark: Mark


_Plan = tuple[tuple[str, str, str, frozenset[State]], ...]

_PUBLIC_SERVICE: _Plan = (
    ("received", tr("Diterima"), "Diterima", frozenset()),
    ("verification", tr("Verifikasi"), "Diperiksa", frozenset({State.RECEIVED, State.AWAITING_COMPLETION})),
    ("disposition", tr("Disposisi"), "Dikirim ke bagian yang tepat", frozenset({State.DISPOSED})),
    ("unit", tr("Diproses unit"), "Dikerjakan", frozenset({State.IN_PROCESS, State.WITH_UNIT_HEAD})),
    (
        "followup",
        tr("Tindak lanjut"),
        "Hampir selesai",
        frozenset({State.IN_FOLLOWUP, State.FOLLOWUP_SUBMITTED}),
    ),
    ("answered", tr("Dijawab"), "Dijawab", frozenset({State.ANSWERED})),
    ("closed", tr("Selesai"), "Selesai", frozenset({State.CLOSED})),
)
_WHISTLEBLOWING: _Plan = (
    ("received", tr("Diterima"), "Diterima", frozenset({State.RECEIVED, State.AWAITING_COMPLETION})),
    ("review", tr("Penelaahan"), "Diperiksa", frozenset({State.REVIEW})),
    ("deepening", tr("Pendalaman"), "Diperiksa lebih dalam", frozenset({State.DEEPENING})),
    ("leader", tr("Pimpinan"), "Di pimpinan", frozenset({State.WITH_LEADER})),
    ("investigation", tr("Audit investigasi"), "Pemeriksaan akhir", frozenset({State.INVESTIGATION})),
    ("conclusion", tr("Kesimpulan"), "Selesai", frozenset({State.CONCLUDED})),
)
_PLANS = {Track.PUBLIC_SERVICE: _PUBLIC_SERVICE, Track.WHISTLEBLOWING: _WHISTLEBLOWING}
_ARRIVED = frozenset({State.CLOSED, State.CONCLUDED})


def steps(track: Track, state: State, *, passed: Collection[State] | None = None) -> tuple[Station, ...]:
    """Mark every step of the track for a report in this state.

    `passed` are the states the report has been in, from its history. With it, steps that were
    jumped over show as skipped, and a report that came to rest outside the track shows where.
    Without it, such a report shows as stopped in verification, where most of them stop.
    """
    plan = _PLANS[track]
    here = _position(plan, state)
    resting = here is None
    if here is None:
        known = [_position(plan, each) for each in passed or (State.RECEIVED,)]
        here = max((each for each in known if each is not None), default=0)
    last = Mark.STOPPED if resting else Mark.DONE if state in _ARRIVED else Mark.NOW
    return tuple(
        Station(code, label, told, states, _mark(index, here, last, states, passed))
        for index, (code, label, told, states) in enumerate(plan)
    )


def _position(plan: _Plan, state: State) -> int | None:
    return next((index for index, step in enumerate(plan) if state in step[3]), None)


def _mark(
    index: int,
    here: int,
    at_here: Mark,
    states: frozenset[State],
    passed: Collection[State] | None,
) -> Mark:
    if index > here:
        return Mark.AHEAD
    if index == here:
        return at_here
    jumped = passed is not None and bool(states) and states.isdisjoint(passed)
    return Mark.SKIPPED if jumped else Mark.DONE
