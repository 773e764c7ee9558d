"""The report as its reporter reads it: where it stands, what was said, what happens next."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.decide import available
from core.chain.rows import CONTEXT_PLACEHOLDERS
from core.chain.situation import REPORTER
from core.chain.states import ENDINGS, Element, Role, Side, State
from core.chain.table.transitions import transition_for
from core.chain.telling.wording import list_in_words, notice_for
from core.chain.time.explanation import moment_in_words
from core.chain.time.workdays import WorkCalendar
from core.deadlines.service import Deadlines
from core.handling.snapshot import action_named, snapshot_of
from core.language import filled, joined, lowered, tr
from core.offices.models import Office, Unit
from core.offices.places import office_places
from core.people.models import Appointment
from core.privacy.vault import Vault
from core.reporter.schemas import ReporterAction, ThreadView
from core.reports.content import (
    TITLE,
    evidence_rows,
    file_view,
    lines_of,
    open_file,
    read_bodies,
    read_conversation,
    title_of,
)
from core.reports.history import history_rows, visible_steps
from core.reports.history_models import HistoryEntry
from core.reports.models import Message, Report, ReportContent
from core.reports.opening import link_of
from core.reports.parts import said_in
from core.reports.schemas import FileView, LineView
from core.reports.transcripts import with_transcripts
from core.reports.unreadable import ReadingVault

NEXT_STEPS: Final = {
    State.RECEIVED: "Petugas memeriksa laporan Anda, paling lambat {due}.",
    State.AWAITING_COMPLETION: "Lengkapi yang diminta, paling lambat {due}.",
    State.DISPOSED: "Bagian yang menangani memberi kabar pertama, paling lambat {due}.",
    State.IN_PROCESS: "Petugas mengerjakan laporan Anda, paling lambat {due}.",
    State.WITH_UNIT_HEAD: "Pimpinannya membaca laporan Anda, paling lambat {due}.",
    State.IN_FOLLOWUP: "Petugas menyelesaikan laporan Anda, paling lambat {due}.",
    State.FOLLOWUP_SUBMITTED: "Petugas menulis jawabannya, paling lambat {due}.",
    State.ANSWERED: "Baca jawabannya. Belum puas? Tanggapi sebelum {due}.",
    State.REVIEW: "Inspektorat memeriksa laporan Anda, paling lambat {due}.",
    State.DEEPENING: "Inspektorat memeriksa lebih dalam, paling lambat {due}.",
    State.WITH_LEADER: "Pimpinan memutuskan langkah berikutnya, paling lambat {due}.",
    State.INVESTIGATION: "Pemeriksaan berjalan, paling lambat {due}.",
}


async def short_title(session: AsyncSession, vault: Vault) -> str:
    """Return the report's newest title."""
    sealed = (
        await session.exec(
            select(ReportContent.sealed_title)
            .where(col(ReportContent.report_id) == vault.report_id)
            .order_by(col(ReportContent.version).desc())
            .limit(1)
        )
    ).one()
    return ReadingVault(vault).open(TITLE, sealed, str)


async def read_thread(session: AsyncSession, report: Report, vault: Vault) -> ThreadView:
    """Put the thread together for its reporter; a part that does not open is shown as such."""
    vault = ReadingVault(vault)
    body, _original, _version = await read_bodies(session, vault)
    history = await history_rows(session, report.id)
    conversation = await read_conversation(session, vault, to_reporter_only=True)
    evidence, attached = await _files(session, vault, said_in(line for _, line in conversation))
    lines = lines_of(conversation, attached, await _speakers(session, report), to_reporter=True)
    lines += await _told_by_the_system(session, report, history)
    office = (await office_places(session))[report.office_id]
    clocks = Deadlines(session)
    views = [view for view in await clocks.views(report) if view.stopped_at is None and not view.paused]
    first = min(views, key=lambda view: view.due_at, default=None)
    link = await link_of(session, report.id)
    linked = link is not None and link.unlinked_at is None
    return ThreadView(
        report_id=report.id,
        link_id=link.id if link else None,
        track=report.track,
        kind=report.kind,
        identity_mode=report.identity_mode,
        title=title_of(body),
        state=report.state.value,
        state_text=report.state.reporter_label,
        steps=visible_steps(report, history, to_reporter=True),
        office_id=report.office_id,
        office_name=office.short_name,
        zone=office.zone,
        received_at=report.received_at,
        due_text=first.due_text if first else None,
        due_explained=first.sentence if first else None,
        due_source=first.legal_source if first else None,
        next_text=_next(report, first.due_text if first else None),
        missing=tuple(Element(code) for code in report.missing_elements),
        actions=await _actions(session, report),
        lines=tuple(sorted(lines, key=lambda line: line.at)),
        body=body,
        evidence=tuple(evidence),
        push=link.push.value if link and linked else None,
        linked=linked,
        rating=report.rating,
        unread=report.reporter_unread,
    )


