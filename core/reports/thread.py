"""The report as its reporter reads it: where it stands, what was said, what happens next."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.decide import available
from core.chain.situation import REPORTER
from core.chain.states import ENDINGS, Element, Role, State
from core.chain.steps import steps
from core.chain.transitions import transition_for
from core.chain.wording import list_in_words, notice_for
from core.deadlines.service import Deadlines
from core.handling.carrying import link_of
from core.handling.models import HistoryEntry
from core.handling.snapshot import action_named, snapshot_of
from core.offices.models import Office, Unit
from core.offices.places import office_places
from core.privacy.vault import Vault
from core.reports.content import (
    TITLE,
    evidence_rows,
    file_view,
    open_file,
    read_bodies,
    read_lines,
    title_of,
)
from core.reports.models import Report, ReportContent, Side
from core.reports.schemas import FileView, LineView, ReporterAction, Step, ThreadView

_NEXT = {
    State.RECEIVED: "Petugas memeriksa laporan Anda, paling lambat {due}.",
    State.AWAITING_COMPLETION: "Lengkapi yang diminta, paling lambat {due}.",
    State.DISPOSED: "Unit memberi respons awal, paling lambat {due}.",
    State.IN_PROCESS: "Unit menangani laporan Anda, paling lambat {due}.",
    State.WITH_UNIT_HEAD: "Pimpinan unit menelaah laporan Anda, paling lambat {due}.",
    State.IN_FOLLOWUP: "Unit menindaklanjuti laporan Anda, paling lambat {due}.",
    State.FOLLOWUP_SUBMITTED: "Unit menyusun jawaban, paling lambat {due}.",
    State.ANSWERED: "Baca jawabannya. Belum puas? Tanggapi sebelum {due}.",
    State.REVIEW: "Inspektorat menelaah laporan Anda, paling lambat {due}.",
    State.DEEPENING: "Inspektorat mendalami laporan Anda, paling lambat {due}.",
    State.WITH_LEADER: "Pimpinan memutuskan langkah berikutnya, paling lambat {due}.",
    State.INVESTIGATION: "Audit investigasi berjalan, paling lambat {due}.",
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
    return vault.open(TITLE, sealed, str)


async def history_rows(session: AsyncSession, report_id: UUID) -> list[HistoryEntry]:
    """Return everything that happened to a report, oldest first."""
    query = (
        select(HistoryEntry).where(col(HistoryEntry.report_id) == report_id).order_by(col(HistoryEntry.seq))
    )
    return list((await session.exec(query)).all())


async def read_thread(session: AsyncSession, report: Report, vault: Vault) -> ThreadView:
    """Put the thread together for its reporter."""
    body, _original, _version = await read_bodies(session, vault)
    history = await history_rows(session, report.id)
    evidence, attached = await _files(session, vault)
    authors = await _unit_authors(session, report)
    lines = await read_lines(session, vault, attached, authors, to_reporter_only=True)
    lines = [_named(line, authors[None]) for line in lines]
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
        steps=visible_steps(report, history),
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


def visible_steps(report: Report, history: list[HistoryEntry]) -> tuple[Step, ...]:
    """Mark the stations of the track, each with when it was first reached."""
    reached: dict[State, HistoryEntry] = {}
    for entry in history:
        reached.setdefault(entry.target, entry)
    stations = steps(report.track, report.state, passed=tuple(reached))
    return tuple(
        Step(
            label=station.label,
            state=station.mark.value,
            at=min((reached[state].at for state in station.states if state in reached), default=None)
            or (report.received_at if not station.states else None),
        )
        for station in stations
    )


def _next(report: Report, due: str | None) -> str:
    if report.state.is_final:
        return ENDINGS[report.state]
    return _NEXT[report.state].format(due=due or "secepatnya")


async def _actions(session: AsyncSession, report: Report) -> tuple[ReporterAction, ...]:
    rows = available(await snapshot_of(session, report), REPORTER)
    return tuple(ReporterAction(action=row.action.value, label=row.label, help=row.help) for row in rows)


async def _files(
    session: AsyncSession, vault: Vault
) -> tuple[list[FileView], dict[UUID | None, list[FileView]]]:
    everything: list[FileView] = []
    attached: dict[UUID | None, list[FileView]] = {}
    for row in await evidence_rows(session, vault.report_id, to_reporter_only=True):
        view = file_view(row, open_file(vault, row))
        everything.append(view)
        attached.setdefault(row.message_id, []).append(view)
    return everything, attached


async def _unit_authors(session: AsyncSession, report: Report) -> dict[UUID | None, str]:
    """Towards the reporter officers speak as their office or unit, not by name."""
    unit = await session.get(Unit, report.lead_unit_id) if report.lead_unit_id else None
    office = (await office_places(session))[report.office_id]
    return {None: unit.short_name if unit else office.short_name}


def _named(line: LineView, officers: str) -> LineView:
    author = "Anda" if line.side == Side.REPORTER.value else officers
    return line.model_copy(update={"author": author})


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
    lines = [_worded_again(report, entry, names.get(entry.office_id, "")) for entry in told]
    return [line for line in lines if line is not None]


def _worded_again(report: Report, entry: HistoryEntry, office: str) -> LineView | None:
    row = transition_for(action_named(entry.action), track=report.track, state=entry.source)
    elements = tuple(Element(code).label.lower() for code in entry.asked)
    context = {"elements": list_in_words(elements), "office": office, "due": "", "unit": ""}
    notice = notice_for(row, {}, context=context) if row else None
    if notice is None:
        return None
    return LineView(
        id=entry.id,
        kind="notice",
        side=Side.SYSTEM.value,
        author="Sistem",
        text=f"{notice.title}\n{notice.body}",
        at=entry.at,
        to_reporter=True,
    )
