"""What is written down of a new report: its row, its seals, its keys, its indexes, its first history.

Nothing here asks the database. Sealing needs neither number nor office, so it is done before any lock
is taken; the rest follows once both are known.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from core.access.policy import Subject
from core.audit.service import first_entry, report_stream
from core.chain.actions import Action
from core.chain.rows import Transition
from core.chain.states import Channel, IdentityMode, Role, Side, State, holder_of
from core.db.together import Row, new_row
from core.deadlines.models import Deadline
from core.deadlines.service import FirstClock
from core.handling.standing_in import USUAL_HANDS, Hands
from core.ids import OfficerId, new_id
from core.intake.agenda import AgendaNumber
from core.intake.schemas import RegisterReport, SubmitReport
from core.language import INDONESIAN
from core.notifications.outbox import seal_chat
from core.offices.ladder import Rung
from core.people.naming import Recognised
from core.privacy.index import chat_hash
from core.privacy.keys import Keyring
from core.privacy.seals import encrypt, new_key, seal_to
from core.privacy.tracking import TrackingId, lookup_hash
from core.privacy.vault import Vault
from core.reports.content import body_row, new_evidence
from core.reports.finding import names_row, words_row
from core.reports.history_models import HistoryEntry
from core.reports.identity import IDENTITY
from core.reports.models import PartyIndex, Recusal, Report, ReporterLink, ReportIdentity, ReportKey
from core.reports.schemas import Identity

KEPT: Final = b"kept:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a report comes from: its reporter, by chat or without one; a desk; or SP4N."""

    action: Action
    side: Side
    channel: Channel
    officer_id: UUID | None = None
    role: Role | None = None
    chat_id: int | None = None
    keep_tracking: bool = False
    consent: str = ""
    """The version of the words its reporter agreed to."""
    language: str = INDONESIAN.code
    """The language its reporter reads."""
    is_demo: bool = False


def from_reporter(channel: Channel) -> Origin:
    """Say that a report comes from its reporter, by a channel that keeps no way back to them."""
    return Origin(action=Action.SUBMIT, side=Side.REPORTER, channel=channel)