def _next(report: Report, due: str | None) -> str:
    if report.state.is_final:
        return ENDINGS[report.state]
    return filled(NEXT_STEPS[report.state], due=due or tr("secepatnya"))


async def _actions(session: AsyncSession, report: Report) -> tuple[ReporterAction, ...]:
    rows = available(await snapshot_of(session, report), REPORTER)
    return tuple(ReporterAction(action=row.action.value, label=row.label, help=row.help) for row in rows)


async def _files(
    session: AsyncSession, vault: Vault, said: Mapping[str, str]
) -> tuple[list[FileView], dict[UUID | None, list[FileView]]]:
    attached: dict[UUID | None, list[FileView]] = {}
    rows = await evidence_rows(session, vault.report_id, to_reporter_only=True)
    everything = [file_view(row, open_file(vault, row), said) for row in rows]
    everything = await with_transcripts(session, vault, everything)
    for row, view in zip(rows, everything, strict=True):
        attached.setdefault(row.message_id, []).append(view)
    return everything, attached


async def _speakers(session: AsyncSession, report: Report) -> Callable[[Message], str]:
    """Towards the reporter officers speak as the unit or office they wrote for then, not by name."""
    office = (await office_places(session))[report.office_id].short_name
    wrote = select(Message.officer_id).where(
        col(Message.report_id) == report.id, col(Message.to_reporter), col(Message.officer_id).is_not(None)
    )
    query = (
        select(Appointment, Unit.short_name, Office.short_name)
        .join(Office, col(Office.id) == col(Appointment.office_id))
        .outerjoin(Unit, col(Unit.id) == col(Appointment.unit_id))
        .where(col(Appointment.officer_id).in_(wrote))
        .order_by(col(Appointment.id))
    )
    terms = [(term, unit or place) for term, unit, place in (await session.exec(query)).all()]

    def speaker(line: Message) -> str:
        if line.side is Side.REPORTER:
            return tr("Anda")
        held = (name for term, name in terms if term.officer_id == line.officer_id and _then(term, line))
        return next(held, office)

    return speaker


def _then(term: Appointment, line: Message) -> bool:
    day = line.created_at.date()
    return term.valid_from <= day and (term.valid_to is None or day <= term.valid_to)


async def _told_by_the_system(
    session: AsyncSession, report: Report, history: list[HistoryEntry]
) -> list[LineView]:
    """Word again what the system told: it holds no key, so its notices are not stored."""
    told = [entry for entry in history if entry.role is Role.SYSTEM]
    if not told:
        return []
    offices = {entry.office_id for entry in told}
    names = dict(
        (await session.exec(select(Office.id, Office.short_name).where(col(Office.id).in_(offices)))).all()
    )
    calendar = await Deadlines(session).calendar(report.office_id)
    lines = [_worded_again(report, entry, names.get(entry.office_id, ""), calendar) for entry in told]
    return [line for line in lines if line is not None]


def _worded_again(
    report: Report, entry: HistoryEntry, office: str, calendar: WorkCalendar
) -> LineView | None:
    row = transition_for(action_named(entry.action), track=report.track, state=entry.source)
    elements = tuple(lowered(Element(code).label) for code in entry.asked)
    nothing_else = dict.fromkeys(CONTEXT_PLACEHOLDERS, "")
    due = moment_in_words(calendar, entry.limit_at) if entry.limit_at else ""
    context = {**nothing_else, "elements": list_in_words(elements), "office": office, "due": due}
    notice = notice_for(row, {}, context=context) if row else None
    if notice is None:
        return None
    return LineView(
        id=entry.id,
        kind="notice",
        side=Side.SYSTEM,
        author=tr("Sistem"),
        text=joined("\n", (notice.title, notice.body)),
        at=entry.at,
        to_reporter=True,
    )
