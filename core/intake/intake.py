"""Bringing reports into being: one transaction for chat, desk and SP4N alike (R51, R128).

Routing, keys, sealed content and identity, agenda number, recusals, first deadline, history,
audit, and the reporter's way back. Acknowledged means committed. Four statements, however many
reports are written down together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.chain.rows import Transition
from core.chain.states import IdentityMode, Track, protects_reporter
from core.chain.table.transitions import transition_for
from core.chain.time.explanation import moment_in_words
from core.clock import now
from core.db.together import Row, insert_together
from core.deadlines.service import Deadlines
from core.errors import DomainError, InvalidError
from core.events import ReportEvent, announce
from core.handling.standing_in import hands_for
from core.ids import new_id
from core.intake.agenda import AgendaNumber, Drawing, draw_agenda_numbers, series_of
from core.intake.filing import Filed, Handed, Origin, entry_rows, sealed_rows
from core.intake.schemas import Receipt, RegisterReport, SubmitReport
from core.language import tr
from core.notifications.causes import notices_of_new
from core.offices.ladder import Rung, ladder_of
from core.people.naming import Recognised, named_by, officers_called, told_by
from core.people.roll import hold_roll
from core.people.routing import past_their_own, receivable, route
from core.people.staff import staff_over
from core.privacy.index import person_tokens
from core.privacy.keys import Keyring
from core.privacy.tracking import TrackingId, lookup_hash
from core.privacy.vault import Vault
from core.reports.content import stowed_before
from core.reports.finding import numbers_of_names
from core.reports.models import AgendaSeries, Report
from core.reports.schemas import Party
from core.wiring import Core


async def take_in(
    core: Core,
    session: AsyncSession,
    wish: SubmitReport | RegisterReport,
    *,
    tracking_id: TrackingId,
    origin: Origin,
) -> Receipt:
    """Write a report down. Called again with the same tracking ID, it returns the same report.

    Raises:
        InvalidError: The parts do not fit together (`report.violation_needed`, …).
        NotFoundError: No such office.
    """
    handed = Handed(wish=wish, tracking_id=tracking_id, origin=origin, at=now())
    [written] = await take_in_all(core, session, [handed])
    if isinstance(written, DomainError):
        raise written
    return written


async def take_in_all(
    core: Core, session: AsyncSession, handed: Sequence[Handed]
) -> list[Receipt | DomainError]:
    """Write reports down together; in their order, the receipt of each, or why it was not written.

    No two may have the same tracking ID.
    """
    await _one_at_a_time(session, handed)
    ready = [await _made_ready(core, session, one) for one in handed]
    sound = [one for one in ready if isinstance(one, _Ready)]
    receipts = iter(await _write_down(session, sound) if sound else ())
    return [next(receipts) if isinstance(one, _Ready) else one for one in ready]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A report that may be written down: checked, sealed, and whom it names."""

    handed: Handed
    vault: Vault
    step: Transition
    ladder: tuple[Rung, ...]
    """The office it is addressed to, and those above."""
    named: Recognised
    """The officers whom it names, or who lodged it."""
    names: tuple[int, ...]
    """By these numbers it is found under the names of its parties."""
    rows: list[Row]


async def _made_ready(core: Core, session: AsyncSession, handed: Handed) -> _Ready | DomainError:
    wish = handed.wish
    try:
        _check(wish)
        ladder = await ladder_of(session, wish.office_id)
        step = _first_step(wish.track, handed.origin)
    except DomainError as refusal:
        return refusal
    lodged = await officers_called(session, wish.identity.name, wish.identity.nip) if wish.identity else ()
    if protects_reporter(wish.track, wish.identity_mode):
        ladder = await past_their_own(session, ladder, lodged)
    tokens = _party_tokens(core.keys, wish.body.parties, ladder)
    named = await named_by(session, told_by(wish.body, wish.evidence), ladder)
    vault = Vault.new(new_id())
    return _Ready(
        handed=handed,
        vault=vault,
        step=step,
        ladder=ladder,
        named=named.and_certainly(lodged),
        names=numbers_of_names(core.keys, wish.body.parties),
        rows=sealed_rows(core.keys, handed, vault, tokens),
    )


async def _write_down(session: AsyncSession, ready: Sequence[_Ready]) -> list[Receipt]:
    drawings: list[Drawing] = []
    offices: list[Rung] = []
    for one in ready:
        wish = one.handed.wish
        offices.append(await route(session, one.ladder, wish.track, one.named.all))
        series = series_of(wish.track, wish.identity_mode, bars=bool(one.named.all))
        numbering = offices[-1] if series is AgendaSeries.OFFICE else one.ladder[-1]
        drawings.append(Drawing(numbering, series, one.handed.at, lookup_hash(one.handed.tracking_id)))
    numbers = await draw_agenda_numbers(session, drawings)
    clocks = Deadlines(session)
    entries = [
        await _entry(session, clocks, one, office=office, number=number) if number else None
        for one, office, number in zip(ready, offices, numbers, strict=True)
    ]
    await _insert(session, ready, entries)
    return [
        await _receipt(clocks, entry) if entry else await _receipt_again(session, one.handed.tracking_id)
        for one, entry in zip(ready, entries, strict=True)
    ]


