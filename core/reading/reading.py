"""A report as an officer reads it, put together from what is sealed and what is not."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.audience import officers_covering
from core.actor import OfficerActor
from core.chain.decide import available, others_steps, why_not
from core.chain.fields import FieldType
from core.chain.rows import Transition
from core.chain.situation import Performer, Snapshot
from core.chain.states import Role, Side, Track
from core.chain.table.transitions import rows_of
from core.deadlines.service import Deadlines
from core.evidence.models import Custody
from core.handling.assigning import UNIT_TYPES, unit_choices, without_leading
from core.handling.doubts import doubts_of, settles_doubts
from core.handling.offering import Choices, Offered, action_view
from core.handling.schemas import ActionView, RefusedView
from core.handling.snapshot import action_named, snapshot_of
from core.language import INDONESIAN, tr
from core.notifications.models import Delivery
from core.offices.models import Unit
from core.offices.places import office_places
from core.people.models import Officer
from core.privacy.keys import Keyring
from core.privacy.vault import Vault
from core.queues.rows import Rows
from core.reading.asking import missing_of
from core.reading.heads import with_named_heads
from core.reading.schemas import DeliveryView, HistoryView, ReportView, UnitView
from core.reading.telling import story_view
from core.reports.content import (
    ACTION,
    SealedAction,
    custody_of,
    evidence_rows,
    lines_of,
    officers_file_view,
    open_file,
    read_bodies,
    read_conversation,
    title_of,
)
from core.reports.history import history_rows, visible_steps
from core.reports.history_models import HistoryEntry, ReportUnit
from core.reports.identity import has_additions
from core.reports.models import Message, Report, ReportIdentity
from core.reports.opening import link_of
from core.reports.parts import SealedLine, said_in
from core.reports.schemas import FileView, ReportBody
from core.reports.transcripts import with_transcripts
from core.reports.unreadable import ReadingVault
from core.reports.wording import words_again

_REPORTER: Final = tr("Pelapor")
_SYSTEM: Final = tr("Sistem")

FILES_OF_REPORTER: Final = tr("berkas dari pelapor")


async def read_report(
    session: AsyncSession,
    keys: Keyring,
    actor: OfficerActor,
    report: Report,
    roles: frozenset[Role],
    vault: Vault,
) -> ReportView:
    """Put a report together for an officer who may see it; a part that does not open is shown as such."""
    vault = ReadingVault(vault)
    (row,) = await Rows(session, keys, actor).of([report])
    body, original, version = await read_bodies(session, vault)
    history = await history_rows(session, report.id)
    names = await _officer_names(session, report.id)
    conversation = await read_conversation(session, vault, to_reporter_only=False)
    files, attached = await _files(session, report, vault, names, conversation)
    lines = lines_of(conversation, attached, _author_from(names))
    actions, refused = await actions_for(session, report, roles, actor, body)
    link = await link_of(session, report.id)
    addressed = (await office_places(session))[report.addressed_office_id]
    identity = await session.get(ReportIdentity, report.id)
    steps = visible_steps(report, history)
    return ReportView(
        row=row.model_copy(update={"steps": steps, "title": row.title or _heading(report, body)}),
        violation_type=report.violation_type,
        office_id=report.office_id,
        addressed_office_name=addressed.short_name,
        body=body,
        original=original,
        body_version=version,
        story=story_view(body, original, (file for file in files if file.from_reporter), names),
        missing=missing_of(report, body, [file for file in files if file.from_reporter]),
        steps=steps,
        deadlines=await Deadlines(session).views(report),
        evidence=tuple(file for file in files if file.custody is Custody.REPORTER),
        papers=tuple(file for file in files if file.custody is Custody.OFFICE),
        lines=tuple(lines),
        history=tuple(_history(report, entry, names, vault) for entry in history),
        deliveries=await _deliveries(session, report.id),
        units=await _units(session, report.id),
        actions=actions,
        refused=refused,
        unreachable_since=link.unreachable_since if link else None,
        reporter_language=link.language if link else INDONESIAN.code,
        linked=link is not None and link.unlinked_at is None,
        has_identity=identity is not None or await has_additions(session, report),
        sheet_printed_at=report.sheet_printed_at,
        sp4n_id=report.sp4n_id,
        proposal_by=names.get(report.proposal_by) if report.proposal_by else None,
        rating=report.rating,
        doubts=await doubts_of(session, report) if settles_doubts(roles) else (),
    )


def _heading(report: Report, body: ReportBody) -> str | None:
    """Give the title of a report that no list shows; of a whistleblowing one only what its reporter wrote."""
    return (body.title if report.track is Track.WHISTLEBLOWING else title_of(body)) or None


async def actions_for(
    session: AsyncSession, report: Report, roles: frozenset[Role], actor: OfficerActor, body: ReportBody
) -> tuple[tuple[ActionView, ...], tuple[RefusedView, ...]]:
    """Say what the officer may do now, and why not the rest of what their role knows.

    `body` is what the report says now: the form of a disposition tells which units' heads it names.
    """
    snapshot: Snapshot = await snapshot_of(session, report)
    performer = Performer(roles, actor.officer_id)
    rows = available(snapshot, performer)
    choices = await _choices(session, report, rows, body)
    leading = {str(report.lead_unit_id)}
    offered = tuple(action_view(row, without_leading(row, choices, leading)) for row in rows)
    refused = tuple(
        RefusedView(
            action=row.action.value,
            label=row.label,
            code=denied.code,
            why=denied.message,
            clause=denied.clause or row.clause,
        )
        for row, denied in (*why_not(snapshot, performer), *others_steps(snapshot, performer))
        if report.told_as_story or not row.about.settles_reading
    )
    return offered, refused


async def _choices(
    session: AsyncSession, report: Report, rows: tuple[Transition, ...], body: ReportBody
) -> Offered:
    """Read what may be chosen where the table cannot say it: units and officers."""
    asked = {field.type for row in rows for field in row.fields}
    units = await unit_choices(session, report) if asked & UNIT_TYPES else ()
    leading = await with_named_heads(session, report, units, body) if FieldType.UNIT in asked else units
    officers: Choices = ()
    if FieldType.OFFICERS in asked:
        readers = await officers_covering(session, report)
        officers = tuple((str(one.officer_id), f"{one.full_name} (@{one.username})") for one in readers)
    return {FieldType.UNIT: leading, FieldType.UNITS: units, FieldType.OFFICERS: officers}


async def _officer_names(session: AsyncSession, report_id: UUID) -> dict[UUID | None, str]:
    """Names of the officers who did something here."""
    acted = select(HistoryEntry.officer_id).where(col(HistoryEntry.report_id) == report_id)
    found = await session.exec(select(Officer.id, Officer.full_name).where(col(Officer.id).in_(acted)))
    names: dict[UUID | None, str] = dict(found.all())
    return names


def _author_from(names: Mapping[UUID | None, str]) -> Callable[[Message], str]:
    def author(line: Message) -> str:
        if line.side is Side.REPORTER:
            return _REPORTER
        return names.get(line.officer_id, _SYSTEM) if line.officer_id else _SYSTEM

    return author


async def _files(
    session: AsyncSession,
    report: Report,
    vault: Vault,
    names: Mapping[UUID | None, str],
    conversation: Sequence[tuple[Message, SealedLine]],
) -> tuple[list[FileView], dict[UUID | None, list[FileView]]]:
    everything: list[FileView] = []
    attached: dict[UUID | None, list[FileView]] = {}
    said = said_in(line for _, line in conversation)
    kinds = {message.id: message.kind for message, _ in conversation}
    rows = await evidence_rows(session, vault.report_id)
    for row in rows:
        by = names.get(row.officer_id, "") if row.officer_id else ""
        opened = open_file(vault, row)
        custody = custody_of(row, kinds.get(row.message_id) if row.message_id else None)
        view = officers_file_view(report, row, opened, custody, said)
        view = view.model_copy(update={"author": by})
        everything.append(view)
    everything = await with_transcripts(session, vault, everything)
    for row, view in zip(rows, everything, strict=True):
        attached.setdefault(row.message_id, []).append(view)
    return everything, attached


def _history(
    report: Report, entry: HistoryEntry, names: Mapping[UUID | None, str], vault: Vault
) -> HistoryView:
    row = _row_of(entry)
    opened = vault.open(ACTION, entry.sealed, SealedAction) if entry.sealed else SealedAction()
    author = {Side.REPORTER: _REPORTER, Side.SYSTEM: _SYSTEM}.get(entry.side)
    return HistoryView(
        seq=entry.seq,
        action=entry.action,
        label=row.label,
        icon=row.icon,
        side=entry.side,
        author=author or names.get(entry.officer_id, tr("Petugas")),
        acted_as=entry.role,
        source=entry.source,
        target=entry.target,
        at=entry.at,
        clause=entry.clause,
        values=_values(report, entry, row, opened),
    )


def _values(report: Report, entry: HistoryEntry, row: Transition, opened: SealedAction) -> dict[str, str]:
    """Return the answers in words; the names of a protected reporter's files stand in no list either."""
    values = words_again(row.fields, opened)
    if entry.side is Side.REPORTER and report.is_protected:
        named = [field.label for field in row.fields if field.type is FieldType.FILES]
        values |= {label: FILES_OF_REPORTER for label in named if label in values}
    return values