def from_chat(
    chat_id: int | None, *, keep_tracking: bool, consent: str = "", language: str = INDONESIAN.code
) -> Origin:
    """Say that a report comes from its reporter's chat, which is the way back, and is answered so."""
    chat = from_reporter(Channel.TELEGRAM)
    return replace(chat, chat_id=chat_id, keep_tracking=keep_tracking, consent=consent, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A report as it was handed in, at that moment."""

    wish: SubmitReport | RegisterReport
    tracking_id: TrackingId
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A new report with all that was decided about it."""

    handed: Handed
    vault: Vault
    step: Transition
    addressed: Rung
    """The office its reporter named; of an officer's protected report the nearest past their own."""
    office: Rung
    agenda: AgendaNumber
    clocks: tuple[FirstClock, ...]
    named: Recognised
    names: tuple[int, ...]
    """Keyed numbers by which the names of its parties are found."""
    hands: Hands = USUAL_HANDS

    @property
    def subject(self) -> Subject:
        """What the access policy needs of it."""
        by = self.handed.origin.officer_id
        return Subject(
            track=self.handed.wish.track,
            state=State.RECEIVED,
            classification=None,
            office_path=self.office.path,
            registered_by=OfficerId(by) if by else None,
            recused=frozenset(OfficerId(one) for one in self.named.all),
            stand_in_for=self.hands.stand_in_for,
        )


def sealed_rows(keys: Keyring, handed: Handed, vault: Vault, named: Collection[bytes]) -> list[Row]:
    """Write the rows that need neither number nor office: content, keys, identity, named parties, chat."""
    wish, origin = handed.wish, handed.origin
    rows = [body_row(vault, wish.body, side=origin.side, at=handed.at)]
    rows += _keys(keys, vault, handed.tracking_id, wish.identity, handed.at)
    rows += [new_row(PartyIndex, report_id=vault.report_id, token=token) for token in sorted(named)]
    if origin.chat_id is not None:
        rows.append(_link(keys, handed, vault.report_id, origin.chat_id))
    return rows


def entry_rows(entry: Filed, *, stowed: Collection[str]) -> list[Row]:
    """Write the other rows: the report itself, its search, recusals, clocks, files, history, audit.

    Files whose keys are in `stowed` belong to a report already.
    """
    origin, vault = entry.handed.origin, entry.vault
    report = _report(entry)
    found_by = (words_row(report, entry.handed.wish.body), names_row(report, entry.names))
    rows = [report, *(row for row in found_by if row)]
    rows += [
        new_row(Recusal, report_id=vault.report_id, officer_id=one, doubtful=one in entry.named.perhaps)
        for one in sorted(entry.named.all)
    ]
    rows += [_deadline(entry, clock) for clock in entry.clocks]
    rows += _history(entry)
    rows += new_evidence(
        vault,
        [file for file in entry.handed.wish.evidence if file.object_key not in stowed],
        side=origin.side,
        officer_id=origin.officer_id,
    )
    return rows


def link_seals(
    keys: Keyring, link_id: UUID, tracking_id: TrackingId, *, chat_id: int, keep: bool
) -> dict[str, bytes | None]:
    """Seal the reporter's way back; `keep` is never true of an anonymous report."""
    return {
        "chat_sealed": seal_chat(keys, chat_id),
        "chat_hash": chat_hash(keys, chat_id) if keep else None,
        "tracking_kept": encrypt(
            keys.held("bot_secret_key"), tracking_id.encode(), context=KEPT + link_id.bytes
        )
        if keep
        else None,
    }


def _report(entry: Filed) -> Row:
    handed, first = entry.handed, min(entry.clocks, key=lambda clock: clock.due_at, default=None)
    wish, origin = handed.wish, handed.origin
    return new_row(
        Report,
        id=entry.vault.report_id,
        tracking_hash=lookup_hash(handed.tracking_id),
        track=wish.track,
        kind=wish.kind,
        identity_mode=wish.identity_mode,
        channel=origin.channel,
        state=State.RECEIVED,
        violation_type=wish.violation_type,
        addressed_office_id=entry.addressed.id,
        office_id=entry.office.id,
        holder_role=holder_of(State.RECEIVED, wish.track),
        stand_in_for=entry.hands.stand_in_for,
        unattended_since=handed.at if entry.hands.nobody else None,
        agenda_number=entry.agenda.text,
        agenda_office_id=entry.agenda.office_id,
        agenda_series=entry.agenda.series,
        agenda_year=entry.agenda.year,
        agenda_seq=entry.agenda.seq,
        registered_by=origin.officer_id,
        received_at=handed.at,
        state_since=handed.at,
        due_at=first.due_at if first else None,
        due_kind=first.kind if first else None,
        sp4n_id=(wish.sp4n_id or None) if isinstance(wish, RegisterReport) else None,
        told_as_story=wish.body.story is not None,
        is_demo=origin.is_demo,
    )


def _keys(
    keys: Keyring, vault: Vault, tracking_id: TrackingId, identity: Identity | None, at: datetime
) -> list[Row]:
    """Wrap the report key for its two readers; the identity gets a key of its own."""
    own = new_key() if identity else None
    wrapped = new_row(
        ReportKey,
        report_id=vault.report_id,
        for_handling=vault.wrapped_for_handling(keys),
        for_reporter=vault.wrapped_for_reporter(tracking_id),
        for_identity=seal_to(keys.identity_public, own) if own else None,
    )
    if identity is None or own is None:
        return [wrapped]
    box = encrypt(own, identity.model_dump_json().encode(), context=IDENTITY + vault.report_id.bytes)
    return [wrapped, new_row(ReportIdentity, report_id=vault.report_id, sealed=box, created_at=at)]


def _link(keys: Keyring, handed: Handed, report_id: UUID, chat_id: int) -> Row:
    """Make the reporter's way back; of an anonymous report only the courier's sealed chat."""
    link_id = new_id()
    keep = handed.origin.keep_tracking and handed.wish.identity_mode is not IdentityMode.ANONYMOUS
    seals = link_seals(keys, link_id, handed.tracking_id, chat_id=chat_id, keep=keep)
    return new_row(
        ReporterLink,
        id=link_id,
        report_id=report_id,
        language=handed.origin.language,
        created_at=handed.at,
        **seals,
    )


def _deadline(entry: Filed, clock: FirstClock) -> Row:
    return new_row(
        Deadline,
        report_id=entry.vault.report_id,
        kind=clock.kind,
        working_days=clock.working_days,
        legal_source=clock.legal_source,
        zone=clock.zone,
        started_at=entry.handed.at,
        due_at=clock.due_at,
        raw_due_at=clock.due_at,
    )


def _history(entry: Filed) -> list[Row]:
    origin, at, report_id = entry.handed.origin, entry.handed.at, entry.vault.report_id
    line = new_row(
        HistoryEntry,
        report_id=report_id,
        seq=1,
        action=origin.action.value,
        target=State.RECEIVED,
        side=origin.side,
        officer_id=origin.officer_id,
        role=origin.role,
        office_id=entry.office.id,
        clause=entry.step.clause,
        at=at,
    )
    audited = first_entry(
        report_stream(report_id),
        f"action.{origin.action.value}",
        side=origin.side.value,
        officer_id=origin.officer_id,
        role=origin.role,
        detail={"to": State.RECEIVED, "seq": 1, "agenda": entry.agenda.text}
        | ({"consent": origin.consent} if origin.consent else {}),
        at=at,
    )
    return [line, *audited]