async def _entry(
    session: AsyncSession,
    clocks: Deadlines,
    ready: _Ready,
    *,
    office: Rung,
    number: AgendaNumber,
) -> Filed:
    wish = ready.handed.wish
    entry = Filed(
        handed=ready.handed,
        vault=ready.vault,
        step=ready.step,
        addressed=ready.ladder[0],
        office=office,
        agenda=number,
        clocks=await clocks.first(
            ready.step.deadlines, track=wish.track, kind=wish.kind, office_id=office.id, at=ready.handed.at
        ),
        named=ready.named,
        names=ready.names,
    )
    staff = await staff_over(session, ready.ladder[0].path)
    if receivable(staff, office, wish.track, ready.named.all):
        return entry
    return replace(entry, hands=await hands_for(session, entry.subject, proposal_by=None))


async def _insert(session: AsyncSession, ready: Sequence[_Ready], entries: Sequence[Filed | None]) -> None:
    new = [(one, entry) for one, entry in zip(ready, entries, strict=True) if entry]
    stowed = await stowed_before(session, [file for _, entry in new for file in entry.handed.wish.evidence])
    rows: list[Row] = []
    for one, entry in new:
        rows += [*one.rows, *entry_rows(entry, stowed=stowed)]
        rows += await notices_of_new(
            session,
            entry.vault.report_id,
            entry.subject,
            at=entry.handed.at,
            but=entry.handed.origin.officer_id,
        )
        announce(session, ReportEvent(report_id=entry.vault.report_id, version=1, subject=entry.subject))
    if rows:
        await insert_together(session, rows)


def _check(wish: SubmitReport | RegisterReport) -> None:
    in_danger = isinstance(wish, SubmitReport) and wish.in_danger
    if wish.track is Track.WHISTLEBLOWING and wish.violation_type is None and not in_danger:
        raise InvalidError(
            tr("Pilih jenis pelanggarannya."),
            code="report.violation_needed",
            fields={"violation_type": tr("Pilih jenis pelanggarannya.")},
        )
    if wish.identity_mode is IdentityMode.ANONYMOUS and wish.identity is not None:
        raise InvalidError(
            tr("Laporan anonim tidak mencatat identitas. Hapus identitasnya atau pilih rahasia."),
            code="report.anonymous_with_identity",
            fields={"identity": tr("Kosongkan untuk laporan anonim.")},
        )


async def _one_at_a_time(session: AsyncSession, handed: Sequence[Handed]) -> None:
    """Go on once nobody else hands in one of these reports, or appoints an officer they may name.

    Whoever does at the same moment waits here, and then finds it instead of stumbling over it.
    """
    hashes = [lookup_hash(one.tracking_id) for one in handed]
    await hold_roll(session, locks=sorted(int.from_bytes(one[:8], "big", signed=True) for one in hashes))


def _first_step(track: Track, origin: Origin) -> Transition:
    row = transition_for(origin.action, track=track, state=None)
    if row is None:
        raise InvalidError(tr("Laporan jenis ini tidak dapat dicatat lewat jalur itu."), code="report.track")
    return row


def _party_tokens(keys: Keyring, parties: tuple[Party, ...], ladder: tuple[Rung, ...]) -> frozenset[bytes]:
    """Hash every name, NIP and position a report names; positions in the office it is about."""
    tokens: set[bytes] = set()
    for party in parties:
        tokens |= person_tokens(keys, name=party.name, nip=party.nip)
        for office in ladder:
            tokens |= person_tokens(keys, position=party.position, office_code=office.code)
    return frozenset(tokens)


async def _receipt(clocks: Deadlines, entry: Filed) -> Receipt:
    """Say what the reporter gets back: the number, the date, and why that date."""
    handed, first = entry.handed, next(iter(entry.clocks), None)
    calendar = await clocks.calendar(entry.office.id)
    return Receipt(
        report_id=entry.vault.report_id,
        tracking_id=handed.tracking_id,
        agenda_number=entry.agenda.text,
        received_at=handed.at,
        due_at=first.due_at if first else handed.at,
        due_text=first.due_text if first else moment_in_words(calendar, handed.at),
        due_explained=first.sentence if first else "",
        office_name=entry.office.short_name,
    )


async def _receipt_again(session: AsyncSession, tracking_id: TrackingId) -> Receipt:
    """Give the receipt of a report that was handed in before."""
    query = select(Report).where(col(Report.tracking_hash) == lookup_hash(tracking_id))
    report = (await session.exec(query)).one()
    clocks = Deadlines(session)
    running = await clocks.running(report.id)
    first = min(running.values(), key=lambda clock: clock.due_at, default=None)
    office = (await ladder_of(session, report.office_id))[0]
    calendar = await clocks.calendar(report.office_id)
    due_at = first.due_at if first else report.received_at
    explained = await clocks.explanation(first, report.office_id) if first else None
    return Receipt(
        report_id=report.id,
        tracking_id=tracking_id,
        agenda_number=report.agenda_number,
        received_at=report.received_at,
        due_at=due_at,
        due_text=moment_in_words(calendar, due_at),
        due_explained=explained.sentence if explained else "",
        office_name=office.short_name,
        repeated=True,
    )
