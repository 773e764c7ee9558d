"""Queues: what waits for whom, until when. Filters are SQL over what the officer may see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.conditions import (
    Way,
    any_of,
    clause,
    given_to,
    listed,
    narrowed_to_offices,
    unit_given,
    unit_within,
)
from core.access.policy import Reach, reaches
from core.access.repository import covered_ways
from core.access.roles import ROLES, roles_taking
from core.actor import OfficerActor
from core.chain.actions import Action
from core.chain.states import ProtectionStage, Role, State, Track
from core.chain.table.transitions import rows_of
from core.clock import now
from core.offices.directory import OfficeDirectory
from core.privacy.keys import Keyring
from core.queues.paging import QUEUE_CAP, Name, counts_in_one
from core.queues.periods import narrowed_by_period
from core.queues.schemas import ProtectionWanted, QueueFilter, QueueName
from core.queues.search import Found, Search
from core.reports.models import REPORTS_DUE_OR_NEVER

SOON: Final = timedelta(days=3)
STILL_OPEN: Final = "reports.closed_at IS NULL"
"""Not in a final state: a report is closed in the moment it comes to rest (core/handling/carrying.py)."""
_WITH_REPORTER: Final = f"reports.holder_role = '{Role.REPORTER.value}'"
_WITH_OFFICERS: Final = f"reports.holder_role <> '{Role.REPORTER.value}'"
"""The next step is an officer's, and `_WITH_REPORTER` the reporter's."""

_THREATENED: Final = "reports.threatened_since IS NOT NULL"
"""Its reporter waits to be protected, whether its handling has come to rest or not (R88)."""
_PROTECTORS: Final = roles_taking(Action.ASSESS_RISK)

_ADVISABLE = frozenset().union(*(row.sources for row in rows_of(Action.ADVISE, track=Track.PUBLIC_SERVICE)))


def waits_for(actor: OfficerActor) -> ColumnElement[bool]:
    """Return the condition that a report's next step is this officer's."""
    found = ways_into(QueueName.WAITING, actor)
    return clause(any_of(found), given_to(found))


def awaiting_my_view(actor: OfficerActor) -> ColumnElement[bool]:
    """Return the condition that a unit of this officer was asked for its view and has not answered (R70)."""
    found = _with_steps(covered_ways(actor), actor, _views_of)
    return clause(any_of(found), given_to(found))


def ways_into(name: QueueName, actor: OfficerActor, *, at: datetime | None = None) -> tuple[Way, ...]:
    """Return the ways a report the officer may see gets into a named queue, as things are now or `at`."""
    covered = covered_ways(actor)
    if name is QueueName.WAITING:
        return tuple(_with_steps(covered, actor, _steps_of))
    if name is QueueName.HANDED_ON:
        others = _with_steps(covered, actor, _others_steps)
        if len(covered) == 1:
            return tuple(others)
        mine = ways_into(QueueName.WAITING, actor)  # under another appointment it may wait for me after all
        return tuple(way.narrowed(f"NOT {any_of(mine)}", given=given_to(mine)) for way in others)
    seen = tuple(way for ways in covered for way in ways)
    if name is QueueName.WHISTLEBLOWING:
        return tuple(way for way in seen if way.track is Track.WHISTLEBLOWING)
    given = _moments(name, at or now())
    return tuple(way.narrowed(*one, given=given) for way in seen for one in _PLAIN[name])


_PLAIN: Final[Mapping[QueueName, tuple[tuple[str, ...], ...]]] = {
    QueueName.LATE: ((STILL_OPEN, _WITH_OFFICERS, f"{REPORTS_DUE_OR_NEVER} < :now"),),
    QueueName.SOON: ((STILL_OPEN, f"{REPORTS_DUE_OR_NEVER} >= :now", f"{REPORTS_DUE_OR_NEVER} < :soon"),),
    QueueName.REPORTER: ((STILL_OPEN, _WITH_REPORTER),),
    QueueName.ANSWERED: tuple((f"reports.state = '{one.value}'",) for one in (State.ANSWERED, State.CLOSED)),
    QueueName.ALL: ((),),
}
"""The queues that ask nothing about whose step it is, each as the ways into it."""


def _moments(name: QueueName, at: datetime) -> dict[str, Any]:
    return {QueueName.LATE: {"now": at}, QueueName.SOON: {"now": at, "soon": at + SOON}}.get(name, {})


_Step = tuple[str, Mapping[str, Any]]


def _with_steps(
    covered: tuple[tuple[Way, ...], ...],
    actor: OfficerActor,
    steps: Callable[[Reach, int, OfficerActor], tuple[_Step, ...]],
) -> list[Way]:
    return [
        way.narrowed(condition, given=given)
        for place, one in enumerate(reaches(actor))
        for condition, given in steps(one, place, actor)
        for way in covered[place]
    ]


def _steps_of(one: Reach, place: int, actor: OfficerActor) -> tuple[_Step, ...]:
    """Say which steps a reach takes: each is one way for a report to wait for it."""
    if one.role is Role.SUPPORT_UNIT:
        return ((f"{STILL_OPEN} AND {awaits_advice(one, place)}", unit_given(one, place)),)
    row = ROLES[one.role]
    if not row.takes_steps_of:
        return ()
    mine = f"{STILL_OPEN} AND reports.holder_role IN {listed(row.takes_steps_of)}"
    if not row.decides_proposals:
        return ((mine, {}),)
    standing_in: _Step = (
        f"{STILL_OPEN} AND reports.stand_in_for IS NOT NULL AND reports.proposal_by IS NULL",
        {},
    )
    return (
        (f"{mine} AND reports.proposal_by IS NULL", {}),
        *((standing_in,) if row.stands_in else ()),
        *(((_THREATENED, {}),) if row.role in _PROTECTORS else ()),
        (f"{STILL_OPEN} AND reports.proposal_by <> :me", {"me": actor.officer_id}),
    )


def _views_of(one: Reach, place: int, actor: OfficerActor) -> tuple[_Step, ...]:
    return _steps_of(one, place, actor) if one.role is Role.SUPPORT_UNIT else ()


def _others_steps(one: Reach, place: int, actor: OfficerActor) -> tuple[_Step, ...]:
    """Say which steps of officers a reach does not take: the opposite of `_steps_of`."""
    if one.role is Role.SUPPORT_UNIT:
        return (
            (
                f"{STILL_OPEN} AND {_WITH_OFFICERS} AND NOT ({awaits_advice(one, place)})",
                unit_given(one, place),
            ),
        )
    row = ROLES[one.role]
    of_others = listed(set(Role) - row.takes_steps_of - {Role.REPORTER})
    others = f"{STILL_OPEN} AND reports.holder_role IN {of_others}"
    if row.stands_in:
        others = f"{others} AND reports.stand_in_for IS NULL"
    if row.role in _PROTECTORS:
        others = f"{others} AND reports.threatened_since IS NULL"
    if not row.decides_proposals:
        return ((others, {}),)
    return (
        (f"{others} AND reports.proposal_by IS NULL", {}),
        (f"{STILL_OPEN} AND {_WITH_OFFICERS} AND reports.proposal_by = :me", {"me": actor.officer_id}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """A filter as the ways to match it, access included."""

    ways: tuple[Way, ...]
    corrections: tuple[tuple[str, str], ...] = ()


async def matching(session: AsyncSession, wish: QueueFilter, actor: OfficerActor, keys: Keyring) -> Matching:
    """Return the whole condition of a filter."""
    period, given = await narrowed_by_period(session, wish, actor)
    ways = tuple(_narrowed(way, wish).narrowed(*period, given=given) for way in ways_into(wish.queue, actor))
    if wish.office_id is not None:
        ways = await _of_office(session, wish.office_id, ways)
    if not wish.query.strip():
        return Matching(ways=ways)
    found: Found = await Search(session, keys, actor).understand(wish.query.strip())
    return Matching(
        ways=tuple(
            way.narrowed(
                *one.conditions,
                offices=one.offices,
                sought=one.sought,
                searched=bool(one.conditions),
                given=one.given,
            )
            for way in ways
            for one in found.ways
            if one.sought is None or one.sought.track in {None, way.track}
        ),
        corrections=found.corrections,
    )


_PROTECTION: Final[Mapping[ProtectionWanted, str]] = {
    ProtectionWanted.IN_DANGER: "reports.threatened_since IS NOT NULL AND reports.in_danger",
    ProtectionWanted.UNANSWERED: "reports.threatened_since IS NOT NULL"
    f" AND reports.protection = '{ProtectionStage.REQUESTED.value}'",
    ProtectionWanted.OPEN: "reports.threatened_since IS NOT NULL",
    ProtectionWanted.CLOSED: f"reports.protection = '{ProtectionStage.CLOSED.value}'",
}


def _narrowed(way: Way, wish: QueueFilter) -> Way:
    exact = {
        "state": wish.state,
        "kind": wish.kind,
        "classification": wish.classification,
        "channel": wish.channel,
    }
    for column, value in exact.items():
        if value is not None:
            way = way.narrowed(f"reports.{column} = '{value.value}'")
    if wish.protection is not None:
        way = way.narrowed(_PROTECTION[wish.protection])
    if wish.unit_id is not None:
        way = way.narrowed(
            "EXISTS (SELECT FROM report_units WHERE report_units.report_id = reports.id"
            " AND report_units.unit_id = :chosen_unit AND report_units.until IS NULL)",
            given={"chosen_unit": wish.unit_id},
        )
    return way


async def _of_office(session: AsyncSession, office_id: int, ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Keep what an office, or one below it, handles; nothing for an unknown id."""
    directory = await OfficeDirectory.load(session)
    office = next((entry for entry in directory.entries if entry.id == office_id), None)
    if office is None:
        return ()
    return tuple(narrowed_to_offices(way, office.path, "chosen_office") for way in ways)


