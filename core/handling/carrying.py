"""Writing a decision down: the one place where a report's state changes (design.md §6).

Report row, history, message, evidence, deadlines, audit and the push job, all in the caller's
transaction, under the report row's lock. `decide()` has already said yes.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.audit.service import record, report_stream
from core.chain.actions import Action
from core.chain.decide import Decision
from core.chain.rows import Notice
from core.chain.states import Element, Side, holder_of
from core.chain.table.transitions import TRANSITIONS
from core.chain.telling.wording import list_in_words, notice_for, told_again, words_of
from core.clock import now
from core.db.together import insert_together
from core.deadlines.foresight import dues_in_words, running_dues
from core.events import ReportEvent, announce
from core.evidence.schemas import StowedFile
from core.handling.assigning import assign_units, name_units, unit_name
from core.handling.changing import apply_changes
from core.handling.ground import Ground, subject_after
from core.handling.lines import Doer, Said, hand_in, line_of, name_files
from core.handling.mentions import name_officers
from core.handling.standing_in import record_hands
from core.language import lowered
from core.languages import language_of
from core.notifications.causes import Standing, ring_after
from core.notifications.outbox import PushFile, tell_reporter
from core.privacy.vault import Vault
from core.reports.content import ACTION, SealedAction, in_words
from core.reports.history_models import HistoryEntry
from core.reports.identity import without_identity
from core.reports.models import Message, Report, ReporterLink
from core.wiring import Core


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOut:
    """What an action that was written down tells, and whom it reaches."""

    told: Notice | None
    """What the reporter reads of it, if anything."""
    pushed: bool
    """A message to their chat is on its way."""
    message_id: UUID | None
    """The line it left in the conversation; the clock leaves none."""


async def carry_out(
    core: Core,
    session: AsyncSession,
    report: Report,
    decision: Decision,
    *,
    ground: Ground,
    doer: Doer,
    vault: Vault | None,
    files: tuple[StowedFile, ...] = (),
    source_key: bytes | None = None,
    said: Said | None = None,
) -> CarriedOut:
    """Write an allowed action down. `report` is locked; `vault` is absent for the clock only."""
    row, values = decision.transition, decision.values
    before = Standing.of(report)
    _move(report, decision)
    await assign_units(session, report, decision)
    begun = await ground.clocks.apply(report, decision.deadlines, ground.running)
    context = await _context(session, ground, report)
    context |= await _quoted(session, report, row.about.quotes, vault)
    notice = notice_for(row, values, context=context)
    entry = _history(report, decision, ground, doer=doer, source_key=source_key)
    if vault is not None:
        entry.sealed = await _in_words(session, decision, vault, files)
    line: Message | None = None
    if vault is not None:
        line = line_of(
            report, decision, vault=vault, seq=ground.last_line + 1, doer=doer, notice=notice,
            source_key=source_key, said=said,
            language=language_of(ground.link.language if ground.link else ""),
        )  # fmt: skip
    await session.flush()  # a clock stops before the next one of its kind begins
    await insert_together(session, [*begun, entry, *([line] if line else [])])
    push_files = await hand_in(session, vault, line, files, doer=doer) if vault and line else ()
    await record(
        session,
        report_stream(report.id),
        f"action.{row.action.value}",
        side=doer.side.value,
        officer_id=doer.officer_id,
        role=doer.role,
        detail={"from": decision.source, "to": decision.target, "seq": entry.seq, "files": len(files)},
        head=ground.head,
    )
    pushed = False
    if notice is not None and row.about.pushed and doer.side is not Side.REPORTER:
        pushed = await _push(core, session, report, row.action, notice, push_files, ground.link, entry.seq)
    subject = await subject_after(session, ground, report, row.action)
    if _may_need_another(decision):
        subject = await record_hands(session, report, subject)
    await ring_after(
        session, report, decision, before, side=doer.side, officer_id=doer.officer_id, subject=subject
    )
    announce(session, ReportEvent(report_id=report.id, version=report.version, subject=subject))
    return CarriedOut(told=notice, pushed=pushed, message_id=line.id if line else None)


def _may_need_another(decision: Decision) -> bool:
    """Tell whether the report lies on another desk now, or another person must decide."""
    moved = decision.target is not decision.source
    return moved or bool({"proposed_by", "lead_unit"} & decision.changes.keys())


def _move(report: Report, decision: Decision) -> None:
    """Let the report's row stand where the decision puts it."""
    apply_changes(report, decision.changes)
    if "rating" in decision.values:
        report.rating = int(str(decision.values["rating"]))
    moved = decision.target is not decision.source
    if moved:
        report.state = decision.target
        report.state_since = now()
        report.closed_at = now() if decision.target.is_final else None
    report.holder_role = holder_of(report.state, report.track)
    report.version += 1


async def _context(session: AsyncSession, ground: Ground, report: Report) -> dict[str, str]:
    unit = await unit_name(session, report.lead_unit_id) if report.lead_unit_id else ground.office_name
    elements = tuple(lowered(Element(code).label) for code in report.missing_elements)
    return {
        "unit": unit,
        "office": ground.office_name,
        **await dues_in_words(ground.clocks, report.office_id, running_dues(ground.running)),
        "elements": list_in_words(elements),
    }


async def _quoted(
    session: AsyncSession, report: Report, quoted: Action | None, vault: Vault | None
) -> dict[str, str]:
    """Return the answers of an earlier action that the reporter is told: a proposal's reason (G2)."""
    if quoted is None or vault is None:
        return {}
    earlier = (
        await session.exec(
            select(HistoryEntry.sealed)
            .where(
                col(HistoryEntry.report_id) == report.id,
                col(HistoryEntry.action) == quoted.value,
            )
            .order_by(col(HistoryEntry.seq).desc())
            .limit(1)
        )
    ).one()
    row = next(row for row in TRANSITIONS if row.action is quoted and report.track in row.tracks)
    return told_again(row, vault.open(ACTION, earlier or b"", SealedAction).named)


async def _in_words(
    session: AsyncSession, decision: Decision, vault: Vault, files: tuple[StowedFile, ...]
) -> bytes | None:
    """Seal the action's answers as the timeline will show them; None where it asked nothing."""
    row, values = decision.transition, decision.values
    fields, said = row.fields, without_identity(row, words_of(row, values))
    words = await name_units(session, fields, values, said)
    words = await name_officers(session, fields, values, words)
    words |= name_files(fields, values, files)
    return vault.seal(ACTION, in_words(fields, words)) if words else None


def _history(
    report: Report, decision: Decision, ground: Ground, *, doer: Doer, source_key: bytes | None
) -> HistoryEntry:
    return HistoryEntry(
        report_id=report.id,
        seq=ground.last_entry + 1,
        action=decision.transition.action.value,
        source=decision.source,
        target=decision.target,
        side=doer.side,
        officer_id=doer.officer_id,
        role=doer.role,
        office_id=report.office_id,
        clause=decision.transition.clause,
        source_key=source_key,
        asked=list(report.missing_elements) if doer.side is Side.SYSTEM else [],
        limit_at=min(running_dues(ground.running).values(), default=None)
        if doer.side is Side.SYSTEM
        else None,
        at=now(),
    )


async def _push(
    core: Core,
    session: AsyncSession,
    report: Report,
    action: Action,
    notice: Notice,
    files: tuple[PushFile, ...],
    link: ReporterLink | None,
    seq: int,
) -> bool:
    return await tell_reporter(
        core,
        session,
        report=report,
        link=link,
        about=action.value,
        notice_title=notice.title,
        notice_text=notice.body,
        next_text=None,
        files=files,
        key=f"{report.id}:{seq}",
    )
