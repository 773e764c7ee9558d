"""What an action on a locked report stands on, read once: by two statements instead of a dozen.

The report's row is locked before: what is read here cannot change until the transaction ends, for
whoever changes it locks that row first. The audit chain's head is taken in the same statement.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel.ext.asyncio.session import AsyncSession

from core.access.policy import Subject
from core.access.repository import subject_from, subject_of
from core.audit.chain import GENESIS
from core.audit.service import CLAIM_HEAD, Head, report_stream
from core.chain.about import ABOUT
from core.chain.actions import Action
from core.chain.situation import Snapshot
from core.chain.states import DeadlineKind, State
from core.deadlines.models import Deadline
from core.deadlines.service import Deadlines
from core.handling.snapshot import facts_of, snapshot_from
from core.reports.models import PushMode, Report, ReporterLink

_GROUND: Final = text(
    f"WITH head AS ({CLAIM_HEAD}) SELECT head.seq AS head_seq, head.hash AS head_hash,"  # noqa: S608 - our own constant
    " offices.path, offices.short_name,"
    " ARRAY(SELECT jsonb_build_array(units.path, units.office_id, report_units.part) FROM report_units"
    " JOIN units ON units.id = report_units.unit_id"
    " WHERE report_units.report_id = :report AND report_units.until IS NULL) AS parts,"
    " ARRAY(SELECT officer_id FROM recusals WHERE report_id = :report AND lifted_at IS NULL) AS recused,"
    f"{facts_of(':report', ':office')},"
    " coalesce((SELECT max(seq) FROM history WHERE report_id = :report), 0) AS last_entry,"
    " coalesce((SELECT max(seq) FROM messages WHERE report_id = :report), 0) AS last_line,"
    " ARRAY(SELECT jsonb_build_array(action, source, EXISTS (SELECT 1 FROM deliveries"
    " WHERE idempotency_key = history.report_id || ':' || history.seq)) FROM history"
    " WHERE source_key = CAST(:source_key AS bytea)) AS done_before,"
    " report_keys.for_handling,"
    " link.id AS link_id, link.chat_sealed, link.push, link.language, link.unlinked_at"
    " FROM head, offices LEFT JOIN report_keys ON report_keys.report_id = :report"
    " LEFT JOIN reporter_links AS link ON link.report_id = :report WHERE offices.id = :office"
)
"""Takes the head of the report's audit chain and reads, in one row, all else that an action stands on.

For the access policy: the office's path, the units' parts, who is recused. For the chain's guards: what
`facts_of` names. For writing: the last number of `history` and of `messages`, the report's key, the way back
to the chat.
`done_before` is the line of history that this very form has left already, if it was sent before.
"""


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """An action that the same form, or the same chat message, has caused before: an entry in `history`.

    Whoever sent it again did not get our answer. They get it now, and nothing is done twice.
    """

    action: str
    source: State | None
    told: bool
    """Whether a push was recorded for the reporter's chat."""


@dataclass(slots=True, kw_only=True)
class Ground:
    """What one action on one report needs to know; used for that one action, then stale."""

    subject: Subject
    snapshot: Snapshot
    office_name: str
    clocks: Deadlines
    running: dict[DeadlineKind, Deadline]
    last_entry: int
    last_line: int
    head: Head
    link: ReporterLink | None = field(repr=False)
    for_handling: bytes | None = field(repr=False)
    """The report's key as the back office opens it; None once it was destroyed."""
    done_before: DoneBefore | None
    """The entry with the same `source_key`, where there is one."""


async def ground_of(session: AsyncSession, report: Report, *, source_key: bytes | None = None) -> Ground:
    """Read it all. The report's row must be locked by this transaction."""
    asked = {
        "report": report.id,
        "office": report.office_id,
        "source_key": source_key,
        "stream": report_stream(report.id),
        "genesis": GENESIS,
    }
    row = (await (await session.connection()).execute(_GROUND, asked)).one()
    clocks = Deadlines(session)
    running = await clocks.running(report.id)
    done = [
        DoneBefore(action, State(source) if source else None, told)
        for action, source, told in row.done_before
    ]
    return Ground(
        subject=subject_from(report, row.path, row.parts, row.recused),
        snapshot=snapshot_from(
            report,
            running,
            has_party=row.has_party,
            has_evidence=row.has_evidence,
            linked=row.linked,
            apip=frozenset(str(unit) for unit in row.apip),
        ),
        office_name=row.short_name,
        clocks=clocks,
        running=running,
        last_entry=row.last_entry,
        last_line=row.last_line,
        head=Head(row.head_seq, row.head_hash),
        link=_link(report.id, row),
        for_handling=row.for_handling,
        done_before=done[0] if done else None,
    )


async def subject_after(session: AsyncSession, ground: Ground, report: Report, action: Action) -> Subject:
    """Say what the access policy needs of the report now that the action has changed it."""
    if ABOUT[action].changes_who_sees:
        return await subject_of(session, report)
    return replace(
        ground.subject,
        state=report.state,
        classification=report.classification,
        proposal_open=report.proposal_by is not None,
        stand_in_for=report.stand_in_for,
        threatened=report.threatened_since is not None,
    )


def _link(report_id: UUID, row: Row[Any]) -> ReporterLink | None:
    """Give the way back to the reporter as far as a push needs it; no session knows this copy."""
    if row.link_id is None or row.push is None:
        return None
    return ReporterLink(
        id=row.link_id,
        report_id=report_id,
        chat_sealed=row.chat_sealed,
        push=PushMode(row.push),
        language=row.language,
        unlinked_at=row.unlinked_at,
    )
