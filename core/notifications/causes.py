"""What gives cause to ring: an action of the chain, a new report, a wish to know who reported."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject
from core.chain.actions import Action
from core.chain.decide import Decision
from core.chain.states import Role, Side, holder_of, receiving_role
from core.chain.table.transitions import transition_for
from core.db.together import Row
from core.notifications.bell import notices, ring
from core.notifications.models import NoticeKind
from core.notifications.recipients import covering, recipients, taking_steps_of
from core.reports.models import Report

_ASKS_UNITS: Final = {Action.CONSULT: "units", Action.DISPOSE: "supporting_units"}


@dataclass(frozen=True, slots=True)
class Standing:
    """On whose desk a report was before an action; compared with afterwards, it says whom to tell."""

    holder: Role | None
    lead_unit: int | None
    proposal_by: UUID | None

    @classmethod
    def of(cls, report: Report) -> Self:
        """Note where a report stands now."""
        return cls(report.holder_role, report.lead_unit_id, report.proposal_by)


async def ring_after(
    session: AsyncSession,
    report: Report,
    decision: Decision,
    before: Standing,
    *,
    side: Side,
    officer_id: UUID | None,
    subject: Subject | None = None,
) -> None:
    """Tell whoever has to know of an action, but not whoever took it.

    `subject` is what the policy needs of the report after the action, where the caller has it.
    """
    action = decision.transition.action
    if side is Side.REPORTER:
        await _ring(session, report, _answering(report), NoticeKind.REPORTER_SAID, subject=subject)
    elif report.proposal_by is not None and report.proposal_by != before.proposal_by:
        await _ring(session, report, _confirming(report), NoticeKind.PROPOSAL, officer_id, subject)
    elif action is Action.ADVISE:
        taking = taking_steps_of(report.holder_role)
        await _ring(session, report, taking, NoticeKind.ADVISED, officer_id, subject)
    elif _passed_on(report, before):
        taking = taking_steps_of(report.holder_role)
        await _ring(session, report, taking, NoticeKind.ASSIGNED, officer_id, subject)
    if action in _ASKS_UNITS:
        asked: Any = decision.values.get(_ASKS_UNITS[action]) or ()
        units = {int(unit) for unit in asked}
        told = await recipients(
            session, report, {Role.SUPPORT_UNIT}, but=[officer_id], units=units, subject=subject
        )
        await ring(session, told, NoticeKind.CONSULTED, report)


async def ring_new(session: AsyncSession, report: Report, *, but: UUID | None = None) -> None:
    """Tell whoever takes the report's next step that it waits for them."""
    await _ring(session, report, taking_steps_of(report.holder_role), NoticeKind.ASSIGNED, but)


async def notices_of_new(
    session: AsyncSession, report_id: UUID, subject: Subject, *, at: datetime, but: UUID | None
) -> list[Row]:
    """Make the notices of a report that is only just being written down."""
    roles = taking_steps_of(holder_of(subject.state, subject.track))
    told = await covering(session, subject, roles, but=[but])
    return notices(told, NoticeKind.ASSIGNED, report_id, at)


async def ring_identity(
    session: AsyncSession, report: Report, *, approvers: frozenset[Role], asked_by: UUID
) -> None:
    """Tell who may agree that a colleague asks who reported."""
    await _ring(session, report, approvers, NoticeKind.IDENTITY_REQUEST, asked_by)


def _passed_on(report: Report, before: Standing) -> bool:
    """Tell whether the report lies on another desk now, or came back from a proposal."""
    after = Standing.of(report)
    return (after.holder, after.lead_unit) != (before.holder, before.lead_unit) or (
        before.proposal_by is not None and after.proposal_by is None
    )


def _answering(report: Report) -> frozenset[Role]:
    """Say who answers a reporter: who holds the report, or held it before it lay with the reporter."""
    holder = report.holder_role
    if holder is None or holder is Role.REPORTER:
        holder = Role.LIAISON if report.lead_unit_id is not None else receiving_role(report.track)
    return taking_steps_of(holder)


def _confirming(report: Report) -> frozenset[Role]:
    row = transition_for(Action.CONFIRM_NOT_PROCESSABLE, track=report.track, state=report.state)
    return row.roles if row else frozenset()


async def _ring(
    session: AsyncSession,
    report: Report,
    roles: frozenset[Role],
    kind: NoticeKind,
    but: UUID | None = None,
    subject: Subject | None = None,
) -> None:
    if roles:
        told = await recipients(session, report, roles, but=[but], subject=subject)
        await ring(session, told, kind, report)