def _row_of(entry: HistoryEntry) -> Transition:
    rows = [row for track in Track for row in rows_of(action_named(entry.action), track=track)]
    return next((row for row in rows if entry.source in row.sources), rows[0])


async def _deliveries(session: AsyncSession, report_id: UUID) -> tuple[DeliveryView, ...]:
    found = await session.exec(
        select(Delivery).where(col(Delivery.report_id) == report_id).order_by(col(Delivery.ordinal))
    )
    return tuple(
        DeliveryView(
            about=one.about,
            status=one.status,
            created_at=one.created_at,
            sent_at=one.sent_at,
            attempts=one.attempts,
            last_error=one.last_error,
            seq=_seq_of(one, report_id),
        )
        for one in found.all()
    )


def _seq_of(delivery: Delivery, report_id: UUID) -> int | None:
    """Say which history entry a push tells of; the clock's reminders tell of none."""
    prefix, _, seq = delivery.idempotency_key.rpartition(":")
    return int(seq) if prefix == str(report_id) and seq.isdigit() else None


async def _units(session: AsyncSession, report_id: UUID) -> tuple[UnitView, ...]:
    found = await session.exec(
        select(ReportUnit, Unit)
        .join(Unit, col(Unit.id) == col(ReportUnit.unit_id))
        .where(col(ReportUnit.report_id) == report_id, col(ReportUnit.until).is_(None))
        .order_by(col(ReportUnit.part), col(Unit.path))
    )
    return tuple(UnitView(unit_id=unit.id or 0, name=unit.name, kind=part.part) for part, unit in found.all())