async def counts_of(session: AsyncSession, actor: OfficerActor) -> dict[QueueName, int]:
    """Count every queue in one statement, each no further than `QUEUE_CAP`."""
    at = now()
    return await counts_by(
        session, {name: Matching(ways=ways_into(name, actor, at=at)) for name in QueueName}
    )


async def tallies(
    session: AsyncSession, keys: Keyring, actor: OfficerActor, wishes: Mapping[str, QueueFilter]
) -> dict[str, int]:
    """Count several filters in one statement, beside what their search words take."""
    wanted = {name: await matching(session, wish, actor, keys) for name, wish in wishes.items()}
    return await counts_by(session, wanted)


async def counts_by(session: AsyncSession, wanted: Mapping[Name, Matching]) -> dict[Name, int]:
    """Count several filters in one statement, each no further than `QUEUE_CAP`."""
    return await counts_in_one(session, {name: one.ways for name, one in wanted.items()}, cap=QUEUE_CAP)


def awaits_advice(one: Reach, place: int) -> str:
    """Return the condition that a unit within this reach was asked and has not yet answered."""
    return (
        f"reports.state IN {listed(_ADVISABLE)} AND EXISTS (SELECT FROM consultations"
        " JOIN units ON units.id = consultations.unit_id WHERE consultations.report_id = reports.id"
        f" AND consultations.answered_at IS NULL AND {unit_within(one, place)})"
    )
