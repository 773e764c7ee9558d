"""Filling the chain's snapshot from rows, and matching files to the fields that ask for them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.actions import Action
from core.chain.fields import FieldType
from core.chain.situation import Snapshot
from core.chain.states import DeadlineKind, Element
from core.chain.table.transitions import transition_for
from core.clock import now
from core.deadlines.models import Deadline
from core.errors import InvalidError, NotFoundError
from core.evidence.schemas import StowedFile
from core.language import tr
from core.offices.models import UnitKind
from core.reports.models import Report

REMINDER_SENT = "before"
Clocks = Mapping[UUID, Mapping[DeadlineKind, Deadline]]


def facts_of(report: str, office: str) -> str:
    """Write as columns what the chain's rules ask around a report: `report` and `office` are our own SQL."""
    return (
        f" EXISTS (SELECT FROM party_index WHERE party_index.report_id = {report}) AS has_party,"  # noqa: S608 - our own words
        f" EXISTS (SELECT FROM evidence WHERE evidence.report_id = {report}) AS has_evidence,"
        f" EXISTS (SELECT FROM report_links WHERE unlinked_at IS NULL AND first_id = {report})"
        f" OR EXISTS (SELECT FROM report_links WHERE unlinked_at IS NULL AND second_id = {report}) AS linked,"
        f" ARRAY(SELECT units.id FROM units WHERE units.office_id = {office}"
        f" AND units.kind = '{UnitKind.INSPECTORATE.value}' AND units.is_active) AS apip"
    )


_FACTS: Final = text(
    f"SELECT reports.id,{facts_of('reports.id', 'reports.office_id')}"  # noqa: S608 - our own words
    " FROM reports WHERE reports.id = ANY(:reports)"
)
"""Reads what the chain's guards ask around each of some reports."""


async def snapshot_of(session: AsyncSession, report: Report) -> Snapshot:
    """Read everything a rule of the chain may depend on."""
    return (await snapshots_of(session, [report]))[report.id]


async def snapshots_of(session: AsyncSession, reports: Sequence[Report]) -> dict[UUID, Snapshot]:
    """Read the snapshots of many reports, in as many statements as for one."""
    return await snapshots_with(session, reports, await clocks_of(session, reports))


async def clocks_of(session: AsyncSession, reports: Sequence[Report]) -> Clocks:
    """Read the clocks of many reports that have not stopped."""
    ids = [report.id for report in reports]
    found = await session.exec(
        select(Deadline).where(col(Deadline.report_id).in_(ids), col(Deadline.stopped_at).is_(None))
    )
    clocks: dict[UUID, dict[DeadlineKind, Deadline]] = defaultdict(dict)
    for clock in found.all():
        clocks[clock.report_id][clock.kind] = clock
    return clocks


async def snapshots_with(
    session: AsyncSession, reports: Sequence[Report], clocks: Clocks
) -> dict[UUID, Snapshot]:
    """Put snapshots together where the clocks have been read already."""
    ids = [report.id for report in reports]
    facts = (await (await session.connection()).execute(_FACTS, {"reports": ids})).all()
    around = {one.id: one for one in facts}
    return {
        report.id: snapshot_from(
            report,
            clocks.get(report.id, {}),
            has_party=around[report.id].has_party,
            has_evidence=around[report.id].has_evidence,
            linked=around[report.id].linked,
            apip=frozenset(str(unit) for unit in around[report.id].apip),
        )
        for report in reports
    }


def snapshot_from(
    report: Report,
    running: Mapping[DeadlineKind, Deadline],
    *,
    has_party: bool,
    has_evidence: bool,
    linked: bool,
    apip: frozenset[str],
) -> Snapshot:
    """Make a snapshot of a report's row, its running clocks and what `facts_of` found around it."""
    completion, closing = running.get(DeadlineKind.COMPLETION), running.get(DeadlineKind.CLOSING)
    return Snapshot(
        state=report.state,
        track=report.track,
        kind=report.kind,
        classification=report.classification,
        identity_mode=report.identity_mode,
        channel=report.channel,
        elements_missing=frozenset(Element(code) for code in report.missing_elements),
        has_party=has_party,
        has_evidence=has_evidence,
        lead_unit=str(report.lead_unit_id) if report.lead_unit_id else None,
        apip_units=apip,
        disposition_sheet_printed=report.sheet_printed_at is not None,
        proposed_by=report.proposal_by,
        review_done=report.review_done,
        corruption_suspected=report.corruption_suspected,
        finding=report.finding,
        rehabilitated=report.rehabilitated,
        completion_due_passed=_passed(completion),
        completion_reminder_sent=completion is not None and REMINDER_SENT in completion.reminders,
        completion_fairly_warned=_fairly_warned(completion),
        closing_due_passed=_passed(closing),
        closing_fairly_warned=_fairly_warned(closing),
        limit_moved=any(clock is not None and limit_moved(clock) for clock in (completion, closing)),
        round=report.round,
        told_as_story=report.told_as_story,
        linked=linked,
        stood_in=report.stand_in_for,
        protection=report.protection,
        threatened=report.threatened_since is not None,
        in_danger=report.in_danger,
        reporter_safe=report.reporter_safe,
        check_in_due=report.check_in_at is not None and report.check_in_at <= now(),
    )


def limit_moved(clock: Deadline) -> bool:
    """Tell whether the reporter has another date to answer by than the one they were told last."""
    return clock.told_until is not None and not clock.paused and clock.limit != clock.told_until


def _passed(clock: Deadline | None) -> bool:
    return clock is not None and not clock.paused and clock.due_at < now()


def _fairly_warned(clock: Deadline | None) -> bool:
    return clock is not None and clock.warned_until is not None and clock.warned_until < now()


def action_named(name: str) -> Action:
    """Read an action's code.

    Raises:
        NotFoundError: `action.unknown`.
    """
    try:
        return Action(name)
    except ValueError as error:
        raise NotFoundError(tr("Langkah itu tidak dikenal."), code="action.unknown") from error


def with_files(
    report: Report, action: Action, values: Mapping[str, Any], files: tuple[StowedFile, ...]
) -> dict[str, Any]:
    """Put the files' keys under the fields that ask for them.

    Where a row asks for files in one place, all go there. Where it asks in several, the caller
    names the keys; a key that was not handed in is refused.
    """
    row = transition_for(action, track=report.track, state=report.state)
    asking = [field.name for field in row.fields if field.type is FieldType.FILES] if row else []
    keys = tuple(file.object_key for file in files)
    given = dict(values)
    if len(asking) == 1 and keys:
        given[asking[0]] = keys
    named = [key for name in asking for key in _listed(given.get(name))]
    if not set(named) <= set(keys):
        raise InvalidError(
            tr("Berkas yang disebut belum diunggah. Unggah lagi berkasnya."), code="evidence.unknown"
        )
    return given


def _listed(value: object) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
